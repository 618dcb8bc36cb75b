/*
 * Expressions back to source, as CPython's ast_unparse.c writes them: what `from __future__ import annotations` keeps.
 * An operand is put in parentheses when its operator binds less than its place asks for.
 */
#include "compile/compiler.h"

#include <stdio.h>

typedef enum Level { /* what a place asks for, from loose to tight */
  LEVEL_TUPLE, LEVEL_TEST, LEVEL_OR, LEVEL_AND, LEVEL_NOT, LEVEL_COMPARE, LEVEL_EXPR, LEVEL_BOR = LEVEL_EXPR, LEVEL_BXOR,
  LEVEL_BAND, LEVEL_SHIFT, LEVEL_ARITH, LEVEL_TERM, LEVEL_FACTOR, LEVEL_POWER, LEVEL_AWAIT, LEVEL_ATOM,
} Level;

typedef struct Writer {
  Compiler *c;
  char *data;
  uint32_t size, capacity;
} Writer;

static void put(Writer *w, const char *text, size_t size) {
  if (size > UINT32_MAX / 4 || w->size > UINT32_MAX / 4) fail_memory(w->c);
  pay(w->c, (uint32_t)size);
  if (w->size + size > w->capacity) {
    uint32_t capacity = w->capacity ? w->capacity : 64;
    while (capacity < w->size + size) capacity *= 2;
    char *data = take(w->c, capacity);
    if (w->size) memcpy(data, w->data, w->size);
    w->data = data;
    w->capacity = capacity;
  }
  memcpy(w->data + w->size, text, size);
  w->size += (uint32_t)size;
}

static void put_c(Writer *w, const char *text) { put(w, text, strlen(text)); }
static void put_text(Writer *w, Text text) { put(w, text.data, text.size); }

static void put_str(Writer *w, Value s) {
  uint32_t size;
  Raw *raw = str_to_utf8(w->c->vm, s, &size);
  if (!raw) fail_trap(w->c);
  put(w, (const char *)raw->data, size);
}

static void write_node(Writer *w, const Node *n, Level level);

static void write_list(Writer *w, Nodes items) {
  for (uint32_t i = 0; i < items.count; i++) {
    if (i) put_c(w, ", ");
    write_node(w, items.items[i], LEVEL_TEST);
  }
}

static void open_if(Writer *w, bool condition) {
  if (condition) put_c(w, "(");
}
static void close_if(Writer *w, bool condition) {
  if (condition) put_c(w, ")");
}

static void write_parameter(Writer *w, const Parameter *p, const char *before, bool *first) {
  if (!*first) put_c(w, ", ");
  *first = false;
  put_c(w, before);
  put_text(w, p->name);
  if (p->standard) {
    put_c(w, "=");
    write_node(w, p->standard, LEVEL_TEST);
  }
}

static void write_parameters(Writer *w, const Parameters *p) {
  bool first = true;
  uint32_t positional = p->positional_only + p->positional;
  for (uint32_t i = 0; i < positional; i++) {
    write_parameter(w, &p->items[i], "", &first);
    if (i + 1 == p->positional_only) put_c(w, ", /");
  }
  if (p->star) {
    write_parameter(w, p->star, "*", &first);
  } else if (p->keyword_only) {
    put_c(w, first ? "*" : ", *");
    first = false;
  }
  for (uint32_t i = positional; i < positional + p->keyword_only; i++) write_parameter(w, &p->items[i], "", &first);
  if (p->double_star) write_parameter(w, p->double_star, "**", &first);
}

static void write_comprehension(Writer *w, const Node *n) {
  for (uint32_t i = 0; i < n->comprehension.count; i++) {
    const Comprehension *g = &n->comprehension.generators[i];
    put_c(w, g->is_async ? " async for " : " for ");
    write_node(w, g->target, LEVEL_TUPLE);
    put_c(w, " in ");
    write_node(w, g->iterable, LEVEL_TEST + 1);
    for (uint32_t k = 0; k < g->conditions.count; k++) {
      put_c(w, " if ");
      write_node(w, g->conditions.items[k], LEVEL_TEST + 1);
    }
  }
}

