/*
 * Types: what a class statement makes, how attributes of a type are found, and what `type` itself offers.
 *
 * A type resolves each special method once: special[SP_x] is what its mro gives for __x__, kept true by type_set. Whoever caches
 * something about a type compares its version, which changes with it and with its bases.
 */
#include "object/type.h"

#include "object/containers.h"
#include "object/exception.h"
#include "object/protocol.h"
#include "object/shape.h"
#include "object/text.h"
#include "object/unicode.h"

extern NativeInfo instance_dict_get_info, instance_dict_set_info, instance_weakref_get_info; /* attribute.c */

/* ---- looking up ---------------------------------------------------------------------------------------------------- */

Ref type_of_immediate(Vm *vm, Value v) {
  if (is_small(v)) return TYPE(vm, int);
  if (is_double(v)) return TYPE(vm, float);
  if (is_bool(v)) return TYPE(vm, bool);
  if (v == V_NONE) return TYPE(vm, NoneType);
  if (v == V_ELLIPSIS) return TYPE(vm, ellipsis);
  if (v == V_NOTIMPLEMENTED) return TYPE(vm, NotImplementedType);
  return TYPE(vm, object);
}

bool type_is_subtype(Vm *vm, Ref type, Ref base) {
  if (type == base) return true;
  Tuple *mro = at(vm, ((Type *)at(vm, type))->mro);
  uint32_t count = mro->length;
  Ref items = ref_of(vm, mro->items);
  CAGE_CHECK(vm, in_cage(items, count * 8ull));
  for (uint32_t i = 0; i < count; i++)
    if (*item_at(vm, items, i) == from_ref(base)) return true;
  return false;
}

/* One answer of type_lookup, remembered outside the cage; V_UNDEFINED is one too. */
typedef struct TypeLookup {
  Ref type, name;
  uint64_t epoch, version; /* of the Vm; of the type */
  Value value;
} TypeLookup;
enum { TYPE_LOOKUPS_LOG2 = 7 };
_Static_assert(sizeof(TypeLookup) << TYPE_LOOKUPS_LOG2 == TYPE_LOOKUP_BYTES, "the table fills its room");

static __attribute__((noinline)) Value mro_lookup(Vm *vm, Ref type, Value name) {
  Tuple *mro = at(vm, ((Type *)at(vm, type))->mro);
  uint32_t count = mro->length;
  CAGE_CHECK(vm, in_cage(ref_of(vm, mro), sizeof(Tuple) + count * 8ull));
  for (uint32_t i = 0; i < count; i++) {
    Type *t = AS(Type, vm, mro->items[i]);
    Value found = dict_get_name(vm, at(vm, t->dict), name);
    if (found != V_UNDEFINED) return found;
  }
  return V_UNDEFINED;
}

Value type_lookup(Vm *vm, Ref type, Value name) {
#ifndef PYXIS_NO_CACHES
  if (vm->type_lookups && vm->engine->template_image) {
    uint32_t hash = (type * 0x9E3779B1u ^ to_ref(name) * 0x85EBCA6Bu) >> (32 - TYPE_LOOKUPS_LOG2);
    TypeLookup *l = (TypeLookup *)vm->type_lookups + hash;
    uint64_t version = ((Type *)at(vm, type))->version;
    if (l->type == type && l->name == to_ref(name) && l->epoch == vm->lookup_epoch && l->version == version) return l->value;
    Value found = mro_lookup(vm, type, name);
    *l = (TypeLookup){type, to_ref(name), vm->lookup_epoch, version, found};
    return found;
  }
#endif
  return mro_lookup(vm, type, name);
}

/* True when instances of the type may answer to .__class__ with something else. */
static bool class_redefined(Vm *vm, Ref type) {
  Type *t = at(vm, type);
  if (!(t->flags & TYPE_HEAP)) return false;
  if (!(t->flags & TYPE_PLAIN_GET)) return true;
  return type_lookup(vm, type, NAME(vm, __class__)) != type_lookup(vm, TYPE(vm, object), NAME(vm, __class__));
}

bool type_checks_plainly(Vm *vm, Value class, int special) {
  if (!is_kind(vm, class, KIND_TYPE)) return false;
  Ref meta = type_of(vm, class);
  return meta == TYPE(vm, type) || ((Type *)at(vm, meta))->special[special] == ((Type *)at(vm, TYPE(vm, type)))->special[special];
}

int instance_simple(Vm *vm, Value v, Value class) {
  Ref type = type_of(vm, v);
  if (is_kind(vm, class, KIND_TYPE)) {
    if (type == to_ref(class)) return 1;
    if (!type_checks_plainly(vm, class, SP_instancecheck)) return -1;
    if (type_is_subtype(vm, type, to_ref(class))) return 1;
    return class_redefined(vm, type) ? -1 : 0;
  }
  return -1;
}

int special_number(Vm *vm, Value name) {
  const Ref *names = &known(vm)->names[N_special_add];
  Ref wanted = to_ref(name);
  for (int i = 0; i < SPECIAL_COUNT; i++)
    if (names[i] == wanted) return i;
  return -1;
}

static bool is_dunder(Vm *vm, Value name) {
  if (!str_check(vm, name)) return false;
  Str *s = AS(Str, vm, name);
  return s->length > 4 && s->head.extra == 1 && !(s->head.flags & STR_BUFFERED) && s->data[0] == '_' && s->data[1] == '_';
}

/* ---- resolving ------------------------------------------------------------------------------------------------------ */

static void resolve_flags(Vm *vm, Type *t) {
  t->flags &= ~(uint32_t)(TYPE_PLAIN_GET | TYPE_PLAIN_SET | TYPE_DATA_DESCRIPTOR | TYPE_FINALIZER);
  Type *object = at(vm, TYPE(vm, object));
  if (t->special[SP_getattribute] == object->special[SP_getattribute] && t->special[SP_getattr] == V_UNDEFINED)
    t->flags |= TYPE_PLAIN_GET;
  Type *own = at(vm, t->kind == KIND_TYPE ? TYPE(vm, type) : TYPE(vm, object));
  if (t->special[SP_setattr] == own->special[SP_setattr] && t->special[SP_delattr] == own->special[SP_delattr])
    t->flags |= TYPE_PLAIN_SET;
  if (t->special[SP_set] != V_UNDEFINED || t->special[SP_delete] != V_UNDEFINED) t->flags |= TYPE_DATA_DESCRIPTOR;
  if (t->special[SP_del] != V_UNDEFINED) t->flags |= TYPE_FINALIZER;
}

