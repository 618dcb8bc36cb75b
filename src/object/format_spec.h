/*
 * The format specification mini-language, "[[fill]align][sign][z][#][0][width][grouping][.precision][type]": parsed once
 * here, obeyed by each type in its own way (https://docs.python.org/3.11/library/string.html#formatspec).
 */
#ifndef PYXIS_FORMAT_SPEC_H
#define PYXIS_FORMAT_SPEC_H

#include "object/object.h"

typedef struct FormatSpec {
  uint32_t fill;     /* code point; ' ' where none was given, '0' after a leading zero */
  uint32_t align;    /* '<' '>' '^' '='; the default where none was given */
  uint32_t sign;     /* '+' '-' ' ', or 0 */
  uint32_t grouping; /* ',' '_', or 0 */
  uint32_t type;     /* code point; the default where none was given */
  bool align_given;  /* by an align character or by a leading zero */
  bool fill_given;
  bool alternate;    /* '#' */
  bool no_negative_zero; /* 'z' */
  bool zero;         /* a leading '0' in front of the width */
  int64_t width;     /* characters; -1 where none was given */
  int64_t precision; /* -1 where none was given */
} FormatSpec;

/* Reads `spec`, a Str, for `subject` (named in messages). False with ValueError set. Does not call. */
bool format_spec_parse(Vm *vm, Value spec, FormatSpec *out, uint32_t default_type, uint32_t default_align, Value subject);

/* "Unknown format code 'x' for object of type 'T'": answers V_FAIL. */
Value format_unknown_code(Vm *vm, uint32_t code, Value subject);

/* `text` (a Str) padded to spec->width as its fill and align say; '=' pads as '>'. Cost and memory are charged. */
Value format_pad(Vm *vm, Value text, const FormatSpec *spec);

/* Formats of numbers whose spec is already parsed: for str.format and %-formatting. `subject` is named in messages. */
Value int_format_spec(Vm *vm, Value v, const FormatSpec *spec, Value subject);
Value float_format_spec(Vm *vm, double d, const FormatSpec *spec, Value subject);

#endif
