#include "signals.h"
#include "organisations.h"
#include "seal.h"
#include "signals_internal.h"
#include "tasks.h"
#include "text.h"

DEFINE_CHOICES(signal_kind, SIGNAL_KINDS)

static const struct field fields[] = {
  F_ENUM(misuse_signal, kind,         REQUIRED, signal_kind, N_("What was seen")),
  F_REF (misuse_signal, account,      REQUIRED, account, N_("Colleague")),
  F_REF (misuse_signal, organisation, OPTIONAL, organisation, N_("Organisation")),
  F_REF (misuse_signal, compartment,  OPTIONAL, compartment, N_("Whose record")),
  F_DATE(misuse_signal, day,          REQUIRED, N_("Day")),
  F_INT (misuse_signal, count,        REQUIRED, N_("How often")),
  F_TEXT(misuse_signal, first_at,     REQUIRED, N_("First (UTC)"), .max = 20),
  F_TEXT(misuse_signal, last_at,      REQUIRED, N_("Last (UTC)"), .max = 20),
  F_ENUM(misuse_signal, off_hours,    OPTIONAL, yes_no, N_("At night or in a weekend")),
  F_TIME(misuse_signal, looked,       OPTIONAL | IN_PROGRAM, N_("Looked at")),
  F_REF (misuse_signal, looked_by,    OPTIONAL | IN_PROGRAM, account, N_("By whom")),
  F_TEXT(misuse_signal, note,         LONG, N_("What you found"), .max = 1000, .help = N_("Write nothing about the person of the file.")),
};
const struct record misuse_signal_record = RECORD_(misuse_signal, fields, .protection = REGIONAL);

static const struct field mark_fields[] = {
  F_INT (signal_mark, seq,    REQUIRED, N_("Journal read up to")),
  F_DATE(signal_mark, digest, OPTIONAL, N_("Last digest")),
};
const struct record signal_mark_record = { .name = "signal_mark", .size = sizeof(struct signal_mark), .count = COUNT(mark_fields), .fields = mark_fields, .log = true };

static const struct id the_mark = { { 's', 'i', 'g', 'n', 'a', 'l', 's' } };

/* --- when ------------------------------------------------------------------------------------------------ */

static const char *instant_before(struct ctx *c, int64_t at, int64_t ms)
{
  char *const text = arena_alloc(&c->arena, 21);
  instant_format(at - ms, text);
  return text;
}

static int64_t at_of(const struct journal_line *l) { return instant_of(l->at).ms; }

/* Before seven, after ten in the evening, or in a weekend, in Amsterdam. */
static bool off_hours(int64_t at)
{
  const struct date day = date_at(at);
  const int hour = minute_at(at) / 60;
  return hour < 7 || hour >= 22 || date_weekday(day) > 5;
}

/* --- writing down ------------------------------------------------------------------------------------------- */

