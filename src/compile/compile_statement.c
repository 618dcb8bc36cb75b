/*
 * Statements, but for those that have a file of their own.
 *
 * A `while` has its test at the bottom: entered by one jump, each turn costs one branch. A `for` has FORITER at the top,
 * which pays for the body; the jump back is a LOOP.
 */
#include "compile/compiler.h"

/* ---- blocks: leaving them ------------------------------------------------------------------------------------------- */

void count_block(Compiler *c) {
  if (c->unit->block_count++ >= MAX_BLOCKS) fail_syntax(c, c->unit->span, "too many statically nested blocks");
}

void block_push(Compiler *c, Block *block, BlockKind kind) {
  Unit *u = c->unit;
  count_block(c);
  *block = (Block){.outer = u->blocks, .kind = kind, .outer_handler = u->handler};
  u->blocks = block;
}

void block_pop(Compiler *c, Block *block) {
  Unit *u = c->unit;
  u->blocks = block->outer;
  u->handler = block->outer_handler;
  u->block_count--;
}

static void leave_with(Compiler *c, Block *block) {
  Unit *u = c->unit;
  Reg window = block->saved, top = u->top;
  /* The value of a return may stand above the window: the call is made from higher up. */
  Reg at_top = temps(c, WINDOW + 3);
  Span span = u->span;
  at_node(c, block->node);
  move(c, at_top, window);
  move(c, at_top + FRAME_SLOTS, window + FRAME_SLOTS);
  for (unsigned i = 0; i < 3; i++) load_singleton(c, V_NONE, at_top + WINDOW + i);
  emit(c, I_CALLM, at_top, 3, at_top);
  if (block->is_async) {
    u->top = at_top + 1;
    await_to(c, at_top, 2, at_top);
  }
  u->span = span;
  u->top = top;
}

void forget_name(Compiler *c, Name *name) {
  Unit *u = c->unit;
  Reg none = temp(c);
  load_singleton(c, V_NONE, none);
  store_name(c, NULL, name, none);
  delete_name(c, NULL, name);
  u->top = none;
}

static void leave_block(Compiler *c, Block *block) {
  Unit *u = c->unit;
  switch (block->kind) {
  case BLOCK_EXCEPT:
    emit(c, I_POPEXC, block->saved, 0, 0);
    if (block->name) forget_name(c, block->name);
    break;
  case BLOCK_FINAL_BODY: emit(c, I_POPEXC, block->saved, 0, 0); break;
  case BLOCK_WITH: leave_with(c, block); break;
  case BLOCK_FINALLY: {
    Span span = u->span;
    u->final_copies++;
    statements(c, block->node->try_.final);
    u->final_copies--;
    u->span = span;
    break;
  }
  case BLOCK_EXCEPT_STAR:
    fail_syntax(c, u->span, "'break', 'continue' and 'return' cannot appear in an except* block");
  default: break;
  }
}

/* Leaves through the blocks inside `loop`, or all of them, then jumps to the loop's label or returns. A block with a
   selector ends this: what is outside of it is left after its final body, once for all that leave so. */
void leave_by(Compiler *c, unsigned select, Block *loop, Reg value) {
  Unit *u = c->unit;
  Block *blocks = u->blocks;
  uint32_t handler = u->handler, count = u->block_count;
  while (u->blocks != loop && u->reachable) {
    Block *block = u->blocks;
    u->blocks = block->outer;
    u->handler = block->outer_handler;
    u->block_count--;
    if (block->kind != BLOCK_SELECT) {
      leave_block(c, block);
      continue;
    }
    if (select == SELECT_RETURN) move(c, block->result, value);
    block->exits |= (uint8_t)(1u << select);
    select_final(c, block, select);
  }
  if (u->reachable) {
    if (select == SELECT_RETURN) emit_stop(c, I_RETURN, value, 0, 0);
    else emit_jump(c, select == SELECT_BREAK ? loop->break_label : loop->continue_label);
  }
  u->blocks = blocks;
  u->handler = handler;
  u->block_count = count;
}

