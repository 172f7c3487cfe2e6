/* What is missing: screenings that found nothing that fits, as anonymous counts of a region and month. A region's coordinator sees
 * for whom help should be made.
 *
 * Nothing leads back to a person or a request: each dimension is counted on its own, so that answers never stand together; no time
 * finer than a month; no journal lines. They are counted in memory, by whoever answers, and added to the database about once a second.
 * Pages show months that have ended, and small numbers as "fewer than 5": else whoever looks before and after a screening reads it. */
#ifndef GAPS_H
#define GAPS_H
#include "match.h"

#define GAP_DIMENSIONS(X) \
  X(GAP_DIMENSION_UNKNOWN, NULL,     N_("Unknown")) \
  X(GAP_PHASE,             "phase",  N_("Situation")) \
  X(GAP_GROUP,             "group",  N_("For whom")) \
  X(GAP_REASON,            "reason", N_("What stood in the way"))
DECLARE_CHOICES(gap_dimension, GAP_DIMENSIONS)

/* Who is often forgotten. Source: Inventarisatie Oost-Brabant, witte vlekken; IVO 2021, 3.2. */
#define GAP_GROUPS(X) \
  X(GROUP_UNKNOWN,  NULL,         N_("Unknown")) \
  X(GROUP_WOMEN,    "women",      N_("Women who use violence")) \
  X(GROUP_LVB,      "lvb",        N_("People with a mild intellectual disability")) \
  X(GROUP_MINORS,   "under_18",   N_("Younger than 18")) \
  X(GROUP_YOUNG,    "18_to_24",   N_("18 to 24 years old")) \
  X(GROUP_FATHERS,  "fathers",    N_("Fathers")) \
  X(GROUP_EX,       "ex_partner", N_("Ex-partners")) \
  X(GROUP_LANGUAGE, "language",   N_("Who does not speak Dutch")) \
  X(GROUP_COSTS,    "costs",      N_("Who cannot pay")) \
  X(GROUP_NO_GROUP, "no_group",   N_("Who cannot take part in a group")) \
  X(GROUP_BOTH,     "both",       N_("Who uses and experiences violence"))
DECLARE_CHOICES(gap_group, GAP_GROUPS)

#define GAP_NOT_SAID "unknown"                   /* the phase was not answered */
#define GAP_NO_OFFER "no_offer"                  /* the reason: the region has no such help at all */
enum { GAP_CODE_MOST = 60 };

struct screening_gap {
  struct id id;
  int32_t version;
  const char *region, *month;                    /* slug; "2026-11" */
  enum gap_dimension dimension;
  const char *code;                              /* of phase, gap_group, or a rule's id */
  struct num screenings;
};
DECLARE_RECORD(screening_gap);

/* The groups that a profile belongs to, for certain. */
struct set gap_groups(const struct profile *p);

/* --- counting, on any thread ------------------------------------------------------------------------------- */

struct gaps;
struct gaps *gaps_new(void);                     /* NULL: out of memory */
void gaps_free(struct gaps *g);                  /* accepts NULL */

/* Counts a screening, unless something fits (match_has_fit). Its reasons are what speaks against the offers that came nearest
 * (match_nearest). */
void gaps_add(struct ctx *c, struct gaps *g, const struct profile *p, const struct match_result *r);
/* Likewise, in this process. Every page and interface that shows somebody a decision calls it once. */
void gaps_note(struct ctx *c, const struct profile *p, const struct match_result *r);

/* Adds what was counted to the database, in a transaction of its own. What cannot be saved is kept for the next time. */
MUST_USE int gaps_save(struct ctx *c, struct gaps *g);
/* Example counts of the last month, where there are none yet. */
MUST_USE int gaps_demo(struct ctx *c);

/* --- reading ------------------------------------------------------------------------------------------------- */

/* As it may be shown: `count` is 0 and `screenings` says "fewer than 5" below COUNT_SHOWN_LEAST (by_month.h). */
struct gap_line { const char *month; enum gap_dimension dimension; const char *code, *what, *screenings; int32_t count; };
DECLARE_RECORD(gap_line);
/* Of months that have ended, the newest first; of a dimension the most frequent first, small ones by their codes. */
MUST_USE int gaps_of_region(struct ctx *c, const struct matcher *m, const char *region, struct gap_line_list *out);

/* --- store ------------------------------------------------------------------------------------------------------ */
MUST_USE int gap_find(struct ctx *c, const struct screening_gap *like, struct screening_gap *out);       /* ERR_NOT_FOUND */
MUST_USE int gaps_before(struct ctx *c, const char *region, const char *month, struct screening_gap_list *out);
extern const struct query *const gaps_queries[];
#endif
