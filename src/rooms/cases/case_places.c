#include "case_places.h"
#include "accounts.h"
#include "html.h"
#include "involved.h"
#include "need_to_know.h"

DEFINE_CHOICES(case_place, CASE_PLACES)

int case_open(struct ctx *c, struct id household, struct case_file *out)
{
  out->colleagues = arena_new(&c->arena, struct colleague_names, 1);
  return household_file(c, household, &out->file);
}

static const struct household_side *side_lettered(const struct case_file *f, enum side_letter letter)
{
  for (size_t i = 0; i < f->file.sides.count; i++) if (f->file.sides.at[i].letter == letter) return &f->file.sides.at[i];
  return NULL;
}

/* A side that somebody opened for themselves makes nobody a colleague of both: anybody could, and would drop what keeps two parties apart. */
int case_side_given(struct ctx *c, const struct household_side *side, struct id account, struct id *organisation, bool *out)
{
  struct involvement_list rows;
  *out = false;
  TRY(involvements_of_compartment(c, side->compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct involvement *const r = &rows.at[i];
    if (!id_same(r->account, account) || r->purpose == PURPOSE_EMERGENCY || (r->purpose != PURPOSE_DIRECTION && id_same(r->given_by, account))) continue;
    *organisation = r->organisation;
    *out = true;
  }
  return OK;
}

static int was_given(struct ctx *c, const struct household_side *side, bool *out)
{
  struct id organisation;
  *out = c->scope.reach == REACH_ALL;
  return *out ? OK : case_side_given(c, side, c->scope.actor, &organisation, out);
}

int case_both_sides(struct ctx *c, const struct case_file *f, bool *out)
{
  bool a = false, b = false;
  int64_t all;
  for (size_t i = 0; i < f->file.sides.count; i++) {
    const struct household_side *const side = &f->file.sides.at[i];
    bool given;
    TRY(was_given(c, side, &given));
    a |= given && side->letter == SIDE_A;
    b |= given && side->letter == SIDE_B;
  }
  *out = a && b;
  if (!*out) return OK;
  TRY(case_sides_count(c, f->file.household.id, &all));
  *out = (size_t)all == f->file.sides.count;
  return OK;
}

/* --- whom ------------------------------------------------------------------------------------------------ */

const char *case_name(struct ctx *c, const struct case_file *f, struct id about)
{
  const struct household_member *const m = file_member(&f->file, about);
  if (m) return m->shared_name;
  for (size_t i = 0; id_known(about) && i < f->file.persons.count; i++) if (id_same(f->file.persons.at[i].id, about)) return person_name(c, &f->file.persons.at[i]);
  return NULL;
}

int case_name_alone(struct ctx *c, struct id about, const char **out)
{
  struct person p;
  struct household_member m;
  *out = NULL;
  if (!id_known(about)) return OK;
  int rc = person_get(c, about, &p);
  if (rc == OK) *out = person_name(c, &p);
  if (!absent(c, rc)) return rc;
  rc = member_get(c, about, &m);
  if (rc == OK) *out = m.shared_name;
  return absent(c, rc) ? OK : rc;
}

int case_colleague(struct ctx *c, const struct case_file *f, struct id account, const char **out)
{
  bool own;
  const char *name = NULL;
  *out = NULL;
  if (!id_known(account)) return OK;
  struct colleague_names *const kept = f->colleagues;
  for (size_t i = 0; kept && i < kept->count; i++) if (id_same(kept->at[i].account, account)) { *out = kept->at[i].name; return OK; }
  TRY(same_side(c, f->file.household.id, account, &own));
  if (own) TRY(account_name(c, account, &name));
  *out = name ? name : tr(c, N_("a colleague"));
  if (!kept || kept->count == COLLEAGUES_KEPT) return OK;
  kept->at[kept->count].account = account;
  kept->at[kept->count++].name = *out;
  return OK;
}

int case_worker(struct ctx *c, const struct case_file *f, struct id compartment, struct id account, const char **out)
{
  struct id organisation;
  bool own;
  TRY(case_colleague(c, f, account, out));
  if (!*out) return OK;
  TRY(same_side(c, f->file.household.id, account, &own));     /* of another side that nobody does it would tell who left there */
  if (!own) return OK;
  TRY(reads_compartment(c, compartment, account, &organisation));
  if (!id_known(organisation)) *out = tr(c, N_("nobody: this colleague does not work with it any more"));
  return OK;
}

/* Whether who reads that place works with this person: of others a side knows what the household knows. */
static bool reads_of(const struct case_file *f, const struct membership *m, enum case_place place)
{
  const enum side_letter letter = place == PLACE_A ? SIDE_A : place == PLACE_B ? SIDE_B : SIDE_UNKNOWN;
  const struct household_side *const side = file_side(&f->file, m->side);
  return side && side->letter == letter;
}

int case_about(struct ctx *c, const struct case_file *f, enum case_place place, struct id about, const char *field, struct id *out)
{
  const struct membership *const own = file_membership_of(&f->file, about), *const as = file_membership_as(&f->file, about);
  if (!id_known(about)) { *out = ID_NONE; return OK; }
  if (!own && !file_member(&f->file, about)) return fail(c, ERR_INVALID, field, N_("Choose from the list."));
  const struct membership *const m = own ? own : as;
  if (place == PLACE_PERSON || (m && reads_of(f, m, place))) { *out = m ? m->person : about; return OK; }
  if (own && !id_known(own->member)) return fail(c, ERR_INVALID, field, N_("The household does not know this person: the other side would learn that there is a file. Choose who reads it anew."));
  *out = own ? own->member : about;
  return OK;
}

/* --- where ------------------------------------------------------------------------------------------------ */

/* Two households that turned out to be one may have two sides of a letter: then the person it is about decides, or nobody. */
static int side_for(struct ctx *c, const struct case_file *f, enum side_letter letter, struct id about, const struct household_side **out)
{
  const struct membership *const own = file_membership_of(&f->file, about), *const m = own ? own : file_membership_as(&f->file, about);
  size_t lettered = 0;
  *out = side_lettered(f, letter);
  for (size_t i = 0; i < f->file.sides.count; i++) {
    const struct household_side *const side = &f->file.sides.at[i];
    if (side->letter != letter) continue;
    lettered++;
    if (m && id_same(side->id, m->side)) { *out = side; return OK; }
  }
  return lettered < 2 ? OK : fail(c, ERR_INVALID, "place", N_("Since two households became one, two sides have this letter. Choose whom it is about, so that it lies with the right one."));
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
    TRY(side_for(c, f, place == PLACE_A ? SIDE_A : SIDE_B, about, &side));
    if (!side) return no_side(c);
    *out = side->compartment;
    return OK;
  case PLACE_PERSON:
    m = file_membership_of(&f->file, about);
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
    if (!file_membership_as(&f->file, m->id)) at[n++] = (struct choice){ arg_id(&c->arena, m->id), m->shared_name };
  }
  return (struct choices){ n, at };
}

/* --- where a compartment belongs now --------------------------------------------------------------------------- */

int case_home(struct ctx *c, struct id compartment, struct id written, struct case_file *out)
{
  struct id household = written;
  TRY(case_household_of(c, compartment, &household));
  const int rc = case_open(c, household, out);
  if (!absent(c, rc)) return rc;
  *out = (struct case_file){ .file.household = { .id = household, .name = tr(c, N_("Household")) } };
  return OK;
}
