/*
 * Module itertools. Each iterator is a Record. Where a step needs no Python, because what it reads is a built-in container's
 * iterator or nothing at all, __next__ is plain; otherwise it enters a resumable step of the same name.
 */
#include "library/itertools.h"

SHARED_NATIVE(iterator_self, "(self, /)", "Implement iter(self).") { return a[0]; }

/* ---- count ---------------------------------------------------------------------------------------------------------- */

enum { COUNT_NEXT, COUNT_STEP, COUNT_FIELDS };

static bool is_number(Vm *vm, Value v) {
  return int_check(vm, v) || float_check(vm, v) || is_kind(vm, v, KIND_COMPLEX) || special_of(vm, v, SP_index) != V_UNDEFINED ||
         special_of(vm, v, SP_float) != V_UNDEFINED || special_of(vm, v, SP_int) != V_UNDEFINED;
}

NATIVE(count_new, "(cls, start=0, step=1)", "Return a count object whose .__next__() method returns consecutive values.") {
  if (a[1] == V_UNDEFINED) a[1] = from_small(0);
  if (a[2] == V_UNDEFINED) a[2] = from_small(1);
  if (!is_number(vm, a[1]) || !is_number(vm, a[2])) return RAISE(vm, TypeError, "a number is required");
  int64_t start, step;
  if (int_check(vm, a[1]) && int_check(vm, a[2]) && int_to_i64(vm, a[1], &start) && int_to_i64(vm, a[2], &step) && step == 1) { /* plain ones */
    a[1] = int_from_i64(vm, start);
    a[2] = from_small(1);
    if (a[1] == V_FAIL) return V_FAIL;
  }
  return with_two(vm, a[0], COUNT_FIELDS, a[1], a[2]);
}
RESUMABLE(count_step, 1, "(self, /)", "") {
  STEPS
    AWAIT(1, a[1], object_binary(vm, OP_ADD, FIELD(COUNT_NEXT), FIELD(COUNT_STEP)));
    TOUCH(vm, OBJECT(vm, a[0]));
    {
      Value result = FIELD(COUNT_NEXT);
      FIELD(COUNT_NEXT) = a[1];
      return result;
    }
  END_STEPS
}
NATIVE(count_next, "(self, /)", "Implement next(self).") {
  Value v = FIELD(COUNT_NEXT), step = FIELD(COUNT_STEP), next;
  if (is_small(v) && is_small(step)) next = int_from_i64(vm, to_small(v) + to_small(step));
  else if (is_double(v) && is_double(step)) next = from_double(to_double(v) + to_double(step));
  else return enter_now(vm, &count_step_info, 1, a);
  if (next == V_FAIL) return V_FAIL;
  TOUCH(vm, OBJECT(vm, a[0]));
  FIELD(COUNT_NEXT) = next;
  return v;
}
RESUMABLE(count_repr, 2, "(self, /)", "Return repr(self).") {
  STEPS
    AWAIT(1, a[1], object_repr(vm, FIELD(COUNT_NEXT)));
    CHECKPOINT(2);
    AWAIT(3, a[2], object_repr(vm, FIELD(COUNT_STEP)));
    {
      Builder b;
      builder_start(&b, vm);
      builder_c(&b, "count(");
      builder_str(&b, a[1]);
      if (FIELD(COUNT_STEP) != from_small(1)) {
        builder_c(&b, ", ");
        builder_str(&b, a[2]);
      }
      builder_c(&b, ")");
      return builder_end(&b);
    }
  END_STEPS
}
NATIVE(count_reduce, "(self, /)", "Return state information for pickling.") {
  int64_t n_;
  bool plain = FIELD(COUNT_STEP) == from_small(1) && int_check(vm, FIELD(COUNT_NEXT)) && int_to_i64(vm, FIELD(COUNT_NEXT), &n_);
  return reduced(vm, a[0], tuple_new(vm, &FIELD(COUNT_NEXT), plain ? 1 : 2), V_UNDEFINED);
}
const NativeEntry itertools_count_entries[] = {
    STATIC("__new__", count_new), SLOT("__iter__", iterator_self), SLOT("__next__", count_next), SLOT("__repr__", count_repr),
    METHOD_("__reduce__", count_reduce), INTERNAL(count_step), END_OF_ENTRIES,
};

/* ---- repeat --------------------------------------------------------------------------------------------------------- */

enum { REPEAT_OBJECT, REPEAT_LEFT, REPEAT_FIELDS }; /* LEFT: -1 for ever */

NATIVE(repeat_new, "(cls, object, times=None)", "Create an iterator which returns the object for the specified number of times.") {
  int64_t times = -1;
  if (a[2] != V_UNDEFINED) {
    if (!index_i64(vm, a[2], &times, FIT_SSIZE)) return V_FAIL;
    if (times < 0) times = 0;
    if (times > INT_MAX48) times = INT_MAX48;
  }
  return with_two(vm, a[0], REPEAT_FIELDS, a[1], from_small(times));
}
NATIVE(repeat_next, "(self, /)", "Implement next(self).") {
  int64_t left = to_small(FIELD(REPEAT_LEFT));
  if (left == 0) return stop(vm);
  if (left > 0) {
    TOUCH(vm, OBJECT(vm, a[0]));
    FIELD(REPEAT_LEFT) = from_small(left - 1);
  }
  return FIELD(REPEAT_OBJECT);
}
NATIVE(repeat_length_hint, "(self, /)", "Private method returning an estimate of len(list(it)).") {
  if (to_small(FIELD(REPEAT_LEFT)) < 0) return RAISE(vm, TypeError, "len() of unsized object");
  return FIELD(REPEAT_LEFT);
}
RESUMABLE(repeat_repr, 1, "(self, /)", "Return repr(self).") {
  STEPS
    AWAIT(1, a[1], object_repr(vm, FIELD(REPEAT_OBJECT)));
    {
      Builder b;
      builder_start(&b, vm);
      builder_c(&b, "repeat(");
      builder_str(&b, a[1]);
      if (to_small(FIELD(REPEAT_LEFT)) >= 0) {
        Value left = int_to_text(vm, FIELD(REPEAT_LEFT), 10, false);
        if (left == V_FAIL) return V_FAIL;
        builder_c(&b, ", ");
        builder_str(&b, left);
      }
      builder_c(&b, ")");
      return builder_end(&b);
    }
  END_STEPS
}
NATIVE(repeat_reduce, "(self, /)", "Return state information for pickling.") {
  return reduced(vm, a[0], tuple_new(vm, &FIELD(REPEAT_OBJECT), to_small(FIELD(REPEAT_LEFT)) < 0 ? 1 : 2), V_UNDEFINED);
}
const NativeEntry itertools_repeat_entries[] = {
    STATIC("__new__", repeat_new), SLOT("__iter__", iterator_self), SLOT("__next__", repeat_next), SLOT("__repr__", repeat_repr),
    METHOD_("__length_hint__", repeat_length_hint), METHOD_("__reduce__", repeat_reduce), END_OF_ENTRIES,
};

/* ---- cycle ---------------------------------------------------------------------------------------------------------- */

