#include "surveys.h"
#include "accounts.h"
#include "calendar.h"
#include "involvement.h"
#include "offers.h"
#include "seal.h"
#include "text.h"

enum { TITLE_MOST = 120, INTRO_MOST = 1500 };

#define SURVEY_FIELDS \
  F_TEXT(survey, title,     REQUIRED, N_("Title"), .max = TITLE_MOST, .help = N_("It stands above the questions and in the message.")), \
  F_TEXT(survey, intro,     LONG, N_("What you want to say first"), .max = INTRO_MOST, .help = N_("Why you ask this, and what you do with the answers.")), \
  F_ENUM(survey, anonymous, REQUIRED, yes_no, N_("Do people answer without their name?"), \
         .help = N_("Yes: you see counts only, and nobody can find out who said what. No: you see what each team answered.")), \
  F_ENUM(survey, shared,    OPTIONAL, yes_no, N_("May other regions compare their totals with yours?")), \
  F_DATE(survey, until,     REQUIRED, N_("Until and with which day can be answered?"))

static const struct field fields[] = {
  F_TEXT(survey, region,        IN_PROGRAM | REQUIRED, N_("Region"), .max = 80),
  F_REF (survey, questionnaire, IN_PROGRAM | REQUIRED, questionnaire, N_("Questionnaire")),
  F_TEXT(survey, name,          IN_PROGRAM | REQUIRED, N_("Name of the questionnaire"), .max = 64),
  SURVEY_FIELDS,
  F_TIME(survey, sent,          IN_PROGRAM, N_("Sent")),
  F_TIME(survey, ended,         IN_PROGRAM, N_("Ended")),
  F_TIME(survey, closed,        IN_PROGRAM, N_("Closed")),
  F_DATE(survey, reminding,     IN_PROGRAM, N_("Asked to remind")),
  F_REF (survey, compartment,   IN_PROGRAM | REQUIRED, compartment, N_("Place of drafts")),
  F_REF (survey, made_by,       IN_PROGRAM | REQUIRED, account, N_("Made by")),
};
const struct record survey_record = RECORD(survey, fields);

_Static_assert(offsetof(struct survey_form, survey) == 0, "its fields are read into the beginning of the form");
static const struct field form_fields[] = {
  F_TEXT(survey_form, questionnaire_name, REQUIRED, N_("Questionnaire"), .max = 64),
  SURVEY_FIELDS,
};
const struct record survey_form_record = { .name = "survey_form", .count = COUNT(form_fields), .fields = form_fields, .size = sizeof(struct survey_form) };

static const struct field invitation_fields[] = {
  F_REF (survey_invitation, survey,    REQUIRED, survey, N_("Survey")),
  F_TEXT(survey_invitation, team,      OPTIONAL, N_("Team"), .max = TEAM_MOST),
  F_TEXT(survey_invitation, mail,      SECRET, N_("E-mail"), .max = 250),
  F_TEXT(survey_invitation, offer,     OPTIONAL, N_("Offer"), .max = 200),
  F_DATE(survey_invitation, asked,     OPTIONAL, N_("Asked")),
  F_DATE(survey_invitation, reminded,  OPTIONAL, N_("Reminded")),
  F_INT (survey_invitation, reminders, OPTIONAL, N_("Reminders")),
  F_ENUM(survey_invitation, begun,     OPTIONAL, yes_no, N_("Begun")),
  F_ENUM(survey_invitation, answered,  OPTIONAL, yes_no, N_("Answered")),
};
/* No lines in the journal, here and below: with their seconds they would tell which answer is whose. */
const struct record survey_invitation_record = LOG(survey_invitation, invitation_fields);

static const struct field draft_fields[] = {
  F_REF (survey_draft, invitation, CLEAR | REQUIRED, survey_invitation, N_("Invitation")),
  F_TEXT(survey_draft, team,       CLEAR, N_("Team"), .max = TEAM_MOST),
  F_ENUM(survey_draft, sent,       CLEAR, yes_no, N_("Sent")),
  F_TEXT(survey_draft, answers,    REQUIRED | LONG, N_("Answers"), .max = ANSWERS_BYTES),
};
const struct record survey_draft_record = SEALED_RECORD(survey_draft, draft_fields, .log = true);
const struct record survey_draft_head_record = { .name = "survey_draft", .size = sizeof(struct survey_draft), .count = COUNT(draft_fields) - 1, .fields = draft_fields, .log = true,
  .protection = SEALED };

static const struct field rate_fields[] = {
  F_REF (survey_rate, survey,   REQUIRED, survey, N_("Survey")),
  F_TEXT(survey_rate, team,     OPTIONAL, N_("Team"), .max = TEAM_MOST),
  F_INT (survey_rate, invited,  REQUIRED, N_("Invited")),
  F_INT (survey_rate, answered, REQUIRED, N_("Answered")),
};
const struct record survey_rate_record = LOG(survey_rate, rate_fields);

