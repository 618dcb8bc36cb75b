"""One context."""


class Token:
    MISSING = object()


class ContextVar:
    def __init__(self, name, *, default=Token.MISSING):
        self.name, self._value = name, default

    def get(self, *default):
        if self._value is not Token.MISSING:
            return self._value
        if default:
            return default[0]
        raise LookupError(self)

    def set(self, value):
        token = Token()
        token.var, token.old_value, self._value = self, self._value, value
        return token

    def reset(self, token):
        self._value = token.old_value
