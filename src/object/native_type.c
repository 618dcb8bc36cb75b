/*
 * What Python code sees of functions written in C: builtin_function_or_method, method_descriptor, wrapper_descriptor,
 * method-wrapper, classmethod_descriptor and getset_descriptor. All are struct Native; its form and whether it is bound say which.
 */
#include "object/protocol.h"

#define SELF_NATIVE                                                                                                    \
  if (!is_kind(vm, a[0], KIND_NATIVE)) return RAISE(vm, TypeError, "descriptor requires a native object but received '%T'", a[0]); \
  Native *self = AS(Native, vm, a[0]);

/* ---- names and documentation ------------------------------------------------------------------------------------------------- */

static bool of_type(Vm *vm, const Native *n) { return n->owner && is_kind(vm, from_ref(n->owner), KIND_TYPE); }

NATIVE(native_get_name, "(self, /)", "") {
  SELF_NATIVE
  return from_ref(self->name);
}

NATIVE(native_get_qualname, "(self, /)", "") {
  SELF_NATIVE
  Ref type = 0;
  if (self->head.extra == NATIVE_FUNCTION) return from_ref(self->name);
  if (self->self == V_UNDEFINED || self->head.extra == NATIVE_SLOT) type = of_type(vm, self) ? self->owner : 0;
  else type = is_kind(vm, self->self, KIND_TYPE) ? to_ref(self->self) : type_of(vm, self->self);
  if (!type) return from_ref(self->name);
  Builder b;
  builder_start(&b, vm);
  builder_str(&b, from_ref(((Type *)at(vm, type))->qualname));
  builder_char(&b, '.');
  builder_str(&b, from_ref(self->name));
  return builder_end(&b);
}

NATIVE(native_get_doc, "(self, /)", "") {
  SELF_NATIVE
  const NativeInfo *info = native_info(vm, self->index);
  return info->doc && *info->doc ? str_from_c(vm, info->doc) : V_NONE;
}

/* "(self, x, /)" as inspect reads it: "($self, x, /)". */
NATIVE(native_get_text_signature, "(self, /)", "") {
  SELF_NATIVE
  const char *text = native_info(vm, self->index)->signature;
  if (!text || *text != '(') return V_NONE;
  Builder b;
  builder_start(&b, vm);
  builder_char(&b, '(');
  bool method = self->head.extra != NATIVE_FUNCTION;
  const char *rest = text + 1;
  if (method && strncmp(rest, "self", 4) == 0) builder_c(&b, "$self"), rest += 4;
  else if (method && strncmp(rest, "cls", 3) == 0) builder_c(&b, "$type"), rest += 3;
  builder_c(&b, rest);
  return builder_end(&b);
}

NATIVE(native_get_objclass, "(self, /)", "") {
  SELF_NATIVE
  return of_type(vm, self) ? from_ref(self->owner) : V_NONE;
}

/* What it is bound to: an object, for functions of a module the module. */
NATIVE(native_get_self, "(self, /)", "") {
  SELF_NATIVE
  if (self->self != V_UNDEFINED) return self->self;
  if (of_type(vm, self)) return from_ref(self->owner);
  if (!self->owner) return V_NONE;
  return none_if_undefined(dict_get_name(vm, at(vm, known(vm)->modules), from_ref(self->owner)));
}

NATIVE(native_get_module, "(self, /)", "") {
  SELF_NATIVE
  return self->owner && str_check(vm, from_ref(self->owner)) ? from_ref(self->owner) : V_NONE;
}

/* ---- calling and binding -------------------------------------------------------------------------------------------------------- */

NATIVE(native_call, "(self, /, *args, **kwargs)", "Call self as a function.") { return call_with(vm, a[0], a[1], a[2]); }

bool classmethod_takes(Vm *vm, const Native *n, Value owner) {
  if (!of_type(vm, n)) return true;
  if (!is_kind(vm, owner, KIND_TYPE))
    return RAISE(vm, TypeError, "descriptor '%S' for type '%Y' needs a type, not a '%T' as arg 2", from_ref(n->name), from_ref(n->owner), owner), false;
  if (type_is_subtype(vm, to_ref(owner), n->owner)) return true;
  return RAISE(vm, TypeError, "descriptor '%S' requires a subtype of '%Y' but received '%Y'", from_ref(n->name), from_ref(n->owner), owner), false;
}

