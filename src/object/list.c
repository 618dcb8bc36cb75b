/*
 * list: a length and an Array with room for more.
 *
 * Room grows by an eighth, as CPython's, or where growing is copying whole pages by a quarter, so appending is linear. Slots behind the length are V_UNDEFINED, so that what a
 * list gave up is garbage at once.
 */
#include "object/containers.h"
#include "object/protocol.h"
#include "object/text.h"

/* ---- the array behind a list ------------------------------------------------------------------------------------- */

Value list_alloc(Vm *vm, Ref type) {
  List *l = type == TYPE(vm, list) ? allocate(vm, sizeof(List), KIND_LIST, SHAPE(vm, list))
                                   : object_new(vm, type, sizeof(List));
  return l ? value_of(vm, l) : V_FAIL;
}

Array *array_copy(Vm *vm, const Value *items, uint32_t count, uint32_t room) {
  Array *a = allocate(vm, sizeof(Array) + (uint64_t)room * 8, KIND_ARRAY, SHAPE(vm, internal));
  if (!a) return NULL;
  a->length = room;
  memcpy(a->items, items, (size_t)count * 8);
  for (uint32_t i = count; i < room; i++) a->items[i] = V_UNDEFINED;
  return a;
}

Value list_new(Vm *vm, const Value *items, uint32_t count) {
  if (count > MAX_ITEMS) return raise_no_memory(vm);
  if (count > 64 && !charge(vm, count >> 2)) return V_FAIL;
  List *l = allocate(vm, sizeof(List), KIND_LIST, SHAPE(vm, list));
  if (!l) return V_FAIL;
  if (count) {
    Array *array = items ? array_copy(vm, items, count, count) : array_new(vm, count);
    if (!array) return V_FAIL;
    if (!items)
      for (uint32_t i = 0; i < count; i++) array->items[i] = V_NONE;
    l->items = ref_of(vm, array);
    l->length = count;
  }
  return value_of(vm, l);
}

Value list_with_room(Vm *vm, uint32_t room) {
  Value list = list_new(vm, NULL, 0);
  Array *array = list == V_FAIL || !room ? NULL : array_new(vm, room);
  if (array) AS(List, vm, list)->items = ref_of(vm, array);
  return room && !array ? V_FAIL : list;
}

static inline uint32_t room_of(Vm *vm, List *l) { return l->items ? ((Array *)at(vm, l->items))->length : 0; }

static __attribute__((noinline)) bool list_grow(Vm *vm, List *l, uint32_t length) {
  if (length > MAX_ITEMS) {
    raise_no_memory(vm);
    return false;
  }
  uint32_t room = (length + (length >> (length < 32 ? 3 : 2)) + 6) & ~3u; /* an old array is garbage: there is no realloc */
  if (length - l->length > room - length) room = (length + 3) & ~3u;
  if (l->length > 64 && !charge(vm, l->length >> 2)) return false;
  CAGE_CHECK(vm, l->length <= length && in_cage(l->items, sizeof(Array) + (uint64_t)l->length * 8));
  Array *array = array_copy(vm, list_items(vm, l), l->length, room);
  if (!array) return false;
  TOUCH(vm, l);
  l->items = ref_of(vm, array);
  return true;
}

bool list_append(Vm *vm, List *l, Value v) {
  return list_put(vm, l, v) || (list_grow(vm, l, l->length + 1) && list_put(vm, l, v));
}

/* The items, ready to be written: length many, checked. */
static Value *items_to_write(Vm *vm, List *l) {
  CAGE_CHECK(vm, in_cage(l->items, sizeof(Array) + (uint64_t)l->length * 8));
  TOUCH(vm, l);
  if (l->items) touch(vm, l->items);
  return list_items(vm, l);
}

bool list_resize(Vm *vm, List *l, uint32_t length) {
  if (length > l->length) {
    if (length > room_of(vm, l) && !list_grow(vm, l, length)) return false;
    items_to_write(vm, l);
    l->length = length;
    return true;
  }
  Value *items = items_to_write(vm, l);
  if (!length) {
    l->length = 0;
    l->items = 0;
    return true;
  }
  for (uint32_t i = length; i < l->length; i++) items[i] = V_UNDEFINED;
  l->length = length;
  return true;
}

