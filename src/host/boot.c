/*
 * pyxis-boot: makes the template image, at build time.
 *
 *     pyxis-boot OUTPUT PRELUDE_DIRECTORY LIBRARY_DIRECTORY
 *
 * It starts from nothing: builds the types in an empty cage, runs the prelude, loads the library's modules, and writes down the pages that
 * this made. Every isolate starts from them.
 */
#include "host/host.h"
#include "host/natives.h"
#include "library/library.h"
#include "vm/boot.h"

#include <dirent.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

/* The host's files ask for a template; this program has none yet. */
const uint8_t pyxis_template_start[1], pyxis_template_end[1];

static void fail(const char *what, const char *which) {
  fprintf(stderr, "pyxis-boot: %s%s%s\n", what, which ? ": " : "", which ? which : "");
  exit(1);
}

static char *read_whole(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  char *text = NULL;
  size_t room = 0;
  *size = 0;
  do {
    room = room ? room * 2 : 65536;
    text = realloc(text, room + 1);
    if (!text) fail("no memory", path);
    *size += fread(text + *size, 1, room - *size, file);
  } while (*size == room);
  fclose(file);
  text[*size] = 0;
  return text;
}

/* ---- what runs in the cage ------------------------------------------------------------------------------------------------ */

typedef struct Step {
  const char *name, *filename, *source;
  size_t size;
  bool package;
  bool done;
} Step;

static void step_boot(Vm *vm, void *argument) { ((Step *)argument)->done = vm_boot(vm); }
static void step_seal(Vm *vm, void *argument) {
  vm_seal(vm);
  ((Step *)argument)->done = true;
}
static void step_prelude(Vm *vm, void *argument) {
  Step *s = argument;
  s->done = vm_boot_prelude(vm, s->name, s->source, s->size);
}
static void step_module(Vm *vm, void *argument) {
  Step *s = argument;
  s->done = vm_boot_module(vm, s->name, s->filename, s->source, s->size, s->package);
}

static void tell_failure(PxIsolate *isolate, const char *what) {
  Vm *vm = &isolate->vm;
  fprintf(stderr, "pyxis-boot: %s failed (ended %d, ending %d)\n", what, vm->ended, vm->ending);
  if (vm->exception == V_UNDEFINED || !is_ref(vm->exception)) exit(1);
  isolate->state = PX_EXCEPTION;
  const PxFailure *failure = px_failure(isolate);
  fputs(failure->traceback, stderr);
  if (!*failure->traceback) fprintf(stderr, "%s: %s\n", failure->type, failure->message);
  isolate_forget(isolate);
}

static bool step(PxIsolate *isolate, void (*body)(Vm *vm, void *argument), Step *s, const char *what) {
  if (!fault_guard(&isolate->vm, body, s)) fail("a fault in the cage", what);
  if (!s->done) tell_failure(isolate, what);
  return s->done;
}

static void must(bool done) {
  if (!done) exit(1);
}

static int is_python(const struct dirent *entry) {
  const char *dot = strrchr(entry->d_name, '.');
  return dot && !strcmp(dot, ".py");
}

static void run_prelude(PxIsolate *isolate, const char *directory) {
  struct dirent **entries;
  int count = scandir(directory, &entries, is_python, alphasort);
  if (count < 0) fail("no such directory", directory);
  for (int i = 0; i < count; i++) {
    char path[4096], name[256];
    snprintf(path, sizeof path, "%s/%s", directory, entries[i]->d_name);
    snprintf(name, sizeof name, "%.*s", (int)(strlen(entries[i]->d_name) - 3), entries[i]->d_name);
    Step s = {.name = name};
    s.source = read_whole(path, &s.size);
    if (!s.source) fail("cannot be read", path);
    must(step(isolate, step_prelude, &s, path));
    free((char *)s.source);
    free(entries[i]);
  }
  free(entries);
}

static void load_library(PxIsolate *isolate, const char *directory) {
  for (const char *const *name = library_standard; *name; name++) {
    char file[512], path[4096];
    snprintf(file, sizeof file, "%s", *name);
    for (char *p = file; *p; p++)
      if (*p == '.') *p = '/';
    Step s = {.name = *name, .filename = path};
    snprintf(path, sizeof path, "%s/%s.py", directory, file);
    s.source = read_whole(path, &s.size);
    if (!s.source) {
      snprintf(path, sizeof path, "%s/%s/__init__.py", directory, file);
      s.source = read_whole(path, &s.size);
      s.package = true;
    }
    if (!s.source) fail("not found in the installed library", *name);
    step(isolate, step_module, &s, path);
    free((char *)s.source);
  }
}

/* ---- writing ---------------------------------------------------------------------------------------------------------------- */

static void write_template(const PxEngine *engine, Vm *vm, const char *path) {
  TemplateHeader header = {.fuel_schedule = FUEL_SCHEDULE, .size = vm->heap_start, .native_count = engine->core.native_count,
                           .state_size = VM_STATE_SIZE};
  memcpy(header.magic, TEMPLATE_MAGIC, 8);
  memcpy(header.natives_hash, engine->template_hash, 32);
  memcpy(header.state, vm_state(vm), VM_STATE_SIZE);
  uint8_t *image = calloc(1, header.size);
  if (!image) fail("no memory", NULL);
  SHOW(vm, KNOWN, header.size - KNOWN);
  memcpy(image + KNOWN, vm->base + KNOWN, header.size - KNOWN);
  crypto_generichash_state hash;
  crypto_generichash_init(&hash, NULL, 0, 32);
  crypto_generichash_update(&hash, (const uint8_t *)&header + offsetof(TemplateHeader, fuel_schedule),
                            sizeof header - offsetof(TemplateHeader, fuel_schedule));
  crypto_generichash_update(&hash, image, header.size);
  crypto_generichash_final(&hash, header.hash, 32);
  uint8_t first[PAGE_SIZE] = {0};
  memcpy(first, &header, sizeof header);
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(first, 1, PAGE_SIZE, file) != PAGE_SIZE || fwrite(image, 1, header.size, file) != header.size || fclose(file))
    fail("cannot be written", path);
  free(image);
}

int main(int argc, char **argv) {
  if (argc != 4) fail("usage: pyxis-boot OUTPUT PRELUDE_DIRECTORY LIBRARY_DIRECTORY", NULL);
  if (sodium_init() < 0 || !fault_handlers_install()) fail("the process does not start", NULL);
  static PxEngine engine;
  static PxIsolate isolate;
  Vm *vm = &isolate.vm;
  engine.core.pages = host_pages;
  natives_start(&engine.core, engine.template_hash);
  if (!cages_start(&engine.cages, NULL, 0, 0)) fail("no cages", NULL);
  Cage *cage = cage_take(&engine.cages);
  if (!cage || !host_pages.commit(cage->base + KNOWN, BLOCK_SIZE - KNOWN)) fail("no cage", NULL);
  isolate.engine = &engine;
  isolate.cage = cage;
  vm->engine = &engine.core;
  vm->host = &isolate;
  vm->stack_committed = STACK_BASE;
  cage_enter(cage, vm);
  Step s = {0};
  must(step(&isolate, step_boot, &s, "vm_boot"));
  run_prelude(&isolate, argv[2]);
  load_library(&isolate, argv[3]);
  must(step(&isolate, step_seal, &s, "vm_seal"));
  heap_reset(vm);
  vm->stack_committed = STACK_BASE;
  write_template(&engine, vm, argv[1]);
  return 0;
}
