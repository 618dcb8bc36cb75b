/*
 * Tracebacks, and what the prelude needs to show them: positions in source text and the text itself.
 *
 * A Traceback keeps a code object and an instruction, no frame: frames are gone when it is looked at. tb_frame makes a light record that
 * has what can still be told.
 */
#include "compile/compile.h"
#include "object/protocol.h"
#include "vm/vm.h"

/* ---- places ----------------------------------------------------------------------------------------------------------------- */

bool code_position(Vm *vm, Ref code, uint32_t instruction, Position *out) {
  Code *c = at(vm, code);
  if (!c->positions || instruction == BEFORE_FIRST) return false;
  Raw *raw = at(vm, c->positions);
  uint32_t count = raw->size / sizeof(Position);
  if (!in_cage(ref_of(vm, raw), sizeof(Raw) + (uint64_t)raw->size)) return false;
  const Position *p = (const Position *)raw->data;
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (p[middle].instruction <= instruction) low = middle + 1;
    else high = middle;
  }
  if (!low) return false;
  *out = p[low - 1];
  return true;
}

uint32_t code_line(Vm *vm, Ref code, uint32_t instruction) {
  Position p;
  return code_position(vm, code, instruction, &p) ? p.line : ((Code *)at(vm, code))->first_line;
}

const Value *inlined_around(Vm *vm, const Code *code, uint32_t instruction, uint32_t *place) {
  if (!code->inlined || instruction == BEFORE_FIRST) return NULL;
  const Tuple *t = at(vm, code->inlined);
  CAGE_CHECK(vm, in_cage(code->inlined, sizeof *t + t->length * 8ull));
  uint32_t from = *place < t->length ? *place : t->length / INLINED_FIELDS * INLINED_FIELDS;
  for (*place = from; *place; ) {
    const Value *inlined = &t->items[*place -= INLINED_FIELDS];
    if (instruction < (uint32_t)to_small(inlined[INLINED_START]) || instruction >= (uint32_t)to_small(inlined[INLINED_END])) continue;
    CAGE_CHECK(vm, is_kind(vm, inlined[INLINED_CODE], KIND_CODE));
    vm->fuel -= (from - *place) / 32;
    return inlined;
  }
  vm->fuel -= from / 32;
  return NULL;
}

/* Known.spare[0] is a Dict: interned file name -> source text. */
enum { SPARE_SOURCES };

bool source_keep(Vm *vm, Value filename, Value source) {
  Known *k = known(vm);
  Value name = str_intern(vm, filename);
  if (name == V_FAIL) return false;
  if (!k->spare[SPARE_SOURCES]) {
    Value made = dict_new(vm);
    if (made == V_FAIL) return false;
    k->spare[SPARE_SOURCES] = to_ref(made);
  }
  touch(vm, k->spare[SPARE_SOURCES]);
  return dict_set_name(vm, at(vm, k->spare[SPARE_SOURCES]), name, source);
}

Value source_line(Vm *vm, Value filename, uint32_t lineno) {
  Ref sources = known(vm)->spare[SPARE_SOURCES];
  if (!sources || !str_check(vm, filename) || !lineno) return V_NONE;
  Value name = str_intern(vm, filename);
  if (name == V_FAIL) return V_FAIL;
  Value source = dict_get_name(vm, at(vm, sources), name);
  if (!str_check(vm, source)) return V_NONE;
  Str *s = AS(Str, vm, source);
  if (!charge(vm, s->length / 16)) return V_FAIL;
  const uint8_t *data = str_data(vm, s);
  uint32_t width = str_width(s), start = 0, line = 1;
  while (line < lineno && start < s->length)
    if (str_at(data, width, start++) == '\n') line++;
  if (line < lineno || start >= s->length) return V_NONE;
  uint32_t end = start;
  while (end < s->length && str_at(data, width, end) != '\n') end++;
  return str_slice(vm, source, start, end);
}

/* ---- traceback --------------------------------------------------------------------------------------------------------------- */

Value traceback_new(Vm *vm, Value next, Ref code, uint32_t instruction, Ref globals) {
  Traceback *t = allocate(vm, sizeof(Traceback), KIND_TRACEBACK, SHAPE(vm, traceback));
  if (!t) return V_FAIL;
  t->next = next == V_NONE || next == V_UNDEFINED ? 0 : to_ref(next);
  t->code = code;
  t->instruction = t->last = instruction;
  t->globals = globals;
  return value_of(vm, t);
}

