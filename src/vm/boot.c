/* The world from nothing: types first (they describe themselves), then names, then what natives give to types and modules. */
#include "vm/boot.h"

#include "compile/compile.h"
#include "library/library.h"
#include "object/shape.h"
#include "object/type.h"
#include "vm/registry.h"

typedef struct TypeSpec {
  const char *name;
  Kind kind;
  int base;
  uint32_t flags;
} TypeSpec;

static const TypeSpec specs[TYPE_COUNT] = {
#define X(id, name, kind, base, flags) {name, kind, T_##base, flags},
    BUILTIN_TYPES(X)
#undef X
#define X(id, base) {#id, KIND_EXCEPTION, T_##base, TYPE_BASE | TYPE_ATTRIBUTES | TYPE_EXCEPTION},
        EXCEPTION_TYPES(X)
#undef X
};

/* ---- types ---------------------------------------------------------------------------------------------------------- */

/* Types and their root shapes, which name one another: first the memory, then the references. */
static bool types_allocate(Vm *vm) {
  Known *k = known(vm);
  for (int i = 0; i < TYPE_COUNT; i++) {
    Type *t = allocate(vm, sizeof(Type), KIND_TYPE, 0);
    if (!t) return false;
    k->types[i] = ref_of(vm, t);
  }
  for (int i = 0; i < TYPE_COUNT; i++) {
    Shape *s = allocate(vm, sizeof(Shape), KIND_SHAPE, 0);
    if (!s) return false;
    s->type = k->types[i];
    s->root = ref_of(vm, s);
    s->builtin = (uint32_t)i;
    ((Type *)at(vm, k->types[i]))->shape = ref_of(vm, s);
  }
  for (int i = 0; i < TYPE_COUNT; i++) {
    Type *t = at(vm, k->types[i]);
    t->head.shape = SHAPE(vm, type);
    ((Shape *)at(vm, t->shape))->head.shape = SHAPE(vm, shape);
    t->kind = specs[i].kind;
    t->flags = specs[i].flags;
    t->base = k->types[specs[i].base];
    t->version = vm->next_version++;
    t->room_hint = 4;
    t->slots = V_UNDEFINED;
    for (int s = 0; s < SPECIAL_COUNT; s++) t->special[s] = V_UNDEFINED;
  }
  k->list_shape = SHAPE(vm, list);
  k->tuple_shape = SHAPE(vm, tuple);
  k->dict_shape = SHAPE(vm, dict);
  k->range_iterator_shape = SHAPE(vm, range_iterator);
  k->list_iterator_shape = SHAPE(vm, list_iterator);
  k->generator_shape = SHAPE(vm, generator);
  k->str_shape = SHAPE(vm, str);
  k->str_iterator_shape = SHAPE(vm, str_iterator);
  k->tuple_iterator_shape = SHAPE(vm, tuple_iterator);
  k->set_shape = SHAPE(vm, set);
  k->frozenset_shape = SHAPE(vm, frozenset);
  k->bytes_shape = SHAPE(vm, bytes);
  k->bytearray_shape = SHAPE(vm, bytearray);
  k->bytes_iterator_shape = SHAPE(vm, bytes_iterator);
  k->bytearray_iterator_shape = SHAPE(vm, bytearray_iterator);
  Shape *member = allocate(vm, sizeof(Shape), KIND_SHAPE, SHAPE(vm, shape));
  if (!member) return false;
  member->type = TYPE(vm, member_descriptor);
  member->root = k->native_member_shape = ref_of(vm, member);
  return true;
}

