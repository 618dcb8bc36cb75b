/*
 * Binary and unary operators and comparisons between any two objects.
 *
 * An operator is a plan: which special methods to try, in which order, until one does not answer NotImplemented. The order is
 * CPython's (abstract.c, binary_op1; object.c, do_richcompare), with its differences between numbers and sequences: `+` and `*`
 * of a list come last, after the other operand's __radd__. As long as the methods tried are natives, the plan is carried out in
 * C; when one is Python, a frame goes on with the same plan.
 */
#include "object/protocol.h"

/* A step of a plan: special method, which operand is self, what is made of the answer. Packed into a small int. */
enum { PLAN_SPECIAL = 0xFF, PLAN_SWAPPED = 0x100, PLAN_INVERT = 0x200, PLAN_STEPS = 3 };

/* How an operator is asked for, beside its number. MODE_INSTRUCTION: by the interpreter, which keeps the operands where they are. Then a
   Python method needs no frame under it that goes on with the plan: how far that came stands in Frame.state (ACTION_OPERATOR). */
enum { MODE_DIVMOD = 16, MODE_IN_PLACE = 32, MODE_TRUTH = 64 /* of a comparison: deliver a bool */, MODE_INSTRUCTION = 128 };

typedef struct Plan {
  uint32_t count;
  uint16_t steps[PLAN_STEPS];
} Plan;

static void plan_add(Plan *p, int special, int flags) {
  if (p->count < PLAN_STEPS) p->steps[p->count++] = (uint16_t)(special | flags);
}

static Value plan_pack(const Plan *p, uint32_t from) {
  int64_t packed = p->count - from;
  for (uint32_t i = from; i < p->count; i++) packed |= (int64_t)p->steps[i] << (4 + 12 * (i - from));
  return from_small(packed);
}

/* Calls a Python method for an instruction, as the last of so many steps of its plan. */
static Value method_call(Vm *vm, Value f, Value self, Value other, uint32_t steps) {
  Value outcome = call2(vm, f, self, other);
  if (outcome == V_CALL) {
    current_frame(vm)->action = ACTION_OPERATOR;
    current_frame(vm)->state = steps;
  }
  return outcome;
}

static inline bool is_number_type(Vm *vm, Ref type) {
  const Known *k = known(vm);
  return type == k->types[T_int] || type == k->types[T_float] || type == k->types[T_bool] || type == k->types[T_complex];
}

/* Where the plan needs no thought: an instance, with a method in Python, and anything but one of a subclass, or a number and an
   instance. V_NOTIMPLEMENTED: something else. */
static inline Value operate_instance(Vm *vm, int special, int reflected, Value a, Value b) {
  if (is_kind(vm, a, KIND_INSTANCE)) {
    Ref ta = type_of(vm, a), tb = type_of(vm, b);
    Value f = ((Type *)at(vm, ta))->special[special];
    if (!is_kind(vm, f, KIND_FUNCTION) || (ta != tb && is_kind(vm, b, KIND_INSTANCE) && type_is_subtype(vm, tb, ta))) return V_NOTIMPLEMENTED;
    return method_call(vm, f, a, b, 1);
  }
  if (!is_kind(vm, b, KIND_INSTANCE) || !is_number_type(vm, type_of(vm, a))) return V_NOTIMPLEMENTED;
  Value f = special_of(vm, b, reflected);
  return is_kind(vm, f, KIND_FUNCTION) ? method_call(vm, f, b, a, 1 + (special_of(vm, a, special) != V_UNDEFINED)) : V_NOTIMPLEMENTED;
}

/* ---- what to try for a binary operator ------------------------------------------------------------------------------ */

/* `f` is the concatenation or repetition of a built-in sequence: its type knows + but not the reflected one. */
static bool is_of_sequence(Vm *vm, Value f) {
  if (!is_kind(vm, f, KIND_NATIVE)) return false;
  Ref owner = AS(Native, vm, f)->owner;
  if (!owner) return false;
  Type *t = at(vm, owner);
  return is_kind(vm, t->special[SP_add], KIND_NATIVE) && t->special[SP_radd] == V_UNDEFINED;
}

