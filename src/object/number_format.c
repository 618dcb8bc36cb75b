/*
 * format() of numbers: the mini-language is read once into a FormatSpec, a number is taken apart into sign, prefix, digits
 * in front of the point and the rest, and one routine lays these out with grouping, zeros and padding
 * (https://docs.python.org/3.11/library/string.html#formatspec).
 */
#include "object/format_spec.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "object/int_internal.h"
#include "object/number_text.h"

int unicode_decimal_value(uint32_t code_point);

/* ---- the mini-language ------------------------------------------------------------------------------------------------ */

typedef struct SpecReader {
  const uint8_t *data;
  uint32_t width, at, end;
} SpecReader;

static uint32_t peek(const SpecReader *r, uint32_t ahead) {
  return r->at + ahead < r->end ? str_at(r->data, r->width, r->at + ahead) : 0;
}

static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/* An integer in digits of any script; *out stays where there is none. */
static bool read_integer(Vm *vm, SpecReader *r, int64_t *out) {
  int64_t n = 0;
  bool any = false;
  for (; r->at < r->end; r->at++, any = true) {
    uint32_t c = peek(r, 0);
    int digit = c < 128 ? (c >= '0' && c <= '9' ? (int)c - '0' : -1) : unicode_decimal_value(c);
    if (digit < 0) break;
    if (n > (INT64_MAX - digit) / 10) return RAISE(vm, ValueError, "Too many decimal digits in format string"), false;
    n = n * 10 + digit;
  }
  if (any) *out = n;
  return true;
}

/* A printable ASCII character itself, anything else as \xN. */
static const char *show_code(uint32_t c, char buffer[16]) {
  snprintf(buffer, 16, c > 32 && c < 128 ? "%c" : "\\x%x", c);
  return buffer;
}

Value format_unknown_code(Vm *vm, uint32_t code, Value subject) {
  char shown[16];
  return RAISE(vm, ValueError, "Unknown format code '%s' for object of type '%T'", show_code(code, shown), subject);
}

static bool grouping_fits(const FormatSpec *f) {
  switch (f->type) {
  case 'd': case 'e': case 'f': case 'g': case 'E': case 'F': case 'G': case '%': case 0: return true;
  case 'b': case 'o': case 'x': case 'X': return f->grouping == '_';
  default: return false;
  }
}

bool format_spec_parse(Vm *vm, Value spec, FormatSpec *out, uint32_t default_type, uint32_t default_align, Value subject) {
  Str *s = AS(Str, vm, spec);
  SpecReader r = {.data = str_data(vm, s), .width = str_width(s), .at = 0, .end = s->length};
  if (!charge(vm, r.end / 4)) return false;
  *out = (FormatSpec){.fill = ' ', .align = default_align, .type = default_type, .width = -1, .precision = -1};
  if (r.end >= 2 && is_align(peek(&r, 1))) {
    out->fill = peek(&r, 0);
    out->align = peek(&r, 1);
    out->fill_given = out->align_given = true;
    r.at = 2;
  } else if (is_align(peek(&r, 0))) {
    out->align = peek(&r, 0);
    out->align_given = true;
    r.at = 1;
  }
  uint32_t c = peek(&r, 0);
  if (c == ' ' || c == '+' || c == '-') out->sign = c, r.at++;
  if (peek(&r, 0) == 'z') out->no_negative_zero = true, r.at++;
  if (peek(&r, 0) == '#') out->alternate = true, r.at++;
  if (!out->fill_given && peek(&r, 0) == '0') {
    out->fill = '0';
    out->zero = true;
    if (!out->align_given && default_align == '>') out->align = '=', out->align_given = true;
    r.at++;
  }
  if (!read_integer(vm, &r, &out->width)) return false;
  if (peek(&r, 0) == ',') out->grouping = ',', r.at++;
  if (peek(&r, 0) == '_') {
    if (out->grouping) return RAISE(vm, ValueError, "Cannot specify both ',' and '_'."), false;
    out->grouping = '_';
    r.at++;
  }
  if (peek(&r, 0) == ',' && out->grouping == '_') return RAISE(vm, ValueError, "Cannot specify both ',' and '_'."), false;
  if (peek(&r, 0) == '.') {
    r.at++;
    if (!read_integer(vm, &r, &out->precision)) return false;
    if (out->precision < 0) return RAISE(vm, ValueError, "Format specifier missing precision"), false;
  }
  if (r.end - r.at > 1)
    return RAISE(vm, ValueError, "Invalid format specifier '%S' for object of type '%T'", spec, subject), false;
  if (r.at < r.end) out->type = peek(&r, 0);
  if (out->grouping && !grouping_fits(out)) {
    char shown[16];
    return RAISE(vm, ValueError, "Cannot specify '%c' with '%s'.", (int)out->grouping, show_code(out->type, shown)), false;
  }
  return true;
}

