/* The inside of the allocator, shared by heap.c and collect.c. */
#ifndef PYXIS_HEAP_H
#define PYXIS_HEAP_H

#include "cage/engine.h"

#define LINES (BLOCK_SIZE / LINE_SIZE)
#define FIRST_LINE 7 /* lines of a block's own header */

/* At the start of every block. marks: one bit for every 8 bytes of the block, set for the first 8 bytes of an object that the last
   collection found alive. */
typedef struct Block {
  uint32_t use;   /* BLOCK_FREE, BLOCK_SMALL, BLOCK_LARGE */
  uint32_t count; /* large: blocks it spans */
  uint32_t size;  /* large: bytes of the object; small: 1 when its free lines may hold what was there before, 0 when all are zero */
  uint32_t holes; /* small: free lines found by the last collection */
  uint8_t lines[LINES];
  uint8_t marks[BLOCK_SIZE / 64];
} Block;
_Static_assert(sizeof(Block) <= FIRST_LINE * LINE_SIZE, "a block's header fits its lines");

uint32_t large_bytes(uint32_t size);

#endif
