#include "households_store.h"
#include "page_key.h"

static const struct query mine = { &household_record,
  "FROM household WHERE household.region = $1 AND household.merged_into IS NULL AND (household.opened < $2 OR (household.opened = $2 AND household.id < $3))"
  " ORDER BY household.opened DESC, household.id DESC LIMIT $4", .wide = true };
static const struct query merged = { &household_record, "FROM household WHERE household.region = $1 AND household.merged_into = $2 ORDER BY household.opened, household.id" };
static const struct query sides = { &household_side_record, "FROM household_side WHERE household_side.region = $1 AND household_side.household = $2 ORDER BY household_side.id" };
static const struct query members = { &household_member_record, "FROM household_member WHERE household_member.region = $1 AND household_member.household = $2 ORDER BY household_member.id" };
static const struct query of_household = { &membership_record, "FROM membership WHERE membership.region = $1 AND membership.household = $2 ORDER BY membership.id" };
static const struct query of_person = { &membership_record, "FROM membership WHERE membership.region = $1 AND membership.person = $2 ORDER BY membership.id" };
static const struct query persons = { &person_record, "FROM person WHERE person.region = $1 AND person.id IN"
  " (SELECT membership.person FROM membership WHERE membership.region = $1 AND membership.household = $2)" };
const struct query *const household_queries[] = { &mine, &merged, &sides, &members, &of_household, &of_person, &persons, NULL };

int sides_of(struct ctx *c, struct id household, struct household_side_list *out) { return record_select(c, household_side, out, &sides, P(household)); }
int members_of_household(struct ctx *c, struct id household, struct household_member_list *out) { return record_select(c, household_member, out, &members, P(household)); }
int memberships_of_household(struct ctx *c, struct id household, struct membership_list *out) { return record_select(c, membership, out, &of_household, P(household)); }
int persons_of_household(struct ctx *c, struct id household, struct person_list *out) { return record_select(c, person, out, &persons, P(household)); }
int memberships_of_person(struct ctx *c, struct id person, struct membership_list *out) { return record_select(c, membership, out, &of_person, P(person)); }
int merged_into(struct ctx *c, struct id household, struct household_list *out) { return record_select(c, household, out, &merged, P(household)); }

int households_mine(struct ctx *c, const char *after, struct household_list *out, const char **next)
{
  int64_t opened = INT64_MAX;
  struct id id;
  struct household_list found;
  const int64_t most = HOUSEHOLDS_A_PAGE + 1;
  memset(id.b, 0xff, sizeof id.b);
  page_key_read(after, &opened, &id);
  TRY(record_select(c, household, &found, &mine, P(opened, id, most)));
  *next = NULL;
  if (found.count > HOUSEHOLDS_A_PAGE) {
    found.count = HOUSEHOLDS_A_PAGE;
    *next = page_key(c, found.at[found.count - 1].opened, found.at[found.count - 1].id);
  }
  *out = found;
  return OK;
}
