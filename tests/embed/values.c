/* Values cross in both directions unchanged, and nothing else crosses. */
#include "check.h"

static PxValue *echo(PxIsolate *isolate, PxValue v) { return called(isolate, "echo", &v, 1); }

static void scalars(PxIsolate *isolate) {
  PxValue *v = echo(isolate, px_none());
  CHECK("None", v && v->kind == PX_NONE);
  px_value_free(v);
  v = echo(isolate, px_bool(true));
  CHECK("True", v && v->kind == PX_BOOL && v->boolean);
  px_value_free(v);
  static const int64_t ints[] = {0, 1, -1, 140737488355327, 140737488355328, -140737488355328, -140737488355329, INT64_MAX, INT64_MIN};
  bool same = true;
  for (unsigned i = 0; i < sizeof ints / sizeof *ints; i++) {
    v = echo(isolate, px_int(ints[i]));
    same = same && is_int(v, ints[i]);
    px_value_free(v);
  }
  CHECK("ints", same);
  v = echo(isolate, px_float(-0.1));
  CHECK("float", v && v->kind == PX_FLOAT && v->real == -0.1);
  px_value_free(v);
  v = echo(isolate, px_text("h\xc3\xa9llo \xe2\x82\xac \xf0\x9f\x90\x8d"));
  CHECK("text", is_text(v, "h\xc3\xa9llo \xe2\x82\xac \xf0\x9f\x90\x8d"));
  px_value_free(v);
  v = echo(isolate, px_bytes("a\0b", 3));
  CHECK("bytes", v && v->kind == PX_BYTES && v->text.size == 3 && !memcmp(v->text.data, "a\0b", 3));
  px_value_free(v);
  const uint64_t limbs[] = {0, 0, 5};
  v = echo(isolate, (PxValue){.kind = PX_BIG_INT, .big = {limbs, 3, true}});
  CHECK("big int", v && v->kind == PX_BIG_INT && v->big.count == 3 && v->big.limbs[2] == 5 && v->big.negative);
  px_value_free(v);
  const uint64_t small[] = {7, 0};
  v = echo(isolate, (PxValue){.kind = PX_BIG_INT, .big = {small, 2, true}});
  CHECK("big int that is small", is_int(v, -7));
  px_value_free(v);
}

static void containers(PxIsolate *isolate) {
  PxValue items[] = {px_int(1), px_text("two"), px_float(3.5)};
  PxValue list = px_list(items, 3), inner[] = {px_text("k"), list, px_int(5), px_none()};
  PxValue *v = echo(isolate, px_dict(inner, 4));
  CHECK("dict", v && v->kind == PX_DICT && v->sequence.count == 4 && is_text(&v->sequence.items[0], "k") &&
                    v->sequence.items[1].kind == PX_LIST && is_int(&v->sequence.items[1].sequence.items[0], 1) &&
                    is_int(&v->sequence.items[2], 5));
  px_value_free(v);
  v = echo(isolate, px_tuple(items, 3));
  CHECK("tuple", v && v->kind == PX_TUPLE && v->sequence.count == 3);
  px_value_free(v);
  v = echo(isolate, px_list(NULL, 0));
  CHECK("empty list", v && v->kind == PX_LIST && v->sequence.count == 0);
  px_value_free(v);
  PxValue text = px_text("list of it");
  v = called(isolate, "describe", &list, 1);
  CHECK("seen by the guest", is_text(v, "list [1, 'two', 3.5]"));
  px_value_free(v);
  PxValue bad[] = {px_list(&text, 1), px_int(1)};
  CHECK("unhashable key", !echo(isolate, px_dict(bad, 2)) && strstr(error.message, "unhashable"));
}

static void refused(PxIsolate *isolate) {
  static const char *const names[] = {"give_object", "give_subclass", "give_set", "give_deep", "give_cycle", "give_bomb"};
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
    PxValue *v = called(isolate, names[i], NULL, 0);
    CHECK(names[i], !v && error.code == PX_ERROR_VALUE);
    px_value_free(v);
  }
  PxValue deep[100];
  deep[0] = px_int(1);
  for (int i = 1; i < 100; i++) deep[i] = px_list(&deep[i - 1], 1);
  CHECK("too deep to enter", !echo(isolate, deep[99]));
  PxValue *v = echo(isolate, px_int(3));
  CHECK("goes on after refusals", is_int(v, 3));
  px_value_free(v);
}

static void charged(PxEngine *engine) {
  PxLimits limits = {.fuel = 100000, .memory = 1 << 20};
  PxIsolate *isolate = loaded(engine, &limits, "def echo(x): return x\n");
  static char big[4 << 20];
  memset(big, 'x', sizeof big);
  CHECK("fuel pays for what enters", !echo(isolate, px_text_sized(big, sizeof big)) && error.code == PX_ERROR_LIMIT);
  px_isolate_free(isolate);
  limits = (PxLimits){.memory = 1 << 20};
  isolate = loaded(engine, &limits, "def echo(x): return x\n");
  CHECK("memory holds what enters", !echo(isolate, px_text_sized(big, sizeof big)));
  px_isolate_free(isolate);
}

int main(void) {
  PxEngine *engine = engine_or_exit();
  PxIsolate *isolate = loaded(engine, NULL,
                              "def echo(x): return x\n"
                              "def describe(x): return type(x).__name__ + ' ' + repr(x)\n"
                              "def give_object(): return object()\n"
                              "class L(list): pass\n"
                              "def give_subclass(): return L()\n"
                              "def give_set(): return {1}\n"
                              "def give_deep():\n"
                              "    x = []\n"
                              "    for i in range(100): x = [x]\n"
                              "    return x\n"
                              "def give_cycle():\n"
                              "    x = []\n"
                              "    x.append(x)\n"
                              "    return x\n"
                              "def give_bomb():\n"
                              "    x = []\n"
                              "    for i in range(60): x = [x, x]\n"
                              "    return x\n");
  scalars(isolate);
  containers(isolate);
  refused(isolate);
  px_isolate_free(isolate);
  charged(engine);
  px_engine_free(engine);
  return failures != 0;
}
