"""Sizes that no memory holds are refused after the sign, which is refused after sizes that no address reaches."""
for number in -1, 2**40, -2**40:
    for length in -1, 0, 1, 2**31, 2**47, 2**60:
        for signed in False, True:
            if length == 2**31 and (number > 0 or signed):
                continue
            try:
                number.to_bytes(length, signed=signed)
            except (OverflowError, ValueError, MemoryError) as e:
                print(number, length, signed, type(e).__name__, e)
