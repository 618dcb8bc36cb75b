/*
 * Doubles to decimal digits and back, exactly, without the C library's locale.
 *
 * Shortest digits that read back: Schubfach (R. Giulietti, "The Schubfach way to render doubles", 2020). Digits for a given
 * precision: integer arithmetic on mantissa * 2^q * 10^places, in 128 bits where that is enough and by mpn where not. Reading:
 * one division where it is exact (Clinger), else Eisel-Lemire (D. Lemire, "Number parsing at a gigabyte per second", 2021), else
 * mpn.
 */
#include <math.h>

#include "object/int_internal.h"
#include "object/number_text.h"
#include "object/powers_of_ten.h"

typedef unsigned __int128 u128;

static const uint64_t powers_of_five[] = {
  1ull, 5ull, 25ull, 125ull, 625ull, 3125ull, 15625ull, 78125ull, 390625ull, 1953125ull, 9765625ull, 48828125ull,
  244140625ull, 1220703125ull, 6103515625ull, 30517578125ull, 152587890625ull, 762939453125ull, 3814697265625ull,
  19073486328125ull, 95367431640625ull, 476837158203125ull, 2384185791015625ull, 11920928955078125ull,
  59604644775390625ull, 298023223876953125ull, 1490116119384765625ull, 7450580596923828125ull,
};

/* d = mantissa * 2^exponent; d is finite, its sign ignored. */
static uint64_t decompose(double d, int *exponent) {
  uint64_t bits;
  memcpy(&bits, &d, 8);
  uint64_t fraction = bits & 0xFFFFFFFFFFFFFull;
  int biased = (int)(bits >> 52 & 0x7FF);
  *exponent = biased ? biased - 1075 : -1074;
  return biased ? fraction | 1ull << 52 : fraction;
}

static int floor_log10_pow2(int e) { return (e * 1262611) >> 22; }
static int floor_log2_pow10(int e) { return (e * 1741647) >> 19; }

/* ---- shortest --------------------------------------------------------------------------------------------------------- */

static uint64_t round_to_odd(uint64_t high, uint64_t low, uint64_t n) {
  u128 x = (u128)low * n, y = (u128)high * n + (uint64_t)(x >> 64);
  return (uint64_t)(y >> 64) | ((uint64_t)y > 1);
}

/* *digits * 10^result is d, with the fewest digits; d is positive. */
static int shortest(double d, uint64_t *digits) {
  int q;
  uint64_t c = decompose(d, &q);
  if (q <= 0 && q > -53 && (c & ((1ull << -q) - 1)) == 0) {
    *digits = c >> -q;
    return 0;
  }
  bool even = !(c & 1), closer = c == 1ull << 52 && q > -1074;
  int k = closer ? (q * 1262611 - 524031) >> 22 : floor_log10_pow2(q);
  int h = q + floor_log2_pow10(-k) + 1;
  const uint64_t *power = powers_of_ten[-k - POWER_OF_TEN_FIRST];
  uint64_t high = power[0], low = power[1];
  if (-k < 0 || -k > 55) { /* the table is rounded down, this needs it rounded up */
    low++;
    high += low == 0;
  }
  uint64_t left = round_to_odd(high, low, (4 * c - 2 + closer) << h);
  uint64_t middle = round_to_odd(high, low, (4 * c) << h);
  uint64_t right = round_to_odd(high, low, (4 * c + 2) << h);
  uint64_t lower = left + !even, upper = right - !even, s = middle / 4;
  if (s >= 10) {
    uint64_t tens = s / 10;
    bool below = lower <= 40 * tens, above = 40 * tens + 40 <= upper;
    if (below != above) {
      *digits = tens + above;
      return k + 1;
    }
  }
  bool below = lower <= 4 * s, above = 4 * s + 4 <= upper;
  if (below != above) {
    *digits = s + above;
    return k;
  }
  uint64_t half = 4 * s + 2;
  *digits = s + (middle > half || (middle == half && (s & 1)));
  return k;
}

