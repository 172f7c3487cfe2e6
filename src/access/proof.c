/* Checking second proofs: codes of an app, recovery codes, passkeys. What was right once is used up. */
#include "factors_internal.h"
#include "journal.h"
#include "seal_bytes.h"
#include "tokens.h"
#include <sodium.h>

/* --- secrets of apps, sealed ------------------------------------------------------------------------------ */

static struct seal_place place_of(const struct account *a, const struct factor *f, int32_t version) { return (struct seal_place){ "factor", "secret", f->id, a->compartment, version }; }

int totp_seal(struct ctx *c, const struct account *a, struct factor *f, int32_t version, const struct totp_secret *secret)
{
  const struct seal_place at = place_of(a, f, version);
  return seal_bytes(c, &at, secret->b, sizeof secret->b, &f->secret);
}

int totp_unseal(struct ctx *c, const struct account *a, const struct factor *f, struct totp_secret *secret)
{
  const struct seal_place at = place_of(a, f, f->version);
  return unseal_bytes(c, &at, f->secret, "factor", secret->b, sizeof secret->b);
}

/* --- recovery codes ------------------------------------------------------------------------------------------ */

enum { HASH_HEX = 2 * RECOVERY_HASH_BYTES };

int recovery_make(struct ctx *c, struct id account, const char *const **codes)
{
  const char **const made = arena_new(&c->arena, const char *, RECOVERY_CODES);
  struct factor f;
  struct recovery_hash hash;
  struct buf b = { 0 };
  uint8_t key[MAC_BYTES];
  char hex[HASH_HEX + 1];
  const int old = factor_of_kind(c, account, FACTOR_RECOVERY, &f);
  if (old == OK) TRY(factor_end(c, &f));
  else if (old != ERR_NOT_FOUND) return old;
  c->error = (struct error){ 0 };
  TRY(token_key(c, "recovery", account, key));
  recovery_codes_new(c, made);
  bool fine = true;
  for (size_t i = 0; i < RECOVERY_CODES; i++) {
    fine = fine && recovery_code_hash(key, made[i], &hash);
    if (i) put_char(&b, ' ');
    put(&b, sodium_bin2hex(hex, sizeof hex, hash.b, sizeof hash.b));
  }
  sodium_memzero(key, sizeof key);
  const struct factor new = { .account = account, .kind = FACTOR_RECOVERY, .secret = buf_to_arena(&c->arena, &b) };
  if (!fine) return fail(c, ERR_STORE, "factor", "a recovery code without a hash");
  TRY(factor_insert(c, &new));
  *codes = made;
  return OK;
}

/* The hashes of those left, and where each begins in the text; a used one is all zeros in `out`, which no code has. */
static void recovery_read(const struct factor *f, struct recovery_hash out[static RECOVERY_CODES])
{
  const char *s = f->secret ? f->secret : "";
  memset(out, 0, RECOVERY_CODES * sizeof *out);
  for (size_t i = 0; i < RECOVERY_CODES && *s; i++) {
    const size_t n = strcspn(s, " ");
    if (n == HASH_HEX) (void)!sodium_hex2bin(out[i].b, sizeof out[i].b, s, n, NULL, NULL, NULL);
    s += n;
    s += strspn(s, " ");
  }
}

size_t recovery_unused(const struct factor *f)
{
  struct recovery_hash all[RECOVERY_CODES];
  size_t n = 0;
  recovery_read(f, all);
  for (size_t i = 0; i < RECOVERY_CODES; i++) n += !sodium_is_zero(all[i].b, sizeof all[i].b);
  return n;
}

static int recovery_use(struct ctx *c, struct factor *f, const char *typed, bool *right)
{
  struct recovery_hash all[RECOVERY_CODES], hash;
  struct buf b = { 0 };
  uint8_t key[MAC_BYTES];
  char hex[HASH_HEX + 1];
  *right = false;
  TRY(token_key(c, "recovery", f->account, key));
  const bool whole = recovery_code_hash(key, typed, &hash);
  sodium_memzero(key, sizeof key);
  recovery_read(f, all);
  const int found = whole ? recovery_code_find(all, RECOVERY_CODES, &hash) : -1;
  if (found < 0) return OK;
  memset(&all[found], 0, sizeof all[found]);
  for (size_t i = 0; i < RECOVERY_CODES; i++) {
    if (i) put_char(&b, ' ');
    put(&b, sodium_is_zero(all[i].b, sizeof all[i].b) ? "-" : sodium_bin2hex(hex, sizeof hex, all[i].b, sizeof all[i].b));
  }
  f->secret = buf_to_arena(&c->arena, &b);
  TRY(global_update(c, factor, f));
  *right = true;
  return OK;
}

