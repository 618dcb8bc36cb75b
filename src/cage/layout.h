/*
 * The layout of every object in a cage: the one place where the collector, the types and the interpreter agree.
 *
 * An object starts with an 8-byte header: the offset of its shape (which names its type) and its kind. The kind says
 * which C structure it is, so `list` and its subclasses are one test. Offsets (Ref) and Values are the only references.
 * An object whose flags have OBJECT_ATTRIBUTES carries, in its last 8 bytes, a Value that is its attribute dictionary
 * or V_UNDEFINED: instances of Python subclasses of built-in types, exceptions and functions have it.
 */
#ifndef PYXIS_LAYOUT_H
#define PYXIS_LAYOUT_H

#include "cage/value.h"

typedef enum Kind {
  KIND_NONE, /* never an object: free memory reads as this */
  KIND_INSTANCE,
  KIND_TYPE,
  KIND_SHAPE,
  KIND_ARRAY, /* Values behind a list, a shape's names, an instance's further slots */
  KIND_RAW,   /* bytes without references: indices, buffers */
  KIND_INT,   /* beyond 48 bits, or an instance of a subclass of int */
  KIND_FLOAT, /* only instances of subclasses of float */
  KIND_COMPLEX,
  KIND_STR,
  KIND_BYTES,
  KIND_BYTEARRAY,
  KIND_TUPLE,
  KIND_LIST,
  KIND_DICT,
  KIND_DICT_TABLE,
  KIND_SET, /* set and frozenset */
  KIND_SET_TABLE,
  KIND_RANGE,
  KIND_SLICE,
  KIND_CELL,
  KIND_CODE,
  KIND_FUNCTION,
  KIND_NATIVE,   /* a function written in C: plain, bound, or a method or slot of a type */
  KIND_METHOD,   /* a bound method of a Python function */
  KIND_GENERATOR, /* generator, coroutine, async generator */
  KIND_EXCEPTION,
  KIND_TRACEBACK,
  KIND_MODULE,
  KIND_RECORD,   /* a fixed number of Values: iterators, property, views, ... (struct Record) */
  KIND_WEAKREF,
  KIND_COUNT
} Kind;

enum {
  OBJECT_ATTRIBUTES = 1, /* the last 8 bytes hold the attribute dictionary */
  WEAKREF_TRACED = 2,    /* stands in the collector's list */
  OBJECT_FROZEN = 4,     /* a frozenset */
  OBJECT_FINALIZED = 8, /* its finaliser is due or has run: never again (PEP 442) */
  STR_INTERNED = 16,
  STR_ASCII = 32,
  STR_BUFFERED = 64, /* the characters stand in a KIND_RAW buffer shared with prefixes of it */
  INT_NEGATIVE = 16,
};

typedef struct Object {
  Ref shape;
  uint8_t kind;
  uint8_t flags;
  uint16_t extra; /* by kind: Str: bytes a character (1, 2, 4); Record: number of fields; Native: NativeForm; Code: see code_is_plain; Array: ARRAY_WEAK or 0 */
} Object;

/* A shape (hidden class) names the type of an object and, for KIND_INSTANCE, which attribute stands in which slot.
   Invariant: names[0 .. count) are interned strings; a child has its parent's names and one more. */
typedef struct Shape {
  Object head;
  Ref type;
  Ref names;       /* Array, shared along a line of descent; 0 if none */
  uint16_t count;  /* slots in use */
  uint16_t room;   /* slots in line in an instance of this shape */
  Ref transitions; /* Dict: interned name -> Shape; 0 if none */
  uint32_t by_dict; /* 1: attributes stand in Instance.more, a Dict */
  Ref root;         /* the shape that this one's line began with */
  Ref dictionary;   /* of a root: the by_dict shape of the same type and room, or 0 */
  uint32_t builtin; /* of the root of a built-in type: its T_..., else 0 */
} Shape;

typedef struct Instance {
  Object head;
  uint32_t serial; /* id() and identity hash; 0 until first asked */
  Ref more;        /* by_dict: the Dict; otherwise an Array for slots from room on, or 0 */
  Value slots[];   /* shape->room of them */
} Instance;

/* ARRAY_WEAK in head.extra: its items do not live because of it. They stand in front; the collector takes the dead ones out. */
#define ARRAY_WEAK 1
typedef struct Array {
  Object head;
  uint32_t length; /* capacity; every item is a valid Value */
  uint32_t pad;    /* the collector's, while it runs */
  Value items[];
} Array;

typedef struct Raw {
  Object head;
  uint32_t size; /* bytes */
  uint32_t used; /* for string buffers: bytes that some Str covers */
  uint8_t data[];
} Raw;

