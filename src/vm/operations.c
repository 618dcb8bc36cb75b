/* What the loop's instructions do off their fast paths. */
#include "compile/opcode.h"
#include "object/containers.h"
#include "object/protocol.h"
#include "vm/interpreter.h"

/* ---- names ------------------------------------------------------------------------------------------------------------ */

/* Entry `i` of a dict as the cache remembers it: a displacement from its table. */
static void cache_entry(Vm *vm, Cache *cache, Dict *d, Value name, CacheSort sort, uint64_t version) {
  int64_t fuel = vm->fuel, i = dict_find(vm, d, name, hash_of_str(vm, name));
  vm->fuel = fuel; /* caches neither cost nor save */
  if (i < 0) return;
  DictEntry *e = dict_entry(vm, d, (uint32_t)i);
  *cache = (Cache){.key = d->table, .owner = ref_of(vm, d), .slot = ref_of(vm, e) - d->table, .sort = sort, .version = version, .value = name};
}

static Value not_defined(Vm *vm, Value name) { return raise_name_error(vm, T_NameError, name, "name '%S' is not defined"); }

/* A name in builtins that are no plain dict; `build` when a class statement asks. */
RESUMABLE(load_from_builtins, 0, "(builtins, name, build, /)", NULL) {
  enum { BUILTINS, NAME_, BUILD };
  STEPS
    {
      Value found;
      AWAIT_CATCH(1, found, object_getitem(vm, a[BUILTINS], a[NAME_]));
      if (found != V_FAIL) return found;
      if (!exception_is(vm, T_KeyError)) return V_FAIL;
      exception_clear(vm);
      return a[BUILD] == V_TRUE ? RAISE(vm, NameError, "__build_class__ not found") : not_defined(vm, a[NAME_]);
    }
  END_STEPS
}

static Value builtin_load(Vm *vm, Value builtins, Value name) {
  if (!IS_EXACT(vm, builtins, dict)) return enter(vm, &load_from_builtins_info, 3, (Value[]){builtins, name, V_FALSE});
  Value v = dict_get_name(vm, AS(Dict, vm, builtins), name);
  return v != V_UNDEFINED ? v : not_defined(vm, name);
}

Value build_class_load(Vm *vm, Ref globals) {
  Value builtins = globals_builtins(vm, globals), name = NAME(vm, __build_class__);
  if (!IS_EXACT(vm, builtins, dict)) return enter(vm, &load_from_builtins_info, 3, (Value[]){builtins, name, V_TRUE});
  Value v = dict_get_name(vm, AS(Dict, vm, builtins), name);
  return v != V_UNDEFINED ? v : RAISE(vm, NameError, "__build_class__ not found");
}

/* What a name means that the mapping of a frame does not have: globals are looked into as they are, whatever they override. */
static Value outer_load(Vm *vm, Ref globals, Value name) {
  Value v = dict_get_name(vm, at(vm, globals), name);
  return v != V_UNDEFINED ? v : builtin_load(vm, globals_builtins(vm, globals), name);
}

/* A name in a mapping that is not a plain dict: KeyError means "look in the globals", or in the builtins if the mapping is the globals
   of a function. */
RESUMABLE(load_from_mapping, 0, "(mapping, name, globals, cell, /)", NULL) {
  enum { MAPPING, NAME_, GLOBALS, CELL };
  STEPS
    {
      Value found;
      AWAIT_CATCH(1, found, object_getitem(vm, a[MAPPING], a[NAME_]));
      if (found != V_FAIL) return found;
      if (!exception_is(vm, T_KeyError)) return V_FAIL;
      exception_clear(vm);
      if (is_kind(vm, a[CELL], KIND_CELL) && AS(Cell, vm, a[CELL])->value != V_UNDEFINED) return AS(Cell, vm, a[CELL])->value;
      if (a[GLOBALS] == V_NONE) AWAIT(2, found, builtin_load(vm, globals_builtins(vm, to_ref(a[MAPPING])), a[NAME_]));
      else AWAIT(3, found, outer_load(vm, to_ref(a[GLOBALS]), a[NAME_]));
      return found;
    }
  END_STEPS
}

/* Globals or builtins that are no plain dict are asked by their __getitem__. */
static __attribute__((noinline)) Value global_load_slow(Vm *vm, Ref globals, Value builtins, Value name) {
  if (!IS_EXACT(vm, from_ref(globals), dict)) return enter(vm, &load_from_mapping_info, 3, (Value[]){from_ref(globals), name, V_NONE});
  return builtin_load(vm, builtins, name);
}

Value global_load(Vm *vm, Ref globals, Value name, Cache *cache) {
  Dict *d = at(vm, globals);
  if (__builtin_expect(d->head.shape != SHAPE(vm, dict), 0)) return global_load_slow(vm, globals, V_UNDEFINED, name);
  Value v = dict_get_name(vm, d, name);
  if (v != V_UNDEFINED) {
    if (cache) cache_entry(vm, cache, d, name, CACHE_GLOBAL, d->version);
    return v;
  }
  Value builtins = globals_builtins(vm, globals);
  if (!IS_EXACT(vm, builtins, dict)) return global_load_slow(vm, globals, builtins, name);
  v = dict_get_name(vm, AS(Dict, vm, builtins), name);
  if (v == V_UNDEFINED) return not_defined(vm, name);
  if (cache) cache_entry(vm, cache, AS(Dict, vm, builtins), name, CACHE_BUILTIN, d->version);
  return v;
}

bool global_store(Vm *vm, Ref globals, Value name, Value value, Cache *cache) {
  touch(vm, globals);
  Dict *d = at(vm, globals);
  if (!dict_set_name(vm, d, name, value)) return false;
  if (cache) cache_entry(vm, cache, d, name, CACHE_GLOBAL, d->version);
  return true;
}

Value frame_namespace(Vm *vm, Frame *frame) { return from_ref(frame->names ? frame->names : frame_globals(vm, frame)); }

