/* Epochs of keys in the database: a new one every 30 days, everything that lives wrapped again with it, the one before the last
 * destroyed. What was erased is then closed for good, backups included: after 60 days at most; a backup opens for 30 at least. Safe to interrupt anywhere, and to begin again. */
#ifndef EPOCHS_H
#define EPOCHS_H
#include "keys.h"
#include "record_walk.h"

enum { EPOCH_DAYS = 30 };

/* Before anything is wrapped or looked up: reads the key ring again if another process made a new epoch. */
MUST_USE int epochs_current(struct ctx *c);
/* Whether the newest epoch is old enough for a next one, or a rotation has not ended. */
bool epochs_due(struct ctx *c);
/* A new epoch, unless something is still wrapped with an older one: then the rotation that has not ended goes on. Not in a transaction. */
MUST_USE int epochs_begin(struct ctx *c);

struct rotation { size_t rec; struct id after; int64_t compartments, lookups, stuck; int stage; bool all; };
/* A part of the work, about `ms` milliseconds of it, in a transaction of its own. `r` begins as zeros; one from before a stop
 * may be forgotten. `all`: no older epoch is kept for recent backups. `*done`: all is wrapped again and the old epochs are destroyed.
 * ERR_STORE: some compartments' keys do not open (r->stuck): nothing is destroyed. */
MUST_USE int epochs_step(struct ctx *c, const struct records *records, struct rotation *r, int64_t ms, bool *done);

struct epoch_use { int32_t number; int64_t compartments; };
/* How many compartments each epoch wraps, oldest first. */
MUST_USE int epochs_used(struct ctx *c, struct epoch_use out[static EPOCHS_MOST], size_t *count);
/* How many compartments no epoch key opens any more, though nobody erased them: those of an old backup. */
MUST_USE int epochs_lost(struct ctx *c, int64_t *out);
#endif
