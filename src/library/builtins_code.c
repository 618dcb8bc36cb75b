/*
 * compile, exec and eval, and the namespaces of running frames: globals, locals, vars, dir.
 *
 * A function's locals stand in registers; locals() builds a dict of them, and of what its cells hold. Everywhere else a frame
 * has a mapping of its own (Frame.names), or the globals.
 */
#include "library/library.h"

#include "compile/compile.h"
#include "object/containers.h"
#include "vm/vm.h"

/* ---- namespaces of frames --------------------------------------------------------------------------------------------- */

Value calling_globals(Vm *vm) {
  Frame *frame = calling_frame(vm);
  if (!frame) return from_ref(AS(Module, vm, from_ref(known(vm)->main))->dict);
  return from_ref(frame_globals(vm, frame));
}

static bool tuple_holds(Vm *vm, Ref tuple, Value name) {
  if (!tuple) return false;
  uint32_t count = ((Tuple *)at(vm, tuple))->length;
  for (uint32_t i = 0; i < count; i++)
    if (tuple_item(vm, from_ref(tuple), i) == name) return true;
  return false;
}

Value calling_locals(Vm *vm) {
  Frame *frame = calling_frame(vm);
  if (!frame) return calling_globals(vm);
  Code *code = at(vm, frame->code);
  if (!(code->flags & CODE_NEWLOCALS) || frame->names) return from_ref(frame->names ? frame->names : frame_globals(vm, frame));
  Value dict = dict_new(vm);
  if (dict == V_FAIL) return V_FAIL;
  uint32_t count = ((Tuple *)at(vm, code->locals))->length;
  if (!charge(vm, count)) return V_FAIL;
  const Ref registers = ref_of(vm, frame) + (Ref)sizeof(Frame);
  for (uint32_t i = 0; i < count; i++) {
    Value name = tuple_item(vm, from_ref(code->locals), i), v = *item_at(vm, registers, i);
    if (!str_check(vm, name)) continue;
    if (is_kind(vm, v, KIND_CELL) && (i >= code->first_free || tuple_holds(vm, code->cells, name) || tuple_holds(vm, code->free, name)))
      v = AS(Cell, vm, v)->value;
    if (is_marker(v) || (AS(Str, vm, name)->length && str_at(str_data(vm, AS(Str, vm, name)), str_width(AS(Str, vm, name)), 0) == '.'))
      continue;
    if (!dict_set_name(vm, AS(Dict, vm, dict), name, v)) return V_FAIL;
  }
  return dict;
}

SHARED_NATIVE(builtin_globals, "()", "Return the dictionary containing the current scope's global variables.") { return calling_globals(vm); }
SHARED_NATIVE(builtin_locals, "()", "Return a dictionary containing the current scope's local variables.") { return calling_locals(vm); }

SHARED_RESUMABLE(vars_of, 0, "(object, /)", "") {
  STEPS
    {
      Value v;
      AWAIT_CATCH(1, v, object_getattr_or(vm, a[0], NAME(vm, __dict__)));
      if (v == V_FAIL) {
        if (!exception_is(vm, T_AttributeError)) return V_FAIL;
        exception_clear(vm);
        v = V_UNDEFINED;
      }
      if (v == V_UNDEFINED) return RAISE(vm, TypeError, "vars() argument must have __dict__ attribute");
      return v;
    }
  END_STEPS
}
SHARED_NATIVE(builtin_vars, "(object=None, /)", "Show vars.") {
  return a[0] == V_UNDEFINED ? calling_locals(vm) : enter(vm, &vars_of_info, 1, a);
}

/* A sorted list of what it iterates over. */
SHARED_RESUMABLE(namespace_sorted, 2, "(iterable, /)", "") {
  STEPS
    AWAIT(1, a[1], list_from(vm, a[0]));
    CHECKPOINT(2);
    AWAIT(3, a[2], list_sort(vm, a[1], V_NONE, false));
    return a[1];
  END_STEPS
}

