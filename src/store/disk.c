#include "disk.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool disk_make_parents(const char *file)
{
  char path[PATH_MAX];
  if (snprintf(path, sizeof path, "%s", file) >= (int)sizeof path) return false;
  for (char *at = path + 1; (at = strchr(at, '/')); *at++ = '/') {
    *at = 0;
    if (mkdir(path, 0700) != 0 && errno != EEXIST) return false;
  }
  return true;
}

bool disk_sync_folder(const char *file)
{
  char path[PATH_MAX];
  const char *const slash = strrchr(file, '/');
  snprintf(path, sizeof path, "%.*s", slash ? (int)(slash - file + 1) : 1, slash ? file : ".");
  const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool fine = fsync(fd) == 0;
  close(fd);
  return fine;
}

bool disk_write(int fd, const void *bytes, size_t n)
{
  for (const char *at = bytes; n; ) {
    const ssize_t did = write(fd, at, n);
    if (did < 0 && errno == EINTR) continue;
    if (did <= 0) return false;
    at += did;
    n -= (size_t)did;
  }
  return true;
}
