# Sequence patterns with many parts, patterns that nest deep.
def run(source):
    space = {}
    try:
        exec(source, space)
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset)
        return
    print(sum(v for v in space.values() if type(v) is int), [v for v in space.values() if type(v) is list][1:])


for before, after in (30, 0), (31, 0), (100, 0), (0, 100), (50, 50), (256, 0):
    names = [f'a{i}' for i in range(before)] + ['*rest'] + [f'b{i}' for i in range(after)]
    for more in 0, 2:
        run(f'x = list(range({before + after + more}))\nmatch x:\n case [{", ".join(names)}]: done = 1')
        run(f'x = list(range({before + after + more}))\nmatch x:\n case [{", ".join(names).replace("rest", "_")}]: done = 1' if before < 200 else '')
for opening, closing in ('[', ']'), ('{1: ', '}'), ('(', ')'), ('int(', ')'), ('{1: _, 2: ', '}'):
    run(f'x = []\nmatch 1:\n case {opening * 100}1{closing * 100}: done = 1\n case 1: done = 2')
deep = 5
for _ in range(90):
    deep = {1: [deep], 2: 0}
run(f'match {deep}:\n case {"{1: [" * 90}x{"]}" * 90}: y = []')
