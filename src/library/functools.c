/*
 * Module _functools: reduce, partial, cmp_to_key, and the cache of lru_cache, which is the base of the class in prelude/_functools.py. Neither
 * partial objects nor keys bind as methods when a class has them.
 */
#include "library/library.h"

#include "object/containers.h"

RESUMABLE(functools_reduce, 3, "(function, iterable, initial=None, /)", "Apply a function of two arguments cumulatively to the items of an iterable.") {
  enum { FUNCTION_, ITERABLE, TOTAL, ITERATOR, ITEM, RESULT };
  STEPS
    AWAIT_CATCH(1, a[ITERATOR], object_iter(vm, a[ITERABLE]));
    if (a[ITERATOR] == V_FAIL) {
      if (!exception_is(vm, T_TypeError)) return V_FAIL;
      exception_clear(vm);
      return RAISE(vm, TypeError, "reduce() arg 2 must support iteration");
    }
    for (;;) {
      CHECKPOINT(2);
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

#define F(i) (*field(vm, a[0], i))

/* ---- cmp_to_key -------------------------------------------------------------------------------------------------------- */

enum { KEY_COMPARE, KEY_OBJECT, KEY_FIELDS }; /* KEY_OBJECT undefined: it is the maker of keys */

static Value key_make(Vm *vm, Value compare, Value object) {
  Value made = record_alloc(vm, TYPE(vm, functools_key), KEY_FIELDS);
  if (made == V_FAIL) return V_FAIL;
  *field(vm, made, KEY_COMPARE) = compare;
  *field(vm, made, KEY_OBJECT) = object;
  return made;
}
NATIVE(cmp_to_key, "(mycmp)", "Convert a cmp= function into a key= function.") { return key_make(vm, a[0], V_UNDEFINED); }
NATIVE(key_call, "(self, /, obj)", "Call self as a function.") { return key_make(vm, F(KEY_COMPARE), a[1]); }
NATIVE(key_object, "(self, /)", "Value wrapped by a key function.") {
  return F(KEY_OBJECT) == V_UNDEFINED ? raise_attribute_error(vm, a[0], intern_c(vm, "obj")) : F(KEY_OBJECT);
}
NATIVE(key_object_set, "(self, value, /)", "") {
  if (a[1] == V_UNDEFINED) return RAISE(vm, TypeError, "can't delete numeric/char attribute");
  touch(vm, to_ref(a[0]));
  F(KEY_OBJECT) = a[1];
  return V_NONE;
}

static bool keys_compare(Vm *vm, Value self, Value other) {
  if (!IS_EXACT(vm, other, functools_key)) return RAISE(vm, TypeError, "other argument must be K instance"), false;
  if (*field(vm, self, KEY_OBJECT) == V_UNDEFINED || *field(vm, other, KEY_OBJECT) == V_UNDEFINED) return RAISE(vm, AttributeError, "object"), false;
  return true;
}
RESUMABLE(key_compare, 1, "(self, other, op, /)", "") {
  enum { SELF, OTHER, OP, RESULT };
  STEPS
    if (!keys_compare(vm, a[SELF], a[OTHER])) return V_FAIL;
    AWAIT(1, a[RESULT], call2(vm, F(KEY_COMPARE), F(KEY_OBJECT), *field(vm, a[OTHER], KEY_OBJECT)));
    AWAIT(2, a[RESULT], object_compare(vm, (CompareOp)to_small(a[OP]), a[RESULT], from_small(0)));
    return a[RESULT];
  END_STEPS
}
#define KEY_COMPARISON(name, op)                                                                                        \
  NATIVE(name, "(self, value, /)", "") { return enter(vm, &key_compare_info, 3, (const Value[]){a[0], a[1], from_small(op)}); }
/* What sorting asks: for a function without a frame of its own. */
NATIVE(key_lt, "(self, value, /)", "") {
  if (!keys_compare(vm, a[0], a[1])) return V_FAIL;
  if (!is_kind(vm, F(KEY_COMPARE), KIND_FUNCTION)) return enter(vm, &key_compare_info, 3, (const Value[]){a[0], a[1], from_small(CMP_LT)});
  Value outcome = call2(vm, F(KEY_COMPARE), F(KEY_OBJECT), *field(vm, a[1], KEY_OBJECT));
  if (outcome == V_CALL) current_frame(vm)->action = ACTION_BELOW;
  return outcome == V_CALL || outcome == V_FAIL ? outcome : object_compare(vm, CMP_LT, outcome, from_small(0));
}
KEY_COMPARISON(key_le, CMP_LE)
KEY_COMPARISON(key_eq, CMP_EQ)
KEY_COMPARISON(key_ne, CMP_NE)
KEY_COMPARISON(key_gt, CMP_GT)
KEY_COMPARISON(key_ge, CMP_GE)

const NativeEntry functools_key_entries[] = {
    SLOT("__call__", key_call), PROPERTY("obj", key_object, key_object_set), SLOT("__lt__", key_lt), SLOT("__le__", key_le),
    SLOT("__eq__", key_eq), SLOT("__ne__", key_ne), SLOT("__gt__", key_gt), SLOT("__ge__", key_ge), INTERNAL(key_compare), END_OF_ENTRIES,
};

/* ---- lru_cache --------------------------------------------------------------------------------------------------------- */

/* MAXSIZE: None or an int; CACHE: a Dict from keys to results or, with a bound, to links; ROOT: the ring of links, the oldest behind it. */
enum { CACHE_FUNCTION, CACHE_MAXSIZE, CACHE_TYPED, CACHE_INFO, CACHE_DICT, CACHE_HITS, CACHE_MISSES, CACHE_ROOT, CACHE_FIELDS };
enum { LINK_BEFORE, LINK_AFTER, LINK_KEY, LINK_HASH, LINK_RESULT, LINK_FIELDS }; /* of an Array that no guest sees */

static Value *link_field(Vm *vm, Value link, uint32_t i) {
  CAGE_CHECK(vm, is_kind(vm, link, KIND_ARRAY) && AS(Array, vm, link)->length >= LINK_FIELDS);
  return &AS(Array, vm, link)->items[i];
}
static void link_take(Vm *vm, Value link) {
  Value before = *link_field(vm, link, LINK_BEFORE), after = *link_field(vm, link, LINK_AFTER);
  *link_field(vm, before, LINK_AFTER) = after;
  *link_field(vm, after, LINK_BEFORE) = before;
}
static void link_put(Vm *vm, Value root, Value link) {
  Value last = *link_field(vm, root, LINK_BEFORE);
  *link_field(vm, link, LINK_BEFORE) = last;
  *link_field(vm, link, LINK_AFTER) = root;
  *link_field(vm, last, LINK_AFTER) = link;
  *link_field(vm, root, LINK_BEFORE) = link;
}
static Value ring_new(Vm *vm) {
  Array *root = array_new(vm, LINK_FIELDS);
  if (!root) return V_FAIL;
  root->items[LINK_BEFORE] = root->items[LINK_AFTER] = value_of(vm, root);
  return value_of(vm, root);
}

NATIVE(cache_new, "(cls, /, user_function, maxsize, typed, cache_info_type)", "Create and return a new object.") {
  if (!is_callable(vm, a[1])) return RAISE(vm, TypeError, "the first argument must be callable");
  Value maxsize = a[2];
  int64_t most = 0;
  if (maxsize != V_NONE) {
    if (!int_check(vm, maxsize)) return RAISE(vm, TypeError, "maxsize should be integer or None");
    if (!index_i64(vm, maxsize, &most, FIT_INDEX)) return V_FAIL;
    if (most < 0) most = 0;
    if (most > INT_MAX48) most = INT_MAX48;
    maxsize = from_small(most);
  }
  Value dict = dict_new(vm), root = dict == V_FAIL ? V_FAIL : ring_new(vm), made = root == V_FAIL ? V_FAIL : record_alloc(vm, to_ref(a[0]), CACHE_FIELDS);
  if (made == V_FAIL) return V_FAIL;
  bool typed;
  const Value all[CACHE_FIELDS] = {a[1], maxsize, from_bool(truth_simple(vm, a[3], &typed) && typed), a[4], dict, from_small(0), from_small(0), root};
  for (int i = 0; i < CACHE_FIELDS; i++) *field(vm, made, i) = all[i];
  return made;
}

/* The arguments as one hashable value, as functools._make_key does: a lone str or int stands for itself. */
static Value cache_key(Vm *vm, Value self, Value arguments, Value keywords) {
  bool typed = *field(vm, self, CACHE_TYPED) == V_TRUE;
  uint32_t count = AS(Tuple, vm, arguments)->length, named = keywords == V_UNDEFINED ? 0 : AS(Dict, vm, keywords)->used;
  if (!typed && !named) {
    Value only = count == 1 ? tuple_item(vm, arguments, 0) : V_UNDEFINED;
    return IS_EXACT(vm, only, int) || IS_EXACT(vm, only, str) ? only : arguments;
  }
  uint64_t length = (uint64_t)count + (named ? 1 + 2ull * named : 0) + (typed ? count + named : 0), i = 0;
  if (!charge(vm, length)) return V_FAIL;
  if (length > MAX_ITEMS) return raise_no_memory(vm);
  Tuple *key = tuple_alloc(vm, (uint32_t)length);
  if (!key) return V_FAIL;
  for (; i < count; i++) key->items[i] = tuple_item(vm, arguments, (uint32_t)i);
  uint32_t position = 0;
  Value name, value;
  if (named) key->items[i++] = from_ref(TYPE(vm, functools_cache)); /* between the two, so that f(1, 'x', 2) is not f(1, x=2) */
  while (named && i + 1 < length && dict_next(vm, AS(Dict, vm, keywords), &position, &name, &value)) {
    key->items[i++] = name;
    key->items[i++] = value;
  }
  for (uint32_t k = 0; typed && k < count && i < length; k++) key->items[i++] = from_ref(type_of(vm, tuple_item(vm, arguments, k)));
  position = 0;
  while (typed && i < length && named && dict_next(vm, AS(Dict, vm, keywords), &position, &name, &value))
    key->items[i++] = from_ref(type_of(vm, value));
  while (i < length) key->items[i++] = V_NONE;
  return value_of(vm, key);
}

static void cache_count(Vm *vm, Value self, uint32_t which) {
  touch(vm, to_ref(self));
  *field(vm, self, which) = from_small(to_small(*field(vm, self, which)) + 1);
}
static int64_t hash_in(Vm *vm, Value hash) {
  int64_t h = 0;
  int_to_i64(vm, hash, &h);
  return h;
}

/* What stands in the cache is used again. */
static Value cache_hit(Vm *vm, Value self, Value found) {
  cache_count(vm, self, CACHE_HITS);
  if (*field(vm, self, CACHE_MAXSIZE) == V_NONE) return found;
  link_take(vm, found);
  link_put(vm, *field(vm, self, CACHE_ROOT), found);
  return *link_field(vm, found, LINK_RESULT);
}

/* The function is called, and its result kept. One argument may stand for itself. */
RESUMABLE(cache_miss, 3, "(self, arguments, keywords, key, hash, /)", "") {
  enum { SELF, ARGUMENTS, KEYWORDS, KEY, HASH, FOUND, RESULT, IGNORED };
  STEPS
    cache_count(vm, a[SELF], CACHE_MISSES);
    AWAIT(4, a[RESULT], a[ARGUMENTS] == V_UNDEFINED ? call1(vm, F(CACHE_FUNCTION), a[KEY]) : call_with(vm, F(CACHE_FUNCTION), a[ARGUMENTS], a[KEYWORDS]));
    if (F(CACHE_MAXSIZE) == from_small(0)) return a[RESULT];
    if (F(CACHE_MAXSIZE) == V_NONE) {
      AWAIT(5, a[IGNORED], dict_operate_hashed(vm, F(CACHE_DICT), a[KEY], hash_in(vm, a[HASH]), a[RESULT], DICT_SET));
      return a[RESULT];
    }
    AWAIT(6, a[FOUND], dict_operate_hashed(vm, F(CACHE_DICT), a[KEY], hash_in(vm, a[HASH]), V_UNDEFINED, DICT_GET));
    if (a[FOUND] != V_UNDEFINED) return a[RESULT]; /* it was put there meanwhile */
    if (AS(Dict, vm, F(CACHE_DICT))->used >= to_small(F(CACHE_MAXSIZE)) && *link_field(vm, F(CACHE_ROOT), LINK_AFTER) != F(CACHE_ROOT)) {
      a[FOUND] = *link_field(vm, F(CACHE_ROOT), LINK_AFTER);
      link_take(vm, a[FOUND]);
      AWAIT(7, a[IGNORED], dict_operate_hashed(vm, F(CACHE_DICT), *link_field(vm, a[FOUND], LINK_KEY), hash_in(vm, *link_field(vm, a[FOUND], LINK_HASH)), V_NONE, DICT_POP));
    }
    {
      Array *link = array_new(vm, LINK_FIELDS);
      if (!link) return V_FAIL;
      link->items[LINK_KEY] = a[KEY];
      link->items[LINK_HASH] = a[HASH];
      link->items[LINK_RESULT] = a[RESULT];
      a[FOUND] = value_of(vm, link);
    }
    AWAIT(8, a[IGNORED], dict_operate_hashed(vm, F(CACHE_DICT), a[KEY], hash_in(vm, a[HASH]), a[FOUND], DICT_SET));
    link_put(vm, F(CACHE_ROOT), a[FOUND]);
    return a[RESULT];
  END_STEPS
}

RESUMABLE(cache_ask, 3, "(self, arguments, keywords, /)", "") {
  enum { SELF, ARGUMENTS, KEYWORDS, KEY, HASH, FOUND, RESULT = FOUND };
  STEPS
    if (F(CACHE_MAXSIZE) != from_small(0)) {
      a[KEY] = cache_key(vm, a[SELF], a[ARGUMENTS], a[KEYWORDS]);
      if (a[KEY] == V_FAIL) return V_FAIL;
      AWAIT(1, a[HASH], object_hash(vm, a[KEY]));
      AWAIT(2, a[FOUND], dict_operate_hashed(vm, F(CACHE_DICT), a[KEY], hash_in(vm, a[HASH]), V_UNDEFINED, DICT_GET));
      if (a[FOUND] != V_UNDEFINED) return cache_hit(vm, a[SELF], a[FOUND]);
    }
    CHECKPOINT(3);
    AWAIT(4, a[RESULT], enter(vm, &cache_miss_info, 5, a));
    return a[RESULT];
  END_STEPS
}

/* Nothing is called to find what has a simple key, which a lone str or int is itself. */
static Value cache_call_vector(Vm *vm, const Value *arguments, uint32_t count) {
  Value self = arguments[0];
  bool alone = count == 2 && *field(vm, self, CACHE_TYPED) != V_TRUE && (IS_EXACT(vm, arguments[1], int) || IS_EXACT(vm, arguments[1], str));
  Value all = alone ? V_UNDEFINED : tuple_new(vm, arguments + 1, count - 1), key = alone ? arguments[1] : all;
  if (all == V_FAIL) return V_FAIL;
  int64_t hash, entry = -2;
  Dict *dict = AS(Dict, vm, *field(vm, self, CACHE_DICT));
  if (*field(vm, self, CACHE_TYPED) != V_TRUE && *field(vm, self, CACHE_MAXSIZE) != from_small(0) && hash_simple(vm, key, &hash))
    entry = dict_find(vm, dict, key, hash);
  if (vm->retry || vm->ending) return V_FAIL;
  if (entry >= 0) return cache_hit(vm, self, dict_entry(vm, dict, (uint32_t)entry)->value);
  if (entry == -1) {
    Value boxed = int_from_i64(vm, hash);
    return boxed == V_FAIL ? V_FAIL : enter(vm, &cache_miss_info, 5, (Value[]){self, all, V_UNDEFINED, key, boxed});
  }
  if (alone) all = TUPLE_OF(vm, key);
  return all == V_FAIL ? V_FAIL : enter(vm, &cache_ask_info, 3, (Value[]){self, all, V_UNDEFINED});
}

NATIVE(cache_call, "(self, /, *args, **keywords)", "Call self as a function.", .vector = cache_call_vector) { return enter(vm, &cache_ask_info, 3, a); }

NATIVE(cache_get, "(self, instance, owner=None, /)", "Return an attribute of instance, which is of type owner.") {
  return a[1] == V_NONE ? a[0] : method_new(vm, a[0], a[1]);
}
NATIVE(cache_info, "(self, /)", "Report cache statistics") {
  Value all = TUPLE_OF(vm, F(CACHE_HITS), F(CACHE_MISSES), F(CACHE_MAXSIZE), from_small(AS(Dict, vm, F(CACHE_DICT))->used));
  return all == V_FAIL ? V_FAIL : call_with(vm, F(CACHE_INFO), all, V_UNDEFINED);
}
NATIVE(cache_clear, "(self, /)", "Clear the cache and cache statistics") {
  Value dict = dict_new(vm), root = dict == V_FAIL ? V_FAIL : ring_new(vm);
  if (root == V_FAIL) return V_FAIL;
  touch(vm, to_ref(a[0]));
  F(CACHE_DICT) = dict;
  F(CACHE_ROOT) = root;
  F(CACHE_HITS) = F(CACHE_MISSES) = from_small(0);
  return V_NONE;
}

const NativeEntry functools_cache_entries[] = {
    STATIC("__new__", cache_new), SLOT("__call__", cache_call), SLOT("__get__", cache_get), METHOD_("cache_info", cache_info),
    METHOD_("cache_clear", cache_clear), INTERNAL(cache_miss), INTERNAL(cache_ask), END_OF_ENTRIES,
};

const NativeEntry functools_entries[] = {
    FUNCTION("reduce", functools_reduce), FUNCTION("cmp_to_key", cmp_to_key), END_OF_ENTRIES,
};
