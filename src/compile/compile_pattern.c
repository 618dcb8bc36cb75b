/*
 * match. Each pattern tests a register and goes to the `fail` label where it does not fit. What a pattern captures waits in
 * a temporary until the whole pattern of a case has succeeded; then the names are stored, then the guard is asked.
 */
#include "compile/compiler.h"

typedef struct Capture {
  Name *name;
  Reg reg;
  Node *node;
} Capture;

typedef struct Pattern { /* what one case has captured so far */
  Capture *captures;
  uint32_t count, capacity;
  Label fail;
  bool may_be_irrefutable; /* the last case, or one with a guard */
} Pattern;

static void pattern_to(Compiler *c, Node *p, Reg subject, Pattern *state);

#define SHOWN(name) (int)((name)->text.size > 100 ? 100 : (name)->text.size), (name)->text.data

static Reg capture(Compiler *c, Node *n, Text text, Pattern *state) {
  Name *name = mangled(c, text);
  check_not_debug(c, text, STORE, span_of(n));
  for (uint32_t i = 0; i < state->count; i++)
    if (state->captures[i].name == name) fail_syntax(c, span_of(n), "multiple assignments to name '%.*s' in pattern", SHOWN(name));
  state->captures = grow(c, state->captures, state->count, &state->capacity, sizeof *state->captures);
  Reg reg = temp(c);
  state->captures[state->count++] = (Capture){name, reg, n};
  return reg;
}

static void capture_value(Compiler *c, Node *n, Text text, Reg value, Pattern *state) {
  Reg reg = capture(c, n, text, state);
  at_node(c, n);
  move(c, reg, value);
}

static bool is_wildcard(const Node *p) { return p->kind == PATTERN_AS && !p->capture.pattern && !p->capture.name.data; }
static bool is_star_wildcard(const Node *p) { return p->kind == PATTERN_STAR && !p->capture.name.data; }

/* Temporaries behind `mark` are given back, unless captures stand there. */
static void release(Compiler *c, Reg mark, uint32_t captures, const Pattern *state) {
  Unit *u = c->unit;
  Reg top = mark;
  for (uint32_t i = captures; i < state->count; i++)
    if (state->captures[i].reg >= top) top = state->captures[i].reg + 1;
  if (top < u->top) u->top = top;
}

/* ---- parts of mappings and classes ----------------------------------------------------------------------------------- */

#define NO_ITEM UINT32_MAX

static uint32_t last_to_match(Nodes items) {
  for (uint32_t i = items.count; i-- > 0;)
    if (!is_wildcard(items.items[i])) return i;
  return NO_ITEM;
}

/* R[tuple][i] by a pattern. The last one takes the tuple's register, so that what nests deep does not pile up. */
static void part_to(Compiler *c, Node *p, Node *item, Reg tuple, uint32_t i, bool last, uint32_t captures, Pattern *state) {
  if (is_wildcard(item)) return;
  Unit *u = c->unit;
  Reg mark = u->top, value = last ? tuple : temp(c);
  uint32_t before = state->count;
  at_node(c, p);
  unpacked_item(c, tuple, i, value);
  if (last) release(c, tuple + 1, captures, state);
  pattern_to(c, item, value, state);
  release(c, mark, before, state);
}

/* ---- sequences ------------------------------------------------------------------------------------------------------- */

static void items_by_index(Compiler *c, Node *p, Reg subject, uint32_t star, Reg length, Pattern *state) {
  Nodes items = p->patterns.items;
  Unit *u = c->unit;
  for (uint32_t i = 0; i < items.count; i++) {
    Node *item = items.items[i];
    if (is_wildcard(item) || i == star) continue;
    Reg mark = u->top, value = temp(c), index = temp(c);
    uint32_t captures = state->count;
    at_node(c, p);
    if (star == UINT32_MAX || i < star) {
      load_constant(c, from_small(i), index);
    } else {
      Reg back = temp(c);
      load_constant(c, from_small(items.count - i), back);
      emit(c, I_SUB, index, length, back);
    }
    emit(c, I_GETITEM, value, subject, index);
    u->top = index;
    pattern_to(c, item, value, state);
    release(c, mark, captures, state);
  }
}