/* `del` of a name in such a mapping: whatever goes wrong, the name is not defined. */
RESUMABLE(delete_from_mapping, 0, "(mapping, name, /)", NULL) {
  STEPS
    {
      Value outcome;
      AWAIT_CATCH(1, outcome, object_setitem(vm, a[0], a[1], V_UNDEFINED));
      if (outcome != V_FAIL) return V_NONE;
      exception_clear(vm);
      return not_defined(vm, a[1]);
    }
  END_STEPS
}

Value name_load(Vm *vm, Frame *frame, Value name) {
  Value space = from_ref(frame->names), globals = from_ref(frame_globals(vm, frame));
  if (!IS_EXACT(vm, space, dict)) return enter(vm, &load_from_mapping_info, 3, (Value[]){space, name, globals});
  Value v = dict_get_name(vm, AS(Dict, vm, space), name);
  return v != V_UNDEFINED ? v : outer_load(vm, to_ref(globals), name);
}

Value name_store(Vm *vm, Frame *frame, Value name, Value value) {
  Value space = from_ref(frame->names);
  if (!IS_EXACT(vm, space, dict))
    return value == V_UNDEFINED ? enter(vm, &delete_from_mapping_info, 2, (Value[]){space, name}) : object_setitem(vm, space, name, value);
  touch(vm, to_ref(space));
  if (value != V_UNDEFINED) return dict_set_name(vm, AS(Dict, vm, space), name, value) ? V_NONE : V_FAIL;
  if (dict_delete_name(vm, AS(Dict, vm, space), name)) return V_NONE;
  return not_defined(vm, name);
}

static Value unbound_free(Vm *vm, Value name) {
  return raise_name_error(vm, T_NameError, name, "cannot access free variable '%S' where it is not associated with a value in enclosing scope");
}

Value class_cell(Vm *vm, Frame *frame, Value name, Value cell) {
  Value space = frame_namespace(vm, frame);
  if (!IS_EXACT(vm, space, dict))
    return enter(vm, &load_from_mapping_info, 4, (Value[]){space, name, from_ref(frame_globals(vm, frame)), cell});
  Value v = dict_get_name(vm, AS(Dict, vm, space), name);
  if (v != V_UNDEFINED) return v;
  v = is_kind(vm, cell, KIND_CELL) ? AS(Cell, vm, cell)->value : V_UNDEFINED;
  if (v != V_UNDEFINED) return v;
  return unbound_free(vm, name);
}

/* An inlined comprehension's own variables are bound wherever they can be read: what is not belongs to the function around. */
Value unbound_local(Vm *vm, const Frame *frame, uint32_t index) {
  const Code *code = at(vm, frame->code);
  uint32_t place = UINT32_MAX;
  if (inlined_around(vm, code, frame_instruction(vm, frame), &place)) return unbound_free(vm, tuple_item(vm, from_ref(code->locals), index));
  return RAISE(vm, UnboundLocalError, "cannot access local variable '%S' where it is not associated with a value",
               tuple_item(vm, from_ref(code->locals), index));
}

/* Code.locals names every register that is a variable, those of cells too. */
Value unbound_cell(Vm *vm, const Frame *frame, uint32_t reg) {
  const Code *code = at(vm, frame->code);
  Tuple *free = code->free ? at(vm, code->free) : NULL;
  if (free && reg >= code->first_free && reg - code->first_free < free->length)
    return unbound_free(vm, free->items[reg - code->first_free]);
  return unbound_local(vm, frame, reg);
}

/* A function whose caches missed a few times gets a feedback vector, shared with all that are made of the same code with the same globals, so
   that a lambda or a generator expression made anew is warm at once. Without room it stays cold. No page of the template is written for
   a Code: there each function counts for itself. */
Cache *feedback_warm(Vm *vm, Frame *frame) {
  Function *f = at(vm, frame->function);
  Code *code = at(vm, frame->code);
  if (f->feedback) return feedback_of(vm, f, frame->code);
  if (f->code != frame->code || !code->feedback || !vm->engine->template_image) return NULL; /* the template's functions start cold */
  touch(vm, frame->function);
  bool shared = frame->code >= vm->heap_start;
  if (shared && code->warm && code->warm_globals == f->globals) {
    f->feedback = code->warm;
    return feedback_of(vm, f, frame->code);
  }
  if (++*(shared ? &code->warmth : &f->warmth) < 4) return NULL;
  bool retry = vm->retry;
  Raw *raw = raw_new(vm, code->feedback * (uint32_t)sizeof(Cache));
  vm->retry = retry;
  if (!raw) return NULL;
  f->feedback = ref_of(vm, raw);
  if (shared) {
    code->warm = f->feedback;
    code->warm_globals = f->globals;
  }
  return feedback_of(vm, f, frame->code);
}

/* ---- attributes ------------------------------------------------------------------------------------------------------- */

static bool plain_class_value(Vm *vm, Value v) {
  if (!is_ref(v)) return true;
  return special_of(vm, v, SP_get) == V_UNDEFINED && !(OBJECT(vm, v)->kind == KIND_NATIVE && AS(Native, vm, v)->head.extra != NATIVE_FUNCTION);
}

/* Behind an inline cache that serves another shape: a table by shape and name, for sites that see several classes. Two places a set, the
   one used last first. */
typedef struct Lookup {
  Cache cache;
  Value name;
  uint64_t epoch;
  uint64_t unused[2]; /* a whole line of the processor's cache */
} Lookup;
enum { LOOKUP_GET, LOOKUP_METHOD, LOOKUP_SET, LOOKUP_COUNT_LOG2 = 9 };
_Static_assert(sizeof(Lookup) << LOOKUP_COUNT_LOG2 == LOOKUP_BYTES, "the table fills its room");

static inline bool lookup_is(const Vm *vm, const Lookup *l, Ref shape, Value name) {
  return l->cache.key == shape && l->name == name && l->epoch == vm->lookup_epoch;
}

