/* Who may do what a plan asks: persons of the plan's own side who are grown up, a child only in its own plan, colleagues who read the plan, and
 * somebody else by name. Where a plan lies says whose it is (case_places.h): this room knows no more of plans. */
#ifndef DOERS_H
#define DOERS_H
#include "actions.h"

/* Whether a person (or a member, where all read) may do an action of a plan that lies in that compartment. */
bool doer_fits_plan(const struct case_file *f, enum case_place place, struct id compartment, struct id person);
/* What one may choose there: as action_doers, of those only. In c->arena. */
MUST_USE int action_doers_in(struct ctx *c, const struct case_file *f, enum case_place place, struct id compartment, struct choices *out);
#endif
