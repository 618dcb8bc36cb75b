/*
 * The methods and operators of set and frozenset.
 *
 * All of them are one loop (set_loop) over a source, that asks, adds to or takes from another set for each key. Sets and
 * dicts know their keys' hashes; any other source is iterated. The loop runs in C until a key must be compared by a call.
 */
#include "object/containers.h"
#include "object/text.h"

bool table_next(Vm *vm, Value source, uint32_t *position, Value *key, int64_t *hash) {
  if (is_set(vm, source)) return set_next_entry(vm, AS(Set, vm, source), position, key, hash);
  Dict *d = AS(Dict, vm, source);
  Value value;
  if (!dict_next(vm, d, position, key, &value)) return false;
  *hash = dict_entry(vm, d, *position - 1)->hash;
  return true;
}

static bool source_is_table(Vm *vm, Value source) {
  return is_set(vm, source) || (is_ref(source) && IS_EXACT(vm, source, dict));
}

static Value target_contains(Vm *vm, Value target, Value key, int64_t hash) {
  if (is_set(vm, target)) return set_operate_hashed(vm, target, key, hash, SET_CONTAINS);
  return dict_operate_hashed(vm, target, key, hash, V_UNDEFINED, DICT_CONTAINS);
}

/* The question of one turn of the loop. */
static Value loop_ask(Vm *vm, SetLoop loop, Value key, int64_t hash, Value target, Value result) {
  switch (loop) {
  case LOOP_ADD:
  case LOOP_UNITE: return set_operate_hashed(vm, result, key, hash, SET_ADD);
  case LOOP_DISCARD:
  case LOOP_TOGGLE: return set_operate_hashed(vm, result, key, hash, SET_TAKE);
  default: return target_contains(vm, target, key, hash);
  }
}

/* Whether the answer asks for the key to be added to result; *over: the loop ends, with *outcome. */
static bool loop_answer(SetLoop loop, Value answer, bool *over) {
  *over = ((loop == LOOP_ALL_IN || loop == LOOP_NOT_ALL_IN) && answer == V_FALSE) ||
          (loop == LOOP_NONE_IN && answer == V_TRUE);
  return (loop == LOOP_KEEP_IN && answer == V_TRUE) || (loop == LOOP_KEEP_OUT && answer == V_FALSE) ||
         (loop == LOOP_TOGGLE && answer == V_FALSE);
}

static inline Value loop_end(Vm *vm, SetLoop loop, Value result) {
  if (loop == LOOP_ADD) return V_NONE;
  if (loop == LOOP_DISCARD && !set_tidy(vm, AS(Set, vm, result))) return V_FAIL;
  return loop >= LOOP_ALL_IN ? from_bool(loop != LOOP_NOT_ALL_IN) : result;
}
static inline Value loop_over(SetLoop loop) { return from_bool(loop == LOOP_NOT_ALL_IN); }

/* With a dict as target. */
static SetRun dict_turn(Vm *vm, SetLoop loop, Value key, int64_t hash, Dict *target, Value result) {
  int64_t n = dict_find(vm, target, key, hash);
  if (n == -2) return RUN_CALL;
  bool over, add = loop_answer(loop, from_bool(n >= 0), &over);
  if (over) return RUN_OVER;
  return add ? set_turn(vm, LOOP_ADD, key, hash, NULL, AS(Set, vm, result)) : RUN_ON;
}

/* Sources whose items are at hand: their number, and they or the text they are of; false for others. */
static bool items_of(Vm *vm, Value source, Span *text, Value **items, uint32_t *count) {
  if (!is_ref(source)) return false;
  if (IS_EXACT(vm, source, list) || IS_EXACT(vm, source, tuple)) return sequence_items(vm, source, items, count);
  if (!IS_EXACT(vm, source, str)) return false;
  *text = str_span(vm, source);
  *items = NULL;
  *count = text->length;
  return true;
}

/* The loop in C, from *position on, as far as it goes without a call. What stopped it stands at *position. */
static SetRun loop_run(Vm *vm, SetLoop loop, Value source, Value target, Value result, uint32_t *position) {
  Value asked = loop == LOOP_ADD || loop == LOOP_UNITE || loop == LOOP_DISCARD ? result : target;
  Set *set = is_set(vm, asked) ? AS(Set, vm, asked) : NULL, *to = AS(Set, vm, result);
  if (set && is_set(vm, source)) return set_run(vm, loop, AS(Set, vm, source), position, set, to);
  Value key;
  int64_t hash;
  if (source_is_table(vm, source)) {
    for (;;) {
      uint32_t before = *position;
      if (!table_next(vm, source, position, &key, &hash)) return RUN_ON;
      if (!charge(vm, 1)) return RUN_FAILED;
      SetRun run = set ? set_turn(vm, loop, key, hash, set, to) : dict_turn(vm, loop, key, hash, AS(Dict, vm, asked), result);
      if (run == RUN_ON) continue;
      *position = before;
      return run;
    }
  }
  Span text;
  Value *items;
  uint32_t count;
  if (!set || !items_of(vm, source, &text, &items, &count)) return RUN_CALL;
  for (uint32_t *i = position; *i < count; ++*i) {
    if (!charge(vm, 2)) return RUN_FAILED;
    key = items ? items[*i] : str_character(vm, span_at(text, *i));
    if (key == V_FAIL) return RUN_FAILED;
    if (!key_hash(vm, key, &hash)) return vm->retry || vm->ending ? RUN_FAILED : RUN_CALL;
    SetRun run = set_turn(vm, loop, key, hash, set, to);
    if (run != RUN_ON) return run;
  }
  return RUN_ON;
}

