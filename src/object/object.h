/*
 * What every type offers to the others, one section a file.
 *
 * Conventions. `Value f(Vm *, ...)` answers a Value, V_FAIL (an exception is set, or retry, or the run is ending) and, where
 * the comment says "may call", V_CALL (see native.h). Functions that answer bool or int give a Value's worth through a
 * pointer and false for V_FAIL. Nothing here collects. Work beyond a few dozen steps is charged (charge) before it is done: about 1 fuel
 * for 8 bytes copied, 1 for each element visited.
 */
#ifndef PYXIS_OBJECT_H
#define PYXIS_OBJECT_H

#include "cage/engine.h"
#include "object/native.h"
#include "syntax/tree.h" /* BinaryOp, CompareOp, UnaryOp */

/* ---- error.c: raising ------------------------------------------------------------------------------------------- */

/* Sets an exception of a built-in type and answers V_FAIL. Format: %s C string, %d int, %l int64_t, %c character, %% and
   %T name of the type of a Value, %Y name of a type, %S text of a Str Value, %R repr of a Str/int Value (never calls). */
Value raise(Vm *vm, int type, const char *format, ...);
#define RAISE(vm, id, ...) raise(vm, T_##id, __VA_ARGS__)
Value raise_value(Vm *vm, Value exception);          /* an Exception object */
Value raise_from_current(Vm *vm, int type, const char *format, ...); /* its cause and context: the exception that is set */
Value raise_with(Vm *vm, int type, Value argument);  /* type(argument), e.g. KeyError(key), StopIteration(value) */
Value exception_new(Vm *vm, Ref type, Value args_tuple);
/* An exception type that is made by BaseException's own __new__ and, if so asked, __init__. */
bool exception_is_plain(Vm *vm, Ref type, bool with_init);
Value exception_bare(Vm *vm, Ref type, Value args_tuple); /* what BaseException.__new__ makes */
bool exception_is(Vm *vm, int type);                 /* is the exception that is set an instance of it */
void exception_clear(Vm *vm);
Value raise_name_error(Vm *vm, int type, Value name, const char *format);
Value raise_attribute_error(Vm *vm, Value object, Value name);

/* ---- type.c: types, shapes, attributes of types ------------------------------------------------------------------ */

Ref type_of_immediate(Vm *vm, Value v);
static inline Ref type_of(Vm *vm, Value v) {
  if (__builtin_expect(is_ref(v), 1)) return ((Shape *)at(vm, OBJECT(vm, v)->shape))->type;
  return type_of_immediate(vm, v);
}
/* isinstance(v, class) without a call: 1, 0, or -1: not to be said so. */
int instance_simple(Vm *vm, Value v, Value class);
/* A type whose metaclass does not redefine __instancecheck__ or __subclasscheck__ (`special`). */
bool type_checks_plainly(Vm *vm, Value class, int special);
static inline bool is_exact(Vm *vm, Value v, Ref type) { return type_of(vm, v) == type; }
/* T_... when v is an object of exactly that built-in type and has no attributes of its own; 0 (T_object) otherwise. */
static inline uint32_t exact_type(const Vm *vm, Value v) {
  return is_ref(v) ? ((Shape *)at(vm, OBJECT(vm, v)->shape))->builtin : 0;
}
bool type_is_subtype(Vm *vm, Ref type, Ref base);
static inline bool is_a(Vm *vm, Value v, int t) { return type_is_subtype(vm, type_of(vm, v), known(vm)->types[t]); }
#define IS_A(vm, v, id) is_a(vm, v, T_##id)
#define IS_EXACT(vm, v, id) is_exact(vm, v, TYPE(vm, id))
/* What the mro gives for an interned name, not bound; V_UNDEFINED if nothing. */
Value type_lookup(Vm *vm, Ref type, Value name);
static inline Value special_of(Vm *vm, Value v, int special) { return ((Type *)at(vm, type_of(vm, v)))->special[special]; }
/* The native __new__ of a built-in type that has one and no __init__: what it answers is what a call of the type answers. V_UNDEFINED: another type. */
static inline Value own_constructor(Vm *vm, const Type *t) {
  const Type *object = at(vm, TYPE(vm, object));
  bool alone = !(t->flags & TYPE_HEAP) && t->special[SP_init] == object->special[SP_init] && t->special[SP_new] != object->special[SP_new];
  return alone && is_kind(vm, t->special[SP_new], KIND_NATIVE) ? t->special[SP_new] : V_UNDEFINED;
}
/* type(name, bases, namespace): may call (__set_name__, __init_subclass__). */
Value type_new(Vm *vm, Value metatype, Value name, Value bases, Value namespace_, Value keywords);
bool type_set(Vm *vm, Ref type, Value name, Value value); /* raw: updates specials and versions; value V_UNDEFINED deletes */
/* A new instance with no attributes, of any type whose layout is KIND_INSTANCE. */
Value instance_new(Vm *vm, Ref type);
/* Allocates an object of `type`, a (subclass of a) built-in type, with room for attributes if it has them: size is the
   structure's without attributes. */
