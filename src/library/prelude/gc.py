# Module gc: what may be set and asked, and has no effect.


def _gc_make():
    state = {'enabled': True, 'threshold': (700, 10, 10), 'debug': 0}

    def enable():
        """Enable automatic garbage collection."""
        state['enabled'] = True

    def disable():
        """Disable automatic garbage collection."""
        state['enabled'] = False

    def isenabled():
        """Returns true if automatic garbage collection is enabled."""
        return state['enabled']

    def get_threshold():
        """Return the current collection thresholds."""
        return state['threshold']

    def set_threshold(threshold0, threshold1=10, threshold2=10, /):
        """Sets the collection thresholds."""
        state['threshold'] = (threshold0, threshold1, threshold2)

    def get_count():
        """Return a three-tuple of the current collection counts."""
        return (0, 0, 0)

    def get_debug():
        """Get the garbage collection debugging flags."""
        return state['debug']

    def set_debug(flags, /):
        """Set the garbage collection debugging flags."""
        state['debug'] = flags

    def freeze():
        """Freeze all current tracked objects and ignore them for future collections."""

    def unfreeze():
        """Unfreeze all objects in the permanent generation."""

    def get_freeze_count():
        """Return the number of objects in the permanent generation."""
        return 0

    functions = (enable, disable, isenabled, get_threshold, set_threshold, get_count, get_debug, set_debug, freeze, unfreeze, get_freeze_count)
    for function in functions:
        function.__module__ = 'gc'
        function.__qualname__ = function.__name__
    return {'garbage': [], 'callbacks': [], 'DEBUG_STATS': 1, 'DEBUG_COLLECTABLE': 2, 'DEBUG_UNCOLLECTABLE': 4, 'DEBUG_SAVEALL': 32,
            'DEBUG_LEAK': 38, **{function.__name__: function for function in functions}}


make_module('gc', _gc_make())
