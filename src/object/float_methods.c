/*
 * The type float as Python sees it.
 */
#include <math.h>

#include "object/float_internal.h"
#include "object/text.h"

#define SELF_FLOAT                                                                                                     \
  if (!float_check(vm, a[0])) return RAISE(vm, TypeError, "descriptor requires a 'float' object but received a '%T'", a[0]); \
  double self __attribute__((unused)) = float_of(vm, a[0]);

/* ---- binary operators ------------------------------------------------------------------------------------------------ */

#define OTHER_NUMBER                                                                                                   \
  double other;                                                                                                        \
  if (!float_check(vm, a[1]) && !int_check(vm, a[1])) return V_NOTIMPLEMENTED;                                         \
  if (!number_to_double(vm, a[1], &other)) return V_FAIL;

#define FLOAT_OPERATOR(name, op, doc, reflected_doc)                                                                   \
  NATIVE(float_##name, "(self, value, /)", doc) {                                                                      \
    SELF_FLOAT OTHER_NUMBER return float_binary(vm, op, self, other);                                                  \
  }                                                                                                                    \
  NATIVE(float_r##name, "(self, value, /)", reflected_doc) {                                                           \
    SELF_FLOAT OTHER_NUMBER return float_binary(vm, op, other, self);                                                  \
  }

FLOAT_OPERATOR(add, OP_ADD, "Return self+value.", "Return value+self.")
FLOAT_OPERATOR(sub, OP_SUB, "Return self-value.", "Return value-self.")
FLOAT_OPERATOR(mul, OP_MUL, "Return self*value.", "Return value*self.")
FLOAT_OPERATOR(truediv, OP_TRUEDIV, "Return self/value.", "Return value/self.")
FLOAT_OPERATOR(floordiv, OP_FLOORDIV, "Return self//value.", "Return value//self.")
FLOAT_OPERATOR(mod, OP_MOD, "Return self%value.", "Return value%self.")

NATIVE(float_divmod_slot, "(self, value, /)", "Return divmod(self, value).") {
  SELF_FLOAT OTHER_NUMBER return float_divmod(vm, self, other);
}

NATIVE(float_rdivmod_slot, "(self, value, /)", "Return divmod(value, self).") {
  SELF_FLOAT OTHER_NUMBER return float_divmod(vm, other, self);
}

#define NO_MODULUS                                                                                                     \
  if (a[2] != V_UNDEFINED && a[2] != V_NONE)                                                                           \
    return RAISE(vm, TypeError, "pow() 3rd argument not allowed unless all arguments are integers");

NATIVE(float_pow, "(self, value, mod=None, /)", "Return pow(self, value, mod).") {
  NO_MODULUS SELF_FLOAT OTHER_NUMBER return float_binary(vm, OP_POW, self, other);
}

NATIVE(float_rpow, "(self, value, mod=None, /)", "Return pow(value, self, mod).") {
  NO_MODULUS SELF_FLOAT OTHER_NUMBER return float_binary(vm, OP_POW, other, self);
}

/* order: -1, 0, 1, or 2 with nan; V_UNDEFINED's worth is -2: not a real number. */
static int order(Vm *vm, double self, Value other) {
  if (float_check(vm, other)) {
    double d = float_of(vm, other);
    return self < d ? -1 : self > d ? 1 : self == d ? 0 : 2;
  }
  return int_check(vm, other) ? float_int_compare(vm, self, other) : -2;
}

#define FLOAT_COMPARISON(name, expression, doc)                                                                        \
  NATIVE(float_##name, "(self, value, /)", doc) {                                                                      \
    SELF_FLOAT                                                                                                         \
    int o = order(vm, self, a[1]);                                                                                     \
    return o == -2 ? V_NOTIMPLEMENTED : from_bool(expression);                                                         \
  }

FLOAT_COMPARISON(lt, o == -1, "Return self<value.")
FLOAT_COMPARISON(le, o <= 0, "Return self<=value.")
FLOAT_COMPARISON(eq, o == 0, "Return self==value.")
FLOAT_COMPARISON(ne, o != 0, "Return self!=value.")
FLOAT_COMPARISON(gt, o == 1, "Return self>value.")
FLOAT_COMPARISON(ge, o == 0 || o == 1, "Return self>=value.")

