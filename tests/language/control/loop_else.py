for i in range(3): pass
else: print('for else', i)
for i in range(3):
    if i == 1: break
else: print('unreached')
for i in []: pass
else: print('empty else')
n = 0
while n < 3: n += 1
else: print('while else', n)
while True:
    n += 1
    if n > 5: break
else: print('unreached')
while False: pass
else: print('never entered')
for i in range(3):
    for j in range(3):
        if j == 2: break
        if i == 1: continue
        print(i, j, end=' ')
    else:
        print('no')
        continue
    print('broke', i)
def f():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            print('body', i)
        finally:
            print('fin', i)
    else: print('else')
    while 1:
        try: return i
        finally: print('leaving')
print(f())
for x in 'ab':
    while True:
        break
    else: print('x')
    continue
else: print('end', x)
for i in (lambda: [1, 2])(): print(i)
for i in range(2):
    for i in 'pq': pass
    print(i)
