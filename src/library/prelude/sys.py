# What a guest sees of its interpreter. Nothing here tells of the host.


class SimpleNamespace:
    """A simple attribute-based namespace."""
    __module__ = 'types'

    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        name = 'namespace' if type(self) is SimpleNamespace else type(self).__name__
        return guarded_repr(self, lambda self: _namespace_repr(self, name), f'{name}(...)')

    def __eq__(self, other):
        if issubclass(type(other), SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __reduce__(self):
        return type(self), (), self.__dict__


def _namespace_repr(self, name):
    return f"{name}({', '.join([f'{key}={value!r}' for key, value in self.__dict__.items()])})"


def _named_tuple(module, name, fields, values):
    """An instance of a tuple type of its own whose items have names, as CPython's structseq."""
    def __repr__(self):
        items = ', '.join([f'{field}={value!r}' for field, value in zip(fields, self)])
        return f'{module}.{name}({items})'

    def __new__(cls, *arguments):
        raise TypeError(f"cannot create '{module}.{name}' instances")

    space = {'__module__': module, '__repr__': __repr__, '__match_args__': tuple(fields), 'n_fields': len(fields),
             'n_sequence_fields': len(fields), 'n_unnamed_fields': 0}
    for index, field in enumerate(fields):
        space[field] = property(lambda self, index=index: self[index])
    cls = type(name, (tuple,), space)
    result = tuple.__new__(cls, values)
    cls.__new__ = __new__
    return result


class TextIOWrapper:
    """A stream of text to the host: a capability with nothing else behind it."""
    __module__ = '_io'
    encoding = 'utf-8'
    errors = 'strict'
    newlines = None
    closed = False
    line_buffering = True
    mode = 'w'

    def __init__(self, number, name):
        self._number = number
        self.name = name

    def write(self, text, /):
        return sys_write(self._number, text)

    def writelines(self, lines, /):
        for line in lines:
            sys_write(self._number, line)

    def flush(self):
        pass

    def close(self):
        pass

    def writable(self):
        return True

    def readable(self):
        return False

    def seekable(self):
        return False

    def isatty(self):
        return False

    def fileno(self):
        raise OSError('fileno')

    def __enter__(self):
        return self

    def __exit__(self, *arguments):
        pass

    def __repr__(self):
        return f'<_io.TextIOWrapper name={self.name!r} mode=\'w\' encoding=\'utf-8\'>'


stdout = TextIOWrapper(1, '<stdout>')
stderr = TextIOWrapper(2, '<stderr>')


def unraisable(exc, culprit):
    """An exception that cannot go anywhere, because nobody called: of a finaliser or of a weak reference's callback."""
    hook = modules_dict()['sys'].unraisablehook
    hook(UnraisableHookArgs(type(exc), exc, exc.__traceback__, None, culprit))


class UnraisableHookArgs:
    __module__ = 'sys'
    __slots__ = ('exc_type', 'exc_value', 'exc_traceback', 'err_msg', 'object')

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)


def unraisablehook(unraisable, /):
    """Handle an unraisable exception."""
    text = unraisable.err_msg or 'Exception ignored in'
    if unraisable.object is not None:
        try:
            text += f': {unraisable.object!r}'
        except BaseException:
            text += ': <object repr() failed>'
    modules_dict()['sys'].stderr.write(text + '\n' + format_exception_text(unraisable.exc_value))


def _sys_make():
    version_info = _named_tuple('sys', 'version_info', ('major', 'minor', 'micro', 'releaselevel', 'serial'), (3, 11, 2, 'final', 0))
    return {
        'maxsize': 2 ** 63 - 1,
        'maxunicode': 0x10FFFF,
        'byteorder': 'little',
        'version': '3.11.2 (pyxis) [C]',
        'version_info': version_info,
        'hexversion': 0x030B02F0,
        'api_version': 1013,
        'platform': 'pyxis',
        'copyright': '',
        'executable': '',
        'argv': [''],
        'orig_argv': [],
        'path': [],
        'meta_path': [],
        'path_hooks': [],
        'path_importer_cache': {},
        'warnoptions': [],
        '_xoptions': {},
        'dont_write_bytecode': True,
        'pycache_prefix': None,
        'float_repr_style': 'short',
        'builtin_module_names': ('builtins', 'itertools', 'math', 'sys'),
        'implementation': SimpleNamespace(name='pyxis', cache_tag='pyxis-311', version=version_info, hexversion=0x030B02F0),
        'float_info': _named_tuple('sys', 'float_info', (
            'max', 'max_exp', 'max_10_exp', 'min', 'min_exp', 'min_10_exp', 'dig', 'mant_dig', 'epsilon', 'radix', 'rounds'),
            (1.7976931348623157e+308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1)),
        'int_info': _named_tuple('sys', 'int_info', (
            'bits_per_digit', 'sizeof_digit', 'default_max_str_digits', 'str_digits_check_threshold'), (30, 4, 4300, 640)),
        'hash_info': _named_tuple('sys', 'hash_info', (
            'width', 'modulus', 'inf', 'nan', 'imag', 'algorithm', 'hash_bits', 'seed_bits', 'cutoff'),
            (64, 2 ** 61 - 1, 314159, 0, 1000003, 'siphash13', 64, 128, 0)),
        'flags': _named_tuple('sys', 'flags', (
            'debug', 'inspect', 'interactive', 'optimize', 'dont_write_bytecode', 'no_user_site', 'no_site', 'ignore_environment',
            'verbose', 'bytes_warning', 'quiet', 'hash_randomization', 'isolated', 'dev_mode', 'utf8_mode', 'warn_default_encoding',
            'safe_path', 'int_max_str_digits'),
            (0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, False, 1, 0, True, 4300)),
        'stdout': stdout, 'stderr': stderr, 'stdin': None, '__stdout__': stdout, '__stderr__': stderr, '__stdin__': None,
        'unraisablehook': unraisablehook, '__unraisablehook__': unraisablehook, 'UnraisableHookArgs': UnraisableHookArgs,
        '__displayhook__': modules_dict()['sys'].displayhook, '__excepthook__': modules_dict()['sys'].excepthook,
    }


make_module('sys', _sys_make())
