/*
 * What a corrupted cage can do: nothing but end its own run.
 *
 *     fuzz-corrupt-cage [cases [first seed]]
 *     fuzz-corrupt-cage --seed N      one case, in this process: for a debugger
 *
 * Each case forks a loaded guest, runs it part of its way, changes words of its cage as an attacker who broke the interpreter
 * could, and continues. The process must survive, every case must end within two seconds of processor time, and neither the
 * neighbours' pages nor the host's memory may change. Cases run in child processes, so that a crash has a seed.
 */
/* The core has a `raise` of its own. */
#define raise signal_raise
#include <signal.h>
#undef raise

#include "host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS 2
#define BATCH 250
#define NEIGHBOURS 2
#define CANARY_SIZE 65536

/* ---- guests ------------------------------------------------------------------------------------------------------- */

static const char *const guests[] = {
    /* dicts and sets */
    "d = {}\ns = set()\n"
    "for i in range(100000):\n"
    "    d[i % 97, str(i % 13)] = d.get((i % 89, '7'), 0) + i\n"
    "    s.add(i * i % 101); s.discard(i % 50)\n"
    "    if i % 300 == 299: d = dict(sorted(d.items())[10:]); s |= frozenset(range(7)); del d[next(iter(d))]\n"
    "print(len(d), len(s))\n",
    /* strings */
    "t = ''\nparts = []\n"
    "for i in range(100000):\n"
    "    t += chr(65 + i % 26) + '\\u20ac' * (i % 3)\n"
    "    parts.append(t[-20:].lower().replace('a', 'bc').strip('b'))\n"
    "    if len(t) > 2000: t = '-'.join(parts[-30:]).upper(); n = t.count('B') + t.find('ZZ') + len(t.split('-'))\n"
    "    if i % 50 == 0: parts = [p.title().center(30) for p in parts[-5:]]; b = t.encode(); b = b.hex().encode().decode()\n"
    "print(len(t))\n",
    /* big ints */
    "a, b = 3 ** 500, 7 ** 300\n"
    "for i in range(100000):\n"
    "    a = a * b % (2 ** 4099 - 1) + (a >> 3) - (b << 5)\n"
    "    q, r = divmod(a, b + i)\n"
    "    a ^= q | r\n"
    "    if i % 20 == 0: s = str(a); a = int(s[-400:]); b = pow(b, 65537, 2 ** 521 - 1) + 1; f = hash(a) + a.bit_length()\n"
    "print(a)\n",
    /* generators */
    "def numbers(n):\n    x = 0\n    while True:\n        got = yield x\n        x += got or n\n"
    "def chain(*gs):\n    for g in gs: yield from g\n"
    "def take(g, n): return [x for _, x in zip(range(n), g)]\n"
    "import itertools, functools, collections\n"
    "for i in range(100000):\n"
    "    g = numbers(i); next(g); g.send(5)\n"
    "    l = take(chain(range(3), g, map(str, 'abc')), 12)\n"
    "    l = list(itertools.islice(itertools.chain(l, enumerate(l), itertools.accumulate(l)), 25))\n"
    "    q = collections.deque(l, 10); q.rotate(3); q.appendleft(q.pop())\n"
    "    t = functools.reduce(lambda x, y: (x[-3:] if x else x) + [y], l, [])\n"
    "    try: g.throw(ValueError(i))\n    except ValueError as e: g.close()\n"
    "print(l)\n",
    /* sorting */
    "class P:\n"
    "    def __init__(self, v): self.v = v\n"
    "    def __lt__(self, o): return self.v < o.v\n"
    "    def __eq__(self, o): return self.v == o.v\n"
    "    def __hash__(self): return hash(self.v % 10)\n"
    "x = 1\n"
    "for k in range(10000):\n"
    "    l = []\n"
    "    for i in range(60):\n        x = x * 1103515245 + 12345 & 0x7fffffff\n        l.append(P(x >> 8))\n"
    "    m = sorted(l)\n    l.sort(key=lambda p: (p.v % 7, -p.v), reverse=True)\n"
    "    d = {p: i for i, p in enumerate(l)}\n"
    "    w = min(l).v + max(m).v + sum(p.v for p in d) + d[m[3]]\n"
    "    n = sorted([p.v for p in l]); n = sorted(map(str, n)); l[3:9] = m[::5]\n"
    "print(w)\n",
    /* classes */
    "class A:\n"
    "    n = 0\n    __slots__ = ('a', 'b')\n"
    "    def __init__(self, a, *r, k=None, **kw): self.a = a; self.b = (r, k, kw); A.n += 1\n"
    "    @property\n    def both(self): return self.a, self.b\n"
    "    def __add__(self, o): return type(self)(self.a + o.a, *self.b[0][:2], k=o, z=1)\n"
    "    def __getitem__(self, i): return self.b[i]\n"
    "class B(A):\n"
    "    def __init__(self, *a, **k): super().__init__(*a, **k); self.extra = a; self.more = {}\n"
    "    def __getattr__(self, n): return n\n"
    "    def __len__(self): return 3\n"
    "for i in range(100000):\n"
    "    p = B(i, 1, 2); q = A(3, k=5)\n"
    "    r = p + q; r.more['x'] = p.both; r.w1 = r.w2 = r.w3 = 1\n"
    "    u = len(r) + isinstance(r, A) + r[0][0]; v = r.missing + str(r.w2); del r.w2\n"
    "    if i % 20 == 0:\n"
    "        C = type('C' + str(i), (B,), {'f': lambda self: super(C, self).__len__(), 'g': classmethod(lambda c: c)})\n"
    "        assert C(1).f() == 3 and C.g() is C; B.q = i; getattr(C(2), 'q')\n"
    "print(A.n)\n",
    /* exceptions */
    "class E(Exception):\n    def __str__(self): return 'E%r' % (self.args,)\n"
    "def f(n):\n"
    "    try:\n        if n == 0: raise E(n, 'deep')\n        f(n - 1)\n"
    "    except KeyError: pass\n"
    "    except E as e:\n"
    "        if n % 3 == 1: raise ValueError(n) from e\n        raise\n"
    "    finally: c.append(n)\n"
    "class W:\n    def __enter__(self): return self\n    def __exit__(self, *a): return a[0] is ZeroDivisionError\n"
    "for i in range(100000):\n"
    "    c = []\n"
    "    try: f(i % 12)\n"
    "    except (ValueError, E) as e: t = str(e), repr(e.__cause__), e.__traceback__.tb_lineno\n"
    "    with W() as w: 1 / 0\n"
    "    try: [].x\n    except AttributeError as e: t = str(e)\n"
    "    try: int('zz')\n    except ValueError as e: t = e.args\n"
    "    match t:\n        case (x,): pass\n        case [x, *y]: pass\n        case {'a': 1}: pass\n"
    "print(t)\n",
    /* formatting and numbers */
    "import math\n"
    "for i in range(100000):\n"
    "    s = f'{i:>10,}|{i / 7:.3f}|{i!r:^9}|{\"x\" * (i % 5)!s:*<8}|{i:#x}|{-i:e}'\n"
    "    s += '%5d %-8s %s %r %.2g' % (i, 'ab', [i, {i: (i,)}], {'k', i}, i * 1.5)\n"
    "    s += '{0} {k[1]} {1.real:08.2f}'.format(i, 2.5 + i, k=[1, [2, i]])\n"
    "    x = float(str(i / 3)); y = complex(x, i) ** 2; z = math.sqrt(x) + math.fsum([x, 1e10, -1e10]); b = bytes(s, 'utf-8')\n"
    "    m = memoryview(bytearray(b))[3:20:2].tolist(); u = int.from_bytes(b[:30], 'big').to_bytes(40, 'little')\n"
    "    r = range(i, i * 3, 7)[1:9]; w = list(reversed(r)); w = slice(1, i).indices(9); v = round(x, 2); o = s.translate({65: 'q'})\n"
    "print(s)\n",
    /* comprehensions, async, closures, exec */
    "import functools\n"
    "def counter():\n    n = 0\n    def up(k=1, *, j=2):\n        nonlocal n; n += k + j; return n\n    return up\n"
    "async def inner(n):\n    return [x for x in await other(n)]\n"
    "async def other(n): return range(n)\n"
    "@functools.lru_cache(30)\ndef fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\n"
    "for i in range(100000):\n"
    "    u = counter(); u(); u(3, j=i); u(*[1], **{'j': 2})\n"
    "    try: inner(4).send(None)\n    except StopIteration as e: t = e.value\n"
    "    m = [[x * y for x in range(5) if x % 2] for y in range(4)]; z = {k: v for k, v in zip('abc', m)}; fib(i % 50)\n"
    "    a, *b, c = m; (d, *e), *_ = zip(*m)\n"
    "    if i % 40 == 0:\n"
    "        g = {}; exec('def h(a, b=%d):\\n  return [a + b for _ in range(3)]\\nk = h(2)' % i, g); eval('k[0] + 1', g)\n"
    "    o = list(filter(None, map(lambda v: v % 3, range(20)))); any(o); all(o); q = list(zip(o, reversed(o)))\n"
    "print(t)\n",
};
enum { GUESTS = sizeof guests / sizeof *guests };

