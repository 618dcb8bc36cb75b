/*
 * Shapes: which attribute of an instance stands in which slot.
 *
 * Instances of a class start at its root shape; each new attribute leads along a transition to a child. `room` slots stand in the
 * instance itself, further ones in its `more` array. When instances of a class turn out to need more room, the class gets a new,
 * wider root for those to come. An instance with too many attributes, or one that lost some, or whose __dict__ was asked for, keeps them in
 * a Dict instead (by_dict).
 */
#include "object/shape.h"

#define MOST_SLOTS 64
#define MOST_ROOM 32

Shape *shape_new(Vm *vm, Ref type, uint32_t room) {
  Shape *s = allocate(vm, sizeof(Shape), KIND_SHAPE, vm->engine ? shape_of_type(vm, TYPE(vm, shape)) : 0);
  if (!s) return NULL;
  s->type = type;
  s->room = (uint16_t)room;
  s->root = ref_of(vm, s);
  return s;
}

int shape_find(Vm *vm, Ref shape, Value name) {
  Shape *s = at(vm, shape);
  if (!s->names) return -1;
  const Value *names = ((Array *)at(vm, s->names))->items;
  uint32_t count = s->count;
  for (uint32_t i = 0; i < count; i++)
    if (names[i] == name) return (int)i;
  return -1;
}

Ref shape_with(Vm *vm, Ref shape, Value name) {
  Shape *s = at(vm, shape);
  if (s->by_dict || s->count >= MOST_SLOTS) return 0;
  if (s->transitions) {
    Value child = dict_get_name(vm, at(vm, s->transitions), name);
    if (child != V_UNDEFINED) return to_ref(child);
  }
  uint32_t count = s->count;
  Ref names = s->names;
  Array *list = names ? at(vm, names) : NULL;
  if (!list || count >= list->length || list->items[count] != V_UNDEFINED) {
    uint32_t length = count < 4 ? 4 : count * 2;
    Array *wider = array_new(vm, length);
    if (!wider) return 0;
    for (uint32_t i = 0; i < count; i++) wider->items[i] = *item_at(vm, names + (Ref)offsetof(Array, items), i);
    list = wider;
  }
  Value transitions = s->transitions ? from_ref(s->transitions) : dict_new_sized(vm, 1);
  if (transitions == V_FAIL) return 0;
  Shape *child = shape_new(vm, s->type, s->room);
  if (!child) return 0;
  touch(vm, to_ref(transitions));
  if (!dict_set_name(vm, AS(Dict, vm, transitions), name, value_of(vm, child))) return 0;
  touch(vm, shape);
  TOUCH(vm, list);
  list->items[count] = name;
  s->transitions = to_ref(transitions);
  child->names = ref_of(vm, list);
  child->count = (uint16_t)(count + 1);
  child->root = s->root;
  Type *type = at(vm, s->type);
  if (child->count > s->room && child->count > type->room_hint && type->room_hint < MOST_ROOM && !s->by_dict) {
    touch(vm, s->type);
    type->room_hint = (uint16_t)(type->room_hint * 2 < MOST_ROOM ? type->room_hint * 2 + 2 : MOST_ROOM);
  }
  return ref_of(vm, child);
}

Ref shape_root(Vm *vm, Ref type_ref) {
  Type *type = at(vm, type_ref);
  Shape *root = at(vm, type->shape);
  uint32_t room = type->slot_count + (type->flags & TYPE_ATTRIBUTES ? type->room_hint : 0u);
  if (root->room >= room) return type->shape;
  Shape *wider = shape_new(vm, type_ref, room);
  if (!wider) return type->shape;
  wider->names = root->names;
  wider->count = root->count;
  touch(vm, type_ref);
  type->shape = ref_of(vm, wider);
  return type->shape;
}

Value instance_new(Vm *vm, Ref type) {
  Ref shape = shape_root(vm, type);
  uint32_t room = ((Shape *)at(vm, shape))->room;
  Instance *o = allocate(vm, sizeof(Instance) + 8ull * room, KIND_INSTANCE, shape);
  if (!o) return V_FAIL;
  for (uint32_t i = 0; i < room; i++) o->slots[i] = V_UNDEFINED;
  if (((Type *)at(vm, type))->flags & TYPE_FINALIZER && !finalizer_register(vm, ref_of(vm, o))) return V_FAIL;
  return value_of(vm, o);
}

Value *instance_slot(Vm *vm, Instance *o, uint32_t slot) {
  uint32_t room = ((Shape *)at(vm, o->head.shape))->room;
  if (slot < room) return &o->slots[slot];
  Array *more = at(vm, o->more);
  slot -= room;
  return o->more && slot < more->length ? item_at(vm, o->more + (Ref)offsetof(Array, items), slot) : NULL;
}

bool instance_add(Vm *vm, Instance *o, Value name, Value value) {
  Ref old = o->head.shape;
  Ref child = shape_with(vm, old, name);
  if (!child) {
    if (vm->retry) return false;
    Value dict = instance_to_dict(vm, o);
    if (dict == V_FAIL) return false;
    touch(vm, to_ref(dict));
    return dict_set_name(vm, AS(Dict, vm, dict), name, value);
  }
  Shape *s = at(vm, child);
  uint32_t slot = s->count - 1u;
  if (slot >= s->room) {
    Array *more = at(vm, o->more);
    uint32_t index = slot - s->room;
    if (!o->more || index >= more->length) {
      Array *wider = array_new(vm, index < 4 ? 4 : index * 2);
      if (!wider) return false;
      for (uint32_t i = 0; o->more && i < more->length && i < wider->length; i++) wider->items[i] = more->items[i];
      TOUCH(vm, o);
      o->more = ref_of(vm, wider);
      more = wider;
    }
    TOUCH(vm, more);
    more->items[index] = value;
    TOUCH(vm, o);
  } else {
    TOUCH(vm, o);
    o->slots[slot] = value;
  }
  o->head.shape = child;
  return true;
}

/* Slots of __slots__ (names undefined in the shape) stay where they are: only the named ones move. */
Value instance_to_dict(Vm *vm, Instance *o) {
  Shape *s = at(vm, o->head.shape);
  if (s->by_dict) return from_ref(o->more);
  Type *type = at(vm, s->type);
  Shape *root = at(vm, s->root);
  if (!root->dictionary) {
    Shape *d = shape_new(vm, s->type, s->room);
    if (!d) return V_FAIL;
    d->by_dict = 1;
    d->names = root->names;
    d->count = root->count;
    touch(vm, s->root);
    root->dictionary = ref_of(vm, d);
  }
  Value dict = dict_new_sized(vm, s->count);
  if (dict == V_FAIL) return V_FAIL;
  Array *names = at(vm, s->names);
  for (uint32_t i = type->slot_count; i < s->count; i++) {
    Value *slot = instance_slot(vm, o, i);
    if (slot && *slot != V_UNDEFINED && !dict_set_name(vm, AS(Dict, vm, dict), names->items[i], *slot)) return V_FAIL;
  }
  TOUCH(vm, o);
  o->more = to_ref(dict);
  for (uint32_t i = type->slot_count; i < s->room; i++) o->slots[i] = V_UNDEFINED;
  o->head.shape = root->dictionary;
  return dict;
}
