/* What the process does by itself: the jobs of the house and of its rooms (store/jobs.h). What waits for another server
 * begins on a thread of its own; everything is written on the writer's thread, between the changes of requests, one small
 * transaction at a time. Several processes share the jobs of one database. */
#ifndef RUNNER_H
#define RUNNER_H
#include "app.h"

struct runner;

/* Opens a connection and starts the thread. Without keys (a process for the public) there is nothing to do, and *out is NULL.
 * ERR_STORE; nothing is left running then. */
MUST_USE int runner_start(struct ctx *c, struct app *app, const char *database, struct runner **out);
/* On the writer's thread: one transaction of what is due, if anything is. True: there is more, come back at once.
 * Accepts NULL. */
bool runner_step(struct runner *r, struct db *writer);
/* On the writer's thread, the last time: ends the thread, writes down what it came to, and gives back what was not begun. */
void runner_finish(struct runner *r, struct db *writer);
/* Accepts NULL. */
void runner_free(struct runner *r);

/* The kind of that key, among those of the house and its rooms; NULL: this program does not know it. */
const struct job_kind *job_kind_of(const struct app *app, const char *key);
/* Calls `each` for every kind there is. Stops at the first that fails. */
MUST_USE int job_kinds_each(struct ctx *c, const struct app *app, int (*each)(struct ctx *c, const struct job_kind *k, void *arg), void *arg);
/* Whether the process is ending: what waits for another server lets go then. */
bool runner_ends(const struct app *app);
#endif
