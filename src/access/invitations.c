#include "invitations.h"
#include "api_keys.h"
#include "factors_internal.h"
#include "invitations_internal.h"
#include "sign_in_internal.h"
#include "tasks.h"
#include "tokens.h"

_Static_assert((int)INVITATION_TOKEN_TEXT == (int)TOKEN_TEXT, "one form of tokens");

static const struct field fields[] = {
  F_REF (invitation, account,     REQUIRED, account, N_("Colleague")),
  F_ENUM(invitation, resets,      OPTIONAL, yes_no, N_("New start of the second step")),
  F_REF (invitation, asked_by,    OPTIONAL, account, N_("Asked for by")),
  F_REF (invitation, approved_by, OPTIONAL, account, N_("Approved by")),
  F_TEXT(invitation, token_hash,  OPTIONAL | SECRET, N_("Hash of the key")),
  F_TIME(invitation, made,        REQUIRED, N_("Made")),
  F_TIME(invitation, until,       OPTIONAL, N_("Until")),
  F_TIME(invitation, used,        OPTIONAL, N_("Used")),
  F_TIME(invitation, ended,       OPTIONAL, N_("Ended")),
};
const struct record invitation_record = RECORD_(invitation, fields, .grants = true);

/* A colleague who works here, whom the actor manages, and who is not the actor. */
static int check_whose(struct ctx *c, struct id account)
{
  struct account a;
  TRY(account_get(c, account, &a));
  TRY(may_manage_account(c, account));
  if (instant_known(a.gone)) return fail(c, ERR_INVALID, NULL, N_("Choose a colleague who works here."));
  return id_same(account, c->scope.actor) ? fail(c, ERR_INVALID, NULL, N_("You cannot do this for yourself. Ask a colleague.")) : OK;
}

/* A link stands in for nobody's second proof: a new way in, in its place, takes two people. `*password`: one may be chosen with a
 * link, because a second step still follows, or none ever was; `*oidc`: the own organisation's may be, because nothing was. */
static int links_fit(struct ctx *c, struct id account, bool *password, bool *oidc)
{
  struct factor_list own;
  bool second = false, outside = false;
  TRY(factors_of(c, account, &own));
  for (size_t i = 0; i < own.count; i++) {
    second |= factor_is_second(own.at[i].kind);
    outside |= own.at[i].kind == FACTOR_OIDC;
  }
  *password = second || !outside;
  *oidc = !second && !outside;
  return OK;
}

static int check_password(struct ctx *c, struct id account)
{
  bool password, oidc;
  TRY(links_fit(c, account, &password, &oidc));
  return password ? OK : fail(c, ERR_INVALID, NULL, N_("This colleague signs in with the own organisation. If that does not work any more, ask for a new start of the second step."));
}

static int end(struct ctx *c, struct invitation *i)
{
  i->ended = (struct instant){ c->now };
  return global_update(c, invitation, i);
}

int invitations_end(struct ctx *c, struct id account)
{
  struct invitation_list open;
  TRY(invitations_of(c, account, &open));
  for (size_t i = 0; i < open.count; i++) TRY(end(c, &open.at[i]));
  return OK;
}

/* Links that were given out before are worth nothing from now on; what waits for a second person goes on waiting. */
static int end_links(struct ctx *c, struct id account)
{
  struct invitation_list open;
  TRY(invitations_of(c, account, &open));
  for (size_t i = 0; i < open.count; i++) if (open.at[i].token_hash) TRY(end(c, &open.at[i]));
  return OK;
}

/* Gives it a link. */
static int give(struct ctx *c, struct invitation *i, char token[static TOKEN_TEXT], char hash[static TOKEN_HASH_TEXT])
{
  TRY(token_make(c, "invitation", token, hash));
  i->token_hash = hash;
  i->until = (struct instant){ c->now + INVITATION_DAYS * DAY_MS };
  return OK;
}

int invitation_issue(struct ctx *c, struct id account, char token[static INVITATION_TOKEN_TEXT])
{
  struct invitation new = { .account = account, .asked_by = c->scope.actor, .made = { c->now } };
  char made[TOKEN_TEXT], hash[TOKEN_HASH_TEXT];
  TRY(check_whose(c, account));
  TRY(check_password(c, account));
  TRY(end_links(c, account));
  TRY(give(c, &new, made, hash));
  TRY(global_insert(c, invitation, &new, NULL));
  memcpy(token, made, sizeof made);
  return OK;
}

