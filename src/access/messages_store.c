#include "messages_internal.h"

static const struct query before_query = { &message_record, "FROM message WHERE made < $1 ORDER BY made, id LIMIT 50" };
const struct query *const message_queries[] = { &before_query, NULL };

int messages_before(struct ctx *c, struct instant before, struct message_list *out) { return global_select(c, message, out, &before_query, P(before)); }
