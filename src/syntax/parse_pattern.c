/*
 * Patterns of `case`.
 */
#include <string.h>

#include "syntax/parser.h"

enum { CLAIM_PATTERN = 450 };

static Node *parse_pattern(Parser *p);

typedef struct Start {
  uint32_t line, column;
} Start;

static Start start_here(const Parser *p) { return (Start){p->token.line, p->token.column}; }
static Node *make(Parser *p, NodeKind kind, Start start) { return node_new(p, kind, start.line, start.column); }

/* ------------------------------------------------------------ literals and names */

static Node *parse_signed_number(Parser *p) {
  if (!at(p, TOKEN_MINUS)) {
    if (!at(p, TOKEN_NUMBER)) fail_here(p);
    return parse_number(p);
  }
  Start start = start_here(p);
  advance(p);
  if (!at(p, TOKEN_NUMBER)) fail_here(p);
  Node *operand = parse_number(p);
  Node *node = make(p, EXPR_UNARY, start);
  node->unary.operand = operand;
  node->unary.op = OP_NEG;
  return node;
}

static bool is_complex(const Node *node) { return node->kind == EXPR_CONSTANT && node->constant.kind == CONST_COMPLEX; }

/* A number, or real ± imaginary. */
static Node *parse_number_value(Parser *p) {
  Start start = start_here(p);
  Node *left = parse_signed_number(p);
  if (!at(p, TOKEN_PLUS) && !at(p, TOKEN_MINUS)) return left;
  const Node *plain = left->kind == EXPR_UNARY ? left->unary.operand : left;
  if (is_complex(plain)) fail_at(p, node_place(left), "real number required in complex literal");
  BinaryOp op = at(p, TOKEN_PLUS) ? OP_ADD : OP_SUB;
  advance(p);
  if (!at(p, TOKEN_NUMBER)) fail_here(p);
  Node *right = parse_number(p);
  if (!is_complex(right)) fail_at(p, node_place(right), "imaginary number required in complex literal");
  Node *node = make(p, EXPR_BINARY, start);
  node->binary.left = left;
  node->binary.right = right;
  node->binary.op = (uint8_t)op;
  return node;
}

/* A name with attributes: a value, not a capture. `name` has been consumed. */
static Node *parse_dotted(Parser *p, Text name, Start start) {
  Node *node = make(p, EXPR_NAME, start);
  node->name.id = name;
  while (accept(p, TOKEN_DOT)) {
    Text attribute = expect_name(p);
    Node *outer = make(p, EXPR_ATTRIBUTE, start);
    outer->attribute.value = node;
    outer->attribute.name = attribute;
    node = outer;
  }
  return node;
}

static Node *make_value(Parser *p, Node *value, Start start) {
  if (value->kind == EXPR_JOINED || value->kind == EXPR_TEMPLATE)
    fail_at(p, node_place(value), "patterns may only match literals and attribute lookups");
  Node *node = make(p, PATTERN_VALUE, start);
  node->one.value = value;
  return node;
}

static Node *parse_singleton(Parser *p, ConstantKind constant) {
  Start start = start_here(p);
  advance(p);
  Node *node = make(p, PATTERN_SINGLETON, start);
  node->singleton.constant = (uint8_t)constant;
  return node;
}

/* ------------------------------------------------------------ sequences */

static Node *parse_maybe_star(Parser *p) {
  if (!at(p, TOKEN_STAR)) return parse_pattern(p);
  Start start = start_here(p);
  advance(p);
  Text name = expect_name(p);
  Node *node = make(p, PATTERN_STAR, start);
  if (!text_equals(name, "_")) node->capture.name = name;
  return node;
}

static bool starts_pattern(const Parser *p) {
  switch (p->token.kind) {
    case TOKEN_STAR:
    case TOKEN_MINUS:
    case TOKEN_NUMBER:
    case TOKEN_STRING:
    case TOKEN_FORMAT_START:
    case TOKEN_NAME:
    case KEY_NONE:
    case KEY_TRUE:
    case KEY_FALSE:
    case TOKEN_LEFT_PAREN:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_BRACE: return true;
    default: return false;
  }
}

/* Further items after a comma. */
static void push_patterns(Parser *p) {
  while (accept(p, TOKEN_COMMA)) {
    if (!starts_pattern(p)) break;
    push_node(p, parse_maybe_star(p));
  }
}

