/*
 * compile_source: one Compiler, from text to a Code.
 *
 * Here is what all its files lean on: memory from the arena, payment, the way out when something is wrong, identifiers
 * with one record for each spelling, and the small hash tables.
 */
#include "compile/compiler.h"

#include <stdarg.h>
#include <stdio.h>

/* ---- memory and payment --------------------------------------------------------------------------------------------- */

_Noreturn void fail_trap(Compiler *c) { longjmp(c->trap, 1); }

_Noreturn void fail_memory(Compiler *c) {
  RAISE(c->vm, MemoryError, "");
  fail_trap(c);
}

_Noreturn void fail_recursion(Compiler *c) {
  RAISE(c->vm, RecursionError, "maximum recursion depth exceeded during compilation");
  fail_trap(c);
}

void *take(Compiler *c, size_t size) {
  void *memory = arena_take(&c->arena, size);
  if (!memory) fail_memory(c);
  return memory;
}

void *grow(Compiler *c, void *old, uint32_t count, uint32_t *capacity, size_t size) {
  if (count < *capacity) return old;
  if (*capacity > UINT32_MAX / 4) fail_memory(c);
  uint32_t more = *capacity ? *capacity * 2 : 16;
  void *memory = take(c, more * size);
  if (count) memcpy(memory, old, count * size);
  *capacity = more;
  return memory;
}

void pay_slow(Compiler *c) {
  uint64_t due = c->due;
  c->due = 0;
  if (!charge(c->vm, due)) fail_trap(c);
}

void spine_push(Compiler *c, Node *n) {
  c->spine = grow(c, c->spine, c->spine_count, &c->spine_capacity, sizeof *c->spine);
  c->spine[c->spine_count++] = n;
}

/* ---- hash tables ---------------------------------------------------------------------------------------------------- */

static uint32_t scramble(uint64_t key) { return (uint32_t)((key * 0x9E3779B97F4A7C15ull) >> 32); }

static uint32_t index_slot(const KeyedIndex *index, uint64_t key) {
  uint32_t slot = scramble(key) & index->mask;
  while (index->indices[slot] && index->keys[slot] != key) slot = (slot + 1) & index->mask;
  return slot;
}

uint32_t index_get(const KeyedIndex *index, uint64_t key) {
  if (!index->count) return UINT32_MAX;
  return index->indices[index_slot(index, key)] - 1;
}

static void index_grow(Compiler *c, KeyedIndex *index) {
  KeyedIndex old = *index;
  uint32_t size = old.count ? (old.mask + 1) * 2 : 16;
  index->mask = size - 1;
  index->keys = take(c, sizeof *index->keys * size);
  index->indices = take(c, sizeof *index->indices * size);
  for (uint32_t i = 0; old.count && i <= old.mask; i++) {
    if (!old.indices[i]) continue;
    uint32_t slot = index_slot(index, old.keys[i]);
    index->keys[slot] = old.keys[i];
    index->indices[slot] = old.indices[i];
  }
}

void index_put(Compiler *c, KeyedIndex *index, uint64_t key, uint32_t value) {
  if (!index->count || index->count * 3 > index->mask * 2) index_grow(c, index);
  uint32_t slot = index_slot(index, key);
  if (!index->indices[slot]) index->count++;
  index->keys[slot] = key;
  index->indices[slot] = value + 1;
}

static uint32_t map_slot(const PointerMap *map, const void *key) {
  uint32_t slot = scramble((uint64_t)(uintptr_t)key) & map->mask;
  while (map->keys[slot] && map->keys[slot] != key) slot = (slot + 1) & map->mask;
  return slot;
}

void *map_get(const PointerMap *map, const void *key) { return map->count ? map->values[map_slot(map, key)] : NULL; }

void map_put(Compiler *c, PointerMap *map, const void *key, void *value) {
  if (!map->count || map->count * 3 > map->mask * 2) {
    PointerMap old = *map;
    uint32_t size = old.count ? (old.mask + 1) * 2 : 16;
    map->mask = size - 1;
    map->keys = take(c, sizeof *map->keys * size);
    map->values = take(c, sizeof *map->values * size);
    for (uint32_t i = 0; old.count && i <= old.mask; i++) {
      if (!old.keys[i]) continue;
      uint32_t slot = map_slot(map, old.keys[i]);
      map->keys[slot] = old.keys[i];
      map->values[slot] = old.values[i];
    }
  }
  uint32_t slot = map_slot(map, key);
  if (!map->keys[slot]) map->count++;
  map->keys[slot] = key;
  map->values[slot] = value;
}

/* ---- identifiers ---------------------------------------------------------------------------------------------------- */

static uint32_t text_hash(Text text) {
  uint64_t h = 0xCBF29CE484222325ull;
  for (uint32_t i = 0; i < text.size; i++) h = (h ^ (uint8_t)text.data[i]) * 0x100000001B3ull;
  return (uint32_t)(h ^ h >> 32);
}

