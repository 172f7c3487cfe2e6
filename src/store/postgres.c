/* The engine on PostgreSQL. A connection keeps its prepared statements; rows of a statement are fetched at once, so that
 * others may run while they are read. Values travel in binary. */
#include "postgres_internal.h"
#include "copy.h"
#include "hash.h"
#include "text.h"
#include <endian.h>

static struct prepared *prepared_of(struct statement *s) { return (struct prepared *)(void *)s; }

/* Schema files say what only SQLite needs to be told. */
static const char *without_dialect(struct ctx *c, const char *sql)
{
  static const char only[] = " WITHOUT ROWID";
  char *const own = arena_text(&c->arena, sql, strlen(sql));
  for (char *at = own; (at = strstr(at, only)); ) memset(at, ' ', sizeof only - 1);
  return own;
}

static int script(struct ctx *c, const char *sql) { return session_script(c, strstr(sql, " WITHOUT ROWID") ? without_dialect(c, sql) : sql); }

/* --- statements ------------------------------------------------------------------------ */

static int describe(struct ctx *c, struct prepared *p)
{
  PGresult *const r = session_answer(p->of, PQsendDescribePrepared(p->of->connection, p->name));
  int rc = answered_well(r) ? OK : session_broken(c, r);
  if (rc == OK && PQnparams(r) > PARAMETERS) rc = fail(c, ERR_STORE, NULL, "a statement with too many parameters");
  if (rc == OK) p->parameters = PQnparams(r);
  for (int i = 0; rc == OK && i < p->parameters; i++) p->types[i] = PQparamtype(r, i);
  p->shape = r;
  return rc;
}

static int compile(struct ctx *c, const char *sql, struct prepared *p)
{
  snprintf(p->name, sizeof p->name, "s%zu", p->of->count);
  PGresult *const r = session_answer(p->of, PQsendPrepare(p->of->connection, p->name, sql, 0, NULL));
  const int rc = answered_well(r) ? OK : session_broken(c, r);
  PQclear(r);
  TRY(rc);
  p->sql = strdup(sql);
  return p->sql ? describe(c, p) : fail(c, ERR_STORE, NULL, N_("Out of memory."));
}

static int prepare(struct ctx *c, const char *sql, struct statement **out)
{
  struct session *const s = session_of(c);
  const uint64_t hash = hash_bytes(sql, strlen(sql), 0) | 1;       /* 0 is an empty place */
  for (size_t i = hash % STATEMENTS; ; i = (i + 1) % STATEMENTS) {
    struct prepared *const p = &s->cache[i];
    if (p->hash == hash && strcmp(p->sql, sql) == 0) { *out = &p->s; return OK; }
    if (p->hash) continue;
    if (s->count == STATEMENTS - 1) return fail(c, ERR_STORE, NULL, "too many different statements");
    p->of = s;
    TRY(session_heard(c));
    const int rc = compile(c, sql, p);
    if (rc != OK) { PQclear(p->shape); free(p->sql); *p = (struct prepared){ 0 }; return rc; }
    p->s = statement_of(&postgres_engine, sql);
    p->hash = hash;
    s->count++;
    *out = &p->s;
    return OK;
  }
}

static void bind_number(struct prepared *p, int at, int64_t n)
{
  const uint64_t big = htobe64((uint64_t)n);
  p->unfit |= p->types[at] == INT4 && (n > INT32_MAX || n < INT32_MIN);
  p->values[at] = p->own[at];
  p->lengths[at] = p->types[at] == INT4 ? 4 : 8;
  memcpy(p->own[at], (const char *)&big + 8 - p->lengths[at], (size_t)p->lengths[at]);
}

static void bind_bytes(struct prepared *p, int at, const void *bytes, size_t n, bool own)
{
  if (own) memcpy(p->own[at], bytes, n);
  p->values[at] = own ? p->own[at] : bytes;
  p->lengths[at] = (int)n;
}

static void bind(struct statement *s, int n, struct param v)
{
  struct prepared *const p = prepared_of(s);
  const int at = n - 1;
  char iso[DATE_TEXT];
  if (n < 1 || n > p->parameters) return;
  p->formats[at] = 1;
  switch (v.kind) {
  case PARAM_NULL:  p->values[at] = NULL; break;
  case PARAM_INT:   bind_number(p, at, v.n); break;
  case PARAM_TEXT:  bind_bytes(p, at, v.s, strlen(v.s), false); break;
  case PARAM_BYTES: bind_bytes(p, at, v.s, (size_t)v.n, false); break;
  case PARAM_ID:    bind_bytes(p, at, v.id.b, sizeof v.id.b, true); break;
  case PARAM_DATE:
    date_format((struct date){ (int32_t)v.n }, iso);
    bind_bytes(p, at, iso, sizeof iso - 1, true);
  }
}

