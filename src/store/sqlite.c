/* The engine on SQLite. */
#include "engine.h"
#include <sqlite3.h>
#include <sys/stat.h>

enum { STATEMENTS = 256, PARAMETERS = 80, BUSY_MS = 5000, WRITER_CACHE_KB = 4096, READER_CACHE_KB = 1024 };

struct statement { uint64_t hash; char *sql; sqlite3_stmt *stmt; int index[PARAMETERS]; };   /* index[n]: SQLite's number of $n */
struct db { sqlite3 *sqlite; char *path; struct chain_place chain; bool light, spoilt; size_t count; struct statement cache[STATEMENTS]; };

/* In words that an administrator can act on. */
static const struct { int code; const char *text; } known[] = {
  { SQLITE_FULL,     N_("The disk is full.") },
  { SQLITE_READONLY, N_("This database may not be written to. Look at the rights of the file and its folder.") },
  { SQLITE_PERM,     N_("This database may not be opened. Look at the rights of the file and its folder.") },
  { SQLITE_CANTOPEN, N_("This database cannot be opened. Look whether the folder is there, and at the rights of the file and the folder.") },
  { SQLITE_NOTADB,   N_("This file is not a database.") },
  { SQLITE_CORRUPT,  N_("This database is damaged. Restore a backup.") },
};

/* The messages outlive the connection and its next call: they are copied. */
static int broken(struct ctx *c)
{
  const char *text = sqlite3_errmsg(c->db->sqlite);
  const int code = sqlite3_errcode(c->db->sqlite) & 0xFF;
  for (size_t i = 0; i < COUNT(known); i++)
    if (known[i].code == code) return fail(c, ERR_STORE, arena_text(&c->arena, c->db->path, strlen(c->db->path)), known[i].text);
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return fail(c, ERR_BUSY, NULL, N_("It is very busy at the moment"));
  return fail(c, ERR_STORE, NULL, arena_text(&c->arena, text, strlen(text)));
}

void db_process_init(void)
{
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);                       /* a lock over every allocation otherwise */
  sqlite3_initialize();
}

