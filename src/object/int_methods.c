/*
 * The types int and bool as Python sees them: constructors, special methods, methods.
 */
#include "object/containers.h"
#include "object/int_internal.h"
#include "object/number_text.h"
#include "object/text.h"

#define SELF_INT                                                                                                       \
  if (!int_check(vm, a[0])) return RAISE(vm, TypeError, "descriptor requires a 'int' object but received a '%T'", a[0]);

/* ---- binary operators ------------------------------------------------------------------------------------------------ */

#define INT_OPERATOR(name, op, doc, reflected_doc)                                                                     \
  NATIVE(int_##name, "(self, value, /)", doc) {                                                                        \
    SELF_INT                                                                                                           \
    return int_check(vm, a[1]) ? int_binary(vm, op, a[0], a[1]) : V_NOTIMPLEMENTED;                                    \
  }                                                                                                                    \
  NATIVE(int_r##name, "(self, value, /)", reflected_doc) {                                                             \
    SELF_INT                                                                                                           \
    return int_check(vm, a[1]) ? int_binary(vm, op, a[1], a[0]) : V_NOTIMPLEMENTED;                                    \
  }

INT_OPERATOR(add, OP_ADD, "Return self+value.", "Return value+self.")
INT_OPERATOR(sub, OP_SUB, "Return self-value.", "Return value-self.")
INT_OPERATOR(mul, OP_MUL, "Return self*value.", "Return value*self.")
INT_OPERATOR(truediv, OP_TRUEDIV, "Return self/value.", "Return value/self.")
INT_OPERATOR(floordiv, OP_FLOORDIV, "Return self//value.", "Return value//self.")
INT_OPERATOR(mod, OP_MOD, "Return self%value.", "Return value%self.")
INT_OPERATOR(lshift, OP_LSHIFT, "Return self<<value.", "Return value<<self.")
INT_OPERATOR(rshift, OP_RSHIFT, "Return self>>value.", "Return value>>self.")
INT_OPERATOR(and, OP_AND, "Return self&value.", "Return value&self.")
INT_OPERATOR(or, OP_OR, "Return self|value.", "Return value|self.")
INT_OPERATOR(xor, OP_XOR, "Return self^value.", "Return value^self.")

NATIVE(int_divmod_slot, "(self, value, /)", "Return divmod(self, value).") {
  SELF_INT
  return int_check(vm, a[1]) ? int_divmod(vm, a[0], a[1]) : V_NOTIMPLEMENTED;
}

NATIVE(int_rdivmod_slot, "(self, value, /)", "Return divmod(value, self).") {
  SELF_INT
  return int_check(vm, a[1]) ? int_divmod(vm, a[1], a[0]) : V_NOTIMPLEMENTED;
}

static Value power(Vm *vm, Value base, Value exponent, Value modulus) {
  if (!int_check(vm, base) || !int_check(vm, exponent)) return V_NOTIMPLEMENTED;
  if (modulus == V_UNDEFINED || modulus == V_NONE) return int_binary(vm, OP_POW, base, exponent);
  return int_check(vm, modulus) ? int_power_mod(vm, base, exponent, modulus) : V_NOTIMPLEMENTED;
}

NATIVE(int_pow, "(self, value, mod=None, /)", "Return pow(self, value, mod).") {
  SELF_INT
  return power(vm, a[0], a[1], a[2]);
}

NATIVE(int_rpow, "(self, value, mod=None, /)", "Return pow(value, self, mod).") {
  SELF_INT
  return power(vm, a[1], a[0], a[2]);
}

#define INT_COMPARISON(name, operator_, doc)                                                                           \
  NATIVE(int_##name, "(self, value, /)", doc) {                                                                        \
    SELF_INT                                                                                                           \
    return int_check(vm, a[1]) ? from_bool(int_compare(vm, a[0], a[1]) operator_ 0) : V_NOTIMPLEMENTED;                \
  }

