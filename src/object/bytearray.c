/*
 * bytearray: a header that never moves and a Raw with room behind its bytes. What it shares with bytes is in bytes_methods.c;
 * here is what changes it.
 */
#include "object/containers.h"
#include "object/text.h"

uint8_t *bytearray_data(Vm *vm, ByteArray *b) {
  Raw *raw = at(vm, b->buffer);
  if (b->length == 0) return raw->data; /* not read */
  CAGE_CHECK(vm, b->buffer && b->length <= raw->size && in_cage(b->buffer + (uint64_t)offsetof(Raw, data), raw->size));
  return raw->data;
}

Value bytearray_new(Vm *vm, Ref type, const void *data, uint32_t size) {
  Raw *raw = NULL;
  if (size > TEXT_LIMIT) return RAISE(vm, MemoryError, "");
  if (size && !(raw = raw_new(vm, size))) return V_FAIL;
  ByteArray *b = object_new(vm, type, sizeof(ByteArray));
  if (!b) return V_FAIL;
  if (raw) {
    if (data) memcpy(raw->data, data, size);
    b->buffer = ref_of(vm, raw);
    b->length = size;
  }
  return value_of(vm, b);
}

/* Opens (or closes) a gap: [start, stop) gets room for `count` bytes, whose contents are to be written. NULL: V_FAIL. */
static uint8_t *splice(Vm *vm, ByteArray *b, uint32_t start, uint32_t stop, uint64_t count) {
  uint8_t *data = bytearray_data(vm, b);
  CAGE_CHECK(vm, start <= stop && stop <= b->length);
  uint64_t length = (uint64_t)b->length - (stop - start) + count;
  uint32_t tail = b->length - stop;
  if (length != b->length && b->exports) {
    RAISE(vm, BufferError, "Existing exports of data: object cannot be re-sized");
    return NULL;
  }
  if (length > TEXT_LIMIT) {
    RAISE(vm, MemoryError, "");
    return NULL;
  }
  uint32_t room = b->buffer ? ((Raw *)at(vm, b->buffer))->size : 0;
  if (length > room) {
    uint64_t wanted = length + length / 8 + (length < 9 ? 3 : 6);
    wanted = (wanted + 7) & ~7ull;
    if (b->length == 0 || wanted > TEXT_LIMIT) wanted = length;
    if (!charge(vm, length / 8)) return NULL;
    Raw *raw = raw_new(vm, (uint32_t)wanted);
    if (!raw) return NULL;
    TOUCH(vm, b);
    memcpy(raw->data, data, start);
    memcpy(raw->data + start + count, data + stop, tail);
    b->buffer = ref_of(vm, raw);
    b->length = (uint32_t)length;
    return raw->data + start;
  }
  if (count != stop - start && tail && !charge(vm, tail / 8)) return NULL;
  TOUCH(vm, b);
  if (b->buffer) touch(vm, b->buffer);
  if (count != stop - start && tail) memmove(data + start + count, data + stop, tail);
  b->length = (uint32_t)length;
  if (length * 4 < room && room > 64) {
    /* Give back what a large array no longer needs; if that does not fit just now, it waits. */
    Raw *raw = allocate(vm, sizeof(Raw) + length, KIND_RAW, SHAPE(vm, internal));
    if (raw) {
      raw->size = (uint32_t)length;
      memcpy(raw->data, data, length);
      b->buffer = ref_of(vm, raw);
      return raw->data + start;
    }
    vm->retry = false;
  }
  return data + start;
}

bool bytearray_push(Vm *vm, ByteArray *b, uint8_t byte) {
  uint8_t *to = splice(vm, b, b->length, b->length, 1);
  if (!to) return false;
  *to = byte;
  return true;
}

/* Replaces [start, stop) by bytes that may be its own. */
static bool replace(Vm *vm, ByteArray *b, uint32_t start, uint32_t stop, Span from) {
  if (!charge(vm, from.length / 8)) return false;
  Ref source = ref_of(vm, from.data);
  Raw *raw = at(vm, b->buffer);
  if (from.length && b->buffer && source >= b->buffer && source < b->buffer + sizeof(Raw) + (uint64_t)raw->size) {
    Raw *copy = raw_new(vm, from.length);
    if (!copy) return false;
    memcpy(copy->data, from.data, from.length);
    from.data = copy->data;
  }
  uint8_t *to = splice(vm, b, start, stop, from.length);
  if (!to) return false;
  if (from.length) memcpy(to, from.data, from.length);
  return true;
}

