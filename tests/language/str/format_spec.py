# The format mini-language of format().
for v, spec in ((42, 'd'), (42, '+d'), (42, '08d'), (42, '<8d'), (42, '^8'), (42, '=+8d'), (42, '#x'), (42, '#010b'), (42, 'c'), (1234567, ',d'), (255, '_x'), (-5, '05'),
                (3.14159, '.2f'), (3.14159, '10.3e'), (3.0, 'g'), (1e10, 'g'), (1e-10, 'G'), (0.5, '%'), (1234.5, ',.1f'), (float('nan'), 'f'), (float('inf'), '+'), (2.5, ''), (100.0, '.3'), (1e20, ''), (0.0, '-08.1f'),
                ('abc', '5'), ('abc', '>5'), ('abc', '.2'), ('abc', '*^9s'), (1 + 2j, '.1f'), (True, 'd'), (True, ''), (None, '')):
    print(repr(format(v, spec)))
for v, spec in ((1, 's'), ('a', 'd'), (1.5, 'd'), (1, '.2d'), ('a', '+'), ('a', '='), (1, ',s'), (1, '10q'), (None, 'x')):
    try:
        format(v, spec)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
