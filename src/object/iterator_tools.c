/*
 * enumerate, zip, map, filter, reversed, and the iterators that iter() makes of other objects: over __getitem__, and over calls
 * until a sentinel.
 *
 * Where the inner iterators step without a call the next item is made at once (iterator.c). Otherwise a resumable native takes
 * the step; an item that was taken stands in a register until nothing can fail any more.
 */
#include "object/protocol.h"

static Value *fields_of(Vm *vm, Value self) { return field(vm, self, 0); }

/* A plain step's answer as __next__ gives it; V_UNDEFINED goes the long way. */
static Value answer(Vm *vm, Value v, Value self, NativeInfo *slow) {
  if (v == V_STOP) return raise_stop(vm);
  return v == V_UNDEFINED ? enter_now(vm, slow, 1, &self) : v;
}

NATIVE(tool_self, "(self, /)", "Implement iter(self).") { return a[0]; }

/* ---- enumerate --------------------------------------------------------------------------------------------------- */

RESUMABLE(enumerate_make, 2, "(cls, iterable, start=0)",
          "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\n"
          "The enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded "
          "by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n"
          "    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...") {
  enum { CLASS, ITERABLE, START, ITERATOR, RESULT };
  STEPS
    if (a[START] == V_UNDEFINED) a[START] = from_small(0);
    AWAIT(1, a[START], object_index(vm, a[START]));
    AWAIT(2, a[ITERATOR], object_iter(vm, a[ITERABLE]));
    CHECKPOINT(3);
    a[RESULT] = record_alloc(vm, to_ref(a[CLASS]), ENUMERATE_FIELDS);
    if (a[RESULT] == V_FAIL) return V_FAIL;
    *field(vm, a[RESULT], ENUMERATE_ITERATOR) = a[ITERATOR];
    *field(vm, a[RESULT], ENUMERATE_INDEX) = a[START];
    return a[RESULT];
  END_STEPS
}

RESUMABLE(enumerate_next_slow, 1, "(self, /)", NULL) {
  STEPS
    AWAIT(1, a[1], object_next(vm, fields_of(vm, a[0])[ENUMERATE_ITERATOR]));
    if (a[1] == V_STOP) return raise_stop(vm);
    CHECKPOINT(2);
    {
      Value *f = fields_of(vm, a[0]), index = f[ENUMERATE_INDEX];
      Value next = int_binary(vm, OP_ADD, index, from_small(1));
      if (next == V_FAIL) return V_FAIL;
      Value pair = TUPLE_OF(vm, index, a[1]);
      if (pair == V_FAIL) return V_FAIL;
      touch(vm, to_ref(a[0]));
      f[ENUMERATE_INDEX] = next;
      return pair;
    }
  END_STEPS
}

NATIVE(enumerate_next, "(self, /)", "Implement next(self).") {
  return answer(vm, enumerate_next_simple(vm, a[0]), a[0], &enumerate_next_slow_info);
}
NATIVE(enumerate_reduce, "(self, /)", "Return state information for pickling.") {
  Value *f = fields_of(vm, a[0]);
  Value arguments = TUPLE_OF(vm, f[ENUMERATE_ITERATOR], f[ENUMERATE_INDEX]);
  return arguments == V_FAIL ? V_FAIL : TUPLE_OF(vm, from_ref(type_of(vm, a[0])), arguments);
}
NATIVE(enumerate_class_getitem, "(cls, item, /)", "See PEP 585") { return generic_alias_new(vm, a[0], a[1]); }

const NativeEntry enumerate_entries[] = {
    STATIC("__new__", enumerate_make),
    SLOT("__iter__", tool_self),
    SLOT("__next__", enumerate_next),
    METHOD_("__reduce__", enumerate_reduce),
    CLASSMETHOD_("__class_getitem__", enumerate_class_getitem),
    INTERNAL(enumerate_next_slow),
    END_OF_ENTRIES,
};

/* ---- zip --------------------------------------------------------------------------------------------------------- */

