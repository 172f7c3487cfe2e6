#ifndef MESSAGES_INTERNAL_H
#define MESSAGES_INTERNAL_H
#include "messages.h"

/* Some of those made before. */
MUST_USE int messages_before(struct ctx *c, struct instant before, struct message_list *out);
#endif
