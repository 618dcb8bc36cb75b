/*
 * list[int] and int | str: generic aliases (PEP 585) and unions of types (PEP 604).
 *
 * An alias remembers its origin and arguments and otherwise behaves as the origin: calls and attributes go there. Parameters
 * (type variables among the arguments) are looked for when they are first asked for.
 */
#include "object/containers.h"

static inline Value part(Vm *vm, Value self, uint32_t i) { return *field(vm, self, i); }

static bool is_alias(Vm *vm, Value v) {
  return is_kind(vm, v, KIND_RECORD) && (IS_EXACT(vm, v, generic_alias) || IS_A(vm, v, generic_alias));
}
static bool is_union(Vm *vm, Value v) { return is_kind(vm, v, KIND_RECORD) && IS_EXACT(vm, v, union_type); }

static Value alias_make_as(Vm *vm, Ref type, Value origin, Value args) {
  if (args == V_FAIL) return V_FAIL;
  if (!is_tuple(vm, args)) args = TUPLE_OF(vm, args);
  if (args == V_FAIL) return V_FAIL;
  Value v = record_alloc(vm, type, ALIAS_FIELDS);
  if (v == V_FAIL) return V_FAIL;
  Value *f = field(vm, v, 0);
  f[ALIAS_ORIGIN] = origin;
  f[ALIAS_ARGS] = args;
  f[ALIAS_STARRED] = V_FALSE;
  return v;
}

Value generic_alias_new(Vm *vm, Value origin, Value args) {
  return alias_make_as(vm, TYPE(vm, generic_alias), origin, args);
}

/* ---- what stands for itself in a repr ---------------------------------------------------------------------------- */

RESUMABLE(alias_repr_item, 2, "(item, /)", NULL) {
  enum { ITEM, NAME_, MODULE };
  STEPS
    if (a[ITEM] == V_ELLIPSIS) return str_from_c(vm, "...");
    if (a[ITEM] == from_ref(TYPE(vm, NoneType))) return str_from_c(vm, "None");
    AWAIT(1, a[NAME_], object_getattr_or(vm, a[ITEM], NAME(vm, __origin__)));
    CHECKPOINT(2);
    if (a[NAME_] != V_UNDEFINED) {
      AWAIT(3, a[NAME_], object_getattr_or(vm, a[ITEM], NAME(vm, __args__)));
      if (a[NAME_] != V_UNDEFINED) goto plain;
    }
    CHECKPOINT(4);
    AWAIT(5, a[NAME_], object_getattr_or(vm, a[ITEM], NAME(vm, __qualname__)));
    if (a[NAME_] == V_UNDEFINED) goto plain;
    CHECKPOINT(6);
    AWAIT(7, a[MODULE], object_getattr_or(vm, a[ITEM], NAME(vm, __module__)));
    if (a[MODULE] == V_UNDEFINED || a[MODULE] == V_NONE) goto plain;
    if (str_check(vm, a[MODULE]) && str_is(vm, a[MODULE], "builtins") && str_check(vm, a[NAME_])) return a[NAME_];
    CHECKPOINT(8);
    AWAIT(9, a[MODULE], object_str(vm, a[MODULE]));
    CHECKPOINT(10);
    AWAIT(11, a[NAME_], object_str(vm, a[NAME_]));
    {
      Builder b;
      builder_start(&b, vm);
      builder_str(&b, a[MODULE]);
      builder_char(&b, '.');
      builder_str(&b, a[NAME_]);
      return builder_end(&b);
    }
  plain:
    CHECKPOINT(12);
    AWAIT(13, a[NAME_], object_repr(vm, a[ITEM]));
    return a[NAME_];
  END_STEPS
}

