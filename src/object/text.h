/*
 * What the files about text and bytes share: searching, copying between widths, and arguments that are indices.
 */
#ifndef PYXIS_TEXT_H
#define PYXIS_TEXT_H

#include "object/object.h"

#define STR_HEADER offsetof(Str, data)
#define TEXT_LIMIT 0x7FFFFFF0u /* characters or bytes in one object */

typedef uint8_t Sixteen __attribute__((vector_size(16), aligned(1)));

/* The bytes of something and how to read them. */
typedef struct Span {
  const uint8_t *data;
  uint32_t length; /* in characters */
  uint32_t width;  /* 1, 2, 4 */
} Span;

static inline Span str_span(Vm *vm, Value v) {
  Str *s = AS(Str, vm, v);
  return (Span){str_data(vm, s), s->length, str_width(s)};
}
/* Data of two objects that end with a whole word. */
static inline bool words_equal(const uint8_t *d, const uint8_t *e, uint32_t size) {
  const uint64_t *x = (const uint64_t *)d, *y = (const uint64_t *)e;
  for (; size >= 8; size -= 8)
    if (*x++ != *y++) return false;
  return !size || (*x ^ *y) << (64 - size * 8) == 0; /* the first bytes are the lowest */
}
/* str_equal, without a call for what is short. */
static inline bool str_same(Vm *vm, Value a, Value b) {
  Str *s = AS(Str, vm, a), *t = AS(Str, vm, b);
  if (s->length != t->length || s->head.extra != t->head.extra) return false;
  uint64_t size = (uint64_t)s->length * s->head.extra;
  if (size <= 32 && !((s->head.flags | t->head.flags) & STR_BUFFERED)) return words_equal(s->data, t->data, (uint32_t)size);
  return str_equal(vm, a, b);
}
static inline uint32_t span_at(Span s, uint32_t i) { return str_at(s.data, s.width, i); }
static inline Span span_part(Span s, uint32_t start, uint32_t end) {
  return (Span){s.data + (size_t)start * s.width, end - start, s.width};
}
/* Fills the start of a new object's bytes, which end with a whole word, from text of which `left` bytes can be read. */
static inline void bytes_take(uint8_t *to, const uint8_t *from, uint32_t length, uint32_t left) {
  if (length <= 8 && left >= 8) memcpy(to, from, 8);
  else memcpy(to, from, length);
}
static inline uint32_t width_of(uint32_t c) { return c < 0x100 ? 1 : c < 0x10000 ? 2 : 4; }

/* First (reverse: last) place of needle in text: -1 none, -2 the budget is spent (V_FAIL). Charges for what it reads. Linear. */
int64_t span_find(Vm *vm, Span text, Span needle, bool reverse);
/* Places that do not overlap, at most `most` of them; -2 likewise. */
int64_t span_count(Vm *vm, Span text, Span needle, uint32_t most);
bool span_equal(Span a, Span b); /* not charged */
uint32_t span_width(Span s);     /* the least width that fits its characters */
/* Copies characters, each narrower or wider; they must fit. */
void span_copy(void *to, uint32_t to_width, Span from);
void span_fill(void *to, uint32_t width, uint32_t c, uint32_t count);

void builder_fill(Builder *b, uint32_t c, uint64_t count); /* the room is taken before the work is paid for */
Value str_from_span(Vm *vm, Span s);     /* charges */
Value str_exact(Vm *vm, Value s);        /* itself, or of a subclass: the str of type str */
static inline bool str_exactly(Vm *vm, Value s) { return OBJECT(vm, s)->shape == known(vm)->str_shape; }
static inline Value empty_str(Vm *vm) { return from_ref(known(vm)->empty_str); }
static inline Value empty_bytes(Vm *vm) { return from_ref(known(vm)->empty_bytes); }
static inline uint64_t cost_of(uint64_t bytes) { return bytes / 8 + 1; }

/* Pays and allocates: a result that cannot fit fails before the budget is asked. NULL: V_FAIL. */
Str *str_make(Vm *vm, uint64_t length, uint32_t width);
Bytes *bytes_make(Vm *vm, uint64_t length);

/*
 * Indices. Natives stay plain: where an argument has to be asked for its __index__, the native answers
 * with_indices(...), which asks, puts the ints in place and runs the native again.
 */
