# __getitem__, __setitem__, __delitem__, __contains__, __len__.
class A:
    def __getitem__(self, k): return 'get', k
    def __setitem__(self, k, v): print('set', k, v)
    def __delitem__(self, k): print('del', k)
    def __contains__(self, v): return v == 3
    def __len__(self): return 7
a = A()
print(a[1], a[1:2], a[::3], a[1, 2], a[1:2, ...], a['k'])
a[0] = 1
a[1:] = 2
del a[5], a[:]
print(3 in a, 4 in a, 4 not in a, len(a))
class B:
    pass
for op in ('B()[0]', 'B()[0:1]', 'len(B())', '1 in B()', 'B[0]'):
    try:
        eval(op)
    except TypeError as e:
        print(e)
try:
    B()[0] = 1
except TypeError as e:
    print(e)
try:
    del B()[0]
except TypeError as e:
    print(e)
