/*
 * Functions written in C, and how they call Python without ever nesting the interpreter.
 *
 * A native is `Value name(Vm *vm, Value *a, uint32_t n)`. `a` holds one Value for each parameter of its signature, in order:
 * V_UNDEFINED where the caller gave none (the native supplies the default), `*args` as one Tuple, `**kw` as one Dict
 * (or V_UNDEFINED when there are none). n is the number of positional arguments that were given. It answers
 *
 *   a Value    done
 *   V_FAIL     an exception is set (raise), or an allocation did not fit, or the budget is spent. Return it at once; an
 *              allocation that did not fit makes the whole native run again after a collection, so: allocate before
 *              you change anything.
 *   V_CALL     a frame was pushed (by call and its kin, or by a generic operation such as object_repr). In a plain
 *              native this is a tail call: that frame's result is the native's result.
 *
 * A RESUMABLE native has a frame of its own and may go on after a call. What must survive a call stands in its registers: its
 * parameters a[0..] and `scratch` further ones behind them, all V_UNDEFINED at first. Its body:
 *
 *   RESUMABLE(list_count, 2, "(self, value, /)", "Return number of occurrences of value.") {
 *     enum { SELF, WANTED, INDEX, COUNT };
 *     STEPS
 *       a[INDEX] = from_small(0); a[COUNT] = from_small(0);
 *       while (to_small(a[INDEX]) < AS(List, vm, a[SELF])->length) {
 *         Value equal;
 *         AWAIT(1, equal, object_equal(vm, list_item(...), a[WANTED]));   // C locals die here, registers live
 *         ...
 *       }
 *       return a[COUNT];
 *     END_STEPS
 *   }
 *
 * AWAIT's step numbers are unique within the native, above 0, and are part of images: never renumber in a released
 * version. Between AWAITs there is no collection, so C locals may hold references. No C local may be declared in the body of STEPS with
 * an initialiser before an AWAIT in the same block unless it is in an inner block (jumping over it is undefined).
 * After an AWAIT the world may have changed: check lengths again, fetch pointers again.
 *
 * If an allocation fails after an AWAIT, the native is entered again at that same step with the same result: what stands
 * between an AWAIT and a later allocation must be repeatable.
 */
#ifndef PYXIS_NATIVE_H
#define PYXIS_NATIVE_H

#include "cage/cage.h"

typedef Value (*NativeFunction)(Vm *vm, Value *a, uint32_t n);
typedef Value (*NativeVector)(Vm *vm, const Value *arguments, uint32_t count);

/* The loop of a resumable native over a generator, which stands in register `iterator`: what it does with an item yielded to its AWAIT of
   object_next, at `step`, when it then goes on to the next. True, and so does the generator, without either frame being left. False: nothing
   was done, and the native is entered with the item. It may neither call nor raise. */
typedef struct NativeTake {
  bool (*item)(Vm *vm, Value *a, Value item);
  uint16_t step, iterator;
} NativeTake;

typedef struct NativeInfo {
  NativeFunction function;
  const char *name;      /* C identifier: the stable name in images and parcels */
  const char *signature; /* "(self, sub, start=0, end=None, /, *, key=None)"; defaults are for documentation and help */
  const char *doc;
  uint16_t scratch;
  bool resumable;
  NativeTake take;
  NativeVector vector; /* of one with *args, or NULL: asked first, with all arguments in a row, when none is given by name; V_UNDEFINED: not its case */
  /* filled in once by native_register */
  uint16_t index;
  uint8_t parameters;      /* words of `a`: all parameters, *args and **kw included */
  uint8_t positional_only, positional; /* positional includes positional-only */
  uint8_t required;        /* positional ones without default */
  bool direct;             /* without *args or **kw: may be called, or its frame be laid, where its arguments stand */
  bool plain;              /* direct and not resumable */
  uint8_t name_at[16];     /* where the names of the parameters begin in the signature */
  bool star, double_star;  /* *args stands at [positional], then keyword-only, then **kw last */
} NativeInfo;

#define NATIVE(id, signature_, doc_, ...)                                                                              \
  static Value id(Vm *vm, Value *a, uint32_t n);                                                                       \
  static NativeInfo id##_info = {.function = id, .name = #id, .signature = signature_, .doc = doc_, __VA_ARGS__};      \
  static Value id(Vm *vm __attribute__((unused)), Value *a __attribute__((unused)), uint32_t n __attribute__((unused)))

#define RESUMABLE(id, scratch_, signature_, doc_, ...)                                                                 \
  static Value id(Vm *vm, Value *a, uint32_t n);                                                                       \
  static NativeInfo id##_info = {.function = id, .name = #id, .signature = signature_, .doc = doc_,                    \
                                 .scratch = scratch_, .resumable = true, __VA_ARGS__};                                 \
  static Value id(Vm *vm __attribute__((unused)), Value *a __attribute__((unused)), uint32_t n __attribute__((unused)))

