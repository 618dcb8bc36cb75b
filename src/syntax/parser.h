/*
 * What the parts of the parser share. The parser is recursive descent with one token of lookahead; binary operators
 * climb by precedence. Where Python's grammar needs more (soft keywords, parenthesised `with` items) a trial run is
 * made and undone: see `Trial`.
 *
 * Stack: every recursive function first claims its share of a fixed number of bytes (`parser_enter`), so nesting ends
 * in PROBLEM_RECURSION and the C stack stays below 100 KB whatever the source.
 */
#ifndef PYXIS_PARSER_H
#define PYXIS_PARSER_H

#include "syntax/tokenizer.h"

/* A stack of bytes in the arena on which sequences of unknown length are built; a user remembers the size it found
   and restores it. */
typedef struct Scratch {
  uint8_t *bytes;
  size_t size, capacity;
} Scratch;

/* How far an expression can be read that does not parse as a whole, for CPython's parser takes such a part: to the end of the last operand
   that was complete within the same brackets. */
typedef struct Prefix {
  struct Prefix *outer;
  uint32_t level;
  enum { PREFIX_OF_TRIAL, PREFIX_OF_TEST, PREFIX_OF_KEY, PREFIX_OF_NOTHING } kind; /* test: of a conditional expression; key: of a dict */
  bool found;
  Place place; /* ends there; of a test it starts with the conditional expression */
} Prefix;

typedef struct Parser {
  Tokenizer tokenizer;
  Token token;                   /* the next one, not yet consumed */
  uint32_t end_line, end_column; /* where the last consumed token that is not layout ended */
  int32_t stack_left;
  ParseMode mode;
  uint32_t features;
  bool barry; /* `<>` is the inequality */
  Arena *arena;
  Scratch scratch; /* sequences */
  Scratch second;  /* the second of two sequences that grow together */
  Scratch text;    /* bytes of string literals */
  /* The last complete operand at the level of `or`, for "Perhaps you forgot a comma?". */
  Place operand;
  Node *operand_node;
  Prefix *prefix; /* the innermost that is being read */
} Parser;

/* Claims of stack, in bytes, at least what gcc -O2 gives the frames on the way to the next claim. */
enum { STACK_BUDGET = 84 * 1024 };

_Noreturn void parser_overflow(Parser *p);
static inline void parser_enter(Parser *p, int32_t bytes) {
  if (__builtin_expect((p->stack_left -= bytes) < 0, false)) parser_overflow(p);
}
static inline void parser_leave(Parser *p, int32_t bytes) { p->stack_left += bytes; }

static inline void advance(Parser *p) {
  if (p->token.kind > TOKEN_DEDENT) {
    p->end_line = p->token.end_line;
    p->end_column = p->token.end_column;
  }
  tokenizer_next(&p->tokenizer, &p->token);
}
static inline bool at(const Parser *p, TokenKind kind) { return p->token.kind == kind; }
static inline bool accept(Parser *p, TokenKind kind) {
  if (p->token.kind != kind) return false;
  advance(p);
  return true;
}
void expect(Parser *p, TokenKind kind);                           /* "invalid syntax" otherwise */
void expect_forced(Parser *p, TokenKind kind, const char *shown); /* "expected '...'" */
Text expect_name(Parser *p);
Text token_text(Parser *p); /* of a NAME: normalised */
bool token_is(const Parser *p, const char *word);
bool starts_expression(TokenKind kind);

