/*
 * What a small script costs while it is idle, and how fast it wakes: the kernel's own figures over 1,000 isolates.
 */
#include "check.h"

#include <time.h>

enum { ISOLATES = 1000 };

/* 50 lines with a class and three handlers: the kind of thing that sits in a world. */
static const char script[] =
    "\"\"\"A lamp that can be switched, dimmed and greeted.\"\"\"\n"
    "\n"
    "COLORS = ['red', 'amber', 'white']\n"
    "MOST = 100\n"
    "\n"
    "\n"
    "class Lamp:\n"
    "    \"\"\"Its state, and what may be done to it.\"\"\"\n"
    "\n"
    "    def __init__(self, name, color='white'):\n"
    "        self.name = name\n"
    "        self.color = color\n"
    "        self.level = 0\n"
    "        self.visitors = {}\n"
    "\n"
    "    def dim(self, level):\n"
    "        if not 0 <= level <= MOST:\n"
    "            raise ValueError(f'no level {level}: 0 to {MOST}')\n"
    "        self.level = level\n"
    "\n"
    "    def describe(self):\n"
    "        if self.level == 0:\n"
    "            return f'{self.name} is dark'\n"
    "        return f'{self.name} shines {self.color} at {self.level}%'\n"
    "\n"
    "    def remember(self, who):\n"
    "        self.visitors[who] = self.visitors.get(who, 0) + 1\n"
    "        return self.visitors[who]\n"
    "\n"
    "\n"
    "lamp = Lamp('the lamp by the door', COLORS[1])\n"
    "\n"
    "\n"
    "def on_touch(who):\n"
    "    lamp.dim(0 if lamp.level else MOST)\n"
    "    return lamp.describe()\n"
    "\n"
    "\n"
    "def on_say(who, text):\n"
    "    for color in COLORS:\n"
    "        if color in text.lower():\n"
    "            lamp.color = color\n"
    "            return f'{who} turns {lamp.name} {color}'\n"
    "    return None\n"
    "\n"
    "\n"
    "def on_enter(who):\n"
    "    times = lamp.remember(who)\n"
    "    return 'welcome' if times == 1 else f'welcome back, {who}'\n"
    "\n"
    "\n"
    "lamp.dim(50)\n";

static long kernel_figure(const char *path, const char *name) {
  FILE *file = fopen(path, "r");
  char line[256];
  long value = -1;
  while (file && fgets(line, sizeof line, file))
    if (!strncmp(line, name, strlen(name))) value = strtol(line + strlen(name), NULL, 10);
  if (file) fclose(file);
  return value;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static PxIsolate *isolates[ISOLATES];

static void memory(PxEngine *engine) {
  px_isolate_free(loaded(engine, NULL, script)); /* what is done once is not counted */
  long before = kernel_figure("/proc/self/smaps_rollup", "Private_Dirty:"), tables = kernel_figure("/proc/self/status", "VmPTE:");
  double start = now();
  for (int i = 0; i < ISOLATES; i++) isolates[i] = loaded(engine, NULL, script);
  double each = (now() - start) / ISOLATES;
  long after = kernel_figure("/proc/self/smaps_rollup", "Private_Dirty:");
  double mean = (double)(after - before) / ISOLATES;
  printf("made and loaded in %.1f us; awake: %.1f KB private dirty, %.1f KB of page tables\n", each, mean,
         (double)(kernel_figure("/proc/self/status", "VmPTE:") - tables) / ISOLATES);
  PxFigures figures;
  px_figures(isolates[0], &figures);
  printf("its pages: %llu KB; its objects: %llu KB\n", (unsigned long long)figures.private_dirty >> 10,
         (unsigned long long)figures.memory_live >> 10);
#if defined __SANITIZE_ADDRESS__
  printf("ok footprint: not measured with sanitizers\n");
#else
  CHECK("footprint of a small script is at most 48 KB", mean <= 48);
#endif
}

static void waking(void) {
  static double took[ISOLATES * 5];
  for (int i = 0; i < ISOLATES; i++)
    if (!px_park(isolates[i], &error)) CHECK("park", false);
  printf("parked: %.1f KB private dirty in all\n", (double)kernel_figure("/proc/self/smaps_rollup", "Private_Dirty:") / ISOLATES);
  PxValue who = px_text("Ann");
  bool good = true;
  for (int i = 0; i < ISOLATES * 5; i++) {
    PxIsolate *isolate = isolates[i * 7 % ISOLATES];
    double start = now();
    good = px_call(isolate, "on_touch", &who, 1, &error) && px_run(isolate, 100000) == PX_DONE && px_park(isolate, &error) && good;
    took[i] = now() - start;
  }
  qsort(took, ISOLATES * 5, sizeof *took, ascending);
  printf("wake, call, park: %.2f us in the median, %.2f us at the 90th percentile\n", took[ISOLATES * 5 / 2], took[ISOLATES * 5 * 9 / 10]);
  CHECK("parked scripts wake, work and sleep again", good);
}

int main(void) {
  PxEngine *engine = engine_or_exit();
  memory(engine);
  waking();
  for (int i = 0; i < ISOLATES; i++) px_isolate_free(isolates[i]);
  px_engine_free(engine);
  return failures != 0;
}
