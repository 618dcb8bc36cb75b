/*
 * The table of set and frozenset: open addressing as in CPython's setobject.c, so that a set of numbers iterates in the
 * same order.
 *
 * A probe looks at a slot and the nine behind it, then jumps; a removed key leaves V_STOP with hash -1, which no key has, and
 * its slot may be used again.
 * The table is rebuilt when three fifths of its slots were ever used. An empty set has no table, but its mask says what the
 * first will be. Set.hash of a mutable set is where pop() looks next.
 */
#include "object/containers.h"

#define LINEAR_PROBES 9u
#define SMALLEST_MASK 7u
#define LARGEST_MASK ((1u << 26) - 1)

static inline uint32_t mask_of(Vm *vm, Set *s) {
  uint32_t mask = s->mask;
  CAGE_CHECK(vm, mask <= LARGEST_MASK && mask >= SMALLEST_MASK && !(mask & (mask + 1)));
  return mask;
}

static inline SetEntry *entry_at(Vm *vm, Ref table, uint32_t i) {
  return (SetEntry *)(vm->base + (Ref)(table + (Ref)sizeof(SetTable) + i * (uint32_t)sizeof(SetEntry)));
}

SetEntry *set_entry(Vm *vm, Set *s, uint32_t slot) { return entry_at(vm, s->table, slot); }

/* ---- making ------------------------------------------------------------------------------------------------------ */

Value set_alloc(Vm *vm, Ref type) {
  Set *s;
  bool frozen = false;
  if (type == TYPE(vm, set)) {
    s = allocate(vm, sizeof(Set), KIND_SET, SHAPE(vm, set));
  } else {
    frozen = type_is_subtype(vm, type, TYPE(vm, frozenset));
    s = object_new(vm, type, sizeof(Set));
  }
  if (!s) return V_FAIL;
  if (frozen) s->head.flags |= OBJECT_FROZEN;
  s->mask = SMALLEST_MASK;
  s->hash = frozen ? -1 : 0;
  return value_of(vm, s);
}

Value set_new(Vm *vm, bool frozen) { return set_alloc(vm, frozen ? TYPE(vm, frozenset) : TYPE(vm, set)); }

static SetTable *table_new(Vm *vm, uint32_t mask) {
  if (mask > LARGEST_MASK) {
    raise_no_memory(vm);
    return NULL;
  }
  if (mask > 63 && !charge(vm, mask >> 2)) return NULL;
  SetTable *t =
      allocate(vm, sizeof(SetTable) + ((uint64_t)mask + 1) * sizeof(SetEntry), KIND_SET_TABLE, SHAPE(vm, internal));
  if (!t) return NULL;
  t->count = mask + 1;
  for (uint32_t i = 0; i <= mask; i++) t->entries[i].key = V_UNDEFINED;
  return t;
}

/* Puts a key that is not there into a table without removed keys. */
static inline void insert_clean(Vm *vm, Ref table, uint32_t mask, Value key, int64_t hash) {
  uint64_t perturb = (uint64_t)hash;
  uint32_t i = (uint32_t)hash & mask, steps = 0;
  for (;;) {
    uint32_t probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    for (uint32_t j = i; j <= i + probes; j++) {
      SetEntry *e = entry_at(vm, table, j);
      if (e->key == V_UNDEFINED) {
        *e = (SetEntry){key, hash};
        if (steps > 1) vm->fuel -= steps;
        return;
      }
    }
    perturb >>= 5;
    i = (uint32_t)(i * 5 + 1 + perturb) & mask;
    CAGE_CHECK(vm, ++steps <= mask + 32);
  }
}

