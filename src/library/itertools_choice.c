/*
 * The combinatoric iterators of module itertools: product, combinations, permutations. Each holds its pool and the indices of its last result.
 */
#include "library/itertools.h"

/* The tuple behind a Value of ours. */
static Tuple *tuple_of(Vm *vm, Value v) {
  CAGE_CHECK(vm, is_kind(vm, v, KIND_TUPLE));
  Tuple *t = AS(Tuple, vm, v);
  CAGE_CHECK(vm, in_cage(to_ref(v), sizeof(Tuple) + t->length * 8ull));
  return t;
}
/* Small ints, as a Raw: indices of the combinatoric iterators. */
static uint32_t *numbers_of(Vm *vm, Value v, uint32_t count) {
  CAGE_CHECK(vm, is_kind(vm, v, KIND_RAW));
  Raw *raw = AS(Raw, vm, v);
  CAGE_CHECK(vm, raw->size >= count * 4ull && in_cage(to_ref(v), sizeof(Raw) + raw->size));
  touch(vm, to_ref(v));
  return (uint32_t *)(void *)raw->data;
}

/* The first `count` of these numbers as a tuple, or V_FAIL. */
static Value numbers_tuple(Vm *vm, const uint32_t *numbers, uint32_t count) {
  Value tuple = tuple_new(vm, NULL, count);
  if (tuple == V_FAIL) return V_FAIL;
  for (uint32_t i = 0; i < count; i++) *item_at(vm, ref_of(vm, AS(Tuple, vm, tuple)->items), i) = from_small(numbers[i]);
  return tuple;
}
/* Small ints from the tuple of a state, each made to lie in least .. most. */
static bool numbers_read(Vm *vm, Value tuple, uint32_t i, int64_t least, int64_t most, uint32_t *out) {
  int64_t n;
  if (!iterator_state(vm, tuple_item(vm, tuple, i), &n)) return false;
  *out = (uint32_t)(n > most ? most : n < least ? least : n);
  return true;
}

/* ---- product ---------------------------------------------------------------------------------------------------------- */

/* POOLS: a List of Tuples; INDICES: a Raw, undefined before the first; STATE: None once it is over. */
enum { PRODUCT_POOLS, PRODUCT_INDICES, PRODUCT_STATE, PRODUCT_FIELDS };