/* |value| = sum limbs[i] * 2^(64 i); top limb not zero; INT_NEGATIVE in flags is the sign. A value that fits 48 bits is
   never of type int exactly (only subclasses keep small values here; zero then has count 0). */
typedef struct Int {
  Object head;
  uint32_t count;
  uint32_t pad;
  uint64_t limbs[];
} Int;

typedef struct Float {
  Object head;
  double value;
} Float;

typedef struct Complex {
  Object head;
  double real, imag;
} Complex;

/* length is in characters; head.extra the bytes of each (the least that fits: 1 up to U+00FF, 2, 4). */
typedef struct Str {
  Object head;
  uint32_t length;
  uint32_t hash; /* 0: not computed yet */
  union {
    uint8_t data[1];
    struct {
      Ref buffer; /* STR_BUFFERED: a Raw whose first length * width bytes are the characters */
      uint32_t pad;
    };
  };
} Str;

typedef struct Bytes {
  Object head;
  uint32_t length;
  uint32_t hash;
  uint8_t data[];
} Bytes;

typedef struct ByteArray {
  Object head;
  uint32_t length;
  uint32_t exports;
  Ref buffer; /* Raw, or 0 */
  uint32_t pad;
} ByteArray;

typedef struct Tuple {
  Object head;
  uint32_t length;
  uint32_t pad;
  Value items[];
} Tuple;

typedef struct List {
  Object head;
  uint32_t length;
  Ref items; /* Array, or 0 when it never held anything; capacity is the Array's length */
} List;

/* Compact and ordered. table: index and entries in one allocation. Deleted entries have key V_UNDEFINED. */
typedef struct Dict {
  Object head;
  uint32_t used;    /* live entries */
  uint32_t fill;    /* entries written, deleted ones included */
  Ref table;        /* DictTable, or 0 when empty */
  uint32_t pad;
  uint64_t version; /* changes, to a number never used before, when a key is added or removed */
} Dict;

typedef struct DictEntry {
  Value key, value;
  int64_t hash;
} DictEntry;

/* index: 1 << bits slots of 1, 2 or 4 bytes (bits <= 7, <= 15, more); all ones is empty, all ones less one is deleted,
   otherwise an entry's number. entries follow the index, 8-aligned; there is room for two thirds of 1 << bits. */
typedef struct DictTable {
  Object head;
  uint32_t bits;
  uint32_t room;
  uint8_t index[];
} DictTable;

typedef struct Set {
  Object head;
  uint32_t used, fill;
  uint32_t mask;
  Ref table;    /* SetTable, or 0 when empty */
  int64_t hash; /* of a frozenset; -1: not computed */
} Set;

typedef struct SetEntry {
  Value key; /* V_UNDEFINED: never used; V_STOP: deleted */
  int64_t hash;
} SetEntry;

typedef struct SetTable {
  Object head;
  uint32_t count;
  uint32_t pad;
  SetEntry entries[];
} SetTable;

typedef struct Range {
  Object head;
  Value start, stop, step, length; /* ints of any size */
} Range;

typedef struct Slice {
  Object head;
  Value start, stop, step;
} Slice;

typedef struct Cell {
  Object head;
  Value value;
} Cell;

enum {
  CODE_VARARGS = 1,
  CODE_VARKEYWORDS = 2,
  CODE_GENERATOR = 4,
  CODE_COROUTINE = 8,
  CODE_ASYNC_GENERATOR = 16,
  CODE_NEWLOCALS = 32, /* a function: locals in registers; otherwise names in Frame.names */
  CODE_HIDDEN = 64,    /* the prelude: not in tracebacks */
  CODE_METHOD = 128,   /* uses __class__ */
  CODE_ITERABLE_COROUTINE = 256, /* a generator function made awaitable by types.coroutine */
};

/* Immutable. instructions is a Raw of 32-bit words. Registers: parameters first (positional, keyword-only, *args, **kw:
   CPython's order of co_varnames), then other locals, then cells and free variables, then temporaries. */
