/* Splitting, and taking a split back. Each party can go: who directs decides it, and where nobody of a side directs, whoever works for that side. */
#include "directors.h"
#include "household_traces.h"
#include "households_store.h"
#include "ids.h"
#include "involved.h"
#include "moves.h"
#include "need_to_know.h"
#include "seal.h"
#include "tasks.h"

enum { DAYS_TO_LOOK = 2 };

/* --- whose it is ------------------------------------------------------------------------------------- */

/* A director of that side, other than the actor, who can still be asked. Whether there is one, whoever works for the side sees on the page of the direction. */
static int director_to_ask(struct ctx *c, const struct household_side *s, struct household_director *out, bool *found)
{
  struct id organisation;
  *found = false;
  const int rc = director_of(c, s->household, out);
  if (absent(c, rc)) return OK;
  TRY(rc);
  if (id_same(out->account, c->scope.actor)) return OK;
  TRY(director_works_here(c, out, found));
  if (!*found) return OK;
  TRY(reads_compartment(c, s->compartment, out->account, &organisation));
  *found = id_known(organisation);
  return OK;
}

/* As what the actor works now: the one who splits directs from then on. */
static int may_direct(struct ctx *c)
{
  const char *const role = c->scope.role;
  const bool may = !role || role_may((enum role)choice_find(&role_choices, role, strlen(role)), MAY_DIRECT);
  return may ? OK : fail(c, ERR_INVALID, "side", CANNOT_DIRECT);
}

static int may_split(struct ctx *c, const struct household_side *s)
{
  struct household_director d;
  bool asked, mine;
  if (!id_known(c->scope.actor)) return OK;
  TRY(director_to_ask(c, s, &d, &asked));
  if (asked) return fail(c, ERR_INVALID, "side", N_("A colleague of this side directs this household, and decides whether it is split. Ask that colleague: you find the button below."));
  TRY(director_is_me(c, s->household, &mine));
  return mine ? OK : may_direct(c);
}

int split_needs_asking(struct ctx *c, const struct household_side *s, bool *out)
{
  struct household_director d;
  return director_to_ask(c, s, &d, out);
}

