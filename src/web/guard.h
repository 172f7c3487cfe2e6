/* Against connections that are kept busy on purpose: every one has a moment by which its head, its body or the reading
 * of its answer must be done. The library's own time-out only sees silence, not one byte every few seconds. */
#ifndef GUARD_H
#define GUARD_H
#include "base.h"

struct guards;
struct guard;

struct guards *guards_new(void);                 /* NULL: no memory */
void guards_free(struct guards *all);            /* accepts NULL; after the last connection */

/* NULL: no memory, the connection goes unguarded. */
struct guard *guard_add(struct guards *all, int fd);
void guard_remove(struct guards *all, struct guard *g);

enum { GUARD_HEAD_MS = 20000, GUARD_BODY_MS = 60000, GUARD_ANSWER_MS = 30000, GUARD_IDLE_MS = 15000 };
/* The connection has `ms` from now; 0: no end, it waits for us. Accepts NULL. */
void guard_set(struct guard *g, int64_t ms);
/* Shuts those whose moment has passed; about once a second. */
void guards_sweep(struct guards *all);
#endif