typedef struct Code {
  Object head;
  Ref name, qualname, filename;
  Ref origin;      /* Str "owner:package.module" */
  Ref constants;   /* Tuple */
  Ref names;       /* Tuple of interned Str: attributes, globals, keywords */
  Ref locals;      /* Tuple of interned Str, one for each register that is a variable */
  Ref free;        /* Tuple of Str: names of the closure's cells, in its order */
  Ref cells;       /* Tuple of Str: cell variables */
  Ref instructions;
  Ref handlers;    /* Raw of struct Handler, innermost first, or 0 */
  Ref positions;   /* Raw of struct Position, by instruction, ascending */
  Ref doc;         /* Str or 0 */
  Ref inlined;     /* Tuple or 0: INLINED_FIELDS Values for each comprehension inlined here, the outer ones first */
  uint32_t flags;
  uint32_t registers; /* all of them; at most MOST_REGISTERS, of which the first NEAR_REGISTERS are reachable directly */
  uint16_t positional, positional_only, keyword_only;
  uint16_t entry_cost; /* fuel of the first block; at least 1 */
  uint32_t first_line;
  uint32_t feedback; /* inline cache slots */
  uint32_t first_free; /* register of the first free variable's cell */
  uint32_t warmth;
  Ref warm;            /* the inline caches of the functions made of this with the globals warm_globals; 0: none yet, and in the template */
  Ref warm_globals;    /* compared, not kept alive */
} Code;

/* Instructions [start, end) are those of an inlined comprehension. Its Code never runs: it has the names and positions with which
   tracebacks show it as a frame of its own, called by the instruction before `start`, which has the same position as that one. */
enum { INLINED_START, INLINED_END, INLINED_CODE, INLINED_FIELDS };

#define MOST_REGISTERS 65535u
#define NEAR_REGISTERS 256u
#define MOST_PLAIN_PARAMETERS 31
/* Whether a call of it is a frame and nothing else. */
static inline bool code_is_simple(const Code *c) {
  return !(c->flags & (CODE_VARARGS | CODE_VARKEYWORDS | CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR));
}
/* Whether its frame is small and made of positional arguments alone, each for a parameter. Then head.extra is their number + 1, else 0. */
static inline bool code_is_plain(const Code *c) {
  return c->positional <= MOST_PLAIN_PARAMETERS && c->registers <= NEAR_REGISTERS && !c->keyword_only && code_is_simple(c);
}

/* instructions [start, end) are covered: an exception goes to target, with the exception in register. */
typedef struct Handler {
  uint32_t start, end, target;
  uint32_t reg;
} Handler;

/* From this instruction on, until the next entry. Columns count UTF-8 bytes from 0 as co_positions does; end_line 0: no
   range known. */
typedef struct Position {
  uint32_t instruction;
  uint32_t line, end_line;
  uint16_t column, end_column;
} Position;

typedef struct Function {
  Object head;
  Ref code, globals;
  Ref closure;  /* Tuple of cells, or 0 */
  Ref defaults; /* Tuple or 0 */
  Ref keyword_defaults; /* Dict or 0 */
  Ref name, qualname;
  Ref feedback; /* Raw of struct Cache, which may be its code's; 0 while cold */
  Ref annotations; /* Dict, Tuple of pairs not yet made into one, or 0 */
  uint32_t warmth; /* of functions of the template; of others Code.warmth */
  Value doc, module;
  Value attributes; /* OBJECT_ATTRIBUTES */
} Function;

typedef enum NativeForm {
  NATIVE_FUNCTION,    /* builtin_function_or_method; bound if self is defined */
  NATIVE_METHOD,      /* method_descriptor: str.upper */
  NATIVE_SLOT,        /* wrapper_descriptor: int.__add__ */
  NATIVE_CLASSMETHOD, /* classmethod_descriptor: dict.fromkeys */
  NATIVE_STATIC,      /* staticmethod of a type: str.maketrans, and __new__ */
  NATIVE_GETTER,      /* getset_descriptor: index is the getter; setter in `second` */
  NATIVE_MEMBER,      /* the same as a member_descriptor: complex.real */
} NativeForm;

typedef struct Native {
  Object head;     /* extra: NativeForm */
  uint32_t index;  /* in the engine's table of natives; checked against its length at every use */
  uint32_t second; /* getset: index of the setter plus one, or 0 */
  Value self;      /* V_UNDEFINED unless bound */
  Ref name;
  Ref owner;       /* the Type it is defined in, or 0; for a function: its module's name, a Str, or 0 */
} Native;

typedef struct Method {
  Object head;
  Value function, self;
} Method;

typedef struct Exception {
  Object head;
  Value args;      /* Tuple */
  Value cause, context, traceback; /* V_NONE where there is none */
  Value notes;     /* List or V_UNDEFINED */
  Value fields[4]; /* by type: StopIteration.value; NameError.name; AttributeError.name, obj; SyntaxError's in a dict; ... */
  uint32_t suppress_context;
  uint32_t serial;
  Value attributes; /* OBJECT_ATTRIBUTES */
} Exception;

typedef struct Traceback {
  Object head;
  Ref next; /* towards the raise */
  Ref code;
  uint32_t instruction; /* that raised, or called */
  uint32_t last;        /* at which the frame was left: what it was raised again by, or the same */
  Ref globals;
  uint32_t pad;
} Traceback;

