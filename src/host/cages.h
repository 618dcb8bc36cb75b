/*
 * Address space for isolates, and a pool of warm cages.
 *
 * A cage is 4 GiB of address space at a multiple of 4 GiB, between two guards that are never accessible. Cages come in slabs that
 * share guards. The template is a memfd that every cage maps copy-on-write.
 *
 * A cage that was used goes back to the pool once every page in which it may differ from a fresh one has been restored. Which pages
 * these are is asked of the kernel, not of the guest's own records: a guest that broke the interpreter must not leave
 * anything behind for the next.
 */
#ifndef PYXIS_HOST_CAGES_H
#define PYXIS_HOST_CAGES_H

#include "cage/engine.h"

#include <pthread.h>

typedef struct Cage {
  uint8_t *base;
  uint8_t *page_dirty; /* Vm.page_dirty and Vm.blocks: side by side, so that a small isolate dirties one page */
  uint8_t *blocks;
  uint64_t stays; /* isolates that have been in it */
  Ref heap_committed, stack_committed; /* accessible: up to here */
  bool mapped; /* the template is in place */
  struct Cage *next;
} Cage;

typedef struct Cages {
  pthread_mutex_t lock;
  int template_fd;
  uint8_t *template_image; /* read-only */
  uint32_t template_size;
  int pagemap_fd;
  Cage *warm, *cold;
  uint32_t warm_count, warm_most;
  struct Slab *slabs;
  uint32_t alive; /* cages given out */
} Cages;

extern const Pages host_pages;

/* image: cage offsets [0, size), of which the first page is never mapped; NULL and 0 for none, while the template is made. False: errno. */
bool cages_start(Cages *cages, const uint8_t *image, uint32_t size, uint32_t warm_most);
void cages_end(Cages *cages);
/* A cage with the template mapped and all else as zero. NULL: the system refuses; errno. */
Cage *cage_take(Cages *cages);
/* Points vm at the cage: base, side tables, what is accessible. */
void cage_enter(Cage *cage, Vm *vm);
/* The pages of a cage that are present and its own, ascending, by number from the base. */
#define MOST_PRIVATE 256
typedef struct PrivatePages {
  bool known; /* false: the kernel does not tell, or there are more */
  uint32_t count;
  uint32_t pages[MOST_PRIVATE];
} PrivatePages;
void cage_private_pages(Cages *cages, const Cage *cage, const Vm *vm, PrivatePages *out);
/* Back to the pool. vm is what ran in it, `own` what cage_private_pages just said, or NULL. `broken`: nothing of it is kept. */
void cage_give(Cages *cages, Cage *cage, const Vm *vm, const PrivatePages *own, bool broken);

#endif