/* A new tuple of the iterators of the items of another. */
RESUMABLE(iterators_of, 3, "(iterables, from, /)", NULL) {
  enum { ITERABLES, FROM, RESULT, INDEX, ITERATOR };
  STEPS
    a[INDEX] = a[FROM];
    if (AS(Tuple, vm, a[ITERABLES])->length <= to_small(a[FROM])) return from_ref(known(vm)->empty_tuple);
    a[RESULT] = tuple_new(vm, NULL, AS(Tuple, vm, a[ITERABLES])->length - (uint32_t)to_small(a[FROM]));
    if (a[RESULT] == V_FAIL) return V_FAIL;
    CHECKPOINT(1);
    while (to_small(a[INDEX]) < AS(Tuple, vm, a[ITERABLES])->length) {
      AWAIT(2, a[ITERATOR], object_iter(vm, tuple_item(vm, a[ITERABLES], (uint32_t)to_small(a[INDEX]))));
      *item_at(vm, to_ref(a[RESULT]) + (Ref)offsetof(Tuple, items),
               (uint32_t)(to_small(a[INDEX]) - to_small(a[FROM]))) = a[ITERATOR];
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      CHECKPOINT(3);
    }
    return a[RESULT];
  END_STEPS
}

static Value make_iterators(Vm *vm, Value iterables, uint32_t from) {
  Value arguments[] = {iterables, from_small(from)};
  return enter(vm, &iterators_of_info, 2, arguments);
}

/* The iterators of a few things that have them without a call, as a tuple; V_UNDEFINED: others, or too many. */
static Value iterators_at_once(Vm *vm, const Value *iterables, uint32_t count) {
  Value iterators[8];
  if (count > sizeof iterators / sizeof *iterators) return V_UNDEFINED;
  for (uint32_t i = 0; i < count; i++) {
    iterators[i] = iterator_of_simple(vm, iterables[i]);
    if (iterators[i] == V_FAIL || iterators[i] == V_UNDEFINED) return iterators[i];
  }
  vm->fuel -= 1 + count;
  return tuple_new(vm, iterators, count);
}

static Value tool_of_two(Vm *vm, int type, Value first, Value second) {
  Value made = record_new(vm, type, 2);
  if (made == V_FAIL) return V_FAIL;
  fields_of(vm, made)[0] = first;
  fields_of(vm, made)[1] = second;
  return made;
}

static Value zip_vector(Vm *vm, const Value *a, uint32_t n) {
  Value all = n < 2 || a[0] != from_ref(TYPE(vm, zip)) ? V_UNDEFINED : iterators_at_once(vm, a + 1, n - 1);
  return all == V_UNDEFINED || all == V_FAIL ? all : tool_of_two(vm, T_zip, all, V_FALSE);
}

RESUMABLE(zip_make, 1, "(cls, /, *iterables, strict=False)",
          "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.\n\n   >>> list(zip('abcdefg', "
          "range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]\n\nThe zip object yields n-length tuples, where n "
          "is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from "
          "the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is "
          "true and one of the arguments is exhausted before the others,\nraise a ValueError.", .vector = zip_vector) {
  enum { CLASS, ITERABLES, STRICT, RESULT };
  STEPS
    if (a[STRICT] == V_UNDEFINED) a[STRICT] = V_FALSE;
    AWAIT(1, a[STRICT], object_truth(vm, a[STRICT]));
    AWAIT(2, a[ITERABLES], make_iterators(vm, a[ITERABLES], 0));
    CHECKPOINT(3);
    a[RESULT] = record_alloc(vm, to_ref(a[CLASS]), ZIP_FIELDS);
    if (a[RESULT] == V_FAIL) return V_FAIL;
    *field(vm, a[RESULT], ZIP_ITERATORS) = a[ITERABLES];
    *field(vm, a[RESULT], ZIP_STRICT) = a[STRICT];
    return a[RESULT];
  END_STEPS
}

static Value zip_uneven(Vm *vm, int64_t i, const char *how) {
  return RAISE(vm, ValueError, "zip() argument %l is %s than argument%s%l", i + 1, how, i == 1 ? " " : "s 1-", i);
}

