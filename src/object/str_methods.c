/*
 * The methods of str. What they share with bytes is in text.c; `%` in percent.c, format in str_format.c; tables of characters in
 * unicode.c. The receiver may be an instance of a subclass; results are of type str exactly.
 */
#include "object/containers.h"
#include "object/text.h"
#include "object/unicode.h"

/* ---- construction -------------------------------------------------------------------------------------------------- */

/* A copy of s as an instance of cls, a subtype of str. */
static Value str_as(Vm *vm, Ref cls, Value v) {
  if (cls == TYPE(vm, str)) return str_exact(vm, v);
  Span s = str_span(vm, v);
  uint64_t size = (uint64_t)s.length * s.width;
  if (!charge(vm, cost_of(size))) return V_FAIL;
  Str *made = object_new(vm, cls, STR_HEADER + size);
  if (!made) return V_FAIL;
  made->head.extra = (uint16_t)s.width;
  made->length = s.length;
  span_copy(made->data, s.width, s);
  return value_of(vm, made);
}

SHARED_RESUMABLE(str_new_subclass, 0, "(cls, object, /)", "") {
  STEPS
    {
      Value text;
      AWAIT(1, text, object_str(vm, a[1]));
      return str_as(vm, to_ref(a[0]), text);
    }
  END_STEPS
}

NATIVE(str_new, "(cls, object='', encoding='utf-8', errors='strict')", "Create a new string object from the given object.") {
  Ref cls = to_ref(a[0]);
  for (uint32_t i = 2; i < 4; i++)
    if (a[i] != V_UNDEFINED && !str_check(vm, a[i]))
      return RAISE(vm, TypeError, "str() argument '%s' must be str, not %N", i == 2 ? "encoding" : "errors", a[i]);
  if (a[1] == V_UNDEFINED) return str_as(vm, cls, empty_str(vm));
  if (a[2] == V_UNDEFINED && a[3] == V_UNDEFINED) {
    if (cls == TYPE(vm, str)) {
      if (is_ref(a[1]) && str_check(vm, a[1]) && str_exactly(vm, a[1])) return a[1];
      return object_str(vm, a[1]);
    }
    return enter(vm, &str_new_subclass_info, 2, a);
  }
  const uint8_t *data;
  uint32_t size;
  if (str_check(vm, a[1])) return RAISE(vm, TypeError, "decoding str is not supported");
  if (!buffer_of(vm, a[1], &data, &size)) return RAISE(vm, TypeError, "decoding to str: need a bytes-like object, %T found", a[1]);
  Value text = codec_decode(vm, data, size, a[1], a[2], a[3]);
  return text == V_FAIL ? V_FAIL : str_as(vm, cls, text);
}

/* ---- comparison and the like ---------------------------------------------------------------------------------------- */

#define COMPARISON(id, condition)                                                                                      \
  NATIVE(id, "(self, value, /)", "") {                                                                                 \
    if (!str_check(vm, a[1])) return V_NOTIMPLEMENTED;                                                                 \
    return from_bool(condition);                                                                                       \
  }
COMPARISON(str_eq, str_equal(vm, a[0], a[1]))
COMPARISON(str_ne, !str_equal(vm, a[0], a[1]))
COMPARISON(str_lt, str_order(vm, a[0], a[1]) < 0)
COMPARISON(str_le, str_order(vm, a[0], a[1]) <= 0)
COMPARISON(str_gt, str_order(vm, a[0], a[1]) > 0)
COMPARISON(str_ge, str_order(vm, a[0], a[1]) >= 0)

NATIVE(str_hash_method, "(self, /)", "") { return int_from_i64(vm, hash_of_str(vm, a[0])); }
NATIVE(str_len, "(self, /)", "") { return from_small(AS(Str, vm, a[0])->length); }
NATIVE(str_repr_method, "(self, /)", "") { return str_repr(vm, a[0]); }
NATIVE(str_str, "(self, /)", "") { return str_exact(vm, a[0]); }
NATIVE(str_iter, "(self, /)", "") { return str_iterator_new(vm, a[0]); }

NATIVE(str_add, "(self, value, /)", "") {
  if (!str_check(vm, a[1])) {
    if (reflected_first(vm, a[1], SP_radd)) return V_NOTIMPLEMENTED;
    return RAISE(vm, TypeError, "can only concatenate str (not \"%T\") to str", a[1]);
  }
  return str_concat(vm, a[0], a[1]);
}

RESUMABLE(str_mul_slow, 1, "(self, value, /)", NULL) {
  STEPS
    a[2] = a[1];
    AWAIT(1, a[1], object_index(vm, a[1]));
    {
      int64_t times;
      if (!int_to_i64(vm, a[1], &times)) return RAISE(vm, OverflowError, "cannot fit '%T' into an index-sized integer", a[2]);
      return str_repeat(vm, a[0], times);
    }
  END_STEPS
}

NATIVE(str_mul, "(self, value, /)", "") {
  int64_t times;
  if (is_small(a[1])) return str_repeat(vm, a[0], to_small(a[1]));
  if (!int_check(vm, a[1])) {
    if (special_of(vm, a[1], SP_index) == V_UNDEFINED || reflected_first(vm, a[1], SP_rmul)) {
      if (reflected_first(vm, a[1], SP_rmul)) return V_NOTIMPLEMENTED;
      return RAISE(vm, TypeError, "can't multiply sequence by non-int of type '%T'", a[1]);
    }
    return enter(vm, &str_mul_slow_info, 2, a);
  }
  if (!index_i64(vm, a[1], &times, FIT_INDEX)) return V_FAIL;
  return str_repeat(vm, a[0], times);
}

NATIVE(str_mod, "(self, value, /)", "") { return str_percent(vm, a[0], a[1]); }
NATIVE(str_rmod, "(self, value, /)", "") {
  if (!str_check(vm, a[1])) return V_NOTIMPLEMENTED;
  return str_percent(vm, a[1], a[0]);
}

