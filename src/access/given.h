/* What a rule of the house gave in passing (a merge of households), so that it can be taken back exactly. Only for the program itself,
 * once it was decided that it holds: ERR_NOT_FOUND for everybody else. */
#ifndef GIVEN_H
#define GIVEN_H
#include "involvement.h"

/* The involvements that are alive in a compartment, and its grounds. */
struct given { struct id_list involvements, grounds; };
MUST_USE int given_in(struct ctx *c, struct id compartment, struct given *out);
/* Ends an involvement that is still alive; nothing if it has ended. */
MUST_USE int involvement_take_back(struct ctx *c, struct id involvement);
/* It counts as given through that household from now on. */
MUST_USE int involvement_put_back(struct ctx *c, struct id involvement, struct id household);
/* The same colleague, purpose and term in another compartment; nothing if they are involved there already. */
MUST_USE int involvement_like(struct ctx *c, const struct involvement *as, struct id compartment, struct id household);
/* Deletes a ground that was only a copy; nothing if it is not there. Its lines in the journal stay. */
MUST_USE int ground_take_back(struct ctx *c, struct id ground);
#endif
