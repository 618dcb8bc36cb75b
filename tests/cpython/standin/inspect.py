"""What can be asked without source text and bytecode."""

import types
import unittest

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 128, 256, 512
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = 'GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED', 'GEN_CLOSED'
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = 'CORO_CREATED', 'CORO_RUNNING', 'CORO_SUSPENDED', 'CORO_CLOSED'


class _empty:
    pass


class Parameter:
    empty = _empty


class Signature:
    empty = _empty


def signature(*arguments, **keywords):
    raise unittest.SkipTest('inspect.signature')


stack = currentframe = getframeinfo = getsource = getfullargspec = signature


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def _flagged(function, flag):
    while isinstance(function, types.MethodType):
        function = function.__func__
    return isinstance(function, types.FunctionType) and bool(function.__code__.co_flags & flag)


def isgeneratorfunction(function):
    return _flagged(function, CO_GENERATOR)


def iscoroutinefunction(function):
    return _flagged(function, CO_COROUTINE)


def isasyncgenfunction(function):
    return _flagged(function, CO_ASYNC_GENERATOR)


def isgenerator(value):
    return isinstance(value, types.GeneratorType)


def iscoroutine(value):
    return isinstance(value, types.CoroutineType)


def isasyncgen(value):
    return isinstance(value, types.AsyncGeneratorType)


def isawaitable(value):
    return (iscoroutine(value) or isgenerator(value) and bool(value.gi_code.co_flags & CO_ITERABLE_COROUTINE)
            or hasattr(type(value), '__await__'))


def isfunction(value):
    return isinstance(value, types.FunctionType)


def ismethod(value):
    return isinstance(value, types.MethodType)


def isclass(value):
    return isinstance(value, type)


def ismodule(value):
    return isinstance(value, types.ModuleType)


def unwrap(function, *, stop=None):
    while hasattr(function, '__wrapped__'):
        function = function.__wrapped__
    return function


def cleandoc(text):
    lines = text.expandtabs().split('\n')
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(margins) if margins else 0
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def getdoc(value):
    return cleandoc(value.__doc__) if isinstance(value.__doc__, str) else None


def get_annotations(value, *, globals=None, locals=None, eval_str=False):
    return dict(getattr(value, '__annotations__', None) or {})
