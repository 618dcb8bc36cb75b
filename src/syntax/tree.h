/*
 * The syntax tree: nodes as Python's `ast` names them, in an Arena outside the cage.
 *
 * Every node starts with its kind and its place. Lines count from 1, columns from 0 in UTF-8 bytes, as in `ast`.
 * Sequences are arrays with a count. A missing child is NULL. Identifiers are NFKC-normalised UTF-8, not interned.
 */
#ifndef PYXIS_TREE_H
#define PYXIS_TREE_H

#include "syntax/arena.h"

typedef struct Text { /* UTF-8 (strings may hold surrogates in their 3-byte form), not terminated */
  const char *data;
  uint32_t size;
} Text;

typedef enum NodeKind {
  /* statements */
  STMT_FUNCTION, STMT_CLASS, STMT_RETURN, STMT_DELETE, STMT_ASSIGN, STMT_AUG_ASSIGN, STMT_ANN_ASSIGN, STMT_FOR,
  STMT_WHILE, STMT_IF, STMT_WITH, STMT_MATCH, STMT_RAISE, STMT_TRY, STMT_ASSERT, STMT_IMPORT, STMT_IMPORT_FROM,
  STMT_GLOBAL, STMT_NONLOCAL, STMT_EXPR, STMT_PASS, STMT_BREAK, STMT_CONTINUE, STMT_TYPE_ALIAS,
  /* expressions */
  EXPR_BOOL_OP, EXPR_NAMED, EXPR_BINARY, EXPR_UNARY, EXPR_LAMBDA, EXPR_IF, EXPR_DICT, EXPR_SET, EXPR_LIST_COMP,
  EXPR_SET_COMP, EXPR_DICT_COMP, EXPR_GENERATOR, EXPR_AWAIT, EXPR_YIELD, EXPR_YIELD_FROM, EXPR_COMPARE, EXPR_CALL,
  EXPR_FORMATTED, EXPR_JOINED, EXPR_TEMPLATE, EXPR_INTERPOLATION, EXPR_CONSTANT, EXPR_ATTRIBUTE, EXPR_SUBSCRIPT,
  EXPR_STARRED, EXPR_NAME, EXPR_LIST, EXPR_TUPLE, EXPR_SLICE,
  /* patterns */
  PATTERN_VALUE, PATTERN_SINGLETON, PATTERN_SEQUENCE, PATTERN_MAPPING, PATTERN_CLASS, PATTERN_STAR, PATTERN_AS,
  PATTERN_OR,
} NodeKind;

typedef enum Context { LOAD, STORE, DELETE } Context;

/* In the order of the special methods in cage/names.h. */
typedef enum BinaryOp {
  OP_ADD, OP_SUB, OP_MUL, OP_MATMUL, OP_TRUEDIV, OP_FLOORDIV, OP_MOD, OP_POW, OP_LSHIFT, OP_RSHIFT, OP_AND, OP_OR,
  OP_XOR
} BinaryOp;
typedef enum UnaryOp { OP_NEG, OP_POS, OP_INVERT, OP_NOT } UnaryOp;
typedef enum CompareOp { CMP_LT, CMP_LE, CMP_EQ, CMP_NE, CMP_GT, CMP_GE, CMP_IN, CMP_NOT_IN, CMP_IS, CMP_IS_NOT } CompareOp;

typedef enum ConstantKind {
  CONST_NONE, CONST_TRUE, CONST_FALSE, CONST_ELLIPSIS,
  CONST_INT,     /* text: digits without underscores or prefix; base in `base` */
  CONST_FLOAT,   /* number */
  CONST_COMPLEX, /* number is the imaginary part */
  CONST_STR,     /* text, escapes resolved */
  CONST_BYTES,   /* text: raw bytes */
} ConstantKind;

typedef struct Node Node;
typedef struct Nodes {
  Node **items;
  uint32_t count;
} Nodes;
typedef struct Texts {
  Text *items;
  uint32_t count;
} Texts;

typedef struct Parameter {
  Text name;
  Node *annotation, *standard; /* standard: the default value's expression, or NULL */
  uint32_t line, column, end_line, end_column;
} Parameter;

typedef struct Parameters {
  Parameter *items; /* positional-only, then positional-or-keyword, then keyword-only */
  uint32_t positional_only, positional, keyword_only; /* positional: without the positional-only ones */
  Parameter *star, *double_star; /* or NULL */
} Parameters;

typedef struct TypeParameter {
  enum { TYPE_VAR, PARAM_SPEC, TYPE_VAR_TUPLE } kind;
  Text name;
  Node *bound, *standard;
  uint32_t line, column, end_line, end_column;
} TypeParameter;

typedef struct Keyword {
  Text name; /* data NULL for **value */
  Node *value;
  uint32_t line, column, end_line, end_column;
} Keyword;

typedef struct Generator_ { /* one `for ... in ... if ...` of a comprehension */
  Node *target, *iterable;
  Nodes conditions;
  bool is_async;
} Comprehension;

typedef struct ExceptClause {
  Node *type; /* or NULL */
  Text name;  /* data NULL: none */
  Nodes body;
  uint32_t line, column, end_line, end_column;
} ExceptClause;

typedef struct WithItem {
  Node *context, *target; /* target or NULL */
} WithItem;

typedef struct MatchCase {
  Node *pattern, *guard;
  Nodes body;
} MatchCase;

typedef struct Alias {
  Text name, as; /* as.data NULL: none */
  uint32_t line, column, end_line, end_column;
} Alias;

