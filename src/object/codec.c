/*
 * Between text and bytes. The encodings that CPython has in C and those of one byte a character, with its error handlers; none of it calls
 * Python.
 *
 * Decoding goes through a Builder, encoding through one whose characters are the bytes. An error is told to `problem`
 * functions with the range that is in the way; they append what the handler puts in its place and say where to go on.
 */
#include <stdio.h>

#include "object/text.h"
#include "object/unicode.h"

typedef enum Encoding {
  UNKNOWN, UTF8, UTF8_SIGNATURE, ASCII, LATIN1, CHARMAP, UTF16, UTF16_LE, UTF16_BE, UTF32, UTF32_LE, UTF32_BE, UNICODE_ESCAPE,
  RAW_UNICODE_ESCAPE, UTF7, NOT_TEXT
} Encoding;

static const struct {
  const char *name;
  Encoding encoding;
} encodings[] = {
  {"utf_8", UTF8}, {"utf8", UTF8}, {"u8", UTF8}, {"utf", UTF8}, {"cp65001", UTF8}, {"utf8_ucs2", UTF8}, {"utf8_ucs4", UTF8},
  {"utf_8_sig", UTF8_SIGNATURE}, {"utf8_sig", UTF8_SIGNATURE},
  {"utf_7", UTF7}, {"utf7", UTF7}, {"u7", UTF7}, {"unicode_1_1_utf_7", UTF7},
  {"ascii", ASCII}, {"us_ascii", ASCII}, {"646", ASCII}, {"ansi_x3.4_1968", ASCII}, {"ansi_x3_4_1968", ASCII},
  {"ansi_x3.4_1986", ASCII}, {"cp367", ASCII}, {"csascii", ASCII}, {"ibm367", ASCII}, {"iso646_us", ASCII},
  {"iso_646.irv_1991", ASCII}, {"iso_ir_6", ASCII}, {"us", ASCII},
  {"latin_1", LATIN1}, {"latin1", LATIN1}, {"latin", LATIN1}, {"l1", LATIN1}, {"iso_8859_1", LATIN1}, {"iso8859_1", LATIN1},
  {"iso8859", LATIN1}, {"8859", LATIN1}, {"cp819", LATIN1}, {"csisolatin1", LATIN1}, {"ibm819", LATIN1},
  {"iso_8859_1_1987", LATIN1}, {"iso_ir_100", LATIN1}, {"iso88591", LATIN1},
  {"utf_16", UTF16}, {"utf16", UTF16}, {"u16", UTF16}, {"utf_16_le", UTF16_LE}, {"utf_16le", UTF16_LE}, {"utf16_le", UTF16_LE},
  {"utf16le", UTF16_LE}, {"unicodelittleunmarked", UTF16_LE}, {"utf_16_be", UTF16_BE}, {"utf_16be", UTF16_BE},
  {"utf16_be", UTF16_BE}, {"utf16be", UTF16_BE}, {"unicodebigunmarked", UTF16_BE},
  {"utf_32", UTF32}, {"utf32", UTF32}, {"u32", UTF32}, {"utf_32_le", UTF32_LE}, {"utf_32le", UTF32_LE}, {"utf32_le", UTF32_LE},
  {"utf32le", UTF32_LE}, {"utf_32_be", UTF32_BE}, {"utf_32be", UTF32_BE}, {"utf32_be", UTF32_BE}, {"utf32be", UTF32_BE},
  {"unicode_escape", UNICODE_ESCAPE}, {"unicodeescape", UNICODE_ESCAPE}, {"raw_unicode_escape", RAW_UNICODE_ESCAPE},
  {"rawunicodeescape", RAW_UNICODE_ESCAPE},
  {"hex", NOT_TEXT}, {"hex_codec", NOT_TEXT}, {"base64", NOT_TEXT}, {"base64_codec", NOT_TEXT}, {"base_64", NOT_TEXT},
  {"bz2", NOT_TEXT}, {"bz2_codec", NOT_TEXT}, {"zlib", NOT_TEXT}, {"zip", NOT_TEXT}, {"zlib_codec", NOT_TEXT},
  {"rot13", NOT_TEXT}, {"rot_13", NOT_TEXT}, {"quopri", NOT_TEXT}, {"quopri_codec", NOT_TEXT}, {"uu", NOT_TEXT},
  {"uu_codec", NOT_TEXT},
};

static const char *const codec_names[] = {
  "", "utf-8", "utf-8", "ascii", "latin-1", "charmap", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
  "unicodeescape", "rawunicodeescape", "utf7", "",
};

/* An encoding of one byte a character: the characters of the bytes, and, to encode, the bytes + 1 of the characters, hashed. */
typedef struct Charmap {
  uint16_t characters[256];
  uint16_t bytes[512];
} Charmap;

