/* What shields.c asks of its store: of a compartment. */
#ifndef SHIELDS_INTERNAL_H
#define SHIELDS_INTERNAL_H
#include "shields.h"

MUST_USE int shields_in(struct ctx *c, struct id compartment, struct shield_list *out);
MUST_USE int shield_reaches_in(struct ctx *c, struct id compartment, struct shield_reach_list *out);
#endif
