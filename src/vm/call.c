/*
 * Calls: from a callable and its arguments to a frame, or at once to a result.
 *
 * A Python function gets a frame whose registers are its bound parameters. A resumable native gets a frame too and is run by the
 * interpreter's loop; a plain native is called here, with its parameters laid out where its frame would be. Nothing here runs Python.
 */
#include "vm/frame.h"

#include "object/containers.h"
#include "object/protocol.h"
#include "object/text.h"
#include "object/type.h"

#include <stdio.h>

/* ---- frames ------------------------------------------------------------------------------------------------------- */

Frame *frame_push(Vm *vm, Ref where, uint32_t registers, bool native) {
  uint32_t *depth = native ? &vm->native_depth : &vm->depth;
  if (__builtin_expect(*depth >= vm->depth_limit, 0) || !stack_has(vm, where + sizeof(Frame) + registers * 8ull)) {
    RAISE(vm, RecursionError, "maximum recursion depth exceeded");
    return NULL;
  }
  ++*depth;
  Frame *f = at(vm, where);
  memset(f, 0, sizeof *f);
  f->caller = vm->frame;
  if (native) {
    f->flags = FRAME_NATIVE;
    f->state = registers << 16;
  }
  if (vm->frame) f->origins = current_frame(vm)->origins;
  vm->frame = where;
  return f;
}

/* Its ip stands behind the instruction that it is at. */
uint32_t frame_instruction(Vm *vm, const Frame *f) {
  Code *code = at(vm, f->code);
  Ref start = code->instructions + (Ref)offsetof(Raw, data);
  uint32_t words = (f->ip - start) / 4;
  return words ? words - 1 : BEFORE_FIRST;
}

uint32_t frame_line(Vm *vm, const Frame *f) { return code_line(vm, f->code, frame_instruction(vm, f)); }

bool vm_place(Vm *vm, Value *filename, uint32_t *line) {
  Frame *f = calling_frame(vm);
  if (!f) return false;
  Code *code = at(vm, f->code);
  *filename = from_ref(code->filename);
  /* A frame that is stopped at a block's head stands before its next instruction, not behind one. */
  uint32_t instruction = frame_instruction(vm, f);
  *line = code_line(vm, f->code, vm->frame == ref_of(vm, f) ? instruction + 1 : instruction);
  return true;
}

/* ---- Python functions ------------------------------------------------------------------------------------------------ */

static Value function_name(Function *f) { return from_ref(f->qualname); }

/* "f() missing 2 required positional arguments: 'a' and 'b'", as CPython words it. */
static Value missing(Vm *vm, Function *f, const Value *registers, uint32_t from, uint32_t to, const char *sort) {
  Code *code = at(vm, f->code);
  uint32_t count = 0, seen = 0;
  for (uint32_t i = from; i < to; i++) count += registers[i] == V_UNDEFINED;
  Builder b;
  builder_start(&b, vm);
  for (uint32_t i = from; i < to; i++) {
    if (registers[i] != V_UNDEFINED) continue;
    if (seen) builder_c(&b, seen + 1 == count ? (count > 2 ? ", and " : " and ") : ", ");
    seen++;
    builder_char(&b, '\'');
    builder_str(&b, tuple_item(vm, from_ref(code->locals), i));
    builder_char(&b, '\'');
  }
  Value names = builder_end(&b);
  if (names == V_FAIL) return V_FAIL;
  return RAISE(vm, TypeError, "%S() missing %d required %s argument%s: %S", function_name(f), (int)count, sort, count == 1 ? "" : "s", names);
}

static Value too_many(Vm *vm, Function *f, uint32_t given, const Value *registers) {
  Code *code = at(vm, f->code);
  uint32_t takes = code->positional, least = takes - (f->defaults ? ((Tuple *)at(vm, f->defaults))->length : 0);
  uint32_t keyword_only = 0;
  for (uint32_t i = 0; i < code->keyword_only; i++) keyword_only += registers[takes + i] != V_UNDEFINED;
  char range[48];
  if (least < takes) snprintf(range, sizeof range, "from %u to %u", least, takes);
  else snprintf(range, sizeof range, "%u", takes);
  if (keyword_only)
    return RAISE(vm, TypeError, "%S() takes %s positional argument%s but %d positional argument%s (and %d keyword-only argument%s) were given",
                 function_name(f), range, takes == 1 && least == takes ? "" : "s", (int)given, given == 1 ? "" : "s", (int)keyword_only,
                 keyword_only == 1 ? "" : "s");
  return RAISE(vm, TypeError, "%S() takes %s positional argument%s but %d %s given", function_name(f), range,
               takes == 1 && least == takes ? "" : "s", (int)given, given == 1 ? "was" : "were");
}

