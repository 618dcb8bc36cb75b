/*
 * try and with: what is done when a block is left, by its end, by an exception, or by return, break and continue.
 *
 * A handler's exception arrives in a register of the statement; PUSHEXC makes it the one that is handled and keeps what was
 * before in a second register, which POPEXC gives back.
 *
 * A final body is copied for each way out: small code, no cost where nothing is raised. Nested, copies of copies would
 * double the code with every level, and a long final body would be repeated for every return: then there is one copy
 * only, entered with a selector in a register that says where to go after it (BLOCK_SELECT).
 */
#include "compile/compiler.h"

enum { COPY_LIMIT = 80, COPY_DEPTH = 2, COPY_BLOCKS = 4 }; /* nodes; final bodies in one another; tries around */

static void clause_place(Compiler *c, const ExceptClause *clause) {
  c->unit->span = (Span){clause->line, clause->column, clause->end_line, clause->end_column};
}

/* ---- except --------------------------------------------------------------------------------------------------------- */

/* The frame is left where it is raised again, not where it was raised first. */
static void reraise_here(Compiler *c, Reg caught, Reg saved) {
  emit(c, I_POPEXC, saved, 0, 0);
  emit_stop(c, I_RERAISE, caught, 1, 0);
}

static void except_body(Compiler *c, ExceptClause *clause, Reg caught, Reg saved, uint32_t outer, uint32_t cleanup, Label reraise, Label end) {
  Unit *u = c->unit;
  Name *name = clause->name.data ? mangled(c, clause->name) : NULL;
  uint32_t named = NO_HANDLER;
  Assigned before = u->assigned;
  if (name) store_name(c, NULL, name, caught);
  Block block;
  u->handler = outer;
  block_push(c, &block, BLOCK_EXCEPT);
  block.saved = saved;
  block.name = name;
  u->handler = cleanup;
  if (name) named = u->handler = handler_new(c, caught);
  statements(c, clause->body);
  block_pop(c, &block);
  clause_place(c, clause);
  emit(c, I_POPEXC, saved, 0, 0);
  if (name) forget_name(c, name);
  emit_jump(c, end);
  u->handler = cleanup;
  if (name) {
    handler_begin(c, named, &before);
    forget_name(c, name);
    emit_jump(c, reraise);
  }
}

static void try_except(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Reg top = u->top, caught = temp(c), saved = temp(c);
  uint32_t outer = u->handler, handler;
  Assigned before = u->assigned;
  Label end = label_new(c), reraise = label_new(c);
  Block block;
  block_push(c, &block, BLOCK_TRY);
  handler = u->handler = handler_new(c, caught);
  u->spill_base = u->top; /* from here on a handler may need our registers */
  statements(c, n->try_.body);
  block_pop(c, &block);
  statements(c, n->try_.otherwise);
  at_node(c, n);
  emit_jump(c, end);

  handler_begin(c, handler, &before);
  emit(c, I_PUSHEXC, saved, caught, 0);
  uint32_t cleanup = u->handler = handler_new(c, caught);
  Assigned handling = u->assigned;
  count_block(c);
  for (uint32_t i = 0; i < n->try_.count; i++) {
    ExceptClause *clause = &n->try_.clauses[i];
    Label next = label_new(c);
    clause_place(c, clause);
    if (!clause->type && i + 1 < n->try_.count) fail_syntax(c, u->span, "default 'except:' must be last");
    if (clause->type) {
      Reg mark = u->top, type = expr_any(c, clause->type), matches = temp(c);
      clause_place(c, clause);
      emit(c, I_MATCHEXC, matches, caught, type);
      emit_branch(c, I_JF, matches, 0, 0, next);
      u->top = mark;
    }
    except_body(c, clause, caught, saved, outer, cleanup, reraise, end);
    label_place(c, next);
  }
  u->block_count--;
  u->handler = outer;
  if (u->reachable) reraise_here(c, caught, saved); /* nobody wanted it */
  /* A clause raised. */
  at_node(c, n);
  handler_begin(c, cleanup, &handling);
  label_place(c, reraise);
  emit(c, I_POPEXC, saved, 0, 0);
  emit_stop(c, I_RERAISE, caught, 0, 0);
  label_place(c, end);
  u->top = top;
}

/* ---- except* -------------------------------------------------------------------------------------------------------- */

