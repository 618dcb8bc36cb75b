/*
 * Statements. Each function leaves the statement's node on the scratch stack or returns it; a block collects what
 * its statements left there.
 */
#include <string.h>

#include "syntax/parser.h"

enum { CLAIM_BLOCK = 400 };

/* Statements nest through these: each has a frame of its own, so that a block costs only what its statement needs. */
#define SEPARATE __attribute__((noinline))

static Node *parse_decorated(Parser *p);
static Node *parse_function(Parser *p, const Token *start, Nodes decorators, bool is_async);
static Node *parse_class(Parser *p, Nodes decorators);

/* ------------------------------------------------------------ blocks */

static void parse_simple_line(Parser *p);

/* What a missing block is called: "'if' statement", "function definition". */
static __attribute__((noinline)) Nodes parse_block(Parser *p, const char *what, uint32_t line) {
  size_t mark = p->scratch.size;
  if (!at(p, TOKEN_NEWLINE)) {
    parse_simple_line(p);
    return pop_nodes(p, mark);
  }
  advance(p);
  if (!at(p, TOKEN_INDENT)) fail_indentation(p, "expected an indented block after %s on line %u", what, line);
  parser_enter(p, CLAIM_BLOCK);
  advance(p);
  while (!at(p, TOKEN_DEDENT)) {
    if (at(p, TOKEN_END)) break;
    parse_statement(p);
  }
  accept(p, TOKEN_DEDENT);
  parser_leave(p, CLAIM_BLOCK);
  return pop_nodes(p, mark);
}

/* ':' where CPython says what is missing only at the end of the line. */
static void expect_colon(Parser *p) {
  if (at(p, TOKEN_NEWLINE)) fail_token(p, "expected ':'");
  expect(p, TOKEN_COLON);
}

static Nodes parse_else(Parser *p) {
  if (!at(p, KEY_ELSE)) return (Nodes){0};
  uint32_t line = p->token.line;
  advance(p);
  expect_forced(p, TOKEN_COLON, ":");
  return parse_block(p, "'else' statement", line);
}

/* ------------------------------------------------------------ simple statements */

static void check_assignable(Parser *p, const Node *target) {
  if (!invalid_target(target, TARGET_STAR)) return;
  const Node *last = target;
  if (target->kind == EXPR_TUPLE && !target->parenthesized && target->sequence.items.count)
    last = target->sequence.items.items[target->sequence.items.count - 1];
  explain_equal(p, last);
  check_target(p, target, TARGET_STAR);
}

static Node *parse_assignment(Parser *p, const Token *start, Node *first) {
  size_t mark = p->scratch.size;
  Node *value = first;
  while (at(p, TOKEN_EQUAL)) {
    if (value->kind == EXPR_YIELD || value->kind == EXPR_YIELD_FROM)
      fail_at(p, node_place(value),
              value->parenthesized ? "cannot assign to yield expression here. Maybe you meant '==' "
                                     "instead of '='?"
                                   : "assignment to yield expression not possible");
    check_assignable(p, value);
    set_context(value, STORE);
    push_node(p, value);
    advance(p);
    value = parse_value(p);
  }
  Node *node = node_at(p, STMT_ASSIGN, start);
  node->assign.targets = pop_nodes(p, mark);
  node->assign.value = value;
  return node;
}

static Node *parse_annotated(Parser *p, const Token *start, Node *target) {
  Token colon = p->token;
  advance(p);
  Node *annotation = parse_expression(p), *value = NULL;
  switch (target->kind) {
    case EXPR_NAME:
    case EXPR_ATTRIBUTE:
    case EXPR_SUBSCRIPT: break;
    case EXPR_LIST:
    case EXPR_TUPLE:
      fail_at(
          p,
          node_place(target->kind == EXPR_TUPLE && !target->parenthesized ? target->sequence.items.items[0] : target),
          "only single target (not %s) can be annotated", expression_name(target));
    default:
      if (starts_expression(start->kind)) fail_at(p, node_place(target), "illegal target for annotation");
      fail_at(p, token_place(&colon), "invalid syntax");
  }
  if (accept(p, TOKEN_EQUAL)) value = parse_value(p);
  set_context(target, STORE);
  Node *node = node_at(p, STMT_ANN_ASSIGN, start);
  node->annotated.target = target;
  node->annotated.annotation = annotation;
  node->annotated.value = value;
  node->annotated.simple = target->kind == EXPR_NAME && !target->parenthesized;
  return node;
}