NATIVE(str_contains, "(self, key, /)", "") {
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "'in <string>' requires string as left operand, not %T", a[1]);
  int64_t found = span_find(vm, str_span(vm, a[0]), str_span(vm, a[1]), false);
  return found == -2 ? V_FAIL : from_bool(found >= 0);
}

NATIVE(str_getitem, "(self, key, /)", "") {
  Str *s = AS(Str, vm, a[0]);
  int64_t i;
  if (is_kind(vm, a[1], KIND_SLICE)) {
    if (!slice_is_simple(vm, a[1])) return with_slice_indices(vm, &str_getitem_info, a[0], a[1], V_UNDEFINED);
    int64_t start, stop, step;
    uint32_t count;
    if (!slice_bounds(vm, AS(Slice, vm, a[1]), s->length, &start, &stop, &step, &count)) return V_FAIL;
    if (count == 0) return empty_str(vm);
    if (step == 1) return str_slice(vm, a[0], (uint32_t)start, (uint32_t)start + count);
    return text_extended_slice(vm, a[0], start, step, count);
  }
  if (is_small(a[1])) {
    i = to_small(a[1]);
  } else {
    if (!int_check(vm, a[1])) {
      if (special_of(vm, a[1], SP_index) == V_UNDEFINED)
        return RAISE(vm, TypeError, "string indices must be integers, not '%T'", a[1]);
      return with_indices(vm, &str_getitem_info, a, 2, 2, n);
    }
    if (!int_to_i64(vm, a[1], &i)) return RAISE(vm, IndexError, "cannot fit '%T' into an index-sized integer", a[1]);
  }
  if (i < 0) i += s->length;
  if (i < 0 || i >= s->length) return RAISE(vm, IndexError, "string index out of range");
  return str_character(vm, str_at(str_data(vm, s), str_width(s), (uint32_t)i));
}

NATIVE(str_getnewargs, "(self, /)", "") {
  Value copy = str_exact(vm, a[0]);
  return copy == V_FAIL ? V_FAIL : tuple_new(vm, &copy, 1);
}

NATIVE(str_sizeof, "(self, /)", "Return the size of the string in memory, in bytes.") {
  Str *s = AS(Str, vm, a[0]);
  uint64_t bytes = ((uint64_t)s->length + 1) * s->head.extra;
  return int_from_u64(vm, bytes + (s->head.extra == 1 && span_is_ascii(str_span(vm, a[0])) ? 48 : s->head.extra == 1 ? 72 : 72));
}

NATIVE(str_format_method, "(self, format_spec, /)", "Return a formatted version of the string as described by format_spec.") {
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "__format__() argument must be str, not %N", a[1]);
  if (AS(Str, vm, a[1])->length == 0) return str_exactly(vm, a[0]) ? a[0] : object_str(vm, a[0]);
  return str_format_spec_str(vm, a[0], a[1]);
}

/* ---- looking for parts ----------------------------------------------------------------------------------------------- */

static Value needs_str(Vm *vm, Value v) { return RAISE(vm, TypeError, "must be str, not %T", v); }

typedef enum Looking { FIND, RFIND, INDEX, RINDEX, COUNT } Looking;

static Value look(Vm *vm, NativeInfo *info, Value *a, uint32_t n, Looking what) {
  Span s = str_span(vm, a[0]);
  int64_t start = 0, end = s.length;
  if (a[2] != V_UNDEFINED) {
    BOUND_OR_ASK(a[2], 0, &start, *info, 4, 12);
    BOUND_OR_ASK(a[3], INT64_MAX, &end, *info, 4, 12);
    adjust_bounds(&start, &end, s.length);
  }
  if (!str_check(vm, a[1])) return needs_str(vm, a[1]);
  Span part = str_span(vm, a[1]);
  int64_t found;
  if (start > end) {
    found = what == COUNT ? 0 : -1;
  } else {
    Span within = span_part(s, (uint32_t)start, (uint32_t)end);
    found = what == COUNT ? span_count(vm, within, part, UINT32_MAX) : span_find(vm, within, part, what == RFIND || what == RINDEX);
  }
  if (found == -2) return V_FAIL;
  if (what == COUNT) return from_small(found);
  if (found < 0) return what == INDEX || what == RINDEX ? RAISE(vm, ValueError, "substring not found") : from_small(-1);
  return from_small(found + start);
}

NATIVE(text_find, "(self, sub, start=None, end=None, /)", "S.find(sub[, start[, end]]) -> int\n\nReturn the lowest index in S where substring sub is found, or -1.") {
  return look(vm, &text_find_info, a, n, FIND);
}
NATIVE(text_rfind, "(self, sub, start=None, end=None, /)", "S.rfind(sub[, start[, end]]) -> int\n\nReturn the highest index in S where substring sub is found, or -1.") {
  return look(vm, &text_rfind_info, a, n, RFIND);
}
NATIVE(text_index, "(self, sub, start=None, end=None, /)", "S.index(sub[, start[, end]]) -> int\n\nLike S.find() but raise ValueError when the substring is not found.") {
  return look(vm, &text_index_info, a, n, INDEX);
}
NATIVE(text_rindex, "(self, sub, start=None, end=None, /)", "S.rindex(sub[, start[, end]]) -> int\n\nLike S.rfind() but raise ValueError when the substring is not found.") {
  return look(vm, &text_rindex_info, a, n, RINDEX);
}
NATIVE(text_count, "(self, sub, start=None, end=None, /)", "S.count(sub[, start[, end]]) -> int\n\nReturn the number of non-overlapping occurrences of substring sub in S.") {
  return look(vm, &text_count_info, a, n, COUNT);
}

