/*
 * A unit: where the variables of one code object live, and the Code that comes out in the end.
 *
 * Registers, in this order: parameters, other locals, cells, the cells of free variables, temporaries. A parameter that
 * is a cell keeps its register, which MAKECELL fills at the entry. Where there are more than NEAR_VARIABLES of them,
 * temporaries keep the registers up to 255 and what does not fit before them lives beyond: in far registers, which
 * FARLOAD and FARSTORE reach. Free variables' cells and cells come before locals then, if the first of them fit;
 * otherwise all the cells of free variables are far.
 */
#include "compile/compiler.h"

enum { MAX_REGISTERS = 65000 };

static int compare_symbols(const Symbol *a, const Symbol *b) {
  Text x = a->name->text, y = b->name->text;
  int order = memcmp(x.data, y.data, x.size < y.size ? x.size : y.size);
  return order ? order : x.size < y.size ? -1 : x.size > y.size;
}

/* By name, as CPython orders co_freevars; merges bottom-up. */
static void sort_symbols(Compiler *c, Symbol **items, uint32_t count) {
  Symbol **from = items, **to = take(c, sizeof *to * (count + 1)), **spare = to;
  for (uint32_t width = 1; width < count; width *= 2) {
    for (uint32_t i = 0; i < count; i += 2 * width) {
      uint32_t middle = i + width < count ? i + width : count, end = i + 2 * width < count ? i + 2 * width : count;
      for (uint32_t a = i, b = middle, k = i; k < end; k++)
        to[k] = b >= end || (a < middle && compare_symbols(from[a], from[b]) <= 0) ? from[a++] : from[b++];
    }
    Symbol **swap = from;
    from = to;
    to = swap;
  }
  if (from == spare) memcpy(items, from, sizeof *items * count);
}

static void name_register(Compiler *c, Unit *u, Reg r, Value name) {
  if (r >= MAX_REGISTERS) fail_syntax(c, u->span, "too many local variables");
  while (u->variable_count <= r) {
    u->variable_names = grow(c, u->variable_names, u->variable_count, &u->variable_capacity, sizeof *u->variable_names);
    u->variable_names[u->variable_count++] = V_UNDEFINED;
  }
  u->variable_names[r] = name;
}

/* The next free register for a variable; `near_end` moves as they are given out. */
static Reg next_register(Compiler *c, Unit *u, bool big, Value name) {
  Reg r = u->variable_count;
  if (big && r >= NEAR_VARIABLES && r < NEAR_REGISTERS) r = NEAR_REGISTERS;
  name_register(c, u, r, name);
  return r;
}

static bool is_variable_of(const Unit *u, const Symbol *s) {
  return scope_is_function(u->scope) && (s->flags & DEF_BOUND) && (s->where == WHERE_LOCAL || s->where == WHERE_CELL);
}

static void count_variables(Unit *u, uint32_t *locals, uint32_t *cells, uint32_t *frees) {
  *locals = *cells = *frees = 0;
  for (Symbol *s = u->scope->first; s; s = s->following) {
    if (s->is_free) ++*frees;
    if (!is_variable_of(u, s)) continue;
    if (s->where == WHERE_CELL) ++*cells;
    if (s->where == WHERE_LOCAL && !(s->flags & DEF_PARAM)) ++*locals;
  }
  if (u->scope->needs_class_cell) ++*cells;
}

static void place_locals(Compiler *c, Unit *u, bool big) {
  for (Symbol *s = u->scope->first; s; s = s->following)
    if (is_variable_of(u, s) && s->where == WHERE_LOCAL && !(s->flags & DEF_PARAM))
      s->reg = next_register(c, u, big, name_value(c, s->name));
}

