/* How long a sign-up is kept: not longer than the page says. After its term nothing is left but a count of the month. */
#ifndef KEPT_H
#define KEPT_H
#include "by_month.h"
#include "signups.h"

/* Sign-ups of a region and month by for whom and what came of it: nothing leads back to a person. */
struct signup_count {
  struct id id;
  int32_t version;
  const char *region, *month;        /* slug; "2026-11" */
  const char *for_whom, *outcome;    /* keys; "unknown" */
  struct num signups;
};
DECLARE_RECORD(signup_count);

/* The term of the region (access/retention.h) in days. */
MUST_USE int signup_kept_days(struct ctx *c, int32_t *out);
/* Counts one that closes, in the month it was sent. */
MUST_USE int signup_counted(struct ctx *c, const struct signup *s, enum signup_for for_whom, enum signup_outcome outcome);
/* Erases what was written: rows, look-ups and the key; nobody is involved any more. */
MUST_USE int signup_erase(struct ctx *c, const struct signup *s);
/* In the region of the scope, with a scope that reaches everything: closes what was silent for its term, deletes some of what was
 * closed for its term unless a legal hold keeps it, codes that are over, and old lines of the stop list. `more`: there is more. */
MUST_USE int signups_purge(struct ctx *c, bool *more);

/* As it may be shown: by for whom and outcome. */
MUST_USE int signup_counts(struct ctx *c, const char *region, struct month_count_list *out);

/* --- store ------------------------------------------------------------------------------------------------------- */
MUST_USE int count_find(struct ctx *c, const struct signup_count *like, struct signup_count *out);
MUST_USE int counts_before(struct ctx *c, const char *region, const char *month, struct signup_count_list *out);
extern const struct query *const kept_queries[];
#endif
