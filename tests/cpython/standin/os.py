"""A system without files."""

import sys
import types
import unittest

name, curdir, pardir, sep, altsep, pathsep, linesep, devnull = 'posix', '.', '..', '/', None, ':', '\n', '/dev/null'
environ = {}
error = OSError


class PathLike:
    @classmethod
    def __subclasshook__(cls, kind):
        return True if hasattr(kind, '__fspath__') else NotImplemented


class DirEntry:
    pass


def fspath(path):
    return path if isinstance(path, (str, bytes)) else type(path).__fspath__(path)


def fsencode(path):
    return path.encode('utf-8', 'surrogateescape') if isinstance(path, str) else path


def fsdecode(path):
    return path.decode('utf-8', 'surrogateescape') if isinstance(path, bytes) else path


def getenv(key, default=None):
    return environ.get(key, default)


def getcwd():
    return '/'


def getpid():
    return 1


def _nothing(*arguments, **keywords):
    raise unittest.SkipTest('there are no files')


open = close = read = write = pipe = remove = unlink = listdir = stat = urandom = mkdir = rmdir = _exit = fork = _nothing
get_inheritable = mkfifo = system = popen = scandir = chdir = rename = _nothing

path = types.ModuleType('os.path')


def _join(first, *rest):
    for part in rest:
        first = part if part.startswith('/') else first + part if first.endswith('/') or not first else f'{first}/{part}'
    return first


def _split(path):
    head, _, tail = path.rpartition('/')
    return head or '/' * path.startswith('/'), tail


def _splitext(path):
    head, dot, tail = path.rpartition('.')
    return (head, '.' + tail) if dot and '/' not in tail and head.rpartition('/')[2] else (path, '')


path.__dict__.update(
    join=_join, split=_split, splitext=_splitext, basename=lambda p: _split(p)[1], dirname=lambda p: _split(p)[0], sep='/',
    exists=lambda p: False, isfile=lambda p: False, isdir=lambda p: False, abspath=lambda p: _join('/', p), realpath=lambda p: _join('/', p),
    normpath=lambda p: p, normcase=lambda p: p, curdir='.', isabs=lambda p: p.startswith('/'), expanduser=lambda p: p)
sys.modules['os.path'] = path
