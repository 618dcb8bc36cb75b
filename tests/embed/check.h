/* What the C tests share: CHECK prints `ok NAME` or `FAIL NAME: why`. */
#ifndef PYXIS_TEST_CHECK_H
#define PYXIS_TEST_CHECK_H

#include <pyxis.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;
static PxError error;

#define CHECK(name, condition)                                                                                         \
  do {                                                                                                                 \
    if (condition) {                                                                                                   \
      printf("ok %s\n", name);                                                                                         \
    } else {                                                                                                           \
      printf("FAIL %s: line %d: %s (%s)\n", name, __LINE__, #condition, error.message);                                \
      failures++;                                                                                                      \
    }                                                                                                                  \
  } while (0)

static inline PxEngine *engine_or_exit(void) {
  static const uint8_t key[32] = "a key for tests, and only them.";
  PxOptions options = {.key = key};
  PxEngine *engine = px_engine_new(&options, &error);
  if (!engine) {
    printf("FAIL engine: %s\n", error.message);
    exit(1);
  }
  return engine;
}

/* An isolate that has run `script` to its end. */
static inline PxIsolate *loaded(PxEngine *engine, const PxLimits *limits, const char *script) {
  PxIsolate *isolate = px_isolate_new(engine, limits, &error);
  if (!isolate || !px_load(isolate, "test.py", script, strlen(script), &error)) {
    printf("FAIL load: %s\n", error.message);
    exit(1);
  }
  if (px_finish(isolate) != PX_DONE) {
    printf("FAIL load: %s %s\n", px_ended_name(px_state(isolate)), px_failure(isolate)->traceback);
    failures++;
  }
  return isolate;
}

/* Calls and runs to the end; the result to be freed, or NULL. */
static inline PxValue *called(PxIsolate *isolate, const char *name, const PxValue *arguments, size_t count) {
  error.message[0] = 0;
  if (!px_call(isolate, name, arguments, count, &error) || px_finish(isolate) != PX_DONE) {
    if (!*error.message) snprintf(error.message, sizeof error.message, "%.500s", px_failure(isolate)->traceback);
    return NULL;
  }
  return px_result(isolate, &error);
}

static inline bool is_text(const PxValue *v, const char *text) {
  return v && v->kind == PX_TEXT && v->text.size == strlen(text) && !memcmp(v->text.data, text, v->text.size);
}
static inline bool is_int(const PxValue *v, int64_t n) { return v && v->kind == PX_INT && v->integer == n; }

#endif
