/*
 * What list and tuple (and range, for subscripts) have in common: searching, comparing, repeating, subscripts by __index__.
 *
 * Each operation first runs in plain C over items that compare without a call; at the first item that needs one it goes on
 * from there in a resumable native.
 */
#include "object/containers.h"

bool reflected_first(Vm *vm, Value other, int special) {
  return is_ref(other) && (((Type *)at(vm, type_of(vm, other)))->flags & TYPE_HEAP) &&
         special_of(vm, other, special) != V_UNDEFINED;
}

static Value unhashable(Vm *vm, Value *a, uint32_t n __attribute__((unused))) {
  return RAISE(vm, TypeError, "unhashable type: '%T'", a[0]);
}
NativeInfo unhashable_info = {.function = unhashable, .name = "unhashable", .signature = "(self, /)"};

/* ---- subscripts -------------------------------------------------------------------------------------------------- */

static bool bound_is_simple(Vm *vm, Value v) { return v == V_NONE || int_check(vm, v); }

bool subscript_is_simple(Vm *vm, Value key) {
  if (is_small(key)) return true;
  if (is_kind(vm, key, KIND_SLICE)) {
    Slice *s = AS(Slice, vm, key);
    return bound_is_simple(vm, s->start) && bound_is_simple(vm, s->stop) && bound_is_simple(vm, s->step);
  }
  return int_check(vm, key);
}

int64_t subscript_position(Vm *vm, Value key, uint32_t length, const char *message) {
  int64_t i;
  if (is_small(key)) {
    i = to_small(key);
  } else if (is_bool(key)) {
    i = key == V_TRUE;
  } else if (!int_to_i64(vm, key, &i)) {
    RAISE(vm, IndexError, "cannot fit '%T' into an index-sized integer", key);
    return -1;
  }
  if (i < 0) i += length;
  if (i >= 0 && i < length) return i;
  RAISE(vm, IndexError, message);
  return -1;
}

Value sequence_item(Vm *vm, Value self, Value key, const char *message) {
  Value *items;
  uint32_t count;
  sequence_items(vm, self, &items, &count);
  int64_t i = subscript_position(vm, key, count, message);
  return i < 0 ? V_FAIL : items[i];
}

static Value subscript_do(Vm *vm, Value self, Value key, Value value, SubscriptOperation operation) {
  switch (operation) {
  case SUBSCRIPT_LIST_GET: return list_subscript(vm, self, key);
  case SUBSCRIPT_LIST_SET: return list_assign(vm, self, key, value);
  case SUBSCRIPT_TUPLE_GET: return tuple_subscript(vm, self, key);
  case SUBSCRIPT_RANGE_GET: return range_subscript(vm, self, key);
  }
  return V_FAIL;
}

static bool bound_is_fit(Vm *vm, Value v) {
  if (bound_is_simple(vm, v) || special_of(vm, v, SP_index) != V_UNDEFINED) return true;
  RAISE(vm, TypeError, "slice indices must be integers or None or have an __index__ method");
  return false;
}

SHARED_RESUMABLE(subscript_convert, 4, "(self, key, value, operation, /)", NULL) {
  enum { SELF, KEY, VALUE, OPERATION, START, STOP, STEP, RESULT };
  STEPS
    if (!is_kind(vm, a[KEY], KIND_SLICE)) {
      a[START] = a[KEY];
      AWAIT(1, a[KEY], object_index(vm, a[KEY]));
      {
        int64_t n;
        if (!int_to_i64(vm, a[KEY], &n)) return RAISE(vm, IndexError, "cannot fit '%T' into an index-sized integer", a[START]);
      }
    } else {
      a[START] = AS(Slice, vm, a[KEY])->start;
      a[STOP] = AS(Slice, vm, a[KEY])->stop;
      a[STEP] = AS(Slice, vm, a[KEY])->step;
      CHECKPOINT(2);
      if (a[STEP] != V_NONE) {
        if (!bound_is_fit(vm, a[STEP])) return V_FAIL;
        AWAIT(3, a[STEP], object_index(vm, a[STEP]));
      }
      if (a[START] != V_NONE) {
        if (!bound_is_fit(vm, a[START])) return V_FAIL;
        AWAIT(4, a[START], object_index(vm, a[START]));
      }
      if (a[STOP] != V_NONE) {
        if (!bound_is_fit(vm, a[STOP])) return V_FAIL;
        AWAIT(5, a[STOP], object_index(vm, a[STOP]));
      }
      {
        Value slice = slice_new(vm, a[START], a[STOP], a[STEP]);
        if (slice == V_FAIL) return V_FAIL;
        a[KEY] = slice;
      }
    }
    CHECKPOINT(6);
    AWAIT(7, a[RESULT], subscript_do(vm, a[SELF], a[KEY], a[VALUE], (SubscriptOperation)to_small(a[OPERATION])));
    return a[RESULT];
  END_STEPS
}

