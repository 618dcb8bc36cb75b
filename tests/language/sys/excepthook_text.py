# sys.excepthook writes the whole traceback to whatever sys.stderr is.
import sys


class Stream:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append('(flushed)\n')


def show(e):
    before, sys.stderr = sys.stderr, Stream()
    try:
        sys.excepthook(type(e), e, e.__traceback__)
        text = ''.join(sys.stderr.parts)
    finally:
        sys.stderr = before
    print(text)


class A:
    blech = 1

for source in 'A().bluch', 'prinnt', 'raise KeyError("a") from ValueError("b")', 'raise SyntaxError("bad", ("f.py", 1, 2, "abcdefg", 1, 7))':
    try:
        exec(compile(source, 'none', 'exec'))
    except Exception as e:
        show(e)

for offset in 1, 4, 0, -4, 9, None:
    for end in 2, 8, 100, 0, -1, None:
        for line in 1, 2, None:
            for text in 'abcdefg', '  \tabc  \n', 'ab\ncdef\n', '\n\nab', '', None:
                show(SyntaxError('bad', ('f.py', 1, offset, text, line, end)))

before, sys.stderr = sys.stderr, Stream()
sys.excepthook(int, 3, None)
text, sys.stderr = sys.stderr.parts, before
print(''.join(text))
sys.stderr = None
sys.excepthook(ValueError, ValueError(1), None)
sys.stderr = before
