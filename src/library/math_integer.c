/*
 * Module math's functions of integers. Each is a function of a Tuple of ints; an argument that is no int is asked for its
 * __index__ first, by one resumable native for all of them.
 */
#include "library/math_functions.h"
#include "object/containers.h"
#include "object/int_internal.h"

typedef Value (*IntegerFunction)(Vm *vm, const Value *v, uint32_t count);

/* ---- products ----------------------------------------------------------------------------------------------------------- */

/* Products of like size are multiplied with each other, as the digits of a binary counter carry. */
typedef struct Products {
  Value parts[64];
  uint32_t level[64];
  uint32_t count;
} Products;

static bool tree_add(Vm *vm, Products *t, Value v) {
  uint32_t level = 0;
  while (t->count && t->level[t->count - 1] == level) {
    v = int_binary(vm, OP_MUL, t->parts[t->count - 1], v);
    if (v == V_FAIL) return false;
    t->count--;
    level++;
  }
  t->parts[t->count] = v;
  t->level[t->count++] = level;
  return true;
}

static Value tree_result(Vm *vm, Products *t) {
  if (!t->count) return from_small(1);
  Value v = t->parts[--t->count];
  while (t->count && v != V_FAIL) v = int_binary(vm, OP_MUL, t->parts[--t->count], v);
  return v;
}

/* first * (first + 1) * ... , count factors, all below 2^63. */
static Value product_of_range(Vm *vm, uint64_t first, uint64_t count) {
  Products t = {.count = 0};
  uint64_t chunk = 1;
  for (uint64_t i = 0; i < count; i++) {
    uint64_t next;
    if ((i & 63) == 0 && !charge(vm, 64)) return V_FAIL;
    if (!__builtin_mul_overflow(chunk, first + i, &next)) {
      chunk = next;
      continue;
    }
    Value v = int_from_u64(vm, chunk);
    if (v == V_FAIL || !tree_add(vm, &t, v)) return V_FAIL;
    chunk = first + i;
  }
  Value v = int_from_u64(vm, chunk);
  if (v == V_FAIL || !tree_add(vm, &t, v)) return V_FAIL;
  return tree_result(vm, &t);
}

/* The same where the factors may be of any size. */
static Value product_of_large(Vm *vm, Value first, uint64_t count) {
  Products t = {.count = 0};
  for (uint64_t i = 0; i < count; i++) {
    if (!charge(vm, 8)) return V_FAIL;
    Value offset = int_from_u64(vm, i);
    Value v = offset == V_FAIL ? V_FAIL : int_binary(vm, OP_ADD, first, offset);
    if (v == V_FAIL || !tree_add(vm, &t, v)) return V_FAIL;
  }
  return tree_result(vm, &t);
}

static Value factorial(Vm *vm, const Value *v, uint32_t count) {
  int64_t n;
  (void)count;
  if (int_sign(vm, v[0]) < 0) return RAISE(vm, ValueError, "factorial() not defined for negative values");
  if (!int_to_i64(vm, v[0], &n)) return RAISE(vm, OverflowError, "factorial() argument should not exceed 9223372036854775807");
  return n < 2 ? from_small(1) : product_of_range(vm, 2, (uint64_t)n - 1);
}

/* n * (n - 1) * ... , k factors; 0 <= k <= n. */
static Value falling(Vm *vm, Value n, uint64_t k) {
  if (!k) return from_small(1);
  int64_t small;
  if (int_to_i64(vm, n, &small)) return product_of_range(vm, (uint64_t)small - k + 1, k);
  Value less = int_from_u64(vm, k - 1);
  Value first = less == V_FAIL ? V_FAIL : int_binary(vm, OP_SUB, n, less);
  return first == V_FAIL ? V_FAIL : product_of_large(vm, first, k);
}

static bool not_negative(Vm *vm, Value n, Value k) {
  if (int_sign(vm, n) < 0) return RAISE(vm, ValueError, "n must be a non-negative integer"), false;
  if (int_sign(vm, k) < 0) return RAISE(vm, ValueError, "k must be a non-negative integer"), false;
  return true;
}

