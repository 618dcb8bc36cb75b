# What the standard library's own code gets when it imports what no guest may: modules with the names that it needs and nothing of
# the host behind them. A guest's import of them is refused (see importing.py).

stand_ins = {}


def _stand_in(name, /, **names):
    module = new_module(name)
    module.__dict__.update(names)
    stand_ins[name] = module


def _fspath(path):
    """Return the file system path representation of the object."""
    if isinstance(path, (str, bytes)):
        return path
    cls = type(path)
    if not hasattr(cls, '__fspath__'):
        raise TypeError(f'expected str, bytes or os.PathLike object, not {cls.__name__}')
    result = cls.__fspath__(path)
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(f'expected {cls.__name__}.__fspath__() to return str or bytes, not {type(result).__name__}')


def _refused(*arguments, **keywords):
    raise PermissionError(1, 'Operation not permitted')


_stand_in('os', name='posix', sep='/', altsep=None, curdir='.', pardir='..', linesep='\n', devnull='/dev/null', environ={}, error=OSError,
          fspath=_fspath, getcwd=_refused, chdir=_refused, open=_refused, stat=_refused, listdir=_refused)


def _atexit(function, /, *arguments, **keywords):
    return function


_stand_in('atexit', register=_atexit, unregister=_atexit)  # an isolate has no exit: it is dropped
