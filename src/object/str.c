/*
 * The representation of text: making, comparing, searching and interning strings.
 *
 * A string keeps its characters at the least width (1, 2 or 4 bytes) that fits them all, so two equal strings have
 * equal bytes and a hash of the bytes is a hash of the text. STR_ASCII is a hint: set, the string is ASCII; not set, nobody looked.
 *
 * Appending in a loop is linear: a longer concatenation answers a string whose characters stand in a Raw with room behind
 * them. Many strings may share that buffer, each a prefix of it. Raw.used says how much of it some string covers; only
 * a string that ends exactly there may be appended to in place, since what lies beyond belongs to nobody.
 */
#include "object/containers.h"
#include "object/text.h"
#include "object/unicode.h"

#define BUFFERED_MIN 256u /* bytes: shorter results of a concatenation stand in line */
#define WINDOW 2048u
#define PREFETCH 8u /* items that are fetched ahead */

/* ---- making ------------------------------------------------------------------------------------------------------ */

Str *str_alloc(Vm *vm, uint32_t length, uint32_t width) {
  Str *s = allocate(vm, STR_HEADER + (uint64_t)length * width, KIND_STR, known(vm)->str_shape);
  if (!s) return NULL;
  s->head.extra = (uint16_t)width;
  s->length = length;
  return s;
}

Str *str_make(Vm *vm, uint64_t length, uint32_t width) {
  if (length > TEXT_LIMIT || length * width > TEXT_LIMIT) {
    RAISE(vm, MemoryError, "");
    return NULL;
  }
  if (length * width > vm->memory_limit) return str_alloc(vm, (uint32_t)length, width); /* fails, before it costs */
  if (!charge(vm, cost_of(length * width))) return NULL;
  return str_alloc(vm, (uint32_t)length, width);
}

Value str_character(Vm *vm, uint32_t c) {
  if (c < 256 && known(vm)->characters[c]) return from_ref(known(vm)->characters[c]);
  uint32_t width = width_of(c);
  Str *s = str_alloc(vm, 1, width);
  if (!s) return V_FAIL;
  if (width == 1) s->data[0] = (uint8_t)c;
  else if (width == 2) *(uint16_t *)s->data = (uint16_t)c;
  else *(uint32_t *)s->data = c;
  if (c < 128) s->head.flags |= STR_ASCII;
  return value_of(vm, s);
}

void span_copy(void *to, uint32_t to_width, Span from) {
  size_t n = from.length;
  if (to_width == from.width) {
    memcpy(to, from.data, n * to_width);
    return;
  }
  const uint8_t *f1 = from.data;
  const uint16_t *f2 = (const uint16_t *)from.data;
  const uint32_t *f4 = (const uint32_t *)from.data;
  if (to_width == 1) {
    uint8_t *t = to;
    if (from.width == 2) for (size_t i = 0; i < n; i++) t[i] = (uint8_t)f2[i];
    else for (size_t i = 0; i < n; i++) t[i] = (uint8_t)f4[i];
  } else if (to_width == 2) {
    uint16_t *t = to;
    if (from.width == 1) for (size_t i = 0; i < n; i++) t[i] = f1[i];
    else for (size_t i = 0; i < n; i++) t[i] = (uint16_t)f4[i];
  } else {
    uint32_t *t = to;
    if (from.width == 1) for (size_t i = 0; i < n; i++) t[i] = f1[i];
    else for (size_t i = 0; i < n; i++) t[i] = f2[i];
  }
}

void span_fill(void *to, uint32_t width, uint32_t c, uint32_t count) {
  if (width == 1) memset(to, (int)c, count);
  else if (width == 2) for (uint32_t i = 0; i < count; i++) ((uint16_t *)to)[i] = (uint16_t)c;
  else for (uint32_t i = 0; i < count; i++) ((uint32_t *)to)[i] = c;
}

uint32_t span_width(Span s) {
  if (s.width == 1) return 1;
  uint32_t all = 0;
  if (s.width == 2) {
    const uint16_t *d = (const uint16_t *)s.data;
    for (uint32_t i = 0; i < s.length && all < 0x100; i++) all |= d[i];
    return all < 0x100 ? 1 : 2;
  }
  const uint32_t *d = (const uint32_t *)s.data;
  for (uint32_t i = 0; i < s.length && all < 0x10000; i++) all |= d[i];
  return width_of(all);
}

Value str_from_span(Vm *vm, Span s) {
  if (s.length == 0) return empty_str(vm);
  if (s.length == 1) return str_character(vm, span_at(s, 0));
  if (!charge(vm, (uint64_t)s.length * s.width / 8)) return V_FAIL;
  uint32_t width = span_width(s);
  Str *made = str_alloc(vm, s.length, width);
  if (!made) return V_FAIL;
  span_copy(made->data, width, s);
  return value_of(vm, made);
}

Value str_exact(Vm *vm, Value v) {
  if (str_exactly(vm, v)) return v;
  return str_from_span(vm, str_span(vm, v));
}

Value str_slice(Vm *vm, Value v, uint32_t start, uint32_t end) {
  Span s = str_span(vm, v);
  if (end > s.length) end = s.length;
  if (start >= end) return empty_str(vm);
  if (start == 0 && end == s.length && str_exactly(vm, v)) return v;
  uint32_t length = end - start;
  if (s.width == 1 && length > 1) {
    if (!charge(vm, length / 8)) return V_FAIL;
    Str *piece = str_alloc(vm, length, 1);
    if (!piece) return V_FAIL;
    bytes_take(piece->data, s.data + start, length, s.length - start);
    piece->head.flags |= OBJECT(vm, v)->flags & STR_ASCII;
    return value_of(vm, piece);
  }
  Value made = str_from_span(vm, span_part(s, start, end));
  if (made != V_FAIL && end - start > 1) OBJECT(vm, made)->flags |= OBJECT(vm, v)->flags & STR_ASCII;
  return made;
}

