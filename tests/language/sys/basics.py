import sys
print(sys.maxsize, sys.maxunicode, sys.byteorder, sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 8), sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.mant_dig, sys.hash_info.width, sys.hash_info.modulus, sys.int_info.bits_per_digit)
print(sys.getrecursionlimit(), sys.exc_info(), sys.intern('abc') == 'abc', sys.getsizeof([]) > 0, sys.implementation.name != '', isinstance(sys.path, list), isinstance(sys.argv, list), 'sys' in sys.modules, sys.modules['__main__'].__name__)
def err(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
err(lambda: sys.exit())
err(lambda: sys.exit(3))
err(lambda: sys.exit('text'))
err(lambda: sys.exit((1, 2)))
err(lambda: sys.exit(1, 2))
err(lambda: sys.intern(5))
err(lambda: sys.setrecursionlimit(0))
err(lambda: sys.setrecursionlimit('a'))
err(lambda: sys.no_such)
try: sys.exit(5)
except SystemExit as e: print(e.code, e.args)
sys.stdout.write('written\n')
print('also', file=sys.stdout); sys.stdout.flush()
old = sys.stdout
class Out:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
sys.stdout = Out(); print('captured', 1); got = sys.stdout.parts; sys.stdout = old
print(got)
