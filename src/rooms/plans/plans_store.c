#include "plans.h"

static const struct query in = { &plan_record, "FROM plan WHERE plan.region = $1 AND plan.compartment = $2 ORDER BY plan.review, plan.id" };
static const struct query due = { &plan_record,
  "FROM plan WHERE plan.region = $1 AND plan.coordinator = $2 AND plan.state IN ('draft', 'final') AND plan.review <= $3 ORDER BY plan.review, plan.id LIMIT $4" };
static const struct query held = { &plan_held_record, "FROM plan WHERE plan.region = $1 AND plan.coordinator = $2 AND plan.compartment = $3 AND plan.state IN ('draft', 'final') LIMIT 1" };
const struct query *const plan_queries[] = { &in, &due, &held, NULL };

int plans_in(struct ctx *c, struct id compartment, struct plan_list *out) { return record_select(c, plan, out, &in, P(compartment)); }

int plans_due(struct ctx *c, struct date by, struct plan_list *out)
{
  const int64_t most = PLANS_DUE_MOST;
  return record_select(c, plan, out, &due, P(c->scope.actor, by, most));
}

int plans_held(struct ctx *c, struct id account, struct id compartment, struct plan_held_list *out)
{
  return AS_PROGRAM(c, record_select(c, plan_held, out, &held, P(account, compartment)));
}