static bool set_rebuild(Vm *vm, Set *s, uint64_t least) {
  uint64_t size = SMALLEST_MASK + 1;
  while (size <= least) size <<= 1;
  if (size > (uint64_t)LARGEST_MASK + 1) {
    raise_no_memory(vm);
    return false;
  }
  uint32_t mask = (uint32_t)size - 1, old = mask_of(vm, s), moved = 0;
  if (old > 63 && !charge(vm, old >> 2)) return false;
  SetTable *t = table_new(vm, mask);
  if (!t) return false;
  if (s->table)
    for (uint32_t i = 0; i <= old; i++) {
      SetEntry *e = entry_at(vm, s->table, i);
      if (is_marker(e->key) && (e->key == V_UNDEFINED || e->key == V_STOP)) continue;
      CAGE_CHECK(vm, ++moved <= mask);
      insert_clean(vm, ref_of(vm, t), mask, e->key, e->hash);
    }
  TOUCH(vm, s);
  s->table = ref_of(vm, t);
  s->mask = mask;
  s->fill = s->used;
  return true;
}

bool set_reserve(Vm *vm, Set *s, uint32_t more) {
  if (((uint64_t)s->fill + more) * 5 < (uint64_t)s->mask * 3) return true;
  return set_rebuild(vm, s, ((uint64_t)s->used + more) * 2);
}

bool set_tidy(Vm *vm, Set *s) {
  if (s->fill - s->used <= mask_of(vm, s) / 4) return true;
  return set_rebuild(vm, s, s->used > 50000 ? (uint64_t)s->used * 2 : (uint64_t)s->used * 4);
}

void set_clear(Vm *vm, Set *s) {
  TOUCH(vm, s);
  s->table = 0;
  s->used = s->fill = 0;
  s->mask = SMALLEST_MASK;
}

void set_swap(Vm *vm, Set *x, Set *y) {
  TOUCH(vm, x);
  TOUCH(vm, y);
  Set was = *x;
  x->used = y->used, x->fill = y->fill, x->mask = y->mask, x->table = y->table;
  y->used = was.used, y->fill = was.fill, y->mask = was.mask, y->table = was.table;
}

/* ---- finding ----------------------------------------------------------------------------------------------------- */

/* Where a probe stands, so that it can go on after a comparison that had to call. */
typedef struct Probe {
  uint64_t perturb;
  uint32_t i;    /* first slot of this stretch */
  uint32_t next; /* how far into the stretch */
  uint32_t steps;
} Probe;

static inline Probe probe_start(int64_t hash, uint32_t mask) {
  return (Probe){(uint64_t)hash, (uint32_t)hash & mask, 0, 0};
}

/* Slot of the key; -1 absent: p->i + p->next is the unused slot that ends the probe; -2 that slot must be compared by a call. */
static __attribute__((noinline)) int64_t probe_run(Vm *vm, Ref table, uint32_t mask, Value key, int64_t hash, Probe *p) {
  bool text = is_text(vm, key), interned = text && OBJECT(vm, key)->flags & STR_INTERNED;
  for (;;) {
    uint32_t probes = p->i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    for (; p->next <= probes; p->next++) {
      SetEntry *e = entry_at(vm, table, p->i + p->next);
      if (e->key == V_UNDEFINED) return -1;
      if (e->key == key) return p->i + p->next;
      if (e->hash != hash || e->key == V_STOP) continue;
      vm->fuel--;
      if (text && is_text(vm, e->key)) {
        if (!(interned && OBJECT(vm, e->key)->flags & STR_INTERNED) && str_equal(vm, key, e->key)) return p->i + p->next;
        continue;
      }
      int equal = equal_simple(vm, e->key, key);
      if (equal == 1) return p->i + p->next;
      if (equal < 0) return -2;
    }
    p->next = 0;
    p->perturb >>= 5;
    p->i = (uint32_t)(p->i * 5 + 1 + p->perturb) & mask;
    vm->fuel--;
    CAGE_CHECK(vm, ++p->steps <= mask + 32);
  }
}

/* The same from the start of the probe, in a set with or without a table. */
static inline int64_t find(Vm *vm, Set *s, Value key, int64_t hash, Probe *p) {
  if (!s->table) return -1;
  uint32_t mask = mask_of(vm, s);
  *p = probe_start(hash, mask);
  Value first = entry_at(vm, s->table, p->i)->key;
  if (first == key) return p->i;
  if (first == V_UNDEFINED) return -1;
  return probe_run(vm, s->table, mask, key, hash, p);
}