static void names_grow(Compiler *c) {
  uint32_t size = c->names ? (c->name_mask + 1) * 2 : 256;
  Name **old = c->names, **buckets = take(c, sizeof *buckets * size);
  for (uint32_t i = 0; old && i <= c->name_mask; i++)
    for (Name *name = old[i], *next; name; name = next) {
      next = name->next;
      name->next = buckets[name->hash & (size - 1)];
      buckets[name->hash & (size - 1)] = name;
    }
  c->names = buckets;
  c->name_mask = size - 1;
}

Name *name_of(Compiler *c, Text text) {
  uint32_t hash = text_hash(text);
  if (!c->names || c->name_count > c->name_mask) names_grow(c);
  Name **bucket = &c->names[hash & c->name_mask];
  uint32_t steps = 0;
  for (Name *name = *bucket; name; name = name->next, steps++)
    if (name->hash == hash && name->text.size == text.size && !memcmp(name->text.data, text.data, text.size)) {
      pay(c, steps);
      return name;
    }
  pay(c, steps);
  Name *name = take(c, sizeof *name);
  *name = (Name){.text = text, .value = V_UNDEFINED, .next = *bucket, .hash = hash};
  *bucket = name;
  c->name_count++;
  return name;
}

Name *name_of_c(Compiler *c, const char *text) {
  Text key = {text, (uint32_t)strlen(text)};
  char *copy = take(c, key.size + 1);
  memcpy(copy, text, key.size);
  key.data = copy;
  return name_of(c, key);
}

Value name_value(Compiler *c, Name *name) {
  if (name->value == V_UNDEFINED) {
    Value text = checked(c, str_from_utf8(c->vm, name->text.data, name->text.size));
    name->value = checked(c, str_intern(c->vm, text));
  }
  return name->value;
}

/* "__x" in class C is "_C__x", unless it ends in "__" too. */
Name *name_mangled(Compiler *c, Name *class_name, Name *name) {
  Text text = name->text;
  if (!class_name || text.size < 3 || text.data[0] != '_' || text.data[1] != '_') return name;
  if (text.data[text.size - 1] == '_' && text.data[text.size - 2] == '_') return name;
  if (memchr(text.data, '.', text.size)) return name;
  Text owner = class_name->text;
  while (owner.size && owner.data[0] == '_') owner.data++, owner.size--;
  if (!owner.size) return name;
  char *data = take(c, (size_t)1 + owner.size + text.size);
  data[0] = '_';
  memcpy(data + 1, owner.data, owner.size);
  memcpy(data + 1 + owner.size, text.data, text.size);
  return name_of(c, (Text){data, 1 + owner.size + text.size});
}

