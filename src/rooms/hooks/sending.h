/* Sending events: the writer takes what is due and writes down what became of it; each event is sent by a thread of its own, which touches no
 * database. So a receiver that hangs holds up nobody: no change, no message, no other organisation, of which each has at most one under way. */
#ifndef SENDING_H
#define SENDING_H
#include "hooks.h"
#include "http_call.h"

enum { SENDING_MOST = 16, SENDING_MS = 10000, SENDING_LEASE_MS = 60000 };

/* One event on its way. Texts live in the context that took it. */
struct sending {
  struct id hook, event;
  const char *url, *id, *stamp, *body, *signature;
  enum hook_outcome outcome;         /* the answer */
  struct num status;
};

/* Whether anything is due: one look, without a transaction. */
MUST_USE int sending_waits(struct ctx *c, bool *out);
/* In a transaction: takes at most `most` that are due, and signs them; one of each organisation. Those of a process that died come again
 * when their lease is over. Needs a scope that reaches everything. */
MUST_USE int sending_take(struct ctx *c, size_t most, struct sending *out, size_t *count);
/* In a transaction: what became of it. Taken, tried again after a growing pause, or given up; a hook through which nothing came for
 * HOOK_TRIED_DAYS is switched off, and whoever keeps it has a task. Nothing where it was switched off or removed meanwhile. */
MUST_USE int sending_settle(struct ctx *c, const struct sending *s);
/* In a transaction: it was let go, because the process ends; counts as no try. */
MUST_USE int sending_give_back(struct ctx *c, const struct sending *s);
/* Sends it: waits for the receiver, SENDING_MS at most. `anywhere`: also to addresses of own networks. False: let go. */
bool sending_send(struct ctx *c, struct sending *s, bool anywhere, struct http_ends ends);

/* The threads. */
struct senders;
struct senders *senders_new(void);                /* NULL: out of memory */
/* About once a second, on the writer's connection: writes down what came back and sends what is due; `last`: waits until all came back. */
MUST_USE int senders_run(struct ctx *c, struct senders *s, bool last);
/* Figures of what was sent (metrics_text.h). On any thread. */
void senders_metrics(void *s, struct buf *b);
void senders_free(void *s);                       /* accepts NULL */
#endif
