/*
 * The collector: precise mark-region, at safepoints only.
 *
 * Roots are the well-known things, the frames, what the host holds, and every object on a template page that this isolate changed.
 * Marking uses a bounded stack; when it overflows, objects stay marked but not yet traced, and the blocks are walked again. Lines are marked when
 * an object is traced: only then is it looked at.
 * A corrupt cage must not harm: a reference that does not name an object in a block of the right use is passed over, and every loop is
 * bounded by the block that holds the object.
 */
#include "cage/heap.h"

#define STACK_DEPTH 2048
#define CHUNK 32 /* Values of a table that are marked at a time: what is still to be traced stays few */

typedef struct Marker {
  Vm *vm;
  uint32_t depth;
  bool overflow;
  Ref weakrefs; /* those that were traced, by Weakref.traced */
  uint32_t weakref_count;
  uint32_t weak_count; /* arrays with ARRAY_WEAK that were met, linked by their pad */
  Ref weak;
  struct {
    Ref object;
    uint32_t from; /* of a table: the first Value not yet marked */
  } stack[STACK_DEPTH];
} Marker;

static void mark_value(Marker *m, Value v);
static void mark(Marker *m, Ref r);

/* ---- sizes -------------------------------------------------------------------------------------------------------- */

static uint64_t str_bytes(const Str *s) {
  if (s->head.flags & STR_BUFFERED) return sizeof(Str);
  uint64_t bytes = (uint64_t)s->length * s->head.extra;
  return (offsetof(Str, data) + bytes + 7) & ~7ull;
}

uint64_t object_size(Vm *vm, Object *o) {
  uint64_t size;
  switch ((Kind)o->kind) {
  case KIND_INSTANCE: size = sizeof(Instance) + 8ull * ((Shape *)at(vm, o->shape))->room; break;
  case KIND_TYPE: return sizeof(Type);
  case KIND_SHAPE: size = sizeof(Shape); break;
  case KIND_ARRAY: size = sizeof(Array) + 8ull * ((Array *)o)->length; break;
  case KIND_RAW: size = sizeof(Raw) + (uint64_t)((Raw *)o)->size; break;
  case KIND_INT: size = sizeof(Int) + 8ull * ((Int *)o)->count; break;
  case KIND_FLOAT: size = sizeof(Float); break;
  case KIND_COMPLEX: size = sizeof(Complex); break;
  case KIND_STR: size = str_bytes((Str *)o); break;
  case KIND_BYTES: size = sizeof(Bytes) + (uint64_t)((Bytes *)o)->length; break;
  case KIND_BYTEARRAY: size = sizeof(ByteArray); break;
  case KIND_TUPLE: size = sizeof(Tuple) + 8ull * ((Tuple *)o)->length; break;
  case KIND_LIST: size = sizeof(List); break;
  case KIND_DICT: size = sizeof(Dict); break;
  case KIND_DICT_TABLE: {
    DictTable *t = (DictTable *)o;
    uint32_t bits = t->bits & 31;
    uint64_t index = (uint64_t)1 << bits << (bits <= 7 ? 0 : bits <= 15 ? 1 : 2);
    size = sizeof(DictTable) + ((index + 7) & ~7ull) + (uint64_t)t->room * sizeof(DictEntry);
    break;
  }
  case KIND_SET: size = sizeof(Set); break;
  case KIND_SET_TABLE: size = sizeof(SetTable) + (uint64_t)((SetTable *)o)->count * sizeof(SetEntry); break;
  case KIND_RANGE: size = sizeof(Range); break;
  case KIND_SLICE: size = sizeof(Slice); break;
  case KIND_CELL: size = sizeof(Cell); break;
  case KIND_CODE: size = sizeof(Code); break;
  case KIND_FUNCTION: return sizeof(Function);
  case KIND_NATIVE: size = sizeof(Native); break;
  case KIND_METHOD: size = sizeof(Method); break;
  case KIND_GENERATOR: size = sizeof(Generator) + 8ull * ((Generator *)o)->registers; break;
  case KIND_EXCEPTION: return sizeof(Exception);
  case KIND_TRACEBACK: size = sizeof(Traceback); break;
  case KIND_MODULE: size = sizeof(Module); break;
  case KIND_RECORD: size = sizeof(Record) + 8ull * o->extra; break;
  case KIND_WEAKREF: size = sizeof(Weakref); break;
  default: size = 8; break;
  }
  size = (size + 7) & ~7ull;
  if (o->flags & OBJECT_ATTRIBUTES) size += 8;
  return size;
}

