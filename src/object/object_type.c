/*
 * `object`, and the types of None, Ellipsis and NotImplemented.
 *
 * What object offers is what every type inherits unless it says otherwise; the protocols know these natives (is_objects_own)
 * and leave the call out. Copying and pickling, __dir__ and the message about abstract methods are Python: prelude/object.py.
 */
#include "object/protocol.h"
#include "object/shape.h"
#include "object/type.h"

extern NativeInfo operator_run_info, power_run_info, comparison_run_info, class_getitem_run_info, contains_run_info,
    ascii_run_info, super_check_run_info;

/* ---- making ---------------------------------------------------------------------------------------------------------------- */

static bool has_arguments(Vm *vm, Value args, Value keywords) {
  return AS(Tuple, vm, args)->length || (keywords != V_UNDEFINED && AS(Dict, vm, keywords)->used);
}

static Value type_name(Vm *vm, Ref type) { return from_ref(((Type *)at(vm, type))->name); }

NATIVE(object_make, "(cls, /, *args, **kwargs)", "Create and return a new object.  See help(type) for accurate signature.") {
  Ref type = to_ref(a[0]);
  Type *t = at(vm, type), *object = at(vm, TYPE(vm, object));
  if (t->kind != KIND_INSTANCE) return RAISE(vm, TypeError, "object.__new__(%Y) is not safe, use %Y.__new__()", a[0], a[0]);
  if (has_arguments(vm, a[1], a[2])) {
    if (t->special[SP_new] != object->special[SP_new])
      return RAISE(vm, TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
    if (t->special[SP_init] == object->special[SP_init])
      return RAISE(vm, TypeError, "%Y() takes no arguments", a[0]);
  }
  if (t->flags & TYPE_ABSTRACT) return call_prelude(vm, "object_abstract_error", 1, a);
  return instance_new(vm, type);
}

NATIVE(object_init, "(self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.") {
  if (!has_arguments(vm, a[1], a[2])) return V_NONE;
  Ref type = type_of(vm, a[0]);
  Type *t = at(vm, type), *object = at(vm, TYPE(vm, object));
  if (t->special[SP_init] != object->special[SP_init])
    return RAISE(vm, TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
  if (t->special[SP_new] == object->special[SP_new])
    return RAISE(vm, TypeError, "%Y.__init__() takes exactly one argument (the instance to initialize)", from_ref(type));
  return V_NONE;
}

NATIVE(object_init_subclass, "(cls, /, *args, **kwargs)",
       "This method is called when a class is subclassed.\n\n"
       "The default implementation does nothing. It may be\noverridden to extend subclasses.\n") {
  Value name = is_kind(vm, a[0], KIND_TYPE) ? type_name(vm, to_ref(a[0])) : from_ref(known(vm)->empty_str);
  uint32_t count = AS(Tuple, vm, a[1])->length;
  if (a[2] != V_UNDEFINED && AS(Dict, vm, a[2])->used)
    return RAISE(vm, TypeError, "%S.__init_subclass__() takes no keyword arguments", name);
  if (count) return RAISE(vm, TypeError, "%S.__init_subclass__() takes no arguments (%d given)", name, (int)count);
  return V_NONE;
}

NATIVE(object_subclasshook, "(cls, /, *args)",
       "Abstract classes can override this to customize issubclass().\n\n"
       "This is invoked early on by abc.ABCMeta.__subclasscheck__().\n"
       "It should return True, False or NotImplemented.  If it returns\n"
       "NotImplemented, the normal algorithm is used.  Otherwise, it\n"
       "overrides the normal algorithm (and the outcome is cached).\n") {
  return V_NOTIMPLEMENTED;
}

/* ---- texts ------------------------------------------------------------------------------------------------------------------ */

NATIVE(object_repr_native, "(self, /)", "Return repr(self).") {
  Type *t = at(vm, type_of(vm, a[0]));
  Value module = dict_get_name(vm, at(vm, t->dict), NAME(vm, __module__));
  Value id = object_id(vm, a[0]), hex = id == V_FAIL ? V_FAIL : int_to_text(vm, id, 16, true);
  if (hex == V_FAIL) return V_FAIL;
  Builder b;
  builder_start(&b, vm);
  builder_char(&b, '<');
  if (str_check(vm, module) && !str_is(vm, module, "builtins")) {
    builder_str(&b, module);
    builder_char(&b, '.');
    builder_str(&b, from_ref(t->qualname));
  } else {
    builder_str(&b, from_ref(t->name));
  }
  builder_c(&b, " object at ");
  builder_str(&b, hex);
  builder_char(&b, '>');
  return builder_end(&b);
}

NATIVE(object_str_native, "(self, /)", "Return str(self).") { return object_repr_unchecked(vm, a[0]); }

NATIVE(object_format_native, "(self, format_spec, /)", "Default object formatter.") {
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "__format__() argument must be str, not %N", a[1]);
  if (AS(Str, vm, a[1])->length)
    return RAISE(vm, TypeError, "unsupported format string passed to %T.__format__", a[0]);
  return object_str(vm, a[0]);
}

NATIVE(object_dir_native, "(self, /)", "Default dir() implementation.") { return call_prelude(vm, "object_dir", 1, a); }

/* ---- comparing --------------------------------------------------------------------------------------------------------------- */

NATIVE(object_eq, "(self, value, /)", "Return self==value.") { return a[0] == a[1] ? V_TRUE : V_NOTIMPLEMENTED; }

/* The inverse of what the object's own == says, unless it does not know. */
RESUMABLE(object_ne, 1, "(self, value, /)", "Return self!=value.") {
  STEPS
    AWAIT(1, a[2], special_invoke(vm, a[0], SP_eq, 1, &a[1]));
    if (a[2] == V_NOTIMPLEMENTED || a[2] == V_UNDEFINED) return V_NOTIMPLEMENTED;
    AWAIT(2, a[2], object_truth(vm, a[2]));
    return from_bool(a[2] == V_FALSE);
  END_STEPS
}

NATIVE(object_lt, "(self, value, /)", "Return self<value.") { return V_NOTIMPLEMENTED; }
NATIVE(object_le, "(self, value, /)", "Return self<=value.") { return V_NOTIMPLEMENTED; }
NATIVE(object_gt, "(self, value, /)", "Return self>value.") { return V_NOTIMPLEMENTED; }
NATIVE(object_ge, "(self, value, /)", "Return self>=value.") { return V_NOTIMPLEMENTED; }

NATIVE(object_hash_native, "(self, /)", "Return hash(self).") {
  int64_t hash = identity_hash(vm, a[0]);
  return vm->retry ? V_FAIL : from_small(hash);
}

/* ---- attributes --------------------------------------------------------------------------------------------------------------- */

NATIVE(object_getattribute, "(self, name, /)", "Return getattr(self, name).") {
  Value name = attribute_name(vm, a[1]);
  return name == V_FAIL ? V_FAIL : object_generic_getattr(vm, a[0], name);
}

NATIVE(object_setattr_native, "(self, name, value, /)", "Implement setattr(self, name, value).") {
  Value name = attribute_name(vm, a[1]);
  if (is_kind(vm, a[0], KIND_TYPE)) return RAISE(vm, TypeError, "can't apply this __setattr__ to %T object", a[0]);
  return name == V_FAIL ? V_FAIL : with_action(vm, object_generic_setattr(vm, a[0], name, a[2]), ACTION_DROP);
}

NATIVE(object_delattr_native, "(self, name, /)", "Implement delattr(self, name).") {
  Value name = attribute_name(vm, a[1]);
  if (is_kind(vm, a[0], KIND_TYPE)) return RAISE(vm, TypeError, "can't apply this __delattr__ to %T object", a[0]);
  return name == V_FAIL ? V_FAIL : with_action(vm, object_generic_setattr(vm, a[0], name, V_UNDEFINED), ACTION_DROP);
}

NATIVE(object_get_class, "(self, /)", "the object's class") { return from_ref(type_of(vm, a[0])); }

/* The shape of instances of `type` that have `room` slots in line and their attributes in a Dict. */
static Shape *dictionary_shape(Vm *vm, Ref type, uint32_t room) {
  Shape *root = at(vm, shape_root(vm, type));
  Shape *s = shape_new(vm, type, room);
  if (!s) return NULL;
  s->by_dict = 1;
  s->names = root->names;
  s->count = ((Type *)at(vm, type))->slot_count;
  return s;
}

NATIVE(object_set_class, "(self, value, /)", "") {
  if (a[1] == V_UNDEFINED) return RAISE(vm, TypeError, "can't delete __class__ attribute");
  if (!is_kind(vm, a[1], KIND_TYPE)) return RAISE(vm, TypeError, "__class__ must be set to a class, not '%T' object", a[1]);
  Ref old = type_of(vm, a[0]), new = to_ref(a[1]);
  Type *from = at(vm, old), *to = at(vm, new);
  bool module = from->kind == KIND_MODULE && to->kind == KIND_MODULE;
  if (!is_ref(a[0]) || (!module && !(from->flags & to->flags & TYPE_HEAP)))
    return RAISE(vm, TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
  if (!module && !layouts_agree(vm, old, new))
    return RAISE(vm, TypeError, "__class__ assignment: '%Y' object layout differs from '%Y'", a[1], from_ref(old));
  if (old == new) return V_NONE;
  Object *o = OBJECT(vm, a[0]);
  if (o->kind != KIND_INSTANCE) {
    TOUCH(vm, o);
    o->shape = to->shape;
    return V_NONE;
  }
  Shape *shape = dictionary_shape(vm, new, ((Shape *)at(vm, o->shape))->room);
  if (!shape || instance_to_dict(vm, (Instance *)o) == V_FAIL) return V_FAIL;
  TOUCH(vm, o);
  o->shape = ref_of(vm, shape);
  return V_NONE;
}

/* ---- copying -------------------------------------------------------------------------------------------------------------------- */

NATIVE(object_reduce, "(self, /)", "Helper for pickle.") {
  return call_prelude(vm, "object_reduce", 2, (Value[]){a[0], from_small(0)});
}
RESUMABLE(object_reduce_ex, 0, "(self, protocol, /)", "Helper for pickle.") {
  STEPS
    AWAIT(1, a[1], object_index(vm, a[1]));
    CHECKPOINT(2);
    AWAIT(3, a[1], call_prelude(vm, "object_reduce_ex", 2, a));
    return a[1];
  END_STEPS
}
NATIVE(object_getstate, "(self, /)", "Helper for pickle.") {
  return call_prelude(vm, "object_getstate", 2, (Value[]){a[0], V_FALSE});
}
NATIVE(object_sizeof, "(self, /)", "Size of object in memory, in bytes.") {
  return from_small(is_ref(a[0]) ? (int64_t)object_size(vm, OBJECT(vm, a[0])) : 8);
}

const NativeEntry object_entries[] = {
    STATIC("__new__", object_make),
    SLOT("__init__", object_init),
    SLOT("__repr__", object_repr_native),
    SLOT("__str__", object_str_native),
    SLOT("__eq__", object_eq),
    SLOT("__ne__", object_ne),
    SLOT("__lt__", object_lt),
    SLOT("__le__", object_le),
    SLOT("__gt__", object_gt),
    SLOT("__ge__", object_ge),
    SLOT("__hash__", object_hash_native),
    SLOT("__getattribute__", object_getattribute),
    SLOT("__setattr__", object_setattr_native),
    SLOT("__delattr__", object_delattr_native),
    METHOD_("__format__", object_format_native),
    METHOD_("__dir__", object_dir_native),
    METHOD_("__reduce__", object_reduce),
    METHOD_("__reduce_ex__", object_reduce_ex),
    METHOD_("__getstate__", object_getstate),
    METHOD_("__sizeof__", object_sizeof),
    CLASSMETHOD_("__init_subclass__", object_init_subclass),
    CLASSMETHOD_("__subclasshook__", object_subclasshook),
    PROPERTY("__class__", object_get_class, object_set_class),
    END_OF_ENTRIES,
};

/* ---- None, Ellipsis, NotImplemented ------------------------------------------------------------------------------------------- */

static Value singleton(Vm *vm, Value *a, const char *name, Value v) {
  if (has_arguments(vm, a[1], a[2])) return RAISE(vm, TypeError, "%s takes no arguments", name);
  return v;
}

NATIVE(none_make, "(cls, /, *args, **kwargs)", "Create and return a new object.  See help(type) for accurate signature.") {
  return singleton(vm, a, "NoneType", V_NONE);
}
NATIVE(none_repr, "(self, /)", "Return repr(self).") { return intern_c(vm, "None"); }
NATIVE(none_bool, "(self, /)", "True if self else False") { return V_FALSE; }

const NativeEntry NoneType_entries[] = {
    STATIC("__new__", none_make),
    SLOT("__repr__", none_repr),
    SLOT("__bool__", none_bool),
    END_OF_ENTRIES,
};

NATIVE(ellipsis_make, "(cls, /, *args, **kwargs)", "Create and return a new object.  See help(type) for accurate signature.") {
  return singleton(vm, a, "EllipsisType", V_ELLIPSIS);
}
NATIVE(ellipsis_repr, "(self, /)", "Return repr(self).") { return intern_c(vm, "Ellipsis"); }
NATIVE(ellipsis_reduce, "(self, /)", "") { return intern_c(vm, "Ellipsis"); }

const NativeEntry ellipsis_entries[] = {
    STATIC("__new__", ellipsis_make),
    SLOT("__repr__", ellipsis_repr),
    METHOD_("__reduce__", ellipsis_reduce),
    END_OF_ENTRIES,
};

NATIVE(notimplemented_make, "(cls, /, *args, **kwargs)", "Create and return a new object.  See help(type) for accurate signature.") {
  return singleton(vm, a, "NotImplementedType", V_NOTIMPLEMENTED);
}
NATIVE(notimplemented_repr, "(self, /)", "Return repr(self).") { return intern_c(vm, "NotImplemented"); }
NATIVE(notimplemented_reduce, "(self, /)", "") { return intern_c(vm, "NotImplemented"); }
NATIVE(notimplemented_bool, "(self, /)", "True if self else False") { return V_TRUE; }

const NativeEntry NotImplementedType_entries[] = {
    STATIC("__new__", notimplemented_make),
    SLOT("__repr__", notimplemented_repr),
    SLOT("__bool__", notimplemented_bool),
    METHOD_("__reduce__", notimplemented_reduce),
    END_OF_ENTRIES,
};

/* ---- what no type shows --------------------------------------------------------------------------------------------------------- */

const NativeEntry protocol_internal_entries[] = {
    INTERNAL(operator_run), INTERNAL(power_run), INTERNAL(comparison_run), INTERNAL(class_getitem_run),
    INTERNAL(contains_run), INTERNAL(ascii_run), INTERNAL(super_check_run), END_OF_ENTRIES,
};
