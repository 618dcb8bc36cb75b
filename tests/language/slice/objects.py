print(slice(1), slice(1, 2), slice(1, 2, 3), slice(None), slice('a', [], None), slice(1, 2).start, slice(1, 2).stop, slice(1).step)
for s in (slice(None), slice(2, None), slice(-2, None), slice(None, None, -1), slice(10, 0, -3), slice(-100, 100, 2), slice(3, 1)):
    print(s, s.indices(5), s.indices(0))
class G:
    def __getitem__(self, i): return i
g = G()
print(g[1], g[1:2], g[::], g[1, 2], g[1:2, ::3], g[...], g[()], g[:, 1], g[-1:], g['a':'b':'c'], g[1,], g[*[1, 2]], g[x := 5], x)
print(slice(1, 2) == slice(1, 2), slice(1) == slice(2), slice(1) < slice(2))
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: slice())
err(lambda: slice(1, 2, 3, 4))
err(lambda: slice(None, None, 0).indices(5))
err(lambda: slice(1.5).indices(5))
err(lambda: slice(1).indices(-1))
err(lambda: hash(slice(1)))
err(lambda: slice('a').indices(3))
err(lambda: setattr(slice(1), 'start', 2))
print(slice(1, 10**30).indices(10**25), slice(-10**30, None, 10**20).indices(5))
