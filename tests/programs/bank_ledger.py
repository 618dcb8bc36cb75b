"""Bank ledger: custom exception hierarchy, chaining, and a final crash."""
import sys
from collections import namedtuple


class BankError(Exception):
    """Base of all banking errors."""
    code = 1

    def __str__(self):
        return f"[E{self.code:03d}] " + super().__str__()


class InsufficientFunds(BankError):
    code = 7

    def __init__(self, account, needed):
        super().__init__(f"{account.owner} needs {needed - account.balance} more cents")
        self.account, self.needed = account, needed


class UnknownAccount(BankError, KeyError):
    code = 12


class LedgerCorrupt(BankError):
    code = 99


Entry = namedtuple("Entry", "serial kind account amount")


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.__balance = balance

    @property
    def balance(self):
        return self.__balance

    def deposit(self, amount):
        if not isinstance(amount, int):
            raise TypeError(f"amount must be int, not {type(amount).__name__}")
        if amount <= 0:
            raise ValueError(f"bad amount {amount}")
        self.__balance += amount

    def withdraw(self, amount):
        if amount > self.__balance:
            raise InsufficientFunds(self, amount)
        self.__balance -= amount


class Ledger:
    def __init__(self):
        self.accounts, self.entries = {}, []

    def open(self, owner, balance=0):
        self.accounts[owner] = Account(owner, balance)
        self.note("open", owner, balance)

    def note(self, kind, account, amount):
        self.entries.append(Entry(len(self.entries) + 1, kind, account, amount))

    def __getitem__(self, owner):
        try:
            return self.accounts[owner]
        except KeyError as e:
            raise UnknownAccount(f"no account for {owner!r}") from e

    def transfer(self, src, dst, amount):
        snapshot = {o: a.balance for o, a in self.accounts.items()}
        try:
            self[src].withdraw(amount)
            try:
                self[dst].deposit(amount)
            except Exception:
                self[src].deposit(abs(amount) if isinstance(amount, int) else 1)
                raise
        except BankError as e:
            e.add_note(f"while moving {amount} from {src} to {dst}")
            raise
        else:
            self.note("move", f"{src}>{dst}", amount)
        finally:
            changed = [o for o, a in self.accounts.items() if snapshot[o] != a.balance]
            print("  touched:", changed or "nothing")

    def audit(self):
        total = sum(a.balance for a in self.accounts.values())
        opened = sum(e.amount for e in self.entries if e.kind == "open")
        if total != opened:
            raise LedgerCorrupt(f"books differ by {total - opened:+d}")


ledger = Ledger()
for owner, cents in {"alice": 10_000, "bob": 250, "carol": 0}.items():
    ledger.open(owner, cents)
for job in [("alice", "bob", 2500), ("bob", "carol", 9999), ("carol", "dave", 0), ("zed", "bob", 1),
            ("bob", "alice", "ten"), ("alice", "carol", 1), ("bob", "alice", -5)]:
    print("transfer", *job)
    try:
        ledger.transfer(*job)
    except InsufficientFunds as e:
        print("  refused:", e, e.__notes__, e.needed, e.args)
    except BankError as e:
        print(f"  error: {e} cause={e.__cause__!r} ctx={type(e.__context__).__name__}")
        print("  bases:", [c.__name__ for c in type(e).__mro__][:5], isinstance(e, LookupError))
    except (TypeError, ValueError) as e:
        print(f"  {type(e).__name__}: {e}")
for e in ledger.entries:
    print(f"{e.serial:>3} {e.kind:<5} {e.account:<12} {e.amount:>8,}")
print({o: a.balance for o, a in ledger.accounts.items()})
print(hasattr(ledger["bob"], "__balance"), vars(ledger["bob"]))
try:
    ledger["bob"].balance = 1
except AttributeError as e:
    print("AttributeError", e)
ledger["carol"].deposit(77)
sys.stdout.flush()
try:
    ledger.audit()
except LedgerCorrupt as err:
    err.add_note("call the auditors\nimmediately")
    raise SystemError("shutting down") from err
