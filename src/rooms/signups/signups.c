#include "signups.h"
#include "addresses.h"
#include "intake.h"
#include "seal.h"
#include "text.h"

DEFINE_CHOICES(signup_for, SIGNUP_FOR)
DEFINE_CHOICES(signup_state, SIGNUP_STATES)
DEFINE_CHOICES(signup_outcome, SIGNUP_OUTCOMES)
DEFINE_CHOICES(signup_step_kind, SIGNUP_STEPS)

static const struct record account_record = { .name = "account" };

static const struct field signup_fields[] = {
  F_REF (signup, file,        REQUIRED, compartment, N_("File")),
  F_REF (signup, follow,      REQUIRED, signup_follow, N_("Followed by")),
  F_TIME(signup, made,        REQUIRED, N_("Signed up")),
  F_ENUM(signup, urgent,      OPTIONAL, yes_no, INCIDENT_NOW),
  F_TIME(signup, due,         REQUIRED, N_("First call before")),
  F_TIME(signup, called,      OPTIONAL, N_("First call")),
  F_ENUM(signup, state,       REQUIRED, signup_state, N_("State")),
  F_REF (signup, responsible, OPTIONAL, account, N_("Responsible")),
  F_DATE(signup, next,        OPTIONAL, N_("Next date")),
  F_INT (signup, tries,       OPTIONAL, N_("Tries")),
  F_DATE(signup, tried_on,    OPTIONAL, N_("Last tried on")),
  F_INT (signup, tries_that_day, OPTIONAL, N_("Tries that day")),
  F_REF (signup, same,        REQUIRED, signup, N_("First with this number")),
  F_INT (signup, more,        OPTIONAL, N_("Counted only")),
  F_ENUM(signup, stopped,     OPTIONAL, yes_no, N_("Said before: never call again")),
  F_ENUM(signup, outcome,     OPTIONAL, signup_outcome, N_("Outcome")),
  F_TIME(signup, closed,      OPTIONAL, N_("Closed")),
  F_TIME(signup, touched,     REQUIRED, N_("Last thing that happened")),
};
const struct record signup_record = RECORD_(signup, signup_fields, .protection = REGIONAL);

enum { LINE_MOST = 200, REMARK_MOST = 1000 };

static const struct field said_fields[] = {
  F_TEXT(signup_said, reach,       REQUIRED, N_("To be reached"), .max = LINE_MOST),
  F_TEXT(signup_said, hours,       OPTIONAL, N_("When"), .max = LINE_MOST),
  F_TEXT(signup_said, place,       OPTIONAL, N_("Lives roughly"), .max = LINE_MOST),
  F_ENUM(signup_said, for_whom,    OPTIONAL, signup_for, N_("Asks help for")),
  F_TEXT(signup_said, alias,       OPTIONAL, N_("To be called"), .max = LINE_MOST),
  F_TEXT(signup_said, language,    OPTIONAL, N_("Language"), .max = LINE_MOST),
  F_ENUM(signup_said, voicemail,   OPTIONAL, yes_no, N_("May a message be left")),
  F_TEXT(signup_said, who_answers, OPTIONAL, N_("Who else may pick up"), .max = LINE_MOST),
  F_TEXT(signup_said, remark,      LONG, N_("What to know"), .max = REMARK_MOST),
  F_TEXT(signup_said, offer,       OPTIONAL, N_("Began at"), .max = LINE_MOST),
  F_TEXT(signup_said, word,        OPTIONAL, N_("Word"), .max = LINE_MOST),
  F_TIME(signup_said, changed,     OPTIONAL, N_("Changed")),
};
static const char *said_reach(struct ctx *c, const void *row)
{
  const struct signup_said *const s = row;
  return s->reach ? reach_normal(c, s->reach) : NULL;
}
static const struct lookup said_lookup[] = { { "reach", said_reach } };
static const struct lookups said_lookups = { COUNT(said_lookup), said_lookup };
const struct record signup_said_record = SEALED_RECORD(signup_said, said_fields, .lookups = &said_lookups);

static const struct field step_fields[] = {
  F_TIME(signup_step, at,   REQUIRED, N_("When")),
  F_REF (signup_step, by,   OPTIONAL, account, N_("By")),
  F_ENUM(signup_step, kind, REQUIRED, signup_step_kind, N_("What was done")),
  F_TEXT(signup_step, note, OPTIONAL, N_("Note"), .max = LINE_MOST),
};
const struct record signup_step_record = SEALED_RECORD(signup_step, step_fields);

static const struct field stop_fields[] = {
  F_TEXT(signup_stop, tag,   REQUIRED | SECRET, N_("Keyed hash"), .max = LINE_MOST),
  F_DATE(signup_stop, since, REQUIRED, N_("Since")),
  F_INT (signup_stop, times, OPTIONAL, N_("Sign-ups since")),
};
const struct record signup_stop_record = RECORD_(signup_stop, stop_fields, .protection = REGIONAL);

/* --- writing and reading ------------------------------------------------------------------------------------------ */

int signup_save(struct ctx *c, const struct signup *s)
{
  const bool held = id_known(s->responsible) && date_known(s->next), free = !id_known(s->responsible) && !date_known(s->next);
  if (signup_is_open(s) ? !held : !free) return fail(c, ERR_INVALID, NULL, N_("An open sign-up has one colleague who is responsible and one next date."));
  return s->version ? record_update(c, signup, s) : record_insert(c, signup, s, NULL);
}

int signup_get(struct ctx *c, struct id id, struct signup *out) { return record_get(c, signup, id, out); }
int signup_read(struct ctx *c, const struct signup *s, struct signup_said *out) { return said_of(c, s->file, out); }

static int oldest_first(const void *a, const void *b)
{
  const struct signup_step *const x = a, *const y = b;
  return x->at.ms != y->at.ms ? (x->at.ms > y->at.ms) - (x->at.ms < y->at.ms) : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int signup_steps(struct ctx *c, const struct signup *s, struct signup_step_list *out)
{
  TRY(steps_of(c, s->file, out));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, oldest_first);
  return OK;
}

int signup_note(struct ctx *c, const struct signup *s, enum signup_step_kind kind, const char *note)
{
  const struct signup_step step = { .compartment = s->file, .at = { c->now }, .by = c->scope.actor, .kind = kind, .note = note };
  return record_insert(c, signup_step, &step, NULL);
}

int signup_for_referral(struct ctx *c, struct id id, struct signup_lead *out)
{
  struct signup s;
  struct signup_said said;
  TRY(signup_get(c, id, &s));
  if (!signup_is_open(&s)) return not_there(c);
  TRY(signup_read(c, &s, &said));
  *out = (struct signup_lead){ .alias = said.alias, .reach = said.reach, .hours = said.hours, .place = said.place, .who_answers = said.who_answers,
    .language = said.language, .offer = said.offer, .voicemail = said.voicemail, .for_whom = said.for_whom };
  return OK;
}