/* One clause: what matches is handled, whatever its body raises is gathered. */
static void star_clause(Compiler *c, ExceptClause *clause, Reg rest, Reg gathered, uint32_t cleanup) {
  Unit *u = c->unit;
  Reg top = u->top, matched = temps(c, 2), raised = temp(c), saved = temp(c);
  Name *name = clause->name.data ? mangled(c, clause->name) : NULL;
  Label next = label_new(c);
  clause_place(c, clause);
  Reg type = temp(c);
  expr_to(c, clause->type, type);
  clause_place(c, clause);
  emit_branch(c, I_JNONE, rest, 0, 0, next);
  emit(c, I_MATCHSTAR, matched, rest, type);
  move(c, rest, matched + 1);
  emit_branch(c, I_JNONE, matched, 0, 0, next);
  u->top = type;
  emit(c, I_PUSHEXC, saved, matched, 0);
  Assigned before = u->assigned;
  if (name) store_name(c, NULL, name, matched);
  Block block;
  block_push(c, &block, BLOCK_EXCEPT_STAR);
  uint32_t handler = u->handler = handler_new(c, raised);
  statements(c, clause->body);
  block_pop(c, &block);
  u->handler = cleanup;
  clause_place(c, clause);
  emit(c, I_POPEXC, saved, 0, 0);
  if (name) forget_name(c, name);
  emit_jump(c, next);
  handler_begin(c, handler, &before);
  emit(c, I_POPEXC, saved, 0, 0);
  if (name) forget_name(c, name);
  emit(c, I_LISTAPPEND, gathered, raised, 0);
  label_place(c, next);
  u->top = top;
}

static void try_star(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Reg top = u->top, caught = temp(c), saved = temp(c), original = temp(c), rest = temp(c), gathered = temp(c);
  uint32_t outer = u->handler, handler;
  Assigned before = u->assigned;
  Label end = label_new(c), add = label_new(c);
  Block block;
  block_push(c, &block, BLOCK_TRY);
  handler = u->handler = handler_new(c, caught);
  u->spill_base = u->top;
  statements(c, n->try_.body);
  block_pop(c, &block);
  statements(c, n->try_.otherwise);
  at_node(c, n);
  emit_jump(c, end);

  handler_begin(c, handler, &before);
  emit(c, I_PUSHEXC, saved, caught, 0);
  uint32_t cleanup = u->handler = handler_new(c, caught);
  Assigned handling = u->assigned;
  move(c, original, caught);
  move(c, rest, caught);
  emit(c, I_LIST, gathered, 0, 0);
  count_block(c);
  for (uint32_t i = 0; i < n->try_.count; i++) star_clause(c, &n->try_.clauses[i], rest, gathered, cleanup);
  u->block_count--;
  at_node(c, n);
  emit_branch(c, I_JNONE, rest, 0, 0, add);
  emit(c, I_LISTAPPEND, gathered, rest, 0);
  label_place(c, add);
  emit(c, I_MERGESTAR, rest, original, gathered);
  u->handler = outer;
  Label raises = label_new(c), reraise = label_new(c);
  emit_branch(c, I_JNOTNONE, rest, 0, 0, raises);
  emit(c, I_POPEXC, saved, 0, 0);
  emit_jump(c, end);
  label_place(c, raises);
  move(c, caught, rest);
  emit_jump(c, reraise);
  handler_begin(c, cleanup, &handling);
  label_place(c, reraise);
  emit(c, I_POPEXC, saved, 0, 0);
  emit_stop(c, I_RERAISE, caught, 0, 0);
  label_place(c, end);
  u->top = top;
}

/* ---- finally -------------------------------------------------------------------------------------------------------- */

static void try_body(Compiler *c, Node *n) {
  if (!n->try_.count) statements(c, n->try_.body);
  else if (n->try_.is_star) try_star(c, n);
  else try_except(c, n);
}

/* The final body while R[caught] is handled, then that is raised again. */
static void final_body_raising(Compiler *c, Node *n, Reg caught, Reg saved) {
  Unit *u = c->unit;
  uint32_t outer = u->handler;
  Block block;
  block_push(c, &block, BLOCK_FINAL_BODY);
  block.saved = saved;
  uint32_t cleanup = u->handler = handler_new(c, caught);
  Assigned before = u->assigned;
  statements(c, n->try_.final);
  block_pop(c, &block);
  u->handler = outer;
  if (u->reachable) reraise_here(c, caught, saved);
  at_node(c, n);
  handler_begin(c, cleanup, &before);
  emit(c, I_POPEXC, saved, 0, 0);
  emit_stop(c, I_RERAISE, caught, 0, 0);
}