INT_COMPARISON(lt, <, "Return self<value.")
INT_COMPARISON(le, <=, "Return self<=value.")
INT_COMPARISON(eq, ==, "Return self==value.")
INT_COMPARISON(ne, !=, "Return self!=value.")
INT_COMPARISON(gt, >, "Return self>value.")
INT_COMPARISON(ge, >=, "Return self>=value.")

/* ---- unary ------------------------------------------------------------------------------------------------------------- */

NATIVE(int_neg, "(self, /)", "-self") {
  SELF_INT
  return int_unary(vm, OP_NEG, a[0]);
}
NATIVE(int_pos, "(self, /)", "+self") {
  SELF_INT
  return int_exact(vm, a[0]);
}
NATIVE(int_invert, "(self, /)", "~self") {
  SELF_INT
  return int_unary(vm, OP_INVERT, a[0]);
}
NATIVE(int_abs, "(self, /)", "abs(self)") {
  SELF_INT
  return int_sign(vm, a[0]) < 0 ? int_unary(vm, OP_NEG, a[0]) : int_exact(vm, a[0]);
}
NATIVE(int_bool, "(self, /)", "True if self else False") {
  SELF_INT
  return from_bool(int_sign(vm, a[0]) != 0);
}
NATIVE(int_int, "(self, /)", "int(self)") {
  SELF_INT
  return int_exact(vm, a[0]);
}
NATIVE(int_index, "(self, /)", "Return self converted to an integer, if self is suitable for use as an index into a list.") {
  SELF_INT
  return int_exact(vm, a[0]);
}
NATIVE(int_trunc, "(self, /)", "Truncating an Integral returns itself.") {
  SELF_INT
  return int_exact(vm, a[0]);
}
NATIVE(int_floor, "(self, /)", "Flooring an Integral returns itself.") {
  SELF_INT
  return int_exact(vm, a[0]);
}
NATIVE(int_ceil, "(self, /)", "Ceiling of an Integral returns itself.") {
  SELF_INT
  return int_exact(vm, a[0]);
}
NATIVE(int_conjugate, "(self, /)", "Returns self, the complex conjugate of any int.") {
  SELF_INT
  return int_exact(vm, a[0]);
}
NATIVE(int_real, "(self, /)", "the real part of a complex number") {
  SELF_INT
  return int_exact(vm, a[0]);
}
NATIVE(int_numerator, "(self, /)", "the numerator of a rational number in lowest terms") {
  SELF_INT
  return int_exact(vm, a[0]);
}
NATIVE(int_imag, "(self, /)", "the imaginary part of a complex number") { return from_small(0); }
NATIVE(int_denominator, "(self, /)", "the denominator of a rational number in lowest terms") { return from_small(1); }

NATIVE(int_float, "(self, /)", "float(self)") {
  SELF_INT
  double d;
  return number_to_double(vm, a[0], &d) ? from_double(d) : V_FAIL;
}

NATIVE(int_hash_slot, "(self, /)", "Return hash(self).") {
  SELF_INT
  if (!is_small(a[0]) && !charge(vm, int_bit_length(vm, a[0]) / 256)) return V_FAIL;
  return int_from_i64(vm, int_hash(vm, a[0]));
}

NATIVE(int_repr, "(self, /)", "Return repr(self).") {
  SELF_INT
  return int_to_text(vm, a[0], 10, false);
}

NATIVE(int_format_slot, "(self, format_spec, /)", "Convert to a string according to format_spec.") {
  SELF_INT
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "__format__() argument must be str, not %N", a[1]);
  return int_format(vm, a[0], a[1]);
}

NATIVE(int_getnewargs, "(self, /)", "") {
  SELF_INT
  Value v = int_exact(vm, a[0]);
  return v == V_FAIL ? V_FAIL : TUPLE_OF(vm, v);
}

NATIVE(int_sizeof, "(self, /)", "Returns size in memory, in bytes.") {
  SELF_INT
  uint64_t digits = (int_bit_length(vm, a[0]) + 29) / 30;
  return from_small((int64_t)(24 + 4 * (digits ? digits : 1)));
}

