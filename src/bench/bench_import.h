/* How fast offers come in. */
#ifndef BENCH_IMPORT_H
#define BENCH_IMPORT_H
#include "bench_figures.h"
#include "bench_synth.h"
#include "config.h"

/* One import of a CSV into the database of `config`; rows a second. ERR_INVALID if a row was wrong. */
MUST_USE int import_once(struct ctx *c, const struct config *config, const struct places *places, const char *csv, bool dry_run, double *rate);

/* A dry run, the import itself, and one that changes every row; all files in config->data. Leaves the offers there. */
MUST_USE int import_figures(struct ctx *c, const struct config *config, const struct places *places, const struct synth *s, struct figures *f);
#endif
