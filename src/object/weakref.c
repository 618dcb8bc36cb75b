/*
 * weakref.ref. A weak reference does not keep its target alive; the collector sets Weakref.target to 0 when the target dies. Its
 * callback, if it has one, stays in it until somebody runs it: finalisers and callbacks run at collections, not at the last
 * reference (docs/architecture.md, known differences).
 */
#include "object/containers.h"

/* The target, or None. */
static Value target_of(Vm *vm, Value reference) {
  Ref target = AS(Weakref, vm, reference)->target;
  return target ? from_ref(target) : V_NONE;
}

static bool referable(Vm *vm, Value v) { return is_ref(v) && ((Type *)at(vm, type_of(vm, v)))->flags & TYPE_WEAKREF; }

NATIVE(weakref_new, "(cls, o, callback=None, /)", "A weak reference to o.") {
  if (!referable(vm, a[1])) return RAISE(vm, TypeError, "cannot create weak reference to '%T' object", a[1]);
  Weakref *w = object_new(vm, to_ref(a[0]), sizeof(Weakref));
  if (!w) return V_FAIL;
  w->target = to_ref(a[1]);
  w->callback = none_if_undefined(a[2]);
  w->hash = -1;
  return value_of(vm, w);
}
NATIVE(weakref_init, "(self, o=None, callback=None, /, **kw)", "Initialize self.") { return V_NONE; }
NATIVE(weakref_call, "(self, /)", "Call self as a function.") { return target_of(vm, a[0]); }

RESUMABLE(weakref_hash, 1, "(self, /)", "Return hash(self).") {
  STEPS
    if (AS(Weakref, vm, a[0])->hash != -1) return int_from_i64(vm, AS(Weakref, vm, a[0])->hash);
    if (!AS(Weakref, vm, a[0])->target) return RAISE(vm, TypeError, "weak object has gone away");
    AWAIT(1, a[1], object_hash(vm, target_of(vm, a[0])));
    TOUCH(vm, OBJECT(vm, a[0]));
    {
      int64_t hash;
      if (!int_to_i64(vm, a[1], &hash)) hash = 0;
      AS(Weakref, vm, a[0])->hash = hash;
    }
    return a[1];
  END_STEPS
}

static Value weakref_compare(Vm *vm, Value *a, CompareOp op) {
  if (!is_kind(vm, a[1], KIND_WEAKREF)) return V_NOTIMPLEMENTED;
  Value mine = target_of(vm, a[0]), other = target_of(vm, a[1]);
  if (mine == V_NONE || other == V_NONE) return from_bool((a[0] == a[1]) == (op == CMP_EQ));
  return object_compare(vm, op, mine, other);
}
NATIVE(weakref_eq, "(self, value, /)", "Return self==value.") { return weakref_compare(vm, a, CMP_EQ); }
NATIVE(weakref_ne, "(self, value, /)", "Return self!=value.") { return weakref_compare(vm, a, CMP_NE); }

NATIVE(weakref_repr, "(self, /)", "Return repr(self).") {
  Value id = object_id(vm, a[0]), hex = id == V_FAIL ? V_FAIL : int_to_text(vm, id, 16, true), target = target_of(vm, a[0]);
  if (hex == V_FAIL) return V_FAIL;
  Builder b;
  builder_start(&b, vm);
  builder_c(&b, "<weakref at ");
  builder_str(&b, hex);
  if (target == V_NONE) {
    builder_c(&b, "; dead>");
    return builder_end(&b);
  }
  Value target_id = object_id(vm, target), target_hex = target_id == V_FAIL ? V_FAIL : int_to_text(vm, target_id, 16, true);
  if (target_hex == V_FAIL) return V_FAIL;
  builder_c(&b, "; to '");
  builder_type(&b, at(vm, type_of(vm, target)));
  builder_c(&b, "' at ");
  builder_str(&b, target_hex);
  builder_c(&b, ">");
  return builder_end(&b);
}
NATIVE(weakref_callback, "(self, /)", "") {
  return AS(Weakref, vm, a[0])->target ? AS(Weakref, vm, a[0])->callback : V_NONE;
}

const NativeEntry weakref_entries[] = {
    STATIC("__new__", weakref_new), SLOT("__init__", weakref_init), SLOT("__call__", weakref_call), SLOT("__hash__", weakref_hash),
    SLOT("__eq__", weakref_eq), SLOT("__ne__", weakref_ne), SLOT("__repr__", weakref_repr), MEMBER("__callback__", weakref_callback),
    END_OF_ENTRIES,
};

NATIVE(weakref_count, "(object, /)", "Return the number of weak references to 'object'.") { return from_small(0); }
NATIVE(weakref_list, "(object, /)", "Return a list of all weak reference objects pointing to 'object'.") { return list_new(vm, NULL, 0); }
NATIVE(weakref_remove_dead, "(dict, key, /)", "Atomically remove key from dict if it points to a dead weakref.") {
  if (!is_kind(vm, a[0], KIND_DICT)) return RAISE(vm, TypeError, "expected a dict, not %T", a[0]);
  return call_prelude(vm, "remove_dead_weakref", 2, a);
}

/* Module _weakref; its types are put into it by prelude/weakref.py. */
const NativeEntry weakref_module_entries[] = {
    FUNCTION("getweakrefcount", weakref_count), FUNCTION("getweakrefs", weakref_list), FUNCTION("_remove_dead_weakref", weakref_remove_dead),
    END_OF_ENTRIES,
};
