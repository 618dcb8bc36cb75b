/*
 * Module _functools: reduce, partial and cmp_to_key. The cache is the Python of functools.py. Neither partial objects nor keys bind as
 * methods when a class has them.
 */
#include "library/library.h"

#include "object/containers.h"

RESUMABLE(functools_reduce, 3, "(function, iterable, initial=None, /)", "Apply a function of two arguments cumulatively to the items of an iterable.") {
  enum { FUNCTION_, ITERABLE, TOTAL, ITERATOR, ITEM, RESULT };
  uint32_t steps = 0;
  STEPS
    AWAIT_CATCH(1, a[ITERATOR], object_iter(vm, a[ITERABLE]));
    if (a[ITERATOR] == V_FAIL) {
      if (!exception_is(vm, T_TypeError)) return V_FAIL;
      exception_clear(vm);
      return RAISE(vm, TypeError, "reduce() arg 2 must support iteration");
    }
    for (;;) {
      CHECKPOINT(2);
      if (!loop_charge(vm, &steps)) return V_FAIL;
      AWAIT(3, a[ITEM], object_next(vm, a[ITERATOR]));
      if (a[ITEM] == V_STOP) break;
      if (a[TOTAL] == V_UNDEFINED) {
        a[TOTAL] = a[ITEM];
        continue;
      }
      CHECKPOINT(4);
      AWAIT(5, a[RESULT], call2(vm, a[FUNCTION_], a[TOTAL], a[ITEM]));
      a[TOTAL] = a[RESULT];
    }
    if (a[TOTAL] == V_UNDEFINED) return RAISE(vm, TypeError, "reduce() of empty iterable with no initial value");
    return a[TOTAL];
  END_STEPS
}

/* ---- partial ------------------------------------------------------------------------------------------------------------ */

enum { PARTIAL_FUNCTION, PARTIAL_ARGS, PARTIAL_KEYWORDS, PARTIAL_FIELDS }; /* a tuple and a dict */

static bool is_partial(Vm *vm, Value v) { return is_kind(vm, v, KIND_RECORD) && IS_A(vm, v, functools_partial); }

/* Both tuples in one; the first may be undefined. */
static Value args_joined(Vm *vm, Value first, Value second) {
  if (first == V_UNDEFINED) return second;
  Tuple *x = AS(Tuple, vm, first), *y = AS(Tuple, vm, second);
  if (!y->length) return first;
  if (!charge(vm, x->length + y->length)) return V_FAIL;
  Tuple *all = tuple_alloc(vm, x->length + y->length);
  if (!all) return V_FAIL;
  memcpy(all->items, x->items, x->length * 8ull);
  memcpy(all->items + x->length, y->items, y->length * 8ull);
  return value_of(vm, all);
}

NATIVE(partial_make, "(cls, /, *args, **keywords)", "Create a new object with partial application of the given arguments and keywords.") {
  Tuple *args = AS(Tuple, vm, a[1]);
  if (!args->length) return RAISE(vm, TypeError, "type 'partial' takes at least one argument");
  Value function = args->items[0], first = V_UNDEFINED, keywords = V_UNDEFINED;
  if (is_partial(vm, function) && special_of(vm, function, SP_call) == ((Type *)at(vm, TYPE(vm, functools_partial)))->special[SP_call] &&
      *attributes_of(vm, OBJECT(vm, function)) == V_UNDEFINED) { /* what it would call is called at once */
    first = *field(vm, function, PARTIAL_ARGS);
    keywords = *field(vm, function, PARTIAL_KEYWORDS);
    function = *field(vm, function, PARTIAL_FUNCTION);
  }
  if (!is_callable(vm, function)) return RAISE(vm, TypeError, "the first argument must be callable");
  Value rest = tuple_new(vm, args->items + 1, args->length - 1);
  Value joined = rest == V_FAIL ? V_FAIL : args_joined(vm, first, rest);
  Value merged = keywords == V_UNDEFINED ? dict_new(vm) : dict_copy(vm, keywords);
  Value self = record_alloc(vm, to_ref(a[0]), PARTIAL_FIELDS);
  if (joined == V_FAIL || merged == V_FAIL || self == V_FAIL) return V_FAIL;
  Value key, value;
  for (uint32_t position = 0; a[2] != V_UNDEFINED && dict_next(vm, AS(Dict, vm, a[2]), &position, &key, &value);)
    if (!dict_set_name(vm, AS(Dict, vm, merged), key, value)) return V_FAIL;
  *field(vm, self, PARTIAL_FUNCTION) = function;
  *field(vm, self, PARTIAL_ARGS) = joined;
  *field(vm, self, PARTIAL_KEYWORDS) = merged;
  return self;
}

