/*
 * A Value is 64 bits, NaN-boxed.
 *
 *   double      any bit pattern below TAG_INT << 48 (a NaN is canonical but for its sign, so none lies above)
 *   small int   0xFFFA | 48 bits, two's complement
 *   reference   0xFFFB | 0000 | 32-bit offset from the base of the cage
 *   constant    0xFFFC | a small number: None, True, False, ... and markers that guests never see
 *
 * A reference is never a host pointer: base + (uint32_t)value is the object, whatever the bits are,
 * so a forged value cannot name memory outside the cage.
 */
#ifndef PYXIS_VALUE_H
#define PYXIS_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t Value;
typedef uint32_t Ref; /* offset of an object from the base of its cage; 0 is "none" */

#define TAG_INT 0xFFFAull
#define TAG_REF 0xFFFBull
#define TAG_CONSTANT 0xFFFCull
#define CONSTANT(n) ((TAG_CONSTANT << 48) | (n))

#define V_NONE CONSTANT(0)
#define V_FALSE CONSTANT(2) /* V_TRUE is V_FALSE | 1 */
#define V_TRUE CONSTANT(3)
#define V_ELLIPSIS CONSTANT(4)
#define V_NOTIMPLEMENTED CONSTANT(5)
/* Markers: never visible to a guest. */
#define V_UNDEFINED CONSTANT(8) /* an unbound local, an omitted argument, an empty slot */
#define V_FAIL CONSTANT(9)      /* an exception is set in the isolate, or the run is ending, or a retry is due */
#define V_CALL CONSTANT(10)     /* a frame was pushed; its result will be delivered to the current frame */
#define V_STOP CONSTANT(11)     /* an iterator is exhausted */

#define INT_MIN48 (-((int64_t)1 << 47))
#define INT_MAX48 (((int64_t)1 << 47) - 1)

static inline bool is_double(Value v) { return v < (TAG_INT << 48); }
static inline bool is_small(Value v) { return v >> 48 == TAG_INT; }
static inline bool is_ref(Value v) { return v >> 48 == TAG_REF; }
static inline bool is_bool(Value v) { return (v | 1) == V_TRUE; }
/* True for the markers, which no guest may hold. */
static inline bool is_marker(Value v) { return v >= V_UNDEFINED; }

static inline Value from_ref(Ref r) { return (TAG_REF << 48) | r; }
static inline Ref to_ref(Value v) { return (Ref)v; }
/* n must lie in [INT_MIN48, INT_MAX48]; int_from_i64 takes any. */
static inline Value from_small(int64_t n) { return (TAG_INT << 48) | ((uint64_t)n & 0xFFFFFFFFFFFFull); }
static inline int64_t to_small(Value v) { return (int64_t)(v << 16) >> 16; }
static inline bool fits_small(int64_t n) { return n >= INT_MIN48 && n <= INT_MAX48; }
static inline Value from_bool(bool b) { return V_FALSE | (Value)b; }
static inline double to_double(Value v) {
  double d;
  memcpy(&d, &v, 8);
  return d;
}
/* Canonicalises a NaN, so any double is safe here. Its sign is lost: what arithmetic makes of it differs between processors. */
static inline Value from_double(double d) {
  Value v;
  if (__builtin_expect(d != d, 0)) return 0x7FF8000000000000ull;
  memcpy(&v, &d, 8);
  return v;
}
/* The same for what is about the sign: of a NaN it is kept. */
static inline Value from_signed(double d) {
  Value v;
  memcpy(&v, &d, 8);
  return __builtin_expect(d != d, 0) ? (v & 1ull << 63) | 0x7FF8000000000000ull : v;
}

#endif
