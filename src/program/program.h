/* The `pyxis` command, over pyxis.h and nothing else. */
#ifndef PYXIS_PROGRAM_H
#define PYXIS_PROGRAM_H

#include "pyxis.h"

enum { EXIT_DONE = 0, EXIT_EXCEPTION = 1, EXIT_USAGE = 2, EXIT_ENDED = 3, EXIT_SUSPENDED = 4, EXIT_OURS = 70 };

/* Colours of a terminal. */
#define RED "\033[31m"
#define PLAIN "\033[0m"

/* What the options of `run`, `repl` and `thaw` say. */
typedef struct Options {
  PxLimits limits;
  const char *report;      /* or NULL */
  const char *image;       /* where to freeze to, or NULL */
  int64_t freeze_after;    /* fuel spent in all; -1: never */
  const char *code;        /* of -c, or NULL */
  const char *file;        /* the script, an image, or "-" */
  int argument_count;      /* sys.argv: the script's name and what follows it */
  const char **arguments;  /* [argument_count], allocated */
} Options;

int command_run(int argc, char **argv);
int command_repl(int argc, char **argv);
int command_thaw(int argc, char **argv);
int command_check(int argc, char **argv);
int command_dis(int argc, char **argv);

/* ---- options.c: parsing, and what --help prints ---- */

/* Reads the options in argv[0 .. argc). Answers -1 to go on, or the status to exit with. */
int options_parse(const char *command, int argc, char **argv, Options *options);
int help_print(const char *command); /* NULL: the whole program's */
int usage(const char *format, ...) __attribute__((format(printf, 1, 2))); /* answers EXIT_USAGE */

/* ---- files.c ---- */

/* Reads a file, or standard input for "-"; to be freed. NULL: told on standard error. */
char *file_read(const char *path, size_t *size);
/* The program on the command line: a file, standard input or the code of -c. As file_read. */
char *program_read(const Options *options, size_t *size);
const char *program_name(const Options *options); /* as tracebacks show it */
/* Writes it whole, or not at all. */
bool file_write(const char *path, const void *data, size_t size);

/* ---- report.c ---- */

/* A PxWrite to the standard streams. */
void output_write(void *context, int stream, const char *data, size_t size);
/* An uncaught exception, in red if so asked: prints what Python prints. Answers the status of a SystemExit, else -1. */
int failure_tell(PxIsolate *isolate, bool red);

/* "fuel at hello.py:3 (100 of 100 spent)" */
void ended_describe(PxIsolate *isolate, PxEnded ended, char *out, size_t room);
bool report_write(const char *path, PxEngine *engine, PxIsolate *isolate, const char *ended);

#endif
