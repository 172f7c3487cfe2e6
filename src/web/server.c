#include "server.h"
#include "demo.h"
#include "answer.h"
#include "guard.h"
#include "listen.h"
#include "outbox.h"
#include "log.h"
#include "metrics.h"
#include "service.h"
#include "web_state.h"
#include "workers.h"
#include <signal.h>
#include <sodium.h>
#include <strings.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
  HEAD_MOST = 64 << 10, SWALLOW_MOST = 8 << 20, TIMEOUT_S = 15, CONNECTIONS_MOST = 16384, FILES_FOR_US = 128,
  LOG_LINES = 1 << 15, QUIET_LOOKS = 10, LOOK_MS = 100, TICK_MS = 1000, STOP_MS = 5000, TICK_ARENA_MOST = 256 << 20
};

struct server {
  struct app *app;
  struct MHD_Daemon *daemon;
  struct workers *workers;
  struct guards *guards;
  struct db *db;                     /* of the main thread, for starts and ticks of rooms */
  struct MHD_Daemon *metrics;        /* of its port; NULL: it has none */
  _Atomic uint64_t requests;         /* so far: numbers them in the log */
  _Atomic size_t active;             /* requests whose head has come in and whose answer is not sent */
};

/* One request on its way. It lives from the reading of its first line until its answer is sent. */
struct exchange {
  struct work work;                  /* first: a worker hands this back */
  struct ctx c;
  struct request r;
  struct server *server;
  struct MHD_Connection *connection;
  struct MHD_Response *response;
  size_t size, read;                 /* of the answer; of the body so far */
  bool head_seen;
  int64_t began;                     /* microseconds */
};

/* What a connection keeps between its requests. */
struct line {
  struct guard *guard;
  struct exchange *early;            /* its first line is read, its head not yet: the library forgets those that fail here */
};

static struct line *line_of(struct MHD_Connection *connection)
{
  return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}
static struct guard *guard_of(struct MHD_Connection *connection) { return line_of(connection)->guard; }

/* --- answering ----------------------------------------------------------------------- */

/* Makes the answer and lets go of everything else the request held: it may be read slowly. An answer in parts still
 * needs it, and lets go at the end (exchange_free). */
static void close_request(struct exchange *x)
{
  struct server *const s = x->server;
  const char *const route = x->r.route ? x->r.route->path : x->r.bytes ? "/assets/…" : "-";
  x->response = answer_make(&x->c, x->r.ambiguous || atomic_load(&s->app->web->stopping), &x->size);
  log_request(s->app->web->log, &(struct log_line){ x->c.now, x->c.serial, x->r.method, route, x->r.status, clock_us() - x->began });
  if (!x->r.more) ctx_release(&x->c);
  buf_release(&x->r.body);
}

static void work_done(struct work *w)
{
  struct exchange *const x = (struct exchange *)(void *)w;
  close_request(x);
  MHD_resume_connection(x->connection);                             /* the event loop owns x from here on */
}

static enum MHD_Result send_answer(struct exchange *x)
{
  if (!x->response) return MHD_NO;
  guard_set(guard_of(x->connection), GUARD_ANSWER_MS + (int64_t)x->size / GUARD_BYTES_PER_MS);
  return MHD_queue_response(x->connection, (unsigned)x->r.status, x->response);
}

static void part_read(void *connection, size_t bytes) { guard_read_on(guard_of(connection), bytes); }

static const char *header_of(const struct exchange *x, const char *name)
{
  return MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, name);
}

/* Headers that another program on the way could read as another request: two lengths, a length and chunks, two hosts,
 * names with blanks in them, zero bytes. The library glues the next line of an empty folded header to its name, so that
 * "Content-Length:" and " 31" come as "Content-Length31". */
struct framing { unsigned lengths, encodings, hosts, cookies, keys; bool odd; };

