/* Against connections that are kept busy on purpose: every one has a moment by which its head, its body or the reading
 * of its answer must be done. The library's own time-out only sees silence, not one byte every few seconds. */
#ifndef GUARD_H
#define GUARD_H
#include "base.h"

struct guards;
struct guard;

struct guards *guards_new(size_t most);          /* connections at most; NULL: no memory */
void guards_free(struct guards *all);            /* accepts NULL; after the last connection */
size_t guards_count(struct guards *all);         /* connections that are open */

/* NULL: no memory, the connection goes unguarded. */
struct guard *guard_add(struct guards *all, int fd);
void guard_remove(struct guards *all, struct guard *g);

enum { GUARD_HEAD_MS = 20000, GUARD_BODY_MS = 60000, GUARD_ANSWER_MS = 30000, GUARD_IDLE_MS = 15000, GUARD_HURRY_MS = 2000,
       GUARD_BYTES_PER_MS = 10 };                /* 10 KB a second is slow enough */
/* The connection has `ms` from now; 0: no end, it waits for us. All accept NULL. */
void guard_set(struct guard *g, int64_t ms);
/* Likewise, until the head of its next request is here. */
void guard_set_for_head(struct guard *g, int64_t ms);
/* Its reader has come to the next `bytes`. */
void guard_read_on(struct guard *g, size_t bytes);
/* The moment after that: reading faster saves up no more than GUARD_ANSWER_MS. */
static inline int64_t guard_after(int64_t until, int64_t now, size_t bytes)
{
  const int64_t most = now + GUARD_ANSWER_MS;
  return (until < most ? until : most) + (int64_t)bytes / GUARD_BYTES_PER_MS;
}
/* Shuts those whose moment has passed at `now` (clock_ms); about once a second. When connections are nearly used up, the
 * ones that have sent no head for GUARD_HURRY_MS make room first. */
void guards_sweep(struct guards *all, int64_t now);
/* At the end: shuts those that wait for their next request. True: something had come in on one of them just now, and was left. */
bool guards_end_idle(struct guards *all);
#endif
