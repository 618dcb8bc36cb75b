/*
 * What truth, length, iteration, an index and an identity mean for any object.
 *
 * Every function has the same form: what is exactly of a built-in type is answered in plain C; then comes the special method that
 * the type resolved, where natives are called at once and Python functions get a frame whose return action checks what they
 * answer. None of these needs a frame of its own, since there is only one call.
 */
#include "object/protocol.h"

Value generator_resume(Vm *vm, Value generator, Value sent); /* generator.c */

/* ---- special methods ------------------------------------------------------------------------------------------------ */

/* The native that is type(self).special, when it takes self and `count` arguments by position; or NULL. */
static inline const NativeInfo *special_direct(Vm *vm, Value self, int special, uint32_t count) {
  Type *t = at(vm, type_of(vm, self));
  Value f = t->special[special];
  if (!is_kind(vm, f, KIND_NATIVE)) return NULL;
  Native *n = AS(Native, vm, f);
  if (n->head.extra != NATIVE_SLOT && n->head.extra != NATIVE_METHOD) return NULL;
  const NativeInfo *info = native_info(vm, n->index);
  if (!info->direct || info->parameters > MOST_PARAMETERS || count + 1 < info->required || count + 1 > info->positional) return NULL;
  if (n->owner != ref_of(vm, t) && !type_is_subtype(vm, ref_of(vm, t), n->owner)) return NULL;
  return info;
}

const NativeInfo *special_native(Vm *vm, Value self, int special, uint32_t count) {
  const NativeInfo *info = special_direct(vm, self, special, count);
  return info && info->plain ? info : NULL;
}

Value native_run(Vm *vm, const NativeInfo *info, Value *a, uint32_t n) {
  vm->fuel -= 1;
  if (vm->nesting >= NESTING_LIMIT) return RAISE(vm, RecursionError, "maximum recursion depth exceeded");
  vm->nesting++; /* object.__str__ calls __repr__, which may be object.__str__ */
  Value outcome = info->function(vm, a, n);
  vm->nesting--;
  return outcome;
}

Value special_run(Vm *vm, const NativeInfo *info, Value self, uint32_t count, const Value *arguments) {
  Value a[MOST_PARAMETERS];
  a[0] = self;
  for (uint32_t i = 1; i < info->parameters; i++) a[i] = i <= count ? arguments[i - 1] : V_UNDEFINED;
  return native_run(vm, info, a, count + 1);
}

Value special_invoke(Vm *vm, Value self, int special, uint32_t count, const Value *arguments) {
  Value f = special_of(vm, self, special);
  if (is_kind(vm, f, KIND_FUNCTION) && count < MOST_PARAMETERS) {
    Value a[MOST_PARAMETERS] = {self};
    for (uint32_t i = 1; i <= count; i++) a[i] = arguments[i - 1];
    return call(vm, f, count + 1, a);
  }
  const NativeInfo *info = special_native(vm, self, special, count);
  return info ? special_run(vm, info, self, count, arguments) : call_special(vm, self, special, count, arguments);
}

Value finish(Vm *vm, Value outcome, ReturnAction action) {
  if (outcome == V_CALL) {
    Frame *f = current_frame(vm);
    /* object.__format__ ends with str(), whose complaint it is then */
    if (action != ACTION_FORMAT || f->action != ACTION_STR) f->action = (uint8_t)action;
    return V_CALL;
  }
  return is_marker(outcome) ? outcome : action_check(vm, action, outcome);
}

static Value check_length(Vm *vm, Value v) {
  if (!int_check(vm, v)) return RAISE(vm, TypeError, "'%T' object cannot be interpreted as an integer", v);
  if (int_sign(vm, v) < 0) return RAISE(vm, ValueError, "__len__() should return >= 0");
  int64_t n;
  if (!index_i64(vm, v, &n, FIT_INDEX)) return V_FAIL;
  return int_exact(vm, v);
}

