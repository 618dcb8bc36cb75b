/*
 * Integers: 48 bits in a Value, beyond that sign and magnitude in limbs, computed by GMP's mpn layer.
 *
 * Each operation first tries machine words (both operands of at most one limb, the result in 128 bits), and only then
 * allocates. What takes more than linear time is paid for by a formula over the operands' sizes before it starts, since
 * mpn cannot be interrupted.
 */
#include "object/int_internal.h"

#include <math.h>

/* ---- operands and results ---------------------------------------------------------------------------------------- */

void int_operand(Vm *vm, Value v, Operand *o) {
  if (is_ref(v)) {
    Int *i = AS(Int, vm, v);
    uint32_t count = i->count;
    CAGE_CHECK(vm, i->head.kind == KIND_INT && count <= LIMB_LIMIT + 1 && (to_ref(v) & 7) == 0 &&
                     (uint64_t)to_ref(v) + sizeof(Int) + 8ull * count <= CAGE_SIZE);
    o->limbs = i->limbs;
    while (count && i->limbs[count - 1] == 0) count--;
    o->count = count;
    o->negative = (i->head.flags & INT_NEGATIVE) && count;
    /* A forged length may reach into pages that are not there: fault now, not inside mpn with its memory in hand. */
    for (uint32_t k = 0; k < count; k += PAGE_SIZE / 8) (void)*(volatile const mp_limb_t *)&i->limbs[k];
    return;
  }
  int64_t n = is_small(v) ? to_small(v) : v == V_TRUE;
  o->negative = n < 0;
  o->one = n < 0 ? -(uint64_t)n : (uint64_t)n;
  o->limbs = &o->one;
  o->count = n != 0;
}

static bool apart(const mp_limb_t *p, uint64_t n, const Operand *o) {
  return !o || p + n <= o->limbs || o->limbs + o->count <= p;
}

Int *int_alloc(Vm *vm, uint32_t count, const Operand *x, const Operand *y) {
  Int *i = allocate(vm, sizeof(Int) + 8ull * count, KIND_INT, SHAPE(vm, int));
  if (!i) return NULL;
  i->count = count;
  CAGE_CHECK(vm, apart(i->limbs, count, x) && apart(i->limbs, count, y));
  return i;
}

Value int_finish(Vm *vm, Int *i, uint32_t count, bool negative) {
  while (count && i->limbs[count - 1] == 0) count--;
  if (count <= 1) {
    uint64_t limb = count ? i->limbs[0] : 0;
    if (limb <= (uint64_t)INT_MAX48) return from_small(negative ? -(int64_t)limb : (int64_t)limb);
    if (negative && limb == (uint64_t)INT_MAX48 + 1) return from_small(INT_MIN48);
  }
  i->count = count;
  if (negative) i->head.flags |= INT_NEGATIVE;
  if (count > LIMB_LIMIT) return RAISE(vm, MemoryError, "integer too large");
  return value_of(vm, i);
}

Value int_from_limbs(Vm *vm, const mp_limb_t *limbs, uint32_t count, bool negative) {
  Int *i = int_alloc(vm, count, NULL, NULL);
  if (!i) return V_FAIL;
  memmove(i->limbs, limbs, 8ull * count);
  return int_finish(vm, i, count, negative);
}

Value int_from_i128(Vm *vm, __int128 n) {
  if (n >= INT_MIN48 && n <= INT_MAX48) return from_small((int64_t)n);
  bool negative = n < 0;
  unsigned __int128 magnitude = negative ? -(unsigned __int128)n : (unsigned __int128)n;
  uint32_t count = (uint64_t)(magnitude >> 64) ? 2 : 1;
  Int *i = allocate(vm, sizeof(Int) + 8 * count, KIND_INT, SHAPE(vm, int));
  if (!i) return V_FAIL;
  i->count = count;
  i->limbs[0] = (uint64_t)magnitude;
  if (count == 2) i->limbs[1] = (uint64_t)(magnitude >> 64);
  if (negative) i->head.flags |= INT_NEGATIVE;
  return value_of(vm, i);
}

mp_limb_t *int_scratch(Vm *vm, uint32_t count, mp_limb_t *stack, uint32_t room) {
  if (count <= room) return stack;
  Raw *raw = raw_new(vm, count * 8);
  return raw ? (mp_limb_t *)raw->data : NULL;
}

Value int_from_i64(Vm *vm, int64_t n) { return fits_small(n) ? from_small(n) : int_from_i128(vm, n); }
Value int_from_u64(Vm *vm, uint64_t n) {
  return n <= (uint64_t)INT_MAX48 ? from_small((int64_t)n) : int_from_i128(vm, (__int128)n);
}

Value int_from_double(Vm *vm, double d) {
  if (d > -0x1p47 && d < 0x1p47) return from_small((int64_t)d);
  if (isnan(d)) return RAISE(vm, ValueError, "cannot convert float NaN to integer");
  if (isinf(d)) return RAISE(vm, OverflowError, "cannot convert float infinity to integer");
  int exponent;
  uint64_t mantissa = (uint64_t)ldexp(frexp(fabs(d), &exponent), 53);
  exponent -= 53;
  if (exponent <= 0) return int_from_i128(vm, d < 0 ? -(__int128)(mantissa >> -exponent) : (__int128)(mantissa >> -exponent));
  Operand x = {.limbs = &x.one, .count = 1, .negative = d < 0, .one = mantissa};
  return int_shift_left(vm, &x, (uint64_t)exponent);
}

