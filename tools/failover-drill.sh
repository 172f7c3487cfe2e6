#!/usr/bin/env bash
# Replication and fail-over, as a drill: two PostgreSQL servers on this machine, one of which is killed under load.
#
#   tools/failover-drill.sh [PATH_TO_KENTERING]
#
# It makes everything in a folder of its own and takes it away afterwards; nothing outside it is touched. As root the servers run as
# the user postgres; they ask for a password that only this script knows. It says each step and the commands for it: those of
# Debian's packages (postgresql), without pg_ctlcluster, so that it needs no rights. KENTERING_DRILL_WRITERS (4) and KENTERING_DRILL_SECONDS (3) set the load. Exit code 0: all that was
# acknowledged is there, and two servers stand again.
set -euo pipefail
export LC_NUMERIC=C
kentering=$(realpath "${1:-$(command -v kentering || echo build/kentering)}")
writers=${KENTERING_DRILL_WRITERS:-4} seconds=${KENTERING_DRILL_SECONDS:-3}
programs=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
if ! [ -x "$kentering" ] || [ -z "$programs" ] || ! command -v curl >/dev/null; then
  echo "needs kentering (path as the first argument), the package postgresql, and curl" >&2
  exit 2
fi

# --- how it speaks ---------------------------------------------------------------------------------------------------------
case ${LC_ALL:-${LANG:-}} in nl*) dutch=1 ;; *) dutch= ;; esac
step=0
text() { if [ -n "$dutch" ]; then printf '%s\n' "$1"; else printf '%s\n' "$2"; fi; }
title() { step=$((step + 1)); printf '\n%d. ' $step; text "$1" "$2"; }
say() { text "$1" "$2" | fold -s -w 100 | sed 's/^/   /'; }
shown() { printf '   $ %s\n' "$*"; }
fail() { printf '\n!! '; text "$1" "$2"; [ -z "${3:-}" ] || tail -20 "$3" >&2; exit 1; }
now_ms() { date +%s%3N; }

# --- a folder, and its end --------------------------------------------------------------------------------------------------
folder=$(mktemp -d "${TMPDIR:-/tmp}/kentering-drill-XXXXXX")
chmod 711 "$folder"
as_postgres=()
[ "$(id -u)" != 0 ] || as_postgres=(runuser -u postgres --)
declare -A port
load=() serving=
password=$(od -An -tx1 -N16 /dev/urandom | tr -d ' \n')
# For this script and Kentering one, for the servers another: whose user may read it.
for whose in own servers; do (umask 077 && printf '*:*:*:*:%s\n' "$password" > "$folder/$whose.pgpass"); done
[ "$(id -u)" != 0 ] || chown postgres "$folder/servers.pgpass"
export PGPASSFILE=$folder/own.pgpass
pg() { local program=$1; shift; (cd / && "${as_postgres[@]}" env PGPASSFILE="$folder/servers.pgpass" "$programs/$program" "$@"); }
clean() {
  touch "$folder/stop" 2>/dev/null || true
  [ -z "$serving" ] || { kill "$serving" 2>/dev/null; wait "$serving" 2>/dev/null; } || true
  for pid in "${load[@]}"; do wait "$pid" 2>/dev/null || true; done
  for name in een twee; do [ ! -e "$folder/$name/data/postmaster.pid" ] || pg pg_ctl -D "$folder/$name/data" -m immediate -w stop >/dev/null 2>&1 || true; done
  rm -rf "$folder"
}
trap clean EXIT
trap 'exit 1' INT TERM

# Below those that the system gives to whoever connects.
free_port() { while :; do p=$((15000 + RANDOM % 15000)); (exec 3<>"/dev/tcp/127.0.0.1/$p") 2>/dev/null || { echo $p; return; }; done; }
sql() { local name=$1; shift; "$programs/psql" -qAtX -h 127.0.0.1 -p "${port[$name]}" -U meester -d "${database:-postgres}" <<< "$*"; }
until_true() { local i; for i in $(seq "$1"); do [ "$("${@:2}" 2>/dev/null)" != t ] || return 0; sleep 0.1; done; return 1; }

