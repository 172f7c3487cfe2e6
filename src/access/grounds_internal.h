/* What grounds.c asks of its store. */
#ifndef GROUNDS_INTERNAL_H
#define GROUNDS_INTERNAL_H
#include "grounds.h"

/* Whoever wrote them down: for what the program decides, not for anybody to read. */
MUST_USE int grounds_all(struct ctx *c, struct id compartment, struct ground_list *out);
/* One of a compartment that is open to the actor, whoever wrote it down. */
MUST_USE int ground_row(struct ctx *c, struct id id, struct ground *out);
#endif
