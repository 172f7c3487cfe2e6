/* The engine on SQLite. */
#include "engine.h"
#include "clock.h"
#include <sqlite3.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STATEMENTS = 1024, PARAMETERS = 80, BUSY_MS = 5000, WRITER_CACHE_KB = 4096, READER_CACHE_KB = 1024 };
#define BULK "PRAGMA cache_size = -262144; PRAGMA wal_autocheckpoint = 64000"         /* 256 MB each: a page that changes often is written once */

struct compiled { struct statement s; uint64_t hash; char *sql; sqlite3_stmt *stmt; int index[PARAMETERS]; };   /* index[n]: SQLite's number of $n */
struct file { struct db db; sqlite3 *sqlite; char *path; int folder; size_t count; struct compiled cache[STATEMENTS]; };

static struct file *file_of(const struct ctx *c) { return (struct file *)(void *)c->db; }
static struct compiled *compiled_of(struct statement *s) { return (struct compiled *)(void *)s; }

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
  const char *text = sqlite3_errmsg(file_of(c)->sqlite);
  const int code = sqlite3_errcode(file_of(c)->sqlite) & 0xFF;
  for (size_t i = 0; i < COUNT(known); i++)
    if (known[i].code == code) return fail(c, ERR_STORE, arena_text(&c->arena, file_of(c)->path, strlen(file_of(c)->path)), known[i].text);
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return fail(c, ERR_BUSY, NULL, N_("It is very busy at the moment"));
  return fail(c, ERR_STORE, NULL, arena_text(&c->arena, text, strlen(text)));
}

void db_process_init(void)
{
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);                       /* a lock over every allocation otherwise */
  sqlite3_initialize();
}

static int script(struct ctx *c, const char *sql) { return sqlite3_exec(file_of(c)->sqlite, sql, NULL, NULL, NULL) == SQLITE_OK ? OK : broken(c); }

/* While another process makes the file, SQLite says that it is busy without waiting as long as it was told to. */
static int set_journal(struct ctx *c)
{
  const int64_t until = clock_ms() + BUSY_MS;
  int rc;
  while ((rc = script(c, "PRAGMA journal_mode = WAL")) == ERR_BUSY && clock_ms() < until) nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
  return rc;
}

