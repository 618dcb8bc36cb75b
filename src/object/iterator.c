/*
 * The iterators of built-in containers.
 *
 * Each is a Record (see iterators.h). One function a kind takes a step in plain C; iterator_next_simple chooses among them by
 * type, and the __next__ that Python sees is the same step with V_STOP turned into StopIteration. enumerate and zip over such
 * iterators step here too.
 */
#include "object/containers.h"

Value record_new(Vm *vm, int type, uint32_t fields) {
  Record *r = allocate(vm, sizeof(Record) + fields * 8ull, KIND_RECORD, shape_of_type(vm, known(vm)->types[type]));
  if (!r) return V_FAIL;
  r->head.extra = (uint16_t)fields;
  for (uint32_t i = 0; i < fields; i++) r->fields[i] = V_UNDEFINED;
  return value_of(vm, r);
}

/* A Record of a type that may be a subclass made by Python. */
Value record_alloc(Vm *vm, Ref type, uint32_t fields) {
  Record *r = object_new(vm, type, sizeof(Record) + fields * 8ull);
  if (!r) return V_FAIL;
  r->head.extra = (uint16_t)fields;
  for (uint32_t i = 0; i < fields; i++) r->fields[i] = V_UNDEFINED;
  return value_of(vm, r);
}

static Value record_of_two(Vm *vm, int type, Value first, Value second) {
  Value v = record_new(vm, type, 2);
  if (v == V_FAIL) return V_FAIL;
  field(vm, v, 0)[0] = first;
  field(vm, v, 0)[1] = second;
  return v;
}

/* ---- making ------------------------------------------------------------------------------------------------------ */

Value list_iterator_new(Vm *vm, Value list) { return record_of_two(vm, T_list_iterator, list, from_small(0)); }
Value tuple_iterator_new(Vm *vm, Value tuple) { return record_of_two(vm, T_tuple_iterator, tuple, from_small(0)); }
Value str_iterator_new(Vm *vm, Value str) { return record_of_two(vm, T_str_iterator, str, from_small(0)); }
Value bytes_iterator_new(Vm *vm, Value bytes) {
  return record_of_two(vm, is_kind(vm, bytes, KIND_BYTES) ? T_bytes_iterator : T_bytearray_iterator, bytes,
                       from_small(0));
}
Value sequence_iterator_new(Vm *vm, Value sequence) {
  return record_of_two(vm, T_sequence_iterator, sequence, from_small(0));
}
Value callable_iterator_new(Vm *vm, Value callable, Value sentinel) {
  return record_of_two(vm, T_callable_iterator, callable, sentinel);
}

Value set_iterator_new(Vm *vm, Value set) {
  Value v = record_new(vm, T_set_iterator, SET_ITERATOR_FIELDS);
  if (v == V_FAIL) return V_FAIL;
  Value *f = field(vm, v, 0);
  f[SET_ITERATOR_SET] = set;
  f[SET_ITERATOR_POSITION] = from_small(0);
  f[SET_ITERATOR_USED] = f[SET_ITERATOR_REMAINING] = from_small(AS(Set, vm, set)->used);
  return v;
}

static Value dict_iterator_make(Vm *vm, Value dict, int type, int64_t position) {
  Value v = record_new(vm, type, DICT_ITERATOR_FIELDS);
  if (v == V_FAIL) return V_FAIL;
  Value *f = field(vm, v, 0);
  f[DICT_ITERATOR_DICT] = dict;
  f[DICT_ITERATOR_POSITION] = from_small(position);
  f[DICT_ITERATOR_USED] = f[DICT_ITERATOR_REMAINING] = from_small(AS(Dict, vm, dict)->used);
  return v;
}
Value dict_iterator_new(Vm *vm, Value dict, int type) { return dict_iterator_make(vm, dict, type, 0); }
Value dict_reverse_iterator_new(Vm *vm, Value dict, int type) {
  return dict_iterator_make(vm, dict, type, dict_last(vm, AS(Dict, vm, dict)));
}