/* As encodings.normalize_encoding: lower case; runs of what is no letter, digit or dot become one underscore. */
static Encoding encoding_of(Vm *vm, Value name, Charmap *map) {
  if (name == V_UNDEFINED) return UTF8;
  Span s = str_span(vm, name);
  char text[40];
  uint32_t n = 0;
  if (s.length > 36) return UNKNOWN;
  bool gap = false;
  for (uint32_t i = 0; i < s.length; i++) {
    uint32_t c = span_at(s, i);
    if ((c | 32) >= 'a' && (c | 32) <= 'z' && c < 128) c |= 32;
    else if (!(c >= '0' && c <= '9') && c != '.') {
      if (c == 0) return UNKNOWN;
      gap = true;
      continue;
    }
    if (gap && n) text[n++] = '_';
    gap = false;
    text[n++] = (char)c;
    if (n > 36) return UNKNOWN;
  }
  text[n] = 0;
  for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
    if (!strcmp(encodings[i].name, text)) return encodings[i].encoding;
  if (unicode_charmap_whole(text, map->characters)) return CHARMAP;
  for (uint32_t i = 0; i < n; i++)
    if (text[i] == '.') text[i] = '_'; /* as aliases may be written */
  return unicode_charmap_whole(text, map->characters) ? CHARMAP : UNKNOWN;
}

bool codec_known(Vm *vm, Value encoding) {
  Charmap map;
  Encoding e = encoding_of(vm, encoding, &map);
  return e != UNKNOWN && e != NOT_TEXT;
}

static Encoding find_encoding(Vm *vm, Value name, const char *direction, Charmap *map) {
  Encoding e = encoding_of(vm, name, map);
  if (e == UNKNOWN) {
    Span s = str_span(vm, name);
    for (uint32_t i = 0; i < s.length && i < 200; i++)
      if (span_at(s, i) == 0) {
        RAISE(vm, ValueError, "embedded null character");
        return UNKNOWN;
      }
    Value utf8 = intern_c(vm, "utf-8"); /* as which CPython reads the name */
    if (utf8 != V_FAIL && codec_encode(vm, name, utf8, V_UNDEFINED) != V_FAIL) RAISE(vm, LookupError, "unknown encoding: %S", name);
  }
  if (e == NOT_TEXT) {
    RAISE(vm, LookupError, "'%S' is not a text encoding; use codecs.%s() to handle arbitrary codecs", name, direction);
    return UNKNOWN;
  }
  return e;
}

typedef enum OnError {
  STRICT, IGNORE, REPLACE, BACKSLASH, ESCAPE, PASS, XML, NAME, NO_HANDLER, NOT_ASKED
} OnError;

static OnError handler_of(Vm *vm, Value name) {
  static const char *const names[] = {"strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass",
                                      "xmlcharrefreplace", "namereplace"};
  if (name == V_UNDEFINED || name == V_NONE) return STRICT;
  for (int i = 0; i < 8; i++)
    if (str_is(vm, name, names[i])) return (OnError)i;
  RAISE(vm, LookupError, "unknown error handler name '%S'", name);
  return NO_HANDLER;
}

typedef struct Work {
  Vm *vm;
  Builder out;
  Encoding encoding;
  OnError handler; /* asked for when the first error is met */
  Value errors;
  Value object;    /* for the exception */
  const uint8_t *data; /* decoding */
  uint32_t size;
  const Charmap *map;
  bool unmapped; /* a character was to be written that the charmap has not */
} Work;

static void raise_problem(Work *w, int type, uint32_t start, uint32_t end, const char *reason) {
  Vm *vm = w->vm;
  Value object = w->object;
  if (type == T_UnicodeDecodeError && !is_kind(vm, object, KIND_BYTES)) object = bytes_new(vm, w->data, w->size);
  Value name = str_from_c(vm, codec_names[w->encoding]), why = str_from_c(vm, reason);
  if (object == V_FAIL || name == V_FAIL || why == V_FAIL) return;
  Value args = TUPLE_OF(vm, name, object, from_small(start), from_small(end), why);
  if (args == V_FAIL) return;
  Value exception = exception_new(vm, known(vm)->types[type], args);
  if (exception != V_FAIL) raise_value(vm, exception);
}

static void append_hexadecimal(Builder *b, char letter, uint32_t c, int digits) {
  char text[12] = {'\\', letter};
  for (int i = 0; i < digits; i++) text[2 + i] = "0123456789abcdef"[c >> 4 * (digits - 1 - i) & 15];
  builder_ascii(b, text, (size_t)digits + 2);
}

/* ---- decoding ------------------------------------------------------------------------------------------------------- */