/* ---- a generator of numbers ----------------------------------------------------------------------------------------- */

static uint64_t random_state;

static uint64_t random_next(void) {
  uint64_t z = random_state += 0x9E3779B97F4A7C15ull;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ z >> 27) * 0x94D049BB133111EBull;
  return z ^ z >> 31;
}

static uint32_t below(uint64_t n) { return n ? (uint32_t)(random_next() % n) : 0; }

/* ---- corruption ----------------------------------------------------------------------------------------------------- */

static bool accessible(const Vm *vm, Ref r) {
  return (r >= KNOWN && r < vm->heap_committed) || (r >= STACK_BASE && r < vm->stack_committed);
}

/* Where the guest's interest lies: an offset of an object that the stack, or an object that the stack names, refers to. */
static Ref live_object(const Vm *vm) {
  Ref end = vm->top > STACK_BASE && vm->top + 256 <= vm->stack_committed ? vm->top + 256 : vm->stack_committed;
  if (end <= STACK_BASE) return vm->heap_start;
  Ref found = vm->frame;
  for (unsigned most = 200; most; most--) {
    Value v = *(Value *)at(vm, STACK_BASE + below((end - STACK_BASE) / 8) * 8);
    if (is_ref(v) && accessible(vm, to_ref(v))) found = to_ref(v);
    if (found != vm->frame) break;
  }
  for (unsigned hops = below(4); hops && accessible(vm, found) && accessible(vm, found + 128); hops--) {
    Ref inside = found + below(16) * 4;
    Ref next = *(Ref *)at(vm, inside & ~3u);
    if (next % 8 == 0 && next >= KNOWN && accessible(vm, next)) found = next;
  }
  return found;
}

