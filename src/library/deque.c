/*
 * collections.deque: a ring. Item i stands at items[(head + i) mod capacity], where the capacity is a power of two; whatever
 * changes the number of items counts STATE up, so that iterators notice.
 */
#include "library/library.h"

#include "object/containers.h"

enum { ITEMS, HEAD, LENGTH = DEQUE_LENGTH, MAXLEN, STATE, DEQUE_FIELDS }; /* ITEMS: an Array, or undefined; MAXLEN: None or an int */
#define F(i) (*field(vm, a[0], i))

static uint32_t length_of(Vm *vm, Value d) { return (uint32_t)to_small(*field(vm, d, LENGTH)); }
static Value *place(Vm *vm, Value d, uint32_t i) {
  Ref array = to_ref(*field(vm, d, ITEMS));
  uint32_t capacity = ((Array *)at(vm, array))->length;
  return item_at(vm, array + (Ref)offsetof(Array, items), ((uint32_t)to_small(*field(vm, d, HEAD)) + i) & (capacity - 1));
}
static void changed(Vm *vm, Value d, uint32_t head, uint32_t length) {
  *field(vm, d, HEAD) = from_small(head);
  *field(vm, d, LENGTH) = from_small(length);
  *field(vm, d, STATE) = from_small((to_small(*field(vm, d, STATE)) + 1) & 0xFFFFFFFF);
}
/* Room for one more, and the right to write. False: V_FAIL. */
static bool ready(Vm *vm, Value d) {
  uint32_t length = length_of(vm, d);
  Value items = *field(vm, d, ITEMS);
  uint32_t capacity = items == V_UNDEFINED ? 0 : AS(Array, vm, items)->length;
  if (length >= capacity) {
    if (capacity >= MAX_ITEMS) return raise_no_memory(vm), false;
    if (!charge(vm, length)) return false;
    Array *larger = array_new(vm, capacity ? capacity * 2 : 8);
    if (!larger) return false;
    for (uint32_t i = 0; i < length; i++) larger->items[i] = *place(vm, d, i);
    TOUCH(vm, OBJECT(vm, d));
    *field(vm, d, ITEMS) = value_of(vm, larger);
    *field(vm, d, HEAD) = from_small(0);
  } else {
    TOUCH(vm, OBJECT(vm, d));
    touch(vm, to_ref(items));
  }
  return true;
}
static uint32_t before(Vm *vm, Value d) {
  uint32_t capacity = AS(Array, vm, *field(vm, d, ITEMS))->length;
  return ((uint32_t)to_small(*field(vm, d, HEAD)) - 1) & (capacity - 1);
}
static uint32_t behind(Vm *vm, Value d) {
  uint32_t capacity = AS(Array, vm, *field(vm, d, ITEMS))->length;
  return ((uint32_t)to_small(*field(vm, d, HEAD)) + 1) & (capacity - 1);
}
static Value take(Vm *vm, Value d, bool left) {
  uint32_t length = length_of(vm, d);
  if (length == 0) return RAISE(vm, IndexError, "pop from an empty deque");
  TOUCH(vm, OBJECT(vm, d));
  touch(vm, to_ref(*field(vm, d, ITEMS)));
  Value *p = place(vm, d, left ? 0 : length - 1), v = *p;
  *p = V_UNDEFINED;
  changed(vm, d, left ? behind(vm, d) : (uint32_t)to_small(*field(vm, d, HEAD)), length - 1);
  return v;
}
static bool put(Vm *vm, Value d, Value v, bool left) {
  Value most = *field(vm, d, MAXLEN);
  if (most == from_small(0)) return true;
  if (!ready(vm, d)) return false;
  if (is_small(most) && length_of(vm, d) >= to_small(most)) take(vm, d, !left);
  uint32_t length = length_of(vm, d), head = (uint32_t)to_small(*field(vm, d, HEAD));
  changed(vm, d, left ? before(vm, d) : head, length + 1);
  *place(vm, d, left ? 0 : length) = v;
  return true;
}
static Value deque_make(Vm *vm, Ref type) {
  Record *r = object_new(vm, type, sizeof(Record) + DEQUE_FIELDS * 8ull);
  if (!r) return V_FAIL;
  r->head.extra = DEQUE_FIELDS;
  r->fields[ITEMS] = V_UNDEFINED;
  r->fields[HEAD] = r->fields[LENGTH] = r->fields[STATE] = from_small(0);
  r->fields[MAXLEN] = V_NONE;
  return value_of(vm, r);
}
static bool is_deque(Vm *vm, Value v) { return is_kind(vm, v, KIND_RECORD) && IS_A(vm, v, deque); }
static Value list_of_deque(Vm *vm, Value d) {
  uint32_t length = length_of(vm, d);
  if (!charge(vm, length)) return V_FAIL;
  Value list = list_new(vm, NULL, length);
  if (list == V_FAIL) return V_FAIL;
  for (uint32_t i = 0; i < length; i++) list_items(vm, AS(List, vm, list))[i] = *place(vm, d, i);
  return list;
}
/* A copy of the same type and bound, when the type is deque itself. */
static Value deque_copied(Vm *vm, Value d) {
  uint32_t length = length_of(vm, d);
  if (!charge(vm, length)) return V_FAIL;
  Value copy = deque_make(vm, TYPE(vm, deque));
  if (copy == V_FAIL) return V_FAIL;
  *field(vm, copy, MAXLEN) = *field(vm, d, MAXLEN);
  for (uint32_t i = 0; i < length; i++)
    if (!put(vm, copy, *place(vm, d, i), false)) return V_FAIL;
  return copy;
}

