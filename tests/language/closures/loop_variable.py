# A closure sees the variable, not its value when it was made.
fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])
print([f() for f in [lambda: j for j in range(3)]])
def make():
    return [lambda: k for k in range(3)]
print([f() for f in make()])