static void plan_binary(Vm *vm, Plan *p, BinaryOp op, bool in_place, Value a, Value b) {
  Ref ta = type_of(vm, a), tb = type_of(vm, b);
  Type *left = at(vm, ta), *right = at(vm, tb);
  int plain = SP_add + op, reflected = SP_radd + op, assigned = SP_iadd + op;
  Value own = left->special[plain], other = ta != tb ? right->special[reflected] : V_UNDEFINED;
  bool may_be_sequence = op == OP_ADD || op == OP_MUL;
  p->count = 0;
  if (in_place && left->special[assigned] != V_UNDEFINED) {
    if (may_be_sequence && is_of_sequence(vm, left->special[assigned])) own = left->special[plain = assigned];
    else plan_add(p, assigned, 0);
  }
  if (may_be_sequence && own != V_UNDEFINED && is_of_sequence(vm, own)) {
    if (other != V_UNDEFINED && !is_of_sequence(vm, other)) plan_add(p, reflected, PLAN_SWAPPED);
    plan_add(p, plain, 0);
    return;
  }
  bool right_first = other != V_UNDEFINED && type_is_subtype(vm, tb, ta) && other != left->special[reflected];
  if (right_first) plan_add(p, reflected, PLAN_SWAPPED);
  if (own != V_UNDEFINED) plan_add(p, plain, 0);
  if (other != V_UNDEFINED && !right_first) plan_add(p, reflected, PLAN_SWAPPED);
}

