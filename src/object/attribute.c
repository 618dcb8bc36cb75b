/*
 * Attributes: object.__getattribute__ and __setattr__ as the language reference tells them, and the ways around them.
 *
 * A type whose attribute access is object's own (TYPE_PLAIN_GET, TYPE_PLAIN_SET) never leaves C but for descriptors written in Python.
 */
#include "object/shape.h"
#include "object/type.h"

static bool plain_slot(Vm *vm, Type *t, int special, Value *found) {
  *found = t->special[special];
  return *found == ((Type *)at(vm, TYPE(vm, object)))->special[special];
}

/* ---- descriptors ---------------------------------------------------------------------------------------------------- */

static Value member_get(Vm *vm, Value member, Value self) {
  int64_t slot = to_small(*field(vm, member, 2));
  Value name = *field(vm, member, 0);
  if (!type_is_subtype(vm, type_of(vm, self), to_ref(*field(vm, member, 1))))
    return RAISE(vm, TypeError, "descriptor '%S' for '%Y' objects doesn't apply to a '%T' object", name,
                 *field(vm, member, 1), self);
  Value found = V_UNDEFINED;
  if (slot >= 0 && is_kind(vm, self, KIND_INSTANCE)) {
    Value *place = instance_slot(vm, AS(Instance, vm, self), (uint32_t)slot);
    if (place) found = *place;
  } else if (is_ref(self) && OBJECT(vm, self)->flags & OBJECT_ATTRIBUTES) {
    Value dict = *attributes_of(vm, OBJECT(vm, self));
    if (is_kind(vm, dict, KIND_DICT)) found = dict_get_name(vm, AS(Dict, vm, dict), name);
  }
  return found == V_UNDEFINED ? raise_attribute_error(vm, self, name) : found;
}

static Value member_set(Vm *vm, Value member, Value self, Value value) {
  int64_t slot = to_small(*field(vm, member, 2));
  Value name = *field(vm, member, 0);
  if (!type_is_subtype(vm, type_of(vm, self), to_ref(*field(vm, member, 1))))
    return RAISE(vm, TypeError, "descriptor '%S' for '%Y' objects doesn't apply to a '%T' object", name,
                 *field(vm, member, 1), self);
  if (slot >= 0 && is_kind(vm, self, KIND_INSTANCE)) {
    Value *place = instance_slot(vm, AS(Instance, vm, self), (uint32_t)slot);
    if (!place) return raise_attribute_error(vm, self, name);
    if (value == V_UNDEFINED && *place == V_UNDEFINED) return RAISE(vm, AttributeError, "%S", name);
    touch(vm, to_ref(self));
    *place = value;
    return V_NONE;
  }
  if (!is_ref(self) || !(OBJECT(vm, self)->flags & OBJECT_ATTRIBUTES)) return raise_attribute_error(vm, self, name);
  Value *place = attributes_of(vm, OBJECT(vm, self));
  if (!is_kind(vm, *place, KIND_DICT)) {
    Value dict = dict_new(vm);
    if (dict == V_FAIL) return V_FAIL;
    touch(vm, to_ref(self));
    *place = dict;
  }
  touch(vm, to_ref(*place));
  if (value == V_UNDEFINED) return dict_delete_name(vm, AS(Dict, vm, *place), name) ? V_NONE : raise_attribute_error(vm, self, name);
  return dict_set_name(vm, AS(Dict, vm, *place), name, value) ? V_NONE : V_FAIL;
}

/* Natives trust that self is of their type: it is asked where they are bound, or called unbound. */
static Value native_bind(Vm *vm, Value attribute, Value self, bool of_class, Ref type) {
  Native *n = AS(Native, vm, attribute);
  if (n->self != V_UNDEFINED) return attribute;
  const NativeInfo *info = native_info(vm, n->index);
  bool for_instances = n->head.extra != NATIVE_FUNCTION && n->head.extra != NATIVE_CLASSMETHOD && n->head.extra != NATIVE_STATIC;
  if (for_instances && of_class) return attribute;
  if (for_instances && n->owner && !type_is_subtype(vm, type_of(vm, self), n->owner))
    return RAISE(vm, TypeError, "descriptor '%S' for '%Y' objects doesn't apply to a '%T' object", from_ref(n->name),
                 from_ref(n->owner), self);
  Value bound;
  switch ((NativeForm)n->head.extra) {
  case NATIVE_METHOD:
  case NATIVE_SLOT: bound = self; break;
  case NATIVE_CLASSMETHOD: bound = from_ref(type); break;
  case NATIVE_GETTER:
  case NATIVE_MEMBER:
    return native_invoke(vm, info, &self, 1);
  default: return attribute;
  }
  Native *copy = allocate(vm, sizeof(Native), KIND_NATIVE,
                          n->head.extra == NATIVE_SLOT ? SHAPE(vm, method_wrapper) : SHAPE(vm, builtin_function));
  if (!copy) return V_FAIL;
  copy->head.extra = n->head.extra;
  copy->index = n->index;
  copy->name = n->name;
  copy->owner = n->owner;
  copy->self = bound;
  return value_of(vm, copy);
}

