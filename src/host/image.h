/*
 * What of an isolate differs from its template: the state in struct Vm and the pages.
 *
 * The same set of pages serves a parked isolate, a fork and, compressed and authenticated, an image.
 */
#ifndef PYXIS_HOST_IMAGE_H
#define PYXIS_HOST_IMAGE_H

#include "host/cages.h"

#define VM_STATE_START offsetof(Vm, fuel)
#define VM_STATE_SIZE (offsetof(Vm, run_state_end) - VM_STATE_START)
static inline uint8_t *vm_state(Vm *vm) { return (uint8_t *)vm + VM_STATE_START; }

/* Immutable once made; shared by the isolates forked from it. */
typedef struct PageSet {
  int references; /* atomic */
  uint32_t count;
  uint32_t *pages; /* numbers from the cage's base, ascending */
  uint8_t *data;   /* count pages */
  uint8_t state[VM_STATE_SIZE];
} PageSet;

/* own: what cage_private_pages says. NULL: no memory. */
PageSet *page_set_take(Cages *cages, Cage *cage, Vm *vm, const PrivatePages *own);
PageSet *page_set_share(PageSet *set);
void page_set_drop(PageSet *set);
/* Fills in a fresh cage, and vm's state. False: the system refuses memory, or the set makes no sense. */
bool page_set_wake(const PageSet *set, Cages *cages, Cage *cage, Vm *vm);

/* ---- the template file ------------------------------------------------------------------------------------------------ */

#define TEMPLATE_MAGIC "PyxTmpl1"
/* In front of the pages, one page long itself. hash covers everything behind itself, and the pages. */
typedef struct TemplateHeader {
  char magic[8];
  uint8_t hash[32];
  uint32_t fuel_schedule, size, native_count, state_size;
  uint8_t natives_hash[32];
  uint8_t state[VM_STATE_SIZE];
} TemplateHeader;
_Static_assert(sizeof(TemplateHeader) <= PAGE_SIZE, "the template's header is one page");

#endif
