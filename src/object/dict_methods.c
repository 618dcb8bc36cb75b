/*
 * The methods and operators of dict.
 *
 * update() and its kin take entries of dicts with the hashes they have; other mappings are asked for keys() and items,
 * anything else is a sequence of pairs, all in one resumable native.
 */
#include "object/containers.h"

/* ---- update ------------------------------------------------------------------------------------------------------ */

/* A dict whose entries may be taken from its table. */
static bool is_plain_dict(Vm *vm, Value v) {
  if (!is_dict(vm, v)) return false;
  return IS_EXACT(vm, v, dict) || special_of(vm, v, SP_iter) == ((Type *)at(vm, TYPE(vm, dict)))->special[SP_iter];
}

/* Takes entries from position on until one would have to call; false: V_FAIL. */
static bool merge_plain(Vm *vm, Dict *to, Dict *from, uint32_t *position) {
  uint32_t at_ = *position, next = at_;
  Value key, value;
  while (dict_next(vm, from, &next, &key, &value)) {
    int64_t hash = dict_entry(vm, from, next - 1)->hash, n = dict_find(vm, to, key, hash);
    if (n == -2) break;
    if (n >= 0) {
      touch(vm, to->table);
      dict_entry(vm, to, (uint32_t)n)->value = value;
    } else if (!dict_insert_at_end(vm, to, key, hash, value)) {
      return false;
    }
    at_ = next;
    if (!charge(vm, 1)) return false;
  }
  *position = at_;
  return true;
}

/* Steals the table of a copy when the target holds nothing. */
static Value merge_into_empty(Vm *vm, Dict *to, Value other) {
  Value copy = dict_copy(vm, other);
  if (copy == V_FAIL) return V_FAIL;
  Dict *c = AS(Dict, vm, copy);
  TOUCH(vm, to);
  to->table = c->table;
  to->used = c->used;
  to->fill = c->fill;
  to->pad = c->pad;
  to->version = vm->next_version++;
  return V_NONE;
}

/* True when nothing is left at position. */
static bool merge_is_over(Vm *vm, Dict *from, uint32_t position) {
  Value key, value;
  return !dict_next(vm, from, &position, &key, &value);
}