bool list_splice(Vm *vm, List *l, uint32_t start, uint32_t stop, const Value *items, uint32_t count) {
  uint32_t length = l->length;
  if (start > length) start = length;
  if (stop > length) stop = length;
  if (stop < start) stop = start;
  uint64_t behind = length - stop, result = (uint64_t)start + count + behind;
  if (result > MAX_ITEMS) {
    raise_no_memory(vm);
    return false;
  }
  if (!charge(vm, (behind + count) >> 3)) return false;
  if (result > length && !list_resize(vm, l, (uint32_t)result)) return false;
  Value *mine = items_to_write(vm, l);
  if (start + count != stop && behind) memmove(mine + start + count, mine + stop, behind * 8);
  if (count) memcpy(mine + start, items, (size_t)count * 8);
  if (result < length) list_resize(vm, l, (uint32_t)result);
  return true;
}

/* ---- making and extending ---------------------------------------------------------------------------------------- */

NATIVE(list_make, "(cls, /, *args, **kw)", NULL) {
  return list_alloc(vm, to_ref(a[0]));
}

static bool in_python(Vm *vm, Value f) { return f != V_UNDEFINED && !is_kind(vm, f, KIND_NATIVE); }

RESUMABLE(length_hint, 1, "(iterable, /)", NULL) {
  STEPS
    if (in_python(vm, special_of(vm, a[0], SP_len))) {
      AWAIT_CATCH(1, a[1], object_len(vm, a[0]));
      if (a[1] != V_FAIL) return a[1];
      if (!exception_is(vm, T_TypeError)) return V_FAIL;
      exception_clear(vm);
    }
    if (!in_python(vm, special_of(vm, a[0], SP_length_hint))) return V_NONE;
    AWAIT_CATCH(2, a[1], call_special(vm, a[0], SP_length_hint, 0, NULL));
    if (a[1] == V_FAIL) {
      if (!exception_is(vm, T_TypeError)) return V_FAIL;
      exception_clear(vm);
      return V_NONE;
    }
    if (a[1] == V_NOTIMPLEMENTED) return V_NONE;
    if (!int_check(vm, a[1])) return RAISE(vm, TypeError, "__length_hint__ must be an integer, not %T", a[1]);
    if (int_sign(vm, a[1]) < 0) return RAISE(vm, ValueError, "__length_hint__() should return >= 0");
    return a[1];
  END_STEPS
}

Value length_hint_ask(Vm *vm, Value iterable) {
  if (!in_python(vm, special_of(vm, iterable, SP_len)) && !in_python(vm, special_of(vm, iterable, SP_length_hint))) return V_NONE;
  return enter(vm, &length_hint_info, 1, &iterable);
}

/* What does not fit does not fit again when the native does it. */
static bool extend_take(Vm *vm, Value *a, Value item) {
  List *l = AS(List, vm, a[0]);
  if (l->length < MAX_ITEMS && list_append(vm, l, item)) return true;
  return vm->retry = false;
}

RESUMABLE(list_extend_slow, 2, "(list, iterable, answer, /)", NULL, .take = {extend_take, 3, 3}) {
  enum { LIST, ITERABLE, ANSWER, ITERATOR, ITEM };
  STEPS
    AWAIT(1, a[ITERATOR], object_iter(vm, a[ITERABLE]));
    CHECKPOINT(2);
    AWAIT(6, a[ITEM], length_hint_ask(vm, a[ITERABLE]));
    for (;;) {
      AWAIT(3, a[ITEM], object_next(vm, a[ITERATOR]));
      if (a[ITEM] == V_STOP) return a[ANSWER];
      CHECKPOINT(4);
      if (!list_append(vm, AS(List, vm, a[LIST]), a[ITEM])) return V_FAIL;
      CHECKPOINT(5);
    }
  END_STEPS
}

/* Room for n more items, which are paid for and are to be written at once; NULL: V_FAIL. */
static Value *extend_by(Vm *vm, List *l, uint32_t n) {
  uint32_t length = l->length;
  if ((uint64_t)length + n > MAX_ITEMS) {
    raise_no_memory(vm);
    return NULL;
  }
  if (!charge(vm, n >> 1) || !list_resize(vm, l, length + n)) return NULL;
  return items_to_write(vm, l) + length;
}

