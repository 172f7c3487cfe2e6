#include "gaps.h"
#include "db.h"

static const struct query one = { &screening_gap_record, "FROM screening_gap WHERE region = $1 AND month = $2 AND dimension = $3 AND code = $4" };
static const struct query before = { &screening_gap_record, "FROM screening_gap WHERE region = $1 AND month < $2 ORDER BY month DESC, dimension, code" };

const struct query *const gaps_queries[] = { &one, &before, NULL };

int gap_find(struct ctx *c, const struct screening_gap *like, struct screening_gap *out)
{
  return global_one(c, screening_gap, out, &one, P(like->region, like->month, gap_dimension_key(like->dimension), like->code));
}

int gaps_before(struct ctx *c, const char *region, const char *month, struct screening_gap_list *out)
{
  return global_select(c, screening_gap, out, &before, P(region, month));
}
