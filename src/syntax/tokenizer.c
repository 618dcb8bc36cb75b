/*
 * Tokens are made on demand, one call each, by a switch on the first byte. Layout (INDENT, DEDENT, NEWLINE) is made
 * here too: at the start of a line outside brackets the indentation is compared with a stack of those that are open.
 * Indentation is measured twice, with tabs of eight columns and of one, and the two must agree (as CPython does).
 */
#include "syntax/tokenizer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { START = 1, PART = 2, DIGIT = 4, HEX = 8 };

/* clang-format off */
static const uint8_t classes[256] = {
  ['0'] = PART | DIGIT | HEX, ['1'] = PART | DIGIT | HEX, ['2'] = PART | DIGIT | HEX, ['3'] = PART | DIGIT | HEX,
  ['4'] = PART | DIGIT | HEX, ['5'] = PART | DIGIT | HEX, ['6'] = PART | DIGIT | HEX, ['7'] = PART | DIGIT | HEX,
  ['8'] = PART | DIGIT | HEX, ['9'] = PART | DIGIT | HEX,
  ['a' ... 'f'] = START | PART | HEX, ['g' ... 'z'] = START | PART, ['A' ... 'F'] = START | PART | HEX,
  ['G' ... 'Z'] = START | PART, ['_'] = START | PART, [0x80 ... 0xff] = START | PART,
};
/* clang-format on */

static inline bool is_part(char c) { return classes[(uint8_t)c] & PART; }
static inline bool is_start(char c) { return classes[(uint8_t)c] & START; }
static inline bool is_digit(char c) { return classes[(uint8_t)c] & DIGIT; }

/* ------------------------------------------------------------ UTF-8 and texts */

uint32_t utf8_decode(const char *text, uint32_t *length) {
  const uint8_t *s = (const uint8_t *)text;
  uint32_t c = s[0];
  *length = 1;
  if (c < 0x80) return c;
  if (c >= 0xc2 && c < 0xe0 && (s[1] & 0xc0) == 0x80) {
    *length = 2;
    return (c & 0x1f) << 6 | (s[1] & 0x3f);
  }
  if ((c & 0xf0) == 0xe0 && (s[1] & 0xc0) == 0x80 && (s[2] & 0xc0) == 0x80) {
    uint32_t value = (c & 0x0f) << 12 | (uint32_t)(s[1] & 0x3f) << 6 | (s[2] & 0x3f);
    if (value < 0x800) return 0xfffd;
    *length = 3;
    return value;
  }
  if (c >= 0xf0 && c < 0xf5 && (s[1] & 0xc0) == 0x80 && (s[2] & 0xc0) == 0x80 && (s[3] & 0xc0) == 0x80) {
    uint32_t value = (c & 0x07) << 18 | (uint32_t)(s[1] & 0x3f) << 12 | (uint32_t)(s[2] & 0x3f) << 6 | (s[3] & 0x3f);
    if (value < 0x10000 || value > 0x10ffff) return 0xfffd;
    *length = 4;
    return value;
  }
  return 0xfffd;
}

uint32_t utf8_encode(uint32_t c, char *out) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xc0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3f));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xe0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3f));
    out[2] = (char)(0x80 | (c & 0x3f));
    return 3;
  }
  out[0] = (char)(0xf0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3f));
  out[2] = (char)(0x80 | (c >> 6 & 0x3f));
  out[3] = (char)(0x80 | (c & 0x3f));
  return 4;
}

bool text_equals(Text text, const char *word) {
  size_t size = strlen(word);
  return text.size == size && memcmp(text.data, word, size) == 0;
}

/* ------------------------------------------------------------ failing */

static const char *find_line(const Tokenizer *t, uint32_t line) {
  const char *at = t->source;
  if (line == t->line) return t->line_start;
  for (uint32_t i = 1; i < line; i++) {
    const char *newline = memchr(at, '\n', (size_t)(t->limit - at));
    if (!newline) break;
    at = newline + 1;
  }
  return at;
}

/* Bytes from the start of the line to characters, counted from 1. */
static uint32_t character_column(const Tokenizer *t, const char *start, uint32_t bytes) {
  uint32_t count = 1;
  for (uint32_t i = 0; i < bytes; i++) {
    if (start + i >= t->limit) return count + (bytes - i);
    count += (start[i] & 0xc0) != 0x80;
  }
  return count;
}