/* The cache to look at and to fill: the inline one while it is empty, else a place in the table, emptied if it is for something else. */
static inline Cache *cache_for(Vm *vm, Cache *cache, Ref shape, Value name, uint32_t use) {
  if (!cache->sort) return cache;
  uint32_t hash = (shape * 0x9E3779B1u ^ ((uint32_t)name + use) * 0x85EBCA6Bu) >> (32 - LOOKUP_COUNT_LOG2);
  Lookup *l = (Lookup *)vm->lookups + hash, *other = (Lookup *)vm->lookups + (hash ^ 1);
  name ^= use;
  if (lookup_is(vm, l, shape, name)) return &l->cache;
  if (lookup_is(vm, other, shape, name)) return &other->cache;
  *other = *l;
  *l = (Lookup){.cache = {.key = shape}, .name = name, .epoch = vm->lookup_epoch};
  return &l->cache;
}

static bool cache_holds(Vm *vm, const Cache *cache, Ref shape) {
  return cache->sort && cache->key == shape && ((Type *)at(vm, cache->owner))->version == cache->version;
}

static Value *slot_place(Vm *vm, Value o, const Cache *cache) {
  if (cache->sort != CACHE_MORE) return item_at(vm, to_ref(o) + (Ref)offsetof(Instance, slots), cache->slot);
  return item_at(vm, AS(Instance, vm, o)->more + (Ref)offsetof(Array, items), cache->slot);
}

/* Remembers a slot that instances of this shape have. */
static void cache_slot(Cache *cache, Ref object_shape, Shape *shape, uint64_t version, uint32_t slot) {
  bool in_line = slot < shape->room;
  *cache = (Cache){.key = object_shape, .owner = shape->type, .slot = in_line ? slot : slot - shape->room,
                   .sort = in_line ? CACHE_SLOT : CACHE_MORE, .version = version};
}

/* An attribute of a module, or of a type where it needs no binding. V_UNDEFINED: not to be had this way. */
static Value static_attribute(Vm *vm, Value o, Value name, Cache *cache) {
  if (is_kind(vm, o, KIND_MODULE)) {
    Dict *d = at(vm, AS(Module, vm, o)->dict);
    DictEntry *e = at(vm, cache->key + cache->slot);
    if (cache->sort == CACHE_MODULE && cache->owner == ref_of(vm, d) && cache->key == d->table && e->key == cache->value && e->key == name)
      return e->value;
    Value v = V_UNDEFINED;
    if (type_lookup(vm, type_of(vm, o), name) == V_UNDEFINED) v = dict_get_name(vm, d, name);
    if (v != V_UNDEFINED) cache_entry(vm, cache, d, name, CACHE_MODULE, 0);
    return v;
  }
  if (!is_kind(vm, o, KIND_TYPE)) return V_UNDEFINED;
  Type *t = AS(Type, vm, o);
  if (cache->sort == CACHE_TYPE && cache->owner == to_ref(o) && cache->version == t->version) return cache->value;
  if (t->head.shape != SHAPE(vm, type) || type_lookup(vm, TYPE(vm, type), name) != V_UNDEFINED) return V_UNDEFINED;
  Value v = type_lookup(vm, to_ref(o), name);
  if (v == V_UNDEFINED || !(plain_class_value(vm, v) || is_kind(vm, v, KIND_FUNCTION))) return V_UNDEFINED;
  *cache = (Cache){.owner = to_ref(o), .sort = CACHE_TYPE, .version = t->version, .value = v};
  return v;
}

/* What the cache says that an object of its shape has. V_UNDEFINED: not to be had this way. */
static Value cached_attribute(Vm *vm, Value o, const Cache *cache) {
  switch ((CacheSort)cache->sort) {
  case CACHE_SLOT:
  case CACHE_MORE: return *slot_place(vm, o, cache);
  case CACHE_CONSTANT: return cache->value;
  case CACHE_METHOD: return method_new(vm, cache->value, o);
  case CACHE_PROPERTY: {
    Value getter = *field(vm, cache->value, PROPERTY_GET);
    return is_kind(vm, getter, KIND_FUNCTION) ? call1(vm, getter, o) : V_UNDEFINED;
  }
  case CACHE_GETTER: {
    const NativeInfo *info = native_info(vm, AS(Native, vm, cache->value)->index);
    CAGE_CHECK(vm, info->parameters == 1 && !info->resumable);
    return info->function(vm, &o, 1);
  }
  case CACHE_ITEM:
    if (cache->slot >= AS(Tuple, vm, o)->length) return V_UNDEFINED;
    vm->fuel -= 1; /* what the descriptor's method costs */
    return tuple_item(vm, o, cache->slot);
  default: return V_UNDEFINED;
  }
}

/* What of a class tells what its objects have, whatever stands in them. */
static void cache_descriptor(Vm *vm, Cache *cache, const Object *object, Ref type, Value attribute) {
  CacheSort sort = CACHE_NONE;
  uint32_t slot = 0;
  if (is_kind(vm, attribute, KIND_NATIVE)) {
    const Native *n = AS(Native, vm, attribute);
    bool getter = n->head.extra == NATIVE_GETTER || n->head.extra == NATIVE_MEMBER;
    if (getter && !native_info(vm, n->index)->resumable && (!n->owner || type_is_subtype(vm, type, n->owner))) sort = CACHE_GETTER;
  } else if (is_kind(vm, attribute, KIND_RECORD)) {
    Value index = *field(vm, attribute, 0);
    if (OBJECT(vm, attribute)->shape == SHAPE(vm, property)) sort = CACHE_PROPERTY;
    else if (OBJECT(vm, attribute)->shape == SHAPE(vm, tuplegetter) && object->kind == KIND_TUPLE && is_small(index)) sort = CACHE_ITEM, slot = (uint32_t)to_small(index);
  }
  if (sort) *cache = (Cache){.key = object->shape, .owner = type, .slot = slot, .sort = sort, .version = ((Type *)at(vm, type))->version, .value = attribute};
}

