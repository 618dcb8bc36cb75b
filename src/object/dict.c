/*
 * The table of dict: compact and ordered, as CPython's since 3.6.
 *
 * An open-addressed index of small numbers points into an array of entries kept in order of insertion. A deleted entry
 * leaves its key V_UNDEFINED and its index slot marked deleted, until the table is rebuilt. Dict.pad counts the index
 * slots that are no longer empty; it never exceeds the table's room, which is two thirds of the slots, so that a probe
 * always ends at an empty slot. Where the first entries are dead, the value of the very first says how many they are, so that
 * what is taken from the front, as from a queue, is not walked over again and again.
 *
 * The slots of a large table have bits to spare: they hold five further bits of the hash, so that most of the entries that are not the
 * key's are never read.
 *
 * A probe compares keys without calling while it can: identity, strings, numbers, tuples of those. When Python must be
 * asked, dict_find answers -2 and the operation goes on in the resumable native dict_probe, which starts again when the
 * table or the compared entry changed during a comparison.
 */
#include "object/containers.h"
#include "object/text.h"

#define SMALLEST_BITS 3u
#define MOST_BITS 26u
#define SLOT_EMPTY (-1)
#define SLOT_DELETED (-2)
#define TAG_SHIFT MOST_BITS /* of 32-bit slots: entry number below, tag above */
#define TAG_MASK 31u

/* The numbers of one table, with what a corrupted cage could make of them bounded. */
typedef struct Slots {
  uint8_t *base;
  Ref index;   /* first slot */
  Ref entries; /* first entry */
  uint32_t mask;
  uint32_t bits;
} Slots;

static inline uint32_t slot_width(uint32_t bits) { return bits <= 7 ? 0 : bits <= 15 ? 1 : 2; } /* log2 */

static inline Slots slots_of(Vm *vm, Ref table) {
  DictTable *t = at(vm, table);
  uint32_t bits = t->bits;
  CAGE_CHECK(vm, bits - SMALLEST_BITS <= MOST_BITS - SMALLEST_BITS);
  Ref index = table + (Ref)sizeof(DictTable);
  return (Slots){vm->base, index, index + (1u << (bits + slot_width(bits))), (1u << bits) - 1, bits};
}

static inline int32_t slot_get(const Slots *s, uint32_t i) {
  if (__builtin_expect(s->bits <= 7, 1)) return *(int8_t *)(s->base + (Ref)(s->index + i));
  if (s->bits <= 15) return *(int16_t *)(s->base + (Ref)(s->index + i * 2));
  int32_t slot = *(int32_t *)(s->base + (Ref)(s->index + i * 4));
  return slot < 0 ? slot : slot & ((1 << TAG_SHIFT) - 1);
}

static inline uint32_t tag_of(const Slots *s, int64_t hash) { return (uint32_t)(hash >> s->bits) & TAG_MASK; }

/* Slot i in a search for a key whose hash has this tag: the entry there, if it may be the key's. `width` is slot_width(bits). */
static inline int32_t slot_seek(const Slots *s, uint32_t i, uint32_t tag, uint32_t width) {
  if (width == 0) return *(int8_t *)(s->base + (Ref)(s->index + i));
  if (width == 1) return *(int16_t *)(s->base + (Ref)(s->index + i * 2));
  int32_t slot = *(int32_t *)(s->base + (Ref)(s->index + i * 4));
  if (slot < 0) return slot;
  return (uint32_t)slot >> TAG_SHIFT == tag ? slot & ((1 << TAG_SHIFT) - 1) : SLOT_DELETED;
}

static inline void slot_set(const Slots *s, uint32_t i, int32_t n, int64_t hash) {
  if (s->bits <= 7)
    *(int8_t *)(s->base + (Ref)(s->index + i)) = (int8_t)n;
  else if (s->bits <= 15)
    *(int16_t *)(s->base + (Ref)(s->index + i * 2)) = (int16_t)n;
  else
    *(int32_t *)(s->base + (Ref)(s->index + i * 4)) = n < 0 ? n : (int32_t)(tag_of(s, hash) << TAG_SHIFT) | n;
}

static inline DictEntry *entry_at(const Slots *s, uint32_t n) {
  return (DictEntry *)(s->base + (Ref)(s->entries + n * (uint32_t)sizeof(DictEntry)));
}

static inline uint32_t room_of(uint32_t bits) { return (uint32_t)((2ull << bits) / 3); }

