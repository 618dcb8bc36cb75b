/* Functions, bound methods, natives as objects, cells, code, modules: their making and their attributes. */
#include "object/containers.h"

/* ---- making -------------------------------------------------------------------------------------------------------- */

Value function_new(Vm *vm, Value code, Value globals) {
  Function *f = allocate(vm, sizeof(Function), KIND_FUNCTION, SHAPE(vm, function));
  if (!f) return V_FAIL;
  Code *c = AS(Code, vm, code);
  f->head.flags |= OBJECT_ATTRIBUTES;
  f->code = to_ref(code);
  f->globals = to_ref(globals);
  f->name = c->name;
  f->qualname = c->qualname;
  f->doc = c->doc ? from_ref(c->doc) : V_NONE;
  f->module = dict_get_name(vm, AS(Dict, vm, globals), NAME(vm, __name__));
  if (f->module == V_UNDEFINED) f->module = V_NONE;
  f->attributes = V_UNDEFINED;
  if (c->warm_globals == f->globals) f->feedback = c->warm;
  return value_of(vm, f);
}

Value native_new(Vm *vm, NativeInfo *info, NativeForm form, Value self, Ref owner, Value name) {
  static const int types[] = {T_builtin_function,       T_method_descriptor, T_wrapper_descriptor,
                              T_classmethod_descriptor, T_builtin_function,  T_getset_descriptor, T_member_descriptor};
  int type = self != V_UNDEFINED && form == NATIVE_SLOT ? T_method_wrapper
             : self != V_UNDEFINED                      ? T_builtin_function
                                                        : types[form];
  Ref shape = form == NATIVE_MEMBER ? known(vm)->native_member_shape : shape_of_type(vm, known(vm)->types[type]);
  Native *n = allocate(vm, sizeof(Native), KIND_NATIVE, shape);
  if (!n) return V_FAIL;
  n->head.extra = (uint16_t)form;
  n->index = info->index;
  n->self = self;
  n->name = to_ref(name);
  n->owner = owner;
  return value_of(vm, n);
}

Value method_new(Vm *vm, Value function, Value self) {
  Method *m = allocate(vm, sizeof(Method), KIND_METHOD, SHAPE(vm, method));
  if (!m) return V_FAIL;
  m->function = function;
  m->self = self;
  return value_of(vm, m);
}

Value cell_new(Vm *vm, Value v) {
  Cell *c = allocate(vm, sizeof(Cell), KIND_CELL, SHAPE(vm, cell));
  if (!c) return V_FAIL;
  c->value = v;
  return value_of(vm, c);
}

Value module_new(Vm *vm, Value name) {
  Value dict = dict_new(vm);
  if (dict == V_FAIL) return V_FAIL;
  Dict *d = AS(Dict, vm, dict);
  if (!dict_set_name(vm, d, NAME(vm, __name__), name) || !dict_set_name(vm, d, NAME(vm, __doc__), V_NONE) ||
      !dict_set_name(vm, d, NAME(vm, __package__), V_NONE) || !dict_set_name(vm, d, NAME(vm, __loader__), V_NONE) ||
      !dict_set_name(vm, d, NAME(vm, __spec__), V_NONE))
    return V_FAIL;
  Module *m = allocate(vm, sizeof(Module), KIND_MODULE, SHAPE(vm, module));
  if (!m) return V_FAIL;
  m->dict = to_ref(dict);
  return value_of(vm, m);
}

/* ---- function ------------------------------------------------------------------------------------------------------- */

#define SELF(type, kind_, name)                                                                                         \
  if (!is_kind(vm, a[0], kind_)) return RAISE(vm, TypeError, "descriptor requires a '" name "' object but received '%T'", a[0]); \
  type *self __attribute__((unused)) = AS(type, vm, a[0]);
