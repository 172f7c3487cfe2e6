#include "listen.h"
#include <arpa/inet.h>
#include <errno.h>
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

static int port_of(int fd)
{
  union { struct sockaddr any; struct sockaddr_in v4; struct sockaddr_in6 v6; struct sockaddr_storage room; } a = { .room = { 0 } };
  socklen_t size = sizeof a;
  if (getsockname(fd, &a.any, &size) != 0) return 0;
  return ntohs(a.any.sa_family == AF_INET6 ? a.v6.sin6_port : a.v4.sin_port);
}

int listen_open(struct ctx *c, const char *address, int *port, int *fd)
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
