/* See natives.h. What NativeInfo holds beyond its definition is the same for every engine: it is filled in once a process. */
#include "host/natives.h"

#include "vm/boot.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>

static pthread_once_t registered = PTHREAD_ONCE_INIT;
static NativeInfo *table[MOST_NATIVES];
static uint32_t table_count;

/* As the core's registry does, for a signature of one positional parameter. */
static void add(Engine *engine, NativeInfo *info, bool star) {
  info->index = (uint16_t)engine->native_count;
  info->positional = info->positional_only = info->required = 1;
  info->star = star;
  info->parameters = star ? 2 : 1;
  engine->natives[engine->native_count++] = info;
}

static void register_all(void) {
  Engine engine = {.natives = table};
  native_register_all(&engine);
  add(&engine, &host_capability_info, true);
  add(&engine, &host_failure_info, false);
  table_count = engine.native_count;
}

void natives_start(Engine *engine, uint8_t hash[32]) {
  pthread_once(&registered, register_all);
  engine->natives = table;
  engine->native_count = table_count;
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, 32);
  for (uint32_t i = 0; i < table_count; i++) {
    const NativeInfo *info = table[i];
    if (!info) continue;
    crypto_generichash_update(&state, (const uint8_t *)info->name, strlen(info->name) + 1);
    crypto_generichash_update(&state, (const uint8_t *)info->signature, strlen(info->signature) + 1);
    crypto_generichash_update(&state, (const uint8_t *)&info->scratch, sizeof info->scratch);
  }
  crypto_generichash_final(&state, hash, 32);
}
