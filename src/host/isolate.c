/*
 * Isolates: made from the template, run in slices, put to sleep and woken.
 *
 * An isolate's guest state is in its cage and in the part of struct Vm that images keep. Everything else here is the host's record of it.
 */
#include "host/host.h"

#include "compile/compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define DEFAULT_FUEL 10000000000
#define DEFAULT_MEMORY ((uint64_t)256 << 20)
#define DEFAULT_OUTPUT ((uint64_t)16 << 20)
#define CLOCK_SLICE 2000000 /* fuel between looks at the clock: some milliseconds */

/* ---- making and freeing ------------------------------------------------------------------------------------------------ */

static PxIsolate *isolate_alloc(PxEngine *engine, PxError *error) {
  PxIsolate *isolate = calloc(1, sizeof *isolate);
  if (!isolate) {
    error_set(error, PX_ERROR_MEMORY, "no memory for an isolate");
    return NULL;
  }
  isolate->engine = engine;
  isolate->state = PX_DONE;
  isolate->vm = engine->initial;
  isolate->vm.engine = &engine->core;
  isolate->vm.host = isolate;
  isolate->vm.stack_committed = STACK_BASE;
  return isolate;
}

/* struct Known is no object that anybody could touch: its pages count as changed from the start. */
static void known_open(Vm *vm) {
  for (uint32_t page = KNOWN / PAGE_SIZE; page <= (KNOWN + sizeof(Known) - 1) / PAGE_SIZE; page++) {
    vm->page_dirty[page] = 1;
#ifdef PYXIS_TEMPLATE_READONLY
    vm->engine->pages.protect(vm->base + page * PAGE_SIZE, PAGE_SIZE, true);
#endif
  }
}

bool limits_resolve(const PxLimits *limits, Limits *out, PxError *error) {
  static const PxLimits standard;
  if (!limits) limits = &standard;
  if (limits->fuel < 0 || limits->seconds < 0) return error_set(error, PX_ERROR_VALUE, "a limit cannot be negative");
  *out = (Limits){.fuel = limits->fuel ? limits->fuel : DEFAULT_FUEL,
                  .memory = limits->memory ? limits->memory : DEFAULT_MEMORY,
                  .depth = limits->depth,
                  .output = limits->output ? limits->output : DEFAULT_OUTPUT};
  return true;
}

PxIsolate *px_isolate_new(PxEngine *engine, const PxLimits *limits, PxError *error) {
  Limits own;
  if (!limits_resolve(limits, &own, error)) return NULL;
  PxIsolate *isolate = isolate_alloc(engine, error);
  if (!isolate) return NULL;
  if (!isolate_wake(isolate, error)) {
    px_isolate_free(isolate);
    return NULL;
  }
  known_open(&isolate->vm);
  vm_limit(&isolate->vm, &own);
  isolate->seconds_limit = limits ? limits->seconds : 0;
  return isolate;
}

void isolate_forget(PxIsolate *isolate) {
  if (isolate->failure_known) arena_end(&isolate->failure_arena);
  isolate->failure_known = false;
  isolate->place_known = false;
}

void px_isolate_free(PxIsolate *isolate) {
  if (!isolate) return;
  isolate_forget(isolate);
  if (isolate->cage) cage_give(&isolate->engine->cages, isolate->cage, &isolate->vm, NULL, false);
  page_set_drop(isolate->parked);
  grants_free(isolate);
  value_tree_free(isolate->arguments);
  value_tree_free(isolate->answer);
  free(isolate->refusal);
  free(isolate);
}

void px_user_set(PxIsolate *isolate, void *user) { isolate->user = user; }
void *px_user(const PxIsolate *isolate) { return isolate->user; }
PxEnded px_state(const PxIsolate *isolate) { return isolate->state; }
int64_t px_fuel_left(const PxIsolate *isolate) { return vm_fuel_left(&isolate->vm); }

void px_fuel_add(PxIsolate *isolate, int64_t fuel) {
  Vm *vm = &isolate->vm;
  if (fuel <= 0 || vm->fuel_granted == INT64_MAX) return;
  if (fuel > INT64_MAX / 2 - vm->fuel_granted) fuel = INT64_MAX / 2 - vm->fuel_granted;
  vm->fuel_granted += fuel;
  vm->fuel_later += fuel;
}

void px_interrupt(PxIsolate *isolate) { __atomic_store_n(&isolate->vm.interrupt, END_TIME, __ATOMIC_RELEASE); }

