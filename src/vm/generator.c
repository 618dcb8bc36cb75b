/*
 * Generators: a frame of their own on the heap. Resuming links it to the running frame and copies nothing.
 *
 * A suspended generator's Frame.state names the register that takes what is sent; while it delegates (`yield from`) its ip stands at the
 * DELEGATE instruction, which passes that on.
 */
#include "object/containers.h"
#include "object/generator.h"

#include "vm/frame.h"
#include "vm/interpreter.h"

Value generator_new(Vm *vm, Function *f, Code *code, const Value *registers) {
  int type = code->flags & CODE_COROUTINE ? T_coroutine : code->flags & CODE_ASYNC_GENERATOR ? T_async_generator : T_generator;
  uint32_t count = code->registers;
  Generator *g = allocate(vm, sizeof(Generator) + count * 8ull, KIND_GENERATOR, shape_of_type(vm, known(vm)->types[type]));
  if (!g) return V_FAIL;
  g->registers = count;
  g->state = GENERATOR_NEW;
  g->name = from_ref(f->name);
  g->qualname = from_ref(f->qualname);
  g->delegate = g->frame_object = V_UNDEFINED;
  g->frame.code = f->code;
  g->frame.function = ref_of(vm, f);
  g->frame.ip = code->instructions + (Ref)offsetof(Raw, data);
  g->frame.flags = FRAME_HEAP;
  g->frame.owner = ref_of(vm, g);
  memcpy(g->values, registers, count * 8ull);
  if (code->handlers && !finalizer_register(vm, ref_of(vm, g))) return V_FAIL; /* closing it runs them */
  return value_of(vm, g);
}

const char *generator_sort(Vm *vm, Value g) {
  return IS_EXACT(vm, g, coroutine) ? "coroutine" : IS_EXACT(vm, g, async_generator) ? "async generator" : "generator";
}

/* Makes the generator's frame the running one. */
static Value push(Vm *vm, Value generator) {
  Generator *g = AS(Generator, vm, generator);
  if (g->state == GENERATOR_RUNNING) return RAISE(vm, ValueError, "%s already executing", generator_sort(vm, generator));
  if (vm->depth >= vm->depth_limit) return RAISE(vm, RecursionError, "maximum recursion depth exceeded");
  CAGE_CHECK(vm, g->registers == ((Code *)at(vm, g->frame.code))->registers);
  touch(vm, to_ref(generator));
  Ref top = frame_end(vm);
  if (!stack_commit(vm, top + FRAME_SLACK * 2)) return RAISE(vm, RecursionError, "maximum recursion depth exceeded");
  vm->top = top;
  vm->depth++;
  g->state = GENERATOR_RUNNING;
  g->frame.flags = FRAME_HEAP;
  g->frame.action = ACTION_STORE;
  g->frame.caller = vm->frame;
  if (vm->frame) g->frame.origins = current_frame(vm)->origins;
  vm->frame = ref_of(vm, &g->frame);
  return V_CALL;
}

Value generator_resume(Vm *vm, Value generator, Value sent) {
  Generator *g = AS(Generator, vm, generator);
  if (g->state == GENERATOR_DONE) return V_STOP;
  if (g->state == GENERATOR_NEW && sent != V_NONE)
    return RAISE(vm, TypeError, "can't send non-None value to a just-started %s", generator_sort(vm, generator));
  bool fresh = g->state == GENERATOR_NEW;
  Value outcome = push(vm, generator);
  if (outcome != V_CALL) return outcome;
  if (fresh) {
    vm->fuel -= ((Code *)at(vm, g->frame.code))->entry_cost;
  } else {
    CAGE_CHECK(vm, g->frame.state < g->registers);
    *item_at(vm, ref_of(vm, g->values), g->frame.state) = sent;
    vm->fuel -= 1;
  }
  return V_CALL;
}

/* Sets `exception` as what is thrown into the generator that has this frame. Its context is what that generator handles, or else the nearest
   of those that delegate to it; not what is handled where it is thrown from. */
