# A memoryview whose hash was asked for keeps it when it is released.
view = memoryview(b'abc')
print(hash(view) == hash(b'abc'))
view.release()
print(hash(view) == hash(b'abc'))
view = memoryview(b'abc')
view.release()
try:
    hash(view)
except ValueError as error:
    print(error)
