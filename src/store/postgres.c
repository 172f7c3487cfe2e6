/* The engine on PostgreSQL. A connection keeps its prepared statements; rows of a statement are fetched at once, so that
 * others may run while they are read. Values travel in binary. */
#include "engine.h"
#include "copy.h"
#include "hash.h"
#include "keys.h"
#include "text.h"
#include <endian.h>
#include <libpq-fe.h>

enum { STATEMENTS = 512, PARAMETERS = 80, OWN_BYTES = 16, STATEMENT_NAME = 16, INT4 = 23, INT8 = 20, TEXT = 25, BYTEA = 17 };
static const char settings[] = "SET client_min_messages = warning; SET statement_timeout = '30s'; SET lock_timeout = '5s';"
  " SET idle_in_transaction_session_timeout = '60s'; SET standard_conforming_strings = on; SET TimeZone = 'UTC'";

/* `own`: numbers, ids and dates as they travel; texts and bytes stay where they are. */
struct prepared {
  struct statement s;
  struct session *of;
  uint64_t hash;
  char *sql, name[STATEMENT_NAME];
  int parameters;
  Oid types[PARAMETERS];
  const char *values[PARAMETERS];
  int lengths[PARAMETERS], formats[PARAMETERS];
  char own[PARAMETERS][OWN_BYTES];
  PGresult *shape;                   /* names and kinds of its columns */
  PGresult *rows;                    /* NULL: not run yet */
  int row;
};
struct session { struct db db; PGconn *connection; bool reader; int64_t chain; int64_t changes, changed, told; bool listening; size_t count; struct prepared cache[STATEMENTS]; };

static struct session *session_of(const struct ctx *c) { return (struct session *)(void *)c->db; }
static struct prepared *prepared_of(struct statement *s) { return (struct prepared *)(void *)s; }

/* --- errors ------------------------------------------------------------------------- */

/* In words that an administrator can act on; by SQLSTATE or its class. */
static const struct { const char *state; int code; const char *text; } known[] = {
  { "40001", ERR_BUSY,  N_("It is very busy at the moment") },                /* two changed the same */
  { "40P01", ERR_BUSY,  N_("It is very busy at the moment") },
  { "55P03", ERR_BUSY,  N_("It is very busy at the moment") },
  { "57014", ERR_BUSY,  N_("It is very busy at the moment") },                /* took too long */
  { "53100", ERR_STORE, N_("The disk is full.") },
  { "25006", ERR_STORE, N_("This database may only be read at the moment: it is a standby, or was set so.") },
  { "08",    ERR_BUSY, N_("The database cannot be reached.") },
  { "57P",   ERR_BUSY, N_("The database cannot be reached.") },
  { "28",    ERR_STORE, N_("The database does not let this program in. Look at its user and password.") },
  { "3D",    ERR_STORE, N_("There is no database of this name.") },
};

static int broken_by(struct ctx *c, const char *state, const char *text)
{
  c->db->spoilt |= c->db->light;                             /* nothing more runs in this transaction */
  c->db->lost |= state && (strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0);
  for (size_t i = 0; state && i < COUNT(known); i++)
    if (strncmp(state, known[i].state, strlen(known[i].state)) == 0) return fail(c, known[i].code, NULL, known[i].text);
  if (!state) return fail(c, ERR_BUSY, NULL, N_("The database cannot be reached."));
  return fail(c, ERR_STORE, NULL, arena_text(&c->arena, text, strcspn(text, "\n")));
}

static int broken(struct ctx *c, const PGresult *r) { return broken_by(c, PQresultErrorField(r, PG_DIAG_SQLSTATE), PQerrorMessage(session_of(c)->connection)); }

static bool fine(const PGresult *r) { return PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK; }

/* Schema files say what only SQLite needs to be told. */
static const char *without_dialect(struct ctx *c, const char *sql)
{
  static const char only[] = " WITHOUT ROWID";
  char *const own = arena_text(&c->arena, sql, strlen(sql));
  for (char *at = own; (at = strstr(at, only)); ) memset(at, ' ', sizeof only - 1);
  return own;
}

