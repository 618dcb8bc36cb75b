/*
 * What the files of the compiler share.
 *
 * One Compiler lives as long as one call of compile_source; all it holds lies in its Arena. It walks the tree twice: the
 * symbol pass (symbols.c) gives every scope its symbols and folds constants, the emitting pass (compile_*.c) writes
 * instructions into a Unit, one for each code object. code.c turns a Unit's instructions into words, unit.c into a Code.
 *
 * Errors do not return: `fail_at` and its kin set the exception and jump to Compiler.trap. The same jump serves an arena
 * that is used up, an allocation in the cage that must be retried, and a spent budget.
 */
#ifndef PYXIS_COMPILER_H
#define PYXIS_COMPILER_H

#include <setjmp.h>

#include "compile/compile.h"
#include "compile/opcode.h"

typedef uint32_t Reg;   /* a register's number; those below NEAR_REGISTERS can be operands */
typedef uint32_t Label; /* index into Unit.labels */

#define NO_REG UINT32_MAX
#define NO_HANDLER UINT32_MAX

enum {
  NEAR_VARIABLES = 160, /* a unit with more variables keeps the others in far registers */
  SPILL_AT = 200,       /* temporaries beyond this register are moved away before a nested expression */
  WINDOW = 1 + FRAME_SLOTS, /* registers of a call's window in front of its arguments */
  MAX_BLOCKS = 20,          /* statically nested loops, tries and withs, as in CPython */
  STACK_BUDGET = 168 * 1024,
};

typedef struct Span {
  uint32_t line, column, end_line, end_column;
} Span;

/* An identifier, one record for each spelling. */
typedef struct Name {
  Text text;
  Value value; /* interned Str; V_UNDEFINED until asked for */
  struct Name *next;
  uint32_t hash;
} Name;

/* ---- scopes (symbols.c) ------------------------------------------------------------------------------------------ */

typedef enum ScopeKind {
  SCOPE_MODULE,
  SCOPE_CLASS,
  SCOPE_FUNCTION,
  SCOPE_LAMBDA,
  SCOPE_LIST,
  SCOPE_SET,
  SCOPE_DICT,
  SCOPE_GENERATOR,
  SCOPE_TYPE_PARAMETERS, /* holds the type parameters of a function, class or alias */
  SCOPE_TYPE_VALUE,      /* what an alias, a bound or a default evaluates, lazily */
  SCOPE_ANNOTATION,      /* an annotation that is kept as text: looked through for what it must not contain */
} ScopeKind;

enum {
  DEF_GLOBAL = 1,
  DEF_LOCAL = 2,
  DEF_PARAM = 4,
  DEF_NONLOCAL = 8,
  DEF_IMPORT = 16,
  DEF_ANNOT = 32,
  DEF_ITERATION = 64, /* the target of a comprehension */
  DEF_DELETED = 128,  /* del, or the name of an except clause */
  USED = 256,
  USED_EARLY = 512, /* in a comprehension, before its target was bound */
  DEF_TYPE_PARAM = 1024,
  DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT | DEF_TYPE_PARAM,
};

typedef enum Where {
  WHERE_UNKNOWN,
  WHERE_LOCAL,
  WHERE_CELL,
  WHERE_FREE,
  WHERE_GLOBAL,   /* not declared, found nowhere outside */
  WHERE_EXPLICIT, /* declared global */
  WHERE_ALIAS,    /* of an inlined comprehension: a symbol of an enclosing scope in the same frame */
} Where;

typedef struct Symbol {
  Name *name;
  uint32_t flags;
  uint8_t where;
  bool is_free;     /* a class may bind a name and pass on an outer variable of that name */
  bool in_comprehension; /* the target of an inlined comprehension: bound whenever it can be read */
  Reg reg;          /* of the local, or of the cell */
  Reg free_reg;     /* of the outer variable's cell, when is_free */
  struct Symbol *alias;
  struct Symbol *next;      /* same bucket */
  struct Symbol *following; /* in the order of appearance */
  Span span;                /* of the nonlocal declaration */
} Symbol;

