# Membership and equality look at identity first.
class Never:
    def __eq__(self, o): return False
n = Never()
print(n in [n], [n] == [n], [n].index(n), [n].count(n), (n,) == (n,), n in (n,), {1: n} == {1: n})
