/*
 * What makes functions and classes: def, lambda, class, type parameters and aliases.
 *
 * CLOSURE finds what a function needs behind its own register: defaults, keyword defaults, annotations, cells. Type
 * parameters (PEP 695) live in a function of their own that is called at once: it makes them, then the function or class,
 * and gives the latter back.
 */
#include "compile/compiler.h"

enum { HAS_DEFAULTS = 1, HAS_KEYWORD_DEFAULTS = 2, HAS_ANNOTATIONS = 4, HAS_CLOSURE = 8 };

/* R[next] ...: room for the tuple of cells. */
void closure_to(Compiler *c, Value code, Scope *scope, Reg target, uint32_t present, uint32_t next) {
  Unit *u = c->unit;
  Reg top = u->top;
  Span span = u->span;
  if (scope->free_count) {
    Symbol **frees = take(c, sizeof *frees * scope->free_count);
    uint32_t count = 0;
    Code *made = AS(Code, c->vm, code);
    for (uint32_t i = 0; i < scope->free_count; i++) frees[i] = NULL;
    /* In the order of Code.free. */
    for (Symbol *s = scope->first; s; s = s->following)
      if (s->is_free && s->free_reg >= made->first_free && s->free_reg - made->first_free < scope->free_count) {
        frees[s->free_reg - made->first_free] = s;
        count++;
      }
    if (count != scope->free_count) fail_syntax(c, span, "no cell for a variable of an enclosing function");
    if (u->top <= next) temps(c, next + 1 - u->top);
    if (count <= 24) {
      Reg first = u->top;
      for (uint32_t i = 0; i < count; i++) {
        Reg cell = cell_for(c, frees[i]->name), near = temp(c);
        if (cell < NEAR_REGISTERS) move(c, near, cell);
        else emit_bx(c, I_FARLOAD, near, cell);
      }
      emit(c, I_TUPLE, next, first, count);
    } else {
      Reg list = temp(c), near = temp(c);
      emit(c, I_LIST, list, 0, 0);
      for (uint32_t i = 0; i < count; i++) {
        Reg cell = cell_for(c, frees[i]->name);
        if (cell < NEAR_REGISTERS) move(c, near, cell);
        else emit_bx(c, I_FARLOAD, near, cell);
        emit(c, I_LISTAPPEND, list, near, 0);
      }
      emit(c, I_LISTTUPLE, next, list, 0);
    }
    present |= HAS_CLOSURE;
  }
  u->span = span;
  emit(c, I_CLOSURE, target, 0, 0);
  if (u->reachable) {
    Instruction *i = &u->code[u->count - 1];
    uint32_t index = constant_index(c, code);
    i->head |= index << 16;
    i->word = present;
  }
  u->top = top;
}

/* ---- defaults and annotations --------------------------------------------------------------------------------------- */

static bool defaults_to(Compiler *c, Parameters *p, Reg target) {
  uint32_t count = p->positional_only + p->positional, first = 0;
  while (first < count && !p->items[first].standard) first++;
  if (first == count) return false;
  Node **items = take(c, sizeof *items * (count - first));
  bool constant = true;
  for (uint32_t i = first; i < count; i++) {
    items[i - first] = p->items[i].standard;
    constant &= is_constant(p->items[i].standard);
  }
  if (constant) {
    Value *values = take(c, sizeof *values * (count - first));
    for (uint32_t i = first; i < count; i++) values[i - first] = constant_share(c, constant_value(c, p->items[i].standard));
    load_constant(c, checked(c, tuple_new(c->vm, values, count - first)), target);
  } else {
    sequence_to(c, I_TUPLE, (Nodes){items, count - first}, target);
  }
  return true;
}

static bool keyword_defaults_to(Compiler *c, Parameters *p, Reg target) {
  uint32_t first = p->positional_only + p->positional;
  bool any = false;
  Reg top = c->unit->top, key = temps(c, 2);
  for (uint32_t i = first; i < first + p->keyword_only; i++) {
    if (!p->items[i].standard) continue;
    if (!any) emit(c, I_DICT, target, 0, 0);
    any = true;
    load_constant(c, name_value(c, mangled(c, p->items[i].name)), key);
    expr_to(c, p->items[i].standard, key + 1);
    emit(c, I_DICTSET, target, key, key + 1);
  }
  c->unit->top = top;
  return any;
}