typedef struct Scope {
  uint8_t kind;
  bool is_generator, is_coroutine, is_inlined, is_async_function;
  bool has_walrus;      /* an expression may assign to a variable of this frame */
  bool needs_class_cell; /* a class whose methods use __class__ */
  bool in_target, mentions_locals, returns_value;
  uint8_t depth; /* of comprehensions around, this one included */
  uint16_t iterable_depth; /* inside the iterable of a comprehension */
  struct Scope *parent, *first_child, *last_child, *sibling;
  Node *node;
  Name *name, *private_; /* private_: the class whose name mangles */
  Symbol **buckets;
  uint32_t bucket_mask, symbol_count, free_count;
  Symbol *first, *last;
} Scope;

static inline bool scope_is_comprehension(const Scope *s) { return s->kind >= SCOPE_LIST && s->kind <= SCOPE_GENERATOR; }
static inline bool scope_is_function(const Scope *s) { return s->kind >= SCOPE_FUNCTION; }

/* ---- one code object in the making (unit.c, code.c) --------------------------------------------------------------- */

/* Which of the first 256 registers hold a bound variable for sure. */
typedef struct Assigned {
  uint64_t bits[NEAR_REGISTERS / 64];
} Assigned;

typedef struct Instruction {
  uint32_t head;    /* first word, without a label's offset */
  uint32_t word;    /* second word, unless the instruction branches */
  Label label;      /* of JUMP and what branches */
  uint32_t handler; /* innermost handler that covers it, or NO_HANDLER */
  Span span;
} Instruction;

typedef struct LabelPlace {
  uint32_t instruction; /* UINT32_MAX: not placed */
  bool reached;         /* some jump to it was emitted */
  bool is_handler;
  Assigned assigned; /* on every jump to it that was emitted */
} LabelPlace;

typedef struct HandlerPlace {
  Label target;
  Reg reg;
  bool covers; /* some instruction */
} HandlerPlace;

typedef enum BlockKind {
  BLOCK_LOOP,
  BLOCK_TRY,         /* nothing to undo when left */
  BLOCK_EXCEPT,      /* an except clause: what was handled before comes back, its name goes */
  BLOCK_FINALLY,     /* leaving runs the final body: a copy of it */
  BLOCK_SELECT,      /* leaving sets the selector and jumps to the one final body */
  BLOCK_FINAL_BODY,  /* a final body in which an exception is handled */
  BLOCK_WITH,
  BLOCK_EXCEPT_STAR, /* must not be left by return, break or continue */
} BlockKind;

/* A statement around the one that is compiled, which return, break and continue have to undo. Lives on the C stack. */
typedef struct Block {
  struct Block *outer;
  BlockKind kind;
  uint32_t outer_handler; /* the handler in force around it */
  Label break_label, continue_label;
  Node *node;      /* BLOCK_FINALLY: the try statement; BLOCK_WITH: for its place */
  Name *name;      /* BLOCK_EXCEPT: of the clause, or NULL */
  Reg saved;       /* BLOCK_EXCEPT, BLOCK_FINAL_BODY: what was handled; BLOCK_WITH: window of __exit__ */
  Reg selector, result, caught; /* BLOCK_SELECT */
  Label final;          /* BLOCK_SELECT */
  uint8_t exits;        /* BLOCK_SELECT: 1 << SELECT_... */
  bool is_async;
} Block;

/* A comprehension inlined in instructions [start, end). */
typedef struct Inlined {
  const Scope *scope;
  uint32_t start, end;
} Inlined;

typedef struct KeyedIndex { /* open addressing: a Value's bits to an index */
  uint64_t *keys;
  uint32_t *indices;
  uint32_t mask, count;
} KeyedIndex;

