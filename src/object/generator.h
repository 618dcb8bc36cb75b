/* Generators and coroutines as objects; the interpreter runs their frames. */
#ifndef PYXIS_GENERATOR_H
#define PYXIS_GENERATOR_H

#include "object/object.h"

/* Pushes a generator's frame to go on with `sent`. V_CALL; V_STOP when it is over; V_FAIL: running already, or not startable with a
   value. What it yields is delivered as the pushed frame's action says. */
Value generator_resume(Vm *vm, Value generator, Value sent);
/* Raises `exception` where the generator, or what it delegates to, stands: V_CALL with vm->exception set. */
Value generator_throw(Vm *vm, Value generator, Value exception);

#endif
