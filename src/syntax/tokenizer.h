/*
 * The tokenizer: turns a prepared source into tokens, one at a time, as the parser asks for them.
 *
 * The source it reads is a copy in the arena that `source_prepare` made: UTF-8, newlines as '\n', ending in a newline
 * and a NUL. So a scan never needs to check for the end: the NUL stops every loop.
 *
 * Errors do not return. `tokenizer_fail` fills the problem and jumps to `trap`.
 */
#ifndef PYXIS_TOKENIZER_H
#define PYXIS_TOKENIZER_H

#include <setjmp.h>

#include "syntax/tree.h"

typedef enum TokenKind {
  /* Layout: these do not count as the end of a node. */
  TOKEN_END,
  TOKEN_NEWLINE,
  TOKEN_INDENT,
  TOKEN_DEDENT,
  TOKEN_NAME,
  TOKEN_NUMBER,
  TOKEN_STRING,
  TOKEN_FORMAT_START, /* prefix and opening quotes of an f-string or t-string */
  /* punctuation */
  TOKEN_LEFT_PAREN,
  TOKEN_RIGHT_PAREN,
  TOKEN_LEFT_BRACKET,
  TOKEN_RIGHT_BRACKET,
  TOKEN_LEFT_BRACE,
  TOKEN_RIGHT_BRACE,
  TOKEN_COMMA,
  TOKEN_COLON,
  TOKEN_SEMICOLON,
  TOKEN_DOT,
  TOKEN_ELLIPSIS,
  TOKEN_ARROW,
  TOKEN_EQUAL,
  TOKEN_WALRUS,
  TOKEN_EXCLAMATION,
  /* operators; the augmented ones in the order of BinaryOp */
  TOKEN_TILDE,
  TOKEN_PLUS,
  TOKEN_MINUS,
  TOKEN_STAR,
  TOKEN_AT,
  TOKEN_SLASH,
  TOKEN_DOUBLE_SLASH,
  TOKEN_PERCENT,
  TOKEN_DOUBLE_STAR,
  TOKEN_LEFT_SHIFT,
  TOKEN_RIGHT_SHIFT,
  TOKEN_AMPERSAND,
  TOKEN_BAR,
  TOKEN_CARET,
  TOKEN_LESS,
  TOKEN_LESS_EQUAL,
  TOKEN_EQUAL_EQUAL,
  TOKEN_NOT_EQUAL,
  TOKEN_GREATER,
  TOKEN_GREATER_EQUAL,
  TOKEN_ADD_ASSIGN,
  TOKEN_SUB_ASSIGN,
  TOKEN_MUL_ASSIGN,
  TOKEN_MATMUL_ASSIGN,
  TOKEN_TRUEDIV_ASSIGN,
  TOKEN_FLOORDIV_ASSIGN,
  TOKEN_MOD_ASSIGN,
  TOKEN_POW_ASSIGN,
  TOKEN_LSHIFT_ASSIGN,
  TOKEN_RSHIFT_ASSIGN,
  TOKEN_AND_ASSIGN,
  TOKEN_OR_ASSIGN,
  TOKEN_XOR_ASSIGN,
  /* keywords */
  KEY_FALSE,
  KEY_NONE,
  KEY_TRUE,
  KEY_AND,
  KEY_AS,
  KEY_ASSERT,
  KEY_ASYNC,
  KEY_AWAIT,
  KEY_BREAK,
  KEY_CLASS,
  KEY_CONTINUE,
  KEY_DEF,
  KEY_DEL,
  KEY_ELIF,
  KEY_ELSE,
  KEY_EXCEPT,
  KEY_FINALLY,
  KEY_FOR,
  KEY_FROM,
  KEY_GLOBAL,
  KEY_IF,
  KEY_IMPORT,
  KEY_IN,
  KEY_IS,
  KEY_LAMBDA,
  KEY_NONLOCAL,
  KEY_NOT,
  KEY_OR,
  KEY_PASS,
  KEY_RAISE,
  KEY_RETURN,
  KEY_TRY,
  KEY_WHILE,
  KEY_WITH,
  KEY_YIELD,
  TOKEN_KIND_COUNT
} TokenKind;

/* What the prefix and the scan of a string literal told. */
enum {
  STRING_RAW = 1,
  STRING_BYTES = 2,
  STRING_U = 4,
  STRING_TRIPLE = 8,
  STRING_PLAIN = 16 /* no backslash */,
  STRING_FORMAT = 32,
  STRING_TEMPLATE = 64
};