/* position: of a table, where to begin; of another source -1, or where items at hand begin that are taken in C first: a loop over many
   of them has to go on where memory failed it. */
#define MANY_ITEMS 1024u
/* The loops that take every key. */
static bool loop_take(Vm *vm, Value *a, Value key) {
  enum { TARGET = 1, LOOP, RESULT };
  SetLoop loop = (SetLoop)to_small(a[LOOP]);
  Value asked = loop == LOOP_KEEP_IN || loop == LOOP_KEEP_OUT ? a[TARGET] : a[RESULT];
  int64_t hash;
  if (loop > LOOP_DISCARD || !is_set(vm, asked) || !is_set(vm, a[RESULT])) return false;
  if (key_hash(vm, key, &hash) && set_turn(vm, loop, key, hash, AS(Set, vm, asked), AS(Set, vm, a[RESULT])) == RUN_ON) return true;
  return vm->retry = false;
}

RESUMABLE(set_loop_slow, 6, "(source, target, loop, result, position, /)", NULL, .take = {loop_take, 3, 5}) {
  enum { SOURCE, TARGET, LOOP, RESULT, POSITION, ITERATOR, KEY, HASH, ANSWER = HASH + 2, PLACE };
  STEPS
    if (!source_is_table(vm, a[SOURCE]) && to_small(a[POSITION]) >= 0) {
      uint32_t position = (uint32_t)to_small(a[POSITION]);
      SetLoop loop = (SetLoop)to_small(a[LOOP]);
      SetRun run = loop_run(vm, loop, a[SOURCE], a[TARGET], a[RESULT], &position);
      if (run == RUN_ON) return loop_end(vm, loop, a[RESULT]);
      if (run == RUN_OVER) return loop_over(loop);
      if (run == RUN_FAILED) {
        if (position != (uint32_t)to_small(a[POSITION])) vm->retries = 0;
        a[POSITION] = from_small(position);
        return V_FAIL;
      }
      /* From its start: for what was done already the loop does nothing. */
      a[POSITION] = from_small(-1);
    }
    if (!source_is_table(vm, a[SOURCE])) AWAIT(1, a[ITERATOR], object_iter(vm, a[SOURCE]));
    CHECKPOINT(2);
    for (;;) {
      if (a[ITERATOR] == V_UNDEFINED) {
        uint32_t position = (uint32_t)to_small(a[POSITION]);
        Value key;
        int64_t hash;
        if (!table_next(vm, a[SOURCE], &position, &key, &hash)) break;
        a[KEY] = key;
        wide_put(a + HASH, (uint64_t)hash);
        a[PLACE] = from_small(position);
      } else {
        AWAIT(3, a[KEY], object_next(vm, a[ITERATOR]));
        if (a[KEY] == V_STOP) break;
        int64_t hash;
        if (!key_hash(vm, a[KEY], &hash)) {
          if (vm->retry || vm->ending) return V_FAIL;
          CHECKPOINT(4);
          AWAIT(5, a[ANSWER], object_hash(vm, a[KEY]));
          hash = 0;
          int_to_i64(vm, a[ANSWER], &hash);
        }
        wide_put(a + HASH, (uint64_t)hash);
      }
      CHECKPOINT(6);
      AWAIT(7, a[ANSWER],
            loop_ask(vm, (SetLoop)to_small(a[LOOP]), a[KEY], (int64_t)wide_get(a + HASH), a[TARGET], a[RESULT]));
      {
        bool over, add = loop_answer((SetLoop)to_small(a[LOOP]), a[ANSWER], &over);
        if (over) return loop_over((SetLoop)to_small(a[LOOP]));
        if (a[ITERATOR] == V_UNDEFINED) a[POSITION] = a[PLACE];
        a[ANSWER] = from_bool(add);
      }
      CHECKPOINT(8);
      if (a[ANSWER] == V_TRUE)
        AWAIT(9, a[ANSWER],
              set_operate_hashed(vm, a[RESULT], a[KEY], (int64_t)wide_get(a + HASH), SET_ADD));
      CHECKPOINT(10);
    }
    return loop_end(vm, (SetLoop)to_small(a[LOOP]), a[RESULT]);
  END_STEPS
}

static Value loop_slow(Vm *vm, SetLoop loop, Value source, Value target, Value result, int64_t position) {
  Value arguments[] = {source, target, from_small(loop), result, from_small(position)};
  return enter(vm, &set_loop_slow_info, 5, arguments);
}

/* May call. result or target may be V_UNDEFINED where the loop does not use them. Repeatable while it did not call: adding
   what is there and taking what is not changes nothing, but LOOP_TOGGLE must not begin again, so it goes step by step. */
