/*
 * The symbol pass: which variable does each name mean?
 *
 * Three steps. Collecting walks the tree once, opens a Scope for every function, class, comprehension and group of type
 * parameters, and notes for each name what is done with it there; on the way up it folds constants. Inlining decides
 * which comprehensions share the frame of the function around them (PEP 709): those whose variables no inner function
 * wants. Resolving says for each symbol whether it is local, a cell, free or global, by walking outwards as CPython's
 * symtable.c defines it: class scopes are invisible from inside, `nonlocal` must find a function's variable,
 * `__class__` is found in the class around a method.
 *
 * Chains that lean to the left (a + b + c, a.b().c[d]) may be as long as the source, so they are walked with the
 * compiler's own stack of nodes; everything else nests no deeper than the parser allows.
 */
#include "compile/compiler.h"

#include <stdio.h>

static void visit_statements(Compiler *c, Nodes body);
static void visit(Compiler *c, Node *n);

/* ---- scopes and symbols ------------------------------------------------------------------------------------------- */

Symbol *scope_find(const Scope *scope, const Name *name) {
  if (!scope->buckets) return NULL;
  Symbol *symbol = scope->buckets[name->hash & scope->bucket_mask];
  while (symbol && symbol->name != name) symbol = symbol->next;
  return symbol;
}

static void scope_rehash(Compiler *c, Scope *scope) {
  uint32_t count = scope->buckets ? (scope->bucket_mask + 1) * 4 : 8;
  scope->buckets = take(c, count * sizeof *scope->buckets);
  scope->bucket_mask = count - 1;
  for (Symbol *symbol = scope->first; symbol; symbol = symbol->following) {
    Symbol **bucket = &scope->buckets[symbol->name->hash & scope->bucket_mask];
    symbol->next = *bucket;
    *bucket = symbol;
  }
}

static Symbol *scope_intern(Compiler *c, Scope *scope, Name *name) {
  Symbol *symbol = scope_find(scope, name);
  if (symbol) return symbol;
  if (!scope->buckets || scope->symbol_count > scope->bucket_mask * 2) scope_rehash(c, scope);
  symbol = take(c, sizeof *symbol);
  symbol->name = name;
  symbol->reg = symbol->free_reg = NO_REG;
  Symbol **bucket = &scope->buckets[name->hash & scope->bucket_mask];
  symbol->next = *bucket;
  *bucket = symbol;
  if (scope->last) scope->last->following = symbol;
  else scope->first = symbol;
  scope->last = symbol;
  scope->symbol_count++;
  return symbol;
}

Scope *scope_of(Compiler *c, const void *key) { return map_get(&c->scopes, key); }

static Scope *scope_enter(Compiler *c, ScopeKind kind, Node *node, const void *key, Name *name) {
  Scope *scope = take(c, sizeof *scope), *parent = c->scope;
  scope->kind = kind;
  scope->node = node;
  scope->name = name;
  scope->parent = parent;
  if (parent) {
    scope->private_ = parent->private_;
    scope->iterable_depth = parent->iterable_depth; /* := is forbidden in there however deep */
    if (parent->last_child) parent->last_child->sibling = scope;
    else parent->first_child = scope;
    parent->last_child = scope;
  }
  if (key) map_put(c, &c->scopes, key, scope);
  c->scope = scope;
  return scope;
}

static void scope_leave(Compiler *c) { c->scope = c->scope->parent; }

#define SHOWN(name) (int)((name)->text.size > 200 ? 200 : (name)->text.size), (name)->text.data

static Symbol *define_in(Compiler *c, Scope *scope, Name *name, uint32_t flags, Span span) {
  Symbol *symbol = scope_intern(c, scope, name);
  if (flags & symbol->flags & DEF_PARAM)
    fail_syntax(c, span, "duplicate argument '%.*s' in function definition", SHOWN(name));
  if (scope->in_target) { /* whatever is done with a name there, as in CPython */
    if ((symbol->flags | flags) & (DEF_GLOBAL | DEF_NONLOCAL))
      fail_syntax(c, span, "comprehension inner loop cannot rebind assignment expression target '%.*s'", SHOWN(name));
    flags |= DEF_ITERATION;
  }
  symbol->flags |= flags;
  if (flags & DEF_GLOBAL) scope_intern(c, c->module, name)->flags |= DEF_GLOBAL;
  return symbol;
}

static Symbol *define(Compiler *c, Text text, uint32_t flags, Span span) {
  return define_in(c, c->scope, name_mangled(c, c->scope->private_, name_of(c, text)), flags, span);
}