static void describe_place(Tokenizer *t, Place place, bool of_tokenizer) {
  SyntaxProblem *problem = t->problem;
  bool cut = t->cut_text || of_tokenizer;
  problem->line = place.line;
  if (!t->source) return;
  if (!place.line) {
    problem->text = (Text){t->source, 0};
    return;
  }
  const char *start = find_line(t, place.line);
  const char *newline = memchr(start, '\n', (size_t)(t->limit - start));
  const char *end = newline ? newline + !cut : t->limit;
  problem->text = (Text){start, (uint32_t)(end - start)};
  problem->column = place.column == NO_COLUMN ? 0 : character_column(t, start, place.column);
  problem->end_line = place.end_line ? place.end_line : place.line;
  if (!place.end_line) {
    problem->end_column = place.end_column == NO_RANGE ? UINT32_MAX : of_tokenizer ? problem->column : 0;
    return;
  }
  const char *last = place.end_line == place.line ? start : find_line(t, place.end_line);
  problem->end_column = character_column(t, last, place.end_column);
}

_Noreturn void tokenizer_fail(Tokenizer *t, int how, int kind, Place place, const char *format, ...) {
  if (t->quiet == QUIET_GENERAL && how == FAIL_PARSER && place.line) how = FAIL_EXPLAINED;
  if (!t->quiet || how != FAIL_PARSER) {
    SyntaxProblem *problem = t->problem;
    memset(problem, 0, sizeof *problem);
    problem->kind = kind;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(problem->message, sizeof problem->message, format, arguments);
    va_end(arguments);
    describe_place(t, place, how == FAIL_TOKENIZER && kind == PROBLEM_SYNTAX && place.end_column < NO_RANGE);
  }
  longjmp(*t->trap, how);
}

void *tokenizer_take(Tokenizer *t, size_t size) {
  void *memory = arena_take(t->arena, size);
  if (!memory) tokenizer_fail(t, FAIL_TOKENIZER, PROBLEM_MEMORY, (Place){0}, "out of memory while parsing");
  return memory;
}

#define FAIL(t, place, ...) tokenizer_fail(t, FAIL_TOKENIZER, PROBLEM_SYNTAX, place, __VA_ARGS__)

static Place place_at(const Tokenizer *t, const char *at) {
  return (Place){t->line, (uint32_t)(at - t->line_start), 0, 0};
}
static Place place_span(const Tokenizer *t, const char *start, const char *end) {
  return (Place){t->line, (uint32_t)(start - t->line_start), t->line, (uint32_t)(end - t->line_start)};
}

/* While only the rest of the source is looked at after an error: these ends of it say nothing better, unless a
   bracket was left open before the error. */
static void stop_after_error(Tokenizer *t) {
  if (!t->failed_line) return;
  if (t->level) tokenizer_fail_unclosed(t);
  longjmp(*t->trap, FAIL_TOKENIZER);
}

_Noreturn void tokenizer_fail_unclosed(Tokenizer *t) {
  Bracket open = t->brackets[t->level - 1];
  if (t->failed_line && t->failed_line <= open.line) longjmp(*t->trap, FAIL_TOKENIZER);
  if (t->format.level && t->comment_in_field)
    FAIL(t, ((Place){open.line, open.column, 0, 0}), "%s-string expression part cannot include '#'",
         t->format.template ? "t" : "f");
  if (t->format.level && t->format.level == t->level)
    FAIL(t, ((Place){open.line, open.column, 0, 0}), "%s-string: expecting '}'", t->format.template ? "t" : "f");
  t->cut_text = t->line - (t->line_start >= t->limit) > open.line;
  FAIL(t, ((Place){open.line, open.column, 0, NO_END}), "'%c' was never closed", open.open);
}

/* ------------------------------------------------------------ preparing the source */

typedef enum Encoding { ENCODING_UTF8, ENCODING_LATIN1, ENCODING_ASCII, ENCODING_CHARMAP, ENCODING_UNKNOWN } Encoding;

/* As CPython's tokenizer: the spellings of these two, with whatever follows a hyphen, have one name. NULL: another encoding. */
static const char *standard_name(const char *plain) {
  static const char *const spellings[][2] = {
      {"utf-8", "utf-8"}, {"latin-1", "iso-8859-1"}, {"iso-8859-1", "iso-8859-1"}, {"iso-latin-1", "iso-8859-1"}};
  for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
    size_t size = strlen(spellings[i][0]);
    if (strncmp(plain, spellings[i][0], size) == 0 && (!plain[size] || plain[size] == '-')) return spellings[i][1];
  }
  return NULL;
}

static Encoding encoding_by_name(const char *name, size_t size, const uint16_t **charmap, const char **standard) {
  char plain[24];
  *standard = NULL;
  if (size >= sizeof plain) return ENCODING_UNKNOWN;
  for (size_t i = 0; i < size; i++) {
    char c = name[i];
    plain[i] = c == '_' ? '-' : (c >= 'A' && c <= 'Z') ? (char)(c + 32) : c;
  }
  plain[size] = 0;
  *standard = standard_name(plain);
  if (*standard) return **standard == 'u' ? ENCODING_UTF8 : ENCODING_LATIN1;
  if (!strcmp(plain, "utf8") || !strcmp(plain, "u8")) return ENCODING_UTF8;
  static const char *const latin[] = {"latin1", "iso8859-1", "l1", "latin"};
  for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
    if (!strcmp(plain, latin[i])) return ENCODING_LATIN1;
  if (!strcmp(plain, "ascii") || !strcmp(plain, "us-ascii") || !strcmp(plain, "646")) return ENCODING_ASCII;
  for (char *c = plain; *c; c++)
    if (*c == '-' || *c == '.') *c = '_';
  *charmap = unicode_charmap(plain);
  return *charmap ? ENCODING_CHARMAP : ENCODING_UNKNOWN;
}