static const struct field response_fields[] = {
  F_REF (survey_response, survey,     REQUIRED, survey, N_("Survey")),
  F_REF (survey_response, invitation, REQUIRED, survey_invitation, N_("Invitation")),
  F_TEXT(survey_response, team,       OPTIONAL, N_("Team"), .max = TEAM_MOST),
  F_TEXT(survey_response, offer,      OPTIONAL, N_("Offer"), .max = 200),
  F_DATE(survey_response, day,        REQUIRED, N_("Day")),
  F_TEXT(survey_response, answers,    REQUIRED | LONG | SECRET, N_("Answers"), .max = ANSWERS_BYTES),
};
const struct record survey_response_record = RECORD(survey_response, response_fields);

static const struct field tally_fields[] = {
  F_REF (survey_tally, survey,   REQUIRED, survey, N_("Survey")),
  F_TEXT(survey_tally, team,     OPTIONAL, N_("Team"), .max = TEAM_MOST),
  F_INT (survey_tally, answered, REQUIRED, N_("Answers")),
  F_TEXT(survey_tally, counts,   REQUIRED | LONG, N_("Counts"), .max = DEFINITION_BYTES),
};
const struct record survey_tally_record = LOG(survey_tally, tally_fields);

static const struct field text_fields[] = {
  F_REF (survey_text, survey, REQUIRED, survey, N_("Survey")),
  F_TEXT(survey_text, item,   REQUIRED, N_("Question"), .max = 64),
  F_TEXT(survey_text, team,   OPTIONAL, N_("Team"), .max = TEAM_MOST),
  F_TEXT(survey_text, text,   REQUIRED | LONG, N_("Answer"), .max = ANSWER_TEXT_MOST),
};
const struct record survey_text_record = LOG(survey_text, text_fields);

/* --- making one ------------------------------------------------------------------------------------------------------------ */

int survey_get(struct ctx *c, struct id id, struct survey *out)
{
  struct survey s;
  TRY(global_get(c, survey, id, &s));
  if (!c->scope.region || strcmp(s.region, c->scope.region) != 0) return not_there(c);
  *out = s;
  return OK;
}

static bool in_list(const struct questionnaire_line_list *all, const char *name)
{
  for (size_t i = 0; i < all->count; i++) if (strcmp(all->at[i].name, name) == 0) return true;
  return false;
}

static int check_until(struct ctx *c, struct date until)
{
  if (date_before(until, c->today)) return fail(c, ERR_INVALID, "until", N_("This day is past."));
  if (date_before(date_plus_days(c->today, SURVEY_DAYS_MOST), until)) return fail(c, ERR_INVALID, "until", N_("Four months from now at the most."));
  return OK;
}

static int check_form(struct ctx *c, const struct survey_form *f, struct questionnaire *out)
{
  struct questionnaire_line_list all;
  TRY(questionnaires_of_region(c, &all));
  if (!in_list(&all, f->questionnaire_name)) return fail(c, ERR_INVALID, "questionnaire_name", NOT_IN_LIST);
  const int rc = questionnaire_newest(c, f->questionnaire_name, out);
  if (absent(c, rc)) return fail(c, ERR_INVALID, "questionnaire_name", N_("This questionnaire is a draft. Make it ready first."));
  TRY(rc);
  if (out->about_person == YES) return fail(c, ERR_INVALID, "questionnaire_name", N_("This questionnaire is about a person: it is filled in in a dossier."));
  if (f->survey.anonymous == YES && strcmp(out->name, OFFER_QUESTIONNAIRE) == 0)
    return fail(c, ERR_INVALID, "anonymous", N_("These answers are about one offer, and stand on its page: they cannot be without a name."));
  return check_until(c, f->survey.until);
}

int survey_add(struct ctx *c, const struct survey_form *f, struct id *out)
{
  struct questionnaire q;
  struct survey new = f->survey;
  TRY(check_form(c, f, &q));
  new.id = ID_NONE;
  new.region = c->scope.region;
  new.questionnaire = q.id;
  new.name = q.name;
  new.sent = new.ended = new.closed = (struct instant){ 0 };
  new.made_by = c->scope.actor;
  TRY(AS_PROGRAM(c, compartment_make(c, COMPARTMENT_SURVEY, &new.compartment)));
  return global_insert(c, survey, &new, out);
}

/* What people answered to stays as they saw it. */
static int change_sent(struct ctx *c, struct survey *stored, const struct survey_form *f)
{
  if (instant_known(stored->closed) || instant_known(stored->ended)) return fail(c, ERR_INVALID, NULL, N_("This survey is closed."));
  if (f->survey.anonymous != stored->anonymous) return fail(c, ERR_INVALID, "anonymous", N_("It was sent already: this is what people were promised."));
  if (strcmp(f->questionnaire_name, stored->name) != 0) return fail(c, ERR_INVALID, "questionnaire_name", N_("It was sent already: the questions stay."));
  TRY(check_until(c, f->survey.until));
  stored->version = f->survey.version;
  stored->title = f->survey.title;
  stored->intro = f->survey.intro;
  stored->shared = f->survey.shared;
  stored->until = f->survey.until;
  return global_update(c, survey, stored);
}