/* ---- making, adding ----------------------------------------------------------------------------------------------------- */

NATIVE(deque_new, "(cls, /, *args, **kwargs)", "Create and return a new object.") { return deque_make(vm, to_ref(a[0])); }

RESUMABLE(deque_fill, 2, "(self, iterable, left, /)", "") {
  enum { SELF, WALKED, LEFT, ITEM };
  STEPS
    if (a[WALKED] == a[SELF]) {
      a[WALKED] = list_of_deque(vm, a[SELF]);
      if (a[WALKED] == V_FAIL) {
        a[WALKED] = a[SELF];
        return V_FAIL;
      }
    }
    AWAIT(1, a[WALKED], object_iter(vm, a[WALKED]));
    for (;;) {
      CHECKPOINT(2);
      AWAIT(3, a[ITEM], object_next(vm, a[WALKED]));
      if (a[ITEM] == V_STOP) return V_NONE;
      CHECKPOINT(4);
      if (!put(vm, a[SELF], a[ITEM], a[LEFT] == V_TRUE)) return V_FAIL;
    }
  END_STEPS
}
static void emptied(Vm *vm, Value d) {
  TOUCH(vm, OBJECT(vm, d));
  *field(vm, d, ITEMS) = V_UNDEFINED;
  changed(vm, d, 0, 0);
}
NATIVE(deque_init, "(self, iterable=(), maxlen=None)", "deque([iterable[, maxlen]]) --> deque object") {
  Value most = V_NONE;
  if (a[2] != V_UNDEFINED && a[2] != V_NONE) {
    int64_t n_;
    if (!int_check(vm, a[2])) return RAISE(vm, TypeError, "an integer is required");
    if (!index_i64(vm, a[2], &n_, FIT_SSIZE)) return V_FAIL;
    if (n_ < 0) return RAISE(vm, ValueError, "maxlen must be non-negative");
    most = from_small(n_ > INT_MAX48 ? INT_MAX48 : n_);
  }
  emptied(vm, a[0]);
  F(MAXLEN) = most;
  if (a[1] == V_UNDEFINED) return V_NONE;
  return enter(vm, &deque_fill_info, 3, (Value[]){a[0], a[1], V_FALSE});
}
NATIVE(deque_append, "(self, x, /)", "Add an element to the right side of the deque.") {
  return put(vm, a[0], a[1], false) ? V_NONE : V_FAIL;
}
NATIVE(deque_appendleft, "(self, x, /)", "Add an element to the left side of the deque.") {
  return put(vm, a[0], a[1], true) ? V_NONE : V_FAIL;
}
NATIVE(deque_pop, "(self, /)", "Remove and return the rightmost element.") { return take(vm, a[0], false); }
NATIVE(deque_popleft, "(self, /)", "Remove and return the leftmost element.") { return take(vm, a[0], true); }
NATIVE(deque_extend, "(self, iterable, /)", "Extend the right side of the deque with elements from the iterable") {
  return enter(vm, &deque_fill_info, 3, (Value[]){a[0], a[1], V_FALSE});
}
NATIVE(deque_extendleft, "(self, iterable, /)", "Extend the left side of the deque with elements from the iterable") {
  return enter(vm, &deque_fill_info, 3, (Value[]){a[0], a[1], V_TRUE});
}
NATIVE(deque_clear, "(self, /)", "Remove all elements from the deque.") {
  emptied(vm, a[0]);
  return V_NONE;
}
RESUMABLE(deque_copy, 1, "(self, /)", "Return a shallow copy of a deque.") {
  STEPS
    if (type_of(vm, a[0]) == TYPE(vm, deque)) return deque_copied(vm, a[0]);
    if (F(MAXLEN) == V_NONE) AWAIT(1, a[1], call1(vm, from_ref(type_of(vm, a[0])), a[0]));
    else AWAIT(2, a[1], call2(vm, from_ref(type_of(vm, a[0])), a[0], F(MAXLEN)));
    return a[1];
  END_STEPS
}