static Block *innermost_loop(Compiler *c, Node *n, const char *message) {
  Block *block = c->unit->blocks;
  for (; block && block->kind != BLOCK_LOOP; block = block->outer)
    if (block->kind == BLOCK_EXCEPT_STAR)
      fail_syntax(c, span_of(n), "'break', 'continue' and 'return' cannot appear in an except* block");
  if (!block) fail_syntax(c, span_of(n), "%s", message);
  return block;
}

static bool leaving_runs_code(const Unit *u) {
  for (const Block *b = u->blocks; b; b = b->outer)
    if (b->kind != BLOCK_LOOP && b->kind != BLOCK_TRY) return true;
  return false;
}

static void return_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Node *value = n->one.value;
  if (!scope_is_function(u->scope)) fail_syntax(c, span_of(n), "'return' outside function");
  if (value && u->scope->is_async_function && u->scope->is_generator)
    fail_syntax(c, span_of(n), "'return' with value in async generator");
  for (Block *b = u->blocks; b; b = b->outer)
    if (b->kind == BLOCK_EXCEPT_STAR)
      fail_syntax(c, span_of(value && is_constant(value) ? value : n), "'break', 'continue' and 'return' cannot appear in an except* block");
  Reg top = u->top, result;
  if (!value) {
    at_node(c, n);
    load_singleton(c, V_NONE, result = temp(c));
  } else if (leaving_runs_code(u)) {
    expr_to(c, value, result = temp(c));
  } else {
    result = expr_any(c, value);
  }
  at_node(c, n);
  leave_by(c, SELECT_RETURN, NULL, result);
  u->top = top;
}

/* ---- targets -------------------------------------------------------------------------------------------------------- */

enum { MOST_UNPACKED = 40, MOST_BEFORE_STAR = 255 };

uint32_t starred_item(Compiler *c, const Node *n, Nodes items, NodeKind starred) {
  uint32_t star = NO_STAR;
  for (uint32_t i = 0; i < items.count; i++) {
    if (items.items[i]->kind != starred) continue;
    if (star != NO_STAR)
      fail_syntax(c, span_of(n),
                  starred == EXPR_STARRED ? "multiple starred expressions in assignment"
                                          : "multiple starred names in sequence pattern");
    star = i;
  }
  return star;
}

/* As many as fit into registers are spread there, more are kept in a tuple. */
bool unpack_to(Compiler *c, Reg value, uint32_t count, uint32_t star, const char *what, Reg *first) {
  Unit *u = c->unit;
  uint32_t room = NEAR_REGISTERS - u->top, after = count - star - 1;
  if (star != NO_STAR && star > MOST_BEFORE_STAR)
    fail_syntax(c, u->span, "too many expressions in star-unpacking %s", what);
  if (count > MOST_UNPACKED || count > room / 2) {
    if (count >> 23) fail_complex(c);
    *first = temp(c);
    emit_word(c, I_UNPACKT, value, *first, 0, star == NO_STAR ? count : star | after << 8 | 1u << 31);
    return false;
  }
  *first = count ? temps(c, count) : u->top;
  if (star != NO_STAR)
    emit_word(c, I_UNPACKX, value, *first, 0, star | after << 16);
  else
    emit(c, I_UNPACK, value, count ? *first : 0, count);
  return true;
}

void unpacked_item(Compiler *c, Reg tuple, uint32_t i, Reg target) {
  Unit *u = c->unit;
  Reg top = u->top, index = temp(c);
  load_constant(c, from_small(i), index);
  emit(c, I_GETITEM, target, tuple, index);
  u->top = top;
}

/* Names whose registers follow one another, as those of a loop mostly do, are unpacked where they are. */
static bool store_neighbours(Compiler *c, Node *target, Reg value) {
  Nodes items = target->sequence.items;
  Reg first = NO_REG;
  for (uint32_t i = 0; i < items.count; i++) {
    Reg reg = items.count <= MOST_UNPACKED ? local_target(c, items.items[i]) : NO_REG;
    if (!i) first = reg;
    if (reg == NO_REG || reg != first + i || reg == value) return false;
  }
  if (!items.count) return false;
  at_node(c, target);
  emit(c, I_UNPACK, value, first, items.count);
  for (uint32_t i = 0; i < items.count; i++) {
    at_node(c, items.items[i]);
    check_not_debug(c, items.items[i]->name.id, STORE, c->unit->span);
    set_assigned(c->unit, first + i);
  }
  return true;
}

