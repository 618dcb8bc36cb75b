/*
 * Constants: what the tree spells becomes Values, constant expressions are folded, equal constants are one object.
 *
 * Folding follows CPython's ast_opt.c with its bounds, so that no source grows by it: integers up to 128 bits, strings up
 * to 4,096 characters. A folded node keeps its place in the tree; its kind becomes EXPR_FOLDED and its Value stands in the
 * first word of the node's union. Values are made in the cage: there is no collection while the compiler runs.
 */
#include "compile/compiler.h"

enum { MAX_INT_BITS = 128, MAX_STR_LENGTH = 4096, MAX_DIGITS = 4300, DIRECT_CONSTANTS = 49152, FAR_BASE = 16384 };

bool is_constant(const Node *n) { return n->kind == EXPR_CONSTANT || n->kind == EXPR_FOLDED; }

static Value folded_value(const Node *n) {
  Value v;
  memcpy(&v, &n->one, sizeof v);
  return v;
}

static void set_folded(Node *n, Value v) {
  n->kind = EXPR_FOLDED;
  memcpy(&n->one, &v, sizeof v);
}

static Value int_constant(Compiler *c, Node *n) {
  Text text = n->constant.text;
  if (n->constant.base == 10 && text.size > MAX_DIGITS)
    fail_syntax(c, (Span){n->line, n->column, 0, 0},
                "Exceeds the limit (%d digits) for integer string conversion: value has %u digits; use "
                "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to "
                "avoid decimal conversion limits.",
                MAX_DIGITS, text.size);
  if (n->constant.base == 10 && text.size <= 14) {
    int64_t small = 0;
    for (uint32_t i = 0; i < text.size; i++) small = small * 10 + (text.data[i] - '0');
    return from_small(small);
  }
  Value v = checked(c, int_parse(c->vm, text.data, text.size, n->constant.base));
  return v == V_UNDEFINED ? from_small(0) : v;
}

Value constant_value(Compiler *c, Node *n) {
  if (n->kind == EXPR_FOLDED) return folded_value(n);
  switch (n->constant.kind) {
  case CONST_NONE: return V_NONE;
  case CONST_TRUE: return V_TRUE;
  case CONST_FALSE: return V_FALSE;
  case CONST_ELLIPSIS: return V_ELLIPSIS;
  case CONST_INT: return int_constant(c, n);
  case CONST_FLOAT: return from_double(n->constant.number);
  case CONST_COMPLEX: return checked(c, complex_new(c->vm, 0.0, n->constant.number));
  case CONST_BYTES: return checked(c, bytes_new(c->vm, n->constant.text.data, n->constant.text.size));
  default: return text_value(c, n->constant.text);
  }
}

int constant_truth(Compiler *c, Node *n) {
  if (!is_constant(n)) return -1;
  if (n->kind == EXPR_CONSTANT && (n->constant.kind == CONST_STR || n->constant.kind == CONST_BYTES))
    return n->constant.text.size != 0;
  bool truth;
  return truth_simple(c->vm, constant_value(c, n), &truth) ? truth : -1;
}

bool small_constant(Node *n, int64_t low, int64_t high, int64_t *out) {
  if (n->kind == EXPR_CONSTANT) {
    if (n->constant.kind != CONST_INT || n->constant.base != 10 || n->constant.text.size > 6) return false;
    *out = 0;
    for (uint32_t i = 0; i < n->constant.text.size; i++) *out = *out * 10 + (n->constant.text.data[i] - '0');
  } else if (n->kind == EXPR_FOLDED && is_small(folded_value(n))) {
    *out = to_small(folded_value(n));
  } else {
    return false;
  }
  return *out >= low && *out <= high;
}

/* ---- folding ------------------------------------------------------------------------------------------------------- */

static bool is_number(Vm *vm, Value v) { return int_check(vm, v) || is_double(v) || is_kind(vm, v, KIND_COMPLEX); }

