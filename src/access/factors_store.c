#include "factors_internal.h"

#define COUNTS "factor.made IS NOT NULL AND factor.ended IS NULL"
static const struct query of_account = { &factor_record, "FROM factor WHERE factor.account = $1 AND " COUNTS " ORDER BY factor.made, factor.id" };
static const struct query open_of_account = { &factor_record, "FROM factor WHERE factor.account = $1 AND factor.ended IS NULL ORDER BY factor.made, factor.id" };
static const struct query of_kind = { &factor_record, "FROM factor WHERE factor.account = $1 AND factor.kind = $2 AND " COUNTS " ORDER BY factor.made DESC, factor.id" };
static const struct query by_handle = { &factor_record, "FROM factor WHERE factor.handle = $1 AND factor.kind = $2 AND " COUNTS };
static const struct query challenges = { &challenge_record, "FROM challenge WHERE challenge.session = $1" };
static const struct query unanswered = { &challenge_record, "FROM challenge WHERE challenge.made < $1 ORDER BY challenge.made LIMIT 100" };
const struct query *const factor_queries[] = { &of_account, &open_of_account, &of_kind, &by_handle, &challenges, &unanswered, NULL };

int factors_of(struct ctx *c, struct id account, struct factor_list *out) { return global_select(c, factor, out, &of_account, P(account)); }
int factors_open(struct ctx *c, struct id account, struct factor_list *out) { return global_select(c, factor, out, &open_of_account, P(account)); }
int passkeys_of(struct ctx *c, struct id account, struct factor_list *out) { return global_select(c, factor, out, &of_kind, P(account, factor_kind_key(FACTOR_PASSKEY))); }
int factor_of_kind(struct ctx *c, struct id account, enum factor_kind kind, struct factor *out) { return global_one(c, factor, out, &of_kind, P(account, factor_kind_key(kind))); }
int factor_by_handle(struct ctx *c, enum factor_kind kind, const char *handle, struct factor *out) { return global_one(c, factor, out, &by_handle, P(handle, factor_kind_key(kind))); }

int challenges_of(struct ctx *c, struct id session, struct challenge_list *out) { return global_select(c, challenge, out, &challenges, P(session)); }
int challenges_before(struct ctx *c, struct instant then, struct challenge_list *out) { return global_select(c, challenge, out, &unanswered, P(then)); }
