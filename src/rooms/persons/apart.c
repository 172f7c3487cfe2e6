/* Whether a person may be joined to another household with the file that they have. */
#include "households.h"

static bool works_in(const struct involvement_list *rows, const struct involvement *who)
{
  for (size_t i = 0; i < rows->count; i++)
    if (id_same(rows->at[i].account, who->account) && id_same(rows->at[i].organisation, who->organisation) && rows->at[i].purpose != PURPOSE_EMERGENCY) return true;
  return false;
}

static bool all_work_in(const struct involvement_list *these, const struct involvement_list *there)
{
  for (size_t i = 0; i < these->count; i++) if (these->at[i].purpose != PURPOSE_EMERGENCY && !works_in(there, &these->at[i])) return false;
  return true;
}

static int same_colleagues(struct ctx *c, struct id a, struct id b, bool *out)
{
  struct involvement_list in_a, in_b;
  TRY(involvements_of_compartment(c, a, &in_a));
  TRY(involvements_of_compartment(c, b, &in_b));
  *out = all_work_in(&in_a, &in_b) && all_work_in(&in_b, &in_a);
  return OK;
}

/* Also those that ended: they are read as well. */
static int has_secret(struct ctx *c, struct id person, bool *out)
{
  struct address_list addresses;
  *out = false;
  TRY(addresses_of(c, person, &addresses));
  for (size_t i = 0; i < addresses.count; i++) *out |= addresses.at[i].kind == ADDRESS_SHELTER || address_secret(&addresses.at[i]);
  return OK;
}

static int works_elsewhere(struct ctx *c, struct id person, struct id side, bool *out)
{
  struct membership_list there;
  struct household_side to, from;
  bool same = true;
  TRY(side_get(c, side, &to));
  TRY(memberships_of_person(c, person, &there));
  for (size_t i = 0; i < there.count && same; i++) {
    if (!id_known(there.at[i].side)) continue;
    TRY(side_get(c, there.at[i].side, &from));
    TRY(same_colleagues(c, from.compartment, to.compartment, &same));
  }
  *out = !same;
  return OK;
}

int person_stays_apart(struct ctx *c, struct id person, struct id side, bool *out)
{
  bool elsewhere;
  TRY(has_secret(c, person, out));
  TRY(AS_PROGRAM(c, works_elsewhere(c, person, side, &elsewhere)));
  *out |= elsewhere;
  return OK;
}
