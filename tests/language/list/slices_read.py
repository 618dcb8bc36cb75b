a = list(range(10))
for s in ('1:3', ':', '::2', '::-1', '-3:', ':-3', '8:2:-2', '20:', '-20:3', '5:2', '::100', '9::-3', ':0:-1', '0:0', '-1:-4:-1', 'True:4'):
    print(s, eval(f'a[{s}]'), eval(f'tuple(a)[{s}]'), eval(f'range(10)[{s}]'), eval(f'"0123456789"[{s}]'))
print(a[-1], a[-10], a[True], a[:][0] is a[0])
for i in (10, -11, 2**70):
    try:
        a[i]
    except IndexError as e:
        print(e)