typedef struct Unit {
  struct Unit *outer;
  Scope *scope; /* of the frame */
  Scope *names; /* where names are looked up: the frame's scope or that of a comprehension inlined in it */
  Name *name;
  Value qualname;
  Instruction *code;
  uint32_t count, capacity;
  LabelPlace *labels;
  uint32_t label_count, label_capacity;
  HandlerPlace *handlers;
  uint32_t handler_count, handler_capacity;
  Value *constants;
  uint32_t constant_count, constant_capacity;
  KeyedIndex constant_index;
  Value *far_constants; /* those that LOADK cannot reach, gathered in a tuple: constants[far_tuple] */
  uint32_t far_constant_count, far_constant_capacity, far_tuple;
  Value *name_values;
  uint32_t name_count, name_capacity;
  KeyedIndex name_index, global_slots;
  uint32_t feedback;
  Inlined *inlined; /* the outer ones first */
  uint32_t inlined_count, inlined_capacity;
  Value *variable_names; /* for Code.locals, by register */
  uint32_t variable_count, variable_capacity;
  Symbol **cells, **frees;
  uint32_t cell_count, free_count;
  Reg class_cell; /* of a class: the register of the cell __class__ */
  Reg first_free;
  Reg first_temp, top, far_top; /* temporaries in use: [first_temp, top) */
  uint32_t registers;           /* highest used, plus one */
  Reg spill_base;               /* temporaries below stay where they are */
  uint32_t positional, positional_only, keyword_only, flags, first_line;
  Value doc; /* Str or V_UNDEFINED */
  Assigned assigned, deleted;
  bool reachable;
  uint32_t handler; /* in force */
  Block *blocks;
  uint32_t block_count;
  uint32_t final_copies; /* final bodies that are being copied, nested */
  Span span;             /* of what is emitted now */
  Span comparison;       /* the last one that was compiled to a branch */
} Unit;

typedef struct PointerMap {
  const void **keys;
  void **values;
  uint32_t mask, count;
} PointerMap;

typedef struct Compiler {
  Vm *vm;
  const CompileRequest *request;
  Arena arena;
  jmp_buf trap;
  Tree tree;
  uint32_t features;
  bool is_interactive, in_prologue; /* in_prologue: `from __future__` may still come */
  Name **names;
  uint32_t name_mask, name_count;
  Scope *module, *scope;
  PointerMap scopes; /* by node */
  PointerMap sizes;  /* nodes in a try statement's final body */
  uint32_t visited;  /* nodes, by the symbol pass */
  bool keeps_text;   /* what is visited will be unparsed: nothing is folded */
  uint32_t stack;    /* bytes of C stack that recursive functions have claimed */
  uint64_t due;      /* fuel not yet charged */
  Node **spine;
  uint32_t spine_count, spine_capacity;
  Unit *unit;
  KeyedIndex shared; /* constants of all units, by content hash: indices into shared_values */
  Value *shared_values;
  uint32_t shared_count, shared_capacity;
  Name *name_class, *name_super, *name_debug, *name_annotations, *name_return, *name_first_iterable;
} Compiler;

/* ---- compile.c: errors, memory, payment --------------------------------------------------------------------------- */

_Noreturn void fail_trap(Compiler *c);     /* an exception is set, or retry, or the run is ending */
_Noreturn void fail_memory(Compiler *c);   /* MemoryError */
_Noreturn void fail_syntax(Compiler *c, Span span, const char *format, ...) __attribute__((format(printf, 3, 4)));
_Noreturn void fail_complex(Compiler *c);  /* out of registers */
void *take(Compiler *c, size_t size);
void *grow(Compiler *c, void *old, uint32_t count, uint32_t *capacity, size_t size);
static inline Value checked(Compiler *c, Value v) {
  if (__builtin_expect(v == V_FAIL, 0)) fail_trap(c);
  return v;
}
void pay_slow(Compiler *c);
static inline void pay(Compiler *c, uint32_t n) {
  c->due += n;
  if (__builtin_expect(c->due >= 4096, 0)) pay_slow(c);
}
_Noreturn void fail_recursion(Compiler *c);
/* Every function that recurses over the tree claims at least the bytes that gcc -O2 gives the frames on its way to the
   next claim: so depth ends in RecursionError, at the same place on every machine, before the stack does. */