#define SELF_FUNCTION SELF(Function, KIND_FUNCTION, "function")
#define OR_NONE(ref) ((ref) ? from_ref(ref) : V_NONE)
#define GETTER_OF_FUNCTION(id, expression)                                                                              \
  NATIVE(function_get_##id, "(self, /)", NULL) { SELF_FUNCTION return expression; }

GETTER_OF_FUNCTION(name, from_ref(self->name))
GETTER_OF_FUNCTION(qualname, from_ref(self->qualname))
GETTER_OF_FUNCTION(code, from_ref(self->code))
/* The prelude's namespace holds what no guest may call. */
GETTER_OF_FUNCTION(globals, ((Code *)at(vm, self->code))->flags & CODE_HIDDEN ? dict_new(vm) : from_ref(self->globals))
GETTER_OF_FUNCTION(closure, OR_NONE(self->closure))
GETTER_OF_FUNCTION(defaults, OR_NONE(self->defaults))
GETTER_OF_FUNCTION(kwdefaults, OR_NONE(self->keyword_defaults))
GETTER_OF_FUNCTION(doc, self->doc)
GETTER_OF_FUNCTION(module, self->module)
GETTER_OF_FUNCTION(builtins, globals_builtins(vm, self->globals))

NATIVE(function_set_name, "(self, value, /)", NULL) {
  SELF_FUNCTION
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "__name__ must be set to a string object");
  touch(vm, to_ref(a[0]));
  self->name = to_ref(a[1]);
  return V_NONE;
}
NATIVE(function_set_qualname, "(self, value, /)", NULL) {
  SELF_FUNCTION
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "__qualname__ must be set to a string object");
  touch(vm, to_ref(a[0]));
  self->qualname = to_ref(a[1]);
  return V_NONE;
}
NATIVE(function_set_code, "(self, value, /)", NULL) {
  SELF_FUNCTION
  if (!is_kind(vm, a[1], KIND_CODE)) return RAISE(vm, TypeError, "__code__ must be set to a code object");
  Code *code = AS(Code, vm, a[1]);
  uint32_t wanted = code->free ? ((Tuple *)at(vm, code->free))->length : 0;
  uint32_t has = self->closure ? ((Tuple *)at(vm, self->closure))->length : 0;
  if (wanted != has)
    return RAISE(vm, ValueError, "%S() requires a code object with %d free vars, not %d", from_ref(self->name), (int)has, (int)wanted);
  touch(vm, to_ref(a[0]));
  self->code = to_ref(a[1]);
  self->feedback = 0;
  self->warmth = 0;
  return V_NONE;
}
NATIVE(function_set_defaults, "(self, value, /)", NULL) {
  SELF_FUNCTION
  bool none = a[1] == V_NONE || a[1] == V_UNDEFINED;
  if (!none && !is_kind(vm, a[1], KIND_TUPLE)) return RAISE(vm, TypeError, "__defaults__ must be set to a tuple object");
  touch(vm, to_ref(a[0]));
  self->defaults = none ? 0 : to_ref(a[1]);
  return V_NONE;
}
NATIVE(function_set_kwdefaults, "(self, value, /)", NULL) {
  SELF_FUNCTION
  bool none = a[1] == V_NONE || a[1] == V_UNDEFINED;
  if (!none && !is_kind(vm, a[1], KIND_DICT)) return RAISE(vm, TypeError, "__kwdefaults__ must be set to a dict object");
  touch(vm, to_ref(a[0]));
  self->keyword_defaults = none ? 0 : to_ref(a[1]);
  return V_NONE;
}
NATIVE(function_set_doc, "(self, value, /)", NULL) {
  SELF_FUNCTION
  touch(vm, to_ref(a[0]));
  self->doc = a[1] == V_UNDEFINED ? V_NONE : a[1];
  return V_NONE;
}
NATIVE(function_set_module, "(self, value, /)", NULL) {
  SELF_FUNCTION
  touch(vm, to_ref(a[0]));
  self->module = a[1] == V_UNDEFINED ? V_NONE : a[1];
  return V_NONE;
}
NATIVE(function_get_annotations, "(self, /)", NULL) {
  SELF_FUNCTION
  if (!self->annotations) {
    Value dict = dict_new(vm);
    if (dict == V_FAIL) return V_FAIL;
    touch(vm, to_ref(a[0]));
    self->annotations = to_ref(dict);
  }
  return from_ref(self->annotations);
}
NATIVE(function_set_annotations, "(self, value, /)", NULL) {
  SELF_FUNCTION
  bool none = a[1] == V_NONE || a[1] == V_UNDEFINED;
  if (!none && !is_kind(vm, a[1], KIND_DICT)) return RAISE(vm, TypeError, "__annotations__ must be set to a dict object");
  touch(vm, to_ref(a[0]));
  self->annotations = none ? 0 : to_ref(a[1]);
  return V_NONE;
}
NATIVE(function_descriptor_get, "(self, instance, owner=None, /)", NULL) {
  SELF_FUNCTION (void)self;
  return a[1] == V_NONE ? a[0] : method_new(vm, a[0], a[1]);
}
RESUMABLE(function_call, 0, "(self, /, *args, **kwargs)", "Call self as a function.") {
  STEPS
    {
      Value result;
      AWAIT(1, result, call_with(vm, a[0], a[1], a[2]));
      return result;
    }
  END_STEPS
}
NATIVE(function_repr, "(self, /)", NULL) {
  SELF_FUNCTION
  Value id = object_id(vm, a[0]), hex = id == V_FAIL ? V_FAIL : int_to_text(vm, id, 16, true);
  if (hex == V_FAIL) return V_FAIL;
  Builder b;
  builder_start(&b, vm);
  builder_c(&b, "<function ");
  builder_str(&b, from_ref(self->qualname));
  builder_c(&b, " at ");
  builder_str(&b, hex);
  builder_char(&b, '>');
  return builder_end(&b);
}
/* function(code, globals, name=None, argdefs=None, closure=None) */
NATIVE(function_make, "(cls, code, globals, name=None, argdefs=None, closure=None)", "Create a function object.") {
  if (!is_kind(vm, a[1], KIND_CODE)) return RAISE(vm, TypeError, "function() argument 'code' must be code, not %N", a[1]);
  if (!is_kind(vm, a[2], KIND_DICT)) return RAISE(vm, TypeError, "function() argument 'globals' must be dict, not %N", a[2]);
  uint32_t wanted = AS(Code, vm, a[1])->free ? ((Tuple *)at(vm, AS(Code, vm, a[1])->free))->length : 0;
  bool closure = a[5] != V_UNDEFINED && a[5] != V_NONE;
  if (closure && !is_kind(vm, a[5], KIND_TUPLE)) return RAISE(vm, TypeError, "arg 5 (closure) must be tuple");
  if (!closure && wanted) return RAISE(vm, TypeError, "arg 5 (closure) must be tuple");
  if (closure) {
    Tuple *cells = AS(Tuple, vm, a[5]);
    if (cells->length != wanted)
      return RAISE(vm, ValueError, "%S requires closure of length %d, not %d", from_ref(AS(Code, vm, a[1])->name), (int)wanted, (int)cells->length);
    for (uint32_t i = 0; i < cells->length; i++)
      if (!is_kind(vm, cells->items[i], KIND_CELL)) return RAISE(vm, TypeError, "arg 5 (closure) expected cell, found %T", cells->items[i]);
  }
  Value made = function_new(vm, a[1], a[2]);
  if (made == V_FAIL) return V_FAIL;
  Function *f = AS(Function, vm, made);
  if (str_check(vm, a[3])) f->name = to_ref(a[3]);
  if (is_kind(vm, a[4], KIND_TUPLE)) f->defaults = to_ref(a[4]);
  if (closure) f->closure = to_ref(a[5]);
  return made;
}

