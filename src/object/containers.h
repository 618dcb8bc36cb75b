/* What the files of the containers share among themselves. */
#ifndef PYXIS_CONTAINERS_H
#define PYXIS_CONTAINERS_H

#include "object/iterators.h"
#include "object/object.h"

/* The longest list or tuple: 1 GiB of items. */
#define MAX_ITEMS (1u << 27)

/* In a resumable native: from here on, a repetition after a failed allocation starts here. To be put behind what must not
   happen twice and is not an AWAIT that was suspended. Steps are numbered as AWAIT's are. It pays, and is a safepoint: no loop
   with a CHECKPOINT runs for ever, or keeps the host waiting. */
#define CHECKPOINT(step)                                                                                               \
  do {                                                                                                                 \
    current_frame(vm)->state = (current_frame(vm)->state & 0xFFFF0000u) | (step);                                      \
    vm->retries = 0;                                                                                                   \
    if (__builtin_expect(--vm->fuel < 0, 0)) {                                                                         \
      vm->pause = true;                                                                                                \
      return V_FAIL;                                                                                                   \
    }                                                                                                                  \
    /* fall through */                                                                                                 \
  case step:;                                                                                                          \
  } while (0)

static inline Value raise_no_memory(Vm *vm) { return raise_value(vm, from_ref(known(vm)->memory_error)); }

/* 64 bits in two registers, as small ints: registers hold Values only. */
static inline void wide_put(Value *two, uint64_t v) {
  two[0] = from_small((int64_t)(v & 0xFFFFFFFFu));
  two[1] = from_small((int64_t)(v >> 32));
}
static inline uint64_t wide_get(const Value *two) {
  return ((uint64_t)(uint32_t)to_small(two[1]) << 32) | (uint32_t)to_small(two[0]);
}

static inline bool str_is_exact(Vm *vm, Object *o) {
  return (o->flags & STR_INTERNED) || o->shape == known(vm)->str_shape;
}
/* Whether it is an exact Str. */
static inline bool is_text(Vm *vm, Value v) {
  return is_ref(v) && OBJECT(vm, v)->kind == KIND_STR && str_is_exact(vm, OBJECT(vm, v));
}
/* hash() of a small int. */
static inline int64_t hash_of_small(Value v) { return to_small(v) == -1 ? -2 : to_small(v); }

/* hash(key) when that needs no call: quick for what keys mostly are. */
static inline bool key_hash(Vm *vm, Value key, int64_t *hash) {
  if (is_small(key)) return *hash = hash_of_small(key), true;
  if (is_text(vm, key)) return *hash = hash_of_str(vm, key), true;
  if (is_ref(key) && OBJECT(vm, key)->shape == known(vm)->tuple_shape) return tuple_hash_simple(vm, key, hash, 0);
  return hash_simple(vm, key, hash);
}

enum { DEQUE_LENGTH = 2 }; /* which field of a collections.deque's Record says its length */

/* ---- dict.c ------------------------------------------------------------------------------------------------------ */

typedef enum DictOperation {
  DICT_GET,        /* the value, or `value` (V_UNDEFINED: absent) */
  DICT_GETITEM,    /* the value, __missing__ or KeyError */
  DICT_SET,        /* None */
  DICT_DELETE,     /* None or KeyError */
  DICT_SETDEFAULT, /* the value, that was there or is now */
  DICT_POP,        /* the value; absent: `value`, or KeyError when that is V_UNDEFINED */
  DICT_CONTAINS,   /* a bool */
  DICT_ADD,        /* a bool: it was absent and has been set */
  DICT_COUNT,      /* a bool: the value, a small int or absent (0), is now one more */
  DICT_TO_FRONT,   /* None or KeyError: the key is now the first in the order */
  DICT_TO_END,     /* likewise the last */
} DictOperation;
extern NativeInfo dict_probe_info; /* registered with the methods of dict */
/* May call. */
Value dict_operate(Vm *vm, Value dict, Value key, Value value, DictOperation operation);
/* The same when the hash is known; -1 stands for not known. */
Value dict_operate_hashed(Vm *vm, Value dict, Value key, int64_t hash, Value value, DictOperation operation);
void dict_clear(Vm *vm, Dict *d);
Value dict_alloc(Vm *vm, Ref type);
/* The last live entry: its number or -1. Entries behind it are given up. */
int64_t dict_last(Vm *vm, Dict *d);
static inline bool is_dict(Vm *vm, Value v) { return is_kind(vm, v, KIND_DICT); }

/* ---- set.c ------------------------------------------------------------------------------------------------------- */