/* ---- tracing ------------------------------------------------------------------------------------------------------- */

static void mark_values(Marker *m, const Value *values, uint64_t count) {
  for (uint64_t i = 0; i < count; i++) mark_value(m, values[i]);
}

static void trace_frame(Marker *m, const Frame *f) {
  if (!(f->flags & FRAME_NATIVE)) mark(m, f->code);
  mark(m, f->function);
  mark(m, f->origins);
  mark(m, f->handled);
  mark(m, f->names);
  mark(m, f->owner);
}

static void push(Marker *m, Ref r, uint32_t from) {
  if (m->depth == STACK_DEPTH) {
    m->overflow = true;
    return;
  }
  m->stack[m->depth].object = r;
  m->stack[m->depth++].from = from;
}

/* Where the next few entries of a table of `count` end that are marked now; it comes back for the rest. */
static uint64_t chunk_end(Marker *m, Object *o, uint64_t count, uint32_t from) {
  uint64_t end = from + CHUNK < count ? from + CHUNK : count;
  if (end < count) push(m, ref_of(m->vm, o), (uint32_t)end);
  return end;
}

static void mark_some(Marker *m, Object *o, const Value *values, uint64_t count, uint32_t from) {
  uint64_t end = chunk_end(m, o, count, from);
  for (uint64_t i = from; i < end; i++) mark_value(m, values[i]);
}

/* Whether `size` bytes at r lie in what one block, or one large object, holds. A write there changes no mark. */
static bool in_own_blocks(const Vm *vm, Ref r, uint64_t size) {
  if (r < vm->heap_start || !in_cage(r, size) || r % BLOCK_SIZE < FIRST_LINE * LINE_SIZE) return false;
  for (uint32_t i = r / BLOCK_SIZE + 1; i <= (r + size - 1) / BLOCK_SIZE; i++)
    if (vm->blocks[i] != BLOCK_CONTINUED) return false;
  return true;
}

/* It may be met more than once. */
static void note_weak_array(Marker *m, Array *a) {
  if (a->pad) return;
  TOUCH(m->vm, a);
  a->pad = m->weak | 1; /* never 0 */
  m->weak = ref_of(m->vm, a);
  m->weak_count++;
}

/* Inline caches hold offsets that are not traced: what they name may be gone after this, so they start empty. */
static void mark_caches(Marker *m, Ref caches) {
  if (!caches) return;
  mark(m, caches);
  Raw *raw = at(m->vm, caches);
  if (raw->head.kind == KIND_RAW && in_own_blocks(m->vm, caches, sizeof(Raw) + (uint64_t)raw->size)) memset(raw->data, 0, raw->size);
}

