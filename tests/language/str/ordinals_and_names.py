print(ord('a'), ord('é'), ord('\U0001f600'), chr(97), chr(0x1f600), chr(0) == '\0', ascii(chr(0xd800)), [chr(i) for i in range(65, 70)])
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
err(lambda: ord(''))
err(lambda: ord('ab'))
err(lambda: ord(5))
err(lambda: ord(b'ab'))
err(lambda: ord(b'a'))
err(lambda: chr(-1))
err(lambda: chr(0x110000))
err(lambda: chr(1.5))
err(lambda: chr(10**30))
print('\N{DIGIT ONE}\N{SNOWMAN}', '\N{latin small letter e with acute}', '\N{CJK UNIFIED IDEOGRAPH-65E5}', '\N{HANGUL SYLLABLE GAG}')
ä, 变量, _é = 1, 2, 3
print(ä + 变量 + _é, 'ä' in globals())
ﬁ = 'normalised'
print(fi)
