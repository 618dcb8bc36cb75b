/*
 * memoryview: a window on the bytes of a bytes or bytearray object, one-dimensional.
 *
 * A view holds no pointer, only the object, a place and a stride, and asks the object again at each use. So a bytearray may
 * shrink under it: what then lies outside reads as an error, and nothing has to be locked (CPython forbids the
 * resizing instead, which needs to know at once when the last view has gone).
 */
#include "object/containers.h"
#include "object/text.h"

/* OBJ: V_UNDEFINED once released. START, STRIDE in bytes, COUNT in items, FORMAT a character: small ints. HASH: V_UNDEFINED until it was
   asked for; it outlives a release. */
enum { VIEW_OBJ, VIEW_START, VIEW_COUNT, VIEW_STRIDE, VIEW_FORMAT, VIEW_READONLY, VIEW_HASH, MEMORY_FIELDS };

static uint32_t item_size(uint32_t format) {
  switch (format) {
  case 'B': case 'b': case 'c': case '?': return 1;
  case 'h': case 'H': return 2;
  case 'i': case 'I': case 'f': return 4;
  case 'l': case 'L': case 'q': case 'Q': case 'n': case 'N': case 'd': case 'P': return 8;
  default: return 0;
  }
}

static inline int64_t number(Vm *vm, Value view, uint32_t i) { return to_small(*field(vm, view, i)); }
static inline uint32_t format_of(Vm *vm, Value view) { return (uint32_t)number(vm, view, VIEW_FORMAT) & 127; }
static bool is_view(Vm *vm, Value v) { return is_kind(vm, v, KIND_RECORD) && IS_EXACT(vm, v, memoryview) && OBJECT(vm, v)->extra == MEMORY_FIELDS; }

static bool alive(Vm *vm, Value view) {
  if (is_octets(vm, *field(vm, view, VIEW_OBJ))) return true;
  RAISE(vm, ValueError, "operation forbidden on released memoryview object");
  return false;
}

/* The bytes of item i, or NULL with an exception set. */
static uint8_t *item(Vm *vm, Value view, int64_t i) {
  Span s = text_span(vm, *field(vm, view, VIEW_OBJ));
  int64_t place;
  uint32_t size = item_size(format_of(vm, view));
  if (__builtin_mul_overflow(i, number(vm, view, VIEW_STRIDE), &place) || __builtin_add_overflow(place, number(vm, view, VIEW_START), &place) ||
      place < 0 || place + size > s.length) {
    RAISE(vm, IndexError, "index out of bounds on dimension 1");
    return NULL;
  }
  return (uint8_t *)s.data + place;
}

/* All items in a row; copied when they do not stand so. */
static bool contents(Vm *vm, Value view, Span *out) {
  uint32_t size = item_size(format_of(vm, view));
  int64_t count = number(vm, view, VIEW_COUNT), start = number(vm, view, VIEW_START), stride = number(vm, view, VIEW_STRIDE);
  Span s = text_span(vm, *field(vm, view, VIEW_OBJ));
  if (size == 0 || count < 0 || count > (int64_t)TEXT_LIMIT) return false;
  *out = (Span){s.data, 0, 1};
  if (count == 0) return true;
  if (stride == size) {
    if (start < 0 || start + count * size > (int64_t)s.length) {
      RAISE(vm, ValueError, "memoryview: the underlying buffer has shrunk");
      return false;
    }
    *out = (Span){s.data + start, (uint32_t)(count * size), 1};
    return true;
  }
  Raw *copy = (uint64_t)count * size <= TEXT_LIMIT && charge(vm, (uint64_t)count) ? raw_new(vm, (uint32_t)(count * size)) : NULL;
  if (!copy) return false;
  for (int64_t i = 0; i < count; i++) {
    const uint8_t *from = item(vm, view, i);
    if (!from) return false;
    memcpy(copy->data + i * size, from, size);
  }
  *out = (Span){copy->data, (uint32_t)(count * size), 1};
  return true;
}

