#include "reevaluate.h"
#include "versions_internal.h"

/* --- versions ----------------------------------------------------------------------------------------------------- */

static const struct query in_force = { &rule_version_record, "FROM rule_version WHERE state = 'published' ORDER BY published DESC, id" };
static const struct query ever = { &counted_record, "FROM rule_version WHERE state = 'published' OR state = 'replaced'" };
static const struct query proposed = { &rule_version_record, "FROM rule_version WHERE state = 'proposed' ORDER BY proposed, id" };
static const struct query past = { &rule_version_record, "FROM rule_version WHERE state = 'published' OR state = 'replaced' ORDER BY published DESC, id LIMIT $1" };
static const struct query called = { &rule_version_record, "FROM rule_version WHERE name = $1" };
static const struct query with_digest = { &rule_version_record,
  "FROM rule_version WHERE digest = $1 AND (state = 'published' OR state = 'replaced') ORDER BY published DESC, id" };

int version_in_force(struct ctx *c, struct rule_version *out) { return global_one(c, rule_version, out, &in_force, P0); }
int versions_count(struct ctx *c, int64_t *out) { return global_count(c, &ever, P0, out); }
int versions_proposed(struct ctx *c, struct rule_version_list *out) { return global_select(c, rule_version, out, &proposed, P0); }
int versions_past(struct ctx *c, struct rule_version_list *out)
{
  const int64_t most = VERSIONS_SHOWN;
  return global_select(c, rule_version, out, &past, P(most));
}
int version_called(struct ctx *c, const char *name, struct rule_version *out) { return global_one(c, rule_version, out, &called, P(name)); }
int version_of_digest(struct ctx *c, const char *digest, struct rule_version *out) { return global_one(c, rule_version, out, &with_digest, P(digest)); }
int version_get(struct ctx *c, struct id id, struct rule_version *out) { return global_get(c, rule_version, id, out); }

/* --- what it would change ------------------------------------------------------------------------------------------- */

static const struct query run = { &rule_run_record, "FROM rule_run WHERE subject = $1 AND purpose = $2" };

int rule_run_of(struct ctx *c, struct id subject, enum run_purpose purpose, struct rule_run *out)
{
  return global_one(c, rule_run, out, &run, P(subject, run_purpose_key(purpose)));
}

/* --- the closed list ------------------------------------------------------------------------------------------------- */

const struct query *const version_queries[] = { &in_force, &ever, &proposed, &past, &called, &with_digest, &run, NULL };
