/*
 * Integers to text and back. Bases that are powers of two are shifts and masks and have no limit but memory; the others
 * go through mpn, and stop at DIGIT_LIMIT digits as CPython does (CVE-2020-10735).
 */
#include "object/int_internal.h"
#include "object/number_text.h"

static const char digit_characters[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/* Decimal value of a digit of any script, or -1; the Unicode tables' own takes this one's place. */
__attribute__((weak)) int unicode_decimal_value(uint32_t code_point) {
  return code_point >= '0' && code_point <= '9' ? (int)code_point - '0' : -1;
}

static bool is_wide_space(uint32_t c) {
  return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
         c == 0x202f || c == 0x205f || c == 0x3000;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

void number_strip(const char **text, uint32_t *size) {
  while (*size && is_space(**text)) ++*text, --*size;
  while (*size && is_space((*text)[*size - 1])) --*size;
}

bool number_text(Vm *vm, Value str, const char **text, uint32_t *size) {
  Str *s = AS(Str, vm, str);
  const uint8_t *data = str_data(vm, s);
  uint32_t width = str_width(s);
  *size = s->length;
  if (!charge(vm, *size / 4)) return false;
  bool ascii = width == 1;
  for (uint32_t i = 0; ascii && i < *size; i++) ascii = data[i] < 128;
  if (ascii)
    *text = (const char *)data;
  else {
    Raw *raw = raw_new(vm, *size);
    if (!raw) return false;
    for (uint32_t i = 0; i < *size; i++) {
      uint32_t c = str_at(data, width, i);
      int digit = c < 128 ? -1 : unicode_decimal_value(c);
      raw->data[i] = c < 128 ? (uint8_t)c : digit >= 0 ? (uint8_t)('0' + digit) : is_wide_space(c) ? ' ' : '?';
    }
    *text = (const char *)raw->data;
  }
  number_strip(text, size);
  return true;
}

Value ascii_new(Vm *vm, const char *text, uint32_t size) {
  Str *s = str_alloc(vm, size, 1);
  if (!s) return V_FAIL;
  memcpy(s->data, text, size);
  s->head.flags |= STR_ASCII;
  return value_of(vm, s);
}

/* ---- to text ------------------------------------------------------------------------------------------------------- */

uint32_t write_decimal(char *end, uint64_t n) {
  char *p = end;
  do {
    *--p = (char)('0' + n % 10);
    n /= 10;
  } while (n);
  return (uint32_t)(end - p);
}

/* Digits of a magnitude in a base that is not a power of two, into `out` of DIGIT_LIMIT + 2; 0: there are more. */
static uint32_t write_digits(const Operand *o, int base, char *out) {
  mp_limb_t copy[LIMBS_OF_DIGITS];
  if (o->count > LIMBS_OF_DIGITS - 2) return 0;
  memcpy(copy, o->limbs, 8ull * o->count);
  /* At most log(2) / log(base) digits a bit: cut off what could not fit `out` before mpn writes it. */
  if (base < 36 && operand_bits(o) > 22000) return 0;
  unsigned char digits[14400];
  size_t count = mpn_get_str(digits, base, copy, o->count), skip = 0;
  while (skip < count - 1 && !digits[skip]) skip++;
  if (count - skip > DIGIT_LIMIT) return 0;
  for (size_t i = skip; i < count; i++) out[i - skip] = digit_characters[digits[i]];
  return (uint32_t)(count - skip);
}

static uint32_t digits_allowed(const Vm *vm) { return vm->digit_limit ? vm->digit_limit : DIGIT_LIMIT; }

static Value digits_limit(Vm *vm) {
  return RAISE(vm, ValueError, "Exceeds the limit (%l digits) for integer string conversion; use sys.set_int_max_str_digits() to "
                               "increase the limit", (int64_t)digits_allowed(vm));
}

/* Digits a limb stands for at most, times 1000: of base 3 and more. */
enum { DIGITS_OF_1000_LIMBS = 40381 };

/* More digits than the stack has room for, where the guest has raised the limit: copied limbs and digits stand in the cage. */
static Value long_text(Vm *vm, const Operand *o, int base) {
  uint32_t count = o->count, room = (uint32_t)((uint64_t)count * DIGITS_OF_1000_LIMBS / 1000) + 8, skip = 0;
  if (count > LIMB_LIMIT + 1) return digits_limit(vm);
  if (!charge(vm, 8 * int_mul_cost(count, count) + room / 4)) return V_FAIL;
  Raw *raw = raw_new(vm, (count + 1) * 8 + room);
  if (!raw) return V_FAIL;
  mp_limb_t *copy = (mp_limb_t *)raw->data;
  unsigned char *digits = raw->data + (count + 1) * 8;
  memcpy(copy, o->limbs, 8ull * count);
  uint32_t size = (uint32_t)mpn_get_str(digits, base, copy, count);
  while (skip < size - 1 && !digits[skip]) skip++;
  size -= skip;
  if (size > digits_allowed(vm)) return digits_limit(vm);
  Str *s = str_alloc(vm, size + o->negative, 1);
  if (!s) return V_FAIL;
  s->head.flags |= STR_ASCII;
  uint8_t *out = s->data;
  if (o->negative) *out++ = '-';
  for (uint32_t i = 0; i < size; i++) out[i] = (uint8_t)digit_characters[digits[skip + i] % 36];
  return value_of(vm, s);
}

/* Binary, octal, hexadecimal: digits of `step` bits. */
static void write_bits(const Operand *o, uint32_t step, char *end, uint32_t count) {
  uint64_t position = 0, mask = (1u << step) - 1;
  for (uint32_t i = 0; i < count; i++, position += step) {
    uint32_t word = (uint32_t)(position / 64), bit = (uint32_t)(position % 64);
    uint64_t digit = word < o->count ? o->limbs[word] >> bit : 0;
    if (bit + step > 64 && word + 1 < o->count) digit |= o->limbs[word + 1] << (64 - bit);
    *--end = digit_characters[digit & mask];
  }
}

Value int_to_text(Vm *vm, Value v, int base, bool prefix) {
  Operand o;
  int_operand(vm, v, &o);
  if (base == 10 && o.count <= 1) {
    char buffer[24];
    uint64_t n = o.count ? o.limbs[0] : 0;
    if (n < 10 && !o.negative) return str_character(vm, (uint32_t)('0' + n));
    uint32_t size = write_decimal(buffer + 24, n);
    if (o.negative) buffer[24 - ++size] = '-';
    return ascii_new(vm, buffer + 24 - size, size);
  }
  if (base & (base - 1)) {
    char buffer[DIGIT_LIMIT + 4];
    if (!charge(vm, 8 + o.count + (uint64_t)o.count * o.count / 8 * (o.count < LIMBS_OF_DIGITS))) return V_FAIL;
    if (!o.count) return str_character(vm, '0');
    uint32_t size = write_digits(&o, base, buffer + 1);
    if (!size && digits_allowed(vm) > DIGIT_LIMIT) return long_text(vm, &o, base);
    if (!size || size > digits_allowed(vm)) return digits_limit(vm);
    buffer[0] = '-';
    return ascii_new(vm, buffer + !o.negative, size + o.negative);
  }
  uint32_t step = (uint32_t)__builtin_ctz((unsigned)base);
  uint64_t bits = operand_bits(&o);
  uint32_t digits = bits ? (uint32_t)((bits + step - 1) / step) : 1;
  uint32_t before = o.negative + (prefix ? 2u : 0u);
  if (!charge(vm, digits / 2)) return V_FAIL;
  Str *s = str_alloc(vm, digits + before, 1);
  if (!s) return V_FAIL;
  s->head.flags |= STR_ASCII;
  char *p = (char *)s->data;
  CAGE_CHECK(vm, p + digits + before <= (const char *)o.limbs || (const char *)(o.limbs + o.count) <= p);
  if (o.negative) *p++ = '-';
  if (prefix) *p++ = '0', *p++ = base == 2 ? 'b' : base == 8 ? 'o' : 'x';
  write_bits(&o, step, p + digits, digits);
  return value_of(vm, s);
}

/* ---- from text ------------------------------------------------------------------------------------------------------- */

static inline uint32_t digit_of(char c) {
  if (c >= '0' && c <= '9') return (uint32_t)(c - '0');
  c |= 0x20;
  return c >= 'a' && c <= 'z' ? (uint32_t)(c - 'a' + 10) : 99;
}

Value int_parse(Vm *vm, const char *digits, size_t size, int base) {
  if (!size || base < 2 || base > 36) return V_UNDEFINED;
  /* One pass: is it well formed, how many digits, and the value while it fits a word. */
  uint64_t value = 0, fits = UINT64_MAX / (uint64_t)base - 1;
  size_t count = 0, leading = 0;
  bool whole = true, after_digit = false, fine = true;
  if (!charge(vm, size / 4)) return V_FAIL;
  size_t i = 0;
  for (; i < size; i++) {
    if (digits[i] == '_') {
      if (!after_digit || i + 1 == size) {
        fine = false;
        break;
      }
      after_digit = false;
      continue;
    }
    uint32_t digit = digit_of(digits[i]);
    if (digit >= (uint32_t)base) {
      fine = false;
      break;
    }
    after_digit = true;
    if (value > fits) whole = false;
    if (whole) value = value * (uint64_t)base + digit;
    if (whole && !value) leading++;
    count++;
  }
  bool power_of_two = (base & (base - 1)) == 0;
  if (count > digits_allowed(vm) && !power_of_two)
    return RAISE(vm, ValueError, "Exceeds the limit (%l digits) for integer string conversion: value has %l digits; use "
                                 "sys.set_int_max_str_digits() to increase the limit", (int64_t)digits_allowed(vm), (int64_t)count);
  if (!fine) return V_UNDEFINED;
  if (whole) return int_from_u64(vm, value);
  uint32_t used = (uint32_t)(count - leading);
  if (power_of_two) {
    uint32_t step = (uint32_t)__builtin_ctz((unsigned)base);
    uint64_t bits = (uint64_t)used * step, position = 0;
    if (bits > BIT_LIMIT + 8) return RAISE(vm, MemoryError, "integer too large");
    Operand text = {.limbs = (const mp_limb_t *)((uintptr_t)digits & ~(uintptr_t)7), .count = (uint32_t)(size / 8 + 2)};
    Int *result = int_alloc(vm, (uint32_t)(bits / 64) + 2, &text, NULL);
    if (!result) return V_FAIL;
    for (size_t k = size; k-- > 0 && position < bits;) {
      if (digits[k] == '_') continue;
      uint64_t digit = digit_of(digits[k]) & (uint64_t)(base - 1);
      uint32_t word = (uint32_t)(position / 64), bit = (uint32_t)(position % 64);
      result->limbs[word] |= digit << bit;
      if (bit + step > 64) result->limbs[word + 1] |= digit >> (64 - bit);
      position += step;
    }
    return int_finish(vm, result, (uint32_t)(bits / 64) + 2, false);
  }
  unsigned char few[DIGIT_LIMIT], *values = few;
  mp_limb_t few_limbs[LIMBS_OF_DIGITS], *limbs = few_limbs;
  if (used > DIGIT_LIMIT) { /* at most 5.17 bits a digit */
    uint64_t most = (uint64_t)used * 81 / 1000 + 4;
    if (most > LIMB_LIMIT * 2 || !charge(vm, 8 * int_mul_cost(most, most))) return most > LIMB_LIMIT * 2 ? RAISE(vm, MemoryError, "integer too large") : V_FAIL;
    Raw *raw = raw_new(vm, (uint32_t)(most * 8 + used));
    if (!raw) return V_FAIL;
    limbs = (mp_limb_t *)raw->data;
    values = raw->data + most * 8;
  }
  uint32_t n = 0, skip = (uint32_t)leading;
  for (size_t k = 0; k < size && n < used; k++) {
    if (digits[k] == '_') continue;
    if (skip) {
      skip--;
      continue;
    }
    values[n++] = (unsigned char)digit_of(digits[k]);
  }
  if (n <= DIGIT_LIMIT && !charge(vm, (uint64_t)n * n / 512)) return V_FAIL;
  uint32_t limb_count = (uint32_t)mpn_set_str(limbs, values, n, base);
  return int_from_limbs(vm, limbs, limb_count, false);
}

Value repr_cut(Vm *vm, Value v) {
  Value text;
  const uint8_t *data;
  uint32_t size;
  if (!str_check(vm, v) && buffer_of(vm, v, &data, &size)) {
    v = bytes_new(vm, data, size < 200 ? size : 200);
    if (v == V_FAIL) return V_FAIL;
    text = object_repr(vm, v);
  } else
    text = str_repr(vm, v);
  if (text == V_FAIL || text == V_CALL || !str_check(vm, text)) return V_FAIL;
  uint32_t length = AS(Str, vm, text)->length;
  return length > 200 ? str_slice(vm, text, 0, 200) : text;
}

Value int_from_text(Vm *vm, Value original, const char *text, uint32_t size, int base) {
  const char *p = text;
  uint32_t rest = size;
  int asked = base;
  bool negative = false;
  if (rest && (*p == '+' || *p == '-')) negative = *p++ == '-', rest--;
  bool zero_only = false;
  if (rest >= 2 && *p == '0') {
    char letter = p[1] | 0x20;
    int named = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (named && (base == 0 || base == named)) {
      base = named;
      p += 2, rest -= 2;
      if (rest && *p == '_') p++, rest--;
    }
  }
  if (base == 0) {
    zero_only = rest > 1 && *p == '0';
    base = 10;
  }
  Value v = int_parse(vm, p, rest, base);
  if (v == V_FAIL) return V_FAIL;
  if (v == V_UNDEFINED || (zero_only && v != from_small(0))) {
    Value shown = repr_cut(vm, original);
    if (shown == V_FAIL) return V_FAIL;
    return RAISE(vm, ValueError, "invalid literal for int() with base %d: %S", asked, shown);
  }
  return negative ? int_unary(vm, OP_NEG, v) : v;
}
