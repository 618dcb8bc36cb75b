/*
 * Views of dicts (keys, values, items) and mappingproxy.
 *
 * A view holds its dict. keys and items are sets for the operators: the left side becomes a set, and the right side, any
 * iterable, is combined with it.
 */
#include "object/containers.h"

static inline Value dict_of(Vm *vm, Value view) { return *field(vm, view, VIEW_DICT); }

static bool is_view(Vm *vm, Value v, int type) { return is_kind(vm, v, KIND_RECORD) && type_of(vm, v) == known(vm)->types[type]; }
static bool is_keys(Vm *vm, Value v) { return is_view(vm, v, T_dict_keys); }
static bool is_items(Vm *vm, Value v) { return is_view(vm, v, T_dict_items); }
/* What the comparisons take: sets, and views that are sets. */
static bool is_set_like(Vm *vm, Value v) { return is_set(vm, v) || is_keys(vm, v) || is_items(vm, v); }
static uint32_t size_of(Vm *vm, Value v) { return is_set(vm, v) ? AS(Set, vm, v)->used : AS(Dict, vm, dict_of(vm, v))->used; }

NATIVE(view_len, "(self, /)", "Return len(self).") { return from_small(AS(Dict, vm, dict_of(vm, a[0]))->used); }

NATIVE(keys_iter, "(self, /)", "Implement iter(self).") { return dict_iterator_new(vm, dict_of(vm, a[0]), T_dict_iterator); }
NATIVE(values_iter, "(self, /)", "Implement iter(self).") {
  return dict_iterator_new(vm, dict_of(vm, a[0]), T_dict_valueiterator);
}
NATIVE(items_iter, "(self, /)", "Implement iter(self).") {
  return dict_iterator_new(vm, dict_of(vm, a[0]), T_dict_itemiterator);
}
NATIVE(keys_reversed, "(self, /)", "Return a reverse iterator over the dict keys.") {
  return dict_reverse_iterator_new(vm, dict_of(vm, a[0]), T_dict_reverseiterator);
}
NATIVE(values_reversed, "(self, /)", "Return a reverse iterator over the dict values.") {
  return dict_reverse_iterator_new(vm, dict_of(vm, a[0]), T_dict_reversevalueiterator);
}
NATIVE(items_reversed, "(self, /)", "Return a reverse iterator over the dict items.") {
  return dict_reverse_iterator_new(vm, dict_of(vm, a[0]), T_dict_reverseitemiterator);
}

NATIVE(view_mapping, "(self, /)", "dictionary that this view refers to") {
  Value proxy = record_new(vm, T_mappingproxy, VIEW_FIELDS);
  if (proxy != V_FAIL) *field(vm, proxy, VIEW_DICT) = dict_of(vm, a[0]);
  return proxy;
}

/* ---- membership -------------------------------------------------------------------------------------------------- */

NATIVE(keys_contains, "(self, key, /)", "Return key in self.") { return dict_contains(vm, dict_of(vm, a[0]), a[1]); }

RESUMABLE(items_contains_slow, 1, "(self, pair, /)", NULL) {
  STEPS
    AWAIT(1, a[2], dict_get(vm, dict_of(vm, a[0]), tuple_item(vm, a[1], 0), V_UNDEFINED));
    if (a[2] == V_UNDEFINED) return V_FALSE;
    CHECKPOINT(2);
    AWAIT(3, a[2], object_equal(vm, a[2], tuple_item(vm, a[1], 1)));
    return a[2];
  END_STEPS
}
NATIVE(items_contains, "(self, key, /)", "Return key in self.") {
  if (!is_tuple(vm, a[1]) || AS(Tuple, vm, a[1])->length != 2) return V_FALSE;
  int64_t hash;
  Value key = tuple_item(vm, a[1], 0), value = tuple_item(vm, a[1], 1);
  if (key_hash(vm, key, &hash)) {
    Dict *d = AS(Dict, vm, dict_of(vm, a[0]));
    int64_t entry = dict_find(vm, d, key, hash);
    if (entry == -1) return V_FALSE;
    int equal = entry < 0 ? -1 : equal_simple(vm, dict_entry(vm, d, (uint32_t)entry)->value, value);
    if (equal >= 0) return from_bool(equal);
  } else if (vm->retry || vm->ending) {
    return V_FAIL;
  }
  Value arguments[] = {a[0], a[1]};
  return enter(vm, &items_contains_slow_info, 2, arguments);
}