int64_t set_find(Vm *vm, Set *s, Value key, int64_t hash) {
  Probe p;
  return find(vm, s, key, hash, &p);
}

/* ---- changing ---------------------------------------------------------------------------------------------------- */

/* Where an absent key goes: the last removed slot that its probe passes, otherwise the unused one that ends it. */
static uint32_t place_of(Vm *vm, Set *s, uint32_t mask, int64_t hash, bool *unused) {
  int64_t removed = -1;
  Probe p = probe_start(hash, mask);
  for (;;) {
    uint32_t probes = p.i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    for (; p.next <= probes; p.next++) {
      Value key = entry_at(vm, s->table, p.i + p.next)->key;
      if (key == V_STOP) removed = p.i + p.next;
      if (key != V_UNDEFINED) continue;
      *unused = removed < 0;
      return removed < 0 ? p.i + p.next : (uint32_t)removed;
    }
    p.next = 0;
    p.perturb >>= 5;
    p.i = (uint32_t)(p.i * 5 + 1 + p.perturb) & mask;
    vm->fuel--;
    CAGE_CHECK(vm, ++p.steps <= mask + 32);
  }
}

/* Room is made before, so that failing changes nothing; the table then is what CPython's, which inserts first and resizes
   after, would be. */
bool set_insert_new(Vm *vm, Set *s, Value key, int64_t hash) {
  if (!s->table && !set_rebuild(vm, s, s->mask)) return false;
  uint32_t mask = mask_of(vm, s);
  bool unused;
  uint32_t place = place_of(vm, s, mask, hash, &unused);
  if (!unused || ((uint64_t)s->fill + 1) * 5 < (uint64_t)mask * 3) {
    TOUCH(vm, s);
    touch(vm, s->table);
    *entry_at(vm, s->table, place) = (SetEntry){key, hash};
    s->fill += unused;
    s->used++;
    return true;
  }
  uint64_t used = (uint64_t)s->used + 1, least = used > 50000 ? used * 2 : used * 4, size = SMALLEST_MASK + 1;
  while (size <= least) size <<= 1;
  if (size > (uint64_t)LARGEST_MASK + 1) {
    raise_no_memory(vm);
    return false;
  }
  SetTable *t = table_new(vm, (uint32_t)size - 1);
  if (!t) return false;
  Ref table = ref_of(vm, t);
  uint32_t moved = 0;
  vm->fuel -= mask >> 2;
  for (uint32_t i = 0; i <= mask; i++) {
    SetEntry e = i == place ? (SetEntry){key, hash} : *entry_at(vm, s->table, i);
    if (e.key == V_UNDEFINED || e.key == V_STOP) continue;
    CAGE_CHECK(vm, ++moved < size);
    insert_clean(vm, table, (uint32_t)size - 1, e.key, e.hash);
  }
  TOUCH(vm, s);
  s->table = table;
  s->mask = (uint32_t)size - 1;
  s->fill = s->used = (uint32_t)used;
  return true;
}

void set_remove_slot(Vm *vm, Set *s, uint32_t slot) {
  TOUCH(vm, s);
  touch(vm, s->table);
  *entry_at(vm, s->table, slot) = (SetEntry){V_STOP, -1};
  s->used--;
}

/* ---- one table against another ------------------------------------------------------------------------------------- */

static inline SetRun include(Vm *vm, Set *s, Value key, int64_t hash) {
  Probe p;
  int64_t slot = find(vm, s, key, hash, &p);
  if (slot != -1) return slot == -2 ? RUN_CALL : RUN_ON;
  if (!s->table || s->fill != s->used || ((uint64_t)s->fill + 1) * 5 >= (uint64_t)s->mask * 3)
    return set_insert_new(vm, s, key, hash) ? RUN_ON : RUN_FAILED;
  TOUCH(vm, s);
  touch(vm, s->table);
  *entry_at(vm, s->table, p.i + p.next) = (SetEntry){key, hash};
  s->fill++;
  s->used++;
  return RUN_ON;
}

