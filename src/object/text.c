/*
 * What str, bytes and bytearray do alike: splitting, stripping, replacing, padding. One body for all three: it reads
 * through a Span, and makes pieces of the exact base type of the object it is asked about.
 */
#include "object/text.h"
#include "object/unicode.h"

Span text_span(Vm *vm, Value self) {
  Object *o = OBJECT(vm, self);
  if (o->kind == KIND_STR) return str_span(vm, self);
  const uint8_t *data = NULL;
  uint32_t size = 0;
  buffer_of(vm, self, &data, &size);
  return (Span){data, size, 1};
}

bool span_is_ascii(Span s) {
  if (s.width == 1) {
    uint32_t i = 0;
    for (; i + 8 <= s.length; i += 8) {
      uint64_t word;
      memcpy(&word, s.data + i, 8);
      if (word & 0x8080808080808080ull) return false;
    }
    for (; i < s.length; i++)
      if (s.data[i] >= 0x80) return false;
    return true;
  }
  for (uint32_t i = 0; i < s.length; i++)
    if (span_at(s, i) >= 0x80) return false;
  return true;
}

Value text_piece(Vm *vm, Value self, uint32_t start, uint32_t end) {
  Object *o = OBJECT(vm, self);
  if (o->kind == KIND_STR) return str_slice(vm, self, start, end);
  Span s = text_span(vm, self);
  if (end > s.length) end = s.length;
  if (start > end) start = end;
  if (o->kind == KIND_BYTES) {
    if (start == 0 && end == s.length && o->shape == SHAPE(vm, bytes)) return self;
    if (end == start) return empty_bytes(vm);
    if (!charge(vm, (end - start) / 8)) return V_FAIL;
    return bytes_new(vm, s.data + start, end - start);
  }
  if (!charge(vm, (end - start) / 8)) return V_FAIL;
  return bytearray_new(vm, TYPE(vm, bytearray), s.data + start, end - start);
}

Value text_copy(Vm *vm, Value self) { return text_piece(vm, self, 0, UINT32_MAX); }

Value text_blank(Vm *vm, Value self, uint64_t length, uint32_t width, uint8_t **data) {
  Object *o = OBJECT(vm, self);
  if (o->kind == KIND_STR) {
    if (length == 0) {
      *data = NULL;
      return empty_str(vm);
    }
    Str *s = str_make(vm, length, width);
    if (!s) return V_FAIL;
    *data = s->data;
    return value_of(vm, s);
  }
  if (o->kind == KIND_BYTES) {
    Bytes *b = bytes_make(vm, length);
    if (!b) return V_FAIL;
    *data = b->data;
    return value_of(vm, b);
  }
  if (length > TEXT_LIMIT) return RAISE(vm, MemoryError, "");
  if (length <= vm->memory_limit && !charge(vm, cost_of(length))) return V_FAIL;
  Value made = bytearray_new(vm, TYPE(vm, bytearray), NULL, (uint32_t)length);
  if (made == V_FAIL) return V_FAIL;
  *data = length ? bytearray_data(vm, AS(ByteArray, vm, made)) : NULL;
  return made;
}

/* A str of one character must be the well-known one only for speed, so nothing here insists on it. */

static inline bool space_at(Span s, bool text, uint32_t i) {
  uint32_t c = span_at(s, i);
  if (c <= ' ') return c == ' ' || (c >= 9 && c <= 13) || (text && c >= 28);
  return c >= 128 && text && unicode_is_space(c);
}

/* Where the printable ASCII that begins at i ends, in narrow text: among it is no space and no end of a line. */
static inline uint32_t skip_printable(Span s, uint32_t i) {
  if (s.width == 1)
    while (i < s.length && (uint8_t)(s.data[i] - '!') <= '~' - '!') i++;
  return i;
}

