# What sys tells about the language.
import sys
print(sys.maxsize, sys.maxunicode, sys.byteorder, sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 11), sys.version[:4], sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.int_info.bits_per_digit, sys.hash_info.modulus, sys.hash_info.inf, sys.getdefaultencoding(), sys.float_repr_style)
print(sys.intern('a' + 'b') is sys.intern('ab'), sys.getrecursionlimit() > 100, sys.exc_info(), sys.exception(), type(sys.modules), 'sys' in sys.modules)
sys.stdout.write('written\n')
sys.stdout.flush()
