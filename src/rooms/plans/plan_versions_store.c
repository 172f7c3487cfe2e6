#include "plan_phone.h"
#include "plan_releases.h"
#include "plan_versions.h"

static const struct query versions = { &plan_version_record, "FROM plan_version WHERE plan_version.region = $1 AND plan_version.plan = $2 ORDER BY plan_version.id" };
const struct query *const plan_version_queries[] = { &versions, NULL };
static const struct query releases = { &plan_release_record, "FROM plan_release WHERE plan_release.region = $1 AND plan_release.plan = $2 ORDER BY plan_release.id" };
const struct query *const plan_release_queries[] = { &releases, NULL };
static const struct query links = { &plan_link_record, "FROM plan_link WHERE plan_link.plan = $1 AND plan_link.ended IS NULL ORDER BY plan_link.made DESC, plan_link.id" };
const struct query *const plan_phone_queries[] = { &links, NULL };

int versions_in(struct ctx *c, struct id plan, struct plan_version_list *out) { return record_select(c, plan_version, out, &versions, P(plan)); }
int releases_in(struct ctx *c, struct id plan, struct plan_release_list *out) { return record_select(c, plan_release, out, &releases, P(plan)); }
int links_in(struct ctx *c, struct id plan, struct plan_link_list *out) { return global_select(c, plan_link, out, &links, P(plan)); }