void annotation_to(Compiler *c, Node *annotation, Reg target) {
  if (c->features & FUTURE_ANNOTATIONS) {
    at_node(c, annotation);
    load_constant(c, unparse(c, annotation), target);
  } else if (annotation->kind == EXPR_STARRED) { /* *args: *Ts */
    Reg top = c->unit->top, value = expr_any(c, annotation->one.value), one = temp(c);
    at_node(c, annotation);
    emit(c, I_UNPACK, value, one, 1);
    move(c, target, one);
    c->unit->top = top;
  } else {
    expr_to(c, annotation, target);
  }
}

static void add_annotation(Compiler *c, Node *annotation, Name *name, Reg dict, bool *any) {
  if (!annotation) return;
  Reg top = c->unit->top, key = temps(c, 2);
  if (!*any) emit(c, I_DICT, dict, 0, 0);
  *any = true;
  load_constant(c, name_value(c, name), key);
  annotation_to(c, annotation, key + 1);
  emit(c, I_DICTSET, dict, key, key + 1);
  c->unit->top = top;
}

/* In CPython's order: positional parameters before positional-only ones. */
static bool annotations_to(Compiler *c, Node *n, Reg target) {
  Parameters *p = n->function.parameters;
  bool any = false;
  uint32_t only = p->positional_only, all = only + p->positional + p->keyword_only;
  for (uint32_t i = only; i < only + p->positional; i++) add_annotation(c, p->items[i].annotation, mangled(c, p->items[i].name), target, &any);
  for (uint32_t i = 0; i < only; i++) add_annotation(c, p->items[i].annotation, mangled(c, p->items[i].name), target, &any);
  if (p->star) add_annotation(c, p->star->annotation, mangled(c, p->star->name), target, &any);
  for (uint32_t i = only + p->positional; i < all; i++) add_annotation(c, p->items[i].annotation, mangled(c, p->items[i].name), target, &any);
  if (p->double_star) add_annotation(c, p->double_star->annotation, mangled(c, p->double_star->name), target, &any);
  add_annotation(c, n->function.returns, c->name_return, target, &any);
  return any;
}

static void check_parameters(Compiler *c, Node *n) {
  Parameters *p = n->function.parameters;
  Span span = span_of(n);
  for (uint32_t i = 0; i < p->positional_only + p->positional + p->keyword_only; i++) check_not_debug(c, p->items[i].name, STORE, span);
  if (p->star) check_not_debug(c, p->star->name, STORE, span);
  if (p->double_star) check_not_debug(c, p->double_star->name, STORE, span);
}

/* ---- functions ------------------------------------------------------------------------------------------------------ */

static uint32_t first_line_of(const Node *n, Nodes decorators) { return decorators.count ? decorators.items[0]->line : n->line; }

static Value function_code(Compiler *c, Node *n) {
  Scope *scope = scope_of(c, n);
  unit_enter(c, scope, name_of(c, n->function.name), n->function.parameters, first_line_of(n, n->function.decorators));
  Nodes body = n->function.body;
  Node *doc = docstring_of(body);
  if (doc) {
    c->unit->doc = checked(c, text_value(c, doc->constant.text));
    body.items++;
    body.count--;
  }
  statements(c, body);
  return unit_leave(c);
}

static void lambda_body(Compiler *c, Node *n) {
  Reg top = c->unit->top, value = expr_any(c, n->function.expression);
  at_node(c, n->function.expression);
  emit_stop(c, I_RETURN, value, 0, 0);
  c->unit->top = top;
}

void lambda_to(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  Parameters *p = n->function.parameters;
  check_parameters(c, n);
  Reg top = u->top, base = temps(c, 5), next = base + 1;
  uint32_t present = 0;
  if (defaults_to(c, p, next)) present |= HAS_DEFAULTS, next++;
  if (keyword_defaults_to(c, p, next)) present |= HAS_KEYWORD_DEFAULTS, next++;
  Scope *scope = scope_of(c, n);
  enter_node(c, CLAIM_CALL);
  unit_enter(c, scope, scope->name, p, n->line);
  lambda_body(c, n);
  leave_node(c, CLAIM_CALL);
  Value code = unit_leave(c);
  at_node(c, n);
  closure_to(c, code, scope, base, present, next);
  u->top = top;
  move(c, target, base);
}