Value subscript_slow(Vm *vm, Value self, Value key, Value value, SubscriptOperation operation, const char *what) {
  if (!is_kind(vm, key, KIND_SLICE) && special_of(vm, key, SP_index) == V_UNDEFINED)
    return RAISE(vm, TypeError, "%s indices must be integers or slices, not %T", what, key);
  Value arguments[] = {self, key, value, from_small(operation)};
  return enter(vm, &subscript_convert_info, 4, arguments);
}

/* ---- searching --------------------------------------------------------------------------------------------------- */

SHARED_RESUMABLE(raise_not_in_list, 1, "(value, /)", NULL) {
  STEPS
    AWAIT(1, a[1], object_repr(vm, a[0]));
    return RAISE(vm, ValueError, "%S is not in list", a[1]);
  END_STEPS
}

static Value search_failed(Vm *vm, Value self, Value wanted, int64_t count, SearchOperation operation) {
  switch (operation) {
  case SEARCH_CONTAINS: return V_FALSE;
  case SEARCH_COUNT: return from_small(count);
  case SEARCH_REMOVE: return RAISE(vm, ValueError, "list.remove(x): x not in list");
  case SEARCH_INDEX: break;
  }
  if (is_tuple(vm, self)) return RAISE(vm, ValueError, "tuple.index(x): x not in tuple");
  return enter(vm, &raise_not_in_list_info, 1, &wanted);
}

static Value search_found(Vm *vm, Value self, int64_t i, SearchOperation operation) {
  if (operation == SEARCH_CONTAINS) return V_TRUE;
  if (operation == SEARCH_INDEX) return from_small(i);
  List *l = AS(List, vm, self);
  return list_splice(vm, l, (uint32_t)i, (uint32_t)i + 1, NULL, 0) ? V_NONE : V_FAIL;
}

SHARED_RESUMABLE(sequence_search_slow, 1, "(self, wanted, index, stop, count, operation, /)", NULL) {
  enum { SELF, WANTED, INDEX, STOP, COUNT, OPERATION, EQUAL };
  STEPS
    for (;;) {
      {
        Value *items;
        uint32_t length;
        uint64_t i = (uint64_t)to_small(a[INDEX]);
        SearchOperation operation = (SearchOperation)to_small(a[OPERATION]);
        sequence_items(vm, a[SELF], &items, &length);
        if (i >= length || (int64_t)i >= to_small(a[STOP])) {
          AWAIT(1, a[EQUAL], search_failed(vm, a[SELF], a[WANTED], to_small(a[COUNT]), operation));
          return a[EQUAL];
        }
        AWAIT(2, a[EQUAL], object_equal(vm, items[i], a[WANTED]));
      }
      if (a[EQUAL] == V_TRUE) {
        if (to_small(a[OPERATION]) != SEARCH_COUNT)
          return search_found(vm, a[SELF], to_small(a[INDEX]), (SearchOperation)to_small(a[OPERATION]));
        a[COUNT] = from_small(to_small(a[COUNT]) + 1);
      }
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      CHECKPOINT(3);
    }
  END_STEPS
}

Value sequence_search(Vm *vm, Value self, Value wanted, int64_t start, int64_t stop, SearchOperation operation) {
  Value *items;
  uint32_t length;
  sequence_items(vm, self, &items, &length);
  if (stop > length && operation != SEARCH_INDEX) stop = INT_MAX48;
  if (stop > INT_MAX48) stop = INT_MAX48;
  uint32_t end = stop < length ? (uint32_t)stop : length, count = 0;
  bool number = is_small(wanted);
  if (start > end) start = end;
  for (uint32_t i = (uint32_t)start; i < end; i++) {
    Value item = items[i];
    if (!charge(vm, 1)) return V_FAIL;
    if (item != wanted) {
      if (number && is_small(item)) continue;
      int equal = equal_simple(vm, item, wanted);
      if (equal == 0) continue;
      if (equal < 0) {
        Value arguments[] = {self, wanted, from_small(i), from_small(stop), from_small(count), from_small(operation)};
        return enter(vm, &sequence_search_slow_info, 6, arguments);
      }
    }
    if (operation != SEARCH_COUNT) return search_found(vm, self, i, operation);
    count++;
  }
  return search_failed(vm, self, wanted, count, operation);
}

