# reversed with __reversed__ or as a sequence.
class A:
    def __reversed__(self): return iter('reversed')
class S:
    def __len__(self): return 3
    def __getitem__(self, i): return i
print(''.join(reversed(A())), list(reversed(S())), list(reversed([1, 2, 3])), list(reversed(range(3))), list(reversed({'a': 1, 'b': 2})))
try:
    reversed({1, 2})
except TypeError as e:
    print(e)