/* `room`: bytes from o to the end of its block or large object; lengths beyond it are corrupt and cut off. `from`: of a table, where to go on. */
static void trace(Marker *m, Object *o, uint64_t room, uint32_t from) {
  Vm *vm = m->vm;
  if (!from) mark(m, o->shape);
  uint64_t most = room / 8;
#define CUT(n) ((n) > most ? most : (n))
  switch ((Kind)o->kind) {
  case KIND_INSTANCE: {
    Instance *i = (Instance *)o;
    mark(m, i->more);
    mark_values(m, i->slots, CUT(((Shape *)at(vm, o->shape))->room));
    break;
  }
  case KIND_TYPE: {
    Type *t = (Type *)o;
    const Ref refs[] = {t->name, t->qualname, t->bases, t->mro, t->base, t->dict, t->shape, t->subclasses};
    for (unsigned i = 0; i < sizeof refs / sizeof *refs; i++) mark(m, refs[i]);
    mark_values(m, t->special, SPECIAL_COUNT);
    mark_value(m, t->slots);
    break;
  }
  case KIND_SHAPE: {
    Shape *s = (Shape *)o;
    mark(m, s->type);
    mark(m, s->names);
    mark(m, s->transitions);
    mark(m, s->root);
    mark(m, s->dictionary);
    break;
  }
  case KIND_ARRAY:
    if (o->extra == ARRAY_WEAK && room >= sizeof(Array)) note_weak_array(m, (Array *)o);
    else mark_some(m, o, ((Array *)o)->items, CUT(((Array *)o)->length), from);
    break;
  case KIND_STR:
    if (o->flags & STR_BUFFERED) mark(m, ((Str *)o)->buffer);
    break;
  case KIND_BYTEARRAY: mark(m, ((ByteArray *)o)->buffer); break;
  case KIND_TUPLE: mark_some(m, o, ((Tuple *)o)->items, CUT(((Tuple *)o)->length), from); break;
  case KIND_LIST: mark(m, ((List *)o)->items); break;
  case KIND_DICT: mark(m, ((Dict *)o)->table); break;
  case KIND_DICT_TABLE: {
    DictTable *t = (DictTable *)o;
    uint32_t bits = t->bits & 31;
    uint64_t index = (uint64_t)1 << bits << (bits <= 7 ? 0 : bits <= 15 ? 1 : 2);
    uint64_t start = sizeof(DictTable) + ((index + 7) & ~7ull);
    DictEntry *e = (DictEntry *)((uint8_t *)o + start);
    uint64_t count = t->room, whole = start < room ? (room - start) / sizeof *e : 0;
    if (count > whole) count = whole;
    uint64_t end = chunk_end(m, o, count, from);
    for (uint64_t i = from; i < end; i++) {
      mark_value(m, e[i].key);
      mark_value(m, e[i].value);
    }
    break;
  }
  case KIND_SET: mark(m, ((Set *)o)->table); break;
  case KIND_SET_TABLE: {
    SetTable *t = (SetTable *)o;
    uint64_t count = t->count, whole = room > sizeof *t ? (room - sizeof *t) / sizeof(SetEntry) : 0;
    if (count > whole) count = whole;
    uint64_t end = chunk_end(m, o, count, from);
    for (uint64_t i = from; i < end; i++) mark_value(m, t->entries[i].key);
    break;
  }
  case KIND_RANGE: mark_values(m, &((Range *)o)->start, 4); break;
  case KIND_SLICE: mark_values(m, &((Slice *)o)->start, 3); break;
  case KIND_CELL: mark_value(m, ((Cell *)o)->value); break;
  case KIND_CODE: {
    Code *c = (Code *)o;
    const Ref refs[] = {c->name, c->qualname, c->filename, c->origin, c->constants, c->names, c->locals,
                        c->free, c->cells, c->instructions, c->handlers, c->positions, c->doc, c->inlined};
    for (unsigned i = 0; i < sizeof refs / sizeof *refs; i++) mark(m, refs[i]);
    mark_caches(m, c->warm);
    break;
  }
  case KIND_FUNCTION: {
    Function *f = (Function *)o;
    const Ref refs[] = {f->code, f->globals, f->closure, f->defaults, f->keyword_defaults, f->name, f->qualname,
                        f->annotations};
    for (unsigned i = 0; i < sizeof refs / sizeof *refs; i++) mark(m, refs[i]);
    mark_value(m, f->doc);
    mark_value(m, f->module);
    mark_caches(m, f->feedback);
    break;
  }
  case KIND_NATIVE: {
    Native *n = (Native *)o;
    mark_value(m, n->self);
    mark(m, n->name);
    mark(m, n->owner);
    break;
  }
  case KIND_METHOD: mark_values(m, &((Method *)o)->function, 2); break;
  case KIND_GENERATOR: {
    Generator *g = (Generator *)o;
    mark_values(m, &g->name, 4);
    trace_frame(m, &g->frame);
    mark_values(m, g->values, CUT(g->registers));
    break;
  }
  case KIND_EXCEPTION: mark_values(m, &((Exception *)o)->args, 9); break;
  case KIND_TRACEBACK: {
    Traceback *t = (Traceback *)o;
    mark(m, t->next);
    mark(m, t->code);
    mark(m, t->globals);
    break;
  }
  case KIND_MODULE: mark(m, ((Module *)o)->dict); break;
  case KIND_RECORD: mark_values(m, ((Record *)o)->fields, CUT(o->extra)); break;
  case KIND_WEAKREF: {
    Weakref *w = (Weakref *)o;
    mark(m, w->next);
    mark_value(m, w->callback);
    if (o->flags & WEAKREF_TRACED || ref_of(vm, o) < vm->heap_start || room < sizeof *w) break; /* the template's targets never die */
    o->flags |= WEAKREF_TRACED;
    w->traced = m->weakrefs;
    m->weakrefs = ref_of(vm, o);
    m->weakref_count++;
    break;
  }
  default: break;
  }
  if (o->flags & OBJECT_ATTRIBUTES) {
    uint64_t size = object_size(vm, o);
    if (size <= room) mark_value(m, *(Value *)((uint8_t *)o + size - 8));
  }
#undef CUT
}

