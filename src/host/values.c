/*
 * Values that cross between isolate and host: plain data of exact builtin types.
 *
 * On the way out nothing in the cage is trusted: depth, number of nodes and bytes are bounded, and every length is checked
 * before it is used. On the way in the whole tree is sized and paid for first.
 */
#include "host/host.h"

#include <stdlib.h>

#define MOST_DEPTH 64
#define MOST_BYTES ((size_t)256 << 20)

/* ---- constructors ---------------------------------------------------------------------------------------------------- */

PxValue px_none(void) { return (PxValue){.kind = PX_NONE}; }
PxValue px_bool(bool boolean) { return (PxValue){.kind = PX_BOOL, .boolean = boolean}; }
PxValue px_int(int64_t integer) { return (PxValue){.kind = PX_INT, .integer = integer}; }
PxValue px_float(double real) { return (PxValue){.kind = PX_FLOAT, .real = real}; }
PxValue px_text(const char *text) { return px_text_sized(text, strlen(text)); }
PxValue px_text_sized(const char *text, size_t size) { return (PxValue){.kind = PX_TEXT, .text = {text, size}}; }
PxValue px_bytes(const void *data, size_t size) { return (PxValue){.kind = PX_BYTES, .text = {data, size}}; }
PxValue px_list(const PxValue *items, size_t count) { return (PxValue){.kind = PX_LIST, .sequence = {items, count}}; }
PxValue px_tuple(const PxValue *items, size_t count) { return (PxValue){.kind = PX_TUPLE, .sequence = {items, count}}; }
PxValue px_dict(const PxValue *keys_and_values, size_t count) {
  return (PxValue){.kind = PX_DICT, .sequence = {keys_and_values, count}};
}

ValueTree *value_tree_new(void) {
  ValueTree *tree = calloc(1, sizeof *tree);
  if (tree) arena_start(&tree->arena, MOST_BYTES);
  return tree;
}

void value_tree_free(ValueTree *tree) {
  if (!tree) return;
  arena_end(&tree->arena);
  free(tree);
}

void px_value_free(PxValue *value) { value_tree_free((ValueTree *)value); }

/* ---- out ------------------------------------------------------------------------------------------------------------- */

static size_t utf8_put(char *out, uint32_t c) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xC0 | c >> 6);
    out[1] = (char)(0x80 | (c & 63));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 63));
    out[2] = (char)(0x80 | (c & 63));
    return 3;
  }
  out[0] = (char)(0xF0 | (c >> 18 & 7));
  out[1] = (char)(0x80 | (c >> 12 & 63));
  out[2] = (char)(0x80 | (c >> 6 & 63));
  out[3] = (char)(0x80 | (c & 63));
  return 4;
}

char *text_out(Vm *vm, Value v, Arena *arena, size_t *size) {
  if (!str_check(vm, v)) return NULL;
  const Str *s = AS(Str, vm, v);
  const uint8_t *data = str_data(vm, s);
  uint32_t width = str_width(s), length = s->length;
  char unit[4];
  size_t bytes = 0;
  if (width == 1)
    for (uint32_t i = 0; i < length; i++) bytes += 1 + (data[i] >> 7);
  else
    for (uint32_t i = 0; i < length; i++) bytes += utf8_put(unit, str_at(data, width, i));
  char *text = arena_take(arena, bytes + 1);
  if (!text) return NULL;
  if (bytes == length) {
    memcpy(text, data, bytes);
  } else {
    char *out = text;
    for (uint32_t i = 0; i < length; i++) out += utf8_put(out, str_at(data, width, i));
  }
  text[bytes] = 0;
  if (size) *size = bytes;
  return text;
}

typedef struct Leaving {
  Vm *vm;
  Arena *arena;
  PxError *error;
} Leaving;

static bool too_large(Leaving *l) {
  return error_set(l->error, PX_ERROR_VALUE, "the value is too large to cross: at most %zu MiB", MOST_BYTES >> 20);
}

static bool leave(Leaving *l, Value v, PxValue *out, unsigned depth);

static bool leave_items(Leaving *l, Value v, PxValue *out, unsigned depth) {
  Value *items;
  uint32_t count;
  if (!sequence_items(l->vm, v, &items, &count)) return error_set(l->error, PX_ERROR_VALUE, "a broken sequence");
  PxValue *copy = arena_take(l->arena, (size_t)count * sizeof *copy + 1);
  if (!copy) return too_large(l);
  for (uint32_t i = 0; i < count; i++)
    if (!leave(l, items[i], &copy[i], depth + 1)) return false;
  out->sequence.items = copy;
  out->sequence.count = count;
  return true;
}

