#include "passkeys.h"
#include "base64.h"
#include "passkey_data.h"
#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <sodium.h>

enum { CURVE_P256 = 1, CURVE_ED25519 = 6, KTY_OKP = 1, KTY_EC2 = 2, KTY_RSA = 3,
       EC_BYTES = 32, RSA_N_BYTES = 256, RSA_E_BYTES = 3 };

static const char refused[] = N_("This passkey was not accepted. Try again, or choose another way to sign in.");

void passkey_challenge(struct ctx *c, uint8_t challenge[static PASSKEY_CHALLENGE_BYTES]) { c->random(challenge, PASSKEY_CHALLENGE_BYTES); }

const char *passkey_text(struct arena *a, struct span bytes) { return base64_text(a, bytes.at, bytes.len); }

bool passkey_bytes(struct arena *a, const char *text, size_t most, struct span *out)
{
  const size_t n = text ? strlen(text) : 0;
  size_t len = 0;
  if (!n || n > most * 4 / 3 + 1) return false;
  uint8_t *const bytes = arena_alloc(a, n);
  if (!base64_read(text, n, bytes, most < n ? most : n, &len)) return false;
  *out = (struct span){ bytes, len };
  return true;
}

/* --- keys: libfido2 has a type for each algorithm -------------------------------------------------------------------- */

struct key { int alg; es256_pk_t *es256; eddsa_pk_t *eddsa; rs256_pk_t *rs256; };

static void key_free(struct key *k)
{
  es256_pk_free(&k->es256);
  eddsa_pk_free(&k->eddsa);
  rs256_pk_free(&k->rs256);
}

static bool es256_read(const struct cose_key *from, struct key *out)
{
  uint8_t point[2 * EC_BYTES];
  if (from->kty != KTY_EC2 || from->crv != CURVE_P256 || from->x.len != EC_BYTES || from->y.len != EC_BYTES) return false;
  memcpy(point, from->x.at, EC_BYTES);
  memcpy(point + EC_BYTES, from->y.at, EC_BYTES);
  return (out->es256 = es256_pk_new()) && es256_pk_from_ptr(out->es256, point, sizeof point) == FIDO_OK;
}

static bool eddsa_read(const struct cose_key *from, struct key *out)
{
  if (from->kty != KTY_OKP || from->crv != CURVE_ED25519 || from->x.len != EC_BYTES) return false;
  return (out->eddsa = eddsa_pk_new()) && eddsa_pk_from_ptr(out->eddsa, from->x.at, EC_BYTES) == FIDO_OK;
}

static bool rs256_read(const struct cose_key *from, struct key *out)
{
  uint8_t parts[RSA_N_BYTES + RSA_E_BYTES];
  if (from->kty != KTY_RSA || from->n.len != RSA_N_BYTES || from->e.len != RSA_E_BYTES) return false;
  memcpy(parts, from->n.at, RSA_N_BYTES);
  memcpy(parts + RSA_N_BYTES, from->e.at, RSA_E_BYTES);
  return (out->rs256 = rs256_pk_new()) && rs256_pk_from_ptr(out->rs256, parts, sizeof parts) == FIDO_OK;
}

/* False if it is no key of one of our algorithms. key_free either way. */
static bool key_read(struct span cose, struct key *out)
{
  struct cose_key from;
  *out = (struct key){ .alg = 0 };
  if (cose.len > PASSKEY_KEY_MOST || !cose_key_read(&cose, &from) || cose.len) return false;
  out->alg = from.alg;
  switch (from.alg) {
  case COSE_ES256: return es256_read(&from, out);
  case COSE_EDDSA: return eddsa_read(&from, out);
  case COSE_RS256: return rs256_read(&from, out);
  default:         return false;
  }
}

/* --- the two ceremonies ------------------------------------------------------------------------------------------------ */

