/* What factors.c (adding, removing) and proof.c (checking) share. */
#ifndef FACTORS_INTERNAL_H
#define FACTORS_INTERNAL_H
#include "factors.h"
#include "totp.h"

/* Inserts one that counts from c->now. */
MUST_USE int factor_insert(struct ctx *c, const struct factor *f);
MUST_USE int factor_end(struct ctx *c, struct factor *f);
/* Those that have not ended; those that were not proved yet included. */
MUST_USE int factors_open(struct ctx *c, struct id account, struct factor_list *out);
/* The one of that kind and handle that counts, whoever's. */
MUST_USE int factor_by_handle(struct ctx *c, enum factor_kind kind, const char *handle, struct factor *out);
/* The last one that counts of that kind. ERR_NOT_FOUND. */
MUST_USE int factor_of_kind(struct ctx *c, struct id account, enum factor_kind kind, struct factor *out);
static inline bool factor_is_second(enum factor_kind kind) { return kind == FACTOR_TOTP || kind == FACTOR_PASSKEY; }

/* factor.secret of a TOTP factor as the row will be in that version, and back. The caller clears `secret`. */
MUST_USE int totp_seal(struct ctx *c, const struct account *a, struct factor *f, int32_t version, const struct totp_secret *secret);
MUST_USE int totp_unseal(struct ctx *c, const struct account *a, const struct factor *f, struct totp_secret *secret);

/* Recovery codes: ten hashes as hex, "-" for one that was used. */
MUST_USE int recovery_make(struct ctx *c, struct id account, const char *const **codes);
size_t recovery_unused(const struct factor *f);

/* Takes the session's challenge: it is gone after this. False: there is none, or it is too old. */
MUST_USE int challenge_take(struct ctx *c, struct id session, uint8_t bytes[static PASSKEY_CHALLENGE_BYTES], bool *there);
MUST_USE int challenges_of(struct ctx *c, struct id session, struct challenge_list *out);
MUST_USE int challenges_before(struct ctx *c, struct instant then, struct challenge_list *out);
#endif
