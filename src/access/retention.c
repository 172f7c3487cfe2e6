#include "retention.h"
#include "accounts.h"
#include "grounds.h"
#include "involvement.h"
#include "journal.h"
#include "need_to_know.h"
#include "organisations.h"
#include "retention_internal.h"
#include "tasks.h"
#include "text.h"
#include <sodium.h>

DEFINE_CHOICES(retained_kind, RETAINED_KINDS)
DEFINE_CHOICES(hold_reason, HOLD_REASONS)

static const struct field term_fields[] = {
  F_ENUM(retention_term, kind,   REQUIRED, retained_kind, N_("Of what")),
  F_INT (retention_term, months, OPTIONAL, N_("Months"), .min = 0, .max = 1200),
  F_INT (retention_term, days,   OPTIONAL, N_("Days"), .min = 0, .max = 3650),
  F_TEXT(retention_term, basis,  REQUIRED, N_("Law or decision it stands on"), .max = 200),
};
const struct record retention_term_record = RECORD_(retention_term, term_fields, .protection = REGIONAL);

static const struct field hold_fields[] = {
  F_REF (legal_hold, compartment, REQUIRED, compartment, N_("Number of the file")),
  F_ENUM(legal_hold, reason,      REQUIRED, hold_reason, N_("Why may it not be deleted?")),
  F_TIME(legal_hold, since,       REQUIRED | IN_PROGRAM, N_("Since")),
  F_REF (legal_hold, set_by,      OPTIONAL | IN_PROGRAM, account, N_("Set by")),
  F_TIME(legal_hold, lifted,      OPTIONAL | IN_PROGRAM, N_("Lifted")),
  F_REF (legal_hold, lifted_by,   OPTIONAL | IN_PROGRAM, account, N_("Lifted by")),
  F_TEXT(legal_hold, lift_reason, OPTIONAL | IN_PROGRAM, N_("Why it was lifted"), .max = 200),
};
const struct record legal_hold_record = RECORD_(legal_hold, hold_fields, .grants = true, .protection = REGIONAL);

static const struct field report_fields[] = {
  F_TIME(purge_report, at,           REQUIRED, N_("When")),
  F_INT (purge_report, compartments, REQUIRED, N_("Files erased")),
  F_INT (purge_report, rows,         REQUIRED, N_("Rows deleted")),
  F_TEXT(purge_report, lines,        REQUIRED | LONG, N_("What was deleted"), .max = 1 << 19),
  F_TEXT(purge_report, hash,         REQUIRED, N_("Hash"), .max = 64),
};
const struct record purge_report_record = RECORD_(purge_report, report_fields, .protection = REGIONAL);

/* --- terms ---------------------------------------------------------------------------------------------- */

enum { JOURNAL_LEAST_MONTHS = 60 };

static const struct retention_term defaults[] = {
  { .kind = RETAINED_FILE,          .months = { 180, true }, .basis = "Wmo 2015 5.3.4" },
  { .kind = RETAINED_VEILIG_THUIS,  .months = { 180, true }, .basis = "Wmo 2015 5.3.4" },
  { .kind = RETAINED_CARE,          .months = { 240, true }, .basis = "BW 7:454; Jeugdwet 7.3.8" },
  { .kind = RETAINED_REFERRAL,      .months = { 180, true }, .basis = "Wmo 2015 5.3.4" },
  { .kind = RETAINED_REGISTRATION,  .days = { 28, true },    .basis = "AVG art. 5.1e" },
  { .kind = RETAINED_CHAT,          .days = { 1, true },     .basis = "AVG art. 5.1e" },
  { .kind = RETAINED_JOURNAL_LEAST, .months = { 60, true },  .basis = "NEN 7513" },
  { .kind = RETAINED_JOURNAL_MOST,  .months = { 240, true }, .basis = "AVG art. 5.1e" },
};

int retention_terms(struct ctx *c, struct retention_term_list *out)
{
  struct retention_term_list set;
  struct retention_term *const rows = arena_new(&c->arena, struct retention_term, COUNT(defaults));
  TRY(terms_set(c, &set));
  memcpy(rows, defaults, sizeof defaults);
  for (size_t i = 0; i < COUNT(defaults); i++)
    for (size_t k = 0; k < set.count; k++) if (set.at[k].kind == rows[i].kind) rows[i] = set.at[k];
  *out = (struct retention_term_list){ .at = rows, .count = COUNT(defaults) };
  return OK;
}

static const struct retention_term *term_of(const struct retention_term_list *terms, enum retained_kind kind)
{
  for (size_t i = 0; i < terms->count; i++) if (terms->at[i].kind == kind) return &terms->at[i];
  return NULL;
}

