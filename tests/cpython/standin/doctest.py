"""Doctests as cases, one for each example, named doctest:NAME:LINE. The examples of a docstring share their names and run in order."""

import sys
import types
import unittest

DONT_ACCEPT_TRUE_FOR_1 = 1
DONT_ACCEPT_BLANKLINE = 2
NORMALIZE_WHITESPACE = 4
ELLIPSIS = 8
SKIP = 16
IGNORE_EXCEPTION_DETAIL = 32
REPORT_UDIFF = REPORT_CDIFF = REPORT_NDIFF = REPORT_ONLY_FIRST_FAILURE = 64

_OPTIONS = {name: value for name, value in list(globals().items()) if name.isupper()}


class Example:
    def __init__(self, source, want, line, options):
        self.source, self.want, self.line, self.options = source, want, line, options


def _prompt(line):
    """The number of blanks in front of a prompt, or -1."""
    bare = line.lstrip(' ')
    return len(line) - len(bare) if bare.startswith('>>> ') or bare == '>>>' else -1


def _options(source):
    options = {}
    for line in source.split('\n'):
        _, found, text = line.partition('# doctest:')
        if not found:
            _, found, text = line.partition('#doctest:')
        for word in text.replace(',', ' ').split() if found else ():
            if word[1:] in _OPTIONS and word[0] in '+-':
                options[_OPTIONS[word[1:]]] = word[0] == '+'
    return options


def parse(text):
    lines, examples, i = text.expandtabs().split('\n'), [], 0
    while i < len(lines):
        indent = _prompt(lines[i])
        if indent < 0:
            i += 1
            continue
        start, source = i, [lines[i][indent + 4:]]
        i += 1
        while i < len(lines) and lines[i][:indent].strip() == '' and (
                lines[i][indent:] == '...' or lines[i][indent:].startswith('... ')):
            source.append(lines[i][indent + 4:])
            i += 1
        want = []
        while i < len(lines) and lines[i].strip() and _prompt(lines[i]) < 0:
            want.append(lines[i][indent:])
            i += 1
        examples.append(Example('\n'.join(source) + '\n', '\n'.join(want) + '\n' if want else '', start, _options('\n'.join(source))))
    return [e for e in examples if any(line.strip() and not line.lstrip().startswith('#') for line in e.source.split('\n'))]


def _ellipsis(want, got):
    """Whether got is want with any text in place of each '...'."""
    parts = want.split('...')
    if len(parts) == 1:
        return want == got
    first, last = parts[0], parts[-1]
    start, end = len(first), len(got) - len(last)
    if not got.startswith(first) or not got.endswith(last) or start > end:
        return False
    for part in parts[1:-1]:
        start = got.find(part, start, end)
        if start < 0:
            return False
        start += len(part)
    return True


def same(want, got, options):
    if want == got:
        return True
    if not options & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (('True\n', '1\n'), ('False\n', '0\n')):
        return True
    if not options & DONT_ACCEPT_BLANKLINE:
        want = '\n'.join('' if line.strip() == '<BLANKLINE>' else line for line in want.split('\n'))
        got = '\n'.join('' if not line.strip() else line for line in got.split('\n'))
        if want == got:
            return True
    if options & NORMALIZE_WHITESPACE:
        want, got = ' '.join(want.split()), ' '.join(got.split())
        if want == got:
            return True
    return bool(options & ELLIPSIS) and _ellipsis(want, got)


def _wanted_exception(want):
    """The text of the exception behind a traceback that is wanted, or None."""
    lines = want.split('\n')
    if lines[0].rstrip() not in ('Traceback (most recent call last):', 'Traceback (innermost last):'):
        return None
    for i, line in enumerate(lines[1:], 1):
        if line[:1].isalnum() or line[:1] == '_':
            return '\n'.join(lines[i:])
    return ''


def _bare(text):
    """The exception's name without its module and detail."""
    text = text.split('\n', 1)[0]
    return text.partition(':')[0].rpartition('.')[2]


