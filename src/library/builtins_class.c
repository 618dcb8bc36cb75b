/*
 * What builtins do with classes: isinstance, issubclass and __build_class__.
 *
 * A check against a class whose metaclass keeps type's own __instancecheck__ is a walk of the mro and needs no Python, unless
 * the object's type redefines __class__. Everything else goes through check_classes, which works off a tree of tuples
 * and unions with a stack of its own.
 */
#include "library/library.h"

#include "object/containers.h"
#include "vm/vm.h"

static inline Type *type_at(Vm *vm, Ref type) { return at(vm, type); }

/* ---- isinstance, issubclass ------------------------------------------------------------------------------------------- */

static int subclass_simple(Vm *vm, Value v, Value class) {
  if (!is_kind(vm, v, KIND_TYPE) || !type_checks_plainly(vm, class, SP_subclasscheck)) return -1;
  return type_is_subtype(vm, to_ref(v), to_ref(class));
}

/* Puts a mark and the items of a tuple in the place of the stack's top, the first one uppermost. False: nothing has changed. */
static bool push_reversed(Vm *vm, List *stack, Value tuple, bool is_union) {
  Tuple *t = AS(Tuple, vm, tuple);
  uint32_t first = stack->length;
  CAGE_CHECK(vm, in_cage(to_ref(tuple), sizeof(Tuple) + t->length * 8ull));
  if (!charge(vm, t->length)) return false;
  for (uint32_t i = 0; i < t->length; i++)
    if (!list_append(vm, stack, V_NONE)) {
      stack->length = first;
      return false;
    }
  Ref items = ref_of(vm, list_items(vm, stack));
  *item_at(vm, items, first - 1) = V_STOP; /* the end of the tuple */
  for (uint32_t i = 0; i < t->length; i++) {
    Value item = tuple_item(vm, tuple, t->length - 1 - i);
    *item_at(vm, items, first + i) = item == V_NONE && is_union ? from_ref(TYPE(vm, NoneType)) : item;
  }
  return true;
}

