#include "copy.h"
#include "engine.h"
#include "migrate.h"
#include "text.h"
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROWS_AT_ONCE = 1000, COLUMNS_MOST = 80, HASH = 32, TABLES_MOST = 200 };

/* Those of an installation; not what says how far this one database is, and what its connections last did. */
struct tables { const char *at[TABLES_MOST]; size_t count; };

static int tables_of(struct ctx *c, struct db *db, struct tables *out)
{
  struct statement *s;
  size_t len;
  bool row;
  int rc;
  out->count = 0;
  c->db = db;
  TRY(engine_prepare(c, db->engine->tables, &s));
  while ((rc = engine_step(c, s, &row)) == OK && row && out->count < TABLES_MOST) {
    const char *const name = engine_text(s, 0, &len);
    if (strcmp(name, "commit_mark") != 0 && migrate_makes(schema, schema_count, name)) out->at[out->count++] = arena_text(&c->arena, name, len);
  }
  engine_done(s);
  return rc == OK && out->count == TABLES_MOST ? fail(c, ERR_FULL, NULL, "too many tables") : rc;
}

/* --- reading -------------------------------------------------------------------------- */

/* What is done with a row: its statement stands on it. */
typedef int each_raw(struct ctx *c, struct statement *s, const char *table, void *arg);

/* Rows with an id come in its order, some at a time; the few other tables at once. */
static int read_rows(struct ctx *c, struct db *db, const char *table, const struct id *after, each_raw *each, void *arg, struct id *last, int64_t *count)
{
  struct statement *s;
  bool row;
  int rc;
  const char *const sql = after ? JOIN(&c->arena, "SELECT * FROM ", table, " WHERE id > $1 ORDER BY id LIMIT $2") : JOIN(&c->arena, "SELECT * FROM ", table);
  *count = 0;
  c->db = db;
  TRY(engine_prepare(c, sql, &s));
  if (after) {
    engine_bind(s, 1, param_bytes(after->b, sizeof after->b));
    engine_bind(s, 2, param_int(ROWS_AT_ONCE));
  }
  for (; (rc = engine_step(c, s, &row)) == OK && row; ++*count) {
    if (after) (void)engine_id(s, 0, last);
    if ((rc = each(c, s, table, arg)) != OK) break;
    c->db = db;
  }
  engine_done(s);
  return rc;
}

static int has_id(struct ctx *c, struct db *db, const char *table, bool *out)
{
  struct statement *s;
  c->db = db;
  TRY(engine_prepare(c, JOIN(&c->arena, "SELECT * FROM ", table), &s));
  *out = strcmp(db->engine->name(s, 0), "id") == 0;
  engine_done(s);
  return OK;
}

static int each_row_of(struct ctx *c, struct db *db, const char *table, each_raw *each, void *arg, int64_t *rows)
{
  struct id last = ID_NONE;
  bool by_id;
  TRY(has_id(c, db, table, &by_id));
  for (int64_t count = ROWS_AT_ONCE; count == ROWS_AT_ONCE; ) {
    struct arena before = c->arena;
    c->arena = (struct arena){ .max = before.max };            /* the texts of some rows at a time */
    const struct id after = last;
    const int rc = read_rows(c, db, table, by_id ? &after : NULL, each, arg, &last, &count);
    if (rc != OK) error_keep(c, &before);
    arena_release(&c->arena);
    c->arena = before;
    TRY(rc);
    *rows += count;
    if (!by_id) break;
  }
  return OK;
}

/* --- writing --------------------------------------------------------------------------- */

static int insert(struct ctx *c, struct statement *from, const char *table, void *to)
{
  const struct engine *const e = from->engine;
  const int columns = e->columns(from);
  struct statement *s;
  struct buf sql = { 0 };
  bool row;
  put(&sql, "INSERT INTO "); put(&sql, table); put(&sql, " (");
  for (int i = 0; i < columns; i++) { if (i) put(&sql, ", "); put(&sql, e->name(from, i)); }
  put(&sql, ") VALUES (");
  for (int i = 0; i < columns; i++) { if (i) put(&sql, ", "); put_char(&sql, '$'); put_int(&sql, i + 1); }
  put_char(&sql, ')');
  c->db = to;
  int rc = engine_prepare(c, buf_text(&sql), &s);
  buf_release(&sql);
  if (rc != OK) return rc;
  for (int i = 0; i < columns; i++) engine_bind(s, i + 1, e->value(from, i));
  rc = engine_step(c, s, &row);
  engine_done(s);
  return rc;
}

static int is_empty(struct ctx *c, struct db *db, const struct tables *t)
{
  c->db = db;
  for (size_t i = 0; i < t->count; i++) {
    int64_t n;
    TRY(engine_number(c, JOIN(&c->arena, "SELECT count(*) FROM ", t->at[i]), P0, &n));
    if (n) return fail(c, ERR_INVALID, NULL, N_("The database to copy to is not empty."));
  }
  return OK;
}

int database_must_be_empty(struct ctx *c, struct db *db)
{
  struct db *const before = c->db;
  struct tables t;
  int rc = tables_of(c, db, &t);
  if (rc == OK) rc = is_empty(c, db, &t);
  c->db = before;
  return rc;
}

struct job { struct db *from, *to; struct tables tables; struct copied done; };

