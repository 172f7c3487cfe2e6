/* kentering backup, restore, key pair. */
#include "accounts.h"
#include "api_keys.h"
#include "backup.h"
#include "calendar.h"
#include "commands.h"
#include "copy.h"
#include "data_folder.h"
#include "disk.h"
#include "epochs.h"
#include "invitations.h"
#include "journal.h"
#include "journal_verify.h"
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

/* Whether its keys are all there, and what ended since does not come back. */
static int prepare(struct ctx *c, const struct config *config, struct backup_about *about, int64_t *lost)
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

static int is_there(struct ctx *c, const char *path) { return fail(c, ERR_INVALID, path, N_("There is a database here already. Restore into an empty place.")); }
static int into_folder(struct ctx *c, const char *between, const char *path)
{
  if (access(path, F_OK) == 0) return is_there(c, path);
  return rename(between, path) == 0 && disk_sync_folder(path) ? OK : fail(c, ERR_STORE, path, N_("This file is there already, or cannot be written."));
}

/* Where it goes to: `server` NULL: to a file. Nothing is read before it is known to be free. */
static int open_target(struct ctx *c, const char *path, struct db **server)
{
  *server = NULL;
  if (!db_on_server(path)) return access(path, F_OK) == 0 ? is_there(c, path) : OK;
  TRY(data_open_tables(c, path, false, server));
  const int rc = database_must_be_empty(c, *server);
  if (rc != OK) db_close(*server);
  return rc;
}

/* All is done to a file beside it, and that takes its place when it is right: whenever this is killed, nothing can be served
 * in which old sessions live, and a second try starts from nothing. */
static int restore(struct ctx *c, const struct config *config, const char *secret, const char *file, struct backup_about *about, int64_t *lost)
{
  const char *path;
  struct db *server;
  struct copied done;
  TRY(data_path(c, config, &path));
  TRY(open_target(c, path, &server));
  const char *const between = JOIN(&c->arena, server ? file : path, ".restored");
  struct config beside = *config;
  beside.database = JOIN(&c->arena, "sqlite:", between);
  remove_file(c, between);                                   /* of one that was killed */
  int rc = backup_read(c, secret, file, between, about);
  if (rc == OK) rc = prepare(c, &beside, about, lost);
  if (rc == OK) rc = server ? database_from_file(c, between, server, &done) : into_folder(c, between, path);
  remove_file(c, between);
  db_close(server);
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