/* The same, callable from other files by enter(vm, &id_info, ...). */
#define SHARED_RESUMABLE(id, scratch_, signature_, doc_, ...)                                                          \
  static Value id(Vm *vm, Value *a, uint32_t n);                                                                       \
  NativeInfo id##_info = {.function = id, .name = #id, .signature = signature_, .doc = doc_,                           \
                          .scratch = scratch_, .resumable = true, __VA_ARGS__};                                        \
  static Value id(Vm *vm __attribute__((unused)), Value *a __attribute__((unused)), uint32_t n __attribute__((unused)))

/* A plain native that is defined in one file and stands in the table of another. */
#define SHARED_NATIVE(id, signature_, doc_, ...)                                                                       \
  static Value id(Vm *vm, Value *a, uint32_t n);                                                                       \
  NativeInfo id##_info = {.function = id, .name = #id, .signature = signature_, .doc = doc_, __VA_ARGS__};             \
  static Value id(Vm *vm __attribute__((unused)), Value *a __attribute__((unused)), uint32_t n __attribute__((unused)))

/* What a type or a module has. A table ends with an entry whose name is NULL. */
typedef struct NativeEntry {
  NativeForm form;
  const char *name; /* the Python name; NULL with an info: internal, only registered */
  NativeInfo *info;
  NativeInfo *setter; /* NATIVE_GETTER, NATIVE_MEMBER: "(self, value, /)", value V_UNDEFINED to delete; or NULL */
} NativeEntry;
#define FUNCTION(name, id) {NATIVE_FUNCTION, name, &id##_info, NULL}
#define METHOD_(name, id) {NATIVE_METHOD, name, &id##_info, NULL}
#define SLOT(name, id) {NATIVE_SLOT, name, &id##_info, NULL}
#define CLASSMETHOD_(name, id) {NATIVE_CLASSMETHOD, name, &id##_info, NULL} /* a[0] is the class */
#define STATIC(name, id) {NATIVE_STATIC, name, &id##_info, NULL}            /* also "__new__": a[0] is the class */
#define GETTER(name, get) {NATIVE_GETTER, name, &get##_info, NULL}
#define PROPERTY(name, get, set) {NATIVE_GETTER, name, &get##_info, &set##_info}
/* As GETTER and PROPERTY, but of type member_descriptor, as what C code keeps in a structure is in CPython. */
#define MEMBER(name, get) {NATIVE_MEMBER, name, &get##_info, NULL}
#define MUTABLE_MEMBER(name, get, set) {NATIVE_MEMBER, name, &get##_info, &set##_info}
#define INTERNAL(id) {NATIVE_FUNCTION, NULL, &id##_info, NULL}
#define END_OF_ENTRIES {NATIVE_FUNCTION, NULL, NULL, NULL}

/* A plain native is called with its parameters anywhere, if they are no more than these. */
enum { MOST_PARAMETERS = 8 };

/* ---- steps ------------------------------------------------------------------------------------------------------ */

static inline Frame *current_frame(const Vm *vm) { return (Frame *)at(vm, vm->frame); }

#define STEPS                                                                                                          \
  switch (current_frame(vm)->state & 0xFFFF) {                                                                         \
  case 0:;
#define END_STEPS                                                                                                      \
  }                                                                                                                    \
  cage_broken(vm);

/* destination = the result of `expression`, which may push one frame. */
#define AWAIT(step, destination, expression)                                                                           \
  do {                                                                                                                 \
    Ref awaiting_ = vm->frame;                                                                                         \
    Value awaited_ = (expression);                                                                                     \
    if (awaited_ == V_CALL) {                                                                                          \
      step_set(vm, awaiting_, step);                                                                                              \
      return V_CALL;                                                                                                   \
    case step:                                                                                                         \
      awaited_ = vm->result;                                                                                           \
    }                                                                                                                  \
    if (awaited_ == V_FAIL) return V_FAIL;                                                                             \
    destination = awaited_;                                                                                            \
  } while (0)

/* As AWAIT, but an exception arrives as destination == V_FAIL with vm->exception set: look at it with exception_is, and
   either exception_clear or return V_FAIL. A failed allocation or a spent budget still leaves at once. */
#define AWAIT_CATCH(step, destination, expression)                                                                     \
  do {                                                                                                                 \
    Ref awaiting_ = vm->frame;                                                                                         \
    Value awaited_ = (expression);                                                                                     \
    if (awaited_ == V_CALL) {                                                                                          \
      step_set(vm, awaiting_, step);                                                                                              \
      ((Frame *)at(vm, awaiting_))->flags |= FRAME_CATCH;                                                                         \
      return V_CALL;                                                                                                   \
    case step:                                                                                                         \
      awaited_ = vm->result;                                                                                           \
    }                                                                                                                  \
    if (awaited_ == V_FAIL && (vm->retry || vm->ending)) return V_FAIL;                                                \
    destination = awaited_;                                                                                            \
  } while (0)

static inline void step_set(Vm *vm, Ref frame, uint32_t step) {
  Frame *mine = (Frame *)at(vm, frame);
  mine->state = (mine->state & 0xFFFF0000u) | step;
  mine->flags &= (uint16_t)~FRAME_CATCH;
}

