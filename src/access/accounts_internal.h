/* What accounts.c (people) and posts.c (what they work as) share. */
#ifndef ACCOUNTS_INTERNAL_H
#define ACCOUNTS_INTERNAL_H
#include "accounts.h"
#include "involvement.h"
#include "tasks.h"


/* Posts that have not ended, those that wait included. */
MUST_USE int posts_open(struct ctx *c, struct id account, struct post_list *out);
MUST_USE int posts_that_wait(struct ctx *c, struct post_list *out);
MUST_USE int posts_unconfirmed(struct ctx *c, struct date before, struct post_list *out);

/* A post ended: unless the account has another one there, what it was involved in ends, and its tasks move. */
MUST_USE int leave_organisation(struct ctx *c, struct id account, struct id organisation, const char *region, struct id heir);
#endif
