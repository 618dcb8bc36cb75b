"""Sudoku: constraint propagation with bit masks, and backtracking search."""
import sys
from itertools import chain

PUZZLES = {
    "easy": "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79",
    "medium": "..3.2.6..9..3.5..1..18.64....81.29..7.......8..67.82....26.95..8..2.3..9..5.1.3..",
    "tricky": "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
    "broken": "55..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79",
    "short": "123",
}
ALL = (1 << 9) - 1


def units():
    rows = [[9 * r + c for c in range(9)] for r in range(9)]
    cols = [list(c) for c in zip(*rows)]
    boxes = [[9 * (r + i) + c + j for i in range(3) for j in range(3)]
             for r in (0, 3, 6) for c in (0, 3, 6)]
    return rows + cols + boxes


UNITS = units()
UNITS_OF = [[u for u in UNITS if s in u] for s in range(81)]
PEERS = [sorted(set(chain.from_iterable(UNITS_OF[s])) - {s}) for s in range(81)]


class Contradiction(Exception):
    def __init__(self, square, why):
        self.square = square
        super().__init__(f"{why} at r{square // 9 + 1}c{square % 9 + 1}")


def assign(board, s, bit):
    for other in [1 << d for d in range(9)]:
        if other != bit and board[s] & other:
            eliminate(board, s, other)
    return board


def eliminate(board, s, bit):
    if not board[s] & bit:
        return
    board[s] &= ~bit
    if board[s] == 0:
        raise Contradiction(s, "no candidates")
    if board[s].bit_count() == 1:
        for p in PEERS[s]:
            eliminate(board, p, board[s])
    for unit in UNITS_OF[s]:
        places = [p for p in unit if board[p] & bit]
        if not places:
            raise Contradiction(s, f"no place for {bit.bit_length()}")
        if len(places) == 1 and board[places[0]] != bit:
            assign(board, places[0], bit)


class Solver:
    def __init__(self, text):
        if len(text) != 81:
            raise ValueError(f"need 81 cells, got {len(text)}")
        self.nodes = self.dead_ends = 0
        self.board = [ALL] * 81
        for s, c in enumerate(text):
            if c not in ".0":
                if not self.board[s] & (bit := 1 << int(c) - 1):
                    raise Contradiction(s, f"given {c} impossible")
                assign(self.board, s, bit)

    def search(self, board=None):
        self.nodes += 1
        board = self.board if board is None else board
        options = [(b.bit_count(), s) for s, b in enumerate(board) if b.bit_count() > 1]
        if not options:
            return board
        _, s = min(options)
        candidates = board[s]
        while candidates:
            bit = candidates & -candidates
            candidates ^= bit
            try:
                found = self.search(assign(board[:], s, bit))
            except Contradiction:
                self.dead_ends += 1
                continue
            if found:
                return found
        return None


def show(board):
    for r in range(9):
        if r in (3, 6):
            print("------+-------+------")
        digits = [str(b.bit_length()) if b.bit_count() == 1 else "." for b in board[9 * r:9 * r + 9]]
        print(" | ".join(" ".join(digits[i:i + 3]) for i in range(0, 9, 3)))


failures = 0
for name, text in PUZZLES.items():
    try:
        solver = Solver(text)
    except (Contradiction, ValueError) as e:
        failures += 1
        print(f"{name}: {type(e).__name__}: {e}", getattr(e, "square", "n/a"))
        continue
    given = 81 - text.count(".")
    print(f"{name}: {given} given, {sum(b.bit_count() == 1 for b in solver.board)} after propagation")
    solution = solver.search()
    show(solution)
    ok = all(sorted(solution[s] for s in u) == [1 << d for d in range(9)] for u in UNITS)
    print(f"nodes={solver.nodes} dead ends={solver.dead_ends} valid={ok}")
print({len(p) for p in PEERS}, len(UNITS), PEERS[40], failures)
sys.exit(3 if failures else 0)