bool memoryview_buffer(Vm *vm, Value v, const uint8_t **data, uint32_t *size) {
  Span s;
  if (!is_view(vm, v) || !is_octets(vm, *field(vm, v, VIEW_OBJ)) || !contents(vm, v, &s)) return false;
  *data = s.data;
  *size = s.length;
  return true;
}

static Value view_new(Vm *vm, Value object, int64_t start, int64_t count, int64_t stride, uint32_t format, Value readonly) {
  Value view = record_new(vm, T_memoryview, MEMORY_FIELDS);
  if (view == V_FAIL) return V_FAIL;
  *field(vm, view, VIEW_OBJ) = object;
  *field(vm, view, VIEW_START) = from_small(start);
  *field(vm, view, VIEW_COUNT) = from_small(count);
  *field(vm, view, VIEW_STRIDE) = from_small(stride);
  *field(vm, view, VIEW_FORMAT) = from_small(format);
  *field(vm, view, VIEW_READONLY) = readonly;
  return view;
}

NATIVE(memoryview_new, "(cls, object)", "Create a new memoryview object which references the given object.") {
  if (is_octets(vm, a[1]))
    return view_new(vm, a[1], 0, text_span(vm, a[1]).length, 1, 'B', from_bool(is_kind(vm, a[1], KIND_BYTES)));
  if (is_view(vm, a[1])) {
    if (!alive(vm, a[1])) return V_FAIL;
    return view_new(vm, *field(vm, a[1], VIEW_OBJ), number(vm, a[1], VIEW_START), number(vm, a[1], VIEW_COUNT),
                    number(vm, a[1], VIEW_STRIDE), format_of(vm, a[1]), *field(vm, a[1], VIEW_READONLY));
  }
  return RAISE(vm, TypeError, "memoryview: a bytes-like object is required, not '%T'", a[1]);
}

/* ---- items -------------------------------------------------------------------------------------------------------------- */

static Value unpack(Vm *vm, const uint8_t *from, uint32_t format) {
  union { int16_t h; uint16_t H; int32_t i; uint32_t I; int64_t q; uint64_t Q; float f; double d; } u = {0};
  memcpy(&u, from, item_size(format));
  switch (format) {
  case 'B': return from_small(*from);
  case 'b': return from_small((int8_t)*from);
  case 'c': return bytes_new(vm, from, 1);
  case '?': return from_bool(*from != 0);
  case 'h': return from_small(u.h);
  case 'H': return from_small(u.H);
  case 'i': return from_small(u.i);
  case 'I': return from_small(u.I);
  case 'f': return from_double(u.f);
  case 'd': return from_double(u.d);
  case 'L': case 'Q': case 'N': case 'P': return int_from_u64(vm, u.Q);
  default: return int_from_i64(vm, u.q);
  }
}

static bool pack(Vm *vm, uint8_t *to, uint32_t format, Value v) {
  uint32_t size = item_size(format);
  if (format == 'c') {
    if (is_kind(vm, v, KIND_BYTES) && AS(Bytes, vm, v)->length == 1) {
      *to = AS(Bytes, vm, v)->data[0];
      return true;
    }
  } else if (format == 'f' || format == 'd') {
    double d;
    if (number_to_double(vm, v, &d)) {
      float f = (float)d;
      memcpy(to, format == 'f' ? (const void *)&f : (const void *)&d, size);
      return true;
    }
    if (int_check(vm, v)) return false;
  } else if (format == '?') {
    bool truth;
    if (truth_simple(vm, v, &truth)) {
      *to = truth;
      return true;
    }
  } else if (int_check(vm, v)) {
    int64_t n = 0;
    bool is_signed = format >= 'a', fits = int_to_i64(vm, v, &n);
    uint64_t u = (uint64_t)n;
    if (!is_signed && !fits && size == 8 && int_sign(vm, v) > 0 && int_bit_length(vm, v) <= 64) {
      u = AS(Int, vm, v)->limbs[0];
      fits = true;
    } else if (fits && size < 8) {
      fits = is_signed ? n >= -((int64_t)1 << (8 * size - 1)) && n < (int64_t)1 << (8 * size - 1) : n >= 0 && n < (int64_t)1 << (8 * size);
    } else if (fits && !is_signed) {
      fits = n >= 0;
    }
    if (fits) {
      memcpy(to, &u, size);
      return true;
    }
    RAISE(vm, ValueError, "memoryview: invalid value for format '%c'", (int)format);
    return false;
  }
  RAISE(vm, TypeError, "memoryview: invalid type for format '%c'", (int)format);
  return false;
}

