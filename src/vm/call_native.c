/*
 * Calls of natives: their parameters are laid out where their frame would be. A resumable one gets a frame there and is run by the
 * interpreter's loop; a plain one is called here. Most of this file are the messages about wrong arguments, which CPython's modules
 * word in several ways. See call.c.
 */
#include "vm/frame.h"

/* The name of the i-th word of a native's parameters, in its signature: answers its length. */
static uint32_t parameter_name(const NativeInfo *info, uint32_t i, const char **name) {
  const char *p = *name = info->signature + info->name_at[i];
  while ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') || *p == '_') p++;
  return (uint32_t)(p - *name);
}

static Value native_name(Vm *vm, const Native *native, const NativeInfo *info) {
  if (!native) return intern_c(vm, info->name);
  /* A constructor goes by the name of its type. */
  bool constructor = native->owner && ((native->head.extra == NATIVE_STATIC && from_ref(native->name) == SPECIAL_NAME(vm, SP_new)) ||
                                       (native->head.extra == NATIVE_SLOT && from_ref(native->name) == SPECIAL_NAME(vm, SP_init)));
  return from_ref(constructor ? ((Type *)at(vm, native->owner))->name : native->name);
}

/* The name as messages about plain functions and methods give it: "Type.name", "module.name", of builtins "name". The type is that of
   `bound` if that is defined: self, of a bound method. */
static Value native_full_name(Vm *vm, const Native *native, const NativeInfo *info, Value bound) {
  Value name = native_name(vm, native, info);
  if (!native || !native->owner || name != from_ref(native->name)) return name;
  Value owner = from_ref(bound == V_UNDEFINED ? native->owner : type_of(vm, bound));
  if (is_kind(vm, owner, KIND_TYPE)) owner = from_ref(AS(Type, vm, owner)->qualname);
  if (!str_check(vm, owner) || owner == NAME(vm, builtins)) return name;
  Builder b;
  builder_start(&b, vm);
  builder_str(&b, owner);
  builder_char(&b, '.');
  builder_str(&b, name);
  return builder_end(&b);
}

static bool name_is(Vm *vm, Value name, const char *text, uint32_t size) {
  if (!str_check(vm, name)) return false;
  Str *s = AS(Str, vm, name);
  if (s->length != size || str_width(s) != 1) return false;
  return memcmp(str_data(vm, s), text, size) == 0;
}

static bool is_constructor(Vm *vm, const Native *native) {
  return native && native->head.extra == NATIVE_STATIC && from_ref(native->name) == SPECIAL_NAME(vm, SP_new);
}

/* What is asked of the class before its constructor looks at anything else: nothing may be made in the layout of another type. `cls` is
   V_UNDEFINED: there is none. */
static bool constructor_check(Vm *vm, const Native *native, Value cls) {
  Value owner = from_ref(native->owner);
  if (cls == owner) return true;
  if (cls == V_UNDEFINED) return RAISE(vm, TypeError, "%Y.__new__(): not enough arguments", owner), false;
  if (!is_kind(vm, cls, KIND_TYPE)) return RAISE(vm, TypeError, "%Y.__new__(X): X is not a type object (%T)", owner, cls), false;
  if (!type_is_subtype(vm, to_ref(cls), native->owner))
    return RAISE(vm, TypeError, "%Y.__new__(%Y): %Y is not a subtype of %Y", owner, cls, cls, owner), false;
  const Type *maker = AS(Type, vm, cls); /* the next that no Python code makes */
  for (uint32_t left = AS(Tuple, vm, from_ref(maker->mro))->length; left && !is_kind(vm, maker->special[SP_new], KIND_NATIVE) && maker->base; left--)
    maker = at(vm, maker->base);
  if (maker->special[SP_new] == value_of(vm, native)) return true;
  return RAISE(vm, TypeError, "%Y.__new__(%Y) is not safe, use %Y.__new__()", owner, cls, value_of(vm, maker)), false;
}

/* How many of the first arguments no message counts: self, or the class of a constructor. */
static uint32_t native_implied(Vm *vm, const Native *native) {
  if (!native) return 0;
  if (native->head.extra == NATIVE_FUNCTION || native->head.extra == NATIVE_STATIC)
    return is_constructor(vm, native) || native->self != V_UNDEFINED;
  return 1;
}

