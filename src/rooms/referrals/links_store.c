#include "links.h"

static const struct query newest = { &referral_letter_record, "FROM referral_letter WHERE referral_letter.referral = $1 ORDER BY referral_letter.made DESC, referral_letter.id LIMIT 1" };
const struct query *const letter_queries[] = { &newest, NULL };

int letter_of(struct ctx *c, struct id referral, struct referral_letter *out) { return global_one(c, referral_letter, out, &newest, P(referral)); }
