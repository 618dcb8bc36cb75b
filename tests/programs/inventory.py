"""Inventory with hand-written record classes, properties and validation."""
from collections import ChainMap, defaultdict
from itertools import groupby
from operator import attrgetter, itemgetter, methodcaller


class Record:
    """A miniature dataclass: fields come from annotations."""

    def __init_subclass__(cls, order=(), **kw):
        super().__init_subclass__(**kw)
        cls._fields = {}
        for base in reversed(cls.__mro__):
            cls._fields.update(base.__dict__.get("__annotations__", {}))
        cls._order = order

    def __init__(self, *args, **kwargs):
        names = list(self._fields)
        if len(args) > len(names):
            raise TypeError(f"{type(self).__name__} takes at most {len(names)} values, got {len(args)}")
        values = dict(zip(names, args))
        if dup := values.keys() & kwargs.keys():
            raise TypeError(f"duplicate values for {sorted(dup)}")
        values |= kwargs
        for name in names:
            if name in values:
                setattr(self, name, values.pop(name))
            elif not hasattr(type(self), name):
                raise TypeError(f"missing field {name!r}")
        if values:
            raise TypeError("unexpected fields " + ", ".join(map(repr, values)))

    def __repr__(self):
        inside = ", ".join(f"{n}={getattr(self, n)!r}" for n in self._fields)
        return f"{type(self).__qualname__}({inside})"

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, n) == getattr(other, n) for n in self._fields)

    def __lt__(self, other):
        key = attrgetter(*self._order)
        return key(self) < key(other)


class Item(Record, order=("category", "name")):
    name: str
    category: str
    cents: int
    quantity: int = 0

    @property
    def price(self):
        return self.cents / 100

    @price.setter
    def price(self, value):
        if value < 0:
            raise ValueError(f"negative price: {value}")
        self.cents = round(value * 100)

    @price.deleter
    def price(self):
        self.cents = 0

    @property
    def total(self):
        """Value of the whole stock of this item."""
        return self.cents * self.quantity

    def label(self, upper=False):
        return self.name.upper() if upper else self.name.title()


class Perishable(Item, order=("days",)):
    days: int = 7


stock = [
    Item("bolt", "hardware", 15, 400), Item("hammer", "hardware", 1299, quantity=12),
    Item("desk lamp", "lighting", 2450, 3), Item("bulb", "lighting", cents=199, quantity=80),
    Perishable("apple", "food", 35, 150), Perishable("milk", "food", 119, 20, days=3),
]
for item in sorted(stock[:4]):
    print(item)
print(sorted(stock[4:]), Perishable._fields)

by_cat = itemgetter("category", "total")
for cat, group in groupby(sorted(stock, key=attrgetter("category")), key=attrgetter("category")):
    group = list(group)
    print(f"{cat:-^34}")
    for it in group:
        print(f"{it.label():<12}{it.quantity:>6,} x {it.price:>6.2f} = ${it.total / 100:,.2f}")
    print(f"{'sum':<12}{sum(i.quantity for i in group):>6}{'':9}= ${sum(i.total for i in group) / 100:,.2f}")
print(f"TOTAL {sum(map(attrgetter('total'), stock)) / 100:_.2f}")
print(list(map(methodcaller("label", upper=True), stock)))

lamp = stock[2]
lamp.price = 19.99
print(lamp.cents, lamp.price, by_cat({"category": "x", "total": 2}))
del lamp.price
print(lamp.price, Item.total.__doc__, Item("a", "b", 1) == Item("a", "b", 1, 0), Item("a", "b", 1) == 5)


def attempt(fn):
    try:
        print("ok", fn())
    except (TypeError, ValueError, AttributeError) as e:
        print(f"{type(e).__name__}: {e}")


attempt(lambda: Item("x"))
attempt(lambda: Item("x", "y", 1, 2, 3))
attempt(lambda: Item("x", "y", 1, name="z"))
attempt(lambda: Item("x", "y", 1, colour="red", size=3))
attempt(lambda: setattr(lamp, "price", -4))
attempt(lambda: setattr(lamp, "total", 4))
attempt(lambda: lamp.weight)
attempt(lambda: Item.price.fget(stock[0]))
attempt(lambda: {lamp: 1})
attempt(lambda: Item("x", "y", 1) > 3)
defaults = ChainMap({"bulb": 5}, {"bulb": 1, "bolt": 100})
print({i.name: defaults.get(i.name, 10) for i in stock}, sorted(defaults.items()), len(defaults))
index = defaultdict(set)
for it in stock:
    for word in it.name.split():
        index[word[0]].add(it.category)
print({k: sorted(v) for k, v in sorted(index.items())}, index["nope"], "nope" in index)
