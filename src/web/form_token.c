/* Proof that a form was shown by us, on that page, not long ago. It names no visitor and, on public pages, needs no cookie;
 * that of a signed-in page is worth nothing in another session. */
#include "app.h"
#include "base64.h"
#include "door.h"
#include "form_names.h"
#include "request.h"
#include "views.h"
#include <sodium.h>

enum { NONCE_BYTES = 16, TOKEN_LASTS_MS = 4 * 3600 * 1000 };

struct token { uint8_t nonce[NONCE_BYTES], time[8], mac[crypto_auth_BYTES]; };
_Static_assert(sizeof(struct token) == NONCE_BYTES + 8 + crypto_auth_BYTES, "bytes only: no padding to leak");

static void sign(const struct ctx *c, const struct token *t, const char *path, uint8_t mac[static crypto_auth_BYTES])
{
  crypto_auth_hmacsha512256_state state;
  crypto_auth_hmacsha512256_init(&state, c->app->token_key, sizeof c->app->token_key);
  crypto_auth_hmacsha512256_update(&state, t->nonce, sizeof t->nonce);
  crypto_auth_hmacsha512256_update(&state, t->time, sizeof t->time);
  crypto_auth_hmacsha512256_update(&state, (const unsigned char *)path, strlen(path) + 1);
  crypto_auth_hmacsha512256_update(&state, (const unsigned char *)door_binding(c), strlen(door_binding(c)));
  crypto_auth_hmacsha512256_final(&state, mac);
}

const char *form_token_text(struct ctx *c, const char *path)
{
  struct token t = { 0 };
  c->random(t.nonce, sizeof t.nonce);
  for (size_t i = 0; i < sizeof t.time; i++) t.time[i] = (uint8_t)((uint64_t)c->now >> (8 * i));
  sign(c, &t, path, t.mac);
  return base64_text(&c->arena, &t, sizeof t);
}

static int64_t lasts(const struct ctx *c) { return *door_binding(c) ? SESSION_HOURS * INT64_C(3600000) : TOKEN_LASTS_MS; }

static uint64_t made_at(const struct token *t)
{
  uint64_t made = 0;
  for (size_t i = 0; i < sizeof t->time; i++) made |= (uint64_t)t->time[i] << (8 * i);
  return made;
}

int64_t form_age(const struct ctx *c)
{
  struct token t;
  const bool there = c->form && c->form->token_ours && base64_exactly(c->form->token, &t, sizeof t);
  return there ? c->now - (int64_t)made_at(&t) : INT64_MAX;
}

const char *form_token_wrong(struct ctx *c, const char *token, const char *path, bool *ours)
{
  static const char expired[] = N_("This form was open for too long. Your answers are still here: send it again.");
  struct token t;
  uint8_t mac[crypto_auth_BYTES];
  *ours = false;
  if (!base64_exactly(token, &t, sizeof t)) return expired;
  sign(c, &t, path, mac);
  if (sodium_memcmp(mac, t.mac, sizeof mac) != 0) return expired;
  const int64_t age = c->now - (int64_t)made_at(&t);
  *ours = true;
  return age > lasts(c) || age < -lasts(c) ? expired : NULL;
}

/* Every page gets a token of its own: nothing constant that compression could betray. */
void form_token_for(struct ctx *c, const char *path) { view_form_token(c, form_token_text(c, path)); }

void form_token(struct ctx *c)
{
  const struct request *const r = c->request;
  form_token_for(c, r && r->route ? r->route->path : "");
}
