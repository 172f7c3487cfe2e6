/* Surveys: what came back from many, read as quickly as from few. */
#ifndef BENCH_SURVEYS_H
#define BENCH_SURVEYS_H
#include "bench_figures.h"

struct places;

/* The page of results with 100 and with 10,000 answers of the self-scan by forty teams. */
MUST_USE int survey_figures(struct ctx *c, const char *folder, const struct places *places, struct figures *f);
#endif
