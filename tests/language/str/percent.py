# The % operator.
print('%s %r %a' % ('é', 'é', 'é'), '%d %i %5d|%-5d|%05d %+d % d' % (1, 2, 3, 4, 5, 6, 7), '%x %X %#x %o %#o' % (255, 255, 255, 8, 8))
print('%f %.2f %e %g %G %10.3f|%-10.1f|' % (1.5, 2.345, 12345.678, 1e-5, 1e20, 3.14159, 2.5), '%c%c' % ('a', 98), '%%', '%5s|%-5s|%.2s' % ('ab', 'ab', 'abcdef'))
print('%(a)s %(b)05.1f' % {'a': 1, 'b': 2.25}, '%s' % [1], '%s' % (1,), '%*d|%-*d|%.*f' % (5, 1, 5, 2, 2, 3.14159), '%s' % None, '%r' % ((1, 2),))
for f in (lambda: '%d' % 'a', lambda: '%s %s' % 1, lambda: '%s' % (1, 2), lambda: '%(a)s' % 1, lambda: '%(a)s' % {}, lambda: '%z' % 1, lambda: '%' % 1, lambda: '%c' % 'ab', lambda: '%x' % 1.5):
    try:
        print(f())
    except (TypeError, ValueError, KeyError) as e:
        print(type(e).__name__, e)
