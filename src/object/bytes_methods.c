/*
 * The methods that bytes and bytearray share: each native stands in both tables and answers an object of the receiver's
 * base type.
 */
#include "object/containers.h"
#include "object/text.h"

/* ---- comparison, parts --------------------------------------------------------------------------------------------------- */

/* -1, 0, 1; 2: the other is no buffer; 3: V_FAIL. */
static int compare(Vm *vm, Value a, Value b) {
  const uint8_t *data;
  uint32_t size;
  if (is_kind(vm, a, KIND_BYTES) && !is_kind(vm, b, KIND_BYTES)) return 2; /* what else there is has comparisons of its own */
  if (!buffer_of(vm, b, &data, &size)) return 2;
  Span s = text_span(vm, a);
  uint32_t n = s.length < size ? s.length : size;
  if (!charge(vm, n / 16)) return 3;
  int order = n ? memcmp(s.data, data, n) : 0;
  if (order) return order < 0 ? -1 : 1;
  return s.length == size ? 0 : s.length < size ? -1 : 1;
}

#define COMPARISON(id, condition)                                                                                      \
  SHARED_NATIVE(id, "(self, value, /)", "") {                                                                          \
    int order = compare(vm, a[0], a[1]);                                                                               \
    return order == 2 ? V_NOTIMPLEMENTED : order == 3 ? V_FAIL : from_bool(condition);                                 \
  }
COMPARISON(octets_eq, order == 0)
COMPARISON(octets_ne, order != 0)
COMPARISON(octets_lt, order < 0)
COMPARISON(octets_le, order <= 0)
COMPARISON(octets_gt, order > 0)
COMPARISON(octets_ge, order >= 0)

SHARED_NATIVE(octets_len, "(self, /)", "") { return from_small(text_span(vm, a[0]).length); }
SHARED_NATIVE(octets_iter, "(self, /)", "") { return bytes_iterator_new(vm, a[0]); }

SHARED_NATIVE(octets_add, "(self, value, /)", "") {
  const uint8_t *data;
  uint32_t size;
  if (!buffer_of(vm, a[1], &data, &size)) {
    if (reflected_first(vm, a[1], SP_radd)) return V_NOTIMPLEMENTED;
    return RAISE(vm, TypeError, "can't concat %T to %T", a[1], a[0]);
  }
  Span s = text_span(vm, a[0]);
  if (size == 0) return text_copy(vm, a[0]);
  if (s.length == 0 && is_kind(vm, a[0], KIND_BYTES) && is_kind(vm, a[1], KIND_BYTES)) return text_copy(vm, a[1]);
  uint8_t *to;
  Value made = text_blank(vm, a[0], (uint64_t)s.length + size, 1, &to);
  if (made == V_FAIL) return V_FAIL;
  memcpy(to, s.data, s.length);
  memcpy(to + s.length, data, size);
  return made;
}

static Value repeat(Vm *vm, Value self, int64_t times) {
  Span s = text_span(vm, self);
  if (times < 0) times = 0;
  if (times == 1 && is_kind(vm, self, KIND_BYTES)) return text_copy(vm, self);
  if (s.length && times > INT64_MAX / s.length)
    return is_kind(vm, self, KIND_BYTES) ? RAISE(vm, OverflowError, "repeated bytes are too long") : RAISE(vm, MemoryError, "");
  if (times > TEXT_LIMIT && s.length) return RAISE(vm, MemoryError, "");
  uint64_t total = s.length ? (uint64_t)times * s.length : 0;
  uint8_t *to;
  Value made = text_blank(vm, self, total, 1, &to);
  if (made == V_FAIL || total == 0) return made;
  if (s.length == 1) {
    memset(to, s.data[0], total);
    return made;
  }
  memcpy(to, s.data, s.length);
  for (uint64_t done = s.length; done < total;) {
    uint64_t take = done < total - done ? done : total - done;
    memcpy(to + done, to, take);
    done += take;
  }
  return made;
}

SHARED_NATIVE(octets_mul, "(self, value, /)", "") {
  int64_t times;
  if (!int_check(vm, a[1])) {
    if (reflected_first(vm, a[1], SP_rmul)) return V_NOTIMPLEMENTED;
    if (special_of(vm, a[1], SP_index) == V_UNDEFINED)
      return RAISE(vm, TypeError, "can't multiply sequence by non-int of type '%T'", a[1]);
    return with_indices(vm, &octets_mul_info, a, 2, 2, n);
  }
  if (!index_i64(vm, a[1], &times, FIT_INDEX)) return V_FAIL;
  return repeat(vm, a[0], times);
}

