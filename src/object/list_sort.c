/*
 * list.sort() and sorted(): a stable merge sort over natural runs.
 *
 * Keys that compare without a call (ints, floats, strings, and tuples or lists of those) are sorted in plain C on a copy, so that
 * giving up in the middle loses nothing. Others are sorted by list_sort_run, whose whole state is in registers and arrays. Like
 * CPython, the list is empty while Python code may look at it, and a change made then is an error.
 */
#include "object/containers.h"

/* ---- order without calls ----------------------------------------------------------------------------------------- */

typedef enum KeyKind { KEYS_SMALL, KEYS_NUMBER, KEYS_STR, KEYS_ANY } KeyKind;

enum { LESS_UNKNOWN = 2 };

static inline double number_of(Value v) { return is_small(v) ? (double)to_small(v) : to_double(v); }

/* x < y: 0, 1, or LESS_UNKNOWN when it takes a call. */
static int less_any(Vm *vm, Value x, Value y, unsigned depth) {
  bool x_number = is_small(x) || is_double(x), y_number = is_small(y) || is_double(y);
  if (x_number && y_number) return is_small(x) && is_small(y) ? to_small(x) < to_small(y) : number_of(x) < number_of(y);
  if (!is_ref(x) || !is_ref(y)) return LESS_UNKNOWN;
  Object *p = OBJECT(vm, x), *q = OBJECT(vm, y);
  if (p->shape != q->shape) return LESS_UNKNOWN;
  if (p->shape == SHAPE(vm, str)) {
    vm->fuel -= ((Str *)p)->length >> 5;
    return str_order(vm, x, y) < 0;
  }
  if (p->shape == SHAPE(vm, int)) return int_compare(vm, x, y) < 0;
  if (depth > 4 || (p->shape != SHAPE(vm, tuple) && p->shape != SHAPE(vm, list))) return LESS_UNKNOWN;
  Value *xs, *ys;
  uint32_t x_count, y_count;
  sequence_items(vm, x, &xs, &x_count);
  sequence_items(vm, y, &ys, &y_count);
  for (uint32_t i = 0; i < x_count && i < y_count; i++) {
    vm->fuel--;
    if (xs[i] == ys[i]) continue;
    int equal = equal_simple(vm, xs[i], ys[i]);
    if (equal < 0) return LESS_UNKNOWN;
    if (!equal) return less_any(vm, xs[i], ys[i], depth + 1);
  }
  return x_count < y_count;
}

typedef struct Sort {
  Vm *vm;
  Value *keys, *values; /* values NULL: the keys are the values */
  Value *spare_keys, *spare_values; /* room for as many */
  uint32_t count;
  bool unknown; /* a comparison would have to call: the sort is void */
} Sort;

static inline __attribute__((always_inline)) bool less(Sort *s, KeyKind kind, Value x, Value y) {
  switch (kind) {
  case KEYS_SMALL: return to_small(x) < to_small(y);
  case KEYS_NUMBER: return number_of(x) < number_of(y);
  case KEYS_STR:
    s->vm->fuel -= (AS(Str, s->vm, x)->length >> 5) + 1;
    return str_order(s->vm, x, y) < 0;
  case KEYS_ANY: break;
  }
  int answer = less_any(s->vm, x, y, 0);
  if (answer == LESS_UNKNOWN) s->unknown = true;
  return answer == 1;
}

static void reverse(Value *items, uint32_t from, uint32_t to) {
  for (; to - from > 1 && from < to; from++) {
    Value v = items[from];
    items[from] = items[--to];
    items[to] = v;
  }
}

/* End of the run that begins at `from`, ascending afterwards. */
static inline __attribute__((always_inline)) uint32_t run_end(Sort *s, KeyKind kind, uint32_t from) {
  Value *k = s->keys;
  uint32_t i = from + 1;
  if (i >= s->count) return s->count;
  if (less(s, kind, k[i], k[i - 1])) {
    while (++i < s->count && less(s, kind, k[i], k[i - 1]))
      ;
    reverse(k, from, i);
    if (s->values) reverse(s->values, from, i);
  } else {
    while (++i < s->count && !less(s, kind, k[i], k[i - 1]))
      ;
  }
  return i;
}