/* data[start .. end) is in the way. False: an exception is set. *at is where to go on. */
static bool decode_problem(Work *w, uint32_t start, uint32_t end, const char *reason, uint32_t *at_) {
  Vm *vm = w->vm;
  if (w->handler == NOT_ASKED) w->handler = handler_of(vm, w->errors);
  if (!charge(vm, 2)) return false;
  *at_ = end;
  const uint8_t *d = w->data;
  switch (w->handler) {
  case NO_HANDLER: return false;
  case IGNORE: return true;
  case REPLACE: builder_char(&w->out, 0xFFFD); return true;
  case BACKSLASH:
    for (uint32_t i = start; i < end && !w->out.failed; i++) append_hexadecimal(&w->out, 'x', d[i], 2);
    return true;
  case ESCAPE: {
    uint32_t i = start;
    for (; i < end && i < start + 4 && d[i] >= 0x80; i++) builder_char(&w->out, 0xDC00u + d[i]);
    if (i == start) break;
    *at_ = i;
    return true;
  }
  case PASS: {
    uint32_t c = 0, width = 0;
    if (w->encoding == UTF8 || w->encoding == UTF8_SIGNATURE) {
      if (w->size - start >= 3 && (d[start] & 0xF0) == 0xE0 && (d[start + 1] & 0xC0) == 0x80 && (d[start + 2] & 0xC0) == 0x80) {
        c = (d[start] & 0xFu) << 12 | (d[start + 1] & 0x3Fu) << 6 | (d[start + 2] & 0x3Fu);
        width = 3;
      }
    } else if (w->encoding == UTF16_LE || w->encoding == UTF16_BE) {
      if (w->size - start >= 2) {
        c = w->encoding == UTF16_LE ? d[start] | (uint32_t)d[start + 1] << 8 : d[start + 1] | (uint32_t)d[start] << 8;
        width = 2;
      }
    } else if (w->encoding == UTF32_LE || w->encoding == UTF32_BE) {
      if (w->size - start >= 4) {
        for (int i = 0; i < 4; i++) c |= (uint32_t)d[start + (uint32_t)i] << (w->encoding == UTF32_LE ? 8 * i : 24 - 8 * i);
        width = 4;
      }
    }
    if (c < 0xD800 || c > 0xDFFF) break;
    builder_char(&w->out, c);
    *at_ = start + width;
    return true;
  }
  case XML:
  case NAME: RAISE(vm, TypeError, "don't know how to handle UnicodeDecodeError in error callback"); return false;
  default: break;
  }
  raise_problem(w, T_UnicodeDecodeError, start, end, reason);
  return false;
}

/* One character at d[i], strictly. 0: *end and *reason tell what is in the way. */
static uint32_t utf8_one(const uint8_t *d, uint32_t i, uint32_t size, uint32_t *c, uint32_t *end, const char **reason) {
  static const char continuation[] = "invalid continuation byte", truncated[] = "unexpected end of data";
  uint32_t lead = d[i], left = size - i;
  *reason = continuation;
#define CONTINUES(k) ((d[i + (k)] & 0xC0) == 0x80)
  if (lead < 0x80) return *c = lead, 1;
  if (lead < 0xC2 || lead > 0xF4) {
    *end = i + 1;
    *reason = "invalid start byte";
    return 0;
  }
  uint32_t need = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (left < 2) return *end = size, *reason = truncated, 0;
  if (!CONTINUES(1) || (lead == 0xE0 && d[i + 1] < 0xA0) || (lead == 0xED && d[i + 1] >= 0xA0) ||
      (lead == 0xF0 && d[i + 1] < 0x90) || (lead == 0xF4 && d[i + 1] >= 0x90))
    return *end = i + 1, 0;
  if (need == 2) return *c = (lead & 0x1F) << 6 | (d[i + 1] & 0x3Fu), 2;
  if (left < 3) return *end = size, *reason = truncated, 0;
  if (!CONTINUES(2)) return *end = i + 2, 0;
  if (need == 3) return *c = (lead & 0xF) << 12 | (d[i + 1] & 0x3Fu) << 6 | (d[i + 2] & 0x3Fu), 3;
  if (left < 4) return *end = size, *reason = truncated, 0;
  if (!CONTINUES(3)) return *end = i + 3, 0;
  *c = (lead & 7) << 18 | (d[i + 1] & 0x3Fu) << 12 | (d[i + 2] & 0x3Fu) << 6 | (d[i + 3] & 0x3Fu);
  return 4;
#undef CONTINUES
}

static bool decode_utf8(Work *w, uint32_t at_, bool final, uint32_t *consumed) {
  const uint8_t *d = w->data;
  while (at_ < w->size && !w->out.failed) {
    if (d[at_] < 0x80) {
      uint32_t start = at_;
      while (at_ < w->size && d[at_] < 0x80) at_++;
      builder_ascii(&w->out, (const char *)d + start, at_ - start);
      continue;
    }
    uint32_t c, end;
    const char *reason;
    uint32_t step = utf8_one(d, at_, w->size, &c, &end, &reason);
    if (step) {
      builder_char(&w->out, c);
      at_ += step;
      continue;
    }
    if (!final && reason[0] == 'u') break;
    if (!decode_problem(w, at_, end, reason, &at_)) return false;
  }
  *consumed = at_;
  return true;
}

