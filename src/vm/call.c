/*
 * Calls: from a callable and its arguments to a frame, or at once to a result.
 *
 * A Python function gets a frame whose registers are its bound parameters (call_function.c). A resumable native gets a frame too and is
 * run by the interpreter's loop; a plain native is called at once (call_native.c). Nothing here runs Python.
 */
#include "vm/frame.h"

#include "object/protocol.h"

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