/* s is the whole of self. */
static bool append_piece(Vm *vm, Value list, Value self, Span s, uint32_t start, uint32_t end) {
  uint32_t length = end - start;
  Value piece;
  if (s.width == 1 && length > 1 && length < s.length && OBJECT(vm, self)->kind == KIND_STR) {
    if (!charge(vm, length / 8)) return false;
    Str *made = allocate(vm, STR_HEADER + (uint64_t)length, KIND_STR, known(vm)->str_shape);
    if (!made) return false;
    made->head.extra = 1;
    made->length = length;
    made->head.flags |= OBJECT(vm, self)->flags & STR_ASCII;
    bytes_take(made->data, s.data + start, length, s.length - start);
    piece = value_of(vm, made);
  } else {
    piece = text_piece(vm, self, start, end);
  }
  return piece != V_FAIL && (list_put(vm, AS(List, vm, list), piece) || list_append(vm, AS(List, vm, list), piece));
}

static void reverse_list(Vm *vm, Value list) {
  List *l = AS(List, vm, list);
  for (uint32_t i = 0, j = l->length; i + 1 < j; i++) {
    j--;
    Value *x = item_at(vm, l->items + (Ref)offsetof(Array, items), i), *y = item_at(vm, l->items + (Ref)offsetof(Array, items), j);
    Value swap = *x;
    *x = *y;
    *y = swap;
  }
}

static Value pieces_new(Vm *vm, Span s) { return list_with_room(vm, s.length < 16 ? 4 : s.length < 64 ? 8 : 12); }

static Value split_whitespace(Vm *vm, Value self, Span s, bool text, uint64_t most, bool reverse) {
  Value list = pieces_new(vm, s);
  if (list == V_FAIL || !charge(vm, s.length / 2 + 1)) return V_FAIL;
  uint32_t count = 0;
  if (!reverse) {
    uint32_t i = 0;
    for (;;) {
      while (i < s.length && space_at(s, text, i)) i++;
      if (i == s.length) break;
      uint32_t start = i;
      if (count++ == most) {
        if (!append_piece(vm, list, self, s, start, s.length)) return V_FAIL;
        break;
      }
      i = skip_printable(s, i);
      while (i < s.length && !space_at(s, text, i)) i++;
      if (!append_piece(vm, list, self, s, start, i)) return V_FAIL;
    }
    return list;
  }
  uint32_t i = s.length;
  for (;;) {
    while (i > 0 && space_at(s, text, i - 1)) i--;
    if (i == 0) break;
    uint32_t end = i;
    if (count++ == most) {
      if (!append_piece(vm, list, self, s, 0, end)) return V_FAIL;
      break;
    }
    while (i > 0 && !space_at(s, text, i - 1)) i--;
    if (!append_piece(vm, list, self, s, i, end)) return V_FAIL;
  }
  reverse_list(vm, list);
  return list;
}

Value text_split(Vm *vm, Value self, const Span *separator, int64_t maximum, bool reverse) {
  Span s = text_span(vm, self);
  uint64_t most = maximum < 0 ? UINT32_MAX : (uint64_t)maximum;
  if (!separator) return split_whitespace(vm, self, s, OBJECT(vm, self)->kind == KIND_STR, most, reverse);
  if (separator->length == 0) return RAISE(vm, ValueError, "empty separator");
  Value list = pieces_new(vm, s);
  if (list == V_FAIL) return V_FAIL;
  uint32_t start = 0, end = s.length;
  if (separator->length == 1 && separator->width == 1 && s.width == 1 && most == UINT32_MAX && !reverse) {
    if (!charge(vm, s.length / 8)) return V_FAIL;
    const uint8_t *found;
    while ((found = memchr(s.data + start, separator->data[0], end - start))) {
      uint32_t stop = (uint32_t)(found - s.data);
      if (!charge(vm, 1) || !append_piece(vm, list, self, s, start, stop)) return V_FAIL;
      start = stop + 1;
    }
    most = 0;
  }
  for (uint64_t count = 0; count < most; count++) {
    int64_t found = span_find(vm, span_part(s, start, end), *separator, reverse);
    if (found == -2 || !charge(vm, 1)) return V_FAIL;
    if (found < 0) break;
    found += start;
    if (reverse) {
      if (!append_piece(vm, list, self, s, (uint32_t)found + separator->length, end)) return V_FAIL;
      end = (uint32_t)found;
    } else {
      if (!append_piece(vm, list, self, s, start, (uint32_t)found)) return V_FAIL;
      start = (uint32_t)found + separator->length;
    }
  }
  if (!append_piece(vm, list, self, s, start, end)) return V_FAIL;
  if (reverse) reverse_list(vm, list);
  return list;
}