RESUMABLE(product_new, 3, "(cls, /, *iterables, repeat=1)", "Cartesian product of input iterables.  Equivalent to nested for-loops.") {
  enum { CLASS, ITERABLES, REPEAT, POOLS, INDEX, POOL };
  STEPS
    a[POOLS] = list_new(vm, NULL, 0);
    if (a[POOLS] == V_FAIL) return V_FAIL;
    a[INDEX] = from_small(0);
    while (to_small(a[INDEX]) < AS(Tuple, vm, a[ITERABLES])->length) {
      CHECKPOINT(1);
      AWAIT(2, a[POOL], tuple_from(vm, tuple_item(vm, a[ITERABLES], (uint32_t)to_small(a[INDEX]))));
      CHECKPOINT(3);
      if (!list_append(vm, AS(List, vm, a[POOLS]), a[POOL])) return V_FAIL;
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
    }
    CHECKPOINT(4);
    {
      int64_t repeat = 1;
      uint32_t count = AS(List, vm, a[POOLS])->length;
      if (a[REPEAT] != V_UNDEFINED && !index_i64(vm, a[REPEAT], &repeat, FIT_SSIZE)) return V_FAIL;
      if (repeat < 0) return RAISE(vm, ValueError, "repeat argument cannot be negative");
      if (count && (uint64_t)repeat > MAX_ITEMS / count) return RAISE(vm, OverflowError, "repeat argument too large");
      if (!charge(vm, count * (uint64_t)repeat)) return V_FAIL;
      Value pools = list_new(vm, NULL, 0);
      if (pools == V_FAIL) return V_FAIL;
      for (int64_t r = 0; r < repeat && count; r++)
        for (uint32_t i = 0; i < count; i++)
          if (!list_append(vm, AS(List, vm, pools), *item_at(vm, ref_of(vm, list_items(vm, AS(List, vm, a[POOLS]))), i))) return V_FAIL;
      return with_two(vm, a[CLASS], PRODUCT_FIELDS, pools, V_UNDEFINED);
    }
  END_STEPS
}
NATIVE(product_next, "(self, /)", "Implement next(self).") {
  if (FIELD(PRODUCT_STATE) == V_NONE) return stop(vm);
  CAGE_CHECK(vm, is_kind(vm, FIELD(PRODUCT_POOLS), KIND_LIST));
  List *pools = AS(List, vm, FIELD(PRODUCT_POOLS));
  uint32_t count = pools->length;
  Ref first = pools->items ? ref_of(vm, list_items(vm, pools)) : 0;
  if (!charge(vm, count / 4)) return V_FAIL;
  Tuple *result = tuple_alloc(vm, count);
  if (!result) return V_FAIL;
  TOUCH(vm, OBJECT(vm, a[0]));
  if (FIELD(PRODUCT_INDICES) == V_UNDEFINED) {
    Raw *raw = raw_new(vm, count * 4);
    if (!raw) return V_FAIL;
    FIELD(PRODUCT_INDICES) = value_of(vm, raw);
    for (uint32_t i = 0; i < count; i++)
      if (tuple_of(vm, *item_at(vm, first, i))->length == 0) {
        FIELD(PRODUCT_STATE) = V_NONE;
        return stop(vm);
      }
  } else {
    uint32_t *indices = numbers_of(vm, FIELD(PRODUCT_INDICES), count), i = count;
    while (i > 0) {
      i--;
      if (++indices[i] < tuple_of(vm, *item_at(vm, first, i))->length) break;
      indices[i] = 0;
      if (i == 0) {
        FIELD(PRODUCT_STATE) = V_NONE;
        return stop(vm);
      }
    }
    if (count == 0) {
      FIELD(PRODUCT_STATE) = V_NONE;
      return stop(vm);
    }
  }
  uint32_t *indices = numbers_of(vm, FIELD(PRODUCT_INDICES), count);
  for (uint32_t i = 0; i < count; i++) result->items[i] = tuple_item(vm, *item_at(vm, first, i), indices[i]);
  return value_of(vm, result);
}
NATIVE(product_reduce, "(self, /)", "Return state information for pickling.") {
  if (FIELD(PRODUCT_STATE) == V_NONE) return reduced(vm, a[0], TUPLE_OF(vm, from_ref(known(vm)->empty_tuple)), V_UNDEFINED);
  Value pools = tuple_from(vm, FIELD(PRODUCT_POOLS));
  if (pools == V_FAIL || FIELD(PRODUCT_INDICES) == V_UNDEFINED) return reduced(vm, a[0], pools, V_UNDEFINED);
  uint32_t count = AS(Tuple, vm, pools)->length;
  return reduced(vm, a[0], pools, numbers_tuple(vm, numbers_of(vm, FIELD(PRODUCT_INDICES), count), count));
}
NATIVE(product_setstate, "(self, state, /)", "Set state information for unpickling.") {
  Value *pools;
  uint32_t count;
  if (!sequence_items(vm, FIELD(PRODUCT_POOLS), &pools, &count)) return V_FAIL;
  if (!is_kind(vm, a[1], KIND_TUPLE) || AS(Tuple, vm, a[1])->length != count) return RAISE(vm, ValueError, "invalid arguments");
  Raw *raw = charge(vm, count / 4) ? raw_new(vm, count * 4) : NULL;
  if (!raw) return V_FAIL;
  TOUCH(vm, OBJECT(vm, a[0]));
  for (uint32_t i = 0; i < count; i++) {
    int64_t size = tuple_of(vm, pools[i])->length;
    if (!numbers_read(vm, a[1], i, 0, size - 1, (uint32_t *)(void *)raw->data + i)) return V_FAIL;
    if (size == 0) {
      FIELD(PRODUCT_STATE) = V_NONE;
      return V_NONE;
    }
  }
  FIELD(PRODUCT_INDICES) = value_of(vm, raw);
  return V_NONE;
}
const NativeEntry itertools_product_entries[] = {
    STATIC("__new__", product_new), SLOT("__iter__", iterator_self), SLOT("__next__", product_next), METHOD_("__reduce__", product_reduce),
    METHOD_("__setstate__", product_setstate), END_OF_ENTRIES,
};