typedef enum DictPart { PART_KEYS, PART_VALUES, PART_ITEMS } DictPart;

static bool extend_dict(Vm *vm, List *l, Dict *d, DictPart part) {
  uint32_t before = l->length, position = 0, n = d->used;
  if (!n) return true;
  Value *items = extend_by(vm, l, n), key, value;
  if (!items) return false;
  for (uint32_t i = 0; i < n; i++) {
    items[i] = V_NONE;
    if (!dict_next(vm, d, &position, &key, &value)) continue;
    if (part != PART_ITEMS) {
      items[i] = part == PART_KEYS ? key : value;
      continue;
    }
    Tuple *pair = tuple_alloc(vm, 2);
    if (!pair) {
      list_resize(vm, l, before);
      return false;
    }
    pair->items[0] = key;
    pair->items[1] = value;
    items[i] = value_of(vm, pair);
  }
  return true;
}

static bool extend_view(Vm *vm, List *l, Value view, DictPart part) {
  Value dict = *field(vm, view, VIEW_DICT);
  CAGE_CHECK(vm, is_dict(vm, dict));
  return extend_dict(vm, l, AS(Dict, vm, dict), part);
}

static bool extend_str(Vm *vm, List *l, Value text) {
  Span s = str_span(vm, text);
  uint32_t before = l->length;
  if (!s.length) return true;
  Value *items = extend_by(vm, l, s.length);
  if (!items) return false;
  const Ref *characters = known(vm)->characters;
  for (uint32_t i = 0; i < s.length; i++) {
    if (s.width == 1) {
      items[i] = from_ref(characters[s.data[i]]);
      continue;
    }
    Value c = str_character(vm, span_at(s, i));
    if (c == V_FAIL) {
      list_resize(vm, l, before);
      return false;
    }
    items[i] = c;
  }
  return true;
}

static bool extend_octets(Vm *vm, List *l, Value octets) {
  Span s = text_span(vm, octets);
  if (!s.length) return true;
  Value *items = extend_by(vm, l, s.length);
  if (!items) return false;
  for (uint32_t i = 0; i < s.length; i++) items[i] = from_small(s.data[i]);
  return true;
}

static bool extend_set(Vm *vm, List *l, Set *s) {
  uint32_t position = 0, n = s->used;
  if (!n) return true;
  Value *items = extend_by(vm, l, n), key;
  if (!items) return false;
  for (uint32_t i = 0; i < n; i++) items[i] = set_next(vm, s, &position, &key) ? key : V_NONE;
  return true;
}

static bool extend_range(Vm *vm, List *l, Range *r) {
  int64_t n = to_small(r->length), start = to_small(r->start), step = to_small(r->step);
  uint32_t at_ = l->length;
  if (n + at_ > MAX_ITEMS) {
    raise_no_memory(vm);
    return false;
  }
  if (!charge(vm, (uint64_t)n >> 1) || !list_resize(vm, l, at_ + (uint32_t)n)) return false;
  Value *items = items_to_write(vm, l) + at_;
  for (int64_t i = 0; i < n; i++) items[i] = from_small(start + i * step);
  return true;
}

static bool range_is_small(Range *r) { return is_small(r->length) && is_small(r->start) && is_small(r->stop) && is_small(r->step); }

/* Drains a range iterator into the list. */
static bool extend_range_iterator(Vm *vm, List *l, Value iterator) {
  Value *f = field(vm, iterator, 0);
  int64_t n = to_small(f[RANGE_ITERATOR_REMAINING]), current = to_small(f[RANGE_ITERATOR_CURRENT]),
          step = to_small(f[RANGE_ITERATOR_STEP]);
  uint32_t at_ = l->length;
  if (n <= 0) return true;
  if (n + at_ > MAX_ITEMS) {
    raise_no_memory(vm);
    return false;
  }
  if (!charge(vm, (uint64_t)n >> 1) || !list_resize(vm, l, at_ + (uint32_t)n)) return false;
  Value *items = items_to_write(vm, l) + at_;
  for (int64_t i = 0; i < n; i++) items[i] = from_small(current + i * step);
  touch(vm, to_ref(iterator));
  f[RANGE_ITERATOR_REMAINING] = from_small(0);
  return true;
}