static Value set_loop(Vm *vm, SetLoop loop, Value source, Value target, Value result) {
  bool table = source_is_table(vm, source);
  uint32_t position = 0, count;
  Span text;
  Value *items;
  if (loop == LOOP_TOGGLE || (!table && items_of(vm, source, &text, &items, &count) && count > MANY_ITEMS)) return loop_slow(vm, loop, source, target, result, 0);
  switch (loop_run(vm, loop, source, target, result, &position)) {
  case RUN_ON: return loop_end(vm, loop, result);
  case RUN_OVER: return loop_over(loop);
  case RUN_CALL: return loop_slow(vm, loop, source, target, result, table ? (int64_t)position : -1);
  default: return V_FAIL;
  }
}

/* ---- building blocks --------------------------------------------------------------------------------------------- */

static Ref base_type(Vm *vm, Value set) {
  return OBJECT(vm, set)->flags & OBJECT_FROZEN ? TYPE(vm, frozenset) : TYPE(vm, set);
}

/* A copy of type set or frozenset, whichever it derives from. */
static Value copy_base(Vm *vm, Value set) {
  Ref type = base_type(vm, set);
  if (type == TYPE(vm, frozenset) && IS_EXACT(vm, set, frozenset)) return set;
  return set_copy_as(vm, set, type);
}
/* The same, but always a new object, to be changed before anybody sees it. */
static Value copy_fresh(Vm *vm, Value set) { return set_copy_as(vm, set, base_type(vm, set)); }

/* set |= iterable, answering as the loop does: LOOP_ADD or LOOP_UNITE. */
static Value add_all(Vm *vm, SetLoop loop, Value set, Value other) {
  if (set == other) return loop_end(vm, loop, set);
  if (is_set(vm, other) && !AS(Set, vm, set)->table) {
    Value copy = set_copy_as(vm, other, TYPE(vm, set));
    if (copy == V_FAIL) return V_FAIL;
    set_swap(vm, AS(Set, vm, set), AS(Set, vm, copy));
    return loop_end(vm, loop, set);
  }
  if (source_is_table(vm, other)) {
    Set *s = AS(Set, vm, set);
    uint32_t more = is_set(vm, other) ? AS(Set, vm, other)->used : AS(Dict, vm, other)->used;
    if (more && !set_reserve(vm, s, more)) return V_FAIL;
  }
  return set_loop(vm, loop, other, V_UNDEFINED, set);
}
static Value update(Vm *vm, Value set, Value other) { return add_all(vm, LOOP_ADD, set, other); }

Value set_update(Vm *vm, Value set, Value iterable) { return update(vm, set, iterable); }

static Value from_iterable(Vm *vm, Value iterable, Ref type) {
  if (is_set(vm, iterable)) return set_copy_as(vm, iterable, type);
  Value result = set_alloc(vm, type);
  return result == V_FAIL ? V_FAIL : add_all(vm, LOOP_UNITE, result, iterable);
}

Value set_from(Vm *vm, Value iterable, bool frozen) {
  if (frozen && is_ref(iterable) && IS_EXACT(vm, iterable, frozenset)) return iterable;
  return from_iterable(vm, iterable, frozen ? TYPE(vm, frozenset) : TYPE(vm, set));
}

static Value difference(Vm *vm, Value self, Value other) {
  Value result;
  if (source_is_table(vm, other)) {
    uint32_t size = is_set(vm, other) ? AS(Set, vm, other)->used : AS(Dict, vm, other)->used;
    if (AS(Set, vm, self)->used >> 2 <= size) {
      result = set_alloc(vm, base_type(vm, self));
      return result == V_FAIL ? V_FAIL : set_loop(vm, LOOP_KEEP_OUT, self, other, result);
    }
  }
  result = copy_fresh(vm, self);
  return result == V_FAIL ? V_FAIL : set_loop(vm, LOOP_DISCARD, other, V_UNDEFINED, result);
}

static Value intersection(Vm *vm, Value self, Value other) {
  if (self == other) return copy_fresh(vm, self);
  Value result = set_alloc(vm, base_type(vm, self));
  if (result == V_FAIL) return V_FAIL;
  if (is_set(vm, other) && AS(Set, vm, other)->used > AS(Set, vm, self)->used)
    return set_loop(vm, LOOP_KEEP_IN, self, other, result);
  return set_loop(vm, LOOP_KEEP_IN, other, self, result);
}

/* other, as a set: keys that occur twice must not be toggled twice. */
RESUMABLE(set_toggle_slow, 1, "(self, other, /)", NULL) {
  STEPS
    if (!source_is_table(vm, a[1])) AWAIT(1, a[1], from_iterable(vm, a[1], base_type(vm, a[0])));
    CHECKPOINT(2);
    AWAIT(3, a[2], set_loop(vm, LOOP_TOGGLE, a[1], V_UNDEFINED, a[0]));
    return a[0];
  END_STEPS
}

static Value toggle(Vm *vm, Value self, Value other) {
  Value arguments[] = {self, other};
  return enter(vm, &set_toggle_slow_info, 2, arguments);
}

