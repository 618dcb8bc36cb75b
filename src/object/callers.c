/* Who called the native that runs: the chain of frames, read from below the interpreter. */
#include "object/object.h"

Frame *calling_frame(Vm *vm) {
  Ref r = vm->frame;
  for (uint32_t most = vm->depth_granted * 2 + 4; r && most; most--) {
    Frame *f = at(vm, r);
    if (!(f->flags & FRAME_NATIVE) && !(((Code *)at(vm, f->code))->flags & CODE_HIDDEN)) return f;
    r = f->caller;
  }
  return NULL;
}

Ref frame_globals(Vm *vm, const Frame *frame) { return ((Function *)at(vm, frame->function))->globals; }

Value globals_builtins(Vm *vm, Ref globals) {
  Value b = dict_get_name(vm, at(vm, globals), NAME(vm, __builtins__));
  if (b == V_UNDEFINED) return from_ref(known(vm)->builtins);
  return is_kind(vm, b, KIND_MODULE) ? from_ref(AS(Module, vm, b)->dict) : b;
}

Value calling_module(Vm *vm) {
  Ref r = vm->frame;
  for (uint32_t most = vm->depth_granted * 2 + 4; r && most; most--) {
    Frame *f = at(vm, r);
    if (!(f->flags & FRAME_NATIVE)) return dict_get_name(vm, at(vm, frame_globals(vm, f)), NAME(vm, __name__));
    r = f->caller;
  }
  return V_UNDEFINED;
}