Value iterator_of_simple(Vm *vm, Value v) {
  switch (exact_type(vm, v)) {
  case T_list: return list_iterator_new(vm, v);
  case T_tuple: return tuple_iterator_new(vm, v);
  case T_range: return range_iterator_new(vm, v);
  case T_str: return str_iterator_new(vm, v);
  case T_bytes: return bytes_iterator_new(vm, v);
  case T_dict: return dict_iterator_new(vm, v, T_dict_iterator);
  case T_set:
  case T_frozenset: return set_iterator_new(vm, v);
  case T_dict_keys: return dict_iterator_new(vm, *field(vm, v, VIEW_DICT), T_dict_iterator);
  case T_dict_values: return dict_iterator_new(vm, *field(vm, v, VIEW_DICT), T_dict_valueiterator);
  case T_dict_items: return dict_iterator_new(vm, *field(vm, v, VIEW_DICT), T_dict_itemiterator);
  case T_generator:
  case T_list_iterator:
  case T_list_reverseiterator:
  case T_range_iterator:
  case T_tuple_iterator:
  case T_enumerate:
  case T_zip:
  case T_map:
  case T_filter:
  case T_dict_iterator:
  case T_dict_itemiterator:
  case T_dict_valueiterator:
  case T_set_iterator:
  case T_str_iterator:
  case T_reversed: return v;
  default: return V_UNDEFINED;
  }
}

/* ---- steps ------------------------------------------------------------------------------------------------------- */

static Value list_step(Vm *vm, Value it, Value *f) {
  Value list = f[LIST_ITERATOR_LIST];
  if (list == V_UNDEFINED) return V_STOP;
  List *l = AS(List, vm, list);
  uint64_t i = (uint64_t)to_small(f[LIST_ITERATOR_INDEX]);
  touch(vm, to_ref(it));
  if (i >= l->length) {
    f[LIST_ITERATOR_LIST] = V_UNDEFINED;
    return V_STOP;
  }
  f[LIST_ITERATOR_INDEX] = from_small((int64_t)i + 1);
  return *item_at(vm, l->items + (Ref)offsetof(Array, items), (uint32_t)i);
}

static Value list_reverse_step(Vm *vm, Value it, Value *f) {
  Value list = f[LIST_ITERATOR_LIST];
  if (list == V_UNDEFINED) return V_STOP;
  List *l = AS(List, vm, list);
  int64_t i = to_small(f[LIST_ITERATOR_INDEX]);
  touch(vm, to_ref(it));
  if (i < 0 || i >= l->length) {
    f[LIST_ITERATOR_LIST] = V_UNDEFINED;
    f[LIST_ITERATOR_INDEX] = from_small(-1);
    return V_STOP;
  }
  f[LIST_ITERATOR_INDEX] = from_small(i - 1);
  return *item_at(vm, l->items + (Ref)offsetof(Array, items), (uint32_t)i);
}

static Value tuple_step(Vm *vm, Value it, Value *f) {
  Value tuple = f[TUPLE_ITERATOR_TUPLE];
  if (tuple == V_UNDEFINED) return V_STOP;
  uint64_t i = (uint64_t)to_small(f[TUPLE_ITERATOR_INDEX]);
  touch(vm, to_ref(it));
  if (i >= AS(Tuple, vm, tuple)->length) {
    f[TUPLE_ITERATOR_TUPLE] = V_UNDEFINED;
    return V_STOP;
  }
  f[TUPLE_ITERATOR_INDEX] = from_small((int64_t)i + 1);
  return tuple_item(vm, tuple, (uint32_t)i);
}

static Value range_step(Vm *vm, Value it, Value *f) {
  int64_t left = to_small(f[RANGE_ITERATOR_REMAINING]);
  if (left <= 0) return V_STOP;
  Value v = f[RANGE_ITERATOR_CURRENT];
  touch(vm, to_ref(it));
  f[RANGE_ITERATOR_REMAINING] = from_small(left - 1);
  f[RANGE_ITERATOR_CURRENT] = from_small(to_small(v) + to_small(f[RANGE_ITERATOR_STEP]));
  return v;
}

static Value longrange_step(Vm *vm, Value it, Value *f) {
  Value index = f[LONGRANGE_ITERATOR_INDEX];
  if (int_compare(vm, index, f[LONGRANGE_ITERATOR_LENGTH]) >= 0) return V_STOP;
  Value next = int_binary(vm, OP_ADD, index, from_small(1));
  if (next == V_FAIL) return V_FAIL;
  Value v = int_binary(vm, OP_MUL, index, f[LONGRANGE_ITERATOR_STEP]);
  if (v == V_FAIL) return V_FAIL;
  v = int_binary(vm, OP_ADD, v, f[LONGRANGE_ITERATOR_START]);
  if (v == V_FAIL) return V_FAIL;
  touch(vm, to_ref(it));
  f[LONGRANGE_ITERATOR_INDEX] = next;
  return v;
}

