/* Filling in errors. */
#include "host/host.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

bool error_set(PxError *error, PxCode code, const char *format, ...) {
  if (!error) return false;
  *error = (PxError){.code = code};
  va_list list;
  va_start(list, format);
  vsnprintf(error->message, sizeof error->message, format, list);
  va_end(list);
  return false;
}

bool error_system(PxError *error, const char *what) {
  int why = errno;
  return error_set(error, why == ENOMEM ? PX_ERROR_MEMORY : PX_ERROR_SYSTEM, "%s: %s", what, strerror(why));
}