static uint64_t room_of(Vm *vm, Ref r) {
  Block *b = at(vm, r / BLOCK_SIZE * BLOCK_SIZE);
  uint64_t end = vm->blocks[r / BLOCK_SIZE] == BLOCK_LARGE
                     ? (uint64_t)(r / BLOCK_SIZE * BLOCK_SIZE) + (uint64_t)b->count * BLOCK_SIZE
                     : (uint64_t)(r / BLOCK_SIZE + 1) * BLOCK_SIZE;
  if (end > vm->heap_end) end = vm->heap_end;
  return end > r ? end - r : 0;
}

/* Marks an object of the isolate; it is traced when the stack is free. */
static void mark(Marker *m, Ref r) {
  Vm *vm = m->vm;
  if (r < vm->heap_start || r >= vm->heap_end || r % 8) return;
  uint32_t index = r / BLOCK_SIZE, inside = r % BLOCK_SIZE;
  uint8_t use = vm->blocks[index];
  if ((use != BLOCK_SMALL && use != BLOCK_LARGE) || inside < FIRST_LINE * LINE_SIZE) return;
  if (use == BLOCK_LARGE && inside != FIRST_LINE * LINE_SIZE) return;
  Block *b = at(vm, index * BLOCK_SIZE);
  uint8_t bit = (uint8_t)(1 << (inside / 8 % 8));
  if (b->marks[inside / 64] & bit) return;
  b->marks[inside / 64] |= bit;
  __builtin_prefetch(at(vm, r));
  push(m, r, 0);
}

/* Traces a marked object of the isolate, and marks its lines. */
static void trace_marked(Marker *m, Ref r, uint32_t from) {
  Vm *vm = m->vm;
  Object *o = at(vm, r);
  uint32_t inside = r % BLOCK_SIZE;
  if (!from && vm->blocks[r / BLOCK_SIZE] == BLOCK_SMALL) {
    Block *b = at(vm, r / BLOCK_SIZE * BLOCK_SIZE);
    uint64_t last = inside + object_size(vm, o) - 1;
    if (last >= BLOCK_SIZE) last = BLOCK_SIZE - 1;
    uint32_t first = inside / LINE_SIZE, count = (uint32_t)last / LINE_SIZE - first;
    b->lines[first] = 1;
    for (uint32_t i = 1; i <= count; i++) b->lines[first + i] = 1;
  }
  trace(m, o, room_of(vm, r), from);
}

