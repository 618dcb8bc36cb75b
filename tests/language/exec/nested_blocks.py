# Statements nest to a limit: loops, tries and withs count once, except clauses twice.
def attempt(what, lines):
    try:
        compile('\n'.join(lines), 'f', 'exec')
        print(what, 'compiles')
    except SyntaxError as e:
        print(what, e.msg, e.lineno, e.offset, e.end_offset)


def bodies(header, count):
    return [' ' * i + header for i in range(count)] + [' ' * count + 'pass']


def clauses(clause, count):
    return [line for i in range(count) for line in (' ' * i + 'try:', ' ' * i + ' pass', ' ' * i + clause)] + [' ' * count + 'pass']


for count in 10, 11, 20, 21:
    attempt(f'{count} for', bodies('for x in y:', count))
    attempt(f'{count} with', bodies('with x:', count))
    attempt(f'{count} if', bodies('if x:', count))
    for clause in 'except:', 'except E:', 'except E as e:', 'except* E:':
        attempt(f'{count} {clause}', clauses(clause, count))
