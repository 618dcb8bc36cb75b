/*
 * Asynchronous generators (PEP 525).
 *
 * Its frame runs as a generator's does, but only from the awaitables that __anext__, asend, athrow and aclose return. What the frame
 * yields is either what an await inside passes up to the event loop, which the awaitable yields on, or the operand of a `yield`, which
 * ends the awaitable as its value. The instruction before such a yield, ASYNCWRAP, sets YIELDED in the generator: that tells them apart.
 *
 * The flags stand in the generator's head.extra. RUNNING is not its frame's state: it holds from an awaitable's first step to its last,
 * also while the frame is suspended in an await.
 */
#include "object/generator.h"

enum { FLAG_YIELDED = ASYNC_GENERATOR_YIELDED, FLAG_RUNNING = 2, FLAG_CLOSED = 4 };

/* The fields of the awaitables. */
enum { SEND_GENERATOR, SEND_STATE, SEND_VALUE, SEND_FIELDS };
enum { THROW_GENERATOR, THROW_STATE, THROW_TYPE /* V_UNDEFINED: aclose() */, THROW_VALUE, THROW_TRACEBACK, THROW_FIELDS };
enum { STATE_NEW, STATE_STARTED, STATE_CLOSED };

static Generator *generator_of(Vm *vm, Value awaitable) {
  Value g = *field(vm, awaitable, SEND_GENERATOR);
  CAGE_CHECK(vm, is_kind(vm, g, KIND_GENERATOR));
  return AS(Generator, vm, g);
}

static bool has(const Generator *g, uint16_t flag) { return g->head.extra & flag; }

static void set_flag(Vm *vm, Generator *g, uint16_t flag, bool on) {
  TOUCH(vm, g);
  g->head.extra = (uint16_t)(on ? g->head.extra | flag : g->head.extra & ~flag);
}

static bool in_state(Vm *vm, Value awaitable, int state) { return *field(vm, awaitable, SEND_STATE) == from_small(state); }

static void set_state(Vm *vm, Value awaitable, int state) {
  touch(vm, to_ref(awaitable));
  *field(vm, awaitable, SEND_STATE) = from_small(state);
}

static bool is_closing(Vm *vm, Value awaitable) {
  return IS_EXACT(vm, awaitable, async_generator_athrow) && *field(vm, awaitable, THROW_TYPE) == V_UNDEFINED;
}

static Value stop_iteration(Vm *vm, Value value) {
  Value args = value == V_NONE ? from_ref(known(vm)->empty_tuple) : TUPLE_OF(vm, value);
  Value e = args == V_FAIL ? V_FAIL : exception_new(vm, TYPE(vm, StopIteration), args);
  if (e != V_FAIL) *exception_field(vm, AS(Exception, vm, e), 0) = value;
  return e;
}

/* ---- steps of the generator ------------------------------------------------------------------------------------------------ */

/* `outcome` of what was pushed for the awaitable's first step, or a later one. */
static Value started(Vm *vm, Value awaitable, Value outcome) {
  if (outcome == V_CALL) {
    Generator *g = generator_of(vm, awaitable);
    set_flag(vm, g, FLAG_RUNNING, true);
    if (is_closing(vm, awaitable)) set_flag(vm, g, FLAG_CLOSED, true);
    set_state(vm, awaitable, STATE_STARTED);
  }
  return outcome;
}

/* V_STOP when it returns. */
static Value send_into(Vm *vm, Value awaitable, Value value) {
  return started(vm, awaitable, with_action(vm, generator_resume(vm, value_of(vm, generator_of(vm, awaitable)), value), ACTION_NEXT));
}

static Value throw_into(Vm *vm, Value awaitable, Value type, Value value, Value traceback) {
  return enter(vm, &generator_throw_method_info, 4, (Value[]){value_of(vm, generator_of(vm, awaitable)), type, value, traceback});
}

