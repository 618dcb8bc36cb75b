# An uncaught SystemExit ends the program with its status.
import sys
print('before')
try:
    sys.exit(0)
finally:
    print('finally')
