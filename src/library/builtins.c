/*
 * The functions of module builtins.
 *
 * What is called often and usually needs no Python is a plain native with its fast path, which enters a resumable native for the
 * rest: a resumable one has a frame of its own, so it costs more. Classes, isinstance and issubclass stand in
 * builtins_class.c; compile, exec and the namespaces of frames in builtins_code.c; what compares and adds up in
 * builtins_order.c.
 */
#include "library/library.h"

#include "object/containers.h"
#include "vm/vm.h"

extern NativeInfo builtin_isinstance_info, builtin_issubclass_info, builtin_build_class_info;
extern NativeInfo builtin_compile_info, builtin_eval_info, builtin_exec_info, builtin_globals_info, builtin_locals_info,
    builtin_vars_info, builtin_dir_info;
extern NativeInfo builtin_min_info, builtin_max_info, builtin_sum_info, builtin_sorted_info, builtin_all_info, builtin_any_info;
extern NativeInfo check_classes_info, min_max_slow_info, namespace_sorted_info, dir_of_info, vars_of_info;

/* ---- numbers -------------------------------------------------------------------------------------------------------- */

NATIVE(builtin_abs, "(x, /)", "Return the absolute value of the argument.") {
  Value v = a[0];
  if (is_small(v)) return to_small(v) < 0 ? int_from_i64(vm, -to_small(v)) : v;
  if (is_double(v)) return from_double(__builtin_fabs(to_double(v)));
  Value r = call_special(vm, v, SP_abs, 0, NULL);
  if (r == V_UNDEFINED) return RAISE(vm, TypeError, "bad operand type for abs(): '%T'", v);
  return r;
}

/* index(argument) first, then the native again with an int. */
RESUMABLE(with_index, 0, "(argument, native, /)", "") {
  STEPS
    AWAIT(1, a[0], object_index(vm, a[0]));
    CHECKPOINT(2);
    AWAIT(3, a[0], call1(vm, a[1], a[0]));
    return a[0];
  END_STEPS
}

static Value after_index(Vm *vm, NativeInfo *info, Value v) {
  Value native = native_new(vm, info, NATIVE_FUNCTION, V_UNDEFINED, 0, NAME(vm, self));
  if (native == V_FAIL) return V_FAIL;
  Value both[2] = {v, native};
  return enter(vm, &with_index_info, 2, both);
}

NATIVE(builtin_chr, "(i, /)", "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.") {
  if (is_small(a[0])) {
    int64_t point = to_small(a[0]);
    if (point >= 0 && point <= 0x10FFFF) return str_character(vm, (uint32_t)point);
    if (point > INT32_MAX || point < INT32_MIN) return RAISE(vm, OverflowError, "Python int too large to convert to C int");
    return RAISE(vm, ValueError, "chr() arg not in range(0x110000)");
  }
  if (is_bool(a[0])) return str_character(vm, a[0] == V_TRUE);
  if (!int_check(vm, a[0])) return after_index(vm, &builtin_chr_info, a[0]);
  Value exact = int_exact(vm, a[0]);
  if (exact == V_FAIL) return V_FAIL;
  if (!is_small(exact)) return RAISE(vm, OverflowError, "Python int too large to convert to C int");
  return builtin_chr(vm, &exact, 1);
}

NATIVE(builtin_ord, "(c, /)", "Return the Unicode code point for a one-character string.") {
  uint32_t size;
  const uint8_t *data;
  if (str_check(vm, a[0])) {
    Str *s = AS(Str, vm, a[0]);
    if (s->length == 1) return from_small(str_at(str_data(vm, s), str_width(s), 0));
    size = s->length;
  } else if (!is_kind(vm, a[0], KIND_RECORD) && buffer_of(vm, a[0], &data, &size)) { /* no memoryview */
    if (size == 1) return from_small(data[0]);
  } else {
    return RAISE(vm, TypeError, "ord() expected string of length 1, but %T found", a[0]);
  }
  return RAISE(vm, TypeError, "ord() expected a character, but string of length %d found", (int)size);
}

