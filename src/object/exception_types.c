/*
 * The built-in exceptions that have more than args: their constructors, fields and texts.
 *
 * A field reads as None until it is set and again after it is deleted, as CPython's object members do. A constructor that C code
 * uses (exception_fill) and the one that Python calls (__init__) are the same function; what may need a call is left to the
 * latter.
 */
#include "object/exception.h"

static Exception *exception_of(Vm *vm, Value v) { return AS(Exception, vm, v); }
static uint32_t args_count(Vm *vm, Value args) { return AS(Tuple, vm, args)->length; }
static Value arg(Vm *vm, Value args, uint32_t i) { return tuple_item(vm, args, i); }

/* A field and its two natives. */
#define FIELD(id, index)                                                                                               \
  NATIVE(id##_get, "(self, /)", "") { return none_if_undefined(*exception_field(vm, exception_of(vm, a[0]), index)); }  \
  NATIVE(id##_set, "(self, value, /)", "") {                                                                           \
    exception_field_set(vm, exception_of(vm, a[0]), index, a[1]);                                                      \
    return V_NONE;                                                                                                     \
  }
/* args of self, and no keywords. */
static bool plain_init(Vm *vm, Value self, Value args, Value keywords) {
  if (exception_no_keywords(vm, self, keywords) == V_FAIL) return false;
  TOUCH(vm, exception_of(vm, self));
  exception_of(vm, self)->args = args;
  return true;
}

/* Takes the allowed keywords, at most 2, into fields [0, count); those not given are as new. */
static bool keyword_fields(Vm *vm, Exception *e, Value keywords, const char *type, const Value *names, uint32_t count) {
  uint32_t position = 0;
  Value key, value;
  uint32_t given = keywords != V_UNDEFINED ? AS(Dict, vm, keywords)->used : 0;
  if (given > count) {
    RAISE(vm, TypeError, "%s() takes at most %d keyword argument%s (%d given)", type, (int)count, count == 1 ? "" : "s", (int)given);
    return false;
  }
  Value fields[2] = {V_UNDEFINED, V_UNDEFINED};
  while (keywords != V_UNDEFINED && dict_next(vm, AS(Dict, vm, keywords), &position, &key, &value)) {
    uint32_t i = 0;
    while (i < count && !str_equal(vm, key, names[i])) i++;
    if (i == count) {
      RAISE(vm, TypeError, "'%S' is an invalid keyword argument for %s()", key, type);
      return false;
    }
    fields[i] = value;
  }
  for (uint32_t i = 0; i < count; i++) exception_field_set(vm, e, i, fields[i]);
  return true;
}

/* ---- StopIteration, SystemExit ------------------------------------------------------------------------------------- */

FIELD(stop_iteration_value, FIELD_VALUE)

NATIVE(stop_iteration_init, "(self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.") {
  if (!plain_init(vm, a[0], a[1], a[2])) return V_FAIL;
  return exception_fill(vm, exception_of(vm, a[0]), a[1]) ? V_NONE : V_FAIL;
}

static const NativeEntry StopIteration_entries[] = {
    SLOT("__init__", stop_iteration_init),
    MUTABLE_MEMBER("value", stop_iteration_value_get, stop_iteration_value_set),
    END_OF_ENTRIES,
};

FIELD(system_exit_code, FIELD_VALUE)

NATIVE(system_exit_init, "(self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.") {
  if (!plain_init(vm, a[0], a[1], a[2])) return V_FAIL;
  return exception_fill(vm, exception_of(vm, a[0]), a[1]) ? V_NONE : V_FAIL;
}

static const NativeEntry SystemExit_entries[] = {
    SLOT("__init__", system_exit_init),
    MUTABLE_MEMBER("code", system_exit_code_get, system_exit_code_set),
    END_OF_ENTRIES,
};

/* ---- NameError, AttributeError, ImportError --------------------------------------------------------------------------- */

FIELD(name_error_name, FIELD_VALUE)

NATIVE(name_error_init, "(self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.") {
  if (!plain_init(vm, a[0], a[1], V_UNDEFINED)) return V_FAIL;
  Value names[] = {NAME(vm, name)};
  return keyword_fields(vm, exception_of(vm, a[0]), a[2], "NameError", names, 1) ? V_NONE : V_FAIL;
}

static const NativeEntry NameError_entries[] = {
    SLOT("__init__", name_error_init),
    MUTABLE_MEMBER("name", name_error_name_get, name_error_name_set),
    END_OF_ENTRIES,
};

FIELD(attribute_error_name, ATTRIBUTE_NAME)
FIELD(attribute_error_obj, ATTRIBUTE_OBJECT)

NATIVE(attribute_error_init, "(self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.") {
  if (!plain_init(vm, a[0], a[1], V_UNDEFINED)) return V_FAIL;
  Value names[] = {NAME(vm, name), NAME(vm, obj)};
  return keyword_fields(vm, exception_of(vm, a[0]), a[2], "AttributeError", names, 2) ? V_NONE : V_FAIL;
}

static const NativeEntry AttributeError_entries[] = {
    SLOT("__init__", attribute_error_init),
    MUTABLE_MEMBER("name", attribute_error_name_get, attribute_error_name_set),
    MUTABLE_MEMBER("obj", attribute_error_obj_get, attribute_error_obj_set),
    END_OF_ENTRIES,
};

FIELD(import_error_name, IMPORT_NAME)
FIELD(import_error_path, IMPORT_PATH)
FIELD(import_error_msg, IMPORT_MESSAGE)

NATIVE(import_error_init, "(self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.") {
  if (!plain_init(vm, a[0], a[1], V_UNDEFINED)) return V_FAIL;
  Exception *e = exception_of(vm, a[0]);
  Value names[] = {NAME(vm, name), NAME(vm, path)};
  if (!keyword_fields(vm, e, a[2], "ImportError", names, 2)) return V_FAIL;
  return exception_fill(vm, e, a[1]) ? V_NONE : V_FAIL;
}

NATIVE(import_error_str, "(self, /)", "Return str(self).") {
  Value message = *exception_field(vm, exception_of(vm, a[0]), IMPORT_MESSAGE);
  if (message != V_UNDEFINED && IS_EXACT(vm, message, str)) return message;
  return exception_plain_str(vm, a[0]);
}

NATIVE(import_error_reduce, "(self, /)", "Helper for pickle.") {
  Exception *e = exception_of(vm, a[0]);
  Value type = from_ref(type_of(vm, a[0]));
  Value state = object_attributes(vm, a[0], false);
  if (state == V_FAIL) return V_FAIL;
  bool has = is_kind(vm, state, KIND_DICT);
  Value name = *exception_field(vm, e, IMPORT_NAME), path = *exception_field(vm, e, IMPORT_PATH);
  if (name == V_UNDEFINED && path == V_UNDEFINED)
    return has ? TUPLE_OF(vm, type, e->args, state) : TUPLE_OF(vm, type, e->args);
  state = has ? dict_copy(vm, state) : dict_new(vm);
  if (state == V_FAIL) return V_FAIL;
  if (name != V_UNDEFINED && !dict_set_name(vm, AS(Dict, vm, state), NAME(vm, name), name)) return V_FAIL;
  if (path != V_UNDEFINED && !dict_set_name(vm, AS(Dict, vm, state), NAME(vm, path), path)) return V_FAIL;
  return TUPLE_OF(vm, type, e->args, state);
}

static const NativeEntry ImportError_entries[] = {
    SLOT("__init__", import_error_init),
    SLOT("__str__", import_error_str),
    METHOD_("__reduce__", import_error_reduce),
    MUTABLE_MEMBER("name", import_error_name_get, import_error_name_set),
    MUTABLE_MEMBER("path", import_error_path_get, import_error_path_set),
    MUTABLE_MEMBER("msg", import_error_msg_get, import_error_msg_set),
    END_OF_ENTRIES,
};

/* ---- KeyError ---------------------------------------------------------------------------------------------------------- */

NATIVE(key_error_str, "(self, /)", "Return str(self).") {
  Value args = exception_of(vm, a[0])->args;
  if (args_count(vm, args) == 1) return object_repr(vm, arg(vm, args, 0));
  return exception_plain_str(vm, a[0]);
}

static const NativeEntry KeyError_entries[] = {
    SLOT("__str__", key_error_str),
    END_OF_ENTRIES,
};

/* ---- OSError ------------------------------------------------------------------------------------------------------------ */

FIELD(os_error_errno, OS_ERRNO)
FIELD(os_error_strerror, OS_STRERROR)
FIELD(os_error_filename, OS_FILENAME)

/* BlockingIOError keeps characters_written where others keep the second file name. */
static bool counts_characters(Vm *vm, Value self) { return is_a(vm, self, T_BlockingIOError); }

NATIVE(os_error_filename2_get, "(self, /)", "second exception filename") {
  if (counts_characters(vm, a[0])) return V_NONE;
  return none_if_undefined(*exception_field(vm, exception_of(vm, a[0]), OS_FILENAME2));
}
NATIVE(os_error_filename2_set, "(self, value, /)", "") {
  if (!counts_characters(vm, a[0])) exception_field_set(vm, exception_of(vm, a[0]), OS_FILENAME2, a[1]);
  return V_NONE;
}

NATIVE(os_error_written_get, "(self, /)", "") {
  Value count = *exception_field(vm, exception_of(vm, a[0]), OS_FILENAME2);
  if (!counts_characters(vm, a[0]) || count == V_UNDEFINED) return RAISE(vm, AttributeError, "characters_written");
  return count;
}
RESUMABLE(os_error_written_set, 1, "(self, value, /)", "") {
  STEPS
    if (a[1] == V_UNDEFINED) {
      if (!counts_characters(vm, a[0]) || *exception_field(vm, exception_of(vm, a[0]), OS_FILENAME2) == V_UNDEFINED)
        return RAISE(vm, AttributeError, "characters_written");
      a[2] = V_UNDEFINED;
    } else {
      AWAIT(1, a[2], object_index(vm, a[1]));
    }
    if (counts_characters(vm, a[0])) exception_field_set(vm, exception_of(vm, a[0]), OS_FILENAME2, a[2]);
    return V_NONE;
  END_STEPS
}

/* The subclass that an errno stands for (Linux's numbers, PEP 3151). */
static int type_of_errno(int64_t number) {
  switch (number) {
  case 11: case 114: case 115: return T_BlockingIOError;
  case 32: case 108: return T_BrokenPipeError;
  case 10: return T_ChildProcessError;
  case 103: return T_ConnectionAbortedError;
  case 111: return T_ConnectionRefusedError;
  case 104: return T_ConnectionResetError;
  case 17: return T_FileExistsError;
  case 2: return T_FileNotFoundError;
  case 21: return T_IsADirectoryError;
  case 20: return T_NotADirectoryError;
  case 4: return T_InterruptedError;
  case 1: case 13: return T_PermissionError;
  case 3: return T_ProcessLookupError;
  case 110: return T_TimeoutError;
  default: return T_OSError;
  }
}

static bool os_error_fill(Vm *vm, Exception *e, Value args) {
  uint32_t count = args_count(vm, args);
  Value self = value_of(vm, e), kept = args;
  if (count < 2 || count > 5) {
    e->args = args;
    return true;
  }
  Value filename = count > 2 ? arg(vm, args, 2) : V_NONE;
  bool counts = filename != V_NONE && type_of(vm, self) == TYPE(vm, BlockingIOError) &&
                (int_check(vm, filename) || float_check(vm, filename));
  if (filename != V_NONE && !counts) {
    kept = TUPLE_OF(vm, arg(vm, args, 0), arg(vm, args, 1));
    if (kept == V_FAIL) return false;
  }
  TOUCH(vm, e);
  e->args = kept;
  e->fields[OS_ERRNO] = arg(vm, args, 0);
  e->fields[OS_STRERROR] = arg(vm, args, 1);
  if (counts) {
    e->fields[OS_FILENAME2] = filename;
  } else if (filename != V_NONE) {
    e->fields[OS_FILENAME] = filename;
    if (count > 4 && arg(vm, args, 4) != V_NONE) e->fields[OS_FILENAME2] = arg(vm, args, 4);
  }
  return true;
}

Value os_error_new(Vm *vm, Ref type, Value args) {
  uint32_t count = args_count(vm, args);
  int64_t number;
  if (type == TYPE(vm, OSError) && count >= 2 && count <= 5 && int_check(vm, arg(vm, args, 0)) &&
      int_to_i64(vm, arg(vm, args, 0), &number))
    type = known(vm)->types[type_of_errno(number)];
  Exception *e = exception_alloc(vm, type, args);
  if (!e || !os_error_fill(vm, e, args)) return V_FAIL;
  return value_of(vm, e);
}

/* A subclass that has its own __init__ but not its own __new__ is filled in by OSError.__init__, if it calls it. */
static bool filled_by_init(Vm *vm, Ref type) {
  const Type *t = at(vm, type), *base = at(vm, TYPE(vm, OSError));
  return t->special[SP_init] != base->special[SP_init] && t->special[SP_new] == base->special[SP_new];
}

NATIVE(os_error_new_, "(cls, /, *args, **kwargs)", "") {
  Ref type = to_ref(a[0]);
  if (filled_by_init(vm, type)) {
    Exception *e = exception_alloc(vm, type, from_ref(known(vm)->empty_tuple));
    return e ? value_of(vm, e) : V_FAIL;
  }
  if (exception_no_keywords(vm, a[0], a[2]) == V_FAIL) return V_FAIL;
  return os_error_new(vm, type, a[1]);
}

NATIVE(os_error_init, "(self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.") {
  if (!filled_by_init(vm, type_of(vm, a[0]))) return V_NONE;
  if (exception_no_keywords(vm, a[0], a[2]) == V_FAIL) return V_FAIL;
  return os_error_fill(vm, exception_of(vm, a[0]), a[1]) ? V_NONE : V_FAIL;
}

RESUMABLE(os_error_str, 4, "(self, /)", "Return str(self).") {
  enum { SELF, NUMBER, TEXT, NAME, NAME2 };
  STEPS
    {
      Exception *e = exception_of(vm, a[SELF]);
      if (e->fields[OS_FILENAME] == V_UNDEFINED &&
          (e->fields[OS_ERRNO] == V_UNDEFINED || e->fields[OS_STRERROR] == V_UNDEFINED))
        return exception_plain_str(vm, a[SELF]);
    }
    AWAIT(1, a[NUMBER], object_str(vm, none_if_undefined(exception_of(vm, a[SELF])->fields[OS_ERRNO])));
    AWAIT(2, a[TEXT], object_str(vm, none_if_undefined(exception_of(vm, a[SELF])->fields[OS_STRERROR])));
    if (exception_of(vm, a[SELF])->fields[OS_FILENAME] != V_UNDEFINED)
      AWAIT(3, a[NAME], object_repr(vm, none_if_undefined(exception_of(vm, a[SELF])->fields[OS_FILENAME])));
    if (a[NAME] != V_UNDEFINED && exception_of(vm, a[SELF])->fields[OS_FILENAME2] != V_UNDEFINED &&
        !counts_characters(vm, a[SELF]))
      AWAIT(4, a[NAME2], object_repr(vm, none_if_undefined(exception_of(vm, a[SELF])->fields[OS_FILENAME2])));
    Builder b;
    builder_start(&b, vm);
    builder_c(&b, "[Errno ");
    builder_str(&b, a[NUMBER]);
    builder_c(&b, "] ");
    builder_str(&b, a[TEXT]);
    if (a[NAME] != V_UNDEFINED) {
      builder_c(&b, ": ");
      builder_str(&b, a[NAME]);
    }
    if (a[NAME2] != V_UNDEFINED) {
      builder_c(&b, " -> ");
      builder_str(&b, a[NAME2]);
    }
    return builder_end(&b);
  END_STEPS
}

NATIVE(os_error_reduce, "(self, /)", "Helper for pickle.") {
  Exception *e = exception_of(vm, a[0]);
  Value args = e->args, type = from_ref(type_of(vm, a[0]));
  if (args_count(vm, args) == 2 && e->fields[OS_FILENAME] != V_UNDEFINED) {
    if (e->fields[OS_FILENAME2] != V_UNDEFINED && !counts_characters(vm, a[0]))
      args = TUPLE_OF(vm, arg(vm, args, 0), arg(vm, args, 1), e->fields[OS_FILENAME], V_NONE, e->fields[OS_FILENAME2]);
    else
      args = TUPLE_OF(vm, arg(vm, args, 0), arg(vm, args, 1), e->fields[OS_FILENAME]);
    if (args == V_FAIL) return V_FAIL;
  }
  Value attributes = object_attributes(vm, a[0], false);
  if (attributes == V_FAIL) return V_FAIL;
  if (is_kind(vm, attributes, KIND_DICT)) return TUPLE_OF(vm, type, args, attributes);
  return TUPLE_OF(vm, type, args);
}

static const NativeEntry OSError_entries[] = {
    STATIC("__new__", os_error_new_),
    SLOT("__init__", os_error_init),
    SLOT("__str__", os_error_str),
    METHOD_("__reduce__", os_error_reduce),
    MUTABLE_MEMBER("errno", os_error_errno_get, os_error_errno_set),
    MUTABLE_MEMBER("strerror", os_error_strerror_get, os_error_strerror_set),
    MUTABLE_MEMBER("filename", os_error_filename_get, os_error_filename_set),
    MUTABLE_MEMBER("filename2", os_error_filename2_get, os_error_filename2_set),
    PROPERTY("characters_written", os_error_written_get, os_error_written_set),
    END_OF_ENTRIES,
};

/* ---- SyntaxError ------------------------------------------------------------------------------------------------------- */

FIELD(syntax_error_msg, SYNTAX_MESSAGE)
FIELD(syntax_error_filename, SYNTAX_FILENAME)
FIELD(syntax_error_lineno, SYNTAX_LINENO)
FIELD(syntax_error_offset, SYNTAX_OFFSET)
FIELD(syntax_error_text, SYNTAX_TEXT)
FIELD(syntax_error_end_lineno, SYNTAX_END_LINENO)
FIELD(syntax_error_end_offset, SYNTAX_END_OFFSET)
FIELD(syntax_error_print, SYNTAX_PRINT)

static bool syntax_error_place(Vm *vm, Exception *e, Value place) {
  Value *items;
  uint32_t count;
  if (!is_kind(vm, place, KIND_TUPLE) && !is_kind(vm, place, KIND_LIST)) {
    RAISE(vm, TypeError, "'%T' object is not iterable", place);
    return false;
  }
  if (!sequence_items(vm, place, &items, &count)) return false;
  if (count < 4 || count > 6) {
    RAISE(vm, TypeError, "function takes at %s %d arguments (%d given)", count < 4 ? "least" : "most", count < 4 ? 4 : 6,
          (int)count);
    return false;
  }
  for (uint32_t i = 0; i < count; i++) exception_field_set(vm, e, SYNTAX_FILENAME + i, items[i]);
  if (count == 5) {
    RAISE(vm, TypeError, "end_offset must be provided when end_lineno is provided");
    return false;
  }
  return true;
}

NATIVE(syntax_error_init, "(self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.") {
  if (!plain_init(vm, a[0], a[1], a[2])) return V_FAIL;
  return exception_fill(vm, exception_of(vm, a[0]), a[1]) ? V_NONE : V_FAIL;
}

RESUMABLE(syntax_error_str, 1, "(self, /)", "Return str(self).") {
  STEPS
    AWAIT(1, a[1], object_str(vm, none_if_undefined(*exception_field(vm, exception_of(vm, a[0]), SYNTAX_MESSAGE))));
    Exception *e = exception_of(vm, a[0]);
    Value filename = *exception_field(vm, e, SYNTAX_FILENAME), line = *exception_field(vm, e, SYNTAX_LINENO);
    bool named = str_check(vm, filename), numbered = line != V_UNDEFINED && IS_EXACT(vm, line, int);
    if (!named && !numbered) return a[1];
    Builder b;
    builder_start(&b, vm);
    builder_str(&b, a[1]);
    builder_c(&b, " (");
    if (named) { /* the last part of its path */
      uint32_t length = AS(Str, vm, filename)->length, start = 0;
      if (!charge(vm, length / 8)) return V_FAIL;
      const uint8_t *data = str_data(vm, AS(Str, vm, filename));
      for (uint32_t i = 0; i < length; i++)
        if (str_at(data, str_width(AS(Str, vm, filename)), i) == '/') start = i + 1;
      builder_part(&b, filename, start, length);
    }
    if (numbered) {
      Value text = int_to_text(vm, line, 10, false);
      if (text == V_FAIL) return V_FAIL;
      builder_c(&b, named ? ", line " : "line ");
      builder_str(&b, text);
    }
    builder_char(&b, ')');
    return builder_end(&b);
  END_STEPS
}

static const NativeEntry SyntaxError_entries[] = {
    SLOT("__init__", syntax_error_init),
    SLOT("__str__", syntax_error_str),
    MUTABLE_MEMBER("msg", syntax_error_msg_get, syntax_error_msg_set),
    MUTABLE_MEMBER("filename", syntax_error_filename_get, syntax_error_filename_set),
    MUTABLE_MEMBER("lineno", syntax_error_lineno_get, syntax_error_lineno_set),
    MUTABLE_MEMBER("offset", syntax_error_offset_get, syntax_error_offset_set),
    MUTABLE_MEMBER("text", syntax_error_text_get, syntax_error_text_set),
    MUTABLE_MEMBER("end_lineno", syntax_error_end_lineno_get, syntax_error_end_lineno_set),
    MUTABLE_MEMBER("end_offset", syntax_error_end_offset_get, syntax_error_end_offset_set),
    MUTABLE_MEMBER("print_file_and_line", syntax_error_print_get, syntax_error_print_set),
    END_OF_ENTRIES,
};

/* ---- UnicodeError ------------------------------------------------------------------------------------------------------ */

FIELD(unicode_error_encoding, UNICODE_ENCODING)
FIELD(unicode_error_object, UNICODE_OBJECT)
FIELD(unicode_error_start, UNICODE_START)
FIELD(unicode_error_end, UNICODE_END)
FIELD(unicode_error_reason, UNICODE_REASON)

typedef enum Sort { ENCODE, DECODE, TRANSLATE } Sort;

static Sort unicode_sort(Vm *vm, Value self) {
  if (is_a(vm, self, T_UnicodeDecodeError)) return DECODE;
  return is_a(vm, self, T_UnicodeEncodeError) ? ENCODE : TRANSLATE;
}

static bool unicode_fill(Vm *vm, Exception *e, Value args) {
  Sort sort = unicode_sort(vm, value_of(vm, e));
  uint32_t wanted = sort == TRANSLATE ? 4 : 5, first = sort == TRANSLATE ? UNICODE_OBJECT : UNICODE_ENCODING;
  if (args_count(vm, args) != wanted) {
    RAISE(vm, TypeError, "function takes exactly %d arguments (%d given)", (int)wanted, (int)args_count(vm, args));
    return false;
  }
  Value taken[UNICODE_FIELDS] = {V_UNDEFINED, V_UNDEFINED, V_UNDEFINED, V_UNDEFINED, V_UNDEFINED};
  for (uint32_t i = first; i < UNICODE_FIELDS; i++) {
    Value v = arg(vm, args, i - first);
    if (i == UNICODE_START || i == UNICODE_END) {
      int64_t n;
      if (!int_check(vm, v)) {
        RAISE(vm, TypeError, "'%T' object cannot be interpreted as an integer", v);
        return false;
      }
      if (!index_i64(vm, v, &n, FIT_INDEX)) return false;
    } else if (i == UNICODE_OBJECT && sort == DECODE) {
      continue; /* looked at last */
    } else if (!str_check(vm, v)) {
      RAISE(vm, TypeError, "argument %d must be str, not %N", (int)(i - first + 1), v);
      return false;
    }
    taken[i] = v;
  }
  if (sort == DECODE) {
    Value v = arg(vm, args, UNICODE_OBJECT);
    const uint8_t *data;
    uint32_t size;
    if (!buffer_of(vm, v, &data, &size)) {
      RAISE(vm, TypeError, "a bytes-like object is required, not '%T'", v);
      return false;
    }
    taken[UNICODE_OBJECT] = is_kind(vm, v, KIND_BYTES) ? v : bytes_new(vm, data, size);
    if (taken[UNICODE_OBJECT] == V_FAIL) return false;
  }
  for (uint32_t i = first; i < UNICODE_FIELDS; i++) exception_field_set(vm, e, i, taken[i]);
  return true;
}

NATIVE(unicode_error_init, "(self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.") {
  if (!plain_init(vm, a[0], a[1], a[2])) return V_FAIL;
  return unicode_fill(vm, exception_of(vm, a[0]), a[1]) ? V_NONE : V_FAIL;
}

static int64_t place_of(Value v) { return is_small(v) ? to_small(v) : 0; }

static void append_escaped(Builder *b, uint32_t c) {
  static const char hex[] = "0123456789abcdef";
  int digits = c <= 0xFF ? 2 : c <= 0xFFFF ? 4 : 8;
  builder_char(b, '\\');
  builder_char(b, digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
  for (int i = digits - 1; i >= 0; i--) builder_char(b, (uint8_t)hex[c >> (4 * i) & 15]);
}

static void append_number(Builder *b, int64_t n) {
  Value text = int_to_text(b->vm, int_from_i64(b->vm, n), 10, false);
  if (text == V_FAIL) b->failed = true;
  else builder_str(b, text);
}

RESUMABLE(unicode_error_str, 2, "(self, /)", "Return str(self).") {
  enum { SELF, REASON, ENCODING };
  STEPS
    if (*exception_field(vm, exception_of(vm, a[SELF]), UNICODE_OBJECT) == V_UNDEFINED)
      return from_ref(known(vm)->empty_str);
    AWAIT(1, a[REASON], object_str(vm, none_if_undefined(*exception_field(vm, exception_of(vm, a[SELF]), UNICODE_REASON))));
    AWAIT(2, a[ENCODING], object_str(vm, none_if_undefined(*exception_field(vm, exception_of(vm, a[SELF]), UNICODE_ENCODING))));
    Exception *e = exception_of(vm, a[SELF]);
    Sort sort = unicode_sort(vm, a[SELF]);
    Value object = *exception_field(vm, e, UNICODE_OBJECT);
    const uint8_t *data = NULL;
    uint32_t size = 0, width = 1;
    if (str_check(vm, object)) {
      data = str_data(vm, AS(Str, vm, object));
      size = AS(Str, vm, object)->length;
      width = str_width(AS(Str, vm, object));
    } else {
      buffer_of(vm, object, &data, &size);
    }
    int64_t start = place_of(*exception_field(vm, e, UNICODE_START));
    int64_t end = place_of(*exception_field(vm, e, UNICODE_END));
    Builder b;
    builder_start(&b, vm);
    if (sort != TRANSLATE) {
      builder_char(&b, '\'');
      builder_str(&b, a[ENCODING]);
      builder_c(&b, sort == ENCODE ? "' codec can't encode " : "' codec can't decode ");
    } else {
      builder_c(&b, "can't translate ");
    }
    builder_c(&b, sort == DECODE ? "byte" : "character");
    if (start >= 0 && start < size && end == start + 1) {
      uint32_t c = str_at(data, width, (uint32_t)start);
      if (sort == DECODE) {
        static const char hex[] = "0123456789abcdef";
        builder_c(&b, " 0x");
        builder_char(&b, (uint8_t)hex[c >> 4 & 15]);
        builder_char(&b, (uint8_t)hex[c & 15]);
      } else {
        builder_c(&b, " '");
        append_escaped(&b, c);
        builder_char(&b, '\'');
      }
      builder_c(&b, " in position ");
      append_number(&b, start);
    } else {
      builder_c(&b, "s in position ");
      append_number(&b, start);
      builder_char(&b, '-');
      append_number(&b, end - 1);
    }
    builder_c(&b, ": ");
    builder_str(&b, a[REASON]);
    return builder_end(&b);
  END_STEPS
}

static const NativeEntry UnicodeCodecError_entries[] = {
    SLOT("__init__", unicode_error_init),
    SLOT("__str__", unicode_error_str),
    MUTABLE_MEMBER("encoding", unicode_error_encoding_get, unicode_error_encoding_set),
    MUTABLE_MEMBER("object", unicode_error_object_get, unicode_error_object_set),
    MUTABLE_MEMBER("start", unicode_error_start_get, unicode_error_start_set),
    MUTABLE_MEMBER("end", unicode_error_end_get, unicode_error_end_set),
    MUTABLE_MEMBER("reason", unicode_error_reason_get, unicode_error_reason_set),
    END_OF_ENTRIES,
};

/* ---- BaseExceptionGroup: split, subgroup and derive are Python, in prelude/exceptions.py ----------------------------------- */

RESUMABLE(group_new, 1, "(cls, /, *args, **kwargs)", "") {
  enum { CLASS, ARGS, KEYWORDS, LIST };
  STEPS
    if (args_count(vm, a[ARGS]) != 2)
      return RAISE(vm, TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)",
                   (int)args_count(vm, a[ARGS]));
    if (!str_check(vm, arg(vm, a[ARGS], 0)))
      return RAISE(vm, TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %N", arg(vm, a[ARGS], 0));
    if (special_of(vm, arg(vm, a[ARGS], 1), SP_getitem) == V_UNDEFINED || is_kind(vm, arg(vm, a[ARGS], 1), KIND_DICT))
      return RAISE(vm, TypeError, "second argument (exceptions) must be a sequence");
    AWAIT(1, a[LIST], object_sequence(vm, arg(vm, a[ARGS], 1)));
    Value *items;
    uint32_t count;
    if (!sequence_items(vm, a[LIST], &items, &count) || !charge(vm, count)) return V_FAIL;
    if (count == 0) return RAISE(vm, ValueError, "second argument (exceptions) must be a non-empty sequence");
    bool plain = true; /* only Exceptions in it */
    for (uint32_t i = 0; i < count; i++) {
      if (!is_kind(vm, items[i], KIND_EXCEPTION))
        return RAISE(vm, ValueError, "Item %d of second argument (exceptions) is not an exception", (int)i);
      if (!is_a(vm, items[i], T_Exception)) plain = false;
    }
    Ref type = to_ref(a[CLASS]);
    if (type == TYPE(vm, BaseExceptionGroup)) {
      if (plain) type = TYPE(vm, ExceptionGroup);
    } else if (!plain && type == TYPE(vm, ExceptionGroup)) {
      return RAISE(vm, TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    } else if (!plain && type_is_subtype(vm, type, TYPE(vm, Exception))) {
      return RAISE(vm, TypeError, "Cannot nest BaseExceptions in '%S'", from_ref(AS(Type, vm, from_ref(type))->name));
    }
    Value exceptions = tuple_new(vm, items, count);
    if (exceptions == V_FAIL) return V_FAIL;
    Exception *e = exception_alloc(vm, type, a[ARGS]);
    if (!e) return V_FAIL;
    e->fields[GROUP_MESSAGE] = arg(vm, a[ARGS], 0);
    e->fields[GROUP_EXCEPTIONS] = exceptions;
    return value_of(vm, e);
  END_STEPS
}

NATIVE(group_init, "(self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.") {
  return plain_init(vm, a[0], a[1], a[2]) ? V_NONE : V_FAIL;
}

RESUMABLE(group_str, 1, "(self, /)", "Return str(self).") {
  STEPS
    AWAIT(1, a[1], object_str(vm, none_if_undefined(exception_of(vm, a[0])->fields[GROUP_MESSAGE])));
    Value exceptions = exception_of(vm, a[0])->fields[GROUP_EXCEPTIONS];
    uint32_t count = is_kind(vm, exceptions, KIND_TUPLE) ? AS(Tuple, vm, exceptions)->length : 0;
    Builder b;
    builder_start(&b, vm);
    builder_str(&b, a[1]);
    builder_c(&b, " (");
    append_number(&b, count);
    builder_c(&b, count == 1 ? " sub-exception)" : " sub-exceptions)");
    return builder_end(&b);
  END_STEPS
}

NATIVE(group_get_message, "(self, /)", "exception message") {
  return none_if_undefined(exception_of(vm, a[0])->fields[GROUP_MESSAGE]);
}
NATIVE(group_get_exceptions, "(self, /)", "nested exceptions") {
  return none_if_undefined(exception_of(vm, a[0])->fields[GROUP_EXCEPTIONS]);
}
NATIVE(group_derive, "(self, excs, /)", "") {
  return call2(vm, from_ref(TYPE(vm, BaseExceptionGroup)), none_if_undefined(exception_of(vm, a[0])->fields[GROUP_MESSAGE]),
               a[1]);
}
NATIVE(group_split, "(self, condition, /)", "") { return call_prelude(vm, "exception_group_split", 2, a); }
NATIVE(group_subgroup, "(self, condition, /)", "") { return call_prelude(vm, "exception_group_subgroup", 2, a); }
NATIVE(group_class_getitem, "(cls, item, /)", "See PEP 585") {
  return call2(vm, from_ref(TYPE(vm, generic_alias)), a[0], a[1]);
}

static const NativeEntry BaseExceptionGroup_entries[] = {
    STATIC("__new__", group_new),
    SLOT("__init__", group_init),
    SLOT("__str__", group_str),
    METHOD_("derive", group_derive),
    METHOD_("split", group_split),
    METHOD_("subgroup", group_subgroup),
    CLASSMETHOD_("__class_getitem__", group_class_getitem),
    MEMBER("message", group_get_message),
    MEMBER("exceptions", group_get_exceptions),
    END_OF_ENTRIES,
};

/* ---- what C code's constructor does --------------------------------------------------------------------------------------- */

bool exception_fill(Vm *vm, Exception *e, Value args) {
  uint32_t count = args_count(vm, args);
  Value first = count > 0 ? arg(vm, args, 0) : V_NONE;
  switch (exception_family(vm, type_of(vm, value_of(vm, e)))) {
  case FAMILY_STOP_ITERATION: exception_field_set(vm, e, FIELD_VALUE, first); return true;
  case FAMILY_SYSTEM_EXIT: exception_field_set(vm, e, FIELD_VALUE, count > 1 ? args : first); return true;
  case FAMILY_IMPORT:
    exception_field_set(vm, e, IMPORT_MESSAGE, count == 1 ? first : V_UNDEFINED);
    return true;
  case FAMILY_OS: return os_error_fill(vm, e, args);
  case FAMILY_SYNTAX:
    if (count >= 1) exception_field_set(vm, e, SYNTAX_MESSAGE, first);
    return count != 2 || syntax_error_place(vm, e, arg(vm, args, 1));
  case FAMILY_UNICODE: return unicode_fill(vm, e, args);
  case FAMILY_GROUP:
    if (count == 2) {
      exception_field_set(vm, e, GROUP_MESSAGE, first);
      exception_field_set(vm, e, GROUP_EXCEPTIONS, arg(vm, args, 1));
    }
    return true;
  default: return true;
  }
}

const ExceptionEntries exception_tables[] = {
    {T_BaseException, BaseException_entries},
    {T_BaseExceptionGroup, BaseExceptionGroup_entries},
    {T_StopIteration, StopIteration_entries},
    {T_SystemExit, SystemExit_entries},
    {T_NameError, NameError_entries},
    {T_AttributeError, AttributeError_entries},
    {T_ImportError, ImportError_entries},
    {T_KeyError, KeyError_entries},
    {T_OSError, OSError_entries},
    {T_SyntaxError, SyntaxError_entries},
    {T_UnicodeDecodeError, UnicodeCodecError_entries},
    {T_UnicodeEncodeError, UnicodeCodecError_entries},
    {T_UnicodeTranslateError, UnicodeCodecError_entries},
    {0, NULL},
};
