/*
 * What an uncaught exception was, in words.
 *
 * The words are the guest's to choose (__str__ runs its code), so they are made in the cage, by a native that runs like any other and
 * is paid for like any other. A guest whose budget is nearly spent gets a little on top, so that its last exception can
 * be told.
 */
#include "host/host.h"

#include "host/natives.h"
#include "object/exception.h"

#include <stdio.h>
#include <stdlib.h>

#define FAILURE_FUEL 2000000
#define FAILURE_MEMORY (1u << 20)

SHARED_RESUMABLE(host_failure, 2, "(exception, /)", "An exception in words: its traceback and its message.") {
  enum { EXCEPTION, TEXT, MESSAGE };
  STEPS
    AWAIT_CATCH(1, a[TEXT], traceback_format(vm, a[EXCEPTION]));
    if (a[TEXT] == V_FAIL) {
      exception_clear(vm);
      a[TEXT] = V_NONE;
    }
    AWAIT_CATCH(2, a[MESSAGE], object_str(vm, a[EXCEPTION]));
    if (a[MESSAGE] == V_FAIL) {
      exception_clear(vm);
      a[MESSAGE] = V_NONE;
    }
    return TUPLE_OF(vm, a[TEXT], a[MESSAGE]);
  END_STEPS
}

/* ---- the run that makes them ------------------------------------------------------------------------------------------- */

static bool failure_start(Vm *vm, void *argument) {
  Value exception = *(Value *)argument;
  Value native = native_new(vm, &host_failure_info, NATIVE_FUNCTION, V_UNDEFINED, 0, NAME(vm, throw));
  if (native == V_FAIL) return false;
  Value arguments = TUPLE_OF(vm, exception);
  return arguments != V_FAIL && vm_start_call(vm, native, arguments, V_UNDEFINED);
}

static void failure_run(Vm *vm, void *argument) {
  Ended *ended = argument;
  do *ended = vm_run(vm, INT64_MAX);
  while (*ended == END_RUNNING);
}

typedef struct Reading {
  PxIsolate *isolate;
  Value exception, told;
} Reading;

static const char *or_empty(const char *text) { return text ? text : ""; }

bool exception_place(Vm *vm, Value exception, Value *file, uint32_t *line) {
  if (!is_kind(vm, exception, KIND_EXCEPTION)) return false;
  Value v = AS(Exception, vm, exception)->traceback;
  Traceback *last = NULL;
  for (uint32_t most = 1u << 20; is_kind(vm, v, KIND_TRACEBACK) && most; most--) {
    last = AS(Traceback, vm, v);
    v = last->next ? from_ref(last->next) : V_NONE;
  }
  Position position;
  if (!last || !code_position(vm, last->code, last->instruction, &position)) return false;
  *file = from_ref(((Code *)at(vm, last->code))->filename);
  *line = position.line;
  return true;
}

static void read_exit(Vm *vm, Exception *e, PxFailure *f) {
  f->is_exit = true;
  Value code = *exception_field(vm, e, FIELD_VALUE);
  int64_t status;
  if (code == V_NONE || code == V_UNDEFINED) f->exit_status = 0;
  else if (int_check(vm, code)) f->exit_status = int_to_i64(vm, code, &status) ? (int)(status & 255) : 255;
  else f->exit_status = 1, f->exit_has_message = true;
}

static void failure_read(Vm *vm, void *argument) {
  Reading *r = argument;
  PxFailure *f = &r->isolate->failure;
  Arena *arena = &r->isolate->failure_arena;
  Ref type = type_of(vm, r->exception);
  f->type = or_empty(text_out(vm, from_ref(((Type *)at(vm, type))->name), arena, NULL));
  if (!is_kind(vm, r->exception, KIND_EXCEPTION)) return;
  Exception *e = AS(Exception, vm, r->exception);
  if (type_is_subtype(vm, type, TYPE(vm, SystemExit))) read_exit(vm, e, f);
  f->is_memory_limit = r->exception == vm->limit_error;
  Value file;
  if (exception_place(vm, r->exception, &file, &f->line)) f->file = or_empty(text_out(vm, file, arena, NULL));
  if (!is_kind(vm, r->told, KIND_TUPLE) || AS(Tuple, vm, r->told)->length != 2) return;
  f->traceback = or_empty(text_out(vm, tuple_item(vm, r->told, 0), arena, NULL));
  f->message = or_empty(text_out(vm, tuple_item(vm, r->told, 1), arena, NULL));
}

/* The isolate is left as it was, except for what was paid. */
static void failure_tell(PxIsolate *isolate) {
  Vm *vm = &isolate->vm;
  Value exception = vm->exception;
  int64_t left = vm_fuel_left(vm), lent = left < FAILURE_FUEL ? FAILURE_FUEL - left : 0;
  uint64_t limit = vm->memory_limit;
  Ended ended = vm->ended, told = END_EXCEPTION;
  vm->fuel_later += lent;
  vm->fuel_granted += lent;
  if (limit < UINT64_MAX - FAILURE_MEMORY) vm->memory_limit += FAILURE_MEMORY;
  vm->exception = V_UNDEFINED;
  vm->ended = END_DONE;
  vm->ending = END_RUNNING;
  bool whole = true;
  if (isolate_do(isolate, failure_start, &exception, NULL)) whole = fault_guard(vm, failure_run, &told);
  if (!whole || !isolate->cage) {
    if (isolate->cage) isolate_broken(isolate);
    return;
  }
  Reading reading = {isolate, exception, told == END_DONE ? vm->result : V_UNDEFINED};
  if (!fault_guard(vm, failure_read, &reading)) {
    isolate_broken(isolate);
    return;
  }
  int64_t back = vm_fuel_left(vm) < lent ? vm_fuel_left(vm) : lent;
  if (back > 0) {
    if (vm->fuel_later < back) {
      vm->fuel_later += vm->fuel;
      vm->fuel = 0;
    }
    vm->fuel_later -= back;
    vm->fuel_granted -= back;
  }
  vm->memory_limit = limit;
  vm->exception = exception;
  vm->ended = ended;
  vm->ending = END_RUNNING;
}

const PxFailure *px_failure(PxIsolate *isolate) {
  static const PxFailure none = {.type = "", .message = "", .traceback = "", .file = ""};
  if (isolate->failure_known) return &isolate->failure;
  if (isolate->state != PX_EXCEPTION && isolate->state != PX_MEMORY) return &none;
  isolate->failure = none;
  isolate->failure_known = true;
  arena_start(&isolate->failure_arena, (size_t)64 << 20);
  if (!isolate_wake(isolate, NULL) || isolate->vm.exception == V_UNDEFINED) return &isolate->failure;
  failure_tell(isolate);
  return &isolate->failure;
}