static Value check_hash(Vm *vm, Value v) {
  if (!int_check(vm, v)) return RAISE(vm, TypeError, "__hash__ method should return an integer");
  int64_t n;
  if (!int_to_i64(vm, v, &n)) n = int_hash(vm, v);
  return int_from_i64(vm, n == -1 ? -2 : n);
}

Value action_check(Vm *vm, ReturnAction action, Value v) {
  switch (action) {
  case ACTION_TRUTH:
    return is_bool(v) ? v : RAISE(vm, TypeError, "__bool__ should return bool, returned %T", v);
  case ACTION_LEN: return check_length(vm, v);
  case ACTION_LEN_TRUTH:
    v = check_length(vm, v);
    return v == V_FAIL ? v : from_bool(v != from_small(0));
  case ACTION_STR:
    return str_check(vm, v) ? v : RAISE(vm, TypeError, "__str__ returned non-string (type %T)", v);
  case ACTION_REPR:
    return str_check(vm, v) ? v : RAISE(vm, TypeError, "__repr__ returned non-string (type %T)", v);
  case ACTION_FORMAT:
    return str_check(vm, v) ? v : RAISE(vm, TypeError, "__format__ must return a str, not %T", v);
  case ACTION_HASH: return check_hash(vm, v);
  case ACTION_ITER:
    if (special_of(vm, v, SP_next) != V_UNDEFINED) return v;
    return RAISE(vm, TypeError, "iter() returned non-iterator of type '%T'", v);
  case ACTION_INDEX:
    return int_check(vm, v) ? int_exact(vm, v) : RAISE(vm, TypeError, "__index__ returned non-int (type %T)", v);
  case ACTION_INT:
    return int_check(vm, v) ? int_exact(vm, v) : RAISE(vm, TypeError, "__int__ returned non-int (type %T)", v);
  case ACTION_FLOAT:
    if (!float_check(vm, v)) return RAISE(vm, TypeError, "__float__ returned non-float (type %T)", v);
    return from_double(float_of(vm, v));
  case ACTION_COMPLEX:
    return is_kind(vm, v, KIND_COMPLEX) ? v : RAISE(vm, TypeError, "__complex__ returned non-complex (type %T)", v);
  case ACTION_BYTES:
    return is_kind(vm, v, KIND_BYTES) ? v : RAISE(vm, TypeError, "__bytes__ returned non-bytes (type %T)", v);
  case ACTION_DROP: return V_NONE;
  default: return v;
  }
}

bool is_native_of(Vm *vm, Value f, int type, int special) {
  return is_ref(f) && f == ((Type *)at(vm, known(vm)->types[type]))->special[special];
}

/* ---- length and truth ------------------------------------------------------------------------------------------------ */

/* The length of what is exactly a built-in container; -1: something else. */
static int64_t length_simple(Vm *vm, Value v) {
  switch (exact_type(vm, v)) {
  case T_str: return AS(Str, vm, v)->length;
  case T_list: return AS(List, vm, v)->length;
  case T_tuple: return AS(Tuple, vm, v)->length;
  case T_dict: return AS(Dict, vm, v)->used;
  case T_set:
  case T_frozenset: return AS(Set, vm, v)->used;
  case T_bytes: return AS(Bytes, vm, v)->length;
  case T_bytearray: return AS(ByteArray, vm, v)->length;
  case T_deque: return to_small(*field(vm, v, DEQUE_LENGTH));
  default: return -1;
  }
}

Value object_len(Vm *vm, Value v) {
  int64_t length = length_simple(vm, v);
  if (length >= 0) return from_small(length);
  Value outcome = special_invoke(vm, v, SP_len, 0, NULL);
  if (outcome == V_UNDEFINED) return RAISE(vm, TypeError, "object of type '%T' has no len()", v);
  return finish(vm, outcome, ACTION_LEN);
}

