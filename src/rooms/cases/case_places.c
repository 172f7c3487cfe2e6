#include "case_places.h"
#include "accounts.h"
#include "html.h"
#include "need_to_know.h"

DEFINE_CHOICES(case_place, CASE_PLACES)

int case_open(struct ctx *c, struct id household, struct case_file *out)
{
  out->colleague_count = 0;
  return household_file(c, household, &out->file);
}

static const struct household_side *side_lettered(const struct case_file *f, enum side_letter letter)
{
  for (size_t i = 0; i < f->file.sides.count; i++) if (f->file.sides.at[i].letter == letter) return &f->file.sides.at[i];
  return NULL;
}

bool case_both_sides(const struct case_file *f) { return side_lettered(f, SIDE_A) && side_lettered(f, SIDE_B); }

/* --- whom ------------------------------------------------------------------------------------------------ */

static const struct membership *membership_of(const struct case_file *f, struct id person)
{
  for (size_t i = 0; id_known(person) && i < f->file.memberships.count; i++) if (id_same(f->file.memberships.at[i].person, person)) return &f->file.memberships.at[i];
  return NULL;
}

static const struct membership *membership_as(const struct case_file *f, struct id member)
{
  for (size_t i = 0; id_known(member) && i < f->file.memberships.count; i++) if (id_same(f->file.memberships.at[i].member, member)) return &f->file.memberships.at[i];
  return NULL;
}

static const struct household_member *member_of(const struct case_file *f, struct id member)
{
  for (size_t i = 0; id_known(member) && i < f->file.members.count; i++) if (id_same(f->file.members.at[i].id, member)) return &f->file.members.at[i];
  return NULL;
}

const char *case_name(struct ctx *c, const struct case_file *f, struct id about)
{
  const struct household_member *const m = member_of(f, about);
  if (m) return m->shared_name;
  for (size_t i = 0; id_known(about) && i < f->file.persons.count; i++) if (id_same(f->file.persons.at[i].id, about)) return person_name(c, &f->file.persons.at[i]);
  return NULL;
}

int case_colleague(struct ctx *c, struct case_file *f, struct id account, const char **out)
{
  bool own;
  const char *name = NULL;
  *out = NULL;
  if (!id_known(account)) return OK;
  for (size_t i = 0; i < f->colleague_count; i++) if (id_same(f->colleagues[i].account, account)) { *out = f->colleagues[i].name; return OK; }
  TRY(same_side(c, f->file.household.id, account, &own));
  if (own) TRY(account_name(c, account, &name));
  *out = name ? name : tr(c, N_("a colleague"));
  if (f->colleague_count == COLLEAGUES_KEPT) return OK;
  f->colleagues[f->colleague_count].account = account;
  f->colleagues[f->colleague_count++].name = *out;
  return OK;
}

int case_about(struct ctx *c, const struct case_file *f, enum case_place place, struct id about, const char *field, struct id *out)
{
  const struct membership *const own = membership_of(f, about), *const as = membership_as(f, about);
  if (!id_known(about)) { *out = ID_NONE; return OK; }
  if (!own && !member_of(f, about)) return fail(c, ERR_INVALID, field, N_("Choose from the list."));
  if (place != PLACE_SHARED) { *out = as ? as->person : about; return OK; }
  if (own && !id_known(own->member)) return fail(c, ERR_INVALID, field, N_("The household does not know this person: the other side would learn that there is a file. Choose who reads it anew."));
  *out = own ? own->member : about;
  return OK;
}

/* --- where ------------------------------------------------------------------------------------------------ */

/* Two households that turned out to be one may have two sides of a letter: that of the person it is about, else the first. */
static const struct household_side *side_for(const struct case_file *f, enum side_letter letter, struct id about)
{
  const struct membership *const own = membership_of(f, about), *const m = own ? own : membership_as(f, about);
  for (size_t i = 0; m && i < f->file.sides.count; i++)
    if (f->file.sides.at[i].letter == letter && id_same(f->file.sides.at[i].id, m->side)) return &f->file.sides.at[i];
  return side_lettered(f, letter);
}

static int no_side(struct ctx *c) { return fail(c, ERR_INVALID, "place", N_("You do not work for this side yourself.")); }

int case_compartment(struct ctx *c, const struct case_file *f, enum case_place place, struct id about, struct id *out)
{
  const struct household_side *side;
  const struct membership *m;
  switch (place) {
  case PLACE_SHARED:
    if (!id_known(f->file.household.compartment)) return not_there(c);
    *out = f->file.household.compartment;
    return OK;
  case PLACE_A:
  case PLACE_B:
    side = side_for(f, place == PLACE_A ? SIDE_A : SIDE_B, about);
    if (!side) return no_side(c);
    *out = side->compartment;
    return OK;
  case PLACE_PERSON:
    m = membership_of(f, about);
    if (!m) return fail(c, ERR_INVALID, "place", N_("Choose a person whose file you may open, or another reader."));
    *out = m->compartment;
    return OK;
  default: return fail(c, ERR_INVALID, "place", N_("Choose who reads this."));
  }
}

/* --- what one may choose from ---------------------------------------------------------------------------- */

struct choices case_places_of(struct ctx *c, const struct case_file *f)
{
  uint64_t bits = 0;
  if (side_lettered(f, SIDE_A)) bits |= UINT64_C(1) << PLACE_A;
  if (side_lettered(f, SIDE_B)) bits |= UINT64_C(1) << PLACE_B;
  if (f->file.memberships.count) bits |= UINT64_C(1) << PLACE_PERSON;
  if (id_known(f->file.household.compartment)) bits |= UINT64_C(1) << PLACE_SHARED;
  return choices_kept(&c->arena, &case_place_choices, bits);
}

struct choices case_abouts_of(struct ctx *c, const struct case_file *f, const char *nobody)
{
  struct choice *const at = arena_new(&c->arena, struct choice, 1 + f->file.persons.count + f->file.members.count);
  size_t n = 0;
  at[n++] = (struct choice){ NULL, nobody };
  for (size_t i = 0; i < f->file.persons.count; i++) at[n++] = (struct choice){ arg_id(&c->arena, f->file.persons.at[i].id), person_name(c, &f->file.persons.at[i]) };
  for (size_t i = 0; i < f->file.members.count; i++) {
    const struct household_member *const m = &f->file.members.at[i];
    if (!membership_as(f, m->id)) at[n++] = (struct choice){ arg_id(&c->arena, m->id), m->shared_name };
  }
  return (struct choices){ n, at };
}
