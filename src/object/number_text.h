/*
 * Between numbers and text: what int, float, complex and format() share.
 */
#ifndef PYXIS_NUMBER_TEXT_H
#define PYXIS_NUMBER_TEXT_H

#include "object/object.h"

#define LIMBS_OF_DIGITS 352 /* limbs of DIGIT_LIMIT digits in base 36, and some */

/* A Str of ASCII characters. */
Value text_new(Vm *vm, const char *text, uint32_t size);
/* Without ASCII white space at both ends. */
void text_strip(const char **text, uint32_t *size);
/* repr(v) of a str or bytes, its first 200 characters: for messages. */
Value text_repr_cut(Vm *vm, Value v);
/* Decimal digits of n ending at `end`; answers how many. */
uint32_t write_decimal(char *end, uint64_t n);
/* int(text, base) with sign and prefix; `original` is shown in the ValueError. base 0 or 2..36. */
Value int_from_text(Vm *vm, Value original, const char *text, uint32_t size, int base);

#endif
