/*
 * What the tokenizer asks of Unicode, answered without tables. Weak: the library's generated tables take their place
 * where they are linked in. Without them identifiers are not normalised and "letter" is a rough guess.
 */
#include "syntax/tokenizer.h"

typedef struct Range {
  uint32_t first, last;
} Range;

static const Range not_letters[] = {
    {0x80, 0xa9},     {0xab, 0xb4},     {0xb6, 0xb6},     {0xb8, 0xb9},       {0xbb, 0xbf},       {0xd7, 0xd7},
    {0xf7, 0xf7},     {0x2000, 0x203e}, {0x2041, 0x2053}, {0x2055, 0x2070},   {0x2074, 0x207e},   {0x20a0, 0x20cf},
    {0x2190, 0x2bff}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0xd800, 0xf8ff},   {0xfe10, 0xfe1f},   {0xfeff, 0xfeff},
    {0xff01, 0xff0f}, {0xff1a, 0xff20}, {0xfff0, 0xffff}, {0x1f000, 0x1faff}, {0xe0000, 0xe00ff},
};

static const Range not_printable[] = {
    {0x80, 0xa0},     {0xad, 0xad},     {0x200b, 0x200f}, {0x2000, 0x200a}, {0x2028, 0x202f},   {0x205f, 0x206f},
    {0x3000, 0x3000}, {0xd800, 0xf8ff}, {0xfeff, 0xfeff}, {0xfff0, 0xfffb}, {0xe0000, 0xe0fff},
};

static bool among(uint32_t character, const Range *ranges, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (character >= ranges[i].first && character <= ranges[i].last) return true;
  return false;
}

__attribute__((weak)) bool unicode_is_identifier(uint32_t character, bool start) {
  if (start && ((character >= 0x300 && character <= 0x36f) || character == 0xb7)) return false;
  return !among(character, not_letters, sizeof not_letters / sizeof *not_letters);
}

__attribute__((weak)) bool unicode_is_printable(uint32_t character) {
  return !among(character, not_printable, sizeof not_printable / sizeof *not_printable);
}

__attribute__((weak)) const uint16_t *unicode_charmap(const char *name) {
  (void)name;
  return NULL;
}

__attribute__((weak)) bool unicode_name_lookup(const char *name, size_t size, uint32_t *out) {
  (void)name, (void)size, (void)out;
  return false;
}

__attribute__((weak)) bool unicode_normalise_identifier(const char *text, size_t size, char *out, size_t room,
                                                        size_t *written) {
  (void)text, (void)size, (void)out, (void)room;
  *written = 0;
  return true;
}
