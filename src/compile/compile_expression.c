/*
 * Expressions, from the destination: the caller says in which register it wants the value.
 *
 * A local variable is an operand where it stands. That is right as long as nothing between its evaluation and its use
 * assigns to it, and within an expression only := can: so `expr_before` copies a variable when the frame has a := at all
 * and what comes in between is not plainly harmless.
 *
 * A chain that leans to the left (operators, calls, attributes, subscripts) is one loop over its nodes from the innermost
 * outwards, with one register for what has been computed so far. So its length costs no stack, and a method call is
 * simply two links of the chain taken together.
 */
#include "compile/compiler.h"

void move(Compiler *c, Reg target, Reg source) {
  if (target != source) emit(c, I_MOVE, target, source, 0);
}

void load_singleton(Compiler *c, Value v, Reg target) { emit(c, I_LOADC, target, (Reg)(v & 0xFF), 0); }

Name *mangled(Compiler *c, Text text) { return name_mangled(c, c->unit->names->private_, name_of(c, text)); }

/* ---- names ---------------------------------------------------------------------------------------------------------- */

static bool in_function(const Compiler *c) { return scope_is_function(c->unit->scope); }

/* Is the symbol a local variable in a register of this frame? */
static bool is_register(const Compiler *c, const Symbol *s) { return s && s->where == WHERE_LOCAL && in_function(c); }

static void check_bound(Compiler *c, const Symbol *s, Reg near) {
  Unit *u = c->unit;
  if (s->in_comprehension || is_assigned(u, s->reg)) return;
  emit_bx(c, I_CHECK, near, s->reg);
  set_assigned(u, s->reg);
}

/* The variable where it stands, bound; NO_REG when it is not in a near register. */
static Reg local_in_place(Compiler *c, Node *n) {
  if (n->kind != EXPR_NAME) return NO_REG;
  Symbol *s = symbol_of(c, mangled(c, n->name.id));
  if (!is_register(c, s) || s->reg >= NEAR_REGISTERS) return NO_REG;
  at_node(c, n);
  check_bound(c, s, s->reg);
  return s->reg;
}

static Reg near_cell(Compiler *c, Reg cell) {
  if (cell < NEAR_REGISTERS) return cell;
  Reg near = temp(c);
  emit_bx(c, I_FARLOAD, near, cell);
  return near;
}

/* A far cell says its place to CHECKCELL, since GETCELL could not tell whose it is. */
static void cell_value(Compiler *c, Reg cell, Reg target) {
  Reg near = near_cell(c, cell);
  if (near != cell) emit_bx(c, I_CHECKCELL, near, cell);
  emit(c, I_GETCELL, target, near, 0);
}

void load_name(Compiler *c, Node *n, Name *name, Reg target) {
  Symbol *s = symbol_of(c, name);
  Unit *u = c->unit;
  Reg top = u->top;
  if (n) at_node(c, n);
  switch (s ? s->where : WHERE_GLOBAL) {
  case WHERE_FREE:
    if (u->scope->kind == SCOPE_CLASS) {
      emit_name(c, I_GETCLASSCELL, target, near_cell(c, s->free_reg), name);
    } else {
      cell_value(c, s->free_reg, target);
    }
    break;
  case WHERE_CELL: cell_value(c, s->reg, target); break;
  case WHERE_LOCAL:
    if (!in_function(c)) {
      emit_name(c, I_GETNAME, target, 0, name);
    } else if (s->reg < NEAR_REGISTERS) {
      check_bound(c, s, s->reg);
      move(c, target, s->reg);
    } else if (is_temp(u, target)) {
      emit_bx(c, I_FARLOAD, target, s->reg);
      emit_bx(c, I_CHECK, target, s->reg);
    } else {
      Reg near = temp(c);
      emit_bx(c, I_FARLOAD, near, s->reg);
      emit_bx(c, I_CHECK, near, s->reg);
      move(c, target, near);
    }
    break;
  case WHERE_EXPLICIT: emit_name(c, I_GETGLOBAL, target, 0, name); break;
  default: emit_name(c, in_function(c) ? I_GETGLOBAL : I_GETNAME, target, 0, name); break;
  }
  u->top = top;
}

void check_not_debug(Compiler *c, Text name, Context context, Span span) {
  if (context == LOAD || name.size != 9 || memcmp(name.data, "__debug__", 9)) return;
  fail_syntax(c, span, context == DELETE ? "cannot delete __debug__" : "cannot assign to __debug__");
}