SHARED_NATIVE(octets_mod, "(self, value, /)", "") { return bytes_percent(vm, a[0], a[1]); }
SHARED_NATIVE(octets_rmod, "(self, value, /)", "") {
  if (!is_octets(vm, a[1])) return V_NOTIMPLEMENTED;
  return bytes_percent(vm, a[1], a[0]);
}

SHARED_NATIVE(octets_getitem, "(self, key, value=None, /)", "") {
  Span s = text_span(vm, a[0]);
  bool mutable = is_kind(vm, a[0], KIND_BYTEARRAY);
  int64_t i;
  if (is_kind(vm, a[1], KIND_SLICE)) {
    if (!slice_is_simple(vm, a[1])) return with_slice_indices(vm, &octets_getitem_info, a[0], a[1], V_UNDEFINED);
    int64_t start, stop, step;
    uint32_t count;
    if (!slice_bounds(vm, AS(Slice, vm, a[1]), s.length, &start, &stop, &step, &count)) return V_FAIL;
    if (step == 1 || count == 0) return text_piece(vm, a[0], (uint32_t)start, (uint32_t)start + count);
    return text_extended_slice(vm, a[0], start, step, count);
  }
  if (is_small(a[1])) {
    i = to_small(a[1]);
  } else {
    if (!int_check(vm, a[1])) {
      if (special_of(vm, a[1], SP_index) == V_UNDEFINED)
        return RAISE(vm, TypeError, "%s indices must be integers or slices, not %T", mutable ? "bytearray" : "byte", a[1]);
      return with_indices(vm, &octets_getitem_info, a, 2, 2, n);
    }
    if (!int_to_i64(vm, a[1], &i)) return RAISE(vm, IndexError, "cannot fit '%T' into an index-sized integer", a[1]);
  }
  if (i < 0) i += s.length;
  if (i < 0 || i >= s.length) return RAISE(vm, IndexError, mutable ? "bytearray index out of range" : "index out of range");
  return from_small(s.data[i]);
}

/* ---- looking for parts ------------------------------------------------------------------------------------------------------ */

/* What find and its kin look for: a byte (kept in *one) or a buffer. 1 done, 0 ask for __index__, -1 V_FAIL. */
static int part_argument(Vm *vm, Value v, uint8_t *one, Span *out) {
  const uint8_t *data;
  uint32_t size;
  if (buffer_of(vm, v, &data, &size)) {
    *out = (Span){data, size, 1};
    return 1;
  }
  if (!int_check(vm, v)) {
    if (special_of(vm, v, SP_index) != V_UNDEFINED) return 0;
    RAISE(vm, TypeError, "argument should be integer or bytes-like object, not '%T'", v);
    return -1;
  }
  if (!octet_of(vm, v, one)) return -1;
  *out = (Span){one, 1, 1};
  return 1;
}

SHARED_NATIVE(octets_contains, "(self, key, /)", "") {
  uint8_t one;
  Span part;
  if (!int_check(vm, a[1]) && special_of(vm, a[1], SP_index) == V_UNDEFINED) {
    if (!octets_argument(vm, a[1], &part)) return V_FAIL;
  } else {
    switch (part_argument(vm, a[1], &one, &part)) {
    case 0: return with_indices(vm, &octets_contains_info, a, 2, 2, n);
    case -1: return V_FAIL;
    }
  }
  int64_t found = span_find(vm, text_span(vm, a[0]), part, false);
  return found == -2 ? V_FAIL : from_bool(found >= 0);
}

typedef enum Looking { FIND, RFIND, INDEX, RINDEX, COUNT } Looking;

static Value look(Vm *vm, NativeInfo *info, Value *a, uint32_t n, Looking what) {
  Span s = text_span(vm, a[0]), part;
  uint8_t one;
  int64_t start = 0, end = s.length;
  if (a[2] != V_UNDEFINED) {
    BOUND_OR_ASK(a[2], 0, &start, *info, 4, 12);
    BOUND_OR_ASK(a[3], INT64_MAX, &end, *info, 4, 12);
    adjust_bounds(&start, &end, s.length);
  }
  switch (part_argument(vm, a[1], &one, &part)) {
  case 0: return with_indices(vm, info, a, 4, 2, n);
  case -1: return V_FAIL;
  }
  int64_t found;
  if (start > end) {
    found = what == COUNT ? 0 : -1;
  } else {
    Span within = span_part(s, (uint32_t)start, (uint32_t)end);
    found = what == COUNT ? span_count(vm, within, part, UINT32_MAX) : span_find(vm, within, part, what == RFIND || what == RINDEX);
  }
  if (found == -2) return V_FAIL;
  if (what == COUNT) return from_small(found);
  if (found < 0) {
    if (what != INDEX && what != RINDEX) return from_small(-1);
    return RAISE(vm, ValueError, is_kind(vm, a[0], KIND_BYTES) ? "subsection not found" : "subsection not found");
  }
  return from_small(found + start);
}

