/*
 * Subscription and membership: o[key], o[key] = value, del o[key], value in o.
 *
 * Lists, tuples and dicts are answered here when they are exactly that; a type whose metatype has no __getitem__ is asked for its
 * __class_getitem__ (PEP 560); an object without __contains__ is searched by iterating over it.
 */
#include "object/protocol.h"
#include "object/text.h"

/* ---- getting ---------------------------------------------------------------------------------------------------------- */

/* Item number `key` of an exact list, tuple, bytes or bytearray, or of a str of narrow characters; V_UNDEFINED: not that, or out of range. */
static inline Value item_simple(Vm *vm, Value o, Value key) {
  if (!is_ref(o) || !is_small(key)) return V_UNDEFINED;
  Object *object = OBJECT(vm, o);
  int64_t i = to_small(key);
  const Known *k = known(vm);
  if (object->kind == KIND_LIST) {
    List *l = (List *)object;
    if (((Shape *)at(vm, object->shape))->type != k->types[T_list]) return V_UNDEFINED;
    if (i < 0) i += l->length;
    if (i < 0 || i >= l->length) return V_UNDEFINED;
    return *item_at(vm, l->items + (Ref)offsetof(Array, items), (uint32_t)i);
  }
  if (object->kind == KIND_TUPLE) {
    Tuple *t = (Tuple *)object;
    if (((Shape *)at(vm, object->shape))->type != k->types[T_tuple]) return V_UNDEFINED;
    if (i < 0) i += t->length;
    if (i < 0 || i >= t->length) return V_UNDEFINED;
    return tuple_item(vm, o, (uint32_t)i);
  }
  if ((object->kind == KIND_BYTES || object->kind == KIND_BYTEARRAY) && !(object->flags & OBJECT_ATTRIBUTES)) {
    const uint8_t *data;
    uint32_t size;
    buffer_of(vm, o, &data, &size);
    if (i < 0) i += size;
    return i >= 0 && i < size ? from_small(data[i]) : V_UNDEFINED;
  }
  if (object->kind == KIND_STR && str_is_exact(vm, object) && object->extra == 1) {
    Str *s = (Str *)object;
    if (i < 0) i += s->length;
    if (i >= 0 && i < s->length) return from_ref(k->characters[str_data(vm, s)[i]]);
  }
  return V_UNDEFINED;
}

SHARED_RESUMABLE(class_getitem_run, 1, "(cls, key, /)", NULL) {
  STEPS
    AWAIT(1, a[2], object_getattr_or(vm, a[0], SPECIAL_NAME(vm, SP_class_getitem)));
    if (a[2] == V_UNDEFINED) return RAISE(vm, TypeError, "type '%Y' is not subscriptable", a[0]);
    {
      Value result;
      AWAIT(2, result, call1(vm, a[2], a[1]));
      return result;
    }
  END_STEPS
}

static Value class_getitem(Vm *vm, Value type, Value key) {
  if (to_ref(type) == TYPE(vm, type)) return generic_alias_new(vm, type, key); /* type[int] */
  if (AS(Type, vm, type)->special[SP_class_getitem] == V_UNDEFINED && AS(Type, vm, type)->flags & TYPE_HEAP &&
      type_of(vm, type) == TYPE(vm, type))
    return RAISE(vm, TypeError, "type '%Y' is not subscriptable", type);
  return enter(vm, &class_getitem_run_info, 2, (Value[]){type, key});
}

Value object_getitem(Vm *vm, Value o, Value key) {
  Value item = item_simple(vm, o, key);
  if (item != V_UNDEFINED) return item;
  if (is_kind(vm, o, KIND_DICT) && type_of(vm, o) == TYPE(vm, dict)) return dict_getitem(vm, o, key);
  const Type *t = at(vm, type_of(vm, o));
  if (is_kind(vm, o, KIND_DICT) && is_native_of(vm, t->special[SP_getitem], T_dict, SP_getitem)) {
    vm->fuel -= 1;
    return dict_getitem(vm, o, key);
  }
  if (!(t->flags & TYPE_HEAP) && is_kind(vm, t->special[SP_getitem], KIND_NATIVE)) { /* of a built-in type: no need to look whose it is */
    const NativeInfo *info = native_info(vm, AS(Native, vm, t->special[SP_getitem])->index);
    if (!info->resumable && !info->star && info->parameters <= 3 && info->required <= 2) {
      vm->fuel -= 1;
      return info->function(vm, (Value[]){o, key, V_UNDEFINED}, 2);
    }
  }
  Value outcome = special_invoke(vm, o, SP_getitem, 1, &key);
  if (outcome != V_UNDEFINED) return outcome;
  if (is_kind(vm, o, KIND_TYPE)) return class_getitem(vm, o, key);
  return RAISE(vm, TypeError, "'%T' object is not subscriptable", o);
}

/* ---- setting and deleting ----------------------------------------------------------------------------------------------- */

