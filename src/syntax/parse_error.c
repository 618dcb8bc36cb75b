/*
 * What to say about a source that does not parse. The parser fails at the first token that cannot go on; from that
 * token, the last operand read and a trial at parsing on from there, the message is found. The wordings, and which of
 * them wins, are CPython 3.11's (the `invalid_` rules of Grammar/python.gram).
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "syntax/parser.h"

Place node_place(const Node *node) { return (Place){node->line, node->column, node->end_line, node->end_column}; }
Place token_place(const Token *token) {
  return (Place){token->line, token->column, token->end_line, token->end_column};
}
/* Layout tokens have no text: CPython tells the column where the tokenizer stood, and at the end of the source the
   last line. A NEWLINE ends before the newline. */
static Place error_place(const Parser *p) {
  const Tokenizer *t = &p->tokenizer;
  const Token *token = &p->token;
  bool at_end = token->start == t->limit;
  if (at_end && token->line > 1 && (token->kind == TOKEN_END || token->kind == TOKEN_DEDENT)) {
    const char *end = t->limit - 1, *start = end;
    while (start > t->source && start[-1] != '\n') start--;
    uint32_t column = p->mode == PARSE_EXPRESSION ? NO_COLUMN : (uint32_t)(end - start);
    return (Place){token->line - 1, column, 0, 0};
  }
  if (token->kind == TOKEN_INDENT || token->kind == TOKEN_DEDENT)
    return (Place){token->line, token->column ? token->column - 1 : NO_COLUMN, 0, 0};
  Place place = token_place(token);
  if (token->kind == TOKEN_NEWLINE && place.end_line == place.line && place.end_column > place.column) place.end_column--;
  return place;
}

Place span(Place first, Place last) { return (Place){first.line, first.column, last.end_line, last.end_column}; }

#define FORMAT_MESSAGE(message, format)                  \
  char message[380];                                     \
  va_list arguments;                                     \
  va_start(arguments, format);                           \
  vsnprintf(message, sizeof message, format, arguments); \
  va_end(arguments)

/* Errors of an expression in an f-string say so. */
static const char *message_prefix(const Parser *p, const char *message) {
  if (!p->tokenizer.format.level || strncmp(message + 1, "-string", 7) == 0) return "";
  return p->tokenizer.format.template ? "t-string: " : "f-string: ";
}

_Noreturn void fail_at(Parser *p, Place place, const char *format, ...) {
  FORMAT_MESSAGE(message, format);
  tokenizer_fail(&p->tokenizer, FAIL_PARSER, PROBLEM_SYNTAX, place, "%s%s", message_prefix(p, message), message);
}

_Noreturn void fail_token(Parser *p, const char *format, ...) {
  FORMAT_MESSAGE(message, format);
  Place place = error_place(p);
  if (!place.end_line && strcmp(message, "invalid syntax") != 0) place.end_column = NO_RANGE;
  tokenizer_fail(&p->tokenizer, FAIL_PARSER, PROBLEM_SYNTAX, place, "%s%s", message_prefix(p, message), message);
}

_Noreturn void fail_indentation(Parser *p, const char *format, ...) {
  FORMAT_MESSAGE(message, format);
  Place place = error_place(p);
  if (!place.end_line) place.end_column = NO_RANGE;
  tokenizer_fail(&p->tokenizer, FAIL_PARSER, PROBLEM_INDENTATION, place, "%s", message);
}

