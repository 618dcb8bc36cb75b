x, y, name, d, items = 5, 3.14159, 'wörld', {'k': 'v', 1: 2}, [1, 2, 3]
print(f'{x} {y:.2f} {name!r} {name!a} {name!s:>8} {x + 1} {d["k"]} {items[0]} {x:>{x}} {y:{x}.{x - 3}} {{}} {{{x}}}')
print(f'{x=} {y = :.1f} {name=!s} {x+1=} { x = } {d["k"]=}')
print(f'{(lambda a: a * 2)(4)} {"nested " + f"{x}"} {f"{name}{1}"!r:>10}')
print(f"{'a' if x > 3 else 'b'} {x!r:^5} {[i for i in items]} { {1: 2}[1] } {x:#x} {x:05d} {y:e} {'':5}|")
print(f'''multi {x
} line {
  y:.1f}''')
print(f'a' 'b{x}' f'c{x}', rf'\n{x}', f'\x41{x}\N{BULLET}', fr'{x}\d', F'{x}', f'', f'{x}' f'{y:.0f}')
class Spec:
    def __format__(self, spec): return f'<{spec}>'
    def __str__(self): return 'S'
    def __repr__(self): return 'R'
s = Spec()
print(f'{s} {s:abc} {s!r} {s!s:>3} {s:{x}-{name}} {s:%Y-%m} {s=} {s=:q} {s=!s}')
print(f'{x!r}{x:{"<" + str(x)}}|{x:{"*"}^{2 * x}}|{1_000:,} {x if x else y} {x, y} {*items, 4} {x:=+4}')
for src in ("f'{'", "f'{}'", "f'{x'", "f'}'", "f'{x!}'", "f'{x!z}'", "f'{a b}'", "f'{#}'", "f'{ }'", "f'{x!r !s}'", "f'{lambda x: 1}'", "f'{x:{}}'", "f'{yield}'", "f'{1 +}'", "f'{(}'", "f'{x]}'"):
    try:
        eval(src)
        print(src, 'ok')
    except SyntaxError as e:
        print(src, e.msg)
try:
    f'{x:q}'
except ValueError as e:
    print(e)