static bool decode_ascii(Work *w) {
  const uint8_t *d = w->data;
  for (uint32_t at_ = 0; at_ < w->size && !w->out.failed;) {
    uint32_t start = at_;
    while (at_ < w->size && d[at_] < 0x80) at_++;
    builder_ascii(&w->out, (const char *)d + start, at_ - start);
    if (at_ < w->size && !decode_problem(w, at_, at_ + 1, "ordinal not in range(128)", &at_)) return false;
  }
  return true;
}

static bool decode_charmap(Work *w) {
  for (uint32_t at_ = 0; at_ < w->size && !w->out.failed;) {
    uint8_t byte = w->data[at_];
    if (w->map->characters[byte] || !byte) {
      builder_char(&w->out, w->map->characters[byte]);
      at_++;
    } else if (!decode_problem(w, at_, at_ + 1, "character maps to <undefined>", &at_)) {
      return false;
    }
  }
  return true;
}

static bool decode_utf16(Work *w, bool final, uint32_t *consumed) {
  const uint8_t *d = w->data;
  uint32_t at_ = 0;
  if (w->encoding == UTF16) {
    w->encoding = UTF16_LE;
    if (w->size >= 2) {
      if (d[0] == 0xFF && d[1] == 0xFE) at_ = 2;
      else if (d[0] == 0xFE && d[1] == 0xFF) w->encoding = UTF16_BE, at_ = 2;
    } else if (!final) {
      *consumed = 0;
      return true;
    }
  }
#define UNIT(i) (w->encoding == UTF16_LE ? d[i] | (uint32_t)d[(i) + 1] << 8 : d[(i) + 1] | (uint32_t)d[i] << 8)
  while (at_ < w->size && !w->out.failed) {
    const char *reason;
    uint32_t end = at_ + 2;
    if (w->size - at_ < 2) {
      if (!final) break;
      reason = "truncated data";
      end = w->size;
    } else {
      uint32_t c = UNIT(at_);
      if (c < 0xD800 || c > 0xDFFF) {
        builder_char(&w->out, c);
        at_ += 2;
        continue;
      }
      if (c > 0xDBFF) {
        reason = "illegal encoding";
      } else if (w->size - at_ < 4) {
        if (!final) break;
        reason = "unexpected end of data";
        end = w->size;
      } else {
        uint32_t low = UNIT(at_ + 2);
        if (low >= 0xDC00 && low <= 0xDFFF) {
          builder_char(&w->out, 0x10000 + ((c & 0x3FF) << 10) + (low & 0x3FF));
          at_ += 4;
          continue;
        }
        reason = "illegal UTF-16 surrogate";
      }
    }
    if (!decode_problem(w, at_, end, reason, &at_)) return false;
  }
#undef UNIT
  *consumed = at_;
  return true;
}

static bool decode_utf32(Work *w, bool final, uint32_t *consumed) {
  const uint8_t *d = w->data;
  uint32_t at_ = 0;
  if (w->encoding == UTF32) {
    w->encoding = UTF32_LE;
    if (w->size >= 4) {
      if (!memcmp(d, "\xFF\xFE\0\0", 4)) at_ = 4;
      else if (!memcmp(d, "\0\0\xFE\xFF", 4)) w->encoding = UTF32_BE, at_ = 4;
    } else if (!final) {
      *consumed = 0;
      return true;
    }
  }
  while (at_ < w->size && !w->out.failed) {
    const char *reason;
    uint32_t end = at_ + 4;
    if (w->size - at_ < 4) {
      if (!final) break;
      reason = "truncated data";
      end = w->size;
    } else {
      uint32_t c = 0;
      for (int i = 0; i < 4; i++) c |= (uint32_t)d[at_ + (uint32_t)i] << (w->encoding == UTF32_LE ? 8 * i : 24 - 8 * i);
      if (c > 0x10FFFF) {
        reason = "code point not in range(0x110000)";
      } else if (c >= 0xD800 && c <= 0xDFFF) {
        reason = "code point in surrogate code point range(0xd800, 0xe000)";
      } else {
        builder_char(&w->out, c);
        at_ += 4;
        continue;
      }
    }
    if (!decode_problem(w, at_, end, reason, &at_)) return false;
  }
  *consumed = at_;
  return true;
}

static int hex_digit(uint32_t c) {
  return c >= '0' && c <= '9' ? (int)c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (int)(c | 32) - 'a' + 10 : -1;
}