static Node *parse_augmented(Parser *p, const Token *start, Node *target) {
  if (target->kind != EXPR_NAME && target->kind != EXPR_ATTRIBUTE && target->kind != EXPR_SUBSCRIPT)
    fail_at(p, node_place(target), "'%s' is an illegal expression for augmented assignment", expression_name(target));
  uint8_t op = (uint8_t)(p->token.kind - TOKEN_ADD_ASSIGN + OP_ADD);
  advance(p);
  Node *value = parse_value(p);
  set_context(target, STORE);
  Node *node = node_at(p, STMT_AUG_ASSIGN, start);
  node->aug.target = target;
  node->aug.value = value;
  node->aug.op = op;
  return node;
}

static Node *parse_expression_statement(Parser *p) {
  Token start = p->token;
  Node *value = parse_value(p);
  TokenKind kind = p->token.kind;
  if (kind == TOKEN_EQUAL) return parse_assignment(p, &start, value);
  if (kind == TOKEN_COLON) return parse_annotated(p, &start, value);
  if (kind >= TOKEN_ADD_ASSIGN && kind <= TOKEN_XOR_ASSIGN) return parse_augmented(p, &start, value);
  if (kind == TOKEN_WALRUS && value->kind != EXPR_NAME && value->kind != EXPR_TUPLE) fail_named_target(p, value);
  Node *node = node_at(p, STMT_EXPR, &start);
  node->one.value = value;
  return node;
}

static Node *parse_return(Parser *p) {
  Token start = p->token;
  advance(p);
  Node *value = NULL;
  if (!at(p, TOKEN_NEWLINE) && !at(p, TOKEN_SEMICOLON)) value = parse_star_expressions(p);
  Node *node = node_at(p, STMT_RETURN, &start);
  node->one.value = value;
  return node;
}

static Node *parse_raise(Parser *p) {
  Token start = p->token;
  Node *exception = NULL, *cause = NULL;
  advance(p);
  if (!at(p, TOKEN_NEWLINE) && !at(p, TOKEN_SEMICOLON)) {
    exception = parse_expression(p);
    if (accept(p, KEY_FROM)) cause = parse_expression(p);
  }
  Node *node = node_at(p, STMT_RAISE, &start);
  node->raise.exception = exception;
  node->raise.cause = cause;
  return node;
}

static Node *parse_delete(Parser *p) {
  Token start = p->token;
  advance(p);
  Node *target = parse_star_expressions(p);
  if (!at(p, TOKEN_NEWLINE) && !at(p, TOKEN_SEMICOLON)) {
    check_target(p, target, TARGET_DELETE);
    fail_here(p);
  }
  check_target(p, target, TARGET_DELETE);
  set_context(target, DELETE);
  Node *node = node_at(p, STMT_DELETE, &start);
  if (target->kind == EXPR_TUPLE && !target->parenthesized) {
    node->assign.targets = target->sequence.items;
  } else {
    size_t mark = p->scratch.size;
    push_node(p, target);
    node->assign.targets = pop_nodes(p, mark);
  }
  return node;
}

static Node *parse_assert(Parser *p) {
  Token start = p->token;
  advance(p);
  Node *test = parse_expression(p), *message = NULL;
  if (accept(p, TOKEN_COMMA)) message = parse_expression(p);
  Node *node = node_at(p, STMT_ASSERT, &start);
  node->assert_.test = test;
  node->assert_.message = message;
  return node;
}