RESUMABLE(zip_next_slow, 3, "(self, /)", NULL) {
  enum { SELF, RESULT, INDEX, ITEM };
  STEPS
    {
      uint32_t count = AS(Tuple, vm, fields_of(vm, a[SELF])[ZIP_ITERATORS])->length;
      if (!count) return raise_stop(vm);
      a[RESULT] = tuple_new(vm, NULL, count);
      if (a[RESULT] == V_FAIL) return V_FAIL;
      a[INDEX] = from_small(0);
    }
    CHECKPOINT(1);
    while (to_small(a[INDEX]) < AS(Tuple, vm, a[RESULT])->length) {
      AWAIT(2, a[ITEM],
            object_next(vm, tuple_item(vm, fields_of(vm, a[SELF])[ZIP_ITERATORS], (uint32_t)to_small(a[INDEX]))));
      if (a[ITEM] == V_STOP) goto stopped;
      *item_at(vm, to_ref(a[RESULT]) + (Ref)offsetof(Tuple, items), (uint32_t)to_small(a[INDEX])) = a[ITEM];
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      CHECKPOINT(3);
    }
    return a[RESULT];
  stopped:
    if (fields_of(vm, a[SELF])[ZIP_STRICT] != V_TRUE) return raise_stop(vm);
    if (to_small(a[INDEX]) > 0) return zip_uneven(vm, to_small(a[INDEX]), "shorter");
    a[INDEX] = from_small(1);
    CHECKPOINT(4);
    while (to_small(a[INDEX]) < AS(Tuple, vm, a[RESULT])->length) {
      AWAIT(5, a[ITEM],
            object_next(vm, tuple_item(vm, fields_of(vm, a[SELF])[ZIP_ITERATORS], (uint32_t)to_small(a[INDEX]))));
      if (a[ITEM] != V_STOP) return zip_uneven(vm, to_small(a[INDEX]), "longer");
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      CHECKPOINT(6);
    }
    return raise_stop(vm);
  END_STEPS
}

NATIVE(zip_next, "(self, /)", "Implement next(self).") {
  return answer(vm, zip_next_simple(vm, a[0]), a[0], &zip_next_slow_info);
}
NATIVE(zip_reduce, "(self, /)", "Return state information for pickling.") {
  Value *f = fields_of(vm, a[0]), type = from_ref(type_of(vm, a[0]));
  if (f[ZIP_STRICT] == V_TRUE) return TUPLE_OF(vm, type, f[ZIP_ITERATORS], V_TRUE);
  return TUPLE_OF(vm, type, f[ZIP_ITERATORS]);
}
RESUMABLE(zip_setstate, 0, "(self, state, /)", "Set state information for unpickling.") {
  STEPS
    AWAIT(1, a[1], object_truth(vm, a[1]));
    touch(vm, to_ref(a[0]));
    fields_of(vm, a[0])[ZIP_STRICT] = a[1];
    return V_NONE;
  END_STEPS
}

const NativeEntry zip_entries[] = {
    STATIC("__new__", zip_make),
    SLOT("__iter__", tool_self),
    SLOT("__next__", zip_next),
    METHOD_("__reduce__", zip_reduce),
    METHOD_("__setstate__", zip_setstate),
    INTERNAL(iterators_of),
    INTERNAL(zip_next_slow),
    END_OF_ENTRIES,
};

/* ---- map --------------------------------------------------------------------------------------------------------- */

static Value map_vector(Vm *vm, const Value *a, uint32_t n) {
  Value function = a[1], all = n < 3 || a[0] != from_ref(TYPE(vm, map)) ? V_UNDEFINED : iterators_at_once(vm, a + 2, n - 2);
  return all == V_UNDEFINED || all == V_FAIL ? all : tool_of_two(vm, T_map, function, all);
}

RESUMABLE(map_make, 2, "(cls, /, *args)",
          "map(func, *iterables) --> map object\n\nMake an iterator that computes the function using arguments from\n"
          "each of the iterables.  Stops when the shortest iterable is exhausted.", .vector = map_vector) {
  enum { CLASS, ARGS, ITERATORS, RESULT };
  STEPS
    if (AS(Tuple, vm, a[ARGS])->length < 2) return RAISE(vm, TypeError, "map() must have at least two arguments.");
    AWAIT(1, a[ITERATORS], make_iterators(vm, a[ARGS], 1));
    CHECKPOINT(2);
    a[RESULT] = record_alloc(vm, to_ref(a[CLASS]), MAP_FIELDS);
    if (a[RESULT] == V_FAIL) return V_FAIL;
    *field(vm, a[RESULT], MAP_FUNCTION) = tuple_item(vm, a[ARGS], 0);
    *field(vm, a[RESULT], MAP_ITERATORS) = a[ITERATORS];
    return a[RESULT];
  END_STEPS
}

