/* What the iterators of module itertools share. */
#ifndef PYXIS_ITERTOOLS_H
#define PYXIS_ITERTOOLS_H

#include "library/library.h"

#include "object/containers.h"

extern NativeInfo iterator_self_info;

#define FIELD(i) (*field(vm, a[0], i))

static inline Value stop(Vm *vm) {
  Value exception = exception_new(vm, TYPE(vm, StopIteration), from_ref(known(vm)->empty_tuple));
  return exception == V_FAIL ? V_FAIL : raise_value(vm, exception);
}

/* An instance of class (a[0] of __new__), with these fields, the rest undefined. */
static inline Value iterator_make(Vm *vm, Value class, uint32_t fields) {
  Record *r = object_new(vm, to_ref(class), sizeof(Record) + fields * 8ull);
  if (!r) return V_FAIL;
  r->head.extra = (uint16_t)fields;
  for (uint32_t i = 0; i < fields; i++) r->fields[i] = V_UNDEFINED;
  return value_of(vm, r);
}

/* The items of the tuple that __setstate__ is given, and how many; false: V_FAIL. */
static inline bool state_items(Vm *vm, Value state, uint32_t least, uint32_t most, Value **items, uint32_t *count) {
  if (!is_kind(vm, state, KIND_TUPLE)) return RAISE(vm, TypeError, "state is not a tuple"), false;
  sequence_items(vm, state, items, count);
  if (*count >= least && *count <= most) return true;
  uint32_t bound = *count < least ? least : most;
  RAISE(vm, TypeError, "function takes %s %d argument%s (%d given)", least == most ? "exactly" : *count < least ? "at least" : "at most", (int)bound,
        bound == 1 ? "" : "s", (int)*count);
  return false;
}

/* cls(iterable): the iterator of a[1] into field 0 and a[2] into field 1. */
static inline Value with_two(Vm *vm, Value class, uint32_t fields, Value first, Value second) {
  Value v = iterator_make(vm, class, fields);
  if (v == V_FAIL) return V_FAIL;
  *field(vm, v, 0) = first;
  *field(vm, v, 1) = second;
  return v;
}

/* What __reduce__ answers: the type of self, arguments for it, and a state unless that is V_UNDEFINED. Arguments and state may be V_FAIL. */
static inline Value reduced(Vm *vm, Value self, Value arguments, Value state) {
  if (arguments == V_FAIL || state == V_FAIL) return V_FAIL;
  Value type = from_ref(type_of(vm, self));
  return state == V_UNDEFINED ? TUPLE_OF(vm, type, arguments) : TUPLE_OF(vm, type, arguments, state);
}

#endif
