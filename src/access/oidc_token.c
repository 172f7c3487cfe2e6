#include "oidc_token.h"
#include "base64.h"
#include "text.h"
#include <cjose/cjose.h>
#include <jansson.h>
#include <sodium.h>

enum { TOKEN_MOST = 64 * 1024, SKEW_S = 60, OLD_S = 600, RSA_BITS_LEAST = 2048, KEYS_MOST = 64, SUBJECT_MOST = 255 };

static const char broken[] = N_("Your organisation's sign-in sent a proof that cannot be read. Please tell its administrator.");
static const char forged[] = N_("The proof of who you are was not signed by your organisation. You are not signed in.");
static const char foreign[] = N_("The proof of who you are was meant for another site or another moment. You are not signed in; please start again.");

static const char *member(const json_t *object, const char *name) { return json_string_value(json_object_get(object, name)); }

/* --- signature --------------------------------------------------------------------- */

/* What the header says. Whatever is not in this list is refused: "none", and the HS family, whose "key" is public. */
struct algorithm { const char *name, *kty; };
static const struct algorithm algorithms[] = { { "RS256", "RSA" }, { "PS256", "RSA" }, { "ES256", "EC" } };

struct head { const struct algorithm *algorithm; const char *kid; };

static int read_head(struct ctx *c, const char *token, struct head *out)
{
  unsigned char bytes[4096];
  size_t size = 0;
  const char *const dot = strchr(token, '.');
  if (strlen(token) > TOKEN_MOST || !dot || !base64_read(token, (size_t)(dot - token), bytes, sizeof bytes, &size))
    return fail(c, ERR_INVALID, "id_token", broken);
  json_t *const h = json_loadb((const char *)bytes, size, JSON_REJECT_DUPLICATES, NULL);
  const char *const alg = member(h, "alg"), *const kid = member(h, "kid");
  struct head found = { .kid = kid ? arena_text(&c->arena, kid, strlen(kid)) : NULL };
  for (size_t i = 0; alg && i < COUNT(algorithms); i++) if (strcmp(alg, algorithms[i].name) == 0) found.algorithm = &algorithms[i];
  const bool readable = json_is_object(h) && !json_object_get(h, "crit") && (kid || !json_object_get(h, "kid"));
  json_decref(h);
  if (!readable) return fail(c, ERR_INVALID, "id_token", broken);
  if (!found.algorithm) return fail(c, ERR_INVALID, "alg", forged);
  *out = found;
  return OK;
}

/* A key that this token may have been signed with. */
static bool key_suits(const json_t *key, const struct head *head)
{
  const char *const kty = member(key, "kty"), *const use = member(key, "use"), *const alg = member(key, "alg"), *const kid = member(key, "kid");
  return kty && strcmp(kty, head->algorithm->kty) == 0 && (!use || strcmp(use, "sig") == 0) && (!alg || strcmp(alg, head->algorithm->name) == 0)
    && (!head->kid || (kid && strcmp(kid, head->kid) == 0));
}

static bool key_strong(const cjose_jwk_t *key)
{
  cjose_err wrong;
  if (cjose_jwk_get_kty(key, &wrong) == CJOSE_JWK_KTY_EC) return cjose_jwk_EC_get_curve(key, &wrong) == CJOSE_JWK_EC_P_256;
  return cjose_jwk_get_keysize(key, &wrong) >= RSA_BITS_LEAST;
}

static bool signed_with(cjose_jws_t *jws, json_t *json)
{
  cjose_err wrong;
  cjose_jwk_t *const key = cjose_jwk_import_json(json, &wrong);
  const bool good = key && key_strong(key) && cjose_jws_verify(jws, key, &wrong);
  cjose_jwk_release(key);
  return good;
}

/* ERR_NOT_FOUND: no key that suits, or none of several without a name: a newer set may have it. */
static int try_keys(struct ctx *c, const struct head *head, cjose_jws_t *jws, const char *text)
{
  size_t i, tried = 0;
  json_t *key, *const set = json_loads(text, 0, NULL);
  bool good = false;
  json_array_foreach(json_object_get(set, "keys"), i, key) {
    if (good || tried == KEYS_MOST || !key_suits(key, head)) continue;
    tried++;
    good = signed_with(jws, key);
  }
  json_decref(set);
  return good ? OK : fail(c, tried && head->kid ? ERR_INVALID : ERR_NOT_FOUND, "signature", forged);
}

