# Deep but legal nesting.
print(eval('(' * 80 + '1' + ')' * 80))
print(len(repr(eval('[' * 90 + ']' * 90))))
print(eval('-' * 60 + '1'), eval('not ' * 50 + 'x', {'x': 0}), eval('1' + ' + 1' * 900), eval('2' + '**1' * 40))
print(eval('(lambda: ' * 15 + '7' + ')' * 15 + '()' * 15))
code = ''
for i in range(18):
    code += '    ' * i + f'for i{i} in range(1):\n' if i < 18 else ''
code += '    ' * 18 + 'found = "deep loops"\n'
space = {}
exec(code, space)
print(space['found'])
code = ''.join('    ' * i + f'if {i} >= 0:\n' for i in range(90)) + '    ' * 90 + 'found = "deep ifs"\n'
exec(code, space)
print(space['found'])
code = ''.join('    ' * i + f'def f{i}():\n' for i in range(15)) + '    ' * 15 + 'return "innermost"\n'
for i in range(14, 0, -1): code += '    ' * i + f'return f{i}()\n'
exec(code, space)
print(space['f0']())
code = ''.join('    ' * i + f'class C{i}:\n' for i in range(15)) + '    ' * 15 + 'v = 1\n'
exec(code, space)
print(eval('.'.join(f'C{i}' for i in range(15)) + '.v', space))
code = ''.join('    ' * i + 'try:\n' for i in range(10)) + '    ' * 10 + '1 / 0\n' + ''.join('    ' * i + f'except KeyError: pass\n' for i in range(9, 0, -1)) + 'except ZeroDivisionError: r = "caught"\n'
exec(code, space)
print(space['r'])
x = []
for _ in range(300): x = [x]
print(len(repr(x)), eval('a' + '.real' * 90, {'a': 5}), eval('x' + '[0]' * 90, {'x': x}) == eval('x' + '[0]' * 90, {'x': x}))