void *object_new(Vm *vm, Ref type, uint64_t size);
Ref shape_with(Vm *vm, Ref shape, Value name); /* the child shape with one more attribute; 0: does not fit; see by_dict */
int shape_find(Vm *vm, Ref shape, Value name); /* slot, or -1 */

/* ---- attribute.c ------------------------------------------------------------------------------------------------- */

Value object_getattr(Vm *vm, Value o, Value name);              /* may call */
/* An attribute that can be had without a call; *found V_UNDEFINED: there is none. False: only object_getattr can tell. */
bool getattr_simple(Vm *vm, Value o, Value name, Value *found);
Value object_getattr_or(Vm *vm, Value o, Value name);           /* may call; V_UNDEFINED instead of AttributeError, native callers only */
Value object_setattr(Vm *vm, Value o, Value name, Value value); /* may call; V_UNDEFINED deletes; answers None */
Value object_generic_getattr(Vm *vm, Value o, Value name);      /* object.__getattribute__; may call */
Value object_generic_setattr(Vm *vm, Value o, Value name, Value value);
/* __get__, __set__ and __delete__ (value V_UNDEFINED) of what native_type.c describes; owner may be V_UNDEFINED. May call. */
Value native_describe(Vm *vm, Value descriptor, Value instance, Value owner);
bool classmethod_takes(Vm *vm, const Native *n, Value owner); /* a class that it may be bound to; false: TypeError */
Value getset_change(Vm *vm, Value descriptor, Value instance, Value value);
Value raise_read_only(Vm *vm, const Native *getter); /* AttributeError: it cannot be set */
Value attribute_name(Vm *vm, Value name); /* interned; V_FAIL: TypeError, it is no str */
Value object_attributes(Vm *vm, Value o, bool make); /* its __dict__ as a Dict; V_UNDEFINED: it has none */
Value object_own(Vm *vm, Value o, Value name);       /* in its own attributes only; V_UNDEFINED */
Value descriptor_bind(Vm *vm, Value attribute, Value self, Ref type); /* __get__; may call */

/* ---- protocol.c: what the operators and builtins mean for any object --------------------------------------------- */

bool object_is_iterable(Vm *vm, Value v); /* that iter() would try, as far as its type tells */
Value object_repr(Vm *vm, Value v);   /* may call; a Str */
Value object_str(Vm *vm, Value v);    /* may call; a Str */
Value object_repr_unchecked(Vm *vm, Value v); /* may call; what __repr__ answers, be it a Str or not */
Value object_ascii(Vm *vm, Value v);  /* may call */
Value object_format(Vm *vm, Value v, Value spec); /* may call; spec: Str */
Value object_hash(Vm *vm, Value v);   /* may call; an int */
Value object_truth(Vm *vm, Value v);  /* may call; V_TRUE or V_FALSE */
Value object_len(Vm *vm, Value v);    /* may call; an int */
Value object_iter(Vm *vm, Value v);   /* may call */
Value object_next(Vm *vm, Value iterator); /* may call; V_STOP at the end */
Value object_binary(Vm *vm, BinaryOp op, Value a, Value b);  /* may call */
Value object_inplace(Vm *vm, BinaryOp op, Value a, Value b); /* may call */
/* The same for an instruction, whose operands stay in registers until it is done: a frame that was pushed may have ACTION_OPERATOR. When it
   answers NotImplemented, what is left to try after so many steps, which stand in its state, goes on with the operands. */