/* The view of a slice of ints and None. */
static Value sliced(Vm *vm, Value view, Value key) {
  int64_t start, stop, step;
  uint32_t count;
  if (!slice_bounds(vm, AS(Slice, vm, key), (uint32_t)number(vm, view, VIEW_COUNT), &start, &stop, &step, &count)) return V_FAIL;
  int64_t stride = number(vm, view, VIEW_STRIDE), wide;
  if (__builtin_mul_overflow(stride, step, &wide) || !fits_small(wide)) wide = stride; /* no second item will be looked for */
  return view_new(vm, *field(vm, view, VIEW_OBJ), number(vm, view, VIEW_START) + start * stride, count, wide,
                  format_of(vm, view), *field(vm, view, VIEW_READONLY));
}

static bool item_index(Vm *vm, Value view, Value key, int64_t *i) {
  int64_t count = number(vm, view, VIEW_COUNT);
  if (!int_to_i64(vm, key, i)) {
    RAISE(vm, IndexError, "cannot fit '%T' into an index-sized integer", key);
    return false;
  }
  if (*i < 0) *i += count;
  if (*i >= 0 && *i < count) return true;
  RAISE(vm, IndexError, "index out of bounds on dimension 1");
  return false;
}

/* Tuples of as many keys as there are dimensions would do, and no view has more than one. */
static Value wrong_key(Vm *vm, Value key) {
  if (!is_kind(vm, key, KIND_TUPLE)) return RAISE(vm, TypeError, "memoryview: invalid slice key");
  Tuple *keys = AS(Tuple, vm, key);
  uint32_t indices = 0, slices = 0;
  if (!charge(vm, keys->length)) return V_FAIL;
  for (uint32_t i = 0; i < keys->length; i++) {
    indices += special_of(vm, keys->items[i], SP_index) != V_UNDEFINED;
    slices += is_kind(vm, keys->items[i], KIND_SLICE);
  }
  if (indices == keys->length)
    return indices ? RAISE(vm, TypeError, "cannot index 1-dimension view with %d-element tuple", (int)indices)
                   : RAISE(vm, NotImplementedError, "sub-views are not implemented");
  if (slices == keys->length) return RAISE(vm, NotImplementedError, "multi-dimensional slicing is not implemented");
  return RAISE(vm, TypeError, "memoryview: invalid slice key");
}

/* A tuple of one index is that index. */
static Value only_key(Vm *vm, Value key) {
  if (!is_kind(vm, key, KIND_TUPLE) || AS(Tuple, vm, key)->length != 1) return key;
  Value only = tuple_item(vm, key, 0);
  return int_check(vm, only) || special_of(vm, only, SP_index) != V_UNDEFINED ? only : key;
}

NATIVE(memoryview_getitem, "(self, key, value=None, /)", "") {
  if (!alive(vm, a[0])) return V_FAIL;
  a[1] = only_key(vm, a[1]);
  if (is_kind(vm, a[1], KIND_SLICE)) {
    if (!slice_is_simple(vm, a[1])) return with_slice_indices(vm, &memoryview_getitem_info, a[0], a[1], V_UNDEFINED);
    return sliced(vm, a[0], a[1]);
  }
  if (!int_check(vm, a[1])) {
    if (special_of(vm, a[1], SP_index) == V_UNDEFINED) return wrong_key(vm, a[1]);
    return with_indices(vm, &memoryview_getitem_info, a, 2, 2, n);
  }
  int64_t i;
  if (!item_index(vm, a[0], a[1], &i)) return V_FAIL;
  uint8_t *from = item(vm, a[0], i);
  return from ? unpack(vm, from, format_of(vm, a[0])) : V_FAIL;
}