SHARED_RESUMABLE(dir_of, 1, "(object, /)", "") {
  STEPS
    if (special_of(vm, a[0], SP_dir) == V_UNDEFINED) AWAIT(1, a[1], call_prelude(vm, "dir_default", 1, a));
    else AWAIT(2, a[1], call_special(vm, a[0], SP_dir, 0, NULL));
    CHECKPOINT(3);
    AWAIT(4, a[1], enter(vm, &namespace_sorted_info, 1, &a[1]));
    return a[1];
  END_STEPS
}

SHARED_NATIVE(builtin_dir, "(object=None, /)", "Show attributes of an object, or names of the current scope.") {
  if (a[0] != V_UNDEFINED) return enter(vm, &dir_of_info, 1, a);
  Value space = calling_locals(vm);
  if (space == V_FAIL) return V_FAIL;
  if (!IS_EXACT(vm, space, dict)) return call_prelude(vm, "dir_mapping", 1, &space);
  return enter(vm, &namespace_sorted_info, 1, &space);
}

/* ---- compile, exec, eval ----------------------------------------------------------------------------------------------- */

enum { COMPILER_ANNOTATIONS = 0x1000000, COMPILER_BARRY = 0x400000, COMPILER_FUTURES = 0x1ff0000, COMPILER_DONT_IMPLY_DEDENT = 0x200,
       COMPILER_ONLY_AST = 0x400, COMPILER_TOP_LEVEL_AWAIT = 0x2000, COMPILER_TYPE_COMMENTS = 0x1000, COMPILER_INCOMPLETE = 0x4000 };

/* A Code, or V_FAIL: also when source is neither text nor bytes, with `wanted` as the message. */
static Value compile_text(Vm *vm, Value source, Value filename, ParseMode mode, uint32_t flags, bool optimize, bool strip, const char *wanted) {
  CompileRequest request = {.mode = mode, .filename = filename, .optimize = optimize};
  if (flags & COMPILER_ANNOTATIONS) request.features |= FUTURE_ANNOTATIONS;
  if (flags & COMPILER_BARRY) request.features |= FUTURE_BARRY;
  if (str_check(vm, source)) {
    uint32_t size;
    if (!charge(vm, AS(Str, vm, source)->length)) return V_FAIL;
    Raw *raw = str_to_utf8(vm, source, &size);
    if (!raw) return V_FAIL;
    request.source = (const char *)raw->data;
    request.size = size;
    request.is_text = true;
  } else {
    const uint8_t *data;
    uint32_t size;
    if (!buffer_of(vm, source, &data, &size)) return RAISE(vm, TypeError, "%s", wanted);
    request.source = (const char *)data;
    request.size = size;
  }
  if (!charge(vm, request.size / 8)) return V_FAIL;
  if (memchr(request.source, 0, request.size)) return RAISE(vm, ValueError, "source code string cannot contain null bytes");
  while (strip && request.size && (*request.source == ' ' || *request.source == '\t')) request.source++, request.size--;
  Frame *frame = calling_frame(vm);
  request.origin = frame ? from_ref(((Code *)at(vm, frame->code))->origin) : from_ref(known(vm)->empty_str);
  return compile_source(vm, &request);
}

/* An int that must fit C's. */
static bool c_int(Vm *vm, Value v, int64_t *out) {
  return v == V_UNDEFINED || index_i64(vm, v, out, FIT_INT);
}

