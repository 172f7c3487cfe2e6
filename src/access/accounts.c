#include "accounts.h"
#include "need_to_know.h"
#include "accounts_internal.h"
#include "api_keys.h"
#include "devices.h"
#include "drafts.h"
#include "factors.h"
#include "ids.h"
#include "invitations.h"
#include "organisations.h"
#include "places.h"
#include "seal.h"
#include "sessions.h"
#include "text.h"

static const char *check_mail(struct ctx *c, const char *mail)
{
  const char *const at = strchr(mail, '@');
  (void)c;
  for (const char *s = mail; *s; s++) if (*s == ' ' || (*s >= 'A' && *s <= 'Z')) return N_("Write a mail address, such as name@organisation.example.");
  return at && at > mail && at[1] && !strchr(at + 1, '@') ? NULL : N_("Write a mail address, such as name@organisation.example.");
}

static const char *check_language(struct ctx *c, const char *language)
{
  (void)c;
  return strcmp(language, "nl") == 0 || strcmp(language, "en") == 0 ? NULL : NOT_IN_LIST;
}

static const struct field account_fields[] = {
  F_TEXT(account, name,        REQUIRED, N_("Name"), .max = 120),
  F_TEXT(account, mail,        REQUIRED, N_("Mail address"), .max = 200, .check = check_mail, .help = N_("To sign in with.")),
  F_TEXT(account, language,    OPTIONAL, N_("Language"), .max = 2, .check = check_language),
  F_REF (account, compartment, REQUIRED | IN_PROGRAM, compartment, N_("What seals what is their own")),
  F_TIME(account, gone,        IN_PROGRAM, N_("Left")),
};
const struct record account_record = RECORD_(account, account_fields, .grants = true);

const char *mail_plain(struct ctx *c, const char *mail)
{
  mail += strspn(mail, " \t\r\n");
  size_t n = strlen(mail);
  while (n && strchr(" \t\r\n", mail[n - 1])) n--;
  char *const plain = arena_text(&c->arena, mail, n);
  for (char *s = plain; *s; s++) if (*s >= 'A' && *s <= 'Z') *s |= 32;
  return plain;
}

int account_name(struct ctx *c, struct id id, const char **out)
{
  struct account a = { 0 };
  const int rc = id_known(id) ? account_get(c, id, &a) : ERR_NOT_FOUND;
  if (!absent(c, rc)) TRY(rc);
  *out = a.name;
  return OK;
}

/* --- who manages whom ---------------------------------------------------------------------------------- */

int may_manage(struct ctx *c, struct id organisation, const char *region)
{
  const enum role role = role_of_scope(c);
  if (c->scope.reach == REACH_ALL || role_may(role, MAY_MANAGE_ACCOUNTS)) return OK;
  if (!role_may(role, MAY_MANAGE_TEAM) || !id_known(organisation) || !id_same(organisation, c->scope.organisation)) return not_there(c);
  return !region || (c->scope.region && strcmp(region, c->scope.region) == 0) ? OK : not_there(c);
}

int may_manage_account(struct ctx *c, struct id account)
{
  struct post_list posts;
  if (may_manage(c, ID_NONE, NULL) == OK) return OK;
  TRY(posts_of_account(c, account, &posts));
  for (size_t i = 0; i < posts.count; i++)
    if (may_manage(c, posts.at[i].organisation, posts.at[i].region) == OK) { c->error = (struct error){ 0 }; return OK; }
  return not_there(c);
}

/* --- accounts -------------------------------------------------------------------------------------------- */

static int mail_free(struct ctx *c, const char *mail, struct id whose)
{
  struct account other;
  const int rc = account_by_mail(c, mail, &other);
  if (absent(c, rc)) return OK;
  if (rc == OK && !id_same(other.id, whose)) return fail(c, ERR_INVALID, "mail", N_("A colleague has this mail address already."));
  return rc;
}

int account_add(struct ctx *c, const struct account *a, struct id *out)
{
  struct account new = { .name = a->name, .mail = a->mail ? mail_plain(c, a->mail) : NULL, .language = a->language };
  TRY(may_manage(c, ID_NONE, NULL));
  if (new.mail) TRY(mail_free(c, new.mail, ID_NONE));
  TRY(compartment_make(c, COMPARTMENT_ACCOUNT, &new.compartment));
  return global_insert(c, account, &new, out);
}

