/* Where stored answers lie. */
#include "reevaluate.h"

static int count(struct ctx *c, int64_t *out)
{
  (void)c;
  *out = 0;
  return OK;
}

static int walk(struct ctx *c, struct id *after, size_t most, each_profile *each, void *arg, size_t *seen)
{
  (void)c, (void)after, (void)most, (void)each, (void)arg;
  *seen = 0;
  return OK;
}

const struct profile_source stored_profiles = { count, walk };
