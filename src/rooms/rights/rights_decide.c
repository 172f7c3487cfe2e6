/* Decisions on requests, the second person, and destroying. */
#include "rights_internal.h"
#include "journal.h"
#include "privacy.h"
#include "retention.h"

/* --- deciding ------------------------------------------------------------------------------------------------- */

static int check_outcome(struct ctx *c, const struct right *r, const struct right_decide *d)
{
  const enum right_kind kind = r->request.kind;
  if (d->outcome == OUTCOME_UNKNOWN) return fail(c, ERR_INVALID, "outcome", N_("Choose an answer."));
  if (kind == RIGHT_COPY && d->outcome == OUTCOME_GRANTED) return fail(c, ERR_INVALID, "outcome", N_("A copy is given part by part. Here it can only be refused as a whole."));
  if (!text_said(d->weighing)) return fail(c, ERR_INVALID, "weighing", N_("Write what was weighed."));
  if (d->outcome == OUTCOME_REFUSED && !text_said(d->facts)) return fail(c, ERR_INVALID, "facts", N_("Write the facts for which the answer is no."));
  if (kind == RIGHT_DESTRUCTION && d->outcome == OUTCOME_REFUSED && !date_before(c->today, d->until))
    return fail(c, ERR_INVALID, "until", N_("Fill in until which day it must stay, later than today."));
  if (kind == RIGHT_RECTIFY && d->outcome == OUTCOME_GRANTED && !text_said(d->changed)) return fail(c, ERR_INVALID, "changed", N_("Write what was changed."));
  return OK;
}

/* Whether the person's own file is needed for somebody else's work too. */
static int needed_elsewhere(struct ctx *c, const struct right *r)
{
  struct membership_list places;
  struct legal_hold_list held;
  TRY(memberships_of_person(c, r->person.id, &places));
  for (size_t i = 0; i < places.count; i++)
    if (!id_same(places.at[i].household, r->side.household))
      return fail(c, ERR_INVALID, "outcome", N_("This file is used for another household too. It can only go once it is not used there any more."));
  TRY(holds(c, &held));
  for (size_t i = 0; i < held.count; i++)
    if (id_same(held.at[i].compartment, r->person.compartment)) return fail(c, ERR_INVALID, "outcome", N_("The privacy officer holds this file: it may not be deleted now. Ask them first."));
  return OK;
}

static bool waits_for_second(const struct right *r)
{
  return r->request.kind == RIGHT_COPY || (r->request.kind == RIGHT_DESTRUCTION && r->request.outcome == OUTCOME_GRANTED);
}

static int decided(struct ctx *c, struct right *r)
{
  if (waits_for_second(r)) return right_to(c, r, RIGHT_SECOND, DATE_UNKNOWN);
  if (r->request.outcome == OUTCOME_GRANTED) return right_to(c, r, RIGHT_GIVEN, c->today);
  if (r->request.kind != RIGHT_DESTRUCTION) return right_to(c, r, RIGHT_REFUSED, c->today);
  r->clock.due = r->request.until;                           /* then it is looked at again */
  return right_to(c, r, RIGHT_REFUSED, DATE_UNKNOWN);
}

int right_decide(struct ctx *c, struct id id, int32_t version, const struct right_decide *d)
{
  struct right r;
  TRY(right_to_change(c, id, version, STATE(RIGHT_RECEIVED) | STATE(RIGHT_MAKING), &r));
  TRY(check_outcome(c, &r, d));
  if (r.request.kind != RIGHT_COPY) TRY(right_answerable(c, &r));
  if (r.request.kind == RIGHT_DESTRUCTION && d->outcome == OUTCOME_GRANTED) TRY(needed_elsewhere(c, &r));
  r.request.outcome = d->outcome;
  r.request.weighing = d->weighing;
  r.request.facts = d->outcome == OUTCOME_REFUSED ? d->facts : NULL;
  r.request.until = d->outcome == OUTCOME_REFUSED && r.request.kind == RIGHT_DESTRUCTION ? d->until : DATE_UNKNOWN;
  r.request.changed = d->outcome == OUTCOME_GRANTED ? d->changed : NULL;
  r.request.decided_by = c->scope.actor;
  r.request.decided = (struct instant){ c->now };
  r.request.agreed_by = ID_NONE;
  r.request.agreed = (struct instant){ 0 };
  r.request.digest = NULL;
  r.request.returned = NULL;
  TRY(right_save(c, &r));
  return decided(c, &r);
}

/* --- the second person ---------------------------------------------------------------------------------------- */

static int second_person(struct ctx *c, struct id id, int32_t version, struct right *r)
{
  TRY(right_to_change(c, id, version, STATE(RIGHT_SECOND), r));
  if (!id_known(c->scope.actor) || id_same(r->request.decided_by, c->scope.actor))
    return fail(c, ERR_INVALID, NULL, N_("You decided this yourself. A colleague who works with this person must look."));
  return OK;
}

/* The file of this person, with all that hangs on its key. The clock stays: it says nothing about anybody. */
static int destroy(struct ctx *c, struct right *r)
{
  struct kept kept;
  struct purge_report proof;
  TRY(right_answerable(c, r));
  TRY(needed_elsewhere(c, r));
  TRY(right_to(c, r, RIGHT_GIVEN, c->today));
  TRY(decisions_forget(c, r));
  kept_by_rooms(c, &kept);
  return AS_PROGRAM(c, retention_erase(c, &kept, r->person.compartment, &proof));
}

/* Who left something out themselves is not the second person, whoever finished it. */
static int left_out_by_another(struct ctx *c, const struct right *r)
{
  struct rights_decision_list all;
  TRY(right_decisions(c, r->request.id, &all));
  for (size_t i = 0; i < all.count; i++)
    if (all.at[i].choice != ITEM_GIVE && id_same(all.at[i].by, c->scope.actor))
      return fail(c, ERR_INVALID, NULL, N_("You left a part out yourself. A colleague who decided on none of it must look."));
  return OK;
}

int right_agree(struct ctx *c, struct id id, int32_t version, bool *erased)
{
  struct right r;
  struct copy copy;
  *erased = false;
  TRY(second_person(c, id, version, &r));
  if (r.request.kind == RIGHT_DESTRUCTION) {
    *erased = true;
    return destroy(c, &r);
  }
  if (r.request.outcome == OUTCOME_GRANTED) {
    TRY(left_out_by_another(c, &r));
    TRY(copy_make(c, &r, &copy));
    if (!r.request.digest || strcmp(r.request.digest, copy.digest) != 0) return fail(c, ERR_INVALID, NULL, N_("Something changed since it was finished. Send it back, so that it is decided again."));
  }
  r.request.agreed_by = c->scope.actor;
  r.request.agreed = (struct instant){ c->now };
  TRY(right_save(c, &r));
  return r.request.outcome == OUTCOME_REFUSED ? right_to(c, &r, RIGHT_REFUSED, c->today) : right_to(c, &r, RIGHT_MAKING, DATE_UNKNOWN);
}

int right_return(struct ctx *c, struct id id, int32_t version, const struct right_return *back)
{
  struct right r;
  if (!text_said(back->returned)) return fail(c, ERR_INVALID, "returned", N_("Write why."));
  TRY(second_person(c, id, version, &r));
  r.request.returned = back->returned;
  r.request.outcome = OUTCOME_UNKNOWN;
  r.request.digest = NULL;
  TRY(right_save(c, &r));
  return right_to(c, &r, r.request.kind == RIGHT_COPY ? RIGHT_MAKING : RIGHT_RECEIVED, DATE_UNKNOWN);
}
