/*
 * Floats are doubles, unboxed; only instances of subclasses of float are objects. Here: arithmetic with CPython's corner cases and
 * errors, exact comparison with ints, the hash that equal numbers share, and the dispatch over all built-in numbers.
 */
#include <math.h>

#include "object/float_internal.h"

/* ---- arithmetic ---------------------------------------------------------------------------------------------------- */

Value range_error(Vm *vm) {
  Value text = str_from_c(vm, "Numerical result out of range");
  if (text == V_FAIL) return V_FAIL;
  Value args = TUPLE_OF(vm, from_small(34), text);
  if (args == V_FAIL) return V_FAIL;
  Value exception = exception_new(vm, TYPE(vm, OverflowError), args);
  return exception == V_FAIL ? V_FAIL : raise_value(vm, exception);
}

static inline double modulo(double a, double b) {
  double r = fmod(a, b);
  if (r == 0) return copysign(0.0, b);
  return (b < 0) != (r < 0) ? r + b : r;
}

void float_divide(double a, double b, double *quotient, double *remainder) {
  double r = fmod(a, b), q = (a - r) / b;
  if (r != 0) {
    if ((b < 0) != (r < 0)) r += b, q -= 1.0;
  } else
    r = copysign(0.0, b);
  if (q != 0) {
    double whole = floor(q);
    *quotient = q - whole > 0.5 ? whole + 1.0 : whole;
  } else
    *quotient = copysign(0.0, a / b);
  *remainder = r;
}

static bool is_odd(double d) { return fmod(fabs(d), 2.0) == 1.0; }

static Value power(Vm *vm, double a, double b) {
  if (b == 0) return from_double(1.0);
  if (isnan(a)) return from_double(a);
  if (isnan(b)) return from_double(a == 1.0 ? 1.0 : b);
  if (isinf(b)) {
    a = fabs(a);
    if (a == 1.0) return from_double(1.0);
    return from_double((b > 0) == (a > 1.0) ? fabs(b) : 0.0);
  }
  if (isinf(a)) {
    bool odd = is_odd(b);
    if (b > 0) return from_double(odd ? a : fabs(a));
    return from_double(odd ? copysign(0.0, a) : 0.0);
  }
  if (a == 0) {
    if (b < 0) return RAISE(vm, ZeroDivisionError, "0.0 cannot be raised to a negative power");
    return from_double(is_odd(b) ? a : 0.0);
  }
  bool negate = false;
  if (a < 0) {
    if (b != floor(b)) return complex_power(vm, a, 0.0, b, 0.0);
    a = -a;
    negate = is_odd(b);
  }
  double result = a == 1.0 ? 1.0 : pow(a, b);
  if (isinf(result)) return range_error(vm);
  return from_double(negate ? -result : result);
}

Value float_binary(Vm *vm, BinaryOp op, double a, double b) {
  switch (op) {
  case OP_ADD: return from_double(a + b);
  case OP_SUB: return from_double(a - b);
  case OP_MUL: return from_double(a * b);
  case OP_TRUEDIV:
    if (b == 0) return RAISE(vm, ZeroDivisionError, "float division by zero");
    return from_double(a / b);
  case OP_MOD:
    if (b == 0) return RAISE(vm, ZeroDivisionError, "float modulo");
    return from_double(modulo(a, b));
  case OP_FLOORDIV: {
    if (b == 0) return RAISE(vm, ZeroDivisionError, "float floor division by zero");
    double q, r;
    float_divide(a, b, &q, &r);
    return from_double(q);
  }
  case OP_POW: return power(vm, a, b);
  default: return V_NOTIMPLEMENTED;
  }
}

Value float_divmod(Vm *vm, double a, double b) {
  if (b == 0) return RAISE(vm, ZeroDivisionError, "float divmod()");
  double q, r;
  float_divide(a, b, &q, &r);
  return TUPLE_OF(vm, from_double(q), from_double(r));
}

/* ---- comparison and hash ---------------------------------------------------------------------------------------------- */

int float_int_compare(Vm *vm, double f, Value i) {
  if (isnan(f)) return 2;
  if (is_small(i) || is_bool(i)) {
    double d = is_small(i) ? (double)to_small(i) : (double)(i == V_TRUE);
    return (f > d) - (f < d);
  }
  Operand o;
  int_operand(vm, i, &o);
  int sign = o.count == 0 ? 0 : o.negative ? -1 : 1, f_sign = (f > 0) - (f < 0);
  if (f_sign != sign) return f_sign < sign ? -1 : 1;
  if (isinf(f)) return f_sign;
  uint64_t bits = operand_bits(&o);
  if (bits <= 53) {
    double d = (o.count ? (double)o.limbs[0] : 0.0) * sign;
    return (f > d) - (f < d);
  }
  int exponent;
  uint64_t mantissa = (uint64_t)ldexp(frexp(fabs(f), &exponent), 53); /* |f| = mantissa * 2^(exponent - 53) */
  if ((int64_t)exponent != (int64_t)bits) return (int64_t)exponent < (int64_t)bits ? -sign : sign;
  uint64_t low = bits - 53;
  uint32_t word = (uint32_t)(low / 64), bit = (uint32_t)(low % 64);
  uint64_t top = o.limbs[word] >> bit;
  if (bit && word + 1 < o.count) top |= o.limbs[word + 1] << (64 - bit);
  if (mantissa != top) return mantissa < top ? -sign : sign;
  bool rest = bit && (o.limbs[word] & (((mp_limb_t)1 << bit) - 1));
  for (uint32_t k = 0; !rest && k < word; k++) rest = o.limbs[k] != 0;
  return rest ? -sign : 0;
}