# The server of that name: its log in its folder, its name as the other knows it.
start() {
  pg pg_ctl -D "$folder/$1/data" -l "$folder/$1/data/log" -w start >/dev/null \
    -o "-p ${port[$1]} -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder/$1 -c cluster_name=$1" || fail "$1 start niet." "$1 does not start." "$folder/$1/data/log"
}
settings() { cat <<'END'
wal_level = replica
hot_standby = on
max_wal_senders = 5
max_replication_slots = 5
max_slot_wal_keep_size = 2GB
wal_keep_size = 256MB
max_connections = 60
shared_buffers = 32MB
END
}

# --- 1. two servers -----------------------------------------------------------------------------------------------------------
for name in een twee; do
  port[$name]=$(free_port)
  mkdir "$folder/$name"
  [ "$(id -u)" != 0 ] || chown postgres "$folder/$name"
done
url="postgresql://kentering@127.0.0.1:${port[een]},127.0.0.1:${port[twee]}/kentering?target_session_attrs=read-write"

title "Een primaire server, met de naam een" "A primary server, by the name of een"
say "Met --data-checksums: dan merkt PostgreSQL een blok dat op schijf veranderde, en kan pg_rewind straks zijn werk doen." \
    "With --data-checksums: PostgreSQL then notices a block that changed on disk, and pg_rewind can do its work later."
shown "initdb --data-checksums -D een/data; pg_ctl -D een/data start"
(umask 077 && sed 's/.*://' "$folder/own.pgpass" | "${as_postgres[@]}" tee "$folder/een/password" >/dev/null)
pg initdb -D "$folder/een/data" --data-checksums -A scram-sha-256 --pwfile="$folder/een/password" -U meester --no-locale -E UTF8 --no-sync >"$folder/initdb.log" 2>&1 || fail "initdb lukt niet." "initdb fails." "$folder/initdb.log"
rm -f "$folder/een/password"
settings | "${as_postgres[@]}" tee -a "$folder/een/data/postgresql.conf" >/dev/null
start een
say "Een gebruiker voor Kentering, een voor de replicatie, en een slot: dat houdt vast wat de reserve nog niet heeft. max_slot_wal_keep_size begrenst dat, anders loopt de schijf vol als de reserve lang weg is." \
    "A user for Kentering, one for replication, and a slot: it keeps what the standby does not have yet. max_slot_wal_keep_size limits that, or the disk fills up when the standby is away for long."
shown "CREATE ROLE kentering LOGIN PASSWORD '…'; CREATE ROLE kopie LOGIN REPLICATION PASSWORD '…'; CREATE DATABASE kentering OWNER kentering;"
shown "SELECT pg_create_physical_replication_slot('twee');"
sql een "CREATE ROLE kentering LOGIN PASSWORD '$password'"
sql een "CREATE ROLE kopie LOGIN REPLICATION PASSWORD '$password'"
sql een "CREATE DATABASE kentering OWNER kentering"
sql een "SELECT pg_create_physical_replication_slot('twee')" >/dev/null

title "Een reserve (standby), met de naam twee" "A standby, by the name of twee"
shown "pg_basebackup -d 'host=… user=kopie' -D twee/data -X stream -S twee -R"
pg pg_basebackup -d "host=127.0.0.1 port=${port[een]} user=kopie application_name=twee" -D "$folder/twee/data" -X stream -S twee -R -c fast --no-sync 2>"$folder/basebackup.log" || fail "pg_basebackup lukt niet." "pg_basebackup fails." "$folder/basebackup.log"
start twee
streaming() { sql "$1" "SELECT count(*) > 0 FROM pg_stat_replication WHERE application_name = '$2' AND state = 'streaming'"; }
until_true 200 streaming een twee || fail "De reserve volgt niet." "The standby does not follow." "$folder/twee/data/log"
say "Vanaf nu wacht elke wijziging tot ook de reserve haar op schijf heeft (synchronous_standby_names). Pas daarna meldt Kentering: bewaard. De prijs: is de reserve weg, dan wacht het bewaren. Met een tweede reserve en ANY 1 (twee, drie) wacht het niet." \
    "From now on every change waits until the standby has it on disk as well (synchronous_standby_names). Only then Kentering says: saved. The price: while the standby is away, saving waits. With a second standby and ANY 1 (twee, drie) it does not."