bool int_to_i64(Vm *vm, Value v, int64_t *out) {
  if (is_small(v)) return *out = to_small(v), true;
  Operand x;
  int_operand(vm, v, &x);
  if (x.count > 1) return false;
  uint64_t magnitude = x.count ? x.limbs[0] : 0;
  if (magnitude > (uint64_t)INT64_MAX + x.negative) return false;
  *out = x.negative ? (int64_t)-magnitude : (int64_t)magnitude;
  return true;
}

int int_sign(Vm *vm, Value v) {
  if (is_small(v)) return (to_small(v) > 0) - (to_small(v) < 0);
  Operand x;
  int_operand(vm, v, &x);
  return x.count == 0 ? 0 : x.negative ? -1 : 1;
}

bool int_is_odd(Vm *vm, Value v) {
  Operand x;
  int_operand(vm, v, &x);
  return x.count && (x.limbs[0] & 1);
}

uint64_t operand_bits(const Operand *o) {
  return o->count ? 64ull * o->count - (uint64_t)__builtin_clzll(o->limbs[o->count - 1]) : 0;
}

uint64_t int_bit_length(Vm *vm, Value v) {
  Operand x;
  int_operand(vm, v, &x);
  return operand_bits(&x);
}

Value int_exact(Vm *vm, Value v) {
  if (is_small(v)) return v;
  if (is_bool(v)) return from_small(v == V_TRUE);
  if (OBJECT(vm, v)->shape == SHAPE(vm, int)) return v;
  Operand x;
  int_operand(vm, v, &x);
  if (!charge(vm, x.count / 8)) return V_FAIL;
  Int *i = int_alloc(vm, x.count, &x, NULL);
  if (!i) return V_FAIL;
  memcpy(i->limbs, x.limbs, 8ull * x.count);
  return int_finish(vm, i, x.count, x.negative);
}

Value int_of_type(Vm *vm, Ref type, Value exact) {
  if (type == TYPE(vm, int)) return exact;
  Operand x;
  int_operand(vm, exact, &x);
  if (!charge(vm, x.count / 8)) return V_FAIL;
  Int *i = object_new(vm, type, sizeof(Int) + 8ull * x.count);
  if (!i) return V_FAIL;
  CAGE_CHECK(vm, apart(i->limbs, x.count, &x));
  i->count = x.count;
  if (x.negative) i->head.flags |= INT_NEGATIVE;
  memcpy(i->limbs, x.limbs, 8ull * x.count);
  return value_of(vm, i);
}

/* ---- what it costs ------------------------------------------------------------------------------------------------ */

/* Schoolbook up to 32 limbs; then each doubling of the shorter operand costs half as much again a limb (Karatsuba),
   and beyond 2048 limbs nearly nothing (Toom-Cook, then FFT). A unit is about a nanosecond. */
uint64_t int_mul_cost(uint64_t n, uint64_t m) {
  if (n < m) {
    uint64_t t = n;
    n = m;
    m = t;
  }
  if (m <= 32) return 1 + n * m / 4;
  uint64_t a_limb = 8;
  for (uint64_t size = m, k = 0; size > 32; size /= 2, k++) a_limb += k < 6 ? a_limb / 2 : 10;
  return n * a_limb;
}

static uint64_t division_cost(uint64_t quotient, uint64_t divisor) { return 2 * int_mul_cost(quotient, divisor); }

/* ---- addition, multiplication --------------------------------------------------------------------------------------- */

static int compare_magnitudes(const Operand *x, const Operand *y) {
  if (x->count != y->count) return x->count < y->count ? -1 : 1;
  int order = x->count ? mpn_cmp(x->limbs, y->limbs, x->count) : 0;
  return (order > 0) - (order < 0);
}

static inline __int128 one_limb(const Operand *o) {
  __int128 n = o->count ? (__int128)o->limbs[0] : 0;
  return o->negative ? -n : n;
}

/* Below 2^126, so that sums and what bits make of it fit as well. */
static inline bool fits_wide(const Operand *o) { return o->count <= 1 || (o->count == 2 && o->limbs[1] >> 62 == 0); }
static inline __int128 wide(const Operand *o) {
  if (o->count <= 1) return one_limb(o);
  __int128 n = (__int128)((unsigned __int128)o->limbs[1] << 64 | o->limbs[0]);
  return o->negative ? -n : n;
}

/* x + y, or x - y when `subtract`. */
static Value add(Vm *vm, const Operand *x, const Operand *y, bool subtract) {
  if (fits_wide(x) && fits_wide(y)) {
    __int128 b = wide(y);
    return int_from_i128(vm, wide(x) + (subtract ? -b : b));
  }
  bool y_negative = y->negative != subtract, negative = x->negative;
  int order = x->count != y->count ? (x->count < y->count ? -1 : 1) : 0;
  bool differ = x->negative != y_negative;
  if (differ && order == 0) order = compare_magnitudes(x, y);
  if (order < 0) {
    const Operand *t = x;
    x = y;
    y = t;
    negative = y_negative;
  }
  if (!charge(vm, x->count / 8)) return V_FAIL;
  Int *i = int_alloc(vm, x->count + 1, x, y);
  if (!i) return V_FAIL;
  if (!y->count)
    memcpy(i->limbs, x->limbs, 8ull * x->count), i->limbs[x->count] = 0;
  else if (differ)
    mpn_sub(i->limbs, x->limbs, x->count, y->limbs, y->count), i->limbs[x->count] = 0;
  else
    i->limbs[x->count] = mpn_add(i->limbs, x->limbs, x->count, y->limbs, y->count);
  return int_finish(vm, i, x->count + 1, negative);
}

