#include "questionnaires_room.h"
#include "command.h"
#include "questionnaires_web.h"
#include "surveys.h"

extern const struct command questionnaires_commands[];

static int run(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  return surveys_run(c, more);
}

#define SOON_KIND_ { .key = "questionnaires.now", .label = N_("Does at once what somebody asked for with a questionnaire"), .run = run }
const struct job_kind survey_job = SOON_KIND_;
static const struct job_kind jobs[] = {
  SOON_KIND_,
  { .key = "questionnaires.surveys", .label = N_("Invites and reminds who is asked to fill in a questionnaire, and closes what is over"), .every = MINUTE_MS, .run = run },
  { .key = NULL }
};

static const struct work_link work_menu[] = { { SURVEYS_PATH, N_("Questionnaires"), MAY_SURVEY }, { .path = NULL } };
static const struct query *const *const queries[] = { questionnaire_queries, survey_queries, NULL };
static const struct record *const records[] = { &questionnaire_record, &survey_record, &survey_invitation_record, &survey_draft_record, &survey_rate_record,
  &survey_response_record, &survey_tally_record, &survey_text_record, NULL };
static const struct message_template *const messages[] = { &survey_message, &survey_reminder, NULL };

const struct room questionnaires_room = { .name = "questionnaires", .routes = questionnaires_routes, .commands = questionnaires_commands, .work_menu = work_menu, .queries = queries,
  .records = records, .jobs = jobs, .messages = messages,
  .demo_later = questionnaires_demo, .work = questionnaires_work };