static bool names_make(Vm *vm) {
  static const char *const texts[NAME_COUNT] = {
#define X(id) #id,
      NAMES(X)
#undef X
#define X(id) "__" #id "__",
          SPECIALS(X)
#undef X
  };
  static const struct {
    int name;
    const char *text;
  } others[] = {{N_lambda_, "<lambda>"}, {N_listcomp_, "<listcomp>"}, {N_genexpr_, "<genexpr>"},
                {N_dictcomp_, "<dictcomp>"}, {N_setcomp_, "<setcomp>"}, {N_module_, "<module>"}};
  Known *k = known(vm);
  for (int i = 0; i < NAME_COUNT; i++) {
    const char *text = texts[i];
    for (unsigned o = 0; o < sizeof others / sizeof *others; o++)
      if (others[o].name == i) text = others[o].text;
    Value v = intern_c(vm, text);
    if (v == V_FAIL) return false;
    k->names[i] = to_ref(v);
  }
  return true;
}

static bool type_fill(Vm *vm, int id) {
  Known *k = known(vm);
  Type *t = at(vm, k->types[id]);
  const char *name = specs[id].name, *dot = strrchr(name, '.');
  Value full = intern_c(vm, dot ? dot + 1 : name), dict = dict_new(vm);
  if (full == V_FAIL || dict == V_FAIL) return false;
  t->name = t->qualname = to_ref(full);
  t->dict = to_ref(dict);
  if (!dict_set_name(vm, AS(Dict, vm, dict), NAME(vm, __doc__), V_NONE)) return false;
  if (dot) {
    Value module = str_from_utf8(vm, name, (size_t)(dot - name));
    if (module == V_FAIL || !dict_set_name(vm, AS(Dict, vm, dict), NAME(vm, __module__), module)) return false;
  }
  bool root = id == T_object;
  Value bases = root ? from_ref(k->empty_tuple) : TUPLE_OF(vm, from_ref(t->base));
  Type *base = at(vm, t->base);
  Tuple *above = root ? NULL : at(vm, base->mro);
  Value mro = tuple_new(vm, NULL, root ? 1 : above->length + 1);
  if (bases == V_FAIL || mro == V_FAIL) return false;
  /* ExceptionGroup is an Exception too. */
  if (id == T_ExceptionGroup) {
    bases = TUPLE_OF(vm, from_ref(TYPE(vm, BaseExceptionGroup)), from_ref(TYPE(vm, Exception)));
    mro = TUPLE_OF(vm, from_ref(TYPE(vm, ExceptionGroup)), from_ref(TYPE(vm, BaseExceptionGroup)), from_ref(TYPE(vm, Exception)),
                   from_ref(TYPE(vm, BaseException)), from_ref(TYPE(vm, object)));
    if (bases == V_FAIL || mro == V_FAIL) return false;
  } else {
    Tuple *m = AS(Tuple, vm, mro);
    m->items[0] = from_ref(k->types[id]);
    if (!root) memcpy(m->items + 1, above->items, above->length * 8ull);
  }
  t->bases = to_ref(bases);
  t->mro = to_ref(mro);
  return true;
}

static bool entries_add(Vm *vm, int id, const NativeEntry *entries) {
  Ref type = known(vm)->types[id];
  for (; entries && entries->info; entries++) {
    if (!entries->name) continue;
    Value name = intern_c(vm, entries->name);
    if (name == V_FAIL) return false;
    Value native = native_new(vm, entries->info, entries->form, V_UNDEFINED, type, name);
    if (native == V_FAIL) return false;
    if (entries->setter) AS(Native, vm, native)->second = entries->setter->index + 1u;
    if (!type_add(vm, type, name, native)) return false;
  }
  return true;
}

static bool unhashable(Vm *vm, int id) {
  return type_add(vm, known(vm)->types[id], SPECIAL_NAME(vm, SP_hash), V_NONE);
}

