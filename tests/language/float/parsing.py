for s in ('1', '1.', '.5', '1e5', '1E-5', '+1.5', '-0', '  2.5  ', '1_0.2_5', 'inf', '-Infinity', 'NaN', '+nan', '1e400', '1e-400', '0.1e1', '123456789012345678901234567890', '4.9e-324', '2.4e-324', '2.5e-324', '9007199254740993', '1.7976931348623159e308', '0.000001', '1e0', '٣.٥', '\n1\t', '0' * 50 + '1', '0.' + '0' * 50 + '1', '1' + '0' * 50):
    print(repr(s), float(s))
for s in ('', ' ', '.', 'e5', '1e', '1e+', '1 2', '0x1', '1__0', '_1', '1_', '1._5', 'infi', 'na', '--1', '1.2.3', '1,5', 'nan1'):
    try:
        print(float(s))
    except ValueError as e:
        print(e)
print(float(), float(b'1.5'), float(bytearray(b'2')), float(7), float(2**70), float(True))
for v in (None, [], 1j, b'x', object):
    try:
        print(float(v))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
