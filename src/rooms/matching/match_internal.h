/* How a matcher and a decision are laid out. Only match*.c and the tests include this. */
#ifndef MATCH_INTERNAL_H
#define MATCH_INTERNAL_H
#include "match.h"
#include "safety.h"

/* The offers that serve a region, the whole country, or nobody says where; a bit each. */
struct area {
  const char *region;
  uint32_t *offers;                              /* numbers among all */
  size_t count, lanes, elsewhere;
  uint64_t *bits;                                /* of each atom about offers: `lanes` words */
  uint8_t *marks;                                /* safety_marks of each offer */
};
struct matcher {
  struct arena arena;
  const struct rule_set *rules;
  const struct offer_line *const *offers;
  size_t count;
  struct date today;
  struct area *areas; size_t area_count;
  bool without_code;                             /* a test asks what the data alone decides */
};

enum { BY_CODE = 0xFF00 };                       /* a verdict's reason: BY_CODE + enum safety_rule; else the number of a rule */
struct match_fired {
  const struct matcher *m;
  const struct area *area;
  bool set_aside;
  uint64_t *yes, *no;                            /* of each node; neither: unknown */
  uint64_t *out, *held, *beside, *open, *mediation;
  uint16_t *why_out, *why_held;
};
bool match_holds(const struct match_fired *f, const struct rule *r, size_t i);
/* The first answer that is missing in a condition which is not decided for this offer; NULL: none. */
const struct field *match_missing(const struct match_fired *f, int node, size_t i);
/* Whether the rule excludes or holds that offer. */
bool match_stops(const struct match_fired *f, const struct rule *r, size_t i);
#endif
