/* Reading and writing files. */
#include "program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_directory(FILE *file) {
  struct stat about;
  return !fstat(fileno(file), &about) && S_ISDIR(about.st_mode);
}

char *file_read(const char *path, size_t *size) {
  FILE *file = strcmp(path, "-") ? fopen(path, "rb") : stdin;
  if (file && is_directory(file)) {
    fclose(file);
    errno = EISDIR;
    file = NULL;
  }
  if (!file) {
    fprintf(stderr, "pyxis: can't open file '%s': [Errno %d] %s\n", path, errno, strerror(errno));
    return NULL;
  }
  char *text = NULL;
  size_t room = 0, used = 0;
  do {
    room = room ? room * 2 : 65536;
    char *more = realloc(text, room + 1);
    if (!more) {
      free(text);
      text = NULL;
      break;
    }
    text = more;
    used += fread(text + used, 1, room - used, file);
  } while (used == room);
  if (file != stdin) fclose(file);
  if (text) text[used] = 0;
  else fprintf(stderr, "pyxis: '%s' does not fit into memory\n", path);
  *size = used;
  return text;
}

char *program_read(const Options *options, size_t *size) {
  if (!options->code) return file_read(options->file, size);
  *size = strlen(options->code);
  return strdup(options->code);
}

const char *program_name(const Options *options) {
  return options->code ? "<string>" : strcmp(options->file, "-") ? options->file : "<stdin>";
}

bool file_write(const char *path, const void *data, size_t size) {
  char beside[4200];
  snprintf(beside, sizeof beside, "%.4090s.partial", path);
  FILE *file = fopen(beside, "wb");
  bool written = file && fwrite(data, 1, size, file) == size;
  if (file && fclose(file)) written = false;
  if (written && !rename(beside, path)) return true;
  fprintf(stderr, "pyxis: can't write '%s': %s\n", path, strerror(errno));
  if (file) remove(beside);
  return false;
}
