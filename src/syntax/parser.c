/*
 * The parser's frame: entry, tokens it expects, sequences, nodes and trials.
 */
#include "syntax/parser.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------ memory */

#define BYTES(member) (offsetof(Node, member) + sizeof(((Node *)0)->member))

static const uint8_t node_sizes[] = {
    [STMT_FUNCTION] = BYTES(function),
    [STMT_CLASS] = BYTES(class_),
    [STMT_RETURN] = BYTES(one),
    [STMT_DELETE] = BYTES(assign),
    [STMT_ASSIGN] = BYTES(assign),
    [STMT_AUG_ASSIGN] = BYTES(aug),
    [STMT_ANN_ASSIGN] = BYTES(annotated),
    [STMT_FOR] = BYTES(for_),
    [STMT_WHILE] = BYTES(branch),
    [STMT_IF] = BYTES(branch),
    [STMT_WITH] = BYTES(with),
    [STMT_MATCH] = BYTES(match),
    [STMT_RAISE] = BYTES(raise),
    [STMT_TRY] = BYTES(try_),
    [STMT_ASSERT] = BYTES(assert_),
    [STMT_IMPORT] = BYTES(import),
    [STMT_IMPORT_FROM] = BYTES(import),
    [STMT_GLOBAL] = BYTES(scope),
    [STMT_NONLOCAL] = BYTES(scope),
    [STMT_EXPR] = BYTES(one),
    [STMT_PASS] = BYTES(one),
    [STMT_BREAK] = BYTES(one),
    [STMT_CONTINUE] = BYTES(one),
    [STMT_TYPE_ALIAS] = BYTES(alias),
    [EXPR_BOOL_OP] = BYTES(bool_op),
    [EXPR_NAMED] = BYTES(named),
    [EXPR_BINARY] = BYTES(binary),
    [EXPR_UNARY] = BYTES(unary),
    [EXPR_LAMBDA] = BYTES(function),
    [EXPR_IF] = BYTES(conditional),
    [EXPR_DICT] = BYTES(dict),
    [EXPR_SET] = BYTES(sequence),
    [EXPR_LIST_COMP] = BYTES(comprehension),
    [EXPR_SET_COMP] = BYTES(comprehension),
    [EXPR_DICT_COMP] = BYTES(comprehension),
    [EXPR_GENERATOR] = BYTES(comprehension),
    [EXPR_AWAIT] = BYTES(one),
    [EXPR_YIELD] = BYTES(one),
    [EXPR_YIELD_FROM] = BYTES(one),
    [EXPR_COMPARE] = BYTES(compare),
    [EXPR_CALL] = BYTES(call),
    [EXPR_FORMATTED] = BYTES(formatted),
    [EXPR_JOINED] = BYTES(joined),
    [EXPR_TEMPLATE] = BYTES(joined),
    [EXPR_INTERPOLATION] = BYTES(formatted),
    [EXPR_CONSTANT] = BYTES(constant),
    [EXPR_ATTRIBUTE] = BYTES(attribute),
    [EXPR_SUBSCRIPT] = BYTES(subscript),
    [EXPR_STARRED] = BYTES(one),
    [EXPR_NAME] = BYTES(name),
    [EXPR_LIST] = BYTES(sequence),
    [EXPR_TUPLE] = BYTES(sequence),
    [EXPR_SLICE] = BYTES(slice),
    [PATTERN_VALUE] = BYTES(one),
    [PATTERN_SINGLETON] = BYTES(singleton),
    [PATTERN_SEQUENCE] = BYTES(patterns),
    [PATTERN_MAPPING] = BYTES(mapping),
    [PATTERN_CLASS] = BYTES(class_pattern),
    [PATTERN_STAR] = BYTES(capture),
    [PATTERN_AS] = BYTES(capture),
    [PATTERN_OR] = BYTES(patterns),
};
_Static_assert(sizeof(Node) < 160, "the arena's tail must cover a Node");