/* Makes [from, end) ascending, where [from, sorted) is. */
static inline __attribute__((always_inline)) void insertion(Sort *s, KeyKind kind, uint32_t from, uint32_t sorted,
                                                            uint32_t end) {
  for (uint32_t i = sorted; i < end; i++) {
    Value key = s->keys[i], value = s->values ? s->values[i] : 0;
    uint32_t low = from, high = i;
    while (low < high) {
      uint32_t middle = (low + high) / 2;
      if (less(s, kind, key, s->keys[middle])) high = middle;
      else low = middle + 1;
    }
    memmove(s->keys + low + 1, s->keys + low, (size_t)(i - low) * 8);
    s->keys[low] = key;
    if (!s->values) continue;
    memmove(s->values + low + 1, s->values + low, (size_t)(i - low) * 8);
    s->values[low] = value;
  }
}

/* Merges [from, middle) and [middle, end). */
static inline __attribute__((always_inline)) bool merge(Sort *s, KeyKind kind, uint32_t from, uint32_t middle,
                                                        uint32_t end) {
  Value *k = s->keys, *v = s->values;
  if (!less(s, kind, k[middle], k[middle - 1])) return true;
  /* What of the left is not above the first of the right stays where it is. */
  uint32_t low = from, high = middle;
  while (low < high) {
    uint32_t m = (low + high) / 2;
    if (less(s, kind, k[middle], k[m])) high = m;
    else low = m + 1;
  }
  from = low;
  low = middle, high = end;
  while (low < high) { /* and what of the right is not below the last of the left */
    uint32_t m = (low + high) / 2;
    if (less(s, kind, k[m], k[middle - 1])) low = m + 1;
    else high = m;
  }
  end = low;
  if (!charge(s->vm, end - from)) return false;
  uint32_t left = middle - from, i = 0, j = middle, to = from;
  memcpy(s->spare_keys, k + from, (size_t)left * 8);
  if (v) memcpy(s->spare_values, v + from, (size_t)left * 8);
  while (i < left && j < end) {
    if (less(s, kind, k[j], s->spare_keys[i])) {
      if (v) v[to] = v[j];
      k[to++] = k[j++];
    } else {
      if (v) v[to] = s->spare_values[i];
      k[to++] = s->spare_keys[i++];
    }
  }
  memcpy(k + to, s->spare_keys + i, (size_t)(left - i) * 8);
  if (v) memcpy(v + to, s->spare_values + i, (size_t)(left - i) * 8);
  return !s->unknown;
}

/* False: failed, or s->unknown. Runs of at least 24 on a stack whose lengths shrink upwards, as timsort's. */
static inline __attribute__((always_inline)) bool sort_kind(Sort *s, KeyKind kind) {
  uint32_t starts[64], depth = 0, at_ = 0;
  while (at_ < s->count) {
    uint32_t end = run_end(s, kind, at_);
    if (end - at_ < 24 && end < s->count) {
      uint32_t wanted = s->count - at_ < 24 ? s->count : at_ + 24;
      insertion(s, kind, at_, end, wanted);
      end = wanted;
    }
    if (s->unknown || !charge(s->vm, (end - at_) >> 1)) return false;
    starts[depth++] = at_;
    at_ = end;
    /* Merge while the run below is not longer than twice the top one. */
    while (depth > 1) {
      uint32_t top = at_ - starts[depth - 1], below = starts[depth - 1] - starts[depth - 2];
      if (below > 2 * top && depth < 63) break;
      if (!merge(s, kind, starts[depth - 2], starts[depth - 1], at_)) return false;
      depth--;
    }
  }
  for (; depth > 1; depth--)
    if (!merge(s, kind, starts[depth - 2], starts[depth - 1], s->count)) return false;
  return !s->unknown;
}

