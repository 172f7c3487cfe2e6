# TAP for shell tests: sourced. Each test file gets an empty folder $tmp, which goes when it ends.
tests=0 failed=0
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

# ok STATUS NAME: a test passed if STATUS is 0. What $tmp/log holds explains a failure.
ok() {
  tests=$((tests + 1))
  if [ "$1" -eq 0 ]; then echo "ok $tests - $2"; return; fi
  failed=$((failed + 1))
  echo "not ok $tests - $2"
  [ ! -s "$tmp/log" ] || sed 's/^/# /' "$tmp/log"
}

# is GOT WANTED NAME
is() {
  [ "$1" = "$2" ]
  same=$?
  printf 'got:    %s\nwanted: %s\n' "$1" "$2" > "$tmp/log"
  ok $same "$3"
}

done_testing() {
  echo "1..$tests"
  [ "$failed" -eq 0 ]
}