static Value thrown_into(Vm *vm, Ref frame, Value exception) {
  bool handles = false;
  for (uint32_t most = vm->depth + vm->native_depth; frame && most && !handles; most--) {
    Frame *f = at(vm, frame);
    handles = f->handled != 0;
    if (f->action != ACTION_DELEGATE) break;
    frame = f->caller;
  }
  if (handles) return raise_value(vm, exception);
  vm->exception = exception;
  return V_FAIL;
}

/* The exception that is set, of the search for a delegate's close(), goes nowhere. May call. */
static Value delegate_unraisable(Vm *vm, Value delegate) {
  Value both[2] = {vm->exception, delegate};
  exception_clear(vm);
  Value outcome = call_prelude(vm, "unraisable", 2, both);
  if (outcome == V_FAIL && vm->retry) vm->exception = both[0];
  return outcome;
}

/* Closes a delegate, and then throws; or throws into one that is not a generator. */
RESUMABLE(delegate_throw, 1, "(delegate, exception, close, /)", NULL) {
  enum { DELEGATE, EXCEPTION, CLOSE, METHOD };
  STEPS
    AWAIT_CATCH(1, a[METHOD], object_getattr_or(vm, a[DELEGATE], a[CLOSE] == V_TRUE ? NAME(vm, close) : NAME(vm, throw)));
    if (a[METHOD] == V_FAIL) {
      if (a[CLOSE] != V_TRUE) return V_FAIL;
      AWAIT(4, a[METHOD], delegate_unraisable(vm, a[DELEGATE]));
      a[METHOD] = V_UNDEFINED;
    }
    if (a[METHOD] == V_UNDEFINED) return thrown_into(vm, current_frame(vm)->caller, a[EXCEPTION]);
    {
      Value result;
      if (a[CLOSE] == V_TRUE) {
        AWAIT(2, result, call0(vm, a[METHOD]));
        (void)result;
        return thrown_into(vm, current_frame(vm)->caller, a[EXCEPTION]);
      }
      AWAIT(3, result, call1(vm, a[METHOD], a[EXCEPTION]));
      return result;
    }
  END_STEPS
}

RESUMABLE(delegate_send, 1, "(delegate, value, /)", NULL) {
  enum { DELEGATE, VALUE, METHOD };
  STEPS
    AWAIT(1, a[METHOD], object_getattr(vm, a[DELEGATE], NAME(vm, send)));
    {
      Value result;
      AWAIT(2, result, call1(vm, a[METHOD], a[VALUE]));
      return result;
    }
  END_STEPS
}

Value delegate_send_to(Vm *vm, Value delegate, Value value) { return enter(vm, &delegate_send_info, 2, (Value[]){delegate, value}); }

Value generator_throw(Vm *vm, Value generator, Value exception) {
  Generator *g = AS(Generator, vm, generator);
  if (g->state == GENERATOR_DONE && IS_EXACT(vm, generator, coroutine))
    return RAISE(vm, RuntimeError, "cannot reuse already awaited coroutine");
  if (g->state == GENERATOR_NEW || g->state == GENERATOR_DONE) {
    if (g->state == GENERATOR_NEW) { /* it is raised where the generator starts, and leaves it as from there */
      Value before = AS(Exception, vm, exception)->traceback;
      vm->exception = exception;
      traceback_add(vm, &g->frame);
      stop_iteration_escaped(vm, &g->frame);
      if (vm->retry || vm->ending) {
        AS(Exception, vm, exception)->traceback = before;
        exception_clear(vm);
        return V_FAIL;
      }
      exception = vm->exception;
    }
    touch(vm, to_ref(generator));
    g->state = GENERATOR_DONE;
    vm->exception = exception; /* thrown, not raised: it gets no context */
    return V_FAIL;
  }
  /* An asynchronous one may await while it ends. */
  bool close = type_is_subtype(vm, type_of(vm, exception), TYPE(vm, GeneratorExit)) && !IS_EXACT(vm, generator, async_generator);
  Value outcome = push(vm, generator);
  if (outcome != V_CALL) return outcome;
  while (g->delegate != V_UNDEFINED) {
    g->frame.ip += 4; /* as if DELEGATE had just called */
    Value inner = g->delegate;
    if (!close && is_kind(vm, inner, KIND_GENERATOR) && AS(Generator, vm, inner)->state == GENERATOR_SUSPENDED) {
      outcome = push(vm, inner);
      if (outcome == V_FAIL) return V_CALL; /* with the exception set, in the outer generator */
      g = AS(Generator, vm, inner);
      g->frame.action = ACTION_DELEGATE;
      continue;
    }
    outcome = enter(vm, &delegate_throw_info, 3, (Value[]){inner, exception, from_bool(close)});
    if (outcome == V_CALL) current_frame(vm)->action = ACTION_DELEGATE;
    return V_CALL;
  }
  thrown_into(vm, vm->frame, exception);
  return V_CALL;
}

