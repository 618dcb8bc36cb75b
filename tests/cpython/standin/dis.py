"""The names of a code object's flags."""

import unittest

COMPILER_FLAG_NAMES = {1: 'OPTIMIZED', 2: 'NEWLOCALS', 4: 'VARARGS', 8: 'VARKEYWORDS', 16: 'NESTED', 32: 'GENERATOR', 64: 'NOFREE',
                       128: 'COROUTINE', 256: 'ITERABLE_COROUTINE', 512: 'ASYNC_GENERATOR'}


def dis(*arguments, **keywords):
    raise unittest.SkipTest('asks for bytecode')


get_instructions = findlinestarts = Bytecode = code_info = dis
EXTENDED_ARG = 144
EXTENDED_ARG_NAMES = opmap = opname = hasconst = ()
