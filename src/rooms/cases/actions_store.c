#include "actions.h"

/* Two ways in, each by an index of its own: joined by OR they were looked for among all actions of the region. */
static const struct query of_household = { &case_action_record, "FROM case_action WHERE case_action.region = $1 AND case_action.household IN ("
  CASE_NOW_AND_EARLIER("id") ")" };
static const struct query in_its_places = { &case_action_record, "FROM case_action WHERE case_action.region = $1 AND case_action.compartment IN ("
  "SELECT household_side.compartment FROM household_side WHERE household_side.region = $1 AND household_side.household = $2"
  " UNION ALL SELECT membership.compartment FROM membership WHERE membership.region = $1 AND membership.household = $2)" };
#define MINE "FROM case_action WHERE case_action.region = $1 AND case_action.account = $2 AND case_action.organisation = $3 AND case_action.state = 'open'"
static const struct query mine = { &case_action_record, MINE " ORDER BY case_action.due, case_action.id LIMIT $4" };
static const struct query mine_soon = { &case_action_record, MINE " AND case_action.due <= $5 ORDER BY case_action.due, case_action.id LIMIT $4" };
static const struct query late_of_others = { &case_action_record, "FROM case_action WHERE case_action.region = $1 AND case_action.household IN (SELECT household_director.id FROM household_director"
  " WHERE household_director.region = $1 AND household_director.account = $2 AND household_director.organisation = $3) AND case_action.state = 'open' AND case_action.due < $4"
  " AND (case_action.account IS NULL OR case_action.account <> $2) ORDER BY case_action.due, case_action.id LIMIT $5" };
static const struct query due = { &action_due_record, "FROM case_action WHERE case_action.region = $1 AND case_action.state = 'open' AND case_action.account IS NOT NULL AND case_action.due <= $2"
  " AND NOT EXISTS (SELECT 1 FROM task WHERE task.region = $1 AND task.about = case_action.id AND task.kind = 'action_due' AND task.done IS NULL)"
  " ORDER BY case_action.due, case_action.id LIMIT $3", .wide = true };
static const struct query open_there = { &action_due_record, "FROM case_action WHERE case_action.region = $1 AND case_action.account = $2"
  " AND case_action.compartment = $3 AND case_action.state = 'open' LIMIT 1" };
const struct query *const action_queries[] = { &of_household, &in_its_places, &mine, &mine_soon, &late_of_others, &due, &open_there, NULL };

/* Open ones first, by day; then what was closed last. */
static int by_day(const void *a, const void *b)
{
  const struct case_action *const x = a, *const y = b;
  const bool open = x->state == ACTION_OPEN;
  if (open != (y->state == ACTION_OPEN)) return open ? -1 : 1;
  const int64_t p = open ? x->due.ymd : y->closed.ms, q = open ? y->due.ymd : x->closed.ms;
  return p != q ? (p < q ? -1 : 1) : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

static bool among(const struct case_action_list *list, struct id id)
{
  for (size_t i = 0; i < list->count; i++) if (id_same(list->at[i].id, id)) return true;
  return false;
}

int actions_of(struct ctx *c, struct id household, struct case_action_list *out)
{
  struct case_action_list written, placed;
  TRY(record_select(c, case_action, &written, &of_household, P(household)));
  TRY(record_select(c, case_action, &placed, &in_its_places, P(household)));
  *out = (struct case_action_list){ .at = arena_new(&c->arena, struct case_action, written.count + placed.count + 1) };
  for (size_t i = 0; i < written.count; i++) out->at[out->count++] = written.at[i];
  for (size_t i = 0; i < placed.count; i++) if (!among(&written, placed.at[i].id)) out->at[out->count++] = placed.at[i];
  if (out->count) qsort(out->at, out->count, sizeof *out->at, by_day);
  return OK;
}

int actions_of_plan(struct ctx *c, struct id household, struct id plan, struct case_action_list *out)
{
  struct case_action_list all;
  size_t n = 0;
  TRY(actions_of(c, household, &all));
  for (size_t i = 0; i < all.count; i++) if (id_same(all.at[i].plan, plan)) all.at[n++] = all.at[i];
  all.count = n;
  *out = all;
  return OK;
}

int actions_mine(struct ctx *c, struct case_action_list *out)
{
  return record_select(c, case_action, out, &mine, P(c->scope.actor, c->scope.organisation, (int64_t)ACTIONS_MOST));
}

int actions_mine_soon(struct ctx *c, struct date by, struct case_action_list *out)
{
  return record_select(c, case_action, out, &mine_soon, P(c->scope.actor, c->scope.organisation, (int64_t)ACTIONS_MOST, by));
}

int actions_late_of_others(struct ctx *c, struct case_action_list *out)
{
  return record_select(c, case_action, out, &late_of_others, P(c->scope.actor, c->scope.organisation, c->today, (int64_t)ACTIONS_MOST));
}

int actions_due(struct ctx *c, struct date to, size_t most, struct action_due_list *out)
{
  return record_select(c, action_due, out, &due, P(to, (int64_t)most));
}

int actions_open_there(struct ctx *c, struct id account, struct id compartment, struct action_due_list *out)
{
  return AS_PROGRAM(c, record_select(c, action_due, out, &open_there, P(account, compartment)));
}
