#include "hours.h"

static const struct query of_region = { &desk_hours_record, "FROM desk_hours WHERE region = $1 ORDER BY opens, closes, id" };
static const struct query anywhere = { &counted_record, "FROM desk_hours JOIN signup_desk ON signup_desk.region = desk_hours.region" };
const struct query *const hours_queries[] = { &of_region, &anywhere, NULL };

int hours_of_region(struct ctx *c, const char *region, struct desk_hours_list *out) { return global_select(c, desk_hours, out, &of_region, P(region)); }

int hours_anywhere(struct ctx *c, bool *out)
{
  int64_t n;
  TRY(global_count(c, &anywhere, P0, &n));
  *out = n > 0;
  return OK;
}