/* PEP 263: the name in a comment line `coding[:=]\s*([-\w.]+)`. False: the line is no comment. */
static bool cookie_in_line(const char *line, const char *end, const char **name, size_t *size) {
  *name = NULL;
  while (line < end && (*line == ' ' || *line == '\t' || *line == '\f')) line++;
  if (line == end) return true;
  if (*line != '#') return false;
  for (; line + 7 <= end; line++) {
    if (memcmp(line, "coding", 6) != 0 || (line[6] != ':' && line[6] != '=')) continue;
    const char *at = line + 7;
    while (at < end && (*at == ' ' || *at == '\t')) at++;
    const char *start = at;
    while (at < end && ((is_part(*at) && (uint8_t)*at < 0x80) || *at == '-' || *at == '.')) at++;
    if (at == start) continue;
    *name = start;
    *size = (size_t)(at - start);
    return true;
  }
  return true;
}

static Encoding find_encoding(Tokenizer *t, const char *source, size_t size, bool bom, const uint16_t **charmap) {
  const char *line = source, *limit = source + size;
  for (int i = 0; i < 2 && line < limit; i++) {
    const char *end = line;
    while (end < limit && *end != '\n' && *end != '\r') end++;
    const char *name;
    size_t name_size = 0;
    bool comment = cookie_in_line(line, end, &name, &name_size);
    if (name) {
      const char *standard;
      Encoding found = encoding_by_name(name, name_size, charmap, &standard);
      int shown = name_size > 100 ? 100 : (int)name_size;
      if (found == ENCODING_UNKNOWN) FAIL(t, (Place){0}, "unknown encoding: %.*s", shown, name);
      /* As CPython: after a BOM only this name will do. */
      if (bom && !(standard && *standard == 'u')) {
        if (standard) FAIL(t, (Place){0}, "encoding problem: %s with BOM", standard);
        FAIL(t, (Place){0}, "encoding problem: %.*s with BOM", shown, name);
      }
      return found;
    }
    if (!comment) break;
    if (end < limit && *end == '\r' && end + 1 < limit && end[1] == '\n') end++;
    line = end + 1;
  }
  return ENCODING_UTF8;
}

static void check_utf8(Tokenizer *t, const char *source, size_t size) {
  size_t i = 0;
  while (i < size) {
    uint64_t eight;
    while (i + 8 <= size && (memcpy(&eight, source + i, 8), !(eight & 0x8080808080808080))) i += 8;
    if (i >= size) return;
    uint32_t length;
    char tail[4] = {0};
    memcpy(tail, source + i, size - i < 4 ? size - i : 4);
    uint32_t c = utf8_decode(tail, &length);
    bool bad = (length == 1 && (uint8_t)source[i] >= 0x80) || (c >= 0xd800 && c < 0xe000);
    if (bad) {
      uint8_t byte = (uint8_t)source[i];
      const char *why = (byte < 0xc2 || byte > 0xf4) ? "invalid start byte"
                        : size - i < 2               ? "unexpected end of data"
                                                     : "invalid continuation byte";
      uint32_t line = 1;
      for (size_t k = 0; k < i; k++) line += source[k] == '\n';
      FAIL(t, ((Place){line, 0, 0, 0}), "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %zu: %s",
           byte, i, why);
    }
    i += length;
  }
}

/* '\r\n' and '\r' become '\n', in place. */
static size_t unify_newlines(char *text, size_t size) {
  char *from = memchr(text, '\r', size);
  if (!from) return size;
  char *to = from, *limit = text + size;
  for (; from < limit; from++) {
    if (*from != '\r') {
      *to++ = *from;
      continue;
    }
    *to++ = '\n';
    if (from + 1 < limit && from[1] == '\n') from++;
  }
  return (size_t)(to - text);
}

/* One byte a character: Latin-1, or as `upper` says of bytes from 128. */
static char *decode_bytes(Tokenizer *t, const char *source, size_t *size, const uint16_t *upper) {
  char *text = tokenizer_take(t, *size * (upper ? 3 : 2) + 2), *to = text;
  for (size_t i = 0; i < *size; i++) {
    uint8_t byte = (uint8_t)source[i];
    uint32_t c = upper && byte >= 128 ? upper[byte - 128] : byte;
    if (!c && byte)
      FAIL(t, ((Place){0}), "'charmap' codec can't decode byte 0x%02x in position %zu: character maps to <undefined>", byte, i);
    to += utf8_encode(c, to);
  }
  *size = (size_t)(to - text);
  return text;
}