/* ---- unary --------------------------------------------------------------------------------------------------------------- */

NATIVE(float_neg, "(self, /)", "-self") {
  SELF_FLOAT
  return from_signed(-self);
}
NATIVE(float_pos, "(self, /)", "+self") {
  SELF_FLOAT
  return from_signed(self);
}
NATIVE(float_abs, "(self, /)", "abs(self)") {
  SELF_FLOAT
  return from_signed(fabs(self));
}
NATIVE(float_bool, "(self, /)", "True if self else False") {
  SELF_FLOAT
  return from_bool(self != 0);
}
NATIVE(float_int, "(self, /)", "int(self)") {
  SELF_FLOAT
  return int_from_double(vm, self);
}
NATIVE(float_trunc, "(self, /)", "Return the Integral closest to x between 0 and x.") {
  SELF_FLOAT
  return int_from_double(vm, self);
}
NATIVE(float_floor, "(self, /)", "Return the floor as an Integral.") {
  SELF_FLOAT
  return int_from_double(vm, floor(self));
}
NATIVE(float_ceil, "(self, /)", "Return the ceiling as an Integral.") {
  SELF_FLOAT
  return int_from_double(vm, ceil(self));
}
NATIVE(float_float, "(self, /)", "float(self)") {
  SELF_FLOAT
  return from_double(self);
}
NATIVE(float_real, "(self, /)", "the real part of a complex number") {
  SELF_FLOAT
  return from_double(self);
}
NATIVE(float_imag, "(self, /)", "the imaginary part of a complex number") { return from_double(0.0); }
NATIVE(float_conjugate, "(self, /)", "Return self, the complex conjugate of any float.") {
  SELF_FLOAT
  return from_double(self);
}
NATIVE(float_hash_slot, "(self, /)", "Return hash(self).") {
  SELF_FLOAT
  return int_from_i64(vm, float_hash(self));
}
NATIVE(float_repr_slot, "(self, /)", "Return repr(self).") {
  SELF_FLOAT
  char text[32];
  return ascii_new(vm, text, float_repr(self, text));
}
NATIVE(float_getnewargs, "(self, /)", "") {
  SELF_FLOAT
  return TUPLE_OF(vm, from_double(self));
}
NATIVE(float_is_integer, "(self, /)", "Return True if the float is an integer.") {
  SELF_FLOAT
  return from_bool(!isinf(self) && floor(self) == self);
}

NATIVE(float_format_slot, "(self, format_spec, /)", "Formats the float according to format_spec.") {
  SELF_FLOAT
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "__format__() argument must be str, not %N", a[1]);
  if (!is_double(a[0]) && !AS(Str, vm, a[1])->length) return object_str(vm, a[0]);
  return float_format(vm, self, a[1]);
}

/* ---- rounding, ratio, hexadecimal -------------------------------------------------------------------------------------------- */

static Value round_places(Vm *vm, double d, Value digits) {
  int64_t places;
  if (!index_i64(vm, digits, &places, FIT_CLAMPED)) return V_FAIL;
  if (!isfinite(d) || places > 323) return from_double(d);
  if (places < -308) return from_double(0.0 * d);
  Decimal x;
  decimal_places(d, (int32_t)places, &x);
  double rounded = decimal_to_double(x.digits, x.count, (int64_t)x.exponent - x.count);
  if (isinf(rounded)) return RAISE(vm, OverflowError, "rounded value too large to represent");
  return from_double(copysign(rounded, d));
}

RESUMABLE(float_round_slow, 0, "(self, ndigits, /)", "") {
  STEPS
    AWAIT(1, a[1], object_index(vm, a[1]));
    return round_places(vm, float_of(vm, a[0]), a[1]);
  END_STEPS
}

NATIVE(float_round, "(self, ndigits=None, /)",
       "Return the Integral closest to x, rounding half toward even.\n\nWhen an argument is passed, work like built-in round(x, ndigits).") {
  SELF_FLOAT
  if (a[1] == V_UNDEFINED || a[1] == V_NONE) {
    double rounded = round(self);
    if (fabs(self - rounded) == 0.5) rounded = 2.0 * round(self / 2.0);
    return int_from_double(vm, rounded);
  }
  return int_check(vm, a[1]) ? round_places(vm, self, a[1]) : enter_with(vm, &float_round_slow_info, 2, a);
}

