/* Counting wrong attempts: by a keyed hash of what is counted, so that the table names nobody. */
#ifndef ATTEMPTS_H
#define ATTEMPTS_H
#include "sign_in.h"

/* What counts attempts at `subject` (a mail address, an account): one for everybody, but a device that the account is known
 * from has its own. */
MUST_USE int attempt_counter(struct ctx *c, const char *what, const char *subject, struct id account, const char *device_token, struct id *out);
/* Milliseconds until the next attempt is let through; 0: now. */
MUST_USE int attempt_wait(struct ctx *c, struct id counter, int64_t *out);
/* `*in_a_row`: how many count now. */
MUST_USE int attempt_failed(struct ctx *c, struct id counter, uint32_t *in_a_row);
MUST_USE int attempt_forgiven(struct ctx *c, struct id counter);
/* Deletes some that are forgiven by time. */
MUST_USE int attempts_clean(struct ctx *c);
MUST_USE int attempts_before(struct ctx *c, struct instant then, struct sign_in_failure_list *out);
#endif
