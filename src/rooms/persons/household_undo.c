/* Taking a merge back: what moved goes back, what was given ends, and what came after goes where it belongs.
 * What comes back: sides, members and memberships to the household that they came from; who sees what as before.
 * What came after goes by its side: a person and their workers with the side that they are on, a side that somebody opened who came in
 * through the merge with the household that they came from. What was written in the shared part stays there.
 * No rule here asks what the actor may see, and none refuses because of what they may not: else a refusal would tell of it. */
#include "given.h"
#include "household_traces.h"
#include "households_store.h"
#include "moves.h"
#include "need_to_know.h"

struct undo {
  struct household keep, gone;
  struct household_move_list moves;
  const struct household_move *merge;
  struct household_side_list sides;    /* all of the household as it is now */
  struct involvement_list *workers;    /* of each side */
  bool *side_goes;
  struct membership_list memberships;
  bool *goes;
};

static bool moved(const struct undo *u, enum move_kind kind, struct id thing)
{
  for (size_t i = 0; i < u->moves.count; i++) if (u->moves.at[i].kind == kind && id_same(u->moves.at[i].thing, thing)) return true;
  return false;
}

static bool same_colleague(const struct involvement *a, const struct involvement *b) { return id_same(a->account, b->account) && id_same(a->organisation, b->organisation); }

/* Whether that colleague works on a side that goes (or on one that stays). */
static bool works(const struct undo *u, const struct involvement *who, bool goes)
{
  for (size_t s = 0; s < u->sides.count; s++)
    for (size_t i = 0; u->side_goes[s] == goes && i < u->workers[s].count; i++) if (same_colleague(&u->workers[s].at[i], who)) return true;
  return false;
}

/* --- which way ------------------------------------------------------------------------------------------- */

/* Opened since, by somebody who reads the household that goes on because of the merge only. */
static int opened_by_newcomer(struct ctx *c, const struct undo *u, size_t side, bool *out)
{
  struct involvement_list ever;
  *out = false;
  TRY(involvements_ever(c, u->sides.at[side].compartment, &ever));
  const struct involvement *first = NULL;
  for (size_t i = 0; i < ever.count; i++) if (!first || ever.at[i].since.ms < first->since.ms) first = &ever.at[i];
  if (!first || first->since.ms < u->merge->at.ms) return OK;
  for (size_t i = 0; i < u->moves.count; i++) {
    struct involvement given;
    if (u->moves.at[i].kind != MOVE_GIVEN) continue;
    TRY(involvement_get(c, u->moves.at[i].thing, &given));
    *out = *out || (id_same(given.compartment, u->keep.compartment) && same_colleague(&given, first));
  }
  return OK;
}

