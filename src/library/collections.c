/* Module _collections: the loop of collections.Counter, and the fields of named tuples. */
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

/* ---- _tuplegetter: what a named tuple has for a field ------------------------------------------------------------------- */

enum { GETTER_INDEX, GETTER_DOC, GETTER_FIELDS };

NATIVE(tuplegetter_new, "(cls, index, doc, /)", "Create and return a new object.  See help(type) for accurate signature.") {
  int64_t index;
  if (!index_i64(vm, a[1], &index, FIT_INDEX)) return V_FAIL;
  Value self = record_alloc(vm, to_ref(a[0]), GETTER_FIELDS);
  if (self == V_FAIL) return V_FAIL;
  *field(vm, self, GETTER_INDEX) = a[1];
  *field(vm, self, GETTER_DOC) = a[2];
  return self;
}
NATIVE(tuplegetter_get, "(self, instance, owner=None, /)", "Return an attribute of instance, which is of type owner.") {
  Value index = *field(vm, a[0], GETTER_INDEX);
  if (a[1] == V_NONE) return a[0];
  if (!is_kind(vm, a[1], KIND_TUPLE))
    return RAISE(vm, TypeError, "descriptor for index '%R' for tuple subclasses doesn't apply to '%T' object", index, a[1]);
  if (!is_small(index) || to_small(index) < 0 || to_small(index) >= AS(Tuple, vm, a[1])->length) return RAISE(vm, IndexError, "tuple index out of range");
  return tuple_item(vm, a[1], (uint32_t)to_small(index));
}
NATIVE(tuplegetter_set, "(self, instance, value, /)", "Set an attribute of instance to value.") { return RAISE(vm, AttributeError, "can't set attribute"); }
NATIVE(tuplegetter_delete, "(self, instance, /)", "Delete an attribute of instance.") { return RAISE(vm, AttributeError, "can't delete attribute"); }
NATIVE(tuplegetter_doc, "(self, /)", "") { return *field(vm, a[0], GETTER_DOC); }
NATIVE(tuplegetter_doc_set, "(self, value, /)", "") {
  touch(vm, to_ref(a[0]));
  *field(vm, a[0], GETTER_DOC) = none_if_undefined(a[1]);
  return V_NONE;
}
NATIVE(tuplegetter_reduce, "(self, /)", NULL) {
  Value parts = TUPLE_OF(vm, *field(vm, a[0], GETTER_INDEX), *field(vm, a[0], GETTER_DOC));
  return parts == V_FAIL ? V_FAIL : TUPLE_OF(vm, from_ref(type_of(vm, a[0])), parts);
}
RESUMABLE(tuplegetter_repr, 1, "(self, /)", "Return repr(self).") {
  STEPS
    AWAIT(1, a[1], object_repr(vm, *field(vm, a[0], GETTER_DOC)));
    Builder b;
    builder_start(&b, vm);
    builder_c(&b, "_tuplegetter(");
    builder_str(&b, int_to_text(vm, *field(vm, a[0], GETTER_INDEX), 10, false));
    builder_c(&b, ", ");
    builder_str(&b, a[1]);
    builder_char(&b, ')');
    return builder_end(&b);
  END_STEPS
}

const NativeEntry tuplegetter_entries[] = {
    STATIC("__new__", tuplegetter_new), SLOT("__get__", tuplegetter_get), SLOT("__set__", tuplegetter_set), SLOT("__delete__", tuplegetter_delete),
    SLOT("__repr__", tuplegetter_repr), METHOD_("__reduce__", tuplegetter_reduce), MUTABLE_MEMBER("__doc__", tuplegetter_doc, tuplegetter_doc_set), END_OF_ENTRIES,
};

const NativeEntry collections_entries[] = {FUNCTION("_count_elements", count_elements), END_OF_ENTRIES};