#define OPERATOR_INVERTS (1u << 28)
Value operate_binary(Vm *vm, BinaryOp op, Value a, Value b);   /* may call */
Value operate_inplace(Vm *vm, BinaryOp op, Value a, Value b);  /* may call */
Value operate_compare(Vm *vm, CompareOp op, Value a, Value b); /* may call */
Value operate_binary_rest(Vm *vm, BinaryOp op, bool in_place, Value a, Value b, uint32_t steps); /* may call */
Value operate_compare_rest(Vm *vm, CompareOp op, Value a, Value b, uint32_t steps);              /* may call */
Value object_unary(Vm *vm, UnaryOp op, Value v);             /* may call; not OP_NOT */
Value object_compare(Vm *vm, CompareOp op, Value a, Value b); /* may call; CMP_LT .. CMP_GE; any Value */
Value object_equal(Vm *vm, Value a, Value b);    /* may call; identity or ==, as containers do: V_TRUE or V_FALSE */
Value object_contains(Vm *vm, Value container, Value v); /* may call; a bool */
Value object_getitem(Vm *vm, Value o, Value key);        /* may call */
Value object_setitem(Vm *vm, Value o, Value key, Value value); /* may call; V_UNDEFINED deletes */
Value object_index(Vm *vm, Value v);  /* may call; an int of type int, or TypeError "'X' object cannot be interpreted as an integer" */
Value object_id(Vm *vm, Value v);
/* A list or tuple itself (exact types), else a new list of what it iterates over; may call. */
Value object_sequence(Vm *vm, Value iterable);
Value list_from(Vm *vm, Value iterable); /* always a new list; may call */
/* sum += term when both are small ints (the term perhaps a bool) and so is the outcome, or both are floats. */
static inline bool add_simple(Value *sum, Value term) {
  if (is_double(*sum) && is_double(term)) return *sum = from_double(to_double(*sum) + to_double(term)), true;
  if (!is_small(*sum) || !(is_small(term) || is_bool(term))) return false;
  int64_t total = to_small(*sum) + (is_small(term) ? to_small(term) : term == V_TRUE);
  return fits_small(total) && (*sum = from_small(total), true);
}
/* Without calling: 1 equal, 0 different, -1 cannot say without a call (or deep). */
int equal_simple(Vm *vm, Value a, Value b);
/* Without calling: false when it would need one or is unhashable. */
bool hash_simple(Vm *vm, Value v, int64_t *hash);
bool bytes_hash_simple(Vm *vm, Value v, int64_t *hash); /* of a bytes object; false: V_FAIL */
bool truth_simple(Vm *vm, Value v, bool *truth); /* false: needs a call */
/* CPython's range of hash(): -1 becomes -2. */
uint32_t hash_bytes(Vm *vm, const void *data, size_t size); /* keyed by the template; never 0 */
static inline Value none_if_undefined(Value v) { return v == V_UNDEFINED ? V_NONE : v; }
/* Fills *out from an exact or inherited int, or answers false with TypeError/OverflowError set; does not call __index__.
   `fit`: what is done with one that does not fit. */
