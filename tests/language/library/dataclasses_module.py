# dataclasses: fields, defaults, comparison, frozen.
from dataclasses import dataclass, field, asdict, replace
@dataclass(order=True)
class P:
    x: int
    y: int = 2
    tags: list = field(default_factory=list, compare=False)
p = P(1)
p.tags.append('t')
print(p, p == P(1), P(1) < P(2), asdict(p), replace(p, x=9), P(1).tags)
@dataclass(frozen=True)
class F:
    a: int
try:
    F(1).a = 2
except AttributeError as e:
    print(type(e).__name__, e)
print(hash(F(1)) == hash(F(1)), {F(1)} == {F(1)})
