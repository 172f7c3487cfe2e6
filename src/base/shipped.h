/* The data files of data/ that the program carries in itself: what an administrator has not replaced. */
#ifndef SHIPPED_H
#define SHIPPED_H
#include "asset.h"
#include <stdio.h>

struct arena;

extern const struct asset shipped[];
extern const size_t shipped_count;

/* Opens `folder`/`name` if the administrator put one there, else the shipped file. NULL: theirs cannot be read, or there
 * is neither. The caller closes. `folder` may be NULL. */
FILE *shipped_open(const char *folder, const char *name);
/* What stands in it, at most 4 MB; "" if it cannot be read. */
const char *shipped_read(struct arena *a, const char *folder, const char *name);
#endif
