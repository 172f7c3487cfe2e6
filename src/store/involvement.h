/* Involvement: who may open which compartment, for what, from when until when. It is the one predicate of protected tables:
 * whoever is not involved finds nothing there, and cannot tell that from what does not exist.
 * Giving and ending involvement by the rules of the house is access/' (need_to_know.h); here: the rows and the question. */
#ifndef INVOLVEMENT_H
#define INVOLVEMENT_H
#include "db.h"

/* Why somebody opens a file: the purpose in the journal (NEN 7513). */
#define GIVEN_(X, P) \
  X(P##_UNKNOWN, NULL,        N_("Unknown")) \
  X(P##_HELP,       "help",       N_("Giving help")) \
  X(P##_DIRECTION,  "direction",  N_("Directing the case")) \
  X(P##_SAFETY,     "safety",     N_("Judging safety")) \
  X(P##_REFERRAL,   "referral",   N_("Leading to help")) \
  X(P##_ENFORCEMENT, "enforcement", N_("Police, prosecution, probation"))
#define PURPOSES(X) \
  GIVEN_(X, PURPOSE) \
  X(PURPOSE_EMERGENCY,  "emergency",  N_("Emergency access")) \
  X(PURPOSE_ACCESS_RIGHT, "access_right", N_("Right of access of the person"))
DECLARE_CHOICES(purpose, PURPOSES)
/* Those for which people give access to others, with the same numbers. */
#define GIVEN_PURPOSES(X) GIVEN_(X, GIVEN)
DECLARE_CHOICES(given_purpose, GIVEN_PURPOSES)

struct involvement {
  struct id id;
  int32_t version;
  struct id account, organisation;     /* who, and for which organisation */
  struct id compartment;               /* what it opens */
  struct id household;                 /* through which household */
  enum purpose purpose;
  struct instant since;
  struct instant until;                /* unknown: until it is ended */
  struct instant ended;                /* unknown: it has not been */
  struct id given_by;                  /* account; the same as `account`: self-added */
};
DECLARE_RECORD(involvement);

/* Opens the compartment for this request if the actor is involved in it now (or the scope reaches everything).
 * ERR_NOT_FOUND: not involved, or there is no such compartment: the same words for both. */
MUST_USE int involvement_open(struct ctx *c, struct id compartment);

MUST_USE int involvement_get(struct ctx *c, struct id id, struct involvement *out);
/* All that are alive at c->now of an account (in every organisation), of a compartment, through a household. */
MUST_USE int involvements_of_account(struct ctx *c, struct id account, struct involvement_list *out);
MUST_USE int involvements_of_compartment(struct ctx *c, struct id compartment, struct involvement_list *out);
MUST_USE int involvements_of_household(struct ctx *c, struct id household, struct involvement_list *out);
/* All there ever were of a compartment, those that ended too. */
MUST_USE int involvements_ever(struct ctx *c, struct id compartment, struct involvement_list *out);
/* The regions in which an account is involved in something: where to end it. In c->arena. */
MUST_USE int involvement_regions(struct ctx *c, struct id account, const char ***regions, size_t *count);

extern const struct query *const involvement_queries[];
#endif
