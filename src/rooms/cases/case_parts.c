#include "case_parts.h"
#include "need_to_know.h"
#include "secret_words.h"

/* Every kind begins in the same way: what is done here for one is done for all. */
#define BEGINS_AS_PART(T) _Static_assert(offsetof(struct T, struck) == offsetof(struct case_part, struck) && offsetof(struct T, about) == offsetof(struct case_part, about), #T)
BEGINS_AS_PART(incident); BEGINS_AS_PART(case_note); BEGINS_AS_PART(safety_score); BEGINS_AS_PART(risk); BEGINS_AS_PART(pattern); BEGINS_AS_PART(generation);
BEGINS_AS_PART(profile_note); BEGINS_AS_PART(motivation_note); BEGINS_AS_PART(scale_up); BEGINS_AS_PART(helper); BEGINS_AS_PART(meldcode);

static struct case_part *copy_of(struct ctx *c, const struct case_kind *k, const void *row)
{
  struct case_part *const new = arena_alloc(&c->arena, k->rec->size);
  memcpy(new, row, k->rec->size);
  return new;
}

/* Whom it is about, as its place may know them; of an incident also to whom. */
static int name_people(struct ctx *c, const struct case_kind *k, const struct case_file *f, struct case_part *p)
{
  TRY(case_about(c, f, p->place, p->about, "about", &p->about));
  if (k != &case_kinds[KIND_INCIDENT]) return OK;
  struct incident *const i = (struct incident *)p;
  return case_about(c, f, p->place, i->against, "against", &i->against);
}

/* Scores of safety are sealed from the other party: they lie with whom they are about. */
static int lies_with_its_own(struct ctx *c, const struct case_kind *k, const struct case_file *f, const struct case_part *p)
{
  if (!k->own_only || p->place == PLACE_PERSON) return OK;
  const struct membership *const own = file_membership_of(&f->file, p->about);
  const struct household_side *const side = own ? file_side(&f->file, own->side) : NULL;
  if (side && side->letter == (p->place == PLACE_A ? SIDE_A : p->place == PLACE_B ? SIDE_B : SIDE_UNKNOWN)) return OK;
  return fail(c, ERR_INVALID, "place", N_("How safe somebody is, is read only by who works with that person. Choose that person's own side or own file."));
}

/* What all read holds no secret address. What is struck out stays as it was: that it may be, whatever became secret since, is the point of it. */
static int keeps_secrets(struct ctx *c, const struct case_kind *k, const struct case_file *f, const struct case_part *p)
{
  if (p->place != PLACE_SHARED) return OK;
  return case_part_counts(p) ? no_secret_in(c, f, k->rec, p) : no_secret(c, f, p->struck, "struck");
}

int case_part_put(struct ctx *c, const struct case_kind *k, const struct case_file *f, const void *row, struct id *out)
{
  struct case_part *const p = copy_of(c, k, row);
  p->id = ID_NONE;
  p->household = f->file.household.id;
  p->writer = c->scope.actor;
  p->written = (struct instant){ c->now };
  TRY(case_compartment(c, f, p->place, p->about, &p->compartment));
  TRY(name_people(c, k, f, p));
  TRY(lies_with_its_own(c, k, f, p));
  TRY(keeps_secrets(c, k, f, p));
  if (k->check) TRY(k->check(c, p));
  return record_insert_(c, k->rec, p, out);
}

int case_part_add(struct ctx *c, const struct case_kind *k, struct id household, const void *row, struct id *out)
{
  struct case_file f;
  TRY(case_open(c, household, &f));
  return case_part_put(c, k, &f, row, out);
}

const char *case_part_place(const struct case_kind *k, enum case_place place)
{
  return place == PLACE_PERSON && k->own_file ? k->own_file : case_place_label(place);
}

/* Who works for both parties is not asked which side it is: the person's own file is always right. */
struct choices case_part_places(struct ctx *c, const struct case_file *f, const struct case_kind *k)
{
  const struct choices all = case_places_of(c, f);
  struct choice *const at = arena_new(&c->arena, struct choice, all.count + 1);
  bool a = false, b = false;
  size_t n = 0;
  for (size_t i = 0; i < f->file.sides.count; i++) {
    a |= f->file.sides.at[i].letter == SIDE_A;
    b |= f->file.sides.at[i].letter == SIDE_B;
  }
  for (size_t i = 0; i < all.count; i++) {
    const enum case_place place = all.at[i].key ? (enum case_place)choice_find(&case_place_choices, all.at[i].key, strlen(all.at[i].key)) : CASE_PLACE_UNKNOWN;
    const bool side = place == PLACE_A || place == PLACE_B;
    if (k->own_only && (place == PLACE_SHARED || (side && a && b))) continue;
    at[n++] = (struct choice){ all.at[i].key, place ? case_part_place(k, place) : all.at[i].label };
  }
  return (struct choices){ n, at };
}

int case_part_get(struct ctx *c, const struct case_kind *k, struct id id, void *row) { return record_get_(c, k->rec, id, row); }

bool case_part_tells_control(const struct case_kind *k, const void *row)
{
  if (!case_part_counts(row)) return false;
  if (k == &case_kinds[KIND_INCIDENT]) {
    const struct set behaviours = ((const struct incident *)row)->behaviours;
    return set_has(behaviours, BEHAVIOUR_CONTROL) || set_has(behaviours, BEHAVIOUR_STALKING);
  }
  if (k == &case_kinds[KIND_PATTERN]) return ((const struct pattern *)row)->control == YES || ((const struct pattern *)row)->stalking == YES;
  return k == &case_kinds[KIND_PROFILE] && ((const struct profile_note *)row)->profile == PROFILE_TERROR;
}

int control_kept(struct ctx *c, const struct case_file *f, struct id writer, const char *field)
{
  bool own, both;
  TRY(same_side(c, f->file.household.id, writer, &own));
  TRY(case_both_sides(c, f, &both));
  return own || both ? OK : fail(c, ERR_INVALID, field, N_("That there is control or stalking is taken back only by a colleague of who wrote it down, or who works with both parties."));
}

int case_part_change(struct ctx *c, const struct case_kind *k, const void *row)
{
  struct case_part *const p = copy_of(c, k, row), *const stored = arena_alloc(&c->arena, k->rec->size);
  struct case_file f;
  TRY(case_part_get(c, k, p->id, stored));
  TRY(case_home(c, stored->compartment, stored->household, &f));
  if (case_part_tells_control(k, stored) && !case_part_tells_control(k, p)) TRY(control_kept(c, &f, stored->writer, "struck"));
  p->compartment = stored->compartment;
  p->household = stored->household;
  p->place = stored->place;
  p->writer = stored->writer;
  p->written = stored->written;
  if (!id_same(p->about, stored->about) || k == &case_kinds[KIND_INCIDENT]) TRY(name_people(c, k, &f, p));
  if (!id_same(p->about, stored->about)) TRY(lies_with_its_own(c, k, &f, p));
  TRY(keeps_secrets(c, k, &f, p));
  if (k->check) TRY(k->check(c, p));
  return record_update_(c, k->rec, p);
}
