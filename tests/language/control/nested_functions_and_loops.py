# Control flow that crosses many constructs.
def find(matrix, target):
    for i, row in enumerate(matrix):
        for j, v in enumerate(row):
            if v == target: return i, j
    return None
print(find([[1, 2], [3, 4]], 3), find([[1]], 9))
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
        if steps > 1000: break
    else: return steps
    return None
print([collatz(n) for n in range(1, 28)])
def spiral(n):
    grid = [[0] * n for _ in range(n)]
    x = y = 0; dx, dy = 1, 0
    for k in range(1, n * n + 1):
        grid[y][x] = k
        if not (0 <= x + dx < n and 0 <= y + dy < n) or grid[y + dy][x + dx]: dx, dy = -dy, dx
        x, y = x + dx, y + dy
    return grid
for row in spiral(5): print(' '.join(f'{v:2d}' for v in row))
def knights(n):
    board = [[-1] * n for _ in range(n)]
    moves = [(1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2), (-2, -1)]
    def free(x, y): return [(x + a, y + b) for a, b in moves if 0 <= x + a < n and 0 <= y + b < n and board[x + a][y + b] < 0]
    x = y = 0
    for k in range(n * n):
        board[x][y] = k
        options = free(x, y)
        if not options: return k + 1
        x, y = min(options, key=lambda p: (len(free(*p)), p))
    return board
print(knights(6) if isinstance(knights(6), int) else 'tour')
def fizz(n):
    for i in range(1, n + 1):
        match i % 3, i % 5:
            case 0, 0: yield 'FizzBuzz'
            case 0, _: yield 'Fizz'
            case _, 0: yield 'Buzz'
            case _: yield i
print(*fizz(15))
def sudoku_row(row, used=()): return sorted(set(range(1, 10)) - set(row) - set(used))
print(sudoku_row([1, 0, 3, 0, 5], (9,)))
def permute(s):
    if len(s) < 2: return [s]
    return [c + p for i, c in enumerate(s) if c not in s[:i] for p in permute(s[:i] + s[i + 1:])]
print(permute('aab'), len(permute('abcde')))
def sort_by_merge(v):
    if len(v) < 2: return v
    m = len(v) // 2; a, b = sort_by_merge(v[:m]), sort_by_merge(v[m:]); out = []
    while a and b: out.append((a if a[0] <= b[0] else b).pop(0))
    return out + a + b
print(sort_by_merge([(i * 37) % 53 for i in range(40)]))
print([(a, b, c) for c in range(1, 30) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c])
