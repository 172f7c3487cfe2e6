# Sourced by ./test: a PostgreSQL of its own, in a new folder, on a free port of this machine, gone when the shell ends.
# start_postgres sets KENTERING_DATABASE, by which the tests know it. The server refuses to run as root: then it runs as the
# user that its package made.

stop_postgres() {
  [ -n "${postgres_folder:-}" ] || return 0
  "${as_postgres[@]}" "$postgres_programs/pg_ctl" -D "$postgres_folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$postgres_folder"
  postgres_folder=
}

start_postgres() {
  local port
  as_postgres=()
  postgres_programs=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
  postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/kentering-postgres-XXXXXX")
  if [ "$(id -u)" = 0 ]; then chown postgres "$postgres_folder"; as_postgres=(runuser -u postgres --); fi
  [ -n "$(trap -p EXIT)" ] || trap stop_postgres EXIT
  while :; do port=$((15000 + RANDOM % 15000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break; done
  "${as_postgres[@]}" "$postgres_programs/initdb" -D "$postgres_folder/data" -A trust -U kentering --no-locale -E UTF8 >"$postgres_folder/initdb.log" 2>&1
  "${as_postgres[@]}" "$postgres_programs/pg_ctl" -D "$postgres_folder/data" -l "$postgres_folder/data/log" -w start \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_folder -c max_connections=300 -c fsync=off -c shared_buffers=32MB" >/dev/null
  export KENTERING_DATABASE="postgresql://kentering@127.0.0.1:$port/postgres"
}