NATIVE(builtin_bin, "(number, /)", "Return the binary representation of an integer.") {
  if (int_check(vm, a[0])) return int_to_text(vm, a[0], 2, true);
  return after_index(vm, &builtin_bin_info, a[0]);
}
NATIVE(builtin_oct, "(number, /)", "Return the octal representation of an integer.") {
  if (int_check(vm, a[0])) return int_to_text(vm, a[0], 8, true);
  return after_index(vm, &builtin_oct_info, a[0]);
}
NATIVE(builtin_hex, "(number, /)", "Return the hexadecimal representation of an integer.") {
  if (int_check(vm, a[0])) return int_to_text(vm, a[0], 16, true);
  return after_index(vm, &builtin_hex_info, a[0]);
}

/* x.__op__(y), then y.__rop__(x): the binary protocol for an operator that has no instruction. */
RESUMABLE(divmod_slow, 1, "(x, y, /)", "") {
  enum { X, Y, RESULT };
  STEPS
    /* A subclass of x's type that overrides the reflected method goes first. */
    if (type_of(vm, a[X]) != type_of(vm, a[Y]) && type_is_subtype(vm, type_of(vm, a[Y]), type_of(vm, a[X])) &&
        special_of(vm, a[Y], SP_rdivmod) != special_of(vm, a[X], SP_rdivmod)) {
      AWAIT(1, a[RESULT], call_special(vm, a[Y], SP_rdivmod, 1, &a[X]));
      if (a[RESULT] != V_NOTIMPLEMENTED && a[RESULT] != V_UNDEFINED) return a[RESULT];
      CHECKPOINT(2);
      AWAIT(3, a[RESULT], call_special(vm, a[X], SP_divmod, 1, &a[Y]));
      if (a[RESULT] != V_NOTIMPLEMENTED && a[RESULT] != V_UNDEFINED) return a[RESULT];
    } else {
      AWAIT(4, a[RESULT], call_special(vm, a[X], SP_divmod, 1, &a[Y]));
      if (a[RESULT] != V_NOTIMPLEMENTED && a[RESULT] != V_UNDEFINED) return a[RESULT];
      CHECKPOINT(5);
      if (type_of(vm, a[X]) != type_of(vm, a[Y])) {
        AWAIT(6, a[RESULT], call_special(vm, a[Y], SP_rdivmod, 1, &a[X]));
        if (a[RESULT] != V_NOTIMPLEMENTED && a[RESULT] != V_UNDEFINED) return a[RESULT];
      }
    }
    return RAISE(vm, TypeError, "unsupported operand type(s) for divmod(): '%T' and '%T'", a[X], a[Y]);
  END_STEPS
}

NATIVE(builtin_divmod, "(x, y, /)", "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.") {
  bool simple = (is_small(a[0]) || is_bool(a[0]) || IS_EXACT(vm, a[0], int)) && (is_small(a[1]) || is_bool(a[1]) || IS_EXACT(vm, a[1], int));
  if (simple) return int_divmod(vm, a[0], a[1]);
  if ((is_double(a[0]) || is_small(a[0])) && (is_double(a[1]) || is_small(a[1]))) {
    double x = is_double(a[0]) ? to_double(a[0]) : (double)to_small(a[0]);
    double y = is_double(a[1]) ? to_double(a[1]) : (double)to_small(a[1]);
    if (y == 0) return RAISE(vm, ZeroDivisionError, "float divmod()");
    Value q = float_binary(vm, OP_FLOORDIV, x, y), r = float_binary(vm, OP_MOD, x, y);
    if (q == V_FAIL || r == V_FAIL) return V_FAIL;
    return TUPLE_OF(vm, q, r);
  }
  return enter(vm, &divmod_slow_info, 2, a);
}

