"""Numbers that are the same in every run."""

import itertools as _itertools
import math as _math


class Random:
    def __init__(self, seed=None):
        self.seed(seed)

    def seed(self, seed=None, version=2):
        self._state = (hash(seed) if isinstance(seed, (int, float)) else 12345) & (1 << 64) - 1

    def _next(self):
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) & (1 << 64) - 1
        x = self._state ^ self._state >> 29
        return (x * 0xbf58476d1ce4e5b9 & (1 << 64) - 1) >> 32

    def random(self):
        return ((self._next() >> 5) * 67108864 + (self._next() >> 6)) / 9007199254740992

    def getrandbits(self, bits):
        value, done = 0, 0
        while done < bits:
            value, done = value << 32 | self._next(), done + 32
        return value >> done - bits

    def _below(self, n):
        bits = n.bit_length()
        while True:
            value = self.getrandbits(bits)
            if value < n:
                return value

    def randrange(self, start, stop=None, step=1):
        values = range(start) if stop is None else range(start, stop, step)
        first, step = values.start, values.step
        count = (values.stop - first + step - (1 if step > 0 else -1)) // step
        if count <= 0:
            raise ValueError('empty range for randrange()')
        return first + step * self._below(count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, values):
        if not len(values):
            raise IndexError('Cannot choose from an empty sequence')
        return values[self._below(len(values))]

    def choices(self, values, weights=None, *, cum_weights=None, k=1):
        if weights is None and cum_weights is None:
            return [self.choice(values) for _ in range(k)]
        sums = list(cum_weights or _itertools.accumulate(weights))
        result = []
        for _ in range(k):
            at = self.random() * sums[-1]
            result.append(values[min(i for i, total in enumerate(sums) if at < total)])
        return result

    def shuffle(self, values):
        for i in range(len(values) - 1, 0, -1):
            j = self._below(i + 1)
            values[i], values[j] = values[j], values[i]

    def sample(self, values, k):
        pool = list(values)
        self.shuffle(pool)
        return pool[:k]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def gauss(self, mu=0.0, sigma=1.0):
        return mu + sigma * _math.sqrt(-2 * _math.log(1 - self.random())) * _math.cos(2 * _math.pi * self.random())

    normalvariate = gauss

    def expovariate(self, lambd):
        return -_math.log(1 - self.random()) / lambd

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, 'little')


_generator = Random()
seed, random, getrandbits, randrange, randint = (
    _generator.seed, _generator.random, _generator.getrandbits, _generator.randrange, _generator.randint)
choice, choices, shuffle, sample, uniform, gauss = (
    _generator.choice, _generator.choices, _generator.shuffle, _generator.sample, _generator.uniform, _generator.gauss)
normalvariate, expovariate, randbytes = _generator.normalvariate, _generator.expovariate, _generator.randbytes