const char *px_ended_name(PxEnded ended) {
  static const char *const names[] = {"running", "done", "exception", "fuel",    "memory",  "output",
                                      "time",    "policy", "cage",    "waiting", "internal"};
  return (unsigned)ended < sizeof names / sizeof *names ? names[ended] : "?";
}

/* ---- awake and asleep -------------------------------------------------------------------------------------------------- */

bool isolate_wake(PxIsolate *isolate, PxError *error) {
  if (isolate->cage) return true;
  if (isolate->state == PX_CAGE) return error_set(error, PX_ERROR_STATE, "this isolate's cage was corrupted and has been dropped");
  Cages *cages = &isolate->engine->cages;
  Cage *cage = cage_take(cages);
  if (!cage) return error_system(error, "no address space for a cage");
  if (!isolate->parked) {
    isolate->vm.stack_committed = STACK_BASE;
    cage_enter(cage, &isolate->vm);
  } else if (!page_set_wake(isolate->parked, cages, cage, &isolate->vm)) {
    cage_give(cages, cage, NULL, NULL, true);
    return error_set(error, PX_ERROR_MEMORY, "no memory to wake the isolate, or its pages make no sense");
  }
  page_set_drop(isolate->parked);
  isolate->parked = NULL;
  isolate->cage = cage;
  return true;
}

bool px_park(PxIsolate *isolate, PxError *error) {
  if (!isolate->cage) return isolate->state != PX_CAGE || error_set(error, PX_ERROR_STATE, "there is nothing to park: the cage was dropped");
  Cages *cages = &isolate->engine->cages;
  PrivatePages own;
  cage_private_pages(cages, isolate->cage, &isolate->vm, &own);
  PageSet *set = page_set_take(cages, isolate->cage, &isolate->vm, &own);
  if (!set) return error_set(error, PX_ERROR_MEMORY, "no memory to park the isolate");
  cage_give(cages, isolate->cage, &isolate->vm, &own, false);
  isolate->cage = NULL;
  isolate->parked = set;
  return true;
}

void isolate_broken(PxIsolate *isolate) {
  cage_give(&isolate->engine->cages, isolate->cage, &isolate->vm, NULL, true);
  isolate->cage = NULL;
  isolate->state = PX_CAGE;
  isolate->vm.ended = END_CAGE;
}

PageSet *isolate_pages(PxIsolate *isolate) {
  if (!isolate->cage) return page_set_share(isolate->parked);
  PrivatePages own;
  cage_private_pages(&isolate->engine->cages, isolate->cage, &isolate->vm, &own);
  return page_set_take(&isolate->engine->cages, isolate->cage, &isolate->vm, &own);
}

PxIsolate *px_fork(PxIsolate *isolate, PxError *error) {
  if (isolate->state == PX_CAGE) {
    error_set(error, PX_ERROR_STATE, "a corrupted isolate cannot be forked");
    return NULL;
  }
  if (isolate->answer || isolate->refusal) {
    error_set(error, PX_ERROR_STATE, "an answer is on its way: run the isolate before it is forked");
    return NULL;
  }
  PageSet *set = isolate_pages(isolate);
  if (!set) {
    error_set(error, PX_ERROR_MEMORY, "no memory to fork the isolate");
    return NULL;
  }
  PxIsolate *copy = isolate_alloc(isolate->engine, error);
  if (!copy) {
    page_set_drop(set);
    return NULL;
  }
  memcpy(vm_state(&copy->vm), set->state, VM_STATE_SIZE);
  copy->parked = set;
  copy->state = isolate->state == PX_WAITING ? PX_RUNNING : isolate->state;
  copy->is_call = isolate->is_call;
  copy->seconds_limit = isolate->seconds_limit;
  copy->seconds = isolate->seconds;
  copy->grants = isolate->grant_count ? calloc(isolate->grant_count, sizeof(Grant)) : NULL;
  for (uint32_t i = 0; copy->grants && i < isolate->grant_count; i++) {
    copy->grants[i].name = strdup(isolate->grants[i].name);
    copy->grant_count++;
  }
  return copy;
}

/* ---- work in the cage between runs ----------------------------------------------------------------------------------------- */

typedef struct Doing {
  IsolateBody *body;
  void *argument;
  bool done;
} Doing;

static void do_guarded(Vm *vm, void *argument) {
  Doing *d = argument;
  vm->retry = false;
  d->done = d->body(vm, d->argument);
  if (!d->done && vm->retry) {
    vm->retry = false;
    collect(vm);
    d->done = d->body(vm, d->argument);
  }
}

