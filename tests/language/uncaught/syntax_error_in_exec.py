# compare: traceback
source = 'x = 1\ny = (2 +\nz w'
exec(source)
