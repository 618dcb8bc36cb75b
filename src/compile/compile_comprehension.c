/*
 * Comprehensions and generator expressions.
 *
 * Inlined (PEP 709), the loops stand in the frame around and the targets have temporaries of their own; tracebacks still show a frame
 * (Code.inlined). Otherwise the
 * comprehension is a function whose one argument `.0` is the iterator of the first iterable, which is evaluated outside.
 * The number of `for` clauses is not bounded by nesting, so loops are opened and closed by iteration.
 */
#include "compile/compiler.h"

typedef struct LoopPlace {
  Label head, end;
  uint32_t handler; /* of an asynchronous loop: StopAsyncIteration ends it */
  Reg iterator;
  Assigned before;
} LoopPlace;

static void open_loop(Compiler *c, Node *n, Comprehension *g, LoopPlace *place) {
  Unit *u = c->unit;
  place->end = label_new(c);
  at_node(c, n);
  if (!g->is_async) {
    Reg local = local_target(c, g->target), item = local != NO_REG ? local : temp(c);
    place->head = label_here(c);
    emit_branch(c, I_FORITER, place->iterator, item, 0, place->end);
    if (local == NO_REG) {
      store_to(c, g->target, item);
      u->top = item;
    }
  } else {
    Reg item = temps(c, 2);
    place->head = label_here(c);
    place->before = u->assigned;
    uint32_t outer = u->handler;
    place->handler = u->handler = handler_new(c, item + 1);
    emit(c, I_ANEXT, item, place->iterator, 0);
    Reg iterator = item, sent = temp(c);
    load_singleton(c, V_NONE, sent);
    emit(c, I_DELEGATE, item, iterator, sent);
    u->handler = outer;
    u->top = sent;
    store_to(c, g->target, item);
  }
  for (uint32_t i = 0; i < g->conditions.count; i++) branch_on(c, g->conditions.items[i], false, place->head);
}

static void close_loop(Compiler *c, Node *n, Comprehension *g, LoopPlace *place) {
  Unit *u = c->unit;
  at_node(c, n);
  emit_jump(c, place->head);
  if (g->is_async) {
    handler_begin(c, place->handler, &place->before);
    emit(c, I_ENDASYNCFOR, u->handlers[place->handler].reg, 0, 0);
  }
  label_place(c, place->end);
}

static void add_element(Compiler *c, Node *n, Reg result) {
  Unit *u = c->unit;
  Node *element = n->comprehension.element;
  Reg top = u->top;
  if (n->kind == EXPR_GENERATOR) {
    Reg value = expr_any(c, element);
    at_node(c, element);
    if (u->scope->is_coroutine) {
      Reg wrapped = temp(c);
      emit(c, I_ASYNCWRAP, wrapped, value, 0);
      value = wrapped;
    }
    emit(c, I_YIELD, temp(c), value, 0);
  } else if (n->kind == EXPR_DICT_COMP) {
    Reg key = expr_before(c, element, n->comprehension.value), value = expr_any(c, n->comprehension.value);
    at_node(c, n);
    emit(c, I_DICTSET, result, key, value);
  } else {
    Reg value = expr_any(c, element);
    at_node(c, n);
    emit(c, n->kind == EXPR_SET_COMP ? I_SETADD : I_LISTAPPEND, result, value, 0);
  }
  u->top = top;
}