typedef enum Fit {
  FIT_CLAMPED, /* beyond 64 bits: the nearest */
  FIT_INDEX,   /* "cannot fit 'int' into an index-sized integer" */
  FIT_SSIZE,   /* "Python int too large to convert to C ssize_t" */
  FIT_INT,     /* beyond 32 bits: "Python int too large to convert to C int" */
} Fit;
bool index_i64(Vm *vm, Value v, int64_t *out, Fit fit);
/* Slice arithmetic as PySlice_AdjustIndices: ints or None only (others: false with TypeError, not calling). */
/* o[start:stop:step] and o[start:stop:step] = v without a slice; V_UNDEFINED: not to be had this way, nothing happened. */
Value slice_get(Vm *vm, Value o, const Value parts[3]);
Value slice_set(Vm *vm, Value o, const Value parts[3], Value v);
bool slice_bounds(Vm *vm, const Slice *s, uint32_t length, int64_t *start, int64_t *stop, int64_t *step, uint32_t *count);
/* What an action (TRUTH, LEN, LEN_TRUTH, STR, REPR, FORMAT, HASH, ITER, INDEX, INT, FLOAT, COMPLEX, BYTES, DROP) makes of the
   value that a call answered: the value delivered, or V_FAIL with CPython's TypeError. Other actions: the value itself. Never
   calls. */
Value action_check(Vm *vm, ReturnAction action, Value value);
Value object_divmod(Vm *vm, Value a, Value b);                /* may call */
Value object_power(Vm *vm, Value a, Value b, Value modulus);  /* pow(a, b, modulus); may call */
int64_t identity_hash(Vm *vm, Value v);                       /* of its serial; 0 with vm->retry: no room for one */
Value object_serial(Vm *vm, Value v);                         /* what object_id is made of; V_FAIL: no room */
bool is_native_of(Vm *vm, Value f, int type, int special);    /* f is what the built-in type has for that special */

/* ---- exception.c, traceback.c, descriptor.c, super.c ----------------------------------------------------------------- */

/* context = the innermost exception being handled up the callers of vm->frame. */
void exception_chain(Vm *vm, Value exception);
typedef struct ExceptionEntries {
  int type; /* T_... */
  const NativeEntry *entries;
} ExceptionEntries;
extern const ExceptionEntries exception_tables[]; /* ends with entries NULL; BaseException's is among them */
/* Fields that struct Exception keeps by type; the index counts the type's own fields in the order of its constructor's. */
Value *exception_field(Vm *vm, Exception *e, uint32_t i);
Value traceback_new(Vm *vm, Value next, Ref code, uint32_t instruction, Ref globals);
Value traceback_format(Vm *vm, Value exception); /* may call; the text of an uncaught exception, a Str */
/* The text of line `lineno` (from 1) of a file whose source was kept with source_keep; V_NONE when unknown. */
Value source_line(Vm *vm, Value filename, uint32_t lineno);
bool source_keep(Vm *vm, Value filename, Value source); /* false: V_FAIL */
/* A light stand-in for a frame (type `frame`): what sys._getframe and tb_frame show. f_locals is an empty dict, f_back None. */
Value frame_record_new(Vm *vm, Ref code, Ref globals, uint32_t instruction, Value generator); /* generator: where it stands, or V_UNDEFINED */
/* Where an instruction stands; false: not known. */
#define BEFORE_FIRST UINT32_MAX /* as an instruction's number: where a function begins */
bool code_position(Vm *vm, Ref code, uint32_t instruction, Position *out);
uint32_t code_line(Vm *vm, Ref code, uint32_t instruction);

enum { PROPERTY_GET, PROPERTY_SET, PROPERTY_DELETE, PROPERTY_DOC, PROPERTY_NAME, PROPERTY_DOC_FROM_GETTER, PROPERTY_FIELDS };
enum { CLASSMETHOD_CALLABLE, CLASSMETHOD_FIELDS };  /* staticmethod too */
/* Makes a new classmethod or staticmethod that of a Function. False: V_FAIL. */
bool wrapper_fill(Vm *vm, Value wrapper, Value function);
enum { PARTIAL_FUNCTION, PARTIAL_ARGS, PARTIAL_KEYWORDS, PARTIAL_FIELDS }; /* a tuple and a dict */
enum { SUPER_TYPE, SUPER_SELF, SUPER_SELF_TYPE, SUPER_FIELDS };
enum { MEMBER_NAME, MEMBER_OWNER, MEMBER_SLOT, MEMBER_FIELDS };
/* super(type, self).name: type, self and the type whose mro is searched, as super() has checked them; name interned. V_UNDEFINED: no
   class after `type` has it. May call. */
