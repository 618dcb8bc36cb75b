/*
 * What a type shows as attributes and lets be set: its names, bases and order, dictionary, documentation; and the table of what `type` has.
 * Changing the bases orders the type and all that inherit from it anew, or changes nothing.
 */
#include "object/type.h"

#include "object/containers.h"
#include "object/shape.h"

#define SELF_TYPE                                                                                                      \
  if (!is_kind(vm, a[0], KIND_TYPE)) return RAISE(vm, TypeError, "descriptor requires a 'type' object but received '%T'", a[0]); \
  Type *t = AS(Type, vm, a[0]);

/* Whether an attribute of the type that type itself keeps may be set to `value`; false: TypeError. */
static bool settable(Vm *vm, Value name, Type *t, Value value) {
  bool heap = t->flags & TYPE_HEAP;
  if (heap && value != V_UNDEFINED) return true;
  RAISE(vm, TypeError, "cannot %s '%S' attribute of immutable type '%Y'", heap ? "delete" : "set", name, value_of(vm, t));
  return false;
}

NATIVE(type_get_name, "(self, /)", NULL) { SELF_TYPE return from_ref(t->name); }
NATIVE(type_set_name_, "(self, value, /)", NULL) {
  SELF_TYPE
  if (!settable(vm, NAME(vm, __name__), t, a[1])) return V_FAIL;
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "can only assign string to %S.__name__, not '%T'", from_ref(t->name), a[1]);
  if (!name_is_sound(vm, a[1])) return V_FAIL;
  touch(vm, to_ref(a[0]));
  t->name = to_ref(a[1]);
  return V_NONE;
}
NATIVE(type_get_qualname, "(self, /)", NULL) { SELF_TYPE return from_ref(t->qualname); }
NATIVE(type_set_qualname, "(self, value, /)", NULL) {
  SELF_TYPE
  if (!settable(vm, NAME(vm, __qualname__), t, a[1])) return V_FAIL;
  if (!str_check(vm, a[1]))
    return RAISE(vm, TypeError, "can only assign string to %S.__qualname__, not '%T'", from_ref(t->name), a[1]);
  touch(vm, to_ref(a[0]));
  t->qualname = to_ref(a[1]);
  return V_NONE;
}
NATIVE(type_get_module, "(self, /)", NULL) {
  SELF_TYPE
  Value v = dict_get_name(vm, at(vm, t->dict), NAME(vm, __module__));
  bool own = v == V_UNDEFINED || ref_of(vm, t) == TYPE(vm, type); /* type's own __module__ is this property */
  return own ? NAME(vm, builtins) : v;
}
NATIVE(type_set_module, "(self, value, /)", NULL) {
  SELF_TYPE
  if (!settable(vm, NAME(vm, __module__), t, a[1])) return V_FAIL;
  return type_set(vm, to_ref(a[0]), NAME(vm, __module__), a[1]) ? V_NONE : V_FAIL;
}
NATIVE(type_get_bases, "(self, /)", NULL) { SELF_TYPE return from_ref(t->bases); }

/* Orders `type` and all that inherit from it anew; `undo` gets (type, new order, old order) of each. A type whose mro() sets its bases once
   more has been ordered by that. */