bool isolate_do(PxIsolate *isolate, IsolateBody *body, void *argument, PxError *error) {
  if (!isolate_wake(isolate, error)) return false;
  Doing d = {body, argument, false};
  if (!fault_guard(&isolate->vm, do_guarded, &d)) {
    isolate_broken(isolate);
    return error_set(error, PX_ERROR_STATE, "the isolate's cage is corrupted and has been dropped");
  }
  return d.done || isolate_failed(isolate, error);
}

typedef struct Telling {
  Arena arena;
  PxError *error;
} Telling;

static void tell_exception(Vm *vm, void *argument) {
  Telling *t = argument;
  if (!is_kind(vm, vm->exception, KIND_EXCEPTION)) return;
  Exception *e = AS(Exception, vm, vm->exception);
  const Type *type = at(vm, type_of(vm, vm->exception));
  const char *name = text_out(vm, from_ref(type->name), &t->arena, NULL), *message = NULL;
  if (is_kind(vm, e->args, KIND_TUPLE) && AS(Tuple, vm, e->args)->length)
    message = text_out(vm, tuple_item(vm, e->args, 0), &t->arena, NULL);
  error_set(t->error, PX_ERROR_VALUE, "%.60s%s%.400s", name ? name : "?", message ? ": " : "", message ? message : "");
}

bool isolate_failed(PxIsolate *isolate, PxError *error) {
  Vm *vm = &isolate->vm;
  if (vm->ending) {
    isolate->state = (PxEnded)vm->ending == PX_FUEL ? PX_FUEL : PX_INTERNAL;
    vm->ended = vm->ending;
    return error_set(error, PX_ERROR_LIMIT, "the isolate's fuel does not suffice for this");
  }
  if (vm->retry || vm->exception == V_UNDEFINED) {
    vm->retry = false;
    return error_set(error, PX_ERROR_LIMIT, "the isolate's memory limit of %llu bytes does not allow this",
                     (unsigned long long)vm->memory_limit);
  }
  if (error) {
    Telling t = {.error = error};
    arena_start(&t.arena, 1 << 20);
    if (!fault_guard(vm, tell_exception, &t)) isolate_broken(isolate);
    arena_end(&t.arena);
  }
  return false;
}

/* ---- starting ------------------------------------------------------------------------------------------------------------ */

bool start_allowed(PxIsolate *isolate, PxError *error) {
  switch (isolate->state) {
  case PX_DONE:
  case PX_EXCEPTION: return true;
  case PX_RUNNING:
  case PX_WAITING: return error_set(error, PX_ERROR_STATE, "the isolate is in the middle of a run: px_run it to its end first");
  default:
    return error_set(error, PX_ERROR_STATE, "the isolate has ended for good: %s", px_ended_name(isolate->state));
  }
}

void started(PxIsolate *isolate, bool is_call) {
  isolate->is_call = is_call;
  isolate->state = PX_RUNNING;
}

void start_afresh(PxIsolate *isolate) {
  isolate_forget(isolate);
  isolate->vm.exception = V_UNDEFINED;
  isolate->vm.result = V_NONE;
  isolate->state = PX_DONE;
}

bool name_set(Vm *vm, Value dict, const char *name, Value value) {
  Value key = intern_c(vm, name);
  return key != V_FAIL && value != V_FAIL && dict_set_name(vm, AS(Dict, vm, dict), key, value);
}

static bool load_in_cage(Vm *vm, void *argument) {
  Loading *l = argument;
  Value filename = str_from_utf8(vm, l->filename, strlen(l->filename));
  Value origin = str_from_c(vm, "guest:__main__");
  if (filename == V_FAIL || origin == V_FAIL) return false;
  Value globals = from_ref(((Module *)at(vm, known(vm)->main))->dict);
  CompileRequest request = {.source = l->source, .size = l->size, .mode = l->interactive ? PARSE_INTERACTIVE : PARSE_MODULE,
                            .filename = filename, .origin = origin, .incomplete = &l->incomplete,
                            .file = *l->filename == '<' ? NULL : l->filename};
  l->code = compile_source(vm, &request);
  if (l->code == V_FAIL) return false;
  if (!l->run) return true;
  /* For the lines that a traceback shows. As in CPython <string> and <stdin> show none; nor does what is not UTF-8. */
  Value text = *l->filename == '<' && !l->interactive ? V_NONE : str_from_utf8(vm, l->source, l->size);
  if (text == V_FAIL) {
    if (vm->retry || vm->ending) return false;
    exception_clear(vm);
  } else if (text != V_NONE && !source_keep(vm, filename, text)) {
    return false;
  }
  return (l->interactive || name_set(vm, globals, "__file__", filename)) && vm_start_code(vm, l->code, globals);
}

