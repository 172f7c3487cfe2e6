/* For tests: a folder of its own with a real database in it, gone afterwards. */
#ifndef SCRATCH_H
#define SCRATCH_H
#include "../../base/test/sample.h"
#include "engine.h"
#include "keys.h"
#include "migrate.h"
#include "text.h"
#include <ctype.h>
#include <inttypes.h>
#include <unistd.h>

/* `path`: the file; where KENTERING_DATABASE names a server, the URL of a schema of its own there, or of a database of its own that has
 * the tables of the program. */
struct scratch { struct ctx c; char folder[64], path[200], schema[40]; bool whole; struct db *look; };

static inline const char *scratch_server(void) { return getenv("KENTERING_DATABASE"); }

/* What the tests' own SQL uses of SQLite. */
static const char scratch_dialect[] =
  "CREATE FUNCTION instr(text BYTEA, part TEXT) RETURNS BOOLEAN LANGUAGE SQL IMMUTABLE AS $$SELECT position(convert_to(part, 'UTF8') IN text) > 0$$;"
  "CREATE FUNCTION instr(text TEXT, part TEXT) RETURNS BOOLEAN LANGUAGE SQL IMMUTABLE AS $$SELECT position(part IN text) > 0$$;"
  "CREATE FUNCTION zeroblob(n INT) RETURNS BYTEA LANGUAGE SQL IMMUTABLE AS $$SELECT decode(repeat('00', n), 'hex')$$;"
  "CREATE FUNCTION randomblob(n INT) RETURNS BYTEA LANGUAGE SQL VOLATILE AS $$SELECT substr(uuid_send(gen_random_uuid()), 1, n)$$;"
  "CREATE FUNCTION hex(b BYTEA) RETURNS TEXT LANGUAGE SQL IMMUTABLE AS $$SELECT upper(encode(b, 'hex'))$$";


/* x'AB' as every engine reads it. */
static inline const char *scratch_sql(struct ctx *c, const char *sql)
{
  struct buf b = { 0 };
  for (; scratch_server() && *sql; sql++) {
    if (sql[0] != 'x' || sql[1] != '\'' || (b.len && isalnum((unsigned char)b.at[b.len - 1]))) { put_char(&b, *sql); continue; }
    put(&b, "'\\x");
    for (sql += 2; *sql != '\''; sql++) put_char(&b, *sql);
    put(&b, "'::bytea");
  }
  put(&b, sql);
  return buf_to_arena(&c->arena, &b);
}

/* How many tables have that name. */
static inline const char *scratch_tables(struct ctx *c, const char *name)
{
  return JOIN(&c->arena, scratch_server() ? "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = '"
    : "SELECT count(*) FROM sqlite_master WHERE name = '", name, "'");
}

static inline int raw_script(struct ctx *c, const char *url, const char *sql)
{
  struct db *const before = c->db;
  assert_int_equal(db_open(c, url, DB_WRITER, &c->db), OK);
  const int rc = engine_script(c, scratch_sql(c, sql));
  if (rc != OK) print_error("%s: %s\n", sql, c->error.text);
  db_close(c->db);
  c->db = before;
  return rc;
}

static inline void scratch_place(struct scratch *s)
{
  if (!scratch_server()) { snprintf(s->path, sizeof s->path, "%.60s/test.db", s->folder); return; }
  snprintf(s->path, sizeof s->path, "%.120s?options=-csearch_path%%3D%s", scratch_server(), s->schema);
  assert_int_equal(raw_script(&s->c, scratch_server(), JOIN(&s->c.arena, "CREATE SCHEMA ", s->schema)), OK);
  assert_int_equal(raw_script(&s->c, s->path, scratch_dialect), OK);
}

static inline void scratch_release_folder(struct scratch *s)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
  for (size_t i = 0; i < COUNT(ends); i++) {
    char file[120];
    snprintf(file, sizeof file, "%.64s/test.db%s", s->folder, ends[i]);
    unlink(file);
  }
  assert_int_equal(rmdir(s->folder), 0);
}

