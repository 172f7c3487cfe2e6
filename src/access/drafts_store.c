#include "drafts_internal.h"

static const struct query of_account = { &draft_record, "FROM draft WHERE account = $1 ORDER BY made DESC, id" };
static const struct query of_path = { &draft_record, "FROM draft WHERE account = $1 AND path = $2 ORDER BY made DESC, id" };
static const struct query too_old = { &draft_record, "FROM draft WHERE made < $1 ORDER BY made LIMIT 50" };
const struct query *const draft_queries[] = { &of_account, &of_path, &too_old, NULL };

int drafts_of(struct ctx *c, struct id account, struct draft_list *out) { return global_select(c, draft, out, &of_account, P(account)); }
int draft_of_path(struct ctx *c, struct id account, const char *path, struct draft *out) { return global_one(c, draft, out, &of_path, P(account, path)); }
int drafts_before(struct ctx *c, struct instant then, struct draft_list *out) { return global_select(c, draft, out, &too_old, P(then)); }