/* From what can be walked without a call and does not change meanwhile; failing changes nothing. */
static Attempt extend_at_once(Vm *vm, List *l, Value iterable, Ref type) {
  const Ref *types = known(vm)->types;
  bool done;
  switch (OBJECT(vm, iterable)->kind) {
  case KIND_STR:
    if (type != types[T_str]) return ATTEMPT_OPEN;
    done = extend_str(vm, l, iterable);
    break;
  case KIND_BYTES:
  case KIND_BYTEARRAY:
    if (type != types[T_bytes] && type != types[T_bytearray]) return ATTEMPT_OPEN;
    done = extend_octets(vm, l, iterable);
    break;
  case KIND_DICT:
    if (type != types[T_dict]) return ATTEMPT_OPEN;
    done = extend_dict(vm, l, AS(Dict, vm, iterable), PART_KEYS);
    break;
  case KIND_SET:
    if (type != types[T_set] && type != types[T_frozenset]) return ATTEMPT_OPEN;
    done = extend_set(vm, l, AS(Set, vm, iterable));
    break;
  case KIND_RANGE:
    if (!range_is_small(AS(Range, vm, iterable))) return ATTEMPT_OPEN;
    done = extend_range(vm, l, AS(Range, vm, iterable));
    break;
  case KIND_RECORD:
    if (type == types[T_range_iterator]) done = extend_range_iterator(vm, l, iterable);
    else if (type == types[T_dict_keys]) done = extend_view(vm, l, iterable, PART_KEYS);
    else if (type == types[T_dict_values]) done = extend_view(vm, l, iterable, PART_VALUES);
    else if (type == types[T_dict_items]) done = extend_view(vm, l, iterable, PART_ITEMS);
    else return ATTEMPT_OPEN;
    break;
  default: return ATTEMPT_OPEN;
  }
  return done ? ATTEMPT_DONE : ATTEMPT_FAILED;
}

Value list_extend(Vm *vm, Value list, Value iterable) {
  List *l = AS(List, vm, list);
  if (is_ref(iterable)) {
    Ref type = type_of(vm, iterable);
    Value *items;
    uint32_t count;
    if (type == TYPE(vm, list) || type == TYPE(vm, tuple)) {
      uint32_t length = l->length;
      sequence_items(vm, iterable, &items, &count);
      if (!count) return V_NONE;
      if (!charge(vm, count >> 3)) return V_FAIL;
      if ((uint64_t)length + count > MAX_ITEMS) return raise_no_memory(vm);
      if (!list_resize(vm, l, length + count)) return V_FAIL;
      if (iterable == list) items = list_items(vm, l);
      memcpy(list_items(vm, l) + length, items, (size_t)count * 8);
      return V_NONE;
    }
    Attempt attempt = extend_at_once(vm, l, iterable, type);
    if (attempt != ATTEMPT_OPEN) return attempt == ATTEMPT_DONE ? V_NONE : V_FAIL;
  }
  return enter(vm, &list_extend_slow_info, 3, (Value[]){list, iterable, V_NONE});
}

Value list_from(Vm *vm, Value iterable) {
  bool object = is_ref(iterable);
  Ref type = object ? type_of(vm, iterable) : 0;
  if (object && (type == TYPE(vm, list) || type == TYPE(vm, tuple))) {
    Value *items;
    uint32_t count;
    sequence_items(vm, iterable, &items, &count);
    return list_new(vm, items, count);
  }
  Value list = list_alloc(vm, TYPE(vm, list));
  if (list == V_FAIL) return V_FAIL;
  Attempt attempt = object ? extend_at_once(vm, AS(List, vm, list), iterable, type) : ATTEMPT_OPEN;
  if (attempt != ATTEMPT_OPEN) return attempt == ATTEMPT_DONE ? list : V_FAIL;
  return enter(vm, &list_extend_slow_info, 3, (Value[]){list, iterable, list});
}

Value object_sequence(Vm *vm, Value iterable) {
  if (is_ref(iterable)) {
    Ref type = type_of(vm, iterable);
    if (type == TYPE(vm, list) || type == TYPE(vm, tuple)) return iterable;
  }
  return list_from(vm, iterable);
}

