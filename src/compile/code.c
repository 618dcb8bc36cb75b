/*
 * From instructions to words.
 *
 * While a unit is compiled, instructions are appended to one array; jumps name labels, and each instruction remembers the
 * innermost handler that covers it. Code that cannot be reached is not appended at all. Along the way goes the set of
 * variables that are bound for sure: a label's set is the intersection over the jumps to it, the head of a loop keeps
 * what no `del` in the unit can take away.
 *
 * `assemble` then, in order: makes jumps to jumps direct; finds the heads of blocks and what each block costs, from the
 * last instruction to the first, since what falls through or jumps forward pays for its successor; lays the instructions
 * out, giving branches that reach too far a jump of their own, until nothing moves any more; writes words, handlers
 * and positions.
 */
#include "compile/compiler.h"

#define X(name, words, format, fuel) words,
const uint8_t opcode_words[OPCODE_COUNT] = {OPCODES(X)};
#undef X
#define X(name, words, format, fuel) fuel,
const uint8_t opcode_fuel[OPCODE_COUNT] = {OPCODES(X)};
#undef X

enum { NO_LABEL = UINT32_MAX, NOWHERE = UINT32_MAX, MAX_INSTRUCTIONS = 2000000, MAX_PAID = 255, MAX_COST = 0x7FFFFF };

/* ---- appending ------------------------------------------------------------------------------------------------------ */

static Instruction *append(Compiler *c, uint32_t head) {
  Unit *u = c->unit;
  if (!u->reachable) return NULL;
  pay(c, 4);
  if (u->count >= MAX_INSTRUCTIONS) fail_syntax(c, u->span, "too much code in one function");
  u->code = grow(c, u->code, u->count, &u->capacity, sizeof *u->code);
  Instruction *i = &u->code[u->count++];
  *i = (Instruction){.head = head, .label = NO_LABEL, .handler = u->handler, .span = u->span};
  if (u->handler != NO_HANDLER) u->handlers[u->handler].covers = true;
  return i;
}

static uint32_t head_of(Compiler *c, Opcode op, Reg a, Reg b, Reg third) {
  if ((a | b | third) >= NEAR_REGISTERS) fail_complex(c);
  return (uint32_t)op | a << 8 | b << 16 | third << 24;
}

void emit(Compiler *c, Opcode op, Reg a, Reg b, Reg third) { append(c, head_of(c, op, a, b, third)); }

void emit_bx(Compiler *c, Opcode op, Reg a, uint32_t bx) {
  if (bx > 65535) fail_complex(c);
  append(c, head_of(c, op, a, 0, 0) | bx << 16);
}

void emit_word(Compiler *c, Opcode op, Reg a, Reg b, Reg third, uint32_t word) {
  Instruction *i = append(c, head_of(c, op, a, b, third));
  if (i) i->word = word;
}

static uint32_t name_index(Compiler *c, Name *name) {
  Unit *u = c->unit;
  Value v = name_value(c, name);
  uint32_t index = index_get(&u->name_index, v);
  if (index != UINT32_MAX) return index;
  if (u->name_count > 65535) fail_syntax(c, u->span, "too many names in one code object");
  u->name_values = grow(c, u->name_values, u->name_count, &u->name_capacity, sizeof *u->name_values);
  u->name_values[u->name_count] = v;
  index_put(c, &u->name_index, v, u->name_count);
  return u->name_count++;
}

/* Loads of the same global share one cache. */
static uint32_t cache_slot(Compiler *c, Opcode op, uint32_t name) {
  Unit *u = c->unit;
  if (op == I_GETGLOBAL) {
    uint32_t slot = index_get(&u->global_slots, name);
    if (slot != UINT32_MAX) return slot;
  }
  if (u->feedback > 65535) fail_syntax(c, u->span, "too many attributes and globals in one code object");
  if (op == I_GETGLOBAL) index_put(c, &u->global_slots, name, u->feedback);
  return u->feedback++;
}

void emit_name(Compiler *c, Opcode op, Reg a, Reg b, Name *name) {
  Instruction *i = append(c, head_of(c, op, a, b, 0));
  if (!i) return;
  uint32_t index = name_index(c, name);
  i = &c->unit->code[c->unit->count - 1];
  i->word = index | cache_slot(c, op, index) << 16;
}

/* ---- labels --------------------------------------------------------------------------------------------------------- */

static void meet(Assigned *a, const Assigned *b) {
  for (unsigned i = 0; i < sizeof a->bits / sizeof *a->bits; i++) a->bits[i] &= b->bits[i];
}