static int set_up(struct ctx *c, enum db_mode mode)
{
  sqlite3_busy_timeout(file_of(c)->sqlite, BUSY_MS);
  if (mode == DB_WRITER) TRY(set_journal(c));
  if (mode == DB_WRITER) TRY(script(c, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 4000"));
  else TRY(script(c, "PRAGMA query_only = ON"));
  TRY(script(c, "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF"));
  char text[40];               /* no mmap: every commit of another would unmap and fault in the whole file */
  snprintf(text, sizeof text, "PRAGMA cache_size = -%d", mode == DB_WRITER ? WRITER_CACHE_KB : READER_CACHE_KB);
  return script(c, text);
}

static void close_file(struct db *db)
{
  struct file *const f = (struct file *)(void *)db;
  for (size_t i = 0; i < STATEMENTS; i++) { sqlite3_finalize(f->cache[i].stmt); free(f->cache[i].sql); }
  sqlite3_close(f->sqlite);
  if (f->folder >= 0) close(f->folder);
  free(f->path);
  free(f);
}

static int open_file(struct ctx *c, const char *path, enum db_mode mode, struct db **out)
{
  if (strstr(path, "://")) return fail(c, ERR_INVALID, path[0] == '/' ? path : NULL, N_("This is the address of a server, not the path of a file."));
  struct file *const f = calloc(1, sizeof *f);
  struct db *const before = c->db;
  if (!f || !(f->path = strdup(path))) { free(f); return fail(c, ERR_STORE, NULL, N_("Out of memory.")); }
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == DB_WRITER ? SQLITE_OPEN_CREATE : 0);
  f->db.engine = &sqlite_engine;
  f->folder = -1;
  c->db = &f->db;
  const int rc = sqlite3_open_v2(path, &f->sqlite, flags, NULL) == SQLITE_OK ? set_up(c, mode) : broken(c);
  c->db = before;
  if (rc != OK) close_file(&f->db);
  else *out = &f->db;
  return rc;
}

/* --- statements ------------------------------------------------------------------ */

static int compile(struct ctx *c, const char *sql, struct compiled *s)
{
  if (sqlite3_prepare_v3(file_of(c)->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &s->stmt, NULL) != SQLITE_OK) return broken(c);
  if (sqlite3_bind_parameter_count(s->stmt) >= PARAMETERS) return fail(c, ERR_STORE, NULL, "a statement with too many parameters");
  char name[16] = "$";
  for (int n = 1; n < PARAMETERS; n++) {
    snprintf(name + 1, sizeof name - 1, "%d", n);
    s->index[n] = sqlite3_bind_parameter_index(s->stmt, name);
  }
  s->sql = strdup(sql);
  return s->sql ? OK : fail(c, ERR_STORE, NULL, N_("Out of memory."));
}

static int prepare(struct ctx *c, const char *sql, struct statement **out)
{
  const uint64_t hash = hash_bytes(sql, strlen(sql), 0) | 1;       /* 0 is an empty place */
  struct file *const f = file_of(c);
  for (size_t i = hash % STATEMENTS; ; i = (i + 1) % STATEMENTS) {
    struct compiled *const s = &f->cache[i];
    if (s->hash == hash && strcmp(s->sql, sql) == 0) { *out = &s->s; return OK; }
    if (s->hash) continue;
    if (f->count == STATEMENTS - 1) return fail(c, ERR_STORE, NULL, "too many different statements");
    const int rc = compile(c, sql, s);
    if (rc != OK) { sqlite3_finalize(s->stmt); *s = (struct compiled){ 0 }; return rc; }
    s->s = statement_of(&sqlite_engine, sql);
    s->hash = hash;
    f->count++;
    *out = &s->s;
    return OK;
  }
}

static void bind(struct statement *statement, int n, struct param p)
{
  const struct compiled *const s = compiled_of(statement);
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

static int step(struct ctx *c, struct statement *s, bool *row)
{
  const int rc = sqlite3_step(compiled_of(s)->stmt);
  *row = rc == SQLITE_ROW;
  return rc == SQLITE_ROW || rc == SQLITE_DONE ? OK : broken(c);
}

static void done(struct statement *statement)
{
  const struct compiled *const s = compiled_of(statement);
  sqlite3_reset(s->stmt);
  sqlite3_clear_bindings(s->stmt);                                  /* bound SQLITE_STATIC: keep no pointers into an arena */
}

static const char *text_at(struct statement *s, int col, size_t *len)
{
  sqlite3_stmt *const stmt = compiled_of(s)->stmt;
  const char *const text = (const char *)sqlite3_column_text(stmt, col);
  *len = (size_t)sqlite3_column_bytes(stmt, col);
  return text;
}
static bool number_at(struct statement *s, int col, int64_t *out)
{
  sqlite3_stmt *const stmt = compiled_of(s)->stmt;
  if (sqlite3_column_type(stmt, col) != SQLITE_INTEGER) return false;
  *out = sqlite3_column_int64(stmt, col);
  return true;
}
static const void *bytes_at(struct statement *s, int col, size_t *len)
{
  sqlite3_stmt *const stmt = compiled_of(s)->stmt;
  const void *const bytes = sqlite3_column_type(stmt, col) == SQLITE_NULL ? NULL : sqlite3_column_blob(stmt, col);
  *len = bytes ? (size_t)sqlite3_column_bytes(stmt, col) : 0;
  return bytes;
}
static int columns(struct statement *s) { return sqlite3_column_count(compiled_of(s)->stmt); }
static const char *name_of(struct statement *s, int col) { return sqlite3_column_name(compiled_of(s)->stmt, col); }
static struct param value_at(struct statement *s, int col)
{
  size_t len;
  switch (sqlite3_column_type(compiled_of(s)->stmt, col)) {
  case SQLITE_INTEGER: return param_int(sqlite3_column_int64(compiled_of(s)->stmt, col));
  case SQLITE_TEXT:    return param_text(text_at(s, col, &len));
  case SQLITE_BLOB:    return param_bytes(bytes_at(s, col, &len) ? sqlite3_column_blob(compiled_of(s)->stmt, col) : "", (size_t)sqlite3_column_bytes(compiled_of(s)->stmt, col));
  default:             return param_text(NULL);
  }
}
static int changed(struct ctx *c, int64_t *out)
{
  *out = sqlite3_changes64(file_of(c)->sqlite);
  return OK;
}

/* --- transactions ------------------------------------------------------------------ */

static int begin(struct ctx *c, enum begin how) { return script(c, how == BEGIN_WRITE ? "BEGIN IMMEDIATE" : "BEGIN"); }
static int commit(struct ctx *c) { return script(c, "COMMIT"); }
static void rollback(struct ctx *c) { sqlite3_exec(file_of(c)->sqlite, "ROLLBACK", NULL, NULL, NULL); }        /* fails only where nothing is open any more */
static bool inside(const struct db *db) { return !sqlite3_get_autocommit(((const struct file *)(const void *)db)->sqlite); }
static int64_t changes(const struct db *db) { return sqlite3_total_changes64(((const struct file *)(const void *)db)->sqlite); }

/* Writers come one after another: all of them write one. */
static int64_t chain(const struct db *db)
{
  (void)db;
  return 1;
}

static int data_version(struct ctx *c, int64_t *out)
{
  struct statement *s;
  bool row;
  TRY(prepare(c, "PRAGMA data_version", &s));
  int rc = step(c, s, &row);
  if (rc == OK && (!row || !number_at(s, 0, out))) rc = fail(c, ERR_STORE, NULL, "no data version");
  done(s);
  return rc;
}

/* The lock is the folder's: there is no file for it that could be left behind. */
static int hold(struct ctx *c, bool held)
{
  struct file *const f = file_of(c);
  const char *const end = strrchr(f->path, '/');
  if (!held || f->folder >= 0 || *f->path == ':') {
    if (f->folder >= 0) close(f->folder);
    f->folder = -1;
    return OK;
  }
  f->folder = open(end ? arena_text(&c->arena, f->path, (size_t)(end - f->path) + 1) : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  while (f->folder >= 0 && flock(f->folder, LOCK_EX) != 0 && errno == EINTR);
  return OK;                                                 /* where it cannot be had, writers still come one after another */
}

static int patience(struct ctx *c, int ms)
{
  sqlite3_busy_timeout(file_of(c)->sqlite, ms);
  return OK;
}

static int bulk(struct ctx *c) { return script(c, BULK); }

static int sound(struct ctx *c, const char **wrong)
{
  struct statement *s;
  bool row;
  size_t n;
  TRY(prepare(c, "PRAGMA integrity_check(1)", &s));
  const int rc = step(c, s, &row);
  const char *const said = rc == OK && row ? text_at(s, 0, &n) : "ok";
  *wrong = said && strcmp(said, "ok") != 0 ? arena_text(&c->arena, said, strlen(said)) : NULL;
  done(s);
  return rc;
}

static int copy_into(struct ctx *c, sqlite3 *to)
{
  sqlite3_backup *const b = sqlite3_backup_init(to, "main", file_of(c)->sqlite, "main");
  if (!b) return fail(c, ERR_STORE, NULL, N_("The copy of the database cannot be made."));
  int rc = SQLITE_BUSY;                                             /* all in one step: one moment, whoever writes meanwhile */
  for (int tries = 0; tries < 50 && (rc == SQLITE_BUSY || rc == SQLITE_LOCKED); tries++)
    if ((rc = sqlite3_backup_step(b, -1)) == SQLITE_BUSY || rc == SQLITE_LOCKED) sqlite3_sleep(100);
  sqlite3_backup_finish(b);
  return rc == SQLITE_DONE ? OK : fail(c, ERR_STORE, NULL, rc == SQLITE_FULL || rc == SQLITE_IOERR ? N_("The disk is full.") : N_("The copy of the database cannot be made."));
}

static int copy(struct ctx *c, const char *file, int64_t *bytes)
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

const struct engine sqlite_engine = { .lasting = true, .open = open_file, .close = close_file, .begin = begin, .commit = commit, .rollback = rollback, .inside = inside,
  .changes = changes, .prepare = prepare, .bind = bind, .step = step, .done = done, .script = script, .text = text_at, .number = number_at,
  .bytes = bytes_at, .changed = changed, .columns = columns, .name = name_of, .value = value_at,
  .tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name", .data_version = data_version, .copy = copy, .sound = sound, .chain = chain,
  .hold = hold, .patience = patience, .bulk = bulk };
