#!/bin/bash
# An installation moves from one database into another, either way, and a restore beside tables of somebody else:
# copy_test.sh PATH_TO_KENTERING
here=$(cd "$(dirname "$0")" && pwd)
PROGRAM=$(realpath "$1")
. "$here/../tap.sh"
. "$here/../data.sh"
cd "$tmp" || exit 1
. "$here/house.sh"
# Past what adds the database of --data.
copy() { timeout 60 "$PROGRAM" copy --from "$1" --to "$2" > out 2> err; local rc=$?; cat out err > log; return $rc; }
# at DIR: the address of its database.
at() { if [ -n "${KENTERING_DATABASE:-}" ]; then echo "$KENTERING_DATABASE?options=-csearch_path%3D$(data_schema "$1")"; else mkdir -p "$1" && echo "sqlite:$tmp/$1/kentering.db"; fi; }
rows() { sql "$1" "SELECT (SELECT count(*) FROM offer) + (SELECT count(*) FROM account) + (SELECT count(*) FROM journal)"; }

new_key "$master"
on user add --mail beheer@voorbeeld.invalid --name "Peter Beheer" --organisation "Regio Voorbeeld" --role beheer --region oost-brabant
on offers import "$here/../../data/offers.csv"; is $? 0 "an installation with offers and a colleague"

# --- there and back ---------------------------------------------------------------------------------------------------
file=sqlite:$tmp/file.db
copy "$(at d)" "$file"; is $? 0 "it is copied into a file"; says 'the same on both sides' "and said to be the same"
is "$(sqlite3 file.db "SELECT (SELECT count(*) FROM offer) + (SELECT count(*) FROM account) + (SELECT count(*) FROM journal)")" "$(rows d)" "with as many rows"
[ -z "${KENTERING_DATABASE:-}" ] || data_make "$(data_schema back)"
copy "$file" "$(at back)"; is $? 0 "and from there into another database"
is "$(rows back)" "$(rows d)" "with as many rows again"
k verify --data back --master-key "$master"; is $? 0 "which its keys open, with a whole journal"
copy "$file" "$(at back)"; is $? 1 "what holds something is not copied into"; says 'not empty' "and the message says so"
is "$(rows back)" "$(rows d)" "and stays as it was"

# --- what is not there ------------------------------------------------------------------------------------------------
copy "sqlite:$tmp/nowhere.db" "sqlite:$tmp/never.db"; is $? 1 "a source that is not there is refused"; says 'nowhere.db' "by its name"
[ ! -e nowhere.db ] && [ ! -e never.db ]; ok $? "and nothing is made"
sqlite3 strange.db "CREATE TABLE things (n)"; copy "sqlite:$tmp/strange.db" "sqlite:$tmp/never.db"; is $? 1 "so is a database of something else"
copy "$file" "sqlite:$tmp/no/such/folder.db"; is $? 1 "and a target that cannot be made"
sqlite3 broken.db ".restore file.db" "DROP TABLE offer_contact"; copy "sqlite:$tmp/broken.db" "sqlite:$tmp/half.db"; is $? 1 "a source that is damaged is an error"
is "$(sqlite3 half.db "SELECT count(*) FROM account")" 0 "and nothing of it stays"

# --- beside tables of somebody else -------------------------------------------------------------------------------------
if in_file "tables of another program beside ours"; then
  sqlite3 other.db "CREATE TABLE theirs (n INTEGER); INSERT INTO theirs VALUES (1)"
  other="sqlite:$tmp/other.db"; theirs() { sqlite3 other.db "SELECT count(*) FROM theirs"; }
else
  mkdir shared; data_make "$(data_schema shared)"; sql shared "CREATE TABLE theirs (n BIGINT); INSERT INTO theirs VALUES (1); CREATE VIEW seen AS SELECT n FROM theirs"
  other=$(at shared); theirs() { sql shared "SELECT count(*) FROM theirs"; }
fi
copy "$file" "$other"; is $? 0 "an installation comes in beside the tables of another program"
copy "$other" "sqlite:$tmp/out.db"; is $? 0 "and goes out again without them"
is "$(theirs)" 1 "which nobody touched"
if [ -n "${KENTERING_DATABASE:-}" ]; then
  k key pair keys/backup.secret keys/backup.public
  on backup night.bak --to-key keys/backup.public; is $? 0 "a backup"
  data_drop shared; mkdir shared; data_make "$(data_schema shared)"; sql shared "CREATE TABLE theirs (n BIGINT); INSERT INTO theirs VALUES (1)"
  k restore night.bak --key keys/backup.secret --data shared --master-key "$tmp/keys/none.key"; is $? 1 "a restore that finds no keys fails"
  is "$(theirs)" 1 "and takes out again only what it brought in"
  is "$(sql shared "SELECT count(*) FROM account")" 0 "but all of that"
  k restore night.bak --key keys/backup.secret --data shared --master-key "$master"; is $? 0 "with the keys it comes back"
fi
done_testing