RESUMABLE(map_next_slow, 3, "(self, /)", NULL) {
  enum { SELF, ARGUMENTS, INDEX, ITEM };
  STEPS
    if (AS(Tuple, vm, fields_of(vm, a[SELF])[MAP_ITERATORS])->length == 1) {
      AWAIT(5, a[ITEM], object_next(vm, tuple_item(vm, fields_of(vm, a[SELF])[MAP_ITERATORS], 0)));
      if (a[ITEM] == V_STOP) return raise_stop(vm);
      CHECKPOINT(6);
      AWAIT(7, a[ITEM], call1(vm, fields_of(vm, a[SELF])[MAP_FUNCTION], a[ITEM]));
      return a[ITEM];
    }
    a[ARGUMENTS] = tuple_new(vm, NULL, AS(Tuple, vm, fields_of(vm, a[SELF])[MAP_ITERATORS])->length);
    if (a[ARGUMENTS] == V_FAIL) return V_FAIL;
    a[INDEX] = from_small(0);
    CHECKPOINT(1);
    while (to_small(a[INDEX]) < AS(Tuple, vm, a[ARGUMENTS])->length) {
      AWAIT(2, a[ITEM],
            object_next(vm, tuple_item(vm, fields_of(vm, a[SELF])[MAP_ITERATORS], (uint32_t)to_small(a[INDEX]))));
      if (a[ITEM] == V_STOP) return raise_stop(vm);
      *item_at(vm, to_ref(a[ARGUMENTS]) + (Ref)offsetof(Tuple, items), (uint32_t)to_small(a[INDEX])) = a[ITEM];
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      CHECKPOINT(3);
    }
    AWAIT(4, a[ITEM], call_with(vm, fields_of(vm, a[SELF])[MAP_FUNCTION], a[ARGUMENTS], V_UNDEFINED));
    return a[ITEM];
  END_STEPS
}

/* Numbers, None and what is exactly one of the built-in containers: a native that is called with one needs no check of what a method of
   the program's answers. */
static bool is_plain_argument(Vm *vm, Value v) {
  if (!is_ref(v)) return true;
  const Object *o = OBJECT(vm, v);
  return o->kind >= KIND_INT && o->kind <= KIND_SET && !(((Type *)at(vm, ((Shape *)at(vm, o->shape))->type))->flags & TYPE_HEAP);
}

/* A step of an inner iterator that can be taken back: V_UNDEFINED if it cannot. */
typedef struct Step {
  Value before[DICT_ITERATOR_FIELDS];
  Record *record;
} Step;

static Value step_take(Vm *vm, Step *s, Value iterator) {
  if (!is_kind(vm, iterator, KIND_RECORD)) return V_UNDEFINED;
  s->record = AS(Record, vm, iterator);
  Ref type = type_of(vm, iterator);
  if (s->record->head.extra > DICT_ITERATOR_FIELDS || type == TYPE(vm, enumerate) || type == TYPE(vm, zip)) return V_UNDEFINED;
  for (uint32_t i = 0; i < s->record->head.extra; i++) s->before[i] = s->record->fields[i];
  return iterator_next_simple(vm, iterator);
}

static void step_back(const Step *s) {
  for (uint32_t i = 0; i < s->record->head.extra && i < DICT_ITERATOR_FIELDS; i++) s->record->fields[i] = s->before[i];
}

/* One list, tuple, range or table under a Python function, or under a native that needs no frame, is by far the most common:
   no frame of map's own. The iterator goes back when the call has to be made again. */
Value map_next_item(Vm *vm, Value self) {
  Value *f = fields_of(vm, self), function = f[MAP_FUNCTION], *inner;
  uint32_t count;
  if (sequence_items(vm, f[MAP_ITERATORS], &inner, &count) && count == 1) {
    Step step;
    bool python = is_kind(vm, function, KIND_FUNCTION);
    bool native = is_kind(vm, function, KIND_NATIVE) || (is_kind(vm, function, KIND_TYPE) && own_constructor(vm, AS(Type, vm, function)) != V_UNDEFINED);
    Value item = python || native ? step_take(vm, &step, inner[0]) : V_UNDEFINED;
    if (item == V_STOP || item == V_FAIL) return item;
    if (item != V_UNDEFINED) {
      if (python || is_plain_argument(vm, item)) {
        Value outcome = call1(vm, function, item);
        if (outcome == V_FAIL && vm->retry) step_back(&step);
        return outcome;
      }
      step_back(&step);
    }
  }
  return enter_now(vm, &map_next_slow_info, 1, &self);
}

NATIVE(map_next, "(self, /)", "Implement next(self).") {
  Value item = map_next_item(vm, a[0]);
  return item == V_STOP ? raise_stop(vm) : item;
}