static inline DictEntry *entry_of(Vm *vm, Dict *d, uint32_t i) {
  Slots s = slots_of(vm, d->table);
  return entry_at(&s, i);
}

DictEntry *dict_entry(Vm *vm, Dict *d, uint32_t i) { return entry_of(vm, d, i); }

/* ---- making ------------------------------------------------------------------------------------------------------ */

static DictTable *table_new(Vm *vm, uint32_t bits) {
  if (bits > MOST_BITS) {
    raise_no_memory(vm);
    return NULL;
  }
  uint32_t index = 1u << (bits + slot_width(bits)), room = room_of(bits);
  uint64_t size = sizeof(DictTable) + index + (uint64_t)room * sizeof(DictEntry);
  if (bits > 6 && !charge(vm, size >> 6)) return NULL;
  DictTable *t = allocate(vm, size, KIND_DICT_TABLE, SHAPE(vm, internal));
  if (!t) return NULL;
  t->bits = bits;
  t->room = room;
  memset(t->index, 0xFF, index);
  return t;
}

static uint32_t bits_for(uint64_t slots) {
  uint32_t bits = SMALLEST_BITS;
  while (((uint64_t)1 << bits) < slots) bits++;
  return bits;
}

Value dict_alloc(Vm *vm, Ref type) {
  Dict *d = type == TYPE(vm, dict) ? allocate(vm, sizeof(Dict), KIND_DICT, SHAPE(vm, dict))
                                   : object_new(vm, type, sizeof(Dict));
  if (!d) return V_FAIL;
  d->version = vm->next_version++;
  return value_of(vm, d);
}

Value dict_new(Vm *vm) {
  Dict *d = allocate(vm, sizeof(Dict), KIND_DICT, SHAPE(vm, dict));
  if (!d) return V_FAIL;
  d->version = vm->next_version++;
  return value_of(vm, d);
}

Value dict_new_sized(Vm *vm, uint32_t entries) {
  if (!entries) return dict_new(vm);
  DictTable *t = table_new(vm, bits_for(((uint64_t)entries * 3 + 1) / 2));
  if (!t) return V_FAIL;
  Value d = dict_new(vm);
  if (d != V_FAIL) AS(Dict, vm, d)->table = ref_of(vm, t);
  return d;
}

/* Puts entry n, whose hash is given, into the first free slot of its probe. */
static inline void index_insert(Vm *vm, const Slots *s, int64_t hash, uint32_t n) {
  uint64_t perturb = (uint64_t)hash;
  uint32_t i = (uint32_t)hash & s->mask, steps = 0;
  while (slot_get(s, i) >= 0) {
    perturb >>= 5;
    i = (uint32_t)(i * 5 + perturb + 1) & s->mask;
    CAGE_CHECK(vm, ++steps <= s->mask + 32);
  }
  if (steps > 4) vm->fuel -= steps - 4;
  slot_set(s, i, (int32_t)n, hash);
}

/* A table of 1 << bits slots with the live entries of d, in order, after `gap` dead ones. */
static DictTable *table_rebuilt(Vm *vm, Dict *d, uint32_t bits, uint32_t gap) {
  DictTable *t = table_new(vm, bits);
  if (!t) return NULL;
  if (!d->table) return t;
  if (!charge(vm, d->fill)) return NULL;
  Slots to = slots_of(vm, ref_of(vm, t)), from = slots_of(vm, d->table);
  CAGE_CHECK(vm, d->fill <= from.mask && gap <= t->room);
  uint32_t n = 0;
  for (; n < gap; n++) *entry_at(&to, n) = (DictEntry){V_UNDEFINED, from_small(gap), 0};
  for (uint32_t i = 0; i < d->fill; i++) {
    DictEntry *e = entry_at(&from, i);
    if (e->key == V_UNDEFINED) continue;
    CAGE_CHECK(vm, n < t->room);
    *entry_at(&to, n) = *e;
    index_insert(vm, &to, e->hash, n++);
  }
  CAGE_CHECK(vm, n == d->used + gap);
  return t;
}

/* Another table for d, with room for as many again, its entries after `gap` dead ones. */
static __attribute__((noinline)) bool dict_grow(Vm *vm, Dict *d, uint32_t gap) {
  DictTable *t = table_rebuilt(vm, d, bits_for(((uint64_t)d->used + gap) * 3), gap);
  if (!t) return false;
  TOUCH(vm, d);
  d->table = ref_of(vm, t);
  d->fill = d->pad = d->used + gap;
  return true;
}

