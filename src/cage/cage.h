/*
 * The isolate's memory and the scalars beside it.
 *
 * A cage is 4 GiB of address space, reserved whole, with guards of GUARD_SIZE on both sides. From its base:
 *
 *   0            one page never mapped: offset 0 is "no object"
 *   KNOWN        struct Known: well-known types and names
 *   ...          the rest of the template image, mapped copy-on-write
 *   heap_start   the isolate's blocks, bump-allocated; then large objects, in whole blocks
 *   STACK_BASE   frames, growing upwards, up to STACK_LIMIT
 *
 * What the guest must not be able to change stands in struct Vm, outside: fuel, limits, the allocator's cursor.
 * Every function here takes references as offsets and never trusts one beyond "it lies in the cage".
 */
#ifndef PYXIS_CAGE_H
#define PYXIS_CAGE_H

#include "cage/layout.h"

#define CAGE_SIZE ((uint64_t)1 << 32)
#define GUARD_SIZE ((uint64_t)1 << 32)
#define PAGE_SIZE 4096u
#define KNOWN 4096u
#define BLOCK_SIZE 32768u
#define LINE_SIZE 128u
#define STACK_BASE 0xF0000000u
#define STACK_LIMIT 0xFF000000u
#define LOOKUP_BYTES 32768u
#define TYPE_LOOKUP_BYTES 4096u
#define LARGE_SIZE 8192u /* objects of this size and more have blocks of their own */

typedef struct Known {
  Ref types[TYPE_COUNT];
  Ref names[NAME_COUNT];
  Ref characters[256];  /* Str of one character */
  Ref empty_tuple, empty_str, empty_bytes, empty_frozenset;
  Ref builtins;         /* Dict of module builtins */
  Ref modules;          /* Dict: sys.modules */
  Ref interned;         /* Dict: Str -> itself */
  Ref memory_error, recursion_error; /* made in advance */
  Ref prelude;          /* Dict of the prelude's globals: the Python halves of natives */
  Ref main;             /* Module __main__ */
  Ref identities;       /* Dict or 0: object -> serial, for kinds without a field for it */
  Ref list_shape, tuple_shape, dict_shape, range_iterator_shape, list_iterator_shape, generator_shape; /* of exactly these types: for the loop */
  Ref bytes_shape, bytearray_shape, bytes_iterator_shape, bytearray_iterator_shape; /* likewise */
  Ref native_member_shape; /* of type member_descriptor, for a Native; others are Records */
  Ref str_shape, str_iterator_shape, tuple_iterator_shape, set_shape, frozenset_shape; /* as above */
  Ref spare[4];
} Known;

typedef enum Ended {
  END_RUNNING, /* not ended */
  END_DONE,
  END_EXCEPTION,
  END_FUEL,
  END_MEMORY,
  END_OUTPUT,
  END_TIME,
  END_POLICY,
  END_CAGE,
  END_SUSPENDED,
  END_INTERNAL,
} Ended;

struct Engine;

