/* pyxis check and pyxis dis: code is compiled and not run. */
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_text(void *context, int stream, const char *data, size_t size) {
  (void)context;
  (void)stream;
  fwrite(data, 1, size, stdout);
}

/* An isolate for one compilation. */
static int look(PxEngine *engine, const char *path, bool show) {
  PxError error;
  size_t size;
  char *source = file_read(path, &size);
  if (!source) return EXIT_USAGE;
  PxIsolate *isolate = px_isolate_new(engine, NULL, &error);
  const char *name = strcmp(path, "-") ? path : "<stdin>";
  int status = EXIT_OURS;
  if (!isolate) fprintf(stderr, "pyxis: %s\n", error.message);
  else if (show ? px_disassemble(isolate, name, source, size, write_text, NULL, &error) : px_check(isolate, name, source, size, &error))
    status = EXIT_DONE;
  else if (px_state(isolate) == PX_EXCEPTION) status = EXIT_EXCEPTION, fputs(px_failure(isolate)->traceback, stderr);
  else if (error.code == PX_ERROR_LIMIT) status = EXIT_ENDED, fprintf(stderr, "pyxis: %s: %s\n", path, error.message);
  else fprintf(stderr, "pyxis: %s: %s\n", path, error.message);
  px_isolate_free(isolate);
  free(source);
  return status;
}

static int look_all(const char *command, int argc, char **argv) {
  bool show = !strcmp(command, "dis");
  for (int i = 0; i < argc; i++) {
    if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h")) return help_print(command);
    if (argv[i][0] == '-' && argv[i][1]) return usage("%s takes no option %s", command, argv[i]);
  }
  if (argc == 0 || (show && argc != 1)) return usage(show ? "dis takes one file" : "check takes one file or more");
  PxError error;
  PxEngine *engine = px_engine_new(NULL, &error);
  if (!engine) {
    fprintf(stderr, "pyxis: %s\n", error.message);
    return EXIT_OURS;
  }
  int worst = EXIT_DONE;
  for (int i = 0; i < argc; i++) {
    int status = look(engine, argv[i], show);
    if (status > worst) worst = status;
  }
  px_engine_free(engine);
  return worst;
}

int command_check(int argc, char **argv) { return look_all("check", argc, argv); }
int command_dis(int argc, char **argv) { return look_all("dis", argc, argv); }
