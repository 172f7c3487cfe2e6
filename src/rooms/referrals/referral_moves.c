/* What happens when somebody does something: the table (steps.h) says whether it may be done and what follows. */
#include "referral_moves.h"
#include "together.h"
#include "accounts.h"
#include "accounts_room.h"
#include "bridging.h"
#include "calendar.h"
#include "links.h"
#include "need_to_know.h"
#include "offers_room.h"
#include "partner_safety.h"
#include "referral_shield.h"
#include "referral_turns.h"
#include "referrals_store.h"
#include "snapshot.h"
#include "tasks.h"
#include "text.h"

enum { AHEAD_MOST_DAYS = 366, NOTES_MOST = 1000 };

static int check_day(struct ctx *c, const struct referral_rule *rule, struct date day)
{
  if (rule->asks & ASKS_DATE && !date_known(day)) return fail(c, ERR_INVALID, "day", N_("Fill in which day."));
  if (!date_known(day)) return OK;
  if (rule->asks & ASKS_DATE && !(rule->asks & ASKS_AHEAD) && date_before(c->today, day)) return fail(c, ERR_INVALID, "day", N_("This day is still to come."));
  if (rule->asks & MAY_DATE && date_before(day, c->today)) return fail(c, ERR_INVALID, "day", N_("This day is over. Choose one that is still to come."));
  return date_days_between(c->today, day) <= AHEAD_MOST_DAYS ? OK : fail(c, ERR_INVALID, "day", N_("Choose a day within a year."));
}

static int check_step(struct ctx *c, const struct referral_rule *rule, const struct referral_step *s)
{
  TRY(check_day(c, rule, s->day));
  if (rule->asks & ASKS_WITH && !text_known(s->with_whom)) return fail(c, ERR_INVALID, "with_whom", N_("Write the name of who receives this person."));
  if (rule->asks & ASKS_REASON && !(rule->reasons >> s->reason & 1)) return fail(c, ERR_INVALID, "reason", N_("Choose a reason."));
  if (text_known(s->alternative) && !(rule->asks & MAY_OFFER)) return fail(c, ERR_INVALID, "alternative", N_("Only who gives a referral back names other help."));
  if (rule->asks & ASKS_NOTE && !text_known(s->note)) return fail(c, ERR_INVALID, "note", N_("Write it down in one line."));
  return OK;
}

static int write_note(struct ctx *c, const struct referral *r, const struct referral_step *s)
{
  struct offer other = { .id = ID_NONE };
  int64_t count;
  TRY(count_notes_of(c, r->id, &count));
  if (count >= NOTES_MOST && !referral_lets_go(s->act)) return fail(c, ERR_INVALID, "act", N_("So much was written down here already: finish this referral, and make a new one."));
  if (text_known(s->alternative)) TRY(referral_offer(c, s->alternative, "alternative", &other));
  const struct referral_note row = { .compartment = r->compartment, .referral = r->id, .act = s->act, .at = { c->now }, .by = c->scope.actor,
    .organisation = c->scope.organisation, .day = s->day, .with_whom = s->with_whom, .reason = s->reason, .alternative = other.id, .note = s->note };
  return record_insert(c, referral_note, &row, NULL);
}

static void first(struct instant *at, int64_t now) { if (!instant_known(*at)) at->ms = now; }

static void stamp(const struct ctx *c, struct referral *r, const struct referral_rule *rule)
{
  const bool by_provider = rule->by == BY_PROVIDER;
  if (rule->to) r->state = rule->to;
  if (by_provider && r->state == REFERRAL_SENT) r->state = REFERRAL_RECEIVED;      /* who calls has it */
  if (by_provider) first(&r->received, c->now);
  switch (rule->act) {
  case ACT_SEND:    r->sent = r->registered = (struct instant){ c->now }; break;
  case ACT_RELAPSE: r->registered = (struct instant){ c->now }; r->urgent = YES; break;
  case ACT_SPOKEN:  first(&r->contacted, c->now); break;
  case ACT_OFFER:   first(&r->contacted, c->now); first(&r->offered, c->now); break;
  case ACT_ARRIVED: first(&r->arrived, c->now); break;
  case ACT_STARTED: first(&r->arrived, c->now); first(&r->started, c->now); break;
  case ACT_SAW:     r->arrival_seen = YES; break;
  case ACT_SAW_NOT: r->arrival_seen = NO; break;
  default: break;
  }
}

