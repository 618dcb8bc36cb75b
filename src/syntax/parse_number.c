/*
 * The values of number literals. Integers stay text: how large they may be is the compiler's business.
 */
#include <stdlib.h>
#include <string.h>

#include "syntax/parser.h"

enum { MAX_DECIMAL_DIGITS = 4300 };

/* The literal without underscores; NUL-terminated where it had to be copied or `terminated` asks for it. */
static Text plain_digits(Parser *p, const char *start, size_t size, bool terminated) {
  if (!terminated && !memchr(start, '_', size)) return (Text){start, (uint32_t)size};
  char *copy = take(p, size + 1), *to = copy;
  for (size_t i = 0; i < size; i++)
    if (start[i] != '_') *to++ = start[i];
  *to = 0;
  return (Text){copy, (uint32_t)(to - copy)};
}

/* Clinger's fast path: a mantissa below 2^53 and a power of ten up to 10^22 are exact, so one operation rounds once. */
static bool read_simple_float(const char *text, size_t size, double *out) {
  static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  uint64_t mantissa = 0;
  int digits = 0, fraction = 0;
  bool point = false;
  for (size_t i = 0; i < size; i++) {
    char c = text[i];
    if (c == '.') {
      point = true;
    } else if (c >= '0' && c <= '9') {
      if (++digits > 15) return false;
      mantissa = mantissa * 10 + (uint64_t)(c - '0');
      fraction += point;
    } else {
      return false;
    }
  }
  *out = (double)mantissa / powers[fraction];
  return true;
}

static double read_float(Parser *p, const char *start, size_t size) {
  double value;
  if (read_simple_float(start, size, &value)) return value;
  return strtod(plain_digits(p, start, size, true).data, NULL);
}

static void read_integer(Parser *p, Node *node, const char *start, size_t size, int base) {
  node->constant.kind = CONST_INT;
  node->constant.base = (uint8_t)base;
  node->constant.text = plain_digits(p, start, size, false);
  if (base == 10 && node->constant.text.size > MAX_DECIMAL_DIGITS)
    fail_at(p, node_place(node),
            "Exceeds the limit (%d digits) for integer string conversion: value has %u digits; use "
            "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to "
            "avoid decimal conversion limits.",
            MAX_DECIMAL_DIGITS, node->constant.text.size);
}

static int radix(const char *start, size_t size) {
  if (size < 2 || start[0] != '0') return 10;
  switch (start[1] | 0x20) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 10;
  }
}

Node *parse_number(Parser *p) {
  Token token = p->token;
  advance(p);
  Node *node = node_at(p, EXPR_CONSTANT, &token);
  const char *start = token.start;
  size_t size = (size_t)(token.end - start);
  int base = radix(start, size);
  if (base != 10) {
    read_integer(p, node, start + 2, size - 2, base);
  } else if ((start[size - 1] | 0x20) == 'j') {
    node->constant.kind = CONST_COMPLEX;
    node->constant.number = read_float(p, start, size - 1);
  } else if (memchr(start, '.', size) || memchr(start, 'e', size) || memchr(start, 'E', size)) {
    node->constant.kind = CONST_FLOAT;
    node->constant.number = read_float(p, start, size);
  } else {
    read_integer(p, node, start, size, 10);
  }
  return node;
}
