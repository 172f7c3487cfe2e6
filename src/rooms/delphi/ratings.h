/* The ratings of a study, counted: by statement, group and round. */
#ifndef RATINGS_H
#define RATINGS_H
#include "consensus.h"
#include "csv.h"
#include "names.h"
#include "number_set.h"

/* The first round asks an open question; statements are rated in the second, and again in the third by the groups that did not agree.
 * Source: Acceptatie van vrijwillige hulpverlening 2021, 2.1. */
enum { ROUND_RATED_FIRST = 2, ROUND_LAST = 3 };

struct rating {
  struct num round;
  const char *group, *expert, *statement;
  struct num rating;
};
DECLARE_RECORD(rating);

struct ratings {                                   /* begins as all zero */
  struct names groups, experts, statements, cells; /* cells: what `tallies` is of */
  struct number_set given;                         /* cell and expert of each */
  struct tally *tallies;
  size_t room;
};

/* Counts one more. ERR_INVALID: this expert of this group rated that statement in that round before. */
MUST_USE int ratings_add(struct ctx *c, struct ratings *r, const struct rating *one);
/* Reads a CSV of them to its end, heading round,group,expert,statement,rating in any order; `wrong` hears of every bad row, how many is in
 * *bad. Errors as csv_read's. */
MUST_USE int ratings_read(struct ctx *c, FILE *in, void (*wrong)(struct ctx *c, const struct csv_wrong *w, void *arg), void *arg, struct ratings *r, size_t *bad);
void ratings_release(struct ratings *r);

/* How a study judges. */
struct consensus_terms { enum quantile quantile; uint32_t range_limit; };
#define CONSENSUS_TERMS ((struct consensus_terms){ QUANTILE_7, 2 })

struct group_verdict { const char *group; int32_t round; struct consensus is; };
struct statement_verdict { const char *statement; struct group_verdict *groups; size_t count, important; };
struct verdicts { struct statement_verdict *at; size_t count; };
enum { IMPORTANT_GROUPS_LEAST = 2 };               /* in the table of what groups agree is important */

/* Each statement in each group that rated it, by the last round in which the group did; by name. In c->arena, but for the names: until the
 * ratings change. */
struct verdicts ratings_judge(struct ctx *c, const struct ratings *r, struct consensus_terms terms);
#endif