/* The items' texts as a list. */
RESUMABLE(alias_repr_items, 3, "(items, /)", NULL) {
  enum { ITEMS, PARTS, INDEX, TEXT };
  STEPS
    a[PARTS] = list_new(vm, NULL, 0);
    if (a[PARTS] == V_FAIL) return V_FAIL;
    a[INDEX] = from_small(0);
    CHECKPOINT(1);
    while (to_small(a[INDEX]) < AS(Tuple, vm, a[ITEMS])->length) {
      {
        Value item = tuple_item(vm, a[ITEMS], (uint32_t)to_small(a[INDEX]));
        AWAIT(2, a[TEXT], enter(vm, &alias_repr_item_info, 1, &item));
      }
      CHECKPOINT(3);
      if (!list_append(vm, AS(List, vm, a[PARTS]), a[TEXT])) return V_FAIL;
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      CHECKPOINT(4);
    }
    return a[PARTS];
  END_STEPS
}

/* ---- parameters -------------------------------------------------------------------------------------------------- */

static bool add_once(Vm *vm, Value list, Value v) {
  Value *items;
  uint32_t count;
  sequence_items(vm, list, &items, &count);
  for (uint32_t i = 0; i < count; i++)
    if (items[i] == v) return true;
  return list_append(vm, AS(List, vm, list), v);
}

/* The type variables in a tuple of arguments, each once, as a tuple. */
RESUMABLE(alias_find_parameters, 4, "(args, /)", NULL) {
  enum { ARGS, FOUND, INDEX, ITEM, ANSWER };
  STEPS
    a[FOUND] = list_new(vm, NULL, 0);
    if (a[FOUND] == V_FAIL) return V_FAIL;
    a[INDEX] = from_small(0);
    CHECKPOINT(1);
    while (to_small(a[INDEX]) < AS(Tuple, vm, a[ARGS])->length) {
      a[ITEM] = tuple_item(vm, a[ARGS], (uint32_t)to_small(a[INDEX]));
      if (!is_kind(vm, a[ITEM], KIND_TYPE)) {
        {
          Value name = intern_c(vm, "__typing_subst__");
          if (name == V_FAIL) return V_FAIL;
          AWAIT(2, a[ANSWER], object_getattr_or(vm, a[ITEM], name));
        }
        CHECKPOINT(3);
        if (a[ANSWER] != V_UNDEFINED) {
          if (!add_once(vm, a[FOUND], a[ITEM])) return V_FAIL;
        } else {
          AWAIT(4, a[ANSWER], object_getattr_or(vm, a[ITEM], NAME(vm, __parameters__)));
          CHECKPOINT(5);
          if (is_tuple(vm, a[ANSWER]))
            for (uint32_t i = 0; i < AS(Tuple, vm, a[ANSWER])->length; i++)
              if (!add_once(vm, a[FOUND], tuple_item(vm, a[ANSWER], i))) return V_FAIL;
        }
      }
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      CHECKPOINT(6);
    }
    return tuple_from(vm, a[FOUND]);
  END_STEPS
}

RESUMABLE(alias_parameters, 1, "(self, /)", "Type variables in the GenericAlias.") {
  STEPS
    {
      uint32_t place = is_union(vm, a[0]) ? UNION_PARAMETERS : ALIAS_PARAMETERS;
      if (part(vm, a[0], place) != V_UNDEFINED) return part(vm, a[0], place);
      Value args = part(vm, a[0], is_union(vm, a[0]) ? UNION_ARGS : ALIAS_ARGS);
      AWAIT(1, a[1], enter(vm, &alias_find_parameters_info, 1, &args));
    }
    touch(vm, to_ref(a[0]));
    *field(vm, a[0], is_union(vm, a[0]) ? UNION_PARAMETERS : ALIAS_PARAMETERS) = a[1];
    return a[1];
  END_STEPS
}

/* The new argument for parameter `wanted`. */
static Value substitute(Vm *vm, Value parameters, Value given, Value wanted) {
  for (uint32_t i = 0; i < AS(Tuple, vm, parameters)->length; i++)
    if (tuple_item(vm, parameters, i) == wanted) return tuple_item(vm, given, i);
  return wanted;
}