/* ---- rounding ------------------------------------------------------------------------------------------------------------ */

/* To the nearest multiple of 10^-digits, ties to the even one. */
static Value round_value(Vm *vm, Value self, Value digits) {
  Value v = int_exact(vm, self);
  if (v == V_FAIL || int_sign(vm, digits) >= 0) return v;
  int64_t places;
  uint64_t bits = int_bit_length(vm, v);
  if (!int_to_i64(vm, digits, &places) || places < -(int64_t)(bits / 3 + 2)) return from_small(0);
  Value power = int_binary(vm, OP_POW, from_small(10), from_small(-places));
  if (power == V_FAIL) return V_FAIL;
  Operand x, p;
  int_operand(vm, v, &x);
  int_operand(vm, power, &p);
  Value q, r;
  if (!int_divide(vm, &x, &p, &q, &r, "")) return V_FAIL;
  Value twice = int_binary(vm, OP_ADD, r, r);
  if (twice == V_FAIL) return V_FAIL;
  int order = int_compare(vm, twice, power);
  if (order > 0 || (order == 0 && int_is_odd(vm, q))) q = int_binary(vm, OP_ADD, q, from_small(1));
  return q == V_FAIL ? V_FAIL : int_binary(vm, OP_MUL, q, power);
}

RESUMABLE(int_round_slow, 0, "(self, ndigits, /)", "") {
  STEPS
    AWAIT(1, a[1], object_index(vm, a[1]));
    return round_value(vm, a[0], a[1]);
  END_STEPS
}

NATIVE(int_round, "(self, ndigits=None, /)",
       "Rounding an Integral returns itself.\n\nRounding with an ndigits argument also returns an integer.") {
  SELF_INT
  if (a[1] == V_UNDEFINED) return int_exact(vm, a[0]);
  return int_check(vm, a[1]) ? round_value(vm, a[0], a[1]) : enter_with(vm, &int_round_slow_info, 2, a);
}

/* ---- bits and bytes ---------------------------------------------------------------------------------------------------------- */

NATIVE(int_bit_length_method, "(self, /)",
       "Number of bits necessary to represent self in binary.\n\n>>> bin(37)\n'0b100101'\n>>> (37).bit_length()\n6") {
  SELF_INT
  return from_small((int64_t)int_bit_length(vm, a[0]));
}

NATIVE(int_bit_count, "(self, /)",
       "Number of ones in the binary representation of the absolute value of self.\n\nAlso known as the population count.\n\n"
       ">>> bin(13)\n'0b1101'\n>>> (13).bit_count()\n3") {
  SELF_INT
  Operand o;
  int_operand(vm, a[0], &o);
  if (!charge(vm, o.count / 8)) return V_FAIL;
  return from_small(o.count ? (int64_t)mpn_popcount(o.limbs, o.count) : 0);
}

NATIVE(int_as_integer_ratio, "(self, /)",
       "Return integer ratio.\n\nReturn a pair of integers, whose ratio is exactly equal to the original int\nand with a positive "
       "denominator.") {
  SELF_INT
  Value v = int_exact(vm, a[0]);
  return v == V_FAIL ? V_FAIL : TUPLE_OF(vm, v, from_small(1));
}

/* Whether `order` says little; false with an exception set in *fine. */
static bool byte_order(Vm *vm, Value order, bool *little, const char *function) {
  *little = false;
  if (order == V_UNDEFINED || (str_check(vm, order) && str_is(vm, order, "big"))) return true;
  if (!str_check(vm, order)) return RAISE(vm, TypeError, "%s() argument 'byteorder' must be str, not %N", function, order), false;
  if (str_is(vm, order, "little")) return *little = true;
  return RAISE(vm, ValueError, "byteorder must be either 'little' or 'big'"), false;
}

static bool small_enough(Vm *vm, Value length) {
  int64_t n;
  return int_to_i64(vm, length, &n) || RAISE(vm, OverflowError, "Python int too large to convert to C ssize_t") != V_FAIL;
}

