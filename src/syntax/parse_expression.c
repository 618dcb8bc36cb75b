/*
 * Expressions. Binary operators climb by precedence, and chains of them are loops: only nesting costs stack.
 *
 * The path from one bracket to the next inside it is: atom, group, named, expression, binary, unary, primary. Sequences
 * are built on the scratch stack, so the frames on that path are small.
 */
#include "syntax/parser.h"

#include <string.h>

enum { PRECEDENCE_OR = 1, PRECEDENCE_AND, PRECEDENCE_NOT, PRECEDENCE_COMPARE, PRECEDENCE_BAR };
enum {
  CLAIM_BINARY = 96,
  CLAIM_UNARY = 96,
  CLAIM_CHAIN = 96,
  CLAIM_CONDITIONAL = 144,
  CLAIM_BRACKET = 312,
  CLAIM_CALL = 330,
  CLAIM_LAMBDA = 160,
  CLAIM_KEYWORD = 64,
  CLAIM_AWAIT = 96
};

static const uint8_t precedences[TOKEN_KIND_COUNT] = {
    [KEY_OR] = PRECEDENCE_OR,
    [KEY_AND] = PRECEDENCE_AND,
    [TOKEN_LESS] = PRECEDENCE_COMPARE,
    [TOKEN_LESS_EQUAL] = PRECEDENCE_COMPARE,
    [TOKEN_EQUAL_EQUAL] = PRECEDENCE_COMPARE,
    [TOKEN_NOT_EQUAL] = PRECEDENCE_COMPARE,
    [TOKEN_GREATER] = PRECEDENCE_COMPARE,
    [TOKEN_GREATER_EQUAL] = PRECEDENCE_COMPARE,
    [KEY_IN] = PRECEDENCE_COMPARE,
    [KEY_IS] = PRECEDENCE_COMPARE,
    [KEY_NOT] = PRECEDENCE_COMPARE,
    [TOKEN_BAR] = PRECEDENCE_BAR,
    [TOKEN_CARET] = 6,
    [TOKEN_AMPERSAND] = 7,
    [TOKEN_LEFT_SHIFT] = 8,
    [TOKEN_RIGHT_SHIFT] = 8,
    [TOKEN_PLUS] = 9,
    [TOKEN_MINUS] = 9,
    [TOKEN_STAR] = 10,
    [TOKEN_SLASH] = 10,
    [TOKEN_DOUBLE_SLASH] = 10,
    [TOKEN_PERCENT] = 10,
    [TOKEN_AT] = 10,
};

static const uint8_t binary_ops[TOKEN_KIND_COUNT] = {
    [TOKEN_PLUS] = OP_ADD,           [TOKEN_MINUS] = OP_SUB,       [TOKEN_STAR] = OP_MUL,
    [TOKEN_AT] = OP_MATMUL,          [TOKEN_SLASH] = OP_TRUEDIV,   [TOKEN_DOUBLE_SLASH] = OP_FLOORDIV,
    [TOKEN_PERCENT] = OP_MOD,        [TOKEN_DOUBLE_STAR] = OP_POW, [TOKEN_LEFT_SHIFT] = OP_LSHIFT,
    [TOKEN_RIGHT_SHIFT] = OP_RSHIFT, [TOKEN_AMPERSAND] = OP_AND,   [TOKEN_BAR] = OP_OR,
    [TOKEN_CARET] = OP_XOR,
};

static Node *parse_binary(Parser *p, int floor);
static Node *parse_unary(Parser *p);
static Node *parse_lambda(Parser *p);
static Node *parse_yield(Parser *p);

typedef struct Start {
  uint32_t line, column;
} Start;

static inline Start start_here(const Parser *p) { return (Start){p->token.line, p->token.column}; }
static inline Node *make(Parser *p, NodeKind kind, Start start) { return node_new(p, kind, start.line, start.column); }

/* ------------------------------------------------------------ targets */

void set_context(Node *target, Context context) {
  target->context = (uint8_t)context;
  if (target->kind == EXPR_STARRED) {
    set_context(target->one.value, context);
  } else if (target->kind == EXPR_LIST || target->kind == EXPR_TUPLE) {
    for (uint32_t i = 0; i < target->sequence.items.count; i++) set_context(target->sequence.items.items[i], context);
  }
}

static Node *parse_target(Parser *p) {
  if (!at(p, TOKEN_STAR)) return parse_bitwise_or(p);
  Start start = start_here(p);
  advance(p);
  Node *value = parse_bitwise_or(p);
  Node *node = make(p, EXPR_STARRED, start);
  node->one.value = value;
  return node;
}

Node *parse_targets(Parser *p) {
  Start start = start_here(p);
  Node *target = parse_target(p);
  if (at(p, TOKEN_COMMA)) {
    size_t mark = p->scratch.size;
    push_node(p, target);
    while (accept(p, TOKEN_COMMA)) {
      if (!starts_expression(p->token.kind) && !at(p, TOKEN_STAR)) break;
      push_node(p, parse_target(p));
    }
    target = make(p, EXPR_TUPLE, start);
    target->sequence.items = pop_nodes(p, mark);
  }
  check_target(p, target, TARGET_FOR);
  set_context(target, STORE);
  return target;
}