Value traceback_format(Vm *vm, Value exception) { return call_prelude(vm, "format_exception_text", 1, &exception); }

enum { FRAME_CODE, FRAME_GLOBALS, FRAME_INSTRUCTION, FRAME_LOCALS, FRAME_BACK, FRAME_GENERATOR, FRAME_FIELDS };

Value frame_record_new(Vm *vm, Ref code, Ref globals, uint32_t instruction, Value generator) {
  Value locals = dict_new(vm);
  if (locals == V_FAIL) return V_FAIL;
  Value frame = record_new(vm, T_frame, FRAME_FIELDS);
  if (frame == V_FAIL) return V_FAIL;
  *field(vm, frame, FRAME_CODE) = from_ref(code);
  *field(vm, frame, FRAME_GLOBALS) = globals ? from_ref(globals) : V_NONE;
  *field(vm, frame, FRAME_INSTRUCTION) = from_small(instruction);
  *field(vm, frame, FRAME_LOCALS) = locals;
  *field(vm, frame, FRAME_BACK) = V_NONE;
  *field(vm, frame, FRAME_GENERATOR) = generator;
  return frame;
}

static uint32_t record_instruction(Vm *vm, Value frame) {
  Value generator = *field(vm, frame, FRAME_GENERATOR);
  if (is_kind(vm, generator, KIND_GENERATOR)) {
    const Frame *f = &AS(Generator, vm, generator)->frame;
    uint32_t instruction = frame_instruction(vm, f), place = UINT32_MAX;
    const Value *inlined;
    while ((inlined = inlined_around(vm, at(vm, f->code), instruction, &place))) instruction = (uint32_t)to_small(inlined[INLINED_START]);
    return instruction;
  }
  return (uint32_t)to_small(*field(vm, frame, FRAME_INSTRUCTION));
}

#define SELF_TRACEBACK                                                                                                 \
  if (!is_kind(vm, a[0], KIND_TRACEBACK)) return RAISE(vm, TypeError, "descriptor requires a 'traceback' object but received '%T'", a[0]); \
  Traceback *self = AS(Traceback, vm, a[0]);

NATIVE(traceback_make, "(cls, tb_next, tb_frame, tb_lasti, tb_lineno)", "Create a new traceback object.") {
  if (a[1] != V_NONE && !is_kind(vm, a[1], KIND_TRACEBACK))
    return RAISE(vm, TypeError, "expected traceback object or None, got '%T'", a[1]);
  if (!IS_EXACT(vm, a[2], frame))
    return RAISE(vm, TypeError, "traceback() argument 'tb_frame' must be frame, not %N", a[2]);
  int64_t lasti, line;
  if (!index_i64(vm, a[3], &lasti, FIT_INDEX) || !index_i64(vm, a[4], &line, FIT_INDEX)) return V_FAIL;
  Value globals = *field(vm, a[2], FRAME_GLOBALS);
  uint32_t instruction = lasti >= 0 ? (uint32_t)(lasti / 2) : record_instruction(vm, a[2]);
  return traceback_new(vm, a[1], to_ref(*field(vm, a[2], FRAME_CODE)), instruction, globals == V_NONE ? 0 : to_ref(globals));
}
NATIVE(traceback_get_next, "(self, /)", "") {
  SELF_TRACEBACK
  return self->next ? from_ref(self->next) : V_NONE;
}
NATIVE(traceback_set_next, "(self, value, /)", "") {
  SELF_TRACEBACK
  if (a[1] == V_UNDEFINED) return RAISE(vm, TypeError, "can't delete tb_next attribute");
  if (a[1] != V_NONE && !is_kind(vm, a[1], KIND_TRACEBACK))
    return RAISE(vm, TypeError, "expected traceback object, got '%T'", a[1]);
  Ref next = a[1] == V_NONE ? 0 : to_ref(a[1]);
  if (!charge(vm, 8)) return V_FAIL;
  for (uint32_t steps = 0; next && steps < 1u << 20; steps++) {
    if (next == to_ref(a[0])) return RAISE(vm, ValueError, "traceback loop detected");
    next = ((Traceback *)at(vm, next))->next;
  }
  TOUCH(vm, self);
  self->next = a[1] == V_NONE ? 0 : to_ref(a[1]);
  return V_NONE;
}
NATIVE(traceback_get_frame, "(self, /)", "") {
  SELF_TRACEBACK
  return frame_record_new(vm, self->code, self->globals, self->last, V_UNDEFINED);
}
NATIVE(traceback_get_lineno, "(self, /)", "") {
  SELF_TRACEBACK
  return from_small(code_line(vm, self->code, self->instruction));
}
NATIVE(traceback_get_lasti, "(self, /)", "") {
  SELF_TRACEBACK
  return from_small(self->instruction == BEFORE_FIRST ? 0 : (int64_t)self->instruction * 2);
}
NATIVE(traceback_dir, "(self, /)", "") {
  Value names[] = {intern_c(vm, "tb_frame"), intern_c(vm, "tb_next"), intern_c(vm, "tb_lasti"), intern_c(vm, "tb_lineno")};
  return list_new(vm, names, 4);
}