NATIVE(map_reduce, "(self, /)", "Return state information for pickling.") {
  Value *f = fields_of(vm, a[0]);
  Value first = TUPLE_OF(vm, f[MAP_FUNCTION]);
  if (first == V_FAIL) return V_FAIL;
  Value *items;
  uint32_t count;
  sequence_items(vm, f[MAP_ITERATORS], &items, &count);
  Tuple *all = tuple_alloc(vm, count + 1);
  if (!all) return V_FAIL;
  all->items[0] = f[MAP_FUNCTION];
  memcpy(all->items + 1, items, (size_t)count * 8);
  return TUPLE_OF(vm, from_ref(type_of(vm, a[0])), value_of(vm, all));
}

const NativeEntry map_entries[] = {
    STATIC("__new__", map_make),
    SLOT("__iter__", tool_self),
    SLOT("__next__", map_next),
    METHOD_("__reduce__", map_reduce),
    INTERNAL(map_next_slow),
    END_OF_ENTRIES,
};

/* ---- filter ------------------------------------------------------------------------------------------------------ */

RESUMABLE(filter_make, 2, "(cls, function, iterable, /)",
          "filter(function or None, iterable) --> filter object\n\nReturn an iterator yielding those items of iterable for "
          "which function(item)\nis true. If function is None, return the items that are true.") {
  enum { CLASS, FUNCTION_, ITERABLE, ITERATOR, RESULT };
  STEPS
    AWAIT(1, a[ITERATOR], object_iter(vm, a[ITERABLE]));
    CHECKPOINT(2);
    a[RESULT] = record_alloc(vm, to_ref(a[CLASS]), FILTER_FIELDS);
    if (a[RESULT] == V_FAIL) return V_FAIL;
    *field(vm, a[RESULT], FILTER_FUNCTION) = a[FUNCTION_];
    *field(vm, a[RESULT], FILTER_ITERATOR) = a[ITERATOR];
    return a[RESULT];
  END_STEPS
}

static bool filters_by_truth(Vm *vm, Value function) { return function == V_NONE || function == from_ref(TYPE(vm, bool)); }

RESUMABLE(filter_next_slow, 2, "(self, /)", NULL) {
  enum { SELF, ITEM, TRUTH };
  STEPS
    for (;;) {
      AWAIT(1, a[ITEM], object_next(vm, fields_of(vm, a[SELF])[FILTER_ITERATOR]));
      if (a[ITEM] == V_STOP) return raise_stop(vm);
      CHECKPOINT(2);
      a[TRUTH] = a[ITEM];
      if (!filters_by_truth(vm, fields_of(vm, a[SELF])[FILTER_FUNCTION])) {
        AWAIT(3, a[TRUTH], call1(vm, fields_of(vm, a[SELF])[FILTER_FUNCTION], a[ITEM]));
        CHECKPOINT(4);
      }
      AWAIT(5, a[TRUTH], object_truth(vm, a[TRUTH]));
      if (a[TRUTH] == V_TRUE) return a[ITEM];
      CHECKPOINT(6);
    }
  END_STEPS
}

/* Whether a function that filter asks never calls: no function, or a method of a number's or text's type for one of that type. */
static bool asks_simply(Vm *vm, Value function, Value item) {
  if (filters_by_truth(vm, function)) return true;
  if (!is_kind(vm, function, KIND_NATIVE) || OBJECT(vm, function)->extra != NATIVE_METHOD) return false;
  Ref type = type_of(vm, item);
  return AS(Native, vm, function)->owner == type && AS(Native, vm, function)->self == V_UNDEFINED &&
         (type == TYPE(vm, str) || type == TYPE(vm, int) || type == TYPE(vm, float) || type == TYPE(vm, bytes));
}

Value filter_next_item(Vm *vm, Value self) {
  Value *f = fields_of(vm, self), function = f[FILTER_FUNCTION];
  for (;;) {
    Step step;
    Value item = step_take(vm, &step, f[FILTER_ITERATOR]), truth;
    bool kept = false;
    if (item == V_STOP || item == V_FAIL) return item;
    if (item == V_UNDEFINED) break;
    if (!asks_simply(vm, function, item)) {
      step_back(&step);
      break;
    }
    truth = filters_by_truth(vm, function) ? item : call1(vm, function, item);
    CAGE_CHECK(vm, truth != V_CALL);
    if (truth == V_FAIL) {
      if (vm->retry) step_back(&step);
      return V_FAIL;
    }
    if (!truth_simple(vm, truth, &kept)) {
      step_back(&step);
      break;
    }
    if (kept) return item;
    if (!charge(vm, 1)) return V_FAIL;
  }
  return enter_now(vm, &filter_next_slow_info, 1, &self);
}

