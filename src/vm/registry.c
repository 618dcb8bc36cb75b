/* Every native of the program, in one order: their numbers are the same in all processes of the same program. */
#include <string.h>

#include "library/library.h"
#include "vm/boot.h"
#include "vm/registry.h"

/* Types whose table is <type>_entries. Those of exceptions stand in exception_tables. */
#define TYPES_WITH_NATIVES(X) \
  X(object) X(type) X(int) X(bool) X(float) X(complex) X(str) X(bytes) X(bytearray) X(tuple) X(list) X(dict) \
  X(set) X(frozenset) X(range) X(slice) X(NoneType) X(ellipsis) X(NotImplementedType) X(cell) X(code) X(function) \
  X(builtin_function) X(method_descriptor) X(wrapper_descriptor) X(method_wrapper) X(classmethod_descriptor) \
  X(getset_descriptor) X(member_descriptor) X(method) X(generator) X(coroutine) X(module) X(traceback) X(frame) \
  X(property) X(classmethod) X(staticmethod) X(super) X(mappingproxy) X(memoryview) X(dict_keys) X(dict_values) X(dict_items) \
  X(dict_iterator) X(dict_valueiterator) X(dict_itemiterator) X(dict_reverseiterator) X(dict_reversevalueiterator) X(dict_reverseitemiterator) \
  X(list_iterator) X(list_reverseiterator) X(tuple_iterator) X(set_iterator) X(str_iterator) X(bytes_iterator) \
  X(bytearray_iterator) X(range_iterator) X(longrange_iterator) X(sequence_iterator) X(callable_iterator) \
  X(enumerate) X(zip) X(map) X(filter) X(reversed) X(generic_alias) X(union_type) X(weakref) X(itertools_count) \
  X(itertools_cycle) X(itertools_repeat) X(itertools_chain) X(itertools_accumulate) X(itertools_compress) \
  X(itertools_dropwhile) X(itertools_takewhile) X(itertools_filterfalse) X(itertools_islice) X(itertools_starmap) \
  X(itertools_product) X(itertools_permutations) X(itertools_combinations) \
  X(itertools_combinations_with_replacement) X(itertools_pairwise) X(itertools_zip_longest) X(itertools_groupby) \
  X(itertools_grouper) X(itertools_tee) X(deque) X(deque_iterator) X(deque_reverseiterator) X(functools_partial) X(functools_key) \
  X(functools_cache) X(tuplegetter) X(operator_itemgetter) X(operator_attrgetter) \
  X(async_generator) X(async_generator_asend) X(async_generator_athrow) X(coroutine_wrapper)

#define X(id) extern const NativeEntry id##_entries[];
TYPES_WITH_NATIVES(X)
#undef X

const NativeEntry *const type_tables[TYPE_COUNT] = {
#define X(id) [T_##id] = id##_entries,
    TYPES_WITH_NATIVES(X)
#undef X
};

/* Subroutines of the core that no type or module shows. */
#define INTERNAL_TABLES(X) X(call) X(attribute) X(generator_internal) X(protocol_internal) X(interpreter) X(finalize)
#define X(id) extern const NativeEntry id##_entries[];
INTERNAL_TABLES(X)
#undef X
static const NativeEntry *const internal_tables[] = {
#define X(id) id##_entries,
    INTERNAL_TABLES(X)
#undef X
};

/* What the prelude sees as globals, beyond the builtins. */
#define PRELUDE_TABLES(X) X(builtins_prelude) X(protocol_prelude)
#define X(id) extern const NativeEntry id##_entries[];
PRELUDE_TABLES(X)
#undef X
const NativeEntry *const prelude_tables[] = {
#define X(id) id##_entries,
    PRELUDE_TABLES(X)
#undef X
};
const unsigned prelude_table_count = sizeof prelude_tables / sizeof *prelude_tables;

/* "(self, sub, start=0, /, *args, key=None, **kw)" into counts. */
static void signature_parse(NativeInfo *info) {
  const char *p = info->signature + 1;
  bool keyword_only = false;
  info->parameters = info->positional = info->positional_only = info->required = 0;
  info->star = info->double_star = false;
  while (*p && *p != ')') {
    while (*p == ' ' || *p == ',') p++;
    if (*p == ')' || !*p) break;
    if (*p == '/') {
      info->positional_only = info->positional;
      p++;
      continue;
    }
    if (p[0] == '*' && p[1] == '*') {
      info->double_star = true;
      info->parameters++;
    } else if (p[0] == '*') {
      keyword_only = true;
      if (p[1] == ',' || p[1] == ')') {
        p++;
        continue;
      }
      info->star = true;
      info->parameters++;
    } else {
      info->parameters++;
      if (!keyword_only) info->positional++;
    }
    const char *name = p;
    while (*name == '*') name++;
    if (info->parameters > sizeof info->name_at || name - info->signature > UINT8_MAX) __builtin_trap();
    info->name_at[info->parameters - 1] = (uint8_t)(name - info->signature);
    bool standard = false;
    bool plain = *p != '*' && !keyword_only;
    int depth = 0;
    while (*p && !(depth == 0 && (*p == ',' || *p == ')'))) {
      if (*p == '=') standard = true;
      if (*p == '\'' || *p == '"') {
        char quote = *p++;
        while (*p && *p != quote) p++;
      }
      depth += (*p == '(' || *p == '[') - (*p == ')' || *p == ']');
      if (*p) p++;
    }
    if (plain && !standard) info->required = info->positional;
  }
  /* A third parameter of __getitem__ is its own affair (with_slice_indices): no caller may give it. */
  bool hidden = strncmp(info->signature, "(self, key, value=None", 22) == 0;
  info->direct = !info->star && !info->double_star && !hidden;
  info->plain = info->direct && !info->resumable;
}

static void add(Engine *engine, NativeInfo *info) {
  if (!info) return;
  if (info->index && info->index < engine->native_count && engine->natives[info->index] == info) return;
  info->index = (uint16_t)engine->native_count;
  engine->natives[engine->native_count++] = info;
  signature_parse(info);
}

static void add_table(Engine *engine, const NativeEntry *entries) {
  for (; entries && entries->info; entries++) {
    add(engine, entries->info);
    add(engine, entries->setter);
  }
}

void native_register_all(Engine *engine) {
  engine->native_count = 1; /* 0 names none */
  engine->natives[0] = NULL;
  for (unsigned i = 0; i < sizeof internal_tables / sizeof *internal_tables; i++) add_table(engine, internal_tables[i]);
  for (int i = 0; i < TYPE_COUNT; i++) add_table(engine, type_tables[i]);
  for (const ExceptionEntries *e = exception_tables; e->entries; e++) add_table(engine, e->entries);
  add_table(engine, builtins_entries);
  add_table(engine, sys_entries);
  for (const LibraryModule *m = library_modules; m->name; m++) add_table(engine, m->entries);
  for (unsigned i = 0; i < prelude_table_count; i++) add_table(engine, prelude_tables[i]);
}
