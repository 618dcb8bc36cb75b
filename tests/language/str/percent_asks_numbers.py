# Which of __int__, __index__, __trunc__ and __float__ the conversions of % ask, and what is said when they go wrong.
def number(**methods):
    return type('K', (), {f'__{name}__': (lambda self, value=value: value()) for name, value in methods.items()})()


def wrong():
    raise RuntimeError('wrong')


def wrong_type():
    raise TypeError('wrong')


subjects = [number(int=lambda: 5, index=lambda: 6), number(int=lambda: 5, index=wrong), number(int=wrong, index=lambda: 6),
            number(int=wrong_type, index=lambda: 6), number(index=lambda: 6), number(index=lambda: 6.5), number(index=wrong_type),
            number(int=lambda: 6.5, index=lambda: 6), number(trunc=lambda: 7), number(trunc=lambda: 7, float=lambda: 8.5), number(float=lambda: 8.5),
            type('F', (float,), {'__int__': lambda self: 9})(1.5), '1', b'1', 1j, None, 1.9, float('inf')]
for subject in subjects:
    for code in 'dixoc':
        for template in f'%{code}', f'%{code}'.encode():
            try:
                print(template % subject)
            except Exception as error:
                print(type(error).__name__, error)
