/* Which modules there are. */
#include "library/library.h"

extern const NativeEntry math_entries[];
extern const NativeEntry weakref_module_entries[], functools_entries[], collections_entries[], operator_entries[], gc_entries[];
extern const NativeEntry string_helpers_entries[], unicodedata_entries[];

const LibraryModule library_modules[] = {
    {"itertools", itertools_entries},
    {"math", math_entries},
    {"_weakref", weakref_module_entries},
    {"_functools", functools_entries},
    {"_string", string_helpers_entries},
    {"_collections", collections_entries},
    {"_operator", operator_entries},
    {"gc", gc_entries},
    {"unicodedata", unicodedata_entries},
    {NULL, NULL},
};

const char *const library_standard[] = {
    "__future__", "keyword", "operator", "types", "_weakrefset", "_py_abc", "abc", "_collections_abc", "weakref", "reprlib",
    "collections", "collections.abc", "functools", "heapq", "bisect", "contextlib", "copyreg", "copy", "enum", "numbers", "graphlib", NULL,
};
