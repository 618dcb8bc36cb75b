# f-strings: expressions, conversions, specifications, the = form, nesting.
x, name, d = 3.14159, 'é', {'k': [1, 2]}
print(f'{x} {x:.2f} {x!r:>10} {name!a} {d["k"][1]} {1 + 1} {x:{"8"}.{3}} {{}} {"a" if x else "b"}')
print(f'{x=} {x = :.1f} {name=!s} {d["k"]=} {1+1 = }', f'{(lambda v: v * 2)(4)}', f'{{{x:.0f}}}', f'{"nested " + f"{name}"}', rf'\{x:.1f}', f'''{
    x + 1
:.1f}''', f'{x:%}', f'{1_000_000:,}', f'{True}', f'{None!r:>6}', f"{'a':*^5}")