/* value mod 2^61 - 1, as ints hash; see _Py_HashDouble. */
int64_t float_hash(double d) {
  const uint64_t prime = ((uint64_t)1 << 61) - 1;
  if (d > -0x1p60 && d < 0x1p60) {
    int64_t n = (int64_t)d;
    if ((double)n == d) return n == -1 ? -2 : n;
  }
  if (isnan(d)) return 0;
  if (isinf(d)) return d > 0 ? 314159 : -314159;
  int exponent;
  uint64_t m = (uint64_t)ldexp(frexp(fabs(d), &exponent), 53);
  exponent -= 53;
  int turn = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61;
  uint64_t x = m; /* below 2^53, so below the prime */
  if (turn) x = ((x << turn) & prime) | x >> (61 - turn);
  if (x == prime) x = 0;
  int64_t hash = d < 0 ? -(int64_t)x : (int64_t)x;
  return hash == -1 ? -2 : hash;
}

/* ---- all numbers ---------------------------------------------------------------------------------------------------------- */

bool number_to_double(Vm *vm, Value v, double *out) {
  if (is_double(v)) return *out = to_double(v), true;
  if (is_small(v)) return *out = (double)to_small(v), true;
  if (float_check(vm, v)) return *out = AS(Float, vm, v)->value, true;
  if (!int_check(vm, v)) return false;
  bool overflow;
  *out = int_to_double(vm, v, &overflow);
  if (overflow) RAISE(vm, OverflowError, "int too large to convert to float");
  return !overflow;
}

/* 1 int, 2 float, 4 complex, 8 none of them */
static inline int number_class(Vm *vm, Value v) {
  if (is_small(v) || is_bool(v)) return 1;
  if (is_double(v)) return 2;
  if (!is_ref(v)) return 8;
  switch (OBJECT(vm, v)->kind) {
  case KIND_INT: return 1;
  case KIND_FLOAT: return 2;
  case KIND_COMPLEX: return 4;
  default: return 8;
  }
}

Value number_binary(Vm *vm, BinaryOp op, Value a, Value b) {
  if (is_double(a)) {
    if (is_double(b)) return float_binary(vm, op, to_double(a), to_double(b));
    if (is_small(b)) return float_binary(vm, op, to_double(a), (double)to_small(b));
  } else if (is_small(a) && is_double(b))
    return float_binary(vm, op, (double)to_small(a), to_double(b));
  int classes = number_class(vm, a) | number_class(vm, b);
  if (classes == 1) {
    if (is_bool(a) && is_bool(b) && (op == OP_AND || op == OP_OR || op == OP_XOR)) {
      bool x = a == V_TRUE, y = b == V_TRUE;
      return from_bool(op == OP_AND ? x && y : op == OP_OR ? x || y : x != y);
    }
    return int_binary(vm, op, a, b);
  }
  if (classes & 8) return V_NOTIMPLEMENTED;
  if (classes & 4) return complex_binary(vm, op, a, b);
  if (op == OP_MATMUL || op >= OP_LSHIFT) return V_NOTIMPLEMENTED;
  double x, y;
  if (!number_to_double(vm, a, &x) || !number_to_double(vm, b, &y)) return V_FAIL;
  return float_binary(vm, op, x, y);
}

/* ---- arguments that may have to be asked ------------------------------------------------------------------------------------ */

Value float_ask(Vm *vm, Value v, const char *message) {
  if (float_check(vm, v) && special_of(vm, v, SP_float) == ((Type *)at(vm, TYPE(vm, float)))->special[SP_float])
    return from_double(float_of(vm, v));
  if (special_of(vm, v, SP_float) != V_UNDEFINED) return call_special(vm, v, SP_float, 0, NULL);
  if (special_of(vm, v, SP_index) != V_UNDEFINED) return object_index(vm, v);
  return RAISE(vm, TypeError, message, v);
}

bool float_answer(Vm *vm, Value asked, Value answer, double *out) {
  if (is_double(answer)) return *out = to_double(answer), true;
  if (special_of(vm, asked, SP_float) != V_UNDEFINED && !float_check(vm, answer))
    return RAISE(vm, TypeError, "%T.__float__ returned non-float (type %T)", asked, answer), false;
  return number_to_double(vm, answer, out);
}