static bool looks_like_name(Text text) {
  if (text.size > 255) return false;
  for (uint32_t i = 0; i < text.size; i++) {
    char ch = text.data[i];
    if (!((ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '_')) return false;
  }
  return true;
}

/* Strings that look like names are interned, as in CPython. */
Value text_value(Compiler *c, Text text) {
  if (looks_like_name(text)) return name_value(c, name_of(c, text));
  return checked(c, str_from_utf8(c->vm, text.data, text.size));
}

/* ---- what is wrong -------------------------------------------------------------------------------------------------- */

static bool is_real_file(Vm *vm, Value filename) {
  if (!str_check(vm, filename)) return false;
  Str *s = AS(Str, vm, filename);
  return s->length && str_at(str_data(vm, s), str_width(s), 0) != '<';
}

/* A piece of the source as a Str; None where it is not UTF-8. */
static Value source_text(Compiler *c, const char *data, size_t size) {
  Value text = str_from_utf8(c->vm, data, size);
  if (text == V_FAIL && !c->vm->retry && !c->vm->ending) {
    exception_clear(c->vm);
    return V_NONE;
  }
  return checked(c, text);
}

/* The line of the source, for SyntaxError.text. */
static Value line_of_source(Compiler *c, uint32_t line) {
  if (!is_real_file(c->vm, c->request->filename)) return V_NONE;
  const char *p = c->request->source, *end = p + c->request->size;
  for (uint32_t i = 1; i < line && p < end; i++) {
    const char *newline = memchr(p, '\n', (size_t)(end - p));
    p = newline ? newline + 1 : end;
  }
  const char *newline = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
  size_t size = (size_t)((newline ? newline + 1 : end) - p);
  if (size > 4096) return V_NONE;
  return source_text(c, p, size);
}

/* type(message, (filename, line, offset, text, end line, end offset)) */
static void set_syntax_error(Compiler *c, int type, const char *message, Span span, Value text, bool has_end) {
  Vm *vm = c->vm;
  Value words = checked(c, str_from_utf8(vm, message, strlen(message)));
  Value items[] = {c->request->filename, from_small(span.line), from_small(span.column), text,
                   from_small(has_end ? span.end_line : span.line), has_end ? from_small((int32_t)span.end_column) : V_NONE};
  Value place = checked(c, tuple_new(vm, items, 6));
  Value both = checked(c, TUPLE_OF(vm, words, place));
  Value exception = checked(c, exception_new(vm, known(vm)->types[type], both));
  raise_value(vm, exception);
}

_Noreturn void fail_syntax(Compiler *c, Span span, const char *format, ...) {
  char message[512];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  span.column++;
  span.end_column = span.end_line ? span.end_column + 1 : 0;
  set_syntax_error(c, T_SyntaxError, message, span, line_of_source(c, span.line), span.end_line != 0);
  fail_trap(c);
}

_Noreturn void fail_complex(Compiler *c) { fail_syntax(c, c->unit->span, "expression too complex"); }

static _Noreturn void fail_problem(Compiler *c, const SyntaxProblem *problem) {
  Span span = {problem->line, problem->column, problem->end_line, problem->end_column};
  switch (problem->kind) {
  case PROBLEM_MEMORY: fail_memory(c);
  case PROBLEM_RECURSION: RAISE(c->vm, MemoryError, "%s", problem->message); break;
  case PROBLEM_VALUE: RAISE(c->vm, ValueError, "%s", problem->message); break;
  default: {
    int type = problem->kind == PROBLEM_INDENTATION ? T_IndentationError : problem->kind == PROBLEM_TAB ? T_TabError : T_SyntaxError;
    unsigned byte;
    if (c->request->file && sscanf(problem->message, "(unicode error) 'utf-8' codec can't decode byte 0x%2x", &byte) == 1) {
      char message[600];
      snprintf(message, sizeof message,
               "Non-UTF-8 code starting with '\\x%02x' in file %.300s on line %u, but no encoding declared; see https://peps.python.org/pep-0263/ for details",
               byte, c->request->file, span.line);
      set_syntax_error(c, type, message, span, V_NONE, true);
      break;
    }
    Value text = V_NONE;
    if (problem->text.data) text = source_text(c, problem->text.data, problem->text.size);
    set_syntax_error(c, type, *problem->message ? problem->message : "invalid syntax", span, text, true);
  }
  }
  fail_trap(c);
}

/* ---- features ------------------------------------------------------------------------------------------------------- */

static bool text_is(Text text, const char *word) { return text.size == strlen(word) && !memcmp(text.data, word, text.size); }

static void note_feature(Compiler *c, Node *n, Text name) {
  static const char *const known_features[] = {"nested_scopes", "generators", "division", "absolute_import",
                                               "with_statement", "print_function", "unicode_literals", "generator_stop"};
  for (unsigned i = 0; i < sizeof known_features / sizeof *known_features; i++)
    if (text_is(name, known_features[i])) return;
  if (text_is(name, "annotations")) c->features |= FUTURE_ANNOTATIONS;
  else if (text_is(name, "barry_as_FLUFL")) c->features |= FUTURE_BARRY;
  else if (text_is(name, "braces")) fail_syntax(c, (Span){n->line, n->column, 0, 0}, "not a chance");
  else fail_syntax(c, (Span){n->line, n->column, 0, 0}, "future feature %.*s is not defined", (int)(name.size > 100 ? 100 : name.size), name.data);
}

static bool is_future_import(const Node *n) {
  return n->kind == STMT_IMPORT_FROM && !n->import.level && text_is(n->import.module, "__future__");
}

/* `from __future__ import` stands first, but for a docstring. Those that come later are refused where they are compiled. */
static void find_features(Compiler *c) {
  Nodes body = c->tree.body;
  c->features = c->request->features | c->tree.features;
  for (uint32_t i = docstring_of(body) ? 1 : 0; i < body.count && is_future_import(body.items[i]); i++)
    for (uint32_t k = 0; k < body.items[i]->import.count; k++) note_feature(c, body.items[i], body.items[i]->import.names[k].name);
}

/* ---- the whole ------------------------------------------------------------------------------------------------------ */

static Value compile_tree(Compiler *c) {
  c->name_class = name_of_c(c, "__class__");
  c->name_super = name_of_c(c, "super");
  c->name_debug = name_of_c(c, "__debug__");
  c->name_annotations = name_of_c(c, "__annotations__");
  c->name_return = name_of_c(c, "return");
  c->name_first_iterable = name_of_c(c, ".0");
  if (c->request->mode == PARSE_MODULE) find_features(c);
  else c->features = c->request->features | c->tree.features;
  symbols_build(c);
  unit_enter(c, c->module, c->module->name, NULL, 1);
  module_body(c);
  Value code = unit_leave(c);
  pay_slow(c);
  return code;
}

Value compile_source(Vm *vm, const CompileRequest *request) {
  if (!charge(vm, (uint64_t)request->size * 8 + 64)) return V_FAIL;
  Compiler compiler = {.vm = vm, .request = request, .is_interactive = request->mode == PARSE_INTERACTIVE};
  Compiler *c = &compiler;
  arena_start(&c->arena, vm->memory_limit > vm->memory_used ? vm->memory_limit - vm->memory_used : 0);
  volatile Value code = V_FAIL;
  if (!setjmp(c->trap)) {
    SyntaxProblem *problem = take(c, sizeof *problem);
    if (!parse(&c->arena, request->source, request->size, request->is_text, request->mode, &c->tree, problem)) {
      if (request->incomplete) *request->incomplete = problem->kind == PROBLEM_INCOMPLETE;
      fail_problem(c, problem);
    }
    code = compile_tree(c);
  }
  arena_end(&c->arena);
  return code;
}
