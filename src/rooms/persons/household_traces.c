#include "household_traces.h"
#include "given.h"
#include "households_store.h"

DEFINE_CHOICES(move_kind, MOVE_KINDS)

static const struct record thing_record = { .name = "record" };

static const struct field fields[] = {
  F_ENUM(household_move, kind,         IN_PROGRAM | REQUIRED, move_kind, N_("Kind")),
  F_REF (household_move, thing,        IN_PROGRAM | REQUIRED, thing, N_("About")),
  F_REF (household_move, copy,         IN_PROGRAM, household_member, N_("Member")),
  F_TIME(household_move, at,           IN_PROGRAM | REQUIRED, N_("When")),
  F_INT (household_move, kept_words,   IN_PROGRAM, N_("Texts"), .max = INT32_MAX),
  F_INT (household_move, kept_members, IN_PROGRAM, N_("Members"), .max = 1000000),
};
const struct record household_move_record = SEALED_RECORD(household_move, fields);

static void note(struct ctx *c, struct traces *t, enum move_kind kind, struct id thing)
{
  t->moves.at[t->moves.count++] = (struct household_move){ .compartment = t->gone.compartment, .kind = kind, .thing = thing, .at = { c->now } };
}

struct num words_of(const struct household *h)
{
  const char *const texts[] = { h->name, h->address, h->note };
  uint64_t n = 0;
  for (size_t i = 0; i < COUNT(texts); i++) n = hash_bytes(texts[i] ? texts[i] : "", texts[i] ? strlen(texts[i]) : 0, n);
  return num((int32_t)(n & INT32_MAX));
}

static size_t own_members(const struct household_member_list *members, struct id compartment)
{
  size_t n = 0;
  for (size_t i = 0; i < members->count; i++) n += id_same(members->at[i].compartment, compartment);
  return n;
}

int traces_before(struct ctx *c, struct traces *t)
{
  struct household_side_list sides;
  struct household_member_list members, kept;
  struct membership_list memberships;
  struct involvement_list involved;
  struct given keep, gone;
  TRY(sides_of(c, t->gone.id, &sides));
  TRY(members_of_household(c, t->gone.id, &members));
  TRY(members_of_household(c, t->keep.id, &kept));
  TRY(memberships_of_household(c, t->gone.id, &memberships));
  TRY(involvements_of_household(c, t->gone.id, &involved));
  TRY(given_in(c, t->keep.compartment, &keep));
  TRY(given_in(c, t->gone.compartment, &gone));
  t->moves = (struct household_move_list){ .at = arena_new(&c->arena, struct household_move, 1 + sides.count + members.count + memberships.count + involved.count) };
  note(c, t, MOVE_MERGE, t->keep.id);
  t->moves.at[0].kept_words = words_of(&t->keep);
  t->moves.at[0].kept_members = num((int32_t)own_members(&kept, t->keep.compartment));
  for (size_t i = 0; i < sides.count; i++) note(c, t, MOVE_SIDE, sides.at[i].id);
  for (size_t i = 0; i < members.count; i++) note(c, t, MOVE_MEMBER, members.at[i].id);
  for (size_t i = 0; i < memberships.count; i++) note(c, t, MOVE_MEMBERSHIP, memberships.at[i].id);
  for (size_t i = 0; i < involved.count; i++) note(c, t, MOVE_INVOLVEMENT, involved.at[i].id);
  t->keep_given = keep.involvements;
  t->keep_grounds = keep.grounds;
  t->gone_given = gone.involvements;
  t->gone_grounds = gone.grounds;
  return OK;
}

static bool among(const struct id_list *list, struct id id)
{
  for (size_t i = 0; i < list->count; i++) if (id_same(list->at[i], id)) return true;
  return false;
}

/* What is there now and was not before. */
static int write_new(struct ctx *c, const struct traces *t, enum move_kind kind, const struct id_list *now, const struct id_list *before)
{
  for (size_t i = 0; i < now->count; i++) {
    const struct household_move m = { .compartment = t->gone.compartment, .kind = kind, .thing = now->at[i], .at = { c->now } };
    if (!among(before, m.thing)) TRY(record_insert(c, household_move, &m, NULL));
  }
  return OK;
}

int traces_after(struct ctx *c, struct traces *t)
{
  struct given keep, gone;
  TRY(given_in(c, t->keep.compartment, &keep));
  TRY(given_in(c, t->gone.compartment, &gone));
  for (size_t i = 0; i < t->moves.count; i++) TRY(record_insert(c, household_move, &t->moves.at[i], NULL));
  TRY(write_new(c, t, MOVE_GIVEN, &keep.involvements, &t->keep_given));
  TRY(write_new(c, t, MOVE_GIVEN, &gone.involvements, &t->gone_given));
  TRY(write_new(c, t, MOVE_GROUND, &keep.grounds, &t->keep_grounds));
  return write_new(c, t, MOVE_GROUND, &gone.grounds, &t->gone_grounds);
}
