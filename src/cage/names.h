/*
 * The well-known things, as lists: built-in types, interned names, and the special methods each type resolves once.
 * Their references stand in struct Known at a fixed place of every cage.
 */
#ifndef PYXIS_NAMES_H
#define PYXIS_NAMES_H

/* X(identifier, Python name, kind of instances, base type, flags) */
#define EXCEPTION_TYPES(X)                                                                                             \
  X(BaseException, object) X(Exception, BaseException) X(BaseExceptionGroup, BaseException)                            \
  X(ExceptionGroup, BaseExceptionGroup) X(SystemExit, BaseException) X(KeyboardInterrupt, BaseException)               \
  X(GeneratorExit, BaseException) X(StopIteration, Exception) X(StopAsyncIteration, Exception)                         \
  X(ArithmeticError, Exception) X(FloatingPointError, ArithmeticError) X(OverflowError, ArithmeticError)               \
  X(ZeroDivisionError, ArithmeticError) X(AssertionError, Exception) X(AttributeError, Exception)                      \
  X(BufferError, Exception) X(EOFError, Exception) X(ImportError, Exception) X(ModuleNotFoundError, ImportError)       \
  X(LookupError, Exception) X(IndexError, LookupError) X(KeyError, LookupError) X(MemoryError, Exception)              \
  X(NameError, Exception) X(UnboundLocalError, NameError) X(OSError, Exception) X(BlockingIOError, OSError)            \
  X(ConnectionError, OSError) X(BrokenPipeError, ConnectionError) X(ConnectionAbortedError, ConnectionError)           \
  X(ConnectionRefusedError, ConnectionError) X(ConnectionResetError, ConnectionError) X(ChildProcessError, OSError)    \
  X(FileExistsError, OSError) X(FileNotFoundError, OSError) X(InterruptedError, OSError)                               \
  X(IsADirectoryError, OSError) X(NotADirectoryError, OSError) X(PermissionError, OSError)                             \
  X(ProcessLookupError, OSError) X(TimeoutError, OSError) X(ReferenceError, Exception) X(RuntimeError, Exception)      \
  X(NotImplementedError, RuntimeError) X(RecursionError, RuntimeError) X(SyntaxError, Exception)                       \
  X(IndentationError, SyntaxError) X(TabError, IndentationError) X(SystemError, Exception) X(TypeError, Exception)     \
  X(ValueError, Exception) X(UnicodeError, ValueError) X(UnicodeDecodeError, UnicodeError)                             \
  X(UnicodeEncodeError, UnicodeError) X(UnicodeTranslateError, UnicodeError) X(Warning, Exception)                     \
  X(DeprecationWarning, Warning) X(PendingDeprecationWarning, Warning) X(RuntimeWarning, Warning)                      \
  X(SyntaxWarning, Warning) X(UserWarning, Warning) X(FutureWarning, Warning) X(ImportWarning, Warning)                \
  X(UnicodeWarning, Warning) X(BytesWarning, Warning) X(ResourceWarning, Warning) X(EncodingWarning, Warning)

