# Targets by the hundred: checked as a whole before one is assigned.
import itertools


def attempt(source, **space):
    try:
        exec(source, space)
    except (SyntaxError, ValueError, TypeError) as e:
        print(type(e).__name__, e, 'a0' in space)
    else:
        print(sum(v for v in space.values() if type(v) is int), space.get('rest'))


for count in 40, 41, 300:
    names = ', '.join(f'a{i}' for i in range(count))
    for given in count - 1, count, count + 1:
        attempt(f'{names} = value', value=range(given))
        attempt(f'{names} = value', value=list(range(given)))
    attempt(f'{names} = value', value=itertools.count())
    attempt(f'{names} = value', value=None)
for before, after in (255, 0), (256, 0), (0, 300), (255, 300), (20, 21):
    names = ', '.join([f'a{i}' for i in range(before)] + ['*rest'] + [f'b{i}' for i in range(after)])
    for more in -1, 0, 2:
        attempt(f'{names} = value', value=range(before + after + more))
