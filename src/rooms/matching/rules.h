/* The rules of matching: data, in versions, readable without a programmer. data/rules/rules.json holds the shipped ones.
 * Source: DOMAIN of the product, 4.2; Bouwstenen plegeraanbod 2021, Inleiding, 1.4 and bijlage 2; IVO 2021, 3.2. */
#ifndef RULES_H
#define RULES_H
#include "conditions.h"

#define RULE_EFFECTS(X) \
  X(EFFECT_UNKNOWN,    NULL,            N_("Unknown")) \
  X(EFFECT_EXCLUDE,    "exclude",       N_("Does not fit")) \
  X(EFFECT_HOLD,       "hold",          N_("Waits for an answer")) \
  X(EFFECT_BESIDE,     "complementary", N_("Next to other help")) \
  X(EFFECT_RANK,       "rank",          N_("Higher or lower in the list")) \
  X(EFFECT_LABEL,      "label",         N_("A note with it")) \
  X(EFFECT_SAFETY,     "safety",        N_("A word about safety"))
DECLARE_CHOICES(rule_effect, RULE_EFFECTS)

/* What an answer that is not known does to an offer that the rule might exclude. */
#define RULE_UNKNOWNS(X) \
  X(UNKNOWN_UNKNOWN, NULL,    N_("Unknown")) \
  X(UNKNOWN_HOLDS,   "hold",  N_("The offer waits for the answer")) \
  X(UNKNOWN_LABELS,  "label", N_("The offer fits, with a note")) \
  X(UNKNOWN_PASSES,  "pass",  N_("Nothing"))
DECLARE_CHOICES(rule_unknown, RULE_UNKNOWNS)

/* A rule's own test: a profile (JSON), an example offer by its code (NULL for a word about safety), what is different about that
 * offer (JSON; NULL: nothing), and the list it must come in, or "safety". */
struct rule_test { const char *profile, *offer, *with, *expect; };
struct rule {
  const char *id, *when;
  enum rule_effect effect;
  enum rule_unknown unknown;
  int32_t points;                                /* of a rank; added to the score */
  bool inside;                                   /* only professionals read its reason and its question; others read `plain`, or nothing. Always so
                                                  * where it asks for control or what the partner said: others look along, and a reason tells */
  bool set_aside;                                /* two people may set it aside for one person, but never for mediation */
  const char *text[LANG_COUNT];                  /* the reason */
  const char *plain[LANG_COUNT];                 /* the same for visitors, in the u-form; NULL: `text` serves them too */
  const char *question[LANG_COUNT];              /* NULL: that of the answer which is missing */
  const char *source;
  struct rule_test test;
  int root;                                      /* of its condition */
};
enum { RULES_MOST = 160, RULES_BYTES = 1 << 18 };
struct rule_set {
  const char *version;                           /* "2026-1" */
  struct conditions conditions;
  struct rule *at; size_t count;
  const char *json;                              /* as it was read */
};

/* Reads rules from JSON. ERR_INVALID: the field is the rule's id, the message says what is wrong. Lives in c->arena. */
MUST_USE int rule_set_read(struct ctx *c, const char *json, size_t len, struct rule_set *out);
/* The shipped ones (or the administrator's rules/rules.json in the data folder). */
MUST_USE int rule_set_shipped(struct ctx *c, struct rule_set *out);
/* NULL if there is none. */
const struct rule *rule_find(const struct rule_set *rules, const char *id);
const char *rule_text(const struct ctx *c, const struct rule *r);
/* For visitors. NULL: it is not for them. */
const char *rule_plain(const struct ctx *c, const struct rule *r);
#endif
