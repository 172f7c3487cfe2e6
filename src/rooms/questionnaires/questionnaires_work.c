/* What this room has for whoever leads surveys: lines of the work list. */
#include "calendar.h"
#include "questionnaires_room.h"
#include "questionnaires_web.h"
#include "text.h"
#include "work.h"

enum { NEWS_DAYS = 14 };             /* results are new for so long */

static int add_line(struct ctx *c, struct work_line_list *to, const struct survey *s)
{
  struct survey_rate all;
  const bool open = survey_is_open(s, c->today);
  const bool fresh = instant_known(s->closed) && s->closed.ms > c->now - NEWS_DAYS * DAY_MS;
  if (!open && !fresh) return OK;
  TRY(survey_rate_of_all(c, s->id, &all));
  const struct work_line line = { .group = open ? WORK_WAITS : WORK_NEW, .title = tr(c, open ? N_("A questionnaire is being answered") : N_("Read the results of a questionnaire")),
    .about = JOIN(&c->arena, s->title, " (", rate_said(c, all.answered.n, all.invited.n), ")"),
    .path = open ? JOIN(&c->arena, SURVEYS_PATH "/", arg_id(&c->arena, s->id)) : JOIN(&c->arena, SURVEYS_PATH "/", arg_id(&c->arena, s->id), "/uitkomsten"),
    .due = { open ? date_begins(date_plus_days(s->until, 1)) : 0 } };
  work_add(to, &line);
  return OK;
}

int questionnaires_work(struct ctx *c, struct work_line_list *to)
{
  struct survey_list list;
  if (!signed_in_may(who(c), MAY_SURVEY) || !c->scope.region) return OK;
  TRY(surveys_of_region(c, &list));
  for (size_t i = 0; i < list.count; i++) TRY(add_line(c, to, &list.at[i]));
  return OK;
}