NATIVE(list_init, "(self, iterable=(), /)",
       "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\n"
       "The argument must be an iterable if specified.") {
  List *l = AS(List, vm, a[0]);
  if (l->length) list_resize(vm, l, 0);
  return a[1] == V_UNDEFINED ? V_NONE : list_extend(vm, a[0], a[1]);
}

NATIVE(list_extend_method, "(self, iterable, /)", "Extend list by appending elements from the iterable.") {
  return list_extend(vm, a[0], a[1]);
}

NATIVE(list_iadd, "(self, value, /)", "Implement self+=value.") { return answering(vm, list_extend(vm, a[0], a[1]), a[0]); }

/* ---- items ------------------------------------------------------------------------------------------------------- */

Value list_slice(Vm *vm, Value self, const Slice *slice) {
  Value *items;
  uint32_t count, length;
  int64_t start, stop, step;
  sequence_items(vm, self, &items, &count);
  if (!slice_bounds(vm, slice, count, &start, &stop, &step, &length)) return V_FAIL;
  if (step == 1) return list_new(vm, items + start, length);
  Value result = list_new(vm, NULL, length);
  if (result == V_FAIL || !length) return result;
  Value *to = list_items(vm, AS(List, vm, result));
  for (uint32_t i = 0; i < length; i++) to[i] = items[start + (int64_t)i * step];
  return result;
}

Value list_subscript(Vm *vm, Value self, Value key) {
  return is_kind(vm, key, KIND_SLICE) ? list_slice(vm, self, AS(Slice, vm, key)) : sequence_item(vm, self, key, "list index out of range");
}

/* Removes the items start, start + step, ... of them `count`. */
static Value list_delete_stepped(Vm *vm, List *l, int64_t start, int64_t step, uint32_t count) {
  if (!count) return V_NONE;
  if (step < 0) {
    start += step * ((int64_t)count - 1);
    step = -step;
  }
  uint32_t length = l->length, to = (uint32_t)start, removed = 0;
  if (!charge(vm, (length - to) >> 2)) return V_FAIL;
  Value *items = items_to_write(vm, l);
  uint64_t next = (uint64_t)start;
  for (uint32_t i = to; i < length; i++) {
    if (i == next && removed < count) {
      removed++;
      next += (uint64_t)step;
    } else {
      items[to++] = items[i];
    }
  }
  list_resize(vm, l, to);
  return V_NONE;
}

Value list_assign_slice(Vm *vm, Value self, const Slice *slice, Value sequence) {
  List *l = AS(List, vm, self);
  Value *items = NULL;
  uint32_t count = 0, length;
  int64_t start, stop, step;
  if (!slice_bounds(vm, slice, l->length, &start, &stop, &step, &length)) return V_FAIL;
  if (sequence == self) {
    sequence = list_from(vm, from_ref(to_ref(sequence)));
    if (!IS_EXACT(vm, self, list)) {
      Value *mine;
      uint32_t mine_count;
      sequence_items(vm, self, &mine, &mine_count);
      sequence = list_new(vm, mine, mine_count);
    }
    if (sequence == V_FAIL) return V_FAIL;
  }
  sequence_items(vm, sequence, &items, &count);
  if (step == 1) return list_splice(vm, l, (uint32_t)start, (uint32_t)(start + length), items, count) ? V_NONE : V_FAIL;
  if (count != length)
    return RAISE(vm, ValueError, "attempt to assign sequence of size %d to extended slice of size %d", count, length);
  if (!charge(vm, count >> 2)) return V_FAIL;
  Value *to = items_to_write(vm, l);
  for (uint32_t i = 0; i < count; i++) to[start + (int64_t)i * step] = items[i];
  return V_NONE;
}

RESUMABLE(list_assign_iterable, 1, "(self, slice, value, /)", NULL) {
  STEPS
    AWAIT(1, a[3], list_from(vm, a[2]));
    CHECKPOINT(2);
    return list_assign_slice(vm, a[0], AS(Slice, vm, a[1]), a[3]);
  END_STEPS
}