static Node *parse_scope(Parser *p, NodeKind kind) {
  Token start = p->token;
  size_t mark = p->scratch.size;
  do {
    advance(p);
    Text name = expect_name(p);
    scratch_push(p, &p->scratch, &name, sizeof name);
  } while (at(p, TOKEN_COMMA));
  Node *node = node_at(p, kind, &start);
  node->scope.names.count = (uint32_t)((p->scratch.size - mark) / sizeof(Text));
  node->scope.names.items = scratch_pop(p, &p->scratch, mark);
  return node;
}

/* ------------------------------------------------------------ imports */

/* `a.b.c`, without the spaces that the source may have around the dots. */
static Text parse_dotted_name(Parser *p) {
  Text first = expect_name(p);
  if (!at(p, TOKEN_DOT)) return first;
  size_t mark = p->text.size;
  scratch_push(p, &p->text, first.data, first.size);
  while (accept(p, TOKEN_DOT)) {
    Text part = expect_name(p);
    scratch_push(p, &p->text, ".", 1);
    scratch_push(p, &p->text, part.data, part.size);
  }
  uint32_t size = (uint32_t)(p->text.size - mark);
  return (Text){scratch_pop(p, &p->text, mark), size};
}

static void push_alias(Parser *p, bool dotted) {
  Alias alias = {.line = p->token.line, .column = p->token.column};
  alias.name = dotted ? parse_dotted_name(p) : expect_name(p);
  if (accept(p, KEY_AS)) alias.as = expect_name(p);
  alias.end_line = p->end_line;
  alias.end_column = p->end_column;
  scratch_push(p, &p->scratch, &alias, sizeof alias);
}

static void pop_aliases(Parser *p, Node *node, size_t mark) {
  node->import.count = (uint32_t)((p->scratch.size - mark) / sizeof(Alias));
  node->import.names = scratch_pop(p, &p->scratch, mark);
}

static Node *parse_import(Parser *p) {
  Token start = p->token;
  size_t mark = p->scratch.size;
  do {
    advance(p);
    push_alias(p, true);
  } while (at(p, TOKEN_COMMA));
  Node *node = node_at(p, STMT_IMPORT, &start);
  pop_aliases(p, node, mark);
  return node;
}

static void push_imported_names(Parser *p) {
  if (at(p, TOKEN_STAR)) {
    Alias all = {.name = {"*", 1}, .line = p->token.line, .column = p->token.column};
    advance(p);
    all.end_line = p->end_line;
    all.end_column = p->end_column;
    scratch_push(p, &p->scratch, &all, sizeof all);
    return;
  }
  bool parenthesized = accept(p, TOKEN_LEFT_PAREN);
  push_alias(p, false);
  while (accept(p, TOKEN_COMMA)) {
    if (parenthesized && at(p, TOKEN_RIGHT_PAREN)) break;
    if (!parenthesized && at(p, TOKEN_NEWLINE))
      fail_token(p, "trailing comma not allowed without surrounding parentheses");
    push_alias(p, false);
  }
  if (parenthesized) expect(p, TOKEN_RIGHT_PAREN);
}

static void note_features(Parser *p, const Node *node) {
  if (node->import.level || !text_equals(node->import.module, "__future__")) return;
  for (uint32_t i = 0; i < node->import.count; i++) {
    if (text_equals(node->import.names[i].name, "annotations")) p->features |= FUTURE_ANNOTATIONS;
    if (text_equals(node->import.names[i].name, "barry_as_FLUFL")) p->features |= FUTURE_BARRY;
  }
}

static Node *parse_import_from(Parser *p) {
  Token start = p->token;
  uint32_t level = 0;
  Text module = {0};
  advance(p);
  for (;;) {
    if (at(p, TOKEN_DOT))
      level++;
    else if (at(p, TOKEN_ELLIPSIS))
      level += 3;
    else
      break;
    advance(p);
  }
  if (!level || !at(p, KEY_IMPORT)) module = parse_dotted_name(p);
  expect(p, KEY_IMPORT);
  size_t mark = p->scratch.size;
  push_imported_names(p);
  Node *node = node_at(p, STMT_IMPORT_FROM, &start);
  pop_aliases(p, node, mark);
  node->import.module = module;
  node->import.level = level;
  note_features(p, node);
  return node;
}