static int script(struct ctx *c, const char *sql)
{
  PGresult *const r = PQexec(session_of(c)->connection, without_dialect(c, sql));
  const int rc = fine(r) ? OK : broken(c, r);
  PQclear(r);
  return rc;
}

/* --- connections --------------------------------------------------------------------- */

static void forget(struct session *s)
{
  for (size_t i = 0; i < STATEMENTS; i++) {
    PQclear(s->cache[i].rows);
    PQclear(s->cache[i].shape);
    free(s->cache[i].sql);
    s->cache[i] = (struct prepared){ 0 };
  }
  s->count = 0;
}

static void close_session(struct db *db)
{
  struct session *const s = (struct session *)(void *)db;
  forget(s);
  PQfinish(s->connection);
  free(s);
}

/* A chain of the journal that no other writer has: held as long as the connection lives. */
static int take_chain(struct ctx *c)
{
  struct session *const s = session_of(c);
  for (s->chain = 1; s->chain <= CHAINS_MOST; s->chain++) {
    char sql[100];
    snprintf(sql, sizeof sql, "SELECT pg_try_advisory_lock(hashtext(current_schema()), %d)", (int)s->chain);
    PGresult *const r = PQexec(s->connection, sql);
    const bool done = fine(r), mine = done && PQgetvalue(r, 0, 0)[0] == 't';
    const int rc = done ? OK : broken(c, r);
    PQclear(r);
    TRY(rc);
    if (mine) return OK;
  }
  return fail(c, ERR_BUSY, NULL, N_("Too many processes write to this database at once."));
}

static int begin_session(struct ctx *c)
{
  session_of(c)->listening = false;
  TRY(script(c, settings));
  return session_of(c)->reader ? script(c, "SET default_transaction_read_only = on") : take_chain(c);
}

static int open_session(struct ctx *c, const char *url, enum db_mode mode, struct db **out)
{
  struct session *const s = calloc(1, sizeof *s);
  struct db *const before = c->db;
  if (!s) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  s->db.engine = &postgres_engine;
  s->reader = mode == DB_READER;
  s->connection = PQconnectdb(url);
  c->db = &s->db;
  const int rc = PQstatus(s->connection) == CONNECTION_OK ? begin_session(c) : fail(c, ERR_STORE, NULL, arena_text(&c->arena, PQerrorMessage(s->connection), strcspn(PQerrorMessage(s->connection), "\n")));
  c->db = before;
  if (rc != OK) close_session(&s->db);
  else *out = &s->db;
  return rc;
}

/* A connection that was lost comes back before a transaction; what ran in it is gone. */
static int reconnect(struct ctx *c)
{
  struct session *const s = session_of(c);
  if (PQstatus(s->connection) == CONNECTION_OK) return OK;
  forget(s);
  PQreset(s->connection);
  if (PQstatus(s->connection) != CONNECTION_OK) return fail(c, ERR_BUSY, NULL, N_("The database cannot be reached."));
  return begin_session(c);
}

/* --- statements ------------------------------------------------------------------------ */

static int describe(struct ctx *c, struct prepared *p)
{
  PGresult *const r = PQdescribePrepared(p->of->connection, p->name);
  int rc = fine(r) ? OK : broken(c, r);
  if (rc == OK && PQnparams(r) > PARAMETERS) rc = fail(c, ERR_STORE, NULL, "a statement with too many parameters");
  if (rc == OK) p->parameters = PQnparams(r);
  for (int i = 0; rc == OK && i < p->parameters; i++) p->types[i] = PQparamtype(r, i);
  p->shape = r;
  return rc;
}

static int compile(struct ctx *c, const char *sql, struct prepared *p)
{
  snprintf(p->name, sizeof p->name, "s%zu", p->of->count);
  PGresult *const r = PQprepare(p->of->connection, p->name, sql, 0, NULL);
  const int rc = fine(r) ? OK : broken(c, r);
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
    const int rc = compile(c, sql, p);
    if (rc != OK) { PQclear(p->shape); free(p->sql); *p = (struct prepared){ 0 }; return rc; }
    p->s.engine = &postgres_engine;
    p->hash = hash;
    s->count++;
    *out = &p->s;
    return OK;
  }
}

