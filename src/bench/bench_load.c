#include "bench_load.h"
#include "clock.h"
#include "text.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HEAD_MOST = 4096, PART_MOST = 256 << 10, REQUEST_MOST = 8192, EVENTS = 64, TIMES_MOST = 1 << 20, WAIT_MS = 50, TIMEOUT_S = 10 };

double clock_seconds(void) { return (double)clock_us() / 1e6; }

/* Processor seconds of a process; 0 if that is not known. */
static double processor_seconds(pid_t pid)
{
  clockid_t clock;
  struct timespec t;
  if (pid <= 0 || clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0) return 0;
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int connected(uint16_t port)
{
  const struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
  if (fd < 0) return -1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(fd, (const struct sockaddr *)(const void *)&to, sizeof to) == 0) return fd;
  close(fd);
  return -1;
}

/* --- reading an answer ----------------------------------------------------------------- */

struct head { int status; size_t size, body; };  /* of the head itself, blank line included; of what follows */

/* False: the head has not come in yet, or is none of our server's. */
static bool head_read(const char *s, size_t n, struct head *out)
{
  static const char length[] = "\r\ncontent-length:";
  const char *const end = n > 16 ? memmem(s, n, "\r\n\r\n", 4) : NULL;
  if (!end) return false;
  *out = (struct head){ .status = (s[9] - '0') * 100 + (s[10] - '0') * 10 + (s[11] - '0'), .size = (size_t)(end - s) + 4 };
  for (const char *at = s; (at = memchr(at, '\r', (size_t)(end - at))); at++) {
    if (strncasecmp(at, length, sizeof length - 1) != 0) continue;
    for (at += sizeof length - 1; *at == ' '; at++);
    for (; *at >= '0' && *at <= '9'; at++) out->body = out->body * 10 + (size_t)(*at - '0');
    break;
  }
  return true;
}

/* --- many connections --------------------------------------------------------------------- */

struct connection { int fd; bool in_body; size_t left, head_size; int64_t sent; char head[HEAD_MOST]; };

struct running {
  const struct load *load;
  struct questions *q;
  int epoll;
  struct connection *connections;
  char *part, *request;
  uint32_t *times;                   /* microseconds */
  size_t time_count, answers, wrong, bytes, asked;
  bool lost;                         /* a connection that cannot be made again */
};

static bool may_ask(const struct running *r) { return !r->load->answers || r->asked < r->load->answers; }

static bool ask(struct running *r, struct connection *k)
{
  const char *const text = r->q->at[r->q->next++ % r->q->count];
  const size_t n = strlen(text), m = strlen(r->q->tail);
  if (n + m > REQUEST_MOST) return false;
  memcpy(r->request, text, n);
  memcpy(r->request + n, r->q->tail, m);
  r->asked++;
  k->in_body = false;
  k->head_size = 0;
  k->sent = clock_us();
  return send(k->fd, r->request, n + m, MSG_NOSIGNAL) == (ssize_t)(n + m);
}

static void end_connection(struct connection *k)
{
  if (k->fd >= 0) close(k->fd);
  k->fd = -1;
}

static bool begin_connection(struct running *r, struct connection *k)
{
  struct epoll_event e = { .events = EPOLLIN, .data.ptr = k };
  k->fd = connected(r->load->port);
  return k->fd >= 0 && fcntl(k->fd, F_SETFL, O_NONBLOCK) == 0 && epoll_ctl(r->epoll, EPOLL_CTL_ADD, k->fd, &e) == 0
      && (!may_ask(r) || ask(r, k));
}

static void begin_again(struct running *r, struct connection *k)
{
  r->wrong++;
  end_connection(k);
  if (!begin_connection(r, k)) { end_connection(k); r->lost = true; }
}

static void answered(struct running *r, struct connection *k)
{
  const int64_t took = clock_us() - k->sent;
  r->answers++;
  if (r->time_count < TIMES_MOST) r->times[r->time_count++] = (uint32_t)(took < 0 ? 0 : took);
  if (may_ask(r) && !ask(r, k)) begin_again(r, k);
}

/* The head, which may come in pieces; what is behind it is the beginning of the body. */
static bool take_head(struct running *r, struct connection *k, const char *s, size_t n)
{
  struct head head;
  const size_t before = k->head_size;
  if (before) {
    if (before + n > HEAD_MOST) return false;
    memcpy(k->head + before, s, n);
  }
  if (!head_read(before ? k->head : s, before + n, &head)) {
    if (before + n > HEAD_MOST) return false;
    if (!before) memcpy(k->head, s, n);
    k->head_size = before + n;
    return true;
  }
  const size_t behind = before + n - head.size;
  if (behind > head.body) return false;
  if (head.status < 200 || head.status > 399) r->wrong++;
  r->bytes += head.body;
  k->in_body = true;
  k->left = head.body - behind;
  return true;
}

static void receive(struct running *r, struct connection *k)
{
  const ssize_t n = recv(k->fd, r->part, PART_MOST, 0);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  bool fine = n > 0;
  if (fine && !k->in_body) fine = take_head(r, k, r->part, (size_t)n);
  else if (fine && (fine = (size_t)n <= k->left)) k->left -= (size_t)n;
  if (!fine) begin_again(r, k);
  else if (k->in_body && k->left == 0) answered(r, k);
}