void decimal_shortest(double d, Decimal *out) {
  d = fabs(d);
  if (d == 0) {
    out->digits[0] = '0';
    out->count = 1;
    out->exponent = 1;
    return;
  }
  uint64_t digits;
  int exponent = shortest(d, &digits);
  while (digits % 10 == 0) digits /= 10, exponent++;
  char buffer[24];
  out->count = write_decimal(buffer + 24, digits);
  memcpy(out->digits, buffer + 24 - out->count, out->count);
  out->exponent = exponent + (int32_t)out->count;
}

/* ---- a given precision -------------------------------------------------------------------------------------------------- */

#define EXACT_LIMBS 72 /* 2^53 * 5^1074 shifted, and more */

/* limbs *= 5^n; answers the new count. */
static uint32_t multiply_by_five(mp_limb_t *limbs, uint32_t count, uint32_t n) {
  while (n) {
    uint32_t step = n > 27 ? 27 : n;
    mp_limb_t carry = mpn_mul_1(limbs, limbs, count, powers_of_five[step]);
    if (carry) limbs[count++] = carry;
    n -= step;
  }
  return count;
}

static uint32_t shift_up(mp_limb_t *limbs, uint32_t count, uint32_t bits) {
  uint32_t words = bits / 64;
  bits %= 64;
  if (words) {
    memmove(limbs + words, limbs, 8 * count);
    memset(limbs, 0, 8 * words);
  }
  if (bits) {
    mp_limb_t carry = mpn_lshift(limbs + words, limbs + words, count, bits);
    if (carry) limbs[words + count++] = carry;
  }
  return words + count;
}

static uint32_t trim(const mp_limb_t *limbs, uint32_t count) {
  while (count && !limbs[count - 1]) count--;
  return count;
}

/* Rounds limbs / 2^bits half to even, in place. */
static uint32_t shift_down_rounded(mp_limb_t *limbs, uint32_t count, uint32_t bits) {
  if (!bits) return count;
  if (bits > 64 * count) return 0;
  uint32_t half = bits - 1;
  bool half_bit = limbs[half / 64] >> (half % 64) & 1;
  bool rest = (limbs[half / 64] & (((mp_limb_t)1 << (half % 64)) - 1)) != 0;
  for (uint32_t i = 0; !rest && i < half / 64; i++) rest = limbs[i] != 0;
  uint32_t words = bits / 64;
  count -= words;
  if (!count) {
    limbs[0] = half_bit && rest;
    return limbs[0] != 0;
  }
  if (bits % 64)
    mpn_rshift(limbs, limbs + words, count, bits % 64);
  else
    memmove(limbs, limbs + words, 8 * count);
  if (half_bit && (rest || (limbs[0] & 1)))
    if (mpn_add_1(limbs, limbs, count, 1)) limbs[count++] = 1;
  return trim(limbs, count);
}

static void write_u128(u128 n, Decimal *out) {
  const uint64_t ten19 = 10000000000000000000ull;
  char buffer[48], *end = buffer + 48;
  uint32_t count;
  if (n >> 64) {
    uint32_t low = write_decimal(end, (uint64_t)(n % ten19));
    memset(end - 19, '0', 19 - low);
    count = 19 + write_decimal(end - 19, (uint64_t)(n / ten19));
  } else
    count = write_decimal(end, (uint64_t)n);
  memcpy(out->digits, end - count, count);
  out->count = count;
}