void store_name(Compiler *c, Node *n, Name *name, Reg value) {
  Symbol *s = symbol_of(c, name);
  Unit *u = c->unit;
  Reg top = u->top;
  if (n) at_node(c, n);
  check_not_debug(c, name->text, STORE, u->span);
  switch (s ? s->where : WHERE_GLOBAL) {
  case WHERE_FREE: emit(c, I_SETCELL, near_cell(c, s->free_reg), value, 0); break;
  case WHERE_CELL: emit(c, I_SETCELL, near_cell(c, s->reg), value, 0); break;
  case WHERE_LOCAL:
    if (!in_function(c)) {
      emit_name(c, I_SETNAME, value, 0, name);
    } else if (s->reg < NEAR_REGISTERS) {
      move(c, s->reg, value);
      set_assigned(u, s->reg);
    } else {
      emit_bx(c, I_FARSTORE, value, s->reg);
    }
    break;
  case WHERE_EXPLICIT: emit_name(c, I_SETGLOBAL, value, 0, name); break;
  default: emit_name(c, in_function(c) ? I_SETGLOBAL : I_SETNAME, value, 0, name); break;
  }
  u->top = top;
}

void delete_name(Compiler *c, Node *n, Name *name) {
  Symbol *s = symbol_of(c, name);
  Unit *u = c->unit;
  Reg top = u->top, near;
  if (n) at_node(c, n);
  check_not_debug(c, name->text, DELETE, u->span);
  switch (s ? s->where : WHERE_GLOBAL) {
  case WHERE_FREE:
  case WHERE_CELL:
    near = near_cell(c, s->where == WHERE_FREE ? s->free_reg : s->reg);
    emit_bx(c, I_CHECKCELL, near, s->where == WHERE_FREE ? s->free_reg : s->reg);
    emit(c, I_DELCELL, near, 0, 0);
    break;
  case WHERE_LOCAL:
    if (!in_function(c)) {
      emit_name(c, I_DELNAME, 0, 0, name);
    } else if (s->reg < NEAR_REGISTERS) {
      emit_bx(c, I_UNBIND, s->reg, s->reg);
      clear_assigned(u, s->reg);
    } else {
      near = temp(c);
      emit_bx(c, I_FARLOAD, near, s->reg);
      emit_bx(c, I_UNBIND, near, s->reg);
      emit_bx(c, I_FARSTORE, near, s->reg);
    }
    break;
  case WHERE_EXPLICIT: emit_name(c, I_DELGLOBAL, 0, 0, name); break;
  default: emit_name(c, in_function(c) ? I_DELGLOBAL : I_DELNAME, 0, 0, name); break;
  }
  u->top = top;
}

Reg local_target(Compiler *c, Node *target) {
  if (target->kind != EXPR_NAME) return NO_REG;
  Symbol *s = symbol_of(c, mangled(c, target->name.id));
  return is_register(c, s) && s->reg < NEAR_REGISTERS ? s->reg : NO_REG;
}

/* ---- operands ------------------------------------------------------------------------------------------------------- */

bool is_simple(const Node *n) {
  while (n->kind == EXPR_ATTRIBUTE) n = n->attribute.value;
  return n->kind == EXPR_NAME || is_constant(n);
}

Reg expr_any(Compiler *c, Node *n) {
  Reg r = local_in_place(c, n);
  if (r != NO_REG) return r;
  r = temp(c);
  expr_to(c, n, r);
  return r;
}

Reg expr_key(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Reg key = expr_any(c, n);
  if (n->kind == EXPR_SLICE && u->reachable) u->code[u->count - 1].head |= 1u << 24;
  return key;
}

static bool may_assign(Compiler *c, const Node *later) { return later && c->unit->scope->has_walrus && !is_simple(later); }

Reg expr_before(Compiler *c, Node *n, const Node *later) {
  if (!may_assign(c, later)) return expr_any(c, n);
  Reg r = temp(c);
  expr_to(c, n, r);
  return r;
}

void expr_effect(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Reg top = u->top;
  if (!is_constant(n)) expr_any(c, n);
  u->top = top;
}

/* ---- chains --------------------------------------------------------------------------------------------------------- */

static Node *spine_left(const Node *n) {
  switch (n->kind) {
  case EXPR_BINARY: return n->binary.left;
  case EXPR_CALL: return n->call.function;
  case EXPR_ATTRIBUTE: return n->attribute.value;
  case EXPR_SUBSCRIPT: return n->subscript.value;
  default: return NULL;
  }
}

static const Node *spine_right(const Node *n) {
  return n->kind == EXPR_BINARY ? n->binary.right : n->kind == EXPR_SUBSCRIPT ? n->subscript.index : NULL;
}

