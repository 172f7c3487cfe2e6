#!/bin/bash
# The drill, as an operator does it: keys, colleagues, backup while serving, a person who is erased for good, a disk that is lost,
# and somebody with SQL: trust_test.sh PATH_TO_KENTERING [PATH_TO_FAULTS_CLOCK]
here=$(cd "$(dirname "$0")" && pwd)
PROGRAM=$(realpath "$1")
clock=${2:+$(realpath "$2")}
. "$here/../tap.sh"
. "$here/../data.sh"
cd "$tmp" || exit 1
. "$here/house.sh"
mkdir elsewhere
colleague() { node "$here/colleague.mjs" "$url" "$@" > said 2> log; }
place() { data_drop place && mkdir place; }                              # an empty place to restore into
empty() { [ -z "$(ls -A place)" ]; ok $? "$1"; ls -lA place > log; }

pid=
# serve [OPTIONS]: starts the server on d, and waits for its address.
serve() {
  : > address
  "$kentering" serve --data d --master-key "$master" --port 0 "$@" > address 2> serve.log & pid=$!
  for _ in $(seq 200); do [ -s address ] && break; kill -0 $pid 2> /dev/null || break; sleep 0.1; done
  url=$(cat address)
}
halt() { [ -z "$pid" ] || { kill $pid 2> /dev/null; wait $pid; }; pid=; }
trap 'halt; rm -rf "$tmp"' EXIT

# --- keys --------------------------------------------------------------------------------------------------------------
new_key "$master"
admin=(user add --mail beheer@voorbeeld.invalid --name "Peter Beheer" --organisation "Regio Voorbeeld" --role beheer --region oost-brabant)
mkdir -p d && cp "$master" d/master.key
k "${admin[@]}" --data d --master-key d/master.key; is $? 1 "a master key inside the data folder is refused"
says 'data folder' "and the message says why"
ln -s ../d elsewhere/d; k "${admin[@]}" --data d --master-key elsewhere/d/master.key; is $? 1 "also round a corner"
rm -rf d; chmod 644 "$master"
on "${admin[@]}"; is $? 1 "a master key that others may read is refused"
says 'chmod 600' "and the message says what to do"; says "$master" "and names the file"
chmod 600 "$master"; rm -rf d
on "${admin[@]}"; is $? 0 "with a key of their own somebody makes the first administrator"
admin_link=$(tail -1 out)
database=d/kentering.db; in_file "nobody else may read the database" || database=d
is "$(stat -c %a "$master" "$master.ring" "$master.erased" "$master.heads" d $database | sort -u | tr '\n' ' ')" "600 700 " "nobody else may read keys, folder and database"
on user add --mail regie@voorbeeld.invalid --name "Ilse Regie" --organisation "Veiligheidshuis Voorbeeld" --role regisseur --region oost-brabant; link=$(tail -1 out)
on key report; is $? 0 "a report of keys"; says 'Epoch 1' "names the epoch"

# --- without keys ---------------------------------------------------------------------------------------------------------
for part in '' .ring .erased .heads; do
  mv "$master$part" kept
  on serve --port 0; is $? 1 "without ${part:-the master key} nothing starts"
  says "$master$part" "and the message names the file"
  [ ! -e "$master$part" ]; ok $? "and no other is made"
  mv kept "$master$part"
done
new_key keys/other.key; for part in .ring .erased .heads; do cp "$master$part" keys/other.key$part; done
k serve --port 0 --data d --master-key keys/other.key; is $? 1 "with another master key nothing starts"; says 'keys/other.key.ring' "and the message names the ring that it does not open"