enum { CLAIM_EXPRESSION = 256, CLAIM_CALL = 176, CLAIM_BRANCH = 288, CLAIM_LOOPS = 272, CLAIM_STATEMENT = 1024, CLAIM_VISIT = 176,
       CLAIM_VISIT_STATEMENT = 512, CLAIM_PATTERN = 336, CLAIM_TARGET = 192, CLAIM_UNPARSE = 336 };
static inline void enter_node(Compiler *c, uint32_t bytes) {
  if (__builtin_expect((c->stack += bytes) > STACK_BUDGET, 0)) fail_recursion(c);
}
static inline void leave_node(Compiler *c, uint32_t bytes) { c->stack -= bytes; }
static inline Span span_of(const Node *n) { return (Span){n->line, n->column, n->end_line, n->end_column}; }

Name *name_of(Compiler *c, Text text);
Name *name_of_c(Compiler *c, const char *text);
Value name_value(Compiler *c, Name *name); /* the interned Str */
Name *name_mangled(Compiler *c, Name *class_name, Name *name);
Value text_value(Compiler *c, Text text);

void *map_get(const PointerMap *map, const void *key);
void map_put(Compiler *c, PointerMap *map, const void *key, void *value);
/* UINT32_MAX when absent. */
uint32_t index_get(const KeyedIndex *index, uint64_t key);
void index_put(Compiler *c, KeyedIndex *index, uint64_t key, uint32_t value);

void spine_push(Compiler *c, Node *n);

/* ---- symbols.c ---------------------------------------------------------------------------------------------------- */

void symbols_build(Compiler *c);
Symbol *scope_find(const Scope *scope, const Name *name);
/* The variable that a (mangled) name means in the unit's present scope; NULL: nobody declared it. */
Symbol *symbol_of(Compiler *c, const Name *name);
Scope *scope_of(Compiler *c, const void *key);
/* Keys of the scopes of type parameters, beside the node's own. */
static inline const void *type_parameters_key(const Node *n) { return (const char *)n + 1; }
/* Variables of a scope of type parameters that no source can name: what a function's defaults are, and the tuple of the
   parameters for a class body. */
#define DEFAULTS_NAME ((Text){".defaults", 9})
#define KEYWORD_DEFAULTS_NAME ((Text){".kwdefaults", 11})
#define TYPE_PARAMETERS_NAME ((Text){".type_params", 12})
static inline const void *default_key(const TypeParameter *p) { return (const char *)p + 1; }

/* ---- constant.c --------------------------------------------------------------------------------------------------- */

/* A constant expression that the symbol pass has folded: its Value stands in the first word of the union. */
enum { EXPR_FOLDED = 200 };
/* The operator of a `not` that was folded into the comparison below it. */
enum { OP_NOTHING = 101 };

bool is_constant(const Node *n);
Value constant_value(Compiler *c, Node *n); /* of a node for which is_constant holds */
void fold(Compiler *c, Node *n);            /* its children are folded already */
/* A list of constants that is only iterated over becomes a tuple. */
void fold_list(Compiler *c, Node *n);
/* The one Value that stands for all equal constants of the same types in this compilation. */
Value constant_share(Compiler *c, Value v);
uint32_t constant_index(Compiler *c, Value v); /* in the unit's constants; not for LOADK: use load_constant */
void load_constant(Compiler *c, Value v, Reg target);
/* Its truth, if it is a constant: 0 or 1; -1 otherwise. */
int constant_truth(Compiler *c, Node *n);
bool small_constant(Node *n, int64_t low, int64_t high, int64_t *out);

/* ---- unit.c ------------------------------------------------------------------------------------------------------- */

