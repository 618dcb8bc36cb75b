# The stored hashes of a set's or dict's keys are taken, not asked for again; and what is a new frozenset.
class Key(int):
    asked = 0

    def __hash__(self):
        Key.asked += 1
        return super().__hash__()


table = dict.fromkeys(map(Key, range(10)))
print(Key.asked)
for kind in set, frozenset:
    keys = kind(table)
    keys.difference(table), keys.union(table), keys.symmetric_difference(table)
    print(Key.asked, dict.fromkeys(keys, 1) == dict.fromkeys(table, 1), Key.asked)
one = frozenset('abc')
print(one.intersection() is one, one.intersection(one) is one, (one & one) is one, one.union() is one, one.difference() is one,
      one.copy() is one, frozenset(one) is one)