static Node *parse_bracketed(Parser *p, TokenKind close) {
  Start start = start_here(p);
  size_t mark = p->scratch.size;
  advance(p);
  if (!at(p, close)) {
    Node *first = parse_maybe_star(p);
    if (close == TOKEN_RIGHT_PAREN && first->kind != PATTERN_STAR && !at(p, TOKEN_COMMA)) {
      expect(p, close);
      return first;
    }
    push_node(p, first);
    push_patterns(p);
  }
  expect(p, close);
  Node *node = make(p, PATTERN_SEQUENCE, start);
  node->patterns.items = pop_nodes(p, mark);
  return node;
}

/* ------------------------------------------------------------ mappings */

static Node *parse_key(Parser *p) {
  Start start = start_here(p);
  Node *node;
  switch (p->token.kind) {
    case TOKEN_STRING:
    case TOKEN_FORMAT_START:
      node = parse_strings(p);
      if (node->kind != EXPR_CONSTANT)
        fail_at(p, node_place(node), "patterns may only match literals and attribute lookups");
      return node;
    case TOKEN_NUMBER:
    case TOKEN_MINUS: return parse_number_value(p);
    case TOKEN_NAME: {
      Text name = expect_name(p);
      if (!at(p, TOKEN_DOT)) fail_here(p);
      return parse_dotted(p, name, start);
    }
    case KEY_NONE:
    case KEY_TRUE:
    case KEY_FALSE: {
      uint8_t kind = at(p, KEY_NONE) ? CONST_NONE : at(p, KEY_TRUE) ? CONST_TRUE : CONST_FALSE;
      advance(p);
      node = make(p, EXPR_CONSTANT, start);
      node->constant.kind = kind;
      return node;
    }
    default: fail_here(p);
  }
}

static void parse_rest(Parser *p, Text *rest) {
  advance(p);
  if (token_is(p, "_")) fail_here(p);
  *rest = expect_name(p);
  accept(p, TOKEN_COMMA);
}

static Node *parse_mapping(Parser *p) {
  Start start = start_here(p);
  size_t mark = p->scratch.size, second = p->second.size;
  Text rest = {0};
  advance(p);
  while (!at(p, TOKEN_RIGHT_BRACE)) {
    if (at(p, TOKEN_DOUBLE_STAR)) {
      parse_rest(p, &rest);
      break;
    }
    push_node(p, parse_key(p));
    expect(p, TOKEN_COLON);
    Node *value = parse_pattern(p);
    scratch_push(p, &p->second, &value, sizeof value);
    if (!accept(p, TOKEN_COMMA)) break;
  }
  expect(p, TOKEN_RIGHT_BRACE);
  Node *node = make(p, PATTERN_MAPPING, start);
  node->mapping.keys = pop_nodes(p, mark);
  node->mapping.values = (Nodes){scratch_pop(p, &p->second, second), node->mapping.keys.count};
  node->mapping.rest = rest;
  return node;
}

/* ------------------------------------------------------------ classes */

typedef struct KeywordPattern {
  Text name;
  Node *pattern;
} KeywordPattern;

/* A pattern that is a plain name followed by '=' is a keyword. */
static bool is_keyword_name(const Parser *p, const Node *pattern) {
  return at(p, TOKEN_EQUAL) && pattern->kind == PATTERN_AS && !pattern->capture.pattern;
}

static void split_keywords(Parser *p, Node *node, size_t second) {
  uint32_t count = (uint32_t)((p->second.size - second) / sizeof(KeywordPattern));
  if (count) {
    node->class_pattern.keywords = (Texts){take(p, count * sizeof(Text)), count};
    node->class_pattern.values = (Nodes){take(p, count * sizeof(Node *)), count};
  }
  for (uint32_t i = 0; i < count; i++) {
    KeywordPattern keyword;
    memcpy(&keyword, p->second.bytes + second + i * sizeof keyword, sizeof keyword);
    node->class_pattern.keywords.items[i] = keyword.name;
    node->class_pattern.values.items[i] = keyword.pattern;
  }
  p->second.size = second;
}