typedef enum SetOperation {
  SET_ADD,      /* None */
  SET_CONTAINS, /* a bool; an unhashable set counts as the frozenset of its members */
  SET_DISCARD,  /* None; likewise */
  SET_REMOVE,   /* None or KeyError; likewise */
  SET_TAKE,     /* a bool: it was there and has been removed */
  SET_INCLUDE,  /* a bool: it was absent and has been added */
} SetOperation;
extern NativeInfo set_probe_info; /* registered with the methods of set */

/* What is done with each key of a source: see set_methods.c. */
typedef enum SetLoop {
  LOOP_ADD,        /* to result; answers None */
  LOOP_UNITE,      /* to result */
  LOOP_KEEP_IN,    /* those in target: to result */
  LOOP_KEEP_OUT,   /* those not in target: to result */
  LOOP_DISCARD,    /* from result */
  LOOP_TOGGLE,     /* out of result, or into it */
  LOOP_ALL_IN,     /* whether all are in target */
  LOOP_NONE_IN,    /* whether none is in target */
  LOOP_NOT_ALL_IN, /* whether one is not in target */
} SetLoop;
/* How a loop, or one turn of it, went in C. */
typedef enum SetRun { RUN_ON, RUN_OVER, RUN_CALL, RUN_FAILED } SetRun;
/* One turn: RUN_ON goes on, RUN_OVER has the answer, RUN_CALL did nothing and must compare by a call. `asked` is the target, or the
   result where the loop asks that one. */
SetRun set_turn(Vm *vm, SetLoop loop, Value key, int64_t hash, Set *asked, Set *result);
/* All turns from *position on: RUN_ON at the end of the source; RUN_CALL leaves *position at the key to go on with. */
SetRun set_run(Vm *vm, SetLoop loop, Set *source, uint32_t *position, Set *asked, Set *result);
Value set_operate(Vm *vm, Value set, Value key, SetOperation operation);
/* The same for a key whose hash is known; -1 stands for not known. */
Value set_operate_hashed(Vm *vm, Value set, Value key, int64_t hash, SetOperation operation);
Value set_alloc(Vm *vm, Ref type);
/* Slot of a key: -1 absent, -2 a comparison would have to call Python. */
int64_t set_find(Vm *vm, Set *s, Value key, int64_t hash);
bool set_insert_new(Vm *vm, Set *s, Value key, int64_t hash);
void set_remove_slot(Vm *vm, Set *s, uint32_t slot);
SetEntry *set_entry(Vm *vm, Set *s, uint32_t slot);
bool set_next_entry(Vm *vm, Set *s, uint32_t *position, Value *key, int64_t *hash);
bool table_next(Vm *vm, Value table, uint32_t *position, Value *key, int64_t *hash); /* the next key of a set or dict */
Value set_copy_as(Vm *vm, Value set, Ref type); /* a plain copy of the table */
Value set_copy_reserved(Vm *vm, Value set, Ref type, uint32_t more);
bool set_reserve(Vm *vm, Set *s, uint32_t more);
/* Rebuilds a table with many removed keys, as CPython does after difference_update. */
bool set_tidy(Vm *vm, Set *s);
void set_swap(Vm *vm, Set *a, Set *b);
void set_clear(Vm *vm, Set *s);
int64_t set_hash_value(Vm *vm, Set *s); /* of a frozenset */
/* set -= other, ^= or |= with any iterable, in place; the answer is of no use. May call. */
Value set_combine(Vm *vm, BinaryOp op, Value set, Value other);
/* A new set of those items that are keys of the dict, or members of the set. May call. */
Value set_of_common(Vm *vm, Value table, Value iterable);
static inline bool is_set(Vm *vm, Value v) { return is_kind(vm, v, KIND_SET); }

/* __hash__ of what has __eq__ and no hash. */
extern NativeInfo unhashable_info;

/* ---- tuple.c, list.c --------------------------------------------------------------------------------------------- */

static inline bool is_list(Vm *vm, Value v) { return is_kind(vm, v, KIND_LIST); }
static inline bool is_tuple(Vm *vm, Value v) { return is_kind(vm, v, KIND_TUPLE); }
/* An uninitialised tuple (items read as 0.0), exact; NULL: V_FAIL. */
Tuple *tuple_alloc(Vm *vm, uint32_t count);
Value list_alloc(Vm *vm, Ref type);
/* Of length `room`: these items, then V_UNDEFINED. NULL: V_FAIL. */
Array *array_copy(Vm *vm, const Value *items, uint32_t count, uint32_t room);
/* What list(), tuple() and others ask before they walk: a Python len() or __length_hint__. The answer is of no use, but its errors are
   seen. May call. */