static Value str_step(Vm *vm, Value it, Value *f) {
  Value str = f[STR_ITERATOR_STR];
  if (str == V_UNDEFINED) return V_STOP;
  Str *s = AS(Str, vm, str);
  uint64_t i = (uint64_t)to_small(f[STR_ITERATOR_INDEX]);
  if (i >= s->length) {
    touch(vm, to_ref(it));
    f[STR_ITERATOR_STR] = V_UNDEFINED;
    return V_STOP;
  }
  uint32_t c = str_at(str_data(vm, s), str_width(s), (uint32_t)i);
  Value v = c < 256 ? from_ref(known(vm)->characters[c]) : str_character(vm, c);
  if (v == V_FAIL) return V_FAIL;
  touch(vm, to_ref(it));
  f[STR_ITERATOR_INDEX] = from_small((int64_t)i + 1);
  return v;
}

/* The next entry: V_TRUE, V_STOP or V_FAIL. */
static inline Value dict_advance(Vm *vm, Value it, Value *f, Value *key, Value *value) {
  Value dict = f[DICT_ITERATOR_DICT];
  if (dict == V_UNDEFINED) return V_STOP;
  Dict *d = AS(Dict, vm, dict);
  touch(vm, to_ref(it));
  if (to_small(f[DICT_ITERATOR_USED]) != d->used) {
    f[DICT_ITERATOR_USED] = from_small(-1);
    return RAISE(vm, RuntimeError, "dictionary changed size during iteration");
  }
  uint32_t position = (uint32_t)to_small(f[DICT_ITERATOR_POSITION]);
  if (!dict_next(vm, d, &position, key, value)) {
    f[DICT_ITERATOR_DICT] = V_UNDEFINED;
    return V_STOP;
  }
  if (to_small(f[DICT_ITERATOR_REMAINING]) <= 0) {
    f[DICT_ITERATOR_DICT] = V_UNDEFINED;
    return RAISE(vm, RuntimeError, "dictionary keys changed during iteration");
  }
  f[DICT_ITERATOR_POSITION] = from_small(position);
  f[DICT_ITERATOR_REMAINING] = from_small(to_small(f[DICT_ITERATOR_REMAINING]) - 1);
  return V_TRUE;
}

static Value dict_step(Vm *vm, Value it, Value *f, int kind) {
  Value key, value;
  Tuple *pair = kind == 2 ? tuple_alloc(vm, 2) : NULL; /* first, so that failing leaves the iterator where it was */
  if (kind == 2 && !pair) return V_FAIL;
  Value outcome = dict_advance(vm, it, f, &key, &value);
  if (outcome != V_TRUE) return outcome;
  if (!pair) return kind == 0 ? key : value;
  pair->items[0] = key;
  pair->items[1] = value;
  return value_of(vm, pair);
}

static Value dict_reverse_step(Vm *vm, Value it, Value *f, int kind) {
  Value dict = f[DICT_ITERATOR_DICT];
  if (dict == V_UNDEFINED) return V_STOP;
  Dict *d = AS(Dict, vm, dict);
  touch(vm, to_ref(it));
  if (to_small(f[DICT_ITERATOR_USED]) != d->used) {
    f[DICT_ITERATOR_USED] = from_small(-1);
    return RAISE(vm, RuntimeError, "dictionary changed size during iteration");
  }
  int64_t i = to_small(f[DICT_ITERATOR_POSITION]);
  if (i >= d->fill) i = (int64_t)d->fill - 1;
  int64_t from = i;
  while (i >= 0 && dict_entry(vm, d, (uint32_t)i)->key == V_UNDEFINED) i--;
  vm->fuel -= (from - i) >> 2;
  if (i < 0) {
    f[DICT_ITERATOR_DICT] = V_UNDEFINED;
    return V_STOP;
  }
  DictEntry *e = dict_entry(vm, d, (uint32_t)i);
  Value v = kind == 0 ? e->key : kind == 1 ? e->value : TUPLE_OF(vm, e->key, e->value);
  if (v == V_FAIL) return V_FAIL;
  f[DICT_ITERATOR_POSITION] = from_small(i - 1);
  f[DICT_ITERATOR_REMAINING] = from_small(to_small(f[DICT_ITERATOR_REMAINING]) - 1);
  return v;
}

