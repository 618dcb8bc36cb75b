/*
 * `%` formatting of str, bytes and bytearray.
 *
 * It runs in two ways over one parser, as str.format does (str_format.c): at once, into a Builder, as long as no argument needs a call;
 * the first one that does puts what is done so far into a list of parts, and a resumable native goes on from there.
 */
#include <stdio.h>

#include "object/containers.h"
#include "object/format_spec.h"
#include "object/text.h"
#include "object/unicode.h"

enum { LEFT = 1, SIGN = 2, BLANK = 4, ALTERNATE = 8, ZERO = 16 };

typedef enum Pending {
  PENDING_NOTHING,
  PENDING_KEY,   /* value = mapping[value] */
  PENDING_STR,   /* value = str(value), and so on */
  PENDING_REPR,
  PENDING_ASCII,
  PENDING_INT,
  PENDING_INDEX,
  PENDING_FLOAT,
  PENDING_BYTES, /* value = value.__bytes__() */
} Pending;

/* What a % formats. bytes are formatted as a str whose characters are the bytes. */
typedef enum Mode { MODE_STR, MODE_BYTES, MODE_BYTEARRAY } Mode;

typedef struct Percent {
  Value format, arguments;
  uint32_t at;     /* next character of the format */
  int64_t index;   /* of the next argument; with a single argument 0: not used yet */
  Value single;    /* what stands for a single argument: the arguments, or a mapping's value */
  bool tuple;      /* arguments is a tuple and no key was used */
  bool mapping;
  Mode mode;
  /* the conversion under way */
  uint32_t flags, code;
  int64_t width, precision;
  Value value;     /* V_UNDEFINED: to be fetched */
  Pending pending;
} Percent;

static void percent_start(Vm *vm, Percent *p, Value format, Value arguments, Mode mode) {
  *p = (Percent){.format = format, .arguments = arguments, .mode = mode, .single = arguments, .width = -1, .precision = -1, .value = V_UNDEFINED};
  p->tuple = is_kind(vm, arguments, KIND_TUPLE);
  p->mapping = !p->tuple && !str_check(vm, arguments) && !(mode && (is_kind(vm, arguments, KIND_BYTES) || is_kind(vm, arguments, KIND_BYTEARRAY))) && special_of(vm, arguments, SP_getitem) != V_UNDEFINED;
}

static bool next_argument(Vm *vm, Percent *p, Value *out) {
  if (p->tuple) {
    Value *items;
    uint32_t count;
    if (!sequence_items(vm, p->arguments, &items, &count)) return false;
    if (p->index < count) {
      *out = items[p->index++];
      return true;
    }
  } else if (p->index == 0) {
    p->index = 1;
    *out = p->single;
    return true;
  }
  RAISE(vm, TypeError, "not enough arguments for format string");
  return false;
}

static bool incomplete(Vm *vm) {
  RAISE(vm, ValueError, "incomplete format");
  return false;
}

/* `*`: an int from the arguments. */
static bool star_argument(Vm *vm, Percent *p, int64_t most, int64_t *out) {
  Value v;
  if (!next_argument(vm, p, &v)) return false;
  if (!int_check(vm, v)) {
    RAISE(vm, TypeError, "* wants int");
    return false;
  }
  if (!int_to_i64(vm, v, out) || *out > most || *out < -most - 1) {
    RAISE(vm, OverflowError, most == INT32_MAX ? "Python int too large to convert to C int"
                                               : "Python int too large to convert to C ssize_t");
    return false;
  }
  return true;
}

static bool parse_number(Vm *vm, Percent *p, Span f, int64_t most, const char *message, int64_t *out) {
  int64_t n = 0;
  while (p->at < f.length) {
    uint32_t c = span_at(f, p->at);
    if (c < '0' || c > '9') break;
    if (n > (most - (int64_t)(c - '0')) / 10) {
      RAISE(vm, ValueError, message);
      return false;
    }
    n = n * 10 + (c - '0');
    p->at++;
  }
  *out = n;
  return true;
}

