#include "together.h"
#include "app.h"
#include "case_parts.h"
#include "offers.h"
#include "screenings.h"
#include "set_aside.h"

DEFINE_CHOICES(talks_together, TALKS_TOGETHER)

/* --- what is written down in the case ------------------------------------------------------------------- */

static bool says_divorce(const struct case_kind *k, const void *row)
{
  return k == &case_kinds[KIND_PROFILE] && case_part_counts(row) && ((const struct profile_note *)row)->profile == PROFILE_DIVORCE;
}

static int any(struct ctx *c, const struct case_file *f, int kind, bool (*tells)(const struct case_kind *k, const void *row), bool *out)
{
  struct list rows;
  if (*out) return OK;
  TRY(case_parts_of(c, &case_kinds[kind], f, &rows));
  for (size_t i = 0; i < rows.count && !*out; i++) *out = tells(&case_kinds[kind], list_row(case_kinds[kind].rec, rows, i));
  return OK;
}

/* --- what was answered in screenings ---------------------------------------------------------------------- */

struct asked { bool control, divorce, alone, no; };

/* Whether control was ever told, by whoever; whether each of them was spoken to alone. */
static int screenings_tell(struct ctx *c, struct id person, struct asked *a)
{
  struct screening_list list;
  struct talk_alone_list talks;
  TRY(screenings_of(c, person, &list));
  for (size_t i = 0; i < list.count; i++) {
    struct profile p;
    TRY(screening_profile(c, &list.at[i], &p));
    a->control |= profile_tells_control(&p);
    a->divorce |= p.family_profile == PROFILE_DIVORCE;
  }
  TRY(talks_alone_with(c, person, &talks));
  if (talks.count) {                                         /* the newest word of each: a no takes an earlier yes back */
    a->alone |= talks.at[0].consents == YES;
    a->no |= talks.at[0].consents != YES;
  }
  return OK;
}

static int ask_persons(struct ctx *c, const struct case_file *f, struct asked *a)
{
  for (size_t i = 0; i < f->file.memberships.count; i++) {
    const struct membership *const m = &f->file.memberships.at[i];
    if (m->role != MEMBER_CHILD) TRY(screenings_tell(c, m->person, a));
  }
  return OK;
}

/* What other rooms hold: the answers to the region's instrument, for one. */
static int told_elsewhere(struct ctx *c, const struct case_file *f, bool *out)
{
  for (const struct room *const *r = c->app ? c->app->rooms : NULL; r && *r && !*out; r++)
    if ((*r)->tells_control) TRY((*r)->tells_control(c, f->file.household.id, out));
  return OK;
}

int together_now(struct ctx *c, const struct case_file *f, enum talks_together *out)
{
  struct asked a = { 0 };
  bool both;
  TRY(case_both_sides(c, f, &both));
  if (!both) { *out = TALKS_ONE_SIDE; return OK; }
  TRY(ask_persons(c, f, &a));
  TRY(any(c, f, KIND_INCIDENT, case_part_tells_control, &a.control));
  TRY(any(c, f, KIND_PATTERN, case_part_tells_control, &a.control));
  TRY(any(c, f, KIND_PROFILE, case_part_tells_control, &a.control));
  TRY(any(c, f, KIND_PROFILE, says_divorce, &a.divorce));
  if (!a.control) TRY(told_elsewhere(c, f, &a.control));
  *out = a.control ? TALKS_CONTROL : a.alone && !a.no ? TALKS_MAY : a.divorce ? TALKS_CONFLICT : TALKS_NOT_ALONE;
  return OK;
}

int together_check(struct ctx *c, const struct case_file *f, const char *field)
{
  enum talks_together now;
  TRY(together_now(c, f, &now));
  return now == TALKS_MAY ? OK : fail(c, ERR_INVALID, field, talks_together_label(now));
}

/* --- offers ------------------------------------------------------------------------------------------------ */

int together_check_offer(struct ctx *c, struct id person, const struct offer *o, const char *field)
{
  const bool mediation = set_has(o->not_with, NOT_WITH_MEDIATION);
  struct membership_list places;
  bool aside = false;
  if (!mediation && !set_has(o->formats, FORMAT_JOINT)) return OK;
  if (!mediation) TRY(control_is_set_aside(c, person, &aside));
  if (aside) return OK;
  TRY(memberships_of_person(c, person, &places));
  if (!places.count) return fail(c, ERR_INVALID, field, talks_together_label(TALKS_ONE_SIDE));
  for (size_t i = 0; i < places.count; i++) {
    struct case_file f;
    TRY(case_open(c, places.at[i].household, &f));
    TRY(together_check(c, &f, field));
  }
  return OK;
}
