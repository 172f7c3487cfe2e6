#include "api_keys_internal.h"

static const struct query by_hash = { &api_key_record, "FROM api_key WHERE api_key.token_hash = $1" };
static const struct query of_account = { &api_key_record, "FROM api_key WHERE api_key.account = $1 AND api_key.ended IS NULL ORDER BY api_key.made DESC, api_key.id" };
const struct query *const api_key_queries[] = { &by_hash, &of_account, NULL };

int api_key_of_hash(struct ctx *c, const char *hash, struct api_key *out) { return global_one(c, api_key, out, &by_hash, P(hash)); }
int api_keys_of(struct ctx *c, struct id account, struct api_key_list *out) { return global_select(c, api_key, out, &of_account, P(account)); }