# --- at work --------------------------------------------------------------------------------------------------------------
serve
colleague admin enrol "$admin_link"; ok $? "the administrator chooses a password and a second step"
colleague regie enrol "$link"; ok $? "so does a colleague"
colleague regie enrol "$link"; is $? 1 "the link works once"
colleague admin see /werk/huishoudens; is "$(cat said)" 404 "the administrator sees no household"
colleague regie file "Huishouden Zeehond" "Zeehondje" "Geheimestraat 12"; ok $? "a household with a secret address"
read -r home person < said
on synth --households 3 --seed 5; is $? 0 "more households are made while people work"
on user add --mail later@voorbeeld.invalid --name "Loes Later" --organisation "Veiligheidshuis Voorbeeld" --role regisseur --region oost-brabant; unused=$(tail -1 out)
colleague regie key; key=$(cat said)
program() { curl -sS -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $key" "$url/api/v1/households"; }
is "$(program)" 200 "a program reads with a key"
k key pair keys/backup.secret keys/backup.public; is $? 0 "a pair of keys for backups"
colleague regie write "$person" 3 & writer=$!
sleep 1
on backup night.bak --to-key keys/backup.public; is $? 0 "a backup while somebody writes"
wait $writer; ok $? "who did not notice"; written=$(cat said)
colleague regie see "$person" "nummer $written"; ok $? "and whose every change is there"
on backup night.bak --to-key keys/backup.public; is $? 1 "a backup takes nobody's place"
[ "$(stat -c %a night.bak)" = 600 ]; ok $? "nobody else may read it"
! grep -aqE 'Geheimestraat|Zeehond|SQLite format' night.bak; ok $? "and it shows nothing of what is in it"
before=$(sql d 'SELECT count(*) FROM person')
wrapped=$(sql d "SELECT hex(wrapped) FROM compartment WHERE id = (SELECT compartment FROM person WHERE id = x'$(basename "$person" | tr -d -)')")
colleague regie leave "$home"; ok $? "the last colleague stops working there"
cp regie before.regie

# --- erased -----------------------------------------------------------------------------------------------------------------
halt
later() { echo "$1" > clock; shift; LD_PRELOAD=$clock KENTERING_CLOCK=$tmp/clock ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0 timeout 60 "$kentering" "$@" --data d --master-key "$master" > out 2> err; local rc=$?; cat out err > log; return $rc; }
on purge --region oost-brabant --do; is $? 0 "deleting today"
is "$(sql d 'SELECT count(*) FROM person')" "$before" "deletes nobody whose term still runs"
if [ -n "$clock" ]; then
  years=$((16 * 366 * 86400))
  later $years purge --region oost-brabant; is $? 0 "sixteen years later the term is over"
  says ' due$' "and the preview says so"
  is "$(sql d 'SELECT count(*) FROM person')" "$before" "but deletes nothing"
  later $years purge --region oost-brabant --do; is $? 0 "the person is erased"; grep -q '^hash ' out; ok $? "with a proof"
  [ "$(sql d "SELECT count(*) FROM person WHERE id = x'$(basename "$person" | tr -d -)'")" = 0 ]; ok $? "the person is not there any more"
  on verify; is $? 0 "what is left is sound"
  ! in_file "their key is nowhere in the file, also not where nothing lies" || { node -e 'const b=require("fs").readFileSync("d/kentering.db");process.exit(process.argv[1].length>64&&b.includes(Buffer.from(process.argv[1],"hex"))?1:0)' "$wrapped"; ok $? "their key is nowhere in the file, also not where nothing lies"; }
  grep -q . "$master.erased"; ok $? "the list beside the keys knows it"

# --- the journal's own term -----------------------------------------------------------------------------------------------------
  # On copies: the keys of twenty-one years on would open no backup of today.
  data_copy d aged && cp -r keys aged.keys
  on_aged() { LD_PRELOAD=$clock KENTERING_CLOCK=$tmp/clock ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0 timeout 60 "$kentering" "$@" --data aged --master-key "$tmp/aged.keys/master.key" > out 2> err; local rc=$?; cat out err > log; return $rc; }
  count_of() { sql aged "SELECT count(*) FROM $1"; }
  echo $((21 * 366 * 86400)) > clock
  lines=$(count_of journal)
  on_aged purge --region oost-brabant; is $? 0 "twenty-one years later the journal is past its term"
  is "$(sed -n 's/^\([0-9.,]*\) lines of the journal are past.*/\1/p' err | tr -d '.,')" "$(sql aged "SELECT count(*) FROM journal WHERE at < '$(date -d '+2 years' +%F)'")" "and the preview says how many lines"
  is "$(count_of journal)" "$lines" "but deletes none"
  people=$(count_of person)
  on_aged purge --region oost-brabant --do; is $? 0 "they go"; says 'Deleted: [1-9].* lines of the journal' "and their number is told"
  [ "$(count_of journal)" -lt "$lines" ]; ok $? "the table is smaller"; is "$(count_of person)" "$people" "nobody who is still helped goes along"
  on_aged verify; is $? 0 "and verify finds nothing wrong"
  k verify --data aged --master-key "$tmp/aged.keys/master.key"; is $? 0 "with the clock of today neither"
  k purge --region oost-brabant --do --data aged --master-key "$tmp/aged.keys/master.key"; is $? 0 "the clock set back"; says 'Deleted: 0 lines' "deletes nothing more"
  : > address; cp regie aged.regie
  LD_PRELOAD=$clock KENTERING_CLOCK=$tmp/clock ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0 "$kentering" serve --data aged --master-key "$tmp/aged.keys/master.key" --port 0 > address 2> serve.log & pid=$!
  for _ in $(seq 200); do [ -s address ] && break; kill -0 $pid 2> /dev/null || break; sleep 0.1; done
  url=$(cat address)
  colleague aged.regie sign-in; ok $? "whoever worked here signs in as ever: what rights stand on was kept"
  colleague aged.regie file "Huishouden Later" "Later" "Kade 1"; ok $? "and works"
  halt
  on_aged verify; is $? 0 "and all is sound"
  data_drop aged; rm -rf aged.keys

# --- the disk is lost ---------------------------------------------------------------------------------------------------------
  data_move d lost
  on restore night.bak --key keys/backup.secret; is $? 0 "yesterday's backup comes back, with the keys of today"
  ! grep -q 'cannot be opened' err; ok $? "and opens"
  is "$(sql d "SELECT count(*) FROM person WHERE id = x'$(basename "$person" | tr -d -)'")" 0 "but not what is about who was erased"
  ! in_file "their key is not there, not even in what was freed" || { node -e 'const fs=require("fs");for(const f of fs.readdirSync("d"))if(fs.readFileSync("d/"+f).includes(Buffer.from(process.argv[1],"hex")))process.exit(1)' "$wrapped"; ok $? "their key is not there, not even in what was freed"; }
  on verify; is $? 0 "all of it is sound"; grep -q 'Looked at: .* [1-9][0-9]* sealed rows' out; ok $? "and there are sealed rows"
  serve
  cp before.regie regie; colleague regie see /werk/huishoudens; is "$(cat said)" 303 "everybody is signed out"
  is "$(program)" 401 "so is every program"
  colleague later enrol "$unused"; is $? 1 "and a link that was given out before opens nothing"
  colleague regie sign-in; ok $? "people sign in again"
  colleague regie see "$person"; is "$(cat said)" 404 "who was erased is not there"
  colleague regie see /werk/huishoudens; ok $? "the rest is"
  colleague regie file "Huishouden Erna" "Erna" "Dijk 1"; ok $? "and people go on working"
  colleague regie file "Huishouden Weg" "Weg" "Pad 1"; colleague regie leave "$(cut -d' ' -f1 said)"; ok $? "also away from a household"
  colleague regie file "Huishouden Blijft" "Blijft" "Dijk 2"; read -r home person < said
  halt
  on verify; is $? 0 "and it is still sound"
  data_drop lost
else
  for name in "the term is over" "the erased person stays erased"; do ok 0 "$name # SKIP without faults_clock.so"; done
fi

# --- what must not be restored --------------------------------------------------------------------------------------------------
# A place of its own, with copies of the keys: the heads are of one database only.
into() { rm -rf copies && cp -r keys copies && k restore "$1" --key "$2" --data place --master-key "$tmp/copies/master.key"; }
place; into night.bak keys/backup.public; is $? 1 "another key does not open a backup"; empty "and leaves nothing"
k key pair keys/wrong.secret keys/wrong.public
into night.bak keys/wrong.secret; is $? 1 "nor does somebody else's secret key"; says 'does not open' "which is what it says"; empty "and leaves nothing"
head -c $(($(stat -c %s night.bak) - 100)) night.bak > cut.bak; into cut.bak keys/backup.secret; is $? 1 "a backup that is cut off is refused"; empty "and leaves nothing"
cp night.bak changed.bak; printf xxxxxxxx | dd of=changed.bak bs=1 seek=70000 conv=notrunc 2> /dev/null; into changed.bak keys/backup.secret; is $? 1 "so is one that was changed"; empty "and leaves nothing"
for part in '' .ring .erased .heads; do
  mv "$master$part" kept
  into night.bak keys/backup.secret; is $? 1 "without ${part:-the master key} nothing is restored"; says "copies/master.key$part" "and the message names the file"; empty "and nothing is left"
  mv kept "$master$part"
done
k restore night.bak --key keys/backup.secret --data place; is $? 1 "with keys nowhere nothing is restored"; empty "and nothing is left"
on restore night.bak --key keys/backup.secret; is $? 1 "nothing is restored over what is there"
into night.bak keys/backup.secret; is $? 0 "with everything in place it can be done again"

# --- somebody with SQL ----------------------------------------------------------------------------------------------------------
# bent SQL NAME WHERE: what verify says of a copy of the database that somebody changed so.
bent() {
  data_copy d bent && sql bent "$1" > log 2>&1 || { ok 1 "$2: the SQL runs"; return; }
  k verify --data bent --master-key "$master"; is $? 1 "$2: verify finds it"
  [ -z "$3" ] || says "$3" "$2: and says where"
}
k verify --data d --master-key "$master"; is $? 0 "before it is bent all is sound"
bent "UPDATE journal SET verb = 'reed' WHERE seq = 20" "a changed line" '1/20'
bent "UPDATE journal SET actor = NULL WHERE seq = (SELECT max(seq) FROM journal WHERE verb = 'read')" "who read a file left out" "changed"
bent "UPDATE journal SET at = '2020-01-01T00:00:00Z' WHERE seq = 30" "another time" '1/30'
bent "DELETE FROM journal WHERE seq = 25" "a line taken out" '1/2[56]'
bent "DELETE FROM journal WHERE seq > (SELECT max(seq) - 5 FROM journal)" "a tail cut off" 'journal'
bent "DELETE FROM journal WHERE seq > (SELECT max(seq) - 5 FROM journal); UPDATE journal_head SET seq = (SELECT max(seq) FROM journal), mac = (SELECT mac FROM journal ORDER BY seq DESC LIMIT 1)" "a tail cut off, and the head in the database along" 'journal'
bent "DELETE FROM journal; DELETE FROM journal_head" "the whole journal gone" 'journal'
columns=$(columns_of d involvement)
bent "INSERT INTO involvement (id, $columns) SELECT randomblob(16), $columns FROM involvement LIMIT 1" "an involvement slipped in" 'involvement'
columns=$(columns_of d post)
bent "INSERT INTO post (id, $columns) SELECT randomblob(16), $columns FROM post LIMIT 1" "a role slipped in" 'post'
bent "UPDATE post SET role = 'fg' WHERE role = 'regisseur'" "a role changed" 'post'
bent "UPDATE involvement SET until = NULL, ended = NULL" "an involvement that ended begun again" 'involvement'
bent "UPDATE involvement SET account = (SELECT account FROM post WHERE role = 'beheer')" "an involvement given to somebody else" 'involvement'
bent "UPDATE person SET surname = (SELECT p.surname FROM person p WHERE p.id <> person.id LIMIT 1)" "a sealed value moved to another person" 'person'
bent "UPDATE person SET called = given_names" "a sealed value moved to another field" 'person'
bent "DELETE FROM compartment WHERE id IN (SELECT compartment FROM person) AND wrapped IS NOT NULL" "keys deleted by hand" ''

# --- keys renewed ---------------------------------------------------------------------------------------------------------------
on key rotate; is $? 0 "the keys turn"; on verify; is $? 0 "and all is sound"
on key report; says 'Epoch 2' "the report names the new epoch"; ! grep -q 'Epoch 1' out; ok $? "and the old one is destroyed"
place; into night.bak keys/backup.secret; is $? 1 "a backup from before comes back without its files"; says 'cannot be opened' "and the message says so"
k verify --data place --master-key copies/master.key; is $? 1 "so does verify"
on backup today.bak --to-key keys/backup.public; place; into today.bak keys/backup.secret; is $? 0 "one of today does"; data_drop place
on key master d/new.key; is $? 1 "no new master key in the data folder"
on key master "$tmp/keys/new.key"; is $? 0 "a new master key"
on serve --port 0; is $? 1 "the old one opens nothing any more"; says "$master.ring" "and the message names the ring"
mv keys/new.key "$master"; on verify; is $? 0 "with the new one in its place all is sound"
on key split a.txt b.txt; is $? 0 "two codes for two people"; is "$(stat -c %a a.txt b.txt | sort -u)" 600 "that nobody else may read"
cp "$master" kept; rm "$master"
on serve --port 0; is $? 1 "the master key is lost"; says "$master" "and the message names it"
on key recover a.txt a.txt; is $? 1 "one code twice does not bring it back"; [ ! -e "$master" ]; ok $? "and makes no file"
tr 'A-Y2-6' 'B-Z3-7' < b.txt > typo.txt; on key recover a.txt typo.txt; is $? 1 "nor does a code with mistakes"; [ ! -e "$master" ]; ok $? "and makes no file"
on key recover b.txt a.txt; is $? 0 "both do, in any order"; cmp -s kept "$master"; ok $? "it is the same key"; is "$(stat -c %a "$master")" 600 "that nobody else may read"
on verify; is $? 0 "and all is sound"
serve; colleague regie see "$person"; is "$(cat said)" "$([ -n "$clock" ] && echo 200 || echo 404)" "people work as before"; halt
! grep -qiE 'sanitizer|assert' serve.log; ok $? "the server met no error"
done_testing
