/* The tables of natives, as boot.c gives them to types, modules and the prelude. */
#ifndef PYXIS_REGISTRY_H
#define PYXIS_REGISTRY_H

#include "object/object.h"

extern const NativeEntry *const type_tables[TYPE_COUNT]; /* NULL where a type has none */
extern const NativeEntry *const prelude_tables[];
extern const unsigned prelude_table_count;

#endif