/* Notes a use. In comprehensions, a use before the variable is bound there forbids inlining. */
static void use(Compiler *c, Name *name, Span span) {
  Scope *scope = c->scope;
  define_in(c, scope, name, USED, span);
  for (; scope && scope_is_comprehension(scope); scope = scope->parent) {
    pay(c, 1);
    Symbol *symbol = scope_intern(c, scope, name);
    if (symbol->flags & DEF_BOUND) return;
    symbol->flags |= USED_EARLY;
  }
}

static bool asks_for_locals(const Name *name) {
  static const char *const words[] = {"locals", "eval", "exec", "vars", "dir"};
  for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
    if (name->text.size == strlen(words[i]) && !memcmp(name->text.data, words[i], name->text.size)) return true;
  return false;
}

static void visit_name(Compiler *c, Node *n) {
  Scope *scope = c->scope;
  Name *name = name_mangled(c, scope->private_, name_of(c, n->name.id));
  if (n->context != LOAD) {
    define_in(c, scope, name, n->context == DELETE ? DEF_LOCAL | DEF_DELETED : DEF_LOCAL, span_of(n));
    return;
  }
  use(c, name, span_of(n));
  if (name == c->name_super && scope_is_function(scope)) use(c, c->name_class, span_of(n));
  if (scope_is_comprehension(scope) && asks_for_locals(name))
    for (; scope && scope_is_comprehension(scope); scope = scope->parent) scope->mentions_locals = true;
}

/* ---- expressions --------------------------------------------------------------------------------------------------- */

static const char *kind_of_comprehension(const Scope *scope) {
  switch (scope->kind) {
  case SCOPE_LIST: return "list comprehension";
  case SCOPE_SET: return "set comprehension";
  case SCOPE_DICT: return "dict comprehension";
  default: return "generator expression";
  }
}

static void forbid_in_type_scope(Compiler *c, Node *n, const char *what) {
  if (c->scope->kind == SCOPE_ANNOTATION) fail_syntax(c, span_of(n), "'%s' can not be used within an annotation", what);
  if (c->scope->kind == SCOPE_TYPE_VALUE) fail_syntax(c, span_of(n), "%s cannot be used within a type alias or a TypeVar bound", what);
  if (c->scope->kind == SCOPE_TYPE_PARAMETERS)
    fail_syntax(c, span_of(n), "%s cannot be used within the definition of a generic", what);
}

static void visit_list(Compiler *c, Nodes nodes) {
  for (uint32_t i = 0; i < nodes.count; i++)
    if (nodes.items[i]) visit(c, nodes.items[i]);
}

static void visit_optional(Compiler *c, Node *n) {
  if (n) visit(c, n);
}

static void visit_keywords(Compiler *c, Keyword *keywords, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) visit(c, keywords[i].value);
}

static void visit_annotation(Compiler *c, Node *n) {
  if (!n) return;
  if (!(c->features & FUTURE_ANNOTATIONS)) {
    visit(c, n);
    return;
  }
  /* A scope that its parent does not know: what it finds does not matter. */
  Scope *outer = c->scope, *scope = take(c, sizeof *scope);
  bool keeps_text = c->keeps_text;
  *scope = (Scope){.kind = SCOPE_ANNOTATION, .parent = outer, .private_ = outer->private_, .name = outer->name};
  c->scope = scope;
  c->keeps_text = true;
  visit(c, n);
  c->keeps_text = keeps_text;
  c->scope = outer;
}

static void visit_defaults(Compiler *c, Parameters *p) {
  uint32_t count = p->positional_only + p->positional + p->keyword_only;
  for (uint32_t i = 0; i < count; i++) visit_optional(c, p->items[i].standard);
}

static void define_parameter(Compiler *c, Parameter *p) {
  define(c, p->name, DEF_PARAM, (Span){p->line, p->column, p->end_line, p->end_column});
}

static void define_parameters(Compiler *c, Parameters *p) {
  uint32_t count = p->positional_only + p->positional + p->keyword_only;
  for (uint32_t i = 0; i < count; i++) define_parameter(c, &p->items[i]);
  if (p->star) define_parameter(c, p->star);
  if (p->double_star) define_parameter(c, p->double_star);
}

static void visit_lambda(Compiler *c, Node *n) {
  visit_defaults(c, n->function.parameters);
  scope_enter(c, SCOPE_LAMBDA, n, n, name_of_c(c, "<lambda>"));
  define_parameters(c, n->function.parameters);
  visit(c, n->function.expression);
  scope_leave(c);
}

static void visit_target(Compiler *c, Node *target) {
  c->scope->in_target = true;
  visit(c, target);
  c->scope->in_target = false;
}