static Value permutations(Vm *vm, const Value *v, uint32_t count) {
  if (count < 2) return factorial(vm, v, 1);
  if (!not_negative(vm, v[0], v[1])) return V_FAIL;
  if (int_compare(vm, v[0], v[1]) < 0) return from_small(0);
  int64_t k;
  if (!int_to_i64(vm, v[1], &k)) return RAISE(vm, OverflowError, "k must not exceed 9223372036854775807");
  return falling(vm, v[0], (uint64_t)k);
}

static Value combinations(Vm *vm, const Value *v, uint32_t count) {
  (void)count;
  Value n = v[0], k = v[1];
  if (!not_negative(vm, n, k)) return V_FAIL;
  if (int_compare(vm, n, k) < 0) return from_small(0);
  Value other = int_binary(vm, OP_SUB, n, k);
  if (other == V_FAIL) return V_FAIL;
  if (int_compare(vm, other, k) < 0) k = other;
  int64_t chosen, small;
  if (!int_to_i64(vm, k, &chosen)) return RAISE(vm, OverflowError, "min(n - k, k) must not exceed 9223372036854775807");
  if (!chosen) return from_small(1);
  if (int_to_i64(vm, n, &small)) {
    /* While it fits a word: each step divides exactly. */
    uint64_t result = 1, i = 0;
    for (; i < (uint64_t)chosen && i < 64; i++) {
      unsigned __int128 wide = (unsigned __int128)result * ((uint64_t)small - i);
      wide /= i + 1;
      if (wide >> 64) break;
      result = (uint64_t)wide;
    }
    if (!charge(vm, 2 * i)) return V_FAIL;
    if (i == (uint64_t)chosen) return int_from_u64(vm, result);
  }
  Value above = falling(vm, n, (uint64_t)chosen);
  if (above == V_FAIL) return V_FAIL;
  Value below = product_of_range(vm, 1, (uint64_t)chosen);
  return below == V_FAIL ? V_FAIL : int_binary(vm, OP_FLOORDIV, above, below);
}

/* ---- divisors, roots ------------------------------------------------------------------------------------------------------ */

static Value absolute(Vm *vm, Value v) { return int_sign(vm, v) < 0 ? int_unary(vm, OP_NEG, v) : int_exact(vm, v); }

static Value greatest(Vm *vm, const Value *v, uint32_t count) {
  if (!count) return from_small(0);
  Value result = absolute(vm, v[0]);
  for (uint32_t i = 1; i < count && result != V_FAIL; i++) result = int_gcd(vm, result, v[i]);
  return result;
}

static Value least(Vm *vm, const Value *v, uint32_t count) {
  if (!count) return from_small(1);
  Value result = absolute(vm, v[0]);
  for (uint32_t i = 1; i < count && result != V_FAIL; i++) {
    if (int_sign(vm, result) == 0 || int_sign(vm, v[i]) == 0) {
      result = from_small(0);
      continue;
    }
    Value divisor = int_gcd(vm, result, v[i]);
    if (divisor == V_FAIL) return V_FAIL;
    Value factor = int_binary(vm, OP_FLOORDIV, result, divisor);
    if (factor == V_FAIL) return V_FAIL;
    Value product = int_binary(vm, OP_MUL, factor, v[i]);
    if (product == V_FAIL) return V_FAIL;
    result = absolute(vm, product);
  }
  return result;
}

static Value integer_root(Vm *vm, const Value *v, uint32_t count) {
  (void)count;
  if (int_sign(vm, v[0]) < 0) return RAISE(vm, ValueError, "isqrt() argument must be nonnegative");
  return int_integer_sqrt(vm, v[0]);
}

/* ---- the natives -------------------------------------------------------------------------------------------------------------- */

enum { GREATEST, LEAST, COMBINATIONS, PERMUTATIONS, FACTORIAL, ROOT, FUNCTION_COUNT };
static const IntegerFunction functions[FUNCTION_COUNT] = {greatest, least, combinations, permutations, factorial, integer_root};
static const uint32_t arities[FUNCTION_COUNT] = {0, 0, 2, 1, 1, 1};