NATIVE(float_as_integer_ratio, "(self, /)",
       "Return integer ratio.\n\nReturn a pair of integers, whose ratio is exactly equal to the original float\nand with a positive "
       "denominator.\n\nRaise OverflowError on infinities and a ValueError on NaNs.\n\n>>> (10.0).as_integer_ratio()\n(10, 1)\n>>> "
       "(0.0).as_integer_ratio()\n(0, 1)\n>>> (-.25).as_integer_ratio()\n(-1, 4)") {
  SELF_FLOAT
  if (isinf(self)) return RAISE(vm, OverflowError, "cannot convert Infinity to integer ratio");
  if (isnan(self)) return RAISE(vm, ValueError, "cannot convert NaN to integer ratio");
  int exponent;
  int64_t mantissa = (int64_t)ldexp(frexp(self, &exponent), 53);
  exponent -= 53;
  if (!mantissa) return TUPLE_OF(vm, from_small(0), from_small(1));
  int twos = __builtin_ctzll((uint64_t)mantissa);
  mantissa >>= twos;
  exponent += twos;
  Value numerator = int_from_i64(vm, mantissa), denominator = from_small(1);
  if (numerator == V_FAIL) return V_FAIL;
  Value power = int_binary(vm, OP_LSHIFT, exponent > 0 ? numerator : from_small(1), from_small(exponent > 0 ? exponent : -exponent));
  if (power == V_FAIL) return V_FAIL;
  if (exponent > 0) numerator = power;
  else denominator = power;
  return TUPLE_OF(vm, numerator, denominator);
}

NATIVE(float_hex_method, "(self, /)",
       "Return a hexadecimal representation of a floating-point number.\n\n>>> (-0.1).hex()\n'-0x1.999999999999ap-4'\n>>> 3.14159.hex()\n"
       "'0x1.921f9f01b866ep+1'") {
  SELF_FLOAT
  char text[40];
  return ascii_new(vm, text, float_hex(self, text));
}

NATIVE(float_fromhex, "(type, string, /)",
       "Create a floating-point number from a hexadecimal string.\n\n>>> float.fromhex('0x1.ffffp10')\n2047.984375\n>>> "
       "float.fromhex('-0x1p-1074')\n-5e-324") {
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "bad argument type for built-in operation");
  const char *text;
  uint32_t size;
  double d;
  if (str_width(AS(Str, vm, a[1])) != 1 && codec_encode(vm, a[1], V_UNDEFINED, V_UNDEFINED) == V_FAIL) return V_FAIL;
  if (!number_text(vm, a[1], &text, &size)) return V_FAIL;
  HexResult result = (AS(Str, vm, a[1])->head.flags & STR_ASCII) || str_width(AS(Str, vm, a[1])) == 1
                       ? float_from_hex(text, size, &d) : HEX_MALFORMED;
  if (result == HEX_TOO_LARGE) return RAISE(vm, OverflowError, "hexadecimal value too large to represent as a float");
  if (result == HEX_MALFORMED) return RAISE(vm, ValueError, "invalid hexadecimal floating-point string");
  return a[0] == from_ref(TYPE(vm, float)) ? from_double(d) : call1(vm, a[0], from_double(d));
}

NATIVE(float_getformat, "(type, typestr, /)", "You probably don't want to use this function.") {
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "__getformat__() argument must be str, not %N", a[1]);
  if (!str_is(vm, a[1], "double") && !str_is(vm, a[1], "float"))
    return RAISE(vm, ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
  return str_from_c(vm, "IEEE, little-endian");
}

/* ---- float(...) ----------------------------------------------------------------------------------------------------------------- */

static Value make(Vm *vm, Value cls, double d) {
  if (cls == from_ref(TYPE(vm, float))) return from_double(d);
  Float *f = object_new(vm, to_ref(cls), sizeof(Float));
  if (!f) return V_FAIL;
  f->value = to_double(from_double(d));
  return value_of(vm, f);
}

