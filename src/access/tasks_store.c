#include "tasks.h"

/* Whose they are: the actor's for the organisation they work for now, else of everybody with this organisation and role. */
static const struct query mine = { &task_record,
  "FROM task WHERE task.region = $1 AND task.done IS NULL AND ((task.account = $2 AND (task.organisation IS NULL OR task.organisation = $3))"
  " OR (task.account IS NULL AND (task.organisation = $3 OR (task.organisation IS NULL AND task.role IS NOT NULL)) AND (task.role IS NULL OR task.role = $4)))"
  " ORDER BY task.due IS NULL, task.due, task.made, task.id" };
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
const struct query *const task_queries[] = { &mine, &of_account, &about, &about_nothing, &ever, &untold, &untold_urgent, NULL };

int tasks_untold(struct ctx *c, bool urgent, struct task_list *out)
{
  const int64_t most = TASKS_UNTOLD_MOST;
  return record_select(c, task, out, urgent ? &untold_urgent : &untold, P(most));
}

int tasks_mine(struct ctx *c, struct task_list *out) { return record_select(c, task, out, &mine, P(c->scope.actor, c->scope.organisation, c->scope.role)); }
int tasks_of_account(struct ctx *c, struct id account, struct task_list *out) { return record_select(c, task, out, &of_account, P(account)); }

int tasks_open_about(struct ctx *c, enum task_kind kind, struct id subject, struct task_list *out)
{
  return id_known(subject) ? record_select(c, task, out, &about, P(task_kind_key(kind), subject))
                           : record_select(c, task, out, &about_nothing, P(task_kind_key(kind)));
}

int tasks_ever(struct ctx *c, enum task_kind kind, struct task_list *out) { return record_select(c, task, out, &ever, P(task_kind_key(kind))); }