NATIVE(filter_next, "(self, /)", "Implement next(self).") {
  Value item = filter_next_item(vm, a[0]);
  return item == V_STOP ? raise_stop(vm) : item;
}

NATIVE(filter_reduce, "(self, /)", "Return state information for pickling.") {
  Value *f = fields_of(vm, a[0]);
  Value arguments = TUPLE_OF(vm, f[FILTER_FUNCTION], f[FILTER_ITERATOR]);
  return arguments == V_FAIL ? V_FAIL : TUPLE_OF(vm, from_ref(type_of(vm, a[0])), arguments);
}

const NativeEntry filter_entries[] = {
    STATIC("__new__", filter_make),
    SLOT("__iter__", tool_self),
    SLOT("__next__", filter_next),
    METHOD_("__reduce__", filter_reduce),
    INTERNAL(filter_next_slow),
    END_OF_ENTRIES,
};

/* ---- reversed ---------------------------------------------------------------------------------------------------- */

RESUMABLE(reversed_make, 2, "(cls, sequence, /)", "Return a reverse iterator over the values of the given sequence.") {
  enum { CLASS, SEQUENCE, LENGTH, RESULT };
  STEPS
    if (special_of(vm, a[SEQUENCE], SP_reversed) == V_NONE)
      return RAISE(vm, TypeError, "'%T' object is not reversible", a[SEQUENCE]);
    if (special_of(vm, a[SEQUENCE], SP_reversed) != V_UNDEFINED) {
      AWAIT(1, a[RESULT], call_special(vm, a[SEQUENCE], SP_reversed, 0, NULL));
      return a[RESULT];
    }
    if (!object_is_sequence(vm, a[SEQUENCE]))
      return RAISE(vm, TypeError, "'%T' object is not reversible", a[SEQUENCE]);
    AWAIT(2, a[LENGTH], object_len(vm, a[SEQUENCE]));
    CHECKPOINT(3);
    a[RESULT] = record_alloc(vm, to_ref(a[CLASS]), REVERSED_FIELDS);
    if (a[RESULT] == V_FAIL) return V_FAIL;
    *field(vm, a[RESULT], REVERSED_SEQUENCE) = a[SEQUENCE];
    *field(vm, a[RESULT], REVERSED_INDEX) = from_small(clamped(vm, a[LENGTH]) - 1);
    return a[RESULT];
  END_STEPS
}

RESUMABLE(reversed_next_slow, 1, "(self, /)", NULL) {
  STEPS
    if (fields_of(vm, a[0])[REVERSED_SEQUENCE] == V_UNDEFINED) return raise_stop(vm);
    if (to_small(fields_of(vm, a[0])[REVERSED_INDEX]) < 0) goto stopped;
    AWAIT_CATCH(1, a[1],
                object_getitem(vm, fields_of(vm, a[0])[REVERSED_SEQUENCE], fields_of(vm, a[0])[REVERSED_INDEX]));
    touch(vm, to_ref(a[0]));
    if (a[1] == V_FAIL) {
      if (!exception_is(vm, T_IndexError) && !exception_is(vm, T_StopIteration)) return V_FAIL;
      exception_clear(vm);
      goto stopped;
    }
    fields_of(vm, a[0])[REVERSED_INDEX] = from_small(to_small(fields_of(vm, a[0])[REVERSED_INDEX]) - 1);
    return a[1];
  stopped:
    CHECKPOINT(2);
    touch(vm, to_ref(a[0]));
    fields_of(vm, a[0])[REVERSED_SEQUENCE] = V_UNDEFINED;
    fields_of(vm, a[0])[REVERSED_INDEX] = from_small(-1);
    return raise_stop(vm);
  END_STEPS
}