void dict_clear(Vm *vm, Dict *d) {
  TOUCH(vm, d);
  d->table = 0;
  d->used = d->fill = d->pad = 0;
  d->version = vm->next_version++;
}

/* ---- finding ----------------------------------------------------------------------------------------------------- */

/* Whether an interned or exact Str with this hash equals the key of an entry with the same hash. */
static inline bool str_key_equal(Vm *vm, Value key, bool interned, Value other) {
  if (!is_ref(other)) return false;
  Object *o = OBJECT(vm, other);
  if (o->kind != KIND_STR || (interned && (o->flags & STR_INTERNED))) return false;
  return str_equal(vm, key, other);
}

static inline int64_t find_name(Vm *vm, Dict *d, Value name) {
  if (!d->table) return -1;
  Slots s = slots_of(vm, d->table);
  int64_t hash = hash_of_str(vm, name);
  uint64_t perturb = (uint64_t)hash;
  uint32_t i = (uint32_t)hash & s.mask, steps = 0, tag = tag_of(&s, hash);
  for (;;) {
    int32_t n = slot_seek(&s, i, tag, slot_width(s.bits));
    if (n >= 0) {
      DictEntry *e = entry_at(&s, (uint32_t)n);
      if (e->key == name) return n;
      if (e->hash == hash && str_key_equal(vm, name, true, e->key)) return n;
    } else if (n == SLOT_EMPTY) {
      return -1;
    }
    perturb >>= 5;
    i = (uint32_t)(i * 5 + perturb + 1) & s.mask;
    CAGE_CHECK(vm, ++steps <= s.mask + 32);
    /* An inline cache may save this search, so it must not cost; unless somebody chose names that collide. */
    if (steps > 64) vm->fuel--;
  }
}

Value dict_get_name(Vm *vm, Dict *d, Value name) {
  int64_t n = find_name(vm, d, name);
  return n < 0 ? V_UNDEFINED : dict_entry(vm, d, (uint32_t)n)->value;
}

/* Where a probe stands, so that it can go on after a comparison that had to call. */
typedef struct Probe {
  uint64_t perturb;
  uint32_t i, steps;
  int32_t entry; /* the one to compare, after -2 */
} Probe;

static inline void probe_advance(Probe *p, uint32_t mask) {
  p->perturb >>= 5;
  p->i = (uint32_t)(p->i * 5 + p->perturb + 1) & mask;
  p->steps++;
}

/* Entry number; -1 absent; -2 entry p->entry must be compared by a call. */
static int64_t probe_run(Vm *vm, const Slots *s, Value key, int64_t hash, Probe *p) {
  for (uint32_t tag = tag_of(s, hash);; probe_advance(p, s->mask)) {
    CAGE_CHECK(vm, p->steps <= s->mask + 32);
    if (p->steps > 4) vm->fuel--;
    int32_t n = slot_seek(s, p->i, tag, slot_width(s->bits));
    if (n >= 0) {
      DictEntry *e = entry_at(s, (uint32_t)n);
      if (e->key == key) return n;
      if (e->hash != hash) continue;
      int equal = equal_simple(vm, e->key, key);
      if (equal == 1) return n;
      if (equal < 0) {
        p->entry = n;
        return -2;
      }
    } else if (n == SLOT_EMPTY) {
      return -1;
    }
  }
}

/* Where a key stands: its entry and the number of that one; -1 absent, -2 a comparison would have to call Python. */
typedef struct Place {
  DictEntry *entry;
  int64_t n;
} Place;

static inline __attribute__((always_inline)) Place place_in(Vm *vm, const Slots *s, Value key, int64_t hash, bool text, uint32_t width) {
  uint64_t perturb = (uint64_t)hash;
  uint32_t mask = s->mask, i = (uint32_t)hash & mask, steps = 0, tag = tag_of(s, hash);
  Place place = {NULL, -1};
  for (;; i = (uint32_t)(i * 5 + (perturb >>= 5) + 1) & mask, steps++) {
    CAGE_CHECK(vm, steps <= mask + 32);
    int32_t n = slot_seek(s, i, tag, width);
    if (n >= 0) {
      DictEntry *e = entry_at(s, (uint32_t)n);
      if (e->key != key) {
        if (e->hash != hash) continue;
        if (!text || !is_text(vm, e->key)) return (Place){e, -2};
        if (!str_same(vm, key, e->key)) continue;
      }
      place = (Place){e, n};
      break;
    } else if (n == SLOT_EMPTY) {
      break;
    }
  }
  if (steps > 4) vm->fuel -= steps - 4;
  return place;
}

