/* What the files of the protocols share. */
#ifndef PYXIS_PROTOCOL_H
#define PYXIS_PROTOCOL_H

#include "object/containers.h"
#include "object/object.h"

/* type(self).special(self, ...) as call_special, but a plain native is called at once, without a look at its signature's
   keywords. V_UNDEFINED when the type has none. */
bool object_is_sequence(Vm *vm, Value v); /* that has items by number, as PySequence_Check says */
Value special_invoke(Vm *vm, Value self, int special, uint32_t count, const Value *arguments);
/* The native that is type(self).special, when it takes self and `count` arguments by position and needs no frame; or NULL. */
const NativeInfo *special_native(Vm *vm, Value self, int special, uint32_t count);
Value native_run(Vm *vm, const NativeInfo *info, Value *a, uint32_t n); /* a plain one, from another */
Value special_run(Vm *vm, const NativeInfo *info, Value self, uint32_t count, const Value *arguments); /* such a one */
/* Sets the action on a pushed frame, or checks a value that is there already. */
Value finish(Vm *vm, Value outcome, ReturnAction action);
/* `f` is the same native that plain objects have: the type does not override it. */
static inline bool is_objects_own(Vm *vm, Value f, int special) {
  return f == ((Type *)at(vm, TYPE(vm, object)))->special[special];
}

#endif
