# functools.partial and cmp_to_key are objects of built-in types: read-only members, no binding as methods, attributes of their own
import functools
p=functools.partial(print,1,2,sep='-')
print(type(p), functools.partial, p)
p(3,end='!\n')
print(p.func,p.args,p.keywords)
q=functools.partial(p,5,sep='+'); q(); print(q)
q.x=1; print(q.__dict__, functools.partial(q,1))
K=functools.cmp_to_key(lambda a,b:b-a)
print(sorted([3,1,2],key=K), type(K))
class A:
    key=K; part=functools.partial(print,'x')
A().part()
print(A().key(4).obj)
try: type(K)()
except TypeError as e: print(e)
p.keywords[12]=3
try: p()
except TypeError as e: print(e)
print(p)
import copy
print(copy.copy(q), copy.deepcopy(q).x, functools.partial[int])
try: p.func=1
except AttributeError as e: print(e)
try: del p.__dict__
except TypeError as e: print(e)
try: hash(K)
except TypeError as e: print(e)
try: K<3
except TypeError as e: print(e)
try: functools.partial()
except TypeError as e: print(e)
try: functools.partial(3)
except TypeError as e: print(e)
q.__setstate__((print,(1,),None,None))
q()
p.keywords.clear()
class P(functools.partial): pass
x=P(print,1); x.y=2; print(x, x.__dict__, P(x,2)); x()
z=functools.partial(print); z.__setstate__((z,(),{},{})); print(z)