/* Natives that call natives do so on the C stack: so deep and no deeper (Vm.nesting). */
#define NESTING_LIMIT 200
/* So many of enter_now within one another, each where NESTING_LIMIT is far: where it is near depends on no slice. */
#define MOST_STEPS 24

/* ---- calls (call.c): each answers V_CALL (frame pushed), V_FAIL, or a Value when the callee was a plain native ---- */

Value call(Vm *vm, Value callable, uint32_t count, const Value *arguments);
static inline Value call0(Vm *vm, Value f) { return call(vm, f, 0, NULL); }
static inline Value call1(Vm *vm, Value f, Value x) { return call(vm, f, 1, &x); }
static inline Value call2(Vm *vm, Value f, Value x, Value y) {
  Value both[2] = {x, y};
  return call(vm, f, 2, both);
}
/* arguments: Tuple or List; keywords: Dict with str keys, or V_UNDEFINED. */
Value call_with(Vm *vm, Value callable, Value arguments, Value keywords);
/* type(self).special(self, ...): V_UNDEFINED when the type has none. */
Value call_special(Vm *vm, Value self, int special, uint32_t count, const Value *arguments);
/* A resumable native as a subroutine: `info`'s parameters are given in order. Always V_CALL or V_FAIL. */
Value enter(Vm *vm, const NativeInfo *info, uint32_t count, const Value *arguments);
/* The same, and its first step is done at once, so that it may answer a Value; it costs what it costs in the loop. V_CALL: its frame is on
   top, perhaps to be unwound, or what it called is on that: see pushed_on. For the natives behind __next__, whose callers know. */
Value enter_now(Vm *vm, const NativeInfo *info, uint32_t count, const Value *arguments);
/* A function of the prelude (library/prelude/ *.py), by name. */
Value call_prelude(Vm *vm, const char *name, uint32_t count, const Value *arguments);

/* What to do with the result of the frame just pushed (current_frame) before it is delivered. */
typedef enum ReturnAction {
  ACTION_STORE,     /* deliver as it is */
  ACTION_INIT,      /* must be None (TypeError otherwise); deliver Frame.owner */
  ACTION_TRUTH,     /* must be a bool: `__bool__ should return bool, returned X` */
  ACTION_LEN,       /* must be an int >= 0 */
  ACTION_LEN_TRUTH, /* the same, deliver whether it is not 0 */
  ACTION_STR,       /* must be a str: `__str__ returned non-string (type X)` */
  ACTION_REPR,
  ACTION_FORMAT,
  ACTION_HASH,      /* must be an int; deliver it reduced as hash() does */
  ACTION_ITER,      /* must have __next__ */
  ACTION_NEXT,      /* StopIteration and the end of a generator deliver V_STOP */
  ACTION_NEXT_RAISE, /* the end of a generator raises StopIteration */
  ACTION_INDEX,     /* must be an int */
  ACTION_INT, ACTION_FLOAT, ACTION_COMPLEX, ACTION_BYTES,
  ACTION_CONTAINS,  /* deliver its truth */
  ACTION_NOT_CONTAINS,
  ACTION_NEGATE,    /* deliver `not` its truth */
  ACTION_BELOW,     /* deliver whether it is below 0 */
  ACTION_DROP,      /* deliver None */
  ACTION_GETATTR,   /* AttributeError: go on with __getattr__ (Frame.owner: unused; the native frame attribute_fallback) */
  ACTION_FOR,       /* of FORITER: V_STOP branches to the end */
  ACTION_BRANCH,    /* of a branch instruction: branch by its truth */
  ACTION_DELEGATE,  /* of DELEGATE: a generator's yield is yielded on */
  ACTION_HALT,      /* the bottom: the host's result */
  ACTION_THROW_CLOSE, /* of generator.close() */
  ACTION_SPREAD,    /* of UNPACK, UNPACKX: a tuple into the registers they name */
  ACTION_AWAIT,     /* of __await__: must have __next__ and be no coroutine */
  ACTION_NEW,       /* of a __new__: its __init__ is to follow, with what Frame.owner, a tuple, tells */
  ACTION_OPERATOR,  /* of an operator's instruction: NotImplemented is not delivered; Frame.state tells what was tried */
  ACTION_COUNT
} ReturnAction;

/* The frame that was pushed directly on `caller`. */
static inline Frame *pushed_on(Vm *vm, Ref caller) {
  Frame *f = current_frame(vm);
  for (uint32_t most = vm->depth + vm->native_depth; f->caller != caller && f->caller && most; most--) f = at(vm, f->caller);
  return f;
}

/* `self` in the place of an outcome that is None. */
static inline Value answering(Vm *vm, Value outcome, Value self) {
  if (outcome != V_CALL) return outcome == V_FAIL ? V_FAIL : self;
  current_frame(vm)->action = ACTION_INIT;
  current_frame(vm)->owner = to_ref(self);
  return V_CALL;
}

static inline Value with_action(Vm *vm, Value outcome, ReturnAction action) {
  if (outcome == V_CALL) current_frame(vm)->action = (uint8_t)action;
  return outcome;
}

#endif