#define MOST_ADDRESSES (1ll << 46) /* more than any process has */

static Value to_bytes(Vm *vm, Value self, Value length_value, bool little, bool is_signed) {
  int64_t length = 1;
  if (length_value != V_UNDEFINED && !int_to_i64(vm, length_value, &length)) return V_FAIL; /* it was small enough */
  if (length < 0) return RAISE(vm, ValueError, "length argument must be non-negative");
  Operand o;
  int_operand(vm, self, &o);
  if (length > MOST_ADDRESSES) return RAISE(vm, MemoryError, ""); /* before anything else, as CPython, which makes the bytes first */
  if (o.negative && !is_signed) return RAISE(vm, OverflowError, "can't convert negative int to unsigned");
  uint64_t bits = operand_bits(&o);
  if (is_signed && bits) {
    /* -2^n needs no more than n + 1 bits, as 2^n - 1 does. */
    bool power = o.negative && mpn_popcount(o.limbs, o.count) == 1;
    bits += !power;
  }
  bool minus_one = is_signed && o.negative && bits == 1; /* fits into no bytes at all, as in CPython */
  if (length < (int64_t)((bits + 7) / 8) && !minus_one) return RAISE(vm, OverflowError, "int too big to convert");
  if (length > 0x7FFFFFF0) return RAISE(vm, MemoryError, "");
  if (!charge(vm, (uint64_t)length / 4)) return V_FAIL;
  Value result = bytes_new(vm, NULL, (size_t)length);
  if (result == V_FAIL) return V_FAIL;
  uint8_t *data = AS(Bytes, vm, result)->data;
  CAGE_CHECK(vm, data + length <= (const uint8_t *)o.limbs || (const uint8_t *)(o.limbs + o.count) <= data);
  if (o.negative) memset(data, 0xFF, (size_t)length);
  uint64_t limb = 0;
  bool carry = o.negative;
  for (uint64_t i = 0; i < (uint64_t)length && i < 8ull * o.count; i++) {
    if (i % 8 == 0) {
      limb = o.limbs[i / 8];
      if (o.negative) limb = ~limb + carry, carry = carry && limb == 0;
    }
    data[little ? i : (uint64_t)length - 1 - i] = (uint8_t)limb;
    limb >>= 8;
  }
  return result;
}

static bool to_bytes_ready(Vm *vm, const Value *a) { return (a[1] == V_UNDEFINED || int_check(vm, a[1])) && (a[3] == V_UNDEFINED || is_bool(a[3])); }

RESUMABLE(int_to_bytes_any, 0, "(self, length, byteorder, signed, /)", "") {
  enum { SELF, LENGTH, ORDER, SIGNED };
  bool little;
  STEPS
    if (a[LENGTH] != V_UNDEFINED && !int_check(vm, a[LENGTH])) AWAIT(1, a[LENGTH], object_index(vm, a[LENGTH]));
    if (a[LENGTH] != V_UNDEFINED && !small_enough(vm, a[LENGTH])) return V_FAIL;
    if (!byte_order(vm, a[ORDER], &little, "to_bytes")) return V_FAIL;
    if (a[SIGNED] != V_UNDEFINED && !is_bool(a[SIGNED])) AWAIT(2, a[SIGNED], object_truth(vm, a[SIGNED]));
    if (!byte_order(vm, a[ORDER], &little, "to_bytes")) return V_FAIL;
    return to_bytes(vm, a[SELF], a[LENGTH], little, a[SIGNED] == V_TRUE);
  END_STEPS
}