NATIVE(memoryview_setitem, "(self, key, value, /)", "") {
  if (!alive(vm, a[0])) return V_FAIL;
  a[1] = only_key(vm, a[1]);
  Value object = *field(vm, a[0], VIEW_OBJ);
  if (*field(vm, a[0], VIEW_READONLY) == V_TRUE || !is_kind(vm, object, KIND_BYTEARRAY))
    return RAISE(vm, TypeError, "cannot modify read-only memory");
  uint32_t format = format_of(vm, a[0]), size = item_size(format);
  Ref buffer = AS(ByteArray, vm, object)->buffer;
  if (is_kind(vm, a[1], KIND_SLICE)) {
    if (!slice_is_simple(vm, a[1])) return with_slice_indices(vm, &memoryview_setitem_info, a[0], a[1], a[2]);
    Value part = sliced(vm, a[0], a[1]);
    Span from;
    if (part == V_FAIL || !octets_argument(vm, a[2], &from)) return V_FAIL;
    int64_t count = number(vm, part, VIEW_COUNT);
    if ((is_view(vm, a[2]) ? format_of(vm, a[2]) : 'B') != format || from.length != count * size)
      return RAISE(vm, ValueError, "memoryview assignment: lvalue and rvalue have different structures");
    if (count == 0) return V_NONE;
    if (!charge(vm, from.length)) return V_FAIL;
    Raw *copy = raw_new(vm, from.length);
    if (!copy || !item(vm, part, 0) || !item(vm, part, count - 1)) return V_FAIL;
    memcpy(copy->data, from.data, from.length);
    touch(vm, buffer);
    for (int64_t i = 0; i < count; i++) {
      uint8_t *to = item(vm, part, i);
      if (!to) return V_FAIL;
      memcpy(to, copy->data + i * size, size);
    }
    return V_NONE;
  }
  if (!int_check(vm, a[1])) {
    if (special_of(vm, a[1], SP_index) == V_UNDEFINED) return wrong_key(vm, a[1]);
    return with_indices(vm, &memoryview_setitem_info, a, 3, 2, n);
  }
  int64_t i;
  uint8_t bytes[8];
  if (!item_index(vm, a[0], a[1], &i) || !pack(vm, bytes, format, a[2])) return V_FAIL;
  uint8_t *to = item(vm, a[0], i);
  if (!to) return V_FAIL;
  touch(vm, buffer);
  memcpy(to, bytes, size);
  return V_NONE;
}

NATIVE(memoryview_delitem, "(self, key, /)", "") {
  if (!alive(vm, a[0])) return V_FAIL;
  return RAISE(vm, TypeError, *field(vm, a[0], VIEW_READONLY) == V_TRUE ? "cannot modify read-only memory" : "cannot delete memory");
}

NATIVE(memoryview_len, "(self, /)", "") { return alive(vm, a[0]) ? *field(vm, a[0], VIEW_COUNT) : V_FAIL; }
NATIVE(memoryview_iter, "(self, /)", "") { return alive(vm, a[0]) ? sequence_iterator_new(vm, a[0]) : V_FAIL; }

static Value to_list(Vm *vm, Value view) {
  int64_t count = number(vm, view, VIEW_COUNT);
  if (count < 0 || count > MAX_ITEMS || !charge(vm, (uint64_t)count)) return V_FAIL;
  Value list = list_new(vm, NULL, (uint32_t)count);
  if (list == V_FAIL) return V_FAIL;
  for (int64_t i = 0; i < count; i++) {
    uint8_t *from = item(vm, view, i);
    Value v = from ? unpack(vm, from, format_of(vm, view)) : V_FAIL;
    if (v == V_FAIL) return V_FAIL;
    list_items(vm, AS(List, vm, list))[i] = v;
  }
  return list;
}

