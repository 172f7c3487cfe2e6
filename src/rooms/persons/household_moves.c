/* Merging, splitting and erasing: references move, what is sealed stays in its compartment. */
#include "household_traces.h"
#include "households_store.h"
#include "directors.h"
#include "ids.h"
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

int household_merge(struct ctx *c, struct id keep, struct id gone)
{
  struct traces m = { .moves = { .count = 0 } };
  TRY(household_get(c, keep, &m.keep));
  TRY(household_get(c, gone, &m.gone));
  if (id_same(keep, gone) || id_known(m.keep.merged_into) || id_known(m.gone.merged_into)) return fail(c, ERR_INVALID, NULL, N_("These two are one household already."));
  TRY(involvement_is_own(c, m.keep.compartment));
  TRY(involvement_is_own(c, m.gone.compartment));
  TRY(AS_PROGRAM(c, reunite(c, &m)));
  TRY(AS_PROGRAM(c, traces_before(c, &m)));
  TRY(involve_also(c, m.keep.compartment, m.gone.compartment, gone));
  TRY(involve_also(c, m.gone.compartment, m.keep.compartment, keep));
  TRY(AS_PROGRAM(c, move_all(c, &m)));
  m.gone.merged_into = keep;
  TRY(record_update(c, household, &m.gone));
  TRY(AS_PROGRAM(c, traces_after(c, &m)));
  return shield_household(c, keep);
}

/* --- splitting --------------------------------------------------------------------------------------- */

static int new_shared(struct ctx *c, const struct household_side *s, const char *name, struct household *out)
{
  struct household h = { .id = id_random(c), .name = name && *name ? name : tr(c, N_("Household")), .opened = { c->now }, .split_from = s->household };
  TRY(compartment_make(c, COMPARTMENT_HOUSEHOLD, &h.compartment));
  TRY(involve_same(c, s->compartment, h.compartment, h.id));
  TRY(record_insert(c, household, &h, NULL));
  TRY(director_begin(c, h.id, h.compartment));
  *out = h;
  return OK;
}

/* The name by which the new household knows somebody whom the old one knew. */
static int member_again(struct ctx *c, struct membership *m, const struct household *to)
{
  struct household_move copied = { .compartment = to->compartment, .kind = MOVE_SPLIT_MEMBER, .thing = m->member, .at = { c->now } };
  struct household_member old;
  if (!id_known(m->member)) return OK;
  const int rc = member_get(c, m->member, &old);
  if (absent(c, rc)) { m->member = ID_NONE; return OK; }
  TRY(rc);
  old.household = to->id;
  TRY(member_add(c, &old, &m->member));
  copied.copy = m->member;
  return record_insert(c, household_move, &copied, NULL);
}

int household_split(struct ctx *c, struct id side, const char *name, struct id *out)
{
  struct household_side s;
  struct household new;
  struct membership_list all;
  TRY(side_get(c, side, &s));
  TRY(involvement_is_own(c, s.compartment));
  const struct id old = s.household;
  TRY(new_shared(c, &s, name, &new));
  TRY(memberships_of_household(c, old, &all));
  struct id *const moved = arena_new(&c->arena, struct id, all.count + 1);
  size_t count = 0;
  moved[count++] = s.compartment;
  for (size_t i = 0; i < all.count; i++) {
    struct membership *const m = &all.at[i];
    if (!id_same(m->side, side)) continue;
    moved[count++] = m->compartment;
    m->household = new.id;
    TRY(member_again(c, m, &new));
    TRY(record_update(c, membership, m));
  }
  s.household = new.id;
  TRY(record_update(c, household_side, &s));
  TRY(involvements_move(c, old, new.id, moved, count));
  *out = new.id;
  return OK;
}
