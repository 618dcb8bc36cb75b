# Every encoding of one byte a character, both ways, with the handlers of errors.
names = ('''cp037 cp1006 cp1026 cp1125 cp1140 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp273 cp424 cp437 cp500 cp720
cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 cp869 cp874 cp875 hp_roman8 iso8859_1 iso8859_10
iso8859_11 iso8859_13 iso8859_14 iso8859_15 iso8859_16 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 koi8_r
koi8_t koi8_u kz1048 latin_1 mac_arabic mac_croatian mac_cyrillic mac_farsi mac_greek mac_iceland mac_latin2 mac_roman mac_romanian
mac_turkish palmos ptcp154 tis_620 ISO8859-15 latin9 windows-1252 KOI8-R 1251 IBM037 iso-8859.15 ebcdic_cp_us''').split()
every = bytes(range(256))
for name in names:
    text = every.decode(name, 'replace')
    print(name, ascii(text[-128:]), text.encode(name, 'ignore'))
    try:
        every.decode(name)
    except UnicodeDecodeError as error:
        print(error)
print(b''.decode('cp037'), ''.encode('cp037'), str(b'\xc1\xc2', 'cp037'), bytearray('ab', 'cp500'))
for name in 'cp1252', 'iso8859-15', 'cp037', 'mac_arabic':
    for handler in 'strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace', 'surrogateescape', 'surrogatepass':
        for text in 'a\u20ac\u4e00\u4e01b\u0416', '\udc80\udcff', 'a\udc80\u4e00':
            try:
                print(text.encode(name, handler))
            except Exception as error:
                print(type(error).__name__, error)
        if handler in ('xmlcharrefreplace', 'namereplace'):
            continue
        try:
            print(ascii(b'a\x81\x8d\x9db'.decode(name, handler)))
        except Exception as error:
            print(type(error).__name__, error)
