# Stopped in here, a program stands five levels deep: in a generator, in a generator that delegates to it, in a
# sum() that consumes it, in __lt__, which a sort calls.
def digits(n):
    while n:
        yield n % 10
        n //= 10


def weighted(n):
    yield 0
    yield from digits(n)


class ByDigitSum:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return (sum(weighted(self.n)), self.n) < (sum(weighted(other.n)), other.n)

    def __repr__(self):
        return str(self.n)


numbers = [ByDigitSum(n * 7919 % 10007) for n in range(400)]
print('sorting', len(numbers), 'numbers by the sums of their digits')
numbers.sort()
print('first:', numbers[:8])
print('last: ', numbers[-8:])
