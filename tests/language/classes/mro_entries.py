# __mro_entries__ replaces a base that is not a class.
class Base: pass
class Stand:
    def __mro_entries__(self, bases):
        return (Base,)
s = Stand()
class A(s): pass
print(A.__bases__, A.__orig_bases__ == (s,))
