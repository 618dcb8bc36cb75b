# A table of how nested try statements end.
class E1(Exception): pass
class E2(Exception): pass
def run(body, handler, final):
    log = []
    def act(what, where):
        log.append(where)
        if what == 'E1': raise E1(where)
        if what == 'E2': raise E2(where)
    def f():
        for i in range(2):
            try:
                try:
                    act(body, f'body{i}')
                    if body == 'return': return 'from body'
                    if body == 'break': break
                    if body == 'continue': continue
                except E1 as e:
                    act(handler, f'handler{i}')
                    if handler == 'return': return 'from handler'
                    if handler == 'reraise': raise
                    if handler == 'break': break
                else:
                    log.append(f'else{i}')
                finally:
                    act(final, f'final{i}')
                    if final == 'return': return 'from finally'
                    if final == 'break': break
            finally:
                log.append(f'outer{i}')
        else: log.append('loop else')
        return 'end'
    try: r = f()
    except Exception as e: r = f'{e!r} < {e.__context__!r}'
    print(f'{body:9}{handler:9}{final:7}', r, *log)
for body in ('pass', 'E1', 'E2', 'return', 'break', 'continue'):
    for handler in ('pass', 'E2', 'return', 'reraise', 'break') if body == 'E1' else ('-',):
        for final in ('pass', 'E2', 'return', 'break'):
            run(body, handler, final)