const char *expression_name(const Node *node) {
  switch (node->kind) {
    case EXPR_ATTRIBUTE: return "attribute";
    case EXPR_SUBSCRIPT: return "subscript";
    case EXPR_STARRED: return "starred";
    case EXPR_NAME: return "name";
    case EXPR_LIST: return "list";
    case EXPR_TUPLE: return "tuple";
    case EXPR_LAMBDA: return "lambda";
    case EXPR_CALL: return "function call";
    case EXPR_BOOL_OP:
    case EXPR_BINARY:
    case EXPR_UNARY: return "expression";
    case EXPR_GENERATOR: return "generator expression";
    case EXPR_YIELD:
    case EXPR_YIELD_FROM: return "yield expression";
    case EXPR_AWAIT: return "await expression";
    case EXPR_LIST_COMP: return "list comprehension";
    case EXPR_SET_COMP: return "set comprehension";
    case EXPR_DICT_COMP: return "dict comprehension";
    case EXPR_DICT: return "dict literal";
    case EXPR_SET: return "set display";
    case EXPR_JOINED:
    case EXPR_FORMATTED: return "f-string expression";
    case EXPR_TEMPLATE:
    case EXPR_INTERPOLATION: return "t-string expression";
    case EXPR_COMPARE: return "comparison";
    case EXPR_IF: return "conditional expression";
    case EXPR_NAMED: return "named expression";
    case EXPR_CONSTANT:
      switch (node->constant.kind) {
        case CONST_NONE: return "None";
        case CONST_TRUE: return "True";
        case CONST_FALSE: return "False";
        case CONST_ELLIPSIS: return "ellipsis";
        default: return "literal";
      }
    default: return "expression";
  }
}

const Node *invalid_target(const Node *node, TargetUse use) {
  switch (node->kind) {
    case EXPR_NAME:
    case EXPR_ATTRIBUTE:
    case EXPR_SUBSCRIPT: return NULL;
    case EXPR_LIST:
    case EXPR_TUPLE:
      for (uint32_t i = 0; i < node->sequence.items.count; i++) {
        const Node *invalid = invalid_target(node->sequence.items.items[i], use);
        if (invalid) return invalid;
      }
      return NULL;
    case EXPR_STARRED: return use == TARGET_DELETE ? node : invalid_target(node->one.value, use);
    case EXPR_COMPARE:
      if (use == TARGET_FOR) return node->compare.ops[0] == CMP_IN ? invalid_target(node->compare.left, use) : NULL;
      return node;
    default: return node;
  }
}

void check_target(Parser *p, const Node *node, TargetUse use) {
  const Node *invalid = invalid_target(node, use);
  if (!invalid) return;
  fail_at(p, node_place(invalid), use == TARGET_DELETE ? "cannot delete %s" : "cannot assign to %s",
          expression_name(invalid));
}

/* ------------------------------------------------------------ trials that only want to know */

static void try_expression(Parser *p, void *result) { *(Node **)result = parse_expression(p); }
static void try_bitwise_or(Parser *p, void *result) {
  *(Node **)result = parse_bitwise_or(p);
  if (at(p, TOKEN_EQUAL) || at(p, TOKEN_WALRUS)) fail_token(p, "invalid syntax");
}
static void try_star_expressions(Parser *p, void *result) { *(Node **)result = parse_star_expressions(p); }

static void try_equal_value(Parser *p, void *result) {
  advance(p);
  try_bitwise_or(p, result);
}

