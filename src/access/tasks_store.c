#include "tasks.h"

/* Whose they are: the actor's for the organisation they work for now, else of everybody with this organisation and role. One statement for each way,
 * by an index of its own: joined by OR they were looked for among all tasks of the region. */
#define OPEN " AND task.done IS NULL"
#define NOBODYS "FROM task WHERE task.region = $1 AND task.account IS NULL" OPEN
static const struct query own = { &task_record, "FROM task WHERE task.region = $1 AND task.account = $2" OPEN " AND (task.organisation IS NULL OR task.organisation = $3)" };
static const struct query of_organisation = { &task_record, NOBODYS " AND task.organisation = $2 AND (task.role IS NULL OR task.role = $3)" };
static const struct query of_role = { &task_record, NOBODYS " AND task.organisation IS NULL AND task.role = $2" };
static const struct query of_account = { &task_record, "FROM task WHERE task.region = $1 AND task.account = $2 AND task.done IS NULL ORDER BY task.made, task.id" };
static const struct query about = { &task_record, "FROM task WHERE task.region = $1 AND task.kind = $2 AND task.about = $3 AND task.done IS NULL ORDER BY task.made, task.id" };
static const struct query about_nothing = { &task_record, "FROM task WHERE task.region = $1 AND task.kind = $2 AND task.about IS NULL AND task.done IS NULL ORDER BY task.made, task.id" };
static const struct query ever = { &task_record, "FROM task WHERE task.region = $1 AND task.kind = $2 ORDER BY task.made DESC, task.id LIMIT 50" };
/* What cannot wait for the next morning: a breach or somebody's safety may hang on it. */
#define URGENT "task.kind IN ('emergency_used', 'file_without_worker', 'handed_over', 'chat_danger')"
#define UNTOLD "FROM task WHERE task.region = $1 AND task.done IS NULL AND task.told IS NULL AND "
#define OLDEST " ORDER BY task.made, task.id LIMIT $2"
static const struct query untold = { &task_record, UNTOLD "NOT " URGENT OLDEST };
static const struct query untold_urgent = { &task_record, UNTOLD URGENT OLDEST };
const struct query *const task_queries[] = { &own, &of_organisation, &of_role, &of_account, &about, &about_nothing, &ever, &untold, &untold_urgent, NULL };

int tasks_untold(struct ctx *c, bool urgent, struct task_list *out)
{
  const int64_t most = TASKS_UNTOLD_MOST;
  return record_select(c, task, out, urgent ? &untold_urgent : &untold, P(most));
}

/* By the day they are due, those without one last. */
static int soonest_first(const void *a, const void *b)
{
  const struct task *const x = a, *const y = b;
  if (date_known(x->due) != date_known(y->due)) return date_known(x->due) ? -1 : 1;
  if (x->due.ymd != y->due.ymd) return x->due.ymd < y->due.ymd ? -1 : 1;
  if (x->made.ms != y->made.ms) return x->made.ms < y->made.ms ? -1 : 1;
  return memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int tasks_mine(struct ctx *c, struct task_list *out)
{
  struct task_list some[3];
  size_t count = 0;
  TRY(record_select(c, task, &some[0], &own, P(c->scope.actor, c->scope.organisation)));
  TRY(record_select(c, task, &some[1], &of_organisation, P(c->scope.organisation, c->scope.role)));
  TRY(record_select(c, task, &some[2], &of_role, P(c->scope.role)));
  for (size_t i = 0; i < COUNT(some); i++) count += some[i].count;
  *out = (struct task_list){ .at = arena_new(&c->arena, struct task, count + 1) };
  for (size_t i = 0; i < COUNT(some); i++) for (size_t k = 0; k < some[i].count; k++) out->at[out->count++] = some[i].at[k];
  if (out->count) qsort(out->at, out->count, sizeof *out->at, soonest_first);
  return OK;
}
int tasks_of_account(struct ctx *c, struct id account, struct task_list *out) { return record_select(c, task, out, &of_account, P(account)); }

int tasks_open_about(struct ctx *c, enum task_kind kind, struct id subject, struct task_list *out)
{
  return id_known(subject) ? record_select(c, task, out, &about, P(task_kind_key(kind), subject))
                           : record_select(c, task, out, &about_nothing, P(task_kind_key(kind)));
}

int tasks_ever(struct ctx *c, enum task_kind kind, struct task_list *out) { return record_select(c, task, out, &ever, P(task_kind_key(kind))); }
