/* Merging, splitting and erasing: references move, what is sealed stays in its compartment. */
#include "households_store.h"
#include "directors.h"
#include "ids.h"
#include "need_to_know.h"
#include "seal.h"

/* --- merging ------------------------------------------------------------------------------------------- */

struct merge { struct household keep, gone; };

/* Also the rows of sides that the actor may not see. */
static int move_all(struct ctx *c, const struct merge *m)
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

int household_merge(struct ctx *c, struct id keep, struct id gone)
{
  struct merge m;
  TRY(household_get(c, keep, &m.keep));
  TRY(household_get(c, gone, &m.gone));
  if (id_same(keep, gone) || id_known(m.keep.merged_into) || id_known(m.gone.merged_into)) return fail(c, ERR_INVALID, NULL, N_("These two are one household already."));
  TRY(involve_also(c, m.keep.compartment, m.gone.compartment, gone));
  TRY(involve_also(c, m.gone.compartment, m.keep.compartment, keep));
  TRY(AS_PROGRAM(c, move_all(c, &m)));
  m.gone.merged_into = keep;
  return record_update(c, household, &m.gone);
}

/* --- splitting --------------------------------------------------------------------------------------- */

static int new_shared(struct ctx *c, const struct household_side *s, const char *name, struct household *out)
{
  struct household h = { .id = id_random(c), .name = name && *name ? name : tr(c, N_("Household")), .opened = { c->now } };
  TRY(compartment_make(c, COMPARTMENT_HOUSEHOLD, &h.compartment));
  TRY(involve_same(c, s->compartment, h.compartment, h.id));
  TRY(record_insert(c, household, &h, NULL));
  TRY(director_begin(c, h.id, h.compartment));
  *out = h;
  return OK;
}

/* The name by which the new household knows somebody whom the old one knew. */
static int member_again(struct ctx *c, struct membership *m, struct id household)
{
  struct household_member old;
  if (!id_known(m->member)) return OK;
  const int rc = member_get(c, m->member, &old);
  if (absent(c, rc)) { m->member = ID_NONE; return OK; }
  TRY(rc);
  old.household = household;
  return member_add(c, &old, &m->member);
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
    TRY(member_again(c, m, new.id));
    TRY(record_update(c, membership, m));
  }
  s.household = new.id;
  TRY(record_update(c, household_side, &s));
  TRY(involvements_move(c, old, new.id, moved, count));
  *out = new.id;
  return OK;
}