SHARED_RESUMABLE(builtin_compile, 0, "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
                 "Compile source into a code object that can be executed by exec() or eval().") {
  enum { SOURCE, FILENAME, MODE, FLAGS, DONT_INHERIT, OPTIMIZE, FEATURE_VERSION };
  int64_t flags = 0, optimize = -1, unused = 0;
  const uint8_t *data;
  uint32_t size;
  ParseMode mode;
  STEPS
    if (is_kind(vm, a[FILENAME], KIND_BYTES) && buffer_of(vm, a[FILENAME], &data, &size)) {
      Value text = str_from_utf8(vm, (const char *)data, size);
      if (text == V_FAIL) return V_FAIL;
      a[FILENAME] = text;
    }
    if (!str_check(vm, a[FILENAME])) return RAISE(vm, TypeError, "expected str, bytes or os.PathLike object, not %T", a[FILENAME]);
    if (!str_check(vm, a[MODE])) return RAISE(vm, TypeError, "compile() argument 'mode' must be str, not %N", a[MODE]);
    if (a[FLAGS] != V_UNDEFINED) AWAIT(1, a[FLAGS], object_index(vm, a[FLAGS]));
    if (!c_int(vm, a[FLAGS], &unused)) return V_FAIL;
    if (a[DONT_INHERIT] != V_UNDEFINED) AWAIT(2, a[DONT_INHERIT], object_index(vm, a[DONT_INHERIT]));
    if (!c_int(vm, a[DONT_INHERIT], &unused)) return V_FAIL;
    if (a[OPTIMIZE] != V_UNDEFINED) AWAIT(3, a[OPTIMIZE], object_index(vm, a[OPTIMIZE]));
    if (!c_int(vm, a[OPTIMIZE], &unused)) return V_FAIL;
    if (a[FEATURE_VERSION] != V_UNDEFINED) AWAIT(4, a[FEATURE_VERSION], object_index(vm, a[FEATURE_VERSION]));
    CHECKPOINT(5);
    if (!c_int(vm, a[FLAGS], &flags) || !c_int(vm, a[OPTIMIZE], &optimize) || !c_int(vm, a[FEATURE_VERSION], &unused)) return V_FAIL;
    const int64_t understood = COMPILER_FUTURES | COMPILER_DONT_IMPLY_DEDENT | COMPILER_ONLY_AST | COMPILER_TOP_LEVEL_AWAIT |
                               COMPILER_TYPE_COMMENTS | COMPILER_INCOMPLETE;
    if (flags & ~understood) return RAISE(vm, ValueError, "compile(): unrecognised flags");
    if (optimize < -1 || optimize > 2) return RAISE(vm, ValueError, "compile(): invalid optimize value");
    if (flags & COMPILER_ONLY_AST) return RAISE(vm, ValueError, "compile(): syntax trees are not available");
    if (str_is(vm, a[MODE], "exec")) mode = PARSE_MODULE;
    else if (str_is(vm, a[MODE], "eval")) mode = PARSE_EXPRESSION;
    else if (str_is(vm, a[MODE], "single")) mode = PARSE_INTERACTIVE;
    else if (str_is(vm, a[MODE], "func_type")) return RAISE(vm, ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    else return RAISE(vm, ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
    return compile_text(vm, a[SOURCE], a[FILENAME], mode, (uint32_t)flags, optimize > 0, false,
                        "compile() arg 1 must be a string, bytes or AST object");
  END_STEPS
}

static bool is_mapping(Vm *vm, Value v) { return is_kind(vm, v, KIND_DICT) || special_of(vm, v, SP_getitem) != V_UNDEFINED; }

/* What exec and eval share once the namespaces have been looked at. */
static Value run_source(Vm *vm, Value source, Value globals, Value locals, ParseMode mode, Value closure, const char *wanted) {
  if (dict_get_name(vm, AS(Dict, vm, globals), NAME(vm, __builtins__)) == V_UNDEFINED) {
    TOUCH(vm, AS(Dict, vm, globals));
    if (!dict_set_name(vm, AS(Dict, vm, globals), NAME(vm, __builtins__), globals_builtins(vm, to_ref(calling_globals(vm))))) return V_FAIL;
  }
  Value code = source;
  if (!is_kind(vm, code, KIND_CODE)) {
    Value filename = intern_c(vm, "<string>");
    if (filename == V_FAIL) return V_FAIL;
    code = compile_text(vm, source, filename, mode, 0, false, mode == PARSE_EXPRESSION, wanted);
    if (code == V_FAIL) return V_FAIL;
  }
  Ref free_names = AS(Code, vm, code)->free;
  uint32_t free_count = free_names ? ((Tuple *)at(vm, free_names))->length : 0;
  if (free_count == 0) {
    if (closure != V_UNDEFINED && closure != V_NONE)
      return RAISE(vm, TypeError, "cannot use a closure with this code object");
    return frame_push_code(vm, code, globals, locals);
  }
  if (mode == PARSE_EXPRESSION) return RAISE(vm, TypeError, "code object passed to eval() may not contain free variables");
  bool fits = is_kind(vm, closure, KIND_TUPLE) && AS(Tuple, vm, closure)->length == free_count;
  for (uint32_t i = 0; fits && i < free_count; i++) fits = is_kind(vm, tuple_item(vm, closure, i), KIND_CELL);
  if (!fits) return RAISE(vm, TypeError, "code object requires a closure of exactly length %d", (int)free_count);
  Value function = function_new(vm, code, globals);
  if (function == V_FAIL) return V_FAIL;
  AS(Function, vm, function)->closure = to_ref(closure);
  return frame_push_function(vm, function, locals == globals && IS_EXACT(vm, globals, dict) ? V_UNDEFINED : locals);
}

SHARED_NATIVE(builtin_exec, "(source, globals=None, locals=None, /, *, closure=None)", "Execute the given source in the context of globals and locals.") {
  Value globals = a[1], locals = a[2];
  if (globals == V_UNDEFINED || globals == V_NONE) {
    globals = calling_globals(vm);
    if (locals == V_UNDEFINED || locals == V_NONE) locals = calling_locals(vm);
    if (locals == V_FAIL) return V_FAIL;
  } else if (locals == V_UNDEFINED || locals == V_NONE) {
    locals = globals;
  }
  if (!is_kind(vm, globals, KIND_DICT)) return RAISE(vm, TypeError, "exec() globals must be a dict, not %T", globals);
  if (!is_mapping(vm, locals)) return RAISE(vm, TypeError, "locals must be a mapping or None, not %T", locals);
  if (!is_kind(vm, a[0], KIND_CODE) && a[3] != V_UNDEFINED && a[3] != V_NONE)
    return RAISE(vm, TypeError, "closure can only be used when source is a code object");
  return with_action(vm, run_source(vm, a[0], globals, locals, PARSE_MODULE, a[3], "exec() arg 1 must be a string, bytes or code object"),
                     ACTION_DROP);
}

SHARED_NATIVE(builtin_eval, "(source, globals=None, locals=None, /)", "Evaluate the given source in the context of globals and locals.") {
  Value globals = a[1], locals = a[2];
  if (locals != V_UNDEFINED && locals != V_NONE && !is_mapping(vm, locals)) return RAISE(vm, TypeError, "locals must be a mapping");
  if (globals != V_UNDEFINED && globals != V_NONE && !is_kind(vm, globals, KIND_DICT))
    return RAISE(vm, TypeError, is_mapping(vm, globals) ? "globals must be a real dict; try eval(expr, {}, mapping)" : "globals must be a dict");
  if (globals == V_UNDEFINED || globals == V_NONE) {
    globals = calling_globals(vm);
    if (locals == V_UNDEFINED || locals == V_NONE) locals = calling_locals(vm);
    if (locals == V_FAIL) return V_FAIL;
  } else if (locals == V_UNDEFINED || locals == V_NONE) {
    locals = globals;
  }
  return run_source(vm, a[0], globals, locals, PARSE_EXPRESSION, V_UNDEFINED, "eval() arg 1 must be a string, bytes or code object");
}