static Ref running_code(const Vm *vm) {
  Ref f = vm->frame;
  for (unsigned back = below(3); f && back; back--)
    if (accessible(vm, f)) f = ((Frame *)at(vm, f))->caller;
  for (unsigned most = 10; f && accessible(vm, f) && most; most--) {
    Frame *frame = at(vm, f);
    if (!(frame->flags & FRAME_NATIVE) && accessible(vm, frame->code)) return frame->code;
    f = frame->caller;
  }
  return 0;
}

/* only_objects: subtle changes, that the run outlives for longer. */
static Ref place(const Vm *vm, bool only_objects) {
  if (only_objects) return live_object(vm) + below(below(3) ? 32 : 128);
  Ref heap_used = vm->cursor > vm->heap_start ? vm->cursor : vm->heap_end;
  Ref code;
  switch (below(10)) {
  case 0: return vm->heap_start + below(vm->heap_end - vm->heap_start);
  case 1: return vm->heap_start + below(heap_used - vm->heap_start);
  case 2: return KNOWN + below(vm->heap_start - KNOWN);
  case 3: return KNOWN + below(sizeof(Known));
  case 4:
    if (vm->frame >= STACK_BASE) return vm->frame + below(vm->top > vm->frame ? vm->top - vm->frame : 64);
    return STACK_BASE + below(1024);
  case 5: return STACK_BASE + below(vm->top > STACK_BASE ? vm->top - STACK_BASE : 1024);
  case 6:
    code = running_code(vm);
    if (!code) return live_object(vm);
    if (below(3) == 0) return code + below(sizeof(Code));
    code = ((Code *)at(vm, code))->instructions;
    return accessible(vm, code) ? code + below(sizeof(Raw) + 300) : KNOWN;
  default: return live_object(vm) + below(below(3) ? 32 : 128);
  }
}

