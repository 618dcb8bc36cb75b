"""Numbers as bytes."""

import math as _math

_SIZES = {'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 8, 'L': 8, 'q': 8, 'Q': 8, 'n': 8, 'N': 8, 'P': 8,
          'x': 1, 's': 1, 'f': 4, 'd': 8, 'e': 2}
_FLOATS = {'e': (5, 10), 'f': (8, 23), 'd': (11, 52)}


class error(Exception):
    pass


def _parse(format):
    if isinstance(format, bytes):
        format = format.decode('ascii')
    native = format[:1] not in ('<', '>', '=', '!')
    order = 'big' if format[:1] in ('>', '!') else 'little'
    items, offset, count = [], 0, ''
    for c in format[format[:1] in ('<', '>', '=', '!', '@'):]:
        if c.isspace():
            continue
        if c.isdigit():
            count += c
            continue
        if c not in _SIZES or not native and c in 'nNP':
            raise error('bad char in struct format')
        size = 4 if c in 'lL' and not native else _SIZES[c]
        if native:
            offset += -offset % size
        number = int(count or 1)
        count = ''
        for _ in range(1 if c == 's' else number):
            width = number if c == 's' else size
            items.append((c, offset, width))
            offset += width
    return items, offset, order


def _float_bits(value, code):
    exponent_bits, mantissa_bits = _FLOATS[code]
    bias, top = (1 << exponent_bits - 1) - 1, (1 << exponent_bits) - 1
    sign = _math.copysign(1.0, value) < 0
    if value != value:
        exponent, mantissa = top, 1 << mantissa_bits - 1
    elif _math.isinf(value):
        exponent, mantissa = top, 0
    elif not value:
        exponent = mantissa = 0
    else:
        fraction, exponent = _math.frexp(abs(value))
        exponent += bias - 1
        shift = mantissa_bits + 1 if exponent > 0 else mantissa_bits + exponent
        scaled = _math.ldexp(fraction, shift)
        mantissa = round(scaled)
        if exponent > 0:
            mantissa -= 1 << mantissa_bits
        else:
            exponent = 0
        mantissa += exponent << mantissa_bits
        exponent, mantissa = mantissa >> mantissa_bits, mantissa & (1 << mantissa_bits) - 1
        if exponent >= top:
            raise OverflowError(f'float too large to pack with {code} format')
    return (sign << exponent_bits | exponent) << mantissa_bits | mantissa


def _float(bits, code):
    exponent_bits, mantissa_bits = _FLOATS[code]
    bias, top = (1 << exponent_bits - 1) - 1, (1 << exponent_bits) - 1
    mantissa, exponent = bits & (1 << mantissa_bits) - 1, bits >> mantissa_bits & top
    sign = -1.0 if bits >> mantissa_bits + exponent_bits else 1.0
    if exponent == top:
        return _math.copysign(_math.nan if mantissa else _math.inf, sign)
    if exponent:
        mantissa |= 1 << mantissa_bits
    return _math.copysign(_math.ldexp(mantissa, max(exponent, 1) - bias - mantissa_bits), sign)


def calcsize(format):
    return _parse(format)[1]


def pack(format, *values):
    items, size, order = _parse(format)
    result, values = bytearray(size), list(values)
    if len(values) != sum(1 for item in items if item[0] != 'x'):
        raise error('pack expected another number of items')
    for code, offset, width in items:
        if code == 'x':
            continue
        value = values.pop(0)
        if code in 'cs':
            data = bytes(value)[:width].ljust(width, b'\0')
        elif code in _FLOATS:
            data = _float_bits(float(value), code).to_bytes(width, order)
        else:
            try:
                data = int(bool(value) if code == '?' else value.__index__()).to_bytes(width, order, signed=code.islower())
            except (OverflowError, AttributeError) as wrong:
                raise error(str(wrong)) from None
        result[offset:offset + width] = data
    return bytes(result)


def unpack(format, buffer):
    items, size, order = _parse(format)
    if len(buffer) != size:
        raise error(f'unpack requires a buffer of {size} bytes')
    values = []
    for code, offset, width in items:
        data = bytes(buffer[offset:offset + width])
        if code in 'cs':
            values.append(data)
        elif code in _FLOATS:
            values.append(_float(int.from_bytes(data, order), code))
        elif code == '?':
            values.append(data != b'\0')
        elif code != 'x':
            values.append(int.from_bytes(data, order, signed=code.islower()))
    return tuple(values)


def unpack_from(format, buffer, offset=0):
    return unpack(format, buffer[offset:offset + calcsize(format)])


def pack_into(format, buffer, offset, *values):
    data = pack(format, *values)
    buffer[offset:offset + len(data)] = data


class Struct:
    def __init__(self, format):
        self.format, self.size = format, calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)
