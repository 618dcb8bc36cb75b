/*
 * repr() of containers.
 *
 * What holds only numbers, strings and a few levels of exact built-in containers is written in one go. Anything else goes
 * through resumable natives, one frame a level; those frames are also the record of what is being printed, so that a
 * container within itself shows as [...].
 */
#include "object/containers.h"

#define MOST_DEPTH 6u

bool being_printed(Vm *vm, Value container) {
  Frame *mine = current_frame(vm);
  Ref r = mine->caller;
  for (uint32_t most = 2 * vm->depth_granted + 8; r && most; most--) {
    Frame *f = at(vm, r);
    if ((f->flags & FRAME_NATIVE) && f->code == mine->code && *(Value *)(f + 1) == container) return true;
    r = f->caller;
    if ((most & 15) == 0) vm->fuel--;
  }
  return false;
}

static Attempt print_items(Vm *vm, Builder *b, Value v, uint32_t depth) {
  Value *items;
  uint32_t count;
  bool list = is_list(vm, v);
  sequence_items(vm, v, &items, &count);
  builder_char(b, list ? '[' : '(');
  for (uint32_t i = 0; i < count; i++) {
    if (i) builder_ascii(b, ", ", 2);
    Attempt done = repr_simple(vm, b, items[i], depth + 1);
    if (done != ATTEMPT_DONE) return done;
  }
  if (!list && count == 1) builder_char(b, ',');
  builder_char(b, list ? ']' : ')');
  return ATTEMPT_DONE;
}

static Attempt print_dict(Vm *vm, Builder *b, Value v, uint32_t depth) {
  uint32_t position = 0;
  Value key, value;
  bool first = true;
  builder_char(b, '{');
  while (dict_next(vm, AS(Dict, vm, v), &position, &key, &value)) {
    if (!first) builder_ascii(b, ", ", 2);
    first = false;
    Attempt done = repr_simple(vm, b, key, depth + 1);
    if (done != ATTEMPT_DONE) return done;
    builder_ascii(b, ": ", 2);
    done = repr_simple(vm, b, value, depth + 1);
    if (done != ATTEMPT_DONE) return done;
  }
  builder_char(b, '}');
  return ATTEMPT_DONE;
}

static Attempt print_set(Vm *vm, Builder *b, Value v, uint32_t depth) {
  Set *s = AS(Set, vm, v);
  bool frozen = !IS_EXACT(vm, v, set), first = true;
  uint32_t position = 0;
  Value key;
  if (!s->used) {
    builder_c(b, frozen ? "frozenset()" : "set()");
    return ATTEMPT_DONE;
  }
  builder_c(b, frozen ? "frozenset({" : "{");
  while (set_next(vm, s, &position, &key)) {
    if (!first) builder_ascii(b, ", ", 2);
    first = false;
    Attempt done = repr_simple(vm, b, key, depth + 1);
    if (done != ATTEMPT_DONE) return done;
  }
  builder_c(b, frozen ? "})" : "}");
  return ATTEMPT_DONE;
}

static void print_small(Builder *b, int64_t n) {
  char text[24], *end = text + sizeof text, *p = end;
  uint64_t left = n < 0 ? (uint64_t)-n : (uint64_t)n;
  do *--p = (char)('0' + left % 10);
  while (left /= 10);
  if (n < 0) *--p = '-';
  builder_ascii(b, p, (size_t)(end - p));
}

Attempt repr_simple(Vm *vm, Builder *b, Value v, uint32_t depth) {
  if (b->failed || !charge(vm, 1)) return ATTEMPT_FAILED;
  if (is_small(v)) {
    print_small(b, to_small(v));
    return ATTEMPT_DONE;
  }
  if (is_double(v)) {
    char text[32];
    uint32_t size = float_repr(to_double(v), text);
    builder_ascii(b, text, size);
    return ATTEMPT_DONE;
  }
  if (!is_ref(v)) {
    switch (v) {
    case V_NONE: builder_c(b, "None"); return ATTEMPT_DONE;
    case V_TRUE: builder_c(b, "True"); return ATTEMPT_DONE;
    case V_FALSE: builder_c(b, "False"); return ATTEMPT_DONE;
    case V_ELLIPSIS: builder_c(b, "Ellipsis"); return ATTEMPT_DONE;
    case V_NOTIMPLEMENTED: builder_c(b, "NotImplemented"); return ATTEMPT_DONE;
    default: return ATTEMPT_OPEN;
    }
  }
  Object *o = OBJECT(vm, v);
  if (o->kind == KIND_STR && str_is_exact(vm, o)) {
    Value text = str_repr(vm, v);
    if (text == V_FAIL) return ATTEMPT_FAILED;
    builder_str(b, text);
    return ATTEMPT_DONE;
  }
  if (depth > MOST_DEPTH) return ATTEMPT_OPEN;
  if (o->shape == SHAPE(vm, list) || o->shape == SHAPE(vm, tuple)) return print_items(vm, b, v, depth);
  if (o->shape == SHAPE(vm, dict)) return print_dict(vm, b, v, depth);
  if (o->shape == SHAPE(vm, set) || o->shape == SHAPE(vm, frozenset)) return print_set(vm, b, v, depth);
  return ATTEMPT_OPEN;
}

Value repr_at_once(Vm *vm, Value v) {
  Builder b;
  Object *o = OBJECT(vm, v);
  if (o->kind == KIND_LIST || o->kind == KIND_TUPLE) {
    Value *items;
    uint32_t count;
    sequence_items(vm, v, &items, &count);
    if (!count) return str_from_c(vm, o->kind == KIND_LIST ? "[]" : "()");
  }
  builder_start(&b, vm);
  Attempt done = o->kind == KIND_LIST || o->kind == KIND_TUPLE ? print_items(vm, &b, v, 0)
                 : o->kind == KIND_DICT                        ? print_dict(vm, &b, v, 0)
                                                               : repr_simple(vm, &b, v, 0);
  if (done == ATTEMPT_FAILED) return V_FAIL;
  if (b.failed || vm->retry) return V_FAIL;
  return done == ATTEMPT_DONE ? builder_end(&b) : V_UNDEFINED;
}

Value repr_joined(Vm *vm, const char *open, Value parts, const char *close) {
  Builder b;
  Value *items;
  uint32_t count;
  sequence_items(vm, parts, &items, &count);
  if (!charge(vm, count)) return V_FAIL;
  builder_start(&b, vm);
  builder_c(&b, open);
  for (uint32_t i = 0; i < count; i++) {
    if (i) builder_ascii(&b, ", ", 2);
    builder_str(&b, items[i]);
  }
  builder_c(&b, close);
  return builder_end(&b);
}