int invitation_find(struct ctx *c, const char *token, struct invitation *out, struct account *whose)
{
  struct invitation i;
  struct account a;
  char hash[TOKEN_HASH_TEXT];
  TRY(token_hash(c, "invitation", token, hash));
  TRY(invitation_of_hash(c, hash, &i));
  if (instant_known(i.used) || instant_known(i.ended) || i.until.ms <= c->now) return not_there(c);
  TRY(account_get(c, i.account, &a));
  if (instant_known(a.gone)) return not_there(c);
  *out = i;
  *whose = a;
  return OK;
}

int invitation_prepare(struct ctx *c, const char *token, const char *password, const char **hash)
{
  struct invitation i;
  struct account a;
  TRY(invitation_find(c, token, &i, &a));
  return password_prepare(c, a.id, password, hash);
}

int invitation_accept(struct ctx *c, const char *token, const char *hash, const struct sign_in_ask *ask, struct sign_in_result_of *out)
{
  struct invitation i;
  struct account a;
  TRY(invitation_find(c, token, &i, &a));
  TRY(check_password(c, a.id));
  i.used = (struct instant){ c->now };
  TRY(global_update(c, invitation, &i));
  TRY(factor_password_set(c, a.id, hash));
  TRY(sessions_end(c, a.id, ID_NONE));
  return sign_in_after_password(c, a.id, ask, "invitation", out);
}

int invitation_accept_oidc(struct ctx *c, const char *token, const char *issuer, const char *subject)
{
  struct invitation i;
  struct account a;
  bool password, oidc;
  TRY(invitation_find(c, token, &i, &a));
  TRY(links_fit(c, a.id, &password, &oidc));
  if (!oidc) return not_there(c);
  c->scope.actor = a.id;                                             /* whoever holds the link acts for themselves */
  TRY(factor_oidc_add(c, a.id, issuer, subject));
  return invitations_end(c, a.id);
}

/* --- a new start, by two people --------------------------------------------------------------------------------- */

static bool waits(const struct invitation *i) { return i->resets == YES && !i->token_hash && !instant_known(i->used) && !instant_known(i->ended); }

int reset_ask(struct ctx *c, struct id account, struct id *out)
{
  const struct invitation new = { .account = account, .resets = YES, .asked_by = c->scope.actor, .made = { c->now } };
  struct invitation_list open;
  struct id id;
  TRY(check_whose(c, account));
  TRY(invitations_of(c, account, &open));
  for (size_t i = 0; i < open.count; i++) if (waits(&open.at[i])) return fail(c, ERR_INVALID, NULL, N_("This was asked for already. A second person must approve it."));
  TRY(global_insert(c, invitation, &new, &id));
  if (c->scope.region) TRY(task_add(c, &(struct task){ .role = ROLE_ADMINISTRATOR, .kind = TASK_APPROVE_RESET, .about = id }));
  if (out) *out = id;
  return OK;
}

int reset_approve(struct ctx *c, struct id invitation, char token[static INVITATION_TOKEN_TEXT])
{
  struct invitation i = { 0 };
  char made[TOKEN_TEXT], hash[TOKEN_HASH_TEXT];
  TRY(global_get(c, invitation, invitation, &i));
  if (!waits(&i)) return not_there(c);
  TRY(check_whose(c, i.account));
  const bool console = c->scope.reach == REACH_ALL && !id_known(c->scope.actor);
  if (!console && (!id_known(c->scope.actor) || id_same(c->scope.actor, i.asked_by))) return fail(c, ERR_INVALID, NULL, N_("Who asked for this cannot approve it. Ask a colleague."));
  TRY(end_links(c, i.account));
  TRY(factors_end(c, i.account));
  TRY(sessions_end(c, i.account, ID_NONE));
  TRY(api_keys_end(c, i.account));
  TRY(devices_forget(c, i.account));
  i.approved_by = c->scope.actor;
  TRY(give(c, &i, made, hash));
  TRY(global_update(c, invitation, &i));
  if (c->scope.region) TRY(tasks_close(c, TASK_APPROVE_RESET, i.id, ID_NONE));
  memcpy(token, made, sizeof made);
  return OK;
}

int reset_refuse(struct ctx *c, struct id invitation)
{
  struct invitation i = { 0 };
  TRY(global_get(c, invitation, invitation, &i));
  TRY(may_manage_account(c, i.account));
  return waits(&i) ? end(c, &i) : not_there(c);
}

int resets_waiting(struct ctx *c, struct invitation_list *out)
{
  struct invitation_list all;
  size_t n = 0;
  TRY(invitations_that_wait(c, &all));
  for (size_t i = 0; i < all.count; i++) {
    const int rc = may_manage_account(c, all.at[i].account);
    if (rc == OK) all.at[n++] = all.at[i];
    else if (rc != ERR_NOT_FOUND) return rc;
  }
  c->error = (struct error){ 0 };
  all.count = n;
  *out = all;
  return OK;
}
