/*
 * property, classmethod, staticmethod, bound methods, and the descriptors of __slots__.
 *
 * attribute.c reads the fields of these records itself where that takes no call; what stands here is what Python code sees of them.
 */
#include "object/protocol.h"
#include "object/shape.h"

/* A record of `type`, a subclass of a built-in record type too; fields undefined. */
static Value record_make(Vm *vm, Value type, uint32_t fields) {
  Record *r = object_new(vm, to_ref(type), sizeof(Record) + 8ull * fields);
  if (!r) return V_FAIL;
  r->head.extra = (uint16_t)fields;
  for (uint32_t i = 0; i < fields; i++) r->fields[i] = V_UNDEFINED;
  return value_of(vm, r);
}

static void field_set(Vm *vm, Value record, uint32_t i, Value v) {
  touch(vm, to_ref(record));
  *field(vm, record, i) = v;
}

static Value given(Value v) { return v == V_UNDEFINED ? V_NONE : v; }

/* ---- property ----------------------------------------------------------------------------------------------------------------- */

NATIVE(property_make, "(cls, /, *args, **kwargs)", "Create and return a new object.  See help(type) for accurate signature.") {
  return record_make(vm, a[0], PROPERTY_FIELDS);
}

RESUMABLE(property_init, 1, "(self, fget=None, fset=None, fdel=None, doc=None)", "Initialize self.  See help(type(self)) for accurate signature.") {
  enum { SELF, GET, SET, DELETE, DOC, FOUND };
  STEPS
    field_set(vm, a[SELF], PROPERTY_GET, given(a[GET]));
    field_set(vm, a[SELF], PROPERTY_SET, given(a[SET]));
    field_set(vm, a[SELF], PROPERTY_DELETE, given(a[DELETE]));
    field_set(vm, a[SELF], PROPERTY_DOC, given(a[DOC]));
    field_set(vm, a[SELF], PROPERTY_DOC_FROM_GETTER, V_FALSE);
    field_set(vm, a[SELF], PROPERTY_NAME, V_UNDEFINED);
    if (given(a[DOC]) != V_NONE || given(a[GET]) == V_NONE) return V_NONE;
    AWAIT(1, a[FOUND], object_getattr_or(vm, a[GET], NAME(vm, __doc__)));
    if (a[FOUND] == V_UNDEFINED || a[FOUND] == V_NONE) return V_NONE;
    field_set(vm, a[SELF], PROPERTY_DOC_FROM_GETTER, V_TRUE);
    if (type_of(vm, a[SELF]) == TYPE(vm, property)) {
      field_set(vm, a[SELF], PROPERTY_DOC, a[FOUND]);
    } else { /* a subclass hides the member behind its own __doc__: it goes into the instance */
      Value ignored;
      AWAIT(2, ignored, object_setattr(vm, a[SELF], NAME(vm, __doc__), a[FOUND]));
      (void)ignored;
    }
    return V_NONE;
  END_STEPS
}

static Value no_accessor(Vm *vm, Value self, Value instance, const char *what) {
  Value name = *field(vm, self, PROPERTY_NAME), type = from_ref(AS(Type, vm, from_ref(type_of(vm, instance)))->qualname);
  if (str_check(vm, name)) return RAISE(vm, AttributeError, "property %R of %R object has no %s", name, type, what);
  return RAISE(vm, AttributeError, "property of %R object has no %s", type, what);
}

