/* The reads of relations.c. */
#ifndef RELATIONS_STORE_H
#define RELATIONS_STORE_H
#include "relations.h"

MUST_USE int relations_in(struct ctx *c, struct id compartment, struct kin_relation_list *out);
/* The household or the side whose compartment that is; none: an empty list. */
MUST_USE int households_in(struct ctx *c, struct id compartment, struct household_list *out);
MUST_USE int sides_in(struct ctx *c, struct id compartment, struct household_side_list *out);
#endif