static void store_sequence(Compiler *c, Node *target, Reg value) {
  Unit *u = c->unit;
  if (store_neighbours(c, target, value)) return;
  Nodes items = target->sequence.items;
  uint32_t star = starred_item(c, target, items, EXPR_STARRED);
  Reg top = u->top, first;
  at_node(c, target);
  bool spread = unpack_to(c, value, items.count, star, "assignment", &first);
  Reg one = spread ? NO_REG : temp(c);
  for (uint32_t i = 0; i < items.count; i++) {
    Node *item = items.items[i];
    if (!spread) {
      at_node(c, target);
      unpacked_item(c, first, i, one);
    }
    store_to(c, i == star ? item->one.value : item, spread ? first + i : one);
  }
  u->top = top;
}

void store_to(Compiler *c, Node *target, Reg value) {
  Unit *u = c->unit;
  Reg top = u->top;
  enter_node(c, CLAIM_TARGET);
  switch (target->kind) {
  case EXPR_NAME: store_name(c, target, mangled(c, target->name.id), value); break;
  case EXPR_ATTRIBUTE: {
    check_not_debug(c, target->attribute.name, STORE, span_of(target));
    Reg object = expr_any(c, target->attribute.value);
    at_node(c, target);
    emit_name(c, I_SETATTR, object, value, mangled(c, target->attribute.name));
    break;
  }
  case EXPR_SUBSCRIPT: {
    Reg container = expr_before(c, target->subscript.value, target->subscript.index), key = expr_key(c, target->subscript.index);
    at_node(c, target);
    emit(c, I_SETITEM, container, key, value);
    break;
  }
  case EXPR_STARRED: fail_syntax(c, span_of(target), "starred assignment target must be in a list or tuple");
  case EXPR_LIST:
  case EXPR_TUPLE: store_sequence(c, target, value); break;
  default: fail_syntax(c, span_of(target), "cannot assign to expression");
  }
  leave_node(c, CLAIM_TARGET);
  u->top = top;
}

static bool assigns_name(const Node *target, const Node *value) {
  return target->kind == EXPR_NAME && value->kind == EXPR_NAME && target->name.id.size == value->name.id.size &&
         !memcmp(target->name.id.data, value->name.id.data, value->name.id.size);
}

/* a, b = b, a: no tuple is made. */
static bool assign_in_parallel(Compiler *c, Node *target, Node *value) {
  Unit *u = c->unit;
  if (target->kind != EXPR_TUPLE && target->kind != EXPR_LIST) return false;
  if (value->kind != EXPR_TUPLE && value->kind != EXPR_LIST) return false;
  Nodes targets = target->sequence.items, values = value->sequence.items;
  if (targets.count != values.count || targets.count < 2 || targets.count > 6) return false;
  for (uint32_t i = 0; i < targets.count; i++)
    if (targets.items[i]->kind == EXPR_STARRED || values.items[i]->kind == EXPR_STARRED) return false;
  Reg top = u->top, registers[6];
  for (uint32_t i = 0; i < values.count; i++) {
    /* A variable may stay in its place when no target before its own is that variable. */
    bool in_place = !u->scope->has_walrus;
    for (uint32_t k = 0; k < i; k++) in_place &= targets.items[k]->kind == EXPR_NAME && !assigns_name(targets.items[k], values.items[i]);
    if (in_place) registers[i] = expr_any(c, values.items[i]);
    else expr_to(c, values.items[i], registers[i] = temp(c));
  }
  for (uint32_t i = 0; i < targets.count; i++) store_to(c, targets.items[i], registers[i]);
  u->top = top;
  return true;
}

