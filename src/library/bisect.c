/* Module _bisect: searching a sorted sequence, and inserting into it. */
#include "library/library.h"

#include "object/containers.h"

enum { SEQUENCE, WANTED, LOW, HIGH, KEY, MIDDLE, ITEM, ANSWER };
#define N(x) number(vm, a[x])

/* Of an int that fits 64 bits. */
static int64_t number(Vm *vm, Value v) {
  int64_t n = 0;
  if (is_small(v)) return to_small(v);
  int_to_i64(vm, v, &n);
  return n;
}

/* An index as Py_ssize_t takes it, which must be done by steps 1 and 2. */
#define BOUNDS                                                                                                          \
  if (a[LOW] == V_UNDEFINED) a[LOW] = from_small(0);                                                                   \
  if (a[KEY] == V_UNDEFINED) a[KEY] = V_NONE;                                                                          \
  AWAIT(1, a[LOW], object_index(vm, a[LOW]));                                                                          \
  if (a[HIGH] == V_UNDEFINED) a[HIGH] = V_NONE;                                                                        \
  if (a[HIGH] != V_NONE) AWAIT(2, a[HIGH], object_index(vm, a[HIGH]));                                                 \
  {                                                                                                                    \
    int64_t low, high = -1;                                                                                            \
    if (!index_i64(vm, a[LOW], &low, FIT_SSIZE) || (a[HIGH] != V_NONE && !index_i64(vm, a[HIGH], &high, FIT_INDEX))) return V_FAIL; \
    if (low < 0) return RAISE(vm, ValueError, "lo must be non-negative");                                              \
    if (high == -1) a[HIGH] = V_NONE;                                                                                  \
  }                                                                                                                    \
  if (a[HIGH] == V_NONE) AWAIT(3, a[HIGH], object_len(vm, a[SEQUENCE]));

/* LOW becomes the place. Steps 4 to 9. */
#define SEARCH(left)                                                                                                    \
  CHECKPOINT(4);                                                                                                       \
  while (N(LOW) < N(HIGH)) {                                                                                           \
    a[MIDDLE] = int_from_i64(vm, N(LOW) + (N(HIGH) - N(LOW)) / 2);                                                     \
    if (a[MIDDLE] == V_FAIL) return V_FAIL;                                                                            \
    AWAIT(5, a[ITEM], object_getitem(vm, a[SEQUENCE], a[MIDDLE]));                                                     \
    if (a[KEY] != V_NONE) AWAIT(6, a[ITEM], call1(vm, a[KEY], a[ITEM]));                                               \
    CHECKPOINT(7);                                                                                                     \
    AWAIT(8, a[ANSWER], object_compare(vm, CMP_LT, left ? a[ITEM] : a[WANTED], left ? a[WANTED] : a[ITEM]));            \
    AWAIT(9, a[ANSWER], object_truth(vm, a[ANSWER]));                                                                  \
    if ((a[ANSWER] == V_TRUE) == left) {                                                                               \
      Value next = int_from_i64(vm, N(MIDDLE) + 1);                                                                    \
      if (next == V_FAIL) return V_FAIL;                                                                               \
      a[LOW] = next;                                                                                                   \
    } else {                                                                                                           \
      a[HIGH] = a[MIDDLE];                                                                                             \
    }                                                                                                                  \
    CHECKPOINT(10);                                                                                                    \
  }

#define BISECT(left)                                                                                                    \
  STEPS                                                                                                                \
    BOUNDS                                                                                                             \
    SEARCH(left)                                                                                                       \
    return a[LOW];                                                                                                     \
  END_STEPS

#define INSORT(left)                                                                                                    \
  STEPS                                                                                                                \
    a[TO_INSERT] = a[WANTED];                                                                                          \
    BOUNDS                                                                                                             \
    if (a[KEY] != V_NONE) AWAIT(11, a[WANTED], call1(vm, a[KEY], a[WANTED]));                                          \
    SEARCH(left)                                                                                                       \
    AWAIT(12, a[ITEM], object_getattr(vm, a[SEQUENCE], intern_c(vm, "insert")));                                       \
    CHECKPOINT(13);                                                                                                    \
    AWAIT(14, a[ITEM], call2(vm, a[ITEM], a[LOW], a[TO_INSERT]));                                                      \
    return V_NONE;                                                                                                     \
  END_STEPS
enum { TO_INSERT = ANSWER + 1 };

RESUMABLE(bisect_right, 3, "(a, x, lo=0, hi=None, *, key=None)",
          "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value i is such that all e in a[:i] have e <= x, and all e in\n"
          "a[i:] have e > x.  So if x already appears in the list, a.insert(i, x) will\ninsert just after the rightmost x already there.\n\n"
          "Optional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n") { BISECT(false) }
RESUMABLE(bisect_left, 3, "(a, x, lo=0, hi=None, *, key=None)",
          "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value i is such that all e in a[:i] have e < x, and all e in\n"
          "a[i:] have e >= x.  So if x already appears in the list, a.insert(i, x) will\ninsert just before the leftmost x already there.\n\n"
          "Optional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n") { BISECT(true) }
RESUMABLE(insort_right, 4, "(a, x, lo=0, hi=None, *, key=None)",
          "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the right of the rightmost x.\n\n"
          "Optional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n") { INSORT(false) }
RESUMABLE(insort_left, 4, "(a, x, lo=0, hi=None, *, key=None)",
          "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the left of the leftmost x.\n\n"
          "Optional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n") { INSORT(true) }

const NativeEntry bisect_entries[] = {
    FUNCTION("bisect_right", bisect_right), FUNCTION("bisect_left", bisect_left), FUNCTION("bisect", bisect_right),
    FUNCTION("insort_right", insort_right), FUNCTION("insort_left", insort_left), FUNCTION("insort", insort_right), END_OF_ENTRIES,
};