NATIVE(reversed_next, "(self, /)", "Implement next(self).") {
  return answer(vm, reversed_next_simple(vm, a[0]), a[0], &reversed_next_slow_info);
}
RESUMABLE(reversed_hint, 1, "(self, /)", "Private method returning an estimate of len(list(it)).") {
  STEPS
    if (fields_of(vm, a[0])[REVERSED_SEQUENCE] == V_UNDEFINED) return from_small(0);
    AWAIT(1, a[1], object_len(vm, fields_of(vm, a[0])[REVERSED_SEQUENCE]));
    {
      int64_t left = to_small(fields_of(vm, a[0])[REVERSED_INDEX]) + 1;
      return from_small(clamped(vm, a[1]) < left ? 0 : left);
    }
  END_STEPS
}
NATIVE(reversed_reduce, "(self, /)", "Return state information for pickling.") {
  Value *f = fields_of(vm, a[0]), type = from_ref(type_of(vm, a[0]));
  bool over = f[REVERSED_SEQUENCE] == V_UNDEFINED;
  Value arguments = TUPLE_OF(vm, over ? from_ref(known(vm)->empty_tuple) : f[REVERSED_SEQUENCE]);
  if (arguments == V_FAIL) return V_FAIL;
  return over ? TUPLE_OF(vm, type, arguments) : TUPLE_OF(vm, type, arguments, f[REVERSED_INDEX]);
}
RESUMABLE(reversed_setstate, 1, "(self, state, /)", "Set state information for unpickling.") {
  STEPS
    AWAIT(1, a[1], object_index(vm, a[1]));
    if (fields_of(vm, a[0])[REVERSED_SEQUENCE] == V_UNDEFINED) return V_NONE;
    AWAIT(2, a[2], object_len(vm, fields_of(vm, a[0])[REVERSED_SEQUENCE]));
    {
      int64_t i = clamped(vm, a[1]), length = clamped(vm, a[2]);
      if (i < -1) i = -1;
      if (i > length - 1) i = length - 1;
      touch(vm, to_ref(a[0]));
      fields_of(vm, a[0])[REVERSED_INDEX] = from_small(i);
    }
    return V_NONE;
  END_STEPS
}

const NativeEntry reversed_entries[] = {
    STATIC("__new__", reversed_make),
    SLOT("__iter__", tool_self),
    SLOT("__next__", reversed_next),
    METHOD_("__length_hint__", reversed_hint),
    METHOD_("__reduce__", reversed_reduce),
    METHOD_("__setstate__", reversed_setstate),
    INTERNAL(reversed_next_slow),
    END_OF_ENTRIES,
};

/* ---- over __getitem__ -------------------------------------------------------------------------------------------- */

RESUMABLE(sequence_iterator_next, 1, "(self, /)", "Implement next(self).") {
  STEPS
    if (fields_of(vm, a[0])[SEQUENCE_ITERATOR_SEQUENCE] == V_UNDEFINED) return raise_stop(vm);
    if (clamped(vm, fields_of(vm, a[0])[SEQUENCE_ITERATOR_INDEX]) == INT64_MAX) return RAISE(vm, OverflowError, "iter index too large");
    AWAIT_CATCH(1, a[1],
                object_getitem(vm, fields_of(vm, a[0])[SEQUENCE_ITERATOR_SEQUENCE],
                               fields_of(vm, a[0])[SEQUENCE_ITERATOR_INDEX]));
    touch(vm, to_ref(a[0]));
    if (a[1] == V_FAIL) {
      if (!exception_is(vm, T_IndexError) && !exception_is(vm, T_StopIteration)) return V_FAIL;
      exception_clear(vm);
      fields_of(vm, a[0])[SEQUENCE_ITERATOR_SEQUENCE] = V_UNDEFINED;
      CHECKPOINT(2);
      return raise_stop(vm);
    }
    {
      int64_t i = clamped(vm, fields_of(vm, a[0])[SEQUENCE_ITERATOR_INDEX]);
      Value next = int_from_i64(vm, i < INT64_MAX ? i + 1 : i);
      if (next == V_FAIL) return V_FAIL;
      fields_of(vm, a[0])[SEQUENCE_ITERATOR_INDEX] = next;
    }
    return a[1];
  END_STEPS
}
RESUMABLE(sequence_iterator_hint, 1, "(self, /)", "Private method returning an estimate of len(list(it)).") {
  STEPS
    if (fields_of(vm, a[0])[SEQUENCE_ITERATOR_SEQUENCE] == V_UNDEFINED) return from_small(0);
    if (special_of(vm, fields_of(vm, a[0])[SEQUENCE_ITERATOR_SEQUENCE], SP_len) == V_UNDEFINED) return V_NOTIMPLEMENTED;
    AWAIT(1, a[1], object_len(vm, fields_of(vm, a[0])[SEQUENCE_ITERATOR_SEQUENCE]));
    {
      int64_t left = clamped(vm, a[1]) - clamped(vm, fields_of(vm, a[0])[SEQUENCE_ITERATOR_INDEX]);
      return int_from_i64(vm, left < 0 ? 0 : left);
    }
  END_STEPS
}
NATIVE(sequence_iterator_reduce, "(self, /)", "Return state information for pickling.") {
  Value *f = fields_of(vm, a[0]);
  if (f[SEQUENCE_ITERATOR_SEQUENCE] == V_UNDEFINED)
    return reduce_to_iter(vm, from_ref(known(vm)->empty_tuple), V_UNDEFINED);
  return reduce_to_iter(vm, f[SEQUENCE_ITERATOR_SEQUENCE], f[SEQUENCE_ITERATOR_INDEX]);
}
NATIVE(sequence_iterator_setstate, "(self, state, /)", "Set state information for unpickling.") {
  int64_t i;
  if (!iterator_state(vm, a[1], &i)) return V_FAIL;
  Value index = int_from_i64(vm, i < 0 ? 0 : i);
  if (index == V_FAIL) return V_FAIL;
  touch(vm, to_ref(a[0]));
  if (fields_of(vm, a[0])[SEQUENCE_ITERATOR_SEQUENCE] != V_UNDEFINED) fields_of(vm, a[0])[SEQUENCE_ITERATOR_INDEX] = index;
  return V_NONE;
}

