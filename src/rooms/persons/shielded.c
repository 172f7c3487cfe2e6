#include "shielded.h"
#include "app.h"
#include "directors.h"
#include "households_store.h"
#include "shields.h"
#include "tasks.h"

/* All of one household, those too that the actor may not see. */
struct whole { struct household_file file; size_t out; };

static int close_all(struct ctx *c, struct whole *w, struct id file)
{
  const struct household_file *const f = &w->file;
  TRY(shield_spread(c, file, f->household.compartment, &w->out));
  for (size_t i = 0; i < f->earlier.count; i++) TRY(shield_spread(c, file, f->earlier.at[i].compartment, &w->out));
  for (size_t i = 0; i < f->sides.count; i++) TRY(shield_spread(c, file, f->sides.at[i].compartment, &w->out));
  for (size_t i = 0; i < f->memberships.count; i++) {
    TRY(shield_spread(c, file, f->memberships.at[i].compartment, &w->out));
    for (const struct room *const *r = c->app ? c->app->rooms : NULL; r && *r; r++) if ((*r)->shielded) TRY((*r)->shielded(c, file, f->memberships.at[i].person));
  }
  return OK;
}

/* A director who went out is found by the clock, as any who does not work there any more. */
static int tell_director(struct ctx *c, const struct household *h)
{
  struct household_director d;
  bool works;
  const int rc = director_of(c, h->id, &d);
  if (absent(c, rc)) return OK;
  TRY(rc);
  TRY(director_works_here(c, &d, &works));
  return works ? task_add(c, &(struct task){ .account = d.account, .organisation = d.organisation, .kind = TASK_TAKE_OVER, .about = h->id, .due = date_plus_days(c->today, 1) }) : OK;
}

static int shield_whole(struct ctx *c, struct id household)
{
  struct whole w = { .out = 0 };
  TRY(household_file(c, household, &w.file));
  for (size_t i = 0; i < w.file.memberships.count; i++) {
    const struct id file = w.file.memberships.at[i].compartment;
    struct shield shield;
    bool there;
    TRY(shield_of(c, file, &shield, &there));
    if (there) TRY(close_all(c, &w, file));
  }
  return w.out ? tell_director(c, &w.file.household) : OK;
}

int shield_household(struct ctx *c, struct id household) { return AS_PROGRAM(c, shield_whole(c, household)); }

int shield_households_of(struct ctx *c, struct id person)
{
  struct membership_list there;
  TRY(AS_PROGRAM(c, memberships_of_person(c, person, &there)));
  for (size_t i = 0; i < there.count; i++) TRY(shield_household(c, there.at[i].household));
  return OK;
}
