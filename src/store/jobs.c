#include "jobs.h"
#include "calendar.h"
#include "engine.h"
#include "ids.h"

static const struct record process_record = { .name = "process" };
static const struct field fields[] = {
  F_TEXT(job, kind,    REQUIRED, N_("What")),
  F_TEXT(job, name,    REQUIRED, N_("Which one")),
  F_ENUM(job, outside, REQUIRED, yes_no, N_("Waits for another server")),
  F_REF (job, about,   OPTIONAL, process, N_("About")),
  F_TIME(job, due,     OPTIONAL, N_("Not before")),
  F_REF (job, process, OPTIONAL, process, N_("Who is at it")),
  F_TIME(job, lease,   OPTIONAL, N_("Until")),
  F_INT (job, tries,   REQUIRED, N_("How often it was tried")),
  F_TEXT(job, problem, OPTIONAL, N_("Why")),
  F_TIME(job, done,    OPTIONAL, N_("Done")),
  F_TIME(job, dead,    OPTIONAL, N_("Not tried any more since")),
};
/* No lines in the journal: a job changes nothing by itself, and what it does is told there. */
const struct record job_record = LOG(job, fields);

/* A lease longer than one can be was given before the clock was set back: it is over. */
static const struct query named = { &job_record, "FROM job WHERE job.name = $1" };
static const struct query due = { &job_record, "FROM job WHERE job.dead IS NULL AND job.due <= $1 AND job.outside = $2"
  " AND (job.lease IS NULL OR job.lease <= $1 OR job.lease > $3) ORDER BY job.due, job.id LIMIT $4" };
static const struct query waiting = { &job_record, "FROM job WHERE job.dead IS NULL AND job.due IS NOT NULL ORDER BY job.due, job.id LIMIT $1" };
static const struct query dead = { &job_record, "FROM job WHERE job.dead IS NOT NULL ORDER BY job.dead DESC, job.id LIMIT $1" };
static const struct query old = { &job_record, "FROM job WHERE (job.due IS NULL AND job.done <= $1) OR job.dead <= $1 ORDER BY job.id LIMIT $2" };
const struct query *const job_queries[] = { &named, &due, &waiting, &dead, &old, NULL };

enum { TIDY_AT_ONCE = 50, PROBLEM_MOST = 300 };

static int job_named(struct ctx *c, const char *name, struct job_list *out) { return global_select(c, job, out, &named, P(name)); }

static int add(struct ctx *c, const struct job_kind *k, const char *name, struct id about, int64_t when)
{
  const struct job new = { .id = id_in_time(c), .kind = k->key, .name = name, .outside = k->outside ? YES : NO, .about = about, .due = { when }, .tries = num(0) };
  return global_insert(c, job, &new, NULL);
}

int job_asked(struct ctx *c, const char *name, bool *out)
{
  struct job_list there;
  TRY(job_named(c, name, &there));
  *out = there.count > 0;
  return OK;
}

int job_ask(struct ctx *c, const struct job_kind *k, const char *name, struct id about, int64_t when)
{
  bool asked;
  TRY(job_asked(c, name, &asked));
  return asked ? OK : add(c, k, name, about, when);
}

/* --- standing jobs ------------------------------------------------------------------------- */

int64_t job_next(const struct job_kind *k, int64_t after)
{
  if (!k->daily) return after + k->every;
  const struct date today = date_at(after);
  const int64_t turn = instant_at(today, k->minute);
  return turn > after ? turn : instant_at(date_plus_days(today, 1), k->minute);
}

/* The first turn comes at once: what was missed before there was a row is made up for. */
int job_stand(struct ctx *c, const struct job_kind *k)
{
  struct job_list there;
  TRY(job_named(c, k->key, &there));
  if (!there.count) return add(c, k, k->key, ID_NONE, c->now);
  const int64_t next = job_next(k, c->now);
  if (there.at[0].due.ms <= next) return OK;
  there.at[0].due.ms = next;
  return global_update(c, job, &there.at[0]);
}

/* --- taking -------------------------------------------------------------------------------- */

struct taking { struct id process; enum yes_no outside; size_t most; struct job_list *out; };

/* A job that comes round has one row, named for its kind. */
static bool comes_round(const struct job *j) { return strcmp(j->name, j->kind) == 0; }

/* Begun so often, and nobody lived to tell: the process dies over it. A job that comes round is not tried again before the
 * longest pause is over, any other one not at all. */
static int lay_aside(struct ctx *c, struct job *j)
{
  j->problem = N_("The program ended over this each time.");
  j->process = ID_NONE;
  j->lease = (struct instant){ 0 };
  if (!comes_round(j)) j->dead = (struct instant){ c->now };
  else {
    j->due = (struct instant){ c->now + job_pause(JOB_TRIES) };
    j->tries = num(JOB_TRIES - 1);
  }
  return global_update(c, job, j);
}

