/* The smallest host: one isolate, one script, one call. */
#include <pyxis.h>
#include <stdio.h>
#include <string.h>

static void show(void *context, int stream, const char *data, size_t size) {
  (void)context;
  fwrite(data, 1, size, stream == 2 ? stderr : stdout);
}

int main(void) {
  static const char script[] =
      "print('loaded')\n"
      "def greet(who):\n"
      "    return 'Hello, ' + who + '!'\n";
  PxError error;
  PxEngine *engine = px_engine_new(NULL, &error);
  PxIsolate *isolate = engine ? px_isolate_new(engine, NULL, &error) : NULL;
  if (!isolate) {
    fprintf(stderr, "%s\n", error.message);
    return 1;
  }
  px_output_set(isolate, show, NULL);

  PxValue who = px_text("world"), *answer = NULL;
  if (px_load(isolate, "greet.py", script, strlen(script), &error) && px_finish(isolate) == PX_DONE &&
      px_call(isolate, "greet", &who, 1, &error) && px_finish(isolate) == PX_DONE)
    answer = px_result(isolate, &error);
  if (answer) puts(answer->text.data);
  else fprintf(stderr, "%s%s\n", error.message, px_failure(isolate)->traceback);

  int status = answer ? 0 : 1;
  px_value_free(answer);
  px_isolate_free(isolate);
  px_engine_free(engine);
  return status;
}