/* The number of the parameter that a name names; that of parameters: none. */
static uint32_t native_place(Vm *vm, const NativeInfo *info, Value name) {
  uint32_t last = info->parameters - (info->double_star ? 1u : 0u);
  for (uint32_t i = info->positional_only; i < last; i++) {
    const char *text;
    if (info->star && i == info->positional) continue;
    uint32_t size = parameter_name(info, i, &text);
    if (name_is(vm, name, text, size)) return i;
  }
  return info->parameters;
}

/* Puts one keyword argument in its place. A name that no parameter has is left in *unknown. */
static bool native_keyword(Vm *vm, const Native *native, const NativeInfo *info, Value *words, Value name, Value value, Value *unknown) {
  bool nameless = info->positional_only + info->star + info->double_star >= info->parameters;
  if (!nameless && !str_check(vm, name)) return RAISE(vm, TypeError, "keywords must be strings"), false;
  uint32_t i = native_place(vm, info, name);
  if (i < info->parameters) {
    if (words[i] != V_UNDEFINED) {
      RAISE(vm, TypeError, "argument for %S() given by name ('%S') and position (%d)", native_name(vm, native, info), name, (int)(i + 1 - native_implied(vm, native)));
      return false;
    }
    words[i] = value;
    return true;
  }
  if (info->double_star) {
    Value *rest = &words[info->parameters - 1];
    if (*rest == V_UNDEFINED) {
      Value dict = dict_new(vm);
      if (dict == V_FAIL) return false;
      *rest = dict;
    }
    if (!str_check(vm, name)) {
      if (native && native->owner == TYPE(vm, str)) return true; /* str.format, which can have no use for it */
      RAISE(vm, TypeError, "keywords must be strings");
      return false;
    }
    Value interned = str_intern(vm, name);
    return interned != V_FAIL && dict_set_name(vm, AS(Dict, vm, *rest), interned, value);
  }
  if (*unknown == V_UNDEFINED) *unknown = name;
  return true;
}

/* Methods whose arguments CPython still takes apart by a format string: their messages are worded in another way. */
static bool counts_arguments(Vm *vm, const Native *native) {
  if (!native || native->head.extra != NATIVE_METHOD) return false;
  if (native->owner != TYPE(vm, str) && native->owner != TYPE(vm, bytes) && native->owner != TYPE(vm, bytearray)) return false;
  static const char *const names[] = {"find", "rfind", "index", "rindex", "count", "startswith", "endswith"};
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
    if (name_is(vm, from_ref(native->name), names[i], (uint32_t)strlen(names[i]))) return true;
  return false;
}

static Value no_keywords(Vm *vm, const Native *native, const NativeInfo *info, Value bound) {
  bool slot = native && native->head.extra == NATIVE_SLOT && from_ref(native->name) != SPECIAL_NAME(vm, SP_init);
  bool brief = slot || (bound != V_UNDEFINED && (info->star || counts_arguments(vm, native)));
  Value shown = brief ? native_name(vm, native, info) : native_full_name(vm, native, info, bound);
  return shown == V_FAIL ? V_FAIL : RAISE(vm, TypeError, "%s%S() takes no keyword arguments", slot ? "wrapper " : "", shown);
}

/* Whether it is the * of a sequence. */
static bool repeats(Vm *vm, const Native *native) {
  Value name = from_ref(native->name), times[] = {SPECIAL_NAME(vm, SP_mul), SPECIAL_NAME(vm, SP_rmul), SPECIAL_NAME(vm, SP_imul)};
  return native->owner && ((Type *)at(vm, native->owner))->special[SP_getitem] != V_UNDEFINED && (name == times[0] || name == times[1] || name == times[2]);
}

