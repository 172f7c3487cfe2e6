#include "doers.h"
#include "involved.h"

static const struct membership *membership_in(const struct case_file *f, struct id compartment)
{
  for (size_t i = 0; i < f->file.memberships.count; i++) if (id_same(f->file.memberships.at[i].compartment, compartment)) return &f->file.memberships.at[i];
  return NULL;
}

bool doer_fits_plan(const struct case_file *f, enum case_place place, struct id compartment, struct id person)
{
  const struct membership *const own = file_membership_of(&f->file, person), *const m = own ? own : file_membership_as(&f->file, person);
  const struct household_member *const member = file_member(&f->file, person);
  const enum member_role role = m ? m->role : member ? member->role : MEMBER_ROLE_UNKNOWN;
  if (m && id_same(m->compartment, compartment)) return true;
  if (role == MEMBER_CHILD) return false;
  if (place == PLACE_SHARED) return m || member;
  const struct membership *const whose = membership_in(f, compartment);      /* in one person's own plan: who is on the same side */
  const struct household_side *const side = m ? file_side(&f->file, m->side) : NULL;
  return side && (id_same(side->compartment, compartment) || (whose && id_same(whose->side, side->id)));
}

int action_doers_in(struct ctx *c, const struct case_file *f, enum case_place place, struct id compartment, struct choices *out)
{
  struct choices all;
  struct id id, organisation;
  size_t n = 0;
  TRY(action_doers(c, f, &all));
  struct choice *const at = arena_new(&c->arena, struct choice, all.count);
  for (size_t i = 0; i < all.count; i++) {
    const char *const key = all.at[i].key, *const colon = key ? strchr(key, ':') : NULL;
    bool fits = !colon || !id_parse(colon + 1, &id);
    if (!fits && *key == 'p') fits = doer_fits_plan(f, place, compartment, id);
    else if (!fits) {
      TRY(reads_compartment(c, compartment, id, &organisation));
      fits = id_known(organisation);
    }
    if (fits) at[n++] = all.at[i];
  }
  *out = (struct choices){ n, at };
  return OK;
}