static void drain(int fd)
{
  char part[4096];
  while (read(fd, part, sizeof part) == (ssize_t)sizeof part);
}

static bool begin_all(struct running *r)
{
  struct epoll_event e = { .events = EPOLLIN, .data.ptr = NULL };
  if (r->load->drain >= 0 && epoll_ctl(r->epoll, EPOLL_CTL_ADD, r->load->drain, &e) != 0) return false;
  for (size_t i = 0; i < r->load->connections; i++) r->connections[i].fd = -1;
  for (size_t i = 0; i < r->load->connections; i++)
    if (!begin_connection(r, &r->connections[i])) return false;
  return true;
}

/* Returns how long it took. */
static double run(struct running *r)
{
  struct epoll_event events[EVENTS];
  const double began = clock_seconds();
  double now = began;
  while (now - began < r->load->seconds && !r->lost && (!r->load->answers || r->answers + r->wrong < r->load->answers)) {
    const int n = epoll_wait(r->epoll, events, EVENTS, WAIT_MS);
    for (int i = 0; i < n; i++) {
      struct connection *const k = events[i].data.ptr;
      if (k) receive(r, k);
      else drain(r->load->drain);
    }
    now = clock_seconds();
  }
  return now - began;
}

static int by_number(const void *a, const void *b)
{
  const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static double percentile_ms(const struct running *r, size_t percent)
{
  const uint32_t microseconds = r->times[r->time_count * percent / 100];
  return microseconds / 1e3;
}

static void sum_up(struct running *r, double seconds, struct load_result *out)
{
  qsort(r->times, r->time_count, sizeof *r->times, by_number);
  *out = (struct load_result){ .answers = r->answers, .wrong = r->wrong, .seconds = seconds, .rate = (double)r->answers / seconds,
    .median_ms = percentile_ms(r, 50), .p99_ms = percentile_ms(r, 99), .bytes = r->bytes / r->answers };
}

int load_run(struct ctx *c, const struct load *load, struct questions *q, struct load_result *out)
{
  struct running r = { .load = load, .q = q, .epoll = epoll_create1(EPOLL_CLOEXEC) };
  r.connections = calloc(load->connections, sizeof *r.connections);
  r.times = calloc(TIMES_MOST, sizeof *r.times);
  r.part = malloc(PART_MOST);
  r.request = malloc(REQUEST_MOST);
  int rc = OK;
  if (!r.connections || !r.times || !r.part || !r.request || r.epoll < 0) rc = fail(c, ERR_STORE, NULL, "Out of memory.");
  else if (!begin_all(&r)) rc = fail(c, ERR_STORE, NULL, "The server does not take connections.");
  const double server = processor_seconds(load->server), client = processor_seconds(getpid());
  const double seconds = rc == OK ? run(&r) : 0;
  const double server_used = processor_seconds(load->server) - server, client_used = processor_seconds(getpid()) - client;
  if (rc == OK && (r.lost || !r.answers)) rc = fail(c, ERR_STORE, NULL, "The server stopped answering.");
  if (rc == OK) {
    sum_up(&r, seconds, out);
    out->server_us = server_used * 1e6 / (double)r.answers;
    out->client_us = client_used * 1e6 / (double)r.answers;
  }
  for (size_t i = 0; r.connections && i < load->connections; i++) end_connection(&r.connections[i]);
  if (r.epoll >= 0) close(r.epoll);
  free(r.connections);
  free(r.times);
  free(r.part);
  free(r.request);
  return rc;
}

/* --- one page --------------------------------------------------------------------------- */

static bool read_whole(int fd, struct buf *b, struct head *head)
{
  bool known = false;
  for (ssize_t n = 1; n > 0 && !(known && b->len >= head->size + head->body); ) {
    if (!buf_grow(b, PART_MOST)) return false;
    n = recv(fd, b->at + b->len, b->cap - b->len, 0);
    if (n > 0) b->len += (size_t)n;
    if (!known) known = head_read(b->at, b->len, head);
  }
  return known && b->len >= head->size + head->body;
}

int load_ask(struct ctx *c, uint16_t port, const char *question, struct page_got *out)
{
  const struct timeval limit = { .tv_sec = TIMEOUT_S };
  const int fd = connected(port);
  const size_t n = strlen(question);
  struct buf answer = { .max = 32 << 20 };
  struct head head = { 0 };
  if (fd < 0) return fail(c, ERR_STORE, NULL, "The server does not take connections.");
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  const bool fine = send(fd, question, n, MSG_NOSIGNAL) == (ssize_t)n && read_whole(fd, &answer, &head);
  if (fine) *out = (struct page_got){ head.status, arena_text(&c->arena, answer.at, head.size),
    arena_text(&c->arena, answer.at + head.size, head.body), head.size, head.body };
  buf_release(&answer);
  close(fd);
  return fine ? OK : fail(c, ERR_STORE, NULL, "The server did not answer.");
}

int load_get(struct ctx *c, uint16_t port, const char *path, const char *accept, struct page_got *out)
{
  const char *const encoding = accept ? JOIN(&c->arena, "Accept-Encoding: ", accept, "\r\n") : "";
  return load_ask(c, port, JOIN(&c->arena, "GET ", path, " HTTP/1.1\r\nHost: localhost\r\n", encoding, "\r\n"), out);
}
