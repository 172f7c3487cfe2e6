#include "partner_safety.h"
#include "households.h"
#include "need_to_know.h"
#include "places.h"
#include "tasks.h"
#include "terms.h"
#include "text.h"
#include <stdio.h>
#include <stdlib.h>

static const struct record account_record = { .name = "account" };

enum { LOOK_WORKING_DAYS = 1, NOTE_MOST = 4000 };

static const struct field wish_fields[] = {
  F_REF (safety_wish, person, IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  F_ENUM(safety_wish, wants,  REQUIRED, yes_no, N_("Look at safety again when help of the other starts, stops or ends?")),
  F_TIME(safety_wish, at,     REQUIRED, N_("When")),
  F_REF (safety_wish, by,     OPTIONAL, account, N_("By whom")),
};
const struct record safety_wish_record = SEALED_RECORD(safety_wish, wish_fields);

static const struct field look_fields[] = {
  F_REF (safety_look, person, IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  F_TEXT(safety_look, note,   REQUIRED | LONG, N_("What did you see, and what was agreed?"), .max = NOTE_MOST),
  F_ENUM(safety_look, why,    OPTIONAL, referral_reason, N_("Why did the other stop, or not begin?")),
  F_TEXT(safety_look, words,  OPTIONAL | LONG, N_("In the own words of this person"), .max = NOTE_MOST),
  F_TIME(safety_look, at,     REQUIRED, N_("When")),
  F_REF (safety_look, by,     OPTIONAL, account, N_("By whom")),
};
const struct record safety_look_record = SEALED_RECORD(safety_look, look_fields);

static const struct field home_fields[] = {
  F_REF(referral_home, referral,  IN_PROGRAM | CLEAR | REQUIRED, referral, N_("Referral")),
  F_REF(referral_home, person,    IN_PROGRAM | REQUIRED, person, N_("Person")),
  F_REF(referral_home, household, IN_PROGRAM | REQUIRED, household, N_("Household")),
};
const struct record referral_home_record = SEALED_RECORD(referral_home, home_fields);

static const struct field wish_form_fields[] = {
  F_ENUM(safety_wish_form, wants, REQUIRED, yes_no, N_("Look at safety again when help of the other starts, stops or ends?"),
         .help = N_("Ask this person alone. Only who works with this person sees the answer.")),
};
const struct record safety_wish_form_record = PART(safety_wish_form, wish_form_fields);

static const struct field look_form_fields[] = {
  F_TEXT(safety_look_form, note,  REQUIRED | LONG, N_("What did you see, and what was agreed?"), .max = NOTE_MOST),
  F_ENUM(safety_look_form, why,   OPTIONAL, referral_reason, N_("Why did the other stop, or not begin?"),
         .help = N_("Ask it only if this person wants to tell. It stays here: whoever works with the other never reads it.")),
  F_TEXT(safety_look_form, words, LONG, N_("In the own words of this person"), .max = NOTE_MOST),
};
const struct record safety_look_form_record = PART(safety_look_form, look_form_fields);

/* --- with the person ---------------------------------------------------------------------------------------------------- */

int safety_wish_set(struct ctx *c, struct id person, enum yes_no wants)
{
  struct safety_wish w = { .person = person, .wants = wants, .at = { c->now }, .by = c->scope.actor };
  TRY(record_place(c, person, person, &w.compartment));
  TRY(involvement_is_own(c, w.compartment));
  return record_insert(c, safety_wish, &w, NULL);
}

int safety_wish_of(struct ctx *c, struct id person, enum yes_no *out)
{
  struct safety_wish_list all;
  int64_t newest = 0;
  TRY(wishes_of_person(c, person, &all));
  *out = YES_NO_UNKNOWN;
  for (size_t i = 0; i < all.count; i++) {
    if (all.at[i].at.ms < newest) continue;
    newest = all.at[i].at.ms;
    *out = all.at[i].wants;
  }
  return OK;
}

int safety_look_add(struct ctx *c, struct id person, const struct safety_look_form *f)
{
  struct safety_look l = { .person = person, .note = f->note, .why = f->why, .words = f->words, .at = { c->now }, .by = c->scope.actor };
  if (!text_known(f->note)) return fail(c, ERR_INVALID, "note", N_("Write what you saw: this is not closed empty."));
  TRY(record_place(c, person, person, &l.compartment));
  TRY(involvement_is_own(c, l.compartment));
  TRY(record_insert(c, safety_look, &l, NULL));
  return tasks_close(c, TASK_LOOK_AT_SAFETY, person, ID_NONE);
}

static int newest_first(const void *a, const void *b)
{
  const struct safety_look *const x = a, *const y = b;
  return x->at.ms < y->at.ms ? 1 : x->at.ms > y->at.ms ? -1 : 0;
}

int safety_looks_of(struct ctx *c, struct id person, struct safety_look_list *out)
{
  TRY(looks_of_person(c, person, out));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_first);
  return OK;
}

/* --- telling ------------------------------------------------------------------------------------------------------------- */

int homes_write(struct ctx *c, const struct referral *r, struct id person)
{
  struct membership_list places;
  if (!id_known(person)) return OK;
  TRY(memberships_of_person(c, person, &places));
  for (size_t i = 0; i < places.count; i++) {
    const struct referral_home h = { .compartment = r->compartment, .referral = r->id, .person = person, .household = places.at[i].household };
    TRY(record_insert(c, referral_home, &h, NULL));
  }
  return OK;
}

int partner_ask(struct ctx *c, const struct referral *r)
{
  char id[ID_TEXT], name[ID_TEXT + 40];
  id_format(r->id, id);
  snprintf(name, sizeof name, "referrals.partner/%s/%d", id, (int)r->version);
  return job_ask(c, &partner_job, name, r->id, c->now);
}

/* Everybody who works with that person, but for who came in because of a danger. */
static int tell_workers(struct ctx *c, const struct membership *of)
{
  struct involvement_list rows;
  const struct date due = working_day_after(c->places, c->today, LOOK_WORKING_DAYS);
  TRY(involvements_of_compartment(c, of->compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    if (rows.at[i].purpose == PURPOSE_EMERGENCY) continue;
    TRY(task_add(c, &(struct task){ .account = rows.at[i].account, .organisation = rows.at[i].organisation, .kind = TASK_LOOK_AT_SAFETY, .about = of->person, .due = due }));
  }
  return OK;
}

/* One way only: of help of who uses violence, to the worker of who experiences it, on another side. The other way would tell his side that she
 * has help, and when. */
static int tell_home(struct ctx *c, const struct referral_home *h)
{
  struct household_file f;
  const int rc = household_file(c, h->household, &f);
  if (absent(c, rc)) return OK;
  TRY(rc);
  const struct membership *const own = file_membership_of(&f, h->person);
  if (!own || !uses_violence(own->role) || !id_known(own->side)) return OK;
  for (size_t i = 0; i < f.memberships.count; i++) {
    const struct membership *const m = &f.memberships.at[i];
    enum yes_no wants;
    if (m->role != MEMBER_EXPERIENCES || !id_known(m->side) || id_same(m->side, own->side)) continue;
    TRY(safety_wish_of(c, m->person, &wants));
    if (wants == YES) TRY(tell_workers(c, m));
  }
  return OK;
}

static int tell(struct ctx *c, struct id referral)
{
  struct referral_home_list homes;
  TRY(homes_of_referral(c, referral, &homes));
  for (size_t i = 0; i < homes.count; i++) TRY(tell_home(c, &homes.at[i]));
  return OK;
}

/* A job knows no region: it is the one that has this referral. */
int partner_run(struct ctx *c, const struct job *job, bool *more)
{
  int rc = OK;
  (void)more;
  for (size_t i = 0; rc == OK && c->places && i < c->places->regions.count; i++) {
    struct referral r;
    c->scope.region = c->places->regions.at[i].slug;
    rc = record_get(c, referral, job->about, &r);
    if (absent(c, rc)) { rc = OK; continue; }
    if (rc == OK) rc = tell(c, job->about);
    break;
  }
  c->scope.region = NULL;
  return rc;
}

const struct job_kind partner_job = { PARTNER_JOB_ };