/* --- whose turn, and until when ------------------------------------------------------------------------------------------- */

static int hand_over(struct ctx *c, struct referral *r, const struct referral_rule *rule)
{
  const bool to_provider = rule->whose == BY_PROVIDER && r->by_link != YES;
  if (!to_provider) return turn_of(c, r, r->referrer, r->origin, c->scope.actor);
  if (id_known(c->scope.actor) && id_same(c->scope.organisation, r->provider) && !id_same(r->provider, r->origin)) return turn_of(c, r, c->scope.actor, r->provider, r->responsible);
  const struct id now = id_same(r->holder, r->provider) ? r->responsible : ID_NONE;
  return turn_of(c, r, now, r->provider, c->scope.actor);
}

static int64_t begins_at(const struct ctx *c, const struct referral *r, const struct referral_rule *rule, const struct referral_step *s)
{
  if (rule->norm == NORM_FIRST_CALL || rule->norm == NORM_OFFER || rule->norm == NORM_INCIDENT_CALL) return r->registered.ms;
  if (rule->norm == NORM_ARRIVAL && date_known(s->day)) return instant_at(s->day, 0);
  return c->now;
}

/* A day of one's own choice does not undo the norm: before the first contact not later than that would allow, during help not longer than one
 * looks how it goes. After a no the person says when. */
static int check_not_put_off(struct ctx *c, const struct referral *r, const struct referral_rule *rule, struct date day, const struct term *norms)
{
  if (rule->act == ACT_REFUSED || rule->act == ACT_TOUCH) return OK;
  const enum norm most = rule->act != ACT_TRIED ? NORM_LOOK : r->urgent == YES ? NORM_INCIDENT_CALL : NORM_FIRST_CALL;
  const struct instant last = term_ends(c->places, c->now, norms[most]);
  return instant_at(day, 0) < last.ms ? OK : fail(c, ERR_INVALID, "day", N_("This is later than the norm allows. Choose an earlier day."));
}

static int what_follows(struct ctx *c, struct referral *r, const struct referral_rule *rule, const struct referral_step *s)
{
  struct term norms[NORM_COUNT];
  if (!rule->whose) return OK;
  TRY(norms_of_region(c, norms));
  const enum norm norm = rule->norm == NORM_FIRST_CALL && r->urgent == YES ? NORM_INCIDENT_CALL : rule->norm;
  const bool own_day = rule->asks & MAY_DATE && date_known(s->day);
  if (own_day) TRY(check_not_put_off(c, r, rule, s->day, norms));
  if (own_day) next_by(c, r, rule->next, s->day);
  else next_is(c, r, rule->next, norms[norm], begins_at(c, r, rule, s));
  return hand_over(c, r, rule);
}

/* --- who is to know --------------------------------------------------------------------------------------------------------- */

static int ask_referrer(struct ctx *c, const struct referral *r, enum task_kind kind)
{
  struct term norms[NORM_COUNT];
  bool lets;
  TRY(referral_lets(c, r, r->referrer, r->origin, &lets));
  if (!lets) return OK;
  TRY(norms_of_region(c, norms));
  const struct task t = { .account = r->referrer, .organisation = r->origin, .kind = kind, .about = r->id,
    .due = date_at(term_ends(c->places, c->now, norms[NORM_CONFIRM]).ms - 1) };
  return task_add(c, &t);
}

/* Whether the person lets the referrer know. */
static int hears_arrival(struct ctx *c, const struct referral *r, bool *out)
{
  struct referral_called called = { .called = NULL };
  const int rc = called_in_referral(c, r->id, &called);
  *out = rc == OK && set_has(called.hears, HEARS_ARRIVAL);
  return absent(c, rc) ? OK : rc;
}

