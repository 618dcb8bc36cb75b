"""What CPython's tests use of test.support. Everything runs that a program in a cage can run, also what is marked as CPython's own."""

import contextlib
import functools
import sys
import types
import unittest
from doctest import Captured

__path__ = []
verbose = 0
failfast = False
HAVE_DOCSTRINGS = True
is_jython = is_emscripten = is_wasi = False
is_android = False
has_fork_support = has_subprocess_support = False
PGO = False
Py_DEBUG = False
MAX_Py_ssize_t = sys.maxsize
_1M = 1 << 20
_1G = 1 << 30
_2G = 2 << 30
_4G = 4 << 30
NHASHBITS = sys.hash_info.width
TEST_HOME_DIR = '/'
SHORT_TIMEOUT = LONG_TIMEOUT = 30.0


class Error(Exception):
    pass


class TestFailed(Error):
    pass


class ResourceDenied(unittest.SkipTest):
    pass


@functools.total_ordering
class _Largest:
    def __eq__(self, other):
        return isinstance(other, _Largest)

    def __lt__(self, other):
        return False


@functools.total_ordering
class _Smallest:
    def __eq__(self, other):
        return isinstance(other, _Smallest)

    def __gt__(self, other):
        return False


class _AlwaysEqual:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NeverEqual:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


LARGEST, SMALLEST, ALWAYS_EQ, NEVER_EQ = _Largest(), _Smallest(), _AlwaysEqual(), _NeverEqual()


def _as_is(test):
    return test


cpython_only = requires_IEEE_754 = no_tracing = requires_docstrings = skip_if_sanitizer = _as_is
refcount_test = unittest.skip('counts references')
bigaddrspacetest = unittest.skip('takes too much memory')
skip_if_pgo_task = _as_is
requires_legacy_unicode_capi = unittest.skip("CPython's C interface")
check_bolt_optimized = _as_is


def bigmemtest(*arguments, **keywords):
    return unittest.skip('takes too much memory')


def _skipped(reason):
    return lambda *arguments, **keywords: unittest.skip(reason)


requires_subprocess = requires_fork = requires_working_socket = _skipped('there are no processes')
requires_mac_ver = requires_linux_version = _skipped('not this system')


def requires_resource(name):
    return _as_is


def requires(*arguments):
    raise ResourceDenied(str(arguments))


def is_resource_enabled(name):
    return False


def get_attribute(thing, name):
    try:
        return getattr(thing, name)
    except AttributeError:
        raise unittest.SkipTest(f'{thing!r} has no attribute {name!r}') from None


def check_impl_detail(**guards):
    return guards.pop('cpython', not any(guards.values()))


def impl_detail(msg=None, **guards):
    return _as_is if check_impl_detail(**guards) else unittest.skip(msg or 'not of CPython')


def gc_collect():
    import gc
    gc.collect()


@contextlib.contextmanager
def disable_gc():
    yield


@contextlib.contextmanager
def captured_output(name):
    original = getattr(sys, name)
    stream = Captured()
    setattr(sys, name, stream)
    try:
        yield stream
    finally:
        setattr(sys, name, original)


def captured_stdout():
    return captured_output('stdout')


def captured_stderr():
    return captured_output('stderr')


@contextlib.contextmanager
def swap_attr(thing, name, value):
    missing = object()
    old = getattr(thing, name, missing)
    setattr(thing, name, value)
    try:
        yield None if old is missing else old
    finally:
        if old is not missing:
            setattr(thing, name, old)
        elif hasattr(thing, name):
            delattr(thing, name)


@contextlib.contextmanager
def swap_item(thing, key, value):
    missing = object()
    old = thing[key] if key in thing else missing
    thing[key] = value
    try:
        yield None if old is missing else old
    finally:
        if old is not missing:
            thing[key] = old
        elif key in thing:
            del thing[key]


@contextlib.contextmanager
def infinite_recursion(max_depth=75):
    old = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(max_depth)
        yield
    finally:
        sys.setrecursionlimit(old)


@contextlib.contextmanager
def adjust_int_max_str_digits(digits):
    old = sys.get_int_max_str_digits()
    try:
        sys.set_int_max_str_digits(digits)
        yield
    finally:
        sys.set_int_max_str_digits(old)


@contextlib.contextmanager
def catch_threading_exception():
    raise unittest.SkipTest('there are no threads')
    yield


class catch_unraisable_exception:
    def __enter__(self):
        self.unraisable, self._old = None, sys.unraisablehook
        sys.unraisablehook = self._hook
        return self

    def _hook(self, unraisable):
        self.unraisable = unraisable

    def __exit__(self, *exc):
        sys.unraisablehook = self._old
        del self.unraisable


class SuppressCrashReport:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None


def run_with_locale(category, *locales):
    return _as_is