/* float() of a str, bytes or bytearray; V_UNDEFINED for anything else. */
static Value text_value(Vm *vm, Value v) {
  const char *text;
  uint32_t size;
  if (str_check(vm, v)) {
    if (!number_text(vm, v, &text, &size)) return V_FAIL;
  } else {
    const uint8_t *data;
    if (!is_ref(v) || !buffer_of(vm, v, &data, &size)) return V_UNDEFINED;
    text = (const char *)data;
    number_strip(&text, &size);
    if (!charge(vm, size / 8)) return V_FAIL;
  }
  double d;
  if (float_parse(text, size, &d)) return from_signed(d);
  Value shown = str_check(vm, v) ? str_repr(vm, v) : object_repr(vm, v);
  if (shown == V_FAIL || shown == V_CALL) return V_FAIL;
  return RAISE(vm, ValueError, "could not convert string to float: %S", shown);
}

RESUMABLE(float_make_slow, 1, "(type, x, /)", "") {
  enum { CLS, X, RESULT };
  double d;
  STEPS
    if (special_of(vm, a[X], SP_float) == V_UNDEFINED && special_of(vm, a[X], SP_index) == V_UNDEFINED) {
      a[RESULT] = text_value(vm, a[X]);
      if (a[RESULT] == V_FAIL) return V_FAIL;
      if (a[RESULT] != V_UNDEFINED) return make(vm, a[CLS], to_double(a[RESULT]));
    }
    AWAIT(1, a[RESULT], float_ask(vm, a[X], "float() argument must be a string or a real number, not '%T'"));
    if (!float_answer(vm, a[X], a[RESULT], &d)) return V_FAIL;
    return make(vm, a[CLS], d);
  END_STEPS
}

NATIVE(float_make, "(type, x=0, /)", "Convert a string or number to a floating point number, if possible.") {
  bool exact = a[0] == from_ref(TYPE(vm, float));
  Value v = a[1];
  if (v == V_UNDEFINED) v = from_double(0.0);
  if (is_small(v)) v = from_double((double)to_small(v));
  else if (IS_EXACT(vm, v, str) && (v = text_value(vm, v)) == V_FAIL) return V_FAIL;
  if (is_double(v)) return exact ? v : make(vm, a[0], to_double(v));
  return enter_with(vm, &float_make_slow_info, 2, a);
}

const NativeEntry float_entries[] = {
    STATIC("__new__", float_make),
    INTERNAL(float_make_slow),
    INTERNAL(float_round_slow),
    SLOT("__repr__", float_repr_slot),
    SLOT("__hash__", float_hash_slot),
    SLOT("__lt__", float_lt),
    SLOT("__le__", float_le),
    SLOT("__eq__", float_eq),
    SLOT("__ne__", float_ne),
    SLOT("__gt__", float_gt),
    SLOT("__ge__", float_ge),
    SLOT("__add__", float_add),
    SLOT("__radd__", float_radd),
    SLOT("__sub__", float_sub),
    SLOT("__rsub__", float_rsub),
    SLOT("__mul__", float_mul),
    SLOT("__rmul__", float_rmul),
    SLOT("__mod__", float_mod),
    SLOT("__rmod__", float_rmod),
    SLOT("__divmod__", float_divmod_slot),
    SLOT("__rdivmod__", float_rdivmod_slot),
    SLOT("__pow__", float_pow),
    SLOT("__rpow__", float_rpow),
    SLOT("__neg__", float_neg),
    SLOT("__pos__", float_pos),
    SLOT("__abs__", float_abs),
    SLOT("__bool__", float_bool),
    SLOT("__int__", float_int),
    SLOT("__float__", float_float),
    SLOT("__floordiv__", float_floordiv),
    SLOT("__rfloordiv__", float_rfloordiv),
    SLOT("__truediv__", float_truediv),
    SLOT("__rtruediv__", float_rtruediv),
    METHOD_("conjugate", float_conjugate),
    METHOD_("__trunc__", float_trunc),
    METHOD_("__floor__", float_floor),
    METHOD_("__ceil__", float_ceil),
    METHOD_("__round__", float_round),
    METHOD_("as_integer_ratio", float_as_integer_ratio),
    CLASSMETHOD_("fromhex", float_fromhex),
    METHOD_("hex", float_hex_method),
    METHOD_("is_integer", float_is_integer),
    METHOD_("__getnewargs__", float_getnewargs),
    CLASSMETHOD_("__getformat__", float_getformat),
    METHOD_("__format__", float_format_slot),
    GETTER("real", float_real),
    GETTER("imag", float_imag),
    END_OF_ENTRIES,
};
