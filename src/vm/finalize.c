/*
 * Running what collections found due (cage/finalize.c): __del__, close() of generators, callbacks of weak references.
 *
 * The interpreter enters this native at a block's head, on top of whatever runs there, and drops its result. An exception out of a
 * finaliser goes to sys.unraisablehook, as in CPython; nothing leaves here but the end of a limit.
 */
#include "vm/interpreter.h"

extern NativeInfo generator_close_info;

static Value finalizer_start(Vm *vm, FinalizerKind kind, Value object) {
  if (kind == FINALIZER_CLOSE) return enter(vm, &generator_close_info, 1, &object);
  if (kind == FINALIZER_DEL) return special_of(vm, object, SP_del) == V_UNDEFINED ? V_NONE : call_special(vm, object, SP_del, 0, NULL);
  Value callback = AS(Weakref, vm, object)->callback;
  return callback == V_NONE ? V_NONE : call1(vm, callback, object);
}

/* What the message names: the function for __del__ and callbacks, the generator itself. */
static Value finalizer_culprit(Vm *vm, FinalizerKind kind, Value object) {
  if (kind == FINALIZER_CLOSE) return object;
  return kind == FINALIZER_DEL ? special_of(vm, object, SP_del) : AS(Weakref, vm, object)->callback;
}

SHARED_RESUMABLE(finalize, 3, "()", NULL) {
  enum { OBJECT_, KIND_, ERROR_ };
  STEPS
    for (;;) {
      Value result;
      if (a[OBJECT_] == V_UNDEFINED) {
        FinalizerKind kind;
        if (!finalizer_next(vm, &a[OBJECT_], &kind)) break;
        a[KIND_] = from_small(kind);
      }
      AWAIT_CATCH(1, result, finalizer_start(vm, (FinalizerKind)to_small(a[KIND_]), a[OBJECT_]));
      if (result == V_FAIL && a[ERROR_] == V_UNDEFINED) {
        a[ERROR_] = vm->exception;
        exception_clear(vm);
      }
      if (a[ERROR_] != V_UNDEFINED) {
        AWAIT_CATCH(2, result, call_prelude(vm, "unraisable", 2, (const Value[]){a[ERROR_], finalizer_culprit(vm, (FinalizerKind)to_small(a[KIND_]), a[OBJECT_])}));
        if (result == V_FAIL) exception_clear(vm);
      }
      a[OBJECT_] = a[ERROR_] = V_UNDEFINED;
    }
    vm->finalizing = false;
    return V_NONE;
  END_STEPS
}

Value finalizers_run(Vm *vm) {
  if (!finalizers_wait(vm)) return V_NONE;
  Value outcome = enter(vm, &finalize_info, 0, NULL);
  if (outcome == V_CALL) vm->finalizing = true;
  return outcome;
}

const NativeEntry finalize_entries[] = {INTERNAL(finalize), END_OF_ENTRIES};
