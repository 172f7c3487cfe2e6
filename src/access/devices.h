/* Known devices: browsers from which somebody signed in before. Wrong passwords from elsewhere do not slow them down, so that
 * nobody can lock out an office. A device is known by a token in a long-lived cookie of its own, never by its network address. */
#ifndef DEVICES_H
#define DEVICES_H
#include "accounts.h"
#include "tokens.h"

enum { DEVICE_TOKEN_TEXT = TOKEN_TEXT, DEVICE_DAYS = 180 };        /* days without a sign-in */

/* Who has signed in from it; one row for each of those who share it. */
struct known_device { struct id id; int32_t version; struct id account; const char *token_hash; struct instant used; };
DECLARE_RECORD(known_device);

/* Whether the account has signed in from the device of that token (NULL: none); `hash`: of the token then, in c->arena. */
MUST_USE int device_known(struct ctx *c, struct id account, const char *token, bool *known, const char **hash);
/* After a whole sign-in: the device gets a new token, for all who share it, and is known to this account. */
MUST_USE int device_remember(struct ctx *c, struct id account, const char *old_token, char token[static DEVICE_TOKEN_TEXT]);
/* All of an account: it left, or starts anew. */
MUST_USE int devices_forget(struct ctx *c, struct id account);
/* Deletes some that were not used for DEVICE_DAYS: on a tick. */
MUST_USE int devices_clean(struct ctx *c);

extern const struct query *const device_queries[];
#endif