static Value multiply(Vm *vm, const Operand *x, const Operand *y) {
  if (!x->count || !y->count) return from_small(0);
  bool negative = x->negative != y->negative;
  if (x->count == 1 && y->count == 1) {
    unsigned __int128 product = (unsigned __int128)x->limbs[0] * y->limbs[0];
    if (product >> 127 == 0) return int_from_i128(vm, negative ? -(__int128)product : (__int128)product);
  }
  if (x->count < y->count) {
    const Operand *t = x;
    x = y;
    y = t;
  }
  uint32_t count = x->count + y->count;
  if (operand_bits(x) + operand_bits(y) > BIT_LIMIT + 1) return RAISE(vm, MemoryError, "integer too large");
  if (!charge(vm, int_mul_cost(x->count, y->count))) return V_FAIL;
  Int *i = int_alloc(vm, count, x, y);
  if (!i) return V_FAIL;
  if (y->count == 1)
    i->limbs[x->count] = mpn_mul_1(i->limbs, x->limbs, x->count, y->limbs[0]);
  else if (x->limbs == y->limbs && x->count == y->count)
    mpn_sqr(i->limbs, x->limbs, x->count);
  else
    mpn_mul(i->limbs, x->limbs, x->count, y->limbs, y->count);
  return int_finish(vm, i, count, negative);
}

/* ---- division ------------------------------------------------------------------------------------------------------- */

static Value from_magnitude(Vm *vm, uint64_t n, bool negative) {
  return int_from_i128(vm, negative ? -(__int128)n : (__int128)n);
}

static bool divide_limbs(Vm *vm, uint64_t n, uint64_t d, bool n_negative, bool d_negative, Value *quotient, Value *remainder) {
  uint64_t q = n / d, r = n % d;
  if (r && n_negative != d_negative) q++, r = d - r; /* d is at least 2 here, so q does not overflow */
  if (quotient && (*quotient = from_magnitude(vm, q, n_negative != d_negative)) == V_FAIL) return false;
  if (remainder && (*remainder = from_magnitude(vm, r, d_negative)) == V_FAIL) return false;
  return true;
}

/* Rounds towards minus infinity; the remainder has the divisor's sign. Either result may be NULL. False: V_FAIL. */
bool int_divide(Vm *vm, const Operand *x, const Operand *y, Value *quotient, Value *remainder, const char *message) {
  if (!y->count) return RAISE(vm, ZeroDivisionError, "%s", message), false;
  if (x->count <= 1 && y->count == 1)
    return divide_limbs(vm, x->count ? x->limbs[0] : 0, y->limbs[0], x->negative, y->negative, quotient, remainder);
  bool opposite = x->negative != y->negative;
  if (x->count < y->count || (x->count == y->count && mpn_cmp(x->limbs, y->limbs, x->count) < 0)) {
    bool adjust = opposite && x->count;
    if (quotient) *quotient = from_small(adjust ? -1 : 0);
    if (!remainder) return true;
    if (adjust) return (*remainder = add(vm, x, y, false)) != V_FAIL;
    if (!charge(vm, x->count / 8)) return false;
    return (*remainder = int_from_limbs(vm, x->limbs, x->count, x->negative)) != V_FAIL;
  }
  uint32_t q_count = x->count - y->count + 1, r_count = y->count;
  if (!charge(vm, division_cost(q_count, r_count))) return false;
  mp_limb_t q_stack[32], r_stack[32], *q, *r;
  Int *q_int = NULL, *r_int = NULL;
  if (quotient) {
    if (!(q_int = int_alloc(vm, q_count + 1, x, y))) return false;
    q = q_int->limbs;
    q[q_count] = 0;
  } else if (!(q = int_scratch(vm, q_count, q_stack, 32)))
    return false;
  if (remainder) {
    if (!(r_int = int_alloc(vm, r_count, x, y))) return false;
    r = r_int->limbs;
  } else if (!(r = int_scratch(vm, r_count, r_stack, 32)))
    return false;
  CAGE_CHECK(vm, apart(q, q_count, x) && apart(q, q_count, y) && apart(r, r_count, x) && apart(r, r_count, y) &&
                   (q + q_count <= r || r + r_count <= q) && y->limbs[y->count - 1]);
  if (y->count == 1)
    r[0] = mpn_divrem_1(q, 0, x->limbs, x->count, y->limbs[0]);
  else
    mpn_tdiv_qr(q, r, 0, x->limbs, x->count, y->limbs, y->count);
  if (opposite && !mpn_zero_p(r, r_count)) {
    if (quotient) mpn_add_1(q, q, q_count + 1, 1);
    if (remainder) mpn_sub_n(r, y->limbs, r, r_count);
  }
  if (quotient && (*quotient = int_finish(vm, q_int, q_count + 1, opposite)) == V_FAIL) return false;
  if (remainder && (*remainder = int_finish(vm, r_int, r_count, y->negative)) == V_FAIL) return false;
  return true;
}

Value int_divmod(Vm *vm, Value a, Value b) {
  Operand x, y;
  int_operand(vm, a, &x);
  int_operand(vm, b, &y);
  Value both[2];
  if (!int_divide(vm, &x, &y, &both[0], &both[1], "integer division or modulo by zero")) return V_FAIL;
  return tuple_new(vm, both, 2);
}

