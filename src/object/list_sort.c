/*
 * list.sort() and sorted(): timsort (Tim Peters; listsort.txt in CPython) with powersort's choice of merges (Munro and Wild, 2018).
 *
 * Which items are compared, in which order, is as in CPython 3.11: programs see it, and where an order is none, as with NaN, the result
 * depends on it. Keys that compare without a call (ints, floats, strings, and tuples or lists of those) are sorted in plain C on a copy,
 * so that giving up in the middle loses nothing. Others are sorted by list_sort_run, whose whole state is in registers and arrays. Like
 * CPython, the list is empty while Python code may look at it, and a change made then is an error.
 */
#include "object/containers.h"

/* ---- runs ------------------------------------------------------------------------------------------------------ */

/* power: of the node between it and the next run in a nearly balanced tree of merges, the root's being 1. */
typedef struct Run {
  uint32_t start, count, power;
} Run;

enum {
  MOST_RUNS = 40, /* powers rise along the stack, up to 30 or so */
  GALLOP = 7, /* so many items of one side in a row, and a merge begins or goes on to gallop (it begins later where that did not pay) */
};

/* Runs are made at least this long by insertion. */
static uint32_t least_run(uint32_t count) {
  uint32_t rest = 0;
  while (count >= 64) {
    rest |= count & 1;
    count >>= 1;
  }
  return count + rest;
}

/* Of the node between two neighbouring runs: which is the first bit, counted from 1, in which their middles differ, as fractions of
   the whole. */
static uint32_t power_between(uint32_t start, uint32_t left, uint32_t right, uint32_t count) {
  uint64_t x = 2ull * start + left, y = x + left + right;
  uint32_t power = 1;
  for (; power < MOST_RUNS && (x < count) == (y < count); power++) {
    if (x >= count) x -= count, y -= count;
    x <<= 1, y <<= 1;
  }
  return power;
}

/* When there are no more runs to come: which two of them are merged next. */
static uint32_t last_merge(const Run *runs, uint32_t depth) {
  return depth > 2 && runs[depth - 3].count < runs[depth - 1].count ? depth - 3 : depth - 2;
}

/* ---- order without calls ----------------------------------------------------------------------------------------- */

typedef enum KeyKind { KEYS_SMALL, KEYS_NUMBER, KEYS_STR, KEYS_ANY } KeyKind; /* KEYS_NUMBER: no NaN among them */

/* A total order whose comparisons cost less than saving some of them by galloping, or in long insertions. */
static inline bool cheap(KeyKind kind) { return kind == KEYS_SMALL || kind == KEYS_NUMBER; }

enum { LESS_UNKNOWN = 2 };

static inline double number_of(Value v) { return is_small(v) ? (double)to_small(v) : to_double(v); }

/* x < y: 0, 1, or LESS_UNKNOWN when it takes a call. */
static int less_any(Vm *vm, Value x, Value y, unsigned depth) {
  bool x_number = is_small(x) || is_double(x), y_number = is_small(y) || is_double(y);
  if (x_number && y_number) return is_small(x) && is_small(y) ? to_small(x) < to_small(y) : number_of(x) < number_of(y);
  if (!is_ref(x) || !is_ref(y)) return LESS_UNKNOWN;
  Object *p = OBJECT(vm, x), *q = OBJECT(vm, y);
  if (p->shape != q->shape) return LESS_UNKNOWN;
  switch (exact_type(vm, x)) {
  case T_str:
    vm->fuel -= ((Str *)p)->length >> 5;
    return str_order(vm, x, y) < 0;
  case T_int: return int_compare(vm, x, y) < 0;
  case T_tuple:
  case T_list: break;
  default: return LESS_UNKNOWN;
  }
  if (depth > 4) return LESS_UNKNOWN;
  Value *xs, *ys;
  uint32_t x_count, y_count;
  sequence_items(vm, x, &xs, &x_count);
  sequence_items(vm, y, &ys, &y_count);
  for (uint32_t i = 0; i < x_count && i < y_count; i++) {
    vm->fuel--;
    if (xs[i] == ys[i]) continue;
    if (is_small(xs[i]) && is_small(ys[i])) return to_small(xs[i]) < to_small(ys[i]);
    int equal = equal_simple(vm, xs[i], ys[i]);
    if (equal < 0) return LESS_UNKNOWN;
    if (!equal) return less_any(vm, xs[i], ys[i], depth + 1);
  }
  return x_count < y_count;
}