/* ---- errors; see parse_error.c */
typedef enum TargetUse { TARGET_STAR, TARGET_DELETE, TARGET_FOR } TargetUse;
_Noreturn void fail_here(Parser *p); /* the general error at the current token: finds the best message */
_Noreturn void fail_token(Parser *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
_Noreturn void fail_at(Parser *p, Place place, const char *format, ...) __attribute__((format(printf, 3, 4)));
_Noreturn void fail_indentation(Parser *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *expression_name(const Node *node);
const Node *invalid_target(const Node *node, TargetUse use);
void check_target(Parser *p, const Node *node, TargetUse use);
Place node_place(const Node *node);
Place token_place(const Token *token);
Place span(Place first, Place last);
/* After an expression with '=' next, where an expression with a name `:=` may stand. */
void explain_equal(Parser *p, const Node *node);

/* ---- trials: parse ahead, then go back. Brackets and indentation below the current level stay as they are. */
typedef struct Trial {
  Tokenizer tokenizer;
  Token token;
  uint32_t end_line, end_column;
  int32_t stack_left;
  size_t scratch, second, text;
  Prefix *prefix;
  bool keep;
  Bracket brackets[MAX_PARENS];
} Trial;
/* Runs `parse`; true when it did not fail. On failure the parser is where it was. `keep`: stay after success. */
bool parser_try(Parser *p, void (*parse)(Parser *p, void *result), void *result, bool keep);
/* The same where CPython reads on while it looks for an explanation: what it finds wrong there, unless it is "invalid syntax", is the error. */
bool parser_try_aloud(Parser *p, void (*parse)(Parser *p, void *result), void *result, bool keep);

/* ---- memory */
static inline void *take(Parser *p, size_t size) { return tokenizer_take(&p->tokenizer, size); }
void scratch_grow(Parser *p, Scratch *scratch, size_t size);
static inline void scratch_push(Parser *p, Scratch *scratch, const void *item, size_t size) {
  if (!size) return;
  if (scratch->capacity - scratch->size < size) scratch_grow(p, scratch, size);
  __builtin_memcpy(scratch->bytes + scratch->size, item, size);
  scratch->size += size;
}
static inline void push_node(Parser *p, Node *node) { scratch_push(p, &p->scratch, &node, sizeof node); }
/* What was pushed since `mark`, as an array of its own. */
void *scratch_pop(Parser *p, Scratch *scratch, size_t mark);
Nodes pop_nodes(Parser *p, size_t mark);

/* A node from a place to the end of the last consumed token. */
Node *node_new(Parser *p, NodeKind kind, uint32_t line, uint32_t column);
static inline Node *node_at(Parser *p, NodeKind kind, const Token *start) {
  return node_new(p, kind, start->line, start->column);
}
static inline void node_end(Parser *p, Node *node) {
  node->end_line = p->end_line;
  node->end_column = p->end_column;
}

/* Brackets open before the current token. */
static inline uint32_t parser_level(const Parser *p) {
  switch (p->token.kind) {
    case TOKEN_LEFT_PAREN:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_BRACE: return p->tokenizer.level - 1;
    case TOKEN_RIGHT_PAREN:
    case TOKEN_RIGHT_BRACKET:
    case TOKEN_RIGHT_BRACE: return p->tokenizer.level + 1;
    default: return p->tokenizer.level;
  }
}

static inline void note_operand(Parser *p) {
  Prefix *prefix = p->prefix;
  if (__builtin_expect(!prefix, true) || parser_level(p) != prefix->level) return;
  prefix->found = true;
  prefix->place.end_line = p->end_line;
  prefix->place.end_column = p->end_column;
}

/* ---- expressions */
Node *parse_expression(Parser *p);                               /* ternary or lambda */
Node *parse_named(Parser *p);                                    /* expression, or name := expression */
_Noreturn void fail_named_target(Parser *p, const Node *target); /* at ':=' */
Node *parse_star_expressions(Parser *p);                         /* tuples without parentheses, with `*` items */
Node *parse_value(Parser *p);                                    /* star expressions or yield */
Node *parse_star_named(Parser *p);
Node *parse_bitwise_or(Parser *p); /* an operand of a comparison */
Node *parse_targets(Parser *p);    /* of `for`: up to `in`; in STORE context */
void parse_arguments(Parser *p, Nodes *arguments, Keyword **keywords,
                     uint32_t *keyword_count); /* after '(' and its ')' */
Parameters *parse_parameters(Parser *p, bool is_lambda);
void set_context(Node *target, Context context);
Node *parse_strings(Parser *p);
Node *parse_number(Parser *p);

/* ---- patterns and statements */
Node *parse_patterns(Parser *p);
Nodes parse_statements(Parser *p);
void parse_statement(Parser *p); /* pushes one or more */
Node *parse_lambda_body(Parser *p);
#endif
