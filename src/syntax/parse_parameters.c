/*
 * Parameter lists of functions and lambdas. They are read into one array in the order of the source; where the slash
 * and the star stand divides it.
 */
#include <string.h>

#include "syntax/parser.h"

enum { CLAIM_DEFAULT = 400 };

typedef struct ParameterState {
  Parameters *list;
  size_t mark;
  bool is_lambda, seen_slash, seen_star, seen_default;
  TokenKind close;
} ParameterState;

static uint32_t count_so_far(const Parser *p, const ParameterState *state) {
  return (uint32_t)((p->scratch.size - state->mark) / sizeof(Parameter));
}

/* Name and annotation; `may_star`: the annotation of *args may be starred. */
static Parameter parse_parameter(Parser *p, const ParameterState *state, bool may_star) {
  Parameter parameter = {.line = p->token.line, .column = p->token.column};
  parameter.name = expect_name(p);
  if (!state->is_lambda && accept(p, TOKEN_COLON))
    parameter.annotation = may_star && at(p, TOKEN_STAR) ? parse_star_named(p) : parse_expression(p);
  parameter.end_line = p->end_line;
  parameter.end_column = p->end_column;
  return parameter;
}

static Parameter *keep(Parser *p, Parameter parameter) {
  Parameter *copy = take(p, sizeof *copy);
  *copy = parameter;
  return copy;
}

static void parse_slash(Parser *p, ParameterState *state) {
  if (state->seen_slash) fail_token(p, "/ may appear only once");
  if (state->seen_star) fail_token(p, "/ must be ahead of *");
  state->list->positional_only = count_so_far(p, state);
  Place slash = token_place(&p->token);
  state->seen_slash = true;
  advance(p);
  if (!state->list->positional_only)
    fail_at(p, slash, at(p, TOKEN_COMMA) ? "at least one argument must precede /" : "invalid syntax");
  if (at(p, TOKEN_STAR)) fail_token(p, "expected comma between / and *");
}

static void parse_star(Parser *p, ParameterState *state) {
  if (state->seen_star) fail_token(p, "* argument may appear only once");
  state->seen_star = true;
  state->list->positional = count_so_far(p, state) - state->list->positional_only;
  Token star = p->token;
  advance(p);
  if (at(p, state->close)) fail_at(p, token_place(&star), "named arguments must follow bare *");
  if (at(p, TOKEN_COMMA)) {
    advance(p);
    if (at(p, state->close) || at(p, TOKEN_DOUBLE_STAR))
      fail_at(p, token_place(&star), "named arguments must follow bare *");
    return;
  }
  state->list->star = keep(p, parse_parameter(p, state, true));
  if (at(p, TOKEN_EQUAL)) fail_token(p, "var-positional argument cannot have default value");
  if (!at(p, state->close)) expect(p, TOKEN_COMMA);
}

static void parse_double_star(Parser *p, ParameterState *state) {
  advance(p);
  state->list->double_star = keep(p, parse_parameter(p, state, false));
  if (at(p, TOKEN_EQUAL)) fail_token(p, "var-keyword argument cannot have default value");
  if (!accept(p, TOKEN_COMMA)) return;
  if (at(p, TOKEN_NAME) || at(p, TOKEN_STAR) || at(p, TOKEN_DOUBLE_STAR) || at(p, TOKEN_SLASH))
    fail_token(p, "arguments cannot follow var-keyword argument");
}

/* `( name, name )`, as Python 2 had it. */
static void try_bracketed(Parser *p, void *unused) {
  (void)unused;
  advance(p);
  expect_name(p);
  while (accept(p, TOKEN_COMMA) && !at(p, TOKEN_RIGHT_PAREN)) expect_name(p);
  expect(p, TOKEN_RIGHT_PAREN);
}

static _Noreturn void fail_bracket(Parser *p, const ParameterState *state) {
  if (!p->tokenizer.quiet && !state->seen_default && !state->seen_star && parser_try(p, try_bracketed, NULL, false))
    fail_token(p, state->is_lambda ? "Lambda expression parameters cannot be parenthesized"
                                   : "Function parameters cannot be parenthesized");
  fail_here(p);
}

static void parse_plain(Parser *p, ParameterState *state) {
  if (at(p, TOKEN_LEFT_PAREN)) fail_bracket(p, state);
  Token start = p->token;
  Parameter parameter = parse_parameter(p, state, false);
  if (at(p, TOKEN_EQUAL)) {
    Token equal = p->token;
    advance(p);
    if (at(p, TOKEN_RIGHT_PAREN) || at(p, TOKEN_COMMA))
      fail_at(p, token_place(&equal), "expected default value expression");
    parser_enter(p, CLAIM_DEFAULT);
    parameter.standard = parse_expression(p);
    parser_leave(p, CLAIM_DEFAULT);
    state->seen_default = true;
  } else if (state->seen_default && !state->seen_star && (at(p, TOKEN_COMMA) || at(p, state->close))) {
    fail_at(p, token_place(&start), "non-default argument follows default argument");
  }
  scratch_push(p, &p->scratch, &parameter, sizeof parameter);
}

Parameters *parse_parameters(Parser *p, bool is_lambda) {
  ParameterState state = {take(p, sizeof(Parameters)),
                          p->scratch.size,
                          is_lambda,
                          false,
                          false,
                          false,
                          is_lambda ? TOKEN_COLON : TOKEN_RIGHT_PAREN};
  while (!at(p, state.close)) {
    if (at(p, TOKEN_DOUBLE_STAR)) {
      parse_double_star(p, &state);
      break;
    }
    if (at(p, TOKEN_STAR)) {
      parse_star(p, &state);
      continue;
    }
    if (at(p, TOKEN_SLASH))
      parse_slash(p, &state);
    else if (at(p, TOKEN_NAME) || at(p, TOKEN_LEFT_PAREN))
      parse_plain(p, &state);
    else
      break;
    if (!accept(p, TOKEN_COMMA)) break;
  }
  uint32_t count = count_so_far(p, &state);
  Parameters *list = state.list;
  if (!state.seen_star) list->positional = count - list->positional_only;
  list->keyword_only = count - list->positional_only - list->positional;
  list->items = scratch_pop(p, &p->scratch, state.mark);
  return list;
}
