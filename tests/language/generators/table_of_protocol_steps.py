# Every request against a generator in every state.
def g(log):
    try:
        log.append('start')
        while True:
            try:
                log.append(('got', (yield 'y')))
            except KeyError:
                log.append('KeyError')
            except IndexError:
                return 'returned'
    finally:
        log.append('final')
def state(make, do):
    log = []
    it = g(log)
    try: make(it)
    except BaseException: pass
    log.clear()
    try: r = do(it)
    except BaseException as e: r = f'{type(e).__name__}({e})'
    return r, log[:], it.gi_frame is None
states = {'new': lambda it: None, 'started': next, 'sent': lambda it: (next(it), it.send(1)), 'finished': lambda it: (next(it), it.throw(IndexError)), 'failed': lambda it: (next(it), it.throw(ValueError)), 'closed': lambda it: (next(it), it.close()), 'closed new': lambda it: it.close()}
requests = {'next': next, 'send None': lambda it: it.send(None), 'send 5': lambda it: it.send(5), 'throw Key': lambda it: it.throw(KeyError('k')), 'throw Index': lambda it: it.throw(IndexError), 'throw Value': lambda it: it.throw(ValueError('v')), 'throw Stop': lambda it: it.throw(StopIteration('s')), 'throw Exit': lambda it: it.throw(GeneratorExit), 'close': lambda it: it.close(), 'list 2': lambda it: [next(it), next(it)], 'default': lambda it: next(it, 'default'), 'for': lambda it: [x for x, _ in zip(it, 'ab')]}
for s in states:
    for r in requests: print(f'{s:11}{r:12}', *state(states[s], requests[r]))