/* ---- set operators ----------------------------------------------------------------------------------------------- */

/* left op right, not &. */
RESUMABLE(view_combine, 2, "(left, right, op, /)", NULL) {
  enum { LEFT, RIGHT, OP, SET, DONE };
  STEPS
    AWAIT(1, a[SET], set_from(vm, is_keys(vm, a[LEFT]) ? dict_of(vm, a[LEFT]) : a[LEFT], false));
    CHECKPOINT(2);
    AWAIT(3, a[DONE], set_combine(vm, (BinaryOp)to_small(a[OP]), a[SET], a[RIGHT]));
    return a[SET];
  END_STEPS
}

/* The items of `other` that are in the view. */
RESUMABLE(view_intersect, 4, "(view, other, /)", NULL) {
  enum { VIEW, OTHER, SET, ITERATOR, ITEM, FOUND };
  STEPS
    if (is_keys(vm, a[VIEW])) {
      AWAIT(1, a[SET], set_of_common(vm, dict_of(vm, a[VIEW]), a[OTHER]));
      return a[SET];
    }
    a[SET] = set_new(vm, false);
    if (a[SET] == V_FAIL) return V_FAIL;
    CHECKPOINT(2);
    AWAIT(3, a[ITERATOR], object_iter(vm, a[OTHER]));
    CHECKPOINT(4);
    for (;;) {
      AWAIT(5, a[ITEM], object_next(vm, a[ITERATOR]));
      if (a[ITEM] == V_STOP) return a[SET];
      CHECKPOINT(6);
      AWAIT(7, a[FOUND], object_contains(vm, a[VIEW], a[ITEM]));
      CHECKPOINT(8);
      if (a[FOUND] == V_TRUE) AWAIT(9, a[FOUND], set_add(vm, a[SET], a[ITEM]));
      CHECKPOINT(10);
    }
  END_STEPS
}

static Value operate(Vm *vm, BinaryOp op, Value left, Value right) {
  Value arguments[] = {left, right, from_small(op)};
  if (op != OP_AND) return enter(vm, &view_combine_info, 3, arguments);
  if (!is_keys(vm, left) && !is_items(vm, left)) {
    arguments[0] = right;
    arguments[1] = left;
  }
  Value view = arguments[0], other = arguments[1];
  if (is_set(vm, other) && IS_EXACT(vm, other, set) && size_of(vm, view) <= size_of(vm, other))
    return set_of_common(vm, other, view);
  if ((is_keys(vm, other) || is_items(vm, other)) && size_of(vm, other) > size_of(vm, view)) {
    arguments[0] = other;
    arguments[1] = view;
  }
  return enter(vm, &view_intersect_info, 2, arguments);
}
NATIVE(view_and, "(self, value, /)", "Return self&value.") { return operate(vm, OP_AND, a[0], a[1]); }
NATIVE(view_or, "(self, value, /)", "Return self|value.") { return operate(vm, OP_OR, a[0], a[1]); }
NATIVE(view_sub, "(self, value, /)", "Return self-value.") { return operate(vm, OP_SUB, a[0], a[1]); }
NATIVE(view_xor, "(self, value, /)", "Return self^value.") { return operate(vm, OP_XOR, a[0], a[1]); }
NATIVE(view_rand, "(self, value, /)", "Return value&self.") { return operate(vm, OP_AND, a[1], a[0]); }
NATIVE(view_ror, "(self, value, /)", "Return value|self.") { return operate(vm, OP_OR, a[1], a[0]); }
NATIVE(view_rsub, "(self, value, /)", "Return value-self.") { return operate(vm, OP_SUB, a[1], a[0]); }
NATIVE(view_rxor, "(self, value, /)", "Return value^self.") { return operate(vm, OP_XOR, a[1], a[0]); }