/* R[first] is the iterator of the first clause. */
static void loops(Compiler *c, Node *n, Reg first, Reg result) {
  Unit *u = c->unit;
  Comprehension *generators = n->comprehension.generators;
  uint32_t count = n->comprehension.count, base = u->spill_base;
  LoopPlace *places = take(c, sizeof *places * count);
  Reg top = u->top;
  enter_node(c, CLAIM_LOOPS);
  for (uint32_t i = 0; i < count; i++) {
    if (i == 0) {
      places[0].iterator = first;
    } else {
      Reg iterator = places[i].iterator = temp(c);
      expr_to(c, generators[i].iterable, iterator);
      at_node(c, n);
      emit(c, generators[i].is_async ? I_AITER : I_ITER, iterator, iterator, 0);
    }
    u->spill_base = u->top;
    open_loop(c, n, &generators[i], &places[i]);
    u->spill_base = u->top;
  }
  add_element(c, n, result);
  for (uint32_t i = count; i-- > 0;) close_loop(c, n, &generators[i], &places[i]);
  leave_node(c, CLAIM_LOOPS);
  u->spill_base = base;
  u->top = top;
}

static void start_result(Compiler *c, Node *n, Reg result) {
  at_node(c, n);
  if (n->kind == EXPR_GENERATOR) return;
  emit(c, n->kind == EXPR_LIST_COMP ? I_LIST : n->kind == EXPR_SET_COMP ? I_SET : I_DICT, result, 0, 0);
}

static void first_iterator(Compiler *c, Node *n, Reg target) {
  Comprehension *g = &n->comprehension.generators[0];
  Node *iterable = g->iterable;
  if (!g->is_async) fold_list(c, iterable);
  expr_to(c, iterable, target);
  at_node(c, n);
  emit(c, g->is_async ? I_AITER : I_ITER, target, target, 0);
}

static void inlined_to(Compiler *c, Node *n, Scope *scope, Reg target) {
  Unit *u = c->unit;
  Reg top = u->top;
  uint32_t base = u->spill_base;
  Reg result = is_temp(u, target) ? target : temp(c), iterator = temp(c);
  first_iterator(c, n, iterator);
  Scope *outer = u->names;
  u->names = scope;
  for (Symbol *s = scope->first; s; s = s->following)
    if (s->where == WHERE_LOCAL) s->reg = temp(c);
  u->spill_base = u->top;
  uint32_t inlined = inlined_begin(c, scope);
  start_result(c, n, result);
  loops(c, n, iterator, result);
  inlined_end(c, inlined);
  u->names = outer;
  u->spill_base = base;
  u->top = top;
  move(c, target, result);
}

static Value comprehension_code(Compiler *c, Node *n, Scope *scope) {
  unit_enter(c, scope, scope->name, NULL, n->line);
  Unit *u = c->unit;
  Reg result = n->kind == EXPR_GENERATOR ? NO_REG : temp(c);
  start_result(c, n, result);
  loops(c, n, 0, result);
  at_node(c, n);
  if (result != NO_REG) emit_stop(c, I_RETURN, result, 0, 0);
  u->top = u->first_temp;
  return unit_leave(c);
}

static void check_async(Compiler *c, Node *n, Scope *scope) {
  Unit *u = c->unit;
  if (!scope->is_coroutine || n->kind == EXPR_GENERATOR) return;
  if (u->scope->is_async_function || scope_is_comprehension(u->scope) || scope_is_comprehension(u->names)) return;
  fail_syntax(c, span_of(n), "asynchronous comprehension outside of an asynchronous function");
}

void comprehension_to(Compiler *c, Node *n, Reg target) {
  Unit *u = c->unit;
  Scope *scope = scope_of(c, n);
  check_async(c, n, scope);
  if (scope->is_inlined) {
    inlined_to(c, n, scope, target);
    return;
  }
  Reg top = u->top, window = target == u->top - 1 && is_temp(u, target) ? target : temp(c);
  Value code = comprehension_code(c, n, scope);
  at_node(c, n);
  closure_to(c, code, scope, window, 0, window + 1);
  temps(c, FRAME_SLOTS);
  first_iterator(c, n, temp(c));
  at_node(c, n);
  bool awaits = scope->is_coroutine && n->kind != EXPR_GENERATOR;
  emit(c, I_CALL, window, 1, awaits ? window : target);
  u->top = window + 1;
  if (awaits) await_to(c, window, 0, target);
  u->top = top;
}
