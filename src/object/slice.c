/* slice: three values, which are looked at only where the slice is used. */
#include "object/containers.h"

Value slice_new(Vm *vm, Value start, Value stop, Value step) {
  Slice *s = allocate(vm, sizeof(Slice), KIND_SLICE, SHAPE(vm, slice));
  if (!s) return V_FAIL;
  s->start = start;
  s->stop = stop;
  s->step = step;
  return value_of(vm, s);
}

/* One end of a slice: ints and None only. lower and upper are the nearest that it may be. */
static Value end_within(Vm *vm, Value v, Value standard, Value length, Value lower, Value upper) {
  if (v == V_NONE) return standard;
  v = int_exact(vm, v);
  if (v == V_FAIL) return V_FAIL;
  if (int_sign(vm, v) < 0) {
    v = int_binary(vm, OP_ADD, v, length);
    if (v == V_FAIL) return V_FAIL;
    return int_compare(vm, v, lower) < 0 ? lower : v;
  }
  return int_compare(vm, v, upper) > 0 ? upper : v;
}

bool slice_indices(Vm *vm, Slice *s, Value length, Value out[3]) {
  Value step = s->step == V_NONE ? from_small(1) : int_exact(vm, s->step);
  if (step == V_FAIL) return false;
  int sign = int_sign(vm, step);
  if (!sign) {
    RAISE(vm, ValueError, "slice step cannot be zero");
    return false;
  }
  Value lower = from_small(sign < 0 ? -1 : 0);
  Value upper = sign < 0 ? int_binary(vm, OP_SUB, length, from_small(1)) : length;
  if (upper == V_FAIL) return false;
  out[0] = end_within(vm, s->start, sign < 0 ? upper : lower, length, lower, upper);
  if (out[0] == V_FAIL) return false;
  out[1] = end_within(vm, s->stop, sign < 0 ? lower : upper, length, lower, upper);
  if (out[1] == V_FAIL) return false;
  out[2] = step;
  return true;
}

NATIVE(slice_make, "(cls, start, stop=None, step=None, /)",
       "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. "
       "a[0:10:2]).") {
  if (a[2] == V_UNDEFINED) return slice_new(vm, V_NONE, a[1], V_NONE);
  return slice_new(vm, a[1], a[2], none_if_undefined(a[3]));
}

NATIVE(slice_start, "(self, /)", NULL) { return AS(Slice, vm, a[0])->start; }
NATIVE(slice_stop, "(self, /)", NULL) { return AS(Slice, vm, a[0])->stop; }
NATIVE(slice_step, "(self, /)", NULL) { return AS(Slice, vm, a[0])->step; }

static bool is_fit(Vm *vm, Value v) {
  if (v == V_NONE || int_check(vm, v) || special_of(vm, v, SP_index) != V_UNDEFINED) return true;
  RAISE(vm, TypeError, "slice indices must be integers or None or have an __index__ method");
  return false;
}

RESUMABLE(slice_indices_method, 3, "(self, len, /)",
          "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\n"
          "indices, and the stride length of the extended slice described by\nS. Out of bounds indices are clipped in a "
          "manner consistent with the\nhandling of normal slices.") {
  enum { SELF, LENGTH, START, STOP, STEP };
  STEPS
    a[START] = AS(Slice, vm, a[SELF])->start;
    a[STOP] = AS(Slice, vm, a[SELF])->stop;
    a[STEP] = AS(Slice, vm, a[SELF])->step;
    CHECKPOINT(1);
    AWAIT(2, a[LENGTH], object_index(vm, a[LENGTH]));
    if (int_sign(vm, a[LENGTH]) < 0) return RAISE(vm, ValueError, "length should not be negative");
    if (!is_fit(vm, a[STEP])) return V_FAIL;
    if (a[STEP] != V_NONE) AWAIT(3, a[STEP], object_index(vm, a[STEP]));
    if (!is_fit(vm, a[START])) return V_FAIL;
    if (a[START] != V_NONE) AWAIT(4, a[START], object_index(vm, a[START]));
    if (!is_fit(vm, a[STOP])) return V_FAIL;
    if (a[STOP] != V_NONE) AWAIT(5, a[STOP], object_index(vm, a[STOP]));
    {
      Slice plain = {.start = a[START], .stop = a[STOP], .step = a[STEP]};
      Value out[3];
      return slice_indices(vm, &plain, a[LENGTH], out) ? tuple_new(vm, out, 3) : V_FAIL;
    }
  END_STEPS
}