/* ---- doubles -------------------------------------------------------------------------------------------------------- */

double round_to_double(const mp_limb_t *limbs, uint32_t count, int64_t exponent, bool sticky) {
  if (!count) return 0.0;
  /* The top 64 bits; what lies below them is sticky. */
  int lead = __builtin_clzll(limbs[count - 1]);
  uint64_t top = limbs[count - 1] << lead;
  if (count > 1) {
    if (lead) top |= limbs[count - 2] >> (64 - lead);
    if (lead ? limbs[count - 2] << lead : limbs[count - 2]) sticky = true;
    for (uint32_t i = count - 2; !sticky && i-- > 0;) sticky = limbs[i] != 0;
  }
  exponent += 64 * ((int64_t)count - 1) - lead;
  /* value = top * 2^exponent with bit 63 set: its own exponent is exponent + 63. */
  if (exponent > 1023 - 63) return INFINITY;
  int drop = 11;
  if (exponent + 63 < -1022) {
    if (exponent + 63 < -1080) return 0.0;
    drop += (int)(-1022 - (exponent + 63));
  }
  uint64_t kept, half, rest;
  if (drop > 64) return 0.0;
  if (drop == 64) {
    kept = 0;
    half = (uint64_t)1 << 63;
    rest = top;
  } else {
    kept = top >> drop;
    half = (uint64_t)1 << (drop - 1);
    rest = top & ((half << 1) - 1);
  }
  if (rest > half || (rest == half && (sticky || (kept & 1)))) kept++;
  return ldexp((double)kept, (int)exponent + drop);
}

double operand_to_double(const Operand *o, bool *overflow) {
  *overflow = false;
  double d = o->count <= 1 ? (double)(o->count ? o->limbs[0] : 0) : round_to_double(o->limbs, o->count, 0, false);
  if (isinf(d)) *overflow = true;
  return o->negative ? -d : d;
}

double int_to_double(Vm *vm, Value v, bool *overflow) {
  if (is_small(v)) return *overflow = false, (double)to_small(v);
  Operand x;
  int_operand(vm, v, &x);
  return operand_to_double(&x, overflow);
}

/* A quotient of at least 55 bits and a sticky bit decide the rounding. */
Value int_true_divide(Vm *vm, const Operand *x, const Operand *y) {
  if (!y->count) return RAISE(vm, ZeroDivisionError, "division by zero");
  bool negative = x->negative != y->negative;
  if (!x->count) return from_double(negative ? -0.0 : 0.0);
  uint64_t x_bits = operand_bits(x), y_bits = operand_bits(y);
  if (x_bits <= 53 && y_bits <= 53) {
    double d = (double)x->limbs[0] / (double)y->limbs[0];
    return from_double(negative ? -d : d);
  }
  int64_t difference = (int64_t)x_bits - (int64_t)y_bits;
  if (difference > 1025) return RAISE(vm, OverflowError, "integer division result too large for a float");
  if (difference < -1080) return from_double(negative ? -0.0 : 0.0);
  /* numerator = |x| * 2^shift has at least 66 bits more than |y|. */
  int64_t shift = 66 - difference;
  if (shift < 0) shift = -(-shift / 64 * 64); /* only whole limbs are dropped */
  int64_t words = shift / 64;
  uint32_t bits = (uint32_t)(shift - words * 64);
  int64_t n_count = (int64_t)x->count + words;
  mp_limb_t n_stack[40], q_stack[40], r_stack[40];
  bool sticky = false;
  if (!charge(vm, division_cost(4, y->count) + x->count / 8)) return V_FAIL;
  mp_limb_t *n = int_scratch(vm, (uint32_t)(n_count + 1), n_stack, 40);
  uint32_t q_room = 6;
  mp_limb_t *q = q_stack, *r = int_scratch(vm, y->count, r_stack, 40);
  if (!n || !r) return V_FAIL;
  CAGE_CHECK(vm, n_count > 0 && apart(n, (uint64_t)n_count + 1, x) && apart(n, (uint64_t)n_count + 1, y) &&
                   apart(r, y->count, x) && apart(r, y->count, y) && (n + n_count + 1 <= r || r + y->count <= n));
  const mp_limb_t *from = x->limbs;
  uint32_t from_count = x->count;
  if (words >= 0)
    memset(n, 0, 8ull * (uint64_t)words);
  else {
    for (int64_t i = 0; i < -words; i++) sticky |= x->limbs[i] != 0;
    from -= words;
    from_count = (uint32_t)n_count;
  }
  mp_limb_t *to = n + (words > 0 ? words : 0);
  if (bits)
    n[n_count] = mpn_lshift(to, from, from_count, bits);
  else
    memmove(to, from, 8ull * from_count), n[n_count] = 0;
  uint32_t n_used = (uint32_t)n_count + 1;
  while (n_used && !n[n_used - 1]) n_used--;
  CAGE_CHECK(vm, n_used >= y->count && n_used - y->count + 1 <= q_room && y->limbs[y->count - 1]);
  uint32_t q_count = n_used - y->count + 1;
  mpn_tdiv_qr(q, r, 0, n, n_used, y->limbs, y->count);
  sticky |= !mpn_zero_p(r, y->count);
  while (q_count && !q[q_count - 1]) q_count--;
  double d = round_to_double(q, q_count, -shift, sticky);
  if (isinf(d)) return RAISE(vm, OverflowError, "integer division result too large for a float");
  return from_double(negative ? -d : d);
}