/* ---- items by number -------------------------------------------------------------------------------------------------------- */

static Value item_access(Vm *vm, Value d, Value index, Value value);
RESUMABLE(deque_indexed, 0, "(self, index, value, /)", "") {
  STEPS
    AWAIT(1, a[1], object_index(vm, a[1]));
    return item_access(vm, a[0], a[1], a[2]);
  END_STEPS
}
/* value: V_STOP to read, V_UNDEFINED to delete. */
static void removed(Vm *vm, Value d, uint32_t i) {
  uint32_t length = length_of(vm, d);
  TOUCH(vm, OBJECT(vm, d));
  touch(vm, to_ref(*field(vm, d, ITEMS)));
  for (; i + 1 < length; i++) *place(vm, d, i) = *place(vm, d, i + 1);
  *place(vm, d, length - 1) = V_UNDEFINED;
  changed(vm, d, (uint32_t)to_small(*field(vm, d, HEAD)), length - 1);
}
static Value item_access(Vm *vm, Value d, Value index, Value value) {
  if (!int_check(vm, index)) {
    if (special_of(vm, index, SP_index) == V_UNDEFINED) return RAISE(vm, TypeError, "sequence index must be integer, not '%T'", index);
    return enter(vm, &deque_indexed_info, 3, (Value[]){d, index, value == V_STOP ? V_NONE : value});
  }
  int64_t i = subscript_position(vm, index, length_of(vm, d), "deque index out of range");
  if (i < 0) return V_FAIL;
  if (value == V_STOP) return *place(vm, d, (uint32_t)i);
  TOUCH(vm, OBJECT(vm, d));
  touch(vm, to_ref(*field(vm, d, ITEMS)));
  if (value == V_UNDEFINED) {
    if (!charge(vm, length_of(vm, d) - (uint32_t)i)) return V_FAIL;
    removed(vm, d, (uint32_t)i);
  } else {
    *place(vm, d, (uint32_t)i) = value;
  }
  return V_NONE;
}
RESUMABLE(deque_getitem_index, 0, "(self, index, /)", "") {
  STEPS
    AWAIT(1, a[1], object_index(vm, a[1]));
    return item_access(vm, a[0], a[1], V_STOP);
  END_STEPS
}
NATIVE(deque_getitem, "(self, key, /)", "Return self[key].") {
  if (!int_check(vm, a[1]) && special_of(vm, a[1], SP_index) != V_UNDEFINED) return enter(vm, &deque_getitem_index_info, 2, a);
  return item_access(vm, a[0], a[1], V_STOP);
}
NATIVE(deque_setitem, "(self, key, value, /)", "Set self[key] to value.") { return item_access(vm, a[0], a[1], a[2]); }
NATIVE(deque_delitem, "(self, key, /)", "Delete self[key].") { return item_access(vm, a[0], a[1], V_UNDEFINED); }
NATIVE(deque_len, "(self, /)", "Return len(self).") { return F(LENGTH); }
NATIVE(deque_maxlen, "(self, /)", "maximum size of a deque or None if unbounded") { return F(MAXLEN); }