/* self's arguments with the given ones in place of its parameters, as a list. */
RESUMABLE(alias_substitute, 6, "(self, args, given, /)", NULL) {
  enum { SELF, ARGS, GIVEN, PARAMETERS, NEW, INDEX, ITEM, ANSWER, TEXT };
  STEPS
    if (!is_tuple(vm, a[GIVEN])) {
      Value one = TUPLE_OF(vm, a[GIVEN]);
      if (one == V_FAIL) return V_FAIL;
      a[GIVEN] = one;
    }
    AWAIT(1, a[PARAMETERS], enter(vm, &alias_parameters_info, 1, a));
    CHECKPOINT(2);
    {
      int64_t wanted = AS(Tuple, vm, a[PARAMETERS])->length, count = AS(Tuple, vm, a[GIVEN])->length;
      if (!wanted || wanted != count) {
        AWAIT(3, a[TEXT], object_repr(vm, a[SELF]));
        if (!AS(Tuple, vm, a[PARAMETERS])->length) return RAISE(vm, TypeError, "%S is not a generic class", a[TEXT]);
        return RAISE(vm, TypeError, "Too %s arguments for %S; actual %l, expected %l",
                     AS(Tuple, vm, a[GIVEN])->length > AS(Tuple, vm, a[PARAMETERS])->length ? "many" : "few", a[TEXT],
                     (int64_t)AS(Tuple, vm, a[GIVEN])->length, (int64_t)AS(Tuple, vm, a[PARAMETERS])->length);
      }
    }
    a[NEW] = list_new(vm, NULL, 0);
    if (a[NEW] == V_FAIL) return V_FAIL;
    a[INDEX] = from_small(0);
    CHECKPOINT(4);
    while (to_small(a[INDEX]) < AS(Tuple, vm, a[ARGS])->length) {
      a[ITEM] = tuple_item(vm, a[ARGS], (uint32_t)to_small(a[INDEX]));
      if (!is_kind(vm, a[ITEM], KIND_TYPE)) {
        {
          Value name = intern_c(vm, "__typing_subst__");
          if (name == V_FAIL) return V_FAIL;
          AWAIT(5, a[ANSWER], object_getattr_or(vm, a[ITEM], name));
        }
        CHECKPOINT(6);
        if (a[ANSWER] != V_UNDEFINED) {
          AWAIT(7, a[ITEM], call1(vm, a[ANSWER], substitute(vm, a[PARAMETERS], a[GIVEN], a[ITEM])));
        } else {
          AWAIT(8, a[ANSWER], object_getattr_or(vm, a[ITEM], NAME(vm, __parameters__)));
          CHECKPOINT(9);
          if (is_tuple(vm, a[ANSWER]) && AS(Tuple, vm, a[ANSWER])->length) {
            Tuple *inner = tuple_alloc(vm, AS(Tuple, vm, a[ANSWER])->length);
            if (!inner) return V_FAIL;
            for (uint32_t i = 0; i < inner->length; i++)
              inner->items[i] = substitute(vm, a[PARAMETERS], a[GIVEN], tuple_item(vm, a[ANSWER], i));
            AWAIT(10, a[ITEM], object_getitem(vm, a[ITEM], value_of(vm, inner)));
          }
        }
      }
      CHECKPOINT(11);
      if (!list_append(vm, AS(List, vm, a[NEW]), a[ITEM])) return V_FAIL;
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      CHECKPOINT(12);
    }
    return tuple_from(vm, a[NEW]);
  END_STEPS
}

/* ---- generic aliases --------------------------------------------------------------------------------------------- */

NATIVE(alias_make, "(cls, origin, args, /)", "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is "
                                              "list and t.__args__ is (int,).") {
  return alias_make_as(vm, to_ref(a[0]), a[1], a[2]);
}