Value list_assign(Vm *vm, Value self, Value key, Value value) {
  List *l = AS(List, vm, self);
  if (is_kind(vm, key, KIND_SLICE)) {
    Slice *slice = AS(Slice, vm, key);
    int64_t start, stop, step;
    uint32_t length;
    if (value == V_UNDEFINED) {
      if (!slice_bounds(vm, slice, l->length, &start, &stop, &step, &length)) return V_FAIL;
      if (step == 1)
        return list_splice(vm, l, (uint32_t)start, (uint32_t)(start + length), NULL, 0) ? V_NONE : V_FAIL;
      return list_delete_stepped(vm, l, start, step, length);
    }
    if (is_ref(value) && (IS_EXACT(vm, value, list) || IS_EXACT(vm, value, tuple)))
      return list_assign_slice(vm, self, slice, value);
    if (!object_is_iterable(vm, value)) {
      if (!slice_bounds(vm, slice, l->length, &start, &stop, &step, &length)) return V_FAIL;
      return RAISE(vm, TypeError, step == 1 ? "can only assign an iterable" : "must assign iterable to extended slice");
    }
    Value arguments[] = {self, key, value};
    return enter(vm, &list_assign_iterable_info, 3, arguments);
  }
  int64_t i = subscript_position(vm, key, l->length, "list assignment index out of range");
  if (i < 0) return V_FAIL;
  if (value == V_UNDEFINED)
    return list_splice(vm, l, (uint32_t)i, (uint32_t)i + 1, NULL, 0) ? V_NONE : V_FAIL;
  items_to_write(vm, l)[i] = value;
  return V_NONE;
}

NATIVE(list_getitem, "(self, key, /)", "x.__getitem__(y) <==> x[y]") {
  if (subscript_is_simple(vm, a[1])) return list_subscript(vm, a[0], a[1]);
  return subscript_slow(vm, a[0], a[1], V_UNDEFINED, SUBSCRIPT_LIST_GET, "list");
}
NATIVE(list_setitem, "(self, key, value, /)", "Set self[key] to value.") {
  if (subscript_is_simple(vm, a[1])) return list_assign(vm, a[0], a[1], a[2]);
  return subscript_slow(vm, a[0], a[1], a[2], SUBSCRIPT_LIST_SET, "list");
}
NATIVE(list_delitem, "(self, key, /)", "Delete self[key].") {
  if (subscript_is_simple(vm, a[1])) return list_assign(vm, a[0], a[1], V_UNDEFINED);
  return subscript_slow(vm, a[0], a[1], V_UNDEFINED, SUBSCRIPT_LIST_SET, "list");
}

NATIVE(list_len, "(self, /)", "Return len(self).") { return from_small(AS(List, vm, a[0])->length); }
NATIVE(list_iter, "(self, /)", "Implement iter(self).") { return list_iterator_new(vm, a[0]); }
NATIVE(list_contains, "(self, key, /)", "Return key in self.") {
  return sequence_search(vm, a[0], a[1], 0, INT64_MAX, SEARCH_CONTAINS);
}

/* ---- methods ----------------------------------------------------------------------------------------------------- */

NATIVE(list_append_method, "(self, object, /)", "Append object to the end of the list.") {
  return list_append(vm, AS(List, vm, a[0]), a[1]) ? V_NONE : V_FAIL;
}

static Value insert_at(Vm *vm, Value *a) {
  List *l = AS(List, vm, a[0]);
  int64_t i, length = l->length;
  if (!int_to_i64(vm, a[1], &i)) return RAISE(vm, OverflowError, "Python int too large to convert to C ssize_t");
  if (i < 0 && (i += length) < 0) i = 0;
  if (i > length) i = length;
  return list_splice(vm, l, (uint32_t)i, (uint32_t)i, &a[2], 1) ? V_NONE : V_FAIL;
}

RESUMABLE(list_insert_slow, 0, "(self, index, object, /)", NULL) {
  STEPS
    AWAIT(1, a[1], object_index(vm, a[1]));
    return insert_at(vm, a);
  END_STEPS
}

NATIVE(list_insert, "(self, index, object, /)", "Insert object before index.") {
  return is_small(a[1]) ? insert_at(vm, a) : enter(vm, &list_insert_slow_info, 3, a);
}

