#!/bin/sh
# long.sh TARGET SECONDS SEEDS: clang's fuzzer on a copy of the seeds; TAP.
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
target=$(realpath "$1")
seconds=$2
cp "$3"/* "$work"
cd "$work" || exit 1
if "$target" -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1 "$work" > log 2>&1; then
  echo "ok 1 - no input brings it down"
else
  echo "not ok 1 - an input brings it down"
  tail -40 log | sed 's/^/# /'
  for crash in crash-* timeout-* oom-*; do [ -f "$crash" ] && { echo "# $crash, as gzip and base64:"; gzip -9c "$crash" | base64 -w 150 | sed 's/^/# /'; }; done
fi
grep -a number_of_executed_units log | sed 's/^/# /'
echo 1..1