/* ---- shifts and bits ------------------------------------------------------------------------------------------------- */

Value int_shift_left(Vm *vm, const Operand *x, uint64_t bits) {
  if (!x->count) return from_small(0);
  if (bits > BIT_LIMIT || operand_bits(x) + bits > BIT_LIMIT) return RAISE(vm, MemoryError, "integer too large");
  if (x->count == 1 && operand_bits(x) + bits <= 126) return int_from_i128(vm, one_limb(x) * ((__int128)1 << bits));
  uint32_t words = (uint32_t)(bits / 64), rest = (uint32_t)(bits % 64), count = x->count + words + 1;
  if (!charge(vm, count / 8)) return V_FAIL;
  Int *i = int_alloc(vm, count, x, NULL);
  if (!i) return V_FAIL;
  memset(i->limbs, 0, 8ull * words);
  if (rest)
    i->limbs[count - 1] = mpn_lshift(i->limbs + words, x->limbs, x->count, rest);
  else
    memcpy(i->limbs + words, x->limbs, 8ull * x->count), i->limbs[count - 1] = 0;
  return int_finish(vm, i, count, x->negative);
}

static Value shift_right(Vm *vm, const Operand *x, uint64_t bits) {
  if (bits >= operand_bits(x)) return from_small(x->negative ? -1 : 0);
  uint32_t words = (uint32_t)(bits / 64), rest = (uint32_t)(bits % 64), count = x->count - words;
  if (!charge(vm, x->count / 8)) return V_FAIL;
  Int *i = int_alloc(vm, count + 1, x, NULL);
  if (!i) return V_FAIL;
  bool lost = false;
  if (rest)
    lost = mpn_rshift(i->limbs, x->limbs + words, count, rest) != 0;
  else
    memcpy(i->limbs, x->limbs + words, 8ull * count);
  i->limbs[count] = 0;
  if (x->negative) {
    for (uint32_t k = 0; !lost && k < words; k++) lost = x->limbs[k] != 0;
    if (lost) mpn_add_1(i->limbs, i->limbs, count + 1, 1);
  }
  return int_finish(vm, i, count + 1, x->negative);
}

static Value shift(Vm *vm, const Operand *x, const Operand *by, bool left) {
  if (by->negative) return RAISE(vm, ValueError, "negative shift count");
  if (by->count > 1) {
    if (!left || !x->count) return from_small(!left && x->negative ? -1 : 0);
    return RAISE(vm, OverflowError, "too many digits in integer");
  }
  uint64_t bits = by->count ? by->limbs[0] : 0;
  return left ? int_shift_left(vm, x, bits) : shift_right(vm, x, bits);
}

/* On two's complement of one limb more than the longer operand has, so that the sign has a place. */
static Value bitwise(Vm *vm, BinaryOp op, const Operand *x, const Operand *y) {
  if (fits_wide(x) && fits_wide(y)) {
    __int128 a = wide(x), b = wide(y);
    return int_from_i128(vm, op == OP_AND ? a & b : op == OP_OR ? a | b : a ^ b);
  }
  if (x->count < y->count) {
    const Operand *t = x;
    x = y;
    y = t;
  }
  uint32_t count = op == OP_AND && !y->negative ? y->count : x->count + 1;
  if (!charge(vm, x->count / 4)) return V_FAIL;
  Int *i = int_alloc(vm, count, x, y);
  if (!i) return V_FAIL;
  bool x_carry = x->negative, y_carry = y->negative;
  mp_limb_t x_flip = -(mp_limb_t)x->negative, y_flip = -(mp_limb_t)y->negative;
  for (uint32_t k = 0; k < count; k++) {
    mp_limb_t a = (k < x->count ? x->limbs[k] : 0) ^ x_flip, b = (k < y->count ? y->limbs[k] : 0) ^ y_flip;
    a += x_carry;
    x_carry = x_carry && a == 0;
    b += y_carry;
    y_carry = y_carry && b == 0;
    i->limbs[k] = op == OP_AND ? a & b : op == OP_OR ? a | b : a ^ b;
  }
  bool negative = op == OP_AND ? x->negative && y->negative : op == OP_OR ? x->negative || y->negative
                                                                          : x->negative != y->negative;
  if (negative) mpn_neg(i->limbs, i->limbs, count);
  return int_finish(vm, i, count, negative);
}

/* ---- powers ---------------------------------------------------------------------------------------------------------- */