static Value list_pop_at(Vm *vm, Value self, int64_t i) {
  List *l = AS(List, vm, self);
  int64_t length = l->length;
  if (!length) return RAISE(vm, IndexError, "pop from empty list");
  if (i < 0) i += length;
  if (i < 0 || i >= length) return RAISE(vm, IndexError, "pop index out of range");
  if (i == length - 1) {
    TOUCH(vm, l);
    touch(vm, l->items);
    Value *slot = item_at(vm, l->items + (Ref)offsetof(Array, items), (uint32_t)i), v = *slot;
    *slot = V_UNDEFINED;
    l->length--;
    return v;
  }
  Value v = items_to_write(vm, l)[i];
  return list_splice(vm, l, (uint32_t)i, (uint32_t)i + 1, NULL, 0) ? v : V_FAIL;
}

RESUMABLE(list_pop_slow, 0, "(self, index, /)", NULL) {
  STEPS
    AWAIT(1, a[1], object_index(vm, a[1]));
    {
      int64_t i;
      if (!int_to_i64(vm, a[1], &i)) return RAISE(vm, OverflowError, "Python int too large to convert to C ssize_t");
      return list_pop_at(vm, a[0], i);
    }
  END_STEPS
}

NATIVE(list_pop, "(self, index=-1, /)",
       "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.") {
  if (a[1] == V_UNDEFINED) return list_pop_at(vm, a[0], -1);
  if (is_small(a[1])) return list_pop_at(vm, a[0], to_small(a[1]));
  return enter(vm, &list_pop_slow_info, 2, a);
}

NATIVE(list_clear, "(self, /)", "Remove all items from list.") {
  list_resize(vm, AS(List, vm, a[0]), 0);
  return V_NONE;
}

NATIVE(list_copy, "(self, /)", "Return a shallow copy of the list.") {
  Value *items;
  uint32_t count;
  sequence_items(vm, a[0], &items, &count);
  return list_new(vm, items, count);
}

NATIVE(list_reverse, "(self, /)", "Reverse *IN PLACE*.") {
  List *l = AS(List, vm, a[0]);
  if (l->length < 2) return V_NONE;
  if (!charge(vm, l->length >> 2)) return V_FAIL;
  Value *items = items_to_write(vm, l);
  for (uint32_t i = 0, j = l->length - 1; i < j; i++, j--) {
    Value v = items[i];
    items[i] = items[j];
    items[j] = v;
  }
  return V_NONE;
}

NATIVE(list_count, "(self, value, /)", "Return number of occurrences of value.") {
  return sequence_search(vm, a[0], a[1], 0, INT64_MAX, SEARCH_COUNT);
}
NATIVE(list_remove, "(self, value, /)",
       "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.") {
  return sequence_search(vm, a[0], a[1], 0, INT64_MAX, SEARCH_REMOVE);
}
NATIVE(list_index, "(self, value, start=0, stop=9223372036854775807, /)",
       "Return first index of value.\n\nRaises ValueError if the value is not present.") {
  return sequence_index(vm, a);
}

RESUMABLE(list_sort_method, 0, "(self, /, *, key=None, reverse=False)",
          "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and "
          "stable (i.e. the\norder of two equal elements is maintained).\n\nIf a key function is given, apply it once to "
          "each list item and sort them,\nascending or descending, according to their function values.\n\nThe reverse "
          "flag can be set to sort in descending order.") {
  STEPS
    if (a[2] == V_UNDEFINED) a[2] = V_FALSE;
    AWAIT(1, a[2], object_index(vm, a[2]));
    int64_t backwards;
    if (!index_i64(vm, a[2], &backwards, FIT_INT)) return V_FAIL;
    AWAIT(2, a[1], list_sort(vm, a[0], none_if_undefined(a[1]), backwards != 0));
    return V_NONE;
  END_STEPS
}

NATIVE(list_reversed, "(self, /)", "Return a reverse iterator over the list.") {
  Value it = record_new(vm, T_list_reverseiterator, LIST_ITERATOR_FIELDS);
  if (it == V_FAIL) return V_FAIL;
  *field(vm, it, LIST_ITERATOR_LIST) = a[0];
  *field(vm, it, LIST_ITERATOR_INDEX) = from_small((int64_t)AS(List, vm, a[0])->length - 1);
  return it;
}

/* ---- operators --------------------------------------------------------------------------------------------------- */