/* ------------------------------------------------------------ type parameters and aliases */

static TypeParameter parse_type_parameter(Parser *p) {
  TypeParameter parameter = {.kind = TYPE_VAR, .line = p->token.line, .column = p->token.column};
  if (accept(p, TOKEN_STAR))
    parameter.kind = TYPE_VAR_TUPLE;
  else if (accept(p, TOKEN_DOUBLE_STAR))
    parameter.kind = PARAM_SPEC;
  parameter.name = expect_name(p);
  if (at(p, TOKEN_COLON)) {
    Place colon = token_place(&p->token);
    advance(p);
    parameter.bound = parse_expression(p);
    if (parameter.kind != TYPE_VAR)
      fail_at(p, colon, "cannot use %s with %s", parameter.bound->kind == EXPR_TUPLE ? "constraints" : "bound",
              parameter.kind == TYPE_VAR_TUPLE ? "TypeVarTuple" : "ParamSpec");
  }
  if (accept(p, TOKEN_EQUAL))
    parameter.standard =
        parameter.kind == TYPE_VAR_TUPLE && at(p, TOKEN_STAR) ? parse_star_named(p) : parse_expression(p);
  parameter.end_line = p->end_line;
  parameter.end_column = p->end_column;
  return parameter;
}

static TypeParameter *parse_type_parameters(Parser *p, uint32_t *count) {
  *count = 0;
  if (!accept(p, TOKEN_LEFT_BRACKET)) return NULL;
  if (at(p, TOKEN_RIGHT_BRACKET)) fail_token(p, "Type parameter list cannot be empty");
  size_t mark = p->scratch.size;
  do {
    if (at(p, TOKEN_RIGHT_BRACKET)) break;
    TypeParameter parameter = parse_type_parameter(p);
    scratch_push(p, &p->scratch, &parameter, sizeof parameter);
  } while (accept(p, TOKEN_COMMA));
  expect(p, TOKEN_RIGHT_BRACKET);
  *count = (uint32_t)((p->scratch.size - mark) / sizeof(TypeParameter));
  return scratch_pop(p, &p->scratch, mark);
}

/* The token after the current one, a soft keyword. */
static Token peek(Parser *p) {
  Tokenizer saved = p->tokenizer;
  Token next;
  tokenizer_next(&p->tokenizer, &next);
  p->tokenizer = saved;
  return next;
}

static Node *parse_type_alias(Parser *p) {
  Token start = p->token;
  advance(p);
  Token name_start = p->token;
  Text text = expect_name(p);
  Node *name = node_at(p, EXPR_NAME, &name_start);
  name->name.id = text;
  name->context = STORE;
  uint32_t count;
  TypeParameter *parameters = parse_type_parameters(p, &count);
  expect(p, TOKEN_EQUAL);
  Node *value = parse_expression(p);
  Node *node = node_at(p, STMT_TYPE_ALIAS, &start);
  node->alias.name = name;
  node->alias.value = value;
  node->alias.type_parameters = parameters;
  node->alias.type_parameter_count = count;
  return node;
}

/* ------------------------------------------------------------ lines of simple statements */

static Node *parse_keyword_only(Parser *p, NodeKind kind) {
  Token start = p->token;
  advance(p);
  return node_at(p, kind, &start);
}

static Node *parse_simple(Parser *p) {
  switch (p->token.kind) {
    case KEY_RETURN: return parse_return(p);
    case KEY_IMPORT: return parse_import(p);
    case KEY_FROM: return parse_import_from(p);
    case KEY_RAISE: return parse_raise(p);
    case KEY_PASS: return parse_keyword_only(p, STMT_PASS);
    case KEY_BREAK: return parse_keyword_only(p, STMT_BREAK);
    case KEY_CONTINUE: return parse_keyword_only(p, STMT_CONTINUE);
    case KEY_DEL: return parse_delete(p);
    case KEY_ASSERT: return parse_assert(p);
    case KEY_GLOBAL: return parse_scope(p, STMT_GLOBAL);
    case KEY_NONLOCAL: return parse_scope(p, STMT_NONLOCAL);
    case TOKEN_NAME:
      if (token_is(p, "type") && peek(p).kind == TOKEN_NAME) return parse_type_alias(p);
      return parse_expression_statement(p);
    default: return parse_expression_statement(p);
  }
}