static Value tail_match(Vm *vm, NativeInfo *info, Value *a, uint32_t n, bool at_end) {
  Span s = str_span(vm, a[0]);
  int64_t start = 0, end = s.length;
  if (a[2] != V_UNDEFINED) {
    BOUND_OR_ASK(a[2], 0, &start, *info, 4, 12);
    BOUND_OR_ASK(a[3], INT64_MAX, &end, *info, 4, 12);
    adjust_bounds(&start, &end, s.length);
  }
  const char *name = at_end ? "endswith" : "startswith";
  if (str_check(vm, a[1])) {
    Span part = str_span(vm, a[1]);
    if (!charge(vm, part.length / 16)) return V_FAIL;
    return from_bool(text_has_end(s, part, start, end, at_end));
  }
  if (!is_kind(vm, a[1], KIND_TUPLE))
    return RAISE(vm, TypeError, "%s first arg must be str or a tuple of str, not %T", name, a[1]);
  Value *items;
  uint32_t count;
  if (!sequence_items(vm, a[1], &items, &count) || !charge(vm, count)) return V_FAIL;
  for (uint32_t i = 0; i < count; i++) {
    if (!str_check(vm, items[i])) return RAISE(vm, TypeError, "tuple for %s must only contain str, not %T", name, items[i]);
    Span part = str_span(vm, items[i]);
    if (!charge(vm, part.length / 16)) return V_FAIL;
    if (text_has_end(s, part, start, end, at_end)) return V_TRUE;
  }
  return V_FALSE;
}

NATIVE(text_startswith, "(self, prefix, start=None, end=None, /)", "S.startswith(prefix[, start[, end]]) -> bool\n\nReturn True if S starts with the specified prefix, False otherwise.") {
  return tail_match(vm, &text_startswith_info, a, n, false);
}
NATIVE(text_endswith, "(self, suffix, start=None, end=None, /)", "S.endswith(suffix[, start[, end]]) -> bool\n\nReturn True if S ends with the specified suffix, False otherwise.") {
  return tail_match(vm, &text_endswith_info, a, n, true);
}

NATIVE(text_removeprefix, "(self, prefix, /)", "Return a str with the given prefix string removed if present.") {
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "removeprefix() argument must be str, not %N", a[1]);
  Span s = str_span(vm, a[0]), part = str_span(vm, a[1]);
  return text_piece(vm, a[0], text_has_end(s, part, 0, s.length, false) ? part.length : 0, s.length);
}
NATIVE(text_removesuffix, "(self, suffix, /)", "Return a str with the given suffix string removed if present.") {
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "removesuffix() argument must be str, not %N", a[1]);
  Span s = str_span(vm, a[0]), part = str_span(vm, a[1]);
  return text_piece(vm, a[0], 0, text_has_end(s, part, 0, s.length, true) ? s.length - part.length : s.length);
}

/* ---- taking apart ---------------------------------------------------------------------------------------------------- */

static Value split(Vm *vm, NativeInfo *info, Value *a, uint32_t n, bool reverse) {
  int64_t most = -1;
  if (a[2] != V_UNDEFINED) INDEX_OR_ASK(a[2], &most, *info, 3, 4);
  if (a[1] == V_NONE || a[1] == V_UNDEFINED) return text_split(vm, a[0], NULL, most, reverse);
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "must be str or None, not %T", a[1]);
  Span separator = str_span(vm, a[1]);
  return text_split(vm, a[0], &separator, most, reverse);
}

NATIVE(text_split_method, "(self, /, sep=None, maxsplit=-1)", "Return a list of the substrings in the string, using sep as the separator string.") {
  return split(vm, &text_split_method_info, a, n, false);
}
NATIVE(text_rsplit, "(self, /, sep=None, maxsplit=-1)", "Return a list of the substrings in the string, using sep as the separator string, from the end.") {
  return split(vm, &text_rsplit_info, a, n, true);
}

NATIVE(text_splitlines_method, "(self, /, keepends=False)", "Return a list of the lines in the string, breaking at line boundaries.") {
  int64_t keep = 0;
  if (is_bool(a[1])) keep = a[1] == V_TRUE;
  else if (a[1] != V_UNDEFINED) INT_OR_ASK(a[1], &keep, text_splitlines_method_info, 2, 2);
  return text_splitlines(vm, a[0], keep != 0);
}

static Value partition(Vm *vm, Value *a, bool reverse) {
  if (!str_check(vm, a[1])) return needs_str(vm, a[1]);
  return text_partition(vm, a[0], a[1], str_span(vm, a[1]), reverse);
}
NATIVE(text_partition_method, "(self, sep, /)", "Partition the string into three parts using the given separator.") { return partition(vm, a, false); }
NATIVE(text_rpartition, "(self, sep, /)", "Partition the string into three parts using the given separator, searching from the end.") { return partition(vm, a, true); }

static Value strip(Vm *vm, Value *a, int sides, const char *name) {
  if (a[1] == V_UNDEFINED || a[1] == V_NONE) return text_strip(vm, a[0], NULL, sides);
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "%s arg must be None or str", name);
  Span characters = str_span(vm, a[1]);
  return text_strip(vm, a[0], &characters, sides);
}
NATIVE(text_strip_method, "(self, chars=None, /)", "Return a copy of the string with leading and trailing whitespace removed.") { return strip(vm, a, 3, "strip"); }
NATIVE(text_lstrip, "(self, chars=None, /)", "Return a copy of the string with leading whitespace removed.") { return strip(vm, a, 1, "lstrip"); }
NATIVE(text_rstrip, "(self, chars=None, /)", "Return a copy of the string with trailing whitespace removed.") { return strip(vm, a, 2, "rstrip"); }

NATIVE(text_replace_method, "(self, old, new, count=-1, /)", "Return a copy with all occurrences of substring old replaced by new.") {
  for (int i = 1; i < 3; i++)
    if (!str_check(vm, a[i])) return RAISE(vm, TypeError, "replace() argument %d must be str, not %N", i, a[i]);
  int64_t count = -1;
  if (a[3] != V_UNDEFINED) INDEX_OR_ASK(a[3], &count, text_replace_method_info, 4, 8);
  return text_replace(vm, a[0], str_span(vm, a[1]), str_span(vm, a[2]), count);
}

