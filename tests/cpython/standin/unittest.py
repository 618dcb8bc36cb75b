"""What CPython's tests use of unittest. The driver runs the cases; nothing here looks at a clock, a file or a command line."""

import sys
import types
import re


class SkipTest(Exception):
    pass


class _Failure(AssertionError):
    pass


def short(value):
    text = repr(value)
    return text if len(text) <= 100 else text[:80] + f'... [{len(text)}]'


def skip(reason):
    def mark(thing):
        thing.__unittest_skip__ = True
        thing.__unittest_skip_why__ = reason
        return thing

    if isinstance(reason, types.FunctionType):
        thing, reason = reason, ''
        return mark(thing)
    return mark


def skipIf(condition, reason):
    return skip(reason) if condition else lambda thing: thing


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


def expectedFailure(function):
    function.__unittest_expecting_failure__ = True
    return function


class _Raises:
    """The context that assertRaises and its kin answer."""

    def __init__(self, case, expected, pattern=None, msg=None):
        self.case, self.expected, self.pattern, self.msg = case, expected, pattern, msg
        self.exception = None

    def call(self, arguments, keywords):
        callable_, *arguments = arguments
        with self:
            callable_(*arguments, **keywords)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            wanted = self.expected if isinstance(self.expected, tuple) else (self.expected,)
            raise self.case.failureException(' or '.join(e.__name__ for e in wanted) + ' not raised'
                                             + (f' : {self.msg}' if self.msg else ''))
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.pattern is not None and not _compiled(self.pattern).search(str(value)):
            raise self.case.failureException(f'{_source(self.pattern)!r} does not match {str(value)!r}')
        return True


class _Warns:
    """Nothing: there are no warnings to wait for."""

    def __init__(self):
        self.warnings, self.warning, self.filename, self.lineno = [], None, None, None

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


def _compiled(pattern):
    return re.compile(pattern) if isinstance(pattern, (str, bytes)) else pattern


def _source(pattern):
    return pattern if isinstance(pattern, (str, bytes)) else pattern.pattern


