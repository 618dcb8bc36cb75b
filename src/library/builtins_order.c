/*
 * all, any, sum, min, max, sorted: what goes through an iterable once.
 *
 * Each looks first whether it can do the whole of it, or a stretch at the start, without calling Python: lists and tuples of
 * plain numbers. The loops below those are resumable, with a checkpoint for each element: what an iterator gave must not be lost
 * when an allocation does not fit.
 */
#include "library/library.h"

#include "object/containers.h"

/* The next element of a[iterable], which is a list or tuple walked by index, or an iterator: see start_walk. */
static Value walk_step(Vm *vm, Value walked, Value *index) {
  if (*index == V_NONE) return object_next(vm, walked);
  uint32_t i = (uint32_t)to_small(*index);
  if (is_kind(vm, walked, KIND_LIST)) {
    List *l = AS(List, vm, walked);
    if (i >= l->length) return V_STOP;
    *index = from_small((int64_t)i + 1);
    return *item_at(vm, ref_of(vm, list_items(vm, l)), i);
  }
  if (i >= AS(Tuple, vm, walked)->length) return V_STOP;
  *index = from_small((int64_t)i + 1);
  return tuple_item(vm, walked, i);
}
/* True: v can be walked by index, as no iterator of it is visible. */
static inline bool walk_by_index(Vm *vm, Value v) {
  return is_ref(v) && (is_exact(vm, v, TYPE(vm, list)) || is_exact(vm, v, TYPE(vm, tuple)));
}

#define WALK(step, iterable, index)                                                                                    \
  if (walk_by_index(vm, iterable)) {                                                                                   \
    index = from_small(0);                                                                                             \
  } else {                                                                                                             \
    index = V_NONE;                                                                                                    \
    AWAIT(step, iterable, object_iter(vm, iterable));                                                                  \
  }

/* ---- all, any ---------------------------------------------------------------------------------------------------------- */