/* Whether all (or none) of the items of an iterable are in a container. */
RESUMABLE(view_all_in, 3, "(iterable, container, wanted, negated, /)", NULL) {
  enum { ITERABLE, CONTAINER, WANTED, NEGATED, ITERATOR, ITEM, FOUND };
  STEPS
    AWAIT(1, a[ITERATOR], object_iter(vm, a[ITERABLE]));
    CHECKPOINT(2);
    for (;;) {
      AWAIT(3, a[ITEM], object_next(vm, a[ITERATOR]));
      if (a[ITEM] == V_STOP) return from_bool(a[NEGATED] != V_TRUE);
      CHECKPOINT(4);
      AWAIT(5, a[FOUND], object_contains(vm, a[CONTAINER], a[ITEM]));
      if (a[FOUND] != a[WANTED]) return a[NEGATED];
      CHECKPOINT(6);
    }
  END_STEPS
}

static Value all_in(Vm *vm, Value iterable, Value container, Value wanted, Value negated) {
  Value arguments[] = {iterable, container, wanted, negated};
  return enter(vm, &view_all_in_info, 4, arguments);
}

static Value compare(Vm *vm, Value x, Value y, CompareOp op) {
  if (!is_set_like(vm, y)) return V_NOTIMPLEMENTED;
  uint32_t mine = size_of(vm, x), other = size_of(vm, y);
  switch (op) {
  case CMP_EQ: return mine == other ? all_in(vm, x, y, V_TRUE, V_FALSE) : V_FALSE;
  case CMP_NE: return mine == other ? all_in(vm, x, y, V_TRUE, V_TRUE) : V_TRUE;
  case CMP_LT: return mine < other ? all_in(vm, x, y, V_TRUE, V_FALSE) : V_FALSE;
  case CMP_LE: return mine <= other ? all_in(vm, x, y, V_TRUE, V_FALSE) : V_FALSE;
  case CMP_GT: return mine > other ? all_in(vm, y, x, V_TRUE, V_FALSE) : V_FALSE;
  default: return mine >= other ? all_in(vm, y, x, V_TRUE, V_FALSE) : V_FALSE;
  }
}
NATIVE(view_lt, "(self, value, /)", "Return self<value.") { return compare(vm, a[0], a[1], CMP_LT); }
NATIVE(view_le, "(self, value, /)", "Return self<=value.") { return compare(vm, a[0], a[1], CMP_LE); }
NATIVE(view_eq, "(self, value, /)", "Return self==value.") { return compare(vm, a[0], a[1], CMP_EQ); }
NATIVE(view_ne, "(self, value, /)", "Return self!=value.") { return compare(vm, a[0], a[1], CMP_NE); }
NATIVE(view_gt, "(self, value, /)", "Return self>value.") { return compare(vm, a[0], a[1], CMP_GT); }
NATIVE(view_ge, "(self, value, /)", "Return self>=value.") { return compare(vm, a[0], a[1], CMP_GE); }

NATIVE(view_isdisjoint, "(self, other, /)",
       "Return True if the view and the given iterable have a null intersection.") {
  Value self = a[0], other = a[1];
  if (self == other) return from_bool(!size_of(vm, self));
  if (is_set_like(vm, other) && size_of(vm, other) > size_of(vm, self)) return all_in(vm, self, other, V_FALSE, V_FALSE);
  return all_in(vm, other, self, V_FALSE, V_FALSE);
}

/* ---- repr -------------------------------------------------------------------------------------------------------- */

RESUMABLE(view_repr, 1, "(self, /)", "Return repr(self).") {
  STEPS
    if (being_printed(vm, a[0])) return str_from_c(vm, "...");
    AWAIT(1, a[1], list_from(vm, a[0]));
    CHECKPOINT(2);
    AWAIT(3, a[1], object_repr(vm, a[1]));
    {
      Builder b;
      builder_start(&b, vm);
      builder_str(&b, from_ref(((Type *)at(vm, type_of(vm, a[0])))->name));
      builder_char(&b, '(');
      builder_str(&b, a[1]);
      builder_char(&b, ')');
      return builder_end(&b);
    }
  END_STEPS
}