class _SubTest:
    def __init__(self, case, message, parameters):
        self.case, self.message, self.parameters = case, message, parameters

    def __enter__(self):
        return None

    def __exit__(self, kind, value, traceback):
        if kind is None or not issubclass(kind, Exception) or issubclass(kind, SkipTest):
            return False
        if self.case._subtest_failure is None:
            self.case._subtest_failure = value
        return True


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        self._cleanups = []
        self._subtest_failure = None

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    @classmethod
    def addClassCleanup(cls, function, /, *arguments, **keywords):
        if '_class_cleanups' not in cls.__dict__:
            cls._class_cleanups = []
        cls._class_cleanups.append((function, arguments, keywords))

    @classmethod
    def doClassCleanups(cls):
        cleanups = cls.__dict__.get('_class_cleanups', [])
        while cleanups:
            function, arguments, keywords = cleanups.pop()
            function(*arguments, **keywords)

    def id(self):
        return f'{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}'

    def shortDescription(self):
        return None

    def __str__(self):
        return self.id()

    def addCleanup(self, function, /, *arguments, **keywords):
        self._cleanups.append((function, arguments, keywords))

    def doCleanups(self):
        failure = None
        while self._cleanups:
            function, arguments, keywords = self._cleanups.pop()
            try:
                function(*arguments, **keywords)
            except Exception as error:
                failure = failure or error
        if failure:
            raise failure

    def enterContext(self, context):
        result = type(context).__enter__(context)
        self.addCleanup(type(context).__exit__, context, None, None, None)
        return result

    def subTest(self, msg=None, **parameters):
        return _SubTest(self, msg, parameters)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def addTypeEqualityFunc(self, kind, function):
        pass

    def call_test(self):
        """setUp, the test, tearDown, cleanups; raises what failed first."""
        method = getattr(self, self._testMethodName)
        expecting = getattr(method, '__unittest_expecting_failure__', False)
        try:
            try:
                self.setUp()
                try:
                    if expecting:
                        try:
                            method()
                            if self._subtest_failure is not None:
                                raise self._subtest_failure
                        except SkipTest:
                            raise
                        except Exception:
                            self._subtest_failure = None
                        else:
                            raise _Failure('unexpected success')
                    else:
                        answer = method()
                        self._finish(answer)
                finally:
                    self.tearDown()
            finally:
                self.doCleanups()
            if self._subtest_failure is not None:
                raise self._subtest_failure
        finally:
            self._subtest_failure = None

    def _finish(self, answer):
        pass

    def __call__(self, *arguments):
        self.call_test()

    debug = run = __call__

    # What is asserted.

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _fail(self, standard, msg):
        raise self.failureException(standard if msg is None else f'{standard} : {msg}')

    def assertTrue(self, value, msg=None):
        if not value:
            self._fail(f'{short(value)} is not true', msg)

    def assertFalse(self, value, msg=None):
        if value:
            self._fail(f'{short(value)} is not false', msg)

    def assertEqual(self, first, second, msg=None):
        if not first == second:
            self._fail(f'{short(first)} != {short(second)}' + self._place(first, second), msg)

    def _place(self, first, second):
        if type(first) is type(second) and isinstance(first, (str, bytes)) and len(first) + len(second) > 160:
            for i, (a, b) in enumerate(zip(first, second)):
                if a != b:
                    return f' at {i}: {first[i:i + 60]!r}, {second[i:i + 60]!r}'
        return ''

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(f'{short(first)} == {short(second)}', msg)

    def assertIs(self, first, second, msg=None):
        if first is not second:
            self._fail(f'{short(first)} is not {short(second)}', msg)

    def assertIsNot(self, first, second, msg=None):
        if first is second:
            self._fail(f'unexpectedly identical: {short(first)}', msg)

    def assertIsNone(self, value, msg=None):
        if value is not None:
            self._fail(f'{short(value)} is not None', msg)

    def assertIsNotNone(self, value, msg=None):
        if value is None:
            self._fail('unexpectedly None', msg)

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(f'{short(member)} not found in {short(container)}', msg)

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(f'{short(member)} unexpectedly found in {short(container)}', msg)

    def assertIsInstance(self, value, kind, msg=None):
        if not isinstance(value, kind):
            self._fail(f'{short(value)} is not an instance of {kind!r}', msg)

    def assertNotIsInstance(self, value, kind, msg=None):
        if isinstance(value, kind):
            self._fail(f'{short(value)} is an instance of {kind!r}', msg)

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(f'{short(a)} not less than {short(b)}', msg)

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(f'{short(a)} not less than or equal to {short(b)}', msg)

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(f'{short(a)} not greater than {short(b)}', msg)

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(f'{short(a)} not greater than or equal to {short(b)}', msg)

    def _close(self, first, second, places, delta):
        if places is not None and delta is not None:
            raise TypeError('specify delta or places not both')
        difference = abs(first - second)
        return difference <= delta if delta is not None else round(difference, 7 if places is None else places) == 0

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first != second and not self._close(first, second, places, delta):
            self._fail(f'{short(first)} != {short(second)} nearly', msg)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second or self._close(first, second, places, delta):
            self._fail(f'{short(first)} == {short(second)} nearly', msg)

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        if seq_type is not None:
            self.assertIsInstance(first, seq_type, msg)
            self.assertIsInstance(second, seq_type, msg)
        if first == second:
            return
        for i in range(min(len(first), len(second))):
            if first[i] != second[i]:
                self._fail(f'element {i}: {short(first[i])} != {short(second[i])}', msg)
        if len(first) != len(second) or type(first) is type(second):
            self._fail(f'{short(first)} != {short(second)}', msg)

    def assertListEqual(self, first, second, msg=None):
        self.assertSequenceEqual(first, second, msg, list)

    def assertTupleEqual(self, first, second, msg=None):
        self.assertSequenceEqual(first, second, msg, tuple)

    def assertSetEqual(self, first, second, msg=None):
        if first.difference(second) or second.difference(first):
            self._fail(f'{short(first)} != {short(second)}', msg)

    def assertDictEqual(self, first, second, msg=None):
        self.assertIsInstance(first, dict, msg)
        self.assertIsInstance(second, dict, msg)
        self.assertEqual(first, second, msg)

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, msg)
        self.assertIsInstance(second, str, msg)
        self.assertEqual(first, second, msg)

    def assertCountEqual(self, first, second, msg=None):
        left, right = list(first), list(second)
        missing = []
        for item in left:
            for i, other in enumerate(right):
                if item is other or item == other:
                    del right[i]
                    break
            else:
                missing.append(item)
        if missing or right:
            self._fail(f'only in the first: {short(missing)}, only in the second: {short(right)}', msg)

    def assertRaises(self, expected, *arguments, **keywords):
        context = _Raises(self, expected, msg=keywords.pop('msg', None) if not arguments else None)
        return context.call(arguments, keywords) if arguments else context

    def assertRaisesRegex(self, expected, pattern, *arguments, **keywords):
        context = _Raises(self, expected, pattern, keywords.pop('msg', None) if not arguments else None)
        return context.call(arguments, keywords) if arguments else context

    def assertWarns(self, expected, *arguments, **keywords):
        if not arguments:
            return _Warns()
        arguments[0](*arguments[1:], **keywords)

    def assertWarnsRegex(self, expected, pattern, *arguments, **keywords):
        return self.assertWarns(expected, *arguments, **keywords)

    def assertRegex(self, text, pattern, msg=None):
        if not _compiled(pattern).search(text):
            self._fail(f'{_source(pattern)!r} not found in {short(text)}', msg)

    def assertNotRegex(self, text, pattern, msg=None):
        if _compiled(pattern).search(text):
            self._fail(f'{_source(pattern)!r} unexpectedly found in {short(text)}', msg)


