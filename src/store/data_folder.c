#include "data_folder.h"
#include "migrate.h"
#include "text.h"
#include <errno.h>
#include <sys/stat.h>

int data_path(struct ctx *c, const struct config *config, const char **path)
{
  static const char sqlite[] = "sqlite:";
  if (config->database) {
    if (strncmp(config->database, sqlite, sizeof sqlite - 1) != 0)
      return fail(c, ERR_INVALID, "database", N_("This database URL is not known: write sqlite:PATH."));
    *path = config->database + sizeof sqlite - 1;
    return OK;
  }
  if (!config->data) return fail(c, ERR_INVALID, "data", N_("Say where the data folder is: --data DIR."));
  *path = JOIN(&c->arena, config->data, "/kentering.db");
  return OK;
}

static int make_folder(struct ctx *c, const char *folder)
{
  struct stat info;
  if (mkdir(folder, 0700) == 0 || errno == EEXIST) {
    if (stat(folder, &info) == 0 && S_ISDIR(info.st_mode)) return OK;
    return fail(c, ERR_STORE, folder, N_("This is not a folder."));
  }
  return fail(c, ERR_STORE, folder, N_("This folder cannot be made."));
}

static int open_path(struct ctx *c, const char *path, struct db **out)
{
  struct db *const before = c->db, *opened;
  TRY(db_open(c, path, DB_WRITER, &opened));
  c->db = opened;
  const int rc = migrate(c, schema, schema_count);
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
  return open_path(c, path, out);
}

int data_open_existing(struct ctx *c, const struct config *config, struct db **out)
{
  const char *path;
  struct stat info;
  TRY(data_path(c, config, &path));
  if (stat(path, &info) != 0 && (errno == ENOENT || errno == ENOTDIR))
    return fail(c, ERR_NOT_FOUND, config->database ? path : config->data, N_("There is no database in this folder."));
  return open_path(c, path, out);
}

int data_open_memory(struct ctx *c, struct db **out) { return open_path(c, ":memory:", out); }
