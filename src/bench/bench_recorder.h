/* Writes down which statements a request makes, with their values: what plain code must do to do the same. */
#ifndef BENCH_RECORDER_H
#define BENCH_RECORDER_H
#include "engine.h"

enum { SAID_MOST = 64, SAID_PARAMS = 24 };
/* sql NULL: a transaction begins or ends here. */
struct said { const char *sql; enum { SAID_STATEMENT, SAID_BEGIN_READ, SAID_BEGIN_WRITE, SAID_COMMIT } what; struct param at[SAID_PARAMS]; int count; };
struct recorder { struct engine engine; const struct engine *real; struct statement *open[SAID_MOST]; struct said said[SAID_MOST]; size_t count; struct arena *arena; };

/* From now on `db` writes down what it is asked. `r` must outlive it; texts are copied into the arena. */
void recorder_watch(struct recorder *r, struct db *db, struct arena *a);
/* No more. */
void recorder_leave(struct recorder *r, struct db *db);
#endif