/* Of the dict of `**`: an error otherwise. *interned: whether they are, so that no two have one text. */
static bool names_are_strings(Vm *vm, Value dict, bool *interned) {
  Dict *d = AS(Dict, vm, dict);
  uint32_t position = 0;
  Value key, value;
  *interned = true;
  while (dict_next(vm, d, &position, &key, &value)) {
    if (!str_check(vm, key)) return RAISE(vm, TypeError, "keywords must be strings"), false;
    *interned = *interned && OBJECT(vm, key)->flags & STR_INTERNED;
  }
  return true;
}

/* The number of the parameter that may be given by this name; -1: there is none. */
static int64_t parameter_find(Vm *vm, const Code *code, Value name) {
  const Tuple *locals = at(vm, code->locals);
  uint32_t total = code->positional + (uint32_t)code->keyword_only;
  if (total > locals->length) total = locals->length;
  for (uint32_t i = code->positional_only; i < total; i++)
    if (locals->items[i] == name) return i;
  if (AS(Str, vm, name)->head.flags & STR_INTERNED) return -1; /* as all names of parameters are */
  for (uint32_t i = code->positional_only; i < total; i++)
    if (str_equal(vm, locals->items[i], name)) return i;
  return -1;
}

/* One keyword argument to its parameter, or into the dict of **keywords. */
static bool bind_keyword(Vm *vm, Function *f, Value *registers, Value *rest, Value name, Value value, bool interned) {
  CAGE_CHECK(vm, str_check(vm, name));
  int64_t i = parameter_find(vm, at(vm, f->code), name);
  if (i >= 0) {
    if (registers[i] != V_UNDEFINED) {
      RAISE(vm, TypeError, "%S() got multiple values for argument '%S'", function_name(f), name);
      return false;
    }
    registers[i] = value;
    return true;
  }
  if (*rest != V_UNDEFINED) {
    if (interned) return dict_insert_at_end(vm, AS(Dict, vm, *rest), name, hash_of_str(vm, name), value);
    name = str_intern(vm, name);
    return name != V_FAIL && dict_set_name(vm, AS(Dict, vm, *rest), name, value);
  }
  RAISE(vm, TypeError, "%S() got an unexpected keyword argument '%S'", function_name(f), name);
  return false;
}

/* The keywords of a call, one after the other: *position starts at 0. */
static bool keyword_next(Vm *vm, const Arguments *arguments, uint32_t *position, Value *name, Value *value) {
  uint32_t named = arguments->names != V_UNDEFINED ? AS(Tuple, vm, arguments->names)->length : 0;
  if (*position < named) {
    *name = tuple_item(vm, arguments->names, *position);
    *value = arguments->values[arguments->count + (*position)++];
    return true;
  }
  if (arguments->dict == V_UNDEFINED) return false;
  uint32_t at_ = *position - named;
  bool more = dict_next(vm, AS(Dict, vm, arguments->dict), &at_, name, value);
  *position = at_ + named;
  return more;
}

/* Positional-only parameters that were given by name, as one message; false when there are none. */
static bool positional_only_named(Vm *vm, Function *f, const Arguments *arguments) {
  Code *code = at(vm, f->code);
  if (!code->positional_only || code->flags & CODE_VARKEYWORDS) return false;
  Tuple *locals = at(vm, code->locals);
  Builder b;
  builder_start(&b, vm);
  uint32_t found = 0;
  for (uint32_t i = 0; i < code->positional_only && i < locals->length; i++) {
    uint32_t position = 0;
    Value name, value;
    while (keyword_next(vm, arguments, &position, &name, &value)) {
      if (!str_check(vm, name) || !str_equal(vm, locals->items[i], name)) continue;
      if (found++) builder_c(&b, ", ");
      builder_str(&b, name);
    }
  }
  if (!found) return false;
  Value names = builder_end(&b);
  if (names != V_FAIL)
    RAISE(vm, TypeError, "%S() got some positional-only arguments passed as keyword arguments: '%S'", function_name(f), names);
  return true;
}