Value text_splitlines(Vm *vm, Value self, bool keep) {
  Span s = text_span(vm, self);
  bool text = OBJECT(vm, self)->kind == KIND_STR;
  Value list = pieces_new(vm, s);
  if (list == V_FAIL || !charge(vm, s.length / 4 + 1)) return V_FAIL;
  for (uint32_t i = 0; i < s.length;) {
    uint32_t start = i, end;
    while ((i = skip_printable(s, i)) < s.length) {
      uint32_t c = span_at(s, i);
      if (c == '\n' || c == '\r' || (text && unicode_is_line_break(c))) break;
      i++;
    }
    end = i;
    if (i < s.length) {
      i += span_at(s, i) == '\r' && i + 1 < s.length && span_at(s, i + 1) == '\n' ? 2 : 1;
      if (keep) end = i;
    }
    if (!append_piece(vm, list, self, s, start, end)) return V_FAIL;
  }
  return list;
}

Value text_partition(Vm *vm, Value self, Value separator, Span span, bool reverse) {
  Span s = text_span(vm, self);
  if (span.length == 0) return RAISE(vm, ValueError, "empty separator");
  int64_t found = span_find(vm, s, span, reverse);
  if (found == -2) return V_FAIL;
  Value parts[3];
  if (found < 0) {
    uint8_t *unused;
    parts[reverse ? 2 : 0] = text_copy(vm, self);
    parts[1] = text_blank(vm, self, 0, 1, &unused);
    parts[reverse ? 0 : 2] = text_blank(vm, self, 0, 1, &unused);
  } else {
    parts[0] = text_piece(vm, self, 0, (uint32_t)found);
    /* bytes gives the separator itself, whatever buffer it is; bytearray gives a bytearray of it. */
    parts[1] = OBJECT(vm, self)->kind == KIND_BYTEARRAY ? text_piece(vm, self, (uint32_t)found, (uint32_t)found + span.length)
                                                        : separator;
    parts[2] = text_piece(vm, self, (uint32_t)found + span.length, s.length);
  }
  if (parts[0] == V_FAIL || parts[1] == V_FAIL || parts[2] == V_FAIL) return V_FAIL;
  return tuple_new(vm, parts, 3);
}

#define REMEMBERED 64

Value text_replace(Vm *vm, Value self, Span old, Span new, int64_t maximum) {
  Span s = text_span(vm, self);
  uint32_t most = maximum < 0 || maximum > UINT32_MAX ? UINT32_MAX : (uint32_t)maximum;
  if (old.length > s.length || most == 0 || (old.length == new.length && span_equal(old, new))) return text_copy(vm, self);
  uint32_t places[REMEMBERED]; /* where the first of them stand */
  int64_t count = 0;
  bool single = old.length == 1 && new.length == 1 && s.width == 1;
  if (old.length == 0 || single) {
    count = span_count(vm, s, old, most);
    if (count == -2) return V_FAIL;
  } else {
    for (uint32_t from = 0; count < most; count++) {
      int64_t found = span_find(vm, span_part(s, from, s.length), old, false);
      if (found == -2 || !charge(vm, 1)) return V_FAIL;
      if (found < 0) break;
      from += (uint32_t)found;
      if (count < REMEMBERED) places[count] = from;
      from += old.length;
    }
  }
  if (count == 0) return text_copy(vm, self);
  uint64_t length = s.length + (uint64_t)count * new.length - (uint64_t)count * old.length;
  if (length > TEXT_LIMIT)
    return length > (uint64_t)INT64_MAX ? RAISE(vm, OverflowError, "replace string is too long") : RAISE(vm, MemoryError, "");
  uint32_t width = new.length && new.width > s.width ? new.width : s.width;
  if (s.width > 1) {
    /* What is removed may have been all that was wide. */
    if (!charge(vm, length / 2)) return V_FAIL;
    Builder b;
    builder_start(&b, vm);
    uint32_t at_ = 0;
    for (int64_t i = 0; i < count; i++) {
      int64_t found = old.length ? span_find(vm, span_part(s, at_, s.length), old, false) : (i > 0);
      if (found < 0 || b.failed) return V_FAIL;
      for (uint32_t k = 0; k < found; k++) builder_char(&b, span_at(s, at_ + k));
      for (uint32_t k = 0; k < new.length; k++) builder_char(&b, span_at(new, k));
      at_ += (uint32_t)found + old.length;
    }
    for (; at_ < s.length && !b.failed; at_++) builder_char(&b, span_at(s, at_));
    return builder_end(&b);
  }
  uint8_t *to;
  Value made = text_blank(vm, self, length, width, &to);
  if (made == V_FAIL || length == 0) return made;
  if (single && width == 1) {
    uint8_t from = old.data[0], into = new.data[0];
    int64_t left = count;
    uint32_t i = 0;
    for (; most == UINT32_MAX && i + 16 <= s.length; i += 16) {
      Sixteen v = *(const Sixteen *)(s.data + i), hits = (Sixteen)(v == from);
      *(Sixteen *)(to + i) = (v & ~hits) | (hits & into);
    }
    for (; i < s.length; i++) {
      bool hit = s.data[i] == from && left > 0;
      to[i] = hit ? into : s.data[i];
      left -= hit;
    }
    return made;
  }
  uint32_t at_ = 0;
  for (int64_t i = 0; i < count; i++) {
    int64_t found = !old.length ? i > 0
                    : i < REMEMBERED && !single ? (int64_t)places[i] - at_ : span_find(vm, span_part(s, at_, s.length), old, false);
    if (found < 0) return V_FAIL;
    span_copy(to, width, span_part(s, at_, at_ + (uint32_t)found));
    to += (size_t)found * width;
    span_copy(to, width, new);
    to += (size_t)new.length * width;
    at_ += (uint32_t)found + old.length;
  }
  span_copy(to, width, span_part(s, at_, s.length));
  return made;
}

