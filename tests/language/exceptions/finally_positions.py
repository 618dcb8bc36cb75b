# finally runs on every way out.
def f(way):
    log = []
    for i in range(2):
        try:
            log.append(f'try{i}')
            if way == 'return': return log
            if way == 'break': break
            if way == 'continue': continue
            if way == 'raise': raise ValueError(way)
            log.append('end')
        except ValueError as e:
            log.append('except')
            if i: return log
        else:
            log.append('else')
        finally:
            log.append('finally')
    else:
        log.append('loop else')
    return log
for way in ('return', 'break', 'continue', 'raise', 'fall'): print(way, f(way))
def nested():
    log = []
    try:
        try:
            try:
                return log
            finally:
                log.append(1)
        finally:
            log.append(2)
    finally:
        log.append(3)
print(nested())
def override():
    while True:
        try:
            return 'try'
        finally:
            break
    return 'after'
def override2():
    for i in range(3):
        try:
            raise KeyError
        finally:
            continue
    return i
def override3():
    try:
        return 'a'
    finally:
        return 'b'
def value():
    x = 1
    try:
        return x
    finally:
        x = 2
print(override(), override2(), override3(), value())
