/*
 * super: the next class in the order of another (PEP 3135).
 *
 * super() without arguments finds the class in the __class__ cell of the function that calls it, and the instance in that
 * function's first parameter. The compiler turns the usual super().name into one instruction, which asks super_lookup; the object
 * made here is for all other uses.
 */
#include "object/protocol.h"
#include "vm/vm.h"

/* ---- looking up ------------------------------------------------------------------------------------------------------------ */

Value super_lookup(Vm *vm, Ref type, Value self, Ref self_type, Value name) {
  if (name == NAME(vm, __class__)) return from_ref(TYPE(vm, super)); /* its own, not the instance's */
  Tuple *mro = at(vm, ((Type *)at(vm, self_type))->mro);
  uint32_t count = mro->length, i = 0;
  CAGE_CHECK(vm, in_cage(ref_of(vm, mro), sizeof(Tuple) + count * 8ull));
  while (i < count && to_ref(mro->items[i]) != type) i++;
  for (i++; i < count; i++) {
    Value found = dict_get_name(vm, at(vm, AS(Type, vm, mro->items[i])->dict), name);
    if (found == V_UNDEFINED) continue;
    /* super(type, cls): the attribute is bound as for the class alone */
    return descriptor_bind(vm, found, self == from_ref(self_type) ? V_UNDEFINED : self, self_type);
  }
  return V_UNDEFINED;
}

NATIVE(super_getattribute, "(self, name, /)", "Return getattr(self, name).") {
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "attribute name must be string, not '%T'", a[1]);
  Value name = AS(Str, vm, a[1])->head.flags & STR_INTERNED ? a[1] : str_intern(vm, a[1]);
  if (name == V_FAIL) return V_FAIL;
  Value self_type = *field(vm, a[0], SUPER_SELF_TYPE);
  if (is_kind(vm, self_type, KIND_TYPE) && name != NAME(vm, __class__)) {
    Value found = super_lookup(vm, to_ref(*field(vm, a[0], SUPER_TYPE)), *field(vm, a[0], SUPER_SELF), to_ref(self_type), name);
    if (found != V_UNDEFINED) return found;
  }
  return object_generic_getattr(vm, a[0], name);
}

/* ---- checking -------------------------------------------------------------------------------------------------------------- */

/* The type whose order is searched for super(type, self); V_UNDEFINED: self.__class__ must be asked. */
static Value searched_type(Vm *vm, Value type, Value self) {
  if (is_kind(vm, self, KIND_TYPE) && type_is_subtype(vm, to_ref(self), to_ref(type))) return self;
  Ref of_self = type_of(vm, self);
  return type_is_subtype(vm, of_self, to_ref(type)) ? from_ref(of_self) : V_UNDEFINED;
}

static void super_fill(Vm *vm, Value super, Value type, Value self, Value self_type) {
  touch(vm, to_ref(super));
  *field(vm, super, SUPER_TYPE) = type;
  *field(vm, super, SUPER_SELF) = self;
  *field(vm, super, SUPER_SELF_TYPE) = self_type;
}

/* The object may claim another class (a proxy). Fills `super`, answers it if `answer` is true, else None. */
SHARED_RESUMABLE(super_check_run, 1, "(super, type, self, answer, /)", NULL) {
  enum { SUPER, TYPE_, SELF, ANSWER, CLAIMED };
  STEPS
    AWAIT(1, a[CLAIMED], object_getattr_or(vm, a[SELF], NAME(vm, __class__)));
    if (!is_kind(vm, a[CLAIMED], KIND_TYPE) || !type_is_subtype(vm, to_ref(a[CLAIMED]), to_ref(a[TYPE_])))
      return RAISE(vm, TypeError, "super(type, obj): obj must be an instance or subtype of type");
    super_fill(vm, a[SUPER], a[TYPE_], a[SELF], a[CLAIMED]);
    return a[ANSWER] == V_TRUE ? a[SUPER] : V_NONE;
  END_STEPS
}

static Value super_set(Vm *vm, Value super, Value type, Value self, bool answer) {
  if (self == V_NONE || self == V_UNDEFINED) {
    super_fill(vm, super, type, V_UNDEFINED, V_UNDEFINED);
    return answer ? super : V_NONE;
  }
  Value searched = searched_type(vm, type, self);
  if (searched == V_UNDEFINED) return enter(vm, &super_check_run_info, 4, (Value[]){super, type, self, from_bool(answer)});
  super_fill(vm, super, type, self, searched);
  return answer ? super : V_NONE;
}

/* ---- making ---------------------------------------------------------------------------------------------------------------- */

