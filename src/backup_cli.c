/* kentering backup, restore, key pair. */
#include "accounts.h"
#include "api_keys.h"
#include "backup.h"
#include "calendar.h"
#include "commands.h"
#include "copy.h"
#include "data_folder.h"
#include "epochs.h"
#include "invitations.h"
#include "journal.h"
#include "journal_verify.h"
#include "migrate.h"
#include "rooms.h"
#include "say.h"
#include "seal.h"
#include "sessions.h"
#include "text.h"
#include <inttypes.h>
#include <unistd.h>

/* --- key pair ------------------------------------------------------------------------------- */

int command_key_pair(struct ctx *c, const struct config *config, int argc, char **argv)
{
  (void)config;
  if (argc != 2) return wrong_use(c, N_("Name two files: one for the secret key, one for the public key."));
  if (backup_key_pair(c, argv[0], argv[1]) != OK) return say_error(c);
  puts(tr(c, N_("The secret key belongs offline, with two people who know where. The public one goes to the server.")));
  return DONE;
}

/* --- backup ------------------------------------------------------------------------------------ */

static const char *folder_of(struct ctx *c, const char *path)
{
  const char *const slash = strrchr(path, '/');
  return slash ? arena_text(&c->arena, path, (size_t)(slash - path)) : ".";
}

static int note_backup(struct ctx *c, void *unused)
{
  (void)unused;
  return journal_event(c, "backup", "database", ID_NONE, ID_NONE, NULL);
}

/* The line goes in first: a backup knows of itself. */
static int make_backup(struct ctx *c, const struct config *config, const char *public, const char *file, struct backup_about *about)
{
  const char *path;
  TRY(data_path(c, config, &path));
  TRY(data_open_existing(c, config, &c->db));
  int rc = db_transaction(c, note_backup, NULL);
  if (rc == OK) rc = backup_write(c, public, db_on_server(path) ? folder_of(c, file) : folder_of(c, path), file, about);
  db_close(c->db);
  c->db = NULL;
  return rc;
}

int command_backup(struct ctx *c, const struct config *config, int argc, char **argv)
{
  const char *const public = option_value(&argc, argv, "to-key");
  struct backup_about about;
  if (argc != 1) return wrong_use(c, N_("Name one file."));
  if (!public) return wrong_use(c, N_("Say where the public key is: --to-key FILE."));
  if (make_backup(c, config, public, argv[0], &about) != OK) return say_error(c);
  char kilobytes[24];
  snprintf(kilobytes, sizeof kilobytes, "%" PRId64, about.bytes / 1024);
  SAY(c, stdout, N_("Backup written: %s kB. It opens as long as its epoch key lives."), kilobytes);
  return DONE;
}

/* --- restore ------------------------------------------------------------------------------------- */

/* Sessions, keys for programs and links that have ended since do not come back to life, whoever holds them. */
static int sign_out_everybody(struct ctx *c)
{
  struct account_list all;
  TRY(accounts_all(c, &all));
  for (size_t i = 0; i < all.count; i++) {
    TRY(sessions_end(c, all.at[i].id, ID_NONE));
    TRY(api_keys_end(c, all.at[i].id));
    TRY(invitations_end(c, all.at[i].id));
  }
  return OK;
}

static int after_restore(struct ctx *c, void *about)
{
  const struct records records = all_records(&c->arena, rooms);
  char made[21];
  int64_t rows;
  instant_format(((const struct backup_about *)about)->made.ms, made);
  TRY(sign_out_everybody(c));
  TRY(erased_rows_delete(c, &records, &rows));
  TRY(journal_event(c, "restore", "database", ID_NONE, ID_NONE, made));
  return OK;
}

/* Key files missing, a compartment that cannot be erased again: nothing stays, so that a second try starts from nothing. */
static int open_restored(struct ctx *c, const struct config *config, struct backup_about *about, int64_t *lost)
{
  TRY(data_open_existing(c, config, &c->db));
  int rc = db_transaction(c, after_restore, about);
  if (rc == OK) rc = epochs_lost(c, lost);
  if (rc == OK) rc = journal_heads_anew(c);
  db_close(c->db);
  c->db = NULL;
  return rc;
}

static void remove_file(struct ctx *c, const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm" };
  for (size_t i = 0; i < COUNT(ends); i++) unlink(JOIN(&c->arena, path, ends[i]));
}

/* Into a database without rows, by way of a file beside the backup. */
static int restore_to_server(struct ctx *c, const struct config *config, const char *url, const char *secret, const char *file, struct backup_about *about, int64_t *lost)
{
  const char *const between = JOIN(&c->arena, file, ".restored");
  struct db *server = NULL;
  struct copied done;
  TRY(backup_read(c, secret, file, between, about));
  int rc = db_open(c, url, DB_WRITER, &server);
  c->db = server;
  if (rc == OK) rc = migrate(c, schema, schema_count);
  c->db = NULL;
  if (rc == OK) rc = database_from_file(c, between, server, &done);
  const bool came = rc == OK;
  remove_file(c, between);
  if (rc == OK) rc = open_restored(c, config, about, lost);
  if (rc != OK && came) (void)!database_empty(c, server);
  db_close(server);
  return rc;
}

static int restore(struct ctx *c, const struct config *config, const char *secret, const char *file, struct backup_about *about, int64_t *lost)
{
  const char *path;
  TRY(data_path(c, config, &path));
  if (db_on_server(path)) return restore_to_server(c, config, path, secret, file, about, lost);
  TRY(backup_read(c, secret, file, path, about));
  const int rc = open_restored(c, config, about, lost);
  if (rc != OK) remove_file(c, path);
  return rc;
}

int command_restore(struct ctx *c, const struct config *config, int argc, char **argv)
{
  const char *const secret = option_value(&argc, argv, "key");
  struct backup_about about;
  int64_t lost;
  char made[21];
  if (argc != 1) return wrong_use(c, N_("Name one file."));
  if (!secret) return wrong_use(c, N_("Say where the secret key of the backup is: --key FILE."));
  if (restore(c, config, secret, argv[0], &about, &lost) != OK) return say_error(c);
  instant_format(about.made.ms, made);
  SAY(c, stdout, N_("Restored as it was at %s."), made);
  puts(tr(c, N_("Everybody is signed out. Roles and involvements that ended since then are back: look at them first.")));
  if (lost) SAY(c, stderr, N_("%s parts of files cannot be opened: the epoch keys of this backup have been destroyed since. If there is a newer backup, restore that one."), count_text(c, lost));
  return command_verify(c, config, 0, argv);
}
