#include "factors_internal.h"
#include "ids.h"
#include "journal.h"
#include "text.h"
#include <sodium.h>

static const struct field fields[] = {
  F_REF (factor, account, REQUIRED, account, N_("Colleague")),
  F_ENUM(factor, kind,    REQUIRED, factor_kind, N_("Way to sign in")),
  F_TEXT(factor, label,   OPTIONAL, N_("Name"), .max = 60),
  F_TEXT(factor, handle,  OPTIONAL | SECRET, N_("What it is found by"), .max = 2000),
  F_TEXT(factor, secret,  OPTIONAL | SECRET, N_("Hash or key")),
  F_INT (factor, count,   OPTIONAL, N_("Last use"), .min = INT32_MIN),
  F_TIME(factor, made,    OPTIONAL, N_("Made")),
  F_TIME(factor, ended,   OPTIONAL, N_("Ended")),
};
const struct record factor_record = RECORD_(factor, fields, .grants = true);

static const struct field challenge_fields[] = {
  F_REF (challenge, session, REQUIRED, session, N_("Session")),
  F_TEXT(challenge, value,   REQUIRED | SECRET, N_("What is to be signed")),
  F_TIME(challenge, made,    REQUIRED, N_("Made")),
};
const struct record challenge_record = RECORD_(challenge, challenge_fields, .grants = true);

int factor_insert(struct ctx *c, const struct factor *f)
{
  struct factor new = *f;
  new.made = (struct instant){ c->now };
  return global_insert(c, factor, &new, NULL);
}

int factor_end(struct ctx *c, struct factor *f)
{
  f->ended = (struct instant){ c->now };
  f->secret = NULL;                                        /* what is not needed any more is not kept */
  return global_update(c, factor, f);
}

int factors_end(struct ctx *c, struct id account)
{
  struct factor_list open;
  TRY(factors_open(c, account, &open));
  for (size_t i = 0; i < open.count; i++) TRY(factor_end(c, &open.at[i]));
  return OK;
}

/* --- who may ------------------------------------------------------------------------------------------------ */

static int seconds_of(struct ctx *c, struct id account, size_t *out)
{
  struct factor_list all;
  TRY(factors_of(c, account, &all));
  *out = 0;
  for (size_t i = 0; i < all.count; i++) *out += factor_is_second(all.at[i].kind);
  return OK;
}

int factor_has_second(struct ctx *c, struct id account, bool *out)
{
  size_t n;
  TRY(seconds_of(c, account, &n));
  *out = n > 0;
  return OK;
}

/* `*first`: it would be the first second factor. */
static int may_add(struct ctx *c, const struct session *s, bool *first)
{
  size_t n;
  TRY(seconds_of(c, s->account, &n));
  *first = n == 0;
  return instant_known(s->proved) ? (session_fresh(c, s) ? OK : not_there(c)) : n == 0 ? OK : not_there(c);
}

/* Recovery codes with the first, and a half session is whole: what was just shown to be right is a proof. */
static int added(struct ctx *c, const struct session *s, bool first, struct factor_added *out)
{
  struct factor_added all = { 0 };
  if (first) TRY(recovery_make(c, s->account, &all.codes));
  if (!instant_known(s->proved)) {
    TRY(session_prove(c, s, all.token));
    TRY(journal_event(c, "sign_in", "account", s->account, ID_NONE, "enrolled"));
  }
  *out = all;
  return OK;
}

/* --- codes of an app ------------------------------------------------------------------------------------------ */

static const char *session_text(struct ctx *c, const struct session *s)
{
  char text[ID_TEXT];
  id_format(s->id, text);
  return arena_text(&c->arena, text, sizeof text - 1);
}

/* The one that waits for its first code; it is bound to the session that began it, so that nobody proves somebody else's. */
static int find_begun(struct ctx *c, const struct session *s, struct factor *out)
{
  struct factor_list open;
  const char *const mine = session_text(c, s);
  TRY(factors_open(c, s->account, &open));
  for (size_t i = 0; i < open.count; i++) {
    const struct factor *const f = &open.at[i];
    if (f->kind == FACTOR_TOTP && !instant_known(f->made) && f->handle && strcmp(f->handle, mine) == 0) { *out = *f; return OK; }
  }
  return not_there(c);
}

static void show_totp(struct ctx *c, const struct account *a, struct id factor, const struct totp_secret *secret, struct totp_begun *out)
{
  *out = (struct totp_begun){ factor, totp_secret_text(&c->arena, secret), totp_uri(&c->arena, secret, a->mail) };
}

