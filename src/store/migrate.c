#include "migrate.h"
#include "engine.h"
#include "text.h"

static int message(struct ctx *c, const struct asset *file, const char *what)
{
  return fail(c, ERR_STORE, NULL, JOIN(&c->arena, file->name, ": ", what));
}

/* The hash tells an edited file from the applied one. */
static int applied(struct ctx *c, const struct asset *file, bool *done)
{
  struct statement *s;
  size_t len;
  TRY(engine_prepare(c, "SELECT hash FROM migration WHERE name = $1", &s));
  engine_bind(s, 1, param_text(file->name));
  int rc = engine_step(c, s, done);
  if (rc == OK && *done && strcmp(engine_text(s, 0, &len), file->hash) != 0)
    rc = message(c, file, N_("this file was changed after it was applied; schema files are only added to"));
  engine_done(s);
  return rc;
}

static int apply(struct ctx *c, void *arg)
{
  const struct asset *file = arg;
  char at[21];
  bool done;
  TRY(applied(c, file, &done));                              /* another process may have been first */
  if (done) return OK;
  instant_format(c->now, at);
  if (engine_script(c, arena_text(&c->arena, (const char *)file->bytes, file->size)) != OK) return message(c, file, c->error.text);
  const char *when = at, *hash = file->hash;
  return engine_run(c, "INSERT INTO migration (name, hash, applied_at) VALUES ($1, $2, $3)", P(file->name, hash, when));
}

static bool has(const struct asset *files, size_t count, const char *name)
{
  for (size_t i = 0; i < count; i++) if (strcmp(files[i].name, name) == 0) return true;
  return false;
}

/* Whether a file was applied that this program does not have. */
static int newer(struct ctx *c, const struct asset *files, size_t count)
{
  struct statement *s;
  bool row = true, known = true;
  size_t len;
  int rc;
  TRY(engine_prepare(c, "SELECT name FROM migration", &s));
  while ((rc = engine_step(c, s, &row)) == OK && row) known = known && has(files, count, engine_text(s, 0, &len));
  engine_done(s);
  if (rc == OK && !known) return fail(c, ERR_STORE, NULL, N_("This database was written by a newer version of Kentering. Install that version, or restore an older backup."));
  return rc;
}

bool migrate_makes(const struct asset *files, size_t count, const char *table)
{
  static const char create[] = "CREATE TABLE ";
  const size_t length = strlen(table);
  for (size_t i = 0; i < count; i++) {
    const char *at = (const char *)files[i].bytes, *const end = at + files[i].size;
    while ((at = memmem(at, (size_t)(end - at), create, sizeof create - 1))) {
      at += sizeof create - 1;
      if ((size_t)(end - at) > length && memcmp(at, table, length) == 0 && strchr(" (\n", at[length])) return true;
    }
  }
  return false;
}

int migrate_is_new(struct ctx *c, bool *out)
{
  struct statement *s;
  bool row;
  size_t len;
  int rc;
  *out = true;
  TRY(engine_prepare(c, c->db->engine->tables, &s));
  while ((rc = engine_step(c, s, &row)) == OK && row) *out = *out && strcmp(engine_text(s, 0, &len), "migration") != 0;
  engine_done(s);
  return rc;
}

/* How many of the files are not applied yet. Nothing is written, so that a standby and a user without the right to make
 * tables can be served from as long as nothing is missing. */
static int missing(struct ctx *c, const struct asset *files, size_t count, size_t *out)
{
  bool new;
  *out = count;
  TRY(migrate_is_new(c, &new));
  if (new) return OK;
  TRY(newer(c, files, count));
  for (size_t i = 0; i < count; i++) {
    bool done;
    TRY(applied(c, &files[i], &done));
    *out -= done;
  }
  return OK;
}

struct files { const struct asset *at; size_t count; int code; struct error wrong; };

static int begin_table(struct ctx *c) { return engine_script(c, "CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL, applied_at TEXT NOT NULL)"); }

static int make_all(struct ctx *c, void *arg)
{
  struct files *const f = arg;
  TRY(begin_table(c));
  f->code = OK;
  for (size_t i = 0; f->code == OK && i < f->count; i++) {
    struct asset file = f->at[i];
    f->code = db_savepoint(c, apply, &file);
    f->wrong = c->error;
  }
  return OK;
}

/* A new database is made in one transaction, one that is there goes on file by file; either as far as it comes. */
static int apply_all(struct ctx *c, const struct asset *files, size_t count)
{
  bool new;
  TRY(migrate_is_new(c, &new));
  if (new) {
    struct files all = { .at = files, .count = count };
    TRY(db_transaction(c, make_all, &all));
    c->error = all.wrong;
    return all.code;
  }
  TRY(newer(c, files, count));                               /* another process may have been first, and be newer */
  for (size_t i = 0; i < count; i++) {
    struct asset file = files[i];
    bool done;
    TRY(applied(c, &file, &done));
    if (!done) TRY(db_transaction(c, apply, &file));
  }
  return OK;
}

int migrate(struct ctx *c, const struct asset *files, size_t count)
{
  size_t left;
  TRY(missing(c, files, count, &left));
  if (!left) return OK;
  if (db_read_only(c)) return fail(c, ERR_AWAY, NULL, N_("This database is of an older version of Kentering, and may only be read. Start this version first where it may be written: on the primary."));
  TRY(engine_hold(c, true));
  const int rc = apply_all(c, files, count);
  const struct error first = c->error;
  const int let_go = engine_hold(c, false);
  if (rc == OK) return let_go;
  c->error = first;
  return rc;
}
