#include "plan_versions.h"

static const struct query versions = { &plan_version_record, "FROM plan_version WHERE plan_version.region = $1 AND plan_version.plan = $2 ORDER BY plan_version.id" };
const struct query *const plan_version_queries[] = { &versions, NULL };

int versions_in(struct ctx *c, struct id plan, struct plan_version_list *out) { return record_select(c, plan_version, out, &versions, P(plan)); }