/* The class and the instance of the Python frame that called. */
static bool super_implicit(Vm *vm, Value *type, Value *self) {
  Frame *f = calling_frame(vm);
  if (!f) return RAISE(vm, RuntimeError, "super(): no current frame"), false;
  Code *code = at(vm, f->code);
  Value *registers = (Value *)(f + 1);
  if (!code->positional) return RAISE(vm, RuntimeError, "super(): no arguments"), false;
  Value first = registers[0];
  Tuple *cells = code->cells ? at(vm, code->cells) : NULL, *names = code->locals ? at(vm, code->locals) : NULL;
  bool captured = false; /* the register holds the parameter's cell */
  for (uint32_t i = 0; cells && names && names->length && i < cells->length; i++) captured |= cells->items[i] == names->items[0];
  if (captured && is_kind(vm, first, KIND_CELL)) first = AS(Cell, vm, first)->value;
  if (first == V_UNDEFINED) return RAISE(vm, RuntimeError, "super(): arg[0] deleted"), false;
  Tuple *free = code->free ? at(vm, code->free) : NULL;
  for (uint32_t i = 0; free && i < free->length; i++) {
    if (free->items[i] != NAME(vm, __class__)) continue;
    CAGE_CHECK(vm, code->first_free + i < code->registers);
    Value cell = registers[code->first_free + i];
    if (!is_kind(vm, cell, KIND_CELL)) return RAISE(vm, RuntimeError, "super(): bad __class__ cell"), false;
    Value class_ = AS(Cell, vm, cell)->value;
    if (class_ == V_UNDEFINED) return RAISE(vm, RuntimeError, "super(): empty __class__ cell"), false;
    if (!is_kind(vm, class_, KIND_TYPE))
      return RAISE(vm, RuntimeError, "super(): __class__ is not a type (%T)", class_), false;
    *type = class_;
    *self = first;
    return true;
  }
  return RAISE(vm, RuntimeError, "super(): __class__ cell not found"), false;
}

NATIVE(super_make, "(cls, /, *args, **kwargs)", "Create and return a new object.  See help(type) for accurate signature.") {
  Record *r = object_new(vm, to_ref(a[0]), sizeof(Record) + 8ull * SUPER_FIELDS);
  if (!r) return V_FAIL;
  r->head.extra = SUPER_FIELDS;
  for (uint32_t i = 0; i < SUPER_FIELDS; i++) r->fields[i] = V_UNDEFINED;
  return value_of(vm, r);
}

NATIVE(super_init, "(self, type=None, object_or_type=None, /, *rest)", "Initialize self.  See help(type(self)) for accurate signature.") {
  Value type = a[1], self = a[2];
  uint32_t rest = AS(Tuple, vm, a[3])->length;
  if (rest) return RAISE(vm, TypeError, "super() expected at most 2 arguments, got %d", (int)rest + 2);
  if (type == V_UNDEFINED) {
    if (!super_implicit(vm, &type, &self)) return V_FAIL;
  } else if (!is_kind(vm, type, KIND_TYPE)) {
    return RAISE(vm, TypeError, "super() argument 1 must be a type, not %T", type);
  }
  return super_set(vm, a[0], type, self, false);
}

/* An unbound super binds as a descriptor does. */
NATIVE(super_get, "(self, instance, owner=None, /)", "Return an attribute of instance, which is of type owner.") {
  if (a[1] == V_NONE || *field(vm, a[0], SUPER_SELF) != V_UNDEFINED) return a[0];
  Value type = *field(vm, a[0], SUPER_TYPE);
  if (type_of(vm, a[0]) != TYPE(vm, super)) return call2(vm, from_ref(type_of(vm, a[0])), type, a[1]);
  Value bound = record_new(vm, T_super, SUPER_FIELDS);
  if (bound == V_FAIL) return V_FAIL;
  return super_set(vm, bound, type, a[1], true);
}

NATIVE(super_repr, "(self, /)", "Return repr(self).") {
  Value type = *field(vm, a[0], SUPER_TYPE), searched = *field(vm, a[0], SUPER_SELF_TYPE);
  Builder b;
  builder_start(&b, vm);
  builder_c(&b, "<super: <class '");
  if (is_kind(vm, type, KIND_TYPE)) builder_type(&b, AS(Type, vm, type));
  else builder_c(&b, "NULL");
  builder_c(&b, "'>, ");
  if (is_kind(vm, searched, KIND_TYPE)) {
    builder_char(&b, '<');
    builder_type(&b, AS(Type, vm, searched));
    builder_c(&b, " object>>");
  } else {
    builder_c(&b, "NULL>");
  }
  return builder_end(&b);
}

NATIVE(super_get_type, "(self, /)", "the class invoking super()") { return none_if_undefined(*field(vm, a[0], SUPER_TYPE)); }
NATIVE(super_get_self, "(self, /)", "the instance invoking super(); may be None") {
  return none_if_undefined(*field(vm, a[0], SUPER_SELF));
}
NATIVE(super_get_self_type, "(self, /)", "the type of the instance invoking super(); may be None") {
  return none_if_undefined(*field(vm, a[0], SUPER_SELF_TYPE));
}

const NativeEntry super_entries[] = {
    STATIC("__new__", super_make),
    SLOT("__init__", super_init),
    SLOT("__getattribute__", super_getattribute),
    SLOT("__get__", super_get),
    SLOT("__repr__", super_repr),
    MEMBER("__thisclass__", super_get_type),
    MEMBER("__self__", super_get_self),
    MEMBER("__self_class__", super_get_self_type),
    END_OF_ENTRIES,
};
