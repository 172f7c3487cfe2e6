/* Asking a server on this machine for pages: one at a time, or as fast as it answers over many connections. Knows just
 * enough HTTP for our own server: answers with a Content-Length. */
#ifndef BENCH_LOAD_H
#define BENCH_LOAD_H
#include "base.h"
#include <sys/types.h>

/* What is asked, one after the other, round and round. A text is all of a request before `tail`. */
struct questions { const char **at; size_t count, next; const char *tail; };

struct load {
  uint16_t port;
  pid_t server;                      /* whose processor time is counted */
  int drain;                         /* what the server writes: read and thrown away meanwhile; -1: nothing */
  size_t connections;
  double seconds;                    /* stops after this long … */
  size_t answers;                    /* … or after so many answers; 0: no limit */
};
struct load_result {
  size_t answers, wrong;             /* wrong: another status than 2xx or 3xx, or a connection that ended */
  double seconds, rate;              /* rate: answers a second */
  double median_ms, p99_ms;
  size_t bytes;                      /* of a body, on average */
  double server_us, client_us;       /* processor time an answer: what a busy machine does not change */
};

/* ERR_STORE if it could not connect, or nothing was answered. `q->next` moves on. */
MUST_USE int load_run(struct ctx *c, const struct load *load, struct questions *q, struct load_result *out);

struct page_got { int status; const char *head, *body; size_t head_size, body_size; };
/* One page. `accept` is its Accept-Encoding; NULL: none. Texts live in c->arena. ERR_STORE: no answer within ten seconds. */
MUST_USE int load_get(struct ctx *c, uint16_t port, const char *path, const char *accept, struct page_got *out);

/* Likewise, with the whole request as it goes over the wire. */
MUST_USE int load_ask(struct ctx *c, uint16_t port, const char *question, struct page_got *out);

double clock_seconds(void);
#endif