void unit_enter(Compiler *c, Scope *scope, Name *name, Parameters *parameters, uint32_t line);
Value unit_leave(Compiler *c); /* the Code */
/* Where the instructions of an inlined comprehension begin and end. */
uint32_t inlined_begin(Compiler *c, const Scope *scope);
void inlined_end(Compiler *c, uint32_t inlined);
/* The register of the cell for a free variable of an inner scope. */
Reg cell_for(Compiler *c, const Name *name);

/* ---- code.c ------------------------------------------------------------------------------------------------------- */

void emit(Compiler *c, Opcode op, Reg a, Reg b, Reg third);
void emit_bx(Compiler *c, Opcode op, Reg a, uint32_t bx);
void emit_word(Compiler *c, Opcode op, Reg a, Reg b, Reg third, uint32_t word);
void emit_name(Compiler *c, Opcode op, Reg a, Reg b, Name *name);
void emit_jump(Compiler *c, Label label);
void emit_branch(Compiler *c, Opcode op, Reg a, Reg b, Reg third, Label label);
void emit_stop(Compiler *c, Opcode op, Reg a, Reg b, Reg third); /* RETURN, RAISE, RERAISE: nothing follows */
static inline void at_node(Compiler *c, const Node *n) { c->unit->span = span_of(n); }

Label label_new(Compiler *c);
void label_place(Compiler *c, Label label);
Label label_here(Compiler *c); /* the head of a loop */
/* A handler whose code begins at a new label; handler_begin places it. */
uint32_t handler_new(Compiler *c, Reg reg);
void handler_begin(Compiler *c, uint32_t handler, const Assigned *before);

Reg temp(Compiler *c);
Reg temps(Compiler *c, uint32_t count);
static inline bool is_temp(const Unit *u, Reg r) { return r >= u->first_temp && r < NEAR_REGISTERS; }
static inline bool is_assigned(const Unit *u, Reg r) {
  return r < NEAR_REGISTERS && u->assigned.bits[r / 64] >> (r % 64) & 1;
}
static inline void set_assigned(Unit *u, Reg r) {
  if (r < NEAR_REGISTERS) u->assigned.bits[r / 64] |= 1ull << (r % 64);
}
static inline void clear_assigned(Unit *u, Reg r) {
  if (r < NEAR_REGISTERS) u->assigned.bits[r / 64] &= ~(1ull << (r % 64));
}

typedef struct Assembled {
  uint32_t *words;
  uint32_t word_count, entry_cost;
  Handler *handlers;
  uint32_t handler_count;
  Position *positions;
  uint32_t position_count;
  Inlined *inlined; /* as Unit.inlined_count, by words */
} Assembled;
void assemble(Compiler *c, Assembled *out);
extern const uint8_t opcode_words[OPCODE_COUNT], opcode_fuel[OPCODE_COUNT];

/* ---- compile_expression.c ----------------------------------------------------------------------------------------- */

/* Evaluates n into register target. A target that is a variable is written last of all, so that n may read it and that an
   exception leaves it alone; a target that is a temporary may be written early. */
void expr_to(Compiler *c, Node *n, Reg target);
/* A near register that holds n: the variable itself where n is one, else a new temporary. */
Reg expr_any(Compiler *c, Node *n);
Reg expr_key(Compiler *c, Node *n); /* of a subscript: for the instruction to be emitted next, and no other */
/* The same, when `later` is evaluated before the register is used: a variable that `later` might assign is copied. */
Reg expr_before(Compiler *c, Node *n, const Node *later);
void expr_effect(Compiler *c, Node *n);
/* Jumps to label if the truth of n is `sense`, else falls through. */
void branch_on(Compiler *c, Node *n, bool sense, Label label);
void load_singleton(Compiler *c, Value v, Reg target);
void move(Compiler *c, Reg target, Reg source);
void load_name(Compiler *c, Node *n, Name *name, Reg target);
void store_name(Compiler *c, Node *n, Name *name, Reg value);
void delete_name(Compiler *c, Node *n, Name *name);
void check_not_debug(Compiler *c, Text name, Context context, Span span);
/* The register of the local variable to which storing a value means writing the register; NO_REG: no such. */
Reg local_target(Compiler *c, Node *target);
void sequence_to(Compiler *c, Opcode op, Nodes items, Reg target);
void await_to(Compiler *c, Reg awaited, uint32_t sort, Reg target);
Name *mangled(Compiler *c, Text text);
bool is_simple(const Node *n);