void decimal_places(double d, int32_t places, Decimal *out) {
  int q;
  uint64_t c = decompose(d, &q);
  int exact = q < 0 ? -q : 0; /* places after which only zeros follow */
  if (places > exact) places = exact;
  out->count = 0;
  out->exponent = -places;
  if (!c || places < -320) return;
  if (q < 0 && places >= 0 && places <= 22) {
    u128 n = (u128)c * powers_of_five[places];
    int down = -(q + places);
    if (down >= 120) return;
    u128 kept = n >> down;
    if (down) {
      u128 half = (u128)1 << (down - 1), rest = n & ((half << 1) - 1);
      if (rest > half || (rest == half && (kept & 1))) kept++;
    }
    if (!kept) return;
    write_u128(kept, out);
    out->exponent += (int32_t)out->count;
    return;
  }
  if (q <= 10 && q > -64 && places < 0 && places >= -18) { /* digits before the point: of a whole number that fits a word, and what is behind it */
    uint64_t whole = q >= 0 ? c << q : c >> -q, unit = powers_of_five[-places] << -places;
    uint64_t kept = whole / unit, over = whole % unit * 2;
    bool more = q < 0 && c << (64 + q);
    if (over > unit || (over == unit && (more || (kept & 1)))) kept++;
    if (!kept) return;
    write_u128(kept, out);
    out->exponent += (int32_t)out->count;
    return;
  }
  mp_limb_t n[EXACT_LIMBS], divisor[EXACT_LIMBS], quotient[EXACT_LIMBS], rest[EXACT_LIMBS];
  uint32_t count = 1;
  n[0] = c;
  int shift = q + places;
  if (places >= 0) {
    count = multiply_by_five(n, count, (uint32_t)places);
    count = shift >= 0 ? shift_up(n, count, (uint32_t)shift) : shift_down_rounded(n, count, (uint32_t)-shift);
  } else {
    if (shift > 0) count = shift_up(n, count, (uint32_t)shift);
    divisor[0] = 1;
    uint32_t d_count = multiply_by_five(divisor, 1, (uint32_t)-places);
    if (shift < 0) d_count = shift_up(divisor, d_count, (uint32_t)-shift);
    while (count < d_count) n[count++] = 0;
    mpn_tdiv_qr(quotient, rest, 0, n, count, divisor, d_count);
    count = count - d_count + 1;
    memcpy(n, quotient, 8 * count);
    mp_limb_t carry = mpn_lshift(rest, rest, d_count, 1);
    int order = carry ? 1 : mpn_cmp(rest, divisor, d_count);
    if (order > 0 || (order == 0 && (n[0] & 1)))
      if (mpn_add_1(n, n, count, 1)) n[count++] = 1;
    count = trim(n, count);
  }
  if (!count) return;
  unsigned char digits[1400];
  size_t size = mpn_get_str(digits, 10, n, count), skip = 0;
  while (skip < size - 1 && !digits[skip]) skip++;
  size -= skip;
  if (size > sizeof out->digits) size = sizeof out->digits;
  for (size_t i = 0; i < size; i++) out->digits[i] = (char)('0' + digits[skip + i]);
  out->count = (uint32_t)size;
  out->exponent += (int32_t)size;
}

void decimal_significant(double d, uint32_t precision, Decimal *out) {
  d = fabs(d);
  if (d == 0) {
    out->digits[0] = '0';
    out->count = 1;
    out->exponent = 1;
    return;
  }
  if (precision > 800) precision = 800;
  int q;
  uint64_t c = decompose(d, &q);
  int top = q + 63 - __builtin_clzll(c);
  int32_t places = (int32_t)precision - 1 - floor_log10_pow2(top);
  decimal_places(d, places, out);
  if (out->count > precision) decimal_places(d, places - 1, out);
  if (out->count > precision) out->count = precision; /* rounded up to the next power of ten */
}

/* ---- reading --------------------------------------------------------------------------------------------------------------- */