RESUMABLE(symmetric_slow, 1, "(self, other, /)", NULL) {
  STEPS
    AWAIT(1, a[2], from_iterable(vm, a[1], base_type(vm, a[0])));
    CHECKPOINT(2);
    AWAIT(3, a[2], toggle(vm, a[2], a[0]));
    return a[2];
  END_STEPS
}

static Value symmetric(Vm *vm, Value self, Value other) {
  if (is_set(vm, other)) {
    Value result = set_copy_as(vm, other, base_type(vm, self));
    if (result == V_FAIL) return V_FAIL;
    /* The result is new: should this fail, it is made again. */
    uint32_t position = 0;
    SetRun run = set_run(vm, LOOP_TOGGLE, AS(Set, vm, self), &position, AS(Set, vm, result), AS(Set, vm, result));
    if (run == RUN_CALL) return loop_slow(vm, LOOP_TOGGLE, self, V_UNDEFINED, result, position);
    return run == RUN_ON ? result : V_FAIL;
  }
  Value arguments[] = {self, other};
  return enter(vm, &symmetric_slow_info, 2, arguments);
}

static Value subset(Vm *vm, Value self, Value other) {
  if (AS(Set, vm, self)->used > AS(Set, vm, other)->used) return V_FALSE;
  return set_loop(vm, LOOP_ALL_IN, self, other, V_UNDEFINED);
}

Value set_combine(Vm *vm, BinaryOp op, Value set, Value other) {
  switch (op) {
  case OP_SUB: return set_loop(vm, LOOP_DISCARD, other, V_UNDEFINED, set);
  case OP_XOR: return toggle(vm, set, other);
  default: return update(vm, set, other);
  }
}

Value set_of_common(Vm *vm, Value table, Value iterable) {
  Value result = set_new(vm, false);
  return result == V_FAIL ? V_FAIL : set_loop(vm, LOOP_KEEP_IN, iterable, table, result);
}

/* ---- making ------------------------------------------------------------------------------------------------------ */

NATIVE(set_make, "(cls, /, *args, **kw)", NULL) {
  return set_alloc(vm, to_ref(a[0]));
}

NATIVE(set_init, "(self, iterable=(), /)",
       "set() -> new empty set object\nset(iterable) -> new set object\n\n"
       "Build an unordered collection of unique elements.") {
  Value self = a[0], iterable = a[1];
  Set *s = AS(Set, vm, self);
  if (iterable == self) return V_NONE;
  if (s->used || s->fill) set_clear(vm, s);
  return iterable == V_UNDEFINED ? V_NONE : set_update(vm, self, iterable);
}

NATIVE(frozenset_make, "(cls, iterable=(), /)",
       "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\n"
       "Build an immutable unordered collection of unique elements.") {
  Ref type = to_ref(a[0]);
  bool exact = type == TYPE(vm, frozenset);
  if (a[1] == V_UNDEFINED) return exact ? from_ref(known(vm)->empty_frozenset) : set_alloc(vm, type);
  if (exact && is_ref(a[1]) && IS_EXACT(vm, a[1], frozenset)) return a[1];
  return from_iterable(vm, a[1], type);
}

/* ---- keys -------------------------------------------------------------------------------------------------------- */

NATIVE(set_add_method, "(self, object, /)",
       "Add an element to a set.\n\nThis has no effect if the element is already present.") {
  return set_add(vm, a[0], a[1]);
}
NATIVE(set_contains_method, "(self, object, /)", "x.__contains__(y) <==> y in x.") {
  return set_contains(vm, a[0], a[1]);
}
NATIVE(set_discard, "(self, object, /)",
       "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\n"
       "an exception when an element is missing from the set.") {
  return set_operate(vm, a[0], a[1], SET_DISCARD);
}
NATIVE(set_remove, "(self, object, /)",
       "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.") {
  return set_operate(vm, a[0], a[1], SET_REMOVE);
}

NATIVE(set_pop, "(self, /)",
       "Remove and return an arbitrary set element.\nRaises KeyError if the set is empty.") {
  Set *s = AS(Set, vm, a[0]);
  if (!s->used || !s->table) {
    Value text = str_from_c(vm, "pop from an empty set");
    return text == V_FAIL ? V_FAIL : raise_with(vm, T_KeyError, text);
  }
  uint32_t mask = s->mask, i = (uint32_t)s->hash & mask;
  for (uint32_t most = 0; most <= mask; most++, i = (i + 1) & mask) {
    SetEntry *e = set_entry(vm, s, i);
    if (e->key == V_UNDEFINED || e->key == V_STOP) continue;
    Value key = e->key;
    set_remove_slot(vm, s, i);
    s->hash = (int64_t)i + 1;
    vm->fuel -= most >> 2;
    return key;
  }
  cage_broken(vm);
}

NATIVE(set_clear_method, "(self, /)", "Remove all elements from this set.") {
  set_clear(vm, AS(Set, vm, a[0]));
  return V_NONE;
}

