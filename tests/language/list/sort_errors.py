# A list that is changed while it is sorted; an exception in the key leaves a list.
a = [3, 1, 2]
def key(x):
    a.append(x)
    return x
try:
    a.sort(key=key)
except ValueError as e:
    print(e, sorted(a))
b = [3, 1, 2]
try:
    b.sort(key=lambda x: 1 // (x - 1))
except ZeroDivisionError as e:
    print(e, sorted(b))
