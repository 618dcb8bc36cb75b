# str() of anything, and of bytes with an encoding.
print(str(), str(5), str([1, 'a']), str(b'x'), str(b'\xc3\xa9', 'utf-8'), str(b'\xff', errors='replace'), str(object=3), str(None), str(str))
try:
    str('a', 'utf-8')
except TypeError as e:
    print(e)