static Value throw_first(Vm *vm, Value awaitable) {
  Value *fields = AS(Record, vm, awaitable)->fields, type = fields[THROW_TYPE];
  if (type == V_UNDEFINED) type = exception_new(vm, TYPE(vm, GeneratorExit), from_ref(known(vm)->empty_tuple));
  if (type == V_FAIL) return V_FAIL;
  return started(vm, awaitable, throw_into(vm, awaitable, type, fields[THROW_VALUE], fields[THROW_TRACEBACK]));
}

static Value already_over(Vm *vm, Value awaitable, Value exception) {
  if (exception == V_FAIL) return V_FAIL;
  set_state(vm, awaitable, STATE_CLOSED);
  return raise_value(vm, exception);
}

/* What a step of asend or athrow gave, for the awaiter; `once`: if that was the last step, the awaitable refuses further ones.
   Nothing changes before the last allocation. */
static Value step_result(Vm *vm, Value awaitable, Value result, bool once) {
  Generator *g = generator_of(vm, awaitable);
  if (result != V_FAIL && result != V_STOP && !has(g, FLAG_YIELDED)) return result;
  Value e = V_FAIL;
  if (result == V_STOP) {
    e = exception_new(vm, TYPE(vm, StopAsyncIteration), from_ref(known(vm)->empty_tuple));
    if (e == V_FAIL) return V_FAIL;
  } else if (result != V_FAIL) {
    e = stop_iteration(vm, result);
    if (e == V_FAIL) return V_FAIL;
  }
  if (result == V_STOP || (result == V_FAIL && (exception_is(vm, T_StopAsyncIteration) || exception_is(vm, T_GeneratorExit))))
    set_flag(vm, g, FLAG_CLOSED, true);
  set_flag(vm, g, FLAG_YIELDED | FLAG_RUNNING, false);
  if (once) set_state(vm, awaitable, STATE_CLOSED);
  return result == V_FAIL ? V_FAIL : raise_value(vm, e);
}

/* The same for aclose: it is to end the generator. */
static Value close_result(Vm *vm, Value awaitable, Value result) {
  Generator *g = generator_of(vm, awaitable);
  if (result != V_FAIL && result != V_STOP) {
    if (!has(g, FLAG_YIELDED)) return result;
    RAISE(vm, RuntimeError, "async generator ignored GeneratorExit");
    if (vm->retry) return V_FAIL;
    set_flag(vm, g, FLAG_YIELDED | FLAG_RUNNING, false);
    set_state(vm, awaitable, STATE_CLOSED);
    return V_FAIL;
  }
  bool over = result == V_STOP || exception_is(vm, T_StopAsyncIteration) || exception_is(vm, T_GeneratorExit);
  Value e = over ? stop_iteration(vm, V_NONE) : V_FAIL;
  if (over && e == V_FAIL) return V_FAIL;
  set_flag(vm, g, FLAG_RUNNING, false);
  set_state(vm, awaitable, STATE_CLOSED);
  if (!over) return V_FAIL;
  if (result == V_FAIL) exception_clear(vm);
  return raise_value(vm, e);
}

/* ---- the awaitable of __anext__ and asend ------------------------------------------------------------------------------- */

#define REUSED_SEND "cannot reuse already awaited __anext__()/asend()"
#define REUSED_THROW "cannot reuse already awaited aclose()/athrow()"

RESUMABLE(async_send_step, 1, "(awaitable, value, /)", NULL) {
  enum { SELF, VALUE, RESULT };
  STEPS
    if (in_state(vm, a[SELF], STATE_CLOSED)) return RAISE(vm, RuntimeError, REUSED_SEND);
    if (in_state(vm, a[SELF], STATE_NEW)) {
      if (has(generator_of(vm, a[SELF]), FLAG_RUNNING))
        return RAISE(vm, RuntimeError, "anext(): asynchronous generator is already running");
      if (a[VALUE] == V_NONE) a[VALUE] = *field(vm, a[SELF], SEND_VALUE);
    }
    AWAIT_CATCH(1, a[RESULT], send_into(vm, a[SELF], a[VALUE]));
    return step_result(vm, a[SELF], a[RESULT], true);
  END_STEPS
}