Value length_hint_ask(Vm *vm, Value iterable);
/* Sets the length, with room; new items are V_UNDEFINED and are to be written at once. */
bool list_resize(Vm *vm, List *l, uint32_t length);
/* Replaces items [start, stop) by these, which must not stand in the list's own Array unless count is 0. */
bool list_splice(Vm *vm, List *l, uint32_t start, uint32_t stop, const Value *items, uint32_t count);
/* What a search through a list or tuple is for. */
typedef enum SearchOperation { SEARCH_CONTAINS, SEARCH_INDEX, SEARCH_COUNT, SEARCH_REMOVE } SearchOperation;
/* Items [start, stop) only, stop bounded by the length at each moment; may call. */
Value sequence_search(Vm *vm, Value self, Value wanted, int64_t start, int64_t stop, SearchOperation operation);
/* What index() of list and tuple answers: a is self, value, start, stop, the latter two undefined where not given. May call. */
Value sequence_index(Vm *vm, Value *a);
/* An int, or a slice of ints and None: needs no call of __index__. */
bool subscript_is_simple(Vm *vm, Value key);
typedef enum SubscriptOperation { SUBSCRIPT_LIST_GET, SUBSCRIPT_LIST_SET, SUBSCRIPT_TUPLE_GET, SUBSCRIPT_RANGE_GET } SubscriptOperation;
/* Makes the key simple by __index__ and comes back to the operation; raises TypeError if it cannot be. */
Value subscript_slow(Vm *vm, Value self, Value key, Value value, SubscriptOperation operation, const char *what);
Value list_slice(Vm *vm, Value self, const Slice *slice); /* of ints and None */
Value tuple_slice(Vm *vm, Value self, const Slice *slice);
Value list_assign_slice(Vm *vm, Value self, const Slice *slice, Value sequence); /* a list or tuple */
Value list_subscript(Vm *vm, Value self, Value key);             /* simple keys */
Value list_assign(Vm *vm, Value self, Value key, Value value);   /* likewise; V_UNDEFINED deletes; may call */
Value tuple_subscript(Vm *vm, Value self, Value key);
Value range_subscript(Vm *vm, Value self, Value key);
/* The position that a small or large int means in a sequence of this length, or -1 with IndexError set. */
int64_t subscript_position(Vm *vm, Value key, uint32_t length, const char *message);
Value sequence_item(Vm *vm, Value self, Value key, const char *message); /* the item there, of a list or tuple */
/* The answer to sequence * times; NULL result is V_FAIL or V_NOTIMPLEMENTED in *outcome. */
Value sequence_repeat(Vm *vm, Value self, Value times, bool in_place);
/* Whether a reflected method of a class statement's type is to be asked before a sequence complains. */
bool reflected_first(Vm *vm, Value other, int special);
/* The resumable natives of sequence.c, registered with list. */
extern NativeInfo sequence_search_slow_info, sequence_index_slow_info, subscript_convert_info, sequence_compare_slow_info,
    sequence_repr_slow_info, sequence_repeat_slow_info, raise_not_in_list_info;
/* sequence < other etc., items by items; both lists or both tuples; may call. */
Value sequence_compare(Vm *vm, Value x, Value y, CompareOp op);
Value sequence_repr(Vm *vm, Value self);

/* ---- slice.c ----------------------------------------------------------------------------------------------------- */

/* start, stop, step of a slice of ints and None over a length of any size, as slice.indices(); false: V_FAIL. */
bool slice_indices(Vm *vm, Slice *s, Value length, Value out[3]);

/* ---- printing.c -------------------------------------------------------------------------------------------------- */

/* The three outcomes of trying something without a call. */
typedef enum Attempt { ATTEMPT_FAILED = -1, ATTEMPT_OPEN = 0, ATTEMPT_DONE = 1 } Attempt;
/* True when a frame further out of the running native has the same a[0]: the container is being printed already. */
bool being_printed(Vm *vm, Value container);
/* repr(v) into the builder when that takes no call and little depth; ATTEMPT_OPEN: drop the builder, go the long way. */
Attempt repr_simple(Vm *vm, Builder *b, Value v, uint32_t depth);
/* repr_simple of a whole container: a Str, V_FAIL, or V_UNDEFINED when it must go the long way. */
Value repr_at_once(Vm *vm, Value v);
/* open item, item, ... close of a list or tuple of Strs. */
Value repr_joined(Vm *vm, const char *open, Value parts, const char *close);

/* An int argument after object_index: clamped to 64 bits. */
static inline int64_t clamped(Vm *vm, Value v) {
  int64_t n;
  if (is_small(v)) return to_small(v);
  if (int_to_i64(vm, v, &n)) return n;
  return int_sign(vm, v) < 0 ? INT64_MIN : INT64_MAX;
}

#endif