typedef struct Token {
  uint8_t kind;
  uint8_t flags;  /* of strings: STRING_... */
  uint8_t prefix; /* of strings: bytes before the first quote */
  uint32_t line, column, end_line, end_column;
  const char *start, *end;
} Token;

enum { MAX_PARENS = 200, MAX_INDENTS = 100 };

typedef struct Bracket {
  char open;
  uint32_t line, column;
} Bracket;

typedef struct Indent {
  uint32_t column, other; /* with tabs of 8, and with tabs of 1 */
} Indent;

/* The literal around the replacement field that is being read; `level` is the bracket level inside its braces. */
typedef struct FormatFrame {
  uint32_t level;
  char quote;
  bool triple, template;
  const char *start, *line_start; /* of the literal, at its opening quote, and of the line that stands on */
  uint32_t line;
} FormatFrame;

typedef struct Tokenizer {
  const char *source, *limit; /* limit: the final NUL */
  const char *cursor, *line_start;
  uint32_t line;
  uint32_t level;        /* open brackets */
  uint32_t indent_depth; /* indents[0] is column 0 */
  int32_t pending;       /* INDENT (> 0) or DEDENT (< 0) tokens to hand out */
  bool at_line_start;
  bool implied_newline;   /* the last line's newline was added */
  bool comment_in_field;  /* of a literal in single quotes: it may have swallowed the closing ones */
  uint32_t furthest_line; /* of a token that any trial has seen */
  uint32_t failed_line;   /* of the parser's error, when only the rest of the source is looked at */
  bool hit_end;           /* failed inside a literal or a continuation that the end of the source cut off */
  bool cut_text; /* the line shown with an error goes without its newline: CPython had read beyond it */
  uint8_t quiet;          /* a trial */
  FormatFrame format;
  Bracket *brackets;
  Indent *indents;
  Arena *arena;
  SyntaxProblem *problem;
  jmp_buf *trap;
} Tokenizer;

/* What a jump to the trap says. FAIL_EXPLAINED: of a QUIET_GENERAL trial, which leaves it behind. */
enum { FAIL_PARSER = 1, FAIL_TOKENIZER = 2, FAIL_EXPLAINED = 3 };

/* Tokenizer.quiet: in a trial errors of the parser are not described; or all but the general one, "invalid syntax", are. */
enum { QUIET_NOT, QUIET_GENERAL, QUIET_ALL };

/* Copies and decodes the source. Fails by jumping. */
void tokenizer_start(Tokenizer *tokenizer, const char *source, size_t size, bool is_text);
void tokenizer_next(Tokenizer *tokenizer, Token *token);
/* After a FORMAT_START that nobody parses: goes to the literal's end as if it were a plain string. */
/* Fails if the f-string around the field being read, taken as a plain string, has no end on its line. */
void tokenizer_check_format(Tokenizer *tokenizer);
void tokenizer_skip_format(Tokenizer *tokenizer, Token *token);

void *tokenizer_take(Tokenizer *tokenizer, size_t size); /* of the arena; fails by jumping */

/* NO_COLUMN: column 0. As the end column of a place without an end line: what CPython's parser gives for one, 0 or -1. */
enum { NO_COLUMN = UINT32_MAX, NO_END = UINT32_MAX, NO_RANGE = UINT32_MAX - 1 };
typedef struct Place { /* columns in bytes from 0; end_line 0: no end is told */
  uint32_t line, column, end_line, end_column;
} Place;

_Noreturn void tokenizer_fail(Tokenizer *tokenizer, int how, int kind, Place place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* "'(' was never closed", of the innermost open bracket. */
_Noreturn void tokenizer_fail_unclosed(Tokenizer *tokenizer);

/* Decodes one character; 0xFFFD and a length of 1 where the bytes are not UTF-8. */
uint32_t utf8_decode(const char *text, uint32_t *length);
uint32_t utf8_encode(uint32_t character, char *out);
bool text_equals(Text text, const char *word);

/* Hooks that the Unicode tables replace. */
bool unicode_is_identifier(uint32_t character, bool start);
bool unicode_is_printable(uint32_t character);
bool unicode_name_lookup(const char *name, size_t size, uint32_t *out);
/* The code points of bytes 128 to 255 in an encoding that extends ASCII by one byte a character (0: none), by its name in lower case with
   underscores; NULL: there is none of that name. */
const uint16_t *unicode_charmap(const char *name);
/* Writes the NFKC form into `out` (room for `room` bytes); false: it does not fit. *written 0: already normal. */
bool unicode_normalise_identifier(const char *text, size_t size, char *out, size_t room, size_t *written);

#endif
