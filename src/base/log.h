/* The log: one line an event on a file descriptor, written whole. Requests are logged by their route's pattern, never
 * by query, address or anything that a visitor typed. */
#ifndef LOG_H
#define LOG_H
#include "ctx.h"

struct log;

/* A log of requests: many threads leave entries without waiting for each other, one thread writes them out. `lines` is
 * rounded up to a power of two; what does not fit between two calls of log_write is counted and said. NULL: no memory. */
struct log *log_new(size_t lines);
void log_free(struct log *log);                            /* accepts NULL */

/* `method` and `route` must be static texts. `log` may be NULL. */
void log_request(struct log *log, int64_t now, const char *method, const char *route, int status, int64_t microseconds);
/* Writes out what has come in. One thread only. */
void log_write(struct log *log, int fd);

/* At once, on stderr: "2026-11-21T22:36:05Z error: <text>: <message of c->error>". Texts are in English. */
void log_error(const struct ctx *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
#endif