static unsigned named(struct framing *f, const char *name, const char *wanted)
{
  const size_t n = strlen(wanted);
  if (strncasecmp(name, wanted, n) != 0) return 0;
  f->odd |= name[n] != '\0';
  return 1;
}

static enum MHD_Result frame(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_size, const char *value, size_t value_size)
{
  struct framing *const f = cls;
  (void)kind;
  f->lengths += named(f, name, MHD_HTTP_HEADER_CONTENT_LENGTH);
  f->encodings += named(f, name, MHD_HTTP_HEADER_TRANSFER_ENCODING);
  f->hosts += named(f, name, MHD_HTTP_HEADER_HOST);
  f->cookies += named(f, name, MHD_HTTP_HEADER_COOKIE);
  f->keys += named(f, name, MHD_HTTP_HEADER_AUTHORIZATION);
  f->odd |= strpbrk(name, " \t\r\n") || strlen(name) != name_size;
  f->odd |= value && (strpbrk(value, "\r\n") || strlen(value) != value_size);
  return MHD_YES;
}
/* Who asks is said once, or not at all. */
static bool ambiguous(struct exchange *x)
{
  struct framing f = { 0 };
  MHD_get_connection_values_n(x->connection, MHD_HEADER_KIND, frame, &f);
  x->r.cookie = f.cookies == 1 ? header_of(x, MHD_HTTP_HEADER_COOKIE) : NULL;
  x->r.authorization = f.keys == 1 ? header_of(x, MHD_HTTP_HEADER_AUTHORIZATION) : NULL;
  x->r.user_agent = header_of(x, MHD_HTTP_HEADER_USER_AGENT);
  return f.odd || f.hosts > 1 || f.lengths + f.encodings > 1;
}

/* Everything of the request is here. */
static enum MHD_Result begin(struct exchange *x)
{
  struct server *const s = x->server;
  x->r.host = header_of(x, MHD_HTTP_HEADER_HOST);
  x->r.accept_encoding = header_of(x, MHD_HTTP_HEADER_ACCEPT_ENCODING);
  x->r.content_type = header_of(x, MHD_HTTP_HEADER_CONTENT_TYPE);
  x->r.fetch_site = header_of(x, "Sec-Fetch-Site");
  x->r.origin = header_of(x, MHD_HTTP_HEADER_ORIGIN);
  x->r.at_home = strncmp(x->r.target, "/metrics", 8) == 0 && metrics_may(x->connection);
  guard_set(guard_of(x->connection), 0);
  enum stage stage = request_begin(&x->c);
  while (stage == STAGE_FAST) stage = request_end(&x->c, request_body(&x->c, NULL));
  x->work = (struct work){ .c = &x->c, .stage = stage, .done = work_done };
  if (stage != STAGE_DONE && !workers_reserve(s->workers, &x->work)) {
    request_refuse(&x->c, 503);
    stage = STAGE_DONE;
  }
  if (stage == STAGE_DONE) {
    close_request(x);
    return send_answer(x);
  }
  MHD_suspend_connection(x->connection);                            /* before a worker could resume it */
  workers_push(s->workers, &x->work);
  return MHD_YES;
}

/* --- callbacks of the library ---------------------------------------------------------- */

/* Static texts, as the log needs them. */
static const char *method_named(const char *method)
{
  static const char *const known[] = { "GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH" };
  for (size_t i = 0; i < COUNT(known); i++)
    if (strcmp(method, known[i]) == 0) return known[i];
  return "OTHER";
}

/* Keeps the library from taking the query apart as well, which costs memory that long queries do not leave it. It hands
 * us its own buffer here, const only by its declaration; were it a copy, nothing would change but that cost. */
static void hide_query(const char *target)
{
  char *const query = strchr((char *)(uintptr_t)target, '?');
  if (query) query[1] = '\0';
}

static void exchange_free(struct exchange *x)
{
  if (!x) return;
  if (x->response) MHD_destroy_response(x->response);
  ctx_release(&x->c);
  buf_release(&x->r.body);
  free(x);
}