static int note_down(struct ctx *c, const struct journal_line *l, enum signal_kind kind, struct id compartment)
{
  const int64_t at = at_of(l);
  struct misuse_signal new = { .kind = kind, .account = l->actor, .organisation = l->organisation, .compartment = compartment, .day = date_at(at), .count = num(1),
    .first_at = l->at, .last_at = l->at, .off_hours = off_hours(at) ? YES : NO };
  struct misuse_signal_list rows;
  if (!c->scope.region) return OK;
  TRY(signals_of_day(c, l->actor, new.day, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    struct misuse_signal *const s = &rows.at[i];
    if (s->kind != kind || !id_same(s->compartment, compartment) || instant_known(s->looked)) continue;
    s->count.n++;
    s->last_at = l->at;
    if (new.off_hours == YES) s->off_hours = YES;
    return record_update(c, misuse_signal, s);
  }
  return record_insert(c, misuse_signal, &new, NULL);
}

/* --- judging ------------------------------------------------------------------------------------------------- */

static bool is(const char *a, const char *b) { return a && strcmp(a, b) == 0; }

/* Involved at the time of the line; `*ever`: at some time before it. */
static struct involvement *covering(const struct involvement_list *rows, const struct journal_line *l, bool *ever)
{
  const int64_t at = at_of(l) + 999;
  struct involvement *found = NULL;
  *ever = false;
  for (size_t i = 0; i < rows->count; i++) {
    struct involvement *const row = &rows->at[i];
    if (!id_same(row->account, l->actor) || row->since.ms > at) continue;
    *ever = true;
    if ((!instant_known(row->ended) || row->ended.ms >= at - 999) && (!instant_known(row->until) || row->until.ms >= at - 999) && (!found || row->purpose != PURPOSE_EMERGENCY)) found = row;
  }
  return found;
}

/* To look at what one was asked in for is no task that lasts. */
static bool is_of(const struct task *t, const struct involvement *as)
{
  if (t->kind == TASK_INVOLVED || t->kind == TASK_HANDED_OVER || !id_known(t->about)) return false;
  return id_same(t->about, as->household) || id_same(t->about, as->compartment);
}

static int has_task(struct ctx *c, struct id account, const struct involvement *as, bool *out)
{
  struct task_list tasks;
  *out = false;
  TRY(tasks_of_account(c, account, &tasks));
  for (size_t i = 0; i < tasks.count; i++) *out |= is_of(&tasks.at[i], as);
  return OK;
}

/* Nothing written there for long, and nothing to be done there. */
static int judge_quiet(struct ctx *c, const struct journal_line *l, const struct involvement *as)
{
  struct journal_line_list theirs;
  bool task;
  const int64_t at = at_of(l);
  if (as->purpose == PURPOSE_EMERGENCY || at - as->since.ms < SIGNAL_QUIET_DAYS * DAY_MS) return OK;
  TRY(changes_since(c, l->actor, l->compartment, instant_before(c, at, SIGNAL_QUIET_DAYS * DAY_MS), &theirs));
  if (theirs.count) return OK;
  TRY(has_task(c, l->actor, as, &task));
  return task ? OK : note_down(c, l, SIGNAL_NO_TASK, l->compartment);
}

static int judge_own(struct ctx *c, const struct journal_line *l, is_own_file *own)
{
  struct account a;
  bool theirs = false;
  if (!own) return OK;
  const int rc = account_get(c, l->actor, &a);
  if (absent(c, rc)) return OK;
  TRY(rc);
  TRY(own(c, &a, l->compartment, &theirs));
  return theirs ? note_down(c, l, SIGNAL_OWN_ADDRESS, l->compartment) : OK;
}

static int judge_read(struct ctx *c, const struct journal_line *l, is_own_file *own)
{
  struct involvement_list rows;
  bool ever;
  if (!id_known(l->compartment)) return OK;
  TRY(involvements_ever(c, l->compartment, &rows));
  if (!rows.count) return OK;                                /* a colleague's own compartment */
  const struct involvement *const as = covering(&rows, l, &ever);
  if (!as) return ever ? note_down(c, l, SIGNAL_AFTER_END, l->compartment) : OK;
  TRY(judge_quiet(c, l, as));
  return judge_own(c, l, own);
}

static int judge_involved(struct ctx *c, const struct journal_line *l)
{
  struct involvement row;
  struct compartment what;
  const int rc = involvement_get(c, l->record_id, &row);
  if (absent(c, rc)) return OK;
  TRY(rc);
  if (!id_same(row.account, row.given_by)) return OK;
  TRY(compartment_get(c, row.compartment, &what));
  if (row.purpose == PURPOSE_EMERGENCY) return note_down(c, l, SIGNAL_EMERGENCY, row.compartment);
  return what.made.ms == row.since.ms ? OK : note_down(c, l, SIGNAL_SELF_ADDED, row.compartment);
}

/* Found, and looked at no further. What a search itself showed bears its own second. */
static int judge_search(struct ctx *c, const struct journal_line *l)
{
  struct journal_line_list opened, searches;
  const int64_t at = at_of(l);
  TRY(lines_about_files(c, l->actor, l->at, instant_before(c, at, -SIGNAL_DELAY_MINUTES * MINUTE_MS), &opened));
  if (opened.count) return OK;
  TRY(lines_of_verb(c, l->actor, "search", instant_before(c, at, DAY_MS), l->at, &searches));
  return searches.count < SIGNAL_SEARCHES ? OK : note_down(c, l, SIGNAL_SEARCHED, ID_NONE);
}

static int judge_export(struct ctx *c, const struct journal_line *l)
{
  struct journal_line_list exports;
  TRY(lines_of_verb(c, l->actor, "export", instant_before(c, at_of(l), DAY_MS), l->at, &exports));
  return exports.count < SIGNAL_EXPORTS ? OK : note_down(c, l, SIGNAL_EXPORTED, l->compartment);
}

static int judge(struct ctx *c, const struct journal_line *l, is_own_file *own)
{
  if (is(l->verb, "read")) return judge_read(c, l, own);
  if (is(l->verb, "search")) return judge_search(c, l);
  if (is(l->verb, "export")) return judge_export(c, l);
  if (is(l->verb, "insert") && is(l->record, "involvement")) return judge_involved(c, l);
  return OK;
}

/* Of the file; else where the colleague works for that organisation. */
static int region_of(struct ctx *c, const struct judged_line *l, const char **out)
{
  struct post_list posts;
  *out = l->region;
  if (l->region) return OK;
  TRY(posts_of_account(c, l->line.actor, &posts));
  for (size_t i = 0; i < posts.count; i++) if (!*out || id_same(posts.at[i].organisation, l->line.organisation)) *out = posts.at[i].region;
  return OK;
}

static int mark_get(struct ctx *c, struct signal_mark *out)
{
  const int rc = global_get(c, signal_mark, the_mark, out);
  if (!absent(c, rc)) return rc;
  *out = (struct signal_mark){ .id = the_mark, .seq = num(0) };
  TRY(global_insert(c, signal_mark, out, NULL));
  out->version = 1;
  return OK;
}

/* Lines stand as they were committed: behind the first that is too young none need be read. One from later than now is of a clock that was put back. */
static size_t old_enough(struct ctx *c, const struct judged_line_list *lines)
{
  const char *const before = instant_before(c, c->now, SIGNAL_DELAY_MINUTES * MINUTE_MS), *const now = instant_before(c, c->now, 0);
  size_t n = 0;
  while (n < lines->count && (strcmp(lines->at[n].line.at, before) <= 0 || strcmp(lines->at[n].line.at, now) > 0)) n++;
  return n;
}

/* A page shows many rows of one file: what the first line of that second told of it, the others tell again. */
static bool as_before(const struct judged_line_list *lines, size_t n)
{
  const struct journal_line *const l = &lines->at[n].line;
  if (!is(l->verb, "read")) return false;
  for (size_t i = n; i--; ) {
    const struct journal_line *const b = &lines->at[i].line;
    if (strcmp(b->at, l->at) != 0) return false;
    if (is(b->verb, "read") && id_same(b->actor, l->actor) && id_same(b->compartment, l->compartment) && id_same(b->organisation, l->organisation)) return true;
  }
  return false;
}

int signals_judge(struct ctx *c, size_t most, is_own_file *own, size_t *done)
{
  const char *const region = c->scope.region;
  struct judged_line_list lines;
  struct signal_mark mark;
  int rc = OK;
  TRY(mark_get(c, &mark));
  TRY(lines_after(c, mark.seq.n, (int64_t)most, &lines));
  lines.count = old_enough(c, &lines);
  for (size_t i = 0; rc == OK && i < lines.count; i++) {
    const struct judged_line *const l = &lines.at[i];
    if (as_before(&lines, i)) continue;
    if (id_known(l->line.actor)) rc = region_of(c, l, &c->scope.region);
    if (rc == OK && id_known(l->line.actor) && c->scope.region) rc = judge(c, &l->line, own);
    c->scope.region = region;
  }
  TRY(rc);
  *done = lines.count;
  if (!lines.count) return OK;
  mark.seq = lines.at[lines.count - 1].seq;
  return global_update(c, signal_mark, &mark);
}

/* --- telling --------------------------------------------------------------------------------------------------- */

static int tell_directors(struct ctx *c, const struct misuse_signal *s)
{
  struct involvement_list rows;
  if (!id_known(s->compartment)) return OK;
  TRY(involvements_of_compartment(c, s->compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct task t = { .account = rows.at[i].account, .organisation = rows.at[i].organisation, .kind = TASK_SIGNALS, .due = date_plus_days(c->today, 7) };
    if (rows.at[i].purpose == PURPOSE_DIRECTION && !id_same(rows.at[i].account, s->account)) TRY(task_add(c, &t));
  }
  return OK;
}

static int digest_of_region(struct ctx *c)
{
  const struct task privacy = { .role = ROLE_PRIVACY, .kind = TASK_SIGNALS, .due = date_plus_days(c->today, 7) };
  struct misuse_signal_list open;
  TRY(signals_open(c, &open));
  if (!open.count) return OK;
  TRY(task_add(c, &privacy));
  for (size_t i = 0; i < open.count; i++) TRY(tell_directors(c, &open.at[i]));
  return OK;
}

int signals_digest(struct ctx *c, const char *const *regions, size_t count)
{
  const char *const region = c->scope.region;
  const struct date monday = date_plus_days(c->today, 1 - date_weekday(c->today));
  struct signal_mark mark;
  int rc = OK;
  TRY(mark_get(c, &mark));
  if (date_known(mark.digest) && !date_before(mark.digest, monday)) return OK;         /* also after a week's stop: once */
  for (size_t i = 0; rc == OK && i < count; i++) {
    c->scope.region = regions[i];
    rc = digest_of_region(c);
  }
  c->scope.region = region;
  TRY(rc);
  mark.digest = c->today;
  return global_update(c, signal_mark, &mark);
}

int signal_looked(struct ctx *c, struct id id, const char *note)
{
  struct misuse_signal s = { 0 };
  TRY(record_get(c, misuse_signal, id, &s));
  if (id_same(s.account, c->scope.actor)) return fail(c, ERR_INVALID, NULL, N_("This is about yourself: somebody else must look at it."));
  if (!text_said(note)) return fail(c, ERR_INVALID, "note", N_("Write what you found."));
  s.note = note;
  s.looked = (struct instant){ c->now };
  s.looked_by = c->scope.actor;
  return record_update(c, misuse_signal, &s);
}