Value descriptor_bind(Vm *vm, Value attribute, Value self, Ref type) {
  if (!is_ref(attribute)) return attribute;
  bool of_class = self == V_UNDEFINED || (self == V_NONE && type != TYPE(vm, NoneType));
  Object *o = OBJECT(vm, attribute);
  switch ((Kind)o->kind) {
  case KIND_FUNCTION: return of_class ? attribute : method_new(vm, attribute, self);
  case KIND_NATIVE: return native_bind(vm, attribute, self, of_class, type);
  case KIND_RECORD:
    if (o->shape == SHAPE(vm, property)) {
      if (of_class) return attribute;
      Value getter = *field(vm, attribute, 0);
      if (is_kind(vm, getter, KIND_FUNCTION)) return call1(vm, getter, self);
    } else if (o->shape == SHAPE(vm, classmethod)) {
      Value f = *field(vm, attribute, 0);
      if (is_kind(vm, f, KIND_FUNCTION)) return method_new(vm, f, from_ref(type));
    } else if (o->shape == SHAPE(vm, staticmethod)) {
      return *field(vm, attribute, 0);
    } else if (o->shape == SHAPE(vm, member_descriptor)) {
      return of_class ? attribute : member_get(vm, attribute, self);
    }
    break;
  default: break;
  }
  if (special_of(vm, attribute, SP_get) == V_UNDEFINED) return attribute;
  Value both[2] = {of_class ? V_NONE : self, from_ref(type)};
  return call_special(vm, attribute, SP_get, 2, both);
}

static bool is_data_descriptor(Vm *vm, Value attribute) {
  return is_ref(attribute) && ((Type *)at(vm, type_of(vm, attribute)))->flags & TYPE_DATA_DESCRIPTOR;
}

/* ---- an object's own attributes -------------------------------------------------------------------------------------- */

Value object_own(Vm *vm, Value o, Value name) {
  if (!is_ref(o)) return V_UNDEFINED;
  Object *object = OBJECT(vm, o);
  switch ((Kind)object->kind) {
  case KIND_INSTANCE: {
    Instance *i = AS(Instance, vm, o);
    if (((Shape *)at(vm, object->shape))->by_dict) return dict_get_name(vm, at(vm, i->more), name);
    int slot = shape_find(vm, object->shape, name);
    if (slot < 0) return V_UNDEFINED;
    Value *place = instance_slot(vm, i, (uint32_t)slot);
    return place ? *place : V_UNDEFINED;
  }
  case KIND_MODULE: return dict_get_name(vm, at(vm, AS(Module, vm, o)->dict), name);
  default:
    if (!(object->flags & OBJECT_ATTRIBUTES) || object->kind == KIND_TYPE) return V_UNDEFINED;
    Value dict = *attributes_of(vm, object);
    return is_kind(vm, dict, KIND_DICT) ? dict_get_name(vm, AS(Dict, vm, dict), name) : V_UNDEFINED;
  }
}

static bool has_dict(Vm *vm, Value o) {
  Object *object = OBJECT(vm, o);
  if (object->kind == KIND_MODULE || object->kind == KIND_FUNCTION) return true;
  Type *t = at(vm, type_of(vm, o));
  if (object->kind == KIND_INSTANCE) return t->flags & TYPE_ATTRIBUTES;
  return object->flags & OBJECT_ATTRIBUTES && t->flags & TYPE_ATTRIBUTES;
}

Value object_attributes(Vm *vm, Value o, bool make) {
  if (!is_ref(o) || !has_dict(vm, o)) return V_UNDEFINED;
  Object *object = OBJECT(vm, o);
  if (object->kind == KIND_MODULE) return from_ref(AS(Module, vm, o)->dict);
  if (object->kind == KIND_INSTANCE) return instance_to_dict(vm, AS(Instance, vm, o));
  Value *place = attributes_of(vm, object);
  if (!is_kind(vm, *place, KIND_DICT) && make) {
    Value dict = dict_new(vm);
    if (dict == V_FAIL) return V_FAIL;
    touch(vm, to_ref(o));
    *place = dict;
  }
  return *place;
}

