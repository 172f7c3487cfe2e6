/* The first page after signing in: what is to be done. */
#include "accounts_web.h"
#include "invitations.h"
#include "jobs.h"

/* Whose new start it is. */
static int account_of_reset(struct ctx *c, struct id invitation, struct id *out)
{
  struct invitation_list all;
  *out = ID_NONE;
  TRY(resets_waiting(c, &all));
  for (size_t i = 0; i < all.count; i++)
    if (id_same(all.at[i].id, invitation)) *out = all.at[i].account;
  return OK;
}

static int account_of_post(struct ctx *c, struct id post, struct id *out)
{
  struct post p = { 0 };
  const int rc = post_get(c, post, &p);
  *out = p.account;
  return absent(c, rc) ? OK : rc;
}

/* What a task is about, in words that say nothing of a person who is helped; NULL: nothing more to say. */
static int about_of(struct ctx *c, const struct task *t, const char **out)
{
  struct account a = { 0 };
  struct id whose = ID_NONE;
  *out = NULL;
  if (t->kind == TASK_CONFIRM_POSTS) return organisation_name(c, id_known(t->organisation) ? t->organisation : t->about, out);
  if (t->kind == TASK_APPROVE_POST) TRY(account_of_post(c, t->about, &whose));
  if (t->kind == TASK_APPROVE_RESET) TRY(account_of_reset(c, t->about, &whose));
  const int rc = id_known(whose) ? account_get(c, whose, &a) : OK;
  if (rc != OK && !absent(c, rc)) return rc;
  *out = a.name;
  return OK;
}

static int sort_tasks(struct ctx *c, struct work_view *v)
{
  struct task_list tasks;
  TRY(tasks_mine(c, &tasks));
  v->overdue.at = arena_new(&c->arena, struct task_line, tasks.count + 1);
  v->open.at = arena_new(&c->arena, struct task_line, tasks.count + 1);
  for (size_t i = 0; i < tasks.count; i++) {
    struct task_line line = task_line(c, &tasks.at[i]);
    TRY(about_of(c, &tasks.at[i], &line.about));
    struct task_line_list *const to = line.overdue ? &v->overdue : &v->open;
    to->at[to->count++] = line;
  }
  return OK;
}

/* Whoever signs in with a password only, or would be locked out without a phone, hears it here. */
static int look_at_factors(struct ctx *c, struct work_view *v)
{
  const struct id me = who(c)->account.id;
  size_t codes = 0;
  bool second;
  TRY(factor_has_second(c, me, &second));
  TRY(recovery_codes_left(c, me, &codes));
  v->no_second = !second;
  v->no_codes = second && codes == 0;
  return OK;
}

static int count_dead(struct ctx *c, struct work_view *v)
{
  struct jobs_count n;
  TRY(jobs_count(c, &n));
  v->dead_jobs = n.dead;
  return OK;
}

int show_work(struct ctx *c)
{
  const struct signed_in *const me = who(c);
  struct work_view v = { .name = me->account.name, .role = role_label(me->post.role), .organisation = me->organisation_name };
  if (id_known(me->post.id)) TRY(sort_tasks(c, &v));
  TRY(look_at_factors(c, &v));
  if (signed_in_may(me, MAY_RUN_JOBS)) TRY(count_dead(c, &v));
  const struct page page = { .title = tr(c, N_("Work list")), .current = WORK_PATH, .other_lang = WORK_PATH, .noindex = true };
  page_begin(c, &page);
  view_work(c, &v);
  return page_end(c, &page);
}

int finish_task(struct ctx *c)
{
  struct id id;
  if (!id_parse(path_part(c), &id)) return fail(c, ERR_NOT_FOUND, NULL, NULL);
  TRY(task_done(c, id));
  return redirect_done(c, local_path(c, WORK_PATH), "afgerond");
}
