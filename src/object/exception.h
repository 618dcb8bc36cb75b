/* The inside of exceptions, shared by exception.c and exception_types.c. */
#ifndef PYXIS_EXCEPTION_H
#define PYXIS_EXCEPTION_H

#include "object/object.h"

/* Which built-in type gives the fields of an exception their meaning. */
typedef enum ExceptionFamily {
  FAMILY_PLAIN,
  FAMILY_STOP_ITERATION,
  FAMILY_SYSTEM_EXIT,
  FAMILY_NAME,
  FAMILY_ATTRIBUTE,
  FAMILY_IMPORT,
  FAMILY_OS,
  FAMILY_SYNTAX,
  FAMILY_UNICODE,
  FAMILY_GROUP,
} ExceptionFamily;

enum { FIELD_VALUE };                                            /* StopIteration.value, SystemExit.code, NameError.name */
enum { ATTRIBUTE_NAME, ATTRIBUTE_OBJECT };
enum { IMPORT_NAME, IMPORT_PATH, IMPORT_MESSAGE };
enum { OS_ERRNO, OS_STRERROR, OS_FILENAME, OS_FILENAME2 };       /* BlockingIOError: the last is characters_written */
enum { SYNTAX_MESSAGE, SYNTAX_FILENAME, SYNTAX_LINENO, SYNTAX_OFFSET, SYNTAX_TEXT, SYNTAX_END_LINENO, SYNTAX_END_OFFSET,
       SYNTAX_PRINT, SYNTAX_FIELDS };
enum { UNICODE_ENCODING, UNICODE_OBJECT, UNICODE_START, UNICODE_END, UNICODE_REASON, UNICODE_FIELDS };
enum { GROUP_MESSAGE, GROUP_EXCEPTIONS };

ExceptionFamily exception_family(Vm *vm, Ref type);
Exception *exception_alloc(Vm *vm, Ref type, Value args);        /* NULL: V_FAIL */
bool exception_fill(Vm *vm, Exception *e, Value args);           /* the fields, as the constructor does without keywords */
Value os_error_new(Vm *vm, Ref type, Value args);                /* picks the subclass by errno when type is OSError itself */
void exception_field_set(Vm *vm, Exception *e, uint32_t i, Value v);
Value exception_no_keywords(Vm *vm, Value self_or_type, Value keywords); /* V_NONE, or V_FAIL */
Value exception_plain_str(Vm *vm, Value self);                   /* BaseException.__str__; may call */


extern const NativeEntry BaseException_entries[];

#endif