Node *node_new(Parser *p, NodeKind kind, uint32_t line, uint32_t column) {
  Node *node = take(p, node_sizes[kind]);
  node->kind = (uint8_t)kind;
  node->line = line;
  node->column = column;
  node->end_line = p->end_line;
  node->end_column = p->end_column;
  return node;
}

__attribute__((noinline)) void scratch_grow(Parser *p, Scratch *scratch, size_t size) {
  size_t capacity = scratch->capacity ? scratch->capacity * 2 : 1024;
  while (capacity - scratch->size < size) capacity *= 2;
  uint8_t *bytes = take(p, capacity);
  if (scratch->size) memcpy(bytes, scratch->bytes, scratch->size);
  scratch->bytes = bytes;
  scratch->capacity = capacity;
}

void *scratch_pop(Parser *p, Scratch *scratch, size_t mark) {
  size_t size = scratch->size - mark;
  scratch->size = mark;
  if (!size) return NULL;
  void *copy = take(p, size);
  memcpy(copy, scratch->bytes + mark, size);
  return copy;
}

Nodes pop_nodes(Parser *p, size_t mark) {
  uint32_t count = (uint32_t)((p->scratch.size - mark) / sizeof(Node *));
  return (Nodes){scratch_pop(p, &p->scratch, mark), count};
}

/* ------------------------------------------------------------ tokens */

void expect(Parser *p, TokenKind kind) {
  if (!at(p, kind)) fail_here(p);
  advance(p);
}

void expect_forced(Parser *p, TokenKind kind, const char *shown) {
  if (!at(p, kind)) fail_token(p, "expected '%s'", shown);
  advance(p);
}

static Text normalise(Parser *p, Text text) {
  size_t room = (size_t)text.size * 4 + 16, written = 0;
  char *out = take(p, room);
  while (!unicode_normalise_identifier(text.data, text.size, out, room, &written)) {
    room *= 2;
    out = take(p, room);
  }
  return written ? (Text){out, (uint32_t)written} : text;
}

Text token_text(Parser *p) {
  Text text = {p->token.start, (uint32_t)(p->token.end - p->token.start)};
  for (uint32_t i = 0; i < text.size; i++)
    if ((uint8_t)text.data[i] >= 0x80) return normalise(p, text);
  return text;
}

Text expect_name(Parser *p) {
  if (!at(p, TOKEN_NAME)) fail_here(p);
  Text text = token_text(p);
  advance(p);
  return text;
}

bool token_is(const Parser *p, const char *word) {
  return p->token.kind == TOKEN_NAME &&
         text_equals((Text){p->token.start, (uint32_t)(p->token.end - p->token.start)}, word);
}

bool starts_expression(TokenKind kind) {
  switch (kind) {
    case TOKEN_NAME:
    case TOKEN_NUMBER:
    case TOKEN_STRING:
    case TOKEN_FORMAT_START:
    case TOKEN_LEFT_PAREN:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_BRACE:
    case TOKEN_TILDE:
    case TOKEN_PLUS:
    case TOKEN_MINUS:
    case TOKEN_ELLIPSIS:
    case KEY_FALSE:
    case KEY_NONE:
    case KEY_TRUE:
    case KEY_AWAIT:
    case KEY_LAMBDA:
    case KEY_NOT: return true;
    default: return false;
  }
}

/* ------------------------------------------------------------ trials */

