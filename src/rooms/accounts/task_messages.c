/* Tells by mail that there is something on the work list, and nothing of what it is. Use of emergency access at once, because
 * somebody must look now. What else is for today at fixed times: a mail that comes the minute after something happened in a
 * household tells of it to whoever sees it come in. The rest in the morning. One mail a person and time. */
#include "accounts_web.h"
#include "calendar.h"
#include "outbox.h"
#include "places.h"
#include "text.h"

static int write_line(struct ctx *c, struct buf *text, const char *line)
{
  put(text, line);
  put(text, "\n\n");
  put(text, absolute_url(c, local_path(c, WORK_PATH)));
  put(text, "\n\n");
  put(text, tr(c, N_("You get this message because you work with this site. What it is about you read after signing in.")));
  put(text, "\n");
  return OK;
}

static int write_new(struct ctx *c, const struct message *m, struct buf *text)
{
  (void)m;
  return write_line(c, text, tr(c, N_("There is something new on your work list.")));
}
static int write_urgent(struct ctx *c, const struct message *m, struct buf *text)
{
  (void)m;
  return write_line(c, text, tr(c, N_("There is something on your work list that asks for your attention today.")));
}

const struct message_template new_tasks_message = { .key = "accounts.tasks", .label = N_("Something new on the work list"), .subject = N_("Your work list"),
  .when = MESSAGE_BY_DAY, .write = write_new };
const struct message_template urgent_task_message = { .key = "accounts.urgent", .label = N_("Something urgent on the work list"), .subject = N_("Your work list, today"),
  .when = MESSAGE_AT_ONCE, .write = write_urgent };
const struct message_template today_tasks_message = { .key = "accounts.today", .label = N_("Something for today on the work list"), .subject = N_("Your work list, today"),
  .when = MESSAGE_AT_TIMES, .write = write_urgent };

/* --- who is told of what --------------------------------------------------------------------------- */

static const char *id_text(struct ctx *c, struct id id)
{
  char *const text = arena_alloc(&c->arena, ID_TEXT);
  id_format(id, text);
  return text;
}

static int tell_at_once(struct ctx *c, const struct task *t, struct id account)
{
  const struct message m = { .channel = MESSAGE_MAIL, .account = account };
  return outbox_ask(c, &urgent_task_message, &m, JOIN(&c->arena, "urgent/", id_text(c, t->id), "/", id_text(c, account)));
}

/* One each fixed time for today, one a day for the rest. */
static int tell_later(struct ctx *c, struct id account, bool today)
{
  const struct message m = { .channel = MESSAGE_MAIL, .account = account };
  const char *const to = id_text(c, account);
  char day[DATE_TEXT], at[21];
  date_format(c->today, day);
  instant_format(message_time(MESSAGE_AT_TIMES, (struct quiet){ 0 }, c->now), at);
  return today ? outbox_ask(c, &today_tasks_message, &m, JOIN(&c->arena, "today/", at, "/", to))
    : outbox_ask(c, &new_tasks_message, &m, JOIN(&c->arena, "tasks/", day, "/", to));
}

int tell_of_work(struct ctx *c, struct id account, bool today) { return c->app && outbox_by(c->app, MESSAGE_MAIL) ? tell_later(c, account, today) : OK; }

static int tell_of(struct ctx *c, struct task *t, bool urgent)
{
  struct id_list accounts;
  TRY(task_accounts(c, t, &accounts));
  for (size_t i = 0; i < accounts.count; i++) TRY(t->kind == TASK_EMERGENCY_USED ? tell_at_once(c, t, accounts.at[i]) : tell_later(c, accounts.at[i], urgent));
  return task_told(c, t);
}

static int tell_region(struct ctx *c, bool urgent, bool *more)
{
  struct task_list tasks;
  size_t told = 0;
  TRY(tasks_untold(c, urgent, &tasks));
  for (size_t i = 0; i < tasks.count; i++, told++) TRY(tell_of(c, &tasks.at[i], urgent));
  *more |= told == TASKS_UNTOLD_MOST;
  return OK;
}

static int tell(struct ctx *c, bool urgent, bool *more)
{
  int rc = OK;
  if (!outbox_by(c->app, MESSAGE_MAIL)) return OK;
  for (size_t i = 0; rc == OK && c->places && i < c->places->regions.count; i++) {
    c->scope.region = c->places->regions.at[i].slug;
    rc = tell_region(c, urgent, more);
  }
  c->scope.region = NULL;
  return rc;
}

int tell_urgent(struct ctx *c, const struct job *job, bool *more) { (void)job; return tell(c, true, more); }
int tell_new(struct ctx *c, const struct job *job, bool *more) { (void)job; return tell(c, false, more); }
