/*
 * Pyxis: a restricted-execution Python to embed.
 *
 * Pyxis runs Python that nobody has audited inside a program that must not be harmed by it. Each script lives in an
 * *isolate*: a Python world of its own in a cage of memory, which can compute and nothing else. It pays for everything
 * it does out of limits that the host sets. It reaches the outside only through functions that the host grants by name.
 * It can be stopped at (almost) any instruction, also inside a comparison that a sort called, written down as bytes, and
 * continued elsewhere.
 *
 *     PxError error;
 *     PxEngine *engine = px_engine_new(NULL, &error);
 *     PxIsolate *isolate = px_isolate_new(engine, NULL, &error);
 *     px_load(isolate, "hello.py", "def greet(who): return 'Hello, ' + who", 38, &error);
 *     if (px_finish(isolate) == PX_DONE) {
 *       PxValue who = px_text("world"), *answer;
 *       if (px_call(isolate, "greet", &who, 1, &error) && px_finish(isolate) == PX_DONE) {
 *         answer = px_result(isolate, &error);
 *         puts(answer->text.data);
 *         px_value_free(answer);
 *       }
 *     }
 *     px_isolate_free(isolate);
 *     px_engine_free(engine);
 *
 * Threads. An engine may be used by all threads at once. An isolate belongs to one thread at a time; only px_interrupt
 * may be called from another while it runs. Engines hold the fault handlers of SIGSEGV, SIGBUS and SIGFPE; faults that are
 * not a cage's go on to the handlers that were there before.
 *
 * Errors are values. A function that can fail answers false or NULL and fills in its PxError, which may be NULL.
 * Strings are UTF-8. Sizes are bytes. Nothing here prints, exits, or keeps a pointer it was given, except where it
 * says so.
 */
#ifndef PYXIS_H
#define PYXIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PX_VERSION "0.1.0"

typedef struct PxEngine PxEngine;
typedef struct PxIsolate PxIsolate;

/* ---- errors ------------------------------------------------------------------------------------------------------ */

typedef enum PxCode {
  PX_OK,
  PX_ERROR_MEMORY,    /* the host's own memory or address space did not suffice */
  PX_ERROR_SYSTEM,    /* the operating system refused something; the message says what */
  PX_ERROR_STATE,     /* the isolate is not in a state in which this can be done (running, ended, ...) */
  PX_ERROR_NAME,      /* there is no such function, or the name is taken */
  PX_ERROR_VALUE,     /* a value that does not cross: not of an exact builtin type, too deep, or too large */
  PX_ERROR_SYNTAX,    /* the source does not compile: place and message are the SyntaxError's */
  PX_ERROR_LIMIT,     /* a limit of the isolate does not allow it */
  PX_ERROR_IMAGE,     /* not an image, damaged, not from this key, or for another template or fuel schedule */
} PxCode;

typedef struct PxError {
  PxCode code;
  char message[512]; /* for people: what was asked, why it was refused, what would be allowed */
  char file[256];    /* the place in the guest's source, "" where there is none */
  uint32_t line, column; /* from 1; 0: unknown */
} PxError;

/* ---- engines ----------------------------------------------------------------------------------------------------- */

/* What isolates start from and what they share: the template, the pool of cages, the key of images. All fields may be
   zero. */
typedef struct PxOptions {
  const uint8_t *key;   /* 32 bytes that authenticate images; copied */
  const char *key_file; /* where key is NULL: a file of 32 bytes, made (mode 0600) when it is first needed; copied. NULL: .local/state/pyxis/image.key
                           in the user's home directory, or below $XDG_STATE_HOME */
  uint32_t warm_cages;  /* unused cages kept mapped for the next isolate; 0: 64 */
} PxOptions;

/* options may be NULL. About a millisecond. */
PxEngine *px_engine_new(const PxOptions *options, PxError *error);
/* After all of its isolates. */
void px_engine_free(PxEngine *engine);
/* Of the prices; images and reports name it. A program spends the same fuel under the same schedule. */
uint32_t px_fuel_schedule(void);
/* The C library's floating-point functions as this machine computes them, as a short name: exact replay needs the same
   one. Lives as long as the engine. */
