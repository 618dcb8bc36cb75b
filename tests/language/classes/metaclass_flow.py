log = []
class Meta(type):
    @classmethod
    def __prepare__(m, name, bases, **kw): log.append(('prepare', name, kw)); return {'injected': 1}
    def __new__(m, name, bases, ns, **kw):
        log.append(('new', name, sorted(k for k in ns if not k.startswith('__'))))
        ns['added'] = 'by new'
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): log.append(('init', name, kw)); super().__init__(name, bases, ns)
    def __call__(cls, *a, **k): log.append(('call', cls.__name__, a)); return super().__call__(*a, **k)
    def meta_method(cls): return 'meta ' + cls.__name__
    @property
    def prop(cls): return 'prop ' + cls.__name__
class Base:
    subs = []
    def __init_subclass__(cls, tag=None, **kw): super().__init_subclass__(**kw); log.append(('subclass', cls.__name__, tag)); Base.subs.append(cls)
class A(metaclass=Meta, flag=True): body = injected + 1
a = A(); print(A.injected, A.added, A.body, A.meta_method(), A.prop, type(A).__name__, isinstance(A, Meta))
class B(A): pass
for entry in log: print(entry)
log.clear()
class C(Base, tag='x'): pass
class D(C): pass
print(log, [c.__name__ for c in Base.subs])
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
err(lambda: a.meta_method())
err(lambda: type('E', (Base,), {}, unknown=1))
err(lambda: type('F', (), {}, x=1))
class Meta2(type): pass
class G(metaclass=Meta2): pass
err(lambda: Meta('H', (A, G), {}))
def func_meta(name, bases, ns): return name, bases, sorted(k for k in ns if k[0] != '_')
class I(metaclass=func_meta): v = 1
print(I)
class J(*[A], metaclass=Meta): pass
print(J.__bases__ == (A,), type(J).__name__)
err(lambda: exec('class K(metaclass=Meta, metaclass=Meta): pass'))
class Bool(type):
    def __instancecheck__(c, o): return o == 'magic'
    def __subclasscheck__(c, s): return s is int
class L(metaclass=Bool): pass
print(isinstance('magic', L), isinstance(5, L), issubclass(int, L), issubclass(str, L), isinstance(L(), L))