static bool int_result_is_small(Vm *vm, BinaryOp op, Value a, Value b) {
  if (!int_check(vm, a) || !int_check(vm, b)) return op != OP_POW || (is_double(a) && is_double(b));
  uint64_t bits = int_bit_length(vm, a), others = int_bit_length(vm, b);
  int64_t count;
  switch (op) {
  case OP_MUL: return bits + others <= MAX_INT_BITS;
  case OP_POW: return is_small(b) && to_small(b) >= 0 && bits * (uint64_t)to_small(b) <= MAX_INT_BITS && to_small(b) <= MAX_INT_BITS;
  case OP_LSHIFT: return int_to_i64(vm, b, &count) && count >= 0 && count <= MAX_INT_BITS && bits + (uint64_t)count <= MAX_INT_BITS;
  default: return true;
  }
}

static Value fold_binary(Compiler *c, BinaryOp op, Value a, Value b) {
  Vm *vm = c->vm;
  if (is_number(vm, a) && is_number(vm, b)) {
    if (op == OP_MATMUL || (is_bool(a) && is_bool(b))) return V_UNDEFINED;
    return int_result_is_small(vm, op, a, b) ? number_binary(vm, op, a, b) : V_UNDEFINED;
  }
  if (str_check(vm, a)) {
    uint64_t length = AS(Str, vm, a)->length;
    if (op == OP_ADD && str_check(vm, b) && length + AS(Str, vm, b)->length <= MAX_STR_LENGTH) return str_concat(vm, a, b);
    if (op == OP_MUL && is_small(b) && to_small(b) >= 0 && to_small(b) <= MAX_STR_LENGTH &&
        length * (uint64_t)to_small(b) <= MAX_STR_LENGTH)
      return str_repeat(vm, a, to_small(b));
  }
  return V_UNDEFINED;
}

static Value fold_unary(Compiler *c, UnaryOp op, Value v) {
  Vm *vm = c->vm;
  bool truth;
  if (op == OP_NOT) return truth_simple(vm, v, &truth) ? from_bool(!truth) : V_UNDEFINED;
  if (int_check(vm, v)) return int_unary(vm, op, v);
  if (is_double(v) && op != OP_INVERT) return from_double(op == OP_NEG ? -to_double(v) : to_double(v));
  if (is_kind(vm, v, KIND_COMPLEX) && op == OP_NEG) return complex_new(vm, -AS(Complex, vm, v)->real, -AS(Complex, vm, v)->imag);
  return V_UNDEFINED;
}

/* Lists and tuples of constants, as a tuple; V_UNDEFINED if some item is not constant. */
static Value fold_items(Compiler *c, Nodes items) {
  for (uint32_t i = 0; i < items.count; i++)
    if (!is_constant(items.items[i])) return V_UNDEFINED;
  Value *values = take(c, sizeof *values * (items.count + 1));
  for (uint32_t i = 0; i < items.count; i++) values[i] = constant_share(c, constant_value(c, items.items[i]));
  return checked(c, tuple_new(c->vm, values, items.count));
}

void fold_list(Compiler *c, Node *n) {
  if (n->kind != EXPR_LIST) return;
  Value items = fold_items(c, n->sequence.items);
  if (items != V_UNDEFINED) set_folded(n, items);
}

/* `not a in b` is `a not in b`, and so on. */
static bool fold_not(Node *n) {
  Node *operand = n->unary.operand;
  if (n->unary.op != OP_NOT || operand->kind != EXPR_COMPARE || operand->compare.comparators.count != 1) return false;
  uint8_t op = operand->compare.ops[0];
  if (op < CMP_IN) return false;
  operand->compare.ops[0] = op ^ (CMP_IN ^ CMP_NOT_IN);
  return true;
}

_Static_assert((CMP_IN ^ CMP_NOT_IN) == 1 && (CMP_IS ^ CMP_IS_NOT) == 1 && CMP_IN % 2 == 0, "negations lie side by side");