/* ITERATOR: V_UNDEFINED once it has ended; KNOWN: True when what it still gives stands in SAVED already. */
enum { CYCLE_ITERATOR, CYCLE_SAVED, CYCLE_INDEX, CYCLE_KNOWN, CYCLE_FIELDS };

RESUMABLE(cycle_new, 1, "(cls, iterable, /)", "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.") {
  STEPS
    AWAIT(1, a[2], object_iter(vm, a[1]));
    {
      Value saved = list_new(vm, NULL, 0);
      return saved == V_FAIL ? V_FAIL : with_two(vm, a[0], CYCLE_FIELDS, a[2], saved);
    }
  END_STEPS
}
RESUMABLE(cycle_step, 1, "(self, /)", "") {
  STEPS
    AWAIT(1, a[1], object_next(vm, FIELD(CYCLE_ITERATOR)));
    CHECKPOINT(2);
    TOUCH(vm, OBJECT(vm, a[0]));
    if (a[1] != V_STOP) {
      if (FIELD(CYCLE_KNOWN) != V_TRUE && !list_append(vm, AS(List, vm, FIELD(CYCLE_SAVED)), a[1])) return V_FAIL;
      return a[1];
    }
    if (AS(List, vm, FIELD(CYCLE_SAVED))->length == 0) return stop(vm);
    FIELD(CYCLE_ITERATOR) = V_UNDEFINED;
    FIELD(CYCLE_INDEX) = from_small(1);
    return *item_at(vm, ref_of(vm, list_items(vm, AS(List, vm, FIELD(CYCLE_SAVED)))), 0);
  END_STEPS
}
NATIVE(cycle_next, "(self, /)", "Implement next(self).") {
  if (FIELD(CYCLE_ITERATOR) != V_UNDEFINED) return enter_now(vm, &cycle_step_info, 1, a);
  List *saved = AS(List, vm, FIELD(CYCLE_SAVED));
  uint32_t i = (uint32_t)to_small(FIELD(CYCLE_INDEX));
  if (saved->length == 0) return stop(vm);
  if (i >= saved->length) i = 0;
  TOUCH(vm, OBJECT(vm, a[0]));
  FIELD(CYCLE_INDEX) = from_small((int64_t)i + 1);
  return *item_at(vm, ref_of(vm, list_items(vm, saved)), i);
}
NATIVE(cycle_reduce, "(self, /)", "Return state information for pickling.") {
  Value iterator = FIELD(CYCLE_ITERATOR);
  bool over = iterator == V_UNDEFINED;
  if (over) {
    iterator = list_iterator_new(vm, FIELD(CYCLE_SAVED));
    if (iterator == V_FAIL) return V_FAIL;
    *field(vm, iterator, LIST_ITERATOR_INDEX) = FIELD(CYCLE_INDEX);
  }
  return reduced(vm, a[0], TUPLE_OF(vm, iterator), TUPLE_OF(vm, FIELD(CYCLE_SAVED), from_bool(over)));
}
NATIVE(cycle_setstate, "(self, state, /)", "Set state information for unpickling.") {
  Value *items;
  uint32_t count;
  int64_t known;
  if (!state_items(vm, a[1], 2, 2, &items, &count)) return V_FAIL;
  if (!is_kind(vm, items[0], KIND_LIST)) return RAISE(vm, TypeError, "argument 1 must be list, not %T", items[0]);
  if (!index_i64(vm, items[1], &known, FIT_CLAMPED)) return V_FAIL;
  TOUCH(vm, OBJECT(vm, a[0]));
  FIELD(CYCLE_SAVED) = items[0];
  FIELD(CYCLE_KNOWN) = from_bool(known != 0);
  FIELD(CYCLE_INDEX) = from_small(0);
  return V_NONE;
}
const NativeEntry itertools_cycle_entries[] = {
    STATIC("__new__", cycle_new), SLOT("__iter__", iterator_self), SLOT("__next__", cycle_next), METHOD_("__reduce__", cycle_reduce),
    METHOD_("__setstate__", cycle_setstate), INTERNAL(cycle_step), END_OF_ENTRIES,
};

/* ---- chain ---------------------------------------------------------------------------------------------------------- */

enum { CHAIN_SOURCE, CHAIN_ACTIVE, CHAIN_FIELDS };

NATIVE(chain_new, "(cls, /, *iterables)", "Return a chain object whose .__next__() method returns elements from one iterable after the other.") {
  Value source = tuple_iterator_new(vm, a[1]);
  return source == V_FAIL ? V_FAIL : with_two(vm, a[0], CHAIN_FIELDS, source, V_UNDEFINED);
}
RESUMABLE(chain_from_iterable, 1, "(cls, iterable, /)", "Alternative chain() constructor taking a single iterable argument that evaluates lazily.") {
  STEPS
    AWAIT(1, a[2], object_iter(vm, a[1]));
    return with_two(vm, a[0], CHAIN_FIELDS, a[2], V_UNDEFINED);
  END_STEPS
}
RESUMABLE(chain_step, 1, "(self, /)", "") {
  STEPS
    for (;;) {
      CHECKPOINT(1);
      if (FIELD(CHAIN_ACTIVE) == V_UNDEFINED) {
        if (FIELD(CHAIN_SOURCE) == V_UNDEFINED) return stop(vm);
        AWAIT(2, a[1], object_next(vm, FIELD(CHAIN_SOURCE)));
        TOUCH(vm, OBJECT(vm, a[0]));
        if (a[1] == V_STOP) {
          FIELD(CHAIN_SOURCE) = V_UNDEFINED;
          continue;
        }
        CHECKPOINT(3);
        AWAIT(4, a[1], object_iter(vm, a[1]));
        TOUCH(vm, OBJECT(vm, a[0]));
        FIELD(CHAIN_ACTIVE) = a[1];
      }
      CHECKPOINT(5);
      AWAIT(6, a[1], object_next(vm, FIELD(CHAIN_ACTIVE)));
      if (a[1] != V_STOP) return a[1];
      TOUCH(vm, OBJECT(vm, a[0]));
      FIELD(CHAIN_ACTIVE) = V_UNDEFINED;
    }
  END_STEPS
}
NATIVE(chain_next, "(self, /)", "Implement next(self).") {
  Value active = FIELD(CHAIN_ACTIVE);
  if (active != V_UNDEFINED) {
    Value v = iterator_next_simple(vm, active);
    if (v != V_STOP && v != V_UNDEFINED) return v;
  }
  return enter_now(vm, &chain_step_info, 1, a);
}
NATIVE(chain_reduce, "(self, /)", "Return state information for pickling.") {
  Value nothing = from_ref(known(vm)->empty_tuple);
  if (FIELD(CHAIN_SOURCE) == V_UNDEFINED) return reduced(vm, a[0], nothing, V_UNDEFINED);
  return reduced(vm, a[0], nothing, tuple_new(vm, &FIELD(CHAIN_SOURCE), FIELD(CHAIN_ACTIVE) == V_UNDEFINED ? 1 : 2));
}
NATIVE(chain_setstate, "(self, state, /)", "Set state information for unpickling.") {
  Value *items;
  uint32_t count;
  if (!state_items(vm, a[1], 1, 2, &items, &count)) return V_FAIL;
  for (uint32_t i = 0; i < count; i++)
    if (special_of(vm, items[i], SP_next) == V_UNDEFINED) return RAISE(vm, TypeError, "Arguments must be iterators.");
  TOUCH(vm, OBJECT(vm, a[0]));
  FIELD(CHAIN_SOURCE) = items[0];
  FIELD(CHAIN_ACTIVE) = count == 2 ? items[1] : V_UNDEFINED;
  return V_NONE;
}
const NativeEntry itertools_chain_entries[] = {
    STATIC("__new__", chain_new), SLOT("__iter__", iterator_self), SLOT("__next__", chain_next),
    METHOD_("__reduce__", chain_reduce), METHOD_("__setstate__", chain_setstate),
    CLASSMETHOD_("from_iterable", chain_from_iterable), INTERNAL(chain_step), END_OF_ENTRIES,
};