static Value native_arity(Vm *vm, const Native *native, const NativeInfo *info, uint32_t given, Value bound) {
  uint32_t self = native_implied(vm, native);
  uint32_t most = info->positional - self, least = info->required > self ? info->required - self : 0;
  given = given > self ? given - self : 0;
  Value name = native_name(vm, native, info);
  if (native && native->head.extra == NATIVE_SLOT) {
    if (from_ref(native->name) == SPECIAL_NAME(vm, SP_getitem)) most = 1;
    if (from_ref(native->name) != SPECIAL_NAME(vm, SP_init)) {
      if (most == least && most < 2 && !repeats(vm, native)) return RAISE(vm, TypeError, "expected %d argument%s, got %d", (int)most, most == 1 ? "" : "s", (int)given);
      name = str_from_utf8(vm, "", 0); /* CPython takes these apart under no name, which leaves a space before the message */
    }
  } else if (most == least && most < 2 && !info->star && !is_constructor(vm, native)) {
    name = native_full_name(vm, native, info, bound);
    if (name == V_FAIL) return V_FAIL;
    return RAISE(vm, TypeError, most ? "%S() takes exactly one argument (%d given)" : "%S() takes no arguments (%d given)", name, (int)given);
  }
  if (counts_arguments(vm, native)) {
    bool few = given < least;
    uint32_t bound = few ? least : most;
    return RAISE(vm, TypeError, "%S() takes at %s %d argument%s (%d given)", name, few ? "least" : "most", (int)bound, bound == 1 ? "" : "s", (int)given);
  }
  if (most == least && !info->star) return RAISE(vm, TypeError, "%S expected %d argument%s, got %d", name, (int)most, most == 1 ? "" : "s", (int)given);
  if (given < least)
    return RAISE(vm, TypeError, "%S expected at least %d argument%s, got %d", name, (int)least, least == 1 ? "" : "s", (int)given);
  return RAISE(vm, TypeError, "%S expected at most %d argument%s, got %d", name, (int)most, most == 1 ? "" : "s", (int)given);
}

/* The same for a native with parameters that have names: `given` arguments by position, `named` ones by name, too many of them or too
   few for the parameters without names. */
static Value named_arity(Vm *vm, const Native *native, const NativeInfo *info, uint32_t given, uint32_t named) {
  uint32_t self = native_implied(vm, native);
  uint32_t all = info->parameters - self, most = info->positional - self;
  uint32_t nameless = info->required < info->positional_only ? info->required : info->positional_only;
  Value name = native_name(vm, native, info);
  given = given > self ? given - self : 0;
  nameless = nameless > self ? nameless - self : 0;
  if (given == 1 && given + named > all && name_is(vm, name, "sorted", 6)) { /* CPython's calls sort() with the keywords */
    name = intern_c(vm, "sort");
    if (name == V_FAIL) return V_FAIL;
    given = 0;
    all--;
  }
  if (given + named > all)
    return RAISE(vm, TypeError, "%S() takes at most %d %sargument%s (%d given)", name, (int)all, given ? "" : "keyword ", all == 1 ? "" : "s", (int)(given + named));
  if (given > most && !most) return RAISE(vm, TypeError, "%S() takes no positional arguments", name);
  if (name_is(vm, name, "sorted", 6)) return RAISE(vm, TypeError, "sorted expected 1 argument, got %d", (int)given);
  bool range = nameless < most;
  if (given > most)
    return RAISE(vm, TypeError, "%S() takes %s %d positional argument%s (%d given)", name, info->required - self < most ? "at most" : "exactly", (int)most, most == 1 ? "" : "s", (int)given);
  return RAISE(vm, TypeError, "%S() takes %s %d positional argument%s (%d given)", name, range ? "at least" : "exactly", (int)nameless, nameless == 1 ? "" : "s", (int)given);
}

static Value invalid_keyword(Vm *vm, const Native *native, const NativeInfo *info, Value name) {
  Value shown = native_name(vm, native, info);
  if (name_is(vm, shown, "sorted", 6)) shown = str_from_c(vm, "sort"); /* which CPython's passes them on to */
  return shown == V_FAIL ? V_FAIL : RAISE(vm, TypeError, "'%S' is an invalid keyword argument for %S()", name, shown);
}