static void place_cells(Compiler *c, Unit *u, bool big) {
  for (Symbol *s = u->scope->first; s; s = s->following) {
    if (!is_variable_of(u, s) || s->where != WHERE_CELL) continue;
    u->cells[u->cell_count++] = s;
    if (!(s->flags & DEF_PARAM)) s->reg = next_register(c, u, big, name_value(c, s->name));
  }
  if (u->scope->needs_class_cell) u->class_cell = next_register(c, u, big, name_value(c, c->name_class));
}

static void place_frees(Compiler *c, Unit *u, bool far) {
  for (Symbol *s = u->scope->first; s; s = s->following)
    if (s->is_free) u->frees[u->free_count++] = s;
  sort_symbols(c, u->frees, u->free_count);
  u->first_free = u->variable_count;
  if (far && u->first_free < NEAR_REGISTERS) u->first_free = NEAR_REGISTERS;
  for (uint32_t i = 0; i < u->free_count; i++) {
    u->frees[i]->free_reg = u->first_free + i;
    name_register(c, u, u->first_free + i, name_value(c, u->frees[i]->name));
  }
}

static void place_parameter(Compiler *c, Unit *u, Name *name) {
  Symbol *s = scope_find(u->scope, name);
  s->reg = u->variable_count;
  name_register(c, u, s->reg, name_value(c, name));
}

static uint32_t place_parameters(Compiler *c, Unit *u, Parameters *p) {
  if (!p) {
    if (!scope_is_comprehension(u->scope)) return 0;
    name_register(c, u, 0, name_value(c, c->name_first_iterable));
    u->positional = u->positional_only = 1;
    return 1;
  }
  uint32_t count = p->positional_only + p->positional + p->keyword_only;
  for (uint32_t i = 0; i < count; i++)
    place_parameter(c, u, name_mangled(c, u->scope->private_, name_of(c, p->items[i].name)));
  if (p->star) place_parameter(c, u, name_mangled(c, u->scope->private_, name_of(c, p->star->name)));
  if (p->double_star) place_parameter(c, u, name_mangled(c, u->scope->private_, name_of(c, p->double_star->name)));
  u->positional_only = p->positional_only;
  u->positional = p->positional_only + p->positional;
  u->keyword_only = p->keyword_only;
  if (p->star) u->flags |= CODE_VARARGS;
  if (p->double_star) u->flags |= CODE_VARKEYWORDS;
  if (u->positional > 65535 || u->keyword_only > 65535) fail_syntax(c, u->span, "too many parameters");
  return u->variable_count;
}

/* Parameters that arrive where temporaries must be go to far registers. */
static void move_parameters(Compiler *c, Unit *u, uint32_t parameters) {
  for (Symbol *s = u->scope->first; s; s = s->following) {
    if (!(s->flags & DEF_PARAM) || s->reg < NEAR_VARIABLES || s->reg >= NEAR_REGISTERS || s->reg >= parameters) continue;
    Reg home = u->variable_count < NEAR_REGISTERS ? NEAR_REGISTERS : u->variable_count;
    name_register(c, u, home, name_value(c, s->name));
    emit_bx(c, I_FARSTORE, s->reg, home);
    s->reg = home;
  }
}

static void make_cell(Compiler *c, Reg r) {
  if (r < NEAR_REGISTERS) {
    emit(c, I_MAKECELL, r, 0, 0);
    return;
  }
  Reg near = temp(c);
  emit_bx(c, I_FARLOAD, near, r);
  emit(c, I_MAKECELL, near, 0, 0);
  emit_bx(c, I_FARSTORE, near, r);
  c->unit->top = near;
}

