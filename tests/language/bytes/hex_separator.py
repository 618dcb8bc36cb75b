# What bytes.hex takes as separator and as the size of a group; and keepends and tabsize, which are ints of C too.
def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


class Sized:
    def __init__(self, size):
        self.size = size

    def __len__(self):
        return self.size


for separator in b'\xff', '\xff', chr(0x100), Sized(1), Sized(2), bytearray(b':'), bytearray(b'::'), 3, None, '', b':':
    show(lambda: b'\xb9\x01\xef'.hex(separator))
for number in 2 ** 31, -2 ** 31 - 1, 2 ** 31 - 1, 2 ** 70, True, 1.5:
    show(lambda: b'\xb9\x01\xef'.hex(':', number))
    show(lambda: 'a\nb'.splitlines(number))
    show(lambda: b'a\nb'.splitlines(number))
    show(lambda: 'ab'.expandtabs(number))
