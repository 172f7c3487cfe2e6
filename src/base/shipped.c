#include "shipped.h"
#include <stdint.h>

FILE *shipped_open(const char *folder, const char *name)
{
  char path[4096];
  FILE *own = NULL;
  if (folder && snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path) own = fopen(path, "r");
  if (own) return own;
  const struct asset *file = asset_in(shipped, shipped_count, name);
  return file ? fmemopen((void *)(uintptr_t)file->bytes, file->size, "r") : NULL;
}
