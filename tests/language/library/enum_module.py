# enum: members, values, flags, iteration.
from enum import Enum, IntEnum, Flag, auto
class Color(Enum):
    RED = 1
    GREEN = auto()
    CRIMSON = 1
print(Color.RED, Color(2), Color['GREEN'], list(Color), Color.CRIMSON is Color.RED, Color.RED.name, Color.RED.value, repr(Color.GREEN), Color.RED in Color, len(Color))
class N(IntEnum):
    A = 1
    B = 5
print(N.B + 1, N.A < N.B, sorted([N.B, N.A]), N(5))
class F(Flag):
    R = auto()
    W = auto()
print((F.R | F.W).value, F.R in (F.R | F.W), F.R & F.W)
for f in (lambda: Color(9), lambda: Color['X']):
    try:
        f()
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