static void in_parts(struct statement *s) { prepared_of(s)->in_parts = session_inside(prepared_of(s)->of); }

static int fetch(struct ctx *c, struct prepared *p)
{
  char sql[60];
  snprintf(sql, sizeof sql, "FETCH %d FROM %s", (int)ROWS_IN_PART, p->name);
  PQclear(p->rows);
  p->rows = session_answer(p->of, PQsendQueryParams(p->of->connection, sql, 0, NULL, NULL, NULL, NULL, 1));
  p->row = -1;
  return answered_well(p->rows) ? OK : session_broken(c, p->rows);
}

/* A table may be larger than memory. */
static int run_in_parts(struct ctx *c, struct prepared *p)
{
  const char *const sql = JOIN(&c->arena, "DECLARE ", p->name, " NO SCROLL CURSOR FOR ", p->sql);
  TRY(session_heard(c));
  PGresult *const r = session_answer(p->of, PQsendQueryParams(p->of->connection, sql, p->parameters, p->types, p->values, p->lengths, p->formats, 1));
  const int rc = answered_well(r) ? OK : session_broken(c, r);
  PQclear(r);
  TRY(rc);
  p->open = true;
  p->of->cursors++;
  return fetch(c, p);
}

static int run(struct ctx *c, struct prepared *p)
{
  if (p->unfit) return fail(c, ERR_INVALID, NULL, N_("This number is too large."));
  if (p->in_parts) return run_in_parts(c, p);
  if (session_may_go_ahead(p->of, p)) return session_go_ahead(c, p);
  if (p->of->ahead) TRY(session_ask_behind(c, p, &p->rows));
  else p->rows = session_answer(p->of, PQsendQueryPrepared(p->of->connection, p->name, p->parameters, p->values, p->lengths, p->formats, 1));
  if (!answered_well(p->rows)) return session_broken(c, p->rows);
  p->of->changed = strtoll(PQcmdTuples(p->rows), NULL, 10);
  if (PQresultStatus(p->rows) == PGRES_COMMAND_OK) p->of->changes += p->of->changed;
  p->row = -1;
  return OK;
}

static int step(struct ctx *c, struct statement *s, bool *row)
{
  struct prepared *const p = prepared_of(s);
  *row = false;
  if (!p->rows) TRY(run(c, p));
  else if (p->open && p->row + 1 == ROWS_IN_PART) TRY(fetch(c, p));
  *row = ++p->row < PQntuples(p->rows);
  return OK;
}

static void done(struct statement *s)
{
  struct prepared *const p = prepared_of(s);
  char sql[40];
  PQclear(p->rows);
  p->rows = NULL;
  snprintf(sql, sizeof sql, "CLOSE %s", p->name);
  if (p->open && PQtransactionStatus(p->of->connection) == PQTRANS_INTRANS) PQclear(session_ask(p->of, sql));
  if (p->open) p->of->cursors--;
  p->unfit = p->in_parts = p->open = false;
  memset(p->values, 0, (size_t)p->parameters * sizeof *p->values);  /* no pointers into an arena */
}

static const void *bytes_at(struct statement *s, int col, size_t *len)
{
  const struct prepared *const p = prepared_of(s);
  const bool there = !PQgetisnull(p->rows, p->row, col);
  *len = there ? (size_t)PQgetlength(p->rows, p->row, col) : 0;
  return there ? PQgetvalue(p->rows, p->row, col) : NULL;
}
static const char *text_at(struct statement *s, int col, size_t *len) { return bytes_at(s, col, len); }
static bool number_at(struct statement *s, int col, int64_t *out)
{
  size_t len;
  const Oid type = PQftype(prepared_of(s)->rows, col);
  uint64_t big = 0;
  const void *const bytes = bytes_at(s, col, &len);
  if (!bytes || (type != INT8 && type != INT4)) return false;
  memcpy((char *)&big + 8 - len, bytes, len);
  *out = type == INT4 ? (int32_t)be64toh(big) : (int64_t)be64toh(big);
  return true;
}
/* Of a statement that has not run yet, too. */
static int columns(struct statement *s) { return PQnfields(prepared_of(s)->shape); }
static const char *name_of(struct statement *s, int col) { return PQfname(prepared_of(s)->shape, col); }
static struct param value_at(struct statement *s, int col)
{
  size_t len;
  int64_t n;
  const Oid type = PQftype(prepared_of(s)->rows, col);
  const char *const bytes = bytes_at(s, col, &len);
  if (!bytes) return param_text(NULL);
  if (number_at(s, col, &n)) return param_int(n);
  return type == BYTEA ? param_bytes(bytes, len) : param_text(bytes);
}
static int changed(struct ctx *c, int64_t *out)
{
  TRY(session_heard(c));
  *out = session_of(c)->changed;
  return OK;
}
static bool changed_one(struct ctx *c)
{
  struct session *const s = session_of(c);
  if (s->ahead) s->must_be_one[s->ahead - 1] = true;
  return s->ahead > 0;
}

