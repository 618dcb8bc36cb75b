/*
 * repr, str, ascii, format and hash of any object.
 *
 * Numbers and strings are answered at once; the rest has a special method whose answer is checked by the return action.
 */
#include "object/protocol.h"

/* ---- repr and str --------------------------------------------------------------------------------------------------------- */

/* Of small values and exact strings; V_UNDEFINED for anything else. */
static Value repr_immediate(Vm *vm, Value v) {
  if (is_small(v)) return int_to_text(vm, v, 10, false);
  if (is_double(v)) {
    char text[32];
    uint32_t size = float_repr(to_double(v), text);
    return str_from_utf8(vm, text, size);
  }
  if (!is_ref(v)) {
    switch (v) {
    case V_NONE: return intern_c(vm, "None");
    case V_TRUE: return intern_c(vm, "True");
    case V_FALSE: return intern_c(vm, "False");
    case V_ELLIPSIS: return intern_c(vm, "Ellipsis");
    case V_NOTIMPLEMENTED: return intern_c(vm, "NotImplemented");
    default: return intern_c(vm, "<internal>");
    }
  }
  if (OBJECT(vm, v)->kind == KIND_STR && type_of(vm, v) == TYPE(vm, str)) return str_repr(vm, v);
  return V_UNDEFINED;
}

static Value repr_default(Vm *vm, Value v) {
  Value id = object_id(vm, v), hex = id == V_FAIL ? V_FAIL : int_to_text(vm, id, 16, true);
  if (hex == V_FAIL) return V_FAIL;
  Builder b;
  builder_start(&b, vm);
  builder_char(&b, '<');
  builder_type(&b, at(vm, type_of(vm, v)));
  builder_c(&b, " object at ");
  builder_str(&b, hex);
  builder_char(&b, '>');
  return builder_end(&b);
}

Value object_repr_unchecked(Vm *vm, Value v) {
  Value text = repr_immediate(vm, v);
  if (text != V_UNDEFINED) return text;
  Value outcome = special_invoke(vm, v, SP_repr, 0, NULL);
  return outcome == V_UNDEFINED ? repr_default(vm, v) : outcome;
}

Value object_repr(Vm *vm, Value v) { return finish(vm, object_repr_unchecked(vm, v), ACTION_REPR); }

Value object_str(Vm *vm, Value v) {
  if (is_ref(v)) {
    if (OBJECT(vm, v)->kind == KIND_STR && type_of(vm, v) == TYPE(vm, str)) return v;
    Value f = special_of(vm, v, SP_str);
    if (f != V_UNDEFINED && !is_objects_own(vm, f, SP_str))
      return finish(vm, special_invoke(vm, v, SP_str, 0, NULL), ACTION_STR);
  }
  return finish(vm, object_repr_unchecked(vm, v), ACTION_STR);
}

/* ---- ascii ---------------------------------------------------------------------------------------------------------------- */

