/*
 * A test tool: prints the tree of a file as CPython's `ast.dump(tree, include_attributes=True)` does, so that the two
 * can be compared. Constants are printed between \1 and \2 (kind, then digits or hex) for the comparing script to
 * spell.
 *
 * Built by itself, with -DPYXIS_DUMP_TREE; to the library it is empty.
 *
 *   dump [-12] [-e | -i] [-x] FILE...   -12: fields of CPython 3.12 (else 3.11); -e, -i: mode; -x: text, not bytes
 *   dump -t FILE...                     only parse, and print the time
 *   dump -n FILE...                     names of the files with their errors only
 */
#ifdef PYXIS_DUMP_TREE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "syntax/tree.h"

static bool new_fields;
static const Node *joined; /* 3.11 gives the parts of an f-string the place of the whole */

static void dump(const Node *node);

static void place(uint32_t line, uint32_t column, uint32_t end_line, uint32_t end_column, bool first) {
  printf("%slineno=%u, col_offset=%u, end_lineno=%u, end_col_offset=%u)", first ? "" : ", ", line, column, end_line,
         end_column);
}
static void node_place(const Node *node, bool first) {
  if (joined && !new_fields &&
      (node->kind == EXPR_FORMATTED || node->kind == EXPR_JOINED || node->kind == EXPR_CONSTANT))
    node = joined;
  place(node->line, node->column, node->end_line, node->end_column, first);
}

static void hex(char kind, Text text) {
  printf("\1%c", kind);
  for (uint32_t i = 0; i < text.size; i++) printf("%02x", (uint8_t)text.data[i]);
  putchar(2);
}

static void name(Text text) { printf("'%.*s'", (int)text.size, text.data); }
static void optional_name(const char *field, Text text, const char *after) {
  if (!text.data) return;
  printf("%s", field);
  name(text);
  printf("%s", after);
}

static void list(Nodes nodes) {
  putchar('[');
  for (uint32_t i = 0; i < nodes.count; i++) {
    if (i) printf(", ");
    if (nodes.items[i])
      dump(nodes.items[i]);
    else
      printf("None");
  }
  putchar(']');
}
static void field(const char *label, const Node *node) {
  printf("%s", label);
  dump(node);
}
static void optional(const char *label, const Node *node, const char *after) {
  if (!node) return;
  field(label, node);
  printf("%s", after);
}
static void nodes(const char *label, Nodes items) {
  printf("%s", label);
  list(items);
}

static void names(Texts texts) {
  putchar('[');
  for (uint32_t i = 0; i < texts.count; i++) {
    if (i) printf(", ");
    name(texts.items[i]);
  }
  putchar(']');
}

static void argument(const Parameter *p) {
  printf("arg(arg=");
  name(p->name);
  optional(", annotation=", p->annotation, "");
  place(p->line, p->column, p->end_line, p->end_column, false);
}

static void arguments_list(const Parameter *items, uint32_t count) {
  putchar('[');
  for (uint32_t i = 0; i < count; i++) {
    if (i) printf(", ");
    argument(&items[i]);
  }
  putchar(']');
}

static void parameters(const Parameters *p) {
  printf("arguments(posonlyargs=");
  arguments_list(p->items, p->positional_only);
  printf(", args=");
  uint32_t positional = p->positional_only + p->positional;
  arguments_list(p->items + (p->items ? p->positional_only : 0), p->positional);
  if (p->star) printf(", vararg="), argument(p->star);
  printf(", kwonlyargs=");
  arguments_list(p->items + (p->items ? positional : 0), p->keyword_only);
  printf(", kw_defaults=[");
  for (uint32_t i = 0; i < p->keyword_only; i++) {
    if (i) printf(", ");
    if (p->items[positional + i].standard)
      dump(p->items[positional + i].standard);
    else
      printf("None");
  }
  printf("]");
  if (p->double_star) printf(", kwarg="), argument(p->double_star);
  printf(", defaults=[");
  bool any = false;
  for (uint32_t i = 0; i < positional; i++) {
    if (!p->items[i].standard) continue;
    if (any) printf(", ");
    any = true;
    dump(p->items[i].standard);
  }
  printf("])");
}

