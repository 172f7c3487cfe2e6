#include "bench_machine.h"
#include "text.h"
#include <fcntl.h>
#include <ftw.h>
#include <linux/magic.h>
#include <stdarg.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

const char *formed(struct ctx *c, const char *format, ...)
{
  char text[4096];
  va_list args;
  va_start(args, format);
  const int n = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  return arena_text(&c->arena, text, n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
}

static void read_model(char model[static 100])
{
  char line[300];
  FILE *const in = fopen("/proc/cpuinfo", "r");
  while (in && fgets(line, sizeof line, in)) {
    const char *const colon = strncmp(line, "model name", 10) == 0 ? strchr(line, ':') : NULL;
    if (!colon) continue;
    snprintf(model, 100, "%.*s", (int)strcspn(colon + 2, "\n"), colon + 2);
    break;
  }
  if (in) fclose(in);
}

const char *machine_name(struct ctx *c)
{
  char model[100] = "cores";
  double loads[1] = { 0 };
  read_model(model);
  const int known = getloadavg(loads, 1);
  return formed(c, "%ld × %s, load %.1f at the start", sysconf(_SC_NPROCESSORS_ONLN), model, known == 1 ? loads[0] : 0);
}

const char *disk_name(const char *folder)
{
  struct statfs fs;
  if (statfs(folder, &fs) != 0) return "an unknown file system";
  switch ((unsigned long)fs.f_type) {
  case TMPFS_MAGIC:          return "tmpfs (memory)";
  case EXT4_SUPER_MAGIC:     return "ext4";
  case XFS_SUPER_MAGIC:      return "xfs";
  case BTRFS_SUPER_MAGIC:    return "btrfs";
  case OVERLAYFS_SUPER_MAGIC: return "overlayfs";
  default:                   return "another file system";
  }
}

static int by_size(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

double median(double *at, size_t n)
{
  qsort(at, n, sizeof *at, by_size);
  return at[n / 2];
}

double disk_us(const char *folder)
{
  enum { TIMES = 201 };
  static const char page[4096] = "kentering";
  char path[4096];
  double took[TIMES] = { 0 };
  bool fine = true;
  snprintf(path, sizeof path, "%s/disk", folder);
  const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  for (size_t i = 0; file >= 0 && fine && i < TIMES; i++) {
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    fine = write(file, page, sizeof page) == (ssize_t)sizeof page && fdatasync(file) == 0;
    clock_gettime(CLOCK_MONOTONIC, &to);
    took[i] = (double)(to.tv_sec - from.tv_sec) * 1e6 + (double)(to.tv_nsec - from.tv_nsec) / 1e3;
  }
  if (file >= 0) close(file);
  unlink(path);
  return file >= 0 && fine ? median(took, TIMES) : 0;
}

int folder_make(struct ctx *c, const char *base, const char **out)
{
  const char *const standard = getenv("TMPDIR");
  char *const folder = JOIN(&c->arena, base ? base : standard && *standard ? standard : "/tmp", "/kentering-bench-XXXXXX");
  if (!mkdtemp(folder)) return fail(c, ERR_STORE, folder, "This folder cannot be made.");
  *out = folder;
  return OK;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *where)
{
  (void)info; (void)type; (void)where;
  return remove(path);
}

void folder_remove(const char *folder) { nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS); }

double processor_us(void)
{
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}
