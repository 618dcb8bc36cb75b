# := and the targets of a comprehension: each must not rebind the other, whatever the target is.
for text in ('[i for i in x if (j := 0) for j in y]', '{i for i in x if (j := 0) for k, *j in y}', '(i for i[(j := 1)] in x)', '[i for (j := 1).x in y]',
             '[x for x.y in z if (x := 1)]', '[i for i in x if (i := 1)]', '[(j := i) for i in x for k in y]', '[[i for i in x if (j := 1)] for j in z]'):
    try:
        compile(text, 'f', 'eval')
        print('compiles')
    except SyntaxError as e:
        print(e.msg, e.offset, e.end_offset)