Value getattr_cached(Vm *vm, Value o, Value name, Cache *cache) {
  if (!cache || !is_ref(o)) return object_getattr(vm, o, name);
  Object *object = OBJECT(vm, o);
  if (object->kind == KIND_MODULE || object->kind == KIND_TYPE) {
    Value v = static_attribute(vm, o, name, cache);
    return v != V_UNDEFINED ? v : object_getattr(vm, o, name);
  }
  cache = cache_for(vm, cache, object->shape, name, LOOKUP_GET);
  if (cache_holds(vm, cache, object->shape)) {
    Value v = cached_attribute(vm, o, cache);
    if (v != V_UNDEFINED) return v;
  }
  Shape *shape = at(vm, object->shape);
  Type *t = at(vm, shape->type);
  if (!(t->flags & TYPE_PLAIN_GET)) return object_getattr(vm, o, name);
  Value attribute = type_lookup(vm, shape->type, name);
  if (is_ref(attribute)) cache_descriptor(vm, cache, object, shape->type, attribute);
  if (object->kind != KIND_INSTANCE || shape->by_dict) return object_getattr(vm, o, name);
  if (attribute == V_UNDEFINED || plain_class_value(vm, attribute) || is_kind(vm, attribute, KIND_FUNCTION)) {
    int slot = shape_find(vm, object->shape, name);
    if (slot >= 0) {
      cache_slot(cache, object->shape, shape, t->version, (uint32_t)slot);
      return object_getattr(vm, o, name);
    }
    if (attribute != V_UNDEFINED)
      *cache = (Cache){.key = object->shape, .owner = shape->type, .sort = is_kind(vm, attribute, KIND_FUNCTION) ? CACHE_METHOD : CACHE_CONSTANT,
                       .version = t->version, .value = attribute};
  } else if (is_kind(vm, attribute, KIND_RECORD) && OBJECT(vm, attribute)->shape == SHAPE(vm, member_descriptor)) {
    int64_t slot = to_small(*field(vm, attribute, 2));
    if (slot >= 0 && slot < shape->room && type_is_subtype(vm, shape->type, to_ref(*field(vm, attribute, 1))))
      *cache = (Cache){.key = object->shape, .owner = shape->type, .slot = (uint32_t)slot, .sort = CACHE_SLOT, .version = t->version};
  }
  return object_getattr(vm, o, name);
}

/* Whether an attribute of a type is called with an object of that type in front, without a look at it: a native must be of the type. */
static bool is_method_of(Vm *vm, Value attribute, Ref type) {
  if (!is_kind(vm, attribute, KIND_NATIVE)) return is_kind(vm, attribute, KIND_FUNCTION);
  const Native *n = AS(Native, vm, attribute);
  if (n->head.extra != NATIVE_METHOD && n->head.extra != NATIVE_SLOT) return false;
  return n->self == V_UNDEFINED && type_is_subtype(vm, type, n->owner);
}

Value method_cached(Vm *vm, Value o, Value name, Cache *cache, Value *self) {
  if (cache && is_ref(o)) {
    if (is_kind(vm, o, KIND_MODULE) || is_kind(vm, o, KIND_TYPE)) {
      Value v = static_attribute(vm, o, name, cache);
      return v != V_UNDEFINED ? v : object_getattr(vm, o, name);
    }
    Ref shape = OBJECT(vm, o)->shape;
    cache = cache_for(vm, cache, shape, name, LOOKUP_METHOD);
    if (cache_holds(vm, cache, shape)) {
      *self = o;
      return cache->value;
    }
  }
  Ref type = type_of(vm, o);
  Type *t = at(vm, type);
  if (t->flags & TYPE_PLAIN_GET && !is_kind(vm, o, KIND_TYPE)) {
    Value attribute = type_lookup(vm, type, name);
    if (is_method_of(vm, attribute, type)) {
      Value own = object_own(vm, o, name);
      if (own == V_UNDEFINED) {
        /* By shape: no instance of it has an attribute of this name, unless it keeps them in a dictionary. */
        if (cache && is_ref(o)) {
          Object *object = OBJECT(vm, o);
          bool steady = object->kind == KIND_INSTANCE ? !((Shape *)at(vm, object->shape))->by_dict : !(object->flags & OBJECT_ATTRIBUTES) && object->kind != KIND_MODULE;
          if (steady)
            *cache = (Cache){.key = object->shape, .owner = type, .sort = CACHE_CONSTANT, .version = t->version, .value = attribute};
        }
        *self = o;
        return attribute;
      }
      return own;
    }
  }
  return object_getattr(vm, o, name);
}

Value setattr_cached(Vm *vm, Value o, Value name, Value value, Cache *cache) {
  if (!cache || !is_kind(vm, o, KIND_INSTANCE)) return object_setattr(vm, o, name, value);
  Object *object = OBJECT(vm, o);
  Ref old = object->shape;
  Shape *shape = at(vm, old);
  Type *t = at(vm, shape->type);
  cache = cache_for(vm, cache, old, name, LOOKUP_SET);
  if (cache_holds(vm, cache, old)) {
    if (cache->sort == CACHE_PROPERTY) {
      Value setter = *field(vm, cache->value, PROPERTY_SET);
      if (!is_kind(vm, setter, KIND_FUNCTION)) return object_setattr(vm, o, name, value);
      vm->fuel -= 1; /* what property's method costs */
      return with_action(vm, call2(vm, setter, o, value), ACTION_DROP);
    }
    touch(vm, to_ref(o));
    if (cache->sort == CACHE_MORE) touch(vm, AS(Instance, vm, o)->more);
    *slot_place(vm, o, cache) = value;
    if (cache->sort == CACHE_ADD) object->shape = to_ref(cache->value);
    return V_NONE;
  }
  if (!(t->flags & TYPE_PLAIN_SET) || shape->by_dict) return object_setattr(vm, o, name, value);
  Value attribute = type_lookup(vm, shape->type, name);
  if (is_ref(attribute) && ((Type *)at(vm, type_of(vm, attribute)))->flags & TYPE_DATA_DESCRIPTOR) {
    if (OBJECT(vm, attribute)->shape == SHAPE(vm, member_descriptor)) {
      int64_t slot = to_small(*field(vm, attribute, 2));
      if (slot >= 0 && slot < shape->room && type_is_subtype(vm, shape->type, to_ref(*field(vm, attribute, 1))))
        *cache = (Cache){.key = old, .owner = shape->type, .slot = (uint32_t)slot, .sort = CACHE_SLOT, .version = t->version};
    } else if (OBJECT(vm, attribute)->shape == SHAPE(vm, property)) {
      *cache = (Cache){.key = old, .owner = shape->type, .sort = CACHE_PROPERTY, .version = t->version, .value = attribute};
    }
    return object_setattr(vm, o, name, value);
  }
  int slot = shape_find(vm, old, name);
  Value outcome = object_setattr(vm, o, name, value);
  if (outcome == V_FAIL || outcome == V_CALL) return outcome;
  if (slot >= 0) {
    cache_slot(cache, old, shape, t->version, (uint32_t)slot);
  } else if (slot < 0 && object->shape != old) {
    Shape *now = at(vm, object->shape);
    if (!now->by_dict && now->count == shape->count + 1 && now->count <= now->room)
      *cache = (Cache){.key = old, .owner = shape->type, .slot = now->count - 1u, .sort = CACHE_ADD, .version = t->version, .value = from_ref(object->shape)};
  }
  return outcome;
}

