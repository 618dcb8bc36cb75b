# Numbers that leave fsum with as many partial sums as there are.
import math

numbers = [2.0 ** n - 2.0 ** (n + 50) + 2.0 ** (n + 52) for n in range(-1074, 972, 2)]
print(math.fsum(numbers), math.fsum(iter(numbers)), math.fsum(tuple(numbers) + tuple(-x for x in numbers)))
print(math.fsum(2.0 ** n for n in range(-1074, 1000, 3)), math.fsum([2.0 ** n for n in range(-1074, 1000, 3)]))