NATIVE(deque_insert, "(self, index, value, /)", "Insert value before index") {
  int64_t i, length = length_of(vm, a[0]);
  if (!index_i64(vm, a[1], &i, FIT_SSIZE)) return V_FAIL;
  if (is_small(F(MAXLEN)) && length >= to_small(F(MAXLEN))) return RAISE(vm, IndexError, "deque already at its maximum size");
  if (i < 0) i = i + length < 0 ? 0 : i + length;
  if (i > length) i = length;
  if (!charge(vm, (uint64_t)(length - i)) || !put(vm, a[0], V_NONE, false)) return V_FAIL;
  for (int64_t k = length; k > i; k--) *place(vm, a[0], (uint32_t)k) = *place(vm, a[0], (uint32_t)k - 1);
  *place(vm, a[0], (uint32_t)i) = a[2];
  return V_NONE;
}
NATIVE(deque_rotate, "(self, n=1, /)", "Rotate the deque n steps to the right (default n=1).  If n is negative, rotates left.") {
  int64_t by = 1, length = length_of(vm, a[0]);
  if (a[1] != V_UNDEFINED && !index_i64(vm, a[1], &by, FIT_SSIZE)) return V_FAIL;
  if (length < 2) return V_NONE;
  by %= length;
  if (by < 0) by += length;
  if (by > length / 2) by -= length;
  if (!charge(vm, (uint64_t)(by < 0 ? -by : by)) || !ready(vm, a[0])) return V_FAIL;
  for (; by > 0; by--) {
    Value v = take(vm, a[0], false);
    uint32_t head = before(vm, a[0]);
    changed(vm, a[0], head, (uint32_t)length);
    *place(vm, a[0], 0) = v;
  }
  for (; by < 0; by++) {
    Value v = take(vm, a[0], true);
    changed(vm, a[0], (uint32_t)to_small(F(HEAD)), (uint32_t)length);
    *place(vm, a[0], (uint32_t)length - 1) = v;
  }
  return V_NONE;
}
NATIVE(deque_reverse, "(self, /)", "Reverse *IN PLACE*") {
  uint32_t length = length_of(vm, a[0]);
  if (length < 2) return V_NONE;
  if (!charge(vm, length)) return V_FAIL;
  TOUCH(vm, OBJECT(vm, a[0]));
  touch(vm, to_ref(F(ITEMS)));
  for (uint32_t i = 0, j = length - 1; i < j; i++, j--) {
    Value v = *place(vm, a[0], i);
    *place(vm, a[0], i) = *place(vm, a[0], j);
    *place(vm, a[0], j) = v;
  }
  return V_NONE;
}

/* ---- looking for items ------------------------------------------------------------------------------------------------------ */

enum { LOOK_CONTAINS, LOOK_COUNT, LOOK_INDEX, LOOK_REMOVE };
RESUMABLE(deque_look, 4, "(self, value, sort, start, stop, /)", "") {
  enum { SELF, VALUE, SORT, START, STOP, SEEN, FOUND, EQUAL };
  STEPS
    a[SEEN] = F(STATE);
    a[FOUND] = from_small(0);
    for (;;) {
      CHECKPOINT(1);
      if (to_small(a[START]) >= to_small(a[STOP]) || to_small(a[START]) >= length_of(vm, a[SELF])) break;
      AWAIT(2, a[EQUAL], object_equal(vm, *place(vm, a[SELF], (uint32_t)to_small(a[START])), a[VALUE]));
      if (F(STATE) != a[SEEN]) {
        if (a[SORT] == from_small(LOOK_REMOVE)) return RAISE(vm, IndexError, "deque mutated during remove().");
        return RAISE(vm, RuntimeError, "deque mutated during iteration");
      }
      if (a[EQUAL] == V_TRUE) {
        switch (to_small(a[SORT])) {
        case LOOK_CONTAINS: return V_TRUE;
        case LOOK_INDEX: return a[START];
        case LOOK_REMOVE: removed(vm, a[SELF], (uint32_t)to_small(a[START])); return V_NONE;
        default: a[FOUND] = from_small(to_small(a[FOUND]) + 1);
        }
      }
      a[START] = from_small(to_small(a[START]) + 1);
    }
    if (a[SORT] == from_small(LOOK_CONTAINS)) return V_FALSE;
    if (a[SORT] == from_small(LOOK_COUNT)) return a[FOUND];
    AWAIT(3, a[EQUAL], object_repr(vm, a[VALUE]));
    return RAISE(vm, ValueError, "%S is not in deque", a[EQUAL]);
  END_STEPS
}
static Value look(Vm *vm, Value d, Value v, int sort, int64_t start, int64_t stop_) {
  return enter(vm, &deque_look_info, 5, (Value[]){d, v, from_small(sort), from_small(start), from_small(stop_)});
}
NATIVE(deque_contains, "(self, key, /)", "Return key in self.") { return look(vm, a[0], a[1], LOOK_CONTAINS, 0, MAX_ITEMS); }
NATIVE(deque_count, "(self, value, /)", "Return number of occurrences of value.") { return look(vm, a[0], a[1], LOOK_COUNT, 0, MAX_ITEMS); }
NATIVE(deque_remove, "(self, value, /)", "Remove first occurrence of value.") { return look(vm, a[0], a[1], LOOK_REMOVE, 0, MAX_ITEMS); }
NATIVE(deque_index, "(self, value, start=0, stop=None, /)", "Return first index of value.") {
  int64_t start = 0, end = MAX_ITEMS, length = length_of(vm, a[0]);
  if (a[2] != V_UNDEFINED && !index_i64(vm, a[2], &start, FIT_CLAMPED)) return V_FAIL;
  if (a[3] != V_UNDEFINED && !index_i64(vm, a[3], &end, FIT_CLAMPED)) return V_FAIL;
  if (start < 0) start = start + length < 0 ? 0 : start + length;
  if (end < 0) end = end + length < 0 ? 0 : end + length;
  if (start > length) start = length;
  if (end > length) end = length;
  return look(vm, a[0], a[1], LOOK_INDEX, start, end);
}

