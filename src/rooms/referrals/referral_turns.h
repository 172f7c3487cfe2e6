/* Whose turn it is. Every change of responsibility goes through here, so that an open referral always has one responsible colleague who works
 * here, is not away, and may open it. */
#ifndef REFERRAL_TURNS_H
#define REFERRAL_TURNS_H
#include "referrals_store.h"

/* Whether a colleague may do it for that organisation: a post there that counts, is in this region and writes files. */
MUST_USE int is_candidate(struct ctx *c, struct id organisation, struct id account, bool *out);
/* Whether a colleague may have its turn for that organisation: is_candidate, and no shield keeps them out (referral_shield.h). */
MUST_USE int may_have_turn(struct ctx *c, const struct referral *r, struct id organisation, struct id account, bool *out);
/* Whether anybody there may. */
MUST_USE int turn_is_possible(struct ctx *c, const struct referral *r, struct id organisation, bool *out);
/* `r` (not the database) becomes the turn of somebody of that organisation: of `account` if they work there and are here, else of who
 * stands in for them, else of who has the fewest. Nobody of it: of who it is part of now, where it merged. Nobody, or no
 * ground for it any more: of whoever referred; nobody there: of a
 * coordinator. They can open it from now on; `given_by`: whose decision it follows. */
MUST_USE int turn_of(struct ctx *c, struct referral *r, struct id account, struct id organisation, struct id given_by);
/* Who had it before has nothing to do with it any more: ends their access, unless they referred or have it still. */
MUST_USE int turn_passed(struct ctx *c, const struct referral *r, struct id before);
/* What is to be done next, in so long from an instant: sets it, and when it rises. NEXT_NOTHING: closed, the turn of whoever referred. */
void next_is(struct ctx *c, struct referral *r, enum referral_next next, struct term term, int64_t from);
/* Likewise until the end of a day. */
void next_by(struct ctx *c, struct referral *r, enum referral_next next, struct date day);
/* It is late, or was looked at: sets when the level rises next. */
MUST_USE int rises_after(struct ctx *c, struct referral *r, int64_t from);
#endif