static inline __attribute__((always_inline)) Place place_plain(Vm *vm, Dict *d, Value key, int64_t hash, bool text) {
  if (!d->table) return (Place){NULL, -1};
  Slots s = slots_of(vm, d->table);
  if (s.bits <= 7) return place_in(vm, &s, key, hash, text, 0);
  if (s.bits <= 15) return place_in(vm, &s, key, hash, text, 1);
  return place_in(vm, &s, key, hash, text, 2);
}

/* What keys mostly are: a small int; an exact Str. */
static __attribute__((noinline)) Place place_of_small(Vm *vm, Dict *d, Value key, int64_t hash) {
  return place_plain(vm, d, key, hash, false);
}
static __attribute__((noinline)) Place place_of_text(Vm *vm, Dict *d, Value key, int64_t hash) {
  return place_plain(vm, d, key, hash, true);
}

static __attribute__((noinline)) Place place_of_any(Vm *vm, Dict *d, Value key, int64_t hash) {
  if (!d->table) return (Place){NULL, -1};
  Slots s = slots_of(vm, d->table);
  Probe p = {(uint64_t)hash, (uint32_t)hash & s.mask, 0, 0};
  int64_t n = probe_run(vm, &s, key, hash, &p);
  return (Place){n < 0 ? NULL : entry_at(&s, (uint32_t)n), n};
}

int64_t dict_find(Vm *vm, Dict *d, Value key, int64_t hash) {
  int64_t n = -2;
  if (is_small(key)) n = place_of_small(vm, d, key, hash).n;
  else if (is_text(vm, key)) n = place_of_text(vm, d, key, hash).n;
  return __builtin_expect(n != -2, 1) ? n : place_of_any(vm, d, key, hash).n;
}

/* ---- changing ---------------------------------------------------------------------------------------------------- */

bool dict_insert_at_end(Vm *vm, Dict *d, Value key, int64_t hash, Value value) {
  if (!d->table || d->pad >= ((DictTable *)at(vm, d->table))->room)
    if (!dict_grow(vm, d, 0)) return false;
  TOUCH(vm, d);
  touch(vm, d->table);
  Slots s = slots_of(vm, d->table);
  index_insert(vm, &s, hash, d->fill);
  *entry_at(&s, d->fill) = (DictEntry){key, value, hash};
  d->fill++;
  d->pad++;
  d->used++;
  d->version = vm->next_version++;
  return true;
}

bool dict_set_name(Vm *vm, Dict *d, Value name, Value value) {
  int64_t n = find_name(vm, d, name);
  if (n < 0) return dict_insert_at_end(vm, d, name, hash_of_str(vm, name), value);
  touch(vm, d->table);
  dict_entry(vm, d, (uint32_t)n)->value = value;
  return true;
}

void dict_remove_entry(Vm *vm, Dict *d, uint32_t entry) {
  TOUCH(vm, d);
  touch(vm, d->table);
  Slots s = slots_of(vm, d->table);
  DictEntry *e = entry_at(&s, entry);
  Probe p = {(uint64_t)e->hash, (uint32_t)e->hash & s.mask, 0, 0};
  while (slot_get(&s, p.i) != (int32_t)entry) {
    probe_advance(&p, s.mask);
    CAGE_CHECK(vm, p.steps <= s.mask + 32);
  }
  if (p.steps > 4) vm->fuel -= p.steps - 4;
  slot_set(&s, p.i, SLOT_DELETED, 0);
  e->key = e->value = V_UNDEFINED;
  d->used--;
  d->version = vm->next_version++;
}

bool dict_delete_name(Vm *vm, Dict *d, Value name) {
  int64_t n = find_name(vm, d, name);
  if (n < 0) return false;
  dict_remove_entry(vm, d, (uint32_t)n);
  return true;
}

int64_t dict_last(Vm *vm, Dict *d) {
  if (!d->used || !d->table) return -1;
  Slots s = slots_of(vm, d->table);
  CAGE_CHECK(vm, d->fill <= s.mask);
  uint32_t n = d->fill;
  while (n && entry_at(&s, n - 1)->key == V_UNDEFINED) n--;
  vm->fuel -= (d->fill - n) >> 2;
  TOUCH(vm, d);
  d->fill = n;
  return (int64_t)n - 1;
}