/* The keywords of the object, which may be any, overridden by those of the call. */
RESUMABLE(partial_call, 2, "(self, /, *args, **keywords)", "Call self as a function.") {
  enum { SELF, ARGS, KEYWORDS, MERGED, RESULT };
  STEPS
    a[MERGED] = *field(vm, a[SELF], PARTIAL_KEYWORDS);
    if (!AS(Dict, vm, a[MERGED])->used) {
      a[MERGED] = a[KEYWORDS];
    } else if (a[KEYWORDS] != V_UNDEFINED) {
      a[MERGED] = dict_copy(vm, a[MERGED]);
      if (a[MERGED] == V_FAIL) return V_FAIL;
      CHECKPOINT(1);
      AWAIT(2, a[RESULT], dict_update(vm, a[MERGED], a[KEYWORDS]));
    }
    CHECKPOINT(3);
    AWAIT(4, a[RESULT], call_with(vm, *field(vm, a[SELF], PARTIAL_FUNCTION), args_joined(vm, *field(vm, a[SELF], PARTIAL_ARGS), a[ARGS]), a[MERGED]));
    return a[RESULT];
  END_STEPS
}

RESUMABLE(partial_repr, 1, "(self, /)", "Return repr(self).") {
  STEPS
    if (being_printed(vm, a[0])) return str_from_c(vm, "...");
    AWAIT(1, a[1], call_prelude(vm, "partial_repr", 1, a));
    return a[1];
  END_STEPS
}

/* type(self), (func,), (func, args, keywords, the attributes or None) */
NATIVE(partial_reduce, "(self, /)", NULL) {
  Value *f = field(vm, a[0], 0), dict = *attributes_of(vm, OBJECT(vm, a[0]));
  Value made_of = TUPLE_OF(vm, f[PARTIAL_FUNCTION]);
  Value state = TUPLE_OF(vm, f[PARTIAL_FUNCTION], f[PARTIAL_ARGS], f[PARTIAL_KEYWORDS], none_if_undefined(dict));
  return made_of == V_FAIL || state == V_FAIL ? V_FAIL : TUPLE_OF(vm, from_ref(type_of(vm, a[0])), made_of, state);
}

NATIVE(partial_setstate, "(self, state, /)", NULL) {
  Tuple *state = is_kind(vm, a[1], KIND_TUPLE) ? AS(Tuple, vm, a[1]) : NULL;
  if (!state || state->length != 4) return RAISE(vm, TypeError, "invalid partial state");
  Value function = state->items[0], args = state->items[1], keywords = state->items[2], dict = state->items[3];
  if (!is_callable(vm, function) || !is_kind(vm, args, KIND_TUPLE) || (keywords != V_NONE && !is_kind(vm, keywords, KIND_DICT)))
    return RAISE(vm, TypeError, "invalid partial state");
  if (!IS_EXACT(vm, args, tuple)) args = tuple_new(vm, AS(Tuple, vm, args)->items, AS(Tuple, vm, args)->length);
  if (keywords == V_NONE) keywords = dict_new(vm);
  else if (!IS_EXACT(vm, keywords, dict)) keywords = dict_copy(vm, keywords);
  if (args == V_FAIL || keywords == V_FAIL) return V_FAIL;
  touch(vm, to_ref(a[0]));
  *field(vm, a[0], PARTIAL_FUNCTION) = function;
  *field(vm, a[0], PARTIAL_ARGS) = args;
  *field(vm, a[0], PARTIAL_KEYWORDS) = keywords;
  *attributes_of(vm, OBJECT(vm, a[0])) = is_kind(vm, dict, KIND_DICT) ? dict : V_UNDEFINED;
  return V_NONE;
}

NATIVE(partial_function, "(self, /)", "function object to use in future partial calls") { return *field(vm, a[0], PARTIAL_FUNCTION); }
NATIVE(partial_args, "(self, /)", "tuple of arguments to future partial calls") { return *field(vm, a[0], PARTIAL_ARGS); }
NATIVE(partial_keywords, "(self, /)", "dictionary of keyword arguments to future partial calls") { return *field(vm, a[0], PARTIAL_KEYWORDS); }
NATIVE(partial_class_getitem, "(cls, item, /)", "See PEP 585") { return generic_alias_new(vm, a[0], a[1]); }

