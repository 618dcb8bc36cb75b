/*
 * Bytecode for people: one instruction a line with its line of source, operands spelled out, blocks marked with what they
 * cost, then the handlers.
 */
#include "compile/compile.h"
#include "compile/opcode.h"

#include <stdarg.h>
#include <stdio.h>

typedef enum Format {
  FORMAT_NONE, FORMAT_S24, FORMAT_A, FORMAT_A_B, FORMAT_A_B_C, FORMAT_A_B_SC, FORMAT_A_BX, FORMAT_A_SBX, FORMAT_A_KBX,
  FORMAT_A_NAME, FORMAT_A_B_NAME, FORMAT_BRANCH, FORMAT_A_BRANCH, FORMAT_A_B_BRANCH, FORMAT_A_B_SENSE_BRANCH,
  FORMAT_A_SB_SENSE_BRANCH,
} Format;

static const struct {
  const char *name;
  uint8_t words, format;
} opcodes[] = {
#define X(name, words, format, fuel) {#name, words, FORMAT_##format},
  OPCODES(X)
#undef X
};

typedef struct Listing {
  Vm *vm;
  Code *code;
  void (*write)(void *context, const char *text, size_t size);
  void *context;
  const uint32_t *words;
  uint32_t count;
} Listing;

static void print(Listing *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void print(Listing *l, const char *format, ...) {
  char text[400];
  va_list arguments;
  va_start(arguments, format);
  int size = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (size < 0) return;
  l->write(l->context, text, (size_t)size < sizeof text ? (size_t)size : sizeof text - 1);
}

static void print_str(Listing *l, Value s) {
  Vm *vm = l->vm;
  if (!str_check(vm, s)) {
    print(l, "?");
    return;
  }
  Str *str = AS(Str, vm, s);
  const uint8_t *data = str_data(vm, str);
  for (uint32_t i = 0; i < str->length && i < 60; i++) {
    uint32_t ch = str_at(data, str_width(str), i);
    if (ch >= ' ' && ch < 127) print(l, "%c", (char)ch);
    else print(l, ch < 256 ? "\\x%02x" : "\\u%04x", ch);
  }
  if (str->length > 60) print(l, "...");
}

static Value item_of(Listing *l, Ref tuple, uint32_t index) {
  if (!tuple || index >= ((Tuple *)at(l->vm, tuple))->length) return V_UNDEFINED;
  return tuple_item(l->vm, from_ref(tuple), index);
}

static void print_value(Listing *l, Value v, unsigned depth) {
  Vm *vm = l->vm;
  if (v == V_NONE) print(l, "None");
  else if (is_bool(v)) print(l, v == V_TRUE ? "True" : "False");
  else if (v == V_ELLIPSIS) print(l, "...");
  else if (is_small(v)) print(l, "%lld", (long long)to_small(v));
  else if (is_double(v)) print(l, "%.17g", to_double(v));
  else if (str_check(vm, v)) {
    print(l, "'");
    print_str(l, v);
    print(l, "'");
  } else if (is_kind(vm, v, KIND_CODE)) {
    print(l, "<code ");
    print_str(l, from_ref(AS(Code, vm, v)->qualname));
    print(l, ">");
  } else if (is_kind(vm, v, KIND_TUPLE) && depth < 3) {
    uint32_t length = AS(Tuple, vm, v)->length;
    print(l, "(");
    for (uint32_t i = 0; i < length && i < 12; i++) {
      if (i) print(l, ", ");
      print_value(l, tuple_item(vm, v, i), depth + 1);
    }
    print(l, length > 12 ? ", ...)" : ")");
  } else if (is_ref(v)) {
    print(l, "<constant of kind %u>", OBJECT(vm, v)->kind);
  } else {
    print(l, "undefined");
  }
}

static void print_register(Listing *l, uint32_t r) {
  Value name = item_of(l, l->code->locals, r);
  print(l, "r%u", r);
  if (name == V_UNDEFINED || !str_check(l->vm, name)) return;
  print(l, ":");
  print_str(l, name);
}

static void print_name(Listing *l, uint32_t word) {
  print(l, ", ");
  print_str(l, item_of(l, l->code->names, word & 0xFFFF));
  print(l, "  [cache %u]", word >> 16);
}

static int64_t branch_target(const Listing *l, uint32_t i) {
  uint32_t op = l->words[i] & 255;
  if (op == I_JUMP) return (int64_t)i + 1 + ((int32_t)l->words[i] >> 8);
  switch (opcodes[op].format) {
  case FORMAT_BRANCH:
  case FORMAT_A_BRANCH:
  case FORMAT_A_B_BRANCH:
  case FORMAT_A_B_SENSE_BRANCH:
  case FORMAT_A_SB_SENSE_BRANCH: return i + 1 < l->count ? (int64_t)i + 2 + (int16_t)l->words[i + 1] : -1;
  default: return -1;
  }
}

static void print_branch(Listing *l, uint32_t i) {
  print(l, " -> L%lld  [taken %u, else %u]", (long long)branch_target(l, i), (l->words[i + 1] >> 16 & 255) + 1, l->words[i + 1] >> 24);
}

static bool b_is_number(Opcode op) { return op == I_CALL || op == I_CALLM || op == I_CALLFAR || op == I_CALLMFAR || op == I_CALLK || op == I_CALLMK || op == I_CALLX || op == I_RERAISE; }

static bool c_is_number(Opcode op) {
  switch (op) {
  case I_LOADSPECIAL: case I_AWAITABLE: case I_LIST: case I_TUPLE: case I_SET: case I_DICT: case I_UNPACK: case I_FORMAT:
  case I_FORMATX: case I_JOIN: case I_RAISE: case I_TYPEPARAM: return true;
  default: return false;
  }
}

static void print_operands(Listing *l, uint32_t i) {
  uint32_t w = l->words[i], a = w >> 8 & 255, b = w >> 16 & 255, c = w >> 24, bx = w >> 16;
  uint32_t second = opcodes[w & 255].words == 2 && i + 1 < l->count ? l->words[i + 1] : 0;
  Format format = opcodes[w & 255].format;
  if (format == FORMAT_NONE) return;
  print(l, "  ");
  switch (format) {
  case FORMAT_S24:
    if ((w & 255) == I_JUMP) print(l, "-> L%lld", (long long)branch_target(l, i));
    else print(l, "%d", (int32_t)w >> 8);
    return;
  case FORMAT_BRANCH: print_branch(l, i); return;
  default: break;
  }
  print_register(l, a);
  switch (format) {
  case FORMAT_A_B:
    if ((w & 255) == I_LOADC) {
      print(l, ", ");
      print_value(l, CONSTANT((uint64_t)b), 0);
      break;
    }
    print(l, ", ");
    print_register(l, b);
    break;
  case FORMAT_A_B_C:
    print(l, ", ");
    if (b_is_number((Opcode)(w & 255))) print(l, "%u", b);
    else print_register(l, b);
    print(l, ", ");
    if (c_is_number((Opcode)(w & 255))) print(l, "%u", c);
    else print_register(l, c);
    break;
  case FORMAT_A_B_SC:
    print(l, ", ");
    print_register(l, b);
    print(l, ", %d", (int8_t)c);
    break;
  case FORMAT_A_BX: print(l, ", %u", bx); break;
  case FORMAT_A_SBX: print(l, ", %d", (int16_t)bx); break;
  case FORMAT_A_KBX:
    print(l, ", ");
    print_value(l, item_of(l, l->code->constants, bx), 0);
    break;
  case FORMAT_A_NAME: print_name(l, second); return;
  case FORMAT_A_B_NAME:
    print(l, ", ");
    print_register(l, b);
    print_name(l, second);
    return;
  case FORMAT_A_BRANCH: print_branch(l, i); return;
  case FORMAT_A_B_BRANCH:
    print(l, ", ");
    print_register(l, b);
    print_branch(l, i);
    return;
  case FORMAT_A_B_SENSE_BRANCH:
  case FORMAT_A_SB_SENSE_BRANCH:
    print(l, ", ");
    if (format == FORMAT_A_SB_SENSE_BRANCH) print(l, "%d", (int8_t)b);
    else print_register(l, b);
    print(l, " is %s", c ? "true" : "false");
    print_branch(l, i);
    return;
  default: break;
  }
  if (opcodes[w & 255].words == 2) print(l, "  w=%u", second);
}

static const Position *position_at(Listing *l, uint32_t i) {
  if (!l->code->positions) return NULL;
  Raw *raw = at(l->vm, l->code->positions);
  CAGE_CHECK(l->vm, in_cage(l->code->positions, sizeof *raw + (uint64_t)raw->size));
  const Position *p = (const Position *)raw->data, *found = NULL;
  uint32_t low = 0, high = raw->size / (uint32_t)sizeof *p;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (p[middle].instruction <= i) found = &p[middle], low = middle + 1;
    else high = middle;
  }
  return found;
}

