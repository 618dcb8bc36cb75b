/*
 * Capabilities: functions that the host granted by name.
 *
 * A guest holds one as a native bound to the number of its grant; the grants themselves stand outside the cage. A number that is not
 * granted is refused, so a forged one reaches at most what its isolate was given anyway.
 */
#include "host/host.h"

#include "host/natives.h"

#include <stdlib.h>

void grants_free(PxIsolate *isolate) {
  for (uint32_t i = 0; i < isolate->grant_count; i++) free(isolate->grants[i].name);
  free(isolate->grants);
  isolate->grants = NULL;
  isolate->grant_count = 0;
}

/* ---- granting -------------------------------------------------------------------------------------------------------- */

static Grant *grant_find(PxIsolate *isolate, const char *name) {
  for (uint32_t i = 0; i < isolate->grant_count; i++)
    if (!strcmp(isolate->grants[i].name, name)) return &isolate->grants[i];
  return NULL;
}

typedef struct Granting {
  const char *module, *function;
  uint32_t number;
} Granting;

/* module.function = the native, in sys.modules. */
static bool grant_enter(Vm *vm, void *argument) {
  const Granting *g = argument;
  Dict *modules = at(vm, known(vm)->modules);
  Value module_name = intern_c(vm, g->module), function_name = intern_c(vm, g->function);
  if (module_name == V_FAIL || function_name == V_FAIL) return false;
  Value module = dict_get_name(vm, modules, module_name);
  if (module == V_UNDEFINED) {
    module = module_new(vm, module_name);
    if (module == V_FAIL || !dict_set_name(vm, modules, module_name, module)) return false;
  }
  if (!is_kind(vm, module, KIND_MODULE)) return false;
  Value native = native_new(vm, &host_capability_info, NATIVE_FUNCTION, from_small(g->number), to_ref(module_name), function_name);
  return native != V_FAIL && dict_set_name(vm, at(vm, AS(Module, vm, module)->dict), function_name, native);
}

static bool grant(PxIsolate *isolate, const char *name, PxFunction *function, void *context, PxError *error) {
  const char *dot = strchr(name, '.');
  if (!dot || dot == name || !dot[1] || strchr(dot + 1, '.') || strlen(name) > 200)
    return error_set(error, PX_ERROR_NAME, "'%.200s' cannot be granted: a name has the form module.function", name);
  Grant *old = grant_find(isolate, name);
  if (old) {
    if (old->present) return error_set(error, PX_ERROR_NAME, "'%.200s' has been granted already", name);
    old->function = function;
    old->context = context;
    old->awaited = !function;
    old->present = true;
    return true;
  }
  Grant *grants = realloc(isolate->grants, (isolate->grant_count + 1) * sizeof *grants);
  char *copy = strdup(name);
  if (grants) isolate->grants = grants;
  if (!grants || !copy) {
    free(copy);
    return error_set(error, PX_ERROR_MEMORY, "no memory to grant '%.200s'", name);
  }
  char module[208];
  memcpy(module, name, (size_t)(dot - name));
  module[dot - name] = 0;
  Granting g = {module, dot + 1, isolate->grant_count};
  if (!isolate_do(isolate, grant_enter, &g, error)) {
    free(copy);
    return false;
  }
  grants[isolate->grant_count++] = (Grant){copy, function, context, true, !function};
  return true;
}

bool px_grant(PxIsolate *isolate, const char *name, PxFunction *function, void *context, PxError *error) {
  if (!function) return error_set(error, PX_ERROR_VALUE, "'%.200s' cannot be granted: there is no function", name);
  return grant(isolate, name, function, context, error);
}

bool px_grant_awaited(PxIsolate *isolate, const char *name, PxError *error) {
  return grant(isolate, name, NULL, NULL, error);
}

/* ---- calling --------------------------------------------------------------------------------------------------------- */

/* What was answered, copied in. It is kept until that succeeds: when there is no room, the native is entered once more after a
   collection, and the host's function must not be called twice. */
static Value capability_deliver(Vm *vm, PxIsolate *isolate) {
  Value result;
  if (isolate->refusal) result = RAISE(vm, RuntimeError, "%s", isolate->refusal);
  else result = value_in(vm, &isolate->answer->value);
  if (result == V_FAIL && vm->retry) return V_FAIL;
  free(isolate->refusal);
  value_tree_free(isolate->answer);
  isolate->refusal = NULL;
  isolate->answer = NULL;
  return result;
}