shown "ALTER SYSTEM SET synchronous_standby_names = 'twee'; SELECT pg_reload_conf();"
sql een "ALTER SYSTEM SET synchronous_standby_names = 'twee'"
sql een "SELECT pg_reload_conf()" >/dev/null
synchronous() { sql "$1" "SELECT count(*) > 0 FROM pg_stat_replication WHERE application_name = '$2' AND sync_state = 'sync'"; }
until_true 100 synchronous een twee || fail "De reserve is niet synchroon." "The standby is not synchronous." "$folder/een/data/log"

title "Kentering, dat beide servers kent" "Kentering, which knows both servers"
say "In de URL staan twee servers; target_session_attrs=read-write kiest die waarop geschreven kan worden. Wisselen ze van rol, dan vindt Kentering dat zelf." \
    "The URL names two servers; target_session_attrs=read-write chooses the one that may be written to. When they change places, Kentering finds out by itself."
shown "kentering serve --database '$url'"
"$kentering" serve --demo --data "$folder/kentering" --database "$url" --port 0 >"$folder/address" 2>"$folder/serve.log" & serving=$!
for _ in $(seq 600); do [ -s "$folder/address" ] && break; kill -0 "$serving" 2>/dev/null || break; sleep 0.1; done
site=$(cat "$folder/address")
[ -n "$site" ] || fail "Kentering start niet." "Kentering does not start." "$folder/serve.log"
site=${site/localhost/127.0.0.1}

# --- load -----------------------------------------------------------------------------------------------------------------------
# No head and no grep -q at the end of a pipe here: who ends early ends this script with it (pipefail).
# The token of the form on a page that goes to this address.
token_for() { tr '\n' ' ' | grep -o "action=\"$1\".*" | grep -o 'name="form_token"[^>]*value="[^"]*"' | sed -n '1s/.*value="\([^"]*\)"$/\1/p' | sed 's/&#43;/+/g; s/&amp;/\&/g; s/&#x3d;/=/g'; }
# Signs in as a demo account; the cookie goes to a jar.
sign_in() {
  local token
  token=$(curl -s "$site/inloggen" | token_for /inloggen)
  curl -s -o /dev/null -c "$1" --data-urlencode "form_token=$token" --data-urlencode mail=regisseur@demo.invalid --data-urlencode wachtwoord=Kentering-demo-1 "$site/inloggen"
  grep -q kentering "$1"
}
# Files of households, one after the other. Lines: time, what came of it (status, or u: nobody knows), number, where it stands.
write_on() {
  local jar=$folder/jar.$1 n=0 token answer code where
  while [ ! -e "$folder/stop" ]; do
    n=$((n + 1))
    token=$(curl -s -b "$jar" "$site/werk/huishoudens/nieuw" | token_for /werk/huishoudens/nieuw) || true
    [ -n "$token" ] || { echo "$(now_ms) 503 $n -"; sleep 0.1; continue; }
    answer=$(curl -s -i -b "$jar" --data-urlencode "form_token=$token" --data-urlencode "name=Oefening $1-$n" --data-urlencode mine=a "$site/werk/huishoudens/nieuw") || answer=
    code=$(printf '%s' "$answer" | sed -n '1s/^HTTP[^ ]* \([0-9]*\).*/\1/p')
    where=$(printf '%s' "$answer" | tr -d '\r' | sed -n 's/^[Ll]ocation: \([^?]*\).*/\1/p')
    case $answer in *'niet of het bewaard is'*) code=u ;; esac
    echo "$(now_ms) ${code:-u} $n ${where:--}"
  done > "$folder/written.$1"
}
title "Mensen aan het werk: $writers tegelijk" "People at work: $writers at the same time"
for i in $(seq "$writers"); do sign_in "$folder/jar.$i" || fail "Inloggen lukt niet." "Signing in fails." "$folder/serve.log"; done
for i in $(seq "$writers"); do write_on "$i" & load+=($!); done
sleep "$seconds"