static Value set_step(Vm *vm, Value it, Value *f) {
  Value set = f[SET_ITERATOR_SET];
  if (set == V_UNDEFINED) return V_STOP;
  Set *s = AS(Set, vm, set);
  touch(vm, to_ref(it));
  if (to_small(f[SET_ITERATOR_USED]) != s->used) {
    f[SET_ITERATOR_USED] = from_small(-1);
    return RAISE(vm, RuntimeError, "Set changed size during iteration");
  }
  uint32_t position = (uint32_t)to_small(f[SET_ITERATOR_POSITION]);
  Value key;
  if (!set_next(vm, s, &position, &key)) {
    f[SET_ITERATOR_SET] = V_UNDEFINED;
    return V_STOP;
  }
  f[SET_ITERATOR_POSITION] = from_small(position);
  f[SET_ITERATOR_REMAINING] = from_small(to_small(f[SET_ITERATOR_REMAINING]) - 1);
  return key;
}

/* Over exactly a tuple or str. */
static Value reversed_step(Vm *vm, Value it, Value *f) {
  Value sequence = f[REVERSED_SEQUENCE], v;
  if (sequence == V_UNDEFINED) return V_STOP;
  int64_t i = to_small(f[REVERSED_INDEX]);
  if (IS_EXACT(vm, sequence, tuple)) {
    v = i < 0 || i >= AS(Tuple, vm, sequence)->length ? V_STOP : tuple_item(vm, sequence, (uint32_t)i);
  } else if (IS_EXACT(vm, sequence, str)) {
    Str *s = AS(Str, vm, sequence);
    v = i < 0 || i >= s->length ? V_STOP : str_character(vm, str_at(str_data(vm, s), str_width(s), (uint32_t)i));
  } else {
    return V_UNDEFINED;
  }
  if (v == V_FAIL) return V_FAIL;
  touch(vm, to_ref(it));
  if (v == V_STOP) f[REVERSED_SEQUENCE] = V_UNDEFINED;
  f[REVERSED_INDEX] = from_small(i - 1);
  return v;
}

/* ---- choosing ---------------------------------------------------------------------------------------------------- */

static Value step(Vm *vm, Value it, unsigned depth);

/* The tuple is made first, so that failing leaves the inner iterator where it was. */
static Value enumerate_step(Vm *vm, Value it, Value *f, unsigned depth) {
  Value index = f[ENUMERATE_INDEX], inner = f[ENUMERATE_ITERATOR];
  if (depth > 3 || !is_kind(vm, inner, KIND_RECORD)) return V_UNDEFINED;
  Value next = is_small(index) && to_small(index) < INT_MAX48 ? from_small(to_small(index) + 1)
                                                               : int_binary(vm, OP_ADD, index, from_small(1));
  if (next == V_FAIL) return V_FAIL;
  Tuple *t = tuple_alloc(vm, 2);
  if (!t) return V_FAIL;
  Value item = step(vm, inner, depth + 1);
  if (is_marker(item) && (item == V_UNDEFINED || item == V_STOP || item == V_FAIL)) return item;
  t->items[0] = index;
  t->items[1] = item;
  touch(vm, to_ref(it));
  f[ENUMERATE_INDEX] = next;
  return value_of(vm, t);
}

/* Iterators that step without allocating, so that a step of several of them happens or does not. */
static bool steps_surely(Vm *vm, Value it) {
  switch (exact_type(vm, it)) {
  case T_list_iterator:
  case T_list_reverseiterator:
  case T_range_iterator:
  case T_tuple_iterator:
  case T_dict_iterator:
  case T_dict_valueiterator:
  case T_set_iterator: return true;
  case T_str_iterator: {
    Value s = *field(vm, it, STR_ITERATOR_STR);
    return s == V_UNDEFINED || str_width(AS(Str, vm, s)) == 1;
  }
  default: return false;
  }
}

static Value zip_step(Vm *vm, Value *f) {
  Value *inner;
  uint32_t count;
  if (!sequence_items(vm, f[ZIP_ITERATORS], &inner, &count)) return V_STOP;
  if (!count) return V_STOP;
  if (f[ZIP_STRICT] == V_TRUE || count > 64) return V_UNDEFINED;
  for (uint32_t i = 0; i < count; i++)
    if (!steps_surely(vm, inner[i])) return V_UNDEFINED;
  Tuple *t = tuple_alloc(vm, count);
  if (!t) return V_FAIL;
  vm->fuel -= count >> 1;
  for (uint32_t i = 0; i < count; i++) {
    Value item = step(vm, inner[i], 8);
    if (is_marker(item) && (item == V_STOP || item == V_FAIL)) return item;
    t->items[i] = item;
  }
  return value_of(vm, t);
}