/* The long way: super(cls, self), or whatever `super` is here called without arguments, and its attribute. */
RESUMABLE(super_call, 0, "(called, name, cls, self, /)", NULL) {
  STEPS
    AWAIT(1, a[0], a[2] == V_UNDEFINED ? call0(vm, a[0]) : call2(vm, a[0], a[2], a[3]));
    {
      Value found;
      AWAIT(2, found, object_getattr(vm, a[0], a[1]));
      return found;
    }
  END_STEPS
}

Value super_load(Vm *vm, Value cls, Value self, Value called, Value name) {
  if (called != from_ref(TYPE(vm, super))) return enter(vm, &super_call_info, 2, (Value[]){called, name});
  if (!is_kind(vm, cls, KIND_TYPE)) return RAISE(vm, RuntimeError, "super(): empty __class__ cell");
  if (self == V_UNDEFINED) return RAISE(vm, RuntimeError, "super(): arg[0] deleted");
  Ref start = type_of(vm, self);
  bool of_class = false;
  if (is_kind(vm, self, KIND_TYPE) && type_is_subtype(vm, to_ref(self), to_ref(cls))) {
    start = to_ref(self);
    of_class = true;
  } else if (!type_is_subtype(vm, start, to_ref(cls))) {
    return RAISE(vm, TypeError, "super(type, obj): obj must be an instance or subtype of type");
  }
  Tuple *mro = at(vm, ((Type *)at(vm, start))->mro);
  uint32_t i = 0, count = mro->length;
  CAGE_CHECK(vm, in_cage(ref_of(vm, mro), sizeof(Tuple) + count * 8ull));
  while (i < count && mro->items[i] != cls) i++;
  for (i++; i < count; i++) {
    Value found = dict_get_name(vm, at(vm, AS(Type, vm, mro->items[i])->dict), name);
    if (found != V_UNDEFINED) return descriptor_bind(vm, found, of_class ? V_UNDEFINED : self, start);
  }
  return enter(vm, &super_call_info, 4, (Value[]){called, name, cls, self});
}

Value load_special(Vm *vm, Value o, int special, Value *self) {
  Value f = special_of(vm, o, special);
  if (f == V_UNDEFINED) {
    if (special == SP_enter || special == SP_exit)
      return RAISE(vm, TypeError, "'%T' object does not support the context manager protocol%s", o,
                   special == SP_exit ? " (missed __exit__ method)" : "");
    if (special == SP_aenter || special == SP_aexit)
      return RAISE(vm, TypeError, "'%T' object does not support the asynchronous context manager protocol%s", o,
                   special == SP_aexit ? " (missed __aexit__ method)" : "");
    return raise_attribute_error(vm, o, SPECIAL_NAME(vm, special));
  }
  if (is_method_of(vm, f, type_of(vm, o))) {
    *self = o;
    return f;
  }
  return descriptor_bind(vm, f, o, type_of(vm, o));
}

/* ---- exceptions -------------------------------------------------------------------------------------------------------- */

static bool is_exception_type(Vm *vm, Value v) {
  return is_kind(vm, v, KIND_TYPE) && type_is_subtype(vm, to_ref(v), TYPE(vm, BaseException));
}

RESUMABLE(raise_statement, 1, "(exception, cause, /)", NULL) {
  enum { EXCEPTION, CAUSE, TYPE_ };
  STEPS
    if (is_exception_type(vm, a[EXCEPTION])) {
      a[TYPE_] = a[EXCEPTION];
      AWAIT(1, a[EXCEPTION], call0(vm, a[EXCEPTION]));
      if (!is_kind(vm, a[EXCEPTION], KIND_EXCEPTION))
        return RAISE(vm, TypeError, "calling %S should have returned an instance of BaseException, not %S", type_text(vm, a[TYPE_]),
                     type_text(vm, from_ref(type_of(vm, a[EXCEPTION]))));
    }
    if (!is_kind(vm, a[EXCEPTION], KIND_EXCEPTION)) return RAISE(vm, TypeError, "exceptions must derive from BaseException");
    if (a[CAUSE] != V_UNDEFINED) {
      if (is_exception_type(vm, a[CAUSE])) AWAIT(2, a[CAUSE], call0(vm, a[CAUSE]));
      if (a[CAUSE] != V_NONE && !is_kind(vm, a[CAUSE], KIND_EXCEPTION))
        return RAISE(vm, TypeError, "exception causes must derive from BaseException");
      Exception *e;
      e = AS(Exception, vm, a[EXCEPTION]);
      TOUCH(vm, e);
      e->cause = a[CAUSE];
      e->suppress_context = 1;
    }
    return raise_value(vm, a[EXCEPTION]);
  END_STEPS
}

Value raise_operand(Vm *vm, Value exception, Value cause) {
  if (cause == V_UNDEFINED) {
    if (is_kind(vm, exception, KIND_EXCEPTION)) return raise_value(vm, exception);
    if (!is_ref(exception)) return RAISE(vm, TypeError, "exceptions must derive from BaseException");
    if (is_kind(vm, exception, KIND_TYPE) && type_of(vm, exception) == TYPE(vm, type) && exception_is_plain(vm, to_ref(exception), true)) {
      Value made = exception_new(vm, to_ref(exception), from_ref(known(vm)->empty_tuple));
      return made == V_FAIL ? V_FAIL : raise_value(vm, made);
    }
  }
  return enter(vm, &raise_statement_info, 2, (Value[]){exception, cause});
}

