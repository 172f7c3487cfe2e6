/* Jobs: what must be done once, later, outside the request that asked for it; also when the process dies over it, when
 * several processes look for work, or when none ran for a week.
 *
 * Whoever asks gives a name; asked twice under the same name it is one job. A standing job is one that comes round: one row,
 * due again each time, so that after a week's stop it runs once. A process takes a job for some minutes (a lease): when it
 * dies, another one takes it after that. So a job may begin twice and must be made for it; what it writes and that it is
 * done are committed together (job_done in the same transaction). What failed is tried again after growing pauses; at last
 * it is dead, and the administrator sees it; so is one over which the process died each time. A standing job never dies: its
 * next turn comes. */
#ifndef JOBS_H
#define JOBS_H
#include "db.h"

struct job {
  struct id id;
  int32_t version;
  const char *kind, *name;
  enum yes_no outside;               /* YES: it waits for another server, so it begins on a thread of its own */
  struct id about;
  struct instant due;                /* not before; unknown: there is nothing more to do */
  struct id process;                 /* who is at it */
  struct instant lease;              /* until when */
  struct num tries;                  /* begun since it last went well */
  const char *problem;               /* technical; says nothing about a person */
  struct instant done, dead;         /* done: the last time it went well */
};
DECLARE_RECORD(job);

/* One part of a job. `more`: there is more to do, come back at once. */
typedef int job_part(struct ctx *c, const struct job *job, bool *more);

struct job_kind {
  const char *key;
  const char *label;                 /* msgid: what it does, for the administrator */
  int64_t every;                     /* a standing job: how many milliseconds after it was done; 0: not by that */
  bool daily;                        /* a standing job: every day at `minute` of the day in Amsterdam */
  int minute;
  bool outside;                      /* it has a `prepare` */
  job_part *prepare;                 /* NULL, or what waits for another server: before `run`, outside a transaction, on a
                                      * connection that only reads. What it leaves in c->prepared is there for `run` */
  job_part *run;                     /* in one transaction with job_done, of at most 50 ms */
};

enum { JOB_LEASE_MS = 5 * MINUTE_MS, JOB_TRIES = 8, JOB_KEPT_DAYS = 30, JOBS_SHOWN = 200 };

static inline bool job_stands(const struct job_kind *k) { return k->every || k->daily; }
/* When a standing job is due after an instant. */
int64_t job_next(const struct job_kind *k, int64_t after);

/* Inside the caller's transaction: what was asked for stands or falls with it. `name` is unique, and says nothing about a
 * person. `due`: UTC milliseconds. Asked for before: nothing happens, also if it is done. */
MUST_USE int job_ask(struct ctx *c, const struct job_kind *k, const char *name, struct id about, int64_t due);
/* Whether it was ever asked for. */
MUST_USE int job_asked(struct ctx *c, const char *name, bool *out);
/* Inside a transaction: a standing job has its row, and is not due later than its turn: the clock may have been set back. */
MUST_USE int job_stand(struct ctx *c, const struct job_kind *k);
/* Takes at most that many that are due, in a transaction of its own; `process`: random, made at start. */
MUST_USE int jobs_take(struct ctx *c, struct id process, enum yes_no outside, size_t most, struct job_list *out);
/* Inside the transaction that holds what was done. `more`: there is more to do, due at once. ERR_CONFLICT: the lease was
 * over, and another process has it or did it: roll back. */
MUST_USE int job_done(struct ctx *c, const struct job_kind *k, const struct job *taken, bool more);
/* Inside a transaction: again after a pause, or dead. ERR_CONFLICT as above. */
MUST_USE int job_failed(struct ctx *c, const struct job_kind *k, const struct job *taken, const char *problem);
/* Inside a transaction: it was not begun, another process may have it now. ERR_CONFLICT as above. */
MUST_USE int job_give_back(struct ctx *c, const struct job *taken);
/* A dead job lives again, due now. ERR_NOT_FOUND, ERR_CONFLICT. */
MUST_USE int job_revive(struct ctx *c, struct id id);
/* A dead job is given up: deleted; `was`: what it was. ERR_NOT_FOUND. */
MUST_USE int job_drop(struct ctx *c, struct id id, struct job *was);

/* Those that wait or come round, the next one first; those that are dead, the newest first. At most JOBS_SHOWN. */
MUST_USE int jobs_waiting(struct ctx *c, struct job_list *out);
MUST_USE int jobs_dead(struct ctx *c, struct job_list *out);
struct jobs_count { int64_t waiting, dead, oldest; };      /* oldest: when the first one that is overdue was due; 0: none is */
MUST_USE int jobs_count(struct ctx *c, struct jobs_count *out);
/* Likewise of one kind; `waiting`: those that are due later included. */
MUST_USE int jobs_count_of(struct ctx *c, const char *kind, struct jobs_count *out);
/* Deletes some that are done, or dead, for JOB_KEPT_DAYS: the name of one that was done may come again after that. */
MUST_USE int jobs_tidy(struct ctx *c, bool *more);
/* How long to wait after so many tries, in milliseconds. */
int64_t job_pause(int32_t tries);

extern const struct query *const job_queries[];
#endif