NATIVE(int_to_bytes, "(self, length=1, byteorder='big', *, signed=False)",
          "Return an array of bytes representing an integer.\n\n  length\n    Length of bytes object to use.  An OverflowError is "
          "raised if the\n    integer is not representable with the given number of bytes.  Default\n    is length 1.\n  byteorder\n  "
          "  The byte order used to represent the integer.  If byteorder is 'big',\n    the most significant byte is at the beginning "
          "of the byte array.  If\n    byteorder is 'little', the most significant byte is at the end of the\n    byte array.\n  "
          "signed\n    Determines whether two's complement is used to represent the integer.\n    If signed is False and a negative "
          "integer is given, an OverflowError\n    is raised.") {
  enum { SELF, LENGTH, ORDER, SIGNED };
  SELF_INT
  if (!to_bytes_ready(vm, a)) return enter(vm, &int_to_bytes_any_info, 4, a);
  bool little;
  if ((a[LENGTH] != V_UNDEFINED && !small_enough(vm, a[LENGTH])) || !byte_order(vm, a[ORDER], &little, "to_bytes")) return V_FAIL;
  return to_bytes(vm, a[SELF], a[LENGTH], little, a[SIGNED] == V_TRUE);
}

static Value from_bytes(Vm *vm, Value bytes, bool little, bool is_signed) {
  const uint8_t *data;
  uint32_t size;
  if (!buffer_of(vm, bytes, &data, &size)) return RAISE(vm, TypeError, "cannot convert '%T' object to bytes", bytes);
  if (!charge(vm, size / 4)) return V_FAIL;
  if (size <= 8) {
    uint64_t n = 0;
    for (uint32_t i = 0; i < size; i++) n = n << 8 | data[little ? size - 1 - i : i];
    __int128 wide = n;
    if (is_signed && size && n >> (8 * size - 1)) wide -= (__int128)1 << (8 * size);
    return int_from_i128(vm, wide);
  }
  if (size > BIT_LIMIT / 8 + 8) return RAISE(vm, MemoryError, "integer too large");
  uint32_t count = (size + 7) / 8;
  Operand source = {.limbs = (const mp_limb_t *)((uintptr_t)data & ~(uintptr_t)7), .count = count + 1};
  Int *i = int_alloc(vm, count + 1, &source, NULL);
  if (!i) return V_FAIL;
  for (uint32_t k = 0; k < size; k++) i->limbs[k / 8] |= (uint64_t)data[little ? k : size - 1 - k] << (k % 8 * 8);
  bool negative = is_signed && data[little ? size - 1 : 0] & 0x80;
  if (negative) {
    if (size % 8) i->limbs[count - 1] |= UINT64_MAX << (size % 8 * 8);
    i->limbs[count] = UINT64_MAX;
    mpn_neg(i->limbs, i->limbs, count + 1);
  }
  return int_finish(vm, i, count + 1, negative);
}

RESUMABLE(int_from_bytes_any, 1, "(type, bytes, byteorder, signed, /)", "") {
  enum { CLS, BYTES, ORDER, SIGNED, RESULT };
  bool little;
  const uint8_t *data;
  uint32_t size;
  STEPS
    if (!byte_order(vm, a[ORDER], &little, "from_bytes")) return V_FAIL;
    if (a[SIGNED] == V_UNDEFINED) a[SIGNED] = V_FALSE;
    if (!is_bool(a[SIGNED])) AWAIT(1, a[SIGNED], object_truth(vm, a[SIGNED]));
    if (!buffer_of(vm, a[BYTES], &data, &size)) {
      /* As bytes() does, but without asking for a length by __index__. */
      if (str_check(vm, a[BYTES])) return RAISE(vm, TypeError, "cannot convert '%T' object to bytes", a[BYTES]);
      if (special_of(vm, a[BYTES], SP_bytes) == V_UNDEFINED)
        AWAIT(4, a[BYTES], octets_collect(vm, a[BYTES], COLLECT_BYTES, V_UNDEFINED));
      else
        AWAIT(2, a[BYTES], call1(vm, from_ref(TYPE(vm, bytes)), a[BYTES]));
    }
    if (!byte_order(vm, a[ORDER], &little, "from_bytes")) return V_FAIL;
    a[RESULT] = from_bytes(vm, a[BYTES], little, a[SIGNED] == V_TRUE);
    if (a[RESULT] == V_FAIL || a[CLS] == from_ref(TYPE(vm, int))) return a[RESULT];
    AWAIT(3, a[RESULT], call1(vm, a[CLS], a[RESULT]));
    return a[RESULT];
  END_STEPS
}

