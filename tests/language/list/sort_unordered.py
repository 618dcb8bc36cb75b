# NaN, and sets, which have no total order: the result depends on what is compared with what.
nan = float('nan')
seed = 3
for n in 3, 10, 64, 100, 500:
    for distinct in 4, 20, 1000:
        numbers = []
        for i in range(n):
            seed = (seed * 1103515245 + 12345) % 2147483648
            numbers.append((seed >> 8) % distinct)
        for reverse in False, True:
            print(sorted([nan if x % 7 == 3 else float(x) for x in numbers], reverse=reverse)[:80])
            print(sorted([(x % 3, nan if x % 5 == 3 else x) for x in numbers], reverse=reverse)[:80])
            print(sorted(range(n), key=lambda i: nan if numbers[i] % 4 == 1 else numbers[i], reverse=reverse)[:80])
            print([sorted(x) for x in sorted([{x % 3, x % 5} for x in numbers], reverse=reverse)][:80])
