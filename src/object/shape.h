/* Shapes and the slots of instances: for type.c, attribute.c and the interpreter's caches. */
#ifndef PYXIS_SHAPE_H
#define PYXIS_SHAPE_H

#include "object/object.h"

Shape *shape_new(Vm *vm, Ref type, uint32_t room);
/* The shape that new instances of a type start with. */
Ref shape_root(Vm *vm, Ref type);
/* Where slot number `slot` stands; NULL: nowhere (a corrupt shape). */
Value *instance_slot(Vm *vm, Instance *o, uint32_t slot);
/* Adds an attribute that the instance does not have. False: V_FAIL. */
bool instance_add(Vm *vm, Instance *o, Value name, Value value);
/* From now on its attributes stand in a Dict; answers it. */
Value instance_to_dict(Vm *vm, Instance *o);

#endif