void fold(Compiler *c, Node *n) {
  Value v = V_UNDEFINED;
  switch (n->kind) {
  case EXPR_BINARY:
    if (!is_constant(n->binary.left) || !is_constant(n->binary.right)) return;
    v = fold_binary(c, (BinaryOp)n->binary.op, constant_value(c, n->binary.left), constant_value(c, n->binary.right));
    break;
  case EXPR_UNARY:
    if (is_constant(n->unary.operand)) v = fold_unary(c, (UnaryOp)n->unary.op, constant_value(c, n->unary.operand));
    else if (fold_not(n)) n->unary.op = OP_NOTHING;
    break;
  case EXPR_TUPLE:
    if (n->context == LOAD) v = fold_items(c, n->sequence.items);
    break;
  case EXPR_COMPARE: {
    uint32_t last = n->compare.comparators.count - 1;
    Node *right = n->compare.comparators.items[last];
    if (n->compare.ops[last] != CMP_IN && n->compare.ops[last] != CMP_NOT_IN) return;
    fold_list(c, right);
    return;
  }
  case EXPR_NAME:
    if (n->context == LOAD && name_of(c, n->name.id) == c->name_debug) v = from_bool(!c->request->optimize);
    break;
  default: return;
  }
  if (v == V_FAIL) {
    if (c->vm->retry || c->vm->ending) fail_trap(c);
    exception_clear(c->vm);
    return;
  }
  if (v != V_UNDEFINED && v != V_NOTIMPLEMENTED) set_folded(n, constant_share(c, v));
}

/* ---- one object for equal constants ---------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t h, uint64_t x) {
  h = (h ^ x) * 0x9E3779B97F4A7C15ull;
  return h ^ h >> 29;
}

static uint64_t content_hash(Compiler *c, Value v, unsigned depth) {
  Vm *vm = c->vm;
  if (!is_ref(v)) return mix(1, v);
  Object *o = OBJECT(vm, v);
  uint64_t h = mix(2, o->kind);
  switch (o->kind) {
  case KIND_STR: return mix(h, str_hash(vm, v));
  case KIND_BYTES: {
    Bytes *b = (Bytes *)o;
    CAGE_CHECK(vm, in_cage(to_ref(v), sizeof *b + (uint64_t)b->length));
    return mix(h, hash_bytes(vm, b->data, b->length));
  }
  case KIND_INT: {
    Int *i = (Int *)o;
    CAGE_CHECK(vm, in_cage(to_ref(v), sizeof *i + (uint64_t)i->count * 8));
    return mix(h + (o->flags & INT_NEGATIVE), hash_bytes(vm, i->limbs, (size_t)i->count * 8));
  }
  case KIND_COMPLEX: return mix(h, hash_bytes(vm, &((Complex *)o)->real, 16));
  case KIND_TUPLE: {
    uint32_t length = ((Tuple *)o)->length;
    CAGE_CHECK(vm, in_cage(to_ref(v), sizeof(Tuple) + (uint64_t)length * 8));
    for (uint32_t i = 0; i < length && depth < 8; i++) h = mix(h, content_hash(c, tuple_item(vm, v, i), depth + 1));
    return h;
  }
  default: return mix(h, v);
  }
}

static bool same_content(Compiler *c, Value a, Value b) {
  Vm *vm = c->vm;
  if (a == b) return true;
  if (!is_ref(a) || !is_ref(b) || OBJECT(vm, a)->kind != OBJECT(vm, b)->kind) return false;
  switch (OBJECT(vm, a)->kind) {
  case KIND_STR: return str_equal(vm, a, b);
  case KIND_BYTES: {
    Bytes *x = AS(Bytes, vm, a), *y = AS(Bytes, vm, b);
    return x->length == y->length && !memcmp(x->data, y->data, x->length);
  }
  case KIND_INT: {
    Int *x = AS(Int, vm, a), *y = AS(Int, vm, b);
    return x->count == y->count && x->head.flags == y->head.flags && !memcmp(x->limbs, y->limbs, (size_t)x->count * 8);
  }
  case KIND_COMPLEX: return !memcmp(&AS(Complex, vm, a)->real, &AS(Complex, vm, b)->real, 16);
  case KIND_TUPLE: {
    /* Items are shared already: equal ones are identical. */
    uint32_t length = AS(Tuple, vm, a)->length;
    if (length != AS(Tuple, vm, b)->length) return false;
    return !memcmp(AS(Tuple, vm, a)->items, AS(Tuple, vm, b)->items, (size_t)length * 8);
  }
  default: return false;
  }
}

