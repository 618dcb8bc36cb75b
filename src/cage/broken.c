/* The end of a run whose cage holds what cannot be: the second wall after the offsets themselves. */
#include <setjmp.h>

#include "cage/cage.h"

void cage_broken(Vm *vm) {
  vm->ending = END_CAGE;
  if (vm->recovery) siglongjmp(*(sigjmp_buf *)vm->recovery, 1);
  __builtin_trap();
}