Value native_describe(Vm *vm, Value descriptor, Value instance, Value owner) {
  Value a[] = {descriptor, instance};
  SELF_NATIVE
  owner = none_if_undefined(owner);
  if (self->head.extra == NATIVE_CLASSMETHOD) {
    if (owner == V_NONE && a[1] == V_NONE) return RAISE(vm, TypeError, "__get__(None, None) is invalid");
    if (owner == V_NONE) owner = from_ref(type_of(vm, a[1]));
    if (!classmethod_takes(vm, self, owner)) return V_FAIL;
    return descriptor_bind(vm, a[0], a[1], to_ref(owner));
  }
  if (a[1] == V_NONE) {
    if (owner == V_NONE) return RAISE(vm, TypeError, "__get__(None, None) is invalid");
    if (!(is_kind(vm, owner, KIND_TYPE) && to_ref(owner) == TYPE(vm, NoneType))) return a[0];
  }
  if (of_type(vm, self) && !type_is_subtype(vm, type_of(vm, a[1]), self->owner))
    return RAISE(vm, TypeError, "descriptor '%S' for '%Y' objects doesn't apply to a '%T' object", from_ref(self->name),
                 from_ref(self->owner), a[1]);
  return descriptor_bind(vm, a[0], a[1], type_of(vm, a[1]));
}

NATIVE(native_descriptor_get, "(self, instance, owner=None, /)", "Return an attribute of instance, which is of type owner.") {
  return native_describe(vm, a[0], a[1], a[2]);
}

Value getset_change(Vm *vm, Value descriptor, Value instance, Value value) {
  Native *n = AS(Native, vm, descriptor);
  if (of_type(vm, n) && !type_is_subtype(vm, type_of(vm, instance), n->owner))
    return RAISE(vm, TypeError, "descriptor '%S' for '%Y' objects doesn't apply to a '%T' object", from_ref(n->name),
                 from_ref(n->owner), instance);
  if (!n->second) return raise_read_only(vm, n);
  const NativeInfo *info = native_info(vm, n->second - 1);
  Value both[2] = {instance, value};
  return native_invoke(vm, info, both, 2);
}
NATIVE(getset_set, "(self, instance, value, /)", "Set an attribute of instance to value.") {
  SELF_NATIVE (void)self;
  return getset_change(vm, a[0], a[1], a[2]);
}
NATIVE(getset_delete, "(self, instance, /)", "Delete an attribute of instance.") {
  SELF_NATIVE (void)self;
  return getset_change(vm, a[0], a[1], V_UNDEFINED);
}

/* ---- texts ------------------------------------------------------------------------------------------------------------------------ */

static Value described(Vm *vm, const Native *n, const char *sort) {
  Builder b;
  builder_start(&b, vm);
  builder_char(&b, '<');
  builder_c(&b, sort);
  builder_c(&b, " '");
  builder_str(&b, from_ref(n->name));
  builder_c(&b, "' of '");
  if (of_type(vm, n)) builder_type(&b, at(vm, n->owner));
  else builder_char(&b, '?');
  builder_c(&b, "' objects>");
  return builder_end(&b);
}

static Value described_bound(Vm *vm, const Native *n, const char *sort, const char *quote, Value bound) {
  Value id = object_id(vm, bound), hex = id == V_FAIL ? V_FAIL : int_to_text(vm, id, 16, true);
  if (hex == V_FAIL) return V_FAIL;
  Builder b;
  builder_start(&b, vm);
  builder_char(&b, '<');
  builder_c(&b, sort);
  builder_char(&b, ' ');
  builder_c(&b, quote);
  builder_str(&b, from_ref(n->name));
  builder_c(&b, quote);
  builder_c(&b, " of ");
  builder_type(&b, at(vm, type_of(vm, bound)));
  builder_c(&b, " object at ");
  builder_str(&b, hex);
  builder_char(&b, '>');
  return builder_end(&b);
}

NATIVE(native_repr, "(self, /)", "Return repr(self).") {
  SELF_NATIVE
  bool bound = self->self != V_UNDEFINED;
  switch ((NativeForm)self->head.extra) {
  case NATIVE_METHOD:
    return bound ? described_bound(vm, self, "built-in method", "", self->self) : described(vm, self, "method");
  case NATIVE_SLOT:
    return bound ? described_bound(vm, self, "method-wrapper", "'", self->self) : described(vm, self, "slot wrapper");
  case NATIVE_CLASSMETHOD:
    return bound ? described_bound(vm, self, "built-in method", "", self->self) : described(vm, self, "method");
  case NATIVE_STATIC:
    if (of_type(vm, self)) return described_bound(vm, self, "built-in method", "", from_ref(self->owner));
    break;
  case NATIVE_GETTER: return described(vm, self, "attribute");
  case NATIVE_MEMBER: return described(vm, self, "member");
  default:
    if (bound && !is_kind(vm, self->self, KIND_MODULE)) return described_bound(vm, self, "built-in method", "", self->self);
  }
  Builder b;
  builder_start(&b, vm);
  builder_c(&b, "<built-in function ");
  builder_str(&b, from_ref(self->name));
  builder_char(&b, '>');
  return builder_end(&b);
}

