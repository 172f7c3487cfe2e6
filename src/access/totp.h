/* Codes of six digits from an app (RFC 6238: SHA-1, 30 seconds), the second factor that every phone has. */
#ifndef TOTP_H
#define TOTP_H
#include "base.h"

enum { TOTP_SECRET_BYTES = 20, TOTP_DIGITS = 6, TOTP_SECONDS = 30, TOTP_WINDOW = 1 };   /* window: steps before and after */
#define TOTP_ISSUER "Kentering"

struct totp_secret { uint8_t b[TOTP_SECRET_BYTES]; };         /* the caller clears it (sodium_memzero) */

struct totp_secret totp_secret_new(struct ctx *c);
/* For typing over: base32 in groups of four. Lives in the arena, as does the next: a page that shows them is not kept. */
const char *totp_secret_text(struct arena *a, const struct totp_secret *secret);
/* otpauth://totp/… for the QR code; `account` is the mail address. */
const char *totp_uri(struct arena *a, const struct totp_secret *secret, const char *account);

/* Whether `code` (as typed: spaces do not count) is that of `now` (UTC milliseconds), or of one step beside it, and of a
 * later step than `last_step` (0: none was used yet). Then `*step` is the one to store as last: a code works once. */
MUST_USE bool totp_check(const struct totp_secret *secret, const char *code, int64_t now, int64_t last_step, int64_t *step);
#endif
