/* The natives of module _operator: what CPython's operator.py says otherwise than its C half, which is the one that counts. */
#include "library/library.h"

NATIVE(operator_index, "(a, /)", "Same as a.__index__()") { return object_index(vm, a[0]); }

const NativeEntry operator_entries[] = {FUNCTION("index", operator_index), END_OF_ENTRIES};