# --- the disaster ------------------------------------------------------------------------------------------------------------------
title "De primaire server valt om, midden in het werk" "The primary server dies, in the middle of the work"
postmaster=$(head -1 "$folder/een/data/postmaster.pid")
children=$(ps -o pid= --ppid "$postmaster")
shown "kill -9 (een)"
killed=$(now_ms)
# shellcheck disable=SC2086
kill -9 "$postmaster" $children 2>/dev/null || true
sleep 1
code=$(curl -s -o /dev/null -w '%{http_code}' "$site/hulp")
[ "$code" = 200 ] || fail "De sociale kaart is weg: $code" "The social map is gone: $code" "$folder/serve.log"
say "De sociale kaart blijft leesbaar: die staat in het geheugen. Wie iets bewaart, leest dat de database niet bereikbaar is en dat er niets van bewaard is. /healthz zegt: $(curl -s "$site/healthz")." \
    "The social map can still be read: it is kept in memory. Whoever saves something reads that the database cannot be reached and that nothing of it was saved. /healthz says: $(curl -s "$site/healthz")."

title "De reserve wordt de primaire" "The standby becomes the primary"
say "Eerst zekerheid dat de oude niet terugkomt als primaire: stroom eraf, of systemctl mask. Twee primaire servers tegelijk is erger dan geen. Hier is hij gedood. Dan:" \
    "First make sure that the old one cannot come back as a primary: power off, or systemctl mask. Two primaries at once are worse than none. Here it was killed. Then:"
shown "pg_ctl -D twee/data promote       (Debian: pg_ctlcluster 15 main promote)"
deciding=$(now_ms)
pg pg_ctl -D "$folder/twee/data" -w promote >/dev/null || fail "De reserve wordt niet primair." "The standby cannot be promoted." "$folder/twee/data/log"
promoted=$(now_ms)
for _ in $(seq 100); do [ "$(curl -s -o /dev/null -w '%{http_code}' "$site/healthz")" = 200 ] && break; sleep 0.1; done
healthy=$(now_ms)
sleep "$seconds"
touch "$folder/stop"
for pid in "${load[@]}"; do wait "$pid" || true; done
load=()
cat "$folder"/written.* > "$folder/written"
first=$(awk -v since="$deciding" '$1 > since && $2 == 303 && (!first || $1 < first) { first = $1 } END { if (first) print first }' "$folder/written")
[ -n "$first" ] || fail "Daarna is niets meer bewaard." "Nothing was saved afterwards." "$folder/serve.log"
say "Kentering vond de nieuwe primaire zelf, zonder herstart. Van de klap tot het besluit: $((deciding - killed)) ms (dat is hier gespeeld; in het echt bent u dat). Promoveren duurde $((promoted - deciding)) ms, na $((healthy - deciding)) ms was /healthz weer goed, na $((first - deciding)) ms was de eerste wijziging bewaard." \
    "Kentering found the new primary by itself, without a restart. From the blow to the decision: $((deciding - killed)) ms (played here; in earnest that is you). Promoting took $((promoted - deciding)) ms, after $((healthy - deciding)) ms /healthz was well again, after $((first - deciding)) ms the first change was saved."

# --- what is there -------------------------------------------------------------------------------------------------------------------
title "Is alles er?" "Is everything there?"
kept=0 lost=0
while read -r _ code _ where; do
  [ "$code" = 303 ] || continue
  kept=$((kept + 1))
  [ "$(curl -s -b "$folder/jar.1" -o /dev/null -w '%{http_code}' "$site$where")" = 200 ] || lost=$((lost + 1))
done < "$folder/written"
refused=$(awk '$2 == 503' "$folder/written" | wc -l) unknown=$(awk '$2 == "u"' "$folder/written" | wc -l)
odd=$(awk '$2 != 303 && $2 != 503 && $2 != "u"' "$folder/written" | wc -l)
say "$kept wijzigingen waren bevestigd, daarvan zijn er $lost weg. $refused zijn geweigerd (\"er is niets van bewaard\"), van $unknown kon niemand het weten, en dat stond er." \
    "$kept changes were acknowledged, of which $lost are gone. $refused were refused (\"nothing of it has been saved\"), of $unknown nobody could know, and that is what was said."