NATIVE(set_len, "(self, /)", "Return len(self).") { return from_small(AS(Set, vm, a[0])->used); }
NATIVE(set_iter, "(self, /)", "Implement iter(self).") { return set_iterator_new(vm, a[0]); }
NATIVE(set_copy, "(self, /)", "Return a shallow copy of a set.") { return copy_base(vm, a[0]); }

NATIVE(frozenset_hash, "(self, /)", "Return hash(self).") {
  return int_from_i64(vm, set_hash_value(vm, AS(Set, vm, a[0])));
}

/* ---- methods with any iterables ---------------------------------------------------------------------------------- */

/* With one other, which is by far the most common. */
static Value update_vector(Vm *vm, const Value *a, uint32_t n) {
  if (n != 2) return V_UNDEFINED;
  vm->fuel -= 2;
  return update(vm, a[0], a[1]);
}
static Value union_vector(Vm *vm, const Value *a, uint32_t n) {
  if (n != 2) return V_UNDEFINED;
  vm->fuel -= 2;
  Value other = a[1], result = copy_fresh(vm, a[0]);
  return result == V_FAIL ? V_FAIL : add_all(vm, LOOP_UNITE, result, other);
}
static Value intersection_vector(Vm *vm, const Value *a, uint32_t n) {
  if (n != 2) return V_UNDEFINED;
  vm->fuel -= 2;
  return intersection(vm, a[0], a[1]);
}
static Value difference_vector(Vm *vm, const Value *a, uint32_t n) {
  if (n != 2) return V_UNDEFINED;
  vm->fuel -= 2;
  return difference(vm, a[0], a[1]);
}

RESUMABLE(set_update_method, 2, "(self, /, *others)", "Update a set with the union of itself and others.", .vector = update_vector) {
  enum { SELF, OTHERS, INDEX, DONE };
  STEPS
    for (a[INDEX] = from_small(0); to_small(a[INDEX]) < AS(Tuple, vm, a[OTHERS])->length;
         a[INDEX] = from_small(to_small(a[INDEX]) + 1)) {
      CHECKPOINT(2);
      AWAIT(1, a[DONE], update(vm, a[SELF], tuple_item(vm, a[OTHERS], (uint32_t)to_small(a[INDEX]))));
    }
    return V_NONE;
  END_STEPS
}

RESUMABLE(set_union, 3, "(self, /, *others)",
          "Return the union of sets as a new set.\n\n(i.e. all elements that are in either set.)", .vector = union_vector) {
  enum { SELF, OTHERS, INDEX, RESULT, DONE };
  STEPS
    a[RESULT] = copy_fresh(vm, a[SELF]);
    if (a[RESULT] == V_FAIL) return V_FAIL;
    for (a[INDEX] = from_small(0); to_small(a[INDEX]) < AS(Tuple, vm, a[OTHERS])->length;
         a[INDEX] = from_small(to_small(a[INDEX]) + 1)) {
      CHECKPOINT(2);
      AWAIT(1, a[DONE], update(vm, a[RESULT], tuple_item(vm, a[OTHERS], (uint32_t)to_small(a[INDEX]))));
    }
    return a[RESULT];
  END_STEPS
}

RESUMABLE(set_intersection, 2, "(self, /, *others)",
          "Return the intersection of two sets as a new set.\n\n(i.e. all elements that are in both sets.)", .vector = intersection_vector) {
  enum { SELF, OTHERS, INDEX, RESULT };
  STEPS
    if (!AS(Tuple, vm, a[OTHERS])->length) return copy_fresh(vm, a[SELF]);
    a[RESULT] = a[SELF];
    for (a[INDEX] = from_small(0); to_small(a[INDEX]) < AS(Tuple, vm, a[OTHERS])->length;
         a[INDEX] = from_small(to_small(a[INDEX]) + 1)) {
      CHECKPOINT(2);
      AWAIT(1, a[RESULT], intersection(vm, a[RESULT], tuple_item(vm, a[OTHERS], (uint32_t)to_small(a[INDEX]))));
    }
    return a[RESULT];
  END_STEPS
}

RESUMABLE(set_intersection_update, 2, "(self, /, *others)",
          "Update a set with the intersection of itself and another.") {
  enum { SELF, OTHERS, INDEX, RESULT };
  STEPS
    if (!AS(Tuple, vm, a[OTHERS])->length) return V_NONE;
    a[RESULT] = a[SELF];
    for (a[INDEX] = from_small(0); to_small(a[INDEX]) < AS(Tuple, vm, a[OTHERS])->length;
         a[INDEX] = from_small(to_small(a[INDEX]) + 1)) {
      CHECKPOINT(2);
      AWAIT(1, a[RESULT], intersection(vm, a[RESULT], tuple_item(vm, a[OTHERS], (uint32_t)to_small(a[INDEX]))));
    }
    set_swap(vm, AS(Set, vm, a[SELF]), AS(Set, vm, a[RESULT]));
    return V_NONE;
  END_STEPS
}

