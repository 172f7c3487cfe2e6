/* Jobs: what must be done once, later, outside the request that asked for it; also when the process dies over it, when
 * several processes look for work, or when none ran for a week.
 *
 * Whoever asks gives a name; asked twice under the same name it is one job. A process takes a job for some minutes (a
 * lease): when it dies, another one takes it after that. So a job may begin twice and must be made for it; what it writes
 * and that it is done are committed together (job_done in the same transaction). What failed is tried again after growing
 * pauses, at last it is dead, and the administrator sees it. */
#ifndef JOBS_H
#define JOBS_H
#include "db.h"

struct job {
  struct id id;
  int32_t version;
  const char *kind, *name;
  struct id about;
  struct instant due;
  struct id process;
  struct instant lease;
  struct num tries;
  const char *problem;               /* technical; says nothing about a person */
  struct instant done, dead;
};
DECLARE_RECORD(job);

enum { JOB_LEASE_MS = 5 * MINUTE_MS, JOB_TRIES = 8, JOB_KEPT_DAYS = 30, JOBS_SHOWN = 200 };

/* Inside the caller's transaction: what was asked for stands or falls with it. `name` begins with the kind, is unique, and
 * says nothing about a person. `due`: clock milliseconds. Asked for before: nothing happens, also if it is done. */
MUST_USE int job_ask(struct ctx *c, const char *kind, const char *name, struct id about, int64_t due);
/* Takes at most that many that are due, in a transaction of its own; `process`: random, made at start. */
MUST_USE int jobs_take(struct ctx *c, struct id process, size_t most, struct job_list *out);
/* Inside the transaction that holds what was done. ERR_CONFLICT: the lease was over, and another process has it or did it:
 * roll back. */
MUST_USE int job_done(struct ctx *c, const struct job *taken);
/* Inside a transaction: again after a pause, or dead. ERR_CONFLICT as above. */
MUST_USE int job_failed(struct ctx *c, const struct job *taken, const char *problem);
/* A dead job lives again, due now. */
MUST_USE int job_revive(struct ctx *c, struct id id, int32_t version);
/* Those that wait, the next one first; those that are dead, the newest first. At most JOBS_SHOWN. */
MUST_USE int jobs_waiting(struct ctx *c, struct job_list *out);
MUST_USE int jobs_dead(struct ctx *c, struct job_list *out);
/* Deletes some that are done for JOB_KEPT_DAYS. */
MUST_USE int jobs_tidy(struct ctx *c, bool *more);
/* How long to wait after so many failures, in milliseconds. */
int64_t job_pause(int32_t tries);

extern const struct query *const job_queries[];
#endif
