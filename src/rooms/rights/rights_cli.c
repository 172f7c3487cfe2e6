/* kentering archive: a household for the municipality's archive, as files. */
#include "accounts.h"
#include "archive.h"
#include "command.h"
#include "data_folder.h"
#include "journal.h"
#include "permissions.h"
#include "places.h"
#include "privacy.h"
#include "say.h"
#include "text.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

extern const struct command rights_commands[];

enum { FILES_MOST = 4, PART_BYTES = 1 << 16 };
struct archiving { struct id household; const char *out; const char *files[FILES_MOST]; size_t count; };

/* --- files ------------------------------------------------------------------------------------------------------ */

static int cannot(struct ctx *c, const char *path) { return fail(c, ERR_STORE, path, N_("This file cannot be written.")); }

static int empty(struct ctx *c, struct buf *b, FILE *f)
{
  if (b->len && fwrite(b->at, 1, b->len, f) != b->len) return cannot(c, NULL);
  b->len = 0;
  return OK;
}

static int flush_to(struct ctx *c, struct buf *b, void *of) { return b->len < PART_BYTES ? OK : empty(c, b, of); }

/* A new file that nobody else reads; what stood there is not written over. */
static int write_file(struct ctx *c, struct archiving *j, const struct archive_side *side, const struct archive_to *form, const char *ending)
{
  const char *const path = JOIN(&c->arena, j->out, "/archief-", side->letter ? side_letter_key(side->letter) : "gedeeld", ending);
  const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  FILE *const f = fd >= 0 ? fdopen(fd, "w") : NULL;
  struct buf own = { 0 };
  struct archive_text text = { .b = form == &archive_html ? &c->out : &own, .flush = flush_to, .of = f };
  struct archive_to to = *form;
  if (!f) return cannot(c, path);
  j->files[j->count++] = path;
  to.of = &text;
  int rc = archive_write(c, j->household, side, &to);
  if (rc == OK) rc = empty(c, text.b, f);
  if (rc == OK && (fflush(f) || fsync(fd))) rc = cannot(c, path);
  buf_release(&own);
  c->out.len = 0;
  if (fclose(f) && rc == OK) rc = cannot(c, path);
  return rc;
}

static void take_away(struct archiving *j) { while (j->count) unlink(j->files[--j->count]); }

/* Its line in the journal is written before anybody has the files for good. */
static int write_all(struct ctx *c, void *arg)
{
  struct archiving *const j = arg;
  struct archive_side_list sides;
  take_away(j);
  TRY(archive_sides(c, j->household, &sides));
  for (size_t i = 0; i < sides.count && j->count + 2 <= FILES_MOST; i++) {
    TRY(write_file(c, j, &sides.at[i], &archive_html, ".html"));
    TRY(write_file(c, j, &sides.at[i], &archive_json, ".json"));
  }
  return journal_write_reads(c);
}

/* --- for whom --------------------------------------------------------------------------------------------------- */

/* In which region the household is, as far as the scope opens it. */
static int find_region(struct ctx *c, struct id household)
{
  const char **slugs;
  struct household h;
  const size_t count = region_slugs(c, &slugs);
  for (size_t i = 0; i < count; i++) {
    c->scope.region = slugs[i];
    const int rc = household_now(c, household, &h);
    if (!absent(c, rc)) return rc;
  }
  return fail(c, ERR_NOT_FOUND, NULL, N_("There is no such household, or it is not to be seen."));
}

/* As a colleague: what they may open, in whichever role opens it. */
static int as_colleague(struct ctx *c, const char *mail, struct id household)
{
  struct account a;
  struct post_list posts;
  const int rc = account_by_mail(c, mail, &a);
  if (rc == ERR_NOT_FOUND) return fail(c, ERR_INVALID, NULL, N_("There is no colleague with this mail address."));
  TRY(rc);
  TRY(posts_of_account(c, a.id, &posts));
  for (size_t i = 0; i < posts.count; i++) {
    if (!role_may(posts.at[i].role, MAY_WRITE_FILES)) continue;
    c->scope = (struct scope){ .actor = a.id, .organisation = posts.at[i].organisation, .role = role_key(posts.at[i].role), .reach = REACH_INVOLVED };
    const int found = find_region(c, household);
    if (!absent(c, found)) return found;
  }
  return fail(c, ERR_NOT_FOUND, NULL, N_("There is no such household, or it is not to be seen."));
}

static int write_archive(struct ctx *c, struct archiving *j, const char *mail)
{
  c->scope = (struct scope){ .reach = REACH_ALL };
  TRY(mail ? as_colleague(c, mail, j->household) : find_region(c, j->household));
  if (mkdir(j->out, 0700) && errno != EEXIST) return cannot(c, j->out);
  const int rc = db_transaction(c, write_all, j);
  if (rc != OK) take_away(j);
  return rc;
}

static int run_archive(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct archiving j = { .out = option_value(&argc, argv, "out") };
  const char *const household = option_value(&argc, argv, "household"), *const mail = option_value(&argc, argv, "as");
  struct places *const places = arena_new(&c->arena, struct places, 1);
  if (argc) return wrong_use(c, N_("This command takes options only, no other arguments."));
  if (!household || !id_parse(household, &j.household)) return wrong_use(c, N_("Say which household: --household ID, as it stands in the address of its page."));
  if (!j.out) return wrong_use(c, N_("Say where to: --out DIR."));
  c->lang = LANG_NL;                                         /* an archive is Dutch, whoever writes it */
  int rc = data_open_existing(c, config, &c->db);
  if (rc == OK) {
    if (!c->places) rc = places_load(c, config->data, places);
    if (!c->places) c->places = places;
    if (rc == OK) rc = write_archive(c, &j, mail);
    db_close(c->db);
    c->db = NULL;
  }
  if (rc != OK) return say_error(c);
  for (size_t i = 0; i < j.count; i++) puts(j.files[i]);
  return DONE;
}

const struct command rights_commands[] = {
  { "archive", "--data DIR --household ID --out DIR [--as MAIL]", N_("Writes a household for the municipality's archive, as HTML and JSON"),
    N_("Two files for each side, never two sides in one: archief-a.html and archief-a.json. They need no program to be read. --as: only what\n"
       "that colleague may open. Without it: everything, but for secret addresses and ways to be reached that are not known to be safe.\n"
       "Files that are there already are not written over. Each file is a line in the journal.\n"), run_archive },
  { .name = NULL }
};
