/*
 * pyxis repl: a session at a prompt. Lines are edited by libedit when standard input is a terminal, and read as they are otherwise.
 *
 * Every input has the limits of the command line, counted anew. What a limit or Ctrl-C ends is given up, and the session goes on.
 * Lines that begin with ':' are for the prompt itself.
 */
#include "program.h"

#include <errno.h>
#include <histedit.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#define HISTORY_LENGTH 1000
#define COMPLETION_FUEL 20000000
#define MOST_SHOWN 200 /* of completions */

typedef struct Text {
  char *data; /* NUL-terminated, or NULL */
  size_t size, room;
} Text;

typedef struct Session {
  PxEngine *engine;
  PxIsolate *isolate;
  const Options *options;
  EditLine *edit; /* NULL: standard input is no terminal */
  History *history;
  char *history_file; /* or NULL */
  bool colour;        /* on standard error and for the prompt */
  bool continued;     /* the prompt asks for a further line */
  unsigned inputs;
  bool has_cost;
  PxFigures cost; /* of the last input */
  Text input;
} Session;

/* Ctrl-C while an input runs: the isolate to interrupt. */
static PxIsolate *volatile running;
static volatile sig_atomic_t interrupted;

static sigset_t unblocked; /* the mask while a key is waited for; otherwise SIGINT waits while a line is edited */

static void on_interrupt(int number) {
  (void)number;
  interrupted = 1;
  if (running) px_interrupt(running);
}

static bool text_append(Text *t, const char *data, size_t size) {
  if (t->size + size + 1 > t->room) {
    size_t room = (t->size + size + 1) * 2;
    char *more = realloc(t->data, room);
    if (!more) return false;
    t->data = more;
    t->room = room;
  }
  memcpy(t->data + t->size, data, size);
  t->size += size;
  t->data[t->size] = 0;
  return true;
}

/* ---- colour ---------------------------------------------------------------------------------------------------------- */

static bool terminal_has_colour(int descriptor) {
  const char *term = getenv("TERM"), *none = getenv("NO_COLOR");
  return isatty(descriptor) && !(none && *none) && term && *term && strcmp(term, "dumb") != 0;
}

static bool red(const Session *s) { return s->colour && isatty(2); }

/* On standard error, as what failed. */
static void tell_line(const Session *s, const char *text) {
  fprintf(stderr, "%s%s%s\n", red(s) ? RED : "", text, red(s) ? PLAIN : "");
  fflush(stderr);
}

/* ---- the line editor ------------------------------------------------------------------------------------------------- */

/* \1 tells libedit where escape sequences begin and end. */
static char *prompt(EditLine *edit) {
  static char plain[] = ">>> ", more[] = "... ", colour[] = "\1\033[1;35m\1>>> \1\033[0m\1", colour_more[] = "\1\033[1;35m\1... \1\033[0m\1";
  Session *s;
  el_get(edit, EL_CLIENTDATA, &s);
  if (s->colour) return s->continued ? colour_more : colour;
  return s->continued ? more : plain;
}

static bool is_name_part(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || (unsigned char)c >= 128;
}

static size_t common_prefix(const PxValue *list) {
  const PxValue *first = &list->sequence.items[0];
  size_t size = first->text.size;
  for (size_t i = 1; i < list->sequence.count; i++) {
    const PxValue *other = &list->sequence.items[i];
    if (other->text.size < size) size = other->text.size;
    while (memcmp(first->text.data, other->text.data, size) != 0) size--;
  }
  while (size && ((unsigned char)first->text.data[size] & 0xC0) == 0x80) size--; /* not inside of a character */
  return size;
}

static void show_matches(const PxValue *list) {
  size_t widest = 1, count = list->sequence.count;
  for (size_t i = 0; i < count; i++)
    if (list->sequence.items[i].text.size > widest) widest = list->sequence.items[i].text.size;
  size_t columns = 78 / (widest + 2), shown = count > MOST_SHOWN ? MOST_SHOWN : count;
  if (!columns) columns = 1;
  fputc('\n', stdout);
  for (size_t i = 0; i < shown; i++)
    printf("%-*s%s", (int)widest + 2, list->sequence.items[i].text.data, (i + 1) % columns == 0 || i + 1 == shown ? "\n" : "");
  if (shown < count) printf("... and %zu more\n", count - shown);
  fflush(stdout);
}