static void type_parameters(const char *label, const TypeParameter *items, uint32_t count) {
  static const char *const kinds[] = {"TypeVar", "ParamSpec", "TypeVarTuple"};
  if (!new_fields && !count) return;
  printf("%s[", label);
  for (uint32_t i = 0; i < count; i++) {
    printf("%s%s(name=", i ? ", " : "", kinds[items[i].kind]);
    name(items[i].name);
    optional(", bound=", items[i].bound, "");
    optional(", default_value=", items[i].standard, "");
    place(items[i].line, items[i].column, items[i].end_line, items[i].end_column, false);
  }
  putchar(']');
}

static void keywords(const Keyword *items, uint32_t count) {
  printf(", keywords=[");
  for (uint32_t i = 0; i < count; i++) {
    printf("%skeyword(", i ? ", " : "");
    optional_name("arg=", items[i].name, ", ");
    field("value=", items[i].value);
    place(items[i].line, items[i].column, items[i].end_line, items[i].end_column, false);
  }
  printf("]");
}

static void generators(const Node *node) {
  printf(", generators=[");
  for (uint32_t i = 0; i < node->comprehension.count; i++) {
    const Comprehension *c = &node->comprehension.generators[i];
    printf("%scomprehension(target=", i ? ", " : "");
    dump(c->target);
    field(", iter=", c->iterable);
    nodes(", ifs=", c->conditions);
    printf(", is_async=%d)", c->is_async);
  }
  printf("]");
}

static void aliases(const Alias *items, uint32_t count) {
  printf("names=[");
  for (uint32_t i = 0; i < count; i++) {
    printf("%salias(name=", i ? ", " : "");
    name(items[i].name);
    optional_name(", asname=", items[i].as, "");
    place(items[i].line, items[i].column, items[i].end_line, items[i].end_column, false);
  }
  printf("]");
}

static void constant_kind(uint8_t kind) {
  static const char *const words[] = {"None", "True", "False", "Ellipsis"};
  printf("%s", words[kind]);
}

static void constant(const Node *node) {
  printf("Constant(value=");
  switch (node->constant.kind) {
    case CONST_INT:
      printf("\1I%d:%.*s\2", node->constant.base, (int)node->constant.text.size, node->constant.text.data);
      break;
    case CONST_FLOAT: printf("\1F%a\2", node->constant.number); break;
    case CONST_COMPLEX: printf("\1C%a\2", node->constant.number); break;
    case CONST_STR: hex('S', node->constant.text); break;
    case CONST_BYTES: hex('B', node->constant.text); break;
    default: constant_kind(node->constant.kind); break;
  }
  if (node->constant.is_u) printf(", kind='u'");
}

static const char *context(const Node *node) {
  static const char *const words[] = {"Load()", "Store()", "Del()"};
  return words[node->context];
}

static const char *const binary_words[] = {"Add", "Sub",    "Mult",   "MatMult", "Div",   "FloorDiv", "Mod",
                                           "Pow", "LShift", "RShift", "BitAnd",  "BitOr", "BitXor"};
static const char *const unary_words[] = {"USub", "UAdd", "Invert", "Not"};
static const char *const compare_words[] = {"Lt", "LtE", "Eq", "NotEq", "Gt", "GtE", "In", "NotIn", "Is", "IsNot"};