static void visit_comprehension(Compiler *c, Node *n) {
  static const char *const names[] = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"};
  Comprehension *generators = n->comprehension.generators;
  unsigned sort = n->kind - EXPR_LIST_COMP;
  c->scope->iterable_depth++;
  visit(c, generators[0].iterable);
  c->scope->iterable_depth--;

  Scope *scope = scope_enter(c, (ScopeKind)(SCOPE_LIST + sort), n, n, name_of_c(c, names[sort]));
  scope->depth = scope_is_comprehension(scope->parent) ? (uint8_t)(scope->parent->depth < 250 ? scope->parent->depth + 1 : 250) : 1;
  if (generators[0].is_async) scope->is_coroutine = true;
  visit_target(c, generators[0].target);
  visit_list(c, generators[0].conditions);
  for (uint32_t i = 1; i < n->comprehension.count; i++) {
    scope->iterable_depth++;
    visit(c, generators[i].iterable);
    scope->iterable_depth--;
    visit_target(c, generators[i].target);
    visit_list(c, generators[i].conditions);
    if (generators[i].is_async) scope->is_coroutine = true;
  }
  visit(c, n->comprehension.element);
  if (n->kind == EXPR_DICT_COMP) visit(c, n->comprehension.value);
  scope->is_generator = n->kind == EXPR_GENERATOR;
  scope_leave(c);
  if (scope->is_coroutine && !scope->is_generator) c->scope->is_coroutine = true;
}

/* The target of := is a variable of the function around all comprehensions. */
static void define_outside_comprehension(Compiler *c, Node *target) {
  Name *name = name_mangled(c, c->scope->private_, name_of(c, target->name.id));
  Span span = span_of(target);
  for (Scope *scope = c->scope; scope; scope = scope->parent) {
    scope->has_walrus = true;
    if (scope_is_comprehension(scope)) {
      Symbol *symbol = scope_find(scope, name);
      if (symbol && (symbol->flags & DEF_ITERATION))
        fail_syntax(c, span, "assignment expression cannot rebind comprehension iteration variable '%.*s'", SHOWN(name));
      continue;
    }
    if (scope->kind == SCOPE_CLASS)
      fail_syntax(c, span, "assignment expression within a comprehension cannot be used in a class body");
    if (scope->kind == SCOPE_MODULE) {
      define_in(c, c->scope, name, DEF_GLOBAL, span);
      define_in(c, scope, name, DEF_GLOBAL, span);
      return;
    }
    Symbol *symbol = scope_find(scope, name);
    define_in(c, c->scope, name, symbol && (symbol->flags & DEF_GLOBAL) ? DEF_GLOBAL : DEF_NONLOCAL, span);
    define_in(c, scope, name, DEF_LOCAL, span);
    return;
  }
}

static void visit_walrus(Compiler *c, Node *n) {
  Scope *scope = c->scope;
  forbid_in_type_scope(c, n, "named expression");
  if (scope->iterable_depth > 0)
    fail_syntax(c, span_of(n), "assignment expression cannot be used in a comprehension iterable expression");
  if (scope_is_comprehension(scope)) define_outside_comprehension(c, n->named.target);
  scope->has_walrus = true;
  visit(c, n->named.value);
  if (!scope_is_comprehension(scope)) visit(c, n->named.target);
}

static void visit_yield(Compiler *c, Node *n) {
  forbid_in_type_scope(c, n, "yield expression");
  if (n->one.value) visit(c, n->one.value);
  c->scope->is_generator = true;
  if (scope_is_comprehension(c->scope)) fail_syntax(c, span_of(n), "'yield' inside %s", kind_of_comprehension(c->scope));
}

static bool is_spine(const Node *n) {
  return n->kind == EXPR_BINARY || n->kind == EXPR_CALL || n->kind == EXPR_ATTRIBUTE || n->kind == EXPR_SUBSCRIPT;
}

/* What a node of the spine has besides its left child. */
static void visit_right(Compiler *c, Node *n) {
  switch (n->kind) {
  case EXPR_BINARY: visit(c, n->binary.right); break;
  case EXPR_SUBSCRIPT: visit(c, n->subscript.index); break;
  case EXPR_CALL:
    visit_list(c, n->call.arguments);
    visit_keywords(c, n->call.keywords, n->call.keyword_count);
    break;
  default: break;
  }
}

static void visit_leaf(Compiler *c, Node *n);