/* R[base] = the function of a def; what is behind base is its room. `first`, if any, are defaults made elsewhere. */
static void function_to(Compiler *c, Node *n, Reg base, uint32_t present, Reg next) {
  if (annotations_to(c, n, next)) present |= HAS_ANNOTATIONS, next++;
  Scope *scope = scope_of(c, n);
  Value code = function_code(c, n);
  at_node(c, n);
  closure_to(c, code, scope, base, present, next);
}

/* ---- decorators ----------------------------------------------------------------------------------------------------- */

enum { NESTED_DECORATORS = 6 };

/* Evaluates decorators so that what they decorate goes to the register that is returned. A few of them have their windows
   open, each in the place of the other's argument; many wait in a list. */
static Reg open_decorators(Compiler *c, Nodes decorators) {
  if (decorators.count > NESTED_DECORATORS) {
    Reg list = temp(c);
    sequence_to(c, I_LIST, decorators, list);
    temps(c, WINDOW);
    return temp(c);
  }
  for (uint32_t i = 0; i < decorators.count; i++) {
    expr_to(c, decorators.items[i], temp(c));
    temps(c, FRAME_SLOTS);
  }
  return temp(c);
}

/* CPython places a decorator's call at the decorator. */
static void apply_decorators(Compiler *c, Nodes decorators, Reg value) {
  for (uint32_t i = decorators.count; i-- > 0;) {
    at_node(c, decorators.items[i]);
    if (decorators.count > NESTED_DECORATORS) {
      Reg window = value - WINDOW;
      load_constant(c, from_small(i), window);
      emit(c, I_GETITEM, window, window - 1, window);
      emit(c, I_CALL, window, 1, value);
    } else {
      emit(c, I_CALL, value - WINDOW, 1, value - WINDOW);
      value -= WINDOW;
    }
  }
}

static Reg decorated(Nodes decorators, Reg value) {
  return decorators.count > NESTED_DECORATORS ? value : value - WINDOW * decorators.count;
}

/* ---- type parameters ------------------------------------------------------------------------------------------------ */

static void type_value_to(Compiler *c, Node *value, const void *key, Reg target) {
  if (!value) {
    load_singleton(c, V_NONE, target);
    return;
  }
  Scope *scope = scope_of(c, key);
  unit_enter(c, scope, scope->name, NULL, value->line);
  Reg r = expr_any(c, value);
  emit_stop(c, I_RETURN, r, 0, 0);
  Value code = unit_leave(c);
  Reg top = c->unit->top, base = temps(c, 3);
  at_node(c, value);
  closure_to(c, code, scope, base, 0, base + 1);
  move(c, target, base);
  c->unit->top = top;
}

/* Makes the type parameters, stores them in their variables, and leaves their tuple in R[target]. */
static void type_parameters_to(Compiler *c, TypeParameter *parameters, uint32_t count, Reg target) {
  Reg top = c->unit->top, list = temp(c), first = temps(c, 4), made = temp(c);
  emit(c, I_LIST, list, 0, 0);
  for (uint32_t i = 0; i < count; i++) {
    TypeParameter *p = &parameters[i];
    Name *name = mangled(c, p->name);
    c->unit->span = (Span){p->line, p->column, p->end_line, p->end_column};
    load_constant(c, name_value(c, name_of(c, p->name)), first);
    type_value_to(c, p->bound, p, first + 1);
    type_value_to(c, p->standard, default_key(p), first + 2);
    load_singleton(c, V_NONE, first + 3);
    bool constrained = p->kind == TYPE_VAR && p->bound && p->bound->kind == EXPR_TUPLE;
    emit(c, I_TYPEPARAM, made, first, constrained ? 5 : (Reg)p->kind);
    store_name(c, NULL, name, made);
    emit(c, I_LISTAPPEND, list, made, 0);
  }
  emit(c, I_LISTTUPLE, target, list, 0);
  c->unit->top = top;
}

static Name *type_params_name(Compiler *c) { return name_of_c(c, "__type_params__"); }

/* Calls the code of a scope of type parameters with `count` arguments, which stand in the window already. */
static void call_generic(Compiler *c, Value code, Scope *scope, Reg window, uint32_t count, Reg target) {
  Reg top = c->unit->top, base = temps(c, 3);
  closure_to(c, code, scope, base, 0, base + 1);
  move(c, window, base);
  emit(c, I_CALL, window, count, target);
  c->unit->top = top;
}

/* ---- def ------------------------------------------------------------------------------------------------------------ */

