/* Sets of pages: see image.h. */
#include "host/image.h"

#include "cage/heap.h"

#include <stdlib.h>

/* ---- taking ---------------------------------------------------------------------------------------------------------- */

typedef struct PageList {
  uint32_t *pages;
  uint32_t count, room;
  bool failed;
} PageList;

static void list_add(PageList *list, uint32_t page) {
  if (list->count == list->room) {
    uint32_t room = list->room ? list->room * 2 : 64;
    uint32_t *pages = realloc(list->pages, room * sizeof *pages);
    if (!pages) {
      list->failed = true;
      return;
    }
    list->pages = pages;
    list->room = room;
  }
  list->pages[list->count++] = page;
}

static bool page_is_zero(const Vm *vm, uint32_t page) {
  const uint64_t *words = (const uint64_t *)(vm->base + (size_t)page * PAGE_SIZE);
  for (unsigned i = 0; i < PAGE_SIZE / 8; i += 8)
    if (words[i] | words[i + 1] | words[i + 2] | words[i + 3] | words[i + 4] | words[i + 5] | words[i + 6] | words[i + 7])
      return false;
  return true;
}

static void list_add_unless_zero(PageList *list, const Vm *vm, uint32_t page) {
  if (!page_is_zero(vm, page)) list_add(list, page);
}

/* The first page of a block always holds its header; of the others those with a line in use count. What free lines hold is never
   read again. */
static void list_block(PageList *list, const Vm *vm, uint32_t index) {
  uint32_t first = index * (BLOCK_SIZE / PAGE_SIZE), lines = PAGE_SIZE / LINE_SIZE;
  const Block *b = at(vm, index * BLOCK_SIZE);
  switch (vm->blocks[index]) {
  case BLOCK_FREE: list_add(list, first); break;
  case BLOCK_SMALL:
    list_add(list, first);
    for (uint32_t i = 1; i < BLOCK_SIZE / PAGE_SIZE; i++)
      if (memchr(b->lines + i * lines, 1, lines)) list_add_unless_zero(list, vm, first + i);
    break;
  default:
    for (uint32_t i = 0; i < BLOCK_SIZE / PAGE_SIZE; i++) list_add_unless_zero(list, vm, first + i);
  }
}

/* Also what old frames left above the running one: a new frame's registers are not cleared, and a collection marks what they name. */
static void list_stack(PageList *list, const Vm *vm, const PrivatePages *own) {
  uint32_t first = STACK_BASE / PAGE_SIZE, end = vm->stack_committed / PAGE_SIZE;
  if (own->known) {
    for (uint32_t i = 0; i < own->count; i++)
      if (own->pages[i] >= first && own->pages[i] < end) list_add_unless_zero(list, vm, own->pages[i]);
  } else {
    for (uint32_t page = first; page < end; page++) list_add_unless_zero(list, vm, page);
  }
}

PageSet *page_set_take(Cages *cages, Cage *cage, Vm *vm, const PrivatePages *own) {
  PageList list = {0};
  SHOW(vm, vm->heap_start, vm->heap_committed - vm->heap_start);
  for (uint32_t page = 1; page < cages->template_size / PAGE_SIZE; page++)
    if (cage->page_dirty[page]) list_add(&list, page);
  for (uint32_t i = vm->heap_start / BLOCK_SIZE; i < vm->heap_end / BLOCK_SIZE; i++) list_block(&list, vm, i);
  list_stack(&list, vm, own);
  PageSet *set = malloc(sizeof *set);
  uint8_t *data = malloc(list.count ? (size_t)list.count * PAGE_SIZE : 1);
  if (!set || !data || list.failed) {
    free(set);
    free(data);
    free(list.pages);
    return NULL;
  }
  *set = (PageSet){.references = 1, .count = list.count, .pages = list.pages, .data = data};
  memcpy(set->state, vm_state(vm), VM_STATE_SIZE);
  for (uint32_t i = 0; i < set->count; i++)
    memcpy(data + (size_t)i * PAGE_SIZE, vm->base + (size_t)set->pages[i] * PAGE_SIZE, PAGE_SIZE);
  return set;
}

PageSet *page_set_share(PageSet *set) {
  if (set) __atomic_fetch_add(&set->references, 1, __ATOMIC_RELAXED);
  return set;
}

void page_set_drop(PageSet *set) {
  if (!set || __atomic_sub_fetch(&set->references, 1, __ATOMIC_ACQ_REL)) return;
  free(set->pages);
  free(set->data);
  free(set);
}

/* ---- waking ---------------------------------------------------------------------------------------------------------- */

/* Vm.blocks from the blocks' own headers. As blocks_rebuild, for a table that is zero. */
static bool blocks_read(Vm *vm) {
  for (uint32_t i = vm->heap_start / BLOCK_SIZE, end = vm->heap_end / BLOCK_SIZE; i < end;) {
    const Block *b = at(vm, i * BLOCK_SIZE);
    uint32_t count = 1;
    if (b->use == BLOCK_LARGE) count = b->count;
    else if (b->use != BLOCK_FREE && b->use != BLOCK_SMALL) return false;
    if (count == 0 || count > end - i) return false;
    vm->blocks[i] = (uint8_t)b->use;
    memset(vm->blocks + i + 1, BLOCK_CONTINUED, count - 1);
    i += count;
  }
  return true;
}

static bool commit(Cage *cage, Ref *committed, Ref end) {
  if (end <= *committed) return true;
  if (!host_pages.commit(cage->base + *committed, end - *committed)) return false;
  *committed = end;
  return true;
}

/* State comes from an image that is authentic, but may have been taken of a cage that a guest had broken. */
static bool state_is_sane(const Vm *vm, uint32_t template_size) {
  return vm->heap_start == template_size && vm->heap_end >= vm->heap_start && vm->heap_end <= STACK_BASE &&
         vm->heap_end % BLOCK_SIZE == 0 && vm->cursor <= vm->hole_end && vm->hole_end <= vm->heap_end &&
         (vm->cursor == 0 || vm->cursor >= vm->heap_start) && vm->block <= vm->heap_end && vm->scan <= vm->heap_end;
}

bool page_set_wake(const PageSet *set, Cages *cages, Cage *cage, Vm *vm) {
  memcpy(vm_state(vm), set->state, VM_STATE_SIZE);
  if (!state_is_sane(vm, cages->template_size)) return false;
  Ref stack = STACK_BASE;
  if (set->count) {
    uint32_t last = set->pages[set->count - 1];
    if (last >= STACK_BASE / PAGE_SIZE) stack = (last + 1) * PAGE_SIZE;
  }
  stack = (stack + 65535) / 65536 * 65536;
  if (!commit(cage, &cage->heap_committed, vm->heap_end) || !commit(cage, &cage->stack_committed, stack)) return false;
  vm->stack_committed = STACK_BASE;
  cage_enter(cage, vm);
  for (uint32_t i = 0; i < set->count; i++) {
    uint32_t page = set->pages[i];
    if (page < cages->template_size / PAGE_SIZE) {
      cage->page_dirty[page] = 1;
#ifdef PYXIS_TEMPLATE_READONLY
      host_pages.protect(cage->base + (size_t)page * PAGE_SIZE, PAGE_SIZE, true);
#endif
    }
    memcpy(cage->base + (size_t)page * PAGE_SIZE, set->data + (size_t)i * PAGE_SIZE, PAGE_SIZE);
  }
  return blocks_read(vm);
}
