/* kentering purge. */
#include "command.h"
#include "data_folder.h"
#include "journal_verify.h"
#include "places.h"
#include "privacy.h"
#include "rooms.h"
#include "say.h"
#include "text.h"

extern const struct command privacy_commands[];

enum { SHOWN_MONTHS = 12 };

static void say_line(const struct retained *r, bool all)
{
  char id[ID_TEXT], day[DATE_TEXT];
  if (!all && !r->due) return;
  id_format(r->compartment, id);
  date_format(r->until, day);
  printf("%s %s %s %s %s\n", id, compartment_kind_key(r->kind), day, retained_kind_key(r->ground), r->held ? "held" : r->due ? "due" : "later");
}

/* The day from which lines of the journal are kept. */
static int journal_from(struct ctx *c, struct date *out)
{
  const char **slugs;
  const size_t count = region_slugs(c, &slugs);
  return retention_journal_from(c, slugs, count, out);
}

static int preview_journal(struct ctx *c)
{
  struct date from;
  int64_t count;
  TRY(journal_from(c, &from));
  if (!date_known(from)) return OK;
  TRY(journal_count_before(c, from, &count));
  SAY(c, stderr, N_("%s lines of the journal are past their longest term."), count_text(c, count));
  return OK;
}

enum { LINES_AT_ONCE = 5000 };
struct lines { struct records records; struct date before; size_t deleted; };
static int lines_body(struct ctx *c, void *arg)
{
  struct lines *const l = arg;
  return journal_purge_before(c, &l->records, l->before, LINES_AT_ONCE, &l->deleted);
}

/* Some at a time, so that whoever writes meanwhile need not wait long. */
static int delete_lines(struct ctx *c)
{
  struct lines l = { .records = all_records(&c->arena, rooms), .deleted = LINES_AT_ONCE };
  int64_t all = 0;
  TRY(journal_from(c, &l.before));
  if (!date_known(l.before)) return OK;
  while (l.deleted == LINES_AT_ONCE) {
    TRY(db_transaction(c, lines_body, &l));
    all += (int64_t)l.deleted;
  }
  SAY(c, stderr, N_("Deleted: %s lines of the journal."), count_text(c, all));
  return OK;
}

static int preview(struct ctx *c, const struct kept *kept)
{
  struct retained_list rows;
  size_t due = 0;
  TRY(retention_preview(c, kept, date_plus_months(c->today, SHOWN_MONTHS), &rows));
  for (size_t i = 0; i < rows.count; i++) {
    say_line(&rows.at[i], true);
    due += rows.at[i].due;
  }
  TRY(preview_journal(c));
  SAY(c, stderr, N_("%s may go now. Nothing was deleted: add --do to delete."), count_text(c, (int64_t)due));
  return OK;
}

struct purging { const struct kept *kept; struct purge_report report; };
static int purge_body(struct ctx *c, void *arg)
{
  struct purging *const p = arg;
  return retention_purge(c, p->kept, &p->report);
}

static int delete(struct ctx *c, const struct kept *kept)
{
  struct purging p = { .kept = kept };
  int64_t files = 0, rows = 0;
  do {                                                       /* a proof of its own for every so many */
    TRY(db_transaction(c, purge_body, &p));
    if (p.report.lines) fputs(p.report.lines, stdout);
    if (p.report.hash) printf("hash %s\n", p.report.hash);
    files += p.report.compartments.n;
    rows += p.report.rows.n;
  } while (p.report.compartments.n);
  SAY(c, stderr, N_("Erased: %s files, %s rows."), count_text(c, files), count_text(c, rows));
  return delete_lines(c);
}

static int command_purge(struct ctx *c, const struct config *config, int argc, char **argv)
{
  const bool really = option_flag(&argc, argv, "do");
  const char *const region = option_value(&argc, argv, "region");
  struct places *const places = arena_new(&c->arena, struct places, 1);
  struct kept kept;
  if (argc || !region) return wrong_use(c, N_("Say for which region: --region SLUG."));
  int rc = data_open_existing(c, config, &c->db);
  if (rc == OK) {
    c->scope = (struct scope){ .region = region, .reach = REACH_ALL };
    kept_by_rooms(c, &kept);
    rc = c->places ? OK : places_load(c, config->data, places);
    if (!c->places) c->places = places;
    if (rc == OK) rc = really ? delete(c, &kept) : preview(c, &kept);
    db_close(c->db);
    c->db = NULL;
  }
  return rc == OK ? DONE : say_error(c);
}

const struct command privacy_commands[] = {
  { "purge", "--region SLUG [--do]", N_("Show which files may be deleted; --do deletes them"),
    N_("Without --do nothing is deleted: a line for each file whose term ends within a year, with number, kind, last day and longest\n"
       "ground. With --do what is due goes for good, backups included once their epoch key is destroyed. What is under legal hold\n"
       "stays. The lines and their hash are the proof; they are kept in the database, the hash also in the journal.\n"
       "Lines of the journal go too, once they are past the longest term of all regions."), command_purge },
  { .name = NULL }
};
