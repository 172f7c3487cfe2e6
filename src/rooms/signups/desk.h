/* What the desk does with a sign-up: calling, writing down what came of it, closing. Every open one has one colleague who is responsible
 * and one next date, whose task it is; what is late becomes a task of the whole desk. */
#ifndef DESK_H
#define DESK_H
#include "duty.h"
#include "signups.h"

struct step_form { enum signup_step_kind kind; struct date again; const char *note; };
DECLARE_RECORD(step_form);

/* One line in words: what was tapped. ERR_INVALID on "again": a date is needed, is past, or is after the term; on nothing: it is
 * closed; too few tries for "cannot be reached"; this number was called often enough today. ERR_NOT_FOUND: not the actor's. */
MUST_USE int signup_act(struct ctx *c, struct id signup, const struct step_form *f);
/* The actor is responsible from now on. */
MUST_USE int signup_take_over(struct ctx *c, struct id signup);
/* Whether its number may not be called any more today: all sign-ups with it together. */
MUST_USE int signup_called_enough(struct ctx *c, const struct signup *s, bool *out);
/* The last day to which it may be put off: it is deleted after that. */
MUST_USE int signup_last_day(struct ctx *c, struct date *out);

/* --- also by the program itself ------------------------------------------------------------------------------------ */

/* Somebody of the desk for it, and its next date. ERR_NOT_FOUND: the desk has nobody. */
MUST_USE int signup_give(struct ctx *c, const struct post_list *desk, struct signup *s);
/* The task of whoever is responsible, due on the next date; none when it is closed. */
MUST_USE int signup_task(struct ctx *c, const struct post_list *desk, const struct signup *s);
/* Closes it, tells the one who follows it, and counts it. */
MUST_USE int signup_close(struct ctx *c, struct signup *s, enum signup_outcome outcome);
/* The keyed hash of a number of this region on the stop list. */
MUST_USE int stop_tag(struct ctx *c, const char *reach, const char **out);
/* Late: not called before the norm, or past its next date. */
bool signup_is_late(const struct ctx *c, const struct signup *s);
#endif
