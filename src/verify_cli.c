/* kentering verify, journal export. */
#include "calendar.h"
#include "clock.h"
#include "commands.h"
#include "data_folder.h"
#include "journal_export.h"
#include "journal_verify.h"
#include "json.h"
#include "rooms.h"
#include "say.h"
#include <errno.h>
#include <unistd.h>

static void let_go(struct ctx *c)
{
  db_close(c->db);
  c->db = NULL;
}

/* --- verify ------------------------------------------------------------------------------------------ */

/* On a terminal, once it takes more than a second. */
static void show_progress(void *of, int64_t done, int64_t all)
{
  enum { WIDTH = 30 };
  const int64_t *const began = of;
  const int filled = all > 0 ? (int)((done < all ? done : all) * WIDTH / all) : 0;
  if (!isatty(STDERR_FILENO) || clock_ms() - *began < 1000) return;
  fprintf(stderr, "\r[%.*s%*s] %lld", filled, "##############################", WIDTH - filled, "", (long long)done);
}

static void end_progress(void) { if (isatty(STDERR_FILENO)) fputs("\r\033[K", stderr); }

static const char *id_or_null(struct ctx *c, struct id id)
{
  char text[ID_TEXT];
  if (!id_known(id)) return NULL;
  id_format(id, text);
  return arena_text(&c->arena, text, ID_TEXT - 1);
}

static void put_finding(struct json *j, const struct finding *f)
{
  json_begin(j, NULL, '{');
  json_str(j, "what", finding_kind_key(f->what));
  json_str(j, "table", f->table);
  if (f->chain || f->seq) { json_num(j, "chain", f->chain); json_num(j, "seq", f->seq); }
  json_id(j, "id", f->id);
  json_str(j, "at", f->at);
  json_str(j, "more", f->more);
  json_close(j);
}

static void print_json(const struct verify_report *r)
{
  struct buf b = { 0 };
  struct json j = { .b = &b };
  char at[INSTANT_TEXT];
  json_open(&j, '{');
  json_bool(&j, "sound", r->count == 0);
  json_num(&j, "chains", r->chains);
  json_num(&j, "lines", r->lines);
  json_num(&j, "old_lines", r->old_lines);
  json_num(&j, "purged", r->purged);
  json_num(&j, "backwards", r->backwards);
  json_num(&j, "grants", r->grants);
  json_num(&j, "sealed", r->sealed);
  json_num(&j, "compartments", r->compartments);
  json_num(&j, "erased", r->erased);
  if (instant_known(r->checkpoint)) { instant_print(r->checkpoint, at); json_str(&j, "checkpoint", at); }
  json_num(&j, "found", (int64_t)r->count);
  json_begin(&j, "findings", '[');
  for (size_t i = 0; i < r->count && i < FINDINGS_MOST; i++) put_finding(&j, &r->findings[i]);
  json_close(&j);
  json_close(&j);
  puts(buf_text(&b));
  buf_release(&b);
}

/* "journal 1/204, 0b7e…, 2026-11-21T22:36:05Z: This line was changed" */
static void print_finding(struct ctx *c, const struct finding *f)
{
  const char *const id = id_or_null(c, f->id);
  fputs(f->table ? f->table : "database", stdout);
  if (f->chain || f->seq) printf(" %lld/%lld", (long long)f->chain, (long long)f->seq);
  if (id) printf(", %s", id);
  if (f->at) printf(", %s", f->at);
  printf(": %s", tr(c, finding_kind_label(f->what)));
  if (f->more) printf(" (%s)", tr(c, f->more));
  putchar('\n');
}

static void print_text(struct ctx *c, const struct verify_report *r)
{
  char at[21] = "-";
  for (size_t i = 0; i < r->count && i < FINDINGS_MOST; i++) print_finding(c, &r->findings[i]);
  if (r->count > FINDINGS_MOST) SAY(c, stdout, N_("and %s more"), count_text(c, (int64_t)(r->count - FINDINGS_MOST)));
  SAY(c, stdout, N_("Journal: %s lines in %s chains, %s from before the chains, %s deleted after their term"),
      count_text(c, r->lines), count_text(c, r->chains), count_text(c, r->old_lines), count_text(c, r->purged));
  if (r->backwards) SAY(c, stdout, N_("The clock was set back %s times."), count_text(c, r->backwards));
  SAY(c, stdout, N_("Looked at: %s rows that give rights, %s sealed rows, %s compartments, %s erased ones"),
      count_text(c, r->grants), count_text(c, r->sealed), count_text(c, r->compartments), count_text(c, r->erased));
  if (instant_known(r->checkpoint)) instant_format(r->checkpoint.ms, at);
  SAY(c, stdout, N_("Last checkpoint outside the database: %s"), at);
  if (r->lines && !instant_known(r->checkpoint)) puts(tr(c, N_("Without a checkpoint outside the database nobody can say whether the end of the journal is there.")));
  puts(tr(c, r->count ? N_("Not sound: look at what stands above, and keep a copy as it is.") : N_("Sound.")));
}