static __attribute__((noinline)) void parse_simple_line(Parser *p) {
  for (;;) {
    push_node(p, parse_simple(p));
    if (!accept(p, TOKEN_SEMICOLON)) break;
    if (at(p, TOKEN_NEWLINE)) break;
  }
  expect(p, TOKEN_NEWLINE);
}

/* ------------------------------------------------------------ if, while, for, with */

/* elif chains hang one from the other: a loop, so that their length costs no stack. */
static SEPARATE Node *parse_if(Parser *p) {
  Node *first = NULL, *previous = NULL;
  Nodes otherwise = {0};
  for (;;) {
    Token start = p->token;
    advance(p);
    Node *test = parse_named(p);
    expect_colon(p);
    Nodes body = parse_block(p, start.kind == KEY_IF ? "'if' statement" : "'elif' statement", start.line);
    Node *node = node_at(p, STMT_IF, &start);
    node->branch.test = test;
    node->branch.body = body;
    if (previous) {
      size_t mark = p->scratch.size;
      push_node(p, node);
      previous->branch.otherwise = pop_nodes(p, mark);
    } else {
      first = node;
    }
    previous = node;
    if (!at(p, KEY_ELIF)) break;
  }
  otherwise = parse_else(p);
  previous->branch.otherwise = otherwise;
  for (Node *node = first;; node = node->branch.otherwise.items[0]) {
    node_end(p, node);
    if (node == previous) return first;
  }
}

static SEPARATE Node *parse_while(Parser *p) {
  Token start = p->token;
  advance(p);
  Node *test = parse_named(p);
  expect_colon(p);
  Nodes body = parse_block(p, "'while' statement", start.line);
  Nodes otherwise = parse_else(p);
  Node *node = node_at(p, STMT_WHILE, &start);
  node->branch.test = test;
  node->branch.body = body;
  node->branch.otherwise = otherwise;
  return node;
}

static SEPARATE Node *parse_for(Parser *p, const Token *start, bool is_async) {
  uint32_t line = p->token.line;
  advance(p);
  Node *target = parse_targets(p);
  expect(p, KEY_IN);
  Node *iterable = parse_star_expressions(p);
  expect_colon(p);
  Nodes body = parse_block(p, "'for' statement", line);
  Nodes otherwise = parse_else(p);
  Node *node = node_at(p, STMT_FOR, start);
  node->for_.target = target;
  node->for_.iterable = iterable;
  node->for_.body = body;
  node->for_.otherwise = otherwise;
  node->for_.is_async = is_async;
  return node;
}

static Node *parse_with_target(Parser *p) {
  Node *target = parse_star_named(p);
  if (at(p, TOKEN_COMMA) || at(p, TOKEN_RIGHT_PAREN) || at(p, TOKEN_COLON))
    check_target(p, target, TARGET_STAR);
  else if (invalid_target(target, TARGET_STAR))
    fail_here(p);
  set_context(target, STORE);
  return target;
}

static void push_with_item(Parser *p) {
  WithItem item = {parse_expression(p), NULL};
  if (accept(p, KEY_AS)) item.target = parse_with_target(p);
  scratch_push(p, &p->scratch, &item, sizeof item);
}

/* `( item, item as target, ) :`; fails where the parentheses belong to an expression. */
static void parse_bracketed_items(Parser *p, void *unused) {
  (void)unused;
  advance(p);
  do {
    if (at(p, TOKEN_RIGHT_PAREN)) break;
    push_with_item(p);
  } while (accept(p, TOKEN_COMMA));
  expect(p, TOKEN_RIGHT_PAREN);
  if (!at(p, TOKEN_COLON) && !at(p, TOKEN_NEWLINE)) fail_here(p);
}

