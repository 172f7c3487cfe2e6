/* The room's own reads, for what reads and moves households as a whole: each gives what the scope of the request may see. */
#ifndef HOUSEHOLDS_STORE_H
#define HOUSEHOLDS_STORE_H
#include "households.h"

MUST_USE int sides_of(struct ctx *c, struct id household, struct household_side_list *out);
MUST_USE int memberships_of_household(struct ctx *c, struct id household, struct membership_list *out);
MUST_USE int persons_of_household(struct ctx *c, struct id household, struct person_list *out);
MUST_USE int merged_into(struct ctx *c, struct id household, struct household_list *out);
#endif
