# Constants and what they are.
print(None, True, False, Ellipsis, NotImplemented, ..., __debug__, type(None), type(...), type(NotImplemented), __name__, bool(...))
for t in (type(None), type(...)):
    print(t() is t())
