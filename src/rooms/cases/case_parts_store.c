/* Where parts are found: by the compartments of a household as it is now, with what was merged into it and the persons who belong to it. */
#include "case_parts.h"

/* A household that was merged may have had others in it. */
#define EARLIER " OR household.merged_into IN (SELECT second.id FROM household AS second WHERE second.merged_into = $2" \
  " OR second.merged_into IN (SELECT third.id FROM household AS third WHERE third.merged_into = $2))"
#define OF_HOUSEHOLD(T) { &T##_record, "FROM " #T " WHERE " #T ".region = $1 AND " #T ".compartment IN (" \
  "SELECT household.compartment FROM household WHERE household.region = $1 AND (household.id = $2 OR household.merged_into = $2" EARLIER ")" \
  " UNION ALL SELECT household_side.compartment FROM household_side WHERE household_side.region = $1 AND household_side.household = $2" \
  " UNION ALL SELECT membership.compartment FROM membership WHERE membership.region = $1 AND membership.household = $2)" }

static const struct query of_household[KIND_COUNT] = {
  [KIND_INCIDENT] = OF_HOUSEHOLD(incident), [KIND_NOTE] = OF_HOUSEHOLD(case_note), [KIND_SAFETY] = OF_HOUSEHOLD(safety_score), [KIND_RISK] = OF_HOUSEHOLD(risk),
  [KIND_PATTERN] = OF_HOUSEHOLD(pattern), [KIND_GENERATION] = OF_HOUSEHOLD(generation), [KIND_PROFILE] = OF_HOUSEHOLD(profile_note),
  [KIND_MOTIVATION] = OF_HOUSEHOLD(motivation_note), [KIND_SCALE_UP] = OF_HOUSEHOLD(scale_up), [KIND_HELPER] = OF_HOUSEHOLD(helper),
  [KIND_MELDCODE] = OF_HOUSEHOLD(meldcode) };
const struct query *const case_part_queries[] = { &of_household[KIND_INCIDENT], &of_household[KIND_NOTE], &of_household[KIND_SAFETY], &of_household[KIND_RISK],
  &of_household[KIND_PATTERN], &of_household[KIND_GENERATION], &of_household[KIND_PROFILE], &of_household[KIND_MOTIVATION], &of_household[KIND_SCALE_UP],
  &of_household[KIND_HELPER], &of_household[KIND_MELDCODE], NULL };

/* Days and instants are sealed: the order is made after opening. Two of one day stand as they happened where that is known, else as written. */
int case_part_order(const struct case_part *a, const struct case_part *b)
{
  if (a->day.ymd != b->day.ymd) return a->day.ymd < b->day.ymd ? 1 : -1;
  if (a->written.ms != b->written.ms) return a->written.ms < b->written.ms ? 1 : -1;
  return memcmp(a->id.b, b->id.b, sizeof a->id.b);
}

static int newest_first(const void *a, const void *b) { return case_part_order(a, b); }

int case_parts_of(struct ctx *c, const struct case_kind *k, const struct case_file *f, struct list *out)
{
  TRY(record_select_(c, k->rec, &out->rows, &out->count, &of_household[k - case_kinds], P(f->file.household.id)));
  if (out->count) qsort(out->rows, out->count, k->rec->size, newest_first);
  return OK;
}