/* One isolate. Owned by host/; belongs to one thread at a time. The part from `frame` to `run_state_end` is what an image keeps. */
typedef struct Vm {
  uint8_t *base;
  struct Engine *engine;

  /* --- kept in images --- */
  int64_t fuel;       /* until the next look-up at a block's head; negative: an event is due */
  int64_t fuel_later; /* what is left of the run's budget beyond `fuel`; spent = granted - fuel - fuel_later */
  int64_t fuel_granted;
  int64_t slice_end;   /* what may be spent in all when this slice is over */
  Value host_roots;    /* Array or V_UNDEFINED: what the host holds */
  Ref frame;           /* the running frame, 0: none */
  Ref top;             /* where the next frame goes when the running one is a generator's */
  uint32_t depth;      /* Python frames */
  uint32_t native_depth; /* frames of natives; each is held against depth_limit */
  uint32_t depth_limit;
  uint32_t depth_granted; /* what sys.setrecursionlimit may raise depth_limit to */
  uint32_t digit_limit;   /* of conversions between int and str, as the guest set it; 0: DIGIT_LIMIT; UINT32_MAX: none */
  Value result;        /* what a native frame is entered again with */
  Value exception;     /* raised and not yet caught, or V_UNDEFINED */
  Ref heap_start;      /* first offset after the template */
  Ref heap_end;        /* first offset never used by a block */
  Ref cursor, hole_end; /* bump allocation between them */
  Ref block;           /* the block they lie in, 0: none */
  Ref scan;            /* where the search for a block with free lines goes on */
  Ref overlay;         /* Dict: strings interned in this isolate */
  Ref finalizers;      /* Raw of Refs or 0: the objects whose end is to be told; see finalize.c */
  Ref callbacks;       /* list of weak references, by `next`, whose callback is due; 0: none */
  uint32_t finalizer_count, finalizer_room; /* how many Refs there are in it, and how many have room */
  uint32_t finalizer_cursor; /* where the search for the next one that is due goes on */
  uint32_t finalizers_due;
  bool finalizing;     /* they are being run */
  uint64_t memory_limit, memory_used, memory_peak; /* bytes: lines in use and large objects; see heap.c */
  uint64_t collect_at; /* memory_used at which a collection falls due */
  uint64_t collections;
  uint64_t next_version;
  uint32_t next_serial;
  uint32_t stack_committed; /* first stack offset not accessible */
  uint64_t output_limit, output_bytes;
  bool event_collect;  /* a collection is due */
  bool retry;          /* an allocation did not fit: collect, repeat the instruction */
  uint32_t retries;    /* how often in a row it was done at this place: */
  Ref retry_frame;
  uint32_t retry_ip;
  bool pause;          /* with V_FAIL of a native: it stands at a CHECKPOINT, for what is due there */
  uint64_t wanted;     /* bytes that did not fit */
  Value limit_error;   /* the MemoryError that the limit raised last, or V_UNDEFINED */
  Ended ending;        /* set: the run ends here, nothing can catch it */
  Ended ended;
  uint64_t run_state_end;

  /* --- of this process only --- */
  Ref heap_committed;   /* first heap offset not accessible */
  uint8_t *page_dirty;  /* bytes, one a template page: 1 changed in this isolate. Made by host/, zeroed */
  uint8_t *blocks;      /* BLOCK_COUNT bytes: what each block is used for; made by host/, zeroed; see blocks_rebuild */
  void *lookups;        /* LOOKUP_BYTES, zeroed once; made by host/: the caches behind the inline caches (vm/operations.c) */
  void *type_lookups;   /* TYPE_LOOKUP_BYTES, likewise: what the mro of a type gives for a name (object/type.c) */
  uint64_t lookup_epoch; /* what stands there counts only with this number: another for each stay in a cage, and collection */
  int interrupt;        /* set from another thread, read with atomics */
  void *host;           /* host/'s own record */
  void *recovery;       /* sigjmp_buf of the run, while running */
  uint32_t nesting;     /* calls of natives by natives on the C stack */
  uint32_t steps;       /* of resumable natives that are taken on the C stack: see enter_now */
} Vm;

/* What the core asks of the operating system, filled in by host/. Sizes in bytes, page-aligned. */
typedef struct Pages {
  bool (*commit)(void *address, size_t size);   /* make readable and writable; false when the system refuses */
  void (*decommit)(void *address, size_t size); /* give back; reads as zero when committed again */
  bool (*protect)(void *address, size_t size, bool writable);
} Pages;

/* ---- addresses ------------------------------------------------------------------------------------------------- */

static inline void *at(const Vm *vm, Ref r) { return vm->base + r; }
#define OBJECT(vm, v) ((Object *)at(vm, to_ref(v)))
#define AS(type, vm, v) ((type *)at(vm, to_ref(v)))
static inline Known *known(const Vm *vm) { return (Known *)(vm->base + KNOWN); }
static inline Ref ref_of(const Vm *vm, const void *p) { return (Ref)((const uint8_t *)p - vm->base); }
static inline Value value_of(const Vm *vm, const void *p) { return from_ref(ref_of(vm, p)); }
/* The i-th item of an array of Values that starts at offset `start`: wraps around inside the cage. */
static inline Value *item_at(const Vm *vm, Ref start, uint32_t i) { return (Value *)(vm->base + (Ref)(start + i * 8u)); }
static inline bool is_kind(const Vm *vm, Value v, Kind k) { return is_ref(v) && OBJECT(vm, v)->kind == k; }
#define TYPE(vm, id) (known(vm)->types[T_##id])
#define NAME(vm, id) from_ref(known(vm)->names[N_##id])
#define SPECIAL_NAME(vm, sp) from_ref(known(vm)->names[N_special_add + (sp)])

/* True when [r, r + size) lies inside the cage: to be asked before every bulk operation on guest memory. */
static inline bool in_cage(Ref r, uint64_t size) { return r + size <= CAGE_SIZE; }
/* A size or index read from the cage turned out impossible: ends the run as `cage`. Does not return to the caller's
   caller normally when a run is active (it jumps to the run's recovery). */
_Noreturn void cage_broken(Vm *vm);
#define CAGE_CHECK(vm, condition)                                                                                      \
  do {                                                                                                                 \
    if (__builtin_expect(!(condition), 0)) cage_broken(vm);                                                            \
  } while (0)

/* ---- allocation (heap.c) --------------------------------------------------------------------------------------- */

void *allocate_slow(Vm *vm, uint32_t size, Kind kind, Ref shape);