static bool capability_ask(Vm *vm, PxIsolate *isolate, const Grant *grant, const PxValue *arguments) {
  PxValue result = px_none();
  PxError error = {0};
  if (!grant->function(grant->context, isolate, arguments->sequence.items, arguments->sequence.count, &result, &error)) {
    isolate->refusal = strdup(*error.message ? error.message : "the host refused");
    return isolate->refusal;
  }
  isolate->answer = value_tree_new();
  if (isolate->answer && value_copy(&result, isolate->answer)) return true;
  value_tree_free(isolate->answer);
  isolate->answer = NULL;
  isolate->refusal = strdup("the host's answer is too large");
  return isolate->refusal;
}

SHARED_RESUMABLE(host_capability, 1, "(grant, /, *arguments)", "A function that the host granted.") {
  PxIsolate *isolate = isolate_of(vm);
  if (isolate->answer || isolate->refusal) return capability_deliver(vm, isolate);
  if (!is_small(a[0]) || to_small(a[0]) < 0 || to_small(a[0]) >= isolate->grant_count || !isolate->grants[to_small(a[0])].present)
    return RAISE(vm, RuntimeError, "this function of the host's is not granted");
  uint32_t number = (uint32_t)to_small(a[0]);
  const Grant *grant = &isolate->grants[number];
  ValueTree *tree = value_tree_new();
  PxError error = {0};
  if (!tree || !value_out(vm, a[1], tree, &error)) {
    value_tree_free(tree);
    return RAISE(vm, TypeError, "%s(): %s", grant->name, *error.message ? error.message : "no memory");
  }
  if (grant->awaited) {
    value_tree_free(isolate->arguments);
    isolate->arguments = tree;
    isolate->waiting = number;
    /* The run is suspended here; when there is an answer, this native is entered again. */
    vm->ending = END_SUSPENDED;
    return V_FAIL;
  }
  bool answered = charge(vm, 100 + tree->arena.used / 8) && capability_ask(vm, isolate, grant, &tree->value);
  value_tree_free(tree);
  return answered ? capability_deliver(vm, isolate) : V_FAIL;
}

const char *px_waiting_name(PxIsolate *isolate) {
  return isolate->state == PX_WAITING ? isolate->grants[isolate->waiting].name : NULL;
}

const PxValue *px_waiting_arguments(PxIsolate *isolate, size_t *count) {
  if (isolate->state != PX_WAITING || !isolate->arguments) return NULL;
  *count = isolate->arguments->value.sequence.count;
  return isolate->arguments->value.sequence.items;
}

static bool answer_start(PxIsolate *isolate, PxError *error) {
  if (isolate->state != PX_WAITING) return error_set(error, PX_ERROR_STATE, "nothing is waited for");
  value_tree_free(isolate->arguments);
  isolate->arguments = NULL;
  return true;
}

bool px_answer(PxIsolate *isolate, const PxValue *result, PxError *error) {
  ValueTree *tree = value_tree_new();
  if (!tree || !value_copy(result, tree)) {
    value_tree_free(tree);
    return error_set(error, PX_ERROR_VALUE, "the answer is too large or nested too deeply");
  }
  if (!answer_start(isolate, error)) {
    value_tree_free(tree);
    return false;
  }
  isolate->answer = tree;
  isolate->state = PX_RUNNING;
  return true;
}

bool px_refuse(PxIsolate *isolate, const char *message, PxError *error) {
  char *copy = strdup(message);
  if (!copy) return error_set(error, PX_ERROR_MEMORY, "no memory for the message");
  if (!answer_start(isolate, error)) {
    free(copy);
    return false;
  }
  isolate->refusal = copy;
  isolate->state = PX_RUNNING;
  return true;
}

/* ---- output ------------------------------------------------------------------------------------------------------------ */

void px_output_set(PxIsolate *isolate, PxWrite *write, void *context) {
  isolate->write = write;
  isolate->write_context = context;
}

/* What fits the limit is written; the run ends with the first byte that does not. */
bool host_output(Vm *vm, int stream, const char *utf8, size_t size) {
  PxIsolate *isolate = isolate_of(vm);
  uint64_t left = vm->output_limit > vm->output_bytes ? vm->output_limit - vm->output_bytes : 0;
  bool fits = size <= left;
  if (!fits) size = left;
  vm->output_bytes += size;
  if (isolate->write && size) isolate->write(isolate->write_context, stream == 2 ? 2 : 1, utf8, size);
  if (!fits && !vm->ending) vm->ending = END_OUTPUT;
  return fits;
}
