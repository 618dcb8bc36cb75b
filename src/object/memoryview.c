/* memoryview: a window on the bytes of another object. */
#include "object/text.h"

bool memoryview_buffer(Vm *vm, Value v, const uint8_t **data, uint32_t *size) {
  (void)vm, (void)v, (void)data, (void)size;
  return false;
}
