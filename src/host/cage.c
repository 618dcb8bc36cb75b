/* See cages.h. */
#include "host/cages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef SLAB_CAGES
#define SLAB_CAGES 8
#endif
#define DIRTY_ROOM 2048 /* pages of a template: 8 MiB, in front of Vm.blocks */
#define SIDE_SIZE ((DIRTY_ROOM + BLOCK_COUNT + LOOKUP_BYTES + TYPE_LOOKUP_BYTES + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE)

typedef struct Slab {
  struct Slab *next;
  void *reservation, *sides;
  size_t reserved;
  Cage cages[SLAB_CAGES];
} Slab;

/* ---- what the core asks of the system -------------------------------------------------------------------------------- */

static bool pages_commit(void *address, size_t size) { return !mprotect(address, size, PROT_READ | PROT_WRITE); }

static void pages_decommit(void *address, size_t size) {
  (void)!mmap(address, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
}

static bool pages_protect(void *address, size_t size, bool writable) {
  return !mprotect(address, size, writable ? PROT_READ | PROT_WRITE : PROT_READ);
}

const Pages host_pages = {pages_commit, pages_decommit, pages_protect};

/* ---- slabs ----------------------------------------------------------------------------------------------------------- */

static bool slab_add(Cages *cages) {
  Slab *slab = calloc(1, sizeof *slab);
  if (!slab) return false;
  slab->reserved = GUARD_SIZE + SLAB_CAGES * (CAGE_SIZE + GUARD_SIZE) + CAGE_SIZE; /* the last: to align */
  slab->reservation =
      mmap(NULL, slab->reserved, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (slab->reservation == MAP_FAILED) {
    free(slab);
    return false;
  }
  slab->sides =
      mmap(NULL, (size_t)SIDE_SIZE * SLAB_CAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (slab->sides == MAP_FAILED) {
    munmap(slab->reservation, slab->reserved);
    free(slab);
    return false;
  }
  uintptr_t first = ((uintptr_t)slab->reservation + GUARD_SIZE + CAGE_SIZE - 1) / CAGE_SIZE * CAGE_SIZE;
  for (unsigned i = SLAB_CAGES; i-- > 0;) {
    Cage *cage = &slab->cages[i];
    cage->base = (uint8_t *)first + i * (CAGE_SIZE + GUARD_SIZE);
    cage->page_dirty = (uint8_t *)slab->sides + (size_t)i * SIDE_SIZE;
    cage->blocks = cage->page_dirty + DIRTY_ROOM;
    cage->next = cages->cold;
    cages->cold = cage;
  }
  slab->next = cages->slabs;
  cages->slabs = slab;
  return true;
}

static bool template_start(Cages *cages, const uint8_t *image, uint32_t size) {
  cages->template_size = size;
  cages->template_fd = memfd_create("pyxis template", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (cages->template_fd < 0) return false;
  for (uint32_t done = 0; done < size;) {
    ssize_t n = write(cages->template_fd, image + done, size - done);
    if (n <= 0) return false;
    done += (uint32_t)n;
  }
  /* There is no writable mapping to revoke, so to deny future writes denies all. F_SEAL_WRITE would wait for whoever in the kernel
     holds one of the pages for a moment, and give up with EBUSY on a busy machine. */
  if (fcntl(cages->template_fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL)) return false;
  void *pristine = mmap(NULL, size, PROT_READ, MAP_PRIVATE, cages->template_fd, 0);
  if (pristine == MAP_FAILED) return false;
  cages->template_image = pristine;
  return true;
}

bool cages_start(Cages *cages, const uint8_t *image, uint32_t size, uint32_t warm_most) {
  *cages = (Cages){.template_fd = -1, .pagemap_fd = -1, .warm_most = warm_most};
  pthread_mutex_init(&cages->lock, NULL);
  if (size % PAGE_SIZE || size / PAGE_SIZE > DIRTY_ROOM) {
    errno = EINVAL;
    return false;
  }
  if (image && !template_start(cages, image, size)) {
    int why = errno;
    cages_end(cages);
    errno = why;
    return false;
  }
  cages->pagemap_fd = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
  return true;
}

void cages_end(Cages *cages) {
  for (Slab *slab = cages->slabs; slab;) {
    Slab *next = slab->next;
    munmap(slab->reservation, slab->reserved);
    munmap(slab->sides, (size_t)SIDE_SIZE * SLAB_CAGES);
    free(slab);
    slab = next;
  }
  if (cages->template_image) munmap(cages->template_image, cages->template_size);
  if (cages->template_fd >= 0) close(cages->template_fd);
  if (cages->pagemap_fd >= 0) close(cages->pagemap_fd);
  pthread_mutex_destroy(&cages->lock);
  *cages = (Cages){.template_fd = -1, .pagemap_fd = -1};
}

/* ---- one cage -------------------------------------------------------------------------------------------------------- */

static bool template_map(Cages *cages, Cage *cage) {
  if (!cages->template_image) return true;
#ifdef PYXIS_TEMPLATE_READONLY
  int protection = PROT_READ;
#else
  int protection = PROT_READ | PROT_WRITE;
#endif
  void *mapped = mmap(cage->base + KNOWN, cages->template_size - KNOWN, protection,
                      MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, cages->template_fd, KNOWN);
  return mapped != MAP_FAILED;
}

static bool cage_map(Cages *cages, Cage *cage) {
  cage->heap_committed = cages->template_size ? cages->template_size : KNOWN;
  cage->stack_committed = STACK_BASE;
  cage->mapped = template_map(cages, cage);
  return cage->mapped;
}

static void cage_unmap(Cage *cage) {
  (void)!mmap(cage->base, CAGE_SIZE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
  cage->mapped = false;
}

Cage *cage_take(Cages *cages) {
  pthread_mutex_lock(&cages->lock);
  Cage *cage = cages->warm;
  if (cage) {
    cages->warm = cage->next;
    cages->warm_count--;
  } else if (cages->cold || slab_add(cages)) {
    cage = cages->cold;
    cages->cold = cage->next;
  }
  if (cage) cages->alive++;
  pthread_mutex_unlock(&cages->lock);
  if (cage && !cage->mapped && !cage_map(cages, cage)) {
    int why = errno;
    cage_give(cages, cage, NULL, NULL, true);
    errno = why;
    return NULL;
  }
  return cage;
}

void cage_enter(Cage *cage, Vm *vm) {
  vm->base = cage->base;
  vm->page_dirty = cage->page_dirty;
  vm->blocks = cage->blocks;
  vm->lookups = cage->blocks + BLOCK_COUNT;
  vm->type_lookups = cage->blocks + BLOCK_COUNT + LOOKUP_BYTES;
  vm->lookup_epoch = ++cage->stays << 32;
  vm->heap_committed = cage->heap_committed;
  if (vm->stack_committed < cage->stack_committed) vm->stack_committed = cage->stack_committed;
}

/* ---- which pages are a cage's own ------------------------------------------------------------------------------------- */

/* ioctl PAGEMAP_SCAN, of Linux 6.7: not in Debian 12's headers. */
struct scan_region {
  uint64_t start, end, categories;
};
struct scan_request {
  uint64_t size, flags, start, end, walk_end, regions, region_count, most, inverted, mask, any, wanted;
};
#define SCAN_FILE 4
#define SCAN_PRESENT 8
#define SCAN_SWAPPED 16
#define SCAN_REQUEST _IOWR('f', 16, struct scan_request)

static bool private_by_scan(int fd, const uint8_t *base, Ref start, Ref end, PrivatePages *out) {
  struct scan_region regions[MOST_PRIVATE];
  struct scan_request request = {.size = sizeof request, .start = (uintptr_t)base + start, .end = (uintptr_t)base + end,
                                 .regions = (uintptr_t)regions, .region_count = MOST_PRIVATE, .inverted = SCAN_FILE,
                                 .mask = SCAN_FILE, .any = SCAN_PRESENT | SCAN_SWAPPED, .wanted = SCAN_PRESENT};
  if (start >= end) return true;
  long found = ioctl(fd, SCAN_REQUEST, &request);
  if (found < 0 || request.walk_end < request.end) return false;
  for (long i = 0; i < found; i++)
    for (uint64_t a = regions[i].start; a < regions[i].end; a += PAGE_SIZE) {
      if (out->count == MOST_PRIVATE) return false;
      out->pages[out->count++] = (uint32_t)((a - (uintptr_t)base) / PAGE_SIZE);
    }
  return true;
}

static bool private_by_reading(int fd, const uint8_t *base, Ref start, Ref end, PrivatePages *out) {
  for (uint64_t a = start; a < end;) {
    uint64_t entries[512];
    uint64_t n = (end - a) / PAGE_SIZE;
    if (n > 512) n = 512;
    if (pread(fd, entries, n * 8, (off_t)(((uintptr_t)base + a) / PAGE_SIZE * 8)) != (ssize_t)(n * 8)) return false;
    for (uint64_t i = 0; i < n; i++) {
      bool present = entries[i] >> 63 & 1, swapped = entries[i] >> 62 & 1, file = entries[i] >> 61 & 1;
      if ((!present && !swapped) || file) continue;
      if (out->count == MOST_PRIVATE) return false;
      out->pages[out->count++] = (uint32_t)(a / PAGE_SIZE + i);
    }
    a += n * PAGE_SIZE;
  }
  return true;
}

void cage_private_pages(Cages *cages, const Cage *cage, const Vm *vm, PrivatePages *out) {
  Ref heap_end = vm->heap_committed, stack_end = vm->stack_committed;
  out->count = 0;
  out->known = false;
  if (cages->pagemap_fd < 0 || !cage->mapped) return;
  /* A guest of many pages gives them all back anyway. */
  if (heap_end - cages->template_size > MOST_PRIVATE * PAGE_SIZE || stack_end - STACK_BASE > MOST_PRIVATE * PAGE_SIZE) return;
  /* Template and heap are one range. Between heap and stack there is nothing, but to walk over it would cost more than a second call. */
  out->known = private_by_scan(cages->pagemap_fd, cage->base, KNOWN, heap_end, out) &&
               private_by_scan(cages->pagemap_fd, cage->base, STACK_BASE, stack_end, out);
  if (out->known) return;
  out->count = 0;
  out->known = private_by_reading(cages->pagemap_fd, cage->base, KNOWN, heap_end, out) &&
               private_by_reading(cages->pagemap_fd, cage->base, STACK_BASE, stack_end, out);
}

/* ---- giving back ----------------------------------------------------------------------------------------------------- */

static void page_restore(const Cages *cages, const Cage *cage, uint32_t number) {
  uint8_t *page = cage->base + (size_t)number * PAGE_SIZE;
  if (number >= cages->template_size / PAGE_SIZE) {
    memset(page, 0, PAGE_SIZE);
    return;
  }
#ifdef PYXIS_TEMPLATE_READONLY
  pages_protect(page, PAGE_SIZE, true);
#endif
  memcpy(page, cages->template_image + (size_t)number * PAGE_SIZE, PAGE_SIZE);
#ifdef PYXIS_TEMPLATE_READONLY
  pages_protect(page, PAGE_SIZE, false);
#endif
}

static bool cage_restore(Cages *cages, Cage *cage, const Vm *vm, const PrivatePages *own) {
  Ref heap_start = cages->template_size;
  memset(cage->page_dirty, 0, heap_start / PAGE_SIZE);
  memset(cage->blocks + heap_start / BLOCK_SIZE, 0, (vm->heap_committed - heap_start) / BLOCK_SIZE + 1);
  if (own->known) {
    cage->heap_committed = vm->heap_committed;
    cage->stack_committed = vm->stack_committed;
    for (uint32_t i = 0; i < own->count; i++) page_restore(cages, cage, own->pages[i]);
    return true;
  }
  pages_decommit(cage->base + heap_start, vm->heap_committed - heap_start);
  if (vm->stack_committed > STACK_BASE) pages_decommit(cage->base + STACK_BASE, vm->stack_committed - STACK_BASE);
  return cage_map(cages, cage);
}

void cage_give(Cages *cages, Cage *cage, const Vm *vm, const PrivatePages *own, bool broken) {
  bool keep = !broken && cage->mapped && cages->template_image;
  if (vm && vm->base == cage->base) SHOW(vm, vm->heap_start, vm->heap_committed - vm->heap_start);
  if (keep) {
    PrivatePages asked;
    if (!own) cage_private_pages(cages, cage, vm, &asked);
    keep = cage_restore(cages, cage, vm, own ? own : &asked);
  }
  pthread_mutex_lock(&cages->lock);
  if (keep && cages->warm_count >= cages->warm_most) keep = false;
  if (keep) {
    cages->warm_count++;
    cage->next = cages->warm;
    cages->warm = cage;
  }
  cages->alive--;
  pthread_mutex_unlock(&cages->lock);
  if (keep) return;
  cage_unmap(cage);
  madvise(cage->page_dirty - (uintptr_t)cage->page_dirty % PAGE_SIZE, SIDE_SIZE, MADV_DONTNEED);
  pthread_mutex_lock(&cages->lock);
  cage->next = cages->cold;
  cages->cold = cage;
  pthread_mutex_unlock(&cages->lock);
}
