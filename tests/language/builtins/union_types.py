# int | str, and generic aliases.
u = int | str
print(u, u == str | int, int | None, isinstance(5, u), (int | str | int), list[int], dict[str, int], list[int].__origin__, list[int].__args__, tuple[int, ...], type(list[int]).__name__, type(u).__name__, u.__args__, list[int]([1, 2]), hash(int | str) == hash(str | int), list[int] == list[int])
try:
    int | 5
except TypeError as e:
    print(e)