static bool run_trial(Parser *p, void (*parse)(Parser *p, void *result), void *result, bool keep, unsigned quiet) {
  Trial *saved = take(p, sizeof *saved);
  saved->tokenizer = p->tokenizer;
  saved->token = p->token;
  saved->end_line = p->end_line, saved->end_column = p->end_column;
  saved->stack_left = p->stack_left;
  saved->prefix = p->prefix;
  saved->keep = keep; /* not in a register over setjmp */
  saved->scratch = p->scratch.size, saved->second = p->second.size, saved->text = p->text.size;
  memcpy(saved->brackets, p->tokenizer.brackets, sizeof saved->brackets);
  jmp_buf trap, *outer = p->tokenizer.trap;
  p->tokenizer.trap = &trap;
  if (p->tokenizer.quiet < quiet) p->tokenizer.quiet = (uint8_t)quiet;
  int failure = setjmp(trap);
  if (!failure) parse(p, result);
  if (failure >= FAIL_TOKENIZER) longjmp(*outer, failure);
  if (!failure && saved->keep) {
    p->tokenizer.trap = outer;
    p->tokenizer.quiet = saved->tokenizer.quiet;
    return true;
  }
  uint32_t furthest = p->tokenizer.furthest_line;
  if (p->token.line > furthest) furthest = p->token.line;
  p->tokenizer = saved->tokenizer;
  p->tokenizer.furthest_line = furthest;
  p->token = saved->token;
  p->end_line = saved->end_line, p->end_column = saved->end_column;
  p->stack_left = saved->stack_left;
  p->prefix = saved->prefix;
  p->scratch.size = saved->scratch, p->second.size = saved->second, p->text.size = saved->text;
  memcpy(p->tokenizer.brackets, saved->brackets, sizeof saved->brackets);
  return !failure;
}

bool parser_try(Parser *p, void (*parse)(Parser *p, void *result), void *result, bool keep) {
  return run_trial(p, parse, result, keep, QUIET_ALL);
}

bool parser_try_aloud(Parser *p, void (*parse)(Parser *p, void *result), void *result, bool keep) {
  return run_trial(p, parse, result, keep, QUIET_GENERAL);
}

/* ------------------------------------------------------------ entry */

_Noreturn void parser_overflow(Parser *p) {
  tokenizer_fail(&p->tokenizer, FAIL_TOKENIZER, PROBLEM_RECURSION, token_place(&p->token),
                 "too many nested expressions: parser stack overflow");
}

/* Of a source of no characters CPython says that line 0 is wrong. */
static _Noreturn void fail_nowhere(Parser *p) {
  tokenizer_fail(&p->tokenizer, FAIL_PARSER, PROBLEM_SYNTAX, (Place){0}, "invalid syntax");
}

static Nodes parse_single(Parser *p) {
  size_t mark = p->scratch.size;
  while (accept(p, TOKEN_NEWLINE)) continue;
  if (!at(p, TOKEN_END)) parse_statement(p);
  Place end = {p->end_line, p->end_column, p->end_line, p->end_column};
  while (accept(p, TOKEN_NEWLINE)) continue;
  if (!at(p, TOKEN_END)) fail_at(p, end, "multiple statements found while compiling a single statement");
  return pop_nodes(p, mark);
}

static Nodes parse_whole_expression(Parser *p) {
  Token start = p->token;
  if (at(p, TOKEN_END) && p->tokenizer.limit == p->tokenizer.source) fail_nowhere(p);
  Node *value = parse_star_expressions(p);
  while (accept(p, TOKEN_NEWLINE)) continue;
  if (!at(p, TOKEN_END)) fail_here(p);
  Node *statement = node_at(p, STMT_EXPR, &start);
  statement->one.value = value;
  size_t mark = p->scratch.size;
  push_node(p, statement);
  return pop_nodes(p, mark);
}

static void parse_source(Parser *p, const char *source, size_t size, bool is_text, Tree *tree) {
  tokenizer_start(&p->tokenizer, source, size, is_text);
  tokenizer_next(&p->tokenizer, &p->token);
  switch (p->mode) {
    case PARSE_MODULE: tree->body = parse_statements(p); break;
    case PARSE_EXPRESSION: tree->body = parse_whole_expression(p); break;
    case PARSE_INTERACTIVE: tree->body = parse_single(p); break;
  }
  tree->features = p->features;
}