/* ---- laying out ---------------------------------------------------------------------------------------------------------- */

/* A number taken apart; zeros stand between rest and tail. */
typedef struct Parts {
  char sign; /* 0: none */
  const char *prefix;
  const char *digits; /* in front of the point */
  const char *rest;   /* from the point on */
  const char *tail;   /* exponent, '%' */
  uint32_t prefix_size, digits_size, rest_size, tail_size;
  uint64_t zeros;
  bool upper; /* digits in capitals */
} Parts;

typedef struct Writer {
  uint8_t *data;
  uint32_t width, at;
} Writer;

static void put(Writer *w, uint32_t c) {
  if (w->width == 1) w->data[w->at] = (uint8_t)c;
  else if (w->width == 2) ((uint16_t *)w->data)[w->at] = (uint16_t)c;
  else ((uint32_t *)w->data)[w->at] = c;
  w->at++;
}

static void put_many(Writer *w, uint32_t c, uint64_t count) {
  if (w->width == 1) {
    memset(w->data + w->at, (int)c, count);
    w->at += (uint32_t)count;
  } else
    while (count--) put(w, c);
}

static void put_text(Writer *w, const char *text, uint32_t size) {
  if (w->width == 1) {
    memcpy(w->data + w->at, text, size);
    w->at += size;
  } else
    for (uint32_t i = 0; i < size; i++) put(w, (uint8_t)text[i]);
}

static Str *text_room(Vm *vm, uint64_t size, uint32_t fill, Writer *w) {
  if (size > 0x7FFFFFF0u / 4 || size > vm->memory_limit) {
    RAISE(vm, MemoryError, "");
    return NULL;
  }
  w->width = fill < 0x100 ? 1 : fill < 0x10000 ? 2 : 4;
  w->at = 0;
  if (!charge(vm, size * w->width / 8)) return NULL;
  Str *s = str_alloc(vm, (uint32_t)size, w->width);
  if (!s) return NULL;
  if (fill < 128) s->head.flags |= STR_ASCII;
  w->data = s->data;
  return s;
}

/* Digits and leading zeros needed to fill `least` characters with a separator every `group` digits; none where group is 0. */
static uint64_t grouped_digits(uint64_t digits, int64_t least, uint32_t group) {
  if (!group) return least > (int64_t)digits ? (uint64_t)least : digits;
  uint64_t count = least > 0 ? ((uint64_t)least / (group + 1)) * group + (uint64_t)least % (group + 1) : 0;
  /* A separator may not come first: one digit more fills its place. */
  if (least > 0 && (uint64_t)least % (group + 1) == 0) count++;
  return count > digits ? count : digits;
}

