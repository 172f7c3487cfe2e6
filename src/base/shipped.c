#include "shipped.h"
#include "base.h"
#include <errno.h>

FILE *shipped_open(const char *folder, const char *name)
{
  char path[4096];
  if (folder) {
    FILE *const own = snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path ? fopen(path, "r") : NULL;
    if (own || (errno != ENOENT && errno != ENOTDIR)) return own;           /* not silently another than the administrator's */
  }
  const struct asset *file = asset_in(shipped, shipped_count, name);
  return file ? fmemopen((void *)(uintptr_t)file->bytes, file->size, "r") : NULL;
}

const char *shipped_read(struct arena *a, const char *folder, const char *name)
{
  struct buf b = { .max = 4 << 20 };
  char part[4096];
  FILE *in = shipped_open(folder, name);
  for (size_t n; in && (n = fread(part, 1, sizeof part, in)); ) put_mem(&b, part, n);
  if (in) fclose(in);
  return buf_to_arena(a, &b);
}
