/* What happens to cases by itself, once a day: doers hear of what is due, and households whose director left get one again. */
#include "actions.h"
#include "accounts.h"
#include "case_clock.h"
#include "directors.h"
#include "tasks.h"

int actions_remind(struct ctx *c, size_t most, bool *more)
{
  struct action_due_list list;
  TRY(AS_PROGRAM(c, actions_due(c, date_plus_days(c->today, ACTION_SOON_DAYS), most, &list)));
  *more = list.count == most;
  for (size_t i = 0; i < list.count; i++) {
    const struct action_due *const a = &list.at[i];
    TRY(task_add(c, &(struct task){ .account = a->account, .organisation = a->organisation, .kind = TASK_ACTION_DUE, .about = a->id, .due = a->due }));
  }
  return OK;
}

int directors_look(struct ctx *c, size_t most, bool *more)
{
  struct director_left_list list;
  TRY(directors_left(c, most, &list));
  *more = list.count == most;
  for (size_t i = 0; i < list.count; i++) TRY(director_left_tell(c, &list.at[i]));
  return OK;
}