static void finally_copied(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Reg top = u->top, caught = temp(c), saved = temp(c);
  Assigned before = u->assigned;
  Label end = label_new(c);
  Block block;
  block_push(c, &block, BLOCK_FINALLY);
  block.node = n;
  uint32_t handler = u->handler = handler_new(c, caught);
  try_body(c, n);
  block_pop(c, &block);
  u->final_copies++;
  if (u->reachable || !u->handlers[handler].covers) {
    count_block(c); /* as if it were compiled for an exception, which there may be none to come */
    statements(c, n->try_.final);
    u->block_count--;
  }
  at_node(c, n);
  emit_jump(c, end);
  handler_begin(c, handler, &before);
  if (u->reachable) {
    emit(c, I_PUSHEXC, saved, caught, 0);
    final_body_raising(c, n, caught, saved);
  }
  u->final_copies--;
  label_place(c, end);
  u->top = top;
}

void select_final(Compiler *c, Block *block, unsigned select) {
  emit_bx(c, I_LOADI, block->selector, select);
  /* What is handled now is what it will be afterwards. */
  load_singleton(c, V_NONE, block->caught);
  emit(c, I_PUSHEXC, block->saved, block->caught, 0);
  emit(c, I_POPEXC, block->saved, 0, 0);
  emit_jump(c, block->final);
}

static Block *loop_around(Unit *u) {
  Block *block = u->blocks;
  while (block && block->kind != BLOCK_LOOP) block = block->outer;
  return block;
}

static void finally_selected(Compiler *c, Node *n) {
  Unit *u = c->unit;
  Reg top = u->top, caught = temp(c), saved = temp(c), selector = temp(c), result = temp(c);
  Assigned before = u->assigned;
  uint32_t outer = u->handler;
  Label end = label_new(c), exits[SELECT_CONTINUE + 1];
  Block block;
  block_push(c, &block, BLOCK_SELECT);
  block.saved = saved;
  block.caught = caught;
  block.selector = selector;
  block.result = result;
  block.final = label_new(c);
  uint32_t handler = u->handler = handler_new(c, caught);
  try_body(c, n);
  block_pop(c, &block);
  at_node(c, n);
  select_final(c, &block, SELECT_NORMAL);
  handler_begin(c, handler, &before);
  emit(c, I_PUSHEXC, saved, caught, 0);
  emit_bx(c, I_LOADI, selector, SELECT_RAISE);
  label_place(c, block.final);

  Block body;
  block_push(c, &body, BLOCK_FINAL_BODY);
  body.saved = saved;
  uint32_t cleanup = u->handler = handler_new(c, caught);
  Assigned entered = u->assigned;
  statements(c, n->try_.final);
  block_pop(c, &body);
  u->handler = outer;
  Span last = u->span;
  at_node(c, n);
  emit_branch(c, I_JEQI, selector, SELECT_NORMAL, 1, end);
  for (unsigned i = SELECT_RETURN; i <= SELECT_CONTINUE; i++)
    if (block.exits >> i & 1) emit_branch(c, I_JEQI, selector, i, 1, exits[i] = label_new(c));
  u->span = last;
  if (u->reachable) reraise_here(c, caught, saved);
  at_node(c, n);
  handler_begin(c, cleanup, &entered);
  emit(c, I_POPEXC, saved, 0, 0);
  emit_stop(c, I_RERAISE, caught, 0, 0);
  for (unsigned i = SELECT_RETURN; i <= SELECT_CONTINUE; i++) {
    if (!(block.exits >> i & 1)) continue;
    label_place(c, exits[i]);
    leave_by(c, i, i == SELECT_RETURN ? NULL : loop_around(u), result);
  }
  label_place(c, end);
  u->top = top;
}

static uint32_t finallys_around(const Unit *u) {
  uint32_t count = 0;
  for (const Block *b = u->blocks; b; b = b->outer) count += b->kind == BLOCK_FINALLY;
  return count;
}

