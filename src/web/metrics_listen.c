#include "clock.h"
#include "listen.h"
#include "metrics.h"
#include <arpa/inet.h>
#include <sodium.h>
#include <unistd.h>

enum { METRICS_MOST = 4 << 20, CONNECTIONS = 16, TIMEOUT_S = 10 };

/* --- who may ------------------------------------------------------------------------------------ */

static const char *header(struct MHD_Connection *connection, const char *name) { return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name); }

static bool from_home(struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *const info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (!info || !info->client_addr) return false;
  if (info->client_addr->sa_family == AF_INET) return ntohl(((const struct sockaddr_in *)(const void *)info->client_addr)->sin_addr.s_addr) >> 24 == 127;
  return info->client_addr->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)info->client_addr)->sin6_addr);
}

/* A name of somebody else's that leads here would let a browser on this machine read along for a page of his. */
static bool to_home(const char *host)
{
  static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };
  for (size_t i = 0; host && i < COUNT(names); i++) {
    const size_t n = strlen(names[i]);
    if (strncmp(host, names[i], n) == 0 && (!host[n] || host[n] == ':')) return true;
  }
  return false;
}

bool metrics_may(struct MHD_Connection *connection)
{
  static const char *const passed_on[] = { "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via" };
  for (size_t i = 0; i < COUNT(passed_on); i++)
    if (header(connection, passed_on[i])) return false;
  return from_home(connection) && to_home(header(connection, "Host"));
}

/* --- the port of its own ------------------------------------------------------------------------- */

static enum MHD_Result answer(struct MHD_Connection *connection, unsigned status, struct buf *b)
{
  char none = 0;
  struct MHD_Response *const m = MHD_create_response_from_buffer(b->len, b->len ? (void *)b->at : &none, MHD_RESPMEM_MUST_COPY);
  if (!m) return MHD_NO;
  if (status == 200) MHD_add_response_header(m, "Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  MHD_add_response_header(m, "Cache-Control", "no-store");
  const enum MHD_Result done = MHD_queue_response(connection, status, m);
  MHD_destroy_response(m);
  return done;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *data, size_t *size, void **state)
{
  static const char whole_head = 0;
  struct ctx c;
  struct buf b = { .max = METRICS_MOST };
  (void)version; (void)data;
  if (!*state) { *state = (void *)(uintptr_t)&whole_head; return MHD_YES; }
  if (*size) return MHD_NO;                                     /* nothing is posted here */
  const bool get = strcmp(method, "GET") == 0, there = strcmp(url, "/metrics") == 0, may = metrics_may(connection);
  ctx_init(&c, clock_now(), randombytes_buf, METRICS_MOST);
  if (get && there && may) metrics_write(cls, &c, &b);
  const enum MHD_Result done = answer(connection, !may ? 403 : !there ? 404 : !get ? 405 : b.failed ? 500 : 200, &b);
  buf_release(&b);
  ctx_release(&c);
  return done;
}

/* "127.0.0.1:9080", "[::1]:9080": its two halves. */
static bool split(struct ctx *c, const char *where, const char **address, int *port)
{
  const char *const colon = strrchr(where, ':');
  char *end;
  if (!colon || colon == where || colon[1] < '0' || colon[1] > '9') return false;
  const long n = strtol(colon + 1, &end, 10);
  const bool v6 = *where == '[' && colon[-1] == ']';
  *address = v6 ? arena_text(&c->arena, where + 1, (size_t)(colon - where) - 2) : arena_text(&c->arena, where, (size_t)(colon - where));
  *port = (int)n;
  return !*end && n <= 65535 && listen_is_home(*address);
}

int metrics_listen(struct ctx *c, struct metrics *m, const char *where, struct MHD_Daemon **out)
{
  const char *address = NULL;
  int port = 0, fd;
  *out = NULL;
  if (!where) return OK;
  if (!split(c, where, &address, &port)) return fail(c, ERR_INVALID, "metrics-listen", N_("Write an address of this machine and a port, such as 127.0.0.1:9080."));
  if (listen_new(c, address, &port, &fd) != OK) return fail(c, c->error.code, "metrics-listen", c->error.text);
  *out = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, on_request, m,
    MHD_OPTION_LISTEN_SOCKET, fd,
    MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)TIMEOUT_S,
    MHD_OPTION_STRICT_FOR_CLIENT, 1,
    MHD_OPTION_END);
  if (*out) { printf("metrics: http://%s:%d/metrics\n", strchr(address, ':') ? "localhost" : address, port); fflush(stdout); return OK; }
  close(fd);
  return fail(c, ERR_STORE, NULL, N_("The HTTP server could not start."));
}