/* ------------------------------------------------------------ comprehensions */

static bool at_for(const Parser *p) { return at(p, KEY_FOR) || at(p, KEY_ASYNC); }

static __attribute__((noinline)) void parse_for_clause(Parser *p) {
  Comprehension clause = {0};
  clause.is_async = accept(p, KEY_ASYNC);
  expect(p, KEY_FOR);
  clause.target = parse_targets(p);
  expect(p, KEY_IN);
  parser_enter(p, CLAIM_KEYWORD);
  clause.iterable = parse_binary(p, 0);
  size_t mark = p->scratch.size;
  while (accept(p, KEY_IF)) push_node(p, parse_binary(p, 0));
  parser_leave(p, CLAIM_KEYWORD);
  clause.conditions = pop_nodes(p, mark);
  scratch_push(p, &p->scratch, &clause, sizeof clause);
}

/* At `for` or `async`. The node's end is set by the caller's bracket. */
static __attribute__((noinline)) Node *parse_comprehension(Parser *p, NodeKind kind, Start start, Node *element,
                                                           Node *value) {
  size_t mark = p->scratch.size;
  while (at_for(p)) parse_for_clause(p);
  Node *node = make(p, kind, start);
  node->comprehension.element = element;
  node->comprehension.value = value;
  node->comprehension.count = (uint32_t)((p->scratch.size - mark) / sizeof(Comprehension));
  node->comprehension.generators = scratch_pop(p, &p->scratch, mark);
  return node;
}

/* ------------------------------------------------------------ brackets */

static void close_node(Parser *p, Node *node, TokenKind bracket) {
  expect(p, bracket);
  node_end(p, node);
}

/* The items after the first, each after a comma, up to the closing bracket. Pushed behind `first`. */
static void push_items(Parser *p, Node *first, TokenKind bracket) {
  push_node(p, first);
  while (accept(p, TOKEN_COMMA)) {
    if (at(p, bracket)) break;
    push_node(p, parse_star_named(p));
  }
}

static _Noreturn void fail_comprehension_target(Parser *p, Node *first, size_t mark) {
  Node *last = first;
  size_t end = p->scratch.size;
  parse_for_clause(p);
  p->scratch.size = end;
  if (p->scratch.size > mark) memcpy(&last, p->scratch.bytes + p->scratch.size - sizeof last, sizeof last);
  fail_at(p, span(node_place(first), node_place(last)), "did you forget parentheses around the comprehension target?");
}

static _Noreturn void fail_double_star(Parser *p, const char *kind) {
  Place place = token_place(&p->token);
  advance(p);
  Node *value = parse_bitwise_or(p);
  if (at_for(p)) fail_at(p, span(place, node_place(value)), "cannot use dict unpacking in %s", kind);
  if (at(p, TOKEN_RIGHT_PAREN)) fail_at(p, place, "cannot use double starred expression here");
  fail_at(p, place, "invalid syntax");
}

static __attribute__((noinline)) Node *parse_group(Parser *p) {
  Start start = start_here(p);
  Node *node;
  advance(p);
  if (at(p, TOKEN_RIGHT_PAREN)) {
    node = make(p, EXPR_TUPLE, start);
    close_node(p, node, TOKEN_RIGHT_PAREN);
    node->parenthesized = true;
    return node;
  }
  if (at(p, TOKEN_DOUBLE_STAR)) fail_double_star(p, "generator expression");
  Node *first = at(p, KEY_YIELD) ? parse_yield(p) : parse_star_named(p);
  bool bare_yield = (first->kind == EXPR_YIELD || first->kind == EXPR_YIELD_FROM) && !first->parenthesized;
  if (at_for(p) && bare_yield) fail_here(p);
  if (at_for(p) && first->kind != EXPR_STARRED) {
    node = parse_comprehension(p, EXPR_GENERATOR, start, first, NULL);
  } else if (at(p, TOKEN_COMMA) && !bare_yield) {
    size_t mark = p->scratch.size;
    push_items(p, first, TOKEN_RIGHT_PAREN);
    node = make(p, EXPR_TUPLE, start);
    node->sequence.items = pop_nodes(p, mark);
  } else {
    if (at_for(p)) fail_at(p, node_place(first), "iterable unpacking cannot be used in comprehension");
    if (first->kind == EXPR_STARRED && at(p, TOKEN_RIGHT_PAREN))
      fail_at(p, node_place(first), "cannot use starred expression here");
    expect(p, TOKEN_RIGHT_PAREN);
    first->parenthesized = true;
    return first;
  }
  close_node(p, node, TOKEN_RIGHT_PAREN);
  node->parenthesized = true;
  return node;
}