/* Fills `registers` (those of parameters; all are V_UNDEFINED) from the arguments. */
static bool bind(Vm *vm, Function *f, Value *registers, const Arguments *arguments) {
  Code *code = at(vm, f->code);
  uint32_t positional = code->positional, total = positional + code->keyword_only;
  uint32_t given = arguments->count, taken = given < positional ? given : positional;
  for (uint32_t i = 0; i < taken; i++) registers[i] = arguments->values[i];
  Value rest = V_UNDEFINED;
  bool interned = true, whole = false; /* of the names; whether all of a dict of keywords are for ** */
  if (arguments->dict != V_UNDEFINED && !names_are_strings(vm, arguments->dict, &interned)) return false;
  if (code->flags & CODE_VARKEYWORDS) {
    uint32_t named = arguments->names != V_UNDEFINED ? AS(Tuple, vm, arguments->names)->length : 0;
    whole = arguments->dict != V_UNDEFINED && interned && code->positional_only == total && IS_EXACT(vm, arguments->dict, dict);
    rest = whole ? dict_copy(vm, arguments->dict) : named ? dict_new_sized(vm, named) : dict_new(vm);
    if (rest == V_FAIL) return false;
  }
  if (code->flags & CODE_VARARGS) {
    registers[total] = tuple_new(vm, arguments->values + taken, given - taken);
    if (registers[total] == V_FAIL) return false;
  }
  if (!whole && (arguments->names != V_UNDEFINED || arguments->dict != V_UNDEFINED)) {
    if (positional_only_named(vm, f, arguments)) return false;
    uint32_t position = 0;
    Value name, value;
    while (keyword_next(vm, arguments, &position, &name, &value))
      if (!bind_keyword(vm, f, registers, &rest, name, value, interned)) return false;
  }
  if (rest != V_UNDEFINED) registers[total + (code->flags & CODE_VARARGS ? 1 : 0)] = rest;
  if (given > positional && !(code->flags & CODE_VARARGS)) return too_many(vm, f, given, registers), false;
  if (given < positional) {
    Tuple *defaults = f->defaults ? at(vm, f->defaults) : NULL;
    uint32_t with = defaults ? defaults->length : 0;
    if (with > positional) with = positional;
    bool lacking = false;
    for (uint32_t i = given; i < positional; i++) {
      if (registers[i] != V_UNDEFINED) continue;
      if (i >= positional - with) registers[i] = defaults->items[i - (positional - with)];
      else lacking = true;
    }
    if (lacking) return missing(vm, f, registers, given, positional - with, "positional"), false;
  }
  bool lacking = false;
  Tuple *locals = at(vm, code->locals);
  for (uint32_t i = positional; i < total; i++) {
    if (registers[i] != V_UNDEFINED) continue;
    if (f->keyword_defaults) registers[i] = dict_get_name(vm, at(vm, f->keyword_defaults), locals->items[i]);
    lacking |= registers[i] == V_UNDEFINED;
  }
  if (lacking) return missing(vm, f, registers, positional, total, "keyword-only"), false;
  return true;
}

bool arguments_arrange(Vm *vm, const Function *f, Ref where, uint32_t *values, Value names) {
  const Code *code = at(vm, f->code);
  Value *arguments = registers_of(at(vm, where));
  uint32_t positional = code->positional, total = positional + code->keyword_only, named = 0, count = *values;
  if (!frame_fits(vm, code, where)) return false;
  int lacking = plain_lacking(vm, f, code, count);
  if (lacking >= 0 && names == V_UNDEFINED) {
    *values += defaults_fill(vm, f, arguments + count, (uint32_t)lacking);
    return true;
  }
  const Value *name = NULL;
  if (names != V_UNDEFINED) {
    named = AS(Tuple, vm, names)->length;
    name = AS(Tuple, vm, names)->items;
  }
  if (!code_is_simple(code) || total > MOST_PLAIN_PARAMETERS || count > positional || count + named > total) return false;
  Value bound[MOST_PLAIN_PARAMETERS];
  for (uint32_t i = count; i < total; i++) bound[i] = V_UNDEFINED;
  for (uint32_t i = 0; i < named; i++) {
    int64_t place = parameter_find(vm, code, name[i]);
    if (place < count || bound[place] != V_UNDEFINED) return false;
    bound[place] = arguments[count + i];
  }
  int64_t fuel = vm->fuel;
  uint32_t given = f->defaults ? ((Tuple *)at(vm, f->defaults))->length : 0;
  for (uint32_t i = count; i < total; i++) {
    if (bound[i] != V_UNDEFINED) continue;
    if (i >= positional) bound[i] = f->keyword_defaults ? dict_get_name(vm, at(vm, f->keyword_defaults), ((Tuple *)at(vm, code->locals))->items[i]) : V_UNDEFINED;
    else if (positional - i <= given) bound[i] = *item_at(vm, f->defaults + (Ref)offsetof(Tuple, items), given - (positional - i));
    if (bound[i] != V_UNDEFINED) continue;
    vm->fuel = fuel; /* the long way will find the same */
    return false;
  }
  for (uint32_t i = count; i < total; i++) arguments[i] = bound[i];
  *values = total;
  return true;
}

static void values_move(Value *to, const Value *from, uint32_t count) {
  if ((uintptr_t)from < (uintptr_t)to)
    for (uint32_t i = count; i--;) to[i] = from[i];
  else
    for (uint32_t i = 0; i < count; i++) to[i] = from[i];
}

/* Pushes the frame of a call with positional arguments, and defaults, for all parameters, when there is room: nothing is to be bound. What
   it costs is what the long way costs. */