/* Arrival is confirmed by both sides; where they differ, both look. Source: DOMAIN 4.3. */
static int compare_arrival(struct ctx *c, const struct referral *r, enum referral_act act)
{
  if (act != ACT_ARRIVED && act != ACT_STARTED && act != ACT_SAW && act != ACT_SAW_NOT) return OK;
  if (act == ACT_SAW || act == ACT_SAW_NOT) TRY(tasks_close(c, TASK_CONFIRM_ARRIVAL, r->id, ID_NONE));
  if (act == ACT_SAW) TRY(tasks_close(c, TASK_ARRIVAL_DIFFERS, r->id, ID_NONE));
  if (!instant_known(r->arrived)) return OK;
  if (r->arrival_seen == YES_NO_UNKNOWN) {
    bool hears;
    TRY(hears_arrival(c, r, &hears));
    return act == ACT_ARRIVED && hears ? ask_referrer(c, r, TASK_CONFIRM_ARRIVAL) : OK;
  }
  if (r->arrival_seen == YES) return OK;
  TRY(ask_referrer(c, r, TASK_ARRIVAL_DIFFERS));
  const struct task t = { .account = r->responsible, .organisation = r->holder, .kind = TASK_ARRIVAL_DIFFERS, .about = r->id, .due = date_plus_days(c->today, 1) };
  return id_same(r->responsible, r->referrer) ? OK : task_add(c, &t);
}

/* The provider has no ground to look any more. */
static int withdraw_all(struct ctx *c, const struct referral *r)
{
  struct ground_list grounds;
  TRY(grounds_of(c, r->compartment, &grounds));
  for (size_t i = 0; i < grounds.count; i++) TRY(ground_withdraw(c, grounds.at[i].id));
  return OK;
}

/* With the first ground a provider who gives it back loses the right to withdraw the second. */
static int end_access(struct ctx *c, const struct referral *r) { return AS_PROGRAM(c, withdraw_all(c, r)); }

static bool ends_access(const struct referral *r, enum referral_act act)
{
  return act == ACT_RETURN || act == ACT_REFUSED || act == ACT_WITHDRAW || (act == ACT_CLOSE && instant_known(r->ended));
}

static int close_tasks(struct ctx *c, const struct referral *r)
{
  const bool over = r->state == REFERRAL_DECLINED || r->state == REFERRAL_REFUSED || r->state == REFERRAL_DROPPED_OUT || r->state == REFERRAL_COMPLETED;
  if (!over && !instant_known(r->ended)) return OK;
  TRY(tasks_close(c, TASK_CONFIRM_ARRIVAL, r->id, ID_NONE));
  TRY(tasks_close(c, TASK_BRIDGE, r->id, ID_NONE));
  return tasks_close(c, TASK_ARRIVAL_DIFFERS, r->id, ID_NONE);
}

/* --- one act ------------------------------------------------------------------------------------------------------------------ */

/* Nobody is sent to help together where control or stalking was written down, or nobody who works with both asked each of them alone. */
static int stays_apart(struct ctx *c, const struct referral *r)
{
  struct referral_home_list homes;
  const struct offer_line *const line = snapshot_by_id(offers_snapshot(c), r->offer);
  TRY(homes_of_referral(c, r->id, &homes));
  return line && homes.count ? together_check_offer(c, homes.at[0].person, &line->offer, "aanbod") : OK;
}

int referral_move(struct ctx *c, struct referral *r, unsigned by, const struct referral_step *s)
{
  const struct referral_rule *const rule = &referral_rules[s->act];
  const struct id before = r->responsible;
  if (!referral_may(r->state, s->act, by)) return fail(c, ERR_INVALID, "act", N_("This cannot be done now: look how far the referral is."));
  TRY(check_step(c, rule, s));
  if (s->act == ACT_SEND) TRY(referral_provider_may(c, r));
  if (s->act == ACT_SEND) TRY(stays_apart(c, r));
  TRY(write_note(c, r, s));
  stamp(c, r, rule);
  TRY(what_follows(c, r, rule, s));
  TRY(bridging_follows(c, r, s));
  TRY(record_update(c, referral, r));
  r->version++;
  TRY(referral_tell(c, r, s->act));
  if (s->act == ACT_SEND || s->act == ACT_RELAPSE) TRY(letter_send(c, r));
  if (s->act == ACT_STARTED || s->act == ACT_DROPPED || s->act == ACT_COMPLETE) TRY(partner_ask(c, r));
  TRY(compare_arrival(c, r, s->act));
  TRY(close_tasks(c, r));
  if (!id_same(before, r->responsible) && !id_same(c->scope.actor, r->responsible)) TRY(tell_of_work(c, r->responsible, r->urgent == YES));
  return ends_access(r, s->act) ? end_access(c, r) : OK;
}