static void assign_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Nodes targets = n->assign.targets;
  Node *value = n->assign.value;
  Reg top = u->top, local = local_target(c, targets.items[0]), r;
  uint32_t first = 0;
  if (targets.count == 1 && assign_in_parallel(c, targets.items[0], value)) return;
  if (local != NO_REG) {
    check_not_debug(c, targets.items[0]->name.id, STORE, span_of(targets.items[0]));
    expr_to(c, value, local);
    set_assigned(u, local);
    r = local;
    first = 1;
    if (targets.count > 1 && u->scope->has_walrus) {
      r = temp(c);
      move(c, r, local);
    }
  } else {
    if (targets.count == 1 && !u->scope->has_walrus) r = expr_any(c, value);
    else expr_to(c, value, r = temp(c));
  }
  for (uint32_t i = first; i < targets.count; i++) {
    if (i > 0 && r == local && targets.items[i]->kind != EXPR_NAME) { /* a target might assign the variable again */
      r = temp(c);
      move(c, r, local);
    }
    store_to(c, targets.items[i], r);
  }
  u->top = top;
}

/* R[target] = R[left] op= value */
static void augmented(Compiler *c, Node *n, Reg left, Reg target) {
  int64_t small;
  unsigned op = n->aug.op;
  if ((op == OP_ADD && small_constant(n->aug.value, 0, 127, &small)) || (op == OP_SUB && small_constant(n->aug.value, 1, 128, &small))) {
    at_node(c, n);
    emit(c, I_IADDI, target, left, (uint8_t)(op == OP_ADD ? small : -small));
    return;
  }
  Reg right = expr_any(c, n->aug.value);
  at_node(c, n);
  emit(c, (Opcode)(I_IADD + op), target, left, right);
}

static void augmented_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Node *target = n->aug.target;
  Reg top = u->top;
  switch (target->kind) {
  case EXPR_NAME: {
    Reg local = local_target(c, target);
    Name *name = mangled(c, target->name.id);
    check_not_debug(c, target->name.id, STORE, span_of(target));
    if (local != NO_REG) {
      Node load = {.kind = EXPR_NAME, .line = target->line, .column = target->column, .end_line = target->end_line,
                   .end_column = target->end_column};
      load.name.id = target->name.id;
      Reg left = expr_before(c, &load, n->aug.value);
      augmented(c, n, left, local);
    } else {
      Reg left = temp(c);
      load_name(c, target, name, left);
      augmented(c, n, left, left);
      store_name(c, target, name, left);
    }
    break;
  }
  case EXPR_ATTRIBUTE: {
    check_not_debug(c, target->attribute.name, STORE, span_of(target));
    Name *name = mangled(c, target->attribute.name);
    Reg object = expr_before(c, target->attribute.value, n->aug.value), value = temp(c);
    at_node(c, target);
    emit_name(c, I_GETATTR, value, object, name);
    augmented(c, n, value, value);
    at_node(c, target);
    emit_name(c, I_SETATTR, object, value, name);
    break;
  }
  case EXPR_SUBSCRIPT: {
    Reg container, key;
    if (u->scope->has_walrus) {
      expr_to(c, target->subscript.value, container = temp(c));
      expr_to(c, target->subscript.index, key = temp(c));
    } else {
      container = expr_any(c, target->subscript.value);
      key = expr_any(c, target->subscript.index);
    }
    Reg value = temp(c);
    at_node(c, target);
    emit(c, I_GETITEM, value, container, key);
    augmented(c, n, value, value);
    at_node(c, target);
    emit(c, I_SETITEM, container, key, value);
    break;
  }
  default: fail_syntax(c, span_of(target), "illegal expression for augmented assignment");
  }
  u->top = top;
}