RESUMABLE(alias_repr, 2, "(self, /)", "Return repr(self).") {
  enum { SELF, ORIGIN, PARTS };
  STEPS
    {
      Value origin = part(vm, a[SELF], ALIAS_ORIGIN);
      AWAIT(1, a[ORIGIN], enter(vm, &alias_repr_item_info, 1, &origin));
    }
    CHECKPOINT(2);
    {
      Value args = part(vm, a[SELF], ALIAS_ARGS);
      AWAIT(3, a[PARTS], enter(vm, &alias_repr_items_info, 1, &args));
    }
    {
      Builder b;
      bool none = !AS(List, vm, a[PARTS])->length;
      Value args = repr_joined(vm, "[", a[PARTS], none ? "()]" : "]");
      if (args == V_FAIL) return V_FAIL;
      builder_start(&b, vm);
      if (part(vm, a[SELF], ALIAS_STARRED) == V_TRUE) builder_char(&b, '*');
      builder_str(&b, a[ORIGIN]);
      builder_str(&b, args);
      return builder_end(&b);
    }
  END_STEPS
}

RESUMABLE(alias_call, 2, "(self, /, *args, **kw)", "Call self as a function.") {
  enum { SELF, ARGS, KEYWORDS, RESULT, DONE };
  STEPS
    AWAIT(1, a[RESULT], call_with(vm, part(vm, a[SELF], ALIAS_ORIGIN), a[ARGS], a[KEYWORDS]));
    CHECKPOINT(2);
    {
      Value name = intern_c(vm, "__orig_class__");
      if (name == V_FAIL) return V_FAIL;
      AWAIT_CATCH(3, a[DONE], object_setattr(vm, a[RESULT], name, a[SELF]));
    }
    if (a[DONE] == V_FAIL) {
      if (!exception_is(vm, T_AttributeError) && !exception_is(vm, T_TypeError)) return V_FAIL;
      exception_clear(vm);
    }
    return a[RESULT];
  END_STEPS
}

/* Names that are the alias's own; all others are the origin's. */
static bool own_name(Vm *vm, Value name) {
  static const char *const own[] = {"__class__", "__origin__", "__args__", "__unpacked__", "__parameters__",
                                    "__typing_unpacked_tuple_args__", "__mro_entries__", "__reduce_ex__", "__reduce__",
                                    "__copy__", "__deepcopy__", "__orig_class__"};
  if (!str_check(vm, name)) return true;
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    if (str_is(vm, name, own[i])) return true;
  return false;
}

NATIVE(alias_getattribute, "(self, name, /)", "Return getattr(self, name).") {
  Value self = a[0], name = a[1];
  if (own_name(vm, name)) return object_generic_getattr(vm, self, name);
  return object_getattr(vm, part(vm, self, ALIAS_ORIGIN), name);
}

RESUMABLE(alias_getitem, 1, "(self, key, /)", "Return self[key].") {
  STEPS
    {
      Value arguments[] = {a[0], part(vm, a[0], ALIAS_ARGS), a[1]};
      AWAIT(1, a[2], enter(vm, &alias_substitute_info, 3, arguments));
    }
    return alias_make_as(vm, TYPE(vm, generic_alias), part(vm, a[0], ALIAS_ORIGIN), a[2]);
  END_STEPS
}

RESUMABLE(alias_eq, 1, "(self, value, /)", "Return self==value.") {
  STEPS
    if (!is_alias(vm, a[0]) || !is_alias(vm, a[1])) return V_NOTIMPLEMENTED;
    if (part(vm, a[0], ALIAS_STARRED) != part(vm, a[1], ALIAS_STARRED)) return V_FALSE;
    AWAIT(1, a[2], object_equal(vm, part(vm, a[0], ALIAS_ORIGIN), part(vm, a[1], ALIAS_ORIGIN)));
    if (a[2] != V_TRUE) return V_FALSE;
    CHECKPOINT(2);
    AWAIT(3, a[2], object_equal(vm, part(vm, a[0], ALIAS_ARGS), part(vm, a[1], ALIAS_ARGS)));
    return a[2];
  END_STEPS
}

