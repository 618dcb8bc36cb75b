print([s for s in ('  a b '.strip(), '  a b '.lstrip(), '  a b '.rstrip(), 'xxaxbxx'.strip('x'), 'abcxcba'.strip('abc'), 'abc'.lstrip('ba'), 'abc'.rstrip('cb'), ''.strip(), '\u2003a\xa0'.strip(), 'é日é'.strip('é'), 'a'.strip(''), 'a'.strip(None))])
print(['ab'.center(6), 'ab'.center(5, '*'), 'abc'.center(6, '-'), 'ab'.center(1), 'ab'.ljust(5, '.'), 'ab'.rjust(5, '.'), 'ab'.zfill(5), '-5'.zfill(4), '+5'.zfill(4), '--5'.zfill(5), ''.zfill(2), 'é'.center(4, '日'), 'a'.ljust(-5)])
print(['preXpre'.removeprefix('pre'), 'a.py'.removesuffix('.py'), 'a'.removeprefix('b'), 'a'.removesuffix(''), 'aa'.removeprefix('a')])
print(['a\tb'.expandtabs(), 'a\tbc\td'.expandtabs(4), '\t\n\tx'.expandtabs(3), 'ab\t'.expandtabs(0), 'a\rb\tc'.expandtabs(), 'é\tx'.expandtabs(2), 'a\t'.expandtabs(tabsize=-1)])
print(['banana'.replace('a', 'o'), 'banana'.replace('a', 'o', 2), 'aaa'.replace('', '-'), 'abc'.replace('', '-', 2), 'abc'.replace('x', 'y'), 'abc'.replace('b', ''), 'aaa'.replace('aa', 'b'), ''.replace('', 'x'), ''.replace('a', 'x'), 'abc'.replace('a', 'é'), 'a日'.replace('日', 'b'), 'aXb'.replace('X', 'long text')])
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: 'a'.center(5, 'ab'))
err(lambda: 'a'.center('5'))
err(lambda: 'a'.ljust(5, b'x'))
err(lambda: 'a'.strip(1))
err(lambda: 'a'.replace('a'))
err(lambda: 'a'.replace(1, 2))
err(lambda: 'a'.zfill())
err(lambda: 'a'.removeprefix(1))
err(lambda: 'abc'.foo)
