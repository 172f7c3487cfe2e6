/* Work of somebody who does not work with a household any more: permission was withdrawn, a post ended. It is nobody's until somebody takes it, so it is told at once. */
#include "actions.h"
#include "directors.h"
#include "involved.h"
#include "tasks.h"

static const struct involvement *reader(const struct involvement_list *rows, struct id account)
{
  for (size_t i = 0; i < rows->count; i++) if (id_same(rows->at[i].account, account) && rows->at[i].purpose != PURPOSE_EMERGENCY) return &rows->at[i];
  return NULL;
}

static int tell(struct ctx *c, const struct involvement *to, struct id household)
{
  return task_add(c, &(struct task){ .account = to->account, .organisation = to->organisation, .kind = TASK_WITHOUT_COLLEAGUE, .about = household, .due = date_plus_days(c->today, 1) });
}

/* Where the compartment belongs now, and who directs there; ID_NONE: nobody. */
static int home_of(struct ctx *c, struct id compartment, struct id *household, struct id *director)
{
  struct household h;
  struct household_director d;
  *household = *director = ID_NONE;
  TRY(case_household_of(c, compartment, household));
  if (!id_known(*household)) return OK;
  TRY(household_now(c, *household, &h));
  *household = h.id;
  const int rc = director_of(c, h.id, &d);
  if (absent(c, rc)) return OK;
  TRY(rc);
  *director = d.account;
  return OK;
}

int work_left_tell(struct ctx *c, struct id compartment, struct id account)
{
  struct involvement_list rows;
  struct id household, director;
  TRY(AS_PROGRAM(c, home_of(c, compartment, &household, &director)));
  if (!id_known(household)) return OK;
  TRY(involvements_of_compartment(c, compartment, &rows));
  const struct involvement *const directs = reader(&rows, director);
  if (directs && !id_same(director, account)) return tell(c, directs, household);
  for (size_t i = 0; i < rows.count; i++)
    if (rows.at[i].purpose != PURPOSE_EMERGENCY && !id_same(rows.at[i].account, account)) TRY(tell(c, &rows.at[i], household));
  return OK;
}

int actions_left(struct ctx *c, struct id account, struct id compartment)
{
  struct action_due_list open;
  struct id organisation;
  if (!id_known(compartment)) return OK;
  TRY(reads_compartment(c, compartment, account, &organisation));
  if (id_known(organisation)) return OK;
  TRY(actions_open_there(c, account, compartment, &open));
  return open.count ? work_left_tell(c, compartment, account) : OK;
}
