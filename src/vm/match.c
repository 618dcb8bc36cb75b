/*
 * What class and mapping patterns ask (PEP 634), where it needs no call: plain classes, plain attributes, plain keys of a dict. The rest, and
 * every error, is the prelude's (library/prelude/language.py), which begins anew: nothing here changes anything.
 */
#include "object/containers.h"
#include "object/shape.h"
#include "vm/interpreter.h"

#define MOST_NAMES 32 /* of a class pattern that is tried here */

typedef enum Found { FOUND, ABSENT, NEEDS_CALL } Found;

static Found attribute_simple(Vm *vm, Value o, Value name, Value *out) {
  Ref type = type_of(vm, o);
  if (!(((Type *)at(vm, type))->flags & TYPE_PLAIN_GET) || !is_kind(vm, o, KIND_INSTANCE) || name == NAME(vm, __dict__)) return NEEDS_CALL;
  Value attribute = type_lookup(vm, type, name);
  if (is_kind(vm, attribute, KIND_RECORD) && OBJECT(vm, attribute)->shape == SHAPE(vm, member_descriptor)) {
    int64_t slot = to_small(*field(vm, attribute, 2));
    if (slot < 0 || !type_is_subtype(vm, type, to_ref(*field(vm, attribute, 1)))) return NEEDS_CALL;
    Value *place = instance_slot(vm, AS(Instance, vm, o), (uint32_t)slot);
    *out = place ? *place : V_UNDEFINED;
  } else {
    if (is_ref(attribute) && !is_kind(vm, attribute, KIND_FUNCTION) && special_of(vm, attribute, SP_get) != V_UNDEFINED) return NEEDS_CALL;
    *out = object_own(vm, o, name);
    if (*out == V_UNDEFINED && attribute != V_UNDEFINED) {
      if (is_kind(vm, attribute, KIND_FUNCTION)) return NEEDS_CALL;
      *out = attribute;
    }
  }
  return *out == V_UNDEFINED ? ABSENT : FOUND;
}

/* cls.__match_args__, or V_UNDEFINED; V_FAIL: not to be had without a call. */
static Value match_args(Vm *vm, Value cls) {
  if (type_of(vm, cls) != TYPE(vm, type)) return V_FAIL;
  Value v = type_lookup(vm, to_ref(cls), NAME(vm, __match_args__));
  return v == V_UNDEFINED || IS_EXACT(vm, v, tuple) ? v : V_FAIL;
}

/* Types whose pattern's one positional part is the subject itself. */
static bool matches_self(Vm *vm, Value cls) {
  static const int types[] = {T_bool, T_bytearray, T_bytes, T_dict, T_float, T_frozenset, T_int, T_list, T_set, T_str, T_tuple};
  for (unsigned i = 0; i < sizeof types / sizeof *types; i++)
    if (type_is_subtype(vm, to_ref(cls), known(vm)->types[types[i]])) return true;
  return false;
}

/* V_UNDEFINED: it needs a call, or is an error. */
static Value class_simple(Vm *vm, Value subject, Value cls, uint32_t count, Value names) {
  int is_instance = instance_simple(vm, subject, cls);
  if (is_instance < 0) return V_UNDEFINED;
  if (!is_instance) return V_NONE;
  uint32_t named = AS(Tuple, vm, names)->length, all = count + named;
  if (!all) return from_ref(known(vm)->empty_tuple);
  if (all > MOST_NAMES) return V_UNDEFINED;
  Value keys[MOST_NAMES], values[MOST_NAMES];
  Value positions = count ? match_args(vm, cls) : V_UNDEFINED;
  if (positions == V_FAIL) return V_UNDEFINED;
  if (count && positions == V_UNDEFINED) {
    if (all > 1 || !matches_self(vm, cls)) return V_UNDEFINED;
    return TUPLE_OF(vm, subject);
  }
  if (count && count > AS(Tuple, vm, positions)->length) return V_UNDEFINED;
  for (uint32_t i = 0; i < all; i++) {
    keys[i] = i < count ? tuple_item(vm, positions, i) : tuple_item(vm, names, i - count);
    if (!IS_EXACT(vm, keys[i], str) || !(OBJECT(vm, keys[i])->flags & STR_INTERNED)) return V_UNDEFINED;
    for (uint32_t k = 0; k < i; k++)
      if (keys[k] == keys[i]) return V_UNDEFINED;
  }
  for (uint32_t i = 0; i < all; i++) {
    Found found = attribute_simple(vm, subject, keys[i], &values[i]);
    if (found == NEEDS_CALL) return V_UNDEFINED;
    if (found == ABSENT) return V_NONE;
  }
  return tuple_new(vm, values, all);
}

