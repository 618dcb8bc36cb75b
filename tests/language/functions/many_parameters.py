# More than 255 arguments and locals.
source = 'def f(' + ', '.join(f'a{i}' for i in range(300)) + '):\n return ' + ' + '.join(f'a{i}' for i in range(300))
space = {}
exec(source, space)
print(space['f'](*range(300)))