static void binary_link(Compiler *c, Node *n, Reg left, Reg target) {
  int64_t small;
  unsigned op = n->binary.op;
  if ((op == OP_ADD && small_constant(n->binary.right, 0, 127, &small)) ||
      (op == OP_SUB && small_constant(n->binary.right, 1, 128, &small))) {
    at_node(c, n);
    emit(c, I_ADDI, target, left, (uint8_t)(op == OP_ADD ? small : -small));
    return;
  }
  Reg right = expr_any(c, n->binary.right);
  at_node(c, n);
  emit(c, (Opcode)(I_ADD + op), target, left, right);
}

/* The place of an attribute in a chain over several lines is its name, as CPython has it. */
static void at_attribute(Compiler *c, const Node *n) {
  Span span = span_of(n);
  if (span.line != span.end_line && span.end_column >= n->attribute.name.size) {
    span.line = span.end_line;
    span.column = span.end_column - n->attribute.name.size;
  }
  c->unit->span = span;
}

static void link(Compiler *c, Node *n, Reg value, Reg target) {
  if (n->kind == EXPR_BINARY) {
    binary_link(c, n, value, target);
  } else if (n->kind == EXPR_ATTRIBUTE) {
    at_attribute(c, n);
    emit_name(c, I_GETATTR, target, value, mangled(c, n->attribute.name));
  } else {
    Reg index = expr_key(c, n->subscript.index);
    at_node(c, n);
    emit(c, I_GETITEM, target, value, index);
  }
}

/* Takes the links from `count` down to 0 of the chain on the compiler's stack, R[value] being what is below them. */
static void links(Compiler *c, uint32_t base, uint32_t count, Reg value, Reg work, Reg target) {
  Unit *u = c->unit;
  while (count > 0) {
    Node *n = c->spine[base + --count];
    if (n->kind == EXPR_ATTRIBUTE && count > 0 && c->spine[base + count - 1]->kind == EXPR_CALL) {
      Node *call = c->spine[base + count - 1];
      if (call_is_method(c, call, work)) {
        at_attribute(c, n);
        emit_name(c, I_METHOD, work, value, mangled(c, n->attribute.name));
        count--;
        call_to(c, call, work, true, count ? work : target);
        value = work;
        continue;
      }
    }
    Reg top = u->top;
    if (n->kind == EXPR_CALL) {
      move(c, work, value);
      call_to(c, n, work, false, count ? work : target);
    } else {
      const Node *right = spine_right(n);
      if (value != work && right && may_assign(c, right)) {
        move(c, work, value);
        value = work;
      }
      link(c, n, value, count ? work : target);
    }
    u->top = top;
    value = work;
  }
}

static bool is_super_attribute(Compiler *c, uint32_t base, const Node *leaf) {
  uint32_t count = c->spine_count - base;
  return count >= 2 && leaf->kind == EXPR_NAME && c->spine[c->spine_count - 1]->kind == EXPR_CALL &&
         c->spine[c->spine_count - 2]->kind == EXPR_ATTRIBUTE && call_is_super(c, c->spine[c->spine_count - 1]);
}

static void chain_to(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  uint32_t base = c->spine_count;
  bool calls = false;
  Node *leaf = n, *left;
  for (; (left = spine_left(leaf)); leaf = left) {
    spine_push(c, leaf);
    calls |= leaf->kind == EXPR_CALL;
  }
  uint32_t count = c->spine_count - base;
  Reg top = u->top, value, work;
  Node *first = c->spine[base + count - 1];
  const Node *right = spine_right(first);
  bool reuse = is_temp(u, target) && (!calls || target == u->top - 1);
  bool super = is_super_attribute(c, base, leaf);
  bool method = first->kind == EXPR_ATTRIBUTE || first->kind == EXPR_BINARY || first->kind == EXPR_SUBSCRIPT;
  value = super || !method || (right && may_assign(c, right)) ? NO_REG : local_in_place(c, leaf);
  work = reuse ? target : value != NO_REG && count == 1 ? NO_REG : temp(c);
  if (super) {
    super_attribute(c, c->spine[base + count - 2], count == 2 ? target : work);
    count -= 2;
    value = work;
  } else if (value == NO_REG) {
    expr_to(c, leaf, work);
    value = work;
  }
  links(c, base, count, value, work, target);
  c->spine_count = base;
  u->top = top;
}

/* ---- operators ------------------------------------------------------------------------------------------------------ */

static Opcode compare_opcode(unsigned op) {
  static const uint8_t opcodes[] = {I_LT, I_LE, I_EQ, I_NE, I_GT, I_GE, I_IN, I_NOTIN, I_IS, I_ISNOT};
  return (Opcode)opcodes[op];
}