#define SET_LIKE_ENTRIES                                                                                               \
  SLOT("__repr__", view_repr), SLOT("__len__", view_len), SLOT("__lt__", view_lt), SLOT("__le__", view_le),            \
      SLOT("__eq__", view_eq), SLOT("__ne__", view_ne), SLOT("__gt__", view_gt), SLOT("__ge__", view_ge),              \
      SLOT("__and__", view_and), SLOT("__rand__", view_rand), SLOT("__or__", view_or), SLOT("__ror__", view_ror),      \
      SLOT("__sub__", view_sub), SLOT("__rsub__", view_rsub), SLOT("__xor__", view_xor), SLOT("__rxor__", view_rxor),  \
      METHOD_("isdisjoint", view_isdisjoint), GETTER("mapping", view_mapping)

const NativeEntry dict_keys_entries[] = {
    SET_LIKE_ENTRIES,
    SLOT("__hash__", unhashable),
    SLOT("__iter__", keys_iter),
    SLOT("__contains__", keys_contains),
    METHOD_("__reversed__", keys_reversed),
    INTERNAL(view_combine),
    INTERNAL(view_intersect),
    INTERNAL(view_all_in),
    END_OF_ENTRIES,
};
const NativeEntry dict_items_entries[] = {
    SET_LIKE_ENTRIES,
    SLOT("__hash__", unhashable),
    SLOT("__iter__", items_iter),
    SLOT("__contains__", items_contains),
    METHOD_("__reversed__", items_reversed),
    INTERNAL(items_contains_slow),
    END_OF_ENTRIES,
};
const NativeEntry dict_values_entries[] = {
    SLOT("__repr__", view_repr),
    SLOT("__len__", view_len),
    SLOT("__iter__", values_iter),
    METHOD_("__reversed__", values_reversed),
    GETTER("mapping", view_mapping),
    END_OF_ENTRIES,
};

/* ---- mappingproxy ------------------------------------------------------------------------------------------------ */

NATIVE(proxy_make, "(cls, mapping, /)", "Read-only proxy of a mapping.") {
  Value mapping = a[1];
  if (special_of(vm, mapping, SP_getitem) == V_UNDEFINED || is_list(vm, mapping) || is_tuple(vm, mapping) ||
      is_kind(vm, mapping, KIND_RANGE))
    return RAISE(vm, TypeError, "mappingproxy() argument must be a mapping, not %N", mapping);
  Value proxy = record_new(vm, T_mappingproxy, VIEW_FIELDS);
  if (proxy != V_FAIL) *field(vm, proxy, VIEW_DICT) = mapping;
  return proxy;
}

/* mapping.name(*arguments) */
RESUMABLE(proxy_forward, 1, "(mapping, name, arguments, /)", NULL) {
  STEPS
    AWAIT(1, a[3], object_getattr(vm, a[0], a[1]));
    CHECKPOINT(2);
    AWAIT(3, a[3], call_with(vm, a[3], a[2], V_UNDEFINED));
    return a[3];
  END_STEPS
}

static Value forward(Vm *vm, Value proxy, const char *name, const Value *arguments, uint32_t count) {
  Value key = intern_c(vm, name), all = tuple_new(vm, arguments, count);
  if (key == V_FAIL || all == V_FAIL) return V_FAIL;
  Value three[] = {dict_of(vm, proxy), key, all};
  return enter(vm, &proxy_forward_info, 3, three);
}

