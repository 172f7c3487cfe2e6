#include "runner.h"
#include "log.h"
#include "web_state.h"
#include <malloc.h>
#include <pthread.h>
#include <sodium.h>

enum { LOOK_MS = 1000, STAND_MS = 60 * 60 * 1000, AT_ONCE = 8, ARENA_MOST = 256 << 20 };

/* What the other thread is at. */
enum errand { NOTHING, TO_BEGIN, FOUND };

/* A context holds the jobs that were taken with it; that of `outside` also what a job's first part leaves for its second. */
struct runner {
  struct app *app;
  struct id process;
  struct ctx inside, outside;
  struct job_list taken, sent;       /* of `inside`: run one by one; of `outside`: one at the most, the other thread's */
  size_t next;
  int64_t look, stand;               /* when next (clock_ms) */
  struct db *db;                     /* the other thread's */
  pthread_mutex_t lock;
  pthread_cond_t changed;
  pthread_t thread;
  bool running, ending;
  enum errand errand;
  int found;
};

/* --- kinds --------------------------------------------------------------------------------- */

int job_kinds_each(struct ctx *c, const struct app *app, int (*each)(struct ctx *c, const struct job_kind *k, void *arg), void *arg)
{
  for (const struct job_kind *const *k = house_jobs; *k; k++) TRY(each(c, *k, arg));
  for (size_t i = 0; app->rooms[i]; i++)
    for (const struct job_kind *k = app->rooms[i]->jobs; k && k->key; k++) TRY(each(c, k, arg));
  return OK;
}

struct wanted { const char *key; const struct job_kind *found; };

static int compare(struct ctx *c, const struct job_kind *k, void *arg)
{
  struct wanted *const w = arg;
  (void)c;
  if (strcmp(k->key, w->key) == 0) w->found = k;
  return OK;
}

const struct job_kind *job_kind_of(const struct app *app, const char *key)
{
  struct wanted w = { .key = key };
  return job_kinds_each(NULL, app, compare, &w) == OK ? w.found : NULL;
}

static int not_known(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  (void)more;
  return fail(c, ERR_INVALID, NULL, N_("This version of the program does not know such work."));
}
static const struct job_kind unknown_kind = { .key = "unknown", .run = not_known };

static const struct job_kind *kind_of(const struct runner *r, const struct job *j)
{
  const struct job_kind *const k = job_kind_of(r->app, j->kind);
  return k ? k : &unknown_kind;
}

bool runner_ends(const struct app *app) { return app->web && atomic_load(&app->web->stopping); }

/* --- one job on the writer's thread ----------------------------------------------------------- */

struct running { const struct job_kind *kind; const struct job *job; const char *problem; };

static int run_body(struct ctx *c, void *arg)
{
  const struct running *const run = arg;
  bool more = false;
  if (run->kind->run) TRY(run->kind->run(c, run->job, &more));
  return job_done(c, run->kind, run->job, more);
}
static int failed_body(struct ctx *c, void *arg)
{
  const struct running *const run = arg;
  return job_failed(c, run->kind, run->job, run->problem);
}
static int back_body(struct ctx *c, void *arg) { return job_give_back(c, arg); }

static void begin_ctx(const struct runner *r, struct ctx *c, struct db *writer)
{
  app_ctx(c, r->app, ARENA_MOST);
  c->db = writer;
  c->scope.reach = REACH_ALL;
}

/* That another process has it by now (ERR_CONFLICT) is no failure: this one was thought dead. In a context of its own: that
 * of the job may be full. */
static void failed(const struct runner *r, const struct ctx *of, struct running *run)
{
  struct ctx c;
  log_error(of, "job %s", run->job->kind);
  run->problem = of->error.text;
  begin_ctx(r, &c, of->db);
  const int rc = db_transaction(&c, failed_body, run);
  if (rc != OK && rc != ERR_CONFLICT) log_error(&c, "job %s", run->job->kind);
  ctx_release(&c);
}

/* `first`: what its first part came to, on the other thread. */
static void run_job(const struct runner *r, struct ctx *c, const struct job *job, int first)
{
  struct running run = { kind_of(r, job), job, NULL };
  c->now = clock_now();
  if (first != OK && runner_ends(r->app)) { (void)!db_transaction(c, back_body, (void *)(uintptr_t)job); return; }
  if (first != OK || db_transaction(c, run_body, &run) != OK) failed(r, c, &run);
}

/* --- the other thread ----------------------------------------------------------------------------- */

static void *run_outside(void *arg)
{
  struct runner *const r = arg;
  pthread_mutex_lock(&r->lock);
  for (;;) {
    while (r->errand != TO_BEGIN && !r->ending) pthread_cond_wait(&r->changed, &r->lock);
    if (r->errand != TO_BEGIN) break;
    pthread_mutex_unlock(&r->lock);
    bool more = false;
    const struct job *const job = &r->sent.at[0];
    job_part *const prepare = kind_of(r, job)->prepare;
    r->outside.db = r->db;
    const int found = prepare ? prepare(&r->outside, job, &more) : OK;
    pthread_mutex_lock(&r->lock);
    r->found = found;
    r->errand = FOUND;
  }
  pthread_mutex_unlock(&r->lock);
  return NULL;
}

