/* The natives of module _functools; partial, cmp_to_key and the cache stand in prelude/_functools.py. */
#include "library/library.h"

#include "object/containers.h"

RESUMABLE(functools_reduce, 3, "(function, iterable, initial=None, /)", "Apply a function of two arguments cumulatively to the items of an iterable.") {
  enum { FUNCTION_, ITERABLE, TOTAL, ITERATOR, ITEM, RESULT };
  uint32_t steps = 0;
  STEPS
    AWAIT_CATCH(1, a[ITERATOR], object_iter(vm, a[ITERABLE]));
    if (a[ITERATOR] == V_FAIL) {
      if (!exception_is(vm, T_TypeError)) return V_FAIL;
      exception_clear(vm);
      return RAISE(vm, TypeError, "reduce() arg 2 must support iteration");
    }
    for (;;) {
      CHECKPOINT(2);
      if (!loop_charge(vm, &steps)) return V_FAIL;
      AWAIT(3, a[ITEM], object_next(vm, a[ITERATOR]));
      if (a[ITEM] == V_STOP) break;
      if (a[TOTAL] == V_UNDEFINED) {
        a[TOTAL] = a[ITEM];
        continue;
      }
      CHECKPOINT(4);
      AWAIT(5, a[RESULT], call2(vm, a[FUNCTION_], a[TOTAL], a[ITEM]));
      a[TOTAL] = a[RESULT];
    }
    if (a[TOTAL] == V_UNDEFINED) return RAISE(vm, TypeError, "reduce() of empty iterable with no initial value");
    return a[TOTAL];
  END_STEPS
}

const NativeEntry functools_entries[] = {FUNCTION("reduce", functools_reduce), END_OF_ENTRIES};