void tokenizer_start(Tokenizer *t, const char *source, size_t size, bool is_text) {
  if (size > INT32_MAX) FAIL(t, (Place){0}, "source is too large");
  if (memchr(source, 0, size))
    tokenizer_fail(t, FAIL_TOKENIZER, PROBLEM_VALUE, (Place){0}, "source code string cannot contain null bytes");
  Encoding encoding = ENCODING_UTF8;
  bool bom = size >= 3 && memcmp(source, "\xef\xbb\xbf", 3) == 0;
  if (bom) source += 3, size -= 3;
  const uint16_t *charmap = NULL;
  if (!is_text) encoding = find_encoding(t, source, size, bom, &charmap);
  char *text;
  if (encoding == ENCODING_LATIN1 || encoding == ENCODING_CHARMAP) {
    text = decode_bytes(t, source, &size, charmap);
  } else {
    text = tokenizer_take(t, size + 2);
    memcpy(text, source, size);
  }
  size = unify_newlines(text, size);
  t->implied_newline = size && text[size - 1] != '\n';
  if (t->implied_newline) text[size++] = '\n';
  text[size] = 0;
  t->source = t->cursor = t->line_start = text;
  t->limit = text + size;
  t->line = 1;
  t->at_line_start = true;
  if (!is_text && encoding == ENCODING_UTF8) check_utf8(t, text, size);
  if (encoding == ENCODING_ASCII)
    for (size_t i = 0; i < size; i++)
      if ((uint8_t)text[i] >= 0x80)
        FAIL(t, ((Place){1, 0, 0, 0}),
             "'ascii' codec can't decode byte 0x%02x in position %zu: ordinal not in range(128)",
             (uint8_t)text[i], i);
  t->brackets = tokenizer_take(t, sizeof(Bracket) * MAX_PARENS);
  t->indents = tokenizer_take(t, sizeof(Indent) * (MAX_INDENTS + 1));
}

/* ------------------------------------------------------------ layout */

static void next_line(Tokenizer *t, const char *start) {
  t->line++;
  t->line_start = start;
}

/* After a backslash: the rest of the line must be empty, and there must be a next one. Returns its start. */
static const char *continue_line(Tokenizer *t, const char *at) {
  if (*at != '\n' || at + 1 == t->limit) stop_after_error(t);
  if (*at != '\n' && t->format.level)
    FAIL(t, place_at(t, at), "%s-string expression part cannot include a backslash", t->format.template ? "t" : "f");
  if (*at != '\n')
    FAIL(t, ((Place){t->line, (uint32_t)(at - t->line_start), 0, NO_END}),
         "unexpected character after line continuation character");
  at++;
  if (at == t->limit) {
    t->cursor = at;
    t->hit_end = true;
    if (t->level) tokenizer_fail_unclosed(t);
    FAIL(t, ((Place){t->line, (uint32_t)(at - 1 - t->line_start), 0, NO_RANGE}), "unexpected EOF while parsing");
  }
  next_line(t, at);
  return at;
}

static _Noreturn void fail_tabs(Tokenizer *t) {
  stop_after_error(t);
  tokenizer_fail(t, FAIL_TOKENIZER, PROBLEM_TAB, ((Place){t->line, 0, 0, NO_END}),
                 "inconsistent use of tabs and spaces in indentation");
}

static void compare_indentation(Tokenizer *t, uint32_t column, uint32_t other) {
  Indent *top = &t->indents[t->indent_depth];
  if (column == top->column) {
    if (other != top->other) fail_tabs(t);
    return;
  }
  if (column > top->column) {
    if (t->indent_depth + 1 >= MAX_INDENTS)
      tokenizer_fail(t, FAIL_TOKENIZER, PROBLEM_INDENTATION, place_at(t, t->cursor), "too many levels of indentation");
    if (other <= top->other) fail_tabs(t);
    t->indents[++t->indent_depth] = (Indent){column, other};
    t->pending++;
    return;
  }
  while (t->indent_depth && column < t->indents[t->indent_depth].column) {
    t->indent_depth--;
    t->pending--;
  }
  top = &t->indents[t->indent_depth];
  if (column != top->column) {
    stop_after_error(t);
    const char *end = memchr(t->line_start, '\n', (size_t)(t->limit - t->line_start));
    tokenizer_fail(t, FAIL_TOKENIZER, PROBLEM_INDENTATION,
                   ((Place){t->line, (uint32_t)((end ? end : t->limit) - t->line_start), 0, NO_RANGE}),
                   "unindent does not match any outer indentation level");
  }
  if (other != top->other) fail_tabs(t);
}