Value match_exception(Vm *vm, Value exception, Value pattern) {
  static const char message[] = "catching classes that do not inherit from BaseException is not allowed";
  if (is_kind(vm, pattern, KIND_TUPLE)) {
    Value *items;
    uint32_t count;
    if (!sequence_items(vm, pattern, &items, &count) || !charge(vm, count)) return V_FAIL;
    for (uint32_t i = 0; i < count; i++)
      if (!is_exception_type(vm, items[i])) return raise(vm, T_TypeError, message);
    for (uint32_t i = 0; i < count; i++)
      if (type_is_subtype(vm, type_of(vm, exception), to_ref(items[i]))) return V_TRUE;
    return V_FALSE;
  }
  if (!is_exception_type(vm, pattern)) return raise(vm, T_TypeError, message);
  return from_bool(type_is_subtype(vm, type_of(vm, exception), to_ref(pattern)));
}

/* ---- unpacking ----------------------------------------------------------------------------------------------------------- */

static Value unpack_items(Vm *vm, const Value *items, uint32_t count, uint32_t before, int32_t after) {
  if (after < 0) {
    if (count > before) return RAISE(vm, ValueError, "too many values to unpack (expected %d)", (int)before);
    if (count < before) return RAISE(vm, ValueError, "not enough values to unpack (expected %d, got %d)", (int)before, (int)count);
    return tuple_new(vm, items, count);
  }
  if (count < before + (uint32_t)after)
    return RAISE(vm, ValueError, "not enough values to unpack (expected at least %d, got %d)", (int)(before + (uint32_t)after), (int)count);
  uint32_t middle = count - before - (uint32_t)after;
  Value rest = list_new(vm, items + before, middle);
  Value all = rest == V_FAIL ? V_FAIL : tuple_new(vm, NULL, before + 1 + (uint32_t)after);
  if (all == V_FAIL) return V_FAIL;
  Tuple *t = AS(Tuple, vm, all);
  memcpy(t->items, items, before * 8ull);
  t->items[before] = rest;
  memcpy(t->items + before + 1, items + before + middle, (uint32_t)after * 8ull);
  return all;
}

/* Takes no more from the iterator than it must: one item too many is enough to know. */
RESUMABLE(unpack_iterable, 1, "(iterable, before, after, /)", NULL) {
  enum { ITERABLE, BEFORE, AFTER, ITERATOR, ITEMS = ITERABLE };
  STEPS
    if (to_small(a[AFTER]) < 0) {
      {
        Value v = a[ITERABLE];
        if (!object_is_iterable(vm, v) || special_of(vm, v, SP_iter) == V_NONE) return RAISE(vm, TypeError, "cannot unpack non-iterable %T object", v);
      }
      AWAIT(1, a[ITERATOR], object_iter(vm, a[ITERABLE]));
      {
        Value list = list_with_room(vm, (uint32_t)to_small(a[BEFORE]));
        if (list == V_FAIL) return V_FAIL;
        a[ITEMS] = list;
      }
      CHECKPOINT(4);
      for (;;) {
        Value item;
        AWAIT(2, item, object_next(vm, a[ITERATOR]));
        if (item == V_STOP) break;
        if (AS(List, vm, a[ITEMS])->length >= (uint32_t)to_small(a[BEFORE]))
          return RAISE(vm, ValueError, "too many values to unpack (expected %d)", (int)to_small(a[BEFORE]));
        if (!list_append(vm, AS(List, vm, a[ITEMS]), item)) return V_FAIL;
      }
    } else {
      {
        Value v = a[ITERABLE];
        if (!object_is_iterable(vm, v) || special_of(vm, v, SP_iter) == V_NONE) return RAISE(vm, TypeError, "cannot unpack non-iterable %T object", v);
      }
      AWAIT(3, a[ITEMS], list_from(vm, a[ITERABLE]));
    }
    {
      Value *items;
      uint32_t count;
      if (!sequence_items(vm, a[ITEMS], &items, &count)) return V_FAIL;
      return unpack_items(vm, items, count, (uint32_t)to_small(a[BEFORE]), (int32_t)to_small(a[AFTER]));
    }
  END_STEPS
}

Value unpack(Vm *vm, Value v, uint32_t before, int32_t after) {
  if (IS_EXACT(vm, v, list) || IS_EXACT(vm, v, tuple)) {
    Value *items;
    uint32_t count;
    if (!sequence_items(vm, v, &items, &count)) return V_FAIL;
    return unpack_items(vm, items, count, before, after);
  }
  return enter(vm, &unpack_iterable_info, 3, (Value[]){v, from_small(before), from_small(after)});
}

/* ---- building -------------------------------------------------------------------------------------------------------------- */

RESUMABLE(set_display_slow, 1, "(items, set, /)", NULL) {
  enum { ITEMS, SET, INDEX };
  STEPS
    a[INDEX] = from_small(0);
    while (to_small(a[INDEX]) < AS(Tuple, vm, a[ITEMS])->length) {
      Value ignored;
      AWAIT(1, ignored, set_add(vm, a[SET], tuple_item(vm, a[ITEMS], (uint32_t)to_small(a[INDEX]))));
      (void)ignored;
      a[INDEX] = from_small(to_small(a[INDEX]) + 1);
    }
    return a[SET];
  END_STEPS
}

Value set_display(Vm *vm, const Value *items, uint32_t count) {
  Value set = set_new(vm, false);
  if (set == V_FAIL || !count) return set;
  Value all = tuple_new(vm, items, count);
  if (all == V_FAIL) return V_FAIL;
  return enter(vm, &set_display_slow_info, 2, (Value[]){all, set});
}

