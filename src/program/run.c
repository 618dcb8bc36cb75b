/* pyxis run and pyxis thaw. */
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int ours(const PxError *error) {
  fprintf(stderr, "pyxis: %s\n", error->message);
  return EXIT_OURS;
}

static int tell_end(PxIsolate *isolate, PxEnded ended) {
  char described[700];
  int status;
  switch (ended) {
  case PX_DONE: return EXIT_DONE;
  case PX_EXCEPTION: status = failure_tell(isolate, false); return status < 0 ? EXIT_EXCEPTION : status;
  case PX_INTERNAL: fputs("pyxis: internal error\n", stderr); return EXIT_OURS;
  case PX_MEMORY: failure_tell(isolate, false); break;
  default: break;
  }
  ended_describe(isolate, ended, described, sizeof described);
  fprintf(stderr, "pyxis: ended: %s\n", described);
  return EXIT_ENDED;
}

static int freeze(PxIsolate *isolate, const char *path) {
  uint8_t *image;
  size_t size;
  PxError error;
  if (!px_freeze(isolate, &image, &size, &error)) return ours(&error);
  bool written = file_write(path, image, size);
  free(image);
  return written ? EXIT_SUSPENDED : EXIT_OURS;
}

static bool must_freeze(PxIsolate *isolate, const Options *options) {
  PxFigures f;
  if (options->freeze_after < 0) return false;
  px_figures(isolate, &f);
  return f.fuel >= options->freeze_after;
}

/* Runs what is ready to its end or to where it is to be frozen. */
static int run_on(PxEngine *engine, PxIsolate *isolate, const Options *options) {
  PxEnded ended;
  PxFigures f;
  int status = -1;
  do {
    px_figures(isolate, &f);
    ended = px_run(isolate, options->freeze_after < 0 ? INT64_MAX : options->freeze_after - f.fuel);
  } while (ended == PX_RUNNING && !must_freeze(isolate, options));
  fflush(stdout);
  if (ended == PX_RUNNING) {
    status = freeze(isolate, options->image);
  } else {
    /* The figures are the run's: taken before its exception is put into words. */
    if (options->report && !report_write(options->report, engine, isolate, px_ended_name(ended))) return EXIT_OURS;
    status = tell_end(isolate, ended);
    fflush(stdout);
    return status;
  }
  if (options->report && !report_write(options->report, engine, isolate, "suspended")) return EXIT_OURS;
  return status;
}

static int load_and_run(PxEngine *engine, const Options *options, const char *source, size_t size) {
  PxError error;
  PxIsolate *isolate = px_isolate_new(engine, &options->limits, &error);
  if (!isolate) return ours(&error);
  px_output_set(isolate, output_write, NULL);
  int status;
  if (!px_arguments_set(isolate, options->argument_count, options->arguments, &error)) {
    status = ours(&error);
  } else if (px_load(isolate, program_name(options), source, size, &error)) {
    status = run_on(engine, isolate, options);
  } else if (px_state(isolate) == PX_DONE) {
    status = ours(&error);
  } else {
    if (options->report) report_write(options->report, engine, isolate, px_ended_name(px_state(isolate)));
    status = tell_end(isolate, px_state(isolate));
  }
  px_isolate_free(isolate);
  return status;
}

int command_run(int argc, char **argv) {
  Options options;
  PxError error;
  int status = options_parse("run", argc, argv, &options);
  if (status >= 0) return status;
  size_t size;
  char *source = program_read(&options, &size);
  PxEngine *engine = source ? px_engine_new(NULL, &error) : NULL;
  if (!source) status = EXIT_USAGE;
  else status = engine ? load_and_run(engine, &options, source, size) : ours(&error);
  px_engine_free(engine);
  free(source);
  free(options.arguments);
  return status;
}

int command_thaw(int argc, char **argv) {
  Options options;
  PxError error;
  int status = options_parse("thaw", argc, argv, &options);
  if (status >= 0) return status;
  size_t size;
  char *image = file_read(options.file, &size);
  PxEngine *engine = image ? px_engine_new(NULL, &error) : NULL;
  PxIsolate *isolate = engine ? px_thaw(engine, (const uint8_t *)image, size, &error) : NULL;
  free(image);
  if (!image) {
    status = EXIT_USAGE;
  } else if (!isolate) {
    fprintf(stderr, "pyxis: %s: %s\n", options.file, error.message);
    status = engine && error.code == PX_ERROR_IMAGE ? EXIT_USAGE : EXIT_OURS;
  } else {
    px_output_set(isolate, output_write, NULL);
    status = run_on(engine, isolate, &options);
  }
  px_isolate_free(isolate);
  px_engine_free(engine);
  free(options.arguments);
  return status;
}
