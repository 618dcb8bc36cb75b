# A function without return gives None; tuples come back whole.
def nothing(): pass
def bare(): return
def pair(): return 1, 2
def star(): return 1, *[2, 3]
print(nothing(), bare(), pair(), star())