/* --- the three ways -------------------------------------------------------------------------------------------- */

static int totp_right(struct ctx *c, const struct account *a, const char *code, bool *right)
{
  struct factor_list all;
  TRY(factors_of(c, a->id, &all));
  for (size_t i = 0; i < all.count && !*right; i++) {
    struct factor *const f = &all.at[i];
    struct totp_secret secret;
    int64_t step;
    if (f->kind != FACTOR_TOTP) continue;
    TRY(totp_unseal(c, a, f, &secret));
    int rc = OK;
    if (totp_check(&secret, code, c->now, f->count.n, &step)) {
      f->count = num((int32_t)step);
      rc = totp_seal(c, a, f, f->version + 1, &secret);
      if (rc == OK) rc = global_update(c, factor, f);
      *right = rc == OK;
    }
    sodium_memzero(&secret, sizeof secret);
    if (rc != OK) return rc;
  }
  return OK;
}

static int recovery_right(struct ctx *c, const struct account *a, const char *code, bool *right)
{
  struct factor f;
  const int rc = factor_of_kind(c, a->id, FACTOR_RECOVERY, &f);
  if (absent(c, rc)) return OK;
  return rc == OK ? recovery_use(c, &f, code, right) : rc;
}

static bool passkey_read(struct ctx *c, const struct passkey_signed *p, struct passkey_answer *out)
{
  return p->credential && p->client_data && p->authenticator_data && p->signature &&
    passkey_bytes(&c->arena, p->credential, PASSKEY_CREDENTIAL_MOST, &out->credential) &&
    passkey_bytes(&c->arena, p->client_data, PASSKEY_CLIENT_DATA_MOST, &out->client_data) &&
    passkey_bytes(&c->arena, p->authenticator_data, PASSKEY_AUTHENTICATOR_MOST, &out->authenticator_data) &&
    passkey_bytes(&c->arena, p->signature, PASSKEY_SIGNATURE_MOST, &out->signature);
}

/* The account's own passkey of that credential. */
static int passkey_find(struct ctx *c, const struct account *a, const struct passkey_answer *answer, struct factor *f, struct passkey *out, bool *found)
{
  *found = false;
  const int rc = factor_by_handle(c, FACTOR_PASSKEY, passkey_text(&c->arena, answer->credential), f);
  if (absent(c, rc)) return OK;
  if (rc != OK || !id_same(f->account, a->id)) return rc;
  *out = (struct passkey){ .credential = answer->credential, .sign_count = (uint32_t)f->count.n };
  *found = f->secret && passkey_bytes(&c->arena, f->secret, PASSKEY_KEY_MOST, &out->public_key);
  return OK;
}

static int passkey_right(struct ctx *c, const struct account *a, const struct session *s, const struct proof *p, bool *right, const char **reason)
{
  struct passkey_ask ask = { .rp_id = p->site->rp_id, .origin = p->site->origin };
  struct passkey_answer answer;
  struct passkey known;
  struct factor f;
  uint32_t count;
  bool there, found = false;
  TRY(challenge_take(c, s->id, ask.challenge, &there));
  if (!there || !passkey_read(c, p->passkey, &answer)) return OK;
  TRY(passkey_find(c, a, &answer, &f, &known, &found));
  if (!found) return OK;
  const int rc = passkey_verify(c, &ask, &known, &answer, &count);
  if (rc == ERR_CONFLICT) *reason = "passkey_copied";
  if (rc == ERR_CONFLICT || rc == ERR_INVALID) { c->error = (struct error){ 0 }; return OK; }
  if (rc != OK) return rc;
  f.count = num((int32_t)count);
  TRY(global_update(c, factor, &f));
  *right = true;
  return OK;
}

int proof_right(struct ctx *c, const struct account *a, const struct session *s, const struct proof *p, bool *right, const char **reason)
{
  *right = false;
  *reason = p->passkey ? "passkey" : p->recovery ? "recovery" : "totp";
  if (p->passkey) return p->site ? passkey_right(c, a, s, p, right, reason) : OK;
  if (p->recovery) return recovery_right(c, a, p->recovery, right);
  return p->totp ? totp_right(c, a, p->totp, right) : OK;
}