/* What completes `text`: a list of texts, to be freed, or NULL. The search has limits of its own, and fails in silence. */
static PxValue *matches_of(Session *s, const char *text) {
  PxLimits limits = s->options->limits;
  limits.fuel = COMPLETION_FUEL;
  limits.seconds = 1;
  PxError error;
  PxValue *list = NULL;
  px_output_set(s->isolate, NULL, NULL);
  if (px_renew(s->isolate, &limits, &error) && px_complete(s->isolate, text, &error) && px_finish(s->isolate) == PX_DONE)
    list = px_result(s->isolate, &error);
  px_output_set(s->isolate, output_write, NULL);
  bool is_list = list && list->kind == PX_LIST && list->sequence.count;
  for (size_t i = 0; is_list && i < list->sequence.count; i++) is_list = list->sequence.items[i].kind == PX_TEXT;
  if (is_list) return list;
  px_value_free(list);
  return NULL;
}

static unsigned char complete(EditLine *edit, int key) {
  (void)key;
  Session *s;
  el_get(edit, EL_CLIENTDATA, &s);
  const LineInfo *line = el_line(edit);
  const char *start = line->cursor;
  while (start > line->buffer && is_name_part(start[-1])) start--;
  char text[256];
  size_t size = (size_t)(line->cursor - start);
  if (!size) { /* at the line's start the key indents */
    for (const char *c = line->buffer; c < line->cursor; c++)
      if (*c != ' ') return CC_REFRESH_BEEP;
    return el_insertstr(edit, "    ") ? CC_ERROR : CC_REFRESH;
  }
  if (size >= sizeof text) return CC_REFRESH_BEEP;
  memcpy(text, start, size);
  text[size] = 0;
  PxValue *list = matches_of(s, text);
  if (!list) return CC_REFRESH_BEEP;
  unsigned char answer = CC_REFRESH;
  size_t common = common_prefix(list);
  if (common > size) {
    char added[512];
    snprintf(added, sizeof added, "%.*s", (int)(common - size), list->sequence.items[0].text.data + size);
    if (el_insertstr(edit, added)) answer = CC_ERROR;
  } else if (list->sequence.count > 1) {
    show_matches(list);
    answer = CC_REDISPLAY;
  }
  px_value_free(list);
  return answer;
}

/* $XDG_STATE_HOME/pyxis/history, with its directory; NULL: nowhere. */
static char *history_path(void) {
  const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
  char path[3000];
  if (state && *state) snprintf(path, sizeof path, "%s", state);
  else if (home && *home) snprintf(path, sizeof path, "%s/.local/state", home);
  else return NULL;
  size_t size = strlen(path);
  snprintf(path + size, sizeof path - size, "/pyxis");
  for (char *slash = path + 1; *slash; slash++) {
    if (*slash != '/') continue;
    *slash = 0;
    mkdir(path, 0700);
    *slash = '/';
  }
  mkdir(path, 0700);
  size = strlen(path);
  snprintf(path + size, sizeof path - size, "/history");
  return strdup(path);
}