RESUMABLE(dict_display_slow, 1, "(items, dict, /)", NULL) {
  enum { ITEMS, DICT, INDEX };
  STEPS
    a[INDEX] = from_small(0);
    while (to_small(a[INDEX]) < AS(Tuple, vm, a[ITEMS])->length) {
      Value ignored;
      AWAIT(1, ignored,
            dict_set(vm, a[DICT], tuple_item(vm, a[ITEMS], (uint32_t)to_small(a[INDEX])), tuple_item(vm, a[ITEMS], (uint32_t)to_small(a[INDEX]) + 1)));
      (void)ignored;
      a[INDEX] = from_small(to_small(a[INDEX]) + 2);
    }
    return a[DICT];
  END_STEPS
}

Value dict_display(Vm *vm, const Value *pairs, uint32_t count) {
  Value dict = dict_new_sized(vm, count);
  if (dict == V_FAIL || !count) return dict;
  uint32_t i = 0;
  for (; i < count; i++) { /* as long as the keys are names */
    Value key = pairs[2 * i];
    if (!IS_EXACT(vm, key, str) || !(AS(Str, vm, key)->head.flags & STR_INTERNED)) break;
    if (!dict_set_name(vm, AS(Dict, vm, dict), key, pairs[2 * i + 1])) return V_FAIL;
  }
  if (i == count) return dict;
  Value rest = tuple_new(vm, pairs + 2 * i, 2 * (count - i));
  if (rest == V_FAIL) return V_FAIL;
  return enter(vm, &dict_display_slow_info, 2, (Value[]){rest, dict});
}

RESUMABLE(star_complaint, 0, "(callable, iterable, /)", NULL) {
  STEPS
    {
      Value text;
      AWAIT(1, text, callable_text(vm, a[0]));
      return RAISE(vm, TypeError, "%S argument after * must be an iterable, not %T", text, a[1]);
    }
  END_STEPS
}

Value star_extend(Vm *vm, Value list, Value iterable, Value callable) {
  if (is_ref(iterable) && (IS_EXACT(vm, iterable, list) || IS_EXACT(vm, iterable, tuple))) return list_extend(vm, list, iterable);
  if (!object_is_iterable(vm, iterable)) {
    if (callable != V_UNDEFINED) return enter(vm, &star_complaint_info, 2, (Value[]){callable, iterable});
    return RAISE(vm, TypeError, "Value after * must be an iterable, not %T", iterable);
  }
  return list_extend(vm, list, iterable);
}

/* {**mapping}: an attribute that is missing on the way is what says that it is none. */
RESUMABLE(display_merge, 1, "(dict, mapping, /)", NULL) {
  enum { DICT, MAPPING, DONE };
  STEPS
    a[DONE] = V_NONE;
    if (type_lookup(vm, type_of(vm, a[MAPPING]), NAME(vm, keys)) == V_UNDEFINED) AWAIT_CATCH(1, a[DONE], object_getattr(vm, a[MAPPING], NAME(vm, keys)));
    if (a[DONE] != V_FAIL) AWAIT_CATCH(2, a[DONE], dict_update(vm, a[DICT], a[MAPPING]));
    if (a[DONE] != V_FAIL) return V_NONE;
    if (!exception_is(vm, T_AttributeError)) return V_FAIL;
    exception_clear(vm);
    return RAISE(vm, TypeError, "'%T' object is not a mapping", a[MAPPING]);
  END_STEPS
}

Value star_merge(Vm *vm, Value dict, Value mapping, Value callable, bool is_call) {
  if (is_call) return dict_merge_arguments(vm, dict, mapping, callable);
  if (is_kind(vm, mapping, KIND_DICT)) return dict_update(vm, dict, mapping);
  return enter(vm, &display_merge_info, 2, (Value[]){dict, mapping});
}

Value make_closure(Vm *vm, Code *outer, Value code, Ref globals, uint32_t flags, const Value *parts) {
  (void)outer;
  Value made = function_new(vm, code, from_ref(globals));
  if (made == V_FAIL) return V_FAIL;
  Function *f = AS(Function, vm, made);
  if (flags & 1) f->defaults = to_ref(*parts++);
  if (flags & 2) f->keyword_defaults = to_ref(*parts++);
  if (flags & 4) f->annotations = to_ref(*parts++);
  if (flags & 8) f->closure = to_ref(*parts++);
  return made;
}

/* ---- formatting ------------------------------------------------------------------------------------------------------------ */

RESUMABLE(format_converted, 1, "(value, conversion, spec, /)", NULL) {
  enum { VALUE, CONVERSION, SPEC, TEXT };
  STEPS
    if (a[CONVERSION] == from_small('r')) AWAIT(1, a[VALUE], object_repr(vm, a[VALUE]));
    else if (a[CONVERSION] == from_small('s')) AWAIT(2, a[VALUE], object_str(vm, a[VALUE]));
    else if (a[CONVERSION] == from_small('a')) AWAIT(3, a[VALUE], object_ascii(vm, a[VALUE]));
    AWAIT(4, a[TEXT], object_format(vm, a[VALUE], a[SPEC]));
    return a[TEXT];
  END_STEPS
}

Value format_value(Vm *vm, Value v, uint32_t conversion, Value spec) {
  if (spec == V_UNDEFINED) {
    switch (conversion) {
    case 'r': return object_repr(vm, v);
    case 's': return object_str(vm, v);
    case 'a': return object_ascii(vm, v);
    default: return object_format(vm, v, from_ref(known(vm)->empty_str));
    }
  }
  if (conversion == 0) return object_format(vm, v, spec);
  return enter(vm, &format_converted_info, 3, (Value[]){v, from_small(conversion), spec});
}

/* ---- imports ---------------------------------------------------------------------------------------------------------------- */

Value import_name(Vm *vm, Frame *frame, Value name, Value from, Value level) {
  Ref globals = frame_globals(vm, frame);
  Value builtins = globals_builtins(vm, globals);
  Value import = is_kind(vm, builtins, KIND_DICT) ? dict_get_name(vm, AS(Dict, vm, builtins), NAME(vm, __import__)) : V_UNDEFINED;
  if (import == V_UNDEFINED) return RAISE(vm, ImportError, "__import__ not found");
  Value all[5] = {name, from_ref(globals), frame->names ? from_ref(frame->names) : V_NONE, from, level};
  return call(vm, import, 5, all);
}