extern NativeInfo instance_dict_get_info, instance_dict_set_info; /* attribute.c */
const NativeEntry function_entries[] = {
    STATIC("__new__", function_make),
    PROPERTY("__name__", function_get_name, function_set_name),
    PROPERTY("__qualname__", function_get_qualname, function_set_qualname),
    PROPERTY("__code__", function_get_code, function_set_code),
    PROPERTY("__defaults__", function_get_defaults, function_set_defaults),
    PROPERTY("__kwdefaults__", function_get_kwdefaults, function_set_kwdefaults),
    MUTABLE_MEMBER("__doc__", function_get_doc, function_set_doc),
    MUTABLE_MEMBER("__module__", function_get_module, function_set_module),
    PROPERTY("__annotations__", function_get_annotations, function_set_annotations),
    PROPERTY("__dict__", instance_dict_get, instance_dict_set),
    MEMBER("__globals__", function_get_globals),
    MEMBER("__closure__", function_get_closure),
    MEMBER("__builtins__", function_get_builtins),
    SLOT("__get__", function_descriptor_get),
    SLOT("__call__", function_call),
    SLOT("__repr__", function_repr),
    END_OF_ENTRIES,
};

/* ---- cell ------------------------------------------------------------------------------------------------------------ */

NATIVE(cell_make, "(cls, contents=None, /)", "Create a new cell object.") { return cell_new(vm, a[1]); }
NATIVE(cell_get, "(self, /)", NULL) {
  SELF(Cell, KIND_CELL, "cell")
  return self->value == V_UNDEFINED ? RAISE(vm, ValueError, "Cell is empty") : self->value;
}
static Value cell_compare(Vm *vm, Value *a, CompareOp op) {
  if (!is_kind(vm, a[0], KIND_CELL) || !is_kind(vm, a[1], KIND_CELL)) return V_NOTIMPLEMENTED;
  Value x = AS(Cell, vm, a[0])->value, y = AS(Cell, vm, a[1])->value;
  if (x != V_UNDEFINED && y != V_UNDEFINED) return object_compare(vm, op, x, y);
  return object_compare(vm, op, from_small(x != V_UNDEFINED), from_small(y != V_UNDEFINED)); /* an empty one is the least */
}
NATIVE(cell_lt, "(self, value, /)", "Return self<value.") { return cell_compare(vm, a, CMP_LT); }
NATIVE(cell_le, "(self, value, /)", "Return self<=value.") { return cell_compare(vm, a, CMP_LE); }
NATIVE(cell_eq, "(self, value, /)", "Return self==value.") { return cell_compare(vm, a, CMP_EQ); }
NATIVE(cell_ne, "(self, value, /)", "Return self!=value.") { return cell_compare(vm, a, CMP_NE); }
NATIVE(cell_gt, "(self, value, /)", "Return self>value.") { return cell_compare(vm, a, CMP_GT); }
NATIVE(cell_ge, "(self, value, /)", "Return self>=value.") { return cell_compare(vm, a, CMP_GE); }
NATIVE(cell_set, "(self, value, /)", NULL) {
  SELF(Cell, KIND_CELL, "cell")
  touch(vm, to_ref(a[0]));
  self->value = a[1];
  return V_NONE;
}
const NativeEntry cell_entries[] = {
    STATIC("__new__", cell_make), PROPERTY("cell_contents", cell_get, cell_set),
    SLOT("__lt__", cell_lt), SLOT("__le__", cell_le), SLOT("__eq__", cell_eq), SLOT("__ne__", cell_ne),
    SLOT("__gt__", cell_gt), SLOT("__ge__", cell_ge), END_OF_ENTRIES,
};

