/*
 * Module _heapq: lists as heaps. A sift moves one item along a path; where it stands is in registers, so that the comparison of any two items
 * may be Python and may be where a run stops. A list that a comparison made longer or shorter is an error, as in CPython.
 */
#include "library/library.h"

#include "object/containers.h"

enum { HEAP, ITEM, START, POSITION, COUNT, CHILD, ANSWER, RESULT };
#define SCRATCH 6 /* behind heap and item */
#define N(x) to_small(a[x])
#define SET(x, n) (a[x] = from_small(n))
#define AT(n) (*item_at(vm, AS(List, vm, a[HEAP])->items + (Ref)offsetof(Array, items), (uint32_t)(n)))

static bool is_heap(Vm *vm, Value heap, const char *argument) {
  if (is_kind(vm, heap, KIND_LIST)) return true;
  RAISE(vm, TypeError, "%s must be list, not %N", argument, heap);
  return false;
}
static uint32_t length_of(Vm *vm, Value heap) { return AS(List, vm, heap)->length; }
static void exchange(Vm *vm, Value *a, int64_t i, int64_t k) {
  touch(vm, AS(List, vm, a[HEAP])->items);
  Value v = AT(i);
  AT(i) = AT(k);
  AT(k) = v;
}

static inline Value below(Vm *vm, Value x, Value y) {
  return is_small(x) && is_small(y) ? from_bool(to_small(x) < to_small(y)) : object_compare(vm, CMP_LT, x, y);
}

/* a[ANSWER] = x < y, or y < x of a heap whose greatest is first. Three steps from `step` on. */
#define LESS(step, greatest, x, y)                                                                                      \
  do {                                                                                                                 \
    AWAIT(step, a[ANSWER], below(vm, greatest ? y : x, greatest ? x : y));                                              \
    if (!is_bool(a[ANSWER])) {                                                                                         \
      CHECKPOINT((step) + 2);                                                                                          \
      AWAIT((step) + 1, a[ANSWER], object_truth(vm, a[ANSWER]));                                                       \
    }                                                                                                                  \
    if (length_of(vm, a[HEAP]) != N(COUNT)) return RAISE(vm, RuntimeError, "list changed size during iteration");      \
  } while (0)

/* Moves the item at POSITION towards START, below what is not above it. Five steps from `step` on. */
#define SIFT_DOWN(step, greatest)                                                                                       \
  do {                                                                                                                 \
    SET(COUNT, length_of(vm, a[HEAP]));                                                                                \
    CHECKPOINT(step);                                                                                                  \
    while (N(POSITION) > N(START)) {                                                                                   \
      LESS((step) + 1, greatest, AT(N(POSITION)), AT((N(POSITION) - 1) >> 1));                                         \
      if (a[ANSWER] != V_TRUE) break;                                                                                  \
      exchange(vm, a, N(POSITION), (N(POSITION) - 1) >> 1);                                                            \
      SET(POSITION, (N(POSITION) - 1) >> 1);                                                                           \
      CHECKPOINT((step) + 4);                                                                                          \
    }                                                                                                                  \
  } while (0)

/* Moves the item at START to a leaf, along the smaller children, and from there back to its place. Eleven steps from `step` on. */
#define SIFT_UP(step, greatest)                                                                                         \
  do {                                                                                                                 \
    SET(COUNT, length_of(vm, a[HEAP]));                                                                                \
    a[POSITION] = a[START];                                                                                            \
    CHECKPOINT(step);                                                                                                  \
    while (N(POSITION) < N(COUNT) >> 1) {                                                                              \
      SET(CHILD, 2 * N(POSITION) + 1);                                                                                 \
      if (N(CHILD) + 1 < N(COUNT)) {                                                                                   \
        LESS((step) + 1, greatest, AT(N(CHILD)), AT(N(CHILD) + 1));                                                    \
        if (a[ANSWER] != V_TRUE) SET(CHILD, N(CHILD) + 1);                                                             \
      }                                                                                                                \
      exchange(vm, a, N(POSITION), N(CHILD));                                                                          \
      a[POSITION] = a[CHILD];                                                                                          \
      CHECKPOINT((step) + 4);                                                                                          \
    }                                                                                                                  \
    SIFT_DOWN((step) + 5, greatest);                                                                                   \
  } while (0)

RESUMABLE(heappush, SCRATCH, "(heap, item, /)", "Push item onto heap, maintaining the heap invariant.") {
  STEPS
    if (!is_heap(vm, a[HEAP], "heappush() argument 1")) return V_FAIL;
    if (!list_append(vm, AS(List, vm, a[HEAP]), a[ITEM])) return V_FAIL;
    SET(START, 0);
    SET(POSITION, length_of(vm, a[HEAP]) - 1);
    SIFT_DOWN(1, false);
    return V_NONE;
  END_STEPS
}