NATIVE(property_get, "(self, instance, owner=None, /)", "Return an attribute of instance, which is of type owner.") {
  if (a[1] == V_NONE) return a[0];
  Value getter = given(*field(vm, a[0], PROPERTY_GET));
  return getter == V_NONE ? no_accessor(vm, a[0], a[1], "getter") : call1(vm, getter, a[1]);
}
NATIVE(property_set, "(self, instance, value, /)", "Set an attribute of instance to value.") {
  Value setter = given(*field(vm, a[0], PROPERTY_SET));
  if (setter == V_NONE) return no_accessor(vm, a[0], a[1], "setter");
  Value done = call2(vm, setter, a[1], a[2]);
  return done == V_CALL ? with_action(vm, done, ACTION_DROP) : done == V_FAIL ? V_FAIL : V_NONE;
}
NATIVE(property_delete, "(self, instance, /)", "Delete an attribute of instance.") {
  Value deleter = given(*field(vm, a[0], PROPERTY_DELETE));
  if (deleter == V_NONE) return no_accessor(vm, a[0], a[1], "deleter");
  Value done = call1(vm, deleter, a[1]);
  return done == V_CALL ? with_action(vm, done, ACTION_DROP) : done == V_FAIL ? V_FAIL : V_NONE;
}
NATIVE(property_set_name, "(self, /, *args)", "Method to set name of a property.") {
  Tuple *args = AS(Tuple, vm, a[1]);
  if (args->length != 2)
    return RAISE(vm, TypeError, "__set_name__() takes 2 positional arguments but %d were given", (int)args->length);
  field_set(vm, a[0], PROPERTY_NAME, args->items[1]);
  return V_NONE;
}

/* A property like self with the accessor `which` replaced. */
static Value copy_start(Vm *vm, Value self, uint32_t which, Value f) {
  Value parts[4];
  for (uint32_t i = PROPERTY_GET; i <= PROPERTY_DELETE; i++) parts[i] = given(*field(vm, self, i));
  if (f != V_NONE) parts[which] = f;
  bool from_getter = *field(vm, self, PROPERTY_DOC_FROM_GETTER) == V_TRUE && parts[PROPERTY_GET] != V_NONE;
  parts[PROPERTY_DOC] = from_getter ? V_NONE : given(*field(vm, self, PROPERTY_DOC));
  return call(vm, from_ref(type_of(vm, self)), 4, parts);
}

static Value copy_end(Vm *vm, Value self, Value copy) {
  if (is_kind(vm, copy, KIND_RECORD) && is_a(vm, copy, T_property))
    field_set(vm, copy, PROPERTY_NAME, *field(vm, self, PROPERTY_NAME));
  return copy;
}

#define ACCESSOR(id, which, doc)                                                                                       \
  RESUMABLE(id, 1, "(self, f, /)", doc) {                                                                              \
    STEPS                                                                                                              \
      AWAIT(1, a[2], copy_start(vm, a[0], which, a[1]));                                                               \
      return copy_end(vm, a[0], a[2]);                                                                                 \
    END_STEPS                                                                                                          \
  }
ACCESSOR(property_getter, PROPERTY_GET, "Descriptor to obtain a copy of the property with a different getter.")
ACCESSOR(property_setter, PROPERTY_SET, "Descriptor to obtain a copy of the property with a different setter.")
ACCESSOR(property_deleter, PROPERTY_DELETE, "Descriptor to obtain a copy of the property with a different deleter.")

NATIVE(property_get_fget, "(self, /)", "") { return given(*field(vm, a[0], PROPERTY_GET)); }
NATIVE(property_get_fset, "(self, /)", "") { return given(*field(vm, a[0], PROPERTY_SET)); }
NATIVE(property_get_fdel, "(self, /)", "") { return given(*field(vm, a[0], PROPERTY_DELETE)); }
NATIVE(property_get_doc, "(self, /)", "") { return given(*field(vm, a[0], PROPERTY_DOC)); }
NATIVE(property_set_doc, "(self, value, /)", "") {
  field_set(vm, a[0], PROPERTY_DOC, given(a[1]));
  return V_NONE;
}

/* Whether v.__isabstractmethod__ is true. */
#define AWAIT_ABSTRACT(step, destination, v)                                                                           \
  AWAIT(step, destination, object_getattr_or(vm, v, NAME(vm, __isabstractmethod__)));                                  \
  if (destination != V_UNDEFINED) AWAIT((step) + 1, destination, object_truth(vm, destination));

RESUMABLE(property_get_abstract, 1, "(self, /)", "") {
  STEPS
    AWAIT_ABSTRACT(1, a[1], given(*field(vm, a[0], PROPERTY_GET)))
    if (a[1] == V_TRUE) return V_TRUE;
    AWAIT_ABSTRACT(3, a[1], given(*field(vm, a[0], PROPERTY_SET)))
    if (a[1] == V_TRUE) return V_TRUE;
    AWAIT_ABSTRACT(5, a[1], given(*field(vm, a[0], PROPERTY_DELETE)))
    return from_bool(a[1] == V_TRUE);
  END_STEPS
}