static Value lay_out(Vm *vm, const Parts *p, const FormatSpec *f) {
  uint64_t fixed = (p->sign != 0) + (uint64_t)p->prefix_size + p->rest_size + p->zeros + p->tail_size;
  uint32_t group = 0;
  if (f->grouping) group = f->type == 'b' || f->type == 'o' || f->type == 'x' || f->type == 'X' ? 4 : 3;
  int64_t least = f->fill == '0' && f->align == '=' ? f->width - (int64_t)fixed : 0;
  uint64_t digits = p->digits_size ? grouped_digits(p->digits_size, least, group) : 0;
  uint64_t number = digits + (group && digits ? (digits - 1) / group : 0);
  uint64_t padding = f->width > (int64_t)(fixed + number) ? (uint64_t)f->width - fixed - number : 0;
  /* The fill matters for the width of characters only where there is some. */
  Writer w;
  Str *s = text_room(vm, fixed + number + padding, padding ? f->fill : ' ', &w);
  if (!s) return V_FAIL;
  uint64_t left = f->align == '<' || f->align == '=' ? 0 : f->align == '^' ? padding / 2 : padding;
  uint64_t inside = f->align == '=' ? padding : 0;
  put_many(&w, f->fill, left);
  if (p->sign) put(&w, (uint32_t)p->sign);
  put_text(&w, p->prefix, p->prefix_size);
  put_many(&w, f->fill, inside);
  uint64_t zeros = digits - p->digits_size;
  if (digits && !group && !p->upper) {
    put_many(&w, '0', zeros);
    put_text(&w, p->digits, p->digits_size);
  } else
    for (uint64_t i = 0; i < digits; i++) {
      if (group && i && (digits - i) % group == 0) put(&w, f->grouping);
      uint32_t c = i < zeros ? '0' : (uint8_t)p->digits[i - zeros];
      put(&w, p->upper && c >= 'a' ? c - 32 : c);
    }
  put_text(&w, p->rest, p->rest_size);
  put_many(&w, '0', p->zeros);
  put_text(&w, p->tail, p->tail_size);
  put_many(&w, f->fill, padding - left - inside);
  return value_of(vm, s);
}

Value format_pad(Vm *vm, Value text, const FormatSpec *f) {
  Str *s = AS(Str, vm, text);
  uint32_t length = s->length, width = str_width(s);
  if (f->width <= (int64_t)length) return text;
  const uint8_t *data = str_data(vm, s);
  uint64_t padding = (uint64_t)f->width - length;
  uint64_t left = f->align == '<' ? 0 : f->align == '^' ? padding / 2 : padding;
  uint32_t widest = width == 1 ? 0xFF : width == 2 ? 0xFFFF : 0x10FFFF;
  bool ascii = s->head.flags & STR_ASCII;
  Writer w;
  Str *made = text_room(vm, (uint64_t)f->width, ascii || f->fill > widest ? f->fill : widest, &w);
  if (!made) return V_FAIL;
  CAGE_CHECK(vm, w.data + (uint64_t)f->width * w.width <= data || data + (uint64_t)length * width <= w.data);
  put_many(&w, f->fill, left);
  if (w.width == width) {
    memcpy(w.data + (uint64_t)w.at * width, data, (uint64_t)length * width);
    w.at += length;
  } else
    for (uint32_t i = 0; i < length; i++) put(&w, str_at(data, width, i));
  put_many(&w, f->fill, padding - left);
  return value_of(vm, made);
}

/* ---- float ------------------------------------------------------------------------------------------------------------------- */

typedef struct FloatText {
  char digits[320];
  char rest[1100];
  char tail[8];
} FloatText;