static inline SetRun turn(Vm *vm, SetLoop loop, Value key, int64_t hash, Set *asked, Set *result) {
  if (loop == LOOP_ADD || loop == LOOP_UNITE) return include(vm, result, key, hash);
  Probe p;
  int64_t slot = find(vm, asked, key, hash, &p);
  if (slot == -2) return RUN_CALL;
  bool there = slot >= 0;
  switch (loop) {
  case LOOP_DISCARD:
  case LOOP_TOGGLE:
    if (there) set_remove_slot(vm, result, (uint32_t)slot);
    else if (loop == LOOP_TOGGLE && !set_insert_new(vm, result, key, hash)) return RUN_FAILED;
    return RUN_ON;
  /* The source's keys differ, but the result asks all the same, as CPython's does. */
  case LOOP_KEEP_IN: return there ? include(vm, result, key, hash) : RUN_ON;
  case LOOP_KEEP_OUT: return there ? RUN_ON : include(vm, result, key, hash);
  case LOOP_NONE_IN: return there ? RUN_OVER : RUN_ON;
  default: return there ? RUN_ON : RUN_OVER;
  }
}

SetRun set_turn(Vm *vm, SetLoop loop, Value key, int64_t hash, Set *asked, Set *result) {
  return turn(vm, loop, key, hash, asked, result);
}

SetRun set_run(Vm *vm, SetLoop loop, Set *source, uint32_t *position, Set *asked, Set *result) {
  if (!source->table) return RUN_ON;
  Ref table = source->table;
  uint32_t mask = mask_of(vm, source), after = *position;
  for (uint32_t i = after; i <= mask; i++) {
    SetEntry e = *entry_at(vm, table, i);
    if (is_marker(e.key) && (e.key == V_UNDEFINED || e.key == V_STOP)) continue;
    if (!charge(vm, 1 + ((i - after) >> 3))) return RUN_FAILED;
    SetRun run = turn(vm, loop, e.key, e.hash, asked, result);
    if (run != RUN_ON) {
      *position = i;
      return run;
    }
    after = i + 1;
  }
  return RUN_ON;
}

bool set_next_entry(Vm *vm, Set *s, uint32_t *position, Value *key, int64_t *hash) {
  if (!s->table) return false;
  uint32_t mask = mask_of(vm, s);
  for (uint32_t i = *position; i <= mask; i++) {
    SetEntry *e = entry_at(vm, s->table, i);
    if (e->key == V_UNDEFINED || e->key == V_STOP) continue;
    *key = e->key;
    *hash = e->hash;
    vm->fuel -= (i - *position) >> 3;
    *position = i + 1;
    return true;
  }
  *position = mask + 1;
  return false;
}

bool set_next(Vm *vm, Set *s, uint32_t *position, Value *key) {
  int64_t hash;
  return set_next_entry(vm, s, position, key, &hash);
}

/* As set_merge of CPython into an empty set. */
Value set_copy_as(Vm *vm, Value set, Ref type) {
  Set *from = AS(Set, vm, set);
  Value copy = set_alloc(vm, type);
  if (copy == V_FAIL || !from->used) return copy;
  Set *to = AS(Set, vm, copy);
  if ((uint64_t)from->used * 5 >= (uint64_t)to->mask * 3) {
    if (!set_rebuild(vm, to, (uint64_t)from->used * 2)) return V_FAIL;
  } else if (!set_rebuild(vm, to, to->mask)) {
    return V_FAIL;
  }
  uint32_t mask = mask_of(vm, from);
  if (!charge(vm, mask >> 2)) return V_FAIL;
  bool same = to->mask == from->mask && from->fill == from->used;
  uint32_t moved = 0;
  for (uint32_t i = 0; i <= mask; i++) {
    SetEntry *e = entry_at(vm, from->table, i);
    if (same) {
      *entry_at(vm, to->table, i) = *e;
    } else if (e->key != V_UNDEFINED && e->key != V_STOP) {
      CAGE_CHECK(vm, ++moved <= to->mask);
      insert_clean(vm, to->table, to->mask, e->key, e->hash);
    }
  }
  to->used = to->fill = from->used;
  return copy;
}