static void visit(Compiler *c, Node *n) {
  enter_node(c, CLAIM_VISIT);
  uint32_t base = c->spine_count;
  while (is_spine(n)) {
    spine_push(c, n);
    n = n->kind == EXPR_BINARY ? n->binary.left : n->kind == EXPR_CALL ? n->call.function : n->kind == EXPR_ATTRIBUTE ? n->attribute.value : n->subscript.value;
  }
  pay(c, 4);
  c->visited++;
  visit_leaf(c, n);
  if (!c->keeps_text) fold(c, n);
  while (c->spine_count > base) {
    n = c->spine[--c->spine_count];
    pay(c, 4);
    c->visited++;
    visit_right(c, n);
    if (!c->keeps_text) fold(c, n);
  }
  leave_node(c, CLAIM_VISIT);
}

static void visit_leaf(Compiler *c, Node *n) {
  switch (n->kind) {
  case EXPR_NAME: visit_name(c, n); break;
  case EXPR_BOOL_OP: visit_list(c, n->bool_op.values); break;
  case EXPR_NAMED: visit_walrus(c, n); break;
  case EXPR_UNARY: visit(c, n->unary.operand); break;
  case EXPR_LAMBDA: visit_lambda(c, n); break;
  case EXPR_IF:
    for (;; n = n->conditional.otherwise) {
      visit(c, n->conditional.test);
      visit(c, n->conditional.body);
      if (n->conditional.otherwise->kind != EXPR_IF) break;
    }
    visit(c, n->conditional.otherwise);
    break;
  case EXPR_DICT:
    for (uint32_t i = 0; i < n->dict.values.count; i++) {
      visit_optional(c, n->dict.keys.items[i]);
      visit(c, n->dict.values.items[i]);
    }
    break;
  case EXPR_SET:
  case EXPR_LIST:
  case EXPR_TUPLE: visit_list(c, n->sequence.items); break;
  case EXPR_LIST_COMP:
  case EXPR_SET_COMP:
  case EXPR_DICT_COMP:
  case EXPR_GENERATOR: visit_comprehension(c, n); break;
  case EXPR_AWAIT:
    forbid_in_type_scope(c, n, "await expression");
    visit(c, n->one.value);
    c->scope->is_coroutine = true;
    break;
  case EXPR_YIELD:
  case EXPR_YIELD_FROM: visit_yield(c, n); break;
  case EXPR_STARRED: visit(c, n->one.value); break;
  case EXPR_COMPARE:
    visit(c, n->compare.left);
    visit_list(c, n->compare.comparators);
    break;
  case EXPR_FORMATTED:
  case EXPR_INTERPOLATION:
    visit(c, n->formatted.value);
    visit_optional(c, n->formatted.spec);
    break;
  case EXPR_JOINED:
  case EXPR_TEMPLATE: visit_list(c, n->joined.values); break;
  case EXPR_SLICE:
    visit_optional(c, n->slice.lower);
    visit_optional(c, n->slice.upper);
    visit_optional(c, n->slice.step);
    break;
  default: break;
  }
}

/* ---- patterns ------------------------------------------------------------------------------------------------------ */

static void visit_pattern(Compiler *c, Node *p) {
  enter_node(c, CLAIM_VISIT);
  pay(c, 4);
  c->visited++;
  switch (p->kind) {
  case PATTERN_VALUE: visit(c, p->one.value); break;
  case PATTERN_SEQUENCE:
  case PATTERN_OR:
    for (uint32_t i = 0; i < p->patterns.items.count; i++) visit_pattern(c, p->patterns.items.items[i]);
    break;
  case PATTERN_MAPPING:
    visit_list(c, p->mapping.keys);
    for (uint32_t i = 0; i < p->mapping.values.count; i++) visit_pattern(c, p->mapping.values.items[i]);
    if (p->mapping.rest.data) define(c, p->mapping.rest, DEF_LOCAL, span_of(p));
    break;
  case PATTERN_CLASS:
    visit(c, p->class_pattern.cls);
    for (uint32_t i = 0; i < p->class_pattern.positional.count; i++) visit_pattern(c, p->class_pattern.positional.items[i]);
    for (uint32_t i = 0; i < p->class_pattern.values.count; i++) visit_pattern(c, p->class_pattern.values.items[i]);
    break;
  case PATTERN_STAR:
    if (p->capture.name.data) define(c, p->capture.name, DEF_LOCAL, span_of(p));
    break;
  case PATTERN_AS:
    if (p->capture.pattern) visit_pattern(c, p->capture.pattern);
    if (p->capture.name.data) define(c, p->capture.name, DEF_LOCAL, span_of(p));
    break;
  default: break;
  }
  leave_node(c, CLAIM_VISIT);
}