static bool leave_dict(Leaving *l, Value v, PxValue *out, unsigned depth) {
  Dict *dict = AS(Dict, l->vm, v);
  size_t room = dict->used, count = 0;
  if (room > MOST_BYTES / sizeof(PxValue)) return too_large(l);
  PxValue *copy = arena_take(l->arena, room * 2 * sizeof *copy + 1);
  if (!copy) return too_large(l);
  uint32_t position = 0;
  Value key, value;
  while (count < room && dict_next(l->vm, dict, &position, &key, &value)) {
    if (!leave(l, key, &copy[count * 2], depth + 1) || !leave(l, value, &copy[count * 2 + 1], depth + 1)) return false;
    count++;
  }
  out->sequence.items = copy;
  out->sequence.count = count * 2;
  return true;
}

static bool leave_int(Leaving *l, Value v, PxValue *out) {
  out->kind = PX_INT;
  if (int_to_i64(l->vm, v, &out->integer)) return true;
  const Int *i = AS(Int, l->vm, v);
  size_t bytes = (size_t)i->count * 8;
  if (!in_cage(to_ref(v), sizeof *i + bytes)) return error_set(l->error, PX_ERROR_VALUE, "a broken int");
  uint64_t *limbs = arena_take(l->arena, bytes);
  if (!limbs) return too_large(l);
  memcpy(limbs, i->limbs, bytes);
  *out = (PxValue){.kind = PX_BIG_INT, .big = {limbs, i->count, i->head.flags & INT_NEGATIVE}};
  return true;
}

static bool leave(Leaving *l, Value v, PxValue *out, unsigned depth) {
  Vm *vm = l->vm;
  *out = (PxValue){.kind = PX_NONE};
  if (depth > MOST_DEPTH) return error_set(l->error, PX_ERROR_VALUE, "the value is nested too deeply to cross: at most %d levels", MOST_DEPTH);
  if (v == V_NONE) return true;
  if (is_bool(v)) {
    *out = px_bool(v == V_TRUE);
    return true;
  }
  if (is_double(v)) {
    *out = px_float(to_double(v));
    return true;
  }
  if (is_small(v)) {
    *out = px_int(to_small(v));
    return true;
  }
  if (!is_ref(v)) return error_set(l->error, PX_ERROR_VALUE, "only values of plain types cross to the host");
  Kind kind = (Kind)OBJECT(vm, v)->kind;
  if (kind == KIND_INT && IS_EXACT(vm, v, int)) return leave_int(l, v, out);
  if (kind == KIND_STR && IS_EXACT(vm, v, str)) {
    out->kind = PX_TEXT;
    out->text.data = text_out(vm, v, l->arena, &out->text.size);
    return out->text.data ? true : too_large(l);
  }
  if (kind == KIND_BYTES && IS_EXACT(vm, v, bytes)) {
    const Bytes *b = AS(Bytes, vm, v);
    size_t size = b->length;
    if (!in_cage(to_ref(v), sizeof *b + size)) return error_set(l->error, PX_ERROR_VALUE, "broken bytes");
    char *copy = arena_take(l->arena, size + 1);
    if (!copy) return too_large(l);
    memcpy(copy, b->data, size);
    *out = px_bytes(copy, size);
    return true;
  }
  if (kind == KIND_LIST && IS_EXACT(vm, v, list)) {
    out->kind = PX_LIST;
    return leave_items(l, v, out, depth);
  }
  if (kind == KIND_TUPLE && IS_EXACT(vm, v, tuple)) {
    out->kind = PX_TUPLE;
    return leave_items(l, v, out, depth);
  }
  if (kind == KIND_DICT && IS_EXACT(vm, v, dict)) {
    out->kind = PX_DICT;
    return leave_dict(l, v, out, depth);
  }
  const Type *type = at(vm, type_of(vm, v));
  char *name = text_out(vm, from_ref(type->name), l->arena, NULL);
  return error_set(l->error, PX_ERROR_VALUE, "a value of type '%.100s' does not cross to the host: only None and exact bool, int, float, "
                   "str, bytes, list, tuple and dict do", name ? name : "?");
}

bool value_out(Vm *vm, Value v, ValueTree *tree, PxError *error) {
  Leaving l = {vm, &tree->arena, error};
  return leave(&l, v, &tree->value, 0);
}

/* ---- copies in the host's memory --------------------------------------------------------------------------------------- */

static bool copy_value(const PxValue *from, PxValue *to, Arena *arena, unsigned depth) {
  *to = *from;
  if (depth > MOST_DEPTH) return false;
  switch (from->kind) {
  case PX_TEXT:
  case PX_BYTES:
  case PX_OPAQUE: {
    char *copy = arena_take(arena, from->text.size + 1);
    if (!copy) return false;
    memcpy(copy, from->text.data, from->text.size);
    to->text.data = copy;
    return true;
  }
  case PX_BIG_INT: {
    uint64_t *copy = arena_take(arena, (size_t)from->big.count * 8);
    if (!copy) return false;
    memcpy(copy, from->big.limbs, (size_t)from->big.count * 8);
    to->big.limbs = copy;
    return true;
  }
  case PX_LIST:
  case PX_TUPLE:
  case PX_DICT: {
    PxValue *copy = arena_take(arena, from->sequence.count * sizeof *copy + 1);
    if (!copy) return false;
    to->sequence.items = copy;
    for (size_t i = 0; i < from->sequence.count; i++)
      if (!copy_value(&from->sequence.items[i], &copy[i], arena, depth + 1)) return false;
    return true;
  }
  default: return true;
  }
}

