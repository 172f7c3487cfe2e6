/* Contact while somebody waits. */
#ifndef BRIDGING_H
#define BRIDGING_H
#include "referrals_store.h"

/* What an act means for it: begins, goes on for another gap, or is over. `r` (not the database) is as the act left it. */
MUST_USE int bridging_follows(struct ctx *c, struct referral *r, const struct referral_step *s);
#endif
