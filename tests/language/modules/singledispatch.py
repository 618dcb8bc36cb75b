# skip: functools.singledispatch needs the module typing, which comes with the library
import functools
@functools.singledispatch
def show(x): return 'object'
@show.register(int)
def _(x): return 'int'
@show.register(list)
def _(x): return 'list of ' + show(x[0])
print(show('a'), show(1), show([5]), show(True))
class Base: pass
class Derived(Base): pass
show.register(Base, lambda x: 'base')
print(show(Derived()), show(None), show.dispatch(bool) is show.dispatch(int), sorted(k.__name__ for k in show.registry))