Value str_from_c(Vm *vm, const char *text) {
  size_t size = strlen(text);
  if (size == 0 && known(vm)->empty_str) return empty_str(vm);
  Str *s = str_alloc(vm, (uint32_t)size, 1);
  if (!s) return V_FAIL;
  memcpy(s->data, text, size);
  s->head.flags |= STR_ASCII;
  return value_of(vm, s);
}

Value str_from_code_points(Vm *vm, const uint32_t *points, uint32_t count) {
  return str_from_span(vm, (Span){(const uint8_t *)points, count, 4});
}

static size_t ascii_prefix(const uint8_t *t, size_t size) {
  size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    uint64_t word;
    memcpy(&word, t + i, 8);
    if (word & 0x8080808080808080ull) break;
  }
  while (i < size && t[i] < 0x80) i++;
  return i;
}

/* One character of UTF-8, surrogates allowed; its length, or 0 when it is malformed. */
static uint32_t decode_one(const uint8_t *t, size_t left, uint32_t *c) {
  if (t[0] < 0x80) return *c = t[0], 1;
  if (t[0] < 0xC2) return 0;
  if (t[0] < 0xE0) {
    if (left < 2 || (t[1] & 0xC0) != 0x80) return 0;
    *c = (t[0] & 0x1Fu) << 6 | (t[1] & 0x3Fu);
    return 2;
  }
  if (t[0] < 0xF0) {
    if (left < 3 || (t[1] & 0xC0) != 0x80 || (t[2] & 0xC0) != 0x80) return 0;
    *c = (t[0] & 0xFu) << 12 | (t[1] & 0x3Fu) << 6 | (t[2] & 0x3Fu);
    return *c < 0x800 ? 0 : 3;
  }
  if (t[0] > 0xF4 || left < 4 || (t[1] & 0xC0) != 0x80 || (t[2] & 0xC0) != 0x80 || (t[3] & 0xC0) != 0x80) return 0;
  *c = (t[0] & 7u) << 18 | (t[1] & 0x3Fu) << 12 | (t[2] & 0x3Fu) << 6 | (t[3] & 0x3Fu);
  return *c < 0x10000 || *c > 0x10FFFF ? 0 : 4;
}

Value str_from_utf8(Vm *vm, const char *text, size_t size) {
  const uint8_t *t = (const uint8_t *)text;
  if (size == 0) return empty_str(vm);
  if (size == 1 && t[0] < 0x80) return str_character(vm, t[0]);
  if (size > TEXT_LIMIT) return RAISE(vm, MemoryError, "");
  if (!charge(vm, size / 8)) return V_FAIL;
  size_t ascii = ascii_prefix(t, size);
  if (ascii == size) {
    Str *s = str_alloc(vm, (uint32_t)size, 1);
    if (!s) return V_FAIL;
    memcpy(s->data, t, size);
    s->head.flags |= STR_ASCII;
    return value_of(vm, s);
  }
  uint32_t length = (uint32_t)ascii, most = 0;
  for (size_t i = ascii; i < size;) {
    uint32_t c, step = decode_one(t + i, size - i, &c);
    if (!step) return RAISE(vm, ValueError, "invalid UTF-8");
    if (c > most) most = c;
    i += step;
    length++;
  }
  if (length == 1) return str_character(vm, most);
  uint32_t width = width_of(most), out = 0;
  Str *s = str_alloc(vm, length, width);
  if (!s) return V_FAIL;
  for (size_t i = 0; i < size && out < length; out++) {
    uint32_t c = 0, step = decode_one(t + i, size - i, &c);
    if (!step) break;
    if (width == 1) s->data[out] = (uint8_t)c;
    else if (width == 2) ((uint16_t *)s->data)[out] = (uint16_t)c;
    else ((uint32_t *)s->data)[out] = c;
    i += step;
  }
  return value_of(vm, s);
}