class IsolatedAsyncioTestCase(TestCase):
    """Runs coroutines that wait for nothing: there is no event loop."""

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def _drive(self, coroutine):
        try:
            coroutine.send(None)
        except StopIteration as stop:
            return stop.value
        coroutine.close()
        raise SkipTest('no event loop')

    def _finish(self, answer):
        if answer is not None:
            self._drive(answer)

    def call_test(self):
        self._drive(self.asyncSetUp())
        try:
            super().call_test()
        finally:
            self._drive(self.asyncTearDown())


class FunctionTestCase(TestCase):
    def __init__(self, function, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._function = function

    def runTest(self):
        self._function()


class TestSuite:
    def __init__(self, tests=()):
        self.tests = list(tests)

    def addTest(self, test):
        self.tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def __iter__(self):
        return iter(self.tests)


class TestLoader:
    testMethodPrefix = 'test'

    def getTestCaseNames(self, case_class):
        return sorted(name for name in dir(case_class)
                      if name.startswith('test') and callable(getattr(case_class, name)))

    def loadTestsFromTestCase(self, case_class):
        names = self.getTestCaseNames(case_class)
        if not names and hasattr(case_class, 'runTest'):
            names = ['runTest']
        return TestSuite(case_class(name) for name in names)

    def loadTestsFromModule(self, module, pattern=None):
        tests = TestSuite()
        for name in dir(module):
            value = getattr(module, name)
            if isinstance(value, type) and issubclass(value, TestCase) and value not in (
                    TestCase, FunctionTestCase, IsolatedAsyncioTestCase):
                tests.addTest(self.loadTestsFromTestCase(value))
        load_tests = getattr(module, 'load_tests', None)
        return load_tests(self, tests, pattern) if load_tests else tests


defaultTestLoader = TestLoader()


def makeSuite(case_class, prefix='test'):
    return defaultTestLoader.loadTestsFromTestCase(case_class)


def main(*arguments, **keywords):
    raise SystemExit


def addModuleCleanup(function, /, *arguments, **keywords):
    pass


def enterModuleContext(context):
    return type(context).__enter__(context)


class _Call(tuple):
    args = property(lambda self: self[0])
    kwargs = property(lambda self: self[1])


class Mock:
    """Remembers how it was called."""

    def __init__(self, return_value=None, side_effect=None, **attributes):
        self._return_value, self.side_effect, self.call_args_list = return_value, side_effect, []
        self.__dict__.update(attributes)

    call_count = property(lambda self: len(self.call_args_list))
    called = property(lambda self: bool(self.call_args_list))
    call_args = property(lambda self: self.call_args_list[-1] if self.call_args_list else None)

    @property
    def return_value(self):
        if self._return_value is None:
            self._return_value = type(self)()
        return self._return_value

    @return_value.setter
    def return_value(self, value):
        self._return_value = value

    def __call__(self, *arguments, **keywords):
        self.call_args_list.append(_Call((arguments, keywords)))
        if isinstance(self.side_effect, BaseException) or isinstance(self.side_effect, type) and issubclass(
                self.side_effect, BaseException):
            raise self.side_effect
        if self.side_effect is not None:
            return self.side_effect(*arguments, **keywords)
        return self.return_value

    def __getattr__(self, name):
        if name.startswith('__') or name.startswith('assert'):
            raise AttributeError(name)
        value = self.__dict__[name] = type(self)()
        return value

    def assert_called_once_with(self, *arguments, **keywords):
        assert self.call_args_list == [(arguments, keywords)], self.call_args_list

    def assert_called_with(self, *arguments, **keywords):
        assert self.call_args == (arguments, keywords), self.call_args

    def assert_called_once(self):
        assert len(self.call_args_list) == 1, self.call_args_list

    def assert_not_called(self):
        assert not self.call_args_list, self.call_args_list


class MagicMock(Mock):
    pass


def _patch(*arguments, **keywords):
    raise SkipTest('unittest.mock.patch')


def _submodule(name, **contents):
    module = types.ModuleType('unittest.' + name)
    module.__dict__.update(contents)
    sys.modules['unittest.' + name] = module
    return module


__path__ = []
mock = _submodule('mock', Mock=Mock, MagicMock=MagicMock, patch=_patch)
case = _submodule('case', TestCase=TestCase, SkipTest=SkipTest, _AssertRaisesContext=_Raises)
