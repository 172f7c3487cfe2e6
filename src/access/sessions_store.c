#include "sessions_internal.h"

static const struct query by_hash = { &session_record, "FROM session WHERE session.token_hash = $1" };
static const struct query of_account = { &session_record, "FROM session WHERE session.account = $1 AND session.ended IS NULL AND session.until > $2 ORDER BY session.made DESC, session.id" };
static const struct query ran_out = { &session_record, "FROM session WHERE session.until < $1 ORDER BY session.until LIMIT 100" };
const struct query *const session_queries[] = { &by_hash, &of_account, &ran_out, NULL };

int session_of_hash(struct ctx *c, const char *hash, struct session *out) { return global_one(c, session, out, &by_hash, P(hash)); }
int sessions_of(struct ctx *c, struct id account, struct session_list *out) { return global_select(c, session, out, &of_account, P(account, (struct instant){ c->now })); }
int sessions_before(struct ctx *c, struct instant then, struct session_list *out) { return global_select(c, session, out, &ran_out, P(then)); }

int seen_forget(struct ctx *c, struct id session)
{
  const int rc = global_delete(c, session_seen, session);
  return absent(c, rc) ? OK : rc;
}