Value super_lookup(Vm *vm, Ref type, Value self, Ref self_type, Value name);

/* ---- int.c, int_text.c ------------------------------------------------------------------------------------------- */

static inline bool int_check(Vm *vm, Value v) { return is_small(v) || is_bool(v) || is_kind(vm, v, KIND_INT); }
Value int_from_i64(Vm *vm, int64_t n);
Value int_from_u64(Vm *vm, uint64_t n);
Value int_from_double(Vm *vm, double d);         /* truncates; OverflowError, ValueError for inf, nan */
bool int_to_i64(Vm *vm, Value v, int64_t *out);  /* false, no exception: does not fit */
int int_sign(Vm *vm, Value v);
double int_to_double(Vm *vm, Value v, bool *overflow); /* correctly rounded */
Value int_exact(Vm *vm, Value v);                /* of a bool or subclass: the int of type int */
Value int_binary(Vm *vm, BinaryOp op, Value a, Value b); /* both int_check; every operator but MATMUL; TRUEDIV gives a float, POW with negative exponent too */
Value int_power_mod(Vm *vm, Value base, Value exponent, Value modulus);
Value int_divmod(Vm *vm, Value a, Value b);      /* a Tuple */
Value int_unary(Vm *vm, UnaryOp op, Value v);
int int_compare(Vm *vm, Value a, Value b);       /* -1, 0, 1 */
int64_t int_hash(Vm *vm, Value v);               /* value mod 2^61 - 1, as CPython's */
Value int_to_text(Vm *vm, Value v, int base, bool prefix); /* base 2..36; over 4300 digits in base 10: ValueError */
/* Digits (ASCII, no sign, underscores allowed if so), base 2..36, or ValueError from the caller's wording: V_UNDEFINED when malformed. */
Value int_parse(Vm *vm, const char *digits, size_t size, int base);
uint64_t int_bit_length(Vm *vm, Value v);

/* ---- float.c, float_text.c, complex.c ---------------------------------------------------------------------------- */

static inline bool float_check(Vm *vm, Value v) { return is_double(v) || is_kind(vm, v, KIND_FLOAT); }
static inline double float_of(Vm *vm, Value v) { return is_double(v) ? to_double(v) : AS(Float, vm, v)->value; }
/* An int or float as a double; false with OverflowError set, or (nothing set) when it is neither. */
bool number_to_double(Vm *vm, Value v, double *out);
Value float_binary(Vm *vm, BinaryOp op, double a, double b); /* ZeroDivisionError, OverflowError; POW may give a complex */
int64_t float_hash(double d);
uint32_t float_repr(double d, char out[32]);     /* shortest that reads back, as repr(); answers the length */
bool float_parse(const char *text, size_t size, double *out); /* a whole literal as float() takes it, ASCII, stripped */
int float_int_compare(Vm *vm, double f, Value i); /* -1, 0, 1; 2 for nan; exact */
Value complex_new(Vm *vm, double real, double imag);
Value complex_binary(Vm *vm, BinaryOp op, Value a, Value b); /* V_NOTIMPLEMENTED unless both are numbers */
/* Any two numbers (bool, int, float, complex, subclasses): V_NOTIMPLEMENTED otherwise. */
Value number_binary(Vm *vm, BinaryOp op, Value a, Value b);

/* ---- str.c, str_methods.c, bytes.c ------------------------------------------------------------------------------- */

