# PEP 263: what a coding line does to bytes, and what becomes of bytes that do not fit.
def value(source):
    space = {}
    try: exec(compile(source, 'f.py', 'exec'), space)
    except (SyntaxError, ValueError) as e: return type(e).__name__, e.args[0]
    return ascii(space.get('x'))
for name in ('koi8-r', 'KOI8_R', 'cp1251', 'windows-1252', 'iso-8859-15', 'latin-1', 'iso8859-2', 'mac-roman', 'cp437', 'ascii', 'nonsense', 'latin-9'):
    print(name, value(f'# -*- coding: {name} -*-\nx = "'.encode() + b'\xe4\xa4\xc1' + b'"\n'))
print(value(b'#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = "\x80"'))
print(value(b'x = 1\n\n# coding: cp1252\n'))
print(value(b'\xef\xbb\xbf# coding: utf-8\nx = "\xc3\xa9"'), value(b'\xef\xbb\xbf# coding: latin-1\nx = 1'))
print(value('# coding: latin-1\nx = "é"'))