NATIVE(asend_send, "(self, arg, /)", "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.") {
  return enter(vm, &async_send_step_info, 2, a);
}
NATIVE(asend_next, "(self, /)", "Implement next(self).") { return enter(vm, &async_send_step_info, 2, (Value[]){a[0], V_NONE}); }
NATIVE(awaitable_self, "(self, /)", "Implement iter(self).") { return a[0]; }
NATIVE(awaitable_await, "(self, /)", "Return an iterator to be used in await expression.") { return a[0]; }
NATIVE(awaitable_close, "(self, /)", "close() -> raise GeneratorExit inside generator.") {
  set_state(vm, a[0], STATE_CLOSED);
  return V_NONE;
}

#define THROW_SIGNATURE "(self, type, value=None, traceback=None, /)"
#define THROW_DOC "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\nStopIteration."

RESUMABLE(asend_throw, 1, THROW_SIGNATURE, THROW_DOC) {
  enum { SELF, TYPE_, VALUE, TRACEBACK, RESULT };
  STEPS
    if (in_state(vm, a[SELF], STATE_CLOSED)) return RAISE(vm, RuntimeError, REUSED_SEND);
    AWAIT_CATCH(1, a[RESULT], throw_into(vm, a[SELF], a[TYPE_], a[VALUE], a[TRACEBACK]));
    return step_result(vm, a[SELF], a[RESULT], true);
  END_STEPS
}

const NativeEntry async_generator_asend_entries[] = {
    SLOT("__await__", awaitable_await),
    SLOT("__iter__", awaitable_self),
    SLOT("__next__", asend_next),
    METHOD_("send", asend_send),
    METHOD_("throw", asend_throw),
    METHOD_("close", awaitable_close),
    END_OF_ENTRIES,
};

/* ---- the awaitable of athrow and aclose ----------------------------------------------------------------------------------- */

RESUMABLE(async_throw_step, 1, "(awaitable, value, /)", NULL) {
  enum { SELF, VALUE, RESULT };
  STEPS
    if (in_state(vm, a[SELF], STATE_CLOSED)) return RAISE(vm, RuntimeError, REUSED_THROW);
    if (generator_of(vm, a[SELF])->state == GENERATOR_DONE) return already_over(vm, a[SELF], stop_iteration(vm, V_NONE));
    if (in_state(vm, a[SELF], STATE_NEW)) {
      if (has(generator_of(vm, a[SELF]), FLAG_RUNNING)) {
        RAISE(vm, RuntimeError, "%s(): asynchronous generator is already running", is_closing(vm, a[SELF]) ? "aclose" : "athrow");
        if (!vm->retry) set_state(vm, a[SELF], STATE_CLOSED);
        return V_FAIL;
      }
      if (has(generator_of(vm, a[SELF]), FLAG_CLOSED))
        return already_over(vm, a[SELF], exception_new(vm, TYPE(vm, StopAsyncIteration), from_ref(known(vm)->empty_tuple)));
      if (a[VALUE] != V_NONE) return RAISE(vm, RuntimeError, "can't send non-None value to a just-started coroutine");
      AWAIT_CATCH(1, a[RESULT], throw_first(vm, a[SELF]));
      return is_closing(vm, a[SELF]) ? close_result(vm, a[SELF], a[RESULT]) : step_result(vm, a[SELF], a[RESULT], a[RESULT] == V_FAIL);
    }
    AWAIT_CATCH(2, a[RESULT], send_into(vm, a[SELF], a[VALUE]));
    return is_closing(vm, a[SELF]) ? close_result(vm, a[SELF], a[RESULT]) : step_result(vm, a[SELF], a[RESULT], false);
  END_STEPS
}

NATIVE(athrow_send, "(self, arg, /)", "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.") {
  return enter(vm, &async_throw_step_info, 2, a);
}
NATIVE(athrow_next, "(self, /)", "Implement next(self).") { return enter(vm, &async_throw_step_info, 2, (Value[]){a[0], V_NONE}); }

