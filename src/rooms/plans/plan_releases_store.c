#include "plan_releases.h"

static const struct query releases = { &plan_release_record, "FROM plan_release WHERE plan_release.region = $1 AND plan_release.plan = $2 ORDER BY plan_release.id" };
const struct query *const plan_release_queries[] = { &releases, NULL };

int releases_in(struct ctx *c, struct id plan, struct plan_release_list *out) { return record_select(c, plan_release, out, &releases, P(plan)); }
