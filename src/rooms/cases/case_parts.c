#include "case_parts.h"
#include "directors.h"
#include "need_to_know.h"
#include "phases.h"
#include "secrets.h"
#include "together_watch.h"

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

static bool says_free(const struct case_kind *k, const struct case_part *p) { return k == &case_kinds[KIND_NOTE] && ((const struct case_note *)p)->kind == NOTE_FREE; }

/* That no measure runs any more lets two parties be brought together: where all read it, it is said by who works with both. */
static int may_free(struct ctx *c, const struct case_kind *k, const struct case_file *f, const struct case_part *p)
{
  bool both;
  if (p->place != PLACE_SHARED || !says_free(k, p)) return OK;
  TRY(case_both_sides(c, f, &both));
  return both ? OK : fail(c, ERR_INVALID, "place",
    N_("That no measure runs any more is written where all read it by a colleague who works with both parties. Choose another reader, or ask that colleague."));
}

/* Who helps gives a place away where they are of a place themselves: a school, a doctor, a shelter. So somebody who lives in secret has them on
 * their own side, or with themselves. */
static int keeps_place(struct ctx *c, const struct case_kind *k, const struct case_file *f, const struct case_part *p)
{
  bool secret;
  if (k != &case_kinds[KIND_HELPER] || p->place != PLACE_SHARED || !case_part_counts(p) || !helper_tells_place(((const struct helper *)p)->branch)) return OK;
  TRY(secret_place_known(c, f->file.household.id, &secret));
  return secret ? fail(c, ERR_INVALID, "place", N_("Somebody of this household has a secret address, and this help can tell where that is. Let only who works for that person's side read it.")) : OK;
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
  TRY(may_free(c, k, f, p));
  TRY(keeps_place(c, k, f, p));
  if (k->check) TRY(k->check(c, p));
  TRY(record_insert_(c, k->rec, p, out));
  TRY(phase_tell_written(c, f, p->compartment));
  return case_part_signs(k, p) & SIGN_PARTS ? together_look(c, p->household) : OK;
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

static unsigned signs_of_incident(struct set behaviours)
{
  const bool control = set_has(behaviours, BEHAVIOUR_CONTROL) || set_has(behaviours, BEHAVIOUR_STALKING);
  return (control ? SIGN_CONTROL : 0u) | (set_has(behaviours, BEHAVIOUR_THROAT) ? SIGN_THROAT : 0u) | (set_has(behaviours, BEHAVIOUR_BREACH) ? SIGN_BREACH : 0u);
}

/* Only two answers of no are a no: what was not known is not ruled out. */
static unsigned signs_of_pattern(const struct pattern *p)
{
  return (p->control == YES || p->stalking == YES ? SIGN_CONTROL : 0u) | (p->control == NO && p->stalking == NO ? SIGN_NO_CONTROL : 0u);
}

unsigned case_part_signs(const struct case_kind *k, const void *row)
{
  if (k == &case_kinds[KIND_INCIDENT]) return signs_of_incident(((const struct incident *)row)->behaviours);
  if (k == &case_kinds[KIND_PATTERN]) return signs_of_pattern(row);
  if (k == &case_kinds[KIND_NOTE]) return ((const struct case_note *)row)->kind == NOTE_MEASURE ? SIGN_MEASURE : 0;
  if (k != &case_kinds[KIND_PROFILE]) return 0;
  const enum family_profile profile = ((const struct profile_note *)row)->profile;
  return profile == PROFILE_TERROR ? SIGN_CONTROL : profile == PROFILE_DIVORCE ? SIGN_DIVORCE : 0;
}

int control_kept(struct ctx *c, const struct case_file *f, struct id writer, const char *field)
{
  bool own, both;
  TRY(same_side(c, f->file.household.id, writer, &own));
  TRY(case_both_sides(c, f, &both));
  return own || both ? OK : fail(c, ERR_INVALID, field, N_("A sign of danger, such as control or stalking, is taken back only by a colleague of who wrote it down, or who works with both parties."));
}

/* A yes that was written down is never edited away: the field of which it would be; NULL: all stays. */
static const char *edited_away(const struct case_kind *k, const struct case_part *stored, const struct case_part *new)
{
  if (k == &case_kinds[KIND_INCIDENT]) {
    const struct set before = ((const struct incident *)stored)->behaviours, now = ((const struct incident *)new)->behaviours;
    static const enum behaviour kept[] = { BEHAVIOUR_CONTROL, BEHAVIOUR_STALKING, BEHAVIOUR_THROAT, BEHAVIOUR_BREACH };
    for (size_t i = 0; i < COUNT(kept); i++) if (set_has(before, kept[i]) && !set_has(now, kept[i])) return "behaviours";
  }
  if (k == &case_kinds[KIND_PATTERN]) {
    const struct pattern *const before = (const struct pattern *)stored, *const now = (const struct pattern *)new;
    if (before->control == YES && now->control != YES) return "control";
    if (before->stalking == YES && now->stalking != YES) return "stalking";
  }
  const unsigned gone = case_part_signs(k, stored) & ~case_part_signs(k, new);
  if (gone & SIGN_MEASURE) return "kind";
  return gone & SIGN_CONTROL && k == &case_kinds[KIND_PROFILE] ? "profile" : NULL;
}

/* Nor is what it counts by: the day from which a measure runs, whose control was set aside. What ends a measure ends it on the day on which it was written for
 * that, so it is written anew as well. */
static const char *moved(const struct case_kind *k, const struct case_file *f, const struct case_part *stored, const struct case_part *new)
{
  const unsigned signs = case_part_signs(k, stored);
  const bool free = says_free(k, stored) || says_free(k, new);
  if (!free && !(signs & (SIGN_DANGER | SIGN_MEASURE))) return NULL;
  if (says_free(k, new) && !says_free(k, stored)) return "kind";
  if (says_free(k, new) && !case_part_counts(stored) && case_part_counts(new)) return "struck";
  if (stored->day.ymd != new->day.ymd) return "day";
  return signs & SIGN_DANGER && !file_same(&f->file, stored->about, new->about) ? "about" : NULL;
}

/* Control that was struck out counts on, until two people set it aside (together.h); a measure does not. */
static int may_strike(struct ctx *c, const struct case_kind *k, const struct case_file *f, const struct case_part *stored)
{
  bool both, directs;
  if (case_part_signs(k, stored) & SIGN_DANGER) return control_kept(c, f, stored->writer, "struck");
  if (!(case_part_signs(k, stored) & SIGN_MEASURE) || id_same(stored->writer, c->scope.actor)) return OK;
  TRY(case_both_sides(c, f, &both));
  TRY(director_is_me(c, f->file.household.id, &directs));
  return both || directs ? OK : fail(c, ERR_INVALID, "struck", N_("That a measure runs is taken back only by who wrote it down, who directs this household, or who works with both parties."));
}

static int keeps_signs(struct ctx *c, const struct case_kind *k, const struct case_file *f, const struct case_part *stored, const struct case_part *new)
{
  const char *const gone = edited_away(k, stored, new), *const by = gone ? NULL : moved(k, f, stored, new);
  if (gone) return fail(c, ERR_INVALID, gone,
    N_("What was written down here is not taken away by changing it. Was it wrong? Put this back, and strike the whole out with the reason: it stays readable."));
  if (by) return fail(c, ERR_INVALID, by,
    N_("Whether talks together may be hangs on this. So it is not changed: put it back, strike the whole out with the reason, and write it anew."));
  return case_part_counts(stored) && !case_part_counts(new) ? may_strike(c, k, f, stored) : OK;
}

int case_part_change(struct ctx *c, const struct case_kind *k, const void *row)
{
  struct case_part *const p = copy_of(c, k, row), *const stored = arena_alloc(&c->arena, k->rec->size);
  struct case_file f;
  TRY(case_part_get(c, k, p->id, stored));
  TRY(case_home(c, stored->compartment, stored->household, &f));
  TRY(keeps_signs(c, k, &f, stored, p));
  p->compartment = stored->compartment;
  p->household = stored->household;
  p->place = stored->place;
  p->writer = stored->writer;
  p->written = stored->written;
  if (!id_same(p->about, stored->about) || k == &case_kinds[KIND_INCIDENT]) TRY(name_people(c, k, &f, p));
  if (!id_same(p->about, stored->about)) TRY(lies_with_its_own(c, k, &f, p));
  if (k == &case_kinds[KIND_HELPER] && ((const struct helper *)p)->branch != ((const struct helper *)stored)->branch) TRY(keeps_place(c, k, &f, p));
  if (k->check) TRY(k->check(c, p));
  TRY(record_update_(c, k->rec, p));
  return case_part_signs(k, p) & SIGN_PARTS ? together_look(c, f.file.household.id) : OK;
}
