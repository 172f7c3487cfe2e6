/* What nobody did in time rises: colleagues see it, then the team lead, then the coordinator. Linear in what is due. */
#include "accounts.h"
#include "accounts_room.h"
#include "calendar.h"
#include "need_to_know.h"
#include "referral_moves.h"
#include "referral_turns.h"

/* A ground may have ended meanwhile: then it is nothing for them any more. */
static int still_opens(struct ctx *c, const struct referral *r, bool *out)
{
  struct involvement_list rows;
  *out = false;
  TRY(involvements_of_compartment(c, r->compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) *out |= id_same(rows.at[i].account, r->responsible) && id_same(rows.at[i].organisation, r->holder);
  return OK;
}

static int let_go(struct ctx *c, struct referral *r)
{
  r->rises_at = (struct instant){ 0 };
  TRY(record_update(c, referral, r));
  return involvement_end_by_rule(c, ID_NONE, r->compartment, (struct instant){ c->now });
}

static int rise(struct ctx *c, struct referral *r)
{
  bool works, opens;
  if (instant_known(r->ended)) return let_go(c, r);
  TRY(may_have_turn(c, r, r->holder, r->responsible, &works));
  TRY(still_opens(c, r, &opens));
  if (!works || !opens) TRY(turn_of(c, r, r->responsible, r->holder, ID_NONE));
  r->level = num(r->level.n + 1);
  TRY(rises_after(c, r, c->now));
  TRY(record_update(c, referral, r));
  return tell_of_work(c, r->responsible, true);
}

int referrals_rise(struct ctx *c, size_t most, bool *more)
{
  struct referral_list rows;
  TRY(rising(c, (struct instant){ c->now }, (int64_t)most, &rows));
  for (size_t i = 0; i < rows.count; i++) TRY(rise(c, &rows.at[i]));
  *more = rows.count == most;
  return OK;
}

int referrals_return_stopped(struct ctx *c, size_t most, bool *more)
{
  struct referral_list rows;
  TRY(waits_for_stopped_offer(c, (int64_t)most, &rows));
  for (size_t i = 0; i < rows.count; i++)
    TRY(referral_move(c, &rows.at[i], BY_PROGRAM, &(struct referral_step){ .act = ACT_RETURN, .reason = REASON_STOPPED }));
  *more = rows.count == most;
  return OK;
}

static int pass_on(struct ctx *c, struct id account)
{
  struct referral_list rows;
  TRY(all_open_of(c, account, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    bool works;
    struct referral *const r = &rows.at[i];
    TRY(may_have_turn(c, r, r->holder, account, &works));
    if (works) continue;                                   /* another post of the same organisation */
    TRY(turn_of(c, r, ID_NONE, r->holder, ID_NONE));
    TRY(record_update(c, referral, r));
    TRY(referral_tell(c, r, ACT_TAKEN));
    TRY(tell_of_work(c, r->responsible, false));
  }
  return OK;
}

int referrals_of_left(struct ctx *c, struct instant since)
{
  struct post_list ended;
  TRY(posts_ended(c, since, &ended));
  for (size_t i = 0; i < ended.count; i++)
    if (ended.at[i].region && strcmp(ended.at[i].region, c->scope.region) == 0) TRY(pass_on(c, ended.at[i].account));
  return OK;
}
