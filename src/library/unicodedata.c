/* Module unicodedata, over the tables of object/unicode.c. */
#include "object/text.h"
#include "object/unicode.h"

static bool character_argument(Vm *vm, Value v, const char *name, uint32_t *c) {
  if (!str_check(vm, v)) {
    RAISE(vm, TypeError, "%s() argument must be a unicode character, not %N", name, v);
    return false;
  }
  Span s = str_span(vm, v);
  if (s.length != 1) {
    RAISE(vm, TypeError, "%s() argument must be a unicode character, not str", name);
    return false;
  }
  *c = span_at(s, 0);
  return true;
}

#define QUESTION(id, name, doc, answer)                                                                                \
  NATIVE(id, "(chr, /)", doc) {                                                                                        \
    uint32_t c;                                                                                                        \
    if (!character_argument(vm, a[0], name, &c)) return V_FAIL;                                                        \
    return answer;                                                                                                     \
  }
QUESTION(unicodedata_category, "category", "Returns the general category assigned to the character chr as string.", str_from_c(vm, unicode_category(c)))
QUESTION(unicodedata_bidirectional, "bidirectional", "Returns the bidirectional class assigned to the character chr as string.", str_from_c(vm, unicode_bidirectional(c)))
QUESTION(unicodedata_east_asian_width, "east_asian_width", "Returns the east asian width assigned to the character chr as string.", str_from_c(vm, unicode_east_asian_width(c)))
QUESTION(unicodedata_combining, "combining", "Returns the canonical combining class assigned to the character chr as integer.", from_small(unicode_combining(c)))
QUESTION(unicodedata_mirrored, "mirrored", "Returns the mirrored property assigned to the character chr as integer.", from_small(unicode_mirrored(c)))

NATIVE(unicodedata_decomposition, "(chr, /)", "Returns the character decomposition mapping assigned to the character chr as string.") {
  uint32_t c;
  if (!character_argument(vm, a[0], "decomposition", &c)) return V_FAIL;
  const uint32_t *points;
  const char *tag;
  uint32_t count = unicode_decomposition(c, &points, &tag);
  Builder b;
  builder_start(&b, vm);
  if (count && tag[0]) builder_c(&b, tag);
  for (uint32_t i = 0; i < count; i++) {
    if (i || tag[0]) builder_char(&b, ' ');
    for (int shift = points[i] >= 0x100000 ? 20 : points[i] >= 0x10000 ? 16 : 12; shift >= 0; shift -= 4)
      builder_char(&b, (uint8_t)"0123456789ABCDEF"[points[i] >> shift & 15]);
  }
  return builder_end(&b);
}

static Value absent(Vm *vm, Value fallback, const char *message) { return fallback != V_UNDEFINED ? fallback : RAISE(vm, ValueError, message); }

static bool first_character(Vm *vm, Value v, const char *name, uint32_t *c) {
  if (str_check(vm, v) && AS(Str, vm, v)->length == 1) return character_argument(vm, v, name, c);
  RAISE(vm, TypeError, "%s() argument 1 must be a unicode character, not %N", name, v);
  return false;
}

NATIVE(unicodedata_decimal, "(chr, default=None, /)", "Converts a Unicode character into its equivalent decimal value.") {
  uint32_t c;
  if (!first_character(vm, a[0], "decimal", &c)) return V_FAIL;
  int n_ = unicode_decimal_value(c);
  return n_ < 0 ? absent(vm, a[1], "not a decimal") : from_small(n_);
}
NATIVE(unicodedata_digit, "(chr, default=None, /)", "Converts a Unicode character into its equivalent digit value.") {
  uint32_t c;
  if (!first_character(vm, a[0], "digit", &c)) return V_FAIL;
  int n_ = unicode_digit_value(c);
  return n_ < 0 ? absent(vm, a[1], "not a digit") : from_small(n_);
}
NATIVE(unicodedata_numeric, "(chr, default=None, /)", "Converts a Unicode character into its equivalent numeric value.") {
  uint32_t c;
  double d;
  if (!first_character(vm, a[0], "numeric", &c)) return V_FAIL;
  return unicode_numeric_value(c, &d) ? from_double(d) : absent(vm, a[1], "not a numeric character");
}

NATIVE(unicodedata_name, "(chr, default=None, /)", "Returns the name assigned to the character chr as a string.") {
  uint32_t c;
  char name[128];
  if (!first_character(vm, a[0], "name", &c) || !charge(vm, 20)) return V_FAIL;
  size_t size = unicode_name(c, name);
  return size ? str_from_utf8(vm, name, size) : absent(vm, a[1], "no such name");
}

