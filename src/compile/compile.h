/* From source to code: parse (syntax/), name every variable's scope, emit instructions, build Code objects in the cage. */
#ifndef PYXIS_COMPILE_H
#define PYXIS_COMPILE_H

#include "object/object.h"
#include "syntax/tree.h"

typedef struct CompileRequest {
  const char *source; /* host memory; or guest memory that does not move before the call returns */
  size_t size;
  bool is_text;       /* already decoded: coding cookies are not looked at */
  const char *file;   /* the name of the file that holds it, or NULL: bytes that are not UTF-8 are then told as such */
  ParseMode mode;     /* module, expression (eval), interactive (prints expressions) */
  Value filename;     /* Str */
  Value origin;       /* Str "owner:package.module" */
  uint32_t features;  /* FUTURE_... inherited */
  uint32_t extra_flags; /* CODE_HIDDEN for the prelude */
  bool optimize;      /* leave out asserts */
  bool *incomplete;   /* of interactive source, or NULL: set when further lines could make it right, with its SyntaxError */
} CompileRequest;

/* A Code, or V_FAIL with SyntaxError (or MemoryError, RecursionError, ...) set. Pays fuel for the size of the source and of
   the code before it works; the arena counts against the memory limit while it lives. Never collects. Messages of
   the phase after parsing are CPython 3.11's ("'return' outside function", ...). */
Value compile_source(Vm *vm, const CompileRequest *request);

/* Appends readable bytecode of code (and of the code in its constants, if deep) through `write`. */
void disassemble(Vm *vm, Value code, bool deep, void (*write)(void *context, const char *text, size_t size), void *context);

#endif