static void allocate_registers(Compiler *c, Unit *u, Parameters *parameters) {
  uint32_t locals, cells, frees;
  count_variables(u, &locals, &cells, &frees);
  u->cells = take(c, sizeof *u->cells * (cells + 1));
  u->frees = take(c, sizeof *u->frees * (frees + 1));
  uint32_t count = place_parameters(c, u, parameters);
  bool big = count + locals + cells + frees > NEAR_VARIABLES;
  if (big) {
    bool far = count + frees > NEAR_VARIABLES;
    if (!far) place_frees(c, u, false);
    place_cells(c, u, true);
    place_locals(c, u, true);
    if (far) place_frees(c, u, true);
  } else {
    place_locals(c, u, false);
    place_cells(c, u, false);
    place_frees(c, u, false);
  }
  u->first_temp = u->top = u->registers = u->variable_count < NEAR_VARIABLES ? u->variable_count : NEAR_VARIABLES;
  move_parameters(c, u, count);
  u->far_top = u->variable_count > NEAR_REGISTERS ? u->variable_count : NEAR_REGISTERS;
  if (u->registers < u->variable_count) u->registers = u->variable_count;
  for (uint32_t r = 0; r < count && r < u->first_temp; r++) set_assigned(u, r);
  for (Symbol *s = u->scope->first; s; s = s->following)
    if ((s->flags & DEF_DELETED) && s->where == WHERE_LOCAL && s->reg < NEAR_VARIABLES)
      u->deleted.bits[s->reg / 64] |= 1ull << (s->reg % 64);
  for (uint32_t i = 0; i < u->cell_count; i++) make_cell(c, u->cells[i]->reg);
  if (u->scope->needs_class_cell) make_cell(c, u->class_cell);
  if (u->free_count) emit_bx(c, I_FREEVARS, 0, u->first_free);
}

/* Comprehensions that were inlined keep their place in the names of what is inside. */
static void append_inlined(Compiler *c, Builder *b, const Scope *scope) {
  if (!scope || !scope->is_inlined) return; /* at most MAX_INLINE_DEPTH of them */
  append_inlined(c, b, scope->parent);
  builder_c(b, ".");
  builder_str(b, name_value(c, scope->name));
}

/* "outer.<locals>.inner"; what stands in a comprehension has no "<locals>", as in CPython. */
static Value qualified_name(Compiler *c, const Scope *scope, Unit *outer, Name *name) {
  Value own = name_value(c, name);
  if (!outer || outer->scope->kind == SCOPE_MODULE) return own;
  Symbol *s = scope_find(outer->names, name);
  if ((scope->kind == SCOPE_FUNCTION || scope->kind == SCOPE_CLASS) && s && s->where == WHERE_EXPLICIT) return own;
  while (outer->scope->kind == SCOPE_TYPE_PARAMETERS) {
    outer = outer->outer;
    if (outer->scope->kind == SCOPE_MODULE) return own;
  }
  Builder b;
  builder_start(&b, c->vm);
  builder_str(&b, outer->qualname);
  if (scope_is_function(outer->scope) && !scope_is_comprehension(outer->scope)) builder_c(&b, ".<locals>");
  append_inlined(c, &b, scope->parent);
  builder_c(&b, ".");
  builder_str(&b, own);
  return checked(c, builder_end(&b));
}

static uint32_t flags_of(const Scope *scope) {
  if (!scope_is_function(scope)) return 0;
  uint32_t flags = CODE_NEWLOCALS;
  bool is_async = scope->is_async_function || (scope_is_comprehension(scope) && scope->is_coroutine);
  if (is_async) flags |= scope->is_generator ? CODE_ASYNC_GENERATOR : CODE_COROUTINE;
  else if (scope->is_generator) flags |= CODE_GENERATOR;
  return flags;
}

void unit_enter(Compiler *c, Scope *scope, Name *name, Parameters *parameters, uint32_t line) {
  Unit *u = take(c, sizeof *u);
  u->outer = c->unit;
  u->scope = u->names = scope;
  u->name = name;
  u->qualname = qualified_name(c, scope, c->unit, name);
  u->doc = V_UNDEFINED;
  u->class_cell = NO_REG;
  u->handler = NO_HANDLER;
  u->reachable = true;
  u->first_line = line;
  u->span = (Span){line, 0, scope->kind == SCOPE_MODULE ? 0 : line, 0};
  u->flags = flags_of(scope) | c->request->extra_flags;
  if (scope_find(scope, c->name_class) && scope_find(scope, c->name_class)->is_free) u->flags |= CODE_METHOD;
  c->unit = u;
  allocate_registers(c, u, parameters);
  u->spill_base = u->top;
}