bool value_copy(const PxValue *from, ValueTree *tree) { return copy_value(from, &tree->value, &tree->arena, 0); }

/* ---- in -------------------------------------------------------------------------------------------------------------- */

/* Fuel for copying it: one a node and one for 8 bytes. UINT64_MAX: too deep. */
static uint64_t value_price(const PxValue *value, unsigned depth) {
  if (depth > MOST_DEPTH) return UINT64_MAX / 2;
  uint64_t price = 1;
  switch (value->kind) {
  case PX_TEXT:
  case PX_BYTES: return 1 + value->text.size / 8;
  case PX_BIG_INT: return 1 + value->big.count;
  case PX_LIST:
  case PX_TUPLE:
  case PX_DICT:
    for (size_t i = 0; i < value->sequence.count && price < UINT64_MAX / 2; i++)
      price += value_price(&value->sequence.items[i], depth + 1);
    return price;
  default: return price;
  }
}

static Value enter_value(Vm *vm, const PxValue *value);

static Value enter_big(Vm *vm, const PxValue *value) {
  uint32_t count = value->big.count;
  while (count && !value->big.limbs[count - 1]) count--;
  if (count <= 1) {
    uint64_t limb = count ? value->big.limbs[0] : 0;
    if (!value->big.negative) return int_from_u64(vm, limb);
    if (limb <= (uint64_t)INT64_MAX) return int_from_i64(vm, -(int64_t)limb);
  }
  Int *i = allocate(vm, sizeof(Int) + (uint64_t)count * 8, KIND_INT, SHAPE(vm, int));
  if (!i) return V_FAIL;
  i->count = count;
  if (value->big.negative) i->head.flags |= INT_NEGATIVE;
  memcpy(i->limbs, value->big.limbs, (size_t)count * 8);
  return value_of(vm, i);
}

static Value enter_items(Vm *vm, const PxValue *value) {
  if (value->sequence.count > 1u << 27) {
    vm->retry = true;
    return V_FAIL;
  }
  uint32_t count = (uint32_t)value->sequence.count;
  Value sequence = value->kind == PX_LIST ? list_new(vm, NULL, count) : tuple_new(vm, NULL, count);
  if (sequence == V_FAIL) return V_FAIL;
  for (uint32_t i = 0; i < count; i++) {
    Value item = enter_value(vm, &value->sequence.items[i]);
    if (item == V_FAIL) return V_FAIL;
    if (value->kind == PX_LIST) list_items(vm, AS(List, vm, sequence))[i] = item;
    else AS(Tuple, vm, sequence)->items[i] = item;
  }
  return sequence;
}

static Value enter_dict(Vm *vm, const PxValue *value) {
  Value dict = dict_new(vm);
  if (dict == V_FAIL) return V_FAIL;
  for (size_t i = 0; i + 1 < value->sequence.count; i += 2) {
    Value key = enter_value(vm, &value->sequence.items[i]);
    if (key == V_FAIL) return V_FAIL;
    Value item = enter_value(vm, &value->sequence.items[i + 1]);
    if (item == V_FAIL) return V_FAIL;
    int64_t hash;
    if (!hash_simple(vm, key, &hash)) return RAISE(vm, TypeError, "unhashable type: '%T'", key);
    Value done = dict_set(vm, dict, key, item);
    if (done == V_FAIL || done == V_CALL) return V_FAIL;
  }
  return dict;
}

static Value enter_value(Vm *vm, const PxValue *value) {
  switch (value->kind) {
  case PX_NONE: return V_NONE;
  case PX_BOOL: return from_bool(value->boolean);
  case PX_INT: return int_from_i64(vm, value->integer);
  case PX_BIG_INT: return enter_big(vm, value);
  case PX_FLOAT: return from_double(value->real);
  case PX_TEXT: return str_from_utf8(vm, value->text.data, value->text.size);
  case PX_BYTES: return bytes_new(vm, value->text.data, value->text.size);
  case PX_LIST:
  case PX_TUPLE: return enter_items(vm, value);
  case PX_DICT: return enter_dict(vm, value);
  case PX_OPAQUE: break;
  }
  return RAISE(vm, TypeError, "a value of the host does not cross");
}

Value value_in(Vm *vm, const PxValue *value) {
  uint64_t price = value_price(value, 0);
  if (price >= UINT64_MAX / 2) return RAISE(vm, ValueError, "a value of the host is nested too deeply");
  if (!charge(vm, price)) return V_FAIL;
  return enter_value(vm, value);
}
