"""Bytes and bytearrays: checksums, runs of bytes, a window of earlier bytes, a stream cipher, base 64, and records in a binary file."""


def crc_table():
    table = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ (0xEDB88320 if n & 1 else 0)
        table.append(n)
    return table


CRC = crc_table()


def crc32(data):
    crc = 0xFFFFFFFF
    for b in data:
        crc = crc >> 8 ^ CRC[(crc ^ b) & 255]
    return crc ^ 0xFFFFFFFF


def adler32(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def pack_runs(data):
    out = bytearray()
    i = 0
    while i < len(data):
        end = i + 1
        while end < len(data) and data[end] == data[i] and end - i < 255:
            end += 1
        out += bytes((end - i, data[i]))
        i = end
    return bytes(out)


def unpack_runs(data):
    return b''.join(data[i + 1:i + 2] * data[i] for i in range(0, len(data), 2))


def compress(data):
    """Literals as 0 and the byte, repetitions as length and distance, found by the last place of each three bytes."""
    places, out, i = {}, bytearray(), 0
    while i < len(data):
        key = data[i:i + 3]
        place = places.get(key)
        places[key] = i
        length = 0
        if place is not None and i - place < 65536:
            while length < 255 and i + length < len(data) and data[place + length] == data[i + length]:
                length += 1
        if length >= 4:
            out.append(length)
            out.extend((i - place).to_bytes(2, 'little'))
            i += length
        else:
            out.append(0)
            out.append(data[i])
            i += 1
    return out


def expand(packed):
    out, i = bytearray(), 0
    while i < len(packed):
        if length := packed[i]:
            start = len(out) - int.from_bytes(packed[i + 1:i + 3], 'little')
            for k in range(start, start + length):
                out.append(out[k])
            i += 3
        else:
            out.append(packed[i + 1])
            i += 2
    return bytes(out)


def cipher(key, data):
    """The one with two indices into a permutation of the bytes."""
    state, j = bytearray(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    out = bytearray(len(data))
    i = j = 0
    for n, byte in enumerate(data):
        i = (i + 1) & 255
        a = state[i]
        j = (j + a) & 255
        b = state[j]
        state[i], state[j] = b, a
        out[n] = byte ^ state[(a + b) & 255]
    return bytes(out)


LETTERS = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'


def base64(data):
    out = bytearray()
    for i in range(0, len(data), 3):
        chunk = data[i:i + 3]
        n = int.from_bytes(chunk.ljust(3, b'\0'), 'big')
        out += bytes((LETTERS[n >> 18], LETTERS[n >> 12 & 63], LETTERS[n >> 6 & 63], LETTERS[n & 63]))
    pad = -len(data) % 3
    if pad:
        out[-pad:] = b'=' * pad
    return bytes(out)


def write_records(count):
    buffer = bytearray(b'RECS')
    for i in range(count):
        name = b'item-%d' % i
        body = len(name).to_bytes(1, 'big') + name + (i * 2654435761 % 2 ** 32).to_bytes(4, 'big') + (-i).to_bytes(3, 'little', signed=True)
        buffer += len(body).to_bytes(2, 'big') + body
    return buffer


def read_records(buffer):
    assert buffer.startswith(b'RECS')
    view, at, records = memoryview(buffer), 4, {}
    while at < len(view):
        size = int.from_bytes(view[at:at + 2], 'big')
        body = view[at + 2:at + 2 + size]
        length = body[0]
        name = bytes(body[1:1 + length]).decode('ascii')
        records[name] = int.from_bytes(body[1 + length:5 + length], 'big'), int.from_bytes(body[5 + length:], 'little', signed=True)
        at += 2 + size
    return records


text = b' '.join(b'%d times %x is %d;' % (i, i * 7, i * i * 7) for i in range(16000))
print(len(text), f'{crc32(text):08x}', f'{adler32(text):08x}')
bitmap = bytes((x * x + y * y) // 16000 % 7 * 36 for y in range(500) for x in range(500))
runs = pack_runs(bitmap)
print(len(bitmap), len(runs), unpack_runs(runs) == bitmap)
packed = compress(text)
print(len(packed), expand(packed) == text, crc32(packed))
secret = cipher(b'a key', text)
print(secret[:12].hex(), cipher(b'a key', secret) == text, secret.count(0))
coded = base64(text)
print(len(coded), coded[:24], coded[-8:])
records = read_records(write_records(60000))
print(len(records), records['item-1234'], sum(b for _, b in records.values()))
words = text.replace(b' is ', b' makes ').upper().split()
print(len(words), words[:4], sum(w.isdigit() for w in words), max(words, key=lambda w: (len(w), w)))
print(text.translate(bytes(255 - i for i in range(256)))[:3])
