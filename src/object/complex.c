/*
 * Complex numbers: CPython 3.11's algorithms (Objects/complexobject.c), so that results agree to the last bit.
 */
#include <math.h>

#include "object/float_internal.h"

typedef struct Pair {
  double real, imag;
} Pair;

static Value complex_of_type(Vm *vm, Ref type, Pair p) {
  Complex *c = type == TYPE(vm, complex) ? allocate(vm, sizeof(Complex), KIND_COMPLEX, SHAPE(vm, complex))
                                         : object_new(vm, type, sizeof(Complex));
  if (!c) return V_FAIL;
  c->real = to_double(from_double(p.real));
  c->imag = to_double(from_double(p.imag));
  return value_of(vm, c);
}

Value complex_new(Vm *vm, double real, double imag) { return complex_of_type(vm, TYPE(vm, complex), (Pair){real, imag}); }

static Pair pair_of(Vm *vm, Value v) { return (Pair){AS(Complex, vm, v)->real, AS(Complex, vm, v)->imag}; }

static bool complex_check(Vm *vm, Value v) { return is_kind(vm, v, KIND_COMPLEX); }

/* Any number; false: V_FAIL, or not a number (nothing set). */
static bool to_pair(Vm *vm, Value v, Pair *out) {
  if (complex_check(vm, v)) return *out = pair_of(vm, v), true;
  out->imag = 0.0;
  return number_to_double(vm, v, &out->real);
}

static bool is_number(Vm *vm, Value v) { return complex_check(vm, v) || float_check(vm, v) || int_check(vm, v); }

/* ---- arithmetic ------------------------------------------------------------------------------------------------------- */