/* The first day that is kept, by the longest of the terms of these regions: the journal is one for all of them. */
int retention_journal_from(struct ctx *c, const char *const *regions, size_t count, struct date *out)
{
  const char *const own = c->scope.region;
  struct date from = DATE_UNKNOWN;
  int rc = OK;
  for (size_t i = 0; rc == OK && i < count; i++) {
    struct retention_term_list terms;
    c->scope.region = regions[i];
    rc = retention_terms(c, &terms);
    if (rc != OK) break;
    const struct retention_term *const most = term_of(&terms, RETAINED_JOURNAL_MOST);
    const struct date day = date_plus_days(date_plus_months(c->today, -most->months.n), -most->days.n);
    if (!date_known(from) || date_before(day, from)) from = day;
  }
  c->scope.region = own;
  *out = from;
  return rc;
}

static struct date after_term(struct date from, const struct retention_term *t) { return date_plus_days(date_plus_months(from, t->months.n), t->days.n); }

int retention_set(struct ctx *c, const struct retention_term *t)
{
  struct retention_term_list terms;
  struct retention_term row = *t;
  if (t->months.n <= 0 && t->days.n <= 0) return fail(c, ERR_INVALID, "months", N_("Fill in months or days."));
  TRY(retention_terms(c, &terms));
  const struct retention_term *const now = term_of(&terms, t->kind), *const least = term_of(&terms, RETAINED_JOURNAL_LEAST), *const most = term_of(&terms, RETAINED_JOURNAL_MOST);
  if (!now) return fail(c, ERR_INVALID, "kind", NOT_IN_LIST);
  if (t->kind == RETAINED_JOURNAL_LEAST && t->months.n < JOURNAL_LEAST_MONTHS) return fail(c, ERR_INVALID, "months", N_("The journal is kept for at least five years: 60 months."));
  if ((t->kind == RETAINED_JOURNAL_LEAST && t->months.n > most->months.n) || (t->kind == RETAINED_JOURNAL_MOST && t->months.n < least->months.n))
    return fail(c, ERR_INVALID, "months", N_("The longest term of the journal is shorter than its shortest."));
  row.id = now->id;
  row.version = now->version;
  return id_known(now->id) ? record_update(c, retention_term, &row) : record_insert(c, retention_term, &row, NULL);
}

/* --- holds ------------------------------------------------------------------------------------------------ */

static bool is_held(const struct legal_hold_list *rows, struct id compartment)
{
  for (size_t i = 0; i < rows->count; i++) if (id_same(rows->at[i].compartment, compartment)) return true;
  return false;
}

int hold_set(struct ctx *c, struct id compartment, enum hold_reason reason)
{
  const struct legal_hold new = { .compartment = compartment, .reason = reason, .since = { c->now }, .set_by = c->scope.actor };
  struct legal_hold_list rows;
  struct compartment what;
  const int rc = compartment_get(c, compartment, &what);
  if (rc == ERR_NOT_FOUND || (rc == OK && (!what.region || strcmp(what.region, c->scope.region) != 0 || instant_known(what.erased))))
    return fail(c, ERR_INVALID, "compartment", N_("There is no file of this number in this region."));
  TRY(rc);
  TRY(holds(c, &rows));
  return is_held(&rows, compartment) ? OK : record_insert(c, legal_hold, &new, NULL);
}

int hold_lift(struct ctx *c, struct id hold, const char *reason)
{
  struct legal_hold row;
  TRY(record_get(c, legal_hold, hold, &row));
  if (instant_known(row.lifted)) return not_there(c);
  if (!text_said(reason)) return fail(c, ERR_INVALID, "lift_reason", N_("Write why it is lifted."));
  row.lifted = (struct instant){ c->now };
  row.lifted_by = c->scope.actor;
  row.lift_reason = reason;
  return record_update(c, legal_hold, &row);
}

/* --- what is due --------------------------------------------------------------------------------------------- */

/* The last day on which somebody was involved; unknown: somebody still is. */
static struct date last_involved(const struct ctx *c, const struct compartment *what, const struct involvement_list *rows)
{
  int64_t last = what->made.ms;
  for (size_t i = 0; i < rows->count; i++) {
    const struct involvement *const row = &rows->at[i];
    const int64_t end = instant_known(row->ended) ? row->ended.ms : row->until.ms;
    if (!end || end > c->now) return DATE_UNKNOWN;
    if (end > last) last = end;
  }
  return date_at(last);
}

/* Whether somebody of that kind of organisation worked in it. */
static int worked_there(struct ctx *c, const struct involvement_list *rows, enum organisation_kind kind, bool *out)
{
  *out = false;
  for (size_t i = 0; !*out && i < rows->count; i++) {
    struct organisation o;
    const int rc = organisation_get(c, rows->at[i].organisation, &o);
    if (absent(c, rc)) continue;
    TRY(rc);
    *out = o.kind == kind;
  }
  return OK;
}