void type_resolve(Vm *vm, Ref type) {
  Type *t = at(vm, type);
  Tuple *mro = at(vm, t->mro);
  uint32_t count = mro->length;
  CAGE_CHECK(vm, in_cage(ref_of(vm, mro), sizeof(Tuple) + count * 8ull));
  /* With one base, its table is right but for what the type itself defines. */
  Type *base = count > 1 && mro->items[0] == from_ref(type) ? AS(Type, vm, mro->items[1]) : NULL;
  Tuple *above = base ? at(vm, base->mro) : NULL;
  bool single = base && above->length == count - 1 && !memcmp(above->items, mro->items + 1, (count - 1) * 8ull);
  touch(vm, type);
  for (int i = 0; i < SPECIAL_COUNT; i++) {
    Value name = SPECIAL_NAME(vm, i);
    if (single) {
      Value own = dict_get_name(vm, at(vm, t->dict), name);
      t->special[i] = own != V_UNDEFINED ? own : base->special[i];
    } else {
      t->special[i] = type_lookup(vm, type, name);
    }
  }
  resolve_flags(vm, t);
}

/* A type's attribute changed: it and what inherits from it get new versions, and the special method is looked up again. The walk goes
   along the lists of subclasses, depth first, the path kept in `stack`. */
static void type_changed(Vm *vm, Ref type, int special) {
  struct {
    Ref type;
    uint32_t next;
  } stack[64];
  uint32_t depth = 0, most = 1u << 20;
  stack[depth].type = type;
  stack[depth++].next = 0;
  while (depth && most--) {
    Type *t = at(vm, stack[depth - 1].type);
    if (stack[depth - 1].next == 0) {
      TOUCH(vm, t);
      t->version = vm->next_version++;
      if (special >= 0) {
        t->special[special] = type_lookup(vm, stack[depth - 1].type, SPECIAL_NAME(vm, special));
        resolve_flags(vm, t);
      }
      if (!charge(vm, 4)) return;
    }
    uint32_t i = stack[depth - 1].next++;
    Array *subclasses = t->subclasses ? at(vm, t->subclasses) : NULL;
    if (!subclasses || i >= subclasses->length || !is_kind(vm, subclasses->items[i], KIND_TYPE)) {
      depth--;
    } else if (depth < sizeof stack / sizeof *stack) {
      stack[depth].type = to_ref(subclasses->items[i]);
      stack[depth++].next = 0;
    }
  }
}

bool type_set(Vm *vm, Ref type, Value name, Value value) {
  Type *t = at(vm, type);
  touch(vm, type);
  touch(vm, t->dict);
  if (value == V_UNDEFINED) {
    if (!dict_delete_name(vm, at(vm, t->dict), name)) return false;
  } else if (!dict_set_name(vm, at(vm, t->dict), name, value)) {
    return false;
  }
  type_changed(vm, type, is_dunder(vm, name) ? special_number(vm, name) : -1);
  return true;
}

bool type_add(Vm *vm, Ref type, Value name, Value value) {
  return dict_set_name(vm, at(vm, ((Type *)at(vm, type))->dict), name, value);
}

/* ---- the order of bases (C3) ---------------------------------------------------------------------------------------- */

static bool in_tail(Vm *vm, Value list, uint32_t from, Value type) {
  List *l = AS(List, vm, list);
  for (uint32_t i = from + 1; i < l->length; i++)
    if (list_items(vm, l)[i] == type) return true;
  return false;
}

/* The merge of the bases' orders and of the bases themselves, as "The Python 2.3 Method Resolution Order" describes. */
Value mro_compute(Vm *vm, Value type, Value bases) {
  Tuple *b = AS(Tuple, vm, bases);
  uint32_t count = b->length;
  for (uint32_t i = 0; i < count; i++)
    if (AS(Type, vm, b->items[i])->flags & TYPE_UNORDERED)
      return RAISE(vm, TypeError, "Cannot extend an incomplete type '%S'", from_ref(AS(Type, vm, b->items[i])->name));
  Value result = list_new(vm, &type, 1);
  if (result == V_FAIL) return V_FAIL;
  if (count == 1) {
    Tuple *mro = at(vm, AS(Type, vm, b->items[0])->mro);
    for (uint32_t i = 0; i < mro->length; i++)
      if (!list_append(vm, AS(List, vm, result), mro->items[i])) return V_FAIL;
    List *l = AS(List, vm, result);
    return tuple_new(vm, list_items(vm, l), l->length);
  }
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = i + 1; k < count; k++)
      if (b->items[i] == b->items[k])
        return RAISE(vm, TypeError, "duplicate base class %S", from_ref(AS(Type, vm, b->items[i])->name));
  Value sequences = list_new(vm, NULL, count + 1), positions = list_new(vm, NULL, count + 1);
  if (sequences == V_FAIL || positions == V_FAIL) return V_FAIL;
  uint64_t work = 0;
  for (uint32_t i = 0; i <= count; i++) {
    Tuple *from = i < count ? at(vm, AS(Type, vm, b->items[i])->mro) : b;
    Value copy = list_new(vm, from->items, from->length);
    if (copy == V_FAIL) return V_FAIL;
    list_items(vm, AS(List, vm, sequences))[i] = copy;
    list_items(vm, AS(List, vm, positions))[i] = from_small(0);
    work += from->length;
  }
  if (!charge(vm, work * (count + 1))) return V_FAIL;
  for (;;) {
    Value *lists = list_items(vm, AS(List, vm, sequences)), *at_ = list_items(vm, AS(List, vm, positions));
    Value candidate = V_UNDEFINED;
    bool left = false;
    for (uint32_t i = 0; i <= count && candidate == V_UNDEFINED; i++) {
      List *l = AS(List, vm, lists[i]);
      uint32_t position = (uint32_t)to_small(at_[i]);
      if (position >= l->length) continue;
      left = true;
      Value head = list_items(vm, l)[position];
      bool good = true;
      for (uint32_t k = 0; k <= count && good; k++) good = !in_tail(vm, lists[k], (uint32_t)to_small(at_[k]), head);
      if (good) candidate = head;
    }
    if (!left) break;
    if (candidate == V_UNDEFINED) {
      Builder names;
      builder_start(&names, vm);
      bool first = true;
      for (uint32_t i = 0; i <= count; i++) { /* the heads that block one another, each once */
        List *l = AS(List, vm, lists[i]);
        uint32_t position = (uint32_t)to_small(at_[i]);
        if (position >= l->length) continue;
        Value head = list_items(vm, l)[position];
        bool seen = false;
        for (uint32_t k = 0; k < i && !seen; k++) {
          List *other = AS(List, vm, lists[k]);
          uint32_t p = (uint32_t)to_small(at_[k]);
          seen = p < other->length && list_items(vm, other)[p] == head;
        }
        if (seen) continue;
        if (!first) builder_c(&names, ", ");
        first = false;
        builder_str(&names, from_ref(AS(Type, vm, head)->name));
      }
      Value text = builder_end(&names);
      if (text == V_FAIL) return V_FAIL;
      return RAISE(vm, TypeError, "Cannot create a consistent method resolution\norder (MRO) for bases %S", text);
    }
    if (!list_append(vm, AS(List, vm, result), candidate)) return V_FAIL;
    for (uint32_t i = 0; i <= count; i++) {
      List *l = AS(List, vm, lists[i]);
      uint32_t position = (uint32_t)to_small(at_[i]);
      if (position < l->length && list_items(vm, l)[position] == candidate) at_[i] = from_small(position + 1);
    }
  }
  List *l = AS(List, vm, result);
  return tuple_new(vm, list_items(vm, l), l->length);
}

