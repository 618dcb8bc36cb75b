# a class does not keep its subclasses alive: after a collection __subclasses__() tells those that live
import gc


class Parent:
    pass


def make(count):
    made = [type(f'C{i}', (Parent,), {}) for i in range(count)]
    return made[3], made[-1]()


kept, instance = make(100)
gc.collect()
print(Parent.__subclasses__())
late = type('Late', (Parent,), {})
print([cls.__name__ for cls in Parent.__subclasses__()])
Parent.x = 5
print(kept.x, instance.x, late.x)
del kept, instance, late
gc.collect()
print(Parent.__subclasses__())