static SEPARATE Node *parse_with(Parser *p, const Token *start, bool is_async) {
  uint32_t line = p->token.line;
  size_t mark = p->scratch.size;
  advance(p);
  bool bracketed =
      at(p, TOKEN_LEFT_PAREN) && parser_try(p, parse_bracketed_items, NULL, true) && p->scratch.size > mark;
  if (!bracketed) {
    push_with_item(p);
    while (accept(p, TOKEN_COMMA)) push_with_item(p);
  }
  expect_colon(p);
  uint32_t count = (uint32_t)((p->scratch.size - mark) / sizeof(WithItem));
  WithItem *items = scratch_pop(p, &p->scratch, mark);
  Nodes body = parse_block(p, "'with' statement", line);
  Node *node = node_at(p, STMT_WITH, start);
  node->with.items = items;
  node->with.count = count;
  node->with.body = body;
  node->with.is_async = is_async;
  return node;
}

/* ------------------------------------------------------------ try */

/* `A, B` without parentheses (PEP 758). */
static Node *parse_except_types(Parser *p) {
  Token start = p->token;
  Node *type = parse_expression(p);
  if (!at(p, TOKEN_COMMA)) return type;
  size_t mark = p->scratch.size;
  push_node(p, type);
  while (accept(p, TOKEN_COMMA)) {
    if (at(p, TOKEN_COLON)) break;
    push_node(p, parse_expression(p));
  }
  Node *tuple = node_at(p, EXPR_TUPLE, &start);
  tuple->sequence.items = pop_nodes(p, mark);
  if (at(p, KEY_AS)) fail_at(p, node_place(tuple), "multiple exception types must be parenthesized");
  return tuple;
}

static SEPARATE void push_except(Parser *p, bool *is_star, bool first) {
  ExceptClause clause = {.line = p->token.line, .column = p->token.column};
  advance(p);
  bool star = accept(p, TOKEN_STAR);
  if (!first && star != *is_star)
    fail_at(p, (Place){clause.line, clause.column, p->end_line, p->end_column},
            "cannot have both 'except' and 'except*' on the same 'try'");
  *is_star = star;
  if (star && (at(p, TOKEN_COLON) || at(p, TOKEN_NEWLINE))) fail_token(p, "expected one or more exception types");
  if (!at(p, TOKEN_COLON) && !at(p, TOKEN_NEWLINE)) {
    clause.type = parse_except_types(p);
    if (accept(p, KEY_AS)) clause.name = expect_name(p);
  }
  expect_colon(p);
  clause.body = parse_block(p, star ? "'except*' statement" : "'except' statement", clause.line);
  clause.end_line = p->end_line;
  clause.end_column = p->end_column;
  scratch_push(p, &p->scratch, &clause, sizeof clause);
}

static Nodes parse_finally(Parser *p) {
  if (!at(p, KEY_FINALLY)) return (Nodes){0};
  uint32_t line = p->token.line;
  advance(p);
  expect_forced(p, TOKEN_COLON, ":");
  return parse_block(p, "'finally' statement", line);
}

static SEPARATE Node *parse_try(Parser *p) {
  Token start = p->token;
  advance(p);
  expect_forced(p, TOKEN_COLON, ":");
  Nodes body = parse_block(p, "'try' statement", start.line);
  size_t mark = p->scratch.size;
  bool is_star = false;
  while (at(p, KEY_EXCEPT)) push_except(p, &is_star, p->scratch.size == mark);
  uint32_t count = (uint32_t)((p->scratch.size - mark) / sizeof(ExceptClause));
  ExceptClause *clauses = scratch_pop(p, &p->scratch, mark);
  if (!count && !at(p, KEY_FINALLY)) fail_token(p, "expected 'except' or 'finally' block");
  Nodes otherwise = count ? parse_else(p) : (Nodes){0};
  Nodes final = parse_finally(p);
  Node *node = node_at(p, STMT_TRY, &start);
  node->try_.body = body;
  node->try_.clauses = clauses;
  node->try_.count = count;
  node->try_.is_star = is_star;
  node->try_.otherwise = otherwise;
  node->try_.final = final;
  return node;
}

