/* Frames: pushing, popping, and binding arguments to parameters. Shared by call*.c and the interpreter. */
#ifndef PYXIS_FRAME_H
#define PYXIS_FRAME_H

#include "object/type.h"
#include "vm/vm.h"

#define FRAME_SLACK 4096 /* bytes accessible beyond any frame's end: natives' parameters are laid out there */

/* The arguments of a call: `count` positional ones, then as many values as `names` (a Tuple of Str) has; or keywords in `dict`. */
typedef struct Arguments {
  uint32_t count;
  const Value *values;
  Value names; /* or V_UNDEFINED */
  Value dict;  /* or V_UNDEFINED */
  bool bound;  /* by way of a bound method: messages name the type of self */
} Arguments;

static inline Value *registers_of(Frame *f) { return (Value *)(f + 1); }

/* First byte after the running frame: where the next goes. */
static inline Ref frame_end(Vm *vm) {
  if (!vm->frame) return vm->top;
  Frame *f = current_frame(vm);
  if (f->flags & FRAME_HEAP) return vm->top;
  uint32_t registers = f->flags & FRAME_NATIVE ? f->state >> 16 : ((Code *)at(vm, f->code))->registers;
  return vm->frame + (Ref)sizeof(Frame) + registers * 8;
}

/* Whether the stack may be used up to `end`, and behind it as far as any frame may be: commits it. */
static inline bool stack_has(Vm *vm, uint64_t end) {
  end += FRAME_SLACK;
  return __builtin_expect(end <= vm->stack_committed, 1) || (end <= STACK_LIMIT && stack_commit(vm, (Ref)end));
}

/* Whether a small frame may be pushed there without a further look. */
static inline bool frame_fits(const Vm *vm, const Code *code, Ref where) {
  return code->registers <= NEAR_REGISTERS && vm->depth < vm->depth_limit &&
         where + sizeof(Frame) + code->registers * 8ull + FRAME_SLACK <= vm->stack_committed;
}

/* How many parameters `count` positional arguments leave to the defaults; below 0: binding is not so simple. */
static inline int plain_lacking(const Vm *vm, const Function *f, const Code *code, uint32_t count) {
  int lacking = (int)code->head.extra - 1 - (int)count;
  if (__builtin_expect(lacking <= 0, 1)) return lacking;
  return f->defaults && ((Tuple *)at(vm, f->defaults))->length >= (uint32_t)lacking && lacking <= MOST_PLAIN_PARAMETERS ? lacking : -1;
}

/* The defaults of the last parameters, `lacking` of them as plain_lacking has it. */
static inline uint32_t defaults_fill(const Vm *vm, const Function *f, Value *to, uint32_t lacking) {
  for (uint32_t i = 0; i < lacking; i++)
    to[i] = *item_at(vm, f->defaults + (Ref)offsetof(Tuple, items), ((Tuple *)at(vm, f->defaults))->length - lacking + i);
  return lacking;
}

/* Makes registers undefined, four at a time: fewer than REGISTERS_CLEARED beyond the last, too. */
#define REGISTERS_CLEARED 4
static inline void registers_clear(Value *registers, uint32_t from, uint32_t to) {
  typedef uint64_t Four __attribute__((vector_size(32), aligned(8)));
  for (uint32_t k = from; k < to; k += 4) *(Four *)(registers + k) = (Four){V_UNDEFINED, V_UNDEFINED, V_UNDEFINED, V_UNDEFINED};
}

/* Pushes a frame whose registers are not initialised. NULL: RecursionError is set. */
Frame *frame_push(Vm *vm, Ref where, uint32_t registers, bool native);

static inline void frame_pop(Vm *vm, Frame *f) {
  /* More frames than were pushed: the chain of callers is a ring. */
  if (f->flags & FRAME_NATIVE) CAGE_CHECK(vm, vm->native_depth-- != 0);
  else CAGE_CHECK(vm, vm->depth-- != 0);
  Ref caller = f->caller;
  if (caller && !(f->flags & FRAME_HEAP) && ((Frame *)at(vm, caller))->flags & FRAME_HEAP) vm->top = vm->frame;
  vm->frame = caller;
}

/* Calls anything. `where` is the offset at which a frame may be laid; the values may stand anywhere at or above it. */
Value call_at(Vm *vm, Ref where, Value callable, const Arguments *arguments);
Value call_function(Vm *vm, Ref where, Function *f, const Arguments *arguments);
Value call_native(Vm *vm, Ref where, Native *native, const Arguments *arguments);
/* Pushes the frame of a call with positional arguments, and defaults, for all parameters, when there is room: nothing is to be bound. What
   it costs is what the long way costs. */
bool call_plain(Vm *vm, Ref where, Function *f, const Code *code, uint32_t count, const Value *values);
/* The keywords of a call, one after the other: *position starts at 0. */
bool keyword_next(Vm *vm, const Arguments *arguments, uint32_t *position, Value *name, Value *value);
/* Of the dict of `**`: an error otherwise. *interned: whether they are, so that no two have one text. */
bool names_are_strings(Vm *vm, Value dict, bool *interned);

/* Makes of the *count arguments of a call, which stand where the registers of its frame at `where` will be, the values of all parameters of a
   function without *args and **keywords. False: there is no room, or something is missing or wrong; nothing was changed. */
bool arguments_arrange(Vm *vm, const Function *f, Ref where, uint32_t *count, Value names);

/* What a __new__ made is to be initialised with what was given: the answer of the call of the class. May call. */
Value new_finish(Vm *vm, Ref given, Value made);

/* generator.c: a generator object around a function's bound registers. */
Value generator_new(Vm *vm, Function *f, Code *code, const Value *registers);

#endif