int account_change(struct ctx *c, const struct account *a)
{
  struct account now;
  TRY(account_get(c, a->id, &now));
  if (!id_same(a->id, c->scope.actor)) TRY(may_manage(c, ID_NONE, NULL));
  if (a->version != now.version) return fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed this meanwhile. Look at the new version first."));
  now.name = a->name;
  now.mail = a->mail ? mail_plain(c, a->mail) : NULL;
  now.language = a->language;
  if (now.mail) TRY(mail_free(c, now.mail, a->id));
  return global_update(c, account, &now);
}

/* --- leaving ------------------------------------------------------------------------------------------------ */

/* Whether the account still works for that organisation. */
static int works_for(struct ctx *c, struct id account, struct id organisation, const char *region, bool *out)
{
  struct post_list posts;
  *out = false;
  TRY(posts_of_account(c, account, &posts));
  for (size_t i = 0; i < posts.count; i++) *out |= id_same(posts.at[i].organisation, organisation) && strcmp(posts.at[i].region, region) == 0;
  return OK;
}

/* In that region: the rows are regional. */
static int leave_in_region(struct ctx *c, struct id account, struct id organisation, struct id heir)
{
  TRY(involvements_end_all(c, account, organisation, c->scope.region));
  return tasks_move(c, account, heir, organisation);
}

int leave_organisation(struct ctx *c, struct id account, struct id organisation, const char *region, struct id heir)
{
  const char *const own = c->scope.region;
  bool still;
  TRY(works_for(c, account, organisation, region, &still));
  if (still) return OK;
  c->scope.region = region;
  const int rc = leave_in_region(c, account, organisation, heir);
  c->scope.region = own;
  return rc;
}

/* Everywhere, also where they were involved without a post. */
static int leave_everywhere(struct ctx *c, struct id account)
{
  const char *const own = c->scope.region;
  const char **regions;
  size_t count;
  int rc = involvement_regions(c, account, &regions, &count);
  for (size_t i = 0; rc == OK && i < count; i++) {
    c->scope.region = regions[i];
    rc = leave_in_region(c, account, ID_NONE, ID_NONE);
  }
  c->scope.region = own;
  return rc;
}

struct leaving { struct id account, heir; };

static int end_posts(struct ctx *c, const struct leaving *l)
{
  struct post_list posts;
  TRY(posts_open(c, l->account, &posts));
  for (size_t i = 0; i < posts.count; i++) {
    posts.at[i].ended = (struct instant){ c->now };
    TRY(global_update(c, post, &posts.at[i]));
  }
  for (size_t i = 0; i < posts.count; i++) TRY(leave_organisation(c, l->account, posts.at[i].organisation, posts.at[i].region, l->heir));
  return OK;
}

static int leave_body(struct ctx *c, void *arg)
{
  const struct leaving *const l = arg;
  struct account a;
  TRY(account_get(c, l->account, &a));
  a.gone = (struct instant){ c->now };
  TRY(end_posts(c, l));
  TRY(leave_everywhere(c, l->account));
  TRY(sessions_end(c, l->account, ID_NONE));
  TRY(factors_end(c, l->account));
  TRY(devices_forget(c, l->account));
  TRY(api_keys_end(c, l->account));
  TRY(invitations_end(c, l->account));
  TRY(drafts_drop(c, l->account));
  return global_update(c, account, &a);
}

int account_leave(struct ctx *c, struct id account, struct id heir)
{
  struct leaving l = { account, heir };
  struct account a, next;
  TRY(may_manage(c, ID_NONE, NULL));
  TRY(account_get(c, account, &a));
  if (instant_known(a.gone)) return not_there(c);
  if (id_same(account, c->scope.actor)) return fail(c, ERR_INVALID, NULL, N_("You cannot end your own account. Ask another administrator."));
  if (id_known(heir)) {
    TRY(account_get(c, heir, &next));
    if (instant_known(next.gone) || id_same(heir, account)) return fail(c, ERR_INVALID, "heir", N_("Choose a colleague who works here."));
  }
  return db_savepoint(c, leave_body, &l);
}