static Value power(Vm *vm, Value a, Value b) {
  Operand x, y;
  int_operand(vm, a, &x);
  int_operand(vm, b, &y);
  if (y.negative) {
    bool overflow;
    double base = operand_to_double(&x, &overflow), exponent = 0;
    if (!overflow) exponent = operand_to_double(&y, &overflow);
    if (overflow) return RAISE(vm, OverflowError, "int too large to convert to float");
    return float_binary(vm, OP_POW, base, exponent);
  }
  if (!y.count) return from_small(1);
  if (!x.count) return from_small(0);
  bool odd = y.limbs[0] & 1, negative = x.negative && odd;
  if (x.count == 1 && x.limbs[0] == 1) return from_small(negative ? -1 : 1);
  uint64_t bits = operand_bits(&x), exponent = y.limbs[0];
  if (y.count > 1 || exponent > BIT_LIMIT || (bits - 1) * exponent > BIT_LIMIT)
    return RAISE(vm, MemoryError, "integer too large");
  if (bits * exponent <= 63) {
    uint64_t result = 1, square = x.limbs[0];
    for (;; square *= square) {
      if (exponent & 1) result *= square;
      if (!(exponent >>= 1)) break;
    }
    return int_from_i128(vm, negative ? -(__int128)result : (__int128)result);
  }
  if (x.count == 1 && (x.limbs[0] & (x.limbs[0] - 1)) == 0) {
    Operand one = {.limbs = &one.one, .count = 1, .negative = negative, .one = 1};
    return int_shift_left(vm, &one, (bits - 1) * exponent);
  }
  uint32_t room = (uint32_t)(bits * exponent / 64) + x.count + 4;
  if (!charge(vm, 3 * int_mul_cost(room / 2 + 1, room / 2 + 1))) return V_FAIL;
  Int *i = int_alloc(vm, room, &x, NULL);
  mp_limb_t stack[64];
  mp_limb_t *other = int_scratch(vm, room, stack, 64);
  if (!i || !other) return V_FAIL;
  CAGE_CHECK(vm, apart(other, room, &x) && (i->limbs + room <= other || other + room <= i->limbs));
  mp_limb_t *now = i->limbs, *next = other;
  memcpy(now, x.limbs, 8ull * x.count);
  uint32_t count = x.count;
  for (int bit = 62 - __builtin_clzll(exponent); bit >= 0; bit--) {
    CAGE_CHECK(vm, 2 * count <= room);
    mpn_sqr(next, now, count);
    count *= 2;
    count -= next[count - 1] == 0;
    mp_limb_t *t = now;
    now = next;
    next = t;
    if (!(exponent >> bit & 1)) continue;
    CAGE_CHECK(vm, count + x.count <= room);
    if (x.count == 1) {
      mp_limb_t carry = mpn_mul_1(now, now, count, x.limbs[0]);
      if (carry) now[count++] = carry;
      continue;
    }
    mpn_mul(next, now, count, x.limbs, x.count);
    count += x.count;
    count -= next[count - 1] == 0;
    t = now;
    now = next;
    next = t;
  }
  if (now != i->limbs) memcpy(i->limbs, now, 8ull * count);
  return int_finish(vm, i, count, negative);
}

static uint64_t multiply_modulo(uint64_t a, uint64_t b, uint64_t m) { return (uint64_t)((unsigned __int128)a * b % m); }

/* The inverse of a modulo m, both below 2^64, m > 1; 0: there is none. */
static uint64_t invert_modulo(uint64_t a, uint64_t m) {
  __int128 t = 0, new_t = 1;
  uint64_t r = m, new_r = a % m;
  while (new_r) {
    uint64_t q = r / new_r, rest = r % new_r;
    __int128 next = t - (__int128)q * new_t;
    t = new_t, new_t = next;
    r = new_r, new_r = rest;
  }
  if (r != 1) return 0;
  return (uint64_t)(t < 0 ? t + m : t);
}

/* A view as an mpz, which is only read. */
static void as_mpz(mpz_t out, const Operand *o) { mpz_roinit_n(out, o->limbs, o->negative ? -(mp_size_t)o->count : (mp_size_t)o->count); }

static Value not_invertible(Vm *vm) { return RAISE(vm, ValueError, "base is not invertible for the given modulus"); }

Value int_power_mod(Vm *vm, Value base, Value exponent, Value modulus) {
  Operand x, e, m;
  int_operand(vm, base, &x);
  int_operand(vm, exponent, &e);
  int_operand(vm, modulus, &m);
  if (!m.count) return RAISE(vm, ValueError, "pow() 3rd argument cannot be 0");
  if (m.count == 1 && m.limbs[0] == 1) return from_small(0);
  if (m.count == 1) {
    uint64_t modulo = m.limbs[0];
    if (!charge(vm, x.count / 4 + 4 * operand_bits(&e))) return V_FAIL;
    uint64_t b = x.count ? mpn_mod_1(x.limbs, x.count, modulo) : 0, result = 1;
    if (x.negative && b) b = modulo - b;
    if (e.negative && !(b = invert_modulo(b, modulo))) return not_invertible(vm);
    for (uint32_t k = 0; k < e.count; k++) {
      uint64_t word = e.limbs[k];
      for (int bit = 0; bit < 64; bit++, word >>= 1) {
        if (k == e.count - 1 && !word) break;
        if (word & 1) result = multiply_modulo(result, b, modulo);
        b = multiply_modulo(b, b, modulo);
      }
    }
    if (m.negative && result) return from_magnitude(vm, modulo - result, true);
    return from_magnitude(vm, result, false);
  }
  uint64_t cost = division_cost(x.count > m.count ? x.count - m.count + 1 : 1, m.count) +
                  operand_bits(&e) * (3 * int_mul_cost(m.count, m.count) + 4);
  if (e.negative) cost += 64ull * int_mul_cost(m.count, m.count);
  if (!charge(vm, cost)) return V_FAIL;
  Int *i = int_alloc(vm, m.count, &x, &m);
  if (!i) return V_FAIL;
  CAGE_CHECK(vm, apart(i->limbs, m.count, &e));
  mpz_t result, bz, ez, mz;
  as_mpz(bz, &x);
  Operand absolute = {.limbs = m.limbs, .count = m.count};
  as_mpz(mz, &absolute);
  mpz_init(result);
  bool fine = true;
  if (e.negative && (fine = mpz_invert(result, bz, mz) != 0)) {
    Operand positive = {.limbs = e.limbs, .count = e.count};
    as_mpz(ez, &positive);
    mpz_powm(result, result, ez, mz);
  } else if (fine) {
    as_mpz(ez, &e);
    mpz_powm(result, bz, ez, mz);
  }
  uint32_t count = (uint32_t)mpz_size(result);
  fine = fine && count <= m.count;
  if (fine) memcpy(i->limbs, mpz_limbs_read(result), 8ull * count);
  mpz_clear(result);
  if (!fine) return not_invertible(vm);
  if (m.negative && count) {
    mpn_sub(i->limbs, m.limbs, m.count, i->limbs, count);
    return int_finish(vm, i, m.count, true);
  }
  return int_finish(vm, i, count, false);
}

