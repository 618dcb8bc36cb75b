# __repr__, __str__, __format__, __bytes__.
class A:
    def __repr__(self): return 'repr'
class B(A):
    def __str__(self): return 'str'
class C(B):
    def __format__(self, spec): return f'<{spec}>'
    def __bytes__(self): return b'bytes'
print(A(), B(), [B()], f'{B()} {B()!r} {C():abc} {C()}', '%s %r' % (B(), B()), bytes(C()), str(C()), format(C(), 'x'))
class D:
    def __str__(self): return 1
    def __repr__(self): return 2
for f in (str, repr):
    try:
        f(D())
    except TypeError as e:
        print(e)
try:
    format(A(), 'x')
except TypeError as e:
    print(e)