/* A try counts once it begins. */
static int take(struct ctx *c, void *arg)
{
  const struct taking *const t = arg;
  const int64_t most = (int64_t)t->most, longest = c->now + JOB_LEASE_MS;
  struct job_list due_now;
  TRY(global_select(c, job, &due_now, &due, P(c->now, yes_no_key(t->outside), longest, most)));
  *t->out = (struct job_list){ 0 };
  t->out->at = arena_new(&c->arena, struct job, due_now.count + 1);
  for (size_t i = 0; i < due_now.count; i++) {
    if (id_known(due_now.at[i].process) && due_now.at[i].tries.n >= JOB_TRIES) { TRY(lay_aside(c, &due_now.at[i])); continue; }
    struct job *const j = &t->out->at[t->out->count++];
    *j = due_now.at[i];
    j->process = t->process;
    j->lease = (struct instant){ longest };
    j->tries = num(j->tries.n + 1);
    TRY(global_update(c, job, j));
    j->version++;
  }
  return OK;
}

int jobs_take(struct ctx *c, struct id process, enum yes_no outside, size_t most, struct job_list *out)
{
  struct taking t = { process, outside, most, out };
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

int job_done(struct ctx *c, const struct job_kind *k, const struct job *taken, bool more)
{
  struct job j = put_back(taken);
  j.problem = NULL;
  j.tries = num(0);
  j.done = (struct instant){ c->now };
  j.due = (struct instant){ more ? c->now : job_stands(k) ? job_next(k, c->now) : 0 };
  return global_update(c, job, &j);
}

/* A minute, five, half an hour, two hours, then half a day each. */
int64_t job_pause(int32_t tries)
{
  static const int64_t pauses[] = { MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS };
  const size_t at = tries < 1 ? 0 : (size_t)tries - 1;
  return at < COUNT(pauses) ? pauses[at] : 12 * HOUR_MS;
}

int job_failed(struct ctx *c, const struct job_kind *k, const struct job *taken, const char *problem)
{
  struct job j = put_back(taken);
  const int64_t again = c->now + job_pause(j.tries.n), turn = job_stands(k) ? job_next(k, c->now) : again;
  j.problem = problem ? arena_text(&c->arena, problem, strnlen(problem, PROBLEM_MOST)) : NULL;
  j.due = (struct instant){ again < turn ? again : turn };
  if (j.tries.n >= JOB_TRIES && !job_stands(k)) j.dead = (struct instant){ c->now };
  return global_update(c, job, &j);
}

int job_give_back(struct ctx *c, const struct job *taken)
{
  struct job j = put_back(taken);
  j.tries = num(j.tries.n - 1);
  return global_update(c, job, &j);
}

static int dead_one(struct ctx *c, struct id id, struct job *out)
{
  TRY(global_get(c, job, id, out));
  return instant_known(out->dead) ? OK : not_there(c);
}

int job_revive(struct ctx *c, struct id id)
{
  struct job j;
  TRY(dead_one(c, id, &j));
  j.dead = (struct instant){ 0 };
  j.tries = num(0);
  j.due = (struct instant){ c->now };
  return global_update(c, job, &j);
}

int job_drop(struct ctx *c, struct id id, struct job *was)
{
  TRY(dead_one(c, id, was));
  return global_delete(c, job, id);
}

/* --- looking -------------------------------------------------------------------------------------- */

int jobs_waiting(struct ctx *c, struct job_list *out) { const int64_t most = JOBS_SHOWN; return global_select(c, job, out, &waiting, P(most)); }
int jobs_dead(struct ctx *c, struct job_list *out) { const int64_t most = JOBS_SHOWN; return global_select(c, job, out, &dead, P(most)); }

int jobs_count(struct ctx *c, struct jobs_count *out)
{
  struct jobs_count n = { 0 };
  TRY(engine_number(c, "SELECT count(*) FROM job WHERE dead IS NULL AND due <= $1", P(c->now), &n.waiting));
  TRY(engine_number(c, "SELECT count(*) FROM job WHERE dead IS NOT NULL", P0, &n.dead));
  TRY(engine_number(c, "SELECT min(due) FROM job WHERE dead IS NULL AND due <= $1", P(c->now), &n.oldest));
  *out = n;
  return OK;
}

int jobs_count_of(struct ctx *c, const char *kind, struct jobs_count *out)
{
  struct jobs_count n = { 0 };
  TRY(engine_number(c, "SELECT count(*) FROM job WHERE kind = $1 AND dead IS NULL AND due IS NOT NULL", P(kind), &n.waiting));
  TRY(engine_number(c, "SELECT count(*) FROM job WHERE kind = $1 AND dead IS NOT NULL", P(kind), &n.dead));
  TRY(engine_number(c, "SELECT min(due) FROM job WHERE kind = $1 AND dead IS NULL AND due <= $2", P(kind, c->now), &n.oldest));
  *out = n;
  return OK;
}

int jobs_tidy(struct ctx *c, bool *more)
{
  struct job_list list;
  const int64_t most = TIDY_AT_ONCE, before = c->now - JOB_KEPT_DAYS * DAY_MS;
  TRY(global_select(c, job, &list, &old, P(before, most)));
  for (size_t i = 0; i < list.count; i++) TRY(global_delete(c, job, list.at[i].id));
  *more = list.count == TIDY_AT_ONCE;
  return OK;
}
