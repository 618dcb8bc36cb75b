# locals may be any mapping.
class Names:
    def __init__(self): self.d = {}
    def __getitem__(self, k):
        if k.startswith('magic'): return k.upper()
        return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
n = Names()
exec('a = magic_one\nb = a * 2\ndel a\nc = len(b)', {}, n)
print(n.d)
