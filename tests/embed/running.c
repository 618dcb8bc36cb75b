/* Slices, calls, interrupts, capabilities, parking, forking and freezing, as a host uses them. */
#include "check.h"

#include <pthread.h>
#include <unistd.h>

static void slices(PxEngine *engine) {
  static const char script[] = "n = 0\nfor i in range(10000):\n    n += i\n";
  PxIsolate *isolate = px_isolate_new(engine, NULL, &error);
  CHECK("load", px_load(isolate, "s.py", script, strlen(script), &error));
  int count = 0;
  PxFigures before, after;
  bool even = true;
  do {
    px_figures(isolate, &before);
    px_run(isolate, 1000);
    px_figures(isolate, &after);
    even = even && after.fuel - before.fuel < 3000;
    count++;
  } while (px_state(isolate) == PX_RUNNING);
  CHECK("many slices", px_state(isolate) == PX_DONE && count > 10 && even);
  PxIsolate *whole = loaded(engine, NULL, script);
  px_figures(whole, &before);
  CHECK("slices do not change the fuel", before.fuel == after.fuel);
  px_isolate_free(whole);
  px_isolate_free(isolate);
}

static void calls(PxEngine *engine) {
  PxIsolate *isolate = loaded(engine, NULL,
                              "count = 0\n"
                              "def up(by=1, *rest):\n"
                              "    global count\n"
                              "    count += by\n"
                              "    return count\n"
                              "def fail(): raise ValueError('no ' + 'way')\n"
                              "class Door:\n"
                              "    def __init__(self): self.open = False\n"
                              "    def push(self, who): self.open = True; return who + ' opens'\n"
                              "door = Door()\n"
                              "class Callable:\n"
                              "    def __call__(self): return 'called'\n"
                              "thing = Callable()\n"
                              "def leave(): raise SystemExit(5)\n"
                              "def forever():\n"
                              "    while True: pass\n");
  PxValue five = px_int(5), who = px_text("Ann");
  PxValue *v = called(isolate, "up", &five, 1);
  CHECK("call", is_int(v, 5));
  px_value_free(v);
  v = called(isolate, "up", NULL, 0);
  CHECK("state is kept", is_int(v, 6));
  px_value_free(v);
  v = called(isolate, "door.push", &who, 1);
  CHECK("method", is_text(v, "Ann opens"));
  px_value_free(v);
  v = called(isolate, "thing", NULL, 0);
  CHECK("__call__", is_text(v, "called"));
  px_value_free(v);
  v = called(isolate, "len", &who, 1);
  CHECK("only the script's own names", !v);
  px_value_free(v);
  CHECK("no such function", !px_call(isolate, "nothing", NULL, 0, &error) && error.code == PX_ERROR_NAME);
  CHECK("exception", px_call(isolate, "fail", NULL, 0, &error) && px_finish(isolate) == PX_EXCEPTION);
  const PxFailure *failure = px_failure(isolate);
  CHECK("failure", !strcmp(failure->type, "ValueError") && !strcmp(failure->message, "no way") && failure->line == 6 &&
                       !strcmp(failure->file, "test.py") && strstr(failure->traceback, "ValueError: no way\n"));
  CHECK("exit", px_call(isolate, "leave", NULL, 0, &error) && px_finish(isolate) == PX_EXCEPTION &&
                    px_failure(isolate)->is_exit && px_failure(isolate)->exit_status == 5);
  v = called(isolate, "up", NULL, 0);
  CHECK("goes on after an exception", is_int(v, 7));
  px_value_free(v);
  CHECK("busy", px_call(isolate, "forever", NULL, 0, &error) && px_run(isolate, 1000) == PX_RUNNING &&
                    !px_call(isolate, "up", NULL, 0, &error) && error.code == PX_ERROR_STATE);
  char file[256];
  uint32_t line;
  CHECK("place", px_place(isolate, file, &line) && !strcmp(file, "test.py") && line == 16);
  px_isolate_free(isolate);
  isolate = px_isolate_new(engine, NULL, &error);
  CHECK("syntax error", !px_load(isolate, "bad.py", "x = 1\ny = = 2\n", 14, &error) && error.code == PX_ERROR_SYNTAX &&
                            error.line == 2 && error.column == 5 && !strcmp(error.file, "bad.py"));
  CHECK("syntax error in words", strstr(px_failure(isolate)->traceback, "SyntaxError: invalid syntax"));
  px_isolate_free(isolate);
}

static void *interrupter(void *isolate) {
  usleep(50000);
  px_interrupt(isolate);
  return NULL;
}