/* ---- construction ------------------------------------------------------------------------------------------------------------ */

NATIVE(bytearray_new_method, "(cls, /, *args, **kwargs)", "Create and return a new object.") {
  return bytearray_new(vm, to_ref(a[0]), NULL, 0);
}

static Value set_whole(Vm *vm, Value self, Value from) {
  Span s = text_span(vm, from);
  ByteArray *b = AS(ByteArray, vm, self);
  return replace(vm, b, 0, b->length, s) ? V_NONE : V_FAIL;
}

RESUMABLE(bytearray_init_any, 0, "(self, source, /)", "") {
  STEPS
    {
      Value bytes;
      AWAIT(1, bytes, octets_collect(vm, a[1], COLLECT_BYTEARRAY, a[0]));
      return bytes == a[0] ? V_NONE : set_whole(vm, a[0], bytes);
    }
  END_STEPS
}

NATIVE(bytearray_init, "(self, /, source=b'', encoding='utf-8', errors='strict')", "Initialize self.  See help(type(self)) for accurate signature.") {
  ByteArray *b = AS(ByteArray, vm, a[0]);
  for (uint32_t i = 2; i < 4; i++)
    if (a[i] != V_UNDEFINED && !str_check(vm, a[i]))
      return RAISE(vm, TypeError, "bytearray() argument '%s' must be str, not %N", i == 2 ? "encoding" : "errors", a[i]);
  if (b->length && !splice(vm, b, 0, b->length, 0)) return V_FAIL; /* also if what follows fails */
  if (a[1] == V_UNDEFINED) {
    if (a[2] != V_UNDEFINED || a[3] != V_UNDEFINED)
      return RAISE(vm, TypeError, "%s without a string argument", a[2] != V_UNDEFINED ? "encoding" : "errors");
    return V_NONE;
  }
  if (str_check(vm, a[1])) {
    if (a[2] == V_UNDEFINED) return RAISE(vm, TypeError, "string argument without an encoding");
    Value bytes = codec_encode(vm, a[1], a[2], a[3]);
    return bytes == V_FAIL ? V_FAIL : set_whole(vm, a[0], bytes);
  }
  if (a[2] != V_UNDEFINED || a[3] != V_UNDEFINED)
    return RAISE(vm, TypeError, "%s without a string argument", a[2] != V_UNDEFINED ? "encoding" : "errors");
  const uint8_t *data;
  uint32_t size;
  if (buffer_of(vm, a[1], &data, &size)) return replace(vm, b, 0, b->length, (Span){data, size, 1}) ? V_NONE : V_FAIL;
  if (!int_check(vm, a[1]) && special_of(vm, a[1], SP_index) != V_UNDEFINED) return with_indices(vm, &bytearray_init_info, a, 4, 2, n);
  if (int_check(vm, a[1])) {
    int64_t count;
    if (!index_i64(vm, a[1], &count, FIT_INDEX)) return V_FAIL;
    if (count < 0) return RAISE(vm, ValueError, "negative count");
    if (count > TEXT_LIMIT) return RAISE(vm, MemoryError, "");
    if (count <= (int64_t)vm->memory_limit && !charge(vm, (uint64_t)count / 8)) return V_FAIL;
    uint8_t *to = splice(vm, b, 0, b->length, (uint64_t)count);
    if (!to) return V_FAIL;
    memset(to, 0, (size_t)count);
    return V_NONE;
  }
  return enter(vm, &bytearray_init_any_info, 2, a);
}

NATIVE(bytearray_repr, "(self, /)", "") {
  char before[128] = "bytearray(";
  Span name = str_span(vm, from_ref(AS(Type, vm, from_ref(type_of(vm, a[0])))->name));
  if (name.width == 1 && name.length < 120) {
    memcpy(before, name.data, name.length);
    memcpy(before + name.length, "(", 2);
  }
  return bytes_repr(vm, text_span(vm, a[0]), before, ")");
}

