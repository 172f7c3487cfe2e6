#include "workers.h"
#include "log.h"
#include "runner.h"
#include "web_state.h"
#include <errno.h>
#include <pthread.h>
#include <sodium.h>

enum { WAITING_MOST = 1024, SLOW_WAITING_MOST = 32, BATCH_MOST = 64, READERS_MOST = 64, HEARTBEAT_S = 1, UNDER_WAY = 8, MOMENT_NS = 600 * 1000,
      KEEP_MS = 1000, KEEP_ARENA_MOST = 256 << 20, WRITER_ARENA_MOST = 1 << 20 };

struct queue { struct work *first, **last; size_t count; };

struct reader { struct workers *of; struct db *db; pthread_t thread; };

struct workers {
  struct app *app;
  pthread_mutex_t lock;
  pthread_cond_t for_readers, for_writer;
  struct queue written, pages, slow, writes;     /* written: committed, to be answered */
  size_t slow_running, slow_most;    /* one reader always stays free for pages */
  bool ending;
  _Atomic size_t busy, slow_busy;    /* have a place: all; of them for slow work */
  struct { _Atomic uint64_t changes, sizes[WORKERS_SIZES + 1], failed, again, read_errors; } did;
  long batch;                        /* changes committed together at most */
  struct runner *runner;             /* of jobs; NULL: none */
  size_t readers_running;
  bool writer_running;
  struct db *writer_db;
  pthread_t writer;
  struct reader readers[READERS_MOST];
};

static void queue_add(struct queue *q, struct work *w)
{
  w->next = NULL;
  *q->last = w;
  q->last = &w->next;
  q->count++;
}

static struct work *queue_take(struct queue *q)
{
  struct work *const w = q->first;
  if (w && !(q->first = w->next)) q->last = &q->first;
  q->count -= w != NULL;
  return w;
}

static void leave(struct workers *s, bool slow)
{
  if (slow) atomic_fetch_sub(&s->slow_busy, 1);
  atomic_fetch_sub(&s->busy, 1);
}

bool workers_reserve(struct workers *s, struct work *w)
{
  w->slow = w->stage == STAGE_SLOW;
  const bool slow_full = w->slow && atomic_fetch_add(&s->slow_busy, 1) >= SLOW_WAITING_MOST + s->slow_most;
  const bool full = atomic_fetch_add(&s->busy, 1) >= WAITING_MOST;
  if (full || slow_full) leave(s, w->slow);
  return !full && !slow_full;
}

/* The work is its owner's again: answered. */
static void finish(struct workers *s, struct work *w)
{
  const bool slow = w->slow;
  w->done(w);
  leave(s, slow);
}

size_t workers_busy(struct workers *s) { return atomic_load(&s->busy); }

void workers_count(struct workers *s, struct workers_count *out)
{
  pthread_mutex_lock(&s->lock);
  *out = (struct workers_count){ .pages = s->pages.count, .slow = s->slow.count, .writes = s->writes.count };
  pthread_mutex_unlock(&s->lock);
  out->busy = atomic_load(&s->busy);
  out->slow_busy = atomic_load(&s->slow_busy);
  out->changes = atomic_load(&s->did.changes);
  for (size_t i = 0; i <= WORKERS_SIZES; i++) out->sizes[i] = atomic_load(&s->did.sizes[i]);
  out->failed = atomic_load(&s->did.failed);
  out->again = atomic_load(&s->did.again);
  out->read_errors = atomic_load(&s->did.read_errors);
}

static void count_batch(struct workers *s, const struct work *batch)
{
  uint64_t n = 0;
  size_t size = 0;
  for (; batch; batch = batch->next) n++;
  while (size < WORKERS_SIZES && n > 1U << size) size++;
  atomic_fetch_add(&s->did.changes, n);
  atomic_fetch_add(&s->did.sizes[size], 1);
}

void workers_push(struct workers *s, struct work *w)
{
  const enum stage stage = w->stage;                                   /* once it is in a queue, w is another thread's */
  pthread_mutex_lock(&s->lock);
  const bool writes = stage == STAGE_WRITE || stage == STAGE_LOG;
  queue_add(writes ? &s->writes : stage == STAGE_SLOW ? &s->slow : &s->pages, w);
  pthread_mutex_unlock(&s->lock);
  pthread_cond_signal(writes ? &s->for_writer : &s->for_readers);
}

