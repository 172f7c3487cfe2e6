/* The example data of a demonstration. What one looks at first is there before the first request; what takes longer to make comes
 * after it where the database is new, so that a demonstration starts at once. */
#ifndef DEMO_H
#define DEMO_H
#include "app.h"

/* Asks each room in turn for what is missing; `*made`: one of them made something, so there may be more. Inside a transaction or not. */
MUST_USE int demo_later_some(struct ctx *c, const struct room *const *rooms, bool *made);
/* The rest of it, in parts. Once all is there, it says so on standard output. */
extern const struct job_kind demo_job;
void demo_say_complete(void);
#endif
