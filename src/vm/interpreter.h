/* The inside of the loop: what its slow paths are called. operations.c defines them. */
#ifndef PYXIS_INTERPRETER_H
#define PYXIS_INTERPRETER_H

#include "compile/opcode.h"
#include "object/iterators.h"
#include "object/generator.h"
#include "object/shape.h"
#include "vm/frame.h"

typedef enum CacheSort { CACHE_NONE, CACHE_GLOBAL, CACHE_BUILTIN, CACHE_SLOT, CACHE_MORE, CACHE_CONSTANT, CACHE_ADD, CACHE_MODULE, CACHE_TYPE, CACHE_METHOD, CACHE_PROPERTY, CACHE_GETTER, CACHE_ITEM } CacheSort;

/* One inline cache. It may make an instruction faster, never cheaper. Everything in it is checked before use, and a collection
   clears it. */
typedef struct Cache {
  Ref key;          /* shape of the object; table of the dict */
  Ref owner;        /* its type; the dict */
  uint32_t slot;    /* slot; displacement of the entry in the table */
  uint32_t sort;    /* CacheSort */
  uint64_t version; /* of the type; of globals for CACHE_BUILTIN */
  Value value;      /* what the class holds; the entry's key; the new shape */
} Cache;

/* ---- names ---- */
Value global_load(Vm *vm, Ref globals, Value name, Cache *cache); /* may call */
Value build_class_load(Vm *vm, Ref globals); /* may call */
bool global_store(Vm *vm, Ref globals, Value name, Value value, Cache *cache);
Value name_load(Vm *vm, Frame *frame, Value name); /* may call */
Value name_store(Vm *vm, Frame *frame, Value name, Value value); /* may call; V_UNDEFINED deletes */
Value class_cell(Vm *vm, Frame *frame, Value name, Value cell); /* may call */
Value unbound_local(Vm *vm, const Frame *frame, uint32_t index);
Value unbound_cell(Vm *vm, const Frame *frame, uint32_t reg);

/* ---- attributes ---- */
Value getattr_cached(Vm *vm, Value o, Value name, Cache *cache); /* may call */
/* For METHOD: *self is V_UNDEFINED unless the answer is a function to be called with it. */
Value method_cached(Vm *vm, Value o, Value name, Cache *cache, Value *self);
Value setattr_cached(Vm *vm, Value o, Value name, Value value, Cache *cache);
Value super_load(Vm *vm, Value cls, Value self, Value called, Value name); /* may call */
Value load_special(Vm *vm, Value o, int special, Value *self); /* may call */

/* ---- the rest ---- */
Value raise_operand(Vm *vm, Value exception, Value cause); /* may call; V_FAIL with it set */
Value match_exception(Vm *vm, Value exception, Value pattern);
Value unpack(Vm *vm, Value v, uint32_t before, int32_t after); /* may call; a Tuple of before + 1 + after, or (after < 0) before items */
Value star_extend(Vm *vm, Value list, Value iterable, Value callable); /* may call; callable: of f(*iterable), or V_UNDEFINED */
Value star_merge(Vm *vm, Value dict, Value mapping, Value callable, bool is_call); /* may call */
Value make_closure(Vm *vm, Code *outer, Value code, Ref globals, uint32_t flags, const Value *parts);
Value format_value(Vm *vm, Value v, uint32_t conversion, Value spec); /* may call */
Value import_name(Vm *vm, Frame *frame, Value name, Value from, Value level); /* may call */
Value import_from(Vm *vm, Value module, Value name); /* may call */
Value finalizers_run(Vm *vm); /* those that are due; V_CALL, or V_NONE when there are none */
void traceback_add(Vm *vm, Frame *frame); /* to the exception that is set */
void stop_iteration_escaped(Vm *vm, Frame *frame); /* the exception that is set becomes a RuntimeError, if it may not leave */
/* match.c */
Value match_class(Vm *vm, Value subject, Value cls, uint32_t count, Value names); /* may call; a Tuple of what the parts are to match, or None */
Value match_keys(Vm *vm, Value subject, Value keys);                             /* may call; likewise */
Value match_collection(Vm *vm, Value subject, bool mapping);                     /* may call; a bool */
Value awaitable(Vm *vm, Value v, uint32_t context); /* may call */
Value async_next(Vm *vm, Value iterator); /* may call: what to await for the next item, as an iterator */
Value yield_iterator(Vm *vm, Value v); /* may call */
Value delegate_send_to(Vm *vm, Value delegate, Value value);
Value frame_namespace(Vm *vm, Frame *frame);

Value set_display(Vm *vm, const Value *items, uint32_t count);  /* may call */
Value dict_display(Vm *vm, const Value *pairs, uint32_t count); /* may call */
/* The inline caches of a function that runs `code`: NULL while it is cold, and when its __code__ was set to another meanwhile. */
static inline Cache *feedback_of(Vm *vm, const Function *f, Ref code) {
#ifdef PYXIS_NO_CACHES
  return NULL;
#else
  return f->feedback && f->code == code ? (Cache *)((Raw *)at(vm, f->feedback))->data : NULL;
#endif
}
Cache *feedback_warm(Vm *vm, Frame *frame); /* after a miss without a cache; NULL while cold */

/* What a return action makes of a frame's result: a Value, V_FAIL, V_CALL (one more frame, its action set). */
Value action_apply(Vm *vm, ReturnAction action, Value v);

#endif