#define BUILTIN_TYPES(X)                                                                                               \
  X(object, "object", KIND_INSTANCE, object, TYPE_BASE) X(type, "type", KIND_TYPE, object, TYPE_BASE | TYPE_WEAKREF | TYPE_ATTRIBUTES)                  \
  X(int, "int", KIND_INT, object, TYPE_BASE) X(bool, "bool", KIND_INT, int, 0)                                         \
  X(float, "float", KIND_FLOAT, object, TYPE_BASE) X(complex, "complex", KIND_COMPLEX, object, TYPE_BASE)              \
  X(str, "str", KIND_STR, object, TYPE_BASE) X(bytes, "bytes", KIND_BYTES, object, TYPE_BASE)                          \
  X(bytearray, "bytearray", KIND_BYTEARRAY, object, TYPE_BASE) X(tuple, "tuple", KIND_TUPLE, object, TYPE_BASE)        \
  X(list, "list", KIND_LIST, object, TYPE_BASE) X(dict, "dict", KIND_DICT, object, TYPE_BASE)                          \
  X(set, "set", KIND_SET, object, TYPE_BASE | TYPE_WEAKREF) X(frozenset, "frozenset", KIND_SET, object, TYPE_BASE | TYPE_WEAKREF)                    \
  X(range, "range", KIND_RANGE, object, 0) X(slice, "slice", KIND_SLICE, object, 0)                                    \
  X(NoneType, "NoneType", KIND_NONE, object, 0) X(ellipsis, "ellipsis", KIND_NONE, object, 0)                          \
  X(NotImplementedType, "NotImplementedType", KIND_NONE, object, 0)                                                    \
  X(cell, "cell", KIND_CELL, object, 0) X(code, "code", KIND_CODE, object, TYPE_WEAKREF)                                          \
  X(function, "function", KIND_FUNCTION, object, TYPE_WEAKREF | TYPE_ATTRIBUTES)                                                                    \
  X(builtin_function, "builtin_function_or_method", KIND_NATIVE, object, TYPE_WEAKREF)                                            \
  X(method_descriptor, "method_descriptor", KIND_NATIVE, object, 0)                                                    \
  X(wrapper_descriptor, "wrapper_descriptor", KIND_NATIVE, object, 0)                                                  \
  X(method_wrapper, "method-wrapper", KIND_NATIVE, object, 0)                                                          \
  X(classmethod_descriptor, "classmethod_descriptor", KIND_NATIVE, object, 0)                                          \
  X(getset_descriptor, "getset_descriptor", KIND_NATIVE, object, TYPE_DATA_DESCRIPTOR)                                 \
  X(member_descriptor, "member_descriptor", KIND_RECORD, object, TYPE_DATA_DESCRIPTOR)                                 \
  X(method, "method", KIND_METHOD, object, TYPE_WEAKREF) X(generator, "generator", KIND_GENERATOR, object, TYPE_WEAKREF)                     \
  X(coroutine, "coroutine", KIND_GENERATOR, object, TYPE_WEAKREF)                                                                 \
  X(async_generator, "async_generator", KIND_GENERATOR, object, TYPE_WEAKREF) X(module, "module", KIND_MODULE, object, TYPE_BASE | TYPE_ATTRIBUTES | TYPE_WEAKREF) \
  X(traceback, "traceback", KIND_TRACEBACK, object, 0) X(frame, "frame", KIND_RECORD, object, 0)                       \
  X(property, "property", KIND_RECORD, object, TYPE_BASE | TYPE_DATA_DESCRIPTOR)                                       \
  X(classmethod, "classmethod", KIND_RECORD, object, TYPE_BASE | TYPE_ATTRIBUTES)                                                        \
  X(staticmethod, "staticmethod", KIND_RECORD, object, TYPE_BASE | TYPE_ATTRIBUTES) X(super, "super", KIND_RECORD, object, TYPE_BASE)    \
  X(mappingproxy, "mappingproxy", KIND_RECORD, object, 0) X(dict_keys, "dict_keys", KIND_RECORD, object, 0)            \
  X(dict_values, "dict_values", KIND_RECORD, object, 0) X(dict_items, "dict_items", KIND_RECORD, object, 0)            \
  X(dict_iterator, "dict_keyiterator", KIND_RECORD, object, 0)                                                         \
  X(dict_valueiterator, "dict_valueiterator", KIND_RECORD, object, 0)                                                  \
  X(dict_itemiterator, "dict_itemiterator", KIND_RECORD, object, 0)                                                    \
  X(dict_reverseiterator, "dict_reversekeyiterator", KIND_RECORD, object, 0)                                           \
  X(dict_reversevalueiterator, "dict_reversevalueiterator", KIND_RECORD, object, 0)                                    \
  X(dict_reverseitemiterator, "dict_reverseitemiterator", KIND_RECORD, object, 0)                                      \
  X(list_iterator, "list_iterator", KIND_RECORD, object, 0) X(list_reverseiterator, "list_reverseiterator", KIND_RECORD, object, 0) \
  X(tuple_iterator, "tuple_iterator", KIND_RECORD, object, 0) X(set_iterator, "set_iterator", KIND_RECORD, object, 0)  \
  X(str_iterator, "str_iterator", KIND_RECORD, object, 0) X(bytes_iterator, "bytes_iterator", KIND_RECORD, object, 0)  \
  X(bytearray_iterator, "bytearray_iterator", KIND_RECORD, object, 0)                                                  \
  X(range_iterator, "range_iterator", KIND_RECORD, object, 0) X(longrange_iterator, "longrange_iterator", KIND_RECORD, object, 0) \
  X(sequence_iterator, "iterator", KIND_RECORD, object, 0) X(callable_iterator, "callable_iterator", KIND_RECORD, object, 0) \
  X(enumerate, "enumerate", KIND_RECORD, object, TYPE_BASE) X(zip, "zip", KIND_RECORD, object, TYPE_BASE)              \
  X(map, "map", KIND_RECORD, object, TYPE_BASE) X(filter, "filter", KIND_RECORD, object, TYPE_BASE)                    \
  X(reversed, "reversed", KIND_RECORD, object, TYPE_BASE) X(memoryview, "memoryview", KIND_RECORD, object, TYPE_WEAKREF)          \
  X(generic_alias, "types.GenericAlias", KIND_RECORD, object, TYPE_BASE | TYPE_WEAKREF) X(union_type, "types.UnionType", KIND_RECORD, object, 0) \
  X(weakref, "weakref", KIND_WEAKREF, object, TYPE_BASE) X(shape, "shape", KIND_SHAPE, object, 0)                      \
  X(internal, "internal", KIND_RAW, object, 0)                                                                         \
  X(itertools_count, "itertools.count", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_cycle, "itertools.cycle", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_repeat, "itertools.repeat", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_chain, "itertools.chain", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_accumulate, "itertools.accumulate", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_compress, "itertools.compress", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_dropwhile, "itertools.dropwhile", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_takewhile, "itertools.takewhile", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_filterfalse, "itertools.filterfalse", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_islice, "itertools.islice", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_starmap, "itertools.starmap", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_product, "itertools.product", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_permutations, "itertools.permutations", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_combinations, "itertools.combinations", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_combinations_with_replacement, "itertools.combinations_with_replacement", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_pairwise, "itertools.pairwise", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_zip_longest, "itertools.zip_longest", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_groupby, "itertools.groupby", KIND_RECORD, object, TYPE_BASE) \
  X(itertools_grouper, "itertools._grouper", KIND_RECORD, object, 0) \
  X(itertools_tee, "itertools._tee", KIND_RECORD, object, TYPE_WEAKREF) \
  X(functools_partial, "functools.partial", KIND_RECORD, object, TYPE_BASE | TYPE_ATTRIBUTES | TYPE_WEAKREF) \
  X(functools_key, "functools.KeyWrapper", KIND_RECORD, object, 0) \
  X(deque, "collections.deque", KIND_RECORD, object, TYPE_BASE | TYPE_WEAKREF) \
  X(deque_iterator, "_collections._deque_iterator", KIND_RECORD, object, 0) \
  X(deque_reverseiterator, "_collections._deque_reverse_iterator", KIND_RECORD, object, 0) \
  X(operator_itemgetter, "operator.itemgetter", KIND_RECORD, object, 0) X(operator_attrgetter, "operator.attrgetter", KIND_RECORD, object, 0) \
  X(tuplegetter, "collections._tuplegetter", KIND_RECORD, object, TYPE_DATA_DESCRIPTOR) \
  X(functools_cache, "_functools.cache", KIND_RECORD, object, TYPE_BASE) \
  X(async_generator_asend, "async_generator_asend", KIND_RECORD, object, 0) \
  X(async_generator_athrow, "async_generator_athrow", KIND_RECORD, object, 0) \
  X(coroutine_wrapper, "coroutine_wrapper", KIND_RECORD, object, 0)