NATIVE(builtin_pow, "(base, exp, mod=None)", "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.") {
  if (a[2] == V_UNDEFINED || a[2] == V_NONE) return object_binary(vm, OP_POW, a[0], a[1]);
  if (int_check(vm, a[0]) && int_check(vm, a[1]) && int_check(vm, a[2]) && special_of(vm, a[0], SP_pow) == ((Type *)at(vm, TYPE(vm, int)))->special[SP_pow])
    return int_power_mod(vm, a[0], a[1], a[2]);
  return object_power(vm, a[0], a[1], a[2]);
}

NATIVE(builtin_round, "(number, ndigits=None)", "Round a number to a given precision in decimal digits.") {
  bool plain = a[1] == V_UNDEFINED || a[1] == V_NONE;
  if (is_small(a[0]) && plain) return a[0];
  if (is_double(a[0]) && plain) {
    double d = to_double(a[0]);
    if (__builtin_fabs(d) < 1e14) { /* nearest, ties to even */
      double whole = __builtin_floor(d), part = d - whole;
      int64_t n = (int64_t)whole;
      if (part > 0.5 || (part == 0.5 && (n & 1))) n++;
      return from_small(n);
    }
  }
  Value r = plain ? call_special(vm, a[0], SP_round, 0, NULL) : call_special(vm, a[0], SP_round, 1, &a[1]);
  if (r == V_UNDEFINED) return RAISE(vm, TypeError, "type %T doesn't define __round__ method", a[0]);
  return r;
}

/* ---- text ----------------------------------------------------------------------------------------------------------- */

NATIVE(builtin_repr, "(obj, /)", "Return the canonical string representation of the object.") { return object_repr(vm, a[0]); }
NATIVE(builtin_ascii, "(obj, /)", "Return an ASCII-only representation of an object.") { return object_ascii(vm, a[0]); }
NATIVE(builtin_format, "(value, format_spec='', /)", "Return type(value).__format__(value, format_spec).") {
  if (a[1] == V_UNDEFINED) a[1] = from_ref(known(vm)->empty_str);
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "format() argument 2 must be str, not %N", a[1]);
  return object_format(vm, a[0], a[1]);
}

Value output_text(Vm *vm, int stream, Value text) {
  Str *s = AS(Str, vm, text);
  if (!charge(vm, s->length)) return V_FAIL;
  if (str_width(s) > 1) {
    const uint8_t *data = str_data(vm, s);
    for (uint32_t i = 0; i < s->length; i++) {
      uint32_t c = str_at(data, str_width(s), i);
      if (c < 0xD800 || c > 0xDFFF) continue;
      Value encoding = str_from_c(vm, "utf-8"), reason = str_from_c(vm, "surrogates not allowed");
      if (encoding == V_FAIL || reason == V_FAIL) return V_FAIL;
      Value args = TUPLE_OF(vm, encoding, text, from_small(i), from_small(i + 1), reason);
      if (args == V_FAIL) return V_FAIL;
      Value exception = exception_new(vm, TYPE(vm, UnicodeEncodeError), args);
      return exception == V_FAIL ? V_FAIL : raise_value(vm, exception);
    }
  }
  if (s->head.flags & STR_ASCII && str_width(s) == 1) {
    if (host_output(vm, stream, (const char *)str_data(vm, s), s->length)) return V_NONE;
  } else {
    uint32_t size;
    Raw *raw = str_to_utf8(vm, text, &size);
    if (!raw) return V_FAIL;
    if (host_output(vm, stream, (const char *)raw->data, size)) return V_NONE;
  }
  vm->ending = END_OUTPUT;
  return V_FAIL;
}

/* What print writes when str() of every argument is known: one string. */
static Value print_line(Vm *vm, Value parts, Value separator, Value end) {
  Value *items;
  uint32_t count;
  if (!sequence_items(vm, parts, &items, &count)) return V_FAIL;
  Builder b;
  builder_start(&b, vm);
  for (uint32_t i = 0; i < count; i++) {
    if (i) {
      if (separator == V_UNDEFINED || separator == V_NONE) builder_char(&b, ' ');
      else builder_str(&b, separator);
    }
    if (str_check(vm, items[i])) builder_str(&b, items[i]);
  }
  if (end == V_UNDEFINED || end == V_NONE) builder_char(&b, '\n');
  else builder_str(&b, end);
  return builder_end(&b);
}