/* ---- putting together ------------------------------------------------------------------------------------------------ */

static Value join_items(Vm *vm, Value separator, Value sequence) {
  Value *items;
  uint32_t count;
  if (!sequence_items(vm, sequence, &items, &count) || !charge(vm, count / 4)) return V_FAIL;
  for (uint32_t i = 0; i < count; i++)
    if (!str_check(vm, items[i]))
      return RAISE(vm, TypeError, "sequence item %d: expected str instance, %T found", (int)i, items[i]);
  return str_join(vm, separator, items, count);
}

SHARED_RESUMABLE(str_join_any, 0, "(self, iterable, /)", "") {
  STEPS
    {
      Value sequence;
      AWAIT(1, sequence, object_sequence(vm, a[1]));
      return join_items(vm, a[0], sequence);
    }
  END_STEPS
}

NATIVE(text_join, "(self, iterable, /)", "Concatenate any number of strings.") {
  if (is_ref(a[1]) && (IS_EXACT(vm, a[1], list) || IS_EXACT(vm, a[1], tuple))) return join_items(vm, a[0], a[1]);
  if (!object_is_iterable(vm, a[1])) return RAISE(vm, TypeError, "can only join an iterable");
  return enter(vm, &str_join_any_info, 2, a);
}

static bool fill_argument(Vm *vm, Value v, uint32_t *fill) {
  *fill = ' ';
  if (v == V_UNDEFINED) return true;
  if (!str_check(vm, v)) {
    RAISE(vm, TypeError, "The fill character must be a unicode character, not %T", v);
    return false;
  }
  Span s = str_span(vm, v);
  if (s.length != 1) {
    RAISE(vm, TypeError, "The fill character must be exactly one character long");
    return false;
  }
  *fill = span_at(s, 0);
  return true;
}