static int copy_all(struct ctx *c, void *arg)
{
  struct job *const j = arg;
  int rc = OK;
  j->done.rows = 0;                                          /* it may run again */
  for (size_t i = 0; rc == OK && i < j->tables.count; i++) rc = each_row_of(c, j->from, j->tables.at[i], insert, j->to, &j->done.rows);
  c->db = j->to;                                             /* whichever failed: this is the transaction that ends */
  return rc;
}

static int write_all(struct ctx *c, void *arg)
{
  struct job *const j = arg;
  c->db = j->to;
  const int rc = db_transaction(c, copy_all, j);
  c->db = j->from;
  return rc;
}

int database_copy(struct ctx *c, struct db *from, struct db *to, struct copied *out)
{
  struct db *const before = c->db;
  struct job j = { from, to };
  int rc = tables_of(c, from, &j.tables);
  if (rc == OK) rc = is_empty(c, to, &j.tables);
  c->db = from;
  if (rc == OK) rc = db_read(c, write_all, &j);
  c->db = before;
  if (rc != OK) return rc;
  j.done.tables = (int64_t)j.tables.count;
  *out = j.done;
  return OK;
}

/* --- comparing ---------------------------------------------------------------------------- */

/* Of each row a hash over kinds, lengths and values, all of them added up: in whatever order they come. */
static int add_row(struct ctx *c, struct statement *s, const char *table, void *sum)
{
  crypto_generichash_state state;
  uint8_t hash[HASH];
  (void)c;
  (void)table;
  crypto_generichash_init(&state, NULL, 0, HASH);
  for (int i = 0; i < s->engine->columns(s); i++) {
    const struct param v = s->engine->value(s, i);
    const int64_t head[2] = { v.kind, v.kind == PARAM_TEXT ? (int64_t)strlen(v.s) : v.n };
    crypto_generichash_update(&state, (const uint8_t *)head, sizeof head);
    if (v.kind == PARAM_TEXT || v.kind == PARAM_BYTES) crypto_generichash_update(&state, (const uint8_t *)v.s, (size_t)head[1]);
  }
  crypto_generichash_final(&state, hash, HASH);
  sodium_add(sum, hash, HASH);
  return OK;
}

struct sums { struct tables tables; struct copied done; uint8_t at[TABLES_MOST][HASH]; };

static int add_all(struct ctx *c, void *arg)
{
  struct sums *const s = arg;
  struct db *const db = c->db;
  for (size_t i = 0; i < s->tables.count; i++) {
    TRY(each_row_of(c, db, s->tables.at[i], add_row, s->at[i], &s->done.rows));
    c->db = db;
  }
  return OK;
}

static int sums_of(struct ctx *c, struct db *db, struct sums *out)
{
  TRY(tables_of(c, db, &out->tables));
  out->done.tables = (int64_t)out->tables.count;
  c->db = db;
  return db_read(c, add_all, out);
}

static const char *differs(const struct sums *a, const struct sums *b)
{
  for (size_t i = 0; i < a->tables.count; i++)
    if (i >= b->tables.count || strcmp(a->tables.at[i], b->tables.at[i]) != 0 || memcmp(a->at[i], b->at[i], HASH) != 0) return a->tables.at[i];
  return a->tables.count < b->tables.count ? b->tables.at[a->tables.count] : NULL;
}

int database_same(struct ctx *c, struct db *one, struct db *other, struct copied *out, const char **wrong)
{
  struct db *const before = c->db;
  struct sums *const a = arena_new(&c->arena, struct sums, 1), *const b = arena_new(&c->arena, struct sums, 1);
  int rc = sums_of(c, one, a);
  if (rc == OK) rc = sums_of(c, other, b);
  c->db = before;
  if (rc != OK) return rc;
  *out = b->done;
  *wrong = differs(a, b);
  return OK;
}

/* --- as a file ------------------------------------------------------------------------------ */

static int empty_all(struct ctx *c, void *tables)
{
  const struct tables *const t = tables;
  for (size_t i = 0; i < t->count; i++) TRY(engine_run(c, JOIN(&c->arena, "DELETE FROM ", t->at[i]), P0));
  return OK;
}

int database_empty(struct ctx *c, struct db *db)
{
  struct db *const before = c->db;
  struct tables t;
  int rc = tables_of(c, db, &t);
  c->db = db;
  if (rc == OK) rc = db_transaction(c, empty_all, &t);
  c->db = before;
  return rc;
}

static int open_file(struct ctx *c, const char *file, struct db **out)
{
  struct db *const before = c->db;
  TRY(db_open(c, file, DB_WRITER, out));
  c->db = *out;
  const int rc = migrate(c, schema, schema_count);
  c->db = before;
  if (rc != OK) db_close(*out);
  return rc;
}

int database_to_file(struct ctx *c, struct db *from, const char *file, int64_t *bytes)
{
  struct db *to;
  struct copied done;
  struct stat info;
  TRY(open_file(c, file, &to));
  int rc = database_copy(c, from, to, &done);
  c->db = to;
  if (rc == OK) rc = engine_script(c, "PRAGMA journal_mode = DELETE");
  c->db = from;
  db_close(to);
  if (rc == OK && stat(file, &info) == 0) *bytes = info.st_size;
  return rc;
}

int database_from_file(struct ctx *c, const char *file, struct db *to, struct copied *out)
{
  struct db *from;
  TRY(open_file(c, file, &from));
  const int rc = database_copy(c, from, to, out);
  db_close(from);
  return rc;
}