/* Is word i where some branch or handler leads? */
static bool is_target(Listing *l, uint32_t wanted) {
  for (uint32_t i = 0; i < l->count;) {
    uint32_t op = l->words[i] & 255;
    if (op >= OPCODE_COUNT) return false;
    if (branch_target(l, i) == wanted) return true;
    i += opcodes[op].words;
  }
  return false;
}

static void print_instructions(Listing *l) {
  uint32_t line = 0;
  bool small = l->count < 20000; /* finding targets is quadratic */
  for (uint32_t i = 0; i < l->count;) {
    uint32_t op = l->words[i] & 255;
    if (op >= OPCODE_COUNT) {
      print(l, "  ?? %08x\n", l->words[i]);
      return;
    }
    const Position *p = position_at(l, i);
    if (small && is_target(l, i)) print(l, "L%u:\n", i);
    if (p && p->line != line) print(l, "%5u", line = p->line);
    else print(l, "     ");
    print(l, "  %5u  %-12s", i, opcodes[op].name);
    print_operands(l, i);
    if (p && p->end_line) print(l, "   ; %u:%u-%u:%u", p->line, p->column, p->end_line, p->end_column);
    print(l, "\n");
    i += opcodes[op].words;
  }
}

static void print_handlers(Listing *l) {
  if (!l->code->handlers) return;
  Raw *raw = at(l->vm, l->code->handlers);
  CAGE_CHECK(l->vm, in_cage(l->code->handlers, sizeof *raw + (uint64_t)raw->size));
  const Handler *h = (const Handler *)raw->data;
  for (uint32_t i = 0; i < raw->size / sizeof *h; i++)
    print(l, "  handler  [%u, %u) -> %u  exception in r%u\n", h[i].start, h[i].end, h[i].target, h[i].reg);
}