const NativeEntry property_entries[] = {
    STATIC("__new__", property_make),
    SLOT("__init__", property_init),
    SLOT("__get__", property_get),
    SLOT("__set__", property_set),
    SLOT("__delete__", property_delete),
    METHOD_("__set_name__", property_set_name),
    METHOD_("getter", property_getter),
    METHOD_("setter", property_setter),
    METHOD_("deleter", property_deleter),
    MEMBER("fget", property_get_fget),
    MEMBER("fset", property_get_fset),
    MEMBER("fdel", property_get_fdel),
    MUTABLE_MEMBER("__doc__", property_get_doc, property_set_doc),
    GETTER("__isabstractmethod__", property_get_abstract),
    END_OF_ENTRIES,
};

/* ---- classmethod and staticmethod ------------------------------------------------------------------------------------------------ */

static Value wrapped(Vm *vm, Value self) { return given(*field(vm, self, CLASSMETHOD_CALLABLE)); }

NATIVE(classmethod_make, "(cls, /, *args, **kwargs)", "Create and return a new object.  See help(type) for accurate signature.") {
  return record_make(vm, a[0], CLASSMETHOD_FIELDS);
}

/* What it takes over from the function into its own attributes. */
static const int copied[] = {N___module__, N___name__, N___qualname__, N___doc__, N___annotations__};
enum { COPIED = sizeof copied / sizeof *copied };
static Value copied_name(Vm *vm, int64_t i) {
  CAGE_CHECK(vm, i >= 0 && i < COPIED);
  return from_ref(known(vm)->names[copied[i]]);
}

bool wrapper_fill(Vm *vm, Value wrapper, Value function) {
  Value dict = dict_new_sized(vm, COPIED);
  if (dict == V_FAIL) return false;
  for (int i = 0; i < COPIED; i++) {
    Value v = object_generic_getattr(vm, function, copied_name(vm, i)); /* of a function each is a plain getter */
    if (v == V_FAIL || !dict_set_name(vm, AS(Dict, vm, dict), copied_name(vm, i), v)) return false;
  }
  field_set(vm, wrapper, CLASSMETHOD_CALLABLE, function);
  *attributes_of(vm, OBJECT(vm, wrapper)) = dict;
  return true;
}

RESUMABLE(classmethod_init, 3, "(self, function, /)", "Initialize self.  See help(type(self)) for accurate signature.") {
  enum { SELF, FUNCTION, INDEX, FOUND, IGNORED };
  STEPS
    if (is_kind(vm, a[FUNCTION], KIND_FUNCTION) && !(AS(Type, vm, from_ref(type_of(vm, a[SELF])))->flags & TYPE_HEAP))
      return wrapper_fill(vm, a[SELF], a[FUNCTION]) ? V_NONE : V_FAIL;
    field_set(vm, a[SELF], CLASSMETHOD_CALLABLE, a[FUNCTION]);
    for (a[INDEX] = from_small(0); to_small(a[INDEX]) < COPIED; a[INDEX] = from_small(to_small(a[INDEX]) + 1)) {
      CHECKPOINT(1);
      AWAIT(2, a[FOUND], object_getattr_or(vm, a[FUNCTION], copied_name(vm, to_small(a[INDEX]))));
      if (a[FOUND] == V_UNDEFINED) continue;
      CHECKPOINT(3);
      AWAIT(4, a[IGNORED], object_setattr(vm, a[SELF], copied_name(vm, to_small(a[INDEX])), a[FOUND]));
    }
    return V_NONE;
  END_STEPS
}

