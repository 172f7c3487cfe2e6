#include "case_places.h"

static const struct query all_sides = { &counted_record, "FROM household_side WHERE household_side.household = $1" };
static const struct query side = { &household_side_record, "FROM household_side WHERE household_side.region = $1 AND household_side.compartment = $2" };
static const struct query person = { &membership_record, "FROM membership WHERE membership.region = $1 AND membership.compartment = $2 ORDER BY membership.id" };
static const struct query shared = { &household_record, "FROM household WHERE household.region = $1 AND household.compartment = $2" };
const struct query *const case_place_queries[] = { &all_sides, &side, &person, &shared, NULL };

int case_sides_count(struct ctx *c, struct id household, int64_t *out) { return global_count(c, &all_sides, P(household), out); }

int case_household_of(struct ctx *c, struct id compartment, struct id *household)
{
  struct household_side_list sides;
  struct membership_list places;
  struct household_list households;
  TRY(record_select(c, household_side, &sides, &side, P(compartment)));
  if (sides.count) { *household = sides.at[0].household; return OK; }
  TRY(record_select(c, membership, &places, &person, P(compartment)));
  for (size_t i = 0; i < places.count; i++) if (id_same(places.at[i].household, *household)) return OK;
  if (places.count) { *household = places.at[0].household; return OK; }
  TRY(record_select(c, household, &households, &shared, P(compartment)));
  if (households.count) *household = households.at[0].id;
  return OK;
}
