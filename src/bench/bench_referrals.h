/* What referrals cost: a work list while the region has many, an act, and what rises at night. */
#ifndef BENCH_REFERRALS_H
#define BENCH_REFERRALS_H
#include "bench_figures.h"

/* In `folder`: a region with a thousand open referrals and one with `many`, forty of them on the list of one worker. ERR_STORE if any answer was wrong. */
MUST_USE int referral_figures(struct ctx *c, const char *folder, const struct places *places, size_t many, struct figures *f);
#endif