typedef struct Module {
  Object head;
  Ref dict;
  uint32_t serial;
} Module;

typedef struct Record {
  Object head; /* extra: number of fields */
  Value fields[];
} Record;

typedef struct Weakref {
  Object head;
  Ref target; /* 0 once dead; not traced */
  Ref next;   /* in the list of those whose callback is due (Vm.callbacks) */
  Value callback;
  int64_t hash;
  Ref traced; /* while a collection runs */
  uint32_t pad;
} Weakref;

#include "cage/names.h"

enum {
  TYPE_HEAP = 1,       /* made by a class statement: its attributes may change */
  TYPE_BASE = 2,       /* may be inherited from */
  TYPE_ATTRIBUTES = 4, /* instances have a __dict__ */
  TYPE_DATA_DESCRIPTOR = 8, /* its instances have __set__ or __delete__ */
  TYPE_ABSTRACT = 16,
  TYPE_PLAIN_GET = 32, /* __getattribute__ is object's and there is no __getattr__ */
  TYPE_PLAIN_SET = 64, /* __setattr__ and __delattr__ are object's */
  TYPE_SLOTS = 128,    /* has its own __slots__ */
  TYPE_EXCEPTION = 256,
  TYPE_FINALIZER = 512, /* has __del__: its instances are registered (cage/finalize.c) */
  TYPE_WEAKREF = 1024,  /* instances can be referred to weakly */
  TYPE_UNORDERED = 2048, /* its metaclass's mro() has not answered yet: mro is a provisional one */
};

typedef struct Type {
  Object head;
  Ref name, qualname;
  Ref bases; /* Tuple */
  Ref mro;   /* Tuple */
  Ref base;  /* the base that decides the layout */
  Ref dict;
  Ref shape; /* root shape of its instances */
  Ref subclasses; /* Array of types, ARRAY_WEAK, or 0 */
  uint32_t flags;
  uint32_t kind;  /* Kind of its instances */
  uint64_t version; /* changes, to a number never used before, with any attribute of it or of a base */
  uint32_t serial;
  uint16_t slot_count; /* __slots__ in line, inherited ones included */
  uint16_t room_hint;  /* slots that instances were seen to need */
  Value special[SPECIAL_COUNT]; /* what the mro gives for each special name, or V_UNDEFINED */
  Value slots;         /* Tuple: the names of the __slots__ it adds, sorted; V_UNDEFINED: none */
} Type;

/* Size of a frame's header in registers: an outgoing call leaves room for it in front of its arguments. */
#define FRAME_SLOTS 5

enum {
  FRAME_NATIVE = 1,
  FRAME_HEAP = 2,   /* stands in a Generator */
  FRAME_CATCH = 4,  /* a native that wants to see exceptions of what it calls */
  FRAME_IGNORE = 8, /* nothing is to be stored of its result */
  FRAME_BRANCH = 16,  /* its result decides the caller's branch */
  FRAME_NEGATE = 32,  /* its result, a bool, is to be negated */
};

/* One activation. On the stack the registers follow it; in a Generator too. Its upper halves stay below 0xFFFA0000, so
   that a stale header read as a Value is a double and the collector may scan the stack word by word. */
typedef struct Frame {
  Ref code;     /* Code; for a native its index */
  Ref function; /* Function, or 0 */
  Ref caller;   /* offset of a Frame, 0 at the bottom */
  uint32_t ip;  /* offset of the instruction being executed, or to be executed next */
  uint8_t action; /* what the caller wants done with the result (ReturnAction) */
  uint8_t target; /* the caller's register for it */
  uint16_t flags;
  uint32_t state; /* natives: the step to continue at; upper 16 bits: number of registers */
  Ref origins;  /* the set of origins it may enter; 0: all */
  Ref handled;  /* the exception being handled here; 0: none */
  Ref names;    /* namespace of a class body or exec; 0: registers or globals */
  Ref owner;    /* Generator of a heap frame; the new instance for ACTION_INIT */
} Frame;
_Static_assert(sizeof(Frame) == FRAME_SLOTS * 8, "a frame's header is counted in registers");

enum { GENERATOR_NEW, GENERATOR_SUSPENDED, GENERATOR_RUNNING, GENERATOR_DONE };

typedef struct Generator {
  Object head;
  uint32_t state;
  uint32_t registers;
  Value name, qualname;
  Value delegate; /* what `yield from` or `await` waits for, or V_UNDEFINED */
  Value frame_object; /* what gi_frame gave, or V_UNDEFINED */
  uint32_t serial;
  uint32_t pad;
  Frame frame;
  Value values[];
} Generator;

#endif
