#include "relations_store.h"

static const struct query in = { &kin_relation_record, "FROM kin_relation WHERE kin_relation.region = $1 AND kin_relation.compartment = $2 ORDER BY kin_relation.id" };
static const struct query households = { &household_record, "FROM household WHERE household.region = $1 AND household.compartment = $2 ORDER BY household.id" };
static const struct query sides = { &household_side_record, "FROM household_side WHERE household_side.region = $1 AND household_side.compartment = $2 ORDER BY household_side.id" };
const struct query *const relation_queries[] = { &in, &households, &sides, NULL };

int relations_in(struct ctx *c, struct id compartment, struct kin_relation_list *out) { return record_select(c, kin_relation, out, &in, P(compartment)); }
int households_in(struct ctx *c, struct id compartment, struct household_list *out) { return record_select(c, household, out, &households, P(compartment)); }
int sides_in(struct ctx *c, struct id compartment, struct household_side_list *out) { return record_select(c, household_side, out, &sides, P(compartment)); }
