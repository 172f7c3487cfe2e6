#include "tasks.h"
#include "accounts.h"
#include "organisations.h"

DEFINE_CHOICES(task_kind, TASK_KINDS)

static const struct record subject_record = { .name = "record" };

static const struct field fields[] = {
  F_REF (task, account,      OPTIONAL, account, N_("Whose")),
  F_REF (task, organisation, OPTIONAL, organisation, N_("Organisation")),
  F_ENUM(task, role,         OPTIONAL, role, N_("Role")),
  F_ENUM(task, kind,         REQUIRED, task_kind, N_("What is to be done")),
  F_REF (task, about,        OPTIONAL, subject, N_("About")),
  F_DATE(task, due,          OPTIONAL, N_("Due")),
  F_TIME(task, made,         REQUIRED, N_("Made")),
  F_TIME(task, done,         OPTIONAL, N_("Done")),
  F_REF (task, done_by,      OPTIONAL, account, N_("Done by")),
  F_TIME(task, told,         IN_PROGRAM, N_("Told by message")),
};
const struct record task_record = RECORD_(task, fields, .protection = REGIONAL);

static bool for_the_same(const struct task *a, const struct task *b)
{
  return id_same(a->account, b->account) && id_same(a->organisation, b->organisation) && a->role == b->role;
}

int task_add(struct ctx *c, const struct task *t)
{
  struct task new = *t;
  struct task_list open;
  if (!id_known(t->account) && !id_known(t->organisation) && t->role == ROLE_UNKNOWN) return fail(c, ERR_INVALID, "account", N_("A task must be somebody's."));
  TRY(tasks_open_about(c, t->kind, t->about, &open));
  for (size_t i = 0; i < open.count; i++) if (for_the_same(&open.at[i], t)) return OK;
  new.made = (struct instant){ c->now };
  return record_insert(c, task, &new, NULL);
}

static int close_one(struct ctx *c, struct task *t)
{
  t->done = (struct instant){ c->now };
  t->done_by = c->scope.actor;
  return record_update(c, task, t);
}

bool task_is_ticked(enum task_kind kind)
{
  switch (kind) {
  case TASK_CONFIRM_POSTS: case TASK_APPROVE_POST: case TASK_APPROVE_RESET: case TASK_SET_ASIDE: case TASK_CONFIRM_ARRIVAL: case TASK_LOOK_AT_SAFETY:
  case TASK_PEER_ASKED: case TASK_DIRECT_ASKED: case TASK_NO_DIRECTOR: case TASK_ACTION_DUE: case TASK_SIGNUP: case TASK_SIGNUP_LATE: case TASK_CHAT_DANGER: return false;
  default: return true;
  }
}

int task_done(struct ctx *c, struct id task)
{
  struct task_list mine;
  TRY(tasks_mine(c, &mine));
  for (size_t i = 0; i < mine.count; i++) {
    if (!id_same(mine.at[i].id, task)) continue;
    if (!task_is_ticked(mine.at[i].kind)) return fail(c, ERR_INVALID, NULL, N_("Open this task: it is closed by what you write down or decide there."));
    return close_one(c, &mine.at[i]);
  }
  return not_there(c);
}

int tasks_not_begun(struct ctx *c, struct id account, struct id subject)
{
  struct task_list theirs;
  TRY(tasks_of_account(c, account, &theirs));
  for (size_t i = 0; i < theirs.count; i++) {
    struct task *const t = &theirs.at[i];
    if (id_same(t->about, subject) && (t->kind == TASK_INVOLVED || t->kind == TASK_HANDED_OVER)) TRY(close_one(c, t));
  }
  return OK;
}

int tasks_close(struct ctx *c, enum task_kind kind, struct id subject, struct id organisation)
{
  struct task_list open;
  TRY(tasks_open_about(c, kind, subject, &open));
  for (size_t i = 0; i < open.count; i++) {
    struct task *const t = &open.at[i];
    if (!id_known(organisation) || id_same(t->organisation, organisation)) TRY(close_one(c, t));
  }
  return OK;
}

int tasks_move(struct ctx *c, struct id from_account, struct id to_account, struct id organisation)
{
  struct task_list theirs;
  TRY(tasks_of_account(c, from_account, &theirs));
  for (size_t i = 0; i < theirs.count; i++) {
    struct task *const t = &theirs.at[i];
    if (id_known(t->organisation) && id_known(organisation) && !id_same(t->organisation, organisation)) continue;
    t->account = to_account;
    if (!id_known(to_account) && !id_known(t->organisation)) t->organisation = organisation;
    TRY(record_update(c, task, t));
  }
  return OK;
}

/* --- telling ------------------------------------------------------------------------------- */

int task_told(struct ctx *c, struct task *t)
{
  t->told = (struct instant){ c->now };
  return record_update(c, task, t);
}

static bool once(const struct id_list *list, struct id id)
{
  for (size_t i = 0; i < list->count; i++) if (id_same(list->at[i], id)) return false;
  return true;
}

int task_accounts(struct ctx *c, const struct task *t, struct id_list *out)
{
  struct post_list posts = { .count = 0 };
  if (!id_known(t->account)) TRY(id_known(t->organisation) ? posts_of_organisation(c, t->organisation, &posts) : posts_of_role(c, t->role, &posts));
  *out = (struct id_list){ arena_new(&c->arena, struct id, posts.count + 1), 0 };
  if (id_known(t->account)) out->at[out->count++] = t->account;
  for (size_t i = 0; i < posts.count; i++) {
    const struct post *const p = &posts.at[i];
    const bool theirs = post_counts(p) && (t->role == ROLE_UNKNOWN || p->role == t->role) && strcmp(p->region, c->scope.region) == 0;
    if (theirs && once(out, p->account)) out->at[out->count++] = p->account;
  }
  return OK;
}
