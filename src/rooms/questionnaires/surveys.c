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
  F_ENUM(survey_invitation, answered,  OPTIONAL, yes_no, N_("Answered")),
};
/* No lines in the journal, here and below: with their seconds they would tell which answer is whose. */
const struct record survey_invitation_record = LOG(survey_invitation, invitation_fields);

static const struct field draft_fields[] = {
  F_REF (survey_draft, invitation, CLEAR | REQUIRED, survey_invitation, N_("Invitation")),
  F_TEXT(survey_draft, answers,    REQUIRED | LONG, N_("Answers"), .max = ANSWERS_BYTES),
  F_ENUM(survey_draft, sent,       CLEAR, yes_no, N_("Sent")),
};
const struct record survey_draft_record = SEALED_RECORD(survey_draft, draft_fields, .log = true);

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
  new.sent = new.closed = (struct instant){ 0 };
  new.made_by = c->scope.actor;
  TRY(AS_PROGRAM(c, compartment_make(c, COMPARTMENT_SURVEY, &new.compartment)));
  return global_insert(c, survey, &new, out);
}

/* What people answered to stays as they saw it. */
static int change_sent(struct ctx *c, struct survey *stored, const struct survey_form *f)
{
  if (instant_known(stored->closed)) return fail(c, ERR_INVALID, NULL, N_("This survey is closed."));
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
  new.sent = new.closed = (struct instant){ 0 };
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

static int erase_drafts(struct ctx *c, const struct survey *s)
{
  int64_t rows = 0;
  TRY(AS_PROGRAM(c, compartment_rows_delete(c, &survey_draft_record, s->compartment, &rows)));
  return AS_PROGRAM(c, compartment_erase(c, s->compartment));
}

int survey_drop(struct ctx *c, struct id id)
{
  struct survey s;
  struct survey_invitation_list invited;
  TRY(survey_get(c, id, &s));
  if (instant_known(s.sent)) return fail(c, ERR_INVALID, NULL, N_("It was sent already. Close it instead."));
  TRY(survey_invited(c, id, &invited));
  for (size_t i = 0; i < invited.count; i++) TRY(global_delete(c, survey_invitation, invited.at[i].id));
  TRY(erase_drafts(c, &s));
  return global_delete(c, survey, id);
}

/* --- closing ------------------------------------------------------------------------------------------------------------------ */

/* Addresses served to invite and to remind: who was asked stays known by team only. */
static int forget_mails(struct ctx *c, const struct survey *s)
{
  struct survey_invitation_list invited;
  TRY(survey_invited(c, s->id, &invited));
  for (size_t i = 0; i < invited.count; i++) {
    if (!invited.at[i].mail) continue;
    invited.at[i].mail = NULL;
    TRY(global_update(c, survey_invitation, &invited.at[i]));
  }
  return OK;
}

int survey_close_now(struct ctx *c, struct survey *s)
{
  size_t unread = 0;
  if (s->anonymous == YES) TRY(survey_count_waiting(c, s, true, &unread));
  TRY(erase_drafts(c, s));
  TRY(forget_mails(c, s));
  s->closed = (struct instant){ c->now };
  return global_update(c, survey, s);
}

int survey_close(struct ctx *c, struct id id)
{
  struct survey s;
  TRY(survey_get(c, id, &s));
  if (!instant_known(s.sent) || instant_known(s.closed)) return fail(c, ERR_INVALID, NULL, N_("This survey is not open."));
  return survey_close_now(c, &s);
}

/* --- how many answered ---------------------------------------------------------------------------------------------------------- */

int survey_rates(struct ctx *c, struct id survey, struct survey_rate_list *out)
{
  struct survey_invitation_list invited;
  TRY(survey_invited(c, survey, &invited));
  struct survey_rate_list list = { arena_new(&c->arena, struct survey_rate, invited.count + 2), 1 };
  if (!list.at) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  for (size_t i = 0; i < invited.count; i++) {
    const struct survey_invitation *const v = &invited.at[i];
    struct survey_rate *at = &list.at[list.count - 1];
    if (v->team && (list.count == 1 || strcmp(at->team, v->team) != 0)) {
      at = &list.at[list.count++];
      at->team = v->team;
    }
    if (v->team) { at->invited++; at->answered += v->answered == YES; }
    list.at[0].invited++;
    list.at[0].answered += v->answered == YES;
  }
  *out = list;
  return OK;
}