/* ------------------------------------------------------------ definitions */

static SEPARATE Node *parse_function(Parser *p, const Token *start, Nodes decorators, bool is_async) {
  uint32_t line = p->token.line;
  advance(p);
  Text name = expect_name(p);
  uint32_t type_parameter_count;
  TypeParameter *type_parameters = parse_type_parameters(p, &type_parameter_count);
  expect_forced(p, TOKEN_LEFT_PAREN, "(");
  Parameters *parameters = parse_parameters(p, false);
  expect(p, TOKEN_RIGHT_PAREN);
  Node *returns = accept(p, TOKEN_ARROW) ? parse_expression(p) : NULL;
  expect_forced(p, TOKEN_COLON, ":");
  Nodes body = parse_block(p, "function definition", line);
  Node *node = node_at(p, STMT_FUNCTION, start);
  node->function.name = name;
  node->function.parameters = parameters;
  node->function.body = body;
  node->function.decorators = decorators;
  node->function.returns = returns;
  node->function.type_parameters = type_parameters;
  node->function.type_parameter_count = type_parameter_count;
  node->function.is_async = is_async;
  return node;
}

static SEPARATE Node *parse_class(Parser *p, Nodes decorators) {
  Token start = p->token;
  advance(p);
  Text name = expect_name(p);
  uint32_t type_parameter_count, keyword_count = 0;
  TypeParameter *type_parameters = parse_type_parameters(p, &type_parameter_count);
  Nodes bases = {0};
  Keyword *keywords = NULL;
  if (accept(p, TOKEN_LEFT_PAREN)) parse_arguments(p, &bases, &keywords, &keyword_count);
  if (bases.count == 1 && bases.items[0]->kind == EXPR_GENERATOR && !bases.items[0]->parenthesized)
    fail_at(p, node_place(bases.items[0]), "invalid syntax");
  expect_colon(p);
  Nodes body = parse_block(p, "class definition", start.line);
  Node *node = node_at(p, STMT_CLASS, &start);
  node->class_.name = name;
  node->class_.bases = bases;
  node->class_.keywords = keywords;
  node->class_.keyword_count = keyword_count;
  node->class_.body = body;
  node->class_.decorators = decorators;
  node->class_.type_parameters = type_parameters;
  node->class_.type_parameter_count = type_parameter_count;
  return node;
}

static SEPARATE Node *parse_async(Parser *p, Nodes decorators) {
  Token start = p->token;
  advance(p);
  if (at(p, KEY_DEF)) return parse_function(p, &start, decorators, true);
  if (decorators.count) fail_here(p);
  if (at(p, KEY_FOR)) return parse_for(p, &start, true);
  if (at(p, KEY_WITH)) return parse_with(p, &start, true);
  fail_here(p);
}

static SEPARATE Node *parse_decorated(Parser *p) {
  size_t mark = p->scratch.size;
  while (accept(p, TOKEN_AT)) {
    push_node(p, parse_named(p));
    expect(p, TOKEN_NEWLINE);
  }
  Nodes decorators = pop_nodes(p, mark);
  if (at(p, KEY_DEF)) {
    Token start = p->token;
    return parse_function(p, &start, decorators, false);
  }
  if (at(p, KEY_CLASS)) return parse_class(p, decorators);
  if (at(p, KEY_ASYNC)) return parse_async(p, decorators);
  fail_here(p);
}

/* ------------------------------------------------------------ match */