RESUMABLE(set_difference, 2, "(self, /, *others)",
          "Return the difference of two or more sets as a new set.\n\n"
          "(i.e. all elements that are in this set but not the others.)", .vector = difference_vector) {
  enum { SELF, OTHERS, INDEX, RESULT };
  STEPS
    if (!AS(Tuple, vm, a[OTHERS])->length) return copy_fresh(vm, a[SELF]);
    AWAIT(1, a[RESULT], difference(vm, a[SELF], tuple_item(vm, a[OTHERS], 0)));
    for (a[INDEX] = from_small(1); to_small(a[INDEX]) < AS(Tuple, vm, a[OTHERS])->length;
         a[INDEX] = from_small(to_small(a[INDEX]) + 1)) {
      CHECKPOINT(9);
      if (tuple_item(vm, a[OTHERS], (uint32_t)to_small(a[INDEX])) == a[SELF]) {
        set_clear(vm, AS(Set, vm, a[RESULT]));
        continue;
      }
      AWAIT(2, a[RESULT],
            set_loop(vm, LOOP_DISCARD, tuple_item(vm, a[OTHERS], (uint32_t)to_small(a[INDEX])), V_UNDEFINED, a[RESULT]));
    }
    return a[RESULT];
  END_STEPS
}

RESUMABLE(set_difference_update, 2, "(self, /, *others)", "Remove all elements of another set from this set.") {
  enum { SELF, OTHERS, INDEX, RESULT };
  STEPS
    for (a[INDEX] = from_small(0); to_small(a[INDEX]) < AS(Tuple, vm, a[OTHERS])->length;
         a[INDEX] = from_small(to_small(a[INDEX]) + 1)) {
      CHECKPOINT(9);
      if (tuple_item(vm, a[OTHERS], (uint32_t)to_small(a[INDEX])) == a[SELF]) {
        set_clear(vm, AS(Set, vm, a[SELF]));
        continue;
      }
      AWAIT(1, a[RESULT],
            set_loop(vm, LOOP_DISCARD, tuple_item(vm, a[OTHERS], (uint32_t)to_small(a[INDEX])), V_UNDEFINED, a[SELF]));
    }
    return V_NONE;
  END_STEPS
}

NATIVE(set_symmetric_difference, "(self, other, /)",
       "Return the symmetric difference of two sets as a new set.\n\n"
       "(i.e. all elements that are in exactly one of the sets.)") {
  return symmetric(vm, a[0], a[1]);
}

RESUMABLE(set_symmetric_difference_update, 0, "(self, other, /)",
          "Update a set with the symmetric difference of itself and another.") {
  STEPS
    if (a[0] == a[1]) {
      set_clear(vm, AS(Set, vm, a[0]));
      return V_NONE;
    }
    AWAIT(1, a[1], toggle(vm, a[0], a[1]));
    return V_NONE;
  END_STEPS
}

RESUMABLE(set_issubset, 0, "(self, other, /)", "Report whether another set contains this set.") {
  STEPS
    if (!is_set(vm, a[1])) AWAIT(1, a[1], from_iterable(vm, a[1], TYPE(vm, set)));
    AWAIT(2, a[1], subset(vm, a[0], a[1]));
    return a[1];
  END_STEPS
}

NATIVE(set_issuperset, "(self, other, /)", "Report whether this set contains another set.") {
  Value self = a[0], other = a[1];
  return is_set(vm, other) ? subset(vm, other, self) : set_loop(vm, LOOP_ALL_IN, other, self, V_UNDEFINED);
}

NATIVE(set_isdisjoint, "(self, other, /)", "Return True if two sets have a null intersection.") {
  Value self = a[0], other = a[1];
  if (self == other) return from_bool(!AS(Set, vm, self)->used);
  if (is_set(vm, other) && AS(Set, vm, other)->used > AS(Set, vm, self)->used)
    return set_loop(vm, LOOP_NONE_IN, self, other, V_UNDEFINED);
  return set_loop(vm, LOOP_NONE_IN, other, self, V_UNDEFINED);
}

/* ---- operators --------------------------------------------------------------------------------------------------- */

static Value union_of(Vm *vm, Value x, Value y) {
  Set *more = AS(Set, vm, y);
  if (x == y || !more->used || !AS(Set, vm, x)->used) {
    Value result = copy_fresh(vm, x);
    return result == V_FAIL || x == y ? result : add_all(vm, LOOP_UNITE, result, y);
  }
  Value result = set_copy_reserved(vm, x, base_type(vm, x), more->used);
  return result == V_FAIL ? V_FAIL : set_loop(vm, LOOP_UNITE, y, V_UNDEFINED, result);
}

static Value operator(Vm *vm, BinaryOp op, Value x, Value y) {
  if (!is_set(vm, x) || !is_set(vm, y)) return V_NOTIMPLEMENTED;
  switch (op) {
  case OP_AND: return intersection(vm, x, y);
  case OP_SUB: return difference(vm, x, y);
  case OP_XOR: return symmetric(vm, x, y);
  default: return union_of(vm, x, y);
  }
}

