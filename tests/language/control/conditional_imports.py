try:
    import no_such_module_at_all
except ImportError as e:
    print(type(e).__name__, e, e.name)
    no_such_module_at_all = None
try:
    from math import no_such_name
except ImportError as e:
    print(str(e).split(' (')[0], e.name)
try:
    import math.sub
except ModuleNotFoundError as e:
    print(e, e.name)
if no_such_module_at_all is None:
    import math as m
else:
    m = 5
print(m.floor(2.5), m.__name__, 'math' in globals())
def local():
    import math
    from math import sqrt as root, pi
    return root(16), math.pi == pi
print(local(), 'math' in globals())
import sys
print('math' in sys.modules, sys.modules['math'] is m, type(m).__name__)
from math import *
print(ceil(1.2), cos(0), 'pi' in globals())
class C:
    from math import sqrt
    import math as inner
print(C.sqrt(9), C.inner is m)
import math, sys as s, itertools as it
print(s is sys, list(it.islice(it.count(), 2)), __import__('math') is math)
try: m.undefined
except AttributeError as e: print(e)
m.added = 1
import math as again
print(again.added); del m.added
for src in ('import 5', 'from math import', 'import math as', 'from math import (sqrt', 'from math import *, pi', 'import math.floor as f.g'):
    try: compile(src, '', 'exec')
    except SyntaxError as e: print(src, '|', e.msg)