Value iterator_next_pair(Vm *vm, Value it, Value pair[2]) {
  uint32_t type = exact_type(vm, it), count;
  if (!type) return V_UNDEFINED;
  Value *f = field(vm, it, 0), *inner;
  if (type == T_dict_itemiterator) return dict_advance(vm, it, f, &pair[0], &pair[1]);
  if (type == T_enumerate) {
    Value index = f[ENUMERATE_INDEX];
    if (!is_small(index) || to_small(index) == INT_MAX48 || !is_kind(vm, f[ENUMERATE_ITERATOR], KIND_RECORD)) return V_UNDEFINED;
    Value item = step(vm, f[ENUMERATE_ITERATOR], 1);
    if (is_marker(item) && (item == V_UNDEFINED || item == V_STOP || item == V_FAIL)) return item;
    pair[0] = index;
    pair[1] = item;
    touch(vm, to_ref(it));
    f[ENUMERATE_INDEX] = from_small(to_small(index) + 1);
    return V_TRUE;
  }
  if (type != T_zip || f[ZIP_STRICT] == V_TRUE || !sequence_items(vm, f[ZIP_ITERATORS], &inner, &count) || count != 2 ||
      !steps_surely(vm, inner[0]) || !steps_surely(vm, inner[1]))
    return V_UNDEFINED;
  vm->fuel -= 1;
  for (uint32_t i = 0; i < 2; i++) {
    pair[i] = step(vm, inner[i], 8);
    if (is_marker(pair[i]) && (pair[i] == V_STOP || pair[i] == V_FAIL)) return pair[i];
  }
  return V_TRUE;
}

static Value step(Vm *vm, Value it, unsigned depth) {
  uint32_t type = exact_type(vm, it);
  if (!type) return V_UNDEFINED;
  Value *f = field(vm, it, 0);
  switch (type) {
  case T_list_iterator: return list_step(vm, it, f);
  case T_range_iterator: return range_step(vm, it, f);
  case T_tuple_iterator: return tuple_step(vm, it, f);
  case T_dict_iterator: return dict_step(vm, it, f, 0);
  case T_dict_valueiterator: return dict_step(vm, it, f, 1);
  case T_dict_itemiterator: return dict_step(vm, it, f, 2);
  case T_enumerate: return enumerate_step(vm, it, f, depth);
  case T_zip: return zip_step(vm, f);
  case T_str_iterator: return str_step(vm, it, f);
  case T_set_iterator: return set_step(vm, it, f);
  case T_list_reverseiterator: return list_reverse_step(vm, it, f);
  case T_dict_reverseiterator: return dict_reverse_step(vm, it, f, 0);
  case T_dict_reversevalueiterator: return dict_reverse_step(vm, it, f, 1);
  case T_dict_reverseitemiterator: return dict_reverse_step(vm, it, f, 2);
  case T_bytes_iterator:
  case T_bytearray_iterator: return bytes_step(vm, it, f);
  case T_longrange_iterator: return longrange_step(vm, it, f);
  case T_reversed: return reversed_step(vm, it, f);
  default: return V_UNDEFINED;
  }
}

Value iterator_next_simple(Vm *vm, Value iterator) { return step(vm, iterator, 0); }

Value raise_stop(Vm *vm) {
  Value stop = exception_new(vm, TYPE(vm, StopIteration), from_ref(known(vm)->empty_tuple));
  return stop == V_FAIL ? V_FAIL : raise_value(vm, stop);
}

Value enumerate_next_simple(Vm *vm, Value self) { return enumerate_step(vm, self, field(vm, self, 0), 0); }
Value zip_next_simple(Vm *vm, Value self) { return zip_step(vm, field(vm, self, 0)); }
Value reversed_next_simple(Vm *vm, Value self) { return reversed_step(vm, self, field(vm, self, 0)); }

/* ---- what Python sees -------------------------------------------------------------------------------------------- */

NATIVE(iterator_self, "(self, /)", "Implement iter(self).") { return a[0]; }

NATIVE(iterator_next, "(self, /)", "Implement next(self).") {
  Value v = iterator_next_simple(vm, a[0]);
  return v == V_STOP ? raise_stop(vm) : v;
}

Value builtin_named(Vm *vm, const char *name) {
  Value key = intern_c(vm, name);
  if (key == V_FAIL) return V_FAIL;
  Value v = dict_get_name(vm, at(vm, known(vm)->builtins), key);
  return v == V_UNDEFINED ? RAISE(vm, AttributeError, "%s", name) : v;
}