static void annotated_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Node *target = n->annotated.target;
  Reg top = u->top;
  bool evaluates = !scope_is_function(u->scope);
  if (n->annotated.value) {
    Nodes one = {&target, 1};
    Node assign = {.kind = STMT_ASSIGN, .line = n->line, .column = n->column, .end_line = n->end_line, .end_column = n->end_column};
    assign.assign.targets = one;
    assign.assign.value = n->annotated.value;
    assign_statement(c, &assign);
  }
  if (target->kind == EXPR_NAME) {
    check_not_debug(c, target->name.id, STORE, span_of(target));
    if (n->annotated.simple && evaluates) {
      Reg value = temps(c, 3);
      annotation_to(c, n->annotated.annotation, value);
      at_node(c, n);
      emit_name(c, I_GETNAME, value + 1, 0, c->name_annotations);
      load_constant(c, name_value(c, mangled(c, target->name.id)), value + 2);
      emit(c, I_SETITEM, value + 1, value + 2, value);
    }
  } else if (target->kind == EXPR_ATTRIBUTE) {
    check_not_debug(c, target->attribute.name, STORE, span_of(target));
    if (!n->annotated.value) expr_effect(c, target->attribute.value);
  } else if (target->kind == EXPR_SUBSCRIPT && !n->annotated.value) {
    expr_effect(c, target->subscript.value);
    expr_effect(c, target->subscript.index);
  }
  if (!n->annotated.simple && evaluates && !(c->features & FUTURE_ANNOTATIONS)) expr_effect(c, n->annotated.annotation);
  u->top = top;
}

static void delete_target(Compiler *c, Node *target) {
  Unit *u = c->unit;
  Reg top = u->top;
  enter_node(c, CLAIM_TARGET);
  switch (target->kind) {
  case EXPR_NAME: delete_name(c, target, mangled(c, target->name.id)); break;
  case EXPR_ATTRIBUTE: {
    check_not_debug(c, target->attribute.name, DELETE, span_of(target));
    Reg object = expr_any(c, target->attribute.value);
    at_node(c, target);
    emit_name(c, I_DELATTR, object, 0, mangled(c, target->attribute.name));
    break;
  }
  case EXPR_SUBSCRIPT: {
    Reg container = expr_before(c, target->subscript.value, target->subscript.index), key = expr_key(c, target->subscript.index);
    at_node(c, target);
    emit(c, I_DELITEM, container, key, 0);
    break;
  }
  default:
    for (uint32_t i = 0; i < target->sequence.items.count; i++) delete_target(c, target->sequence.items.items[i]);
  }
  leave_node(c, CLAIM_TARGET);
  u->top = top;
}

/* ---- loops and conditions ------------------------------------------------------------------------------------------- */

static void if_statement(Compiler *c, Node *n) {
  Label end = label_new(c);
  for (;;) {
    Nodes otherwise = n->branch.otherwise;
    Label next = otherwise.count ? label_new(c) : end;
    branch_on(c, n->branch.test, false, next);
    statements(c, n->branch.body);
    if (!otherwise.count) break;
    at_node(c, n);
    emit_jump(c, end);
    label_place(c, next);
    if (otherwise.count != 1 || otherwise.items[0]->kind != STMT_IF) {
      statements(c, otherwise);
      break;
    }
    n = otherwise.items[0];
  }
  label_place(c, end);
}

static void while_statement(Compiler *c, Node *n) {
  Block loop;
  block_push(c, &loop, BLOCK_LOOP);
  loop.break_label = label_new(c);
  if (constant_truth(c, n->branch.test) == 1) {
    loop.continue_label = label_here(c);
    statements(c, n->branch.body);
    at_node(c, n);
    emit_jump(c, loop.continue_label);
  } else {
    loop.continue_label = label_new(c);
    at_node(c, n);
    emit_jump(c, loop.continue_label);
    /* The body is reached from the test only, whose place is below. */
    Unit *u = c->unit;
    u->reachable = u->labels[loop.continue_label].reached && constant_truth(c, n->branch.test) != 0;
    if (u->reachable) u->assigned = u->labels[loop.continue_label].assigned;
    Label head = label_here(c);
    statements(c, n->branch.body);
    label_place(c, loop.continue_label);
    branch_on(c, n->branch.test, true, head);
  }
  block_pop(c, &loop);
  statements(c, n->branch.otherwise);
  label_place(c, loop.break_label);
}

