/* Signing in with one's own organisation: OpenID Connect 1.0, authorisation code flow with PKCE (RFC 7636). We are the
 * relying party. No accounts here: what comes out is who the provider says this is, to be found by issuer and subject.
 * Calls block (at most OIDC_TAKES_MS in all): for a worker, never for the event loop. Messages hold no secret, and
 * nothing is logged. */
#ifndef OIDC_H
#define OIDC_H
#include "base.h"

enum { OIDC_TAKES_MS = 10 * 1000, OIDC_LASTS_MS = 15 * 60 * 1000 };   /* one call · from begin to finish */

/* Settings. Only loopback hosts may do without https. */
struct oidc_provider {
  const char *issuer;                /* exactly as the provider calls itself */
  const char *client_id;
  const char *client_secret;         /* NULL: the provider asks none */
  const char *redirect_uri;          /* where the provider sends people back to, as registered there */
  const char *scope;                 /* NULL: "openid profile email" */
  const char *required_acr;          /* how well people must have proved who they are; several, separated by spaces:
                                        one of them; NULL: as the provider likes */
  const char *roles_claim;           /* NULL: "roles"; "realm_access.roles" is looked up member by member */
  const char *ca_file;               /* PEM with the authorities to trust; NULL: those of the system */
};

/* What is known about a provider: its addresses and keys, for an hour. Shared by threads. */
struct oidc;

/* `provider` and its texts must outlive it. Call it before other threads start. ERR_INVALID: error.field is the setting
 * that is wrong. */
MUST_USE int oidc_new(struct ctx *c, const struct oidc_provider *provider, struct oidc **out);
void oidc_free(struct oidc *o);                            /* accepts NULL */

/* What one sign-in must remember until the person comes back. Bytes without padding; only we may
 * read them: seal them, bind them to this browser, and forget them at the first finish. */
struct oidc_attempt { uint8_t state[32], nonce[32], verifier[32]; int64_t begun; };

/* Begins: *url is where to send the person (in c->arena). ERR_BUSY: the provider does not answer, try later;
 * ERR_INVALID: what it tells about itself cannot be trusted. */
MUST_USE int oidc_begin(struct ctx *c, struct oidc *o, struct oidc_attempt *out, const char **url);

/* The parameters of those names with which the person came back; NULL: not there. */
struct oidc_return { const char *code, *state, *iss, *error; };

struct oidc_claims {
  const char *issuer, *subject;      /* together they are this person, for ever; the rest may change */
  const char *acr;                   /* NULL: not told */
  const char *name, *mail;           /* NULL: not told, or a mail address that the provider did not verify */
  struct text_list roles;            /* as the provider calls them; a text is split at spaces and commas */
};

/* Exchanges the code and verifies the ID token (RS256, PS256 or ES256) by OpenID Connect Core 3.1.3.7. Texts live in
 * c->arena. ERR_BUSY: try later. ERR_INVALID: not signed in; error.field names the claim or part that is wrong.
 * ERR_FULL: out of memory. */
MUST_USE int oidc_finish(struct ctx *c, struct oidc *o, const struct oidc_attempt *attempt, const struct oidc_return *back,
                         struct oidc_claims *out);

/* Which of our roles somebody has: `map` is "theirs=ours" pairs separated by spaces, such as
 * "kentering-team=team kentering-fg=fg". Each of ours once, in the order of the map; the caller checks that they exist.
 * ERR_NOT_FOUND: none, so no access. ERR_INVALID: the map cannot be read. */
MUST_USE int oidc_role_map(struct ctx *c, const char *map, const struct oidc_claims *claims, struct text_list *out);
#endif