/* The same, what the generator then does delivered as `action` says. */
static Value generator_throw_to(Vm *vm, Value generator, Value exception, ReturnAction action) {
  Ref mine = vm->frame;
  Value outcome = generator_throw(vm, generator, exception);
  if (outcome == V_CALL && vm->frame != mine) AS(Generator, vm, generator)->frame.action = (uint8_t)action;
  return outcome;
}

/* ---- methods --------------------------------------------------------------------------------------------------------- */

#define SELF_GENERATOR                                                                                                 \
  if (!is_kind(vm, a[0], KIND_GENERATOR)) return RAISE(vm, TypeError, "descriptor requires a 'generator' object but received '%T'", a[0]); \
  Generator *g __attribute__((unused)) = AS(Generator, vm, a[0]);

static Value resume_or_raise(Vm *vm, Value g, Value sent) {
  if (AS(Generator, vm, g)->state == GENERATOR_DONE && IS_EXACT(vm, g, coroutine))
    return RAISE(vm, RuntimeError, "cannot reuse already awaited coroutine");
  Value outcome = generator_resume(vm, g, sent);
  if (outcome == V_STOP) return raise_value(vm, exception_new(vm, TYPE(vm, StopIteration), from_ref(known(vm)->empty_tuple)));
  return with_action(vm, outcome, ACTION_NEXT_RAISE);
}

NATIVE(generator_iter, "(self, /)", "Implement iter(self).") { return a[0]; }
NATIVE(generator_next, "(self, /)", "Implement next(self).") {
  SELF_GENERATOR
  return resume_or_raise(vm, a[0], V_NONE);
}
NATIVE(generator_send, "(self, arg, /)", "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.") {
  SELF_GENERATOR
  return resume_or_raise(vm, a[0], a[1]);
}

SHARED_RESUMABLE(generator_throw_method, 1, "(self, type, value=None, traceback=None, /)",
          "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\nStopIteration.") {
  enum { SELF, TYPE_, VALUE, TRACEBACK, RESULT };
  STEPS
    if (!is_kind(vm, a[SELF], KIND_GENERATOR)) return RAISE(vm, TypeError, "descriptor 'throw' requires a 'generator' object");
    if (a[TRACEBACK] == V_NONE) a[TRACEBACK] = V_UNDEFINED;
    if (a[TRACEBACK] != V_UNDEFINED && !is_kind(vm, a[TRACEBACK], KIND_TRACEBACK))
      return RAISE(vm, TypeError, "throw() third argument must be a traceback object");
    if (is_kind(vm, a[TYPE_], KIND_EXCEPTION)) {
      if (a[VALUE] != V_UNDEFINED && a[VALUE] != V_NONE) return RAISE(vm, TypeError, "instance exception may not have a separate value");
    } else if (is_kind(vm, a[TYPE_], KIND_TYPE) && type_is_subtype(vm, to_ref(a[TYPE_]), TYPE(vm, BaseException))) {
      if (is_kind(vm, a[VALUE], KIND_EXCEPTION) && type_is_subtype(vm, type_of(vm, a[VALUE]), to_ref(a[TYPE_]))) {
        a[TYPE_] = a[VALUE];
      } else {
        AWAIT_CATCH(1, a[RESULT],
              a[VALUE] == V_UNDEFINED || a[VALUE] == V_NONE ? call0(vm, a[TYPE_])
              : is_kind(vm, a[VALUE], KIND_TUPLE)           ? call_with(vm, a[TYPE_], a[VALUE], V_UNDEFINED)
                                                            : call1(vm, a[TYPE_], a[VALUE]));
        if (a[RESULT] != V_FAIL && !is_kind(vm, a[RESULT], KIND_EXCEPTION)) {
          Value type = type_text(vm, a[TYPE_]);
          if (type == V_FAIL) return V_FAIL;
          RAISE(vm, TypeError, "calling %S should have returned an instance of BaseException, not %T", type, a[RESULT]);
          if (vm->retry || vm->ending) return V_FAIL;
          a[RESULT] = V_FAIL;
        }
        a[TYPE_] = a[RESULT] == V_FAIL ? vm->exception : a[RESULT]; /* what its making raised is thrown in its place */
        exception_clear(vm);
        CHECKPOINT(3);
      }
    } else {
      return RAISE(vm, TypeError, "exceptions must be classes or instances deriving from BaseException, not %T", a[TYPE_]);
    }
    if (a[TRACEBACK] != V_UNDEFINED) {
      touch(vm, to_ref(a[TYPE_]));
      AS(Exception, vm, a[TYPE_])->traceback = a[TRACEBACK];
    }
    AWAIT(2, a[RESULT],
          generator_throw_to(vm, a[SELF], a[TYPE_], IS_EXACT(vm, a[SELF], async_generator) ? ACTION_NEXT : ACTION_NEXT_RAISE));
    return a[RESULT];
  END_STEPS
}

