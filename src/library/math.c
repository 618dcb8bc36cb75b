/*
 * Module math: the C library's functions with CPython's errors.
 *
 * Every function is a plain native that reads doubles and small ints directly. Anything else goes through math_ask, one resumable
 * native that asks each argument for its __float__ and then runs the function again with what it answered.
 */
#include <math.h>

#include "library/math_functions.h"
#include "object/containers.h"
#include "object/float_internal.h"

static Value domain_error(Vm *vm) { return RAISE(vm, ValueError, "math domain error"); }
static Value overflow_error(Vm *vm) { return RAISE(vm, OverflowError, "math range error"); }

/* ---- arguments ----------------------------------------------------------------------------------------------------------- */

/* The functions that math_ask can run again; log and its kin take ints of any size as they are. */
#define ASKING(X)                                                                                                      \
  X(log) X(log2) X(log10) X(acos) X(acosh) X(asin) X(asinh) X(atan) X(atanh) X(cbrt) X(cos) X(cosh) X(erf) X(erfc)     \
  X(exp) X(exp2) X(expm1) X(fabs) X(gamma) X(lgamma) X(log1p) X(sin) X(sinh) X(sqrt) X(tan) X(tanh) X(degrees)         \
  X(radians) X(ulp) X(frexp) X(modf) X(isfinite) X(isinf) X(isnan) X(atan2) X(copysign) X(fmod) X(pow) X(remainder)    \
  X(nextafter) X(ldexp) X(isclose) X(ceil) X(floor)
enum {
#define X(name) ASK_##name,
  ASKING(X)
#undef X
  ASK_COUNT
};
enum { ARGUMENTS_MOST = 4 };

static Value ask(Vm *vm, int which, const Value *a, uint32_t count);

static inline bool direct(Vm *vm, Value v, double *out) {
  if (is_double(v)) return *out = to_double(v), true;
  if (is_small(v)) return *out = (double)to_small(v), true;
  (void)vm;
  return false;
}

