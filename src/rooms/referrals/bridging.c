/* Nobody waits without contact: when the start is later than the norm, and after a cancelled session, there is contact again within the gap
 * that the region set; what was missed is a task. Source: DOMAIN 4.3 (bridging); Bouwstenen plegeraanbod 2021 1.1 (no empty waiting). */
#include "bridging.h"
#include "calendar.h"
#include "offers.h"
#include "tasks.h"

static bool is_over(const struct referral *r)
{
  return instant_known(r->ended) || r->state == REFERRAL_DRAFT || r->state == REFERRAL_CONSENTED || r->state == REFERRAL_COMPLETED || r->state == REFERRAL_DECLINED
    || r->state == REFERRAL_REFUSED || r->state == REFERRAL_DROPPED_OUT || r->state == REFERRAL_WITHDRAWN;
}

/* Whether who gives it says that one waits longer than the norm. */
static int waits_long(struct ctx *c, const struct referral *r, const struct term *wait, bool *out)
{
  struct offer_line line;
  const int rc = offer_by_id(c, r->offer, &line);
  *out = false;
  if (absent(c, rc)) return OK;
  TRY(rc);
  *out = line.offer.wait_days.known && offer_wait_current(&line.offer, c->today) && line.offer.wait_days.n > wait->n;
  return OK;
}

int bridging_follows(struct ctx *c, struct referral *r, const struct referral_step *s)
{
  struct term norms[NORM_COUNT];
  bool begins = s->act == ACT_CANCELLED;
  if (s->act == ACT_STARTED || s->act == ACT_ATTENDED || is_over(r)) r->bridge_at = (struct instant){ 0 };
  if (is_over(r)) return OK;
  TRY(norms_of_region(c, norms));
  if (s->act == ACT_SEND) TRY(waits_long(c, r, &norms[NORM_WAIT], &begins));
  if (s->act == ACT_OFFER) begins = date_known(s->day) && date_days_between(c->today, s->day) > norms[NORM_WAIT].n;
  const bool contact = instant_known(r->bridge_at) && (s->act == ACT_BRIDGED || s->act == ACT_SPOKEN);
  if (begins || contact) r->bridge_at = term_ends(c->places, c->now, norms[NORM_BRIDGE]);
  return s->act == ACT_BRIDGED || s->act == ACT_SPOKEN || s->act == ACT_STARTED ? tasks_close(c, TASK_BRIDGE, r->id, ID_NONE) : OK;
}

static int missed(struct ctx *c, struct referral *r)
{
  struct term norms[NORM_COUNT];
  TRY(norms_of_region(c, norms));
  r->bridge_at = term_ends(c->places, c->now, norms[NORM_BRIDGE]);
  TRY(record_update(c, referral, r));
  return task_add(c, &(struct task){ .account = r->responsible, .organisation = r->holder, .kind = TASK_BRIDGE, .about = r->id, .due = c->today });
}

int referrals_bridge(struct ctx *c, size_t most, bool *more)
{
  struct referral_list rows;
  TRY(to_bridge(c, (struct instant){ c->now }, (int64_t)most, &rows));
  for (size_t i = 0; i < rows.count; i++) TRY(missed(c, &rows.at[i]));
  *more = rows.count == most;
  return OK;
}
