/* What invitations.c asks of its store. */
#ifndef INVITATIONS_INTERNAL_H
#define INVITATIONS_INTERNAL_H
#include "invitations.h"

MUST_USE int invitation_of_hash(struct ctx *c, const char *hash, struct invitation *out);
/* New starts that nobody approved yet. */
MUST_USE int invitations_that_wait(struct ctx *c, struct invitation_list *out);
#endif