RESUMABLE(dict_update_slow, 7, "(dict, other, keywords, /)", NULL) {
  enum { DICT, OTHER, KEYWORDS, ITERATOR, KEY, ITEM, INDEX, USED, ANSWER, PLACE };
  STEPS
    if (a[OTHER] == V_UNDEFINED) goto keywords;
    if (is_plain_dict(vm, a[OTHER])) {
      if (a[DICT] == a[OTHER]) goto keywords;
      a[INDEX] = from_small(0);
      a[USED] = from_small(AS(Dict, vm, a[OTHER])->used);
      CHECKPOINT(1);
      for (;;) {
        uint32_t position = (uint32_t)to_small(a[INDEX]);
        if (AS(Dict, vm, a[OTHER])->used != to_small(a[USED]))
          return RAISE(vm, RuntimeError, "dict mutated during update");
        if (!merge_plain(vm, AS(Dict, vm, a[DICT]), AS(Dict, vm, a[OTHER]), &position)) return V_FAIL;
        a[INDEX] = from_small(position);
        CHECKPOINT(2);
        position = (uint32_t)to_small(a[INDEX]);
        if (merge_is_over(vm, AS(Dict, vm, a[OTHER]), position)) break;
        {
          Value key, value;
          dict_next(vm, AS(Dict, vm, a[OTHER]), &position, &key, &value);
          a[PLACE] = from_small(position);
          AWAIT(3, a[ANSWER],
                dict_operate_hashed(vm, a[DICT], key, dict_entry(vm, AS(Dict, vm, a[OTHER]), position - 1)->hash, value,
                                    DICT_SET));
        }
        a[INDEX] = a[PLACE];
        CHECKPOINT(4);
      }
      goto keywords;
    }
    AWAIT(5, a[ITEM], object_getattr_or(vm, a[OTHER], NAME(vm, keys)));
    CHECKPOINT(6);
    if (a[ITEM] != V_UNDEFINED) {
      AWAIT(7, a[ITEM], call0(vm, a[ITEM]));
      AWAIT(8, a[ITERATOR], object_iter(vm, a[ITEM]));
      CHECKPOINT(9);
      for (;;) {
        AWAIT(10, a[KEY], object_next(vm, a[ITERATOR]));
        if (a[KEY] == V_STOP) goto keywords;
        CHECKPOINT(11);
        AWAIT(12, a[ITEM], object_getitem(vm, a[OTHER], a[KEY]));
        CHECKPOINT(13);
        AWAIT(14, a[ANSWER], dict_set(vm, a[DICT], a[KEY], a[ITEM]));
        CHECKPOINT(15);
      }
    }
    AWAIT(16, a[ITERATOR], object_iter(vm, a[OTHER]));
    a[INDEX] = from_small(0);
    CHECKPOINT(17);
    for (;;) {
      AWAIT(18, a[ITEM], object_next(vm, a[ITERATOR]));
      if (a[ITEM] == V_STOP) break;
      CHECKPOINT(19);
      AWAIT_CATCH(20, a[KEY], object_sequence(vm, a[ITEM]));
      if (a[KEY] == V_FAIL) {
        if (!exception_is(vm, T_TypeError)) return V_FAIL;
        exception_clear(vm);
        CHECKPOINT(26);
        return RAISE(vm, TypeError, "cannot convert dictionary update sequence element #%l to a sequence",
                     to_small(a[INDEX]));
      }
      CHECKPOINT(21);
      {
        Value *items;
        uint32_t count;
        sequence_items(vm, a[KEY], &items, &count);
        if (count != 2)
          return RAISE(vm, ValueError, "dictionary update sequence element #%l has length %l; 2 is required",
                       to_small(a[INDEX]), (int64_t)count);
        AWAIT(22, a[ANSWER], dict_set(vm, a[DICT], items[0], items[1]));
      }
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      CHECKPOINT(23);
    }
  keywords:
    CHECKPOINT(24);
    if (a[KEYWORDS] != V_UNDEFINED) {
      uint32_t position = 0;
      for (;;) {
        if (!merge_plain(vm, AS(Dict, vm, a[DICT]), AS(Dict, vm, a[KEYWORDS]), &position)) return V_FAIL;
        if (merge_is_over(vm, AS(Dict, vm, a[KEYWORDS]), position)) break;
        Value key, value;
        dict_next(vm, AS(Dict, vm, a[KEYWORDS]), &position, &key, &value);
        a[PLACE] = from_small(position);
        AWAIT(25, a[ANSWER], dict_set(vm, a[DICT], key, value));
        position = (uint32_t)to_small(a[PLACE]);
      }
    }
    return V_NONE;
  END_STEPS
}

static Value update_with(Vm *vm, Value dict, Value other, Value keywords) {
  if (keywords != V_UNDEFINED && !AS(Dict, vm, keywords)->used) keywords = V_UNDEFINED;
  if (other == V_UNDEFINED && keywords == V_UNDEFINED) return V_NONE;
  if (other != V_UNDEFINED && is_plain_dict(vm, other)) {
    uint32_t position = 0;
    if (dict == other && keywords == V_UNDEFINED) return V_NONE;
    Dict *to = AS(Dict, vm, dict), *from = AS(Dict, vm, other);
    if (keywords == V_UNDEFINED && !from->used) return V_NONE;
    if (keywords == V_UNDEFINED && !to->used) return merge_into_empty(vm, to, other);
    if (dict != other) {
      if (!merge_plain(vm, to, from, &position)) return V_FAIL;
      if (keywords == V_UNDEFINED && merge_is_over(vm, from, position)) return V_NONE;
    }
  }
  Value arguments[] = {dict, other, keywords};
  return enter(vm, &dict_update_slow_info, 3, arguments);
}

Value dict_update(Vm *vm, Value dict, Value other) { return update_with(vm, dict, other, V_UNDEFINED); }

