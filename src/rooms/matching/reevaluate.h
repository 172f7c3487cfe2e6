/* What other rules would change for people: their newest stored answers, decided anew under both sets of rules. Before publishing it
 * counts, a region at a time; afterwards whoever is involved in a person whose lists change gets a task.
 *
 * Only verdicts are compared, offer by offer: an offer that stands higher or lower in the same list is no other advice. Counts are
 * all that is kept of it. It runs as a job, in parts. */
#ifndef REEVALUATE_H
#define REEVALUATE_H
#include "jobs.h"
#include "versions.h"

/* --- where stored answers are ------------------------------------------------------------------------------------- */

/* The newest answers about a person; `compartment`: in which they lie. */
struct stored_profile { struct id person, compartment; const struct profile *profile; bool control_set_aside; };
/* c is the row's own: reach all, its region. */
typedef int each_profile(struct ctx *c, const struct stored_profile *p, void *arg);
struct profile_source {
  /* About how many rows a walk sees. */
  int (*count)(struct ctx *c, int64_t *out);
  /* Like record_walk: up to `most` rows behind *after. `each` only for those that are somebody's newest and can be read. */
  int (*walk)(struct ctx *c, struct id *after, size_t most, each_profile *each, void *arg, size_t *seen);
};
extern const struct profile_source stored_profiles;

/* --- a run over all of them ----------------------------------------------------------------------------------------- */

#define RUN_PURPOSES(X) \
  X(RUN_UNKNOWN, NULL,      N_("Unknown")) \
  X(RUN_PREVIEW, "preview", N_("What a proposal would change")) \
  X(RUN_TASKS,   "tasks",   N_("Tasks for who follows a person whose advice changed"))
DECLARE_CHOICES(run_purpose, RUN_PURPOSES)

struct rule_run_region { const char *region; struct num people, changed; };
DECLARE_RECORD(rule_run_region);
struct rule_run {
  struct id id;
  int32_t version;
  struct id subject;                             /* rule_version */
  enum run_purpose purpose;
  const char *digest, *upon;                     /* of the rules that are compared: the newer ones, those before */
  struct id reached;                             /* the last row that was looked at */
  struct num expected, looked;                   /* rows */
  struct instant begun, done;
  struct rule_run_region_list regions;
};
DECLARE_RECORD(rule_run);

/* Begins one anew, in the caller's transaction, and asks for its job. */
MUST_USE int reevaluate_ask(struct ctx *c, struct id version, enum run_purpose purpose);
/* ERR_NOT_FOUND: there was none. */
MUST_USE int rule_run_of(struct ctx *c, struct id version, enum run_purpose purpose, struct rule_run *out);
/* What it came to in a region; all zero: nobody there. */
struct rule_run_region rule_run_in(const struct rule_run *r, const char *region);

/* One part of a run, of about `ms` milliseconds, in the caller's transaction. Both matchers stand on the same offers. `more`: it is
 * not done yet. */
struct rule_pair { const struct matcher *before, *after; };
MUST_USE int reevaluate_part(struct ctx *c, const struct profile_source *from, struct rule_run *run, const struct rule_pair *pair, int64_t ms, bool *more);

/* Whether any offer comes in another list. `scratch`: memory for it, reset afterwards. */
MUST_USE int advice_differs(struct ctx *c, const struct rule_pair *pair, const struct match_ask *ask, struct arena *scratch, bool *out);

extern const struct job_kind preview_job, tasks_job;      /* matching_room.c: it keeps the two matchers between the parts */
#endif
