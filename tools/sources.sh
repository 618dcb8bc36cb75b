#!/bin/sh
# Lists the C (or with --py the Python) files below the given directories, sorted, one a line: for meson.build.
pattern='*.c'
if [ "$1" = --py ]; then pattern='*.py'; shift; fi
cd "${MESON_SOURCE_ROOT:-$(dirname "$0")/..}" || exit 1
for directory; do
  [ -d "$directory" ] && find "$directory" -name "$pattern"
done | LC_ALL=C sort
exit 0