Raw *str_to_utf8(Vm *vm, Value v, uint32_t *size) {
  Span s = str_span(vm, v);
  uint64_t bytes = 0;
  if (!charge(vm, cost_of(s.length))) return NULL;
  bool ascii = OBJECT(vm, v)->flags & STR_ASCII;
  if (ascii) bytes = s.length;
  else
    for (uint32_t i = 0; i < s.length; i++) {
      uint32_t c = span_at(s, i);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
  if (bytes > TEXT_LIMIT) {
    RAISE(vm, MemoryError, "");
    return NULL;
  }
  Raw *raw = raw_new(vm, (uint32_t)bytes);
  if (!raw) return NULL;
  *size = (uint32_t)bytes;
  uint8_t *to = raw->data;
  if (bytes == s.length && s.width == 1) {
    memcpy(to, s.data, bytes);
    return raw;
  }
  for (uint32_t i = 0; i < s.length; i++) to += unicode_encode_utf8(span_at(s, i), to);
  return raw;
}

/* ---- comparing ---------------------------------------------------------------------------------------------------- */

uint32_t str_hash(Vm *vm, Value v) {
  Str *s = AS(Str, vm, v);
  if (__builtin_expect(s->hash != 0, 1)) return s->hash;
  Span span = str_span(vm, v);
  uint64_t size = (uint64_t)span.length * span.width;
  if (size > 64 && !charge(vm, size / 8)) return 1;
  uint32_t hash = hash_bytes(vm, span.data, size);
  /* A template's page is not made this isolate's own for a hash. */
  if (to_ref(v) >= vm->heap_start) s->hash = hash;
  return hash;
}

bool span_equal(Span a, Span b) {
  if (a.length != b.length) return false;
  if (a.width == b.width) return memcmp(a.data, b.data, (size_t)a.length * a.width) == 0;
  for (uint32_t i = 0; i < a.length; i++)
    if (span_at(a, i) != span_at(b, i)) return false;
  return true;
}

bool str_equal(Vm *vm, Value a, Value b) {
  if (a == b) return true;
  Str *s = AS(Str, vm, a), *t = AS(Str, vm, b);
  if (s->length != t->length || s->head.extra != t->head.extra) return false;
  if (s->head.flags & t->head.flags & STR_INTERNED) return false;
  if (s->hash && t->hash && s->hash != t->hash) return false;
  uint64_t size = (uint64_t)s->length * s->head.extra;
  if (size <= 32 && !((s->head.flags | t->head.flags) & STR_BUFFERED)) return words_equal(s->data, t->data, (uint32_t)size);
  const uint8_t *d = str_data(vm, s), *e = str_data(vm, t);
  if (size > 256 && !charge(vm, size / 16)) return false;
  return memcmp(d, e, size) == 0;
}

int str_order(Vm *vm, Value a, Value b) {
  Span s = str_span(vm, a), t = str_span(vm, b);
  uint32_t n = s.length < t.length ? s.length : t.length;
  if (n > 256 && !charge(vm, n / 8)) return 0;
  if (s.width == 1 && t.width == 1) {
    int order = memcmp(s.data, t.data, n);
    if (order) return order < 0 ? -1 : 1;
  } else {
    for (uint32_t i = 0; i < n; i++) {
      uint32_t c = span_at(s, i), d = span_at(t, i);
      if (c != d) return c < d ? -1 : 1;
    }
  }
  return s.length == t.length ? 0 : s.length < t.length ? -1 : 1;
}

bool str_is(Vm *vm, Value v, const char *ascii) {
  Span s = str_span(vm, v);
  return s.width == 1 && s.length == strlen(ascii) && memcmp(s.data, ascii, s.length) == 0;
}

/* ---- searching ---------------------------------------------------------------------------------------------------- */

#define INLINE static inline __attribute__((always_inline))

/* The i-th character, counted from the back when reverse. */
INLINE uint32_t nth(const uint8_t *d, uint32_t width, uint32_t length, bool reverse, uint32_t i) {
  return str_at(d, width, reverse ? length - 1 - i : i);
}

/* One character; `length` is at most a window. */
INLINE int64_t find_character(const uint8_t *d, uint32_t width, uint32_t length, uint32_t c, bool reverse) {
  if (width == 1) {
    const uint8_t *p = reverse ? memrchr(d, (int)c, length) : memchr(d, (int)c, length);
    return p ? p - d : -1;
  }
  for (uint32_t i = 0; i < length; i++)
    if (nth(d, width, length, reverse, i) == c) return reverse ? length - 1 - i : i;
  return -1;
}

/* Needles of 2 to 8 characters: at most eight comparisons a place. */
INLINE int64_t find_short(const uint8_t *h, uint32_t hw, uint32_t hn, const uint8_t *p, uint32_t pw, uint32_t pn, bool reverse) {
  uint32_t first = str_at(p, pw, 0), last = str_at(p, pw, pn - 1), places = hn - pn + 1;
  for (uint32_t k = 0; k < places; k++) {
    uint32_t i = reverse ? places - 1 - k : k;
    if (!reverse && hw == 1) {
      const uint8_t *next = memchr(h + i, (int)first, places - i);
      if (!next) return -1;
      k = i = (uint32_t)(next - h);
    } else if (str_at(h, hw, i) != first) {
      continue;
    }
    if (str_at(h, hw, i + pn - 1) != last) continue;
    uint32_t j = 1;
    while (j + 1 < pn && str_at(h, hw, i + j) == str_at(p, pw, j)) j++;
    if (j + 1 >= pn) return i;
  }
  return -1;
}

/* The start of the greatest suffix by < or by > (descending), and its period. */
INLINE uint32_t greatest_suffix(const uint8_t *p, uint32_t pw, uint32_t pn, bool reverse, bool descending, uint32_t *period) {
  uint32_t suffix = 0, j = 1, k = 0, per = 1;
  while (j + k < pn) {
    uint32_t a = nth(p, pw, pn, reverse, j + k), b = nth(p, pw, pn, reverse, suffix + k);
    if (descending ? b < a : a < b) {
      j += k + 1;
      k = 0;
      per = j - suffix;
    } else if (a == b) {
      if (k + 1 == per) {
        j += per;
        k = 0;
      } else {
        k++;
      }
    } else {
      suffix = j;
      j = suffix + 1;
      k = 0;
      per = 1;
    }
  }
  *period = per;
  return suffix;
}

/* Crochemore and Perrin, "Two-way string matching", J. ACM 38 (1991): linear time, no tables. */
INLINE int64_t two_way(const uint8_t *h, uint32_t hw, uint32_t hn, const uint8_t *p, uint32_t pw, uint32_t pn, bool reverse) {
#define H(i) nth(h, hw, hn, reverse, i)
#define P(i) nth(p, pw, pn, reverse, i)
  uint32_t period, other;
  uint32_t cut = greatest_suffix(p, pw, pn, reverse, false, &period);
  uint32_t cut2 = greatest_suffix(p, pw, pn, reverse, true, &other);
  if (cut2 > cut) cut = cut2, period = other;
  bool periodic = cut + period <= pn;
  for (uint32_t i = 0; periodic && i < cut; i++) periodic = P(i) == P(i + period);
  if (!periodic) period = (cut > pn - cut ? cut : pn - cut) + 1;
  uint32_t at = 0, known_prefix = 0, last = hn - pn;
  while (at <= last) {
    uint32_t i = cut > known_prefix ? cut : known_prefix;
    if (!reverse && hw == 1 && known_prefix == 0) {
      const uint8_t *next = memchr(h + at + i, (int)P(i), last - at + 1);
      if (!next) return -1;
      at = (uint32_t)(next - h) - i;
    }
    while (i < pn && P(i) == H(at + i)) i++;
    if (i < pn) {
      at += i - cut + 1;
      known_prefix = 0;
      continue;
    }
    i = cut;
    while (i > known_prefix && P(i - 1) == H(at + i - 1)) i--;
    if (i <= known_prefix) return reverse ? last - at : at;
    at += period;
    known_prefix = periodic ? pn - period : 0;
  }
  return -1;
#undef H
#undef P
}

#define SEARCHES(HW, PW)                                                                                               \
  static __attribute__((noinline)) int64_t search_##HW##_##PW(Span h, Span p, bool reverse) {                          \
    if (p.length == 1) {                                                                                               \
      uint32_t c = str_at(p.data, PW, 0);                                                                              \
      return reverse ? find_character(h.data, HW, h.length, c, true) : find_character(h.data, HW, h.length, c, false); \
    }                                                                                                                  \
    if (p.length <= 8)                                                                                                 \
      return reverse ? find_short(h.data, HW, h.length, p.data, PW, p.length, true)                                    \
                     : find_short(h.data, HW, h.length, p.data, PW, p.length, false);                                  \
    return reverse ? two_way(h.data, HW, h.length, p.data, PW, p.length, true)                                         \
                   : two_way(h.data, HW, h.length, p.data, PW, p.length, false);                                       \
  }
