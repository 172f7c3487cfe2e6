#include "attempts.h"

static const struct query forgiven = { &sign_in_failure_record, "FROM sign_in_failure WHERE sign_in_failure.at < $1 ORDER BY sign_in_failure.at LIMIT 200" };
const struct query *const sign_in_queries[] = { &forgiven, NULL };

int attempts_before(struct ctx *c, struct instant then, struct sign_in_failure_list *out) { return global_select(c, sign_in_failure, out, &forgiven, P(then)); }