/* def f[T](...): the defaults are evaluated outside and handed in. */
static void generic_function_to(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  Scope *scope = scope_of(c, type_parameters_key(n));
  Reg top = u->top, window = temps(c, WINDOW), first = temps(c, 2);
  bool defaults = defaults_to(c, n->function.parameters, first);
  bool keyword_defaults = keyword_defaults_to(c, n->function.parameters, first + defaults);
  uint32_t count = (uint32_t)defaults + keyword_defaults;

  Parameter handed_in[2] = {{.name = DEFAULTS_NAME}, {.name = KEYWORD_DEFAULTS_NAME}};
  Parameters arriving = {.items = handed_in + !defaults, .positional_only = count};
  unit_enter(c, scope, scope->name, &arriving, n->line);
  at_node(c, n);
  Reg base = temps(c, 6), parameters = temp(c);
  for (uint32_t i = 0; i < count; i++) move(c, base + 1 + i, i);
  type_parameters_to(c, n->function.type_parameters, n->function.type_parameter_count, parameters);
  function_to(c, n, base, (defaults ? HAS_DEFAULTS : 0) | (keyword_defaults ? HAS_KEYWORD_DEFAULTS : 0), base + 1 + count);
  emit_name(c, I_SETATTR, base, parameters, type_params_name(c));
  emit_stop(c, I_RETURN, base, 0, 0);
  Value code = unit_leave(c);

  at_node(c, n);
  call_generic(c, code, scope, window, count, target);
  u->top = top;
}

void function_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Parameters *p = n->function.parameters;
  Nodes decorators = n->function.decorators;
  Reg top = u->top;
  check_not_debug(c, n->function.name, STORE, span_of(n));
  check_parameters(c, n);
  Reg base = open_decorators(c, decorators);
  if (n->function.type_parameter_count) {
    generic_function_to(c, n, base);
  } else {
    uint32_t present = 0;
    Reg next = base + 1;
    temps(c, 4);
    if (defaults_to(c, p, next)) present |= HAS_DEFAULTS, next++;
    if (keyword_defaults_to(c, p, next)) present |= HAS_KEYWORD_DEFAULTS, next++;
    function_to(c, n, base, present, next);
  }
  u->top = base + 1;
  apply_decorators(c, decorators, base);
  at_node(c, n);
  store_name(c, NULL, mangled(c, n->function.name), decorated(decorators, base));
  u->top = top;
}

/* ---- class ---------------------------------------------------------------------------------------------------------- */

static Value class_code(Compiler *c, Node *n) {
  Scope *scope = scope_of(c, n);
  unit_enter(c, scope, name_of(c, n->class_.name), NULL, first_line_of(n, n->class_.decorators));
  Unit *u = c->unit;
  Reg r = temp(c);
  emit_name(c, I_GETNAME, r, 0, name_of_c(c, "__name__"));
  emit_name(c, I_SETNAME, r, 0, name_of_c(c, "__module__"));
  load_constant(c, u->qualname, r);
  emit_name(c, I_SETNAME, r, 0, name_of_c(c, "__qualname__"));
  if (body_has_annotations(n->class_.body)) emit(c, I_SETUPANNOTATIONS, 0, 0, 0);
  Nodes body = n->class_.body;
  Node *doc = docstring_of(body);
  if (doc) {
    at_node(c, doc);
    load_constant(c, text_value(c, doc->constant.text), r);
    emit_name(c, I_SETNAME, r, 0, name_of_c(c, "__doc__"));
    body.items++;
    body.count--;
  }
  if (n->class_.type_parameter_count) {
    load_name(c, NULL, name_of(c, TYPE_PARAMETERS_NAME), r);
    emit_name(c, I_SETNAME, r, 0, type_params_name(c));
  }
  u->top = u->first_temp;
  statements(c, body);
  u->span = (Span){first_line_of(n, n->class_.decorators), 0, 0, 0};
  if (u->class_cell != NO_REG && u->reachable) {
    r = temp(c);
    Reg cell = r;
    if (u->class_cell < NEAR_REGISTERS) move(c, cell, u->class_cell);
    else emit_bx(c, I_FARLOAD, cell, u->class_cell);
    emit_name(c, I_SETNAME, cell, 0, name_of_c(c, "__classcell__"));
    emit_stop(c, I_RETURN, cell, 0, 0);
  }
  return unit_leave(c);
}

