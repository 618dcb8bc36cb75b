/*
 * range: start, stop, step and the length they give, ints of any size.
 *
 * Where all four are small the arithmetic is plain C. Nothing overflows: small ints have 48 bits, and index * step stays between
 * start and stop.
 */
#include "object/containers.h"

static inline bool small4(Range *r) {
  return is_small(r->start) && is_small(r->stop) && is_small(r->step) && is_small(r->length);
}

static Value range_length(Vm *vm, Value start, Value stop, Value step) {
  if (is_small(start) && is_small(stop) && is_small(step)) {
    int64_t from = to_small(start), to = to_small(stop), by = to_small(step);
    if (by > 0) return from < to ? int_from_i64(vm, (to - from - 1) / by + 1) : from_small(0);
    return from > to ? int_from_i64(vm, (from - to - 1) / -by + 1) : from_small(0);
  }
  bool up = int_sign(vm, step) > 0;
  Value low = up ? start : stop, high = up ? stop : start;
  if (int_compare(vm, low, high) >= 0) return from_small(0);
  Value by = up ? step : int_unary(vm, OP_NEG, step);
  if (by == V_FAIL) return V_FAIL;
  Value span = int_binary(vm, OP_SUB, high, low);
  if (span == V_FAIL) return V_FAIL;
  span = int_binary(vm, OP_SUB, span, from_small(1));
  if (span == V_FAIL) return V_FAIL;
  span = int_binary(vm, OP_FLOORDIV, span, by);
  return span == V_FAIL ? V_FAIL : int_binary(vm, OP_ADD, span, from_small(1));
}

Value range_new(Vm *vm, Value start, Value stop, Value step) {
  if (start == V_FAIL || stop == V_FAIL || step == V_FAIL) return V_FAIL;
  if (step == from_small(0)) return RAISE(vm, ValueError, "range() arg 3 must not be zero");
  Value length = range_length(vm, start, stop, step);
  if (length == V_FAIL) return V_FAIL;
  Range *r = allocate(vm, sizeof(Range), KIND_RANGE, SHAPE(vm, range));
  if (!r) return V_FAIL;
  r->start = start;
  r->stop = stop;
  r->step = step;
  r->length = length;
  return value_of(vm, r);
}

RESUMABLE(range_make_slow, 0, "(start, stop, step, /)", NULL) {
  STEPS
    AWAIT(1, a[0], object_index(vm, a[0]));
    AWAIT(2, a[1], object_index(vm, a[1]));
    AWAIT(3, a[2], object_index(vm, a[2]));
    return range_new(vm, a[0], a[1], a[2]);
  END_STEPS
}

NATIVE(range_make, "(cls, start, stop=None, step=None, /)",
       "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a "
       "sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., "
       "j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices "
       "for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).") {
  Value three[3] = {a[1], a[2], a[3]};
  if (three[1] == V_UNDEFINED) {
    three[1] = three[0];
    three[0] = from_small(0);
  }
  if (three[2] == V_UNDEFINED) three[2] = from_small(1);
  if (is_small(three[0]) && is_small(three[1]) && is_small(three[2])) return range_new(vm, three[0], three[1], three[2]);
  return enter(vm, &range_make_slow_info, 3, three);
}

/* start + index * step */
static Value item(Vm *vm, Range *r, Value index) {
  if (small4(r) && is_small(index)) return int_from_i64(vm, to_small(r->start) + to_small(index) * to_small(r->step));
  Value v = int_binary(vm, OP_MUL, index, r->step);
  return v == V_FAIL ? V_FAIL : int_binary(vm, OP_ADD, r->start, v);
}

/* ---- iterating --------------------------------------------------------------------------------------------------- */

/* Every value that the small iterator gives must be small: the first and the last are. */
static bool stays_small(Value start, Value length, Value step) {
  int64_t way;
  if (!is_small(start) || !is_small(length) || !is_small(step)) return false;
  return !__builtin_mul_overflow(to_small(length), to_small(step), &way) && way > -((int64_t)1 << 60) &&
         way < (int64_t)1 << 60 && fits_small(to_small(start) + way - to_small(step));
}

