/*
 * What the files of module math share.
 */
#ifndef PYXIS_MATH_FUNCTIONS_H
#define PYXIS_MATH_FUNCTIONS_H

#include "library/library.h"

typedef enum MathError { MATH_FINE, MATH_DOMAIN, MATH_RANGE } MathError;
MathError math_gamma_of(double x, double *out);
MathError math_lgamma_of(double x, double *out);

/* Functions of integers, math_integer.c. */
extern NativeInfo math_gcd_info, math_lcm_info, math_comb_info, math_perm_info, math_factorial_info, math_isqrt_info,
  math_ask_index_info;

#endif