typedef struct SyntaxPlace {
  PxIsolate *isolate;
  PxError *error;
} SyntaxPlace;

/* The fields of a SyntaxError, from what its constructor was given: (message, (file, line, column, ...)). */
static void syntax_place(Vm *vm, void *argument) {
  SyntaxPlace *p = argument;
  if (!is_kind(vm, vm->exception, KIND_EXCEPTION) || !IS_A(vm, vm->exception, SyntaxError)) return;
  p->error->code = PX_ERROR_SYNTAX;
  Value args = AS(Exception, vm, vm->exception)->args;
  if (!is_kind(vm, args, KIND_TUPLE) || AS(Tuple, vm, args)->length < 2) return;
  Value place = tuple_item(vm, args, 1);
  if (!is_kind(vm, place, KIND_TUPLE) || AS(Tuple, vm, place)->length < 3) return;
  Arena arena;
  arena_start(&arena, 1 << 20);
  const char *file = text_out(vm, tuple_item(vm, place, 0), &arena, NULL);
  snprintf(p->error->file, sizeof p->error->file, "%s", file ? file : "");
  arena_end(&arena);
  int64_t line, column;
  if (int_check(vm, tuple_item(vm, place, 1)) && int_to_i64(vm, tuple_item(vm, place, 1), &line)) p->error->line = (uint32_t)line;
  if (int_check(vm, tuple_item(vm, place, 2)) && int_to_i64(vm, tuple_item(vm, place, 2), &column)) p->error->column = (uint32_t)column;
}

bool isolate_load(PxIsolate *isolate, Loading *l, PxError *error) {
  PxError own;
  if (!error) error = &own;
  if (!start_allowed(isolate, error)) return false;
  start_afresh(isolate);
  if (isolate_do(isolate, load_in_cage, l, error)) return true;
  if (isolate->cage && isolate->state == PX_DONE) {
    isolate->state = isolate->vm.exception == V_UNDEFINED ? PX_MEMORY : PX_EXCEPTION;
    SyntaxPlace place = {isolate, error};
    if (!fault_guard(&isolate->vm, syntax_place, &place)) isolate_broken(isolate);
  }
  return false;
}

bool px_load(PxIsolate *isolate, const char *filename, const char *source, size_t size, PxError *error) {
  Loading l = {.filename = filename, .source = source, .size = size, .run = true};
  if (!isolate_load(isolate, &l, error)) return false;
  started(isolate, false);
  return true;
}

bool px_check(PxIsolate *isolate, const char *filename, const char *source, size_t size, PxError *error) {
  Loading l = {.filename = filename, .source = source, .size = size};
  return isolate_load(isolate, &l, error);
}

typedef struct Disassembling {
  Loading loading;
  PxWrite *write;
  void *context;
} Disassembling;

static void write_first(void *context, const char *text, size_t size) {
  const Disassembling *d = context;
  d->write(d->context, 1, text, size);
}

static bool disassemble_in_cage(Vm *vm, void *argument) {
  Disassembling *d = argument;
  disassemble(vm, d->loading.code, true, write_first, d);
  return true;
}

bool px_disassemble(PxIsolate *isolate, const char *filename, const char *source, size_t size, PxWrite *write,
                    void *context, PxError *error) {
  Disassembling d = {{.filename = filename, .source = source, .size = size}, write, context};
  return isolate_load(isolate, &d.loading, error) && isolate_do(isolate, disassemble_in_cage, &d, error);
}

typedef struct Arguing {
  int count;
  const char *const *arguments;
} Arguing;

static bool arguments_in_cage(Vm *vm, void *argument) {
  const Arguing *a = argument;
  Value sys = dict_get_name(vm, at(vm, known(vm)->modules), NAME(vm, sys));
  Value list = list_new(vm, NULL, 0);
  if (list == V_FAIL || !is_kind(vm, sys, KIND_MODULE)) return false;
  for (int i = 0; i < a->count; i++) {
    Value text = str_from_utf8(vm, a->arguments[i], strlen(a->arguments[i]));
    if (text == V_FAIL || !list_append(vm, AS(List, vm, list), text)) return false;
  }
  return name_set(vm, from_ref(AS(Module, vm, sys)->dict), "argv", list);
}

