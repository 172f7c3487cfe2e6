/* Whether two parties of a household may be brought together: a joint talk, appointment, plan talk, council. Every room that proposes or keeps
 * one asks here. Who works for one side only gets the same answer whatever the other side wrote: so nobody learns that there is something.
 * Source: DOMAIN 4.2 rules 1 to 4, 4.4; Bouwstenen plegeraanbod 2021, Inleiding (control or stalking: no talks together, no mediation). */
#ifndef TALKS_H
#define TALKS_H
#include "case_parts.h"

struct offer;

/* In the order in which they are said: of several reasons the first. */
#define TALKS_TOGETHER(X) \
  X(TALKS_UNKNOWN,   NULL,         N_("Unknown")) \
  X(TALKS_MAY,       "may",        N_("Talks together can be planned.")) \
  X(TALKS_ONE_SIDE,  "one_side",   N_("You work for one side. A talk together is planned only by a colleague who works with both, after a talk with each alone.")) \
  X(TALKS_CONTROL,   "control",    N_("Control or stalking was written down in this household. No talks together, no appointments together, no council.")) \
  X(TALKS_THROAT,    "throat",     N_("Somebody was taken by the throat: that is a sign of danger to life. No talks together, no appointments together, no council.")) \
  X(TALKS_BAN,       "ban",        N_("A home ban, a contact ban or another measure runs. No talks together, no messages together. Within a ban only Veilig Thuis may arrange a talk.")) \
  X(TALKS_DANGER,    "danger",     N_("The last screening that says so speaks of acute danger. First everybody safe: no talks together until a new screening says that the danger is over.")) \
  X(TALKS_BREACH,    "breach",     N_("A ban or an agreement was broken. No talks together until everybody is judged safe enough anew, at a gate between phases.")) \
  X(TALKS_CONFLICT,  "conflict",   N_("Complex conflict divorce: no talks together until both were asked alone whether there is control.")) \
  X(TALKS_NOT_ALONE, "not_alone",  N_("First a talk with each of them alone, above all with who experiences the violence, in which each says yes: written down in a screening, who spoke, and when.")) \
  X(TALKS_NOT_ASKED, "not_asked", \
    N_("Nobody wrote down yet that there is no control and no stalking. Ask each of them alone, and write the answer in a screening or the pattern. Not known is not no.")) \
  X(TALKS_PHASE,     "phase",      N_("Talks together wait until direct safety is there: from the phase of risk-driven care on."))
DECLARE_CHOICES(talks_together, TALKS_TOGETHER)
/* Whether what rules them out is a danger. */
static inline bool talks_in_danger(enum talks_together t) { return t >= TALKS_CONTROL && t <= TALKS_BREACH; }

/* For whoever asks, today. TALKS_UNKNOWN never. Opens nothing that the actor may not open. */
MUST_USE int together_now(struct ctx *c, const struct case_file *f, enum talks_together *out);
/* The same as an answer: OK, or ERR_INVALID on `field` with the words above. */
MUST_USE int together_check(struct ctx *c, const struct case_file *f, const char *field);
/* Likewise for leading a person to an offer: OK unless it is help together (joint, mediation) and a household of theirs does not allow that. Where two
 * people set the exclusion for control aside (set_aside.h), control does not stand in the way of help together; all else does, and of mediation all. */
MUST_USE int together_check_offer(struct ctx *c, struct id person, const struct offer *o, const char *field);

/* Whether a part that tells of control, strangling or a breach still counts: what one person struck out does until two people set it aside, after it was
 * written, for whom it is about (about nobody with a file: for each grown-up of the household). Untouched where it does not. */
MUST_USE int together_stands(struct ctx *c, const struct case_file *f, const struct case_part *p, bool *out);

/* Who was not spoken to alone yet, or did not say yes, as who works with both may know it; nobody for who works for one side. */
struct talk_missing {
  const char *name;
  struct id beside;                    /* in whose screening the talk is written down: of another side; ID_NONE: nobody's yet */
  const char *beside_name;             /* NULL likewise */
};
struct talk_missing_list { struct talk_missing *at; size_t count; };
MUST_USE int together_missing(struct ctx *c, const struct case_file *f, struct talk_missing_list *out);
#endif