SEARCHES(1, 1)
SEARCHES(2, 1)
SEARCHES(2, 2)
SEARCHES(4, 1)
SEARCHES(4, 2)
SEARCHES(4, 4)

static int64_t search(Span h, Span p, bool reverse) {
  if (h.width == 1) return search_1_1(h, p, reverse);
  if (h.width == 2) return p.width == 1 ? search_2_1(h, p, reverse) : search_2_2(h, p, reverse);
  return p.width == 1 ? search_4_1(h, p, reverse) : p.width == 2 ? search_4_2(h, p, reverse) : search_4_4(h, p, reverse);
}

/* The text is read in windows, each paid for before it is read, so a find that ends early is cheap. */
int64_t span_find(Vm *vm, Span text, Span needle, bool reverse) {
  if (needle.length > text.length) return -1;
  if (needle.length == 0) return reverse ? text.length : 0;
  if (needle.width > text.width) return -1;
  uint64_t places = (uint64_t)text.length - needle.length + 1, done = 0;
  uint64_t window = 256 + 2 * (uint64_t)needle.length;
  while (done < places) {
    uint64_t take = places - done < window ? places - done : window;
    uint64_t size = take + needle.length - 1;
    if (!charge(vm, size * text.width / 8)) return -2;
    uint64_t start = reverse ? places - done - take : done;
    int64_t found = search(span_part(text, (uint32_t)start, (uint32_t)(start + size)), needle, reverse);
    if (found >= 0) return (int64_t)start + found;
    done += take;
    if (window < 1u << 16) window *= 2;
  }
  return -1;
}

int64_t span_count(Vm *vm, Span text, Span needle, uint32_t most) {
  if (needle.length == 0) return text.length >= most ? most : (int64_t)text.length + 1;
  if (needle.width > text.width) return 0;
  int64_t count = 0;
  if (needle.length == 1 && text.width == 1) {
    if (!charge(vm, text.length / 8)) return -2;
    uint32_t c = span_at(needle, 0);
    const uint8_t *d = text.data, *end = d + text.length;
    while (end - d >= 16) { /* sixteen counters, which hold 255 */
      Sixteen counts = {0};
      for (uint32_t k = 0; k < 255 && end - d >= 16; k++, d += 16) counts -= (Sixteen)(*(const Sixteen *)d == (uint8_t)c);
      for (uint32_t k = 0; k < 16; k++) count += counts[k];
    }
    for (; d < end; d++) count += *d == c;
    return count > most ? most : count;
  }
  uint32_t start = 0;
  while (count < most) {
    int64_t found = span_find(vm, span_part(text, start, text.length), needle, false);
    if (found == -2) return -2;
    if (found < 0) break;
    count++;
    start += (uint32_t)found + needle.length;
    if (!charge(vm, 1)) return -2;
  }
  return count;
}

int64_t str_find(Vm *vm, Value v, Value sub, uint32_t start, uint32_t end) {
  Span s = str_span(vm, v);
  if (end > s.length) end = s.length;
  if (start > end) return -1;
  int64_t found = span_find(vm, span_part(s, start, end), str_span(vm, sub), false);
  return found < 0 ? -1 : found + start;
}

