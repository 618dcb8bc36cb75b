/* Frames: pushing, popping, and binding arguments to parameters. Shared by call.c and the interpreter. */
#ifndef PYXIS_FRAME_H
#define PYXIS_FRAME_H

#include "object/type.h"
#include "vm/vm.h"

#define FRAME_SLACK 4096 /* bytes accessible beyond any frame's end: natives' parameters are laid out there */

/* The arguments of a call: `count` positional ones, then as many values as `names` (a Tuple of Str) has; or keywords in `dict`. */
typedef struct Arguments {
  uint32_t count;
  const Value *values;
  Value names; /* or V_UNDEFINED */
  Value dict;  /* or V_UNDEFINED */
  bool bound;  /* by way of a bound method: messages name the type of self */
} Arguments;

static inline Value *registers_of(Frame *f) { return (Value *)(f + 1); }

/* First byte after the running frame: where the next goes. */
static inline Ref frame_end(Vm *vm) {
  if (!vm->frame) return vm->top;
  Frame *f = current_frame(vm);
  if (f->flags & FRAME_HEAP) return vm->top;
  uint32_t registers = f->flags & FRAME_NATIVE ? f->state >> 16 : ((Code *)at(vm, f->code))->registers;
  return vm->frame + (Ref)sizeof(Frame) + registers * 8;
}

/* Pushes a frame whose registers are not initialised. NULL: RecursionError is set. */
Frame *frame_push(Vm *vm, Ref where, uint32_t registers, bool native);

static inline void frame_pop(Vm *vm, Frame *f) {
  /* More frames than were pushed: the chain of callers is a ring. */
  if (f->flags & FRAME_NATIVE) CAGE_CHECK(vm, vm->native_depth-- != 0);
  else CAGE_CHECK(vm, vm->depth-- != 0);
  Ref caller = f->caller;
  if (caller && !(f->flags & FRAME_HEAP) && ((Frame *)at(vm, caller))->flags & FRAME_HEAP) vm->top = vm->frame;
  vm->frame = caller;
}

/* Calls anything. `where` is the offset at which a frame may be laid; the values may stand anywhere at or above it. */
Value call_at(Vm *vm, Ref where, Value callable, const Arguments *arguments);
Value call_function(Vm *vm, Ref where, Function *f, const Arguments *arguments);
Value call_native(Vm *vm, Ref where, Native *native, const Arguments *arguments);

/* generator.c: a generator object around a function's bound registers. */
Value generator_new(Vm *vm, Function *f, Code *code, const Value *registers);

#endif