/* As a copy, followed by set_reserve: which makes but one table where the copy's would be the set's. */
Value set_copy_reserved(Vm *vm, Value set, Ref type, uint32_t more) {
  Set *from = AS(Set, vm, set);
  uint64_t size = SMALLEST_MASK + 1, used = from->used;
  if (used * 5 >= SMALLEST_MASK * 3)
    while (size <= used * 2) size <<= 1;
  bool same = from->table && used && from->fill == used && size - 1 == from->mask;
  if (!same || (used + more) * 5 < (size - 1) * 3) {
    Value copy = set_copy_as(vm, set, type);
    return copy == V_FAIL || !set_reserve(vm, AS(Set, vm, copy), more) ? V_FAIL : copy;
  }
  Value copy = set_alloc(vm, type);
  if (copy == V_FAIL) return V_FAIL;
  Set *to = AS(Set, vm, copy);
  to->table = from->table;
  to->mask = from->mask;
  to->used = to->fill = from->used;
  return set_rebuild(vm, to, (used + more) * 2) ? copy : V_FAIL;
}

static inline uint64_t shuffle(uint64_t h) { return ((h ^ 89869747ull) ^ (h << 16)) * 3644798167ull; }

int64_t set_hash_value(Vm *vm, Set *s) {
  if ((s->head.flags & OBJECT_FROZEN) && s->hash != -1) return s->hash;
  uint64_t hash = 0;
  if (s->table) {
    uint32_t mask = mask_of(vm, s);
    for (uint32_t i = 0; i <= mask; i++) {
      SetEntry *e = entry_at(vm, s->table, i);
      if (e->key != V_UNDEFINED && e->key != V_STOP) hash ^= shuffle((uint64_t)e->hash);
    }
    vm->fuel -= mask >> 3;
  }
  vm->fuel -= s->used;
  hash ^= ((uint64_t)s->used + 1) * 1927868237ull;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069u + 907133923ull;
  if (hash == (uint64_t)-1) hash = 590923713ull;
  if (s->head.flags & OBJECT_FROZEN) {
    TOUCH(vm, s);
    s->hash = (int64_t)hash;
  }
  return (int64_t)hash;
}

/* ---- operations with any keys ------------------------------------------------------------------------------------ */

static Value operation_finish(Vm *vm, Value set, Value key, int64_t hash, SetOperation operation, int64_t slot) {
  Set *s = AS(Set, vm, set);
  switch (operation) {
  case SET_CONTAINS: return from_bool(slot >= 0);
  case SET_ADD:
  case SET_INCLUDE:
    if (slot < 0 && !set_insert_new(vm, s, key, hash)) return V_FAIL;
    return operation == SET_ADD ? V_NONE : from_bool(slot < 0);
  case SET_REMOVE:
    if (slot < 0) return raise_with(vm, T_KeyError, key);
    /* fall through */
  case SET_DISCARD:
  case SET_TAKE:
    if (slot >= 0) set_remove_slot(vm, s, (uint32_t)slot);
    return operation == SET_TAKE ? from_bool(slot >= 0) : V_NONE;
  }
  return V_FAIL;
}