static void longer(struct retained *r, enum retained_kind ground, struct date until)
{
  if (!date_before(r->until, until)) return;
  r->until = until;
  r->ground = ground;
}

static enum retained_kind ground_of_kind(enum compartment_kind kind)
{
  return kind == COMPARTMENT_REFERRAL ? RETAINED_REFERRAL : kind == COMPARTMENT_REGISTRATION ? RETAINED_REGISTRATION
       : kind == COMPARTMENT_CHAT ? RETAINED_CHAT : RETAINED_FILE;
}

/* The longest ground counts. */
static int weigh(struct ctx *c, const struct kept *kept, const struct retention_term_list *terms, const struct compartment *what, struct retained *r)
{
  const enum retained_kind first = ground_of_kind(what->kind);
  struct involvement_list rows;
  struct date grown = DATE_UNKNOWN;
  bool there;
  TRY(involvements_ever(c, what->id, &rows));
  const struct date from = last_involved(c, what, &rows);
  if (!date_known(from)) return OK;
  longer(r, first, after_term(from, term_of(terms, first)));
  if (first != RETAINED_FILE && first != RETAINED_REFERRAL) return OK;
  TRY(worked_there(c, &rows, ORGANISATION_PROVIDER, &there));
  if (there) longer(r, RETAINED_CARE, after_term(from, term_of(terms, RETAINED_CARE)));
  TRY(worked_there(c, &rows, ORGANISATION_VEILIG_THUIS, &there));
  if (!there) return OK;
  longer(r, RETAINED_VEILIG_THUIS, after_term(from, term_of(terms, RETAINED_VEILIG_THUIS)));
  if (kept->grown) TRY(kept->grown(c, what->id, &grown));
  longer(r, RETAINED_VEILIG_THUIS, grown);
  return OK;
}

static int soonest(const void *a, const void *b)
{
  const struct retained *const x = a, *const y = b;
  return x->until.ymd != y->until.ymd ? (x->until.ymd > y->until.ymd) - (x->until.ymd < y->until.ymd) : memcmp(x->compartment.b, y->compartment.b, sizeof x->compartment.b);
}

/* Its own term, counted from its first day, is not over: it cannot go yet, so that nobody need look into it. */
static bool too_young(const struct retention_term_list *terms, const struct compartment *what, struct date before)
{
  return !date_before(after_term(date_at(what->made.ms), term_of(terms, ground_of_kind(what->kind))), before);
}

int retention_preview(struct ctx *c, const struct kept *kept, struct date before, struct retained_list *out)
{
  struct retention_term_list terms;
  struct compartment_list living;
  struct legal_hold_list held;
  size_t n = 0;
  if (!c->scope.region) return fail(c, ERR_INVALID, "region", N_("Choose first for which region you work."));
  TRY(retention_terms(c, &terms));
  TRY(holds(c, &held));
  TRY(compartments_living(c, &living));
  struct retained *const rows = arena_new(&c->arena, struct retained, living.count + 1);
  for (size_t i = 0; i < living.count; i++) {
    if (too_young(&terms, &living.at[i], before)) continue;
    struct retained r = { .compartment = living.at[i].id, .kind = living.at[i].kind, .held = is_held(&held, living.at[i].id) };
    TRY(weigh(c, kept, &terms, &living.at[i], &r));
    if (!date_known(r.until) || !date_before(r.until, before)) continue;
    r.due = !r.held && date_before(r.until, c->today);
    rows[n++] = r;
  }
  qsort(rows, n, sizeof *rows, soonest);
  *out = (struct retained_list){ rows, n };
  return OK;
}

/* --- telling ----------------------------------------------------------------------------------------------------- */

/* In the region of the scope: once a quarter, when something may go. */
static int remind_region(struct ctx *c, const struct kept *kept, struct date quarter)
{
  const struct task t = { .role = ROLE_PRIVACY, .kind = TASK_PURGE, .due = date_plus_days(c->today, PURGE_TASK_DAYS) };
  struct task_list made;
  struct retained_list rows;
  bool due = false;
  TRY(tasks_ever(c, TASK_PURGE, &made));
  if (made.count && !date_before(date_at(made.at[0].made.ms), quarter)) return OK;
  TRY(retention_preview(c, kept, c->today, &rows));
  for (size_t i = 0; !due && i < rows.count; i++) due = rows.at[i].due;
  return due ? task_add(c, &t) : OK;
}

int retention_remind(struct ctx *c, const struct kept *kept, const char *const *regions, size_t count)
{
  const char *const own = c->scope.region;
  const int32_t month = c->today.ymd / 100 % 100;
  const struct date quarter = { c->today.ymd / 10000 * 10000 + ((month - 1) / 3 * 3 + 1) * 100 + 1 };
  int rc = OK;
  for (size_t i = 0; rc == OK && i < count; i++) {
    c->scope.region = regions[i];
    rc = remind_region(c, kept, quarter);
  }
  c->scope.region = own;
  return rc;
}

