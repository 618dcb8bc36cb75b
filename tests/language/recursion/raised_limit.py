# sys.setrecursionlimit is obeyed.
import sys
def ok(n): return 0 if n == 0 else 1 + ok(n - 1)
def down(n): return down(n + 1)
sys.setrecursionlimit(5000)
print(ok(4000), sys.getrecursionlimit())
try: down(0)
except RecursionError: print('again')
sys.setrecursionlimit(200)
try: print(ok(500))
except RecursionError: print('lowered')
print(ok(100))
