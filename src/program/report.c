/* What a run cost, for people and as JSON. */
#include "program.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void output_write(void *context, int stream, const char *data, size_t size) {
  (void)context;
  FILE *out = stream == 2 ? stderr : stdout;
  fwrite(data, 1, size, out);
  if (stream == 2) fflush(stderr);
}

int failure_tell(PxIsolate *isolate, bool red) {
  const PxFailure *failure = px_failure(isolate);
  if (failure->is_exit) {
    if (failure->exit_has_message) fprintf(stderr, "%s\n", failure->message);
    return failure->exit_status;
  }
  if (*failure->traceback) fprintf(stderr, "%s%s%s", red ? RED : "", failure->traceback, red ? PLAIN : "");
  else fprintf(stderr, "%s%s%s\n", failure->type, *failure->message ? ": " : "", failure->message);
  fflush(stderr);
  return -1;
}

void ended_describe(PxIsolate *isolate, PxEnded ended, char *out, size_t room) {
  char file[256], place[300] = "";
  uint32_t line;
  PxFigures f;
  px_figures(isolate, &f);
  if (px_place(isolate, file, &line)) snprintf(place, sizeof place, " at %s:%u", file, line);
  const char *name = px_ended_name(ended);
  switch (ended) {
  case PX_FUEL:
    snprintf(out, room, "%s%s (%" PRId64 " of %" PRId64 " spent)", name, place, f.fuel < f.fuel_granted ? f.fuel : f.fuel_granted,
             f.fuel_granted);
    break;
  case PX_MEMORY: snprintf(out, room, "%s%s (%" PRIu64 " of %" PRIu64 " bytes)", name, place, f.memory_peak, f.memory_limit); break;
  case PX_OUTPUT: snprintf(out, room, "%s%s (%" PRIu64 " of %" PRIu64 " bytes)", name, place, f.output_bytes, f.output_limit); break;
  case PX_TIME: snprintf(out, room, "%s%s (after %.3f seconds)", name, place, f.seconds); break;
  default: snprintf(out, room, "%s%s", name, place); break;
  }
}

static void json_text(FILE *out, const char *text) {
  fputc('"', out);
  for (; *text; text++) {
    if (*text == '"' || *text == '\\') fprintf(out, "\\%c", *text);
    else if ((unsigned char)*text < 0x20) fprintf(out, "\\u%04x", (unsigned)*text);
    else fputc(*text, out);
  }
  fputc('"', out);
}

bool report_write(const char *path, PxEngine *engine, PxIsolate *isolate, const char *ended) {
  char *text = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  if (!out) return false;
  char file[256];
  uint32_t line;
  PxFigures f;
  px_figures(isolate, &f);
  fprintf(out, "{\n  \"ended\": \"%s\",\n  \"fuel\": %" PRId64 ",\n  \"fuel_schedule\": %u,\n", ended, f.fuel, px_fuel_schedule());
  fprintf(out, "  \"memory_peak\": %" PRIu64 ",\n  \"memory_live\": %" PRIu64 ",\n  \"private_dirty\": %" PRIu64 ",\n", f.memory_peak,
          f.memory_live, f.private_dirty);
  fprintf(out, "  \"collections\": %" PRIu64 ",\n  \"output_bytes\": %" PRIu64 ",\n  \"place\": ", f.collections, f.output_bytes);
  if (px_place(isolate, file, &line)) {
    fprintf(out, "{\"file\": ");
    json_text(out, file);
    fprintf(out, ", \"line\": %u}", line);
  } else {
    fputs("null", out);
  }
  fprintf(out, ",\n  \"float_profile\": \"%s\"\n}\n", px_float_profile(engine));
  fclose(out);
  bool written = text && file_write(path, text, size);
  free(text);
  return written;
}