static Value compare(Vm *vm, Value *a, bool equal) {
  if (a[0] == a[1]) return from_bool(equal);
  Span s, t;
  const uint8_t *data;
  uint32_t size;
  if (!is_octets(vm, *field(vm, a[0], VIEW_OBJ))) return from_bool(!equal);
  if (!buffer_of(vm, a[1], &data, &size)) return vm->retry || vm->ending ? V_FAIL : V_NOTIMPLEMENTED;
  if (!contents(vm, a[0], &s) || !octets_argument(vm, a[1], &t) || !charge(vm, s.length / 16)) return V_FAIL;
  uint32_t mine = format_of(vm, a[0]), other = is_view(vm, a[1]) ? format_of(vm, a[1]) : 'B';
  if (mine == other && mine != 'f' && mine != 'd') return from_bool(span_equal(s, t) == equal);
  uint32_t width = item_size(mine), count = s.length / width;
  if (!item_size(other) || t.length / item_size(other) != count) return from_bool(!equal);
  for (uint32_t i = 0; i < count; i++) {
    Value x = unpack(vm, s.data + i * width, mine), y = unpack(vm, t.data + i * item_size(other), other);
    if (x == V_FAIL || y == V_FAIL) return V_FAIL;
    if (equal_simple(vm, x, y) != 1) return from_bool(!equal);
  }
  return from_bool(equal);
}
NATIVE(memoryview_eq, "(self, value, /)", "") { return compare(vm, a, true); }
NATIVE(memoryview_ne, "(self, value, /)", "") { return compare(vm, a, false); }

NATIVE(memoryview_hash, "(self, /)", "") {
  Span s;
  if (*field(vm, a[0], VIEW_HASH) != V_UNDEFINED) return *field(vm, a[0], VIEW_HASH);
  if (!alive(vm, a[0])) return V_FAIL;
  if (*field(vm, a[0], VIEW_READONLY) != V_TRUE) return RAISE(vm, ValueError, "cannot hash writable memoryview object");
  uint32_t format = format_of(vm, a[0]);
  if (format != 'B' && format != 'b' && format != 'c')
    return RAISE(vm, ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  if (!contents(vm, a[0], &s) || !charge(vm, s.length / 8)) return V_FAIL;
  Value hash = int_from_i64(vm, hash_wide(hash_bytes(vm, s.data, s.length)));
  if (hash == V_FAIL) return V_FAIL;
  TOUCH(vm, OBJECT(vm, a[0]));
  return *field(vm, a[0], VIEW_HASH) = hash;
}

NATIVE(memoryview_repr, "(self, /)", "") {
  Value id = object_id(vm, a[0]);
  if (id == V_FAIL) return V_FAIL;
  Value text = int_to_text(vm, id, 16, true);
  if (text == V_FAIL) return V_FAIL;
  Builder b;
  builder_start(&b, vm);
  builder_c(&b, is_octets(vm, *field(vm, a[0], VIEW_OBJ)) ? "<memory at " : "<released memory at ");
  builder_str(&b, text);
  builder_char(&b, '>');
  return builder_end(&b);
}

/* ---- methods --------------------------------------------------------------------------------------------------------------- */

NATIVE(memoryview_tobytes, "(self, /, order='C')", "Return the data in the buffer as a byte string.") {
  Span s;
  if (!alive(vm, a[0])) return V_FAIL;
  if (a[1] != V_UNDEFINED && a[1] != V_NONE) {
    if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "tobytes() argument 'order' must be str or None, not %T", a[1]);
    if (!str_is(vm, a[1], "C") && !str_is(vm, a[1], "F") && !str_is(vm, a[1], "A")) return RAISE(vm, ValueError, "order must be 'C', 'F' or 'A'");
  }
  if (!contents(vm, a[0], &s) || !charge(vm, s.length / 8)) return V_FAIL;
  return bytes_new(vm, s.data, s.length);
}

NATIVE(memoryview_tolist, "(self, /)", "Return the data in the buffer as a list of elements.") {
  return alive(vm, a[0]) ? to_list(vm, a[0]) : V_FAIL;
}