/* ---- compile_call.c, compile_comprehension.c, compile_function.c --------------------------------------------------- */

bool call_is_method(Compiler *c, Node *call, Reg window);
/* R[window] is the callable (or METHOD was done), and the window is the topmost register in use. */
void call_to(Compiler *c, Node *call, Reg window, bool is_method, Reg target);
void call_arguments(Compiler *c, Nodes arguments, Keyword *keywords, uint32_t keyword_count, Reg window,
                    uint32_t given, Reg target);
void check_keywords(Compiler *c, Keyword *keywords, uint32_t count);
bool call_is_super(Compiler *c, Node *call);
void super_attribute(Compiler *c, Node *attribute, Reg target);
void comprehension_to(Compiler *c, Node *n, Reg target);
void lambda_to(Compiler *c, Node *n, Reg target);
void function_statement(Compiler *c, Node *n);
void class_statement(Compiler *c, Node *n);
void type_alias_statement(Compiler *c, Node *n);
/* R[target] = closure of code; what `present` tells stands behind target already. */
void closure_to(Compiler *c, Value code, Scope *scope, Reg target, uint32_t present, uint32_t next);
void annotation_to(Compiler *c, Node *annotation, Reg target);

/* ---- compile_statement.c, compile_try.c, compile_pattern.c ---------------------------------------------------------- */

void statements(Compiler *c, Nodes body);
void statement(Compiler *c, Node *n);
void store_to(Compiler *c, Node *target, Reg value);
/* The one item that takes the rest, of a target or a sequence pattern; NO_STAR: there is none. */
#define NO_STAR UINT32_MAX
uint32_t starred_item(Compiler *c, const Node *n, Nodes items, NodeKind starred);
/* Unpacks R[value]: into registers from *first on, or (false) into a tuple in R[*first], for unpacked_item. */
bool unpack_to(Compiler *c, Reg value, uint32_t count, uint32_t star, const char *what, Reg *first);
void unpacked_item(Compiler *c, Reg tuple, uint32_t i, Reg target);
void block_push(Compiler *c, Block *block, BlockKind kind);
/* One more of those that CPython limits, where there is nothing to undo: subtracted from Unit.block_count afterwards. */
void count_block(Compiler *c);
void block_pop(Compiler *c, Block *block);
/* Emits what leaving the blocks inside `stop` takes. */
void unwind_to(Compiler *c, Block *stop);
bool body_has_annotations(Nodes body);
Node *docstring_of(Nodes body);
void module_body(Compiler *c);

enum { SELECT_NORMAL, SELECT_RAISE, SELECT_RETURN, SELECT_BREAK, SELECT_CONTINUE };
/* Leaves through the blocks around: to the loop `loop`, or out of the function with R[value] when loop is NULL. */
void leave_by(Compiler *c, unsigned select, Block *loop, Reg value);

/* Enters the one final body of a BLOCK_SELECT with nothing caught. */
void select_final(Compiler *c, Block *block, unsigned select);
void forget_name(Compiler *c, Name *name); /* name = None; del name */
void try_statement(Compiler *c, Node *n);
void with_statement(Compiler *c, Node *n, uint32_t item);
void match_statement(Compiler *c, Node *n);

/* ---- unparse.c ------------------------------------------------------------------------------------------------------ */

/* The source of an expression, as ast.unparse writes it: for annotations that are not evaluated. */
Value unparse(Compiler *c, Node *n);

#endif
