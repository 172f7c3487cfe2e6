/* Changing a set of rules: its JSON, with one rule put in, changed or taken out. What it does not touch stays as it was written. */
#ifndef RULE_EDIT_H
#define RULE_EDIT_H
#include "rules.h"

#define TEST_LISTS(X) \
  X(TEST_UNKNOWN,       NULL,            N_("Unknown")) \
  X(TEST_FITS,          "fits",          N_("Fits")) \
  X(TEST_COMPLEMENTARY, "complementary", N_("Next to other help")) \
  X(TEST_HOLDS,         "unknown",       N_("Not known yet")) \
  X(TEST_EXCLUDED,      "excluded",      N_("Does not fit")) \
  X(TEST_SAFETY,        "safety",        N_("A word about safety"))
DECLARE_CHOICES(test_list, TEST_LISTS)

#define RULE_TICKS(X) X(RULE_TICK_NO, NULL, N_("No")) X(RULE_TICK_YES, "ja", N_("Yes"))
DECLARE_CHOICES(rule_tick, RULE_TICKS)

/* A rule as a form has it. `name`: of a new one only. */
struct rule_form {
  const char *name, *when;
  enum rule_effect effect;
  enum rule_unknown unknown;
  struct num points;
  enum rule_tick set_aside, inside;
  const char *nl, *en, *visitor_nl, *visitor_en, *question_nl, *question_en, *source;
  const char *test_profile, *test_offer, *test_with;         /* JSON, an example offer's code, JSON */
  enum test_list test_expect;
  const char *note;                                          /* why: of the proposal */
};
DECLARE_RECORD(rule_form);                                   /* a new rule */
extern const struct record rule_change_form_record;          /* one that is there: it keeps its name and its effect */

void rule_form_fill(const struct rule *r, struct rule_form *out);

/* The set with that rule: changed where it is among them, else put last. `id`: the rule's name. ERR_INVALID names the form's field.
 * Lives in c->arena. */
MUST_USE int rules_with(struct ctx *c, const char *json, const char *id, const struct rule_form *f, const char **out);
/* Without it. ERR_NOT_FOUND: it is not among them. */
MUST_USE int rules_without(struct ctx *c, const char *json, const char *id, const char **out);
/* With another version's name. */
MUST_USE int rules_renamed(struct ctx *c, const char *json, const char *version, const char **out);
#endif
