/*
 * What the files that compute with integers share: a view of any int as sign and limbs, results, and what they cost.
 *
 * Arithmetic runs on GMP's mpn layer straight on the limbs in the cage. mpn trusts its arguments, so every operand passes
 * through int_operand first (length checked against the cage, top limb not zero) and every result is known not to
 * overlap an operand: a corrupted cage can make a wrong number, never a wild access.
 */
#ifndef PYXIS_INT_INTERNAL_H
#define PYXIS_INT_INTERNAL_H

#include <gmp.h>

#include "object/object.h"

_Static_assert(sizeof(mp_limb_t) == 8 && GMP_NAIL_BITS == 0, "limbs are 64 bits");

#define BIT_LIMIT ((uint64_t)1 << 23) /* an int has at most so many bits */
#define LIMB_LIMIT ((uint32_t)(BIT_LIMIT / 64))
#define DIGIT_LIMIT 4300 /* decimal digits that str() and int() convert unless sys.set_int_max_str_digits says otherwise */

/* Not to be copied: limbs may point at `one`. */
typedef struct Operand {
  const mp_limb_t *limbs;
  uint32_t count; /* top limb not zero; zero has count 0 */
  bool negative;
  mp_limb_t one;
} Operand;

/* v must be int_check. */
void int_operand(Vm *vm, Value v, Operand *o);

/* A result of up to `count` limbs that overlaps neither operand (either may be NULL). NULL: V_FAIL. */
Int *int_alloc(Vm *vm, uint32_t count, const Operand *x, const Operand *y);
/* The int of the first `count` limbs of `i`: small when it fits, MemoryError when beyond the limit. */
Value int_finish(Vm *vm, Int *i, uint32_t count, bool negative);
Value int_from_limbs(Vm *vm, const mp_limb_t *limbs, uint32_t count, bool negative);
Value int_from_i128(Vm *vm, __int128 n);
/* `count` limbs for the length of one operation: `stack` when they fit its `room`, else from the cage. NULL: V_FAIL. */
mp_limb_t *int_scratch(Vm *vm, uint32_t count, mp_limb_t *stack, uint32_t room);

/* Fuel of a multiplication of n by m limbs. */
uint64_t int_mul_cost(uint64_t n, uint64_t m);
uint64_t operand_bits(const Operand *o);
bool int_divide(Vm *vm, const Operand *x, const Operand *y, Value *quotient, Value *remainder, const char *message);
Value int_true_divide(Vm *vm, const Operand *x, const Operand *y);
Value int_shift_left(Vm *vm, const Operand *x, uint64_t bits);
double operand_to_double(const Operand *o, bool *overflow);
/* The double nearest to limbs * 2^exponent, ties to even; `sticky`: the true value is a little larger. inf if beyond. */
double round_to_double(const mp_limb_t *limbs, uint32_t count, int64_t exponent, bool sticky);
Value int_integer_sqrt(Vm *vm, Value v);
Value int_gcd(Vm *vm, Value a, Value b);
/* An instance of `type`, int or a subclass of it, with the value of `exact`. */
Value int_of_type(Vm *vm, Ref type, Value exact);
bool int_is_odd(Vm *vm, Value v);
/* `cls` for `name.__new__`: a subtype of the built-in type, or TypeError. */
bool number_new_class(Vm *vm, Value cls, int type);
/* Text of an argument of int(), float(), complex(): the characters as ASCII, digits and spaces of other scripts made
   ASCII ('?' for anything else), without surrounding space, in the cage. False: V_FAIL. */
bool number_text(Vm *vm, Value str, const char **text, uint32_t *size);

/* float_text.c: digits[0..count) * 10^(exponent - count) is the value, 0.digits * 10^exponent. */
typedef struct Decimal {
  char digits[1200];
  uint32_t count;   /* without trailing zeros in `shortest`; zero has count 1, digit '0' and exponent 1 */
  int32_t exponent; /* position of the decimal point from the first digit */
} Decimal;
/* d is finite, its sign ignored. */
void decimal_shortest(double d, Decimal *out);
/* `precision` significant digits (1 or more), exactly rounded; beyond 800 the rest is zeros and not written. */
void decimal_significant(double d, uint32_t precision, Decimal *out);
/* Rounded to `places` behind the point (negative: in front of it). All digits are written that are not trailing zeros
   beyond the last possible one; zero as count 0. */
void decimal_places(double d, int32_t places, Decimal *out);
/* digits (ASCII, count of them) * 10^exponent, correctly rounded; inf on overflow. */
double decimal_to_double(const char *digits, uint32_t count, int64_t exponent);

#endif