static void without(Assigned *a, const Assigned *b) {
  for (unsigned i = 0; i < sizeof a->bits / sizeof *a->bits; i++) a->bits[i] &= ~b->bits[i];
}

Label label_new(Compiler *c) {
  Unit *u = c->unit;
  u->labels = grow(c, u->labels, u->label_count, &u->label_capacity, sizeof *u->labels);
  u->labels[u->label_count] = (LabelPlace){.instruction = NOWHERE};
  return u->label_count++;
}

static void jumps_to(Unit *u, Label label) {
  LabelPlace *place = &u->labels[label];
  if (place->reached) meet(&place->assigned, &u->assigned);
  else place->assigned = u->assigned;
  place->reached = true;
}

void emit_jump(Compiler *c, Label label) {
  Unit *u = c->unit;
  Instruction *i = append(c, I_JUMP);
  if (!i) return;
  i->label = label;
  jumps_to(u, label);
  u->reachable = false;
}

void emit_branch(Compiler *c, Opcode op, Reg a, Reg b, Reg third, Label label) {
  if (op >= I_JLT && op <= I_JGEI && !third) op = (Opcode)(op + (I_ULT - I_JLT));
  Instruction *i = append(c, head_of(c, op, a, b, third));
  if (!i) return;
  i->label = label;
  jumps_to(c->unit, label);
}

void emit_stop(Compiler *c, Opcode op, Reg a, Reg b, Reg third) {
  emit(c, op, a, b, third);
  c->unit->reachable = false;
}

void label_place(Compiler *c, Label label) {
  Unit *u = c->unit;
  LabelPlace *place = &u->labels[label];
  place->instruction = u->count;
  if (!place->reached) return;
  if (u->reachable) meet(&u->assigned, &place->assigned);
  else u->assigned = place->assigned;
  u->reachable = true;
}

Label label_here(Compiler *c) {
  Unit *u = c->unit;
  Label label = label_new(c);
  without(&u->assigned, &u->deleted);
  u->labels[label].instruction = u->count;
  return label;
}

uint32_t handler_new(Compiler *c, Reg reg) {
  Unit *u = c->unit;
  Label target = label_new(c);
  u->labels[target].is_handler = true;
  u->handlers = grow(c, u->handlers, u->handler_count, &u->handler_capacity, sizeof *u->handlers);
  u->handlers[u->handler_count] = (HandlerPlace){.target = target, .reg = reg};
  return u->handler_count++;
}

void handler_begin(Compiler *c, uint32_t handler, const Assigned *before) {
  Unit *u = c->unit;
  HandlerPlace *place = &u->handlers[handler];
  Assigned known_bound = *before;
  without(&known_bound, &u->deleted);
  if (u->reachable) {
    if (place->covers) meet(&u->assigned, &known_bound);
  } else {
    u->assigned = known_bound;
  }
  u->reachable |= place->covers;
  u->labels[place->target].instruction = u->count;
}

/* ---- temporaries ---------------------------------------------------------------------------------------------------- */

Reg temps(Compiler *c, uint32_t count) {
  Unit *u = c->unit;
  if (count > NEAR_REGISTERS - u->top) fail_complex(c);
  Reg first = u->top;
  u->top += count;
  if (u->top > u->registers) u->registers = u->top;
  return first;
}

Reg temp(Compiler *c) { return temps(c, 1); }

/* ---- assembling ----------------------------------------------------------------------------------------------------- */

enum { IS_HEAD = 1, IS_HANDLER = 2, IS_FAR = 4, IS_GONE = 8, IS_LOOP = 16 };

typedef struct Layout { /* of one instruction */
  uint32_t offset; /* in words, the CHARGE in front of it included */
  uint32_t target; /* instruction, or NOWHERE */
  uint32_t cost;   /* from here to where the next payment is made */
  uint8_t flags;
} Layout;

static Opcode op_of(const Instruction *i) { return (Opcode)(i->head & 0xFF); }

static bool never_returns(Opcode op) { return op == I_RETURN || op == I_RAISE || op == I_RERAISE; }

static uint32_t final_target(const Unit *u, Label label) {
  uint32_t target = u->labels[label].instruction;
  for (unsigned hops = 0; hops < 8 && target < u->count && op_of(&u->code[target]) == I_JUMP; hops++) {
    uint32_t next = u->labels[u->code[target].label].instruction;
    if (next == target) break;
    target = next;
  }
  return target;
}