int command_verify(struct ctx *c, const struct config *config, int argc, char **argv)
{
  int64_t began = clock_ms();
  const struct verify_options options = { .quick = option_flag(&argc, argv, "quick"), .progress = show_progress, .of = &began };
  struct verify_report *const report = arena_new(&c->arena, struct verify_report, 1);
  const struct records records = all_records(&c->arena, rooms);
  if (argc) return wrong_use(c, N_("This command takes settings only, no other arguments."));
  if (data_open_existing(c, config, &c->db) != OK) return say_error(c);
  c->scope.reach = REACH_ALL;
  const int rc = verify(c, &records, &options, report);
  end_progress();
  let_go(c);
  if (rc != OK) return say_error(c);
  if (config->json) print_json(report); else print_text(c, report);
  return report->count ? FAILED : DONE;
}

/* --- journal accept-loss ---------------------------------------------------------------------------------- */

static int write_loss(struct ctx *c, void *reason) { return journal_event(c, "loss", "database", ID_NONE, ID_NONE, reason); }

/* After a standby took over that had not everything. The line stays, so that nobody can cut off the journal and say nothing. */
static int accept_loss(struct ctx *c, const struct config *config, const char *reason)
{
  char *const note = arena_text(&c->arena, reason, strlen(reason));
  TRY(data_open_existing(c, config, &c->db));
  c->scope.reach = REACH_ALL;
  int rc = db_transaction(c, write_loss, note);
  if (rc == OK) rc = journal_heads_anew(c);
  let_go(c);
  return rc;
}

int command_accept_loss(struct ctx *c, const struct config *config, int argc, char **argv)
{
  const char *const reason = option_value(&argc, argv, "reason");
  if (argc || !reason || !*reason) return wrong_use(c, N_("Say what happened: --reason TEXT. It stands in the journal from then on."));
  if (accept_loss(c, config, reason) != OK) return say_error(c);
  SAY(c, stdout, N_("The journal goes on from where it is now. A line in it tells what was lost, and why: %s"), reason);
  return DONE;
}

/* --- journal export ------------------------------------------------------------------------------------ */

static int read_day(struct ctx *c, const char *text, const char *field, struct date *out)
{
  return !text || date_parse(text, out) ? OK : fail(c, ERR_INVALID, field, N_("Write the day as 2026-12-31."));
}

static int export_lines(struct ctx *c, const struct config *config, const struct export_options *options, int64_t *count)
{
  TRY(data_open_existing(c, config, &c->db));
  c->scope.reach = REACH_ALL;
  const int rc = journal_export(c, options, count);
  let_go(c);
  TRY(rc);
  return fflush(options->out) == 0 ? OK : fail(c, ERR_STORE, NULL, N_("This file cannot be written: the disk may be full."));
}

int command_journal_export(struct ctx *c, const struct config *config, int argc, char **argv)
{
  const char *const from = option_value(&argc, argv, "from"), *const to = option_value(&argc, argv, "to"), *const format = option_value(&argc, argv, "format");
  struct export_options options = { .out = stdout, .json = config->json || (format && strcmp(format, "json") == 0) };
  int64_t count;
  if (argc) return wrong_use(c, N_("This command takes settings only, no other arguments."));
  if (format && strcmp(format, "csv") != 0 && strcmp(format, "json") != 0) return wrong_use(c, N_("The formats are csv and json."));
  if (read_day(c, from, "from", &options.from) != OK || read_day(c, to, "to", &options.to) != OK) { say_error(c); return WRONG_USE; }
  if (export_lines(c, config, &options, &count) != OK) return say_error(c);
  SAY(c, stderr, N_("%s lines"), count_text(c, count));
  return DONE;
}
