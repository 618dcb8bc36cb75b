# Closures of one call share their cells.
def pair():
    value = 'first'
    def get(): return value
    def put(v):
        nonlocal value
        value = v
    return get, put
get, put = pair()
put('second')
print(get())
