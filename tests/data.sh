# Sourced after tap.sh: data folders of shell tests. Where KENTERING_DATABASE names a server, each has a schema of its own there
# (as tests/database.mjs names it); otherwise the database is a file in the folder.

data_here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

data_schema() { printf 't_%s' "$(realpath -sm "$1" | tr '[:upper:]' '[:lower:]' | sed 's/[^a-z0-9]\{1,\}/_/g' | tail -c 51)"; }
data_psql() { LC_ALL=C.UTF-8 PGOPTIONS='-c client_min_messages=warning' psql -qAtX -v ON_ERROR_STOP=1 "$KENTERING_DATABASE" "$@"; }

# on_database PROGRAM: the program, or one that adds the database of --data DIR to its arguments.
on_database() {
  [ -n "${KENTERING_DATABASE:-}" ] || { echo "$1"; return; }
  cat > "$tmp/.program" <<END
#!/bin/bash
. "$data_here/data.sh"
arguments=()
while [ \$# -gt 0 ]; do
  arguments+=("\$1")
  if [ "\$1" = --data ] && [ \$# -gt 1 ]; then
    schema=\$(data_schema "\$2")
    data_make "\$schema"
    arguments+=("\$2" --database "$KENTERING_DATABASE?options=-csearch_path%3D\$schema")
    shift
  fi
  shift
done
exec "$1" "\${arguments[@]}"
END
  chmod +x "$tmp/.program"
  echo "$tmp/.program"
}

# What the tests' SQL uses of SQLite.
data_make() {
  [ "$(data_psql -c "SELECT 1 FROM pg_namespace WHERE nspname = '$1'")" != 1 ] || return 0
  data_psql -c "CREATE SCHEMA IF NOT EXISTS $1" -c "CREATE OR REPLACE FUNCTION $1.hex(b BYTEA) RETURNS TEXT LANGUAGE SQL IMMUTABLE AS \$\$SELECT upper(encode(b, 'hex'))\$\$" \
    -c "CREATE OR REPLACE FUNCTION $1.randomblob(n INT) RETURNS BYTEA LANGUAGE SQL VOLATILE AS \$\$SELECT substr(uuid_send(gen_random_uuid()), 1, n)\$\$"
}

# sql DIR TEXT: past the program, in SQLite's words.
sql() {
  if [ -z "${KENTERING_DATABASE:-}" ]; then sqlite3 "$1/kentering.db" "$2"; return; fi
  data_psql -c "SET search_path TO $(data_schema "$1")" -c "$(sed "s/x'\([0-9a-fA-F]*\)'/'\\\\x\1'::bytea/g" <<< "$2")"
}
# The columns of a table but its id.
columns_of() {
  if [ -z "${KENTERING_DATABASE:-}" ]; then sql "$1" "SELECT group_concat(name) FROM pragma_table_info('$2') WHERE name <> 'id'"; return; fi
  sql "$1" "SELECT string_agg(column_name, ',' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '$2' AND column_name <> 'id'"
}

# in_file NAME: a test that only a file can have. Where the database is a server's it is passed over.
in_file() { [ -z "${KENTERING_DATABASE:-}" ] || { tests=$((tests + 1)); echo "ok $tests - $1 # SKIP the database is a server's"; return 1; }; }

data_drop() { rm -rf "$1"; [ -z "${KENTERING_DATABASE:-}" ] || data_psql -c "DROP SCHEMA IF EXISTS $(data_schema "$1") CASCADE"; }
data_move() { mv "$1" "$2"; [ -z "${KENTERING_DATABASE:-}" ] || data_psql -c "DROP SCHEMA IF EXISTS $(data_schema "$2") CASCADE" -c "ALTER SCHEMA $(data_schema "$1") RENAME TO $(data_schema "$2")"; }
data_copy() {
  data_drop "$2"
  cp -r "$1" "$2"
  [ -n "${KENTERING_DATABASE:-}" ] || return 0
  LC_ALL=C.UTF-8 pg_dump --no-owner -n "$(data_schema "$1")" "$KENTERING_DATABASE" | sed "s/\b$(data_schema "$1")\b/$(data_schema "$2")/g" | data_psql > /dev/null
}