static int set_up(struct ctx *c, enum db_mode mode)
{
  sqlite3_busy_timeout(c->db->sqlite, BUSY_MS);
  if (mode == DB_WRITER) TRY(engine_script(c, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 4000"));
  else TRY(engine_script(c, "PRAGMA query_only = ON"));
  TRY(engine_script(c, "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF"));
  char text[40];               /* no mmap: every commit of another would unmap and fault in the whole file */
  snprintf(text, sizeof text, "PRAGMA cache_size = -%d", mode == DB_WRITER ? WRITER_CACHE_KB : READER_CACHE_KB);
  return engine_script(c, text);
}

int db_open(struct ctx *c, const char *path, enum db_mode mode, struct db **out)
{
  struct db *db = calloc(1, sizeof *db), *const before = c->db;
  if (!db || !(db->path = strdup(path))) { free(db); return fail(c, ERR_STORE, NULL, N_("Out of memory.")); }
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == DB_WRITER ? SQLITE_OPEN_CREATE : 0);
  c->db = db;
  int rc = sqlite3_open_v2(path, &db->sqlite, flags, NULL) == SQLITE_OK ? set_up(c, mode) : broken(c);
  c->db = before;
  if (rc != OK) db_close(db);
  else *out = db;
  return rc;
}

void db_close(struct db *db)
{
  if (!db) return;
  for (size_t i = 0; i < STATEMENTS; i++) { sqlite3_finalize(db->cache[i].stmt); free(db->cache[i].sql); }
  sqlite3_close(db->sqlite);
  free(db->path);
  free(db);
}

/* --- statements ------------------------------------------------------------------ */

static int compile(struct ctx *c, const char *sql, struct statement *s)
{
  if (sqlite3_prepare_v3(c->db->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &s->stmt, NULL) != SQLITE_OK) return broken(c);
  if (sqlite3_bind_parameter_count(s->stmt) >= PARAMETERS) return fail(c, ERR_STORE, NULL, "a statement with too many parameters");
  char name[16] = "$";
  for (int n = 1; n < PARAMETERS; n++) {
    snprintf(name + 1, sizeof name - 1, "%d", n);
    s->index[n] = sqlite3_bind_parameter_index(s->stmt, name);
  }
  s->sql = strdup(sql);
  return s->sql ? OK : fail(c, ERR_STORE, NULL, N_("Out of memory."));
}

int engine_prepare(struct ctx *c, const char *sql, struct statement **out)
{
  const uint64_t hash = hash_bytes(sql, strlen(sql), 0) | 1;       /* 0 is an empty place */
  struct db *db = c->db;
  if (!db) return fail(c, ERR_STORE, NULL, "this route has no database: its cost says so");
  for (size_t i = hash % STATEMENTS; ; i = (i + 1) % STATEMENTS) {
    struct statement *s = &db->cache[i];
    if (s->hash == hash && strcmp(s->sql, sql) == 0) { *out = s; return OK; }
    if (s->hash) continue;
    if (db->count == STATEMENTS - 1) return fail(c, ERR_STORE, NULL, "too many different statements");
    const int rc = compile(c, sql, s);
    if (rc != OK) { sqlite3_finalize(s->stmt); *s = (struct statement){ 0 }; return rc; }
    s->hash = hash;
    db->count++;
    *out = s;
    return OK;
  }
}

void engine_bind(struct statement *s, int n, struct param p)
{
  const int at = s->index[n];
  char iso[DATE_TEXT];
  switch (p.kind) {
  case PARAM_NULL: sqlite3_bind_null(s->stmt, at); break;
  case PARAM_INT:  sqlite3_bind_int64(s->stmt, at, p.n); break;
  case PARAM_TEXT: sqlite3_bind_text(s->stmt, at, p.s, -1, SQLITE_STATIC); break;
  case PARAM_BYTES: sqlite3_bind_blob(s->stmt, at, p.s, (int)p.n, SQLITE_STATIC); break;
  case PARAM_ID:   sqlite3_bind_blob(s->stmt, at, p.id.b, sizeof p.id.b, SQLITE_TRANSIENT); break;
  case PARAM_DATE:
    date_format((struct date){ (int32_t)p.n }, iso);
    sqlite3_bind_text(s->stmt, at, iso, sizeof iso - 1, SQLITE_TRANSIENT);
  }
}

int engine_step(struct ctx *c, struct statement *s, bool *row)
{
  const int rc = sqlite3_step(s->stmt);
  *row = rc == SQLITE_ROW;
  return rc == SQLITE_ROW || rc == SQLITE_DONE ? OK : broken(c);
}

void engine_done(struct statement *s)
{
  sqlite3_reset(s->stmt);
  sqlite3_clear_bindings(s->stmt);                                  /* bound SQLITE_STATIC: keep no pointers into an arena */
}

int engine_run(struct ctx *c, const char *sql, struct params p)
{
  struct statement *s;
  bool row;
  TRY(engine_prepare(c, sql, &s));
  for (size_t i = 0; i < p.count; i++) engine_bind(s, (int)i + 1, p.at[i]);
  const int rc = engine_step(c, s, &row);
  engine_done(s);
  return rc;
}

int engine_number(struct ctx *c, const char *sql, struct params p, int64_t *out)
{
  struct statement *s;
  bool row;
  int64_t n = 0;
  TRY(engine_prepare(c, sql, &s));
  for (size_t i = 0; i < p.count; i++) engine_bind(s, (int)i + 1, p.at[i]);
  const int rc = engine_step(c, s, &row);
  if (rc == OK && row) (void)engine_int(s, 0, &n);
  engine_done(s);
  if (rc == OK) *out = n;
  return rc;
}

int engine_sound(struct ctx *c, const char **wrong)
{
  struct statement *s;
  bool row;
  size_t n;
  TRY(engine_prepare(c, "PRAGMA integrity_check(1)", &s));
  const int rc = engine_step(c, s, &row);
  const char *const said = rc == OK && row ? engine_text(s, 0, &n) : "ok";
  *wrong = said && strcmp(said, "ok") != 0 ? arena_text(&c->arena, said, strlen(said)) : NULL;
  engine_done(s);
  return rc;
}

int engine_script(struct ctx *c, const char *sql)
{
  return sqlite3_exec(c->db->sqlite, sql, NULL, NULL, NULL) == SQLITE_OK ? OK : broken(c);
}

const char *engine_text(struct statement *s, int col, size_t *len)
{
  const char *text = (const char *)sqlite3_column_text(s->stmt, col);
  *len = (size_t)sqlite3_column_bytes(s->stmt, col);
  return text;
}
bool engine_int(struct statement *s, int col, int64_t *out)
{
  if (sqlite3_column_type(s->stmt, col) != SQLITE_INTEGER) return false;
  *out = sqlite3_column_int64(s->stmt, col);
  return true;
}
const void *engine_bytes(struct statement *s, int col, size_t *len)
{
  const void *bytes = sqlite3_column_type(s->stmt, col) == SQLITE_NULL ? NULL : sqlite3_column_blob(s->stmt, col);
  *len = bytes ? (size_t)sqlite3_column_bytes(s->stmt, col) : 0;
  return bytes;
}
bool engine_id(struct statement *s, int col, struct id *out)
{
  const void *bytes = sqlite3_column_blob(s->stmt, col);
  if (!bytes || sqlite3_column_bytes(s->stmt, col) != (int)sizeof out->b) return false;
  memcpy(out->b, bytes, sizeof out->b);
  return true;
}
int64_t engine_changed(struct ctx *c) { return sqlite3_changes64(c->db->sqlite); }

/* --- transactions ------------------------------------------------------------------ */

int db_begin(struct ctx *c)
{
  c->db->chain.known = false;
  return engine_script(c, "BEGIN IMMEDIATE");
}
int db_begin_light(struct ctx *c)
{
  const int rc = db_begin(c);
  c->db->light = rc == OK;
  return rc;
}
bool db_spoilt(const struct ctx *c) { return c->db->spoilt; }
int db_commit(struct ctx *c)
{
  const int rc = c->db->spoilt ? fail(c, ERR_STORE, NULL, "what should have been undone cannot be committed") : engine_script(c, "COMMIT");
  if (rc != OK) db_rollback(c);
  c->db->light = false;
  return rc;
}
void db_rollback(struct ctx *c)
{
  c->db->light = c->db->spoilt = c->db->chain.known = false;
  sqlite3_exec(c->db->sqlite, "ROLLBACK", NULL, NULL, NULL);        /* fails only where nothing is open any more */
}

static int run_between(struct ctx *c, const char *begin, db_body *run, void *arg)
{
  c->db->chain.known = false;
  TRY(engine_script(c, begin));
  const int rc = run(c, arg);
  if (rc == OK) return db_commit(c);
  db_rollback(c);
  return rc;
}
int db_transaction(struct ctx *c, db_body *run, void *arg) { return run_between(c, "BEGIN IMMEDIATE", run, arg); }
int db_read(struct ctx *c, db_body *run, void *arg) { return run_between(c, "BEGIN", run, arg); }

static int watch(struct ctx *c, db_body *run, void *arg)
{
  const int64_t before = sqlite3_total_changes64(c->db->sqlite);
  int rc = run(c, arg);
  if (rc == OK && sqlite3_get_autocommit(c->db->sqlite)) rc = fail(c, ERR_STORE, NULL, "the database ended the transaction");
  if (rc == OK) return OK;
  c->db->chain.known = false;
  if (sqlite3_total_changes64(c->db->sqlite) != before) c->db->spoilt = true;
  return rc;
}

int db_savepoint(struct ctx *c, db_body *run, void *arg)
{
  if (c->db->light) return watch(c, run, arg);
  if (sqlite3_get_autocommit(c->db->sqlite)) c->db->chain.known = false;      /* it begins the transaction */
  TRY(engine_run(c, "SAVEPOINT change", P0));
  int rc = run(c, arg);
  if (rc == OK) rc = engine_run(c, "RELEASE change", P0);
  if (rc == OK) return OK;
  c->db->chain.known = false;
  const struct error first = c->error;                              /* the reason, not what the clean-up says: after a full */
  if (engine_run(c, "ROLLBACK TO change", P0) == OK) (void)!engine_run(c, "RELEASE change", P0);    /* disk all is undone already */
  c->error = first;
  return rc;
}

int db_data_version(struct ctx *c, int64_t *out)
{
  struct statement *s;
  bool row;
  TRY(engine_prepare(c, "PRAGMA data_version", &s));
  int rc = engine_step(c, s, &row);
  if (rc == OK && (!row || !engine_int(s, 0, out))) rc = fail(c, ERR_STORE, NULL, "no data version");
  engine_done(s);
  return rc;
}

struct chain_place *engine_chain_place(struct ctx *c) { return sqlite3_get_autocommit(c->db->sqlite) ? NULL : &c->db->chain; }

int64_t engine_chain(struct ctx *c)
{
  (void)c;
  return 1;
}

static int copy_into(struct ctx *c, sqlite3 *to)
{
  sqlite3_backup *const b = sqlite3_backup_init(to, "main", c->db->sqlite, "main");
  if (!b) return fail(c, ERR_STORE, NULL, N_("The copy of the database cannot be made."));
  int rc = SQLITE_BUSY;                                             /* all in one step: one moment, whoever writes meanwhile */
  for (int tries = 0; tries < 50 && (rc == SQLITE_BUSY || rc == SQLITE_LOCKED); tries++)
    if ((rc = sqlite3_backup_step(b, -1)) == SQLITE_BUSY || rc == SQLITE_LOCKED) sqlite3_sleep(100);
  sqlite3_backup_finish(b);
  return rc == SQLITE_DONE ? OK : fail(c, ERR_STORE, NULL, rc == SQLITE_FULL || rc == SQLITE_IOERR ? N_("The disk is full.") : N_("The copy of the database cannot be made."));
}

int db_copy(struct ctx *c, const char *file, int64_t *bytes)
{
  sqlite3 *to = NULL;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  int rc = sqlite3_open_v2(file, &to, flags, NULL) == SQLITE_OK ? copy_into(c, to) : fail(c, ERR_STORE, NULL, N_("The copy of the database cannot be made."));
  if (rc == OK && sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK) rc = fail(c, ERR_STORE, NULL, N_("The copy of the database cannot be made."));
  sqlite3_close(to);
  struct stat info;
  if (rc == OK && stat(file, &info) == 0) *bytes = info.st_size;
  return rc;
}
