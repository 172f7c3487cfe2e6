/* What retention.c asks of its store. */
#ifndef RETENTION_INTERNAL_H
#define RETENTION_INTERNAL_H
#include "retention.h"

MUST_USE int terms_set(struct ctx *c, struct retention_term_list *out);
MUST_USE int compartments_living(struct ctx *c, struct compartment_list *out);
#endif