static void compare_to(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  uint32_t count = n->compare.comparators.count;
  Reg top = u->top;
  if (count == 1) {
    Reg left = expr_before(c, n->compare.left, n->compare.comparators.items[0]);
    Reg right = expr_any(c, n->compare.comparators.items[0]);
    at_node(c, n);
    emit(c, compare_opcode(n->compare.ops[0]), target, left, right);
    u->top = top;
    return;
  }
  Reg result = is_temp(u, target) ? target : temp(c), pair = temps(c, 2);
  Label end = label_new(c);
  expr_to(c, n->compare.left, pair);
  for (uint32_t i = 0; i < count; i++) {
    Reg left = pair + (i & 1), right = pair + (~i & 1);
    expr_to(c, n->compare.comparators.items[i], right);
    at_node(c, n);
    emit(c, compare_opcode(n->compare.ops[i]), result, left, right);
    if (i + 1 < count) emit_branch(c, I_JF, result, 0, 0, end);
  }
  label_place(c, end);
  move(c, target, result);
  u->top = top;
}

static void bool_op_to(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  Reg top = u->top, result = is_temp(u, target) ? target : temp(c);
  Label end = label_new(c);
  Nodes values = n->bool_op.values;
  for (uint32_t i = 0; i + 1 < values.count; i++) {
    expr_to(c, values.items[i], result);
    at_node(c, values.items[i]);
    emit_branch(c, n->bool_op.is_or ? I_JT : I_JF, result, 0, 0, end);
  }
  expr_to(c, values.items[values.count - 1], result);
  label_place(c, end);
  move(c, target, result);
  u->top = top;
}

static void conditional_to(Compiler *c, Node *n, Reg target) {
  Label end = label_new(c);
  for (; n->kind == EXPR_IF; n = n->conditional.otherwise) {
    Label otherwise = label_new(c);
    branch_on(c, n->conditional.test, false, otherwise);
    expr_to(c, n->conditional.body, target);
    emit_jump(c, end);
    label_place(c, otherwise);
  }
  expr_to(c, n, target);
  label_place(c, end);
}

static void unary_to(Compiler *c, Node *n, Reg target) {
  static const uint8_t opcodes[] = {I_NEG, I_POS, I_INVERT, I_NOT};
  if (n->unary.op == OP_NOTHING) {
    expr_to(c, n->unary.operand, target);
    return;
  }
  Reg top = c->unit->top, operand = expr_any(c, n->unary.operand);
  at_node(c, n);
  emit(c, (Opcode)opcodes[n->unary.op], target, operand, 0);
  c->unit->top = top;
}

static void walrus_to(Compiler *c, Node *n, Reg target) {
  Reg top = c->unit->top, local = local_target(c, n->named.target);
  if (local != NO_REG) {
    check_not_debug(c, n->named.target->name.id, STORE, span_of(n->named.target));
    expr_to(c, n->named.value, local);
    set_assigned(c->unit, local);
    move(c, target, local);
  } else {
    expr_to(c, n->named.value, target);
    store_name(c, n->named.target, mangled(c, n->named.target->name.id), target);
  }
  c->unit->top = top;
}

/* ---- displays ------------------------------------------------------------------------------------------------------- */

/* How many further temporaries a display may use at once. */
static uint32_t room(const Unit *u) {
  uint32_t left = NEAR_REGISTERS - u->top;
  uint32_t half = left / 2;
  return half > 60 ? 60 : half < 1 ? 1 : half;
}

static bool has_starred(Nodes items) {
  for (uint32_t i = 0; i < items.count; i++)
    if (items.items[i]->kind == EXPR_STARRED) return true;
  return false;
}

/* A constant tuple when each of many items is constant: loads faster than it is built. */
static Value constant_items(Compiler *c, Nodes items) {
  if (items.count < 3) return V_UNDEFINED;
  for (uint32_t i = 0; i < items.count; i++)
    if (!is_constant(items.items[i])) return V_UNDEFINED;
  Value *values = take(c, sizeof *values * items.count);
  for (uint32_t i = 0; i < items.count; i++) values[i] = constant_share(c, constant_value(c, items.items[i]));
  return checked(c, tuple_new(c->vm, values, items.count));
}

/* The first `count` of them in consecutive registers. */
static Reg items_to(Compiler *c, Nodes items, uint32_t count) {
  Unit *u = c->unit;
  Reg first = temps(c, count);
  u->top = first;
  for (uint32_t i = 0; i < count; i++) {
    temp(c);
    expr_to(c, items.items[i], first + i);
  }
  return first;
}