/* --- transactions ------------------------------------------------------------------------ */

static bool inside(const struct db *db) { return session_inside((const struct session *)(const void *)db); }

/* What was sent on does not matter any more, nor what became of it. */
static void rollback(struct ctx *c)
{
  const struct error before = c->error;
  const bool lost = c->db->lost;
  if (session_heard(c) != OK) c->error = before;
  c->db->lost = lost;
  if (inside(c->db)) PQclear(session_ask(session_of(c), "ROLLBACK"));
}

/* One writes at a time, as on SQLite, whatever process it is of: then nothing is committed between the first statement and the
 * last, and each sees the same state. Not SERIALIZABLE: beside a long transaction of anybody, in any database of that server,
 * it ends one after the other that meets nobody ("old pivot", "out of shared memory"), and running it again does not help. Not
 * READ WRITE: what an administrator set to be read only stays so. */
static int begin_once(struct ctx *c, enum begin how)
{
  const int rc = script(c, how == BEGIN_WRITE ? "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(hashtext(current_schema()), -1)"
    : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  if (rc != OK) rollback(c);                                 /* begun, but it is not our turn */
  return rc;
}

static int begin(struct ctx *c, enum begin how)
{
  struct session *const s = session_of(c);
  TRY(session_back(c));
  s->begun = s->changes;
  const int rc = begin_once(c, how);
  if (rc == OK || !session_lost(s)) return rc;
  c->error = (struct error){ 0 };                            /* the server went since it was last asked, and may be back */
  TRY(session_back(c));
  return begin_once(c, how);
}
static int64_t changes(const struct db *db) { return ((const struct session *)(const void *)db)->changes; }

static int64_t chain(const struct db *db) { return ((const struct session *)(const void *)db)->chain; }

static int tell(struct ctx *c) { return script(c, "NOTIFY kentering"); }

/* Answers tell of what came in between. A standby cannot be told: whoever asks there looks for itself. */
static int hear(struct ctx *c)
{
  struct session *const s = session_of(c);
  TRY(session_back(c));
  if (s->read_only) {
    s->told++;
    return session_look(c);
  }
  TRY(session_script(c, s->listening ? "SELECT 1" : "LISTEN kentering"));
  s->told += !s->listening;
  s->listening = true;
  return OK;
}

/* What was told while the connection was lost is not known: then it counts as told. */
static int data_version(struct ctx *c, int64_t *out)
{
  struct session *const s = session_of(c);
  if (hear(c) != OK) {                                       /* it may have been lost since, and be back */
    c->error = (struct error){ 0 };
    TRY(hear(c));
  }
  PQconsumeInput(s->connection);
  for (PGnotify *n; (n = PQnotifies(s->connection)); PQfreemem(n)) s->told++;
  *out = s->told;
  return OK;
}

static int patience(struct ctx *c, int ms)
{
  char sql[40];
  snprintf(sql, sizeof sql, "SET lock_timeout = %d", ms);
  return session_script(c, sql);
}

static int bulk(struct ctx *c) { return session_script(c, "SET enable_seqscan = off; SET jit = off"); }
static int look(struct ctx *c) { return session_script(c, "ANALYZE"); }

static bool read_only(const struct db *db) { return ((const struct session *)(const void *)db)->read_only; }

/* The server checks its own files: what it finds wrong is an error of the statement that reads it. */
static int sound(struct ctx *c, const char **wrong)
{
  *wrong = NULL;
  return script(c, "SELECT 1");
}

static int copy(struct ctx *c, const char *file, int64_t *bytes) { return database_to_file(c, c->db, file, bytes); }

const struct engine postgres_engine = { .lasting = true, .open = session_open, .close = session_close, .begin = begin, .commit = session_commit, .rollback = rollback, .inside = inside,
  .changes = changes, .prepare = prepare, .in_parts = in_parts, .bind = bind, .step = step, .done = done, .script = script, .text = text_at, .number = number_at,
  .bytes = bytes_at, .changed = changed, .changed_one = changed_one, .heard = session_heard, .columns = columns, .name = name_of, .value = value_at,
  .tables = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY CAST(table_name AS TEXT) COLLATE \"C\"",
  .tell = tell, .data_version = data_version, .copy = copy, .sound = sound, .chain = chain,
  .read_only = read_only, .hold = session_hold, .patience = patience, .bulk = bulk, .look = look };
