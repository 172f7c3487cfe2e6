/* kentering copy: an installation from one database into another. */
#include "commands.h"
#include "copy.h"
#include "data_folder.h"
#include "migrate.h"
#include "say.h"
#include "text.h"
#include <inttypes.h>

static int open_url(struct ctx *c, const char *url, enum db_mode mode, struct db **out)
{
  const char *path;
  struct db *const before = c->db;
  TRY(data_path(c, &(struct config){ .database = url }, &path));
  TRY(db_open(c, path, mode, out));
  if (mode == DB_READER) return OK;
  c->db = *out;
  const int rc = migrate(c, schema, schema_count);
  c->db = before;
  return rc;
}

/* What was copied is read again on both sides before it counts. */
static int copy(struct ctx *c, const char *from, const char *to, struct copied *done)
{
  struct db *source = NULL, *target = NULL;
  const char *wrong = NULL;
  int rc = open_url(c, from, DB_WRITER, &source);            /* brought up to this program's version first */
  if (rc == OK) rc = open_url(c, to, DB_WRITER, &target);
  if (rc == OK) rc = database_copy(c, source, target, done);
  if (rc == OK) rc = database_same(c, source, target, done, &wrong);
  if (rc == OK && wrong) rc = fail(c, ERR_STORE, wrong, N_("This table is not the same after copying: somebody wrote meanwhile. Stop the server first."));
  db_close(target);
  db_close(source);
  return rc;
}

int command_copy(struct ctx *c, const struct config *config, int argc, char **argv)
{
  const char *const from = option_value(&argc, argv, "from"), *const to = option_value(&argc, argv, "to");
  struct copied done;
  (void)config;
  if (argc || !from || !to) return wrong_use(c, N_("Say from where to where: --from URL --to URL."));
  if (copy(c, from, to, &done) != OK) return say_error(c);
  SAY(c, stdout, N_("Copied: %s rows in %s tables, the same on both sides. The key files stay where they are."), count_text(c, done.rows), count_text(c, done.tables));
  return DONE;
}
