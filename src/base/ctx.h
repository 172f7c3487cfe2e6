/* What one request (or one command) carries from door to database and back. One per request, shared by nobody. */
#ifndef CTX_H
#define CTX_H
#include "arena.h"
#include "buf.h"
#include "error.h"
#include "scope.h"
#include "tr.h"
#include "values.h"

struct db; struct keys; struct opened; struct guarded; struct reading; struct form; struct request; struct app; struct places;

struct deferred { void (*run)(void *of); void *of; struct deferred *next; };

struct ctx {
  struct arena arena;
  struct buf out;                    /* the answer as it is written */
  struct error error;
  int64_t now;                       /* UTC milliseconds, the same for the whole request */
  struct date today;                 /* in Amsterdam */
  uint32_t ids;                      /* how many id_in_time made: they sort in this order */
  enum lang lang;
  void (*random)(void *bytes, size_t n);
  struct scope scope;                /* who does this, and how far it reaches */
  struct db *db;
  struct keys *keys;                 /* NULL: this process can neither seal nor write a journal line */
  struct opened *opened;             /* compartments opened by this request; store/ */
  struct guarded *guarded;           /* what this request found that must not be written where; store/row_guard.h. In the arena */
  struct reading *readings;          /* what this request read of people's records, for the journal; store/ */
  struct form *form;
  struct request *request;
  void *prepared;                    /* what a route's slow part left for its handler */
  const char *data_folder;           /* whose files go before the shipped ones; NULL: only those */
  const struct places *places;       /* regions and municipalities; NULL: not loaded, nothing is checked against them */
  struct app *app;                   /* what the process shares */
  int (*left)(struct ctx *c, struct id account, struct id compartment);      /* told at once, in the same transaction, when an account does not open a compartment
                                      * any more, or (ID_NONE) has a post less: whoever counts on it sees to what is left. NULL: nobody is told */
  struct deferred *deferred;
  unsigned log_as;                   /* how log_error writes (log.h) */
  uint64_t serial;                   /* of this request, in the log; 0: no request's */
};

/* A context at an instant (UTC milliseconds). `random` fills bytes; arena and output are capped at `max` bytes each. */
void ctx_init(struct ctx *c, int64_t now, void (*random)(void *bytes, size_t n), size_t max);
/* Runs `run(of)` when the context is released: for what a request holds on to, such as a snapshot. */
void ctx_defer(struct ctx *c, void (*run)(void *of), void *of);
/* Runs what was deferred (last first) and frees arena and output. */
void ctx_release(struct ctx *c);

/* Copies what c->error points to into `a`: before the arena goes that it was made in. */
void error_keep(struct ctx *c, struct arena *a);

/* Sets the error and returns its code: `return fail(c, ERR_INVALID, "name", N_("…"));` `field` may be NULL. */
MUST_USE static inline int fail(struct ctx *c, int code, const char *field, const char *text)
{
  c->error = (struct error){ code, field, text };
  return code;
}

/* Whether it is not there, where that is an answer and no error: none is left behind. */
static inline bool absent(struct ctx *c, int rc)
{
  if (rc == ERR_NOT_FOUND) c->error = (struct error){ 0 };
  return rc == ERR_NOT_FOUND;
}
#endif