#define QUANTIFIER(id, wanted, doc)                                                                                    \
  static bool id##_take(Vm *vm, Value *a __attribute__((unused)), Value item) {                                       \
    bool truth;                                                                                                        \
    return truth_simple(vm, item, &truth) && truth != wanted;                                                          \
  }                                                                                                                    \
  SHARED_RESUMABLE(id, 3, "(iterable, /)", doc, .take = {id##_take, 3, 0}) {                                        \
    enum { WALKED, INDEX, ITEM, TRUTH };                                                                               \
    STEPS                                                                                                              \
      WALK(1, a[WALKED], a[INDEX])                                                                                     \
      for (;;) {                                                                                                       \
        CHECKPOINT(2);                                                                                                 \
        AWAIT(3, a[ITEM], walk_step(vm, a[WALKED], &a[INDEX]));                                                        \
        if (a[ITEM] == V_STOP) return from_bool(!wanted);                                                              \
        bool truth;                                                                                                    \
        if (!truth_simple(vm, a[ITEM], &truth)) {                                                                      \
          CHECKPOINT(4);                                                                                               \
          AWAIT(5, a[TRUTH], object_truth(vm, a[ITEM]));                                                               \
          truth = a[TRUTH] == V_TRUE;                                                                                  \
        }                                                                                                              \
        if (truth == wanted) return from_bool(wanted);                                                                 \
      }                                                                                                                \
    END_STEPS                                                                                                          \
  }
QUANTIFIER(builtin_all, false, "Return True if bool(x) is True for all values x in the iterable.")
QUANTIFIER(builtin_any, true, "Return True if bool(x) is True for any x in the iterable.")

/* ---- sum ------------------------------------------------------------------------------------------------------------------ */

/* Adds up plain ints, or floats with ints among them, from *index on; stops at the first item it has no rule for. */
static Value sum_simple(Vm *vm, const Value *items, uint32_t count, uint32_t *index, Value start) {
  uint32_t i = *index;
  Value sum = start;
  if (is_small(sum) || is_bool(sum)) {
    int64_t total = is_small(sum) ? to_small(sum) : sum == V_TRUE;
    uint32_t first = i;
    for (; i < count; i++) {
      int64_t term = is_small(items[i]) ? to_small(items[i]) : 0, next;
      if (!is_small(items[i]) && !is_bool(items[i])) break;
      if (is_bool(items[i])) term = items[i] == V_TRUE;
      if (__builtin_add_overflow(total, term, &next)) break;
      total = next;
    }
    if (i > first) sum = int_from_i64(vm, total);
    if (sum == V_FAIL) return V_FAIL;
  }
  if (is_double(sum) || (i < count && is_double(items[i]) && is_small(sum))) {
    double total = is_double(sum) ? to_double(sum) : (double)to_small(sum);
    for (; i < count; i++) {
      if (is_double(items[i])) total += to_double(items[i]);
      else if (is_small(items[i])) total += (double)to_small(items[i]);
      else break;
    }
    sum = from_double(total);
  }
  *index = i;
  return sum;
}

static bool sum_take(Vm *vm __attribute__((unused)), Value *a, Value item) { return add_simple(&a[1], item); }

SHARED_RESUMABLE(builtin_sum, 2, "(iterable, /, start=0)", "Return the sum of a 'start' value (default: 0) plus an iterable of numbers.",
                 .take = {sum_take, 3, 0}) {
  enum { WALKED, SUM, INDEX, ITEM };
  STEPS
    WALK(1, a[WALKED], a[INDEX])
    if (a[SUM] == V_UNDEFINED) a[SUM] = from_small(0);
    else if (str_check(vm, a[SUM])) return RAISE(vm, TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    else if (is_kind(vm, a[SUM], KIND_BYTES)) return RAISE(vm, TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    else if (is_kind(vm, a[SUM], KIND_BYTEARRAY)) return RAISE(vm, TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
    if (a[INDEX] != V_NONE) {
      Value *items;
      uint32_t count, index = 0;
      if (!sequence_items(vm, a[WALKED], &items, &count)) return V_FAIL;
      if (!charge(vm, count)) return V_FAIL;
      Value sum = sum_simple(vm, items, count, &index, a[SUM]);
      if (sum == V_FAIL) return V_FAIL;
      a[SUM] = sum;
      a[INDEX] = from_small(index);
    }
    for (;;) {
      CHECKPOINT(2);
      AWAIT(3, a[ITEM], walk_step(vm, a[WALKED], &a[INDEX]));
      if (a[ITEM] == V_STOP) return a[SUM];
      if (add_simple(&a[SUM], a[ITEM])) continue;
      CHECKPOINT(4);
      AWAIT(5, a[SUM], object_binary(vm, OP_ADD, a[SUM], a[ITEM]));
    }
  END_STEPS
}

/* ---- min, max -------------------------------------------------------------------------------------------------------------- */

static inline __attribute__((always_inline)) Value extreme_small(const Value *items, uint32_t count, bool greatest) {
  int64_t best = (int64_t)(items[0] << 16);
  uint64_t tags = items[0];
  for (uint32_t i = 1; i < count; i++) {
    int64_t n = (int64_t)(items[i] << 16);
    tags = items[i] >> 48 == TAG_INT ? tags : 0;
    best = greatest ? n > best ? n : best : n < best ? n : best;
  }
  return tags ? TAG_INT << 48 | (uint64_t)best >> 16 : V_UNDEFINED;
}

/* The greatest or least item, if all are plain numbers of one sort or plain strings; V_UNDEFINED otherwise. */
static Value extreme_simple(Vm *vm, const Value *items, uint32_t count, bool greatest) {
  Value best = items[0];
  if (is_small(best)) return greatest ? extreme_small(items, count, true) : extreme_small(items, count, false);
  if (is_double(best)) {
    for (uint32_t i = 1; i < count; i++) {
      if (!is_double(items[i])) return V_UNDEFINED;
      double d = to_double(items[i]);
      if (greatest ? d > to_double(best) : d < to_double(best)) best = items[i];
    }
    return best;
  }
  if (is_ref(best) && IS_EXACT(vm, best, str)) {
    for (uint32_t i = 1; i < count; i++) {
      if (!is_ref(items[i]) || !IS_EXACT(vm, items[i], str)) return V_UNDEFINED;
      int order = str_order(vm, items[i], best);
      if (greatest ? order > 0 : order < 0) best = items[i];
    }
    return best;
  }
  return V_UNDEFINED;
}

/* Without a key. */
static bool min_max_take(Vm *vm __attribute__((unused)), Value *a, Value item) {
  enum { KEY = 1, GREATEST = 3, BEST = 5, BEST_KEY };
  Value best = a[BEST];
  if (a[KEY] != V_NONE) return false;
  bool better = best == V_UNDEFINED;
  if (!better && is_small(item) && is_small(best))
    better = a[GREATEST] == V_TRUE ? to_small(item) > to_small(best) : to_small(item) < to_small(best);
  else if (!better && is_double(item) && is_double(best))
    better = a[GREATEST] == V_TRUE ? to_double(item) > to_double(best) : to_double(item) < to_double(best);
  else if (!better) return false;
  if (better) a[BEST] = a[BEST_KEY] = item;
  return true;
}

SHARED_RESUMABLE(min_max_slow, 5, "(iterable, key, default, greatest, /)", "", .take = {min_max_take, 3, 0}) {
  enum { WALKED, KEY, DEFAULT, GREATEST, INDEX, BEST, BEST_KEY, ITEM, ITEM_KEY };
  STEPS
    WALK(1, a[WALKED], a[INDEX])
    for (;;) {
      CHECKPOINT(2);
      AWAIT(3, a[ITEM], walk_step(vm, a[WALKED], &a[INDEX]));
      if (a[ITEM] == V_STOP) break;
      CHECKPOINT(4);
      if (a[KEY] == V_NONE) {
        a[ITEM_KEY] = a[ITEM];
      } else {
        AWAIT(5, a[ITEM_KEY], call1(vm, a[KEY], a[ITEM]));
        CHECKPOINT(6);
      }
      if (a[BEST] == V_UNDEFINED) {
        a[BEST] = a[ITEM];
        a[BEST_KEY] = a[ITEM_KEY];
        continue;
      }
      {
        Value better;
        AWAIT(7, better, object_compare(vm, a[GREATEST] == V_TRUE ? CMP_GT : CMP_LT, a[ITEM_KEY], a[BEST_KEY]));
        if (!is_bool(better)) AWAIT(8, better, object_truth(vm, better));
        if (better == V_FALSE) continue;
      }
      a[BEST] = a[ITEM];
      a[BEST_KEY] = a[ITEM_KEY];
    }
    if (a[BEST] != V_UNDEFINED) return a[BEST];
    if (a[DEFAULT] != V_UNDEFINED) return a[DEFAULT];
    return RAISE(vm, ValueError, "%s() arg is an empty sequence", a[GREATEST] == V_TRUE ? "max" : "min");
  END_STEPS
}

static Value min_max(Vm *vm, Value *a, bool greatest) {
  enum { FIRST, REST, KEY, DEFAULT };
  const char *name = greatest ? "max" : "min";
  Value *items = NULL;
  uint32_t count = AS(Tuple, vm, a[REST])->length;
  bool plain = a[KEY] == V_UNDEFINED || a[KEY] == V_NONE;
  Value walked = a[FIRST];
  if (count) {
    if (a[DEFAULT] != V_UNDEFINED) return RAISE(vm, TypeError, "Cannot specify a default for %s() with multiple positional arguments", name);
    walked = tuple_new(vm, NULL, count + 1);
    if (walked == V_FAIL) return V_FAIL;
    Tuple *all = AS(Tuple, vm, walked);
    all->items[0] = a[FIRST];
    memcpy(&all->items[1], AS(Tuple, vm, a[REST])->items, count * sizeof(Value));
    count++;
  }
  if (plain && walk_by_index(vm, walked) && sequence_items(vm, walked, &items, &count) && count) {
    if (!charge(vm, count)) return V_FAIL;
    Value best = extreme_simple(vm, items, count, greatest);
    if (best != V_UNDEFINED) return best;
  }
  return enter(vm, &min_max_slow_info, 4, (Value[]){walked, plain ? V_NONE : a[KEY], a[DEFAULT], from_bool(greatest)});
}
/* Of two and more plain ones. */
static Value few(Vm *vm, const Value *items, uint32_t count, bool greatest) {
  if (count < 2) return V_UNDEFINED;
  vm->fuel -= 1 + count;
  return extreme_simple(vm, items, count, greatest);
}
static Value min_vector(Vm *vm, const Value *a, uint32_t n) { return few(vm, a, n, false); }
static Value max_vector(Vm *vm, const Value *a, uint32_t n) { return few(vm, a, n, true); }

SHARED_NATIVE(builtin_min, "(first, /, *args, key=None, default=None)", "With a single iterable argument, return its smallest item.",
              .vector = min_vector) {
  return min_max(vm, a, false);
}
SHARED_NATIVE(builtin_max, "(first, /, *args, key=None, default=None)", "With a single iterable argument, return its biggest item.",
              .vector = max_vector) {
  return min_max(vm, a, true);
}

/* ---- sorted ---------------------------------------------------------------------------------------------------------------- */

SHARED_RESUMABLE(builtin_sorted, 2, "(iterable, /, *, key=None, reverse=False)", "Return a new list containing all items from the iterable in ascending order.") {
  enum { ITERABLE, KEY, REVERSE, LIST, RESULT };
  STEPS
    AWAIT(1, a[LIST], list_from(vm, a[ITERABLE]));
    CHECKPOINT(2);
    if (a[REVERSE] == V_UNDEFINED) a[REVERSE] = V_FALSE;
    AWAIT(3, a[REVERSE], object_index(vm, a[REVERSE]));
    CHECKPOINT(4);
    int64_t backwards;
    if (!index_i64(vm, a[REVERSE], &backwards, FIT_INT)) return V_FAIL;
    AWAIT(5, a[RESULT], list_sort(vm, a[LIST], none_if_undefined(a[KEY]), backwards != 0));
    return a[LIST];
  END_STEPS
}
