#include "handover_internal.h"

static const struct query through = { &involvement_record,
  "FROM involvement WHERE involvement.region = $1 AND involvement.household = $2 AND involvement.organisation = $3 ORDER BY involvement.since, involvement.id" };
const struct query *const handover_queries[] = { &through, NULL };

int involvements_ever_through(struct ctx *c, struct id household, struct involvement_list *out)
{
  return record_select(c, involvement, out, &through, P(household, c->scope.organisation));
}