/* ---- getting ----------------------------------------------------------------------------------------------------------- */

/* V_UNDEFINED instead of AttributeError when there is no such attribute at all. */
static Value lookup(Vm *vm, Value o, Value name) {
  Ref type = type_of(vm, o);
  Value attribute = type_lookup(vm, type, name);
  if (attribute != V_UNDEFINED && is_data_descriptor(vm, attribute) && special_of(vm, attribute, SP_get) != V_UNDEFINED)
    return descriptor_bind(vm, attribute, o, type);
  if (is_kind(vm, o, KIND_TYPE)) {
    Value own = type_lookup(vm, to_ref(o), name);
    if (own != V_UNDEFINED) return descriptor_bind(vm, own, V_UNDEFINED, to_ref(o));
  } else {
    Value own = object_own(vm, o, name);
    if (own != V_UNDEFINED) return own;
  }
  if (attribute != V_UNDEFINED) return descriptor_bind(vm, attribute, o, type);
  if (is_kind(vm, o, KIND_MODULE) && name != SPECIAL_NAME(vm, SP_getattr)) {
    Value hook = dict_get_name(vm, at(vm, AS(Module, vm, o)->dict), SPECIAL_NAME(vm, SP_getattr));
    if (hook != V_UNDEFINED) return call1(vm, hook, name);
  }
  return V_UNDEFINED;
}

Value object_generic_getattr(Vm *vm, Value o, Value name) {
  Value found = lookup(vm, o, name);
  return found == V_UNDEFINED ? raise_attribute_error(vm, o, name) : found;
}

/* __getattribute__, and after its AttributeError __getattr__. */
RESUMABLE(attribute_fallback, 0, "(self, name, /)", NULL) {
  STEPS
    {
      Value found, ignored;
      AWAIT_CATCH(1, found,
                  plain_slot(vm, at(vm, type_of(vm, a[0])), SP_getattribute, &ignored)
                      ? object_generic_getattr(vm, a[0], a[1])
                      : call_special(vm, a[0], SP_getattribute, 1, &a[1]));
      if (found != V_FAIL) return found;
      if (!exception_is(vm, T_AttributeError) || special_of(vm, a[0], SP_getattr) == V_UNDEFINED) return V_FAIL;
      exception_clear(vm);
      AWAIT(2, found, call_special(vm, a[0], SP_getattr, 1, &a[1]));
      return found;
    }
  END_STEPS
}

Value attribute_name(Vm *vm, Value name) {
  if (!str_check(vm, name)) return RAISE(vm, TypeError, "attribute name must be string, not '%T'", name);
  return AS(Str, vm, name)->head.flags & STR_INTERNED ? name : str_intern(vm, name);
}

static Value interned(Vm *vm, Value name) {
  return AS(Str, vm, name)->head.flags & STR_INTERNED ? name : str_intern(vm, name);
}

Value object_getattr(Vm *vm, Value o, Value name) {
  name = interned(vm, name);
  if (name == V_FAIL) return V_FAIL;
  Type *t = at(vm, type_of(vm, o));
  if (t->flags & TYPE_PLAIN_GET) return object_generic_getattr(vm, o, name);
  Value getter;
  bool plain = plain_slot(vm, t, SP_getattribute, &getter);
  if (plain) { /* only __getattr__ is its own: quick when the attribute is simply there, or simply not */
    Value own = type_lookup(vm, type_of(vm, o), name);
    if (own == V_UNDEFINED) {
      own = object_own(vm, o, name);
      if (own != V_UNDEFINED) return own;
      if (!is_kind(vm, o, KIND_TYPE)) return call_special(vm, o, SP_getattr, 1, &name);
    }
  } else if (t->special[SP_getattr] == V_UNDEFINED) {
    return call_special(vm, o, SP_getattribute, 1, &name);
  }
  return enter(vm, &attribute_fallback_info, 2, (Value[]){o, name});
}

/* For natives: an AttributeError on the way means "not there". */
RESUMABLE(attribute_or, 0, "(self, name, /)", NULL) {
  STEPS
    {
      Value found;
      AWAIT_CATCH(1, found, object_getattr(vm, a[0], a[1]));
      if (found != V_FAIL) return found;
      if (!exception_is(vm, T_AttributeError)) return V_FAIL;
      exception_clear(vm);
      return V_UNDEFINED;
    }
  END_STEPS
}