RESUMABLE(mro_renew, 4, "(type, undo, /)", NULL) {
  enum { TYPE_, UNDO, STACK, CLASS, BEFORE, ORDER };
  STEPS
    a[STACK] = list_new(vm, &a[TYPE_], 1);
    if (a[STACK] == V_FAIL) return V_FAIL;
    for (;;) {
      CHECKPOINT(1);
      {
        List *stack = AS(List, vm, a[STACK]);
        if (!stack->length) return V_NONE;
        a[CLASS] = *item_at(vm, ref_of(vm, list_items(vm, stack)), stack->length - 1);
        a[BEFORE] = from_ref(AS(Type, vm, a[CLASS])->mro);
        if (!charge(vm, 20)) return V_FAIL;
      }
      AWAIT(2, a[ORDER], enter(vm, &mro_run_info, 1, &a[CLASS]));
      {
        Type *t = AS(Type, vm, a[CLASS]);
        List *stack = AS(List, vm, a[STACK]), *undo = AS(List, vm, a[UNDO]);
        uint32_t depth = stack->length - 1, noted = undo->length;
        if (from_ref(t->mro) == a[BEFORE]) {
          Array *below = t->subclasses ? at(vm, t->subclasses) : NULL;
          Value change = TUPLE_OF(vm, a[CLASS], a[ORDER], a[BEFORE]);
          bool fine = change != V_FAIL && list_append(vm, undo, change);
          uint32_t count = 0;
          while (below && count < below->length && is_kind(vm, below->items[count], KIND_TYPE)) count++;
          fine = fine && charge(vm, count);
          for (uint32_t i = count; fine && i-- > 0;) fine = list_append(vm, stack, below->items[i]);
          if (!fine) {
            undo->length = noted;
            stack->length = depth + 1;
            return V_FAIL;
          }
          mro_set(vm, to_ref(a[CLASS]), to_ref(a[ORDER]));
        }
        Value *items;
        uint32_t count;
        sequence_items(vm, a[STACK], &items, &count);
        stack->length = count - 1;
        for (uint32_t i = depth; i < stack->length; i++) items[i] = items[i + 1];
      }
    }
  END_STEPS
}

static void subclass_forget(Vm *vm, Ref base, Ref type) {
  Type *b = at(vm, base);
  Array *list = b->subclasses ? at(vm, b->subclasses) : NULL;
  if (!list) return;
  TOUCH(vm, list);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < list->length; i++)
    if (list->items[i] != from_ref(type)) list->items[kept++] = list->items[i];
  while (kept < list->length) list->items[kept++] = V_UNDEFINED;
}

static bool layout_allows_bases(Vm *vm, Type *old, Type *new) {
  if ((old->flags & TYPE_HEAP) != (new->flags & TYPE_HEAP) || (old != new && !(old->flags & TYPE_HEAP))) {
    RAISE(vm, TypeError, "__bases__ assignment: '%S' deallocator differs from '%S'", from_ref(new->name), from_ref(old->name));
    return false;
  }
  if (layouts_agree(vm, ref_of(vm, old), ref_of(vm, new))) return true;
  RAISE(vm, TypeError, "__bases__ assignment: '%S' object layout differs from '%S'", from_ref(new->name), from_ref(old->name));
  return false;
}

/* Whether `type` stands in the line of layouts that leads up from `below`. */
static bool in_base_line(Vm *vm, Ref below, Ref type) {
  for (; below != type; below = ((Type *)at(vm, below))->base)
    if (below == TYPE(vm, object) || !charge(vm, 1)) return false;
  return true;
}

static bool bases_check(Vm *vm, Value type, Value bases) {
  Type *t = AS(Type, vm, type);
  if (!settable(vm, NAME(vm, __bases__), t, bases)) return false;
  if (!is_kind(vm, bases, KIND_TUPLE)) {
    RAISE(vm, TypeError, "can only assign tuple to %S.__bases__, not %T", from_ref(t->name), bases);
    return false;
  }
  Tuple *list = AS(Tuple, vm, bases);
  if (!list->length) {
    RAISE(vm, TypeError, "can only assign non-empty tuple to %S.__bases__, not ()", from_ref(t->name));
    return false;
  }
  if (!charge(vm, list->length)) return false;
  for (uint32_t i = 0; i < list->length; i++) {
    if (!is_kind(vm, list->items[i], KIND_TYPE)) {
      RAISE(vm, TypeError, "%S.__bases__ must be tuple of classes, not '%T'", from_ref(t->name), list->items[i]);
      return false;
    }
    /* While an mro() runs the orders may not tell it yet: the bases that decide layouts do. */
    if (type_is_subtype(vm, to_ref(list->items[i]), to_ref(type)) || in_base_line(vm, to_ref(list->items[i]), to_ref(type))) {
      RAISE(vm, TypeError, "a __bases__ item causes an inheritance cycle");
      return false;
    }
  }
  return true;
}

