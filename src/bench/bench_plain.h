/* Plain code on libpq that makes the statements of a recorded request again and again: over many connections, each waiting
 * for every answer, as pgbench does. What the program adds or saves shows beside it. */
#ifndef BENCH_PLAIN_H
#define BENCH_PLAIN_H
#include "bench_recorder.h"

/* `rate`: how often a second all of them were made and committed. ERR_STORE: a statement failed. */
MUST_USE int plain_run(struct ctx *c, const char *url, const struct recorder *const *parts, size_t count, size_t connections, double seconds, double *rate);
/* Makes a schema on that server, and removes one with all that is in it. ERR_STORE. */
MUST_USE int plain_schema(struct ctx *c, const char *url, const char *name);
MUST_USE int plain_schema_drop(struct ctx *c, const char *url, const char *name);
#endif