bool getattr_simple(Vm *vm, Value o, Value name, Value *found) {
  Ref type = type_of(vm, o);
  if (!(((Type *)at(vm, type))->flags & TYPE_PLAIN_GET) || is_kind(vm, o, KIND_TYPE)) return false;
  Value attribute = type_lookup(vm, type, name);
  if (attribute != V_UNDEFINED && is_data_descriptor(vm, attribute)) return false;
  *found = object_own(vm, o, name);
  if (*found != V_UNDEFINED) return true;
  if (attribute == V_UNDEFINED) return !is_kind(vm, o, KIND_MODULE);
  bool method = is_kind(vm, attribute, KIND_FUNCTION) || is_kind(vm, attribute, KIND_NATIVE);
  if (!method && is_ref(attribute) && special_of(vm, attribute, SP_get) != V_UNDEFINED) return false;
  *found = method ? descriptor_bind(vm, attribute, o, type) : attribute;
  return *found != V_FAIL;
}

Value object_getattr_or(Vm *vm, Value o, Value name) {
  name = interned(vm, name);
  if (name == V_FAIL) return V_FAIL;
  Value found;
  if (getattr_simple(vm, o, name, &found)) return found;
  return vm->retry || vm->ending ? V_FAIL : enter(vm, &attribute_or_info, 2, (Value[]){o, name});
}

/* ---- setting ----------------------------------------------------------------------------------------------------------- */

/* CPython's members, unlike its getters, do not say their names. */
Value raise_read_only(Vm *vm, const Native *n) {
  if (n->head.extra == NATIVE_MEMBER) return RAISE(vm, AttributeError, "readonly attribute");
  return RAISE(vm, AttributeError, "attribute '%S' of '%Y' objects is not writable", from_ref(n->name), from_ref(n->owner));
}

static Value descriptor_set(Vm *vm, Value attribute, Value self, Value value) {
  Object *o = OBJECT(vm, attribute);
  if (o->kind == KIND_NATIVE) {
    Native *n = AS(Native, vm, attribute);
    if (!n->second) return raise_read_only(vm, n);
    const NativeInfo *info = native_info(vm, n->second - 1);
    Value both[2] = {self, value};
    return native_invoke(vm, info, both, 2);
  }
  if (o->shape == SHAPE(vm, member_descriptor)) return member_set(vm, attribute, self, value);
  if (value == V_UNDEFINED) {
    Value done = call_special(vm, attribute, SP_delete, 1, &self);
    return done == V_UNDEFINED ? RAISE(vm, AttributeError, "__delete__") : with_action(vm, done, ACTION_DROP);
  }
  Value done = call_special(vm, attribute, SP_set, 2, (Value[]){self, value});
  return done == V_UNDEFINED ? RAISE(vm, AttributeError, "__set__") : with_action(vm, done, ACTION_DROP);
}

static Value no_such(Vm *vm, Value o, Value name, Value attribute) {
  if (attribute == V_UNDEFINED) return raise_attribute_error(vm, o, name);
  return RAISE(vm, AttributeError, "'%T' object attribute '%S' is read-only", o, name);
}

static Value type_setattr(Vm *vm, Value o, Value name, Value value) {
  Type *t = AS(Type, vm, o);
  if (!(t->flags & TYPE_HEAP)) return RAISE(vm, TypeError, "cannot set '%S' attribute of immutable type '%Y'", name, o);
  if (!type_set(vm, to_ref(o), name, value)) return vm->retry || vm->ending ? V_FAIL : raise_attribute_error(vm, o, name);
  return V_NONE;
}

static Value instance_setattr(Vm *vm, Value o, Value name, Value value) {
  Instance *i = AS(Instance, vm, o);
  Shape *s = at(vm, i->head.shape);
  if (!s->by_dict && value != V_UNDEFINED) {
    int slot = shape_find(vm, i->head.shape, name);
    if (slot < 0) return instance_add(vm, i, name, value) ? V_NONE : V_FAIL;
    Value *place = instance_slot(vm, i, (uint32_t)slot);
    CAGE_CHECK(vm, place);
    touch(vm, to_ref(o));
    if (i->more) touch(vm, i->more);
    *place = value;
    return V_NONE;
  }
  Value dict = instance_to_dict(vm, i);
  if (dict == V_FAIL) return V_FAIL;
  touch(vm, to_ref(dict));
  if (value == V_UNDEFINED) return dict_delete_name(vm, AS(Dict, vm, dict), name) ? V_NONE : raise_attribute_error(vm, o, name);
  return dict_set_name(vm, AS(Dict, vm, dict), name, value) ? V_NONE : V_FAIL;
}