NATIVE(proxy_getitem, "(self, key, /)", "Return self[key].") { return object_getitem(vm, dict_of(vm, a[0]), a[1]); }
NATIVE(proxy_len, "(self, /)", "Return len(self).") { return object_len(vm, dict_of(vm, a[0])); }
NATIVE(proxy_contains, "(self, key, /)", "Return key in self.") { return object_contains(vm, dict_of(vm, a[0]), a[1]); }
NATIVE(proxy_iter, "(self, /)", "Implement iter(self).") { return object_iter(vm, dict_of(vm, a[0])); }
NATIVE(proxy_str, "(self, /)", "Return str(self).") { return object_str(vm, dict_of(vm, a[0])); }
NATIVE(proxy_get, "(self, key, default=None, /)", "Return the value for key if key is in the mapping, else default.") {
  Value two[] = {a[1], none_if_undefined(a[2])};
  return forward(vm, a[0], "get", two, 2);
}
NATIVE(proxy_keys, "(self, /)", "a set-like object providing a view on D's keys") {
  return forward(vm, a[0], "keys", NULL, 0);
}
NATIVE(proxy_values, "(self, /)", "an object providing a view on D's values") {
  return forward(vm, a[0], "values", NULL, 0);
}
NATIVE(proxy_items, "(self, /)", "a set-like object providing a view on D's items") {
  return forward(vm, a[0], "items", NULL, 0);
}
NATIVE(proxy_copy, "(self, /)", "a shallow copy of D") { return forward(vm, a[0], "copy", NULL, 0); }
NATIVE(proxy_reversed, "(self, /)", "D.__reversed__() -> reverse iterator") {
  return forward(vm, a[0], "__reversed__", NULL, 0);
}

RESUMABLE(proxy_repr, 1, "(self, /)", "Return repr(self).") {
  STEPS
    AWAIT(1, a[1], object_repr(vm, dict_of(vm, a[0])));
    {
      Builder b;
      builder_start(&b, vm);
      builder_c(&b, "mappingproxy(");
      builder_str(&b, a[1]);
      builder_char(&b, ')');
      return builder_end(&b);
    }
  END_STEPS
}

static Value unwrapped(Vm *vm, Value v) { return is_view(vm, v, T_mappingproxy) ? dict_of(vm, v) : v; }

NATIVE(proxy_or, "(self, value, /)", "Return self|value.") {
  return object_binary(vm, OP_OR, unwrapped(vm, a[0]), unwrapped(vm, a[1]));
}
NATIVE(proxy_ror, "(self, value, /)", "Return value|self.") {
  return object_binary(vm, OP_OR, unwrapped(vm, a[1]), unwrapped(vm, a[0]));
}
NATIVE(proxy_ior, "(self, value, /)", "Return self|=value.") {
  return RAISE(vm, TypeError, "'|=' is not supported by %T; use '|' instead", a[0]);
}

#define COMPARISON(name, op, doc)                                                                                      \
  NATIVE(proxy_##name, "(self, value, /)", doc) {                                                                      \
    return object_compare(vm, op, dict_of(vm, a[0]), unwrapped(vm, a[1]));                                             \
  }
COMPARISON(lt, CMP_LT, "Return self<value.")
COMPARISON(le, CMP_LE, "Return self<=value.")
COMPARISON(eq, CMP_EQ, "Return self==value.")
COMPARISON(ne, CMP_NE, "Return self!=value.")
COMPARISON(gt, CMP_GT, "Return self>value.")
COMPARISON(ge, CMP_GE, "Return self>=value.")

NATIVE(proxy_class_getitem, "(cls, item, /)", "See PEP 585") { return generic_alias_new(vm, a[0], a[1]); }

const NativeEntry mappingproxy_entries[] = {
    STATIC("__new__", proxy_make),
    SLOT("__hash__", unhashable),
    SLOT("__repr__", proxy_repr),
    SLOT("__str__", proxy_str),
    SLOT("__lt__", proxy_lt),
    SLOT("__le__", proxy_le),
    SLOT("__eq__", proxy_eq),
    SLOT("__ne__", proxy_ne),
    SLOT("__gt__", proxy_gt),
    SLOT("__ge__", proxy_ge),
    SLOT("__iter__", proxy_iter),
    SLOT("__len__", proxy_len),
    SLOT("__getitem__", proxy_getitem),
    SLOT("__contains__", proxy_contains),
    SLOT("__or__", proxy_or),
    SLOT("__ror__", proxy_ror),
    SLOT("__ior__", proxy_ior),
    METHOD_("get", proxy_get),
    METHOD_("keys", proxy_keys),
    METHOD_("values", proxy_values),
    METHOD_("items", proxy_items),
    METHOD_("copy", proxy_copy),
    METHOD_("__reversed__", proxy_reversed),
    CLASSMETHOD_("__class_getitem__", proxy_class_getitem),
    INTERNAL(proxy_forward),
    END_OF_ENTRIES,
};