static Value not_assignable(Vm *vm, Value o, Value key, bool deletes) {
  /* A class that has one of the two has the slot for both: the other is missed by name. */
  int other = deletes ? SP_setitem : SP_delitem, wanted = deletes ? SP_delitem : SP_setitem;
  if (special_of(vm, o, other) != V_UNDEFINED && !is_kind(vm, special_of(vm, o, other), KIND_NATIVE))
    return RAISE(vm, AttributeError, "%S", SPECIAL_NAME(vm, wanted));
  const Type *t = at(vm, type_of(vm, o));
  bool sequence = t->flags & TYPE_HEAP || t->special[SP_len] != V_UNDEFINED || t->special[SP_contains] != V_UNDEFINED;
  int64_t i;
  if (sequence && int_check(vm, key) && !int_to_i64(vm, key, &i))
    return RAISE(vm, IndexError, "cannot fit '%T' into an index-sized integer", key);
  if (!deletes) return RAISE(vm, TypeError, "'%T' object does not support item assignment", o);
  bool index = int_check(vm, key) || special_of(vm, key, SP_index) != V_UNDEFINED;
  return RAISE(vm, TypeError, "'%T' object %s support item deletion", o, sequence && index ? "doesn't" : "does not");
}

Value object_setitem(Vm *vm, Value o, Value key, Value value) {
  bool deletes = value == V_UNDEFINED;
  uint32_t type = exact_type(vm, o);
  if (type == T_dict) return deletes ? dict_delete(vm, o, key) : dict_set(vm, o, key, value);
  if (type == T_list && is_small(key)) {
    vm->fuel -= deletes;
    return list_assign(vm, o, key, value);
  }
  Value outcome = special_invoke(vm, o, deletes ? SP_delitem : SP_setitem, deletes ? 1 : 2, (Value[]){key, value});
  if (outcome == V_UNDEFINED) return not_assignable(vm, o, key, deletes);
  return finish(vm, outcome, ACTION_DROP);
}

/* ---- membership ---------------------------------------------------------------------------------------------------------- */

SHARED_RESUMABLE(contains_run, 3, "(container, value, /)", NULL) {
  enum { CONTAINER, WANTED, ITERATOR, ITEM, EQUAL };
  STEPS
    AWAIT_CATCH(1, a[ITERATOR], object_iter(vm, a[CONTAINER]));
    if (a[ITERATOR] == V_FAIL) {
      if (exception_is(vm, T_TypeError)) RAISE(vm, TypeError, "argument of type '%T' is not iterable", a[CONTAINER]);
      return V_FAIL;
    }
    for (;;) {
      CHECKPOINT(2);
      AWAIT(3, a[ITEM], object_next(vm, a[ITERATOR]));
      if (a[ITEM] == V_STOP) return V_FALSE;
      CHECKPOINT(4);
      AWAIT(5, a[EQUAL], object_equal(vm, a[ITEM], a[WANTED]));
      if (a[EQUAL] == V_TRUE) return V_TRUE;
    }
  END_STEPS
}

/* Searches an exact list or tuple without calling: 1, 0, or -1 when an item needs a call. */
static int contains_simple(Vm *vm, Value sequence, Value v) {
  Value *items;
  uint32_t count;
  if (!sequence_items(vm, sequence, &items, &count) || !charge(vm, count)) return -1;
  for (uint32_t i = 0; i < count; i++) {
    int equal = equal_simple(vm, items[i], v);
    if (equal) return equal;
  }
  return 0;
}

Value object_contains(Vm *vm, Value container, Value v) {
  switch (exact_type(vm, container)) {
  case T_dict: return dict_contains(vm, container, v);
  case T_set:
  case T_frozenset: return set_contains(vm, container, v);
  case T_str:
    if (is_kind(vm, v, KIND_STR)) { /* a narrow character in such a str */
      Str *all = AS(Str, vm, container), *one = AS(Str, vm, v);
      if (one->length == 1 && one->head.extra == 1 && all->head.extra == 1) {
        const uint8_t *data = str_data(vm, all);
        if (!charge(vm, all->length >> 5)) return V_FAIL;
        return from_bool(memchr(data, str_data(vm, one)[0], all->length) != NULL);
      }
      int64_t found = span_find(vm, str_span(vm, container), str_span(vm, v), false);
      vm->fuel -= 1;
      return found == -2 ? V_FAIL : from_bool(found >= 0);
    }
    break;
  case T_tuple:
  case T_list: {
    int found = contains_simple(vm, container, v);
    if (found >= 0) return from_bool(found);
    if (vm->retry || vm->ending) return V_FAIL;
    break;
  }
  default: break;
  }
  Value f = special_of(vm, container, SP_contains);
  if (f == V_NONE) return RAISE(vm, TypeError, "'%T' object is not a container", container);
  if (f == V_UNDEFINED) return enter(vm, &contains_run_info, 2, (Value[]){container, v});
  Value outcome = special_invoke(vm, container, SP_contains, 1, &v);
  if (outcome == V_CALL) return with_action(vm, outcome, ACTION_CONTAINS);
  bool truth;
  if (is_marker(outcome) || is_bool(outcome)) return outcome;
  return truth_simple(vm, outcome, &truth) ? from_bool(truth) : object_truth(vm, outcome);
}