static void mark_value(Marker *m, Value v) {
  if (is_ref(v)) mark(m, to_ref(v));
}

static void drain(Marker *m) {
  while (m->depth) {
    Ref r = m->stack[--m->depth].object;
    trace_marked(m, r, m->stack[m->depth].from);
  }
}

/* Traces every marked object of a block again: those that found the stack full among them. */
static void retrace_block(Marker *m, uint32_t index) {
  Block *b = at(m->vm, index * BLOCK_SIZE);
  for (uint32_t i = FIRST_LINE * LINE_SIZE / 64; i < BLOCK_SIZE / 64; i++)
    for (uint32_t bits = b->marks[i]; bits; bits &= bits - 1) {
      Ref r = index * BLOCK_SIZE + i * 64 + (uint32_t)__builtin_ctz(bits) * 8;
      trace_marked(m, r, 0);
      drain(m);
    }
}

/* Until nothing marked is left untraced. */
static void mark_rest(Marker *m, uint32_t first, uint32_t end) {
  drain(m);
  while (m->overflow) {
    m->overflow = false;
    for (uint32_t i = first; i < end; i++)
      if (m->vm->blocks[i] == BLOCK_SMALL || m->vm->blocks[i] == BLOCK_LARGE) retrace_block(m, i);
  }
}

/* ---- roots --------------------------------------------------------------------------------------------------------- */

static void trace_template_object(Marker *m, Ref r, uint64_t room) {
  trace(m, at(m->vm, r), room, 0);
  drain(m);
}

/* The objects on a changed page of the template: found by the object marks that the template's last collection left. */
static void trace_template_page(Marker *m, uint32_t page) {
  Vm *vm = m->vm;
  Ref start = page * PAGE_SIZE, end = start + PAGE_SIZE;
  if (end <= BLOCK_SIZE) return; /* struct Known: traced as a root anyway */
  uint32_t index = start / BLOCK_SIZE;
  /* The head of a large object that reaches into this page stands some blocks before. */
  while (index > 1 && ((Block *)at(vm, index * BLOCK_SIZE))->use != BLOCK_SMALL &&
         ((Block *)at(vm, index * BLOCK_SIZE))->use != BLOCK_LARGE)
    index--;
  Block *b = at(vm, index * BLOCK_SIZE);
  Ref block = index * BLOCK_SIZE;
  if (b->use == BLOCK_LARGE) {
    Ref r = block + FIRST_LINE * LINE_SIZE;
    uint64_t room = vm->heap_start > r ? vm->heap_start - r : 0; /* b->count may be corrupt */
    if (r < end && b->marks[FIRST_LINE * LINE_SIZE / 64]) trace_template_object(m, r, room);
    return;
  }
  Ref from = start > block ? start - block : 0;
  /* One that begins before the page and may reach into it. */
  for (Ref i = from; i >= FIRST_LINE * LINE_SIZE + 8;) {
    i -= 8;
    if (b->marks[i / 64] >> (i / 8 % 8) & 1) {
      trace_template_object(m, block + i, BLOCK_SIZE - i);
      break;
    }
  }
  for (Ref i = from; i < end - block && i < BLOCK_SIZE; i += 8)
    if (b->marks[i / 64] >> (i / 8 % 8) & 1) trace_template_object(m, block + i, BLOCK_SIZE - i);
}