extern NativeInfo instance_dict_get_info, instance_dict_set_info; /* attribute.c */
const NativeEntry functools_partial_entries[] = {
    STATIC("__new__", partial_make),
    SLOT("__call__", partial_call),
    SLOT("__repr__", partial_repr),
    METHOD_("__reduce__", partial_reduce),
    METHOD_("__setstate__", partial_setstate),
    CLASSMETHOD_("__class_getitem__", partial_class_getitem),
    MEMBER("func", partial_function),
    MEMBER("args", partial_args),
    MEMBER("keywords", partial_keywords),
    PROPERTY("__dict__", instance_dict_get, instance_dict_set),
    END_OF_ENTRIES,
};

/* ---- cmp_to_key ----------------------------------------------------------------------------------------------------------- */

enum { KEY_COMPARE, KEY_OBJECT, KEY_FIELDS }; /* without an object it is what makes keys */

static Value key_new(Vm *vm, Value compare, Value object) {
  Value key = record_new(vm, T_functools_key, KEY_FIELDS);
  if (key == V_FAIL) return V_FAIL;
  *field(vm, key, KEY_COMPARE) = compare;
  *field(vm, key, KEY_OBJECT) = object;
  return key;
}

NATIVE(functools_cmp_to_key, "(mycmp)", "Convert a cmp= function into a key= function.") { return key_new(vm, a[0], V_UNDEFINED); }
NATIVE(key_call, "(self, obj)", "Call self as a function.") { return key_new(vm, *field(vm, a[0], KEY_COMPARE), a[1]); }

static Value key_object(Vm *vm, Value key) { return *field(vm, key, KEY_OBJECT); }
NATIVE(key_get_object, "(self, /)", "Value wrapped by a key function.") {
  Value object = key_object(vm, a[0]);
  return object == V_UNDEFINED ? RAISE(vm, AttributeError, "object") : object;
}
NATIVE(key_set_object, "(self, value, /)", NULL) {
  if (a[1] == V_UNDEFINED && key_object(vm, a[0]) == V_UNDEFINED) return RAISE(vm, AttributeError, "obj");
  touch(vm, to_ref(a[0]));
  *field(vm, a[0], KEY_OBJECT) = a[1];
  return V_NONE;
}

RESUMABLE(key_compare, 1, "(self, other, op, /)", NULL) {
  enum { SELF, OTHER, OP, ORDER };
  STEPS
    if (!is_kind(vm, a[OTHER], KIND_RECORD) || !IS_EXACT(vm, a[OTHER], functools_key))
      return RAISE(vm, TypeError, "other argument must be K instance");
    if (key_object(vm, a[SELF]) == V_UNDEFINED || key_object(vm, a[OTHER]) == V_UNDEFINED) return RAISE(vm, AttributeError, "object");
    AWAIT(1, a[ORDER], call2(vm, *field(vm, a[SELF], KEY_COMPARE), key_object(vm, a[SELF]), key_object(vm, a[OTHER])));
    CHECKPOINT(2);
    AWAIT(3, a[ORDER], object_compare(vm, (CompareOp)(CMP_LT + (to_small(a[OP]) & 7) % 6), a[ORDER], from_small(0)));
    return a[ORDER];
  END_STEPS
}
#define KEY_COMPARISON(id, op, doc)                                                                                    \
  NATIVE(id, "(self, value, /)", doc) {                                                                                \
    return enter(vm, &key_compare_info, 3, (Value[]){a[0], a[1], from_small((op) - CMP_LT)});                          \
  }
KEY_COMPARISON(key_lt, CMP_LT, "Return self<value.")
KEY_COMPARISON(key_le, CMP_LE, "Return self<=value.")
KEY_COMPARISON(key_eq, CMP_EQ, "Return self==value.")
KEY_COMPARISON(key_ne, CMP_NE, "Return self!=value.")
KEY_COMPARISON(key_gt, CMP_GT, "Return self>value.")
KEY_COMPARISON(key_ge, CMP_GE, "Return self>=value.")

const NativeEntry functools_key_entries[] = {
    SLOT("__call__", key_call), SLOT("__lt__", key_lt), SLOT("__le__", key_le), SLOT("__eq__", key_eq), SLOT("__ne__", key_ne),
    SLOT("__gt__", key_gt), SLOT("__ge__", key_ge), MUTABLE_MEMBER("obj", key_get_object, key_set_object), INTERNAL(key_compare),
    END_OF_ENTRIES,
};

const NativeEntry functools_entries[] = {
    FUNCTION("reduce", functools_reduce), FUNCTION("cmp_to_key", functools_cmp_to_key), END_OF_ENTRIES,
};