RESUMABLE(type_set_bases, 5, "(self, value, /)", NULL) {
  enum { SELF, BASES, OLD, OLD_BASE, UNDO, DONE, BEST };
  STEPS
    if (!is_kind(vm, a[SELF], KIND_TYPE)) return RAISE(vm, TypeError, "descriptor requires a 'type' object but received '%T'", a[SELF]);
    if (!bases_check(vm, a[SELF], a[BASES])) return V_FAIL;
    a[BEST] = best_base(vm, a[BASES]);
    if (a[BEST] == V_FAIL || !layout_allows_bases(vm, at(vm, AS(Type, vm, a[SELF])->base), AS(Type, vm, a[BEST]))) return V_FAIL;
    a[UNDO] = list_new(vm, NULL, 0);
    if (a[UNDO] == V_FAIL) return V_FAIL;
    {
      Type *t = AS(Type, vm, a[SELF]);
      a[OLD] = from_ref(t->bases);
      a[OLD_BASE] = from_ref(t->base);
      touch(vm, to_ref(a[SELF]));
      t->bases = to_ref(a[BASES]);
      t->base = to_ref(a[BEST]);
    }
    CHECKPOINT(1);
    AWAIT_CATCH(2, a[DONE], enter(vm, &mro_renew_info, 2, (Value[]){a[SELF], a[UNDO]}));
    if (a[DONE] == V_FAIL) {
      List *undo = AS(List, vm, a[UNDO]);
      for (uint32_t i = undo->length; i-- > 0;) {
        Value change = *item_at(vm, ref_of(vm, list_items(vm, undo)), i), type = tuple_item(vm, change, 0);
        if (from_ref(AS(Type, vm, type)->mro) == tuple_item(vm, change, 1)) mro_set(vm, to_ref(type), to_ref(tuple_item(vm, change, 2)));
      }
      Type *t = AS(Type, vm, a[SELF]);
      if (from_ref(t->bases) == a[BASES]) {
        t->bases = to_ref(a[OLD]);
        t->base = to_ref(a[OLD_BASE]);
      }
      return V_FAIL;
    }
    CHECKPOINT(3);
    if (from_ref(AS(Type, vm, a[SELF])->bases) != a[BASES]) return V_NONE; /* an mro() has set others */
    if (!bases_register(vm, a[BASES], to_ref(a[SELF]))) return V_FAIL;
    Tuple *old = AS(Tuple, vm, a[OLD]), *bases = AS(Tuple, vm, a[BASES]);
    for (uint32_t i = 0; i < old->length; i++) subclass_forget(vm, to_ref(old->items[i]), to_ref(a[SELF]));
    for (uint32_t i = 0; i < bases->length; i++) { /* in the order of CPython: at the end, whether new or not. There is room */
      subclass_forget(vm, to_ref(bases->items[i]), to_ref(a[SELF]));
      subclass_register(vm, to_ref(bases->items[i]), to_ref(a[SELF]));
    }
    return V_NONE;
  END_STEPS
}
NATIVE(type_get_base, "(self, /)", NULL) { SELF_TYPE return to_ref(a[0]) == TYPE(vm, object) ? V_NONE : from_ref(t->base); }
NATIVE(type_get_mro, "(self, /)", NULL) { SELF_TYPE return t->flags & TYPE_UNORDERED ? V_NONE : from_ref(t->mro); }
NATIVE(type_get_dict, "(self, /)", NULL) {
  SELF_TYPE
  Value proxy = record_new(vm, T_mappingproxy, 1);
  if (proxy != V_FAIL) *field(vm, proxy, 0) = from_ref(t->dict);
  return proxy;
}
NATIVE(type_get_doc, "(self, /)", NULL) {
  SELF_TYPE
  Value v = dict_get_name(vm, at(vm, t->dict), NAME(vm, __doc__));
  if (v == V_UNDEFINED) return V_NONE;
  return is_ref(v) && special_of(vm, v, SP_get) != V_UNDEFINED ? descriptor_bind(vm, v, V_NONE, to_ref(a[0])) : v;
}
NATIVE(type_set_doc, "(self, value, /)", NULL) {
  SELF_TYPE
  if (!settable(vm, NAME(vm, __doc__), t, a[1])) return V_FAIL;
  return type_set(vm, to_ref(a[0]), NAME(vm, __doc__), a[1]) ? V_NONE : V_FAIL;
}
NATIVE(type_get_abstract, "(self, /)", NULL) {
  SELF_TYPE
  Value v = dict_get_name(vm, at(vm, t->dict), NAME(vm, __abstractmethods__));
  bool own = to_ref(a[0]) != TYPE(vm, type); /* type's is this property */
  return v == V_UNDEFINED || !own ? RAISE(vm, AttributeError, "__abstractmethods__") : v;
}
RESUMABLE(type_set_abstract, 1, "(self, value, /)", NULL) {
  STEPS
    if (!is_kind(vm, a[0], KIND_TYPE)) return RAISE(vm, TypeError, "descriptor requires a 'type' object but received '%T'", a[0]);
    if (!(AS(Type, vm, a[0])->flags & TYPE_HEAP)) {
      settable(vm, NAME(vm, __abstractmethods__), AS(Type, vm, a[0]), a[1]);
      return V_FAIL;
    }
    a[2] = V_FALSE;
    if (a[1] != V_UNDEFINED) AWAIT(1, a[2], object_truth(vm, a[1]));
    if (!type_set(vm, to_ref(a[0]), NAME(vm, __abstractmethods__), a[1]))
      return vm->retry ? V_FAIL : RAISE(vm, AttributeError, "__abstractmethods__");
    Type *t = AS(Type, vm, a[0]);
    t->flags = a[2] == V_TRUE ? t->flags | TYPE_ABSTRACT : t->flags & ~(uint32_t)TYPE_ABSTRACT;
    return V_NONE;
  END_STEPS
}
NATIVE(type_get_annotations, "(self, /)", NULL) {
  SELF_TYPE
  Value v = dict_get_name(vm, at(vm, t->dict), NAME(vm, __annotations__));
  if (v != V_UNDEFINED) return v;
  if (!(t->flags & TYPE_HEAP)) return raise_attribute_error(vm, a[0], NAME(vm, __annotations__));
  v = dict_new(vm);
  if (v == V_FAIL || !type_set(vm, to_ref(a[0]), NAME(vm, __annotations__), v)) return V_FAIL;
  return v;
}
NATIVE(type_set_annotations, "(self, value, /)", NULL) {
  SELF_TYPE
  if (!(t->flags & TYPE_HEAP)) return settable(vm, NAME(vm, __annotations__), t, a[1]) ? V_NONE : V_FAIL;
  if (!type_set(vm, to_ref(a[0]), NAME(vm, __annotations__), a[1]))
    return vm->retry ? V_FAIL : RAISE(vm, AttributeError, "__annotations__");
  return V_NONE;
}
NATIVE(type_subclasses, "(self, /)", "Return a list of immediate subclasses.") {
  SELF_TYPE
  Value list = list_new(vm, NULL, 0);
  if (list == V_FAIL) return V_FAIL;
  Array *all = t->subclasses ? at(vm, t->subclasses) : NULL;
  for (uint32_t i = 0; all && i < all->length && all->items[i] != V_UNDEFINED; i++)
    if (!list_append(vm, AS(List, vm, list), all->items[i])) return V_FAIL;
  return list;
}
NATIVE(type_mro, "(self, /)", "Return a type's method resolution order.") {
  SELF_TYPE
  Value order = mro_compute(vm, a[0], from_ref(t->bases));
  return order == V_FAIL ? V_FAIL : list_new(vm, AS(Tuple, vm, order)->items, AS(Tuple, vm, order)->length);
}
Value type_text(Vm *vm, Value type) {
  Type *t = AS(Type, vm, type);
  Value module = dict_get_name(vm, at(vm, t->dict), NAME(vm, __module__));
  Builder b;
  builder_start(&b, vm);
  builder_c(&b, "<class '");
  if (str_check(vm, module) && module != NAME(vm, builtins)) {
    builder_str(&b, module);
    builder_char(&b, '.');
  }
  builder_str(&b, from_ref(t->qualname));
  builder_c(&b, "'>");
  return builder_end(&b);
}
NATIVE(type_repr, "(self, /)", NULL) {
  SELF_TYPE(void) t;
  return type_text(vm, a[0]);
}
NATIVE(type_prepare, "(cls, /, *args, **kwargs)", "__prepare__() -> dict\nused to create the namespace for the class statement") { return dict_new(vm); }
NATIVE(type_instancecheck, "(self, instance, /)", "Check if an object is an instance.") {
  SELF_TYPE (void)t;
  return from_bool(type_is_subtype(vm, type_of(vm, a[1]), to_ref(a[0])));
}
NATIVE(type_subclasscheck, "(self, subclass, /)", "Check if a class is a subclass.") {
  SELF_TYPE (void)t;
  if (!is_kind(vm, a[1], KIND_TYPE)) return RAISE(vm, TypeError, "issubclass() arg 1 must be a class");
  return from_bool(type_is_subtype(vm, to_ref(a[1]), to_ref(a[0])));
}
NATIVE(type_or, "(self, value, /)", "Return self|value.") { return union_type_new(vm, a[0], a[1]); }
NATIVE(type_ror, "(self, value, /)", "Return value|self.") { return union_type_new(vm, a[1], a[0]); }

