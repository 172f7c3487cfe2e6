#include "household_traces.h"

static const struct query in = { &household_move_record, "FROM household_move WHERE household_move.region = $1 AND household_move.compartment = $2 ORDER BY household_move.id" };
const struct query *const trace_queries[] = { &in, NULL };

int household_moves(struct ctx *c, struct id compartment, struct household_move_list *out) { return record_select(c, household_move, out, &in, P(compartment)); }
