/* What grounds.c asks of its store. */
#ifndef GROUNDS_INTERNAL_H
#define GROUNDS_INTERNAL_H
#include "grounds.h"

/* Whoever wrote them down: for what the program decides, not for anybody to read. */
MUST_USE int grounds_all(struct ctx *c, struct id compartment, struct ground_list *out);
#endif