static void list_code(Listing *l) {
  Code *code = l->code;
  static const char *const flags[] = {"varargs", "varkeywords", "generator", "coroutine", "async_generator", "newlocals", "hidden", "method"};
  print(l, "code ");
  print_str(l, from_ref(code->qualname));
  print(l, ", line %u: %u registers, %u+%u parameters, entry costs %u, %u caches", code->first_line, code->registers, code->positional,
        code->keyword_only, code->entry_cost, code->feedback);
  if (code->free) print(l, ", free variables from r%u", code->first_free);
  for (unsigned i = 0; i < sizeof flags / sizeof *flags; i++)
    if (code->flags >> i & 1) print(l, ", %s", flags[i]);
  print(l, "\n");
  Raw *raw = at(l->vm, code->instructions);
  CAGE_CHECK(l->vm, in_cage(code->instructions, sizeof *raw + (uint64_t)raw->size));
  l->words = (const uint32_t *)raw->data;
  l->count = raw->size / 4;
  print_instructions(l);
  print_handlers(l);
}

/* Codes in codes nest as deep as functions do in a source: the ones to come stand in a queue, by breadth. */
void disassemble(Vm *vm, Value code, bool deep, void (*write)(void *context, const char *text, size_t size), void *context) {
  enum { MOST = 4096 };
  Value queue[256];
  uint32_t first = 0, last = 0, listed = 0;
  if (!is_kind(vm, code, KIND_CODE)) return;
  queue[last++] = code;
  while (first != last && listed++ < MOST) {
    Listing l = {.vm = vm, .code = AS(Code, vm, queue[first++ % 256]), .write = write, .context = context};
    if (listed > 1) print(&l, "\n");
    list_code(&l);
    if (!deep || !l.code->constants) continue;
    Tuple *constants = at(vm, l.code->constants);
    for (uint32_t i = 0; i < constants->length && last - first < 256; i++) {
      Value v = tuple_item(vm, from_ref(l.code->constants), i);
      if (is_kind(vm, v, KIND_CODE)) queue[last++ % 256] = v;
    }
  }
}