NATIVE(list_add, "(self, value, /)", "Return self+value.") {
  Value *left, *right;
  uint32_t left_count, right_count;
  if (!is_list(vm, a[1])) {
    if (reflected_first(vm, a[1], SP_radd)) return V_NOTIMPLEMENTED;
    return RAISE(vm, TypeError, "can only concatenate list (not \"%T\") to list", a[1]);
  }
  sequence_items(vm, a[0], &left, &left_count);
  sequence_items(vm, a[1], &right, &right_count);
  if ((uint64_t)left_count + right_count > MAX_ITEMS) return raise_no_memory(vm);
  Value result = list_new(vm, NULL, left_count + right_count);
  if (result == V_FAIL) return V_FAIL;
  Value *to = list_items(vm, AS(List, vm, result));
  if (left_count) memcpy(to, left, (size_t)left_count * 8);
  if (right_count) memcpy(to + left_count, right, (size_t)right_count * 8);
  return result;
}

NATIVE(list_mul, "(self, value, /)", "Return self*value.") { return sequence_repeat(vm, a[0], a[1], false); }
NATIVE(list_imul, "(self, value, /)", "Implement self*=value.") { return sequence_repeat(vm, a[0], a[1], true); }
NATIVE(list_repr, "(self, /)", "Return repr(self).") { return sequence_repr(vm, a[0]); }

#define COMPARISON(name, op, doc)                                                                                      \
  NATIVE(list_##name, "(self, value, /)", doc) {                                                                       \
    return is_list(vm, a[0]) && is_list(vm, a[1]) ? sequence_compare(vm, a[0], a[1], op) : V_NOTIMPLEMENTED;           \
  }
COMPARISON(lt, CMP_LT, "Return self<value.")
COMPARISON(le, CMP_LE, "Return self<=value.")
COMPARISON(eq, CMP_EQ, "Return self==value.")
COMPARISON(ne, CMP_NE, "Return self!=value.")
COMPARISON(gt, CMP_GT, "Return self>value.")
COMPARISON(ge, CMP_GE, "Return self>=value.")

NATIVE(list_sizeof, "(self, /)", "Return the size of the list in memory, in bytes.") {
  return from_small(40 + 8 * (int64_t)room_of(vm, AS(List, vm, a[0])));
}
NATIVE(list_class_getitem, "(cls, item, /)", "See PEP 585") { return generic_alias_new(vm, a[0], a[1]); }

const NativeEntry list_entries[] = {
    STATIC("__new__", list_make),
    SLOT("__init__", list_init),
    SLOT("__repr__", list_repr),
    SLOT("__lt__", list_lt),
    SLOT("__le__", list_le),
    SLOT("__eq__", list_eq),
    SLOT("__ne__", list_ne),
    SLOT("__gt__", list_gt),
    SLOT("__ge__", list_ge),
    SLOT("__iter__", list_iter),
    SLOT("__len__", list_len),
    METHOD_("__getitem__", list_getitem),
    SLOT("__setitem__", list_setitem),
    SLOT("__delitem__", list_delitem),
    SLOT("__add__", list_add),
    SLOT("__mul__", list_mul),
    SLOT("__rmul__", list_mul),
    SLOT("__contains__", list_contains),
    SLOT("__iadd__", list_iadd),
    SLOT("__imul__", list_imul),
    METHOD_("__reversed__", list_reversed),
    METHOD_("__sizeof__", list_sizeof),
    METHOD_("clear", list_clear),
    METHOD_("copy", list_copy),
    METHOD_("append", list_append_method),
    METHOD_("insert", list_insert),
    METHOD_("extend", list_extend_method),
    METHOD_("pop", list_pop),
    METHOD_("remove", list_remove),
    METHOD_("index", list_index),
    METHOD_("count", list_count),
    METHOD_("reverse", list_reverse),
    METHOD_("sort", list_sort_method),
    CLASSMETHOD_("__class_getitem__", list_class_getitem),
    INTERNAL(length_hint),
    INTERNAL(list_extend_slow),
    INTERNAL(list_assign_iterable),
    INTERNAL(list_insert_slow),
    INTERNAL(list_pop_slow),
    INTERNAL(list_sort_run),
    INTERNAL(sequence_search_slow),
    INTERNAL(sequence_index_slow),
    INTERNAL(subscript_convert),
    INTERNAL(sequence_compare_slow),
    INTERNAL(sequence_repr_slow),
    INTERNAL(sequence_repeat_slow),
    INTERNAL(raise_not_in_list),
    END_OF_ENTRIES,
};
