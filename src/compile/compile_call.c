/*
 * Calls. The arguments of a plain call are evaluated straight into its window; a call with * or ** arguments, or with
 * more arguments than there are registers, gathers them in a list and a dict for CALLX.
 */
#include "compile/compiler.h"

enum { MOST_ARGUMENTS = 80, SPARE = 12 };

static bool is_plain(Nodes arguments, Keyword *keywords, uint32_t keyword_count, Reg window, uint32_t given) {
  uint64_t count = (uint64_t)given + arguments.count + keyword_count;
  if (count > MOST_ARGUMENTS || window + WINDOW + count + SPARE > NEAR_REGISTERS) return false;
  for (uint32_t i = 0; i < arguments.count; i++)
    if (arguments.items[i]->kind == EXPR_STARRED) return false;
  for (uint32_t i = 0; i < keyword_count; i++)
    if (!keywords[i].name.data) return false;
  return true;
}

bool call_is_method(Compiler *c, Node *call, Reg window) {
  (void)c;
  return is_plain(call->call.arguments, call->call.keywords, call->call.keyword_count, window, 0);
}

void check_keywords(Compiler *c, Keyword *keywords, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    Text name = keywords[i].name;
    if (!name.data) continue;
    check_not_debug(c, name, STORE, c->unit->span);
  }
  if (count < 2) return;
  PointerMap seen = {0};
  for (uint32_t i = 0; i < count; i++) {
    if (!keywords[i].name.data) continue;
    Name *name = name_of(c, keywords[i].name);
    map_put(c, &seen, name, map_get(&seen, name) ? (void *)2 : (void *)1);
  }
  for (uint32_t i = 0; i < count; i++) {
    if (!keywords[i].name.data || map_get(&seen, name_of(c, keywords[i].name)) != (void *)2) continue;
    PointerMap first = {0};
    for (uint32_t k = 0; k < count; k++) { /* the second of the pair is at fault */
      if (!keywords[k].name.data) continue;
      Name *name = name_of(c, keywords[k].name);
      if (map_get(&first, name))
        fail_syntax(c, (Span){keywords[k].line, keywords[k].column, keywords[k].end_line, keywords[k].end_column},
                    "keyword argument repeated: %.*s", (int)(name->text.size > 100 ? 100 : name->text.size), name->text.data);
      map_put(c, &first, name, (void *)1);
    }
  }
}

static uint32_t keyword_names(Compiler *c, Keyword *keywords, uint32_t count) {
  Value *names = take(c, sizeof *names * count);
  for (uint32_t i = 0; i < count; i++) names[i] = name_value(c, mangled(c, keywords[i].name));
  return constant_index(c, checked(c, tuple_new(c->vm, names, count)));
}

/* The positional arguments, those that stand in the window already included, as a list in R[list]. */
static void gather_arguments(Compiler *c, Nodes arguments, Reg window, uint32_t given, Reg list, Span span) {
  Unit *u = c->unit;
  Reg first = window + WINDOW, item = temp(c);
  u->top = item;
  if (!given && !arguments.count) {
    load_constant(c, from_ref(known(c->vm)->empty_tuple), list);
    return;
  }
  if (!given && arguments.count == 1 && arguments.items[0]->kind == EXPR_STARRED) {
    expr_to(c, arguments.items[0]->one.value, list);
    u->span = span;
    emit(c, I_STAR, list, list, window);
    return;
  }
  temp(c);
  emit(c, I_LIST, list, given ? first : 0, given);
  for (uint32_t i = 0; i < arguments.count; i++) {
    Node *n = arguments.items[i];
    bool starred = n->kind == EXPR_STARRED;
    expr_to(c, starred ? n->one.value : n, item);
    u->span = span;
    emit(c, starred ? I_LISTEXTEND : I_LISTAPPEND, list, item, starred ? list : 0);
  }
  u->top = item;
}

/* Keywords into a dict. A run of plain ones after a ** is merged as one dict, so that a repetition is found. */
static void gather_keywords(Compiler *c, Keyword *keywords, uint32_t count, Reg window, Reg dict, Span span) {
  Unit *u = c->unit;
  Reg part = temp(c), key = temp(c), value = temp(c);
  bool merged = false;
  if (count == 1 && !keywords[0].name.data) {
    expr_to(c, keywords[0].value, part);
    u->span = span;
    emit(c, I_STARSTAR, dict, part, window);
    u->top = part;
    return;
  }
  emit(c, I_DICT, dict, 0, 0);
  for (uint32_t i = 0; i < count;) {
    if (!keywords[i].name.data) {
      expr_to(c, keywords[i++].value, part);
      u->span = span;
      emit(c, I_DICTMERGE, dict, part, window);
      merged = true;
      continue;
    }
    Reg into = merged ? part : dict;
    if (merged) emit(c, I_DICT, part, 0, 0);
    for (; i < count && keywords[i].name.data; i++) {
      load_constant(c, name_value(c, mangled(c, keywords[i].name)), key);
      expr_to(c, keywords[i].value, value);
      u->span = span;
      emit(c, I_DICTSET, into, key, value);
    }
    if (merged) emit(c, I_DICTMERGE, dict, part, window);
  }
  u->top = part;
}