Value match_class(Vm *vm, Value subject, Value cls, uint32_t count, Value names) {
  if (!charge(vm, 4 + count)) return V_FAIL;
  Value answer = class_simple(vm, subject, cls, count, names);
  if (answer != V_UNDEFINED) return answer;
  return call_prelude(vm, "match_class", 4, (const Value[]){subject, cls, from_small(count), names});
}

static Value keys_simple(Vm *vm, Value subject, Value keys) {
  uint32_t count = AS(Tuple, vm, keys)->length;
  if (!IS_EXACT(vm, subject, dict) || count > MOST_NAMES) return V_UNDEFINED;
  Value values[MOST_NAMES];
  for (uint32_t i = 0; i < count; i++) {
    Value key = tuple_item(vm, keys, i);
    int64_t hash;
    if (!key_hash(vm, key, &hash)) return V_UNDEFINED;
    for (uint32_t k = 0; k < i; k++)
      if (equal_simple(vm, key, tuple_item(vm, keys, k)) != 0) return V_UNDEFINED;
    int64_t entry = dict_find(vm, AS(Dict, vm, subject), key, hash);
    if (entry == -1) return V_NONE;
    if (entry < 0) return V_UNDEFINED;
    values[i] = dict_entry(vm, AS(Dict, vm, subject), (uint32_t)entry)->value;
  }
  return tuple_new(vm, values, count);
}

Value match_keys(Vm *vm, Value subject, Value keys) {
  if (!charge(vm, 4 + AS(Tuple, vm, keys)->length)) return V_FAIL;
  Value answer = keys_simple(vm, subject, keys);
  return answer != V_UNDEFINED ? answer : call_prelude(vm, "match_keys", 2, (const Value[]){subject, keys});
}

/* Whether a class has no metaclass of its own, and so do those between it and the built-in type that it extends. */
static bool extends_plainly(Vm *vm, Ref type) {
  Value mro = from_ref(((Type *)at(vm, type))->mro);
  for (uint32_t i = 0; i < AS(Tuple, vm, mro)->length; i++) {
    Type *t = at(vm, to_ref(tuple_item(vm, mro, i)));
    if (!(t->flags & TYPE_HEAP)) return true;
    if (t->head.shape != SHAPE(vm, type)) return false;
  }
  return false;
}

/* Built-in types and what extends them are sequences or mappings or neither for good; of other classes the registers of
   collections.abc tell. */
Value match_collection(Vm *vm, Value subject, bool mapping) {
  Ref type = type_of(vm, subject);
  if (!(((Type *)at(vm, type))->flags & TYPE_HEAP)) {
    if (mapping) return from_bool(type == TYPE(vm, dict) || type == TYPE(vm, mappingproxy));
    return from_bool(type == TYPE(vm, list) || type == TYPE(vm, tuple) || type == TYPE(vm, range) || type == TYPE(vm, memoryview) ||
                     type == TYPE(vm, deque));
  }
  bool dict = is_kind(vm, subject, KIND_DICT);
  if ((dict || is_kind(vm, subject, KIND_LIST) || is_kind(vm, subject, KIND_TUPLE)) && extends_plainly(vm, type))
    return from_bool(dict == mapping);
  return call_prelude(vm, mapping ? "match_mapping" : "match_sequence", 1, &subject);
}