/* ---- making --------------------------------------------------------------------------------------------------------- */

/* The base whose layout the instances have: the one that is not plain object's, if any. V_FAIL: they conflict. */
Value best_base(Vm *vm, Value bases) {
  Tuple *b = AS(Tuple, vm, bases);
  Value best = V_UNDEFINED;
  for (uint32_t i = 0; i < b->length; i++) {
    Value base = b->items[i];
    if (!is_kind(vm, base, KIND_TYPE)) return RAISE(vm, TypeError, "bases must be types");
    Type *t = AS(Type, vm, base);
    if (!(t->flags & TYPE_BASE)) return RAISE(vm, TypeError, "type '%Y' is not an acceptable base type", base);
    if (best == V_UNDEFINED) {
      best = base;
      continue;
    }
    Type *old = AS(Type, vm, best);
    if (old->kind == t->kind && (t->kind != KIND_INSTANCE || !t->slot_count || !old->slot_count ||
                                 type_is_subtype(vm, to_ref(base), to_ref(best)) ||
                                 type_is_subtype(vm, to_ref(best), to_ref(base)))) {
      if (t->kind == KIND_INSTANCE ? t->slot_count > old->slot_count
                                   : type_is_subtype(vm, to_ref(base), to_ref(best)))
        best = base;
      continue;
    }
    if (old->kind == KIND_INSTANCE && !old->slot_count) best = base;
    else if (!(t->kind == KIND_INSTANCE && !t->slot_count))
      return RAISE(vm, TypeError, "multiple bases have instance lay-out conflict");
  }
  return best;
}

/* Whether instances of `t` are laid out as those of `base`, from which it inherits; with everything: also have no more and no less of
   __dict__ and __weakref__. */
static bool adds_nothing(Vm *vm, Type *t, Type *base, bool with_everything) {
  const uint32_t matter = with_everything ? TYPE_ATTRIBUTES | TYPE_WEAKREF | TYPE_EXCEPTION : TYPE_EXCEPTION;
  if (t == base || t->kind != base->kind || t->slot_count != base->slot_count || (t->flags & matter) != (base->flags & matter)) return false;
  if (is_kind(vm, t->slots, KIND_TUPLE) && AS(Tuple, vm, t->slots)->length) return false;
  return !(t->flags & TYPE_EXCEPTION) || exception_family(vm, ref_of(vm, t)) == exception_family(vm, ref_of(vm, base));
}

/* The furthest ancestor whose instances have the same layout. */
static Type *layout_owner(Vm *vm, Type *t, bool with_everything) {
  for (Type *base = at(vm, t->base); adds_nothing(vm, t, base, with_everything) && charge(vm, 1); base = at(vm, t->base)) t = base;
  return t;
}

static uint32_t own_slots(Vm *vm, const Type *t) { return is_kind(vm, t->slots, KIND_TUPLE) ? AS(Tuple, vm, t->slots)->length : 0; }

bool layouts_agree(Vm *vm, Ref x, Ref y) {
  Type *a = layout_owner(vm, at(vm, x), true), *b = layout_owner(vm, at(vm, y), true);
  const uint32_t matter = TYPE_ATTRIBUTES | TYPE_WEAKREF;
  if (a == b) return true;
  if (a->base != b->base || !(a->flags & b->flags & TYPE_HEAP) || (a->flags & matter) != (b->flags & matter)) return false;
  uint32_t count = own_slots(vm, a);
  if (count != own_slots(vm, b)) return false;
  for (uint32_t i = 0; i < count; i++)
    if (tuple_item(vm, a->slots, i) != tuple_item(vm, b->slots, i)) return false;
  return true;
}

bool subclass_register(Vm *vm, Ref base, Ref type) {
  Type *b = at(vm, base);
  Array *list = b->subclasses ? at(vm, b->subclasses) : NULL;
  uint32_t i = 0, length = list ? list->length : 0;
  for (; i < length && list->items[i] != V_UNDEFINED; i++)
    if (list->items[i] == from_ref(type)) return true;
  if (i == length) {
    Array *wider = array_new(vm, length ? length * 2 : 2);
    if (!wider) return false;
    wider->head.extra = ARRAY_WEAK;
    for (uint32_t k = 0; k < length; k++) wider->items[k] = list->items[k];
    touch(vm, base);
    b->subclasses = ref_of(vm, wider);
    list = wider;
  }
  TOUCH(vm, list);
  list->items[i] = from_ref(type);
  return true;
}

