#include "sign_in.h"
#include "attempts.h"
#include "journal.h"
#include "passwords.h"
#include "sign_in_internal.h"

DEFINE_CHOICES(sign_in_result, SIGN_IN_RESULTS)

enum { WRONG_MOST = 5 };                                   /* second proofs that a session may get wrong, one behind the other */
/* Who did it is whom it is about, when it was they. */
static int tell(struct ctx *c, struct id account, const char *verb, const char *note, bool themselves)
{
  const struct id actor = c->scope.actor;
  if (themselves) c->scope.actor = account;
  const int rc = journal_event(c, verb, "account", account, ID_NONE, note);
  c->scope.actor = actor;
  return rc;
}

/* Counts a wrong one. `*out` becomes WRONG, `*in_a_row` how often. */
static int wrong(struct ctx *c, struct id counter, struct id account, const char *reason, struct sign_in_result_of *out, uint32_t *in_a_row)
{
  TRY(attempt_failed(c, counter, in_a_row));
  TRY(tell(c, account, "sign_in_failed", reason, false));
  *out = (struct sign_in_result_of){ .result = SIGN_IN_WRONG };
  return OK;
}

static bool waits(int64_t ms, struct sign_in_result_of *out)
{
  if (ms > 0) *out = (struct sign_in_result_of){ .result = SIGN_IN_WAIT, .wait = ms };
  return ms > 0;
}

/* --- the first step ---------------------------------------------------------------------------------------- */

/* The account of a mail address; all zero where there is none. */
static int find(struct ctx *c, const char *mail, struct account *out)
{
  struct account a = { 0 };
  const int rc = account_by_mail(c, mail, &a);
  if (rc != OK && !absent(c, rc)) return rc;
  *out = a;
  return OK;
}

static int find_password(struct ctx *c, struct id account, struct factor *out)
{
  struct factor f = { 0 };
  const int rc = factor_password(c, account, &f);
  if (rc != OK && !absent(c, rc)) return rc;
  *out = f;
  return OK;
}

int sign_in_check(struct ctx *c, const struct sign_in_ask *ask, struct sign_in_outcome *out)
{
  const char *const mail = mail_plain(c, ask->mail ? ask->mail : ""), *const password = ask->password ? ask->password : "";
  struct sign_in_outcome found = { .right = false };
  struct account a;
  struct factor f;
  int64_t wait;
  TRY(find(c, mail, &a));
  TRY(attempt_counter(c, "password", mail, a.id, ask->device_token, &found.counter));
  TRY(attempt_wait(c, found.counter, &wait));
  TRY(find_password(c, a.id, &f));
  found.account = a.id;
  found.factor = f.id;
  found.factor_version = f.version;
  if (wait == 0) found.right = f.secret ? password_verify(f.secret, password) : password_verify_nobody(password);
  *out = found;
  return OK;
}

/* What was right must still be the password: it may have been changed, or the account ended, while it was checked. */
static int still_right(struct ctx *c, const struct sign_in_outcome *found, bool *right)
{
  struct account a;
  struct factor f;
  *right = found->right;
  if (!found->right) return OK;
  TRY(find_password(c, found->account, &f));
  TRY(account_get(c, found->account, &a));
  *right = id_same(f.id, found->factor) && f.version == found->factor_version && !instant_known(a.gone);
  return OK;
}

int sign_in_after_password(struct ctx *c, struct id account, const struct sign_in_ask *ask, const char *how, struct sign_in_result_of *out)
{
  struct sign_in_result_of result = { 0 };
  bool has;
  TRY(factor_has_second(c, account, &has));
  const bool whole = !has && !ask->second_factor;
  TRY(session_end_of_token(c, ask->session_token));
  TRY(session_begin(c, account, ID_NONE, (struct set){ 0 }, ask->device, whole, result.token));
  if (whole) {
    TRY(device_remember(c, account, ask->device_token, result.device));
    TRY(tell(c, account, "sign_in", how, true));
  }
  result.result = whole ? SIGN_IN_DONE : has ? SIGN_IN_HALF : SIGN_IN_ENROL;
  *out = result;
  return OK;
}

int sign_in_begin(struct ctx *c, const struct sign_in_ask *ask, const struct sign_in_outcome *found, struct sign_in_result_of *out)
{
  int64_t wait;
  uint32_t in_a_row;
  bool right;
  TRY(attempt_wait(c, found->counter, &wait));               /* asked again: many at once would all have seen none */
  if (waits(wait, out)) return OK;
  TRY(still_right(c, found, &right));
  if (!right) return wrong(c, found->counter, found->account, "password", out, &in_a_row);
  TRY(attempt_forgiven(c, found->counter));
  return sign_in_after_password(c, found->account, ask, "password", out);
}

/* --- the second step ---------------------------------------------------------------------------------------- */

static int counter_of_second(struct ctx *c, const struct account *a, const char *device_token, struct id *out)
{
  char text[ID_TEXT];
  id_format(a->id, text);
  return attempt_counter(c, "second", text, a->id, device_token, out);
}

