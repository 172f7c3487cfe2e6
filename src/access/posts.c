/* Posts: what somebody works as, for whom and where. Two people give one; every quarter somebody says that it is still so. */
#include "accounts_internal.h"
#include "need_to_know.h"
#include "organisations.h"
#include "places.h"
#include "sessions.h"

DEFINE_CHOICES(factor_kind, FACTOR_KINDS)

static const struct field fields[] = {
  F_REF (post, account,      REQUIRED, account, N_("Colleague")),
  F_REF (post, organisation, REQUIRED, organisation, N_("Organisation")),
  F_ENUM(post, role,         REQUIRED, role, N_("Role")),
  F_TEXT(post, region,       REQUIRED, N_("Region"), .max = 60, .check = check_regions),
  F_REF (post, asked_by,     IN_PROGRAM, account, N_("Asked for by")),
  F_REF (post, approved_by,  IN_PROGRAM, account, N_("Approved by")),
  F_TIME(post, since,        IN_PROGRAM, N_("Since")),
  F_TIME(post, ended,        IN_PROGRAM, N_("Ended")),
  F_DATE(post, confirmed,    IN_PROGRAM, N_("Confirmed")),
};
const struct record post_record = RECORD_(post, fields, .grants = true);

bool post_counts(const struct post *p) { return instant_known(p->since) && !instant_known(p->ended); }

/* A team lead gives the posts of a team; those that manage, supervise or see the whole region are the administrator's. */
static int may_give(struct ctx *c, const struct post *p)
{
  TRY(may_manage(c, p->organisation, p->region ? p->region : ""));
  return role_sees_files(p->role) ? OK : may_manage(c, ID_NONE, NULL);
}

static int check_new(struct ctx *c, const struct post *p)
{
  struct account a;
  struct organisation o;
  struct post_list open;
  TRY(account_get(c, p->account, &a));
  if (instant_known(a.gone)) return fail(c, ERR_INVALID, "account", N_("Choose a colleague who works here."));
  TRY(organisation_get(c, p->organisation, &o));
  TRY(posts_open(c, p->account, &open));
  for (size_t i = 0; i < open.count; i++) {
    const struct post *const old = &open.at[i];
    if (old->role == p->role && id_same(old->organisation, p->organisation) && p->region && strcmp(old->region, p->region) == 0)
      return fail(c, ERR_INVALID, "role", instant_known(old->since) ? N_("This colleague has this role already.") : N_("This role was asked for already. A second person must approve it."));
  }
  return OK;
}

/* Tasks are of a region: that of the post. */
static int add_task(struct ctx *c, const char *region, const struct task *t)
{
  const char *const own = c->scope.region;
  c->scope.region = region;
  const int rc = task_add(c, t);
  c->scope.region = own;
  return rc;
}

static int close_tasks(struct ctx *c, const char *region, enum task_kind kind, struct id subject, struct id organisation)
{
  const char *const own = c->scope.region;
  c->scope.region = region;
  const int rc = tasks_close(c, kind, subject, organisation);
  c->scope.region = own;
  return rc;
}

/* Another administrator may approve it. What an administrator asks for a team, its lead may too: there may be no other one. */
static int ask_approval(struct ctx *c, const struct post *p, struct id id)
{
  const struct task lead = { .organisation = p->organisation, .role = ROLE_TEAM_LEAD, .kind = TASK_APPROVE_POST, .about = id };
  TRY(add_task(c, p->region, &(struct task){ .role = ROLE_ADMINISTRATOR, .kind = TASK_APPROVE_POST, .about = id }));
  const bool by_administrator = c->scope.role && strcmp(c->scope.role, role_key(ROLE_ADMINISTRATOR)) == 0;
  return by_administrator && role_sees_files(p->role) ? add_task(c, p->region, &lead) : OK;
}

int post_ask(struct ctx *c, const struct post *p, struct id *out)
{
  const bool console = c->scope.reach == REACH_ALL && !id_known(c->scope.actor);
  struct post new = { .account = p->account, .organisation = p->organisation, .role = p->role, .region = p->region, .asked_by = c->scope.actor };
  struct id id;
  if (console) { new.since = (struct instant){ c->now }; new.confirmed = c->today; }
  TRY(record_check_(c, &post_record, &new));
  TRY(may_give(c, &new));
  TRY(check_new(c, &new));
  if (!console && !id_known(c->scope.actor)) return not_there(c);
  TRY(global_insert(c, post, &new, &id));
  if (!console) TRY(ask_approval(c, p, id));
  if (out) *out = id;
  return OK;
}

int post_approve(struct ctx *c, struct id post)
{
  struct post p;
  struct account a;
  TRY(post_get(c, post, &p));
  TRY(may_give(c, &p));
  if (instant_known(p.since) || instant_known(p.ended)) return not_there(c);
  if (!id_known(c->scope.actor) || id_same(c->scope.actor, p.asked_by)) return fail(c, ERR_INVALID, NULL, N_("Who asked for a role cannot approve it. Ask a colleague."));
  if (id_same(c->scope.actor, p.account)) return fail(c, ERR_INVALID, NULL, N_("You cannot approve a role of your own. Ask a colleague."));
  TRY(account_get(c, p.account, &a));
  if (instant_known(a.gone)) return not_there(c);
  p.approved_by = c->scope.actor;
  p.since = (struct instant){ c->now };
  p.confirmed = c->today;
  TRY(global_update(c, post, &p));
  return close_tasks(c, p.region, TASK_APPROVE_POST, p.id, ID_NONE);
}

