/* Secrets and signatures, as Standard Webhooks has them: HMAC-SHA-256 over "id.timestamp.body". */
#include "hooks_internal.h"
#include "calendar.h"
#include "html.h"
#include "json.h"
#include "seal_bytes.h"
#include "text.h"
#include <sodium.h>

enum { SHOWN = sodium_base64_ENCODED_LEN(HOOK_SECRET_BYTES, sodium_base64_VARIANT_ORIGINAL),
       SIGNED = sodium_base64_ENCODED_LEN(crypto_auth_hmacsha256_BYTES, sodium_base64_VARIANT_ORIGINAL) };

/* --- sealed ---------------------------------------------------------------------------------------------------- */

/* A secret is written once: its place counts no versions. */
static struct seal_place place_of(const struct hook *h, const char *column) { return (struct seal_place){ "hook", column, h->id, h->compartment, 1 }; }

static int seal_secret(struct ctx *c, const struct hook *h, const char *column, const uint8_t secret[static HOOK_SECRET_BYTES], const char **out)
{
  const struct seal_place at = place_of(h, column);
  return seal_bytes(c, &at, secret, HOOK_SECRET_BYTES, out);
}

static int unseal_secret(struct ctx *c, const struct hook *h, const char *column, const char *text, uint8_t secret[static HOOK_SECRET_BYTES])
{
  const struct seal_place at = place_of(h, column);
  return unseal_bytes(c, &at, text, "hook", secret, HOOK_SECRET_BYTES);
}

const char *hook_secret_shown(struct ctx *c, const uint8_t secret[static HOOK_SECRET_BYTES])
{
  char text[SHOWN];
  sodium_bin2base64(text, sizeof text, secret, HOOK_SECRET_BYTES, sodium_base64_VARIANT_ORIGINAL);
  const char *const shown = JOIN(&c->arena, "whsec_", text);
  sodium_memzero(text, sizeof text);
  return shown;
}

int hook_secret_make(struct ctx *c, struct hook *h, const char **shown)
{
  uint8_t secret[HOOK_SECRET_BYTES];
  c->random(secret, sizeof secret);
  const int rc = seal_secret(c, h, "secret", secret, &h->secret);
  if (rc == OK) *shown = hook_secret_shown(c, secret);
  sodium_memzero(secret, sizeof secret);
  return rc;
}

int hook_secret_keep_old(struct ctx *c, struct hook *h)
{
  uint8_t secret[HOOK_SECRET_BYTES];
  int rc = unseal_secret(c, h, "secret", h->secret, secret);
  if (rc == OK) rc = seal_secret(c, h, "old_secret", secret, &h->old_secret);
  sodium_memzero(secret, sizeof secret);
  return rc;
}

/* --- signed ----------------------------------------------------------------------------------------------------- */

const char *hook_body(struct ctx *c, const struct hook_event *e)
{
  char at[INSTANT_TEXT];
  struct buf b = { 0 };
  struct json j = { .b = &b };
  instant_print(e->made, at);
  json_open(&j, '{');
  json_str(&j, "type", hook_kind_key(e->kind));
  json_str(&j, "timestamp", at);
  json_begin(&j, "data", '{');
  json_key(&j, "referral");
  json_text(j.b, id_known(e->about) ? arg_id(&c->arena, e->about) : NULL);
  json_close(&j);
  json_close(&j);
  return buf_to_arena(&c->arena, &b);
}

static void put_signature(struct buf *b, const uint8_t secret[static HOOK_SECRET_BYTES], const char *id, const char *stamp, const char *body)
{
  crypto_auth_hmacsha256_state state;
  uint8_t mac[crypto_auth_hmacsha256_BYTES];
  char text[SIGNED];
  const char *const parts[] = { id, ".", stamp, ".", body };
  crypto_auth_hmacsha256_init(&state, secret, HOOK_SECRET_BYTES);
  for (size_t i = 0; i < COUNT(parts); i++) crypto_auth_hmacsha256_update(&state, (const unsigned char *)parts[i], strlen(parts[i]));
  crypto_auth_hmacsha256_final(&state, mac);
  sodium_memzero(&state, sizeof state);
  if (b->len) put_char(b, ' ');
  put(b, "v1,");
  put(b, sodium_bin2base64(text, sizeof text, mac, sizeof mac, sodium_base64_VARIANT_ORIGINAL));
}

static int sign_with(struct ctx *c, struct buf *b, const struct hook *h, const char *column, const char *sealed, const char *const what[static 3])
{
  uint8_t secret[HOOK_SECRET_BYTES];
  TRY(unseal_secret(c, h, column, sealed, secret));
  put_signature(b, secret, what[0], what[1], what[2]);
  sodium_memzero(secret, sizeof secret);
  return OK;
}

int hook_signature(struct ctx *c, const struct hook *h, const char *id, const char *stamp, const char *body, const char **out)
{
  const char *const what[] = { id, stamp, body };
  struct buf b = { 0 };
  int rc = sign_with(c, &b, h, "secret", h->secret, what);
  if (rc == OK && h->old_secret && h->old_until.ms > c->now) rc = sign_with(c, &b, h, "old_secret", h->old_secret, what);
  if (rc == OK) *out = arena_text(&c->arena, b.at, b.len);
  buf_release(&b);
  return rc;
}