static void write_constant(Writer *w, const Node *n) {
  Compiler *c = w->c;
  Vm *vm = c->vm;
  char number[64];
  double d = n->kind == EXPR_CONSTANT ? n->constant.number : 0;
  Value v = constant_value(c, (Node *)n);
  if (n->kind == EXPR_CONSTANT && (n->constant.kind == CONST_FLOAT || n->constant.kind == CONST_COMPLEX)) {
    if (d > 1.7976931348623157e308) {
      put_c(w, "1e309");
    } else {
      char digits[32];
      uint32_t size = float_repr(d, digits);
      if (n->constant.kind == CONST_COMPLEX && size > 2 && digits[size - 2] == '.' && digits[size - 1] == '0') size -= 2;
      put(w, digits, size);
    }
    if (n->constant.kind == CONST_COMPLEX) put_c(w, "j");
    return;
  }
  if (v == V_NONE) put_c(w, "None");
  else if (is_bool(v)) put_c(w, v == V_TRUE ? "True" : "False");
  else if (v == V_ELLIPSIS) put_c(w, "...");
  else if (int_check(vm, v)) put_str(w, checked(c, int_to_text(vm, v, 10, false)));
  else if (str_check(vm, v)) {
    if (n->kind == EXPR_CONSTANT && n->constant.is_u) put_c(w, "u");
    put_str(w, checked(c, str_repr(vm, v)));
  } else if (is_kind(vm, v, KIND_BYTES)) {
    const Bytes *b = AS(Bytes, vm, v);
    bool single = memchr(b->data, '\'', b->length) && !memchr(b->data, '"', b->length);
    char quote = single ? '"' : '\'';
    put_c(w, "b");
    put(w, &quote, 1);
    for (uint32_t i = 0; i < b->length; i++) {
      uint8_t ch = b->data[i];
      const char *escape = ch == '\n' ? "\\n" : ch == '\r' ? "\\r" : ch == '\t' ? "\\t" : ch == '\\' ? "\\\\" : NULL;
      if (escape) put_c(w, escape);
      else if (ch == quote || ch < ' ' || ch >= 0x7F) {
        snprintf(number, sizeof number, ch == quote ? "\\%c" : "\\x%02x", ch);
        put_c(w, number);
      } else put(w, (const char *)&ch, 1);
    }
    put(w, &quote, 1);
  }
}

/* The inside of an f-string, without quotes: to be shown by repr as a whole. */
static void write_formatted_inside(Writer *w, const Node *n, bool in_spec) {
  if (n->kind == EXPR_CONSTANT) {
    for (uint32_t i = 0; i < n->constant.text.size; i++) {
      char ch = n->constant.text.data[i];
      if (ch == '{') put_c(w, "{{");
      else if (ch == '}') put_c(w, "}}");
      else put(w, &ch, 1);
    }
    return;
  }
  if (n->kind == EXPR_JOINED || n->kind == EXPR_TEMPLATE) {
    for (uint32_t i = 0; i < n->joined.values.count; i++) write_formatted_inside(w, n->joined.values.items[i], in_spec);
    return;
  }
  Writer inner = {.c = w->c};
  write_node(&inner, n->formatted.value, LEVEL_TEST + 1);
  put_c(w, inner.size && inner.data[0] == '{' ? "{ " : "{");
  put(w, inner.data, inner.size);
  if (n->formatted.conversion > 0) {
    char conversion[3] = {'!', (char)n->formatted.conversion, 0};
    put_c(w, conversion);
  }
  if (n->formatted.spec) {
    put_c(w, ":");
    write_formatted_inside(w, n->formatted.spec, true);
  }
  put_c(w, "}");
}

static void write_formatted(Writer *w, const Node *n) {
  Writer inside = {.c = w->c};
  write_formatted_inside(&inside, n, false);
  Value text = checked(w->c, str_from_utf8(w->c->vm, inside.data ? inside.data : "", inside.size));
  put_c(w, n->kind == EXPR_TEMPLATE || n->kind == EXPR_INTERPOLATION ? "t" : "f");
  put_str(w, checked(w->c, str_repr(w->c->vm, text)));
}

static void write_binary(Writer *w, const Node *n, Level level) {
  static const struct { const char *text; uint8_t level; } operators[] = {
    [OP_ADD] = {" + ", LEVEL_ARITH}, [OP_SUB] = {" - ", LEVEL_ARITH}, [OP_MUL] = {" * ", LEVEL_TERM},
    [OP_MATMUL] = {" @ ", LEVEL_TERM}, [OP_TRUEDIV] = {" / ", LEVEL_TERM}, [OP_FLOORDIV] = {" // ", LEVEL_TERM},
    [OP_MOD] = {" % ", LEVEL_TERM}, [OP_POW] = {" ** ", LEVEL_POWER}, [OP_LSHIFT] = {" << ", LEVEL_SHIFT},
    [OP_RSHIFT] = {" >> ", LEVEL_SHIFT}, [OP_AND] = {" & ", LEVEL_BAND}, [OP_OR] = {" | ", LEVEL_BOR}, [OP_XOR] = {" ^ ", LEVEL_BXOR},
  };
  Level own = (Level)operators[n->binary.op].level;
  bool right_first = n->binary.op == OP_POW;
  open_if(w, level > own);
  write_node(w, n->binary.left, own + right_first);
  put_c(w, operators[n->binary.op].text);
  write_node(w, n->binary.right, own + !right_first);
  close_if(w, level > own);
}

