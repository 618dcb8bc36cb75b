/*
 * str.format, format(str, spec) and what the module `string` needs of the parser. `%` stands in percent.c.
 *
 * The formatter runs in two ways over one parser. First at once, into a Builder, as long as no argument needs a call.
 * The first one that does puts what is done so far into a list of parts, and a resumable native goes on from there.
 */
#include <stdio.h>

#include "object/containers.h"
#include "object/format_spec.h"
#include "object/text.h"
#include "object/unicode.h"

/* ---- format(str, spec) --------------------------------------------------------------------------------------------------- */

Value str_format_spec_str(Vm *vm, Value s, Value spec_text) {
  if (AS(Str, vm, spec_text)->length == 0) return str_exact(vm, s);
  FormatSpec spec;
  if (!format_spec_parse(vm, spec_text, &spec, 's', '<', s)) return V_FAIL;
  if (spec.type != 's') return format_unknown_code(vm, spec.type, s);
  if (spec.sign)
    return RAISE(vm, ValueError, spec.sign == ' ' ? "Space not allowed in string format specifier"
                                                  : "Sign not allowed in string format specifier");
  if (spec.no_negative_zero) return RAISE(vm, ValueError, "Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) return RAISE(vm, ValueError, "Alternate form (#) not allowed in string format specifier");
  if (spec.align == '=' && spec.align_given && !spec.zero) return RAISE(vm, ValueError, "'=' alignment not allowed in string format specifier");
  if (spec.align == '=' ) {
    if (!spec.zero) return RAISE(vm, ValueError, "'=' alignment not allowed in string format specifier");
    spec.align = '<';
  }
  Value text = str_exact(vm, s);
  if (text == V_FAIL) return V_FAIL;
  if (spec.precision >= 0 && spec.precision < AS(Str, vm, text)->length) {
    text = str_slice(vm, text, 0, (uint32_t)spec.precision);
    if (text == V_FAIL) return V_FAIL;
  }
  if (spec.width <= AS(Str, vm, text)->length) return text;
  return format_pad(vm, text, &spec);
}

/* ---- the parser of str.format ---------------------------------------------------------------------------------------------- */

/* A piece of a format string: literal text, then perhaps a field. All are places in the format. */
typedef struct Markup {
  uint32_t literal, literal_end;
  bool field, nested; /* nested: the specification contains fields */
  uint32_t name, name_end;
  uint32_t conversion; /* 0: none */
  uint32_t spec, spec_end;
} Markup;

static bool complain(Vm *vm, const char *message) {
  RAISE(vm, ValueError, message);
  return false;
}

static bool parse_field(Vm *vm, Span f, uint32_t *at_, uint32_t end, Markup *m) {
  uint32_t c = 0, i = *at_;
  m->name = i;
  m->conversion = 0;
  m->nested = false;
  while (i < end) {
    c = span_at(f, i++);
    if (c == '{') return complain(vm, "unexpected '{' in field name");
    if (c == '[') {
      while (i < end && span_at(f, i) != ']') i++;
      continue;
    }
    if (c == '}' || c == ':' || c == '!') break;
  }
  m->name_end = i > m->name ? i - 1 : i;
  m->spec = m->spec_end = i;
  *at_ = i;
  if (c == '}' && i > m->name) return true;
  if (c != '!' && c != ':') return complain(vm, "expected '}' before end of string");
  if (c == '!') {
    if (i >= end) return complain(vm, "end of string while looking for conversion specifier");
    m->conversion = span_at(f, i++);
    if (i < end) {
      c = span_at(f, i++);
      if (c == '}') {
        *at_ = m->spec = m->spec_end = i;
        return true;
      }
      if (c != ':') return complain(vm, "expected ':' after conversion specifier");
    }
  }
  m->spec = i;
  uint32_t depth = 1;
  while (i < end) {
    c = span_at(f, i++);
    if (c == '{') {
      m->nested = true;
      depth++;
    } else if (c == '}' && --depth == 0) {
      m->spec_end = i - 1;
      *at_ = i;
      return true;
    }
  }
  return complain(vm, "unmatched '{' in format spec");
}

/* Reads the next piece of f[*at .. end). */
static bool parse_markup(Vm *vm, Span f, uint32_t *at_, uint32_t end, Markup *m) {
  uint32_t i = *at_, c = 0;
  bool brace = false;
  m->literal = i;
  m->field = false;
  while (i < end) {
    c = span_at(f, i++);
    if (c == '{' || c == '}') {
      brace = true;
      break;
    }
  }
  m->literal_end = i;
  *at_ = i;
  if (!charge(vm, (i - m->literal) / 4)) return false;
  if (!brace) return true;
  bool at_end = i >= end;
  if (c == '}' && (at_end || span_at(f, i) != c)) return complain(vm, "Single '}' encountered in format string");
  if (at_end) return complain(vm, "Single '{' encountered in format string");
  if (span_at(f, i) == c) {
    *at_ = i + 1;
    return true;
  }
  m->literal_end = i - 1;
  m->field = true;
  uint32_t before = *at_;
  bool done = parse_field(vm, f, at_, end, m);
  return done && charge(vm, (*at_ - before) / 4);
}

/* -1: not an integer; -2: ValueError. */
static int64_t name_integer(Vm *vm, Span f, uint32_t start, uint32_t end) {
  if (start == end) return -1;
  int64_t n = 0;
  for (uint32_t i = start; i < end; i++) {
    int digit = unicode_decimal_value(span_at(f, i));
    if (digit < 0) return -1;
    if (n > (INT64_MAX - digit) / 10) {
      complain(vm, "Too many decimal digits in format string");
      return -2;
    }
    n = n * 10 + digit;
  }
  return n;
}

/* One step of the rest of a field's name: ".attribute" or "[index]". */
typedef struct NameStep {
  bool attribute;
  uint32_t start, end;
  int64_t index; /* -1: by name */
} NameStep;

static bool parse_name_step(Vm *vm, Span f, uint32_t *at_, uint32_t end, NameStep *step) {
  uint32_t i = *at_, c = span_at(f, i++);
  step->start = i;
  step->index = -1;
  step->attribute = c == '.';
  if (c == '.') {
    while (i < end && span_at(f, i) != '.' && span_at(f, i) != '[') i++;
    step->end = i;
  } else if (c == '[') {
    while (i < end && span_at(f, i) != ']') i++;
    if (i >= end) return complain(vm, "Missing ']' in format string");
    step->end = i++;
    step->index = name_integer(vm, f, step->start, step->end);
    if (step->index == -2) return false;
  } else {
    return complain(vm, "Only '.' or '[' may follow ']' in format field specifier");
  }
  if (step->start == step->end) return complain(vm, "Empty attribute in format string");
  *at_ = i;
  return true;
}

/* The end of the first part of a field's name. */
static uint32_t first_end(Span f, uint32_t start, uint32_t end) {
  while (start < end && span_at(f, start) != '.' && span_at(f, start) != '[') start++;
  return start;
}

/* ---- str.format ------------------------------------------------------------------------------------------------------------ */

/* Automatic numbering: 0 not decided, -1 by hand, n > 0: n - 1 numbers were given. */
static bool number_field(Vm *vm, Span f, const Markup *m, uint32_t first, int64_t *numbering, int64_t *index) {
  *index = name_integer(vm, f, m->name, first);
  if (*index == -2) return false;
  bool empty = m->name == first;
  if (!empty && *index == -1) return true;
  if (*numbering == 0) *numbering = empty ? 1 : -1;
  if (empty && *numbering < 0) return complain(vm, "cannot switch from manual field specification to automatic field numbering");
  if (!empty && *numbering > 0) return complain(vm, "cannot switch from automatic field numbering to manual field specification");
  if (empty) *index = (*numbering)++ - 1;
  return true;
}

/* The first object of a field where no call is needed: V_UNDEFINED if one is; *key is what to look up then. */
static Value first_object(Vm *vm, Value format, const Markup *m, uint32_t first, Value arguments, Value keywords,
                          int64_t *numbering, Value *key) {
  Span f = str_span(vm, format);
  int64_t index;
  if (!number_field(vm, f, m, first, numbering, &index)) return V_FAIL;
  if (index >= 0) {
    if (arguments == V_UNDEFINED) return RAISE(vm, ValueError, "Format string contains positional fields");
    Value *items;
    uint32_t count;
    if (!sequence_items(vm, arguments, &items, &count)) return V_FAIL;
    if (index >= count) return RAISE(vm, IndexError, "Replacement index %l out of range for positional args tuple", index);
    return items[index];
  }
  *key = str_slice(vm, format, m->name, first);
  if (*key == V_FAIL) return V_FAIL;
  if (keywords == V_UNDEFINED) return raise_with(vm, T_KeyError, *key);
  if (is_kind(vm, keywords, KIND_DICT) && IS_EXACT(vm, keywords, dict)) {
    int64_t entry = dict_find(vm, AS(Dict, vm, keywords), *key, hash_of_str(vm, *key));
    if (entry >= 0) return dict_entry(vm, AS(Dict, vm, keywords), (uint32_t)entry)->value;
    if (entry == -1) return raise_with(vm, T_KeyError, *key);
  }
  return V_UNDEFINED;
}

/* format(v, spec) of simple values: appended, or ATTEMPT_OPEN. */
static Attempt format_simple(Vm *vm, Builder *b, Value v, Value spec) {
  bool plain = AS(Str, vm, spec)->length == 0;
  Value text;
  if (is_small(v)) {
    if (plain) text = int_to_text(vm, v, 10, false);
    else text = int_format(vm, v, spec);
  } else if (is_double(v)) {
    if (plain) {
      char digits[32];
      builder_ascii(b, digits, float_repr(to_double(v), digits));
      return b->failed ? ATTEMPT_FAILED : ATTEMPT_DONE;
    }
    text = float_format(vm, to_double(v), spec);
  } else if (is_ref(v) && str_check(vm, v) && str_exactly(vm, v)) {
    text = plain ? v : str_format_spec_str(vm, v, spec);
  } else {
    return ATTEMPT_OPEN;
  }
  if (text == V_FAIL) return ATTEMPT_FAILED;
  builder_str(b, text);
  return b->failed ? ATTEMPT_FAILED : ATTEMPT_DONE;
}

/* The whole, as long as nothing needs a call, and no specification holds fields. */
static Attempt format_at_once(Vm *vm, Builder *b, Value format, Value arguments, Value keywords) {
  Span f = str_span(vm, format);
  int64_t numbering = 0;
  Markup m;
  for (uint32_t at_ = 0; at_ < f.length;) {
    if (!parse_markup(vm, f, &at_, f.length, &m)) return ATTEMPT_FAILED;
    builder_part(b, format, m.literal, m.literal_end);
    if (!m.field) continue;
    if (m.nested) return ATTEMPT_OPEN;
    uint32_t first = first_end(f, m.name, m.name_end);
    if (first != m.name_end) return ATTEMPT_OPEN;
    Value key, v = first_object(vm, format, &m, first, arguments, keywords, &numbering, &key);
    if (v == V_FAIL) return ATTEMPT_FAILED;
    if (v == V_UNDEFINED) return ATTEMPT_OPEN;
    if (m.conversion == 'r' && str_check(vm, v) && str_exactly(vm, v)) v = str_repr(vm, v);
    else if (m.conversion && !(m.conversion == 's' && str_check(vm, v) && str_exactly(vm, v))) return ATTEMPT_OPEN;
    if (v == V_FAIL) return ATTEMPT_FAILED;
    Value spec = str_slice(vm, format, m.spec, m.spec_end);
    if (spec == V_FAIL) return ATTEMPT_FAILED;
    Attempt done = format_simple(vm, b, v, spec);
    if (done != ATTEMPT_DONE) return done;
  }
  return b->failed ? ATTEMPT_FAILED : ATTEMPT_DONE;
}

static bool append_part(Vm *vm, Value parts, Value piece) { return piece != V_FAIL && list_append(vm, AS(List, vm, parts), piece); }

static Value join_parts(Vm *vm, Value parts) {
  Value *items;
  uint32_t count;
  if (!sequence_items(vm, parts, &items, &count)) return V_FAIL;
  return str_join(vm, empty_str(vm), items, count);
}

/*
 * Level 0 is the format, level 1 a specification with fields in it; OUTER_... keep level 0 while level 1 runs. AT .. END is
 * what is left of the string of the level; NAME .. NAME_END what is left of the name of the field under way.
 */
SHARED_RESUMABLE(text_format_steps, 15, "(format, arguments, keywords, /)", "") {
  enum { FORMAT, ARGUMENTS, KEYWORDS, AT, END, PARTS, NUMBERING, OBJ, NAME, NAME_END, CONVERSION, SPEC, SPEC_END,
         LEVEL, OUTER_AT, OUTER_END, OUTER_PARTS, OUTER_OBJ };
#define NUMBER(i) ((uint32_t)to_small(a[i]))
  STEPS
    a[PARTS] = list_new(vm, NULL, 0);
    if (a[PARTS] == V_FAIL) return V_FAIL;
    a[AT] = a[NUMBERING] = a[LEVEL] = from_small(0);
    a[END] = from_small(AS(Str, vm, a[FORMAT])->length);
    CHECKPOINT(1);
    for (;;) {
      if (NUMBER(AT) >= NUMBER(END)) {
        {
          Value text = join_parts(vm, a[PARTS]);
          if (text == V_FAIL) return V_FAIL;
          if (to_small(a[LEVEL]) == 0) return text;
          a[SPEC] = text;
          a[LEVEL] = from_small(0);
          a[AT] = a[OUTER_AT];
          a[END] = a[OUTER_END];
          a[PARTS] = a[OUTER_PARTS];
          a[OBJ] = a[OUTER_OBJ];
        }
        CHECKPOINT(2);
        goto render;
      }
      {
        /* Everything that changes is written after the last allocation. */
        Markup m;
        Span f = str_span(vm, a[FORMAT]);
        uint32_t at_ = NUMBER(AT), end = NUMBER(END);
        if (end > f.length) end = f.length;
        if (!parse_markup(vm, f, &at_, end, &m)) return V_FAIL;
        Value literal = str_slice(vm, a[FORMAT], m.literal, m.literal_end);
        if (literal == V_FAIL) return V_FAIL;
        Value v = V_NONE, key = V_UNDEFINED;
        uint32_t first = 0;
        int64_t numbering = to_small(a[NUMBERING]);
        if (m.field) {
          first = first_end(f, m.name, m.name_end);
          v = first_object(vm, a[FORMAT], &m, first, a[ARGUMENTS], a[KEYWORDS], &numbering, &key);
          if (v == V_FAIL) return V_FAIL;
        }
        if (!append_part(vm, a[PARTS], literal)) return V_FAIL;
        a[AT] = from_small(at_);
        a[NUMBERING] = from_small(numbering);
        a[CONVERSION] = from_small(m.field ? m.conversion : 0);
        a[NAME] = from_small(first);
        a[NAME_END] = from_small(m.field ? m.name_end : 0);
        a[SPEC] = from_small(m.spec);
        a[SPEC_END] = from_small(m.field ? m.spec_end : 0);
        if (m.field && m.nested) a[SPEC_END] = from_small(-(int64_t)m.spec_end);
        if (!m.field) {
          a[OBJ] = V_STOP;
        } else if (v == V_UNDEFINED) {
          a[OBJ] = key;
          a[NAME] = from_small(-1 - (int64_t)first); /* to be looked up in the keywords */
        } else {
          a[OBJ] = v;
        }
      }
      CHECKPOINT(3);
      if (a[OBJ] == V_STOP) continue;
      if (to_small(a[NAME]) < 0) {
        AWAIT(4, a[OBJ], object_getitem(vm, a[KEYWORDS], a[OBJ]));
        a[NAME] = from_small(-1 - to_small(a[NAME]));
        CHECKPOINT(5);
      }
      while (NUMBER(NAME) < NUMBER(NAME_END)) {
        {
          Value next;
          AWAIT(6, next, ({
            NameStep step;
            uint32_t at_ = NUMBER(NAME);
            if (!parse_name_step(vm, str_span(vm, a[FORMAT]), &at_, NUMBER(NAME_END), &step)) return V_FAIL;
            Value part = step.attribute || step.index < 0 ? str_slice(vm, a[FORMAT], step.start, step.end) : int_from_i64(vm, step.index);
            if (part != V_FAIL && step.attribute) part = str_intern(vm, part);
            if (part == V_FAIL) return V_FAIL;
            step.attribute ? object_getattr(vm, a[OBJ], part) : object_getitem(vm, a[OBJ], part);
          }));
          NameStep step;
          uint32_t at_ = NUMBER(NAME);
          if (!parse_name_step(vm, str_span(vm, a[FORMAT]), &at_, NUMBER(NAME_END), &step)) return V_FAIL;
          a[NAME] = from_small(at_);
          a[OBJ] = next;
        }
        CHECKPOINT(7);
      }
      if (to_small(a[CONVERSION])) {
        {
          Value next;
          AWAIT(8, next, ({
            uint32_t c = NUMBER(CONVERSION);
            if (c != 'r' && c != 's' && c != 'a') {
              if (c > 32 && c < 127) return RAISE(vm, ValueError, "Unknown conversion specifier %c", (int)c);
              char text[48];
              snprintf(text, sizeof text, "Unknown conversion specifier \\x%x", (unsigned)c);
              return RAISE(vm, ValueError, "%s", text);
            }
            c == 'r' ? object_repr(vm, a[OBJ]) : c == 's' ? object_str(vm, a[OBJ]) : object_ascii(vm, a[OBJ]);
          }));
          a[OBJ] = next;
        }
        a[CONVERSION] = from_small(0);
        CHECKPOINT(9);
      }
      if (to_small(a[SPEC_END]) < 0) {
        if (to_small(a[LEVEL])) return RAISE(vm, ValueError, "Max string recursion exceeded");
        {
          Value parts = list_new(vm, NULL, 0);
          if (parts == V_FAIL) return V_FAIL;
          a[OUTER_AT] = a[AT];
          a[OUTER_END] = a[END];
          a[OUTER_PARTS] = a[PARTS];
          a[OUTER_OBJ] = a[OBJ];
          a[AT] = a[SPEC];
          a[END] = from_small(-to_small(a[SPEC_END]));
          a[PARTS] = parts;
          a[LEVEL] = from_small(1);
        }
        CHECKPOINT(10);
        continue;
      }
      {
        Value spec = str_slice(vm, a[FORMAT], NUMBER(SPEC), NUMBER(SPEC_END));
        if (spec == V_FAIL) return V_FAIL;
        a[SPEC] = spec;
      }
      CHECKPOINT(11);
    render:
      {
        Value piece;
        AWAIT(12, piece, object_format(vm, a[OBJ], a[SPEC]));
        if (!append_part(vm, a[PARTS], piece)) return V_FAIL;
      }
      CHECKPOINT(13);
    }
  END_STEPS
#undef NUMBER
}

static Value format_any(Vm *vm, Value format, Value arguments, Value keywords) {
  Builder b;
  builder_start(&b, vm);
  Attempt done = format_at_once(vm, &b, format, arguments, keywords);
  if (done == ATTEMPT_FAILED) return V_FAIL;
  if (done == ATTEMPT_DONE) return builder_end(&b);
  return enter(vm, &text_format_steps_info, 3, (const Value[]){format, arguments, keywords});
}

SHARED_NATIVE(text_format, "(self, /, *args, **kwargs)", "S.format(*args, **kwargs) -> str\n\nReturn a formatted version of S, using substitutions from args and kwargs.\nThe substitutions are identified by braces ('{' and '}').") {
  return format_any(vm, a[0], a[1], a[2]);
}

SHARED_NATIVE(text_format_map, "(self, mapping, /)", "S.format_map(mapping) -> str\n\nReturn a formatted version of S, using substitutions from mapping.\nThe substitutions are identified by braces ('{' and '}').") {
  return format_any(vm, a[0], V_UNDEFINED, a[1]);
}

/* ---- module _string ----------------------------------------------------------------------------------------------------------- */

NATIVE(string_formatter_parser, "(string, /)", "parse the argument as a format string") {
  if (!str_check(vm, a[0])) return RAISE(vm, TypeError, "expected str, got %T", a[0]);
  Span f = str_span(vm, a[0]);
  Value list = list_new(vm, NULL, 0);
  if (list == V_FAIL) return V_FAIL;
  Markup m;
  for (uint32_t at_ = 0; at_ < f.length;) {
    if (!parse_markup(vm, f, &at_, f.length, &m)) return V_FAIL;
    Value parts[4] = {str_slice(vm, a[0], m.literal, m.literal_end), V_NONE, V_NONE, V_NONE};
    if (m.field) {
      parts[1] = str_slice(vm, a[0], m.name, m.name_end);
      parts[2] = str_slice(vm, a[0], m.spec, m.spec_end);
      if (m.conversion) parts[3] = str_character(vm, m.conversion);
    }
    for (int i = 0; i < 4; i++)
      if (parts[i] == V_FAIL) return V_FAIL;
    Value tuple = tuple_new(vm, parts, 4);
    if (!append_part(vm, list, tuple) || !charge(vm, 4)) return V_FAIL;
  }
  return list_iterator_new(vm, list);
}

NATIVE(string_formatter_field_name_split, "(string, /)", "split the argument as a field name") {
  if (!str_check(vm, a[0])) return RAISE(vm, TypeError, "expected str, got %T", a[0]);
  Span f = str_span(vm, a[0]);
  if (!charge(vm, f.length / 2)) return V_FAIL;
  uint32_t at_ = first_end(f, 0, f.length);
  int64_t index = name_integer(vm, f, 0, at_);
  if (index == -2) return V_FAIL;
  Value first = index >= 0 ? int_from_i64(vm, index) : str_slice(vm, a[0], 0, at_);
  Value list = list_new(vm, NULL, 0);
  if (first == V_FAIL || list == V_FAIL) return V_FAIL;
  while (at_ < f.length) {
    NameStep step;
    if (!parse_name_step(vm, f, &at_, f.length, &step)) return V_FAIL;
    Value name = step.index >= 0 ? int_from_i64(vm, step.index) : str_slice(vm, a[0], step.start, step.end);
    if (name == V_FAIL || !append_part(vm, list, TUPLE_OF(vm, from_bool(step.attribute), name))) return V_FAIL;
  }
  Value rest = list_iterator_new(vm, list);
  return rest == V_FAIL ? V_FAIL : TUPLE_OF(vm, first, rest);
}

const NativeEntry string_helpers_entries[] = {
  FUNCTION("formatter_parser", string_formatter_parser),
  FUNCTION("formatter_field_name_split", string_formatter_field_name_split),
  END_OF_ENTRIES,
};