RESUMABLE(alias_hash, 2, "(self, /)", "Return hash(self).") {
  STEPS
    AWAIT(1, a[1], object_hash(vm, part(vm, a[0], ALIAS_ORIGIN)));
    CHECKPOINT(2);
    AWAIT(3, a[2], object_hash(vm, part(vm, a[0], ALIAS_ARGS)));
    {
      int64_t x = 0, y = 0;
      int_to_i64(vm, a[1], &x);
      int_to_i64(vm, a[2], &y);
      return int_from_i64(vm, (x ^ y) == -1 ? -2 : x ^ y);
    }
  END_STEPS
}

NATIVE(alias_mro_entries, "(self, bases, /)", NULL) { return TUPLE_OF(vm, part(vm, a[0], ALIAS_ORIGIN)); }
NATIVE(alias_instancecheck, "(self, instance, /)", NULL) {
  return RAISE(vm, TypeError, "isinstance() argument 2 cannot be a parameterized generic");
}
NATIVE(alias_subclasscheck, "(self, cls, /)", NULL) {
  return RAISE(vm, TypeError, "issubclass() argument 2 cannot be a parameterized generic");
}
NATIVE(alias_iter, "(self, /)", "Implement iter(self).") {
  Value starred = generic_alias_new(vm, part(vm, a[0], ALIAS_ORIGIN), part(vm, a[0], ALIAS_ARGS));
  if (starred == V_FAIL) return V_FAIL;
  *field(vm, starred, ALIAS_STARRED) = V_TRUE;
  Value one = TUPLE_OF(vm, starred);
  return one == V_FAIL ? V_FAIL : tuple_iterator_new(vm, one);
}
NATIVE(alias_reduce, "(self, /)", NULL) {
  Value args = TUPLE_OF(vm, part(vm, a[0], ALIAS_ORIGIN), part(vm, a[0], ALIAS_ARGS));
  if (args == V_FAIL) return V_FAIL;
  if (part(vm, a[0], ALIAS_STARRED) == V_TRUE) { /* what makes it again is no type */
    Value name = intern_c(vm, "alias_starred");
    return name == V_FAIL ? V_FAIL : TUPLE_OF(vm, dict_get_name(vm, at(vm, known(vm)->prelude), name), args);
  }
  return args == V_FAIL ? V_FAIL : TUPLE_OF(vm, from_ref(TYPE(vm, generic_alias)), args);
}
NATIVE(alias_dir, "(self, /)", "Default dir() implementation.") {
  return call_prelude(vm, "alias_dir", 2, (Value[]){a[0], part(vm, a[0], ALIAS_ORIGIN)});
}
NATIVE(alias_origin, "(self, /)", NULL) { return part(vm, a[0], ALIAS_ORIGIN); }
NATIVE(alias_args, "(self, /)", NULL) { return part(vm, a[0], ALIAS_ARGS); }
NATIVE(alias_unpacked, "(self, /)", NULL) { return part(vm, a[0], ALIAS_STARRED); }
NATIVE(alias_unpacked_args, "(self, /)", NULL) {
  bool starred = part(vm, a[0], ALIAS_STARRED) == V_TRUE && part(vm, a[0], ALIAS_ORIGIN) == from_ref(TYPE(vm, tuple));
  return starred ? part(vm, a[0], ALIAS_ARGS) : V_NONE;
}
NATIVE(alias_or, "(self, value, /)", "Return self|value.") { return union_type_new(vm, a[0], a[1]); }
NATIVE(alias_ror, "(self, value, /)", "Return value|self.") { return union_type_new(vm, a[1], a[0]); }