NATIVE(int_from_bytes, "(type, /, bytes, byteorder='big', *, signed=False)",
          "Return the integer represented by the given array of bytes.\n\n  bytes\n    Holds the array of bytes to convert.  The "
          "argument must either\n    support the buffer protocol or be an iterable object producing bytes.\n    Bytes and bytearray "
          "are examples of built-in objects that support the\n    buffer protocol.\n  byteorder\n    The byte order used to represent "
          "the integer.  If byteorder is 'big',\n    the most significant byte is at the beginning of the byte array.  If\n    "
          "byteorder is 'little', the most significant byte is at the end of the\n    byte array.\n  signed\n    Indicates whether "
          "two's complement is used to represent the integer.") {
  enum { CLS, BYTES, ORDER, SIGNED };
  const uint8_t *data;
  uint32_t size;
  bool little, ready = a[CLS] == from_ref(TYPE(vm, int)) && (a[SIGNED] == V_UNDEFINED || is_bool(a[SIGNED])) && is_ref(a[BYTES]);
  if (!ready || !buffer_of(vm, a[BYTES], &data, &size)) return vm->retry || vm->ending ? V_FAIL : enter(vm, &int_from_bytes_any_info, 4, a);
  return byte_order(vm, a[ORDER], &little, "from_bytes") ? from_bytes(vm, a[BYTES], little, a[SIGNED] == V_TRUE) : V_FAIL;
}

/* ---- int(...) ------------------------------------------------------------------------------------------------------------------ */

/* int() of a str, bytes or bytearray; V_UNDEFINED for anything else. */
static Value text_value(Vm *vm, Value v, int base) {
  const char *text;
  uint32_t size;
  if (str_check(vm, v)) {
    if (!number_text(vm, v, &text, &size)) return V_FAIL;
  } else {
    const uint8_t *data;
    if (!is_ref(v) || !buffer_of(vm, v, &data, &size)) return V_UNDEFINED;
    text = (const char *)data;
    number_strip(&text, &size);
  }
  return int_from_text(vm, v, text, size, base);
}

static Value with_base(Vm *vm, Value v, Value base_value) {
  int64_t base;
  if (!index_i64(vm, base_value, &base, FIT_CLAMPED)) return V_FAIL;
  if (base != 0 && (base < 2 || base > 36)) return RAISE(vm, ValueError, "int() base must be >= 2 and <= 36, or 0");
  if (!str_check(vm, v) && !is_kind(vm, v, KIND_BYTES) && !is_kind(vm, v, KIND_BYTEARRAY))
    return RAISE(vm, TypeError, "int() can't convert non-string with explicit base");
  return text_value(vm, v, (int)base);
}

/* An instance of the class asked for, of a value that is an int of some kind. */
static Value make(Vm *vm, Value cls, Value v) {
  v = int_exact(vm, v);
  return v == V_FAIL ? V_FAIL : int_of_type(vm, to_ref(cls), v);
}