#define PADDED(id, doc, expression)                                                                                    \
  NATIVE(id, "(self, width, fillchar=' ', /)", doc) {                                                                  \
    int64_t width;                                                                                                     \
    uint32_t fill;                                                                                                     \
    INDEX_OR_ASK(a[1], &width, id##_info, 3, 2);                                                                       \
    if (!fill_argument(vm, a[2], &fill)) return V_FAIL;                                                                \
    uint32_t length = AS(Str, vm, a[0])->length;                                                                       \
    if (width <= length) return str_exact(vm, a[0]);                                                                   \
    uint64_t room = (uint64_t)width - length;                                                                          \
    (void)room;                                                                                                        \
    return expression;                                                                                                 \
  }
PADDED(text_ljust, "Return a left-justified string of length width.", text_pad(vm, a[0], 0, room, fill))
PADDED(text_rjust, "Return a right-justified string of length width.", text_pad(vm, a[0], room, 0, fill))
PADDED(text_center_method, "Return a centered string of length width.", text_center(vm, a[0], width, fill))

NATIVE(text_zfill_method, "(self, width, /)", "Pad a numeric string with zeros on the left, to fill a field of the given width.") {
  int64_t width;
  INDEX_OR_ASK(a[1], &width, text_zfill_method_info, 2, 2);
  return text_zfill(vm, a[0], width);
}

NATIVE(text_expandtabs_method, "(self, /, tabsize=8)", "Return a copy where all tab characters are expanded using spaces.") {
  int64_t size = 8;
  if (a[1] != V_UNDEFINED) INT_OR_ASK(a[1], &size, text_expandtabs_method_info, 2, 2);
  return text_expandtabs(vm, a[0], size);
}

/* ---- case ------------------------------------------------------------------------------------------------------------- */

typedef enum Casing { UPPER, LOWER, TITLE, CAPITALIZE, SWAPCASE, CASEFOLD } Casing;

static inline bool ascii_upper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
static inline bool ascii_lower(uint8_t c) { return c >= 'a' && c <= 'z'; }

/* 0x20, the difference between the cases, in each byte of eight of ASCII that is one of the 26 from `first` on. */
static inline uint64_t case_bits(uint64_t word, uint8_t first) {
  const uint64_t ones = 0x0101010101010101ull;
  return ((word + ones * (0x80u - first)) & ~(word + ones * (0x80u - 26 - first)) & ones << 7) >> 2;
}

/* Both end with a whole word. */
static void case_ascii(uint8_t *to, const uint8_t *from, uint32_t n, Casing casing) {
  if (casing == TITLE) {
    bool inside = false;
    for (uint32_t i = 0; i < n; i++) {
      to[i] = from[i] ^ (uint8_t)((inside ? ascii_upper(from[i]) : ascii_lower(from[i])) << 5);
      inside = ascii_upper(from[i]) || ascii_lower(from[i]);
    }
    return;
  }
  for (uint32_t i = 0; i < n; i += 8) {
    uint64_t word, bits = 0;
    memcpy(&word, from + i, 8);
    if (casing == UPPER || casing == SWAPCASE) bits |= case_bits(word, 'a');
    if (casing != UPPER) bits |= case_bits(word, 'A');
    word ^= bits;
    memcpy(to + i, &word, 8);
  }
  if (casing == CAPITALIZE && ascii_lower(to[0])) to[0] ^= 0x20;
}

/* The final-sigma rule of SpecialCasing: preceded by a cased letter and not followed by one, ignorable ones aside. */
static bool final_sigma(Span s, uint32_t at_) {
  uint32_t i = at_;
  while (i > 0 && unicode_is_case_ignorable(span_at(s, i - 1))) i--;
  if (i == 0 || !unicode_is_cased(span_at(s, i - 1))) return false;
  i = at_ + 1;
  while (i < s.length && unicode_is_case_ignorable(span_at(s, i))) i++;
  return i == s.length || !unicode_is_cased(span_at(s, i));
}

static uint32_t lower_at(Span s, uint32_t i, uint32_t out[3]) {
  uint32_t c = span_at(s, i);
  if (c == 0x3A3) {
    out[0] = final_sigma(s, i) ? 0x3C2 : 0x3C3;
    return 1;
  }
  return unicode_to_lower(c, out);
}

static Value change_case(Vm *vm, Value self, Casing casing) {
  Span s = str_span(vm, self);
  if (s.length == 0) return empty_str(vm);
  if (!charge(vm, cost_of(s.length))) return V_FAIL;
  if (s.width == 1 && ((OBJECT(vm, self)->flags & STR_ASCII) || span_is_ascii(s))) {
    if (s.length == 1) {
      bool upper = ascii_upper(s.data[0]), lower = ascii_lower(s.data[0]);
      bool other = casing == SWAPCASE ? upper || lower : casing == LOWER || casing == CASEFOLD ? upper : lower;
      return str_character(vm, s.data[0] ^ (uint32_t)other << 5);
    }
    Str *made = str_alloc(vm, s.length, 1);
    if (!made) return V_FAIL;
    made->head.flags |= STR_ASCII;
    case_ascii(made->data, s.data, s.length, casing);
    return value_of(vm, made);
  }
  if (!charge(vm, s.length)) return V_FAIL;
  Builder b;
  builder_start(&b, vm);
  bool inside = false;
  uint32_t sigmas = 0;
  for (uint32_t i = 0; i < s.length && !b.failed; i++) {
    uint32_t c = span_at(s, i), out[3], count;
    if (c == 0x3A3 && (sigmas++ & 63) == 63 && !charge(vm, s.length)) return V_FAIL; /* each may look far around itself */
    switch (casing) {
    case UPPER: count = unicode_to_upper(c, out); break;
    case LOWER: count = lower_at(s, i, out); break;
    case CASEFOLD: count = unicode_casefold(c, out); break;
    case CAPITALIZE: count = i == 0 ? unicode_to_title(c, out) : lower_at(s, i, out); break;
    case SWAPCASE:
      if (unicode_is_upper(c)) count = lower_at(s, i, out);
      else if (unicode_is_lower(c)) count = unicode_to_upper(c, out);
      else out[0] = c, count = 1;
      break;
    default:
      count = inside ? lower_at(s, i, out) : unicode_to_title(c, out);
      inside = unicode_is_cased(c);
      break;
    }
    for (uint32_t k = 0; k < count; k++) builder_char(&b, out[k]);
  }
  return builder_end(&b);
}

NATIVE(text_upper, "(self, /)", "Return a copy of the string converted to uppercase.") { return change_case(vm, a[0], UPPER); }
NATIVE(text_lower, "(self, /)", "Return a copy of the string converted to lowercase.") { return change_case(vm, a[0], LOWER); }
NATIVE(text_title, "(self, /)", "Return a version of the string where each word is titlecased.") { return change_case(vm, a[0], TITLE); }
NATIVE(text_capitalize, "(self, /)", "Return a capitalized version of the string.") { return change_case(vm, a[0], CAPITALIZE); }
NATIVE(text_swapcase, "(self, /)", "Convert uppercase characters to lowercase and lowercase characters to uppercase.") { return change_case(vm, a[0], SWAPCASE); }
NATIVE(text_casefold, "(self, /)", "Return a version of the string suitable for caseless comparisons.") { return change_case(vm, a[0], CASEFOLD); }

/* ---- what all characters are ------------------------------------------------------------------------------------------- */

/* `low`, `high`: which of the first 128 are. */
static inline Value all_characters(Vm *vm, Value self, uint64_t low, uint64_t high, bool (*is)(uint32_t)) {
  Span s = str_span(vm, self);
  if (s.length == 0) return V_FALSE;
  if (!charge(vm, s.length / 4)) return V_FAIL;
  for (uint32_t i = 0; i < s.length; i++) {
    uint32_t c = span_at(s, i);
    if (c < 128 ? !((c < 64 ? low : high) >> (c & 63) & 1) : !is(c)) return V_FALSE;
  }
  return V_TRUE;
}

#define DIGITS (0x3FFull << '0')
#define LETTERS (0x3FFFFFFull << ('A' & 63) | 0x3FFFFFFull << ('a' & 63))
#define SPACES (0x1Full << 9 | 0x1Full << 28)
#define QUESTION(id, doc, low, high, predicate)                                                                        \
  NATIVE(id, "(self, /)", doc) { return all_characters(vm, a[0], low, high, predicate); }
QUESTION(text_isalpha, "Return True if the string is an alphabetic string, False otherwise.", 0, LETTERS, unicode_is_alpha)
QUESTION(text_isalnum, "Return True if the string is an alpha-numeric string, False otherwise.", DIGITS, LETTERS, unicode_is_alnum)
QUESTION(text_isdecimal, "Return True if the string is a decimal string, False otherwise.", DIGITS, 0, unicode_is_decimal)
QUESTION(text_isdigit, "Return True if the string is a digit string, False otherwise.", DIGITS, 0, unicode_is_digit)
QUESTION(text_isnumeric, "Return True if the string is a numeric string, False otherwise.", DIGITS, 0, unicode_is_numeric)
QUESTION(text_isspace, "Return True if the string is a whitespace string, False otherwise.", SPACES, 0, unicode_is_space)

NATIVE(text_isprintable, "(self, /)", "Return True if the string is printable, False otherwise.") {
  return AS(Str, vm, a[0])->length == 0 ? V_TRUE : all_characters(vm, a[0], ~0ull << ' ', ~0ull >> 1, unicode_is_printable);
}

NATIVE(text_isascii, "(self, /)", "Return True if all characters in the string are ASCII, False otherwise.") {
  Str *s = AS(Str, vm, a[0]);
  if (s->length == 0 || (s->head.flags & STR_ASCII)) return V_TRUE;
  if (str_width(s) > 1) return V_FALSE;
  if (!charge(vm, s->length / 8)) return V_FAIL;
  return from_bool(span_is_ascii(str_span(vm, a[0])));
}

NATIVE(text_isidentifier, "(self, /)", "Return True if the string is a valid Python identifier, False otherwise.") {
  Span s = str_span(vm, a[0]);
  if (s.length == 0) return V_FALSE;
  if (!charge(vm, s.length / 4)) return V_FAIL;
  for (uint32_t i = 0; i < s.length; i++) {
    uint32_t c = span_at(s, i);
    if (c != '_' && !unicode_is_identifier(c, i == 0)) return V_FALSE;
  }
  return V_TRUE;
}

/* Cased characters there are, and all of them this way: upper (and not title), lower. */
static Value all_cased(Vm *vm, Value self, bool upper) {
  Span s = str_span(vm, self);
  if (!charge(vm, s.length / 4)) return V_FAIL;
  bool any = false;
  for (uint32_t i = 0; i < s.length; i++) {
    uint32_t c = span_at(s, i);
    if (unicode_is_title(c) || (upper ? unicode_is_lower(c) : unicode_is_upper(c))) return V_FALSE;
    any = any || (upper ? unicode_is_upper(c) : unicode_is_lower(c));
  }
  return from_bool(any);
}
NATIVE(text_isupper, "(self, /)", "Return True if the string is an uppercase string, False otherwise.") { return all_cased(vm, a[0], true); }
NATIVE(text_islower, "(self, /)", "Return True if the string is a lowercase string, False otherwise.") { return all_cased(vm, a[0], false); }

NATIVE(text_istitle, "(self, /)", "Return True if the string is a title-cased string, False otherwise.") {
  Span s = str_span(vm, a[0]);
  if (!charge(vm, s.length / 4)) return V_FAIL;
  bool any = false, inside = false;
  for (uint32_t i = 0; i < s.length; i++) {
    uint32_t c = span_at(s, i);
    if (unicode_is_upper(c) || unicode_is_title(c)) {
      if (inside) return V_FALSE;
      any = inside = true;
    } else if (unicode_is_lower(c)) {
      if (!inside) return V_FALSE;
      any = inside = true;
    } else {
      inside = false;
    }
  }
  return from_bool(any);
}

/* ---- encode, translate --------------------------------------------------------------------------------------------------- */

NATIVE(text_encode, "(self, /, encoding='utf-8', errors='strict')", "Encode the string using the codec registered for encoding.") {
  for (int i = 1; i < 3; i++)
    if (a[i] != V_UNDEFINED && !str_check(vm, a[i]))
      return RAISE(vm, TypeError, "encode() argument '%s' must be str, not %N", i == 1 ? "encoding" : "errors", a[i]);
  return codec_encode(vm, a[0], a[1], a[2]);
}

/* One result of the table: 1 appended, 0 an exception is set. */
static bool append_translated(Vm *vm, Builder *b, Value v) {
  if (v == V_NONE) return true;
  if (str_check(vm, v)) {
    builder_str(b, v);
    return true;
  }
  if (!int_check(vm, v)) {
    RAISE(vm, TypeError, "character mapping must return integer, None or str");
    return false;
  }
  int64_t c;
  if (!int_to_i64(vm, v, &c) || c < 0 || c > 0x10FFFF) {
    RAISE(vm, ValueError, "character mapping must be in range(0x110000)");
    return false;
  }
  builder_char(b, (uint32_t)c);
  return true;
}

/* ASCII of which each character becomes one or none, paid for by the caller: V_UNDEFINED if the table has other results, or a key that
   must be compared by a call. */
static Value translate_ascii(Vm *vm, Span s, Dict *d) {
  enum { UNKNOWN = 0x80, DROPPED };
  uint8_t table[128];
  memset(table, UNKNOWN, sizeof table);
  uint32_t dropped = 0;
  for (uint32_t i = 0; i < s.length; i++) {
    uint8_t c = s.data[i] & 127;
    if (table[c] == UNKNOWN) {
      int64_t entry = dict_find(vm, d, from_small(c), c);
      if (entry == -2) return V_UNDEFINED;
      Value found = entry < 0 ? from_small(c) : dict_entry(vm, d, (uint32_t)entry)->value;
      if (is_ref(found) && str_check(vm, found) && AS(Str, vm, found)->length == 1)
        found = from_small(span_at(str_span(vm, found), 0));
      if (found == V_NONE) table[c] = DROPPED;
      else if (is_small(found) && to_small(found) >= 0 && to_small(found) < 128) table[c] = (uint8_t)to_small(found);
      else return V_UNDEFINED;
    }
    dropped += table[c] == DROPPED;
  }
  uint32_t length = s.length - dropped;
  if (length == 0) return empty_str(vm);
  Str *made = length > 1 ? str_alloc(vm, length, 1) : NULL;
  if (length > 1 && !made) return V_FAIL;
  uint8_t one, *to = made ? made->data : &one;
  for (uint32_t i = 0; i < s.length; i++) {
    uint8_t c = table[s.data[i] & 127];
    if (c < 128) *to++ = c;
  }
  if (!made) return str_character(vm, one);
  made->head.flags |= STR_ASCII;
  return value_of(vm, made);
}

/* With a dict whose keys can be compared without a call: V_UNDEFINED if they cannot. */
static Value translate_by_dict(Vm *vm, Value self, Dict *d) {
  Span s = str_span(vm, self);
  if (!charge(vm, (uint64_t)s.length * 2 + 1)) return V_FAIL;
  if (s.width == 1 && ((OBJECT(vm, self)->flags & STR_ASCII) || span_is_ascii(s))) {
    Value made = translate_ascii(vm, s, d);
    if (made != V_UNDEFINED) return made;
  }
  Value memory[128];
  memset(memory, 0, sizeof memory); /* 0.0 is no result of a table: not looked up yet */
  Builder b;
  builder_start(&b, vm);
  for (uint32_t i = 0; i < s.length && !b.failed; i++) {
    uint32_t c = span_at(s, i);
    Value found = c < 128 ? memory[c] : 0;
    if (!found) {
      int64_t entry = dict_find(vm, d, from_small(c), c);
      if (entry == -2) return V_UNDEFINED;
      found = entry < 0 ? from_small(c) : dict_entry(vm, d, (uint32_t)entry)->value;
      if (c < 128) memory[c] = found;
    }
    if (is_small(found) && to_small(found) >= 0 && to_small(found) < 0x110000) builder_char(&b, (uint32_t)to_small(found));
    else if (!append_translated(vm, &b, found)) return V_FAIL;
  }
  return builder_end(&b);
}

SHARED_RESUMABLE(str_translate_any, 2, "(self, table, /)", "") {
  enum { SELF, TABLE, I, PARTS };
  STEPS
    a[I] = from_small(0);
    a[PARTS] = list_new(vm, NULL, 0);
    if (a[PARTS] == V_FAIL) return V_FAIL;
    while (to_small(a[I]) < AS(Str, vm, a[SELF])->length) {
      {
        Value found;
        AWAIT_CATCH(1, found, object_getitem(vm, a[TABLE], from_small(span_at(str_span(vm, a[SELF]), (uint32_t)to_small(a[I])))));
        uint32_t c = span_at(str_span(vm, a[SELF]), (uint32_t)to_small(a[I]));
        if (found == V_FAIL) {
          if (!exception_is(vm, T_LookupError)) return V_FAIL;
          found = from_small(c);
        }
        Builder b;
        builder_start(&b, vm);
        Value saved = vm->exception;
        if (!append_translated(vm, &b, found)) return V_FAIL;
        Value piece = builder_end(&b);
        if (piece == V_FAIL || !list_append(vm, AS(List, vm, a[PARTS]), piece)) return V_FAIL;
        if (saved != V_UNDEFINED) exception_clear(vm);
        if (!charge(vm, 2)) return V_FAIL;
      }
      a[I] = from_small(to_small(a[I]) + 1);
      CHECKPOINT(2);
    }
    {
      Value *items;
      uint32_t count;
      if (!sequence_items(vm, a[PARTS], &items, &count)) return V_FAIL;
      return str_join(vm, empty_str(vm), items, count);
    }
  END_STEPS
}

NATIVE(text_translate, "(self, table, /)", "Replace each character in the string using the given translation table.") {
  if (is_kind(vm, a[1], KIND_DICT) && IS_EXACT(vm, a[1], dict)) {
    Value made = translate_by_dict(vm, a[0], AS(Dict, vm, a[1]));
    if (made != V_UNDEFINED) return made;
  }
  if (AS(Str, vm, a[0])->length == 0) return empty_str(vm);
  return enter(vm, &str_translate_any_info, 2, a);
}

/* d[key] = value for a small int key. */
static bool set_code_point(Vm *vm, Value d, uint32_t c, Value value) {
  Dict *dict = AS(Dict, vm, d);
  int64_t entry = dict_find(vm, dict, from_small(c), c);
  if (entry >= 0) {
    dict_entry(vm, dict, (uint32_t)entry)->value = value;
    return true;
  }
  return dict_insert_at_end(vm, dict, from_small(c), c, value);
}

NATIVE(text_maketrans, "(x, y=None, z=None, /)", "Return a translation table usable for str.translate().") {
  Value made = dict_new(vm);
  if (made == V_FAIL) return V_FAIL;
  if (a[1] != V_UNDEFINED) {
    for (int i = 1; i < 3; i++)
      if (a[i] != V_UNDEFINED && !str_check(vm, a[i]))
        return RAISE(vm, TypeError, "maketrans() argument %d must be str, not %N", i + 1, a[i]);
    if (!str_check(vm, a[0])) return RAISE(vm, TypeError, "first maketrans argument must be a string if there is a second argument");
    Span x = str_span(vm, a[0]), y = str_span(vm, a[1]);
    if (x.length != y.length) return RAISE(vm, ValueError, "the first two maketrans arguments must have equal length");
    if (!charge(vm, (uint64_t)x.length * 4)) return V_FAIL;
    for (uint32_t i = 0; i < x.length; i++)
      if (!set_code_point(vm, made, span_at(x, i), from_small(span_at(y, i)))) return V_FAIL;
    if (a[2] != V_UNDEFINED) {
      Span z = str_span(vm, a[2]);
      if (!charge(vm, (uint64_t)z.length * 4)) return V_FAIL;
      for (uint32_t i = 0; i < z.length; i++)
        if (!set_code_point(vm, made, span_at(z, i), V_NONE)) return V_FAIL;
    }
    return made;
  }
  if (!is_kind(vm, a[0], KIND_DICT) || !IS_EXACT(vm, a[0], dict))
    return RAISE(vm, TypeError, "if you give only one argument to maketrans it must be a dict");
  Dict *d = AS(Dict, vm, a[0]);
  if (!charge(vm, (uint64_t)d->fill * 4)) return V_FAIL;
  Value key, value;
  uint32_t position = 0;
  while (dict_next(vm, d, &position, &key, &value)) {
    if (str_check(vm, key)) {
      Span s = str_span(vm, key);
      if (s.length != 1) return RAISE(vm, ValueError, "string keys in translate table must be of length 1");
      if (!set_code_point(vm, made, span_at(s, 0), value)) return V_FAIL;
    } else if (int_check(vm, key)) {
      Value exact = int_exact(vm, key);
      if (exact == V_FAIL) return V_FAIL;
      int64_t hash = int_hash(vm, exact), entry = dict_find(vm, AS(Dict, vm, made), exact, hash);
      if (entry >= 0) dict_entry(vm, AS(Dict, vm, made), (uint32_t)entry)->value = value;
      else if (!dict_insert_at_end(vm, AS(Dict, vm, made), exact, hash, value)) return V_FAIL;
    } else {
      return RAISE(vm, TypeError, "keys in translate table must be strings or integers");
    }
  }
  return made;
}

/* ---- iterator --------------------------------------------------------------------------------------------------------------- */

NATIVE(str_iterator_iter, "(self, /)", "") { return a[0]; }

NATIVE(str_iterator_next, "(self, /)", "") {
  Value next = iterator_next_simple(vm, a[0]);
  return next == V_STOP ? raise_stop(vm) : next;
}

static Value position_of(Vm *vm, Value iterator) { return *field(vm, iterator, STR_ITERATOR_INDEX); }

NATIVE(str_iterator_length_hint, "(self, /)", "Private method returning an estimate of len(list(it)).") {
  Value s = *field(vm, a[0], STR_ITERATOR_STR);
  if (!str_check(vm, s)) return from_small(0);
  int64_t left = (int64_t)AS(Str, vm, s)->length - to_small(position_of(vm, a[0]));
  return from_small(left < 0 ? 0 : left);
}

NATIVE(str_iterator_reduce, "(self, /)", "Return state information for pickling.") {
  Value iter = intern_c(vm, "iter");
  if (iter == V_FAIL) return V_FAIL;
  iter = dict_get_name(vm, at(vm, known(vm)->builtins), iter);
  Value s = *field(vm, a[0], STR_ITERATOR_STR);
  Value held = str_check(vm, s) ? s : empty_str(vm);
  Value args = tuple_new(vm, &held, 1);
  if (args == V_FAIL) return V_FAIL;
  if (!str_check(vm, s)) return TUPLE_OF(vm, iter, args);
  return TUPLE_OF(vm, iter, args, position_of(vm, a[0]));
}

NATIVE(str_iterator_setstate, "(self, state, /)", "Set state information for unpickling.") {
  int64_t i;
  if (!iterator_state(vm, a[1], &i)) return V_FAIL;
  Value s = *field(vm, a[0], STR_ITERATOR_STR);
  if (str_check(vm, s)) {
    int64_t length = AS(Str, vm, s)->length;
    TOUCH(vm, OBJECT(vm, a[0]));
    *field(vm, a[0], STR_ITERATOR_INDEX) = from_small(i < 0 ? 0 : i > length ? length : i);
  }
  return V_NONE;
}

const NativeEntry str_iterator_entries[] = {
  SLOT("__iter__", str_iterator_iter), SLOT("__next__", str_iterator_next),
  METHOD_("__length_hint__", str_iterator_length_hint), METHOD_("__reduce__", str_iterator_reduce),
  METHOD_("__setstate__", str_iterator_setstate), END_OF_ENTRIES,
};

extern NativeInfo index_arguments_info, slice_arguments_info, text_format_info, text_format_map_info;
extern NativeInfo text_percent_steps_info, text_format_steps_info;

const NativeEntry str_entries[] = {
  STATIC("__new__", str_new),
  INTERNAL(str_new_subclass), INTERNAL(str_join_any), INTERNAL(str_translate_any),
  INTERNAL(index_arguments), INTERNAL(slice_arguments), INTERNAL(text_percent_steps), INTERNAL(text_format_steps),
  SLOT("__eq__", str_eq), SLOT("__ne__", str_ne), SLOT("__lt__", str_lt), SLOT("__le__", str_le), SLOT("__gt__", str_gt),
  SLOT("__ge__", str_ge), SLOT("__hash__", str_hash_method), SLOT("__len__", str_len), SLOT("__repr__", str_repr_method),
  SLOT("__str__", str_str), SLOT("__iter__", str_iter), SLOT("__add__", str_add), SLOT("__mul__", str_mul),
  SLOT("__rmul__", str_mul), SLOT("__mod__", str_mod), SLOT("__rmod__", str_rmod), SLOT("__contains__", str_contains),
  SLOT("__getitem__", str_getitem), METHOD_("__getnewargs__", str_getnewargs), METHOD_("__sizeof__", str_sizeof),
  METHOD_("__format__", str_format_method),
  METHOD_("find", text_find), METHOD_("rfind", text_rfind), METHOD_("index", text_index), METHOD_("rindex", text_rindex),
  METHOD_("count", text_count), METHOD_("startswith", text_startswith), METHOD_("endswith", text_endswith),
  METHOD_("removeprefix", text_removeprefix), METHOD_("removesuffix", text_removesuffix),
  METHOD_("split", text_split_method), METHOD_("rsplit", text_rsplit), METHOD_("splitlines", text_splitlines_method),
  METHOD_("partition", text_partition_method), METHOD_("rpartition", text_rpartition),
  METHOD_("strip", text_strip_method), METHOD_("lstrip", text_lstrip), METHOD_("rstrip", text_rstrip),
  METHOD_("replace", text_replace_method), METHOD_("join", text_join), METHOD_("ljust", text_ljust),
  METHOD_("rjust", text_rjust), METHOD_("center", text_center_method), METHOD_("zfill", text_zfill_method),
  METHOD_("expandtabs", text_expandtabs_method), METHOD_("upper", text_upper), METHOD_("lower", text_lower),
  METHOD_("title", text_title), METHOD_("capitalize", text_capitalize), METHOD_("swapcase", text_swapcase),
  METHOD_("casefold", text_casefold), METHOD_("isalpha", text_isalpha), METHOD_("isalnum", text_isalnum),
  METHOD_("isdecimal", text_isdecimal), METHOD_("isdigit", text_isdigit), METHOD_("isnumeric", text_isnumeric),
  METHOD_("isspace", text_isspace), METHOD_("isprintable", text_isprintable), METHOD_("isascii", text_isascii),
  METHOD_("isidentifier", text_isidentifier), METHOD_("isupper", text_isupper), METHOD_("islower", text_islower),
  METHOD_("istitle", text_istitle), METHOD_("encode", text_encode), METHOD_("translate", text_translate),
  STATIC("maketrans", text_maketrans), METHOD_("format", text_format), METHOD_("format_map", text_format_map),
  INTERNAL(str_mul_slow), END_OF_ENTRIES,
};
