/* What it costs to look for whom other rules would change the advice. */
#ifndef BENCH_ADVICE_H
#define BENCH_ADVICE_H
#include "bench_figures.h"
#include "snapshot.h"

/* Screens so many persons that do not exist, once each, and counts for how many of them other rules would change something: on these
 * offers, beside reading and unsealing what is stored of them, by processor time. Files in `folder`. */
MUST_USE int advice_figures(struct ctx *c, const char *folder, const struct places *places, const struct snapshot *offers, size_t screenings, struct figures *f);
#endif
