# yield from passes send, throw and close on.
def inner():
    try:
        while True:
            try:
                x = yield 'inner'
                print('inner got', x)
                if x == 'stop': return 'result'
            except ValueError as e:
                print('inner caught', e)
                yield 'handled'
    finally:
        print('inner finally')
def outer():
    try:
        r = yield from inner()
        print('outer r', r)
        yield r
    except KeyError as e:
        print('outer caught', e)
        yield 'from handler'
    finally:
        print('outer finally')
a = outer()
print(next(a), a.send(1), a.throw(ValueError('v')), next(a), a.send('stop'), next(a, 'end'))
b = outer(); next(b); print(b.throw(KeyError('k'))); b.close()
c = outer(); next(c); c.close()
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration('iterator value')
        return self.n
    def throw(self, *a): print('throw', [type(x).__name__ for x in a]); return 'thrown'
    def close(self): print('closed')
    def send(self, v): print('send', v); return 'sent'
def d():
    v = yield from It()
    print('value', v)
x = d(); print(next(x), x.send(9), x.throw(ValueError('q')), next(x), next(x), next(x, 'over'))
y = d(); next(y); y.close()
def plain(): yield from [1, 2]
p = plain(); next(p)
try:
    p.send(5)
except AttributeError as e:
    print(e)
q = plain(); next(q)
try:
    q.throw(ValueError('no throw method'))
except ValueError as e:
    print(e)
def bad(): yield from 5
try:
    next(bad())
except TypeError as e:
    print(e)
