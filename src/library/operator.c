/*
 * Module _operator: the operators as functions, and the getters of items and attributes. What is not here, operator.py says in Python.
 */
#include "library/library.h"

#include "object/containers.h"

NATIVE(operator_index, "(a, /)", "Same as a.__index__()") { return object_index(vm, a[0]); }

#define BINARY(name, op, sign)                                                                                          \
  NATIVE(operator_##name, "(a, b, /)", "Same as a " sign " b.") { return object_binary(vm, op, a[0], a[1]); }           \
  NATIVE(operator_i##name, "(a, b, /)", "Same as a " sign "= b.") { return object_inplace(vm, op, a[0], a[1]); }
BINARY(add, OP_ADD, "+")
BINARY(sub, OP_SUB, "-")
BINARY(mul, OP_MUL, "*")
BINARY(matmul, OP_MATMUL, "@")
BINARY(truediv, OP_TRUEDIV, "/")
BINARY(floordiv, OP_FLOORDIV, "//")
BINARY(mod, OP_MOD, "%")
BINARY(pow, OP_POW, "**")
BINARY(lshift, OP_LSHIFT, "<<")
BINARY(rshift, OP_RSHIFT, ">>")
BINARY(and, OP_AND, "&")
BINARY(or, OP_OR, "|")
BINARY(xor, OP_XOR, "^")

#define COMPARISON(name, op, sign) \
  NATIVE(operator_##name, "(a, b, /)", "Same as a " sign " b.") { return object_compare(vm, op, a[0], a[1]); }
COMPARISON(lt, CMP_LT, "<")
COMPARISON(le, CMP_LE, "<=")
COMPARISON(eq, CMP_EQ, "==")
COMPARISON(ne, CMP_NE, "!=")
COMPARISON(ge, CMP_GE, ">=")
COMPARISON(gt, CMP_GT, ">")

NATIVE(operator_neg, "(a, /)", "Same as -a.") { return object_unary(vm, OP_NEG, a[0]); }
NATIVE(operator_pos, "(a, /)", "Same as +a.") { return object_unary(vm, OP_POS, a[0]); }
NATIVE(operator_invert, "(a, /)", "Same as ~a.") { return object_unary(vm, OP_INVERT, a[0]); }
NATIVE(operator_is, "(a, b, /)", "Same as a is b.") { return from_bool(a[0] == a[1]); }
NATIVE(operator_is_not, "(a, b, /)", "Same as a is not b.") { return from_bool(a[0] != a[1]); }
NATIVE(operator_truth, "(a, /)", "Return True if a is true, False otherwise.") { return object_truth(vm, a[0]); }
NATIVE(operator_not, "(a, /)", "Same as not a.") {
  Value truth = object_truth(vm, a[0]);
  if (truth == V_CALL) current_frame(vm)->flags |= FRAME_NEGATE;
  return is_bool(truth) ? from_bool(truth == V_FALSE) : truth;
}
NATIVE(operator_contains, "(a, b, /)", "Same as b in a (note reversed operands).") { return object_contains(vm, a[0], a[1]); }
NATIVE(operator_getitem, "(a, b, /)", "Same as a[b].") { return object_getitem(vm, a[0], a[1]); }
NATIVE(operator_setitem, "(a, b, c, /)", "Same as a[b] = c.") { return object_setitem(vm, a[0], a[1], a[2]); }
NATIVE(operator_delitem, "(a, b, /)", "Same as del a[b].") { return object_setitem(vm, a[0], a[1], V_UNDEFINED); }

/* ---- itemgetter and attrgetter ---------------------------------------------------------------------------------------------- */

/* What was given, a tuple; of attributes also where each leads: a name, or a tuple of names. */
enum { GETTER_GIVEN, GETTER_PATHS, GETTER_FIELDS };

static Value getter_make(Vm *vm, Value type, Value given, Value paths) {
  Value self = given == V_FAIL || paths == V_FAIL ? V_FAIL : record_alloc(vm, to_ref(type), GETTER_FIELDS);
  if (self == V_FAIL) return V_FAIL;
  *field(vm, self, GETTER_GIVEN) = given;
  *field(vm, self, GETTER_PATHS) = paths;
  return self;
}

static Value getter_refuses(Vm *vm, Value self, uint32_t count) {
  return RAISE(vm, TypeError, "%S expected 1 argument, got %d", from_ref(AS(Type, vm, from_ref(type_of(vm, self)))->name), (int)count - 1);
}

/* What there is to get: for one, the value itself. */
static Tuple *getter_parts(Vm *vm, Value self, uint32_t which) { return AS(Tuple, vm, *field(vm, self, which)); }

RESUMABLE(itemgetter_run, 3, "(self, object, /)", "") {
  enum { SELF, FROM, RESULT, INDEX, ITEM };
  STEPS
    a[RESULT] = tuple_new(vm, NULL, getter_parts(vm, a[SELF], GETTER_GIVEN)->length);
    if (a[RESULT] == V_FAIL) return V_FAIL;
    for (a[INDEX] = from_small(0); to_small(a[INDEX]) < AS(Tuple, vm, a[RESULT])->length; a[INDEX] = from_small(to_small(a[INDEX]) + 1)) {
      CHECKPOINT(1);
      AWAIT(2, a[ITEM], object_getitem(vm, a[FROM], tuple_item(vm, *field(vm, a[SELF], GETTER_GIVEN), (uint32_t)to_small(a[INDEX]))));
      *item_at(vm, to_ref(a[RESULT]) + (Ref)offsetof(Tuple, items), (uint32_t)to_small(a[INDEX])) = a[ITEM];
    }
    return a[RESULT];
  END_STEPS
}

static Value itemgetter_call_vector(Vm *vm, const Value *arguments, uint32_t count) {
  if (count != 2) return getter_refuses(vm, arguments[0], count);
  Tuple *items = getter_parts(vm, arguments[0], GETTER_GIVEN);
  return items->length == 1 ? object_getitem(vm, arguments[1], items->items[0]) : enter(vm, &itemgetter_run_info, 2, arguments);
}

NATIVE(itemgetter_new, "(cls, item, /, *items)", "Return a callable object that fetches the given item(s) from its operand.\n"
       "After f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])") {
  Tuple *rest = AS(Tuple, vm, a[2]), *all = tuple_alloc(vm, rest->length + 1);
  if (!all) return V_FAIL;
  all->items[0] = a[1];
  memcpy(all->items + 1, rest->items, rest->length * 8ull);
  return getter_make(vm, a[0], value_of(vm, all), V_NONE);
}

static Value no_names(Vm *vm, Value self) {
  return RAISE(vm, TypeError, "%S() takes no keyword arguments", from_ref(AS(Type, vm, from_ref(type_of(vm, self)))->name));
}
NATIVE(itemgetter_call, "(self, /, *args, **kwargs)", "Call self as a function.", .vector = itemgetter_call_vector) { return no_names(vm, a[0]); }

RESUMABLE(attrgetter_run, 5, "(self, object, /)", "") {
  enum { SELF, FROM, RESULT, INDEX, STEP, PATH, FOUND };
  STEPS
    a[RESULT] = tuple_new(vm, NULL, getter_parts(vm, a[SELF], GETTER_PATHS)->length);
    if (a[RESULT] == V_FAIL) return V_FAIL;
    for (a[INDEX] = from_small(0); to_small(a[INDEX]) < AS(Tuple, vm, a[RESULT])->length; a[INDEX] = from_small(to_small(a[INDEX]) + 1)) {
      a[FOUND] = a[FROM];
      a[PATH] = tuple_item(vm, *field(vm, a[SELF], GETTER_PATHS), (uint32_t)to_small(a[INDEX]));
      for (a[STEP] = from_small(0); to_small(a[STEP]) < (is_kind(vm, a[PATH], KIND_TUPLE) ? AS(Tuple, vm, a[PATH])->length : 1); a[STEP] = from_small(to_small(a[STEP]) + 1)) {
        CHECKPOINT(1);
        AWAIT(2, a[FOUND], object_getattr(vm, a[FOUND], is_kind(vm, a[PATH], KIND_TUPLE) ? tuple_item(vm, a[PATH], (uint32_t)to_small(a[STEP])) : a[PATH]));
      }
      *item_at(vm, to_ref(a[RESULT]) + (Ref)offsetof(Tuple, items), (uint32_t)to_small(a[INDEX])) = a[FOUND];
    }
    return AS(Tuple, vm, a[RESULT])->length == 1 ? tuple_item(vm, a[RESULT], 0) : a[RESULT];
  END_STEPS
}

static Value attrgetter_call_vector(Vm *vm, const Value *arguments, uint32_t count) {
  if (count != 2) return getter_refuses(vm, arguments[0], count);
  Tuple *paths = getter_parts(vm, arguments[0], GETTER_PATHS);
  if (paths->length == 1 && str_check(vm, paths->items[0])) return object_getattr(vm, arguments[1], paths->items[0]);
  return enter(vm, &attrgetter_run_info, 2, arguments);
}

/* A name as it is; one with points as a tuple of names. */
static Value path_of(Vm *vm, Value name) {
  if (!str_check(vm, name)) return RAISE(vm, TypeError, "attribute name must be a string");
  Str *s = AS(Str, vm, name);
  uint32_t points = 0, from = 0, n = 0, length = s->length;
  const uint8_t *data = str_data(vm, s);
  if (!charge(vm, length / 8)) return V_FAIL;
  for (uint32_t i = 0; i < length; i++) points += str_at(data, str_width(s), i) == '.';
  if (!points) return str_intern(vm, name);
  Value path = tuple_new(vm, NULL, points + 1);
  if (path == V_FAIL) return V_FAIL;
  for (uint32_t i = 0; i <= length && n <= points; i++) {
    if (i < length && str_at(data, str_width(s), i) != '.') continue;
    Value part = str_slice(vm, name, from, i);
    if (part != V_FAIL) part = str_intern(vm, part);
    if (part == V_FAIL) return V_FAIL;
    AS(Tuple, vm, path)->items[n++] = part;
    from = i + 1;
  }
  return path;
}

NATIVE(attrgetter_new, "(cls, attr, /, *attrs)", "Return a callable object that fetches the given attribute(s) from its operand.\n"
       "After f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\n"
       "After h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last).") {
  uint32_t count = AS(Tuple, vm, a[2])->length + 1;
  Value given = tuple_new(vm, NULL, count), paths = tuple_new(vm, NULL, count);
  if (given == V_FAIL || paths == V_FAIL || !charge(vm, count)) return V_FAIL;
  for (uint32_t i = 0; i < count; i++) {
    Value name = i ? tuple_item(vm, a[2], i - 1) : a[1], path = path_of(vm, name);
    if (path == V_FAIL) return V_FAIL;
    AS(Tuple, vm, given)->items[i] = name;
    AS(Tuple, vm, paths)->items[i] = path;
  }
  return getter_make(vm, a[0], given, paths);
}
NATIVE(attrgetter_call, "(self, /, *args, **kwargs)", "Call self as a function.", .vector = attrgetter_call_vector) { return no_names(vm, a[0]); }

RESUMABLE(getter_repr, 1, "(self, /)", "Return repr(self).") {
  STEPS
    Value name = from_ref(AS(Type, vm, from_ref(type_of(vm, a[0])))->name);
    if (being_printed(vm, a[0])) {
      Builder b;
      builder_start(&b, vm);
      builder_c(&b, "operator.");
      builder_str(&b, name);
      builder_c(&b, "(...)");
      return builder_end(&b);
    }
    AWAIT(1, a[1], call_prelude(vm, "getter_repr", 2, (Value[]){name, *field(vm, a[0], GETTER_GIVEN)}));
    return a[1];
  END_STEPS
}
NATIVE(getter_reduce, "(self, /)", "Return state information for pickling") {
  return TUPLE_OF(vm, from_ref(type_of(vm, a[0])), *field(vm, a[0], GETTER_GIVEN));
}

const NativeEntry operator_itemgetter_entries[] = {
    STATIC("__new__", itemgetter_new), SLOT("__call__", itemgetter_call), SLOT("__repr__", getter_repr), METHOD_("__reduce__", getter_reduce),
    INTERNAL(itemgetter_run), END_OF_ENTRIES,
};
const NativeEntry operator_attrgetter_entries[] = {
    STATIC("__new__", attrgetter_new), SLOT("__call__", attrgetter_call), SLOT("__repr__", getter_repr), METHOD_("__reduce__", getter_reduce),
    INTERNAL(attrgetter_run), END_OF_ENTRIES,
};

#define BOTH(text, name) FUNCTION(text, operator_##name), FUNCTION("i" #name, operator_i##name)
const NativeEntry operator_entries[] = {
    FUNCTION("index", operator_index), BOTH("add", add), BOTH("sub", sub), BOTH("mul", mul), BOTH("matmul", matmul), BOTH("truediv", truediv),
    BOTH("floordiv", floordiv), BOTH("mod", mod), BOTH("pow", pow), BOTH("lshift", lshift), BOTH("rshift", rshift), BOTH("and_", and), BOTH("or_", or),
    BOTH("xor", xor), FUNCTION("lt", operator_lt), FUNCTION("le", operator_le), FUNCTION("eq", operator_eq), FUNCTION("ne", operator_ne),
    FUNCTION("ge", operator_ge), FUNCTION("gt", operator_gt), FUNCTION("neg", operator_neg), FUNCTION("pos", operator_pos),
    FUNCTION("inv", operator_invert), FUNCTION("invert", operator_invert), FUNCTION("is_", operator_is), FUNCTION("is_not", operator_is_not),
    FUNCTION("truth", operator_truth), FUNCTION("not_", operator_not), FUNCTION("contains", operator_contains), FUNCTION("getitem", operator_getitem),
    FUNCTION("setitem", operator_setitem), FUNCTION("delitem", operator_delitem), END_OF_ENTRIES,
};
