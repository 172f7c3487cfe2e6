#include "surveys.h"

static const struct query in_region = { &survey_record, "FROM survey WHERE survey.region = $1 ORDER BY survey.until DESC, survey.title LIMIT 500" };
static const struct query running = { &survey_record, "FROM survey WHERE survey.sent IS NOT NULL AND survey.closed IS NULL ORDER BY survey.until, survey.id" };
static const struct query comparable = { &survey_record,
  "FROM survey WHERE survey.name = $1 AND survey.closed IS NOT NULL AND (survey.region = $2 OR survey.shared = 'yes') ORDER BY survey.until DESC, survey.title LIMIT 200" };
static const struct query invitations = { &survey_invitation_record,
  "FROM survey_invitation WHERE survey_invitation.survey = $1 ORDER BY survey_invitation.team, survey_invitation.mail, survey_invitation.id LIMIT $2" };
#define UNANSWERED "FROM survey_invitation WHERE survey_invitation.survey = $1 AND survey_invitation.answered IS NULL AND survey_invitation.mail IS NOT NULL"
#define SOME " ORDER BY survey_invitation.id LIMIT 50"
static const struct query to_ask = { &survey_invitation_record, UNANSWERED " AND survey_invitation.asked IS NULL" SOME };
static const struct query to_remind = { &survey_invitation_record, UNANSWERED " AND survey_invitation.asked < $4 AND (survey_invitation.reminded IS NULL OR survey_invitation.reminded < $4)"
  " AND (survey_invitation.reminders IS NULL OR survey_invitation.reminders < $5)"
  " AND ((survey_invitation.reminded IS NULL AND survey_invitation.asked <= $2) OR COALESCE(survey_invitation.reminded, survey_invitation.asked) < $3)" SOME };
static const struct query draft = { &survey_draft_record, "FROM survey_draft WHERE survey_draft.region = $1 AND survey_draft.invitation = $2" };
static const struct query waiting = { &survey_draft_head_record,
  "FROM survey_draft WHERE survey_draft.region = $1 AND survey_draft.compartment = $2 AND survey_draft.sent = 'yes' ORDER BY survey_draft.id" };
static const struct query rates = { &survey_rate_record, "FROM survey_rate WHERE survey_rate.survey = $1 AND survey_rate.team IS NOT NULL ORDER BY survey_rate.team" };
static const struct query rate_all = { &survey_rate_record, "FROM survey_rate WHERE survey_rate.survey = $1 AND survey_rate.team IS NULL" };
static const struct query rate_team = { &survey_rate_record, "FROM survey_rate WHERE survey_rate.survey = $1 AND survey_rate.team = $2" };
static const struct query tallies = { &survey_tally_record, "FROM survey_tally WHERE survey_tally.survey = $1 AND survey_tally.team IS NOT NULL ORDER BY survey_tally.team" };
static const struct query tally_all = { &survey_tally_record, "FROM survey_tally WHERE survey_tally.survey = $1 AND survey_tally.team IS NULL" };
static const struct query tally_team = { &survey_tally_record, "FROM survey_tally WHERE survey_tally.survey = $1 AND survey_tally.team = $2" };
static const struct query responses = { &survey_response_record, "FROM survey_response WHERE survey_response.survey = $1 ORDER BY survey_response.team, survey_response.id" };
static const struct query texts = { &survey_text_record,
  "FROM survey_text WHERE survey_text.survey = $1 AND survey_text.item = $2 ORDER BY survey_text.id LIMIT 201" };
static const struct query texts_after = { &survey_text_record,
  "FROM survey_text WHERE survey_text.survey = $1 AND survey_text.item = $2 AND survey_text.id > $3 ORDER BY survey_text.id LIMIT 201" };
const struct query *const survey_queries[] = { &in_region, &running, &comparable, &invitations, &to_ask, &to_remind, &draft, &waiting,
  &rates, &rate_all, &rate_team, &tallies, &tally_all, &tally_team, &responses, &texts,
  &texts_after, NULL };

int surveys_in(struct ctx *c, const char *region, struct survey_list *out) { return global_select(c, survey, out, &in_region, P(region)); }
int surveys_open(struct ctx *c, struct survey_list *out) { return global_select(c, survey, out, &running, P0); }
int surveys_comparable(struct ctx *c, const char *name, struct survey_list *out) { return global_select(c, survey, out, &comparable, P(name, c->scope.region)); }
int survey_invited(struct ctx *c, struct id survey, size_t most, struct survey_invitation_list *out)
{
  return global_select(c, survey_invitation, out, &invitations, P(survey, (int64_t)most));
}
int invitations_to_ask(struct ctx *c, struct id survey, struct survey_invitation_list *out) { return global_select(c, survey_invitation, out, &to_ask, P(survey)); }
int invitations_to_remind(struct ctx *c, struct id survey, struct date first, struct date again, struct survey_invitation_list *out)
{
  return global_select(c, survey_invitation, out, &to_remind, P(survey, first, again, c->today, (int64_t)REMINDERS_MOST));
}
int draft_of(struct ctx *c, struct id invitation, struct survey_draft *out) { return AS_PROGRAM(c, record_one(c, survey_draft, out, &draft, P(invitation))); }
int drafts_waiting(struct ctx *c, struct id compartment, struct survey_draft_list *out)
{
  return AS_PROGRAM(c, record_select_(c, &survey_draft_head_record, &out->rows, &out->count, &waiting, P(compartment)));
}
int rates_of(struct ctx *c, struct id survey, struct survey_rate_list *out) { return global_select(c, survey_rate, out, &rates, P(survey)); }
int rate_of_team(struct ctx *c, struct id survey, const char *team, struct survey_rate *out)
{
  return team ? global_one(c, survey_rate, out, &rate_team, P(survey, team)) : global_one(c, survey_rate, out, &rate_all, P(survey));
}
int tallies_of(struct ctx *c, struct id survey, struct survey_tally_list *out) { return global_select(c, survey_tally, out, &tallies, P(survey)); }
int tally_of_team(struct ctx *c, struct id survey, const char *team, struct survey_tally *out)
{
  return team ? global_one(c, survey_tally, out, &tally_team, P(survey, team)) : global_one(c, survey_tally, out, &tally_all, P(survey));
}
int responses_of(struct ctx *c, struct id survey, struct survey_response_list *out) { return global_select(c, survey_response, out, &responses, P(survey)); }
int texts_of(struct ctx *c, struct id survey, const char *item, struct id after, struct survey_text_list *out)
{
  if (!id_known(after)) return global_select(c, survey_text, out, &texts, P(survey, item));
  return global_select(c, survey_text, out, &texts_after, P(survey, item, after));
}
