#include "kept.h"

static const struct query one = { &signup_count_record, "FROM signup_count WHERE region = $1 AND month = $2 AND for_whom = $3 AND outcome = $4" };
static const struct query before = { &signup_count_record, "FROM signup_count WHERE region = $1 AND month < $2 ORDER BY month DESC, for_whom, outcome LIMIT 500" };
const struct query *const kept_queries[] = { &one, &before, NULL };

int count_find(struct ctx *c, const struct signup_count *like, struct signup_count *out)
{
  return global_one(c, signup_count, out, &one, P(like->region, like->month, like->for_whom, like->outcome));
}

int counts_before(struct ctx *c, const char *region, const char *month, struct signup_count_list *out)
{
  return global_select(c, signup_count, out, &before, P(region, month));
}
