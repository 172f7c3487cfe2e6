#include "listen.h"
#include "service.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 4096 };

static int bound(const struct addrinfo *a)
{
  const int on = 1, fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(fd, a->ai_addr, a->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0) return fd;
  const int wrong = errno;
  close(fd);
  errno = wrong;
  return -1;
}

union place { struct sockaddr any; struct sockaddr_in v4; struct sockaddr_in6 v6; struct sockaddr_storage room; };

static bool place_of(int fd, union place *out)
{
  socklen_t size = sizeof *out;
  return getsockname(fd, &out->any, &size) == 0;
}

static int port_of(int fd)
{
  union place a = { .room = { 0 } };
  if (!place_of(fd, &a)) return 0;
  return ntohs(a.any.sa_family == AF_INET6 ? a.v6.sin6_port : a.v4.sin_port);
}

bool listen_is_home(const char *address)
{
  return !address || !*address || strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0 || strcmp(address, "localhost") == 0;
}

/* --- a socket that the manager of services holds ------------------------------------------------ */

static bool listens(int fd)
{
  int stream = 0, accepts = 0;
  socklen_t a = sizeof stream, b = sizeof accepts;
  return getsockopt(fd, SOL_SOCKET, SO_TYPE, &stream, &a) == 0 && stream == SOCK_STREAM
      && getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &accepts, &b) == 0 && accepts;
}

/* On which address; NULL: it is no socket of the kind we serve. */
static const char *address_of(struct ctx *c, int fd)
{
  union place a = { .room = { 0 } };
  char text[INET6_ADDRSTRLEN];
  if (!listens(fd) || !place_of(fd, &a)) return NULL;
  const void *const raw = a.any.sa_family == AF_INET ? (const void *)&a.v4.sin_addr : a.any.sa_family == AF_INET6 ? (const void *)&a.v6.sin6_addr : NULL;
  return raw && inet_ntop(a.any.sa_family, raw, text, sizeof text) ? arena_text(&c->arena, text, strlen(text)) : NULL;
}

int listen_handed(struct ctx *c, const char **address)
{
  const int count = service_sockets();
  *address = NULL;
  if (!count) return OK;
  if (count > 1) return fail(c, ERR_INVALID, "LISTEN_FDS", N_("One socket is served, and more were handed over."));
  *address = address_of(c, SERVICE_SOCKET);
  return *address ? OK : fail(c, ERR_INVALID, "LISTEN_FDS", N_("What was handed over is not a listening TCP socket."));
}

static int take_handed(struct ctx *c, int *port, int *fd)
{
  const int flags = fcntl(SERVICE_SOCKET, F_GETFL);
  if (flags < 0 || fcntl(SERVICE_SOCKET, F_SETFL, flags | O_NONBLOCK) != 0 || fcntl(SERVICE_SOCKET, F_SETFD, FD_CLOEXEC) != 0)
    return fail(c, ERR_STORE, "LISTEN_FDS", N_("What was handed over is not a listening TCP socket."));
  *fd = SERVICE_SOCKET;
  *port = port_of(*fd);
  return OK;
}

int listen_open(struct ctx *c, const char **address, int *port, int *fd)
{
  const char *handed;
  TRY(listen_handed(c, &handed));
  if (!handed) return listen_new(c, *address, port, fd);
  *address = handed;
  return take_handed(c, port, fd);
}

int listen_new(struct ctx *c, const char *address, int *port, int *fd)
{
  if (strcmp(address, "localhost") == 0) address = "127.0.0.1";
  const struct addrinfo hints = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE, .ai_socktype = SOCK_STREAM };
  struct addrinfo *found = NULL;
  char text[8];
  snprintf(text, sizeof text, "%d", *port);
  if (getaddrinfo(address, text, &hints, &found) != 0)
    return fail(c, ERR_INVALID, "listen", N_("Write an address as numbers, such as 127.0.0.1 or ::1."));
  *fd = bound(found);
  const int wrong = errno;
  freeaddrinfo(found);
  if (*fd < 0) return fail(c, ERR_STORE, "port", wrong == EADDRINUSE ? N_("Another program listens on this port.")
                                             : wrong == EACCES ? N_("This port needs more rights than this program has.")
                                             : N_("This address and port cannot be listened on."));
  *port = port_of(*fd);
  return OK;
}
