"""Text and bytes in memory."""

import unittest

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        self.closed = True

    def flush(self):
        pass


class _Memory(IOBase):
    def __init__(self, initial=None, newline='\n'):
        self._value, self._at = self._empty if initial is None else self._empty + initial, 0

    def getvalue(self):
        return self._value

    def write(self, text):
        self._value = self._value[:self._at] + text + self._value[self._at + len(text):]
        self._at += len(text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def read(self, size=-1):
        end = len(self._value) if size is None or size < 0 else self._at + size
        value = self._value[self._at:end]
        self._at += len(value)
        return value

    def readline(self, size=-1):
        end = self._value.find(self._line, self._at)
        return self.read(len(self._value) - self._at if end < 0 else end + 1 - self._at)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self):
        return list(self)

    def seek(self, offset, whence=0):
        self._at = offset + (0, self._at, len(self._value))[whence]
        return self._at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        self._value = self._value[:self._at if size is None else size]


class StringIO(_Memory):
    _empty, _line = '', '\n'


class BytesIO(_Memory):
    _empty, _line = b'', b'\n'

    def readinto(self, buffer):
        value = self.read(len(buffer))
        buffer[:len(value)] = value
        return len(value)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    pass


class TextIOWrapper(IOBase):
    def __init__(self, *arguments, **keywords):
        raise unittest.SkipTest('there are no files')


FileIO = open = TextIOWrapper