struct Node {
  uint8_t kind;
  uint8_t context; /* Context, of names, attributes, subscripts, starred, lists, tuples */
  bool parenthesized;
  uint32_t line, column, end_line, end_column;
  union {
    struct { /* STMT_FUNCTION, EXPR_LAMBDA (body of a lambda: `expression`) */
      Text name;
      Parameters *parameters;
      Nodes body, decorators;
      Node *expression, *returns;
      TypeParameter *type_parameters;
      uint32_t type_parameter_count;
      bool is_async;
    } function;
    struct { /* STMT_CLASS */
      Text name;
      Nodes bases;
      Keyword *keywords;
      uint32_t keyword_count;
      Nodes body, decorators;
      TypeParameter *type_parameters;
      uint32_t type_parameter_count;
    } class_;
    struct { Node *value; } one; /* RETURN, EXPR statement, AWAIT, YIELD, YIELD_FROM, STARRED, PATTERN_VALUE */
    struct { Nodes targets; Node *value; } assign;     /* ASSIGN; DELETE uses targets */
    struct { Node *target, *value; uint8_t op; } aug;  /* AUG_ASSIGN */
    struct { Node *target, *annotation, *value; bool simple; } annotated;
    struct { Node *target, *iterable; Nodes body, otherwise; bool is_async; } for_;
    struct { Node *test; Nodes body, otherwise; } branch; /* IF, WHILE */
    struct { Node *test, *body, *otherwise; } conditional; /* EXPR_IF */
    struct { WithItem *items; uint32_t count; Nodes body; bool is_async; } with;
    struct { Node *subject; MatchCase *cases; uint32_t count; } match;
    struct { Node *exception, *cause; } raise;
    struct { Nodes body, otherwise, final; ExceptClause *clauses; uint32_t count; bool is_star; } try_;
    struct { Node *test, *message; } assert_;
    struct { Alias *names; uint32_t count; Text module; uint32_t level; } import; /* names[0].name "*": star */
    struct { Texts names; } scope; /* GLOBAL, NONLOCAL */
    struct { Node *name, *value; TypeParameter *type_parameters; uint32_t type_parameter_count; } alias;
    struct { bool is_or; Nodes values; } bool_op;
    struct { Node *target, *value; } named;
    struct { Node *left, *right; uint8_t op; } binary;
    struct { Node *operand; uint8_t op; } unary;
    struct { Nodes keys, values; } dict; /* keys[i] NULL: **values[i] */
    struct { Nodes items; } sequence;    /* LIST, TUPLE, SET */
    struct { Node *element, *value; Comprehension *generators; uint32_t count; } comprehension; /* value: DICT_COMP */
    struct { Node *left; uint8_t *ops; Nodes comparators; } compare;
    struct { Node *function; Nodes arguments; Keyword *keywords; uint32_t keyword_count; } call;
    struct { Node *value, *spec; int32_t conversion; Text source; } formatted; /* conversion: -1, 's', 'r', 'a'; spec: a JOINED or NULL; source: for t-strings */
    struct { Nodes values; } joined; /* CONSTANT (str) and FORMATTED (JOINED) or INTERPOLATION (TEMPLATE) */
    struct { uint8_t kind; uint8_t base; Text text; double number; bool is_u; } constant;
    struct { Node *value; Text name; } attribute;
    struct { Node *value, *index; } subscript;
    struct { Text id; } name;
    struct { Node *lower, *upper, *step; } slice;
    /* patterns */
    struct { uint8_t constant; } singleton;
    struct { Nodes items; } patterns; /* SEQUENCE, OR */
    struct { Nodes keys, values; Text rest; } mapping;
    struct { Node *cls; Nodes positional; Texts keywords; Nodes values; } class_pattern;
    struct { Text name; Node *pattern; } capture; /* STAR (name.data NULL: _), AS (both NULL: wildcard) */
  };
};

typedef enum ParseMode { PARSE_MODULE, PARSE_EXPRESSION, PARSE_INTERACTIVE } ParseMode;

typedef struct Tree {
  Nodes body; /* PARSE_EXPRESSION: one EXPR statement */
  uint32_t features; /* of `from __future__`: FUTURE_ANNOTATIONS, FUTURE_BARRY */
} Tree;
enum { FUTURE_ANNOTATIONS = 1, FUTURE_BARRY = 2 };

/* What is wrong with a source, as SyntaxError tells it. */
typedef struct SyntaxProblem {
  enum { PROBLEM_NONE, PROBLEM_SYNTAX, PROBLEM_INDENTATION, PROBLEM_TAB, PROBLEM_MEMORY, PROBLEM_RECURSION,
         PROBLEM_VALUE /* NUL bytes */, PROBLEM_INCOMPLETE /* interactive: more lines are needed */ } kind;
  char message[400];
  uint32_t line, column, end_line, end_column; /* columns from 1 in characters, as SyntaxError.offset; 0: unknown */
  Text text; /* the source line, in the arena */
} SyntaxProblem;

/* Parses source (UTF-8 or as its coding cookie says; `is_text`: already decoded, cookies ignored) into `tree`.
   False: `problem` says why. Everything is allocated in `arena`. C stack: bounded by nesting limits (200 parentheses,
   100 indents, ...), below 100 KB. Source of the grammar: Python 3.14's, messages: CPython 3.11's. */
bool parse(Arena *arena, const char *source, size_t size, bool is_text, ParseMode mode, Tree *tree, SyntaxProblem *problem);

#endif