/* ---- type parameters ----------------------------------------------------------------------------------------------- */

static void visit_type_value(Compiler *c, Node *value, const void *key, Name *name) {
  if (!value) return;
  scope_enter(c, SCOPE_TYPE_VALUE, value, key, name);
  visit(c, value);
  scope_leave(c);
}

/* Opens the scope of the parameters; the caller leaves it after the definition itself. */
static bool enter_type_parameters(Compiler *c, Node *n, Text owner, TypeParameter *parameters, uint32_t count) {
  if (!count) return false;
  char shown[220];
  snprintf(shown, sizeof shown, "<generic parameters of %.*s>", (int)(owner.size > 180 ? 180 : owner.size), owner.data);
  Scope *scope = scope_enter(c, SCOPE_TYPE_PARAMETERS, n, type_parameters_key(n), name_of_c(c, shown));
  scope->private_ = scope->parent->private_;
  for (uint32_t i = 0; i < count; i++) {
    TypeParameter *p = &parameters[i];
    Span span = {p->line, p->column, p->end_line, p->end_column};
    Name *name = name_mangled(c, scope->private_, name_of(c, p->name));
    Symbol *known_already = scope_find(scope, name);
    if (known_already && (known_already->flags & DEF_TYPE_PARAM))
      fail_syntax(c, span, "duplicate type parameter '%.*s'", SHOWN(name));
    define_in(c, scope, name, DEF_TYPE_PARAM | DEF_LOCAL, span);
    visit_type_value(c, p->bound, p, name);
    visit_type_value(c, p->standard, default_key(p), name);
  }
  return true;
}

/* ---- statements ---------------------------------------------------------------------------------------------------- */

static void visit_parameter_annotations(Compiler *c, Parameters *p) {
  uint32_t count = p->positional_only + p->positional + p->keyword_only;
  for (uint32_t i = 0; i < count; i++) visit_annotation(c, p->items[i].annotation);
  if (p->star) visit_annotation(c, p->star->annotation);
  if (p->double_star) visit_annotation(c, p->double_star->annotation);
}

/* The defaults of a generic function are evaluated outside of the scope of its type parameters. */
static void define_handed_in(Compiler *c, Node *n) {
  Parameters *p = n->function.parameters;
  uint32_t positional = p->positional_only + p->positional;
  bool defaults = false, keyword_defaults = false;
  for (uint32_t i = 0; i < positional + p->keyword_only; i++)
    if (p->items[i].standard) *(i < positional ? &defaults : &keyword_defaults) = true;
  if (defaults) define(c, DEFAULTS_NAME, DEF_PARAM, span_of(n));
  if (keyword_defaults) define(c, KEYWORD_DEFAULTS_NAME, DEF_PARAM, span_of(n));
}

static void visit_function(Compiler *c, Node *n) {
  define(c, n->function.name, DEF_LOCAL, span_of(n));
  visit_defaults(c, n->function.parameters);
  visit_list(c, n->function.decorators);
  bool generic = enter_type_parameters(c, n, n->function.name, n->function.type_parameters, n->function.type_parameter_count);
  if (generic) define_handed_in(c, n);
  visit_parameter_annotations(c, n->function.parameters);
  visit_annotation(c, n->function.returns);
  Scope *scope = scope_enter(c, SCOPE_FUNCTION, n, n, name_of(c, n->function.name));
  scope->is_async_function = n->function.is_async;
  if (n->function.is_async) scope->is_coroutine = true;
  define_parameters(c, n->function.parameters);
  visit_statements(c, n->function.body);
  scope_leave(c);
  if (generic) scope_leave(c);
}

static void visit_class(Compiler *c, Node *n) {
  define(c, n->class_.name, DEF_LOCAL, span_of(n));
  visit_list(c, n->class_.decorators);
  bool generic = enter_type_parameters(c, n, n->class_.name, n->class_.type_parameters, n->class_.type_parameter_count);
  if (generic) define(c, TYPE_PARAMETERS_NAME, DEF_LOCAL, span_of(n));
  visit_list(c, n->class_.bases);
  visit_keywords(c, n->class_.keywords, n->class_.keyword_count);
  Scope *scope = scope_enter(c, SCOPE_CLASS, n, n, name_of(c, n->class_.name));
  scope->private_ = scope->name;
  if (generic) use(c, name_of(c, TYPE_PARAMETERS_NAME), span_of(n));
  visit_statements(c, n->class_.body);
  scope_leave(c);
  if (generic) scope_leave(c);
}

