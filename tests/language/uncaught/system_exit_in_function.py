def f():
    for i in range(5):
        if i == 3: raise SystemExit(i)
        print(i)
f()