static void dump_statement(const Node *n) {
  switch (n->kind) {
    case STMT_FUNCTION:
      printf("%sFunctionDef(name=", n->function.is_async ? "Async" : "");
      name(n->function.name);
      printf(", args=");
      parameters(n->function.parameters);
      nodes(", body=", n->function.body);
      nodes(", decorator_list=", n->function.decorators);
      optional(", returns=", n->function.returns, "");
      type_parameters(", type_params=", n->function.type_parameters, n->function.type_parameter_count);
      break;
    case STMT_CLASS:
      printf("ClassDef(name=");
      name(n->class_.name);
      nodes(", bases=", n->class_.bases);
      keywords(n->class_.keywords, n->class_.keyword_count);
      nodes(", body=", n->class_.body);
      nodes(", decorator_list=", n->class_.decorators);
      type_parameters(", type_params=", n->class_.type_parameters, n->class_.type_parameter_count);
      break;
    case STMT_RETURN:
      printf("Return(");
      optional("value=", n->one.value, "");
      node_place(n, !n->one.value);
      return;
    case STMT_DELETE: nodes("Delete(targets=", n->assign.targets); break;
    case STMT_ASSIGN:
      nodes("Assign(targets=", n->assign.targets);
      field(", value=", n->assign.value);
      break;
    case STMT_AUG_ASSIGN:
      field("AugAssign(target=", n->aug.target);
      printf(", op=%s()", binary_words[n->aug.op]);
      field(", value=", n->aug.value);
      break;
    case STMT_ANN_ASSIGN:
      field("AnnAssign(target=", n->annotated.target);
      field(", annotation=", n->annotated.annotation);
      optional(", value=", n->annotated.value, "");
      printf(", simple=%d", n->annotated.simple);
      break;
    case STMT_FOR:
      printf("%sFor(target=", n->for_.is_async ? "Async" : "");
      dump(n->for_.target);
      field(", iter=", n->for_.iterable);
      nodes(", body=", n->for_.body);
      nodes(", orelse=", n->for_.otherwise);
      break;
    case STMT_WHILE:
    case STMT_IF:
      field(n->kind == STMT_IF ? "If(test=" : "While(test=", n->branch.test);
      nodes(", body=", n->branch.body);
      nodes(", orelse=", n->branch.otherwise);
      break;
    case STMT_WITH:
      printf("%sWith(items=[", n->with.is_async ? "Async" : "");
      for (uint32_t i = 0; i < n->with.count; i++) {
        printf("%swithitem(context_expr=", i ? ", " : "");
        dump(n->with.items[i].context);
        optional(", optional_vars=", n->with.items[i].target, "");
        printf(")");
      }
      nodes("], body=", n->with.body);
      break;
    case STMT_MATCH:
      field("Match(subject=", n->match.subject);
      printf(", cases=[");
      for (uint32_t i = 0; i < n->match.count; i++) {
        printf("%smatch_case(pattern=", i ? ", " : "");
        dump(n->match.cases[i].pattern);
        optional(", guard=", n->match.cases[i].guard, "");
        nodes(", body=", n->match.cases[i].body);
        printf(")");
      }
      printf("]");
      break;
    case STMT_RAISE:
      printf("Raise(");
      optional("exc=", n->raise.exception, "");
      optional(", cause=", n->raise.cause, "");
      node_place(n, !n->raise.exception);
      return;
    case STMT_TRY:
      nodes(n->try_.is_star ? "TryStar(body=" : "Try(body=", n->try_.body);
      printf(", handlers=[");
      for (uint32_t i = 0; i < n->try_.count; i++) {
        const ExceptClause *c = &n->try_.clauses[i];
        printf("%sExceptHandler(", i ? ", " : "");
        optional("type=", c->type, ", ");
        optional_name("name=", c->name, ", ");
        nodes("body=", c->body);
        place(c->line, c->column, c->end_line, c->end_column, false);
      }
      nodes("], orelse=", n->try_.otherwise);
      nodes(", finalbody=", n->try_.final);
      break;
    case STMT_ASSERT:
      field("Assert(test=", n->assert_.test);
      optional(", msg=", n->assert_.message, "");
      break;
    case STMT_IMPORT:
      printf("Import(");
      aliases(n->import.names, n->import.count);
      break;
    case STMT_IMPORT_FROM:
      printf("ImportFrom(");
      optional_name("module=", n->import.module, ", ");
      aliases(n->import.names, n->import.count);
      printf(", level=%u", n->import.level);
      break;
    case STMT_GLOBAL:
    case STMT_NONLOCAL:
      printf(n->kind == STMT_GLOBAL ? "Global(names=" : "Nonlocal(names=");
      names(n->scope.names);
      break;
    case STMT_EXPR: field("Expr(value=", n->one.value); break;
    case STMT_PASS:
      printf("Pass(");
      node_place(n, true);
      return;
    case STMT_BREAK:
      printf("Break(");
      node_place(n, true);
      return;
    case STMT_CONTINUE:
      printf("Continue(");
      node_place(n, true);
      return;
    case STMT_TYPE_ALIAS:
      field("TypeAlias(name=", n->alias.name);
      type_parameters(", type_params=", n->alias.type_parameters, n->alias.type_parameter_count);
      field(", value=", n->alias.value);
      break;
    default: abort();
  }
  node_place(n, false);
}

static void dump_formatted(const Node *n) {
  const Node *outer = joined;
  joined = NULL;
  field(n->kind == EXPR_FORMATTED ? "FormattedValue(value=" : "Interpolation(value=", n->formatted.value);
  joined = outer;
  if (n->kind == EXPR_INTERPOLATION) printf(", str="), hex('S', n->formatted.source);
  printf(", conversion=%d", n->formatted.conversion);
  optional(", format_spec=", n->formatted.spec, "");
}