uint32_t inlined_begin(Compiler *c, const Scope *scope) {
  Unit *u = c->unit;
  u->inlined = grow(c, u->inlined, u->inlined_count, &u->inlined_capacity, sizeof *u->inlined);
  u->inlined[u->inlined_count] = (Inlined){scope, u->count, u->count};
  return u->inlined_count++;
}

void inlined_end(Compiler *c, uint32_t inlined) { c->unit->inlined[inlined].end = c->unit->count; }

Reg cell_for(Compiler *c, const Name *name) {
  Unit *u = c->unit;
  if (u->scope->kind == SCOPE_CLASS && name == c->name_class && u->class_cell != NO_REG) return u->class_cell;
  Symbol *s = symbol_of(c, name);
  if (s && s->where == WHERE_CELL) return s->reg;
  s = scope_find(u->scope, name);
  if (!s || !s->is_free) fail_syntax(c, u->span, "no cell for a variable of an enclosing function");
  return s->free_reg;
}

/* ---- the Code ------------------------------------------------------------------------------------------------------- */

static Ref raw_of(Compiler *c, const void *data, uint64_t size) {
  if (!size) return 0;
  if (size > CAGE_SIZE / 4) fail_memory(c);
  Raw *raw = raw_new(c->vm, (uint32_t)size);
  if (!raw) fail_trap(c);
  memcpy(raw->data, data, size);
  return ref_of(c->vm, raw);
}

static Ref tuple_of(Compiler *c, const Value *items, uint32_t count) {
  return to_ref(checked(c, tuple_new(c->vm, items, count)));
}

static Ref names_of(Compiler *c, Symbol **symbols, uint32_t count, bool with_class) {
  if (!count && !with_class) return 0;
  Value *items = take(c, sizeof *items * (count + 1));
  for (uint32_t i = 0; i < count; i++) items[i] = name_value(c, symbols[i]->name);
  if (with_class) items[count] = name_value(c, c->name_class);
  return tuple_of(c, items, count + with_class);
}

/* CALL and CALLM lay the callee's frame over the window: in code with registers beyond it they may not. */
static void calls_spare_far_registers(Unit *u) {
  for (uint32_t i = 0; i < u->count; i++) {
    uint32_t *head = &u->code[i].head;
    if ((*head & 0xFF) == I_CALL) *head += I_CALLFAR - I_CALL;
    else if ((*head & 0xFF) == I_CALLM) *head += I_CALLMFAR - I_CALLM;
  }
}

/* Only its names and positions are of use. If a guest makes a function of it all the same: `raise AssertionError`. */
static Code *inlined_code(Compiler *c, Unit *u, const Scope *scope, Ref instructions, Ref positions) {
  Value qualname = qualified_name(c, scope, u, scope->name);
  Code *code = allocate(c->vm, sizeof *code, KIND_CODE, SHAPE(c->vm, code));
  if (!code) fail_trap(c);
  code->name = to_ref(name_value(c, scope->name));
  code->qualname = to_ref(qualname);
  code->filename = to_ref(c->request->filename);
  code->origin = is_ref(c->request->origin) ? to_ref(c->request->origin) : 0;
  code->constants = known(c->vm)->empty_tuple;
  code->instructions = instructions;
  code->positions = positions;
  code->flags = flags_of(scope) | c->request->extra_flags;
  code->registers = 1;
  code->entry_cost = 1;
  code->head.extra = code_is_plain(code) ? 1 : 0;
  code->first_line = scope->node->line;
  return code;
}