/* Whether CPython looks at the keys of ** later, if at all: what it does not call by its vector of arguments. */
static bool takes_any_keys(Vm *vm, const Native *native, const NativeInfo *info, Value bound) {
  if (!native) return false;
  if (native->head.extra == NATIVE_METHOD)
    return (info->double_star && native->owner == TYPE(vm, str)) || (bound != V_UNDEFINED && (info->star || counts_arguments(vm, native)));
  if (native->head.extra == NATIVE_SLOT && from_ref(native->name) != SPECIAL_NAME(vm, SP_init)) return true;
  static const uint8_t late[] = {T_int, T_str, T_bytes, T_bytearray, T_complex, T_memoryview, T_bool};
  for (unsigned i = 0; i < sizeof late / sizeof *late; i++)
    if (native->owner == known(vm)->types[late[i]]) return true;
  return false;
}

/* Whether a constructor without names for its parameters leaves keywords alone: they are meant for the other one of __new__ and __init__, which
   a subclass has overridden. */
static bool leaves_keywords(Vm *vm, const Native *native, Value self) {
  bool constructor = is_constructor(vm, native);
  if (!constructor && (!native || native->owner != TYPE(vm, list) || from_ref(native->name) != SPECIAL_NAME(vm, SP_init))) return false;
  Ref type = constructor && is_kind(vm, self, KIND_TYPE) ? to_ref(self) : type_of(vm, self);
  int other = constructor ? SP_init : SP_new;
  return native->owner && ((Type *)at(vm, type))->special[other] != ((Type *)at(vm, native->owner))->special[other];
}