SHARED_RESUMABLE(set_probe, 11, "(set, key, operation, given, /)", NULL) {
  enum { SET, KEY, OPERATION, GIVEN, HASH, PERTURB = HASH + 2, START = PERTURB + 2, NEXT, COUNT, TABLE, COMPARED,
         RESULT };
  STEPS
    if (a[GIVEN] != V_UNDEFINED) {
      int64_t hash = 0;
      int_to_i64(vm, a[GIVEN], &hash);
      wide_put(a + HASH, (uint64_t)hash);
    } else {
      AWAIT(1, a[RESULT], object_hash(vm, a[KEY]));
      int64_t hash = 0;
      int_to_i64(vm, a[RESULT], &hash);
      wide_put(a + HASH, (uint64_t)hash);
    }
    a[TABLE] = V_UNDEFINED;
    for (;;) {
      {
        Set *s = AS(Set, vm, a[SET]);
        int64_t hash = (int64_t)wide_get(a + HASH), slot = -1;
        if (s->table) {
          uint32_t mask = mask_of(vm, s);
          Probe p = probe_start(hash, mask);
          if (a[TABLE] == from_ref(s->table))
            p = (Probe){wide_get(a + PERTURB), (uint32_t)to_small(a[START]) & mask, (uint32_t)to_small(a[NEXT]),
                        (uint32_t)to_small(a[COUNT])};
          slot = probe_run(vm, s->table, mask, a[KEY], hash, &p);
          if (slot == -2) {
            a[TABLE] = from_ref(s->table);
            wide_put(a + PERTURB, p.perturb);
            a[START] = from_small(p.i);
            a[NEXT] = from_small(p.next);
            a[COUNT] = from_small(p.steps);
            a[COMPARED] = entry_at(vm, s->table, p.i + p.next)->key;
          }
        }
        if (slot != -2)
          return operation_finish(vm, a[SET], a[KEY], hash, (SetOperation)to_small(a[OPERATION]), slot);
      }
      AWAIT(2, a[RESULT], object_equal(vm, a[COMPARED], a[KEY]));
      {
        Set *s = AS(Set, vm, a[SET]);
        uint32_t slot = (uint32_t)to_small(a[START]) + (uint32_t)to_small(a[NEXT]);
        if (!s->table || a[TABLE] != from_ref(s->table) || entry_at(vm, s->table, slot)->key != a[COMPARED]) {
          a[TABLE] = V_UNDEFINED;
        } else if (a[RESULT] == V_TRUE) {
          return operation_finish(vm, a[SET], a[KEY], (int64_t)wide_get(a + HASH),
                                  (SetOperation)to_small(a[OPERATION]), slot);
        } else {
          a[NEXT] = from_small(to_small(a[NEXT]) + 1);
        }
      }
      CHECKPOINT(3);
    }
  END_STEPS
}

static __attribute__((noinline)) Value operate_slow(Vm *vm, Value set, Value key, int64_t hash, SetOperation operation) {
  if (vm->retry || vm->ending) return V_FAIL;
  Value given = V_UNDEFINED;
  if (hash != -1) {
    given = int_from_i64(vm, hash);
    if (given == V_FAIL) return V_FAIL;
  }
  Value arguments[] = {set, key, from_small(operation), given};
  return enter(vm, &set_probe_info, 4, arguments);
}

Value set_operate_hashed(Vm *vm, Value set, Value key, int64_t hash, SetOperation operation) {
  if (hash == -1 && !key_hash(vm, key, &hash)) {
    /* A mutable set asks for the frozenset equal to it. */
    bool asks = operation == SET_CONTAINS || operation == SET_DISCARD || operation == SET_REMOVE;
    if (!asks || !is_set(vm, key) || (OBJECT(vm, key)->flags & OBJECT_FROZEN) || special_of(vm, key, SP_hash) != V_NONE)
      return operate_slow(vm, set, key, -1, operation);
    hash = set_hash_value(vm, AS(Set, vm, key));
  }
  int64_t slot = set_find(vm, AS(Set, vm, set), key, hash);
  if (slot == -2) return operate_slow(vm, set, key, hash, operation);
  return operation_finish(vm, set, key, hash, operation, slot);
}

Value set_operate(Vm *vm, Value set, Value key, SetOperation operation) {
  return set_operate_hashed(vm, set, key, -1, operation);
}

Value set_add(Vm *vm, Value set, Value v) {
  int64_t hash = -1;
  switch (key_hash(vm, v, &hash) ? include(vm, AS(Set, vm, set), v, hash) : RUN_CALL) {
  case RUN_ON: return V_NONE;
  case RUN_FAILED: return V_FAIL;
  default: return set_operate_hashed(vm, set, v, hash, SET_ADD);
  }
}
Value set_contains(Vm *vm, Value set, Value v) {
  int64_t hash, slot = key_hash(vm, v, &hash) ? set_find(vm, AS(Set, vm, set), v, hash) : -2;
  return slot == -2 ? set_operate(vm, set, v, SET_CONTAINS) : from_bool(slot >= 0);
}