const NativeEntry traceback_entries[] = {
    STATIC("__new__", traceback_make),
    METHOD_("__dir__", traceback_dir),
    PROPERTY("tb_next", traceback_get_next, traceback_set_next),
    MEMBER("tb_frame", traceback_get_frame),
    GETTER("tb_lineno", traceback_get_lineno),
    MEMBER("tb_lasti", traceback_get_lasti),
    END_OF_ENTRIES,
};

/* ---- frame -------------------------------------------------------------------------------------------------------------------- */

#define FRAME_FIELD(id, index)                                                                                         \
  NATIVE(id, "(self, /)", "") { return none_if_undefined(*field(vm, a[0], index)); }
FRAME_FIELD(frame_get_code, FRAME_CODE)
FRAME_FIELD(frame_get_globals, FRAME_GLOBALS)
FRAME_FIELD(frame_get_locals, FRAME_LOCALS)
FRAME_FIELD(frame_get_back, FRAME_BACK)
NATIVE(frame_get_builtins, "(self, /)", "") { return from_ref(known(vm)->builtins); }
NATIVE(frame_get_lineno, "(self, /)", "") {
  return from_small(code_line(vm, to_ref(*field(vm, a[0], FRAME_CODE)), record_instruction(vm, a[0])));
}
NATIVE(frame_get_lasti, "(self, /)", "") {
  uint32_t instruction = record_instruction(vm, a[0]);
  return from_small(instruction == BEFORE_FIRST ? -1 : (int64_t)instruction * 2);
}
NATIVE(frame_get_trace, "(self, /)", "") { return V_NONE; }
NATIVE(frame_clear, "(self, /)", "F.clear(): clear most references held by the frame") { return V_NONE; }
NATIVE(frame_repr, "(self, /)", "Return repr(self).") {
  Code *code = AS(Code, vm, *field(vm, a[0], FRAME_CODE));
  Value id = object_id(vm, a[0]), hex = id == V_FAIL ? V_FAIL : int_to_text(vm, id, 16, true);
  uint32_t line = code_line(vm, ref_of(vm, code), record_instruction(vm, a[0]));
  Value number = int_to_text(vm, from_small(line), 10, false), file = str_repr(vm, from_ref(code->filename));
  if (hex == V_FAIL || number == V_FAIL || file == V_FAIL) return V_FAIL;
  Builder b;
  builder_start(&b, vm);
  builder_c(&b, "<frame at ");
  builder_str(&b, hex);
  builder_c(&b, ", file ");
  builder_str(&b, file);
  builder_c(&b, ", line ");
  builder_str(&b, number);
  builder_c(&b, ", code ");
  builder_str(&b, from_ref(code->name));
  builder_char(&b, '>');
  return builder_end(&b);
}

const NativeEntry frame_entries[] = {
    SLOT("__repr__", frame_repr),
    METHOD_("clear", frame_clear),
    GETTER("f_code", frame_get_code),
    GETTER("f_globals", frame_get_globals),
    GETTER("f_locals", frame_get_locals),
    GETTER("f_builtins", frame_get_builtins),
    GETTER("f_back", frame_get_back),
    GETTER("f_lineno", frame_get_lineno),
    GETTER("f_lasti", frame_get_lasti),
    GETTER("f_trace", frame_get_trace),
    END_OF_ENTRIES,
};

