/*
 * The loop.
 *
 * It never nests: a Python call, or a native that needs Python, pushes a frame and goes on here. What an instruction needs beyond its
 * fast path is a function of operations.c or object/, which answers a Value, V_FAIL, or V_CALL (a frame is on top; its result
 * will be delivered to this frame's register `target` after its return action).
 *
 * While an instruction runs, its frame's ip stands behind its first word, so that the place of an error is known and the instruction
 * can be repeated after a collection. Before control goes elsewhere it stands behind the whole instruction.
 */
#include "vm/interpreter.h"

#define DEFAULT_DEPTH 1000
#define DEFAULT_DEPTH_GRANTED 10000
#define QUANTUM 65536 /* fuel between two looks at the interrupt flag */

/* ---- limits ---------------------------------------------------------------------------------------------------------- */

void vm_limit(Vm *vm, const Limits *limits) {
  vm->fuel_granted = limits->fuel > INT64_MAX / 4 ? INT64_MAX / 4 : limits->fuel;
  vm->fuel = 0;
  vm->fuel_later = vm->fuel_granted;
  vm->slice_end = 0;
  vm->memory_limit = limits->memory;
  vm->depth_limit = limits->depth ? limits->depth : DEFAULT_DEPTH;
  vm->depth_granted = limits->depth ? limits->depth : DEFAULT_DEPTH_GRANTED;
  vm->output_limit = limits->output;
}

int64_t vm_fuel_left(const Vm *vm) {
  int64_t left = vm->fuel + vm->fuel_later;
  return left < 0 ? 0 : left;
}

int64_t vm_fuel_spent(const Vm *vm) { return vm->fuel_granted - vm_fuel_left(vm); }

/* ---- starting -------------------------------------------------------------------------------------------------------- */

static void start(Vm *vm) {
  vm->frame = 0;
  vm->top = STACK_BASE;
  vm->depth = vm->native_depth = 0;
  vm->exception = V_UNDEFINED;
  vm->result = V_UNDEFINED;
  vm->retry = false;
  vm->retries = 0;
  vm->ended = END_RUNNING;
  vm->finalizing = false;
  if (vm->stack_committed < STACK_BASE) vm->stack_committed = STACK_BASE;
}

bool vm_start_code(Vm *vm, Value code, Value globals) {
  start(vm);
  for (int attempt = 0; attempt < 2; attempt++) {
    Value outcome = frame_push_code(vm, code, globals, V_UNDEFINED);
    if (outcome == V_CALL) {
      current_frame(vm)->action = ACTION_HALT;
      return true;
    }
    if (!vm->retry) return false;
    vm->retry = false;
    vm->result = code;
    collect(vm);
  }
  RAISE(vm, MemoryError, "");
  return false;
}

bool vm_start_call(Vm *vm, Value callable, Value arguments, Value keywords) {
  start(vm);
  Value outcome = call_with(vm, callable, arguments, keywords);
  if (outcome == V_FAIL) return false;
  if (outcome == V_CALL) current_frame(vm)->action = ACTION_HALT;
  else vm->result = outcome;
  return true;
}

void vm_abandon(Vm *vm) {
  for (uint32_t most = vm->depth + vm->native_depth; vm->frame && most; most--) {
    Frame *f = current_frame(vm);
    if (f->flags & FRAME_HEAP) ((Generator *)at(vm, f->owner))->state = GENERATOR_DONE;
    vm->frame = f->caller;
  }
  start(vm);
  vm->ending = END_RUNNING;
  vm->ended = END_DONE;
}

/* ---- exceptions ------------------------------------------------------------------------------------------------------- */

static bool traceback_grow(Vm *vm, Ref code, uint32_t instruction, Ref globals) {
  Exception *e = AS(Exception, vm, vm->exception);
  Value entry = traceback_new(vm, e->traceback, code, instruction, globals);
  if (entry == V_FAIL) {
    vm->retry = false; /* a traceback that does not fit is shorter */
    return false;
  }
  touch(vm, to_ref(vm->exception));
  e->traceback = entry;
  return true;
}

void traceback_add(Vm *vm, Frame *frame) {
  Code *code = at(vm, frame->code);
  if (code->flags & CODE_HIDDEN || !is_kind(vm, vm->exception, KIND_EXCEPTION)) return;
  uint32_t instruction = frame_instruction(vm, frame), place = UINT32_MAX;
  Ref globals = frame_globals(vm, frame);
  const Value *inlined;
  while ((inlined = inlined_around(vm, code, instruction, &place))) {
    if (!traceback_grow(vm, to_ref(inlined[INLINED_CODE]), instruction, globals)) return;
    instruction = (uint32_t)to_small(inlined[INLINED_START]);
  }
  traceback_grow(vm, frame->code, instruction, globals);
}

/* The frame raises again what it caught. */
static void traceback_reraise(Vm *vm, Frame *frame) {
  if (!is_kind(vm, vm->exception, KIND_EXCEPTION)) return;
  Value newest = AS(Exception, vm, vm->exception)->traceback;
  if (!is_kind(vm, newest, KIND_TRACEBACK) || AS(Traceback, vm, newest)->code != frame->code) return;
  touch(vm, to_ref(newest));
  AS(Traceback, vm, newest)->last = frame_instruction(vm, frame);
}

static const Handler *handler_find(Vm *vm, Frame *frame) {
  Code *code = at(vm, frame->code);
  if (!code->handlers) return NULL;
  Raw *raw = at(vm, code->handlers);
  CAGE_CHECK(vm, in_cage(code->handlers, sizeof(Raw) + (uint64_t)raw->size));
  const Handler *h = (const Handler *)raw->data;
  uint32_t instruction = (frame->ip - (code->instructions + (Ref)offsetof(Raw, data))) / 4 - 1;
  for (uint32_t i = 0, count = raw->size / sizeof(Handler); i < count; i++)
    if (instruction >= h[i].start && instruction < h[i].end) return &h[i];
  return NULL;
}

static void memory_error(Vm *vm) {
  vm->retry = false;
  vm->retries = 0;
  uint64_t limit = vm->memory_limit;
  vm->memory_limit = limit + 4096 < limit ? limit : limit + 4096; /* room for the exception itself */
  Value e = exception_new(vm, TYPE(vm, MemoryError), from_ref(known(vm)->empty_tuple));
  vm->memory_limit = limit;
  if (e == V_FAIL) {
    vm->retry = false;
    e = from_ref(known(vm)->memory_error);
  }
  raise_value(vm, e);
  vm->retry = false;
  vm->limit_error = e;
}

/* An allocation did not fit. True: after this collection the instruction (or the native's step) is to be done again. */
static bool make_room(Vm *vm, Frame *frame) {
  vm->retry = false;
  uint32_t place = frame->flags & FRAME_NATIVE ? frame->state : frame->ip;
  if (vm->retry_frame != vm->frame || vm->retry_ip != place) {
    vm->retry_frame = vm->frame;
    vm->retry_ip = place;
    vm->retries = 0;
  }
  uint64_t before = vm->memory_used;
  if (vm->wanted <= vm->memory_limit) {
    collect(vm);
    uint64_t freed = before > vm->memory_used ? before - vm->memory_used : 0;
    if (freed >= vm->memory_limit / 16) vm->retries = 0;
    if (vm->memory_used + vm->wanted <= vm->memory_limit && ++vm->retries < 5) return true;
  }
  memory_error(vm);
  return false;
}

/* The end of a generator, or of an iterator's __next__, as an exception: what its frame's action makes of it. True: handled, with the
   result in *value. */
static bool action_catch(Vm *vm, Frame *frame, Value *value) {
  switch ((ReturnAction)frame->action) {
  case ACTION_NEXT:
  case ACTION_FOR:
    if (!exception_is(vm, T_StopIteration)) return false;
    exception_clear(vm);
    *value = V_STOP;
    return true;
  case ACTION_DELEGATE:
    if (!exception_is(vm, T_StopIteration)) return false;
    *value = *exception_field(vm, AS(Exception, vm, vm->exception), 0);
    if (*value == V_UNDEFINED) *value = V_NONE;
    exception_clear(vm);
    return true;
  case ACTION_THROW_CLOSE:
    if (!exception_is(vm, T_StopIteration) && !exception_is(vm, T_GeneratorExit)) return false;
    exception_clear(vm);
    *value = V_NONE;
    return true;
  default: return false;
  }
}

/* PEP 479: StopIteration does not leave a generator; PEP 525: nor StopAsyncIteration an asynchronous one. */
void stop_iteration_escaped(Vm *vm, Frame *frame) {
  uint32_t kind = ((Code *)at(vm, frame->code))->flags;
  bool stop = exception_is(vm, T_StopIteration);
  if (!stop && !(kind & CODE_ASYNC_GENERATOR && exception_is(vm, T_StopAsyncIteration))) return;
  const char *sort = kind & CODE_COROUTINE ? "coroutine" : kind & CODE_ASYNC_GENERATOR ? "async generator" : "generator";
  raise_from_current(vm, T_RuntimeError, "%s raised %s", sort, stop ? "StopIteration" : "StopAsyncIteration");
}

static void raise_stop_iteration(Vm *vm, Value value) {
  Value args = value == V_NONE ? from_ref(known(vm)->empty_tuple) : TUPLE_OF(vm, value);
  Value e = args == V_FAIL ? V_FAIL : exception_new(vm, TYPE(vm, StopIteration), args);
  if (e == V_FAIL) return;
  *exception_field(vm, AS(Exception, vm, e), 0) = value;
  raise_value(vm, e);
}

/* ---- events ------------------------------------------------------------------------------------------------------------ */

/* At a safepoint with fuel below 0. True: go on; false: the slice or the run is over, vm->ended says which. */
static bool safepoint(Vm *vm) {
  int interrupt = __atomic_load_n(&vm->interrupt, __ATOMIC_RELAXED);
  if (interrupt && !vm->ending) vm->ending = (Ended)interrupt;
  int64_t left = vm->fuel + vm->fuel_later;
  if (left < 0 && !vm->ending) vm->ending = END_FUEL;
  if (vm->ending) return false;
#ifdef PYXIS_STRESS_GC
  vm->event_collect = true;
#endif
  if (vm->event_collect) {
    collect(vm);
    left = vm->fuel + vm->fuel_later;
    if (left < 0) {
      vm->ending = END_FUEL;
      return false;
    }
  }
  int64_t spent = vm->fuel_granted - left;
  if (spent >= vm->slice_end) {
    vm->ended = END_RUNNING;
    return false;
  }
  int64_t quantum = vm->slice_end - spent;
  if (quantum > left) quantum = left;
#ifdef PYXIS_STRESS_GC
  quantum = 0;
#endif
  if (quantum > QUANTUM) quantum = QUANTUM;
  if (finalizers_wait(vm)) quantum = -1; /* the next block of code starts them */
  vm->fuel = quantum;
  vm->fuel_later = left - quantum;
  return true;
}

/* ---- the loop ----------------------------------------------------------------------------------------------------------- */

#define A ((i >> 8) & 255)
#define B ((i >> 16) & 255)
#define C (i >> 24)
#define SB ((int8_t)(i >> 16))
#define SC ((int8_t)(i >> 24))
#define BX (i >> 16)
#define SBX ((int16_t)(i >> 16))

#define OFFSET(p) ((Ref)((const uint8_t *)(p) - base))
#define SAVE() (frame->ip = OFFSET(ip))
#define NAME_AT(n) name_at(vm, frame, (n) & 0xFFFF) /* seldom needed: caches stand before it */
#define CACHE_AT(w) (caches ? &caches[(w) >> 16] : NULL)

#define LOAD_FRAME()                                                                                                    \
  do {                                                                                                                  \
    frame = at(vm, vm->frame);                                                                                          \
    R = (Value *)(frame + 1);                                                                                           \
    Code *code_ = at(vm, frame->code);                                                                                  \
    K = ((Tuple *)at(vm, code_->constants))->items;                                                                     \
    Function *function_ = at(vm, frame->function);                                                                      \
    caches = feedback_of(vm, function_, frame->code);                                                                   \
    ip = at(vm, frame->ip);                                                                                             \
  } while (0)

