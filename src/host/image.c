/*
 * Images: an isolate written down, for this server.
 *
 *   ImageHeader | zstd(state of struct Vm | grants' names | page numbers | pages) | keyed BLAKE2b of all before
 *
 * The authentication is checked before anything else is looked at. An image is refused when the template, the fuel schedule or the
 * float profile differ: the pages would mean something else, or the run would go on differently.
 */
#include "host/host.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <zstd.h>

#define IMAGE_MAGIC "PyxImag1"
#define MAC_SIZE 32
#define MOST_BODY ((uint64_t)5 << 30)
#define MOST_GRANTS 10000

typedef struct ImageHeader {
  char magic[8];
  uint32_t fuel_schedule, state_size;
  uint8_t template_hash[32];
  char float_profile[48];
  uint64_t body_size, packed_size;
  double seconds, seconds_limit;
  uint32_t page_count, grant_count, grants_size;
  uint8_t ended, is_call, reserved[2];
} ImageHeader;

static bool state_can_be_written(const PxIsolate *isolate, PxError *error) {
  if (isolate->state == PX_CAGE) return error_set(error, PX_ERROR_STATE, "a corrupted isolate cannot be frozen");
  if (isolate->answer || isolate->refusal)
    return error_set(error, PX_ERROR_STATE, "an answer is on its way: run the isolate before it is frozen");
  return true;
}

static uint8_t *body_make(const PxIsolate *isolate, const PageSet *set, ImageHeader *header) {
  size_t grants = 0;
  for (uint32_t i = 0; i < isolate->grant_count; i++) grants += strlen(isolate->grants[i].name) + 1;
  header->grants_size = (uint32_t)grants;
  header->grant_count = isolate->grant_count;
  header->page_count = set->count;
  header->body_size = VM_STATE_SIZE + grants + (size_t)set->count * (sizeof(uint32_t) + PAGE_SIZE);
  uint8_t *body = malloc(header->body_size), *at = body;
  if (!body) return NULL;
  memcpy(at, set->state, VM_STATE_SIZE);
  at += VM_STATE_SIZE;
  for (uint32_t i = 0; i < isolate->grant_count; i++) {
    size_t size = strlen(isolate->grants[i].name) + 1;
    memcpy(at, isolate->grants[i].name, size);
    at += size;
  }
  memcpy(at, set->pages, set->count * sizeof(uint32_t));
  at += set->count * sizeof(uint32_t);
  memcpy(at, set->data, (size_t)set->count * PAGE_SIZE);
  return body;
}

static void authenticate(const uint8_t *data, size_t size, const uint8_t key[KEY_SIZE], uint8_t mac[MAC_SIZE]) {
  crypto_generichash(mac, MAC_SIZE, data, size, key, KEY_SIZE);
}

bool px_freeze(PxIsolate *isolate, uint8_t **image, size_t *size, PxError *error) {
  uint8_t key[KEY_SIZE];
  if (!state_can_be_written(isolate, error) || !engine_key(isolate->engine, key, error) || !isolate_wake(isolate, error)) return false;
  ImageHeader header = {.fuel_schedule = FUEL_SCHEDULE, .state_size = VM_STATE_SIZE, .seconds = isolate->seconds,
                        .seconds_limit = isolate->seconds_limit,
                        .ended = isolate->state == PX_WAITING ? PX_RUNNING : (uint8_t)isolate->state,
                        .is_call = isolate->is_call};
  memcpy(header.magic, IMAGE_MAGIC, 8);
  memcpy(header.template_hash, isolate->engine->template_hash, 32);
  memcpy(header.float_profile, isolate->engine->float_profile, sizeof header.float_profile);
  PageSet *set = isolate_pages(isolate);
  uint8_t *body = set ? body_make(isolate, set, &header) : NULL;
  page_set_drop(set);
  size_t bound = body ? ZSTD_compressBound(header.body_size) : 0;
  uint8_t *out = body ? malloc(sizeof header + bound + MAC_SIZE) : NULL;
  size_t packed = out ? ZSTD_compress(out + sizeof header, bound, body, header.body_size, 3) : 0;
  free(body);
  if (!out || ZSTD_isError(packed)) {
    free(out);
    return error_set(error, PX_ERROR_MEMORY, "no memory to write the image");
  }
  header.packed_size = packed;
  memcpy(out, &header, sizeof header);
  *size = sizeof header + packed + MAC_SIZE;
  authenticate(out, *size - MAC_SIZE, key, out + *size - MAC_SIZE);
  sodium_memzero(key, sizeof key);
  uint8_t *fitted = realloc(out, *size);
  *image = fitted ? fitted : out;
  return true;
}

/* ---- thawing -------------------------------------------------------------------------------------------------------------- */

