/*
 * bytes: its representation, its constructor, and how any object becomes bytes.
 */
#include "object/containers.h"
#include "object/text.h"

Bytes *bytes_make(Vm *vm, uint64_t length) {
  if (length > TEXT_LIMIT) {
    RAISE(vm, MemoryError, "");
    return NULL;
  }
  if (length <= vm->memory_limit && !charge(vm, length / 8)) return NULL;
  Bytes *b = allocate(vm, sizeof(Bytes) + length, KIND_BYTES, SHAPE(vm, bytes));
  if (b) b->length = (uint32_t)length;
  return b;
}

Value bytes_new(Vm *vm, const void *data, size_t size) {
  if (size == 0 && known(vm)->empty_bytes) return empty_bytes(vm);
  if (size > TEXT_LIMIT) return RAISE(vm, MemoryError, "");
  Bytes *b = allocate(vm, sizeof(Bytes) + size, KIND_BYTES, SHAPE(vm, bytes));
  if (!b) return V_FAIL;
  b->length = (uint32_t)size;
  if (data) memcpy(b->data, data, size);
  return value_of(vm, b);
}

bool buffer_of(Vm *vm, Value v, const uint8_t **data, uint32_t *size) {
  if (!is_ref(v)) return false;
  Object *o = OBJECT(vm, v);
  if (o->kind == KIND_BYTES) {
    Bytes *b = (Bytes *)o;
    CAGE_CHECK(vm, in_cage(to_ref(v) + (uint64_t)offsetof(Bytes, data), b->length));
    *data = b->data;
    *size = b->length;
    return true;
  }
  if (o->kind == KIND_BYTEARRAY) {
    ByteArray *b = (ByteArray *)o;
    *data = bytearray_data(vm, b);
    *size = b->length;
    return true;
  }
  return memoryview_buffer(vm, v, data, size);
}

bool octets_argument(Vm *vm, Value v, Span *out) {
  const uint8_t *data;
  uint32_t size;
  if (!buffer_of(vm, v, &data, &size)) {
    RAISE(vm, TypeError, "a bytes-like object is required, not '%T'", v);
    return false;
  }
  *out = (Span){data, size, 1};
  return true;
}

/* `before` is empty for bytes; a bytearray's text escapes the single quote always. */
Value bytes_repr(Vm *vm, Span s, const char *before, const char *after) {
  static const char hex[] = "0123456789abcdef";
  bool single = false, twofold = false;
  if (!charge(vm, cost_of((uint64_t)s.length * 4))) return V_FAIL;
  for (uint32_t i = 0; i < s.length; i++) {
    single = single || s.data[i] == '\'';
    twofold = twofold || s.data[i] == '"';
  }
  uint8_t quote = single && !twofold ? '"' : '\'';
  Builder b;
  builder_start(&b, vm);
  builder_c(&b, before);
  builder_char(&b, 'b');
  builder_char(&b, quote);
  for (uint32_t i = 0; i < s.length && !b.failed; i++) {
    uint8_t c = s.data[i];
    if (c == quote || (c == '\'' && before[0]) || c == '\\' || c == '\t' || c == '\n' || c == '\r') {
      builder_char(&b, '\\');
      builder_char(&b, c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c);
    } else if (c < ' ' || c >= 0x7F) {
      char text[4] = {'\\', 'x', hex[c >> 4], hex[c & 15]};
      builder_ascii(&b, text, 4);
    } else {
      builder_char(&b, c);
    }
  }
  builder_char(&b, quote);
  builder_c(&b, after);
  return builder_end(&b);
}

bool octet_of(Vm *vm, Value v, uint8_t *out) {
  int64_t n;
  if (is_small(v)) n = to_small(v);
  else if (!int_to_i64(vm, v, &n)) n = -1;
  if (n < 0 || n > 255) {
    RAISE(vm, ValueError, "byte must be in range(0, 256)");
    return false;
  }
  *out = (uint8_t)n;
  return true;
}

/* ---- bytes of an iterable ---------------------------------------------------------------------------------------------- */

static Value out_of_range(Vm *vm, CollectMessage message) {
  return RAISE(vm, ValueError, message == COLLECT_BYTES ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)");
}

/* Of items that are ints; V_UNDEFINED when one is not. */
static Value pack(Vm *vm, const Value *items, uint32_t count, CollectMessage message) {
  if (!charge(vm, count / 2)) return V_FAIL;
  for (uint32_t i = 0; i < count; i++) {
    if (is_small(items[i]) && (uint64_t)to_small(items[i]) < 256) continue;
    if (is_bool(items[i])) continue;
    if (!int_check(vm, items[i])) return V_UNDEFINED;
    int64_t n;
    if (!int_to_i64(vm, items[i], &n) || n < 0 || n > 255) return out_of_range(vm, message);
  }
  Bytes *made = bytes_make(vm, count);
  if (!made) return V_FAIL;
  for (uint32_t i = 0; i < count; i++) {
    int64_t n = 0;
    if (is_small(items[i])) n = to_small(items[i]);
    else int_to_i64(vm, items[i], &n);
    made->data[i] = (uint8_t)n;
  }
  return value_of(vm, made);
}