static bool decode_escapes(Work *w, bool raw) {
  const uint8_t *d = w->data;
  for (uint32_t at_ = 0; at_ < w->size && !w->out.failed;) {
    uint32_t start = at_, c = d[at_++];
    if (c != '\\') {
      builder_char(&w->out, c);
      continue;
    }
    if (at_ == w->size) {
      if (raw) {
        builder_char(&w->out, c);
        continue;
      }
      if (!decode_problem(w, start, at_, "\\ at end of string", &at_)) return false;
      continue;
    }
    uint32_t e = d[at_++];
    if (raw && e != 'u' && e != 'U') {
      builder_char(&w->out, '\\');
      builder_char(&w->out, e);
      continue;
    }
    int digits = e == 'x' ? 2 : e == 'u' ? 4 : e == 'U' ? 8 : 0;
    if (digits) {
      uint32_t n = 0;
      int i = 0;
      for (; i < digits && at_ < w->size && hex_digit(d[at_]) >= 0; i++) n = n << 4 | (uint32_t)hex_digit(d[at_++]);
      if (i == digits && n <= 0x10FFFF) {
        builder_char(&w->out, n);
        continue;
      }
      const char *reason = i == digits ? (raw ? "\\Uxxxxxxxx out of range" : "illegal Unicode character")
                           : e == 'x' ? "truncated \\xXX escape" : e == 'u' ? "truncated \\uXXXX escape"
                                                                            : "truncated \\UXXXXXXXX escape";
      if (!decode_problem(w, start, at_, reason, &at_)) return false;
      continue;
    }
    if (e >= '0' && e <= '7') {
      uint32_t n = e - '0';
      for (int i = 0; i < 2 && at_ < w->size && d[at_] >= '0' && d[at_] <= '7'; i++) n = n << 3 | (d[at_++] - '0');
      builder_char(&w->out, n);
      continue;
    }
    if (e == 'N') {
      const char *reason = "malformed \\N character escape";
      if (at_ < w->size && d[at_] == '{') {
        uint32_t name = ++at_;
        while (at_ < w->size && d[at_] != '}') at_++;
        if (at_ < w->size && at_ > name) {
          reason = "unknown Unicode character name";
          if (unicode_name_lookup((const char *)d + name, at_ - name, &c)) {
            at_++;
            builder_char(&w->out, c);
            if (!charge(w->vm, 50)) return false;
            continue;
          }
          at_++;
        }
      }
      if (!decode_problem(w, start, at_, reason, &at_)) return false;
      continue;
    }
    static const char from[] = "\\'\"abfnrtv", to[] = "\\'\"\a\b\f\n\r\t\v";
    const char *place = e ? strchr(from, (int)e) : NULL;
    if (e == '\n') continue;
    if (place) {
      builder_char(&w->out, (uint8_t)to[place - from]);
    } else {
      builder_char(&w->out, '\\');
      builder_char(&w->out, e);
    }
  }
  return true;
}

/* ---- UTF-7 (RFC 2152): UTF-16 in base 64, between '+' and what is not of base 64 ------------------------------------------- */

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int base64_value(uint32_t c) {
  const char *place = c && c < 128 ? strchr(base64, (int)c) : NULL;
  return place ? (int)(place - base64) : -1;
}

/* Where the last section in base 64 begins when the data end inside it and are not final; else their size. False: an exception is set. */
static bool decode_utf7(Work *w, bool final, uint32_t *consumed) {
  const uint8_t *d = w->data;
  uint32_t at_ = 0, start = 0, bits = 0, buffer = 0, high = 0; /* high: the first half of a pair */
  bool shifted = false;
  for (;;) {
    const char *reason = NULL;
    if (w->out.failed) return false;
    if (at_ >= w->size) {
      if (!shifted || !final) break;
      shifted = false;
      if (!high && bits < 6 && !(bits && buffer)) break;
      if (!decode_problem(w, start, w->size, "unterminated shift sequence", &at_)) return false;
      continue;
    }
    uint32_t c = d[at_];
    if (shifted && base64_value(c) >= 0) {
      buffer = buffer << 6 | (uint32_t)base64_value(c);
      bits += 6;
      at_++;
      if (bits < 16) continue;
      bits -= 16;
      uint32_t unit = buffer >> bits;
      buffer &= (1u << bits) - 1;
      if (high && unit >= 0xDC00 && unit <= 0xDFFF) {
        builder_char(&w->out, 0x10000 + ((high & 0x3FF) << 10) + (unit & 0x3FF));
        high = 0;
        continue;
      }
      if (high) builder_char(&w->out, high);
      high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
      if (!high) builder_char(&w->out, unit);
      continue;
    }
    if (shifted) {
      shifted = false;
      if (bits >= 6) reason = "partial character in shift sequence";
      else if (bits && buffer) reason = "non-zero padding bits in shift sequence";
      if (!reason) {
        if (high && c < 128 && c != '+') builder_char(&w->out, high);
        high = 0;
        at_ += c == '-';
        continue;
      }
      at_++;
    } else if (c == '+') {
      start = at_++;
      if (at_ < w->size && d[at_] == '-') {
        builder_char(&w->out, '+');
        at_++;
      } else if (at_ < w->size && base64_value(d[at_]) < 0) {
        at_++;
        reason = "ill-formed sequence";
      } else {
        shifted = true;
        bits = buffer = high = 0;
      }
    } else if (c < 128) {
      builder_char(&w->out, c);
      at_++;
    } else {
      start = at_++;
      reason = "unexpected special character";
    }
    if (reason && !decode_problem(w, start, at_, reason, &at_)) return false;
  }
  *consumed = shifted ? start : w->size;
  return true;
}