static Value sys_attribute(Vm *vm, Value name) {
  Value sys = dict_get_name(vm, at(vm, known(vm)->modules), NAME(vm, sys));
  if (!is_kind(vm, sys, KIND_MODULE)) return V_UNDEFINED;
  return dict_get_name(vm, at(vm, AS(Module, vm, sys)->dict), name);
}

RESUMABLE(builtin_print, 3, "(*args, sep=' ', end='\\n', file=None, flush=False)", "Prints the values to a stream, or to sys.stdout by default.") {
  enum { ARGS, SEPARATOR, END, FILE_, FLUSH, PARTS, INDEX, TEXT };
  STEPS
    if (a[SEPARATOR] != V_UNDEFINED && a[SEPARATOR] != V_NONE && !str_check(vm, a[SEPARATOR]))
      return RAISE(vm, TypeError, "sep must be None or a string, not %T", a[SEPARATOR]);
    if (a[END] != V_UNDEFINED && a[END] != V_NONE && !str_check(vm, a[END]))
      return RAISE(vm, TypeError, "end must be None or a string, not %T", a[END]);
    if (a[FILE_] == V_UNDEFINED || a[FILE_] == V_NONE) {
      a[FILE_] = sys_attribute(vm, NAME(vm, stdout));
      if (a[FILE_] == V_UNDEFINED && known(vm)->prelude) a[FILE_] = dict_get_name(vm, at(vm, known(vm)->prelude), NAME(vm, stdout));
      if (a[FILE_] == V_NONE) return V_NONE;
    }
    /* The isolate's own output takes one piece; other files see each write. */
    if (a[FILE_] != V_UNDEFINED && a[FILE_] != dict_get_name(vm, at(vm, known(vm)->prelude), NAME(vm, stdout))) {
      Value arguments[5] = {a[FILE_], a[ARGS], none_if_undefined(a[SEPARATOR]), none_if_undefined(a[END]),
                            a[FLUSH] == V_UNDEFINED ? V_FALSE : a[FLUSH]};
      AWAIT(3, a[TEXT], call_prelude(vm, "print_to", 5, arguments));
      return V_NONE;
    }
    {
      Tuple *args = AS(Tuple, vm, a[ARGS]);
      CAGE_CHECK(vm, in_cage(to_ref(a[ARGS]), sizeof(Tuple) + args->length * 8ull));
      if (!charge(vm, args->length)) return V_FAIL;
      a[PARTS] = list_new(vm, args->items, args->length);
      if (a[PARTS] == V_FAIL) return V_FAIL;
      a[INDEX] = from_small(0);
    }
    for (;;) {
      CHECKPOINT(1);
      if (to_small(a[INDEX]) >= AS(List, vm, a[PARTS])->length) break;
      {
        Value item = *item_at(vm, ref_of(vm, list_items(vm, AS(List, vm, a[PARTS]))), (uint32_t)to_small(a[INDEX]));
        AWAIT_CATCH(2, a[TEXT], object_str(vm, item));
      }
      if (a[TEXT] == V_FAIL) { /* what stands before it has been written, as far as anyone can see */
        AS(List, vm, a[PARTS])->length = (uint32_t)to_small(a[INDEX]);
        if (a[INDEX] == from_small(0)) return V_FAIL;
        Value separator = a[SEPARATOR] == V_UNDEFINED || a[SEPARATOR] == V_NONE ? str_character(vm, ' ') : a[SEPARATOR];
        Value line = print_line(vm, a[PARTS], a[SEPARATOR], separator), exception = vm->exception;
        if (line == V_FAIL || output_text(vm, 1, line) == V_FAIL) return V_FAIL;
        vm->exception = exception;
        return V_FAIL;
      }
      *item_at(vm, ref_of(vm, list_items(vm, AS(List, vm, a[PARTS]))), (uint32_t)to_small(a[INDEX])) = a[TEXT];
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
    }
    {
      Value line = print_line(vm, a[PARTS], a[SEPARATOR], a[END]);
      if (line == V_FAIL) return V_FAIL;
      return output_text(vm, 1, line);
    }
  END_STEPS
}