static int check_signature(struct ctx *c, struct oidc *o, const struct oidc_endpoints *at, const struct head *head, cjose_jws_t *jws, int64_t until)
{
  const char *keys;
  unsigned version;
  TRY(known_keys(c, o, at, 0, until, &keys, &version));
  int rc = try_keys(c, head, jws, keys);
  if (rc != ERR_NOT_FOUND) return rc;
  rc = known_keys(c, o, at, version, until, &keys, &version);
  if (rc == OK) rc = try_keys(c, head, jws, keys);
  return rc == ERR_NOT_FOUND ? fail(c, ERR_INVALID, "kid", forged) : rc;
}

/* --- claims ------------------------------------------------------------------------- */

/* A claim to show or keep, on one line; NULL: not told, or no decent text. */
static const char *plain(struct ctx *c, const json_t *claims, const char *name)
{
  const char *const s = member(claims, name);
  const size_t n = s ? strlen(s) : 0;
  return n && n <= 1024 && text_valid(s, n) && !strpbrk(s, "\t\r\n") ? arena_text(&c->arena, s, n) : NULL;
}

static bool same(const char *a, const char *b) { return a && b && strcmp(a, b) == 0; }

static int check_times(struct ctx *c, const json_t *claims)
{
  const json_t *const exp = json_object_get(claims, "exp"), *const iat = json_object_get(claims, "iat"), *const nbf = json_object_get(claims, "nbf");
  const double now = (double)c->now / 1000;
  static const char stale[] = N_("The proof of who you are has expired, or the clocks of this site and of your organisation differ. Please start again.");
  if (!json_is_number(exp) || json_number_value(exp) + SKEW_S <= now) return fail(c, ERR_INVALID, "exp", stale);
  if (!json_is_number(iat) || json_number_value(iat) - SKEW_S > now || json_number_value(iat) + OLD_S + SKEW_S < now)
    return fail(c, ERR_INVALID, "iat", stale);
  if (nbf && (!json_is_number(nbf) || json_number_value(nbf) - SKEW_S > now)) return fail(c, ERR_INVALID, "nbf", stale);
  return OK;
}

static int check_audience(struct ctx *c, const struct oidc *o, const json_t *claims)
{
  const char *const us = o->provider->client_id;
  const json_t *const aud = json_object_get(claims, "aud"), *const azp = json_object_get(claims, "azp");
  bool found = same(json_string_value(aud), us);
  size_t i;
  const json_t *one;
  json_array_foreach(aud, i, one) if (same(json_string_value(one), us)) found = true;
  if (!found) return fail(c, ERR_INVALID, "aud", foreign);
  if ((azp || json_array_size(aud) > 1) && !same(json_string_value(azp), us)) return fail(c, ERR_INVALID, "azp", foreign);
  return OK;
}

static int check_acr(struct ctx *c, const struct oidc *o, const json_t *claims)
{
  const char *const acr = member(claims, "acr"), *const required = o->provider->required_acr;
  size_t n;
  if (!required) return OK;
  for (const char *s = text_word(required, &n); s; s = text_word(s + n, &n)) if (acr && strlen(acr) == n && memcmp(acr, s, n) == 0) return OK;
  return fail(c, ERR_INVALID, "acr", N_("You signed in at your organisation in a way that is not strong enough for this site. Please sign in there with a second step, such as a code or a key."));
}

/* The left half of the access token's hash: it was given together with this ID token. */
static int check_access_token(struct ctx *c, const json_t *claims, const char *access_token)
{
  uint8_t hash[crypto_hash_sha256_BYTES];
  const json_t *const at_hash = json_object_get(claims, "at_hash");
  if (!at_hash) return OK;
  if (access_token) crypto_hash_sha256(hash, (const unsigned char *)access_token, strlen(access_token));
  if (access_token && same(json_string_value(at_hash), base64_text(&c->arena, hash, sizeof hash / 2))) return OK;
  return fail(c, ERR_INVALID, "at_hash", foreign);
}

