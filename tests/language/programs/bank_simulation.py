# Accounts, transfers that roll back, interest, a ledger and reports.
class BankError(Exception):
    code = 'E000'
    def __str__(self): return f'[{self.code}] {super().__str__()}'
class Insufficient(BankError):
    code = 'E101'
    def __init__(self, account, need): super().__init__(f'{account.owner} has {account.balance}, needs {need}'); self.missing = need - account.balance
class Frozen(BankError): code = 'E102'
class Money(int):
    def __new__(cls, units=0, cents=0): return super().__new__(cls, units * 100 + cents)
    @classmethod
    def raw(cls, c): return int.__new__(cls, c)
    def __add__(self, o): return Money.raw(int(self) + int(o))
    __radd__ = __add__
    def __sub__(self, o): return Money.raw(int(self) - int(o))
    def __neg__(self): return Money.raw(-int(self))
    def scale(self, num, den): q, r = divmod(int(self) * num, den); return Money.raw(q + (2 * r >= den))
    def __str__(self): q, r = divmod(abs(int(self)), 100); return f'{"-" if self < 0 else ""}{q:,}.{r:02}'
    def __repr__(self): return f'Money({self})'
    def __format__(self, spec): return format(str(self), spec)
class Account:
    limit = Money(0)
    def __init__(self, owner, opening=Money()): self.owner, self._balance, self.frozen, self.entries = owner, opening, False, []
    @property
    def balance(self): return self._balance
    def change(self, amount, why):
        if self.frozen: raise Frozen(self.owner)
        if amount < 0 and self._balance + amount < -self.limit: raise Insufficient(self, -amount)
        self._balance += amount
        self.entries.append((why, amount, self._balance))
class Checking(Account): limit = Money(500)
class Savings(Account):
    rate = 25
    def interest(self): self.change(self.balance.scale(self.rate, 1000), 'interest')
class Transaction:
    def __init__(self, bank): self.bank = bank
    def __enter__(self):
        self.saved = {n: (a._balance, len(a.entries), a.frozen) for n, a in self.bank.accounts.items()}
        return self
    def __exit__(self, kind, e, tb):
        if kind is None: self.bank.log.append('commit'); return
        for n, (balance, k, frozen) in self.saved.items():
            a = self.bank.accounts[n]
            a._balance, a.frozen = balance, frozen
            del a.entries[k:]
        self.bank.log.append(f'rollback: {e}')
        return issubclass(kind, BankError) and self.bank.quiet
class Bank:
    def __init__(self): self.accounts, self.log, self.quiet = {}, [], False
    def open(self, kind, owner, *opening): self.accounts[owner] = a = kind(owner, Money(*opening)); return a
    def __getitem__(self, owner):
        try: return self.accounts[owner]
        except KeyError: raise BankError(f'no account of {owner}') from None
    def transfer(self, a, b, amount, fee=Money(0, 50)):
        with Transaction(self):
            self[a].change(-amount, f'to {b}')
            self[b].change(amount, f'from {a}')
            self[a].change(-fee, 'fee')
    def total(self): return sum((a.balance for a in self.accounts.values()), Money())
    def report(self):
        for n in sorted(self.accounts, key=lambda n: (-self.accounts[n].balance, n)):
            a = self.accounts[n]
            print(f'{n:<8}|{type(a).__name__:^10}|{a.balance:>14}|{len(a.entries):3d}' + ('*' if a.frozen else ''))
bank = Bank()
bank.open(Checking, 'ann', 1000); bank.open(Savings, 'bob', 250, 75); bank.open(Account, 'cy')
bank.report()
for args in (('ann', 'bob', Money(100)), ('ann', 'cy', Money(1399)), ('ann', 'cy', Money(1, 1)), ('bob', 'dan', Money(5)), ('cy', 'ann', Money(1398, 75)), ('bob', 'cy', Money(10))):
    try: bank.transfer(*args); print('ok', *args)
    except BankError as e: print(type(e).__name__, e, getattr(e, 'missing', ''), e.__cause__)
bank.report()
bank['cy'].frozen = True
try: bank.transfer('bob', 'cy', Money(1))
except Frozen as e: print(e, '| frozen still:', bank['cy'].frozen)
for _ in range(3): bank['bob'].interest()
bank.quiet = True; bank.transfer('cy', 'bob', Money(1)); print(bank.log)
try:
    with Transaction(bank): bank['bob'].change(Money(1), 'bonus'); 1 / 0
except ZeroDivisionError as e: print('passed through:', e)
print(bank.total(), repr(bank.total()), bank['bob'].entries)
seed = 12345
def random(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2**31
    return seed // 65536 % n
names, failed = list(bank.accounts), {}
bank['cy'].frozen, bank.quiet = False, False
before = bank.total()
for _ in range(400):
    a, b = names[random(3)], names[random(3)]
    try: bank.transfer(a, b, Money(random(400), random(100)), Money())
    except BankError as e: failed[type(e).__name__] = failed.get(type(e).__name__, 0) + 1
print(failed, before == bank.total(), bank.log.count('commit'))
bank.report()