/* Lays the parameters out at `words` from the arguments (`self` first when defined) and runs or enters the native. */
static Value native_enter(Vm *vm, Ref where, const Native *native, const NativeInfo *info, Value self, const Arguments *arguments) {
  uint32_t registers = info->parameters + (uint32_t)info->scratch;
  uint32_t named = arguments->names != V_UNDEFINED ? AS(Tuple, vm, arguments->names)->length : 0;
  uint32_t first = self != V_UNDEFINED, given = arguments->count + first;
  bool constructor = is_constructor(vm, native);
  Value cls = !constructor || !given ? V_UNDEFINED : first ? self : arguments->values[0];
  if (constructor && !constructor_check(vm, native, cls)) return V_FAIL;
  if (arguments->dict == V_UNDEFINED && info->plain && given <= info->positional && info->parameters <= MOST_PARAMETERS) {
    Value a[MOST_PARAMETERS];
    for (uint32_t i = 0; i < info->parameters; i++) a[i] = i >= given ? V_UNDEFINED : i < first ? self : arguments->values[i - first];
    bool fits = true;
    for (uint32_t i = 0; i < named && fits; i++) {
      uint32_t place = native_place(vm, info, tuple_item(vm, arguments->names, i));
      fits = place < info->parameters && a[place] == V_UNDEFINED;
      if (fits) a[place] = arguments->values[arguments->count + i];
    }
    for (uint32_t i = given; i < info->required; i++) fits &= a[i] != V_UNDEFINED;
    if (fits) { /* what does not is looked at once more, for words */
      vm->fuel -= 1;
      return info->function(vm, a, given);
    }
  }
  if (info->vector && !first && !named && arguments->dict == V_UNDEFINED && given >= info->required) {
    if (!charge(vm, 1 + given / 32)) return V_FAIL;
    Value outcome = info->vector(vm, arguments->values, given);
    if (outcome != V_UNDEFINED) return outcome;
  }
  Value *words = at(vm, where + (Ref)sizeof(Frame));
  const Value *values = arguments->values;
  uint32_t total = arguments->count + named;
  uint64_t aside = (uint64_t)where + sizeof(Frame) + registers * 8ull;
  if (!charge(vm, 1 + total / 32)) return V_FAIL; /* also of a native that another calls for ever */
  if (!stack_has(vm, aside + total * 8ull)) return RAISE(vm, RecursionError, "maximum recursion depth exceeded");
  if (total) {
    Value *moved = at(vm, (Ref)aside);
    memmove(moved, values, total * 8ull);
    values = moved;
  }
  for (uint32_t i = 0; i < registers; i++) words[i] = V_UNDEFINED;
  bool interned;
  Value bound = V_UNDEFINED;
  if (native && native->head.extra == NATIVE_METHOD) bound = arguments->bound && arguments->count ? values[0] : native->self;
  uint32_t by_name = named + (arguments->dict != V_UNDEFINED ? AS(Dict, vm, arguments->dict)->used : 0);
  if (arguments->dict != V_UNDEFINED && !takes_any_keys(vm, native, info, bound) && !names_are_strings(vm, arguments->dict, &interned)) return V_FAIL;
  if (by_name && info->positional_only + info->star == info->parameters) {
    if (!given || !leaves_keywords(vm, native, first ? self : values[0])) return no_keywords(vm, native, info, bound);
    by_name = 0;
  }
  if (native && native->head.extra == NATIVE_SLOT && from_ref(native->name) == SPECIAL_NAME(vm, SP_getitem) && given > 2)
    return RAISE(vm, TypeError, "expected 1 argument, got %d", (int)given - 1); /* its further parameters are for slices that had to be asked */
  bool names = info->positional_only < info->parameters && !info->double_star;
  bool by_hand = cls == from_ref(TYPE(vm, enumerate)) && cls == from_ref(native->owner);
  if (by_name && names && !info->star && given + by_name > info->parameters) {
    if (by_hand && given == 1) return RAISE(vm, TypeError, "enumerate() missing required argument 'iterable'");
    return named_arity(vm, native, info, given, by_name);
  }
  bool unpacked = by_name && native && name_is(vm, from_ref(native->name), "print", 5); /* by the one routine of CPython's that does not count */
  if (by_name && !given && native && (name_is(vm, from_ref(native->name), "max", 3) || name_is(vm, from_ref(native->name), "min", 3)))
    return RAISE(vm, TypeError, "%S expected at least 1 argument, got 0", from_ref(native->name)); /* which it counts before it looks at names */
  if (by_name && names && info->star && by_name + info->positional + 1u > info->parameters && !unpacked) {
    int most = info->parameters - info->positional - 1;
    return RAISE(vm, TypeError, "%S() takes at most %d keyword argument%s (%d given)", native_name(vm, native, info), most, most == 1 ? "" : "s", (int)by_name);
  }
  uint32_t taken = given < info->positional ? given : info->positional;
  for (uint32_t i = 0; i < taken; i++) words[i] = i < first ? self : values[i - first];
  if (info->star) {
    CAGE_CHECK(vm, taken >= first); /* a bound native has a parameter for what it is bound to */
    Value rest = tuple_new(vm, values + (taken - first), given - taken);
    if (rest == V_FAIL) return V_FAIL;
    words[info->positional] = rest;
  } else if (given > info->positional) {
    if (by_name && info->double_star && is_constructor(vm, native) && is_kind(vm, words[0], KIND_TYPE) &&
        AS(Type, vm, words[0])->special[SP_init] == ((Type *)at(vm, TYPE(vm, object)))->special[SP_init])
      return RAISE(vm, TypeError, "%S() takes no keyword arguments", native_name(vm, native, info));
    return names ? named_arity(vm, native, info, given, by_name) : native_arity(vm, native, info, given, bound);
  }
  Value unknown = V_UNDEFINED, last = V_UNDEFINED;
  if (by_name) {
    Arguments moved = {arguments->count, values, arguments->names, arguments->dict, false};
    uint32_t position = 0;
    Value name, value;
    while (keyword_next(vm, &moved, &position, &name, &value))
      if (!native_keyword(vm, native, info, words, last = name, value, &unknown)) return V_FAIL;
  }
  for (uint32_t i = given; i < info->required; i++)
    if (words[i] == V_UNDEFINED) {
      const char *text;
      uint32_t size = parameter_name(info, i, &text);
      if (info->positional_only < info->parameters && !info->double_star && i < info->positional_only && i >= native_implied(vm, native) && !info->star)
        return named_arity(vm, native, info, given, 0);
      if (i >= info->positional_only && by_hand) /* CPython's enumerate() itself takes its arguments apart in its own way */
        return last != V_UNDEFINED ? invalid_keyword(vm, native, info, unknown != V_UNDEFINED ? unknown : last) : RAISE(vm, TypeError, "enumerate() missing required argument 'iterable'");
      if (i >= info->positional_only)
        return RAISE(vm, TypeError, "%S() missing required argument '%S' (pos %d)", native_name(vm, native, info),
                     str_from_utf8(vm, text, size), (int)(i + 1 - native_implied(vm, native)));
      return native_arity(vm, native, info, given, bound);
    }
  if (unknown != V_UNDEFINED) return invalid_keyword(vm, native, info, unknown);
  if (!info->resumable) return info->function(vm, words, given);
  Frame *f = frame_push(vm, where, registers, true);
  if (!f) return V_FAIL;
  f->code = info->index;
  return V_CALL;
}

