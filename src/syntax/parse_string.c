/*
 * String literals: escapes, adjacent literals joined, and the replacement fields of f-strings and t-strings.
 *
 * Of an f-string the tokenizer reads only prefix and quotes. From there this file scans the text itself, and where a
 * field opens it lets the tokenizer and the parser run on up to the field's end; so an expression in a field is
 * parsed in place, with its true position, and may hold any quotes. The text of literals that have to be put together
 * is collected on `parser->text`, which nested f-strings use above it as a stack.
 */
#include <string.h>

#include "syntax/parser.h"

enum { CLAIM_FIELD = 720 };

/* The pieces of one JOINED that is being read: nodes above `values` on the scratch stack, and the literal text since
   the last of them above `text`. */
typedef struct Pieces {
  size_t values, text;
  Place place; /* of the pending text; line 0: there is none */
  uint8_t quote_flags;
  char quote;
  bool is_u, in_spec;
  const char *start, *line_start; /* of the literal that is being read; see FormatFrame */
  uint32_t line;
} Pieces;

static inline void append(Parser *p, const char *text, size_t size) { scratch_push(p, &p->text, text, size); }

/* ------------------------------------------------------------ escapes */

static int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

typedef struct Escape {
  const char *body, *start, *end; /* the literal's text; the backslash; the end of the text */
  Place place;                    /* of the literal */
  bool is_bytes;
} Escape;

static size_t position_in_codec(const Escape *escape) {
  size_t position = 0;
  for (const char *at = escape->body; at < escape->start; at++) {
    if ((uint8_t)*at < 0x80)
      position++;
    else if (((uint8_t)*at & 0xc0) == 0xc0)
      position += 10;
  }
  return position;
}

static _Noreturn void fail_escape(Parser *p, const Escape *escape, const char *last, const char *why) {
  size_t first = position_in_codec(escape), end = first + (size_t)(last - escape->start);
  if (end == first + 1 || end == first)
    fail_at(p, escape->place, "(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position %zu: %s", first,
            why);
  fail_at(p, escape->place, "(unicode error) 'unicodeescape' codec can't decode bytes in position %zu-%zu: %s", first,
          end - 1, why);
}

static const char *append_hex(Parser *p, const Escape *escape, const char *at, int digits, const char *why) {
  uint32_t value = 0;
  for (int i = 0; i < digits; i++, at++) {
    int digit = at < escape->end ? hex_value(*at) : -1;
    if (digit < 0) {
      if (escape->is_bytes)
        fail_at(p, escape->place, "(value error) invalid \\x escape at position %zu",
                (size_t)(escape->start - escape->body));
      fail_escape(p, escape, at, why);
    }
    value = value << 4 | (uint32_t)digit;
  }
  if (value > 0x10ffff) fail_escape(p, escape, at, "illegal Unicode character");
  char out[4];
  if (escape->is_bytes) {
    out[0] = (char)value;
    append(p, out, 1);
  } else {
    append(p, out, utf8_encode(value, out));
  }
  return at;
}

static const char *append_octal(Parser *p, const Escape *escape, const char *at) {
  uint32_t value = 0;
  for (int i = 0; i < 3 && at < escape->end && *at >= '0' && *at <= '7'; i++)
    value = value * 8 + (uint32_t)(*at++ - '0');
  char out[4] = {(char)value};
  append(p, out, escape->is_bytes ? 1 : utf8_encode(value, out));
  return at;
}

static const char *append_named(Parser *p, const Escape *escape, const char *at) {
  const char *close = at < escape->end && *at == '{' ? memchr(at, '}', (size_t)(escape->end - at)) : NULL;
  if (!close || close == at + 1)
    fail_escape(p, escape, close ? close + 1 : *at == '{' ? escape->end : at, "malformed \\N character escape");
  uint32_t value;
  if (!unicode_name_lookup(at + 1, (size_t)(close - at - 1), &value))
    fail_escape(p, escape, close + 1, "unknown Unicode character name");
  char out[4];
  append(p, out, utf8_encode(value, out));
  return close + 1;
}

