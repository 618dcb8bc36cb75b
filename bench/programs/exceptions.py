"""Exceptions and context managers: transactions that are rolled back, parsers of numbers that give up, retries, and cleaning up."""
from contextlib import ExitStack, contextmanager, suppress


class BankError(Exception):
    pass


class NoSuchAccount(BankError, KeyError):
    def __init__(self, name):
        super().__init__(name)
        self.name = name


class Overdrawn(BankError):
    def __init__(self, account, missing):
        super().__init__(f'{account} lacks {missing}')
        self.account, self.missing = account, missing


class Transaction:
    def __init__(self, bank):
        self.bank = bank

    def __enter__(self):
        self.saved = {}
        return self

    def set(self, name, value):
        self.saved.setdefault(name, self.bank.balances[name])
        self.bank.balances[name] = value

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self.bank.balances.update(self.saved)
            self.bank.failures[kind.__name__] = self.bank.failures.get(kind.__name__, 0) + 1
        return kind is not None and issubclass(kind, Overdrawn)


class Bank:
    def __init__(self, names):
        self.balances = dict.fromkeys(names, 1000)
        self.failures = {}

    def balance(self, name):
        try:
            return self.balances[name]
        except KeyError:
            raise NoSuchAccount(name) from None

    def transfer(self, a, b, amount):
        with Transaction(self) as t:
            t.set(a, self.balance(a) - amount)
            t.set(b, self.balance(b) + amount)
            if self.balances[a] < 0:
                raise Overdrawn(a, -self.balances[a])
            return True
        return False


def business(rounds):
    bank = Bank([f'a{i}' for i in range(50)])
    seed, done, unknown = 1, 0, 0
    for _ in range(rounds):
        seed = (seed * 1103515245 + 12345) % 2147483648
        a, b = f'a{seed // 64 % 50}', f'a{seed // 4096 % 53}'
        try:
            done += bank.transfer(a, b, seed // 256 % 700)
        except NoSuchAccount as e:
            unknown += len(e.name)
    return done, unknown, sum(bank.balances.values()), sorted(bank.failures.items())


def convert(text):
    for kind in (int, float, complex):
        try:
            return kind(text)
        except ValueError:
            pass
    try:
        a, b = text.split('/')
        return int(a) / int(b)
    except (ValueError, ZeroDivisionError) as e:
        return type(e)


@contextmanager
def logged(log, name):
    log.append('+' + name)
    try:
        yield len(log)
    except LookupError as e:
        log.append('!' + str(e))
    finally:
        log.append('-' + name)


def visit(depth, log):
    with logged(log, 'outer'), ExitStack() as stack:
        for i in range(depth):
            stack.enter_context(logged(log, f'{i}'))
            stack.callback(log.append, 'called')
        [][depth]


def unwind(depth, problem):
    try:
        if depth == 0:
            raise problem
        unwind(depth - 1, problem)
    except TypeError:
        raise RuntimeError('deep') from problem
    finally:
        unwind.count += 1


def retry(action, times):
    for attempt in range(times):
        try:
            value = action(attempt)
        except ArithmeticError:
            continue
        else:
            return value
    return None


print(business(150000))
texts = ['12', '3.5', '1+2j', '3/4', '1/0', 'four', ' 77 ', '1e3', '/']
values = [convert(t) for _ in range(12000) for t in texts]
print(values[:9], sum(v is ValueError for v in values))
log = []
for i in range(9000):
    visit(i % 7, log)
print(len(log), log[-6:], sum(entry[0] == '!' for entry in log))
unwind.count = 0
messages = {}
for i in range(9000):
    try:
        unwind(20, TypeError(i) if i % 2 else IndexError(i))
    except (RuntimeError, IndexError) as e:
        messages[type(e).__name__] = messages.get(type(e).__name__, 0) + (e.__cause__ is not None)
print(unwind.count, messages)
print(sum(retry(lambda n: 10 // (n - i % 4 + (n < i % 4)), 6) for i in range(40000)))
hits, table = 0, {i: i for i in range(0, 1000, 3)}
for i in range(60000):
    with suppress(KeyError):
        hits += table[i % 1000] > 500
print(hits)