def exception_text(error):
    """The last line of a traceback, with its line break."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ in ('builtins', '__main__') else f'{kind.__module__}.{kind.__qualname__}'
    try:
        text = str(error.msg if isinstance(error, SyntaxError) else error)
    except Exception:
        text = '<exception str() failed>'
    return f'{name}: {text}\n' if text else f'{name}\n'


class Captured:
    """A stream that keeps what is written; test.support's too."""

    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)
        return len(text)

    def flush(self):
        pass

    def getvalue(self):
        return ''.join(self.parts)


class ExampleCase:
    def __init__(self, test, example):
        self.test, self.example = test, example
        self.name = f'doctest:{test.name}:{example.line + 1}'

    def call_test(self):
        example, options = self.example, self.test.options
        for option, on in example.options.items():
            options = options | option if on else options & ~option
        if options & SKIP:
            raise unittest.SkipTest('marked +SKIP')
        stdout, hook = sys.stdout, sys.displayhook
        sys.stdout, sys.displayhook, error = Captured(), sys.__displayhook__, None
        try:
            exec(compile(example.source, f'<{self.name}>', 'single', self.test.flags, True), self.test.names)
        except unittest.SkipTest:
            raise
        except Exception as raised:
            error = raised
        finally:
            got, sys.stdout, sys.displayhook = sys.stdout.getvalue(), stdout, hook
        if got and not got.endswith('\n'):
            got += '\n'
        wanted = _wanted_exception(example.want)
        if error is not None:
            told = exception_text(error)
            if wanted is not None and (same(wanted, told, options)
                                       or options & IGNORE_EXCEPTION_DETAIL and _bare(wanted) == _bare(told)):
                return
            if wanted is None:
                raise error
            raise AssertionError(f'{wanted!r} wanted, got {told!r}')
        if wanted is not None:
            raise AssertionError(f'{wanted!r} not raised')
        if not same(example.want, got, options):
            raise AssertionError(f'{example.want!r} wanted, got {got!r}')


class DocTest:
    """A docstring."""

    def __init__(self, text, names, name, options=0):
        self.examples, self.names, self.name, self.options, self.flags = parse(text), dict(names), name, options, 0
        self.names.setdefault('__name__', '__main__')
        for value in names.values():  # what the module takes from __future__ holds in its examples
            if type(value).__name__ == '_Feature':
                self.flags |= value.compiler_flag

    def cases(self):
        return [ExampleCase(self, example) for example in self.examples]


class DocTestFinder:
    def __init__(self, **keywords):
        pass

    def find(self, thing, name=None, module=None, globs=None, extraglobs=None):
        tests = []
        names = globs if globs is not None else vars(module) if module else vars(thing) if isinstance(thing, types.ModuleType) else (
            getattr(thing, '__globals__', {}))
        self._find(tests, thing, name or thing.__name__.rpartition('.')[2], names, getattr(thing, '__name__', None), set())
        return tests

    def _find(self, tests, thing, name, names, module, seen):
        if id(thing) in seen:
            return
        seen.add(id(thing))
        text = thing if isinstance(thing, str) else getattr(thing, '__doc__', None)
        if isinstance(text, str) and '>>>' in text:
            tests.append(DocTest(text, names, name))
        if isinstance(thing, types.ModuleType):
            for key, value in list(vars(thing).items()):
                if isinstance(value, (types.FunctionType, type)) and value.__module__ == module:
                    self._find(tests, value, f'{name}.{key}', names, module, seen)
            for key, value in getattr(thing, '__test__', {}).items():
                self._find(tests, value, f'{name}.__test__.{key}', names, module, seen)
        elif isinstance(thing, type):
            for key, value in list(vars(thing).items()):
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if isinstance(value, (types.FunctionType, type)) and value.__module__ == module or isinstance(value, property):
                    self._find(tests, value, f'{name}.{key}', names, module, seen)


current_module = None  # the driver tells


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, optionflags=0, **keywords):
    tests = unittest.TestSuite()
    for test in (test_finder or DocTestFinder()).find(module or current_module, globs=globs):
        test.options |= optionflags
        tests.addTests(test.cases())
    return tests


def DocFileSuite(*arguments, **keywords):
    return unittest.TestSuite()


def testmod(*arguments, **keywords):
    raise unittest.SkipTest('doctest.testmod')