/* ---- putting together ---------------------------------------------------------------------------------------------- */

/* A string over the first `length` characters of a buffer. */
static Value buffered(Vm *vm, Ref buffer, uint32_t length, uint32_t width, uint8_t flags) {
  Str *s = allocate(vm, sizeof(Str), KIND_STR, SHAPE(vm, str));
  if (!s) return V_FAIL;
  s->head.extra = (uint16_t)width;
  s->head.flags |= (uint8_t)(STR_BUFFERED | flags);
  s->length = length;
  s->buffer = buffer;
  return value_of(vm, s);
}

static __attribute__((noinline)) Value concat_long(Vm *vm, Value a, Value b, Span s, Span t, uint32_t width, uint8_t ascii) {
  uint64_t length = (uint64_t)s.length + t.length, size = length * width;
  if (size > TEXT_LIMIT) return RAISE(vm, MemoryError, "");
  Str *left = AS(Str, vm, a);
  bool was_buffered = left->head.flags & STR_BUFFERED;
  if (was_buffered && width == s.width) {
    Raw *raw = at(vm, left->buffer);
    uint64_t used = (uint64_t)s.length * width;
    if (raw->used == used && size <= raw->size && in_cage(left->buffer + (uint64_t)offsetof(Raw, data), raw->size)) {
      if (!charge(vm, (size - used) / 8)) return V_FAIL;
      Value made = buffered(vm, left->buffer, (uint32_t)length, width, ascii);
      if (made == V_FAIL) return V_FAIL;
      TOUCH(vm, raw);
      span_copy(raw->data + used, width, t);
      raw->used = (uint32_t)size;
      return made;
    }
  }
  (void)b;
  uint64_t room = size + (was_buffered ? size : size / 8) + 32;
  if (room > TEXT_LIMIT) room = size;
  if (size > vm->memory_limit) return str_alloc(vm, (uint32_t)length, width) ? V_NONE : V_FAIL;
  if (!charge(vm, size / 8)) return V_FAIL;
  Raw *raw = raw_new(vm, (uint32_t)room);
  if (!raw) {
    /* Without the spare room it may still fit. */
    vm->retry = false;
    Str *plain = str_alloc(vm, (uint32_t)length, width);
    if (!plain) return V_FAIL;
    span_copy(plain->data, width, s);
    span_copy(plain->data + (size_t)s.length * width, width, t);
    return value_of(vm, plain);
  }
  Value made = buffered(vm, ref_of(vm, raw), (uint32_t)length, width, ascii);
  if (made == V_FAIL) return V_FAIL;
  raw->used = (uint32_t)size;
  span_copy(raw->data, width, s);
  span_copy(raw->data + (size_t)s.length * width, width, t);
  return made;
}

Value str_concat(Vm *vm, Value a, Value b) {
  Span s = str_span(vm, a), t = str_span(vm, b);
  if (s.length == 0) return str_exact(vm, b);
  if (t.length == 0) return str_exact(vm, a);
  uint32_t width = s.width > t.width ? s.width : t.width;
  uint8_t ascii = OBJECT(vm, a)->flags & OBJECT(vm, b)->flags & STR_ASCII;
  uint64_t length = (uint64_t)s.length + t.length;
  if (length * width >= BUFFERED_MIN) return concat_long(vm, a, b, s, t, width, ascii);
  Str *made = str_alloc(vm, (uint32_t)length, width);
  if (!made) return V_FAIL;
  made->head.flags |= ascii;
  if (width == 1) {
    bytes_take(made->data, s.data, s.length, 8); /* the characters of a whole str end with a word, and it has some */
    memcpy(made->data + s.length, t.data, t.length);
    return value_of(vm, made);
  }
  span_copy(made->data, width, s);
  span_copy(made->data + (size_t)s.length * width, width, t);
  return value_of(vm, made);
}

Value str_join(Vm *vm, Value separator, const Value *items, uint32_t count) {
  if (count == 0) return empty_str(vm);
  if (count == 1) return str_exact(vm, items[0]);
  if (!charge(vm, count)) return V_FAIL;
  Span sep = str_span(vm, separator);
  uint64_t length = (uint64_t)sep.length * (count - 1);
  uint32_t width = sep.length ? sep.width : 1;
  uint8_t ascii = sep.length ? OBJECT(vm, separator)->flags : STR_ASCII;
  for (uint32_t i = 0; i < count; i++) {
    Str *s = AS(Str, vm, items[i]);
    if (i + PREFETCH < count) __builtin_prefetch(OBJECT(vm, items[i + PREFETCH]));
    length += s->length;
    if (s->head.extra > width) width = s->head.extra;
    ascii &= s->head.flags;
  }
  CAGE_CHECK(vm, width == 1 || width == 2 || width == 4);
  if (length == 0) return empty_str(vm);
  Str *made = str_make(vm, length, width);
  if (!made) return V_FAIL;
  made->head.flags |= ascii & STR_ASCII;
  uint8_t *to = made->data, *end = to + length * width;
  if (width == 1 && sep.length <= 1) {
    for (uint32_t i = 0; i < count; i++) {
      Str *s = AS(Str, vm, items[i]);
      if (i + PREFETCH < count) __builtin_prefetch(OBJECT(vm, items[i + PREFETCH]));
      const uint8_t *from = str_data(vm, s);
      if (i && sep.length) {
        CAGE_CHECK(vm, to < end);
        *to++ = sep.data[0];
      }
      CAGE_CHECK(vm, s->length <= (uint64_t)(end - to));
      if (s->length - 1 < 8 && end - to >= 8) memcpy(to, from, 8); /* the characters end with a whole word */
      else memcpy(to, from, s->length);
      to += s->length;
    }
    return value_of(vm, made);
  }
  for (uint32_t i = 0; i < count; i++) {
    if (i && sep.length) {
      if (sep.length == 1 && width == 1) {
        *to = sep.data[0];
      } else {
        span_copy(to, width, sep);
      }
      to += (size_t)sep.length * width;
    }
    Span s = str_span(vm, items[i]);
    CAGE_CHECK(vm, s.width <= width && (uint64_t)s.length * width <= (uint64_t)(end - to));
    span_copy(to, width, s);
    to += (size_t)s.length * width;
  }
  return value_of(vm, made);
}