static void dump_expression(const Node *n) {
  switch (n->kind) {
    case EXPR_BOOL_OP:
      printf("BoolOp(op=%s()", n->bool_op.is_or ? "Or" : "And");
      nodes(", values=", n->bool_op.values);
      break;
    case EXPR_NAMED:
      field("NamedExpr(target=", n->named.target);
      field(", value=", n->named.value);
      break;
    case EXPR_BINARY:
      field("BinOp(left=", n->binary.left);
      printf(", op=%s()", binary_words[n->binary.op]);
      field(", right=", n->binary.right);
      break;
    case EXPR_UNARY:
      printf("UnaryOp(op=%s()", unary_words[n->unary.op]);
      field(", operand=", n->unary.operand);
      break;
    case EXPR_LAMBDA:
      printf("Lambda(args=");
      parameters(n->function.parameters);
      field(", body=", n->function.expression);
      break;
    case EXPR_IF:
      field("IfExp(test=", n->conditional.test);
      field(", body=", n->conditional.body);
      field(", orelse=", n->conditional.otherwise);
      break;
    case EXPR_DICT:
      nodes("Dict(keys=", n->dict.keys);
      nodes(", values=", n->dict.values);
      break;
    case EXPR_SET: nodes("Set(elts=", n->sequence.items); break;
    case EXPR_LIST_COMP:
    case EXPR_SET_COMP:
    case EXPR_GENERATOR:
      field(n->kind == EXPR_LIST_COMP  ? "ListComp(elt="
            : n->kind == EXPR_SET_COMP ? "SetComp(elt="
                                       : "GeneratorExp(elt=",
            n->comprehension.element);
      generators(n);
      break;
    case EXPR_DICT_COMP:
      field("DictComp(key=", n->comprehension.element);
      field(", value=", n->comprehension.value);
      generators(n);
      break;
    case EXPR_AWAIT: field("Await(value=", n->one.value); break;
    case EXPR_YIELD:
      printf("Yield(");
      optional("value=", n->one.value, "");
      node_place(n, !n->one.value);
      return;
    case EXPR_YIELD_FROM: field("YieldFrom(value=", n->one.value); break;
    case EXPR_COMPARE:
      field("Compare(left=", n->compare.left);
      printf(", ops=[");
      for (uint32_t i = 0; i < n->compare.comparators.count; i++)
        printf("%s%s()", i ? ", " : "", compare_words[n->compare.ops[i]]);
      nodes("], comparators=", n->compare.comparators);
      break;
    case EXPR_CALL:
      field("Call(func=", n->call.function);
      nodes(", args=", n->call.arguments);
      keywords(n->call.keywords, n->call.keyword_count);
      break;
    case EXPR_FORMATTED:
    case EXPR_INTERPOLATION: dump_formatted(n); break;
    case EXPR_JOINED:
    case EXPR_TEMPLATE: {
      const Node *outer = joined;
      if (!joined) joined = n;
      nodes(n->kind == EXPR_JOINED ? "JoinedStr(values=" : "TemplateStr(values=", n->joined.values);
      node_place(n, false);
      joined = outer;
      return;
    }
    case EXPR_CONSTANT: constant(n); break;
    case EXPR_ATTRIBUTE:
      field("Attribute(value=", n->attribute.value);
      printf(", attr=");
      name(n->attribute.name);
      printf(", ctx=%s", context(n));
      break;
    case EXPR_SUBSCRIPT:
      field("Subscript(value=", n->subscript.value);
      field(", slice=", n->subscript.index);
      printf(", ctx=%s", context(n));
      break;
    case EXPR_STARRED:
      field("Starred(value=", n->one.value);
      printf(", ctx=%s", context(n));
      break;
    case EXPR_NAME:
      printf("Name(id=");
      name(n->name.id);
      printf(", ctx=%s", context(n));
      break;
    case EXPR_LIST:
    case EXPR_TUPLE:
      nodes(n->kind == EXPR_LIST ? "List(elts=" : "Tuple(elts=", n->sequence.items);
      printf(", ctx=%s", context(n));
      break;
    case EXPR_SLICE: {
      bool any = n->slice.lower || n->slice.upper || n->slice.step;
      printf("Slice(");
      optional("lower=", n->slice.lower, n->slice.upper || n->slice.step ? ", " : "");
      optional("upper=", n->slice.upper, n->slice.step ? ", " : "");
      optional("step=", n->slice.step, "");
      node_place(n, !any);
      return;
    }
    default: abort();
  }
  node_place(n, false);
}