/* Asks one second proof. `*right` false: `out` says what came of it; after too many in a row the session has ended. */
static int ask_second(struct ctx *c, const struct account *a, const struct session *s, const struct proof *p, const char *device_token, bool *right,
                      const char **reason, struct sign_in_result_of *out)
{
  struct id counter;
  int64_t wait;
  uint32_t in_a_row;
  *right = false;
  TRY(counter_of_second(c, a, device_token, &counter));
  TRY(attempt_wait(c, counter, &wait));
  if (waits(wait, out)) return OK;
  TRY(proof_right(c, a, s, p, right, reason));
  if (*right) return attempt_forgiven(c, counter);
  TRY(wrong(c, counter, a->id, *reason, out, &in_a_row));
  if (in_a_row < WRONG_MOST) return OK;
  TRY(session_end(c, s->id));
  out->result = SIGN_IN_OVER;
  return OK;
}

static int account_here(struct ctx *c, struct id account, struct account *out)
{
  struct account a = { 0 };
  TRY(account_get(c, account, &a));
  if (instant_known(a.gone)) return not_there(c);
  *out = a;
  return OK;
}

int sign_in_prove(struct ctx *c, const struct session *s, const struct proof *p, const char *device_token, struct sign_in_result_of *out)
{
  struct sign_in_result_of result = { .result = SIGN_IN_DONE };
  struct account a;
  const char *reason;
  bool right;
  if (instant_known(s->proved)) return not_there(c);
  TRY(account_here(c, s->account, &a));
  TRY(ask_second(c, &a, s, p, device_token, &right, &reason, out));
  if (!right) return OK;
  TRY(session_prove(c, s, result.token));
  TRY(device_remember(c, a.id, device_token, result.device));
  TRY(tell(c, a.id, "sign_in", reason, true));
  *out = result;
  return OK;
}

/* --- again, for a dangerous act -------------------------------------------------------------------------------- */

int sign_in_check_again(struct ctx *c, const struct session *s, const char *password, const char *device_token, struct sign_in_outcome *out)
{
  struct account a = { 0 };
  TRY(account_here(c, s->account, &a));
  return sign_in_check(c, (&(struct sign_in_ask){ .mail = a.mail, .password = password, .device_token = device_token }), out);
}

int sign_in_again(struct ctx *c, const struct session *s, const struct sign_in_outcome *found, const struct proof *p, const char *device_token, struct sign_in_result_of *out)
{
  struct account a;
  const char *reason = "password";
  int64_t wait;
  uint32_t in_a_row;
  bool right, has;
  if (!instant_known(s->proved) || !id_same(found->account, s->account)) return not_there(c);
  TRY(account_here(c, s->account, &a));
  TRY(attempt_wait(c, found->counter, &wait));
  if (waits(wait, out)) return OK;
  TRY(still_right(c, found, &right));
  if (!right) {
    TRY(wrong(c, found->counter, a.id, "again", out, &in_a_row));
    if (in_a_row < WRONG_MOST) return OK;
    out->result = SIGN_IN_OVER;
    return session_end(c, s->id);
  }
  TRY(factor_has_second(c, a.id, &has));
  if (has) TRY(ask_second(c, &a, s, p ? p : &(struct proof){ 0 }, device_token, &right, &reason, out));
  if (!right) return OK;
  TRY(attempt_forgiven(c, found->counter));
  TRY(session_refresh(c, s));
  TRY(tell(c, a.id, "sign_in_again", reason, true));
  *out = (struct sign_in_result_of){ .result = SIGN_IN_DONE };
  return OK;
}

/* --- other ways, and the password ------------------------------------------------------------------------------- */

static int begin_oidc(struct ctx *c, struct id account, struct set roles, const struct sign_in_ask *ask, struct sign_in_result_of *out)
{
  struct sign_in_result_of result = { .result = SIGN_IN_DONE };
  TRY(session_end_of_token(c, ask->session_token));
  TRY(session_begin(c, account, ID_NONE, roles, ask->device, true, result.token));
  TRY(device_remember(c, account, ask->device_token, result.device));
  TRY(tell(c, account, "sign_in", "oidc", true));
  *out = result;
  return OK;
}

int sign_in_oidc(struct ctx *c, const char *issuer, const char *subject, struct set roles, const struct sign_in_ask *ask, struct sign_in_result_of *out)
{
  struct factor f;
  struct account a;
  struct post_list posts;
  *out = (struct sign_in_result_of){ .result = SIGN_IN_WRONG };
  const int rc = factor_oidc_find(c, issuer, subject, &f);
  if (absent(c, rc)) return tell(c, ID_NONE, "sign_in_failed", "oidc", false);
  if (rc != OK) return rc;
  TRY(account_get(c, f.account, &a));
  TRY(session_posts(c, (&(struct session){ .account = a.id, .roles = roles }), &posts));
  if (instant_known(a.gone) || !posts.count) return tell(c, a.id, "sign_in_failed", "oidc", false);
  return begin_oidc(c, a.id, roles, ask, out);
}

int password_prepare(struct ctx *c, struct id account, const char *password, const char **hash)
{
  struct account a = { 0 };
  TRY(account_here(c, account, &a));
  const char *const weak = password_weak(c, password ? password : "", a.mail, a.name);
  return weak ? fail(c, ERR_INVALID, "password", weak) : password_hash(c, password, hash);
}

int password_change(struct ctx *c, const struct session *s, const char *hash)
{
  if (!instant_known(s->proved) || !session_fresh(c, s)) return not_there(c);
  TRY(factor_password_set(c, s->account, hash));
  return sessions_end(c, s->account, s->id);
}

int sign_in_clean(struct ctx *c)
{
  TRY(attempts_clean(c));
  TRY(challenges_clean(c));
  return devices_clean(c);
}
