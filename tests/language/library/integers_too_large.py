# What natives say of integers that do not fit, and of what is no integer, where an index, a size or a C int is wanted.
import bisect
import functools
import gc
import itertools
import sys
from collections import deque

D = deque
VALUES = (2**70, -2**70, 2**63, 2**31, -2**31 - 1, True, 1.5, None, 'x', -1, 0, 1)
CALLS = {
    'deque.insert': lambda v: (d := D([1, 2, 3])).insert(v, 0) or d,
    'deque[]': lambda v: D([1, 2])[v],
    'deque *': lambda v: D([]) * v,
    'deque.rotate': lambda v: (d := D([1, 2, 3])).rotate(v) or d,
    'deque maxlen': lambda v: D([1], v),
    'product': lambda v: v == 2**31 or next(itertools.product([1], repeat=v)),
    'combinations': lambda v: v == 2**31 or list(itertools.combinations('ab', v)),
    'permutations': lambda v: v == 2**31 or list(itertools.permutations('ab', v)),
    'repeat': lambda v: repr(itertools.repeat('a', times=v)),
    'islice stop': lambda v: list(itertools.islice('abc', v)),
    'islice start': lambda v: list(itertools.islice('abc', v, None)),
    'islice step': lambda v: list(itertools.islice('abc', 0, None, v)),
    'islice stop of two': lambda v: list(itertools.islice('abc', 0, v)),
    'count': lambda v: repr(itertools.count(v)),
    'count step': lambda v: repr(itertools.count(1, v)),
    'count both': lambda v: [*itertools.islice(itertools.count(v, v), 3)],
    'tee': lambda v: v == 2**31 or len(itertools.tee('a', v)),
    'bisect lo': lambda v: bisect.bisect([1, 2], 1, v),
    'bisect hi': lambda v: type(v) in (float, str) or bisect.bisect([], 1, 0, v),
    'setrecursionlimit': lambda v: v == 2**31 or v in (1, True) or sys.setrecursionlimit(v),
    'lru_cache': lambda v: functools.lru_cache(maxsize=v)(lambda: 1).cache_info(),
    'gc.collect': lambda v: gc.collect(v) * 0,
    'list.sort': lambda v: (l := [1, 2]).sort(reverse=v) or l,
    'sorted': lambda v: sorted([1, 2], reverse=v),
    'co_firstlineno': lambda v: (lambda: 0).__code__.replace(co_firstlineno=v) and 1,
}
for name, call in CALLS.items():
    for value in VALUES:
        try:
            result = repr(call(value))
        except Exception as error:
            result = f'{type(error).__name__}: {error}'
        print(name, value, '->', result)
