#include "metrics.h"
#include "guard.h"
#include "messages.h"
#include "metrics_text.h"
#include "web_state.h"
#include "workers.h"
#include <math.h>
#include <pthread.h>

enum { CLASSES = 5, BOUNDS = 15, LOOK_MS = 5000 };

static const double bounds[BOUNDS] = { .0001, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10 };

/* Requests by one method on one route; the texts are static, so that their addresses tell them apart. */
struct series { const char *method, *route; uint64_t by_class[CLASSES + 1], within[BOUNDS + 1]; double seconds; };

struct metrics {
  struct app *app;
  pthread_mutex_t lock;              /* around all below */
  struct workers *workers;
  struct guards *guards;
  struct series all[METRICS_ROUTES], rest;
  size_t count;
  bool jobs_known;
  struct jobs_count jobs, messages;
  int64_t look;                      /* when next (clock_ms) */
};

int metrics_new(struct ctx *c, struct app *app, struct metrics **out)
{
  struct metrics *const m = calloc(1, sizeof *m);
  if (!m) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  pthread_mutex_init(&m->lock, NULL);
  m->app = app;
  m->rest.method = m->rest.route = "other";
  *out = m;
  return OK;
}

void metrics_free(struct metrics *m)
{
  if (!m) return;
  pthread_mutex_destroy(&m->lock);
  free(m);
}

void metrics_watch(struct metrics *m, struct workers *workers, struct guards *guards)
{
  if (!m) return;
  pthread_mutex_lock(&m->lock);
  m->workers = workers;
  m->guards = guards;
  pthread_mutex_unlock(&m->lock);
}

/* --- counting ------------------------------------------------------------------------------- */

static struct series *series_of(struct metrics *m, const char *method, const char *route)
{
  const uint64_t key[] = { (uintptr_t)method, (uintptr_t)route };
  for (size_t i = hash_bytes(key, sizeof key, 0) % METRICS_ROUTES; ; i = (i + 1) % METRICS_ROUTES) {
    struct series *const s = &m->all[i];
    if (s->route == route && s->method == method) return s;
    if (s->route) continue;
    if (m->count >= METRICS_ROUTES - 1) return &m->rest;
    m->count++;
    s->method = method;
    s->route = route;
    return s;
  }
}

void metrics_count(void *metrics, const struct log_line *line)
{
  struct metrics *const m = metrics;
  const double seconds = (double)line->microseconds / 1e6;
  size_t bound = 0;
  while (bound < BOUNDS && seconds > bounds[bound]) bound++;
  pthread_mutex_lock(&m->lock);
  struct series *const s = series_of(m, line->method, line->route);
  s->by_class[line->status >= 100 && line->status < 600 ? line->status / 100 : 0]++;
  s->within[bound]++;
  s->seconds += seconds;
  pthread_mutex_unlock(&m->lock);
}

void metrics_look(struct metrics *m, struct ctx *c)
{
  struct jobs_count jobs, messages;
  if (!m || clock_ms() < m->look) return;
  m->look = clock_ms() + LOOK_MS;
  const bool known = c->keys && jobs_count(c, &jobs) == OK && jobs_count_of(c, MESSAGE_JOB, &messages) == OK;
  pthread_mutex_lock(&m->lock);
  m->jobs_known = known;
  if (known) { m->jobs = jobs; m->messages = messages; }
  pthread_mutex_unlock(&m->lock);
}

/* --- telling ---------------------------------------------------------------------------------- */

static const struct series *series_at(const struct metrics *m, size_t i) { return i < METRICS_ROUTES ? &m->all[i] : &m->rest; }

static bool is_used(const struct series *s)
{
  uint64_t n = 0;
  for (size_t k = 0; k <= CLASSES; k++) n += s->by_class[k];
  return n > 0;
}

static void put_requests(const struct metrics *m, struct buf *b)
{
  static const char *const classes[CLASSES + 1] = { "other", "1xx", "2xx", "3xx", "4xx", "5xx" };
  metric_begin(b, "kentering_http_requests_total", METRIC_COUNTER, "Requests answered, by method, route and class of status.");
  for (size_t i = 0; i <= METRICS_ROUTES; i++) {
    const struct series *const s = series_at(m, i);
    for (size_t k = 0; s->route && k <= CLASSES; k++)
      if (s->by_class[k])
        metric_value(b, "kentering_http_requests_total", (const struct metric_label[]){ { "method", s->method }, { "route", s->route }, { "status", classes[k] }, { 0 } }, (double)s->by_class[k]);
  }
}

static void put_histogram(const struct series *s, struct buf *b)
{
  static const char name[] = "kentering_http_request_duration_seconds";
  uint64_t n = 0;
  char bound[32];
  for (size_t k = 0; k <= BOUNDS; k++) {
    n += s->within[k];
    metric_number(bound, sizeof bound, k < BOUNDS ? bounds[k] : INFINITY);
    metric_value(b, "kentering_http_request_duration_seconds_bucket", (const struct metric_label[]){ { "method", s->method }, { "route", s->route }, { "le", bound }, { 0 } }, (double)n);
  }
  const struct metric_label labels[] = { { "method", s->method }, { "route", s->route }, { 0 } };
  char sum[sizeof name + 8], count[sizeof name + 8];
  snprintf(sum, sizeof sum, "%s_sum", name);
  snprintf(count, sizeof count, "%s_count", name);
  metric_value(b, sum, labels, s->seconds);
  metric_value(b, count, labels, (double)n);
}

