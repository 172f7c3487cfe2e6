#!/bin/bash
# Keys, journal and verify at the command line, and what a process with keys shows of itself: keys_test.sh PATH_TO_KENTERING
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
plain=$(realpath "$1") kentering=$plain
. "$here/../tap.sh"
. "$here/../data.sh"
cd "$tmp" || exit 1
kentering=$(on_database "$kentering")
export LC_ALL=en_US.UTF-8 XDG_STATE_HOME="$tmp/state"
unset STATE_DIRECTORY CREDENTIALS_DIRECTORY
k() { "$kentering" "$@" > out 2> err; }

k offers import "$root/data/offers.csv" --data d; is $? 0 "a data folder with the example offers"

# --- verify ------------------------------------------------------------------------------------------
k verify --data d; is $? 0 "what nobody touched is sound"
grep -q '^Sound' out; ok $? "and verify says so"
k verify --data d --json; grep -q '"sound":true' out; ok $? "also as JSON"
k verify --data nowhere; is $? 1 "a folder without a database fails"
[ ! -e nowhere ]; ok $? "and makes nothing"
data_copy d before
sql d "UPDATE journal SET actor = x'00112233445566778899aabbccddeeff' WHERE seq = 40"
k verify --data d; is $? 1 "a line that was changed is found"
grep -Eq '^journal 1/40, [0-9a-f-]{36}, 20[0-9-]*T[0-9:]*Z: This line of the journal was changed' out; ok $? "with chain, number, id, time and what was done"
k verify --data d --json; is $? 1 "as JSON too"
grep -q '"what":"changed","table":"journal","chain":1,"seq":40' out; ok $? "with the same place"
data_drop d; data_move before d

# --- keys ----------------------------------------------------------------------------------------------
k key report --data d; is $? 0 "a report of the keys"
grep -q '^Epoch 1: ' out && grep -q '^master  600 ' out; ok $? "with epochs, files and their rights"
master=$(sed -n 's/^master  600  //p' out)
k key rotate --data d; is $? 0 "the epoch is renewed"
k key report --data d --json; grep -q '"epochs":\[{"number":2,' out; ok $? "and the first one is gone"
k key split --data d one two; is $? 0 "the master key in two codes"
grep -Eq '^([0-9A-Z]{4}-){15}[0-9A-Z]{4}$' one && grep -Eq '^([0-9A-Z]{4}-){15}[0-9A-Z]{4}$' two; ok $? "of 16 groups"
is "$(stat -c %a one)" 600 "for their owner only"
k key split --data d one two; is $? 1 "never over a file that is there"
chmod 644 "$master"
k verify --data d; is $? 1 "a key that others may read is refused"
grep -q 'chmod 600' err; ok $? "and the message says what to do"
chmod 600 "$master"; mv "$master" kept
k verify --data d; is $? 1 "without the master key nothing starts"
grep -q "$master: This key file is missing" err; ok $? "and the message names the file"
"$kentering" serve --data d --port 0 > out 2> err; is $? 1 "nor does the server"
k key recover --data d one one; is $? 1 "one code alone recovers nothing"
k key recover --data d one two; is $? 0 "both together do"
cmp -s "$master" kept; ok $? "and give the same key"
k verify --data d; is $? 0 "which opens everything"
rm "$master"; cat two one | "$kentering" key recover --data d > out 2> err; is $? 0 "codes can be typed, in any order"
mkdir nowhere; rm "$master"; k key recover --data nowhere one two; is $? 0 "they give it back on a machine without a database, from the key ring"
cmp -s "$master" kept; ok $? "and it is the same key"
mv "${master%.key}.ring" ring; k key recover --data nowhere one two; is $? 1 "but not without the ring"
mv ring "${master%.key}.ring"
mkdir -m 700 credentials; cp "$master" credentials/kentering-master
chmod 440 credentials/kentering-master; CREDENTIALS_DIRECTORY=$tmp/credentials k verify --data d --quick; is $? 0 "a credential that an access list lets the service read is taken"
chmod 444 credentials/kentering-master; CREDENTIALS_DIRECTORY=$tmp/credentials k verify --data d --quick; is $? 1 "one that everybody may read is not"
rm -r credentials
k key master d/key --data d; is $? 1 "a master key under the data folder is refused"
k key master fresh --data d; is $? 0 "a new master key"
k verify --data d; is $? 1 "the old one opens nothing any more"
mv fresh "$master"; k verify --data d; is $? 0 "the new one in its place does"
k verify --data d --master-key d/key; is $? 1 "nor may --master-key lead into the data folder"

