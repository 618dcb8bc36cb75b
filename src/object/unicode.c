/*
 * Unicode, over tables that tools/make_unicode.py makes at build time. Two levels: the upper bits of a code point choose a block of 128,
 * the lower ones the number of a record in it; equal blocks and equal records are stored once.
 */
#include "object/unicode.h"

#include <string.h>

#include "object/unicode_tables.h"

#define LIMIT 0x110000u

#define RECORD(table, c)                                                                                               \
  (table##_records[(c) < LIMIT ? table##_second[((uint32_t)table##_first[(c) >> BLOCK_SHIFT] << BLOCK_SHIFT) +         \
                                                ((c) & ((1u << BLOCK_SHIFT) - 1))]                                     \
                               : 0])

/* charmap_names[..].table is the upper half of an encoding; the table behind it is the lower half where that is not ASCII. */
static int find_charmap(const char *name) {
  for (size_t i = 0; i < sizeof charmap_names / sizeof *charmap_names; i++)
    if (!strcmp(charmap_names[i].name, name)) return (int)i;
  return -1;
}

const uint16_t *unicode_charmap(const char *name) {
  int i = find_charmap(name);
  return i < 0 || charmap_names[i].lower ? NULL : charmap_tables[charmap_names[i].table];
}

bool unicode_charmap_whole(const char *name, uint16_t map[256]) {
  int i = find_charmap(name);
  if (i < 0) return false;
  for (uint16_t byte = 0; byte < 128; byte++) {
    map[byte] = charmap_names[i].lower ? charmap_tables[charmap_names[i].table + 1][byte] : byte;
    map[128 + byte] = charmap_tables[charmap_names[i].table][byte];
  }
  return true;
}

static inline uint32_t flags_of(uint32_t c) { return RECORD(character, c).flags; }

bool unicode_is_alpha(uint32_t c) { return flags_of(c) & IS_ALPHA; }
bool unicode_is_decimal(uint32_t c) { return flags_of(c) & IS_DECIMAL; }
bool unicode_is_digit(uint32_t c) { return flags_of(c) & IS_DIGIT; }
bool unicode_is_numeric(uint32_t c) { return flags_of(c) & IS_NUMERIC; }
bool unicode_is_alnum(uint32_t c) { return flags_of(c) & (IS_ALPHA | IS_DECIMAL | IS_DIGIT | IS_NUMERIC); }
bool unicode_is_space(uint32_t c) { return flags_of(c) & IS_SPACE; }
bool unicode_is_printable(uint32_t c) { return flags_of(c) & IS_PRINTABLE; }
bool unicode_is_lower(uint32_t c) { return flags_of(c) & IS_LOWER; }
bool unicode_is_upper(uint32_t c) { return flags_of(c) & IS_UPPER; }
bool unicode_is_title(uint32_t c) { return flags_of(c) & IS_TITLE; }
bool unicode_is_line_break(uint32_t c) { return flags_of(c) & IS_LINE_BREAK; }
bool unicode_is_identifier(uint32_t c, bool start) { return flags_of(c) & (start ? IS_XID_START : IS_XID_CONTINUE); }
bool unicode_is_cased(uint32_t c) { return flags_of(c) & IS_CASED; }
bool unicode_is_case_ignorable(uint32_t c) { return flags_of(c) & IS_CASE_IGNORABLE; }

int unicode_decimal_value(uint32_t c) { return RECORD(character, c).decimal - 1; }
int unicode_digit_value(uint32_t c) { return RECORD(character, c).digit - 1; }