static void put_durations(const struct metrics *m, struct buf *b)
{
  metric_begin(b, "kentering_http_request_duration_seconds", METRIC_HISTOGRAM, "How long it took to answer a request, without sending the answer.");
  for (size_t i = 0; i <= METRICS_ROUTES; i++)
    if (series_at(m, i)->route && is_used(series_at(m, i))) put_histogram(series_at(m, i), b);
}

static void put_workers(const struct workers_count *w, struct buf *b)
{
  static const char batches[] = "kentering_commit_changes", waiting[] = "kentering_requests_waiting";
  const struct { const char *queue; size_t n; } queues[] = { { "pages", w->pages }, { "slow", w->slow }, { "writes", w->writes } };
  char bound[32];
  uint64_t n = 0;
  metric_gauge(b, "kentering_workers_busy", "Requests that a worker or the writer has, or that wait for one.", (double)w->busy);
  metric_gauge(b, "kentering_workers_slow_busy", "Of them the slow ones (signing in, another server).", (double)w->slow_busy);
  metric_begin(b, waiting, METRIC_GAUGE, "Requests that wait for a worker or the writer, by queue.");
  for (size_t i = 0; i < COUNT(queues); i++) metric_value(b, waiting, (const struct metric_label[]){ { "queue", queues[i].queue }, { 0 } }, (double)queues[i].n);
  metric_begin(b, batches, METRIC_HISTOGRAM, "Changes that were committed together.");
  for (size_t i = 0; i <= WORKERS_SIZES; i++) {
    n += w->sizes[i];
    metric_number(bound, sizeof bound, i < WORKERS_SIZES ? (double)(1 << i) : INFINITY);
    metric_value(b, "kentering_commit_changes_bucket", (const struct metric_label[]){ { "le", bound }, { 0 } }, (double)n);
  }
  metric_value(b, "kentering_commit_changes_sum", NULL, (double)w->changes);
  metric_value(b, "kentering_commit_changes_count", NULL, (double)n);
  metric_counter(b, "kentering_commit_failures_total", "Batches of changes that could not be saved.", (double)w->failed);
  metric_counter(b, "kentering_commit_retries_total", "Batches that were run again, because another process had changed the same.", (double)w->again);
  metric_counter(b, "kentering_database_read_errors_total", "Pages that failed because the database did.", (double)w->read_errors);
}

static void put_jobs(const struct metrics *m, struct buf *b, int64_t now)
{
  if (!m->jobs_known) return;
  const int64_t late = m->jobs.oldest ? now - m->jobs.oldest : 0;
  metric_gauge(b, "kentering_jobs_waiting", "Jobs that are due, and wait for somebody to do them.", (double)m->jobs.waiting);
  metric_gauge(b, "kentering_jobs_dead", "Jobs that failed so often that they are not tried any more.", (double)m->jobs.dead);
  metric_gauge(b, "kentering_jobs_late_seconds", "How long the oldest job that is due has been waiting.", late > 0 ? (double)late / 1000 : 0);
  metric_gauge(b, "kentering_messages_waiting", "Messages (mail, text) that are not sent yet, those for a later hour included.", (double)m->messages.waiting);
  metric_gauge(b, "kentering_messages_dead", "Messages that could not be sent, and are not tried any more.", (double)m->messages.dead);
}

static void put_health(const struct metrics *m, struct buf *b)
{
  const struct web *const web = m->app->web;
  const int64_t silent = clock_ms() - atomic_load(&web->store_seen), kept = m->app->kept ? m->app->kept(m->app->keep_of) : 0;
  metric_gauge(b, "kentering_database_up", "1 while the writer reads from the database.", silent < STORE_SILENT_MS);
  metric_gauge(b, "kentering_database_saving", "1 unless the last commit failed.", !atomic_load(&web->commit_failed));
  metric_gauge(b, "kentering_stopping", "1 while the process ends what is under way.", atomic_load(&web->stopping));
  if (m->app->keep)
    metric_gauge(b, "kentering_journal_checkpoint_timestamp_seconds", "When the heads of the journal were last written outside the database; 0: not yet.", (double)kept / 1000);
}

void metrics_write(struct metrics *m, struct ctx *c, struct buf *b)
{
  struct workers_count w;
  metric_build(b, m->app->config && m->app->config->public_only ? "public" : "all");
  metric_process(b);
  pthread_mutex_lock(&m->lock);
  put_requests(m, b);
  put_durations(m, b);
  if (m->guards) metric_gauge(b, "kentering_connections", "Open connections.", (double)guards_count(m->guards));
  if (m->workers) {
    workers_count(m->workers, &w);
    put_workers(&w, b);
  }
  put_health(m, b);
  put_jobs(m, b, c->now);
  pthread_mutex_unlock(&m->lock);
  for (size_t i = 0; m->app->states && m->app->rooms[i]; i++)
    if (m->app->rooms[i]->metrics) m->app->rooms[i]->metrics(m->app->states[i], b);
}