static void interrupts(PxEngine *engine) {
  static const char *const loops[] = {"while True: pass\n", "sum(iter(int, 1))\n", "def f():\n  while True:\n    try:\n      while True: pass\n    except BaseException: pass\nf()\n"};
  for (int i = 0; i < 3; i++) {
    PxLimits limits = {.fuel = PX_NONE_FUEL};
    PxIsolate *isolate = px_isolate_new(engine, &limits, &error);
    px_load(isolate, "loop.py", loops[i], strlen(loops[i]), &error);
    pthread_t thread;
    pthread_create(&thread, NULL, interrupter, isolate);
    CHECK("interrupt", px_finish(isolate) == PX_TIME);
    pthread_join(thread, NULL);
    px_isolate_free(isolate);
  }
}

static bool add(void *context, PxIsolate *isolate, const PxValue *arguments, size_t count, PxValue *result, PxError *why) {
  (void)isolate;
  ++*(int *)context;
  if (count != 2 || arguments[0].kind != PX_INT || arguments[1].kind != PX_INT) {
    snprintf(why->message, sizeof why->message, "add takes two ints");
    return false;
  }
  *result = px_int(arguments[0].integer + arguments[1].integer);
  return true;
}

static void capabilities(PxEngine *engine) {
  static const char script[] =
      "import world\n"
      "def sum3(a, b, c): return world.add(world.add(a, b), c)\n"
      "def wrong():\n"
      "    try: world.add('x')\n"
      "    except RuntimeError as e: return str(e)\n"
      "def odd(): world.add(object())\n"
      "def fetch(x):\n"
      "    try: return [world.ask('what', x), world.ask(2)]\n"
      "    except RuntimeError as e: return 'refused: ' + str(e)\n"
      "def nested(): return sorted([3, 1, 2], key=lambda x: world.ask(x))\n";
  int called_times = 0;
  PxIsolate *isolate = px_isolate_new(engine, NULL, &error);
  CHECK("grant", px_grant(isolate, "world.add", add, &called_times, &error) && px_grant_awaited(isolate, "world.ask", &error));
  CHECK("grant twice", !px_grant(isolate, "world.add", add, NULL, &error) && error.code == PX_ERROR_NAME);
  CHECK("grant without a module", !px_grant(isolate, "add", add, NULL, &error) && error.code == PX_ERROR_NAME);
  CHECK("load", px_load(isolate, "c.py", script, strlen(script), &error) && px_finish(isolate) == PX_DONE);
  PxValue three[] = {px_int(1), px_int(2), px_int(3)};
  PxValue *v = called(isolate, "sum3", three, 3);
  CHECK("capability", is_int(v, 6) && called_times == 2);
  px_value_free(v);
  v = called(isolate, "wrong", NULL, 0);
  CHECK("capability that fails", is_text(v, "add takes two ints"));
  px_value_free(v);
  CHECK("what does not cross", px_call(isolate, "odd", NULL, 0, &error) && px_finish(isolate) == PX_EXCEPTION &&
                                   !strcmp(px_failure(isolate)->type, "TypeError"));
  size_t count;
  CHECK("awaited", px_call(isolate, "fetch", three, 1, &error) && px_finish(isolate) == PX_WAITING &&
                       !strcmp(px_waiting_name(isolate), "world.ask"));
  const PxValue *arguments = px_waiting_arguments(isolate, &count);
  CHECK("awaited arguments", arguments && count == 2 && is_text(&arguments[0], "what") && is_int(&arguments[1], 1));
  PxValue answer = px_text("this");
  CHECK("answer", px_answer(isolate, &answer, &error) && px_finish(isolate) == PX_WAITING);
  answer = px_int(9);
  CHECK("answer again", px_answer(isolate, &answer, &error) && px_finish(isolate) == PX_DONE);
  v = px_result(isolate, &error);
  CHECK("answers arrive", v && v->kind == PX_LIST && is_text(&v->sequence.items[0], "this") && is_int(&v->sequence.items[1], 9));
  px_value_free(v);
  CHECK("refuse", px_call(isolate, "fetch", three, 1, &error) && px_finish(isolate) == PX_WAITING &&
                      px_refuse(isolate, "closed", &error) && px_finish(isolate) == PX_DONE);
  v = px_result(isolate, &error);
  CHECK("refusal arrives", is_text(v, "refused: closed"));
  px_value_free(v);
  int rounds = 0;
  px_call(isolate, "nested", NULL, 0, &error);
  while (px_finish(isolate) == PX_WAITING && rounds < 10) {
    rounds++;
    PxValue same = px_waiting_arguments(isolate, &count)[0];
    px_answer(isolate, &same, &error);
  }
  v = px_result(isolate, &error);
  CHECK("awaited inside a sort", rounds == 3 && v && v->kind == PX_LIST && is_int(&v->sequence.items[0], 1));
  px_value_free(v);
  /* Frozen while it waits: the question is asked again where it is thawed. */
  uint8_t *image;
  size_t size;
  px_call(isolate, "fetch", three, 1, &error);
  px_finish(isolate);
  CHECK("freeze while waiting", px_freeze(isolate, &image, &size, &error));
  PxIsolate *other = px_thaw(engine, image, size, &error);
  CHECK("ungranted after thawing", other && px_run(other, 100000) == PX_DONE);
  v = px_result(other, &error);
  CHECK("says so", v && v->kind == PX_TEXT && strstr(v->text.data, "not granted"));
  px_value_free(v);
  px_isolate_free(other);
  other = px_thaw(engine, image, size, &error);
  CHECK("granted after thawing", other && px_grant_awaited(other, "world.ask", &error) && px_finish(other) == PX_WAITING);
  px_answer(other, &answer, &error);
  px_finish(other);
  px_answer(other, &answer, &error);
  CHECK("answered after thawing", px_finish(other) == PX_DONE);
  px_isolate_free(other);
  free(image);
  px_isolate_free(isolate);
}

