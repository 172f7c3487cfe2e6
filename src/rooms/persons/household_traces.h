/* What merging and splitting moved and gave: kept with the household that was merged or split off, so that it can be taken back.
 * Nobody reads it but the program: a list of what moved would tell of sides that its reader may not see. */
#ifndef HOUSEHOLD_TRACES_H
#define HOUSEHOLD_TRACES_H
#include "households.h"

#define MOVE_KINDS(X) \
  X(MOVE_UNKNOWN,     NULL,          N_("Unknown")) \
  X(MOVE_MERGE,       "merge",       N_("Merged into")) \
  X(MOVE_SIDE,        "side",        N_("Side")) \
  X(MOVE_MEMBER,      "member",      N_("Member")) \
  X(MOVE_MEMBERSHIP,  "membership",  N_("Membership")) \
  X(MOVE_INVOLVEMENT, "involvement", N_("Involvement")) \
  X(MOVE_GIVEN,       "given",       N_("Involvement that was given")) \
  X(MOVE_GROUND,      "ground",      N_("Ground that was copied")) \
  X(MOVE_SPLIT,       "split",       N_("Split off from")) \
  X(MOVE_SPLIT_BY,    "split_by",    N_("Who split it off")) \
  X(MOVE_SPLIT_MEMBER, "split_member", N_("Member that was copied"))
DECLARE_CHOICES(move_kind, MOVE_KINDS)

struct household_move {
  struct id id;
  int32_t version;
  struct id compartment;               /* shared, of the household that was merged or split off */
  enum move_kind kind;
  struct id thing;                     /* the household that goes on, or that it was split off from; an account; a row of the kind */
  struct id copy;                      /* MOVE_SPLIT_MEMBER: the member of the new household */
  struct instant at;
  struct num kept_words, kept_members; /* MOVE_MERGE: of the shared part that goes on, to see whether it was written in since */
};
DECLARE_RECORD(household_move);

/* As it is before a merge, and what to write once it was done. As the program. */
struct traces { struct household keep, gone; struct household_move_list moves; struct id_list keep_given, keep_grounds, gone_given, gone_grounds; };
MUST_USE int traces_before(struct ctx *c, struct traces *t);
MUST_USE int traces_after(struct ctx *c, struct traces *t);
/* What both merging and putting a split back do, once it may be: the rows of `gone` go to `keep`, and who works with `gone` reads the shared part of `keep`.
 * `opens`: the other way round as well. */
MUST_USE int household_join(struct ctx *c, struct traces *m, bool opens);
/* What stands for the texts of a shared part: equal for equal ones. */
struct num words_of(const struct household *h);
MUST_USE int household_moves(struct ctx *c, struct id compartment, struct household_move_list *out);

extern const struct query *const trace_queries[];
#endif