bool bases_register(Vm *vm, Value bases, Ref type) {
  Tuple *list = AS(Tuple, vm, bases);
  for (uint32_t i = 0; i < list->length; i++)
    if (!subclass_register(vm, to_ref(list->items[i]), type)) return false;
  return true;
}

/* What a metaclass has for mro(); V_UNDEFINED: type's own. V_FAIL. */
static Value custom_mro(Vm *vm, Ref metatype) {
  if (metatype == TYPE(vm, type)) return V_UNDEFINED;
  Value name = intern_c(vm, "mro");
  Value f = name == V_FAIL ? V_FAIL : type_lookup(vm, metatype, name);
  return is_kind(vm, f, KIND_NATIVE) ? V_UNDEFINED : f;
}

Ref type_make(Vm *vm, Ref metatype, Value name, Value bases, Value dict) {
  Value base = best_base(vm, bases);
  if (base == V_FAIL) return 0;
  Type *t = allocate(vm, sizeof(Type), KIND_TYPE, shape_of_type(vm, metatype));
  if (!t) return 0;
  Type *b = AS(Type, vm, base);
  Ref type = ref_of(vm, t);
  t->name = t->qualname = to_ref(name);
  t->bases = to_ref(bases);
  t->base = to_ref(base);
  t->dict = to_ref(dict);
  t->kind = b->kind;
  t->flags = TYPE_HEAP | TYPE_BASE | (b->flags & (TYPE_EXCEPTION | TYPE_ATTRIBUTES | TYPE_WEAKREF));
  t->slot_count = b->slot_count;
  t->room_hint = b->flags & TYPE_ATTRIBUTES && b->room_hint ? b->room_hint : 4;
  t->version = vm->next_version++;
  t->slots = V_UNDEFINED;
  for (int i = 0; i < SPECIAL_COUNT; i++) t->special[i] = V_UNDEFINED;
  Value custom = custom_mro(vm, metatype);
  if (custom != V_UNDEFINED && custom != V_FAIL) t->flags |= TYPE_UNORDERED;
  Value mro = custom == V_FAIL ? V_FAIL : mro_compute(vm, from_ref(type), custom == V_UNDEFINED ? bases : TUPLE_OF(vm, base));
  if (mro == V_FAIL) return 0;
  t->mro = to_ref(mro);
  return type;
}

/* A private name of the class called `class_name`, as the compiler writes it: _Class__name. */
static Value mangled_slot(Vm *vm, Value class_name, Value name) {
  Str *s = AS(Str, vm, name), *c = AS(Str, vm, class_name);
  const uint8_t *text = str_data(vm, s), *owner = str_data(vm, c);
  uint32_t width = str_width(s), length = s->length, owner_width = str_width(c), start = 0;
  if (length < 3 || str_at(text, width, 0) != '_' || str_at(text, width, 1) != '_') return name;
  if (str_at(text, width, length - 1) == '_' && str_at(text, width, length - 2) == '_') return name;
  while (start < c->length && str_at(owner, owner_width, start) == '_') start++;
  if (start == c->length) return name;
  Value plain = str_slice(vm, class_name, start, c->length), under = plain == V_FAIL ? V_FAIL : str_character(vm, '_');
  plain = under == V_FAIL ? V_FAIL : str_concat(vm, under, plain);
  return plain == V_FAIL ? V_FAIL : str_concat(vm, plain, name);
}

static bool is_identifier(Vm *vm, Value name) {
  Str *s = AS(Str, vm, name);
  const uint8_t *text = str_data(vm, s);
  for (uint32_t i = 0; i < s->length; i++) {
    uint32_t c = str_at(text, str_width(s), i);
    if (c != '_' && !unicode_is_identifier(c, i == 0)) return false;
  }
  return s->length != 0;
}

/* Instances of int, tuple and bytes have what they hold in line: no room for slots behind it, as in CPython. */
static bool has_items(const Type *t) { return t->kind == KIND_INT || t->kind == KIND_TUPLE || t->kind == KIND_BYTES; }

/* The names that the class body's __slots__, a str, tuple or list, asks slots for: a list, mangled and sorted. What needs no slot is noted in
   *dict and *weakref, which say at first what the layout has already. */
