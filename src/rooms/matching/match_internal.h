/* How a matcher and a decision are laid out. Only match*.c and the tests include this. */
#ifndef MATCH_INTERNAL_H
#define MATCH_INTERNAL_H
#include "match.h"
#include "safety.h"

/* The offers of an area by what they say in a field: what compares it with the person is answered once for all that say the same. */
struct alike {
  uint64_t *silent;                              /* a bit for each that says nothing */
  uint32_t *at; size_t count;                    /* the others, those that say the same behind one another */
  bool *first;                                   /* whether this one says something else than the one before */
};

/* The offers that serve a region, the whole country, or nobody says where; in order of name; a bit each. */
struct area {
  const char *region;
  uint32_t *offers;                              /* numbers among all */
  size_t count, lanes, elsewhere;
  uint64_t *bits;                                /* of each atom about offers alone, by its row: `lanes` words */
  struct alike *alike;                           /* of each atom about both, by its row */
  uint8_t *marks;                                /* safety_marks of each offer */
  uint64_t *helps;                               /* match_helps_against_violence */
};
struct rule_list { const struct rule **at; size_t count; };
/* A text as JSON has it, its quotes included. */
struct quoted { const char *at; size_t n; };
struct rule_quoted { struct quoted id, text[LANG_COUNT], question[LANG_COUNT]; };
struct matcher {
  struct arena arena;
  const struct rule_set *rules;
  const struct offer_line *const *offers;
  size_t count;
  struct date today;
  uint16_t *row;                                 /* of each atom, among those about the same */
  size_t offer_rows, both_rows;
  struct area *areas; size_t area_count;
  struct rule_list said_by[EFFECT_SAFETY + 1], ranks, stops;      /* what match_reasons looks at, by effect; all that rank; all that exclude or hold */
  struct rule_quoted *quoted;                    /* of each rule */
  struct quoted *names;                          /* of each offer: "offer" and "name" with their values */
  bool without_code;                             /* a test asks what the data alone decides */
};

/* Every offer `i` whose bit is set in word `l`. */
#define EACH_BIT(word, l, i) \
  for (uint64_t left_ = (word); left_; left_ &= left_ - 1) \
    for (size_t i = (l) * 64 + (size_t)__builtin_ctzll(left_), once_ = 1; once_; once_ = 0)

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
/* The first answer that is missing in a condition which is not decided for this offer; NULL: it is decided. */
const struct field *match_missing(const struct match_fired *f, int node, size_t i);
/* Whether a rule that holds is told of under that effect: what ranks lower is a note, what ranks higher a reason. */
bool match_counts_as(const struct rule *r, enum rule_effect effect);
/* Which of a lane's 64 offers the rule excludes or holds. */
uint64_t match_stops(const struct match_fired *f, const struct rule *r, size_t l);
#endif
