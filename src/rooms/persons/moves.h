/* Moving people, as it is asked on a page: two households that are one, a side that goes on by itself, a person who goes to
 * another side. Offered is only what the actor works for; what others may see plays no part in what is offered or answered. */
#ifndef MOVES_H
#define MOVES_H
#include "households.h"

struct merge_ask { struct id other; };
DECLARE_RECORD(merge_ask);
/* household_merge, if the household is still as it was shown. ERR_CONFLICT: it was changed since `version`. */
MUST_USE int merge_asked(struct ctx *c, struct id household, int32_t version, const struct merge_ask *m);

/* Takes a merge back. `other`: the household that was merged into this one. `anyway`: what was written in the shared part since stays with this
 * one. ERR_INVALID on its field, with the reason: it was merged further, the actor did not work with both before, it was made before merges
 * could be undone, or the shared part was written in since and `anyway` is not yes. Sides that the actor may not see play no part in that. */
struct unmerge_ask { struct id other; enum yes_no anyway; };
DECLARE_RECORD(unmerge_ask);
MUST_USE int household_unmerge(struct ctx *c, struct id keep, const struct unmerge_ask *n);

struct split_ask { struct id side; const char *name; };
DECLARE_RECORD(split_ask);
/* household_split of one of its sides. ERR_CONFLICT: that side is part of another household by now. */
MUST_USE int split_asked(struct ctx *c, struct id household, const struct split_ask *s, struct id *out);

/* household_split_ask, likewise. */
struct split_wish { struct id side; };
DECLARE_RECORD(split_wish);
MUST_USE int split_wished(struct ctx *c, struct id household, const struct split_wish *s);
/* Whether a colleague of that side is to be asked. */
MUST_USE int split_needs_asking(struct ctx *c, const struct household_side *s, bool *out);

struct side_ask { struct id side; enum member_role role; };        /* role: in a household that is new to the person */
DECLARE_RECORD(side_ask);
/* Where the person may go. */
struct side_option {
  struct id side, household;
  const char *household_name;
  enum side_letter letter;
  bool moves;                          /* within a household: who works only for the side that is left goes out */
  enum side_letter from;               /* the side that is left; unknown: none */
  bool apart;                          /* is not joined: STAYS_APART */
};
struct side_options {
  struct side_option *at;
  size_t count;
  const char *next;                    /* key of the next page of households; NULL: this is the last */
  int32_t version;                     /* of where the person belongs now: any move makes it higher */
};
/* First the other own sides in the person's households, then the sides in the actor's households after the key (NULL: from the
 * start). In c->arena. ERR_NOT_FOUND: no such person, or not to be seen. */
MUST_USE int sides_for_person(struct ctx *c, struct id person, const char *after, struct side_options *out);
/* person_change_side within a household that the person belongs to, else person_join. ERR_CONFLICT: the person was moved since
 * `version` was shown. ERR_INVALID: joins, and the actor has to confirm first who this is (identity.h). */
MUST_USE int person_to_side(struct ctx *c, struct id person, int32_t version, const struct side_ask *n);
#endif