/* The first live entry from n on; d->fill when there is none. */
static inline uint32_t next_live(Vm *vm, const Dict *d, const Slots *s, uint32_t n) {
  uint32_t from = n;
  while (n < d->fill && entry_at(s, n)->key == V_UNDEFINED) n++;
  vm->fuel -= (n - from) >> 2;
  return n;
}

/* The first live entry; d->fill when there is none. */
static uint32_t first_live(Vm *vm, Dict *d, const Slots *s) {
  DictEntry *first = entry_at(s, 0);
  if (first->key != V_UNDEFINED) return 0;
  uint32_t dead = is_small(first->value) ? (uint32_t)to_small(first->value) : 1, n = next_live(vm, d, s, dead);
  if (n == dead) return n < d->fill ? n : d->fill;
  touch(vm, d->table);
  first->value = from_small(n);
  return n;
}

bool dict_next(Vm *vm, Dict *d, uint32_t *position, Value *key, Value *value) {
  if (*position >= d->fill || !d->table) return false;
  Slots s = slots_of(vm, d->table);
  CAGE_CHECK(vm, d->fill <= s.mask);
  uint32_t n = next_live(vm, d, &s, *position ? *position : first_live(vm, d, &s));
  *position = n;
  if (n == d->fill) return false;
  DictEntry *e = entry_at(&s, n);
  *key = e->key;
  *value = e->value;
  *position = n + 1;
  return true;
}

/* Moves a live entry to an end of the order: to the front when `front`. False: no room. */
static bool entry_move(Vm *vm, Dict *d, uint32_t n, bool front) {
  Slots s = slots_of(vm, d->table);
  CAGE_CHECK(vm, d->fill <= s.mask);
  uint32_t first = front ? first_live(vm, d, &s) : 0;
  if (n == (front ? first : d->fill - 1)) return true;
  if (d->pad >= ((DictTable *)at(vm, d->table))->room || (front && !first)) {
    uint32_t gap = front ? d->used : 0, before = 0;
    for (uint32_t i = 0; i < n; i++) before += entry_at(&s, i)->key != V_UNDEFINED;
    if (!dict_grow(vm, d, gap)) return false;
    s = slots_of(vm, d->table);
    first = gap;
    n = gap + before;
  }
  DictEntry e = *entry_at(&s, n);
  dict_remove_entry(vm, d, n);
  uint32_t to = front ? first - 1 : d->fill++;
  index_insert(vm, &s, e.hash, to);
  *entry_at(&s, to) = e;
  if (front && to) entry_at(&s, 0)->value = from_small(to);
  d->pad++;
  d->used++;
  return true;
}

Value dict_copy(Vm *vm, Value dict) {
  Dict *d = AS(Dict, vm, dict);
  if (!d->used) return dict_new(vm);
  DictTable *t;
  if (d->used == d->fill && d->pad == d->fill && d->used >= 3) {
    Slots s = slots_of(vm, d->table);
    uint64_t size = (uint64_t)(s.entries - d->table) + (uint64_t)room_of(s.bits) * sizeof(DictEntry);
    CAGE_CHECK(vm, in_cage(d->table, size));
    if (!charge(vm, d->used) || !(t = table_new(vm, s.bits))) return V_FAIL;
    memcpy(t->index, ((DictTable *)at(vm, d->table))->index, size - sizeof(DictTable));
  } else {
    t = table_rebuilt(vm, d, bits_for(((uint64_t)d->used * 3 + 1) / 2), 0);
    if (!t) return V_FAIL;
  }
  Value copy = dict_new(vm);
  if (copy == V_FAIL) return V_FAIL;
  Dict *c = AS(Dict, vm, copy);
  c->table = ref_of(vm, t);
  c->used = c->fill = c->pad = d->used;
  return copy;
}

/* ---- operations with any keys ------------------------------------------------------------------------------------ */

static Value dict_missing(Vm *vm, Value dict, Value key) {
  if (!IS_EXACT(vm, dict, dict)) {
    Value outcome = call_special(vm, dict, SP_missing, 1, &key);
    if (outcome != V_UNDEFINED) return outcome;
  }
  return raise_with(vm, T_KeyError, key);
}

