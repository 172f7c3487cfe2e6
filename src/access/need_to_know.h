/* Need to know: how involvement in a household is given, passed on and ended. The rows are store/involvement.h.
 * Every way in is a change in the journal, and every disclosure to another organisation asks the grounds (grounds.h). */
#ifndef NEED_TO_KNOW_H
#define NEED_TO_KNOW_H
#include "involvement.h"
#include "permissions.h"

enum { EMERGENCY_HOURS = 4 };

/* Makes whoever acts involved in a compartment that they just made (a new household, person or side). */
MUST_USE int involve_self(struct ctx *c, struct id compartment, struct id household, enum purpose purpose);
/* Involves another account (working for that organisation) in compartments that the actor may open. ERR_NOT_FOUND: one of
 * them is not the actor's to give; ERR_INVALID: no ground for sharing with another organisation, or the role sees no files. */
MUST_USE int involve(struct ctx *c, struct id account, struct id organisation, const struct id *compartments, size_t count, struct id household, enum purpose purpose);
/* Everybody who is involved in `from` becomes involved in `to` for the same: a person who joins a side. `to` is new. */
MUST_USE int involve_same(struct ctx *c, struct id from, struct id to, struct id household);
/* Ends the involvement of an account in a household, own or a colleague's. */
MUST_USE int involvement_end(struct ctx *c, struct id account, struct id household);

/* Opens compartments for EMERGENCY_HOURS because of a danger: `reason` (required) is kept in the journal line, the
 * director of the household and the privacy officer of the region get a task at once. */
MUST_USE int involve_emergency(struct ctx *c, const struct id *compartments, size_t count, struct id household, const char *reason);
#endif
