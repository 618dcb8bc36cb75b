/*
 * An arena hands out memory by moving a cursor, and gives everything back at once.
 *
 * Chunks come from calloc, so what is handed out is zero without a further pass. The tail of each chunk is never
 * handed out: nodes are allocated without the unused part of their union, and a reader that copies a whole Node from
 * the last one of a chunk still reads memory of the chunk.
 */
#include "syntax/arena.h"

#include <stdlib.h>

enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 512 * 1024, TAIL = 160 };

struct ArenaChunk {
  ArenaChunk *next;
  size_t size;
};

void arena_start(Arena *arena, size_t cap) { *arena = (Arena){.cap = cap}; }

static size_t next_chunk_size(const Arena *arena, size_t needed) {
  size_t size = arena->used;
  if (size < FIRST_CHUNK) size = FIRST_CHUNK;
  if (size > LARGEST_CHUNK) size = LARGEST_CHUNK;
  size_t left = arena->cap - arena->used;
  if (size > left) size = left;
  return size < needed ? needed : size;
}

static __attribute__((noinline)) void *take_from_new_chunk(Arena *arena, size_t size) {
  size_t needed = size + sizeof(ArenaChunk) + TAIL;
  if (arena->used > arena->cap || needed < size || needed > arena->cap - arena->used) {
    arena->exhausted = true;
    return NULL;
  }
  size_t chunk_size = next_chunk_size(arena, needed);
  ArenaChunk *chunk = calloc(1, chunk_size);
  if (!chunk) {
    arena->exhausted = true;
    return NULL;
  }
  chunk->next = arena->chunks;
  chunk->size = chunk_size;
  arena->chunks = chunk;
  arena->used += chunk_size;
  uint8_t *start = (uint8_t *)(chunk + 1), *end = (uint8_t *)chunk + chunk_size - TAIL;
  size_t old_left = arena->cursor ? (size_t)(arena->end - arena->cursor) : 0;
  if ((size_t)(end - start) - size > old_left) {
    arena->cursor = start + size;
    arena->end = end;
  }
  return start;
}

void *arena_take(Arena *arena, size_t size) {
  if (size > SIZE_MAX - 7) {
    arena->exhausted = true;
    return NULL;
  }
  size = (size + 7) & ~(size_t)7;
  if (arena->cursor && size <= (size_t)(arena->end - arena->cursor)) {
    void *memory = arena->cursor;
    arena->cursor += size;
    return memory;
  }
  return take_from_new_chunk(arena, size);
}

void arena_end(Arena *arena) {
  for (ArenaChunk *chunk = arena->chunks; chunk;) {
    ArenaChunk *next = chunk->next;
    free(chunk);
    chunk = next;
  }
  *arena = (Arena){0};
}