static void write_compare(Writer *w, const Node *n, Level level) {
  static const char *const operators[] = {" < ", " <= ", " == ", " != ", " > ", " >= ", " in ", " not in ", " is ", " is not "};
  open_if(w, level > LEVEL_COMPARE);
  write_node(w, n->compare.left, LEVEL_COMPARE + 1);
  for (uint32_t i = 0; i < n->compare.comparators.count; i++) {
    put_c(w, operators[n->compare.ops[i]]);
    write_node(w, n->compare.comparators.items[i], LEVEL_COMPARE + 1);
  }
  close_if(w, level > LEVEL_COMPARE);
}

static void write_call(Writer *w, const Node *n) {
  Nodes arguments = n->call.arguments;
  bool first = true;
  write_node(w, n->call.function, LEVEL_ATOM);
  if (arguments.count == 1 && !n->call.keyword_count && arguments.items[0]->kind == EXPR_GENERATOR) {
    write_node(w, arguments.items[0], LEVEL_TEST);
    return;
  }
  put_c(w, "(");
  for (uint32_t i = 0; i < arguments.count; i++, first = false) {
    if (!first) put_c(w, ", ");
    write_node(w, arguments.items[i], LEVEL_TEST);
  }
  for (uint32_t i = 0; i < n->call.keyword_count; i++, first = false) {
    if (!first) put_c(w, ", ");
    if (n->call.keywords[i].name.data) {
      put_text(w, n->call.keywords[i].name);
      put_c(w, "=");
      write_node(w, n->call.keywords[i].value, LEVEL_TEST);
    } else {
      put_c(w, "**");
      write_node(w, n->call.keywords[i].value, LEVEL_EXPR);
    }
  }
  put_c(w, ")");
}

static void write_dict(Writer *w, const Node *n) {
  put_c(w, "{");
  for (uint32_t i = 0; i < n->dict.values.count; i++) {
    if (i) put_c(w, ", ");
    if (n->dict.keys.items[i]) {
      write_node(w, n->dict.keys.items[i], LEVEL_TEST);
      put_c(w, ": ");
      write_node(w, n->dict.values.items[i], LEVEL_TEST);
    } else {
      put_c(w, "**");
      write_node(w, n->dict.values.items[i], LEVEL_EXPR);
    }
  }
  put_c(w, "}");
}

static void write_attribute(Writer *w, const Node *n) {
  const Node *value = n->attribute.value;
  write_node(w, value, LEVEL_ATOM);
  put_c(w, value->kind == EXPR_CONSTANT && value->constant.kind == CONST_INT ? " ." : ".");
  put_text(w, n->attribute.name);
}

static void write_tuple(Writer *w, const Node *n, Level level) {
  Nodes items = n->sequence.items;
  if (!items.count) {
    put_c(w, "()");
    return;
  }
  open_if(w, level > LEVEL_TUPLE);
  write_list(w, items);
  if (items.count == 1) put_c(w, ",");
  close_if(w, level > LEVEL_TUPLE);
}

static void write_unary(Writer *w, const Node *n, Level level) {
  static const char *const operators[] = {"-", "+", "~", "not "};
  Level own = n->unary.op == OP_NOT ? LEVEL_NOT : LEVEL_FACTOR;
  open_if(w, level > own);
  put_c(w, operators[n->unary.op & 3]);
  write_node(w, n->unary.operand, own);
  close_if(w, level > own);
}

