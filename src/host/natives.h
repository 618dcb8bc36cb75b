/* The table of natives, and those natives that only the host has. */
#ifndef PYXIS_HOST_NATIVES_H
#define PYXIS_HOST_NATIVES_H

#include "cage/engine.h"
#include "object/native.h"

#define MOST_NATIVES 65536

/* Fills in the engine's table: the same order in every process of one program. *hash tells the order and the names. */
void natives_start(Engine *engine, uint8_t hash[32]);

/* The function behind every capability: bound to the number of its grant. */
extern NativeInfo host_capability_info;
/* (exception): its text, message, type, and the status of a SystemExit, as a tuple. */
extern NativeInfo host_failure_info;

#endif
