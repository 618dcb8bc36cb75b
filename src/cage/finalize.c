/*
 * Finalisers: what is to be told before it goes.
 *
 * Vm.finalizers is a register in order of creation; it keeps nothing alive. A collection (collect.c) looks through it when everything is
 * marked: what is not, is flagged OBJECT_FINALIZED and marked after all, with what it refers to. Those flagged are due; they are roots until
 * vm/finalize.c has taken them out and runs them, at the next block of code. Unless somebody took hold of it meanwhile, the next collection
 * frees the object: its finaliser never runs again. Weak references with a callback need no register: the collector finds them among the
 * living when their target dies, and links them into Vm.callbacks.
 */
#include "cage/engine.h"

Ref *finalizer_at(const Vm *vm, uint32_t i) { return at(vm, vm->finalizers + (Ref)sizeof(Raw) + i * (Ref)sizeof(Ref)); }

bool finalizer_register(Vm *vm, Ref object) {
  if (!vm->engine->template_image) return true; /* the template's objects never die */
  if (vm->finalizer_count == vm->finalizer_room) {
    uint32_t room = vm->finalizer_room ? vm->finalizer_room * 2 : 16;
    Raw *longer = raw_new(vm, room * 2 * (uint32_t)sizeof(Ref)); /* twice: a collection sorts them in the upper half */
    if (!longer) return false;
    if (vm->finalizer_count) memcpy(longer->data, finalizer_at(vm, 0), vm->finalizer_count * sizeof(Ref));
    vm->finalizers = ref_of(vm, longer);
    vm->finalizer_room = room;
  }
  *finalizer_at(vm, vm->finalizer_count++) = object;
  return true;
}

bool finalizer_next(Vm *vm, Value *object, FinalizerKind *kind) {
  while (vm->finalizers_due && vm->finalizer_cursor < vm->finalizer_count) {
    Ref *item = finalizer_at(vm, vm->finalizer_cursor++);
    Object *o = at(vm, *item);
    if (!*item || !(o->flags & OBJECT_FINALIZED)) continue;
    *object = from_ref(*item);
    *kind = o->kind == KIND_GENERATOR ? FINALIZER_CLOSE : FINALIZER_DEL;
    *item = 0;
    vm->finalizers_due--;
    return true;
  }
  vm->finalizers_due = 0;
  if (!vm->callbacks) return false;
  Weakref *w = at(vm, vm->callbacks);
  *object = from_ref(vm->callbacks);
  *kind = FINALIZER_CALLBACK;
  vm->callbacks = w->next;
  w->next = 0;
  return true;
}