static void visit_type_alias(Compiler *c, Node *n) {
  visit(c, n->alias.name);
  Text text = n->alias.name->name.id;
  bool generic = enter_type_parameters(c, n, text, n->alias.type_parameters, n->alias.type_parameter_count);
  visit_type_value(c, n->alias.value, n, name_of(c, text));
  if (generic) scope_leave(c);
}

static void visit_annotated_assignment(Compiler *c, Node *n) {
  Node *target = n->annotated.target;
  if (target->kind == EXPR_NAME) {
    Name *name = name_mangled(c, c->scope->private_, name_of(c, target->name.id));
    Symbol *symbol = scope_find(c->scope, name);
    if (symbol && (symbol->flags & (DEF_GLOBAL | DEF_NONLOCAL)) && c->scope != c->module && n->annotated.simple)
      fail_syntax(c, span_of(n), symbol->flags & DEF_GLOBAL ? "annotated name '%.*s' can't be global" : "annotated name '%.*s' can't be nonlocal", SHOWN(name));
    if (n->annotated.simple) define_in(c, c->scope, name, DEF_ANNOT | DEF_LOCAL, span_of(target));
    else if (n->annotated.value) define_in(c, c->scope, name, DEF_LOCAL, span_of(target));
  } else {
    visit(c, target);
  }
  /* Variables of functions have annotations that nothing evaluates, but their names count as used. */
  visit_annotation(c, n->annotated.annotation);
  visit_optional(c, n->annotated.value);
}

static void visit_declaration(Compiler *c, Node *n) {
  bool is_global = n->kind == STMT_GLOBAL;
  for (uint32_t i = 0; i < n->scope.names.count; i++) {
    Name *name = name_mangled(c, c->scope->private_, name_of(c, n->scope.names.items[i]));
    if (!is_global && c->scope == c->module)
      fail_syntax(c, span_of(n), "nonlocal declaration not allowed at module level");
    Symbol *symbol = scope_find(c->scope, name);
    uint32_t flags = symbol ? symbol->flags : 0;
    if (flags & (DEF_PARAM | DEF_LOCAL | USED | DEF_ANNOT)) {
      const char *format;
      if (flags & DEF_PARAM) format = is_global ? "name '%.*s' is parameter and global" : "name '%.*s' is parameter and nonlocal";
      else if (flags & USED)
        format = is_global ? "name '%.*s' is used prior to global declaration" : "name '%.*s' is used prior to nonlocal declaration";
      else if (flags & DEF_ANNOT)
        format = is_global ? "annotated name '%.*s' can't be global" : "annotated name '%.*s' can't be nonlocal";
      else
        format = is_global ? "name '%.*s' is assigned to before global declaration"
                           : "name '%.*s' is assigned to before nonlocal declaration";
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      fail_syntax(c, span_of(n), format, SHOWN(name));
#pragma GCC diagnostic pop
    }
    symbol = define_in(c, c->scope, name, is_global ? DEF_GLOBAL : DEF_NONLOCAL, span_of(n));
    if (!symbol->span.line) symbol->span = span_of(n);
  }
}

static void visit_import(Compiler *c, Node *n) {
  for (uint32_t i = 0; i < n->import.count; i++) {
    Alias *alias = &n->import.names[i];
    Text text = alias->as.data ? alias->as : alias->name;
    if (text.size == 1 && text.data[0] == '*') {
      if (c->scope != c->module)
        fail_syntax(c, (Span){alias->line, alias->column, alias->end_line, alias->end_column}, "import * only allowed at module level");
      continue;
    }
    if (n->kind == STMT_IMPORT && !alias->as.data) {
      const char *dot = memchr(text.data, '.', text.size);
      if (dot) text.size = (uint32_t)(dot - text.data);
    }
    define(c, text, DEF_IMPORT, (Span){alias->line, alias->column, alias->end_line, alias->end_column});
  }
}

/* In the order in which CPython looks at it: which of several mistakes is told first. */
static void visit_try(Compiler *c, Node *n) {
  visit_statements(c, n->try_.body);
  visit_statements(c, n->try_.otherwise);
  for (uint32_t i = 0; i < n->try_.count; i++) {
    ExceptClause *clause = &n->try_.clauses[i];
    visit_optional(c, clause->type);
    if (clause->name.data)
      define(c, clause->name, DEF_LOCAL | DEF_DELETED, (Span){clause->line, clause->column, clause->end_line, clause->end_column});
    visit_statements(c, clause->body);
  }
  uint32_t before = c->visited;
  visit_statements(c, n->try_.final);
  if (n->try_.final.count) map_put(c, &c->sizes, n, (void *)(uintptr_t)(c->visited - before + 1));
}