/* The first line has been read: the only moment at which the library shows the target as it came. */
static void *on_target(void *cls, const char *target, struct MHD_Connection *connection)
{
  struct server *const s = cls;
  struct line *const line = line_of(connection);
  struct exchange *const x = line ? calloc(1, sizeof *x) : NULL;
  if (!x) return NULL;
  exchange_free(line->early);
  line->early = x;
  ctx_init(&x->c, clock_now(), randombytes_buf, ANSWER_MOST);
  x->c.app = s->app;
  x->c.left = rooms_left;
  x->c.log_as = s->app->log_as;
  x->c.serial = atomic_fetch_add_explicit(&s->requests, 1, memory_order_relaxed) + 1;
  x->c.places = s->app->places;
  x->c.keys = s->app->keys;
  x->c.data_folder = s->app->config ? s->app->config->data : NULL;
  x->c.request = &x->r;
  x->r.target = arena_text(&x->c.arena, target, strlen(target));
  hide_query(target);
  x->r.body.max = BODY_MOST;
  x->r.part_read = part_read;
  x->r.part_read_of = connection;
  x->server = s;
  x->connection = connection;
  x->began = clock_us();
  return x;
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code)
{
  struct server *const s = cls;
  struct exchange *const x = *state;
  (void)code;
  *state = NULL;
  if (!x || !x->head_seen) return;                                  /* still the line's */
  guard_set_for_head(guard_of(connection), GUARD_IDLE_MS + GUARD_HEAD_MS);
  exchange_free(x);
  atomic_fetch_sub(&s->active, 1);
}

/* A body somewhat too large is read to its end, so that its sender gets to see the answer; a huge one is cut off. */
static enum MHD_Result on_head(struct exchange *x, const char *method)
{
  const char *const length = header_of(x, MHD_HTTP_HEADER_CONTENT_LENGTH);
  const uint64_t size = length ? strtoull(length, NULL, 10) : 0;
  x->head_seen = true;
  line_of(x->connection)->early = NULL;
  atomic_fetch_add(&x->server->active, 1);
  x->r.method = method_named(method);
  x->r.ambiguous = ambiguous(x);
  if (x->r.ambiguous) return begin(x);
  guard_set(guard_of(x->connection), GUARD_BODY_MS);
  if (size <= BODY_MOST) return MHD_YES;
  x->r.body_too_large = true;
  return size <= SWALLOW_MOST ? MHD_YES : begin(x);
}

static enum MHD_Result on_body(struct exchange *x, const char *data, size_t *size)
{
  x->read += *size;
  if (x->read > SWALLOW_MOST) return MHD_NO;
  if (x->read > BODY_MOST) x->r.body_too_large = true;
  if (!x->r.body_too_large) put_mem(&x->r.body, data, *size);
  *size = 0;
  return MHD_YES;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *data, size_t *size, void **state)
{
  struct exchange *const x = *state;
  (void)cls; (void)connection; (void)url; (void)version;
  if (!x) return MHD_NO;
  if (!x->head_seen) return on_head(x, method);
  if (x->response) return send_answer(x);
  if (*size) return on_body(x, data, size);
  return begin(x);
}

static void line_open(struct server *s, struct MHD_Connection *connection, void **state)
{
  struct line *const line = calloc(1, sizeof *line);
  if (line) line->guard = guard_add(s->guards, MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd);
  *state = line;
}

static void line_close(struct server *s, void **state)
{
  struct line *const line = *state;
  *state = NULL;
  if (!line) return;
  guard_remove(s->guards, line->guard);
  exchange_free(line->early);
  free(line);
}

static void on_connection(void *cls, struct MHD_Connection *connection, void **state, enum MHD_ConnectionNotificationCode code)
{
  if (code == MHD_CONNECTION_NOTIFY_STARTED) line_open(cls, connection, state);
  else line_close(cls, state);
}