int factor_totp_begin(struct ctx *c, const struct session *s, const char *label, struct totp_begun *out)
{
  struct factor old, new = { .id = id_random(c), .account = s->account, .kind = FACTOR_TOTP, .label = label, .handle = session_text(c, s) };
  struct account a;
  bool first;
  TRY(may_add(c, s, &first));
  TRY(account_get(c, s->account, &a));
  const int rc = find_begun(c, s, &old);
  if (rc == OK) TRY(factor_end(c, &old));
  else if (!absent(c, rc)) return rc;
  struct totp_secret secret = totp_secret_new(c);
  int done = totp_seal(c, &a, &new, 1, &secret);
  if (done == OK) done = global_insert(c, factor, &new, NULL);
  if (done == OK) show_totp(c, &a, new.id, &secret, out);
  sodium_memzero(&secret, sizeof secret);
  return done;
}

int factor_totp_begun(struct ctx *c, const struct session *s, struct totp_begun *out)
{
  struct factor f;
  struct account a;
  struct totp_secret secret;
  TRY(find_begun(c, s, &f));
  TRY(account_get(c, s->account, &a));
  TRY(totp_unseal(c, &a, &f, &secret));
  show_totp(c, &a, f.id, &secret, out);
  sodium_memzero(&secret, sizeof secret);
  return OK;
}

/* Makes the begun one count, from the step of that code on. */
static int confirm(struct ctx *c, const struct account *a, struct factor *f, const char *code)
{
  struct totp_secret secret;
  int64_t step;
  TRY(totp_unseal(c, a, f, &secret));
  int rc = code && totp_check(&secret, code, c->now, 0, &step) ? OK : fail(c, ERR_INVALID, "code", N_("That is not the code of this moment. Look at the app again."));
  if (rc == OK) {
    f->made = (struct instant){ c->now };
    f->handle = NULL;
    f->count = num((int32_t)step);
    rc = totp_seal(c, a, f, f->version + 1, &secret);
  }
  if (rc == OK) rc = global_update(c, factor, f);
  sodium_memzero(&secret, sizeof secret);
  return rc;
}

int factor_totp_confirm(struct ctx *c, const struct session *s, const char *code, struct factor_added *out)
{
  struct factor f;
  struct account a;
  bool first;
  TRY(may_add(c, s, &first));
  TRY(find_begun(c, s, &f));
  TRY(account_get(c, s->account, &a));
  TRY(confirm(c, &a, &f, code));
  return added(c, s, first, out);
}

/* --- passkeys --------------------------------------------------------------------------------------------------- */

int challenge_take(struct ctx *c, struct id session, uint8_t bytes[static PASSKEY_CHALLENGE_BYTES], bool *there)
{
  struct challenge_list open;
  struct span value;
  *there = false;
  TRY(challenges_of(c, session, &open));
  for (size_t i = 0; i < open.count; i++) {
    TRY(global_delete(c, challenge, open.at[i].id));
    if (c->now - open.at[i].made.ms >= CHALLENGE_MINUTES * MINUTE_MS) continue;
    if (!passkey_bytes(&c->arena, open.at[i].value, PASSKEY_CHALLENGE_BYTES, &value) || value.len != PASSKEY_CHALLENGE_BYTES) continue;
    memcpy(bytes, value.at, value.len);
    *there = true;
  }
  return OK;
}

int passkey_ask_begin(struct ctx *c, const struct session *s, const char **challenge)
{
  uint8_t bytes[PASSKEY_CHALLENGE_BYTES];
  bool there;
  TRY(challenge_take(c, s->id, bytes, &there));
  passkey_challenge(c, bytes);
  const char *const text = passkey_text(&c->arena, (struct span){ bytes, sizeof bytes });
  TRY(global_insert(c, challenge, (&(struct challenge){ .session = s->id, .value = text, .made = { c->now } }), NULL));
  *challenge = text;
  return OK;
}

int challenges_clean(struct ctx *c)
{
  struct challenge_list old;
  TRY(challenges_before(c, (struct instant){ c->now - CHALLENGE_MINUTES * MINUTE_MS }, &old));
  for (size_t i = 0; i < old.count; i++) TRY(global_delete(c, challenge, old.at[i].id));
  return OK;
}

static int refused(struct ctx *c) { return fail(c, ERR_INVALID, "passkey", N_("The passkey was not accepted. Try again.")); }

static int nobody_has(struct ctx *c, enum factor_kind kind, const char *handle)
{
  struct factor other;
  const int rc = factor_by_handle(c, kind, handle, &other);
  if (rc == OK) return fail(c, ERR_INVALID, "passkey", N_("This is in use already."));
  return absent(c, rc) ? OK : rc;
}