#define DISPATCH()                                                                                                      \
  do {                                                                                                                  \
    i = *ip++;                                                                                                          \
    goto *labels[i & 255];                                                                                              \
  } while (0)

static inline Value name_at(Vm *vm, const Frame *frame, uint32_t n) {
  return ((Tuple *)at(vm, ((Code *)at(vm, frame->code))->names))->items[n];
}

/* Goes on with an outcome for R[dst]. */
#define FINISH(dst, expression)                                                                                         \
  do {                                                                                                                  \
    Value v_ = (expression);                                                                                            \
    if (__builtin_expect(v_ == V_FAIL, 0)) goto failed;                                                                 \
    if (__builtin_expect(v_ == V_CALL, 0)) {                                                                            \
      target = (dst);                                                                                                   \
      goto called;                                                                                                      \
    }                                                                                                                   \
    R[dst] = v_;                                                                                                        \
    DISPATCH();                                                                                                         \
  } while (0)

/* Goes on with an outcome whose value does not matter. */
#define FINISH_NONE(expression)                                                                                         \
  do {                                                                                                                  \
    Value v_ = (expression);                                                                                            \
    if (__builtin_expect(v_ == V_FAIL, 0)) goto failed;                                                                 \
    if (__builtin_expect(v_ == V_CALL, 0)) goto called_ignore;                                                          \
    DISPATCH();                                                                                                         \
  } while (0)

/* What a taken branch pays: never nothing, so that corrupted code cannot run in a cycle for free. */
#define TAKEN_COST(w) ((((w) >> 16) & 255) + 1)

#define BRANCH(taken)                                                                                                   \
  do {                                                                                                                  \
    uint32_t w_ = *ip++;                                                                                                \
    if (taken) {                                                                                                        \
      ip += (int16_t)w_;                                                                                                \
      __asm__ volatile("" : "+r"(ip));                                                                                  \
      vm->fuel -= TAKEN_COST(w_);                                                                                       \
    } else {                                                                                                            \
      vm->fuel -= w_ >> 24;                                                                                             \
    }                                                                                                                   \
    if (__builtin_expect(vm->fuel < 0, 0)) goto event;                                                                  \
    DISPATCH();                                                                                                         \
  } while (0)

/* Branches when the truth of an outcome is `sense`. */
#define BRANCH_OUTCOME(expression, sense)                                                                               \
  do {                                                                                                                  \
    result = (expression);                                                                                              \
    if (__builtin_expect(result == V_FAIL, 0)) goto failed;                                                             \
    if (result != V_CALL && !is_bool(result)) {                                                                         \
      result = object_truth(vm, result);                                                                                \
      if (result == V_FAIL) goto failed;                                                                                \
    }                                                                                                                   \
    if (result == V_CALL) goto branch_called;                                                                           \
    BRANCH((result == V_TRUE) == (sense));                                                                              \
  } while (0)

/* The frame pushed directly on `caller` gets to know where its result goes. */
static void stamp(Vm *vm, Ref caller, uint32_t target, uint16_t flags) {
  Frame *f = pushed_on(vm, caller);
  f->target = (uint8_t)target;
  f->flags |= flags;
}

/* Runs `function`, the values of whose parameters, `count` of them, stand where the registers of its frame at `where` will be. */
#define ENTER(action_, owner_)                                                                                          \
  do {                                                                                                                  \
    frame->ip = OFFSET(ip);                                                                                             \
    Ref caller_ = OFFSET(frame), origins_ = frame->origins;                                                             \
    target = C;                                                                                                         \
    frame = at(vm, where);                                                                                              \
    *frame = (Frame){.code = function->code, .function = OFFSET(function), .caller = caller_, .action = (action_),      \
                     .target = (uint8_t)target, .origins = origins_, .owner = (owner_)};                                \
    vm->frame = where;                                                                                                  \
    vm->depth++;                                                                                                        \
    R = (Value *)(frame + 1);                                                                                           \
    registers_clear(R, count, code->registers);                                                                         \
    K = ((Tuple *)at(vm, code->constants))->items;                                                                      \
    caches = feedback_of(vm, function, function->code);                                                                 \
    ip = (const uint32_t *)((Raw *)at(vm, code->instructions))->data;                                                   \
    vm->fuel -= code->entry_cost + !code->entry_cost;                                                                   \
    if (__builtin_expect(vm->fuel < 0, 0)) goto event;                                                                  \
    DISPATCH();                                                                                                         \
  } while (0)

/* What an action makes of a result, where that takes no more than a look; false: something else. */
static inline bool action_quick(const Frame *frame, Value *result) {
  switch ((ReturnAction)frame->action) {
  case ACTION_INIT:
    if (*result != V_NONE) return false;
    *result = from_ref(frame->owner);
    return true;
  case ACTION_OPERATOR: return *result != V_NOTIMPLEMENTED && !(frame->state & OPERATOR_INVERTS);
  case ACTION_TRUTH:
  case ACTION_CONTAINS: return is_bool(*result);
  case ACTION_LEN:
  case ACTION_HASH: return is_small(*result) && to_small(*result) >= 0;
  case ACTION_DROP: *result = V_NONE; return true;
  default: return false;
  }
}

/* A method that the operator of the instruction called, at which the frame on top stands, answered NotImplemented. `branch`: it is one. */
static Value operator_rest(Vm *vm, bool branch, uint32_t steps) {
  Frame *frame = current_frame(vm);
  CAGE_CHECK(vm, vm->frame && !(frame->flags & FRAME_NATIVE));
  const Value *R = registers_of(frame);
  uint32_t i = *(const uint32_t *)at(vm, frame->ip - (branch ? 8 : 4)), op = i & 255;
  if (op >= I_ADD && op <= I_XOR) return operate_binary_rest(vm, (BinaryOp)(op - I_ADD), false, R[B], R[C], steps);
  if (op >= I_IADD && op <= I_IXOR) return operate_binary_rest(vm, (BinaryOp)(op - I_IADD), true, R[B], R[C], steps);
  if (op == I_ADDI || op == I_IADDI)
    return operate_binary_rest(vm, SC < 0 ? OP_SUB : OP_ADD, op == I_IADDI, R[B], from_small(SC < 0 ? -SC : SC), steps);
  if (op >= I_LT && op <= I_GE) return operate_compare_rest(vm, (CompareOp)(op - I_LT), R[B], R[C], steps);
  CAGE_CHECK(vm, op >= I_JLT && op <= I_UGEI);
  uint32_t comparison = (op - I_JLT) % 6, immediate = (op - I_JLT) / 6 & 1;
  return operate_compare_rest(vm, (CompareOp)comparison, R[A], immediate ? from_small(SB) : R[B], steps);
}

/* Whether both are of type str and one narrow character long. */
static inline bool both_characters(const Vm *vm, Value a, Value b) {
  if (!is_ref(a) || !is_ref(b)) return false;
  const Str *s = AS(Str, vm, a), *t = AS(Str, vm, b);
  uint64_t head = known(vm)->str_shape | (uint64_t)KIND_STR << 32 | 1ull << 48, mask = ~((uint64_t)(0xFF & ~STR_BUFFERED) << 40);
  return (*(const uint64_t *)s & mask) == head && (*(const uint64_t *)t & mask) == head && s->length == 1 && t->length == 1;
}

