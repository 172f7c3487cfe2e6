#include "delphi_room.h"
#include "command.h"
#include "delphi_rounds.h"
#include "delphi_web.h"

extern const struct command delphi_commands[];

static int close_rounds(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  return delphi_close_over(c, more);
}
static int remind(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  return delphi_remind_late(c, more);
}

static int forget(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  return delphi_forget(c, more);
}

static const struct job_kind jobs[] = {
  { .key = "delphi.close",  .label = N_("Closes rounds of Delphi studies whose last day is past"), .daily = true, .minute = 10, .run = close_rounds },
  { .key = "delphi.remind", .label = N_("Reminds experts of Delphi studies, once a round"), .daily = true, .minute = 8 * 60 + 30, .run = remind },
  { .key = "delphi.forget", .label = N_("Takes names and addresses of experts out of Delphi studies that ended long ago"), .daily = true, .minute = 3 * 60 + 40, .run = forget },
  { .key = NULL }
};

static const struct work_link work_menu[] = { { DELPHI_PATH, N_("Delphi"), MAY_SURVEY }, { .path = NULL } };
static const struct message_template *const messages[] = { &delphi_asked_message, &delphi_reminder_message, NULL };
static const struct query *const *const queries[] = { delphi_queries, NULL };
static const struct record *const records[] = { &delphi_study_record, &delphi_group_record, &delphi_expert_record, &delphi_turn_record, &delphi_answer_record,
  &delphi_statement_record, &delphi_rating_record, &delphi_remark_record, &delphi_again_record, NULL };

const struct room delphi_room = { .name = "delphi", .routes = delphi_routes, .commands = delphi_commands, .work_menu = work_menu, .jobs = jobs, .messages = messages, .queries = queries,
  .records = records, .demo_later = delphi_demo, .work = delphi_work };