static Value iterator_from(Vm *vm, Value start, Value length, Value step) {
  if (start == V_FAIL || step == V_FAIL) return V_FAIL;
  bool small = stays_small(start, length, step);
  Value it = small ? record_new(vm, T_range_iterator, RANGE_ITERATOR_FIELDS)
                   : record_new(vm, T_longrange_iterator, LONGRANGE_ITERATOR_FIELDS);
  if (it == V_FAIL) return V_FAIL;
  Value *f = field(vm, it, 0);
  if (small) {
    f[RANGE_ITERATOR_CURRENT] = start;
    f[RANGE_ITERATOR_REMAINING] = length;
    f[RANGE_ITERATOR_STEP] = step;
  } else {
    f[LONGRANGE_ITERATOR_START] = start;
    f[LONGRANGE_ITERATOR_INDEX] = from_small(0);
    f[LONGRANGE_ITERATOR_STEP] = step;
    f[LONGRANGE_ITERATOR_LENGTH] = length;
  }
  return it;
}

Value range_iterator_new(Vm *vm, Value range) {
  Range *r = AS(Range, vm, range);
  return iterator_from(vm, r->start, r->length, r->step);
}

NATIVE(range_iter, "(self, /)", "Implement iter(self).") { return range_iterator_new(vm, a[0]); }

NATIVE(range_reversed, "(self, /)", "Return a reverse iterator.") {
  Range *r = AS(Range, vm, a[0]);
  Value last = int_binary(vm, OP_SUB, r->length, from_small(1));
  if (last == V_FAIL) return V_FAIL;
  return iterator_from(vm, item(vm, r, last), r->length, int_unary(vm, OP_NEG, r->step));
}

/* ---- items ------------------------------------------------------------------------------------------------------- */

Value range_subscript(Vm *vm, Value self, Value key) {
  Range *r = AS(Range, vm, self);
  if (is_kind(vm, key, KIND_SLICE)) {
    Value out[3];
    if (!slice_indices(vm, AS(Slice, vm, key), r->length, out)) return V_FAIL;
    Value step = int_binary(vm, OP_MUL, out[2], r->step);
    if (step == V_FAIL) return V_FAIL;
    return range_new(vm, item(vm, r, out[0]), item(vm, r, out[1]), step);
  }
  key = int_exact(vm, key);
  if (key == V_FAIL) return V_FAIL;
  if (int_sign(vm, key) < 0) {
    key = int_binary(vm, OP_ADD, key, r->length);
    if (key == V_FAIL) return V_FAIL;
  }
  if (int_sign(vm, key) < 0 || int_compare(vm, key, r->length) >= 0)
    return RAISE(vm, IndexError, "range object index out of range");
  return item(vm, r, key);
}

NATIVE(range_getitem, "(self, key, /)", "Return self[key].") {
  if (subscript_is_simple(vm, a[1])) return range_subscript(vm, a[0], a[1]);
  return subscript_slow(vm, a[0], a[1], V_UNDEFINED, SUBSCRIPT_RANGE_GET, "range");
}

NATIVE(range_len, "(self, /)", "Return len(self).") {
  int64_t fits;
  Value length = AS(Range, vm, a[0])->length;
  if (!int_to_i64(vm, length, &fits)) return RAISE(vm, OverflowError, "Python int too large to convert to C ssize_t");
  return length;
}
NATIVE(range_bool, "(self, /)", "True if self else False") {
  return from_bool(AS(Range, vm, a[0])->length != from_small(0));
}

