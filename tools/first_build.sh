#!/bin/sh
# Makes a build directory for `make build`: builds once with counters, runs the tests' programs, and configures it anew to build knowing which
# way they and tools/training.py went (profile-guided, as Debian's CPython is built). The stamp `trained` says that this came to its end.
set -e
directory=$1
cd "$(dirname "$0")/.."
if ! ${CC:-cc} --version | grep -q 'Free Software Foundation'; then # clang keeps its profiles in another way
  [ -f "$directory/build.ninja" ] || meson setup "$directory" >/dev/null
  exit
fi
echo "first build of $directory/: twice, the second time with the first one's profile"
if [ -f "$directory/build.ninja" ]; then meson configure "$directory" -Db_pgo=generate
else meson setup "$directory" -Db_pgo=generate >/dev/null
fi
find "$directory" -name '*.gcda' -exec rm {} +
meson compile -C "$directory" pyxis:executable >"$directory/build.log" 2>&1 || { tail -50 "$directory/build.log"; exit 1; }
{ echo tools/training.py; tools/sources.sh --py tests/programs tests/language; } | while read -r program; do
  timeout 60 "$directory/pyxis" run --output none --memory 1G "$program" >/dev/null 2>&1 </dev/null || true # some end with an error, as they should
done
meson configure "$directory" -Db_pgo=use
touch "$directory/trained"