static void encode_utf7(Work *w, Span s) {
  static const char special[] = "+\\~";
  Builder *b = &w->out;
  uint32_t bits = 0, buffer = 0;
  bool shifted = false;
  for (uint32_t i = 0; i < s.length && !b->failed; i++) {
    uint32_t c = span_at(s, i);
    bool direct = (c >= ' ' && c < 0x7F && !strchr(special, (int)c)) || c == '\t' || c == '\n' || c == '\r';
    if (shifted && direct) {
      if (bits) builder_char(b, (uint8_t)base64[buffer << (6 - bits) & 63]);
      bits = 0;
      shifted = false;
      if (base64_value(c) >= 0 || c == '-') builder_char(b, '-');
    }
    if (direct) {
      builder_char(b, c);
      continue;
    }
    if (!shifted && c == '+') {
      builder_ascii(b, "+-", 2);
      continue;
    }
    if (!shifted) builder_char(b, '+');
    shifted = true;
    uint32_t units[2] = {c}, n = 1;
    if (c > 0xFFFF) {
      units[0] = 0xD800 + ((c - 0x10000) >> 10);
      units[1] = 0xDC00 + (c & 0x3FF);
      n = 2;
    }
    for (uint32_t k = 0; k < n; k++) {
      buffer = (buffer & 63) << 16 | units[k];
      for (bits += 16; bits >= 6; bits -= 6) builder_char(b, (uint8_t)base64[buffer >> (bits - 6) & 63]);
    }
  }
  if (bits) builder_char(b, (uint8_t)base64[buffer << (6 - bits) & 63]);
  if (shifted) builder_char(b, '-');
}

Value codec_decode_part(Vm *vm, const uint8_t *data, uint32_t size, Value object, Value encoding, Value errors, bool final,
                        uint32_t *consumed) {
  Charmap map;
  Encoding e = find_encoding(vm, encoding, "decode", &map);
  *consumed = size;
  if (e == UNKNOWN) return V_FAIL;
  if (size == 0) return empty_str(vm);
  if (e == LATIN1 || ((e == UTF8 || e == ASCII) && span_is_ascii((Span){data, size, 1}))) {
    if (!charge(vm, size / 16)) return V_FAIL;
    Value text = str_from_span(vm, (Span){data, size, 1});
    if (text != V_FAIL && e != LATIN1 && size > 1) OBJECT(vm, text)->flags |= STR_ASCII;
    return text;
  }
  if (!charge(vm, size / 2 + 1)) return V_FAIL;
  Work w = {.vm = vm, .encoding = e, .handler = NOT_ASKED, .errors = errors, .object = object, .data = data, .size = size, .map = &map};
  builder_start(&w.out, vm);
  bool done;
  switch (e) {
  case UTF8: done = decode_utf8(&w, 0, final, consumed); break;
  case UTF8_SIGNATURE: done = decode_utf8(&w, size >= 3 && !memcmp(data, "\xEF\xBB\xBF", 3) ? 3 : 0, final, consumed); break;
  case ASCII: done = decode_ascii(&w); break;
  case CHARMAP: done = decode_charmap(&w); break;
  case UTF7:
    done = decode_utf7(&w, final, consumed);
    if (done && *consumed < size) { /* without what the unfinished section gave already */
      w.size = *consumed;
      builder_start(&w.out, vm);
      done = decode_utf7(&w, true, &w.size);
    }
    break;
  case UTF16:
  case UTF16_LE:
  case UTF16_BE: done = decode_utf16(&w, final, consumed); break;
  case UTF32:
  case UTF32_LE:
  case UTF32_BE: done = decode_utf32(&w, final, consumed); break;
  default: done = decode_escapes(&w, e == RAW_UNICODE_ESCAPE); break;
  }
  return done ? builder_end(&w.out) : V_FAIL;
}

Value codec_decode(Vm *vm, const uint8_t *data, uint32_t size, Value object, Value encoding, Value errors) {
  uint32_t consumed;
  if (!size) return empty_str(vm); /* in whatever encoding */
  return codec_decode_part(vm, data, size, object, encoding, errors, true, &consumed);
}

/* ---- encoding --------------------------------------------------------------------------------------------------------- */