NATIVE(classmethod_get, "(self, instance, owner=None, /)", "Return an attribute of instance, which is of type owner.") {
  Value owner = given(a[2]) == V_NONE ? from_ref(type_of(vm, a[1])) : a[2], f = wrapped(vm, a[0]);
  if (is_kind(vm, f, KIND_FUNCTION) || special_of(vm, f, SP_get) == V_UNDEFINED) return method_new(vm, f, owner);
  return descriptor_bind(vm, f, owner, to_ref(owner));
}
NATIVE(staticmethod_get, "(self, instance, owner=None, /)", "Return an attribute of instance, which is of type owner.") {
  return wrapped(vm, a[0]);
}
NATIVE(staticmethod_call, "(self, /, *args, **kwargs)", "Call self as a function.") {
  return call_with(vm, wrapped(vm, a[0]), a[1], a[2]);
}
NATIVE(wrapper_get_func, "(self, /)", "") { return wrapped(vm, a[0]); }
RESUMABLE(wrapper_get_abstract, 1, "(self, /)", "") {
  STEPS
    AWAIT_ABSTRACT(1, a[1], wrapped(vm, a[0]))
    return from_bool(a[1] == V_TRUE);
  END_STEPS
}
RESUMABLE(wrapper_repr, 1, "(self, /)", "Return repr(self).") {
  STEPS
    AWAIT(1, a[1], object_repr(vm, wrapped(vm, a[0])));
    Builder b;
    builder_start(&b, vm);
    builder_c(&b, is_a(vm, a[0], T_classmethod) ? "<classmethod(" : "<staticmethod(");
    builder_str(&b, a[1]);
    builder_c(&b, ")>");
    return builder_end(&b);
  END_STEPS
}

extern NativeInfo instance_dict_get_info, instance_dict_set_info; /* attribute.c */
#define WRAPPER_GETTERS                                                                                                \
  MEMBER("__func__", wrapper_get_func), MEMBER("__wrapped__", wrapper_get_func),                                       \
      GETTER("__isabstractmethod__", wrapper_get_abstract), PROPERTY("__dict__", instance_dict_get, instance_dict_set)

const NativeEntry classmethod_entries[] = {
    STATIC("__new__", classmethod_make), SLOT("__init__", classmethod_init), SLOT("__get__", classmethod_get),
    SLOT("__repr__", wrapper_repr),      WRAPPER_GETTERS,                    END_OF_ENTRIES,
};

const NativeEntry staticmethod_entries[] = {
    STATIC("__new__", classmethod_make),
    SLOT("__init__", classmethod_init),
    SLOT("__get__", staticmethod_get),
    SLOT("__call__", staticmethod_call),
    SLOT("__repr__", wrapper_repr),
    WRAPPER_GETTERS,
    END_OF_ENTRIES,
};

/* ---- bound methods ----------------------------------------------------------------------------------------------------------------- */

static Method *method_of(Vm *vm, Value v) { return AS(Method, vm, v); }

bool is_callable(Vm *vm, Value v) {
  if (is_kind(vm, v, KIND_NATIVE)) return OBJECT(vm, v)->extra < NATIVE_GETTER;
  return is_kind(vm, v, KIND_FUNCTION) || is_kind(vm, v, KIND_TYPE) || is_kind(vm, v, KIND_METHOD) || special_of(vm, v, SP_call) != V_UNDEFINED;
}

NATIVE(method_make, "(cls, function, instance, /)", "Create a bound instance method object.") {
  if (!is_callable(vm, a[1])) return RAISE(vm, TypeError, "first argument must be callable");
  if (a[2] == V_NONE) return RAISE(vm, TypeError, "instance must not be None");
  return method_new(vm, a[1], a[2]);
}
NATIVE(method_call, "(self, /, *args, **kwargs)", "Call self as a function.") { return call_with(vm, a[0], a[1], a[2]); }
NATIVE(method_get_func, "(self, /)", "the function (or other callable) implementing a method") {
  return method_of(vm, a[0])->function;
}
NATIVE(method_get_self, "(self, /)", "the instance to which a method is bound") { return method_of(vm, a[0])->self; }
NATIVE(method_get_doc, "(self, /)", "") { return object_getattr(vm, method_of(vm, a[0])->function, NAME(vm, __doc__)); }