static void visit_statement(Compiler *c, Node *n) {
  enter_node(c, CLAIM_VISIT_STATEMENT);
  switch (n->kind) {
  case STMT_FUNCTION: visit_function(c, n); break;
  case STMT_CLASS: visit_class(c, n); break;
  case STMT_RETURN:
    if (n->one.value) {
      visit(c, n->one.value);
      c->scope->returns_value = true;
    }
    break;
  case STMT_EXPR: visit(c, n->one.value); break;
  case STMT_DELETE: visit_list(c, n->assign.targets); break;
  case STMT_ASSIGN:
    visit_list(c, n->assign.targets);
    visit(c, n->assign.value);
    break;
  case STMT_AUG_ASSIGN:
    visit(c, n->aug.target);
    visit(c, n->aug.value);
    break;
  case STMT_ANN_ASSIGN: visit_annotated_assignment(c, n); break;
  case STMT_FOR:
    visit(c, n->for_.target);
    visit(c, n->for_.iterable);
    visit_statements(c, n->for_.body);
    visit_statements(c, n->for_.otherwise);
    break;
  case STMT_WHILE:
    visit(c, n->branch.test);
    visit_statements(c, n->branch.body);
    visit_statements(c, n->branch.otherwise);
    break;
  case STMT_IF:
    for (;;) {
      visit(c, n->branch.test);
      visit_statements(c, n->branch.body);
      Nodes otherwise = n->branch.otherwise;
      if (otherwise.count != 1 || otherwise.items[0]->kind != STMT_IF) break;
      n = otherwise.items[0];
      pay(c, 4);
    }
    visit_statements(c, n->branch.otherwise);
    break;
  case STMT_WITH:
    for (uint32_t i = 0; i < n->with.count; i++) {
      visit(c, n->with.items[i].context);
      visit_optional(c, n->with.items[i].target);
    }
    visit_statements(c, n->with.body);
    break;
  case STMT_MATCH:
    visit(c, n->match.subject);
    for (uint32_t i = 0; i < n->match.count; i++) {
      visit_pattern(c, n->match.cases[i].pattern);
      visit_optional(c, n->match.cases[i].guard);
      visit_statements(c, n->match.cases[i].body);
    }
    break;
  case STMT_RAISE:
    visit_optional(c, n->raise.exception);
    visit_optional(c, n->raise.cause);
    break;
  case STMT_TRY: visit_try(c, n); break;
  case STMT_ASSERT:
    visit(c, n->assert_.test);
    visit_optional(c, n->assert_.message);
    break;
  case STMT_IMPORT:
  case STMT_IMPORT_FROM: visit_import(c, n); break;
  case STMT_GLOBAL:
  case STMT_NONLOCAL: visit_declaration(c, n); break;
  case STMT_TYPE_ALIAS: visit_type_alias(c, n); break;
  default: break;
  }
  leave_node(c, CLAIM_VISIT_STATEMENT);
}

static void visit_statements(Compiler *c, Nodes body) {
  for (uint32_t i = 0; i < body.count; i++) {
    pay(c, 4);
    c->visited++;
    visit_statement(c, body.items[i]);
  }
}

/* ---- inlining ------------------------------------------------------------------------------------------------------- */

enum { MAX_INLINE_DEPTH = 4, MAX_INLINE_TARGETS = 12 };

static bool mentions(Compiler *c, const Scope *scope, const Name *name) {
  pay(c, 1);
  if (scope_find(scope, name)) return true;
  for (Scope *child = scope->first_child; child; child = child->sibling)
    if (mentions(c, child, name)) return true;
  return false;
}

/* Does a function inside (not an inlined comprehension) speak of that name? */
static bool is_captured(Compiler *c, const Scope *scope, const Name *name) {
  for (Scope *child = scope->first_child; child; child = child->sibling)
    if (child->is_inlined ? is_captured(c, child, name) : mentions(c, child, name)) return true;
  return false;
}

static bool can_inline(Compiler *c, Scope *scope) {
  if (!scope_is_comprehension(scope) || scope->kind == SCOPE_GENERATOR) return false;
  if (!scope_is_function(scope->parent) || scope->parent->kind == SCOPE_TYPE_PARAMETERS || scope->parent->kind == SCOPE_TYPE_VALUE) return false;
  if (scope->depth > MAX_INLINE_DEPTH || scope->mentions_locals) return false;
  uint32_t targets = 0;
  for (Symbol *symbol = scope->first; symbol; symbol = symbol->following) {
    if (!(symbol->flags & DEF_BOUND)) continue;
    if (symbol->flags & (USED_EARLY | DEF_GLOBAL | DEF_NONLOCAL) || symbol->name == c->name_class) return false;
    if (++targets > MAX_INLINE_TARGETS || is_captured(c, scope, symbol->name)) return false;
  }
  return true;
}

