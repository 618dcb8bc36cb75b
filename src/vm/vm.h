/*
 * Running: the loop, and the few ways in.
 *
 * An isolate's run: vm_begin sets the limits, vm_start_code or vm_start_call pushes the bottom frame, vm_run goes on until the
 * slice or the run is over. All state between two vm_run is in the cage and in struct Vm.
 */
#ifndef PYXIS_VM_H
#define PYXIS_VM_H

#include "cage/engine.h"
#include "object/object.h"

typedef struct Limits {
  int64_t fuel;    /* INT64_MAX: none */
  uint64_t memory; /* bytes; UINT64_MAX: none */
  uint32_t depth;  /* frames; 0: 1000, and as many as 10,000 when the guest asks by sys.setrecursionlimit */
  uint64_t output; /* bytes */
} Limits;

void vm_limit(Vm *vm, const Limits *limits); /* grants them; call while nothing runs, before the first start */
int64_t vm_fuel_spent(const Vm *vm);
int64_t vm_fuel_left(const Vm *vm);

/* Compiles and pushes a module's code to run in `globals` (Dict). False: vm->exception is set. Nothing else may be running. */
bool vm_start_code(Vm *vm, Value code, Value globals);
/* Pushes a call; its result ends in vm->result when the run is END_DONE. Outcome at once (a plain native): also END_DONE at the next vm_run. */
bool vm_start_call(Vm *vm, Value callable, Value arguments_tuple, Value keywords);

/*
 * Runs until the run ends or `slice` fuel is spent (INT64_MAX: no slice). Answers, and keeps in vm->ended:
 *   END_RUNNING    the slice is over: call again
 *   END_DONE       vm->result
 *   END_EXCEPTION  vm->exception, uncaught, its traceback complete
 *   END_SUSPENDED  a capability is awaited (vm->result what the host is to look at): deliver with vm->result set and call again
 *   END_FUEL, END_MEMORY, END_OUTPUT, END_TIME, END_POLICY, END_CAGE, END_INTERNAL: over; nothing more may run
 * vm->interrupt, set from another thread to an Ended value (END_TIME, ...), ends the run within a slice's few thousand blocks.
 * END_CAGE needs the host's fault handler and vm->recovery (a sigjmp_buf *) around the call: cage_broken jumps there with 1.
 * A collection's, a native's cost beyond the slice is debt, taken off the next.
 */
Ended vm_run(Vm *vm, int64_t slice);

/* Gives up what runs, whatever it was in the middle of: no finally clause runs, generators that ran are at their end. Then nothing runs. */
void vm_abandon(Vm *vm);

/* The place of the running frame nearest to the guest's own code: file and line; false when there is none. */
bool vm_place(Vm *vm, Value *filename, uint32_t *line);

/* ---- for natives: frames (call_function.c) ---- */

/* Pushes code as a module, class body or exec: names 0 (V_UNDEFINED): globals. V_CALL. */
Value frame_push_code(Vm *vm, Value code, Value globals, Value names);
/* Calls a Function that is a class body: its frame's names are `names`. V_CALL. */
Value frame_push_function(Vm *vm, Value function, Value names);
uint32_t frame_instruction(Vm *vm, const Frame *frame); /* the number of the instruction word that it is at, or BEFORE_FIRST */
uint32_t frame_line(Vm *vm, const Frame *frame);
/* Of the comprehensions inlined around an instruction, from the inside outwards: the Values in Code.inlined of the last one that stands
   before *place, which starts at UINT32_MAX and goes down; NULL: no more. */
const Value *inlined_around(Vm *vm, const Code *code, uint32_t instruction, uint32_t *place);

#endif
