#include "jobs.h"
#include "ids.h"

static const struct record process_record = { .name = "process" };
static const struct field fields[] = {
  F_TEXT(job, kind,    REQUIRED, N_("What")),
  F_TEXT(job, name,    REQUIRED, N_("Which one")),
  F_REF (job, about,   OPTIONAL, process, N_("About")),
  F_TIME(job, due,     REQUIRED, N_("Not before")),
  F_REF (job, process, OPTIONAL, process, N_("Who is at it")),
  F_TIME(job, lease,   OPTIONAL, N_("Until")),
  F_INT (job, tries,   REQUIRED, N_("How often it failed")),
  F_TEXT(job, problem, OPTIONAL, N_("Why")),
  F_TIME(job, done,    OPTIONAL, N_("Done")),
  F_TIME(job, dead,    OPTIONAL, N_("Not tried any more since")),
};
/* No lines in the journal: a job changes nothing by itself, and what it does is told there. */
const struct record job_record = LOG(job, fields);

static const struct query named = { &job_record, "FROM job WHERE job.name = $1" };
static const struct query due = { &job_record, "FROM job WHERE job.done IS NULL AND job.dead IS NULL AND job.due <= $1 AND (job.lease IS NULL OR job.lease <= $1) ORDER BY job.due, job.id LIMIT $2" };
static const struct query waiting = { &job_record, "FROM job WHERE job.done IS NULL AND job.dead IS NULL ORDER BY job.due, job.id LIMIT $1" };
static const struct query dead = { &job_record, "FROM job WHERE job.done IS NULL AND job.dead IS NOT NULL ORDER BY job.dead DESC, job.id LIMIT $1" };
static const struct query old = { &job_record, "FROM job WHERE job.done <= $1 ORDER BY job.done, job.id LIMIT $2" };
const struct query *const job_queries[] = { &named, &due, &waiting, &dead, &old, NULL };

enum { TIDY_AT_ONCE = 50, PROBLEM_MOST = 300 };

int job_ask(struct ctx *c, const char *kind, const char *name, struct id about, int64_t when)
{
  struct job_list there;
  TRY(global_select(c, job, &there, &named, P(name)));
  if (there.count) return OK;
  const struct job new = { .id = id_in_time(c), .kind = kind, .name = name, .about = about, .due = { when }, .tries = num(0) };
  return global_insert(c, job, &new, NULL);
}

/* --- taking -------------------------------------------------------------------------------- */

struct taking { struct id process; size_t most; struct job_list *out; };

static int take(struct ctx *c, void *arg)
{
  const struct taking *const t = arg;
  const int64_t most = (int64_t)t->most;
  TRY(global_select(c, job, t->out, &due, P(c->now, most)));
  for (size_t i = 0; i < t->out->count; i++) {
    struct job *const j = &t->out->at[i];
    j->process = t->process;
    j->lease = (struct instant){ c->now + JOB_LEASE_MS };
    TRY(global_update(c, job, j));
    j->version++;
  }
  return OK;
}

int jobs_take(struct ctx *c, struct id process, size_t most, struct job_list *out)
{
  struct taking t = { process, most, out };
  return db_transaction(c, take, &t);
}

/* --- afterwards ------------------------------------------------------------------------------ */

/* The version tells whether anybody took it since. */
static struct job put_back(const struct job *taken)
{
  struct job j = *taken;
  j.process = ID_NONE;
  j.lease = (struct instant){ 0 };
  return j;
}

int job_done(struct ctx *c, const struct job *taken)
{
  struct job j = put_back(taken);
  j.problem = NULL;
  j.done = (struct instant){ c->now };
  return global_update(c, job, &j);
}

/* A minute, five, half an hour, two hours, then half a day each. */
int64_t job_pause(int32_t tries)
{
  static const int64_t pauses[] = { MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS };
  const size_t at = tries < 1 ? 0 : (size_t)tries - 1;
  return at < COUNT(pauses) ? pauses[at] : 12 * HOUR_MS;
}

int job_failed(struct ctx *c, const struct job *taken, const char *problem)
{
  struct job j = put_back(taken);
  j.tries = num(j.tries.n + 1);
  j.problem = problem ? arena_text(&c->arena, problem, strnlen(problem, PROBLEM_MOST)) : NULL;
  if (j.tries.n >= JOB_TRIES) j.dead = (struct instant){ c->now };
  else j.due = (struct instant){ c->now + job_pause(j.tries.n) };
  return global_update(c, job, &j);
}

int job_revive(struct ctx *c, struct id id, int32_t version)
{
  struct job j;
  TRY(global_get(c, job, id, &j));
  if (!instant_known(j.dead)) return not_there(c);
  j.version = version;
  j.dead = (struct instant){ 0 };
  j.tries = num(0);
  j.due = (struct instant){ c->now };
  return global_update(c, job, &j);
}

int jobs_waiting(struct ctx *c, struct job_list *out) { const int64_t most = JOBS_SHOWN; return global_select(c, job, out, &waiting, P(most)); }
int jobs_dead(struct ctx *c, struct job_list *out) { const int64_t most = JOBS_SHOWN; return global_select(c, job, out, &dead, P(most)); }

int jobs_tidy(struct ctx *c, bool *more)
{
  struct job_list list;
  const int64_t most = TIDY_AT_ONCE, before = c->now - JOB_KEPT_DAYS * DAY_MS;
  TRY(global_select(c, job, &list, &old, P(before, most)));
  for (size_t i = 0; i < list.count; i++) TRY(global_delete(c, job, list.at[i].id));
  *more = list.count == TIDY_AT_ONCE;
  return OK;
}