static void find_heads(Compiler *c, Layout *l) {
  Unit *u = c->unit;
  for (uint32_t i = 0; i < u->handler_count; i++)
    if (u->handlers[i].covers) l[u->labels[u->handlers[i].target].instruction].flags |= IS_HEAD | IS_HANDLER;
  for (uint32_t i = 0; i < u->count; i++) {
    l[i].target = NOWHERE;
    if (u->code[i].label == NO_LABEL) continue;
    uint32_t target = l[i].target = final_target(u, u->code[i].label);
    if (op_of(&u->code[i]) == I_JUMP) {
      if (target == i + 1) {
        l[i].flags |= IS_GONE;
        continue;
      }
      if (target <= i) l[i].flags |= IS_LOOP;
    } else {
      l[i + 1].flags |= IS_HEAD;
    }
    l[target].flags |= IS_HEAD;
  }
}

/* What whoever enters the block at instruction i pays; the rest is paid by a CHARGE at its head. */
static uint32_t paid(const Layout *l, uint32_t i) {
  if (l[i].flags & IS_HANDLER) return 0;
  return l[i].cost < MAX_PAID ? l[i].cost : MAX_PAID;
}

/* Of a branch that is taken, as its word holds it: less one. */
static uint32_t taken_field(uint32_t fuel) { return (fuel ? fuel < 256 ? fuel - 1 : 255 : 0) << 16; }

static uint32_t charged(const Layout *l, uint32_t i) {
  return l[i].flags & IS_HEAD ? l[i].cost - paid(l, i) : 0;
}

static void find_costs(Compiler *c, Layout *l) {
  Unit *u = c->unit;
  for (uint32_t i = u->count; i-- > 0;) {
    Opcode op = op_of(&u->code[i]);
    uint32_t cost = l[i].flags & IS_GONE ? 0 : opcode_fuel[op];
    bool goes_on = l[i].flags & IS_GONE || (l[i].target == NOWHERE && !never_returns(op));
    if (goes_on) cost += l[i + 1].flags & IS_HEAD ? paid(l, i + 1) : l[i + 1].cost;
    else if (op == I_JUMP && !(l[i].flags & IS_LOOP)) cost += paid(l, l[i].target);
    l[i].cost = cost < MAX_COST ? cost : MAX_COST;
  }
}

/* Words of an instruction; a far branch is  [branch to X] [JUMP over] X: [CHARGE, going back] [JUMP there]. */
static uint32_t size_of(const Unit *u, const Layout *l, uint32_t i) {
  Opcode op = op_of(&u->code[i]);
  uint32_t size = charged(l, i) ? 1 : 0;
  bool back = l[i].target <= i;
  if (l[i].flags & IS_GONE) return size;
  if (l[i].target == NOWHERE) return size + opcode_words[op];
  if (op == I_JUMP) return size + (l[i].flags & IS_LOOP ? 2 : 1);
  return size + (l[i].flags & IS_FAR ? 4 + back : 2);
}

static int64_t distance(const Layout *l, uint32_t i, uint32_t charge) {
  return (int64_t)l[l[i].target].offset - (int64_t)(l[i].offset + charge + 2);
}

static uint32_t lay_out(Compiler *c, Layout *l) {
  Unit *u = c->unit;
  for (unsigned round = 0;; round++) {
    uint32_t offset = 0;
    bool moved = false;
    for (uint32_t i = 0; i < u->count; i++) {
      l[i].offset = offset;
      offset += size_of(u, l, i);
    }
    l[u->count].offset = offset;
    int64_t reach = round < 3 ? 32700 : round < 6 ? 16384 : 0;
    for (uint32_t i = 0; i < u->count; i++) {
      if (l[i].target == NOWHERE || l[i].flags & (IS_FAR | IS_GONE)) continue;
      if (op_of(&u->code[i]) == I_JUMP && !(l[i].flags & IS_LOOP)) continue;
      int64_t words = distance(l, i, charged(l, i) ? 1 : 0);
      if (words < 32700 && words > -32700) continue;
      moved = true;
      if (reach == 0) break;
      l[i].flags |= IS_FAR;
    }
    if (!moved) return offset;
    if (reach < 32700)
      for (uint32_t i = 0; i < u->count; i++) {
        if (l[i].target == NOWHERE || l[i].flags & IS_GONE) continue;
        int64_t words = distance(l, i, 0);
        if (words >= reach || words <= -reach) l[i].flags |= IS_FAR;
      }
  }
}

static uint32_t charge_word(uint32_t fuel) { return I_CHARGE | fuel << 8; }

static uint32_t *write_jump(uint32_t *out, const uint32_t *start, const Layout *l, uint32_t target) {
  int64_t words = (int64_t)l[target].offset - (out + 1 - start);
  *out++ = I_JUMP | (uint32_t)words << 8;
  return out;
}