bool px_arguments_set(PxIsolate *isolate, int count, const char *const *arguments, PxError *error) {
  Arguing a = {count, arguments};
  return start_allowed(isolate, error) && isolate_do(isolate, arguments_in_cage, &a, error);
}

typedef struct Calling {
  const char *name;
  const PxValue *arguments;
  size_t count;
  bool found;
} Calling;

/* An attribute that takes no call to find: of a module, an instance, or its type. */
static Value attribute_plain(Vm *vm, Value object, Value name) {
  Value own = object_own(vm, object, name);
  if (own != V_UNDEFINED) return own;
  Value shared = type_lookup(vm, type_of(vm, object), name);
  return is_kind(vm, shared, KIND_FUNCTION) ? method_new(vm, shared, object) : shared;
}

static Value call_target(Vm *vm, const char *name) {
  Value v = V_UNDEFINED;
  char part[256];
  for (const char *from = name; from;) {
    const char *dot = strchr(from, '.');
    size_t size = dot ? (size_t)(dot - from) : strlen(from);
    if (size >= sizeof part) return V_UNDEFINED;
    memcpy(part, from, size);
    part[size] = 0;
    Value key = intern_c(vm, part);
    if (key == V_FAIL) return V_FAIL;
    v = from == name ? dict_get_name(vm, at(vm, ((Module *)at(vm, known(vm)->main))->dict), key) : attribute_plain(vm, v, key);
    if (v == V_UNDEFINED || v == V_FAIL) return v;
    from = dot ? dot + 1 : NULL;
  }
  return v;
}

static bool call_in_cage(Vm *vm, void *argument) {
  Calling *c = argument;
  Value callable = call_target(vm, c->name);
  if (callable == V_FAIL) return false;
  c->found = callable != V_UNDEFINED;
  if (!c->found) return true;
  PxValue all = px_tuple(c->arguments, c->count);
  Value arguments = value_in(vm, &all);
  return arguments != V_FAIL && vm_start_call(vm, callable, arguments, V_UNDEFINED);
}

bool px_call(PxIsolate *isolate, const char *name, const PxValue *arguments, size_t count, PxError *error) {
  Calling c = {name, arguments, count, false};
  if (!start_allowed(isolate, error)) return false;
  start_afresh(isolate);
  if (!isolate_do(isolate, call_in_cage, &c, error)) {
    if (isolate->cage && isolate->state == PX_DONE && isolate->vm.exception != V_UNDEFINED) isolate->state = PX_EXCEPTION;
    return false;
  }
  if (!c.found) return error_set(error, PX_ERROR_NAME, "the script has no function '%.200s'", name);
  started(isolate, true);
  return true;
}

/* ---- running --------------------------------------------------------------------------------------------------------------- */

typedef struct Running {
  int64_t slice;
  Ended ended;
} Running;

static void run_in_cage(Vm *vm, void *argument) {
  Running *r = argument;
#ifdef PYXIS_ONE_BLOCK
  /* The interpreter is left and entered again at every block's head. */
  int64_t before = vm_fuel_spent(vm);
  do r->ended = vm_run(vm, 1);
  while (r->ended == END_RUNNING && vm_fuel_spent(vm) - before < r->slice);
#else
  r->ended = vm_run(vm, r->slice);
#endif
}

