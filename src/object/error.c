/*
 * Raising. An exception that C code raises is a full Exception object from the start: its text is built in the cage (and
 * paid for like any other string), so that nothing has to be made later, when memory may be short.
 *
 * Everything here answers V_FAIL, also when the exception itself did not fit: then vm->retry is set and the native that raised
 * is run again after a collection.
 */
#include <stdarg.h>
#include <stdio.h>

#include "object/object.h"

/* The text of an int without calling and without failing on its size: messages only ever quote small ones. */
static void append_int(Builder *b, int64_t n) {
  char text[24];
  int size = snprintf(text, sizeof text, "%lld", (long long)n);
  builder_ascii(b, text, (size_t)size);
}

static void append_repr(Builder *b, Value v) {
  Vm *vm = b->vm;
  Value text;
  if (is_small(v)) {
    append_int(b, to_small(v));
    return;
  }
  if (is_bool(v)) text = intern_c(vm, v == V_TRUE ? "True" : "False");
  else if (str_check(vm, v)) text = str_repr(vm, v);
  else if (int_check(vm, v)) text = int_to_text(vm, v, 10, false);
  else {
    builder_c(b, "<object>");
    return;
  }
  if (text == V_FAIL) {
    if (vm->retry || vm->ending) {
      b->failed = true;
    } else {
      exception_clear(vm);
      builder_c(b, "<int>");
    }
    return;
  }
  builder_str(b, text);
}

/* As CPython's messages: the types that no class statement made are called with the module they belong to. */
void builder_type(Builder *b, const Type *type) {
  if (!(type->flags & TYPE_HEAP) && is_kind(b->vm, from_ref(type->dict), KIND_DICT)) {
    Value module = dict_get_name(b->vm, at(b->vm, type->dict), NAME(b->vm, __module__));
    if (module != V_UNDEFINED && str_check(b->vm, module) && !str_is(b->vm, module, "builtins")) {
      builder_str(b, module);
      builder_char(b, '.');
    }
  }
  builder_str(b, from_ref(type->name));
}

static void append_format(Builder *b, const char *format, va_list arguments) {
  Vm *vm = b->vm;
  const char *plain = format;
  for (const char *p = format; *p; p++) {
    if (*p != '%') continue;
    builder_ascii(b, plain, (size_t)(p - plain));
    p++;
    switch (*p) {
    case 's': builder_c(b, va_arg(arguments, const char *)); break;
    case 'd': append_int(b, va_arg(arguments, int)); break;
    case 'l': append_int(b, va_arg(arguments, int64_t)); break;
    case 'c': builder_char(b, (uint32_t)va_arg(arguments, int)); break;
    case 'T': builder_type(b, AS(Type, vm, from_ref(type_of(vm, va_arg(arguments, Value))))); break;
    case 'N': { /* as T, but None is called so */
      Value v = va_arg(arguments, Value);
      if (v == V_NONE) builder_c(b, "None");
      else builder_type(b, AS(Type, vm, from_ref(type_of(vm, v))));
      break;
    }
    case 'Y': builder_type(b, AS(Type, vm, va_arg(arguments, Value))); break;
    case 'S': builder_str(b, va_arg(arguments, Value)); break;
    case 'R': append_repr(b, va_arg(arguments, Value)); break;
    case '%': builder_char(b, '%'); break;
    default: builder_char(b, '?'); break;
    }
    plain = p + 1;
    if (!*p) return;
  }
  builder_c(b, plain);
}

static Value text_of_format(Vm *vm, const char *format, va_list arguments) {
  Builder b;
  builder_start(&b, vm);
  append_format(&b, format, arguments);
  return builder_end(&b);
}

/* ---- raising ----------------------------------------------------------------------------------------------------- */

/* Also of an exception that was raised before: as `raise e` it gets the context of this place. */
Value raise_value(Vm *vm, Value exception) {
  exception_chain(vm, exception);
  vm->exception = exception;
  return V_FAIL;
}

Value raise_with(Vm *vm, int type, Value argument) {
  Value args = tuple_new(vm, &argument, 1);
  if (args == V_FAIL) return V_FAIL;
  /* A constructor that does not take its arguments raises TypeError. If that is what it constructs, the types are corrupt. */
  CAGE_CHECK(vm, vm->nesting < NESTING_LIMIT + 8);
  vm->nesting++;
  Value exception = exception_new(vm, known(vm)->types[type], args);
  vm->nesting--;
  if (exception == V_FAIL) return V_FAIL;
  return raise_value(vm, exception);
}