static Value index_between(Vm *vm, const Value *a) {
  int64_t length = is_list(vm, a[0]) ? AS(List, vm, a[0])->length : AS(Tuple, vm, a[0])->length;
  int64_t start = clamped(vm, a[2]), stop = clamped(vm, a[3]);
  if (start < 0 && (start += length) < 0) start = 0;
  if (stop < 0 && (stop += length) < 0) stop = 0;
  return sequence_search(vm, a[0], a[1], start, stop, SEARCH_INDEX);
}

SHARED_RESUMABLE(sequence_index_slow, 0, "(self, value, start, stop, /)", NULL) {
  STEPS
    if (!is_small(a[2]) && special_of(vm, a[2], SP_index) == V_UNDEFINED)
      return RAISE(vm, TypeError, "slice indices must be integers or have an __index__ method");
    AWAIT(1, a[2], object_index(vm, a[2]));
    if (!is_small(a[3]) && special_of(vm, a[3], SP_index) == V_UNDEFINED)
      return RAISE(vm, TypeError, "slice indices must be integers or have an __index__ method");
    AWAIT(2, a[3], object_index(vm, a[3]));
    AWAIT(3, a[1], index_between(vm, a));
    return a[1];
  END_STEPS
}

Value sequence_index(Vm *vm, Value *a) {
  if (a[2] == V_UNDEFINED) a[2] = from_small(0);
  if (a[3] == V_UNDEFINED) a[3] = from_small(INT_MAX48);
  return is_small(a[2]) && is_small(a[3]) ? index_between(vm, a) : enter(vm, &sequence_index_slow_info, 4, a);
}

/* ---- comparing --------------------------------------------------------------------------------------------------- */

static Value compare_numbers(int64_t x, int64_t y, CompareOp op) {
  switch (op) {
  case CMP_LT: return from_bool(x < y);
  case CMP_LE: return from_bool(x <= y);
  case CMP_EQ: return from_bool(x == y);
  case CMP_NE: return from_bool(x != y);
  case CMP_GT: return from_bool(x > y);
  default: return from_bool(x >= y);
  }
}

SHARED_RESUMABLE(sequence_compare_slow, 1, "(x, y, op, index, /)", NULL) {
  enum { X, Y, OP, INDEX, RESULT };
  STEPS
    for (;;) {
      {
        Value *x, *y;
        uint32_t x_count, y_count;
        uint64_t i = (uint64_t)to_small(a[INDEX]);
        sequence_items(vm, a[X], &x, &x_count);
        sequence_items(vm, a[Y], &y, &y_count);
        if (i >= x_count || i >= y_count) return compare_numbers(x_count, y_count, (CompareOp)to_small(a[OP]));
        AWAIT(1, a[RESULT], object_equal(vm, x[i], y[i]));
      }
      if (a[RESULT] != V_TRUE) break;
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      CHECKPOINT(2);
    }
    {
      Value *x, *y;
      uint32_t x_count, y_count;
      uint64_t i = (uint64_t)to_small(a[INDEX]);
      sequence_items(vm, a[X], &x, &x_count);
      sequence_items(vm, a[Y], &y, &y_count);
      if (i >= x_count || i >= y_count) return compare_numbers(x_count, y_count, (CompareOp)to_small(a[OP]));
      if (to_small(a[OP]) == CMP_EQ) return V_FALSE;
      if (to_small(a[OP]) == CMP_NE) return V_TRUE;
      AWAIT(3, a[RESULT], object_compare(vm, (CompareOp)to_small(a[OP]), x[i], y[i]));
    }
    return a[RESULT];
  END_STEPS
}

Value sequence_compare(Vm *vm, Value left, Value right, CompareOp op) {
  Value *x, *y;
  uint32_t x_count, y_count, i;
  sequence_items(vm, left, &x, &x_count);
  sequence_items(vm, right, &y, &y_count);
  if (x_count != y_count && (op == CMP_EQ || op == CMP_NE) && is_list(vm, left)) return from_bool(op == CMP_NE);
  uint32_t shorter = x_count < y_count ? x_count : y_count;
  for (i = 0; i < shorter; i++) {
    if (!charge(vm, 1)) return V_FAIL;
    if (x[i] == y[i]) continue;
    if (is_small(x[i]) && is_small(y[i])) return compare_numbers(to_small(x[i]), to_small(y[i]), op);
    int equal = equal_simple(vm, x[i], y[i]);
    if (equal == 0) break;
    if (equal < 0) {
      Value arguments[] = {left, right, from_small(op), from_small(i)};
      return enter(vm, &sequence_compare_slow_info, 4, arguments);
    }
  }
  if (i == shorter) return compare_numbers(x_count, y_count, op);
  if (op == CMP_EQ) return V_FALSE;
  if (op == CMP_NE) return V_TRUE;
  return object_compare(vm, op, x[i], y[i]);
}

