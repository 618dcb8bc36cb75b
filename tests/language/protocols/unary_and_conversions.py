class N:
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __invert__(self): return 'inv'
    def __abs__(self): return 'abs'
    def __round__(self, *a): return ('round', a)
    def __int__(self): return 3
    def __float__(self): return 1.5
    def __complex__(self): return 2j
    def __index__(self): return 4
    def __divmod__(self, o): return ('divmod', o)
    def __rdivmod__(self, o): return ('rdivmod', o)
    def __pow__(self, *a): return ('pow', a)
    def __length_hint__(self): return 5
    def __bytes__(self): return b'bytes'
    def __dir__(self): return ['z', 'a']
    def __format__(self, s): return f'fmt<{s}>'
    def __sizeof__(self): return 77
n = N()
print(-n, +n, ~n, abs(n), round(n), round(n, 2), int(n), float(n), complex(n), hex(n), divmod(n, 1), divmod(1, n), pow(n, 2), pow(n, 2, 3), n ** 5, bytes(n), dir(n), format(n, 'x'), f'{n:y}', [1, 2, 3, 4, 5][n], n.__sizeof__())
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def bad(method, answer, use):
    C = type('C', (), {method: lambda self, *a: answer})
    err(lambda: use(C()))
for args in [('__int__', 'x', int), ('__float__', 1, float), ('__complex__', 1, complex), ('__index__', 1.0, hex), ('__len__', 'x', len), ('__len__', -1, len), ('__len__', 2**70, len), ('__bool__', 1, bool), ('__str__', 1, str), ('__repr__', None, repr), ('__hash__', 'a', hash), ('__format__', 1, format), ('__bytes__', 'x', bytes), ('__iter__', 1, iter), ('__dir__', 1, dir), ('__contains__', [], lambda c: 1 in c), ('__length_hint__', 'x', lambda c: c.__length_hint__()), ('__float__', True, float), ('__reversed__', 5, reversed), ('__round__', 'r', round), ('__abs__', None, abs), ('__trunc__', 7, lambda c: c.__trunc__())]:
    bad(*args)
class F(float): pass
class RF:
    def __float__(self): return float('2.5')
print(float(RF()), float(F(1)))