/* ---- as a whole -------------------------------------------------------------------------------------------------------------- */

RESUMABLE(deque_repr, 2, "(self, /)", "Return repr(self).") {
  STEPS
    if (being_printed(vm, a[0])) return intern_c(vm, "[...]");
    a[1] = list_of_deque(vm, a[0]);
    if (a[1] == V_FAIL) return V_FAIL;
    AWAIT(1, a[1], object_repr(vm, a[1]));
    {
      Builder b;
      builder_start(&b, vm);
      builder_str(&b, from_ref(AS(Type, vm, from_ref(type_of(vm, a[0])))->name));
      builder_c(&b, "(");
      builder_str(&b, a[1]);
      if (F(MAXLEN) != V_NONE) {
        Value most = int_to_text(vm, F(MAXLEN), 10, false);
        if (most == V_FAIL) return V_FAIL;
        builder_c(&b, ", maxlen=");
        builder_str(&b, most);
      }
      builder_c(&b, ")");
      return builder_end(&b);
    }
  END_STEPS
}
static Value compared(Vm *vm, Value *a, CompareOp op) {
  if (!is_deque(vm, a[1])) return V_NOTIMPLEMENTED;
  Value x = list_of_deque(vm, a[0]), y = list_of_deque(vm, a[1]);
  if (x == V_FAIL || y == V_FAIL) return V_FAIL;
  return object_compare(vm, op, x, y);
}
NATIVE(deque_lt, "(self, value, /)", "Return self<value.") { return compared(vm, a, CMP_LT); }
NATIVE(deque_le, "(self, value, /)", "Return self<=value.") { return compared(vm, a, CMP_LE); }
NATIVE(deque_eq, "(self, value, /)", "Return self==value.") { return compared(vm, a, CMP_EQ); }
NATIVE(deque_ne, "(self, value, /)", "Return self!=value.") { return compared(vm, a, CMP_NE); }
NATIVE(deque_gt, "(self, value, /)", "Return self>value.") { return compared(vm, a, CMP_GT); }
NATIVE(deque_ge, "(self, value, /)", "Return self>=value.") { return compared(vm, a, CMP_GE); }
NATIVE(deque_hash, "(self, /)", "") { return RAISE(vm, TypeError, "unhashable type: '%S.deque'", intern_c(vm, "collections")); }

