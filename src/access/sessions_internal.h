/* What sessions.c asks of its store. */
#ifndef SESSIONS_INTERNAL_H
#define SESSIONS_INTERNAL_H
#include "sessions.h"

MUST_USE int session_of_hash(struct ctx *c, const char *hash, struct session *out);
/* Some of those that ran out before then. */
MUST_USE int sessions_before(struct ctx *c, struct instant then, struct session_list *out);
/* Deletes what was seen of a session. */
MUST_USE int seen_forget(struct ctx *c, struct id session);
#endif