/* Made or used on our site, by somebody who was there and was recognised. A key that is backed up but may not be, lies. */
static bool authentic(const struct passkey_ask *ask, const struct authenticator_data *data)
{
  uint8_t hash[crypto_hash_sha256_BYTES];
  const unsigned must = AUTHENTICATOR_UP | AUTHENTICATOR_UV;
  crypto_hash_sha256(hash, (const unsigned char *)ask->rp_id, strlen(ask->rp_id));
  return data->rp_id_hash.len == sizeof hash && sodium_memcmp(hash, data->rp_id_hash.at, sizeof hash) == 0
         && (data->flags & must) == must && (data->flags & (AUTHENTICATOR_BE | AUTHENTICATOR_BS)) != AUTHENTICATOR_BS;
}

static struct span span_copy(struct arena *a, struct span from)
{
  return (struct span){ (const uint8_t *)arena_text(a, (const char *)from.at, from.len), from.len };
}

int passkey_register(struct ctx *c, const struct passkey_ask *ask, struct span client_data, struct span attestation, struct passkey *out)
{
  struct span signed_data;
  struct authenticator_data data;
  struct key key;
  if (!client_data_fits(ask, "webauthn.create", client_data) || !attestation_read(attestation, &signed_data)
      || !authenticator_data_read(signed_data, &data) || !authentic(ask, &data) || !(data.flags & AUTHENTICATOR_AT))
    return fail(c, ERR_INVALID, NULL, refused);
  const bool known = key_read(data.public_key, &key);
  key_free(&key);
  if (!known) return fail(c, ERR_INVALID, NULL, N_("This kind of passkey cannot be used here. Choose another one."));
  *out = (struct passkey){ span_copy(&c->arena, data.credential), span_copy(&c->arena, data.public_key), data.sign_count };
  return OK;
}

static bool signed_by(const struct key *key, const struct passkey_ask *ask, const struct passkey_answer *answer)
{
  const void *const pk = key->es256 ? (const void *)key->es256 : key->eddsa ? (const void *)key->eddsa : (const void *)key->rs256;
  fido_assert_t *assert = fido_assert_new();
  const bool right = assert && fido_assert_set_count(assert, 1) == FIDO_OK && fido_assert_set_rp(assert, ask->rp_id) == FIDO_OK
    && fido_assert_set_clientdata(assert, answer->client_data.at, answer->client_data.len) == FIDO_OK
    && fido_assert_set_authdata_raw(assert, 0, answer->authenticator_data.at, answer->authenticator_data.len) == FIDO_OK
    && fido_assert_set_sig(assert, 0, answer->signature.at, answer->signature.len) == FIDO_OK
    && fido_assert_set_up(assert, FIDO_OPT_TRUE) == FIDO_OK && fido_assert_set_uv(assert, FIDO_OPT_TRUE) == FIDO_OK
    && fido_assert_verify(assert, 0, key->alg, pk) == FIDO_OK;
  fido_assert_free(&assert);
  return right;
}

static bool same(struct span a, struct span b) { return a.len && a.len == b.len && memcmp(a.at, b.at, a.len) == 0; }

int passkey_verify(struct ctx *c, const struct passkey_ask *ask, const struct passkey *known, const struct passkey_answer *answer, uint32_t *new_count)
{
  struct authenticator_data data;
  struct key key;
  if (!same(known->credential, answer->credential) || !client_data_fits(ask, "webauthn.get", answer->client_data)
      || !answer->signature.len || answer->signature.len > PASSKEY_SIGNATURE_MOST
      || !authenticator_data_read(answer->authenticator_data, &data) || !authentic(ask, &data))
    return fail(c, ERR_INVALID, NULL, refused);
  const bool right = key_read(known->public_key, &key) && signed_by(&key, ask, answer);
  key_free(&key);
  if (!right) return fail(c, ERR_INVALID, NULL, refused);
  if ((data.sign_count || known->sign_count) && data.sign_count <= known->sign_count)
    return fail(c, ERR_CONFLICT, NULL, N_("There may be a copy of this passkey. Choose another way to sign in, and tell your administrator."));
  *new_count = data.sign_count;
  return OK;
}
