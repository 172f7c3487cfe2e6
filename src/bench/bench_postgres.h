/* The same program on a PostgreSQL server, beside plain code that makes the same statements there. */
#ifndef BENCH_POSTGRES_H
#define BENCH_POSTGRES_H
#include "bench_figures.h"

/* In two schemas of their own on that server, gone afterwards. `map`: a data folder on SQLite with many offers; NULL: people only. */
MUST_USE int postgres_figures(struct ctx *c, const char *url, const char *folder, const char *map, size_t households, struct figures *f);
#endif