/* What a handler's code came to: answered, or on with the next stage. */
static void settle(struct workers *s, struct work *w, int code)
{
  w->stage = request_end(w->c, code);
  w->c->db = NULL;
  if (w->stage != STAGE_DONE) workers_push(s, w);
  else finish(s, w);
}

/* --- readers ------------------------------------------------------------------------- */

/* The next work a reader may take, the lock held; NULL: none. */
static struct work *take_for_reader(struct workers *s)
{
  struct work *const page = s->written.first ? queue_take(&s->written) : queue_take(&s->pages);
  if (page || s->slow_running >= s->slow_most) return page;
  struct work *const slow = queue_take(&s->slow);
  s->slow_running += slow != NULL;
  return slow;
}

/* Once more where only the connection was lost: the database may have been started again. */
static int read_page(struct work *w)
{
  const int rc = db_read(w->c, request_body, NULL);
  if (rc == OK || !db_lost(w->c)) return rc;
  request_undo(w->c);
  return db_read(w->c, request_body, NULL);
}

static void *read_on(void *arg)
{
  struct reader *const r = arg;
  struct workers *const s = r->of;
  pthread_mutex_lock(&s->lock);
  for (;;) {
    struct work *const w = take_for_reader(s);
    if (!w && s->ending) break;
    if (!w) { pthread_cond_wait(&s->for_readers, &s->lock); continue; }
    pthread_mutex_unlock(&s->lock);
    const bool slow = w->stage == STAGE_SLOW;
    w->c->db = r->db;
    const int code = w->stage == STAGE_DONE ? w->code : w->stage == STAGE_DB ? read_page(w) : request_body(w->c, NULL);
    if (code == ERR_STORE) atomic_fetch_add(&s->did.read_errors, 1);
    settle(s, w, code);
    pthread_mutex_lock(&s->lock);
    if (slow) { s->slow_running--; pthread_cond_signal(&s->for_readers); }     /* the next slow one may be waiting for this */
  }
  pthread_mutex_unlock(&s->lock);
  return NULL;
}

/* --- the writer ---------------------------------------------------------------------- */

enum outcome { RAN, SPOILT, BROKEN, NOT_BEGUN };

/* Runs the batch inside the open transaction. BROKEN: for one of them the database itself failed, and whether the
 * transaction still stands is not known. */
static enum outcome run_batch(struct workers *s, struct work *batch)
{
  for (struct work *w = batch; w; w = w->next) {
    w->c->db = s->writer_db;
    w->code = db_savepoint(w->c, request_body, NULL);
    if (db_spoilt(w->c)) return SPOILT;
    if (db_lost(w->c)) return BROKEN;
    if (w->code != ERR_STORE) continue;
    log_error(w->c, "a change was rolled back");
    return BROKEN;
  }
  return RAN;
}

/* `why`: what the database said of all of them; what it said in words is told. */
static void refuse_batch(struct workers *s, struct work *batch, const struct error *why)
{
  for (struct work *w = batch, *next; w; w = next) {
    next = w->next;
    w->c->db = NULL;
    if (w->c->error.code != ERR_AWAY) w->c->error = why->code == ERR_AWAY ? *why : (struct error){ 0 };
    if (w->stage == STAGE_LOG && w->c->error.field) w->c->error = (struct error){ 0 };      /* of what was only read nothing was to be saved */
    request_refuse(w->c, 503);
    finish(s, w);
  }
}

/* Hands the batch to the readers, if they have nothing else to do and more waits to be written. */
static bool hand_over(struct workers *s, struct work *batch)
{
  pthread_mutex_lock(&s->lock);
  const bool idle = s->writes.first && !s->pages.first && !s->written.first;
  for (struct work *w = idle ? batch : NULL, *next; w; w = next) {
    next = w->next;
    w->stage = STAGE_DONE;
    queue_add(&s->written, w);
  }
  pthread_mutex_unlock(&s->lock);
  if (idle) pthread_cond_signal(&s->for_readers);
  return idle;
}

/* Answers only after the commit: whoever reads "saved" can rely on it. */
static void answer_batch(struct workers *s, struct work *batch)
{
  atomic_store(&s->app->web->store_seen, clock_ms());
  if (hand_over(s, batch)) return;
  for (struct work *w = batch, *next; w; w = next) {
    next = w->next;
    settle(s, w, w->code);
  }
}

static void write_batch(struct workers *s, struct ctx *c, struct work *batch);

/* One of them breaks the database: the others must not suffer from it, so each gets a transaction of its own. */
static void write_singly(struct workers *s, struct ctx *c, struct work *batch)
{
  for (struct work *w = batch, *next; w; w = next) {
    next = w->next;
    w->next = NULL;
    request_undo(w->c);
    write_batch(s, c, w);
  }
}