NATIVE(bytearray_alloc, "(self, /)", "B.__alloc__() -> int\n\nReturn the number of bytes actually allocated.") {
  ByteArray *b = AS(ByteArray, vm, a[0]);
  return from_small(b->buffer ? (int64_t)((Raw *)at(vm, b->buffer))->size + 1 : 0);
}

NATIVE(bytearray_sizeof, "(self, /)", "Returns the size of the bytearray object in memory, in bytes.") {
  ByteArray *b = AS(ByteArray, vm, a[0]);
  return from_small(56 + (b->buffer ? (int64_t)((Raw *)at(vm, b->buffer))->size + 1 : 0));
}

static Value reduce(Vm *vm, Value self, int64_t protocol) {
  Span s = text_span(vm, self);
  Value state = object_attributes(vm, self, false);
  if (state == V_FAIL) return V_FAIL;
  if (state == V_UNDEFINED || AS(Dict, vm, state)->used == 0) state = V_NONE;
  Value args;
  if (protocol < 3) {
    Value text = str_from_span(vm, s), encoding = str_from_c(vm, "latin-1");
    if (text == V_FAIL || encoding == V_FAIL) return V_FAIL;
    args = TUPLE_OF(vm, text, encoding);
  } else if (s.length) {
    Value bytes = bytes_new(vm, s.data, s.length);
    if (bytes == V_FAIL) return V_FAIL;
    args = tuple_new(vm, &bytes, 1);
  } else {
    args = from_ref(known(vm)->empty_tuple);
  }
  if (args == V_FAIL) return V_FAIL;
  return TUPLE_OF(vm, from_ref(type_of(vm, self)), args, state);
}

NATIVE(bytearray_reduce, "(self, /)", "Return state information for pickling.") { return reduce(vm, a[0], 2); }
NATIVE(bytearray_reduce_ex, "(self, proto=0, /)", "Return state information for pickling.") {
  int64_t protocol = 0;
  if (a[1] != V_UNDEFINED && !index_i64(vm, a[1], &protocol, FIT_CLAMPED)) return V_FAIL;
  return reduce(vm, a[0], protocol);
}

/* ---- items -------------------------------------------------------------------------------------------------------------------- */

static Value delete_extended(Vm *vm, ByteArray *b, int64_t start, int64_t step, uint32_t count) {
  if (count == 0) return V_NONE;
  if (b->exports) return RAISE(vm, BufferError, "Existing exports of data: object cannot be re-sized");
  if (step < 0) {
    start += step * ((int64_t)count - 1);
    step = -step;
  }
  if (!charge(vm, b->length / 4)) return V_FAIL;
  TOUCH(vm, b);
  touch(vm, b->buffer);
  uint8_t *data = bytearray_data(vm, b);
  uint32_t to = (uint32_t)start;
  int64_t next = start;
  for (uint32_t i = (uint32_t)start; i < b->length; i++) {
    if (count && i == next) {
      count--;
      next += step;
      continue;
    }
    data[to++] = data[i];
  }
  b->length = to;
  return V_NONE;
}

static Value assign_slice(Vm *vm, Value self, Value key, const Span *from) {
  ByteArray *b = AS(ByteArray, vm, self);
  int64_t start, stop, step;
  uint32_t count;
  if (!slice_bounds(vm, AS(Slice, vm, key), b->length, &start, &stop, &step, &count)) return V_FAIL;
  if (step == 1) {
    if (start > stop) stop = start;
    return replace(vm, b, (uint32_t)start, (uint32_t)stop, from ? *from : (Span){0}) ? V_NONE : V_FAIL;
  }
  if (!from) return delete_extended(vm, b, start, step, count);
  if (from->length == 0) return delete_extended(vm, b, start, step, count);
  if (from->length != count) {
    if (step == -1 && false) return V_NONE;
    return RAISE(vm, ValueError, "attempt to assign bytes of size %l to extended slice of size %l", (int64_t)from->length, (int64_t)count);
  }
  if (!charge(vm, count / 2)) return V_FAIL;
  Raw *copy = raw_new(vm, count); /* the bytes may be its own */
  if (!copy) return V_FAIL;
  memcpy(copy->data, from->data, count);
  TOUCH(vm, b);
  touch(vm, b->buffer);
  uint8_t *data = bytearray_data(vm, b);
  for (uint32_t i = 0; i < count; i++, start += step) data[start] = copy->data[i];
  return V_NONE;
}

