/* Offers that stand on the map twice: found by their names, put side by side, joined or kept apart. */
#ifndef DOUBLES_H
#define DOUBLES_H
#include "review.h"

enum { DOUBLE_SAME_PROVIDER = 55, DOUBLE_SAME_REGION = 75, DOUBLES_MOST = 200 };      /* percent that the names share, at least */

struct double_pair { struct id one, other, subject; int score; const char *one_name, *other_name; };
struct double_pair_list { struct double_pair *at; size_t count; };

/* How alike two names are, 0 to 100: the groups of three letters that they share. Case, accents and order of words do not count. */
int names_alike(const char *one, const char *other);
/* What a pair is known by, whichever stands first. */
struct id pair_subject(struct id one, struct id other);
/* Pairs that the actor keeps both of and that nobody kept apart: the same provider, or a region in common. The likest first,
 * at most DOUBLES_MOST. Ended ones are left out. */
MUST_USE int doubles_found(struct ctx *c, struct double_pair_list *out);
/* They are two, and will not be shown as a pair again; said twice is said once. */
MUST_USE int doubles_apart(struct ctx *c, struct id one, struct id other, const char *reason);

struct offer_join {
  struct id id;
  int32_t version;
  struct id kept, gone;
  const char *kept_before, *gone_before;           /* whole offers as JSON */
  struct num kept_after, gone_after;               /* their versions afterwards */
  struct date joined, undone;
};
DECLARE_RECORD(offer_join);
/* `gone` ends and its address leads on to `kept`, whose unknown fields are filled from it. ERR_CONFLICT: one of the two is of
 * another version than that. ERR_INVALID: one ended already, or they are the same. */
MUST_USE int doubles_join(struct ctx *c, struct id kept, int32_t kept_version, struct id gone, int32_t gone_version, struct id *join);
/* Both are what they were. ERR_CONFLICT: one was changed since. */
MUST_USE int doubles_part(struct ctx *c, struct id join);

MUST_USE int joins_of(struct ctx *c, struct id offer, struct offer_join_list *out);            /* those that stand */
MUST_USE int doubles_each(struct ctx *c, each_row *each, void *arg);                           /* struct offer, without lists; each is gone after the call */
MUST_USE int join_get(struct ctx *c, struct id id, struct offer_join *out);
#endif