# --- journal export ----------------------------------------------------------------------------------------
k journal export --data d; is $? 0 "the journal as CSV"
head -1 out | grep -q '^time,event,outcome,actor,role,organisation,purpose,object_kind,object,subject'; ok $? "in the terms of the norm"
grep -q ',"split_master_key","done",' out || grep -q '"split_master_key"' out; ok $? "with what was done to the keys"
k journal export --data d --format json --from 2001-01-01 --to 2001-12-31; is "$(tr -d '\n' < out)" '[]' "nothing of a year without lines"
k journal export --data d --from 2026-02-30; is $? 2 "a day that does not exist is wrong use"
k journal export --data d --from 2026-02-02 --to 2026-02-01; is $? 1 "days in the wrong order are refused"
is "$(sql d "SELECT count(*) FROM journal WHERE verb = 'export'")" 2 "every export left a line"

# --- a server: its checkpoint, and what it shows of itself -----------------------------------------------------
ulimit -c unlimited 2> /dev/null
"$kentering" serve --data d --port 0 > address 2> log &
server=$!
for _ in $(seq 100); do [ -s address ] && break; sleep 0.1; done
[ -s address ]; ok $? "the server runs"
for _ in $(seq 50); do [ "$(sql d 'SELECT count(*) FROM journal_head')" = 1 ] && break; sleep 0.1; done
is "$(sql d 'SELECT seq FROM journal_head')" "$(sql d 'SELECT max(seq) FROM journal')" "it writes a checkpoint soon after its start"
k verify --data d; is $? 0 "verify runs beside the server"
kill -TERM $server; wait $server; is $? 0 "it stops when asked"
is "$(sql d 'SELECT seq FROM journal_head')" "$(sql d 'SELECT max(seq) FROM journal')" "with a last checkpoint"
heads=$(ls state/kentering/*.heads)
sql d "DELETE FROM journal WHERE seq > (SELECT max(seq) - 3 FROM journal); UPDATE journal_head SET seq = (SELECT max(seq) FROM journal), mac = (SELECT mac FROM journal ORDER BY seq DESC LIMIT 1)"
k verify --data d; is $? 1 "a tail cut off with its head in the database is missed"
grep -q 'The end of the journal is missing' out; ok $? "by the heads outside it"
[ -s "$heads" ]; ok $? "which lie beside the keys"

# As a user who is not root: the same user, in another process, sees nothing of it. The program itself, which a demo needs no
# database for: such a user may not read the folder of the tests.
as_user=(env)
[ "$(id -u)" = 0 ] && as_user=(setpriv --reuid 65534 --regid 65534 --clear-groups env)
mkdir -m 777 user && chmod 755 "$tmp" && cp "$plain" program && chmod 755 program && : > address && chmod 666 address
cd user || exit 1
"${as_user[@]}" TMPDIR="$tmp/user" ASAN_OPTIONS="detect_leaks=0:disable_coredump=0" "$tmp/program" serve --demo --port 0 > ../address 2> ../log &
server=$!
cd ..
for _ in $(seq 100); do [ -s address ] && break; sleep 0.1; done
[ -s address ]; ok $? "a demo runs"
for file in maps mem environ; do
  ! "${as_user[@]}" head -c 1 "/proc/$server/$file" > /dev/null 2> log2 && grep -q 'Permission denied' log2; ok $? "its own user may not open its $file"
done
kill -ABRT $server; wait $server 2> /dev/null
[ -z "$(find "$tmp" -name 'core*')" ]; ok $? "a process that is aborted leaves no core"
done_testing