static void sleeping(PxEngine *engine) {
  PxIsolate *isolate = loaded(engine, NULL,
                              "state = {'n': 0}\n"
                              "def up():\n"
                              "    state['n'] += 1\n"
                              "    return state['n']\n"
                              "def work(n):\n"
                              "    return sorted(range(n), key=lambda x: -x)[0]\n");
  bool good = true;
  for (int i = 1; i <= 100; i++) {
    PxValue *v = called(isolate, "up", NULL, 0);
    good = good && is_int(v, i) && px_park(isolate, &error);
    px_value_free(v);
  }
  CHECK("park and wake", good);
  PxIsolate *copy = px_fork(isolate, &error);
  PxValue *v = called(copy, "up", NULL, 0), *w = called(isolate, "up", NULL, 0);
  CHECK("fork", is_int(v, 101) && is_int(w, 101));
  px_value_free(v);
  px_value_free(w);
  PxValue n = px_int(2000);
  px_call(isolate, "work", &n, 1, &error);
  px_run(isolate, 5000);
  CHECK("stopped in the middle", px_state(isolate) == PX_RUNNING);
  PxIsolate *middle = px_fork(isolate, &error);
  uint8_t *image;
  size_t size;
  CHECK("freeze", px_freeze(isolate, &image, &size, &error));
  PxIsolate *thawed = px_thaw(engine, image, size, &error);
  PxIsolate *three[] = {isolate, middle, thawed};
  PxFigures figures[3];
  for (int i = 0; i < 3; i++) {
    good = three[i] && px_finish(three[i]) == PX_DONE;
    v = good ? px_result(three[i], &error) : NULL;
    CHECK("the middle goes on", is_int(v, 1999));
    px_value_free(v);
    px_figures(three[i], &figures[i]);
  }
  CHECK("for the same fuel", figures[0].fuel == figures[1].fuel && figures[0].fuel == figures[2].fuel);
  for (size_t i = 0; i < size; i += size / 50 + 1) {
    image[i] ^= 4;
    good = good && !px_thaw(engine, image, size, &error) && error.code == PX_ERROR_IMAGE;
    image[i] ^= 4;
  }
  CHECK("changed images are refused", good);
  free(image);
  px_isolate_free(copy);
  px_isolate_free(middle);
  px_isolate_free(thawed);
  px_isolate_free(isolate);
}

static void fuel(PxEngine *engine) {
  PxLimits limits = {.fuel = 10000};
  PxIsolate *isolate = loaded(engine, &limits, "def work(n):\n    for i in range(n): pass\n    return n\n");
  int64_t left = px_fuel_left(isolate);
  px_fuel_add(isolate, 50000);
  CHECK("fuel is added", px_fuel_left(isolate) == left + 50000);
  PxValue n = px_int(10000), *v = called(isolate, "work", &n, 1);
  CHECK("and spent", is_int(v, 10000) && px_fuel_left(isolate) < left + 50000 - 10000);
  px_value_free(v);
  n = px_int(1000000);
  px_call(isolate, "work", &n, 1, &error);
  CHECK("and ends", px_finish(isolate) == PX_FUEL && !px_call(isolate, "work", &n, 1, &error) && error.code == PX_ERROR_STATE);
  px_isolate_free(isolate);
}