Value str_from_utf8(Vm *vm, const char *text, size_t size); /* invalid bytes: ValueError; surrogates in 3-byte form pass */
Value str_from_c(Vm *vm, const char *text);                 /* ASCII */
Value str_from_code_points(Vm *vm, const uint32_t *points, uint32_t count);
/* A Str with uninitialised characters: width 1, 2 or 4, which must be the least that fits. NULL: V_FAIL. */
Str *str_alloc(Vm *vm, uint32_t length, uint32_t width);
/* Its characters, checked to lie in the cage with its length. */
static inline const uint8_t *str_data(Vm *vm, const Str *s) {
  uint32_t width = s->head.extra;
  CAGE_CHECK(vm, width == 1 || width == 2 || width == 4);
  uint64_t size = (uint64_t)s->length * width;
  if (__builtin_expect(s->head.flags & STR_BUFFERED, 0)) {
    CAGE_CHECK(vm, in_cage(s->buffer + (uint64_t)offsetof(Raw, data), size));
    return ((Raw *)at(vm, s->buffer))->data;
  }
  CAGE_CHECK(vm, in_cage(ref_of(vm, s->data), size));
  return s->data;
}
/* Character number i, which it has, of a str of narrow ones. */
static inline Value str_narrow(const Vm *vm, const Str *s, uint32_t i) {
  Ref start = s->head.flags & STR_BUFFERED ? s->buffer + (Ref)offsetof(Raw, data) : ref_of(vm, s->data);
  return from_ref(known(vm)->characters[vm->base[(Ref)(start + i)]]);
}
static inline uint32_t str_width(const Str *s) { return s->head.extra; }
static inline uint32_t str_at(const uint8_t *data, uint32_t width, uint32_t i) {
  return width == 1 ? data[i] : width == 2 ? ((const uint16_t *)data)[i] : ((const uint32_t *)data)[i];
}
static inline bool str_check(Vm *vm, Value v) { return is_kind(vm, v, KIND_STR); }
Value str_character(Vm *vm, uint32_t code_point);
Value str_concat(Vm *vm, Value a, Value b);   /* amortised: a += b in a loop is linear */
Value str_slice(Vm *vm, Value s, uint32_t start, uint32_t end);
Value str_join(Vm *vm, Value separator, const Value *items, uint32_t count); /* all Str already */
Value str_repeat(Vm *vm, Value s, int64_t times);
uint32_t str_hash(Vm *vm, Value s);
bool str_equal(Vm *vm, Value a, Value b);
int str_order(Vm *vm, Value a, Value b);      /* -1, 0, 1 by code points */
bool str_is(Vm *vm, Value s, const char *ascii);
int64_t str_find(Vm *vm, Value s, Value sub, uint32_t start, uint32_t end); /* index or -1; linear time */
Value str_intern(Vm *vm, Value s);            /* V_FAIL when no room */
Value intern_c(Vm *vm, const char *name);
Value str_repr(Vm *vm, Value s);
/* UTF-8 into a Raw in the cage (not terminated); surrogates in 3-byte form. */
Raw *str_to_utf8(Vm *vm, Value s, uint32_t *size);
Value bytes_new(Vm *vm, const void *data, size_t size); /* data NULL: zeroes */
/* bytes, bytearray (later memoryview): start and length of the data; false: not such an object, nothing set. */
bool buffer_of(Vm *vm, Value v, const uint8_t **data, uint32_t *size);
Value str_percent(Vm *vm, Value format, Value arguments); /* %; may call */
Value str_format_spec_str(Vm *vm, Value s, Value spec);   /* format(str, spec) */
Value int_format(Vm *vm, Value v, Value spec);            /* format(int, spec): format.c */
Value float_format(Vm *vm, double d, Value spec);