Value call_native(Vm *vm, Ref where, Native *native, const Arguments *arguments) {
  const NativeInfo *info = native_info(vm, native->index);
  switch ((NativeForm)native->head.extra) {
  case NATIVE_METHOD:
  case NATIVE_SLOT: {
    Type *owner = native->owner ? at(vm, native->owner) : NULL;
    if (native->self != V_UNDEFINED) break;
    if (!arguments->count)
      return native->head.extra == NATIVE_SLOT
                 ? RAISE(vm, TypeError, "descriptor '%S' of '%Y' object needs an argument", from_ref(native->name), from_ref(native->owner))
                 : RAISE(vm, TypeError, "unbound method %S.%S() needs an argument", from_ref(owner->name), from_ref(native->name));
    if (owner && !type_is_subtype(vm, type_of(vm, arguments->values[0]), native->owner))
      return RAISE(vm, TypeError, native->head.extra == NATIVE_SLOT ? "descriptor '%S' requires a '%Y' object but received a '%T'"
                                                                    : "descriptor '%S' for '%Y' objects doesn't apply to a '%T' object",
                   from_ref(native->name), from_ref(native->owner), arguments->values[0]);
    break;
  }
  case NATIVE_CLASSMETHOD:
    if (native->self != V_UNDEFINED) break;
    if (!arguments->count)
      return RAISE(vm, TypeError, "descriptor '%S' of '%Y' object needs an argument", from_ref(native->name), from_ref(native->owner));
    if (!classmethod_takes(vm, native, arguments->values[0])) return V_FAIL;
    break;
  case NATIVE_GETTER: return RAISE(vm, TypeError, "'getset_descriptor' object is not callable");
  case NATIVE_MEMBER: return RAISE(vm, TypeError, "'member_descriptor' object is not callable");
  default: break;
  }
  return native_enter(vm, where, native, info, native->self, arguments);
}

Value enter(Vm *vm, const NativeInfo *info, uint32_t count, const Value *arguments) {
  Ref where = frame_end(vm);
  Value kept[16]; /* the arguments may lie where the frame will be: those of a plain native that is called do */
  if (count > sizeof kept / sizeof *kept) count = sizeof kept / sizeof *kept;
  for (uint32_t i = 0; i < count; i++) kept[i] = arguments[i];
  arguments = kept;
  Frame *f = frame_push(vm, where, info->parameters + (uint32_t)info->scratch, true);
  if (!f) return V_FAIL;
  Value *words = registers_of(f);
  uint32_t registers = info->parameters + (uint32_t)info->scratch;
  for (uint32_t i = 0; i < registers; i++) words[i] = i < count ? arguments[i] : V_UNDEFINED;
  f->code = info->index;
  return V_CALL;
}

Value enter_now(Vm *vm, const NativeInfo *info, uint32_t count, const Value *arguments) {
  Value outcome = enter(vm, info, count, arguments);
  /* What is due is seen to where natives are entered. */
  if (outcome == V_FAIL || vm->fuel < 0 || vm->nesting > 2 || vm->steps >= MOST_STEPS) return outcome;
  Ref mine = vm->frame;
  Frame *f = at(vm, mine);
  uint32_t nesting = vm->nesting;
  vm->fuel -= 1;
  vm->nesting = 0;
  vm->steps++;
  outcome = info->function(vm, registers_of(f), count);
  vm->steps--;
  vm->nesting = nesting;
  if (outcome == V_CALL || vm->frame != mine || vm->ending) return outcome;
  if (outcome == V_FAIL) { /* the loop goes on from there: makes room, pauses, or unwinds */
    if ((vm->pause || vm->retry) && vm->exception != V_UNDEFINED) f->flags |= FRAME_CATCH;
    return V_CALL;
  }
  if (f->caller && ((Frame *)at(vm, f->caller))->flags & FRAME_NATIVE) vm->fuel -= 1; /* as if it were entered again with the result */
  frame_pop(vm, f);
  return outcome;
}