__attribute__((noinline)) Value raise(Vm *vm, int type, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Value text = text_of_format(vm, format, arguments);
  va_end(arguments);
  if (text == V_FAIL) return V_FAIL;
  return raise_with(vm, type, text);
}

__attribute__((noinline)) Value raise_from_current(Vm *vm, int type, const char *format, ...) {
  Value cause = vm->exception;
  exception_clear(vm);
  va_list arguments;
  va_start(arguments, format);
  Value text = text_of_format(vm, format, arguments);
  va_end(arguments);
  if (text != V_FAIL) raise_with(vm, type, text);
  if (vm->retry) {
    vm->exception = cause;
  } else if (is_kind(vm, vm->exception, KIND_EXCEPTION)) {
    Exception *e = AS(Exception, vm, vm->exception);
    e->cause = e->context = cause;
    e->suppress_context = 1;
  }
  return V_FAIL;
}

bool exception_is(Vm *vm, int type) {
  if (!is_ref(vm->exception)) return false;
  return type_is_subtype(vm, type_of(vm, vm->exception), known(vm)->types[type]);
}

void exception_clear(Vm *vm) { vm->exception = V_UNDEFINED; }

/* `format` has one %S for the name, or none. */
Value raise_name_error(Vm *vm, int type, Value name, const char *format) {
  raise(vm, type, format, name);
  if (vm->retry || vm->ending || !is_kind(vm, vm->exception, KIND_EXCEPTION)) return V_FAIL;
  *exception_field(vm, AS(Exception, vm, vm->exception), 0) = name;
  return V_FAIL;
}

Value raise_attribute_error(Vm *vm, Value object, Value name) {
  if (is_kind(vm, object, KIND_TYPE)) {
    RAISE(vm, AttributeError, "type object '%Y' has no attribute '%S'", object, name);
  } else if (is_kind(vm, object, KIND_MODULE)) {
    Value module = dict_get_name(vm, (Dict *)at(vm, AS(Module, vm, object)->dict), NAME(vm, __name__));
    if (str_check(vm, module)) RAISE(vm, AttributeError, "module '%S' has no attribute '%S'", module, name);
    else RAISE(vm, AttributeError, "module has no attribute '%S'", name);
  } else {
    RAISE(vm, AttributeError, "'%T' object has no attribute '%S'", object, name);
  }
  if (vm->retry || vm->ending || !is_kind(vm, vm->exception, KIND_EXCEPTION)) return V_FAIL;
  Exception *e = AS(Exception, vm, vm->exception);
  *exception_field(vm, e, 0) = name;
  *exception_field(vm, e, 1) = object;
  return V_FAIL;
}

/* ---- context ----------------------------------------------------------------------------------------------------- */

/* Bounded: a corrupted cage may hold a cycle. So is the walk over frames: by the number that were pushed. */
enum { WALK_CONTEXTS = 1 << 16 };

static Value handled_exception(Vm *vm) {
  Ref frame = vm->frame;
  uint32_t steps = 0, most = vm->depth + vm->native_depth;
  Value handled = V_NONE;
  for (; frame && steps < most && handled == V_NONE; steps++) {
    Frame *f = at(vm, frame);
    if (f->handled) handled = from_ref(f->handled);
    frame = f->caller;
  }
  vm->fuel -= steps / 16;
  return handled;
}

void exception_chain(Vm *vm, Value exception) {
  Value context = handled_exception(vm);
  if (!is_kind(vm, context, KIND_EXCEPTION) || context == exception || !is_kind(vm, exception, KIND_EXCEPTION)) return;
  /* If the exception is already an ancestor of the context, cut it out there, so that contexts never form a cycle. */
  Value o = context, slow = context;
  uint32_t steps = 0;
  for (; steps < WALK_CONTEXTS; steps++) {
    Value next = AS(Exception, vm, o)->context;
    if (!is_kind(vm, next, KIND_EXCEPTION)) break;
    if (next == exception) {
      TOUCH(vm, AS(Exception, vm, o));
      AS(Exception, vm, o)->context = V_NONE;
      break;
    }
    o = next;
    if (steps & 1) slow = AS(Exception, vm, slow)->context; /* Floyd: a cycle made by assignments to __context__ */
    if (o == slow) break;
  }
  vm->fuel -= steps / 8;
  Exception *e = AS(Exception, vm, exception);
  TOUCH(vm, e);
  e->context = context;
}