/* ---- repeating --------------------------------------------------------------------------------------------------- */

static Value repeat(Vm *vm, Value self, Value times, bool in_place) {
  Value *items;
  uint32_t count;
  int64_t n;
  sequence_items(vm, self, &items, &count);
  if (!index_i64(vm, times, &n, FIT_INDEX)) return V_FAIL;
  if (n < 0) n = 0;
  if (n == 1 && in_place) return self;
  if (n == 1 && IS_EXACT(vm, self, tuple)) return self;
  if (count && n > MAX_ITEMS / count) return raise_no_memory(vm);
  uint32_t total = (uint32_t)n * count;
  if (!count) total = 0;
  if (!charge(vm, total >> 3)) return V_FAIL;
  Value result = self, *to;
  if (is_tuple(vm, self)) {
    if (!total) return from_ref(known(vm)->empty_tuple);
    Tuple *t = tuple_alloc(vm, total);
    if (!t) return V_FAIL;
    to = t->items;
    result = value_of(vm, t);
  } else if (in_place) {
    if (!list_resize(vm, AS(List, vm, self), total)) return V_FAIL;
    to = items = list_items(vm, AS(List, vm, self));
  } else {
    result = list_new(vm, NULL, total);
    if (result == V_FAIL) return V_FAIL;
    to = list_items(vm, AS(List, vm, result));
  }
  if (!total) return result;
  if (to != items) memcpy(to, items, (size_t)count * 8);
  for (uint32_t done = count; done < total;) {
    uint32_t part = done < total - done ? done : total - done;
    memcpy(to + done, to, (size_t)part * 8);
    done += part;
  }
  return result;
}

SHARED_RESUMABLE(sequence_repeat_slow, 1, "(self, times, in_place, /)", NULL) {
  STEPS
    a[3] = a[1];
    AWAIT(1, a[1], object_index(vm, a[1]));
    {
      int64_t n;
      if (!int_to_i64(vm, a[1], &n)) return RAISE(vm, OverflowError, "cannot fit '%T' into an index-sized integer", a[3]);
    }
    return repeat(vm, a[0], a[1], a[2] == V_TRUE);
  END_STEPS
}

Value sequence_repeat(Vm *vm, Value self, Value times, bool in_place) {
  if (int_check(vm, times)) return repeat(vm, self, times, in_place);
  if (reflected_first(vm, times, in_place ? SP_rmul : SP_rmul) && special_of(vm, times, SP_index) == V_UNDEFINED)
    return V_NOTIMPLEMENTED;
  if (special_of(vm, times, SP_index) == V_UNDEFINED)
    return RAISE(vm, TypeError, "can't multiply sequence by non-int of type '%T'", times);
  Value arguments[] = {self, times, from_bool(in_place)};
  return enter(vm, &sequence_repeat_slow_info, 3, arguments);
}

/* ---- repr -------------------------------------------------------------------------------------------------------- */

SHARED_RESUMABLE(sequence_repr_slow, 3, "(self, /)", NULL) {
  enum { SELF, PARTS, INDEX, PART };
  STEPS
    if (being_printed(vm, a[SELF])) return str_from_c(vm, is_list(vm, a[SELF]) ? "[...]" : "(...)");
    a[PARTS] = list_new(vm, NULL, 0);
    if (a[PARTS] == V_FAIL) return V_FAIL;
    a[INDEX] = from_small(0);
    CHECKPOINT(1);
    for (;;) {
      {
        Value *items;
        uint32_t count;
        sequence_items(vm, a[SELF], &items, &count);
        if ((uint64_t)to_small(a[INDEX]) >= count) break;
        AWAIT(2, a[PART], object_repr(vm, items[to_small(a[INDEX])]));
      }
      CHECKPOINT(3);
      if (!list_append(vm, AS(List, vm, a[PARTS]), a[PART])) return V_FAIL;
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      CHECKPOINT(4);
    }
    if (is_list(vm, a[SELF])) return repr_joined(vm, "[", a[PARTS], "]");
    return repr_joined(vm, "(", a[PARTS], AS(List, vm, a[PARTS])->length == 1 ? ",)" : ")");
  END_STEPS
}

Value sequence_repr(Vm *vm, Value self) {
  Value text = repr_at_once(vm, self);
  return text == V_UNDEFINED ? enter(vm, &sequence_repr_slow_info, 1, &self) : text;
}