static uint64_t interesting(const Vm *vm) {
  static const uint32_t numbers[] = {0, 1, 2, 7, 8, 255, 256, 65535, 65536, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF8,
                                     STACK_BASE, STACK_LIMIT, 0x10000000, 0x20000000, 0x40000000, 0x1FFFFFFF};
  switch (below(9)) {
  case 0: return numbers[below(sizeof numbers / sizeof *numbers)];
  case 1: return random_next();
  case 2: return from_ref((Ref)random_next());
  case 3: return from_ref(live_object(vm));
  case 4: return CONSTANT(below(14));
  case 5: return from_small((int64_t)random_next() >> (16 + below(47)));
  case 6: return (TAG_REF << 48) | random_next() >> 16;
  case 7: return below(64);
  default: return live_object(vm);
  }
}

static void corrupt_once(const Vm *vm, bool only_objects) {
  Ref r = place(vm, only_objects);
  if (!accessible(vm, r)) return;
  switch (below(5)) {
  case 0: *(uint8_t *)at(vm, r) ^= (uint8_t)(1u << below(8)); break;
  case 1: *(uint8_t *)at(vm, r) = (uint8_t)random_next(); break;
  case 2: *(uint32_t *)at(vm, r & ~3u) = (uint32_t)interesting(vm); break;
  case 3: *(uint64_t *)at(vm, r & ~7u) = interesting(vm); break;
  default: {
    Ref from = place(vm, only_objects) & ~7u;
    if (accessible(vm, from)) *(uint64_t *)at(vm, r & ~7u) = *(uint64_t *)at(vm, from);
    break;
  }
  }
}

static void corrupt(const Vm *vm) {
  bool only_objects = below(2);
  for (unsigned n = 1u << below(only_objects ? 4 : 6); n; n--) corrupt_once(vm, only_objects);
}

/* ---- the world around ------------------------------------------------------------------------------------------------ */

typedef struct World {
  PxEngine *engine;
  PxIsolate *loaded[GUESTS];
  PxIsolate *neighbours[NEIGHBOURS];
  uint64_t sums[NEIGHBOURS];
  uint8_t *canaries;
} World;

static const PxLimits limits = {.fuel = 2000000, .memory = 48 << 20, .depth = 200, .output = 1 << 20};

static uint64_t sum_bytes(uint64_t sum, const void *data, size_t size) {
  const uint64_t *words = data;
  for (size_t i = 0; i < size / 8; i++) sum = (sum ^ words[i]) * 0x9E3779B97F4A7C15ull, sum ^= sum >> 29;
  return sum;
}

static uint64_t sum_isolate(PxIsolate *isolate) {
  const Vm *vm = &isolate->vm;
  uint64_t sum = sum_bytes(1, isolate, sizeof *isolate / 8 * 8);
  sum = sum_bytes(sum, vm->blocks, BLOCK_COUNT / 8 * 8);
  sum = sum_bytes(sum, vm->base + KNOWN, vm->heap_end - KNOWN);
  return sum_bytes(sum, vm->base + STACK_BASE, vm->stack_committed - STACK_BASE);
}

static bool canaries_alive(const World *w) {
  for (size_t i = 0; i < CANARY_SIZE; i++)
    if (w->canaries[i] != (uint8_t)(i * 7)) return false;
  return true;
}

static void fail(const char *what) {
  fprintf(stderr, "corrupt_cage: %s\n", what);
  exit(3);
}