const char *px_float_profile(PxEngine *engine);

/* ---- isolates and limits ----------------------------------------------------------------------------------------- */

#define PX_NONE_FUEL INT64_MAX
#define PX_NONE_SIZE UINT64_MAX

/* A limit of zero means the default. */
typedef struct PxLimits {
  int64_t fuel;    /* in all, over the isolate's whole life; default 10^10; PX_NONE_FUEL: none. A simple instruction costs 1 */
  uint64_t memory; /* bytes of objects and frames; default 256 MiB; PX_NONE_SIZE: none but the cage's 3.75 GiB */
  uint64_t output; /* bytes written; default 16 MiB; PX_NONE_SIZE: none */
  uint32_t depth;  /* Python frames; default 1000, and up to 10,000 when the program asks for it (sys.setrecursionlimit) */
  double seconds;  /* of wall clock spent in px_run, in all; default none; looked at some hundred times a second */
} PxLimits;

/* A fresh isolate: about ten microseconds. limits may be NULL. */
PxIsolate *px_isolate_new(PxEngine *engine, const PxLimits *limits, PxError *error);
/* In any state. */
void px_isolate_free(PxIsolate *isolate);
/* Grants further fuel, e.g. an allowance for each visit. Also to an isolate that has not yet ended by `fuel`. */
void px_fuel_add(PxIsolate *isolate, int64_t fuel);
/* What remains of the budget. */
int64_t px_fuel_left(const PxIsolate *isolate);
/* Any pointer of the host's, for capabilities to find. */
void px_user_set(PxIsolate *isolate, void *user);
void *px_user(const PxIsolate *isolate);
/* sys.argv of the guest; argv[0] is the script's name. Before px_load. */
bool px_arguments_set(PxIsolate *isolate, int count, const char *const *arguments, PxError *error);

/* ---- values that cross ------------------------------------------------------------------------------------------- */

typedef enum PxKind {
  PX_NONE,
  PX_BOOL,
  PX_INT,     /* fits 64 bits */
  PX_BIG_INT, /* does not */
  PX_FLOAT,
  PX_TEXT,  /* str; UTF-8, lone surrogates in their 3-byte form */
  PX_BYTES,
  PX_LIST,
  PX_TUPLE,
  PX_DICT,
  PX_OPAQUE, /* from a guest only: an object that does not cross; text is its type's name */
} PxKind;

/* A tree of plain data. Only exact builtin types cross; subclasses and other objects are refused. What a host gives is
   copied in, charged to the guest's fuel and memory; what a guest gives is copied out, at most 64 levels deep. */
typedef struct PxValue PxValue;
struct PxValue {
  PxKind kind;
  union {
    bool boolean;
    int64_t integer;
    struct {
      const uint64_t *limbs; /* least significant first */
      uint32_t count;
      bool negative;
    } big;
    double real;
    struct {
      const char *data; /* from a guest: with a NUL behind its last byte */
      size_t size;
    } text; /* PX_TEXT and PX_BYTES */
    struct {
      const PxValue *items;
      size_t count; /* PX_DICT: key, value, key, value, ...: count is twice the number of entries */
    } sequence;
  };
};

PxValue px_none(void);
PxValue px_bool(bool boolean);
PxValue px_int(int64_t integer);
PxValue px_float(double real);
PxValue px_text(const char *text); /* NUL-terminated; not copied until it is given to a guest */
PxValue px_text_sized(const char *text, size_t size);
PxValue px_bytes(const void *data, size_t size);
PxValue px_list(const PxValue *items, size_t count);
PxValue px_tuple(const PxValue *items, size_t count);
PxValue px_dict(const PxValue *keys_and_values, size_t count);
/* Frees a value that px_result answered. NULL is allowed. */
void px_value_free(PxValue *value);

/* ---- running ----------------------------------------------------------------------------------------------------- */

