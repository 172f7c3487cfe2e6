/* What a set of rules would do, before it is in force: whether each rule stands its own test, what differs from another set, rule by
 * rule and in words, and for which example profiles an offer moves to another list. */
#ifndef VERSION_CHECKS_H
#define VERSION_CHECKS_H
#include "live.h"
#include "vignettes.h"

/* --- whether it may be published ------------------------------------------------------------------------------------ */

struct rule_problem { const char *rule, *text; };            /* its id; msgid */
struct rule_problem_list { struct rule_problem *at; size_t count; };
/* Rules that cannot be read, do not stand their own test, or are rules of safety and missing. Lives in c->arena. */
MUST_USE int rules_problems(struct ctx *c, const char *json, struct rule_problem_list *out);

/* --- what differs ---------------------------------------------------------------------------------------------------- */

struct rule_part { const char *label, *before, *after; };    /* msgid; in words, "" for nothing, NULL: the rule was not there, or is gone */
struct rule_part_list { struct rule_part *at; size_t count; };
struct rule_change {
  const char *id;
  const struct rule *before, *after;                         /* NULL: it is new; it is gone */
  struct rule_part_list parts;                               /* only what differs; of a rule that is new or gone: all */
};
struct rule_change_list { struct rule_change *at; size_t count; };
/* In the order of the newer ones, then those that are gone. Both sets must outlive it. */
MUST_USE int rules_differ(struct ctx *c, const struct rule_set *before, const struct rule_set *after, struct rule_change_list *out);
/* All that a rule says, in words: label (msgid) and `after`. */
struct rule_part_list rule_in_parts(struct ctx *c, const struct rule_set *rules, const struct rule *r);

/* --- example profiles ------------------------------------------------------------------------------------------------ */

struct offer_move { const char *code, *name; enum verdict from, to; };
struct offer_move_list { struct offer_move *at; size_t count; };
/* `against`: it goes against what the reports say of this example. */
struct example_change { const char *title, *source; struct offer_move_list moves; size_t against; };
struct example_change_list { struct example_change *at; size_t count; };

/* For which of the examples lists change. Over the example offers that the program carries. ERR_INVALID: a set cannot be read. */
MUST_USE int examples_differ(struct ctx *c, const char *before, const char *after, struct example_change_list *out);
/* For which of them a set does something else than the reports say: `from` is what they say. */
MUST_USE int examples_wrong(struct ctx *c, const char *rules, struct example_change_list *out);
#endif