static Value slot_names(Vm *vm, Ref type, Value slots, bool *dict, bool *weakref) {
  Type *t = at(vm, type);
  Value *items;
  uint32_t count;
  Value one[1] = {slots};
  if (str_check(vm, slots)) {
    items = one;
    count = 1;
  } else if (!sequence_items(vm, slots, &items, &count)) {
    return RAISE(vm, TypeError, "__slots__ must be a str, a list or a tuple");
  }
  if (count && has_items(t))
    return RAISE(vm, TypeError, "nonempty __slots__ not supported for subtype of '%Y'", from_ref(t->base));
  Value names = list_new(vm, NULL, count);
  if (names == V_FAIL || !charge(vm, count)) return V_FAIL;
  List *list = AS(List, vm, names);
  list->length = 0;
  bool had_dict = *dict, had_weakref = *weakref;
  for (uint32_t i = 0; i < count; i++) {
    if (!str_check(vm, items[i])) return RAISE(vm, TypeError, "__slots__ items must be strings, not '%T'", items[i]);
    if (!is_identifier(vm, items[i])) return RAISE(vm, TypeError, "__slots__ must be identifiers");
    Value name = mangled_slot(vm, from_ref(t->name), items[i]);
    if (name != V_FAIL) name = str_intern(vm, name);
    if (name == V_FAIL) return V_FAIL;
    if (name == NAME(vm, __dict__)) {
      if (*dict) return RAISE(vm, TypeError, "__dict__ slot disallowed: we already got one");
      *dict = true;
      continue;
    }
    if (name == NAME(vm, __weakref__)) {
      if (*weakref) return RAISE(vm, TypeError, "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
      *weakref = true;
      continue;
    }
    if (dict_get_name(vm, at(vm, t->dict), name) != V_UNDEFINED)
      return RAISE(vm, ValueError, "%R in __slots__ conflicts with class variable", name);
    uint32_t place = list->length++;
    if (!charge(vm, 1 + place / 8)) return V_FAIL;
    Value *sorted = list_items(vm, list);
    for (; place && str_order(vm, sorted[place - 1], name) > 0; place--) sorted[place] = sorted[place - 1];
    sorted[place] = name;
    if (place && sorted[place - 1] == name) { /* named twice */
      list->length--;
      for (; place < list->length; place++) sorted[place] = sorted[place + 1];
    }
  }
  /* What another base has and the one of the layout has not comes on top of the slots. */
  Tuple *bases = at(vm, t->bases);
  for (uint32_t i = 0; i < bases->length; i++) {
    uint32_t flags = AS(Type, vm, bases->items[i])->flags;
    if (!had_dict && flags & TYPE_ATTRIBUTES) *dict = true;
    if (!had_weakref && !has_items(t) && flags & TYPE_WEAKREF) *weakref = true;
  }
  return names;
}

/* The descriptors of these slots. False: V_FAIL. */
static bool slots_add(Vm *vm, Ref type, Value names) {
  Type *t = at(vm, type);
  List *list = AS(List, vm, names);
  Value added = tuple_new(vm, list_items(vm, list), list->length);
  if (added == V_FAIL) return false;
  for (uint32_t i = 0; i < list->length; i++) {
    Value member = record_new(vm, T_member_descriptor, MEMBER_FIELDS);
    if (member == V_FAIL) return false;
    *field(vm, member, MEMBER_NAME) = list_items(vm, list)[i];
    *field(vm, member, MEMBER_OWNER) = from_ref(type);
    *field(vm, member, MEMBER_SLOT) = from_small(t->kind == KIND_INSTANCE ? t->slot_count : -1);
    if (t->kind == KIND_INSTANCE) t->slot_count++;
    if (!dict_set_name(vm, at(vm, t->dict), list_items(vm, list)[i], member)) return false;
  }
  t->flags |= TYPE_SLOTS;
  t->slots = added;
  return true;
}

/* __dict__ or __weakref__ as a class shows it that adds it to its base's layout. False: V_FAIL. */
static bool getter_add(Vm *vm, Ref type, Value name, NativeInfo *get, const NativeInfo *set) {
  Dict *d = at(vm, ((Type *)at(vm, type))->dict);
  if (dict_get_name(vm, d, name) != V_UNDEFINED) return true;
  Value getter = native_new(vm, get, NATIVE_GETTER, V_UNDEFINED, type, name);
  if (getter == V_FAIL) return false;
  AS(Native, vm, getter)->second = set ? set->index + 1u : 0;
  return dict_set_name(vm, d, name, getter);
}

/* Whether the name of a type can be written as CPython's types keep it. */
bool name_is_sound(Vm *vm, Value name) {
  if (codec_encode(vm, name, V_UNDEFINED, V_UNDEFINED) == V_FAIL) return false;
  Str *s = AS(Str, vm, name);
  const uint8_t *text = str_data(vm, s);
  for (uint32_t i = 0; i < s->length; i++)
    if (!str_at(text, str_width(s), i)) {
      RAISE(vm, ValueError, "type name must not contain null characters");
      return false;
    }
  return true;
}

/* Wraps a plain function found under `name` in a staticmethod or classmethod. */
static bool wrap(Vm *vm, Value dict, Value name, int wrapper) {
  Value f = dict_get_name(vm, AS(Dict, vm, dict), name);
  if (!is_kind(vm, f, KIND_FUNCTION)) return true;
  Value record = record_alloc(vm, known(vm)->types[wrapper], CLASSMETHOD_FIELDS);
  if (record == V_FAIL || !wrapper_fill(vm, record, f)) return false;
  return dict_set_name(vm, AS(Dict, vm, dict), name, record);
}

/* Everything of type.__new__ that cannot call: answers the new type, 0 for V_FAIL. slots: what the namespace's __slots__ hold, a str,
   tuple or list; or V_UNDEFINED. */
static Ref class_make(Vm *vm, Ref metatype, Value name, Value bases, Value namespace_, Value slots) {
  Value dict = dict_copy(vm, namespace_);
  if (dict == V_FAIL || !name_is_sound(vm, name)) return 0;
  Dict *d = AS(Dict, vm, dict);
  Ref type = type_make(vm, metatype, name, bases, dict);
  if (!type) return 0;
  Type *t = at(vm, type);
  if (dict_get_name(vm, d, NAME(vm, __module__)) == V_UNDEFINED) {
    Value module = calling_module(vm);
    if (module != V_UNDEFINED && !dict_set_name(vm, d, NAME(vm, __module__), module)) return 0;
  }
  Value qualname = dict_get_name(vm, d, NAME(vm, __qualname__));
  if (qualname != V_UNDEFINED) {
    if (!str_check(vm, qualname)) {
      RAISE(vm, TypeError, "type __qualname__ must be a str, not %T", qualname);
      return 0;
    }
    t->qualname = to_ref(qualname);
    dict_delete_name(vm, d, NAME(vm, __qualname__));
  }
  Value cell = dict_get_name(vm, d, NAME(vm, __classcell__));
  if (cell != V_UNDEFINED) {
    dict_delete_name(vm, d, NAME(vm, __classcell__));
    if (!is_kind(vm, cell, KIND_CELL)) {
      RAISE(vm, TypeError, "__classcell__ must be a nonlocal cell, not %S", type_text(vm, from_ref(type_of(vm, cell))));
      return 0;
    }
  }
  Value doc = dict_get_name(vm, d, NAME(vm, __doc__));
  if (str_check(vm, doc) && codec_encode(vm, doc, V_UNDEFINED, V_UNDEFINED) == V_FAIL) return 0;
  if (!wrap(vm, dict, SPECIAL_NAME(vm, SP_new), T_staticmethod) ||
      !wrap(vm, dict, SPECIAL_NAME(vm, SP_init_subclass), T_classmethod) ||
      !wrap(vm, dict, SPECIAL_NAME(vm, SP_class_getitem), T_classmethod))
    return 0;
  bool had_dict = t->flags & TYPE_ATTRIBUTES, had_weakref = t->flags & TYPE_WEAKREF;
  bool with_dict = had_dict, with_weakref = had_weakref;
  if (slots == V_UNDEFINED) {
    with_dict = true;
    with_weakref = had_weakref || !has_items(t);
  } else {
    Value names = slot_names(vm, type, slots, &with_dict, &with_weakref);
    if (names == V_FAIL || !slots_add(vm, type, names)) return 0;
  }
  if (with_dict) t->flags |= TYPE_ATTRIBUTES;
  if (with_weakref) t->flags |= TYPE_WEAKREF;
  if (with_dict && !had_dict && !getter_add(vm, type, NAME(vm, __dict__), &instance_dict_get_info, &instance_dict_set_info)) return 0;
  if (with_weakref && !had_weakref && !getter_add(vm, type, NAME(vm, __weakref__), &instance_weakref_get_info, NULL)) return 0;
  if (dict_get_name(vm, d, NAME(vm, __doc__)) == V_UNDEFINED && !dict_set_name(vm, d, NAME(vm, __doc__), V_NONE)) return 0;
  if (dict_get_name(vm, d, SPECIAL_NAME(vm, SP_eq)) != V_UNDEFINED &&
      dict_get_name(vm, d, SPECIAL_NAME(vm, SP_hash)) == V_UNDEFINED &&
      !dict_set_name(vm, d, SPECIAL_NAME(vm, SP_hash), V_NONE))
    return 0;
  uint32_t room = t->kind == KIND_INSTANCE ? t->slot_count + (t->flags & TYPE_ATTRIBUTES ? t->room_hint : 0u) : 0;
  Shape *shape = shape_new(vm, type, room);
  if (!shape) return 0;
  if (t->kind == KIND_INSTANCE && t->slot_count) {
    Array *names = array_new(vm, t->slot_count);
    if (!names) return 0;
    for (uint32_t i = 0; i < t->slot_count; i++) names->items[i] = V_NONE;
    shape->names = ref_of(vm, names);
    shape->count = t->slot_count;
  }
  t->shape = ref_of(vm, shape);
  type_resolve(vm, type);
  if (!(t->flags & TYPE_UNORDERED) && !bases_register(vm, bases, type)) return 0;
  if (cell != V_UNDEFINED) {
    touch(vm, to_ref(cell));
    AS(Cell, vm, cell)->value = from_ref(type);
  }
  return type;
}

void mro_set(Vm *vm, Ref type, Ref order) {
  Type *t = at(vm, type);
  touch(vm, type);
  t->mro = order;
  t->flags &= ~(uint32_t)TYPE_UNORDERED;
  t->version = vm->next_version++;
  type_resolve(vm, type);
}

/* The order that a type is to have, a tuple: what its metaclass's mro() answers. */
SHARED_RESUMABLE(mro_run, 1, "(type, /)", NULL) {
  enum { SELF, ORDER };
  STEPS
    {
      Value custom = custom_mro(vm, type_of(vm, a[SELF]));
      if (custom == V_FAIL) return V_FAIL;
      if (custom == V_UNDEFINED) return mro_compute(vm, a[SELF], from_ref(AS(Type, vm, a[SELF])->bases));
      AWAIT(1, a[ORDER], descriptor_bind(vm, custom, a[SELF], type_of(vm, a[SELF])));
    }
    CHECKPOINT(2);
    AWAIT(3, a[ORDER], call0(vm, a[ORDER]));
    CHECKPOINT(4);
    AWAIT(5, a[ORDER], tuple_from(vm, a[ORDER]));
    Tuple *order = AS(Tuple, vm, a[ORDER]);
    Type *solid = layout_owner(vm, AS(Type, vm, a[SELF]), false);
    if (!charge(vm, order->length)) return V_FAIL;
    if (!order->length) return RAISE(vm, TypeError, "type MRO must not be empty");
    for (uint32_t i = 0; i < order->length; i++) {
      Value item = order->items[i];
      if (!is_kind(vm, item, KIND_TYPE)) return RAISE(vm, TypeError, "mro() returned a non-class ('%T')", item);
      if (!type_is_subtype(vm, ref_of(vm, solid), ref_of(vm, layout_owner(vm, AS(Type, vm, item), false))))
        return RAISE(vm, TypeError, "mro() returned base with unsuitable layout ('%Y')", item);
    }
    return a[ORDER];
  END_STEPS
}

Value type_metatype(Vm *vm, Value metatype, Value bases) {
  Tuple *b = AS(Tuple, vm, bases);
  Ref winner = to_ref(metatype);
  for (uint32_t i = 0; i < b->length; i++) {
    Ref meta = type_of(vm, b->items[i]);
    if (type_is_subtype(vm, winner, meta)) continue;
    if (type_is_subtype(vm, meta, winner)) {
      winner = meta;
      continue;
    }
    return RAISE(vm, TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                                "metaclasses of all its bases");
  }
  return from_ref(winner);
}

/* What a class has for __new__, as an attribute of the class; may call. */
static Value maker_of(Vm *vm, Value class_) {
  Value maker = AS(Type, vm, class_)->special[SP_new];
  if (is_kind(vm, maker, KIND_RECORD) && IS_A(vm, maker, staticmethod)) return *field(vm, maker, 0);
  return maker == V_UNDEFINED ? maker : descriptor_bind(vm, maker, V_UNDEFINED, to_ref(class_));
}

/* CPython keeps names and docstrings of types as UTF-8: with a surrogate they are an error. */
static bool encodable(Vm *vm, Value text) {
  return !str_check(vm, text) || str_width(AS(Str, vm, text)) == 1 || codec_encode(vm, text, V_UNDEFINED, V_UNDEFINED) != V_FAIL;
}

/* type.__new__(metatype, name, bases, namespace, **keywords), and type(x). */
SHARED_RESUMABLE(type_new_native, 7, "(cls, /, *args, **kwargs)", "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type") {
  enum { META, ARGS, KEYWORDS, TYPE_, POSITION, NAME_, BASES, SLOTS, RESULT };
  STEPS
    {
      Tuple *args = AS(Tuple, vm, a[ARGS]);
      if (args->length == 1 && to_ref(a[META]) == TYPE(vm, type) && a[KEYWORDS] == V_UNDEFINED)
        return from_ref(type_of(vm, args->items[0]));
      if (args->length == 1 && to_ref(a[META]) == TYPE(vm, type)) return RAISE(vm, TypeError, "type() takes no keyword arguments");
      if (args->length != 3)
        return args->length == 1 || to_ref(a[META]) != TYPE(vm, type)
                   ? RAISE(vm, TypeError, "type.__new__() takes exactly 3 arguments (%d given)", (int)args->length)
                   : RAISE(vm, TypeError, "type() takes 1 or 3 arguments");
      Value name = args->items[0], bases = args->items[1], space = args->items[2];
      if (!str_check(vm, name)) return RAISE(vm, TypeError, "type.__new__() argument 1 must be str, not %N", name);
      if (!is_kind(vm, bases, KIND_TUPLE)) return RAISE(vm, TypeError, "type.__new__() argument 2 must be tuple, not %N", bases);
      if (!is_kind(vm, space, KIND_DICT)) return RAISE(vm, TypeError, "type.__new__() argument 3 must be dict, not %N", space);
      if (AS(Tuple, vm, bases)->length == 0) {
        bases = TUPLE_OF(vm, from_ref(TYPE(vm, object)));
        if (bases == V_FAIL) return V_FAIL;
      }
      Tuple *list = AS(Tuple, vm, bases);
      for (uint32_t i = 0; i < list->length; i++)
        if (!is_kind(vm, list->items[i], KIND_TYPE) && type_lookup(vm, type_of(vm, list->items[i]), SPECIAL_NAME(vm, SP_mro_entries)) != V_UNDEFINED)
          return RAISE(vm, TypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
      a[NAME_] = name;
      a[BASES] = bases;
      Value winner = type_metatype(vm, a[META], bases);
      if (winner == V_FAIL) return V_FAIL;
      a[SLOTS] = winner;
      if (winner != a[META] && AS(Type, vm, winner)->special[SP_new] != ((Type *)at(vm, TYPE(vm, type)))->special[SP_new]) {
        /* a base's metaclass makes its classes itself */
        AWAIT(8, a[RESULT], maker_of(vm, a[SLOTS]));
        CHECKPOINT(9);
        AWAIT(3, a[TYPE_], call_with(vm, a[RESULT], TUPLE_OF(vm, a[SLOTS], a[NAME_], a[BASES], tuple_item(vm, a[ARGS], 2)), a[KEYWORDS]));
        return a[TYPE_];
      }
      a[META] = winner;
      a[SLOTS] = dict_get_name(vm, AS(Dict, vm, space), NAME(vm, __slots__));
    }
    if (a[SLOTS] != V_UNDEFINED && !str_check(vm, a[SLOTS]) && !IS_EXACT(vm, a[SLOTS], tuple) && !IS_EXACT(vm, a[SLOTS], list))
      AWAIT(4, a[SLOTS], list_from(vm, a[SLOTS]));
    {
      if (!name_is_sound(vm, a[NAME_]) || !encodable(vm, dict_get_name(vm, AS(Dict, vm, tuple_item(vm, a[ARGS], 2)), NAME(vm, __doc__)))) return V_FAIL;
      Value interned = str_intern(vm, a[NAME_]);
      if (interned == V_FAIL) return V_FAIL;
      Ref type = class_make(vm, to_ref(a[META]), interned, a[BASES], tuple_item(vm, a[ARGS], 2), a[SLOTS]);
      if (!type) return V_FAIL;
      a[TYPE_] = from_ref(type);
      a[POSITION] = from_small(0);
    }
    CHECKPOINT(5);
    if (AS(Type, vm, a[TYPE_])->flags & TYPE_UNORDERED) {
      AWAIT(6, a[RESULT], enter(vm, &mro_run_info, 1, &a[TYPE_]));
      CHECKPOINT(7);
      if (AS(Type, vm, a[TYPE_])->flags & TYPE_UNORDERED) mro_set(vm, to_ref(a[TYPE_]), to_ref(a[RESULT])); /* mro() may have changed the bases */
      if (!bases_register(vm, from_ref(AS(Type, vm, a[TYPE_])->bases), to_ref(a[TYPE_]))) return V_FAIL;
    }
    for (;;) { /* tell each attribute its name */
      {
        Value name, value;
        Dict *d = AS(Dict, vm, tuple_item(vm, a[ARGS], 2)); /* not the type's own: a hook may change that */
        uint32_t position = (uint32_t)to_small(a[POSITION]);
        if (!dict_next(vm, d, &position, &name, &value)) break;
        a[POSITION] = from_small(position);
        if (!is_ref(value) || special_of(vm, value, SP_set_name) == V_UNDEFINED) continue;
        a[NAME_] = name;
        a[RESULT] = value;
      }
      CHECKPOINT(10);
      {
        Value called;
        AWAIT_CATCH(1, called, call_special(vm, a[RESULT], SP_set_name, 2, (Value[]){a[TYPE_], a[NAME_]}));
        if (called == V_FAIL)
          return raise_from_current(vm, T_RuntimeError, "Error calling __set_name__ on '%T' instance %R in '%S'", a[RESULT], a[NAME_],
                                    from_ref(AS(Type, vm, a[TYPE_])->name));
      }
    }
    {
      /* super(type, type).__init_subclass__(**keywords) */
      Value hook = V_UNDEFINED;
      Tuple *mro = at(vm, AS(Type, vm, a[TYPE_])->mro);
      uint32_t i = 0;
      while (i < mro->length && mro->items[i] != a[TYPE_]) i++;
      if (i == mro->length) return RAISE(vm, TypeError, "super(type, obj): obj must be an instance or subtype of type");
      for (i++; i < mro->length && hook == V_UNDEFINED; i++)
        hook = dict_get_name(vm, at(vm, AS(Type, vm, mro->items[i])->dict), SPECIAL_NAME(vm, SP_init_subclass));
      bool objects = hook == V_UNDEFINED || is_kind(vm, hook, KIND_NATIVE);
      if (objects && a[KEYWORDS] == V_UNDEFINED) return a[TYPE_];
      if (objects) {
        uint32_t position = 0;
        Value key, value;
        if (dict_next(vm, AS(Dict, vm, a[KEYWORDS]), &position, &key, &value))
          return RAISE(vm, TypeError, "%S.__init_subclass__() takes no keyword arguments", from_ref(AS(Type, vm, a[TYPE_])->qualname));
        return a[TYPE_];
      }
      a[POSITION] = hook;
    }
    {
      Value ignored;
      AWAIT(2, ignored, call_with(vm, is_kind(vm, a[POSITION], KIND_RECORD) ? *field(vm, a[POSITION], 0) : a[POSITION],
                                  TUPLE_OF(vm, a[TYPE_]), a[KEYWORDS]));
      (void)ignored;
    }
    return a[TYPE_];
  END_STEPS
}

Value type_new(Vm *vm, Value metatype, Value name, Value bases, Value namespace_, Value keywords) {
  Value args = TUPLE_OF(vm, name, bases, namespace_);
  if (args == V_FAIL) return V_FAIL;
  return enter(vm, &type_new_native_info, 3, (Value[]){metatype, args, keywords});
}

SHARED_NATIVE(type_init, "(self, /, *args, **kwargs)", NULL) {
  uint32_t count = AS(Tuple, vm, a[1])->length;
  if (count != 1 && count != 3) return RAISE(vm, TypeError, "type.__init__() takes 1 or 3 arguments");
  return V_NONE;
}

/* ---- calling a type -------------------------------------------------------------------------------------------------- */

bool type_has_instances(Vm *vm, const Type *t) {
  return t->flags & TYPE_HEAP || t->kind == KIND_INSTANCE || t->special[SP_new] != ((Type *)at(vm, TYPE(vm, object)))->special[SP_new];
}

Value raise_no_instances(Vm *vm, Value type) {
  Type *t = AS(Type, vm, type);
  Value module = dict_get_name(vm, at(vm, t->dict), NAME(vm, __module__));
  if (!str_check(vm, module)) return RAISE(vm, TypeError, "cannot create '%S' instances", from_ref(t->name));
  return RAISE(vm, TypeError, "cannot create '%S.%S' instances", module, from_ref(t->name));
}

/* cls.__new__(cls, *args, **kwargs), then __init__ of what comes back if it is an instance of cls. */
SHARED_RESUMABLE(type_call_native, 2, "(self, /, *args, **kwargs)", "Call self as a function.") {
  enum { CLS, ARGS, KEYWORDS, MADE };
  STEPS
    {
      if (!is_kind(vm, a[CLS], KIND_TYPE)) return RAISE(vm, TypeError, "descriptor '__call__' requires a 'type' object");
      AWAIT(5, a[MADE], maker_of(vm, a[CLS]));
    }
    CHECKPOINT(6);
    {
      Value maker = a[MADE];
      if (maker == V_UNDEFINED || !type_has_instances(vm, AS(Type, vm, a[CLS]))) return raise_no_instances(vm, a[CLS]);
      Tuple *args = AS(Tuple, vm, a[ARGS]);
      Value all = tuple_new(vm, NULL, args->length + 1);
      if (all == V_FAIL) return V_FAIL;
      Tuple *t = AS(Tuple, vm, all);
      t->items[0] = a[CLS];
      memcpy(t->items + 1, args->items, args->length * 8ull);
      AWAIT(1, a[MADE], call_with(vm, maker, all, a[KEYWORDS]));
    }
    CHECKPOINT(7); /* what is made is not made again when there is no room for the rest */
    if (!type_is_subtype(vm, type_of(vm, a[MADE]), to_ref(a[CLS]))) return a[MADE];
    if (to_ref(a[CLS]) == TYPE(vm, type) && AS(Tuple, vm, a[ARGS])->length == 1) return a[MADE];
    {
      Value init = special_of(vm, a[MADE], SP_init);
      if (init == V_UNDEFINED) return a[MADE];
      Value result;
      if (is_kind(vm, init, KIND_FUNCTION) || is_kind(vm, init, KIND_NATIVE)) {
        Tuple *args = AS(Tuple, vm, a[ARGS]);
        Value all = tuple_new(vm, NULL, args->length + 1);
        if (all == V_FAIL) return V_FAIL;
        Tuple *t = AS(Tuple, vm, all);
        t->items[0] = a[MADE];
        memcpy(t->items + 1, args->items, args->length * 8ull);
        AWAIT(2, result, call_with(vm, init, all, a[KEYWORDS]));
      } else {
        AWAIT(3, init, descriptor_bind(vm, init, a[MADE], type_of(vm, a[MADE])));
        AWAIT(4, result, call_with(vm, init, a[ARGS], a[KEYWORDS]));
      }
      if (result != V_NONE) return RAISE(vm, TypeError, "__init__() should return None, not '%T'", result);
    }
    return a[MADE];
  END_STEPS
}

Value type_call(Vm *vm, Value type, uint32_t count, const Value *arguments) {
  Value args = tuple_new(vm, arguments, count);
  if (args == V_FAIL) return V_FAIL;
  return enter(vm, &type_call_native_info, 3, (Value[]){type, args, V_UNDEFINED});
}

/* ---- objects of any type ---------------------------------------------------------------------------------------------- */

void *object_new(Vm *vm, Ref type, uint64_t size) {
  Type *t = at(vm, type);
  size = (size + 7) & ~7ull;
  bool attributes = t->flags & TYPE_HEAP || (t->flags & TYPE_ATTRIBUTES && t->kind == KIND_RECORD);
  Object *o = allocate(vm, size + (attributes ? 8 : 0), (Kind)t->kind, t->shape);
  if (!o) return NULL;
  if (attributes) {
    o->flags |= OBJECT_ATTRIBUTES;
    *(Value *)((uint8_t *)o + size) = V_UNDEFINED;
  }
  if (t->flags & TYPE_FINALIZER && !finalizer_register(vm, ref_of(vm, o))) return NULL;
  return o;
}