NATIVE(set_and, "(self, value, /)", "Return self&value.") { return operator(vm, OP_AND, a[0], a[1]); }
NATIVE(set_or, "(self, value, /)", "Return self|value.") { return operator(vm, OP_OR, a[0], a[1]); }
NATIVE(set_sub, "(self, value, /)", "Return self-value.") { return operator(vm, OP_SUB, a[0], a[1]); }
NATIVE(set_xor, "(self, value, /)", "Return self^value.") { return operator(vm, OP_XOR, a[0], a[1]); }
NATIVE(set_rand, "(self, value, /)", "Return value&self.") { return operator(vm, OP_AND, a[1], a[0]); }
NATIVE(set_ror, "(self, value, /)", "Return value|self.") { return operator(vm, OP_OR, a[1], a[0]); }
NATIVE(set_rsub, "(self, value, /)", "Return value-self.") { return operator(vm, OP_SUB, a[1], a[0]); }
NATIVE(set_rxor, "(self, value, /)", "Return value^self.") { return operator(vm, OP_XOR, a[1], a[0]); }

RESUMABLE(set_iand, 1, "(self, value, /)", "Return self&=value.") {
  STEPS
    if (!is_set(vm, a[1])) return V_NOTIMPLEMENTED;
    AWAIT(1, a[2], intersection(vm, a[0], a[1]));
    if (a[2] != a[0]) set_swap(vm, AS(Set, vm, a[0]), AS(Set, vm, a[2]));
    return a[0];
  END_STEPS
}
NATIVE(set_ior, "(self, value, /)", "Return self|=value.") {
  return is_set(vm, a[1]) ? answering(vm, update(vm, a[0], a[1]), a[0]) : V_NOTIMPLEMENTED;
}
NATIVE(set_isub, "(self, value, /)", "Return self-=value.") {
  if (!is_set(vm, a[1])) return V_NOTIMPLEMENTED;
  if (a[0] == a[1]) {
    set_clear(vm, AS(Set, vm, a[0]));
    return a[0];
  }
  return set_loop(vm, LOOP_DISCARD, a[1], V_UNDEFINED, a[0]); /* which answers a[0] */
}
NATIVE(set_ixor, "(self, value, /)", "Return self^=value.") {
  if (!is_set(vm, a[1])) return V_NOTIMPLEMENTED;
  if (a[0] == a[1]) {
    set_clear(vm, AS(Set, vm, a[0]));
    return a[0];
  }
  return toggle(vm, a[0], a[1]);
}

NATIVE(set_eq, "(self, value, /)", "Return self==value.") {
  if (!is_set(vm, a[1])) return V_NOTIMPLEMENTED;
  Set *x = AS(Set, vm, a[0]), *y = AS(Set, vm, a[1]);
  if (x->used != y->used) return V_FALSE;
  if ((x->head.flags & y->head.flags & OBJECT_FROZEN) && x->hash != -1 && y->hash != -1 && x->hash != y->hash)
    return V_FALSE;
  return subset(vm, a[0], a[1]);
}
NATIVE(set_ne, "(self, value, /)", "Return self!=value.") {
  if (!is_set(vm, a[1])) return V_NOTIMPLEMENTED;
  if (AS(Set, vm, a[0])->used != AS(Set, vm, a[1])->used) return V_TRUE;
  return set_loop(vm, LOOP_NOT_ALL_IN, a[0], a[1], V_UNDEFINED);
}
NATIVE(set_le, "(self, value, /)", "Return self<=value.") {
  return is_set(vm, a[1]) ? subset(vm, a[0], a[1]) : V_NOTIMPLEMENTED;
}
NATIVE(set_ge, "(self, value, /)", "Return self>=value.") {
  return is_set(vm, a[1]) ? subset(vm, a[1], a[0]) : V_NOTIMPLEMENTED;
}
NATIVE(set_lt, "(self, value, /)", "Return self<value.") {
  if (!is_set(vm, a[1])) return V_NOTIMPLEMENTED;
  return AS(Set, vm, a[0])->used < AS(Set, vm, a[1])->used ? subset(vm, a[0], a[1]) : V_FALSE;
}
NATIVE(set_gt, "(self, value, /)", "Return self>value.") {
  if (!is_set(vm, a[1])) return V_NOTIMPLEMENTED;
  return AS(Set, vm, a[0])->used > AS(Set, vm, a[1])->used ? subset(vm, a[1], a[0]) : V_FALSE;
}

/* ---- the rest ---------------------------------------------------------------------------------------------------- */

