/* What trust costs: durable writes, pages that are sealed and journalled, sign-ins beside other work. */
#ifndef BENCH_TRUST_H
#define BENCH_TRUST_H
#include "bench_figures.h"

/* Serves a demo with `persons` synthetic households in `folder` and measures it. ERR_STORE if any answer was wrong. */
MUST_USE int trust_figures(struct ctx *c, const char *folder, size_t households, struct figures *f);
#endif
