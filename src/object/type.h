/* Making types: for the boot and for class statements. */
#ifndef PYXIS_TYPE_H
#define PYXIS_TYPE_H

#include "object/object.h"

/* A Type whose special methods are not resolved yet: fields set, dict given, mro computed. 0: V_FAIL. */
Ref type_make(Vm *vm, Ref metatype, Value name, Value bases, Value dict);
/* Resolves Type.special and the flags that depend on them, from the mro. */
void type_resolve(Vm *vm, Ref type);
/* A built-in type gets one more attribute, while the template is made. */
bool type_add(Vm *vm, Ref type, Value name, Value value);
Value type_text(Vm *vm, Value type); /* "<class 'module.name'>" */
/* Whether instances of one may become instances of the other: they have the same slots, __dict__ and __weakref__, from the same base. */
bool layouts_agree(Vm *vm, Ref x, Ref y);
/* Adds `type` to what base.__subclasses__() tells. False: V_FAIL. */
bool subclass_register(Vm *vm, Ref base, Ref type);
/* Whether it may be called: a built-in type may have no __new__. */
bool type_has_instances(Vm *vm, const Type *t);
Value raise_no_instances(Vm *vm, Value type);
/* Calls a type: cls(*arguments, **keywords). May call. */
Value type_call(Vm *vm, Value type, uint32_t count, const Value *arguments);
/* The most derived of the metatypes of `bases` and `metatype`; V_FAIL: they conflict. */
Value type_metatype(Vm *vm, Value metatype, Value bases);
/* type.c, for type_attributes.c */
extern NativeInfo mro_run_info, type_new_native_info, type_init_info, type_call_native_info; /* mro_run: (type, /), asks its mro() */
Value best_base(Vm *vm, Value bases);                  /* the one that decides the layout; V_FAIL: they conflict */
bool bases_register(Vm *vm, Value bases, Ref type);      /* subclass_register for each */
Value mro_compute(Vm *vm, Value type, Value bases);     /* C3; a Tuple, or V_FAIL */
void mro_set(Vm *vm, Ref type, Ref order);
bool name_is_sound(Vm *vm, Value name);                 /* as a name of a type; false: an exception is set */
/* The special number of an interned name, or -1. */
int special_number(Vm *vm, Value name);

#endif