static uint32_t *write_branch(uint32_t *out, const uint32_t *start, const Layout *l, uint32_t i, uint32_t head) {
  uint32_t target = l[i].target, not_taken = paid(l, i + 1);
  if (!(l[i].flags & IS_FAR)) {
    uint32_t words = (uint16_t)((int64_t)l[target].offset - (out + 2 - start));
    *out++ = head;
    *out++ = words | taken_field(paid(l, target)) | not_taken << 24;
    return out;
  }
  bool back = target <= i;
  uint32_t jump = opcode_fuel[I_JUMP], over = not_taken + jump > 255 ? 255 : not_taken + jump;
  uint32_t far = back ? jump : paid(l, target) + jump > 255 ? 255 : paid(l, target) + jump;
  *out++ = head;
  *out++ = 1u | taken_field(far) | over << 24;
  *out++ = I_JUMP | (1u + back) << 8;
  if (back) *out++ = charge_word(paid(l, target));
  return write_jump(out, start, l, target);
}

static uint32_t *write_instruction(uint32_t *out, const uint32_t *start, const Unit *u, const Layout *l, uint32_t i) {
  const Instruction *in = &u->code[i];
  if (charged(l, i)) *out++ = charge_word(charged(l, i));
  if (l[i].flags & IS_GONE) return out;
  if (l[i].target == NOWHERE) {
    *out++ = in->head;
    if (opcode_words[op_of(in)] == 2) *out++ = in->word;
    return out;
  }
  if (op_of(in) != I_JUMP) return write_branch(out, start, l, i, in->head);
  if (!(l[i].flags & IS_LOOP)) return write_jump(out, start, l, l[i].target);
  if (l[i].flags & IS_FAR) {
    *out++ = charge_word(paid(l, l[i].target));
    return write_jump(out, start, l, l[i].target);
  }
  return write_branch(out, start, l, i, I_LOOP);
}

static void write_handlers(Compiler *c, const Layout *l, Assembled *out) {
  Unit *u = c->unit;
  uint32_t runs = 0, previous = NO_HANDLER;
  for (uint32_t i = 0; i < u->count; i++) {
    if (u->code[i].handler != previous) runs++;
    previous = u->code[i].handler;
  }
  out->handlers = take(c, sizeof *out->handlers * (runs + 1));
  for (uint32_t i = 0, end; i < u->count; i = end) {
    uint32_t handler = u->code[i].handler;
    for (end = i + 1; end < u->count && u->code[end].handler == handler; end++) {}
    if (handler == NO_HANDLER || l[i].offset == l[end].offset) continue;
    const HandlerPlace *place = &u->handlers[handler];
    out->handlers[out->handler_count++] =
      (Handler){l[i].offset, l[end].offset, l[u->labels[place->target].instruction].offset, place->reg};
  }
}

static bool same_span(const Span *a, const Span *b) { return !memcmp(a, b, sizeof *a); }

static void write_positions(Compiler *c, const Layout *l, Assembled *out) {
  Unit *u = c->unit;
  uint32_t runs = 0;
  for (uint32_t i = 0; i < u->count; i++) runs += !i || !same_span(&u->code[i].span, &u->code[i - 1].span);
  out->positions = take(c, sizeof *out->positions * (runs + 1));
  for (uint32_t i = 0; i < u->count; i++) {
    const Span *s = &u->code[i].span;
    if (i && same_span(s, &u->code[i - 1].span)) continue;
    bool ranged = s->column <= 65535 && s->end_column <= 65535;
    out->positions[out->position_count++] =
      (Position){l[i].offset, s->line, ranged ? s->end_line : 0, ranged ? (uint16_t)s->column : 0, ranged ? (uint16_t)s->end_column : 0};
  }
}

void assemble(Compiler *c, Assembled *out) {
  Unit *u = c->unit;
  *out = (Assembled){0};
  pay(c, u->count);
  Layout *l = take(c, sizeof *l * ((size_t)u->count + 2));
  find_heads(c, l);
  l[0].flags |= IS_HEAD;
  find_costs(c, l);
  uint32_t words = lay_out(c, l);
  out->words = take(c, sizeof *out->words * ((size_t)words + 1));
  uint32_t *end = out->words;
  for (uint32_t i = 0; i < u->count; i++) end = write_instruction(end, out->words, u, l, i);
  out->word_count = words;
  out->entry_cost = paid(l, 0);
  write_handlers(c, l, out);
  write_positions(c, l, out);
  out->inlined = take(c, sizeof *out->inlined * (u->inlined_count + 1));
  for (uint32_t i = 0; i < u->inlined_count; i++)
    out->inlined[i] = (Inlined){u->inlined[i].scope, l[u->inlined[i].start].offset, l[u->inlined[i].end].offset};
}
