#include "plan_phone.h"

static const struct query links = { &plan_link_record, "FROM plan_link WHERE plan_link.plan = $1 AND plan_link.ended IS NULL ORDER BY plan_link.made DESC, plan_link.id" };
const struct query *const plan_phone_queries[] = { &links, NULL };

int links_in(struct ctx *c, struct id plan, struct plan_link_list *out) { return global_select(c, plan_link, out, &links, P(plan)); }