/* Also a subroutine for others: is v an instance (or, if subclass, a subclass) of what `classes` says? */
SHARED_RESUMABLE(check_classes, 4, "(v, classes, subclass, /)", "") {
  enum { V, CLASSES, SUBCLASS, STACK, CLASS, RESULT, DEPTH };
  STEPS
    a[STACK] = list_new(vm, &a[CLASSES], 1);
    if (a[STACK] == V_FAIL) return V_FAIL;
    a[DEPTH] = from_small(0); /* of the tuples whose items are on the stack */
    for (;;) {
      CHECKPOINT(1);
      if (AS(List, vm, a[STACK])->length == 0) return V_FALSE;
      {
        List *stack = AS(List, vm, a[STACK]);
        a[CLASS] = *item_at(vm, ref_of(vm, list_items(vm, stack)), stack->length - 1);
        bool nested = is_kind(vm, a[CLASS], KIND_TUPLE), is_union = IS_EXACT(vm, a[CLASS], union_type);
        if (nested || is_union) {
          if (to_small(a[DEPTH]) + vm->depth >= vm->depth_limit)
            return RAISE(vm, RecursionError, "maximum recursion depth exceeded in %s", a[SUBCLASS] == V_TRUE ? "__subclasscheck__" : "__instancecheck__");
          if (!push_reversed(vm, stack, nested ? a[CLASS] : *field(vm, a[CLASS], UNION_ARGS), is_union)) return V_FAIL;
          a[DEPTH] = from_small(to_small(a[DEPTH]) + 1);
          continue;
        }
        stack->length--;
        if (a[CLASS] == V_STOP) {
          a[DEPTH] = from_small(to_small(a[DEPTH]) - 1);
          continue;
        }
      }
      CHECKPOINT(2);
      {
        bool subclass = a[SUBCLASS] == V_TRUE;
        int simple = subclass ? subclass_simple(vm, a[V], a[CLASS]) : instance_simple(vm, a[V], a[CLASS]);
        if (simple == 1) return V_TRUE;
        if (simple == 0) continue;
        if (IS_EXACT(vm, a[CLASS], generic_alias))
          return RAISE(vm, TypeError, "%s() argument 2 cannot be a parameterized generic", subclass ? "issubclass" : "isinstance");
      }
      if (!type_checks_plainly(vm, a[CLASS], a[SUBCLASS] == V_TRUE ? SP_subclasscheck : SP_instancecheck)) {
        int special = a[SUBCLASS] == V_TRUE ? SP_subclasscheck : SP_instancecheck;
        Value own = special_of(vm, a[CLASS], special);
        if (own != V_UNDEFINED && own != type_at(vm, TYPE(vm, type))->special[special]) {
          AWAIT(3, a[RESULT], call_special(vm, a[CLASS], a[SUBCLASS] == V_TRUE ? SP_subclasscheck : SP_instancecheck, 1, &a[V]));
        } else {
          AWAIT(4, a[RESULT], call_prelude(vm, a[SUBCLASS] == V_TRUE ? "issubclass_abstract" : "isinstance_abstract", 2, a));
        }
        CHECKPOINT(5);
        AWAIT(6, a[RESULT], object_truth(vm, a[RESULT]));
        if (a[RESULT] == V_TRUE) return V_TRUE;
        continue;
      }
      if (a[SUBCLASS] == V_TRUE) {
        AWAIT(7, a[RESULT], call_prelude(vm, "issubclass_abstract", 2, (Value[]){a[V], a[CLASS]}));
        if (a[RESULT] == V_TRUE) return V_TRUE;
        continue;
      }
      AWAIT(8, a[RESULT], object_getattr_or(vm, a[V], NAME(vm, __class__)));
      if (is_kind(vm, a[RESULT], KIND_TYPE) && type_is_subtype(vm, to_ref(a[RESULT]), to_ref(a[CLASS]))) return V_TRUE;
    }
  END_STEPS
}

SHARED_NATIVE(builtin_isinstance, "(obj, class_or_tuple, /)", "Return whether an object is an instance of a class or of a subclass thereof.") {
  int simple = instance_simple(vm, a[0], a[1]);
  if (simple >= 0) return from_bool(simple);
  if (is_kind(vm, a[1], KIND_TUPLE) && AS(Tuple, vm, a[1])->length <= 16) {
    uint32_t count = AS(Tuple, vm, a[1])->length, i;
    for (i = 0; i < count; i++) {
      simple = instance_simple(vm, a[0], tuple_item(vm, a[1], i));
      if (simple == 1) return V_TRUE;
      if (simple < 0) break;
    }
    if (i == count) return V_FALSE;
  }
  Value three[3] = {a[0], a[1], V_FALSE};
  return enter(vm, &check_classes_info, 3, three);
}

SHARED_NATIVE(builtin_issubclass, "(cls, class_or_tuple, /)", "Return whether 'cls' is derived from another class or is the same class.") {
  int simple = subclass_simple(vm, a[0], a[1]);
  if (simple >= 0) return from_bool(simple);
  Value three[3] = {a[0], a[1], V_TRUE};
  return enter(vm, &check_classes_info, 3, three);
}

/* ---- class statements ------------------------------------------------------------------------------------------------ */

/* The most derived of the metaclass asked for and those of the bases; 0: TypeError. */
static Ref metaclass_of(Vm *vm, Ref meta, Value bases) {
  uint32_t count = AS(Tuple, vm, bases)->length;
  for (uint32_t i = 0; i < count; i++) {
    Ref other = type_of(vm, tuple_item(vm, bases, i));
    if (type_is_subtype(vm, meta, other)) continue;
    if (!type_is_subtype(vm, other, meta)) {
      RAISE(vm, TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                           "metaclasses of all its bases");
      return 0;
    }
    meta = other;
  }
  return meta;
}

