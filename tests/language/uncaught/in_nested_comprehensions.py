# compare: traceback
def table(n):
    return {
        row: [
            {10 // (row - column) for _ in 'x'} for column in range(n)
        ] for row in range(n, 0, -1)
    }
print(table(0))
print(table(3))