/* ---- objects -------------------------------------------------------------------------------------------------------- */

NATIVE(builtin_callable, "(obj, /)", "Return whether the object is callable (i.e., some kind of function).") {
  return from_bool(is_callable(vm, a[0]));
}
NATIVE(builtin_hash, "(obj, /)", "Return the hash value for the given object.") { return object_hash(vm, a[0]); }
NATIVE(builtin_id, "(obj, /)", "Return the identity of an object.") { return object_id(vm, a[0]); }
NATIVE(builtin_len, "(obj, /)", "Return the number of items in a container.") { return object_len(vm, a[0]); }

RESUMABLE(getattr_default, 0, "(object, name, default, /)", "") {
  STEPS
    {
      Value v;
      AWAIT_CATCH(1, v, object_getattr_or(vm, a[0], a[1]));
      if (v == V_FAIL) {
        if (!exception_is(vm, T_AttributeError)) return V_FAIL;
        exception_clear(vm);
        v = V_UNDEFINED;
      }
      return v == V_UNDEFINED ? a[2] : v;
    }
  END_STEPS
}

NATIVE(builtin_getattr, "(object, name, default=None, /)", "getattr(object, name[, default]) -> value") {
  Value name = attribute_name(vm, a[1]);
  if (name == V_FAIL) return V_FAIL;
  if (a[2] == V_UNDEFINED) return object_getattr(vm, a[0], name);
  Value found;
  if (getattr_simple(vm, a[0], name, &found)) return found == V_UNDEFINED ? a[2] : found;
  if (vm->retry || vm->ending) return V_FAIL;
  Value three[3] = {a[0], name, a[2]};
  return enter(vm, &getattr_default_info, 3, three);
}

RESUMABLE(hasattr_slow, 0, "(obj, name, /)", "") {
  STEPS
    {
      Value v;
      AWAIT_CATCH(1, v, object_getattr_or(vm, a[0], a[1]));
      if (v == V_FAIL) {
        if (!exception_is(vm, T_AttributeError)) return V_FAIL;
        exception_clear(vm);
        v = V_UNDEFINED;
      }
      return from_bool(v != V_UNDEFINED);
    }
  END_STEPS
}

NATIVE(builtin_hasattr, "(obj, name, /)", "Return whether the object has an attribute with the given name.") {
  Value name = attribute_name(vm, a[1]), found;
  if (name == V_FAIL) return V_FAIL;
  if (getattr_simple(vm, a[0], name, &found)) return from_bool(found != V_UNDEFINED);
  return vm->retry || vm->ending ? V_FAIL : enter(vm, &hasattr_slow_info, 2, (Value[]){a[0], name});
}

NATIVE(builtin_setattr, "(obj, name, value, /)", "Sets the named attribute on the given object to the specified value.") {
  Value name = attribute_name(vm, a[1]);
  if (name == V_FAIL) return V_FAIL;
  return with_action(vm, object_setattr(vm, a[0], name, a[2]), ACTION_DROP);
}
NATIVE(builtin_delattr, "(obj, name, /)", "Deletes the named attribute from the given object.") {
  Value name = attribute_name(vm, a[1]);
  if (name == V_FAIL) return V_FAIL;
  return with_action(vm, object_setattr(vm, a[0], name, V_UNDEFINED), ACTION_DROP);
}

/* ---- iteration ------------------------------------------------------------------------------------------------------ */

NATIVE(builtin_iter, "(object, sentinel=None, /)", "Get an iterator from an object, or one that calls object until it answers sentinel.") {
  if (a[1] == V_UNDEFINED) return object_iter(vm, a[0]);
  if (builtin_callable(vm, a, 1) == V_FALSE) return RAISE(vm, TypeError, "iter(v, w): v must be callable");
  return callable_iterator_new(vm, a[0], a[1]);
}