NATIVE(unicodedata_lookup, "(name, /)", "Look up character by name.") {
  if (!str_check(vm, a[0])) return RAISE(vm, TypeError, "lookup() argument must be str, not %N", a[0]);
  Span s = str_span(vm, a[0]);
  uint32_t c;
  if (!charge(vm, 200)) return V_FAIL;
  if (s.width == 1 && unicode_name_lookup((const char *)s.data, s.length, &c)) return str_character(vm, c);
  return RAISE(vm, KeyError, "undefined character name '%S'", a[0]);
}

static const char *const forms[] = {"NFC", "NFD", "NFKC", "NFKD"};

/* The normal form; V_NONE when v is in it already. */
static Value normal_form(Vm *vm, Value form, Value v) {
  int which = 0;
  while (which < 4 && !str_is(vm, form, forms[which])) which++;
  if (which == 4) return RAISE(vm, ValueError, "invalid normalization form");
  Span s = str_span(vm, v);
  if (!charge(vm, cost_of((uint64_t)s.length))) return V_FAIL;
  if (s.length == 0 || span_is_ascii(s)) return V_NONE;
  if (!charge(vm, (uint64_t)s.length * 16)) return V_FAIL;
  Raw *in = s.length <= TEXT_LIMIT / 4 ? raw_new(vm, s.length * 4) : NULL;
  if (!in) return V_FAIL;
  span_copy(in->data, 4, s);
  /* Few characters become many: the room is tried in two sizes. */
  for (uint64_t factor = 2; factor <= 18; factor += 16) {
    uint64_t room = s.length * factor + 32;
    if (room > TEXT_LIMIT / 4) return RAISE(vm, MemoryError, "");
    if (!charge(vm, room)) return V_FAIL;
    Raw *out = raw_new(vm, (uint32_t)room * 4);
    if (!out) return V_FAIL;
    size_t count = unicode_normalise((UnicodeForm)which, (const uint32_t *)in->data, s.length, (uint32_t *)out->data, room);
    if (count == SIZE_MAX) continue;
    if (count == s.length && !memcmp(in->data, out->data, count * 4)) return V_NONE;
    return str_from_span(vm, (Span){out->data, (uint32_t)count, 4});
  }
  return RAISE(vm, MemoryError, "");
}

static bool strings(Vm *vm, Value *a, const char *name) {
  for (int i = 0; i < 2; i++)
    if (!str_check(vm, a[i])) {
      RAISE(vm, TypeError, "%s() argument %d must be str, not %N", name, i + 1, a[i]);
      return false;
    }
  return true;
}

NATIVE(unicodedata_normalize, "(form, unistr, /)", "Return the normal form 'form' for the Unicode string unistr.") {
  if (!strings(vm, a, "normalize")) return V_FAIL;
  Value normal = normal_form(vm, a[0], a[1]);
  return normal == V_NONE ? str_exact(vm, a[1]) : normal;
}

NATIVE(unicodedata_is_normalized, "(form, unistr, /)", "Return whether the Unicode string unistr is in the normal form 'form'.") {
  if (!strings(vm, a, "is_normalized")) return V_FAIL;
  Value normal = normal_form(vm, a[0], a[1]);
  return normal == V_FAIL ? V_FAIL : from_bool(normal == V_NONE);
}

/* The module's unidata_version is this string. */
NATIVE(unicodedata_version, "()", "The version of the Unicode database.") { return str_from_c(vm, unicode_version()); }

const NativeEntry unicodedata_entries[] = {
  FUNCTION("category", unicodedata_category), FUNCTION("bidirectional", unicodedata_bidirectional),
  FUNCTION("east_asian_width", unicodedata_east_asian_width), FUNCTION("combining", unicodedata_combining),
  FUNCTION("mirrored", unicodedata_mirrored), FUNCTION("decomposition", unicodedata_decomposition),
  FUNCTION("decimal", unicodedata_decimal), FUNCTION("digit", unicodedata_digit), FUNCTION("numeric", unicodedata_numeric),
  FUNCTION("name", unicodedata_name), FUNCTION("lookup", unicodedata_lookup), FUNCTION("normalize", unicodedata_normalize),
  FUNCTION("is_normalized", unicodedata_is_normalized), FUNCTION("_version", unicodedata_version), END_OF_ENTRIES,
};