static uint32_t charmap_slot(const Charmap *map, uint32_t c) {
  uint32_t slot = (c * 31 + (c >> 6)) & 511;
  while (map->bytes[slot] && map->characters[map->bytes[slot] - 1] != c) slot = (slot + 1) & 511;
  return slot;
}
static void charmap_invert(Charmap *map) {
  memset(map->bytes, 0, sizeof map->bytes);
  for (uint32_t byte = 0; byte < 256; byte++)
    if (map->characters[byte] || !byte) map->bytes[charmap_slot(map, map->characters[byte])] = (uint16_t)(byte + 1);
}
/* -1: none. */
static int charmap_byte(const Charmap *map, uint32_t c) { return map->bytes[charmap_slot(map, c)] - 1; }

/* One code point in the target encoding, known to be possible (a surrogate where the handler passes it). */
static void put_unit(Work *w, uint32_t c) {
  Builder *b = &w->out;
  switch (w->encoding) {
  case UTF8:
  case UTF8_SIGNATURE: {
    uint8_t bytes[4];
    uint32_t n = unicode_encode_utf8(c, bytes);
    for (uint32_t i = 0; i < n; i++) builder_char(b, bytes[i]);
    break;
  }
  case UTF16:
  case UTF16_LE:
  case UTF16_BE: {
    uint32_t units[2] = {c}, n = 1;
    if (c > 0xFFFF) {
      units[0] = 0xD800 + (((c - 0x10000) >> 10) & 0x3FF);
      units[1] = 0xDC00 + (c & 0x3FF);
      n = 2;
    }
    for (uint32_t i = 0; i < n; i++) {
      builder_char(b, w->encoding == UTF16_BE ? units[i] >> 8 : units[i] & 0xFF);
      builder_char(b, w->encoding == UTF16_BE ? units[i] & 0xFF : units[i] >> 8);
    }
    break;
  }
  case UTF32:
  case UTF32_LE:
  case UTF32_BE:
    for (int i = 0; i < 4; i++) builder_char(b, c >> (w->encoding == UTF32_BE ? 24 - 8 * i : 8 * i) & 0xFF);
    break;
  case CHARMAP: {
    int byte = charmap_byte(w->map, c);
    if (byte >= 0) builder_char(b, (uint32_t)byte);
    else w->unmapped = true;
    break;
  }
  default: builder_char(b, c & 0xFF); break;
  }
}

static void put_text(Work *w, const char *text) {
  while (*text) put_unit(w, (uint8_t)*text++);
}

/* Characters [start, end) cannot be encoded. */
static bool encode_problem(Work *w, Span s, uint32_t start, uint32_t end, const char *reason) {
  Vm *vm = w->vm;
  if (w->handler == NOT_ASKED) w->handler = handler_of(vm, w->errors);
  if (!charge(vm, (uint64_t)(end - start) * 4)) return false;
  bool wide = w->encoding >= UTF16 && w->encoding <= UTF32_BE, utf8 = w->encoding == UTF8 || w->encoding == UTF8_SIGNATURE;
  char text[160];
  switch (w->handler) {
  case NO_HANDLER: return false;
  case IGNORE: return true;
  case REPLACE:
    for (uint32_t i = start; i < end && !w->out.failed; i++) put_unit(w, '?');
    if (w->unmapped) break;
    return true;
  case BACKSLASH:
  case XML:
  case NAME:
    for (uint32_t i = start; i < end && !w->out.failed; i++) {
      uint32_t c = span_at(s, i);
      char name[128];
      size_t size = 0;
      if (w->handler == NAME) {
        if (!charge(vm, 30)) return false;
        size = unicode_name(c, name);
      }
      if (w->handler == XML) snprintf(text, sizeof text, "&#%u;", (unsigned)c);
      else if (size) snprintf(text, sizeof text, "\\N{%.*s}", (int)size, name);
      else if (c < 0x100) snprintf(text, sizeof text, "\\x%02x", (unsigned)c);
      else if (c < 0x10000) snprintf(text, sizeof text, "\\u%04x", (unsigned)c);
      else snprintf(text, sizeof text, "\\U%08x", (unsigned)c);
      put_text(w, text);
    }
    if (w->unmapped) break;
    return true;
  case ESCAPE: {
    if (wide) break;
    uint32_t i = start;
    for (; i < end; i++) {
      uint32_t c = span_at(s, i);
      if (c < 0xDC80 || c > 0xDCFF) break;
      builder_char(&w->out, c - 0xDC00);
    }
    if (i == end) return true;
    if (w->encoding != CHARMAP) start = i; /* whose complaint is about all of them */
    break;
  }
  case PASS:
    if (!wide && !utf8) break;
    for (uint32_t i = start; i < end && !w->out.failed; i++) put_unit(w, span_at(s, i));
    return true;
  default: break;
  }
  raise_problem(w, T_UnicodeEncodeError, start, end, reason);
  return false;
}