bool truth_simple(Vm *vm, Value v, bool *truth) {
  if (is_small(v)) return *truth = to_small(v) != 0, true;
  if (is_double(v)) return *truth = to_double(v) != 0, true;
  if (!is_ref(v)) return *truth = v != V_NONE && v != V_FALSE, true;
  int64_t length = length_simple(vm, v);
  if (length >= 0) return *truth = length > 0, true;
  Type *t = at(vm, type_of(vm, v));
  if (t->special[SP_bool] == V_UNDEFINED && t->special[SP_len] == V_UNDEFINED) return *truth = true, true;
  if (OBJECT(vm, v)->kind == KIND_INT && ref_of(vm, t) == TYPE(vm, int)) return *truth = true, true;
  return false;
}

Value object_truth(Vm *vm, Value v) {
  bool truth;
  if (truth_simple(vm, v, &truth)) return from_bool(truth);
  if (special_of(vm, v, SP_bool) != V_UNDEFINED)
    return finish(vm, special_invoke(vm, v, SP_bool, 0, NULL), ACTION_TRUTH);
  return finish(vm, special_invoke(vm, v, SP_len, 0, NULL), ACTION_LEN_TRUTH);
}

/* ---- iteration ------------------------------------------------------------------------------------------------------- */

/* By its __getitem__; of a few types that one is of mappings. */
static bool is_sequence_type(Vm *vm, const Type *t) {
  return t->special[SP_getitem] != V_UNDEFINED && t->kind != KIND_DICT && ref_of(vm, t) != TYPE(vm, union_type) &&
         ref_of(vm, t) != TYPE(vm, generic_alias) && ref_of(vm, t) != TYPE(vm, mappingproxy);
}

bool object_is_sequence(Vm *vm, Value v) { return is_sequence_type(vm, at(vm, type_of(vm, v))); }

bool object_is_iterable(Vm *vm, Value v) {
  const Type *t = at(vm, type_of(vm, v));
  return t->special[SP_iter] != V_UNDEFINED || is_sequence_type(vm, t);
}

Value object_iter(Vm *vm, Value v) {
  Value iterator = iterator_of_simple(vm, v);
  if (iterator != V_UNDEFINED) return iterator;
  Type *t = at(vm, type_of(vm, v));
  Value f = t->special[SP_iter];
  if (f == V_UNDEFINED && is_sequence_type(vm, t)) return sequence_iterator_new(vm, v);
  if (f == V_UNDEFINED || f == V_NONE) return RAISE(vm, TypeError, "'%T' object is not iterable", v);
  return finish(vm, special_invoke(vm, v, SP_iter, 0, NULL), ACTION_ITER);
}

Value object_next(Vm *vm, Value iterator) {
  Ref caller = vm->frame;
  Value next;
  if (exact_type(vm, iterator) == T_generator) {
    next = generator_resume(vm, iterator, V_NONE);
  } else {
    next = iterator_next_simple(vm, iterator);
    if (next != V_UNDEFINED) return next;
    const NativeInfo *info = special_direct(vm, iterator, SP_next, 0);
    if (!info) next = call_special(vm, iterator, SP_next, 0, NULL);
    else if (info->plain) next = special_run(vm, info, iterator, 0, NULL);
    else next = charge(vm, 1) ? enter_now(vm, info, 1, &iterator) : V_FAIL;
    if (next == V_UNDEFINED) return RAISE(vm, TypeError, "'%T' object is not an iterator", iterator);
  }
  if (next == V_UNDEFINED) return RAISE(vm, TypeError, "'%T' object is not an iterator", iterator);
  if (next == V_FAIL && !vm->retry && !vm->ending && exception_is(vm, T_StopIteration)) {
    exception_clear(vm);
    return V_STOP;
  }
  if (next == V_CALL) pushed_on(vm, caller)->action = ACTION_NEXT;
  return next;
}

/* ---- integers as indices ----------------------------------------------------------------------------------------------- */