def check_syntax_error(case, statement, errtext='', *, lineno=None, offset=None):
    with case.assertRaisesRegex(SyntaxError, errtext) as context:
        compile(statement, '<test string>', 'exec')
    case.assertIsNotNone(context.exception.lineno)
    if lineno is not None:
        case.assertEqual(context.exception.lineno, lineno)
    case.assertIsNotNone(context.exception.offset)
    if offset is not None:
        case.assertEqual(context.exception.offset, offset)


def check_free_after_iterating(case, make, base, arguments=()):
    raise unittest.SkipTest('asks when an object is freed')


def check_disallow_instantiation(case, kind, *arguments, **keywords):
    case.assertRaises(TypeError, kind, *arguments, **keywords)


def sortdict(mapping):
    return '{' + ', '.join(f'{key!r}: {value!r}' for key, value in sorted(mapping.items())) + '}'


def run_unittest(*arguments):
    pass


def run_doctest(*arguments, **keywords):
    pass


def reap_children():
    pass


def setswitchinterval(interval):
    pass


def maybe_get_event_loop_policy():
    return None


def wait_process(*arguments, **keywords):
    raise unittest.SkipTest('there are no processes')


def _sizes(*arguments, **keywords):
    raise unittest.SkipTest('asks for the size of an object')


calcobjsize = calcvobjsize = check_sizeof = _sizes


def collision_stats(nbins, nballs):
    n, k = nbins, nballs
    empty = n * ((n - 1.0) / n) ** k
    variance = n * (n - 1) * ((n - 2.0) / n) ** k + empty - empty ** 2
    return k - (n - empty), max(variance, 0.0) ** 0.5


def _submodule(name, **contents):
    module = types.ModuleType(f'test.support.{name}')
    module.__dict__.update(contents)
    sys.modules[module.__name__] = globals()[name] = module
    return module


# test.support.import_helper

def import_module(name, deprecated=False, *, required_on=()):
    if is_blocked(name):
        raise unittest.SkipTest(f'No module named {name!r}')
    try:
        __import__(name)
    except ImportError as error:
        raise unittest.SkipTest(str(error)) from None
    return sys.modules[name]


def import_fresh_module(name, fresh=(), blocked=(), deprecated=False):
    for other in fresh:
        if is_blocked(other):
            return None
        try:
            __import__(other)
        except ImportError:
            return None
    return import_module(name)


@contextlib.contextmanager
def CleanImport(*names):
    raise unittest.SkipTest('modules are not imported anew')
    yield


def is_blocked(name):
    """The driver says which modules only CPython has."""
    return name in blocked_modules and name not in sys.modules


blocked_modules = set()
_submodule('import_helper', import_module=import_module, import_fresh_module=import_fresh_module, CleanImport=CleanImport)


# test.support.os_helper

def unlink(name):
    pass


class EnvironmentVarGuard:
    def __enter__(self):
        raise unittest.SkipTest('there is no environment')

    def __exit__(self, *exc):
        return False


@contextlib.contextmanager
def temp_cwd(*arguments, **keywords):
    raise unittest.SkipTest('there are no files')
    yield


class FakePath:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


_submodule('os_helper', TESTFN='@test', TESTFN_UNENCODABLE=None, unlink=unlink, rmtree=unlink, EnvironmentVarGuard=EnvironmentVarGuard,
           temp_cwd=temp_cwd, temp_dir=temp_cwd, FakePath=FakePath, create_empty_file=temp_cwd)


# test.support.warnings_helper

class _Recorder:
    warnings = ()


@contextlib.contextmanager
def check_warnings(*filters, **keywords):
    yield _Recorder()


@contextlib.contextmanager
def check_no_warnings(case, *arguments, **keywords):
    yield


@contextlib.contextmanager
def check_no_resource_warning(case):
    yield


def check_syntax_warning(case, statement, errtext='', *, lineno=1, offset=None):
    compile(statement, '<testcase>', 'exec')


@contextlib.contextmanager
def save_restore_warnings_filters():
    yield


def ignore_warnings(*, category):
    return _as_is


_submodule('warnings_helper', check_warnings=check_warnings, check_no_warnings=check_no_warnings, ignore_warnings=ignore_warnings,
           check_no_resource_warning=check_no_resource_warning, check_syntax_warning=check_syntax_warning,
           save_restore_warnings_filters=save_restore_warnings_filters)
check_no_resource_warning = check_no_resource_warning


# test.support.script_helper and test.support.threading_helper

def _no_process(*arguments, **keywords):
    raise unittest.SkipTest('there are no processes')


def _no_thread(*arguments, **keywords):
    raise unittest.SkipTest('there are no threads')


_submodule('script_helper', assert_python_ok=_no_process, assert_python_failure=_no_process, make_script=_no_process,
           spawn_python=_no_process, run_python_until_end=_no_process)
_submodule('threading_helper', requires_working_threading=_skipped('there are no threads'), start_threads=_no_thread,
           threading_setup=_no_thread, threading_cleanup=_no_thread, reap_threads=_as_is, join_thread=_no_thread)