Value str_repeat(Vm *vm, Value v, int64_t times) {
  Span s = str_span(vm, v);
  if (times <= 0 || s.length == 0) return empty_str(vm);
  if (times == 1) return str_exact(vm, v);
  if (times > INT64_MAX / s.length) return RAISE(vm, OverflowError, "repeated string is too long");
  if (times > TEXT_LIMIT) return RAISE(vm, MemoryError, "");
  uint64_t length = (uint64_t)times * s.length;
  Str *made = str_make(vm, length, s.width);
  if (!made) return V_FAIL;
  made->head.flags |= OBJECT(vm, v)->flags & STR_ASCII;
  uint64_t unit = (uint64_t)s.length * s.width, total = length * s.width;
  if (unit == 1) {
    memset(made->data, s.data[0], total);
    return value_of(vm, made);
  }
  memcpy(made->data, s.data, unit);
  for (uint64_t done = unit; done < total;) {
    uint64_t take = done < total - done ? done : total - done;
    memcpy(made->data + done, made->data, take);
    done += take;
  }
  return value_of(vm, made);
}

/* ---- interning ----------------------------------------------------------------------------------------------------- */

static Value interned_in(Vm *vm, Ref table, Value v, int64_t hash) {
  Dict *d = at(vm, table);
  int64_t i = dict_find(vm, d, v, hash);
  return i < 0 ? V_UNDEFINED : dict_entry(vm, d, (uint32_t)i)->key;
}

Value str_intern(Vm *vm, Value v) {
  if (OBJECT(vm, v)->flags & STR_INTERNED) return v;
  Known *k = known(vm);
  if (!k->interned) return v;
  uint32_t short_hash = str_hash(vm, v);
  int64_t hash = hash_wide(short_hash);
  Value found = interned_in(vm, k->interned, v, hash);
  if (found != V_UNDEFINED) return found;
  bool building = vm->heap_start <= ((KNOWN + (Ref)sizeof(Known) + BLOCK_SIZE - 1) & ~(BLOCK_SIZE - 1));
  if (!building && vm->overlay) {
    found = interned_in(vm, vm->overlay, v, hash);
    if (found != V_UNDEFINED) return found;
  }
  /* A subclass's instance has its own life, and a name must not keep a large buffer alive. */
  if (!str_exactly(vm, v) || (OBJECT(vm, v)->flags & STR_BUFFERED)) {
    Span s = str_span(vm, v);
    if (s.length < 2) {
      v = str_from_span(vm, s);
      if (v == V_FAIL || OBJECT(vm, v)->flags & STR_INTERNED) return v;
    } else {
      Str *copy = str_make(vm, s.length, s.width);
      if (!copy) return V_FAIL;
      span_copy(copy->data, s.width, s);
      copy->hash = short_hash;
      v = value_of(vm, copy);
    }
  }
  if (!building && !vm->overlay) {
    Value made = dict_new(vm);
    if (made == V_FAIL) return V_FAIL;
    vm->overlay = to_ref(made);
  }
  Ref table = building ? k->interned : vm->overlay;
  if (!dict_insert_at_end(vm, at(vm, table), v, hash, v)) return V_FAIL;
  touch(vm, to_ref(v));
  OBJECT(vm, v)->flags |= STR_INTERNED;
  AS(Str, vm, v)->hash = short_hash;
  return v;
}

Value intern_c(Vm *vm, const char *name) {
  Value v = strlen(name) == 1 ? str_character(vm, (uint8_t)name[0]) : str_from_c(vm, name);
  return v == V_FAIL ? V_FAIL : str_intern(vm, v);
}

/* ---- Builder ------------------------------------------------------------------------------------------------------- */

void builder_start(Builder *b, Vm *vm) { *b = (Builder){.vm = vm, .width = 1}; }

static uint64_t raw_bytes(uint64_t size) { return (offsetof(Raw, data) + size + 7) & ~7ull; }