/* ---- combinations, permutations --------------------------------------------------------------------------------------- */

/* POOL: a Tuple; LENGTH: of each result; INDICES: a Raw, undefined before the first result (permutations: cycles follow). */
enum { CHOICE_POOL, CHOICE_INDICES, CHOICE_LENGTH, CHOICE_OVER, CHOICE_FIELDS };

static Value choice_make(Vm *vm, Value class, Value pool, int64_t length, bool over) {
  Value v = with_two(vm, class, CHOICE_FIELDS, pool, V_UNDEFINED);
  if (v == V_FAIL) return V_FAIL;
  *field(vm, v, CHOICE_LENGTH) = from_small(length > INT_MAX48 ? INT_MAX48 : length);
  *field(vm, v, CHOICE_OVER) = from_bool(over);
  return v;
}
static Value choice_over(Vm *vm, Value *a) {
  TOUCH(vm, OBJECT(vm, a[0]));
  FIELD(CHOICE_OVER) = V_TRUE;
  return stop(vm);
}
static Value choice_result(Vm *vm, Tuple *result, Value pool, const uint32_t *indices, uint32_t length) {
  for (uint32_t i = 0; i < length; i++) result->items[i] = tuple_item(vm, pool, indices[i]);
  return value_of(vm, result);
}
/* The numbers of the result, allocated at the first step; NULL: V_FAIL. */
static uint32_t *choice_start(Vm *vm, Value *a, uint32_t count) {
  Raw *raw = raw_new(vm, count * 4);
  if (!raw) return NULL;
  TOUCH(vm, OBJECT(vm, a[0]));
  FIELD(CHOICE_INDICES) = value_of(vm, raw);
  return (uint32_t *)(void *)raw->data;
}
static bool choice_length(Vm *vm, Value v, int64_t *length) {
  if (!index_i64(vm, v, length, FIT_SSIZE)) return false;
  if (*length < 0) RAISE(vm, ValueError, "r must be non-negative");
  return *length >= 0;
}

static Value choice_reduce(Vm *vm, Value *a, bool cycles) {
  Value pool = FIELD(CHOICE_POOL), length = FIELD(CHOICE_LENGTH), state = V_UNDEFINED;
  bool begun = FIELD(CHOICE_INDICES) != V_UNDEFINED;
  if (begun && FIELD(CHOICE_OVER) == V_TRUE) pool = from_ref(known(vm)->empty_tuple);
  else if (begun) {
    uint32_t r = (uint32_t)to_small(length), n_ = cycles ? tuple_of(vm, pool)->length : 0, *numbers = numbers_of(vm, FIELD(CHOICE_INDICES), n_ + r);
    if (!charge(vm, (n_ + r) / 4)) return V_FAIL;
    state = numbers_tuple(vm, numbers, cycles ? n_ : r);
    Value second = cycles && state != V_FAIL ? numbers_tuple(vm, numbers + n_, r) : V_UNDEFINED;
    if (cycles) state = state == V_FAIL || second == V_FAIL ? V_FAIL : TUPLE_OF(vm, state, second);
  }
  return reduced(vm, a[0], TUPLE_OF(vm, pool, length), state);
}
NATIVE(combinations_reduce, "(self, /)", "Return state information for pickling.") { return choice_reduce(vm, a, false); }
NATIVE(permutations_reduce, "(self, /)", "Return state information for pickling.") { return choice_reduce(vm, a, true); }