RESUMABLE(next_default, 0, "(iterator, default, /)", "") {
  STEPS
    {
      Value v;
      AWAIT_CATCH(1, v, object_next(vm, a[0]));
      if (v == V_FAIL) {
        if (!exception_is(vm, T_StopIteration)) return V_FAIL;
        exception_clear(vm);
        v = V_STOP;
      }
      return v == V_STOP ? a[1] : v;
    }
  END_STEPS
}

NATIVE(builtin_next, "(iterator, default=None, /)", "Return the next item from the iterator.") {
  Value v = iterator_next_simple(vm, a[0]), standard = a[1]; /* a may lie where a frame is pushed */
  if (v == V_UNDEFINED) {
    if (special_of(vm, a[0], SP_next) == V_UNDEFINED) return RAISE(vm, TypeError, "'%T' object is not an iterator", a[0]);
    if (a[1] != V_UNDEFINED) return enter(vm, &next_default_info, 2, a);
    Ref caller = vm->frame;
    v = object_next(vm, a[0]);
    if (v == V_CALL) pushed_on(vm, caller)->action = ACTION_NEXT_RAISE;
  }
  if (v != V_STOP) return v;
  if (standard != V_UNDEFINED) return standard;
  Value exception = exception_new(vm, TYPE(vm, StopIteration), from_ref(known(vm)->empty_tuple));
  return exception == V_FAIL ? V_FAIL : raise_value(vm, exception);
}

RESUMABLE(builtin_aiter, 0, "(async_iterable, /)", "Return an AsyncIterator for an AsyncIterable object.") {
  STEPS
    {
      Value v;
      AWAIT(1, v, call_special(vm, a[0], SP_aiter, 0, NULL));
      if (v == V_UNDEFINED) return RAISE(vm, TypeError, "'%T' object is not an async iterable", a[0]);
      if (special_of(vm, v, SP_anext) == V_UNDEFINED)
        return RAISE(vm, TypeError, "aiter() returned not an async iterator of type '%T'", v);
      return v;
    }
  END_STEPS
}

NATIVE(builtin_anext, "(aiterator, default=None, /)", "Return the next item from the async iterator.") {
  if (special_of(vm, a[0], SP_anext) == V_UNDEFINED) return RAISE(vm, TypeError, "'%T' object is not an async iterator", a[0]);
  if (a[1] != V_UNDEFINED) return call_prelude(vm, "anext_default", 2, a);
  return call_special(vm, a[0], SP_anext, 0, NULL);
}

/* ---- import --------------------------------------------------------------------------------------------------------- */

/* True when the calling code is the standard library's: it sees stand-ins where a guest sees nothing. */
static bool library_calls(Vm *vm) {
  static const char library[] = "python:";
  Frame *frame = calling_frame(vm);
  if (!frame) return false;
  Value origin = from_ref(((Code *)at(vm, frame->code))->origin);
  if (!str_check(vm, origin)) return false;
  Str *s = AS(Str, vm, origin);
  return s->length > 7 && str_width(s) == 1 && !memcmp(str_data(vm, s), library, 7);
}