typedef struct Sort {
  Vm *vm;
  Value *keys, *values; /* values NULL: the keys are the values */
  Value *spare_keys, *spare_values; /* room for half as many */
  uint32_t count;
  KeyKind kind;
  uint32_t gallop; /* so many items of one side in a row, and a merge begins to gallop */
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
    while (++i < s->count && !less(s, kind, k[i], k[i - 1]) && !(kind == KEYS_ANY && s->unknown))
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

/* Where the key belongs in ascending items: behind those that equal it, or before them. Sought in steps that double away from the
   hint, then by halving. */
static __attribute__((noinline)) uint32_t place_of(Sort *s, Value key, const Value *items, uint32_t count, uint32_t hint,
                                                   bool behind) {
#define ABOVE(i) (behind ? !less(s, s->kind, key, items[i]) : less(s, s->kind, items[i], key))
  uint32_t low = 0, high = count;
  if (ABOVE(hint)) {
    low = hint + 1;
    for (uint32_t offset = 1; offset < count - hint; offset = 2 * offset + 1) {
      if (!ABOVE(hint + offset)) {
        high = hint + offset;
        break;
      }
      low = hint + offset + 1;
    }
  } else {
    high = hint;
    for (uint32_t offset = 1; offset <= hint; offset = 2 * offset + 1) {
      if (ABOVE(hint - offset)) {
        low = hint - offset + 1;
        break;
      }
      high = hint - offset;
    }
  }
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (ABOVE(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
#undef ABOVE
}

/* A merge: next of the `spare_left` items not merged yet of the side in the spare arrays is spare_keys[spare], of the other's
   keys[place]; to keys[to] goes the next. Upwards the spare side is the left one; downwards it is the right one and all run down. */
typedef struct Merge {
  uint32_t spare, spare_left, place, place_left, to;
} Merge;

static inline __attribute__((always_inline)) void take_one(Sort *s, Merge *m, bool down, bool from_spare) {
  uint32_t *from = from_spare ? &m->spare : &m->place, step = down ? -1u : 1u;
  s->keys[m->to] = (from_spare ? s->spare_keys : s->keys)[*from];
  if (s->values) s->values[m->to] = (from_spare ? s->spare_values : s->values)[*from];
  m->to += step;
  *from += step;
  from_spare ? m->spare_left-- : m->place_left--;
}

static void take(Sort *s, Merge *m, bool down, bool from_spare, uint32_t count) {
  uint32_t *from = from_spare ? &m->spare : &m->place, step = down ? -count : count;
  uint32_t to_start = down ? m->to + 1 - count : m->to, from_start = down ? *from + 1 - count : *from;
  memmove(s->keys + to_start, (from_spare ? s->spare_keys : s->keys) + from_start, (size_t)count * 8);
  if (s->values) memmove(s->values + to_start, (from_spare ? s->spare_values : s->values) + from_start, (size_t)count * 8);
  m->to += step;
  *from += step;
  *(from_spare ? &m->spare_left : &m->place_left) -= count;
}

/* Nothing is left to compare: the greatest item (downwards: the least) is known to be in the spare. */
static inline bool merged(const Merge *m) { return m->spare_left <= 1 || !m->place_left; }

/* How many of the items of one side come before the next of the other: takes those, and that one. */
static uint32_t gallop_over(Sort *s, Merge *m, bool down, bool spare) {
  uint32_t left = spare ? m->spare_left : m->place_left, next = spare ? m->spare : m->place;
  const Value *items = (spare ? s->spare_keys : s->keys) + (down ? next + 1 - left : next);
  Value key = spare ? s->keys[m->place] : s->spare_keys[m->spare];
  uint32_t place = place_of(s, key, items, left, down ? left - 1 : 0, spare != down), count = down ? left - place : place;
  take(s, m, down, spare, count);
  if (!merged(m)) take_one(s, m, down, !spare);
  return count;
}

/* Many by many, as long as that pays. */
static __attribute__((noinline)) void gallop(Sort *s, Merge *m, bool down) {
  uint32_t left, right;
  s->gallop++;
  do {
    if (s->gallop > 1) s->gallop--;
    left = gallop_over(s, m, down, !down);
    if (merged(m)) return;
    right = gallop_over(s, m, down, down);
    if (merged(m)) return;
  } while (left >= GALLOP || right >= GALLOP);
  s->gallop++;
}

/* One by one, until a side has had many in a row or nothing is left to compare. */
static inline __attribute__((always_inline)) void pair_off(Sort *s, KeyKind kind, bool down, Merge *merge) {
  Merge m = *merge; /* copies, for registers */
  Sort arrays = *s;
  uint32_t spare = 0, place = 0, enough = s->gallop;
  for (;;) {
    Value x = arrays.spare_keys[m.spare], y = arrays.keys[m.place];
    bool in_place = down ? less(s, kind, x, y) : less(s, kind, y, x);
    if (in_place) {
      take_one(&arrays, &m, down, false);
      spare = 0;
      if (!m.place_left || (++place >= enough && !cheap(kind))) break;
    } else {
      take_one(&arrays, &m, down, true);
      place = 0;
      if (m.spare_left == 1 || (++spare >= enough && !cheap(kind))) break;
    }
  }
  *merge = m;
}

static inline __attribute__((always_inline)) void merge_sides(Sort *s, KeyKind kind, bool down, Merge m) {
  take(s, &m, down, false, 1);
  while (!merged(&m)) {
    pair_off(s, kind, down, &m);
    if (!merged(&m)) gallop(s, &m, down);
  }
  if (m.spare_left == 1) take(s, &m, down, false, m.place_left);
  take(s, &m, down, true, m.spare_left);
}

/* Merges the two runs from runs[i] on, of all `depth`. False: failed, or s->unknown. */
static inline __attribute__((always_inline)) bool merge(Sort *s, KeyKind kind, Run *runs, uint32_t i, uint32_t depth) {
  Run *left = &runs[i], *right = &runs[i + 1];
  uint32_t from = left->start, middle = right->start, count = right->count;
  from += place_of(s, s->keys[middle], s->keys + from, left->count, 0, true);
  left->count += count;
  if (i + 2 < depth) *right = right[1];
  if (from == middle) return !s->unknown;
  count = place_of(s, s->keys[middle - 1], s->keys + middle, count, count - 1, false);
  if (!count) return !s->unknown;
  if (!charge(s->vm, middle - from + count)) return false;
  bool down = middle - from > count;
  uint32_t spare = down ? middle : from, spare_count = down ? count : middle - from;
  memcpy(s->spare_keys, s->keys + spare, (size_t)spare_count * 8);
  if (s->values) memcpy(s->spare_values, s->values + spare, (size_t)spare_count * 8);
  if (down) merge_sides(s, kind, true, (Merge){count - 1, count, middle - 1, middle - from, middle + count - 1});
  else merge_sides(s, kind, false, (Merge){0, middle - from, middle, count, from});
  return !s->unknown;
}

/* False: failed, or s->unknown. */
static inline __attribute__((always_inline)) bool sort_kind(Sort *s, KeyKind kind) {
  Run runs[MOST_RUNS];
  uint32_t depth = 0, least = cheap(kind) ? 24 : least_run(s->count);
  for (uint32_t start = 0, end; start < s->count; start = end) {
    end = run_end(s, kind, start);
    uint32_t wanted = least < s->count - start ? start + least : s->count;
    if (end < wanted) {
      insertion(s, kind, start, end, wanted);
      end = wanted;
    }
    if (s->unknown || !charge(s->vm, (end - start) >> 1)) return false;
    if (depth) {
      uint32_t power = power_between(runs[depth - 1].start, runs[depth - 1].count, end - start, s->count);
      for (; depth > 1 && runs[depth - 2].power > power; depth--)
        if (!merge(s, kind, runs, depth - 2, depth)) return false;
      runs[depth - 1].power = power;
    }
    runs[depth++] = (Run){start, end - start, 0};
  }
  for (; depth > 1; depth--)
    if (!merge(s, kind, runs, last_merge(runs, depth), depth)) return false;
  return true;
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
    number &= is_small(v) || (is_double(v) && to_double(v) == to_double(v));
    str = str && is_ref(v) && OBJECT(s->vm, v)->shape == str_shape;
    if (!number && !str) break;
  }
  s->kind = small ? KEYS_SMALL : number ? KEYS_NUMBER : str ? KEYS_STR : KEYS_ANY;
  return small ? sort_small(s) : number ? sort_number(s) : str ? sort_str(s) : sort_any(s);
}

/* Sorts keys, and values along with them if there are any, when that takes no call. */
static Attempt sort_arrays(Vm *vm, Array *keys, Array *values, uint32_t count, bool backwards) {
  Array *spare_keys = array_new(vm, count / 2), *spare_values = values ? array_new(vm, count / 2) : NULL;
  if (!spare_keys || (values && !spare_values) || !charge(vm, count)) return ATTEMPT_FAILED;
  Sort s = {vm, keys->items, values ? values->items : NULL, spare_keys->items, values ? spare_values->items : NULL,
            count, KEYS_ANY, GALLOP, false};
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

/* ---- with calls -------------------------------------------------------------------------------------------------- */

/*
 * The same as a machine that asks for one comparison at a time: sort_next takes the answer and goes on to the next question. Between
 * two questions anything may happen: all that the machine knows stands in struct Progress and in the arrays, and between them these
 * hold every item once.
 */
typedef enum Phase { MAKING_RUN, TRIMMING, MERGING } Phase;

typedef enum Asking {
  ASK_DIRECTION, ASK_RISING, ASK_FALLING, /* keys[end] < keys[end - 1]? */
  ASK_HINT, ASK_CLIMB, ASK_DESCEND, ASK_NARROW, /* the steps of a search */
  ASK_PAIR, /* next of the right < next of the left? */
} Asking;

typedef enum Search {
  SEARCH_INSERT, /* of keys[end] in the run before it */
  SEARCH_FIRST, SEARCH_LAST, /* TRIMMING: which items in front of the left run and behind the right one stay where they are */
  SEARCH_LEFT, SEARCH_RIGHT, /* MERGING at a gallop: how many items of this side are next */
} Search;

/* What is not merged yet of a run. streak: how many times in a row it had the next item, or how many items it last galloped. */
typedef struct Side {
  uint32_t start, count, streak;
} Side;

/* Where the machine stands: the data of a Raw, so that it outlives the calls. */
typedef struct Progress {
  uint32_t phase, asking;
  uint32_t run, end, wanted; /* keys[run, end) is the run being made, which shall reach `wanted`; everything before is on the stack */
  uint32_t power;            /* between this run and the one before */
  uint32_t search, low, high, hint, offset; /* the place is in [low, high] */
  /* MERGING: the shorter side stands at the front of the spare arrays. Before the right side or, downwards, behind the left one is a
     gap for what is left of it. */
  uint32_t downwards, gallop;
  Side left, right;
  uint32_t depth;
  Run runs[MOST_RUNS];
} Progress;

typedef struct Timsort {
  Vm *vm;
  Progress *p;
  Ref keys, values, spare_keys, spare_values; /* the first item of each; values 0: the keys are the values */
  uint32_t count;
  Value *x, *y; /* the question: x < y? */
} Timsort;

static inline Value *span(Vm *vm, Ref items, uint32_t from, uint64_t count) {
  Value *start = item_at(vm, items, from);
  CAGE_CHECK(vm, in_cage(ref_of(vm, start), count * 8));
  return start;
}

static inline void items_move(Vm *vm, Ref to, uint32_t i, Ref from, uint32_t j, uint32_t count) {
  if (count == 1) *item_at(vm, to, i) = *item_at(vm, from, j);
  else memmove(span(vm, to, i, count), span(vm, from, j, count), (size_t)count * 8);
}

static Attempt ask(Timsort *t, Asking what, Value x, Value y) {
  t->p->asking = what;
  *t->x = x;
  *t->y = y;
  return ATTEMPT_OPEN;
}

/* ---- searches: ATTEMPT_DONE: the place is p->low ---- */

/* Whether the place is behind items that equal the key. The key then is x of the questions, otherwise y. */
static inline bool search_behind(const Progress *p) { return p->search != SEARCH_LAST && p->search != SEARCH_RIGHT; }

static Attempt search_ask(Timsort *t, Asking what, uint32_t i) {
  Progress *p = t->p;
  bool spare = p->downwards ? p->search == SEARCH_RIGHT : p->search == SEARCH_LEFT;
  Value item = *item_at(t->vm, spare ? t->spare_keys : t->keys, i);
  return search_behind(p) ? ask(t, what, *t->x, item) : ask(t, what, item, *t->y);
}

static Attempt search_begin(Timsort *t, Search search, Value key, const Side *in, bool from_end) {
  Progress *p = t->p;
  p->search = search;
  p->low = in->start;
  p->high = in->start + in->count;
  p->hint = from_end ? p->high - 1 : p->low;
  p->offset = 1;
  *t->x = *t->y = key;
  return search_ask(t, ASK_HINT, p->hint);
}

/* Away from the hint in steps that double; then halving the rest. */
static Attempt search_go_on(Timsort *t) {
  Progress *p = t->p;
  if (p->asking == ASK_CLIMB && p->offset < p->high - p->hint) return search_ask(t, ASK_CLIMB, p->hint + p->offset);
  if (p->asking == ASK_DESCEND && p->offset <= p->hint - p->low) return search_ask(t, ASK_DESCEND, p->hint - p->offset);
  return p->low < p->high ? search_ask(t, ASK_NARROW, p->low + (p->high - p->low) / 2) : ATTEMPT_DONE;
}

static Attempt search_next(Timsort *t, bool less) {
  Progress *p = t->p;
  bool above = search_behind(p) != less; /* the place is above the item that was looked at */
  uint32_t item = 0;
  switch ((Asking)p->asking) {
  case ASK_HINT:
    item = p->hint;
    p->asking = above ? ASK_CLIMB : ASK_DESCEND;
    break;
  case ASK_CLIMB:
    item = p->hint + p->offset;
    p->offset = 2 * p->offset + 1;
    if (!above) p->asking = ASK_NARROW;
    break;
  case ASK_DESCEND:
    item = p->hint - p->offset;
    p->offset = 2 * p->offset + 1;
    if (above) p->asking = ASK_NARROW;
    break;
  default: item = p->low + (p->high - p->low) / 2;
  }
  if (above) p->low = item + 1;
  else p->high = item;
  return search_go_on(t);
}

/* ---- merges: ATTEMPT_DONE: the sides are one run ---- */

static inline Side *side_in_spare(Progress *p) { return p->downwards ? &p->right : &p->left; }
static inline Side *side_in_place(Progress *p) { return p->downwards ? &p->left : &p->right; }

static Value merge_key(const Timsort *t, const Side *side) {
  Progress *p = t->p;
  return *item_at(t->vm, side == side_in_spare(p) ? t->spare_keys : t->keys, p->downwards ? side->start + side->count - 1 : side->start);
}

/* The next `count` items are this side's. */
static void merge_take(Timsort *t, Side *side, uint32_t count) {
  Progress *p = t->p;
  bool spare = side == side_in_spare(p);
  uint32_t from, to;
  if (p->downwards) {
    to = p->left.start + p->left.count + p->right.count - count;
    from = side->start + side->count - count;
  } else {
    to = p->right.start - p->left.count;
    from = side->start;
    side->start += count;
  }
  side->count -= count;
  items_move(t->vm, t->keys, to, spare ? t->spare_keys : t->keys, from, count);
  if (t->values) items_move(t->vm, t->values, to, spare ? t->spare_values : t->values, from, count);
}

/* As merge_take; true when that leaves nothing to compare: the greatest item (downwards: the least) is known to be in the spare. */
static bool merge_take_last(Timsort *t, Side *side, uint32_t count) {
  merge_take(t, side, count);
  Side *spare = side_in_spare(t->p), *place = side_in_place(t->p);
  if (spare->count > 1 && place->count) return false;
  if (spare->count == 1) merge_take(t, place, place->count);
  merge_take(t, spare, spare->count);
  return true;
}

static Attempt merge_ask(Timsort *t) {
  return ask(t, ASK_PAIR, merge_key(t, &t->p->right), merge_key(t, &t->p->left));
}

static Attempt merge_gallop(Timsort *t) {
  Progress *p = t->p;
  if (p->gallop > 1) p->gallop--;
  return search_begin(t, SEARCH_LEFT, merge_key(t, &p->right), &p->left, p->downwards);
}

static Attempt merge_pair(Timsort *t, bool less) {
  Progress *p = t->p;
  Side *side = less == (bool)p->downwards ? &p->left : &p->right, *other = side == &p->left ? &p->right : &p->left;
  side->streak++;
  other->streak = 0;
  if (merge_take_last(t, side, 1)) return ATTEMPT_DONE;
  if (side->streak < p->gallop) return merge_ask(t);
  p->gallop++;
  return merge_gallop(t);
}

static Attempt merge_begin(Timsort *t, uint32_t i) {
  Progress *p = t->p;
  CAGE_CHECK(t->vm, i + 1 < p->depth && p->depth <= MOST_RUNS);
  Run *runs = p->runs + i;
  p->left = (Side){runs[0].start, runs[0].count, 0};
  p->right = (Side){runs[1].start, runs[1].count, 0};
  runs[0].count += runs[1].count;
  if (i + 2 < p->depth) runs[1] = runs[2];
  p->depth--;
  p->phase = TRIMMING;
  return search_begin(t, SEARCH_FIRST, *item_at(t->vm, t->keys, p->right.start), &p->left, false);
}

/* The sides are trimmed. */
static Attempt merge_lay_out(Timsort *t) {
  Progress *p = t->p;
  if (!charge(t->vm, ((uint64_t)p->left.count + p->right.count) >> 3)) return ATTEMPT_FAILED;
  p->downwards = p->left.count > p->right.count;
  Side *side = side_in_spare(p);
  items_move(t->vm, t->spare_keys, 0, t->keys, side->start, side->count);
  if (t->values) items_move(t->vm, t->spare_values, 0, t->values, side->start, side->count);
  side->start = 0;
  p->phase = MERGING;
  return merge_take_last(t, side_in_place(p), 1) ? ATTEMPT_DONE : merge_ask(t);
}

static Attempt merge_next(Timsort *t, bool less) {
  Progress *p = t->p;
  Side *left = &p->left, *right = &p->right;
  if (p->asking == ASK_PAIR) return merge_pair(t, less);
  if (search_next(t, less) == ATTEMPT_OPEN) return ATTEMPT_OPEN;
  switch ((Search)p->search) {
  case SEARCH_FIRST:
    left->count -= p->low - left->start;
    left->start = p->low;
    if (!left->count) return ATTEMPT_DONE;
    return search_begin(t, SEARCH_LAST, *item_at(t->vm, t->keys, left->start + left->count - 1), right, true);
  case SEARCH_LAST:
    right->count = p->low - right->start;
    return right->count ? merge_lay_out(t) : ATTEMPT_DONE;
  case SEARCH_LEFT:
    left->streak = p->downwards ? left->start + left->count - p->low : p->low - left->start;
    if (merge_take_last(t, left, left->streak) || merge_take_last(t, right, 1)) return ATTEMPT_DONE;
    return search_begin(t, SEARCH_RIGHT, merge_key(t, left), right, p->downwards);
  case SEARCH_RIGHT:
    right->streak = p->downwards ? right->start + right->count - p->low : p->low - right->start;
    if (merge_take_last(t, right, right->streak) || merge_take_last(t, left, 1)) return ATTEMPT_DONE;
    if (left->streak >= GALLOP || right->streak >= GALLOP) return merge_gallop(t);
    p->gallop++;
    left->streak = right->streak = 0;
    return merge_ask(t);
  default: cage_broken(t->vm);
  }
}

/* ---- runs: ATTEMPT_DONE: keys[run, end) is one ---- */

static Attempt run_insert(Timsort *t) {
  Progress *p = t->p;
  if (p->end >= p->wanted) return ATTEMPT_DONE;
  p->search = SEARCH_INSERT;
  p->asking = ASK_NARROW;
  p->low = p->run;
  p->high = p->end;
  *t->x = *item_at(t->vm, t->keys, p->end);
  return search_go_on(t);
}

/* keys[run, end) is as long as it is by itself. */
static Attempt run_found(Timsort *t) {
  Progress *p = t->p;
  uint32_t length = p->end - p->run, wanted = least_run(t->count);
  if (p->asking == ASK_FALLING) {
    reverse(span(t->vm, t->keys, p->run, length), 0, length);
    if (t->values) reverse(span(t->vm, t->values, p->run, length), 0, length);
  }
  p->wanted = wanted < t->count - p->run ? p->run + wanted : t->count;
  return run_insert(t);
}

static Attempt run_extend(Timsort *t, Asking what) {
  Progress *p = t->p;
  p->asking = what;
  if (p->end >= t->count) return run_found(t);
  return ask(t, what, *item_at(t->vm, t->keys, p->end), *item_at(t->vm, t->keys, p->end - 1));
}

static Attempt run_begin(Timsort *t) {
  t->p->phase = MAKING_RUN;
  t->p->end = t->p->run + 1;
  return run_extend(t, ASK_DIRECTION);
}

static void move_up(Value *items, uint32_t count) {
  Value last = items[count];
  memmove(items + 1, items, (size_t)count * 8);
  items[0] = last;
}

static Attempt run_next(Timsort *t, bool less) {
  Progress *p = t->p;
  if (p->asking == ASK_DIRECTION) p->asking = less ? ASK_FALLING : ASK_RISING;
  if (p->asking == ASK_RISING || p->asking == ASK_FALLING) {
    if (less != (p->asking == ASK_FALLING)) return run_found(t);
    p->end++;
    return run_extend(t, (Asking)p->asking);
  }
  if (search_next(t, less) == ATTEMPT_OPEN) return ATTEMPT_OPEN;
  uint32_t moved = p->end - p->low;
  if (!charge(t->vm, moved >> 3)) return ATTEMPT_FAILED;
  move_up(span(t->vm, t->keys, p->low, (uint64_t)moved + 1), moved);
  if (t->values) move_up(span(t->vm, t->values, p->low, (uint64_t)moved + 1), moved);
  p->end++;
  return run_insert(t);
}

/* ---- the whole ---- */

/* A run or a merge is done. */
static Attempt sort_go_on(Timsort *t) {
  Progress *p = t->p;
  Run *runs = p->runs;
  while (p->run < t->count) { /* the run that was made comes onto the stack after the merges that go before */
    CAGE_CHECK(t->vm, p->depth < MOST_RUNS);
    Run *last = p->depth ? &runs[p->depth - 1] : NULL;
    if (last && p->phase == MAKING_RUN) p->power = power_between(last->start, last->count, p->end - p->run, t->count);
    if (p->depth > 1 && last[-1].power > p->power) return merge_begin(t, p->depth - 2);
    if (last) last->power = p->power;
    runs[p->depth++] = (Run){p->run, p->end - p->run, 0};
    p->run = p->end;
    if (p->run < t->count && run_begin(t) == ATTEMPT_OPEN) return ATTEMPT_OPEN;
  }
  if (p->depth < 2) return ATTEMPT_DONE;
  CAGE_CHECK(t->vm, p->depth <= MOST_RUNS);
  return merge_begin(t, last_merge(runs, p->depth));
}

/* ATTEMPT_OPEN: x < y is to be found out. ATTEMPT_DONE: all is sorted. */
static Attempt sort_next(Timsort *t, bool less) {
  Attempt done = t->p->phase == MAKING_RUN ? run_next(t, less) : merge_next(t, less);
  return done == ATTEMPT_DONE ? sort_go_on(t) : done;
}

enum { LIST, KEY, REVERSE, COUNT, VALUES, KEYS, SPARE_VALUES, SPARE_KEYS, PROGRESS, NEXT, X, Y, ANSWER, CHANGED, LENT }; /* registers */

static Ref first_item(Vm *vm, Value array) { return array == V_UNDEFINED ? 0 : to_ref(array) + (Ref)offsetof(Array, items); }

static Timsort timsort(Vm *vm, Value *a) {
  Raw *progress = AS(Raw, vm, a[PROGRESS]);
  CAGE_CHECK(vm, progress->size >= sizeof(Progress));
  return (Timsort){vm, (Progress *)progress->data, first_item(vm, a[KEYS]), a[KEY] == V_UNDEFINED ? 0 : first_item(vm, a[VALUES]),
                   first_item(vm, a[SPARE_KEYS]), first_item(vm, a[SPARE_VALUES]), (uint32_t)to_small(a[COUNT]), &a[X], &a[Y]};
}

/* Puts the items back; false when the list was changed meanwhile. */
static bool sort_give_back(Vm *vm, Value *a, Value array) {
  List *l = AS(List, vm, a[LIST]);
  if (l->length || l->items) a[CHANGED] = V_TRUE;
  CAGE_CHECK(vm, AS(Array, vm, array)->length >= (uint64_t)to_small(a[COUNT]));
  TOUCH(vm, l);
  l->items = to_ref(array);
  l->length = (uint32_t)to_small(a[COUNT]);
  return a[CHANGED] == V_UNDEFINED;
}

static void sort_turn(Vm *vm, Value *a, Value array) {
  uint32_t count = (uint32_t)to_small(a[COUNT]);
  if (a[REVERSE] == V_TRUE) reverse(span(vm, first_item(vm, array), 0, count), 0, count);
}

/* The same with what stands in the arrays of the machine, which may be in the middle of a merge. */
static bool sort_end(Vm *vm, Value *a) {
  if (a[PROGRESS] != V_UNDEFINED) {
    Timsort t = timsort(vm, a);
    Side left = t.p->left, right = t.p->right, *spare = side_in_spare(t.p);
    if (t.p->phase == MERGING) merge_take(&t, spare, spare->count);
    t.p->left = left;
    t.p->right = right;
    sort_turn(vm, a, a[VALUES]);
  }
  return sort_give_back(vm, a, a[VALUES]);
}

/* When something does not fit, this step runs again or ends in a MemoryError. Until then the list has its items. */
static Value sort_lend(Vm *vm, Value *a, Value outcome) {
  if (outcome == V_FAIL && vm->retry) {
    sort_end(vm, a);
    a[LENT] = V_TRUE;
  }
  return outcome;
}

/* Again: nothing ran meanwhile but the collector. */
static inline void sort_take_back(Vm *vm, Value *a) {
  if (a[LENT] == V_UNDEFINED) return;
  a[LENT] = V_UNDEFINED;
  List *l = AS(List, vm, a[LIST]);
  l->length = 0;
  l->items = 0;
  if (a[PROGRESS] != V_UNDEFINED) sort_turn(vm, a, a[VALUES]);
}

/* destination = what a call answers */
#define SORT_AWAIT(step, destination, call_)                                                                           \
  do {                                                                                                                 \
    sort_take_back(vm, a);                                                                                             \
    AWAIT_CATCH(step, destination, sort_lend(vm, a, call_));                                                           \
    if (destination == V_FAIL) goto failed;                                                                            \
  } while (0)

SHARED_RESUMABLE(list_sort_run, 12, "(list, key, reverse, /)", NULL) {
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
      Array *values = array_copy(vm, items, count, count);
      if (!values || !charge(vm, count)) return V_FAIL;
      a[KEYS] = a[VALUES] = value_of(vm, values);
      a[COUNT] = from_small(count);
      TOUCH(vm, l);
      l->length = 0;
      l->items = 0;
    }
    CHECKPOINT(1);
    if (a[KEY] != V_UNDEFINED) {
      sort_take_back(vm, a);
      Array *keys = array_new(vm, (uint32_t)to_small(a[COUNT]));
      if (!keys) return sort_lend(vm, a, V_FAIL);
      a[KEYS] = value_of(vm, keys);
      a[NEXT] = from_small(0);
    }
    CHECKPOINT(2);
    while (a[KEY] != V_UNDEFINED && to_small(a[NEXT]) < to_small(a[COUNT])) {
      SORT_AWAIT(3, a[ANSWER], call1(vm, a[KEY], *item_at(vm, first_item(vm, a[VALUES]), (uint32_t)to_small(a[NEXT]))));
      *item_at(vm, first_item(vm, a[KEYS]), (uint32_t)to_small(a[NEXT])) = a[ANSWER];
      a[NEXT] = from_small(to_small(a[NEXT]) + 1);
      CHECKPOINT(4);
    }
    {
      uint32_t count = (uint32_t)to_small(a[COUNT]);
      bool keyed = a[KEY] != V_UNDEFINED;
      sort_take_back(vm, a);
      Array *keys = array_copy(vm, span(vm, first_item(vm, a[KEYS]), 0, count), count, count);
      Array *values = keyed ? array_copy(vm, span(vm, first_item(vm, a[VALUES]), 0, count), count, count) : NULL;
      if (!keys || (keyed && !values)) return sort_lend(vm, a, V_FAIL);
      switch (sort_arrays(vm, keys, values, count, a[REVERSE] == V_TRUE)) {
      case ATTEMPT_FAILED: return sort_lend(vm, a, V_FAIL);
      case ATTEMPT_DONE:
        if (sort_give_back(vm, a, value_of(vm, keyed ? values : keys))) return V_NONE;
        return RAISE(vm, ValueError, "list modified during sort");
      case ATTEMPT_OPEN: break;
      }
      Array *spare_keys = array_new(vm, count / 2), *spare_values = keyed ? array_new(vm, count / 2) : NULL;
      Raw *progress = raw_new(vm, sizeof(Progress));
      if (!spare_keys || (keyed && !spare_values) || !progress) return sort_lend(vm, a, V_FAIL);
      a[SPARE_KEYS] = value_of(vm, spare_keys);
      if (keyed) a[SPARE_VALUES] = value_of(vm, spare_values);
      a[PROGRESS] = value_of(vm, progress);
      Timsort t = timsort(vm, a);
      if (a[REVERSE] == V_TRUE) { /* so that equal ones keep their order when all is turned round in the end */
        reverse(span(vm, t.keys, 0, count), 0, count);
        if (keyed) reverse(span(vm, t.values, 0, count), 0, count);
      }
      t.p->gallop = GALLOP;
      run_begin(&t);
    }
    CHECKPOINT(5);
    for (;;) {
      SORT_AWAIT(6, a[ANSWER], object_compare(vm, CMP_LT, a[X], a[Y]));
      if (!is_bool(a[ANSWER])) {
        CHECKPOINT(10);
        SORT_AWAIT(7, a[ANSWER], object_truth(vm, a[ANSWER]));
      }
      {
        Timsort t = timsort(vm, a);
        Attempt next = sort_next(&t, a[ANSWER] == V_TRUE);
        if (next == ATTEMPT_FAILED) return V_FAIL;
        if (next == ATTEMPT_DONE) break;
      }
      CHECKPOINT(8);
    }
    a[ANSWER] = from_bool(sort_end(vm, a));
    CHECKPOINT(9);
    if (a[ANSWER] == V_TRUE) return V_NONE;
    return RAISE(vm, ValueError, "list modified during sort");
  failed:
    sort_end(vm, a);
    return V_FAIL;
  END_STEPS
}

Value list_sort(Vm *vm, Value list, Value key, bool backwards) {
  if (key == V_NONE || key == V_UNDEFINED) {
    List *l = AS(List, vm, list);
    Value *items;
    uint32_t count;
    sequence_items(vm, list, &items, &count);
    if (count < 2) return V_NONE;
    Array *keys = array_copy(vm, items, count, count);
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