static void write_plain(Writer *w, const Node *n, Level level) {
  switch (n->kind) {
  case EXPR_BOOL_OP: {
    Level own = n->bool_op.is_or ? LEVEL_OR : LEVEL_AND;
    open_if(w, level > own);
    for (uint32_t i = 0; i < n->bool_op.values.count; i++) {
      if (i) put_c(w, n->bool_op.is_or ? " or " : " and ");
      write_node(w, n->bool_op.values.items[i], own + 1);
    }
    close_if(w, level > own);
    break;
  }
  case EXPR_NAMED:
    open_if(w, level > LEVEL_TUPLE);
    write_node(w, n->named.target, LEVEL_ATOM);
    put_c(w, " := ");
    write_node(w, n->named.value, LEVEL_ATOM);
    close_if(w, level > LEVEL_TUPLE);
    break;
  case EXPR_BINARY: write_binary(w, n, level); break;
  case EXPR_UNARY: write_unary(w, n, level); break;
  case EXPR_LAMBDA: {
    const Parameters *p = n->function.parameters;
    open_if(w, level > LEVEL_TEST);
    put_c(w, p->positional_only + p->positional ? "lambda " : "lambda"); /* as CPython: `lambda*a: a` */
    write_parameters(w, p);
    put_c(w, ": ");
    write_node(w, n->function.expression, LEVEL_TEST);
    close_if(w, level > LEVEL_TEST);
    break;
  }
  case EXPR_IF:
    open_if(w, level > LEVEL_TEST);
    write_node(w, n->conditional.body, LEVEL_TEST + 1);
    put_c(w, " if ");
    write_node(w, n->conditional.test, LEVEL_TEST + 1);
    put_c(w, " else ");
    write_node(w, n->conditional.otherwise, LEVEL_TEST);
    close_if(w, level > LEVEL_TEST);
    break;
  case EXPR_DICT: write_dict(w, n); break;
  case EXPR_SET:
    put_c(w, "{");
    write_list(w, n->sequence.items);
    put_c(w, "}");
    break;
  case EXPR_LIST:
    put_c(w, "[");
    write_list(w, n->sequence.items);
    put_c(w, "]");
    break;
  case EXPR_TUPLE: write_tuple(w, n, level); break;
  case EXPR_LIST_COMP:
  case EXPR_SET_COMP:
  case EXPR_DICT_COMP:
  case EXPR_GENERATOR: {
    static const char *const brackets[] = {"[", "]", "{", "}", "{", "}", "(", ")"};
    unsigned sort = n->kind - EXPR_LIST_COMP;
    put_c(w, brackets[2 * sort]);
    write_node(w, n->comprehension.element, LEVEL_TEST);
    if (n->kind == EXPR_DICT_COMP) {
      put_c(w, ": ");
      write_node(w, n->comprehension.value, LEVEL_TEST);
    }
    write_comprehension(w, n);
    put_c(w, brackets[2 * sort + 1]);
    break;
  }
  case EXPR_AWAIT:
    open_if(w, level > LEVEL_AWAIT);
    put_c(w, "await ");
    write_node(w, n->one.value, LEVEL_ATOM);
    close_if(w, level > LEVEL_AWAIT);
    break;
  case EXPR_YIELD:
    put_c(w, n->one.value ? "(yield " : "(yield");
    if (n->one.value) write_node(w, n->one.value, LEVEL_TEST);
    put_c(w, ")");
    break;
  case EXPR_YIELD_FROM:
    put_c(w, "(yield from ");
    write_node(w, n->one.value, LEVEL_TEST);
    put_c(w, ")");
    break;
  case EXPR_COMPARE: write_compare(w, n, level); break;
  case EXPR_CALL: write_call(w, n); break;
  case EXPR_FORMATTED:
  case EXPR_INTERPOLATION:
  case EXPR_JOINED:
  case EXPR_TEMPLATE: write_formatted(w, n); break;
  case EXPR_CONSTANT:
  case EXPR_FOLDED: write_constant(w, n); break;
  case EXPR_ATTRIBUTE: write_attribute(w, n); break;
  case EXPR_SUBSCRIPT:
    write_node(w, n->subscript.value, LEVEL_ATOM);
    put_c(w, "[");
    write_node(w, n->subscript.index, LEVEL_TUPLE);
    put_c(w, "]");
    break;
  case EXPR_STARRED:
    put_c(w, "*");
    write_node(w, n->one.value, LEVEL_EXPR);
    break;
  case EXPR_NAME: put_text(w, n->name.id); break;
  case EXPR_SLICE:
    if (n->slice.lower) write_node(w, n->slice.lower, LEVEL_TEST);
    put_c(w, ":");
    if (n->slice.upper) write_node(w, n->slice.upper, LEVEL_TEST);
    if (n->slice.step) {
      put_c(w, ":");
      write_node(w, n->slice.step, LEVEL_TEST);
    }
    break;
  default: break;
  }
}

static void write_node(Writer *w, const Node *n, Level level) {
  enter_node(w->c, CLAIM_UNPARSE);
  write_plain(w, n, level);
  leave_node(w->c, CLAIM_UNPARSE);
}

Value unparse(Compiler *c, Node *n) {
  Writer w = {.c = c};
  write_node(&w, n, LEVEL_TEST);
  return constant_share(c, text_value(c, (Text){w.data, w.size}));
}
