# The limit on digits in conversions.
import sys
print(sys.get_int_max_str_digits(), sys.int_info.default_max_str_digits, sys.int_info.str_digits_check_threshold)
def err(f):
    try:
        print(len(str(f())))
    except ValueError as e:
        print(e)
err(lambda: 10**4299)
err(lambda: str(10**4300))
err(lambda: int('1' * 4300))
err(lambda: int('1' * 4301))
err(lambda: f'{10**5000}')
err(lambda: '%d' % 10**5000)
print(len(hex(10**5000)), len(bin(10**5000)), int('f' * 5000, 16).bit_length())
sys.set_int_max_str_digits(10000)
err(lambda: 10**5000)
try:
    sys.set_int_max_str_digits(100)
except ValueError as e:
    print(e)
sys.set_int_max_str_digits(0)
print(len(str(7**9000)), str(7**9000)[:20], int('123' * 2000) % 997)
