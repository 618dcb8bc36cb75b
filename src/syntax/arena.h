/* Memory of one compilation: outside the cage, given back whole. The cap is what the isolate's limit still allows. */
#ifndef PYXIS_ARENA_H
#define PYXIS_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ArenaChunk ArenaChunk;

typedef struct Arena {
  ArenaChunk *chunks;
  uint8_t *cursor, *end;
  size_t used, cap; /* bytes taken from malloc, and the most that may be */
  bool exhausted;   /* set when a request did not fit; it was answered with NULL */
} Arena;

void arena_start(Arena *arena, size_t cap);
/* 8-aligned, zeroed; NULL when the cap is reached. */
void *arena_take(Arena *arena, size_t size);
void arena_end(Arena *arena);

#endif