extern NativeInfo octets_hex_info;
NATIVE(memoryview_hex, "(self, /, sep=None, bytes_per_sep=1)", "Return the data in the buffer as a str of hexadecimal numbers.") {
  Span s;
  if (!alive(vm, a[0]) || !contents(vm, a[0], &s)) return V_FAIL;
  Value bytes = bytes_new(vm, s.data, s.length);
  if (bytes == V_FAIL) return V_FAIL;
  return octets_hex_info.function(vm, (Value[]){bytes, a[1], a[2]}, n);
}

NATIVE(memoryview_toreadonly, "(self, /)", "Return a readonly version of the memoryview.") {
  if (!alive(vm, a[0])) return V_FAIL;
  return view_new(vm, *field(vm, a[0], VIEW_OBJ), number(vm, a[0], VIEW_START), number(vm, a[0], VIEW_COUNT),
                  number(vm, a[0], VIEW_STRIDE), format_of(vm, a[0]), V_TRUE);
}

static bool in_a_row(Vm *vm, Value view) {
  return number(vm, view, VIEW_STRIDE) == item_size(format_of(vm, view)) || number(vm, view, VIEW_COUNT) == 1;
}

#define MOST_DIMENSIONS 64

/* Whether the shape gives `length` bytes to items of this size. */
static bool shape_check(Vm *vm, const Value *shape, uint32_t dimensions, uint32_t size, int64_t length) {
  int64_t product = size, n;
  for (uint32_t i = 0; i < dimensions; i++) {
    if (!int_check(vm, shape[i])) return RAISE(vm, TypeError, "memoryview.cast(): elements of shape must be integers"), false;
    if (!int_to_i64(vm, shape[i], &n)) return RAISE(vm, OverflowError, "Python int too large to convert to C ssize_t"), false;
    if (n <= 0) return RAISE(vm, ValueError, "memoryview.cast(): elements of shape must be integers > 0"), false;
    if (__builtin_mul_overflow(product, n, &product)) return RAISE(vm, ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX"), false;
  }
  if (product != length) return RAISE(vm, TypeError, "memoryview: product(shape) * itemsize != buffer size"), false;
  if (dimensions != 1) return RAISE(vm, NotImplementedError, "memoryview: views have one dimension"), false;
  return true;
}

NATIVE(memoryview_cast, "(self, /, format, shape=None)", "Cast a memoryview to a new format or shape.") {
  if (!alive(vm, a[0])) return V_FAIL;
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "cast() argument 'format' must be str, not %N", a[1]);
  if (!in_a_row(vm, a[0])) return RAISE(vm, TypeError, "memoryview: casts are restricted to C-contiguous views");
  uint32_t f = format_of(vm, a[0]), dimensions = 1;
  int64_t length = number(vm, a[0], VIEW_COUNT) * item_size(f);
  Value *shape = NULL;
  if (a[2] != V_UNDEFINED && !length) return RAISE(vm, TypeError, "memoryview: cannot cast view with zeros in shape or strides");
  if (a[2] != V_UNDEFINED && !sequence_items(vm, a[2], &shape, &dimensions)) return RAISE(vm, TypeError, "shape must be a list or a tuple");
  if (dimensions > MOST_DIMENSIONS) return RAISE(vm, ValueError, "memoryview: number of dimensions must not exceed %d", MOST_DIMENSIONS);
  Span s = str_span(vm, a[1]);
  uint32_t at_ = s.length == 2 && span_at(s, 0) == '@', format = s.length == at_ + 1 ? span_at(s, at_) : 0, size = item_size(format);
  if (!size) {
    Value ascii = intern_c(vm, "ascii"), octets = ascii == V_FAIL ? V_FAIL : codec_encode(vm, a[1], ascii, V_UNDEFINED);
    if (octets == V_FAIL) return V_FAIL;
    return RAISE(vm, ValueError, "memoryview: destination format must be a native single character format prefixed with an optional '@'");
  }
  bool bytes_now = f == 'B' || f == 'b' || f == 'c', bytes_then = format == 'B' || format == 'b' || format == 'c';
  if (!bytes_now && !bytes_then)
    return RAISE(vm, TypeError, "memoryview: cannot cast between two non-byte formats");
  if (length % size) return RAISE(vm, TypeError, "memoryview: length is not a multiple of itemsize");
  if (shape && !shape_check(vm, shape, dimensions, size, length)) return V_FAIL;
  return view_new(vm, *field(vm, a[0], VIEW_OBJ), number(vm, a[0], VIEW_START), length / size, size, format, *field(vm, a[0], VIEW_READONLY));
}