static __attribute__((noinline)) bool sort_small(Sort *s) { return sort_kind(s, KEYS_SMALL); }
static __attribute__((noinline)) bool sort_number(Sort *s) { return sort_kind(s, KEYS_NUMBER); }
static __attribute__((noinline)) bool sort_str(Sort *s) { return sort_kind(s, KEYS_STR); }
static __attribute__((noinline)) bool sort_any(Sort *s) { return sort_kind(s, KEYS_ANY); }

static bool sort_in_c(Sort *s) {
  bool small = true, number = true, str = true;
  Ref str_shape = SHAPE(s->vm, str);
  for (uint32_t i = 0; i < s->count; i++) {
    Value v = s->keys[i];
    small &= is_small(v);
    number &= is_small(v) || is_double(v);
    str = str && is_ref(v) && OBJECT(s->vm, v)->shape == str_shape;
    if (!number && !str) break;
  }
  return small ? sort_small(s) : number ? sort_number(s) : str ? sort_str(s) : sort_any(s);
}

/* Sorts keys, and values along with them if there are any, when that takes no call. */
static Attempt sort_arrays(Vm *vm, Array *keys, Array *values, uint32_t count, bool backwards) {
  Array *spare_keys = array_new(vm, count), *spare_values = values ? array_new(vm, count) : NULL;
  if (!spare_keys || (values && !spare_values) || !charge(vm, count)) return ATTEMPT_FAILED;
  Sort s = {vm, keys->items, values ? values->items : NULL, spare_keys->items, values ? spare_values->items : NULL,
            count, false};
  if (backwards) {
    reverse(s.keys, 0, count);
    if (values) reverse(s.values, 0, count);
  }
  if (!sort_in_c(&s)) return s.unknown ? ATTEMPT_OPEN : ATTEMPT_FAILED;
  if (backwards) {
    reverse(s.keys, 0, count);
    if (values) reverse(s.values, 0, count);
  }
  return ATTEMPT_DONE;
}

static Array *array_copy(Vm *vm, const Value *items, uint32_t count) {
  Array *copy = array_new(vm, count);
  if (copy) memcpy(copy->items, items, (size_t)count * 8);
  return copy;
}

/* ---- with calls -------------------------------------------------------------------------------------------------- */

static inline Value *array_item(Vm *vm, Value array, int64_t i) {
  return item_at(vm, to_ref(array) + (Ref)offsetof(Array, items), (uint32_t)i);
}

/* Puts the items back; false when the list was changed meanwhile. */
static bool list_give_back(Vm *vm, Value list, Value array, int64_t count) {
  List *l = AS(List, vm, list);
  bool untouched = !l->length && !l->items;
  TOUCH(vm, l);
  l->items = to_ref(array);
  l->length = (uint32_t)count;
  CAGE_CHECK(vm, AS(Array, vm, array)->length >= (uint64_t)count);
  return untouched;
}

/* destination = x < y, as a truth. A failure gives the list back. */
#define LESS(step1, step2, destination, x, y)                                                                          \
  do {                                                                                                                 \
    AWAIT_CATCH(step1, destination, object_compare(vm, CMP_LT, x, y));                                                 \
    if (destination == V_FAIL) goto failed;                                                                            \
    if (!is_bool(destination)) {                                                                                       \
      CHECKPOINT(step1 + 50);                                                                                          \
      AWAIT_CATCH(step2, destination, object_truth(vm, destination));                                                  \
      if (destination == V_FAIL) goto failed;                                                                          \
    }                                                                                                                  \
  } while (0)

/* Runs shorter than this are made this long by insertion: CPython's choice, so that short lists are compared in its order. */
static uint32_t least_run(uint32_t count) {
  uint32_t rest = 0;
  while (count >= 64) {
    rest |= count & 1;
    count >>= 1;
  }
  return count + rest;
}