typedef enum PxEnded {
  PX_RUNNING,   /* not at its end: the slice is over, call px_run again */
  PX_DONE,      /* px_result */
  PX_EXCEPTION, /* an exception that nobody caught: px_failure. The isolate can be called again */
  PX_FUEL,      /* these ended the isolate for good: a limit was reached ... */
  PX_MEMORY,
  PX_OUTPUT,
  PX_TIME,   /* ... or px_interrupt, or the wall clock */
  PX_POLICY, /* a rule ended it */
  PX_CAGE,   /* its cage was found corrupted; it has been dropped whole */
  PX_WAITING, /* an awaited capability was called: px_answer, then px_run again */
  PX_INTERNAL, /* an error of ours */
} PxEnded;

/* Its name in reports: "done", "fuel", ... */
const char *px_ended_name(PxEnded ended);

/* Compiles source as the module __main__ and makes it ready; px_run executes it. false: a SyntaxError, or a limit. */
bool px_load(PxIsolate *isolate, const char *filename, const char *source, size_t size, PxError *error);
/* Makes a call ready of a global function of __main__ (or, with dots, an attribute of one); px_run executes it. Only
   while nothing runs. */
bool px_call(PxIsolate *isolate, const char *name, const PxValue *arguments, size_t count, PxError *error);
/* Runs for about `slice` fuel: it stops at the first block of code after that. What a single native takes beyond the slice is
   taken off the next one. */
PxEnded px_run(PxIsolate *isolate, int64_t slice);
/* Runs until anything but PX_RUNNING. */
PxEnded px_finish(PxIsolate *isolate);
/* Where it stands: what the last px_run answered; PX_DONE before anything ran. */
PxEnded px_state(const PxIsolate *isolate);
/* The value of the call that is PX_DONE, to be freed; NULL when it does not cross. */
PxValue *px_result(PxIsolate *isolate, PxError *error);

/* Ends the run, from any thread, within some thousand instructions: px_run answers PX_TIME. */
void px_interrupt(PxIsolate *isolate);

/* What an uncaught exception was. Lives until the isolate runs again. */
typedef struct PxFailure {
  const char *type;      /* "ValueError" */
  const char *message;   /* str(exception) */
  const char *traceback; /* as CPython prints it, with the newline at its end */
  const char *file;      /* where it was raised; "" unknown */
  uint32_t line;
  bool is_exit;    /* SystemExit */
  int exit_status; /* of SystemExit; a message of it is in `message`, to be printed, with status 1 */
  bool exit_has_message;
  bool is_memory_limit; /* a MemoryError that the limit raised */
} PxFailure;
const PxFailure *px_failure(PxIsolate *isolate);
/* The line of guest code that runs or ran last: false when there is none. `file` holds 256 bytes. */
bool px_place(PxIsolate *isolate, char *file, uint32_t *line);

/* ---- sessions ---------------------------------------------------------------------------------------------------- */

typedef enum PxInput {
  PX_INPUT_WRONG,      /* a SyntaxError (px_failure), or a limit: the error says which */
  PX_INPUT_INCOMPLETE, /* as far as it goes it is right: give it again with a further line; a blank one ends a block */
  PX_INPUT_READY,      /* px_run executes it */
} PxInput;

/* Compiles one statement typed at a prompt, or as much of it as there is, to run in __main__; the last line has no newline
   at its end. The value of an expression is shown by sys.displayhook, which keeps it in `_`. The source is kept for
   tracebacks, under filename. */
PxInput px_input(PxIsolate *isolate, const char *filename, const char *source, size_t size, PxError *error);
/* Starts a new allowance: fuel, output and seconds count from here. limits as in px_isolate_new. What runs, or was ended by a
   limit or px_interrupt, is abandoned where it stands; its finally clauses do not run. Afterwards the isolate can be used again.
   In any state but PX_POLICY, PX_CAGE and PX_INTERNAL. */
bool px_renew(PxIsolate *isolate, const PxLimits *limits, PxError *error);
/* Makes ready the search for what could complete the name or dotted expression `text`, among the names of __main__ and the builtins;
   px_run executes it, with what attributes the guest's own code computes; px_result is a list of texts, sorted, each
   beginning with `text`. */
