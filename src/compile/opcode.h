/*
 * The instructions. A word is 32 bits: op | A << 8 | B << 16 | C << 24, or op | A << 8 | Bx << 16 (16 bits, signed where
 * it says s), or op | s24 << 8. R[x] is a register of the frame, K[x] a constant, N[x] a name. Instructions marked
 * with a second word ("w") take one more:
 *
 *   branch word   offset (s16, words, counted from the first word of the instruction after this one)
 *                 | (fuel if taken - 1) << 16 (8 bits) | fuel if not << 24: a taken branch is never free
 *   name word     name (16 bits) | inline cache slot << 16
 *   plain word    as the instruction says
 *
 * Fuel. A block begins at the entry of code, at the target of a branch, after a branch that was not taken. Its cost is the
 * number of its instructions (unspecialised; calls, builds and attribute accesses count what FUEL says) and, where
 * it ends without a branch (falls through or jumps forward), the cost of the block it runs into: that is paid together.
 * Only branches, LOOP and CHARGE pay, and code's entry (Code.entry_cost). A cost over 255 is paid by a CHARGE at the
 * block's head for what is beyond. Every cycle contains a LOOP or a branch word that pays, and so a safepoint.
 *
 * Calls. A call needs a window of registers from A: R[A] the callable, R[A+1 .. A+FRAME_SLOTS] room for the frame's header,
 * then the arguments from R[A+1+FRAME_SLOTS] (positional, then keyword values). METHOD and LOADSPECIAL put the function into R[A] and self into
 * R[A+FRAME_SLOTS] (the last word of the room), or V_UNDEFINED there if the attribute is not a method; CALLM looks at it
 * (self is not counted in the number of arguments). The frame is then laid one word earlier, so nothing is copied. The
 * window and everything above it is dead after the call.
 */
#ifndef PYXIS_OPCODE_H
#define PYXIS_OPCODE_H

#include <stdint.h>

