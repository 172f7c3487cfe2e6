/* Whether two parties of a household may be brought together: a joint talk, appointment, plan talk, council. Every room that proposes or keeps
 * one asks here. Who works for one side only gets the same answer whatever the other side wrote: so nobody learns that there is something.
 * Source: DOMAIN 4.2 rule 2 and 3, 4.4; Bouwstenen plegeraanbod 2021, Inleiding (control or stalking: no talks together, no mediation). */
#ifndef TALKS_H
#define TALKS_H
#include "case_places.h"

struct offer;

#define TALKS_TOGETHER(X) \
  X(TALKS_UNKNOWN,   NULL,         N_("Unknown")) \
  X(TALKS_MAY,       "may",        N_("Talks together can be planned.")) \
  X(TALKS_ONE_SIDE,  "one_side",   N_("You work for one side. A talk together is planned only by a colleague who works with both, after a talk with each alone.")) \
  X(TALKS_CONTROL,   "control",    N_("Control or stalking was written down in this household. No talks together, no appointments together, no council.")) \
  X(TALKS_CONFLICT,  "conflict",   N_("Complex conflict divorce: no talks together until both were asked alone whether there is control.")) \
  X(TALKS_NOT_ALONE, "not_alone",  N_("First a talk with each of them alone, written down in a screening: who spoke, and when."))
DECLARE_CHOICES(talks_together, TALKS_TOGETHER)

/* For whoever asks, today. TALKS_UNKNOWN never. Opens nothing that the actor may not open. */
MUST_USE int together_now(struct ctx *c, const struct case_file *f, enum talks_together *out);
/* The same as an answer: OK, or ERR_INVALID on `field` with the words above. */
MUST_USE int together_check(struct ctx *c, const struct case_file *f, const char *field);
/* Likewise for leading a person to an offer: OK unless it is help together (joint, mediation) and a household of theirs does not allow that. Where two
 * people set the exclusion for control aside (set_aside.h), help together is allowed, mediation never. */
MUST_USE int together_check_offer(struct ctx *c, struct id person, const struct offer *o, const char *field);
#endif