static void mark_roots(Marker *m) {
  Vm *vm = m->vm;
  Known *k = known(vm);
  const Ref *refs = (const Ref *)k;
  for (uint32_t i = 0; i < sizeof(Known) / sizeof(Ref); i++)
    if (&refs[i] != &k->identities) mark(m, refs[i]);
  mark_value(m, vm->result);
  mark_value(m, vm->exception);
  mark_value(m, vm->host_roots);
  mark(m, vm->overlay);
  mark(m, vm->callbacks);
  mark(m, vm->finalizers); /* its objects are no roots, but those that are due are */
  for (uint32_t i = 0; vm->finalizers_due && i < vm->finalizer_count; i++) {
    Ref r = *finalizer_at(vm, i);
    if (r && ((Object *)at(vm, r))->flags & OBJECT_FINALIZED) mark(m, r);
  }
  /* The stack in use: to the furthest end of any frame. A callee lies over its caller's window and may end before it. */
  Ref end = STACK_BASE, f = vm->frame;
  for (uint32_t most = vm->depth + vm->native_depth; f; most--) {
    CAGE_CHECK(vm, most); /* more than were pushed: the chain of callers is a ring */
    Frame *frame = at(vm, f);
    trace_frame(m, frame);
    if (!(frame->flags & FRAME_HEAP)) {
      uint32_t registers = frame->flags & FRAME_NATIVE ? frame->state >> 16 : ((Code *)at(vm, frame->code))->registers;
      Ref last = f + (Ref)sizeof(Frame) + registers * 8;
      if (last > end) end = last;
    }
    f = frame->caller;
  }
  if (end > vm->stack_committed) end = vm->stack_committed;
  if (end > STACK_BASE) mark_values(m, at(vm, STACK_BASE), (end - STACK_BASE) / 8);
  drain(m);
  if (vm->engine->template_image)
    for (uint32_t page = 1; page < vm->heap_start / PAGE_SIZE; page++)
      if (vm->page_dirty[page]) trace_template_page(m, page);
}

/* ---- the collection ------------------------------------------------------------------------------------------------ */

static bool is_alive(Vm *vm, Ref r) {
  if (r < vm->heap_start || r >= vm->heap_end) return true;
  Block *b = at(vm, r / BLOCK_SIZE * BLOCK_SIZE);
  uint32_t inside = r % BLOCK_SIZE;
  return b->marks[inside / 64] >> (inside / 8 % 8) & 1;
}

/* Clears the weak references, of those traced, whose target died. `call`: their callbacks become due. */
static void clear_weak(Marker *m, bool call) {
  Vm *vm = m->vm;
  for (Ref r = m->weakrefs; m->weakref_count; m->weakref_count--) {
    Weakref *w = at(vm, r);
    r = w->traced;
    w->traced = 0;
    w->head.flags &= (uint8_t)~WEAKREF_TRACED;
    if (w->target < vm->heap_start || w->target >= vm->heap_end || is_alive(vm, w->target)) continue;
    w->target = 0;
    if (!call || w->callback == V_NONE) continue;
    w->next = vm->callbacks;
    vm->callbacks = ref_of(vm, w);
  }
  m->weakrefs = 0;
}

/* Of what is registered and dead, what wants to be told: it lives on, with what it refers to. In the register, what lives comes first, then of
   the dead those that no other dead one refers to, so that an owner is told before what it owns. Answers how many. */