NATIVE(builtin_import, "(name, globals=None, locals=None, fromlist=(), level=0)", "Import a module.") {
  if (!str_check(vm, a[0])) return RAISE(vm, TypeError, "module name must be a string");
  bool absolute = a[4] == V_UNDEFINED || a[4] == from_small(0);
  bool whole = a[3] == V_UNDEFINED || a[3] == V_NONE || (is_kind(vm, a[3], KIND_TUPLE) && AS(Tuple, vm, a[3])->length == 0);
  if (absolute && OBJECT(vm, a[0])->flags & STR_INTERNED && known(vm)->modules) {
    Value module = dict_get_name(vm, at(vm, known(vm)->modules), a[0]);
    if (is_kind(vm, module, KIND_MODULE)) {
      Str *name = AS(Str, vm, a[0]);
      Dict *dict = at(vm, AS(Module, vm, module)->dict);
      bool dotted = memchr(str_data(vm, name), '.', (size_t)name->length * str_width(name)) != NULL;
      if (whole ? !dotted : dict_get_name(vm, dict, NAME(vm, __path__)) == V_UNDEFINED) return module;
    }
  }
  Value arguments[5] = {a[0], a[1] == V_UNDEFINED ? V_NONE : a[1],
                        a[3] == V_UNDEFINED ? from_ref(known(vm)->empty_tuple) : a[3],
                        a[4] == V_UNDEFINED ? from_small(0) : a[4], from_bool(library_calls(vm))};
  return call_prelude(vm, "import_name", 5, arguments);
}

/* ---- what the prelude's Python stands on ------------------------------------------------------------------------------ */

NATIVE(make_module, "(name, dict=None, /)", "The module of this name, made if need be, with these attributes.") {
  Value name = attribute_name(vm, a[0]);
  if (name == V_FAIL) return V_FAIL;
  Dict *modules = at(vm, known(vm)->modules);
  Value module = dict_get_name(vm, modules, name);
  if (!is_kind(vm, module, KIND_MODULE)) {
    module = module_new(vm, name);
    if (module == V_FAIL || !dict_set_name(vm, modules, name, module)) return V_FAIL;
  }
  if (is_kind(vm, a[1], KIND_DICT)) {
    Dict *from = AS(Dict, vm, a[1]), *to = at(vm, AS(Module, vm, module)->dict);
    Value key, value;
    if (!charge(vm, from->fill)) return V_FAIL;
    for (uint32_t position = 0; dict_next(vm, from, &position, &key, &value);) {
      key = attribute_name(vm, key);
      if (key == V_FAIL || !dict_set_name(vm, to, key, value)) return V_FAIL;
    }
  }
  return module;
}

NATIVE(new_module, "(name, /)", "A module that is not in sys.modules.") {
  Value name = attribute_name(vm, a[0]);
  return name == V_FAIL ? V_FAIL : module_new(vm, name);
}
NATIVE(modules_dict, "()", "sys.modules.") { return from_ref(known(vm)->modules); }
NATIVE(builtins_dict, "()", "The namespace of module builtins.") { return from_ref(known(vm)->builtins); }
NATIVE(builtin_type, "(name, /)", "The built-in type that has this internal name.") {
#define X(id, ...) if (str_is(vm, a[0], #id)) return from_ref(known(vm)->types[T_##id]);
  BUILTIN_TYPES(X)
#undef X
  return V_NONE;
}
NATIVE(set_type_name, "(type, module, name, /)", "Names a prelude class as the module that shows it would.") {
  Value name = attribute_name(vm, a[2]);
  if (name == V_FAIL) return V_FAIL;
  Type *type = AS(Type, vm, a[0]);
  TOUCH(vm, type);
  type->name = type->qualname = to_ref(name);
  if (!type_set(vm, to_ref(a[0]), NAME(vm, __module__), a[1])) return V_FAIL;
  return a[0];
}
NATIVE(sys_write, "(stream, text, /)", "Gives text to the host.") {
  if (!str_check(vm, a[1])) return RAISE(vm, TypeError, "write() argument must be str, not %N", a[1]);
  Value r = output_text(vm, is_small(a[0]) ? (int)to_small(a[0]) : 1, a[1]);
  if (r == V_FAIL || r == V_CALL) return r;
  return from_small(AS(Str, vm, a[1])->length);
}
NATIVE(union_new, "(left, right, /)", "left | right of types.") { return union_type_new(vm, a[0], a[1]); }
NATIVE(calling_globals_native, "()", "The globals of the calling frame.") { return calling_globals(vm); }