RESUMABLE(set_repr_slow, 4, "(self, /)", NULL) {
  enum { SELF, ITEMS, PARTS, INDEX, PART };
  STEPS
    if (being_printed(vm, a[SELF])) {
      Builder b;
      builder_start(&b, vm);
      builder_str(&b, from_ref(((Type *)at(vm, type_of(vm, a[SELF])))->name));
      builder_c(&b, "(...)");
      return builder_end(&b);
    }
    a[ITEMS] = list_new(vm, NULL, 0);
    a[PARTS] = list_new(vm, NULL, 0);
    if (a[ITEMS] == V_FAIL || a[PARTS] == V_FAIL) return V_FAIL;
    {
      uint32_t position = 0;
      Value key;
      while (set_next(vm, AS(Set, vm, a[SELF]), &position, &key))
        if (!list_append(vm, AS(List, vm, a[ITEMS]), key)) return V_FAIL;
    }
    a[INDEX] = from_small(0);
    CHECKPOINT(1);
    while (to_small(a[INDEX]) < AS(List, vm, a[ITEMS])->length) {
      AWAIT(2, a[PART], object_repr(vm, *item_at(vm, ref_of(vm, list_items(vm, AS(List, vm, a[ITEMS]))), (uint32_t)to_small(a[INDEX]))));
      CHECKPOINT(3);
      if (!list_append(vm, AS(List, vm, a[PARTS]), a[PART])) return V_FAIL;
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
      CHECKPOINT(4);
    }
    {
      bool exact = IS_EXACT(vm, a[SELF], set);
      if (exact && AS(List, vm, a[PARTS])->length) return repr_joined(vm, "{", a[PARTS], "}");
      Value text = AS(List, vm, a[PARTS])->length ? repr_joined(vm, "({", a[PARTS], "})") : str_from_c(vm, "()");
      if (text == V_FAIL) return V_FAIL;
      return str_concat(vm, from_ref(((Type *)at(vm, type_of(vm, a[SELF])))->name), text);
    }
  END_STEPS
}

NATIVE(set_repr, "(self, /)", "Return repr(self).") {
  Value self = a[0];
  if (IS_EXACT(vm, self, set) || IS_EXACT(vm, self, frozenset)) {
    Value text = repr_at_once(vm, self);
    if (text != V_UNDEFINED) return text;
  }
  return enter(vm, &set_repr_slow_info, 1, &self);
}

NATIVE(set_reduce, "(self, /)", "Return state information for pickling.") {
  Value self = a[0], state = object_attributes(vm, self, false);
  Value copy = set_copy_as(vm, self, TYPE(vm, set));
  if (copy == V_FAIL || state == V_FAIL) return V_FAIL;
  Value items = list_from(vm, copy);
  if (items == V_FAIL) return V_FAIL;
  Value arguments = TUPLE_OF(vm, items);
  if (arguments == V_FAIL) return V_FAIL;
  return TUPLE_OF(vm, from_ref(type_of(vm, self)), arguments, none_if_undefined(state));
}

NATIVE(set_sizeof, "(self, /)", "S.__sizeof__() -> size of S in memory, in bytes") {
  Set *s = AS(Set, vm, a[0]);
  return from_small(200 + (s->mask > 7 ? 16 * ((int64_t)s->mask + 1) : 0));
}

NATIVE(set_class_getitem, "(cls, item, /)", "See PEP 585") { return generic_alias_new(vm, a[0], a[1]); }

#define SHARED_ENTRIES                                                                                                 \
  SLOT("__repr__", set_repr), SLOT("__lt__", set_lt), SLOT("__le__", set_le), SLOT("__eq__", set_eq),                  \
      SLOT("__ne__", set_ne), SLOT("__gt__", set_gt), SLOT("__ge__", set_ge), SLOT("__iter__", set_iter),              \
      SLOT("__len__", set_len), METHOD_("__contains__", set_contains_method), SLOT("__and__", set_and),                \
      SLOT("__rand__", set_rand), SLOT("__or__", set_or), SLOT("__ror__", set_ror), SLOT("__sub__", set_sub),          \
      SLOT("__rsub__", set_rsub), SLOT("__xor__", set_xor), SLOT("__rxor__", set_rxor), METHOD_("copy", set_copy),     \
      METHOD_("difference", set_difference), METHOD_("intersection", set_intersection),                                \
      METHOD_("isdisjoint", set_isdisjoint), METHOD_("issubset", set_issubset),                                        \
      METHOD_("issuperset", set_issuperset), METHOD_("symmetric_difference", set_symmetric_difference),                \
      METHOD_("union", set_union), METHOD_("__reduce__", set_reduce), METHOD_("__sizeof__", set_sizeof),               \
      CLASSMETHOD_("__class_getitem__", set_class_getitem)

const NativeEntry set_entries[] = {
    STATIC("__new__", set_make),
    SLOT("__init__", set_init),
    SHARED_ENTRIES,
    SLOT("__iand__", set_iand),
    SLOT("__ior__", set_ior),
    SLOT("__isub__", set_isub),
    SLOT("__ixor__", set_ixor),
    METHOD_("add", set_add_method),
    METHOD_("clear", set_clear_method),
    METHOD_("discard", set_discard),
    METHOD_("difference_update", set_difference_update),
    METHOD_("intersection_update", set_intersection_update),
    METHOD_("pop", set_pop),
    METHOD_("remove", set_remove),
    METHOD_("symmetric_difference_update", set_symmetric_difference_update),
    METHOD_("update", set_update_method),
    INTERNAL(set_probe),
    INTERNAL(set_loop_slow),
    INTERNAL(set_toggle_slow),
    INTERNAL(symmetric_slow),
    INTERNAL(set_repr_slow),
    END_OF_ENTRIES,
};

const NativeEntry frozenset_entries[] = {
    STATIC("__new__", frozenset_make),
    SLOT("__hash__", frozenset_hash),
    SHARED_ENTRIES,
    END_OF_ENTRIES,
};