/* ---- the operators ----------------------------------------------------------------------------------------------------- */

/* The value of an int below 2**62. */
static inline bool int_word(Vm *vm, Value v, int64_t *n) {
  if (is_small(v)) return *n = to_small(v), true;
  if (!is_ref(v)) return *n = v == V_TRUE, true;
  const Int *i = AS(Int, vm, v);
  if (i->count != 1 || i->limbs[0] >> 62) return false;
  *n = i->head.flags & INT_NEGATIVE ? -(int64_t)i->limbs[0] : (int64_t)i->limbs[0];
  return true;
}

/* Two of those; V_UNDEFINED: let the general way do it. */
static inline Value word_binary(Vm *vm, BinaryOp op, int64_t a, int64_t b) {
  switch (op) {
  case OP_ADD: return int_from_i64(vm, a + b);
  case OP_SUB: return int_from_i64(vm, a - b);
  case OP_MUL: return int_from_i128(vm, (__int128)a * b);
  case OP_FLOORDIV: {
    if (!b) return V_UNDEFINED;
    int64_t q = a / b;
    return int_from_i64(vm, q - (a % b != 0 && (a < 0) != (b < 0)));
  }
  case OP_MOD: {
    if (!b) return V_UNDEFINED;
    int64_t r = a % b;
    return int_from_i64(vm, r && (r < 0) != (b < 0) ? r + b : r);
  }
  case OP_TRUEDIV: return b && fits_small(a) && fits_small(b) ? from_double(a == 0 && b < 0 ? -0.0 : (double)a / (double)b) : V_UNDEFINED;
  case OP_LSHIFT: return b >= 0 && b < 64 ? int_from_i128(vm, (__int128)a * ((__int128)1 << b)) : V_UNDEFINED;
  case OP_RSHIFT: return b >= 0 ? int_from_i64(vm, a >> (b > 63 ? 63 : b)) : V_UNDEFINED;
  case OP_AND: return int_from_i64(vm, a & b);
  case OP_OR: return int_from_i64(vm, a | b);
  case OP_XOR: return int_from_i64(vm, a ^ b);
  default: return V_UNDEFINED;
  }
}

Value int_binary(Vm *vm, BinaryOp op, Value a, Value b) {
  int64_t m, n;
  if (int_word(vm, a, &m) && int_word(vm, b, &n)) {
    Value v = word_binary(vm, op, m, n);
    if (v != V_UNDEFINED) return v;
  }
  if (op == OP_POW) return power(vm, a, b);
  Operand x, y;
  int_operand(vm, a, &x);
  int_operand(vm, b, &y);
  Value result;
  switch (op) {
  case OP_ADD: return add(vm, &x, &y, false);
  case OP_SUB: return add(vm, &x, &y, true);
  case OP_MUL: return multiply(vm, &x, &y);
  case OP_TRUEDIV: return int_true_divide(vm, &x, &y);
  case OP_FLOORDIV: return int_divide(vm, &x, &y, &result, NULL, "integer division or modulo by zero") ? result : V_FAIL;
  case OP_MOD: return int_divide(vm, &x, &y, NULL, &result, "integer modulo by zero") ? result : V_FAIL;
  case OP_LSHIFT: return shift(vm, &x, &y, true);
  case OP_RSHIFT: return shift(vm, &x, &y, false);
  case OP_AND:
  case OP_OR:
  case OP_XOR: return bitwise(vm, op, &x, &y);
  default: return V_NOTIMPLEMENTED;
  }
}

Value int_unary(Vm *vm, UnaryOp op, Value v) {
  if (is_small(v)) {
    int64_t n = to_small(v);
    return int_from_i64(vm, op == OP_NEG ? -n : op == OP_INVERT ? ~n : n);
  }
  if (op == OP_POS) return int_exact(vm, v);
  Operand x, one = {.limbs = &one.one, .count = 1, .one = 1};
  int_operand(vm, v, &x);
  x.negative = !x.negative && x.count;
  if (op == OP_INVERT) return add(vm, &x, &one, true);
  if (x.count <= 1) return int_from_i128(vm, one_limb(&x));
  if (!charge(vm, x.count / 8)) return V_FAIL;
  Int *i = int_alloc(vm, x.count, &x, NULL);
  if (!i) return V_FAIL;
  memcpy(i->limbs, x.limbs, 8ull * x.count);
  return int_finish(vm, i, x.count, x.negative);
}

int int_compare(Vm *vm, Value a, Value b) {
  if (is_small(a) && is_small(b)) return (to_small(a) > to_small(b)) - (to_small(a) < to_small(b));
  Operand x, y;
  int_operand(vm, a, &x);
  int_operand(vm, b, &y);
  if (x.negative != y.negative) return x.negative ? -1 : 1;
  int order = compare_magnitudes(&x, &y);
  return x.negative ? -order : order;
}