/* Text under construction, in a Raw of the cage: one expression between safepoints; not across an AWAIT. Failure sticks. */
typedef struct Builder {
  Vm *vm;
  Raw *raw;
  uint32_t length, capacity; /* in characters */
  uint8_t width;
  bool failed;
} Builder;
void builder_start(Builder *b, Vm *vm);
void builder_char(Builder *b, uint32_t code_point);
void builder_ascii(Builder *b, const char *text, size_t size);
void builder_c(Builder *b, const char *text);
void builder_str(Builder *b, Value s);
void builder_type(Builder *b, const Type *type); /* its name as in CPython's messages */
void builder_part(Builder *b, Value s, uint32_t start, uint32_t end);
Value builder_end(Builder *b); /* Str or V_FAIL */

/* ---- tuple.c, list.c, dict.c, set.c, range.c ---------------------------------------------------------------------- */

Value tuple_new(Vm *vm, const Value *items, uint32_t count); /* items NULL: all V_NONE */
#define TUPLE_OF(vm, ...) tuple_new(vm, (const Value[]){__VA_ARGS__}, sizeof((const Value[]){__VA_ARGS__}) / 8)
static inline Value tuple_item(Vm *vm, Value t, uint32_t i) { return *item_at(vm, to_ref(t) + (uint32_t)offsetof(Tuple, items), i); }
Value list_new(Vm *vm, const Value *items, uint32_t count); /* items NULL: all V_NONE */
Value list_with_room(Vm *vm, uint32_t room); /* an empty one */
bool list_append(Vm *vm, List *list, Value v);              /* false: V_FAIL */
/* The same where there is room; false: there is none. */
static inline bool list_put(Vm *vm, List *l, Value v) {
  if (!l->items || l->length >= ((Array *)at(vm, l->items))->length) return false;
  TOUCH(vm, l);
  touch(vm, l->items);
  *item_at(vm, l->items + (Ref)offsetof(Array, items), l->length++) = v;
  return true;
}
static inline Value *list_items(Vm *vm, List *l) { return ((Array *)at(vm, l->items))->items; }
/* Start and count of a list's or tuple's (or subclass's) items; checked against the cage. */
bool sequence_items(Vm *vm, Value v, Value **items, uint32_t *count);

Value dict_new(Vm *vm);
Value dict_new_sized(Vm *vm, uint32_t entries);
/* With keys that are interned strings: no calls, no failure but memory. V_UNDEFINED if absent. */
Value dict_get_name(Vm *vm, Dict *d, Value name);
bool dict_set_name(Vm *vm, Dict *d, Value name, Value value);
bool dict_delete_name(Vm *vm, Dict *d, Value name); /* false: it was not there */
/* Entry number of a key whose hash is known: -1 absent, -2 a comparison would have to call Python. */
int64_t dict_find(Vm *vm, Dict *d, Value key, int64_t hash);
DictEntry *dict_entry(Vm *vm, Dict *d, uint32_t i); /* checked */
bool dict_insert_at_end(Vm *vm, Dict *d, Value key, int64_t hash, Value value); /* the key is known to be absent */
void dict_remove_entry(Vm *vm, Dict *d, uint32_t entry);
/* Any keys; may call (__hash__, __eq__). */
Value dict_get(Vm *vm, Value dict, Value key, Value fallback); /* the fallback if absent */
Value dict_getitem(Vm *vm, Value dict, Value key);   /* KeyError, __missing__ */
Value dict_set(Vm *vm, Value dict, Value key, Value value); /* answers None */
Value dict_delete(Vm *vm, Value dict, Value key);    /* KeyError */
/* Iteration in order: *position starts at 0; false at the end. */
bool dict_next(Vm *vm, Dict *d, uint32_t *position, Value *key, Value *value);
Value dict_copy(Vm *vm, Value dict);
Value dict_update(Vm *vm, Value dict, Value other);  /* may call */

Value set_new(Vm *vm, bool frozen);
Value set_add(Vm *vm, Value set, Value v);           /* may call; answers None */
Value set_contains(Vm *vm, Value set, Value v);      /* may call; a bool */
bool set_next(Vm *vm, Set *s, uint32_t *position, Value *key);