/* Of what has no name of its own that a look at it tells: its __qualname__, or its str(). */
RESUMABLE(callable_described, 1, "(callable, /)", NULL) {
  enum { CALLABLE, NAME_ };
  STEPS
    AWAIT(1, a[NAME_], object_getattr_or(vm, a[CALLABLE], NAME(vm, __qualname__)));
    if (a[NAME_] == V_UNDEFINED) {
      Value text;
      AWAIT(2, text, object_str(vm, a[CALLABLE]));
      return text;
    }
    CHECKPOINT(3);
    {
      Value module;
      AWAIT(4, module, object_getattr_or(vm, a[CALLABLE], NAME(vm, __module__)));
      Builder b;
      builder_start(&b, vm);
      if (str_check(vm, module) && !str_is(vm, module, "builtins")) {
        builder_str(&b, module);
        builder_char(&b, '.');
      }
      if (str_check(vm, a[NAME_])) builder_str(&b, a[NAME_]);
      builder_c(&b, "()");
      return builder_end(&b);
    }
  END_STEPS
}

/* "module.function()", as messages about calls have it. */
Value callable_text(Vm *vm, Value callable) {
  Value name = V_UNDEFINED, module = V_UNDEFINED;
  Value self = V_UNDEFINED;
  if (is_kind(vm, callable, KIND_METHOD)) self = AS(Method, vm, callable)->self, callable = AS(Method, vm, callable)->function;
  if (is_kind(vm, callable, KIND_FUNCTION)) {
    name = from_ref(AS(Function, vm, callable)->qualname);
    module = AS(Function, vm, callable)->module;
  } else if (is_kind(vm, callable, KIND_TYPE)) {
    Type *t = AS(Type, vm, callable);
    name = from_ref(t->qualname);
    if (t->dict) module = dict_get_name(vm, at(vm, t->dict), NAME(vm, __module__));
  } else if (is_kind(vm, callable, KIND_NATIVE)) {
    Native *native = AS(Native, vm, callable);
    name = from_ref(native->name);
    if (native->head.extra == NATIVE_FUNCTION && native->owner && is_kind(vm, from_ref(native->owner), KIND_STR))
      module = from_ref(native->owner);
    if (native->owner && is_kind(vm, from_ref(native->owner), KIND_TYPE)) {
      Builder b;
      builder_start(&b, vm);
      if (self == V_UNDEFINED) self = native->self;
      Ref owner = native->owner;
      if (native->head.extra == NATIVE_METHOD && self != V_UNDEFINED) owner = type_of(vm, self);
      else if (is_kind(vm, self, KIND_TYPE)) owner = to_ref(self); /* of a class method */
      builder_str(&b, from_ref(((Type *)at(vm, owner))->name));
      builder_char(&b, '.');
      builder_str(&b, name);
      name = builder_end(&b);
      if (name == V_FAIL) return V_FAIL;
    }
  } else {
    return enter(vm, &callable_described_info, 1, &callable);
  }
  Builder b;
  builder_start(&b, vm);
  if (str_check(vm, module) && !str_is(vm, module, "builtins")) {
    builder_str(&b, module);
    builder_char(&b, '.');
  }
  builder_str(&b, name);
  builder_c(&b, "()");
  return builder_end(&b);
}

RESUMABLE(dict_merge_slow, 6, "(dict, other, callable, /)", NULL) {
  enum { DICT, OTHER, CALLABLE, ITERATOR, KEY, ITEM, NAMES, INDEX, ADDED };
  STEPS
    if (!is_dict(vm, a[OTHER])) {
      AWAIT(1, a[NAMES], object_getattr_or(vm, a[OTHER], NAME(vm, keys)));
      if (a[NAMES] == V_UNDEFINED) {
        Value text;
        AWAIT(14, text, callable_text(vm, a[CALLABLE]));
        return RAISE(vm, TypeError, "%S argument after ** must be a mapping, not %T", text, a[OTHER]);
      }
      AWAIT(2, a[NAMES], call0(vm, a[NAMES]));
    } else {
      a[NAMES] = a[OTHER];
    }
    CHECKPOINT(3);
    AWAIT(4, a[ITERATOR], object_iter(vm, a[NAMES]));
    CHECKPOINT(5);
    for (;;) {
      AWAIT(6, a[KEY], object_next(vm, a[ITERATOR]));
      if (a[KEY] == V_STOP) return V_NONE;
      CHECKPOINT(7);
      AWAIT(8, a[ITEM], object_getitem(vm, a[OTHER], a[KEY]));
      CHECKPOINT(9);
      AWAIT(10, a[ADDED], dict_operate(vm, a[DICT], a[KEY], a[ITEM], DICT_CONTAINS));
      if (a[ADDED] == V_TRUE) {
        Value text;
        raise_with(vm, T_KeyError, a[KEY]);
        if (vm->retry || AS(Exception, vm, vm->exception)->context != V_NONE) return V_FAIL; /* CPython finds no words while another is handled */
        exception_clear(vm);
        AWAIT(15, a[KEY], object_str(vm, a[KEY]));
        CHECKPOINT(16);
        AWAIT(17, text, callable_text(vm, a[CALLABLE]));
        return RAISE(vm, TypeError, "%S got multiple values for keyword argument '%S'", text, a[KEY]);
      }
      CHECKPOINT(11);
      AWAIT(12, a[ADDED], dict_set(vm, a[DICT], a[KEY], a[ITEM]));
      CHECKPOINT(13);
    }
  END_STEPS
}

