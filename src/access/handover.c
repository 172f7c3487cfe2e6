#include "handover_internal.h"
#include "grounds.h"
#include "journal.h"
#include "shields.h"
#include "tasks.h"

DEFINE_CHOICES(handover_reason, HANDOVER_REASONS)

static int not_there_for(struct ctx *c) { return fail(c, ERR_NOT_FOUND, NULL, N_("This is not there any more.")); }

static bool alive(const struct ctx *c, const struct involvement *row)
{
  return !instant_known(row->ended) && (!instant_known(row->until) || row->until.ms > c->now);
}

/* --- what waits ---------------------------------------------------------------------------------------- */

/* The task says that somebody must look, the rows what there is to give: neither alone opens anything. */
static int may_hand_over(struct ctx *c, struct id household, struct involvement_list *rows)
{
  struct task_list open;
  bool asked = false;
  const enum role role = role_of_scope(c);
  if (!role_may(role, MAY_MANAGE_TEAM) || !id_known(c->scope.organisation)) return not_there_for(c);
  TRY(tasks_open_about(c, TASK_FILE_WITHOUT_WORKER, household, &open));
  for (size_t i = 0; i < open.count; i++) asked |= id_same(open.at[i].organisation, c->scope.organisation);
  return asked ? involvements_ever_through(c, household, rows) : not_there_for(c);
}

/* A person's file was theirs with the side that the person is on. What ended for itself was taken from them, as when a child
 * goes to the other side: nobody in their place gets it back. */
static int ended_with_side(struct ctx *c, const struct involvement_list *rows, const struct involvement *row, bool *out)
{
  struct compartment what;
  TRY(compartment_get(c, row->compartment, &what));
  *out = what.kind == COMPARTMENT_SIDE || what.kind == COMPARTMENT_HOUSEHOLD;
  for (size_t i = 0; !*out && i < rows->count; i++) {
    if (!id_same(rows->at[i].account, row->account) || rows->at[i].ended.ms != row->ended.ms) continue;
    TRY(compartment_get(c, rows->at[i].compartment, &what));
    *out = what.kind == COMPARTMENT_SIDE;
  }
  return OK;
}

/* Ended work that nobody of the organisation does now, in this file. */
static int waits(struct ctx *c, const struct involvement_list *rows, const struct involvement *row, bool *out)
{
  *out = !alive(c, row) && row->purpose != PURPOSE_EMERGENCY;
  for (size_t i = 0; *out && i < rows->count; i++)
    *out = !id_same(rows->at[i].compartment, row->compartment) || !alive(c, &rows->at[i]) || rows->at[i].purpose == PURPOSE_EMERGENCY;
  return *out ? ended_with_side(c, rows, row, out) : OK;
}

int handover_from(struct ctx *c, struct id household, struct id **accounts, size_t *count)
{
  struct involvement_list rows;
  size_t n = 0;
  TRY(may_hand_over(c, household, &rows));
  struct id *const ids = arena_new(&c->arena, struct id, rows.count + 1);
  for (size_t i = 0; i < rows.count; i++) {
    bool new;
    TRY(waits(c, &rows, &rows.at[i], &new));
    for (size_t k = 0; new && k < n; k++) new = !id_same(ids[k], rows.at[i].account);
    if (new) ids[n++] = rows.at[i].account;
  }
  *accounts = ids;
  *count = n;
  return OK;
}

static bool reads_files_here(const struct ctx *c, const struct post *p)
{
  return post_counts(p) && p->region && strcmp(p->region, c->scope.region) == 0 && role_sees_files(p->role) && !id_same(p->account, c->scope.actor);
}

int handover_to(struct ctx *c, struct post_list *out)
{
  struct post_list all;
  size_t n = 0;
  TRY(posts_of_organisation(c, c->scope.organisation, &all));
  for (size_t i = 0; i < all.count; i++) {
    bool known = !reads_files_here(c, &all.at[i]);
    for (size_t k = 0; !known && k < n; k++) known = id_same(all.at[k].account, all.at[i].account);
    if (!known) all.at[n++] = all.at[i];
  }
  all.count = n;
  *out = all;
  return OK;
}

/* --- giving --------------------------------------------------------------------------------------------- */

static bool had(const struct involvement_list *rows, struct id account, struct id compartment)
{
  for (size_t i = 0; i < rows->count; i++) if (id_same(rows->at[i].account, account) && id_same(rows->at[i].compartment, compartment)) return true;
  return false;
}

