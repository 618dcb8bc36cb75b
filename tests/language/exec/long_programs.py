# Programs of thousands of lines, expressions and names.
source = '\n'.join(f'v{i} = {i} * 2 + 1' for i in range(3000)) + '\ntotal = sum([' + ', '.join(f'v{i}' for i in range(3000)) + '])'
space = {}
exec(source, space)
print(space['total'], space['v2999'])
source = 'def f(x):\n' + '\n'.join(f'    if x == {i}: return "r{i}"' for i in range(1500)) + '\n    return None\n'
exec(source, space)
print(space['f'](0), space['f'](1499), space['f'](5000))
source = 'x = [' + ', '.join(map(str, range(5000))) + ']\ny = {' + ', '.join(f'"k{i}": {i}' for i in range(2000)) + '}\nz = (' + 'x, ' * 1000 + ')'
exec(source, space)
print(len(space['x']), space['x'][4999], len(space['y']), space['y']['k1999'], len(space['z']))
source = 'n = 0\nfor i in range(3):\n' + '\n'.join(f'    n += {i}' for i in range(2000))
exec(source, space)
print(space['n'])
source = 'r = ' + ' if False else '.join(str(i) for i in range(300))
exec(source, space)
print(space['r'])
exec('s = ' + ' '.join(f"'s{i}'" for i in range(500)), space)
print(len(space['s']))
exec('while True:\n' + '    q = 1\n' * 3000 + '    break\nelse:\n    q = 2\n', space)
print(space['q'])
