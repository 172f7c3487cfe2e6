/* kentering key report, rotate, master, split, recover. */
#include "calendar.h"
#include "commands.h"
#include "data_folder.h"
#include "epochs.h"
#include "journal.h"
#include "json.h"
#include "rooms.h"
#include "say.h"
#include "text.h"
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

static void let_go(struct ctx *c)
{
  db_close(c->db);
  c->db = NULL;
}

static int note_body(struct ctx *c, void *verb) { return journal_event(c, *(const char *const *)verb, "key", ID_NONE, ID_NONE, NULL); }
static int note(struct ctx *c, const char *verb) { return db_transaction(c, note_body, &verb); }

/* --- report --------------------------------------------------------------------------------------------- */

struct key_report { struct id installation; struct epoch epochs[EPOCHS_MOST]; struct epoch_use used[EPOCHS_MOST]; size_t count; struct key_files files; };

static int read_report(struct ctx *c, const struct config *config, struct key_report *out)
{
  TRY(installation_id(c, &out->installation));
  TRY(key_files_find(c, config, out->installation, &out->files));
  TRY(epochs_used(c, out->used, &out->count));
  return keys_epochs(c, out->epochs) == out->count ? OK : fail(c, ERR_BUSY, NULL, N_("The keys are being renewed at this moment. Try again."));
}

static const char *day_of(struct ctx *c, int64_t ms)
{
  char iso[DATE_TEXT];
  date_format(date_at(ms), iso);
  return arena_text(&c->arena, iso, DATE_TEXT - 1);
}

/* "600", or "missing". */
static const char *rights_of(struct ctx *c, const char *file)
{
  struct stat info;
  char text[8];
  if (stat(file, &info) != 0) return tr(c, N_("missing"));
  return arena_text(&c->arena, text, (size_t)snprintf(text, sizeof text, "%03o", (unsigned)(info.st_mode & 0777)));
}

static const char *const file_names[] = { "master", "ring", "erased", "heads" };
static const char *file_at(const struct key_files *f, size_t i) { return (const char *const[]){ f->master, f->ring, f->erased, f->heads }[i]; }

static void print_report_json(struct ctx *c, const struct key_report *r)
{
  struct buf b = { 0 };
  struct json j = { .b = &b };
  json_open(&j, '{');
  json_id(&j, "installation", r->installation);
  json_begin(&j, "epochs", '[');
  for (size_t i = 0; i < r->count; i++) {
    json_begin(&j, NULL, '{');
    json_num(&j, "number", r->epochs[i].number);
    json_str(&j, "made", day_of(c, r->epochs[i].made));
    json_num(&j, "age_days", (c->now - r->epochs[i].made) / DAY_MS);
    json_num(&j, "compartments", r->used[i].compartments);
    json_close(&j);
  }
  json_close(&j);
  json_str(&j, "oldest_readable_backup", day_of(c, r->epochs[0].made));
  json_str(&j, "backups_of_today_until", day_of(c, r->epochs[r->count - 1].made + EPOCH_DAYS * DAY_MS * 2));
  json_begin(&j, "files", '{');
  for (size_t i = 0; i < COUNT(file_names); i++) {
    json_begin(&j, file_names[i], '{');
    json_str(&j, "path", file_at(&r->files, i));
    json_str(&j, "rights", rights_of(c, file_at(&r->files, i)));
    json_close(&j);
  }
  json_close(&j);
  json_close(&j);
  puts(buf_text(&b));
  buf_release(&b);
}

static void print_report(struct ctx *c, const struct key_report *r)
{
  char id[ID_TEXT];
  id_format(r->installation, id);
  SAY(c, stdout, N_("Installation %s"), id);
  for (size_t i = 0; i < r->count; i++)
    SAY(c, stdout, N_("Epoch %s: made on %s, %s days old, wraps %s compartments"), count_text(c, r->epochs[i].number), day_of(c, r->epochs[i].made),
        count_text(c, (c->now - r->epochs[i].made) / DAY_MS), count_text(c, r->used[i].compartments));
  SAY(c, stdout, N_("Backups from before %s cannot be opened any more; one made today can be until about %s."),
      day_of(c, r->epochs[0].made), day_of(c, r->epochs[r->count - 1].made + EPOCH_DAYS * DAY_MS * 2));
  for (size_t i = 0; i < COUNT(file_names); i++) printf("%-7s %s  %s\n", file_names[i], rights_of(c, file_at(&r->files, i)), file_at(&r->files, i));
}

int command_key_report(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct key_report r = { .count = 0 };
  (void)argv;
  if (argc) return wrong_use(c, N_("This command takes settings only, no other arguments."));
  if (data_open_existing(c, config, &c->db) != OK) return say_error(c);
  const int rc = read_report(c, config, &r);
  let_go(c);
  if (rc != OK) return say_error(c);
  if (config->json) print_report_json(c, &r); else print_report(c, &r);
  return DONE;
}

/* --- rotate ----------------------------------------------------------------------------------------------- */

enum { PART_MS = 35 };

/* In the same small parts as the server does it: people go on working meanwhile. */
static int rotate(struct ctx *c, struct rotation *r)
{
  const struct records records = all_records(&c->arena, rooms);
  bool done = false;
  c->scope.reach = REACH_ALL;
  TRY(epochs_begin(c));
  while (!done) {
    TRY(epochs_step(c, &records, r, PART_MS, &done));
    if (isatty(STDERR_FILENO) && r->compartments >= 1000) fprintf(stderr, "\r%lld", (long long)(r->compartments + r->lookups));
  }
  if (isatty(STDERR_FILENO)) fputs("\r\033[K", stderr);
  return OK;
}

