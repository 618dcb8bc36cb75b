/*
 * Frames, and calls of Python functions: a frame whose registers are the bound parameters. See call.c.
 */
#include "vm/frame.h"

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

bool names_are_strings(Vm *vm, Value dict, bool *interned) {
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

bool keyword_next(Vm *vm, const Arguments *arguments, uint32_t *position, Value *name, Value *value) {
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

bool call_plain(Vm *vm, Ref where, Function *f, const Code *code, uint32_t count, const Value *values) {
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