enum {
#define X(id, ...) T_##id,
  BUILTIN_TYPES(X) EXCEPTION_TYPES(X)
#undef X
  TYPE_COUNT
};

/* Special methods, resolved once a type: Type.special[SP_add] is what the mro gives for __add__. Binary operators come
   in the order of BinaryOp, plain, reflected, in place; comparisons in the order of CompareOp. */
#define SPECIALS(X)                                                                                                    \
  X(add) X(sub) X(mul) X(matmul) X(truediv) X(floordiv) X(mod) X(pow) X(lshift) X(rshift) X(and) X(or) X(xor)          \
  X(radd) X(rsub) X(rmul) X(rmatmul) X(rtruediv) X(rfloordiv) X(rmod) X(rpow) X(rlshift) X(rrshift) X(rand) X(ror)     \
  X(rxor) X(iadd) X(isub) X(imul) X(imatmul) X(itruediv) X(ifloordiv) X(imod) X(ipow) X(ilshift) X(irshift) X(iand)    \
  X(ior) X(ixor) X(lt) X(le) X(eq) X(ne) X(gt) X(ge) X(neg) X(pos) X(invert) X(abs) X(divmod) X(rdivmod) X(int)        \
  X(float) X(complex) X(index) X(round) X(trunc) X(floor) X(ceil) X(bool) X(len) X(length_hint) X(getitem) X(setitem)  \
  X(delitem) X(contains) X(iter) X(next) X(reversed) X(missing) X(call) X(new) X(init) X(del) X(repr) X(str) X(bytes)  \
  X(format) X(hash) X(getattribute) X(getattr) X(setattr) X(delattr) X(dir) X(get) X(set) X(delete) X(set_name)        \
  X(enter) X(exit) X(await) X(aiter) X(anext) X(aenter) X(aexit) X(instancecheck) X(subclasscheck) X(prepare)          \
  X(init_subclass) X(class_getitem) X(mro_entries)