static const char *append_escape(Parser *p, const Escape *escape) {
  const char *at = escape->start + 1;
  if (at == escape->end) { /* before a brace that opens or closes a field */
    append(p, "\\", 1);
    return at;
  }
  char c = *at++;
  switch (c) {
    case '\n': return at;
    case '\\':
    case '\'':
    case '"': break;
    case 'a': c = '\a'; break;
    case 'b': c = '\b'; break;
    case 'f': c = '\f'; break;
    case 'n': c = '\n'; break;
    case 'r': c = '\r'; break;
    case 't': c = '\t'; break;
    case 'v': c = '\v'; break;
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7': return append_octal(p, escape, at - 1);
    case 'x': return append_hex(p, escape, at, 2, "truncated \\xXX escape");
    case 'u':
      if (!escape->is_bytes) return append_hex(p, escape, at, 4, "truncated \\uXXXX escape");
      goto unknown;
    case 'U':
      if (!escape->is_bytes) return append_hex(p, escape, at, 8, "truncated \\UXXXXXXXX escape");
      goto unknown;
    case 'N':
      if (!escape->is_bytes) return append_named(p, escape, at);
      goto unknown;
    default:
    unknown:
      append(p, "\\", 1);
      return at - 1;
  }
  append(p, &c, 1);
  return at;
}

/* Appends text[start, end) with its escapes resolved. */
static void append_decoded(Parser *p, const char *start, const char *end, bool is_bytes, Place place) {
  Escape escape = {start, NULL, end, place, is_bytes};
  for (const char *at = start; at < end;) {
    const char *backslash = memchr(at, '\\', (size_t)(end - at));
    if (!backslash) backslash = end;
    append(p, at, (size_t)(backslash - at));
    if (backslash == end) return;
    escape.start = backslash;
    at = append_escape(p, &escape);
  }
}

static void check_ascii(Parser *p, const char *start, const char *end, Place place) {
  for (const char *at = start; at < end; at++)
    if ((uint8_t)*at >= 0x80) fail_at(p, place, "bytes can only contain ASCII literal characters");
}

/* ------------------------------------------------------------ text that becomes nodes */

static Text pop_text(Parser *p, size_t mark) {
  uint32_t size = (uint32_t)(p->text.size - mark);
  const char *data = scratch_pop(p, &p->text, mark);
  return (Text){size ? data : "", size};
}

static Node *make_constant(Parser *p, ConstantKind kind, Text text, Place place, bool is_u) {
  Node *node = node_new(p, EXPR_CONSTANT, place.line, place.column);
  node->end_line = place.end_line;
  node->end_column = place.end_column;
  node->constant.kind = (uint8_t)kind;
  node->constant.text = text;
  node->constant.is_u = is_u;
  return node;
}

static void extend_pending(Pieces *pieces, Place place) {
  if (!pieces->place.line) pieces->place = place;
  pieces->place.end_line = place.end_line;
  pieces->place.end_column = place.end_column;
}

/* The pending text becomes a CONSTANT. */
static void flush_pending(Parser *p, Pieces *pieces) {
  if (p->text.size > pieces->text)
    push_node(p, make_constant(p, CONST_STR, pop_text(p, pieces->text), pieces->place, pieces->is_u));
  pieces->place = (Place){0};
}

static Place place_from(const Tokenizer *t, uint32_t line, uint32_t column) {
  return (Place){line, column, t->line, (uint32_t)(t->cursor - t->line_start)};
}

/* ------------------------------------------------------------ replacement fields */

static void parse_format_text(Parser *p, Pieces *pieces);

static const char *letter(const Parser *p) { return p->tokenizer.format.template ? "t" : "f"; }

static void check_field_not_empty(Parser *p) {
  if (at(p, TOKEN_RIGHT_BRACE)) fail_token(p, "%s-string: empty expression not allowed", letter(p));
  bool bare = at(p, TOKEN_COLON) || at(p, TOKEN_EQUAL) || (at(p, TOKEN_EXCLAMATION) && *p->token.start == '!');
  if (bare) fail_token(p, "%s-string: expression required before '%c'", letter(p), *p->token.start);
}

