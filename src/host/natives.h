/* The engine's table of natives, and those natives that only the host has. */
#ifndef PYXIS_HOST_NATIVES_H
#define PYXIS_HOST_NATIVES_H

#include "cage/engine.h"
#include "object/native.h"

#define MOST_NATIVES 65536

/* Registers all natives; the same order in every process of one program. Once a process; *hash (32 bytes) tells the order. */
void natives_start(Engine *engine);
void natives_hash(const Engine *engine, uint8_t hash[32]);

/* The function behind every capability: bound to the number of the grant. */
extern NativeInfo host_capability_info;

#endif