/* The operation, once it is known where the key stands. */
static inline __attribute__((always_inline)) Value operation_finish(Vm *vm, Value dict, Value key, int64_t hash, Value value, DictOperation operation,
                                     Place place) {
  Dict *d = AS(Dict, vm, dict);
  if (place.n < 0) {
    switch (operation) {
    case DICT_GET: return value;
    case DICT_GETITEM: return dict_missing(vm, dict, key);
    case DICT_SET: return dict_insert_at_end(vm, d, key, hash, value) ? V_NONE : V_FAIL;
    case DICT_SETDEFAULT: return dict_insert_at_end(vm, d, key, hash, value) ? value : V_FAIL;
    case DICT_ADD: return dict_insert_at_end(vm, d, key, hash, value) ? V_TRUE : V_FAIL;
    case DICT_COUNT: return dict_insert_at_end(vm, d, key, hash, from_small(1)) ? V_TRUE : V_FAIL;
    case DICT_POP:
      if (value != V_UNDEFINED) return value;
      /* fall through */
    case DICT_TO_FRONT:
    case DICT_TO_END:
    case DICT_DELETE: return raise_with(vm, T_KeyError, key);
    case DICT_CONTAINS: return V_FALSE;
    }
    return V_FAIL;
  }
  DictEntry *e = place.entry;
  Value found = e->value;
  switch (operation) {
  case DICT_SET:
    touch(vm, d->table);
    e->value = value;
    return V_NONE;
  case DICT_DELETE: dict_remove_entry(vm, d, (uint32_t)place.n); return V_NONE;
  case DICT_POP: dict_remove_entry(vm, d, (uint32_t)place.n); return found;
  case DICT_CONTAINS: return V_TRUE;
  case DICT_TO_FRONT:
  case DICT_TO_END: return entry_move(vm, d, (uint32_t)place.n, operation == DICT_TO_FRONT) ? V_NONE : V_FAIL;
  case DICT_ADD: return V_FALSE;
  case DICT_COUNT:
    if (!is_small(found) || to_small(found) >= INT_MAX48) return V_FALSE;
    touch(vm, d->table);
    e->value = from_small(to_small(found) + 1);
    return V_TRUE;
  default: return found;
  }
}

SHARED_RESUMABLE(dict_probe, 11, "(dict, key, value, operation, known, /)", NULL) {
  enum { DICT, KEY, VALUE, OPERATION, GIVEN, HASH, PERTURB = HASH + 2, SLOT = PERTURB + 2, COUNT, ENTRY, TABLE, COMPARED,
         RESULT };
  STEPS
    if (a[GIVEN] != V_UNDEFINED) {
      int64_t known_hash;
      int_to_i64(vm, a[GIVEN], &known_hash);
      wide_put(a + HASH, (uint64_t)known_hash);
    } else {
      AWAIT(1, a[RESULT], object_hash(vm, a[KEY]));
      int64_t hash = 0;
      int_to_i64(vm, a[RESULT], &hash);
      wide_put(a + HASH, (uint64_t)hash);
    }
    a[TABLE] = V_UNDEFINED;
    for (;;) {
      /* Go on from the registers, or from the start if the table is another one. */
      {
        Dict *d = AS(Dict, vm, a[DICT]);
        int64_t hash = (int64_t)wide_get(a + HASH), n = -1;
        if (d->table) {
          Slots s = slots_of(vm, d->table);
          Probe p = {(uint64_t)hash, (uint32_t)hash & s.mask, 0, 0};
          if (a[TABLE] == from_ref(d->table))
            p = (Probe){wide_get(a + PERTURB), (uint32_t)to_small(a[SLOT]), (uint32_t)to_small(a[COUNT]), 0};
          p.i &= s.mask;
          n = probe_run(vm, &s, a[KEY], hash, &p);
          if (n == -2) {
            a[TABLE] = from_ref(d->table);
            wide_put(a + PERTURB, p.perturb);
            a[SLOT] = from_small(p.i);
            a[COUNT] = from_small(p.steps);
            a[ENTRY] = from_small(p.entry);
            a[COMPARED] = entry_at(&s, (uint32_t)p.entry)->key;
          }
        }
        if (n != -2) {
          Place place = {n < 0 ? NULL : entry_of(vm, d, (uint32_t)n), n};
          AWAIT(3, a[RESULT],
                operation_finish(vm, a[DICT], a[KEY], hash, a[VALUE], (DictOperation)to_small(a[OPERATION]), place));
          return a[RESULT];
        }
      }
      AWAIT(2, a[RESULT], object_equal(vm, a[COMPARED], a[KEY]));
      {
        Dict *d = AS(Dict, vm, a[DICT]);
        if (!d->table || a[TABLE] != from_ref(d->table)) {
          a[TABLE] = V_UNDEFINED;
          continue;
        }
        Slots s = slots_of(vm, d->table);
        if (entry_at(&s, (uint32_t)to_small(a[ENTRY]))->key != a[COMPARED]) {
          a[TABLE] = V_UNDEFINED;
          continue;
        }
        if (a[RESULT] == V_TRUE)
          return operation_finish(vm, a[DICT], a[KEY], (int64_t)wide_get(a + HASH), a[VALUE],
                                  (DictOperation)to_small(a[OPERATION]),
                                  (Place){entry_at(&s, (uint32_t)to_small(a[ENTRY])), to_small(a[ENTRY])});
        Probe p = {wide_get(a + PERTURB), (uint32_t)to_small(a[SLOT]), (uint32_t)to_small(a[COUNT]), 0};
        probe_advance(&p, s.mask);
        wide_put(a + PERTURB, p.perturb);
        a[SLOT] = from_small(p.i);
        a[COUNT] = from_small(p.steps);
      }
      CHECKPOINT(4);
    }
  END_STEPS
}

