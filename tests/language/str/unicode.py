# Characters beyond Latin 1 in every width.
s = 'aé€😀'
print(len(s), [ord(c) for c in s], s[::-1], s[3], s.encode(), s.encode('utf-16-le'), s.find('😀'), s.upper(), '😀' in s, sorted(s), s * 2, s.center(8, '€'))
print(b'\xf0\x9f\x98\x80'.decode(), 'é'.encode('latin-1'), 'é'.encode('ascii', 'replace'), 'é€'.encode('ascii', 'backslashreplace'), 'é'.encode('ascii', 'ignore'), 'é'.encode('ascii', 'xmlcharrefreplace'))
print(b'a\xffb'.decode('utf-8', 'replace'), b'\xff'.decode('latin-1'), b'a\xff'.decode('ascii', 'ignore'))
for f in (lambda: 'é'.encode('ascii'), lambda: b'\xff'.decode(), lambda: b'\xe2\x82'.decode(), lambda: '€'.encode('latin-1'), lambda: 'a'.encode('nonsense')):
    try:
        f()
    except (UnicodeError, LookupError) as e:
        print(type(e).__name__, e)
