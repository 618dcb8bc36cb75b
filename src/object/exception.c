/*
 * BaseException: construction, the attributes every exception has, its texts. What single types add stands in
 * exception_types.c.
 *
 * `args` is set by __new__ and again by __init__, as in CPython, so that a subclass whose __init__ does not call its base's
 * still shows the arguments it was made with. struct Exception has four fields whose meaning is the type's; SyntaxError and the
 * Unicode errors need more, and keep them in an Array that the first field refers to.
 */
#include "object/exception.h"
#include "object/containers.h"

/* ---- fields ------------------------------------------------------------------------------------------------------- */

ExceptionFamily exception_family(Vm *vm, Ref type) {
  static const struct {
    int type;
    ExceptionFamily family;
  } roots[] = {{T_StopIteration, FAMILY_STOP_ITERATION},
               {T_AttributeError, FAMILY_ATTRIBUTE},
               {T_NameError, FAMILY_NAME},
               {T_ImportError, FAMILY_IMPORT},
               {T_OSError, FAMILY_OS},
               {T_SyntaxError, FAMILY_SYNTAX},
               {T_UnicodeDecodeError, FAMILY_UNICODE},
               {T_UnicodeEncodeError, FAMILY_UNICODE},
               {T_UnicodeTranslateError, FAMILY_UNICODE},
               {T_SystemExit, FAMILY_SYSTEM_EXIT},
               {T_BaseExceptionGroup, FAMILY_GROUP}};
  const Known *k = known(vm);
  Tuple *mro = at(vm, AS(Type, vm, from_ref(type))->mro);
  uint32_t length = mro->length > 1000 ? 1000 : mro->length;
  for (uint32_t i = 0; i < length; i++) {
    Ref base = to_ref(tuple_item(vm, value_of(vm, mro), i));
    if (((Type *)at(vm, base))->flags & TYPE_HEAP || base == k->types[T_Exception] || base == k->types[T_BaseException]) continue;
    for (uint32_t j = 0; j < sizeof roots / sizeof *roots; j++)
      if (base == k->types[roots[j].type]) return roots[j].family;
  }
  return FAMILY_PLAIN;
}

Value *exception_field(Vm *vm, Exception *e, uint32_t i) {
  if (!is_kind(vm, e->fields[0], KIND_ARRAY)) return &e->fields[i & 3];
  Array *more = AS(Array, vm, e->fields[0]);
  CAGE_CHECK(vm, i < more->length && in_cage(ref_of(vm, more), sizeof(Array) + (uint64_t)more->length * 8));
  return &more->items[i];
}

void exception_field_set(Vm *vm, Exception *e, uint32_t i, Value v) {
  Value *place = exception_field(vm, e, i);
  TOUCH(vm, e);
  if (is_kind(vm, e->fields[0], KIND_ARRAY)) touch(vm, to_ref(e->fields[0]));
  *place = v;
}

/* ---- making them -------------------------------------------------------------------------------------------------- */

static bool keeps(Vm *vm, Ref type, int special) {
  return ((Type *)at(vm, type))->special[special] == ((Type *)at(vm, TYPE(vm, BaseException)))->special[special];
}

bool exception_is_plain(Vm *vm, Ref type, bool with_init) {
  return ((Type *)at(vm, type))->kind == KIND_EXCEPTION && keeps(vm, type, SP_new) && (!with_init || keeps(vm, type, SP_init));
}

/* With args and without the meaning of its fields: what BaseException.__new__ does. NULL: V_FAIL. */
Exception *exception_alloc(Vm *vm, Ref type, Value args) {
  ExceptionFamily family = keeps(vm, type, SP_init) && keeps(vm, type, SP_new) ? FAMILY_PLAIN : exception_family(vm, type);
  Array *more = NULL;
  if (family == FAMILY_SYNTAX || family == FAMILY_UNICODE) {
    more = array_new(vm, family == FAMILY_SYNTAX ? SYNTAX_FIELDS : UNICODE_FIELDS);
    if (!more) return NULL;
  }
  Exception *e = allocate(vm, sizeof(Exception), KIND_EXCEPTION, shape_of_type(vm, type));
  if (!e) return NULL;
  e->head.flags |= OBJECT_ATTRIBUTES; /* exceptions of every type have a __dict__ */
  e->attributes = V_UNDEFINED;
  e->args = args;
  e->cause = e->context = e->traceback = V_NONE;
  e->notes = V_UNDEFINED;
  for (uint32_t i = 0; i < 4; i++) e->fields[i] = V_UNDEFINED;
  if (more) e->fields[0] = value_of(vm, more);
  if (((Type *)at(vm, type))->flags & TYPE_FINALIZER && !finalizer_register(vm, ref_of(vm, e))) return NULL;
  return e;
}

Value exception_bare(Vm *vm, Ref type, Value args) {
  Exception *e = exception_alloc(vm, type, args);
  return e ? value_of(vm, e) : V_FAIL;
}