Value with_indices(Vm *vm, NativeInfo *info, const Value *a, uint32_t parameters, uint32_t mask, uint32_t count);
/* What is no int: 0 when it has __index__, else -1 with TypeError. */
int index_ask(Vm *vm, Value v);
int bound_ask(Vm *vm, Value v);
/* 1: done. 0: needs __index__. -1: V_FAIL. */
static inline int index_argument(Vm *vm, Value v, int64_t *out) {
  if (__builtin_expect(is_small(v), 1)) {
    *out = to_small(v);
    return 1;
  }
  if (!int_check(vm, v)) return index_ask(vm, v);
  return index_i64(vm, v, out, FIT_SSIZE) ? 1 : -1;
}
/* The same for an int of C. */
static inline int int_argument(Vm *vm, Value v, int64_t *out) {
  if (!int_check(vm, v)) return index_ask(vm, v);
  return index_i64(vm, v, out, FIT_INT) ? 1 : -1;
}
/* The same for bounds of a slice: None and nothing mean `standard`; clamped. */
static inline int bound_argument(Vm *vm, Value v, int64_t standard, int64_t *out) {
  if (__builtin_expect(is_small(v), 1)) {
    *out = to_small(v);
    return 1;
  }
  if (v == V_UNDEFINED || v == V_NONE) {
    *out = standard;
    return 1;
  }
  if (!int_check(vm, v)) return bound_ask(vm, v);
  return index_i64(vm, v, out, FIT_CLAMPED) ? 1 : -1;
}
/* As a[start:end] reads them: into 0 .. length (start may lie beyond end). */
static inline void adjust_bounds(int64_t *start, int64_t *end, int64_t length) {
  if (*end > length) *end = length;
  else if (*end < 0 && (*end += length) < 0) *end = 0;
  if (*start < 0 && (*start += length) < 0) *start = 0;
}
#define INDEX_OR_ASK(v, out, info, parameters, mask)                                                                   \
  switch (index_argument(vm, v, out)) {                                                                                \
  case 0: return with_indices(vm, &info, a, parameters, mask, n);                                                      \
  case -1: return V_FAIL;                                                                                              \
  }
#define INT_OR_ASK(v, out, info, parameters, mask)                                                                     \
  switch (int_argument(vm, v, out)) {                                                                                  \
  case 0: return with_indices(vm, &info, a, parameters, mask, n);                                                      \
  case -1: return V_FAIL;                                                                                              \
  }
#define BOUND_OR_ASK(v, standard, out, info, parameters, mask)                                                         \
  switch (bound_argument(vm, v, standard, out)) {                                                                      \
  case 0: return with_indices(vm, &info, a, parameters, mask, n);                                                      \
  case -1: return V_FAIL;                                                                                              \
  }

/* Makes the members of a Slice ints by __index__ and runs the native (self, key, value) again with it. */
Value with_slice_indices(Vm *vm, NativeInfo *info, Value self, Value key, Value value);
bool slice_is_simple(Vm *vm, Value slice);

/* ---- text.c: what str, bytes and bytearray do alike. `self` is one of them; pieces are of its exact base type ---------- */

Span text_span(Vm *vm, Value self);
bool span_is_ascii(Span s); /* not charged */
Value text_piece(Vm *vm, Value self, uint32_t start, uint32_t end);
/* An unfilled object of self's base type; charges. */
Value text_blank(Vm *vm, Value self, uint64_t length, uint32_t width, uint8_t **data);
Value text_copy(Vm *vm, Value self); /* itself where it is immutable and exact */
Value text_split(Vm *vm, Value self, const Span *separator, int64_t most, bool reverse);
Value text_splitlines(Vm *vm, Value self, bool keep);
Value text_partition(Vm *vm, Value self, Value separator, Span span, bool reverse);
Value text_replace(Vm *vm, Value self, Span old, Span new, int64_t count);
/* sides: 1 left, 2 right, 3 both; characters NULL: whitespace */
Value text_strip(Vm *vm, Value self, const Span *characters, int sides);
Value text_pad(Vm *vm, Value self, uint64_t left, uint64_t right, uint32_t fill);
Value text_center(Vm *vm, Value self, int64_t width, uint32_t fill);
Value text_expandtabs(Vm *vm, Value self, int64_t size);
Value text_zfill(Vm *vm, Value self, int64_t width);
Value text_extended_slice(Vm *vm, Value self, int64_t start, int64_t step, uint32_t count);
/* Whether `part` stands at the start (or end) of self[start:end]. */
bool text_has_end(Span text, Span part, int64_t start, int64_t end, bool at_end);

/* ---- codec.c ------------------------------------------------------------------------------------------------------ */