static __attribute__((noinline)) Value operate_slow(Vm *vm, Value dict, Value key, int64_t hash, Value value,
                                                    DictOperation operation) {
  if (vm->retry || vm->ending) return V_FAIL;
  Value known_hash = V_UNDEFINED;
  if (hash != -1) {
    known_hash = int_from_i64(vm, hash);
    if (known_hash == V_FAIL) return V_FAIL;
  }
  Value arguments[] = {dict, key, value, from_small(operation), known_hash};
  return enter(vm, &dict_probe_info, 5, arguments);
}

/* Where `operation` is known, the compiler leaves only its part. */
static inline __attribute__((always_inline)) Value operate(Vm *vm, Value dict, Value key, int64_t hash, Value value, DictOperation operation) {
  Dict *d = AS(Dict, vm, dict);
  Place place;
  if (is_small(key)) {
    hash = hash_of_small(key);
    place = place_of_small(vm, d, key, hash);
  } else if (is_text(vm, key)) {
    hash = hash_of_str(vm, key);
    place = place_of_text(vm, d, key, hash);
  } else {
    if (hash == -1 && !key_hash(vm, key, &hash)) return operate_slow(vm, dict, key, -1, value, operation);
    place = (Place){NULL, -2};
  }
  if (__builtin_expect(place.n == -2, 0)) {
    place = place_of_any(vm, d, key, hash);
    if (place.n == -2) return operate_slow(vm, dict, key, hash, value, operation);
  }
  return operation_finish(vm, dict, key, hash, value, operation, place);
}

Value dict_operate_hashed(Vm *vm, Value dict, Value key, int64_t hash, Value value, DictOperation operation) {
  return operate(vm, dict, key, hash, value, operation);
}
Value dict_operate(Vm *vm, Value dict, Value key, Value value, DictOperation operation) {
  return operate(vm, dict, key, -1, value, operation);
}

Value dict_get(Vm *vm, Value dict, Value key, Value fallback) { return operate(vm, dict, key, -1, fallback, DICT_GET); }
Value dict_getitem(Vm *vm, Value dict, Value key) { return operate(vm, dict, key, -1, V_UNDEFINED, DICT_GETITEM); }
Value dict_set(Vm *vm, Value dict, Value key, Value value) { return operate(vm, dict, key, -1, value, DICT_SET); }
Value dict_delete(Vm *vm, Value dict, Value key) { return dict_operate(vm, dict, key, V_UNDEFINED, DICT_DELETE); }
Value dict_contains(Vm *vm, Value dict, Value key) { return operate(vm, dict, key, -1, V_UNDEFINED, DICT_CONTAINS); }
Value dict_pop(Vm *vm, Value dict, Value key, Value fallback) {
  return dict_operate(vm, dict, key, fallback, DICT_POP);
}
Value dict_setdefault(Vm *vm, Value dict, Value key, Value value) {
  return dict_operate(vm, dict, key, value, DICT_SETDEFAULT);
}