static Ended run(Vm *vm) {
  static const void *const labels[256] = {
#define X(name, words, format, fuel) [I_##name] = &&op_##name,
      OPCODES(X)
#undef X
          [OPCODE_COUNT... 255] = &&op_bad,
  };
  uint8_t *const base = vm->base;
  Frame *frame;
  Value *R;
  const Value *K;
  Cache *caches;
  const uint32_t *ip;
  uint64_t i; /* the instruction, in a word of the registers' width: its fields need no extension */
  uint32_t target = 0;
  Value result;

  if (!vm->frame) return END_DONE;
entered: /* the frame on top is to run */
  frame = at(vm, vm->frame);
  if (__builtin_expect(vm->exception != V_UNDEFINED, 0)) goto unwind;
  if (frame->flags & FRAME_NATIVE) goto native;
  LOAD_FRAME();
  if (__builtin_expect(vm->fuel < 0, 0)) goto event;
  DISPATCH();

event: /* at a block's head */
  frame->ip = OFFSET(ip);
  if (!safepoint(vm)) goto stopped;
  if (finalizers_wait(vm)) {
    if (finalizers_run(vm) == V_CALL) goto called_ignore;
    exception_clear(vm); /* no room for its frame: later, then */
    vm->retry = false;
  }
  if (caches) LOAD_FRAME(); /* a collection cleared them */
  DISPATCH();

stopped:
  if (vm->ending) return vm->ending;
  return END_RUNNING;

called_ignore:
  frame->ip = OFFSET(ip);
  stamp(vm, OFFSET(frame), 0, FRAME_IGNORE);
  goto entered;

called: /* a frame was pushed on this one: its result is for R[target] */
  frame->ip = OFFSET(ip);
  stamp(vm, OFFSET(frame), target, 0);
  goto entered;

branch_called: /* ... and decides this branch */
  ip++;
  frame->ip = OFFSET(ip);
  stamp(vm, OFFSET(frame), 0, 0);
  {
    /* The frame directly above may have an action of its own (a __bool__): then its outcome is a bool all the same. */
    Frame *f = current_frame(vm);
    if (f->action == ACTION_STORE) f->action = ACTION_BRANCH;
    else f->flags |= FRAME_BRANCH;
  }
  goto entered;

native: /* run, or go on with, the native on top */
  if (__builtin_expect(vm->fuel < 0, 0) && !vm->pause && !vm->retry && !safepoint(vm)) goto stopped;
  {
    frame = at(vm, vm->frame);
    const NativeInfo *info = native_info(vm, frame->code);
    Value *words = (Value *)(frame + 1);
    uint32_t given = 0;
    if ((frame->state & 0xFFFF) == 0)
      while (given < info->positional && words[given] != V_UNDEFINED) given++;
    if (__builtin_expect((frame->state >> 16) != info->parameters + (uint32_t)info->scratch, 0)) cage_broken(vm);
    Ref mine = vm->frame;
    if (__builtin_expect(vm->pause || vm->retry, 0)) { /* enter_now did the step, as far as it went */
      result = V_FAIL;
    } else {
      frame->flags &= (uint16_t)~FRAME_CATCH;
      vm->fuel -= 1; /* each step: corrupted registers must not lead it in a circle for nothing */
      result = info->function(vm, words, given);
    }
    if (result == V_CALL) goto entered;
    if (result == V_FAIL) {
      if (vm->pause) {
        vm->pause = false;
        bool goes_on = safepoint(vm);
        vm->fuel += 1; /* the step was paid for when it was entered: a pause costs nothing */
        if (vm->exception != V_UNDEFINED) frame->flags |= FRAME_CATCH;
        if (!goes_on) goto stopped;
        goto native;
      }
      if (vm->retry && vm->frame == mine && !vm->ending) {
        /* The same step again, with the same result. */
        bool had = vm->exception != V_UNDEFINED;
        if (make_room(vm, frame)) {
          if (had) frame->flags |= FRAME_CATCH;
          goto native;
        }
      }
      goto unwind_out;
    }
    goto return_result;
  }

  /* ---- results of frames ------------------------------------------------------------------------------------------ */

return_result: /* `result` is what the frame on top returns */
{
  Frame *done = at(vm, vm->frame);
  uint8_t action = done->action;
  uint16_t flags = done->flags;
  target = done->target;
  Value made = from_ref(done->owner);
  frame_pop(vm, done);
  if (flags & FRAME_HEAP) {
    Generator *g = AS(Generator, vm, made);
    g->state = GENERATOR_DONE;
    done->caller = 0;
    switch ((ReturnAction)action) {
    case ACTION_NEXT:
    case ACTION_FOR: result = V_STOP; break;
    case ACTION_DELEGATE: action = ACTION_STORE; goto delegate_done;
    case ACTION_THROW_CLOSE: result = V_NONE; break;
    case ACTION_HALT: break;
    default:
      raise_stop_iteration(vm, result);
      goto raised_in_caller;
    }
  } else if (action != ACTION_STORE) {
    switch ((ReturnAction)action) {
    case ACTION_INIT:
      if (result != V_NONE) {
        RAISE(vm, TypeError, "__init__() should return None, not '%T'", result);
        goto raised_in_caller;
      }
      result = made;
      break;
    case ACTION_NEW:
      action = ACTION_STORE;
      result = new_finish(vm, to_ref(made), result);
      goto applied;
    case ACTION_NEXT:
    case ACTION_FOR:
    case ACTION_NEXT_RAISE:
    case ACTION_HALT:
    case ACTION_BRANCH:
    case ACTION_SPREAD:
    case ACTION_THROW_CLOSE: break;
    case ACTION_DELEGATE:
      if (result == V_STOP) {
        result = V_NONE;
        goto delegate_done;
      }
      goto delegate_yield;
    case ACTION_OPERATOR:
      action = ACTION_STORE;
      if (result != V_NOTIMPLEMENTED && !(done->state & OPERATOR_INVERTS)) break;
      result = result == V_NOTIMPLEMENTED ? operator_rest(vm, flags & FRAME_BRANCH, done->state) : action_apply(vm, ACTION_NEGATE, result);
      goto applied;
    default:
      result = action_apply(vm, (ReturnAction)action, result);
    applied:
      if (result == V_FAIL) goto raised_in_caller;
      if (result == V_CALL) {
        stamp(vm, current_frame(vm)->caller, target, flags & (FRAME_IGNORE | FRAME_BRANCH | FRAME_NEGATE));
        goto entered;
      }
    }
  }
  if (flags & FRAME_NEGATE && is_bool(result)) result ^= 1;
  if (flags & FRAME_BRANCH) action = ACTION_BRANCH;
  goto deliver_with;

delegate_done: /* the delegate of the generator on top is exhausted: `result` is the value of the expression */
  if (vm->frame) {
    Frame *f = at(vm, vm->frame);
    if (f->flags & FRAME_HEAP) ((Generator *)at(vm, f->owner))->delegate = V_UNDEFINED;
  }
  action = ACTION_STORE;

deliver_with:
  if (!vm->frame) {
    vm->result = result;
    return END_DONE;
  }
  frame = at(vm, vm->frame);
  if (frame->flags & FRAME_NATIVE) {
    vm->result = result;
    goto native;
  }
  LOAD_FRAME();
  if (__builtin_expect(action == ACTION_STORE || action == ACTION_INIT, 1)) {
    if (!(flags & FRAME_IGNORE)) R[target] = result;
    DISPATCH();
  }
  switch ((ReturnAction)action) {
  case ACTION_FOR: {
    uint32_t w = ip[-1];
    if (result == V_STOP) {
      ip += (int16_t)w;
      vm->fuel -= TAKEN_COST(w);
    } else {
      R[target] = result;
      vm->fuel -= w >> 24;
    }
    if (vm->fuel < 0) goto event;
    DISPATCH();
  }
  case ACTION_BRANCH: {
    if (!is_bool(result)) {
      result = object_truth(vm, result);
      if (result == V_FAIL) goto failed_after;
      if (result == V_CALL) {
        ip--;
        goto branch_called;
      }
    }
    uint32_t w = ip[-1];
    i = ip[-2];
    uint32_t op = i & 255;
    bool sense = op == I_JT ? true : op == I_JF ? false : C & 1;
    if ((result == V_TRUE) == sense) {
      ip += (int16_t)w;
      vm->fuel -= TAKEN_COST(w);
    } else {
      vm->fuel -= w >> 24;
    }
    if (vm->fuel < 0) goto event;
    DISPATCH();
  }
  case ACTION_SPREAD: {
    i = ip[-1];
    if ((i & 255) != I_UNPACK && (i & 255) != I_MATCHSTAR) i = ip[-2];
    uint32_t count = AS(Tuple, vm, result)->length, to = (i & 255) == I_MATCHSTAR ? A : B;
    for (uint32_t k = 0; k < count && to + k < 256; k++) R[to + k] = tuple_item(vm, result, k);
    DISPATCH();
  }
  default:
    if (!(flags & FRAME_IGNORE)) R[target] = result;
    DISPATCH();
  }
}

delegate_yield: /* the generator on top is at DELEGATE (ip behind it), and its delegate yielded `result`: so does it */
  frame = at(vm, vm->frame);
  if (!(frame->flags & FRAME_HEAP)) cage_broken(vm);
  frame->ip -= 4;
  frame->state = *(uint32_t *)at(vm, frame->ip) >> 24;
yield_out: { /* the generator on top is suspended with `result` */
  frame = at(vm, vm->frame);
  Generator *g = at(vm, frame->owner);
  uint8_t action = frame->action;
  uint16_t flags = frame->flags;
  target = frame->target;
  g->state = GENERATOR_SUSPENDED;
  Frame *done = frame;
  frame_pop(vm, done);
  done->caller = 0;
  if (action == ACTION_DELEGATE) goto delegate_yield;
  if (action == ACTION_THROW_CLOSE) {
    RAISE(vm, RuntimeError, "%s ignored GeneratorExit", generator_sort(vm, value_of(vm, g)));
    goto raised_in_caller;
  }
  if (!vm->frame) {
    vm->result = result;
    return END_DONE;
  }
  frame = at(vm, vm->frame);
  if (frame->flags & FRAME_NATIVE) {
    vm->result = result;
    goto native;
  }
  LOAD_FRAME();
  if (!(flags & FRAME_IGNORE)) R[target] = result;
  if (action == ACTION_FOR) {
    vm->fuel -= ip[-1] >> 24;
    if (vm->fuel < 0) goto event;
  }
  DISPATCH();
}

  /* ---- exceptions ---------------------------------------------------------------------------------------------------- */

failed: /* the running instruction failed: an exception, an allocation, or the end of the budget */
  if (vm->retry && !vm->ending && vm->frame == OFFSET(frame)) {
    if (make_room(vm, frame)) {
      LOAD_FRAME();
      ip--;
      DISPATCH();
    }
  }
  goto unwind;

failed_after: /* an action failed to allocate: nothing can be repeated */
  if (vm->retry) memory_error(vm);
  goto unwind;

raised_in_caller: /* the frame below raises: its ip stands behind its instruction */
  if (vm->retry) memory_error(vm);
  goto unwind;

unwind: /* vm->exception goes up from the frame on top */
  if (vm->ending) return vm->ending;
  if (!vm->frame) return END_EXCEPTION;
  frame = at(vm, vm->frame);
  if (frame->flags & FRAME_NATIVE) {
    if (frame->flags & FRAME_CATCH) {
      vm->result = V_FAIL;
      goto native;
    }
    goto unwind_out;
  }
  traceback_add(vm, frame);
unwind_on: {
  const Handler *h = handler_find(vm, frame);
  vm->fuel -= 10;
  if (h) {
    Code *code = at(vm, frame->code);
    R = (Value *)(frame + 1);
    CAGE_CHECK(vm, h->reg < code->registers && h->reg < MOST_REGISTERS);
    R[h->reg] = vm->exception;
    vm->exception = V_UNDEFINED;
    frame->ip = code->instructions + (Ref)offsetof(Raw, data) + h->target * 4;
    LOAD_FRAME();
    if (vm->fuel < 0) goto event;
    DISPATCH();
  }
}
unwind_out: { /* out of the frame on top */
  if (vm->ending) return vm->ending;
  if (vm->retry) memory_error(vm);
  if (vm->exception == V_UNDEFINED) RAISE(vm, SystemError, "a native failed without an exception");
  frame = at(vm, vm->frame);
  uint16_t flags = frame->flags;
  if (flags & FRAME_HEAP) {
    ((Generator *)at(vm, frame->owner))->state = GENERATOR_DONE;
    ((Generator *)at(vm, frame->owner))->delegate = V_UNDEFINED;
    stop_iteration_escaped(vm, frame);
    if (vm->retry) memory_error(vm);
  }
  Frame *done = frame;
  uint8_t action = frame->action;
  target = frame->target;
  frame_pop(vm, done);
  if (flags & FRAME_HEAP) done->caller = 0;
  if (action_catch(vm, done, &result)) {
    if (action == ACTION_DELEGATE) {
      Frame *f = at(vm, vm->frame);
      if (vm->frame && f->flags & FRAME_HEAP) ((Generator *)at(vm, f->owner))->delegate = V_UNDEFINED;
      action = ACTION_STORE;
    }
    if (!vm->frame) {
      vm->result = result;
      return END_DONE;
    }
    frame = at(vm, vm->frame);
    if (frame->flags & FRAME_NATIVE) {
      vm->result = result;
      goto native;
    }
    LOAD_FRAME();
    if (action == ACTION_FOR) {
      uint32_t w = ip[-1];
      ip += (int16_t)w;
      vm->fuel -= TAKEN_COST(w);
      if (vm->fuel < 0) goto event;
    } else if (!(flags & FRAME_IGNORE)) {
      R[target] = result;
    }
    DISPATCH();
  }
  if (vm->frame && ((Frame *)at(vm, vm->frame))->flags & FRAME_HEAP && action == ACTION_DELEGATE)
    ((Generator *)at(vm, ((Frame *)at(vm, vm->frame))->owner))->delegate = V_UNDEFINED;
  goto unwind;
}

  /* ---- loads and moves -------------------------------------------------------------------------------------------------- */

op_bad:
  cage_broken(vm);
op_NOP:
  DISPATCH();
op_CHARGE:
  vm->fuel -= i >> 8; /* never negative */
  if (vm->fuel < 0) goto event;
  DISPATCH();
op_LOADK:
  R[A] = K[BX];
  DISPATCH();
op_LOADI:
  R[A] = from_small(SBX);
  DISPATCH();
op_LOADC:
  R[A] = CONSTANT((uint64_t)(B & 15));
  DISPATCH();
op_LOADX:
  R[A] = from_ref(TYPE(vm, AssertionError));
  DISPATCH();
op_MOVE:
  R[A] = R[B];
  DISPATCH();
op_FARLOAD:
  CAGE_CHECK(vm, BX < ((Code *)at(vm, frame->code))->registers);
  R[A] = R[BX];
  DISPATCH();
op_FARSTORE:
  CAGE_CHECK(vm, BX < ((Code *)at(vm, frame->code))->registers);
  R[BX] = R[A];
  DISPATCH();
op_CHECK:
  if (__builtin_expect(R[A] != V_UNDEFINED, 1)) DISPATCH();
  SAVE();
  unbound_local(vm, frame, BX);
  goto failed;
op_CHECKCELL:
  SAVE();
  if (is_kind(vm, R[A], KIND_CELL) && AS(Cell, vm, R[A])->value != V_UNDEFINED) DISPATCH();
  unbound_cell(vm, frame, BX);
  goto failed;
op_UNBIND:
  if (R[A] == V_UNDEFINED) {
    SAVE();
    unbound_local(vm, frame, BX);
    goto failed;
  }
  R[A] = V_UNDEFINED;
  DISPATCH();

op_GETGLOBAL: {
  uint32_t w = *ip;
  Cache *c = CACHE_AT(w);
  if (c && c->sort) {
    Dict *d = at(vm, c->owner);
    DictEntry *e = at(vm, c->key + c->slot);
    if (__builtin_expect(c->sort == CACHE_GLOBAL, 1)) {
      if (__builtin_expect(d->version == c->version, 1)) {
        R[A] = e->value;
        ip++;
        DISPATCH();
      }
    } else if (((Dict *)at(vm, ((Function *)at(vm, frame->function))->globals))->version == c->version && d->table == c->key &&
               e->key == c->value) {
      R[A] = e->value;
      ip++;
      DISPATCH();
    }
  }
  SAVE();
  ip++;
  result = global_load(vm, frame_globals(vm, frame), NAME_AT(w), c);
  if (!c) caches = feedback_warm(vm, frame);
  FINISH(A, result);
}
op_SETGLOBAL: {
  uint32_t w = *ip;
  Cache *c = CACHE_AT(w);
  if (c && c->sort == CACHE_GLOBAL && ((Dict *)at(vm, c->owner))->version == c->version) {
    touch(vm, c->key);
    ((DictEntry *)at(vm, c->key + c->slot))->value = R[A];
    ip++;
    DISPATCH();
  }
  SAVE();
  ip++;
  if (!global_store(vm, frame_globals(vm, frame), NAME_AT(w), R[A], c)) goto failed;
  if (!c) caches = feedback_warm(vm, frame);
  DISPATCH();
}
op_DELGLOBAL: {
  SAVE();
  uint32_t w = *ip++;
  Ref globals = frame_globals(vm, frame);
  touch(vm, globals);
  if (!dict_delete_name(vm, at(vm, globals), NAME_AT(w))) {
    raise_name_error(vm, T_NameError, NAME_AT(w), "name '%S' is not defined");
    goto failed;
  }
  DISPATCH();
}
op_GETNAME: {
  if (!frame->names) goto op_GETGLOBAL;
  SAVE();
  uint32_t w = *ip++;
  FINISH(A, name_load(vm, frame, NAME_AT(w)));
}
op_SETNAME: {
  if (!frame->names) goto op_SETGLOBAL;
  SAVE();
  uint32_t w = *ip++;
  FINISH_NONE(name_store(vm, frame, NAME_AT(w), R[A]));
}
op_DELNAME: {
  if (!frame->names) goto op_DELGLOBAL;
  SAVE();
  uint32_t w = *ip++;
  FINISH_NONE(name_store(vm, frame, NAME_AT(w), V_UNDEFINED));
}
op_GETCLASSCELL: {
  SAVE();
  uint32_t w = *ip++;
  FINISH(A, class_cell(vm, frame, NAME_AT(w), R[B]));
}
op_MAKECELL: {
  SAVE();
  FINISH(A, cell_new(vm, R[A]));
}
op_FREEVARS: {
  Ref closure = ((Function *)at(vm, frame->function))->closure;
  if (closure) {
    Code *code = at(vm, frame->code);
    Tuple *cells = at(vm, closure);
    uint32_t count = cells->length, first = code->first_free;
    CAGE_CHECK(vm, first + (uint64_t)count <= code->registers && code->registers <= MOST_REGISTERS);
    for (uint32_t k = 0; k < count; k++) R[first + k] = cells->items[k];
  }
  DISPATCH();
}
op_GETCELL: {
  Value v = AS(Cell, vm, R[B])->value;
  if (__builtin_expect(v == V_UNDEFINED, 0)) {
    SAVE();
    unbound_cell(vm, frame, B);
    goto failed;
  }
  R[A] = v;
  DISPATCH();
}
op_SETCELL:
  touch(vm, to_ref(R[A]));
  AS(Cell, vm, R[A])->value = R[B];
  DISPATCH();
op_DELCELL:
  SAVE();
  if (AS(Cell, vm, R[A])->value == V_UNDEFINED) {
    unbound_cell(vm, frame, A);
    goto failed;
  }
  touch(vm, to_ref(R[A]));
  AS(Cell, vm, R[A])->value = V_UNDEFINED;
  DISPATCH();

  /* ---- attributes and items -------------------------------------------------------------------------------------------- */

op_GETATTR: {
  uint32_t w = *ip;
  Value o = R[B];
  Cache *c = CACHE_AT(w);
  if (c && is_ref(o)) {
    Object *object = at(vm, to_ref(o));
    if (object->shape == c->key && ((Type *)at(vm, c->owner))->version == c->version) {
      if (c->sort == CACHE_SLOT) {
        Value v = *item_at(vm, to_ref(o) + (Ref)offsetof(Instance, slots), c->slot);
        if (__builtin_expect(v != V_UNDEFINED, 1)) {
          R[A] = v;
          ip++;
          DISPATCH();
        }
      } else if (c->sort == CACHE_CONSTANT) {
        R[A] = c->value;
        ip++;
        DISPATCH();
      }
    }
  }
  SAVE();
  ip++;
  result = getattr_cached(vm, o, NAME_AT(w), c);
  if (!c) caches = feedback_warm(vm, frame);
  FINISH(A, result);
}
op_SETATTR: {
  uint32_t w = *ip;
  Value o = R[A];
  Cache *c = CACHE_AT(w);
  if (c && is_ref(o)) {
    Object *object = at(vm, to_ref(o));
    if (object->shape == c->key && ((Type *)at(vm, c->owner))->version == c->version) {
      if (c->sort == CACHE_SLOT || c->sort == CACHE_ADD) {
        touch(vm, to_ref(o));
        *item_at(vm, to_ref(o) + (Ref)offsetof(Instance, slots), c->slot) = R[B];
        if (c->sort == CACHE_ADD) object->shape = to_ref(c->value);
        ip++;
        DISPATCH();
      }
    }
  }
  SAVE();
  ip++;
  result = setattr_cached(vm, o, NAME_AT(w), R[B], c);
  if (!c) caches = feedback_warm(vm, frame);
  FINISH_NONE(result);
}
op_DELATTR: {
  SAVE();
  uint32_t w = *ip++;
  FINISH_NONE(object_setattr(vm, R[A], NAME_AT(w), V_UNDEFINED));
}
op_METHOD: {
  uint32_t w = *ip;
  Value o = R[B];
  Cache *c = CACHE_AT(w);
  Value *window = &R[A];
  if (c && is_ref(o)) {
    Object *object = at(vm, to_ref(o));
    if (object->shape == c->key && c->sort == CACHE_CONSTANT && ((Type *)at(vm, c->owner))->version == c->version) {
      window[FRAME_SLOTS] = o;
      window[0] = c->value;
      ip++;
      DISPATCH();
    }
  }
  SAVE();
  ip++;
  Value self = V_UNDEFINED;
  result = method_cached(vm, o, NAME_AT(w), c, &self);
  if (!c) caches = feedback_warm(vm, frame);
  if (result != V_FAIL) R[A + FRAME_SLOTS] = self;
  FINISH(A, result);
}
op_SUPERATTR: {
  SAVE();
  uint32_t w = *ip++;
  FINISH(A, super_load(vm, R[B], R[B + 1], R[B + 2], NAME_AT(w)));
}
op_LOADSPECIAL: {
  SAVE();
  Value self = V_UNDEFINED;
  result = load_special(vm, R[B], (int)C, &self);
  if (result != V_FAIL) R[A + FRAME_SLOTS] = self;
  FINISH(A, result);
}
op_GETITEM: {
  Value o = R[B], key = R[C];
  if (is_small(key) && is_ref(o)) {
    Object *object = at(vm, to_ref(o));
    int64_t n = to_small(key);
    if (object->kind == KIND_LIST && object->shape == known(vm)->list_shape) {
      List *l = (List *)object;
      if (n < 0) n += l->length;
      if (n >= 0 && n < l->length) {
        R[A] = *item_at(vm, l->items + (Ref)offsetof(Array, items), (uint32_t)n);
        DISPATCH();
      }
    } else if (object->kind == KIND_TUPLE && object->shape == known(vm)->tuple_shape) {
      Tuple *t = (Tuple *)object;
      if (n < 0) n += t->length;
      if (n >= 0 && n < t->length) {
        R[A] = *item_at(vm, to_ref(o) + (Ref)offsetof(Tuple, items), (uint32_t)n);
        DISPATCH();
      }
    } else if (object->shape == known(vm)->str_shape && object->extra == 1) {
      Str *s = (Str *)object;
      if (n < 0) n += s->length;
      if (n >= 0 && n < s->length) {
        R[A] = str_narrow(vm, s, (uint32_t)n);
        DISPATCH();
      }
    } else if (object->kind == KIND_BYTES && object->shape == known(vm)->bytes_shape) {
      Bytes *b = (Bytes *)object;
      if (n < 0) n += b->length;
      if (n >= 0 && n < b->length) {
        R[A] = from_small(b->data[n]);
        DISPATCH();
      }
    } else if (object->kind == KIND_BYTEARRAY && object->shape == known(vm)->bytearray_shape) {
      ByteArray *b = (ByteArray *)object;
      if (n < 0) n += b->length;
      if (n >= 0 && n < b->length) {
        R[A] = from_small(((Raw *)at(vm, b->buffer))->data[n]);
        DISPATCH();
      }
    }
  }
  SAVE();
  if (is_ref(o) && OBJECT(vm, o)->shape == known(vm)->dict_shape) FINISH(A, dict_getitem(vm, o, key));
  FINISH(A, object_getitem(vm, o, key));
}
op_SETITEM: {
  Value o = R[A], key = R[B];
  if (is_small(key) && is_ref(o)) {
    List *l = at(vm, to_ref(o));
    int64_t n = to_small(key);
    if (l->head.shape == known(vm)->list_shape) {
      if (n < 0) n += l->length;
      if (n >= 0 && n < l->length) {
        touch(vm, l->items);
        *item_at(vm, l->items + (Ref)offsetof(Array, items), (uint32_t)n) = R[C];
        DISPATCH();
      }
    } else if (l->head.shape == known(vm)->bytearray_shape && is_small(R[C]) && (uint64_t)to_small(R[C]) < 256) {
      ByteArray *b = (ByteArray *)l;
      Raw *raw = at(vm, b->buffer);
      if (n < 0) n += b->length;
      if (n >= 0 && n < b->length) {
        CAGE_CHECK(vm, n < raw->size && in_cage(b->buffer, sizeof(Raw) + (uint64_t)raw->size));
        touch(vm, b->buffer);
        raw->data[n] = (uint8_t)to_small(R[C]);
        DISPATCH();
      }
    }
  }
  SAVE();
  if (is_ref(o) && OBJECT(vm, o)->shape == known(vm)->dict_shape) FINISH_NONE(dict_set(vm, o, key, R[C]));
  FINISH_NONE(object_setitem(vm, o, key, R[C]));
}
op_DELITEM:
  SAVE();
  FINISH_NONE(object_setitem(vm, R[A], R[B], V_UNDEFINED));
op_SLICE:
  SAVE();
  if (C == 1) { /* what is but for the next instruction need not be made */
    uint32_t next = *ip, op = next & 255, first = next >> 8 & 255, second = next >> 16 & 255, third = next >> 24;
    result = V_UNDEFINED;
    if (op == I_GETITEM && third == A) result = slice_get(vm, R[second], &R[B]);
    else if (op == I_SETITEM && second == A) result = slice_set(vm, R[first], &R[B], R[third]);
    if (result != V_UNDEFINED) {
      ip++;
      if (result == V_FAIL) {
        if (!vm->retry) SAVE();
        goto failed;
      }
      if (op == I_GETITEM) R[first] = result;
      DISPATCH();
    }
  }
  FINISH(A, slice_new(vm, R[B], R[B + 1], R[B + 2]));

  /* ---- arithmetic -------------------------------------------------------------------------------------------------------- */

#define BOTH_SMALL(a, b) __builtin_expect((a) >> 48 == TAG_INT && (b) >> 48 == TAG_INT, 1)
#define BOTH_DOUBLE(a, b) (is_double(a) && is_double(b))

/* Sum and difference: the payloads shifted to the top overflow when the result leaves 48 bits. */
#define ADDITIVE(name, op, overflow, operator)                                                                          \
  {                                                                                                                     \
    Value a = R[B], b = R[C];                                                                                           \
    if (BOTH_SMALL(a, b)) {                                                                                             \
      int64_t n;                                                                                                        \
      if (__builtin_expect(!overflow((int64_t)(a << 16), (int64_t)(b << 16), &n), 1)) {                                 \
        R[A] = TAG_INT << 48 | (uint64_t)n >> 16;                                                                       \
        DISPATCH();                                                                                                     \
      }                                                                                                                 \
    } else if (BOTH_DOUBLE(a, b)) {                                                                                     \
      R[A] = from_double(to_double(a) operator to_double(b));                                                           \
      DISPATCH();                                                                                                       \
    }                                                                                                                   \
    SAVE();                                                                                                             \
    FINISH(A, name(vm, op, a, b));                                                                                      \
  }

op_ADD:
  ADDITIVE(operate_binary, OP_ADD, __builtin_add_overflow, +)
op_SUB:
  ADDITIVE(operate_binary, OP_SUB, __builtin_sub_overflow, -)
op_IADD:
  ADDITIVE(operate_inplace, OP_ADD, __builtin_add_overflow, +)
op_ISUB:
  ADDITIVE(operate_inplace, OP_SUB, __builtin_sub_overflow, -)
#define ADD_IMMEDIATE(name)                                                                                             \
  {                                                                                                                     \
    Value a = R[B];                                                                                                     \
    if (__builtin_expect(is_small(a), 1)) {                                                                             \
      int64_t n;                                                                                                        \
      if (__builtin_expect(!__builtin_add_overflow((int64_t)(a << 16), (int64_t)SC * 65536, &n), 1)) {                    \
        R[A] = TAG_INT << 48 | (uint64_t)n >> 16;                                                                       \
        DISPATCH();                                                                                                     \
      }                                                                                                                 \
    } else if (is_double(a)) {                                                                                          \
      R[A] = from_double(to_double(a) + SC);                                                                            \
      DISPATCH();                                                                                                       \
    }                                                                                                                   \
    SAVE();                                                                                                             \
    bool minus = SC < 0;                                                                                                \
    FINISH(A, name(vm, minus ? OP_SUB : OP_ADD, a, from_small(minus ? -SC : SC)));                                      \
  }
op_ADDI:
  ADD_IMMEDIATE(operate_binary)
op_IADDI:
  ADD_IMMEDIATE(operate_inplace)

#define MULTIPLY(name)                                                                                                  \
  {                                                                                                                     \
    Value a = R[B], b = R[C];                                                                                           \
    if (BOTH_SMALL(a, b)) {                                                                                             \
      int64_t n;                                                                                                        \
      if (__builtin_expect(!__builtin_mul_overflow(to_small(a), to_small(b), &n) && fits_small(n), 1)) {                \
        R[A] = from_small(n);                                                                                           \
        DISPATCH();                                                                                                     \
      }                                                                                                                 \
    } else if (BOTH_DOUBLE(a, b)) {                                                                                     \
      R[A] = from_double(to_double(a) * to_double(b));                                                                  \
      DISPATCH();                                                                                                       \
    }                                                                                                                   \
    SAVE();                                                                                                             \
    FINISH(A, name(vm, OP_MUL, a, b));                                                                                  \
  }
op_MUL:
  MULTIPLY(operate_binary)
op_IMUL:
  MULTIPLY(operate_inplace)

#define DIVIDE(name)                                                                                                    \
  {                                                                                                                     \
    Value a = R[B], b = R[C];                                                                                           \
    if (BOTH_DOUBLE(a, b) && to_double(b) != 0) {                                                                       \
      R[A] = from_double(to_double(a) / to_double(b));                                                                  \
      DISPATCH();                                                                                                       \
    }                                                                                                                   \
    SAVE();                                                                                                             \
    FINISH(A, name(vm, OP_TRUEDIV, a, b));                                                                              \
  }
op_TRUEDIV:
  DIVIDE(operate_binary)
op_ITRUEDIV:
  DIVIDE(operate_inplace)

#define FLOOR_DIVIDE(name, op, remainder)                                                                               \
  {                                                                                                                     \
    Value a = R[B], b = R[C];                                                                                           \
    if (BOTH_SMALL(a, b) && b != from_small(0)) {                                                                       \
      int64_t x = to_small(a), y = to_small(b), q = x / y, r = x % y;                                                   \
      if (r && (r ^ y) < 0) r += y, q--;                                                                                \
      if (__builtin_expect((remainder) || fits_small(q), 1)) {                                                          \
        R[A] = from_small((remainder) ? r : q);                                                                         \
        DISPATCH();                                                                                                     \
      }                                                                                                                 \
    }                                                                                                                   \
    SAVE();                                                                                                             \
    FINISH(A, name(vm, op, a, b));                                                                                      \
  }
op_FLOORDIV:
  FLOOR_DIVIDE(operate_binary, OP_FLOORDIV, false)
op_IFLOORDIV:
  FLOOR_DIVIDE(operate_inplace, OP_FLOORDIV, false)
op_MOD:
  FLOOR_DIVIDE(operate_binary, OP_MOD, true)
op_IMOD:
  FLOOR_DIVIDE(operate_inplace, OP_MOD, true)

#define BITWISE(name, op, operator)                                                                                     \
  {                                                                                                                     \
    Value a = R[B], b = R[C];                                                                                           \
    if (BOTH_SMALL(a, b)) {                                                                                             \
      R[A] = from_small(to_small(a) operator to_small(b));                                                              \
      DISPATCH();                                                                                                       \
    }                                                                                                                   \
    SAVE();                                                                                                             \
    FINISH(A, name(vm, op, a, b));                                                                                      \
  }
op_AND:
  BITWISE(operate_binary, OP_AND, &)
op_OR:
  BITWISE(operate_binary, OP_OR, |)
op_XOR:
  BITWISE(operate_binary, OP_XOR, ^)
op_IAND:
  BITWISE(operate_inplace, OP_AND, &)
op_IOR:
  BITWISE(operate_inplace, OP_OR, |)
op_IXOR:
  BITWISE(operate_inplace, OP_XOR, ^)

#define SHIFT_LEFT(name)                                                                                                \
  {                                                                                                                     \
    Value a = R[B], b = R[C];                                                                                           \
    if (BOTH_SMALL(a, b) && to_small(b) >= 0 && to_small(b) < 48) {                                                     \
      int64_t x = to_small(a);                                                                                          \
      int64_t n = (int64_t)((uint64_t)x << to_small(b));                                                                \
      if (n >> to_small(b) == x && fits_small(n)) {                                                                     \
        R[A] = from_small(n);                                                                                           \
        DISPATCH();                                                                                                     \
      }                                                                                                                 \
    }                                                                                                                   \
    SAVE();                                                                                                             \
    FINISH(A, name(vm, OP_LSHIFT, a, b));                                                                               \
  }
#define SHIFT_RIGHT(name)                                                                                               \
  {                                                                                                                     \
    Value a = R[B], b = R[C];                                                                                           \
    if (BOTH_SMALL(a, b) && to_small(b) >= 0) {                                                                         \
      int64_t by = to_small(b);                                                                                         \
      R[A] = from_small(to_small(a) >> (by > 63 ? 63 : by));                                                            \
      DISPATCH();                                                                                                       \
    }                                                                                                                   \
    SAVE();                                                                                                             \
    FINISH(A, name(vm, OP_RSHIFT, a, b));                                                                               \
  }
op_LSHIFT:
  SHIFT_LEFT(operate_binary)
op_ILSHIFT:
  SHIFT_LEFT(operate_inplace)
op_RSHIFT:
  SHIFT_RIGHT(operate_binary)
op_IRSHIFT:
  SHIFT_RIGHT(operate_inplace)

#define GENERAL(name, op)                                                                                               \
  {                                                                                                                     \
    SAVE();                                                                                                             \
    FINISH(A, name(vm, op, R[B], R[C]));                                                                                \
  }
op_MATMUL:
  GENERAL(operate_binary, OP_MATMUL)
op_POW:
  GENERAL(operate_binary, OP_POW)
op_IMATMUL:
  GENERAL(operate_inplace, OP_MATMUL)
op_IPOW:
  GENERAL(operate_inplace, OP_POW)

op_NEG: {
  Value v = R[B];
  if (is_small(v) && to_small(v) != INT_MIN48) {
    R[A] = from_small(-to_small(v));
    DISPATCH();
  }
  if (is_double(v)) {
    R[A] = from_signed(-to_double(v));
    DISPATCH();
  }
  SAVE();
  FINISH(A, object_unary(vm, OP_NEG, v));
}
op_POS:
  SAVE();
  FINISH(A, object_unary(vm, OP_POS, R[B]));
op_INVERT:
  SAVE();
  FINISH(A, object_unary(vm, OP_INVERT, R[B]));
op_NOT: {
  bool truth;
  if (truth_simple(vm, R[B], &truth)) {
    R[A] = from_bool(!truth);
    DISPATCH();
  }
  SAVE();
  result = object_truth(vm, R[B]);
  if (result == V_CALL) {
    Frame *f = current_frame(vm);
    f->flags |= FRAME_NEGATE;
  } else if (result != V_FAIL) {
    result = from_bool(result != V_TRUE);
  }
  FINISH(A, result);
}

  /* ---- comparisons -------------------------------------------------------------------------------------------------------- */

#define COMPARE(op, operator)                                                                                           \
  {                                                                                                                     \
    Value a = R[B], b = R[C];                                                                                           \
    if (BOTH_SMALL(a, b)) {                                                                                             \
      R[A] = from_bool(to_small(a) operator to_small(b));                                                               \
      DISPATCH();                                                                                                       \
    }                                                                                                                   \
    if (BOTH_DOUBLE(a, b)) {                                                                                            \
      R[A] = from_bool(to_double(a) operator to_double(b));                                                             \
      DISPATCH();                                                                                                       \
    }                                                                                                                   \
    if (both_characters(vm, a, b)) {                                                                                    \
      R[A] = from_bool(AS(Str, vm, a)->data[0] operator AS(Str, vm, b)->data[0]);                                       \
      DISPATCH();                                                                                                       \
    }                                                                                                                   \
    SAVE();                                                                                                             \
    FINISH(A, operate_compare(vm, op, a, b));                                                                            \
  }
op_LT:
  COMPARE(CMP_LT, <)
op_LE:
  COMPARE(CMP_LE, <=)
op_EQ:
  COMPARE(CMP_EQ, ==)
op_NE:
  COMPARE(CMP_NE, !=)
op_GT:
  COMPARE(CMP_GT, >)
op_GE:
  COMPARE(CMP_GE, >=)
op_IN:
  SAVE();
  FINISH(A, object_contains(vm, R[C], R[B]));
op_NOTIN:
  SAVE();
  result = object_contains(vm, R[C], R[B]);
  if (result == V_CALL) current_frame(vm)->flags |= FRAME_NEGATE;
  else if (result != V_FAIL) result = from_bool(result != V_TRUE);
  FINISH(A, result);
op_IS:
  R[A] = from_bool(R[B] == R[C]);
  DISPATCH();
op_ISNOT:
  R[A] = from_bool(R[B] != R[C]);
  DISPATCH();

  /* ---- branches ------------------------------------------------------------------------------------------------------------ */

op_JUMP:
  ip += i >> 8; /* never back, whatever it says: it pays nothing */
  DISPATCH();
op_LOOP: {
  uint32_t w = *ip++;
  ip += (int16_t)w;
  vm->fuel -= TAKEN_COST(w);
  if (__builtin_expect(vm->fuel < 0, 0)) goto event;
  DISPATCH();
}
op_JT: {
  Value v = R[A];
  if (__builtin_expect(is_bool(v), 1)) BRANCH(v == V_TRUE);
  SAVE();
  bool truth;
  if (truth_simple(vm, v, &truth)) BRANCH(truth);
  BRANCH_OUTCOME(object_truth(vm, v), true);
}
op_JF: {
  Value v = R[A];
  if (__builtin_expect(is_bool(v), 1)) BRANCH(v == V_FALSE);
  SAVE();
  bool truth;
  if (truth_simple(vm, v, &truth)) BRANCH(!truth);
  BRANCH_OUTCOME(object_truth(vm, v), false);
}
op_JNONE:
  BRANCH(R[A] == V_NONE);
op_JNOTNONE:
  BRANCH(R[A] != V_NONE);
op_JUNDEF:
  BRANCH(R[A] == V_UNDEFINED);
op_JIS:
  BRANCH((R[A] == R[B]) == (bool)(C & 1));

/* Both ways of each comparison: `sense` is a constant. */
#define COMPARE_BRANCH(op, operator, sense)                                                                             \
  {                                                                                                                     \
    Value a = R[A], b = R[B];                                                                                           \
    if (BOTH_SMALL(a, b)) BRANCH(((int64_t)(a << 16) operator(int64_t)(b << 16)) == (sense));                           \
    if (BOTH_DOUBLE(a, b)) BRANCH((to_double(a) operator to_double(b)) == (sense));                                     \
    if (both_characters(vm, a, b)) BRANCH((AS(Str, vm, a)->data[0] operator AS(Str, vm, b)->data[0]) == (sense));       \
    SAVE();                                                                                                             \
    BRANCH_OUTCOME(operate_compare(vm, op, a, b), sense);                                                                \
  }
#define COMPARE_BRANCH_IMMEDIATE(op, operator, sense)                                                                   \
  {                                                                                                                     \
    Value a = R[A];                                                                                                     \
    if (__builtin_expect(is_small(a), 1)) BRANCH((to_small(a) operator SB) == (sense));                                                      \
    if (is_double(a)) BRANCH((to_double(a) operator SB) == (sense));                                                    \
    SAVE();                                                                                                             \
    BRANCH_OUTCOME(operate_compare(vm, op, a, from_small(SB)), sense);                                                   \
  }
op_JLT:
  COMPARE_BRANCH(CMP_LT, <, true)
op_JLE:
  COMPARE_BRANCH(CMP_LE, <=, true)
op_JEQ:
  COMPARE_BRANCH(CMP_EQ, ==, true)
op_JNE:
  COMPARE_BRANCH(CMP_NE, !=, true)
op_JGT:
  COMPARE_BRANCH(CMP_GT, >, true)
op_JGE:
  COMPARE_BRANCH(CMP_GE, >=, true)
op_ULT:
  COMPARE_BRANCH(CMP_LT, <, false)
op_ULE:
  COMPARE_BRANCH(CMP_LE, <=, false)
op_UEQ:
  COMPARE_BRANCH(CMP_EQ, ==, false)
op_UNE:
  COMPARE_BRANCH(CMP_NE, !=, false)
op_UGT:
  COMPARE_BRANCH(CMP_GT, >, false)
op_UGE:
  COMPARE_BRANCH(CMP_GE, >=, false)
op_JLTI:
  COMPARE_BRANCH_IMMEDIATE(CMP_LT, <, true)
op_JLEI:
  COMPARE_BRANCH_IMMEDIATE(CMP_LE, <=, true)
op_JEQI:
  COMPARE_BRANCH_IMMEDIATE(CMP_EQ, ==, true)
op_JNEI:
  COMPARE_BRANCH_IMMEDIATE(CMP_NE, !=, true)
op_JGTI:
  COMPARE_BRANCH_IMMEDIATE(CMP_GT, >, true)
op_JGEI:
  COMPARE_BRANCH_IMMEDIATE(CMP_GE, >=, true)
op_ULTI:
  COMPARE_BRANCH_IMMEDIATE(CMP_LT, <, false)
op_ULEI:
  COMPARE_BRANCH_IMMEDIATE(CMP_LE, <=, false)
op_UEQI:
  COMPARE_BRANCH_IMMEDIATE(CMP_EQ, ==, false)
op_UNEI:
  COMPARE_BRANCH_IMMEDIATE(CMP_NE, !=, false)
op_UGTI:
  COMPARE_BRANCH_IMMEDIATE(CMP_GT, >, false)
op_UGEI:
  COMPARE_BRANCH_IMMEDIATE(CMP_GE, >=, false)

op_ITER:
  SAVE();
  FINISH(A, object_iter(vm, R[B]));
op_FORITER: {
  Value it = R[A];
  if (__builtin_expect(is_ref(it), 1)) {
    Record *r = at(vm, to_ref(it));
    if (r->head.shape == known(vm)->range_iterator_shape) {
      int64_t left = to_small(r->fields[RANGE_ITERATOR_REMAINING]);
      if (left <= 0) BRANCH(true);
      Value n = r->fields[RANGE_ITERATOR_CURRENT];
      touch(vm, to_ref(it));
      r->fields[RANGE_ITERATOR_REMAINING] = from_small(left - 1);
      r->fields[RANGE_ITERATOR_CURRENT] = from_small(to_small(n) + to_small(r->fields[RANGE_ITERATOR_STEP]));
      R[B] = n;
      BRANCH(false);
    }
    if (r->head.shape == known(vm)->list_iterator_shape && is_ref(r->fields[LIST_ITERATOR_LIST])) {
      List *l = AS(List, vm, r->fields[LIST_ITERATOR_LIST]);
      int64_t n = to_small(r->fields[LIST_ITERATOR_INDEX]);
      touch(vm, to_ref(it));
      if (n < l->length) {
        R[B] = *item_at(vm, l->items + (Ref)offsetof(Array, items), (uint32_t)n);
        r->fields[LIST_ITERATOR_INDEX] = from_small(n + 1);
        BRANCH(false);
      }
      r->fields[LIST_ITERATOR_LIST] = V_UNDEFINED;
      BRANCH(true);
    }
    if (r->head.shape == known(vm)->tuple_iterator_shape && is_ref(r->fields[TUPLE_ITERATOR_TUPLE])) {
      int64_t n = to_small(r->fields[TUPLE_ITERATOR_INDEX]);
      touch(vm, to_ref(it));
      if (n < AS(Tuple, vm, r->fields[TUPLE_ITERATOR_TUPLE])->length) {
        R[B] = tuple_item(vm, r->fields[TUPLE_ITERATOR_TUPLE], (uint32_t)n);
        r->fields[TUPLE_ITERATOR_INDEX] = from_small(n + 1);
        BRANCH(false);
      }
      r->fields[TUPLE_ITERATOR_TUPLE] = V_UNDEFINED;
      BRANCH(true);
    }
    if (r->head.shape == known(vm)->str_iterator_shape && is_ref(r->fields[STR_ITERATOR_STR])) {
      Str *s = AS(Str, vm, r->fields[STR_ITERATOR_STR]);
      int64_t n = to_small(r->fields[STR_ITERATOR_INDEX]);
      touch(vm, to_ref(it));
      if (n >= s->length) {
        r->fields[STR_ITERATOR_STR] = V_UNDEFINED;
        BRANCH(true);
      }
      if (str_width(s) == 1) {
        R[B] = str_narrow(vm, s, (uint32_t)n);
        r->fields[STR_ITERATOR_INDEX] = from_small(n + 1);
        BRANCH(false);
      }
    }
    if (r->head.shape == known(vm)->bytes_iterator_shape || r->head.shape == known(vm)->bytearray_iterator_shape) {
      result = bytes_step(vm, it, r->fields);
      if (result == V_STOP) BRANCH(true);
      R[B] = result;
      BRANCH(false);
    }
    if (r->head.kind == KIND_GENERATOR && r->head.shape == known(vm)->generator_shape) {
      /* generator_resume, for one that waits at a yield. */
      Generator *g = (Generator *)r;
      Ref top = frame->flags & FRAME_HEAP ? vm->top : OFFSET(R + ((Code *)at(vm, frame->code))->registers);
      if (__builtin_expect(g->state == GENERATOR_SUSPENDED && vm->depth < vm->depth_limit &&
                               top + FRAME_SLACK * 2ull <= vm->stack_committed,
                           1)) {
        CAGE_CHECK(vm, g->registers == ((Code *)at(vm, g->frame.code))->registers && g->frame.state < g->registers);
        touch(vm, to_ref(it));
        ip++;
        frame->ip = OFFSET(ip);
        target = B;
        vm->top = top;
        vm->depth++;
        g->state = GENERATOR_RUNNING;
        *item_at(vm, OFFSET(g->values), g->frame.state) = V_NONE;
        g->frame.flags = FRAME_HEAP;
        g->frame.action = ACTION_FOR;
        g->frame.target = (uint8_t)target;
        g->frame.caller = vm->frame;
        g->frame.origins = frame->origins;
        vm->frame = OFFSET(&g->frame);
        vm->fuel -= 1;
        LOAD_FRAME();
        if (__builtin_expect(vm->fuel < 0, 0)) goto event;
        DISPATCH();
      }
      SAVE();
      result = generator_resume(vm, it, V_NONE);
      goto iterated;
    }
  }
  SAVE();
  if ((ip[1] & 0xFF00FFFF) == (I_UNPACK | B << 8 | 2u << 24)) { /* for a, b in ... */
    Value pair[2];
    result = iterator_next_pair(vm, it, pair);
    if (result == V_TRUE) {
      uint32_t first = (ip[1] >> 16) & 255;
      vm->fuel -= ip[0] >> 24;
      R[first] = pair[0];
      if (first < 255) R[first + 1] = pair[1];
      ip += 2;
      if (__builtin_expect(vm->fuel < 0, 0)) goto event;
      DISPATCH();
    }
    if (result != V_UNDEFINED) goto iterated;
  }
  result = object_next(vm, it);
iterated:
  if (result == V_FAIL) goto failed;
  if (result == V_CALL) {
    ip++;
    target = B;
    Frame *f = pushed_on(vm, OFFSET(frame));
    if (f->action == ACTION_NEXT || f->action == ACTION_STORE) f->action = ACTION_FOR;
    goto called;
  }
  if (result == V_STOP) BRANCH(true);
  R[B] = result;
  BRANCH(false);
}

  /* ---- calls ------------------------------------------------------------------------------------------------------------------ */

op_CALL: {
  Value f = R[A], *window = &R[A + 1];
  uint32_t count = B;
  Function *function;
  const Code *code;
  Ref where;
  goto call;
op_CALLFAR:
  f = R[A];
  count = B;
  window = &R[A + 1];
  goto call_slow;
op_CALLMFAR:
  f = R[A];
  count = B;
  window = &R[A + 1];
  if (R[A + FRAME_SLOTS] != V_UNDEFINED) {
    window--;
    count++;
  }
  goto call_slow;
op_CALLM:
  f = R[A];
  count = B;
  window = &R[A + 1];
  if (R[A + FRAME_SLOTS] != V_UNDEFINED) {
    window--;
    count++;
  }
call:
  if (__builtin_expect(is_ref(f), 1)) {
    Object *object = at(vm, to_ref(f));
    if (object->kind == KIND_FUNCTION) {
      function = (Function *)object;
      code = at(vm, function->code);
      bool aside = frame->flags & FRAME_HEAP; /* a generator's own frame is no stack to lay another on */
      where = aside ? vm->top : OFFSET(window);
      if (__builtin_expect(code->head.extra == count + 1 && frame_fits(vm, code, where), 1)) {
        if (__builtin_expect(aside, 0))
          for (uint32_t k = 0; k < count; k++) ((Value *)((Frame *)at(vm, where) + 1))[k] = window[FRAME_SLOTS + k];
        ENTER(ACTION_STORE, 0);
      }
      if (!aside && arguments_arrange(vm, function, where, &count, V_UNDEFINED)) {
      call_arranged:
        ENTER(ACTION_STORE, 0);
      }
    } else if (object->kind == KIND_NATIVE) {
      const Native *native = (Native *)object;
      const NativeInfo *info = native_info(vm, native->index);
      bool method = window == &R[A], unbound = native->self == V_UNDEFINED && (method || native->head.extra == NATIVE_FUNCTION);
      if (unbound && count <= info->positional && count >= info->required) {
        if (__builtin_expect(info->plain, 1)) {
          Value *words = window + FRAME_SLOTS;
          if (frame->flags & FRAME_HEAP) {
            where = vm->top + (Ref)sizeof(Frame);
            if (where + (uint64_t)FRAME_SLACK > vm->stack_committed) goto call_slow;
            words = at(vm, where);
            for (uint32_t k = 0; k < count; k++) words[k] = window[FRAME_SLOTS + k];
          }
          for (uint32_t k = count; k < info->parameters; k++) words[k] = V_UNDEFINED;
          SAVE();
          FINISH(C, info->function(vm, words, count));
        }
        if (info->direct) { /* resumable: its frame is laid over the window */
          where = frame->flags & FRAME_HEAP ? vm->top : OFFSET(window);
          uint32_t registers = info->parameters + (uint32_t)info->scratch;
          Value *words = (Value *)((Frame *)at(vm, where) + 1);
          if (where + sizeof(Frame) + registers * 8ull + FRAME_SLACK > vm->stack_committed || vm->native_depth >= vm->depth_limit) goto call_slow;
          frame->ip = OFFSET(ip);
          if (frame->flags & FRAME_HEAP)
            for (uint32_t k = 0; k < count; k++) words[k] = window[FRAME_SLOTS + k];
          for (uint32_t k = count; k < registers; k++) words[k] = V_UNDEFINED;
          *(Frame *)at(vm, where) = (Frame){.code = native->index, .caller = OFFSET(frame), .target = C, .flags = FRAME_NATIVE,
                                            .state = registers << 16, .origins = frame->origins};
          vm->native_depth++;
          vm->frame = where;
          vm->fuel -= 1 + count / 32;
          goto native;
        }
      } else if (unbound && info->vector && count >= info->required) {
        SAVE();
        result = info->vector(vm, window + FRAME_SLOTS, count);
        if (result != V_UNDEFINED) FINISH(C, result);
      } else if (!method && native->self != V_UNDEFINED && native->head.extra <= NATIVE_SLOT && info->plain &&
                 count < info->positional && count + 1 >= info->required && !(frame->flags & FRAME_HEAP)) { /* as native_enter, and for what it costs */
        Value *words = window + FRAME_SLOTS - 1;
        words[0] = native->self;
        for (uint32_t k = count + 1; k < info->parameters; k++) words[k] = V_UNDEFINED;
        vm->fuel -= 1 + count / 32;
        SAVE();
        result = info->function(vm, words, count + 1);
        words[0] = V_UNDEFINED; /* for CALLM, when it has to be done again */
        FINISH(C, result);
      }
    } else if (object->kind == KIND_RECORD && window == &R[A + 1]) {
      Value special = special_of(vm, f, SP_call);
      if (is_kind(vm, special, KIND_NATIVE) && AS(Native, vm, special)->head.extra == NATIVE_SLOT) {
        const NativeInfo *info = native_info(vm, AS(Native, vm, special)->index);
        if (info->vector && info->required <= count + 1) { /* as call_nested and native_enter, and for what they cost */
          window[FRAME_SLOTS - 1] = f;
          vm->fuel -= 2 + (count + 1) / 8 + (count + 1) / 32;
          SAVE();
          result = info->vector(vm, window + FRAME_SLOTS - 1, count + 1);
          window[FRAME_SLOTS - 1] = V_UNDEFINED; /* for CALLM, when it has to be done again */
          if (result != V_UNDEFINED) FINISH(C, result);
        }
      }
    } else if (object->kind == KIND_METHOD && window == &R[A + 1]) {
      Method *m = (Method *)object;
      if (!is_kind(vm, m->function, KIND_FUNCTION)) goto call_slow; /* a native must be asked whether self is its */
      window--;
      window[FRAME_SLOTS] = m->self;
      count++;
      f = m->function;
      if ((i & 255) == I_CALLM) R[A] = f; /* should it be repeated */
      goto call;
    } else if (object->kind == KIND_TYPE && window == &R[A + 1]) {
      Type *t = (Type *)object;
      if (to_ref(f) == TYPE(vm, type) && count == 1) {
        vm->fuel -= 1;
        R[C] = from_ref(type_of(vm, window[FRAME_SLOTS]));
        DISPATCH();
      }
      Value constructor = own_constructor(vm, t);
      if (constructor != V_UNDEFINED) {
        window--;
        window[FRAME_SLOTS] = f;
        count++;
        f = constructor;
        if ((i & 255) == I_CALLM) R[A] = f;
        goto call;
      }
      /* A plain class with __init__ in Python. */
      if (frame->flags & FRAME_HEAP) goto call_slow;
      Type *object_type = at(vm, TYPE(vm, object));
      if (t->kind == KIND_INSTANCE && t->special[SP_new] == object_type->special[SP_new] && !(t->flags & TYPE_ABSTRACT) &&
          is_kind(vm, t->special[SP_init], KIND_FUNCTION) && t->head.shape == SHAPE(vm, type)) {
        function = AS(Function, vm, t->special[SP_init]);
        code = at(vm, function->code);
        where = OFFSET(window - 1);
        int lacking = plain_lacking(vm, function, code, count + 1);
        if (lacking >= 0 && frame_fits(vm, code, where)) {
          SAVE();
          result = instance_new(vm, to_ref(f));
          if (result == V_FAIL) goto failed;
          window[FRAME_SLOTS - 1] = result;
          count += 1 + defaults_fill(vm, function, window + FRAME_SLOTS + count, (uint32_t)lacking);
          ENTER(ACTION_INIT, to_ref(result));
        }
      }
    }
  }
call_slow:
  SAVE(); /* behind the registers, not over the window: a call that has to be repeated finds its arguments */
  FINISH(C, call_at(vm, frame_end(vm), f, &(Arguments){count, window + FRAME_SLOTS, V_UNDEFINED, V_UNDEFINED, false}));
op_CALLK:
  f = R[A];
  window = &R[A + 1];
  count = B;
  goto call_named;
op_CALLMK:
  f = R[A];
  window = &R[A + 1];
  count = B;
  if (R[A + FRAME_SLOTS] != V_UNDEFINED) {
    window--;
    count++;
  }
call_named: {
  SAVE();
  Value names = K[*ip++ & 0xFFFF];
  uint32_t named = AS(Tuple, vm, names)->length;
  CAGE_CHECK(vm, named <= B);
  count -= named;
  if (is_kind(vm, f, KIND_FUNCTION) && !(frame->flags & FRAME_HEAP)) {
    function = AS(Function, vm, f);
    code = at(vm, function->code);
    where = OFFSET(window);
    if (arguments_arrange(vm, function, where, &count, names)) goto call_arranged;
  }
  FINISH(C, call_at(vm, frame_end(vm), f, &(Arguments){count, window + FRAME_SLOTS, names, V_UNDEFINED, false}));
}
}
op_CALLX: {
  SAVE();
  Value args = R[A + 1 + FRAME_SLOTS], keywords = R[A + 2 + FRAME_SLOTS];
  FINISH(C, call_with(vm, R[A], args, keywords));
}
op_RETURN: {
  result = R[A];
  /* The common case without detour: a Python function returns to one. */
  uint16_t flags = frame->flags;
  if (__builtin_expect(!(flags & ~(uint16_t)FRAME_IGNORE) && frame->caller, 1)) {
    Frame *caller = at(vm, frame->caller);
    if (frame->action != ACTION_STORE && !action_quick(frame, &result)) goto return_slow;
    if (__builtin_expect(!(caller->flags & FRAME_NATIVE), 1)) {
      if (caller->flags & FRAME_HEAP) vm->top = vm->frame;
      target = frame->target;
      vm->frame = frame->caller;
      CAGE_CHECK(vm, vm->depth-- != 0);
      LOAD_FRAME();
      if (__builtin_expect(!flags, 1)) R[target] = result;
      DISPATCH();
    }
    result = R[A];
  }
return_slow:
  SAVE();
  goto return_result;
}
op_YIELD:
  if (!(frame->flags & FRAME_HEAP)) cage_broken(vm);
  touch(vm, frame->owner);
  frame->state = A;
  frame->ip = OFFSET(ip);
  result = R[B];
  if (__builtin_expect((frame->action == ACTION_FOR || frame->action == ACTION_NEXT || frame->action == ACTION_NEXT_RAISE) &&
                           frame->flags == FRAME_HEAP && frame->caller,
                       1)) {
    Frame *caller = at(vm, frame->caller);
    if (__builtin_expect(!(caller->flags & FRAME_NATIVE), 1)) {
      ((Generator *)at(vm, frame->owner))->state = GENERATOR_SUSPENDED;
      bool for_loop = frame->action == ACTION_FOR;
      target = frame->target;
      CAGE_CHECK(vm, vm->depth-- != 0);
      vm->frame = frame->caller;
      frame->caller = 0;
      LOAD_FRAME();
      R[target] = result;
      if (__builtin_expect(!for_loop, 0)) DISPATCH();
      vm->fuel -= ip[-1] >> 24;
      if (__builtin_expect(vm->fuel < 0, 0)) goto event;
      DISPATCH();
    }
    const NativeInfo *info = native_info(vm, caller->code);
    Value *words = (Value *)(caller + 1);
    if (info->take.item && frame->action == ACTION_NEXT && words[info->take.iterator] == from_ref(frame->owner) &&
        caller->state == ((info->parameters + (uint32_t)info->scratch) << 16 | info->take.step) && info->take.item(vm, words, result)) {
      R[A] = V_NONE;
      vm->fuel -= 2; /* a step of the native, and a resumption */
      if (__builtin_expect(vm->fuel < 0, 0)) goto event;
      DISPATCH();
    }
  }
  goto yield_out;
op_DELEGATE: {
  SAVE();
  Value it = R[B], sent = R[C];
  if (!(frame->flags & FRAME_HEAP)) cage_broken(vm);
  Generator *mine = at(vm, frame->owner);
  touch(vm, frame->owner);
  if (is_kind(vm, it, KIND_GENERATOR)) result = generator_resume(vm, it, sent);
  else if (sent == V_NONE) result = object_next(vm, it);
  else result = delegate_send_to(vm, it, sent);
  if (result == V_FAIL) {
    if (exception_is(vm, T_StopIteration) && !vm->retry && !vm->ending) {
      Value v = *exception_field(vm, AS(Exception, vm, vm->exception), 0);
      exception_clear(vm);
      mine->delegate = V_UNDEFINED;
      R[A] = v == V_UNDEFINED ? V_NONE : v;
      DISPATCH();
    }
    mine->delegate = V_UNDEFINED;
    goto failed;
  }
  if (result == V_STOP) {
    mine->delegate = V_UNDEFINED;
    R[A] = V_NONE;
    DISPATCH();
  }
  mine->delegate = it;
  if (result == V_CALL) {
    pushed_on(vm, OFFSET(frame))->action = ACTION_DELEGATE;
    target = A;
    goto called;
  }
  goto delegate_yield;
}
op_AWAITABLE:
  SAVE();
  FINISH(A, awaitable(vm, R[B], C));
op_YIELDITER:
  if (is_ref(R[B]) && OBJECT(vm, R[B])->shape == known(vm)->generator_shape) {
    R[A] = R[B];
    DISPATCH();
  }
  SAVE();
  FINISH(A, yield_iterator(vm, R[B]));
op_AITER:
  SAVE();
  if (is_kind(vm, R[B], KIND_GENERATOR) && IS_EXACT(vm, R[B], async_generator)) {
    R[A] = R[B];
    DISPATCH();
  }
  FINISH(A, call_prelude(vm, "async_iter", 1, &R[B]));
op_ANEXT:
  SAVE();
  if (is_kind(vm, R[B], KIND_GENERATOR) && IS_EXACT(vm, R[B], async_generator)) FINISH(A, async_generator_send(vm, R[B], V_NONE));
  FINISH(A, async_next(vm, R[B]));
op_ENDASYNCFOR:
  SAVE();
  if (is_kind(vm, R[A], KIND_EXCEPTION) && type_is_subtype(vm, type_of(vm, R[A]), TYPE(vm, StopAsyncIteration))) DISPATCH();
  vm->exception = R[A];
  goto unwind_on;
op_ASYNCWRAP:
  if (!(frame->flags & FRAME_HEAP)) cage_broken(vm);
  touch(vm, frame->owner);
  ((Generator *)at(vm, frame->owner))->head.extra |= ASYNC_GENERATOR_YIELDED;
  R[A] = R[B];
  DISPATCH();

  /* ---- building --------------------------------------------------------------------------------------------------------------- */

op_LIST:
  SAVE();
  FINISH(A, list_new(vm, &R[B], C));
op_TUPLE:
  SAVE();
  FINISH(A, tuple_new(vm, &R[B], C));
op_SET: {
  SAVE();
  FINISH(A, set_display(vm, &R[B], C));
}
op_DICT: {
  SAVE();
  FINISH(A, dict_display(vm, &R[B], C));
}
op_LISTAPPEND:
  if (__builtin_expect(list_put(vm, AS(List, vm, R[A]), R[B]), 1)) DISPATCH();
  SAVE();
  if (!list_append(vm, AS(List, vm, R[A]), R[B])) goto failed;
  DISPATCH();
op_SETADD:
  SAVE();
  FINISH_NONE(set_add(vm, R[A], R[B]));
op_DICTSET:
  SAVE();
  FINISH_NONE(dict_set(vm, R[A], R[B], R[C]));
op_LISTEXTEND:
  SAVE();
  FINISH_NONE(star_extend(vm, R[A], R[B], C == A ? V_UNDEFINED : R[C]));
op_SETUPDATE:
  SAVE();
  FINISH_NONE(set_update(vm, R[A], R[B]));
op_DICTUPDATE:
  SAVE();
  FINISH_NONE(star_merge(vm, R[A], R[B], V_UNDEFINED, false));
op_DICTMERGE:
  SAVE();
  FINISH_NONE(star_merge(vm, R[A], R[B], R[C], true));
op_STAR: {
  Value v = R[B];
  if (!is_ref(v) || OBJECT(vm, v)->shape != known(vm)->tuple_shape) {
    SAVE();
    Value list = list_new(vm, NULL, 0);
    result = list == V_FAIL ? V_FAIL : star_extend(vm, list, v, R[C]);
    if (result == V_FAIL) goto failed;
    R[A] = list;
    if (result == V_CALL) goto called_ignore;
    DISPATCH();
  }
  R[A] = v;
  DISPATCH();
}
op_STARSTAR: {
  Value v = R[B], star = R[A - 1];
  bool still = is_ref(star) && (OBJECT(vm, star)->shape == known(vm)->tuple_shape || OBJECT(vm, star)->shape == known(vm)->list_shape);
  if (!still || !is_ref(v) || OBJECT(vm, v)->shape != known(vm)->dict_shape) {
    SAVE();
    R[A] = dict_new(vm);
    if (R[A] == V_FAIL) goto failed;
    FINISH_NONE(star_merge(vm, R[A], v, R[C], true));
  }
  R[A] = v;
  DISPATCH();
}
op_LISTTUPLE: {
  SAVE();
  Value *items;
  uint32_t count;
  if (!sequence_items(vm, R[B], &items, &count)) cage_broken(vm);
  FINISH(A, tuple_new(vm, items, count));
}
op_UNPACK: {
  Value v = R[A];
  uint32_t count = C;
  if (is_ref(v)) {
    Object *object = at(vm, to_ref(v));
    Value *items = NULL;
    uint32_t length = 0;
    if (object->shape == known(vm)->tuple_shape) {
      items = ((Tuple *)object)->items;
      length = ((Tuple *)object)->length;
    } else if (object->shape == known(vm)->list_shape) {
      items = list_items(vm, (List *)object);
      length = ((List *)object)->length;
    }
    if (items && length == count) {
      for (uint32_t k = 0; k < count && B + k < 256; k++) R[B + k] = items[k];
      DISPATCH();
    }
  }
  SAVE();
  result = unpack(vm, v, count, -1);
  goto unpacked;
op_UNPACKX:
  SAVE();
  {
    uint32_t w = *ip++;
    result = unpack(vm, R[A], w & 0xFFFF, (int32_t)(w >> 16));
  }
unpacked:
  if (result == V_FAIL) goto failed;
  if (result == V_CALL) {
    target = 0;
    frame->ip = OFFSET(ip);
    stamp(vm, OFFSET(frame), 0, 0);
    current_frame(vm)->action = ACTION_SPREAD;
    goto entered;
  }
  {
    uint32_t length = AS(Tuple, vm, result)->length;
    for (uint32_t k = 0; k < length && B + k < 256; k++) R[B + k] = tuple_item(vm, result, k);
  }
  DISPATCH();
}
op_UNPACKT: {
  SAVE();
  uint32_t w = *ip++;
  FINISH(B, w >> 31 ? unpack(vm, R[A], w & 255, (int32_t)(w >> 8 & 0x7FFFFF)) : unpack(vm, R[A], w, -1));
}
op_FORMAT:
  if (C == 0 && is_ref(R[B]) && OBJECT(vm, R[B])->shape == known(vm)->str_shape) {
    R[A] = R[B];
    DISPATCH();
  }
  SAVE();
  FINISH(A, format_value(vm, R[B], C, V_UNDEFINED));
op_FORMATX:
  SAVE();
  FINISH(A, format_value(vm, R[B], C, R[B + 1]));
op_JOIN:
  SAVE();
  FINISH(A, str_join(vm, from_ref(known(vm)->empty_str), &R[B], C));
op_CLOSURE: {
  SAVE();
  uint32_t flags = *ip++;
  FINISH(A, make_closure(vm, at(vm, frame->code), K[BX], frame_globals(vm, frame), flags, &R[A + 1]));
}
op_BUILDCLASS:
  SAVE();
  FINISH(A, build_class_load(vm, frame_globals(vm, frame)));
op_IMPORT: {
  SAVE();
  uint32_t w = *ip++;
  FINISH(A, import_name(vm, frame, NAME_AT(w), R[B], R[B + 1]));
}
op_IMPORTFROM: {
  SAVE();
  uint32_t w = *ip++;
  FINISH(A, import_from(vm, R[B], NAME_AT(w)));
}
op_IMPORTSTAR: {
  SAVE();
  Value both[2] = {R[A], frame_namespace(vm, frame)};
  FINISH_NONE(call_prelude(vm, "import_star", 2, both));
}

  /* ---- exceptions ---------------------------------------------------------------------------------------------------------------- */

op_RAISE:
  SAVE();
  if (C == 0) {
    Value handled = V_UNDEFINED;
    Ref f = vm->frame;
    for (uint32_t most = vm->depth + vm->native_depth; f && most && handled == V_UNDEFINED; most--) {
      Frame *g = at(vm, f);
      if (g->handled) handled = from_ref(g->handled);
      f = g->caller;
    }
    if (handled == V_UNDEFINED) {
      RAISE(vm, RuntimeError, "No active exception to reraise");
      goto failed;
    }
    vm->exception = handled;
    traceback_reraise(vm, frame);
    goto unwind_on;
  }
  FINISH_NONE(raise_operand(vm, R[A], C == 2 ? R[B] : V_UNDEFINED));
op_RERAISE:
  SAVE();
  vm->exception = R[A];
  if (B) traceback_reraise(vm, frame);
  goto unwind_on;
op_PUSHEXC: {
  Value e = R[B];
  R[A] = frame->handled ? from_ref(frame->handled) : V_NONE;
  frame->handled = to_ref(e);
  DISPATCH();
}
op_POPEXC:
  frame->handled = is_ref(R[A]) ? to_ref(R[A]) : 0;
  DISPATCH();
op_MATCHEXC:
  SAVE();
  FINISH(A, match_exception(vm, R[B], R[C]));
op_EXCTYPE: {
  Value e = R[B];
  Value traceback = is_kind(vm, e, KIND_EXCEPTION) ? AS(Exception, vm, e)->traceback : V_NONE;
  R[A] = from_ref(type_of(vm, e));
  R[A + 1] = e;
  R[A + 2] = traceback;
  DISPATCH();
}
op_MATCHSTAR:
  SAVE();
  result = call_prelude(vm, "match_star", 2, (Value[]){R[B], R[C]}); /* a pair, for R[A] and R[A+1] */
  if (result != V_CALL) goto failed;
  frame->ip = OFFSET(ip);
  stamp(vm, OFFSET(frame), 0, 0);
  current_frame(vm)->action = ACTION_SPREAD;
  goto entered;
op_MERGESTAR:
  SAVE();
  FINISH(A, call_prelude(vm, "merge_star", 2, (Value[]){R[B], R[C]}));

  /* ---- match statements -------------------------------------------------------------------------------------------------------------- */

op_MATCHLEN:
  SAVE();
  FINISH(A, object_len(vm, R[B]));
op_MATCHSEQ: {
  Value v = R[B];
  if (IS_EXACT(vm, v, list) || IS_EXACT(vm, v, tuple)) {
    R[A] = V_TRUE;
    DISPATCH();
  }
  SAVE();
  FINISH(A, match_collection(vm, v, false));
}
op_MATCHMAP: {
  Value v = R[B];
  if (IS_EXACT(vm, v, dict)) {
    R[A] = V_TRUE;
    DISPATCH();
  }
  SAVE();
  FINISH(A, match_collection(vm, v, true));
}
op_MATCHKEYS:
  SAVE();
  FINISH(A, match_keys(vm, R[B], R[C]));
op_MATCHREST:
  SAVE();
  FINISH(A, call_prelude(vm, "match_rest", 2, (Value[]){R[B], R[C]}));
op_MATCHCLASS: {
  SAVE();
  uint32_t w = *ip++;
  FINISH(A, match_class(vm, R[B], R[C], w, R[C + 1]));
}

op_SETUPANNOTATIONS: {
  SAVE();
  Value space = frame_namespace(vm, frame);
  if (!IS_EXACT(vm, space, dict)) FINISH_NONE(call_prelude(vm, "setup_annotations", 1, &space));
  if (dict_get_name(vm, AS(Dict, vm, space), NAME(vm, __annotations__)) == V_UNDEFINED) {
    Value dict = dict_new(vm);
    touch(vm, to_ref(space));
    if (dict == V_FAIL || !dict_set_name(vm, AS(Dict, vm, space), NAME(vm, __annotations__), dict)) goto failed;
  }
  DISPATCH();
}
op_LOCALS:
  R[A] = frame_namespace(vm, frame);
  DISPATCH();
op_PRINTEXPR:
  SAVE();
  FINISH_NONE(call_prelude(vm, "display", 1, &R[A]));
op_TYPEPARAM:
  SAVE();
  FINISH(A, call_prelude(vm, "typing_make", 5, (Value[]){from_small(C), R[B], R[B + 1], R[B + 2], R[B + 3]}));
}

Ended vm_run(Vm *vm, int64_t slice) {
  if (vm->ending) return vm->ended = vm->ending;
  int64_t left = vm->fuel + vm->fuel_later, spent = vm->fuel_granted - left;
#ifdef PYXIS_ONE_BLOCK
  slice = 1;
#endif
  /* A native may have taken more than the last slice: it is taken off this one. */
  int64_t from = spent > vm->slice_end && vm->slice_end ? vm->slice_end : spent;
  vm->slice_end = slice > INT64_MAX / 2 - from ? INT64_MAX / 2 : from + slice;
  if (left >= 0) {
    vm->fuel = -1;
    vm->fuel_later = left + 1;
  }
  vm->ended = run(vm);
  if (vm->ended == END_RUNNING && vm->ending) vm->ended = vm->ending;
  return vm->ended;
}
