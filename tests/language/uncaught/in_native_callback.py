# compare: traceback
def key(x):
    return 1 / x
class L:
    def __lt__(self, o): raise TypeError('no order')
try:
    sorted([L(), L()])
except TypeError as e:
    print(e)
print(sorted([3, 1, 0], key=key))