static inline bool call_plain(Vm *vm, Ref where, Function *f, const Code *code, uint32_t count, const Value *values) {
  int lacking = plain_lacking(vm, f, code, count);
  if (lacking < 0 || count > MOST_PLAIN_PARAMETERS || count > code->registers || !frame_fits(vm, code, where)) return false;
  Frame *frame = at(vm, where);
  Value *bound = registers_of(frame);
  Ref caller = vm->frame;
  values_move(bound, values, count); /* they may lie where the header will be */
  if (lacking) count += defaults_fill(vm, f, bound + count, (uint32_t)lacking);
  registers_clear(bound, count, code->registers);
  *frame = (Frame){.code = f->code, .function = ref_of(vm, f), .caller = caller, .ip = code->instructions + (Ref)offsetof(Raw, data),
                   .origins = caller ? ((Frame *)at(vm, caller))->origins : 0};
  vm->depth++;
  vm->frame = where;
  vm->fuel -= code->entry_cost + !code->entry_cost;
  return true;
}

Value call_function(Vm *vm, Ref where, Function *f, const Arguments *arguments) {
  Code *code = at(vm, f->code);
  bool by_name = arguments->names != V_UNDEFINED || arguments->dict != V_UNDEFINED;
  if (!by_name && call_plain(vm, where, f, code, arguments->count, arguments->values)) return V_CALL;
  uint32_t registers = code->registers;
  uint32_t named = arguments->names != V_UNDEFINED ? AS(Tuple, vm, arguments->names)->length : 0;
  uint32_t words = arguments->count + named;
  CAGE_CHECK(vm, registers <= MOST_REGISTERS);
  /* Few are free: the interpreter's fast path, which may be taken or not, asks nothing. */
  if (!charge(vm, words / 32 + (registers > NEAR_REGISTERS ? registers / 16 : 0))) return V_FAIL;
  uint64_t start = (uint64_t)where + sizeof(Frame), aside = start + (registers + REGISTERS_CLEARED) * 8ull;
  if (!stack_has(vm, aside + words * 8ull)) return RAISE(vm, RecursionError, "maximum recursion depth exceeded");
  Arguments moved = *arguments;
  if ((uintptr_t)arguments->values - (uintptr_t)at(vm, where) < aside - where || (uintptr_t)at(vm, where) - (uintptr_t)arguments->values < words * 8ull) {
    /* They lie where the registers will be: they are put aside, behind the frame. */
    moved.values = at(vm, (Ref)aside);
    memmove(at(vm, (Ref)aside), arguments->values, words * 8ull);
  }
  Value *bound = at(vm, (Ref)start);
  registers_clear(bound, 0, registers);
  if (!bind(vm, f, bound, &moved)) return V_FAIL;
  if (code->flags & (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) return generator_new(vm, f, code, bound);
  Frame *frame = frame_push(vm, where, registers, false);
  if (!frame) return V_FAIL;
  frame->code = f->code;
  frame->function = ref_of(vm, f);
  frame->ip = code->instructions + (Ref)offsetof(Raw, data);
  vm->fuel -= code->entry_cost + !code->entry_cost;
  return V_CALL;
}

static Value push_body(Vm *vm, Value function, Value names) {
  Function *f = AS(Function, vm, function);
  Value outcome = call_function(vm, frame_end(vm), f, &(Arguments){0, NULL, V_UNDEFINED, V_UNDEFINED, false});
  if (outcome == V_CALL && names != V_UNDEFINED) current_frame(vm)->names = to_ref(names);
  return outcome;
}

Value frame_push_function(Vm *vm, Value function, Value names) { return push_body(vm, function, names); }

Value frame_push_code(Vm *vm, Value code, Value globals, Value names) {
  Value f = function_new(vm, code, globals);
  if (f == V_FAIL) return V_FAIL;
  return push_body(vm, f, names == globals && IS_EXACT(vm, globals, dict) ? V_UNDEFINED : names);
}

/* ---- natives --------------------------------------------------------------------------------------------------------- */

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

/* ---- anything callable ------------------------------------------------------------------------------------------------ */

/* The same arguments with more in front; they are moved behind the place of the frame that is to come. */
static bool prepend_all(Vm *vm, Ref *where, Arguments *arguments, const Value *first, uint32_t more) {
  uint32_t named = arguments->names != V_UNDEFINED ? AS(Tuple, vm, arguments->names)->length : 0;
  uint32_t words = arguments->count + named;
  if (!stack_has(vm, *where + sizeof(Frame) + (words + (uint64_t)more) * 8)) {
    RAISE(vm, RecursionError, "maximum recursion depth exceeded");
    return false;
  }
  Value *to = at(vm, *where + (Ref)sizeof(Frame));
  memmove(to + more, arguments->values, words * 8ull);
  memcpy(to, first, more * 8ull);
  arguments->values = to;
  arguments->count += more;
  return true;
}
static bool prepend(Vm *vm, Ref *where, Arguments *arguments, Value first) { return prepend_all(vm, where, arguments, &first, 1); }

/* Calls a class's __init__, a Function, with what was made and the arguments; the result is what was made. */
static Value call_init(Vm *vm, Ref where, Value made, Value init, Arguments *arguments) {
  if (!prepend(vm, &where, arguments, made)) return V_FAIL;
  Value outcome = call_function(vm, where, AS(Function, vm, init), arguments);
  if (outcome == V_CALL) {
    Frame *f = current_frame(vm);
    f->action = ACTION_INIT;
    f->owner = to_ref(made);
  }
  return outcome;
}

/* The arguments of a call that waits for __new__: see call_new. */
static Arguments given_arguments(Vm *vm, Ref given) {
  Tuple *g = at(vm, given);
  CAGE_CHECK(vm, g->length >= 2 && g->length <= MAX_ITEMS && in_cage(given, sizeof(Tuple) + g->length * 8ull));
  Value names = g->items[1] == V_NONE ? V_UNDEFINED : g->items[1];
  uint32_t named = names == V_UNDEFINED ? 0 : AS(Tuple, vm, names)->length;
  CAGE_CHECK(vm, named <= g->length - 2);
  return (Arguments){g->length - 2 - named, g->items + 2, names, V_UNDEFINED, false};
}

/* The __init__ of what another class's __new__ made, whatever it is. */
RESUMABLE(init_run, 1, "(made, given, /)", NULL) {
  enum { MADE, GIVEN, INIT };
  STEPS
    AWAIT(1, a[INIT], descriptor_bind(vm, special_of(vm, a[MADE], SP_init), a[MADE], type_of(vm, a[MADE])));
    CHECKPOINT(2);
    {
      Arguments arguments = given_arguments(vm, to_ref(a[GIVEN]));
      Value result;
      AWAIT(3, result, call_at(vm, frame_end(vm), a[INIT], &arguments));
      if (result != V_NONE) return RAISE(vm, TypeError, "__init__() should return None, not '%T'", result);
    }
    return a[MADE];
  END_STEPS
}

Value new_finish(Vm *vm, Ref given, Value made) {
  Arguments arguments = given_arguments(vm, given);
  Value init = special_of(vm, made, SP_init);
  if (!type_is_subtype(vm, type_of(vm, made), to_ref(((Tuple *)at(vm, given))->items[0])) || init == ((Type *)at(vm, TYPE(vm, object)))->special[SP_init]) return made;
  if (is_kind(vm, init, KIND_FUNCTION)) {
    Value outcome = call_init(vm, frame_end(vm), made, init, &arguments);
    if (outcome != V_FAIL || !vm->retry) return outcome;
    vm->retry = false; /* a native can do it again, after a collection; here nothing can */
  }
  return enter(vm, &init_run_info, 2, (Value[]){made, from_ref(given)});
}

/* Calls a class's __new__, a Function. What was given is kept for the __init__ of what that will answer: the class, the names of keywords or
   None, and the values. */
static Value call_new(Vm *vm, Ref where, Value type, Value maker, Arguments *arguments) {
  uint32_t named = arguments->names != V_UNDEFINED ? AS(Tuple, vm, arguments->names)->length : 0, words = arguments->count + named;
  Tuple *given = tuple_alloc(vm, 2 + words);
  if (!given || !charge(vm, words / 16)) return V_FAIL;
  given->items[0] = type;
  given->items[1] = none_if_undefined(arguments->names);
  memcpy(given->items + 2, arguments->values, words * 8ull);
  if (!prepend(vm, &where, arguments, type)) return V_FAIL;
  Value outcome = call_function(vm, where, AS(Function, vm, maker), arguments);
  if (outcome != V_CALL) return outcome == V_FAIL ? V_FAIL : new_finish(vm, ref_of(vm, given), outcome);
  Frame *f = current_frame(vm);
  f->action = ACTION_NEW;
  f->owner = ref_of(vm, given);
  return V_CALL;
}

static Value call_type(Vm *vm, Ref where, Value type, const Arguments *arguments) {
  Type *t = AS(Type, vm, type);
  Type *object = at(vm, TYPE(vm, object));
  Arguments moved = *arguments;
  if (to_ref(type) == TYPE(vm, type) && arguments->count == 1 && arguments->names == V_UNDEFINED && arguments->dict == V_UNDEFINED)
    return from_ref(type_of(vm, arguments->values[0]));
  if (t->special[SP_new] == object->special[SP_new] && t->kind == KIND_INSTANCE && !(t->flags & TYPE_ABSTRACT)) {
    Value init = t->special[SP_init];
    bool none = arguments->count == 0 && arguments->names == V_UNDEFINED && arguments->dict == V_UNDEFINED;
    if (is_kind(vm, init, KIND_FUNCTION) || (none && init == object->special[SP_init])) {
      Value instance = instance_new(vm, to_ref(type));
      if (instance == V_FAIL || !is_kind(vm, init, KIND_FUNCTION)) return instance;
      return call_init(vm, where, instance, init, &moved);
    }
  } else if (t->kind == KIND_EXCEPTION && arguments->names == V_UNDEFINED && arguments->dict == V_UNDEFINED &&
             exception_is_plain(vm, to_ref(type), !is_kind(vm, t->special[SP_init], KIND_FUNCTION))) {
    Value args = tuple_new(vm, arguments->values, arguments->count), init = t->special[SP_init];
    Value made = args == V_FAIL ? V_FAIL : exception_bare(vm, to_ref(type), args);
    if (made == V_FAIL || !is_kind(vm, init, KIND_FUNCTION)) return made;
    return call_init(vm, where, made, init, &moved);
  } else if (t->special[SP_init] == object->special[SP_init] && !(t->flags & TYPE_HEAP) && is_kind(vm, t->special[SP_new], KIND_NATIVE)) {
    if (!type_has_instances(vm, t)) return raise_no_instances(vm, type);
    if (!prepend(vm, &where, &moved, type)) return V_FAIL;
    return call_native(vm, where, AS(Native, vm, t->special[SP_new]), &moved);
  }
  bool by_name = arguments->names != V_UNDEFINED || arguments->dict != V_UNDEFINED;
  if (type == from_ref(TYPE(vm, list)) && arguments->count <= 1 && !by_name)
    return arguments->count ? list_from(vm, arguments->values[0]) : list_new(vm, NULL, 0);
  if (type == from_ref(TYPE(vm, set)) && arguments->count <= 1 && !by_name)
    return arguments->count ? set_from(vm, arguments->values[0], false) : set_new(vm, false);
  if (!(t->flags & TYPE_HEAP) && t->kind != KIND_EXCEPTION && t->special[SP_init] != object->special[SP_init] && is_kind(vm, t->special[SP_new], KIND_NATIVE) &&
      is_kind(vm, t->special[SP_init], KIND_NATIVE)) {
    const NativeInfo *maker = native_info(vm, AS(Native, vm, t->special[SP_new])->index);
    if (maker->star && maker->double_star && maker->parameters == 3 && !maker->resumable) { /* looks at its class alone: list, dict, ... */
      Value made = maker->function(vm, (Value[]){type, from_ref(known(vm)->empty_tuple), V_UNDEFINED}, 1);
      if (made == V_FAIL || made == V_CALL || !prepend(vm, &where, &moved, made)) return made == V_CALL ? V_CALL : V_FAIL;
      return answering(vm, call_native(vm, where, AS(Native, vm, t->special[SP_init]), &moved), made);
    }
  }
  if (t->flags & TYPE_HEAP && t->kind != KIND_EXCEPTION && arguments->dict == V_UNDEFINED) {
    Value maker = t->special[SP_new], init = t->special[SP_init];
    if (is_kind(vm, maker, KIND_RECORD) && OBJECT(vm, maker)->shape == SHAPE(vm, staticmethod)) maker = *field(vm, maker, CLASSMETHOD_CALLABLE);
    if (is_kind(vm, maker, KIND_FUNCTION) && (init == object->special[SP_init] || is_kind(vm, init, KIND_FUNCTION)))
      return call_new(vm, where, type, maker, &moved);
    if (is_kind(vm, maker, KIND_NATIVE) && maker != object->special[SP_new] && init == object->special[SP_init]) {
      if (!prepend(vm, &where, &moved, type)) return V_FAIL;
      return call_native(vm, where, AS(Native, vm, maker), &moved);
    }
  }
  Value meta = special_of(vm, type, SP_call);
  if (!prepend(vm, &where, &moved, type)) return V_FAIL;
  return call_at(vm, where, meta, &moved);
}

/* A special method that is a descriptor: its __get__ runs first, then what it gave. `lenient`: when __get__ fails the answer is
   NotImplemented, as CPython has it for comparisons. */
RESUMABLE(call_bound, 0, "(get, self, args, keywords, lenient, /)", NULL) {
  STEPS
    AWAIT_CATCH(1, a[0], call2(vm, a[0], a[1], from_ref(type_of(vm, a[1]))));
    if (a[0] == V_FAIL) {
      if (a[4] != V_TRUE) return V_FAIL;
      exception_clear(vm);
      return V_NOTIMPLEMENTED;
    }
    CHECKPOINT(3);
    {
      Value result;
      AWAIT(2, result, call_with(vm, a[0], a[2], a[3]));
      return result;
    }
  END_STEPS
}

static Value call_described(Vm *vm, Value self, Value descriptor, const Arguments *arguments, bool lenient) {
  Value args = tuple_new(vm, arguments->values, arguments->count), keywords = V_UNDEFINED, name, value;
  Value get = method_new(vm, special_of(vm, descriptor, SP_get), descriptor);
  if (args == V_FAIL || get == V_FAIL) return V_FAIL;
  if (arguments->names != V_UNDEFINED || arguments->dict != V_UNDEFINED) {
    keywords = dict_new(vm);
    if (keywords == V_FAIL) return V_FAIL;
    for (uint32_t position = 0; keyword_next(vm, arguments, &position, &name, &value);)
      if (!dict_set_name(vm, AS(Dict, vm, keywords), name, value)) return V_FAIL;
  }
  return enter(vm, &call_bound_info, 5, (Value[]){get, self, args, keywords, from_bool(lenient)});
}

#define MOST_LINKS 1000u

static Value call_nested(Vm *vm, Ref where, Value callable, const Arguments *arguments) {
  Arguments moved = *arguments;
  for (uint32_t links = 0;; links++) { /* chains of bound methods and callable objects */
    if (!is_ref(callable)) break;
    if (links >= MOST_LINKS) return RAISE(vm, RecursionError, "maximum recursion depth exceeded while calling a Python object");
    if (links && !charge(vm, 1 + moved.count / 8)) return V_FAIL;
    switch ((Kind)OBJECT(vm, callable)->kind) {
    case KIND_FUNCTION: return call_function(vm, where, AS(Function, vm, callable), &moved);
    case KIND_NATIVE:
      if (AS(Native, vm, callable)->head.extra < NATIVE_GETTER) return call_native(vm, where, AS(Native, vm, callable), &moved);
      break;
    case KIND_METHOD:
      if (!prepend(vm, &where, &moved, AS(Method, vm, callable)->self)) return V_FAIL;
      moved.bound = true;
      callable = AS(Method, vm, callable)->function;
      continue;
    case KIND_TYPE: {
      Value meta = special_of(vm, callable, SP_call);
      if (meta == ((Type *)at(vm, TYPE(vm, type)))->special[SP_call]) return call_type(vm, where, callable, &moved);
      break;
    }
    default: break;
    }
    Value special = special_of(vm, callable, SP_call);
    if (special == V_UNDEFINED) break;
    if (is_native_of(vm, special, T_functools_partial, SP_call)) { /* no more than arguments in front, unless both have keywords */
      Value *held, keywords = *field(vm, callable, PARTIAL_KEYWORDS);
      uint32_t count;
      bool some = AS(Dict, vm, keywords)->used, more = moved.names != V_UNDEFINED || moved.dict != V_UNDEFINED;
      if (!(some && more) && sequence_items(vm, *field(vm, callable, PARTIAL_ARGS), &held, &count)) {
        if (!charge(vm, count / 8) || !prepend_all(vm, &where, &moved, held, count)) return V_FAIL;
        if (some) moved.dict = keywords;
        moved.bound = false;
        callable = *field(vm, callable, PARTIAL_FUNCTION);
        continue;
      }
    }
    if (is_kind(vm, special, KIND_RECORD) && IS_A(vm, special, staticmethod)) {
      callable = *field(vm, special, 0);
      continue;
    }
    if (!is_kind(vm, special, KIND_FUNCTION) && !is_kind(vm, special, KIND_NATIVE) && is_ref(special) && special_of(vm, special, SP_get) != V_UNDEFINED)
      return call_described(vm, callable, special, &moved, false);
    if (is_kind(vm, special, KIND_FUNCTION) || is_kind(vm, special, KIND_NATIVE)) {
      if (!prepend(vm, &where, &moved, callable)) return V_FAIL;
    }
    callable = special;
  }
  return RAISE(vm, TypeError, "'%T' object is not callable", callable);
}

Value call_at(Vm *vm, Ref where, Value callable, const Arguments *arguments) {
  if (is_kind(vm, callable, KIND_FUNCTION)) return call_function(vm, where, AS(Function, vm, callable), arguments);
  if (vm->nesting >= NESTING_LIMIT) return RAISE(vm, RecursionError, "maximum recursion depth exceeded");
  vm->nesting++;
  Value outcome = call_nested(vm, where, callable, arguments);
  vm->nesting--;
  return outcome;
}

/* The plain native behind a function, a bound one, a method of its, or a built-in type without __init__; *self goes in front of the arguments if defined. */
static const NativeInfo *plain_native(Vm *vm, Value callable, uint32_t count, const Value *arguments, Value *self) {
  if (!is_ref(callable)) return NULL;
  if (is_kind(vm, callable, KIND_METHOD)) {
    *self = AS(Method, vm, callable)->self;
    callable = AS(Method, vm, callable)->function;
  } else if (is_kind(vm, callable, KIND_TYPE)) {
    *self = callable;
    callable = own_constructor(vm, AS(Type, vm, callable));
  }
  if (!is_kind(vm, callable, KIND_NATIVE)) return NULL;
  const Native *native = AS(Native, vm, callable);
  bool bound = native->self != V_UNDEFINED;
  if (bound && (*self != V_UNDEFINED || native->head.extra != NATIVE_FUNCTION)) return NULL;
  if (bound) *self = native->self;
  const NativeInfo *info = native_info(vm, native->index);
  uint32_t given = count + (*self != V_UNDEFINED);
  if (!info->plain || info->parameters > MOST_PARAMETERS || given < info->required || given > info->positional) return NULL;
  switch ((NativeForm)native->head.extra) {
  case NATIVE_FUNCTION: return bound || *self == V_UNDEFINED ? info : NULL;
  case NATIVE_STATIC: return native->owner && *self == from_ref(native->owner) ? info : NULL;
  case NATIVE_METHOD:
  case NATIVE_SLOT: return given && type_is_subtype(vm, type_of(vm, *self != V_UNDEFINED ? *self : arguments[0]), native->owner) ? info : NULL;
  default: return NULL;
  }
}

Value call(Vm *vm, Value callable, uint32_t count, const Value *arguments) {
  if (is_kind(vm, callable, KIND_FUNCTION)) {
    Function *f = AS(Function, vm, callable);
    if (call_plain(vm, frame_end(vm), f, at(vm, f->code), count, arguments)) return V_CALL;
  } else {
    Value self = V_UNDEFINED;
    const NativeInfo *info = plain_native(vm, callable, count, arguments, &self);
    if (info) {
      uint32_t first = self != V_UNDEFINED;
      Value a[MOST_PARAMETERS] = {self};
      for (uint32_t i = first; i < info->parameters; i++) a[i] = i - first < count ? arguments[i - first] : V_UNDEFINED;
      return native_run(vm, info, a, count + first);
    }
  }
  if (is_kind(vm, callable, KIND_FUNCTION))
    return call_function(vm, frame_end(vm), AS(Function, vm, callable), &(Arguments){count, arguments, V_UNDEFINED, V_UNDEFINED, false});
  return call_at(vm, frame_end(vm), callable, &(Arguments){count, arguments, V_UNDEFINED, V_UNDEFINED, false});
}

Value call_with(Vm *vm, Value callable, Value arguments, Value keywords) {
  if (arguments == V_FAIL) return V_FAIL;
  Value *items;
  uint32_t count;
  if (!sequence_items(vm, arguments, &items, &count)) return RAISE(vm, TypeError, "argument after * must be an iterable, not %T", arguments);
  if (keywords == V_NONE) keywords = V_UNDEFINED;
  if (keywords != V_UNDEFINED && AS(Dict, vm, keywords)->used == 0) keywords = V_UNDEFINED;
  return call_at(vm, frame_end(vm), callable, &(Arguments){count, items, V_UNDEFINED, keywords, false});
}

Value call_special(Vm *vm, Value self, int special, uint32_t count, const Value *arguments) {
  Value f = special_of(vm, self, special);
  if (f == V_UNDEFINED) return V_UNDEFINED;
  Ref where = frame_end(vm);
  Value all[8];
  if (is_kind(vm, f, KIND_FUNCTION) || is_kind(vm, f, KIND_NATIVE)) {
    if (is_kind(vm, f, KIND_NATIVE) && AS(Native, vm, f)->head.extra == NATIVE_FUNCTION)
      return call_at(vm, where, f, &(Arguments){count, arguments, V_UNDEFINED, V_UNDEFINED, false});
    all[0] = self;
    if (count > 7) count = 7;
    for (uint32_t i = 0; i < count; i++) all[i + 1] = arguments[i];
    return call_at(vm, where, f, &(Arguments){count + 1, all, V_UNDEFINED, V_UNDEFINED, false});
  }
  if (special == SP_get) { /* is itself not bound, as in CPython: it could go on for ever */
    all[0] = self;
    for (uint32_t i = 0; i < 2; i++) all[i + 1] = i < count ? arguments[i] : V_NONE;
    return call_at(vm, where, f, &(Arguments){3, all, V_UNDEFINED, V_UNDEFINED, false});
  }
  Value getter = is_ref(f) ? special_of(vm, f, SP_get) : V_UNDEFINED;
  bool comparison = special >= SP_lt && special <= SP_ge;
  if (is_kind(vm, getter, KIND_FUNCTION) || IS_A(vm, f, property))
    return call_described(vm, self, f, &(Arguments){count, arguments, V_UNDEFINED, V_UNDEFINED, false}, comparison);
  Value bound = getter == V_UNDEFINED ? f : descriptor_bind(vm, f, self, type_of(vm, self));
  if (bound == V_FAIL && comparison && !vm->retry && !vm->ending) {
    exception_clear(vm);
    return V_NOTIMPLEMENTED;
  }
  if (bound == V_FAIL || bound == V_CALL) return bound;
  return call_at(vm, where, bound, &(Arguments){count, arguments, V_UNDEFINED, V_UNDEFINED, false});
}

Value call_prelude(Vm *vm, const char *name, uint32_t count, const Value *arguments) {
  Value key = intern_c(vm, name);
  if (key == V_FAIL) return V_FAIL;
  Value f = dict_get_name(vm, at(vm, known(vm)->prelude), key);
  if (f == V_UNDEFINED) return RAISE(vm, SystemError, "the prelude has no %s", name);
  return call(vm, f, count, arguments);
}

const NativeEntry call_entries[] = {INTERNAL(call_bound), INTERNAL(init_run), END_OF_ENTRIES};
