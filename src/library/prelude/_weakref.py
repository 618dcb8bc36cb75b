# Module _weakref: the types; proxies in Python.

_reference = set_type_name(builtin_type('weakref'), 'weakref', 'ReferenceType')


class weakproxy:
    __module__ = 'weakref'
    __slots__ = ('_weakproxy_reference',)
    __hash__ = None

    def __init__(self, target, callback=None):
        object.__setattr__(self, '_weakproxy_reference', _reference(target, callback))

    def __getattribute__(self, name):
        return getattr(_proxied(self), name)

    def __setattr__(self, name, value):
        setattr(_proxied(self), name, value)

    def __delattr__(self, name):
        delattr(_proxied(self), name)

    def __repr__(self): return object.__repr__(self)
    def __str__(self): return str(_proxied(self))
    def __bool__(self): return bool(_proxied(self))
    def __len__(self): return len(_proxied(self))
    def __iter__(self): return iter(_proxied(self))
    def __next__(self): return next(_proxied(self))
    def __contains__(self, value): return value in _proxied(self)
    def __getitem__(self, key): return _proxied(self)[key]
    def __setitem__(self, key, value): _proxied(self)[key] = value
    def __delitem__(self, key): del _proxied(self)[key]
    def __eq__(self, other): return _proxied(self) == _plain(other)
    def __ne__(self, other): return _proxied(self) != _plain(other)
    def __lt__(self, other): return _proxied(self) < _plain(other)
    def __le__(self, other): return _proxied(self) <= _plain(other)
    def __gt__(self, other): return _proxied(self) > _plain(other)
    def __ge__(self, other): return _proxied(self) >= _plain(other)
    def __add__(self, other): return _proxied(self) + _plain(other)
    def __sub__(self, other): return _proxied(self) - _plain(other)
    def __mul__(self, other): return _proxied(self) * _plain(other)
    def __or__(self, other): return _proxied(self) | _plain(other)
    def __and__(self, other): return _proxied(self) & _plain(other)


class weakcallableproxy(weakproxy):
    __module__ = 'weakref'
    __slots__ = ()

    def __call__(self, *arguments, **keywords):
        return _proxied(self)(*arguments, **keywords)


def _proxied(proxy):
    target = object.__getattribute__(proxy, '_weakproxy_reference')()
    if target is None:
        raise ReferenceError('weakly-referenced object no longer exists')
    return target


def _plain(value):
    return _proxied(value) if type(value) in (weakproxy, weakcallableproxy) else value


def _proxy(target, callback=None):
    return (weakcallableproxy if callable(target) else weakproxy)(target, callback)


make_module('_weakref', {'ref': _reference, 'ReferenceType': _reference, 'ProxyType': weakproxy, 'CallableProxyType': weakcallableproxy,
                         'proxy': _proxy})
