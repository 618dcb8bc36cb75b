/* The natives of module _collections that are no type: the loop of collections.Counter. */
#include "library/library.h"

#include "object/containers.h"

/* Whether a dict's subclass keeps dict's own way of getting and setting. */
static bool counts_plainly(Vm *vm, Value mapping) {
  if (!is_kind(vm, mapping, KIND_DICT) || !is_native_of(vm, special_of(vm, mapping, SP_setitem), T_dict, SP_setitem)) return false;
  return type_lookup(vm, type_of(vm, mapping), NAME(vm, get)) == type_lookup(vm, TYPE(vm, dict), NAME(vm, get));
}

RESUMABLE(count_elements, 3, "(mapping, iterable, /)", "Count elements in the iterable, updating the mapping") {
  enum { MAPPING, ITERABLE, ITERATOR, KEY, COUNT };
  STEPS
    if (!counts_plainly(vm, a[MAPPING])) {
      AWAIT(1, a[COUNT], call_prelude(vm, "count_elements_by_method", 2, a));
      return V_NONE;
    }
    AWAIT(2, a[ITERATOR], object_iter(vm, a[ITERABLE]));
    for (;;) {
      CHECKPOINT(3);
      AWAIT(4, a[KEY], object_next(vm, a[ITERATOR]));
      if (a[KEY] == V_STOP) return V_NONE;
      CHECKPOINT(5);
      touch(vm, to_ref(a[MAPPING]));
      AWAIT(6, a[COUNT], dict_operate(vm, a[MAPPING], a[KEY], V_UNDEFINED, DICT_COUNT));
      if (a[COUNT] == V_TRUE) continue;
      AWAIT(7, a[COUNT], dict_operate(vm, a[MAPPING], a[KEY], from_small(0), DICT_GET));
      AWAIT(8, a[COUNT], object_binary(vm, OP_ADD, a[COUNT], from_small(1)));
      AWAIT(9, a[COUNT], dict_operate(vm, a[MAPPING], a[KEY], a[COUNT], DICT_SET));
    }
  END_STEPS
}

const NativeEntry collections_entries[] = {FUNCTION("_count_elements", count_elements), END_OF_ENTRIES};
