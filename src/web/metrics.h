/* Figures about the process for Prometheus (text format 0.0.4): how many requests, how long they took, what waits. Nothing
 * about persons, and no label whose values a visitor can make: routes are patterns, methods are those that are known.
 *
 * Who may ask: `metrics-listen` opens a port of its own on this machine's own address. A server for TLS in front comes from
 * this machine too, so that on the port it asks, nobody could tell its visitors from Prometheus; what listens elsewhere cannot
 * be passed on by mistake. Without that setting /metrics answers on the site's port as long as no `public-url` is set, which
 * is: while there is nothing in front. Requests that were passed on, or name another host, get nothing in either place. */
#ifndef METRICS_H
#define METRICS_H
#include "app.h"
#include "log.h"
#include <microhttpd.h>

struct metrics; struct workers; struct guards;

enum { METRICS_ROUTES = 1024 };      /* different pairs of method and route at most; what comes after is counted as one */

/* ERR_STORE. The caller frees; metrics_free(NULL) is allowed. `app` outlives it. */
MUST_USE int metrics_new(struct ctx *c, struct app *app, struct metrics **out);
void metrics_free(struct metrics *m);
/* What else is looked at, until metrics_watch(m, NULL, NULL). */
void metrics_watch(struct metrics *m, struct workers *workers, struct guards *guards);
/* A log_seen: counts a request. On one thread; metrics_write may run on another at the same time. */
void metrics_count(void *metrics, const struct log_line *line);
/* Looks at what only the database knows, with c->db, now and then; what it finds is told until the next time. */
void metrics_look(struct metrics *m, struct ctx *c);
/* Writes all of it. On any thread. */
void metrics_write(struct metrics *m, struct ctx *c, struct buf *b);

/* Opens the port of `metrics-listen`; without the setting nothing happens, and *out is NULL. ERR_INVALID, ERR_STORE. */
MUST_USE int metrics_listen(struct ctx *c, struct metrics *m, const char *where, struct MHD_Daemon **out);
/* Whether this request came straight from this machine: from its own address, to its own name, not passed on. */
bool metrics_may(struct MHD_Connection *connection);
#endif