static __attribute__((noinline)) bool builder_grow(Builder *b, uint64_t need, uint32_t width) {
  Vm *vm = b->vm;
  if (need > TEXT_LIMIT || need * width > TEXT_LIMIT) {
    RAISE(vm, MemoryError, "");
    b->failed = true;
    return false;
  }
  uint64_t capacity = b->capacity ? (uint64_t)b->length * 2 : 48 / width;
  if (capacity < need) capacity = need;
  uint64_t size = raw_bytes(capacity * width) - offsetof(Raw, data);
  if (size > TEXT_LIMIT) size = need * width;
  if (b->raw && width == b->width && raw_bytes(size) < LARGE_SIZE) {
    /* The last object of the heap grows where it stands. */
    Ref start = ref_of(vm, b->raw);
    uint64_t old = raw_bytes(b->raw->size), more = raw_bytes(size) - old;
    if (start + old == vm->cursor && more <= vm->hole_end - vm->cursor) {
      SHOW(vm, vm->cursor, more);
      vm->cursor += (Ref)more;
      b->raw->size = (uint32_t)size;
      b->capacity = (uint32_t)(size / width);
      return true;
    }
  }
  Raw *raw = raw_new(vm, (uint32_t)size);
  if (!raw || (b->length && !charge(vm, (uint64_t)b->length * width / 8))) {
    b->failed = true;
    return false;
  }
  if (b->length) span_copy(raw->data, width, (Span){b->raw->data, b->length, b->width});
  b->raw = raw;
  b->width = (uint8_t)width;
  b->capacity = (uint32_t)(size / width);
  return true;
}

static inline bool builder_reserve(Builder *b, uint64_t more, uint32_t width) {
  if (b->failed) return false;
  if (width <= b->width && b->length + more <= b->capacity) return true;
  return builder_grow(b, b->length + more, width > b->width ? width : b->width);
}

void builder_char(Builder *b, uint32_t c) {
  if (!builder_reserve(b, 1, width_of(c))) return;
  if (b->width == 1) b->raw->data[b->length++] = (uint8_t)c;
  else if (b->width == 2) ((uint16_t *)b->raw->data)[b->length++] = (uint16_t)c;
  else ((uint32_t *)b->raw->data)[b->length++] = c;
}

void builder_fill(Builder *b, uint32_t c, uint64_t count) {
  if (count == 0 || !builder_reserve(b, count, width_of(c))) return;
  if (count > 64 && !charge(b->vm, count / 8)) {
    b->failed = true;
    return;
  }
  span_fill(b->raw->data + (size_t)b->length * b->width, b->width, c, (uint32_t)count);
  b->length += (uint32_t)count;
}

static void builder_span(Builder *b, Span s, uint32_t width) {
  if (s.length == 0 || !builder_reserve(b, s.length, width)) return;
  if (s.length > 64 && !charge(b->vm, (uint64_t)s.length * s.width / 8)) {
    b->failed = true;
    return;
  }
  span_copy(b->raw->data + (size_t)b->length * b->width, b->width, s);
  b->length += s.length;
}

void builder_ascii(Builder *b, const char *text, size_t size) {
  if (size > TEXT_LIMIT) size = TEXT_LIMIT;
  builder_span(b, (Span){(const uint8_t *)text, (uint32_t)size, 1}, 1);
}

void builder_c(Builder *b, const char *text) { builder_ascii(b, text, strlen(text)); }

void builder_str(Builder *b, Value v) {
  Span s = str_span(b->vm, v);
  builder_span(b, s, s.width);
}

void builder_part(Builder *b, Value v, uint32_t start, uint32_t end) {
  Span s = str_span(b->vm, v);
  if (end > s.length) end = s.length;
  if (start >= end) return;
  s = span_part(s, start, end);
  builder_span(b, s, span_width(s));
}

Value builder_end(Builder *b) {
  Vm *vm = b->vm;
  if (b->failed) return V_FAIL;
  if (b->length == 0) return empty_str(vm);
  if (b->length == 1) return str_character(vm, str_at(b->raw->data, b->width, 0));
  uint64_t held = raw_bytes(b->raw->size), needed = raw_bytes((uint64_t)b->length * b->width);
  if (held >= LARGE_SIZE) {
    b->raw->used = b->length * b->width;
    return buffered(vm, ref_of(vm, b->raw), b->length, b->width, 0);
  }
  /* A Raw becomes a Str where it stands: their characters begin at the same place. */
  _Static_assert(offsetof(Raw, data) == STR_HEADER, "a Raw becomes a Str in place");
  Ref start = ref_of(vm, b->raw);
  if (start + held == vm->cursor) {
    memset((uint8_t *)b->raw + needed, 0, held - needed); /* free memory reads as zero */
    vm->cursor = start + (Ref)needed;
    HIDE(vm, vm->cursor, held - needed);
  }
  Str *s = (Str *)b->raw;
  s->head.shape = SHAPE(vm, str);
  s->head.kind = KIND_STR;
  s->head.extra = b->width;
  s->length = b->length;
  s->hash = 0;
  return value_of(vm, s);
}

/* ---- repr ---------------------------------------------------------------------------------------------------------- */