const NativeEntry generic_alias_entries[] = {
    STATIC("__new__", alias_make),
    SLOT("__repr__", alias_repr),
    SLOT("__call__", alias_call),
    SLOT("__getattribute__", alias_getattribute),
    SLOT("__getitem__", alias_getitem),
    SLOT("__eq__", alias_eq),
    SLOT("__hash__", alias_hash),
    SLOT("__iter__", alias_iter),
    SLOT("__or__", alias_or),
    SLOT("__ror__", alias_ror),
    METHOD_("__mro_entries__", alias_mro_entries),
    METHOD_("__instancecheck__", alias_instancecheck),
    METHOD_("__subclasscheck__", alias_subclasscheck),
    METHOD_("__reduce__", alias_reduce),
    METHOD_("__dir__", alias_dir),
    MEMBER("__origin__", alias_origin),
    MEMBER("__args__", alias_args),
    GETTER("__parameters__", alias_parameters),
    MEMBER("__unpacked__", alias_unpacked),
    GETTER("__typing_unpacked_tuple_args__", alias_unpacked_args),
    INTERNAL(alias_repr_item),
    INTERNAL(alias_repr_items),
    INTERNAL(alias_find_parameters),
    INTERNAL(alias_substitute),
    END_OF_ENTRIES,
};

/* ---- unions ------------------------------------------------------------------------------------------------------ */

/* A type parameter or alias of the prelude's (typing.py) says so. */
static bool joins_unions(Vm *vm, Value v) {
  if (!is_kind(vm, v, KIND_INSTANCE)) return false;
  Value name = intern_c(vm, "_joins_unions");
  return name != V_FAIL && type_lookup(vm, type_of(vm, v), name) != V_UNDEFINED;
}

static bool may_join(Vm *vm, Value v) {
  return v == V_NONE || is_kind(vm, v, KIND_TYPE) || is_alias(vm, v) || is_union(vm, v) || joins_unions(vm, v);
}

static bool flatten(Vm *vm, Value list, Value v) {
  Value *items = &v;
  uint32_t count = 1;
  if (is_union(vm, v)) sequence_items(vm, part(vm, v, UNION_ARGS), &items, &count);
  for (uint32_t i = 0; i < count; i++)
    if (!list_append(vm, AS(List, vm, list), items[i] == V_NONE ? from_ref(TYPE(vm, NoneType)) : items[i])) return false;
  return true;
}

static Value list_item(Vm *vm, Value list, Value i) {
  List *l = AS(List, vm, list);
  CAGE_CHECK(vm, (uint64_t)to_small(i) < l->length);
  return *item_at(vm, l->items + (Ref)offsetof(Array, items), (uint32_t)to_small(i));
}

static Value union_of(Vm *vm, Value members) {
  Value *items;
  uint32_t count;
  sequence_items(vm, members, &items, &count);
  if (count == 1) return items[0];
  Value args = tuple_new(vm, items, count);
  if (args == V_FAIL) return V_FAIL;
  Value v = record_new(vm, T_union_type, UNION_FIELDS);
  if (v != V_FAIL) *field(vm, v, UNION_ARGS) = args;
  return v;
}

/* The members of both, each once: generic aliases are compared by ==, all else by identity. */
RESUMABLE(union_join, 5, "(left, right, /)", NULL) {
  enum { LEFT, RIGHT, PENDING, MEMBERS, NEXT, AT, SAME };
  STEPS
    a[PENDING] = list_new(vm, NULL, 0);
    a[MEMBERS] = list_new(vm, NULL, 0);
    if (a[PENDING] == V_FAIL || a[MEMBERS] == V_FAIL) return V_FAIL;
    if (!flatten(vm, a[PENDING], a[LEFT]) || !flatten(vm, a[PENDING], a[RIGHT])) return V_FAIL;
    for (a[NEXT] = from_small(0); to_small(a[NEXT]) < AS(List, vm, a[PENDING])->length; a[NEXT] = from_small(to_small(a[NEXT]) + 1)) {
      for (a[AT] = from_small(0); to_small(a[AT]) < AS(List, vm, a[MEMBERS])->length; a[AT] = from_small(to_small(a[AT]) + 1)) {
        CHECKPOINT(1);
        {
          Value one = list_item(vm, a[PENDING], a[NEXT]), member = list_item(vm, a[MEMBERS], a[AT]);
          a[SAME] = from_bool(one == member);
          if (is_alias(vm, one) && is_alias(vm, member)) AWAIT(2, a[SAME], object_equal(vm, member, one));
        }
        if (a[SAME] == V_TRUE) break;
      }
      CHECKPOINT(3);
      if (to_small(a[AT]) == AS(List, vm, a[MEMBERS])->length &&
          !list_append(vm, AS(List, vm, a[MEMBERS]), list_item(vm, a[PENDING], a[NEXT])))
        return V_FAIL;
    }
    CHECKPOINT(4);
    return union_of(vm, a[MEMBERS]);
  END_STEPS
}

