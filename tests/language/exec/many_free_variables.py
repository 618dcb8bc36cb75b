# Closures over hundreds of variables.
source = 'def many():\n' + '\n'.join(f'    a{i} = {i}' for i in range(600)) + '\n    return lambda: sum([' + ', '.join(f'a{i}' for i in range(0, 600, 2)) + '])'
space = {}
exec(source, space)
print(space['many']()())
source = 'def wide():\n' + '\n'.join(f'    b{i} = {i}' for i in range(1000)) + '\n    return ' + 'sum([' + ', '.join(f'b{i}' for i in range(1000)) + '])'
exec(source, space)
print(space['wide']())