/* X(name, words, format, fuel)   formats: for the disassembler */
#define OPCODES(X)                                                                                                     \
  X(NOP, 1, NONE, 0)                                                                                                   \
  X(CHARGE, 1, S24, 0)        /* pay s24 fuel */                                                                       \
  X(LOADK, 1, A_KBX, 1)       /* R[A] = K[Bx] */                                                                       \
  X(LOADI, 1, A_SBX, 1)       /* R[A] = int sBx */                                                                     \
  X(LOADC, 1, A_B, 1)         /* R[A] = constant number B of value.h: 0 None, 2 False, 3 True, 4 Ellipsis, 5 NotImplemented, 8 undefined */ \
  X(LOADX, 1, A_BX, 1)        /* R[A] = the built-in exception type AssertionError (Bx 0) */                           \
  X(MOVE, 1, A_B, 1)          /* R[A] = R[B] */                                                                        \
  X(FARLOAD, 1, A_BX, 1)      /* R[A] = R[Bx]: registers beyond 255 */                                                 \
  X(FARSTORE, 1, A_BX, 1)     /* R[Bx] = R[A] */                                                                       \
  X(CHECK, 1, A_BX, 1)        /* UnboundLocalError (NameError if a free variable) when R[A] is undefined; Bx: its index in Code.locals */ \
  X(CHECKCELL, 1, A_BX, 1)    /* the same for the value in cell R[A], whose home is R[Bx] */                            \
  X(UNBIND, 1, A_BX, 1)       /* del R[A]: UnboundLocalError if undefined (name: Bx in Code.locals), then undefined */ \
  X(GETGLOBAL, 2, A_NAME, 1)  /* R[A] = globals or builtins [name] */                                                  \
  X(SETGLOBAL, 2, A_NAME, 1)  /* globals[name] = R[A] */                                                               \
  X(DELGLOBAL, 2, A_NAME, 1)                                                                                           \
  X(GETNAME, 2, A_NAME, 1)    /* frame.names, then globals, builtins (class bodies, modules, exec) */                  \
  X(SETNAME, 2, A_NAME, 1)                                                                                             \
  X(DELNAME, 2, A_NAME, 1)                                                                                             \
  X(GETCLASSCELL, 2, A_B_NAME, 1) /* R[A] = frame.names[name], else the value of cell R[B] */                          \
  X(MAKECELL, 1, A, 1)        /* R[A] = new cell holding R[A] (a parameter, or undefined) */                           \
  X(FREEVARS, 1, A_BX, 1)     /* R[Bx ..] = the cells of the running function's closure, all of them (A unused; Bx is Code.first_free) */ \
  X(GETCELL, 1, A_B_C, 1)     /* R[A] = value of cell R[B]; undefined: NameError (its name is found from B) */         \
  X(SETCELL, 1, A_B, 1)       /* cell R[A] = R[B] */                                                                   \
  X(DELCELL, 1, A, 1)         /* cell R[A] = undefined */                                                              \
  X(GETATTR, 2, A_B_NAME, 2)  /* R[A] = R[B].name */                                                                   \
  X(SETATTR, 2, A_B_NAME, 2)  /* R[A].name = R[B] */                                                                   \
  X(DELATTR, 2, A_NAME, 2)    /* del R[A].name */                                                                      \
  X(METHOD, 2, A_B_NAME, 2)   /* window A: look up R[B].name for CALLM */                                              \
  X(SUPERATTR, 2, A_B_NAME, 3) /* R[A] = super(R[B], R[B+1]).name: zero-argument super; falls back when `super` is not the builtin (then R[B+2] is the called object: see compiler) */ \
  X(LOADSPECIAL, 1, A_B_C, 2) /* window A: special method number C (SP_...) of type(R[B]), self R[B]; TypeError/AttributeError as `with` says */ \
  X(GETITEM, 1, A_B_C, 2)     /* R[A] = R[B][R[C]] */                                                                  \
  X(SETITEM, 1, A_B_C, 2)     /* R[A][R[B]] = R[C] */                                                                  \
  X(DELITEM, 1, A_B, 2)       /* del R[A][R[B]] */                                                                     \
  X(SLICE, 1, A_B_C, 2)       /* R[A] = slice(R[B], R[B+1], R[B+2]); C 1: only the next instruction, which has it for key, uses R[A] */ \
  /* binary operators, in the order of BinaryOp; then in place */                                                      \
  X(ADD, 1, A_B_C, 1) X(SUB, 1, A_B_C, 1) X(MUL, 1, A_B_C, 1) X(MATMUL, 1, A_B_C, 1) X(TRUEDIV, 1, A_B_C, 1)           \
  X(FLOORDIV, 1, A_B_C, 1) X(MOD, 1, A_B_C, 1) X(POW, 1, A_B_C, 1) X(LSHIFT, 1, A_B_C, 1) X(RSHIFT, 1, A_B_C, 1)       \
  X(AND, 1, A_B_C, 1) X(OR, 1, A_B_C, 1) X(XOR, 1, A_B_C, 1)                                                           \
  X(IADD, 1, A_B_C, 1) X(ISUB, 1, A_B_C, 1) X(IMUL, 1, A_B_C, 1) X(IMATMUL, 1, A_B_C, 1) X(ITRUEDIV, 1, A_B_C, 1)      \
  X(IFLOORDIV, 1, A_B_C, 1) X(IMOD, 1, A_B_C, 1) X(IPOW, 1, A_B_C, 1) X(ILSHIFT, 1, A_B_C, 1)                          \
  X(IRSHIFT, 1, A_B_C, 1) X(IAND, 1, A_B_C, 1) X(IOR, 1, A_B_C, 1) X(IXOR, 1, A_B_C, 1)                                \
  X(ADDI, 1, A_B_SC, 1)       /* sC >= 0: R[A] = R[B] + sC; sC < 0: R[A] = R[B] - (-sC), that is __sub__. In place (+=, -=): IADDI, at the end */ \
  X(NEG, 1, A_B, 1) X(POS, 1, A_B, 1) X(INVERT, 1, A_B, 1) X(NOT, 1, A_B, 1)                                           \
  /* comparisons, in the order of CompareOp */                                                                         \
  X(LT, 1, A_B_C, 1) X(LE, 1, A_B_C, 1) X(EQ, 1, A_B_C, 1) X(NE, 1, A_B_C, 1) X(GT, 1, A_B_C, 1) X(GE, 1, A_B_C, 1)    \
  X(IN, 1, A_B_C, 2) X(NOTIN, 1, A_B_C, 2) /* R[A] = R[B] in R[C] */ X(IS, 1, A_B_C, 1) X(ISNOT, 1, A_B_C, 1)          \
  /* branches */                                                                                                       \
  X(JUMP, 1, S24, 1)          /* forward only: its target's cost was paid with its own block */                        \
  X(LOOP, 2, BRANCH, 1)       /* back by the branch word's offset, paying `fuel if taken` */                           \
  X(JT, 2, A_BRANCH, 1) X(JF, 2, A_BRANCH, 1) /* branch when R[A] is true / false */                                   \
  X(JNONE, 2, A_BRANCH, 1) X(JNOTNONE, 2, A_BRANCH, 1) /* R[A] is None / is not None */                                \
  X(JUNDEF, 2, A_BRANCH, 1)   /* R[A] is undefined */                                                                  \
  X(JLT, 2, A_B_SENSE_BRANCH, 1) X(JLE, 2, A_B_SENSE_BRANCH, 1) X(JEQ, 2, A_B_SENSE_BRANCH, 1) /* branch when R[A] < R[B]; C = 1 */ \
  X(JNE, 2, A_B_SENSE_BRANCH, 1) X(JGT, 2, A_B_SENSE_BRANCH, 1) X(JGE, 2, A_B_SENSE_BRANCH, 1)                         \
  X(JLTI, 2, A_SB_SENSE_BRANCH, 1) X(JLEI, 2, A_SB_SENSE_BRANCH, 1) X(JEQI, 2, A_SB_SENSE_BRANCH, 1) /* with int sB */ \
  X(JNEI, 2, A_SB_SENSE_BRANCH, 1) X(JGTI, 2, A_SB_SENSE_BRANCH, 1) X(JGEI, 2, A_SB_SENSE_BRANCH, 1)                   \
  /* the same with C = 0, each an instruction of its own so that the processor tests once: "unless" */                 \
  X(ULT, 2, A_B_SENSE_BRANCH, 1) X(ULE, 2, A_B_SENSE_BRANCH, 1) X(UEQ, 2, A_B_SENSE_BRANCH, 1)                         \
  X(UNE, 2, A_B_SENSE_BRANCH, 1) X(UGT, 2, A_B_SENSE_BRANCH, 1) X(UGE, 2, A_B_SENSE_BRANCH, 1)                         \
  X(ULTI, 2, A_SB_SENSE_BRANCH, 1) X(ULEI, 2, A_SB_SENSE_BRANCH, 1) X(UEQI, 2, A_SB_SENSE_BRANCH, 1)                   \
  X(UNEI, 2, A_SB_SENSE_BRANCH, 1) X(UGTI, 2, A_SB_SENSE_BRANCH, 1) X(UGEI, 2, A_SB_SENSE_BRANCH, 1)                   \
  X(JIS, 2, A_B_SENSE_BRANCH, 1) /* R[A] is R[B] */                                                                    \
  X(ITER, 1, A_B, 2)          /* R[A] = iter(R[B]) */                                                                  \
  X(FORITER, 2, A_B_BRANCH, 2) /* R[B] = next(R[A]), not branching; branch at the end */                               \
  /* calls */                                                                                                          \
  X(CALL, 1, A_B_C, 3)        /* R[C] = R[A](B positional arguments in the window) */                                  \
  X(CALLM, 1, A_B_C, 3)       /* the same after METHOD or LOADSPECIAL */                                               \
  X(CALLK, 2, A_B_C, 3)       /* as CALL, the last len(K[w]) of the B arguments are keywords named by that tuple */    \
  X(CALLMK, 2, A_B_C, 3)      /* as CALLM, likewise */                                                                 \
  X(CALLX, 1, A_B_C, 3)       /* R[C] = R[A](*R[A+1+FRAME_SLOTS], **R[A+2+FRAME_SLOTS]); a list or tuple; a dict, or undefined; B unused */ \
  X(CALLFAR, 1, A_B_C, 3)     /* CALL and CALLM in code with far registers, which a frame over the window would cover */ \
  X(CALLMFAR, 1, A_B_C, 3)                                                                                             \
  X(RETURN, 1, A, 1)                                                                                                   \
  X(YIELD, 1, A_B, 2)         /* yield R[B]; R[A] = what is sent */                                                    \
  X(DELEGATE, 1, A_B_C, 2)    /* yield from: R[B] an iterator (ITER) or awaitable's iterator (AWAITABLE), R[C] what to send (None first; scratch); R[A] = its result */ \
  X(AWAITABLE, 1, A_B_C, 2)   /* R[A] = the iterator of awaitable R[B]; C: 0 await, 1 __aenter__, 2 __aexit__ (for the message) */ \
  X(YIELDITER, 1, A_B, 2)     /* R[A] = iterator for `yield from R[B]` */                                              \
  X(AITER, 1, A_B, 2) X(ANEXT, 1, A_B, 2) /* R[A] = R[B].__aiter__() ; awaitable of R[B].__anext__() */                \
  X(ENDASYNCFOR, 1, A, 1)     /* exception R[A]: StopAsyncIteration is swallowed (go on), others raised again */       \
  X(ASYNCWRAP, 1, A_B, 1)     /* R[A] = R[B] marked as a value yielded by an async generator: followed by YIELD */     \
  /* building */                                                                                                       \
  X(LIST, 1, A_B_C, 2)        /* R[A] = [R[B], ... C of them] */                                                       \
  X(TUPLE, 1, A_B_C, 2) X(SET, 1, A_B_C, 2)                                                                            \
  X(DICT, 1, A_B_C, 2)        /* C pairs: R[B]: R[B+1], ... */                                                         \
  X(LISTAPPEND, 1, A_B, 2)    /* R[A].append(R[B]), exactly a list */                                                  \
  X(SETADD, 1, A_B, 2)                                                                                                 \
  X(DICTSET, 1, A_B_C, 2)     /* R[A][R[B]] = R[C], exactly a dict */                                                  \
  X(LISTEXTEND, 1, A_B_C, 3)  /* R[A].extend(R[B]), for *: its TypeError names the callable R[C], unless C is A */     \
  X(SETUPDATE, 1, A_B, 3) X(DICTUPDATE, 1, A_B, 3)                                                                     \
  X(DICTMERGE, 1, A_B_C, 3)   /* for **arguments: TypeError for a repeated key; R[C] is the callable, for messages */  \
  X(LISTTUPLE, 1, A_B, 2)     /* R[A] = tuple(R[B]), R[B] exactly a list */                                            \
  X(UNPACK, 1, A_B_C, 3)      /* R[B], ... C of them = R[A] */                                                         \
  X(UNPACKX, 2, A_B, 3)       /* R[B] ... = before, rest as a list, after: w is before | after << 16 */                \
  X(FORMAT, 1, A_B_C, 2)      /* R[A] = format(R[B] converted by C: 0, 's', 'r' or 'a') */                             \
  X(FORMATX, 1, A_B_C, 2)     /* the same with the specification in R[B+1] */                                          \
  X(JOIN, 1, A_B_C, 2)        /* R[A] = R[B] + ... C strings */                                                        \
  X(CLOSURE, 2, A_KBX, 3)     /* R[A] = function of code K[Bx]; w: bits 1 defaults, 2 keyword defaults, 4 annotations, 8 closure: those present stand in R[A+1], R[A+2], ... in this order (tuple, dict, dict, tuple of cells) */ \
  X(BUILDCLASS, 1, A, 1)      /* R[A] = builtins.__build_class__ */                                                    \
  X(IMPORT, 2, A_B_NAME, 3)   /* R[A] = __import__(name, fromlist R[B], level R[B+1]) */                               \
  X(IMPORTFROM, 2, A_B_NAME, 2)                                                                                        \
  X(IMPORTSTAR, 1, A, 3)                                                                                               \
  /* exceptions */                                                                                                     \
  X(RAISE, 1, A_B_C, 2)       /* C 0: raise again what is handled; 1: raise R[A]; 2: raise R[A] from R[B] */           \
  X(RERAISE, 1, A_B, 1)       /* raise exception R[A] again: its traceback goes on, no new context. B: f_lineno becomes this line */ \
  X(PUSHEXC, 1, A_B, 1)       /* R[A] = what is handled; the exception R[B] is handled now */                          \
  X(POPEXC, 1, A, 1)          /* handled again: R[A] */                                                                \
  X(MATCHEXC, 1, A_B_C, 2)    /* R[A] = R[B] matches R[C] (a type or a tuple of them; TypeError otherwise) */          \
  X(EXCTYPE, 1, A_B, 1)       /* R[A] = type(R[B]), R[A+1] = R[B], R[A+2] = its traceback: arguments of __exit__ */    \
  X(MATCHSTAR, 1, A_B_C, 3)   /* except*: R[A] = matching part or None, R[A+1] = rest or None, of R[B] by R[C] */      \
  X(MERGESTAR, 1, A_B_C, 3)   /* end of try/except*: R[A] = exception to raise or None, from original R[B] and list R[C] of raised and remaining */ \
  /* match statements */                                                                                               \
  X(MATCHLEN, 1, A_B, 1)      /* R[A] = len(R[B]) */                                                                   \
  X(MATCHSEQ, 1, A_B, 1) X(MATCHMAP, 1, A_B, 1) /* R[A] = R[B] is a sequence / mapping for patterns */                 \
  X(MATCHKEYS, 1, A_B_C, 3)   /* R[A] = tuple of values of R[B] for keys R[C] (tuple), or None */                      \
  X(MATCHREST, 1, A_B_C, 3)   /* R[A] = dict(R[B]) without keys R[C] */                                                \
  X(MATCHCLASS, 2, A_B_C, 3)  /* R[A] = tuple of attributes or None: R[B] by class R[C], keyword names tuple R[C+1]; w: number of positional patterns */ \
  /* the rest */                                                                                                       \
  X(SETUPANNOTATIONS, 1, NONE, 1) /* __annotations__ = {} in names or globals unless there */                          \
  X(LOCALS, 1, A, 1)          /* R[A] = frame.names, or globals: the namespace of a class body */                      \
  X(PRINTEXPR, 1, A, 2)       /* sys.displayhook(R[A]) */                                                              \
  X(TYPEPARAM, 1, A_B_C, 3)   /* R[A] = typing_make(C, R[B], R[B+1], R[B+2], R[B+3]) of the prelude. C: 0 TypeVar, 1 ParamSpec, 2 TypeVarTuple (name, function giving the bound or None, function giving the default or None); 3 alias (name, tuple of type parameters, function giving the value); 4 Generic[*R[B]] (a tuple); 5 TypeVar whose function gives the tuple of constraints; 6 Interpolation (value, expression, conversion or None, format); 7 Template (list of str and Interpolation). What is not named is None */ \
  X(IADDI, 1, A_B_SC, 1)      /* as ADDI, in place: __iadd__ for sC >= 0, __isub__ for sC < 0 */                                                 \
  X(UNPACKT, 2, A_B, 3)       /* R[B] = the tuple of what UNPACK or UNPACKX would spread: w is their number, or before | after << 8 | 1 << 31 */ \
  X(STAR, 1, A_B_C, 3)        /* R[A] = the arguments of R[C](*R[B]) by position: R[B] itself, if it is exactly a tuple, or a list of its items */ \
  X(STARSTAR, 1, A_B_C, 3)    /* R[A] = those of R[C](*R[A-1], **R[B]) by name: R[B] itself, if it is exactly a dict and nothing runs before the call, or a new dict */

typedef enum Opcode {
#define X(name, words, format, fuel) I_##name,
  OPCODES(X)
#undef X
  OPCODE_COUNT
} Opcode;

#endif