/* ---- islice --------------------------------------------------------------------------------------------------------- */

/* COUNT: elements taken so far; NEXT: the number of the next one to give; STOP: -1 for none. */
enum { ISLICE_ITERATOR, ISLICE_COUNT, ISLICE_NEXT, ISLICE_STOP, ISLICE_STEP, ISLICE_FIELDS };

/* None as `standard`; false: not an int >= 0 that fits. */
static bool islice_bound(Vm *vm, Value v, int64_t standard, int64_t *out) {
  if (v == V_NONE || v == V_UNDEFINED) return *out = standard, true;
  return int_check(vm, v) && int_to_i64(vm, v, out) && *out >= 0;
}
RESUMABLE(islice_new, 1, "(cls, iterable, /, *bounds)", "islice(iterable, stop) or islice(iterable, start, stop[, step]) --> islice object") {
  STEPS
    {
      uint32_t count = AS(Tuple, vm, a[2])->length;
      if (count == 0) return RAISE(vm, TypeError, "islice expected at least 2 arguments, got 1");
      if (count > 3) return RAISE(vm, TypeError, "islice expected at most 4 arguments, got %d", (int)count + 1);
    }
    AWAIT(1, a[3], object_iter(vm, a[1]));
    {
      uint32_t count = AS(Tuple, vm, a[2])->length;
      int64_t start = 0, end = -1, step = 1;
      if (!islice_bound(vm, tuple_item(vm, a[2], count == 1 ? 0 : 1), -1, &end) && end > -2)
        return RAISE(vm, ValueError, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
      if (end < -1 || (count > 1 && !islice_bound(vm, tuple_item(vm, a[2], 0), 0, &start)))
        return RAISE(vm, ValueError, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
      if (count > 2 && (!islice_bound(vm, tuple_item(vm, a[2], 2), 1, &step) || step < 1))
        return RAISE(vm, ValueError, "Step for islice() must be a positive integer or None.");
      if (start > INT_MAX48) start = INT_MAX48;
      if (end > INT_MAX48) end = INT_MAX48;
      if (step > INT_MAX48) step = INT_MAX48;
      Value v = with_two(vm, a[0], ISLICE_FIELDS, a[3], from_small(0));
      if (v == V_FAIL) return V_FAIL;
      *field(vm, v, ISLICE_NEXT) = from_small(start);
      *field(vm, v, ISLICE_STOP) = from_small(end);
      *field(vm, v, ISLICE_STEP) = from_small(step);
      return v;
    }
  END_STEPS
}
/* One element has been taken and is to be given. */
static void islice_taken(Vm *vm, Value *a) {
  int64_t next = to_small(FIELD(ISLICE_NEXT)) + to_small(FIELD(ISLICE_STEP)), end = to_small(FIELD(ISLICE_STOP));
  if (end >= 0 && next > end) next = end;
  if (next > INT_MAX48) next = INT_MAX48;
  TOUCH(vm, OBJECT(vm, a[0]));
  FIELD(ISLICE_COUNT) = from_small(to_small(FIELD(ISLICE_COUNT)) + 1);
  FIELD(ISLICE_NEXT) = from_small(next);
}
RESUMABLE(islice_step, 1, "(self, /)", "") {
  STEPS
    for (;;) {
      CHECKPOINT(1);
      if (FIELD(ISLICE_ITERATOR) == V_UNDEFINED) return stop(vm);
      if (to_small(FIELD(ISLICE_COUNT)) >= to_small(FIELD(ISLICE_NEXT)) && to_small(FIELD(ISLICE_STOP)) >= 0 &&
          to_small(FIELD(ISLICE_COUNT)) >= to_small(FIELD(ISLICE_STOP))) {
        TOUCH(vm, OBJECT(vm, a[0]));
        FIELD(ISLICE_ITERATOR) = V_UNDEFINED;
        return stop(vm);
      }
      AWAIT(2, a[1], object_next(vm, FIELD(ISLICE_ITERATOR)));
      TOUCH(vm, OBJECT(vm, a[0]));
      if (a[1] == V_STOP) {
        FIELD(ISLICE_ITERATOR) = V_UNDEFINED;
        return stop(vm);
      }
      if (to_small(FIELD(ISLICE_COUNT)) >= to_small(FIELD(ISLICE_NEXT))) {
        islice_taken(vm, a);
        return a[1];
      }
      FIELD(ISLICE_COUNT) = from_small(to_small(FIELD(ISLICE_COUNT)) + 1);
    }
  END_STEPS
}
NATIVE(islice_next, "(self, /)", "Implement next(self).") {
  int64_t end = to_small(FIELD(ISLICE_STOP)), taken = to_small(FIELD(ISLICE_COUNT));
  if (FIELD(ISLICE_ITERATOR) != V_UNDEFINED && taken == to_small(FIELD(ISLICE_NEXT)) && (end < 0 || taken < end)) {
    Value v = iterator_next_simple(vm, FIELD(ISLICE_ITERATOR));
    if (v == V_FAIL) return V_FAIL;
    if (v != V_UNDEFINED && v != V_STOP) {
      islice_taken(vm, a);
      return v;
    }
  }
  return enter_now(vm, &islice_step_info, 1, a);
}
NATIVE(islice_reduce, "(self, /)", "Return state information for pickling.") {
  if (FIELD(ISLICE_ITERATOR) == V_UNDEFINED) {
    Value nothing = tuple_iterator_new(vm, from_ref(known(vm)->empty_tuple));
    return nothing == V_FAIL ? V_FAIL : reduced(vm, a[0], TUPLE_OF(vm, nothing, from_small(0)), from_small(0));
  }
  Value end = to_small(FIELD(ISLICE_STOP)) < 0 ? V_NONE : FIELD(ISLICE_STOP);
  return reduced(vm, a[0], TUPLE_OF(vm, FIELD(ISLICE_ITERATOR), FIELD(ISLICE_NEXT), end, FIELD(ISLICE_STEP)), FIELD(ISLICE_COUNT));
}
NATIVE(islice_setstate, "(self, state, /)", "Set state information for unpickling.") {
  int64_t count;
  if (!iterator_state(vm, a[1], &count)) return V_FAIL;
  TOUCH(vm, OBJECT(vm, a[0]));
  FIELD(ISLICE_COUNT) = from_small(count < INT_MIN48 ? INT_MIN48 : count > INT_MAX48 ? INT_MAX48 : count);
  return V_NONE;
}
const NativeEntry itertools_islice_entries[] = {
    STATIC("__new__", islice_new), SLOT("__iter__", iterator_self), SLOT("__next__", islice_next), METHOD_("__reduce__", islice_reduce),
    METHOD_("__setstate__", islice_setstate), INTERNAL(islice_step), END_OF_ENTRIES,
};

/* ---- accumulate ------------------------------------------------------------------------------------------------------- */

enum { ACCUMULATE_ITERATOR, ACCUMULATE_FUNCTION, ACCUMULATE_TOTAL, ACCUMULATE_INITIAL, ACCUMULATE_FIELDS };

RESUMABLE(accumulate_new, 1, "(cls, iterable, func=None, *, initial=None)", "Return series of accumulated sums.") {
  STEPS
    AWAIT(1, a[4], object_iter(vm, a[1]));
    {
      Value v = with_two(vm, a[0], ACCUMULATE_FIELDS, a[4], none_if_undefined(a[2]));
      if (v != V_FAIL && a[3] != V_NONE) *field(vm, v, ACCUMULATE_INITIAL) = a[3];
      return v;
    }
  END_STEPS
}
RESUMABLE(accumulate_next, 1, "(self, /)", "Implement next(self).") {
  STEPS
    if (FIELD(ACCUMULATE_INITIAL) != V_UNDEFINED) {
      TOUCH(vm, OBJECT(vm, a[0]));
      FIELD(ACCUMULATE_TOTAL) = FIELD(ACCUMULATE_INITIAL);
      FIELD(ACCUMULATE_INITIAL) = V_UNDEFINED;
      return FIELD(ACCUMULATE_TOTAL);
    }
    AWAIT(1, a[1], object_next(vm, FIELD(ACCUMULATE_ITERATOR)));
    if (a[1] == V_STOP) return stop(vm);
    CHECKPOINT(2);
    if (FIELD(ACCUMULATE_TOTAL) != V_UNDEFINED) {
      if (FIELD(ACCUMULATE_FUNCTION) == V_NONE) AWAIT(3, a[1], object_binary(vm, OP_ADD, FIELD(ACCUMULATE_TOTAL), a[1]));
      else AWAIT(4, a[1], call2(vm, FIELD(ACCUMULATE_FUNCTION), FIELD(ACCUMULATE_TOTAL), a[1]));
    }
    TOUCH(vm, OBJECT(vm, a[0]));
    FIELD(ACCUMULATE_TOTAL) = a[1];
    return a[1];
  END_STEPS
}
/* An initial value, and a total that is None, go in front of the iterator, since no state can tell of them. */
NATIVE(accumulate_reduce, "(self, /)", "Return state information for pickling.") {
  Value iterator = FIELD(ACCUMULATE_ITERATOR), total = FIELD(ACCUMULATE_TOTAL), first = FIELD(ACCUMULATE_INITIAL);
  bool given = first == V_UNDEFINED && total == V_NONE;
  if (given) first = V_NONE;
  if (first != V_UNDEFINED) {
    Value sources = TUPLE_OF(vm, first);
    if (sources != V_FAIL) sources = TUPLE_OF(vm, sources, iterator);
    if (sources != V_FAIL) sources = tuple_iterator_new(vm, sources);
    if (sources == V_FAIL) return V_FAIL;
    iterator = with_two(vm, from_ref(TYPE(vm, itertools_chain)), CHAIN_FIELDS, sources, V_UNDEFINED);
    if (iterator == V_FAIL) return V_FAIL;
  }
  if (!given) return reduced(vm, a[0], TUPLE_OF(vm, iterator, FIELD(ACCUMULATE_FUNCTION)), none_if_undefined(total));
  Value anew = with_two(vm, from_ref(type_of(vm, a[0])), ACCUMULATE_FIELDS, iterator, FIELD(ACCUMULATE_FUNCTION));
  if (anew == V_FAIL) return V_FAIL;
  Value arguments = TUPLE_OF(vm, anew, from_small(1), V_NONE);
  return arguments == V_FAIL ? V_FAIL : TUPLE_OF(vm, from_ref(TYPE(vm, itertools_islice)), arguments);
}
NATIVE(accumulate_setstate, "(self, state, /)", "Set state information for unpickling.") {
  TOUCH(vm, OBJECT(vm, a[0]));
  FIELD(ACCUMULATE_TOTAL) = a[1];
  return V_NONE;
}
const NativeEntry itertools_accumulate_entries[] = {
    STATIC("__new__", accumulate_new), SLOT("__iter__", iterator_self), SLOT("__next__", accumulate_next),
    METHOD_("__reduce__", accumulate_reduce), METHOD_("__setstate__", accumulate_setstate), END_OF_ENTRIES,
};

/* ---- starmap, takewhile, dropwhile, filterfalse, compress ------------------------------------------------------------- */

/* FLAG: takewhile: it is over; dropwhile: the first has been given. */
enum { FUNCTION_CALLED, FUNCTION_ITERATOR, FUNCTION_FLAG, FUNCTION_FIELDS };

#define WITH_FUNCTION(id, doc)                                                                                         \
  RESUMABLE(id, 1, "(cls, function, iterable, /)", doc) {                                                              \
    STEPS                                                                                                              \
      AWAIT(1, a[3], object_iter(vm, a[2]));                                                                           \
      return with_two(vm, a[0], FUNCTION_FIELDS, a[1], a[3]);                                                          \
    END_STEPS                                                                                                          \
  }
WITH_FUNCTION(starmap_new, "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.")
WITH_FUNCTION(takewhile_new, "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.")
WITH_FUNCTION(dropwhile_new, "Drop items from the iterable while predicate(item) is true.")
WITH_FUNCTION(filterfalse_new, "Return those items of iterable for which function(item) is false.")

RESUMABLE(starmap_next, 1, "(self, /)", "Implement next(self).") {
  STEPS
    AWAIT(1, a[1], object_next(vm, FIELD(FUNCTION_ITERATOR)));
    if (a[1] == V_STOP) return stop(vm);
    CHECKPOINT(2);
    if (!is_kind(vm, a[1], KIND_TUPLE)) AWAIT(3, a[1], tuple_from(vm, a[1]));
    CHECKPOINT(4);
    AWAIT(5, a[1], call_with(vm, FIELD(FUNCTION_CALLED), a[1], V_UNDEFINED));
    return a[1];
  END_STEPS
}
RESUMABLE(takewhile_next, 2, "(self, /)", "Implement next(self).") {
  STEPS
    if (FIELD(FUNCTION_FLAG) != V_UNDEFINED) return stop(vm);
    AWAIT(1, a[1], object_next(vm, FIELD(FUNCTION_ITERATOR)));
    if (a[1] == V_STOP) return stop(vm);
    CHECKPOINT(2);
    AWAIT(3, a[2], call1(vm, FIELD(FUNCTION_CALLED), a[1]));
    if (!is_bool(a[2])) {
      CHECKPOINT(4);
      AWAIT(5, a[2], object_truth(vm, a[2]));
    }
    if (a[2] == V_TRUE) return a[1];
    TOUCH(vm, OBJECT(vm, a[0]));
    FIELD(FUNCTION_FLAG) = V_TRUE;
    return stop(vm);
  END_STEPS
}
RESUMABLE(dropwhile_next, 2, "(self, /)", "Implement next(self).") {
  STEPS
    for (;;) {
      CHECKPOINT(1);
      AWAIT(2, a[1], object_next(vm, FIELD(FUNCTION_ITERATOR)));
      if (a[1] == V_STOP) return stop(vm);
      if (FIELD(FUNCTION_FLAG) != V_UNDEFINED) return a[1];
      CHECKPOINT(3);
      AWAIT(4, a[2], call1(vm, FIELD(FUNCTION_CALLED), a[1]));
      if (!is_bool(a[2])) {
        CHECKPOINT(5);
        AWAIT(6, a[2], object_truth(vm, a[2]));
      }
      if (a[2] == V_TRUE) continue;
      TOUCH(vm, OBJECT(vm, a[0]));
      FIELD(FUNCTION_FLAG) = V_TRUE;
      return a[1];
    }
  END_STEPS
}
RESUMABLE(filterfalse_next, 2, "(self, /)", "Implement next(self).") {
  STEPS
    for (;;) {
      CHECKPOINT(1);
      AWAIT(2, a[1], object_next(vm, FIELD(FUNCTION_ITERATOR)));
      if (a[1] == V_STOP) return stop(vm);
      a[2] = a[1];
      CHECKPOINT(3);
      if (FIELD(FUNCTION_CALLED) != V_NONE && FIELD(FUNCTION_CALLED) != from_ref(TYPE(vm, bool)))
        AWAIT(4, a[2], call1(vm, FIELD(FUNCTION_CALLED), a[1]));
      CHECKPOINT(5);
      AWAIT(6, a[2], object_truth(vm, a[2]));
      if (a[2] == V_FALSE) return a[1];
    }
  END_STEPS
}
NATIVE(function_reduce, "(self, /)", "Return state information for pickling.") {
  return reduced(vm, a[0], tuple_new(vm, &FIELD(FUNCTION_CALLED), 2), V_UNDEFINED);
}
NATIVE(while_reduce, "(self, /)", "Return state information for pickling.") {
  return reduced(vm, a[0], tuple_new(vm, &FIELD(FUNCTION_CALLED), 2), from_small(FIELD(FUNCTION_FLAG) == V_TRUE));
}
RESUMABLE(while_setstate, 0, "(self, state, /)", "Set state information for unpickling.") {
  STEPS
    AWAIT(1, a[1], object_truth(vm, a[1]));
    TOUCH(vm, OBJECT(vm, a[0]));
    FIELD(FUNCTION_FLAG) = a[1] == V_TRUE ? V_TRUE : V_UNDEFINED;
    return V_NONE;
  END_STEPS
}
const NativeEntry itertools_starmap_entries[] = {
    STATIC("__new__", starmap_new), SLOT("__iter__", iterator_self), SLOT("__next__", starmap_next), METHOD_("__reduce__", function_reduce),
    END_OF_ENTRIES,
};
const NativeEntry itertools_takewhile_entries[] = {
    STATIC("__new__", takewhile_new), SLOT("__iter__", iterator_self), SLOT("__next__", takewhile_next), METHOD_("__reduce__", while_reduce),
    METHOD_("__setstate__", while_setstate), END_OF_ENTRIES,
};
const NativeEntry itertools_dropwhile_entries[] = {
    STATIC("__new__", dropwhile_new), SLOT("__iter__", iterator_self), SLOT("__next__", dropwhile_next), METHOD_("__reduce__", while_reduce),
    METHOD_("__setstate__", while_setstate), END_OF_ENTRIES,
};
const NativeEntry itertools_filterfalse_entries[] = {
    STATIC("__new__", filterfalse_new), SLOT("__iter__", iterator_self), SLOT("__next__", filterfalse_next),
    METHOD_("__reduce__", function_reduce), END_OF_ENTRIES,
};

enum { COMPRESS_DATA, COMPRESS_SELECTORS, COMPRESS_FIELDS };
RESUMABLE(compress_new, 2, "(cls, data, selectors)", "Return data elements corresponding to true selector elements.") {
  STEPS
    AWAIT(1, a[3], object_iter(vm, a[1]));
    CHECKPOINT(2);
    AWAIT(3, a[4], object_iter(vm, a[2]));
    return with_two(vm, a[0], COMPRESS_FIELDS, a[3], a[4]);
  END_STEPS
}
RESUMABLE(compress_next, 2, "(self, /)", "Implement next(self).") {
  STEPS
    for (;;) {
      CHECKPOINT(1);
      AWAIT(2, a[1], object_next(vm, FIELD(COMPRESS_DATA)));
      if (a[1] == V_STOP) return stop(vm);
      CHECKPOINT(3);
      AWAIT(4, a[2], object_next(vm, FIELD(COMPRESS_SELECTORS)));
      if (a[2] == V_STOP) return stop(vm);
      CHECKPOINT(5);
      AWAIT(6, a[2], object_truth(vm, a[2]));
      if (a[2] == V_TRUE) return a[1];
    }
  END_STEPS
}
NATIVE(compress_reduce, "(self, /)", "Return state information for pickling.") {
  return reduced(vm, a[0], tuple_new(vm, &FIELD(COMPRESS_DATA), 2), V_UNDEFINED);
}
const NativeEntry itertools_compress_entries[] = {
    STATIC("__new__", compress_new), SLOT("__iter__", iterator_self), SLOT("__next__", compress_next),
    METHOD_("__reduce__", compress_reduce), END_OF_ENTRIES,
};

/* ---- pairwise, zip_longest ---------------------------------------------------------------------------------------------- */

enum { PAIRWISE_ITERATOR, PAIRWISE_OLD, PAIRWISE_FIELDS };
RESUMABLE(pairwise_new, 1, "(cls, iterable, /)", "Return an iterator of overlapping pairs taken from the input iterator.") {
  STEPS
    AWAIT(1, a[2], object_iter(vm, a[1]));
    return with_two(vm, a[0], PAIRWISE_FIELDS, a[2], V_UNDEFINED);
  END_STEPS
}
RESUMABLE(pairwise_next, 1, "(self, /)", "Implement next(self).") {
  STEPS
    if (FIELD(PAIRWISE_OLD) == V_UNDEFINED) {
      AWAIT(1, a[1], object_next(vm, FIELD(PAIRWISE_ITERATOR)));
      if (a[1] == V_STOP) return stop(vm);
      TOUCH(vm, OBJECT(vm, a[0]));
      FIELD(PAIRWISE_OLD) = a[1];
    }
    CHECKPOINT(2);
    AWAIT(3, a[1], object_next(vm, FIELD(PAIRWISE_ITERATOR)));
    CHECKPOINT(4);
    if (a[1] == V_STOP) return stop(vm);
    {
      Value pair = TUPLE_OF(vm, FIELD(PAIRWISE_OLD), a[1]);
      if (pair == V_FAIL) return V_FAIL;
      TOUCH(vm, OBJECT(vm, a[0]));
      FIELD(PAIRWISE_OLD) = a[1];
      return pair;
    }
  END_STEPS
}
const NativeEntry itertools_pairwise_entries[] = {
    STATIC("__new__", pairwise_new), SLOT("__iter__", iterator_self), SLOT("__next__", pairwise_next), END_OF_ENTRIES,
};

/* ITERATORS: a List of iterators, None where one has ended; ACTIVE: how many have not. */
enum { LONGEST_ITERATORS, LONGEST_FILL, LONGEST_ACTIVE, LONGEST_FIELDS };

/* A list of the iterators of these (a Tuple). */
SHARED_RESUMABLE(iterators_of, 3, "(iterables, /)", "") {
  enum { ITERABLES, LIST, INDEX, ITERATOR };
  STEPS
    a[LIST] = list_new(vm, NULL, 0);
    if (a[LIST] == V_FAIL) return V_FAIL;
    a[INDEX] = from_small(0);
    while (to_small(a[INDEX]) < AS(Tuple, vm, a[ITERABLES])->length) {
      CHECKPOINT(1);
      AWAIT(2, a[ITERATOR], object_iter(vm, tuple_item(vm, a[ITERABLES], (uint32_t)to_small(a[INDEX]))));
      CHECKPOINT(3);
      if (!list_append(vm, AS(List, vm, a[LIST]), a[ITERATOR])) return V_FAIL;
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
    }
    return a[LIST];
  END_STEPS
}
RESUMABLE(longest_new, 1, "(cls, /, *iterables, **fillvalue)", "Return a zip_longest object whose .__next__() method returns a tuple.") {
  STEPS
    if (a[2] != V_UNDEFINED) {
      Value name = intern_c(vm, "fillvalue"), fill = name == V_FAIL ? V_FAIL : dict_get_name(vm, AS(Dict, vm, a[2]), name);
      if (fill == V_FAIL) return V_FAIL;
      if (AS(Dict, vm, a[2])->used != (fill != V_UNDEFINED)) return RAISE(vm, TypeError, "zip_longest() got an unexpected keyword argument");
      a[2] = fill;
    }
    AWAIT(1, a[3], enter(vm, &iterators_of_info, 1, &a[1]));
    {
      Value v = with_two(vm, a[0], LONGEST_FIELDS, a[3], none_if_undefined(a[2]));
      if (v != V_FAIL) *field(vm, v, LONGEST_ACTIVE) = from_small(AS(Tuple, vm, a[1])->length);
      return v;
    }
  END_STEPS
}
RESUMABLE(longest_next, 3, "(self, /)", "Implement next(self).") {
  enum { SELF, INDEX = 1, ITEM, RESULT };
  STEPS
    if (to_small(FIELD(LONGEST_ACTIVE)) == 0) return stop(vm);
    a[RESULT] = list_new(vm, NULL, 0);
    if (a[RESULT] == V_FAIL) return V_FAIL;
    a[INDEX] = from_small(0);
    while (to_small(a[INDEX]) < AS(List, vm, FIELD(LONGEST_ITERATORS))->length) {
      CHECKPOINT(1);
      a[ITEM] = *item_at(vm, ref_of(vm, list_items(vm, AS(List, vm, FIELD(LONGEST_ITERATORS)))), (uint32_t)to_small(a[INDEX]));
      if (a[ITEM] == V_NONE) a[ITEM] = V_STOP;
      else {
        AWAIT(2, a[ITEM], object_next(vm, a[ITEM]));
        if (a[ITEM] == V_STOP) {
          List *all = AS(List, vm, FIELD(LONGEST_ITERATORS));
          TOUCH(vm, OBJECT(vm, a[0]));
          touch(vm, all->items);
          *item_at(vm, ref_of(vm, list_items(vm, all)), (uint32_t)to_small(a[INDEX])) = V_NONE;
          FIELD(LONGEST_ACTIVE) = from_small(to_small(FIELD(LONGEST_ACTIVE)) - 1);
          if (to_small(FIELD(LONGEST_ACTIVE)) <= 0) {
            FIELD(LONGEST_ACTIVE) = from_small(0);
            return stop(vm);
          }
        }
      }
      if (a[ITEM] == V_STOP) a[ITEM] = FIELD(LONGEST_FILL);
      CHECKPOINT(3);
      if (!list_append(vm, AS(List, vm, a[RESULT]), a[ITEM])) return V_FAIL;
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
    }
    CHECKPOINT(4);
    return tuple_new(vm, list_items(vm, AS(List, vm, a[RESULT])), AS(List, vm, a[RESULT])->length);
  END_STEPS
}
NATIVE(longest_reduce, "(self, /)", "Return state information for pickling.") {
  Value iterators = tuple_from(vm, FIELD(LONGEST_ITERATORS));
  if (iterators == V_FAIL) return V_FAIL;
  for (uint32_t i = 0; i < AS(Tuple, vm, iterators)->length; i++) {
    Value *iterator = item_at(vm, ref_of(vm, AS(Tuple, vm, iterators)->items), i);
    if (*iterator == V_NONE) *iterator = from_ref(known(vm)->empty_tuple);
  }
  return reduced(vm, a[0], iterators, FIELD(LONGEST_FILL));
}
NATIVE(longest_setstate, "(self, state, /)", "Set state information for unpickling.") {
  TOUCH(vm, OBJECT(vm, a[0]));
  FIELD(LONGEST_FILL) = a[1];
  return V_NONE;
}
const NativeEntry itertools_zip_longest_entries[] = {
    STATIC("__new__", longest_new), SLOT("__iter__", iterator_self), SLOT("__next__", longest_next), METHOD_("__reduce__", longest_reduce),
    METHOD_("__setstate__", longest_setstate), INTERNAL(iterators_of), END_OF_ENTRIES,
};

/* ---- groupby ------------------------------------------------------------------------------------------------------------ */

/* VALUE, KEY: the element that was read ahead and its key; TARGET: the key of the group being given; GROUPER: the group that may
   still read. */
enum { GROUP_ITERATOR, GROUP_FUNCTION, GROUP_VALUE, GROUP_KEY, GROUP_TARGET, GROUP_GROUPER, GROUP_FIELDS };
enum { GROUPER_PARENT, GROUPER_KEY, GROUPER_FIELDS };

RESUMABLE(groupby_new, 1, "(cls, iterable, key=None)", "make an iterator that returns consecutive keys and groups from the iterable") {
  STEPS
    AWAIT(1, a[3], object_iter(vm, a[1]));
    return with_two(vm, a[0], GROUP_FIELDS, a[3], none_if_undefined(a[2]));
  END_STEPS
}
/* Reads the next element and its key: True, or False at the end. */
RESUMABLE(groupby_read, 2, "(self, /)", "") {
  STEPS
    AWAIT(1, a[1], object_next(vm, FIELD(GROUP_ITERATOR)));
    if (a[1] == V_STOP) return V_FALSE;
    a[2] = a[1];
    if (FIELD(GROUP_FUNCTION) != V_NONE) {
      CHECKPOINT(2);
      AWAIT(3, a[2], call1(vm, FIELD(GROUP_FUNCTION), a[1]));
    }
    TOUCH(vm, OBJECT(vm, a[0]));
    FIELD(GROUP_VALUE) = a[1];
    FIELD(GROUP_KEY) = a[2];
    return V_TRUE;
  END_STEPS
}
RESUMABLE(groupby_next, 1, "(self, /)", "Implement next(self).") {
  STEPS
    TOUCH(vm, OBJECT(vm, a[0]));
    FIELD(GROUP_GROUPER) = V_UNDEFINED;
    for (;;) {
      CHECKPOINT(1);
      if (FIELD(GROUP_KEY) != V_UNDEFINED) {
        if (FIELD(GROUP_TARGET) == V_UNDEFINED) break;
        AWAIT(2, a[1], object_equal(vm, FIELD(GROUP_TARGET), FIELD(GROUP_KEY)));
        if (a[1] == V_FALSE) break;
      }
      CHECKPOINT(3);
      AWAIT(4, a[1], enter(vm, &groupby_read_info, 1, a));
      if (a[1] == V_FALSE) return stop(vm);
    }
    CHECKPOINT(5);
    {
      Value grouper = record_new(vm, T_itertools_grouper, GROUPER_FIELDS);
      if (grouper == V_FAIL) return V_FAIL;
      *field(vm, grouper, GROUPER_PARENT) = a[0];
      *field(vm, grouper, GROUPER_KEY) = FIELD(GROUP_KEY);
      Value pair = TUPLE_OF(vm, FIELD(GROUP_KEY), grouper);
      if (pair == V_FAIL) return V_FAIL;
      TOUCH(vm, OBJECT(vm, a[0]));
      FIELD(GROUP_TARGET) = FIELD(GROUP_KEY);
      FIELD(GROUP_GROUPER) = grouper;
      return pair;
    }
  END_STEPS
}
NATIVE(groupby_reduce, "(self, /)", "Return state information for pickling.") {
  Value state = V_UNDEFINED;
  if (FIELD(GROUP_TARGET) != V_UNDEFINED && FIELD(GROUP_KEY) != V_UNDEFINED && FIELD(GROUP_VALUE) != V_UNDEFINED)
    state = TUPLE_OF(vm, FIELD(GROUP_KEY), FIELD(GROUP_VALUE), FIELD(GROUP_TARGET));
  return reduced(vm, a[0], TUPLE_OF(vm, FIELD(GROUP_ITERATOR), FIELD(GROUP_FUNCTION)), state);
}
NATIVE(groupby_setstate, "(self, state, /)", "Set state information for unpickling.") {
  Value *items;
  uint32_t count;
  if (!state_items(vm, a[1], 3, 3, &items, &count)) return V_FAIL;
  TOUCH(vm, OBJECT(vm, a[0]));
  FIELD(GROUP_KEY) = items[0];
  FIELD(GROUP_VALUE) = items[1];
  FIELD(GROUP_TARGET) = items[2];
  return V_NONE;
}
const NativeEntry itertools_groupby_entries[] = {
    STATIC("__new__", groupby_new), SLOT("__iter__", iterator_self), SLOT("__next__", groupby_next), METHOD_("__reduce__", groupby_reduce),
    METHOD_("__setstate__", groupby_setstate), INTERNAL(groupby_read), END_OF_ENTRIES,
};
RESUMABLE(grouper_next, 1, "(self, /)", "Implement next(self).") {
  STEPS
    if (*field(vm, FIELD(GROUPER_PARENT), GROUP_GROUPER) != a[0]) return stop(vm);
    if (*field(vm, FIELD(GROUPER_PARENT), GROUP_VALUE) == V_UNDEFINED) {
      AWAIT(1, a[1], enter(vm, &groupby_read_info, 1, &FIELD(GROUPER_PARENT)));
      if (a[1] == V_FALSE) return stop(vm);
    }
    CHECKPOINT(2);
    AWAIT(3, a[1], object_equal(vm, FIELD(GROUPER_KEY), *field(vm, FIELD(GROUPER_PARENT), GROUP_KEY)));
    if (a[1] == V_FALSE) return stop(vm);
    {
      Value parent = FIELD(GROUPER_PARENT), v = *field(vm, parent, GROUP_VALUE);
      TOUCH(vm, OBJECT(vm, parent));
      *field(vm, parent, GROUP_VALUE) = *field(vm, parent, GROUP_KEY) = V_UNDEFINED;
      return v;
    }
  END_STEPS
}
NATIVE(grouper_new, "(cls, parent, tgtkey, /)", "Create and return a new object.  See help(type) for accurate signature.") {
  if (!is_ref(a[1]) || !IS_A(vm, a[1], itertools_groupby))
    return RAISE(vm, TypeError, "_grouper() argument 1 must be itertools.groupby, not %T", a[1]);
  Value grouper = with_two(vm, a[0], GROUPER_FIELDS, a[1], a[2]);
  if (grouper == V_FAIL) return V_FAIL;
  TOUCH(vm, OBJECT(vm, a[1]));
  return *field(vm, a[1], GROUP_GROUPER) = grouper;
}
NATIVE(grouper_reduce, "(self, /)", "Return state information for pickling.") {
  if (*field(vm, FIELD(GROUPER_PARENT), GROUP_GROUPER) != a[0]) return reduce_to_iter(vm, from_ref(known(vm)->empty_tuple), V_UNDEFINED);
  return reduced(vm, a[0], TUPLE_OF(vm, FIELD(GROUPER_PARENT), FIELD(GROUPER_KEY)), V_UNDEFINED);
}
const NativeEntry itertools_grouper_entries[] = {
    STATIC("__new__", grouper_new), METHOD_("__reduce__", grouper_reduce), SLOT("__iter__", iterator_self), SLOT("__next__", grouper_next), END_OF_ENTRIES,
};

/* ---- tee ------------------------------------------------------------------------------------------------------------------ */

/* The branches walk one chain of blocks of what their iterator gave; a block that no branch is at any more is garbage. */
enum { TEE_ITERATOR, TEE_BLOCK, TEE_INDEX, TEE_FIELDS };
/* An Array: how many elements it has, whether the next one is being read, the next block once a branch went on to it, the elements. */
enum { KEPT_COUNT, KEPT_BUSY, KEPT_NEXT, KEPT_ELEMENTS, KEPT_ROOM = 57 };

static Value block_new(Vm *vm) {
  Array *block = array_new(vm, KEPT_ELEMENTS + KEPT_ROOM);
  if (!block) return V_FAIL;
  block->items[KEPT_COUNT] = from_small(0);
  block->items[KEPT_BUSY] = V_FALSE;
  return value_of(vm, block);
}
static Value *block_of(Vm *vm, Value tee) {
  Value block = *field(vm, tee, TEE_BLOCK);
  CAGE_CHECK(vm, is_kind(vm, block, KIND_ARRAY) && AS(Array, vm, block)->length == KEPT_ELEMENTS + KEPT_ROOM);
  Value *items = AS(Array, vm, block)->items;
  CAGE_CHECK(vm, (uint64_t)to_small(items[KEPT_COUNT]) <= KEPT_ROOM);
  return items;
}
/* Another branch at the place of one, or V_FAIL. */
static Value tee_branch(Vm *vm, Value iterator, Value block, Value index) {
  Value v = record_new(vm, T_itertools_tee, TEE_FIELDS);
  if (v == V_FAIL) return V_FAIL;
  *field(vm, v, TEE_ITERATOR) = iterator;
  *field(vm, v, TEE_BLOCK) = block;
  *field(vm, v, TEE_INDEX) = index;
  return v;
}

NATIVE(tee_copy, "(self, /)", "Returns an independent iterator.") {
  return tee_branch(vm, FIELD(TEE_ITERATOR), FIELD(TEE_BLOCK), FIELD(TEE_INDEX));
}

RESUMABLE(tee_new, 1, "(cls, iterable, /)", "Iterator wrapped to make it copyable.") {
  STEPS
    if (is_ref(a[1]) && IS_EXACT(vm, a[1], itertools_tee)) return tee_copy(vm, &a[1], 1);
    AWAIT(1, a[2], object_iter(vm, a[1]));
    {
      Value block = block_new(vm);
      return block == V_FAIL ? V_FAIL : tee_branch(vm, a[2], block, from_small(0));
    }
  END_STEPS
}

RESUMABLE(tee, 4, "(iterable, n=2, /)", "Returns a tuple of n independent iterators.") {
  enum { ITERABLE, COUNT, COPY, RESULT, INDEX, BRANCH };
  STEPS
    {
      int64_t count = 2;
      if (a[COUNT] != V_UNDEFINED && !index_i64(vm, a[COUNT], &count, FIT_SSIZE)) return V_FAIL;
      if (count < 0) return RAISE(vm, ValueError, "n must be >= 0");
      if (count > MAX_ITEMS) return raise_no_memory(vm);
      if (!charge(vm, count)) return V_FAIL;
      a[COUNT] = from_small(count);
      a[RESULT] = tuple_new(vm, NULL, (uint32_t)count);
      if (a[RESULT] == V_FAIL || count == 0) return a[RESULT];
    }
    AWAIT(1, a[BRANCH], object_iter(vm, a[ITERABLE]));
    CHECKPOINT(2);
    {
      Value name = intern_c(vm, "__copy__");
      if (name == V_FAIL) return V_FAIL;
      AWAIT(3, a[COPY], object_getattr_or(vm, a[BRANCH], name));
    }
    CHECKPOINT(4);
    if (a[COPY] == V_UNDEFINED) {
      AWAIT(5, a[BRANCH], enter(vm, &tee_new_info, 2, (Value[]){from_ref(TYPE(vm, itertools_tee)), a[BRANCH]}));
      CHECKPOINT(6);
      {
        Value name = intern_c(vm, "__copy__");
        if (name == V_FAIL) return V_FAIL;
        AWAIT(7, a[COPY], object_getattr_or(vm, a[BRANCH], name));
      }
    }
    AS(Tuple, vm, a[RESULT])->items[0] = a[BRANCH];
    for (a[INDEX] = from_small(1); to_small(a[INDEX]) < to_small(a[COUNT]); a[INDEX] = from_small(to_small(a[INDEX]) + 1)) {
      CHECKPOINT(8);
      AWAIT(9, a[BRANCH], call0(vm, a[COPY]));
      *item_at(vm, ref_of(vm, AS(Tuple, vm, a[RESULT])->items), (uint32_t)to_small(a[INDEX])) = a[BRANCH];
    }
    return a[RESULT];
  END_STEPS
}

/* What was read last into the block, and to the branch that read it. */
static Value tee_keep(Vm *vm, Value tee, Value v) {
  Value *block = block_of(vm, tee);
  uint32_t count = (uint32_t)to_small(block[KEPT_COUNT]);
  CAGE_CHECK(vm, count < KEPT_ROOM);
  touch(vm, to_ref(*field(vm, tee, TEE_BLOCK)));
  TOUCH(vm, OBJECT(vm, tee));
  block[KEPT_ELEMENTS + count] = v;
  block[KEPT_COUNT] = *field(vm, tee, TEE_INDEX) = from_small(count + 1);
  return v;
}
RESUMABLE(tee_read, 1, "(self, /)", "") {
  STEPS
    touch(vm, to_ref(FIELD(TEE_BLOCK)));
    block_of(vm, a[0])[KEPT_BUSY] = V_TRUE;
    AWAIT_CATCH(1, a[1], object_next(vm, FIELD(TEE_ITERATOR)));
    touch(vm, to_ref(FIELD(TEE_BLOCK)));
    block_of(vm, a[0])[KEPT_BUSY] = V_FALSE;
    if (a[1] == V_FAIL) return V_FAIL;
    CHECKPOINT(2);
    return a[1] == V_STOP ? stop(vm) : tee_keep(vm, a[0], a[1]);
  END_STEPS
}
NATIVE(tee_next, "(self, /)", "Implement next(self).") {
  Value *block = block_of(vm, a[0]);
  int64_t i = to_small(FIELD(TEE_INDEX));
  if (i >= KEPT_ROOM) {
    if (block[KEPT_NEXT] == V_UNDEFINED) {
      Value next = block_new(vm);
      if (next == V_FAIL) return V_FAIL;
      touch(vm, to_ref(FIELD(TEE_BLOCK)));
      block[KEPT_NEXT] = next;
    }
    TOUCH(vm, OBJECT(vm, a[0]));
    FIELD(TEE_BLOCK) = block[KEPT_NEXT];
    FIELD(TEE_INDEX) = from_small(i = 0);
    block = block_of(vm, a[0]);
  }
  if (i >= 0 && i < to_small(block[KEPT_COUNT])) {
    TOUCH(vm, OBJECT(vm, a[0]));
    FIELD(TEE_INDEX) = from_small(i + 1);
    return block[KEPT_ELEMENTS + i];
  }
  if (block[KEPT_BUSY] == V_TRUE) return RAISE(vm, RuntimeError, "cannot re-enter the tee iterator");
  Value v = iterator_next_simple(vm, FIELD(TEE_ITERATOR));
  if (v == V_STOP) return stop(vm);
  if (v == V_UNDEFINED) return enter_now(vm, &tee_read_info, 1, a);
  return v == V_FAIL ? V_FAIL : tee_keep(vm, a[0], v);
}
const NativeEntry itertools_tee_entries[] = {
    STATIC("__new__", tee_new), SLOT("__iter__", iterator_self), SLOT("__next__", tee_next), METHOD_("__copy__", tee_copy),
    INTERNAL(tee_read), END_OF_ENTRIES,
};

/* The types of the module are put into it by prelude/itertools.py. */
const NativeEntry itertools_entries[] = {FUNCTION("tee", tee), END_OF_ENTRIES};
