/* Merging: references move, what is sealed stays in its compartment. */
#include "household_traces.h"
#include "households_store.h"
#include "need_to_know.h"
#include "seal.h"
#include "shielded.h"

/* --- merging ------------------------------------------------------------------------------------------- */

/* Also the rows of sides that the actor may not see. */
static int move_all(struct ctx *c, const struct traces *m)
{
  struct household_side_list sides;
  struct household_member_list members;
  struct membership_list memberships;
  TRY(sides_of(c, m->gone.id, &sides));
  TRY(members_of_household(c, m->gone.id, &members));
  TRY(memberships_of_household(c, m->gone.id, &memberships));
  for (size_t i = 0; i < sides.count; i++) { sides.at[i].household = m->keep.id; TRY(record_update(c, household_side, &sides.at[i])); }
  for (size_t i = 0; i < members.count; i++) { members.at[i].household = m->keep.id; TRY(record_update(c, household_member, &members.at[i])); }
  for (size_t i = 0; i < memberships.count; i++) { memberships.at[i].household = m->keep.id; TRY(record_update(c, membership, &memberships.at[i])); }
  return involvements_move(c, m->gone.id, m->keep.id, NULL, 0);
}

/* The member that the split copied, and the one it was copied from, if neither was changed since. */
static int same_member(struct ctx *c, const struct household_move *split, struct id household, struct household_member *copy, bool *out)
{
  struct household_member old;
  *out = false;
  int rc = member_get(c, split->thing, &old);
  if (rc == OK) rc = member_get(c, split->copy, copy);
  if (absent(c, rc)) return OK;
  TRY(rc);
  struct household_member as_old = old;
  as_old.household = copy->household;
  *out = id_same(old.household, household) && record_same(household_member, &as_old, copy);
  return OK;
}

/* Merged with what it was split from: those whom both know are one again. */
static int reunite(struct ctx *c, const struct traces *m)
{
  struct household_move_list moves;
  struct membership_list memberships;
  TRY(household_moves(c, m->gone.compartment, &moves));
  TRY(memberships_of_household(c, m->gone.id, &memberships));
  for (size_t i = 0; i < moves.count; i++) {
    struct household_member copy;
    bool same;
    if (moves.at[i].kind != MOVE_SPLIT_MEMBER) continue;
    TRY(same_member(c, &moves.at[i], m->keep.id, &copy, &same));
    if (!same) continue;
    for (size_t k = 0; k < memberships.count; k++) {
      if (!id_same(memberships.at[k].member, copy.id)) continue;
      memberships.at[k].member = moves.at[i].thing;
      TRY(record_update(c, membership, &memberships.at[k]));
      memberships.at[k].version++;
    }
    TRY(member_remove(c, copy.id));
  }
  return OK;
}

/* Whether somebody works with the one that goes and not with the one that stays: asked in since it was split off. */
static int has_newcomer(struct ctx *c, const struct traces *m, bool *out)
{
  struct involvement_list there, here;
  *out = false;
  TRY(involvements_of_compartment(c, m->gone.compartment, &there));
  TRY(involvements_of_compartment(c, m->keep.compartment, &here));
  for (size_t i = 0; i < there.count; i++) {
    bool known = there.at[i].purpose == PURPOSE_EMERGENCY;
    for (size_t k = 0; k < here.count; k++) known |= id_same(here.at[k].account, there.at[i].account) && id_same(here.at[k].organisation, there.at[i].organisation);
    *out |= !known;
  }
  return OK;
}

int household_join(struct ctx *c, struct traces *m, bool opens)
{
  bool newcomer = opens;                                     /* grounds are copied only where somebody needs them: the other side reads them there */
  TRY(AS_PROGRAM(c, reunite(c, m)));
  TRY(AS_PROGRAM(c, traces_before(c, m)));
  if (opens) TRY(involve_also(c, m->keep.compartment, m->gone.compartment, m->gone.id));
  if (!opens) TRY(AS_PROGRAM(c, has_newcomer(c, m, &newcomer)));
  if (newcomer) TRY(involve_also(c, m->gone.compartment, m->keep.compartment, m->keep.id));
  TRY(AS_PROGRAM(c, move_all(c, m)));
  m->gone.merged_into = m->keep.id;
  TRY(record_update(c, household, &m->gone));
  TRY(AS_PROGRAM(c, traces_after(c, m)));
  return shield_household(c, m->keep.id);
}

int household_merge(struct ctx *c, struct id keep, struct id gone)
{
  struct traces m = { .moves = { .count = 0 } };
  TRY(household_get(c, keep, &m.keep));
  TRY(household_get(c, gone, &m.gone));
  if (id_same(keep, gone) || id_known(m.keep.merged_into) || id_known(m.gone.merged_into)) return fail(c, ERR_INVALID, NULL, N_("These two are one household already."));
  TRY(involvement_is_own(c, m.keep.compartment));
  TRY(involvement_is_own(c, m.gone.compartment));
  return household_join(c, &m, true);
}