static void call_extended(Compiler *c, Nodes arguments, Keyword *keywords, uint32_t keyword_count, Reg window,
                          uint32_t given, Reg target) {
  Unit *u = c->unit;
  Span span = u->span;
  u->top = window + 1;
  temps(c, FRAME_SLOTS + (given > 2 ? given : 2));
  Reg place = window + WINDOW;
  if (keyword_count && arguments.count == 1 && arguments.items[0]->kind == EXPR_STARRED && !given) {
    /* As CPython: one iterable alone is gone through after the keywords were evaluated. */
    expr_to(c, arguments.items[0]->one.value, place);
    gather_keywords(c, keywords, keyword_count, window, place + 1, span);
    u->span = span;
    emit(c, I_STAR, place, place, window);
  } else {
    /* The list is built above what was given, then moved down to its place. */
    Reg list = given ? temp(c) : place;
    gather_arguments(c, arguments, window, given, list, span);
    move(c, place, list);
    u->top = place + 2;
    if (keyword_count) gather_keywords(c, keywords, keyword_count, window, place + 1, span);
    else load_singleton(c, V_UNDEFINED, place + 1);
  }
  u->span = span;
  emit(c, I_CALLX, window, 0, target);
}

void call_arguments(Compiler *c, Nodes arguments, Keyword *keywords, uint32_t keyword_count, Reg window, uint32_t given,
                    Reg target) {
  Unit *u = c->unit;
  Span span = u->span;
  check_keywords(c, keywords, keyword_count);
  enter_node(c, CLAIM_CALL);
  if (!is_plain(arguments, keywords, keyword_count, window, given)) {
    call_extended(c, arguments, keywords, keyword_count, window, given, target);
  } else {
    u->top = window + 1;
    temps(c, FRAME_SLOTS + given);
    for (uint32_t i = 0; i < arguments.count; i++) expr_to(c, arguments.items[i], temp(c));
    for (uint32_t i = 0; i < keyword_count; i++) expr_to(c, keywords[i].value, temp(c));
    u->span = span;
    if (keyword_count)
      emit_word(c, I_CALLK, window, given + arguments.count + keyword_count, target, keyword_names(c, keywords, keyword_count));
    else
      emit(c, I_CALL, window, given + arguments.count, target);
  }
  leave_node(c, CLAIM_CALL);
  u->top = window + 1;
}

void call_to(Compiler *c, Node *call, Reg window, bool is_method, Reg target) {
  Unit *u = c->unit;
  Span span = span_of(call);
  Nodes arguments = call->call.arguments;
  Keyword *keywords = call->call.keywords;
  uint32_t keyword_count = call->call.keyword_count;
  const Node *function = call->call.function;
  if (is_method && span.line != function->end_line && function->end_column >= function->attribute.name.size) {
    span.line = function->end_line;
    span.column = function->end_column - function->attribute.name.size;
  }
  u->span = span;
  if (!is_method) {
    call_arguments(c, arguments, keywords, keyword_count, window, 0, target);
    return;
  }
  check_keywords(c, keywords, keyword_count);
  enter_node(c, CLAIM_CALL);
  u->top = window + 1;
  temps(c, FRAME_SLOTS);
  for (uint32_t i = 0; i < arguments.count; i++) expr_to(c, arguments.items[i], temp(c));
  for (uint32_t i = 0; i < keyword_count; i++) expr_to(c, keywords[i].value, temp(c));
  u->span = span;
  if (keyword_count)
    emit_word(c, I_CALLMK, window, arguments.count + keyword_count, target, keyword_names(c, keywords, keyword_count));
  else
    emit(c, I_CALLM, window, arguments.count, target);
  leave_node(c, CLAIM_CALL);
  u->top = window + 1;
}

/* ---- super() -------------------------------------------------------------------------------------------------------- */

static Symbol *first_parameter(Compiler *c) {
  Unit *u = c->unit;
  if (!u->positional || !scope_is_function(u->scope) || scope_is_comprehension(u->scope)) return NULL;
  for (Symbol *s = u->scope->first; s; s = s->following)
    if (s->flags & DEF_PARAM) return s;
  return NULL;
}

/* super() without arguments, in a method: then super().x is one instruction. */
bool call_is_super(Compiler *c, Node *call) {
  Unit *u = c->unit;
  if (call->call.arguments.count || call->call.keyword_count) return false;
  if (name_of(c, call->call.function->name.id) != c->name_super) return false;
  Symbol *name = symbol_of(c, c->name_super), *class_ = scope_find(u->scope, c->name_class), *self = first_parameter(c);
  if (name && name->where != WHERE_GLOBAL) return false;
  if (!class_ || !class_->is_free || class_->where != WHERE_FREE || class_->free_reg >= NEAR_REGISTERS) return false;
  return self && !(self->flags & DEF_DELETED) && self->reg < NEAR_REGISTERS && u->names == u->scope;
}

void super_attribute(Compiler *c, Node *attribute, Reg target) {
  Unit *u = c->unit;
  Node *call = attribute->attribute.value;
  Symbol *self = first_parameter(c);
  Reg first = temps(c, 3);
  load_name(c, call->call.function, c->name_super, first + 2);
  at_node(c, call);
  emit(c, I_GETCELL, first, scope_find(u->scope, c->name_class)->free_reg, 0);
  if (self->where == WHERE_CELL) emit(c, I_GETCELL, first + 1, self->reg, 0);
  else move(c, first + 1, self->reg);
  at_node(c, attribute);
  emit_name(c, I_SUPERATTR, target, first, mangled(c, attribute->attribute.name));
  u->top = first;
}