/* Place of `wanted` in an ascending array, or -1. */
static int64_t search(const uint32_t *codes, size_t count, uint32_t wanted) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (codes[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low < count && codes[low] == wanted ? (int64_t)low : -1;
}
#define COUNT(array) (sizeof(array) / sizeof *(array))

bool unicode_numeric_value(uint32_t c, double *out) {
  int64_t i = search(numeric_codes, COUNT(numeric_codes), c);
  if (i >= 0) *out = numeric_values[i];
  return i >= 0;
}

/* ---- case -------------------------------------------------------------------------------------------------------------- */

enum { TO_UPPER, TO_LOWER, TO_TITLE, TO_FOLD };

static uint32_t extended(uint32_t number, int which, uint32_t out[3]) {
  uint32_t n = 0;
  while (n < 3 && extended_cases[number].to[which][n]) {
    out[n] = extended_cases[number].to[which][n];
    n++;
  }
  return n;
}

uint32_t unicode_to_upper(uint32_t c, uint32_t out[3]) {
  if (flags_of(c) & IS_EXTENDED) return extended((uint32_t)RECORD(character, c).upper, TO_UPPER, out);
  out[0] = c + (uint32_t)RECORD(character, c).upper;
  return 1;
}

uint32_t unicode_to_lower(uint32_t c, uint32_t out[3]) {
  if (flags_of(c) & IS_EXTENDED) return extended((uint32_t)RECORD(character, c).upper, TO_LOWER, out);
  out[0] = c + (uint32_t)RECORD(character, c).lower;
  return 1;
}

uint32_t unicode_to_title(uint32_t c, uint32_t out[3]) {
  if (flags_of(c) & IS_EXTENDED) return extended((uint32_t)RECORD(character, c).upper, TO_TITLE, out);
  out[0] = c + (uint32_t)RECORD(character, c).title;
  return 1;
}

uint32_t unicode_casefold(uint32_t c, uint32_t out[3]) {
  if (flags_of(c) & IS_EXTENDED) return extended((uint32_t)RECORD(character, c).upper, TO_FOLD, out);
  out[0] = c + (uint32_t)RECORD(character, c).lower;
  return 1;
}

uint32_t unicode_simple_lower(uint32_t c) {
  uint32_t out[3] = {c};
  unicode_to_lower(c, out);
  return out[0];
}

uint32_t unicode_simple_upper(uint32_t c) {
  uint32_t out[3] = {c};
  unicode_to_upper(c, out);
  return out[0];
}

/* ---- the database -------------------------------------------------------------------------------------------------------- */

const char *unicode_category(uint32_t c) { return category_names[RECORD(database, c).category]; }
const char *unicode_bidirectional(uint32_t c) { return bidirectional_names[RECORD(database, c).bidirectional]; }
const char *unicode_east_asian_width(uint32_t c) { return width_names[RECORD(database, c).width]; }
uint32_t unicode_combining(uint32_t c) { return RECORD(database, c).combining; }
bool unicode_mirrored(uint32_t c) { return RECORD(database, c).mirrored; }
const char *unicode_version(void) { return UNICODE_VERSION; }

uint32_t unicode_decomposition(uint32_t c, const uint32_t **points, const char **tag) {
  int64_t i = search(decomposition_codes, COUNT(decomposition_codes), c);
  if (i < 0) return 0;
  *points = decomposition_points + decomposition_offsets[i];
  *tag = tag_names[decomposition_tags[i]];
  return (uint32_t)decomposition_offsets[i + 1] - decomposition_offsets[i];
}

/* ---- names ----------------------------------------------------------------------------------------------------------------- */

enum { HANGUL = 0xAC00, HANGUL_COUNT = 11172, JAMO_L = 0x1100, JAMO_V = 0x1161, JAMO_T = 0x11A7, L_COUNT = 19, V_COUNT = 21, T_COUNT = 28 };

static const char *const jamo_l[] = {"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
static const char *const jamo_v[] = {"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE",
                                     "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"};
static const char *const jamo_t[] = {"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT",
                                     "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"};

static bool is_ideograph(uint32_t c) {
  for (size_t i = 0; i < COUNT(ideographs); i++)
    if (c >= ideographs[i].first && c <= ideographs[i].last) return true;
  return false;
}

typedef struct Out {
  char *text;
  size_t size;
} Out;

static void put(Out *o, const char *text, size_t size) {
  if (o->size + size > 127) size = 127 - o->size;
  memcpy(o->text + o->size, text, size);
  o->size += size;
}

static void put_hexadecimal(Out *o, uint32_t c) {
  char digits[8];
  int n = 0;
  for (int shift = c >= 0x100000 ? 20 : c >= 0x10000 ? 16 : 12; shift >= 0; shift -= 4) digits[n++] = "0123456789ABCDEF"[c >> shift & 15];
  put(o, digits, (size_t)n);
}

static size_t name_of_entry(size_t i, char out[128]) {
  Out o = {out, 0};
  for (uint32_t at = name_offsets[i]; at < name_offsets[i + 1];) {
    uint32_t token = name_tokens[at++];
    if (token >= ONE_BYTE_TOKENS) token = ONE_BYTE_TOKENS + ((token - ONE_BYTE_TOKENS) << 8 | name_tokens[at++]);
    if (token == 0) {
      put_hexadecimal(&o, name_codes[i]);
      continue;
    }
    if (o.size) put(&o, " ", 1);
    put(&o, word_text + word_places[token - 1], word_places[token] - word_places[token - 1]);
  }
  return o.size;
}

size_t unicode_name(uint32_t c, char out[128]) {
  char own[128];
  Out o = {out ? out : own, 0};
  if (c >= HANGUL && c < HANGUL + HANGUL_COUNT) {
    uint32_t s = c - HANGUL;
    const char *parts[] = {"HANGUL SYLLABLE ", jamo_l[s / (V_COUNT * T_COUNT)], jamo_v[s / T_COUNT % V_COUNT], jamo_t[s % T_COUNT]};
    for (int i = 0; i < 4; i++) put(&o, parts[i], strlen(parts[i]));
    return o.size;
  }
  if (is_ideograph(c)) {
    put(&o, "CJK UNIFIED IDEOGRAPH-", 22);
    put_hexadecimal(&o, c);
    return o.size;
  }
  int64_t i = search(name_codes, NAMES, c);
  return i < 0 ? 0 : name_of_entry((size_t)i, o.text);
}

static bool match_jamo(const char **at, const char *end, const char *const *jamo, uint32_t count, uint32_t *which) {
  size_t best = 0;
  bool found = false;
  for (uint32_t i = 0; i < count; i++) {
    size_t n = strlen(jamo[i]);
    if (n > (size_t)(end - *at) || memcmp(jamo[i], *at, n) || (found && n <= best)) continue;
    best = n;
    *which = i;
    found = true;
  }
  *at += best;
  return found;
}

bool unicode_name_lookup(const char *given, size_t size, uint32_t *out) {
  char name[128], other[128];
  if (size == 0 || size > 127) return false;
  for (size_t i = 0; i < size; i++) name[i] = given[i] >= 'a' && given[i] <= 'z' ? (char)(given[i] - 32) : given[i];
  const char *end;
  /* As in CPython, names that follow a rule are to be given in capitals. */
  if (size > 16 && !memcmp(given, "HANGUL SYLLABLE ", 16)) {
    const char *at = given + 16;
    end = given + size;
    uint32_t l = 0, v = 0, t = 0;
    if (match_jamo(&at, end, jamo_l, L_COUNT, &l) && match_jamo(&at, end, jamo_v, V_COUNT, &v) &&
        match_jamo(&at, end, jamo_t, T_COUNT, &t) && at == end) {
      *out = HANGUL + (l * V_COUNT + v) * T_COUNT + t;
      return true;
    }
  }
  if ((size == 26 || size == 27) && !memcmp(given, "CJK UNIFIED IDEOGRAPH-", 22)) {
    uint32_t c = 0;
    for (const char *p = given + 22; p < given + size; p++) {
      if (!((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'F'))) return false;
      c = c << 4 | (uint32_t)(*p <= '9' ? *p - '0' : *p - 'A' + 10);
    }
    if (!is_ideograph(c)) return false;
    *out = c;
    return true;
  }
  size_t low = 0, high = NAMES;
  while (low < high) {
    size_t middle = (low + high) / 2, n = name_of_entry(name_order[middle], other);
    int order = memcmp(other, name, n < size ? n : size);
    if (order == 0 && n == size) {
      *out = name_codes[name_order[middle]];
      return true;
    }
    if (order < 0 || (order == 0 && n < size)) low = middle + 1;
    else high = middle;
  }
  for (size_t i = 0; i < COUNT(name_aliases); i++) {
    if (strlen(name_aliases[i].name) != size || memcmp(name_aliases[i].name, name, size)) continue;
    *out = name_aliases[i].code;
    return true;
  }
  return false;
}

/* ---- normalisation (Unicode Standard Annex 15) -------------------------------------------------------------------------------- */

typedef struct Points {
  uint32_t *data;
  size_t count, room;
} Points;

static bool push(Points *p, uint32_t c) {
  if (p->count >= p->room) return false;
  p->data[p->count++] = c;
  return true;
}

/* Decompositions nest, at most a few levels: the tables are acyclic. */
static bool decompose(Points *p, uint32_t c, bool compatible, uint32_t depth) {
  if (c < 0xA0) return push(p, c);
  if (c >= HANGUL && c < HANGUL + HANGUL_COUNT) {
    uint32_t s = c - HANGUL;
    if (!push(p, JAMO_L + s / (V_COUNT * T_COUNT)) || !push(p, JAMO_V + s / T_COUNT % V_COUNT)) return false;
    return s % T_COUNT == 0 || push(p, JAMO_T + s % T_COUNT);
  }
  const uint32_t *points;
  const char *tag;
  uint32_t count = unicode_decomposition(c, &points, &tag);
  if (count == 0 || (tag[0] && !compatible) || depth > 20) return push(p, c);
  for (uint32_t i = 0; i < count; i++)
    if (!decompose(p, points[i], compatible, depth + 1)) return false;
  return true;
}

static void reverse(uint32_t *d, size_t n) {
  for (size_t i = 0, j = n; i + 1 < j; i++) {
    j--;
    uint32_t c = d[i];
    d[i] = d[j];
    d[j] = c;
  }
}

/* Moves what has the bit of its class clear to the front, keeping order; answers how many. Depth: log2 n. */
static size_t partition(uint32_t *d, size_t n, uint32_t bit) {
  if (n == 0) return 0;
  if (n == 1) return !(unicode_combining(d[0]) & bit);
  size_t half = n / 2, left = partition(d, half, bit), right = partition(d + half, n - half, bit);
  /* [0 left) clear, [left half) set, [half, half + right) clear: exchange the two in the middle. */
  reverse(d + left, half - left);
  reverse(d + half, right);
  reverse(d + left, half - left + right);
  return left + right;
}

/* Orders a run of combining characters by class, stably; in n log n also for a run of a million. */
static void order_run(uint32_t *d, size_t n) {
  if (n <= 32) {
    for (size_t i = 1; i < n; i++) {
      uint32_t c = d[i], class = unicode_combining(c);
      size_t j = i;
      for (; j > 0 && unicode_combining(d[j - 1]) > class; j--) d[j] = d[j - 1];
      d[j] = c;
    }
    return;
  }
  for (uint32_t bit = 1; bit < 256; bit <<= 1) partition(d, n, bit);
}

static uint32_t compose(uint32_t a, uint32_t b) {
  if (a - JAMO_L < L_COUNT && b - JAMO_V < V_COUNT) return HANGUL + ((a - JAMO_L) * V_COUNT + (b - JAMO_V)) * T_COUNT;
  if (a - HANGUL < HANGUL_COUNT && (a - HANGUL) % T_COUNT == 0 && b - (JAMO_T + 1) < T_COUNT - 1) return a + (b - JAMO_T);
  size_t low = 0, high = COUNT(compositions);
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (compositions[middle].first < a || (compositions[middle].first == a && compositions[middle].second < b)) low = middle + 1;
    else high = middle;
  }
  if (low < COUNT(compositions) && compositions[low].first == a && compositions[low].second == b) return compositions[low].whole;
  return 0;
}

size_t unicode_normalise(UnicodeForm form, const uint32_t *in, size_t count, uint32_t *out, size_t room) {
  Points p = {out, 0, room};
  bool compatible = form == FORM_NFKC || form == FORM_NFKD;
  for (size_t i = 0; i < count; i++)
    if (!decompose(&p, in[i], compatible, 0)) return SIZE_MAX;
  for (size_t i = 0; i < p.count;) {
    if (out[i] < 0x300 || unicode_combining(out[i]) == 0) {
      i++;
      continue;
    }
    size_t end = i + 1;
    while (end < p.count && unicode_combining(out[end])) end++;
    order_run(out + i, end - i);
    i = end;
  }
  if (form == FORM_NFD || form == FORM_NFKD) return p.count;
  size_t length = 0, starter = SIZE_MAX;
  uint32_t last = 0; /* class of the last character kept */
  for (size_t i = 0; i < p.count; i++) {
    uint32_t c = out[i], class = c < 0x300 ? 0 : unicode_combining(c);
    if (starter != SIZE_MAX && (length - 1 == starter || last < class)) {
      uint32_t whole = c < 0x300 ? 0 : compose(out[starter], c);
      if (whole) {
        out[starter] = whole;
        continue;
      }
    }
    if (class == 0) starter = length;
    last = class;
    out[length++] = c;
  }
  return length;
}

static size_t decode_utf8(const char *text, size_t size, uint32_t *out, size_t room) {
  size_t n = 0;
  for (size_t i = 0; i < size;) {
    uint8_t lead = (uint8_t)text[i++];
    uint32_t c = lead, more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    if (more) c = lead & (0x3Fu >> more);
    for (; more && i < size; more--) c = c << 6 | ((uint8_t)text[i++] & 0x3F);
    if (n == room) return SIZE_MAX;
    out[n++] = c;
  }
  return n;
}

bool unicode_normalise_identifier(const char *text, size_t size, char *out, size_t room, size_t *written) {
  uint32_t small[64 + 64 * 18], *in = small, *normal = small + 64;
  size_t in_room = 64, normal_room = 64 * 18, out_room = room;
  if (size > 64) {
    /* A long name is worked on in the caller's space: a quarter for the result, one for the input, the rest for what becomes of it. */
    uintptr_t start = ((uintptr_t)out + room / 4 + 3) & ~(uintptr_t)3, end = ((uintptr_t)out + room) & ~(uintptr_t)3;
    if (end <= start) return false;
    size_t words = (end - start) / 4;
    in = (uint32_t *)start;
    in_room = words / 3;
    normal = in + in_room;
    normal_room = words - in_room;
    out_room = room / 4;
  }
  size_t count = decode_utf8(text, size, in, in_room);
  if (count == SIZE_MAX) return false;
  size_t length = unicode_normalise(FORM_NFKC, in, count, normal, normal_room);
  if (length == SIZE_MAX) return false;
  *written = 0;
  if (length == count && memcmp(in, normal, count * 4) == 0) return true;
  size_t used = 0;
  for (size_t i = 0; i < length; i++) {
    uint8_t bytes[4];
    uint32_t n = unicode_encode_utf8(normal[i], bytes);
    if (used + n > out_room) return false;
    memcpy(out + used, bytes, n);
    used += n;
  }
  *written = used;
  return true;
}