/* The index of an int in the range, as an int; V_UNDEFINED: it is not there; V_FAIL. */
static Value position_of(Vm *vm, Range *r, Value v) {
  if (small4(r) && is_small(v)) {
    int64_t n = to_small(v), start = to_small(r->start), stop = to_small(r->stop), step = to_small(r->step);
    if (step > 0 ? n < start || n >= stop : n > start || n <= stop) return V_UNDEFINED;
    return (n - start) % step ? V_UNDEFINED : from_small((n - start) / step);
  }
  v = int_exact(vm, v);
  if (v == V_FAIL) return V_FAIL;
  bool up = int_sign(vm, r->step) > 0;
  if (up ? int_compare(vm, v, r->start) < 0 || int_compare(vm, v, r->stop) >= 0
         : int_compare(vm, v, r->start) > 0 || int_compare(vm, v, r->stop) <= 0)
    return V_UNDEFINED;
  Value offset = int_binary(vm, OP_SUB, v, r->start);
  if (offset == V_FAIL) return V_FAIL;
  Value rest = int_binary(vm, OP_MOD, offset, r->step);
  if (rest == V_FAIL) return V_FAIL;
  return int_sign(vm, rest) ? V_UNDEFINED : int_binary(vm, OP_FLOORDIV, offset, r->step);
}

static bool is_plain_int(Vm *vm, Value v) {
  return is_small(v) || is_bool(v) || (is_kind(vm, v, KIND_INT) && IS_EXACT(vm, v, int));
}

/* For values that are no ints: compares with each item. */
RESUMABLE(range_search, 3, "(self, value, operation, /)", NULL) {
  enum { SELF, WANTED, OPERATION, INDEX, COUNT, EQUAL };
  STEPS
    a[INDEX] = a[COUNT] = from_small(0);
    CHECKPOINT(1);
    for (;;) {
      if (int_compare(vm, a[INDEX], AS(Range, vm, a[SELF])->length) >= 0) break;
      {
        Value v = item(vm, AS(Range, vm, a[SELF]), a[INDEX]);
        if (v == V_FAIL) return V_FAIL;
        AWAIT(2, a[EQUAL], object_equal(vm, v, a[WANTED]));
      }
      if (a[EQUAL] == V_TRUE) {
        if (a[OPERATION] == from_small(SEARCH_CONTAINS)) return V_TRUE;
        if (a[OPERATION] == from_small(SEARCH_INDEX)) return a[INDEX];
        a[COUNT] = from_small(to_small(a[COUNT]) + 1);
      }
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      CHECKPOINT(3);
    }
    if (a[OPERATION] == from_small(SEARCH_CONTAINS)) return V_FALSE;
    if (a[OPERATION] == from_small(SEARCH_COUNT)) return a[COUNT];
    return RAISE(vm, ValueError, "sequence.index(x): x not in sequence");
  END_STEPS
}

static Value search(Vm *vm, Value self, Value wanted, SearchOperation operation) {
  Value arguments[] = {self, wanted, from_small(operation)};
  return enter(vm, &range_search_info, 3, arguments);
}

NATIVE(range_contains, "(self, key, /)", "Return key in self.") {
  if (!is_plain_int(vm, a[1])) return search(vm, a[0], a[1], SEARCH_CONTAINS);
  Value i = position_of(vm, AS(Range, vm, a[0]), a[1]);
  return i == V_FAIL ? V_FAIL : from_bool(i != V_UNDEFINED);
}
NATIVE(range_count, "(self, value, /)", "rangeobject.count(value) -> integer -- return number of occurrences of value") {
  if (!is_plain_int(vm, a[1])) return search(vm, a[0], a[1], SEARCH_COUNT);
  Value i = position_of(vm, AS(Range, vm, a[0]), a[1]);
  return i == V_FAIL ? V_FAIL : from_small(i != V_UNDEFINED);
}
NATIVE(range_index, "(self, value, /)",
       "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.") {
  if (!is_plain_int(vm, a[1])) return search(vm, a[0], a[1], SEARCH_INDEX);
  Value i = position_of(vm, AS(Range, vm, a[0]), a[1]);
  if (i == V_UNDEFINED && is_bool(a[1])) return RAISE(vm, ValueError, "%s is not in range", a[1] == V_TRUE ? "True" : "False");
  return i == V_UNDEFINED ? RAISE(vm, ValueError, "%R is not in range", a[1]) : i;
}

