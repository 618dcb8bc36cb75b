"""Assembler and stack machine; ends with an uncaught VM fault."""
import sys
from collections import Counter
from functools import wraps

OPS = {}


class VMError(RuntimeError):
    def __init__(self, msg, *, pc):
        super().__init__(msg)
        self.pc = pc

    def __str__(self):
        return f"{self.args[0]} (pc={self.pc:04x})"


def op(name=None, *, pops=0):
    def register(fn):
        @wraps(fn)
        def run(vm, *operands):
            if len(vm.stack) < pops:
                raise VMError(f"stack underflow in {run.opname}", pc=vm.pc)
            args = [vm.stack.pop() for _ in range(pops)][::-1]
            result = fn(vm, *operands, *args)
            if result is not None:
                vm.stack.append(result)
        run.opname = name or fn.__name__.removeprefix("op_").upper()
        run.code = len(OPS)
        OPS[run.opname] = run
        return run
    return register


for symbol, function in {"ADD": lambda a, b: a + b, "SUB": lambda a, b: a - b, "MUL": lambda a, b: a * b,
                         "DIV": lambda a, b: a // b, "MOD": lambda a, b: a % b, "LT": lambda a, b: int(a < b)}.items():
    op(symbol, pops=2)(lambda vm, a, b, f=function: f(a, b))


@op()
def op_push(vm, n): return n
@op(pops=1)
def op_store(vm, slot, v): vm.mem[slot] = v
@op()
def op_load(vm, slot): return vm.mem.get(slot, 0)
@op()
def op_jmp(vm, where): vm.pc = where
@op("JZ", pops=1)
def op_jump_zero(vm, where, v):
    if not v:
        vm.pc = where
@op(pops=1)
def op_print(vm, v): vm.out.append(v)
@op(pops=1)
def op_dup(vm, v):
    vm.stack.append(v)
    return v
@op()
def op_call(vm, where):
    vm.frames.append(vm.pc)
    vm.pc = where
@op()
def op_ret(vm): vm.pc = vm.frames.pop()
@op()
def op_halt(vm): raise StopIteration


def assemble(source):
    labels, code = {}, []
    for number, line in enumerate(source.splitlines(), 1):
        line, _, _comment = line.partition(";")
        match line.split():
            case []:
                continue
            case [label] if label.endswith(":"):
                labels[label[:-1]] = len(code)
            case [name] if name in OPS:
                code.append((name, None))
            case [name, arg] if name in OPS:
                code.append((name, arg))
            case [name, *rest]:
                raise SyntaxError(f"line {number}: bad instruction {name!r} with {len(rest)} operand(s)")
    resolve = lambda a: None if a is None else labels[a] if a in labels else int(a, 0) if a[0] in "-0123456789" else a
    return [(n, resolve(a)) for n, a in code]


class VM:
    def __init__(self, code):
        self.code, self.stack, self.mem, self.frames, self.out = code, [], {}, [], []
        self.pc, self.counts = 0, Counter()

    def run(self, budget=100_000):
        for _ in range(budget):
            name, arg = self.code[self.pc]
            self.pc += 1
            self.counts[name] += 1
            try:
                OPS[name](self, *() if arg is None else (arg,))
            except StopIteration:
                return self.out
            except ArithmeticError as e:
                raise VMError(f"arithmetic fault: {e}", pc=self.pc - 1) from e
        raise VMError("budget exhausted", pc=self.pc)


LOOP = """
    PUSH 1\n STORE acc\n PUSH {n}\n STORE i
top:
    LOAD i\n JZ done      ; finished?
    LOAD acc\n LOAD i\n MUL\n STORE acc
    LOAD i\n PUSH 1\n SUB\n STORE i\n JMP top
done:
    LOAD acc\n DUP\n PRINT\n PUSH 0x3b9aca07\n MOD\n CALL show\n HALT
show:
    PRINT\n RET
"""
print({name: f.code for name, f in OPS.items()})
for n in (5, 30, 600):
    vm = VM(assemble(LOOP.format(n=n)))
    big, small = vm.run()
    print(f"{n}! has {len(str(big))} digits, mod {small}; {vm.counts.total()} steps; {vm.mem['i']} left")
print(vm.counts.most_common(4), vm.code[:5], vm.code[-3:])
for bad in ("PUSH 1\nADD", "FROB 1 2", "top:\nJMP top", "PUSH 7\nPRINT", "PUSH zz\nPUSH 1\nADD", "RET", "JMP", "PUSH 0b12"):
    try:
        print(VM(assemble(bad)).run(50))
    except Exception as e:
        print(f"{bad!r}: {type(e).__name__}: {e}")
print("now dividing by zero", file=sys.stderr)
VM(assemble("PUSH 10\nPUSH 0\nDIV\nPRINT\nHALT")).run()