/* str of bytes; encoding and errors are Str Values or V_UNDEFINED. Does not call. */
Value codec_decode(Vm *vm, const uint8_t *data, uint32_t size, Value object, Value encoding, Value errors);
Value codec_encode(Vm *vm, Value s, Value encoding, Value errors);
/* As codec_decode; not final: what may go on in bytes still to come is left alone. *consumed: bytes that were decoded. */
Value codec_decode_part(Vm *vm, const uint8_t *data, uint32_t size, Value object, Value encoding, Value errors, bool final,
                        uint32_t *consumed);
bool codec_known(Vm *vm, Value encoding);

/* ---- bytes.c, bytes_methods.c, bytearray.c ------------------------------------------------------------------------- */

Value bytearray_new(Vm *vm, Ref type, const void *data, uint32_t size); /* data NULL: zeroes; does not charge */
uint8_t *bytearray_data(Vm *vm, ByteArray *b);                          /* checked to hold its length */
Value bytes_repr(Vm *vm, Span s, const char *before, const char *after);
Value bytes_percent(Vm *vm, Value format, Value arguments);
static inline bool is_octets(Vm *vm, Value v) { return is_kind(vm, v, KIND_BYTES) || is_kind(vm, v, KIND_BYTEARRAY); }
/* The bytes of a buffer argument; false with TypeError "a bytes-like object is required, not 'X'". */
bool octets_argument(Vm *vm, Value v, Span *out);
/* memoryview.c: the bytes a contiguous view covers; false: not a view, or released. */
bool memoryview_buffer(Vm *vm, Value v, const uint8_t **data, uint32_t *size);
bool bytearray_push(Vm *vm, ByteArray *b, uint8_t byte);                /* at its end; false: V_FAIL */
/* The bytes that an iterable's ints are, as bytes or bytearray; may call. `into` if it is not V_UNDEFINED: a bytearray that may get them
   one by one, and is answered then. */
typedef enum CollectMessage { COLLECT_BYTES, COLLECT_BYTEARRAY, COLLECT_EXTENDS } CollectMessage; /* whose complaints they are */
Value octets_collect(Vm *vm, Value iterable, CollectMessage message, Value into);
/* 0 .. 255 from an int, or ValueError "byte must be in range(0, 256)". */
bool octet_of(Vm *vm, Value v, uint8_t *out);

/* What bytes and bytearray have in common, for both tables: X(method), Y(slot). */
#define OCTETS_METHODS(X, Y)                                                                                           \
  Y("__eq__", octets_eq) Y("__ne__", octets_ne) Y("__lt__", octets_lt) Y("__le__", octets_le) Y("__gt__", octets_gt)    \
  Y("__ge__", octets_ge) Y("__len__", octets_len) Y("__iter__", octets_iter) Y("__add__", octets_add)                  \
  Y("__mul__", octets_mul) Y("__rmul__", octets_mul) Y("__mod__", octets_mod) Y("__rmod__", octets_rmod)               \
  Y("__contains__", octets_contains) Y("__getitem__", octets_getitem)                                                  \
  X("find", octets_find) X("rfind", octets_rfind) X("index", octets_index) X("rindex", octets_rindex)                  \
  X("count", octets_count) X("startswith", octets_startswith) X("endswith", octets_endswith)                           \
  X("removeprefix", octets_removeprefix) X("removesuffix", octets_removesuffix) X("split", octets_split)               \
  X("rsplit", octets_rsplit) X("splitlines", octets_splitlines) X("partition", octets_partition)                       \
  X("rpartition", octets_rpartition) X("strip", octets_strip) X("lstrip", octets_lstrip) X("rstrip", octets_rstrip)    \
  X("replace", octets_replace) X("join", octets_join) X("ljust", octets_ljust) X("rjust", octets_rjust)                \
  X("center", octets_center) X("zfill", octets_zfill) X("expandtabs", octets_expandtabs) X("upper", octets_upper)      \
  X("lower", octets_lower) X("title", octets_title) X("capitalize", octets_capitalize) X("swapcase", octets_swapcase)  \
  X("isalpha", octets_isalpha) X("isalnum", octets_isalnum) X("isdigit", octets_isdigit) X("isspace", octets_isspace)  \
  X("isascii", octets_isascii) X("isupper", octets_isupper) X("islower", octets_islower) X("istitle", octets_istitle)  \
  X("decode", octets_decode) X("hex", octets_hex) X("translate", octets_translate)
#define EXTERN_INFO(name, id) extern NativeInfo id##_info;
#define METHOD_ENTRY(name, id) METHOD_(name, id),
#define SLOT_ENTRY(name, id) SLOT(name, id),

#endif
