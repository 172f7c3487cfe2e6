/* What happens to cases by itself. The jobs of the room call these, region by region: scope.region says which. */
#ifndef CASE_CLOCK_H
#define CASE_CLOCK_H
#include "ctx.h"
#include "error.h"

/* Tasks for whoever can take up a household whose director does not work there any more; once while the task is open. */
MUST_USE int directors_look(struct ctx *c, size_t most, bool *more);
#endif
