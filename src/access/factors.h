/* What people prove who they are with: adding it, removing it, checking it. Signing in as a whole is sign_in.h.
 * A second factor is an app's codes or a passkey; recovery codes stand in for one that was lost. */
#ifndef FACTORS_H
#define FACTORS_H
#include "passkeys.h"
#include "recovery_codes.h"
#include "sessions.h"

enum { CHALLENGE_MINUTES = 5 };

/* Where passkeys are for: "kentering.example" and "https://kentering.example". */
struct passkey_site { const char *rp_id, *origin; };
/* What the browser's half sends, base64url as the form's hidden fields have it; NULL: absent. */
struct passkey_made { const char *client_data, *attestation; };
struct passkey_signed { const char *credential, *client_data, *authenticator_data, *signature; };

/* The bytes that a passkey must sign, kept with the session: good once, for CHALLENGE_MINUTES. Takes the place of one that
 * was asked before. Base64url in c->arena. On the writer. */
MUST_USE int passkey_ask_begin(struct ctx *c, const struct session *s, const char **challenge);
/* The passkeys of an account, by credential id (base64url): what the browser is asked for. */
MUST_USE int passkeys_of(struct ctx *c, struct id account, struct factor_list *out);

/* --- adding -------------------------------------------------------------------------------------------
 * By whoever is half signed in and has no second factor yet, or who proved both lately (session_fresh). ERR_NOT_FOUND
 * otherwise. */

/* What adding one brings. The first second factor comes with recovery codes, to be shown once (RECOVERY_CODES of them, in
 * c->arena; NULL: none). It is a proof too: a half session is whole then, with that token (else ""); give the browser a
 * device token too (device_remember). */
struct factor_added { const char *const *codes; char token[SESSION_TOKEN_TEXT]; };

struct totp_begun { struct id factor; const char *text, *uri; };     /* for typing over, and for the QR code; in c->arena */
/* A new secret, which counts only after a right code. Takes the place of one that this session began before. */
MUST_USE int factor_totp_begin(struct ctx *c, const struct session *s, const char *label, struct totp_begun *out);
/* The one that this session began, to show it again. ERR_NOT_FOUND. */
MUST_USE int factor_totp_begun(struct ctx *c, const struct session *s, struct totp_begun *out);
/* ERR_INVALID on "code": not right. */
MUST_USE int factor_totp_confirm(struct ctx *c, const struct session *s, const char *code, struct factor_added *out);
/* After passkey_ask_begin. ERR_INVALID: refused. */
MUST_USE int factor_passkey_add(struct ctx *c, const struct session *s, const struct passkey_site *site, const char *label, const struct passkey_made *made,
                                struct factor_added *out);
/* New ones; the old ones are worth nothing from now on. ERR_NOT_FOUND: not proved lately, or no second factor. */
MUST_USE int recovery_codes_renew(struct ctx *c, const struct session *s, const char *const **codes);
/* How many are left. */
MUST_USE int recovery_codes_left(struct ctx *c, struct id account, size_t *out);
/* Signs in with the own organisation from now on (issuer and subject of oidc.h). ERR_INVALID: somebody has it already. */
MUST_USE int factor_oidc_add(struct ctx *c, struct id account, const char *issuer, const char *subject);

/* Removes an own one; proved lately. ERR_INVALID: the password, or the last second factor. Recovery codes go by themselves. */
MUST_USE int factor_remove(struct ctx *c, const struct session *s, struct id factor);
/* Ends all of an account: it left, or starts anew. */
MUST_USE int factors_end(struct ctx *c, struct id account);

/* --- checking -------------------------------------------------------------------------------------------- */

/* Whether there is a second factor that counts. */
MUST_USE int factor_has_second(struct ctx *c, struct id account, bool *out);
/* The password that counts. ERR_NOT_FOUND: none yet. */
MUST_USE int factor_password(struct ctx *c, struct id account, struct factor *out);
/* Puts that hash (passwords.h) in the place of the password, if any. */
MUST_USE int factor_password_set(struct ctx *c, struct id account, const char *hash);
/* Whose it is. ERR_NOT_FOUND. */
MUST_USE int factor_oidc_find(struct ctx *c, const char *issuer, const char *subject, struct factor *out);

/* A second proof as it came: one of the three. */
struct proof { const char *totp, *recovery; const struct passkey_signed *passkey; const struct passkey_site *site; };
/* Whether it is right; what was right is used up. `*reason`: a key for the journal ("totp", "passkey_copied" …). Not right is
 * no error: the attempt must be counted. On the writer. */
MUST_USE int proof_right(struct ctx *c, const struct account *a, const struct session *s, const struct proof *p, bool *right, const char **reason);

/* Deletes challenges that nobody answered: on a tick. */
MUST_USE int challenges_clean(struct ctx *c);

struct challenge { struct id id; int32_t version; struct id session; const char *value; struct instant made; };
DECLARE_RECORD(challenge);
extern const struct query *const factor_queries[];
#endif