/* Decoding is ours: the library's is not strict. */
static size_t leave_encoded(void *cls, struct MHD_Connection *connection, char *text)
{
  (void)cls; (void)connection;
  return strlen(text);
}

/* --- life ---------------------------------------------------------------------------- */

/* As many connections as the system gives us files for. */
static unsigned connections_most(void)
{
  struct rlimit files = { 0 };
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return 512;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  if (files.rlim_cur > CONNECTIONS_MOST + FILES_FOR_US) return CONNECTIONS_MOST;
  return files.rlim_cur > 2UL * FILES_FOR_US ? (unsigned)files.rlim_cur - FILES_FOR_US : FILES_FOR_US;
}

static size_t cores(void)
{
  const long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n > 0 ? (size_t)n : 1;
}

static unsigned loops_of(const struct config *config)
{
  const char *const text = config ? config->threads : NULL;
  const unsigned long n = text ? strtoul(text, NULL, 10) : 0;
  return n ? (unsigned)n : (unsigned)(2 * cores());
}

static struct MHD_Daemon *start_daemon(struct server *s, int fd)
{
  const unsigned loops = loops_of(s->app->config), most = connections_most();
  return MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO, 0, NULL, NULL, on_request, s,
      MHD_OPTION_LISTEN_SOCKET, fd,
      MHD_OPTION_THREAD_POOL_SIZE, loops,
      MHD_OPTION_CONNECTION_LIMIT, most < loops ? loops : most,
      MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)TIMEOUT_S,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_MOST,
      MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_URI_LOG_CALLBACK, on_target, s,
      MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, s,
      MHD_OPTION_NOTIFY_COMPLETED, on_completed, s,
      MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
      MHD_OPTION_END);
}

static void print_address(const char *address, int port)
{
  const bool home = strcmp(address, "127.0.0.1") == 0 || strcmp(address, "::1") == 0, v6 = strchr(address, ':');
  printf("http://%s%s%s:%d\n", !home && v6 ? "[" : "", home ? "localhost" : address, !home && v6 ? "]" : "", port);
  fflush(stdout);
}

static int listen_and_start(struct ctx *c, struct server *s)
{
  const struct config *const config = s->app->config;
  const char *address = config && config->listen ? config->listen : "127.0.0.1";
  int port = config && config->port ? (int)strtol(config->port, NULL, 10) : 8080, fd = -1;
  TRY(listen_open(c, &address, &port, &fd));
  s->daemon = start_daemon(s, fd);
  if (!s->daemon) {
    close(fd);
    return fail(c, ERR_STORE, NULL, N_("The HTTP server could not start."));
  }
  print_address(address, port);
  if (s->app->examples) demo_say_complete();
  return OK;
}

static void tick(struct server *s)
{
  struct ctx c;
  for (size_t i = 0; s->app->rooms[i]; i++) {
    const struct room *const room = s->app->rooms[i];
    if (!room->tick) continue;
    app_ctx(&c, s->app, TICK_ARENA_MOST);
    c.db = s->db;
    const int rc = room->tick(&c, s->app->states[i]);
    if (rc != OK) log_error(&c, "tick of %s", room->name);
    if (rc == ERR_AWAY) atomic_store(&s->app->web->store_seen, clock_ms() - STORE_SILENT_MS);     /* the writer may still be finding out what became of its last commit */
    ctx_release(&c);
  }
  app_ctx(&c, s->app, TICK_ARENA_MOST);
  c.db = s->db;
  metrics_look(s->app->web->metrics, &c);
  ctx_release(&c);
}

static void write_log(struct server *s) { log_write(s->app->web->log, STDERR_FILENO, metrics_count, s->app->web->metrics); }

static void serve_until(struct server *s, const sigset_t *signals)
{
  const struct timespec look = { .tv_nsec = LOOK_MS * 1000000L };
  const bool watched = service_watchdog_ms() > 0;
  int64_t next = clock_ms() + TICK_MS;
  while (sigtimedwait(signals, NULL, &look) < 0) {
    write_log(s);
    if (clock_ms() < next) continue;
    next = clock_ms() + TICK_MS;
    guards_sweep(s->guards, clock_ms());
    tick(s);
    if (watched) service_tell("WATCHDOG=1");                        /* also when the database is gone: what is public is served still */
  }
}

