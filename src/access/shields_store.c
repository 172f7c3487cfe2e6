#include "shields_internal.h"

static const struct query in = { &shield_record, "FROM shield WHERE shield.region = $1 AND shield.compartment = $2 ORDER BY shield.id" };
static const struct query reaches = { &shield_reach_record, "FROM shield_reach WHERE shield_reach.region = $1 AND shield_reach.compartment = $2 ORDER BY shield_reach.id" };
const struct query *const shield_queries[] = { &in, &reaches, NULL };

int shields_in(struct ctx *c, struct id compartment, struct shield_list *out) { return record_select(c, shield, out, &in, P(compartment)); }
int shield_reaches_in(struct ctx *c, struct id compartment, struct shield_reach_list *out) { return record_select(c, shield_reach, out, &reaches, P(compartment)); }
