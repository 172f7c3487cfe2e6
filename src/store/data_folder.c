#include "data_folder.h"
#include "engine.h"
#include "ids.h"
#include "journal_verify.h"
#include "keys.h"
#include "migrate.h"
#include "seal.h"
#include "text.h"
#include <errno.h>
#include <sys/stat.h>

int data_path(struct ctx *c, const struct config *config, const char **path)
{
  static const char sqlite[] = "sqlite:";
  if (config->database) {
    const bool file = strncmp(config->database, sqlite, sizeof sqlite - 1) == 0;
    if (!file && !db_on_server(config->database)) return fail(c, ERR_INVALID, "database", N_("This database URL is not known: write sqlite:PATH or postgresql://…"));
    *path = config->database + (file ? sizeof sqlite - 1 : 0);
    return OK;
  }
  if (!config->data) return fail(c, ERR_INVALID, "data", N_("Say where the data folder is: --data DIR."));
  *path = JOIN(&c->arena, config->data, "/kentering.db");
  return OK;
}

/* Nobody sits before a command as before a page: it waits for what another one writes. */
enum { PATIENCE_MS = 25000 };

static int make_folder(struct ctx *c, const char *folder)
{
  struct stat info;
  if (mkdir(folder, 0700) == 0 || errno == EEXIST) {
    if (stat(folder, &info) == 0 && S_ISDIR(info.st_mode)) return OK;
    return fail(c, ERR_STORE, folder, N_("This is not a folder."));
  }
  return fail(c, ERR_STORE, folder, N_("This folder cannot be made."));
}

int installation_id(struct ctx *c, struct id *out)
{
  struct statement *s;
  bool row;
  TRY(engine_prepare(c, "SELECT id FROM installation", &s));
  int rc = engine_step(c, s, &row);
  if (rc == OK && (!row || !engine_id(s, 0, out))) rc = fail(c, ERR_NOT_FOUND, NULL, N_("This database has no name yet."));
  engine_done(s);
  return rc;
}

/* Lines from before there were keys are bound to the first chain. */
static int name_row(struct ctx *c, void *arg)
{
  const struct id id = *(const struct id *)arg;
  const int64_t made = c->now, epoch = 1;
  int64_t old;
  TRY(engine_run(c, "INSERT INTO installation (id, version, made, epoch) VALUES ($1, 1, $2, $3)", P(id, made, epoch)));
  TRY(engine_number(c, "SELECT count(*) FROM journal", P0, &old));
  return old ? journal_anchor_old(c) : OK;
}

/* First the key files, then the row that needs them: a process killed in between leaves a database without a name. */
static int name_installation(struct ctx *c, const struct config *config, struct keys **out)
{
  struct id id = id_random(c);
  struct key_files files;
  if (!config) TRY(keys_in_memory(c, out));
  else {
    TRY(key_files_find(c, config, id, &files));
    TRY(keys_create(c, &files, id, out));
  }
  return db_transaction(c, name_row, &id);
}

static int open_keys(struct ctx *c, const struct config *config, struct keys **out)
{
  struct id id;
  struct key_files files;
  const int rc = installation_id(c, &id);
  if (rc == ERR_NOT_FOUND) return name_installation(c, config, out);
  TRY(rc);
  TRY(key_files_find(c, config, id, &files));
  return keys_open(c, &files, id, out);
}

static int erase_again(struct ctx *c, void *unused)
{
  size_t again;
  (void)unused;
  return compartments_replay_erased(c, &again);
}

/* `config` NULL: in memory. */
static int set_up(struct ctx *c, const struct config *config)
{
  struct head heads[CHAINS_MOST];
  size_t count;
  TRY(migrate(c, schema, schema_count));
  if (c->keys || (config && config->public_only)) return OK;
  int rc = open_keys(c, config, &c->keys);
  if (rc == OK) rc = heads_read(c, heads, &count);          /* damaged or another's: told now, and never written over */
  if (rc == OK && !db_read_only(c)) rc = db_transaction(c, erase_again, NULL);
  if (rc == OK) return OK;
  keys_close(c->keys);
  c->keys = NULL;
  return rc;
}

int data_hold(struct ctx *c, bool held) { return engine_hold(c, held); }

/* A mistyped URL makes nothing. */
static int must_be_there(struct ctx *c)
{
  bool new;
  TRY(migrate_is_new(c, &new));
  return new ? fail(c, ERR_NOT_FOUND, "database", N_("There is no installation in this database, or in this schema of it.")) : OK;
}

static int open_path(struct ctx *c, const struct config *config, const char *path, bool existing, struct db **out)
{
  struct db *const before = c->db, *opened;
  TRY(db_open(c, path, DB_WRITER, &opened));
  c->db = opened;
  int rc = existing ? must_be_there(c) : OK;
  if (rc == OK) rc = data_hold(c, true);
  if (rc == OK) rc = set_up(c, config);
  if (rc == OK) rc = data_hold(c, false);
  if (rc == OK) rc = opened->engine->patience(c, PATIENCE_MS);
  c->db = before;
  if (rc == OK) *out = opened;
  else db_close(opened);
  return rc;
}

int data_open(struct ctx *c, const struct config *config, struct db **out)
{
  const char *path;
  TRY(data_path(c, config, &path));
  if (config->data) TRY(make_folder(c, config->data));
  return open_path(c, config, path, false, out);
}

static int file_there(struct ctx *c, const char *path, const char *named)
{
  struct stat info;
  if (db_on_server(path) || stat(path, &info) == 0 || (errno != ENOENT && errno != ENOTDIR)) return OK;
  return fail(c, ERR_NOT_FOUND, named, N_("There is no database in this folder."));
}

int data_open_existing(struct ctx *c, const struct config *config, struct db **out)
{
  const char *path;
  TRY(data_path(c, config, &path));
  TRY(file_there(c, path, config->database ? path : config->data));
  return open_path(c, config, path, db_on_server(path), out);
}

int data_open_tables(struct ctx *c, const char *url, bool existing, struct db **out)
{
  struct db *const before = c->db, *opened;
  const char *path;
  TRY(data_path(c, &(struct config){ .database = url }, &path));
  if (existing) TRY(file_there(c, path, path));
  TRY(db_open(c, path, DB_WRITER, &opened));
  c->db = opened;
  int rc = existing ? must_be_there(c) : OK;
  if (rc == OK) rc = migrate(c, schema, schema_count);
  c->db = before;
  if (rc == OK) *out = opened;
  else db_close(opened);
  return rc;
}

int data_open_memory(struct ctx *c, struct db **out) { return open_path(c, NULL, ":memory:", false, out); }
