/* The door: who asks is let in by the session of their cookie (or, programs, by an API key), or sent to where they can sign in. */
#ifndef DOOR_H
#define DOOR_H
#include "request.h"

/* Whether that row looks at who asks. */
static inline bool route_has_door(const struct route *row) { return row->needs != MAY_ANYBODY || row->flags & ROUTE_DOOR; }

/* Reads the token of the session from the Cookie header into r->token: NULL if it has none, several, or one that cannot be ours. */
void door_read(struct ctx *c);
/* Fills r->who and c->scope for the row that answers. OK with r->answered: sent elsewhere. OK with r->keep: what was posted is to
 * be kept first, on the writer. ERR_NOT_FOUND without a text: may not, which looks like what is not there. */
MUST_USE int door_enter(struct ctx *c);
/* Likewise for a form, by a reader: r->passed. What is left for the writer is door_still: nobody ended that session meanwhile. */
MUST_USE int door_pass(struct ctx *c);
MUST_USE int door_still(struct ctx *c);
/* On the writer: keeps what was posted for whoever's session ended, and sends them to sign in. */
MUST_USE int door_keep(struct ctx *c);
/* What is kept for whoever opens this page is its form now. */
MUST_USE int door_bring(struct ctx *c);
/* Keeps what is being typed, sent to the form's own path with this query. On the writer. */
#define DRAFT_QUERY "concept"
#define DROP_QUERY "weggooien"
MUST_USE int door_save_draft(struct ctx *c);
/* On the writer, once a form was taken: what was kept of it has served. */
MUST_USE int door_forget(struct ctx *c);

/* Writes that the session is used; once a minute. On the writer. */
MUST_USE int door_touch(struct ctx *c);

/* Forms of one session are not another's: what their MAC covers. "" on public pages. */
const char *door_binding(const struct ctx *c);
#endif
