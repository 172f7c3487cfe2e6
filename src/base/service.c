#include "service.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* A variable that is a whole number above zero; 0: it is not. */
static long long number_in(const char *name)
{
  const char *const text = getenv(name);
  char *end;
  errno = 0;
  const long long n = text && *text ? strtoll(text, &end, 10) : 0;
  return n > 0 && errno == 0 && !*end ? n : 0;
}

/* Variables may have come down from a parent that they were meant for. */
static bool meant_for_us(const char *name) { return number_in(name) == getpid(); }

int service_sockets(void) { return meant_for_us("LISTEN_PID") ? (int)number_in("LISTEN_FDS") : 0; }

int64_t service_watchdog_ms(void)
{
  return !getenv("WATCHDOG_PID") || meant_for_us("WATCHDOG_PID") ? number_in("WATCHDOG_USEC") / 1000 : 0;
}

bool service_awaited(void)
{
  const char *const to = getenv("NOTIFY_SOCKET");
  return to && *to;
}

void service_tell(const char *state)
{
  const char *const to = getenv("NOTIFY_SOCKET");
  struct sockaddr_un a = { .sun_family = AF_UNIX };
  const size_t n = to ? strlen(to) : 0;
  if (!n || n >= sizeof a.sun_path) return;
  memcpy(a.sun_path, to, n);
  if (*to == '@') a.sun_path[0] = '\0';                       /* an abstract one */
  const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return;
  const socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n);
  sendto(fd, state, strlen(state), MSG_NOSIGNAL | MSG_DONTWAIT, (const struct sockaddr *)(const void *)&a, size);
  close(fd);
}

bool service_journal(void)
{
  const char *const text = getenv("JOURNAL_STREAM");
  struct stat info;
  unsigned long long device, inode;
  char *end;
  if (!text || fstat(STDERR_FILENO, &info) != 0) return false;
  device = strtoull(text, &end, 10);
  if (*end != ':') return false;
  inode = strtoull(end + 1, &end, 10);
  return !*end && device == info.st_dev && inode == info.st_ino;
}