/* What a method has not itself is asked of its function. */
NATIVE(method_getattribute, "(self, name, /)", "Return getattr(self, name).") {
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "attribute name must be string, not '%T'", a[1]);
  Value name = AS(Str, vm, a[1])->head.flags & STR_INTERNED ? a[1] : str_intern(vm, a[1]);
  if (name == V_FAIL) return V_FAIL;
  Value own = type_lookup(vm, type_of(vm, a[0]), name);
  if (own != V_UNDEFINED) return descriptor_bind(vm, own, a[0], type_of(vm, a[0]));
  return object_getattr(vm, method_of(vm, a[0])->function, name);
}

RESUMABLE(method_repr, 2, "(self, /)", "Return repr(self).") {
  enum { SELF, FUNCTION_NAME, OF };
  STEPS
    AWAIT(1, a[FUNCTION_NAME], object_getattr_or(vm, method_of(vm, a[SELF])->function, NAME(vm, __qualname__)));
    if (a[FUNCTION_NAME] == V_UNDEFINED)
      AWAIT(2, a[FUNCTION_NAME], object_getattr_or(vm, method_of(vm, a[SELF])->function, NAME(vm, __name__)));
    AWAIT(3, a[OF], object_repr(vm, method_of(vm, a[SELF])->self));
    Builder b;
    builder_start(&b, vm);
    builder_c(&b, "<bound method ");
    if (str_check(vm, a[FUNCTION_NAME])) builder_str(&b, a[FUNCTION_NAME]);
    else builder_char(&b, '?');
    builder_c(&b, " of ");
    builder_str(&b, a[OF]);
    builder_char(&b, '>');
    return builder_end(&b);
  END_STEPS
}

NATIVE(method_eq, "(self, value, /)", "Return self==value.") {
  if (!is_kind(vm, a[1], KIND_METHOD)) return V_NOTIMPLEMENTED;
  Method *x = method_of(vm, a[0]), *y = method_of(vm, a[1]);
  if (x->self != y->self) return V_FALSE;
  return x->function == y->function ? V_TRUE : object_equal(vm, x->function, y->function);
}
RESUMABLE(method_hash, 1, "(self, /)", "Return hash(self).") {
  STEPS
    AWAIT(1, a[1], object_hash(vm, method_of(vm, a[0])->function));
    int64_t of_function = is_small(a[1]) ? to_small(a[1]) : int_hash(vm, a[1]);
    int64_t of_self = identity_hash(vm, method_of(vm, a[0])->self);
    if (vm->retry) return V_FAIL;
    int64_t hash = of_self ^ of_function;
    return int_from_i64(vm, hash == -1 ? -2 : hash);
  END_STEPS
}
/* (getattr, (self, name)) */
RESUMABLE(method_reduce, 1, "(self, /)", "") {
  STEPS
    AWAIT(1, a[1], object_getattr(vm, method_of(vm, a[0])->function, NAME(vm, __name__)));
    Value getattr = intern_c(vm, "getattr");
    if (getattr == V_FAIL) return V_FAIL;
    getattr = dict_get_name(vm, at(vm, known(vm)->builtins), getattr);
    Value pair = TUPLE_OF(vm, method_of(vm, a[0])->self, a[1]);
    return pair == V_FAIL ? V_FAIL : TUPLE_OF(vm, given(getattr), pair);
  END_STEPS
}

const NativeEntry method_entries[] = {
    STATIC("__new__", method_make),
    SLOT("__call__", method_call),
    SLOT("__getattribute__", method_getattribute),
    SLOT("__repr__", method_repr),
    SLOT("__eq__", method_eq),
    SLOT("__hash__", method_hash),
    METHOD_("__reduce__", method_reduce),
    MEMBER("__func__", method_get_func),
    MEMBER("__self__", method_get_self),
    GETTER("__doc__", method_get_doc),
    END_OF_ENTRIES,
};

/* ---- member_descriptor: of __slots__ a Record, of a built-in type's members a Native -------------------------------------------------------------------------------------------------------- */

static bool of_native(Vm *vm, Value self) { return is_kind(vm, self, KIND_NATIVE); }
static Value member_name(Vm *vm, Value self) {
  return of_native(vm, self) ? from_ref(AS(Native, vm, self)->name) : *field(vm, self, MEMBER_NAME);
}
static Value member_owner(Vm *vm, Value self) {
  return of_native(vm, self) ? from_ref(AS(Native, vm, self)->owner) : *field(vm, self, MEMBER_OWNER);
}