Value union_type_new(Vm *vm, Value left, Value right) {
  if (!may_join(vm, left) || !may_join(vm, right)) return V_NOTIMPLEMENTED;
  return enter(vm, &union_join_info, 2, (Value[]){left, right});
}

RESUMABLE(union_repr, 1, "(self, /)", "Return repr(self).") {
  STEPS
    {
      Value args = part(vm, a[0], UNION_ARGS);
      AWAIT(1, a[1], enter(vm, &alias_repr_items_info, 1, &args));
    }
    {
      Builder b;
      Value *items;
      uint32_t count;
      sequence_items(vm, a[1], &items, &count);
      builder_start(&b, vm);
      for (uint32_t i = 0; i < count; i++) {
        if (i) builder_c(&b, " | ");
        builder_str(&b, items[i]);
      }
      return builder_end(&b);
    }
  END_STEPS
}

RESUMABLE(union_eq, 2, "(self, value, /)", "Return self==value.") {
  STEPS
    if (!is_union(vm, a[0]) || !is_union(vm, a[1])) return V_NOTIMPLEMENTED;
    AWAIT(1, a[2], set_from(vm, part(vm, a[0], UNION_ARGS), true));
    CHECKPOINT(2);
    AWAIT(3, a[3], set_from(vm, part(vm, a[1], UNION_ARGS), true));
    CHECKPOINT(4);
    AWAIT(5, a[2], object_equal(vm, a[2], a[3]));
    return a[2];
  END_STEPS
}

RESUMABLE(union_hash, 1, "(self, /)", "Return hash(self).") {
  STEPS
    AWAIT(1, a[1], set_from(vm, part(vm, a[0], UNION_ARGS), true));
    return int_from_i64(vm, set_hash_value(vm, AS(Set, vm, a[1])));
  END_STEPS
}

RESUMABLE(union_getitem, 2, "(self, key, /)", "Return self[key].") {
  enum { SELF, KEY, ARGS, NEXT };
  STEPS
    {
      Value arguments[] = {a[SELF], part(vm, a[SELF], UNION_ARGS), a[KEY]};
      AWAIT(1, a[ARGS], enter(vm, &alias_substitute_info, 3, arguments));
    }
    a[KEY] = tuple_item(vm, a[ARGS], 0);
    for (a[NEXT] = from_small(1); to_small(a[NEXT]) < AS(Tuple, vm, a[ARGS])->length; a[NEXT] = from_small(to_small(a[NEXT]) + 1)) {
      CHECKPOINT(2);
      AWAIT(3, a[KEY], object_binary(vm, OP_OR, a[KEY], tuple_item(vm, a[ARGS], (uint32_t)to_small(a[NEXT]))));
    }
    return a[KEY];
  END_STEPS
}

NATIVE(union_args, "(self, /)", NULL) { return part(vm, a[0], UNION_ARGS); }

const NativeEntry union_type_entries[] = {
    INTERNAL(union_join),
    SLOT("__repr__", union_repr),
    SLOT("__eq__", union_eq),
    SLOT("__hash__", union_hash),
    SLOT("__getitem__", union_getitem),
    SLOT("__or__", alias_or),
    SLOT("__ror__", alias_ror),
    MEMBER("__args__", union_args),
    GETTER("__parameters__", alias_parameters),
    END_OF_ENTRIES,
};