static Pair product(Pair a, Pair b) {
  return (Pair){a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

/* Smith's algorithm. False: division by zero. */
static bool quotient(Pair a, Pair b, Pair *out) {
  double real = b.real < 0 ? -b.real : b.real, imag = b.imag < 0 ? -b.imag : b.imag;
  if (real >= imag) {
    if (real == 0) return false;
    double ratio = b.imag / b.real, d = b.real + b.imag * ratio;
    *out = (Pair){(a.real + a.imag * ratio) / d, (a.imag - a.real * ratio) / d};
  } else if (imag >= real) {
    double ratio = b.real / b.imag, d = b.real * ratio + b.imag;
    *out = (Pair){(a.real * ratio + a.imag) / d, (a.imag * ratio - a.real) / d};
  } else
    *out = (Pair){NAN, NAN};
  return true;
}

/* False: zero to a negative or complex power, or (as CPython, where the C library says EDOM) the angle is infinite. */
static bool general_power(Pair a, Pair b, Pair *out) {
  *out = (Pair){1.0, 0.0};
  if (b.real == 0 && b.imag == 0) return true;
  if (a.real == 0 && a.imag == 0) {
    *out = (Pair){0.0, 0.0};
    return b.imag == 0 && !(b.real < 0);
  }
  double size = hypot(a.real, a.imag), length = pow(size, b.real), angle = atan2(a.imag, a.real), phase = angle * b.real;
  if (b.imag != 0) {
    length /= exp(angle * b.imag);
    phase += b.imag * log(size);
  }
  *out = (Pair){length * cos(phase), length * sin(phase)};
  return !isinf(phase);
}

static bool integer_power(Pair a, int n, Pair *out) {
  Pair result = {1.0, 0.0}, p = a;
  for (int left = n < 0 ? -n : n, mask = 1; mask <= left; mask <<= 1) {
    if (left & mask) result = product(result, p);
    p = product(p, p);
  }
  *out = result;
  return n > 0 || quotient((Pair){1.0, 0.0}, result, out);
}

Value complex_power(Vm *vm, double a_real, double a_imag, double b_real, double b_imag) {
  Pair a = {a_real, a_imag}, b = {b_real, b_imag}, result;
  bool fine = b.imag == 0 && b.real == floor(b.real) && fabs(b.real) <= 100.0 ? integer_power(a, (int)b.real, &result)
                                                                              : general_power(a, b, &result);
  if (!fine) return RAISE(vm, ZeroDivisionError, "0.0 to a negative or complex power");
  if (isinf(result.real) || isinf(result.imag)) return RAISE(vm, OverflowError, "complex exponentiation");
  return complex_new(vm, result.real, result.imag);
}

static Value binary(Vm *vm, BinaryOp op, Pair a, Pair b) {
  switch (op) {
  case OP_ADD: return complex_new(vm, a.real + b.real, a.imag + b.imag);
  case OP_SUB: return complex_new(vm, a.real - b.real, a.imag - b.imag);
  case OP_MUL: {
    Pair p = product(a, b);
    return complex_new(vm, p.real, p.imag);
  }
  case OP_TRUEDIV: {
    Pair p;
    if (!quotient(a, b, &p)) return RAISE(vm, ZeroDivisionError, "complex division by zero");
    return complex_new(vm, p.real, p.imag);
  }
  case OP_POW: return complex_power(vm, a.real, a.imag, b.real, b.imag);
  default: return V_NOTIMPLEMENTED;
  }
}

Value complex_binary(Vm *vm, BinaryOp op, Value a, Value b) {
  if (!is_number(vm, a) || !is_number(vm, b)) return V_NOTIMPLEMENTED;
  if (op != OP_ADD && op != OP_SUB && op != OP_MUL && op != OP_TRUEDIV && op != OP_POW) return V_NOTIMPLEMENTED;
  Pair x, y;
  if (!to_pair(vm, a, &x) || !to_pair(vm, b, &y)) return V_FAIL;
  return binary(vm, op, x, y);
}

/* ---- the type ----------------------------------------------------------------------------------------------------------- */

#define SELF_COMPLEX                                                                                                   \
  if (!complex_check(vm, a[0])) return RAISE(vm, TypeError, "descriptor requires a 'complex' object but received a '%T'", a[0]); \
  Pair self __attribute__((unused)) = pair_of(vm, a[0]);

#define COMPLEX_OPERATOR(name, op, doc, reflected_doc)                                                                 \
  NATIVE(complex_##name, "(self, value, /)", doc) { SELF_COMPLEX return complex_binary(vm, op, a[0], a[1]); }          \
  NATIVE(complex_r##name, "(self, value, /)", reflected_doc) { SELF_COMPLEX return complex_binary(vm, op, a[1], a[0]); }

COMPLEX_OPERATOR(add, OP_ADD, "Return self+value.", "Return value+self.")
COMPLEX_OPERATOR(sub, OP_SUB, "Return self-value.", "Return value-self.")
COMPLEX_OPERATOR(mul, OP_MUL, "Return self*value.", "Return value*self.")
COMPLEX_OPERATOR(truediv, OP_TRUEDIV, "Return self/value.", "Return value/self.")

static Value power_slot(Vm *vm, Value base, Value exponent, Value modulus) {
  if (!is_number(vm, base) || !is_number(vm, exponent)) return V_NOTIMPLEMENTED;
  if (modulus != V_UNDEFINED && modulus != V_NONE) return RAISE(vm, ValueError, "complex modulo");
  return complex_binary(vm, OP_POW, base, exponent);
}

NATIVE(complex_pow, "(self, value, mod=None, /)", "Return pow(self, value, mod).") {
  SELF_COMPLEX
  return power_slot(vm, a[0], a[1], a[2]);
}

NATIVE(complex_rpow, "(self, value, mod=None, /)", "Return pow(value, self, mod).") {
  SELF_COMPLEX
  return power_slot(vm, a[1], a[0], a[2]);
}

/* 1 equal, 0 not, -1 not comparable */
static int equal(Vm *vm, Pair self, Value other) {
  if (complex_check(vm, other)) {
    Pair p = pair_of(vm, other);
    return self.real == p.real && self.imag == p.imag;
  }
  if (float_check(vm, other)) return self.real == float_of(vm, other) && self.imag == 0;
  if (int_check(vm, other)) return self.imag == 0 && float_int_compare(vm, self.real, other) == 0;
  return -1;
}

NATIVE(complex_eq, "(self, value, /)", "Return self==value.") {
  SELF_COMPLEX
  int e = equal(vm, self, a[1]);
  return e < 0 ? V_NOTIMPLEMENTED : from_bool(e);
}
NATIVE(complex_ne, "(self, value, /)", "Return self!=value.") {
  SELF_COMPLEX
  int e = equal(vm, self, a[1]);
  return e < 0 ? V_NOTIMPLEMENTED : from_bool(!e);
}
NATIVE(complex_lt, "(self, value, /)", "Return self<value.") { return V_NOTIMPLEMENTED; }
NATIVE(complex_le, "(self, value, /)", "Return self<=value.") { return V_NOTIMPLEMENTED; }
NATIVE(complex_gt, "(self, value, /)", "Return self>value.") { return V_NOTIMPLEMENTED; }
NATIVE(complex_ge, "(self, value, /)", "Return self>=value.") { return V_NOTIMPLEMENTED; }

NATIVE(complex_neg, "(self, /)", "-self") {
  SELF_COMPLEX
  return complex_new(vm, -self.real, -self.imag);
}
NATIVE(complex_pos, "(self, /)", "+self") {
  SELF_COMPLEX
  return IS_EXACT(vm, a[0], complex) ? a[0] : complex_new(vm, self.real, self.imag);
}
NATIVE(complex_abs, "(self, /)", "abs(self)") {
  SELF_COMPLEX
  double d = hypot(self.real, self.imag);
  if (isinf(d) && isfinite(self.real) && isfinite(self.imag)) return RAISE(vm, OverflowError, "absolute value too large");
  return from_double(d);
}
NATIVE(complex_bool, "(self, /)", "True if self else False") {
  SELF_COMPLEX
  return from_bool(self.real != 0 || self.imag != 0);
}

NATIVE(complex_hash, "(self, /)", "Return hash(self).") {
  SELF_COMPLEX
  int64_t hash = (int64_t)((uint64_t)float_hash(self.real) + 1000003u * (uint64_t)float_hash(self.imag));
  return int_from_i64(vm, hash == -1 ? -2 : hash);
}

NATIVE(complex_repr, "(self, /)", "Return repr(self).") {
  SELF_COMPLEX
  char text[72], *p = text;
  bool bare = self.real == 0 && !signbit(self.real);
  if (!bare) {
    *p++ = '(';
    p += float_text(self.real, false, p);
    if (isnan(self.imag) || !signbit(self.imag)) *p++ = '+';
  }
  p += float_text(self.imag, false, p);
  *p++ = 'j';
  if (!bare) *p++ = ')';
  return ascii_new(vm, text, (uint32_t)(p - text));
}

NATIVE(complex_format_slot, "(self, format_spec, /)", "Convert to a string according to format_spec.") {
  SELF_COMPLEX
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "__format__() argument must be str, not %N", a[1]);
  if (!AS(Str, vm, a[1])->length) return object_str(vm, a[0]);
  return complex_format(vm, a[0], a[1]);
}

NATIVE(complex_real, "(self, /)", "the real part of a complex number") {
  SELF_COMPLEX
  return from_double(self.real);
}
NATIVE(complex_imag, "(self, /)", "the imaginary part of a complex number") {
  SELF_COMPLEX
  return from_double(self.imag);
}
NATIVE(complex_conjugate, "(self, /)", "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.") {
  SELF_COMPLEX
  return complex_new(vm, self.real, -self.imag);
}
NATIVE(complex_complex, "(self, /)", "Convert this value to exact type complex.") {
  SELF_COMPLEX
  return IS_EXACT(vm, a[0], complex) ? a[0] : complex_new(vm, self.real, self.imag);
}
NATIVE(complex_getnewargs, "(self, /)", "") {
  SELF_COMPLEX
  return TUPLE_OF(vm, from_double(self.real), from_double(self.imag));
}

/* ---- complex(...) ----------------------------------------------------------------------------------------------------------- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static uint32_t digits_prefix(const char *text, uint32_t size) {
  uint32_t i = 0;
  while (i < size && (is_digit(text[i]) || (text[i] == '_' && i && is_digit(text[i - 1]) && i + 1 < size && is_digit(text[i + 1])))) i++;
  return i;
}

static uint32_t word_prefix(const char *text, uint32_t size, const char *word) {
  uint32_t i = 0;
  while (word[i] && i < size && (text[i] | 0x20) == word[i]) i++;
  return word[i] ? 0 : i;
}

/* Length of the longest float at the start, 0: there is none. */
static uint32_t float_prefix(const char *text, uint32_t size) {
  uint32_t i = size && (*text == '+' || *text == '-');
  uint32_t word = word_prefix(text + i, size - i, "infinity");
  if (!word) word = word_prefix(text + i, size - i, "inf");
  if (!word) word = word_prefix(text + i, size - i, "nan");
  if (word) return i + word;
  uint32_t whole = digits_prefix(text + i, size - i), fraction = 0;
  i += whole;
  if (i < size && text[i] == '.') {
    fraction = digits_prefix(text + i + 1, size - i - 1);
    if (whole || fraction) i += 1 + fraction;
  }
  if (!whole && !fraction) return 0;
  if (i < size && (text[i] | 0x20) == 'e') {
    uint32_t sign = i + 1 < size && (text[i + 1] == '+' || text[i + 1] == '-');
    uint32_t digits = digits_prefix(text + i + 1 + sign, size - i - 1 - sign);
    if (digits) i += 1 + sign + digits;
  }
  return i;
}

/* Each stands between two digits. */
static bool underscores_fine(const char *text, uint32_t size) {
  for (uint32_t i = 0; i < size; i++)
    if (text[i] == '_' && !(i && is_digit(text[i - 1]) && i + 1 < size && is_digit(text[i + 1]))) return false;
  return true;
}

static bool at_letter_j(const char *text, uint32_t size) { return size && (*text | 0x20) == 'j'; }

static bool parse_complex(const char *text, uint32_t size, Pair *out) {
  *out = (Pair){0.0, 0.0};
  if (size && *text == '(') {
    if (text[size - 1] != ')' || size < 2) return false;
    text++, size -= 2;
    number_strip(&text, &size);
  }
  double first = 1.0;
  uint32_t n = float_prefix(text, size);
  if (!n) {
    if (size && (*text == '+' || *text == '-')) first = *text == '+' ? 1.0 : -1.0, text++, size--;
    out->imag = first;
    return at_letter_j(text, size) && size == 1;
  }
  if (!float_parse(text, n, &first)) return false;
  text += n, size -= n;
  if (at_letter_j(text, size)) return out->imag = first, size == 1;
  out->real = first;
  if (!size) return true;
  if (*text != '+' && *text != '-') return false;
  n = float_prefix(text, size);
  if (n) {
    if (!float_parse(text, n, &out->imag)) return false;
    text += n, size -= n;
  } else {
    out->imag = *text == '+' ? 1.0 : -1.0;
    text++, size--;
  }
  return at_letter_j(text, size) && size == 1;
}

RESUMABLE(complex_make, 2, "(type, real=0, imag=0)",
          "Create a complex number from a real part and an optional imaginary part.\n\nThis is equivalent to (real + imag*1j) where imag "
          "defaults to 0.") {
  enum { CLS, REAL, IMAG, FIRST, SECOND };
  Pair p, q;
  STEPS
    if (a[REAL] == V_UNDEFINED) a[REAL] = from_small(0);
    if (a[IMAG] == V_UNDEFINED && a[CLS] == from_ref(TYPE(vm, complex)) && IS_EXACT(vm, a[REAL], complex)) return a[REAL];
    if (str_check(vm, a[REAL])) {
      const char *text;
      uint32_t size;
      if (a[IMAG] != V_UNDEFINED) return RAISE(vm, TypeError, "complex() can't take second arg if first is a string");
      if (!number_text(vm, a[REAL], &text, &size)) return V_FAIL;
      if (!underscores_fine(text, size)) {
        a[FIRST] = str_repr(vm, a[REAL]);
        return a[FIRST] == V_FAIL ? V_FAIL : RAISE(vm, ValueError, "could not convert string to complex: %S", a[FIRST]);
      }
      if (!parse_complex(text, size, &p)) return RAISE(vm, ValueError, "complex() arg is a malformed string");
      return complex_of_type(vm, to_ref(a[CLS]), p);
    }
    if (a[IMAG] != V_UNDEFINED && str_check(vm, a[IMAG])) return RAISE(vm, TypeError, "complex() second arg can't be a string");
    if (special_of(vm, a[REAL], SP_complex) != V_UNDEFINED) {
      AWAIT(1, a[FIRST], call_special(vm, a[REAL], SP_complex, 0, NULL));
      if (!complex_check(vm, a[FIRST])) return RAISE(vm, TypeError, "__complex__ returned non-complex (type %T)", a[FIRST]);
      a[REAL] = a[FIRST];
    }
    if (!complex_check(vm, a[REAL]) && special_of(vm, a[REAL], SP_float) == V_UNDEFINED && special_of(vm, a[REAL], SP_index) == V_UNDEFINED)
      return RAISE(vm, TypeError, "complex() first argument must be a string or a number, not '%T'", a[REAL]);
    if (a[IMAG] != V_UNDEFINED && !complex_check(vm, a[IMAG]) && special_of(vm, a[IMAG], SP_float) == V_UNDEFINED &&
        special_of(vm, a[IMAG], SP_index) == V_UNDEFINED)
      return RAISE(vm, TypeError, "complex() second argument must be a number, not '%T'", a[IMAG]);
    if (!complex_check(vm, a[REAL])) {
      AWAIT(2, a[FIRST], float_ask(vm, a[REAL], "must be real number, not %T"));
      if (!float_answer(vm, a[REAL], a[FIRST], &p.real)) return V_FAIL;
      a[FIRST] = from_double(p.real);
    } else
      a[FIRST] = a[REAL];
    if (a[IMAG] != V_UNDEFINED && !complex_check(vm, a[IMAG])) {
      AWAIT(3, a[SECOND], float_ask(vm, a[IMAG], "must be real number, not %T"));
      if (!float_answer(vm, a[IMAG], a[SECOND], &q.real)) return V_FAIL;
      a[SECOND] = from_double(q.real);
    } else
      a[SECOND] = a[IMAG];
    if (!to_pair(vm, a[FIRST], &p)) return V_FAIL;
    if (a[SECOND] != V_UNDEFINED) {
      if (!to_pair(vm, a[SECOND], &q)) return V_FAIL;
      p.imag = complex_check(vm, a[FIRST]) ? q.real + p.imag : q.real;
      if (complex_check(vm, a[SECOND])) p.real -= q.imag;
    }
    return complex_of_type(vm, to_ref(a[CLS]), p);
  END_STEPS
}

const NativeEntry complex_entries[] = {
    STATIC("__new__", complex_make),
    SLOT("__repr__", complex_repr),
    SLOT("__hash__", complex_hash),
    SLOT("__lt__", complex_lt),
    SLOT("__le__", complex_le),
    SLOT("__eq__", complex_eq),
    SLOT("__ne__", complex_ne),
    SLOT("__gt__", complex_gt),
    SLOT("__ge__", complex_ge),
    SLOT("__add__", complex_add),
    SLOT("__radd__", complex_radd),
    SLOT("__sub__", complex_sub),
    SLOT("__rsub__", complex_rsub),
    SLOT("__mul__", complex_mul),
    SLOT("__rmul__", complex_rmul),
    SLOT("__truediv__", complex_truediv),
    SLOT("__rtruediv__", complex_rtruediv),
    SLOT("__pow__", complex_pow),
    SLOT("__rpow__", complex_rpow),
    SLOT("__neg__", complex_neg),
    SLOT("__pos__", complex_pos),
    SLOT("__abs__", complex_abs),
    SLOT("__bool__", complex_bool),
    METHOD_("conjugate", complex_conjugate),
    METHOD_("__complex__", complex_complex),
    METHOD_("__getnewargs__", complex_getnewargs),
    METHOD_("__format__", complex_format_slot),
    MEMBER("real", complex_real),
    MEMBER("imag", complex_imag),
    END_OF_ENTRIES,
};