static void sequence_pattern(Compiler *c, Node *p, Reg subject, Pattern *state) {
  Unit *u = c->unit;
  Nodes items = p->patterns.items;
  uint32_t star = starred_item(c, p, items, PATTERN_STAR), captures = state->count;
  bool all_wild = true;
  for (uint32_t i = 0; i < items.count; i++) all_wild &= is_wildcard(items.items[i]) || is_star_wildcard(items.items[i]);
  Reg mark = u->top, length = temp(c);
  at_node(c, p);
  emit(c, I_MATCHSEQ, length, subject, 0);
  emit_branch(c, I_JF, length, 0, 0, state->fail);
  uint32_t wanted = items.count - (star != NO_STAR);
  if (star == NO_STAR || wanted > 0) {
    Reg least = temp(c);
    emit(c, I_MATCHLEN, length, subject, 0);
    load_constant(c, from_small(wanted), least);
    emit_branch(c, star == NO_STAR ? I_JEQ : I_JGE, length, least, 0, state->fail);
    u->top = least;
  }
  if (all_wild) {
    u->top = mark;
    return;
  }
  if (star != NO_STAR && is_star_wildcard(items.items[star])) {
    items_by_index(c, p, subject, star, length, state);
  } else {
    u->top = mark;
    Reg first;
    bool spread = unpack_to(c, subject, items.count, star, "sequence pattern", &first);
    for (uint32_t i = 0; i < items.count; i++) {
      Node *item = items.items[i];
      if (is_wildcard(item)) continue;
      Reg inner = u->top, value = first + i;
      uint32_t before = state->count;
      if (!spread) {
        at_node(c, p);
        unpacked_item(c, first, i, value = temp(c));
      }
      if (i != star) pattern_to(c, item, value, state);
      else capture_value(c, item, item->capture.name, value, state);
      release(c, inner, before, state);
    }
  }
  release(c, mark, captures, state);
}

/* ---- mappings -------------------------------------------------------------------------------------------------------- */

/* The same for all numbers that are equal, of whatever type. */
static Value least_number(Compiler *c, Value v) {
  if (is_bool(v)) return from_small(v == V_TRUE);
  if (is_kind(c->vm, v, KIND_COMPLEX) && AS(Complex, c->vm, v)->imag == 0) v = from_double(AS(Complex, c->vm, v)->real);
  if (!is_double(v) || to_double(v) != __builtin_trunc(to_double(v)) || __builtin_isinf(to_double(v))) return v;
  return checked(c, int_from_double(c->vm, to_double(v)));
}

static void check_keys(Compiler *c, Node *p) {
  Nodes keys = p->mapping.keys;
  KeyedIndex seen = {0};
  for (uint32_t i = 0; i < keys.count; i++) {
    if (!is_constant(keys.items[i])) continue;
    Value value = constant_value(c, keys.items[i]), key = constant_share(c, least_number(c, value));
    if (index_get(&seen, key) == UINT32_MAX) {
      index_put(c, &seen, key, i);
      continue;
    }
    Value shown = checked(c, object_repr(c->vm, value));
    uint32_t size = 0;
    Raw *raw = str_check(c->vm, shown) ? str_to_utf8(c->vm, shown, &size) : NULL;
    fail_syntax(c, span_of(p), "mapping pattern checks duplicate key (%.*s)", raw ? (int)(size > 100 ? 100 : size) : 3,
                raw ? (const char *)raw->data : "...");
  }
}

