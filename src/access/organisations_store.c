#include "organisations.h"

static const struct query by_folded = { &organisation_record, "FROM organisation WHERE folded = $1" };
const struct query *const organisation_queries[] = { &by_folded, NULL };

int organisation_folded(struct ctx *c, const char *folded, struct organisation *out)
{
  return global_one(c, organisation, out, &by_folded, P(folded));
}