/* The leads are done when nobody is left to be confirmed there but who confirms; the administrators when nobody is. */
static int close_confirmed(struct ctx *c, const struct post *p)
{
  struct post_list due;
  size_t left = 0, others = 0;
  TRY(posts_unconfirmed(c, date_plus_months(c->today, -QUARTER_MONTHS), &due));
  for (size_t i = 0; i < due.count; i++) {
    if (!id_same(due.at[i].organisation, p->organisation) || strcmp(due.at[i].region, p->region) != 0) continue;
    left++;
    others += !id_same(due.at[i].account, c->scope.actor);
  }
  if (!others) TRY(close_tasks(c, p->region, TASK_CONFIRM_POSTS, ID_NONE, p->organisation));
  return left ? OK : close_tasks(c, p->region, TASK_CONFIRM_POSTS, p->organisation, ID_NONE);
}

/* Whoever has another post there goes on, but perhaps as what cannot do what they did. */
static int tell_left(struct ctx *c, const struct post *p)
{
  const char *const own = c->scope.region;
  c->scope.region = p->region;
  const int rc = involvement_left(c, p->account, ID_NONE);
  c->scope.region = own;
  return rc;
}

int post_end(struct ctx *c, struct id post)
{
  struct post p;
  TRY(post_get(c, post, &p));
  TRY(may_give(c, &p));
  if (instant_known(p.ended)) return not_there(c);
  p.ended = (struct instant){ c->now };
  TRY(global_update(c, post, &p));
  TRY(sessions_leave_post(c, p.account, p.id));
  TRY(close_tasks(c, p.region, TASK_APPROVE_POST, p.id, ID_NONE));
  TRY(close_confirmed(c, &p));
  TRY(leave_organisation(c, p.account, p.organisation, p.region, ID_NONE));
  return tell_left(c, &p);
}

int post_confirm(struct ctx *c, struct id post)
{
  struct post p;
  TRY(post_get(c, post, &p));
  TRY(may_manage(c, p.organisation, p.region));
  if (!post_counts(&p)) return not_there(c);
  if (id_same(p.account, c->scope.actor)) return fail(c, ERR_INVALID, NULL, N_("Somebody else must confirm your own role."));
  p.confirmed = c->today;
  TRY(global_update(c, post, &p));
  return close_confirmed(c, &p);
}

/* Keeps those that `keep` lets through, in place. */
static void keep_posts(struct ctx *c, struct post_list *posts, bool (*keep)(struct ctx *c, const struct post *p))
{
  size_t n = 0;
  for (size_t i = 0; i < posts->count; i++) if (keep(c, &posts->at[i])) posts->at[n++] = posts->at[i];
  posts->count = n;
  c->error = (struct error){ 0 };
}

static bool concerns_actor(struct ctx *c, const struct post *p) { return (id_known(c->scope.actor) && id_same(p->asked_by, c->scope.actor)) || may_give(c, p) == OK; }
static bool actor_manages(struct ctx *c, const struct post *p) { return may_manage(c, p->organisation, p->region) == OK; }

int posts_waiting(struct ctx *c, struct post_list *out)
{
  struct post_list posts;
  TRY(posts_that_wait(c, &posts));
  keep_posts(c, &posts, concerns_actor);
  *out = posts;
  return OK;
}

int posts_to_confirm(struct ctx *c, struct post_list *out)
{
  struct post_list posts;
  TRY(posts_unconfirmed(c, date_plus_months(c->today, -QUARTER_MONTHS), &posts));
  keep_posts(c, &posts, actor_manages);
  *out = posts;
  return OK;
}

/* Whether a team lead of that organisation can confirm it: another than whose post it is. */
static int has_lead(struct ctx *c, const struct post *p, bool *out)
{
  struct post_list there;
  TRY(posts_of_organisation(c, p->organisation, &there));
  *out = false;
  for (size_t i = 0; i < there.count; i++)
    *out |= there.at[i].role == ROLE_TEAM_LEAD && post_counts(&there.at[i]) && strcmp(there.at[i].region, p->region) == 0 && !id_same(there.at[i].account, p->account);
  return OK;
}

int posts_remind(struct ctx *c)
{
  struct post_list posts;
  TRY(posts_unconfirmed(c, date_plus_months(c->today, -QUARTER_MONTHS), &posts));
  for (size_t i = 0; i < posts.count; i++) {
    struct task t = { .kind = TASK_CONFIRM_POSTS, .due = date_plus_days(c->today, 14) };
    bool lead;
    TRY(has_lead(c, &posts.at[i], &lead));
    t.role = lead ? ROLE_TEAM_LEAD : ROLE_ADMINISTRATOR;
    if (lead) t.organisation = posts.at[i].organisation;
    else t.about = posts.at[i].organisation;
    TRY(add_task(c, posts.at[i].region, &t));
  }
  return OK;
}

int works_here(struct ctx *c, const struct organisation *o, bool *out)
{
  struct post_list posts;
  *out = o->kind && (!o->region || strcmp(o->region, REGION_NATIONWIDE) == 0 || strcmp(o->region, c->scope.region) == 0);
  if (*out || !o->kind) return OK;
  TRY(posts_of_organisation(c, o->id, &posts));
  for (size_t i = 0; i < posts.count; i++) *out |= post_counts(&posts.at[i]) && strcmp(posts.at[i].region, c->scope.region) == 0;
  return OK;
}