Value dict_merge_arguments(Vm *vm, Value dict, Value other, Value callable) {
  if (is_plain_dict(vm, other) && !AS(Dict, vm, dict)->used && IS_EXACT(vm, other, dict))
    return AS(Dict, vm, other)->used ? merge_into_empty(vm, AS(Dict, vm, dict), other) : V_NONE;
  Value arguments[] = {dict, other, callable};
  return enter(vm, &dict_merge_slow_info, 3, arguments);
}

/* ---- making ------------------------------------------------------------------------------------------------------ */

NATIVE(dict_make, "(cls, /, *args, **kw)", NULL) {
  return dict_alloc(vm, to_ref(a[0]));
}

NATIVE(dict_init, "(self, iterable=(), /, **kw)",
       "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n"
       "    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n"
       "    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value "
       "pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)") {
  return update_with(vm, a[0], a[1], a[2]);
}

NATIVE(dict_update_method, "(self, other=(), /, **kw)",
       "D.update([E, ]**F) -> None.  Update D from dict/iterable E and F.\n"
       "If E is present and has a .keys() method, then does:  for k in E: D[k] = E[k]\n"
       "If E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\n"
       "In either case, this is followed by: for k in F:  D[k] = F[k]") {
  return update_with(vm, a[0], a[1], a[2]);
}

static bool knows_hashes(Vm *vm, Value keys) {
  return is_ref(keys) && (IS_EXACT(vm, keys, dict) || IS_EXACT(vm, keys, set) || IS_EXACT(vm, keys, frozenset));
}

RESUMABLE(dict_fromkeys, 4, "(cls, iterable, value=None, /)",
          "Create a new dictionary with keys from iterable and values set to value.") {
  enum { CLASS, ITERABLE, VALUE, RESULT, ITERATOR, KEY, DONE, POSITION = ITERATOR, NEXT = KEY };
  STEPS
    a[VALUE] = none_if_undefined(a[VALUE]);
    AWAIT(1, a[RESULT], call0(vm, a[CLASS]));
    if (knows_hashes(vm, a[ITERABLE]) && is_ref(a[RESULT]) && IS_EXACT(vm, a[RESULT], dict) && AS(Dict, vm, a[RESULT])->used == 0) {
      a[POSITION] = from_small(0);
      CHECKPOINT(10);
      for (;;) {
        {
          uint32_t position = (uint32_t)to_small(a[POSITION]);
          Value key;
          int64_t hash;
          if (!table_next(vm, a[ITERABLE], &position, &key, &hash)) return a[RESULT];
          a[NEXT] = from_small(position);
          AWAIT(11, a[DONE], dict_operate_hashed(vm, a[RESULT], key, hash, a[VALUE], DICT_SET));
        }
        a[POSITION] = a[NEXT];
        CHECKPOINT(12);
      }
    }
    CHECKPOINT(2);
    AWAIT(3, a[ITERATOR], object_iter(vm, a[ITERABLE]));
    CHECKPOINT(4);
    for (;;) {
      AWAIT(5, a[KEY], object_next(vm, a[ITERATOR]));
      if (a[KEY] == V_STOP) return a[RESULT];
      CHECKPOINT(6);
      if (is_ref(a[RESULT]) && IS_EXACT(vm, a[RESULT], dict))
        AWAIT(7, a[DONE], dict_set(vm, a[RESULT], a[KEY], a[VALUE]));
      else
        AWAIT(8, a[DONE], object_setitem(vm, a[RESULT], a[KEY], a[VALUE]));
      CHECKPOINT(9);
    }
  END_STEPS
}