/* A new folder for what is gone afterwards. */
static inline void scratch_folder(char *path, size_t room, const char *what)
{
  const char *const base = getenv("TMPDIR");
  assert_true((size_t)snprintf(path, room, "%s/kentering-%s-XXXXXX", base ? base : "/tmp", what) < room);
  assert_non_null(mkdtemp(path));
}

/* A context and a folder. */
static inline struct scratch *scratch_begin(void)
{
  struct scratch *s = calloc(1, sizeof *s);
  assert_non_null(s);
  ctx_init(&s->c, NOW, chance_bytes, 0);
  chance_seed(77);
  assert_int_equal(keys_in_memory(&s->c, &s->c.keys), OK);
  s->c.scope.region = "oost-brabant";
  scratch_folder(s->folder, sizeof s->folder, "test");
  snprintf(s->schema, sizeof s->schema, "t_%.30s", strrchr(s->folder, '-') + 1);
  for (char *at = s->schema; *at; at++) *at = (char)tolower((unsigned char)*at);
  return s;
}
/* With a database without tables. */
static inline struct scratch *scratch_new(void)
{
  struct scratch *const s = scratch_begin();
  scratch_place(s);
  assert_int_equal(db_open(&s->c, s->path, DB_WRITER, &s->c.db), OK);
  return s;
}

/* --- with the tables of the program: made once, a process or a server, copied from then on -------------- */

static inline const char *scratch_database(struct ctx *c, const char *name)
{
  const char *const server = scratch_server(), *const slash = strrchr(server, '/');
  return JOIN(&c->arena, arena_text(&c->arena, server, (size_t)(slash - server + 1)), name);
}
static inline void scratch_migrate(struct ctx *c, const char *url)
{
  assert_int_equal(db_open(c, url, DB_WRITER, &c->db), OK);
  assert_int_equal(migrate(c, schema, schema_count), OK);
  db_close(c->db);
  c->db = NULL;
}
/* The server as it begins, by one connection for all of a process. */
static inline struct db *scratch_manager(struct ctx *c)
{
  static struct db *manager;
  struct db *const before = c->db;
  if (!manager) assert_int_equal(db_open(c, scratch_server(), DB_WRITER, &manager), OK);
  c->db = before;
  return manager;
}
static inline void scratch_manage(struct ctx *c, const char *sql)
{
  struct db *const before = c->db;
  c->db = scratch_manager(c);
  const int rc = engine_script(c, sql);
  if (rc != OK) print_error("%s: %s\n", sql, c->error.text);
  c->db = before;
  assert_int_equal(rc, OK);
}
static inline int64_t scratch_manage_number(struct ctx *c, const char *sql)
{
  struct db *const before = c->db;
  int64_t n = 0;
  c->db = scratch_manager(c);
  assert_int_equal(engine_number(c, sql, P0, &n), OK);
  c->db = before;
  return n;
}
/* What each is copied from: made by the first suite that asks for it, kept as long as the server runs. */
static inline const char *scratch_template(struct ctx *c)
{
  static char made[40];
  uint64_t hash = 14695981039346656037u;
  if (*made) return made;
  for (size_t i = 0; i < schema_count; i++) for (const char *at = schema[i].hash; *at; at++) hash = (hash ^ (unsigned char)*at) * 1099511628211u;
  snprintf(made, sizeof made, "template_%016" PRIx64, hash);
  while (!scratch_manage_number(c, "SELECT CASE WHEN pg_try_advisory_lock(20261123) THEN 1 ELSE 0 END")) usleep(50000);
  if (!scratch_manage_number(c, JOIN(&c->arena, "SELECT count(*) FROM pg_database WHERE datname = '", made, "'"))) {
    const char *const url = scratch_database(c, "template_begun");                     /* half of one is never copied */
    scratch_manage(c, "DROP DATABASE IF EXISTS template_begun");
    scratch_manage(c, "CREATE DATABASE template_begun");
    assert_int_equal(raw_script(c, url, scratch_dialect), OK);
    scratch_migrate(c, url);
    scratch_manage(c, JOIN(&c->arena, "ALTER DATABASE template_begun RENAME TO ", made));
  }
  scratch_manage(c, "SELECT pg_advisory_unlock(20261123)");
  return made;
}
static inline void scratch_copy_database(struct scratch *s)
{
  scratch_manage(&s->c, JOIN(&s->c.arena, "CREATE DATABASE ", s->schema, " TEMPLATE ", scratch_template(&s->c), " STRATEGY file_copy"));
  snprintf(s->path, sizeof s->path, "%.150s", scratch_database(&s->c, s->schema));
}
static inline void scratch_copy_file(struct scratch *s)
{
  enum { SCHEMA_MOST = 8 << 20 };
  static char made[SCHEMA_MOST];
  static size_t size;
  snprintf(s->path, sizeof s->path, "%.60s/test.db", s->folder);
  if (!size) scratch_migrate(&s->c, s->path);
  FILE *const f = fopen(s->path, size ? "w" : "r");
  assert_non_null(f);
  if (size) assert_int_equal(fwrite(made, 1, size, f), size);
  else size = fread(made, 1, sizeof made, f);
  assert_in_range(size, 1, sizeof made - 1);
  assert_int_equal(fclose(f), 0);
}
static inline struct scratch *scratch_with_schema(void)
{
  struct scratch *const s = scratch_begin();
  s->whole = true;
  if (scratch_server()) scratch_copy_database(s);
  else scratch_copy_file(s);
  chance_seed(77);
  assert_int_equal(db_open(&s->c, s->path, DB_WRITER, &s->c.db), OK);
  return s;
}
static inline void scratch_free(struct scratch *s)
{
  struct arena *const a = &s->c.arena;
  db_close(s->look);
  db_close(s->c.db);
  if (scratch_server()) scratch_manage(&s->c, s->whole ? JOIN(a, "DROP DATABASE ", s->schema, " WITH (FORCE)") : JOIN(a, "DROP SCHEMA ", s->schema, " CASCADE"));
  scratch_release_folder(s);
  ctx_release(&s->c);
  keys_close(s->c.keys);
  free(s);
}