static enum errand errand_of(struct runner *r)
{
  pthread_mutex_lock(&r->lock);
  const enum errand errand = r->errand;
  pthread_mutex_unlock(&r->lock);
  return errand;
}

static void set_errand(struct runner *r, enum errand errand)
{
  pthread_mutex_lock(&r->lock);
  r->errand = errand;
  pthread_mutex_unlock(&r->lock);
  pthread_cond_signal(&r->changed);
}

/* --- taking ------------------------------------------------------------------------------------------ */

/* Some jobs into a context; a context without any is released. */
static bool take(struct runner *r, struct ctx *c, struct db *writer, enum yes_no outside, size_t most, struct job_list *out)
{
  begin_ctx(r, c, writer);
  *out = (struct job_list){ .count = 0 };
  if (jobs_take(c, r->process, outside, most, out) != OK) { log_error(c, "looking for work"); out->count = 0; }
  if (!out->count) ctx_release(c);
  return out->count > 0;
}

static int stand_one(struct ctx *c, const struct job_kind *k, void *arg)
{
  (void)arg;
  return job_stands(k) ? job_stand(c, k) : OK;
}
static int stand_all(struct ctx *c, void *app) { return job_kinds_each(c, app, stand_one, NULL); }

/* Every standing job has its row, and none waits for a day that the clock of a while ago promised. */
static void stand(struct runner *r, struct db *writer)
{
  struct ctx c;
  begin_ctx(r, &c, writer);
  if (db_transaction(&c, stand_all, r->app) == OK) r->stand = clock_ms() + STAND_MS;
  else log_error(&c, "standing jobs");
  ctx_release(&c);
}

static bool look(struct runner *r, struct db *writer)
{
  if (clock_ms() >= r->stand) stand(r, writer);
  r->next = 0;
  const bool some = take(r, &r->inside, writer, NO, AT_ONCE, &r->taken);
  if (errand_of(r) == NOTHING && take(r, &r->outside, writer, YES, 1, &r->sent)) set_errand(r, TO_BEGIN);
  if (!some) r->look = clock_ms() + LOOK_MS;
  return some;
}

static void settle_outside(struct runner *r, struct db *writer)
{
  r->outside.db = writer;
  run_job(r, &r->outside, &r->sent.at[0], r->found);
  ctx_release(&r->outside);
  set_errand(r, NOTHING);
  r->look = 0;
}

/* Each in a context of its own: what one needs too much of, the next one has. */
static void run_next(struct runner *r, struct db *writer)
{
  struct ctx c;
  begin_ctx(r, &c, writer);
  run_job(r, &c, &r->taken.at[r->next++], OK);
  ctx_release(&c);
  if (r->next < r->taken.count) return;
  r->taken.count = r->next = 0;
  ctx_release(&r->inside);
  malloc_trim(0);                                /* some read all there is; allocators keep what that took */
}

bool runner_step(struct runner *r, struct db *writer)
{
  if (!r) return false;
  if (errand_of(r) == FOUND) { settle_outside(r, writer); return true; }
  if (r->next < r->taken.count) { run_next(r, writer); return true; }
  return clock_ms() >= r->look && look(r, writer);
}

/* --- life ---------------------------------------------------------------------------------------------- */

static void end_thread(struct runner *r)
{
  if (!r->running) return;
  pthread_mutex_lock(&r->lock);
  r->ending = true;
  pthread_mutex_unlock(&r->lock);
  pthread_cond_signal(&r->changed);
  pthread_join(r->thread, NULL);
  r->running = false;
}

void runner_finish(struct runner *r, struct db *writer)
{
  if (!r) return;
  end_thread(r);
  if (r->errand == FOUND) settle_outside(r, writer);
  for (; r->next < r->taken.count; r->next++) (void)!db_transaction(&r->inside, back_body, &r->taken.at[r->next]);
  if (r->taken.count) ctx_release(&r->inside);
  r->taken.count = r->next = 0;
}

int runner_start(struct ctx *c, struct app *app, const char *database, struct runner **out)
{
  *out = NULL;
  if (!app->keys || !app->rooms || !app->states) return OK;
  struct runner *const r = calloc(1, sizeof *r);
  if (!r) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  r->app = app;
  c->random(r->process.b, sizeof r->process.b);
  pthread_mutex_init(&r->lock, NULL);
  pthread_cond_init(&r->changed, NULL);
  int rc = db_open(c, database, DB_READER, &r->db);
  if (rc == OK && pthread_create(&r->thread, NULL, run_outside, r) != 0) rc = fail(c, ERR_STORE, NULL, N_("No thread could be started."));
  r->running = rc == OK;
  if (rc == OK) *out = r;
  else runner_free(r);
  return rc;
}

void runner_free(struct runner *r)
{
  if (!r) return;
  end_thread(r);
  if (r->taken.count) ctx_release(&r->inside);
  if (r->errand != NOTHING) ctx_release(&r->outside);
  db_close(r->db);
  pthread_cond_destroy(&r->changed);
  pthread_mutex_destroy(&r->lock);
  free(r);
}