/* ---- comparing -------------------------------------------------------------------------------------------------------------------- */

static bool same_native(const Native *x, const Native *y) {
  return x->index == y->index && x->owner == y->owner && x->name == y->name && x->self == y->self && x->head.extra == y->head.extra;
}
NATIVE(native_eq, "(self, value, /)", "Return self==value.") {
  SELF_NATIVE
  if (!is_kind(vm, a[1], KIND_NATIVE)) return V_NOTIMPLEMENTED;
  return from_bool(same_native(self, AS(Native, vm, a[1])));
}
NATIVE(native_hash, "(self, /)", "Return hash(self).") {
  SELF_NATIVE
  int64_t hash = self->self == V_UNDEFINED ? 0 : is_ref(self->self) ? identity_hash(vm, self->self) : (int64_t)(self->self & 0xFFFF);
  if (vm->retry) return V_FAIL;
  return from_small(hash ^ ((int64_t)self->index << 20 | self->head.extra));
}

/* ---- copying ---------------------------------------------------------------------------------------------------------------------- */

/* A function of a module is pickled by its name; what belongs to a type or an object as getattr(it, name). */
NATIVE(native_reduce, "(self, /)", "") {
  SELF_NATIVE
  Value of = self->self != V_UNDEFINED ? self->self : of_type(vm, self) ? from_ref(self->owner) : V_UNDEFINED;
  if (of == V_UNDEFINED || is_kind(vm, of, KIND_MODULE)) return from_ref(self->name);
  Value getattr = intern_c(vm, "getattr");
  if (getattr == V_FAIL) return V_FAIL;
  getattr = dict_get_name(vm, at(vm, known(vm)->builtins), getattr);
  Value pair = TUPLE_OF(vm, of, from_ref(self->name));
  return pair == V_FAIL ? V_FAIL : TUPLE_OF(vm, none_if_undefined(getattr), pair);
}

#define COMMON                                                                                                         \
  SLOT("__repr__", native_repr), METHOD_("__reduce__", native_reduce), GETTER("__qualname__", native_get_qualname),    \
      GETTER("__doc__", native_get_doc)
#define COMMON_OF_CALLABLE COMMON, GETTER("__text_signature__", native_get_text_signature)

const NativeEntry builtin_function_entries[] = {
    COMMON_OF_CALLABLE,
    GETTER("__name__", native_get_name),
    SLOT("__call__", native_call),
    SLOT("__eq__", native_eq),
    SLOT("__hash__", native_hash),
    GETTER("__self__", native_get_self),
    MEMBER("__module__", native_get_module),
    END_OF_ENTRIES,
};

const NativeEntry method_wrapper_entries[] = {
    COMMON_OF_CALLABLE,
    GETTER("__name__", native_get_name),
    SLOT("__call__", native_call),
    SLOT("__eq__", native_eq),
    SLOT("__hash__", native_hash),
    MEMBER("__self__", native_get_self),
    GETTER("__objclass__", native_get_objclass),
    END_OF_ENTRIES,
};

const NativeEntry method_descriptor_entries[] = {
    COMMON_OF_CALLABLE, SLOT("__call__", native_call), SLOT("__get__", native_descriptor_get),
    MEMBER("__name__", native_get_name), MEMBER("__objclass__", native_get_objclass),
    END_OF_ENTRIES,
};

const NativeEntry wrapper_descriptor_entries[] = {
    COMMON_OF_CALLABLE, SLOT("__call__", native_call), SLOT("__get__", native_descriptor_get),
    MEMBER("__name__", native_get_name), MEMBER("__objclass__", native_get_objclass),
    END_OF_ENTRIES,
};

const NativeEntry classmethod_descriptor_entries[] = {
    COMMON_OF_CALLABLE, SLOT("__call__", native_call), SLOT("__get__", native_descriptor_get),
    MEMBER("__name__", native_get_name), MEMBER("__objclass__", native_get_objclass),
    END_OF_ENTRIES,
};

const NativeEntry getset_descriptor_entries[] = {
    COMMON,
    MEMBER("__name__", native_get_name),
    SLOT("__get__", native_descriptor_get),
    SLOT("__set__", getset_set),
    SLOT("__delete__", getset_delete),
    MEMBER("__objclass__", native_get_objclass),
    END_OF_ENTRIES,
};