/* object's refuse to be applied to classes. */
NATIVE(type_setattr_native, "(self, name, value, /)", "Implement setattr(self, name, value).") {
  Value name = attribute_name(vm, a[1]);
  return name == V_FAIL ? V_FAIL : with_action(vm, object_generic_setattr(vm, a[0], name, a[2]), ACTION_DROP);
}
NATIVE(type_delattr_native, "(self, name, /)", "Implement delattr(self, name).") {
  Value name = attribute_name(vm, a[1]);
  return name == V_FAIL ? V_FAIL : with_action(vm, object_generic_setattr(vm, a[0], name, V_UNDEFINED), ACTION_DROP);
}

const NativeEntry type_entries[] = {
    STATIC("__new__", type_new_native),
    SLOT("__init__", type_init),
    SLOT("__call__", type_call_native),
    SLOT("__repr__", type_repr),
    SLOT("__setattr__", type_setattr_native),
    SLOT("__delattr__", type_delattr_native),
    SLOT("__or__", type_or),
    SLOT("__ror__", type_ror),
    METHOD_("mro", type_mro),
    METHOD_("__subclasses__", type_subclasses),
    METHOD_("__instancecheck__", type_instancecheck),
    METHOD_("__subclasscheck__", type_subclasscheck),
    CLASSMETHOD_("__prepare__", type_prepare),
    PROPERTY("__name__", type_get_name, type_set_name_),
    PROPERTY("__qualname__", type_get_qualname, type_set_qualname),
    PROPERTY("__module__", type_get_module, type_set_module),
    PROPERTY("__bases__", type_get_bases, type_set_bases),
    MEMBER("__base__", type_get_base),
    MEMBER("__mro__", type_get_mro),
    GETTER("__dict__", type_get_dict),
    PROPERTY("__doc__", type_get_doc, type_set_doc),
    PROPERTY("__abstractmethods__", type_get_abstract, type_set_abstract),
    PROPERTY("__annotations__", type_get_annotations, type_set_annotations),
    INTERNAL(mro_run),
    INTERNAL(mro_renew),
    END_OF_ENTRIES,
};
