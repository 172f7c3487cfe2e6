#include "together_watch.h"
#include "actions.h"
#include "directors.h"
#include "need_to_know.h"
#include "tasks.h"
#include "together.h"

/* Whether that account works with both parties, by somebody else's doing or as who opened it for both: as case_both_sides asks it of the actor. */
static int works_with_both(struct ctx *c, const struct case_file *f, struct id account, struct id *organisation, bool *out)
{
  bool a = false, b = false;
  *organisation = ID_NONE;
  for (size_t i = 0; i < f->file.sides.count; i++) {
    const struct household_side *const side = &f->file.sides.at[i];
    bool given;
    TRY(case_side_given(c, side, account, organisation, &given));
    a |= given && side->letter == SIDE_A;
    b |= given && side->letter == SIDE_B;
  }
  *out = a && b;
  return OK;
}

static int tell(struct ctx *c, const struct case_file *f, struct id account)
{
  struct id organisation;
  bool both;
  if (!id_known(account)) return OK;
  TRY(works_with_both(c, f, account, &organisation, &both));
  if (!both) return OK;
  return task_add(c, &(struct task){ .account = account, .organisation = organisation, .kind = TASK_TALKS_STOPPED, .about = f->file.household.id, .due = c->today });
}

static bool is_planned(const struct case_action *a) { return a->form == ACTION_TOGETHER && a->state == ACTION_OPEN; }

/* What is planned is looked at first: mostly it is nothing. */
static int look(struct ctx *c, struct id household)
{
  struct case_file f;
  struct case_action_list actions;
  struct household_director d = { .account = ID_NONE };
  bool stopped = false;
  TRY(actions_of(c, household, &actions));
  for (size_t i = 0; i < actions.count && !stopped; i++) {
    if (!is_planned(&actions.at[i])) continue;
    TRY(case_open(c, household, &f));
    TRY(action_is_stopped(c, &f, &actions.at[i], &stopped));
    if (!stopped) return OK;
  }
  if (!stopped) return OK;
  const int rc = director_of(c, household, &d);
  if (rc != OK && !absent(c, rc)) return rc;
  TRY(tell(c, &f, d.account));
  for (size_t i = 0; i < actions.count; i++)
    if (is_planned(&actions.at[i]) && !id_same(actions.at[i].writer, d.account)) TRY(tell(c, &f, actions.at[i].writer));
  return OK;
}

int together_look(struct ctx *c, struct id household) { return AS_PROGRAM(c, look(c, household)); }
