/*
 * What Unicode says of characters, from tables that tools/make_unicode.py takes from the installed CPython at build
 * time. Knows nothing of the cage. Any uint32_t may be asked: beyond U+10FFFF it is an unassigned character.
 */
#ifndef PYXIS_UNICODE_H
#define PYXIS_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool unicode_is_alpha(uint32_t c);
bool unicode_is_decimal(uint32_t c);
bool unicode_is_digit(uint32_t c);
bool unicode_is_numeric(uint32_t c);
bool unicode_is_alnum(uint32_t c);
bool unicode_is_space(uint32_t c);
bool unicode_is_printable(uint32_t c);
bool unicode_is_lower(uint32_t c);
bool unicode_is_upper(uint32_t c);
bool unicode_is_title(uint32_t c);
bool unicode_is_line_break(uint32_t c);
bool unicode_is_identifier(uint32_t c, bool start);
const uint16_t *unicode_charmap(const char *name); /* see tokenizer.h, where it is a hook */
/* The code points of all bytes (0 of another byte than 0: none) in any encoding of one byte a character; false: no such name. */
bool unicode_charmap_whole(const char *name, uint16_t map[256]);
bool unicode_is_cased(uint32_t c);         /* for the rule of the final sigma: cased, and not ignorable */
bool unicode_is_case_ignorable(uint32_t c);

int unicode_decimal_value(uint32_t c); /* 0 .. 9, or -1 */
int unicode_digit_value(uint32_t c);   /* likewise */
bool unicode_numeric_value(uint32_t c, double *out);

/* Case mapping: 1 to 3 characters into out; their number. */
uint32_t unicode_to_upper(uint32_t c, uint32_t out[3]);
uint32_t unicode_to_lower(uint32_t c, uint32_t out[3]);
uint32_t unicode_to_title(uint32_t c, uint32_t out[3]);
uint32_t unicode_casefold(uint32_t c, uint32_t out[3]);
uint32_t unicode_simple_lower(uint32_t c); /* as `re` compares: one character to one */
uint32_t unicode_simple_upper(uint32_t c);

const char *unicode_category(uint32_t c); /* "Lu" */
const char *unicode_bidirectional(uint32_t c);
const char *unicode_east_asian_width(uint32_t c);
uint32_t unicode_combining(uint32_t c);
bool unicode_mirrored(uint32_t c);
/* The decomposition field, one level: number of characters into *points (0: none), and its tag ("<compat>", "" if canonical). */
uint32_t unicode_decomposition(uint32_t c, const uint32_t **points, const char **tag);
/* The name into out (NULL: only its length), at most 127 bytes; 0: it has none. */
size_t unicode_name(uint32_t c, char out[128]);
bool unicode_name_lookup(const char *name, size_t size, uint32_t *out);
const char *unicode_version(void);

typedef enum UnicodeForm { FORM_NFC, FORM_NFD, FORM_NFKC, FORM_NFKD } UnicodeForm;
/* Normalises count characters into out, which has room for `room`: the number of characters, or SIZE_MAX: it does not fit. One character
   becomes at most 18. */
size_t unicode_normalise(UnicodeForm form, const uint32_t *in, size_t count, uint32_t *out, size_t room);
/* UTF-8 to UTF-8, for identifiers. False: it does not fit. *written 0: already in that form. */
bool unicode_normalise_identifier(const char *text, size_t size, char *out, size_t room, size_t *written);

/* 1 to 4 bytes of UTF-8, surrogates as three. */
static inline uint32_t unicode_encode_utf8(uint32_t c, uint8_t *to) {
  if (c < 0x80) return to[0] = (uint8_t)c, 1;
  if (c < 0x800) {
    to[0] = (uint8_t)(0xC0 | c >> 6);
    to[1] = (uint8_t)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    to[0] = (uint8_t)(0xE0 | c >> 12);
    to[1] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
    to[2] = (uint8_t)(0x80 | (c & 0x3F));
    return 3;
  }
  to[0] = (uint8_t)(0xF0 | (c >> 18 & 7));
  to[1] = (uint8_t)(0x80 | (c >> 12 & 0x3F));
  to[2] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
  to[3] = (uint8_t)(0x80 | (c & 0x3F));
  return 4;
}

#endif