static const char *const operator_names[] = {"+", "-", "*", "@", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^"};
static const char *const assignment_names[] = {"+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^="};

/* The complaint of a sequence whose + or * was the last resort. */
static Value sequence_refuses(Vm *vm, uint32_t op, Value a, Value b) {
  if (op == OP_MUL)
    return RAISE(vm, TypeError, "can't multiply sequence by non-int of type '%T'", is_of_sequence(vm, special_of(vm, a, SP_mul)) ? b : a);
  switch (OBJECT(vm, a)->kind) {
  case KIND_STR: return RAISE(vm, TypeError, "can only concatenate str (not \"%T\") to str", b);
  case KIND_LIST: return RAISE(vm, TypeError, "can only concatenate list (not \"%T\") to list", b);
  case KIND_TUPLE: return RAISE(vm, TypeError, "can only concatenate tuple (not \"%T\") to tuple", b);
  default: return RAISE(vm, TypeError, "can't concat %T to %T", b, a);
  }
}

static Value unsupported(Vm *vm, uint32_t mode, Value a, Value b) {
  uint32_t op = mode & 15;
  if (!(mode & MODE_DIVMOD) && is_ref(a) && op == OP_ADD && is_of_sequence(vm, special_of(vm, a, SP_add)))
    return sequence_refuses(vm, op, a, b);
  if (!(mode & MODE_DIVMOD) && op == OP_MUL &&
      (is_of_sequence(vm, special_of(vm, a, SP_mul)) || is_of_sequence(vm, special_of(vm, b, SP_rmul))))
    return sequence_refuses(vm, op, a, b);
  if (mode & MODE_DIVMOD)
    return RAISE(vm, TypeError, "unsupported operand type(s) for divmod(): '%T' and '%T'", a, b);
  const char *name = op > OP_XOR ? "?" : (mode & MODE_IN_PLACE ? assignment_names : operator_names)[op];
  if (op == OP_RSHIFT && is_kind(vm, a, KIND_NATIVE) && str_check(vm, from_ref(AS(Native, vm, a)->name)) &&
      str_is(vm, from_ref(AS(Native, vm, a)->name), "print"))
    return RAISE(vm, TypeError,
                 "unsupported operand type(s) for %s: '%T' and '%T'. Did you mean \"print(<message>, "
                 "file=<output_stream>)\"?",
                 name, a, b);
  return RAISE(vm, TypeError, "unsupported operand type(s) for %s: '%T' and '%T'", name, a, b);
}

SHARED_RESUMABLE(operator_run, 3, "(mode, left, right, plan, /)", NULL) {
  enum { OP_MODE, LEFT, RIGHT, PLAN, INDEX, RESULT, SPARE };
  STEPS
    a[INDEX] = from_small(0);
    for (;;) {
      CHECKPOINT(1);
      {
        uint64_t plan = (uint64_t)to_small(a[PLAN]);
        uint32_t i = (uint32_t)to_small(a[INDEX]);
        if (i >= (plan & 15) || i >= PLAN_STEPS) return unsupported(vm, (uint32_t)to_small(a[OP_MODE]), a[LEFT], a[RIGHT]);
        uint32_t step = (uint32_t)(plan >> (4 + 12 * i)) & 0xFFF;
        uint32_t special = step & PLAN_SPECIAL;
        CAGE_CHECK(vm, special < SPECIAL_COUNT);
        bool swapped = step & PLAN_SWAPPED;
        AWAIT(2, a[RESULT], special_invoke(vm, a[swapped ? RIGHT : LEFT], (int)special, 1, &a[swapped ? LEFT : RIGHT]));
      }
      if (a[RESULT] != V_NOTIMPLEMENTED && a[RESULT] != V_UNDEFINED) return a[RESULT];
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
    }
  END_STEPS
}

/* Carries a plan out. */
static Value plan_run(Vm *vm, const Plan *p, uint32_t mode, Value a, Value b) {
  for (uint32_t i = 0; i < p->count; i++) {
    int special = p->steps[i] & PLAN_SPECIAL;
    bool swapped = p->steps[i] & PLAN_SWAPPED;
    Value self = swapped ? b : a, other = swapped ? a : b, f = special_of(vm, self, special);
    if (mode & MODE_INSTRUCTION && is_kind(vm, f, KIND_FUNCTION)) return method_call(vm, f, self, other, i + 1);
    /* type.__or__ ends with a call, and what that answers may be NotImplemented */
    const NativeInfo *info = is_kind(vm, self, KIND_TYPE) ? NULL : special_native(vm, self, special, 1);
    if (!info) return enter(vm, &operator_run_info, 4, (Value[]){from_small(mode), a, b, plan_pack(p, i)});
    Value result = special_run(vm, info, self, 1, &other);
    if (result != V_NOTIMPLEMENTED && result != V_UNDEFINED) return result;
  }
  return unsupported(vm, mode, a, b);
}

/* ---- binary operators ------------------------------------------------------------------------------------------------- */

/* Two of one built-in type, or a sequence and an int: the other operand has nothing to say. V_NOTIMPLEMENTED: look further. */
static inline Value binary_of_builtin(Vm *vm, BinaryOp op, bool in_place, Value a, Value b) {
  Ref ta = type_of(vm, a), tb = type_of(vm, b);
  const Type *t = at(vm, ta);
  if ((ta != tb && tb != TYPE(vm, int)) || t->flags & TYPE_HEAP || t->kind == KIND_TYPE) return V_NOTIMPLEMENTED;
  int special = in_place && t->special[SP_iadd + op] != V_UNDEFINED ? SP_iadd + (int)op : SP_add + (int)op;
  const NativeInfo *info = special_native(vm, a, special, 1);
  return info ? special_run(vm, info, a, 1, &b) : V_NOTIMPLEMENTED;
}

static Value binary_general(Vm *vm, BinaryOp op, uint32_t mode, Value a, Value b) {
  Value quick = binary_of_builtin(vm, op, mode & MODE_IN_PLACE, a, b);
  if (quick != V_NOTIMPLEMENTED) return quick;
  Plan plan;
  plan_binary(vm, &plan, op, mode & MODE_IN_PLACE, a, b);
  return plan_run(vm, &plan, (uint32_t)op | mode, a, b);
}

/* Numbers and strings, without a look at their types' methods; V_NOTIMPLEMENTED: something else. */
static inline Value binary_simple(Vm *vm, BinaryOp op, Value a, Value b) {
  if ((is_small(a) && (is_small(b) || is_bool(b))) || (is_bool(a) && is_small(b))) return int_binary(vm, op, a, b);
  if (is_ref(a) && OBJECT(vm, a)->shape == known(vm)->str_shape) {
    if (op == OP_ADD && is_ref(b) && OBJECT(vm, b)->shape == known(vm)->str_shape) return str_concat(vm, a, b);
    if (op == OP_MUL && is_small(b)) return str_repeat(vm, a, to_small(b));
  }
  Ref ta = type_of(vm, a), tb = type_of(vm, b);
  if (is_number_type(vm, ta)) return is_number_type(vm, tb) ? number_binary(vm, op, a, b) : V_NOTIMPLEMENTED;
  if (op == OP_MOD && ta == TYPE(vm, str) && (tb == ta || !type_is_subtype(vm, tb, ta))) return str_percent(vm, a, b);
  return V_NOTIMPLEMENTED;
}

static inline Value binary(Vm *vm, BinaryOp op, uint32_t mode, Value a, Value b) {
  Value simple = binary_simple(vm, op, a, b);
  return simple != V_NOTIMPLEMENTED ? simple : binary_general(vm, op, mode, a, b);
}

Value object_binary(Vm *vm, BinaryOp op, Value a, Value b) { return binary(vm, op, 0, a, b); }
Value object_inplace(Vm *vm, BinaryOp op, Value a, Value b) { return binary(vm, op, MODE_IN_PLACE, a, b); }

Value operate_binary(Vm *vm, BinaryOp op, Value a, Value b) {
  Value called = operate_instance(vm, SP_add + (int)op, SP_radd + (int)op, a, b);
  return called != V_NOTIMPLEMENTED ? called : binary(vm, op, MODE_INSTRUCTION, a, b);
}

Value operate_inplace(Vm *vm, BinaryOp op, Value a, Value b) {
  bool assigned = special_of(vm, a, SP_iadd + (int)op) != V_UNDEFINED;
  Value called = operate_instance(vm, (assigned ? SP_iadd : SP_add) + (int)op, SP_radd + (int)op, a, b);
  return called != V_NOTIMPLEMENTED ? called : binary(vm, op, MODE_IN_PLACE | MODE_INSTRUCTION, a, b);
}

Value operate_binary_rest(Vm *vm, BinaryOp op, bool in_place, Value a, Value b, uint32_t steps) {
  Plan plan;
  plan_binary(vm, &plan, op, in_place, a, b);
  uint32_t mode = (uint32_t)op | (in_place ? MODE_IN_PLACE : 0u);
  if (steps >= plan.count) return unsupported(vm, mode, a, b);
  return enter(vm, &operator_run_info, 4, (Value[]){from_small(mode), a, b, plan_pack(&plan, steps)});
}

Value object_divmod(Vm *vm, Value a, Value b) {
  if (int_check(vm, a) && int_check(vm, b) && is_number_type(vm, type_of(vm, a)) && is_number_type(vm, type_of(vm, b)))
    return int_divmod(vm, a, b);
  Ref ta = type_of(vm, a), tb = type_of(vm, b);
  Value own = special_of(vm, a, SP_divmod), other = ta != tb ? special_of(vm, b, SP_rdivmod) : V_UNDEFINED;
  bool right_first =
      other != V_UNDEFINED && type_is_subtype(vm, tb, ta) && other != ((Type *)at(vm, ta))->special[SP_rdivmod];
  Plan plan = {0};
  if (right_first) plan_add(&plan, SP_rdivmod, PLAN_SWAPPED);
  if (own != V_UNDEFINED) plan_add(&plan, SP_divmod, 0);
  if (other != V_UNDEFINED && !right_first) plan_add(&plan, SP_rdivmod, PLAN_SWAPPED);
  return plan_run(vm, &plan, MODE_DIVMOD, a, b);
}

/* pow with three arguments asks the first only, but whichever is a float or complex says that it cannot. */
static Value power_refused(Vm *vm, const Value *a) {
  bool numbers = true;
  for (int i = 0; i < 2; i++) numbers = numbers && (int_check(vm, a[i]) || float_check(vm, a[i]) || is_kind(vm, a[i], KIND_COMPLEX));
  for (int i = 0; i < 3; i++) {
    if (float_check(vm, a[i])) return RAISE(vm, TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
    if (is_kind(vm, a[i], KIND_COMPLEX) && numbers) return RAISE(vm, ValueError, "complex modulo");
  }
  return RAISE(vm, TypeError, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a[0], a[1], a[2]);
}

SHARED_RESUMABLE(power_run, 1, "(base, exponent, modulus, /)", NULL) {
  STEPS
    AWAIT(1, a[3], special_invoke(vm, a[0], SP_pow, 2, &a[1]));
    if (a[3] != V_NOTIMPLEMENTED && a[3] != V_UNDEFINED) return a[3];
    return power_refused(vm, a);
  END_STEPS
}

Value object_power(Vm *vm, Value base, Value exponent, Value modulus) {
  if (modulus == V_NONE || modulus == V_UNDEFINED) return object_binary(vm, OP_POW, base, exponent);
  if (int_check(vm, base) && int_check(vm, exponent) && int_check(vm, modulus) && is_number_type(vm, type_of(vm, base)))
    return int_power_mod(vm, base, exponent, modulus);
  return enter(vm, &power_run_info, 3, (Value[]){base, exponent, modulus});
}

Value object_unary(Vm *vm, UnaryOp op, Value v) {
  static const char *const names[] = {"unary -", "unary +", "unary ~"};
  static const int specials[] = {SP_neg, SP_pos, SP_invert};
  if (op > OP_INVERT) return object_truth(vm, v) == V_TRUE ? V_FALSE : V_TRUE;
  Ref type = type_of(vm, v);
  if (type == TYPE(vm, int) || type == TYPE(vm, bool)) return int_unary(vm, op, v);
  if (is_double(v) && op != OP_INVERT) return op == OP_NEG ? from_signed(-to_double(v)) : v;
  Value outcome = special_invoke(vm, v, specials[op], 0, NULL);
  if (outcome == V_UNDEFINED) return RAISE(vm, TypeError, "bad operand type for %s: '%T'", names[op], v);
  return outcome;
}

/* ---- comparisons ------------------------------------------------------------------------------------------------------- */

static const char *const comparison_names[] = {"<", "<=", "==", "!=", ">", ">="};
static const uint8_t swapped_comparison[] = {CMP_GT, CMP_GE, CMP_EQ, CMP_NE, CMP_LT, CMP_LE};

static inline bool holds(CompareOp op, int order) {
  switch (op) {
  case CMP_LT: return order < 0;
  case CMP_LE: return order <= 0;
  case CMP_EQ: return order == 0;
  case CMP_NE: return order != 0;
  case CMP_GT: return order > 0;
  default: return order >= 0;
  }
}

static inline bool doubles_hold(CompareOp op, double x, double y) {
  switch (op) {
  case CMP_LT: return x < y;
  case CMP_LE: return x <= y;
  case CMP_EQ: return x == y;
  case CMP_NE: return x != y;
  case CMP_GT: return x > y;
  default: return x >= y;
  }
}

/* Exactly numbers or exactly strings: V_UNDEFINED for anything else. */
static Value compare_simple(Vm *vm, CompareOp op, Value a, Value b) {
  if (is_small(a) && is_small(b)) return from_bool(holds(op, (to_small(a) > to_small(b)) - (to_small(a) < to_small(b))));
  if (is_double(a) && is_double(b)) return from_bool(doubles_hold(op, to_double(a), to_double(b)));
  const Known *k = known(vm);
  Ref ta = type_of(vm, a), tb = type_of(vm, b);
  if (ta == k->types[T_str] && tb == ta) {
    if (op == CMP_EQ || op == CMP_NE) return from_bool(str_equal(vm, a, b) == (op == CMP_EQ));
    if (!charge(vm, (AS(Str, vm, a)->length + AS(Str, vm, b)->length) / 16)) return V_FAIL;
    return from_bool(holds(op, str_order(vm, a, b)));
  }
  if (ta == k->types[T_bytes] && tb == ta) {
    const uint8_t *x, *y;
    uint32_t n, m;
    if (!buffer_of(vm, a, &x, &n) || !buffer_of(vm, b, &y, &m)) return V_UNDEFINED;
    if (n != m && (op == CMP_EQ || op == CMP_NE)) return from_bool(op == CMP_NE);
    uint32_t common = n < m ? n : m;
    if (!charge(vm, common / 16)) return V_FAIL;
    int order = memcmp(x, y, common);
    return from_bool(holds(op, order ? order : (n > m) - (n < m)));
  }
  bool ia = ta == k->types[T_int] || ta == k->types[T_bool], ib = tb == k->types[T_int] || tb == k->types[T_bool];
  if (ia && ib) return from_bool(holds(op, int_compare(vm, a, b)));
  if (ia && is_double(b)) {
    int order = float_int_compare(vm, to_double(b), a);
    return from_bool(order == 2 ? op == CMP_NE : holds(op, -order));
  }
  if (ib && is_double(a)) {
    int order = float_int_compare(vm, to_double(a), b);
    return from_bool(order == 2 ? op == CMP_NE : holds(op, order));
  }
  return V_UNDEFINED;
}

/* object's own comparisons need no call: == is known when it is identity, != is the inverse of ==, the others never know. */
static void plan_comparison_step(Vm *vm, Plan *p, Value self, CompareOp op, int flags) {
  int special = SP_lt + (int)op;
  Type *t = at(vm, type_of(vm, self));
  Value f = t->special[special];
  if (f == V_UNDEFINED) return;
  if (is_objects_own(vm, f, special)) {
    if (op != CMP_NE || is_objects_own(vm, t->special[SP_eq], SP_eq)) return;
    plan_add(p, SP_eq, flags | PLAN_INVERT);
    return;
  }
  plan_add(p, special, flags);
}

static void plan_comparison(Vm *vm, Plan *p, CompareOp op, Value a, Value b) {
  Ref ta = type_of(vm, a), tb = type_of(vm, b);
  CompareOp swapped = swapped_comparison[op];
  p->count = 0;
  if (ta != tb && type_is_subtype(vm, tb, ta)) {
    plan_comparison_step(vm, p, b, swapped, PLAN_SWAPPED);
    plan_comparison_step(vm, p, a, op, 0);
  } else {
    plan_comparison_step(vm, p, a, op, 0);
    plan_comparison_step(vm, p, b, swapped, PLAN_SWAPPED);
  }
}

static Value comparison_default(Vm *vm, CompareOp op, Value a, Value b) {
  if (op == CMP_EQ || op == CMP_NE) return from_bool((a == b) == (op == CMP_EQ));
  return RAISE(vm, TypeError, "'%s' not supported between instances of '%T' and '%T'", comparison_names[op % 6], a, b);
}

SHARED_RESUMABLE(comparison_run, 3, "(mode, left, right, plan, /)", NULL) {
  enum { OP_MODE, LEFT, RIGHT, PLAN, INDEX, RESULT, INVERT };
  STEPS
    a[INDEX] = from_small(0);
    for (;;) {
      CHECKPOINT(1);
      {
        uint64_t plan = (uint64_t)to_small(a[PLAN]);
        uint32_t i = (uint32_t)to_small(a[INDEX]);
        if (i >= (plan & 15) || i >= PLAN_STEPS)
          return comparison_default(vm, (CompareOp)((uint32_t)to_small(a[OP_MODE]) & 15), a[LEFT], a[RIGHT]);
        uint32_t step = (uint32_t)(plan >> (4 + 12 * i)) & 0xFFF;
        uint32_t special = step & PLAN_SPECIAL;
        CAGE_CHECK(vm, special < SPECIAL_COUNT);
        bool swapped = step & PLAN_SWAPPED;
        a[INVERT] = from_bool(step & PLAN_INVERT);
        AWAIT(2, a[RESULT], special_invoke(vm, a[swapped ? RIGHT : LEFT], (int)special, 1, &a[swapped ? LEFT : RIGHT]));
      }
      if (a[RESULT] != V_NOTIMPLEMENTED && a[RESULT] != V_UNDEFINED) break;
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
    }
    if (a[INVERT] == V_TRUE || (to_small(a[OP_MODE]) & MODE_TRUTH && !is_bool(a[RESULT]))) {
      AWAIT(3, a[RESULT], object_truth(vm, a[RESULT]));
      if (a[INVERT] == V_TRUE) return from_bool(a[RESULT] == V_FALSE);
    }
    return a[RESULT];
  END_STEPS
}

static Value comparison_general(Vm *vm, CompareOp op, uint32_t mode, Value a, Value b) {
  Plan plan;
  plan_comparison(vm, &plan, op, a, b);
  for (uint32_t i = 0; i < plan.count; i++) {
    int special = plan.steps[i] & PLAN_SPECIAL;
    bool swapped = plan.steps[i] & PLAN_SWAPPED;
    Value self = swapped ? b : a, other = swapped ? a : b, f = special_of(vm, self, special);
    if (mode & MODE_INSTRUCTION && is_kind(vm, f, KIND_FUNCTION))
      return method_call(vm, f, self, other, (i + 1) | (plan.steps[i] & PLAN_INVERT ? OPERATOR_INVERTS : 0));
    const NativeInfo *info = special_native(vm, self, special, 1);
    if (!info) return enter(vm, &comparison_run_info, 4, (Value[]){from_small((uint32_t)op | mode), a, b, plan_pack(&plan, i)});
    Value result = special_run(vm, info, self, 1, &other);
    if (result == V_NOTIMPLEMENTED || result == V_UNDEFINED) continue;
    if (plan.steps[i] & PLAN_INVERT && is_bool(result)) return from_bool(result == V_FALSE);
    return result;
  }
  return comparison_default(vm, op, a, b);
}

Value object_compare(Vm *vm, CompareOp op, Value a, Value b) {
  if (is_ref(a) && is_ref(b) && OBJECT(vm, a)->shape == OBJECT(vm, b)->shape &&
      (OBJECT(vm, a)->shape == known(vm)->tuple_shape || OBJECT(vm, a)->shape == known(vm)->list_shape)) {
    vm->fuel -= 1;
    return sequence_compare(vm, a, b, op);
  }
  Value simple = compare_simple(vm, op, a, b);
  if (simple != V_UNDEFINED) return simple;
  const NativeInfo *info = exact_type(vm, a) == T_set && exact_type(vm, b) == T_set ? special_native(vm, a, SP_lt + (int)op, 1) : NULL;
  if (info) return special_run(vm, info, a, 1, &b);
  return comparison_general(vm, op, 0, a, b);
}

Value operate_compare(Vm *vm, CompareOp op, Value a, Value b) {
  Value called = operate_instance(vm, SP_lt + (int)op, SP_lt + swapped_comparison[op], a, b);
  if (called != V_NOTIMPLEMENTED) return called;
  Value simple = compare_simple(vm, op, a, b);
  return simple != V_UNDEFINED ? simple : comparison_general(vm, op, MODE_INSTRUCTION, a, b);
}

Value operate_compare_rest(Vm *vm, CompareOp op, Value a, Value b, uint32_t steps) {
  Plan plan;
  plan_comparison(vm, &plan, op, a, b);
  steps &= ~OPERATOR_INVERTS;
  if (steps >= plan.count) return comparison_default(vm, op, a, b);
  return enter(vm, &comparison_run_info, 4, (Value[]){from_small(op), a, b, plan_pack(&plan, steps)});
}

Value object_equal(Vm *vm, Value a, Value b) {
  int simple = equal_simple(vm, a, b);
  if (simple >= 0) return from_bool(simple == 1);
  return comparison_general(vm, CMP_EQ, MODE_TRUTH, a, b);
}

/* ---- equality without a call -------------------------------------------------------------------------------------------- */

enum { EQUAL_DEPTH = 8 };

/* Sorts of values whose == is known: values of different sorts are never equal. */
typedef enum Sort { SORT_UNKNOWN, SORT_NUMBER, SORT_STR, SORT_BYTES, SORT_TUPLE, SORT_LIST, SORT_IDENTITY } Sort;

static Sort sort_of(Vm *vm, Value v) {
  if (is_small(v) || is_double(v) || is_bool(v)) return SORT_NUMBER;
  if (!is_ref(v)) return SORT_IDENTITY;
  const Known *k = known(vm);
  Object *o = OBJECT(vm, v);
  Ref type = ((Shape *)at(vm, o->shape))->type;
  Value equal = ((Type *)at(vm, type))->special[SP_eq];
  switch (o->kind) {
  case KIND_STR: return type == k->types[T_str] || is_native_of(vm, equal, T_str, SP_eq) ? SORT_STR : SORT_UNKNOWN;
  case KIND_INT: return type == k->types[T_int] || is_native_of(vm, equal, T_int, SP_eq) ? SORT_NUMBER : SORT_UNKNOWN;
  case KIND_FLOAT: return is_native_of(vm, equal, T_float, SP_eq) ? SORT_NUMBER : SORT_UNKNOWN;
  case KIND_BYTES: return type == k->types[T_bytes] ? SORT_BYTES : SORT_UNKNOWN;
  case KIND_TUPLE: return type == k->types[T_tuple] || is_native_of(vm, equal, T_tuple, SP_eq) ? SORT_TUPLE : SORT_UNKNOWN;
  case KIND_LIST: return type == k->types[T_list] || is_native_of(vm, equal, T_list, SP_eq) ? SORT_LIST : SORT_UNKNOWN;
  default: return is_objects_own(vm, equal, SP_eq) ? SORT_IDENTITY : SORT_UNKNOWN;
  }
}

static int numbers_equal(Vm *vm, Value a, Value b) {
  if (is_small(a) && is_small(b)) return a == b;
  bool fa = float_check(vm, a), fb = float_check(vm, b);
  if (fa && fb) return float_of(vm, a) == float_of(vm, b);
  if (fa) return float_int_compare(vm, float_of(vm, a), b) == 0;
  if (fb) return float_int_compare(vm, float_of(vm, b), a) == 0;
  return int_compare(vm, a, b) == 0;
}

static int equal_deep(Vm *vm, Value a, Value b, uint32_t depth);

static int items_equal(Vm *vm, Value a, Value b, uint32_t depth) {
  Value *x, *y;
  uint32_t n, m;
  if (depth >= EQUAL_DEPTH) return -1;
  if (!sequence_items(vm, a, &x, &n) || !sequence_items(vm, b, &y, &m)) return -1;
  if (n != m) return 0;
  if (!charge(vm, n)) return -1;
  for (uint32_t i = 0; i < n; i++) {
    int equal = equal_deep(vm, x[i], y[i], depth + 1);
    if (equal != 1) return equal;
  }
  return 1;
}

static int equal_deep(Vm *vm, Value a, Value b, uint32_t depth) {
  if (a == b) return 1;
  if (is_small(a) && is_small(b)) return 0;
  if (is_ref(a) && is_ref(b) && OBJECT(vm, a)->shape == known(vm)->tuple_shape && OBJECT(vm, b)->shape == known(vm)->tuple_shape)
    return items_equal(vm, a, b, depth);
  if (is_ref(a) && is_ref(b) && OBJECT(vm, a)->shape == known(vm)->str_shape && OBJECT(vm, b)->shape == known(vm)->str_shape)
    return str_equal(vm, a, b);
  Sort sa = sort_of(vm, a), sb = sort_of(vm, b);
  if (sa == SORT_UNKNOWN || sb == SORT_UNKNOWN) return -1;
  if (sa != sb) return 0;
  switch (sa) {
  case SORT_NUMBER: return numbers_equal(vm, a, b);
  case SORT_STR: return str_equal(vm, a, b);
  case SORT_BYTES: {
    const uint8_t *x, *y;
    uint32_t n, m;
    if (!buffer_of(vm, a, &x, &n) || !buffer_of(vm, b, &y, &m)) return -1;
    if (n != m) return 0;
    return charge(vm, n / 16) ? memcmp(x, y, n) == 0 : -1;
  }
  case SORT_TUPLE:
  case SORT_LIST: return items_equal(vm, a, b, depth);
  default: return 0;
  }
}

int equal_simple(Vm *vm, Value a, Value b) { return equal_deep(vm, a, b, 0); }
