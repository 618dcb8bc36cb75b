for n in (0, 1, -1, 10, 255, -4096, 2**70):
    print(bin(n), oct(n), hex(n), f'{n:b} {n:o} {n:x} {n:X} {n:#x} {n:#b} {n:#o}')
for text, base in [('ff', 16), ('0xff', 16), ('0xFF', 0), ('0b101', 0), ('0o17', 0), ('z', 36), ('-101', 2), ('+7', 8), ('  12  ', 10), ('1_000', 10), ('0_0', 0), ('0', 0), ('00', 0), ('\t9\n', 10)]:
    print(repr(text), base, int(text, base))
for text, base in [('', 10), ('12a', 10), ('1__0', 10), ('_1', 10), ('1_', 10), ('2', 2), ('0x', 16), ('010', 0), ('1', 1), ('1', 37), ('9', -1), ('- 1', 10), ('1 2', 10), ('0b2', 0)]:
    try:
        print(int(text, base))
    except ValueError as e:
        print(e)
print(0x_ff, 0b1_01, 0o7_7, 1_000_000)
print(int('٣٤'), int('१२'), int(b'42'), int(bytearray(b' 7 ')))
print(int('7' * 60), int('f' * 40, 16), int('-' + '1' * 70, 2))
