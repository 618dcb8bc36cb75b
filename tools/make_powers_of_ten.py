"""Writes src/object/powers_of_ten.h: 128 bits of each power of ten, for reading and writing doubles.

Entry k is floor(10^(FIRST + k) * 2^s) with s such that bit 127 is set. It is checked in, so that a build needs no step.
"""
FIRST, LAST = -348, 347


def entry(k):
    if k >= 0:
        n = 10 ** k
        bits = n.bit_length()
        return n << (128 - bits) if bits <= 128 else n >> (bits - 128)
    d = 10 ** -k
    shift = 127 + d.bit_length()
    n = (1 << shift) // d
    return n >> (n.bit_length() - 128)


print("/* Made by tools/make_powers_of_ten.py. The upper and lower 64 bits of the powers of ten, rounded down. */")
print("#ifndef PYXIS_POWERS_OF_TEN_H\n#define PYXIS_POWERS_OF_TEN_H\n\n#include <stdint.h>\n")
print(f"#define POWER_OF_TEN_FIRST ({FIRST})\n#define POWER_OF_TEN_LAST {LAST}\n")
print("static const uint64_t powers_of_ten[][2] = {")
for k in range(FIRST, LAST + 1, 2):
    print("  " + " ".join(f"{{0x{entry(i) >> 64:016x}, 0x{entry(i) & (1 << 64) - 1:016x}}}," for i in (k, k + 1)))
print("};\n\n#endif")