/* Takes |d| apart; `type` is one of e f g r (shortest) or their capitals, with a '%' behind it if `percent`. */
static void float_parts(double d, char type, uint32_t precision, bool alternate, bool add_dot, bool percent, FloatText *t, Parts *p) {
  bool upper = type < 'a';
  char code = type | 0x20;
  p->digits = t->digits, p->rest = t->rest, p->tail = t->tail;
  p->digits_size = p->rest_size = p->tail_size = 0;
  p->zeros = 0;
  if (isnan(d) || isinf(d)) {
    memcpy(t->rest, isnan(d) ? upper ? "NAN" : "nan" : upper ? "INF" : "inf", 3);
    p->rest_size = 3;
    if (percent) t->tail[p->tail_size++] = '%';
    return;
  }
  Decimal x;
  if (code == 'g' && !precision) precision = 1;
  if (code == 'r') decimal_shortest(d, &x);
  else if (code == 'f') decimal_places(d, precision > 1100 ? 1100 : (int32_t)precision, &x);
  else decimal_significant(d, code == 'e' ? (precision > 799 ? 800 : precision + 1) : precision, &x);
  if (d == 0) x.count = 0, x.exponent = 1;
  while (x.count && x.digits[x.count - 1] == '0') x.count--;
  int64_t count = x.count, point = x.exponent, end = count;
  bool scientific = false;
  if (code == 'e') scientific = true, end = (int64_t)precision + 1;
  else if (code == 'f') end = point + precision;
  else if (code == 'g') {
    scientific = point <= -4 || point > (int64_t)precision - add_dot;
    if (alternate) end = precision;
  } else
    scientific = point <= -4 || point > 16;
  int64_t exponent = point - 1;
  if (scientific) point = 1;
  if (!count) {
    if (!scientific && code == 'f' && point <= 0) end = point + precision;
  }
  int64_t least = !scientific && add_dot ? point + 1 : point;
  if (end < least) end = least;
  if (point <= 0) t->digits[p->digits_size++] = '0';
  for (int64_t i = 0; i < point; i++) t->digits[p->digits_size++] = i < count ? x.digits[i] : '0';
  /* What stands behind the point: zeros down to the first digit, digits, zeros. */
  int64_t places = end - point;
  if (places > 0 || alternate) t->rest[p->rest_size++] = '.';
  int64_t lead = point < 0 ? -point : 0;
  if (lead > places) lead = places;
  for (int64_t i = 0; i < lead && p->rest_size < 1090; i++) t->rest[p->rest_size++] = '0';
  int64_t from = point < 0 ? 0 : point;
  for (int64_t i = from; i < count && i < end && p->rest_size < 1099; i++) t->rest[p->rest_size++] = x.digits[i];
  int64_t written = (int64_t)p->rest_size - (places > 0 || alternate);
  p->zeros = places > written ? (uint64_t)(places - written) : 0;
  if (scientific) {
    if (d == 0) exponent = 0;
    uint32_t size = (uint32_t)(exponent < 0 ? -exponent : exponent) % 1000;
    t->tail[p->tail_size++] = upper ? 'E' : 'e';
    t->tail[p->tail_size++] = exponent < 0 ? '-' : '+';
    if (size >= 100) t->tail[p->tail_size++] = (char)('0' + size / 100);
    t->tail[p->tail_size++] = (char)('0' + size / 10 % 10);
    t->tail[p->tail_size++] = (char)('0' + size % 10);
  }
  if (percent) t->tail[p->tail_size++] = '%';
}

static bool is_float_code(uint32_t type) {
  return type == 0 || type == 'e' || type == 'E' || type == 'f' || type == 'F' || type == 'g' || type == 'G' || type == 'n' ||
         type == '%';
}

/* Everything but the padding is as for one float; `add_dot`: a float without a type keeps its ".0". */
static Value float_render(Vm *vm, double d, const FormatSpec *f, bool add_dot) {
  char type = (char)f->type;
  int64_t precision = f->precision;
  bool percent = type == '%';
  add_dot = add_dot && !type;
  if (percent) type = 'f', d *= 100.0;
  if (type == 'n') type = 'g';
  if (!type) type = precision < 0 ? 'r' : 'g';
  if (precision < 0) precision = 6;
  FloatText text;
  Parts parts = {.prefix = ""};
  float_parts(d, type, (uint32_t)precision, f->alternate, add_dot, percent, &text, &parts);
  bool negative = signbit(d) && !isnan(d);
  if (negative && f->no_negative_zero && !isinf(d)) {
    bool zero = true;
    for (uint32_t i = 0; zero && i < parts.digits_size; i++) zero = text.digits[i] == '0';
    for (uint32_t i = 1; zero && i < parts.rest_size; i++) zero = text.rest[i] == '0';
    negative = !zero;
  }
  parts.sign = negative ? '-' : f->sign == '+' || f->sign == ' ' ? (char)f->sign : 0;
  return lay_out(vm, &parts, f);
}

Value float_format_spec(Vm *vm, double d, const FormatSpec *f, Value subject) {
  if (!is_float_code(f->type)) return format_unknown_code(vm, f->type, subject);
  if (f->precision > INT32_MAX) return RAISE(vm, ValueError, "precision too big");
  return float_render(vm, d, f, true);
}

Value float_format(Vm *vm, double d, Value spec) {
  if (!AS(Str, vm, spec)->length) {
    char buffer[32];
    return ascii_new(vm, buffer, float_repr(d, buffer));
  }
  FormatSpec f;
  Value subject = from_double(d);
  if (!format_spec_parse(vm, spec, &f, 0, '>', subject)) return V_FAIL;
  return float_format_spec(vm, d, &f, subject);
}

/* ---- int ----------------------------------------------------------------------------------------------------------------------- */