RESUMABLE(slice_repr, 4, "(self, /)", "Return repr(self).") {
  enum { SELF, START, STOP, STEP, INDEX };
  STEPS
    AWAIT(1, a[START], object_repr(vm, AS(Slice, vm, a[SELF])->start));
    CHECKPOINT(2);
    AWAIT(3, a[STOP], object_repr(vm, AS(Slice, vm, a[SELF])->stop));
    CHECKPOINT(4);
    AWAIT(5, a[STEP], object_repr(vm, AS(Slice, vm, a[SELF])->step));
    {
      Builder b;
      builder_start(&b, vm);
      builder_c(&b, "slice(");
      builder_str(&b, a[START]);
      builder_c(&b, ", ");
      builder_str(&b, a[STOP]);
      builder_c(&b, ", ");
      builder_str(&b, a[STEP]);
      builder_c(&b, ")");
      return builder_end(&b);
    }
  END_STEPS
}

static Value parts(Vm *vm, Value slice) {
  Slice *s = AS(Slice, vm, slice);
  return TUPLE_OF(vm, s->start, s->stop, s->step);
}

static Value compare(Vm *vm, Value x, Value y, CompareOp op) {
  if (!is_kind(vm, x, KIND_SLICE) || !is_kind(vm, y, KIND_SLICE)) return V_NOTIMPLEMENTED;
  if (x == y) return from_bool(op == CMP_EQ || op == CMP_LE || op == CMP_GE);
  Value left = parts(vm, x), right = parts(vm, y);
  return left == V_FAIL || right == V_FAIL ? V_FAIL : sequence_compare(vm, left, right, op);
}
NATIVE(slice_lt, "(self, value, /)", "Return self<value.") { return compare(vm, a[0], a[1], CMP_LT); }
NATIVE(slice_le, "(self, value, /)", "Return self<=value.") { return compare(vm, a[0], a[1], CMP_LE); }
NATIVE(slice_eq, "(self, value, /)", "Return self==value.") { return compare(vm, a[0], a[1], CMP_EQ); }
NATIVE(slice_ne, "(self, value, /)", "Return self!=value.") { return compare(vm, a[0], a[1], CMP_NE); }
NATIVE(slice_gt, "(self, value, /)", "Return self>value.") { return compare(vm, a[0], a[1], CMP_GT); }
NATIVE(slice_ge, "(self, value, /)", "Return self>=value.") { return compare(vm, a[0], a[1], CMP_GE); }

NATIVE(slice_reduce, "(self, /)", "Return state information for pickling.") {
  Value arguments = parts(vm, a[0]);
  return arguments == V_FAIL ? V_FAIL : TUPLE_OF(vm, from_ref(TYPE(vm, slice)), arguments);
}

const NativeEntry slice_entries[] = {
    STATIC("__new__", slice_make),
    SLOT("__repr__", slice_repr),
    SLOT("__hash__", unhashable),
    SLOT("__lt__", slice_lt),
    SLOT("__le__", slice_le),
    SLOT("__eq__", slice_eq),
    SLOT("__ne__", slice_ne),
    SLOT("__gt__", slice_gt),
    SLOT("__ge__", slice_ge),
    MEMBER("start", slice_start),
    MEMBER("stop", slice_stop),
    MEMBER("step", slice_step),
    METHOD_("indices", slice_indices_method),
    METHOD_("__reduce__", slice_reduce),
    END_OF_ENTRIES,
};
