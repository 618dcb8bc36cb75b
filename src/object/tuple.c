/*
 * tuple. Its items stand in line behind the header, so a tuple is one object and never changes.
 *
 * The hash is CPython's since 3.8, a variant of xxHash over the items' hashes.
 */
#include "object/containers.h"

Tuple *tuple_alloc(Vm *vm, uint32_t count) {
  if (count > MAX_ITEMS) {
    raise_no_memory(vm);
    return NULL;
  }
  Tuple *t = allocate(vm, sizeof(Tuple) + (uint64_t)count * 8, KIND_TUPLE, known(vm)->tuple_shape);
  if (t) t->length = count;
  return t;
}

Value tuple_new(Vm *vm, const Value *items, uint32_t count) {
  if (!count) return from_ref(known(vm)->empty_tuple);
  if (count > 64 && !charge(vm, count >> 2)) return V_FAIL;
  Tuple *t = tuple_alloc(vm, count);
  if (!t) return V_FAIL;
  if (items && count > 8) memcpy(t->items, items, (size_t)count * 8);
  else
    for (uint32_t i = 0; i < count; i++) t->items[i] = items ? items[i] : V_NONE;
  return value_of(vm, t);
}

bool sequence_items(Vm *vm, Value v, Value **items, uint32_t *count) {
  *items = NULL; /* most callers know what they have: a corrupted type may tell them wrong */
  *count = 0;
  if (!is_ref(v)) return false;
  Object *o = OBJECT(vm, v);
  if (o->kind == KIND_LIST) {
    List *l = (List *)o;
    uint32_t length = l->length;
    CAGE_CHECK(vm, in_cage(l->items, sizeof(Array) + (uint64_t)length * 8));
    *items = list_items(vm, l);
    *count = length;
    return true;
  }
  if (o->kind == KIND_TUPLE) {
    Tuple *t = (Tuple *)o;
    uint32_t length = t->length;
    CAGE_CHECK(vm, in_cage(to_ref(v), sizeof(Tuple) + (uint64_t)length * 8));
    *items = t->items;
    *count = length;
    return true;
  }
  return false;
}

/* ---- hash -------------------------------------------------------------------------------------------------------- */

#define XX_1 11400714785074694791ull
#define XX_2 14029467366897019727ull
#define XX_5 2870177450012600261ull

static inline uint64_t hash_step(uint64_t acc, int64_t lane) {
  acc += (uint64_t)lane * XX_2;
  acc = acc << 31 | acc >> 33;
  return acc * XX_1;
}

static inline int64_t hash_end(uint64_t acc, uint32_t count) {
  acc += count ^ (XX_5 ^ 3527539ull);
  return acc == (uint64_t)-1 ? 1546275796 : (int64_t)acc;
}

bool tuple_hash_simple(Vm *vm, Value tuple, int64_t *hash, uint32_t depth) {
  Value *items;
  uint32_t count;
  if (depth > 6 || !sequence_items(vm, tuple, &items, &count) || !charge(vm, count)) return false;
  uint64_t acc = XX_5;
  for (uint32_t i = 0; i < count; i++) {
    int64_t lane;
    Value item = items[i];
    if (is_small(item)) {
      lane = item == from_small(-1) ? -2 : to_small(item);
    } else if (is_kind(vm, item, KIND_TUPLE)) {
      if (!IS_EXACT(vm, item, tuple) &&
          special_of(vm, item, SP_hash) != ((Type *)at(vm, TYPE(vm, tuple)))->special[SP_hash])
        return false;
      if (!tuple_hash_simple(vm, item, &lane, depth + 1)) return false;
    } else if (!key_hash(vm, item, &lane)) {
      return false;
    }
    acc = hash_step(acc, lane);
  }
  *hash = hash_end(acc, count);
  return true;
}

RESUMABLE(tuple_hash_slow, 4, "(self, /)", NULL) {
  enum { SELF, INDEX, ACC, RESULT = ACC + 2 };
  STEPS
    a[INDEX] = from_small(0);
    wide_put(a + ACC, XX_5);
    CHECKPOINT(1);
    while (to_small(a[INDEX]) < AS(Tuple, vm, a[SELF])->length) {
      AWAIT(2, a[RESULT], object_hash(vm, tuple_item(vm, a[SELF], (uint32_t)to_small(a[INDEX]))));
      {
        int64_t lane = 0;
        int_to_i64(vm, a[RESULT], &lane);
        wide_put(a + ACC, hash_step(wide_get(a + ACC), lane));
        a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      }
      CHECKPOINT(3);
    }
    return int_from_i64(vm, hash_end(wide_get(a + ACC), AS(Tuple, vm, a[SELF])->length));
  END_STEPS
}