/* Skips blank and comment lines; leaves the cursor at the first token of a line. */
static void start_line(Tokenizer *t) {
  const char *at = t->cursor;
  for (;;) {
    uint32_t column = 0, other = 0, continued = 0;
    for (;; at++) {
      if (*at == ' ') {
        column++, other++;
      } else if (*at == '\t') {
        column = (column / 8 + 1) * 8;
        other++;
      } else if (*at == '\f') {
        column = other = 0;
      } else if (*at == '\\') {
        if (!continued) continued = column;
        at = continue_line(t, at + 1) - 1;
      } else {
        break;
      }
    }
    if (*at == '#')
      while (*at != '\n' && at < t->limit) at++;
    if (*at == '\n') {
      next_line(t, ++at);
      continue;
    }
    t->cursor = at;
    t->at_line_start = false;
    if (at == t->limit) column = other = continued = 0;
    if (!t->level) compare_indentation(t, continued ? continued : column, continued ? continued : other);
    return;
  }
}

/* ------------------------------------------------------------ names */

/* clang-format off */
static const struct { char word[9]; uint8_t kind; } keywords[] = {
  {"as", KEY_AS}, {"if", KEY_IF}, {"in", KEY_IN}, {"is", KEY_IS}, {"or", KEY_OR},
  {"and", KEY_AND}, {"def", KEY_DEF}, {"del", KEY_DEL}, {"for", KEY_FOR}, {"not", KEY_NOT}, {"try", KEY_TRY},
  {"None", KEY_NONE}, {"True", KEY_TRUE}, {"elif", KEY_ELIF}, {"else", KEY_ELSE}, {"from", KEY_FROM},
  {"pass", KEY_PASS}, {"with", KEY_WITH},
  {"False", KEY_FALSE}, {"async", KEY_ASYNC}, {"await", KEY_AWAIT}, {"break", KEY_BREAK}, {"class", KEY_CLASS},
  {"raise", KEY_RAISE}, {"while", KEY_WHILE}, {"yield", KEY_YIELD},
  {"assert", KEY_ASSERT}, {"except", KEY_EXCEPT}, {"global", KEY_GLOBAL}, {"import", KEY_IMPORT},
  {"lambda", KEY_LAMBDA}, {"return", KEY_RETURN},
  {"finally", KEY_FINALLY}, {"continue", KEY_CONTINUE}, {"nonlocal", KEY_NONLOCAL},
};
/* keywords of length n stand from first_of_length[n] up to first_of_length[n + 1] */
static const uint8_t first_of_length[10] = {0, 0, 0, 5, 11, 18, 26, 32, 33, 35};
/* clang-format on */

static inline TokenKind keyword_or_name(const char *start, size_t size) {
  if (size < 2 || size > 8) return TOKEN_NAME;
  char first = start[0], second = start[1];
  for (unsigned i = first_of_length[size]; i < first_of_length[size + 1]; i++)
    if (keywords[i].word[0] == first && keywords[i].word[1] == second && memcmp(keywords[i].word, start, size) == 0)
      return keywords[i].kind;
  return TOKEN_NAME;
}

static _Noreturn void fail_character(Tokenizer *t, const char *at, uint32_t c, uint32_t length) {
  if (c < 0x20 || c == 0x7f || (c >= 0x80 && !unicode_is_printable(c)))
    FAIL(t, place_at(t, at), "invalid non-printable character U+%04X", c);
  FAIL(t, place_at(t, at), "invalid character '%.*s' (U+%04X)", (int)length, at, c);
}

static void check_identifier(Tokenizer *t, const char *start, const char *end) {
  for (const char *at = start; at < end;) {
    uint32_t length, c = utf8_decode(at, &length);
    if (c >= 0x80 && !unicode_is_identifier(c, at == start)) fail_character(t, at, c, length);
    at += length;
  }
}

/* The flags of a string prefix, or -1. */
static int prefix_flags(const char *start, size_t size) {
  int flags = 0;
  for (size_t i = 0; i < size; i++) {
    int flag;
    switch (start[i] | 0x20) {
      case 'r': flag = STRING_RAW; break;
      case 'b': flag = STRING_BYTES; break;
      case 'u': flag = STRING_U; break;
      case 'f': flag = STRING_FORMAT; break;
      case 't': flag = STRING_FORMAT | STRING_TEMPLATE; break;
      default: return -1;
    }
    if (flags & flag) return -1;
    flags |= flag;
  }
  int kinds = flags & (STRING_BYTES | STRING_U | STRING_FORMAT);
  if (kinds & (kinds - 1)) return -1;
  if ((flags & STRING_U) && (flags & STRING_RAW)) return -1;
  return flags;
}

/* ------------------------------------------------------------ numbers */

static const char *skip_digits(Tokenizer *t, const char *at) {
  for (;;) {
    while (is_digit(*at)) at++;
    if (*at != '_') return at;
    at++;
    if (!is_digit(*at)) FAIL(t, place_at(t, at - 1), "invalid decimal literal");
  }
}

