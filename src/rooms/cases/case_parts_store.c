/* Where parts are found. */
#include "case_parts.h"

static const struct query of_household[KIND_COUNT] = {
  [KIND_INCIDENT] = CASE_ROWS_OF_HOUSEHOLD(incident), [KIND_NOTE] = CASE_ROWS_OF_HOUSEHOLD(case_note), [KIND_SAFETY] = CASE_ROWS_OF_HOUSEHOLD(safety_score), [KIND_RISK] = CASE_ROWS_OF_HOUSEHOLD(risk),
  [KIND_PATTERN] = CASE_ROWS_OF_HOUSEHOLD(pattern), [KIND_GENERATION] = CASE_ROWS_OF_HOUSEHOLD(generation), [KIND_PROFILE] = CASE_ROWS_OF_HOUSEHOLD(profile_note),
  [KIND_MOTIVATION] = CASE_ROWS_OF_HOUSEHOLD(motivation_note), [KIND_SCALE_UP] = CASE_ROWS_OF_HOUSEHOLD(scale_up), [KIND_HELPER] = CASE_ROWS_OF_HOUSEHOLD(helper),
  [KIND_MELDCODE] = CASE_ROWS_OF_HOUSEHOLD(meldcode) };
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
