# compare: traceback
def f(items):
    kept = [item for item in items
            if item > 1
            if item.real]
    return kept
print(f([1, 2]))
f([1, '2'])
