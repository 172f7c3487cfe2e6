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

/* Whoever reads files in the organisation that directed, to find somebody who takes it up. */
static int tell_organisation(struct ctx *c, const struct director_left *d)
{
  return task_add(c, &(struct task){ .organisation = d->organisation, .role = ROLE_TEAM_LEAD, .kind = TASK_NO_DIRECTOR, .about = d->id, .due = date_plus_days(c->today, 1) });
}

/* Those who work with it, of any side: who may direct takes it up, the others see to it that somebody does. */
static int tell_colleagues(struct ctx *c, const struct director_left *d)
{
  struct involvement_list rows;
  TRY(AS_PROGRAM(c, involvements_of_compartment(c, d->compartment, &rows)));
  for (size_t i = 0; i < rows.count; i++) {
    const struct involvement *const r = &rows.at[i];
    if (r->purpose == PURPOSE_EMERGENCY || id_same(r->account, d->account)) continue;
    TRY(task_add(c, &(struct task){ .account = r->account, .organisation = r->organisation, .kind = TASK_NO_DIRECTOR, .about = d->id, .due = date_plus_days(c->today, 1) }));
  }
  return OK;
}

int directors_look(struct ctx *c, size_t most, bool *more)
{
  struct director_left_list list;
  TRY(directors_left(c, most, &list));
  *more = list.count == most;
  for (size_t i = 0; i < list.count; i++) {
    TRY(tell_organisation(c, &list.at[i]));
    TRY(tell_colleagues(c, &list.at[i]));
  }
  return OK;
}