const NativeEntry sequence_iterator_entries[] = {
    SLOT("__iter__", tool_self),
    SLOT("__next__", sequence_iterator_next),
    METHOD_("__length_hint__", sequence_iterator_hint),
    METHOD_("__reduce__", sequence_iterator_reduce),
    METHOD_("__setstate__", sequence_iterator_setstate),
    END_OF_ENTRIES,
};

/* ---- over calls -------------------------------------------------------------------------------------------------- */

RESUMABLE(callable_iterator_next, 2, "(self, /)", "Implement next(self).") {
  enum { SELF, RESULT, EQUAL };
  STEPS
    if (fields_of(vm, a[SELF])[CALLABLE_ITERATOR_CALLABLE] == V_UNDEFINED) return raise_stop(vm);
    AWAIT_CATCH(1, a[RESULT], call0(vm, fields_of(vm, a[SELF])[CALLABLE_ITERATOR_CALLABLE]));
    if (a[RESULT] == V_FAIL) {
      if (!exception_is(vm, T_StopIteration)) return V_FAIL;
      exception_clear(vm);
      goto stopped;
    }
    CHECKPOINT(2);
    if (fields_of(vm, a[SELF])[CALLABLE_ITERATOR_CALLABLE] == V_UNDEFINED) return raise_stop(vm);
    AWAIT(3, a[EQUAL], object_equal(vm, fields_of(vm, a[SELF])[CALLABLE_ITERATOR_SENTINEL], a[RESULT]));
    if (a[EQUAL] != V_TRUE) return a[RESULT];
  stopped:
    CHECKPOINT(4);
    touch(vm, to_ref(a[SELF]));
    fields_of(vm, a[SELF])[CALLABLE_ITERATOR_CALLABLE] = V_UNDEFINED;
    fields_of(vm, a[SELF])[CALLABLE_ITERATOR_SENTINEL] = V_UNDEFINED;
    return raise_stop(vm);
  END_STEPS
}
NATIVE(callable_iterator_reduce, "(self, /)", "Return state information for pickling.") {
  Value *f = fields_of(vm, a[0]);
  if (f[CALLABLE_ITERATOR_CALLABLE] == V_UNDEFINED)
    return reduce_to_iter(vm, from_ref(known(vm)->empty_tuple), V_UNDEFINED);
  Value iter = builtin_named(vm, "iter");
  Value arguments = TUPLE_OF(vm, f[CALLABLE_ITERATOR_CALLABLE], f[CALLABLE_ITERATOR_SENTINEL]);
  return iter == V_FAIL || arguments == V_FAIL ? V_FAIL : TUPLE_OF(vm, iter, arguments);
}

const NativeEntry callable_iterator_entries[] = {
    SLOT("__iter__", tool_self),
    SLOT("__next__", callable_iterator_next),
    METHOD_("__reduce__", callable_iterator_reduce),
    END_OF_ENTRIES,
};