/* ---- items ------------------------------------------------------------------------------------------------------- */

NATIVE(dict_getitem_method, "(self, key, /)", "x.__getitem__(y) <==> x[y]") {
  return dict_operate(vm, a[0], a[1], V_UNDEFINED, DICT_GETITEM);
}
NATIVE(dict_setitem, "(self, key, value, /)", "Set self[key] to value.") {
  return dict_operate(vm, a[0], a[1], a[2], DICT_SET);
}
NATIVE(dict_delitem, "(self, key, /)", "Delete self[key].") {
  return dict_operate(vm, a[0], a[1], V_UNDEFINED, DICT_DELETE);
}
NATIVE(dict_contains_method, "(self, key, /)", "True if the dictionary has the specified key, else False.") {
  return dict_operate(vm, a[0], a[1], V_UNDEFINED, DICT_CONTAINS);
}
NATIVE(dict_get_method, "(self, key, default=None, /)",
       "Return the value for key if key is in the dictionary, else default.") {
  return dict_get(vm, a[0], a[1], none_if_undefined(a[2]));
}
NATIVE(dict_setdefault_method, "(self, key, default=None, /)",
       "Insert key with a value of default if key is not in the dictionary.\n\n"
       "Return the value for key if key is in the dictionary, else default.") {
  return dict_operate(vm, a[0], a[1], none_if_undefined(a[2]), DICT_SETDEFAULT);
}
NATIVE(dict_pop_method, "(self, key, default=None, /)",
       "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n"
       "If the key is not found, return the default if given; otherwise,\nraise a KeyError.") {
  if (AS(Dict, vm, a[0])->used == 0) /* without asking the key for its hash */
    return a[2] != V_UNDEFINED ? a[2] : raise_with(vm, T_KeyError, a[1]);
  return dict_operate(vm, a[0], a[1], a[2], DICT_POP);
}
NATIVE(dict_popitem, "(self, /)",
       "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\n"
       "Raises KeyError if the dict is empty.") {
  Dict *d = AS(Dict, vm, a[0]);
  int64_t last = dict_last(vm, d);
  if (last < 0) {
    Value text = str_from_c(vm, "popitem(): dictionary is empty");
    return text == V_FAIL ? V_FAIL : raise_with(vm, T_KeyError, text);
  }
  DictEntry *e = dict_entry(vm, d, (uint32_t)last);
  Value pair = TUPLE_OF(vm, e->key, e->value);
  if (pair == V_FAIL) return V_FAIL;
  dict_remove_entry(vm, d, (uint32_t)last);
  d->fill = (uint32_t)last;
  return pair;
}
NATIVE(dict_clear_method, "(self, /)", "D.clear() -> None.  Remove all items from D.") {
  dict_clear(vm, AS(Dict, vm, a[0]));
  return V_NONE;
}
NATIVE(dict_copy_method, "(self, /)", "D.copy() -> a shallow copy of D") { return dict_copy(vm, a[0]); }
NATIVE(dict_len, "(self, /)", "Return len(self).") { return from_small(AS(Dict, vm, a[0])->used); }

/* ---- operators --------------------------------------------------------------------------------------------------- */

RESUMABLE(dict_or_slow, 2, "(x, y, /)", NULL) {
  STEPS
    a[2] = dict_copy(vm, a[0]);
    if (a[2] == V_FAIL) return V_FAIL;
    AWAIT(1, a[3], dict_update(vm, a[2], a[1]));
    return a[2];
  END_STEPS
}