/* (iter, (container,)) or (iter, (container,), index). */
Value reduce_to_iter(Vm *vm, Value container, Value index) {
  Value iter = builtin_named(vm, "iter");
  if (iter == V_FAIL || container == V_FAIL) return V_FAIL;
  Value arguments = TUPLE_OF(vm, container);
  if (arguments == V_FAIL) return V_FAIL;
  return index == V_UNDEFINED ? TUPLE_OF(vm, iter, arguments) : TUPLE_OF(vm, iter, arguments, index);
}

NATIVE(list_iterator_hint, "(self, /)", "Private method returning an estimate of len(list(it)).") {
  Value *f = field(vm, a[0], 0);
  if (f[LIST_ITERATOR_LIST] == V_UNDEFINED) return from_small(0);
  int64_t left = (int64_t)AS(List, vm, f[LIST_ITERATOR_LIST])->length - to_small(f[LIST_ITERATOR_INDEX]);
  return from_small(left < 0 ? 0 : left);
}
NATIVE(list_iterator_reduce, "(self, /)", "Return state information for pickling.") {
  Value *f = field(vm, a[0], 0);
  if (f[LIST_ITERATOR_LIST] == V_UNDEFINED) return reduce_to_iter(vm, list_new(vm, NULL, 0), V_UNDEFINED);
  return reduce_to_iter(vm, f[LIST_ITERATOR_LIST], f[LIST_ITERATOR_INDEX]);
}
/* The index of a list or tuple iterator, kept within the container. */
bool iterator_state(Vm *vm, Value state, int64_t *index) {
  if (!int_check(vm, state)) return RAISE(vm, TypeError, "an integer is required"), false;
  return int_to_i64(vm, state, index) || (RAISE(vm, OverflowError, "Python int too large to convert to C ssize_t"), false);
}

static Value set_index(Vm *vm, Value self, Value state, int64_t length, int64_t least) {
  int64_t i;
  if (!iterator_state(vm, state, &i)) return V_FAIL;
  if (i < least) i = least;
  if (i > length) i = length;
  touch(vm, to_ref(self));
  *field(vm, self, LIST_ITERATOR_INDEX) = from_small(i);
  return V_NONE;
}
NATIVE(list_iterator_setstate, "(self, state, /)", "Set state information for unpickling.") {
  Value list = *field(vm, a[0], LIST_ITERATOR_LIST);
  return list == V_UNDEFINED ? V_NONE : set_index(vm, a[0], a[1], AS(List, vm, list)->length, 0);
}

NATIVE(list_reverse_hint, "(self, /)", "Private method returning an estimate of len(list(it)).") {
  Value *f = field(vm, a[0], 0);
  int64_t left = to_small(f[LIST_ITERATOR_INDEX]) + 1;
  if (f[LIST_ITERATOR_LIST] == V_UNDEFINED || left > AS(List, vm, f[LIST_ITERATOR_LIST])->length) return from_small(0);
  return from_small(left);
}
NATIVE(list_reverse_reduce, "(self, /)", "Return state information for pickling.") {
  Value *f = field(vm, a[0], 0);
  if (f[LIST_ITERATOR_LIST] == V_UNDEFINED) return reduce_to_iter(vm, list_new(vm, NULL, 0), V_UNDEFINED);
  Value arguments = TUPLE_OF(vm, f[LIST_ITERATOR_LIST]);
  return arguments == V_FAIL ? V_FAIL
                             : TUPLE_OF(vm, from_ref(TYPE(vm, reversed)), arguments, f[LIST_ITERATOR_INDEX]);
}
NATIVE(list_reverse_setstate, "(self, state, /)", "Set state information for unpickling.") {
  Value list = *field(vm, a[0], LIST_ITERATOR_LIST);
  return list == V_UNDEFINED ? V_NONE : set_index(vm, a[0], a[1], (int64_t)AS(List, vm, list)->length - 1, -1);
}

