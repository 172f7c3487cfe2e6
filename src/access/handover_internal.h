/* What handover.c asks of its store. */
#ifndef HANDOVER_INTERNAL_H
#define HANDOVER_INTERNAL_H
#include "handover.h"

/* All there ever were of the actor's organisation through a household, the oldest first. */
MUST_USE int involvements_ever_through(struct ctx *c, struct id household, struct involvement_list *out);
#endif