void try_statement(Compiler *c, Node *n) {
  Unit *u = c->unit;
  if (!n->try_.final.count) {
    try_body(c, n);
    return;
  }
  uintptr_t size = (uintptr_t)map_get(&c->sizes, n);
  bool copies = size <= COPY_LIMIT && u->final_copies < COPY_DEPTH && finallys_around(u) < COPY_BLOCKS;
  if (copies) finally_copied(c, n);
  else finally_selected(c, n);
}

/* ---- with ----------------------------------------------------------------------------------------------------------- */

/* Calls __exit__ in its own window, which is dead afterwards. */
static void exit_normally(Compiler *c, Block *block) {
  Unit *u = c->unit;
  Reg window = block->saved;
  u->top = window + WINDOW;
  Reg first = temps(c, 3);
  for (unsigned i = 0; i < 3; i++) load_singleton(c, V_NONE, first + i);
  emit(c, I_CALLM, window, 3, window);
  u->top = window + 1;
  if (block->is_async) await_to(c, window, 2, window);
}

/* The first registers of the header's room in the window of __exit__ are free while the body runs. */
enum { CAUGHT = 1, SAVED = 2 };

static void exit_with_exception(Compiler *c, Node *n, Reg window, bool is_async, Label end) {
  Unit *u = c->unit;
  Reg caught = window + CAUGHT, saved = window + SAVED;
  uint32_t outer = u->handler;
  emit(c, I_PUSHEXC, saved, caught, 0);
  uint32_t cleanup = u->handler = handler_new(c, caught);
  Assigned before = u->assigned;
  u->top = window + WINDOW;
  Reg call = temps(c, WINDOW), first = temps(c, 3);
  move(c, call, window);
  move(c, call + FRAME_SLOTS, window + FRAME_SLOTS);
  emit(c, I_EXCTYPE, first, caught, 0);
  emit(c, I_CALLM, call, 3, call);
  u->top = call + 1;
  if (is_async) await_to(c, call, 2, call);
  Label swallowed = label_new(c);
  emit_branch(c, I_JT, call, 0, 0, swallowed);
  u->handler = outer;
  at_node(c, n);
  handler_begin(c, cleanup, &before);
  emit(c, I_POPEXC, saved, 0, 0);
  emit_stop(c, I_RERAISE, caught, 0, 0);
  label_place(c, swallowed);
  emit(c, I_POPEXC, saved, 0, 0);
  emit_jump(c, end);
}

void with_statement(Compiler *c, Node *n, uint32_t index) {
  Unit *u = c->unit;
  WithItem *item = &n->with.items[index];
  bool is_async = n->with.is_async;
  if (is_async && !u->scope->is_async_function) fail_syntax(c, span_of(n), "'async with' outside async function");
  Reg top = u->top, window = temps(c, WINDOW), enter = temps(c, WINDOW), manager = temp(c);
  Label end = label_new(c);
  expr_to(c, item->context, manager);
  at_node(c, n);
  emit(c, I_LOADSPECIAL, enter, manager, is_async ? SP_aenter : SP_enter);
  emit(c, I_LOADSPECIAL, window, manager, is_async ? SP_aexit : SP_exit);
  emit(c, I_CALLM, enter, 0, enter);
  u->top = enter + 1;
  if (is_async) await_to(c, enter, 1, enter);

  Assigned before = u->assigned;
  uint32_t outer = u->handler;
  Block block;
  block_push(c, &block, BLOCK_WITH);
  block.node = n;
  block.saved = window;
  block.is_async = is_async;
  uint32_t handler = u->handler = handler_new(c, window + CAUGHT);
  u->spill_base = enter + 1; /* the handler needs our window */
  if (item->target) store_to(c, item->target, enter);
  u->spill_base = u->top = window + WINDOW;
  if (index + 1 < n->with.count) {
    enter_node(c, CLAIM_TARGET + CLAIM_TARGET);
    with_statement(c, n, index + 1);
    leave_node(c, CLAIM_TARGET + CLAIM_TARGET);
  } else {
    statements(c, n->with.body);
  }
  block_pop(c, &block);
  u->handler = outer;
  at_node(c, n);
  exit_normally(c, &block);
  emit_jump(c, end);
  handler_begin(c, handler, &before);
  if (u->reachable) exit_with_exception(c, n, window, is_async, end);
  label_place(c, end);
  u->top = top;
}