/* What stands behind the %: flags, width, precision, code. The key was read before. */
static bool parse_conversion(Vm *vm, Percent *p, Span f) {
  p->flags = 0;
  p->width = p->precision = -1;
  for (; p->at < f.length; p->at++) {
    uint32_t c = span_at(f, p->at);
    uint32_t flag = c == '-' ? LEFT : c == '+' ? SIGN : c == ' ' ? BLANK : c == '#' ? ALTERNATE : c == '0' ? ZERO : 0;
    if (!flag) break;
    p->flags |= flag;
  }
  if (p->at >= f.length) return incomplete(vm);
  if (span_at(f, p->at) == '*') {
    p->at++;
    if (!star_argument(vm, p, INT64_MAX, &p->width)) return false;
    if (p->width < 0) {
      p->flags |= LEFT;
      p->width = p->width == INT64_MIN ? 0 : -p->width; /* CPython's stays negative */
    }
  } else if (!parse_number(vm, p, f, INT64_MAX, "width too big", &p->width)) {
    return false;
  }
  if (p->at < f.length && span_at(f, p->at) == '.') {
    p->at++;
    if (p->at < f.length && span_at(f, p->at) == '*') {
      p->at++;
      if (!star_argument(vm, p, INT32_MAX, &p->precision)) return false;
      if (p->precision < 0) p->precision = 0;
    } else if (!parse_number(vm, p, f, INT32_MAX, "precision too big", &p->precision)) {
      return false;
    }
  }
  if (p->at < f.length) {
    uint32_t c = span_at(f, p->at);
    if (c == 'h' || c == 'l' || c == 'L') p->at++;
  }
  if (p->at >= f.length) return incomplete(vm);
  p->code = span_at(f, p->at++);
  return true;
}

/* The text of a conversion, with sign, zeros and padding. */
static void emit(Percent *p, Builder *b, Span s, bool numeric) {
  bool zero = numeric && (p->flags & ZERO);
  uint32_t sign = 0;
  if (numeric) {
    if (s.length && (span_at(s, 0) == '-' || span_at(s, 0) == '+')) {
      sign = span_at(s, 0);
      s = span_part(s, 1, s.length);
    } else if (p->flags & SIGN) {
      sign = '+';
    } else if (p->flags & BLANK) {
      sign = ' ';
    }
  } else if (p->precision >= 0 && s.length > p->precision && p->code != 'c') {
    s = span_part(s, 0, (uint32_t)p->precision);
  }
  uint64_t length = s.length + (uint64_t)(sign != 0);
  uint64_t pad = p->width > 0 && (uint64_t)p->width > length ? (uint64_t)p->width - length : 0;
  if (pad > TEXT_LIMIT) {
    if (!b->failed) RAISE(b->vm, MemoryError, "");
    b->failed = true;
    return;
  }
  bool left = p->flags & LEFT;
  if (!left && !zero) builder_fill(b, ' ', pad);
  if (sign) builder_char(b, sign);
  if (!left && zero) {
    if ((p->flags & ALTERNATE) && s.length > 1 && (p->code == 'x' || p->code == 'X' || p->code == 'o') && span_at(s, 0) == '0') {
      builder_char(b, span_at(s, 0));
      builder_char(b, span_at(s, 1));
      s = span_part(s, 2, s.length);
    }
    builder_fill(b, '0', pad);
  }
  if (s.width == 1) builder_ascii(b, (const char *)s.data, s.length);
  else for (uint32_t i = 0; i < s.length && !b->failed; i++) builder_char(b, span_at(s, i));
  if (left) builder_fill(b, ' ', pad);
}

/* The digits of an int as %d, %o, %x, %X write them, precision and prefix included. */
static Value integer_text(Vm *vm, Percent *p, Value v) {
  int base = p->code == 'o' ? 8 : p->code == 'x' || p->code == 'X' ? 16 : 10;
  Value text = int_to_text(vm, v, base, false);
  if (text == V_FAIL) return V_FAIL;
  bool prefix = (p->flags & ALTERNATE) && base != 10;
  if (p->precision < 0 && !prefix && p->code != 'X') return text;
  Span s = str_span(vm, text);
  uint32_t sign = s.length && span_at(s, 0) == '-';
  if (p->precision > (int64_t)TEXT_LIMIT) return RAISE(vm, ValueError, "precision too large");
  Builder b;
  builder_start(&b, vm);
  if (sign) builder_char(&b, '-');
  if (prefix) {
    builder_char(&b, '0');
    builder_char(&b, p->code);
  }
  int64_t digits = s.length - sign;
  if (p->precision > digits) builder_fill(&b, '0', (uint64_t)(p->precision - digits));
  if (!charge(vm, s.length / 2)) return V_FAIL;
  for (uint32_t i = sign; i < s.length; i++) {
    uint32_t c = span_at(s, i);
    builder_char(&b, p->code == 'X' && c >= 'a' ? c - 32 : c);
  }
  return builder_end(&b);
}