RESUMABLE(int_make_slow, 1, "(type, x, base, /)", "") {
  enum { CLS, X, BASE, RESULT };
  STEPS
    if (a[BASE] != V_UNDEFINED) {
      if (a[X] == V_UNDEFINED) return RAISE(vm, TypeError, "int() missing string argument");
      AWAIT(1, a[BASE], object_index(vm, a[BASE]));
      a[RESULT] = with_base(vm, a[X], a[BASE]);
      return a[RESULT] == V_FAIL ? V_FAIL : make(vm, a[CLS], a[RESULT]);
    }
    if (special_of(vm, a[X], SP_int) != V_UNDEFINED) {
      AWAIT(2, a[RESULT], call_special(vm, a[X], SP_int, 0, NULL));
      if (!int_check(vm, a[RESULT])) return RAISE(vm, TypeError, "__int__ returned non-int (type %T)", a[RESULT]);
      return make(vm, a[CLS], a[RESULT]);
    }
    if (special_of(vm, a[X], SP_index) != V_UNDEFINED) {
      AWAIT(3, a[RESULT], object_index(vm, a[X]));
      return make(vm, a[CLS], a[RESULT]);
    }
    if (special_of(vm, a[X], SP_trunc) != V_UNDEFINED) {
      AWAIT(4, a[RESULT], call_special(vm, a[X], SP_trunc, 0, NULL));
      if (int_check(vm, a[RESULT])) return make(vm, a[CLS], a[RESULT]);
      if (special_of(vm, a[RESULT], SP_index) == V_UNDEFINED)
        return RAISE(vm, TypeError, "__trunc__ returned non-Integral (type %T)", a[RESULT]);
      AWAIT(5, a[RESULT], object_index(vm, a[RESULT]));
      return make(vm, a[CLS], a[RESULT]);
    }
    a[RESULT] = text_value(vm, a[X], 10);
    if (a[RESULT] == V_UNDEFINED)
      return RAISE(vm, TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%T'", a[X]);
    return a[RESULT] == V_FAIL ? V_FAIL : make(vm, a[CLS], a[RESULT]);
  END_STEPS
}

NATIVE(int_make, "(type, x=0, /, base=10)",
       "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no arguments\nare "
       "given.  If x is a number, return x.__int__().  For floating point\nnumbers, this truncates towards zero.\n\nIf x is not a number "
       "or if base is given, then x must be a string,\nbytes, or bytearray instance representing an integer literal in the\ngiven base.  "
       "The literal can be preceded by '+' or '-' and be surrounded\nby whitespace.  The base defaults to 10.  Valid bases are 0 and "
       "2-36.\nBase 0 means to interpret the base from the string as an integer literal.\n>>> int('0b100', base=0)\n4") {
  bool exact = a[0] == from_ref(TYPE(vm, int));
  if (a[2] == V_UNDEFINED) {
    Value v = a[1], result = V_UNDEFINED;
    if (v == V_UNDEFINED) result = from_small(0);
    else if (is_small(v)) result = v;
    else if (is_double(v)) result = int_from_double(vm, to_double(v));
    else if (is_bool(v) || IS_EXACT(vm, v, int)) result = int_exact(vm, v);
    else if (IS_EXACT(vm, v, str)) result = text_value(vm, v, 10);
    if (result == V_FAIL) return V_FAIL;
    if (result != V_UNDEFINED) return exact ? result : int_of_type(vm, to_ref(a[0]), result);
  } else if (exact && is_small(a[2]) && a[1] != V_UNDEFINED)
    return with_base(vm, a[1], a[2]);
  return enter_with(vm, &int_make_slow_info, 3, a);
}

const NativeEntry int_entries[] = {
    STATIC("__new__", int_make),
    INTERNAL(int_make_slow),
    INTERNAL(int_to_bytes_any),
    INTERNAL(int_from_bytes_any),
    INTERNAL(int_round_slow),
    SLOT("__repr__", int_repr),
    SLOT("__hash__", int_hash_slot),
    SLOT("__lt__", int_lt),
    SLOT("__le__", int_le),
    SLOT("__eq__", int_eq),
    SLOT("__ne__", int_ne),
    SLOT("__gt__", int_gt),
    SLOT("__ge__", int_ge),
    SLOT("__add__", int_add),
    SLOT("__radd__", int_radd),
    SLOT("__sub__", int_sub),
    SLOT("__rsub__", int_rsub),
    SLOT("__mul__", int_mul),
    SLOT("__rmul__", int_rmul),
    SLOT("__mod__", int_mod),
    SLOT("__rmod__", int_rmod),
    SLOT("__divmod__", int_divmod_slot),
    SLOT("__rdivmod__", int_rdivmod_slot),
    SLOT("__pow__", int_pow),
    SLOT("__rpow__", int_rpow),
    SLOT("__neg__", int_neg),
    SLOT("__pos__", int_pos),
    SLOT("__abs__", int_abs),
    SLOT("__bool__", int_bool),
    SLOT("__invert__", int_invert),
    SLOT("__lshift__", int_lshift),
    SLOT("__rlshift__", int_rlshift),
    SLOT("__rshift__", int_rshift),
    SLOT("__rrshift__", int_rrshift),
    SLOT("__and__", int_and),
    SLOT("__rand__", int_rand),
    SLOT("__xor__", int_xor),
    SLOT("__rxor__", int_rxor),
    SLOT("__or__", int_or),
    SLOT("__ror__", int_ror),
    SLOT("__int__", int_int),
    SLOT("__float__", int_float),
    SLOT("__floordiv__", int_floordiv),
    SLOT("__rfloordiv__", int_rfloordiv),
    SLOT("__truediv__", int_truediv),
    SLOT("__rtruediv__", int_rtruediv),
    SLOT("__index__", int_index),
    METHOD_("conjugate", int_conjugate),
    METHOD_("bit_length", int_bit_length_method),
    METHOD_("bit_count", int_bit_count),
    METHOD_("to_bytes", int_to_bytes),
    CLASSMETHOD_("from_bytes", int_from_bytes),
    METHOD_("as_integer_ratio", int_as_integer_ratio),
    METHOD_("__trunc__", int_trunc),
    METHOD_("__floor__", int_floor),
    METHOD_("__ceil__", int_ceil),
    METHOD_("__round__", int_round),
    METHOD_("__getnewargs__", int_getnewargs),
    METHOD_("__format__", int_format_slot),
    METHOD_("__sizeof__", int_sizeof),
    GETTER("real", int_real),
    GETTER("imag", int_imag),
    GETTER("numerator", int_numerator),
    GETTER("denominator", int_denominator),
    END_OF_ENTRIES,
};

/* ---- bool ------------------------------------------------------------------------------------------------------------------------ */

NATIVE(bool_make, "(type, x=False, /)",
       "bool(x) -> bool\n\nReturns True when the argument x is true, False otherwise.\nThe builtins True and False are the only two instances "
       "of the class bool.\nThe class bool is a subclass of the class int, and cannot be subclassed.") {
  return a[1] == V_UNDEFINED ? V_FALSE : object_truth(vm, a[1]);
}

NATIVE(bool_repr, "(self, /)", "Return repr(self).") { return str_from_c(vm, a[0] == V_TRUE ? "True" : "False"); }

#define BOOL_OPERATOR(name, op, doc, reflected_doc)                                                                    \
  NATIVE(bool_##name, "(self, value, /)", doc) {                                                                       \
    return int_check(vm, a[1]) ? number_binary(vm, op, a[0], a[1]) : V_NOTIMPLEMENTED;                                 \
  }                                                                                                                    \
  NATIVE(bool_r##name, "(self, value, /)", reflected_doc) {                                                            \
    return int_check(vm, a[1]) ? number_binary(vm, op, a[1], a[0]) : V_NOTIMPLEMENTED;                                 \
  }

BOOL_OPERATOR(and, OP_AND, "Return self&value.", "Return value&self.")
BOOL_OPERATOR(or, OP_OR, "Return self|value.", "Return value|self.")
BOOL_OPERATOR(xor, OP_XOR, "Return self^value.", "Return value^self.")

const NativeEntry bool_entries[] = {
    STATIC("__new__", bool_make),
    SLOT("__repr__", bool_repr),
    SLOT("__and__", bool_and),
    SLOT("__rand__", bool_rand),
    SLOT("__or__", bool_or),
    SLOT("__ror__", bool_ror),
    SLOT("__xor__", bool_xor),
    SLOT("__rxor__", bool_rxor),
    END_OF_ENTRIES,
};