static Value dict_union(Vm *vm, Value x, Value y) {
  if (!is_dict(vm, x) || !is_dict(vm, y)) return V_NOTIMPLEMENTED;
  Value both[] = {x, y};
  return enter(vm, &dict_or_slow_info, 2, both);
}
NATIVE(dict_or, "(self, value, /)", "Return self|value.") { return dict_union(vm, a[0], a[1]); }
NATIVE(dict_ror, "(self, value, /)", "Return value|self.") { return dict_union(vm, a[1], a[0]); }

RESUMABLE(dict_ior, 1, "(self, value, /)", "Return self|=value.") {
  STEPS
    AWAIT(1, a[2], dict_update(vm, a[0], a[1]));
    return a[0];
  END_STEPS
}

/* From entry number `position` on. */
RESUMABLE(dict_equal_slow, 3, "(x, y, position, equal, /)", NULL) {
  enum { X, Y, POSITION, SAME, VALUE, OTHER, EQUAL };
  STEPS
    for (;;) {
      {
        Value key, value;
        uint32_t position = (uint32_t)to_small(a[POSITION]);
        Dict *x = AS(Dict, vm, a[X]);
        if (!dict_next(vm, x, &position, &key, &value)) return a[SAME];
        a[POSITION] = from_small(position);
        a[VALUE] = value;
        AWAIT(1, a[OTHER],
              dict_operate_hashed(vm, a[Y], key, dict_entry(vm, x, position - 1)->hash, V_UNDEFINED, DICT_GET));
      }
      if (a[OTHER] == V_UNDEFINED) return from_bool(a[SAME] != V_TRUE);
      CHECKPOINT(2);
      AWAIT(3, a[EQUAL], object_equal(vm, a[VALUE], a[OTHER]));
      if (a[EQUAL] != V_TRUE) return from_bool(a[SAME] != V_TRUE);
      CHECKPOINT(4);
    }
  END_STEPS
}

/* Answers `same` if they are equal, otherwise the other bool. */
static Value dict_equal(Vm *vm, Value left, Value right, Value same) {
  Value different = from_bool(same != V_TRUE);
  Dict *x = AS(Dict, vm, left), *y = AS(Dict, vm, right);
  if (x->used != y->used) return different;
  uint32_t position = 0, before = 0;
  Value key, value;
  while (dict_next(vm, x, &position, &key, &value)) {
    if (!charge(vm, 1)) return V_FAIL;
    int64_t n = dict_find(vm, y, key, dict_entry(vm, x, position - 1)->hash);
    if (n == -1) return different;
    int equal = n == -2 ? -1 : equal_simple(vm, value, dict_entry(vm, y, (uint32_t)n)->value);
    if (equal == 0) return different;
    if (equal < 0) {
      Value arguments[] = {left, right, from_small(before), same};
      return enter(vm, &dict_equal_slow_info, 4, arguments);
    }
    before = position;
  }
  return same;
}

NATIVE(dict_eq, "(self, value, /)", "Return self==value.") {
  return is_dict(vm, a[1]) ? dict_equal(vm, a[0], a[1], V_TRUE) : V_NOTIMPLEMENTED;
}
NATIVE(dict_ne, "(self, value, /)", "Return self!=value.") {
  return is_dict(vm, a[1]) ? dict_equal(vm, a[0], a[1], V_FALSE) : V_NOTIMPLEMENTED;
}

/* ---- repr -------------------------------------------------------------------------------------------------------- */

RESUMABLE(dict_repr_slow, 5, "(self, /)", NULL) {
  enum { SELF, PARTS, POSITION, KEY, VALUE, PART };
  STEPS
    if (being_printed(vm, a[SELF])) return str_from_c(vm, "{...}");
    a[PARTS] = list_new(vm, NULL, 0);
    if (a[PARTS] == V_FAIL) return V_FAIL;
    a[POSITION] = from_small(0);
    CHECKPOINT(1);
    for (;;) {
      {
        Value key, value;
        uint32_t position = (uint32_t)to_small(a[POSITION]);
        if (!dict_next(vm, AS(Dict, vm, a[SELF]), &position, &key, &value)) break;
        a[POSITION] = from_small(position);
        a[KEY] = key;
        a[VALUE] = value;
      }
      CHECKPOINT(2);
      AWAIT(3, a[PART], object_repr(vm, a[KEY]));
      CHECKPOINT(4);
      AWAIT(5, a[VALUE], object_repr(vm, a[VALUE]));
      CHECKPOINT(6);
      {
        Builder b;
        builder_start(&b, vm);
        builder_str(&b, a[PART]);
        builder_ascii(&b, ": ", 2);
        builder_str(&b, a[VALUE]);
        Value text = builder_end(&b);
        if (text == V_FAIL || !list_append(vm, AS(List, vm, a[PARTS]), text)) return V_FAIL;
      }
      CHECKPOINT(7);
    }
    return repr_joined(vm, "{", a[PARTS], "}");
  END_STEPS
}

