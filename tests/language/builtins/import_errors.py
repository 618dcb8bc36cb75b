# import of what is not there, and the forms of import.
import math as m
from math import pi, floor as down
import sys, itertools
print(m.pi == pi, down(2.5), sys.modules['math'] is m, __import__('math') is m)
for text in ('import nothing_here', 'import nothing.here', 'from math import nothing', 'from nothing_here import x', 'import math.sub', 'from . import x', 'from .x import y', '__import__("")', '__import__(1)', '__import__("a", level=-1)'):
    try:
        exec(text)
    except (ImportError, ValueError, TypeError, KeyError) as e:
        print(type(e).__name__, e)
space = {}
exec('from math import *', space)
print('sqrt' in space, '__name__' in space)