static void dump_pattern(const Node *n) {
  switch (n->kind) {
    case PATTERN_VALUE: field("MatchValue(value=", n->one.value); break;
    case PATTERN_SINGLETON:
      printf("MatchSingleton(value=");
      constant_kind(n->singleton.constant);
      break;
    case PATTERN_SEQUENCE: nodes("MatchSequence(patterns=", n->patterns.items); break;
    case PATTERN_OR: nodes("MatchOr(patterns=", n->patterns.items); break;
    case PATTERN_MAPPING:
      nodes("MatchMapping(keys=", n->mapping.keys);
      nodes(", patterns=", n->mapping.values);
      optional_name(", rest=", n->mapping.rest, "");
      break;
    case PATTERN_CLASS:
      field("MatchClass(cls=", n->class_pattern.cls);
      nodes(", patterns=", n->class_pattern.positional);
      printf(", kwd_attrs=");
      names(n->class_pattern.keywords);
      nodes(", kwd_patterns=", n->class_pattern.values);
      break;
    case PATTERN_STAR:
      printf("MatchStar(");
      optional_name("name=", n->capture.name, "");
      node_place(n, !n->capture.name.data);
      return;
    case PATTERN_AS:
      printf("MatchAs(");
      optional("pattern=", n->capture.pattern, ", ");
      optional_name("name=", n->capture.name, "");
      node_place(n, !n->capture.name.data);
      return;
    default: abort();
  }
  node_place(n, false);
}

static void dump(const Node *node) {
  if (node->kind <= STMT_TYPE_ALIAS)
    dump_statement(node);
  else if (node->kind <= EXPR_SLICE)
    dump_expression(node);
  else
    dump_pattern(node);
}

static char *read_whole(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    exit(2);
  }
  fseek(file, 0, SEEK_END);
  long length = ftell(file);
  rewind(file);
  char *text = malloc((size_t)length + 1);
  *size = fread(text, 1, (size_t)length, file);
  fclose(file);
  return text;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  ParseMode mode = PARSE_MODULE;
  bool timing = false, errors_only = false, is_text = false;
  double total = 0;
  size_t bytes = 0, memory = 0;
  for (int i = 1; i < argc; i++) {
    if (!strcmp(argv[i], "-12")) {
      new_fields = true;
      continue;
    }
    if (!strcmp(argv[i], "-e")) {
      mode = PARSE_EXPRESSION;
      continue;
    }
    if (!strcmp(argv[i], "-i")) {
      mode = PARSE_INTERACTIVE;
      continue;
    }
    if (!strcmp(argv[i], "-t")) {
      timing = true;
      continue;
    }
    if (!strcmp(argv[i], "-n")) {
      errors_only = true;
      continue;
    }
    if (!strcmp(argv[i], "-x")) {
      is_text = true;
      continue;
    }
    size_t size;
    char *source = read_whole(argv[i], &size);
    Arena arena;
    Tree tree;
    SyntaxProblem problem;
    arena_start(&arena, (size_t)4 << 30);
    double start = now();
    bool fine = parse(&arena, source, size, is_text, mode, &tree, &problem);
    memory += arena.used;
    if (timing) {
      arena_end(&arena);
      total += now() - start;
      bytes += size;
      free(source);
      continue;
    }
    if (!fine) {
      static const char *const kinds[] = {"None",        "SyntaxError",    "IndentationError", "TabError",
                                          "MemoryError", "RecursionError", "ValueError",       "Incomplete"};
      printf("ERROR %s\t%s\t%u\t%u\t%u\t%u", kinds[problem.kind], problem.message, problem.line, problem.column,
             problem.end_line, problem.end_column);
    } else if (errors_only) {
      printf("ok");
    } else if (mode == PARSE_EXPRESSION) {
      field("Expression(body=", tree.body.items[0]->one.value);
      printf(")");
    } else {
      nodes(mode == PARSE_MODULE ? "Module(body=" : "Interactive(body=", tree.body);
      printf(mode == PARSE_MODULE ? ", type_ignores=[])" : ")");
    }
    putchar('\n');
    putchar(0);
    arena_end(&arena);
    free(source);
  }
  if (timing)
    printf("%.1f MB in %.3f s: %.1f MB/s; arenas %.1f MB\n", (double)bytes / 1e6, total, (double)bytes / 1e6 / total,
           (double)memory / 1e6);
  return 0;
}
#else
typedef int dump_is_empty;
#endif