/* How many of the items of a set are evaluated before the first is hashed: those before the first starred one, if CPython's stack has room. */
static uint32_t items_at_once(const Unit *u, Nodes items) {
  uint32_t count = 0;
  while (count < items.count && items.items[count]->kind != EXPR_STARRED) count++;
  return items.count > 30 || count > room(u) ? 0 : count;
}

void sequence_to(Compiler *c, Opcode op, Nodes items, Reg target) {
  Unit *u = c->unit;
  Reg top = u->top;
  Span span = u->span;
  if (!items.count) {
    emit(c, op, target, 0, 0);
    return;
  }
  enter_node(c, CLAIM_CALL);
  if (items.count <= room(u) && !has_starred(items)) {
    Reg first = items_to(c, items, items.count);
    u->span = span;
    emit(c, op, target, first, items.count);
    leave_node(c, CLAIM_CALL);
    u->top = top;
    return;
  }
  Opcode append = op == I_SET ? I_SETADD : I_LISTAPPEND, extend = op == I_SET ? I_SETUPDATE : I_LISTEXTEND;
  Reg result = is_temp(u, target) ? target : temp(c), item = temp(c);
  uint32_t done = op == I_SET ? items_at_once(u, items) : 0;
  if (done) emit(c, I_SET, result, items_to(c, items, done), done);
  else emit(c, op == I_SET ? I_SET : I_LIST, result, item, 0);
  u->top = item + 1;
  Value constants = op == I_SET ? V_UNDEFINED : constant_items(c, items);
  if (constants != V_UNDEFINED) {
    load_constant(c, constants, item);
    emit(c, extend, result, item, op == I_SET ? 0 : result);
  } else {
    for (uint32_t i = done; i < items.count; i++) {
      Node *n = items.items[i];
      bool starred = n->kind == EXPR_STARRED;
      expr_to(c, starred ? n->one.value : n, item);
      u->span = span;
      emit(c, starred ? extend : append, result, item, starred && op != I_SET ? result : 0);
    }
  }
  if (op == I_TUPLE) emit(c, I_LISTTUPLE, target, result, 0);
  else move(c, target, result);
  leave_node(c, CLAIM_CALL);
  u->top = top;
}

/* Of a dict display, how many pairs from i on CPython 3.11 puts into a dict of their own: up to the next `**`, and no more than 17. */
static uint32_t dict_chunk(Nodes keys, uint32_t i) {
  uint32_t count = 0;
  while (count < 17 && i + count < keys.count && keys.items[i + count]) count++;
  return count;
}

/* Pairs i to i + count, each in two registers from the top on. */
static void dict_pairs(Compiler *c, Node *n, uint32_t i, uint32_t count) {
  for (uint32_t k = i; k < i + count; k++) {
    Reg key = temp(c);
    expr_to(c, n->dict.keys.items[k], key);
    Reg value = temp(c);
    expr_to(c, n->dict.values.items[k], value);
  }
  at_node(c, n);
}

/* Up to 15 pairs are all evaluated before the first key is hashed; more, one after the other. */
static void dict_to(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  Reg top = u->top;
  Nodes keys = n->dict.keys;
  uint32_t most = room(u) / 2 > 15 ? 15 : room(u) / 2, pairs = dict_chunk(keys, 0);
  if (pairs > most) pairs = 0;
  Reg result = is_temp(u, target) || pairs == keys.count ? target : temp(c), first = u->top;
  dict_pairs(c, n, 0, pairs);
  emit(c, I_DICT, result, pairs ? first : 0, pairs);
  for (uint32_t i = pairs; i < keys.count;) {
    u->top = first;
    uint32_t chunk = dict_chunk(keys, i);
    if (!chunk) {
      expr_to(c, n->dict.values.items[i++], temp(c));
      at_node(c, n);
      emit(c, I_DICTUPDATE, result, first, 0);
      continue;
    }
    for (uint32_t end = i + chunk, step = chunk <= most ? chunk : 1; i < end; i += step) {
      u->top = first;
      dict_pairs(c, n, i, step);
      for (uint32_t k = 0; k < step; k++) emit(c, I_DICTSET, result, first + 2 * k, first + 2 * k + 1);
    }
  }
  if (pairs != keys.count) move(c, target, result);
  u->top = top;
}

static void slice_to(Compiler *c, Node *n, Reg target) {
  Reg first = temps(c, 3);
  Node *const parts[] = {n->slice.lower, n->slice.upper, n->slice.step};
  for (unsigned i = 0; i < 3; i++) {
    if (parts[i]) expr_to(c, parts[i], first + i);
    else load_singleton(c, V_NONE, first + i);
  }
  at_node(c, n);
  emit(c, I_SLICE, target, first, 0);
  c->unit->top = first;
}

