# Class attributes, instance attributes, methods.
class Point:
    """A point."""
    origin = (0, 0)
    def __init__(self, x, y=0):
        self.x = x
        self.y = y
    def moved(self, dx, dy=0):
        return Point(self.x + dx, self.y + dy)
p = Point(1, 2).moved(3, dy=4)
print(p.x, p.y, p.origin, Point.origin, Point.__doc__, Point.__name__)
p.origin = 'own'
print(p.origin, Point.origin, p.__dict__)
del p.origin
print(p.origin)
try:
    p.z
except AttributeError as e:
    print(e)
try:
    del p.z
except AttributeError as e:
    print(e)
try:
    Point.z
except AttributeError as e:
    print(e)
