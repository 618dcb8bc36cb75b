/*
 * The standard library's C half. Each module is a table of natives; what is easier said in Python stands in prelude/, whose
 * files run in one namespace (Known.prelude) that the natives of builtins_prelude_entries belong to.
 */
#ifndef PYXIS_LIBRARY_H
#define PYXIS_LIBRARY_H

#include "object/object.h"

typedef struct LibraryModule {
  const char *name;
  const NativeEntry *entries;
} LibraryModule;

/* Modules with natives, `builtins` and `sys` not among them; ends with name NULL. A name may come twice. */
extern const LibraryModule library_modules[];
/* Modules of CPython's own library that the template holds, in the order in which they are to be loaded (a dependency first);
   ends with NULL. "a.b" is a/b.py; a package is a/__init__.py. */
extern const char *const library_standard[];

extern const NativeEntry builtins_entries[], builtins_prelude_entries[], sys_entries[], itertools_entries[];

/* Filled in by the host: text for stream 1 (output) or 2 (errors). False: the limit on output is reached. */
extern bool host_output(Vm *vm, int stream, const char *utf8, size_t size);

/* The namespace that a call of locals() sees from the calling Python frame; may be any mapping (exec). */
Value calling_locals(Vm *vm);
Value calling_globals(Vm *vm);
/* A name for an attribute: interned, or V_FAIL with TypeError. */
/* Writes a Str to a stream; None or V_FAIL. */
Value output_text(Vm *vm, int stream, Value text);

#endif