/* For the address sanitizer, which else sees nothing in a cage: what is no live object may not be looked at. Collections hide what died,
   the allocator shows what it gives out, and who copies or clears whole pages shows them first. */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define HIDE(vm, r, size) __asan_poison_memory_region(at(vm, r), size)
#define SHOW(vm, r, size) __asan_unpoison_memory_region(at(vm, r), size)
#else
#define HIDE(vm, r, size) ((void)0)
#define SHOW(vm, r, size) ((void)0)
#endif

/* A zeroed object of `size` bytes (rounded up to 8) with its header filled in. NULL when it does not fit: the caller
   returns V_FAIL before it has changed anything, the interpreter collects and repeats. Never collects. */
static inline void *allocate(Vm *vm, uint64_t size, Kind kind, Ref shape) {
  uint64_t rounded = (size + 7) & ~7ull;
  if (__builtin_expect(rounded <= vm->hole_end - vm->cursor, 1) && rounded < LARGE_SIZE) {
    Object *o = at(vm, vm->cursor);
    SHOW(vm, vm->cursor, rounded);
    vm->cursor += (Ref)rounded;
    o->shape = shape;
    o->kind = kind;
    return o;
  }
  if (rounded > CAGE_SIZE / 2) rounded = CAGE_SIZE / 2;
  return allocate_slow(vm, (uint32_t)rounded, kind, shape);
}

/* The root shape of a built-in type's instances. */
static inline Ref shape_of_type(const Vm *vm, Ref type) { return ((Type *)at(vm, type))->shape; }
#define SHAPE(vm, id) shape_of_type(vm, TYPE(vm, id))

Array *array_new(Vm *vm, uint32_t length); /* items V_UNDEFINED */
Raw *raw_new(Vm *vm, uint32_t size);       /* zeroed */

/* Call before an existing object (and its table, items or buffer) is changed: a template object becomes this isolate's
   own and a root of collections. Cheap for the isolate's objects. */
void touch_slow(Vm *vm, Ref object);
static inline void touch(Vm *vm, Ref object) {
  if (__builtin_expect(object < vm->heap_start, 0)) touch_slow(vm, object);
}
#define TOUCH(vm, pointer) touch(vm, ref_of(vm, pointer))

/* Bytes of an object, from its header and lengths. */
uint64_t object_size(Vm *vm, Object *o);
/* The place of the attribute dictionary of an object with OBJECT_ATTRIBUTES. */
static inline Value *attributes_of(Vm *vm, Object *o) {
  return (Value *)(vm->base + (Ref)(ref_of(vm, o) + object_size(vm, o) - 8));
}

/* Collects now. Only at a safepoint. */
void collect(Vm *vm);
bool stack_commit(Vm *vm, Ref end);
void heap_reset(Vm *vm); /* an empty heap after the template: sets heap_*, cursor, memory figures; forgets all objects */

/* Finalisers (finalize.c). An object that is to be told of its end: an instance of a type with __del__, or a generator that has something
   to do when it is closed. False: no memory, nothing was done. */
bool finalizer_register(Vm *vm, Ref object);
Ref *finalizer_at(const Vm *vm, uint32_t i);
typedef enum FinalizerKind { FINALIZER_DEL, FINALIZER_CALLBACK, FINALIZER_CLOSE } FinalizerKind;
/* Takes the next one that is due out of the register: the object, weak reference or generator. False: there is none. */
bool finalizer_next(Vm *vm, Value *object, FinalizerKind *kind);
static inline bool finalizers_wait(const Vm *vm) { return (vm->finalizers_due || vm->callbacks) && !vm->finalizing; }
/* After an image was thawed: Vm.blocks from the blocks' own headers. False: they make no sense. */
bool blocks_rebuild(Vm *vm);

/* ---- payment --------------------------------------------------------------------------------------------------- */

/* Pays n for native work that is about to be done. False: the budget does not cover it, or the run was interrupted: it ends; return V_FAIL.
   Small payments may overdraw the budget, but not for long: a loop that pays has an end, whatever it loops over. */
#define SMALL_PAYMENT 1000
#define OVERDRAFT 10000
bool charge_slow(Vm *vm, uint64_t n);
static inline bool charge(Vm *vm, uint64_t n) {
  if (__builtin_expect(n > SMALL_PAYMENT || vm->fuel < -OVERDRAFT, 0)) return charge_slow(vm, n);
  vm->fuel -= (int64_t)n;
  return true;
}
/* Makes the next block's head look for events (collection due, interrupt). */
static inline void event(Vm *vm) {
  if (vm->fuel >= 0) {
    vm->fuel_later += vm->fuel + 1;
    vm->fuel = -1;
  }
}

#endif