/* Takes the last item off, and puts it in the place of the first: what stands in RESULT. False: it was the only one. */
static bool take_first(Vm *vm, Value *a) {
  List *l = AS(List, vm, a[HEAP]);
  uint32_t last = l->length - 1;
  TOUCH(vm, l);
  touch(vm, l->items);
  a[RESULT] = AT(0);
  AT(0) = AT(last);
  AT(last) = V_UNDEFINED;
  l->length = last;
  SET(START, 0);
  return last > 0;
}

#define HEAPPOP(greatest)                                                                                               \
  STEPS                                                                                                                \
    if (!is_heap(vm, a[HEAP], "heappop() argument")) return V_FAIL;                                                               \
    if (!length_of(vm, a[HEAP])) return RAISE(vm, IndexError, "index out of range");                                   \
    if (!take_first(vm, a)) return a[RESULT];                                                                          \
    SIFT_UP(1, greatest);                                                                                              \
    return a[RESULT];                                                                                                  \
  END_STEPS

RESUMABLE(heappop, SCRATCH + 1, "(heap, /)", "Pop the smallest item off the heap, maintaining the heap invariant.") { HEAPPOP(false) }
RESUMABLE(heappop_max, SCRATCH + 1, "(heap, /)", "Maxheap variant of heappop.") { HEAPPOP(true) }

#define HEAPREPLACE(greatest)                                                                                           \
  STEPS                                                                                                                \
    if (!is_heap(vm, a[HEAP], "heapreplace() argument 1")) return V_FAIL;                                                           \
    if (!length_of(vm, a[HEAP])) return RAISE(vm, IndexError, "index out of range");                                   \
    touch(vm, AS(List, vm, a[HEAP])->items);                                                                           \
    a[RESULT] = AT(0);                                                                                                 \
    AT(0) = a[ITEM];                                                                                                   \
    SET(START, 0);                                                                                                     \
    SIFT_UP(1, greatest);                                                                                              \
    return a[RESULT];                                                                                                  \
  END_STEPS

RESUMABLE(heapreplace, SCRATCH, "(heap, item, /)", "Pop and return the current smallest value, and add the new item.\n\n"
          "This is more efficient than heappop() followed by heappush(), and can be\nmore appropriate when using a fixed-size heap.  "
          "Note that the value\nreturned may be larger than item!") { HEAPREPLACE(false) }
RESUMABLE(heapreplace_max, SCRATCH, "(heap, item, /)", "Maxheap variant of heapreplace.") { HEAPREPLACE(true) }

RESUMABLE(heappushpop, SCRATCH, "(heap, item, /)", "Push item on the heap, then pop and return the smallest item from the heap.\n\n"
          "The combined action runs more efficiently than heappush() followed by\na separate call to heappop().") {
  STEPS
    if (!is_heap(vm, a[HEAP], "heappushpop() argument 1")) return V_FAIL;
    if (!length_of(vm, a[HEAP])) return a[ITEM];
    AWAIT(20, a[ANSWER], object_compare(vm, CMP_LT, AT(0), a[ITEM]));
    AWAIT(21, a[ANSWER], object_truth(vm, a[ANSWER]));
    if (a[ANSWER] != V_TRUE) return a[ITEM];
    if (!length_of(vm, a[HEAP])) return RAISE(vm, IndexError, "index out of range");
    touch(vm, AS(List, vm, a[HEAP])->items);
    a[RESULT] = AT(0);
    AT(0) = a[ITEM];
    SET(START, 0);
    SIFT_UP(1, false);
    return a[RESULT];
  END_STEPS
}

#define HEAPIFY(greatest)                                                                                               \
  STEPS                                                                                                                \
    if (!is_heap(vm, a[HEAP], "heapify() argument")) return V_FAIL;                                                               \
    SET(START, (int64_t)(length_of(vm, a[HEAP]) >> 1) - 1);                                                            \
    while (N(START) >= 0) {                                                                                            \
      SIFT_UP(1, greatest);                                                                                            \
      SET(START, N(START) - 1);                                                                                        \
    }                                                                                                                  \
    return V_NONE;                                                                                                     \
  END_STEPS

RESUMABLE(heapify, SCRATCH + 1, "(heap, /)", "Transform list into a heap, in-place, in O(len(heap)) time.") { HEAPIFY(false) }
RESUMABLE(heapify_max, SCRATCH + 1, "(heap, /)", "Maxheap variant of heapify.") { HEAPIFY(true) }

const NativeEntry heapq_entries[] = {
    FUNCTION("heappush", heappush), FUNCTION("heappop", heappop), FUNCTION("heapreplace", heapreplace), FUNCTION("heappushpop", heappushpop),
    FUNCTION("heapify", heapify), FUNCTION("_heappop_max", heappop_max), FUNCTION("_heapreplace_max", heapreplace_max),
    FUNCTION("_heapify_max", heapify_max), END_OF_ENTRIES,
};