/* For libedit: the next key. -1: Ctrl-C, which can come at any moment and is looked at here alone; 0: the end. */
static int read_key(EditLine *edit, wchar_t *key) {
  (void)edit;
  mbstate_t state = {0};
  for (;;) {
    fd_set input;
    FD_ZERO(&input);
    FD_SET(0, &input);
    int ready = interrupted ? -1 : pselect(1, &input, NULL, NULL, NULL, &unblocked);
    if (interrupted) {
      errno = EINTR;
      return -1;
    }
    if (ready < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    char byte;
    ssize_t count = read(0, &byte, 1);
    if (count <= 0) return (int)count;
    size_t used = mbrtowc(key, &byte, 1, &state);
    if (used == (size_t)-2) continue; /* in the middle of a character */
    if (used == (size_t)-1) *key = L'?', memset(&state, 0, sizeof state);
    else if (used == 0) *key = 0;
    return 1;
  }
}

static void edit_start(Session *s) {
  HistEvent event;
  s->edit = el_init("pyxis", stdin, stdout, stderr);
  s->history = history_init();
  if (!s->edit || !s->history) return;
  history(s->history, &event, H_SETSIZE, HISTORY_LENGTH);
  history(s->history, &event, H_SETUNIQUE, 1);
  s->history_file = history_path();
  if (s->history_file) history(s->history, &event, H_LOAD, s->history_file);
  el_set(s->edit, EL_CLIENTDATA, s);
  el_set(s->edit, EL_PROMPT_ESC, prompt, '\1');
  el_set(s->edit, EL_EDITOR, "emacs");
  el_set(s->edit, EL_GETCFN, read_key);
  el_set(s->edit, EL_HIST, history, s->history);
  el_set(s->edit, EL_ADDFN, "pyxis-complete", "Complete a name", complete);
  el_set(s->edit, EL_BIND, "^I", "pyxis-complete", NULL);
  el_set(s->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
  el_source(s->edit, NULL); /* the user's ~/.editrc */
}

static void edit_end(Session *s) {
  HistEvent event;
  if (s->history && s->history_file) {
    mode_t before = umask(077);
    history(s->history, &event, H_SAVE, s->history_file);
    umask(before);
  }
  if (s->edit) el_end(s->edit);
  if (s->history) history_end(s->history);
  free(s->history_file);
}

typedef enum LineRead { LINE_READ, LINE_END, LINE_INTERRUPTED } LineRead;

/* A line without its newline, appended to the input. */
static LineRead line_read(Session *s) {
  interrupted = 0;
  if (s->edit) {
    int count = 0;
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGINT);
    sigprocmask(SIG_BLOCK, &blocked, &unblocked);
    el_set(s->edit, EL_PREP_TERM, 1); /* before the prompt shows: keys typed at once are not to be taken otherwise */
    const char *line = el_gets(s->edit, &count);
    sigprocmask(SIG_SETMASK, &unblocked, NULL);
    if (interrupted) return LINE_INTERRUPTED;
    if (!line || count <= 0) return LINE_END;
    while (count && (line[count - 1] == '\n' || line[count - 1] == '\r')) count--;
    return text_append(&s->input, line, (size_t)count) ? LINE_READ : LINE_END;
  }
  size_t before = s->input.size;
  bool read = false;
  int c;
  if (!text_append(&s->input, "", 0)) return LINE_END;
  while ((c = getchar()) != EOF && c != '\n') {
    char one = (char)c;
    if (!text_append(&s->input, &one, 1)) return LINE_END;
    read = true;
  }
  if (interrupted) return LINE_INTERRUPTED;
  if (s->input.size > before && s->input.data[s->input.size - 1] == '\r') s->input.data[--s->input.size] = 0;
  return c == '\n' || read ? LINE_READ : LINE_END;
}

static void history_add(Session *s) {
  HistEvent event;
  if (s->edit && s->input.size && s->input.data[strspn(s->input.data, " \t\n")]) history(s->history, &event, H_ENTER, s->input.data);
}

/* ---- commands of the prompt ------------------------------------------------------------------------------------------ */

static void show_cost(const Session *s) {
  if (!s->has_cost) {
    puts("nothing has run yet");
    return;
  }
  const PxFigures *f = &s->cost;
  printf("fuel    %lld", (long long)f->fuel);
  if (f->fuel_granted != PX_NONE_FUEL) printf(" of %lld", (long long)f->fuel_granted);
  printf("\nmemory  %llu bytes live, %llu at most", (unsigned long long)f->memory_live, (unsigned long long)f->memory_peak);
  printf("\noutput  %llu bytes\ntime    %.6f s\n", (unsigned long long)f->output_bytes, f->seconds);
}

static const char session_help[] =
    ":cost   what the last input cost: fuel, memory, output, time\n"
    ":help   this\n"
    ":quit   leave; Ctrl-D does the same\n"
    "Tab completes names and attributes. Ctrl-C interrupts what runs. `_` is the last value shown.\n"
    "Each input has the limits of the command line: see pyxis repl --help.\n";

/* A line beginning with ':'. False: leave. */
static bool command_line(Session *s, const char *line) {
  size_t size = strlen(line);
  while (size && (line[size - 1] == ' ' || line[size - 1] == '\t')) size--;
  if (size == 5 && !strncmp(line, ":cost", 5)) show_cost(s);
  else if (size == 5 && !strncmp(line, ":help", 5)) fputs(session_help, stdout);
  else if (size == 5 && !strncmp(line, ":quit", 5)) return false;
  else fprintf(stderr, "there is no %.*s: the commands are :cost, :help and :quit\n", (int)size, line);
  fflush(stdout);
  return true;
}

/* ---- inputs ---------------------------------------------------------------------------------------------------------- */

/* What became of what ran. Answers -1 to go on, or the status to exit with. */
static int tell_end(Session *s, PxEnded ended) {
  char described[700];
  if (ended == PX_DONE) return -1;
  if (ended == PX_EXCEPTION || ended == PX_MEMORY) {
    int status = failure_tell(s->isolate, red(s));
    if (status >= 0 || ended == PX_EXCEPTION) return status;
  }
  if (ended == PX_TIME && interrupted) {
    tell_line(s, "KeyboardInterrupt");
    return -1;
  }
  if (ended == PX_INTERNAL) {
    tell_line(s, "pyxis: internal error");
    return EXIT_OURS;
  }
  ended_describe(s->isolate, ended, described, sizeof described);
  fprintf(stderr, "pyxis: ended: %s\n", described);
  return ended == PX_POLICY || ended == PX_CAGE ? EXIT_ENDED : -1;
}

static int run_ready(Session *s) {
  PxEnded ended;
  running = s->isolate;
  if (interrupted) px_interrupt(s->isolate);
  ended = px_finish(s->isolate);
  running = NULL;
  fflush(stdout);
  px_figures(s->isolate, &s->cost);
  s->has_cost = true;
  return tell_end(s, ended);
}

/* Compiles what has been typed so far and, when it is whole, runs it. Answers -1 to go on, or the status to exit with. */
static int input_take(Session *s, bool at_end) {
  PxError error;
  char name[40];
  if (!px_renew(s->isolate, &s->options->limits, &error)) {
    fprintf(stderr, "pyxis: %s\n", error.message);
    return EXIT_OURS;
  }
  if (!s->continued) s->inputs++;
  snprintf(name, sizeof name, "<input %u>", s->inputs);
  if (at_end && !text_append(&s->input, "\n", 1)) return EXIT_OURS;
  int status = -1;
  PxInput outcome = px_input(s->isolate, name, s->input.data, s->input.size, &error);
  if (outcome == PX_INPUT_INCOMPLETE && !at_end) {
    s->continued = true;
    return text_append(&s->input, "\n", 1) ? -1 : EXIT_OURS;
  }
  history_add(s); /* what is wrong too: to be mended */
  switch (outcome) {
  case PX_INPUT_INCOMPLETE:
    tell_line(s, "SyntaxError: the input ends in the middle of a statement");
    status = EXIT_EXCEPTION;
    break;
  case PX_INPUT_WRONG:
    if (px_state(s->isolate) == PX_EXCEPTION || px_state(s->isolate) == PX_MEMORY) tell_end(s, PX_EXCEPTION);
    else fprintf(stderr, "pyxis: %s\n", error.message);
    break;
  case PX_INPUT_READY: status = run_ready(s); break;
  }
  s->continued = false;
  s->input.size = 0;
  return status;
}

static bool is_blank(const char *text) { return text[strspn(text, " \t\f")] == 0; }

static int session_run(Session *s) {
  for (int status = -1;;) {
    size_t before = s->input.size;
    switch (line_read(s)) {
    case LINE_INTERRUPTED:
      fputs(s->edit ? "\nKeyboardInterrupt\n" : "KeyboardInterrupt\n", stderr);
      s->continued = false;
      s->input.size = 0;
      continue;
    case LINE_END:
      if (s->continued) status = input_take(s, true);
      if (s->edit) fputc('\n', stdout);
      return status < 0 ? EXIT_DONE : status;
    case LINE_READ: break;
    }
    const char *line = s->input.data + before;
    if (!s->continued && *line == ':') {
      history_add(s);
      bool go_on = command_line(s, line); /* NOLINT(clang-analyzer-unix.Malloc): command_repl frees the input */
      s->input.size = 0;
      if (!go_on) return EXIT_DONE;
      continue;
    }
    if (!s->continued && (is_blank(line) || line[strspn(line, " \t\f")] == '#')) {
      s->input.size = 0;
      continue;
    }
    status = input_take(s, false);
    if (status >= 0) return status;
  }
}

/* The program that stands on the command line runs first, in the same module. */
static int session_load(Session *s) {
  const Options *options = s->options;
  PxError error;
  if (!options->file) return -1;
  size_t size;
  char *source = program_read(options, &size);
  if (!source) return EXIT_USAGE;
  int status = -1;
  if (!px_arguments_set(s->isolate, options->argument_count, options->arguments, &error)) {
    fprintf(stderr, "pyxis: %s\n", error.message);
    status = EXIT_OURS;
  } else if (px_load(s->isolate, program_name(options), source, size, &error)) {
    status = run_ready(s);
  } else {
    tell_end(s, px_state(s->isolate));
  }
  free(source);
  return status;
}

int command_repl(int argc, char **argv) {
  Options options;
  PxError error;
  int status = options_parse("repl", argc, argv, &options);
  if (status >= 0) return status;
  setlocale(LC_CTYPE, "");
  Session s = {.options = &options, .colour = terminal_has_colour(1)};
  s.engine = px_engine_new(NULL, &error);
  s.isolate = s.engine ? px_isolate_new(s.engine, &options.limits, &error) : NULL;
  if (!s.isolate) {
    fprintf(stderr, "pyxis: %s\n", error.message);
    status = EXIT_OURS;
  } else {
    struct sigaction action = {.sa_handler = on_interrupt}; /* without SA_RESTART: it interrupts the reading of a line */
    sigaction(SIGINT, &action, NULL);
    px_output_set(s.isolate, output_write, NULL);
    if (isatty(0)) {
      printf("pyxis %s, Python 3.11 in a cage. :help for help, Ctrl-D to leave.\n", PX_VERSION);
      edit_start(&s);
    }
    status = session_load(&s);
    if (status < 0) status = session_run(&s);
    edit_end(&s);
  }
  free(s.input.data);
  px_isolate_free(s.isolate);
  px_engine_free(s.engine);
  free(options.arguments);
  return status;
}
