/* kentering copy: an installation from one database into another. */
#include "commands.h"
#include "copy.h"
#include "data_folder.h"
#include "say.h"
#include "text.h"
#include <inttypes.h>

/* What was copied is read again on both sides before it counts. */
static int prove(struct ctx *c, struct db *source, struct db *target, struct copied *done)
{
  const char *wrong = NULL;
  int rc = database_same(c, source, target, done, &wrong);
  if (rc == OK && wrong) rc = fail(c, ERR_STORE, wrong, N_("This table is not the same after copying: somebody wrote meanwhile. Stop the server first. Nothing was kept."));
  if (rc == OK) return OK;
  const struct error first = c->error;
  if (database_empty(c, target) != OK) return fail(c, ERR_STORE, first.field, N_("What was copied could not be proved the same, nor taken out again. Make the database anew, and copy once more."));
  c->error = first;
  return rc;
}

static int copy(struct ctx *c, const char *from, const char *to, struct copied *done)
{
  struct db *source = NULL, *target = NULL;
  int rc = data_open_tables(c, from, true, &source);         /* brought up to this program's version first */
  if (rc == OK) rc = data_open_tables(c, to, false, &target);
  if (rc == OK) rc = database_copy(c, source, target, done);
  if (rc == OK) rc = prove(c, source, target, done);
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