static const double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                      1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* n * 10^exponent; false: cannot decide. n is not 0. */
static bool eisel_lemire(uint64_t n, int64_t exponent, double *out) {
  if (exponent < POWER_OF_TEN_FIRST || exponent > POWER_OF_TEN_LAST) return false;
  const uint64_t *power = powers_of_ten[exponent - POWER_OF_TEN_FIRST];
  int lead = __builtin_clzll(n);
  n <<= lead;
  uint64_t binary = (uint64_t)(((217706 * exponent) >> 16) + 64 + 1023 - lead);
  u128 x = (u128)n * power[0];
  uint64_t high = (uint64_t)(x >> 64), low = (uint64_t)x;
  if ((high & 0x1FF) == 0x1FF && low + n < n) {
    u128 y = (u128)n * power[1];
    uint64_t more = (uint64_t)(y >> 64), merged = low + more, merged_high = high + (merged < low);
    if ((merged_high & 0x1FF) == 0x1FF && merged + 1 == 0 && (uint64_t)y + n < n) return false;
    high = merged_high, low = merged;
  }
  uint64_t top = high >> 63, mantissa = high >> (top + 9);
  binary -= 1 ^ top;
  if (low == 0 && (high & 0x1FF) == 0 && (mantissa & 3) == 1) return false;
  mantissa = (mantissa + (mantissa & 1)) >> 1;
  if (mantissa >> 53) mantissa >>= 1, binary++;
  if (binary - 1 >= 0x7FF - 1) return false;
  uint64_t bits = binary << 52 | (mantissa & 0xFFFFFFFFFFFFFull);
  memcpy(out, &bits, 8);
  return true;
}

/* At most 801 digits, the first not '0'. */
static double exact_to_double(const char *digits, uint32_t count, int64_t exponent) {
  if ((int64_t)count + exponent > 310) return INFINITY;
  if ((int64_t)count + exponent < -330) return 0.0;
  unsigned char values[802];
  for (uint32_t i = 0; i < count; i++) values[i] = (unsigned char)(digits[i] - '0');
  mp_limb_t n[EXACT_LIMBS + 40], divisor[EXACT_LIMBS], quotient[EXACT_LIMBS + 40], rest[EXACT_LIMBS];
  uint32_t n_count = (uint32_t)mpn_set_str(n, values, count, 10);
  if (exponent >= 0) {
    n_count = multiply_by_five(n, n_count, (uint32_t)exponent);
    return round_to_double(n, n_count, exponent, false);
  }
  divisor[0] = 1;
  uint32_t d_count = multiply_by_five(divisor, 1, (uint32_t)-exponent);
  uint32_t n_bits = 64 * n_count - (uint32_t)__builtin_clzll(n[n_count - 1]);
  uint32_t d_bits = 64 * d_count - (uint32_t)__builtin_clzll(divisor[d_count - 1]);
  uint32_t up = d_bits + 66 > n_bits ? d_bits + 66 - n_bits : 0;
  n_count = shift_up(n, n_count, up);
  mpn_tdiv_qr(quotient, rest, 0, n, n_count, divisor, d_count);
  bool sticky = !mpn_zero_p(rest, d_count);
  return round_to_double(quotient, trim(quotient, n_count - d_count + 1), exponent - up, sticky);
}

double decimal_to_double(const char *digits, uint32_t count, int64_t exponent) {
  while (count && *digits == '0') digits++, count--;
  if (!count) return 0.0;
  uint64_t n = 0;
  uint32_t used = count < 19 ? count : 19;
  for (uint32_t i = 0; i < used; i++) n = n * 10 + (uint64_t)(digits[i] - '0');
  if (used == count && n <= 1ull << 53 && exponent >= -22 && exponent <= 22)
    return exponent < 0 ? (double)n / exact_powers[-exponent] : (double)n * exact_powers[exponent];
  double d, d2;
  int64_t scaled = exponent + (count - used);
  if (eisel_lemire(n, scaled, &d) && (used == count || (eisel_lemire(n + 1, scaled, &d2) && d == d2))) return d;
  if (count > 800) {
    char cut[801];
    memcpy(cut, digits, 800);
    cut[800] = '0';
    for (uint32_t i = 800; i < count && cut[800] == '0'; i++)
      if (digits[i] != '0') cut[800] = '1';
    return exact_to_double(cut, 801, exponent + (count - 801));
  }
  return exact_to_double(digits, count, exponent);
}