/* After a number only an operator, or one of the keywords that may follow without a space, can come. */
static void check_number_end(Tokenizer *t, const char *at, const char *what) {
  if (!is_part(*at)) return;
  static const char *const followers[] = {"and", "else", "for", "if", "in", "is", "not", "or"};
  for (size_t i = 0; i < sizeof followers / sizeof *followers; i++) {
    size_t size = strlen(followers[i]);
    if (strncmp(at, followers[i], size) == 0) return;
  }
  if ((uint8_t)*at >= 0x80) {
    uint32_t length, c = utf8_decode(at, &length);
    if (!unicode_is_identifier(c, false)) return;
  }
  FAIL(t, place_at(t, at - 1), "invalid %s literal", what);
}

static const char *scan_radix(Tokenizer *t, const char *at, int base, const char *what) {
  at += 2;
  for (;;) {
    if (*at == '_') at++;
    const char *start = at;
    while (base == 16 ? (classes[(uint8_t)*at] & HEX) != 0 : (*at >= '0' && *at < '0' + base)) at++;
    if (at == start) {
      if (is_digit(*at)) FAIL(t, place_at(t, at), "invalid digit '%c' in %s literal", *at, what);
      FAIL(t, place_at(t, at - 1), "invalid %s literal", what);
    }
    if (*at != '_') break;
  }
  if (is_digit(*at)) FAIL(t, place_at(t, at), "invalid digit '%c' in %s literal", *at, what);
  check_number_end(t, at, what);
  return at;
}

