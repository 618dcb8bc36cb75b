# __doc__ may be a slot.
class A:
    __slots__ = ('__doc__', 'x')


class B:
    'text'
    __slots__ = ('x',)

a = A()
print(type(A.__doc__).__name__, hasattr(a, '__doc__'))
a.__doc__ = 'mine'
print(a.__doc__, B.__doc__, [n for n in vars(B) if n not in ('__module__', '__slots__')])
try:
    class C:
        'text'
        __slots__ = ('__doc__',)
except ValueError as e:
    print(e)
