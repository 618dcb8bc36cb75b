/*
 * Module gc: collections as a guest sees them. Thresholds and flags stand in prelude/gc.py and change nothing: when a collection happens is
 * a matter of memory, and the same in every run.
 */
#include "library/library.h"

#include "vm/interpreter.h"

/* The registers of a frame that its call in progress has no further use for: from the call's window on, all are temporary. `callee`: the
   frame that it called; it may lie over the window. */
static void forget_temporaries(Vm *vm, Frame *frame, Ref callee) {
  Code *code = at(vm, frame->code);
  uint32_t word = *(const uint32_t *)at(vm, frame->ip - 4), first = word >> 8 & 255;
  Ref start = ref_of(vm, registers_of(frame)), end = start + code->registers * 8;
  if (code->registers > NEAR_REGISTERS || (callee >= start && callee < end)) return;
  switch (word & 255) {
  case I_CALL: case I_CALLM: case I_CALLX:
    for (uint32_t i = first; i < code->registers; i++) registers_of(frame)[i] = V_UNDEFINED;
    break;
  default: break;
  }
}

/* What expressions and calls that are over left behind in registers keeps nothing alive. */
static void forget(Vm *vm) {
  vm->result = V_UNDEFINED;
  Ref from = frame_end(vm), end = from, callee = vm->frame;
  for (uint32_t most = vm->depth + vm->native_depth; most; most--) {
    Frame *frame = at(vm, callee);
    if (!(frame->flags & FRAME_HEAP)) {
      uint32_t registers = frame->flags & FRAME_NATIVE ? frame->state >> 16 : ((Code *)at(vm, frame->code))->registers;
      Ref last = callee + (Ref)sizeof(Frame) + registers * 8;
      if (last > end) end = last;
    }
    if (!frame->caller) break;
    Frame *caller = at(vm, frame->caller);
    if (!(caller->flags & FRAME_NATIVE)) forget_temporaries(vm, caller, callee);
    callee = frame->caller;
  }
  if (end > vm->stack_committed) end = vm->stack_committed;
  for (Ref r = from; r < end; r += 8) *(Value *)at(vm, r) = V_UNDEFINED;
}

RESUMABLE(gc_collect, 2, "(generation=2)", "Run the garbage collector.\n\nWhat finalisers there are to run are run.  The number of objects freed is not counted: 0 is returned.") {
  enum { GENERATION, COLLECTED, IGNORED };
  STEPS
    if (a[GENERATION] != V_UNDEFINED) {
      int64_t generation;
      if (!index_i64(vm, a[GENERATION], &generation, FIT_INT)) return V_FAIL;
      if (generation < 0 || generation > 2) return RAISE(vm, ValueError, "invalid generation");
    }
    if (a[COLLECTED] == V_UNDEFINED) { /* as an allocation that did not fit: the interpreter collects and comes back */
      a[COLLECTED] = V_TRUE;
      forget(vm);
      vm->wanted = 0;
      vm->retries = 0; /* nothing lacks, however often it is called at one place */
      vm->retry = true;
      return V_FAIL;
    }
    AWAIT(1, a[IGNORED], finalizers_run(vm));
    return from_small(0);
  END_STEPS
}
NATIVE(gc_is_finalized, "(obj, /)", "Returns true if the object has been already finalized by the GC.") {
  return from_bool(is_ref(a[0]) && OBJECT(vm, a[0])->flags & OBJECT_FINALIZED);
}
NATIVE(gc_is_tracked, "(obj, /)", "Returns true if the object is tracked by the garbage collector.") {
  if (!is_ref(a[0])) return V_FALSE;
  switch ((Kind)OBJECT(vm, a[0])->kind) {
  case KIND_INT: case KIND_FLOAT: case KIND_COMPLEX: case KIND_STR: case KIND_BYTES: case KIND_BYTEARRAY: return V_FALSE;
  case KIND_TYPE: return from_bool(AS(Type, vm, a[0])->flags & TYPE_HEAP);
  default: return V_TRUE;
  }
}

const NativeEntry gc_entries[] = {
    FUNCTION("collect", gc_collect), FUNCTION("is_finalized", gc_is_finalized), FUNCTION("is_tracked", gc_is_tracked), END_OF_ENTRIES,
};