/* ---- code ------------------------------------------------------------------------------------------------------------ */

#define GETTER_OF_CODE(id, expression)                                                                                  \
  NATIVE(code_get_##id, "(self, /)", NULL) { SELF(Code, KIND_CODE, "code") return expression; }
#define OR_EMPTY(ref) from_ref((ref) ? (ref) : known(vm)->empty_tuple)

GETTER_OF_CODE(name, from_ref(self->name))
GETTER_OF_CODE(qualname, from_ref(self->qualname))
GETTER_OF_CODE(filename, from_ref(self->filename))
GETTER_OF_CODE(argcount, from_small(self->positional))
GETTER_OF_CODE(posonly, from_small(self->positional_only))
GETTER_OF_CODE(kwonly, from_small(self->keyword_only))
GETTER_OF_CODE(firstlineno, from_small(self->first_line))
GETTER_OF_CODE(consts, OR_EMPTY(self->constants))
GETTER_OF_CODE(names, OR_EMPTY(self->names))
GETTER_OF_CODE(freevars, OR_EMPTY(self->free))
GETTER_OF_CODE(cellvars, OR_EMPTY(self->cells))
GETTER_OF_CODE(varnames, OR_EMPTY(self->locals))
GETTER_OF_CODE(nlocals, from_small(self->locals ? ((Tuple *)at(vm, self->locals))->length : 0))

enum { FLAG_ITERABLE_COROUTINE = 0x100 };
static uint32_t code_flags(const Code *self) {
  uint32_t f = self->flags, out = 0; /* CPython's numbers */
  if (f & CODE_NEWLOCALS) out |= 0x3;
  if (f & CODE_VARARGS) out |= 0x4;
  if (f & CODE_VARKEYWORDS) out |= 0x8;
  if (self->free) out |= 0x10;
  if (f & CODE_GENERATOR) out |= 0x20;
  if (f & CODE_COROUTINE) out |= 0x80;
  if (f & CODE_ITERABLE_COROUTINE) out |= FLAG_ITERABLE_COROUTINE;
  if (f & CODE_ASYNC_GENERATOR) out |= 0x200;
  return out;
}
NATIVE(code_get_flags, "(self, /)", NULL) {
  SELF(Code, KIND_CODE, "code")
  return from_small(code_flags(self));
}

/* The positions of `code`, each so many lines further down: a Raw, or NULL. */
static Raw *positions_moved(Vm *vm, const Code *code, int64_t lines) {
  Raw *old = at(vm, code->positions);
  CAGE_CHECK(vm, in_cage(code->positions, sizeof(Raw) + (uint64_t)old->size));
  if (!charge(vm, old->size / 16)) return NULL;
  Raw *moved = raw_new(vm, old->size);
  if (!moved) return NULL;
  memcpy(moved->data, old->data, old->size);
  Position *p = (Position *)moved->data;
  for (uint32_t i = 0; i < old->size / sizeof *p; i++) {
    p[i].line = (uint32_t)(p[i].line + lines);
    if (p[i].end_line) p[i].end_line = (uint32_t)(p[i].end_line + lines);
  }
  return moved;
}

/* What belongs together in a code object (instructions, constants, registers) stays as it was compiled. */
NATIVE(code_replace, "(self, /, *, co_name, co_qualname, co_filename, co_firstlineno, co_flags, **changes)",
       "Return a copy of the code object with new values for the specified fields.") {
  enum { SELF_, NAME_, QUALNAME, FILENAME, FIRST_LINE, FLAGS, OTHERS };
  SELF(Code, KIND_CODE, "code")
  uint32_t position = 0;
  Value key, value;
  if (a[OTHERS] != V_UNDEFINED && dict_next(vm, AS(Dict, vm, a[OTHERS]), &position, &key, &value))
    return RAISE(vm, TypeError, "code.replace() cannot change %S", key);
  for (int i = NAME_; i <= FILENAME; i++)
    if (a[i] != V_UNDEFINED && !str_check(vm, a[i]))
      return RAISE(vm, TypeError, "replace() argument '%s' must be str, not %N", (const char *[]){"co_name", "co_qualname", "co_filename"}[i - NAME_], a[i]);
  int64_t line = self->first_line, flags = code_flags(self);
  if (a[FIRST_LINE] != V_UNDEFINED && !index_i64(vm, a[FIRST_LINE], &line, FIT_INT)) return V_FAIL;
  if (a[FLAGS] != V_UNDEFINED && !index_i64(vm, a[FLAGS], &flags, FIT_INT)) return V_FAIL;
  if (line < 0) return RAISE(vm, ValueError, "co_firstlineno must be a positive integer");
  if ((flags ^ code_flags(self)) & ~(int64_t)FLAG_ITERABLE_COROUTINE || (flags & FLAG_ITERABLE_COROUTINE && !(self->flags & CODE_GENERATOR)))
    return RAISE(vm, ValueError, "code.replace() cannot change these co_flags");
  Raw *positions = NULL;
  if (self->positions && line != self->first_line) {
    positions = positions_moved(vm, self, line - self->first_line);
    if (!positions) return V_FAIL;
  }
  Code *made = allocate(vm, sizeof *made, KIND_CODE, SHAPE(vm, code));
  if (!made) return V_FAIL;
  Object head = made->head;
  *made = *self;
  made->head = head;
  made->head.extra = self->head.extra;
  if (a[NAME_] != V_UNDEFINED) made->name = to_ref(a[NAME_]);
  if (a[QUALNAME] != V_UNDEFINED) made->qualname = to_ref(a[QUALNAME]);
  if (a[FILENAME] != V_UNDEFINED) made->filename = to_ref(a[FILENAME]);
  if (positions) made->positions = ref_of(vm, positions);
  made->first_line = (uint32_t)line;
  made->flags = flags & FLAG_ITERABLE_COROUTINE ? self->flags | CODE_ITERABLE_COROUTINE : self->flags & ~(uint32_t)CODE_ITERABLE_COROUTINE;
  return value_of(vm, made);
}
NATIVE(code_repr, "(self, /)", NULL) {
  SELF(Code, KIND_CODE, "code")
  Value id = object_id(vm, a[0]), hex = id == V_FAIL ? V_FAIL : int_to_text(vm, id, 16, true);
  Value line = int_to_text(vm, from_small(self->first_line), 10, false);
  if (hex == V_FAIL || line == V_FAIL) return V_FAIL;
  Builder b;
  builder_start(&b, vm);
  builder_c(&b, "<code object ");
  builder_str(&b, from_ref(self->name));
  builder_c(&b, " at ");
  builder_str(&b, hex);
  builder_c(&b, ", file \"");
  builder_str(&b, from_ref(self->filename));
  builder_c(&b, "\", line ");
  builder_str(&b, line);
  builder_char(&b, '>');
  return builder_end(&b);
}
const NativeEntry code_entries[] = {
    METHOD_("replace", code_replace),
    MEMBER("co_name", code_get_name),
    MEMBER("co_qualname", code_get_qualname),
    MEMBER("co_filename", code_get_filename),
    MEMBER("co_argcount", code_get_argcount),
    MEMBER("co_posonlyargcount", code_get_posonly),
    MEMBER("co_kwonlyargcount", code_get_kwonly),
    MEMBER("co_firstlineno", code_get_firstlineno),
    MEMBER("co_consts", code_get_consts),
    MEMBER("co_names", code_get_names),
    GETTER("co_freevars", code_get_freevars),
    GETTER("co_cellvars", code_get_cellvars),
    GETTER("co_varnames", code_get_varnames),
    MEMBER("co_nlocals", code_get_nlocals),
    MEMBER("co_flags", code_get_flags),
    
    SLOT("__repr__", code_repr),
    END_OF_ENTRIES,
};

/* ---- module ---------------------------------------------------------------------------------------------------------- */

NATIVE(module_make, "(cls, /, *args, **kwargs)", NULL) {
  Value dict = dict_new(vm);
  if (dict == V_FAIL) return V_FAIL;
  Module *m = object_new(vm, to_ref(a[0]), sizeof(Module));
  if (!m) return V_FAIL;
  m->dict = to_ref(dict);
  return value_of(vm, m);
}
NATIVE(module_init, "(self, name, doc=None)", "Create a module object.") {
  SELF(Module, KIND_MODULE, "module")
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "module.__init__() argument 'name' must be str, not %N", a[1]);
  Dict *d = at(vm, self->dict);
  touch(vm, self->dict);
  if (!dict_set_name(vm, d, NAME(vm, __name__), a[1]) ||
      !dict_set_name(vm, d, NAME(vm, __doc__), a[2] == V_UNDEFINED ? V_NONE : a[2]) ||
      !dict_set_name(vm, d, NAME(vm, __package__), V_NONE) || !dict_set_name(vm, d, NAME(vm, __loader__), V_NONE) ||
      !dict_set_name(vm, d, NAME(vm, __spec__), V_NONE))
    return V_FAIL;
  return V_NONE;
}
NATIVE(module_get_dict, "(self, /)", NULL) {
  SELF(Module, KIND_MODULE, "module")
  return from_ref(self->dict);
}
NATIVE(module_repr, "(self, /)", NULL) {
  SELF(Module, KIND_MODULE, "module")
  Value name = dict_get_name(vm, at(vm, self->dict), NAME(vm, __name__));
  Value file = dict_get_name(vm, at(vm, self->dict), NAME(vm, __file__));
  Builder b;
  builder_start(&b, vm);
  builder_c(&b, "<module '");
  if (str_check(vm, name)) builder_str(&b, name);
  if (str_check(vm, file)) {
    builder_c(&b, "' from '");
    builder_str(&b, file);
    builder_c(&b, "'>");
  } else {
    builder_c(&b, "' (built-in)>");
  }
  return builder_end(&b);
}
RESUMABLE(module_dir, 1, "(self, /)", NULL) {
  STEPS
    AWAIT(1, a[1], object_getattr(vm, a[0], NAME(vm, __dict__)));
    if (!is_kind(vm, a[1], KIND_DICT)) return RAISE(vm, TypeError, "<module>.__dict__ is not a dictionary");
    {
      Value own = dict_get_name(vm, AS(Dict, vm, a[1]), SPECIAL_NAME(vm, SP_dir)), result;
      AWAIT(2, result, own != V_UNDEFINED ? call0(vm, own) : list_from(vm, a[1]));
      return result;
    }
  END_STEPS
}
/* The module's __dict__, which a subclass may replace; what a module has none of is made. */
RESUMABLE(module_get_annotations, 1, "(self, /)", NULL) {
  STEPS
    AWAIT(1, a[1], object_getattr(vm, a[0], NAME(vm, __dict__)));
    if (!is_kind(vm, a[1], KIND_DICT)) return RAISE(vm, TypeError, "<module>.__dict__ is not a dictionary");
    Value found = dict_get_name(vm, AS(Dict, vm, a[1]), NAME(vm, __annotations__));
    if (found != V_UNDEFINED) return found;
    found = dict_new(vm);
    touch(vm, to_ref(a[1]));
    return found == V_FAIL || !dict_set_name(vm, AS(Dict, vm, a[1]), NAME(vm, __annotations__), found) ? V_FAIL : found;
  END_STEPS
}
RESUMABLE(module_set_annotations, 1, "(self, value, /)", NULL) {
  STEPS
    AWAIT(1, a[2], object_getattr(vm, a[0], NAME(vm, __dict__)));
    if (!is_kind(vm, a[2], KIND_DICT)) return RAISE(vm, TypeError, "<module>.__dict__ is not a dictionary");
    Dict *dict = AS(Dict, vm, a[2]);
    touch(vm, to_ref(a[2]));
    if (a[1] != V_UNDEFINED) return dict_set_name(vm, dict, NAME(vm, __annotations__), a[1]) ? V_NONE : V_FAIL;
    return dict_delete_name(vm, dict, NAME(vm, __annotations__)) ? V_NONE : RAISE(vm, AttributeError, "__annotations__");
  END_STEPS
}
const NativeEntry module_entries[] = {
    STATIC("__new__", module_make), SLOT("__init__", module_init),        MEMBER("__dict__", module_get_dict),
    SLOT("__repr__", module_repr),  METHOD_("__dir__", module_dir),
    PROPERTY("__annotations__", module_get_annotations, module_set_annotations), END_OF_ENTRIES,
};
