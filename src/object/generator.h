/* Generators and coroutines as objects; the interpreter runs their frames. */
#ifndef PYXIS_GENERATOR_H
#define PYXIS_GENERATOR_H

#include "object/object.h"

/* Pushes a generator's frame to go on with `sent`. V_CALL; V_STOP when it is over; V_FAIL: running already, or not startable with a
   value. What it yields is delivered as the pushed frame's action says. */
Value generator_resume(Vm *vm, Value generator, Value sent);
/* Raises `exception` where the generator, or what it delegates to, stands: V_CALL with vm->exception set, or a frame that closes or throws
   into what it delegates to. */
Value generator_throw(Vm *vm, Value generator, Value exception);
/* "generator", "coroutine" or "async generator". */
const char *generator_sort(Vm *vm, Value generator);

/* Set in an async generator's head.extra between ASYNCWRAP and whoever takes what the following YIELD yields. */
#define ASYNC_GENERATOR_YIELDED 1

/* The awaitable of its asend(value). */
Value async_generator_send(Vm *vm, Value generator, Value value);

/* What the types of generators share. */
extern NativeInfo generator_throw_method_info, generator_repr_info, generator_get_name_info, generator_set_name_info,
    generator_get_qualname_info, generator_set_qualname_info, generator_get_delegate_info, generator_get_code_info,
    generator_get_frame_info;

#endif