static Value float_text(Vm *vm, Percent *p, double d, Value subject) {
  FormatSpec spec = {.fill = ' ', .align = '>', .type = p->code, .alternate = p->flags & ALTERNATE, .width = -1,
                     .precision = p->precision < 0 ? 6 : p->precision};
  return float_format_spec(vm, d, &spec, subject);
}

static Attempt open_with(Percent *p, Pending pending) {
  p->pending = pending;
  return ATTEMPT_OPEN;
}

/* TypeError: v is not what the conversion needs. */
static Value number_required(Vm *vm, uint32_t code, Mode mode, Value v) {
  if (code == 'c')
    return RAISE(vm, TypeError, mode ? "%%c requires an integer in range(256) or a single byte" : "%%c requires int or char");
  bool decimal = code == 'd' || code == 'i' || code == 'u';
  if (mode && code == 'i') code = 'd';
  return RAISE(vm, TypeError, "%%%c format: %s is required, not %T", (int)code, decimal ? "a real number" : "an integer", v);
}

/* Writes p->value by the conversion. */
static Attempt convert(Vm *vm, Percent *p, Builder *b) {
  Value v = p->value, text;
  if (p->mode && (p->code == 's' || p->code == 'b')) {
    const uint8_t *data;
    uint32_t size;
    if (buffer_of(vm, v, &data, &size)) {
      emit(p, b, (Span){data, size, 1}, false);
      return b->failed ? ATTEMPT_FAILED : ATTEMPT_DONE;
    }
    if (special_of(vm, v, SP_bytes) != V_UNDEFINED) return open_with(p, PENDING_BYTES);
    RAISE(vm, TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", v);
    return ATTEMPT_FAILED;
  }
  switch (p->code) {
  case 's':
    if (is_ref(v) && str_check(vm, v) && (str_exactly(vm, v) || p->pending == PENDING_STR)) {
      text = v;
    } else if (is_small(v)) {
      text = int_to_text(vm, v, 10, false);
    } else if (is_double(v)) {
      char digits[32];
      uint32_t size = float_repr(to_double(v), digits);
      emit(p, b, (Span){(const uint8_t *)digits, size, 1}, false);
      return b->failed ? ATTEMPT_FAILED : ATTEMPT_DONE;
    } else if (is_bool(v) || v == V_NONE) {
      const char *name = v == V_NONE ? "None" : v == V_TRUE ? "True" : "False";
      emit(p, b, (Span){(const uint8_t *)name, (uint32_t)strlen(name), 1}, false);
      return b->failed ? ATTEMPT_FAILED : ATTEMPT_DONE;
    } else {
      return open_with(p, PENDING_STR);
    }
    if (text == V_FAIL) return ATTEMPT_FAILED;
    emit(p, b, str_span(vm, text), false);
    break;
  case 'r':
  case 'a':
    if (p->pending == PENDING_REPR || p->pending == PENDING_ASCII) text = v;
    else if (is_small(v)) text = int_to_text(vm, v, 10, false);
    else if (p->code == 'r' && !p->mode && str_check(vm, v) && str_exactly(vm, v)) text = str_repr(vm, v);
    else return open_with(p, p->code == 'r' && !p->mode ? PENDING_REPR : PENDING_ASCII);
    if (text == V_FAIL) return ATTEMPT_FAILED;
    emit(p, b, str_span(vm, text), false);
    break;
  case 'd':
  case 'i':
  case 'u':
  case 'o':
  case 'x':
  case 'X': {
    bool decimal = p->code == 'd' || p->code == 'i' || p->code == 'u';
    if (!int_check(vm, v)) {
      if (decimal && is_double(v)) {
        v = int_from_double(vm, to_double(v));
        if (v == V_FAIL) return ATTEMPT_FAILED;
      } else if (decimal && (special_of(vm, v, SP_int) != V_UNDEFINED || special_of(vm, v, SP_index) != V_UNDEFINED ||
                             special_of(vm, v, SP_float) != V_UNDEFINED)) {
        return open_with(p, PENDING_INT);
      } else if (!decimal && special_of(vm, v, SP_index) != V_UNDEFINED) {
        return open_with(p, PENDING_INDEX);
      } else {
        number_required(vm, p->code, p->mode, v);
        return ATTEMPT_FAILED;
      }
    }
    text = integer_text(vm, p, v);
    if (text == V_FAIL) return ATTEMPT_FAILED;
    emit(p, b, str_span(vm, text), true);
    break;
  }
  case 'e':
  case 'E':
  case 'f':
  case 'F':
  case 'g':
  case 'G': {
    double d;
    if (!number_to_double(vm, v, &d)) {
      if (int_check(vm, v) || float_check(vm, v)) return ATTEMPT_FAILED;
      if (special_of(vm, v, SP_float) != V_UNDEFINED && !is_kind(vm, v, KIND_COMPLEX)) return open_with(p, PENDING_FLOAT);
      if (special_of(vm, v, SP_index) != V_UNDEFINED) return open_with(p, PENDING_INDEX);
      RAISE(vm, TypeError, p->mode ? "float argument required, not %T" : "must be real number, not %T", v);
      return ATTEMPT_FAILED;
    }
    text = float_text(vm, p, d, v);
    if (text == V_FAIL) return ATTEMPT_FAILED;
    emit(p, b, str_span(vm, text), true);
    break;
  }
  case 'c': {
    int64_t c;
    uint32_t character;
    const uint8_t *data;
    uint32_t size;
    if (p->mode && buffer_of(vm, v, &data, &size)) {
      if (size != 1) {
        number_required(vm, 'c', p->mode, v);
        return ATTEMPT_FAILED;
      }
      character = data[0];
    } else if (!p->mode && str_check(vm, v)) {
      Span s = str_span(vm, v);
      if (s.length != 1) {
        number_required(vm, 'c', p->mode, v);
        return ATTEMPT_FAILED;
      }
      character = span_at(s, 0);
    } else {
      if (!int_check(vm, v)) {
        if (special_of(vm, v, SP_index) != V_UNDEFINED) return open_with(p, PENDING_INDEX);
        number_required(vm, 'c', p->mode, v);
        return ATTEMPT_FAILED;
      }
      if (!int_to_i64(vm, v, &c) || c < 0 || c > (p->mode ? 0xFF : 0x10FFFF)) {
        RAISE(vm, OverflowError, p->mode ? "%%c arg not in range(256)" : "%%c arg not in range(0x110000)");
        return ATTEMPT_FAILED;
      }
      character = (uint32_t)c;
    }
    emit(p, b, (Span){(const uint8_t *)&character, 1, 4}, false);
    break;
  }
  default: {
    char text_[96];
    snprintf(text_, sizeof text_, "unsupported format character '%c' (0x%x) at index %u",
             p->code >= 31 && p->code <= 126 ? (int)p->code : '?', (unsigned)p->code, (unsigned)(p->at - 1));
    RAISE(vm, ValueError, "%s", text_);
    return ATTEMPT_FAILED;
  }
  }
  return b->failed ? ATTEMPT_FAILED : ATTEMPT_DONE;
}

/* Goes on until the end, or until something is pending. */
static Attempt percent_run(Vm *vm, Percent *p, Builder *b) {
  Span f = str_span(vm, p->format);
  if (p->pending != PENDING_NOTHING) {
    Attempt done;
    if (p->pending == PENDING_KEY) {
      p->single = p->value;
      p->tuple = false;
      p->index = 0;
      p->pending = PENDING_NOTHING;
      goto conversion;
    }
    done = convert(vm, p, b);
    if (done == ATTEMPT_OPEN) { /* the result of a call is what it should be, so this is a second call's turn at most */
      return ATTEMPT_OPEN;
    }
    if (done == ATTEMPT_FAILED) return ATTEMPT_FAILED;
    p->pending = PENDING_NOTHING;
  }
  while (p->at < f.length) {
    uint32_t start = p->at;
    while (p->at < f.length && span_at(f, p->at) != '%') p->at++;
    if (p->at > start) {
      if (!charge(vm, (p->at - start) / 4)) return ATTEMPT_FAILED;
      builder_part(b, p->format, start, p->at);
    }
    if (p->at >= f.length) break;
    p->at++;
    if (p->at >= f.length) {
      incomplete(vm);
      return ATTEMPT_FAILED;
    }
    uint32_t c = span_at(f, p->at);
    if (c == '%') {
      builder_char(b, '%');
      p->at++;
      continue;
    }
    if (c == 's') {
      p->flags = 0;
      p->width = p->precision = -1;
      p->code = c;
      p->at++;
      goto fetch;
    }
    if (c == '(') {
      if (!p->mapping) {
        RAISE(vm, TypeError, "format requires a mapping");
        return ATTEMPT_FAILED;
      }
      uint32_t depth = 1, key_start = ++p->at;
      while (p->at < f.length && depth > 0) {
        uint32_t k = span_at(f, p->at++);
        depth += (k == '(') - (k == ')');
      }
      if (depth > 0) {
        RAISE(vm, ValueError, "incomplete format key");
        return ATTEMPT_FAILED;
      }
      p->value = str_slice(vm, p->format, key_start, p->at - 1);
      if (p->value != V_FAIL && p->mode) {
        Span key = str_span(vm, p->value);
        p->value = bytes_new(vm, key.data, key.length);
        if (p->value == V_FAIL) return ATTEMPT_FAILED;
        return open_with(p, PENDING_KEY);
      }
      if (p->value == V_FAIL || b->failed) return ATTEMPT_FAILED;
      Value d = p->arguments;
      if (is_kind(vm, d, KIND_DICT) && IS_EXACT(vm, d, dict)) {
        int64_t entry = dict_find(vm, AS(Dict, vm, d), p->value, hash_of_str(vm, p->value));
        if (entry >= 0) {
          p->single = dict_entry(vm, AS(Dict, vm, d), (uint32_t)entry)->value;
          p->tuple = false;
          p->index = 0;
          goto conversion;
        }
      }
      return open_with(p, PENDING_KEY);
    }
  conversion:
    if (!parse_conversion(vm, p, f)) return ATTEMPT_FAILED;
  fetch:
    if (!next_argument(vm, p, &p->value)) return ATTEMPT_FAILED;
    p->pending = PENDING_NOTHING;
    Attempt done = convert(vm, p, b);
    if (done != ATTEMPT_DONE) return b->failed ? ATTEMPT_FAILED : done;
    p->pending = PENDING_NOTHING;
  }
  if (b->failed) return ATTEMPT_FAILED;
  bool unused = false;
  if (!p->mapping) {
    Value *items;
    uint32_t count;
    if (p->tuple) unused = !sequence_items(vm, p->arguments, &items, &count) || p->index < count;
    else unused = p->index == 0;
  }
  if (unused) {
    RAISE(vm, TypeError, p->mode ? "not all arguments converted during bytes formatting" : "not all arguments converted during string formatting");
    return ATTEMPT_FAILED;
  }
  return ATTEMPT_DONE;
}

/* The number that a conversion wants. */
static Value call_number(Vm *vm, Value v, Pending pending) {
  if (pending == PENDING_FLOAT) return with_action(vm, call_special(vm, v, SP_float, 0, NULL), ACTION_FLOAT);
  if (pending == PENDING_INDEX) return object_index(vm, v);
  return call1(vm, from_ref(TYPE(vm, int)), v);
}

static Value percent_result(Vm *vm, Value text, Mode mode) {
  if (mode == MODE_STR) return text;
  Span s = str_span(vm, text);
  CAGE_CHECK(vm, s.width == 1);
  if (!charge(vm, s.length / 8)) return V_FAIL;
  return mode == MODE_BYTES ? bytes_new(vm, s.data, s.length) : bytearray_new(vm, TYPE(vm, bytearray), s.data, s.length);
}

/* The registers hold a Percent: numbers as small ints. */
SHARED_RESUMABLE(text_percent_steps, 1,
                 "(format, arguments, at, index, single, flags, width, precision, value, pending, parts, code, mode, /)", "") {
  enum { FORMAT, ARGUMENTS, AT, INDEX, SINGLE, FLAGS, WIDTH, PRECISION, VALUE, PENDING, PARTS, CODE, MODE };
  STEPS
    for (;;) {
      if (to_small(a[PENDING]) == PENDING_KEY) {
        AWAIT(1, a[VALUE], object_getitem(vm, a[ARGUMENTS], a[VALUE]));
      } else if (to_small(a[PENDING]) == PENDING_STR) {
        AWAIT(2, a[VALUE], object_str(vm, a[VALUE]));
      } else if (to_small(a[PENDING]) == PENDING_REPR) {
        AWAIT(3, a[VALUE], object_repr(vm, a[VALUE]));
      } else if (to_small(a[PENDING]) == PENDING_ASCII) {
        AWAIT(4, a[VALUE], object_ascii(vm, a[VALUE]));
      } else if (to_small(a[PENDING]) == PENDING_BYTES) {
        AWAIT(8, a[VALUE], with_action(vm, call_special(vm, a[VALUE], SP_bytes, 0, NULL), ACTION_BYTES));
      } else {
        Value number;
        AWAIT_CATCH(5, number, call_number(vm, a[VALUE], (Pending)to_small(a[PENDING])));
        if (number == V_FAIL) {
          if (to_small(a[PENDING]) == PENDING_FLOAT || !exception_is(vm, T_TypeError)) return V_FAIL;
          return number_required(vm, (uint32_t)to_small(a[CODE]), (Mode)to_small(a[MODE]), a[VALUE]);
        }
        a[VALUE] = number;
      }
      CHECKPOINT(6);
      {
        Percent p;
        percent_start(vm, &p, a[FORMAT], a[ARGUMENTS], (Mode)to_small(a[MODE]));
        p.at = (uint32_t)to_small(a[AT]);
        p.index = to_small(a[INDEX]);
        p.single = a[SINGLE];
        p.tuple = p.tuple && p.single == p.arguments;
        p.flags = (uint32_t)to_small(a[FLAGS]);
        p.width = to_small(a[WIDTH]);
        p.precision = to_small(a[PRECISION]);
        p.value = a[VALUE];
        p.pending = (Pending)to_small(a[PENDING]);
        p.code = (uint32_t)to_small(a[CODE]);
        CAGE_CHECK(vm, p.index >= 0 && p.width >= -1 && p.precision >= -1 && p.precision <= INT32_MAX);
        Builder b;
        builder_start(&b, vm);
        Attempt done = percent_run(vm, &p, &b);
        if (done == ATTEMPT_FAILED) return V_FAIL;
        Value piece = builder_end(&b);
        if (piece == V_FAIL || !list_append(vm, AS(List, vm, a[PARTS]), piece)) return V_FAIL;
        if (done == ATTEMPT_DONE) {
          Value *items;
          uint32_t count;
          if (!sequence_items(vm, a[PARTS], &items, &count)) return V_FAIL;
          Value whole = str_join(vm, empty_str(vm), items, count);
          if (whole != V_FAIL) whole = percent_result(vm, whole, p.mode);
          if (whole == V_FAIL) AS(List, vm, a[PARTS])->length--; /* this step is repeated */
          return whole;
        }
        a[AT] = from_small(p.at);
        a[INDEX] = from_small(p.index);
        a[SINGLE] = p.single;
        a[FLAGS] = from_small(p.flags);
        a[WIDTH] = from_small(p.width > INT_MAX48 ? INT_MAX48 : p.width);
        a[PRECISION] = from_small(p.precision);
        a[VALUE] = p.value;
        a[PENDING] = from_small(p.pending);
        a[CODE] = from_small(p.code);
      }
      CHECKPOINT(7);
    }
  END_STEPS
}

static Value percent_any(Vm *vm, Value format, Value arguments, Mode mode) {
  Percent p;
  percent_start(vm, &p, format, arguments, mode);
  Builder b;
  builder_start(&b, vm);
  Attempt done = percent_run(vm, &p, &b);
  if (done == ATTEMPT_FAILED) return V_FAIL;
  Value text = builder_end(&b);
  if (text == V_FAIL) return V_FAIL;
  if (done == ATTEMPT_DONE) return percent_result(vm, text, mode);
  Value parts = list_new(vm, &text, 1);
  if (parts == V_FAIL) return V_FAIL;
  return enter(vm, &text_percent_steps_info, 13,
               (const Value[]){format, arguments, from_small(p.at), from_small(p.index), p.single, from_small(p.flags),
                               from_small(p.width > INT_MAX48 ? INT_MAX48 : p.width), from_small(p.precision), p.value,
                               from_small(p.pending), parts, from_small(p.code), from_small(mode)});
}

Value str_percent(Vm *vm, Value format, Value arguments) { return percent_any(vm, format, arguments, MODE_STR); }

Value bytes_percent(Vm *vm, Value format, Value arguments) {
  Value text = str_from_span(vm, text_span(vm, format));
  if (text == V_FAIL) return V_FAIL;
  return percent_any(vm, text, arguments, is_kind(vm, format, KIND_BYTES) ? MODE_BYTES : MODE_BYTEARRAY);
}