static __attribute__((noinline)) Node *parse_list(Parser *p) {
  Start start = start_here(p);
  size_t mark = p->scratch.size;
  Node *node;
  advance(p);
  if (at(p, TOKEN_DOUBLE_STAR)) fail_double_star(p, "list comprehension");
  if (!at(p, TOKEN_RIGHT_BRACKET)) {
    Node *first = parse_star_named(p);
    if (at_for(p)) {
      if (first->kind == EXPR_STARRED)
        fail_at(p, node_place(first), "iterable unpacking cannot be used in comprehension");
      node = parse_comprehension(p, EXPR_LIST_COMP, start, first, NULL);
      close_node(p, node, TOKEN_RIGHT_BRACKET);
      return node;
    }
    push_items(p, first, TOKEN_RIGHT_BRACKET);
    if (at_for(p) && p->scratch.size > mark) fail_comprehension_target(p, first, mark);
  }
  node = make(p, EXPR_LIST, start);
  node->sequence.items = pop_nodes(p, mark);
  close_node(p, node, TOKEN_RIGHT_BRACKET);
  return node;
}

static Node *parse_set(Parser *p, Start start, Node *first) {
  Node *node;
  if (at_for(p)) {
    if (first->kind == EXPR_STARRED)
      fail_at(p, node_place(first), "iterable unpacking cannot be used in comprehension");
    node = parse_comprehension(p, EXPR_SET_COMP, start, first, NULL);
  } else {
    size_t mark = p->scratch.size;
    push_items(p, first, TOKEN_RIGHT_BRACE);
    if (at_for(p)) fail_comprehension_target(p, first, mark);
    if (at(p, TOKEN_COLON) && p->scratch.size - mark > sizeof(Node *)) fail_here(p);
    node = make(p, EXPR_SET, start);
    node->sequence.items = pop_nodes(p, mark);
  }
  close_node(p, node, TOKEN_RIGHT_BRACE);
  return node;
}

static void try_star_value(Parser *p, void *unused) {
  (void)unused;
  advance(p);
  parse_bitwise_or(p);
}

static _Noreturn __attribute__((noinline)) void fail_star_value(Parser *p) {
  Place place = token_place(&p->token);
  if (!parser_try(p, try_star_value, NULL, true)) fail_here(p);
  place.end_line = p->token.end_line; /* of the token behind the value, less one */
  place.end_column = p->token.end_column - 1;
  fail_at(p, place, "cannot use a starred expression in a dictionary value");
}

/* Consumes a key's ':' and checks that a value may follow. */
static __attribute__((noinline)) void accept_colon(Parser *p) {
  Place colon = token_place(&p->token);
  advance(p);
  if (at(p, TOKEN_RIGHT_BRACE) || at(p, TOKEN_COMMA))
    fail_at(p, colon, "expression expected after dictionary key and ':'");
  if (at(p, TOKEN_STAR)) fail_star_value(p);
  if (at(p, TOKEN_DOUBLE_STAR)) fail_token(p, "cannot use dict unpacking in a dictionary value");
}

static __attribute__((noinline)) void push_dict_item(Parser *p) {
  Node *pair[2] = {NULL, NULL};
  if (accept(p, TOKEN_DOUBLE_STAR)) {
    pair[1] = parse_bitwise_or(p);
  } else {
    Prefix prefix = {.outer = p->prefix, .level = parser_level(p), .kind = PREFIX_OF_KEY};
    p->prefix = &prefix;
    pair[0] = parse_expression(p);
    if (!at(p, TOKEN_COLON)) fail_here(p);
    p->prefix = prefix.outer;
    accept_colon(p);
    pair[1] = parse_expression(p);
  }
  scratch_push(p, &p->scratch, pair, sizeof pair);
}

static Node *finish_dict(Parser *p, Start start, size_t mark) {
  Node *node = make(p, EXPR_DICT, start);
  uint32_t count = (uint32_t)((p->scratch.size - mark) / (2 * sizeof(Node *)));
  Node **pairs = (Node **)(void *)(p->scratch.bytes + mark);
  Node **keys = take(p, count * 2 * sizeof(Node *) + 1), **values = keys + count;
  for (uint32_t i = 0; i < count; i++) {
    memcpy(&keys[i], &pairs[2 * i], sizeof(Node *));
    memcpy(&values[i], &pairs[2 * i + 1], sizeof(Node *));
  }
  p->scratch.size = mark;
  node->dict.keys = (Nodes){keys, count};
  node->dict.values = (Nodes){values, count};
  close_node(p, node, TOKEN_RIGHT_BRACE);
  return node;
}

/* After the first pair. */
static Node *parse_dict_rest(Parser *p, Start start, Node *key, Node *value) {
  size_t mark = p->scratch.size;
  scratch_push(p, &p->scratch, &key, sizeof key);
  scratch_push(p, &p->scratch, &value, sizeof value);
  while (accept(p, TOKEN_COMMA)) {
    if (at(p, TOKEN_RIGHT_BRACE)) break;
    push_dict_item(p);
  }
  return finish_dict(p, start, mark);
}

