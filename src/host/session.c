/*
 * Sessions: one input after the other in the same isolate, each with limits of its own. What a limit ended is abandoned, and the session
 * goes on.
 */
#include "host/host.h"

PxInput px_input(PxIsolate *isolate, const char *filename, const char *source, size_t size, PxError *error) {
  Loading l = {.filename = filename, .source = source, .size = size, .run = true, .interactive = true};
  if (isolate_load(isolate, &l, error)) {
    started(isolate, false);
    return PX_INPUT_READY;
  }
  if (!l.incomplete || isolate->state != PX_EXCEPTION) return PX_INPUT_WRONG;
  start_afresh(isolate);
  return PX_INPUT_INCOMPLETE;
}

static void abandon_in_cage(Vm *vm, void *argument) {
  (void)argument;
  vm_abandon(vm);
}

bool px_renew(PxIsolate *isolate, const PxLimits *limits, PxError *error) {
  switch (isolate->state) {
  case PX_RUNNING: case PX_WAITING: case PX_DONE: case PX_EXCEPTION: case PX_FUEL: case PX_MEMORY: case PX_OUTPUT: case PX_TIME: break;
  default: return error_set(error, PX_ERROR_STATE, "the isolate has ended for good: %s", px_ended_name(isolate->state));
  }
  Limits own;
  if (!limits_resolve(limits, &own, error) || !isolate_wake(isolate, error)) return false;
  Vm *vm = &isolate->vm;
  if (!fault_guard(vm, abandon_in_cage, NULL)) {
    isolate_broken(isolate);
    return error_set(error, PX_ERROR_STATE, "the isolate's cage is corrupted and has been dropped");
  }
  __atomic_store_n(&vm->interrupt, 0, __ATOMIC_RELEASE);
  start_afresh(isolate);
  vm_limit(vm, &own);
  vm->output_bytes = 0;
  vm->memory_peak = vm->memory_used;
  isolate->seconds = 0;
  isolate->seconds_limit = limits ? limits->seconds : 0;
  return true;
}

static bool completion_in_cage(Vm *vm, void *argument) {
  const char *text = argument;
  Value name = intern_c(vm, "complete"), given = str_from_utf8(vm, text, strlen(text));
  Value arguments = name == V_FAIL || given == V_FAIL ? V_FAIL : TUPLE_OF(vm, given, from_ref(((Module *)at(vm, known(vm)->main))->dict));
  if (arguments == V_FAIL) return false;
  return vm_start_call(vm, dict_get_name(vm, at(vm, known(vm)->prelude), name), arguments, V_UNDEFINED);
}

bool px_complete(PxIsolate *isolate, const char *text, PxError *error) {
  if (!start_allowed(isolate, error)) return false;
  start_afresh(isolate);
  if (!isolate_do(isolate, completion_in_cage, (void *)text, error)) return false;
  started(isolate, true);
  return true;
}
