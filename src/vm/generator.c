/*
 * Generators: a frame of their own on the heap. Resuming links it to the running frame and copies nothing.
 *
 * A suspended generator's Frame.state names the register that takes what is sent; while it delegates (`yield from`) its ip stands at the
 * DELEGATE instruction, which passes that on.
 */
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
  g->delegate = g->origin_info = V_UNDEFINED;
  g->frame.code = f->code;
  g->frame.function = ref_of(vm, f);
  g->frame.ip = code->instructions + (Ref)offsetof(Raw, data);
  g->frame.flags = FRAME_HEAP;
  g->frame.owner = ref_of(vm, g);
  memcpy(g->values, registers, count * 8ull);
  if (code->handlers && !finalizer_register(vm, ref_of(vm, g))) return V_FAIL; /* closing it runs them */
  return value_of(vm, g);
}

static const char *sort_of(Vm *vm, Value g) {
  return IS_EXACT(vm, g, coroutine) ? "coroutine" : IS_EXACT(vm, g, async_generator) ? "async generator" : "generator";
}

/* Makes the generator's frame the running one. */
static Value push(Vm *vm, Value generator) {
  Generator *g = AS(Generator, vm, generator);
  if (g->state == GENERATOR_RUNNING) return RAISE(vm, ValueError, "%s already executing", sort_of(vm, generator));
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
    return RAISE(vm, TypeError, "can't send non-None value to a just-started %s", sort_of(vm, generator));
  bool fresh = g->state == GENERATOR_NEW;
  Value outcome = push(vm, generator);
  if (outcome != V_CALL) return outcome;
  if (fresh) {
    vm->fuel -= ((Code *)at(vm, g->frame.code))->entry_cost;
  } else {
    CAGE_CHECK(vm, g->frame.state < g->registers);
    g->values[g->frame.state] = sent;
    vm->fuel -= 1;
  }
  return V_CALL;
}

/* throw() or close() of a delegate that is not a generator. */
RESUMABLE(delegate_throw, 1, "(delegate, exception, /)", NULL) {
  enum { DELEGATE, EXCEPTION, METHOD };
  STEPS
    AWAIT(1, a[METHOD],
          object_getattr_or(vm, a[DELEGATE],
                            type_is_subtype(vm, type_of(vm, a[EXCEPTION]), TYPE(vm, GeneratorExit)) ? NAME(vm, close) : NAME(vm, throw)));
    if (a[METHOD] == V_UNDEFINED) return raise_value(vm, a[EXCEPTION]);
    {
      Value result;
      if (type_is_subtype(vm, type_of(vm, a[EXCEPTION]), TYPE(vm, GeneratorExit))) {
        AWAIT(2, result, call0(vm, a[METHOD]));
        (void)result;
        return raise_value(vm, a[EXCEPTION]);
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
  if (g->state == GENERATOR_NEW || g->state == GENERATOR_DONE) {
    if (g->state == GENERATOR_NEW) { /* it is raised where the generator starts, and leaves it as from there */
      vm->exception = exception;
      stop_iteration_escaped(vm, &g->frame);
      if (vm->retry || vm->ending) return V_FAIL;
      exception = vm->exception;
    }
    touch(vm, to_ref(generator));
    g->state = GENERATOR_DONE;
    vm->exception = exception; /* thrown, not raised: it gets no context */
    return V_FAIL;
  }
  Value outcome = push(vm, generator);
  if (outcome != V_CALL) return outcome;
  while (g->delegate != V_UNDEFINED) {
    g->frame.ip += 4; /* as if DELEGATE had just called */
    Value inner = g->delegate;
    if (is_kind(vm, inner, KIND_GENERATOR) && AS(Generator, vm, inner)->state == GENERATOR_SUSPENDED) {
      outcome = push(vm, inner);
      if (outcome == V_FAIL) return V_CALL; /* with the exception set, in the outer generator */
      g = AS(Generator, vm, inner);
      g->frame.action = ACTION_DELEGATE;
      continue;
    }
    outcome = enter(vm, &delegate_throw_info, 2, (Value[]){inner, exception});
    if (outcome == V_CALL) current_frame(vm)->action = ACTION_DELEGATE;
    return V_CALL;
  }
  vm->exception = exception;
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
    if (is_kind(vm, a[TYPE_], KIND_EXCEPTION)) {
      if (a[VALUE] != V_UNDEFINED && a[VALUE] != V_NONE) return RAISE(vm, TypeError, "instance exception may not have a separate value");
    } else if (is_kind(vm, a[TYPE_], KIND_TYPE) && type_is_subtype(vm, to_ref(a[TYPE_]), TYPE(vm, BaseException))) {
      if (is_kind(vm, a[VALUE], KIND_EXCEPTION) && type_is_subtype(vm, type_of(vm, a[VALUE]), to_ref(a[TYPE_]))) {
        a[TYPE_] = a[VALUE];
      } else {
        AWAIT(1, a[TYPE_],
              a[VALUE] == V_UNDEFINED || a[VALUE] == V_NONE ? call0(vm, a[TYPE_])
              : is_kind(vm, a[VALUE], KIND_TUPLE)           ? call_with(vm, a[TYPE_], a[VALUE], V_UNDEFINED)
                                                            : call1(vm, a[TYPE_], a[VALUE]));
      }
    } else {
      return RAISE(vm, TypeError, "exceptions must be classes or instances deriving from BaseException, not %T", a[TYPE_]);
    }
    if (!is_kind(vm, a[TYPE_], KIND_EXCEPTION)) return RAISE(vm, TypeError, "exceptions must be instances deriving from BaseException");
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
      if (g->state == GENERATOR_RUNNING) return RAISE(vm, ValueError, "%s already executing", sort_of(vm, a[0]));
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
SHARED_NATIVE(generator_get_delegate, "(self, /)", NULL) { SELF_GENERATOR return g->delegate == V_UNDEFINED ? V_NONE : g->delegate; }
SHARED_NATIVE(generator_get_code, "(self, /)", NULL) { SELF_GENERATOR return from_ref(g->frame.code); }
SHARED_NATIVE(generator_get_frame, "(self, /)", NULL) {
  SELF_GENERATOR
  if (g->state == GENERATOR_DONE) return V_NONE;
  return frame_record_new(vm, g->frame.code, frame_globals(vm, &g->frame), frame_instruction(vm, &g->frame));
}

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
    SLOT("__await__", generator_iter),
    GETTER("cr_running", generator_get_running),
    GETTER("cr_suspended", generator_get_suspended),
    GETTER("cr_await", generator_get_delegate),
    MEMBER("cr_code", generator_get_code),
    GETTER("cr_frame", generator_get_frame),
    END_OF_ENTRIES,
};
const NativeEntry generator_internal_entries[] = {INTERNAL(delegate_throw), INTERNAL(delegate_send), END_OF_ENTRIES};