static Node *parse_dict_from_unpacking(Parser *p, Start start) {
  advance(p);
  Node *value = parse_bitwise_or(p);
  if (at_for(p))
    fail_at(p, (Place){start.line, value->column - 2, value->end_line, value->end_column},
            "dict unpacking cannot be used in dict comprehension");
  return parse_dict_rest(p, start, NULL, value);
}

static __attribute__((noinline)) Node *parse_brace(Parser *p) {
  Start start = start_here(p);
  advance(p);
  if (at(p, TOKEN_RIGHT_BRACE)) return finish_dict(p, start, p->scratch.size);
  if (at(p, TOKEN_DOUBLE_STAR)) return parse_dict_from_unpacking(p, start);
  Node *first = parse_star_named(p);
  if (!at(p, TOKEN_COLON) || first->kind == EXPR_STARRED || (first->kind == EXPR_NAMED && !first->parenthesized))
    return parse_set(p, start, first);
  accept_colon(p);
  Node *value = parse_expression(p);
  if (!at_for(p)) return parse_dict_rest(p, start, first, value);
  Node *node = parse_comprehension(p, EXPR_DICT_COMP, start, first, value);
  close_node(p, node, TOKEN_RIGHT_BRACE);
  return node;
}

/* ------------------------------------------------------------ atoms and what follows them */

static Node *make_singleton(Parser *p, ConstantKind kind) {
  Start start = start_here(p);
  advance(p);
  Node *node = make(p, EXPR_CONSTANT, start);
  node->constant.kind = (uint8_t)kind;
  return node;
}

static inline Node *parse_name(Parser *p) {
  Start start = start_here(p);
  Text text = token_text(p);
  advance(p);
  Node *node = make(p, EXPR_NAME, start);
  node->name.id = text;
  return node;
}

static Node *parse_atom(Parser *p) {
  Node *node;
  switch (p->token.kind) {
    case TOKEN_NAME: return parse_name(p);
    case TOKEN_NUMBER: return parse_number(p);
    case TOKEN_STRING:
    case TOKEN_FORMAT_START: return parse_strings(p);
    case KEY_NONE: return make_singleton(p, CONST_NONE);
    case KEY_TRUE: return make_singleton(p, CONST_TRUE);
    case KEY_FALSE: return make_singleton(p, CONST_FALSE);
    case TOKEN_ELLIPSIS: return make_singleton(p, CONST_ELLIPSIS);
    case TOKEN_LEFT_PAREN:
      parser_enter(p, CLAIM_BRACKET);
      node = parse_group(p);
      parser_leave(p, CLAIM_BRACKET);
      return node;
    case TOKEN_LEFT_BRACKET:
      parser_enter(p, CLAIM_BRACKET);
      node = parse_list(p);
      parser_leave(p, CLAIM_BRACKET);
      return node;
    case TOKEN_LEFT_BRACE:
      parser_enter(p, CLAIM_BRACKET);
      node = parse_brace(p);
      parser_leave(p, CLAIM_BRACKET);
      return node;
    default: fail_here(p);
  }
}

static Node *parse_slice(Parser *p) {
  if (at(p, TOKEN_STAR)) return parse_star_named(p);
  Start start = start_here(p);
  Node *lower = NULL;
  if (!at(p, TOKEN_COLON)) {
    lower = parse_named(p);
    if (!at(p, TOKEN_COLON)) return lower;
  }
  Node *upper = NULL, *step = NULL;
  expect(p, TOKEN_COLON);
  if (!at(p, TOKEN_COLON) && !at(p, TOKEN_COMMA) && !at(p, TOKEN_RIGHT_BRACKET)) upper = parse_expression(p);
  if (accept(p, TOKEN_COLON) && !at(p, TOKEN_COMMA) && !at(p, TOKEN_RIGHT_BRACKET)) step = parse_expression(p);
  Node *node = make(p, EXPR_SLICE, start);
  node->slice.lower = lower, node->slice.upper = upper, node->slice.step = step;
  return node;
}

static __attribute__((noinline)) Node *parse_subscript(Parser *p, Node *value, Start start) {
  parser_enter(p, CLAIM_CALL);
  advance(p);
  Start first_start = start_here(p);
  Node *index = parse_slice(p);
  if (at(p, TOKEN_COMMA) || index->kind == EXPR_STARRED) {
    size_t mark = p->scratch.size;
    push_node(p, index);
    while (accept(p, TOKEN_COMMA)) {
      if (at(p, TOKEN_RIGHT_BRACKET)) break;
      push_node(p, parse_slice(p));
    }
    index = make(p, EXPR_TUPLE, first_start);
    index->sequence.items = pop_nodes(p, mark);
  }
  expect(p, TOKEN_RIGHT_BRACKET);
  Node *node = make(p, EXPR_SUBSCRIPT, start);
  node->subscript.value = value;
  node->subscript.index = index;
  parser_leave(p, CLAIM_CALL);
  return node;
}

