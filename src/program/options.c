/* The command line of `run`, `repl` and `thaw`, and what --help prints. */
#include "program.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char general_help[] =
    "usage: pyxis [run] [options] FILE|-|-c CODE [ARG...]\n"
    "       pyxis repl [options] [FILE|-c CODE [ARG...]]\n"
    "       pyxis thaw [options] IMAGE\n"
    "       pyxis check FILE...\n"
    "       pyxis dis FILE\n"
    "       pyxis help COMMAND\n"
    "\n"
    "Pyxis runs Python that nobody has audited. A program lives in a cage: it can compute and\n"
    "write text, and nothing else, and it pays for what it does out of limits.\n"
    "\n"
    "  run    run a program (also without the word)\n"
    "  repl   a session at a prompt\n"
    "  thaw   continue a program that was frozen into an image\n"
    "  check  compile only, and tell what is wrong\n"
    "  dis    show a program's bytecode, its blocks and their fuel\n"
    "\n"
    "Exit status: the program's own; 1 for an uncaught exception; 2 for a mistake on the command\n"
    "line; 3 when a limit or a policy ended the run; 4 when it was frozen into an image; 70 for an\n"
    "error of Pyxis itself.\n";

static const char limits_help[] =
    "  --fuel N|none        instructions, roughly, that it may spend   (default 10000000000)\n"
    "  --memory SIZE|none   objects and frames, e.g. 512K, 64M, 1G     (default 256M)\n"
    "  --output SIZE|none   text that it may write                     (default 16M)\n"
    "  --depth N            Python frames                              (default 1000)\n"
    "  --time SECONDS|none  wall clock                                 (default none)\n";

static const char freeze_help[] =
    "  --report FILE        write what the run cost, as JSON\n"
    "  --freeze-after FUEL  stop when so much fuel is spent in all, and write an image\n"
    "  --image FILE         the image to write\n";

static const char run_help[] =
    "usage: pyxis run [options] FILE|-|-c CODE [ARG...]\n"
    "\n"
    "Runs a program: a file, standard input, or CODE. It sees the ARGs in sys.argv.\n"
    "\n"
    "limits:\n";

static const char run_help_end[] =
    "\n"
    "When a limit ends the run, the last line on standard error says which one and where:\n"
    "    pyxis: ended: fuel at FILE:LINE (10000000000 of 10000000000 spent)\n"
    "A program that was frozen exits with status 4 and goes on with `pyxis thaw`.\n";

static const char repl_help[] =
    "usage: pyxis repl [options] [FILE|-c CODE [ARG...]]\n"
    "\n"
    "A session at a prompt; when there is a program, it runs first, and its names are there. Lines are\n"
    "edited with libedit (~/.editrc), Tab completes, and the history is kept in\n"
    "~/.local/state/pyxis/history. Without a terminal, inputs are read from standard input.\n"
    "At the prompt :help tells more; :cost tells what the last input cost.\n"
    "\n"
    "limits, for each input anew (memory: in all):\n";

static const char repl_help_end[] =
    "\n"
    "An input that a limit or Ctrl-C ends is given up, and the session goes on. NO_COLOR turns\n"
    "colours off.\n";

static const char thaw_help[] =
    "usage: pyxis thaw [options] IMAGE\n"
    "\n"
    "Continues the program in an image, with what is left of its limits. An image is continued only\n"
    "by the build and under the key (~/.local/state/pyxis/image.key) that wrote it.\n"
    "\n";

static const char check_help[] =
    "usage: pyxis check FILE...\n"
    "\n"
    "Compiles only. Prints each SyntaxError as Python does; status 1 if there was any.\n";

static const char dis_help[] =
    "usage: pyxis dis FILE\n"
    "\n"
    "Prints the bytecode of a program: one instruction a line, blocks with the fuel they cost.\n";

int help_print(const char *command) {
  if (!command) fputs(general_help, stdout);
  else if (!strcmp(command, "run")) printf("%s%s\n%s%s", run_help, limits_help, freeze_help, run_help_end);
  else if (!strcmp(command, "repl")) printf("%s%s%s", repl_help, limits_help, repl_help_end);
  else if (!strcmp(command, "thaw")) printf("%s%s", thaw_help, freeze_help);
  else fputs(!strcmp(command, "check") ? check_help : dis_help, stdout);
  return EXIT_DONE;
}

int usage(const char *format, ...) {
  va_list list;
  va_start(list, format);
  fputs("pyxis: ", stderr);
  vfprintf(stderr, format, list);
  fputs("\nTry 'pyxis --help'.\n", stderr);
  va_end(list);
  return EXIT_USAGE;
}

static bool number_parse(const char *text, uint64_t *out, const char **rest) {
  if (*text < '0' || *text > '9') return false;
  char *end;
  errno = 0;
  *out = strtoull(text, &end, 10);
  *rest = end;
  return !errno && *out <= INT64_MAX;
}