/* A look, or a hand, past the records: SQL on a connection of its own. */
static inline void raw_run(const struct scratch *s, const char *sql)
{
  struct ctx c;
  ctx_init(&c, NOW, chance_bytes, 0);
  const int rc = raw_script(&c, s->path, sql);
  ctx_release(&c);
  assert_int_equal(rc, OK);
}
/* From now on no row like that goes into the table: `when` is a condition on NEW, or empty. */
static inline void raw_refuse(struct scratch *s, const char *table, const char *when, const char *why)
{
  struct arena *const a = &s->c.arena;
  const char *const condition = *when ? JOIN(a, " WHEN (", when, ")") : "";
  raw_run(s, scratch_server()
    ? JOIN(a, "CREATE FUNCTION refuse() RETURNS TRIGGER LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION '", why, "'; END$$;"
           "CREATE TRIGGER refuse BEFORE INSERT ON ", table, " FOR EACH ROW", condition, " EXECUTE FUNCTION refuse()")
    : JOIN(a, "CREATE TRIGGER refuse BEFORE INSERT ON ", table, condition, " BEGIN SELECT RAISE(ABORT, '", why, "'); END"));
}
static inline void raw_allow(struct scratch *s, const char *table)
{
  raw_run(s, scratch_server() ? JOIN(&s->c.arena, "DROP TRIGGER refuse ON ", table, "; DROP FUNCTION refuse()") : "DROP TRIGGER refuse");
}
/* Connecting takes longer than a look: one connection looks, as long as the test runs. */
static inline int64_t raw_number(struct scratch *s, const char *sql)
{
  struct ctx c;
  int64_t n;
  ctx_init(&c, NOW, chance_bytes, 0);
  if (!s->look) assert_int_equal(db_open(&c, s->path, DB_READER, &s->look), OK);
  c.db = s->look;
  const int rc = engine_number(&c, scratch_sql(&c, sql), P0, &n);
  if (rc != OK) print_error("%s: %s\n", sql, c.error.text);
  ctx_release(&c);
  assert_int_equal(rc, OK);
  return n;
}
#endif