Value range_iterator_new(Vm *vm, Value range);
/* Further ones, of the containers' files. "May call" as above. */
static inline int64_t hash_wide(uint32_t h) { /* a 32-bit hash over 63 bits; never -1 */
  return (int64_t)(((uint64_t)h * 0x9E3779B97F4A7C15ull) >> 1);
}
/* hash() of a str, also of its subclasses that do not override it. */
static inline int64_t hash_of_str(Vm *vm, Value s) {
  uint32_t h = AS(Str, vm, s)->hash;
  return hash_wide(h ? h : str_hash(vm, s));
}
bool tuple_hash_simple(Vm *vm, Value tuple, int64_t *hash, uint32_t depth); /* false as hash_simple; depth 0 at first */
Value tuple_from(Vm *vm, Value iterable);                 /* a tuple; an exact one itself; may call */
Value list_extend(Vm *vm, Value list, Value iterable);    /* may call; answers None */
Value list_sort(Vm *vm, Value list, Value key, bool reverse); /* in place; may call; answers None; key may be None */
extern NativeInfo list_sort_run_info;                     /* (list, key, reverse, /): the same as a subroutine */
Value set_update(Vm *vm, Value set, Value iterable);      /* may call; answers None */
Value set_from(Vm *vm, Value iterable, bool frozen);      /* a new set; may call */
bool is_callable(Vm *vm, Value v);
Value dict_merge_arguments(Vm *vm, Value dict, Value other, Value callable); /* f(**other): TypeError for repeated keys; may call; None */
Value callable_text(Vm *vm, Value callable);               /* how messages about its arguments name it: "module.f()"; may call; a Str */
Value slice_new(Vm *vm, Value start, Value stop, Value step);
Value range_new(Vm *vm, Value start, Value stop, Value step); /* ints of type int */
Value dict_pop(Vm *vm, Value dict, Value key, Value fallback); /* fallback V_UNDEFINED: KeyError; may call */
Value dict_setdefault(Vm *vm, Value dict, Value key, Value value); /* may call */
Value dict_contains(Vm *vm, Value dict, Value key);       /* may call; a bool */
Value generic_alias_new(Vm *vm, Value origin, Value args); /* args: a Tuple, or one argument; may call */
Value union_type_new(Vm *vm, Value left, Value right);    /* left | right of types: V_NOTIMPLEMENTED if one is none */
Value record_new(Vm *vm, int type, uint32_t fields); /* all V_UNDEFINED */
static inline Value *field(Vm *vm, Value record, uint32_t i) { return &AS(Record, vm, record)->fields[i]; }

/* ---- function.c, generator.c, module.c ----------------------------------------------------------------------------- */

Value function_new(Vm *vm, Value code, Value globals);
Value native_new(Vm *vm, NativeInfo *info, NativeForm form, Value self, Ref owner, Value name);
Value method_new(Vm *vm, Value function, Value self);
Value cell_new(Vm *vm, Value v);
Value module_new(Vm *vm, Value name);
static inline const NativeInfo *native_info(Vm *vm, uint32_t index) {
  CAGE_CHECK(vm, index && index < vm->engine->native_count);
  return vm->engine->natives[index];
}
/* Calls a native whose number stands in the cage: with all its arguments, or not at all. */
static inline Value native_invoke(Vm *vm, const NativeInfo *info, Value *arguments, uint32_t count) {
  CAGE_CHECK(vm, info->parameters <= count);
  return info->resumable ? enter(vm, (NativeInfo *)info, count, arguments) : info->function(vm, arguments, count);
}

/* ---- callers.c ------------------------------------------------------------------------------------------------------- */

/* The Python frame that called the native that is running; 0: none. Hidden (prelude) frames are passed over. */
Frame *calling_frame(Vm *vm);
Ref frame_globals(Vm *vm, const Frame *frame);
/* Where names that these globals do not have are looked up: a dict, unless the guest's __builtins__ is something else. */
Value globals_builtins(Vm *vm, Ref globals);
Value calling_module(Vm *vm); /* __name__ of the calling frame's globals; V_UNDEFINED: there is none */

#endif