int household_split_ask(struct ctx *c, struct id side)
{
  struct household_side s;
  struct household_director d;
  bool asked;
  TRY(side_get(c, side, &s));
  TRY(involvement_is_own(c, s.compartment));
  TRY(director_to_ask(c, &s, &d, &asked));
  if (!asked) return fail(c, ERR_INVALID, "side", N_("There is nobody to ask: you decide this yourself."));
  return task_add(c, &(struct task){ .account = d.account, .organisation = d.organisation, .kind = TASK_SPLIT_ASKED, .about = s.household, .due = date_plus_days(c->today, DAYS_TO_LOOK) });
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

/* What is needed to take it back: for the program only. */
static int trace(struct ctx *c, const struct household *new, enum move_kind kind, struct id thing)
{
  const struct household_move m = { .compartment = new->compartment, .kind = kind, .thing = thing, .at = { c->now } };
  return id_known(thing) ? record_insert(c, household_move, &m, NULL) : OK;
}

/* The side itself, its persons and who works with them. */
static int take_along(struct ctx *c, struct household_side *s, const struct household *new)
{
  const struct id old = s->household;
  struct membership_list all;
  TRY(memberships_of_household(c, old, &all));
  struct id *const moved = arena_new(&c->arena, struct id, all.count + 1);
  size_t count = 0;
  moved[count++] = s->compartment;
  for (size_t i = 0; i < all.count; i++) {
    struct membership *const m = &all.at[i];
    if (!id_same(m->side, s->id)) continue;
    moved[count++] = m->compartment;
    m->household = new->id;
    TRY(member_again(c, m, new));
    TRY(record_update(c, membership, m));
  }
  s->household = new->id;
  TRY(record_update(c, household_side, s));
  return involvements_move(c, old, new->id, moved, count);
}

int household_split(struct ctx *c, struct id side, const char *name, struct id *out)
{
  struct household_side s;
  struct household new;
  TRY(side_get(c, side, &s));
  TRY(involvement_is_own(c, s.compartment));
  TRY(may_split(c, &s));
  const struct id old = s.household;
  TRY(new_shared(c, &s, name, &new));
  TRY(take_along(c, &s, &new));
  TRY(trace(c, &new, MOVE_SPLIT, old));
  TRY(trace(c, &new, MOVE_SPLIT_BY, c->scope.actor));
  TRY(tasks_close(c, TASK_SPLIT_ASKED, old, ID_NONE));
  TRY(director_look(c, old));
  *out = new.id;
  return OK;
}

/* --- taking it back ---------------------------------------------------------------------------------- */

static int find_split(struct ctx *c, const struct household *new, struct id *from, struct id *by)
{
  struct household_move_list moves;
  *from = *by = ID_NONE;
  TRY(household_moves(c, new->compartment, &moves));
  for (size_t i = 0; i < moves.count; i++) {
    if (moves.at[i].kind == MOVE_SPLIT) *from = moves.at[i].thing;
    if (moves.at[i].kind == MOVE_SPLIT_BY) *by = moves.at[i].thing;
  }
  return OK;
}

/* Who did it, or directs one of the two. */
static int is_mine(struct ctx *c, struct id by, struct id new, struct id old, bool *out)
{
  bool directs_new, directs_old;
  TRY(director_is_me(c, new, &directs_new));
  TRY(director_is_me(c, old, &directs_old));
  *out = directs_new || directs_old || id_same(by, c->scope.actor);
  return OK;
}

static int is_own(struct ctx *c, struct id compartment, bool *out)
{
  const int rc = involvement_is_own(c, compartment);
  *out = rc == OK;
  if (rc != ERR_INVALID && rc != ERR_NOT_FOUND) return rc;
  c->error = (struct error){ 0 };
  return OK;
}

int household_split_from(struct ctx *c, struct id household, struct id *out)
{
  struct household new, old;
  struct id from, by;
  bool mine, own_new, own_old;
  *out = ID_NONE;
  TRY(household_get(c, household, &new));
  if (id_known(new.merged_into)) return OK;
  TRY(AS_PROGRAM(c, find_split(c, &new, &from, &by)));
  if (!id_known(from)) return OK;
  const int rc = household_now(c, from, &old);
  if (absent(c, rc)) return OK;
  TRY(rc);
  TRY(is_own(c, new.compartment, &own_new));
  TRY(is_own(c, old.compartment, &own_old));
  TRY(is_mine(c, by, new.id, old.id, &mine));
  if (mine && own_new && own_old && !id_same(old.id, new.id)) *out = old.id;
  return OK;
}

/* Whoever directed the one that goes: not any more. */
static int tell_director(struct ctx *c, const struct traces *m)
{
  struct director_left_list rows;
  TRY(director_row(c, m->gone.id, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct director_left *const d = &rows.at[i];
    if (id_same(d->account, c->scope.actor)) continue;
    TRY(task_add(c, &(struct task){ .account = d->account, .organisation = d->organisation, .kind = TASK_DIRECTION_ENDED, .about = m->keep.id, .due = date_plus_days(c->today, DAYS_TO_LOOK) }));
  }
  return OK;
}

int household_unsplit(struct ctx *c, struct id household, struct id *out)
{
  struct traces m = { .moves = { .count = 0 } };
  struct id from;
  TRY(household_split_from(c, household, &from));
  if (!id_known(from)) return fail(c, ERR_INVALID, NULL, N_("This cannot be put back by you: who split it or directs one of the two does that, and works with both."));
  TRY(household_get(c, from, &m.keep));
  TRY(household_get(c, household, &m.gone));
  TRY(tell_director(c, &m));
  TRY(household_join(c, &m, false));
  TRY(tasks_close(c, TASK_NO_DIRECTOR, m.gone.id, ID_NONE));
  TRY(tasks_close(c, TASK_NO_DIRECTOR, m.keep.id, ID_NONE));
  TRY(director_look(c, m.keep.id));
  *out = from;
  return OK;
}
