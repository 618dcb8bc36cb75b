/* What all isolates of a process share, in the core's terms. host/ makes it and fills it in; the core only reads it. */
#ifndef PYXIS_ENGINE_H
#define PYXIS_ENGINE_H

#include "cage/cage.h"

struct NativeInfo;

typedef struct Engine {
  Pages pages;
  const uint8_t *template_image; /* cage offsets [0, template_size), pristine; NULL while the template is being made */
  uint32_t template_size;        /* == heap_start of every isolate */
  struct NativeInfo **natives;   /* by index; made by native_register_all (vm/boot.h) */
  uint32_t native_count;
} Engine;

#define FUEL_SCHEDULE 2 /* version of what things cost; kept in images and reports */
/* Entries of Vm.blocks, one a block of the cage, outside it. */
enum { BLOCK_UNUSED, BLOCK_FREE, BLOCK_SMALL, BLOCK_LARGE, BLOCK_CONTINUED };
#define BLOCK_COUNT (STACK_BASE / BLOCK_SIZE)

#endif