/* ---- formatted strings ---------------------------------------------------------------------------------------------- */

static void formatted_to(Compiler *c, Node *n, Reg target) {
  Reg top = c->unit->top;
  Reg conversion = n->formatted.conversion > 0 ? (Reg)n->formatted.conversion : 0;
  if (!n->formatted.spec) {
    Reg value = expr_any(c, n->formatted.value);
    at_node(c, n);
    emit(c, I_FORMAT, target, value, conversion);
  } else {
    Reg pair = temps(c, 2);
    expr_to(c, n->formatted.value, pair);
    expr_to(c, n->formatted.spec, pair + 1);
    at_node(c, n);
    emit(c, I_FORMATX, target, pair, conversion);
  }
  c->unit->top = top;
}

/* More parts than registers: gathered in a list, and ''.join of it. */
static void join_many_to(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  Reg window = temps(c, WINDOW), list = temp(c), part = temp(c);
  emit(c, I_LIST, list, part, 0);
  for (uint32_t i = 0; i < n->joined.values.count; i++) {
    expr_to(c, n->joined.values.items[i], part);
    at_node(c, n);
    emit(c, I_LISTAPPEND, list, part, 0);
  }
  load_constant(c, from_ref(known(c->vm)->empty_str), part);
  emit_name(c, I_METHOD, window, part, name_of_c(c, "join"));
  emit(c, I_CALLM, window, 1, target);
  u->top = window;
}

static void joined_to(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  Nodes values = n->joined.values;
  Reg top = u->top;
  if (!values.count) {
    load_constant(c, from_ref(known(c->vm)->empty_str), target);
  } else if (values.count == 1) {
    expr_to(c, values.items[0], target);
  } else if (values.count > room(u)) {
    join_many_to(c, n, target);
  } else {
    Reg first = u->top;
    for (uint32_t i = 0; i < values.count; i++) expr_to(c, values.items[i], temp(c));
    at_node(c, n);
    emit(c, I_JOIN, target, first, values.count);
  }
  u->top = top;
}

/* An interpolation of a template string, or the template: made by the prelude. */
static void interpolation_to(Compiler *c, Node *n, Reg target) {
  Reg first = temps(c, 4);
  expr_to(c, n->formatted.value, first);
  load_constant(c, text_value(c, n->formatted.source), first + 1);
  if (n->formatted.conversion > 0) load_constant(c, checked(c, str_character(c->vm, (uint32_t)n->formatted.conversion)), first + 2);
  else load_singleton(c, V_NONE, first + 2);
  if (n->formatted.spec) expr_to(c, n->formatted.spec, first + 3);
  else load_constant(c, from_ref(known(c->vm)->empty_str), first + 3);
  at_node(c, n);
  emit(c, I_TYPEPARAM, target, first, 6);
  c->unit->top = first;
}

static void template_to(Compiler *c, Node *n, Reg target) {
  Reg first = temps(c, 4);
  at_node(c, n);
  sequence_to(c, I_LIST, n->joined.values, first);
  for (unsigned i = 1; i < 4; i++) load_singleton(c, V_NONE, first + i);
  at_node(c, n);
  emit(c, I_TYPEPARAM, target, first, 7);
  c->unit->top = first;
}

/* ---- await and yield ------------------------------------------------------------------------------------------------ */

void await_to(Compiler *c, Reg awaited, uint32_t sort, Reg target) {
  Reg iterator = temps(c, 2);
  emit(c, I_AWAITABLE, iterator, awaited, sort);
  load_singleton(c, V_NONE, iterator + 1);
  emit(c, I_DELEGATE, target, iterator, iterator + 1);
  c->unit->top = iterator;
}

static void await_expression_to(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  if (!scope_is_function(u->scope)) fail_syntax(c, span_of(n), "'await' outside function");
  if (!u->scope->is_async_function && !scope_is_comprehension(u->names)) fail_syntax(c, span_of(n), "'await' outside async function");
  Reg top = u->top, value = expr_any(c, n->one.value);
  at_node(c, n);
  await_to(c, value, 0, target);
  u->top = top;
}

static void yield_to(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  if (!scope_is_function(u->scope)) fail_syntax(c, span_of(n), "'yield' outside function");
  Reg top = u->top, value;
  if (n->one.value) {
    value = expr_any(c, n->one.value);
  } else {
    at_node(c, n);
    load_singleton(c, V_NONE, value = temp(c));
  }
  at_node(c, n);
  if (u->scope->is_async_function) {
    Reg wrapped = temp(c);
    emit(c, I_ASYNCWRAP, wrapped, value, 0);
    value = wrapped;
  }
  emit(c, I_YIELD, target, value, 0);
  u->top = top;
}