int command_key_rotate(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct rotation r = { .all = true };
  (void)argv;
  if (argc) return wrong_use(c, N_("This command takes settings only, no other arguments."));
  if (data_open_existing(c, config, &c->db) != OK) return say_error(c);
  const int rc = rotate(c, &r);
  let_go(c);
  if (rc != OK) return say_error(c);
  SAY(c, stdout, N_("%s compartments wrapped again, %s rows made findable again. The old epoch keys are destroyed: older backups cannot be opened any more."),
      count_text(c, r.compartments), count_text(c, r.lookups));
  return DONE;
}

/* --- master ------------------------------------------------------------------------------------------------- */

static int new_master(struct ctx *c, const struct config *config, const char *file)
{
  TRY(key_file_allowed(c, config, file));
  TRY(data_open_existing(c, config, &c->db));
  int rc = keys_new_master(c, file);
  if (rc == OK) rc = note(c, "new_master_key");
  let_go(c);
  return rc;
}

int command_key_master(struct ctx *c, const struct config *config, int argc, char **argv)
{
  if (argc != 1) return wrong_use(c, N_("Name one file."));
  if (new_master(c, config, argv[0]) != OK) return say_error(c);
  puts(tr(c, N_("The key ring opens with the new master key only. Put the file where the server finds it, restart the server, split the new key, and destroy the old one.")));
  return DONE;
}

/* --- split and recover ----------------------------------------------------------------------------------------- */

enum { SHARES = 2 };
struct codes { char at[SHARES][2 * SHARE_TEXT]; };            /* as they are typed: with spaces and a line end */

static int save_code(struct ctx *c, const char *file, const char *code)
{
  char line[SHARE_TEXT + 1];
  const int n = snprintf(line, sizeof line, "%s\n", code);
  const int rc = key_file_new(c, file, line, (size_t)n);
  sodium_memzero(line, sizeof line);
  return rc;
}

static int split(struct ctx *c, const struct config *config, struct codes *codes, int argc, char **argv)
{
  TRY(data_open_existing(c, config, &c->db));
  int rc = keys_split(c, codes->at[0], codes->at[1]);
  if (rc == OK) rc = note(c, "split_master_key");
  let_go(c);
  for (int i = 0; rc == OK && i < argc; i++) rc = save_code(c, argv[i], codes->at[i]);
  return rc;
}

int command_key_split(struct ctx *c, const struct config *config, int argc, char **argv)
{
  const char *const shares = option_value(&argc, argv, "shares");
  struct codes codes;
  if (shares && strcmp(shares, "2") != 0) return wrong_use(c, N_("The master key is split between two people: --shares 2."));
  if (argc && argc != SHARES) return wrong_use(c, N_("Name two files, or none to have the codes printed."));
  const int rc = split(c, config, &codes, argc, argv);
  for (int i = 0; rc == OK && !argc && i < SHARES; i++) {
    SAY(c, stdout, N_("Code %s of 2, for one person:"), count_text(c, i + 1));
    printf("\n  %s\n\n", codes.at[i]);
  }
  sodium_memzero(&codes, sizeof codes);
  if (rc != OK) return say_error(c);
  fprintf(stderr, "%s\n", tr(c, N_("Give each code to another person, on paper, away from the server. One alone opens nothing; both together make the master key.")));
  return DONE;
}

/* The first line that holds something. */
static bool read_code(FILE *in, char *out, size_t room)
{
  while (fgets(out, (int)room, in)) if (out[strspn(out, " \t\r\n")]) return true;
  return false;
}

static int read_codes(struct ctx *c, struct codes *codes, int argc, char **argv)
{
  for (int i = 0; i < SHARES; i++) {
    FILE *const in = argc ? fopen(argv[i], "re") : stdin;
    if (!argc && isatty(STDIN_FILENO)) SAY(c, stderr, N_("Code %s of 2, for one person:"), count_text(c, i + 1));
    const bool fine = in && read_code(in, codes->at[i], sizeof codes->at[i]);
    if (argc && in) fclose(in);
    if (!fine) return fail(c, ERR_INVALID, argc ? argv[i] : NULL, N_("There is no code here."));
  }
  return OK;
}

/* Without keys: they are what is missing. Without a database too, on a new machine: the key ring tells whose it is. */
static int find_files(struct ctx *c, const struct config *config, struct id *installation, struct key_files *files)
{
  const char *path;
  TRY(data_path(c, config, &path));
  if (!db_on_server(path) && access(path, F_OK) != 0) return key_files_without_database(c, config, installation, files);
  int rc = db_open(c, path, DB_READER, &c->db);
  if (rc == OK) rc = installation_id(c, installation);
  let_go(c);
  if (rc == OK) return key_files_find(c, config, *installation, files);
  return db_on_server(path) ? key_files_without_database(c, config, installation, files) : rc;
}

int command_key_recover(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct key_files files;
  struct id installation;
  struct codes codes;
  if (argc && argc != SHARES) return wrong_use(c, N_("Name the two files with the codes, or none to type them."));
  int rc = find_files(c, config, &installation, &files);
  if (rc == OK) rc = read_codes(c, &codes, argc, argv);
  if (rc == OK) rc = keys_recover(c, &files, installation, codes.at[0], codes.at[1]);
  sodium_memzero(&codes, sizeof codes);
  if (rc != OK) return say_error(c);
  SAY(c, stdout, N_("The master key is back: %s"), files.master);
  return DONE;
}