SHARED_RESUMABLE(octets_collect_any, 2, "(iterable, message, into, /)", "") {
  enum { ITERABLE, MESSAGE, INTO, ITERATOR, ITEM };
  STEPS
    if (a[INTO] == V_UNDEFINED) {
      Value made = bytearray_new(vm, TYPE(vm, bytearray), NULL, 0);
      if (made == V_FAIL) return V_FAIL;
      a[INTO] = made;
    }
    AWAIT_CATCH(1, a[ITERATOR], object_iter(vm, a[ITERABLE]));
    if (a[ITERATOR] == V_FAIL) {
      if (!exception_is(vm, T_TypeError)) return V_FAIL;
      exception_clear(vm);
      return RAISE(vm, TypeError, a[MESSAGE] == from_small(COLLECT_EXTENDS) ? "can't extend bytearray with %T" : a[MESSAGE] == from_small(COLLECT_BYTES)
                   ? "cannot convert '%T' object to bytes" : "cannot convert '%T' object to bytearray", a[ITERABLE]);
    }
    CHECKPOINT(7);
    if (a[MESSAGE] != from_small(COLLECT_BYTEARRAY)) AWAIT(8, a[ITEM], length_hint_ask(vm, a[ITERABLE]));
    for (;;) {
      CHECKPOINT(2);
      AWAIT(3, a[ITEM], object_next(vm, a[ITERATOR]));
      if (a[ITEM] == V_STOP) break;
      CHECKPOINT(4);
      AWAIT(5, a[ITEM], object_index(vm, a[ITEM]));
      if (!is_small(a[ITEM]) || (uint64_t)to_small(a[ITEM]) > 255) return out_of_range(vm, (CollectMessage)to_small(a[MESSAGE]));
      if (!bytearray_push(vm, AS(ByteArray, vm, a[INTO]), (uint8_t)to_small(a[ITEM]))) return V_FAIL;
    }
    CHECKPOINT(6);
    if (a[MESSAGE] != from_small(COLLECT_BYTES)) return a[INTO];
    {
      Span s = text_span(vm, a[INTO]);
      return charge(vm, cost_of(s.length)) ? bytes_new(vm, s.data, s.length) : V_FAIL;
    }
  END_STEPS
}

Value octets_collect(Vm *vm, Value iterable, CollectMessage message, Value into) {
  if (is_ref(iterable) && (IS_EXACT(vm, iterable, list) || IS_EXACT(vm, iterable, tuple))) {
    Value *items;
    uint32_t count;
    if (!sequence_items(vm, iterable, &items, &count)) return V_FAIL;
    Value made = pack(vm, items, count, message);
    if (made != V_UNDEFINED) return made;
  }
  return enter(vm, &octets_collect_any_info, 3, (const Value[]){iterable, from_small(message), into});
}

/* ---- bytes() ------------------------------------------------------------------------------------------------------------- */

static Value bytes_as(Vm *vm, Ref cls, Value v) {
  if (v == V_FAIL || v == V_CALL || cls == TYPE(vm, bytes)) return v;
  Span s = text_span(vm, v);
  if (!charge(vm, cost_of(s.length))) return V_FAIL;
  Bytes *made = object_new(vm, cls, sizeof(Bytes) + (uint64_t)s.length);
  if (!made) return V_FAIL;
  made->length = s.length;
  memcpy(made->data, s.data, s.length);
  return value_of(vm, made);
}

/* bytes(object) of type bytes exactly (or what __bytes__ gives); may call. */
static Value bytes_of(Vm *vm, Value v) {
  if (is_kind(vm, v, KIND_BYTES) && OBJECT(vm, v)->shape == SHAPE(vm, bytes)) return v;
  if (special_of(vm, v, SP_bytes) != V_UNDEFINED && !(is_kind(vm, v, KIND_BYTES) && !(AS(Type, vm, from_ref(type_of(vm, v)))->flags & TYPE_HEAP)))
    return with_action(vm, call_special(vm, v, SP_bytes, 0, NULL), ACTION_BYTES);
  if (str_check(vm, v)) return RAISE(vm, TypeError, "string argument without an encoding");
  if (int_check(vm, v)) {
    int64_t n;
    if (!index_i64(vm, v, &n, FIT_INDEX)) return V_FAIL;
    if (n < 0) return RAISE(vm, ValueError, "negative count");
    Bytes *made = bytes_make(vm, (uint64_t)n);
    return made ? value_of(vm, made) : V_FAIL;
  }
  const uint8_t *data;
  uint32_t size;
  if (buffer_of(vm, v, &data, &size)) return charge(vm, size / 8) ? bytes_new(vm, data, size) : V_FAIL;
  return octets_collect(vm, v, COLLECT_BYTES, V_UNDEFINED);
}