static __attribute__((noinline)) Node *parse_call(Parser *p, Node *function, Start start) {
  parser_enter(p, CLAIM_CALL);
  Start open = start_here(p);
  Nodes arguments;
  Keyword *keywords;
  uint32_t count;
  advance(p);
  parse_arguments(p, &arguments, &keywords, &count);
  Node *node = make(p, EXPR_CALL, start);
  node->call.function = function;
  node->call.arguments = arguments;
  node->call.keywords = keywords;
  node->call.keyword_count = count;
  if (arguments.count == 1 && arguments.items[0]->kind == EXPR_GENERATOR && !arguments.items[0]->parenthesized) {
    Node *generator = arguments.items[0];
    generator->line = open.line;
    generator->column = open.column;
    node_end(p, generator);
  }
  parser_leave(p, CLAIM_CALL);
  return node;
}

static Node *parse_attribute(Parser *p, Node *value, Start start) {
  advance(p);
  Text name = expect_name(p);
  Node *node = make(p, EXPR_ATTRIBUTE, start);
  node->attribute.value = value;
  node->attribute.name = name;
  return node;
}

static inline __attribute__((always_inline)) Node *parse_primary(Parser *p, Start start) {
  Node *node = parse_atom(p);
  for (;;) {
    note_operand(p);
    switch (p->token.kind) {
      case TOKEN_DOT: node = parse_attribute(p, node, start); break;
      case TOKEN_LEFT_PAREN: node = parse_call(p, node, start); break;
      case TOKEN_LEFT_BRACKET: node = parse_subscript(p, node, start); break;
      default: return node;
    }
  }
}

/* ------------------------------------------------------------ arguments */

static _Noreturn void fail_keyword_target(Parser *p, const Node *value) {
  Place place = span(node_place(value), token_place(&p->token));
  if (value->kind == EXPR_CONSTANT && value->constant.kind <= CONST_FALSE && !value->parenthesized)
    fail_at(p, place, "cannot assign to %s", expression_name(value));
  fail_at(p, place, "expression cannot contain assignment, perhaps you meant \"==\"?");
}

static __attribute__((noinline)) void finish_keyword(Parser *p, Text name, Start start, Node *value) {
  Keyword keyword = {name, value, start.line, start.column, p->end_line, p->end_column};
  scratch_push(p, &p->second, &keyword, sizeof keyword);
}

