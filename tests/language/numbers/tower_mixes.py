values = [True, 3, 2.5, 1 + 2j, 10**20]
import_ops = [('+', lambda a, b: a + b), ('-', lambda a, b: a - b), ('*', lambda a, b: a * b), ('/', lambda a, b: a / b), ('//', lambda a, b: a // b), ('%', lambda a, b: a % b), ('**', lambda a, b: a ** b if b != 10**20 else 'big'), ('<', lambda a, b: a < b), ('==', lambda a, b: a == b)]
for name, op in import_ops:
    for a in values:
        row = []
        for b in values:
            try:
                r = op(a, b)
                row.append(f'{r}:{type(r).__name__}')
            except Exception as e:
                row.append(type(e).__name__)
        print(name, a, row)