/* ---- for the prelude ------------------------------------------------------------------------------------------------------------ */

NATIVE(prelude_traceback_entry, "(tb, /)", "(next or None, code, instruction, hidden)") {
  SELF_TRACEBACK
  Code *code = at(vm, self->code);
  return TUPLE_OF(vm, self->next ? from_ref(self->next) : V_NONE, from_ref(self->code), from_small(self->instruction),
                  from_bool(code->flags & CODE_HIDDEN));
}

NATIVE(prelude_code_position, "(code, instruction, /)", "(line, end line or 0, column, end column)") {
  Position p;
  if (!is_kind(vm, a[0], KIND_CODE) || !is_small(a[1])) return RAISE(vm, TypeError, "a code and an int are needed");
  if (!code_position(vm, to_ref(a[0]), (uint32_t)to_small(a[1]), &p))
    p = (Position){.line = AS(Code, vm, a[0])->first_line};
  return TUPLE_OF(vm, from_small(p.line), from_small(p.end_line), from_small(p.column), from_small(p.end_column));
}

NATIVE(prelude_source_line, "(filename, lineno, /)", "the line's text or None") {
  return is_small(a[1]) && to_small(a[1]) > 0 && to_small(a[1]) < UINT32_MAX ? source_line(vm, a[0], (uint32_t)to_small(a[1]))
                                                                               : V_NONE;
}

/* Where, in bytes, the operator of a binary operation or the brackets of a subscription lie in the text of an expression. */
static bool anchors_of(const Node *node, const char *text, uint32_t size, uint32_t *left, uint32_t *right) {
  if (node->kind == EXPR_BINARY) {
    uint32_t end = node->binary.right->column;
    for (uint32_t i = node->binary.left->end_column; i < end && end <= size; i++) {
      if (text[i] == ' ' || text[i] == '\t' || text[i] == '\f') continue;
      *left = i;
      *right = i + 1;
      if (i + 1 < end && text[i + 1] != ' ' && text[i + 1] != '\t' && text[i + 1] != '\f') ++*right;
      return true;
    }
  } else if (node->kind == EXPR_SUBSCRIPT) {
    *left = node->subscript.value->end_column;
    *right = node->subscript.index->end_column + 1;
    return *left < *right && *right <= size;
  }
  return false;
}

NATIVE(prelude_anchors, "(segment, /)", "(start, end) of the operator or subscript in an expression's text, in bytes; or None") {
  enum { LONGEST = 4096 };
  if (!str_check(vm, a[0])) return V_NONE;
  uint32_t size, left = 0, right = 0;
  if (AS(Str, vm, a[0])->length > LONGEST || !charge(vm, 20 + AS(Str, vm, a[0])->length * 4)) return V_NONE;
  Raw *raw = str_to_utf8(vm, a[0], &size);
  if (!raw) return V_FAIL;
  if (size > 4 * LONGEST) return V_NONE;
  char text[4 * LONGEST + 1];
  memcpy(text, raw->data, size);
  text[size] = 0;
  Arena arena;
  Tree tree = {0};
  SyntaxProblem problem = {0};
  arena_start(&arena, 1 << 20);
  bool found = parse(&arena, text, size, true, PARSE_MODULE, &tree, &problem) && tree.body.count == 1 &&
               tree.body.items[0]->kind == STMT_EXPR && tree.body.items[0]->line == 1 &&
               anchors_of(tree.body.items[0]->one.value, text, size, &left, &right);
  arena_end(&arena);
  return found ? TUPLE_OF(vm, from_small(left), from_small(right)) : V_NONE;
}

NATIVE(prelude_is_plain_instance, "(o, /)", "nothing but attributes and slots makes up its state") {
  return from_bool(is_kind(vm, a[0], KIND_INSTANCE) || is_kind(vm, a[0], KIND_EXCEPTION));
}

const NativeEntry protocol_prelude_entries[] = {
    FUNCTION("_traceback_entry", prelude_traceback_entry),
    FUNCTION("_code_position", prelude_code_position),
    FUNCTION("_source_line", prelude_source_line),
    FUNCTION("_anchors", prelude_anchors),
    FUNCTION("_is_plain_instance", prelude_is_plain_instance),
    END_OF_ENTRIES,
};