RESUMABLE(deque_joined, 1, "(self, value, in_place, /)", "") {
  STEPS
    if (a[2] == V_TRUE) a[3] = a[0];
    else AWAIT(1, a[3], enter(vm, &deque_copy_info, 1, a));
    CHECKPOINT(2);
    AWAIT(3, a[2], enter(vm, &deque_fill_info, 3, (Value[]){a[3], a[1], V_FALSE}));
    return a[3];
  END_STEPS
}
NATIVE(deque_add, "(self, value, /)", "Return self+value.") {
  if (!is_deque(vm, a[1])) return RAISE(vm, TypeError, "can only concatenate deque (not \"%T\") to deque", a[1]);
  return enter(vm, &deque_joined_info, 3, (Value[]){a[0], a[1], V_FALSE});
}
NATIVE(deque_iadd, "(self, value, /)", "Implement self+=value.") {
  return enter(vm, &deque_joined_info, 3, (Value[]){a[0], a[1], V_TRUE});
}
/* All of it `times` over, into `d` itself. */
static Value repeated(Vm *vm, Value d, Value times) {
  int64_t count;
  if (!index_i64(vm, times, &count, FIT_INDEX)) return V_FAIL;
  uint32_t length = length_of(vm, d);
  if (count <= 0 || !length) {
    emptied(vm, d);
    return d;
  }
  Value most = *field(vm, d, MAXLEN);
  if (is_small(most) && most != from_small(0)) {
    int64_t enough = (to_small(most) + length - 1) / length + 1; /* further rounds change nothing but where it starts */
    if (count > enough) count = enough;
  }
  if ((uint64_t)count > MAX_ITEMS / length) return raise_no_memory(vm);
  if (!charge(vm, (uint64_t)length * (uint64_t)count)) return V_FAIL;
  Value list = list_of_deque(vm, d);
  if (list == V_FAIL) return V_FAIL;
  /* Into a new one first: a failed allocation leaves d as it was. */
  Value whole = deque_make(vm, TYPE(vm, deque));
  if (whole == V_FAIL) return V_FAIL;
  *field(vm, whole, MAXLEN) = most;
  for (int64_t k = 0; k < count; k++)
    for (uint32_t i = 0; i < length; i++)
      if (!put(vm, whole, list_items(vm, AS(List, vm, list))[i], false)) return V_FAIL;
  TOUCH(vm, OBJECT(vm, d));
  *field(vm, d, ITEMS) = *field(vm, whole, ITEMS);
  changed(vm, d, (uint32_t)to_small(*field(vm, whole, HEAD)), length_of(vm, whole));
  return d;
}
NATIVE(deque_mul, "(self, value, /)", "Return self*value.") {
  if (!int_check(vm, a[1])) return V_NOTIMPLEMENTED;
  Value copy = deque_copied(vm, a[0]);
  return copy == V_FAIL ? V_FAIL : repeated(vm, copy, a[1]);
}
NATIVE(deque_imul, "(self, value, /)", "Implement self*=value.") {
  if (!int_check(vm, a[1])) return V_NOTIMPLEMENTED;
  return repeated(vm, a[0], a[1]);
}
RESUMABLE(deque_reduce, 1, "(self, /)", "Return state information for pickling.") {
  STEPS
    AWAIT(1, a[1], object_getattr_or(vm, a[0], NAME(vm, __dict__)));
    {
      Value nothing = from_ref(known(vm)->empty_tuple);
      Value args = F(MAXLEN) == V_NONE ? nothing : TUPLE_OF(vm, nothing, F(MAXLEN)), list = list_of_deque(vm, a[0]);
      if (args == V_FAIL || list == V_FAIL) return V_FAIL;
      Value iterator = list_iterator_new(vm, list);
      if (iterator == V_FAIL) return V_FAIL;
      bool own = is_kind(vm, a[1], KIND_DICT) && AS(Dict, vm, a[1])->used;
      return TUPLE_OF(vm, from_ref(type_of(vm, a[0])), args, own ? a[1] : V_NONE, iterator);
    }
  END_STEPS
}
NATIVE(deque_class_getitem, "(cls, item, /)", "See PEP 585") { return generic_alias_new(vm, a[0], a[1]); }

/* ---- iterators ---------------------------------------------------------------------------------------------------------------- */