int64_t int_hash(Vm *vm, Value v) {
  const uint64_t prime = ((uint64_t)1 << 61) - 1;
  if (is_small(v)) return to_small(v) == -1 ? -2 : to_small(v);
  Operand x;
  int_operand(vm, v, &x);
  int64_t hash = x.count == 0 ? 0 : (int64_t)(x.count == 1 ? x.limbs[0] % prime : mpn_mod_1(x.limbs, x.count, prime));
  if (x.negative) hash = -hash;
  return hash == -1 ? -2 : hash;
}

/* ---- roots and divisors -------------------------------------------------------------------------------------------------- */

/* The integer part of the square root of v, which is not negative. */
Value int_integer_sqrt(Vm *vm, Value v) {
  Operand x;
  int_operand(vm, v, &x);
  if (!x.count) return from_small(0);
  if (!charge(vm, 3 * int_mul_cost(x.count, x.count))) return V_FAIL;
  uint32_t count = (x.count + 1) / 2;
  mp_limb_t stack[32];
  Int *i = int_alloc(vm, count, &x, NULL);
  mp_limb_t *rest = int_scratch(vm, x.count, stack, 32);
  if (!i || !rest) return V_FAIL;
  CAGE_CHECK(vm, apart(rest, x.count, &x) && (i->limbs + count <= rest || rest + x.count <= i->limbs));
  mpn_sqrtrem(i->limbs, rest, x.limbs, x.count);
  return int_finish(vm, i, count, false);
}

static uint64_t gcd_words(uint64_t a, uint64_t b) {
  if (!a || !b) return a | b;
  int twos = __builtin_ctzll(a | b);
  a >>= __builtin_ctzll(a);
  while (b) {
    b >>= __builtin_ctzll(b);
    if (a > b) {
      uint64_t t = a;
      a = b;
      b = t;
    }
    b -= a;
  }
  return a << twos;
}

/* Copies o without its trailing zero bits, of which there are *twos; answers its limbs. */
static uint32_t copy_odd_part(mp_limb_t *to, const Operand *o, uint64_t *twos) {
  uint32_t words = 0;
  while (words < o->count - 1 && o->limbs[words] == 0) words++;
  uint32_t bits = (uint32_t)__builtin_ctzll(o->limbs[words]), count = o->count - words;
  *twos = 64ull * words + bits;
  if (bits)
    mpn_rshift(to, o->limbs + words, count, bits);
  else
    memcpy(to, o->limbs + words, 8ull * count);
  while (count > 1 && !to[count - 1]) count--;
  return count;
}

Value int_gcd(Vm *vm, Value a, Value b) {
  Operand x, y;
  int_operand(vm, a, &x);
  int_operand(vm, b, &y);
  if (x.count <= 1 && y.count <= 1) {
    if (!charge(vm, 20)) return V_FAIL;
    return int_from_u64(vm, gcd_words(x.count ? x.limbs[0] : 0, y.count ? y.limbs[0] : 0));
  }
  if (!x.count || !y.count) {
    Operand *o = x.count ? &x : &y;
    return charge(vm, o->count / 8) ? int_from_limbs(vm, o->limbs, o->count, false) : V_FAIL;
  }
  if (!charge(vm, 16 * (uint64_t)(65 - __builtin_clzll(x.count | y.count)) * int_mul_cost(x.count, y.count) / 8 + 64))
    return V_FAIL;
  mp_limb_t u_stack[32], v_stack[32];
  mp_limb_t *u = int_scratch(vm, x.count, u_stack, 32), *v = int_scratch(vm, y.count, v_stack, 32);
  uint32_t least = x.count < y.count ? x.count : y.count;
  Int *i = int_alloc(vm, least + 1, &x, &y);
  if (!u || !v || !i) return V_FAIL;
  CAGE_CHECK(vm, apart(u, x.count, &x) && apart(v, y.count, &y) && apart(u, x.count, &y) && apart(v, y.count, &x) &&
                   (u + x.count <= v || v + y.count <= u) &&
                   (i->limbs + least + 1 <= u || u + x.count <= i->limbs) &&
                   (i->limbs + least + 1 <= v || v + y.count <= i->limbs));
  uint64_t u_twos, v_twos;
  uint32_t u_count = copy_odd_part(u, &x, &u_twos), v_count = copy_odd_part(v, &y, &v_twos);
  if (u_count < v_count || (u_count == v_count && mpn_cmp(u, v, u_count) < 0)) {
    mp_limb_t *t = u;
    u = v, v = t;
    uint32_t c = u_count;
    u_count = v_count, v_count = c;
  }
  uint32_t count = (uint32_t)mpn_gcd(i->limbs, u, u_count, v, v_count);
  uint64_t twos = u_twos < v_twos ? u_twos : v_twos;
  uint32_t words = (uint32_t)(twos / 64), bits = (uint32_t)(twos % 64);
  CAGE_CHECK(vm, count + words <= least + 1);
  memmove(i->limbs + words, i->limbs, 8ull * count);
  memset(i->limbs, 0, 8ull * words);
  if (bits) {
    mp_limb_t carry = mpn_lshift(i->limbs + words, i->limbs + words, count, bits);
    if (carry) {
      CAGE_CHECK(vm, count + words < least + 1);
      i->limbs[words + count++] = carry;
    }
  }
  return int_finish(vm, i, count + words, false);
}