void explain_equal(Parser *p, const Node *node) {
  Node *value;
  if (!parser_try(p, try_equal_value, &value, false)) return;
  switch (node->kind) {
    case EXPR_NAME:
      if (node->parenthesized) break;
      fail_at(p, span(node_place(node), node_place(value)),
              "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    case EXPR_LIST:
    case EXPR_TUPLE:
    case EXPR_GENERATOR: return;
    case EXPR_BOOL_OP:
    case EXPR_COMPARE:
    case EXPR_IF:
    case EXPR_LAMBDA:
    case EXPR_STARRED:
    case EXPR_NAMED:
      if (!node->parenthesized) return;
      break;
    case EXPR_UNARY:
      if (node->unary.op == OP_NOT && !node->parenthesized) return;
      break;
    case EXPR_CONSTANT:
      if (node->constant.kind <= CONST_FALSE && !node->parenthesized) return;
      break;
    default: break;
  }
  fail_at(p, node_place(node), "cannot assign to %s here. Maybe you meant '==' instead of '='?", expression_name(node));
}

/* ------------------------------------------------------------ the general error */

static void try_explained(Parser *p, void *result);

static bool operand_ends_here(const Parser *p) {
  return p->operand_node && p->operand.end_line == p->end_line && p->operand.end_column == p->end_column;
}

static bool is_soft_keyword(Text name) {
  return text_equals(name, "match") || text_equals(name, "case") || text_equals(name, "_") || text_equals(name, "type");
}

/* Reads an expression, or as much of one as there is: to the place's end. */
static bool read_ahead(Parser *p, void (*parse)(Parser *p, void *result), Place *place) {
  Prefix prefix = {.level = parser_level(p)};
  Prefix *outer = p->prefix;
  Node *node;
  p->prefix = &prefix;
  bool good = parser_try(p, parse, &node, false);
  p->prefix = outer;
  if (good) *place = node_place(node);
  else *place = prefix.place;
  return good || prefix.found;
}

static bool is_legacy(const Node *name) {
  return name->kind == EXPR_NAME && (text_equals(name->name.id, "print") || text_equals(name->name.id, "exec"));
}

/* Behind a name CPython reads expressions, whatever the name is; those that it has read already are not explained. */
static void explain_after_name(Parser *p, const Node *name) {
  if (name->parenthesized || at(p, TOKEN_LEFT_PAREN)) return;
  if (!starts_expression(p->token.kind) && !at(p, TOKEN_STAR)) return;
  Place value;
  if (at(p, TOKEN_STRING) || is_soft_keyword(name->name.id)) {
    enum { CLAIM = 1400, LEAST = 24 * 1024 }; /* of a long row of names the first are enough */
    Node *unused;
    if (p->stack_left < LEAST) return;
    parser_enter(p, CLAIM);
    parser_try_aloud(p, try_explained, &unused, false);
    parser_leave(p, CLAIM);
  }
  if (!read_ahead(p, try_star_expressions, &value) || !is_legacy(name)) return;
  Text word = name->name.id;
  fail_at(p, span(node_place(name), value), "Missing parentheses in call to '%.*s'. Did you mean %.*s(...)?", (int)word.size, word.data,
          (int)word.size, word.data);
}

static void explain_comma(Parser *p, const Node *operand) {
  if (!starts_expression(p->token.kind)) return;
  bool is_name = operand->kind == EXPR_NAME;
  if (is_name && (at(p, TOKEN_STRING) || is_soft_keyword(operand->name.id))) return;
  if (is_legacy(operand)) return;
  Place first = p->operand, next;
  if (!read_ahead(p, try_expression, &next) || !parser_level(p)) return;
  fail_at(p, span(first, next), "invalid syntax. Perhaps you forgot a comma?");
}

static void explain_juxtaposition(Parser *p) {
  if (!operand_ends_here(p)) return;
  const Node *operand = p->operand_node;
  explain_comma(p, operand);
  if (operand->kind == EXPR_NAME) explain_after_name(p, operand);
}

static void try_explained(Parser *p, void *result) {
  try_star_expressions(p, result);
  explain_juxtaposition(p);
}

static const Prefix *prefix_found(const Parser *p, unsigned kind) {
  const Prefix *prefix = p->prefix;
  while (prefix && !(prefix->found && prefix->kind == kind)) prefix = prefix->kind == PREFIX_OF_TRIAL ? NULL : prefix->outer;
  return prefix;
}

static void explain_key(Parser *p) {
  const Prefix *key = prefix_found(p, PREFIX_OF_KEY);
  if (key) fail_at(p, (Place){key->place.end_line, key->place.end_column - 1, 0, 0}, "':' expected after dictionary key");
}

static void explain_conditional(Parser *p) {
  const Prefix *test = prefix_found(p, PREFIX_OF_TEST);
  if (test) fail_at(p, test->place, "expected 'else' after 'if' expression");
}

_Noreturn void fail_here(Parser *p) {
  unsigned quiet = p->tokenizer.quiet;
  if (quiet != QUIET_ALL) {
    explain_key(p);
    explain_juxtaposition(p);
    explain_conditional(p);
  }
  if (quiet) tokenizer_fail(&p->tokenizer, FAIL_PARSER, PROBLEM_SYNTAX, (Place){0}, "invalid syntax");
  if (at(p, TOKEN_INDENT)) fail_indentation(p, "unexpected indent");
  if (at(p, TOKEN_DEDENT)) fail_indentation(p, "unexpected unindent");
  fail_token(p, "invalid syntax");
}