Value constant_share(Compiler *c, Value v) {
  if (!is_ref(v)) return v;
  uint64_t h = content_hash(c, v, 0);
  uint32_t at_index = index_get(&c->shared, h);
  if (at_index != UINT32_MAX) {
    Value other = c->shared_values[at_index];
    return same_content(c, v, other) ? other : v;
  }
  c->shared_values = grow(c, c->shared_values, c->shared_count, &c->shared_capacity, sizeof *c->shared_values);
  c->shared_values[c->shared_count] = v;
  index_put(c, &c->shared, h, c->shared_count++);
  return v;
}

/* ---- a unit's constants ----------------------------------------------------------------------------------------------- */

static uint32_t append_constant(Compiler *c, Value v) {
  Unit *u = c->unit;
  if (u->constant_count >= 65535) fail_syntax(c, u->span, "too many constants in one code object");
  u->constants = grow(c, u->constants, u->constant_count, &u->constant_capacity, sizeof *u->constants);
  u->constants[u->constant_count] = v;
  return u->constant_count++;
}

uint32_t constant_index(Compiler *c, Value v) {
  v = constant_share(c, v);
  uint32_t known_already = index_get(&c->unit->constant_index, v);
  if (known_already < DIRECT_CONSTANTS + FAR_BASE) return known_already;
  uint32_t index = append_constant(c, v);
  index_put(c, &c->unit->constant_index, v, index);
  return index;
}

/* Constants past the reach of LOADK stand in one tuple, which is a constant itself: their indices count from
   UINT32_MAX / 2. */
static void load_far_constant(Compiler *c, Value v, Reg target) {
  Unit *u = c->unit;
  enum { FAR = UINT32_MAX / 2 };
  if (!u->far_constant_count) u->far_tuple = append_constant(c, V_NONE);
  uint32_t index = index_get(&u->constant_index, v);
  if (index == UINT32_MAX) {
    u->far_constants = grow(c, u->far_constants, u->far_constant_count, &u->far_constant_capacity, sizeof *u->far_constants);
    u->far_constants[u->far_constant_count] = v;
    index = FAR + u->far_constant_count++;
    index_put(c, &u->constant_index, v, index);
  }
  Reg tuple = temps(c, 2);
  emit_bx(c, I_LOADK, tuple, u->far_tuple);
  load_constant(c, from_small(index - FAR), tuple + 1);
  emit(c, I_GETITEM, target, tuple, tuple + 1);
  u->top = tuple;
}

void load_constant(Compiler *c, Value v, Reg target) {
  Unit *u = c->unit;
  if (v == V_NONE || v == V_TRUE || v == V_FALSE || v == V_ELLIPSIS || v == V_NOTIMPLEMENTED || v == V_UNDEFINED) {
    emit(c, I_LOADC, target, (Reg)(v & 0xFF), 0);
    return;
  }
  if (is_small(v) && to_small(v) >= -32768 && to_small(v) <= 32767) {
    emit_bx(c, I_LOADI, target, (uint16_t)to_small(v));
    return;
  }
  v = constant_share(c, v);
  uint32_t index = index_get(&u->constant_index, v);
  if (index == UINT32_MAX && u->constant_count < DIRECT_CONSTANTS) index = constant_index(c, v);
  if (index <= 65535) {
    emit_bx(c, I_LOADK, target, index);
    return;
  }
  if (is_small(v) && to_small(v) >= 0 && to_small(v) < FAR_BASE * FAR_BASE) { /* an index into the far tuple itself */
    Reg part = temp(c);
    emit_bx(c, I_LOADI, target, (uint32_t)(to_small(v) / FAR_BASE));
    emit_bx(c, I_LOADI, part, FAR_BASE);
    emit(c, I_MUL, target, target, part);
    emit_bx(c, I_LOADI, part, (uint32_t)(to_small(v) % FAR_BASE));
    emit(c, I_ADD, target, target, part);
    u->top = part;
    return;
  }
  load_far_constant(c, v, target);
}