static void yield_from_to(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  if (!scope_is_function(u->scope)) fail_syntax(c, span_of(n), "'yield' outside function");
  if (u->scope->is_async_function) fail_syntax(c, span_of(n), "'yield from' inside async function");
  Reg top = u->top, value = expr_any(c, n->one.value), iterator = temps(c, 2);
  at_node(c, n);
  emit(c, I_YIELDITER, iterator, value, 0);
  load_singleton(c, V_NONE, iterator + 1);
  emit(c, I_DELEGATE, target, iterator, iterator + 1);
  u->top = top;
}

/* ---- branches ------------------------------------------------------------------------------------------------------- */

/* One comparison that branches. R[left] is its left side. */
static void compare_branch(Compiler *c, Node *n, unsigned op, Reg left, Reg right_at, Node *right, bool sense, Label label) {
  int64_t small;
  if (op <= CMP_GE && right_at == NO_REG && small_constant(right, -128, 127, &small)) {
    at_node(c, n);
    emit_branch(c, (Opcode)(I_JLTI + op), left, (uint8_t)small, sense, label);
    return;
  }
  bool is_none = (right->kind == EXPR_CONSTANT && right->constant.kind == CONST_NONE);
  if (op >= CMP_IS && is_none && right_at == NO_REG) {
    at_node(c, n);
    emit_branch(c, (op == CMP_IS) == sense ? I_JNONE : I_JNOTNONE, left, 0, 0, label);
    return;
  }
  Reg r = right_at;
  if (r == NO_REG) r = expr_any(c, right);
  else expr_to(c, right, r);
  at_node(c, n);
  if (op <= CMP_GE) {
    emit_branch(c, (Opcode)(I_JLT + op), left, r, sense, label);
  } else if (op >= CMP_IS) {
    emit_branch(c, I_JIS, left, r, (op == CMP_IS) == sense, label);
  } else {
    Reg result = temp(c);
    emit(c, op == CMP_IN ? I_IN : I_NOTIN, result, left, r);
    emit_branch(c, sense ? I_JT : I_JF, result, 0, 0, label);
  }
}

static void branch_on_compare(Compiler *c, Node *n, bool sense, Label label) {
  Unit *u = c->unit;
  uint32_t count = n->compare.comparators.count;
  Reg top = u->top;
  if (count == 1) {
    Reg left = expr_before(c, n->compare.left, n->compare.comparators.items[0]);
    compare_branch(c, n, n->compare.ops[0], left, NO_REG, n->compare.comparators.items[0], sense, label);
    u->top = top;
    return;
  }
  Label fails = sense ? label_new(c) : label;
  Reg pair = temps(c, 2);
  expr_to(c, n->compare.left, pair);
  for (uint32_t i = 0; i < count; i++) {
    bool last = i + 1 == count;
    compare_branch(c, n, n->compare.ops[i], pair + (i & 1), last ? NO_REG : pair + (~i & 1), n->compare.comparators.items[i], last && sense,
                   last ? label : fails);
    u->top = pair + 2;
  }
  u->top = top;
  if (sense) label_place(c, fails);
}

static void branch_on_bool_op(Compiler *c, Node *n, bool sense, Label label) {
  Nodes values = n->bool_op.values;
  bool stops_at = n->bool_op.is_or; /* the truth that ends the evaluation */
  Label end = stops_at == sense ? label : label_new(c);
  for (uint32_t i = 0; i + 1 < values.count; i++) branch_on(c, values.items[i], stops_at, end);
  branch_on(c, values.items[values.count - 1], sense, label);
  if (stops_at != sense) label_place(c, end);
}

static void branch_on_conditional(Compiler *c, Node *n, bool sense, Label label) {
  Label end = label_new(c);
  for (; n->kind == EXPR_IF; n = n->conditional.otherwise) {
    Label otherwise = label_new(c);
    branch_on(c, n->conditional.test, false, otherwise);
    branch_on(c, n->conditional.body, sense, label);
    emit_jump(c, end);
    label_place(c, otherwise);
  }
  branch_on(c, n, sense, label);
  label_place(c, end);
}