Value int_format_spec(Vm *vm, Value v, const FormatSpec *f, Value subject) {
  int base;
  switch (f->type) {
  case 'd': case 'n': base = 10; break;
  case 'b': base = 2; break;
  case 'o': base = 8; break;
  case 'x': case 'X': base = 16; break;
  case 'c': base = 0; break;
  case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%': {
    bool overflow;
    double d = int_to_double(vm, v, &overflow);
    if (overflow) return RAISE(vm, OverflowError, "int too large to convert to float");
    return float_format_spec(vm, d, f, subject);
  }
  default: return format_unknown_code(vm, f->type, subject);
  }
  if (f->precision >= 0) return RAISE(vm, ValueError, "Precision not allowed in integer format specifier");
  if (f->no_negative_zero) return RAISE(vm, ValueError, "Negative zero coercion (z) not allowed in integer format specifier");
  if (!base) {
    if (f->sign) return RAISE(vm, ValueError, "Sign not allowed with integer format specifier 'c'");
    if (f->alternate) return RAISE(vm, ValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
    int64_t code;
    if (!int_to_i64(vm, v, &code)) return RAISE(vm, OverflowError, "Python int too large to convert to C long");
    if (code < 0 || code > 0x10FFFF) return RAISE(vm, OverflowError, "%%c arg not in range(0x110000)");
    Value text = str_character(vm, (uint32_t)code);
    return text == V_FAIL ? V_FAIL : format_pad(vm, text, f);
  }
  Value text = int_to_text(vm, v, base, false);
  if (text == V_FAIL) return V_FAIL;
  if (f->width < 0 && !f->grouping && !f->alternate && f->type != 'X' && f->sign != '+' && f->sign != ' ') return text;
  Str *s = AS(Str, vm, text);
  Parts parts = {.digits = (const char *)str_data(vm, s), .digits_size = s->length, .upper = f->type == 'X'};
  if (parts.digits_size && *parts.digits == '-') parts.sign = '-', parts.digits++, parts.digits_size--;
  else if (f->sign == '+' || f->sign == ' ') parts.sign = (char)f->sign;
  parts.prefix = f->type == 'b' ? "0b" : f->type == 'o' ? "0o" : f->type == 'x' ? "0x" : "0X";
  if (f->alternate && base != 10) parts.prefix_size = 2;
  if (!charge(vm, parts.digits_size / 4)) return V_FAIL;
  return lay_out(vm, &parts, f);
}

Value int_format(Vm *vm, Value v, Value spec) {
  if (!AS(Str, vm, spec)->length)
    return is_small(v) || IS_EXACT(vm, v, int) ? int_to_text(vm, v, 10, false) : object_str(vm, v);
  FormatSpec f;
  if (!format_spec_parse(vm, spec, &f, 'd', '>', v)) return V_FAIL;
  return int_format_spec(vm, v, &f, v);
}

/* ---- complex --------------------------------------------------------------------------------------------------------------------- */

Value complex_format(Vm *vm, Value v, Value spec) {
  double real = AS(Complex, vm, v)->real, imag = AS(Complex, vm, v)->imag;
  FormatSpec f;
  if (!format_spec_parse(vm, spec, &f, 0, '>', v)) return V_FAIL;
  if (!is_float_code(f.type) || f.type == '%') return format_unknown_code(vm, f.type, v);
  if (f.precision > INT32_MAX) return RAISE(vm, ValueError, "precision too big");
  if (f.fill == '0') return RAISE(vm, ValueError, "Zero padding is not allowed in complex format specifier");
  if (f.align == '=') return RAISE(vm, ValueError, "'=' alignment flag is not allowed in complex format specifier");
  bool skip_real = f.type == 0 && real == 0 && !signbit(real), parentheses = f.type == 0 && !skip_real;
  FormatSpec part = f;
  part.width = -1;
  part.align = '<';
  Builder b;
  builder_start(&b, vm);
  if (parentheses) builder_char(&b, '(');
  if (!skip_real) {
    Value text = float_render(vm, real, &part, false);
    if (text == V_FAIL) return V_FAIL;
    builder_str(&b, text);
    part.sign = '+';
  }
  Value text = float_render(vm, imag, &part, false);
  if (text == V_FAIL) return V_FAIL;
  builder_str(&b, text);
  builder_char(&b, 'j');
  if (parentheses) builder_char(&b, ')');
  text = builder_end(&b);
  return text == V_FAIL ? V_FAIL : format_pad(vm, text, &f);
}
