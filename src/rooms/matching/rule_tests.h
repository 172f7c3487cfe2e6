/* A rule's own test, run: before a set of rules is published, and by the tests of this room. */
#ifndef RULE_TESTS_H
#define RULE_TESTS_H
#include "match.h"

/* Whether the rule does what its test says. `examples` are the example offers, which tests name by code. ERR_INVALID: the test
 * itself cannot be run (field: the rule's id). `came`: the list the offer came in instead (msgid), or NULL. */
MUST_USE int rule_test_run(struct ctx *c, const struct rule_set *rules, const struct rule *rule, const struct offer_line *const *examples, size_t count,
                           bool *stands, const char **came);
#endif
