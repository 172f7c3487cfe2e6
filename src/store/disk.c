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

/* Of our own: not one that somebody laid there and holds open, or that leads elsewhere. */
static int open_new(const char *file)
{
  unlink(file);
  return open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
}

FILE *disk_create(const char *file)
{
  const int fd = open_new(file);
  FILE *const out = fd < 0 ? NULL : fdopen(fd, "w");
  if (!out && fd >= 0) close(fd);
  return out;
}

bool disk_close(FILE *out)
{
  const bool fine = fflush(out) == 0 && fsync(fileno(out)) == 0;
  return fclose(out) == 0 && fine;
}

bool disk_replace(const char *file, const void *bytes, size_t n)
{
  char fresh[PATH_MAX];
  if (snprintf(fresh, sizeof fresh, "%s.new", file) >= (int)sizeof fresh) return false;
  const int fd = open_new(fresh);
  if (fd < 0) return false;
  bool fine = disk_write(fd, bytes, n) && fsync(fd) == 0;
  fine = close(fd) == 0 && fine;
  if (fine && rename(fresh, file) == 0) return disk_sync_folder(file);
  unlink(fresh);
  return false;
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