NATIVE(dict_repr, "(self, /)", "Return repr(self).") {
  Value self = a[0], text = repr_at_once(vm, self);
  return text == V_UNDEFINED ? enter(vm, &dict_repr_slow_info, 1, &self) : text;
}

NATIVE(dict_sizeof, "(self, /)", "D.__sizeof__() -> size of D in memory, in bytes") {
  Dict *d = AS(Dict, vm, a[0]);
  return from_small(48 + (d->table ? (int64_t)object_size(vm, at(vm, d->table)) : 0));
}

/* ---- views and iterators ----------------------------------------------------------------------------------------- */

static Value view(Vm *vm, Value dict, int type) {
  Value v = record_new(vm, type, VIEW_FIELDS);
  if (v != V_FAIL) *field(vm, v, VIEW_DICT) = dict;
  return v;
}
NATIVE(dict_keys_method, "(self, /)", "D.keys() -> a set-like object providing a view on D's keys") {
  return view(vm, a[0], T_dict_keys);
}
NATIVE(dict_values_method, "(self, /)", "D.values() -> an object providing a view on D's values") {
  return view(vm, a[0], T_dict_values);
}
NATIVE(dict_items_method, "(self, /)", "D.items() -> a set-like object providing a view on D's items") {
  return view(vm, a[0], T_dict_items);
}
NATIVE(dict_iter, "(self, /)", "Implement iter(self).") { return dict_iterator_new(vm, a[0], T_dict_iterator); }
NATIVE(dict_reversed, "(self, /)", "Return a reverse iterator over the dict keys.") {
  return dict_reverse_iterator_new(vm, a[0], T_dict_reverseiterator);
}
NATIVE(dict_class_getitem, "(cls, item, /)", "See PEP 585") { return generic_alias_new(vm, a[0], a[1]); }

const NativeEntry dict_entries[] = {
    STATIC("__new__", dict_make),
    SLOT("__init__", dict_init),
    SLOT("__repr__", dict_repr),
    SLOT("__eq__", dict_eq),
    SLOT("__ne__", dict_ne),
    SLOT("__iter__", dict_iter),
    SLOT("__len__", dict_len),
    METHOD_("__getitem__", dict_getitem_method),
    SLOT("__setitem__", dict_setitem),
    SLOT("__delitem__", dict_delitem),
    METHOD_("__contains__", dict_contains_method),
    SLOT("__or__", dict_or),
    SLOT("__ror__", dict_ror),
    SLOT("__ior__", dict_ior),
    METHOD_("__reversed__", dict_reversed),
    METHOD_("__sizeof__", dict_sizeof),
    METHOD_("get", dict_get_method),
    METHOD_("setdefault", dict_setdefault_method),
    METHOD_("pop", dict_pop_method),
    METHOD_("popitem", dict_popitem),
    METHOD_("keys", dict_keys_method),
    METHOD_("items", dict_items_method),
    METHOD_("values", dict_values_method),
    METHOD_("update", dict_update_method),
    CLASSMETHOD_("fromkeys", dict_fromkeys),
    METHOD_("clear", dict_clear_method),
    METHOD_("copy", dict_copy_method),
    CLASSMETHOD_("__class_getitem__", dict_class_getitem),
    INTERNAL(dict_probe),
    INTERNAL(dict_update_slow),
    INTERNAL(callable_described),
    INTERNAL(dict_merge_slow),
    INTERNAL(dict_or_slow),
    INTERNAL(dict_equal_slow),
    INTERNAL(dict_repr_slow),
    END_OF_ENTRIES,
};