/* N, or N with K, M or G behind it. */
static bool size_parse(const char *text, uint64_t *out) {
  static const char units[] = "KMG";
  const char *rest;
  if (!number_parse(text, out, &rest)) return false;
  const char *unit = *rest ? strchr(units, *rest & ~0x20) : NULL;
  if (!unit || !*unit) return !*rest;
  unsigned shift = 10 * (unsigned)(unit - units + 1);
  if (rest[1] || *out >> (63 - shift)) return false;
  *out <<= shift;
  return true;
}

static bool whole_parse(const char *text, uint64_t *out) {
  const char *rest;
  return number_parse(text, out, &rest) && !*rest;
}

/* One option with its value. Answers -1, or the status to exit with. */
static int option_take(Options *options, const char *name, const char *value, const char *command) {
  uint64_t n;
  if (!strcmp(command, "repl") && (!strcmp(name, "--report") || !strcmp(name, "--image") || !strcmp(name, "--freeze-after")))
    return usage("repl does not take %s", name);
  if (!strcmp(name, "--report")) {
    options->report = value;
    return -1;
  }
  if (!strcmp(name, "--image")) {
    options->image = value;
    return -1;
  }
  if (!strcmp(name, "--freeze-after")) {
    if (!whole_parse(value, &n)) return usage("--freeze-after takes a number of fuel, not '%s'", value);
    options->freeze_after = (int64_t)n;
    return -1;
  }
  if (!strcmp(command, "thaw")) return usage("thaw does not take %s: an image keeps its own limits", name);
  bool none = !strcmp(value, "none");
  if (!strcmp(name, "--fuel")) {
    if (!none && (!whole_parse(value, &n) || !n)) return usage("--fuel takes a number above 0 or 'none', not '%s'", value);
    options->limits.fuel = none ? PX_NONE_FUEL : (int64_t)n;
  } else if (!strcmp(name, "--memory")) {
    if (!none && (!size_parse(value, &n) || !n)) return usage("--memory takes a size such as 512K, 64M or 1G, or 'none', not '%s'", value);
    options->limits.memory = none ? PX_NONE_SIZE : n;
  } else if (!strcmp(name, "--output")) {
    if (!none && (!size_parse(value, &n) || !n)) return usage("--output takes a size such as 512K, 64M or 1G, or 'none', not '%s'", value);
    options->limits.output = none ? PX_NONE_SIZE : n;
  } else if (!strcmp(name, "--depth")) {
    if (!whole_parse(value, &n) || !n || n > 10000000) return usage("--depth takes a number of frames from 1 to 10000000, not '%s'", value);
    options->limits.depth = (uint32_t)n;
  } else if (!strcmp(name, "--time")) {
    char *end;
    double seconds = none ? 0 : strtod(value, &end);
    if (!none && (end == value || *end || !(seconds > 0))) return usage("--time takes seconds above 0 or 'none', not '%s'", value);
    options->limits.seconds = seconds;
  } else {
    return usage("there is no option %s", name);
  }
  return -1;
}

/* -c CODE, FILE or -, and what comes behind it. */
static int target_take(int argc, char **argv, Options *options) {
  if (argc == 0) return -1;
  bool is_code = !strcmp(argv[0], "-c");
  if (is_code && argc < 2) return usage("-c takes the code to run");
  options->arguments = calloc((size_t)argc, sizeof *options->arguments);
  if (!options->arguments) return EXIT_OURS;
  if (is_code) options->code = argv[1];
  options->file = is_code ? "<string>" : argv[0];
  options->arguments[options->argument_count++] = argv[0];
  for (int i = is_code ? 2 : 1; i < argc; i++) options->arguments[options->argument_count++] = argv[i];
  return -1;
}

int options_parse(const char *command, int argc, char **argv, Options *options) {
  *options = (Options){.freeze_after = -1};
  int i = 0;
  for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
    char name[32];
    if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h")) {
      help_print(command);
      return EXIT_DONE;
    }
    if (!strcmp(argv[i], "-c")) break;
    if (!strcmp(argv[i], "--")) {
      i++;
      break;
    }
    const char *equals = strchr(argv[i], '=');
    snprintf(name, sizeof name, "%.*s", equals ? (int)(equals - argv[i]) : 31, argv[i]);
    if (strncmp(name, "--", 2) != 0) return usage("there is no option %s", argv[i]);
    if (!equals && i + 1 == argc) return usage("%s needs a value, or is no option", name);
    int status = option_take(options, name, equals ? equals + 1 : argv[++i], command);
    if (status >= 0) return status;
  }
  int status = target_take(argc - i, argv + i, options);
  if (status >= 0) return status;
  if (!options->file && !strcmp(command, "repl")) return -1;
  if (!options->file) return usage(!strcmp(command, "thaw") ? "thaw needs an image" : "run needs a file, '-' or -c CODE");
  if ((options->freeze_after >= 0) != (options->image != NULL)) return usage("--freeze-after and --image belong together");
  return -1;
}