SHARED_RESUMABLE(generator_close, 1, "(self, /)", "close() -> raise GeneratorExit inside generator.") {
  STEPS
    {
      SELF_GENERATOR
      if (g->state == GENERATOR_DONE) return V_NONE;
      if (g->state == GENERATOR_NEW) {
        touch(vm, to_ref(a[0]));
        g->state = GENERATOR_DONE;
        return V_NONE;
      }
      if (g->state == GENERATOR_RUNNING) return RAISE(vm, ValueError, "%s already executing", generator_sort(vm, a[0]));
      a[1] = exception_new(vm, TYPE(vm, GeneratorExit), from_ref(known(vm)->empty_tuple));
      if (a[1] == V_FAIL) return V_FAIL;
      AWAIT(1, a[1], generator_throw_to(vm, a[0], a[1], ACTION_THROW_CLOSE));
      return V_NONE;
    }
  END_STEPS
}

SHARED_NATIVE(generator_repr, "(self, /)", NULL) {
  SELF_GENERATOR
  Value id = object_id(vm, a[0]), hex = id == V_FAIL ? V_FAIL : int_to_text(vm, id, 16, true);
  if (hex == V_FAIL) return V_FAIL;
  Builder b;
  builder_start(&b, vm);
  builder_char(&b, '<');
  builder_str(&b, from_ref(((Type *)at(vm, type_of(vm, a[0])))->name));
  builder_c(&b, " object ");
  builder_str(&b, g->qualname);
  builder_c(&b, " at ");
  builder_str(&b, hex);
  builder_char(&b, '>');
  return builder_end(&b);
}
SHARED_NATIVE(generator_get_name, "(self, /)", NULL) { SELF_GENERATOR return g->name; }
SHARED_NATIVE(generator_set_name, "(self, value, /)", NULL) {
  SELF_GENERATOR
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "__name__ must be set to a string object");
  touch(vm, to_ref(a[0]));
  g->name = a[1];
  return V_NONE;
}
SHARED_NATIVE(generator_get_qualname, "(self, /)", NULL) { SELF_GENERATOR return g->qualname; }
SHARED_NATIVE(generator_set_qualname, "(self, value, /)", NULL) {
  SELF_GENERATOR
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "__qualname__ must be set to a string object");
  touch(vm, to_ref(a[0]));
  g->qualname = a[1];
  return V_NONE;
}
NATIVE(generator_get_running, "(self, /)", NULL) { SELF_GENERATOR return from_bool(g->state == GENERATOR_RUNNING); }
NATIVE(generator_get_suspended, "(self, /)", NULL) { SELF_GENERATOR return from_bool(g->state == GENERATOR_SUSPENDED); }
SHARED_NATIVE(generator_get_delegate, "(self, /)", NULL) {
  SELF_GENERATOR
  return g->delegate == V_UNDEFINED || g->state != GENERATOR_SUSPENDED ? V_NONE : g->delegate;
}
SHARED_NATIVE(generator_get_code, "(self, /)", NULL) { SELF_GENERATOR return from_ref(g->frame.code); }
SHARED_NATIVE(generator_get_frame, "(self, /)", NULL) {
  SELF_GENERATOR
  if (g->state == GENERATOR_DONE) return V_NONE;
  if (g->frame_object == V_UNDEFINED) {
    Value made = frame_record_new(vm, g->frame.code, frame_globals(vm, &g->frame), 0, a[0]);
    if (made == V_FAIL) return V_FAIL;
    touch(vm, to_ref(a[0]));
    g->frame_object = made;
  }
  return g->frame_object;
}

