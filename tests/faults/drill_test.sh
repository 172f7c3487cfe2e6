#!/bin/bash
# The drill of fail-over, as the handbook has it, works each time: drill_test.sh PATH_TO_KENTERING
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tap.sh"
kentering=$(realpath "$1")
drill=$here/../../tools/failover-drill.sh
chmod 755 "$tmp" && mkdir -m 755 "$tmp/drill"
for i in 1 2 3; do
  TMPDIR=$tmp/drill LC_ALL=C.UTF-8 KENTERING_DRILL_SECONDS=$((i == 1 ? 3 : 1)) "$drill" "$kentering" > "$tmp/out" 2> "$tmp/err"; rc=$?
  cat "$tmp/out" "$tmp/err" > "$tmp/log"
  ok $rc "drill $i: the primary is killed under load, all that was acknowledged is there, and two servers stand again"
done
grep -q 'acknowledged, of which 0 are gone' "$tmp/out"; ok $? "and it says so"
grep 'the first change was saved\|were acknowledged' -A1 "$tmp/out" | sed 's/^/# /'
is "$(ls "$tmp/drill")" "" "it leaves nothing behind"
LC_ALL=nl_NL.UTF-8 "$drill" /nowhere > "$tmp/log" 2>&1; is $? 2 "without the program it says what it needs"
done_testing