/* The indices of combinations; `rising`: the i-th is at most as large as lets the others follow it. */
static Value combinations_restore(Vm *vm, Value *a, bool rising) {
  int64_t n_ = tuple_of(vm, FIELD(CHOICE_POOL))->length, r = to_small(FIELD(CHOICE_LENGTH));
  if (!is_kind(vm, a[1], KIND_TUPLE) || tuple_of(vm, a[1])->length != r) return RAISE(vm, ValueError, "invalid arguments");
  if (FIELD(CHOICE_OVER) == V_TRUE) return V_NONE;
  Raw *raw = charge(vm, (uint64_t)r / 4) ? raw_new(vm, (uint32_t)r * 4) : NULL;
  if (!raw) return V_FAIL;
  for (uint32_t i = 0; i < r; i++)
    if (!numbers_read(vm, a[1], i, 0, rising ? i + n_ - r : n_ - 1, (uint32_t *)(void *)raw->data + i)) return V_FAIL;
  TOUCH(vm, OBJECT(vm, a[0]));
  FIELD(CHOICE_INDICES) = value_of(vm, raw);
  return V_NONE;
}
NATIVE(combinations_setstate, "(self, state, /)", "Set state information for unpickling.") { return combinations_restore(vm, a, true); }
NATIVE(replacement_setstate, "(self, state, /)", "Set state information for unpickling.") { return combinations_restore(vm, a, false); }

NATIVE(permutations_setstate, "(self, state, /)", "Set state information for unpickling.") {
  Value *items;
  uint32_t count, n_ = tuple_of(vm, FIELD(CHOICE_POOL))->length;
  int64_t r = to_small(FIELD(CHOICE_LENGTH));
  if (!state_items(vm, a[1], 2, 2, &items, &count)) return V_FAIL;
  for (int i = 0; i < 2; i++)
    if (!is_kind(vm, items[i], KIND_TUPLE)) return RAISE(vm, TypeError, "argument %d must be tuple, not %T", i + 1, items[i]);
  if (tuple_of(vm, items[0])->length != n_ || tuple_of(vm, items[1])->length != r) return RAISE(vm, ValueError, "invalid arguments");
  if (FIELD(CHOICE_OVER) == V_TRUE) return V_NONE;
  CAGE_CHECK(vm, r <= n_);
  Raw *raw = charge(vm, n_ / 2) ? raw_new(vm, (n_ + (uint32_t)r) * 4) : NULL;
  if (!raw) return V_FAIL;
  uint32_t *numbers = (uint32_t *)(void *)raw->data;
  for (uint32_t i = 0; i < n_; i++)
    if (!numbers_read(vm, items[0], i, 0, n_ - 1, numbers + i)) return V_FAIL;
  for (uint32_t i = 0; i < r; i++)
    if (!numbers_read(vm, items[1], i, 1, n_ - i, numbers + n_ + i)) return V_FAIL;
  TOUCH(vm, OBJECT(vm, a[0]));
  FIELD(CHOICE_INDICES) = value_of(vm, raw);
  return V_NONE;
}

RESUMABLE(combinations_new, 1, "(cls, iterable, r)", "Return successive r-length combinations of elements in the iterable.") {
  STEPS
    AWAIT(1, a[3], tuple_from(vm, a[1]));
    {
      int64_t r;
      if (!choice_length(vm, a[2], &r)) return V_FAIL;
      return choice_make(vm, a[0], a[3], r, r > AS(Tuple, vm, a[3])->length);
    }
  END_STEPS
}
/* `repeats`: an index may be that of its neighbour; otherwise they rise. */
static Value combination_next(Vm *vm, Value *a, bool repeats) {
  if (FIELD(CHOICE_OVER) == V_TRUE) return stop(vm);
  Value pool = FIELD(CHOICE_POOL);
  uint32_t n_ = tuple_of(vm, pool)->length, r = (uint32_t)to_small(FIELD(CHOICE_LENGTH));
  CAGE_CHECK(vm, r <= (repeats ? MAX_ITEMS : n_));
  if (!charge(vm, r / 4)) return V_FAIL;
  Tuple *result = tuple_alloc(vm, r);
  if (!result) return V_FAIL;
  uint32_t *indices;
  if (FIELD(CHOICE_INDICES) == V_UNDEFINED) {
    indices = choice_start(vm, a, r);
    if (!indices) return V_FAIL;
    for (uint32_t i = 0; i < r && !repeats; i++) indices[i] = i;
  } else {
    indices = numbers_of(vm, FIELD(CHOICE_INDICES), r);
    uint32_t i = r;
    while (i > 0 && indices[i - 1] + 1 >= (repeats ? n_ : n_ - r + i)) i--;
    if (i == 0) return choice_over(vm, a);
    indices[i - 1]++;
    for (; i < r; i++) indices[i] = indices[i - 1] + !repeats;
  }
  return choice_result(vm, result, pool, indices, r);
}
NATIVE(combinations_next, "(self, /)", "Implement next(self).") { return combination_next(vm, a, false); }
const NativeEntry itertools_combinations_entries[] = {
    STATIC("__new__", combinations_new), SLOT("__iter__", iterator_self), SLOT("__next__", combinations_next),
    METHOD_("__reduce__", combinations_reduce), METHOD_("__setstate__", combinations_setstate), END_OF_ENTRIES,
};

