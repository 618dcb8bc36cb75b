/* pyxis: runs Python in a cage. */
#include "program.h"

#include <stdio.h>
#include <string.h>

typedef struct Command {
  const char *name;
  int (*function)(int argc, char **argv);
} Command;

static const Command commands[] = {
    {"run", command_run}, {"repl", command_repl}, {"thaw", command_thaw}, {"check", command_check}, {"dis", command_dis}};

static int command_help(int argc, char **argv) {
  if (argc == 0) return help_print(NULL);
  for (unsigned i = 0; i < sizeof commands / sizeof *commands; i++)
    if (!strcmp(argv[0], commands[i].name)) return help_print(argv[0]);
  return usage("there is no command '%s': the commands are run, repl, thaw, check and dis", argv[0]);
}

int main(int argc, char **argv) {
  if (argc < 2) {
    help_print(NULL);
    return EXIT_USAGE;
  }
  const char *first = argv[1];
  if (!strcmp(first, "--help") || !strcmp(first, "-h")) return help_print(NULL);
  if (!strcmp(first, "--version")) return printf("pyxis %s (fuel schedule %u)\n", PX_VERSION, px_fuel_schedule()) < 0;
  if (!strcmp(first, "help")) return command_help(argc - 2, argv + 2);
  for (unsigned i = 0; i < sizeof commands / sizeof *commands; i++)
    if (!strcmp(first, commands[i].name)) return commands[i].function(argc - 2, argv + 2);
  return command_run(argc - 1, argv + 1);
}