static bool types_fill(Vm *vm) {
  for (int i = 0; i < TYPE_COUNT; i++)
    if (!type_fill(vm, i)) return false;
  for (int i = 0; i < TYPE_COUNT; i++)
    if (!entries_add(vm, i, type_tables[i])) return false;
  for (const ExceptionEntries *e = exception_tables; e->entries; e++)
    if (!entries_add(vm, e->type, e->entries)) return false;
  static const int without_hash[] = {T_cell, T_functools_key, T_deque, T_slice, T_mappingproxy, T_dict_keys, T_dict_items, T_list, T_dict, T_set, T_bytearray};
  for (unsigned i = 0; i < sizeof without_hash / sizeof *without_hash; i++)
    if (!unhashable(vm, without_hash[i])) return false;
  for (int i = 0; i < TYPE_COUNT; i++) type_resolve(vm, known(vm)->types[i]);
  for (int i = 0; i < TYPE_COUNT; i++) {
    Tuple *bases = at(vm, ((Type *)at(vm, known(vm)->types[i]))->bases);
    for (uint32_t b = 0; b < bases->length; b++)
      if (!subclass_register(vm, to_ref(bases->items[b]), known(vm)->types[i])) return false;
  }
  return true;
}

/* ---- modules -------------------------------------------------------------------------------------------------------- */

static bool functions_add(Vm *vm, Dict *dict, const char *module, const NativeEntry *entries) {
  for (; entries && entries->info; entries++) {
    if (!entries->name) continue;
    Value name = intern_c(vm, entries->name), owner = intern_c(vm, module);
    if (name == V_FAIL || owner == V_FAIL) return false;
    Value native = native_new(vm, entries->info, NATIVE_FUNCTION, V_UNDEFINED, to_ref(owner), name);
    if (native == V_FAIL || !dict_set_name(vm, dict, name, native)) return false;
  }
  return true;
}

static Value module_find(Vm *vm, const char *name) {
  Value key = intern_c(vm, name);
  if (key == V_FAIL) return V_FAIL;
  Value module = dict_get_name(vm, at(vm, known(vm)->modules), key);
  if (module != V_UNDEFINED) return module;
  module = module_new(vm, key);
  if (module == V_FAIL || !dict_set_name(vm, at(vm, known(vm)->modules), key, module)) return V_FAIL;
  return module;
}

static bool modules_make(Vm *vm) {
  Known *k = known(vm);
  Value builtins = module_find(vm, "builtins");
  if (builtins == V_FAIL) return false;
  Dict *d = at(vm, AS(Module, vm, builtins)->dict);
  k->builtins = ref_of(vm, d);
  if (!functions_add(vm, d, "builtins", builtins_entries)) return false;
  static const int shown[] = {T_object, T_type, T_int, T_bool, T_float, T_complex, T_str, T_bytes, T_bytearray, T_tuple, T_list,
                              T_dict, T_set, T_frozenset, T_range, T_slice, T_property, T_classmethod, T_staticmethod, T_super,
                              T_enumerate, T_zip, T_map, T_filter, T_reversed, T_memoryview};
  for (unsigned i = 0; i < sizeof shown / sizeof *shown; i++) {
    Type *t = at(vm, k->types[shown[i]]);
    if (!dict_set_name(vm, d, from_ref(t->name), value_of(vm, t))) return false;
  }
  for (int i = T_BaseException; i < TYPE_COUNT; i++) {
    Type *t = at(vm, k->types[i]);
    if (!dict_set_name(vm, d, from_ref(t->name), value_of(vm, t))) return false;
  }
  static const struct {
    const char *name;
    Value value;
  } constants[] = {{"None", V_NONE}, {"True", V_TRUE}, {"False", V_FALSE}, {"Ellipsis", V_ELLIPSIS}, {"NotImplemented", V_NOTIMPLEMENTED},
                   {"__debug__", V_TRUE}};
  for (unsigned i = 0; i < sizeof constants / sizeof *constants; i++) {
    Value name = intern_c(vm, constants[i].name);
    if (name == V_FAIL || !dict_set_name(vm, d, name, constants[i].value)) return false;
  }
  Value oserror = from_ref(TYPE(vm, OSError)), environment = intern_c(vm, "EnvironmentError"), io = intern_c(vm, "IOError");
  if (!dict_set_name(vm, d, environment, oserror) || !dict_set_name(vm, d, io, oserror)) return false;
  Value sys = module_find(vm, "sys");
  if (sys == V_FAIL || !functions_add(vm, at(vm, AS(Module, vm, sys)->dict), "sys", sys_entries)) return false;
  Value sys_name = intern_c(vm, "sys"), modules_name = intern_c(vm, "modules");
  (void)sys_name;
  if (!dict_set_name(vm, at(vm, AS(Module, vm, sys)->dict), modules_name, from_ref(k->modules))) return false;
  for (const LibraryModule *m = library_modules; m->name; m++) {
    Value module = module_find(vm, m->name);
    if (module == V_FAIL || !functions_add(vm, at(vm, AS(Module, vm, module)->dict), m->name, m->entries)) return false;
  }
  Value prelude = dict_new(vm);
  if (prelude == V_FAIL) return false;
  k->prelude = to_ref(prelude);
  Value hidden = intern_c(vm, "builtins");
  if (!dict_set_name(vm, AS(Dict, vm, prelude), NAME(vm, __name__), hidden)) return false;
  for (unsigned i = 0; i < prelude_table_count; i++)
    if (!functions_add(vm, AS(Dict, vm, prelude), "builtins", prelude_tables[i])) return false;
  /* Types without a name in builtins, for the prelude. */
  for (int i = 0; i < T_BaseException; i++) {
    Type *t = at(vm, k->types[i]);
    Value name = from_ref(t->name);
    if (dict_get_name(vm, d, name) == V_UNDEFINED && dict_get_name(vm, AS(Dict, vm, prelude), name) == V_UNDEFINED &&
        !dict_set_name(vm, AS(Dict, vm, prelude), name, value_of(vm, t)))
      return false;
  }
  return true;
}