#define ONE(name)                                                                                                      \
  double x;                                                                                                            \
  if (!direct(vm, a[0], &x)) return ask(vm, ASK_##name, a, 1);
#define TWO(name)                                                                                                      \
  double x, y;                                                                                                         \
  if (!direct(vm, a[0], &x) || !direct(vm, a[1], &y)) return ask(vm, ASK_##name, a, 2);

/* ---- one argument ---------------------------------------------------------------------------------------------------------- */

/* nan from a number is a domain error; infinity from a finite one either that or an overflow. */
static inline Value checked(Vm *vm, double x, double r, bool can_overflow) {
  if (__builtin_expect(!isfinite(r), 0)) {
    if (isnan(r) && !isnan(x)) return domain_error(vm);
    if (isinf(r) && isfinite(x)) return can_overflow ? overflow_error(vm) : domain_error(vm);
  }
  return from_double(r);
}

#define FUNCTION_OF_ONE(name, expression, can_overflow, doc)                                                           \
  NATIVE(math_##name, "(x, /)", doc) {                                                                                 \
    ONE(name)                                                                                                          \
    return checked(vm, x, expression, can_overflow);                                                                   \
  }

FUNCTION_OF_ONE(acos, acos(x), false, "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi.")
FUNCTION_OF_ONE(acosh, acosh(x), false, "Return the inverse hyperbolic cosine of x.")
FUNCTION_OF_ONE(asin, asin(x), false, "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.")
FUNCTION_OF_ONE(asinh, asinh(x), false, "Return the inverse hyperbolic sine of x.")
FUNCTION_OF_ONE(atan, atan(x), false, "Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.")
FUNCTION_OF_ONE(atanh, atanh(x), false, "Return the inverse hyperbolic tangent of x.")
FUNCTION_OF_ONE(cbrt, cbrt(x), false, "Return the cube root of x.")
FUNCTION_OF_ONE(cos, cos(x), false, "Return the cosine of x (measured in radians).")
FUNCTION_OF_ONE(cosh, cosh(x), true, "Return the hyperbolic cosine of x.")
FUNCTION_OF_ONE(erf, erf(x), false, "Error function at x.")
FUNCTION_OF_ONE(erfc, erfc(x), false, "Complementary error function at x.")
FUNCTION_OF_ONE(exp, exp(x), true, "Return e raised to the power of x.")
FUNCTION_OF_ONE(exp2, exp2(x), true, "Return 2 raised to the power of x.")
FUNCTION_OF_ONE(expm1, expm1(x), true,
                "Return exp(x)-1.\n\nThis function avoids the loss of precision involved in the direct evaluation of exp(x)-1 for small x.")
FUNCTION_OF_ONE(fabs, fabs(x), false, "Return the absolute value of the float x.")
FUNCTION_OF_ONE(log1p, x == 0 ? x : log1p(x), false,
                "Return the natural logarithm of 1+x (base e).\n\nThe result is computed in a way which is accurate for x near zero.")
FUNCTION_OF_ONE(sin, sin(x), false, "Return the sine of x (measured in radians).")
FUNCTION_OF_ONE(sinh, sinh(x), true, "Return the hyperbolic sine of x.")
FUNCTION_OF_ONE(sqrt, sqrt(x), false, "Return the square root of x.")
FUNCTION_OF_ONE(tan, tan(x), false, "Return the tangent of x (measured in radians).")
FUNCTION_OF_ONE(tanh, tanh(x), false, "Return the hyperbolic tangent of x.")

static Value result_of(Vm *vm, MathError error, double r) {
  return error == MATH_DOMAIN ? domain_error(vm) : error == MATH_RANGE ? overflow_error(vm) : from_double(r);
}

NATIVE(math_gamma, "(x, /)", "Gamma function at x.") {
  ONE(gamma)
  double r;
  MathError error = math_gamma_of(x, &r);
  return result_of(vm, error, r);
}

NATIVE(math_lgamma, "(x, /)", "Natural logarithm of absolute value of Gamma function at x.") {
  ONE(lgamma)
  double r;
  MathError error = math_lgamma_of(x, &r);
  return result_of(vm, error, r);
}

NATIVE(math_degrees, "(x, /)", "Convert angle x from radians to degrees.") {
  ONE(degrees)
  return from_double(x * (180.0 / M_PI));
}

NATIVE(math_radians, "(x, /)", "Convert angle x from degrees to radians.") {
  ONE(radians)
  return from_double(x * (M_PI / 180.0));
}

NATIVE(math_isfinite, "(x, /)", "Return True if x is neither an infinity nor a NaN, and False otherwise.") {
  ONE(isfinite)
  return from_bool(isfinite(x));
}

NATIVE(math_isinf, "(x, /)", "Return True if x is a positive or negative infinity, and False otherwise.") {
  ONE(isinf)
  return from_bool(isinf(x));
}

NATIVE(math_isnan, "(x, /)", "Return True if x is a NaN (not a number), and False otherwise.") {
  ONE(isnan)
  return from_bool(isnan(x));
}

NATIVE(math_ulp, "(x, /)", "Return the value of the least significant bit of the float x.") {
  ONE(ulp)
  if (isnan(x)) return from_double(x);
  x = fabs(x);
  if (isinf(x)) return from_double(x);
  double next = nextafter(x, INFINITY);
  return from_double(isinf(next) ? x - nextafter(x, -INFINITY) : next - x);
}

NATIVE(math_frexp, "(x, /)",
       "Return the mantissa and exponent of x, as pair (m, e).\n\nm is a float and e is an int, such that x = m * 2.**e.\nIf x is 0, m and "
       "e are both 0.  Else 0.5 <= abs(m) < 1.0.") {
  ONE(frexp)
  int exponent = 0;
  if (isfinite(x) && x != 0) x = frexp(x, &exponent);
  return TUPLE_OF(vm, from_double(x), from_small(exponent));
}

NATIVE(math_modf, "(x, /)",
       "Return the fractional and integer parts of x.\n\nBoth results carry the sign of x and are floats.") {
  ONE(modf)
  if (isinf(x)) return TUPLE_OF(vm, from_double(copysign(0.0, x)), from_double(x));
  if (isnan(x)) return TUPLE_OF(vm, from_double(x), from_double(x));
  double whole, fraction = modf(x, &whole);
  return TUPLE_OF(vm, from_double(fraction), from_double(whole));
}

/* ---- logarithms -------------------------------------------------------------------------------------------------------------- */

typedef double (*Logarithm)(double);

/* Of ints beyond the range of doubles too. False: V_FAIL. */
static bool logarithm(Vm *vm, Value v, Logarithm function, double *out) {
  double x;
  if (!direct(vm, v, &x)) {
    Operand o;
    int_operand(vm, v, &o);
    bool overflow;
    x = operand_to_double(&o, &overflow);
    if (overflow && !o.negative) {
      int64_t bits = (int64_t)operand_bits(&o);
      double fraction = round_to_double(o.limbs, o.count, -bits, false);
      if (fraction == 1.0) fraction = 0.5, bits++;
      *out = function(fraction) + function(2.0) * (double)bits;
      return true;
    }
  }
  if (isnan(x) || (isinf(x) && x > 0)) return *out = x, true;
  if (!(x > 0)) return domain_error(vm), false;
  *out = function(x);
  return true;
}

static bool log_takes(Vm *vm, Value v) { return is_double(v) || int_check(vm, v); }

NATIVE(math_log, "(x, base=math.e, /)",
       "log(x, [base=math.e])\nReturn the logarithm of x to the given base.\n\nIf the base not specified, returns the natural logarithm (base "
       "e) of x.") {
  if (!log_takes(vm, a[0]) || (a[1] != V_UNDEFINED && !log_takes(vm, a[1]))) return ask(vm, ASK_log, a, 2);
  double x, base;
  if (!logarithm(vm, a[0], log, &x)) return V_FAIL;
  if (a[1] == V_UNDEFINED) return from_double(x);
  if (!logarithm(vm, a[1], log, &base)) return V_FAIL;
  return float_binary(vm, OP_TRUEDIV, x, base);
}

NATIVE(math_log2, "(x, /)", "Return the base 2 logarithm of x.") {
  double x;
  if (!log_takes(vm, a[0])) return ask(vm, ASK_log2, a, 1);
  return logarithm(vm, a[0], log2, &x) ? from_double(x) : V_FAIL;
}

NATIVE(math_log10, "(x, /)", "Return the base 10 logarithm of x.") {
  double x;
  if (!log_takes(vm, a[0])) return ask(vm, ASK_log10, a, 1);
  return logarithm(vm, a[0], log10, &x) ? from_double(x) : V_FAIL;
}

/* ---- two arguments ---------------------------------------------------------------------------------------------------------- */

static Value checked_two(Vm *vm, double x, double y, double r) {
  if (__builtin_expect(!isfinite(r), 0)) {
    if (isnan(r) && !isnan(x) && !isnan(y)) return domain_error(vm);
    if (isinf(r) && isfinite(x) && isfinite(y)) return overflow_error(vm);
  }
  return from_double(r);
}

NATIVE(math_atan2, "(y, x, /)",
       "Return the arc tangent (measured in radians) of y/x.\n\nUnlike atan(y/x), the signs of both x and y are considered.") {
  TWO(atan2)
  return from_double(atan2(x, y));
}

NATIVE(math_copysign, "(x, y, /)",
       "Return a float with the magnitude (absolute value) of x but the sign of y.\n\nOn platforms that support signed zeros, copysign(1.0, "
       "-0.0)\nreturns -1.0.") {
  TWO(copysign)
  return from_signed(copysign(x, y));
}

NATIVE(math_fmod, "(x, y, /)", "Return fmod(x, y), according to platform C.\n\nx % y may differ.") {
  TWO(fmod)
  return checked_two(vm, x, y, isinf(y) && isfinite(x) ? x : fmod(x, y));
}

NATIVE(math_remainder, "(x, y, /)",
       "Difference between x and the closest integer multiple of y.\n\nReturn x - n*y where n*y is the closest integer multiple of y.\nIn the "
       "case where x is exactly halfway between two multiples of\ny, the nearest even value of n is used. The result is always exact.") {
  TWO(remainder)
  return checked_two(vm, x, y, remainder(x, y));
}

NATIVE(math_nextafter, "(x, y, /)", "Return the next floating-point value after x towards y.") {
  TWO(nextafter)
  return from_double(x == y ? y : nextafter(x, y));
}

NATIVE(math_pow, "(x, y, /)", "Return x**y (x to the power of y).") {
  TWO(pow)
  double r = pow(x, y);
  if (__builtin_expect(!isfinite(r), 0) && isfinite(x) && isfinite(y))
    return isnan(r) || x == 0 ? domain_error(vm) : overflow_error(vm);
  return from_double(r);
}

NATIVE(math_ldexp, "(x, i, /)", "Return x * (2**i).\n\nThis is essentially the inverse of frexp().") {
  double x;
  if (!direct(vm, a[0], &x)) return ask(vm, ASK_ldexp, a, 2);
  if (!int_check(vm, a[1])) return RAISE(vm, TypeError, "Expected an int as second argument to ldexp.");
  if (x == 0 || !isfinite(x)) return from_double(x);
  int64_t exponent;
  if (!int_to_i64(vm, a[1], &exponent)) exponent = int_sign(vm, a[1]) < 0 ? INT64_MIN : INT64_MAX;
  if (exponent > INT32_MAX) return overflow_error(vm);
  if (exponent < INT32_MIN) return from_double(copysign(0.0, x));
  double r = ldexp(x, (int)exponent);
  return isinf(r) ? overflow_error(vm) : from_double(r);
}

NATIVE(math_isclose, "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
       "Determine whether two floating point numbers are close in value.\n\n  rel_tol\n    maximum difference for being considered \"close\", "
       "relative to the\n    magnitude of the input values\n  abs_tol\n    maximum difference for being considered \"close\", regardless of "
       "the\n    magnitude of the input values\n\nReturn True if a is close in value to b, and False otherwise.\n\nFor the values to be "
       "considered close, the difference between them\nmust be smaller than at least one of the tolerances.\n\n-inf, inf and NaN behave "
       "similarly to the IEEE 754 Standard.  That\nis, NaN is not close to anything, even itself.  inf and -inf are\nonly close to "
       "themselves.") {
  double x, y, relative = 1e-09, absolute = 0.0;
  if (!direct(vm, a[0], &x) || !direct(vm, a[1], &y) || (a[2] != V_UNDEFINED && !direct(vm, a[2], &relative)) ||
      (a[3] != V_UNDEFINED && !direct(vm, a[3], &absolute)))
    return ask(vm, ASK_isclose, a, 4);
  if (relative < 0 || absolute < 0) return RAISE(vm, ValueError, "tolerances must be non-negative");
  if (x == y) return V_TRUE;
  if (isinf(x) || isinf(y)) return V_FALSE;
  double difference = fabs(y - x);
  return from_bool(difference <= fabs(relative * y) || difference <= fabs(relative * x) || difference <= absolute);
}

/* ---- to integers ---------------------------------------------------------------------------------------------------------------- */

NATIVE(math_ceil, "(x, /)", "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x.") {
  if (is_double(a[0])) return int_from_double(vm, ceil(to_double(a[0])));
  if (is_small(a[0])) return a[0];
  if (special_of(vm, a[0], SP_ceil) != V_UNDEFINED) return call_special(vm, a[0], SP_ceil, 0, NULL);
  return ask(vm, ASK_ceil, a, 1);
}

NATIVE(math_floor, "(x, /)", "Return the floor of x as an Integral.\n\nThis is the largest integer <= x.") {
  if (is_double(a[0])) return int_from_double(vm, floor(to_double(a[0])));
  if (is_small(a[0])) return a[0];
  if (special_of(vm, a[0], SP_floor) != V_UNDEFINED) return call_special(vm, a[0], SP_floor, 0, NULL);
  return ask(vm, ASK_floor, a, 1);
}

NATIVE(math_trunc, "(x, /)", "Truncates the Real x to the nearest Integral toward 0.\n\nUses the __trunc__ magic method.") {
  if (is_double(a[0])) return int_from_double(vm, to_double(a[0]));
  if (is_small(a[0])) return a[0];
  if (special_of(vm, a[0], SP_trunc) != V_UNDEFINED) return call_special(vm, a[0], SP_trunc, 0, NULL);
  return RAISE(vm, TypeError, "type %T doesn't define __trunc__ method", a[0]);
}

/* ---- asking ------------------------------------------------------------------------------------------------------------------------ */

static const NativeFunction asking[ASK_COUNT] = {
#define X(name) math_##name,
  ASKING(X)
#undef X
};

RESUMABLE(math_ask, 2, "(which, count, x, y, z, w, /)", "") {
  enum { WHICH, TOTAL, FIRST, INDEX = FIRST + ARGUMENTS_MOST, RESULT };
  int64_t which, i;
  double d;
  STEPS
    a[INDEX] = from_small(0);
    for (;;) {
      CHECKPOINT(2);
      i = to_small(a[INDEX]);
      which = to_small(a[WHICH]);
      CAGE_CHECK(vm, which >= 0 && which < ASK_COUNT && i >= 0);
      if (i >= to_small(a[TOTAL]) || i >= ARGUMENTS_MOST) break;
      a[INDEX] = from_small(i + 1);
      if (is_double(a[FIRST + i]) || a[FIRST + i] == V_UNDEFINED) continue;
      if (which <= ASK_log10 && int_check(vm, a[FIRST + i])) continue;
      if (which == ASK_ldexp && i == 1) continue;
      a[INDEX] = from_small(i);
      AWAIT(1, a[RESULT], float_ask(vm, a[FIRST + i], "must be real number, not %T"));
      i = to_small(a[INDEX]);
      CAGE_CHECK(vm, i >= 0 && i < ARGUMENTS_MOST);
      if (!float_answer(vm, a[FIRST + i], a[RESULT], &d)) return V_FAIL;
      a[FIRST + i] = from_double(d);
      a[INDEX] = from_small(i + 1);
    }
    return asking[which](vm, &a[FIRST], (uint32_t)to_small(a[TOTAL]));
  END_STEPS
}

static Value ask(Vm *vm, int which, const Value *a, uint32_t count) {
  Value values[2 + ARGUMENTS_MOST] = {from_small(which), from_small(count), V_UNDEFINED, V_UNDEFINED, V_UNDEFINED, V_UNDEFINED};
  for (uint32_t i = 0; i < count; i++) values[2 + i] = a[i];
  return enter(vm, &math_ask_info, 2 + ARGUMENTS_MOST, values);
}

/* ---- sums ---------------------------------------------------------------------------------------------------------------------------- */

/* Shewchuk's sum without error: partials of growing size that do not overlap, in practice few; but as many as there are bits between the
   smallest and the largest double are possible. */
typedef struct Sum {
  uint64_t count;
  double special, infinite;
  double partials[];
} Sum;
enum { FEW_PARTIALS = 62 };
#define SUM_SIZE(partials) (sizeof(Sum) + (partials) * sizeof(double))

/* There is room for one more partial than there are. False: V_FAIL. */
static bool sum_add(Vm *vm, Sum *s, double added) {
  double x = added;
  uint64_t kept = 0;
  for (uint64_t i = 0; i < s->count; i++) {
    double y = s->partials[i];
    if (fabs(x) < fabs(y)) {
      double t = x;
      x = y;
      y = t;
    }
    double high = x + y, low = y - (high - x);
    if (low != 0) s->partials[kept++] = low;
    x = high;
  }
  s->count = kept;
  if (x == 0) return true;
  if (isfinite(x)) {
    s->partials[s->count++] = x;
    return true;
  }
  if (isfinite(added)) return RAISE(vm, OverflowError, "intermediate overflow in fsum"), false;
  if (isinf(added)) s->infinite += added;
  s->special += added;
  s->count = 0;
  return true;
}

static Value sum_result(Vm *vm, Sum *s) {
  if (s->special != 0) {
    if (isnan(s->infinite)) return RAISE(vm, ValueError, "-inf + inf in fsum");
    return from_double(s->special);
  }
  double high = 0, low = 0;
  uint64_t n = s->count;
  if (n) {
    high = s->partials[--n];
    while (n) {
      double x = high, y = s->partials[--n];
      high = x + y;
      low = y - (high - x);
      if (low != 0) break;
    }
    /* Half an even step: the next partial says to which side it lies. */
    if (n && ((low < 0 && s->partials[n - 1] < 0) || (low > 0 && s->partials[n - 1] > 0))) {
      double y = low * 2.0, x = high + y;
      if (y == x - high) high = x;
    }
  }
  return from_double(high);
}

/* The sum that a Raw holds, of which at most `spare` partials are missing to what it has room for. */
static Sum *sum_of(Vm *vm, Value raw, uint64_t spare) {
  Raw *r = AS(Raw, vm, raw);
  Sum *s = (Sum *)r->data;
  CAGE_CHECK(vm, r->size >= sizeof(Sum) && s->count + spare <= (r->size - sizeof(Sum)) / sizeof(double));
  return s;
}

RESUMABLE(math_fsum_slow, 4, "(seq, /)", "") {
  enum { SEQUENCE, ITERATOR, SUM, ITEM, RESULT };
  double d;
  STEPS
    AWAIT(1, a[ITERATOR], object_iter(vm, a[SEQUENCE]));
    {
      Raw *raw = raw_new(vm, SUM_SIZE(FEW_PARTIALS));
      if (!raw) return V_FAIL;
      a[SUM] = value_of(vm, raw);
    }
    for (;;) {
      CHECKPOINT(2);
      AWAIT(3, a[ITEM], object_next(vm, a[ITERATOR]));
      CHECKPOINT(4);
      if (a[ITEM] == V_STOP) return sum_result(vm, sum_of(vm, a[SUM], 0));
      {
        Sum *s = sum_of(vm, a[SUM], 0);
        if (SUM_SIZE(s->count + 1) > AS(Raw, vm, a[SUM])->size) {
          Raw *wider = raw_new(vm, (uint32_t)SUM_SIZE(s->count * 2 + 1));
          if (!wider) return V_FAIL;
          memcpy(wider->data, s, SUM_SIZE(s->count));
          a[SUM] = value_of(vm, wider);
        }
        if (!charge(vm, 8 + s->count / 8)) return V_FAIL;
      }
      AWAIT(5, a[RESULT], float_ask(vm, a[ITEM], "must be real number, not %T"));
      if (!float_answer(vm, a[ITEM], a[RESULT], &d)) return V_FAIL;
      if (!sum_add(vm, sum_of(vm, a[SUM], 1), d)) return V_FAIL;
    }
  END_STEPS
}

NATIVE(math_fsum, "(seq, /)",
       "Return an accurate floating point sum of values in the iterable seq.\n\nAssumes IEEE-754 floating point arithmetic.") {
  if (IS_EXACT(vm, a[0], list) || IS_EXACT(vm, a[0], tuple)) {
    Value *items;
    uint32_t count, i = 0;
    if (!sequence_items(vm, a[0], &items, &count) || !charge(vm, 4ull * count)) return V_FAIL;
    union {
      Sum sum;
      uint8_t room[SUM_SIZE(FEW_PARTIALS)];
    } few;
    few.sum = (Sum){.count = 0};
    double d;
    for (; i < count && few.sum.count < FEW_PARTIALS && direct(vm, items[i], &d); i++)
      if (!sum_add(vm, &few.sum, d)) return V_FAIL;
    if (i == count) return sum_result(vm, &few.sum);
  }
  return enter_with(vm, &math_fsum_slow_info, 1, a);
}

RESUMABLE(math_prod, 3, "(iterable, /, *, start=1)",
          "Calculate the product of all the elements in the input iterable.\n\nThe default start value for the product is 1.\n\nWhen the iterable "
          "is empty, return the start value.  This function is\nintended specifically for use with numeric values and may reject\nnon-numeric "
          "types.") {
  enum { ITERABLE, RESULT, ITERATOR, ITEM, NEXT };
  STEPS
    if (a[RESULT] == V_UNDEFINED) a[RESULT] = from_small(1);
    AWAIT(1, a[ITERATOR], object_iter(vm, a[ITERABLE]));
    for (;;) {
      CHECKPOINT(2);
      if (!charge(vm, 2)) return V_FAIL;
      AWAIT(3, a[ITEM], object_next(vm, a[ITERATOR]));
      CHECKPOINT(4);
      if (a[ITEM] == V_STOP) return a[RESULT];
      AWAIT(5, a[NEXT], object_binary(vm, OP_MUL, a[RESULT], a[ITEM]));
      a[RESULT] = a[NEXT];
    }
  END_STEPS
}

/* ---- lengths ---------------------------------------------------------------------------------------------------------------------------- */

typedef struct Double2 {
  double high, low;
} Double2;

static Double2 exact_product(double x, double y) {
  double high = x * y;
  return (Double2){high, fma(x, y, -high)};
}

static Double2 exact_sum(double a, double b) {
  double high = a + b;
  return (Double2){high, (a - high) + b};
}

/* The Euclidean norm of n coordinates, scaled by a power of two, with a correction for the root (CPython's vector_norm). */
static double norm(uint32_t n, const double *v, double most, bool nan) {
  if (isinf(most)) return most;
  if (nan) return NAN;
  if (most == 0 || n <= 1) return most;
  int exponent;
  frexp(most, &exponent);
  double sum = 1.0, rest1 = 0.0, rest2 = 0.0;
  if (exponent < -1023) {
    for (uint32_t i = 0; i < n; i++) {
      double x = v[i] / most, old = sum;
      x *= x;
      sum += x;
      rest1 += (old - sum) + x;
    }
    return most * sqrt(sum - 1.0 + rest1);
  }
  double scale = ldexp(1.0, -exponent);
  for (uint32_t i = 0; i < n; i++) {
    double x = v[i] * scale;
    Double2 p = exact_product(x, x), s = exact_sum(sum, p.high);
    sum = s.high;
    rest1 += p.low;
    rest2 += s.low;
  }
  double h = sqrt(sum - 1.0 + (rest1 + rest2));
  Double2 p = exact_product(-h, h), s = exact_sum(sum, p.high);
  sum = s.high;
  rest1 += p.low;
  rest2 += s.low;
  h += (sum - 1.0 + (rest1 + rest2)) / (2.0 * h);
  return h / scale;
}

/* Of numbers that need not be asked; q NULL: of p itself, else of p - q. V_UNDEFINED: some have to be asked. */
static Value distance(Vm *vm, const Value *p, const Value *q, uint32_t count) {
  double stack[16], *v = stack, most = 0;
  bool nan = false;
  if (!charge(vm, 4ull * count)) return V_FAIL;
  if (count > 16) {
    Raw *raw = raw_new(vm, count * 8);
    if (!raw) return V_FAIL;
    v = (double *)raw->data;
  }
  for (uint32_t i = 0; i < count; i++) {
    double x, y = 0;
    if (!direct(vm, p[i], &x) || (q && !direct(vm, q[i], &y))) return V_UNDEFINED;
    x = q ? fabs(x - y) : fabs(x);
    v[i] = x;
    nan |= isnan(x);
    if (x > most) most = x;
  }
  return from_double(norm(count, v, most, nan));
}

static Value different_dimensions(Vm *vm) { return RAISE(vm, ValueError, "both points must have the same number of dimensions"); }

/* Makes lists of floats of p and, unless it is None, q. */
RESUMABLE(math_distance_slow, 4, "(p, q, /)", "") {
  enum { P, Q, SIDE, INDEX, RESULT, ITEM };
  Value *p, *q;
  uint32_t p_count, q_count;
  double d;
  STEPS
    AWAIT(1, a[P], list_from(vm, a[P]));
    CHECKPOINT(2);
    if (a[Q] != V_NONE) AWAIT(3, a[Q], list_from(vm, a[Q]));
    a[SIDE] = a[INDEX] = from_small(0);
    for (;;) {
      CHECKPOINT(4);
      if (!sequence_items(vm, a[P], &p, &p_count)) return V_FAIL;
      q = NULL;
      q_count = p_count;
      if (a[Q] != V_NONE && !sequence_items(vm, a[Q], &q, &q_count)) return V_FAIL;
      if (q_count != p_count) return different_dimensions(vm);
      if ((uint64_t)to_small(a[INDEX]) >= p_count) {
        if (a[SIDE] == from_small(1) || !q) break;
        a[SIDE] = from_small(1);
        a[INDEX] = from_small(0);
        continue;
      }
      if (!charge(vm, 4)) return V_FAIL;
      a[ITEM] = (a[SIDE] == from_small(1) ? q : p)[to_small(a[INDEX])];
      AWAIT(5, a[RESULT], float_ask(vm, a[ITEM], "must be real number, not %T"));
      if (!float_answer(vm, a[ITEM], a[RESULT], &d)) return V_FAIL;
      if (!sequence_items(vm, a[a[SIDE] == from_small(1) && a[Q] != V_NONE ? Q : P], &p, &p_count)) return V_FAIL;
      CAGE_CHECK(vm, (uint64_t)to_small(a[INDEX]) < p_count);
      p[to_small(a[INDEX])] = from_double(d);
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
    }
    return distance(vm, p, q, p_count);
  END_STEPS
}

NATIVE(math_hypot, "(*coordinates)",
       "hypot(*coordinates) -> value\n\nMultidimensional Euclidean distance from the origin to a point.\n\nRoughly equivalent to:\n    "
       "sqrt(sum(x**2 for x in coordinates))\n\nFor a two dimensional point (x, y), gives the hypotenuse\nusing the Pythagorean theorem:  "
       "sqrt(x*x + y*y).\n\nFor example, the hypotenuse of a 3/4/5 right triangle is:\n\n    >>> hypot(3.0, 4.0)\n    5.0\n") {
  Value *items;
  uint32_t count;
  if (!sequence_items(vm, a[0], &items, &count)) return V_FAIL;
  Value result = distance(vm, items, NULL, count);
  return result != V_UNDEFINED ? result : enter(vm, &math_distance_slow_info, 2, (Value[]){a[0], V_NONE});
}

NATIVE(math_dist, "(p, q, /)",
       "Return the Euclidean distance between two points p and q.\n\nThe points should be specified as sequences (or iterables) of\ncoordinates."
       "  Both inputs must have the same dimension.\n\nRoughly equivalent to:\n    sqrt(sum((px - qx) ** 2.0 for px, qx in zip(p, q)))") {
  if ((IS_EXACT(vm, a[0], tuple) || IS_EXACT(vm, a[0], list)) && (IS_EXACT(vm, a[1], tuple) || IS_EXACT(vm, a[1], list))) {
    Value *p, *q;
    uint32_t p_count, q_count;
    if (!sequence_items(vm, a[0], &p, &p_count) || !sequence_items(vm, a[1], &q, &q_count)) return V_FAIL;
    if (p_count != q_count) return different_dimensions(vm);
    Value result = distance(vm, p, q, p_count);
    if (result != V_UNDEFINED) return result;
  }
  if (a[1] == V_NONE) return RAISE(vm, TypeError, "'NoneType' object is not iterable");
  return enter_with(vm, &math_distance_slow_info, 2, a);
}

const NativeEntry math_entries[] = {
    FUNCTION("acos", math_acos),
    FUNCTION("acosh", math_acosh),
    FUNCTION("asin", math_asin),
    FUNCTION("asinh", math_asinh),
    FUNCTION("atan", math_atan),
    FUNCTION("atan2", math_atan2),
    FUNCTION("atanh", math_atanh),
    FUNCTION("cbrt", math_cbrt),
    FUNCTION("ceil", math_ceil),
    FUNCTION("comb", math_comb),
    FUNCTION("copysign", math_copysign),
    FUNCTION("cos", math_cos),
    FUNCTION("cosh", math_cosh),
    FUNCTION("degrees", math_degrees),
    FUNCTION("dist", math_dist),
    FUNCTION("erf", math_erf),
    FUNCTION("erfc", math_erfc),
    FUNCTION("exp", math_exp),
    FUNCTION("exp2", math_exp2),
    FUNCTION("expm1", math_expm1),
    FUNCTION("fabs", math_fabs),
    FUNCTION("factorial", math_factorial),
    FUNCTION("floor", math_floor),
    FUNCTION("fmod", math_fmod),
    FUNCTION("frexp", math_frexp),
    FUNCTION("fsum", math_fsum),
    FUNCTION("gamma", math_gamma),
    FUNCTION("gcd", math_gcd),
    FUNCTION("hypot", math_hypot),
    FUNCTION("isclose", math_isclose),
    FUNCTION("isfinite", math_isfinite),
    FUNCTION("isinf", math_isinf),
    FUNCTION("isnan", math_isnan),
    FUNCTION("isqrt", math_isqrt),
    FUNCTION("lcm", math_lcm),
    FUNCTION("ldexp", math_ldexp),
    FUNCTION("lgamma", math_lgamma),
    FUNCTION("log", math_log),
    FUNCTION("log10", math_log10),
    FUNCTION("log1p", math_log1p),
    FUNCTION("log2", math_log2),
    FUNCTION("modf", math_modf),
    FUNCTION("nextafter", math_nextafter),
    FUNCTION("perm", math_perm),
    FUNCTION("pow", math_pow),
    FUNCTION("prod", math_prod),
    FUNCTION("radians", math_radians),
    FUNCTION("remainder", math_remainder),
    FUNCTION("sin", math_sin),
    FUNCTION("sinh", math_sinh),
    FUNCTION("sqrt", math_sqrt),
    FUNCTION("tan", math_tan),
    FUNCTION("tanh", math_tanh),
    FUNCTION("trunc", math_trunc),
    FUNCTION("ulp", math_ulp),
    INTERNAL(math_ask),
    INTERNAL(math_ask_index),
    INTERNAL(math_fsum_slow),
    INTERNAL(math_distance_slow),
    END_OF_ENTRIES,
};