static void for_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Reg top = u->top, iterator = temp(c), local = local_target(c, n->for_.target);
  fold_list(c, n->for_.iterable);
  expr_to(c, n->for_.iterable, iterator);
  at_node(c, n);
  emit(c, I_ITER, iterator, iterator, 0);
  Block loop;
  block_push(c, &loop, BLOCK_LOOP);
  loop.break_label = label_new(c);
  Label end = label_new(c);
  Reg item = local != NO_REG ? local : temp(c);
  loop.continue_label = label_here(c);
  emit_branch(c, I_FORITER, iterator, item, 0, end);
  if (local != NO_REG) {
    check_not_debug(c, n->for_.target->name.id, STORE, span_of(n->for_.target));
    set_assigned(u, local);
  } else {
    store_to(c, n->for_.target, item);
    u->top = item;
  }
  statements(c, n->for_.body);
  at_node(c, n);
  emit_jump(c, loop.continue_label);
  label_place(c, end);
  block_pop(c, &loop);
  u->top = top;
  statements(c, n->for_.otherwise);
  label_place(c, loop.break_label);
}

static void async_for_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  if (!u->scope->is_async_function) fail_syntax(c, span_of(n), "'async for' outside async function");
  Reg top = u->top, iterator = temps(c, 2), caught = iterator + 1;
  expr_to(c, n->for_.iterable, iterator);
  at_node(c, n);
  emit(c, I_AITER, iterator, iterator, 0);
  Block loop;
  block_push(c, &loop, BLOCK_LOOP);
  loop.break_label = label_new(c);
  loop.continue_label = label_here(c);
  Assigned before = u->assigned;
  uint32_t handler = u->handler = handler_new(c, caught);
  Reg item = temps(c, 2);
  emit(c, I_ANEXT, item, iterator, 0);
  load_singleton(c, V_NONE, item + 1);
  emit(c, I_DELEGATE, item, item, item + 1);
  u->handler = loop.outer_handler;
  u->top = item + 1;
  store_to(c, n->for_.target, item);
  u->top = item;
  statements(c, n->for_.body);
  at_node(c, n);
  emit_jump(c, loop.continue_label);
  handler_begin(c, handler, &before);
  at_node(c, n->for_.iterable);
  emit(c, I_ENDASYNCFOR, caught, 0, 0);
  block_pop(c, &loop);
  u->top = top;
  statements(c, n->for_.otherwise);
  label_place(c, loop.break_label);
}

/* ---- imports -------------------------------------------------------------------------------------------------------- */

static Text until_dot(Text text) {
  const char *dot = memchr(text.data, '.', text.size);
  if (dot) text.size = (uint32_t)(dot - text.data);
  return text;
}

/* import a.b.c as d: from the module a to its attribute's attribute. */
static void import_as(Compiler *c, Node *n, Alias *alias, Reg module) {
  Text rest = alias->name;
  for (Text part = until_dot(rest); part.size < rest.size; part = until_dot(rest)) {
    rest.data += part.size + 1;
    rest.size -= part.size + 1;
    at_node(c, n);
    emit_name(c, I_IMPORTFROM, module, module, name_of(c, until_dot(rest)));
  }
  store_name(c, NULL, mangled(c, alias->as), module);
}

static void import_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Reg top = u->top;
  for (uint32_t i = 0; i < n->import.count; i++) {
    Alias *alias = &n->import.names[i];
    Reg module = temps(c, 2);
    at_node(c, n);
    load_singleton(c, V_NONE, module);
    load_constant(c, from_small(0), module + 1);
    emit_name(c, I_IMPORT, module, module, name_of(c, alias->name));
    if (alias->as.data) import_as(c, n, alias, module);
    else store_name(c, NULL, mangled(c, until_dot(alias->name)), module);
    u->top = top;
  }
}

static bool is_future(const Node *n) {
  return !n->import.level && n->import.module.size == 10 && !memcmp(n->import.module.data, "__future__", 10);
}