Value object_index(Vm *vm, Value v) {
  if (is_small(v)) return v;
  if (int_check(vm, v)) return int_exact(vm, v);
  Value outcome = special_invoke(vm, v, SP_index, 0, NULL);
  if (outcome == V_UNDEFINED) return RAISE(vm, TypeError, "'%T' object cannot be interpreted as an integer", v);
  return finish(vm, outcome, ACTION_INDEX);
}

bool index_i64(Vm *vm, Value v, int64_t *out, Fit fit) {
  if (is_small(v) && fit != FIT_INT) return *out = to_small(v), true;
  if (!int_check(vm, v)) {
    RAISE(vm, TypeError, "'%T' object cannot be interpreted as an integer", v);
    return false;
  }
  if (int_to_i64(vm, v, out) && (fit != FIT_INT || *out == (int32_t)*out)) return true;
  switch (fit) {
  case FIT_CLAMPED: return *out = int_sign(vm, v) < 0 ? INT64_MIN : INT64_MAX, true;
  case FIT_INDEX: return RAISE(vm, OverflowError, "cannot fit '%T' into an index-sized integer", v), false;
  case FIT_SSIZE: return RAISE(vm, OverflowError, "Python int too large to convert to C ssize_t"), false;
  case FIT_INT: break;
  }
  return RAISE(vm, OverflowError, "Python int too large to convert to C int"), false;
}

static bool slice_part(Vm *vm, Value v, int64_t standard, int64_t *out) {
  if (is_small(v)) return *out = to_small(v), true;
  if (v == V_NONE) return *out = standard, true;
  if (int_check(vm, v)) return index_i64(vm, v, out, FIT_CLAMPED);
  RAISE(vm, TypeError, "slice indices must be integers or None or have an __index__ method");
  return false;
}

static inline int64_t slice_end(int64_t end, int64_t length, bool back) {
  if (end < 0) {
    end += end < -length ? 0 : length;
    return end < 0 ? back ? -1 : 0 : end;
  }
  return end < length ? end : back ? length - 1 : length;
}

bool slice_bounds(Vm *vm, const Slice *s, uint32_t length, int64_t *start, int64_t *stop, int64_t *step, uint32_t *count) {
  if (!slice_part(vm, s->step, 1, step)) return false;
  if (*step == 0) {
    RAISE(vm, ValueError, "slice step cannot be zero");
    return false;
  }
  if (*step < -INT64_MAX) *step = -INT64_MAX; /* so that it can be negated */
  bool back = *step < 0;
  if (!slice_part(vm, s->start, back ? INT64_MAX : 0, start) || !slice_part(vm, s->stop, back ? INT64_MIN : INT64_MAX, stop))
    return false;
  *start = slice_end(*start, length, back);
  *stop = slice_end(*stop, length, back);
  if (s->stop == V_NONE && back) *stop = -1;
  if (*step == 1) *count = *start < *stop ? (uint32_t)(*stop - *start) : 0;
  else if (*step == -1) *count = *stop < *start ? (uint32_t)(*start - *stop) : 0;
  else if (back) *count = *stop < *start ? (uint32_t)((*start - *stop - 1) / -*step + 1) : 0;
  else *count = *start < *stop ? (uint32_t)((*stop - *start - 1) / *step + 1) : 0;
  return true;
}

static bool slice_at_once(Slice *slice, const Value parts[3]) {
  for (int i = 0; i < 3; i++)
    if (!is_small(parts[i]) && parts[i] != V_NONE) return false;
  *slice = (Slice){.start = parts[0], .stop = parts[1], .step = parts[2]};
  return true;
}

