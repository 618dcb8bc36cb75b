/*
 * A thousand guests on one thread, each in slices of 10,000 fuel; some of them are hostile.
 *
 * Fuel is what the scheduler shares out. A guest that loops for ever, eats memory or floods the output gets its slice in each round, like
 * everybody else, until its limits end it: it cannot slow another by more than its share.
 */
#include <pyxis.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { GUESTS = 1000, SLICE = 10000 };

static const char honest[] =
    "total = 0\n"
    "for i in range(2000):\n"
    "    total += i * i\n"
    "def answer():\n"
    "    return total\n";
static const char *const hostile[] = {
    "while True:\n    pass\n",
    "held = []\nwhile True:\n    held.append('x' * 1000)\n",
    "while True:\n    print('spam' * 100)\n",
    "def f():\n    try:\n        f()\n    finally:\n        f()\nf()\n",
    "while True:\n    try:\n        10 ** 100000\n    except BaseException:\n        pass\n",
};
enum { KINDS = sizeof hostile / sizeof *hostile };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static PxIsolate *guest_new(PxEngine *engine, int number, PxError *error) {
  PxLimits limits = {.fuel = 200000, .memory = 2 << 20, .output = 10000};
  PxIsolate *guest = px_isolate_new(engine, &limits, error);
  const char *script = number % 10 == 0 ? hostile[number / 10 % KINDS] : honest;
  if (guest && px_load(guest, "guest.py", script, strlen(script), error)) return guest;
  px_isolate_free(guest);
  return NULL;
}

int main(void) {
  PxError error;
  PxEngine *engine = px_engine_new(NULL, &error);
  PxIsolate *guests[GUESTS];
  double worst = 0, start = now();
  for (int i = 0; i < GUESTS; i++) {
    guests[i] = engine ? guest_new(engine, i, &error) : NULL;
    if (!guests[i]) {
      fprintf(stderr, "guest %d: %s\n", i, error.message);
      return 1;
    }
  }
  printf("%d guests loaded in %.1f ms\n", GUESTS, (now() - start) * 1e3);

  int ended[PX_INTERNAL + 1] = {0}, running = GUESTS, rounds = 0;
  for (start = now(); running; rounds++) {
    running = 0;
    for (int i = 0; i < GUESTS; i++) {
      if (px_state(guests[i]) != PX_RUNNING) continue;
      double before = now();
      if (px_run(guests[i], SLICE) == PX_RUNNING) running++;
      double took = now() - before;
      if (took > worst) worst = took;
    }
  }
  printf("%d rounds in %.1f ms; the longest slice took %.2f ms\n", rounds, (now() - start) * 1e3, worst * 1e3);

  int right = 0;
  for (int i = 0; i < GUESTS; i++) {
    ended[px_state(guests[i])]++;
    if (i % 10 && px_state(guests[i]) == PX_DONE && px_call(guests[i], "answer", NULL, 0, &error) && px_finish(guests[i]) == PX_DONE) {
      PxValue *answer = px_result(guests[i], &error);
      right += answer && answer->integer == 2664667000;
      px_value_free(answer);
    }
    px_isolate_free(guests[i]);
  }
  for (int e = 0; e <= PX_INTERNAL; e++)
    if (ended[e]) printf("%5d ended: %s\n", ended[e], px_ended_name((PxEnded)e));
  printf("%d of %d honest guests answered right\n", right, GUESTS - GUESTS / 10);
  px_engine_free(engine);
  return right == GUESTS - GUESTS / 10 ? 0 : 1;
}