static uint32_t find_finalizers(Marker *m, uint32_t first, uint32_t end) {
  Vm *vm = m->vm;
  uint32_t count = vm->finalizer_count, kept = 0, found = 0;
  Ref *dead = finalizer_at(vm, vm->finalizer_room); /* the register has room for its objects twice */
  for (uint32_t i = 0; i < count; i++) {
    Ref r = *finalizer_at(vm, i);
    Object *o = at(vm, r);
    if (!r) continue;
    if (is_alive(vm, r)) *finalizer_at(vm, kept++) = r;
    else if (o->kind != KIND_GENERATOR || ((Generator *)o)->state == GENERATOR_SUSPENDED) dead[found++] = r;
  }
  for (uint32_t i = 0; i < found; i++)
    if (!is_alive(vm, dead[i])) {
      trace(m, at(vm, dead[i]), room_of(vm, dead[i]), 0); /* but not itself marked: who stays unmarked is no other's */
      mark_rest(m, first, end);
    }
  for (int owned = 0; owned < 2; owned++)
    for (uint32_t i = 0; i < found; i++)
      if (is_alive(vm, dead[i]) == owned) {
        ((Object *)at(vm, dead[i]))->flags |= OBJECT_FINALIZED;
        *finalizer_at(vm, kept++) = dead[i];
      }
  vm->finalizer_count = kept;
  vm->finalizer_cursor = 0;
  vm->finalizers_due += found;
  for (uint32_t i = 0; i < found; i++) mark(m, dead[i]);
  mark_rest(m, first, end);
  return found;
}

/* Takes the dead out of the arrays with ARRAY_WEAK. */
static void clear_weak_arrays(Marker *m) {
  Vm *vm = m->vm;
  Ref r = m->weak;
  for (uint32_t most = m->weak_count; most && r; most--) {
    Array *a = at(vm, r);
    r = a->pad & ~(Ref)1;
    a->pad = 0;
    if (a->head.kind != KIND_ARRAY || !in_cage(ref_of(vm, a->items), a->length * 8ull)) continue;
    uint32_t kept = 0, i = 0;
    for (; i < a->length && a->items[i] != V_UNDEFINED; i++)
      if (is_ref(a->items[i]) && is_alive(vm, to_ref(a->items[i]))) a->items[kept++] = a->items[i];
    while (kept < i) a->items[kept++] = V_UNDEFINED;
  }
}

/* Serial numbers are kept for what lives: the dictionary of them does not keep it alive. */
static void trace_identities(Marker *m) {
  Vm *vm = m->vm;
  Ref r = known(vm)->identities;
  if (!r) return;
  Dict *d = at(vm, r);
  if (d->table) {
    DictTable *t = at(vm, d->table);
    uint32_t bits = t->bits & 31;
    uint64_t index = (uint64_t)1 << bits << (bits <= 7 ? 0 : bits <= 15 ? 1 : 2);
    uint64_t start = d->table + sizeof(DictTable) + ((index + 7) & ~7ull);
    uint32_t fill = d->fill < t->room ? d->fill : t->room;
    CAGE_CHECK(vm, in_cage(d->table, start - d->table + fill * (uint64_t)sizeof(DictEntry)));
    DictEntry *e = at(vm, (Ref)start);
    for (uint32_t i = 0; i < fill; i++) {
      if (!is_ref(e[i].key) || is_alive(vm, to_ref(e[i].key))) continue;
      e[i].key = e[i].value = V_UNDEFINED;
      d->used--;
    }
  }
  mark(m, r);
  drain(m);
}

#ifdef PYXIS_STRESS_GC
/* Whatever is still used after it was freed shows. */
static void poison(Vm *vm, uint32_t index) {
  Block *b = at(vm, index * BLOCK_SIZE);
  for (uint32_t line = FIRST_LINE; line < LINES; line++)
    if (!b->lines[line]) memset((uint8_t *)b + line * LINE_SIZE, 0xDB, LINE_SIZE);
}
#endif

/* Hides the dead between the living of a block. */
static void hide_dead(Vm *vm, uint32_t index) {
#ifdef __SANITIZE_ADDRESS__
  Block *b = at(vm, index * BLOCK_SIZE);
  Ref end = index * BLOCK_SIZE + FIRST_LINE * LINE_SIZE, last = (index + 1) * BLOCK_SIZE;
  for (uint32_t i = FIRST_LINE * LINE_SIZE / 64; i < BLOCK_SIZE / 64; i++)
    for (uint32_t bits = b->marks[i]; bits; bits &= bits - 1) {
      Ref r = index * BLOCK_SIZE + i * 64 + (uint32_t)__builtin_ctz(bits) * 8;
      uint64_t size = object_size(vm, at(vm, r)), room = last - r;
      if (r > end) HIDE(vm, end, r - end);
      end = r + (Ref)(size < room ? size : room);
    }
  if (last > end) HIDE(vm, end, last - end);
#endif
}

