/* Which modules there are. */
#include "library/library.h"

extern const NativeEntry math_entries[];
extern const NativeEntry weakref_module_entries[];
extern const NativeEntry functools_entries[];
extern const NativeEntry operator_entries[];
extern const NativeEntry collections_entries[];

const LibraryModule library_modules[] = {
    {"itertools", itertools_entries},
    {"math", math_entries},
    {"_weakref", weakref_module_entries},
    {"_functools", functools_entries},
    {"_operator", operator_entries},
    {"_collections", collections_entries},
    {NULL, NULL},
};

const char *const library_standard[] = {
    "keyword", "operator", "types", "_weakrefset", "_py_abc", "abc", "_collections_abc", "reprlib", "heapq", "bisect", NULL,
};
