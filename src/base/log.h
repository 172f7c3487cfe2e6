/* The log: one line an event on a file descriptor, written whole. Requests are logged by their route's pattern, never
 * by query, address or anything that a visitor typed. As text, or as JSON for programs that collect logs; the members are
 * then time, level, event ("request", "error", "lost"), request (a number by which the errors of a request are found; it counts
 * from the start of this process), and of a request method, route, status and ms. */
#ifndef LOG_H
#define LOG_H
#include "ctx.h"

struct log;

/* How lines look; c->log_as and log_new take them together. */
enum { LOG_AS_JSON = 1, LOG_PRIORITIES = 2 };               /* "<6>" in front, for the journal of systemd */

/* A request that was answered. `method` and `route` must be static texts. */
struct log_line { int64_t now; uint64_t request; const char *method, *route; int status; int64_t microseconds; };

/* A log of requests: many threads leave entries without waiting for each other, one thread writes them out. `lines` is
 * rounded up to a power of two; what does not fit between two calls of log_write is counted and said. NULL: no memory. */
struct log *log_new(size_t lines, unsigned as);
void log_free(struct log *log);                            /* accepts NULL */

/* `log` may be NULL. */
void log_request(struct log *log, const struct log_line *line);
/* Writes out what has come in, and calls `seen` (which may be NULL) for each. One thread only. */
typedef void log_seen(void *of, const struct log_line *line);
void log_write(struct log *log, int fd, log_seen *seen, void *of);

/* At once, on stderr, as c->log_as says: "2026-11-21T22:36:05Z error: <text>: <message of c->error>". Texts are in English. */
void log_error(const struct ctx *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
#endif
