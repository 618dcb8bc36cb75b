# compare: traceback
def f(items):
    try:
        return len(items)
    finally:
        [1 / item for item in items]
print(f([1]))
f([0])
