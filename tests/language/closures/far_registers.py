src='def outer():\n'+''.join(f'    v{i} = {i}\n' for i in range(400))+'    def inner():\n        nonlocal v3\n        v3 += 1\n        try:\n            return '+' + '.join(f'v{i}' for i in range(400))+'\n        finally:\n            v3 -= 1\n'
src+='    class K:\n        q = v5 + v399\n        def m(self): return __class__.__name__, v7\n'
src+='    def gen():\n        for i in range(3): yield v1 + '+'+'.join(f'v{i}' for i in range(300))+'\n'
src+='    def rec(n): return n + v350 if n > 3 else rec(n + 1) + '+'+'.join(f'v{i}' for i in range(200))+'\n'
src+='    r = inner(), inner(), K.q, K().m(), list(gen()), rec(0)\n    del v9\n    try: inner()\n    except NameError as e: print(e, e.name)\n    try: v9\n    except NameError as e: print(type(e), e, e.name)\n    return r\n'
d={}
exec(src,d); print(d['outer']())
def f():
    def g(): return x
    try: g()
    except NameError as e: print(type(e), e, e.name)
    try: x
    except NameError as e: print(type(e), e, e.name)
    try: del x
    except NameError as e: print(type(e), e, e.name)
    x = 1
f()
