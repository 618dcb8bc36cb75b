# A stack machine with an assembler, run by a generator.
PROGRAM = '''
start:  push 10
        store n
        push 1
        store acc
loop:   load n
        jz done
        load acc
        load n
        mul
        store acc
        load n
        push 1
        sub
        store n
        jmp loop
done:   load acc
        print
        push 7
        call square
        print
        push 0
        push 5
        div
        print
        halt
square: dup
        mul
        ret
'''
class VMError(Exception):
    def __init__(self, why, pc): super().__init__(f'{why} at {pc}'); self.pc = pc
def assemble(text):
    labels, code = {}, []
    for line in text.splitlines():
        label, colon, rest = line.partition(':')
        if colon: labels[label.strip()] = len(code)
        else: rest = line
        if rest.split(): code.append(rest.split())
    def operand(x): return labels[x] if x in labels else int(x) if x.lstrip('-').isdigit() else x
    return [(op, *map(operand, args)) for op, *args in code]
BINARY = {'add': lambda a, b: a + b, 'sub': lambda a, b: a - b, 'mul': lambda a, b: a * b, 'div': lambda a, b: b // a}
def machine(code, limit=1000):
    stack, calls, memory, pc = [], [], {}, 0
    for step in range(limit):
        op, *args = code[pc]
        pc += 1
        try:
            match op, args:
                case 'push', [v]: stack.append(v)
                case 'load', [name]: stack.append(memory[name])
                case 'store', [name]: memory[name] = stack.pop()
                case 'dup', []: stack.append(stack[-1])
                case 'jmp', [to]: pc = to
                case 'jz', [to]: pc = pc if stack.pop() else to
                case 'call', [to]: calls.append(pc); pc = to
                case 'ret', []: pc = calls.pop()
                case 'print', []: yield stack.pop()
                case 'halt', []: return f'halted after {step} steps'
                case op, [] if op in BINARY: b, a = stack.pop(), stack.pop(); stack.append(BINARY[op](a, b))
                case _: raise VMError(f'bad instruction {op} {args}', pc - 1)
        except (IndexError, KeyError, ZeroDivisionError) as e:
            raise VMError(f'{type(e).__name__}: {e}', pc - 1) from e
    raise VMError('too many steps', pc)
def run(text, **kw):
    out, vm = [], machine(assemble(text), **kw)
    while True:
        try: out.append(next(vm))
        except StopIteration as e: return out, e.value
        except VMError as e: return out, str(e), type(e.__cause__).__name__
print(run(PROGRAM))
print(run('pop_nothing: add'), run('load x'), run('l: jmp l', limit=50), run('fly 1 2'), run('push 0\npush 1\nsub\nprint\nhalt'))
print(len(assemble(PROGRAM)), assemble(PROGRAM)[5], run(PROGRAM.replace('push 10', 'push 30'))[0][0])