SHARED_RESUMABLE(builtin_build_class, 7, "(func, name, /, *bases, metaclass=None, **kwds)", "Internal helper function used by the class statement.") {
  enum { BODY, CLASS_NAME, BASES, META, KEYWORDS, ORIGINAL, INDEX, NEW_BASES, RESULT, SPACE, CELL, PREPARE };
  STEPS
    if (!is_kind(vm, a[BODY], KIND_FUNCTION)) return RAISE(vm, TypeError, "__build_class__: func must be a function");
    if (!str_check(vm, a[CLASS_NAME])) return RAISE(vm, TypeError, "__build_class__: name is not a string");
    a[ORIGINAL] = a[BASES];
    a[INDEX] = from_small(0);
    {
      uint32_t count = AS(Tuple, vm, a[BASES])->length, i;
      for (i = 0; i < count; i++)
        if (!is_kind(vm, tuple_item(vm, a[BASES], i), KIND_TYPE)) break;
      if (i == count) a[INDEX] = from_small(count);
      if (!charge(vm, count + 20ull)) return V_FAIL;
    }
    /* A base that is not a type may stand for others. */
    if (to_small(a[INDEX]) < AS(Tuple, vm, a[ORIGINAL])->length) {
      a[NEW_BASES] = list_new(vm, NULL, 0);
      if (a[NEW_BASES] == V_FAIL) return V_FAIL;
      while (to_small(a[INDEX]) < AS(Tuple, vm, a[ORIGINAL])->length) {
        CHECKPOINT(1);
        a[RESULT] = tuple_item(vm, a[ORIGINAL], (uint32_t)to_small(a[INDEX]));
        if (!is_kind(vm, a[RESULT], KIND_TYPE)) {
          AWAIT_CATCH(2, a[PREPARE], object_getattr_or(vm, a[RESULT], SPECIAL_NAME(vm, SP_mro_entries)));
          if (a[PREPARE] == V_FAIL) {
            if (!exception_is(vm, T_AttributeError)) return V_FAIL;
            exception_clear(vm);
            a[PREPARE] = V_UNDEFINED;
          }
          if (a[PREPARE] != V_UNDEFINED) {
            CHECKPOINT(3);
            AWAIT(4, a[RESULT], call1(vm, a[PREPARE], a[ORIGINAL]));
            if (!is_kind(vm, a[RESULT], KIND_TUPLE)) return RAISE(vm, TypeError, "__mro_entries__ must return a tuple");
            CHECKPOINT(5);
            a[PREPARE] = list_new(vm, AS(Tuple, vm, a[RESULT])->items, AS(Tuple, vm, a[RESULT])->length);
            if (a[PREPARE] == V_FAIL) return V_FAIL;
            AWAIT(6, a[RESULT], list_extend(vm, a[NEW_BASES], a[PREPARE]));
            a[INDEX] = from_small(to_small(a[INDEX]) + 1);
            continue;
          }
        }
        CHECKPOINT(7);
        if (!list_append(vm, AS(List, vm, a[NEW_BASES]), tuple_item(vm, a[ORIGINAL], (uint32_t)to_small(a[INDEX])))) return V_FAIL;
        a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      }
      CHECKPOINT(8);
      a[BASES] = tuple_new(vm, list_items(vm, AS(List, vm, a[NEW_BASES])), AS(List, vm, a[NEW_BASES])->length);
      if (a[BASES] == V_FAIL) return V_FAIL;
    }
    if (a[META] == V_UNDEFINED)
      a[META] = from_ref(AS(Tuple, vm, a[BASES])->length ? type_of(vm, tuple_item(vm, a[BASES], 0)) : TYPE(vm, type));
    if (is_kind(vm, a[META], KIND_TYPE)) {
      Ref meta = metaclass_of(vm, to_ref(a[META]), a[BASES]);
      if (!meta) return V_FAIL;
      a[META] = from_ref(meta);
    }
    CHECKPOINT(9);
    if (a[META] == from_ref(TYPE(vm, type))) {
      a[SPACE] = dict_new(vm);
      if (a[SPACE] == V_FAIL) return V_FAIL;
    } else {
      AWAIT_CATCH(10, a[PREPARE], object_getattr_or(vm, a[META], SPECIAL_NAME(vm, SP_prepare)));
      if (a[PREPARE] == V_FAIL) {
        if (!exception_is(vm, T_AttributeError)) return V_FAIL;
        exception_clear(vm);
        a[PREPARE] = V_UNDEFINED;
      }
      CHECKPOINT(11);
      if (a[PREPARE] == V_UNDEFINED) {
        a[SPACE] = dict_new(vm);
        if (a[SPACE] == V_FAIL) return V_FAIL;
      } else {
        {
          Value arguments = TUPLE_OF(vm, a[CLASS_NAME], a[BASES]);
          if (arguments == V_FAIL) return V_FAIL;
          AWAIT(12, a[SPACE], call_with(vm, a[PREPARE], arguments, a[KEYWORDS]));
        }
        if (special_of(vm, a[SPACE], SP_getitem) == V_UNDEFINED) {
          if (is_kind(vm, a[META], KIND_TYPE))
            return RAISE(vm, TypeError, "%S.__prepare__() must return a mapping, not %T", from_ref(AS(Type, vm, a[META])->name), a[SPACE]);
          return RAISE(vm, TypeError, "<metaclass>.__prepare__() must return a mapping, not %T", a[SPACE]);
        }
      }
    }
    CHECKPOINT(13);
    AWAIT(14, a[RESULT], frame_push_function(vm, a[BODY], a[SPACE]));
    a[CELL] = V_UNDEFINED;
    if (is_kind(vm, a[SPACE], KIND_DICT)) a[CELL] = dict_get_name(vm, AS(Dict, vm, a[SPACE]), NAME(vm, __classcell__));
    else if (is_kind(vm, a[RESULT], KIND_CELL)) a[CELL] = a[RESULT];
    CHECKPOINT(15);
    if (a[BASES] != a[ORIGINAL]) {
      Value name = intern_c(vm, "__orig_bases__");
      if (name == V_FAIL) return V_FAIL;
      AWAIT(16, a[RESULT], object_setitem(vm, a[SPACE], name, a[ORIGINAL]));
    }
    CHECKPOINT(17);
    if (a[META] == from_ref(TYPE(vm, type))) {
      AWAIT(18, a[RESULT], type_new(vm, a[META], a[CLASS_NAME], a[BASES], a[SPACE], a[KEYWORDS]));
    } else {
      Value arguments = TUPLE_OF(vm, a[CLASS_NAME], a[BASES], a[SPACE]);
      if (arguments == V_FAIL) return V_FAIL;
      AWAIT(19, a[RESULT], call_with(vm, a[META], arguments, a[KEYWORDS]));
    }
    if (is_kind(vm, a[CELL], KIND_CELL) && is_kind(vm, a[RESULT], KIND_TYPE)) {
      Value class = AS(Cell, vm, a[CELL])->value;
      if (class == V_UNDEFINED)
        return RAISE(vm, RuntimeError, "__class__ not set defining %R as <class '%S.%S'>. Was __classcell__ propagated to type.__new__?",
                     a[CLASS_NAME], str_check(vm, type_lookup(vm, to_ref(a[RESULT]), NAME(vm, __module__)))
                                        ? type_lookup(vm, to_ref(a[RESULT]), NAME(vm, __module__)) : NAME(vm, builtins),
                     from_ref(AS(Type, vm, a[RESULT])->qualname));
      if (class != a[RESULT] && is_kind(vm, class, KIND_TYPE))
        return RAISE(vm, TypeError, "__class__ set to <class '%S'> defining %R as <class '%S'>", from_ref(AS(Type, vm, class)->qualname),
                     a[CLASS_NAME], from_ref(AS(Type, vm, a[RESULT])->qualname));
    }
    return a[RESULT];
  END_STEPS
}