NATIVE(tuple_hash, "(self, /)", "Return hash(self).") {
  int64_t hash;
  if (tuple_hash_simple(vm, a[0], &hash, 0)) return int_from_i64(vm, hash);
  if (vm->ending) return V_FAIL;
  return enter(vm, &tuple_hash_slow_info, 1, a);
}

/* ---- making ------------------------------------------------------------------------------------------------------ */

RESUMABLE(tuple_from_slow, 1, "(iterable, type, /)", NULL) {
  enum { ITERABLE, TYPE_, ITEMS };
  STEPS
    AWAIT(1, a[ITEMS], object_sequence(vm, a[ITERABLE]));
    CHECKPOINT(2);
    {
      Value *items;
      uint32_t count;
      Tuple *t;
      sequence_items(vm, a[ITEMS], &items, &count);
      if (to_ref(a[TYPE_]) == TYPE(vm, tuple)) {
        if (is_tuple(vm, a[ITEMS])) return a[ITEMS];
        return tuple_new(vm, items, count);
      }
      if (!charge(vm, count >> 2)) return V_FAIL;
      if (count > MAX_ITEMS) return raise_no_memory(vm);
      t = object_new(vm, to_ref(a[TYPE_]), sizeof(Tuple) + (uint64_t)count * 8);
      if (!t) return V_FAIL;
      t->length = count;
      memcpy(t->items, items, (size_t)count * 8);
      /* The attributes stand behind the items: the length had to be known first. */
      if (t->head.flags & OBJECT_ATTRIBUTES) *attributes_of(vm, &t->head) = V_UNDEFINED;
      return value_of(vm, t);
    }
  END_STEPS
}

Value tuple_from(Vm *vm, Value iterable) {
  if (is_ref(iterable)) {
    Value *items;
    uint32_t count;
    if (IS_EXACT(vm, iterable, tuple)) return iterable;
    if (IS_EXACT(vm, iterable, list) && sequence_items(vm, iterable, &items, &count))
      return tuple_new(vm, items, count);
  }
  Value arguments[] = {iterable, from_ref(TYPE(vm, tuple))};
  return enter(vm, &tuple_from_slow_info, 2, arguments);
}

NATIVE(tuple_make, "(cls, iterable=(), /)",
       "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\n"
       "If iterable is specified the tuple is initialized from iterable's items.\n\n"
       "If the argument is a tuple, the return value is the same object.") {
  bool exact = to_ref(a[0]) == TYPE(vm, tuple);
  if (exact && a[1] == V_UNDEFINED) return from_ref(known(vm)->empty_tuple);
  if (exact) return tuple_from(vm, a[1]);
  Value arguments[] = {a[1] == V_UNDEFINED ? from_ref(known(vm)->empty_tuple) : a[1], a[0]};
  return enter(vm, &tuple_from_slow_info, 2, arguments);
}

/* ---- items ------------------------------------------------------------------------------------------------------- */

Value tuple_slice(Vm *vm, Value self, const Slice *slice) {
  Value *items;
  uint32_t count, length;
  int64_t start, stop, step;
  sequence_items(vm, self, &items, &count);
  if (!slice_bounds(vm, slice, count, &start, &stop, &step, &length)) return V_FAIL;
  if (length == count && step == 1 && IS_EXACT(vm, self, tuple)) return self;
  if (step == 1) return tuple_new(vm, items + start, length);
  if (!length) return from_ref(known(vm)->empty_tuple);
  if (!charge(vm, length >> 1)) return V_FAIL;
  Tuple *t = tuple_alloc(vm, length);
  if (!t) return V_FAIL;
  for (uint32_t i = 0; i < length; i++) t->items[i] = items[start + (int64_t)i * step];
  return value_of(vm, t);
}

Value tuple_subscript(Vm *vm, Value self, Value key) {
  return is_kind(vm, key, KIND_SLICE) ? tuple_slice(vm, self, AS(Slice, vm, key)) : sequence_item(vm, self, key, "tuple index out of range");
}

NATIVE(tuple_getitem, "(self, key, /)", "Return self[key].") {
  if (subscript_is_simple(vm, a[1])) return tuple_subscript(vm, a[0], a[1]);
  return subscript_slow(vm, a[0], a[1], V_UNDEFINED, SUBSCRIPT_TUPLE_GET, "tuple");
}

