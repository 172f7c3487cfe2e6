/* Which offers fit this person, now and safely: three honest lists and what stands next to them.
 *
 * A matcher holds all offers ready to be decided on, for one set of rules: every question about offers is answered once, when it
 * is built, as a bit per offer. A decision is bit work over the offers of one region: the same on every database, no query.
 *
 * The rules of safety (danger now; control and talks together; bans) are data like the others, and besides in code (safety.h):
 * what the code holds back, no data lets through. Source: DOMAIN 4.2. */
#ifndef MATCH_H
#define MATCH_H
#include "places.h"
#include "rules.h"

struct matcher;

/* Builds one. Offers, rules and places must outlive it. The caller releases. */
MUST_USE int matcher_build(struct ctx *c, const struct rule_set *rules, const struct offer_line *const *offers, size_t count,
                           const struct places *places, struct date today, struct matcher **out);
void matcher_release(struct matcher *m);                   /* accepts NULL */
const struct rule_set *matcher_rules(const struct matcher *m);

#define VERDICTS(X) \
  X(VERDICT_FITS,          "fits",          N_("Fits")) \
  X(VERDICT_COMPLEMENTARY, "complementary", N_("Next to other help")) \
  X(VERDICT_UNKNOWN,       "unknown",       N_("Not known yet")) \
  X(VERDICT_EXCLUDED,      "excluded",      N_("Does not fit"))
DECLARE_CHOICES(verdict, VERDICTS)
enum { VERDICT_COUNT = VERDICT_EXCLUDED + 1 };

struct match_entry {
  const struct offer_line *line;
  uint32_t at;                                   /* its number among the region's offers */
  int32_t score;                                 /* of fits and complementary: higher comes first */
  const struct rule *rule;                       /* why unknown or excluded; NULL: `said` */
  const char *said;                              /* msgid, where no rule of the data but the code decided */
  const char *said_id;                           /* what that is called among the rules */
  bool inside;                                   /* unknown or excluded: reason and question are for professionals only */
  const struct field *asks;                      /* unknown: the answer that is missing; NULL: a fact of the offer */
};
struct match_entries { struct match_entry *at; size_t count; };

struct match_ask {
  const struct profile *profile;
  bool control_set_aside;                        /* by two people, with a logged reason, for this person */
};
struct match_result {
  struct match_entries lists[VERDICT_COUNT];     /* fits and complementary by score, the others by what decided and name */
  size_t elsewhere;                              /* offers that serve neither this region nor the whole country */
  struct match_fired *fired;                     /* which rules hold for which offer */
};
/* Help that works on the violence itself: not a measure, not what only stands beside it (debts, housing, mental health), and not a
 * chat or a line alone: that is open to everybody always, so counting it as a fit would hide every gap. */
bool match_helps_against_violence(const struct offer *o);
/* Whether a screening found something: an offer among `fits` that helps against the violence. That it is for this person, `fits`
 * says already; what is complementary, or waits for an answer, does not count. */
bool match_has_fit(const struct match_result *r);

/* Decides. The profile must be checked (profile_check), or stored when it was. Lives in c->arena. ERR_INVALID on "region": it has none, or one that
 * is no more; ERR_FULL. */
MUST_USE int match_decide(struct ctx *c, const struct matcher *m, const struct match_ask *ask, struct match_result *out);

/* Likewise the verdicts only, one byte (enum verdict) an offer of the region, in the matcher's order: for many profiles. `room` is
 * matcher_count(m, region), which is 0 for a region that is unknown or no more. */
size_t matcher_count(const struct matcher *m, const char *region);
const struct offer_line *matcher_offer(const struct matcher *m, const char *region, size_t i);
MUST_USE int match_verdicts(struct ctx *c, const struct matcher *m, const struct match_ask *ask, uint8_t *out, size_t room);

/* The rules of that effect that hold for an entry, in order; with EFFECT_LABEL also what its unknowns say. `each` gets the rule,
 * and the answer that is missing (NULL: none). */
typedef void each_reason(struct ctx *c, const struct rule *r, const struct field *missing, void *arg);
void match_reasons(struct ctx *c, const struct match_result *r, const struct match_entry *e, enum rule_effect effect, each_reason *each, void *arg);
/* The ids of what speaks against the offers that came nearest: help against the violence which the fewest rules exclude or hold. Each
 * once; what only the code holds back counts as one rule. Returns how many offers that are; 0: the region has no such help. */
typedef void each_id(const char *id, void *arg);
size_t match_nearest(struct ctx *c, const struct match_result *r, each_id *each, void *arg);
/* The words about safety that this profile calls for. */
void match_safety(struct ctx *c, const struct match_result *r, each_reason *each, void *arg);

/* While somebody waits for it: offers among what fits that can begin at once; none: it need not. */
enum { BRIDGES_MOST = 3, WAIT_EXPECTED = 7 /* days that somebody can be expected to wait when nobody said (norm: five working days) */ };
struct match_bridging { bool needed; const struct match_entry *at[BRIDGES_MOST]; size_t count; };
/* `kept`: what is not proposed to whoever reads; NULL: all is. */
typedef bool kept_entry(const struct match_entry *e, const void *of);
struct match_bridging match_bridging(const struct match_result *r, const struct match_entry *e, const struct profile *p, kept_entry *kept, const void *of);
const char *match_bridging_text(struct ctx *c, const struct match_bridging *b);

/* The answer as JSON, as POST /api/v1/match and `kentering match` give it. */
void match_write_json(struct ctx *c, const struct matcher *m, const struct profile *p, const struct match_result *r, struct buf *b);
/* Whether it says why: translated, in c->arena. */
const char *match_why(struct ctx *c, const struct match_entry *e);
const char *match_rule_id(const struct match_entry *e);
/* The same in words for visitors and for whoever looks along. */
const char *match_why_plain(struct ctx *c, const struct match_entry *e);
/* The words of a rule by its id, those of the code included; NULL: there is none. In the reader's language. */
const char *match_rule_words(struct ctx *c, const struct matcher *m, const char *id);
const char *match_question(struct ctx *c, const struct match_entry *e);
#endif
