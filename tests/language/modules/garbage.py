# Module gc, as far as it says the same on every implementation.
import gc

print(gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled(), gc.collect() >= 0, gc.collect(0) >= 0, gc.collect(generation=2) >= 0)
old = gc.get_threshold()
print(len(old), len(gc.get_count()), gc.garbage)
gc.set_threshold(1000)
print(gc.get_threshold()[0])
gc.set_threshold(*old)
print(gc.get_debug())
gc.set_debug(0)
for wrong in (3, -1, 'x', 1.5):
    try:
        gc.collect(wrong)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked('text'), gc.is_tracked(object))
a = []
a.append(a)
del a
gc.collect()


def deep(n):
    if n:
        return deep(n - 1)
    gc.collect()
    return [n, 'kept']


print(deep(50))
print([gc.collect() >= 0 for _ in range(3)], sorted([3, 1, 2], key=lambda x: (gc.collect(), x)[1]))