static void undo_batch(struct work *batch) { for (struct work *w = batch; w; w = w->next) request_undo(w->c); }

/* Without savepoints first, which cost an eighth of a change: few are refused once they have changed something. */
static enum outcome try_batch(struct workers *s, struct ctx *c, struct work *batch)
{
  const enum outcome light = db_begin_light(c) == OK ? run_batch(s, batch) : NOT_BEGUN;
  if (light != SPOILT) return light;
  db_rollback(c);
  undo_batch(batch);
  return db_begin(c) == OK ? run_batch(s, batch) : NOT_BEGUN;
}

/* The database took none of what one of them wrote, and would say the same to the next one. */
static bool any_away(const struct work *batch)
{
  for (; batch; batch = batch->next) if (batch->code == ERR_AWAY) return true;
  return false;
}

static void write_batch(struct workers *s, struct ctx *c, struct work *batch)
{
  enum outcome outcome = NOT_BEGUN;
  bool fine = false;
  c->error = (struct error){ 0 };
  for (int tries = 1; !fine && tries <= DB_TRIES; tries++) {
    if (tries > 1) { undo_batch(batch); atomic_fetch_add(&s->did.again, 1); }
    outcome = try_batch(s, c, batch);
    fine = outcome == RAN && db_commit(c) == OK;
    if (fine || outcome == NOT_BEGUN || !db_lost(c)) break;
    db_rollback(c);
  }
  if (outcome == BROKEN) {
    db_rollback(c);
    if (batch->next) { write_singly(s, c, batch); return; }
  } else atomic_store(&s->app->web->commit_failed, !fine || any_away(batch));
  if (fine) { count_batch(s, batch); answer_batch(s, batch); return; }
  atomic_fetch_add(&s->did.failed, 1);
  c->now = clock_now();
  log_error(c, "changes could not be saved");
  refuse_batch(s, batch, &c->error);
}

/* What could not be saved may be possible again before anybody tries: then the health page says so. */
static void heartbeat(struct workers *s, struct ctx *c)
{
  struct web *const web = s->app->web;
  int64_t version;
  c->now = clock_now();
  const bool seen = db_data_version(c, &version) == OK;
  atomic_store(&web->store_seen, seen ? clock_ms() : clock_ms() - STORE_SILENT_MS);
  if (!seen || (!atomic_load(&web->commit_failed) && !db_read_only(c))) return;
  atomic_store(&web->commit_failed, db_try(c) != OK);
}

/* Whether few of those under way are here already: then one commit in a moment serves more of them, and the readers lose
 * what they hold of the database less often. */
static bool more_come(const struct workers *s)
{
  const size_t under_way = atomic_load(&s->busy) - atomic_load(&s->slow_busy);
  return (long)s->writes.count < s->batch && under_way >= UNDER_WAY && s->writes.count < under_way / 4;
}

/* Waits for changes, the lock held; NULL after some time without any, or at once. */
static struct work *take_batch(struct workers *s, bool at_once)
{
  struct timespec until;
  struct queue batch = { NULL, &batch.first, 0 };
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_sec += HEARTBEAT_S;
  while (!s->writes.first && !s->ending && !at_once)
    if (pthread_cond_timedwait(&s->for_writer, &s->lock, &until) == ETIMEDOUT) break;
  if (s->writes.first && more_come(s)) {
    pthread_mutex_unlock(&s->lock);
    nanosleep(&(struct timespec){ .tv_nsec = MOMENT_NS }, NULL);
    pthread_mutex_lock(&s->lock);
  }
  for (long i = 0; i < s->batch && s->writes.first; i++) queue_add(&batch, queue_take(&s->writes));
  return batch.first;
}

/* The house's own work, between two batches. It needs keys: a process for the public leaves it to the other one. */
static void keep(struct workers *s, bool last)
{
  struct ctx c;
  if (!s->app->keep || !s->app->keys) return;
  app_ctx(&c, s->app, KEEP_ARENA_MOST);
  c.db = s->writer_db;
  if (s->app->keep(&c, s->app->keep_of, last) != OK) log_error(&c, "keeping the house");
  ctx_release(&c);
}