int factor_passkey_add(struct ctx *c, const struct session *s, const struct passkey_site *site, const char *label, const struct passkey_made *made, struct factor_added *out)
{
  struct passkey_ask ask = { .rp_id = site->rp_id, .origin = site->origin };
  struct passkey key;
  struct span data, attestation;
  bool there, first;
  TRY(may_add(c, s, &first));
  TRY(challenge_take(c, s->id, ask.challenge, &there));
  if (!there || !made->client_data || !made->attestation) return refused(c);
  if (!passkey_bytes(&c->arena, made->client_data, PASSKEY_CLIENT_DATA_MOST, &data) ||
      !passkey_bytes(&c->arena, made->attestation, PASSKEY_ATTESTATION_MOST, &attestation)) return refused(c);
  TRY(passkey_register(c, &ask, data, attestation, &key));
  const struct factor new = { .account = s->account, .kind = FACTOR_PASSKEY, .label = label, .handle = passkey_text(&c->arena, key.credential),
                              .secret = passkey_text(&c->arena, key.public_key), .count = num((int32_t)key.sign_count) };
  TRY(nobody_has(c, FACTOR_PASSKEY, new.handle));
  TRY(factor_insert(c, &new));
  return added(c, s, first, out);
}

/* --- others ---------------------------------------------------------------------------------------------------------- */

int recovery_codes_renew(struct ctx *c, const struct session *s, const char *const **codes)
{
  bool has;
  TRY(factor_has_second(c, s->account, &has));
  if (!has || !instant_known(s->proved) || !session_fresh(c, s)) return not_there(c);
  return recovery_make(c, s->account, codes);
}

int recovery_codes_left(struct ctx *c, struct id account, size_t *out)
{
  struct factor f;
  const int rc = factor_of_kind(c, account, FACTOR_RECOVERY, &f);
  if (rc != OK && !absent(c, rc)) return rc;
  *out = rc == OK ? recovery_unused(&f) : 0;
  return OK;
}

/* Neither an issuer (an address) nor a subject has a space in it. */
static const char *oidc_handle(struct ctx *c, const char *issuer, const char *subject) { return JOIN(&c->arena, issuer, " ", subject); }

int factor_oidc_find(struct ctx *c, const char *issuer, const char *subject, struct factor *out)
{
  return strchr(issuer, ' ') ? not_there(c) : factor_by_handle(c, FACTOR_OIDC, oidc_handle(c, issuer, subject), out);
}

int factor_oidc_add(struct ctx *c, struct id account, const char *issuer, const char *subject)
{
  const struct factor new = { .account = account, .kind = FACTOR_OIDC, .handle = oidc_handle(c, issuer, subject) };
  if (!*subject || strchr(issuer, ' ')) return fail(c, ERR_INVALID, "passkey", N_("This is in use already."));
  if (!id_same(account, c->scope.actor)) TRY(may_manage_account(c, account));
  TRY(nobody_has(c, FACTOR_OIDC, new.handle));
  return factor_insert(c, &new);
}

int factor_password(struct ctx *c, struct id account, struct factor *out) { return factor_of_kind(c, account, FACTOR_PASSWORD, out); }

int factor_password_set(struct ctx *c, struct id account, const char *hash)
{
  struct factor_list open;
  TRY(factors_open(c, account, &open));
  for (size_t i = 0; i < open.count; i++) if (open.at[i].kind == FACTOR_PASSWORD) TRY(factor_end(c, &open.at[i]));
  return factor_insert(c, (&(struct factor){ .account = account, .kind = FACTOR_PASSWORD, .secret = hash }));
}

int factor_remove(struct ctx *c, const struct session *s, struct id factor)
{
  struct factor f = { 0 };
  size_t seconds;
  if (!instant_known(s->proved) || !session_fresh(c, s)) return not_there(c);
  TRY(global_get(c, factor, factor, &f));
  if (!id_same(f.account, s->account) || instant_known(f.ended)) return not_there(c);
  TRY(seconds_of(c, s->account, &seconds));
  if (f.kind == FACTOR_PASSWORD || f.kind == FACTOR_RECOVERY) return fail(c, ERR_INVALID, NULL, N_("This can only be changed, not removed."));
  if (factor_is_second(f.kind) && instant_known(f.made) && seconds == 1) return fail(c, ERR_INVALID, NULL, N_("This is your last second step. Add another one first."));
  return factor_end(c, &f);
}