static void bind_number(struct prepared *p, int at, int64_t n)
{
  const uint64_t big = htobe64((uint64_t)n);
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

static int run(struct ctx *c, struct prepared *p)
{
  p->rows = PQexecPrepared(p->of->connection, p->name, p->parameters, p->values, p->lengths, p->formats, 1);
  if (!fine(p->rows)) return broken(c, p->rows);
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
  *row = ++p->row < PQntuples(p->rows);
  return OK;
}

static void done(struct statement *s)
{
  struct prepared *const p = prepared_of(s);
  PQclear(p->rows);
  p->rows = NULL;
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
static int64_t changed(const struct db *db) { return ((const struct session *)(const void *)db)->changed; }

/* --- transactions ------------------------------------------------------------------------ */

static int begin(struct ctx *c, enum begin how)
{
  const char *const sql = how == BEGIN_WRITE ? "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  TRY(reconnect(c));
  const int rc = script(c, sql);
  if (rc == OK || PQstatus(session_of(c)->connection) == CONNECTION_OK) return rc;
  c->error = (struct error){ 0 };                            /* the server went since it was last asked, and may be back */
  TRY(reconnect(c));
  return script(c, sql);
}

/* A transaction in which something failed answers COMMIT with ROLLBACK. */
static int commit(struct ctx *c)
{
  PGresult *const r = PQexec(session_of(c)->connection, "COMMIT");
  int rc = fine(r) ? OK : broken(c, r);
  if (rc == OK && strcmp(PQcmdStatus(r), "COMMIT") != 0) rc = fail(c, ERR_STORE, NULL, "the database ended the transaction");
  PQclear(r);
  return rc;
}

static bool inside(const struct db *db)
{
  const PGTransactionStatusType now = PQtransactionStatus(((const struct session *)(const void *)db)->connection);
  return now == PQTRANS_INTRANS || now == PQTRANS_INERROR;
}
static void rollback(struct ctx *c) { if (inside(c->db)) PQclear(PQexec(session_of(c)->connection, "ROLLBACK")); }
static int64_t changes(const struct db *db) { return ((const struct session *)(const void *)db)->changes; }

static int64_t chain(const struct db *db) { return ((const struct session *)(const void *)db)->chain; }

static int tell(struct ctx *c) { return script(c, "NOTIFY kentering"); }

/* What was told while the connection was lost is not known: then it counts as told. */
static int data_version(struct ctx *c, int64_t *out)
{
  struct session *const s = session_of(c);
  TRY(reconnect(c));
  if (!s->listening) {
    s->listening = script(c, "LISTEN kentering") == OK;       /* a standby does not: whoever asks there looks for itself */
    s->told++;
  } else TRY(script(c, "SELECT 1"));                          /* answers tell of what came in between */
  PQconsumeInput(s->connection);
  for (PGnotify *n; (n = PQnotifies(s->connection)); PQfreemem(n)) s->told++;
  *out = s->told;
  return OK;
}

/* The server checks its own files: what it finds wrong is an error of the statement that reads it. */
static int sound(struct ctx *c, const char **wrong)
{
  *wrong = NULL;
  return script(c, "SELECT 1");
}

static int copy(struct ctx *c, const char *file, int64_t *bytes) { return database_to_file(c, c->db, file, bytes); }

const struct engine postgres_engine = { .open = open_session, .close = close_session, .begin = begin, .commit = commit, .rollback = rollback, .inside = inside,
  .changes = changes, .prepare = prepare, .bind = bind, .step = step, .done = done, .script = script, .text = text_at, .number = number_at,
  .bytes = bytes_at, .changed = changed, .columns = columns, .name = name_of, .value = value_at,
  .tables = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY CAST(table_name AS TEXT) COLLATE \"C\"", .tell = tell, .data_version = data_version, .copy = copy, .sound = sound, .chain = chain };
