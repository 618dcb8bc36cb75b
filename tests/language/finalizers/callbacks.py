# Callbacks of weak references, and what the library builds on them.
import gc
import weakref


class Thing:
    pass


def told(reference):
    print('told', reference() is None, reference is r)


t = Thing()
r = weakref.ref(t, told)
silent = weakref.ref(t)
print(r.__callback__ is told, silent.__callback__)
del t
gc.collect()
print(r(), silent(), r.__callback__)

t = Thing()
gone = weakref.ref(t, lambda reference: print('never'))
del gone
gc.collect()
del t
gc.collect()

t = Thing()
finalizer = weakref.finalize(t, print, 'finalize', key := 'x')
print(finalizer.alive)
del t
gc.collect()
print(finalizer.alive, finalizer())
t = Thing()
finalizer = weakref.finalize(t, print, 'called')
finalizer()
del t
gc.collect()
t = Thing()
finalizer = weakref.finalize(t, print, 'detached')
print(finalizer.detach() is not None)
del t
gc.collect()

values = weakref.WeakValueDictionary()
a, b = Thing(), Thing()
values['a'], values['b'] = a, b
print(len(values), sorted(values))
del a
gc.collect()
print(len(values), sorted(values))
keys = weakref.WeakKeyDictionary()
a = Thing()
keys[a], keys[b] = 1, 2
del a
gc.collect()
print(len(keys), list(keys.values()))
some = weakref.WeakSet()
a = Thing()
some.update([a, b])
print(len(some))
del a
gc.collect()
print(len(some))


class Method:
    def method(self):
        return 'method'


m = Method()
w = weakref.WeakMethod(m.method, lambda reference: print('method gone', reference()))
print(w()())
del m
gc.collect()
print(w())
p = weakref.proxy(b, lambda proxy: print('proxy gone'))
p.x = 5
print(b.x)
del b
gc.collect()
try:
    p.x
except ReferenceError as e:
    print(e)
