/*
 * The allocator: bump allocation into the free lines of blocks, as in Immix, without moving.
 *
 * A block is 32 KB and starts with its line marks and object marks. Allocation takes a hole (a run of free lines) at a time and
 * bumps through it; a taken hole counts as used until a collection has counted the lines anew. Objects of LARGE_SIZE and more
 * have blocks of their own. Everything before heap_start belongs to the template and is never swept.
 *
 * memory_used counts lines taken and whole pages of large objects. It depends only on what the program allocates,
 * so that the limit strikes at the same place in every run.
 */
#include "cage/heap.h"

#define COMMIT_STEP (8 * BLOCK_SIZE)
#define FIRST_COLLECTION (1u << 20)

static Block *block_at(const Vm *vm, uint32_t index) { return at(vm, index * BLOCK_SIZE); }

static bool heap_commit(Vm *vm, Ref end) {
  if (end <= vm->heap_committed) return true;
  Ref wanted = (end + COMMIT_STEP - 1) / COMMIT_STEP * COMMIT_STEP;
  if (wanted > STACK_BASE) wanted = STACK_BASE;
  if (!vm->engine->pages.commit(at(vm, vm->heap_committed), wanted - vm->heap_committed)) return false;
  vm->heap_committed = wanted;
  return true;
}

static void memory_take(Vm *vm, uint64_t bytes) {
  vm->memory_used += bytes;
  if (vm->memory_used > vm->memory_peak) vm->memory_peak = vm->memory_used;
  if (vm->memory_used > vm->collect_at && !vm->event_collect) {
    vm->event_collect = true;
    event(vm);
  }
}

static void *does_not_fit(Vm *vm, uint64_t bytes) {
  vm->wanted = bytes;
  vm->retry = true;
  return NULL;
}

/* A run of `count` blocks that are free or were never used; 0 when there is none. */
static uint32_t blocks_find(Vm *vm, uint32_t count) {
  uint32_t end = vm->heap_end / BLOCK_SIZE, run = 0;
  for (uint32_t i = vm->heap_start / BLOCK_SIZE; i < end; i++) {
    run = vm->blocks[i] == BLOCK_FREE ? run + 1 : 0;
    if (run == count) return i + 1 - count;
  }
  uint32_t first = end - run;
  if (first + (uint64_t)count > BLOCK_COUNT) return 0;
  if (!heap_commit(vm, (first + count) * BLOCK_SIZE)) return 0;
  vm->heap_end = (first + count) * BLOCK_SIZE;
  return first;
}

/* ---- large objects ------------------------------------------------------------------------------------------------ */