static void mapping_pattern(Compiler *c, Node *p, Reg subject, Pattern *state) {
  Unit *u = c->unit;
  Nodes keys = p->mapping.keys, values = p->mapping.values;
  uint32_t captures = state->count;
  Reg mark = u->top, test = temp(c), wanted = temp(c);
  at_node(c, p);
  emit(c, I_MATCHMAP, test, subject, 0);
  emit_branch(c, I_JF, test, 0, 0, state->fail);
  if (keys.count) {
    emit(c, I_MATCHLEN, test, subject, 0);
    load_constant(c, from_small(keys.count), wanted);
    emit_branch(c, I_JGE, test, wanted, 0, state->fail);
  }
  if (!keys.count && !p->mapping.rest.data) {
    u->top = mark;
    return;
  }
  check_keys(c, p);
  sequence_to(c, I_TUPLE, keys, wanted);
  at_node(c, p);
  if (keys.count) {
    emit(c, I_MATCHKEYS, test, subject, wanted);
    emit_branch(c, I_JNONE, test, 0, 0, state->fail);
    uint32_t last = p->mapping.rest.data ? NO_ITEM : last_to_match(values);
    for (uint32_t i = 0; i < values.count; i++) part_to(c, p, values.items[i], test, i, i == last, captures, state);
  }
  if (p->mapping.rest.data) {
    Reg rest = capture(c, p, p->mapping.rest, state);
    at_node(c, p);
    emit(c, I_MATCHREST, rest, subject, wanted);
  }
  release(c, mark, captures, state);
}

/* ---- classes --------------------------------------------------------------------------------------------------------- */

static void class_pattern(Compiler *c, Node *p, Reg subject, Pattern *state) {
  Unit *u = c->unit;
  Nodes positional = p->class_pattern.positional, values = p->class_pattern.values;
  Texts keywords = p->class_pattern.keywords;
  PointerMap seen = {0};
  Value *names = take(c, sizeof *names * (keywords.count + 1));
  for (uint32_t i = 0; i < keywords.count; i++) {
    Name *name = mangled(c, keywords.items[i]);
    check_not_debug(c, keywords.items[i], STORE, span_of(values.items[i]));
    if (map_get(&seen, name)) fail_syntax(c, span_of(values.items[i]), "attribute name repeated in class pattern: %.*s", SHOWN(name));
    map_put(c, &seen, name, (void *)1);
    names[i] = name_value(c, name);
  }
  uint32_t captures = state->count;
  Reg mark = u->top, found = temp(c), cls = temps(c, 2);
  expr_to(c, p->class_pattern.cls, cls);
  at_node(c, p);
  load_constant(c, checked(c, tuple_new(c->vm, names, keywords.count)), cls + 1);
  emit_word(c, I_MATCHCLASS, found, subject, cls, positional.count);
  emit_branch(c, I_JNONE, found, 0, 0, state->fail);
  u->top = cls;
  uint32_t last_value = last_to_match(values),
           last = last_value == NO_ITEM ? last_to_match(positional) : positional.count + last_value;
  for (uint32_t i = 0; i < positional.count + values.count; i++) {
    Node *item = i < positional.count ? positional.items[i] : values.items[i - positional.count];
    part_to(c, p, item, found, i, i == last, captures, state);
  }
  release(c, mark, captures, state);
}

/* ---- alternatives ---------------------------------------------------------------------------------------------------- */

static const Capture *find_capture(const Capture *captures, uint32_t count, const Name *name) {
  for (uint32_t i = 0; i < count; i++)
    if (captures[i].name == name) return &captures[i];
  return NULL;
}

/* Every alternative binds the same names; those of the first decide in which registers they end. */
static void or_pattern(Compiler *c, Node *p, Reg subject, Pattern *state) {
  Unit *u = c->unit;
  Nodes items = p->patterns.items;
  Label outer_fail = state->fail, success = label_new(c);
  bool irrefutable = state->may_be_irrefutable;
  uint32_t base = state->count, bound = 0;
  Capture *first = NULL;
  Reg first_end = u->top;
  for (uint32_t i = 0; i < items.count; i++) {
    bool last = i + 1 == items.count;
    state->fail = last ? outer_fail : label_new(c);
    state->may_be_irrefutable = irrefutable && last;
    state->count = base;
    pattern_to(c, items.items[i], subject, state);
    Span innermost = u->span;
    at_node(c, p);
    if (i == 0) {
      bound = state->count - base;
      first = take(c, sizeof *first * (bound + 1));
      if (bound) memcpy(first, state->captures + base, sizeof *first * bound);
      first_end = u->top;
    }
    if (state->count - base != bound) fail_syntax(c, innermost, "alternative patterns bind different names");
    for (uint32_t k = 0; k < bound && i > 0; k++) {
      const Capture *same = find_capture(state->captures + base, bound, first[k].name);
      if (!same) fail_syntax(c, innermost, "alternative patterns bind different names");
      move(c, first[k].reg, same->reg);
    }
    u->top = first_end;
    if (last) break;
    emit_jump(c, success);
    label_place(c, state->fail);
  }
  label_place(c, success);
  if (bound) memcpy(state->captures + base, first, sizeof *first * bound);
  state->count = base + bound;
  state->fail = outer_fail;
  state->may_be_irrefutable = irrefutable;
}

