# Decorators are evaluated from above and applied from below.
def make(name):
    print('evaluate', name)
    def apply(f):
        print('apply', name)
        return f
    return apply
@make('a')
@make('b')
@make('c')
def f(): return 1
@make('class')
class C: pass
print(f(), C.__name__)