bool px_complete(PxIsolate *isolate, const char *text, PxError *error);

/* ---- capabilities ------------------------------------------------------------------------------------------------ */

/* Where print() and the like go: stream 1 or 2. Without it what is written is counted and dropped. */
typedef void PxWrite(void *context, int stream, const char *data, size_t size);
void px_output_set(PxIsolate *isolate, PxWrite *write, void *context);

/* A function of the host's, called on the thread that is in px_run, with a value for each positional argument. It fills in
   *result, with memory that lives until its next call, and answers true; or fills in error->message and answers false: the
   guest gets a RuntimeError. It must not use the isolate, except px_user. */
typedef bool PxFunction(void *context, PxIsolate *isolate, const PxValue *arguments, size_t count, PxValue *result,
                        PxError *error);

/* Grants a function under a name `module.function`, for `import module` in the guest. context is kept. An isolate that was
   thawed or forked needs its capabilities granted again, under the same names; calling one that is absent is a
   RuntimeError. */
bool px_grant(PxIsolate *isolate, const char *name, PxFunction *function, void *context, PxError *error);
/* Grants an awaited function: calling it ends the slice with PX_WAITING. The guest sees an ordinary call that takes
   long. */
bool px_grant_awaited(PxIsolate *isolate, const char *name, PxError *error);
/* While PX_WAITING: which capability was called, and with what. Lives until px_answer. */
const char *px_waiting_name(PxIsolate *isolate);
const PxValue *px_waiting_arguments(PxIsolate *isolate, size_t *count);
/* Gives the result of the awaited call; px_run goes on from there. */
bool px_answer(PxIsolate *isolate, const PxValue *result, PxError *error);
/* The same with an exception: RuntimeError(message). */
bool px_refuse(PxIsolate *isolate, const char *message, PxError *error);

/* ---- sleeping, copying, freezing --------------------------------------------------------------------------------- */

/* Gives the cage back to the pool and keeps only the pages that differ from the template. Any later call wakes
   the isolate again, in microseconds. Any state but PX_CAGE. */
bool px_park(PxIsolate *isolate, PxError *error);
/* A second isolate in the same state. Capabilities, output and user pointer are not copied. */
PxIsolate *px_fork(PxIsolate *isolate, PxError *error);
/* Writes the isolate down: *image (to be freed with free) of *size bytes, compressed and authenticated with the engine's key. Only
   an engine with the same key, the same template and the same fuel schedule can thaw it. */
bool px_freeze(PxIsolate *isolate, uint8_t **image, size_t *size, PxError *error);
/* The isolate in an image, with what is left of its limits, where it was. */
PxIsolate *px_thaw(PxEngine *engine, const uint8_t *image, size_t size, PxError *error);

/* ---- figures ----------------------------------------------------------------------------------------------------- */

typedef struct PxFigures {
  int64_t fuel;          /* spent */
  int64_t fuel_granted;  /* PX_NONE_FUEL: no limit */
  uint64_t memory_live;  /* bytes of objects, as the limit counts them */
  uint64_t memory_peak;
  uint64_t memory_limit;
  uint64_t private_dirty; /* bytes of pages that differ from the template */
  uint64_t collections;
  uint64_t output_bytes;
  uint64_t output_limit;
  double seconds; /* of wall clock in px_run */
} PxFigures;
void px_figures(PxIsolate *isolate, PxFigures *figures);

/* ---- looking at code --------------------------------------------------------------------------------------------- */

/* Compiles only. Uses up fuel and memory of the isolate. */
bool px_check(PxIsolate *isolate, const char *filename, const char *source, size_t size, PxError *error);
/* The SyntaxError of the last px_load or px_check that failed, as CPython prints it: px_failure. */

/* Writes readable bytecode through `write` (stream 1). */
bool px_disassemble(PxIsolate *isolate, const char *filename, const char *source, size_t size, PxWrite *write,
                    void *context, PxError *error);

#ifdef __cplusplus
}
#endif

#endif