static void move_up(Vm *vm, Value array, uint32_t to, uint32_t from) {
  Value *items = AS(Array, vm, array)->items, v = items[from];
  memmove(items + to + 1, items + to, (size_t)(from - to) * 8);
  items[to] = v;
}

SHARED_RESUMABLE(list_sort_run, 18, "(list, key, reverse, /)", NULL) {
  enum { LIST, KEY, REVERSE, SAVED, COUNT, KEYS, VALUES, OTHER_KEYS, OTHER_VALUES, RUNS, NEXT_RUNS, RUN, I, J, TO,
         MIDDLE, END, ANSWER, DOWN, LOW, HIGH };
#define NUMBER(x) to_small(a[x])
#define SET(x, number) (a[x] = from_small(number))
#define ITEM(array, i) (*array_item(vm, a[array], i))
  STEPS
    {
      List *l = AS(List, vm, a[LIST]);
      bool truth = false;
      if (a[REVERSE] == V_UNDEFINED) a[REVERSE] = V_FALSE;
      truth_simple(vm, a[REVERSE], &truth);
      a[REVERSE] = from_bool(truth);
      if (a[KEY] == V_NONE) a[KEY] = V_UNDEFINED;
      if (!l->length) return V_NONE;
      Value *items;
      uint32_t count;
      sequence_items(vm, a[LIST], &items, &count);
      Array *saved = array_copy(vm, items, count);
      if (!saved || !charge(vm, count)) return V_FAIL;
      a[SAVED] = value_of(vm, saved);
      SET(COUNT, count);
      TOUCH(vm, l);
      l->length = 0;
      l->items = 0;
    }
    CHECKPOINT(1);
    {
      Array *keys = array_copy(vm, AS(Array, vm, a[SAVED])->items, (uint32_t)NUMBER(COUNT));
      if (!keys) return V_FAIL;
      a[KEYS] = value_of(vm, keys);
      a[VALUES] = V_UNDEFINED;
      if (a[KEY] != V_UNDEFINED) {
        Array *values = array_copy(vm, AS(Array, vm, a[SAVED])->items, (uint32_t)NUMBER(COUNT));
        if (!values) return V_FAIL;
        a[VALUES] = value_of(vm, values);
      }
      SET(I, 0);
    }
    CHECKPOINT(2);
    while (a[KEY] != V_UNDEFINED && NUMBER(I) < NUMBER(COUNT)) {
      AWAIT_CATCH(3, a[ANSWER], call1(vm, a[KEY], ITEM(VALUES, NUMBER(I))));
      if (a[ANSWER] == V_FAIL) goto failed;
      ITEM(KEYS, NUMBER(I)) = a[ANSWER];
      SET(I, NUMBER(I) + 1);
      CHECKPOINT(4);
      if (!pay(vm, 1)) return V_FAIL;
    }
    {
      Array *keys = array_copy(vm, AS(Array, vm, a[KEYS])->items, (uint32_t)NUMBER(COUNT)), *values = NULL;
      if (!keys) return V_FAIL;
      if (a[VALUES] != V_UNDEFINED) {
        values = array_copy(vm, AS(Array, vm, a[VALUES])->items, (uint32_t)NUMBER(COUNT));
        if (!values) return V_FAIL;
      }
      switch (sort_arrays(vm, keys, values, (uint32_t)NUMBER(COUNT), a[REVERSE] == V_TRUE)) {
      case ATTEMPT_FAILED: return V_FAIL;
      case ATTEMPT_DONE:
        if (list_give_back(vm, a[LIST], value_of(vm, values ? values : keys), NUMBER(COUNT))) return V_NONE;
        return RAISE(vm, ValueError, "list modified during sort");
      case ATTEMPT_OPEN: break;
      }
      Array *other = array_new(vm, (uint32_t)NUMBER(COUNT)), *other_values = NULL;
      if (values) other_values = array_new(vm, (uint32_t)NUMBER(COUNT));
      Value runs = list_new(vm, NULL, 0);
      if (!other || (values && !other_values) || runs == V_FAIL) return V_FAIL;
      a[OTHER_KEYS] = value_of(vm, other);
      a[OTHER_VALUES] = values ? value_of(vm, other_values) : V_UNDEFINED;
      a[RUNS] = runs;
      if (a[REVERSE] == V_TRUE) {
        reverse(AS(Array, vm, a[KEYS])->items, 0, (uint32_t)NUMBER(COUNT));
        if (values) reverse(AS(Array, vm, a[VALUES])->items, 0, (uint32_t)NUMBER(COUNT));
      }
      SET(I, 0);
    }
    CHECKPOINT(5);
    /* Runs: RUNS gets the start of each. A strictly falling one is turned round. */
    while (NUMBER(I) < NUMBER(COUNT)) {
      if (!list_append(vm, AS(List, vm, a[RUNS]), a[I])) return V_FAIL;
      SET(J, NUMBER(I) + 1);
      a[DOWN] = V_UNDEFINED;
      CHECKPOINT(6);
      while (NUMBER(J) < NUMBER(COUNT)) {
        LESS(7, 8, a[ANSWER], ITEM(KEYS, NUMBER(J)), ITEM(KEYS, NUMBER(J) - 1));
        if (a[DOWN] == V_UNDEFINED) a[DOWN] = a[ANSWER];
        if (a[DOWN] != a[ANSWER]) break;
        SET(J, NUMBER(J) + 1);
        CHECKPOINT(9);
        if (!pay(vm, 1)) return V_FAIL;
      }
      if (a[DOWN] == V_TRUE) {
        reverse(AS(Array, vm, a[KEYS])->items, (uint32_t)NUMBER(I), (uint32_t)NUMBER(J));
        if (a[VALUES] != V_UNDEFINED)
          reverse(AS(Array, vm, a[VALUES])->items, (uint32_t)NUMBER(I), (uint32_t)NUMBER(J));
      }
      {
        uint32_t end = (uint32_t)NUMBER(I) + least_run((uint32_t)NUMBER(COUNT));
        SET(END, end < NUMBER(COUNT) ? end : NUMBER(COUNT));
      }
      CHECKPOINT(19);
      for (; NUMBER(J) < NUMBER(END); SET(J, NUMBER(J) + 1)) {
        a[LOW] = a[I];
        a[HIGH] = a[J];
        CHECKPOINT(20);
        while (NUMBER(LOW) < NUMBER(HIGH)) {
          LESS(21, 22, a[ANSWER], ITEM(KEYS, NUMBER(J)), ITEM(KEYS, (NUMBER(LOW) + NUMBER(HIGH)) / 2));
          if (a[ANSWER] == V_TRUE) SET(HIGH, (NUMBER(LOW) + NUMBER(HIGH)) / 2);
          else SET(LOW, (NUMBER(LOW) + NUMBER(HIGH)) / 2 + 1);
          CHECKPOINT(23);
          if (!pay(vm, 1)) return V_FAIL;
        }
        if (!charge(vm, (uint64_t)(NUMBER(J) - NUMBER(LOW)) >> 3)) return V_FAIL;
        move_up(vm, a[KEYS], (uint32_t)NUMBER(LOW), (uint32_t)NUMBER(J));
        if (a[VALUES] != V_UNDEFINED) move_up(vm, a[VALUES], (uint32_t)NUMBER(LOW), (uint32_t)NUMBER(J));
      }
      a[I] = a[J];
      CHECKPOINT(10);
    }
    /* Passes: neighbouring runs are merged into the other arrays, then the arrays change roles. */
    while (AS(List, vm, a[RUNS])->length > 1) {
      a[NEXT_RUNS] = list_new(vm, NULL, 0);
      if (a[NEXT_RUNS] == V_FAIL) return V_FAIL;
      SET(RUN, 0);
      CHECKPOINT(11);
      while (NUMBER(RUN) < AS(List, vm, a[RUNS])->length) {
        {
          Value *starts = list_items(vm, AS(List, vm, a[RUNS]));
          uint32_t runs = AS(List, vm, a[RUNS])->length, run = (uint32_t)NUMBER(RUN);
          if (!list_append(vm, AS(List, vm, a[NEXT_RUNS]), starts[run])) return V_FAIL;
          a[I] = a[TO] = starts[run];
          a[MIDDLE] = a[J] = run + 1 < runs ? starts[run + 1] : a[COUNT];
          a[END] = run + 2 < runs ? starts[run + 2] : a[COUNT];
          SET(RUN, run + 2);
        }
        CHECKPOINT(12);
        while (NUMBER(I) < NUMBER(MIDDLE) && NUMBER(J) < NUMBER(END)) {
          LESS(13, 14, a[ANSWER], ITEM(KEYS, NUMBER(J)), ITEM(KEYS, NUMBER(I)));
          {
            int from = a[ANSWER] == V_TRUE ? J : I;
            ITEM(OTHER_KEYS, NUMBER(TO)) = ITEM(KEYS, NUMBER(from));
            if (a[VALUES] != V_UNDEFINED) ITEM(OTHER_VALUES, NUMBER(TO)) = ITEM(VALUES, NUMBER(from));
            SET(from, NUMBER(from) + 1);
            SET(TO, NUMBER(TO) + 1);
          }
          CHECKPOINT(15);
          if (!pay(vm, 1)) return V_FAIL;
        }
        {
          int from = NUMBER(I) < NUMBER(MIDDLE) ? I : J, end = from == I ? MIDDLE : END;
          for (; NUMBER(from) < NUMBER(end); SET(from, NUMBER(from) + 1), SET(TO, NUMBER(TO) + 1)) {
            ITEM(OTHER_KEYS, NUMBER(TO)) = ITEM(KEYS, NUMBER(from));
            if (a[VALUES] != V_UNDEFINED) ITEM(OTHER_VALUES, NUMBER(TO)) = ITEM(VALUES, NUMBER(from));
          }
        }
        CHECKPOINT(16);
      }
      {
        Value keys = a[KEYS], values = a[VALUES];
        a[KEYS] = a[OTHER_KEYS];
        a[VALUES] = a[OTHER_VALUES];
        a[OTHER_KEYS] = keys;
        a[OTHER_VALUES] = values;
        a[RUNS] = a[NEXT_RUNS];
      }
      CHECKPOINT(17);
    }
    {
      Value sorted = a[VALUES] != V_UNDEFINED ? a[VALUES] : a[KEYS];
      if (a[REVERSE] == V_TRUE) reverse(AS(Array, vm, sorted)->items, 0, (uint32_t)NUMBER(COUNT));
      a[ANSWER] = from_bool(list_give_back(vm, a[LIST], sorted, NUMBER(COUNT)));
    }
    CHECKPOINT(18);
    if (a[ANSWER] == V_TRUE) return V_NONE;
    return RAISE(vm, ValueError, "list modified during sort");
  failed:
    list_give_back(vm, a[LIST], a[SAVED], NUMBER(COUNT));
    return V_FAIL;
  END_STEPS
#undef NUMBER
#undef SET
#undef ITEM
}

Value list_sort(Vm *vm, Value list, Value key, bool backwards) {
  if (key == V_NONE || key == V_UNDEFINED) {
    List *l = AS(List, vm, list);
    Value *items;
    uint32_t count;
    sequence_items(vm, list, &items, &count);
    if (count < 2) return V_NONE;
    Array *keys = array_copy(vm, items, count);
    if (!keys) return V_FAIL;
    Attempt done = sort_arrays(vm, keys, NULL, count, backwards);
    if (done == ATTEMPT_FAILED) return V_FAIL;
    if (done == ATTEMPT_DONE) {
      TOUCH(vm, l);
      l->items = ref_of(vm, keys);
      return V_NONE;
    }
  }
  Value arguments[] = {list, none_if_undefined(key), from_bool(backwards)};
  return enter(vm, &list_sort_run_info, 3, arguments);
}