Value exception_new(Vm *vm, Ref type, Value args) {
  Exception *e;
  bool plain = keeps(vm, type, SP_init) && keeps(vm, type, SP_new);
  if (!plain && exception_family(vm, type) == FAMILY_OS) return os_error_new(vm, type, args);
  e = exception_alloc(vm, type, args);
  if (!e) return V_FAIL;
  if (!plain && !exception_fill(vm, e, args)) return V_FAIL;
  return value_of(vm, e);
}

Value exception_no_keywords(Vm *vm, Value self_or_type, Value keywords) {
  if (keywords == V_UNDEFINED || AS(Dict, vm, keywords)->used == 0) return V_NONE;
  Ref type = is_kind(vm, self_or_type, KIND_TYPE) ? to_ref(self_or_type) : type_of(vm, self_or_type);
  return RAISE(vm, TypeError, "%Y() takes no keyword arguments", from_ref(type));
}

NATIVE(exception_new_, "(cls, /, *args, **kwargs)", "") {
  Exception *e = exception_alloc(vm, to_ref(a[0]), a[1]);
  return e ? value_of(vm, e) : V_FAIL;
}

NATIVE(exception_init, "(self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.") {
  if (exception_no_keywords(vm, a[0], a[2]) == V_FAIL) return V_FAIL;
  Exception *e = AS(Exception, vm, a[0]);
  TOUCH(vm, e);
  e->args = a[1];
  return V_NONE;
}

/* ---- texts -------------------------------------------------------------------------------------------------------- */

RESUMABLE(exception_repr, 1, "(self, /)", "Return repr(self).") {
  STEPS
    {
      Tuple *args = AS(Tuple, vm, AS(Exception, vm, a[0])->args);
      a[1] = from_bool(args->length == 1);
      AWAIT(1, a[1], object_repr(vm, args->length == 1 ? args->items[0] : value_of(vm, args)));
    }
    Builder b;
    builder_start(&b, vm);
    builder_str(&b, from_ref(AS(Type, vm, from_ref(type_of(vm, a[0])))->name));
    {
      /* One argument is shown without the comma of a tuple: the text of a longer one begins with its parenthesis. */
      bool single = AS(Tuple, vm, AS(Exception, vm, a[0])->args)->length == 1;
      if (single) builder_char(&b, '(');
      builder_str(&b, a[1]);
      if (single) builder_char(&b, ')');
    }
    return builder_end(&b);
  END_STEPS
}

Value exception_plain_str(Vm *vm, Value self) {
  Tuple *args = AS(Tuple, vm, AS(Exception, vm, self)->args);
  if (args->length == 0) return from_ref(known(vm)->empty_str);
  return object_str(vm, args->length == 1 ? args->items[0] : value_of(vm, args));
}

NATIVE(exception_str, "(self, /)", "Return str(self).") { return exception_plain_str(vm, a[0]); }

/* ---- attributes ---------------------------------------------------------------------------------------------------- */

NATIVE(exception_get_args, "(self, /)", "") { return AS(Exception, vm, a[0])->args; }

RESUMABLE(exception_set_args, 1, "(self, value, /)", "") {
  STEPS
    if (a[1] == V_UNDEFINED) return RAISE(vm, TypeError, "args may not be deleted");
    if (!is_exact(vm, a[1], TYPE(vm, tuple))) {
      AWAIT(1, a[2], object_sequence(vm, a[1]));
      {
        Value *items;
        uint32_t count;
        if (!sequence_items(vm, a[2], &items, &count)) return V_FAIL;
        a[2] = tuple_new(vm, items, count);
        if (a[2] == V_FAIL) return V_FAIL;
      }
    } else {
      a[2] = a[1];
    }
    {
      Exception *e = AS(Exception, vm, a[0]);
      TOUCH(vm, e);
      e->args = a[2];
    }
    return V_NONE;
  END_STEPS
}

NATIVE(exception_get_traceback, "(self, /)", "") { return AS(Exception, vm, a[0])->traceback; }

static Value traceback_set(Vm *vm, Value self, Value traceback) {
  if (traceback == V_UNDEFINED) return RAISE(vm, TypeError, "__traceback__ may not be deleted");
  if (traceback != V_NONE && !is_kind(vm, traceback, KIND_TRACEBACK))
    return RAISE(vm, TypeError, "__traceback__ must be a traceback or None");
  Exception *e = AS(Exception, vm, self);
  TOUCH(vm, e);
  e->traceback = traceback;
  return V_NONE;
}

NATIVE(exception_set_traceback, "(self, value, /)", "") { return traceback_set(vm, a[0], a[1]); }

NATIVE(exception_with_traceback, "(self, tb, /)",
       "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self.") {
  if (traceback_set(vm, a[0], a[1]) == V_FAIL) return V_FAIL;
  return a[0];
}

static bool is_exception(Vm *vm, Value v) { return is_kind(vm, v, KIND_EXCEPTION); }

NATIVE(exception_get_context, "(self, /)", "exception context") { return AS(Exception, vm, a[0])->context; }
NATIVE(exception_set_context, "(self, value, /)", "") {
  if (a[1] == V_UNDEFINED) return RAISE(vm, TypeError, "__context__ may not be deleted");
  if (a[1] != V_NONE && !is_exception(vm, a[1]))
    return RAISE(vm, TypeError, "exception context must be None or derive from BaseException");
  Exception *e = AS(Exception, vm, a[0]);
  TOUCH(vm, e);
  e->context = a[1];
  return V_NONE;
}