void branch_on(Compiler *c, Node *n, bool sense, Label label) {
  Unit *u = c->unit;
  while (n->kind == EXPR_UNARY && (n->unary.op == OP_NOT || n->unary.op == OP_NOTHING)) {
    sense ^= n->unary.op == OP_NOT;
    n = n->unary.operand;
  }
  int truth = constant_truth(c, n);
  if (truth >= 0) {
    at_node(c, n);
    if (truth == sense) emit_jump(c, label);
    return;
  }
  enter_node(c, CLAIM_BRANCH);
  switch (n->kind) {
  case EXPR_BOOL_OP: branch_on_bool_op(c, n, sense, label); break;
  case EXPR_IF: branch_on_conditional(c, n, sense, label); break;
  case EXPR_COMPARE:
    u->comparison = span_of(n);
    if (u->top <= SPILL_AT) {
      branch_on_compare(c, n, sense, label);
      break;
    } /* fallthrough */
  default: {
    Reg top = u->top, value = expr_any(c, n);
    at_node(c, n);
    emit_branch(c, sense ? I_JT : I_JF, value, 0, 0, label);
    u->top = top;
  }
  }
  leave_node(c, CLAIM_BRANCH);
}

/* ---- the whole ------------------------------------------------------------------------------------------------------ */

static void expr_plain(Compiler *c, Node *n, Reg target) {
  switch (n->kind) {
  case EXPR_CONSTANT:
  case EXPR_FOLDED:
    at_node(c, n);
    load_constant(c, constant_value(c, n), target);
    break;
  case EXPR_NAME: load_name(c, n, mangled(c, n->name.id), target); break;
  case EXPR_BINARY:
  case EXPR_CALL:
  case EXPR_ATTRIBUTE:
  case EXPR_SUBSCRIPT: chain_to(c, n, target); break;
  case EXPR_BOOL_OP: bool_op_to(c, n, target); break;
  case EXPR_NAMED: walrus_to(c, n, target); break;
  case EXPR_UNARY: unary_to(c, n, target); break;
  case EXPR_LAMBDA: lambda_to(c, n, target); break;
  case EXPR_IF: conditional_to(c, n, target); break;
  case EXPR_DICT: dict_to(c, n, target); break;
  case EXPR_SET:
    at_node(c, n);
    sequence_to(c, I_SET, n->sequence.items, target);
    break;
  case EXPR_LIST:
    at_node(c, n);
    sequence_to(c, I_LIST, n->sequence.items, target);
    break;
  case EXPR_TUPLE:
    at_node(c, n);
    sequence_to(c, I_TUPLE, n->sequence.items, target);
    break;
  case EXPR_LIST_COMP:
  case EXPR_SET_COMP:
  case EXPR_DICT_COMP:
  case EXPR_GENERATOR: comprehension_to(c, n, target); break;
  case EXPR_AWAIT: await_expression_to(c, n, target); break;
  case EXPR_YIELD: yield_to(c, n, target); break;
  case EXPR_YIELD_FROM: yield_from_to(c, n, target); break;
  case EXPR_COMPARE: compare_to(c, n, target); break;
  case EXPR_FORMATTED: formatted_to(c, n, target); break;
  case EXPR_JOINED: joined_to(c, n, target); break;
  case EXPR_TEMPLATE: template_to(c, n, target); break;
  case EXPR_INTERPOLATION: interpolation_to(c, n, target); break;
  case EXPR_SLICE: slice_to(c, n, target); break;
  case EXPR_STARRED: fail_syntax(c, span_of(n), "can't use starred expression here");
  default: fail_syntax(c, span_of(n), "invalid syntax");
  }
}

/* Moves the temporaries in use to far registers, evaluates, moves them back: what nests very deep runs out of near ones. */
static __attribute__((noinline)) void expr_spilled(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  Reg low = u->spill_base, high = u->top, far = u->far_top;
  if (high - low < 16) fail_complex(c);
  uint32_t count = high - low;
  u->far_top = far + count + 1;
  if (u->far_top > u->registers) u->registers = u->far_top;
  if (u->far_top > 65000) fail_complex(c);
  for (uint32_t i = 0; i < count; i++) emit_bx(c, I_FARSTORE, low + i, far + i);
  u->top = low;
  Reg result = temp(c);
  expr_to(c, n, result);
  emit_bx(c, I_FARSTORE, result, far + count);
  for (uint32_t i = 0; i < count; i++) emit_bx(c, I_FARLOAD, low + i, far + i);
  emit_bx(c, I_FARLOAD, target, far + count);
  u->far_top = far;
  u->top = high;
}

void expr_to(Compiler *c, Node *n, Reg target) {
  enter_node(c, CLAIM_EXPRESSION);
  if (__builtin_expect(c->unit->top > SPILL_AT, 0) && !is_simple(n)) expr_spilled(c, n, target);
  else expr_plain(c, n, target);
  leave_node(c, CLAIM_EXPRESSION);
}
