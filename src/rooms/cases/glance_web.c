/* What one sees first of a household. */
#include "actions.h"
#include "cases_web.h"
#include "directors.h"
#include "glance.h"
#include "html.h"
#include "phases.h"
#include "text.h"
#include "together.h"

static const char *at(struct ctx *c, const struct case_file *f, const char *part) { return path_of_id(c, HOUSEHOLDS, f->file.household.id, part); }

static int add_director(struct ctx *c, const struct case_file *f, struct glance_list *to)
{
  struct household_director d;
  const char *name = NULL;
  bool works = false;
  const int rc = director_of(c, f->file.household.id, &d);
  if (rc != OK && !absent(c, rc)) return rc;
  if (rc == OK) TRY(director_works_here(c, &d, &works));
  if (works) TRY(case_colleague(c, f, d.account, &name));
  glance_add(to, (struct glance){ N_("Director"), name ? name : tr(c, N_("Nobody directs this household")), at(c, f, "/regie"), !name });
  return OK;
}

static int add_phase(struct ctx *c, const struct case_file *f, struct glance_list *to)
{
  struct case_phase now;
  enum talks_together together;
  TRY(phase_now(c, f, &now));
  const char *const state = tr(c, case_state_label(now.state));
  glance_add(to, (struct glance){ N_("Phase"), instant_known(now.since) ? JOIN(&c->arena, state, ", ", tr(c, N_("since")), " ", arg_date(c, date_at(now.since.ms))) : state, at(c, f, "/fase"),
    now.state == CASE_STATE_UNKNOWN });
  TRY(together_now(c, f, &together));
  if (together != TALKS_ONE_SIDE)                            /* to who works for one side it says nothing */
    glance_add(to, (struct glance){ N_("Talks together"), tr(c, talks_together_label(together)), NULL, talks_in_danger(together) });
  return OK;
}

static int add_last_incident(struct ctx *c, const struct case_file *f, struct glance_list *to)
{
  struct list rows;
  const struct incident *last = NULL;
  TRY(case_parts_of(c, &case_kinds[KIND_INCIDENT], f, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct incident *const one = list_row(&incident_record, rows, i);
    if (case_part_counts((const struct case_part *)one) && (!last || date_before(last->day, one->day))) last = one;
  }
  glance_add(to, (struct glance){ N_("Last incident"), last ? arg_date(c, last->day) : tr(c, N_("none was written down")), at(c, f, "/dossier?kind=incident#tijdlijn"), false });
  return OK;
}

static int add_late(struct ctx *c, const struct case_file *f, struct glance_list *to)
{
  struct case_action_list all;
  size_t open = 0, late = 0;
  TRY(actions_of(c, f->file.household.id, &all));
  for (size_t i = 0; i < all.count; i++) {
    open += all.at[i].state == ACTION_OPEN;
    late += all.at[i].state == ACTION_OPEN && date_before(all.at[i].due, c->today);
  }
  const char *const text = JOIN(&c->arena, arg_int(&c->arena, (int64_t)open), " ", tr(c, N_("to do")), ", ", arg_int(&c->arena, (int64_t)late), " ", tr(c, N_("late")));
  glance_add(to, (struct glance){ N_("Actions"), text, at(c, f, "/acties"), late > 0 });
  return OK;
}

int cases_glance(struct ctx *c, struct id household, struct glance_list *to)
{
  struct case_file f;
  TRY(case_open(c, household, &f));
  TRY(add_director(c, &f, to));
  TRY(add_phase(c, &f, to));
  TRY(add_last_incident(c, &f, to));
  return add_late(c, &f, to);
}