static __attribute__((noinline)) void push_keyword(Parser *p, Node *name) {
  uint32_t equal_line = p->token.end_line, equal_column = p->token.end_column;
  advance(p);
  parser_enter(p, CLAIM_KEYWORD);
  Node *value = parse_expression(p);
  parser_leave(p, CLAIM_KEYWORD);
  if (at_for(p)) {
    parse_for_clause(p);
    fail_at(p, (Place){name->line, name->column, equal_line, equal_column},
            "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  }
  finish_keyword(p, name->name.id, (Start){name->line, name->column}, value);
}

static __attribute__((noinline)) void push_keyword_unpacking(Parser *p) {
  Start start = start_here(p);
  advance(p);
  parser_enter(p, CLAIM_KEYWORD);
  Node *value = parse_expression(p);
  parser_leave(p, CLAIM_KEYWORD);
  if (at(p, TOKEN_EQUAL))
    fail_at(p, (Place){start.line, start.column, p->token.end_line, p->token.end_column},
            "cannot assign to keyword argument unpacking");
  finish_keyword(p, (Text){0}, start, value);
}

static Node *parse_argument_unpacking(Parser *p) {
  Start start = start_here(p);
  advance(p);
  Node *value = parse_expression(p);
  if (at(p, TOKEN_EQUAL))
    fail_at(p, (Place){start.line, start.column, p->token.end_line, p->token.end_column},
            "cannot assign to iterable argument unpacking");
  Node *node = make(p, EXPR_STARRED, start);
  node->one.value = value;
  return node;
}

_Noreturn void fail_named_target(Parser *p, const Node *target) {
  advance(p);
  parse_expression(p);
  fail_at(p, node_place(target), "cannot use assignment expressions with %s", expression_name(target));
}

static __attribute__((noinline)) Node *finish_named(Parser *p, Node *target, Start start) {
  if (target->kind != EXPR_NAME || target->parenthesized) fail_named_target(p, target);
  parser_enter(p, CLAIM_UNARY);
  advance(p);
  Node *value = parse_expression(p);
  parser_leave(p, CLAIM_UNARY);
  Node *node = make(p, EXPR_NAMED, start);
  set_context(target, STORE);
  node->named.target = target;
  node->named.value = value;
  return node;
}

static void skip_arguments(Parser *p);

/* A generator without parentheses of its own must be the only argument. */
static Node *parse_argument_generator(Parser *p, Node *element, Start start, bool alone) {
  Node *node = parse_comprehension(p, EXPR_GENERATOR, start, element, NULL);
  bool more = at(p, TOKEN_COMMA);
  if (alone && more) skip_arguments(p);
  if (!alone || more) fail_at(p, node_place(node), "Generator expression must be parenthesized");
  return node;
}

/* What has been seen of keywords: positional arguments may not follow. */
enum { SEEN_KEYWORD = 1, SEEN_UNPACKING = 2 };

typedef struct Seen {
  int what;
  Place place; /* of all arguments so far */
} Seen;

static _Noreturn void fail_positional(Parser *p, int seen);

static inline __attribute__((always_inline)) void parse_argument(Parser *p, size_t mark, Seen *seen) {
  if (at(p, TOKEN_STAR)) {
    if (seen->what & SEEN_UNPACKING)
      fail_at(p, seen->place, "iterable argument unpacking follows keyword argument unpacking");
    push_node(p, parse_argument_unpacking(p));
    return;
  }
  if (at(p, TOKEN_DOUBLE_STAR)) {
    seen->what |= SEEN_UNPACKING;
    push_keyword_unpacking(p);
    return;
  }
  Start start = start_here(p);
  Node *value = parse_expression(p);
  if (at(p, TOKEN_EQUAL)) {
    if (value->kind != EXPR_NAME || value->parenthesized) fail_keyword_target(p, value);
    seen->what |= SEEN_KEYWORD;
    push_keyword(p, value);
    return;
  }
  if (at(p, TOKEN_WALRUS)) {
    if (value->kind != EXPR_NAME || value->parenthesized) fail_here(p);
    value = finish_named(p, value, start);
  }
  if (at_for(p)) value = parse_argument_generator(p, value, start, p->scratch.size == mark && !seen->what);
  if (seen->what) fail_positional(p, seen->what);
  push_node(p, value);
}

static void try_argument(Parser *p, void *unused) {
  (void)unused;
  Seen seen = {0};
  parse_argument(p, 0, &seen);
}

/* CPython reads the other arguments before it says what is wrong with one: what the tokenizer finds there comes first. */
static void skip_arguments(Parser *p) {
  while (accept(p, TOKEN_COMMA) && !at(p, TOKEN_RIGHT_PAREN))
    if (!parser_try_aloud(p, try_argument, NULL, true)) break;
}

/* It points behind them. */
static _Noreturn __attribute__((noinline)) void fail_positional(Parser *p, int seen) {
  if (!at(p, TOKEN_COMMA) && !at(p, TOKEN_RIGHT_PAREN)) fail_here(p);
  skip_arguments(p);
  fail_token(p, seen & SEEN_UNPACKING ? "positional argument follows keyword argument unpacking"
                                      : "positional argument follows keyword argument");
}

void parse_arguments(Parser *p, Nodes *arguments, Keyword **keywords, uint32_t *keyword_count) {
  size_t mark = p->scratch.size, second = p->second.size;
  Seen seen = {.place = token_place(&p->token)};
  while (!at(p, TOKEN_RIGHT_PAREN)) {
    parse_argument(p, mark, &seen);
    seen.place.end_line = p->end_line;
    seen.place.end_column = p->end_column;
    if (!accept(p, TOKEN_COMMA)) break;
  }
  expect(p, TOKEN_RIGHT_PAREN);
  *arguments = pop_nodes(p, mark);
  *keyword_count = (uint32_t)((p->second.size - second) / sizeof(Keyword));
  *keywords = scratch_pop(p, &p->second, second);
}

/* ------------------------------------------------------------ operators */

static __attribute__((noinline)) Node *parse_await(Parser *p) {
  Start start = start_here(p);
  parser_enter(p, CLAIM_AWAIT);
  advance(p);
  Node *value = parse_primary(p, start_here(p));
  parser_leave(p, CLAIM_AWAIT);
  Node *node = make(p, EXPR_AWAIT, start);
  node->one.value = value;
  return node;
}

static __attribute__((noinline)) Node *parse_power(Parser *p, Node *left, Start start) {
  parser_enter(p, CLAIM_UNARY);
  advance(p);
  Node *right = parse_unary(p);
  parser_leave(p, CLAIM_UNARY);
  Node *node = make(p, EXPR_BINARY, start);
  node->binary.left = left;
  node->binary.right = right;
  node->binary.op = OP_POW;
  return node;
}

static __attribute__((noinline)) Node *parse_prefix(Parser *p, UnaryOp op) {
  Start start = start_here(p);
  parser_enter(p, CLAIM_UNARY);
  advance(p);
  Node *operand = parse_unary(p);
  parser_leave(p, CLAIM_UNARY);
  Node *node = make(p, EXPR_UNARY, start);
  node->unary.operand = operand;
  node->unary.op = (uint8_t)op;
  return node;
}

static Node *parse_unary(Parser *p) {
  switch (p->token.kind) {
    case TOKEN_MINUS: return parse_prefix(p, OP_NEG);
    case TOKEN_PLUS: return parse_prefix(p, OP_POS);
    case TOKEN_TILDE: return parse_prefix(p, OP_INVERT);
    default: break;
  }
  Start start = start_here(p);
  Node *node = at(p, KEY_AWAIT) ? parse_await(p) : parse_primary(p, start);
  return at(p, TOKEN_DOUBLE_STAR) ? parse_power(p, node, start) : node;
}

static __attribute__((noinline)) Node *parse_not(Parser *p, int floor) {
  if (floor >= PRECEDENCE_NOT) fail_here(p);
  Start start = start_here(p);
  parser_enter(p, CLAIM_UNARY);
  advance(p);
  Node *operand = parse_binary(p, PRECEDENCE_NOT - 1);
  parser_leave(p, CLAIM_UNARY);
  Node *node = make(p, EXPR_UNARY, start);
  node->unary.operand = operand;
  node->unary.op = OP_NOT;
  return node;
}

/* At a comparison operator: consumes it. */
static CompareOp parse_compare_op(Parser *p) {
  TokenKind kind = p->token.kind;
  if (kind == TOKEN_NOT_EQUAL && (p->token.flags == 1) != ((p->features & FUTURE_BARRY) != 0)) fail_here(p);
  advance(p);
  switch (kind) {
    case TOKEN_LESS: return CMP_LT;
    case TOKEN_LESS_EQUAL: return CMP_LE;
    case TOKEN_EQUAL_EQUAL: return CMP_EQ;
    case TOKEN_NOT_EQUAL: return CMP_NE;
    case TOKEN_GREATER: return CMP_GT;
    case TOKEN_GREATER_EQUAL: return CMP_GE;
    case KEY_IN: return CMP_IN;
    case KEY_NOT: expect(p, KEY_IN); return CMP_NOT_IN;
    default: return accept(p, KEY_NOT) ? CMP_IS_NOT : CMP_IS;
  }
}

static __attribute__((noinline)) Node *parse_compare(Parser *p, Node *left, Start start) {
  size_t mark = p->scratch.size, second = p->second.size;
  parser_enter(p, CLAIM_CHAIN);
  while (precedences[p->token.kind] == PRECEDENCE_COMPARE) {
    uint8_t op = (uint8_t)parse_compare_op(p);
    scratch_push(p, &p->second, &op, 1);
    push_node(p, parse_binary(p, PRECEDENCE_COMPARE));
  }
  parser_leave(p, CLAIM_CHAIN);
  Node *node = make(p, EXPR_COMPARE, start);
  node->compare.left = left;
  node->compare.comparators = pop_nodes(p, mark);
  node->compare.ops = scratch_pop(p, &p->second, second);
  return node;
}

static __attribute__((noinline)) Node *parse_bool_op(Parser *p, Node *left, Start start, TokenKind op) {
  size_t mark = p->scratch.size;
  push_node(p, left);
  parser_enter(p, CLAIM_CHAIN);
  while (accept(p, op)) push_node(p, parse_binary(p, precedences[op]));
  parser_leave(p, CLAIM_CHAIN);
  Node *node = make(p, EXPR_BOOL_OP, start);
  node->bool_op.is_or = op == KEY_OR;
  node->bool_op.values = pop_nodes(p, mark);
  return node;
}

/* An expression of operators that bind closer than `floor`. */
static Node *parse_binary(Parser *p, int floor) {
  parser_enter(p, CLAIM_BINARY);
  Start start = start_here(p);
  Node *left = at(p, KEY_NOT) ? parse_not(p, floor) : parse_unary(p);
  for (;;) {
    TokenKind kind = p->token.kind;
    int precedence = precedences[kind];
    if (precedence <= floor) break;
    if (precedence == PRECEDENCE_COMPARE) {
      left = parse_compare(p, left, start);
    } else if (precedence < PRECEDENCE_COMPARE) {
      left = parse_bool_op(p, left, start, kind);
    } else {
      advance(p);
      Node *right = parse_binary(p, precedence);
      Node *node = make(p, EXPR_BINARY, start);
      node->binary.left = left;
      node->binary.right = right;
      node->binary.op = binary_ops[kind];
      left = node;
    }
  }
  parser_leave(p, CLAIM_BINARY);
  return left;
}

Node *parse_bitwise_or(Parser *p) { return parse_binary(p, PRECEDENCE_COMPARE); }

/* ------------------------------------------------------------ expressions */

static inline Node *parse_disjunction(Parser *p) {
  Start start = start_here(p);
  Node *node = parse_binary(p, 0);
  p->operand_node = node;
  p->operand = (Place){start.line, start.column, p->end_line, p->end_column};
  return node;
}

/* `a if b else c if d else e`: the last branch of each is the next, so the chain grows downwards in a loop. */
static __attribute__((noinline)) Node *parse_conditional(Parser *p, Node *body, Start start) {
  Node *first = NULL, **hole = &first;
  Prefix prefix = {.outer = p->prefix, .level = p->tokenizer.level, .kind = PREFIX_OF_TEST};
  parser_enter(p, CLAIM_CONDITIONAL);
  for (;;) {
    prefix.found = false;
    prefix.place = (Place){.line = start.line, .column = start.column};
    p->prefix = &prefix;
    advance(p);
    Node *test = parse_binary(p, 0);
    p->prefix = prefix.outer;
    if (!at(p, KEY_ELSE)) {
      if (at(p, TOKEN_COLON)) fail_here(p);
      fail_at(p, (Place){start.line, start.column, p->end_line, p->end_column},
              "expected 'else' after 'if' expression");
    }
    advance(p);
    Node *node = make(p, EXPR_IF, start);
    node->conditional.test = test;
    node->conditional.body = body;
    *hole = node;
    hole = &node->conditional.otherwise;
    start = start_here(p);
    if (at(p, KEY_LAMBDA)) {
      *hole = parse_lambda(p);
      break;
    }
    body = parse_disjunction(p);
    if (!at(p, KEY_IF)) {
      *hole = body;
      break;
    }
  }
  parser_leave(p, CLAIM_CONDITIONAL);
  Node *last = *hole;
  for (Node *node = first; node != last; node = node->conditional.otherwise) node_end(p, node);
  return first;
}

Node *parse_expression(Parser *p) {
  if (at(p, KEY_LAMBDA)) return parse_lambda(p);
  Start start = start_here(p);
  Node *node = parse_disjunction(p);
  return at(p, KEY_IF) ? parse_conditional(p, node, start) : node;
}

Node *parse_named(Parser *p) {
  Start start = start_here(p);
  Node *node = parse_expression(p);
  if (at(p, TOKEN_WALRUS)) return finish_named(p, node, start);
  if (at(p, TOKEN_EQUAL) && !p->tokenizer.quiet) explain_equal(p, node);
  return node;
}

static __attribute__((noinline)) Node *parse_starred(Parser *p) {
  Start start = start_here(p);
  advance(p);
  Node *value = parse_bitwise_or(p);
  Node *node = make(p, EXPR_STARRED, start);
  node->one.value = value;
  return node;
}

Node *parse_star_named(Parser *p) { return at(p, TOKEN_STAR) ? parse_starred(p) : parse_named(p); }

static __attribute__((noinline)) Node *parse_tuple_rest(Parser *p, Node *first, Start start) {
  size_t mark = p->scratch.size;
  push_node(p, first);
  while (accept(p, TOKEN_COMMA)) {
    if (at(p, TOKEN_STAR))
      push_node(p, parse_starred(p));
    else if (starts_expression(p->token.kind))
      push_node(p, parse_expression(p));
    else
      break;
  }
  Node *node = make(p, EXPR_TUPLE, start);
  node->sequence.items = pop_nodes(p, mark);
  return node;
}

Node *parse_star_expressions(Parser *p) {
  Start start = start_here(p);
  Node *first = at(p, TOKEN_STAR) ? parse_starred(p) : parse_expression(p);
  return at(p, TOKEN_COMMA) ? parse_tuple_rest(p, first, start) : first;
}

static Node *parse_yield(Parser *p) {
  Start start = start_here(p);
  Node *value = NULL;
  NodeKind kind = EXPR_YIELD;
  advance(p);
  if (accept(p, KEY_FROM)) {
    kind = EXPR_YIELD_FROM;
    value = parse_expression(p);
  } else if (starts_expression(p->token.kind) || at(p, TOKEN_STAR)) {
    value = parse_star_expressions(p);
  }
  Node *node = make(p, kind, start);
  node->one.value = value;
  return node;
}

Node *parse_value(Parser *p) { return at(p, KEY_YIELD) ? parse_yield(p) : parse_star_expressions(p); }

static __attribute__((noinline)) Node *parse_lambda(Parser *p) {
  Start start = start_here(p);
  parser_enter(p, CLAIM_LAMBDA);
  advance(p);
  Prefix prefix = {.outer = p->prefix, .level = UINT32_MAX, .kind = PREFIX_OF_NOTHING};
  p->prefix = &prefix;
  Parameters *parameters = parse_parameters(p, true);
  p->prefix = prefix.outer;
  if (p->tokenizer.format.level && p->tokenizer.format.level == p->tokenizer.level && at(p, TOKEN_COLON))
    fail_token(p, "f-string: invalid syntax");
  expect(p, TOKEN_COLON);
  Node *body = parse_expression(p);
  Node *node = make(p, EXPR_LAMBDA, start);
  node->function.parameters = parameters;
  node->function.expression = body;
  parser_leave(p, CLAIM_LAMBDA);
  return node;
}
