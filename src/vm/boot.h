/* Making a world from nothing: the types, their natives, the well-known names. Runs once, at build time, to make the template. */
#ifndef PYXIS_BOOT_H
#define PYXIS_BOOT_H

#include "vm/vm.h"

/* Numbers all natives: fills engine->natives (room for 65,536 pointers given by the host) and engine->native_count. Also to be
   called in every process that maps a template: the order is the same for the same program. */
void native_register_all(Engine *engine);

/* In a cage whose pages [KNOWN, BLOCK_SIZE) are committed and zero, with vm->base, engine, blocks, page_dirty set: builds
   types, names, builtins. False: out of memory. Then prelude sources are run with vm_boot_prelude one by one in order, then
   vm_boot_import for library modules, then vm_seal. */
bool vm_boot(Vm *vm);
/* Runs source text in the prelude's namespace, as hidden code of origin "pyxis:prelude". False: vm->exception or vm->ended says why. */
bool vm_boot_prelude(Vm *vm, const char *name, const char *source, size_t size);
/* Runs a library module's source as module `name` (a package if `package`): puts it into sys.modules. */
bool vm_boot_module(Vm *vm, const char *name, const char *filename, const char *source, size_t size, bool package);
/* Collects, then fixes heap_start = heap_end: the pages [0, heap_start) are the template image. Known and all lie in it. */
void vm_seal(Vm *vm);

#endif