NATIVE(tuple_len, "(self, /)", "Return len(self).") { return from_small(AS(Tuple, vm, a[0])->length); }
NATIVE(tuple_iter, "(self, /)", "Implement iter(self).") { return tuple_iterator_new(vm, a[0]); }
NATIVE(tuple_contains, "(self, key, /)", "Return key in self.") {
  return sequence_search(vm, a[0], a[1], 0, INT64_MAX, SEARCH_CONTAINS);
}
NATIVE(tuple_count, "(self, value, /)", "Return number of occurrences of value.") {
  return sequence_search(vm, a[0], a[1], 0, INT64_MAX, SEARCH_COUNT);
}
NATIVE(tuple_index, "(self, value, start=0, stop=9223372036854775807, /)",
       "Return first index of value.\n\nRaises ValueError if the value is not present.") {
  return sequence_index(vm, a);
}

NATIVE(tuple_add, "(self, value, /)", "Return self+value.") {
  Value *left, *right;
  uint32_t left_count, right_count;
  if (!is_tuple(vm, a[1])) {
    if (reflected_first(vm, a[1], SP_radd)) return V_NOTIMPLEMENTED;
    return RAISE(vm, TypeError, "can only concatenate tuple (not \"%T\") to tuple", a[1]);
  }
  sequence_items(vm, a[0], &left, &left_count);
  sequence_items(vm, a[1], &right, &right_count);
  if (!left_count && IS_EXACT(vm, a[1], tuple)) return a[1];
  if (!right_count && IS_EXACT(vm, a[0], tuple)) return a[0];
  if (!charge(vm, ((uint64_t)left_count + right_count) >> 2)) return V_FAIL;
  if ((uint64_t)left_count + right_count > MAX_ITEMS) return raise_no_memory(vm);
  if (!(left_count + right_count)) return from_ref(known(vm)->empty_tuple);
  Tuple *t = tuple_alloc(vm, left_count + right_count);
  if (!t) return V_FAIL;
  memcpy(t->items, left, (size_t)left_count * 8);
  memcpy(t->items + left_count, right, (size_t)right_count * 8);
  return value_of(vm, t);
}

NATIVE(tuple_mul, "(self, value, /)", "Return self*value.") { return sequence_repeat(vm, a[0], a[1], false); }
NATIVE(tuple_repr, "(self, /)", "Return repr(self).") { return sequence_repr(vm, a[0]); }

#define COMPARISON(name, op, doc)                                                                                      \
  NATIVE(tuple_##name, "(self, value, /)", doc) {                                                                      \
    return is_tuple(vm, a[0]) && is_tuple(vm, a[1]) ? sequence_compare(vm, a[0], a[1], op) : V_NOTIMPLEMENTED;         \
  }
COMPARISON(lt, CMP_LT, "Return self<value.")
COMPARISON(le, CMP_LE, "Return self<=value.")
COMPARISON(eq, CMP_EQ, "Return self==value.")
COMPARISON(ne, CMP_NE, "Return self!=value.")
COMPARISON(gt, CMP_GT, "Return self>value.")
COMPARISON(ge, CMP_GE, "Return self>=value.")

NATIVE(tuple_getnewargs, "(self, /)", NULL) {
  Value *items;
  uint32_t count;
  sequence_items(vm, a[0], &items, &count);
  Value same = IS_EXACT(vm, a[0], tuple) ? a[0] : tuple_new(vm, items, count);
  return same == V_FAIL ? V_FAIL : TUPLE_OF(vm, same);
}

NATIVE(tuple_class_getitem, "(cls, item, /)", "See PEP 585") { return generic_alias_new(vm, a[0], a[1]); }

const NativeEntry tuple_entries[] = {
    STATIC("__new__", tuple_make),
    SLOT("__repr__", tuple_repr),
    SLOT("__hash__", tuple_hash),
    SLOT("__lt__", tuple_lt),
    SLOT("__le__", tuple_le),
    SLOT("__eq__", tuple_eq),
    SLOT("__ne__", tuple_ne),
    SLOT("__gt__", tuple_gt),
    SLOT("__ge__", tuple_ge),
    SLOT("__iter__", tuple_iter),
    SLOT("__len__", tuple_len),
    SLOT("__getitem__", tuple_getitem),
    SLOT("__add__", tuple_add),
    SLOT("__mul__", tuple_mul),
    SLOT("__rmul__", tuple_mul),
    SLOT("__contains__", tuple_contains),
    METHOD_("__getnewargs__", tuple_getnewargs),
    METHOD_("index", tuple_index),
    METHOD_("count", tuple_count),
    CLASSMETHOD_("__class_getitem__", tuple_class_getitem),
    INTERNAL(tuple_hash_slow),
    INTERNAL(tuple_from_slow),
    END_OF_ENTRIES,
};