/* After `match`: the subject, ':' and the end of the line. Nothing else has that form, so it decides. */
static void parse_subject(Parser *p, void *result) {
  advance(p);
  Token start = p->token;
  Node *subject = parse_star_named(p);
  if (at(p, TOKEN_COMMA) || subject->kind == EXPR_STARRED) {
    size_t mark = p->scratch.size;
    push_node(p, subject);
    while (accept(p, TOKEN_COMMA)) {
      if (at(p, TOKEN_COLON)) break;
      push_node(p, parse_star_named(p));
    }
    subject = node_at(p, EXPR_TUPLE, &start);
    subject->sequence.items = pop_nodes(p, mark);
  }
  *(Node **)result = subject;
  expect(p, TOKEN_COLON);
  if (!at(p, TOKEN_NEWLINE)) fail_here(p);
}

static SEPARATE void push_case(Parser *p) {
  uint32_t line = p->token.line;
  advance(p);
  MatchCase entry = {0};
  entry.pattern = parse_patterns(p);
  if (accept(p, KEY_IF)) entry.guard = parse_named(p);
  expect_colon(p);
  entry.body = parse_block(p, "'case' statement", line);
  scratch_push(p, &p->scratch, &entry, sizeof entry);
}

static void try_subject(Parser *p, void *result) {
  advance(p);
  *(Node **)result = parse_star_expressions(p);
  if (!at(p, TOKEN_NEWLINE)) fail_here(p);
}

/* NULL: `match` is a name here. */
static SEPARATE Node *parse_match(Parser *p) {
  Token start = p->token;
  Node *subject = NULL;
  if (!parser_try(p, parse_subject, &subject, true)) {
    TokenKind next = peek(p).kind;
    if ((next == TOKEN_NAME || next == TOKEN_NUMBER || next == TOKEN_STRING) &&
        parser_try(p, try_subject, &subject, false)) {
      while (!at(p, TOKEN_NEWLINE)) advance(p);
      fail_token(p, "expected ':'");
    }
    return NULL;
  }
  advance(p);
  if (!at(p, TOKEN_INDENT))
    fail_indentation(p, "expected an indented block after 'match' statement on line %u", start.line);
  parser_enter(p, CLAIM_BLOCK);
  advance(p);
  size_t mark = p->scratch.size;
  while (token_is(p, "case")) push_case(p);
  uint32_t count = (uint32_t)((p->scratch.size - mark) / sizeof(MatchCase));
  if (!count) fail_here(p);
  MatchCase *cases = scratch_pop(p, &p->scratch, mark);
  if (!at(p, TOKEN_END)) expect(p, TOKEN_DEDENT);
  parser_leave(p, CLAIM_BLOCK);
  Node *node = node_at(p, STMT_MATCH, &start);
  node->match.subject = subject;
  node->match.cases = cases;
  node->match.count = count;
  return node;
}

static bool may_be_match(Parser *p) {
  if (!token_is(p, "match")) return false;
  TokenKind next = peek(p).kind;
  return starts_expression(next) || next == TOKEN_STAR;
}

/* ------------------------------------------------------------ statements */

static Node *parse_compound(Parser *p) {
  Token start = p->token;
  Nodes none = {0};
  switch (p->token.kind) {
    case KEY_DEF: return parse_function(p, &start, none, false);
    case KEY_CLASS: return parse_class(p, none);
    case KEY_IF: return parse_if(p);
    case KEY_FOR: return parse_for(p, &start, false);
    case KEY_WHILE: return parse_while(p);
    case KEY_TRY: return parse_try(p);
    case KEY_WITH: return parse_with(p, &start, false);
    case KEY_ASYNC: return parse_async(p, none);
    case TOKEN_AT: return parse_decorated(p);
    case TOKEN_NAME: return may_be_match(p) ? parse_match(p) : NULL;
    default: return NULL;
  }
}

void parse_statement(Parser *p) {
  Node *compound = parse_compound(p);
  if (compound)
    push_node(p, compound);
  else
    parse_simple_line(p);
}

Nodes parse_statements(Parser *p) {
  size_t mark = p->scratch.size;
  while (!at(p, TOKEN_END)) parse_statement(p);
  return pop_nodes(p, mark);
}
