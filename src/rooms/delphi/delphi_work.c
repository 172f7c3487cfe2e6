/* What this room has for whoever leads a study: lines of the work list. */
#include "calendar.h"
#include "delphi_room.h"
#include "delphi_web.h"
#include "html.h"
#include "text.h"
#include "work.h"

/* What waits for the coordinator at each stage, and what for the experts; NULL: nothing. */
static const struct { enum work_group group; const char *title; } stages[] = {
  [DELPHI_DRAFT]    = { WORK_TODO,  N_("Begin a Delphi study") },
  [DELPHI_QUESTION] = { WORK_WAITS, N_("Experts answer the open question") },
  [DELPHI_CODING]   = { WORK_TODO,  N_("Make statements of what experts said") },
  [DELPHI_RATING]   = { WORK_WAITS, N_("Experts rate statements") },
  [DELPHI_BETWEEN]  = { WORK_TODO,  N_("Open round 3 of a Delphi study, or finish it") },
  [DELPHI_AGAIN]    = { WORK_WAITS, N_("Experts rate statements again") },
  [DELPHI_CLOSED]   = { WORK_ALL,   NULL },
};

int delphi_work(struct ctx *c, struct work_line_list *to)
{
  struct delphi_study_list list;
  if (!signed_in_may(who(c), MAY_SURVEY) || !c->scope.region) return OK;
  TRY(delphi_studies(c, &list));
  for (size_t i = 0; i < list.count; i++) {
    const struct delphi_study *const s = &list.at[i];
    if (!stages[s->stage].title) continue;
    work_add(to, &(struct work_line){ .group = stages[s->stage].group, .title = tr(c, stages[s->stage].title), .about = s->title,
      .path = JOIN(&c->arena, DELPHI_PATH "/", arg_id(&c->arena, s->id)), .due = { delphi_round(s->stage) ? date_begins(date_plus_days(s->until, 1)) : 0 } });
  }
  return OK;
}