Value text_strip(Vm *vm, Value self, const Span *characters, int sides) {
  Span s = text_span(vm, self);
  bool text = OBJECT(vm, self)->kind == KIND_STR;
  uint32_t start = 0, end = s.length;
  if (!characters) {
    if (sides & 1) while (start < end && space_at(s, text, start)) start++;
    if (sides & 2) while (end > start && space_at(s, text, end - 1)) end--;
    if (!charge(vm, (s.length - (end - start)) / 2)) return V_FAIL;
    return text_piece(vm, self, start, end);
  }
  /* A set of the low eight bits refuses most characters without a search. */
  uint64_t low[4] = {0};
  if (!charge(vm, characters->length / 4)) return V_FAIL;
  for (uint32_t i = 0; i < characters->length; i++) {
    uint32_t c = span_at(*characters, i);
    low[c >> 6 & 3] |= 1ull << (c & 63);
  }
  bool exact = characters->width == 1;
  uint32_t price = exact ? 1 : 1 + characters->length / 8;
  for (int side = 1; side <= 2; side++) {
    if (!(sides & side)) continue;
    while (start < end) {
      uint32_t c = span_at(s, side == 1 ? start : end - 1);
      if (exact && c > 0xFF) break;
      if (!(low[c >> 6 & 3] >> (c & 63) & 1)) break;
      if (!exact) {
        if (!charge(vm, price)) return V_FAIL;
        uint32_t i = 0;
        while (i < characters->length && span_at(*characters, i) != c) i++;
        if (i == characters->length) break;
      }
      if (side == 1) start++;
      else end--;
    }
  }
  if (!charge(vm, (s.length - (end - start)) / 2)) return V_FAIL;
  return text_piece(vm, self, start, end);
}

Value text_pad(Vm *vm, Value self, uint64_t left, uint64_t right, uint32_t fill) {
  if (left + right == 0) return text_copy(vm, self);
  Span s = text_span(vm, self);
  uint32_t width = width_of(fill) > s.width ? width_of(fill) : s.width;
  uint8_t *to;
  if (left > TEXT_LIMIT || right > TEXT_LIMIT) return RAISE(vm, MemoryError, "");
  Value made = text_blank(vm, self, left + s.length + right, width, &to);
  if (made == V_FAIL) return V_FAIL;
  span_fill(to, width, fill, (uint32_t)left);
  span_copy(to + left * width, width, s);
  span_fill(to + (left + s.length) * width, width, fill, (uint32_t)right);
  return made;
}

