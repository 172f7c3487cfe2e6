/* Signing in with one's own organisation (OpenID Connect): to the provider and back. What must be remembered meanwhile stands
 * in a cookie of the browser, sealed, good for a quarter of an hour and once. */
#include "accounts_web.h"
#include "base64.h"
#include "browser.h"
#include "invitations.h"
#include "oidc.h"
#include "say.h"
#include "text.h"
#include <sodium.h>

#define COOKIE "kentering_oidc"
enum { BACK_MOST = 512, SEALED_BYTES = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES };

/* Bytes only: it is sealed as it lies. */
struct remembered { struct oidc_attempt attempt; char back[BACK_MOST], invitation[INVITATION_TOKEN_TEXT + 4]; };
enum { COOKIE_BYTES = SEALED_BYTES + sizeof(struct remembered) };

/* --- the cookie ------------------------------------------------------------------------------------ */

static void key_of(const struct ctx *c, uint8_t key[static crypto_secretbox_KEYBYTES])
{
  static const unsigned char use[] = "sign in with the own organisation";
  crypto_generichash(key, crypto_secretbox_KEYBYTES, use, sizeof use, c->app->token_key, sizeof c->app->token_key);
}

static int remember(struct ctx *c, struct remembered *r)
{
  uint8_t key[crypto_secretbox_KEYBYTES], *const sealed = arena_alloc(&c->arena, COOKIE_BYTES);
  c->random(sealed, crypto_secretbox_NONCEBYTES);
  key_of(c, key);
  crypto_secretbox_easy(sealed + crypto_secretbox_NONCEBYTES, (const unsigned char *)r, sizeof *r, sealed, key);
  sodium_memzero(key, sizeof key);
  sodium_memzero(r, sizeof *r);
  return cookie_set(c, COOKIE, base64_text(&c->arena, sealed, COOKIE_BYTES), OIDC_PATH, OIDC_LASTS_MS / 1000);
}

static bool recall(struct ctx *c, struct remembered *out)
{
  const char *const text = cookie_read(c, COOKIE);
  uint8_t key[crypto_secretbox_KEYBYTES], *const sealed = arena_alloc(&c->arena, COOKIE_BYTES);
  if (!base64_exactly(text, sealed, COOKIE_BYTES)) return false;
  key_of(c, key);
  const bool ours = crypto_secretbox_open_easy((unsigned char *)out, sealed + crypto_secretbox_NONCEBYTES, COOKIE_BYTES - crypto_secretbox_NONCEBYTES, sealed, key) == 0;
  sodium_memzero(key, sizeof key);
  return ours;
}

/* --- there ------------------------------------------------------------------------------------------- */

static void take_text(char *to, size_t size, const char *from)
{
  const size_t n = from ? strlen(from) : 0;
  if (n < size) memcpy(to, from ? from : "", n + 1);
}

int begin_oidc(struct ctx *c)
{
  const struct oidc_begin_form *const form = form_row(c, oidc_begin_form);
  struct remembered *const r = arena_new(&c->arena, struct remembered, 1);
  const char *url;
  if (!oidc_of(c)) return fail(c, ERR_NOT_FOUND, NULL, NULL);
  TRY(oidc_begin(c, oidc_of(c), &r->attempt, &url));
  take_text(r->back, sizeof r->back, form->terug);
  take_text(r->invitation, sizeof r->invitation, form->uitnodiging);
  TRY(remember(c, r));
  respond_header(c, "Location", url);
  return respond(c, 303, "text/plain; charset=utf-8");
}

/* --- and back ------------------------------------------------------------------------------------------ */

struct returned { struct remembered was; struct oidc_claims claims; struct set roles; const char *wrong; };

/* Which of our roles the provider says that this person has. */
static int roles_of(struct ctx *c, const struct oidc_claims *claims, struct set *out)
{
  struct text_list ours;
  *out = (struct set){ 1 };
  TRY(oidc_role_map(c, c->app->config->oidc_role_map, claims, &ours));
  for (size_t i = 0; i < ours.count; i++) {
    const unsigned role = choice_find(&role_choices, ours.at[i], strlen(ours.at[i]));
    if (role) *out = set_with(*out, role);
  }
  return out->bits == 1 ? fail(c, ERR_NOT_FOUND, NULL, N_("Your organisation gives you no role here. Ask its administrator.")) : OK;
}

static int ask_provider(struct ctx *c, struct returned *r)
{
  const struct oidc_form *const form = form_row(c, oidc_form);
  const struct oidc_return back = { form->code, form->state, form->iss, form->error };
  if (!recall(c, &r->was)) return fail(c, ERR_INVALID, NULL, N_("This sign-in took too long, or it began in another browser. Begin again."));
  TRY(oidc_finish(c, oidc_of(c), &r->was.attempt, &back, &r->claims));
  return roles_of(c, &r->claims, &r->roles);
}

int prepare_oidc(struct ctx *c)
{
  struct returned *const r = arena_new(&c->arena, struct returned, 1);
  if (!oidc_of(c)) return fail(c, ERR_NOT_FOUND, NULL, NULL);
  const int rc = ask_provider(c, r);
  if (rc == ERR_STORE) return rc;
  if (rc != OK) r->wrong = c->error.text ? c->error.text : N_("Signing in did not work. Try again.");
  c->error = (struct error){ 0 };
  c->prepared = r;
  return OK;
}

static int not_let_in(struct ctx *c, const char *text)
{
  c->form->said = text;
  return sign_in_page(c, 422);
}

/* The first time: only by an invitation, never by the mail address that a provider says somebody has. */
static int link_account(struct ctx *c, const struct returned *r)
{
  return *r->was.invitation ? invitation_accept_oidc(c, r->was.invitation, r->claims.issuer, r->claims.subject) : OK;
}

int finish_oidc(struct ctx *c)
{
  const struct returned *const r = c->prepared;
  struct sign_in_result_of got = { 0 };
  const struct sign_in_ask ask = sign_in_ask_from(c, NULL, NULL);
  TRY(cookie_set(c, COOKIE, "", OIDC_PATH, 0));
  if (r->wrong) return not_let_in(c, r->wrong);
  const int linked = link_account(c, r);
  if (linked == ERR_NOT_FOUND || linked == ERR_INVALID) return not_let_in(c, N_("This invitation does not work any more. Ask for a new one."));
  TRY(linked);
  TRY(sign_in_oidc(c, r->claims.issuer, r->claims.subject, r->roles, &ask, &got));
  if (got.result != SIGN_IN_DONE) return not_let_in(c, N_("Your organisation knows you, but you have no account here that fits. Ask the functional administrator for an invitation."));
  return go_on(c, &got, r->was.back, sign_in_page);
}