Value import_from(Vm *vm, Value module, Value name) {
  if (is_kind(vm, module, KIND_MODULE)) {
    Value own = object_own(vm, module, name);
    if (own != V_UNDEFINED) return own;
  }
  return call_prelude(vm, "import_from", 2, (Value[]){module, name});
}

/* ---- generators and awaitables ----------------------------------------------------------------------------------------------- */

Value yield_iterator(Vm *vm, Value v) {
  if (is_kind(vm, v, KIND_GENERATOR) && IS_EXACT(vm, v, generator)) return v;
  if (is_kind(vm, v, KIND_GENERATOR) && IS_EXACT(vm, v, coroutine)) {
    if (((Code *)at(vm, current_frame(vm)->code))->flags & CODE_ITERABLE_COROUTINE) return v;
    return RAISE(vm, TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
  }
  return object_iter(vm, v);
}

/* A generator that types.coroutine made awaitable. */
static bool is_iterable_coroutine(Vm *vm, Value v) {
  return is_kind(vm, v, KIND_GENERATOR) && ((Code *)at(vm, AS(Generator, vm, v)->frame.code))->flags & CODE_ITERABLE_COROUTINE;
}

Value awaitable(Vm *vm, Value v, uint32_t context) {
  if (is_kind(vm, v, KIND_GENERATOR) && IS_EXACT(vm, v, coroutine)) {
    if (AS(Generator, vm, v)->delegate != V_UNDEFINED && AS(Generator, vm, v)->state == GENERATOR_SUSPENDED)
      return RAISE(vm, RuntimeError, "coroutine is being awaited already");
    if (AS(Generator, vm, v)->state == GENERATOR_DONE) return RAISE(vm, RuntimeError, "cannot reuse already awaited coroutine");
    return v;
  }
  if (is_iterable_coroutine(vm, v)) return v;
  Value iterator = call_special(vm, v, SP_await, 0, NULL);
  if (iterator == V_CALL || iterator == V_FAIL) return with_action(vm, iterator, ACTION_AWAIT);
  if (iterator != V_UNDEFINED) return action_apply(vm, ACTION_AWAIT, iterator);
  static const char *const texts[] = {"object %T can't be used in 'await' expression",
                                      "'async with' received an object from __aenter__ that does not implement __await__: %T",
                                      "'async with' received an object from __aexit__ that does not implement __await__: %T"};
  return raise(vm, T_TypeError, texts[context > 2 ? 0 : context], v);
}

RESUMABLE(async_next_slow, 1, "(iterator, /)", NULL) {
  enum { ITERATOR, AWAITED };
  STEPS
    AWAIT(1, a[AWAITED], call_special(vm, a[ITERATOR], SP_anext, 0, NULL));
    if (a[AWAITED] == V_UNDEFINED)
      return RAISE(vm, TypeError, "'async for' requires an iterator with __anext__ method, got %T", a[ITERATOR]);
    CHECKPOINT(3);
    if (is_kind(vm, a[AWAITED], KIND_GENERATOR) && IS_EXACT(vm, a[AWAITED], coroutine)) return awaitable(vm, a[AWAITED], 0);
    {
      Value result;
      AWAIT_CATCH(2, result, awaitable(vm, a[AWAITED], 0));
      if (result == V_FAIL)
        return raise_from_current(vm, T_TypeError, "'async for' received an invalid object from __anext__: %T", a[AWAITED]);
      return result;
    }
  END_STEPS
}

Value async_next(Vm *vm, Value iterator) { return enter(vm, &async_next_slow_info, 1, &iterator); }

/* ---- return actions ------------------------------------------------------------------------------------------------------------ */

/* What __len__ returned, if it is no int. */
RESUMABLE(length_by_index, 0, "(value, truth, /)", NULL) {
  STEPS
    AWAIT(1, a[0], object_index(vm, a[0]));
    return action_apply(vm, a[1] == V_TRUE ? ACTION_LEN_TRUTH : ACTION_LEN, a[0]);
  END_STEPS
}

/* What needs no call is action_check's. */
Value action_apply(Vm *vm, ReturnAction action, Value v) {
  switch (action) {
  case ACTION_LEN:
  case ACTION_LEN_TRUTH:
    if (!int_check(vm, v)) return enter(vm, &length_by_index_info, 2, (Value[]){v, from_bool(action == ACTION_LEN_TRUTH)});
    return action_check(vm, action, v);
  case ACTION_AWAIT:
    if (is_iterable_coroutine(vm, v) || (is_kind(vm, v, KIND_GENERATOR) && IS_EXACT(vm, v, coroutine)))
      return RAISE(vm, TypeError, "__await__() returned a coroutine");
    if (special_of(vm, v, SP_next) != V_UNDEFINED) return v;
    return RAISE(vm, TypeError, "__await__() returned non-iterator of type '%T'", v);
  case ACTION_CONTAINS: return object_truth(vm, v);
  case ACTION_NEGATE:
  case ACTION_NOT_CONTAINS: {
    Value truth = object_truth(vm, v);
    if (truth == V_CALL) current_frame(vm)->flags |= FRAME_NEGATE;
    return truth == V_FAIL || truth == V_CALL ? truth : from_bool(truth != V_TRUE);
  }
  case ACTION_BELOW: return is_small(v) ? from_bool(to_small(v) < 0) : object_compare(vm, CMP_LT, v, from_small(0));
  default: return action_check(vm, action, v);
  }
}

const NativeEntry interpreter_entries[] = {INTERNAL(load_from_mapping), INTERNAL(super_call),        INTERNAL(raise_statement),
                                           INTERNAL(unpack_iterable),   INTERNAL(set_display_slow),  INTERNAL(dict_display_slow),
                                           INTERNAL(format_converted),  INTERNAL(star_complaint),    INTERNAL(load_from_builtins),
                                           INTERNAL(delete_from_mapping), INTERNAL(display_merge), INTERNAL(async_next_slow), INTERNAL(length_by_index), END_OF_ENTRIES};