Value slice_get(Vm *vm, Value o, const Value parts[3]) {
  Slice slice;
  if (!slice_at_once(&slice, parts)) return V_UNDEFINED;
  switch (exact_type(vm, o)) {
  case T_list: vm->fuel -= 1; return list_slice(vm, o, &slice);
  case T_tuple: vm->fuel -= 1; return tuple_slice(vm, o, &slice);
  case T_str: {
    int64_t start, stop, step;
    uint32_t count;
    if (slice.step != V_NONE) return V_UNDEFINED;
    vm->fuel -= 1;
    slice_bounds(vm, &slice, AS(Str, vm, o)->length, &start, &stop, &step, &count);
    return count ? str_slice(vm, o, (uint32_t)start, (uint32_t)start + count) : from_ref(known(vm)->empty_str);
  }
  default: return V_UNDEFINED;
  }
}

Value slice_set(Vm *vm, Value o, const Value parts[3], Value v) {
  Slice slice;
  if (exact_type(vm, o) != T_list || !slice_at_once(&slice, parts)) return V_UNDEFINED;
  if (exact_type(vm, v) != T_list && exact_type(vm, v) != T_tuple) return V_UNDEFINED;
  vm->fuel -= 1;
  return list_assign_slice(vm, o, &slice, v);
}

/* ---- identity ---------------------------------------------------------------------------------------------------------- */

/* Instances, types, modules, generators and exceptions keep their serial; others are looked up in Known.identities, whose hash
   is the offset: objects do not move, and the collector removes the dead. */
static uint32_t *serial_place(Vm *vm, Value v) {
  switch (OBJECT(vm, v)->kind) {
  case KIND_INSTANCE: return &AS(Instance, vm, v)->serial;
  case KIND_TYPE: return &AS(Type, vm, v)->serial;
  case KIND_MODULE: return &AS(Module, vm, v)->serial;
  case KIND_GENERATOR: return &AS(Generator, vm, v)->serial;
  case KIND_EXCEPTION: return &AS(Exception, vm, v)->serial;
  default: return NULL;
  }
}

Value object_serial(Vm *vm, Value v) {
  uint32_t *place = serial_place(vm, v);
  if (place) {
    if (!*place) {
      touch(vm, to_ref(v));
      *place = vm->next_serial++;
    }
    return from_small(*place);
  }
  Known *k = known(vm);
  if (!k->identities) {
    Value made = dict_new(vm);
    if (made == V_FAIL) return V_FAIL;
    k->identities = to_ref(made);
  }
  /* Where objects stand, and so how long a probe is, is no matter of the program's: the price is the same for all. */
  Dict *identities = at(vm, k->identities);
  int64_t fuel = vm->fuel - 4, entry = dict_find(vm, identities, v, (int64_t)to_ref(v));
  vm->fuel = fuel;
  if (entry >= 0) return dict_entry(vm, identities, (uint32_t)entry)->value;
  TOUCH(vm, identities);
  Value serial = from_small(vm->next_serial);
  if (!dict_insert_at_end(vm, identities, v, (int64_t)to_ref(v), serial)) return V_FAIL;
  vm->fuel = fuel - 8; /* for the growing of the table, too */
  vm->next_serial++;
  return serial;
}

/* An object's id is its serial times 16, above a base that makes it look like the address it is not; what is no object has
   its bits times 16 plus 8. */
Value object_id(Vm *vm, Value v) {
  if (is_ref(v)) {
    Value serial = object_serial(vm, v);
    if (serial == V_FAIL) return V_FAIL;
    return int_from_i64(vm, 0x7F0000000000ll + to_small(serial) * 16);
  }
  if (!is_small(v) && !is_double(v)) return from_small((int64_t)(v & 0xFF) * 16 + 8);
  Value bits = int_from_u64(vm, v);
  if (bits == V_FAIL) return V_FAIL;
  bits = int_binary(vm, OP_MUL, bits, from_small(16));
  return bits == V_FAIL ? V_FAIL : int_binary(vm, OP_ADD, bits, from_small(8));
}

int64_t identity_hash(Vm *vm, Value v) {
  if (!is_ref(v)) return (int64_t)(v & 0xFF) + 0x7F000;
  Value serial = object_serial(vm, v);
  return serial == V_FAIL ? 0 : to_small(serial);
}