Value str_repr(Vm *vm, Value v) {
  Span s = str_span(vm, v);
  if (!charge(vm, cost_of(s.length))) return V_FAIL;
  uint32_t single = 0, twofold = 0;
  bool plain = true;
  for (uint32_t i = 0; i < s.length; i++) {
    uint32_t c = span_at(s, i);
    if (c == '\'') single++;
    else if (c == '"') twofold++;
    else if (c == '\\' || c < ' ' || c >= 0x7F) plain = false;
  }
  uint32_t quote = single && !twofold ? '"' : '\'';
  if (plain && (!single || !twofold)) {
    Str *made = str_make(vm, (uint64_t)s.length + 2, 1);
    if (!made) return V_FAIL;
    made->data[0] = made->data[s.length + 1] = (uint8_t)quote;
    span_copy(made->data + 1, 1, s);
    made->head.flags |= STR_ASCII;
    return value_of(vm, made);
  }
  static const char hex[] = "0123456789abcdef";
  Builder b;
  builder_start(&b, vm);
  builder_char(&b, quote);
  for (uint32_t i = 0; i < s.length && !b.failed; i++) {
    uint32_t c = span_at(s, i);
    if (c == quote || c == '\\') {
      builder_char(&b, '\\');
      builder_char(&b, c);
    } else if (c == '\t' || c == '\n' || c == '\r') {
      builder_char(&b, '\\');
      builder_char(&b, c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
    } else if (c >= ' ' && c < 0x7F) {
      builder_char(&b, c);
    } else if (unicode_is_printable(c)) {
      builder_char(&b, c);
    } else {
      char text[10] = {'\\', c < 0x100 ? 'x' : c < 0x10000 ? 'u' : 'U'};
      uint32_t digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
      for (uint32_t d = 0; d < digits; d++) text[2 + d] = hex[c >> 4 * (digits - 1 - d) & 15];
      builder_ascii(&b, text, 2 + digits);
    }
  }
  builder_char(&b, quote);
  return builder_end(&b);
}

/* ---- arguments with __index__ --------------------------------------------------------------------------------------- */

/* native: number in the engine's table; mask: which of a0 .. a5 are to be ints; given: n. */
SHARED_RESUMABLE(index_arguments, 1, "(native, mask, given, a0, a1, a2, a3, a4, a5, /)", "") {
  enum { NATIVE_, MASK, GIVEN, FIRST, NEXT = FIRST + 6 };
  STEPS
    a[NEXT] = from_small(0);
    while (to_small(a[NEXT]) < 6) {
      if (to_small(a[MASK]) >> to_small(a[NEXT]) & 1 && is_ref(a[FIRST + (to_small(a[NEXT]) & 7) % 6])) {
        Value index;
        AWAIT(1, index, object_index(vm, a[FIRST + (to_small(a[NEXT]) & 7) % 6]));
        a[FIRST + (to_small(a[NEXT]) & 7) % 6] = index;
      }
      a[NEXT] = from_small(to_small(a[NEXT]) + 1);
      CHECKPOINT(3);
    }
    {
      const NativeInfo *info = native_info(vm, (uint32_t)to_small(a[NATIVE_]));
      CAGE_CHECK(vm, !info->resumable);
      Value result;
      AWAIT(2, result, info->function(vm, a + FIRST, (uint32_t)to_small(a[GIVEN])));
      return result;
    }
  END_STEPS
}

int index_ask(Vm *vm, Value v) {
  if (v != V_UNDEFINED && special_of(vm, v, SP_index) != V_UNDEFINED) return 0;
  RAISE(vm, TypeError, "'%T' object cannot be interpreted as an integer", v);
  return -1;
}

int bound_ask(Vm *vm, Value v) {
  if (special_of(vm, v, SP_index) != V_UNDEFINED) return 0;
  RAISE(vm, TypeError, "slice indices must be integers or None or have an __index__ method");
  return -1;
}

Value with_indices(Vm *vm, NativeInfo *info, const Value *a, uint32_t parameters, uint32_t mask, uint32_t count) {
  Value arguments[9] = {from_small(info->index), from_small(mask), from_small(count)};
  for (uint32_t i = 0; i < 6; i++) arguments[3 + i] = i < parameters ? a[i] : V_UNDEFINED;
  return enter(vm, &index_arguments_info, 9, arguments);
}

/* slice: a Slice; its members are asked for their __index__, then native(self, slice, value) runs. */
SHARED_RESUMABLE(slice_arguments, 1, "(native, self, slice, value, start, stop, step, /)", "") {
  enum { NATIVE_, SELF, SLICE, VALUE, START, STOP, STEP, NEXT };
  STEPS
    a[NEXT] = from_small(0);
    while (to_small(a[NEXT]) < 3) {
      if (is_ref(a[START + (to_small(a[NEXT]) & 3) % 3])) {
        Value index;
        AWAIT(1, index, object_index(vm, a[START + (to_small(a[NEXT]) & 3) % 3]));
        a[START + (to_small(a[NEXT]) & 3) % 3] = index;
      }
      a[NEXT] = from_small(to_small(a[NEXT]) + 1);
    }
    a[SLICE] = slice_new(vm, a[START], a[STOP], a[STEP]);
    if (a[SLICE] == V_FAIL) return V_FAIL;
    CHECKPOINT(4);
    {
      const NativeInfo *info = native_info(vm, (uint32_t)to_small(a[NATIVE_]));
      CAGE_CHECK(vm, !info->resumable);
      Value result;
      AWAIT(2, result, info->function(vm, a + SELF, 3));
      return result;
    }
  END_STEPS
}

bool slice_is_simple(Vm *vm, Value v) {
  Slice *s = AS(Slice, vm, v);
  return (s->start == V_NONE || int_check(vm, s->start)) && (s->stop == V_NONE || int_check(vm, s->stop)) &&
         (s->step == V_NONE || int_check(vm, s->step));
}

Value with_slice_indices(Vm *vm, NativeInfo *info, Value self, Value key, Value value) {
  Slice *s = AS(Slice, vm, key);
  Value members[3] = {s->start, s->stop, s->step};
  for (int i = 0; i < 3; i++)
    if (members[i] != V_NONE && !int_check(vm, members[i]) && special_of(vm, members[i], SP_index) == V_UNDEFINED)
      return RAISE(vm, TypeError, "slice indices must be integers or None or have an __index__ method");
  return enter(vm, &slice_arguments_info, 7,
               (const Value[]){from_small(info->index), self, key, value, members[0], members[1], members[2]});
}