static PxIsolate *load(World *w, unsigned guest) {
  PxError error;
  PxIsolate *isolate = px_isolate_new(w->engine, &limits, &error);
  if (!isolate || !px_load(isolate, "guest.py", guests[guest], strlen(guests[guest]), &error)) {
    fprintf(stderr, "guest %u: %s\n", guest, error.message);
    exit(4);
  }
  return isolate;
}

static void world_start(World *w) {
  PxError error;
  w->engine = px_engine_new(&(PxOptions){.key = (const uint8_t *)"0123456789abcdef0123456789abcdef"}, &error);
  if (!w->engine) fail(error.message);
  w->canaries = malloc(CANARY_SIZE);
  for (size_t i = 0; i < CANARY_SIZE; i++) w->canaries[i] = (uint8_t)(i * 7);
  for (unsigned i = 0; i < NEIGHBOURS; i++) {
    w->neighbours[i] = load(w, i);
    px_run(w->neighbours[i], 100000);
    w->sums[i] = sum_isolate(w->neighbours[i]);
  }
  for (unsigned i = 0; i < GUESTS; i++) {
    w->loaded[i] = load(w, i);
    /* A guest that fails by itself tests nothing. */
    PxIsolate *trial = px_fork(w->loaded[i], &error);
    if (!trial || px_run(trial, 1500000) != PX_RUNNING) {
      const PxFailure *f = trial ? px_failure(trial) : NULL;
      fprintf(stderr, "guest %u: %s\n%s", i, trial ? px_ended_name(px_state(trial)) : error.message, f ? f->traceback : "");
      exit(4);
    }
    px_isolate_free(trial);
  }
}

static void world_check(World *w) {
  if (!canaries_alive(w)) fail("the host's memory changed");
  for (unsigned i = 0; i < NEIGHBOURS; i++)
    if (sum_isolate(w->neighbours[i]) != w->sums[i]) fail("a neighbour changed");
}

/* A cage that was used again is as a fresh one. */
static void pool_check(World *w) {
  PxIsolate *fresh = px_isolate_new(w->engine, &limits, NULL);
  if (!fresh) fail("no isolate after a corrupted one");
  const Vm *vm = &fresh->vm;
  if (memcmp(vm->base + KNOWN, w->engine->core.template_image + KNOWN, vm->heap_start - KNOWN)) fail("the pool gave a cage with a changed template");
  const uint64_t *words = at(vm, vm->heap_start);
  for (size_t i = 0; i < (vm->heap_committed - vm->heap_start) / 8; i++)
    if (words[i]) fail("the pool gave a cage with a used heap");
  words = at(vm, STACK_BASE);
  for (size_t i = 0; i < (vm->stack_committed - STACK_BASE) / 8; i++)
    if (words[i]) fail("the pool gave a cage with a used stack");
  px_isolate_free(fresh);
}

/* ---- cases ---------------------------------------------------------------------------------------------------------- */

static void drop_output(void *context, int stream, const char *data, size_t size) {
  volatile char last = 0; /* all of it must be readable */
  for (size_t i = 0; i < size; i++) last = data[i];
  (void)last;
}

/* What hosts do with an isolate between its runs. */
static PxIsolate *look_at(World *w, PxIsolate *isolate) {
  PxFigures figures;
  char file[256];
  uint32_t line;
  switch (below(8)) {
  case 0: px_figures(isolate, &figures); break;
  case 1: px_place(isolate, file, &line); break;
  case 2: px_park(isolate, NULL); break;
  case 3: {
    PxIsolate *copy = px_fork(isolate, NULL);
    if (!copy) break;
    px_isolate_free(isolate);
    return copy;
  }
  case 4: {
    uint8_t *image;
    size_t size;
    if (below(4) || !px_freeze(isolate, &image, &size, NULL)) break;
    PxIsolate *thawed = px_thaw(w->engine, image, size, NULL);
    free(image);
    if (!thawed) break;
    px_isolate_free(isolate);
    return thawed;
  }
  default: break;
  }
  return isolate;
}