/* Code.inlined. Nobody sees frames of the prelude. */
static Ref inlined_of(Compiler *c, Unit *u, const Inlined *inlined, Ref positions) {
  if (!u->inlined_count || u->flags & CODE_HIDDEN) return 0;
  static const uint32_t raise[] = {I_LOADX, I_RAISE | 1u << 24};
  Ref instructions = raw_of(c, raise, sizeof raise);
  Value *items = take(c, sizeof *items * INLINED_FIELDS * u->inlined_count);
  uint32_t count = 0;
  for (uint32_t i = 0; i < u->inlined_count; i++) {
    if (inlined[i].start == inlined[i].end) continue; /* never reached */
    items[count + INLINED_START] = from_small(inlined[i].start);
    items[count + INLINED_END] = from_small(inlined[i].end);
    items[count + INLINED_CODE] = value_of(c->vm, inlined_code(c, u, inlined[i].scope, instructions, positions));
    count += INLINED_FIELDS;
  }
  return count ? tuple_of(c, items, count) : 0;
}

static Value build_code(Compiler *c, Unit *u) {
  Assembled a;
  if (u->registers > NEAR_REGISTERS) calls_spare_far_registers(u);
  assemble(c, &a);
  if (u->far_constant_count) u->constants[u->far_tuple] = from_ref(tuple_of(c, u->far_constants, u->far_constant_count));
  Value dot = name_value(c, name_of_c(c, "."));
  for (uint32_t i = 0; i < u->variable_count; i++)
    if (u->variable_names[i] == V_UNDEFINED) u->variable_names[i] = dot;
  Ref constants = tuple_of(c, u->constants, u->constant_count);
  Ref names = tuple_of(c, u->name_values, u->name_count);
  Ref locals = tuple_of(c, u->variable_names, u->variable_count);
  Ref free_names = names_of(c, u->frees, u->free_count, false);
  Ref cells = names_of(c, u->cells, u->cell_count, u->class_cell != NO_REG);
  Ref instructions = raw_of(c, a.words, (uint64_t)a.word_count * 4);
  Ref handlers = raw_of(c, a.handlers, a.handler_count * sizeof *a.handlers);
  Ref positions = raw_of(c, a.positions, a.position_count * sizeof *a.positions);
  Ref inlined = inlined_of(c, u, a.inlined, positions);
  Code *code = allocate(c->vm, sizeof *code, KIND_CODE, SHAPE(c->vm, code));
  if (!code) fail_trap(c);
  code->name = to_ref(name_value(c, u->name));
  code->qualname = to_ref(u->qualname);
  code->filename = to_ref(c->request->filename);
  code->origin = is_ref(c->request->origin) ? to_ref(c->request->origin) : 0;
  code->constants = constants;
  code->names = names;
  code->locals = locals;
  code->free = free_names;
  code->cells = cells;
  code->instructions = instructions;
  code->handlers = handlers;
  code->positions = positions;
  code->doc = u->doc == V_UNDEFINED ? 0 : to_ref(u->doc);
  code->inlined = inlined;
  code->flags = u->flags;
  code->registers = u->registers;
  code->positional = (uint16_t)u->positional;
  code->positional_only = (uint16_t)u->positional_only;
  code->keyword_only = (uint16_t)u->keyword_only;
  code->entry_cost = (uint16_t)(a.entry_cost ? a.entry_cost : 1);
  code->head.extra = code_is_plain(code) ? (uint16_t)(u->positional + 1) : 0;
  code->first_line = u->first_line;
  code->feedback = u->feedback;
  code->first_free = u->first_free;
  return value_of(c->vm, code);
}

Value unit_leave(Compiler *c) {
  Unit *u = c->unit;
  if (u->reachable) {
    Reg r = temp(c);
    emit(c, I_LOADC, r, 0, 0);
    emit_stop(c, I_RETURN, r, 0, 0);
  }
  Value code = build_code(c, u);
  c->unit = u->outer;
  return code;
}