/* Whoever works, or worked, in a side or person that `from` did not: the other party's. */
static int of_another_part(struct ctx *c, const struct involvement_list *rows, struct id from, struct id to, bool *out)
{
  *out = false;
  for (size_t i = 0; !*out && i < rows->count; i++) {
    struct compartment what;
    if (!id_same(rows->at[i].account, to) || had(rows, from, rows->at[i].compartment)) continue;
    TRY(compartment_get(c, rows->at[i].compartment, &what));
    *out = what.kind != COMPARTMENT_HOUSEHOLD;
  }
  return OK;
}

/* Where the organisation opened the file itself it needs no ground; else one must stand. Read by the program, shown to nobody. */
static int may_still(struct ctx *c, const struct involvement *row, bool *out)
{
  const struct scope own = c->scope;
  struct involvement_list ever;
  struct compartment what;
  TRY(compartment_get(c, row->compartment, &what));
  *out = false;
  if (instant_known(what.erased)) return OK;
  TRY(involvements_ever(c, row->compartment, &ever));
  *out = ever.count && id_same(ever.at[0].organisation, own.organisation);
  if (*out) return OK;
  c->scope.reach = REACH_ALL;
  c->scope.organisation = ID_NONE;
  const int rc = ground_ask(c, row->compartment, own.organisation, things_of(what.kind), row->purpose);
  c->scope = own;
  seal_forget(c);
  if (rc == ERR_INVALID) c->error = (struct error){ 0 };
  *out = rc == OK;
  return rc == ERR_INVALID ? OK : rc;
}

static int give(struct ctx *c, const struct involvement *was, struct id to, size_t *given)
{
  const struct involvement new = { .account = to, .organisation = was->organisation, .compartment = was->compartment, .household = was->household, .purpose = was->purpose,
    .since = { c->now }, .until = was->until, .given_by = c->scope.actor };
  bool may;
  if (instant_known(was->until) && was->until.ms <= c->now) return OK;
  TRY(may_still(c, was, &may));
  if (may) TRY(shield_lets(c, was->compartment, to, was->organisation, &may));
  seal_forget(c);
  if (!may) return OK;
  ++*given;
  return record_insert(c, involvement, &new, NULL);
}

static int give_all(struct ctx *c, const struct involvement_list *rows, struct id from, struct id to)
{
  size_t given = 0;
  for (size_t i = 0; i < rows->count; i++) {
    const struct involvement *const row = &rows->at[i];
    bool later = false, waiting;
    for (size_t k = i + 1; k < rows->count; k++)
      later |= id_same(rows->at[k].account, from) && id_same(rows->at[k].compartment, row->compartment) && rows->at[k].purpose == row->purpose;
    if (!id_same(row->account, from) || later) continue;
    TRY(waits(c, rows, row, &waiting));
    if (waiting) TRY(give(c, row, to, &given));
  }
  return given ? OK : fail(c, ERR_INVALID, "from", N_("Nothing of this colleague's can be handed over: the ground on which it was shared does not stand any more."));
}

static int tell(struct ctx *c, struct id household, struct id to, enum handover_reason reason)
{
  const struct task t = { .account = to, .organisation = c->scope.organisation, .kind = TASK_HANDED_OVER, .about = household, .due = date_plus_days(c->today, 1) };
  struct id *left;
  size_t count;
  TRY(journal_event(c, "hand_over", "household", household, ID_NONE, handover_reason_key(reason)));
  TRY(task_add(c, &t));
  TRY(handover_from(c, household, &left, &count));
  return count ? OK : tasks_close(c, TASK_FILE_WITHOUT_WORKER, household, c->scope.organisation);
}

int hand_over(struct ctx *c, struct id household, struct id from, struct id to, enum handover_reason reason)
{
  struct involvement_list rows;
  struct post_list posts;
  bool works = false, other;
  TRY(may_hand_over(c, household, &rows));
  if (reason == HANDOVER_UNKNOWN) return fail(c, ERR_INVALID, "reason", N_("Choose from the list."));
  TRY(handover_to(c, &posts));
  for (size_t i = 0; i < posts.count; i++) works |= id_same(posts.at[i].account, to);
  if (!works) return fail(c, ERR_INVALID, "to", N_("This colleague has no role there that reads files."));
  TRY(of_another_part(c, &rows, from, to, &other));
  if (other) return fail(c, ERR_INVALID, "to", N_("This colleague cannot take over this household. Choose somebody else."));
  TRY(give_all(c, &rows, from, to));
  return tell(c, household, to, reason);
}