static bool encode_run(Work *w, Span s) {
  uint32_t limit = w->encoding == ASCII ? 0x80 : 0x100;
  bool narrow = w->encoding == ASCII || w->encoding == LATIN1, one_by_one = w->encoding >= UTF16;
  const char *reason = w->encoding == ASCII ? "ordinal not in range(128)" : narrow ? "ordinal not in range(256)" : "surrogates not allowed";
#define BAD(c) (narrow ? (c) >= limit : (c) >= 0xD800 && (c) <= 0xDFFF)
  for (uint32_t i = 0; i < s.length && !w->out.failed;) {
    uint32_t c = span_at(s, i);
    if (!BAD(c)) {
      put_unit(w, c);
      i++;
      continue;
    }
    uint32_t end = i + 1;
    while (!one_by_one && end < s.length) {
      uint32_t next = span_at(s, end);
      if (!BAD(next)) break;
      end++;
    }
    if (!encode_problem(w, s, i, end, reason)) return false;
    i = end;
  }
#undef BAD
  return true;
}

static bool encode_charmap(Work *w, Span s) {
  for (uint32_t i = 0; i < s.length && !w->out.failed;) {
    int byte = charmap_byte(w->map, span_at(s, i));
    uint32_t end = i + 1;
    if (byte >= 0) {
      builder_char(&w->out, (uint32_t)byte);
    } else {
      while (end < s.length && charmap_byte(w->map, span_at(s, end)) < 0) end++;
      if (!encode_problem(w, s, i, end, "character maps to <undefined>")) return false;
    }
    i = end;
  }
  return true;
}

static void encode_escapes(Work *w, Span s, bool raw) {
  Builder *b = &w->out;
  for (uint32_t i = 0; i < s.length && !b->failed; i++) {
    uint32_t c = span_at(s, i);
    if (raw && c < 0x100) builder_char(b, c);
    else if (c == '\\') builder_c(b, "\\\\");
    else if (c == '\n') builder_c(b, "\\n");
    else if (c == '\r') builder_c(b, "\\r");
    else if (c == '\t') builder_c(b, "\\t");
    else if (c >= ' ' && c < 0x7F) builder_char(b, c);
    else if (c < 0x100) append_hexadecimal(b, 'x', c, 2);
    else if (c < 0x10000) append_hexadecimal(b, 'u', c, 4);
    else append_hexadecimal(b, 'U', c, 8);
  }
}

Value codec_encode(Vm *vm, Value v, Value encoding, Value errors) {
  Charmap map;
  Encoding e = find_encoding(vm, encoding, "encode", &map);
  if (e == UNKNOWN) return V_FAIL;
  Span s = str_span(vm, v);
  if (!charge(vm, cost_of(s.length))) return V_FAIL;
  bool ascii = s.width == 1 && ((OBJECT(vm, v)->flags & STR_ASCII) || span_is_ascii(s));
  if ((ascii && (e == UTF8 || e == ASCII)) || (s.width == 1 && e == LATIN1)) return bytes_new(vm, s.data, s.length);
  if (!charge(vm, (uint64_t)s.length * 2)) return V_FAIL;
  Work w = {.vm = vm, .encoding = e, .handler = NOT_ASKED, .errors = errors, .object = v, .map = &map};
  if (e == UTF8) {
    /* Without surrogates the size is known in advance. */
    uint64_t size = 0;
    bool plain = true;
    for (uint32_t i = 0; i < s.length; i++) {
      uint32_t c = span_at(s, i);
      plain = plain && (c < 0xD800 || c > 0xDFFF);
      size += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
    if (plain) {
      Bytes *made = bytes_make(vm, size);
      if (!made) return V_FAIL;
      uint8_t *to = made->data;
      for (uint32_t i = 0; i < s.length; i++) to += unicode_encode_utf8(span_at(s, i), to);
      return value_of(vm, made);
    }
  }
  builder_start(&w.out, vm);
  if (e == UTF8_SIGNATURE) for (int i = 0; i < 3; i++) builder_char(&w.out, (uint8_t)"\xEF\xBB\xBF"[i]);
  if (e == UTF16 || e == UTF32) put_unit(&w, 0xFEFF);
  if (e == UNICODE_ESCAPE || e == RAW_UNICODE_ESCAPE) encode_escapes(&w, s, e == RAW_UNICODE_ESCAPE);
  else if (e == UTF7) encode_utf7(&w, s);
  else if (e == CHARMAP) {
    if (!charge(vm, 64)) return V_FAIL;
    charmap_invert(&map);
    if (!encode_charmap(&w, s)) return V_FAIL;
  } else if (!encode_run(&w, s)) return V_FAIL;
  if (w.out.failed) return V_FAIL;
  if (!charge(vm, w.out.length / 8)) return V_FAIL;
  return bytes_new(vm, w.out.length ? w.out.raw->data : NULL, w.out.length);
}