static bool header_check(PxEngine *engine, const uint8_t *image, size_t size, ImageHeader *header, PxError *error) {
  if (size < sizeof *header + MAC_SIZE || memcmp(image, IMAGE_MAGIC, 8) != 0)
    return error_set(error, PX_ERROR_IMAGE, "this is not an image of a Pyxis isolate");
  uint8_t key[KEY_SIZE], mac[MAC_SIZE];
  if (!engine_key(engine, key, error)) return false;
  authenticate(image, size - MAC_SIZE, key, mac);
  sodium_memzero(key, sizeof key);
  if (sodium_memcmp(mac, image + size - MAC_SIZE, MAC_SIZE))
    return error_set(error, PX_ERROR_IMAGE, "this image is damaged, or was written with another key: images are continued only where they were written");
  memcpy(header, image, sizeof *header);
  if (header->fuel_schedule != FUEL_SCHEDULE)
    return error_set(error, PX_ERROR_IMAGE, "this image was written under fuel schedule %u; this program's is %u", header->fuel_schedule, FUEL_SCHEDULE);
  if (memcmp(header->template_hash, engine->template_hash, 32) != 0 || header->state_size != VM_STATE_SIZE)
    return error_set(error, PX_ERROR_IMAGE, "this image belongs to another template: it can only be continued by the build that wrote it");
  if (memcmp(header->float_profile, engine->float_profile, sizeof header->float_profile) != 0)
    return error_set(error, PX_ERROR_IMAGE, "this image was written where floats compute as %.47s; here they compute as %s", header->float_profile,
                     engine->float_profile);
  if (header->packed_size != size - sizeof *header - MAC_SIZE || header->body_size > MOST_BODY || header->ended > PX_INTERNAL ||
      header->ended == PX_CAGE || header->grant_count > MOST_GRANTS || header->grants_size > MOST_GRANTS * 256 ||
      header->body_size != VM_STATE_SIZE + (uint64_t)header->grants_size + (uint64_t)header->page_count * (sizeof(uint32_t) + PAGE_SIZE))
    return error_set(error, PX_ERROR_IMAGE, "this image contradicts itself");
  return true;
}

static bool page_is_possible(uint32_t page, const Vm *state, uint32_t template_size) {
  uint64_t at = (uint64_t)page * PAGE_SIZE;
  return (at >= KNOWN && at < template_size) || (at >= state->heap_start && at < state->heap_end) ||
         (at >= STACK_BASE && at < STACK_LIMIT);
}

static PageSet *body_read(const PxEngine *engine, const uint8_t *body, const ImageHeader *header) {
  PageSet *set = calloc(1, sizeof *set);
  if (!set) return NULL;
  set->references = 1;
  set->count = header->page_count;
  memcpy(set->state, body, VM_STATE_SIZE);
  body += VM_STATE_SIZE + header->grants_size;
  set->pages = malloc((size_t)set->count * sizeof(uint32_t) + 1);
  set->data = malloc((size_t)set->count * PAGE_SIZE + 1);
  if (!set->pages || !set->data) {
    page_set_drop(set);
    return NULL;
  }
  memcpy(set->pages, body, (size_t)set->count * sizeof(uint32_t));
  memcpy(set->data, body + (size_t)set->count * sizeof(uint32_t), (size_t)set->count * PAGE_SIZE);
  Vm state = {0};
  memcpy(vm_state(&state), set->state, VM_STATE_SIZE);
  bool possible = state.heap_start == engine->core.template_size;
  for (uint32_t i = 0; i < set->count && possible; i++)
    possible = (i == 0 || set->pages[i] > set->pages[i - 1]) && page_is_possible(set->pages[i], &state, engine->core.template_size);
  if (possible) return set;
  page_set_drop(set);
  return NULL;
}

static bool grants_read(PxIsolate *isolate, const char *names, const ImageHeader *header) {
  const char *end = names + header->grants_size;
  if (!header->grant_count) return !header->grants_size;
  isolate->grants = calloc(header->grant_count, sizeof(Grant));
  if (!isolate->grants) return false;
  for (uint32_t i = 0; i < header->grant_count; i++) {
    size_t left = (size_t)(end - names), size = strnlen(names, left);
    if (size == left) return false;
    isolate->grants[i].name = strdup(names);
    isolate->grant_count++;
    names += size + 1;
  }
  return names == end;
}

PxIsolate *px_thaw(PxEngine *engine, const uint8_t *image, size_t size, PxError *error) {
  ImageHeader header = {0};
  if (!header_check(engine, image, size, &header, error)) return NULL;
  uint8_t *body = header.body_size ? malloc(header.body_size) : NULL;
  PxIsolate *isolate = body ? calloc(1, sizeof *isolate) : NULL;
  if (!isolate) {
    free(body);
    error_set(error, PX_ERROR_MEMORY, "no memory for the image");
    return NULL;
  }
  size_t unpacked = ZSTD_decompress(body, header.body_size, image + sizeof header, header.packed_size);
  bool whole = !ZSTD_isError(unpacked) && unpacked == header.body_size;
  isolate->engine = engine;
  isolate->vm = engine->initial;
  isolate->vm.engine = &engine->core;
  isolate->vm.host = isolate;
  isolate->state = (PxEnded)header.ended;
  isolate->is_call = header.is_call;
  isolate->seconds = header.seconds;
  isolate->seconds_limit = header.seconds_limit;
  if (whole) isolate->parked = body_read(engine, body, &header);
  whole = isolate->parked && grants_read(isolate, (const char *)body + VM_STATE_SIZE, &header);
  free(body);
  if (!whole) {
    px_isolate_free(isolate);
    error_set(error, PX_ERROR_IMAGE, "this image contradicts itself");
    return NULL;
  }
  memcpy(vm_state(&isolate->vm), isolate->parked->state, VM_STATE_SIZE);
  return isolate;
}