static void *thread_of_guests(void *engine) {
  for (int i = 0; i < 20; i++) {
    PxIsolate *isolate = px_isolate_new(engine, NULL, NULL);
    static const char script[] = "x = sum(i * i for i in range(1000))\ndef get(): return x\n";
    bool good = isolate && px_load(isolate, "t.py", script, strlen(script), NULL) && px_finish(isolate) == PX_DONE &&
                px_park(isolate, NULL) && px_call(isolate, "get", NULL, 0, NULL) && px_finish(isolate) == PX_DONE;
    PxValue *v = good ? px_result(isolate, NULL) : NULL;
    good = is_int(v, 332833500);
    px_value_free(v);
    px_isolate_free(isolate);
    if (!good) return engine;
  }
  return NULL;
}

static void threads(PxEngine *engine) {
  pthread_t ids[8];
  bool good = true;
  for (int i = 0; i < 8; i++) pthread_create(&ids[i], NULL, thread_of_guests, engine);
  for (int i = 0; i < 8; i++) {
    void *bad;
    pthread_join(ids[i], &bad);
    good = good && !bad;
  }
  CHECK("threads share an engine", good);
}

/* Inputs as at a prompt, each with an allowance of its own. */
static PxInput input(PxIsolate *isolate, const char *text) { return px_input(isolate, "<input>", text, strlen(text), &error); }

static void collect_text(void *context, int stream, const char *data, size_t size) {
  char *seen = context;
  if (stream == 1 && strlen(seen) + size < 200) strncat(seen, data, size);
}

static void sessions(PxEngine *engine) {
  PxLimits limits = {.fuel = 20000};
  char seen[200] = "";
  PxIsolate *isolate = px_isolate_new(engine, &limits, &error);
  px_output_set(isolate, collect_text, seen);
  CHECK("an input", input(isolate, "x = 20") == PX_INPUT_READY && px_finish(isolate) == PX_DONE);
  CHECK("an expression", input(isolate, "x + 1") == PX_INPUT_READY && px_finish(isolate) == PX_DONE && !strcmp(seen, "21\n"));
  CHECK("half an input", input(isolate, "def f(n):") == PX_INPUT_INCOMPLETE && px_state(isolate) == PX_DONE);
  CHECK("a block", input(isolate, "def f(n):\n    while n: yield n") == PX_INPUT_INCOMPLETE &&
                       input(isolate, "def f(n):\n    while n: yield n\n") == PX_INPUT_READY && px_finish(isolate) == PX_DONE);
  CHECK("a wrong input", input(isolate, "x = = 1") == PX_INPUT_WRONG && px_state(isolate) == PX_EXCEPTION && error.code == PX_ERROR_SYNTAX);
  CHECK("fuel", input(isolate, "g = f(1); sum(g)") == PX_INPUT_READY && px_finish(isolate) == PX_FUEL);
  CHECK("nothing more without an allowance", input(isolate, "x") == PX_INPUT_WRONG && error.code == PX_ERROR_STATE);
  CHECK("an allowance", px_renew(isolate, &limits, &error) && px_state(isolate) == PX_DONE);
  seen[0] = 0;
  CHECK("goes on", input(isolate, "(x, list(g))") == PX_INPUT_READY && px_finish(isolate) == PX_DONE && !strcmp(seen, "(20, [])\n"));
  PxFigures figures;
  px_figures(isolate, &figures);
  CHECK("counted anew", figures.fuel > 0 && figures.fuel < 5000 && figures.fuel_granted == 20000 && figures.output_bytes == 9);
  CHECK("interrupted", input(isolate, "while 1: pass\n") == PX_INPUT_READY && (px_interrupt(isolate), px_finish(isolate)) == PX_TIME &&
                           px_renew(isolate, &limits, &error));
  CHECK("in the middle of a slice", input(isolate, "while 1: x += 1\n") == PX_INPUT_READY && px_run(isolate, 500) == PX_RUNNING &&
                                        px_renew(isolate, NULL, &error) && px_state(isolate) == PX_DONE);
  CHECK("completion", px_complete(isolate, "x.bit_l", &error) && px_finish(isolate) == PX_DONE);
  PxValue *found = px_result(isolate, &error);
  CHECK("what completes", found && found->kind == PX_LIST && found->sequence.count == 1 && is_text(&found->sequence.items[0], "x.bit_length("));
  px_value_free(found);
  CHECK("park", px_park(isolate, &error) && input(isolate, "x > 20") == PX_INPUT_READY && px_finish(isolate) == PX_DONE);
  px_isolate_free(isolate);
}

int main(void) {
  PxEngine *engine = engine_or_exit();
  sessions(engine);
  slices(engine);
  calls(engine);
  interrupts(engine);
  capabilities(engine);
  sleeping(engine);
  fuel(engine);
  threads(engine);
  px_engine_free(engine);
  return failures != 0;
}