enum { WALK_DEQUE, WALK_INDEX, WALK_STATE, WALK_FIELDS };
static Value walk_new(Vm *vm, Value d, int type) {
  Value it = record_new(vm, type, WALK_FIELDS);
  if (it == V_FAIL) return V_FAIL;
  *field(vm, it, WALK_DEQUE) = d;
  *field(vm, it, WALK_INDEX) = from_small(0);
  *field(vm, it, WALK_STATE) = *field(vm, d, STATE);
  return it;
}
static Value walk_next(Vm *vm, Value *a, bool reversed) {
  Value d = F(WALK_DEQUE);
  if (d == V_UNDEFINED) return RAISE(vm, StopIteration, "");
  uint32_t i = (uint32_t)to_small(F(WALK_INDEX)), length = length_of(vm, d);
  if (*field(vm, d, STATE) != F(WALK_STATE)) {
    TOUCH(vm, OBJECT(vm, a[0]));
    F(WALK_DEQUE) = V_UNDEFINED;
    return RAISE(vm, RuntimeError, "deque mutated during iteration");
  }
  TOUCH(vm, OBJECT(vm, a[0]));
  if (i >= length) {
    F(WALK_DEQUE) = V_UNDEFINED;
    Value e = exception_new(vm, TYPE(vm, StopIteration), from_ref(known(vm)->empty_tuple));
    return e == V_FAIL ? V_FAIL : raise_value(vm, e);
  }
  F(WALK_INDEX) = from_small((int64_t)i + 1);
  return *place(vm, d, reversed ? length - 1 - i : i);
}
NATIVE(deque_iter, "(self, /)", "Implement iter(self).") { return walk_new(vm, a[0], T_deque_iterator); }
NATIVE(deque_reversed, "(self, /)", "Return a reverse iterator over the deque.") { return walk_new(vm, a[0], T_deque_reverseiterator); }
NATIVE(walk_self, "(self, /)", "Implement iter(self).") { return a[0]; }
NATIVE(deque_iterator_next, "(self, /)", "Implement next(self).") { return walk_next(vm, a, false); }
NATIVE(deque_reverseiterator_next, "(self, /)", "Implement next(self).") { return walk_next(vm, a, true); }
NATIVE(walk_length_hint, "(self, /)", "Private method returning an estimate of len(list(it)).") {
  if (F(WALK_DEQUE) == V_UNDEFINED) return from_small(0);
  int64_t left = (int64_t)length_of(vm, F(WALK_DEQUE)) - to_small(F(WALK_INDEX));
  return from_small(left < 0 ? 0 : left);
}
const NativeEntry deque_iterator_entries[] = {
    SLOT("__iter__", walk_self), SLOT("__next__", deque_iterator_next), METHOD_("__length_hint__", walk_length_hint), END_OF_ENTRIES,
};
const NativeEntry deque_reverseiterator_entries[] = {
    SLOT("__iter__", walk_self), SLOT("__next__", deque_reverseiterator_next), METHOD_("__length_hint__", walk_length_hint), END_OF_ENTRIES,
};

const NativeEntry deque_entries[] = {
    STATIC("__new__", deque_new), SLOT("__init__", deque_init), METHOD_("append", deque_append), METHOD_("appendleft", deque_appendleft),
    METHOD_("pop", deque_pop), METHOD_("popleft", deque_popleft), METHOD_("extend", deque_extend),
    METHOD_("extendleft", deque_extendleft), METHOD_("clear", deque_clear), METHOD_("copy", deque_copy), METHOD_("__copy__", deque_copy),
    METHOD_("count", deque_count), METHOD_("index", deque_index), METHOD_("insert", deque_insert), METHOD_("remove", deque_remove),
    METHOD_("reverse", deque_reverse), METHOD_("rotate", deque_rotate), GETTER("maxlen", deque_maxlen),
    SLOT("__len__", deque_len), SLOT("__getitem__", deque_getitem), SLOT("__setitem__", deque_setitem),
    SLOT("__delitem__", deque_delitem), SLOT("__contains__", deque_contains), SLOT("__iter__", deque_iter),
    METHOD_("__reversed__", deque_reversed), SLOT("__repr__", deque_repr), SLOT("__lt__", deque_lt), SLOT("__le__", deque_le),
    SLOT("__eq__", deque_eq), SLOT("__ne__", deque_ne), SLOT("__gt__", deque_gt), SLOT("__ge__", deque_ge), SLOT("__hash__", deque_hash),
    SLOT("__add__", deque_add), SLOT("__iadd__", deque_iadd), SLOT("__mul__", deque_mul), SLOT("__rmul__", deque_mul),
    SLOT("__imul__", deque_imul), METHOD_("__reduce__", deque_reduce), CLASSMETHOD_("__class_getitem__", deque_class_getitem),
    INTERNAL(deque_fill), INTERNAL(deque_indexed), INTERNAL(deque_getitem_index), INTERNAL(deque_look), INTERNAL(deque_joined),
    END_OF_ENTRIES,
};
