/*
 * Module sys, as far as it may be seen from inside: the interpreter's own numbers and the exception in hand. Constants and the
 * streams are put into it by prelude/sys.py. Nothing of the host is here.
 */
#include "library/library.h"

#include "object/containers.h"
#include "vm/vm.h"

/* The exception being handled by the calling code or by what called it. */
static Value handled(Vm *vm) {
  Ref r = vm->frame;
  for (uint32_t most = vm->depth_granted * 2 + 4; r && most; most--) {
    Frame *f = at(vm, r);
    if (f->handled) return from_ref(f->handled);
    r = f->caller;
  }
  return V_NONE;
}

NATIVE(sys_exc_info, "()", "Return current exception information: (type, value, traceback).") {
  Value e = handled(vm);
  if (!is_kind(vm, e, KIND_EXCEPTION)) return TUPLE_OF(vm, V_NONE, V_NONE, V_NONE);
  return TUPLE_OF(vm, from_ref(type_of(vm, e)), e, AS(Exception, vm, e)->traceback);
}
NATIVE(sys_exception, "()", "Return the current exception.") { return handled(vm); }

NATIVE(sys_exit, "(status=None, /)", "Exit the interpreter by raising SystemExit(status).") {
  Value args = a[0] == V_UNDEFINED || a[0] == V_NONE ? from_ref(known(vm)->empty_tuple)
               : is_kind(vm, a[0], KIND_TUPLE)       ? a[0]
                                                     : TUPLE_OF(vm, a[0]);
  if (args == V_FAIL) return V_FAIL;
  return call_prelude(vm, "raise_exit", 1, &args);
}

NATIVE(sys_getrecursionlimit, "()", "Return the current value of the recursion limit.") { return from_small(vm->depth_limit); }
NATIVE(sys_setrecursionlimit, "(limit, /)", "Set the maximum depth of calls to n, within what the host granted.") {
  int64_t limit;
  if (!index_i64(vm, a[0], &limit, FIT_INT)) return V_FAIL;
  if (limit < 1) return RAISE(vm, ValueError, "recursion limit must be greater or equal than 1");
  if (limit <= vm->depth) return RAISE(vm, RecursionError, "cannot set the recursion limit to %l at the recursion depth %d: the limit is too low", limit, (int)vm->depth);
  vm->depth_limit = limit < vm->depth_granted ? (uint32_t)limit : vm->depth_granted; /* more is not given */
  return V_NONE;
}

RESUMABLE(sys_getsizeof, 1, "(object, default=None)", "Return the size of object in bytes.") {
  enum { OF, DEFAULT, SIZE };
  STEPS
    a[SIZE] = type_lookup(vm, type_of(vm, a[OF]), NAME(vm, __sizeof__));
    if (is_kind(vm, a[SIZE], KIND_NATIVE))
      return from_small(is_ref(a[OF]) ? (int64_t)object_size(vm, OBJECT(vm, a[OF])) : is_double(a[OF]) ? 24 : 28);
    if (a[SIZE] == V_UNDEFINED) {
      if (a[DEFAULT] != V_UNDEFINED) return a[DEFAULT];
      return RAISE(vm, TypeError, "Type %T doesn't define __sizeof__", a[OF]);
    }
    AWAIT_CATCH(1, a[SIZE], descriptor_bind(vm, a[SIZE], a[OF], type_of(vm, a[OF])));
    CHECKPOINT(2);
    if (a[SIZE] != V_FAIL) AWAIT_CATCH(3, a[SIZE], call0(vm, a[SIZE]));
    if (a[SIZE] != V_FAIL && !int_check(vm, a[SIZE])) a[SIZE] = RAISE(vm, TypeError, "'%T' object cannot be interpreted as an integer", a[SIZE]);
    if (a[SIZE] == V_FAIL) {
      if (a[DEFAULT] == V_UNDEFINED || !exception_is(vm, T_TypeError)) return V_FAIL;
      exception_clear(vm);
      return a[DEFAULT];
    }
    if (int_sign(vm, a[SIZE]) < 0) return RAISE(vm, ValueError, "__sizeof__() should return >= 0");
    int64_t size;
    if (!index_i64(vm, a[SIZE], &size, FIT_SSIZE)) return V_FAIL;
    return int_from_i64(vm, size);
  END_STEPS
}
NATIVE(sys_intern, "(string, /)", "``Intern'' the given string.") {
  if (!str_check(vm, a[0])) return RAISE(vm, TypeError, "intern() argument must be str, not %N", a[0]);
  if (!IS_EXACT(vm, a[0], str)) return RAISE(vm, TypeError, "can't intern %T", a[0]);
  return str_intern(vm, a[0]);
}
NATIVE(sys_getdefaultencoding, "()", "Return the current default encoding used by the Unicode implementation.") { return intern_c(vm, "utf-8"); }
NATIVE(sys_is_finalizing, "()", "Return True if Python is exiting.") { return V_FALSE; }
NATIVE(sys_get_int_max_str_digits, "()", "Return the maximum string digits limit for non-binary int<->str conversions.") {
  return from_small(vm->digit_limit == UINT32_MAX ? 0 : vm->digit_limit ? vm->digit_limit : 4300);
}
NATIVE(sys_set_int_max_str_digits, "(maxdigits)", "Set the maximum string digits limit for non-binary int<->str conversions.") {
  int64_t most;
  if (!index_i64(vm, a[0], &most, FIT_INT)) return V_FAIL;
  if (most && most < 640) return RAISE(vm, ValueError, "maxdigits must be 0 or larger than 640");
  vm->digit_limit = most ? (uint32_t)most : UINT32_MAX;
  return V_NONE;
}
NATIVE(sys_displayhook, "(object, /)", "Print an object to sys.stdout and also save it in builtins._") { return call_prelude(vm, "displayhook", 1, a); }
NATIVE(sys_excepthook, "(exctype, value, traceback, /)", "Handle an exception by displaying it with a traceback on sys.stderr.") {
  return call_prelude(vm, "excepthook", 3, a);
}

const NativeEntry sys_entries[] = {
    FUNCTION("exc_info", sys_exc_info), FUNCTION("exception", sys_exception), FUNCTION("exit", sys_exit),
    FUNCTION("getrecursionlimit", sys_getrecursionlimit), FUNCTION("setrecursionlimit", sys_setrecursionlimit),
    FUNCTION("getsizeof", sys_getsizeof), FUNCTION("intern", sys_intern), FUNCTION("getdefaultencoding", sys_getdefaultencoding),
    FUNCTION("is_finalizing", sys_is_finalizing), FUNCTION("get_int_max_str_digits", sys_get_int_max_str_digits), FUNCTION("set_int_max_str_digits", sys_set_int_max_str_digits),
    FUNCTION("displayhook", sys_displayhook), FUNCTION("excepthook", sys_excepthook), END_OF_ENTRIES,
};
