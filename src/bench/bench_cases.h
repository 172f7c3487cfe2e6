/* What cases cost: making up households, a dossier and a work list while the region has many, and looking for a double. */
#ifndef BENCH_CASES_H
#define BENCH_CASES_H
#include "bench_figures.h"

/* In `folder`: a region with a thousand households and one with `many`, of which one worker has about a hundred. ERR_STORE if any answer was wrong. */
MUST_USE int case_figures(struct ctx *c, const char *folder, const struct places *places, size_t many, struct figures *f);
#endif