/* What rooms counted in memory. A process for the public does so too. */
static void keep_rooms(struct workers *s, bool last)
{
  struct ctx c;
  for (size_t i = 0; s->app->states && s->app->rooms[i]; i++) {
    const struct room *const room = s->app->rooms[i];
    if (!room->keep || !s->app->states[i]) continue;
    app_ctx(&c, s->app, KEEP_ARENA_MOST);
    c.db = s->writer_db;
    if (room->keep(&c, s->app->states[i], last) != OK) log_error(&c, "keeping of %s", room->name);
    ctx_release(&c);
  }
}

static void *write_on(void *arg)
{
  struct workers *const s = arg;
  struct ctx c;
  ctx_init(&c, clock_now(), randombytes_buf, WRITER_ARENA_MOST);
  c.log_as = s->app->log_as;
  bool more = false;                                         /* of jobs: they and the changes of requests take turns */
  c.db = s->writer_db;
  for (int64_t next = clock_ms() + KEEP_MS; ; ) {
    pthread_mutex_lock(&s->lock);
    struct work *const batch = take_batch(s, more);
    const bool ended = s->ending && !batch;
    pthread_mutex_unlock(&s->lock);
    if (ended) break;
    if (batch) write_batch(s, &c, batch);
    else heartbeat(s, &c);
    arena_reset(&c.arena);
    more = runner_step(s->runner, s->writer_db);
    if (clock_ms() < next) continue;
    next = clock_ms() + KEEP_MS;
    keep(s, false);
    keep_rooms(s, false);
  }
  runner_finish(s->runner, s->writer_db);
  keep_rooms(s, true);
  keep(s, true);
  ctx_release(&c);
  return NULL;
}

/* --- life ---------------------------------------------------------------------------- */

static struct workers *workers_new(struct app *app, size_t readers)
{
  struct workers *const s = calloc(1, sizeof *s);
  if (!s) return NULL;
  pthread_condattr_t monotonic;
  pthread_condattr_init(&monotonic);
  pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
  pthread_mutex_init(&s->lock, NULL);
  pthread_cond_init(&s->for_readers, NULL);
  pthread_cond_init(&s->for_writer, &monotonic);
  pthread_condattr_destroy(&monotonic);
  s->app = app;
  s->batch = app->config && app->config->commit_batch ? strtol(app->config->commit_batch, NULL, 10) : BATCH_MOST;
  if (s->batch < 1 || s->batch > BATCH_MOST) s->batch = BATCH_MOST;
  s->written.last = &s->written.first;
  s->pages.last = &s->pages.first;
  s->slow.last = &s->slow.first;
  s->writes.last = &s->writes.first;
  s->slow_most = readers > 1 ? readers - 1 : 1;
  return s;
}

static int start_threads(struct ctx *c, struct workers *s, const char *database, size_t readers)
{
  TRY(db_open(c, database, DB_WRITER, &s->writer_db));
  TRY(runner_start(c, s->app, database, &s->runner));
  if (pthread_create(&s->writer, NULL, write_on, s) != 0) return fail(c, ERR_STORE, NULL, N_("No thread could be started."));
  s->writer_running = true;
  for (size_t i = 0; i < readers; i++) {
    struct reader *const r = &s->readers[i];
    r->of = s;
    TRY(db_open(c, database, DB_READER, &r->db));
    if (pthread_create(&r->thread, NULL, read_on, r) != 0) {
      db_close(r->db);
      return fail(c, ERR_STORE, NULL, N_("No thread could be started."));
    }
    s->readers_running++;
  }
  return OK;
}

int workers_start(struct ctx *c, struct app *app, const char *database, size_t readers, struct workers **out)
{
  readers = readers < 2 ? 2 : readers > READERS_MOST ? READERS_MOST : readers;
  struct workers *const s = workers_new(app, readers);
  if (!s) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  const int rc = start_threads(c, s, database, readers);
  if (rc == OK) *out = s;
  else workers_stop(s);
  return rc;
}

void workers_stop(struct workers *s)
{
  if (!s) return;
  pthread_mutex_lock(&s->lock);
  s->ending = true;
  pthread_mutex_unlock(&s->lock);
  pthread_cond_broadcast(&s->for_readers);
  pthread_cond_broadcast(&s->for_writer);
  for (size_t i = 0; i < s->readers_running; i++) {
    pthread_join(s->readers[i].thread, NULL);
    db_close(s->readers[i].db);
  }
  if (s->writer_running) pthread_join(s->writer, NULL);
  runner_free(s->runner);
  db_close(s->writer_db);
  pthread_cond_destroy(&s->for_readers);
  pthread_cond_destroy(&s->for_writer);
  pthread_mutex_destroy(&s->lock);
  free(s);
}