NATIVE(memoryview_release, "(self, /)", "Release the underlying buffer exposed by the memoryview object.") {
  TOUCH(vm, OBJECT(vm, a[0]));
  *field(vm, a[0], VIEW_OBJ) = V_UNDEFINED;
  return V_NONE;
}
NATIVE(memoryview_enter, "(self, /)", "") { return alive(vm, a[0]) ? a[0] : V_FAIL; }
NATIVE(memoryview_exit, "(self, /, *exc_info)", "") {
  TOUCH(vm, OBJECT(vm, a[0]));
  *field(vm, a[0], VIEW_OBJ) = V_UNDEFINED;
  return V_NONE;
}

#define ATTRIBUTE(id, expression)                                                                                      \
  NATIVE(id, "(self, /)", "") {                                                                                        \
    if (!alive(vm, a[0])) return V_FAIL;                                                                               \
    return expression;                                                                                                 \
  }
static Value single(Vm *vm, Value v) { return tuple_new(vm, &v, 1); }
ATTRIBUTE(memoryview_obj, *field(vm, a[0], VIEW_OBJ))
ATTRIBUTE(memoryview_nbytes, from_small(number(vm, a[0], VIEW_COUNT) * item_size(format_of(vm, a[0]))))
ATTRIBUTE(memoryview_itemsize, from_small(item_size(format_of(vm, a[0]))))
ATTRIBUTE(memoryview_format, str_character(vm, format_of(vm, a[0])))
ATTRIBUTE(memoryview_ndim, from_small(1))
ATTRIBUTE(memoryview_shape, single(vm, *field(vm, a[0], VIEW_COUNT)))
ATTRIBUTE(memoryview_strides, single(vm, *field(vm, a[0], VIEW_STRIDE)))
ATTRIBUTE(memoryview_suboffsets, from_ref(known(vm)->empty_tuple))
ATTRIBUTE(memoryview_readonly, *field(vm, a[0], VIEW_READONLY))
ATTRIBUTE(memoryview_contiguous, from_bool(in_a_row(vm, a[0])))

const NativeEntry memoryview_entries[] = {
  STATIC("__new__", memoryview_new), SLOT("__getitem__", memoryview_getitem), SLOT("__setitem__", memoryview_setitem),
  SLOT("__delitem__", memoryview_delitem),
  SLOT("__len__", memoryview_len), SLOT("__iter__", memoryview_iter), SLOT("__eq__", memoryview_eq),
  SLOT("__ne__", memoryview_ne), SLOT("__hash__", memoryview_hash), SLOT("__repr__", memoryview_repr),
  METHOD_("__enter__", memoryview_enter), METHOD_("__exit__", memoryview_exit), METHOD_("tobytes", memoryview_tobytes),
  METHOD_("tolist", memoryview_tolist), METHOD_("hex", memoryview_hex), METHOD_("toreadonly", memoryview_toreadonly),
  METHOD_("cast", memoryview_cast), METHOD_("release", memoryview_release), GETTER("obj", memoryview_obj),
  GETTER("nbytes", memoryview_nbytes), GETTER("itemsize", memoryview_itemsize), GETTER("format", memoryview_format),
  GETTER("ndim", memoryview_ndim), GETTER("shape", memoryview_shape), GETTER("strides", memoryview_strides),
  GETTER("suboffsets", memoryview_suboffsets), GETTER("readonly", memoryview_readonly),
  GETTER("c_contiguous", memoryview_contiguous), GETTER("f_contiguous", memoryview_contiguous),
  GETTER("contiguous", memoryview_contiguous), END_OF_ENTRIES,
};
