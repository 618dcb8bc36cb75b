/* The inside of engines and isolates. */
#ifndef PYXIS_HOST_HOST_H
#define PYXIS_HOST_HOST_H

#include "host/cages.h"
#include "host/fault.h"
#include "host/image.h"
#include "pyxis.h"
#include "syntax/arena.h"
#include "vm/vm.h"

#define KEY_SIZE 32

struct PxEngine {
  Engine core; /* first: Vm.engine points here */
  Cages cages;
  Vm initial; /* of a fresh isolate; only its state */
  uint8_t template_hash[32];
  char float_profile[48];
  pthread_mutex_t key_lock;
  bool has_key;
  uint8_t key[KEY_SIZE];
  char *key_file; /* or NULL: the default place */
};

typedef struct Grant {
  char *name;            /* module.function */
  PxFunction *function;  /* NULL: awaited, or not granted again yet */
  void *context;
  bool present, awaited;
} Grant;

/* A tree of values in memory of its own; what px_result answers is `value`. */
typedef struct Tree_ {
  PxValue value; /* first */
  Arena arena;
} ValueTree;

struct PxIsolate {
  Vm vm;
  PxEngine *engine;
  Cage *cage;      /* NULL while parked */
  PageSet *parked; /* NULL: a fresh isolate, or awake */
  PxEnded state;
  bool is_call;       /* what runs is a call, not the script */
  bool failure_known; /* `failure` has been filled in */
  PxFailure failure;
  Arena failure_arena;
  char place_file[256];
  uint32_t place_line;
  bool place_known;
  double seconds_limit, seconds; /* limit 0: none */
  PxWrite *write;
  void *write_context;
  void *user;
  Grant *grants;
  uint32_t grant_count;
  ValueTree *arguments; /* of the capability that is waited for */
  uint32_t waiting;     /* its number */
  ValueTree *answer;    /* what the running capability is to answer; kept until it has been copied in */
  char *refusal;        /* or the message of its exception */
};

static inline PxIsolate *isolate_of(const Vm *vm) { return vm->host; }

/* ---- error.c ---- */
bool error_set(PxError *error, PxCode code, const char *format, ...) __attribute__((format(printf, 3, 4))); /* answers false */
bool error_system(PxError *error, const char *what); /* errno */

/* ---- values.c ---- */
/* Copies a guest's value out; false: error says why. */
bool value_out(Vm *vm, Value v, ValueTree *tree, PxError *error);
/* As value_out, of a Tuple's items: tree->value is a PX_TUPLE. Objects that do not cross become PX_OPAQUE if so allowed. */
ValueTree *value_tree_new(void);
void value_tree_free(ValueTree *tree);
bool value_copy(const PxValue *from, ValueTree *tree); /* false: no memory, or too deep */
/* Copies a value in: a Value, or V_FAIL (no room: vm->retry; budget; TypeError). Paid for first. */
Value value_in(Vm *vm, const PxValue *value);
/* Text of a Str as UTF-8 in the arena, with a NUL; NULL: no memory, or not a Str. */
char *text_out(Vm *vm, Value s, Arena *arena, size_t *size);

/* ---- isolate.c ---- */
/* With the defaults in place of zeros. */
bool limits_resolve(const PxLimits *limits, Limits *out, PxError *error);
/* In a cage, with its pages. */
bool isolate_wake(PxIsolate *isolate, PxError *error);
/* Its pages, awake or parked: to be dropped. NULL: no memory, or a fresh isolate. */
PageSet *isolate_pages(PxIsolate *isolate);
/* Ends the isolate for good after a fault in its cage. */
void isolate_broken(PxIsolate *isolate);
/* Calls body in the cage until it needs no further collection: twice at most. False: it failed; vm->ending or vm->exception says why, or
   the cage is broken. */
typedef bool IsolateBody(Vm *vm, void *argument);
bool isolate_do(PxIsolate *isolate, IsolateBody *body, void *argument, PxError *error);
/* Whether something may be made ready to run now. */
bool start_allowed(PxIsolate *isolate, PxError *error);
/* Nothing is left of what ran before ... */
void start_afresh(PxIsolate *isolate);
/* ... and this is ready for px_run. */
void started(PxIsolate *isolate, bool is_call);
typedef struct Loading {
  const char *filename, *source;
  size_t size;
  bool run;         /* make it ready, not only compile it */
  bool interactive; /* one input of a session */
  bool incomplete;  /* answer, when it failed: further lines could make it right */
  Value code;       /* answer */
} Loading;
bool isolate_load(PxIsolate *isolate, Loading *l, PxError *error);
bool name_set(Vm *vm, Value dict, const char *name, Value value);
/* Forgets what was known of the last run. */
void isolate_forget(PxIsolate *isolate);
/* vm->ending or vm->exception as an error, after isolate_do failed. */
bool isolate_failed(PxIsolate *isolate, PxError *error);

/* ---- failure.c ---- */
/* Where it was raised: the last entry of its traceback. */
bool exception_place(Vm *vm, Value exception, Value *file, uint32_t *line);

/* ---- capability.c ---- */
void grants_free(PxIsolate *isolate);

/* ---- engine.c ---- */
bool engine_key(PxEngine *engine, uint8_t key[KEY_SIZE], PxError *error);

#endif
