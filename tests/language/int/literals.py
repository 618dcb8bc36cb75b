print(0, 00, 0xFF, 0o17, 0B11, 1_2_3, 0XaB, 1e3, 1_0.5_0, .5, 5., 1j, 1_0j, 0e0, 10**20)
for s in ['01', '1__2', '1_', '0x', '0xg', '0b2', '0o8', '1.2.3', '1e', '5a', '0_', '1_j', '09', '0b', '1e+', '12 34']:
    try:
        print(s, eval(s))
    except SyntaxError as e:
        print(s, e.msg)
print(123456789012345678901234567890, 0xFFFFFFFFFFFFFFFFFFFF, -0x8000000000000000)