/* The line of guest code that runs, or where the exception was raised that ended it. */
static void place_in_cage(Vm *vm, void *argument) {
  PxIsolate *isolate = argument;
  Value file = V_NONE;
  uint32_t line = 0;
  isolate->place_file[0] = 0;
  isolate->place_line = 0;
  if (!vm_place(vm, &file, &line) && !exception_place(vm, vm->exception, &file, &line)) return;
  Arena arena;
  arena_start(&arena, 1 << 20);
  const char *text = text_out(vm, file, &arena, NULL);
  snprintf(isolate->place_file, sizeof isolate->place_file, "%s", text ? text : "?");
  isolate->place_line = line;
  arena_end(&arena);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The host's view of how the core ended. */
static PxEnded settle(PxIsolate *isolate, Ended ended) {
  Vm *vm = &isolate->vm;
  switch (ended) {
  case END_RUNNING: return PX_RUNNING;
  case END_DONE: return PX_DONE;
  case END_EXCEPTION:
    /* A MemoryError that the limit raised, and nobody caught. */
    return is_ref(vm->exception) && vm->exception == vm->limit_error ? PX_MEMORY : PX_EXCEPTION;
  case END_FUEL: return PX_FUEL;
  case END_MEMORY: return PX_MEMORY;
  case END_OUTPUT: return PX_OUTPUT;
  case END_TIME: return PX_TIME;
  case END_POLICY: return PX_POLICY;
  case END_CAGE: return PX_CAGE;
  case END_SUSPENDED: return PX_WAITING;
  default: return PX_INTERNAL;
  }
}

PxEnded px_run(PxIsolate *isolate, int64_t slice) {
  if (isolate->state != PX_RUNNING) return isolate->state;
  PxError error;
  if (!isolate_wake(isolate, &error)) return isolate->state = PX_INTERNAL;
  Vm *vm = &isolate->vm;
  double start = now();
  int64_t target = slice;
  Running r = {.ended = END_RUNNING};
  isolate->place_known = false;
  if (vm->ending == END_SUSPENDED) vm->ending = END_RUNNING; /* the native that waited is entered again */
  do {
    if (isolate->seconds_limit > 0 && isolate->seconds + (now() - start) >= isolate->seconds_limit)
      __atomic_store_n(&vm->interrupt, END_TIME, __ATOMIC_RELEASE);
    int64_t before = vm_fuel_spent(vm);
    r.slice = isolate->seconds_limit > 0 && target > CLOCK_SLICE ? CLOCK_SLICE : target;
    if (!fault_guard(vm, run_in_cage, &r)) r.ended = END_CAGE;
    if (target != INT64_MAX) target -= vm_fuel_spent(vm) - before;
  } while (r.ended == END_RUNNING && target > 0);
  isolate->seconds += now() - start;
  if (r.ended == END_CAGE) {
    if (!fault_guard(vm, place_in_cage, isolate)) isolate->place_file[0] = 0;
    isolate->place_known = true;
    isolate_broken(isolate);
  } else {
    isolate->state = settle(isolate, r.ended);
  }
  return isolate->state;
}

PxEnded px_finish(PxIsolate *isolate) {
  PxEnded ended;
  do ended = px_run(isolate, INT64_MAX);
  while (ended == PX_RUNNING);
  return ended;
}

bool px_place(PxIsolate *isolate, char *file, uint32_t *line) {
  if (!isolate->place_known && isolate_wake(isolate, NULL)) {
    if (!fault_guard(&isolate->vm, place_in_cage, isolate)) isolate_broken(isolate);
    isolate->place_known = true;
  }
  snprintf(file, 256, "%s", isolate->place_file);
  *line = isolate->place_line;
  return *file;
}

typedef struct Resulting {
  ValueTree *tree;
  PxError *error;
  bool crossed;
} Resulting;

static void result_in_cage(Vm *vm, void *argument) {
  Resulting *r = argument;
  r->crossed = value_out(vm, vm->result, r->tree, r->error);
}

PxValue *px_result(PxIsolate *isolate, PxError *error) {
  if (isolate->state != PX_DONE) {
    error_set(error, PX_ERROR_STATE, "there is no result: %s", px_ended_name(isolate->state));
    return NULL;
  }
  if (!isolate_wake(isolate, error)) return NULL;
  Resulting r = {value_tree_new(), error, false};
  if (!r.tree) {
    error_set(error, PX_ERROR_MEMORY, "no memory for the result");
    return NULL;
  }
  if (!fault_guard(&isolate->vm, result_in_cage, &r)) {
    isolate_broken(isolate);
    error_set(error, PX_ERROR_STATE, "the isolate's cage is corrupted and has been dropped");
    r.crossed = false;
  }
  if (r.crossed) return &r.tree->value;
  value_tree_free(r.tree);
  return NULL;
}

/* ---- figures ----------------------------------------------------------------------------------------------------------------- */

void px_figures(PxIsolate *isolate, PxFigures *figures) {
  const Vm *vm = &isolate->vm;
  *figures = (PxFigures){.fuel = vm_fuel_spent(vm),
                         .fuel_granted = vm->fuel_granted,
                         .memory_live = vm->memory_used,
                         .memory_peak = vm->memory_peak < vm->memory_limit ? vm->memory_peak : vm->memory_limit, /* what an exception had on top was not granted */
                         .memory_limit = vm->memory_limit,
                         .collections = vm->collections,
                         .output_bytes = vm->output_bytes,
                         .output_limit = vm->output_limit,
                         .seconds = isolate->seconds};
  PageSet *set = isolate_pages(isolate);
  if (set) figures->private_dirty = (uint64_t)set->count * PAGE_SIZE;
  page_set_drop(set);
}
