/* Organisations that become one: what one of them gives is given by the other from now on; its name still leads there. Who works
 * for it keeps working for it: a role is somebody's own, and is ended and asked for anew, never changed. */
#ifndef MERGERS_H
#define MERGERS_H
#include "organisations.h"
#include "upkeep.h"

#define GIVEN_AS(X) \
  X(GAVE_UNKNOWN,  NULL,       N_("Unknown")) \
  X(GAVE_PROVIDER, "provider", N_("Provider")) \
  X(GAVE_PARTNER,  "partner",  N_("Together with others"))
DECLARE_CHOICES(gave_as, GIVEN_AS)

struct moved_offer { struct id offer; enum gave_as gave_as; enum yes_no with_new; };      /* with_new: the other one gave it too */
DECLARE_RECORD(moved_offer);

struct organisation_merger {
  struct id id;
  int32_t version;
  struct id old, new;
  struct moved_offer_list moved;
  struct date merged, undone;
};
DECLARE_RECORD(organisation_merger);

/* The organisation of that name, whether it is part of another or not. ERR_INVALID on `field`: there is none. */
MUST_USE int organisation_called(struct ctx *c, const char *name, const char *field, struct id *out);
/* `old` becomes part of `new`. ERR_NOT_FOUND: not the actor's to do; ERR_INVALID: it is part of another already, both are the
 * same, or the actor does not keep all that it gives. */
MUST_USE int organisations_merge(struct ctx *c, struct id old, struct id new, struct id *merger);
/* Likewise, by the name of the other. ERR_INVALID: there is none of that name. */
MUST_USE int organisations_merge_named(struct ctx *c, struct id old, const char *name);
/* It stands by itself again, and gives again what it gave and nobody gave to another since. Errors likewise. */
MUST_USE int organisations_unmerge(struct ctx *c, struct id merger);

MUST_USE int mergers_of(struct ctx *c, struct id organisation, struct organisation_merger_list *out);      /* those that stand, it being either */
MUST_USE int merger_get(struct ctx *c, struct id id, struct organisation_merger *out);
#endif