const NativeEntry builtins_entries[] = {
    FUNCTION("abs", builtin_abs), FUNCTION("aiter", builtin_aiter), FUNCTION("all", builtin_all),
    FUNCTION("anext", builtin_anext), FUNCTION("any", builtin_any), FUNCTION("ascii", builtin_ascii),
    FUNCTION("bin", builtin_bin), FUNCTION("callable", builtin_callable), FUNCTION("chr", builtin_chr),
    FUNCTION("compile", builtin_compile), FUNCTION("delattr", builtin_delattr), FUNCTION("dir", builtin_dir),
    FUNCTION("divmod", builtin_divmod), FUNCTION("eval", builtin_eval), FUNCTION("exec", builtin_exec),
    FUNCTION("format", builtin_format), FUNCTION("getattr", builtin_getattr), FUNCTION("globals", builtin_globals),
    FUNCTION("hasattr", builtin_hasattr), FUNCTION("hash", builtin_hash), FUNCTION("hex", builtin_hex),
    FUNCTION("id", builtin_id), FUNCTION("isinstance", builtin_isinstance), FUNCTION("issubclass", builtin_issubclass),
    FUNCTION("iter", builtin_iter), FUNCTION("len", builtin_len), FUNCTION("locals", builtin_locals),
    FUNCTION("max", builtin_max), FUNCTION("min", builtin_min), FUNCTION("next", builtin_next),
    FUNCTION("oct", builtin_oct), FUNCTION("ord", builtin_ord), FUNCTION("pow", builtin_pow),
    FUNCTION("print", builtin_print), FUNCTION("repr", builtin_repr), FUNCTION("round", builtin_round),
    FUNCTION("setattr", builtin_setattr), FUNCTION("sorted", builtin_sorted), FUNCTION("sum", builtin_sum),
    FUNCTION("vars", builtin_vars), FUNCTION("__import__", builtin_import), FUNCTION("__build_class__", builtin_build_class),
    INTERNAL(with_index), INTERNAL(divmod_slow), INTERNAL(getattr_default), INTERNAL(hasattr_slow), INTERNAL(next_default),
    INTERNAL(check_classes), INTERNAL(min_max_slow), INTERNAL(namespace_sorted), INTERNAL(dir_of), INTERNAL(vars_of),
    END_OF_ENTRIES,
};

RESUMABLE(lookup_special, 1, "(object, name, /)", "What type(object) has under this name, bound; None if nothing.") {
  STEPS
    a[1] = attribute_name(vm, a[1]);
    if (a[1] == V_FAIL) return V_FAIL;
    a[2] = type_lookup(vm, type_of(vm, a[0]), a[1]);
    if (a[2] == V_UNDEFINED) return V_NONE;
    AWAIT(1, a[2], descriptor_bind(vm, a[2], a[0], type_of(vm, a[0])));
    return a[2];
  END_STEPS
}
RESUMABLE(guarded_repr, 1, "(object, function, recursive, /)", "function(object), or `recursive` while that is running already.") {
  STEPS
    if (being_printed(vm, a[0])) return a[2];
    AWAIT(1, a[3], call1(vm, a[1], a[0]));
    return a[3];
  END_STEPS
}

NATIVE(dict_move_to_end, "(mapping, key, last, /)", "OrderedDict.move_to_end") {
  return dict_operate(vm, a[0], a[1], V_UNDEFINED, a[2] == V_TRUE ? DICT_TO_END : DICT_TO_FRONT);
}

const NativeEntry builtins_prelude_entries[] = {
    FUNCTION("lookup_special", lookup_special), FUNCTION("guarded_repr", guarded_repr), FUNCTION("dict_move_to_end", dict_move_to_end),
    FUNCTION("make_module", make_module), FUNCTION("_make_module", make_module), FUNCTION("new_module", new_module),
    FUNCTION("modules_dict", modules_dict), FUNCTION("builtins_dict", builtins_dict), FUNCTION("builtin_type", builtin_type),
    FUNCTION("set_type_name", set_type_name), FUNCTION("sys_write", sys_write),
    FUNCTION("union_new", union_new), FUNCTION("calling_globals", calling_globals_native), END_OF_ENTRIES,
};
