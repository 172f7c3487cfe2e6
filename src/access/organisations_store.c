#include "organisations.h"

static const struct query by_folded = { &organisation_record, "FROM organisation WHERE folded = $1" };
static const struct query working = { &organisation_record, "FROM organisation WHERE kind IS NOT NULL ORDER BY folded, id" };
static const struct query every = { &organisation_record, "FROM organisation ORDER BY folded, id" };
const struct query *const organisation_queries[] = { &by_folded, &working, &every, NULL };

int organisation_folded(struct ctx *c, const char *folded, struct organisation *out)
{
  return global_one(c, organisation, out, &by_folded, P(folded));
}

int organisation_get(struct ctx *c, struct id id, struct organisation *out) { return global_get(c, organisation, id, out); }
int organisations_all(struct ctx *c, struct organisation_list *out) { return global_select(c, organisation, out, &every, P0); }
int organisations_working(struct ctx *c, struct organisation_list *out) { return global_select(c, organisation, out, &working, P0); }