/* The header of the large object in block `first` tells how many blocks it has: as many as Vm.blocks says, which the guest cannot change. */
static void large_check(Vm *vm, uint32_t first, uint32_t end) {
  const Block *b = at(vm, first * BLOCK_SIZE);
  uint32_t count = 1;
  while (first + count < end && vm->blocks[first + count] == BLOCK_CONTINUED) count++;
  CAGE_CHECK(vm, b->count == count && (large_bytes(b->size) + BLOCK_SIZE - 1) / BLOCK_SIZE == count);
}

void collect(Vm *vm) {
  Marker m = {.vm = vm};
  uint32_t first = vm->heap_start / BLOCK_SIZE, end = vm->heap_end / BLOCK_SIZE;
  for (uint32_t i = first; i < end; i++) {
    if (vm->blocks[i] != BLOCK_SMALL && vm->blocks[i] != BLOCK_LARGE) continue;
    Block *b = at(vm, i * BLOCK_SIZE);
    if (vm->blocks[i] == BLOCK_LARGE) large_check(vm, i, end);
    memset(b->marks, 0, sizeof b->marks);
    if (vm->blocks[i] == BLOCK_SMALL) memset(b->lines + FIRST_LINE, 0, LINES - FIRST_LINE);
  }
  mark_roots(&m);
  mark_rest(&m, first, end);
  clear_weak(&m, true);
  if (find_finalizers(&m, first, end)) clear_weak(&m, false);
  trace_identities(&m);
  clear_weak_arrays(&m);

  uint64_t used = 0;
  for (uint32_t i = first; i < end; i++) {
    Block *b = at(vm, i * BLOCK_SIZE);
    if (vm->blocks[i] == BLOCK_SMALL) {
      uint32_t lines = 0;
      for (uint32_t k = FIRST_LINE; k < LINES; k++) lines += b->lines[k];
      b->holes = LINES - FIRST_LINE - lines;
      b->size = 1;
#ifdef PYXIS_STRESS_GC
      poison(vm, i);
#endif
      hide_dead(vm, i);
      if (!lines) {
        vm->blocks[i] = BLOCK_FREE;
        b->use = BLOCK_FREE;
      } else {
        used += (FIRST_LINE + lines) * LINE_SIZE;
      }
    } else if (vm->blocks[i] == BLOCK_LARGE) {
      if (b->marks[FIRST_LINE * LINE_SIZE / 64] & 1) {
        used += large_bytes(b->size);
        continue;
      }
      uint32_t count = b->count;
      if (count == 0 || count > end - i) cage_broken(vm);
      for (uint32_t k = 0; k < count; k++) {
        vm->blocks[i + k] = BLOCK_FREE;
        ((Block *)at(vm, (i + k) * BLOCK_SIZE))->use = BLOCK_FREE;
        HIDE(vm, (i + k) * BLOCK_SIZE + FIRST_LINE * LINE_SIZE, BLOCK_SIZE - FIRST_LINE * LINE_SIZE);
      }
    }
  }
  vm->memory_used = used;
  vm->collect_at = used * 2 > 1u << 20 ? used * 2 : 1u << 20;
  vm->block = vm->cursor = vm->hole_end = 0;
  vm->scan = vm->heap_start;
  vm->collections++;
  vm->lookup_epoch++;
  vm->event_collect = false;
  if (finalizers_wait(vm)) event(vm);
  /* By what lives, not by the steps of marking: their number depends on the order of the roots. */
  vm->fuel -= (int64_t)(used / 32 + (end - first) * 4);
}