int survey_change(struct ctx *c, const struct survey_form *f)
{
  struct survey stored;
  struct questionnaire q;
  TRY(survey_get(c, f->survey.id, &stored));
  if (instant_known(stored.sent)) return change_sent(c, &stored, f);
  TRY(check_form(c, f, &q));
  struct survey new = f->survey;
  new.region = stored.region;
  new.questionnaire = q.id;
  new.name = q.name;
  new.compartment = stored.compartment;
  new.made_by = stored.made_by;
  new.sent = new.ended = new.closed = (struct instant){ 0 };
  return global_update(c, survey, &new);
}

static int when(const struct survey *s) { return instant_known(s->closed) ? 2 : instant_known(s->sent) ? 0 : 1; }
static int open_first(const void *a, const void *b)
{
  const struct survey *const x = a, *const y = b;
  return when(x) != when(y) ? when(x) - when(y) : date_before(y->until, x->until) ? -1 : date_before(x->until, y->until) ? 1 : strcmp(x->title, y->title);
}

int surveys_of_region(struct ctx *c, struct survey_list *out)
{
  TRY(surveys_in(c, c->scope.region, out));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, open_first);
  return OK;
}

int survey_erase_drafts(struct ctx *c, const struct survey *s)
{
  int64_t rows = 0;
  TRY(AS_PROGRAM(c, compartment_rows_delete(c, &survey_draft_record, s->compartment, &rows)));
  return AS_PROGRAM(c, compartment_erase(c, s->compartment));
}

static int forget_invitations(struct ctx *c, const struct survey *s)
{
  struct survey_invitation_list invited;
  struct survey_rate_list rates;
  struct survey_rate all;
  TRY(survey_invited(c, s->id, INVITATIONS_MOST, &invited));
  for (size_t i = 0; i < invited.count; i++) TRY(global_delete(c, survey_invitation, invited.at[i].id));
  TRY(rates_of(c, s->id, &rates));
  for (size_t i = 0; i < rates.count; i++) TRY(global_delete(c, survey_rate, rates.at[i].id));
  const int rc = rate_of_team(c, s->id, NULL, &all);
  return absent(c, rc) ? OK : rc != OK ? rc : global_delete(c, survey_rate, all.id);
}

int survey_drop(struct ctx *c, struct id id)
{
  struct survey s;
  TRY(survey_get(c, id, &s));
  if (instant_known(s.sent)) return fail(c, ERR_INVALID, NULL, N_("It was sent already. Close it instead."));
  TRY(forget_invitations(c, &s));
  TRY(survey_erase_drafts(c, &s));
  return global_delete(c, survey, id);
}

int survey_end(struct ctx *c, struct id id)
{
  struct survey s;
  TRY(survey_get(c, id, &s));
  if (!survey_is_open(&s, c->today)) return fail(c, ERR_INVALID, NULL, N_("This survey is not open."));
  s.ended = (struct instant){ c->now };
  TRY(global_update(c, survey, &s));
  return surveys_run_soon(c, id);
}

/* --- how many answered ---------------------------------------------------------------------------------------------------------- */

int survey_rates(struct ctx *c, struct id survey, struct survey_rate_list *out)
{
  struct survey s;
  TRY(survey_get(c, survey, &s));
  return rates_of(c, survey, out);
}

int survey_rate_of_all(struct ctx *c, struct id survey, struct survey_rate *out)
{
  struct survey s;
  TRY(survey_get(c, survey, &s));
  const int rc = rate_of_team(c, survey, NULL, out);
  if (absent(c, rc)) *out = (struct survey_rate){ .survey = survey, .invited = num(0), .answered = num(0) };
  return rc == ERR_NOT_FOUND ? OK : rc;
}

static int add_to_one(struct ctx *c, struct id survey, const char *team, int32_t invited, int32_t answered)
{
  struct survey_rate r = { .survey = survey, .team = team };
  const int rc = rate_of_team(c, survey, team, &r);
  if (!absent(c, rc)) TRY(rc);
  r.invited = num(r.invited.n + invited);
  r.answered = num(r.answered.n + answered);
  if (!id_known(r.id)) return global_insert(c, survey_rate, &r, NULL);
  return r.invited.n || !team ? global_update(c, survey_rate, &r) : global_delete(c, survey_rate, r.id);
}

int rate_add(struct ctx *c, struct id survey, const char *team, int32_t invited, int32_t answered)
{
  if (team) TRY(add_to_one(c, survey, team, invited, answered));
  return add_to_one(c, survey, NULL, invited, answered);
}
