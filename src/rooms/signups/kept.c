#include "kept.h"
#include "desk.h"
#include "intake.h"
#include "involvement.h"
#include "journal.h"
#include "retention.h"
#include "say.h"
#include "tasks.h"
#include "text.h"

static const struct field count_fields[] = {
  F_TEXT(signup_count, region,   REQUIRED, N_("Region"), .max = 80),
  F_TEXT(signup_count, month,    REQUIRED, N_("Month"), .max = 7),
  F_TEXT(signup_count, for_whom, REQUIRED, N_("For whom"), .max = 20),
  F_TEXT(signup_count, outcome,  REQUIRED, N_("Outcome"), .max = 20),
  F_INT (signup_count, signups,  REQUIRED, N_("Sign-ups")),
};
/* No lines in the journal: they would tell the second. */
const struct record signup_count_record = LOG(signup_count, count_fields);

enum { MONTH_DAYS = 30 };

int signup_kept_days(struct ctx *c, int32_t *out)
{
  struct retention_term_list terms;
  TRY(retention_terms(c, &terms));
  for (size_t i = 0; i < terms.count; i++)
    if (terms.at[i].kind == RETAINED_REGISTRATION) *out = terms.at[i].months.n * MONTH_DAYS + terms.at[i].days.n;
  return OK;
}

/* --- counting ------------------------------------------------------------------------------------------------------- */

static const char *or_unknown(const char *key) { return key ? key : "unknown"; }

int signup_counted(struct ctx *c, const struct signup *s, enum signup_for for_whom, enum signup_outcome outcome)
{
  struct signup_count stored, one = { .region = c->scope.region, .month = month_of(c, date_at(s->made.ms)), .for_whom = or_unknown(signup_for_key(for_whom)),
    .outcome = or_unknown(signup_outcome_key(outcome)), .signups = num(1) };
  const int rc = count_find(c, &one, &stored);
  if (absent(c, rc)) return global_insert(c, signup_count, &one, NULL);
  TRY(rc);
  stored.signups = num(stored.signups.n + 1);
  return global_update(c, signup_count, &stored);
}

int signup_counts(struct ctx *c, const char *region, struct month_count_list *out)
{
  struct signup_count_list stored;
  TRY(counts_before(c, region, month_of(c, c->today), &stored));
  struct month_count_list lines = { arena_new(&c->arena, struct month_count, stored.count + 1), stored.count };
  for (size_t i = 0; i < stored.count; i++) {
    const struct signup_count *const s = &stored.at[i];
    lines.at[i] = (struct month_count){ s->month, { choice_said(c, &signup_for_choices, s->for_whom), choice_said(c, &signup_outcome_choices, s->outcome) },
      count_shown(c, s->signups.n) };
  }
  *out = lines;
  return OK;
}

/* --- deleting ---------------------------------------------------------------------------------------------------------- */

int signup_erase(struct ctx *c, const struct signup *s)
{
  struct involvement_list rows;
  int64_t count = 0;
  TRY(involvements_of_compartment(c, s->file, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    rows.at[i].ended = (struct instant){ c->now };
    TRY(record_update(c, involvement, &rows.at[i]));
  }
  TRY(compartment_rows_delete(c, &signup_said_record, s->file, &count));
  TRY(compartment_rows_delete(c, &signup_step_record, s->file, &count));
  TRY(compartment_erase(c, s->file));
  return journal_event(c, "purge", "compartment", s->file, s->file, retained_kind_key(RETAINED_REGISTRATION));
}

static bool is_held(const struct legal_hold_list *held, struct id file)
{
  for (size_t i = 0; i < held->count; i++) if (id_same(held->at[i].compartment, file)) return true;
  return false;
}

/* What was silent is closed and counted first. Its code goes with it. */
static int delete_one(struct ctx *c, struct signup *s)
{
  struct signup_follow follow;
  if (signup_is_open(s)) {
    TRY(signup_close(c, s, OUTCOME_SILENT));
    TRY(signup_get(c, s->id, s));
  }
  TRY(signup_erase(c, s));
  TRY(tasks_close(c, TASK_SIGNUP_LATE, s->id, ID_NONE));
  TRY(record_delete(c, signup, s->id));
  const int rc = global_get(c, signup_follow, s->follow, &follow);
  if (absent(c, rc)) return OK;
  TRY(rc);
  return global_delete(c, signup_follow, follow.id);
}

static int drop_follows(struct ctx *c, const struct signup_follow_list *old)
{
  for (size_t i = 0; i < old->count; i++) TRY(global_delete(c, signup_follow, old->at[i].id));
  return OK;
}

/* A code that was only counted with others is over by itself, a term after the term of those it was counted with. */
static int purge_codes(struct ctx *c, int64_t term, bool *more)
{
  struct signup_follow_list old;
  TRY(follows_over(c, c->scope.region, (struct instant){ c->now - term }, &old));
  TRY(drop_follows(c, &old));
  *more = *more || old.count;
  TRY(follows_silent(c, c->scope.region, (struct instant){ c->now - term }, &old));
  for (size_t i = 0; i < old.count; i++) {
    struct signup s;
    const int rc = signup_of_follow(c, old.at[i].id, &s);
    if (rc == OK) continue;                      /* somebody still works with it */
    if (!absent(c, rc)) return rc;
    TRY(global_delete(c, signup_follow, old.at[i].id));
  }
  return OK;
}

static int purge_stops(struct ctx *c, bool *more)
{
  struct signup_stop_list old;
  TRY(stops_before(c, date_plus_months(c->today, -STOP_KEPT_MONTHS), &old));
  for (size_t i = 0; i < old.count; i++) TRY(record_delete(c, signup_stop, old.at[i].id));
  *more = *more || old.count;
  return OK;
}

enum { ERASED_AT_ONCE = 5 };         /* each is written down beside the keys first, durably */

int signups_purge(struct ctx *c, bool *more)
{
  struct signup_list old;
  struct legal_hold_list held;
  int32_t days = 0;
  size_t gone = 0;
  TRY(signup_kept_days(c, &days));
  const int64_t term = days * DAY_MS;
  TRY(holds(c, &held));
  TRY(signups_done_before(c, (struct instant){ c->now - term }, &old));
  for (size_t i = 0; i < old.count && gone < ERASED_AT_ONCE; i++) {
    if (is_held(&held, old.at[i].file)) continue;
    TRY(delete_one(c, &old.at[i]));
    gone++;
  }
  *more = gone > 0;
  TRY(purge_codes(c, term, more));
  return purge_stops(c, more);
}
