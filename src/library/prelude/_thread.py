# Module _thread: an isolate is one thread, so a lock is a flag.


class _Lock:
    __module__ = '_thread'
    __slots__ = ('_held',)

    def __init__(self):
        self._held = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._held:
            if blocking and timeout < 0:
                raise RuntimeError('deadlock: the lock is held by the only thread there is')
            return False
        self._held = 1
        return True

    def release(self):
        if not self._held:
            raise RuntimeError('release unlocked lock')
        self._held = 0

    def locked(self):
        return bool(self._held)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *arguments):
        self.release()


class _RLock(_Lock):
    __module__ = '_thread'
    __slots__ = ()

    def acquire(self, blocking=True, timeout=-1):
        self._held += 1
        return True

    def release(self):
        if not self._held:
            raise RuntimeError('cannot release un-acquired lock')
        self._held -= 1

    def __enter__(self):
        self._held += 1
        return True

    def _is_owned(self):
        return bool(self._held)


_Lock.__name__ = _Lock.__qualname__ = 'lock'
_RLock.__name__ = _RLock.__qualname__ = 'RLock'


def _get_ident():
    return 1


make_module('_thread', {'LockType': _Lock, 'RLock': _RLock, 'allocate_lock': _Lock, 'allocate': _Lock, 'get_ident': _get_ident,
                        'get_native_id': _get_ident, 'error': RuntimeError, 'TIMEOUT_MAX': 9223372036.0})