static int32_t parse_conversion(Parser *p) {
  const char *mark_end = p->token.end;
  advance(p);
  size_t size = (size_t)(p->token.end - p->token.start);
  char c = *p->token.start;
  bool known = c == 's' || c == 'r' || c == 'a';
  if (at(p, TOKEN_NAME) && size > 1 && known) fail_token(p, "%s-string: expecting '}'", letter(p));
  if (!at(p, TOKEN_NAME) || !known || p->token.start != mark_end)
    fail_token(p, "%s-string: invalid conversion character: expected 's', 'r', or 'a'", letter(p));
  advance(p);
  return c;
}

/* The cursor stands after the ':'. Leaves it after the closing brace. */
static __attribute__((noinline)) Node *parse_spec(Parser *p, const Pieces *outer) {
  Tokenizer *t = &p->tokenizer;
  uint32_t line = t->line, column = (uint32_t)(t->cursor - 1 - t->line_start);
  Pieces pieces = {p->scratch.size, p->text.size, {0},          outer->quote_flags, outer->quote,
                   false,           true,         outer->start, outer->line_start,  outer->line};
  parse_format_text(p, &pieces);
  flush_pending(p, &pieces);
  Node *spec = node_new(p, EXPR_JOINED, line, column);
  spec->end_line = t->line;
  spec->end_column = (uint32_t)(t->cursor - t->line_start);
  spec->joined.values = pop_nodes(p, pieces.values);
  t->cursor++;
  t->level--;
  return spec;
}

/* For `{x=}`: the text of the field up to the next token goes before the value. */
static void append_field_text(Parser *p, Pieces *pieces, const char *start, Place place) {
  const char *end = p->token.start;
  append(p, start, (size_t)(end - start));
  extend_pending(pieces, (Place){place.line, place.column + 1, p->token.line, p->token.column});
}

