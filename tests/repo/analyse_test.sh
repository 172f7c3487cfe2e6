#!/bin/sh
# What the analysers say of the program and its tools: nothing. analyse_test.sh BUILD_FOLDER (one that clang built).
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
. "$root/tests/tap.sh"
cd "$root" || exit 1
if [ -z "$KENTERING_LONG" ] || ! grep -q '"command": "clang' "$build/compile_commands.json"; then
  echo 'ok 1 - analysers # SKIP only in ./test --long, with clang'
  echo 1..1
  exit 0
fi

# One file a process, so that all cores have work to the end.
find src tools -name '*.c' ! -path '*/test/*' | sort |
  xargs -P "$(nproc)" -n 1 clang-tidy -p "$build" --quiet > "$tmp/log" 2>/dev/null
ok $? 'clang-tidy finds nothing'

includes=$(find src -type d ! -name test ! -name views ! -name schema | sed 's/^/-I/')
skip=$(find src -type d -name test | sed 's/^/-i/')
# shellcheck disable=SC2086
cppcheck --enable=warning,portability,performance --inline-suppr --error-exitcode=1 --quiet -j "$(nproc)" \
  --suppressions-list=tests/repo/cppcheck.txt $includes $skip src tools > "$tmp/log" 2>&1
ok $? 'cppcheck finds nothing'
done_testing