static Value escaped(Vm *vm, Value text) {
  Str *s = AS(Str, vm, text);
  if (s->head.flags & STR_ASCII) return text;
  static const char hex[] = "0123456789abcdef";
  uint32_t length = s->length;
  if (!charge(vm, length / 4)) return V_FAIL;
  const uint8_t *data = str_data(vm, s);
  Builder b;
  builder_start(&b, vm);
  for (uint32_t i = 0; i < length && !b.failed; i++) {
    uint32_t c = str_at(data, str_width(s), i);
    if (c < 0x80) {
      builder_char(&b, c);
      continue;
    }
    int digits = c <= 0xFF ? 2 : c <= 0xFFFF ? 4 : 8;
    builder_char(&b, '\\');
    builder_char(&b, digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
    for (int k = digits - 1; k >= 0; k--) builder_char(&b, (uint8_t)hex[c >> (4 * k) & 15]);
  }
  return builder_end(&b);
}

SHARED_RESUMABLE(ascii_run, 1, "(value, /)", NULL) {
  STEPS
    AWAIT(1, a[1], object_repr(vm, a[0]));
    return escaped(vm, a[1]);
  END_STEPS
}

Value object_ascii(Vm *vm, Value v) {
  Value text = repr_immediate(vm, v);
  if (text == V_FAIL) return V_FAIL;
  return text != V_UNDEFINED ? escaped(vm, text) : enter(vm, &ascii_run_info, 1, &v);
}

/* ---- format --------------------------------------------------------------------------------------------------------------- */

Value object_format(Vm *vm, Value v, Value spec) {
  bool empty = AS(Str, vm, spec)->length == 0;
  if (is_small(v)) return empty ? int_to_text(vm, v, 10, false) : int_format(vm, v, spec);
  if (is_double(v)) return empty ? repr_immediate(vm, v) : float_format(vm, to_double(v), spec);
  if (is_ref(v) && OBJECT(vm, v)->kind == KIND_STR && type_of(vm, v) == TYPE(vm, str))
    return empty ? v : str_format_spec_str(vm, v, spec);
  Value outcome = special_invoke(vm, v, SP_format, 1, &spec);
  if (outcome == V_UNDEFINED) return RAISE(vm, TypeError, "Type %T doesn't define __format__", v);
  return finish(vm, outcome, ACTION_FORMAT);
}

/* ---- hash ----------------------------------------------------------------------------------------------------------------- */

enum { HASH_OF_NONE = 0x5A17, HASH_OF_ELLIPSIS = 0x3E11, HASH_OF_NOTIMPLEMENTED = 0x7A11 };

/* Types of C code that define == and no hash are unhashable, as CPython's type_ready makes them. */
static bool loses_hash(Vm *vm, Type *t) {
  return !(t->flags & TYPE_HEAP) && is_objects_own(vm, t->special[SP_hash], SP_hash) &&
         !is_objects_own(vm, t->special[SP_eq], SP_eq);
}

static bool inherits_unhashable(Vm *vm, Type *t) {
  for (uint32_t steps = 0; steps < 64; steps++) {
    if (loses_hash(vm, t)) return true;
    if (!(t->flags & TYPE_HEAP) || !t->base) return false;
    t = at(vm, t->base);
  }
  return false;
}

bool hash_simple(Vm *vm, Value v, int64_t *hash) {
  if (is_small(v)) {
    int64_t n = to_small(v);
    return *hash = n == -1 ? -2 : n, true;
  }
  if (is_double(v)) return *hash = float_hash(to_double(v)), true;
  if (!is_ref(v)) {
    *hash = is_bool(v) ? v == V_TRUE : v == V_NONE ? HASH_OF_NONE : v == V_ELLIPSIS ? HASH_OF_ELLIPSIS : HASH_OF_NOTIMPLEMENTED;
    return true;
  }
  Object *o = OBJECT(vm, v);
  Ref type = ((Shape *)at(vm, o->shape))->type;
  Type *t = at(vm, type);
  Value f = t->special[SP_hash];
  switch (o->kind) {
  case KIND_STR:
    if (type != TYPE(vm, str) && !is_native_of(vm, f, T_str, SP_hash)) return false;
    return *hash = hash_of_str(vm, v), true;
  case KIND_BYTES: return type == TYPE(vm, bytes) && bytes_hash_simple(vm, v, hash);
  case KIND_INT:
    if (type != TYPE(vm, int) && !is_native_of(vm, f, T_int, SP_hash)) return false;
    return *hash = int_hash(vm, v), true;
  case KIND_FLOAT:
    if (!is_native_of(vm, f, T_float, SP_hash)) return false;
    return *hash = float_hash(float_of(vm, v)), true;
  case KIND_TUPLE:
    if (type != TYPE(vm, tuple) && !is_native_of(vm, f, T_tuple, SP_hash)) return false;
    return tuple_hash_simple(vm, v, hash, 0);
  default:
    if (!is_objects_own(vm, f, SP_hash)) return false;
    if (o->kind != KIND_INSTANCE && o->kind != KIND_EXCEPTION && inherits_unhashable(vm, t)) return false;
    *hash = identity_hash(vm, v);
    return !vm->retry;
  }
}

Value object_hash(Vm *vm, Value v) {
  int64_t hash;
  if (hash_simple(vm, v, &hash)) return int_from_i64(vm, hash);
  if (vm->retry || vm->ending) return V_FAIL;
  Value f = special_of(vm, v, SP_hash);
  if (f == V_UNDEFINED || f == V_NONE || inherits_unhashable(vm, at(vm, type_of(vm, v))))
    return RAISE(vm, TypeError, "unhashable type: '%T'", v);
  return finish(vm, special_invoke(vm, v, SP_hash, 0, NULL), ACTION_HASH);
}

/* Multiply-and-fold over 8 bytes at a time (after wyhash), keyed by two words of the template. */
uint32_t hash_bytes(Vm *vm, const void *data, size_t size) {
  const uint8_t *p = data;
  uint64_t key = (uint64_t)known(vm)->spare[2] << 32 | known(vm)->spare[1];
  uint64_t h = key ^ size * 0x9E3779B97F4A7C15ull, word;
  size_t left = size;
  for (; left >= 8; p += 8, left -= 8) {
    memcpy(&word, p, 8);
    __uint128_t product = (__uint128_t)(h ^ word ^ 0xA0761D6478BD642Full) * 0xE7037ED1A0B428DBull;
    h = (uint64_t)product ^ (uint64_t)(product >> 64);
  }
  word = left;
  for (size_t i = 0; i < left; i++) word |= (uint64_t)p[i] << (8 * (i + 1));
  __uint128_t product = (__uint128_t)(h ^ word ^ 0x8EBC6AF09C88C6E3ull) * 0x589965CC75374CC3ull;
  h = (uint64_t)product ^ (uint64_t)(product >> 64);
  uint32_t folded = (uint32_t)(h ^ h >> 32);
  return folded ? folded : 1;
}