RESUMABLE(bytearray_set_slice_any, 0, "(self, key, value, /)", "") {
  STEPS
    {
      Value bytes;
      AWAIT(1, bytes, octets_collect(vm, a[2], COLLECT_BYTEARRAY, V_UNDEFINED));
      Span from = text_span(vm, bytes);
      return assign_slice(vm, a[0], a[1], &from);
    }
  END_STEPS
}

static bool is_number(Vm *vm, Value v) {
  return is_kind(vm, v, KIND_COMPLEX) || special_of(vm, v, SP_index) != V_UNDEFINED || special_of(vm, v, SP_int) != V_UNDEFINED ||
         special_of(vm, v, SP_float) != V_UNDEFINED;
}

/* value V_UNDEFINED deletes */
static Value assign(Vm *vm, NativeInfo *info, Value *a, uint32_t n, bool deleting) {
  ByteArray *b = AS(ByteArray, vm, a[0]);
  if (is_kind(vm, a[1], KIND_SLICE)) {
    if (!slice_is_simple(vm, a[1])) return with_slice_indices(vm, info, a[0], a[1], deleting ? V_UNDEFINED : a[2]);
    if (deleting) return assign_slice(vm, a[0], a[1], NULL);
    const uint8_t *data;
    uint32_t size;
    if (buffer_of(vm, a[2], &data, &size)) {
      Span from = {data, size, 1};
      return assign_slice(vm, a[0], a[1], &from);
    }
    int64_t start, stop, step;
    uint32_t count;
    if (!slice_bounds(vm, AS(Slice, vm, a[1]), b->length, &start, &stop, &step, &count)) return V_FAIL;
    if (is_number(vm, a[2]) || str_check(vm, a[2]))
      return RAISE(vm, TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    return enter(vm, &bytearray_set_slice_any_info, 3, a);
  }
  int64_t i;
  if (is_small(a[1])) {
    i = to_small(a[1]);
  } else {
    if (!int_check(vm, a[1])) {
      if (special_of(vm, a[1], SP_index) == V_UNDEFINED)
        return RAISE(vm, TypeError, "bytearray indices must be integers or slices, not %T", a[1]);
      return with_indices(vm, info, a, deleting ? 2 : 3, 2, n);
    }
    if (!int_to_i64(vm, a[1], &i)) return RAISE(vm, IndexError, "cannot fit '%T' into an index-sized integer", a[1]);
  }
  uint8_t byte = 0;
  if (!deleting && !int_check(vm, a[2])) {
    if (special_of(vm, a[2], SP_index) == V_UNDEFINED)
      return RAISE(vm, TypeError, "'%T' object cannot be interpreted as an integer", a[2]);
    return with_indices(vm, info, a, 3, 4, n);
  }
  if (!deleting && !octet_of(vm, a[2], &byte)) return V_FAIL;
  if (i < 0) i += b->length;
  if (i < 0 || i >= b->length) return RAISE(vm, IndexError, "bytearray index out of range");
  if (deleting) return splice(vm, b, (uint32_t)i, (uint32_t)i + 1, 0) ? V_NONE : V_FAIL;
  uint8_t *data = bytearray_data(vm, b);
  touch(vm, b->buffer);
  data[i] = byte;
  return V_NONE;
}

NATIVE(bytearray_setitem, "(self, key, value, /)", "") { return assign(vm, &bytearray_setitem_info, a, n, false); }
NATIVE(bytearray_delitem, "(self, key, /)", "") { return assign(vm, &bytearray_delitem_info, a, n, true); }

/* The byte of an argument: 1 done, 0 ask for __index__, -1 V_FAIL. */
static int byte_argument(Vm *vm, Value v, uint8_t *out) {
  if (!int_check(vm, v)) return index_ask(vm, v);
  return octet_of(vm, v, out) ? 1 : -1;
}
#define BYTE_OR_ASK(v, out, info, parameters, mask)                                                                    \
  switch (byte_argument(vm, v, out)) {                                                                                 \
  case 0: return with_indices(vm, &info, a, parameters, mask, n);                                                      \
  case -1: return V_FAIL;                                                                                              \
  }

NATIVE(bytearray_append, "(self, item, /)", "Append a single item to the end of the bytearray.") {
  uint8_t byte;
  ByteArray *b = AS(ByteArray, vm, a[0]);
  BYTE_OR_ASK(a[1], &byte, bytearray_append_info, 2, 2);
  return bytearray_push(vm, b, byte) ? V_NONE : V_FAIL;
}

NATIVE(bytearray_insert, "(self, index, item, /)", "Insert a single item into the bytearray before the given index.") {
  uint8_t byte;
  int64_t i;
  ByteArray *b = AS(ByteArray, vm, a[0]);
  INDEX_OR_ASK(a[1], &i, bytearray_insert_info, 3, 2);
  BYTE_OR_ASK(a[2], &byte, bytearray_insert_info, 3, 4);
  if (i < 0 && (i += b->length) < 0) i = 0;
  if (i > b->length) i = b->length;
  uint8_t *to = splice(vm, b, (uint32_t)i, (uint32_t)i, 1);
  if (!to) return V_FAIL;
  *to = byte;
  return V_NONE;
}

NATIVE(bytearray_pop, "(self, index=-1, /)", "Remove and return a single item from B.") {
  int64_t i = -1;
  ByteArray *b = AS(ByteArray, vm, a[0]);
  if (a[1] != V_UNDEFINED) INDEX_OR_ASK(a[1], &i, bytearray_pop_info, 2, 2);
  if (b->length == 0) return RAISE(vm, IndexError, "pop from empty bytearray");
  if (i < 0) i += b->length;
  if (i < 0 || i >= b->length) return RAISE(vm, IndexError, "pop index out of range");
  uint8_t byte = bytearray_data(vm, b)[i];
  return splice(vm, b, (uint32_t)i, (uint32_t)i + 1, 0) ? from_small(byte) : V_FAIL;
}

NATIVE(bytearray_remove, "(self, value, /)", "Remove the first occurrence of a value in the bytearray.") {
  uint8_t byte;
  ByteArray *b = AS(ByteArray, vm, a[0]);
  BYTE_OR_ASK(a[1], &byte, bytearray_remove_info, 2, 2);
  int64_t found = span_find(vm, text_span(vm, a[0]), (Span){&byte, 1, 1}, false);
  if (found == -2) return V_FAIL;
  if (found < 0) return RAISE(vm, ValueError, "value not found in bytearray");
  return splice(vm, b, (uint32_t)found, (uint32_t)found + 1, 0) ? V_NONE : V_FAIL;
}

NATIVE(bytearray_reverse, "(self, /)", "Reverse the order of the values in B in place.") {
  ByteArray *b = AS(ByteArray, vm, a[0]);
  if (b->length < 2) return V_NONE;
  if (!charge(vm, b->length / 8)) return V_FAIL;
  touch(vm, b->buffer);
  uint8_t *data = bytearray_data(vm, b);
  for (uint32_t i = 0, j = b->length - 1; i < j; i++, j--) {
    uint8_t c = data[i];
    data[i] = data[j];
    data[j] = c;
  }
  return V_NONE;
}

NATIVE(bytearray_clear, "(self, /)", "Remove all items from the bytearray.") {
  ByteArray *b = AS(ByteArray, vm, a[0]);
  if (b->length == 0) return V_NONE;
  if (b->exports) return RAISE(vm, BufferError, "Existing exports of data: object cannot be re-sized");
  TOUCH(vm, b);
  b->length = 0;
  b->buffer = 0;
  return V_NONE;
}

NATIVE(bytearray_copy, "(self, /)", "Return a copy of B.") { return text_copy(vm, a[0]); }

RESUMABLE(bytearray_extend_any, 0, "(self, iterable, /)", "") {
  STEPS
    {
      Value bytes;
      AWAIT(1, bytes, octets_collect(vm, a[1], COLLECT_EXTENDS, V_UNDEFINED));
      ByteArray *b = AS(ByteArray, vm, a[0]);
      return replace(vm, b, b->length, b->length, text_span(vm, bytes)) ? V_NONE : V_FAIL;
    }
  END_STEPS
}

NATIVE(bytearray_extend, "(self, iterable_of_ints, /)", "Append all the items from the iterator or sequence to the end of the bytearray.") {
  ByteArray *b = AS(ByteArray, vm, a[0]);
  const uint8_t *data;
  uint32_t size;
  if (buffer_of(vm, a[1], &data, &size)) return replace(vm, b, b->length, b->length, (Span){data, size, 1}) ? V_NONE : V_FAIL;
  return enter(vm, &bytearray_extend_any_info, 2, a);
}

NATIVE(bytearray_iadd, "(self, value, /)", "") {
  ByteArray *b = AS(ByteArray, vm, a[0]);
  const uint8_t *data;
  uint32_t size;
  if (!buffer_of(vm, a[1], &data, &size)) return RAISE(vm, TypeError, "can't concat %T to %T", a[1], a[0]);
  return replace(vm, b, b->length, b->length, (Span){data, size, 1}) ? a[0] : V_FAIL;
}

NATIVE(bytearray_imul, "(self, value, /)", "") {
  ByteArray *b = AS(ByteArray, vm, a[0]);
  int64_t times;
  if (!int_check(vm, a[1])) {
    if (special_of(vm, a[1], SP_index) == V_UNDEFINED)
      return RAISE(vm, TypeError, "can't multiply sequence by non-int of type '%T'", a[1]);
    return with_indices(vm, &bytearray_imul_info, a, 2, 2, n);
  }
  if (!index_i64(vm, a[1], &times, FIT_INDEX)) return V_FAIL;
  if (times < 0) times = 0;
  uint32_t unit = b->length;
  if (unit == 0 || times == 1) return a[0];
  if (times > TEXT_LIMIT || (uint64_t)times * unit > TEXT_LIMIT) return RAISE(vm, MemoryError, "");
  uint64_t total = (uint64_t)times * unit;
  if (total <= vm->memory_limit && !charge(vm, total / 8)) return V_FAIL;
  uint8_t *to = total < unit ? splice(vm, b, 0, unit, 0) : splice(vm, b, unit, unit, total - unit);
  if (!to) return V_FAIL;
  if (total == 0) return a[0];
  uint8_t *data = to - unit;
  for (uint64_t done = unit; done < total;) {
    uint64_t take = done < total - done ? done : total - done;
    memcpy(data + done, data, take);
    done += take;
  }
  return a[0];
}

extern NativeInfo octets_fromhex_info, octets_maketrans_info;
OCTETS_METHODS(EXTERN_INFO, EXTERN_INFO)

const NativeEntry bytearray_entries[] = {
  STATIC("__new__", bytearray_new_method), SLOT("__init__", bytearray_init), SLOT("__repr__", bytearray_repr),
  SLOT("__str__", bytearray_repr), METHOD_("__alloc__", bytearray_alloc), METHOD_("__sizeof__", bytearray_sizeof),
  METHOD_("__reduce__", bytearray_reduce), METHOD_("__reduce_ex__", bytearray_reduce_ex),
  SLOT("__setitem__", bytearray_setitem), SLOT("__delitem__", bytearray_delitem), SLOT("__iadd__", bytearray_iadd),
  SLOT("__imul__", bytearray_imul), METHOD_("append", bytearray_append), METHOD_("insert", bytearray_insert),
  METHOD_("pop", bytearray_pop), METHOD_("remove", bytearray_remove), METHOD_("reverse", bytearray_reverse),
  METHOD_("clear", bytearray_clear), METHOD_("copy", bytearray_copy), METHOD_("extend", bytearray_extend),
  INTERNAL(bytearray_init_any), INTERNAL(bytearray_set_slice_any), INTERNAL(bytearray_extend_any),
  OCTETS_METHODS(METHOD_ENTRY, SLOT_ENTRY)
  CLASSMETHOD_("fromhex", octets_fromhex), STATIC("maketrans", octets_maketrans), END_OF_ENTRIES,
};
