make_module('itertools', {name: builtin_type('itertools_' + name) for name in (
    'count', 'cycle', 'repeat', 'chain', 'accumulate', 'compress', 'dropwhile', 'takewhile', 'filterfalse', 'islice', 'starmap',
    'product', 'permutations', 'combinations', 'combinations_with_replacement', 'pairwise', 'zip_longest', 'groupby')})
make_module('itertools', {'_grouper': builtin_type('itertools_grouper'), '_tee': builtin_type('itertools_tee')})
