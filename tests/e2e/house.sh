# Sourced after tap.sh and data.sh, in $tmp: an installation in d, with a master key of its own. Sets $kentering (from PROGRAM).
export LC_ALL=en_US.UTF-8 XDG_STATE_HOME=$tmp/state
umask 077
mkdir keys
master=$tmp/keys/master.key
kentering=$(on_database "$PROGRAM")
new_key() { { od -An -tx1 -N32 /dev/urandom | tr -d ' \n'; echo; } > "$1"; }
# k ARGUMENTS …: runs the program; its words are in out and err. on ARGUMENTS …: likewise, on d with its keys.
k() { timeout 60 "$kentering" "$@" > out 2> err; local rc=$?; cat out err > log; return $rc; }
on() { k "$@" --data d --master-key "$master"; }
# says TEXT NAME: a test that it said so.
says() { cat out err > log; grep -q -- "$1" out err; ok $? "$2"; }