/* ---- comparing and printing -------------------------------------------------------------------------------------- */

static Value equal(Vm *vm, Value left, Value right) {
  if (!is_kind(vm, right, KIND_RANGE)) return V_NOTIMPLEMENTED;
  Range *x = AS(Range, vm, left), *y = AS(Range, vm, right);
  if (left == right) return V_TRUE;
  if (int_compare(vm, x->length, y->length)) return V_FALSE;
  if (x->length == from_small(0)) return V_TRUE;
  if (int_compare(vm, x->start, y->start)) return V_FALSE;
  if (x->length == from_small(1)) return V_TRUE;
  return from_bool(!int_compare(vm, x->step, y->step));
}
NATIVE(range_eq, "(self, value, /)", "Return self==value.") { return equal(vm, a[0], a[1]); }
NATIVE(range_ne, "(self, value, /)", "Return self!=value.") {
  Value same = equal(vm, a[0], a[1]);
  return is_bool(same) ? from_bool(same == V_FALSE) : same;
}

NATIVE(range_hash, "(self, /)", "Return hash(self).") {
  Range *r = AS(Range, vm, a[0]);
  bool some = r->length != from_small(0), more = some && r->length != from_small(1);
  Value t = TUPLE_OF(vm, r->length, some ? r->start : V_NONE, more ? r->step : V_NONE);
  int64_t hash;
  if (t == V_FAIL || !tuple_hash_simple(vm, t, &hash, 0)) return V_FAIL;
  return int_from_i64(vm, hash);
}

NATIVE(range_repr, "(self, /)", "Return repr(self).") {
  Range *r = AS(Range, vm, a[0]);
  Value start = int_to_text(vm, r->start, 10, false);
  if (start == V_FAIL) return V_FAIL;
  Value stop = int_to_text(vm, r->stop, 10, false);
  if (stop == V_FAIL) return V_FAIL;
  Value step = int_to_text(vm, r->step, 10, false);
  if (step == V_FAIL) return V_FAIL;
  Builder b;
  builder_start(&b, vm);
  builder_c(&b, "range(");
  builder_str(&b, start);
  builder_c(&b, ", ");
  builder_str(&b, stop);
  if (r->step != from_small(1)) {
    builder_c(&b, ", ");
    builder_str(&b, step);
  }
  builder_c(&b, ")");
  return builder_end(&b);
}

NATIVE(range_reduce, "(self, /)", NULL) {
  Range *r = AS(Range, vm, a[0]);
  Value arguments = TUPLE_OF(vm, r->start, r->stop, r->step);
  return arguments == V_FAIL ? V_FAIL : TUPLE_OF(vm, from_ref(TYPE(vm, range)), arguments);
}

NATIVE(range_start, "(self, /)", NULL) { return AS(Range, vm, a[0])->start; }
NATIVE(range_stop, "(self, /)", NULL) { return AS(Range, vm, a[0])->stop; }
NATIVE(range_step, "(self, /)", NULL) { return AS(Range, vm, a[0])->step; }

const NativeEntry range_entries[] = {
    STATIC("__new__", range_make),
    SLOT("__repr__", range_repr),
    SLOT("__hash__", range_hash),
    SLOT("__eq__", range_eq),
    SLOT("__ne__", range_ne),
    SLOT("__iter__", range_iter),
    SLOT("__bool__", range_bool),
    SLOT("__len__", range_len),
    SLOT("__getitem__", range_getitem),
    SLOT("__contains__", range_contains),
    METHOD_("__reversed__", range_reversed),
    METHOD_("__reduce__", range_reduce),
    METHOD_("count", range_count),
    METHOD_("index", range_index),
    MEMBER("start", range_start),
    MEMBER("stop", range_stop),
    MEMBER("step", range_step),
    INTERNAL(range_make_slow),
    INTERNAL(range_search),
    END_OF_ENTRIES,
};