static bool same_word(const char *text, size_t size, const char *word) {
  size_t i = 0;
  for (; i < size && word[i]; i++)
    if ((text[i] | 0x20) != word[i]) return false;
  return i == size && !word[i];
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Adds digits from text[*at] on; underscores stand between digits only. False: malformed. */
typedef struct Reader {
  const char *text;
  size_t size, at;
  char digits[801];
  uint32_t count;
  int64_t exponent;
  bool dropped, any;
} Reader;

static bool read_digits(Reader *r, bool fraction) {
  for (; r->at < r->size; r->at++) {
    char c = r->text[r->at];
    if (c == '_') {
      if (r->at == 0 || !is_digit(r->text[r->at - 1]) || r->at + 1 == r->size || !is_digit(r->text[r->at + 1])) return false;
      continue;
    }
    if (!is_digit(c)) break;
    r->any = true;
    if (r->count == 0 && c == '0') {
      if (fraction) r->exponent--;
      continue;
    }
    if (r->count < 800) {
      r->digits[r->count++] = c;
      if (fraction) r->exponent--;
    } else {
      r->dropped |= c != '0';
      if (!fraction) r->exponent++;
    }
  }
  return true;
}

bool float_parse(const char *text, size_t size, double *out) {
  bool negative = false;
  if (size && (*text == '+' || *text == '-')) negative = *text == '-', text++, size--;
  if (!size) return false;
  double d;
  if (!is_digit(*text) && *text != '.') {
    if (same_word(text, size, "inf") || same_word(text, size, "infinity"))
      d = INFINITY;
    else if (same_word(text, size, "nan"))
      d = NAN;
    else
      return false;
    *out = negative ? -d : d;
    return true;
  }
  Reader r;
  r.text = text, r.size = size, r.at = 0, r.count = 0, r.exponent = 0, r.dropped = r.any = false;
  if (!read_digits(&r, false)) return false;
  if (r.at < size && text[r.at] == '.') {
    r.at++;
    if (!read_digits(&r, true)) return false;
  }
  if (!r.any) return false;
  if (r.at < size && (text[r.at] | 0x20) == 'e') {
    size_t i = r.at + 1;
    bool minus = false;
    if (i < size && (text[i] == '+' || text[i] == '-')) minus = text[i++] == '-';
    if (i >= size || !is_digit(text[i])) return false;
    int64_t e = 0;
    for (; i < size; i++) {
      if (text[i] == '_') {
        if (!is_digit(text[i - 1]) || i + 1 == size || !is_digit(text[i + 1])) return false;
        continue;
      }
      if (!is_digit(text[i])) return false;
      if (e < 1000000000000) e = e * 10 + (text[i] - '0');
    }
    r.exponent += minus ? -e : e;
    r.at = size;
  }
  if (r.at != size) return false;
  if (r.dropped) {
    r.digits[r.count++] = '1';
    r.exponent--;
  }
  d = decimal_to_double(r.digits, r.count, r.exponent);
  *out = negative ? -d : d;
  return true;
}

/* ---- repr --------------------------------------------------------------------------------------------------------------------- */

/* The digits with a decimal point, or in scientific notation beyond 16 places; add_point: "1.0" rather than "1". */
uint32_t decimal_repr(const Decimal *d, bool add_point, char *out) {
  char *p = out;
  int32_t count = (int32_t)d->count, point = d->exponent;
  if (point > 16 || point <= -4) {
    *p++ = d->digits[0];
    if (count > 1) {
      *p++ = '.';
      memcpy(p, d->digits + 1, (size_t)count - 1);
      p += count - 1;
    }
    int e = point - 1;
    *p++ = 'e';
    *p++ = e < 0 ? '-' : '+';
    if (e < 0) e = -e;
    if (e >= 100) *p++ = (char)('0' + e / 100);
    *p++ = (char)('0' + e / 10 % 10);
    *p++ = (char)('0' + e % 10);
    return (uint32_t)(p - out);
  }
  if (point <= 0) {
    *p++ = '0';
    *p++ = '.';
    for (; point < 0; point++) *p++ = '0';
    memcpy(p, d->digits, (size_t)count);
    return (uint32_t)(p + count - out);
  }
  int32_t whole = count < point ? count : point;
  memcpy(p, d->digits, (size_t)whole);
  p += whole;
  for (int32_t i = whole; i < point; i++) *p++ = '0';
  if (count > point) {
    *p++ = '.';
    memcpy(p, d->digits + point, (size_t)(count - point));
    p += count - point;
  } else if (add_point)
    *p++ = '.', *p++ = '0';
  return (uint32_t)(p - out);
}

uint32_t float_text(double d, bool add_point, char out[32]) {
  if (isnan(d)) return memcpy(out, "nan", 3), 3;
  uint32_t sign = signbit(d) != 0;
  out[0] = '-';
  if (isinf(d)) return memcpy(out + sign, "inf", 3), sign + 3;
  Decimal decimal;
  decimal_shortest(d, &decimal);
  return sign + decimal_repr(&decimal, add_point, out + sign);
}

uint32_t float_repr(double d, char out[32]) { return float_text(d, true, out); }

/* ---- hexadecimal ---------------------------------------------------------------------------------------------------------------- */

uint32_t float_hex(double d, char out[40]) {
  if (isnan(d) || isinf(d)) return float_text(d, true, out);
  char *p = out;
  if (signbit(d)) *p++ = '-';
  if (d == 0) return (uint32_t)(memcpy(p, "0x0.0p+0", 8), p + 8 - out);
  uint64_t bits;
  memcpy(&bits, &d, 8);
  int biased = (int)(bits >> 52 & 0x7FF), e = biased ? biased - 1023 : -1022;
  *p++ = '0', *p++ = 'x', *p++ = biased ? '1' : '0', *p++ = '.';
  for (int i = 48; i >= 0; i -= 4) *p++ = "0123456789abcdef"[bits >> i & 15];
  *p++ = 'p';
  *p++ = e < 0 ? '-' : '+';
  char digits[8];
  uint32_t n = write_decimal(digits + 8, (uint64_t)(e < 0 ? -e : e));
  memcpy(p, digits + 8 - n, n);
  return (uint32_t)(p + n - out);
}

static int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

HexResult float_from_hex(const char *text, size_t size, double *out) {
  bool negative = false;
  if (size && (*text == '+' || *text == '-')) negative = *text == '-', text++, size--;
  if (same_word(text, size, "inf") || same_word(text, size, "infinity")) return *out = negative ? -INFINITY : INFINITY, HEX_FINE;
  if (same_word(text, size, "nan")) return *out = negative ? -NAN : NAN, HEX_FINE;
  size_t i = 0;
  if (size >= 2 && text[0] == '0' && (text[1] | 0x20) == 'x') i = 2;
  uint64_t mantissa = 0;
  int64_t exponent = 0;
  bool any = false, point = false, sticky = false;
  for (; i < size; i++) {
    if (text[i] == '.' && !point) {
      point = true;
      continue;
    }
    int digit = hex_digit(text[i]);
    if (digit < 0) break;
    any = true;
    if (mantissa >> 60 == 0) {
      mantissa = mantissa << 4 | (uint64_t)digit;
      if (point) exponent -= 4;
    } else {
      sticky |= digit != 0;
      if (!point) exponent += 4;
    }
  }
  if (!any) return HEX_MALFORMED;
  if (i < size && (text[i] | 0x20) == 'p') {
    bool minus = false;
    i++;
    if (i < size && (text[i] == '+' || text[i] == '-')) minus = text[i++] == '-';
    if (i >= size || !is_digit(text[i])) return HEX_MALFORMED;
    int64_t e = 0;
    for (; i < size && is_digit(text[i]); i++)
      if (e < 100000000000000) e = e * 10 + (text[i] - '0');
    exponent += minus ? -e : e;
  }
  if (i != size) return HEX_MALFORMED;
  mp_limb_t limb = mantissa;
  double d = !limb ? 0.0 : exponent > 4096 ? INFINITY : exponent < -4096 ? 0.0 : round_to_double(&limb, 1, exponent, sticky);
  if (isinf(d)) return HEX_TOO_LARGE;
  *out = negative ? -d : d;
  return HEX_FINE;
}
