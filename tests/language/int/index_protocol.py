# __index__ wherever an integer is wanted.
class I:
    def __init__(self, v): self.v = v
    def __index__(self):
        return self.v
print([1, 2, 3][I(1)], 'abc'[I(-1)], (1, 2)[I(0)], [1, 2, 3, 4][I(1):I(3)], range(I(3)), 'ab' * I(2), [0] * I(2), hex(I(255)), bytes(I(2)), chr(I(65)), bytes([I(1)]))
print(list(range(10))[I(1)::I(3)], bin(I(5)), oct(I(8)), int(I(4)), float(I(4)), complex(I(4)), round(3.14159, I(2)), '%d' % I(3), '%x' % 255, 'a'.center(I(3), '-'), (5).to_bytes(I(2), 'big'))
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: [1][I('a')])
err(lambda: [1][I(10**30)])
err(lambda: [1][I(5)])
err(lambda: 'a' * I(10**30))
err(lambda: list('a')['a'])
err(lambda: list('a')[1.0])
err(lambda: str('a')[None])
err(lambda: tuple([1])[()])
err(lambda: [1][:'a'])
err(lambda: range(1.5))
err(lambda: range('a'))
err(lambda: hex(1.5))
err(lambda: chr('a'))
print([1, 2, 3][:I(10**30)], 'abc'[I(-10**30):])