/* ---- one pattern ------------------------------------------------------------------------------------------------------ */

static void as_pattern(Compiler *c, Node *p, Reg subject, Pattern *state) {
  if (!p->capture.pattern) {
    if (!state->may_be_irrefutable) {
      if (p->capture.name.data) {
        Name *name = mangled(c, p->capture.name);
        fail_syntax(c, span_of(p), "name capture '%.*s' makes remaining patterns unreachable", SHOWN(name));
      }
      fail_syntax(c, span_of(p), "wildcard makes remaining patterns unreachable");
    }
    if (p->capture.name.data) capture_value(c, p, p->capture.name, subject, state);
    return;
  }
  pattern_to(c, p->capture.pattern, subject, state);
  capture_value(c, p, p->capture.name, subject, state);
}

static void value_pattern(Compiler *c, Node *p, Reg subject, Pattern *state) {
  Reg top = c->unit->top, value = expr_any(c, p->one.value);
  at_node(c, p);
  emit_branch(c, I_JEQ, subject, value, 0, state->fail);
  c->unit->top = top;
}

static void singleton_pattern(Compiler *c, Node *p, Reg subject, Pattern *state) {
  at_node(c, p);
  if (p->singleton.constant == CONST_NONE) {
    emit_branch(c, I_JNOTNONE, subject, 0, 0, state->fail);
    return;
  }
  Reg value = temp(c);
  load_singleton(c, p->singleton.constant == CONST_TRUE ? V_TRUE : V_FALSE, value);
  emit_branch(c, I_JIS, subject, value, 0, state->fail);
  c->unit->top = value;
}

/* Patterns inside others may always be irrefutable. */
static void pattern_to(Compiler *c, Node *p, Reg subject, Pattern *state) {
  enter_node(c, CLAIM_PATTERN);
  bool irrefutable = state->may_be_irrefutable;
  if (p->kind != PATTERN_AS && p->kind != PATTERN_OR) state->may_be_irrefutable = true;
  switch (p->kind) {
  case PATTERN_VALUE: value_pattern(c, p, subject, state); break;
  case PATTERN_SINGLETON: singleton_pattern(c, p, subject, state); break;
  case PATTERN_SEQUENCE: sequence_pattern(c, p, subject, state); break;
  case PATTERN_MAPPING: mapping_pattern(c, p, subject, state); break;
  case PATTERN_CLASS: class_pattern(c, p, subject, state); break;
  case PATTERN_OR: or_pattern(c, p, subject, state); break;
  case PATTERN_AS: as_pattern(c, p, subject, state); break;
  default: break;
  }
  state->may_be_irrefutable = irrefutable;
  leave_node(c, CLAIM_PATTERN);
}

void match_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Reg top = u->top, subject = temp(c);
  Label end = label_new(c);
  expr_to(c, n->match.subject, subject);
  for (uint32_t i = 0; i < n->match.count; i++) {
    MatchCase *one = &n->match.cases[i];
    Pattern state = {.fail = label_new(c), .may_be_irrefutable = one->guard || i + 1 == n->match.count};
    Reg mark = u->top;
    pattern_to(c, one->pattern, subject, &state);
    for (uint32_t k = 0; k < state.count; k++) store_name(c, state.captures[k].node, state.captures[k].name, state.captures[k].reg);
    u->top = mark;
    if (one->guard) branch_on(c, one->guard, false, state.fail);
    statements(c, one->body);
    at_node(c, n);
    emit_jump(c, end);
    label_place(c, state.fail);
  }
  label_place(c, end);
  u->top = top;
}