RESUMABLE(replacement_new, 1, "(cls, iterable, r)", "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.") {
  STEPS
    AWAIT(1, a[3], tuple_from(vm, a[1]));
    {
      int64_t r;
      if (!choice_length(vm, a[2], &r)) return V_FAIL;
      if (r > MAX_ITEMS) return raise_no_memory(vm);
      return choice_make(vm, a[0], a[3], r, r > 0 && AS(Tuple, vm, a[3])->length == 0);
    }
  END_STEPS
}
NATIVE(replacement_next, "(self, /)", "Implement next(self).") { return combination_next(vm, a, true); }
const NativeEntry itertools_combinations_with_replacement_entries[] = {
    STATIC("__new__", replacement_new), SLOT("__iter__", iterator_self), SLOT("__next__", replacement_next),
    METHOD_("__reduce__", combinations_reduce), METHOD_("__setstate__", replacement_setstate), END_OF_ENTRIES,
};

RESUMABLE(permutations_new, 1, "(cls, iterable, r=None)", "Return successive r-length permutations of elements in the iterable.") {
  STEPS
    AWAIT(1, a[3], tuple_from(vm, a[1]));
    {
      int64_t r = AS(Tuple, vm, a[3])->length;
      if (a[2] != V_UNDEFINED && a[2] != V_NONE) {
        if (!int_check(vm, a[2])) return RAISE(vm, TypeError, "Expected int as r");
        if (!choice_length(vm, a[2], &r)) return V_FAIL;
      }
      return choice_make(vm, a[0], a[3], r, r > AS(Tuple, vm, a[3])->length);
    }
  END_STEPS
}
NATIVE(permutations_next, "(self, /)", "Implement next(self).") {
  if (FIELD(CHOICE_OVER) == V_TRUE) return stop(vm);
  Value pool = FIELD(CHOICE_POOL);
  uint32_t n_ = tuple_of(vm, pool)->length, r = (uint32_t)to_small(FIELD(CHOICE_LENGTH));
  CAGE_CHECK(vm, r <= n_);
  if (!charge(vm, n_ / 4)) return V_FAIL;
  Tuple *result = tuple_alloc(vm, r);
  if (!result) return V_FAIL;
  uint32_t *indices, *cycles;
  if (FIELD(CHOICE_INDICES) == V_UNDEFINED) {
    indices = choice_start(vm, a, n_ + r);
    if (!indices) return V_FAIL;
    cycles = indices + n_;
    for (uint32_t i = 0; i < n_; i++) indices[i] = i;
    for (uint32_t i = 0; i < r; i++) cycles[i] = n_ - i;
  } else {
    indices = numbers_of(vm, FIELD(CHOICE_INDICES), n_ + r);
    cycles = indices + n_;
    uint32_t i = r;
    for (;;) {
      if (i == 0) return choice_over(vm, a);
      i--;
      if (--cycles[i] != 0) {
        CAGE_CHECK(vm, cycles[i] <= n_);
        uint32_t j = n_ - cycles[i], swapped = indices[i];
        indices[i] = indices[j];
        indices[j] = swapped;
        break;
      }
      uint32_t moved = indices[i];
      memmove(indices + i, indices + i + 1, (n_ - 1 - i) * 4ull);
      indices[n_ - 1] = moved;
      cycles[i] = n_ - i;
    }
  }
  return choice_result(vm, result, pool, indices, r);
}
const NativeEntry itertools_permutations_entries[] = {
    STATIC("__new__", permutations_new), SLOT("__iter__", iterator_self), SLOT("__next__", permutations_next),
    METHOD_("__reduce__", permutations_reduce), METHOD_("__setstate__", permutations_setstate), END_OF_ENTRIES,
};
