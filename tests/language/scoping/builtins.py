# A module name hides a builtin; deleting it shows the builtin again.
len = lambda x: 'mine'
print(len([]))
del len
print(len([]))
import builtins
builtins.extra_name = 5
print(extra_name)
del builtins.extra_name
try:
    extra_name
except NameError as e:
    print(e)
