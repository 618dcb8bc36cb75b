"""Plugin registry: metaclass, __init_subclass__, descriptors, __set_name__."""
import keyword
from collections import OrderedDict


class Field:
    """Validating data descriptor."""

    def __init__(self, kind, default=None, *, check=lambda v: True):
        self.kind, self.default, self.check = kind, default, check

    def __set_name__(self, owner, name):
        self.name, self.owner = name, owner.__name__

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return obj.__dict__.get(self.name, self.default)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.owner}.{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        if not self.check(value):
            raise ValueError(f"{self.owner}.{self.name}: bad value {value!r}")
        obj.__dict__[self.name] = value

    def __delete__(self, obj):
        del obj.__dict__[self.name]


class lazy:
    """Non-data descriptor that caches in the instance."""

    def __init__(self, fn):
        self.fn = fn

    def __set_name__(self, owner, name):
        self.key = name

    def __get__(self, obj, owner):
        value = obj.__dict__[self.key] = self.fn(obj)
        return value


class Namespace(OrderedDict):
    def __setitem__(self, key, value):
        if key in self and not key.startswith("__"):
            raise NameError(f"{key!r} defined twice")
        super().__setitem__(key, value)


class PluginMeta(type):
    registry = {}

    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        return Namespace(created_by=mcls.__name__)

    def __new__(mcls, name, bases, ns, *, tag=None, **kw):
        cls = super().__new__(mcls, name, bases, dict(ns), **kw)
        cls.fields = [k for k, v in ns.items() if isinstance(v, Field)]
        for base in bases:
            cls.fields = getattr(base, "fields", []) + cls.fields
        if tag:
            mcls.registry[tag] = cls
        return cls

    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.order = len(PluginMeta.registry)

    def __call__(cls, *args, **kw):
        obj = super().__call__(*args)
        for k, v in kw.items():
            if k not in cls.fields:
                raise AttributeError(f"{cls.__name__} has no field {k}")
            setattr(obj, k, v)
        return obj

    def __getitem__(cls, tag):
        return cls.registry[tag]

    def __iter__(cls):
        yield from sorted(cls.registry)

    def __len__(cls):
        return len(cls.registry)

    def __contains__(cls, tag):
        return tag in cls.registry

    def __instancecheck__(cls, obj):
        return super().__instancecheck__(obj) or getattr(obj, "plugin_like", False)

    def __repr__(cls):
        return f"<plugin {cls.__name__} #{cls.order}>"


class Plugin(metaclass=PluginMeta):
    priority = Field(int, 5, check=lambda v: 0 <= v <= 9)
    hooks = []

    def __init_subclass__(cls, /, abstract=False, **kw):
        super().__init_subclass__(**kw)
        cls.abstract = abstract
        Plugin.hooks.append(cls.__name__)

    def __call__(self, text):
        return self.run(text)

    def __getattr__(self, name):
        if name.startswith("opt_"):
            return f"<{name[4:]}?>"
        raise AttributeError(f"{type(self).__name__!r} lacks {name!r}")

    @lazy
    def banner(self):
        print("  (building banner)")
        return f"== {type(self).__name__} p{self.priority} =="


class Upper(Plugin, tag="upper"):
    def run(self, text): return text.upper()


class Repeat(Plugin, tag="repeat"):
    times = Field(int, 2)
    def run(self, text): return text * self.times


class Loud(Upper, tag="loud", abstract=True):
    mark = Field(str, "!")
    def run(self, text): return super().run(text) + self.mark * 3


print(list(Plugin), len(Plugin), "loud" in Plugin, Plugin["repeat"], Plugin.hooks)
print(Loud.fields, Loud.abstract, Upper.abstract, Loud.created_by, Loud.__mro__, type(Loud).__name__)
text = "go "
for plugin in (Repeat(times=3), Upper(priority=1), Loud(mark="?"), Loud()):
    text = plugin(text)
    print(repr(text), plugin.banner, plugin.banner, vars(plugin))
p = Repeat()
p.priority = 9
del p.priority
print(p.priority, p.opt_color, Repeat.times.default, Plugin.priority.name, isinstance(p, Upper), isinstance(p, Plugin))
p.plugin_like = True
print(isinstance(p, Upper), issubclass(Loud, Upper), Upper.__subclasses__())


def attempt(fn):
    try:
        print("ok", fn())
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


def twice():
    class Bad(Plugin):
        def run(self): pass
        def run(self): pass


for fn in (lambda: Upper(priority=10), lambda: Loud(mark=3), lambda: Upper(size=1), lambda: p.unknown, twice, lambda: Plugin["nope"], lambda: Upper(1),
           lambda: type("X", (Plugin, int), {})().numerator, lambda: type("Y", (Plugin, PluginMeta), {}), lambda: type("Z", (Upper, Plugin, Upper), {}),
           lambda: type("W", (Plugin, Upper), {}), lambda: type("V", (bool,), {}), lambda: Plugin().run("x"), lambda: p.__delattr__("times")):
    attempt(fn)
print([k for k in ("class", "match", "plugin", "None", "async") if keyword.iskeyword(k)], keyword.issoftkeyword("match"), len(keyword.kwlist))