static Node *parse_class_pattern(Parser *p, Node *cls, Start start) {
  size_t mark = p->scratch.size, second = p->second.size;
  advance(p);
  while (!at(p, TOKEN_RIGHT_PAREN)) {
    Text name = at(p, TOKEN_NAME) ? token_text(p) : (Text){0};
    Node *pattern = parse_pattern(p);
    if (is_keyword_name(p, pattern)) {
      advance(p);
      KeywordPattern keyword = {name, parse_pattern(p)};
      scratch_push(p, &p->second, &keyword, sizeof keyword);
    } else {
      if (p->second.size > second) fail_at(p, node_place(pattern), "positional patterns follow keyword patterns");
      push_node(p, pattern);
    }
    if (!accept(p, TOKEN_COMMA)) break;
  }
  expect(p, TOKEN_RIGHT_PAREN);
  Node *node = make(p, PATTERN_CLASS, start);
  node->class_pattern.cls = cls;
  node->class_pattern.positional = pop_nodes(p, mark);
  split_keywords(p, node, second);
  return node;
}

static Node *parse_name_pattern(Parser *p) {
  Start start = start_here(p);
  Text name = expect_name(p);
  if (at(p, TOKEN_DOT) || at(p, TOKEN_LEFT_PAREN)) {
    Node *value = parse_dotted(p, name, start);
    return at(p, TOKEN_LEFT_PAREN) ? parse_class_pattern(p, value, start) : make_value(p, value, start);
  }
  Node *node = make(p, PATTERN_AS, start);
  if (!text_equals(name, "_")) node->capture.name = name;
  return node;
}

/* ------------------------------------------------------------ patterns */

static Node *parse_closed(Parser *p) {
  Start start = start_here(p);
  switch (p->token.kind) {
    case TOKEN_MINUS:
    case TOKEN_NUMBER: return make_value(p, parse_number_value(p), start);
    case TOKEN_STRING:
    case TOKEN_FORMAT_START: return make_value(p, parse_strings(p), start);
    case KEY_NONE: return parse_singleton(p, CONST_NONE);
    case KEY_TRUE: return parse_singleton(p, CONST_TRUE);
    case KEY_FALSE: return parse_singleton(p, CONST_FALSE);
    case TOKEN_NAME: return parse_name_pattern(p);
    case TOKEN_LEFT_PAREN: return parse_bracketed(p, TOKEN_RIGHT_PAREN);
    case TOKEN_LEFT_BRACKET: return parse_bracketed(p, TOKEN_RIGHT_BRACKET);
    case TOKEN_LEFT_BRACE: return parse_mapping(p);
    default: fail_here(p);
  }
}

static Node *parse_or(Parser *p) {
  Start start = start_here(p);
  Node *first = parse_closed(p);
  if (!at(p, TOKEN_BAR)) return first;
  size_t mark = p->scratch.size;
  push_node(p, first);
  while (accept(p, TOKEN_BAR)) push_node(p, parse_closed(p));
  Node *node = make(p, PATTERN_OR, start);
  node->patterns.items = pop_nodes(p, mark);
  return node;
}

static void check_as_target(Parser *p) {
  if (token_is(p, "_")) fail_token(p, "cannot use '_' as a target");
  if (!at(p, TOKEN_NAME) && starts_expression(p->token.kind)) {
    Token start = p->token;
    parse_expression(p);
    fail_at(p, token_place(&start), "invalid pattern target");
  }
}

static Node *parse_pattern(Parser *p) {
  parser_enter(p, CLAIM_PATTERN);
  Start start = start_here(p);
  Node *pattern = parse_or(p);
  if (accept(p, KEY_AS)) {
    check_as_target(p);
    Place place = token_place(&p->token);
    Text name = expect_name(p);
    if (at(p, TOKEN_DOT) || at(p, TOKEN_LEFT_PAREN)) fail_at(p, place, "invalid pattern target");
    Node *node = make(p, PATTERN_AS, start);
    node->capture.name = name;
    node->capture.pattern = pattern;
    pattern = node;
  }
  parser_leave(p, CLAIM_PATTERN);
  return pattern;
}

Node *parse_patterns(Parser *p) {
  Start start = start_here(p);
  Node *first = parse_maybe_star(p);
  if (!at(p, TOKEN_COMMA)) {
    if (first->kind == PATTERN_STAR) fail_here(p);
    return first;
  }
  size_t mark = p->scratch.size;
  push_node(p, first);
  push_patterns(p);
  Node *node = make(p, PATTERN_SEQUENCE, start);
  node->patterns.items = pop_nodes(p, mark);
  return node;
}
