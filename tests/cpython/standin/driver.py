"""Runs the cases of one of CPython's test modules, inside the guest or, for comparison, on CPython.

The suite puts these names in front of this text:
    MODULES  [(name, path, source)]: modules to make, in this order; source None makes a module of which nothing can be used
    TEST     the module whose cases run
    ENDING   cases that end the run, and are left out
    ONLY     the one case to run, or None
    LACKING  modules that CPython has and Pyxis has not
    PRESENT  modules that both have

It prints `case NAME` in front of each case, and after it `ok`, `fail REASON` or `skip REASON`, all separated by tabs.
"""

import builtins
import sys
import types

_print_to = sys.stdout
_only_cpython = sys.implementation.name == 'cpython'


def _tell(*fields):
    _print_to.write('\t'.join(fields) + '\n')
    _print_to.flush()


class _MissingType(type):
    def __getattr__(cls, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return _missing(f'{cls.__name__}.{name}')

    def __call__(cls, *arguments, **keywords):
        import unittest
        raise unittest.SkipTest(f'there is no {cls.__name__}')


def _missing(name):
    return _MissingType(name, (), {'__class_getitem__': classmethod(lambda cls, item: cls)})


def _hollow(module):
    def find(name):
        if name.startswith('__'):
            raise AttributeError(name)
        value = module.__dict__[name] = _missing(f'{module.__name__}.{name}')
        return value

    module.__getattr__ = find
    module.__path__ = []


def _make(name, path, source):
    module = types.ModuleType(name)
    module.__file__ = path
    if name == 'test':
        module.__path__ = []
    parent, _, child = name.rpartition('.')
    module.__package__ = parent
    sys.modules[name] = module
    if parent and parent in sys.modules:
        setattr(sys.modules[parent], child, module)
    if source is None:
        _hollow(module)
    else:
        if name == TEST:
            sys.modules['doctest'].current_module = module
        exec(compile(source, path, 'exec', 0, True), module.__dict__)
    return module


def _only(text):
    """One line without what differs from run to run."""
    text = text.replace('\\', '\\\\').replace('\t', '\\t').replace('\r', '\\r').replace('\n', '\\n').replace('\0', '\\0')
    parts = text.split(' at 0x')
    text = parts[0] + ''.join(' at 0x' + part.lstrip('0123456789abcdef') for part in parts[1:])
    return text.encode('ascii', 'backslashreplace').decode('ascii')[:200].rstrip()


def _reason(error):
    return _only(sys.modules['doctest'].exception_text(error).rstrip('\n'))


class _Nowhere:
    encoding, errors = 'utf-8', 'strict'

    def write(self, text):
        return len(text)

    def flush(self):
        pass


def _flatten(tests):
    for test in tests:
        if hasattr(test, 'call_test'):
            yield test
        elif hasattr(test, '__iter__'):
            yield from _flatten(test)


def _name(test):
    return getattr(test, 'name', None) or f'{type(test).__qualname__}.{test._testMethodName}'


class _Runner:
    def __init__(self, unittest):
        self.unittest, self.kind, self.problem, self.seen = unittest, None, None, set()

    def enter(self, kind):
        if self.kind is not None and hasattr(self.kind, 'tearDownClass') and self.problem is None:
            try:
                self.kind.tearDownClass()
                self.kind.doClassCleanups()
            except Exception:
                pass
        self.kind, self.problem = kind, None
        if hasattr(kind, 'setUpClass') and not getattr(kind, '__unittest_skip__', False):
            try:
                kind.setUpClass()
            except BaseException as error:
                self.problem = error

    def run(self, test):
        name = _name(test)
        if name in self.seen or name in ENDING or ONLY not in (None, name):
            return
        self.seen.add(name)
        _tell('case', name)
        streams = sys.stdout, sys.stderr, sys.displayhook, sys.getrecursionlimit()
        sys.stdout = sys.stderr = _Nowhere()
        try:
            if type(test) is not self.kind:
                self.enter(type(test))
            if self.problem is not None:
                raise self.problem
            method = getattr(test, getattr(test, '_testMethodName', ''), None)
            for marked in (type(test), method):
                if getattr(marked, '__unittest_skip__', False):
                    raise self.unittest.SkipTest(getattr(marked, '__unittest_skip_why__', ''))
            test.call_test()
            answer = 'ok',
        except self.unittest.SkipTest as why:
            answer = 'skip', _only(str(why))
        except BaseException as error:
            answer = 'fail', _reason(error)
        sys.stdout, sys.stderr, sys.displayhook = streams[:3]
        try:
            sys.setrecursionlimit(streams[3])
        except RecursionError:
            pass
        _tell(*answer)


def _forget_what_pyxis_lacks():
    """Makes CPython as poor as a guest: the modules and builtins are gone that a guest does not have."""
    import encodings
    import gc
    import pkgutil
    for name in [*PRESENT, *('encodings.' + found.name for found in pkgutil.iter_modules(encodings.__path__))]:
        try:
            __import__(name)
        except ImportError:  # of an encoding of another system
            pass
    for name in ('open', 'input', 'breakpoint', 'help', 'copyright', 'credits', 'license', 'exit', 'quit'):
        builtins.__dict__.pop(name, None)

    class Finder:
        @staticmethod
        def find_spec(name, path=None, target=None):
            if name.partition('.')[0] in LACKING:
                raise ModuleNotFoundError(f'No module named {name!r}', name=name)
            return None

    for name in list(sys.modules):
        if name.partition('.')[0] in LACKING:
            del sys.modules[name]
    sys.meta_path.insert(0, Finder)
    return gc.collect


def _main():
    collect = _forget_what_pyxis_lacks() if _only_cpython else __import__('gc').collect
    for name, path, source in MODULES:
        if name == TEST:
            _tell('case', '<import>')
        streams = sys.stdout, sys.stderr
        try:
            sys.stdout = sys.stderr = _Nowhere()
            module = _make(name, path, source)
        except BaseException as error:
            sys.stdout, sys.stderr = streams
            unittest = sys.modules.get('unittest')
            skipped = unittest and hasattr(unittest, 'SkipTest') and isinstance(error, unittest.SkipTest)
            if name == TEST:
                _tell('skip' if skipped else 'fail', _reason(error))
                return
            sys.modules.pop(name, None)
            if name in ('unittest', 'doctest', 're', 'test.support'):
                raise
            _tell('broken', name, _reason(error))
        sys.stdout, sys.stderr = streams
        if name == 'gc':
            module.collector = collect
        if name == 'test.support':
            module.blocked_modules = LACKING
    _tell('ok')
    unittest = sys.modules['unittest']
    runner = _Runner(unittest)
    _tell('case', '<load>')
    try:
        tests = list(_flatten(unittest.defaultTestLoader.loadTestsFromModule(sys.modules[TEST])))
    except BaseException as error:
        _tell('fail', _reason(error))
        return
    _tell('ok')
    for test in tests:
        runner.run(test)
    _tell('end')


_main()
