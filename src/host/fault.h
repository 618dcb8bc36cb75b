/*
 * Recovery from faults: a fault in the cage that runs on this thread ends that run and nothing else.
 *
 * The handlers are the process's; what runs is the thread's. A fault elsewhere goes on to whoever handled it before.
 */
#ifndef PYXIS_HOST_FAULT_H
#define PYXIS_HOST_FAULT_H

#include "cage/cage.h"

#include <setjmp.h>

/* Installs the handlers, once a process. False: errno. */
bool fault_handlers_install(void);
/* Calls body(vm, argument) with faults in vm's cage, and cage_broken, caught. False: one happened; the cage is not to be
   used again. Does not nest. */
bool fault_guard(Vm *vm, void (*body)(Vm *vm, void *argument), void *argument);

#endif
