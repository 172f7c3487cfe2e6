#include "referral_shield.h"
#include "accounts_room.h"
#include "calendar.h"
#include "persons.h"
#include "referral_moves.h"
#include "referral_turns.h"
#include "shields.h"
#include "tasks.h"

/* The program looked, and shows nothing. */
#define UNTOLD(c, call) __extension__ ({ struct reading *const told_ = (c)->readings; const enum reach reach_ = (c)->scope.reach; \
  (c)->scope.reach = REACH_ALL; const int done_ = (call); (c)->scope.reach = reach_; (c)->readings = told_; done_; })

/* --- who may know ---------------------------------------------------------------------------------------------- */

int referral_lets(struct ctx *c, const struct referral *r, struct id account, struct id organisation, bool *out)
{
  *out = true;
  return id_known(organisation) ? UNTOLD(c, shield_lets(c, r->compartment, account, organisation, out)) : OK;
}

/* Mostly there is none in a region: then no row is asked. */
int referrals_let(struct ctx *c, struct referral_list *rows)
{
  int64_t closed = 0;
  size_t n = 0;
  if (rows->count) TRY(count_closed(c, &closed));
  if (!closed) return OK;
  for (size_t i = 0; i < rows->count; i++) {
    bool lets;
    TRY(referral_lets(c, &rows->at[i], c->scope.actor, c->scope.organisation, &lets));
    if (lets) rows->at[n++] = rows->at[i];
  }
  rows->count = n;
  return OK;
}

int referral_provider_may(struct ctx *c, const struct referral *r)
{
  bool may;
  TRY(referral_lets(c, r, ID_NONE, r->provider, &may));
  if (!may && r->by_link != YES) TRY(turn_is_possible(c, r, r->provider, &may));
  return may ? OK : fail(c, ERR_INVALID, "aanbod", N_("What lies in this file is closed to that organisation. Choose other help."));
}

/* --- a new one --------------------------------------------------------------------------------------------------- */

static int close_as_file(struct ctx *c, const struct referral *r, struct id person)
{
  struct id file;
  TRY(record_place(c, person, person, &file));
  TRY(shields_same(c, file, r->compartment));
  return shield_spread(c, file, r->compartment, NULL);
}

int referral_closes(struct ctx *c, const struct referral *r, struct id person) { return id_known(person) ? UNTOLD(c, close_as_file(c, r, person)) : OK; }

/* --- those that there are ------------------------------------------------------------------------------------------ */

/* What they were asked about it is asked of who has the turn now. */
static int pass_tasks(struct ctx *c, const struct referral *r, struct id organisation)
{
  static const enum task_kind kinds[] = { TASK_BRIDGE, TASK_CONFIRM_ARRIVAL, TASK_ARRIVAL_DIFFERS, TASK_REFERRAL_TAKE_OVER };
  for (size_t k = 0; k < COUNT(kinds); k++) {
    struct task_list open;
    bool any = false;
    TRY(tasks_open_about(c, kinds[k], r->id, &open));
    for (size_t i = 0; i < open.count; i++) any |= id_same(open.at[i].organisation, organisation);
    if (!any) continue;
    TRY(tasks_close(c, kinds[k], r->id, organisation));
    if (id_same(r->holder, organisation)) continue;
    TRY(task_add(c, &(struct task){ .account = r->responsible, .organisation = r->holder, .kind = kinds[k], .about = r->id, .due = c->today }));
  }
  return OK;
}

/* Nobody is left who may: whoever watches the region. */
static int tell_who_directs(struct ctx *c, const struct referral *r)
{
  struct task t = { .account = r->responsible, .organisation = r->holder, .kind = TASK_REFERRAL_TAKE_OVER, .about = r->id, .due = date_plus_days(c->today, 1) };
  bool lets;
  TRY(referral_lets(c, r, r->responsible, r->holder, &lets));
  if (!lets) t = (struct task){ .role = ROLE_REGION, .kind = t.kind, .about = t.about, .due = t.due };
  return task_add(c, &t);
}

static int next_turn(struct ctx *c, struct referral *r)
{
  bool lets;
  TRY(referral_lets(c, r, r->responsible, r->holder, &lets));
  if (lets) return OK;
  TRY(turn_of(c, r, ID_NONE, r->holder, ID_NONE));
  TRY(record_update(c, referral, r));
  r->version++;
  TRY(referral_tell(c, r, ACT_TAKEN));
  return tell_of_work(c, r->responsible, r->urgent == YES);
}

static bool has_part(const struct referral *r, struct id organisation)
{
  return id_same(r->holder, organisation) || id_same(r->origin, organisation) || (id_same(r->provider, organisation) && instant_known(r->sent));
}

static int close_one(struct ctx *c, struct id file, struct id organisation, struct referral *r)
{
  bool before, after;
  size_t out = 0;
  const bool part = has_part(r, organisation);
  TRY(referral_lets(c, r, ID_NONE, organisation, &before));
  TRY(shield_spread(c, file, r->compartment, &out));
  TRY(referral_lets(c, r, ID_NONE, organisation, &after));
  if (!before || after || instant_known(r->ended) || !(out || part)) return OK;
  TRY(next_turn(c, r));
  TRY(pass_tasks(c, r, organisation));
  return tell_who_directs(c, r);
}

int referrals_shield(struct ctx *c, struct id file, struct id person)
{
  struct referral_link_list links;
  struct shield shield;
  bool there;
  TRY(shield_of(c, file, &shield, &there));
  if (!there) return OK;
  TRY(links_of_person(c, person, &links));
  for (size_t i = 0; i < links.count; i++) {
    struct referral r;
    TRY(record_get(c, referral, links.at[i].referral, &r));
    TRY(close_one(c, file, shield.organisation, &r));
  }
  return OK;
}