/* R[window] is free, and the topmost: the class goes to target. */
static void class_to(Compiler *c, Node *n, Reg window, Reg generic, Reg target) {
  Unit *u = c->unit;
  u->top = window + 1;
  Scope *scope = scope_of(c, n);
  at_node(c, n);
  emit(c, I_BUILDCLASS, window, 0, 0);
  Value code = class_code(c, n);
  temps(c, FRAME_SLOTS);
  Reg function = temp(c), name = temp(c);
  at_node(c, n);
  closure_to(c, code, scope, function, 0, function + 1);
  u->top = name + 1;
  load_constant(c, name_value(c, name_of(c, n->class_.name)), name);
  Nodes bases = n->class_.bases;
  uint32_t given = 2;
  bool starred = false;
  for (uint32_t i = 0; i < bases.count; i++) starred |= bases.items[i]->kind == EXPR_STARRED;
  if (generic != NO_REG) { /* Generic[T, ...] comes last, after the bases that are named */
    if (starred || bases.count > 40) fail_syntax(c, span_of(n), "too many bases for a class with type parameters");
    for (uint32_t i = 0; i < bases.count; i++, given++) expr_to(c, bases.items[i], temp(c));
    move(c, temp(c), generic);
    given++;
    bases = (Nodes){NULL, 0};
  }
  at_node(c, n);
  call_arguments(c, bases, n->class_.keywords, n->class_.keyword_count, window, given, target);
}

static void generic_class_to(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  Scope *scope = scope_of(c, type_parameters_key(n));
  Reg top = u->top, window = temps(c, WINDOW);
  unit_enter(c, scope, scope->name, NULL, n->line);
  at_node(c, n);
  Reg first = temps(c, 4), generic = temp(c), inner = temp(c);
  type_parameters_to(c, n->class_.type_parameters, n->class_.type_parameter_count, first);
  store_name(c, NULL, name_of(c, TYPE_PARAMETERS_NAME), first);
  for (unsigned i = 1; i < 4; i++) load_singleton(c, V_NONE, first + i);
  emit(c, I_TYPEPARAM, generic, first, 4);
  class_to(c, n, inner, generic, inner);
  emit_stop(c, I_RETURN, inner, 0, 0);
  Value code = unit_leave(c);
  at_node(c, n);
  call_generic(c, code, scope, window, 0, target);
  u->top = top;
}

void class_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Nodes decorators = n->class_.decorators;
  Reg top = u->top;
  check_not_debug(c, n->class_.name, STORE, span_of(n));
  Reg value = open_decorators(c, decorators);
  if (n->class_.type_parameter_count) generic_class_to(c, n, value);
  else class_to(c, n, value, NO_REG, value);
  u->top = value + 1;
  apply_decorators(c, decorators, value);
  at_node(c, n);
  store_name(c, NULL, mangled(c, n->class_.name), decorated(decorators, value));
  u->top = top;
}

/* ---- type X[T] = ... ------------------------------------------------------------------------------------------------ */

static void alias_to(Compiler *c, Node *n, Reg parameters, Reg target) {
  Reg top = c->unit->top, first = temps(c, 4);
  at_node(c, n);
  load_constant(c, name_value(c, name_of(c, n->alias.name->name.id)), first);
  if (parameters != NO_REG) move(c, first + 1, parameters);
  else load_singleton(c, V_NONE, first + 1);
  type_value_to(c, n->alias.value, n, first + 2);
  load_singleton(c, V_NONE, first + 3);
  at_node(c, n);
  emit(c, I_TYPEPARAM, target, first, 3);
  c->unit->top = top;
}

void type_alias_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Reg top = u->top, value;
  if (!n->alias.type_parameter_count) {
    value = temp(c);
    alias_to(c, n, NO_REG, value);
  } else {
    Scope *scope = scope_of(c, type_parameters_key(n));
    Reg window = temps(c, WINDOW);
    value = window;
    unit_enter(c, scope, scope->name, NULL, n->line);
    at_node(c, n);
    Reg parameters = temp(c), made = temp(c);
    type_parameters_to(c, n->alias.type_parameters, n->alias.type_parameter_count, parameters);
    alias_to(c, n, parameters, made);
    emit_stop(c, I_RETURN, made, 0, 0);
    Value code = unit_leave(c);
    at_node(c, n);
    call_generic(c, code, scope, window, 0, value);
  }
  store_to(c, n->alias.name, value);
  u->top = top;
}