/* ---- everything ------------------------------------------------------------------------------------------------------ */

bool vm_boot(Vm *vm) {
  Known *k = known(vm);
  _Static_assert(KNOWN + sizeof(Known) <= BLOCK_SIZE, "the well-known things end before the first block");
  vm->heap_start = vm->heap_committed = BLOCK_SIZE;
  vm->result = vm->exception = vm->host_roots = V_UNDEFINED;
  vm->top = vm->stack_committed = STACK_BASE;
  vm->frame = 0;
  vm->next_version = 1;
  vm->next_serial = 1;
  vm_limit(vm, &(Limits){INT64_MAX / 4, (uint64_t)1 << 31, 1000, UINT64_MAX});
  heap_reset(vm);
  vm->memory_limit = (uint64_t)1 << 31;
  vm->collect_at = (uint64_t)1 << 31; /* nothing is collected before vm_seal */
  if (!types_allocate(vm)) return false;
  Tuple *empty = allocate(vm, sizeof(Tuple), KIND_TUPLE, SHAPE(vm, tuple));
  if (!empty) return false;
  k->empty_tuple = ref_of(vm, empty);
  Value interned = dict_new(vm);
  if (interned == V_FAIL) return false;
  k->interned = to_ref(interned);
  for (uint32_t c = 0; c < 256; c++) {
    Str *s = str_alloc(vm, 1, 1);
    if (!s) return false;
    s->data[0] = (uint8_t)c;
    if (c < 128) s->head.flags |= STR_ASCII;
    Value v = str_intern(vm, value_of(vm, s));
    if (v == V_FAIL) return false;
    k->characters[c] = to_ref(v);
  }
  Str *nothing = str_alloc(vm, 0, 1);
  if (!nothing) return false;
  nothing->head.flags |= STR_ASCII;
  k->empty_str = to_ref(str_intern(vm, value_of(vm, nothing)));
  k->empty_bytes = to_ref(bytes_new(vm, NULL, 0));
  if (!names_make(vm) || !types_fill(vm)) return false;
  k->empty_frozenset = to_ref(set_new(vm, true));
  Value modules = dict_new(vm);
  if (modules == V_FAIL) return false;
  k->modules = to_ref(modules);
  /* Made here: what an isolate adds to them later changes them, not the table of well-known things. */
  Value identities = dict_new(vm);
  if (identities == V_FAIL) return false;
  k->identities = to_ref(identities);
  Value sources = dict_new(vm);
  if (sources == V_FAIL) return false;
  k->spare[0] = to_ref(sources); /* traceback.c: the text of each file */
  if (!modules_make(vm)) return false;
  Value none = from_ref(k->empty_tuple);
  k->memory_error = to_ref(exception_new(vm, TYPE(vm, MemoryError), none));
  Value text = str_from_c(vm, "maximum recursion depth exceeded");
  Value args = TUPLE_OF(vm, text);
  k->recursion_error = to_ref(exception_new(vm, TYPE(vm, RecursionError), args));
  return true;
}

