"""Nobody is warned."""

filters = [('ignore', None, Warning, None, 0)]
defaultaction = 'ignore'
onceregistry = {}


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record

    def __enter__(self):
        return [] if self._record else None

    def __exit__(self, *exc):
        return None


def simplefilter(action, category=Warning, lineno=0, append=False):
    pass


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    pass


def resetwarnings():
    pass


def warn(message, category=None, stacklevel=1, source=None):
    pass


def warn_explicit(*arguments, **keywords):
    pass


def showwarning(*arguments, **keywords):
    pass


def _deprecated(*arguments, **keywords):
    pass