static void decide_inlining(Compiler *c, Scope *scope) {
  for (Scope *child = scope->first_child; child; child = child->sibling) decide_inlining(c, child);
  scope->is_inlined = can_inline(c, scope);
}

/* ---- resolving ------------------------------------------------------------------------------------------------------ */

static Scope *frame_of(Scope *scope) {
  while (scope->is_inlined) scope = scope->parent;
  return scope;
}

static void add_free(Scope *scope, Symbol *symbol) {
  if (symbol->is_free) return;
  symbol->is_free = true;
  scope->free_count++;
}

/* Makes the variable known as free in every frame from `scope` outwards until `owner`'s. */
static void pass_through(Compiler *c, Scope *scope, Scope *owner, Name *name) {
  for (; scope != owner; scope = scope->parent) {
    pay(c, 1);
    if (scope->is_inlined) continue;
    Symbol *symbol = scope_intern(c, scope, name);
    add_free(scope, symbol);
    if (scope->kind != SCOPE_CLASS || !(symbol->flags & DEF_BOUND) || (symbol->flags & DEF_NONLOCAL)) {
      if (symbol->where != WHERE_EXPLICIT) symbol->where = WHERE_FREE;
    }
  }
}

static void resolve_outwards(Compiler *c, Scope *scope, Symbol *symbol, bool must_find) {
  bool crossed = false;
  Name *name = symbol->name;
  for (Scope *inner = scope, *outer; (outer = inner->parent); inner = outer) {
    pay(c, 1);
    if (!inner->is_inlined) crossed = true;
    if (outer->kind == SCOPE_MODULE) break;
    if (outer->kind == SCOPE_CLASS) {
      if (name != c->name_class) continue;
      outer->needs_class_cell = true;
      pass_through(c, scope, outer, name);
      if (scope->is_inlined) goto alias;
      return;
    }
    Symbol *found = scope_find(outer, name);
    if (!found) continue;
    if (found->flags & DEF_GLOBAL) break;
    if (!(found->flags & DEF_BOUND) || (found->flags & DEF_NONLOCAL)) continue;
    if (crossed) {
      found->where = WHERE_CELL;
      pass_through(c, scope, outer, name);
      if (!scope->is_inlined) return;
    } else {
      symbol->where = WHERE_ALIAS;
      symbol->alias = found;
      return;
    }
  alias:
    symbol->where = WHERE_ALIAS;
    symbol->alias = scope_find(frame_of(scope), name);
    return;
  }
  if (must_find) fail_syntax(c, symbol->span, "no binding for nonlocal '%.*s' found", SHOWN(name));
  symbol->where = WHERE_GLOBAL;
}

static void resolve(Compiler *c, Scope *scope) {
  for (Symbol *symbol = scope->first; symbol; symbol = symbol->following) {
    pay(c, 1);
    uint32_t flags = symbol->flags;
    if (flags & DEF_GLOBAL) {
      if (flags & DEF_NONLOCAL) fail_syntax(c, symbol->span, "name '%.*s' is nonlocal and global", SHOWN(symbol->name));
      symbol->where = WHERE_EXPLICIT;
    } else if (flags & DEF_NONLOCAL) {
      resolve_outwards(c, scope, symbol, true);
    } else if (flags & DEF_BOUND) {
      if (symbol->where == WHERE_UNKNOWN) symbol->where = WHERE_LOCAL;
      symbol->in_comprehension = scope->is_inlined;
    } else if (symbol->where == WHERE_UNKNOWN) {
      if (scope->kind == SCOPE_MODULE) symbol->where = WHERE_GLOBAL;
      else resolve_outwards(c, scope, symbol, false);
    }
  }
  for (Scope *child = scope->first_child; child; child = child->sibling) resolve(c, child);
}

Symbol *symbol_of(Compiler *c, const Name *name) {
  const Scope *scope = c->unit->names;
  Symbol *symbol;
  while (!(symbol = scope_find(scope, name)) && scope->is_inlined) scope = scope->parent;
  while (symbol && symbol->where == WHERE_ALIAS) symbol = symbol->alias;
  return symbol;
}

void symbols_build(Compiler *c) {
  c->scope = NULL;
  c->module = scope_enter(c, SCOPE_MODULE, NULL, NULL, name_of_c(c, "<module>"));
  visit_statements(c, c->tree.body);
  decide_inlining(c, c->module);
  resolve(c, c->module);
}
