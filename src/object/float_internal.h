/*
 * What the files about floats and complex numbers share.
 */
#ifndef PYXIS_FLOAT_INTERNAL_H
#define PYXIS_FLOAT_INTERNAL_H

#include "object/int_internal.h"
#include "object/number_text.h"

/* OverflowError(34, 'Numerical result out of range') */
Value range_error(Vm *vm);
void float_divide(double a, double b, double *quotient, double *remainder);
Value float_divmod(Vm *vm, double a, double b);
Value complex_power(Vm *vm, double a_real, double a_imag, double b_real, double b_imag);
Value complex_format(Vm *vm, Value v, Value spec);

/*
 * float(v) for anything with __float__ or __index__: float_ask may call; its result and v go to float_answer, which checks it.
 * `message` is for anything else, with one %T.
 */
Value float_ask(Vm *vm, Value v, const char *message);
bool float_answer(Vm *vm, Value asked, Value answer, double *out);

#endif