/* Makes a list of the arguments and of each an int. */
SHARED_RESUMABLE(math_ask_index, 3, "(which, arguments, /)", "") {
  enum { WHICH, ARGUMENTS, COPY, INDEX, RESULT };
  Value *items;
  uint32_t count;
  int64_t which;
  STEPS
    if (!sequence_items(vm, a[ARGUMENTS], &items, &count)) return V_FAIL;
    if (!charge(vm, count)) return V_FAIL;
    if ((a[COPY] = list_new(vm, items, count)) == V_FAIL) return V_FAIL;
    a[INDEX] = from_small(0);
    for (;;) {
      CHECKPOINT(2);
      if (!sequence_items(vm, a[COPY], &items, &count)) return V_FAIL;
      if ((uint64_t)to_small(a[INDEX]) >= count) break;
      AWAIT(1, a[RESULT], object_index(vm, items[to_small(a[INDEX])]));
      if (!sequence_items(vm, a[COPY], &items, &count)) return V_FAIL;
      CAGE_CHECK(vm, (uint64_t)to_small(a[INDEX]) < count);
      items[to_small(a[INDEX])] = a[RESULT];
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
    }
    which = to_small(a[WHICH]);
    CAGE_CHECK(vm, which >= 0 && which < FUNCTION_COUNT && count >= arities[which]);
    for (uint32_t i = 0; i < count; i++) CAGE_CHECK(vm, int_check(vm, items[i]));
    return functions[which](vm, items, count);
  END_STEPS
}

static Value apply(Vm *vm, int64_t which, const Value *v, uint32_t count, Value tuple) {
  for (uint32_t i = 0; i < count; i++)
    if (!int_check(vm, v[i])) {
      if (tuple == V_UNDEFINED && (tuple = tuple_new(vm, v, count)) == V_FAIL) return V_FAIL;
      return enter(vm, &math_ask_index_info, 2, (Value[]){from_small(which), tuple});
    }
  return functions[which](vm, v, count);
}

static Value apply_to_all(Vm *vm, int64_t which, Value tuple) {
  Value *items;
  uint32_t count;
  if (!sequence_items(vm, tuple, &items, &count) || !charge(vm, count)) return V_FAIL;
  return apply(vm, which, items, count, tuple);
}

SHARED_NATIVE(math_gcd, "(*integers)", "Greatest Common Divisor.") { return apply_to_all(vm, GREATEST, a[0]); }
SHARED_NATIVE(math_lcm, "(*integers)", "Least Common Multiple.") { return apply_to_all(vm, LEAST, a[0]); }

SHARED_NATIVE(math_comb, "(n, k, /)",
              "Number of ways to choose k items from n items without repetition and without order.\n\nEvaluates to n! / (k! * (n - k)!) "
              "when k <= n and evaluates\nto zero when k > n.\n\nAlso called the binomial coefficient because it is equivalent\nto the "
              "coefficient of k-th term in polynomial expansion of the\nexpression (1 + x)**n.\n\nRaises TypeError if either of the "
              "arguments are not integers.\nRaises ValueError if either of the arguments are negative.") {
  return apply(vm, COMBINATIONS, a, 2, V_UNDEFINED);
}

SHARED_NATIVE(math_perm, "(n, k=None, /)",
              "Number of ways to choose k items from n items without repetition and with order.\n\nEvaluates to n! / (n - k)! when k <= n "
              "and evaluates\nto zero when k > n.\n\nIf k is not specified or is None, then k defaults to n\nand the function returns n!."
              "\n\nRaises TypeError if either of the arguments are not integers.\nRaises ValueError if either of the arguments are "
              "negative.") {
  return apply(vm, PERMUTATIONS, a, a[1] == V_UNDEFINED || a[1] == V_NONE ? 1 : 2, V_UNDEFINED);
}

SHARED_NATIVE(math_factorial, "(n, /)", "Find n!.\n\nRaise a ValueError if x is negative or non-integral.") {
  return apply(vm, FACTORIAL, a, 1, V_UNDEFINED);
}

SHARED_NATIVE(math_isqrt, "(n, /)", "Return the integer part of the square root of the input.") {
  return apply(vm, ROOT, a, 1, V_UNDEFINED);
}
