#include "shields_internal.h"

static const struct query in = { &shield_record, "FROM shield WHERE shield.region = $1 AND shield.compartment = $2 ORDER BY shield.id" };
const struct query *const shield_queries[] = { &in, NULL };

int shields_in(struct ctx *c, struct id compartment, struct shield_list *out) { return record_select(c, shield, out, &in, P(compartment)); }
