/* The first page after signing in: what is to be done. */
#include "accounts_web.h"
#include "invitations.h"
#include "calendar.h"
#include "jobs.h"
#include "own_dates.h"
#include "text.h"

static const struct field filter_fields[] = { F_ENUM(work_filter, toon, OPTIONAL, work_group, N_("Show")) };
const struct record work_filter_record = PART(work_filter, filter_fields);

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
  struct id whose = ID_NONE;
  if (t->kind == TASK_CONFIRM_POSTS) return organisation_name(c, id_known(t->organisation) ? t->organisation : t->about, out);
  if (t->kind == TASK_APPROVE_POST) TRY(account_of_post(c, t->about, &whose));
  if (t->kind == TASK_APPROVE_RESET) TRY(account_of_reset(c, t->about, &whose));
  return account_name(c, whose, out);
}

static int own_tasks(struct ctx *c, struct work_line_list *to)
{
  struct task_list tasks;
  TRY(tasks_mine(c, &tasks));
  for (size_t i = 0; i < tasks.count; i++) {
    if (tasks.at[i].kind == TASK_ACTION_DUE) continue;          /* the action itself stands on the list */
    struct work_line line = task_line(c, &tasks.at[i]);
    TRY(about_of(c, &tasks.at[i], &line.about));
    work_add(to, &line);
  }
  return OK;
}

/* --- the list ---------------------------------------------------------------------------------------------- */

/* What is too late first, then by day; what has no day last. */
static int line_order(const void *a, const void *b)
{
  const struct work_line *const x = a, *const y = b;
  if (x->group != y->group) return (int)x->group - (int)y->group;
  const int64_t p = instant_known(x->due) ? x->due.ms : INT64_MAX, q = instant_known(y->due) ? y->due.ms : INT64_MAX;
  return p < q ? -1 : p > q;
}

static int gather(struct ctx *c, struct work_line_list *out)
{
  *out = (struct work_line_list){ arena_new(&c->arena, struct work_line, WORK_LINES_MOST), 0 };
  TRY(own_tasks(c, out));
  for (const struct room *const *r = c->app->rooms; *r; r++)
    if ((*r)->work) TRY((*r)->work(c, out));
  qsort(out->at, out->count, sizeof *out->at, line_order);
  return OK;
}

/* One stretch of the sorted lines is one group. */
static struct work_line_list group_of(const struct work_line_list *lines, enum work_group group)
{
  size_t from = 0, to;
  while (from < lines->count && lines->at[from].group < group) from++;
  for (to = from; to < lines->count && lines->at[to].group == group; ) to++;
  return (struct work_line_list){ lines->at + from, to - from };
}

static void put_sections(struct ctx *c, const struct work_line_list *lines, enum work_group asked, struct work_view *v)
{
  const size_t groups = work_group_choices.count;
  v->picks.at = arena_new(&c->arena, struct work_pick, groups);
  v->sections.at = arena_new(&c->arena, struct work_section, groups);
  for (unsigned g = 0; g < groups; g++) {
    const struct choice *const choice = &work_group_choices.at[g];
    const struct work_line_list of = g == WORK_ALL ? *lines : group_of(lines, (enum work_group)g);
    const char *const path = local_path(c, WORK_PATH);
    v->picks.at[v->picks.count++] = (struct work_pick){ choice->label, choice->key ? JOIN(&c->arena, path, "?toon=", choice->key) : path, of.count, g == asked };
    if (g == WORK_ALL || !of.count || (asked != WORK_ALL && g != asked)) continue;
    v->sections.at[v->sections.count++] = (struct work_section){ choice->label, of };
  }
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
  struct work_view v = { .no_second = false };
  struct work_line_list lines = { 0 };
  if (id_known(me->post.id)) TRY(gather(c, &lines));
  put_sections(c, &lines, form_row(c, work_filter)->toon, &v);
  TRY(look_at_factors(c, &v));
  if (signed_in_may(me, MAY_RUN_JOBS)) TRY(count_dead(c, &v));
  const struct page page = { .title = tr(c, N_("Work list")), .current = WORK_PATH, .other_lang = WORK_PATH, .noindex = true };
  page_begin(c, &page);
  view_work(c, &v);
  return page_end(c, &page);
}

/* --- for the own calendar ---------------------------------------------------------------------------------- */

/* Tasks of the organisation or a role are nobody's own. An action's day comes from the action itself. */
static int dates_of_tasks(struct ctx *c, struct own_date_list *to)
{
  struct task_list tasks;
  TRY(tasks_mine(c, &tasks));
  for (size_t i = 0; i < tasks.count; i++) {
    const struct task *const t = &tasks.at[i];
    if (t->kind != TASK_ACTION_DUE && id_same(t->account, c->scope.actor)) own_date_add(c, to, t->id, t->due);
  }
  return OK;
}

int show_own_dates(struct ctx *c)
{
  struct own_date_list all = { arena_new(&c->arena, struct own_date, OWN_DATES_MOST), 0 };
  if (id_known(who(c)->post.id)) {
    TRY(dates_of_tasks(c, &all));
    for (const struct room *const *r = c->app->rooms; *r; r++) if ((*r)->dates) TRY((*r)->dates(c, &all));
  }
  if (!all.count) return redirect_done(c, WORK_PATH, "geendagen");               /* a calendar without anything is none */
  return respond_dates(c, &all, OWN_DATE_TITLE, "agenda.ics");
}

int finish_task(struct ctx *c)
{
  struct id id;
  if (!id_parse(path_part(c), &id)) return fail(c, ERR_NOT_FOUND, NULL, NULL);
  TRY(task_done(c, id));
  return redirect_done(c, local_path(c, WORK_PATH), "afgerond");
}