/* --- deleting ---------------------------------------------------------------------------------------------------- */

static int end_involvement(struct ctx *c, struct id compartment)
{
  struct involvement_list rows;
  TRY(involvements_of_compartment(c, compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    rows.at[i].ended = (struct instant){ c->now };
    TRY(record_update(c, involvement, &rows.at[i]));
  }
  return OK;
}

static int delete_rows(struct ctx *c, const struct kept *kept, struct id compartment, int64_t *rows)
{
  TRY(compartment_rows_delete(c, &ground_record, compartment, rows));
  TRY(compartment_rows_delete(c, &emergency_use_record, compartment, rows));
  for (size_t i = 0; kept->records && kept->records[i]; i++)
    if (kept->records[i]->protection == SEALED) TRY(compartment_rows_delete(c, kept->records[i], compartment, rows));
  return OK;
}

static void put_line(struct buf *b, const struct retained *r, int64_t rows)
{
  char id[ID_TEXT], day[DATE_TEXT];
  id_format(r->compartment, id);
  date_format(r->until, day);
  put(b, id); put_char(b, ' ');
  put(b, compartment_kind_key(r->kind)); put_char(b, ' ');
  put(b, day); put_char(b, ' ');
  put(b, retained_kind_key(r->ground)); put_char(b, ' ');
  put_int(b, rows);
  put_char(b, '\n');
}

/* The list on the disk that outlives every backup comes with the key's end: compartment_erase. */
static int purge_one(struct ctx *c, const struct kept *kept, const struct retained *r, struct buf *lines, struct purge_report *report)
{
  int64_t rows = 0;
  TRY(delete_rows(c, kept, r->compartment, &rows));
  TRY(end_involvement(c, r->compartment));
  TRY(compartment_erase(c, r->compartment));
  TRY(journal_event(c, "purge", "compartment", r->compartment, r->compartment, retained_kind_key(r->ground)));
  put_line(lines, r, rows);
  report->compartments.n++;
  report->rows.n += (int32_t)rows;
  return OK;
}

static const char *hash_of(struct ctx *c, const char *lines)
{
  unsigned char hash[32];
  char *const text = arena_alloc(&c->arena, sizeof hash * 2 + 1);
  crypto_generichash(hash, sizeof hash, (const unsigned char *)lines, strlen(lines), NULL, 0);
  return sodium_bin2hex(text, sizeof hash * 2 + 1, hash, sizeof hash);
}

static int keep_proof(struct ctx *c, struct purge_report *report)
{
  report->hash = hash_of(c, report->lines);
  TRY(record_insert(c, purge_report, report, &report->id));
  return journal_event(c, "purge_report", "purge_report", report->id, ID_NONE, report->hash);
}

enum { PURGED_AT_ONCE = 2000 };        /* what one proof holds: the caller asks again */

int retention_purge(struct ctx *c, const struct kept *kept, struct purge_report *out)
{
  struct purge_report report = { .at = { c->now }, .compartments = num(0), .rows = num(0) };
  struct retained_list rows;
  struct buf lines = { 0 };
  int rc = retention_preview(c, kept, c->today, &rows);
  for (size_t i = 0; rc == OK && i < rows.count && report.compartments.n < PURGED_AT_ONCE; i++) if (rows.at[i].due) rc = purge_one(c, kept, &rows.at[i], &lines, &report);
  report.lines = buf_to_arena(&c->arena, &lines);
  TRY(rc);
  if (report.compartments.n) TRY(keep_proof(c, &report));
  *out = report;
  return OK;
}

int retention_erase(struct ctx *c, const struct kept *kept, struct id compartment, struct purge_report *out)
{
  struct purge_report report = { .at = { c->now }, .compartments = num(0), .rows = num(0) };
  struct legal_hold_list held;
  struct compartment what;
  struct buf lines = { 0 };
  TRY(compartment_get(c, compartment, &what));
  if (instant_known(what.erased) || !what.region || strcmp(what.region, c->scope.region) != 0) return not_there(c);
  TRY(holds(c, &held));
  if (is_held(&held, compartment)) return fail(c, ERR_INVALID, NULL, N_("The privacy officer holds this file: it may not be deleted now. Ask them first."));
  const struct retained r = { .compartment = compartment, .kind = what.kind, .ground = ground_of_kind(what.kind), .until = c->today };
  const int rc = purge_one(c, kept, &r, &lines, &report);
  report.lines = buf_to_arena(&c->arena, &lines);
  TRY(rc);
  TRY(keep_proof(c, &report));
  *out = report;
  return OK;
}