NATIVE(tuple_iterator_hint, "(self, /)", "Private method returning an estimate of len(list(it)).") {
  Value *f = field(vm, a[0], 0);
  if (f[TUPLE_ITERATOR_TUPLE] == V_UNDEFINED) return from_small(0);
  return from_small((int64_t)AS(Tuple, vm, f[TUPLE_ITERATOR_TUPLE])->length - to_small(f[TUPLE_ITERATOR_INDEX]));
}
NATIVE(tuple_iterator_reduce, "(self, /)", "Return state information for pickling.") {
  Value *f = field(vm, a[0], 0);
  if (f[TUPLE_ITERATOR_TUPLE] == V_UNDEFINED) return reduce_to_iter(vm, from_ref(known(vm)->empty_tuple), V_UNDEFINED);
  return reduce_to_iter(vm, f[TUPLE_ITERATOR_TUPLE], f[TUPLE_ITERATOR_INDEX]);
}
NATIVE(tuple_iterator_setstate, "(self, state, /)", "Set state information for unpickling.") {
  Value tuple = *field(vm, a[0], TUPLE_ITERATOR_TUPLE);
  return tuple == V_UNDEFINED ? V_NONE : set_index(vm, a[0], a[1], AS(Tuple, vm, tuple)->length, 0);
}

NATIVE(dict_iterator_hint, "(self, /)", "Private method returning an estimate of len(list(it)).") {
  Value *f = field(vm, a[0], 0);
  if (f[DICT_ITERATOR_DICT] == V_UNDEFINED ||
      AS(Dict, vm, f[DICT_ITERATOR_DICT])->used != to_small(f[DICT_ITERATOR_USED]))
    return from_small(0);
  return f[DICT_ITERATOR_REMAINING];
}
NATIVE(set_iterator_hint, "(self, /)", "Private method returning an estimate of len(list(it)).") {
  Value *f = field(vm, a[0], 0);
  if (f[SET_ITERATOR_SET] == V_UNDEFINED || AS(Set, vm, f[SET_ITERATOR_SET])->used != to_small(f[SET_ITERATOR_USED]))
    return from_small(0);
  return f[SET_ITERATOR_REMAINING];
}
/* What is left, as a list; the iterator itself does not move. */
NATIVE(table_iterator_reduce, "(self, /)", "Return state information for pickling.") {
  Record *r = AS(Record, vm, a[0]);
  Ref type = type_of(vm, a[0]);
  Value copy = record_new(vm, type == TYPE(vm, set_iterator) ? T_set_iterator : T_dict_iterator, r->head.extra);
  Value list = list_new(vm, NULL, 0);
  if (copy == V_FAIL || list == V_FAIL) return V_FAIL;
  for (uint32_t i = 0; i < r->head.extra; i++) *field(vm, copy, i) = r->fields[i];
  OBJECT(vm, copy)->shape = r->head.shape;
  for (;;) {
    Value v = iterator_next_simple(vm, copy);
    if (v == V_FAIL) return V_FAIL;
    if (v == V_STOP) return reduce_to_iter(vm, list, V_UNDEFINED);
    if (!charge(vm, 1) || !list_append(vm, AS(List, vm, list), v)) return V_FAIL;
  }
}

NATIVE(range_iterator_hint, "(self, /)", "Private method returning an estimate of len(list(it)).") {
  return *field(vm, a[0], RANGE_ITERATOR_REMAINING);
}
NATIVE(range_iterator_reduce, "(self, /)", "Return state information for pickling.") {
  Value *f = field(vm, a[0], 0);
  Value stop = int_from_i64(vm, to_small(f[RANGE_ITERATOR_CURRENT]) +
                                    to_small(f[RANGE_ITERATOR_REMAINING]) * to_small(f[RANGE_ITERATOR_STEP]));
  if (stop == V_FAIL) return V_FAIL;
  return reduce_to_iter(vm, range_new(vm, f[RANGE_ITERATOR_CURRENT], stop, f[RANGE_ITERATOR_STEP]), from_small(0));
}
NATIVE(range_iterator_setstate, "(self, state, /)", "Set state information for unpickling.") {
  Value *f = field(vm, a[0], 0);
  int64_t i, left = to_small(f[RANGE_ITERATOR_REMAINING]);
  if (!int_check(vm, a[1])) return index_i64(vm, a[1], &i, FIT_INDEX) ? V_NONE : V_FAIL;
  if (!int_to_i64(vm, a[1], &i)) return RAISE(vm, OverflowError, "Python int too large to convert to C long");
  if (i < 0) i = 0;
  if (i > left) i = left;
  touch(vm, to_ref(a[0]));
  f[RANGE_ITERATOR_REMAINING] = from_small(left - i);
  f[RANGE_ITERATOR_CURRENT] = from_small(to_small(f[RANGE_ITERATOR_CURRENT]) + i * to_small(f[RANGE_ITERATOR_STEP]));
  return V_NONE;
}