Value text_center(Vm *vm, Value self, int64_t width, uint32_t fill) {
  Span s = text_span(vm, self);
  if (width <= s.length) return text_copy(vm, self);
  uint64_t room = (uint64_t)width - s.length, left = room / 2 + (room & (uint64_t)width & 1);
  return text_pad(vm, self, left, room - left, fill);
}

Value text_expandtabs(Vm *vm, Value self, int64_t size) {
  Span s = text_span(vm, self);
  uint64_t length = 0, column = 0;
  bool any = false;
  if (!charge(vm, s.length / 2 + 1)) return V_FAIL;
  for (uint32_t i = 0; i < s.length; i++) {
    uint32_t c = span_at(s, i);
    if (c == '\t') {
      any = true;
      if (size > 0) {
        uint64_t step = (uint64_t)size - column % (uint64_t)size;
        column += step;
        length += step;
        if (length > TEXT_LIMIT) return RAISE(vm, OverflowError, OBJECT(vm, self)->kind == KIND_STR ? "new string is too long" : "result too long");
      }
    } else {
      length++;
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
  }
  if (!any) return text_copy(vm, self);
  uint8_t *to;
  Value made = text_blank(vm, self, length, s.width, &to);
  if (made == V_FAIL || length == 0) return made;
  column = 0;
  for (uint32_t i = 0; i < s.length; i++) {
    uint32_t c = span_at(s, i);
    if (c == '\t') {
      if (size > 0) {
        uint64_t step = (uint64_t)size - column % (uint64_t)size;
        column += step;
        span_fill(to, s.width, ' ', (uint32_t)step);
        to += step * s.width;
      }
    } else {
      span_fill(to, s.width, c, 1);
      to += s.width;
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
  }
  return made;
}

Value text_zfill(Vm *vm, Value self, int64_t width) {
  Span s = text_span(vm, self);
  if (width <= s.length) return text_copy(vm, self);
  uint64_t zeros = (uint64_t)width - s.length;
  if (zeros > TEXT_LIMIT) return RAISE(vm, MemoryError, "");
  uint8_t *to;
  Value made = text_blank(vm, self, (uint64_t)width, s.width, &to);
  if (made == V_FAIL) return V_FAIL;
  uint32_t sign = s.length && (span_at(s, 0) == '+' || span_at(s, 0) == '-');
  span_copy(to, s.width, span_part(s, 0, sign));
  span_fill(to + (size_t)sign * s.width, s.width, '0', (uint32_t)zeros);
  span_copy(to + (sign + zeros) * s.width, s.width, span_part(s, sign, s.length));
  return made;
}

Value text_extended_slice(Vm *vm, Value self, int64_t start, int64_t step, uint32_t count) {
  Span s = text_span(vm, self);
  uint8_t *to;
  if (!charge(vm, count / 2)) return V_FAIL;
  if (OBJECT(vm, self)->kind == KIND_STR) {
    if (count == 0) return empty_str(vm);
    uint32_t most = 0;
    int64_t at_ = start;
    for (uint32_t i = 0; i < count; i++, at_ += step) most |= span_at(s, (uint32_t)at_);
    if (count == 1) return str_character(vm, span_at(s, (uint32_t)start));
    uint32_t width = width_of(most);
    Value made = text_blank(vm, self, count, width, &to);
    if (made == V_FAIL) return V_FAIL;
    at_ = start;
    for (uint32_t i = 0; i < count; i++, at_ += step) {
      uint32_t c = span_at(s, (uint32_t)at_);
      if (width == 1) to[i] = (uint8_t)c;
      else if (width == 2) ((uint16_t *)to)[i] = (uint16_t)c;
      else ((uint32_t *)to)[i] = c;
    }
    return made;
  }
  Value made = text_blank(vm, self, count, 1, &to);
  if (made == V_FAIL || count == 0) return made;
  for (uint32_t i = 0; i < count; i++, start += step) to[i] = s.data[start];
  return made;
}

bool text_has_end(Span text, Span part, int64_t start, int64_t end, bool at_end) {
  if (start > text.length || end - start < part.length) return false;
  uint32_t from = at_end ? (uint32_t)(end - part.length) : (uint32_t)start;
  return span_equal(span_part(text, from, from + part.length), part);
}