static Text field_source(const char *start, const char *end) {
  while (end > start && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\n' || end[-1] == '\f' || end[-1] == '='))
    end--;
  return (Text){start, (uint32_t)(end - start)};
}

static Node *make_field(Parser *p, const Pieces *pieces, Place place) {
  bool template = pieces->quote_flags & STRING_TEMPLATE;
  return node_new(p, template && !pieces->in_spec ? EXPR_INTERPOLATION : EXPR_FORMATTED, place.line, place.column);
}

/* The cursor stands after the '{', whose place is given. Leaves it after the '}'. */
static __attribute__((noinline)) void parse_field(Parser *p, Pieces *pieces, Place place) {
  Tokenizer *t = &p->tokenizer;
  parser_enter(p, CLAIM_FIELD);
  if (t->level >= MAX_PARENS) fail_at(p, place, "too many nested parentheses");
  t->brackets[t->level++] = (Bracket){'{', place.line, place.column};
  FormatFrame outer = t->format;
  t->format = (FormatFrame){t->level,
                            pieces->quote,
                            pieces->quote_flags & STRING_TRIPLE,
                            pieces->quote_flags & STRING_TEMPLATE,
                            pieces->start,
                            pieces->line_start,
                            pieces->line};
  const char *start = t->cursor;
  tokenizer_next(t, &p->token);
  check_field_not_empty(p);
  Node *value = parse_value(p);
  Text source = field_source(start, p->token.start);
  bool shown = accept(p, TOKEN_EQUAL);
  if (shown) append_field_text(p, pieces, start, place);
  flush_pending(p, pieces);
  int32_t conversion = at(p, TOKEN_EXCLAMATION) && *p->token.start == '!' ? parse_conversion(p) : -1;
  Node *spec = NULL;
  if (at(p, TOKEN_COLON)) {
    spec = parse_spec(p, pieces);
  } else if (!at(p, TOKEN_RIGHT_BRACE)) {
    if (!shown && conversion < 0) fail_here(p);
    fail_token(p, "%s-string: expecting '}'", letter(p));
  }
  t->format = outer;
  Node *node = make_field(p, pieces, place);
  node->end_line = t->line;
  node->end_column = (uint32_t)(t->cursor - t->line_start);
  node->formatted.value = value;
  node->formatted.spec = spec;
  node->formatted.conversion = shown && conversion < 0 && !spec ? 'r' : conversion;
  node->formatted.source = source;
  push_node(p, node);
  parser_leave(p, CLAIM_FIELD);
}

/* ------------------------------------------------------------ the text of an f-string */

static bool at_quote(const char *text, const Pieces *pieces) {
  if (*text != pieces->quote) return false;
  return !(pieces->quote_flags & STRING_TRIPLE) || (text[1] == pieces->quote && text[2] == pieces->quote);
}

static _Noreturn void fail_unterminated(Parser *p, const Pieces *pieces) {
  Tokenizer *t = &p->tokenizer;
  bool triple = pieces->quote_flags & STRING_TRIPLE;
  if (pieces->in_spec) fail_token(p, "%s-string: expecting '}'", letter(p));
  uint32_t line = t->line;
  t->hit_end = triple;
  if (triple && line > 1) line--;
  tokenizer_fail(t, FAIL_TOKENIZER, PROBLEM_SYNTAX, (Place){p->token.line, p->token.column, 0, 0},
                 "unterminated %sstring literal (detected at line %u)", triple ? "triple-quoted " : "", line);
}

/* The end of the run of literal text that starts at the cursor: a brace, or the closing quotes. */
static const char *scan_run(Parser *p, const Pieces *pieces) {
  Tokenizer *t = &p->tokenizer;
  bool raw = pieces->quote_flags & STRING_RAW;
  const char *at = t->cursor;
  for (;; at++) {
    if (*at == '{' || *at == '}' || at_quote(at, pieces)) return at;
    if (*at == '\\' && !raw && at[1] == 'N' && at[2] == '{') {
      const char *close = at + 3;
      while (*close != '}' && *close != pieces->quote && *close != '\n' && *close) close++;
      at = *close == '}' ? close : close - 1;
      continue;
    }
    if (*at == '\\' && at[1] != '{' && at[1] != '}') at++;
    if (*at == '\n') {
      if (!(pieces->quote_flags & STRING_TRIPLE) && at[-1] != '\\') fail_unterminated(p, pieces);
      t->line++;
      t->line_start = at + 1;
    }
    if (at >= t->limit) {
      t->cursor = t->limit;
      fail_unterminated(p, pieces);
    }
  }
}

static void append_run(Parser *p, Pieces *pieces, const char *start, const char *end, uint32_t line, uint32_t column) {
  if (start == end) return;
  Place place = place_from(&p->tokenizer, line, column);
  if (pieces->quote_flags & STRING_RAW)
    append(p, start, (size_t)(end - start));
  else
    append_decoded(p, start, end, false, place);
  extend_pending(pieces, place);
}

/* Literal text and fields, up to the closing quotes (left to the caller) or, in a format spec, the closing brace. */
static void parse_format_text(Parser *p, Pieces *pieces) {
  Tokenizer *t = &p->tokenizer;
  for (;;) {
    uint32_t line = t->line, column = (uint32_t)(t->cursor - t->line_start);
    const char *start = t->cursor, *end = scan_run(p, pieces);
    bool doubled = *end == end[1] && (*end == '{' || *end == '}') && !pieces->in_spec;
    t->cursor = end + doubled;
    append_run(p, pieces, start, end + doubled, line, column);
    if (doubled) {
      t->cursor++;
      extend_pending(pieces, place_from(t, line, column));
      continue;
    }
    if (*end == '{') {
      Place place = {t->line, (uint32_t)(end - t->line_start), t->line, (uint32_t)(end + 1 - t->line_start)};
      t->cursor = end + 1;
      parse_field(p, pieces, place);
      continue;
    }
    if (*end != '}') {
      if (pieces->in_spec) fail_unterminated(p, pieces);
      return;
    }
    if (pieces->in_spec) return;
    fail_at(p, (Place){t->line, (uint32_t)(end - t->line_start), 0, 0}, "%s-string: single '}' is not allowed",
            pieces->quote_flags & STRING_TEMPLATE ? "t" : "f");
  }
}

/* At FORMAT_START; consumes the whole literal. */
static __attribute__((noinline)) void parse_format_literal(Parser *p, Pieces *pieces) {
  Tokenizer *t = &p->tokenizer;
  pieces->quote_flags = p->token.flags;
  pieces->quote = p->token.start[p->token.prefix];
  pieces->start = p->token.start;
  pieces->line = p->token.line;
  pieces->line_start = p->token.start - p->token.column;
  parse_format_text(p, pieces);
  t->cursor += pieces->quote_flags & STRING_TRIPLE ? 3 : 1;
  p->end_line = t->line;
  p->end_column = (uint32_t)(t->cursor - t->line_start);
  tokenizer_next(t, &p->token);
}

/* ------------------------------------------------------------ literals, alone and in a row */

static void literal_body(const Token *token, const char **start, const char **end) {
  int quotes = token->flags & STRING_TRIPLE ? 3 : 1;
  *start = token->start + token->prefix + quotes;
  *end = token->end - quotes;
}

static void append_literal(Parser *p, const Token *token) {
  const char *start, *end;
  literal_body(token, &start, &end);
  bool is_bytes = token->flags & STRING_BYTES;
  if (is_bytes) check_ascii(p, start, end, token_place(token));
  if (token->flags & (STRING_RAW | STRING_PLAIN))
    append(p, start, (size_t)(end - start));
  else
    append_decoded(p, start, end, is_bytes, token_place(token));
}

static void check_mix(Parser *p, bool is_bytes, bool is_template) {
  bool bytes = at(p, TOKEN_STRING) && (p->token.flags & STRING_BYTES);
  if (bytes != is_bytes) fail_token(p, "cannot mix bytes and nonbytes literals");
  bool template = at(p, TOKEN_FORMAT_START) && (p->token.flags & STRING_TEMPLATE);
  if (template != is_template) fail_token(p, "cannot mix t-string literals with string or bytes literals");
}

/* Consumes one more literal of a row. */
static void parse_piece(Parser *p, Pieces *pieces) {
  if (at(p, TOKEN_FORMAT_START)) {
    parse_format_literal(p, pieces);
    return;
  }
  append_literal(p, &p->token);
  extend_pending(pieces, token_place(&p->token));
  advance(p);
}

/* A row of literals that is not one plain literal; `first` has been consumed, unless it starts an f-string. */
static __attribute__((noinline)) Node *parse_row(Parser *p, const Token *first) {
  Pieces pieces = {.values = p->scratch.size, .text = p->text.size, .is_u = first->flags & STRING_U};
  uint32_t line = first->line, column = first->column;
  bool is_bytes = first->flags & STRING_BYTES, is_template = first->flags & STRING_TEMPLATE;
  bool any_format = first->kind == TOKEN_FORMAT_START;
  if (any_format) {
    parse_format_literal(p, &pieces);
  } else {
    append_literal(p, first);
    extend_pending(&pieces, token_place(first));
  }
  while (at(p, TOKEN_STRING) || at(p, TOKEN_FORMAT_START)) {
    check_mix(p, is_bytes, is_template);
    any_format |= at(p, TOKEN_FORMAT_START);
    parse_piece(p, &pieces);
  }
  if (!any_format) {
    Place place = {line, column, p->end_line, p->end_column};
    return make_constant(p, is_bytes ? CONST_BYTES : CONST_STR, pop_text(p, pieces.text), place, pieces.is_u);
  }
  flush_pending(p, &pieces);
  Node *node = node_new(p, is_template ? EXPR_TEMPLATE : EXPR_JOINED, line, column);
  node->joined.values = pop_nodes(p, pieces.values);
  return node;
}

Node *parse_strings(Parser *p) {
  Token first = p->token;
  if (first.kind == TOKEN_FORMAT_START) return parse_row(p, &first);
  advance(p);
  bool more = at(p, TOKEN_STRING) || at(p, TOKEN_FORMAT_START);
  if (more || !(first.flags & (STRING_PLAIN | STRING_RAW))) return parse_row(p, &first);
  const char *start, *end;
  literal_body(&first, &start, &end);
  bool is_bytes = first.flags & STRING_BYTES;
  if (is_bytes) check_ascii(p, start, end, token_place(&first));
  return make_constant(p, is_bytes ? CONST_BYTES : CONST_STR, (Text){start, (uint32_t)(end - start)},
                       token_place(&first), first.flags & STRING_U);
}
