values = ['', 'a', 'hello', 'é日', 0, 5, -12, 1234567, True]
specs = ['', '5', '<5', '>5', '^6', '*^8', '=6', '05', '.2', '8.3', 's', 'd', '+d', ' d', ',', '_', 'b', '#b', 'x', '#06x', 'X', 'c', 'o', 'n', 'e', '.1f', '%', '+', '#', '_b', '_x', ',d', '日>4', '<<5', '}>3', ',s', ',b', '.2d', '+s', '=5s', 'zd', '#s', '03s', '1_', 'k', '5 ', 'dd', '+c', ',c']
for spec in specs:
    row = []
    for v in values:
        try:
            row.append(format(v, spec))
        except (ValueError, OverflowError) as e:
            row.append(str(e))
    print(repr(spec), row)