static int check_claims(struct ctx *c, const struct oidc *o, const json_t *claims, const struct oidc_expected *e)
{
  const char *const nonce = member(claims, "nonce"), *const subject = plain(c, claims, "sub");
  if (!same(member(claims, "iss"), o->provider->issuer)) return fail(c, ERR_INVALID, "iss", foreign);
  if (!subject || strlen(subject) > SUBJECT_MOST) return fail(c, ERR_INVALID, "sub", broken);
  TRY(check_audience(c, o, claims));
  TRY(check_times(c, claims));
  if (!nonce || strlen(nonce) != strlen(e->nonce) || sodium_memcmp(nonce, e->nonce, strlen(nonce)) != 0) return fail(c, ERR_INVALID, "nonce", foreign);
  TRY(check_acr(c, o, claims));
  return check_access_token(c, claims, e->access_token);
}

/* --- what they tell ------------------------------------------------------------------- */

static const char *whole_name(struct ctx *c, const json_t *claims)
{
  const char *const name = plain(c, claims, "name"), *const given = plain(c, claims, "given_name"), *const family = plain(c, claims, "family_name");
  if (name) return name;
  if (given && family) return JOIN(&c->arena, given, " ", family);
  return plain(c, claims, "preferred_username");
}

/* The claim of that name, else "a.b" as member b of claim a. */
static const json_t *claim_at(const json_t *claims, const char *path)
{
  const json_t *found = json_object_get(claims, path);
  const char *const dot = strchr(path, '.');
  for (const char *end = dot; !found && end; end = strchr(end + 1, '.')) {
    const json_t *const inner = json_object_getn(claims, path, (size_t)(end - path));
    if (json_is_object(inner)) found = claim_at(inner, end + 1);
  }
  return found;
}

static struct text_list roles_in(struct ctx *c, const json_t *claim)
{
  size_t i, n;
  const json_t *role;
  const char *const s = json_is_string(claim) ? json_string_value(claim) : NULL;
  struct text_list out = { arena_new(&c->arena, const char *, s ? strlen(s) / 2 + 1 : json_array_size(claim)), 0 };
  json_array_foreach(claim, i, role)
    if (json_is_string(role)) out.at[out.count++] = arena_text(&c->arena, json_string_value(role), json_string_length(role));
  for (const char *w = s ? s + strspn(s, " ,") : NULL; w && *w; w += n + strspn(w + n, " ,")) {
    n = strcspn(w, " ,");
    out.at[out.count++] = arena_text(&c->arena, w, n);
  }
  return out;
}

static struct oidc_claims told(struct ctx *c, const struct oidc *o, const json_t *claims)
{
  const bool mail_doubtful = json_is_false(json_object_get(claims, "email_verified"));
  const char *const roles = o->provider->roles_claim;
  return (struct oidc_claims){ .issuer = o->provider->issuer, .subject = plain(c, claims, "sub"), .acr = plain(c, claims, "acr"),
    .name = whole_name(c, claims), .mail = mail_doubtful ? NULL : plain(c, claims, "email"),
    .roles = roles_in(c, claim_at(claims, roles ? roles : "roles")) };
}

/* --- the whole ------------------------------------------------------------------------- */

static int read_claims(struct ctx *c, const struct oidc *o, const cjose_jws_t *jws, const struct oidc_expected *e, struct oidc_claims *out)
{
  cjose_err wrong;
  uint8_t *bytes = NULL;
  size_t size = 0;
  json_t *claims = NULL;
  if (cjose_jws_get_plaintext(jws, &bytes, &size, &wrong)) claims = json_loadb((const char *)bytes, size, JSON_REJECT_DUPLICATES, NULL);
  const int rc = json_is_object(claims) ? check_claims(c, o, claims, e) : fail(c, ERR_INVALID, "id_token", broken);
  if (rc == OK) *out = told(c, o, claims);
  json_decref(claims);
  return rc;
}

int token_verify(struct ctx *c, struct oidc *o, const struct oidc_endpoints *at, const struct oidc_expected *e, int64_t until, struct oidc_claims *out)
{
  cjose_err wrong;
  struct head head;
  TRY(read_head(c, e->id_token, &head));
  cjose_jws_t *const jws = cjose_jws_import(e->id_token, strlen(e->id_token), &wrong);
  int rc = jws ? check_signature(c, o, at, &head, jws, until) : fail(c, ERR_INVALID, "id_token", broken);
  if (rc == OK) rc = read_claims(c, o, jws, e, out);
  cjose_jws_release(jws);
  return rc;
}
