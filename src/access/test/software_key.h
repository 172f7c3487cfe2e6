/* For tests: an authenticator in software, and the browser around it. One include per test program. */
#ifndef SOFTWARE_KEY_H
#define SOFTWARE_KEY_H
#include "passkeys.h"
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <sodium.h>

enum { ES256 = -7, EDDSA = -8, RS256 = -257, UP = 1, UV = 4, BE = 8, BS = 16, AT = 64, ED = 128 };

/* What it is asked, and how it answers: a test changes one thing. */
struct ceremony {
  const char *type, *rp_id, *origin, *extra;     /* extra: members that follow in the client data */
  uint8_t challenge[PASSKEY_CHALLENGE_BYTES];
  unsigned flags;
  uint32_t count;
  const char *format, *statement;                /* of the attestation: CBOR as it is */
  size_t statement_size;
  const char *extensions;
};

static inline EVP_PKEY *software_key_new(int alg)
{
  return alg == ES256 ? EVP_EC_gen("P-256") : alg == EDDSA ? EVP_PKEY_Q_keygen(NULL, NULL, "ED25519") : EVP_RSA_gen(2048);
}

/* --- writing CBOR ------------------------------------------------------------------------- */

static inline void put_head(struct buf *b, unsigned kind, size_t n)
{
  if (n < 24) { put_char(b, (char)(kind << 5 | n)); return; }
  put_char(b, (char)(kind << 5 | (n < 256 ? 24 : 25)));
  if (n >= 256) put_char(b, (char)(n >> 8));
  put_char(b, (char)n);
}
static inline void put_number(struct buf *b, int n) { put_head(b, (unsigned)(n < 0), (size_t)(n < 0 ? -1 - n : n)); }
static inline void put_bytes(struct buf *b, const void *bytes, size_t n) { put_head(b, 2, n); put_mem(b, bytes, n); }
static inline void put_text(struct buf *b, const char *text) { put_head(b, 3, strlen(text)); put(b, text); }

static inline void put_part(struct buf *b, int label, EVP_PKEY *key, const char *name, size_t n)
{
  uint8_t bytes[256];
  BIGNUM *number = NULL;
  assert_int_equal(EVP_PKEY_get_bn_param(key, name, &number), 1);
  assert_int_equal(BN_bn2binpad(number, bytes, (int)n), (int)n);
  BN_free(number);
  put_number(b, label);
  put_bytes(b, bytes, n);
}

static inline void put_cose(struct buf *b, EVP_PKEY *key, int alg)
{
  uint8_t raw[32];
  size_t n = sizeof raw;
  put_head(b, 5, alg == ES256 ? 5 : 4);
  put_number(b, 1); put_number(b, alg == ES256 ? 2 : alg == EDDSA ? 1 : 3);
  put_number(b, 3); put_number(b, alg);
  if (alg == RS256) {
    put_part(b, -1, key, OSSL_PKEY_PARAM_RSA_N, 256);
    put_part(b, -2, key, OSSL_PKEY_PARAM_RSA_E, 3);
    return;
  }
  put_number(b, -1); put_number(b, alg == ES256 ? 1 : 6);
  if (alg == ES256) {
    put_part(b, -2, key, OSSL_PKEY_PARAM_EC_PUB_X, 32);
    put_part(b, -3, key, OSSL_PKEY_PARAM_EC_PUB_Y, 32);
    return;
  }
  assert_int_equal(EVP_PKEY_get_raw_public_key(key, raw, &n), 1);
  put_number(b, -2);
  put_bytes(b, raw, n);
}

/* --- answers -------------------------------------------------------------------------------- */

static inline struct span span_of(struct ctx *c, struct buf *b)
{
  const size_t n = b->len;
  return (struct span){ (const uint8_t *)buf_to_arena(&c->arena, b), n };
}

static inline struct span client_data(struct ctx *c, const struct ceremony *how)
{
  struct buf b = { 0 };
  put(&b, "{\"type\":\""); put(&b, how->type);
  put(&b, "\",\"challenge\":\""); put(&b, passkey_text(&c->arena, (struct span){ how->challenge, sizeof how->challenge }));
  put(&b, "\",\"origin\":\""); put(&b, how->origin);
  put(&b, "\",\"crossOrigin\":false"); put(&b, how->extra);
  put(&b, "}");
  return span_of(c, &b);
}

static inline void put_authenticator_data(struct buf *b, const struct ceremony *how)
{
  uint8_t hash[32];
  crypto_hash_sha256(hash, (const uint8_t *)how->rp_id, strlen(how->rp_id));
  put_mem(b, (const char *)hash, sizeof hash);
  put_char(b, (char)how->flags);
  for (int shift = 24; shift >= 0; shift -= 8) put_char(b, (char)(how->count >> shift));
}

static inline struct span attestation(struct ctx *c, const struct ceremony *how, const char *credential, EVP_PKEY *key, int alg)
{
  struct buf data = { 0 }, b = { 0 };
  put_authenticator_data(&data, how);
  if (how->flags & AT) {
    put_mem(&data, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
    put_char(&data, (char)(strlen(credential) >> 8));
    put_char(&data, (char)strlen(credential));
    put(&data, credential);
    put_cose(&data, key, alg);
  }
  put(&data, how->extensions);
  put_head(&b, 5, 3);
  put_text(&b, "fmt"); put_text(&b, how->format ? how->format : "none");
  put_text(&b, "attStmt");
  if (how->statement) put_mem(&b, how->statement, how->statement_size);
  else put_head(&b, 5, 0);
  put_text(&b, "authData"); put_bytes(&b, data.at, data.len);
  buf_release(&data);
  return span_of(c, &b);
}

static inline struct span signature(struct ctx *c, EVP_PKEY *key, int alg, struct span data, struct span client)
{
  uint8_t *const message = arena_alloc(&c->arena, data.len + 32), *const bytes = arena_alloc(&c->arena, 512);
  size_t n = 512;
  EVP_MD_CTX *md = EVP_MD_CTX_new();
  memcpy(message, data.at, data.len);
  crypto_hash_sha256(message + data.len, client.at, client.len);
  assert_int_equal(EVP_DigestSignInit(md, NULL, alg == EDDSA ? NULL : EVP_sha256(), NULL, key), 1);
  assert_int_equal(EVP_DigestSign(md, bytes, &n, message, data.len + 32), 1);
  EVP_MD_CTX_free(md);
  return (struct span){ bytes, n };
}

static inline struct passkey_answer answer(struct ctx *c, const struct ceremony *how, const char *credential, EVP_PKEY *key, int alg)
{
  struct buf data = { 0 };
  struct passkey_answer a = { .credential = { (const uint8_t *)credential, strlen(credential) }, .client_data = client_data(c, how) };
  put_authenticator_data(&data, how);
  put(&data, how->extensions);
  a.authenticator_data = span_of(c, &data);
  a.signature = signature(c, key, alg, a.authenticator_data, a.client_data);
  return a;
}
#endif
