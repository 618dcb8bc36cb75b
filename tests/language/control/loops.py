# for, while, break, continue, else.
for i in range(3):
    if i == 5: break
else:
    print('not broken')
for i in range(3):
    if i == 1: break
else:
    print('never')
n = 0
while n < 10:
    n += 1
    if n % 2: continue
    if n > 6: break
else:
    print('never')
print(n, i)
while n < 9: n += 1
else: print('while else', n)
for a in range(3):
    for b in range(3):
        if b == 2: break
    else:
        print('inner')
    print(a, b, end=' ')
print()