static const char *scan_number(Tokenizer *t, const char *start) {
  const char *at = start;
  if (*at == '0') {
    char second = (char)(at[1] | 0x20);
    if (second == 'x') return scan_radix(t, at, 16, "hexadecimal");
    if (second == 'o') return scan_radix(t, at, 8, "octal");
    if (second == 'b') return scan_radix(t, at, 2, "binary");
  }
  bool integer = *at != '.';
  if (integer) at = skip_digits(t, at);
  const char *integer_end = at;
  if (*at == '.') {
    integer = false;
    at++;
    if (is_digit(*at)) at = skip_digits(t, at);
  }
  if (*at == 'e' || *at == 'E') {
    const char *digits = at + 1;
    if (*digits == '+' || *digits == '-') digits++;
    if (is_digit(*digits)) {
      integer = false;
      at = skip_digits(t, digits);
    } else if (digits != at + 1) {
      FAIL(t, place_at(t, digits - 1), "invalid decimal literal");
    }
  }
  if (*at == 'j' || *at == 'J') {
    at++;
    check_number_end(t, at, "imaginary");
    return at;
  }
  check_number_end(t, at, "decimal");
  if (integer && *start == '0') {
    const char *digit = start;
    while (*digit == '0' || *digit == '_') digit++;
    if (digit < integer_end)
      FAIL(t, place_span(t, start, digit),
           "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
  }
  return at;
}

/* ------------------------------------------------------------ strings */

static _Noreturn void fail_unterminated(Tokenizer *t, Token *token, char quote, bool triple) {
  if (t->format.level && t->format.quote == quote && t->format.triple == triple)
    FAIL(t, ((Place){token->line, token->column, 0, 0}), "%s-string: expecting '}'", t->format.template ? "t" : "f");
  if (t->format.level)
    FAIL(t, ((Place){token->line, token->column, 0, 0}), "%s-string: unterminated string",
         t->format.template ? "t" : "f");
  uint32_t line = t->line;
  if (triple) {
    t->hit_end = true;
    if (line > 1) line--;
    FAIL(t, ((Place){token->line, token->column, 0, 0}),
         "unterminated triple-quoted string literal (detected at line %u)", line);
  }
  if (t->cursor == t->limit && line > 1) line--;
  FAIL(t, ((Place){token->line, token->column, 0, 0}), "unterminated string literal (detected at line %u)", line);
}

/* `at` stands at the opening quote. */
static void scan_string(Tokenizer *t, Token *token, const char *at, int flags) {
  char quote = *at;
  bool triple = at[1] == quote && at[2] == quote;
  token->prefix = (uint8_t)(at - token->start);
  at += triple ? 3 : 1;
  if (triple) flags |= STRING_TRIPLE;
  if (flags & STRING_FORMAT) {
    token->kind = TOKEN_FORMAT_START;
    token->flags = (uint8_t)flags;
    t->cursor = at;
    return;
  }
  bool plain = true;
  for (;; at++) {
    char c = *at;
    if (c == quote && (!triple || (at[1] == quote && at[2] == quote))) break;
    if (c == '\\') {
      plain = false;
      at++;
      if (*at == '\n') next_line(t, at + 1);
    } else if (c == '\n') {
      if (!triple) fail_unterminated(t, token, quote, triple);
      next_line(t, at + 1);
    }
    if (at >= t->limit) {
      t->cursor = t->limit;
      fail_unterminated(t, token, quote, triple);
    }
  }
  token->kind = TOKEN_STRING;
  token->flags = (uint8_t)(flags | (plain ? STRING_PLAIN : 0));
  t->cursor = at + (triple ? 3 : 1);
}

void tokenizer_check_format(Tokenizer *t) {
  FormatFrame frame = t->format;
  if (frame.triple) return;
  Token token = {.start = frame.start, .line = frame.line, .column = (uint32_t)(frame.start - frame.line_start)};
  t->format.level = 0;
  t->line = frame.line;
  t->line_start = frame.line_start;
  t->cursor = frame.start;
  t->quiet = false;
  const char *quote = frame.start;
  while (*quote != frame.quote) quote++;
  scan_string(t, &token, quote, 0);
}

void tokenizer_skip_format(Tokenizer *t, Token *token) {
  scan_string(t, token, token->start + token->prefix, token->flags & ~(STRING_FORMAT | STRING_TEMPLATE));
}

/* ------------------------------------------------------------ brackets and operators */

static void open_bracket(Tokenizer *t, Token *token) {
  if (t->level >= MAX_PARENS) FAIL(t, place_at(t, token->start), "too many nested parentheses");
  t->brackets[t->level++] = (Bracket){*token->start, token->line, token->column};
}

static void close_bracket(Tokenizer *t, Token *token) {
  char close = *token->start;
  if (!t->level) FAIL(t, place_at(t, token->start), "unmatched '%c'", close);
  Bracket open = t->brackets[t->level - 1];
  bool fits =
      (open.open == '(' && close == ')') || (open.open == '[' && close == ']') || (open.open == '{' && close == '}');
  if (fits) {
    t->level--;
    return;
  }
  if (t->format.level && t->level == t->format.level)
    FAIL(t, place_at(t, token->start), "%s-string: unmatched '%c'", t->format.template ? "t" : "f", close);
  if (open.line != token->line)
    FAIL(t, place_at(t, token->start), "closing parenthesis '%c' does not match opening parenthesis '%c' on line %u",
         close, open.open, open.line);
  FAIL(t, place_at(t, token->start), "%sclosing parenthesis '%c' does not match opening parenthesis '%c'",
       t->format.level ? "f-string: " : "", close, open.open);
}

/* One of: the character alone, doubled, with '=', doubled with '='. */
static inline TokenKind choose(const char **at, char self, TokenKind alone, TokenKind doubled, TokenKind assign,
                               TokenKind doubled_assign) {
  const char *s = *at + 1;
  if (*s == self && doubled != TOKEN_END) {
    if (s[1] == '=' && doubled_assign != TOKEN_END) return *at = s + 2, doubled_assign;
    return *at = s + 1, doubled;
  }
  if (*s == '=' && assign != TOKEN_END) return *at = s + 1, assign;
  *at = s;
  return alone;
}

static TokenKind scan_operator(Tokenizer *t, Token *token, const char **cursor) {
  const char *at = *cursor;
  char c = *at;
  *cursor = at + 1;
  switch (c) {
    case '(': open_bracket(t, token); return TOKEN_LEFT_PAREN;
    case '[': open_bracket(t, token); return TOKEN_LEFT_BRACKET;
    case '{': open_bracket(t, token); return TOKEN_LEFT_BRACE;
    case ')': close_bracket(t, token); return TOKEN_RIGHT_PAREN;
    case ']': close_bracket(t, token); return TOKEN_RIGHT_BRACKET;
    case '}': close_bracket(t, token); return TOKEN_RIGHT_BRACE;
    case ',': return TOKEN_COMMA;
    case ';': return TOKEN_SEMICOLON;
    case '~': return TOKEN_TILDE;
    case ':':
      if (at[1] == '=' && !(t->format.level && t->level == t->format.level)) return *cursor = at + 2, TOKEN_WALRUS;
      return TOKEN_COLON;
    case '.':
      if (at[1] == '.' && at[2] == '.') return *cursor = at + 3, TOKEN_ELLIPSIS;
      return TOKEN_DOT;
    case '=':
      if (at[1] == '=') return *cursor = at + 2, TOKEN_EQUAL_EQUAL;
      return TOKEN_EQUAL;
    case '!':
      if (at[1] == '=') return *cursor = at + 2, TOKEN_NOT_EQUAL;
      return TOKEN_EXCLAMATION;
    case '-':
      if (at[1] == '>') return *cursor = at + 2, TOKEN_ARROW;
      if (at[1] == '=') return *cursor = at + 2, TOKEN_SUB_ASSIGN;
      return TOKEN_MINUS;
    default: break;
  }
  *cursor = at;
  switch (c) {
    case '+': return choose(cursor, c, TOKEN_PLUS, TOKEN_END, TOKEN_ADD_ASSIGN, TOKEN_END);
    case '*': return choose(cursor, c, TOKEN_STAR, TOKEN_DOUBLE_STAR, TOKEN_MUL_ASSIGN, TOKEN_POW_ASSIGN);
    case '@': return choose(cursor, c, TOKEN_AT, TOKEN_END, TOKEN_MATMUL_ASSIGN, TOKEN_END);
    case '/': return choose(cursor, c, TOKEN_SLASH, TOKEN_DOUBLE_SLASH, TOKEN_TRUEDIV_ASSIGN, TOKEN_FLOORDIV_ASSIGN);
    case '%': return choose(cursor, c, TOKEN_PERCENT, TOKEN_END, TOKEN_MOD_ASSIGN, TOKEN_END);
    case '&': return choose(cursor, c, TOKEN_AMPERSAND, TOKEN_END, TOKEN_AND_ASSIGN, TOKEN_END);
    case '|': return choose(cursor, c, TOKEN_BAR, TOKEN_END, TOKEN_OR_ASSIGN, TOKEN_END);
    case '^': return choose(cursor, c, TOKEN_CARET, TOKEN_END, TOKEN_XOR_ASSIGN, TOKEN_END);
    case '<':
      if (at[1] == '>') {
        token->flags = 1;
        return *cursor = at + 2, TOKEN_NOT_EQUAL;
      }
      return choose(cursor, c, TOKEN_LESS, TOKEN_LEFT_SHIFT, TOKEN_LESS_EQUAL, TOKEN_LSHIFT_ASSIGN);
    case '>': return choose(cursor, c, TOKEN_GREATER, TOKEN_RIGHT_SHIFT, TOKEN_GREATER_EQUAL, TOKEN_RSHIFT_ASSIGN);
    case '$':
    case '?':
    case '`': *cursor = at + 1; return TOKEN_EXCLAMATION;
    default: fail_character(t, at, (uint8_t)c, 1);
  }
}

/* ------------------------------------------------------------ the next token */

static void finish(Tokenizer *t, Token *token) {
  token->end = t->cursor;
  token->end_line = t->line;
  token->end_column = (uint32_t)(t->cursor - t->line_start);
}

static void scan_name(Tokenizer *t, Token *token) {
  const char *start = token->start, *at = start;
  uint8_t all = 0;
  while (is_part(*at)) all |= (uint8_t)*at++;
  size_t size = (size_t)(at - start);
  if ((*at == '\'' || *at == '"') && size <= 2) {
    int flags = prefix_flags(start, size);
    if (flags >= 0) {
      scan_string(t, token, at, flags);
      return;
    }
  }
  if (all >= 0x80) check_identifier(t, start, at);
  token->kind = (uint8_t)keyword_or_name(start, size);
  t->cursor = at;
}

void tokenizer_next(Tokenizer *t, Token *token) {
  token->flags = 0;
again:
  if (t->at_line_start) start_line(t);
  if (t->pending) {
    token->kind = t->pending > 0 ? TOKEN_INDENT : TOKEN_DEDENT;
    t->pending += t->pending > 0 ? -1 : 1;
    token->start = t->cursor;
    token->line = t->line;
    token->column = (uint32_t)(t->cursor - t->line_start);
    finish(t, token);
    return;
  }
  const char *at = t->cursor, *comment = NULL;
  for (;;) {
    while (*at == ' ' || *at == '\t' || *at == '\f') at++;
    if (*at == '#') {
      comment = at;
      t->comment_in_field = t->format.level && !t->format.triple;
      while (*at != '\n' && *at) at++;
    }
    if (*at != '\\') break;
    t->cursor = at;
    at = continue_line(t, at + 1);
  }
  token->start = at;
  token->line = t->line;
  token->column = (uint32_t)(at - t->line_start);
  t->cursor = at;
  char c = *at;
  if (is_start(c)) {
    scan_name(t, token);
  } else if (c == '\n') {
    t->cursor = at + 1;
    if (t->level) {
      next_line(t, at + 1);
      t->at_line_start = true;
      goto again;
    }
    token->kind = TOKEN_NEWLINE;
    finish(t, token);
    if (comment) token->column = (uint32_t)(comment - t->line_start);
    next_line(t, at + 1);
    t->at_line_start = true;
    return;
  } else if (is_digit(c) || (c == '.' && is_digit(at[1]))) {
    t->cursor = scan_number(t, at);
    token->kind = TOKEN_NUMBER;
  } else if (c == '"' || c == '\'') {
    scan_string(t, token, at, 0);
  } else if (c == 0 && at == t->limit) {
    if (t->level) tokenizer_fail_unclosed(t);
    token->kind = TOKEN_END;
  } else {
    TokenKind kind = scan_operator(t, token, &at);
    token->kind = (uint8_t)kind;
    t->cursor = at;
  }
  finish(t, token);
}
