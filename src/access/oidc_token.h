/* Verifying an ID token (OpenID Connect Core 1.0, 3.1.3.7; RFC 7515, 7519). */
#ifndef OIDC_TOKEN_H
#define OIDC_TOKEN_H
#include "oidc_known.h"

/* The token, and what it must agree with. */
struct oidc_expected { const char *id_token, *access_token, *nonce; };

/* Checks signature (fetching newer keys if that is what it takes) and claims. ERR_BUSY; ERR_INVALID: error.field is the
 * header or claim that is wrong. Texts live in c->arena. */
MUST_USE int token_verify(struct ctx *c, struct oidc *o, const struct oidc_endpoints *at, const struct oidc_expected *e, int64_t until,
                          struct oidc_claims *out);
#endif
