/* What shields.c asks of its store. */
#ifndef SHIELDS_INTERNAL_H
#define SHIELDS_INTERNAL_H
#include "shields.h"

MUST_USE int shields_in(struct ctx *c, struct id compartment, struct shield_list *out);
#endif