NATIVE(longrange_iterator_hint, "(self, /)", "Private method returning an estimate of len(list(it)).") {
  Value *f = field(vm, a[0], 0);
  return int_binary(vm, OP_SUB, f[LONGRANGE_ITERATOR_LENGTH], f[LONGRANGE_ITERATOR_INDEX]);
}
NATIVE(longrange_iterator_reduce, "(self, /)", "Return state information for pickling.") {
  Value *f = field(vm, a[0], 0);
  Value stop = int_binary(vm, OP_MUL, f[LONGRANGE_ITERATOR_LENGTH], f[LONGRANGE_ITERATOR_STEP]);
  if (stop == V_FAIL) return V_FAIL;
  stop = int_binary(vm, OP_ADD, f[LONGRANGE_ITERATOR_START], stop);
  if (stop == V_FAIL) return V_FAIL;
  return reduce_to_iter(vm, range_new(vm, f[LONGRANGE_ITERATOR_START], stop, f[LONGRANGE_ITERATOR_STEP]),
                        f[LONGRANGE_ITERATOR_INDEX]);
}
NATIVE(longrange_iterator_setstate, "(self, state, /)", "Set state information for unpickling.") {
  Value *f = field(vm, a[0], 0), i = a[1];
  if (!int_check(vm, i)) return RAISE(vm, TypeError, "'%T' object cannot be interpreted as an integer", i);
  if (int_sign(vm, i) < 0) i = from_small(0);
  if (int_compare(vm, i, f[LONGRANGE_ITERATOR_LENGTH]) > 0) i = f[LONGRANGE_ITERATOR_LENGTH];
  touch(vm, to_ref(a[0]));
  f[LONGRANGE_ITERATOR_INDEX] = i;
  return V_NONE;
}

#define ITERATOR_ENTRIES SLOT("__iter__", iterator_self), SLOT("__next__", iterator_next)

const NativeEntry list_iterator_entries[] = {
    ITERATOR_ENTRIES,
    METHOD_("__length_hint__", list_iterator_hint),
    METHOD_("__reduce__", list_iterator_reduce),
    METHOD_("__setstate__", list_iterator_setstate),
    END_OF_ENTRIES,
};
const NativeEntry list_reverseiterator_entries[] = {
    ITERATOR_ENTRIES,
    METHOD_("__length_hint__", list_reverse_hint),
    METHOD_("__reduce__", list_reverse_reduce),
    METHOD_("__setstate__", list_reverse_setstate),
    END_OF_ENTRIES,
};
const NativeEntry tuple_iterator_entries[] = {
    ITERATOR_ENTRIES,
    METHOD_("__length_hint__", tuple_iterator_hint),
    METHOD_("__reduce__", tuple_iterator_reduce),
    METHOD_("__setstate__", tuple_iterator_setstate),
    END_OF_ENTRIES,
};
#define DICT_ITERATOR_ENTRIES                                                                                          \
  {ITERATOR_ENTRIES, METHOD_("__length_hint__", dict_iterator_hint), METHOD_("__reduce__", table_iterator_reduce),     \
   END_OF_ENTRIES}
const NativeEntry dict_iterator_entries[] = DICT_ITERATOR_ENTRIES;
const NativeEntry dict_valueiterator_entries[] = DICT_ITERATOR_ENTRIES;
const NativeEntry dict_itemiterator_entries[] = DICT_ITERATOR_ENTRIES;
const NativeEntry dict_reverseiterator_entries[] = DICT_ITERATOR_ENTRIES;
const NativeEntry dict_reversevalueiterator_entries[] = DICT_ITERATOR_ENTRIES;
const NativeEntry dict_reverseitemiterator_entries[] = DICT_ITERATOR_ENTRIES;
const NativeEntry set_iterator_entries[] = {
    ITERATOR_ENTRIES,
    METHOD_("__length_hint__", set_iterator_hint),
    METHOD_("__reduce__", table_iterator_reduce),
    END_OF_ENTRIES,
};
const NativeEntry range_iterator_entries[] = {
    ITERATOR_ENTRIES,
    METHOD_("__length_hint__", range_iterator_hint),
    METHOD_("__reduce__", range_iterator_reduce),
    METHOD_("__setstate__", range_iterator_setstate),
    END_OF_ENTRIES,
};
const NativeEntry longrange_iterator_entries[] = {
    ITERATOR_ENTRIES,
    METHOD_("__length_hint__", longrange_iterator_hint),
    METHOD_("__reduce__", longrange_iterator_reduce),
    METHOD_("__setstate__", longrange_iterator_setstate),
    END_OF_ENTRIES,
};