Value object_generic_setattr(Vm *vm, Value o, Value name, Value value) {
  Value attribute = type_lookup(vm, type_of(vm, o), name);
  bool fixed = is_kind(vm, o, KIND_TYPE) && !(AS(Type, vm, o)->flags & TYPE_HEAP); /* whatever its metaclass would do */
  if (attribute != V_UNDEFINED && !fixed && is_data_descriptor(vm, attribute)) return descriptor_set(vm, attribute, o, value);
  if (!is_ref(o)) return no_such(vm, o, name, attribute);
  if (is_kind(vm, o, KIND_TYPE)) return type_setattr(vm, o, name, value);
  if (!has_dict(vm, o)) return no_such(vm, o, name, attribute);
  if (is_kind(vm, o, KIND_INSTANCE)) return instance_setattr(vm, o, name, value);
  Value dict = object_attributes(vm, o, true);
  if (dict == V_FAIL) return V_FAIL;
  touch(vm, to_ref(dict));
  if (value == V_UNDEFINED) return dict_delete_name(vm, AS(Dict, vm, dict), name) ? V_NONE : raise_attribute_error(vm, o, name);
  return dict_set_name(vm, AS(Dict, vm, dict), name, value) ? V_NONE : V_FAIL;
}

Value object_setattr(Vm *vm, Value o, Value name, Value value) {
  name = interned(vm, name);
  if (name == V_FAIL) return V_FAIL;
  Type *t = at(vm, type_of(vm, o));
  if (t->flags & TYPE_PLAIN_SET) return object_generic_setattr(vm, o, name, value);
  Value done = value == V_UNDEFINED ? call_special(vm, o, SP_delattr, 1, &name) : call_special(vm, o, SP_setattr, 2, (Value[]){name, value});
  return with_action(vm, done, ACTION_DROP);
}

/* ---- __dict__ and __weakref__ of instances ------------------------------------------------------------------------------ */

SHARED_NATIVE(instance_dict_get, "(self, /)", "dictionary for instance variables (if defined)") {
  if (is_kind(vm, a[0], KIND_TYPE)) return descriptor_bind(vm, type_lookup(vm, TYPE(vm, type), NAME(vm, __dict__)), a[0], type_of(vm, a[0]));
  Value dict = object_attributes(vm, a[0], true);
  return dict == V_UNDEFINED ? RAISE(vm, AttributeError, "This object has no __dict__") : dict;
}

/* Only of what a class statement added may the dictionary be deleted: there is a new one then. */
static bool dict_of_builtin(Vm *vm, Ref type) {
  for (int most = 1000; most && type != TYPE(vm, object); most--) {
    Type *t = at(vm, type);
    if (!(t->flags & TYPE_HEAP)) return t->flags & TYPE_ATTRIBUTES;
    type = t->base;
  }
  return false;
}

SHARED_NATIVE(instance_dict_set, "(self, value, /)", NULL) {
  Value value = a[1];
  if (is_kind(vm, a[0], KIND_MODULE)) return RAISE(vm, AttributeError, "readonly attribute");
  if (is_kind(vm, a[0], KIND_TYPE)) return RAISE(vm, AttributeError, "attribute '__dict__' of 'type' objects is not writable");
  if (value == V_UNDEFINED) {
    if (dict_of_builtin(vm, type_of(vm, a[0]))) return RAISE(vm, TypeError, "cannot delete __dict__");
    value = dict_new(vm);
    if (value == V_FAIL) return V_FAIL;
  }
  if (!is_kind(vm, value, KIND_DICT)) return RAISE(vm, TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
  Value old = object_attributes(vm, a[0], true);
  if (old == V_FAIL) return V_FAIL;
  if (old == V_UNDEFINED) return RAISE(vm, AttributeError, "This object has no __dict__");
  touch(vm, to_ref(a[0]));
  if (is_kind(vm, a[0], KIND_INSTANCE)) AS(Instance, vm, a[0])->more = to_ref(value);
  else *attributes_of(vm, OBJECT(vm, a[0])) = value;
  return V_NONE;
}

/* Weak references are not counted from their target's side: None, as of what has none. */
SHARED_NATIVE(instance_weakref_get, "(self, /)", "list of weak references to the object (if defined)") { return V_NONE; }

const NativeEntry attribute_entries[] = {
    INTERNAL(attribute_fallback), INTERNAL(attribute_or),         INTERNAL(instance_dict_get),
    INTERNAL(instance_dict_set),  INTERNAL(instance_weakref_get), END_OF_ENTRIES,
};