NATIVE(member_get, "(self, instance, owner=None, /)", "Return an attribute of instance, which is of type owner.") {
  if (of_native(vm, a[0])) return native_describe(vm, a[0], a[1], a[2]);
  return a[1] == V_NONE ? a[0] : descriptor_bind(vm, a[0], a[1], type_of(vm, a[1]));
}

static Value member_change(Vm *vm, Value self, Value instance, Value value) {
  if (of_native(vm, self)) return getset_change(vm, self, instance, value);
  if (!type_is_subtype(vm, type_of(vm, instance), to_ref(member_owner(vm, self))))
    return RAISE(vm, TypeError, "descriptor '%S' for '%Y' objects doesn't apply to a '%T' object", member_name(vm, self),
                 member_owner(vm, self), instance);
  Value slot = *field(vm, self, MEMBER_SLOT), name = member_name(vm, self);
  if (is_small(slot) && to_small(slot) >= 0 && is_kind(vm, instance, KIND_INSTANCE)) {
    Value *place = instance_slot(vm, AS(Instance, vm, instance), (uint32_t)to_small(slot));
    if (!place || (value == V_UNDEFINED && *place == V_UNDEFINED)) return RAISE(vm, AttributeError, "%S", name);
    touch(vm, to_ref(instance));
    *place = value;
    return V_NONE;
  }
  /* An instance of a built-in type's subclass keeps its slots in the attribute dictionary. */
  return with_action(vm, object_generic_setattr(vm, instance, name, value), ACTION_DROP);
}
NATIVE(member_set, "(self, instance, value, /)", "Set an attribute of instance to value.") {
  return member_change(vm, a[0], a[1], a[2]);
}
NATIVE(member_delete, "(self, instance, /)", "Delete an attribute of instance.") {
  return member_change(vm, a[0], a[1], V_UNDEFINED);
}
NATIVE(member_get_name, "(self, /)", "") { return member_name(vm, a[0]); }
NATIVE(member_get_objclass, "(self, /)", "") { return member_owner(vm, a[0]); }
NATIVE(member_get_doc, "(self, /)", "") {
  const char *doc = of_native(vm, a[0]) ? native_info(vm, AS(Native, vm, a[0])->index)->doc : NULL;
  return doc && *doc ? str_from_c(vm, doc) : V_NONE;
}
NATIVE(member_get_qualname, "(self, /)", "") {
  Builder b;
  builder_start(&b, vm);
  builder_str(&b, from_ref(AS(Type, vm, member_owner(vm, a[0]))->qualname));
  builder_char(&b, '.');
  builder_str(&b, member_name(vm, a[0]));
  return builder_end(&b);
}
NATIVE(member_repr, "(self, /)", "Return repr(self).") {
  Builder b;
  builder_start(&b, vm);
  builder_c(&b, "<member '");
  builder_str(&b, member_name(vm, a[0]));
  builder_c(&b, "' of '");
  builder_type(&b, AS(Type, vm, member_owner(vm, a[0])));
  builder_c(&b, "' objects>");
  return builder_end(&b);
}
NATIVE(member_reduce, "(self, /)", "") {
  Value getattr = intern_c(vm, "getattr");
  if (getattr == V_FAIL) return V_FAIL;
  getattr = dict_get_name(vm, at(vm, known(vm)->builtins), getattr);
  Value pair = TUPLE_OF(vm, member_owner(vm, a[0]), member_name(vm, a[0]));
  return pair == V_FAIL ? V_FAIL : TUPLE_OF(vm, given(getattr), pair);
}

const NativeEntry member_descriptor_entries[] = {
    SLOT("__get__", member_get),
    SLOT("__set__", member_set),
    SLOT("__delete__", member_delete),
    SLOT("__repr__", member_repr),
    METHOD_("__reduce__", member_reduce),
    MEMBER("__name__", member_get_name),
    GETTER("__qualname__", member_get_qualname),
    MEMBER("__objclass__", member_get_objclass),
    GETTER("__doc__", member_get_doc),
    END_OF_ENTRIES,
};