/* CPython reads the rest of the source after an error of the parser, and prefers what the tokenizer finds there:
   unless that is a bracket left open on the very line of the error. */
static void prefer_tokenizer_error(Parser *p, jmp_buf *trap) {
  Tokenizer *t = &p->tokenizer;
  SyntaxProblem first = *t->problem;
  t->failed_line = p->token.line > t->furthest_line ? p->token.line : t->furthest_line;
  t->trap = trap;
  t->quiet = false;
  t->format.level = 0;
  Token token = p->token;
  while (token.kind != TOKEN_END) {
    if (token.kind == TOKEN_FORMAT_START) tokenizer_skip_format(t, &token);
    tokenizer_next(t, &token);
  }
  *t->problem = first;
}

/* Returns when there is none, else jumps to the trap with the problem replaced. */
static void look_for_better_error(Parser *p, jmp_buf *trap, int failure) {
  Tokenizer *t = &p->tokenizer;
  if (t->problem->kind != PROBLEM_SYNTAX) return;
  t->trap = trap;
  if (t->format.level)
    tokenizer_check_format(t);
  else if (failure != FAIL_TOKENIZER && strncmp(t->problem->message, "f-string", 8) != 0)
    prefer_tokenizer_error(p, trap);
}

/* Whether the end of the source is what stopped the parser, so that more lines could help. */
static bool stopped_by_end(const Parser *p) {
  const Tokenizer *t = &p->tokenizer;
  if (!t->cursor || t->cursor < t->limit) return false;
  return p->token.kind == TOKEN_END || p->token.kind == TOKEN_DEDENT || t->level || t->hit_end;
}

/* A compound statement whose last line lacks its newline: at a prompt the next line may belong to it. */
static bool may_go_on(const Parser *p, const Tree *tree) {
  if (!p->tokenizer.implied_newline || tree->body.count != 1) return false;
  const Node *last = tree->body.items[0];
  switch (last->kind) {
    case STMT_FUNCTION:
    case STMT_CLASS:
    case STMT_FOR:
    case STMT_WHILE:
    case STMT_IF:
    case STMT_WITH:
    case STMT_MATCH:
    case STMT_TRY: return true;
    default: return false;
  }
}

/* PARSE_INTERACTIVE answers PROBLEM_INCOMPLETE in two cases. Where the source does not parse but its end is what is
   wrong, the rest of `problem` is the error for a caller with no more lines. Where it parses, `tree` is whole and the
   message empty: a caller with no more lines can take it. */
bool parse(Arena *arena, const char *source, size_t size, bool is_text, ParseMode mode, Tree *tree,
           SyntaxProblem *problem) {
  jmp_buf trap;
  memset(problem, 0, sizeof *problem);
  memset(tree, 0, sizeof *tree);
  Parser *p = arena_take(arena, sizeof *p);
  if (!p) {
    problem->kind = PROBLEM_MEMORY;
    strcpy(problem->message, "out of memory while parsing");
    return false;
  }
  p->arena = p->tokenizer.arena = arena;
  p->tokenizer.problem = problem;
  p->tokenizer.trap = &trap;
  p->mode = mode;
  p->stack_left = STACK_BUDGET;
  int failure = setjmp(trap);
  if (!failure) {
    parse_source(p, source, size, is_text, tree);
    if (mode == PARSE_INTERACTIVE && may_go_on(p, tree)) problem->kind = PROBLEM_INCOMPLETE;
    return problem->kind == PROBLEM_NONE;
  }
  bool is_syntax = problem->kind == PROBLEM_SYNTAX || problem->kind == PROBLEM_INDENTATION;
  if (mode == PARSE_INTERACTIVE && is_syntax && stopped_by_end(p)) {
    problem->kind = PROBLEM_INCOMPLETE;
    return false;
  }
  if (!setjmp(trap)) look_for_better_error(p, &trap, failure);
  return false;
}