static void import_from_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Reg top = u->top, module = temps(c, 3);
  at_node(c, n);
  Value *names = take(c, sizeof *names * n->import.count);
  for (uint32_t i = 0; i < n->import.count; i++) names[i] = name_value(c, name_of(c, n->import.names[i].name));
  load_constant(c, checked(c, tuple_new(c->vm, names, n->import.count)), module);
  load_constant(c, from_small(n->import.level), module + 1);
  emit_name(c, I_IMPORT, module, module, name_of(c, n->import.module.data ? n->import.module : (Text){"", 0}));
  for (uint32_t i = 0; i < n->import.count; i++) {
    Alias *alias = &n->import.names[i];
    if (alias->name.size == 1 && alias->name.data[0] == '*') {
      emit(c, I_IMPORTSTAR, module, 0, 0);
      break;
    }
    at_node(c, n);
    emit_name(c, I_IMPORTFROM, module + 1, module, name_of(c, alias->name));
    store_name(c, NULL, mangled(c, alias->as.data ? alias->as : alias->name), module + 1);
  }
  u->top = top;
}

/* ---- the others ----------------------------------------------------------------------------------------------------- */

static void raise_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Reg top = u->top, exception = 0;
  unsigned count = 0;
  if (n->raise.exception) {
    exception = temps(c, 2);
    expr_to(c, n->raise.exception, exception);
    count = 1;
    if (n->raise.cause) {
      expr_to(c, n->raise.cause, exception + 1);
      count = 2;
    }
  }
  at_node(c, n);
  emit_stop(c, I_RAISE, exception, count == 2 ? exception + 1 : 0, count);
  u->top = top;
}

static void assert_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  if (c->request->optimize) return;
  Label end = label_new(c);
  u->comparison = u->span;
  branch_on(c, n->assert_.test, true, end);
  Reg top = u->top, window = temp(c);
  Span place = u->comparison; /* CPython blames the last comparison */
  u->span = place;
  emit_bx(c, I_LOADX, window, 0);
  if (n->assert_.message) {
    temps(c, FRAME_SLOTS);
    expr_to(c, n->assert_.message, temp(c));
    u->span = place;
    emit(c, I_CALL, window, 1, window);
  }
  u->span = place;
  emit_stop(c, I_RAISE, window, 0, 1);
  u->top = top;
  label_place(c, end);
}

static void expression_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  if (c->is_interactive && u->scope->kind == SCOPE_MODULE) {
    Reg top = u->top, value = expr_any(c, n->one.value);
    at_node(c, n);
    emit(c, I_PRINTEXPR, value, 0, 0);
    u->top = top;
  } else {
    expr_effect(c, n->one.value);
  }
}

void statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  uint32_t base = u->spill_base;
  enter_node(c, CLAIM_STATEMENT);
  u->spill_base = u->top;
  at_node(c, n);
  switch (n->kind) {
  case STMT_FUNCTION: function_statement(c, n); break;
  case STMT_CLASS: class_statement(c, n); break;
  case STMT_RETURN: return_statement(c, n); break;
  case STMT_DELETE:
    for (uint32_t i = 0; i < n->assign.targets.count; i++) delete_target(c, n->assign.targets.items[i]);
    break;
  case STMT_ASSIGN: assign_statement(c, n); break;
  case STMT_AUG_ASSIGN: augmented_statement(c, n); break;
  case STMT_ANN_ASSIGN: annotated_statement(c, n); break;
  case STMT_FOR:
    if (n->for_.is_async) async_for_statement(c, n);
    else for_statement(c, n);
    break;
  case STMT_WHILE: while_statement(c, n); break;
  case STMT_IF: if_statement(c, n); break;
  case STMT_WITH: with_statement(c, n, 0); break;
  case STMT_MATCH: match_statement(c, n); break;
  case STMT_RAISE: raise_statement(c, n); break;
  case STMT_TRY: try_statement(c, n); break;
  case STMT_ASSERT: assert_statement(c, n); break;
  case STMT_IMPORT: import_statement(c, n); break;
  case STMT_IMPORT_FROM:
    if (is_future(n) && !c->in_prologue) fail_syntax(c, span_of(n), "from __future__ imports must occur at the beginning of the file");
    import_from_statement(c, n);
    break;
  case STMT_EXPR: expression_statement(c, n); break;
  case STMT_BREAK: {
    Block *loop = innermost_loop(c, n, "'break' outside loop");
    leave_by(c, SELECT_BREAK, loop, 0);
    break;
  }
  case STMT_CONTINUE: {
    Block *loop = innermost_loop(c, n, "'continue' not properly in loop");
    leave_by(c, SELECT_CONTINUE, loop, 0);
    break;
  }
  case STMT_TYPE_ALIAS: type_alias_statement(c, n); break;
  default: break;
  }
  u->spill_base = base;
  leave_node(c, CLAIM_STATEMENT);
}

