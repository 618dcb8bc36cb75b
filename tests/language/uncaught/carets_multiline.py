# compare: traceback
def g(*args): return args[0] / args[1]
value = (1 +
         g(10,
           0) +
         2)
