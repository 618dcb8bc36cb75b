/*
 * The iterators of built-in containers: which field of their Record holds what.
 *
 * An exhausted iterator has V_UNDEFINED where its container stood (a range iterator: REMAINING 0), so that it stays
 * exhausted when the container grows.
 */
#ifndef PYXIS_ITERATORS_H
#define PYXIS_ITERATORS_H

#include "object/object.h"

/* All three are small ints; the next value is CURRENT if REMAINING > 0. */
enum { RANGE_ITERATOR_CURRENT, RANGE_ITERATOR_REMAINING, RANGE_ITERATOR_STEP, RANGE_ITERATOR_FIELDS };
/* Ints of any size: the next value is START + INDEX * STEP if INDEX < LENGTH. */
enum { LONGRANGE_ITERATOR_START, LONGRANGE_ITERATOR_INDEX, LONGRANGE_ITERATOR_STEP, LONGRANGE_ITERATOR_LENGTH,
       LONGRANGE_ITERATOR_FIELDS };
/* LIST: a list or an instance of a subclass. INDEX: a small int, the next item; a reverse iterator counts down to -1. */
enum { LIST_ITERATOR_LIST, LIST_ITERATOR_INDEX, LIST_ITERATOR_FIELDS };
enum { TUPLE_ITERATOR_TUPLE, TUPLE_ITERATOR_INDEX, TUPLE_ITERATOR_FIELDS };
enum { STR_ITERATOR_STR, STR_ITERATOR_INDEX, STR_ITERATOR_FIELDS };
/* bytes_iterator and bytearray_iterator. */
enum { BYTES_ITERATOR_BYTES, BYTES_ITERATOR_INDEX, BYTES_ITERATOR_FIELDS };
/* The next octet of a bytes or bytearray, or V_STOP. */
static inline Value bytes_step(Vm *vm, Value it, Value *f) {
  if (!is_ref(f[BYTES_ITERATOR_BYTES])) return V_STOP;
  Object *o = OBJECT(vm, f[BYTES_ITERATOR_BYTES]);
  uint64_t i = (uint64_t)to_small(f[BYTES_ITERATOR_INDEX]);
  touch(vm, to_ref(it));
  if (i < (o->kind == KIND_BYTES ? ((Bytes *)o)->length : ((ByteArray *)o)->length)) {
    f[BYTES_ITERATOR_INDEX] = from_small((int64_t)i + 1);
    return from_small(o->kind == KIND_BYTES ? ((Bytes *)o)->data[i] : ((Raw *)at(vm, ((ByteArray *)o)->buffer))->data[i]);
  }
  f[BYTES_ITERATOR_BYTES] = V_UNDEFINED;
  return V_STOP;
}
/* POSITION: the entry to look at next; USED: the size when the iteration began, -1 once a change was reported;
   REMAINING: keys still to come. */
enum { DICT_ITERATOR_DICT, DICT_ITERATOR_POSITION, DICT_ITERATOR_USED, DICT_ITERATOR_REMAINING, DICT_ITERATOR_FIELDS };
enum { SET_ITERATOR_SET, SET_ITERATOR_POSITION, SET_ITERATOR_USED, SET_ITERATOR_REMAINING, SET_ITERATOR_FIELDS };
enum { SEQUENCE_ITERATOR_SEQUENCE, SEQUENCE_ITERATOR_INDEX, SEQUENCE_ITERATOR_FIELDS };
enum { CALLABLE_ITERATOR_CALLABLE, CALLABLE_ITERATOR_SENTINEL, CALLABLE_ITERATOR_FIELDS };
enum { ENUMERATE_ITERATOR, ENUMERATE_INDEX, ENUMERATE_FIELDS };
enum { ZIP_ITERATORS, ZIP_STRICT, ZIP_FIELDS };  /* a Tuple; a bool */
enum { MAP_FUNCTION, MAP_ITERATORS, MAP_FIELDS };
enum { FILTER_FUNCTION, FILTER_ITERATOR, FILTER_FIELDS };
enum { REVERSED_SEQUENCE, REVERSED_INDEX, REVERSED_FIELDS };
/* dict_keys, dict_values, dict_items, mappingproxy */
enum { VIEW_DICT, VIEW_FIELDS };
enum { ALIAS_ORIGIN, ALIAS_ARGS, ALIAS_PARAMETERS, ALIAS_STARRED, ALIAS_FIELDS };
enum { UNION_ARGS, UNION_PARAMETERS, UNION_FIELDS };

/* Steps an iterator over a built-in container when that cannot call Python: the value, V_STOP at the end, V_FAIL, or
   V_UNDEFINED when the iterator is not one of those (nothing has changed then). Failing leaves the iterator where it was. */
Value iterator_next_simple(Vm *vm, Value iterator);
/* For a loop that takes pairs apart at once: the next of an enumerate, zip or items(), without a tuple. V_TRUE: pair is filled; V_STOP;
   V_FAIL; V_UNDEFINED: not to be had this way, nothing happened. */
Value iterator_next_pair(Vm *vm, Value iterator, Value pair[2]);

/* iter() of exact and inherited built-in containers whose type does not override __iter__; the caller made sure of that. */
Value list_iterator_new(Vm *vm, Value list);
Value tuple_iterator_new(Vm *vm, Value tuple);
Value str_iterator_new(Vm *vm, Value str);
Value bytes_iterator_new(Vm *vm, Value bytes); /* bytes or bytearray */
Value set_iterator_new(Vm *vm, Value set);
/* type: T_dict_iterator, T_dict_valueiterator or T_dict_itemiterator */
Value dict_iterator_new(Vm *vm, Value dict, int type);
/* type: T_dict_reverseiterator, T_dict_reversevalueiterator or T_dict_reverseitemiterator */
Value dict_reverse_iterator_new(Vm *vm, Value dict, int type);
Value sequence_iterator_new(Vm *vm, Value sequence);               /* over __getitem__ */
Value callable_iterator_new(Vm *vm, Value callable, Value sentinel);
/* iter(v) for exactly a built-in container or iterator of one; V_UNDEFINED for anything else. */
Value iterator_of_simple(Vm *vm, Value v);

/* The same for an enumerate, zip or reversed object, also of a subclass. */
Value map_next_item(Vm *vm, Value self); /* V_STOP at the end; may call */
Value filter_next_item(Vm *vm, Value self);
Value enumerate_next_simple(Vm *vm, Value self);
Value zip_next_simple(Vm *vm, Value self);
Value reversed_next_simple(Vm *vm, Value self);
/* A Record of a type that may be a subclass made by Python. */
Value record_alloc(Vm *vm, Ref type, uint32_t fields);
Value raise_stop(Vm *vm); /* StopIteration() */
bool iterator_state(Vm *vm, Value state, int64_t *index); /* the index that __setstate__ is given; false: V_FAIL */
/* (iter, (container,)), with an index if that is not V_UNDEFINED: what __reduce__ answers. */
Value reduce_to_iter(Vm *vm, Value container, Value index);
Value builtin_named(Vm *vm, const char *name); /* of module builtins */

#endif