#define LOOK(id, doc, what)                                                                                            \
  SHARED_NATIVE(id, "(self, sub, start=None, end=None, /)", doc) { return look(vm, &id##_info, a, n, what); }
LOOK(octets_find, "B.find(sub[, start[, end]]) -> int\n\nReturn the lowest index in B where subsection sub is found, or -1.", FIND)
LOOK(octets_rfind, "B.rfind(sub[, start[, end]]) -> int\n\nReturn the highest index in B where subsection sub is found, or -1.", RFIND)
LOOK(octets_index, "B.index(sub[, start[, end]]) -> int\n\nLike B.find() but raise ValueError when the subsection is not found.", INDEX)
LOOK(octets_rindex, "B.rindex(sub[, start[, end]]) -> int\n\nLike B.rfind() but raise ValueError when the subsection is not found.", RINDEX)
LOOK(octets_count, "B.count(sub[, start[, end]]) -> int\n\nReturn the number of non-overlapping occurrences of subsection sub in B.", COUNT)

static Value tail_match(Vm *vm, NativeInfo *info, Value *a, uint32_t n, bool at_end) {
  Span s = text_span(vm, a[0]);
  int64_t start = 0, end = s.length;
  if (a[2] != V_UNDEFINED) {
    BOUND_OR_ASK(a[2], 0, &start, *info, 4, 12);
    BOUND_OR_ASK(a[3], INT64_MAX, &end, *info, 4, 12);
    adjust_bounds(&start, &end, s.length);
  }
  const uint8_t *data;
  uint32_t size;
  if (buffer_of(vm, a[1], &data, &size)) {
    if (!charge(vm, size / 16)) return V_FAIL;
    return from_bool(text_has_end(s, (Span){data, size, 1}, start, end, at_end));
  }
  if (!is_kind(vm, a[1], KIND_TUPLE))
    return RAISE(vm, TypeError, "%s first arg must be bytes or a tuple of bytes, not %T", at_end ? "endswith" : "startswith", a[1]);
  Value *items;
  uint32_t count;
  if (!sequence_items(vm, a[1], &items, &count) || !charge(vm, count)) return V_FAIL;
  for (uint32_t i = 0; i < count; i++) {
    Span part;
    if (!octets_argument(vm, items[i], &part) || !charge(vm, part.length / 16)) return V_FAIL;
    if (text_has_end(s, part, start, end, at_end)) return V_TRUE;
  }
  return V_FALSE;
}
SHARED_NATIVE(octets_startswith, "(self, prefix, start=None, end=None, /)", "B.startswith(prefix[, start[, end]]) -> bool") {
  return tail_match(vm, &octets_startswith_info, a, n, false);
}
SHARED_NATIVE(octets_endswith, "(self, suffix, start=None, end=None, /)", "B.endswith(suffix[, start[, end]]) -> bool") {
  return tail_match(vm, &octets_endswith_info, a, n, true);
}

SHARED_NATIVE(octets_removeprefix, "(self, prefix, /)", "Return a bytes object with the given prefix string removed if present.") {
  Span s = text_span(vm, a[0]), part;
  if (!octets_argument(vm, a[1], &part)) return V_FAIL;
  return text_piece(vm, a[0], text_has_end(s, part, 0, s.length, false) ? part.length : 0, s.length);
}
SHARED_NATIVE(octets_removesuffix, "(self, suffix, /)", "Return a bytes object with the given suffix string removed if present.") {
  Span s = text_span(vm, a[0]), part;
  if (!octets_argument(vm, a[1], &part)) return V_FAIL;
  return text_piece(vm, a[0], 0, text_has_end(s, part, 0, s.length, true) ? s.length - part.length : s.length);
}

/* ---- taking apart --------------------------------------------------------------------------------------------------------------- */

static Value split(Vm *vm, NativeInfo *info, Value *a, uint32_t n, bool reverse) {
  int64_t most = -1;
  if (a[2] != V_UNDEFINED) INDEX_OR_ASK(a[2], &most, *info, 3, 4);
  if (a[1] == V_NONE || a[1] == V_UNDEFINED) return text_split(vm, a[0], NULL, most, reverse);
  Span separator;
  if (!octets_argument(vm, a[1], &separator)) return V_FAIL;
  return text_split(vm, a[0], &separator, most, reverse);
}
SHARED_NATIVE(octets_split, "(self, /, sep=None, maxsplit=-1)", "Return a list of the sections in the bytes, using sep as the delimiter.") {
  return split(vm, &octets_split_info, a, n, false);
}
SHARED_NATIVE(octets_rsplit, "(self, /, sep=None, maxsplit=-1)", "Return a list of the sections in the bytes, using sep as the delimiter.") {
  return split(vm, &octets_rsplit_info, a, n, true);
}

SHARED_NATIVE(octets_splitlines, "(self, /, keepends=False)", "Return a list of the lines in the bytes, breaking at line boundaries.") {
  int64_t keep = 0;
  if (is_bool(a[1])) keep = a[1] == V_TRUE;
  else if (a[1] != V_UNDEFINED) INT_OR_ASK(a[1], &keep, octets_splitlines_info, 2, 2);
  return text_splitlines(vm, a[0], keep != 0);
}

static Value partition(Vm *vm, Value *a, bool reverse) {
  Span separator;
  if (!octets_argument(vm, a[1], &separator)) return V_FAIL;
  return text_partition(vm, a[0], a[1], separator, reverse);
}
SHARED_NATIVE(octets_partition, "(self, sep, /)", "Partition the bytes into three parts using the given separator.") { return partition(vm, a, false); }
SHARED_NATIVE(octets_rpartition, "(self, sep, /)", "Partition the bytes into three parts using the given separator.") { return partition(vm, a, true); }

static Value strip(Vm *vm, Value *a, int sides) {
  if (a[1] == V_UNDEFINED || a[1] == V_NONE) return text_strip(vm, a[0], NULL, sides);
  Span characters;
  if (!octets_argument(vm, a[1], &characters)) return V_FAIL;
  return text_strip(vm, a[0], &characters, sides);
}
SHARED_NATIVE(octets_strip, "(self, bytes=None, /)", "Strip leading and trailing bytes contained in the argument.") { return strip(vm, a, 3); }
SHARED_NATIVE(octets_lstrip, "(self, bytes=None, /)", "Strip leading bytes contained in the argument.") { return strip(vm, a, 1); }
SHARED_NATIVE(octets_rstrip, "(self, bytes=None, /)", "Strip trailing bytes contained in the argument.") { return strip(vm, a, 2); }

SHARED_NATIVE(octets_replace, "(self, old, new, count=-1, /)", "Return a copy with all occurrences of substring old replaced by new.") {
  Span old, new;
  if (!octets_argument(vm, a[1], &old) || !octets_argument(vm, a[2], &new)) return V_FAIL;
  int64_t count = -1;
  if (a[3] != V_UNDEFINED) INDEX_OR_ASK(a[3], &count, octets_replace_info, 4, 8);
  return text_replace(vm, a[0], old, new, count);
}

/* ---- putting together --------------------------------------------------------------------------------------------------------------- */

static Value join_items(Vm *vm, Value self, Value sequence) {
  Value *items;
  uint32_t count;
  if (!sequence_items(vm, sequence, &items, &count) || !charge(vm, (uint64_t)count * 2)) return V_FAIL;
  Span separator = text_span(vm, self);
  uint64_t length = count ? (uint64_t)separator.length * (count - 1) : 0;
  for (uint32_t i = 0; i < count; i++) {
    const uint8_t *data;
    uint32_t size;
    if (!buffer_of(vm, items[i], &data, &size))
      return RAISE(vm, TypeError, "sequence item %d: expected a bytes-like object, %T found", (int)i, items[i]);
    length += size;
  }
  if (count == 1 && is_kind(vm, self, KIND_BYTES) && is_kind(vm, items[0], KIND_BYTES)) return text_copy(vm, items[0]);
  uint8_t *to;
  Value made = text_blank(vm, self, length, 1, &to);
  if (made == V_FAIL || length == 0) return made;
  for (uint32_t i = 0; i < count; i++) {
    const uint8_t *data;
    uint32_t size;
    if (i) {
      memcpy(to, separator.data, separator.length);
      to += separator.length;
    }
    if (!buffer_of(vm, items[i], &data, &size)) return V_FAIL;
    memcpy(to, data, size);
    to += size;
  }
  return made;
}

SHARED_RESUMABLE(octets_join_any, 0, "(self, iterable, /)", "") {
  STEPS
    {
      Value sequence;
      AWAIT(1, sequence, object_sequence(vm, a[1]));
      return join_items(vm, a[0], sequence);
    }
  END_STEPS
}

SHARED_NATIVE(octets_join, "(self, iterable_of_bytes, /)", "Concatenate any number of bytes objects.") {
  if (is_ref(a[1]) && (IS_EXACT(vm, a[1], list) || IS_EXACT(vm, a[1], tuple))) return join_items(vm, a[0], a[1]);
  if (!object_is_iterable(vm, a[1])) return RAISE(vm, TypeError, "can only join an iterable");
  return enter(vm, &octets_join_any_info, 2, a);
}

static bool fill_argument(Vm *vm, Value v, const char *name, uint32_t *fill) {
  *fill = ' ';
  if (v == V_UNDEFINED) return true;
  if (!is_octets(vm, v) || text_span(vm, v).length != 1) {
    RAISE(vm, TypeError, "%s() argument 2 must be a byte string of length 1, not %N", name, v);
    return false;
  }
  *fill = text_span(vm, v).data[0];
  return true;
}

#define PADDED(id, name, doc, expression)                                                                              \
  SHARED_NATIVE(id, "(self, width, fillchar=b' ', /)", doc) {                                                          \
    int64_t width;                                                                                                     \
    uint32_t fill;                                                                                                     \
    INDEX_OR_ASK(a[1], &width, id##_info, 3, 2);                                                                       \
    if (!fill_argument(vm, a[2], name, &fill)) return V_FAIL;                                                          \
    uint32_t length = text_span(vm, a[0]).length;                                                                      \
    if (width <= length) return text_copy(vm, a[0]);                                                                   \
    uint64_t room = (uint64_t)width - length;                                                                          \
    (void)room;                                                                                                        \
    return expression;                                                                                                 \
  }
PADDED(octets_ljust, "ljust", "Return a left-justified string of length width.", text_pad(vm, a[0], 0, room, fill))
PADDED(octets_rjust, "rjust", "Return a right-justified string of length width.", text_pad(vm, a[0], room, 0, fill))
PADDED(octets_center, "center", "Return a centered string of length width.", text_center(vm, a[0], width, fill))

SHARED_NATIVE(octets_zfill, "(self, width, /)", "Pad a numeric string with zeros on the left, to fill a field of the given width.") {
  int64_t width;
  INDEX_OR_ASK(a[1], &width, octets_zfill_info, 2, 2);
  return text_zfill(vm, a[0], width);
}

SHARED_NATIVE(octets_expandtabs, "(self, /, tabsize=8)", "Return a copy where all tab characters are expanded using spaces.") {
  int64_t size = 8;
  if (a[1] != V_UNDEFINED) INT_OR_ASK(a[1], &size, octets_expandtabs_info, 2, 2);
  return text_expandtabs(vm, a[0], size);
}

/* ---- ASCII case and questions ------------------------------------------------------------------------------------------------------- */

static inline bool is_upper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
static inline bool is_lower(uint8_t c) { return c >= 'a' && c <= 'z'; }
static inline bool is_alpha(uint8_t c) { return is_upper(c) || is_lower(c); }
static inline bool is_digit(uint8_t c) { return c >= '0' && c <= '9'; }
static inline bool is_alnum(uint8_t c) { return is_alpha(c) || is_digit(c); }
static inline bool is_white(uint8_t c) { return c == ' ' || (c >= 9 && c <= 13); }

typedef enum Casing { UPPER, LOWER, TITLE, CAPITALIZE, SWAPCASE } Casing;

static Value change_case(Vm *vm, Value self, Casing casing) {
  Span s = text_span(vm, self);
  uint8_t *to;
  if (!charge(vm, s.length / 8)) return V_FAIL;
  Value made = text_blank(vm, self, s.length, 1, &to);
  if (made == V_FAIL || s.length == 0) return made;
  bool inside = false;
  for (uint32_t i = 0; i < s.length; i++) {
    uint8_t c = s.data[i];
    bool flip;
    switch (casing) {
    case UPPER: flip = is_lower(c); break;
    case LOWER: flip = is_upper(c); break;
    case SWAPCASE: flip = is_alpha(c); break;
    case CAPITALIZE: flip = i == 0 ? is_lower(c) : is_upper(c); break;
    default:
      flip = inside ? is_upper(c) : is_lower(c);
      inside = is_alpha(c);
      break;
    }
    to[i] = (uint8_t)(c ^ (flip << 5));
  }
  return made;
}
SHARED_NATIVE(octets_upper, "(self, /)", "B.upper() -> copy of B") { return change_case(vm, a[0], UPPER); }
SHARED_NATIVE(octets_lower, "(self, /)", "B.lower() -> copy of B") { return change_case(vm, a[0], LOWER); }
SHARED_NATIVE(octets_title, "(self, /)", "B.title() -> copy of B") { return change_case(vm, a[0], TITLE); }
SHARED_NATIVE(octets_capitalize, "(self, /)", "B.capitalize() -> copy of B") { return change_case(vm, a[0], CAPITALIZE); }
SHARED_NATIVE(octets_swapcase, "(self, /)", "B.swapcase() -> copy of B") { return change_case(vm, a[0], SWAPCASE); }

#define QUESTION(id, predicate)                                                                                        \
  SHARED_NATIVE(id, "(self, /)", "") {                                                                                 \
    Span s = text_span(vm, a[0]);                                                                                      \
    if (!charge(vm, s.length / 8)) return V_FAIL;                                                                      \
    for (uint32_t i = 0; i < s.length; i++)                                                                            \
      if (!predicate(s.data[i])) return V_FALSE;                                                                       \
    return from_bool(s.length > 0);                                                                                    \
  }
QUESTION(octets_isalpha, is_alpha)
QUESTION(octets_isalnum, is_alnum)
QUESTION(octets_isdigit, is_digit)
QUESTION(octets_isspace, is_white)

SHARED_NATIVE(octets_isascii, "(self, /)", "B.isascii() -> bool") {
  Span s = text_span(vm, a[0]);
  return charge(vm, s.length / 8) ? from_bool(span_is_ascii(s)) : V_FAIL;
}

static Value all_cased(Vm *vm, Value self, bool upper) {
  Span s = text_span(vm, self);
  if (!charge(vm, s.length / 8)) return V_FAIL;
  bool any = false;
  for (uint32_t i = 0; i < s.length; i++) {
    if (upper ? is_lower(s.data[i]) : is_upper(s.data[i])) return V_FALSE;
    any = any || is_alpha(s.data[i]);
  }
  return from_bool(any);
}
SHARED_NATIVE(octets_isupper, "(self, /)", "B.isupper() -> bool") { return all_cased(vm, a[0], true); }
SHARED_NATIVE(octets_islower, "(self, /)", "B.islower() -> bool") { return all_cased(vm, a[0], false); }

SHARED_NATIVE(octets_istitle, "(self, /)", "B.istitle() -> bool") {
  Span s = text_span(vm, a[0]);
  if (!charge(vm, s.length / 8)) return V_FAIL;
  bool any = false, inside = false;
  for (uint32_t i = 0; i < s.length; i++) {
    uint8_t c = s.data[i];
    if (inside ? is_upper(c) : is_lower(c)) return V_FALSE;
    inside = is_alpha(c);
    any = any || inside;
  }
  return from_bool(any);
}

/* ---- decode, hex, translate -------------------------------------------------------------------------------------------------------------- */

SHARED_NATIVE(octets_decode, "(self, /, encoding='utf-8', errors='strict')", "Decode the bytes using the codec registered for encoding.") {
  for (int i = 1; i < 3; i++)
    if (a[i] != V_UNDEFINED && !str_check(vm, a[i]))
      return RAISE(vm, TypeError, "decode() argument '%s' must be str, not %N", i == 1 ? "encoding" : "errors", a[i]);
  Span s = text_span(vm, a[0]);
  return codec_decode(vm, s.data, s.length, a[0], a[1], a[2]);
}

SHARED_RESUMABLE(hex_wrong_separator, 1, "(sep, /)", NULL) {
  STEPS
    AWAIT(1, a[1], object_len(vm, a[0]));
    return a[1] != from_small(1) ? RAISE(vm, ValueError, "sep must be length 1.") : RAISE(vm, TypeError, "sep must be str or bytes.");
  END_STEPS
}

SHARED_NATIVE(octets_hex, "(self, /, sep=None, bytes_per_sep=1)", "Create a string of hexadecimal numbers from a bytes object.") {
  Span s = text_span(vm, a[0]);
  int64_t group = 1;
  uint32_t separator = 0;
  if (a[2] != V_UNDEFINED) INT_OR_ASK(a[2], &group, octets_hex_info, 3, 4);
  if (a[1] != V_UNDEFINED) {
    if (!str_check(vm, a[1]) && !is_kind(vm, a[1], KIND_BYTES)) return enter(vm, &hex_wrong_separator_info, 1, &a[1]);
    Span given = text_span(vm, a[1]);
    if (given.length != 1) return RAISE(vm, ValueError, "sep must be length 1.");
    separator = span_at(given, 0);
    if (separator >= 0x80) return RAISE(vm, ValueError, "sep must be ASCII.");
  } else {
    group = 0;
  }
  if (s.length == 0) return empty_str(vm);
  uint64_t size = group < 0 ? -(uint64_t)group : (uint64_t)group;
  uint64_t separators = size == 0 || size >= s.length ? 0 : (s.length - 1) / size;
  Str *made = str_make(vm, (uint64_t)s.length * 2 + separators, 1);
  if (!made) return V_FAIL;
  if (!charge(vm, s.length / 4)) return V_FAIL;
  uint8_t *to = made->data;
  for (uint32_t i = 0; i < s.length; i++) {
    if (i && separators && (group > 0 ? (s.length - i) % size == 0 : i % size == 0)) *to++ = (uint8_t)separator;
    *to++ = (uint8_t)"0123456789abcdef"[s.data[i] >> 4];
    *to++ = (uint8_t)"0123456789abcdef"[s.data[i] & 15];
  }
  if (separator < 0x80) made->head.flags |= STR_ASCII;
  return value_of(vm, made);
}

static int hex_digit(uint32_t c) {
  return c >= '0' && c <= '9' ? (int)c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (int)(c | 32) - 'a' + 10 : -1;
}

SHARED_NATIVE(octets_fromhex, "(cls, string, /)", "Create a bytes object from a string of hexadecimal numbers.") {
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "fromhex() argument must be str, not %N", a[1]);
  Span s = str_span(vm, a[1]);
  bool mutable = type_is_subtype(vm, to_ref(a[0]), TYPE(vm, bytearray));
  uint64_t count = 0;
  if (!charge(vm, s.length / 2)) return V_FAIL;
  bool ascii = OBJECT(vm, a[1])->flags & STR_ASCII;
  for (uint32_t i = 0; !ascii && i < s.length; i++) /* the first character beyond it is told first */
    if (span_at(s, i) >= 128) return RAISE(vm, ValueError, "non-hexadecimal number found in fromhex() arg at position %d", (int)i);
  for (uint32_t i = 0; i < s.length;) {
    uint32_t c = span_at(s, i);
    if (is_white((uint8_t)c)) {
      i++;
      continue;
    }
    if (hex_digit(c) < 0) return RAISE(vm, ValueError, "non-hexadecimal number found in fromhex() arg at position %d", (int)i);
    if (i + 1 >= s.length || hex_digit(span_at(s, i + 1)) < 0)
      return RAISE(vm, ValueError, "non-hexadecimal number found in fromhex() arg at position %d", (int)i + 1);
    count++;
    i += 2;
  }
  Bytes *made = bytes_make(vm, count);
  if (!made) return V_FAIL;
  uint32_t out = 0;
  for (uint32_t i = 0; i + 1 < s.length && out < count;) {
    uint32_t c = span_at(s, i);
    if (hex_digit(c) < 0) {
      i++;
      continue;
    }
    made->data[out++] = (uint8_t)(hex_digit(c) << 4 | hex_digit(span_at(s, i + 1)));
    i += 2;
  }
  Value result = value_of(vm, made);
  if (to_ref(a[0]) == TYPE(vm, bytes)) return result;
  if (to_ref(a[0]) == TYPE(vm, bytearray) && mutable) return bytearray_new(vm, TYPE(vm, bytearray), made->data, (uint32_t)count);
  return call1(vm, a[0], result);
}

SHARED_NATIVE(octets_translate, "(self, table, /, delete=b'')", "Return a copy with each character mapped by the given translation table.") {
  Span s = text_span(vm, a[0]), table = {0}, deleted = {0};
  if (a[1] != V_NONE) {
    if (!octets_argument(vm, a[1], &table)) return V_FAIL;
    if (table.length != 256) return RAISE(vm, ValueError, "translation table must be 256 characters long");
  }
  if (a[2] != V_UNDEFINED && !octets_argument(vm, a[2], &deleted)) return V_FAIL;
  bool drop[256] = {false};
  if (!charge(vm, (uint64_t)s.length / 4 + deleted.length / 4)) return V_FAIL;
  for (uint32_t i = 0; i < deleted.length; i++) drop[deleted.data[i]] = true;
  uint32_t count = 0;
  for (uint32_t i = 0; i < s.length; i++) count += !drop[s.data[i]];
  if (count == s.length && !table.data) return text_copy(vm, a[0]);
  uint8_t *to;
  Value made = text_blank(vm, a[0], count, 1, &to);
  if (made == V_FAIL || count == 0) return made;
  for (uint32_t i = 0; i < s.length; i++)
    if (!drop[s.data[i]]) *to++ = table.data ? table.data[s.data[i]] : s.data[i];
  return made;
}

SHARED_NATIVE(octets_maketrans, "(frm, to, /)", "Return a translation table useable for the bytes or bytearray translate method.") {
  Span from, to;
  if (!octets_argument(vm, a[0], &from) || !octets_argument(vm, a[1], &to)) return V_FAIL;
  if (from.length != to.length) return RAISE(vm, ValueError, "maketrans arguments must have same length");
  if (!charge(vm, 32 + from.length)) return V_FAIL;
  Bytes *made = bytes_make(vm, 256);
  if (!made) return V_FAIL;
  for (uint32_t i = 0; i < 256; i++) made->data[i] = (uint8_t)i;
  for (uint32_t i = 0; i < from.length; i++) made->data[from.data[i]] = to.data[i];
  return value_of(vm, made);
}

/* ---- iterators -------------------------------------------------------------------------------------------------------------------------------- */

SHARED_NATIVE(octets_iterator_iter, "(self, /)", "") { return a[0]; }

SHARED_NATIVE(octets_iterator_next, "(self, /)", "") {
  Value next = iterator_next_simple(vm, a[0]);
  return next == V_STOP ? raise_stop(vm) : next;
}

SHARED_NATIVE(octets_iterator_length_hint, "(self, /)", "Private method returning an estimate of len(list(it)).") {
  Value bytes = *field(vm, a[0], BYTES_ITERATOR_BYTES);
  if (!is_octets(vm, bytes)) return from_small(0);
  int64_t left = (int64_t)text_span(vm, bytes).length - to_small(*field(vm, a[0], BYTES_ITERATOR_INDEX));
  return from_small(left < 0 ? 0 : left);
}

SHARED_NATIVE(octets_iterator_reduce, "(self, /)", "Return state information for pickling.") {
  Value iter = intern_c(vm, "iter");
  if (iter == V_FAIL) return V_FAIL;
  iter = dict_get_name(vm, at(vm, known(vm)->builtins), iter);
  Value bytes = *field(vm, a[0], BYTES_ITERATOR_BYTES);
  bool live = is_octets(vm, bytes);
  Value held = live ? bytes : from_ref(known(vm)->empty_tuple);
  Value args = tuple_new(vm, &held, 1);
  if (args == V_FAIL) return V_FAIL;
  if (!live) return TUPLE_OF(vm, iter, args);
  return TUPLE_OF(vm, iter, args, *field(vm, a[0], BYTES_ITERATOR_INDEX));
}

SHARED_NATIVE(octets_iterator_setstate, "(self, state, /)", "Set state information for unpickling.") {
  int64_t i;
  if (!iterator_state(vm, a[1], &i)) return V_FAIL;
  Value bytes = *field(vm, a[0], BYTES_ITERATOR_BYTES);
  if (is_octets(vm, bytes)) {
    int64_t length = text_span(vm, bytes).length;
    TOUCH(vm, OBJECT(vm, a[0]));
    *field(vm, a[0], BYTES_ITERATOR_INDEX) = from_small(i < 0 ? 0 : i > length ? length : i);
  }
  return V_NONE;
}

#define ITERATOR_ENTRIES                                                                                               \
  SLOT("__iter__", octets_iterator_iter), SLOT("__next__", octets_iterator_next),                                      \
    METHOD_("__length_hint__", octets_iterator_length_hint), METHOD_("__reduce__", octets_iterator_reduce),            \
    METHOD_("__setstate__", octets_iterator_setstate), END_OF_ENTRIES

const NativeEntry bytes_iterator_entries[] = {ITERATOR_ENTRIES};
const NativeEntry bytearray_iterator_entries[] = {ITERATOR_ENTRIES};