static PxEnded run_case(World *w, uint64_t seed) {
  random_state = seed * 0xD1342543DE82EF95ull + 1;
  for (unsigned i = 0; i < 4; i++) random_next();
  PxIsolate *isolate = px_fork(w->loaded[below(GUESTS)], NULL);
  if (!isolate) fail("px_fork failed");
  px_run(isolate, 1 + below(1u << (8 + below(12))));
  px_output_set(isolate, drop_output, NULL);
  PxEnded ended = px_state(isolate);
  for (unsigned rounds = 1 + below(3); rounds && isolate->cage; rounds--) {
    corrupt(&isolate->vm);
    isolate = look_at(w, isolate);
    px_output_set(isolate, drop_output, NULL);
    for (unsigned slices = 1 + below(4); slices; slices--) {
      ended = px_run(isolate, 1 + below(1u << (4 + below(15))));
      if (ended != PX_RUNNING) break;
    }
    if (ended != PX_RUNNING) break;
  }
  if (ended == PX_RUNNING && below(8) == 0) ended = px_finish(isolate);
  if (ended == PX_EXCEPTION) px_failure(isolate);
  if (ended == PX_DONE || ended == PX_EXCEPTION) {
    PxError error;
    static const char *const names[] = {"f", "take", "u", "fib", "s.join", "d.get", "P", "a", "t"};
    PxValue argument = below(2) ? px_int(below(20)) : px_text("argument");
    if (px_call(isolate, names[below(9)], &argument, 1, &error)) {
      ended = px_finish(isolate);
      if (ended == PX_DONE) px_value_free(px_result(isolate, &error));
      if (ended == PX_EXCEPTION) px_failure(isolate);
    }
  }
  px_isolate_free(look_at(w, isolate));
  return ended;
}

/* Shared with the children. */
typedef struct Progress {
  uint64_t seed; /* of the case that runs */
  uint64_t ended[PX_INTERNAL + 1];
} Progress;

static void clock_start(void) {
  /* Of processor time: other processes may keep this one waiting. */
  struct itimerval span = {.it_value.tv_sec = SECONDS};
  setitimer(ITIMER_PROF, &span, NULL);
}

static _Noreturn void child(uint64_t first, uint64_t end, Progress *progress) {
  World w;
  world_start(&w);
  for (uint64_t seed = first; seed < end; seed++) {
    progress->seed = seed;
    clock_start();
    progress->ended[run_case(&w, seed)]++;
    if (seed % 4 == 0) world_check(&w);
    if (seed % 16 == 0) pool_check(&w);
  }
  world_check(&w);
  progress->seed = end;
  _exit(0);
}

int main(int count, char **arguments) {
  if (count == 3 && !strcmp(arguments[1], "--seed")) {
    World w;
    world_start(&w);
    clock_start();
    PxEnded ended = run_case(&w, strtoull(arguments[2], NULL, 10));
    world_check(&w);
    puts(px_ended_name(ended));
    return 0;
  }
  uint64_t cases = count > 1 ? strtoull(arguments[1], NULL, 10) : 2000;
  uint64_t seed = count > 2 ? strtoull(arguments[2], NULL, 10) : 1, end = seed + cases, failed = 0;
  Progress *progress = mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (progress == MAP_FAILED) return 4;
  while (seed < end) {
    uint64_t stop = seed + BATCH < end ? seed + BATCH : end;
    progress->seed = seed;
    fflush(NULL);
    pid_t pid = fork();
    if (pid < 0) return 4;
    if (!pid) child(seed, stop, progress);
    int status;
    if (waitpid(pid, &status, 0) != pid) return 4;
    seed = stop;
    if (status == 0 && progress->seed == stop) continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 4) return 4;
    failed++;
    seed = progress->seed + 1;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF) printf("seed %lu: still running after %d s\n", seed - 1, SECONDS);
    else if (WIFSIGNALED(status)) printf("seed %lu: %s\n", seed - 1, strsignal(WTERMSIG(status)));
    else printf("seed %lu: exit status %d\n", seed - 1, WEXITSTATUS(status));
    fflush(stdout);
  }
  for (unsigned i = 0; i <= PX_INTERNAL; i++)
    if (progress->ended[i]) printf("%s %lu, ", px_ended_name((PxEnded)i), progress->ended[i]);
  printf("\n%lu passed, %lu failed\n", cases - failed, failed);
  return failed != 0;
}
