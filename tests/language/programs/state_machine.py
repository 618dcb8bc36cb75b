# A declarative state machine: descriptors, decorators, metaclass.
class TransitionError(Exception): pass
class Transition:
    def __init__(self, sources, target, f): self.sources, self.target, self.f, self.guards = sources, target, f, []
    def __set_name__(self, owner, name): self.name = name
    def guard(self, g): self.guards.append(g); return g
    def __get__(self, obj, owner=None):
        if obj is None: return self
        def fire(*args, **kw):
            if obj.state not in self.sources:
                raise TransitionError(f'{self.name}: {obj.state} -> {self.target} is not allowed')
            for g in self.guards:
                if not g(obj, *args, **kw): raise TransitionError(f'{self.name}: refused by {g.__name__}')
            old = obj.state
            obj._leave(old)
            try:
                result = self.f(obj, *args, **kw)
            except Exception as e:
                obj.history.append((old, f'failed: {e}'))
                raise
            obj.state = self.target
            obj.history.append((old, self.target))
            obj._enter(self.target)
            return result
        return fire
def transition(*sources, to):
    return lambda f: Transition(sources, to, f)
class MachineMeta(type):
    def __new__(meta, name, bases, ns):
        cls = super().__new__(meta, name, bases, ns)
        cls.transitions = {k: v for c in reversed(cls.__mro__) for k, v in vars(c).items() if isinstance(v, Transition)}
        cls.states = sorted({s for t in cls.transitions.values() for s in (*t.sources, t.target)})
        return cls
    def __iter__(cls): return iter(cls.transitions.values())
class Machine(metaclass=MachineMeta):
    state = 'new'
    def __init__(self): self.history, self.log = [], []
    def _enter(self, s): getattr(self, f'on_enter_{s}', lambda: None)()
    def _leave(self, s): getattr(self, f'on_leave_{s}', lambda: None)()
    def can(self, name): return self.state in self.transitions[name].sources
class Order(Machine):
    def __init__(self, total): super().__init__(); self.total, self.paid = total, 0
    @transition('new', 'paying', to='paying')
    def pay(self, amount): self.paid += amount; return self.total - self.paid
    @pay.guard
    def positive(self, amount): return amount > 0
    @transition('paying', to='shipped')
    def ship(self): return 'shipped!'
    @ship.guard
    def fully_paid(self): return self.paid >= self.total
    @transition('new', 'paying', to='cancelled')
    def cancel(self, reason):
        if not reason: raise ValueError('a reason is needed')
        self.reason = reason
    def on_enter_shipped(self): self.log.append('entered shipped')
    def on_leave_new(self): self.log.append('left new')
class Returnable(Order):
    @transition('shipped', to='returned')
    def give_back(self): return 'refund %d' % self.paid
print(Order.states, sorted(Returnable.transitions), [t.name for t in Order], Machine.states, type(Order.pay).__name__)
o = Returnable(100)
def attempt(label, f, *a):
    try: print(label, f(*a), o.state)
    except (TransitionError, ValueError) as e: print(label, type(e).__name__, e, o.state)
attempt('ship early', o.ship)
attempt('pay -5', o.pay, -5)
attempt('pay 60', o.pay, 60)
attempt('ship', o.ship)
attempt('cancel', o.cancel, '')
attempt('pay 40', o.pay, 40)
attempt('ship', o.ship)
attempt('cancel', o.cancel, 'late')
attempt('back', o.give_back)
print(o.history, o.log, [n for n in sorted(o.transitions) if o.can(n)], vars(o)['paid'])
TRAFFIC = {'red': ('green', 3), 'green': ('yellow', 4), 'yellow': ('red', 1)}
def lights(state='red'):
    command = None
    while command != 'stop':
        nxt, ticks = TRAFFIC[state]
        for t in range(ticks):
            command = yield state, t
            if command in TRAFFIC: nxt = command; break
            if command == 'stop': return 'stopped in ' + state
        state = nxt
l = lights(); print([next(l) for _ in range(9)], l.send('green'), next(l))
try: l.send('stop')
except StopIteration as e: print(e.value)
def accepts(pattern, word):
    states = {0}
    for c in word:
        states = {n for s in states for n in pattern.get((s, c), ())}
    return 'end' in states
nfa = {(0, 'a'): [0, 1], (0, 'b'): [0], (1, 'b'): [2], (2, 'b'): ['end'], ('end', 'a'): ['end'], ('end', 'b'): ['end']}
print({w: accepts(nfa, w) for w in ('abb', 'aabb', 'ab', 'babba', '', 'abab', 'bbabbb')})
