/*
 * The gamma function and its logarithm by Lanczos' approximation, with CPython's coefficients and order of operations
 * (Modules/mathmodule.c), so that results agree with it.
 */
#include "library/math_functions.h"

#include <math.h>

static const double pi = 3.141592653589793238462643383279502884197;
static const double log_pi = 1.144729885849400174143427351353058711647;
static const double lanczos_g = 6.024680040776729583740234375;
static const double lanczos_g_minus_half = 5.524680040776729583740234375;

#define LANCZOS_COUNT 13
static const double numerators[LANCZOS_COUNT] = {
  23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
  35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
  6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
  248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
  2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
  8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
  2.5066282746310002701649081771338373386264310793408,
};
static const double denominators[LANCZOS_COUNT] = {
  0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
  2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0,
};

/* (n - 1)! for the n at which it is exact. */
static const double factorials[] = {
  1.0, 1.0, 2.0, 6.0, 24.0, 120.0, 720.0, 5040.0, 40320.0, 362880.0, 3628800.0, 39916800.0, 479001600.0, 6227020800.0,
  87178291200.0, 1307674368000.0, 20922789888000.0, 355687428096000.0, 6402373705728000.0, 121645100408832000.0,
  2432902008176640000.0, 51090942171709440000.0, 1124000727777607680000.0,
};

/* sin(pi x), accurate near integers. */
static double sin_pi(double x) {
  double y = fmod(fabs(x), 2.0), r;
  switch ((int)round(2.0 * y)) {
  case 0: r = sin(pi * y); break;
  case 1: r = cos(pi * (y - 0.5)); break;
  case 2: r = sin(pi * (1.0 - y)); break;
  case 3: r = -cos(pi * (y - 1.5)); break;
  default: r = sin(pi * (y - 2.0)); break;
  }
  return copysign(1.0, x) * r;
}

/* Evaluated in x or 1/x, whichever does not overflow. */
static double lanczos_sum(double x) {
  double above = 0.0, below = 0.0;
  if (x < 5.0)
    for (int i = LANCZOS_COUNT; --i >= 0;) {
      above = above * x + numerators[i];
      below = below * x + denominators[i];
    }
  else
    for (int i = 0; i < LANCZOS_COUNT; i++) {
      above = above / x + numerators[i];
      below = below / x + denominators[i];
    }
  return above / below;
}

MathError math_gamma_of(double x, double *out) {
  *out = x;
  if (!isfinite(x)) return isnan(x) || x > 0 ? MATH_FINE : MATH_DOMAIN;
  if (x == 0) return MATH_DOMAIN;
  if (x == floor(x)) {
    if (x < 0) return MATH_DOMAIN;
    if (x <= 23) return *out = factorials[(int)x - 1], MATH_FINE;
  }
  double size = fabs(x), r;
  if (size < 1e-20) {
    *out = r = 1.0 / x;
    return isinf(r) ? MATH_RANGE : MATH_FINE;
  }
  if (size > 200.0) {
    if (x > 0) return MATH_RANGE;
    *out = 0.0 / sin_pi(x);
    return MATH_FINE;
  }
  double y = size + lanczos_g_minus_half, z;
  if (size > lanczos_g_minus_half) {
    double q = y - size;
    z = q - lanczos_g_minus_half;
  } else {
    double q = y - lanczos_g_minus_half;
    z = q - size;
  }
  z = z * lanczos_g / y;
  if (x < 0) {
    r = -pi / sin_pi(size) / size * exp(y) / lanczos_sum(size);
    r -= z * r;
    if (size < 140.0)
      r /= pow(y, size - 0.5);
    else {
      double root = pow(y, size / 2.0 - 0.25);
      r /= root;
      r /= root;
    }
  } else {
    r = lanczos_sum(size) / exp(y);
    r += z * r;
    if (size < 140.0)
      r *= pow(y, size - 0.5);
    else {
      double root = pow(y, size / 2.0 - 0.25);
      r *= root;
      r *= root;
    }
  }
  *out = r;
  return isinf(r) ? MATH_RANGE : MATH_FINE;
}

MathError math_lgamma_of(double x, double *out) {
  *out = isnan(x) ? x : INFINITY;
  if (!isfinite(x)) return MATH_FINE;
  if (x == floor(x) && x <= 2.0) {
    if (x <= 0) return MATH_DOMAIN;
    *out = 0.0;
    return MATH_FINE;
  }
  double size = fabs(x);
  if (size < 1e-20) return *out = -log(size), MATH_FINE;
  double r = log(lanczos_sum(size)) - lanczos_g;
  r += (size - 0.5) * (log(size + lanczos_g - 0.5) - 1);
  if (x < 0) r = log_pi - log(fabs(sin_pi(size))) - log(size) - r;
  *out = r;
  return isinf(r) ? MATH_RANGE : MATH_FINE;
}