void statements(Compiler *c, Nodes body) {
  for (uint32_t i = 0; i < body.count; i++) statement(c, body.items[i]);
}

/* ---- a module ------------------------------------------------------------------------------------------------------- */

Node *docstring_of(Nodes body) {
  if (!body.count || body.items[0]->kind != STMT_EXPR) return NULL;
  Node *value = body.items[0]->one.value;
  return value->kind == EXPR_CONSTANT && value->constant.kind == CONST_STR ? value : NULL;
}

/* Is there an annotation of a variable, outside of inner functions and classes? CPython does not look into match statements. */
bool body_has_annotations(Nodes body) {
  for (uint32_t i = 0; i < body.count; i++) {
    const Node *n = body.items[i];
    switch (n->kind) {
    case STMT_ANN_ASSIGN: return true;
    case STMT_FOR:
      if (body_has_annotations(n->for_.body) || body_has_annotations(n->for_.otherwise)) return true;
      break;
    case STMT_WHILE:
      if (body_has_annotations(n->branch.body) || body_has_annotations(n->branch.otherwise)) return true;
      break;
    case STMT_IF:
      for (;; n = n->branch.otherwise.items[0]) {
        if (body_has_annotations(n->branch.body)) return true;
        if (n->branch.otherwise.count != 1 || n->branch.otherwise.items[0]->kind != STMT_IF) break;
      }
      if (body_has_annotations(n->branch.otherwise)) return true;
      break;
    case STMT_WITH:
      if (body_has_annotations(n->with.body)) return true;
      break;
    case STMT_TRY:
      if (body_has_annotations(n->try_.body) || body_has_annotations(n->try_.otherwise) || body_has_annotations(n->try_.final)) return true;
      for (uint32_t k = 0; k < n->try_.count; k++)
        if (body_has_annotations(n->try_.clauses[k].body)) return true;
      break;
    default: break;
    }
  }
  return false;
}

static bool stays_in_prologue(const Node *n, bool first) {
  if (n->kind == STMT_IMPORT_FROM) return is_future(n);
  return first && n->kind == STMT_EXPR && n->one.value->kind == EXPR_CONSTANT && n->one.value->constant.kind == CONST_STR;
}

void module_body(Compiler *c) {
  Unit *u = c->unit;
  Nodes body = c->tree.body;
  if (c->request->mode == PARSE_EXPRESSION) {
    Reg value = expr_any(c, body.items[0]->one.value);
    emit_stop(c, I_RETURN, value, 0, 0);
    u->top = u->first_temp;
    return;
  }
  if (body_has_annotations(body)) emit(c, I_SETUPANNOTATIONS, 0, 0, 0);
  c->in_prologue = true;
  for (uint32_t i = 0; i < body.count; i++) {
    Node *n = body.items[i];
    c->in_prologue &= stays_in_prologue(n, i == 0);
    Node *doc = i == 0 && !c->is_interactive ? docstring_of(body) : NULL;
    if (!doc) {
      statement(c, n);
      continue;
    }
    at_node(c, doc);
    Reg r = temp(c);
    load_constant(c, text_value(c, doc->constant.text), r);
    emit_name(c, I_SETNAME, r, 0, name_of_c(c, "__doc__"));
    u->top = r;
  }
}