RESUMABLE(athrow_throw, 1, THROW_SIGNATURE, THROW_DOC) {
  enum { SELF, TYPE_, VALUE, TRACEBACK, RESULT };
  STEPS
    if (in_state(vm, a[SELF], STATE_CLOSED)) return RAISE(vm, RuntimeError, REUSED_THROW);
    AWAIT_CATCH(1, a[RESULT], throw_into(vm, a[SELF], a[TYPE_], a[VALUE], a[TRACEBACK]));
    return is_closing(vm, a[SELF]) ? close_result(vm, a[SELF], a[RESULT]) : step_result(vm, a[SELF], a[RESULT], false);
  END_STEPS
}

const NativeEntry async_generator_athrow_entries[] = {
    SLOT("__await__", awaitable_await),
    SLOT("__iter__", awaitable_self),
    SLOT("__next__", athrow_next),
    METHOD_("send", athrow_send),
    METHOD_("throw", athrow_throw),
    METHOD_("close", awaitable_close),
    INTERNAL(async_send_step),
    INTERNAL(async_throw_step),
    END_OF_ENTRIES,
};

/* ---- the generator ----------------------------------------------------------------------------------------------------------- */

Value async_generator_send(Vm *vm, Value generator, Value value) {
  Value r = record_new(vm, T_async_generator_asend, SEND_FIELDS);
  if (r == V_FAIL) return V_FAIL;
  *field(vm, r, SEND_GENERATOR) = generator;
  *field(vm, r, SEND_STATE) = from_small(STATE_NEW);
  *field(vm, r, SEND_VALUE) = value;
  return r;
}

static Value throw_new(Vm *vm, Value generator, Value type, Value value, Value traceback) {
  Value r = record_new(vm, T_async_generator_athrow, THROW_FIELDS);
  if (r == V_FAIL) return V_FAIL;
  *field(vm, r, THROW_GENERATOR) = generator;
  *field(vm, r, THROW_STATE) = from_small(STATE_NEW);
  *field(vm, r, THROW_TYPE) = type;
  *field(vm, r, THROW_VALUE) = value;
  *field(vm, r, THROW_TRACEBACK) = traceback;
  return r;
}

NATIVE(async_generator_aiter, "(self, /)", "Return an awaitable, that resolves in asynchronous iterator.") { return a[0]; }
NATIVE(async_generator_anext, "(self, /)", "Return a value or raise StopAsyncIteration.") { return async_generator_send(vm, a[0], V_NONE); }
NATIVE(async_generator_asend, "(self, arg, /)", "asend(v) -> send 'v' in generator.") { return async_generator_send(vm, a[0], a[1]); }
NATIVE(async_generator_athrow, THROW_SIGNATURE, "athrow(typ[,val[,tb]]) -> raise exception in generator.") {
  return throw_new(vm, a[0], a[1], a[2], a[3]);
}
NATIVE(async_generator_aclose, "(self, /)", "aclose() -> raise GeneratorExit inside generator.") {
  return throw_new(vm, a[0], V_UNDEFINED, V_UNDEFINED, V_UNDEFINED);
}
NATIVE(async_generator_class_getitem, "(cls, item, /)", "See PEP 585") { return generic_alias_new(vm, a[0], a[1]); }
NATIVE(async_generator_running, "(self, /)", NULL) { return from_bool(has(AS(Generator, vm, a[0]), FLAG_RUNNING)); }

const NativeEntry async_generator_entries[] = {
    SLOT("__aiter__", async_generator_aiter),
    SLOT("__anext__", async_generator_anext),
    METHOD_("asend", async_generator_asend),
    METHOD_("athrow", async_generator_athrow),
    METHOD_("aclose", async_generator_aclose),
    CLASSMETHOD_("__class_getitem__", async_generator_class_getitem),
    SLOT("__repr__", generator_repr),
    PROPERTY("__name__", generator_get_name, generator_set_name),
    PROPERTY("__qualname__", generator_get_qualname, generator_set_qualname),
    MEMBER("ag_running", async_generator_running),
    GETTER("ag_await", generator_get_delegate),
    MEMBER("ag_code", generator_get_code),
    GETTER("ag_frame", generator_get_frame),
    END_OF_ENTRIES,
};