NATIVE(exception_get_cause, "(self, /)", "exception cause") { return AS(Exception, vm, a[0])->cause; }
NATIVE(exception_set_cause, "(self, value, /)", "") {
  if (a[1] == V_UNDEFINED) return RAISE(vm, TypeError, "__cause__ may not be deleted");
  if (a[1] != V_NONE && !is_exception(vm, a[1]))
    return RAISE(vm, TypeError, "exception cause must be None or derive from BaseException");
  Exception *e = AS(Exception, vm, a[0]);
  TOUCH(vm, e);
  e->cause = a[1];
  e->suppress_context = 1;
  return V_NONE;
}

NATIVE(exception_get_suppress_context, "(self, /)", "") {
  return from_bool(AS(Exception, vm, a[0])->suppress_context != 0);
}
NATIVE(exception_set_suppress_context, "(self, value, /)", "") {
  if (a[1] == V_UNDEFINED) return RAISE(vm, TypeError, "can't delete numeric/char attribute");
  if (!is_bool(a[1])) return RAISE(vm, TypeError, "attribute value type must be bool");
  Exception *e = AS(Exception, vm, a[0]);
  TOUCH(vm, e);
  e->suppress_context = a[1] == V_TRUE;
  return V_NONE;
}

RESUMABLE(exception_add_note, 1, "(self, note, /)",
          "Exception.add_note(note) --\n    add a note to the exception") {
  STEPS
    if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "note must be a str, not '%T'", a[1]);
    AWAIT(1, a[2], object_getattr_or(vm, a[0], NAME(vm, __notes__)));
    if (a[2] == V_UNDEFINED) {
      {
        Value notes = list_new(vm, &a[1], 1);
        if (notes == V_FAIL) return V_FAIL;
        AWAIT(2, a[2], object_setattr(vm, a[0], NAME(vm, __notes__), notes));
      }
      return V_NONE;
    }
    if (!is_kind(vm, a[2], KIND_LIST)) return RAISE(vm, TypeError, "Cannot add note: __notes__ is not a list");
    return list_append(vm, AS(List, vm, a[2]), a[1]) ? V_NONE : V_FAIL;
  END_STEPS
}

/* ---- copying ------------------------------------------------------------------------------------------------------- */

NATIVE(exception_reduce, "(self, /)", "Helper for pickle.") {
  Value attributes = object_attributes(vm, a[0], false);
  Value type = from_ref(type_of(vm, a[0])), args = AS(Exception, vm, a[0])->args;
  if (attributes == V_FAIL) return V_FAIL;
  if (!is_kind(vm, attributes, KIND_DICT)) return TUPLE_OF(vm, type, args);
  return TUPLE_OF(vm, type, args, attributes);
}

RESUMABLE(exception_setstate, 3, "(self, state, /)", "") {
  enum { SELF, STATE, POSITION, NEXT, IGNORED };
  STEPS
    if (a[STATE] == V_NONE) return V_NONE;
    if (!is_kind(vm, a[STATE], KIND_DICT)) return RAISE(vm, TypeError, "state is not a dictionary");
    a[POSITION] = from_small(0);
    for (;;) {
      CHECKPOINT(1);
      {
        uint32_t position = (uint32_t)to_small(a[POSITION]);
        Value key, value;
        if (!dict_next(vm, AS(Dict, vm, a[STATE]), &position, &key, &value)) return V_NONE;
        if (!str_check(vm, key)) return RAISE(vm, TypeError, "attribute name must be string, not '%T'", key);
        key = str_intern(vm, key);
        if (key == V_FAIL) return V_FAIL;
        a[NEXT] = from_small(position);
        AWAIT(2, a[IGNORED], object_setattr(vm, a[SELF], key, value));
      }
      a[POSITION] = a[NEXT];
    }
  END_STEPS
}

extern NativeInfo instance_dict_get_info, instance_dict_set_info; /* attribute.c */
const NativeEntry BaseException_entries[] = {
    STATIC("__new__", exception_new_),
    SLOT("__init__", exception_init),
    SLOT("__repr__", exception_repr),
    SLOT("__str__", exception_str),
    METHOD_("__reduce__", exception_reduce),
    METHOD_("__setstate__", exception_setstate),
    METHOD_("with_traceback", exception_with_traceback),
    METHOD_("add_note", exception_add_note),
    MUTABLE_MEMBER("__suppress_context__", exception_get_suppress_context, exception_set_suppress_context),
    PROPERTY("__dict__", instance_dict_get, instance_dict_set),
    PROPERTY("args", exception_get_args, exception_set_args),
    PROPERTY("__traceback__", exception_get_traceback, exception_set_traceback),
    PROPERTY("__context__", exception_get_context, exception_set_context),
    PROPERTY("__cause__", exception_get_cause, exception_set_cause),
    END_OF_ENTRIES,
};