/* ---- what a coroutine's __await__ returns ------------------------------------------------------------------------------- */

NATIVE(coroutine_await, "(self, /)", "Return an iterator to be used in await expression.") {
  Value wrapper = record_new(vm, T_coroutine_wrapper, 1);
  if (wrapper != V_FAIL) *field(vm, wrapper, 0) = a[0];
  return wrapper;
}

static Value wrapped(Vm *vm, Value wrapper) {
  Value coroutine = *field(vm, wrapper, 0);
  CAGE_CHECK(vm, is_kind(vm, coroutine, KIND_GENERATOR));
  return coroutine;
}

NATIVE(coroutine_wrapper_iter, "(self, /)", "Implement iter(self).") { return a[0]; }
NATIVE(coroutine_wrapper_next, "(self, /)", "Implement next(self).") { return resume_or_raise(vm, wrapped(vm, a[0]), V_NONE); }
NATIVE(coroutine_wrapper_send, "(self, arg, /)",
       "send(arg) -> send 'arg' into coroutine,\nreturn next yielded value or raise StopIteration.") {
  return resume_or_raise(vm, wrapped(vm, a[0]), a[1]);
}
NATIVE(coroutine_wrapper_throw, "(self, type, value=None, traceback=None, /)",
       "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in coroutine, return next yielded value or raise\nStopIteration.") {
  return enter(vm, &generator_throw_method_info, 4, (Value[]){wrapped(vm, a[0]), a[1], a[2], a[3]});
}
NATIVE(coroutine_wrapper_close, "(self, /)", "close() -> raise GeneratorExit inside coroutine.") {
  return enter(vm, &generator_close_info, 1, (Value[]){wrapped(vm, a[0])});
}

const NativeEntry coroutine_wrapper_entries[] = {
    SLOT("__iter__", coroutine_wrapper_iter),
    SLOT("__next__", coroutine_wrapper_next),
    METHOD_("send", coroutine_wrapper_send),
    METHOD_("throw", coroutine_wrapper_throw),
    METHOD_("close", coroutine_wrapper_close),
    END_OF_ENTRIES,
};

/* ---- their tables -------------------------------------------------------------------------------------------------------- */

#define COMMON                                                                                                          \
  METHOD_("send", generator_send), METHOD_("throw", generator_throw_method), METHOD_("close", generator_close),         \
      SLOT("__repr__", generator_repr), PROPERTY("__name__", generator_get_name, generator_set_name),                   \
      PROPERTY("__qualname__", generator_get_qualname, generator_set_qualname)

const NativeEntry generator_entries[] = {
    COMMON,
    SLOT("__iter__", generator_iter),
    SLOT("__next__", generator_next),
    GETTER("gi_running", generator_get_running),
    GETTER("gi_suspended", generator_get_suspended),
    GETTER("gi_yieldfrom", generator_get_delegate),
    MEMBER("gi_code", generator_get_code),
    GETTER("gi_frame", generator_get_frame),
    END_OF_ENTRIES,
};
const NativeEntry coroutine_entries[] = {
    COMMON,
    SLOT("__await__", coroutine_await),
    GETTER("cr_running", generator_get_running),
    GETTER("cr_suspended", generator_get_suspended),
    GETTER("cr_await", generator_get_delegate),
    MEMBER("cr_code", generator_get_code),
    GETTER("cr_frame", generator_get_frame),
    END_OF_ENTRIES,
};
const NativeEntry generator_internal_entries[] = {INTERNAL(delegate_throw), INTERNAL(delegate_send), END_OF_ENTRIES};