if [ "$lost" != 0 ] || [ "$kept" = 0 ] || [ "$odd" != 0 ]; then fail "Dit klopt niet." "This is not right." "$folder/written"; fi

# --- two servers again ------------------------------------------------------------------------------------------------------------------
title "De oude primaire wordt de nieuwe reserve" "The old primary becomes the new standby"
say "pg_rewind zet hem terug tot waar de twee uit elkaar gingen, en haalt op wat sindsdien kwam. Dat gaat snel, ook bij een grote database. Daarvoor moet het oude WAL er nog zijn: wal_keep_size. Lukt het niet: maak hem leeg en neem pg_basebackup, zoals in stap 2." \
    "pg_rewind takes it back to where the two parted, and fetches what came since. That is quick, also with a large database. For that the older WAL must still be there: wal_keep_size. If it fails: empty it and use pg_basebackup, as in step 2."
shown "CHECKPOINT; SELECT pg_create_physical_replication_slot('een');"
say "Zonder CHECKPOINT op de nieuwe primaire denkt pg_rewind van PostgreSQL 15 vlak na het promoveren dat er niets te doen is, en volgt de oude daarna niet." \
    "Without a CHECKPOINT on the new primary, pg_rewind of PostgreSQL 15 thinks shortly after the promotion that there is nothing to do, and the old one does not follow."
sql twee "CHECKPOINT"
sql twee "SELECT pg_create_physical_replication_slot('een')" >/dev/null
shown "pg_rewind -D een/data --source-server='host=… user=meester dbname=postgres' -R; pg_ctl -D een/data start"
pg pg_rewind -D "$folder/een/data" --source-server="host=127.0.0.1 port=${port[twee]} user=meester dbname=postgres" -R --no-sync >"$folder/rewind.log" 2>&1 || fail "pg_rewind lukt niet." "pg_rewind fails." "$folder/rewind.log"
printf "primary_conninfo = 'host=127.0.0.1 port=%s user=kopie application_name=een passfile=%s'\nprimary_slot_name = 'een'\nsynchronous_standby_names = ''\n" "${port[twee]}" "$folder/servers.pgpass" |
  "${as_postgres[@]}" tee -a "$folder/een/data/postgresql.auto.conf" >/dev/null
start een
until_true 300 streaming twee een || fail "De nieuwe reserve volgt niet." "The new standby does not follow." "$folder/een/data/log"
say "Pas nu weer synchroon: zolang er geen reserve was, zou al het bewaren hebben gewacht." \
    "Only now synchronous again: while there was no standby, all saving would have waited."
shown "ALTER SYSTEM SET synchronous_standby_names = 'een'; SELECT pg_reload_conf();"
sql twee "ALTER SYSTEM SET synchronous_standby_names = 'een'"
sql twee "SELECT pg_reload_conf()" >/dev/null
until_true 100 synchronous twee een || fail "De nieuwe reserve is niet synchroon." "The new standby is not synchronous." "$folder/twee/data/log"
slot=$(sql twee "SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'twee'")
[ "$slot" = 0 ] || sql twee "SELECT pg_drop_replication_slot('twee')" >/dev/null
token=$(curl -s -b "$folder/jar.1" "$site/werk/huishoudens/nieuw" | token_for /werk/huishoudens/nieuw)
code=$(curl -s -o /dev/null -w '%{http_code}' -b "$folder/jar.1" --data-urlencode "form_token=$token" --data-urlencode "name=Daarna" --data-urlencode mine=a "$site/werk/huishoudens/nieuw")
[ "$code" = 303 ] || fail "Bewaren lukt niet: $code" "Saving fails: $code" "$folder/serve.log"

title "Nakijken" "Checking"
shown "kentering verify"
kill "$serving"; wait "$serving" || fail "Kentering stopte niet goed." "Kentering did not stop well." "$folder/serve.log"
serving=
"$kentering" verify --demo --data "$folder/kentering" --database "$url" >"$folder/verify.log" 2>&1 || fail "verify vindt iets." "verify finds something." "$folder/verify.log"
tail -1 "$folder/verify.log" | sed 's/^/   /'
say "Klaar: er staan weer twee servers. Opruimen." "Done: two servers stand again. Cleaning up."
