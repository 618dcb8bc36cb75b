# sys.exit raises SystemExit.
import sys
for args in ((), (None,), (3,), ('text',), ((1, 2),)):
    try:
        sys.exit(*args)
    except SystemExit as e:
        print(e.args, e.code)
