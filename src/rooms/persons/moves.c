#include "moves.h"
#include "households_store.h"
#include "identity.h"

enum { NAME_MOST = 100 };

static const struct field merge_fields[] = { F_REF(merge_ask, other, REQUIRED, household, N_("Which household belongs to it?")) };
const struct record merge_ask_record = PART(merge_ask, merge_fields);

static const struct field unmerge_fields[] = {
  F_REF (unmerge_ask, other,  REQUIRED, household, N_("Which household goes on by itself again?")),
  F_ENUM(unmerge_ask, anyway, OPTIONAL, yes_no, N_("What was written in the shared part since stays with the household that kept its name"),
         .help = N_("Only asked if somebody wrote there since.")),
};
const struct record unmerge_ask_record = PART(unmerge_ask, unmerge_fields);

static const struct field split_fields[] = {
  F_REF (split_ask, side, REQUIRED, household_side, N_("Which side goes on by itself?")),
  F_TEXT(split_ask, name, OPTIONAL, N_("Name of the new household"), .max = NAME_MOST,
         .help = N_("In neutral words, without a surname or a place. Everybody who works with this household reads it.")),
};
const struct record split_ask_record = PART(split_ask, split_fields);

static const struct field wish_fields[] = { F_REF(split_wish, side, REQUIRED, household_side, N_("Which side is to go on by itself?")) };
const struct record split_wish_record = PART(split_wish, wish_fields);

static const struct field side_fields[] = {
  F_REF (side_ask, side, REQUIRED, household_side, N_("Which side?")),
  F_ENUM(side_ask, role, OPTIONAL, member_role, N_("Role in the other household"), .help = N_("Only for a household that this person does not belong to yet.")),
};
const struct record side_ask_record = PART(side_ask, side_fields);

static int changed(struct ctx *c) { return fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed this meanwhile. Look at the new version first.")); }

int merge_asked(struct ctx *c, struct id household, int32_t version, const struct merge_ask *m)
{
  struct household h;
  TRY(household_get(c, household, &h));
  return h.version == version ? household_merge(c, household, m->other) : changed(c);
}

int split_asked(struct ctx *c, struct id household, const struct split_ask *s, struct id *out)
{
  struct household h;
  struct household_side side;
  TRY(household_get(c, household, &h));
  TRY(side_get(c, s->side, &side));
  return id_same(side.household, household) ? household_split(c, s->side, s->name, out) : changed(c);
}

int split_wished(struct ctx *c, struct id household, const struct split_wish *s)
{
  struct household_side side;
  TRY(side_get(c, s->side, &side));
  return id_same(side.household, household) ? household_split_ask(c, s->side) : changed(c);
}

/* --- to another side -------------------------------------------------------------------------------- */

/* Memberships are added and changed, not taken away while a person is there. */
static int32_t version_of(const struct membership_list *there)
{
  int32_t sum = 0;
  for (size_t i = 0; i < there->count; i++) sum += there->at[i].version;
  return sum;
}

static bool belongs(const struct membership_list *there, size_t count, struct id household)
{
  for (size_t i = 0; i < count; i++) if (id_same(there->at[i].household, household)) return true;
  return false;
}

static bool is_on(const struct membership_list *there, struct id side)
{
  for (size_t i = 0; i < there->count; i++) if (id_same(there->at[i].side, side)) return true;
  return false;
}

/* Their sides but those that the person is on. */
static void offer(struct side_options *out, const struct household *h, const struct household_side_list *sides, const struct membership_list *there, const struct membership *in)
{
  enum side_letter from = SIDE_UNKNOWN;
  for (size_t i = 0; in && i < sides->count; i++) if (id_same(sides->at[i].id, in->side)) from = sides->at[i].letter;
  for (size_t i = 0; i < sides->count; i++) {
    const struct household_side *const s = &sides->at[i];
    if (!is_on(there, s->id))
      out->at[out->count++] = (struct side_option){ .side = s->id, .household = h->id, .household_name = h->name, .letter = s->letter, .moves = in != NULL, .from = from };
  }
}

/* Room for as many more. */
static void make_room(struct ctx *c, struct side_options *out, size_t more)
{
  struct side_option *const at = arena_new(&c->arena, struct side_option, out->count + more + 1);
  if (out->count) memcpy(at, out->at, out->count * sizeof *at);
  out->at = at;
}

static int offer_sides(struct ctx *c, struct side_options *out, const struct household *h, const struct membership_list *there, const struct membership *in)
{
  struct household_side_list sides;
  TRY(sides_of(c, h->id, &sides));
  make_room(c, out, sides.count);
  offer(out, h, &sides, there, in);
  return OK;
}

/* The person's own households, each once; of those that the actor may not see nothing is said. */
static int offer_own(struct ctx *c, struct side_options *out, const struct membership_list *there)
{
  for (size_t i = 0; i < there->count; i++) {
    const struct membership *const m = &there->at[i];
    struct household h;
    if (belongs(there, i, m->household)) continue;
    const int rc = household_get(c, m->household, &h);
    if (absent(c, rc)) continue;
    TRY(rc);
    TRY(offer_sides(c, out, &h, there, m));
  }
  return OK;
}

/* Of the sides from `first` on: where the person cannot join. */
static int mark_apart(struct ctx *c, struct id person, struct side_options *out, size_t first)
{
  for (size_t i = first; i < out->count; i++) TRY(person_stays_apart(c, person, out->at[i].side, &out->at[i].apart));
  return OK;
}

int sides_for_person(struct ctx *c, struct id person, const char *after, struct side_options *out)
{
  struct id compartment;
  struct membership_list there;
  struct household_list mine;
  struct side_options found = { 0 };
  TRY(record_place(c, person, person, &compartment));
  TRY(memberships_of_person(c, person, &there));
  found.version = version_of(&there);
  if (!after) TRY(offer_own(c, &found, &there));
  const size_t own = found.count;
  TRY(households_mine(c, after, &mine, &found.next));
  for (size_t i = 0; i < mine.count; i++)
    if (!belongs(&there, there.count, mine.at[i].id)) TRY(offer_sides(c, &found, &mine.at[i], &there, NULL));
  TRY(mark_apart(c, person, &found, own));
  *out = found;
  return OK;
}

int person_to_side(struct ctx *c, struct id person, int32_t version, const struct side_ask *n)
{
  struct id compartment;
  struct membership_list there;
  struct household_side s;
  TRY(record_place(c, person, person, &compartment));
  TRY(side_get(c, n->side, &s));
  TRY(memberships_of_person(c, person, &there));
  if (version_of(&there) != version) return changed(c);
  for (size_t i = 0; i < there.count; i++)
    if (id_same(there.at[i].household, s.household)) return person_change_side(c, there.at[i].id, s.id);
  TRY(identity_must_be_sure(c, person));
  return person_join(c, person, s.id, n->role, NULL);
}
