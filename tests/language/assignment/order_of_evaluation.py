log = []
def n(x, v=None):
    log.append(x)
    return v if v is not None else x
def show():
    print(*log); log.clear()
class A:
    def __getitem__(self, i): return 0
    def __setitem__(self, i, v): log.append(f'store[{i}]')
    def __setattr__(self, k, v): log.append(f'store.{k}')
    def __getattr__(self, k): return 0
a = A()
n('obj', a)[n('idx')] = n('val'); show()
n('o1', a)[n('i1')], n('o2', a).x = n('v1'), n('v2'); show()
n('t1', a)[n('s1')] = n('t2', a)[n('s2')] = n('value'); show()
n('o', a)[n('i')] += n('v', 1); show()
n('o', a).attr += n('v', 1); show()
[n(1), n(2), *n(3, [4]), n(5)]; show()
{n('k'): n('v'), **n('m', {}), n('k2'): n('v2')}; show()
n('f', print.__class__) and (lambda *a, **k: 0)(n(1), *n(2, []), x=n(3), **n(4, {})); show()
(lambda *a, **k: 0)(*n('a', []), n('b'), k=n('c'), *n('d', [])); show()
n('x', 1) + n('y', 2) * n('z', 3) ** n('w', 2); show()
n('a', 1) < n('b', 2) < n('c', 0) < n('d', 5); show()
n('t', 1) if n('cond', 0) or n('cond2', 1) else n('e'); show()
n('s', 'abc')[n('lo', 0):n('hi', 2):n('step', 1)]; show()
def f(p=n('default1'), *, q=n('default2')) -> n('ret'): pass
show()
@n('deco', lambda c: c)
class C(n('base', object), **n('kw', {})):
    n('body')
show()
lambda z=n('lambda default'): n('never'); show()
assert n('test', 1), n('message'); show()
f'{n("f1")}{n("f2"):{n("spec", ">3")}}'; show()
a[n('del')] if True else 0; show()
n('w', [1]).append(n('arg')); show()