/* Until nothing is under way for a moment: connections that are kept alive may have a next request on the wire. */
static void wait_for_quiet(size_t (*count)(struct server *s), struct server *s, int64_t until)
{
  const struct timespec little = { .tv_nsec = 5000000 };
  for (int quiet = 0; quiet < QUIET_LOOKS && clock_ms() < until; nanosleep(&little, NULL))
    quiet = count(s) ? 0 : quiet + 1;
}
static size_t active(struct server *s) { return atomic_load(&s->active); }
static size_t busy(struct server *s) { return workers_busy(s->workers); }

/* No new connections: they wait in a socket that was handed over, or are refused. Those that are there end with their next
 * answer; those on which nothing came, and nothing lies to be read, are then closed. */
static void finish(struct ctx *c, struct server *s)
{
  const int64_t until = clock_ms() + STOP_MS;
  service_tell("STOPPING=1");
  atomic_store(&s->app->web->stopping, true);
  const MHD_socket fd = MHD_quiesce_daemon(s->daemon);
  if (fd != MHD_INVALID_SOCKET) close(fd);
  do wait_for_quiet(active, s, until);
  while (guards_end_idle(s->guards) && clock_ms() < until);
  wait_for_quiet(busy, s, until);
  if (!busy(s)) { MHD_stop_daemon(s->daemon); return; }
  /* A handler does not come back: its memory cannot be freed under it. What was committed is safe. */
  c->now = clock_now();
  log_error(c, "stopping with requests under way");
  write_log(s);
  _exit(1);
}

static int serve(struct ctx *c, struct server *s, const char *database, const sigset_t *signals)
{
  TRY(web_start(c, s->app));
  TRY(db_open(c, database, DB_READER, &s->db));
  struct db *const before = c->db;
  c->db = s->db;
  const int rc = rooms_start(c, s->app);
  c->db = before;
  TRY(rc);
  s->app->web->log = log_new(LOG_LINES, s->app->log_as);
  s->guards = guards_new(connections_most());
  if (!s->app->web->log || !s->guards) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  TRY(metrics_new(c, s->app, &s->app->web->metrics));
  TRY(workers_start(c, s->app, database, cores(), &s->workers));
  metrics_watch(s->app->web->metrics, s->workers, s->guards);
  TRY(listen_and_start(c, s));
  const int listens = metrics_listen(c, s->app->web->metrics, s->app->config ? s->app->config->metrics_listen : NULL, &s->metrics);
  if (listens == OK) {
    service_tell("READY=1");
    serve_until(s, signals);
  }
  finish(c, s);
  return listens;
}

int server_run(struct ctx *c, struct app *app, const char *database)
{
  struct server s = { .app = app };
  app->log_as = c->log_as = (app->config && app->config->log && strcmp(app->config->log, "json") == 0 ? LOG_AS_JSON : 0) | (service_journal() ? LOG_PRIORITIES : 0);
  sigset_t signals, old;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, &old);                       /* before any thread: only we take them */
  signal(SIGPIPE, SIG_IGN);
  const int rc = serve(c, &s, database, &signals);
  if (s.metrics) MHD_stop_daemon(s.metrics);
  workers_stop(s.workers);
  rooms_stop(app);
  db_close(s.db);
  if (app->web) {
    if (app->web->metrics) write_log(&s);
    log_free(app->web->log);
    metrics_free(app->web->metrics);
    app->web->log = NULL;
    app->web->metrics = NULL;
  }
  outbox_close(app->outbox);
  guards_free(s.guards);
  signal(SIGINT, SIG_IGN);                                          /* asked a second time: we are on our way */
  signal(SIGTERM, SIG_IGN);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  return rc;
}