static bool run(Vm *vm, const char *source, size_t size, Value filename, Value origin, uint32_t flags, Value globals) {
  CompileRequest request = {.source = source, .size = size, .mode = PARSE_MODULE, .filename = filename, .origin = origin, .extra_flags = flags};
  Value code = compile_source(vm, &request);
  if (code == V_FAIL || !vm_start_code(vm, code, globals)) return false;
  Ended ended;
  do ended = vm_run(vm, INT64_MAX);
  while (ended == END_RUNNING);
  vm->result = V_UNDEFINED;
  return ended == END_DONE;
}

bool vm_boot_prelude(Vm *vm, const char *name, const char *source, size_t size) {
  Value filename = str_from_utf8(vm, name, strlen(name)), origin = intern_c(vm, "pyxis:prelude");
  if (filename == V_FAIL || origin == V_FAIL) return false;
  return run(vm, source, size, filename, origin, CODE_HIDDEN, from_ref(known(vm)->prelude));
}

bool vm_boot_module(Vm *vm, const char *name, const char *filename, const char *source, size_t size, bool package) {
  Value module = module_find(vm, name);
  if (module == V_FAIL) return false;
  Dict *d = at(vm, AS(Module, vm, module)->dict);
  Value file = str_from_utf8(vm, filename, strlen(filename));
  const char *dot = strrchr(name, '.');
  Value parent = package ? intern_c(vm, name) : str_intern(vm, str_from_utf8(vm, name, dot ? (size_t)(dot - name) : 0));
  char text[256];
  size_t length = strlen(name);
  if (length > 200) return false;
  memcpy(text, "python:", 7);
  memcpy(text + 7, name, length + 1);
  Value origin = intern_c(vm, text);
  if (file == V_FAIL || parent == V_FAIL || origin == V_FAIL) return false;
  if (!dict_set_name(vm, d, NAME(vm, __file__), file) || !dict_set_name(vm, d, NAME(vm, __package__), parent) ||
      !dict_set_name(vm, d, NAME(vm, __builtins__), from_ref(known(vm)->builtins)))
    return false;
  if (package) {
    Value path = list_new(vm, NULL, 0);
    if (path == V_FAIL || !dict_set_name(vm, d, NAME(vm, __path__), path)) return false;
  }
  return run(vm, source, size, file, origin, 0, from_ref(AS(Module, vm, module)->dict));
}

void vm_seal(Vm *vm) {
  vm->result = vm->exception = V_UNDEFINED;
  Value main = module_new(vm, NAME(vm, __main__));
  if (main != V_FAIL) {
    known(vm)->main = to_ref(main);
    dict_set_name(vm, at(vm, known(vm)->modules), NAME(vm, __main__), main);
    dict_set_name(vm, at(vm, AS(Module, vm, main)->dict), NAME(vm, __annotations__), dict_new(vm));
    dict_set_name(vm, at(vm, AS(Module, vm, main)->dict), NAME(vm, __builtins__), from_ref(known(vm)->builtins));
  }
  collect(vm);
  vm->heap_start = vm->heap_end;
  vm->overlay = 0;
  heap_reset(vm);
}
