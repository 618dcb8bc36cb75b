#!/bin/sh
# Meson lists the source files when it configures: configures again when there are others by now.
cd "$(dirname "$0")/.." || exit 1
tools/sources.sh src examples tests >"$1/sources.now"
tools/sources.sh --py src/library/prelude >>"$1/sources.now"
cmp -s "$1/sources.now" "$1/sources.configured" && exit 0
meson setup --reconfigure "$1" >/dev/null && mv "$1/sources.now" "$1/sources.configured"