int referral_followed(struct ctx *c, struct id earlier)
{
  struct referral r;
  unsigned by;
  if (!id_known(earlier)) return OK;
  TRY(referral_held(c, earlier, &r, &by));
  if (!referral_may(r.state, ACT_CLOSE, by & BY_REFERRER) || instant_known(r.ended)) return OK;
  return referral_move(c, &r, BY_REFERRER, &(struct referral_step){ .act = ACT_CLOSE, .note = tr(c, N_("Other help was chosen.")) });
}

int referral_do(struct ctx *c, struct id id, int32_t version, const struct referral_step *s)
{
  struct referral r;
  unsigned by;
  TRY(referral_held(c, id, &r, &by));
  if (version && version != r.version) return fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed this meanwhile. Look at the new version first."));
  if (instant_known(r.ended)) return fail(c, ERR_INVALID, "act", N_("This referral is finished. Make a new one."));
  if (s->act == ACT_CONSENT || s->act == ACT_SEND) return fail(c, ERR_INVALID, "act", N_("A draft is sent by its form, which asks for permission and how to call."));
  return referral_move(c, &r, by, s);
}

/* --- somebody else's turn --------------------------------------------------------------------------------------------------- */

bool referral_may_take(const struct ctx *c, const struct referral *r)
{
  const enum role role = role_of_scope(c);
  if (!role_may(role, MAY_WRITE_FILES) || !id_same(r->holder, c->scope.organisation)) return false;
  return !id_same(r->holder, r->origin) || role == ROLE_TEAM_LEAD || r->level.n > 0;
}

/* Whoever has it, a team lead there, or who watches the region: the other side has no say in who does it there. */
bool referral_may_give(const struct ctx *c, const struct referral *r)
{
  const enum role role = role_of_scope(c);
  if (role_may(role, MAY_WATCH_REFERRALS)) return true;
  if (!role_may(role, MAY_WRITE_FILES) || !id_same(r->holder, c->scope.organisation)) return false;
  return id_same(r->responsible, c->scope.actor) || role == ROLE_TEAM_LEAD || !id_same(r->holder, r->origin);
}

/* So that everybody who works with it sees who has it since when. */
static int write_taken(struct ctx *c, const struct referral *r) { return AS_PROGRAM(c, write_note(c, r, &(struct referral_step){ .act = ACT_TAKEN })); }

static int give_to(struct ctx *c, struct id id, struct id account)
{
  struct referral r;
  bool works;
  TRY(referral_get(c, id, &r));
  if (instant_known(r.ended)) return fail(c, ERR_INVALID, "mail", N_("This referral is finished. Make a new one."));
  TRY(may_have_turn(c, &r, r.holder, account, &works));
  if (!works) return fail(c, ERR_INVALID, "mail", N_("This colleague does not work with referrals for that organisation."));
  if (id_same(r.responsible, account)) return OK;
  const struct id before = r.responsible;
  TRY(turn_of(c, &r, account, r.holder, before));          /* how late it is stays: handing it round makes nothing less late */
  TRY(record_update(c, referral, &r));
  TRY(write_taken(c, &r));
  TRY(referral_tell(c, &r, ACT_TAKEN));
  TRY(turn_passed(c, &r, before));
  TRY(tell_of_work(c, before, false));
  return id_same(c->scope.actor, r.responsible) ? OK : tell_of_work(c, r.responsible, r.urgent == YES);
}

int referral_take_over(struct ctx *c, struct id id)
{
  struct referral r;
  TRY(referral_get(c, id, &r));
  if (!id_same(r.holder, c->scope.organisation)) return not_there(c);
  if (!referral_may_take(c, &r)) return fail(c, ERR_INVALID, NULL, N_("This is not late. Ask the colleague whose turn it is, or a team lead, to give it to you."));
  return give_to(c, id, c->scope.actor);
}

int referral_give(struct ctx *c, struct id id, const char *mail)
{
  struct account a;
  struct referral r;
  TRY(referral_get(c, id, &r));
  if (!referral_may_give(c, &r)) return not_there(c);
  const int rc = account_by_mail(c, mail ? mail : "", &a);
  if (rc == ERR_NOT_FOUND) return fail(c, ERR_INVALID, "mail", N_("This colleague does not work with referrals for that organisation."));
  TRY(rc);
  return give_to(c, id, a.id);
}
