/* How fast a study is analysed. */
#ifndef BENCH_DELPHI_H
#define BENCH_DELPHI_H
#include "bench_figures.h"

/* A file of a million ratings in that folder, read alone and analysed. */
MUST_USE int delphi_figures(struct ctx *c, const char *folder, uint64_t seed, struct figures *f);
#endif
