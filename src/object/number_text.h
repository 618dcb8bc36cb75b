/*
 * Between numbers and text: what int, float, complex and format() share.
 */
#ifndef PYXIS_NUMBER_TEXT_H
#define PYXIS_NUMBER_TEXT_H

#include "object/object.h"

#define LIMBS_OF_DIGITS 352 /* limbs of DIGIT_LIMIT digits in base 36, and some */

/* A Str of ASCII characters. */
Value ascii_new(Vm *vm, const char *text, uint32_t size);
/* Without ASCII white space at both ends. */
void number_strip(const char **text, uint32_t *size);
/* repr(v) of a str or bytes, its first 200 characters: for messages. */
Value repr_cut(Vm *vm, Value v);
/* Decimal digits of n ending at `end`; answers how many. */
uint32_t write_decimal(char *end, uint64_t n);
/* int(text, base) with sign and prefix; `original` is shown in the ValueError. base 0 or 2..36. */
Value int_from_text(Vm *vm, Value original, const char *text, uint32_t size, int base);

/* repr(d), or without ".0" where add_point is false; answers the length. */
uint32_t float_text(double d, bool add_point, char out[32]);
uint32_t float_hex(double d, char out[40]);
typedef enum HexResult { HEX_FINE, HEX_MALFORMED, HEX_TOO_LARGE } HexResult;
HexResult float_from_hex(const char *text, size_t size, double *out); /* stripped ASCII */

/* enter with a native's own arguments, up to 4: they may stand where the frame is to be laid. */
static inline Value enter_with(Vm *vm, NativeInfo *info, uint32_t count, const Value *a) {
  Value copy[4];
  for (uint32_t i = 0; i < count && i < 4; i++) copy[i] = a[i];
  return enter(vm, info, count, copy);
}

#endif