static int look(struct ctx *c, struct undo *u)
{
  TRY(sides_of(c, u->keep.id, &u->sides));
  TRY(memberships_of_household(c, u->keep.id, &u->memberships));
  u->workers = arena_new(&c->arena, struct involvement_list, u->sides.count + 1);
  u->side_goes = arena_new(&c->arena, bool, u->sides.count + 1);
  u->goes = arena_new(&c->arena, bool, u->memberships.count + 1);
  for (size_t s = 0; s < u->sides.count; s++) {
    u->side_goes[s] = moved(u, MOVE_SIDE, u->sides.at[s].id);
    if (!u->side_goes[s]) TRY(opened_by_newcomer(c, u, s, &u->side_goes[s]));
    TRY(involvements_of_compartment(c, u->sides.at[s].compartment, &u->workers[s]));
  }
  for (size_t i = 0; i < u->memberships.count; i++) {
    const struct membership *const m = &u->memberships.at[i];
    u->goes[i] = !id_known(m->side) && moved(u, MOVE_MEMBERSHIP, m->id);
    for (size_t s = 0; s < u->sides.count; s++) if (id_same(u->sides.at[s].id, m->side)) u->goes[i] = u->side_goes[s];
  }
  return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------- */

/* The name by which the right household knows somebody: the own one, or a copy of what was written since. */
static int relink(struct ctx *c, const struct undo *u, struct membership *m, bool goes)
{
  const struct household *const to = goes ? &u->gone : &u->keep;
  struct household_member member;
  if (!id_known(m->member) || moved(u, MOVE_MEMBER, m->member) == goes) return OK;
  const int rc = member_get(c, m->member, &member);
  if (absent(c, rc)) { m->member = ID_NONE; return OK; }
  TRY(rc);
  member.id = ID_NONE;
  member.household = to->id;
  member.compartment = to->compartment;
  return record_insert(c, household_member, &member, &m->member);
}

static int put_rows_back(struct ctx *c, struct undo *u)
{
  struct household_member_list members;
  for (size_t i = 0; i < u->memberships.count; i++) {
    struct membership *const m = &u->memberships.at[i];
    TRY(relink(c, u, m, u->goes[i]));
    if (u->goes[i]) m->household = u->gone.id;
    TRY(record_update(c, membership, m));
  }
  for (size_t s = 0; s < u->sides.count; s++) {
    if (!u->side_goes[s]) continue;
    u->sides.at[s].household = u->gone.id;
    TRY(record_update(c, household_side, &u->sides.at[s]));
  }
  TRY(members_of_household(c, u->keep.id, &members));
  for (size_t i = 0; i < members.count; i++) {
    if (!moved(u, MOVE_MEMBER, members.at[i].id)) continue;
    members.at[i].household = u->gone.id;
    TRY(record_update(c, household_member, &members.at[i]));
  }
  return OK;
}

/* --- who sees what ------------------------------------------------------------------------------------------- */

/* Whether a side or a person goes, and nothing of them stays. */
static bool goes_along(const struct undo *u, const struct involvement *row)
{
  bool goes = false, stays = false;
  for (size_t s = 0; s < u->sides.count; s++) if (id_same(u->sides.at[s].compartment, row->compartment)) return u->side_goes[s];
  for (size_t i = 0; i < u->memberships.count; i++) {
    if (!id_same(u->memberships.at[i].compartment, row->compartment)) continue;
    goes = goes || u->goes[i];
    stays = stays || !u->goes[i];
  }
  return goes && (!stays || (works(u, row, true) && !works(u, row, false)));
}

/* What the merge gave ends, but for whoever works for a side of that household by now. */
static int take_back_given(struct ctx *c, const struct undo *u, struct id involvement)
{
  struct involvement row;
  TRY(involvement_get(c, involvement, &row));
  const bool in_gone = id_same(row.compartment, u->gone.compartment);
  if (instant_known(row.ended)) return OK;
  if (!works(u, &row, in_gone)) return involvement_take_back(c, row.id);
  return in_gone ? involvement_put_back(c, row.id, u->gone.id) : OK;
}

/* Asked in since, for a side that goes: the shared part that they need is the other one. */
static int change_shared_part(struct ctx *c, const struct undo *u)
{
  struct involvement_list rows;
  for (size_t s = 0; s < u->sides.count; s++)
    for (size_t i = 0; u->side_goes[s] && i < u->workers[s].count; i++)
      if (u->workers[s].at[i].purpose != PURPOSE_EMERGENCY) TRY(involvement_like(c, &u->workers[s].at[i], u->gone.compartment, u->gone.id));
  TRY(involvements_of_compartment(c, u->keep.compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct involvement *const row = &rows.at[i];
    if (row->since.ms <= u->merge->at.ms || row->purpose == PURPOSE_EMERGENCY || !works(u, row, true) || works(u, row, false)) continue;
    TRY(involvement_take_back(c, row->id));
  }
  return OK;
}

static int put_involvement_back(struct ctx *c, const struct undo *u)
{
  struct involvement_list rows;
  TRY(involvements_of_household(c, u->keep.id, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct involvement *const row = &rows.at[i];
    if (moved(u, MOVE_GIVEN, row->id)) continue;
    if (moved(u, MOVE_INVOLVEMENT, row->id) || goes_along(u, row)) TRY(involvement_put_back(c, row->id, u->gone.id));
  }
  for (size_t i = 0; i < u->moves.count; i++) if (u->moves.at[i].kind == MOVE_GIVEN) TRY(take_back_given(c, u, u->moves.at[i].thing));
  for (size_t i = 0; i < u->moves.count; i++) if (u->moves.at[i].kind == MOVE_GROUND) TRY(ground_take_back(c, u->moves.at[i].thing));
  return change_shared_part(c, u);
}

/* Of before the merge: what a split left to be taken back by. */
static bool of_a_split(enum move_kind kind) { return kind == MOVE_SPLIT || kind == MOVE_SPLIT_BY || kind == MOVE_SPLIT_MEMBER; }

static int put_back(struct ctx *c, struct undo *u)
{
  TRY(look(c, u));
  TRY(put_rows_back(c, u));
  TRY(put_involvement_back(c, u));
  for (size_t i = 0; i < u->moves.count; i++) if (!of_a_split(u->moves.at[i].kind)) TRY(record_delete(c, household_move, u->moves.at[i].id));
  u->gone.merged_into = ID_NONE;
  return record_update(c, household, &u->gone);
}

/* --- may it be ------------------------------------------------------------------------------------------------ */

static int find_merge(struct ctx *c, struct undo *u)
{
  TRY(household_moves(c, u->gone.compartment, &u->moves));
  for (size_t i = 0; i < u->moves.count; i++)
    if (u->moves.at[i].kind == MOVE_MERGE && id_same(u->moves.at[i].thing, u->keep.id)) u->merge = &u->moves.at[i];
  return u->merge ? OK : fail(c, ERR_INVALID, "other", N_("This merge was made before it could be undone."));
}

/* Whether the actor worked with that one before the merge. */
static int was_involved(struct ctx *c, const struct undo *u, struct id compartment, bool *out)
{
  struct involvement_list rows;
  *out = false;
  TRY(involvements_of_compartment(c, compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct involvement *const row = &rows.at[i];
    *out = *out || (id_same(row->account, c->scope.actor) && id_same(row->organisation, c->scope.organisation) && row->purpose != PURPOSE_EMERGENCY && !moved(u, MOVE_GIVEN, row->id)
      && row->since.ms <= u->merge->at.ms);
  }
  return OK;
}

/* Everybody who asks reads the shared part: what was written there since tells nothing new. */
static int written_since(struct ctx *c, const struct undo *u, bool *out)
{
  struct household_member_list members;
  int32_t own = 0;
  TRY(members_of_household(c, u->keep.id, &members));
  for (size_t i = 0; i < members.count; i++) own += id_same(members.at[i].compartment, u->keep.compartment);
  *out = words_of(&u->keep).n != u->merge->kept_words.n || own != u->merge->kept_members.n;
  return OK;
}

static int may_undo(struct ctx *c, struct undo *u, enum yes_no anyway)
{
  bool kept, gone, written;
  TRY(AS_PROGRAM(c, find_merge(c, u)));
  TRY(was_involved(c, u, u->keep.compartment, &kept));
  TRY(was_involved(c, u, u->gone.compartment, &gone));
  if (!kept || !gone) return fail(c, ERR_INVALID, "other", N_("Only who worked with both households before they were merged can undo it."));
  TRY(written_since(c, u, &written));
  if (!written || anyway == YES) return OK;
  return fail(c, ERR_INVALID, "anyway", N_("Since the merge somebody wrote in the shared part. To whom that belongs cannot be told by itself: "
    "it stays with the household that kept its name. Take out first what may not stay there, then say yes here."));
}

int household_unmerge(struct ctx *c, struct id keep, const struct unmerge_ask *n)
{
  struct undo u = { 0 };
  TRY(household_get(c, keep, &u.keep));
  TRY(household_get(c, n->other, &u.gone));
  if (!id_same(u.gone.merged_into, keep)) return fail(c, ERR_INVALID, "other", N_("Choose from the list."));
  if (id_known(u.keep.merged_into)) return fail(c, ERR_INVALID, "other", N_("This household was merged again since. Undo that merge first."));
  TRY(may_undo(c, &u, n->anyway));
  return AS_PROGRAM(c, put_back(c, &u));
}