RESUMABLE(bytes_new_any, 0, "(cls, source, /)", "") {
  STEPS
    if (!is_octets(vm, a[1]) && special_of(vm, a[1], SP_bytes) == V_UNDEFINED && !int_check(vm, a[1]) &&
        special_of(vm, a[1], SP_index) != V_UNDEFINED) {
      AWAIT(1, a[1], object_index(vm, a[1]));
      CHECKPOINT(2);
    }
    {
      Value made;
      AWAIT(3, made, bytes_of(vm, a[1]));
      return bytes_as(vm, to_ref(a[0]), made);
    }
  END_STEPS
}

NATIVE(bytes_new_method, "(cls, source=b'', encoding='utf-8', errors='strict')", "Construct an immutable array of bytes.") {
  Ref cls = to_ref(a[0]);
  for (uint32_t i = 2; i < 4; i++)
    if (a[i] != V_UNDEFINED && !str_check(vm, a[i]))
      return RAISE(vm, TypeError, "bytes() argument '%s' must be str, not %N", i == 2 ? "encoding" : "errors", a[i]);
  if (a[2] != V_UNDEFINED || a[3] != V_UNDEFINED) {
    if (a[1] == V_UNDEFINED || !str_check(vm, a[1]))
      return RAISE(vm, TypeError, "%s without a string argument", a[2] != V_UNDEFINED ? "encoding" : "errors");
    if (a[2] == V_UNDEFINED && a[3] != V_UNDEFINED) return RAISE(vm, TypeError, "string argument without an encoding");
    return bytes_as(vm, cls, codec_encode(vm, a[1], a[2], a[3]));
  }
  if (a[1] == V_UNDEFINED) return bytes_as(vm, cls, empty_bytes(vm));
  if (cls == TYPE(vm, bytes) && (int_check(vm, a[1]) || special_of(vm, a[1], SP_index) == V_UNDEFINED)) return bytes_of(vm, a[1]);
  return enter(vm, &bytes_new_any_info, 2, a);
}

bool bytes_hash_simple(Vm *vm, Value v, int64_t *out) {
  Bytes *b = AS(Bytes, vm, v);
  uint32_t hash = b->hash;
  if (!hash) {
    Span s = text_span(vm, v);
    if (!charge(vm, s.length / 8)) return false;
    hash = hash_bytes(vm, s.data, s.length);
    if (to_ref(v) >= vm->heap_start) b->hash = hash;
  }
  *out = hash_wide(hash);
  return true;
}

NATIVE(bytes_hash, "(self, /)", "") {
  int64_t hash;
  return bytes_hash_simple(vm, a[0], &hash) ? int_from_i64(vm, hash) : V_FAIL;
}

NATIVE(bytes_repr_method, "(self, /)", "") { return bytes_repr(vm, text_span(vm, a[0]), "", ""); }

NATIVE(bytes_bytes, "(self, /)", "Convert this value to exact type bytes.") { return text_copy(vm, a[0]); }

NATIVE(bytes_getnewargs, "(self, /)", "") {
  Value copy = text_copy(vm, a[0]);
  return copy == V_FAIL ? V_FAIL : tuple_new(vm, &copy, 1);
}

NATIVE(bytes_sizeof, "(self, /)", "Returns the size of the object in memory, in bytes.") { return int_from_u64(vm, 33 + (uint64_t)AS(Bytes, vm, a[0])->length); }

extern NativeInfo octets_join_any_info, hex_wrong_separator_info, octets_fromhex_info, octets_maketrans_info;
OCTETS_METHODS(EXTERN_INFO, EXTERN_INFO)

const NativeEntry bytes_entries[] = {
  STATIC("__new__", bytes_new_method), SLOT("__hash__", bytes_hash), SLOT("__repr__", bytes_repr_method),
  SLOT("__str__", bytes_repr_method), METHOD_("__bytes__", bytes_bytes), METHOD_("__getnewargs__", bytes_getnewargs),
  METHOD_("__sizeof__", bytes_sizeof), INTERNAL(bytes_new_any), INTERNAL(octets_collect_any), INTERNAL(octets_join_any), INTERNAL(hex_wrong_separator),
  OCTETS_METHODS(METHOD_ENTRY, SLOT_ENTRY)
  CLASSMETHOD_("fromhex", octets_fromhex), STATIC("maketrans", octets_maketrans), END_OF_ENTRIES,
};