uint32_t large_bytes(uint32_t size) { return (FIRST_LINE * LINE_SIZE + size + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE; }

static void *allocate_large(Vm *vm, uint32_t size, Kind kind, Ref shape) {
  uint32_t bytes = large_bytes(size);
  uint32_t count = (bytes + BLOCK_SIZE - 1) / BLOCK_SIZE;
  if (vm->memory_used + bytes > vm->memory_limit) return does_not_fit(vm, bytes);
  Ref used_before = vm->heap_end;
  uint32_t first = blocks_find(vm, count);
  if (!first) return does_not_fit(vm, bytes);
  vm->blocks[first] = BLOCK_LARGE;
  memset(vm->blocks + first + 1, BLOCK_CONTINUED, count - 1);
  Block *b = block_at(vm, first);
  SHOW(vm, first * BLOCK_SIZE, count * BLOCK_SIZE);
  memset(b, 0, FIRST_LINE * LINE_SIZE);
  b->use = BLOCK_LARGE;
  b->count = count;
  b->size = size;
  Object *o = (Object *)((uint8_t *)b + FIRST_LINE * LINE_SIZE);
  if (first * BLOCK_SIZE < used_before) memset(o, 0, size); /* pages never used read as zero */
  o->shape = shape;
  o->kind = kind;
  memory_take(vm, bytes);
  return o;
}

/* ---- holes -------------------------------------------------------------------------------------------------------- */

/* Takes the next hole of the current block that holds `size` bytes. False: there is none. */
static bool hole_next(Vm *vm, uint32_t size) {
  Block *b = at(vm, vm->block);
  uint32_t line = (vm->hole_end - vm->block) / LINE_SIZE;
  for (;;) {
    while (line < LINES && b->lines[line]) line++;
    if (line == LINES) return false;
    uint32_t first = line;
    while (line < LINES && !b->lines[line]) line++;
    uint64_t bytes = (line - first) * LINE_SIZE;
    if (bytes < size) continue;
    uint64_t left = vm->memory_limit > vm->memory_used ? vm->memory_limit - vm->memory_used : 0;
    if (bytes > left) {
      bytes = left / LINE_SIZE * LINE_SIZE;
      if (bytes < size) return false;
    }
    memset(b->lines + first, 1, bytes / LINE_SIZE);
    vm->cursor = vm->block + first * LINE_SIZE;
    vm->hole_end = vm->cursor + (Ref)bytes;
    SHOW(vm, vm->cursor, bytes);
    if (b->size) memset(at(vm, vm->cursor), 0, bytes);
    HIDE(vm, vm->cursor, bytes);
    memory_take(vm, bytes);
    return true;
  }
}

static bool block_fresh(Vm *vm) {
  if (vm->memory_used + FIRST_LINE * LINE_SIZE + LINE_SIZE > vm->memory_limit) return false;
  Ref used_before = vm->heap_end;
  uint32_t i = blocks_find(vm, 1);
  if (!i) return false;
  vm->blocks[i] = BLOCK_SMALL;
  Block *b = block_at(vm, i);
  SHOW(vm, i * BLOCK_SIZE, FIRST_LINE * LINE_SIZE);
  memset(b, 0, FIRST_LINE * LINE_SIZE);
  b->use = BLOCK_SMALL;
  b->size = i * BLOCK_SIZE < used_before;
  memset(b->lines, 1, FIRST_LINE);
  vm->block = i * BLOCK_SIZE;
  vm->hole_end = vm->cursor = vm->block + FIRST_LINE * LINE_SIZE;
  memory_take(vm, FIRST_LINE * LINE_SIZE);
  return true;
}

void *allocate_slow(Vm *vm, uint32_t size, Kind kind, Ref shape) {
  if (size >= LARGE_SIZE) return allocate_large(vm, size, kind, shape);
  if (!vm->block || !hole_next(vm, size)) {
    for (;;) {
      uint32_t i = vm->scan / BLOCK_SIZE, end = vm->heap_end / BLOCK_SIZE;
      while (i < end && !(vm->blocks[i] == BLOCK_SMALL && block_at(vm, i)->holes)) i++;
      if (i == end) {
        vm->scan = vm->heap_end;
        if (!block_fresh(vm) || !hole_next(vm, size)) return does_not_fit(vm, size);
        vm->scan = vm->heap_end;
        break;
      }
      vm->block = i * BLOCK_SIZE;
      vm->scan = (i + 1) * BLOCK_SIZE;
      vm->cursor = vm->hole_end = vm->block + FIRST_LINE * LINE_SIZE;
      if (hole_next(vm, size)) break;
    }
  }
  Object *o = at(vm, vm->cursor);
  SHOW(vm, vm->cursor, size);
  vm->cursor += size;
  o->shape = shape;
  o->kind = kind;
  return o;
}

Array *array_new(Vm *vm, uint32_t length) {
  Array *a = allocate(vm, sizeof(Array) + (uint64_t)length * 8, KIND_ARRAY, SHAPE(vm, internal));
  if (!a) return NULL;
  a->length = length;
  for (uint32_t i = 0; i < length; i++) a->items[i] = V_UNDEFINED;
  return a;
}

Raw *raw_new(Vm *vm, uint32_t size) {
  Raw *r = allocate(vm, sizeof(Raw) + (uint64_t)size, KIND_RAW, SHAPE(vm, internal));
  if (r) r->size = size;
  return r;
}

/* ---- the template's pages ------------------------------------------------------------------------------------------ */

void touch_slow(Vm *vm, Ref object) {
  if (!vm->engine->template_image) return;
  uint64_t end = object + object_size(vm, at(vm, object));
  if (end > vm->heap_start) end = vm->heap_start;
  for (uint32_t page = object / PAGE_SIZE; page <= (end - 1) / PAGE_SIZE; page++) {
    if (vm->page_dirty[page]) continue;
    vm->page_dirty[page] = 1;
#ifdef PYXIS_TEMPLATE_READONLY
    vm->engine->pages.protect(at(vm, page * PAGE_SIZE), PAGE_SIZE, true);
#endif
  }
}

/* ---- start and stop ------------------------------------------------------------------------------------------------- */

void heap_reset(Vm *vm) {
  vm->heap_end = vm->heap_start;
  if (vm->heap_committed < vm->heap_start) vm->heap_committed = vm->heap_start;
  vm->cursor = vm->hole_end = vm->block = 0;
  vm->scan = vm->heap_start;
  vm->memory_used = vm->memory_peak = 0;
  vm->collect_at = FIRST_COLLECTION;
  vm->collections = 0;
  vm->event_collect = false;
  vm->finalizers = vm->callbacks = 0;
  vm->finalizer_count = vm->finalizer_room = vm->finalizers_due = 0;
  vm->finalizing = false;
  memset(vm->blocks, 0, BLOCK_COUNT);
}

bool blocks_rebuild(Vm *vm) {
  memset(vm->blocks, 0, BLOCK_COUNT);
  if (vm->heap_end > STACK_BASE || vm->heap_end % BLOCK_SIZE) return false;
  for (uint32_t i = vm->heap_start / BLOCK_SIZE, end = vm->heap_end / BLOCK_SIZE; i < end;) {
    Block *b = block_at(vm, i);
    switch (b->use) {
    case BLOCK_FREE:
    case BLOCK_SMALL: vm->blocks[i++] = (uint8_t)b->use; break;
    case BLOCK_LARGE:
      if (b->count == 0 || b->count > end - i) return false;
      vm->blocks[i] = BLOCK_LARGE;
      memset(vm->blocks + i + 1, BLOCK_CONTINUED, b->count - 1);
      i += b->count;
      break;
    default: return false;
    }
  }
  return true;
}

bool stack_commit(Vm *vm, Ref end) {
  if (end <= vm->stack_committed) return true;
  if (end > STACK_LIMIT) return false;
  uint64_t step = vm->stack_committed < STACK_BASE + 65536 ? 65536 : 1 << 20;
  uint64_t wanted = (end + step - 1) / step * step;
  if (wanted > STACK_LIMIT) wanted = STACK_LIMIT;
  if (!vm->engine->pages.commit(at(vm, vm->stack_committed), wanted - vm->stack_committed)) return false;
  vm->stack_committed = (uint32_t)wanted;
  return true;
}

bool charge_slow(Vm *vm, uint64_t n) {
  int interrupt = __atomic_load_n(&vm->interrupt, __ATOMIC_RELAXED);
  if (interrupt && !vm->ending) vm->ending = (Ended)interrupt;
  /* By what is left in all, not by `fuel`: that is less in a shorter slice. */
  int64_t left = vm->fuel + vm->fuel_later;
  if (n > SMALL_PAYMENT ? left < 0 || n > (uint64_t)left : left < -OVERDRAFT) {
    vm->fuel = left < 0 ? left : 0;
    vm->fuel_later = 0;
    if (!vm->ending) vm->ending = END_FUEL;
  }
  if (vm->ending) return false;
  vm->fuel -= (int64_t)n;
  return true;
}
