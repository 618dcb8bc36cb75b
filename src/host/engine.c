/* Engines: the template, the pool of cages, the key of images. */
#include "host/host.h"

#include "host/natives.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

extern const uint8_t pyxis_template_start[] __attribute__((visibility("hidden")));
extern const uint8_t pyxis_template_end[] __attribute__((visibility("hidden")));

uint32_t px_fuel_schedule(void) { return FUEL_SCHEDULE; }
const char *px_float_profile(PxEngine *engine) { return engine->float_profile; }

/* ---- the float profile ----------------------------------------------------------------------------------------------- */

/* The functions whose last digit may differ between processors, at points that are not exact. */
static void float_profile(char out[48]) {
  static double (*const one[])(double) = {sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, exp, expm1, log, log2,
                                          log10, log1p, cbrt, erf, erfc, lgamma, tgamma, asinh, atanh};
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, 16);
  for (unsigned i = 0; i < 64; i++) {
    volatile double x = 0.013 + i * 0.01517; /* in (0, 1): where all of them are defined; volatile: computed here and now */
    for (unsigned f = 0; f < sizeof one / sizeof *one; f++) {
      double y = one[f](x);
      crypto_generichash_update(&state, (const uint8_t *)&y, sizeof y);
    }
    double more[] = {pow(x, 7.3), pow(19.7, x), atan2(x, 0.7), hypot(x, 0.3), fmod(x, 0.0173), exp(x * 40), sin(x * 1e5)};
    crypto_generichash_update(&state, (const uint8_t *)more, sizeof more);
  }
  uint8_t hash[16];
  crypto_generichash_final(&state, hash, sizeof hash);
#if defined __x86_64__
  const char *machine = "x86_64";
#elif defined __aarch64__
  const char *machine = "aarch64";
#else
  const char *machine = "other";
#endif
  snprintf(out, 48, "%s-%02x%02x%02x%02x%02x%02x", machine, hash[0], hash[1], hash[2], hash[3], hash[4], hash[5]);
}

/* ---- the template ------------------------------------------------------------------------------------------------------ */

static bool template_load(PxEngine *engine, uint32_t warm, PxError *error) {
  const TemplateHeader *header = (const TemplateHeader *)pyxis_template_start;
  size_t size = (size_t)(pyxis_template_end - pyxis_template_start);
  uint8_t hash[32];
  natives_start(&engine->core, hash);
  if (size < PAGE_SIZE || memcmp(header->magic, TEMPLATE_MAGIC, 8) != 0 || header->size != size - PAGE_SIZE ||
      header->state_size != VM_STATE_SIZE || header->fuel_schedule != FUEL_SCHEDULE ||
      memcmp(header->natives_hash, hash, 32) != 0)
    return error_set(error, PX_ERROR_SYSTEM, "this build's template does not belong to it: build again");
  memcpy(engine->template_hash, header->hash, 32);
  memcpy(vm_state(&engine->initial), header->state, VM_STATE_SIZE);
  if (!cages_start(&engine->cages, pyxis_template_start + PAGE_SIZE, header->size, warm))
    return error_system(error, "no memory for the template");
  engine->core.pages = host_pages;
  engine->core.template_image = engine->cages.template_image;
  engine->core.template_size = header->size;
  return true;
}

PxEngine *px_engine_new(const PxOptions *options, PxError *error) {
  static const PxOptions standard;
  if (!options) options = &standard;
  if (sodium_init() < 0) {
    error_set(error, PX_ERROR_SYSTEM, "libsodium does not start");
    return NULL;
  }
  PxEngine *engine = calloc(1, sizeof *engine);
  if (!engine) {
    error_set(error, PX_ERROR_MEMORY, "no memory for an engine");
    return NULL;
  }
  pthread_mutex_init(&engine->key_lock, NULL);
  if (options->key) {
    memcpy(engine->key, options->key, KEY_SIZE);
    engine->has_key = true;
  }
  if (options->key_file) engine->key_file = strdup(options->key_file);
  if (!fault_handlers_install()) {
    error_system(error, "no handlers for faults");
    free(engine->key_file);
    free(engine);
    return NULL;
  }
  if (!template_load(engine, options->warm_cages ? options->warm_cages : 64, error)) {
    free(engine->key_file);
    free(engine);
    return NULL;
  }
  float_profile(engine->float_profile);
  return engine;
}

void px_engine_free(PxEngine *engine) {
  if (!engine) return;
  cages_end(&engine->cages);
  pthread_mutex_destroy(&engine->key_lock);
  sodium_memzero(engine->key, sizeof engine->key);
  free(engine->key_file);
  free(engine);
}

/* ---- the key of images --------------------------------------------------------------------------------------------------- */

static bool key_path(const PxEngine *engine, char *path, size_t room, PxError *error) {
  if (engine->key_file) {
    snprintf(path, room, "%s", engine->key_file);
    return true;
  }
  const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
  int n;
  if (state && *state == '/') n = snprintf(path, room, "%s/pyxis", state);
  else if (home && *home == '/') n = snprintf(path, room, "%s/.local/state/pyxis", home);
  else return error_set(error, PX_ERROR_SYSTEM, "no key for images: neither XDG_STATE_HOME nor HOME names a directory to keep it in");
  if (n < 0 || (size_t)n + 16 > room) return error_set(error, PX_ERROR_SYSTEM, "no key for images: the home directory's name is too long");
  for (char *slash = path + 1; (slash = strchr(slash, '/')); slash++) {
    *slash = 0;
    mkdir(path, 0700);
    *slash = '/';
  }
  mkdir(path, 0700);
  memcpy(path + strlen(path), "/image.key", sizeof "/image.key");
  return true;
}

static bool key_read(const char *path, uint8_t key[KEY_SIZE]) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  ssize_t n = read(fd, key, KEY_SIZE);
  close(fd);
  if (n != KEY_SIZE) errno = EINVAL;
  return n == KEY_SIZE;
}

/* Written beside and linked into place: of two processes that start at once, both get the key of one. */
static bool key_make(const char *path) {
  uint8_t key[KEY_SIZE];
  char beside[4200];
  randombytes_buf(key, sizeof key);
  snprintf(beside, sizeof beside, "%s.%ld", path, (long)getpid());
  int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  bool written = write(fd, key, KEY_SIZE) == KEY_SIZE && !fsync(fd);
  close(fd);
  bool linked = written && (!link(beside, path) || errno == EEXIST);
  int why = errno;
  unlink(beside);
  errno = why;
  return linked;
}

bool engine_key(PxEngine *engine, uint8_t key[KEY_SIZE], PxError *error) {
  bool known = true;
  pthread_mutex_lock(&engine->key_lock);
  if (!engine->has_key) {
    char path[4096];
    known = key_path(engine, path, sizeof path, error);
    if (known && !key_read(path, engine->key) &&
        (errno != ENOENT || !key_make(path) || !key_read(path, engine->key))) {
      int why = errno;
      known = error_set(error, PX_ERROR_SYSTEM, "no key for images in %.300s: %s", path, strerror(why));
    }
    engine->has_key = known;
  }
  if (known) memcpy(key, engine->key, KEY_SIZE);
  pthread_mutex_unlock(&engine->key_lock);
  return known;
}
