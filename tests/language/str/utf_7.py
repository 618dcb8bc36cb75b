# UTF-7, both ways, and what is wrong with it.
def show(function):
    try:
        print(ascii(function()))
    except Exception as error:
        print(type(error).__name__, error, getattr(error, 'start', ''), getattr(error, 'end', ''))


for text in 'A\u2262\u0391.', 'Hi Mom -\u263a-!', '\u65e5\u672c\u8a9e', 'a+b', '+', 'a\\b~c', '\0\x7f\t\r\n', '\U0001f600\U00010000x', '\ud800', '\udc00a', '\ud800\udc00', \
        'é-', 'éa', 'é/', 'é+', 'é é', 'éé', 'ééé', '!"#$%&*;<=>@[]^_`{|}\'(),-./:?', '':
    for name in 'utf-7', 'UTF7', 'u7':
        show(lambda: text.encode(name))
    show(lambda: text.encode('utf-7').decode('utf-7') == text)
for data in (b'+AOk-', b'+AOk', b'+AOk.', b'+', b'+-', b'+-+-', b'+A', b'+AO', b'+AOl', b'+AOl-', b'+AB-x', b'+!x', b'a\xe9b', b'+AOk\xe9b', b'+2D3eAA-', b'+2D0-',
             b'+2D0', b'+2D0.', b'+2D3YPdgA-', b'+3AA-', b'+AAA-', b'+ZeVnLIqe-', b'a+AOk-+AOk-b', b'+\x80', b'+2D0+', b'~\\'):
    for handler in 'strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape':
        show(lambda: data.decode('utf-7', handler))
