/* Files of colleagues: somebody who works in this region's care has a file here as well. A shielded compartment is opened by name only:
 * whoever joins a side or a household does not come along (a handover is to somebody by name already). Colleagues of the same organisation
 * come in only after the privacy officer allowed it; those who were in go out when it is set. need_to_know.c and handover.c ask here. */
#ifndef SHIELDS_H
#define SHIELDS_H
#include "involvement.h"

struct shield {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id organisation;              /* for which the person works */
  struct id account;                   /* ID_NONE: the shield itself; else a colleague there for whom it is asked */
  struct id by;
  struct instant at;
  struct instant allowed;              /* of a colleague: by the privacy officer; unknown: not yet */
  struct instant ended;
};
DECLARE_RECORD(shield);

/* Something else that is closed to that organisation for the sake of a shielded file: as long as the shield stands there. */
struct shield_reach {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id file;                      /* compartment of the shielded file */
  struct id organisation;
  struct instant at;
};
DECLARE_RECORD(shield_reach);

/* The one that stands, whoever asks: a rule of the house. */
MUST_USE int shield_of(struct ctx *c, struct id compartment, struct shield *out, bool *there);
/* Whether that colleague may be involved: everybody where there is none, else not one of that organisation without the privacy officer, neither
 * in the file nor in what is closed for its sake. */
MUST_USE int shield_lets(struct ctx *c, struct id compartment, struct id account, struct id organisation, bool *out);
/* Sets it: whoever works for that organisation goes out, but for the actor. ERR_INVALID: it stands already, or the actor works there. */
MUST_USE int shield_set(struct ctx *c, struct id compartment, struct id organisation);
/* Closes something else for the sake of a shielded file, as long as its shield stands: the side that the person is on, what the household shares, who
 * else belongs there. Whoever works for that organisation goes out, unless they were allowed into the file. `out` (may be NULL): counts them.
 * A rule of the house: with a scope that reaches everything. */
MUST_USE int shield_spread(struct ctx *c, struct id file, struct id compartment, size_t *out);
/* What is closed for the sake of files in `from` is closed in `to` too. Likewise. */
MUST_USE int shields_same(struct ctx *c, struct id from, struct id to);
/* Takes it off; the privacy officer is told. ERR_NOT_FOUND: there is none. */
MUST_USE int shield_lift(struct ctx *c, struct id compartment);
/* Asks the privacy officer for a colleague of that organisation. */
MUST_USE int shield_ask(struct ctx *c, struct id compartment, struct id account, struct id organisation);
/* For the privacy officer, who has the task: what was asked; allowing it. ERR_NOT_FOUND: nobody asked. */
MUST_USE int shield_asked(struct ctx *c, struct id id, struct shield *out);
MUST_USE int shield_allow(struct ctx *c, struct id id);

extern const struct query *const shield_queries[];
#endif