enum {
#define X(id) SP_##id,
  SPECIALS(X)
#undef X
  SPECIAL_COUNT
};

/* Interned names beyond the special ones (those are N___add__-like: use SPECIAL_NAME). */
#define NAMES(X)                                                                                                       \
  X(__name__) X(__qualname__) X(__module__) X(__dict__) X(__class__) X(__doc__) X(__bases__) X(__mro__) X(__slots__)   \
  X(__weakref__) X(__annotations__) X(__builtins__) X(__file__) X(__spec__) X(__package__) X(__loader__) X(__path__)   \
  X(__all__) X(__import__) X(__build_class__) X(__main__) X(builtins) X(__classcell__) X(__metaclass__) X(metaclass)   \
  X(__abstractmethods__) X(__isabstractmethod__) X(__origin__) X(__args__) X(__parameters__) X(__wrapped__)            \
  X(__func__) X(__self__) X(__code__) X(__globals__) X(__closure__) X(__defaults__) X(__kwdefaults__) X(__notes__)     \
  X(__cause__) X(__context__) X(__traceback__) X(__suppress_context__) X(__match_args__) X(__reduce__)                 \
  X(__reduce_ex__) X(__getstate__) X(__setstate__) X(__copy__) X(__deepcopy__) X(__sizeof__) X(__debug__) X(__fspath__) \
  X(keys) X(values) X(items) X(get) X(append) X(add) X(update) X(send) X(throw) X(close) X(read) X(write) X(flush)     \
  X(join) X(sort) X(reverse) X(key) X(default) X(value) X(args) X(name) X(obj) X(code) X(msg) X(path) X(filename)      \
  X(lineno) X(offset) X(text) X(end_lineno) X(end_offset) X(print_file_and_line) X(sep) X(end) X(file) X(strict)       \
  X(encoding) X(errors) X(object) X(start) X(stop) X(step) X(sys) X(modules) X(stdout) X(stderr) X(stdin) X(exceptions) \
  X(message) X(name_from) X(self) X(cls) X(lambda_) X(listcomp_) X(genexpr_) X(dictcomp_) X(setcomp_) X(module_) X(_)

enum {
#define X(id) N_##id,
  NAMES(X)
#undef X
#define X(id) N_special_##id,
  SPECIALS(X)
#undef X
  NAME_COUNT
};

#endif
